//! What each key may be mistaken for, wherever in a rule it stands: one table for all of them.

use chrono::Days;

use super::{Data, Making, Node, Place, inside, node, word};
use crate::ruleset::vocabulary::{CLOSED, CONCLUSION_NOTIFIED, DIALOGUE_DAY};
use crate::ruleset::{
    Activity, By, CaseClass, Counts, DayRoll, DialogueKind, DutyKind, ExtendedFrom, GrantedBefore, HeadKind, Level,
    Mode, NoDate, Period, Phase, Scope, UnitType,
};
use crate::text::Word;
use crate::time_limit::{Backward, Roll, Start, Unit};

/// What a value under a key may be taken for.
#[derive(Clone, Copy)]
enum Takes {
    /// Another word of a vocabulary: the first that makes a sound file.
    Word(fn() -> Vec<&'static str>),
    /// Each other word of a vocabulary.
    Words(fn() -> Vec<&'static str>),
    /// The number one less and one more, each where there are several.
    Number,
    /// The day before and the day after.
    Day,
    /// Another event, each where there are several.
    Event,
    /// Another event that a limit is counted from.
    Anchor,
    /// Another duty of the file.
    Duty,
    /// One of several words left out, all of them, and one that is missing put in.
    Members(fn() -> Vec<&'static str>),
    /// One of several left out, each in turn.
    Fewer,
    /// A limit of one day, where the notice itself states it.
    OneDay,
}
use Takes::{Anchor, Day, Duty, Event, Fewer, Members, Number, OneDay, Words};

/// The other duties that are tried for one, at most: what a file says of all its duties is not tried of each of them.
const OTHER_DUTIES: usize = 3;
/// The other events that are tried for one, at most, until one makes a sound file.
const OTHER_EVENTS: usize = 4;

fn words<T: Word>() -> Vec<&'static str> {
    T::all().iter().map(|one| one.id()).collect()
}

/// What the keys inside a duty, or a reading of it, may be mistaken for; those with a dot only inside that key.
const OF_DUTY: &[(&str, Takes)] = &[
    ("n", Number),
    ("before_day", Number),
    ("by_day", Number),
    ("times", Number),
    ("date", Day),
    ("unit", Takes::Word(words::<Unit>)),
    ("count", Words(words::<Backward>)),
    ("start", Words(words::<Start>)),
    ("roll", Words(words::<Roll>)),
    ("none", Takes::Word(words::<NoDate>)),
    ("after", Anchor),
    ("before", Anchor),
    ("of_month_of", Anchor),
    ("due_of", Duty),
    ("due_of_base", Duty),
    ("overdue", Duty),
    ("object", Duty),
    ("event", Event),
    ("unless", Event),
    ("excused_by", Event),
    ("granted_by", Event),
    ("each_channel", Event),
    ("all", Event),
    ("any", Event),
    ("suspension.by", Event),
    ("suspension.until", Event),
    ("lasts.until", Event),
    ("only_if.by", Words(words::<By>)),
    ("class", Takes::Word(words::<CaseClass>)),
    ("any_class", Fewer),
    ("mode", Takes::Word(words::<Mode>)),
    ("kind", Takes::Word(words::<DialogueKind>)),
    ("granted_before", Words(words::<GrantedBefore>)),
    ("limit", OneDay),
    ("limit.from", Words(words::<ExtendedFrom>)),
    ("maximum.from", Words(words::<ExtendedFrom>)),
    ("duty_kind", Takes::Word(words::<DutyKind>)),
    ("activity", Takes::Word(words::<Activity>)),
    ("phase", Takes::Word(words::<Phase>)),
    ("unit_types", Members(words::<UnitType>)),
];

/// What the keys inside a recurring duty, or a reading of it, may be mistaken for.
const OF_RECURRING: &[(&str, Takes)] = &[
    ("at_least", Number),
    ("day", Number),
    ("month", Number),
    ("on", Number),
    ("in_months", Number),
    ("every", Takes::Word(words::<Period>)),
    ("roll", Words(words::<DayRoll>)),
    ("none", Takes::Word(words::<NoDate>)),
    ("with", Duty),
    ("each_before", Event),
    ("moved_by", Event),
    ("all", Event),
    ("any", Event),
    ("implied_by", Event),
    ("counts", Takes::Word(words::<Counts>)),
    ("duty_kind", Takes::Word(words::<DutyKind>)),
    ("activity", Takes::Word(words::<Activity>)),
    ("kinds", Members(words::<DialogueKind>)),
    ("levels", Members(words::<Level>)),
    ("heads", Members(words::<HeadKind>)),
    ("unit_types", Members(words::<UnitType>)),
    ("cutoffs", Fewer),
];

/// What the keys inside an exclusion, or a reading of it, may be mistaken for.
const OF_EXCLUSION: &[(&str, Takes)] =
    &[("scope", Takes::Word(words::<Scope>)), ("duty", Duty), ("none", Takes::Word(words::<NoDate>))];

/// The keys of text, of who does it and of where it stands: what they say is told as it is, and nothing is judged by it.
const TOLD: [&str; 12] = [
    "text",
    "title",
    "when",
    "because",
    "ground",
    "bearer",
    "toward",
    "cite",
    "must_state",
    "same_as",
    "form",
    "reading",
];

fn table_of(list: &str) -> &'static [(&'static str, Takes)] {
    match list {
        "obligation" => OF_DUTY,
        "recurring" => OF_RECURRING,
        "exclusion" => OF_EXCLUSION,
        _ => &[],
    }
}

/// What a key of a list of rules may be mistaken for, at the end of its path.
fn takes(list: &str, path: &[String]) -> Option<Takes> {
    let mut keys = path.iter().rev().map(String::as_str).filter(|key| key.parse::<usize>().is_err());
    let (key, above) = (keys.next()?, keys.next().unwrap_or_default());
    let fits = |known: &str| match known.split_once('.') {
        Some((outer, inner)) => inner == key && (outer == above || outer == "only_if" && above != "suspension"),
        None => known == key,
    };
    // `at_least` of one level.
    let of_level = list == "recurring" && above == "at_least";
    let found = table_of(list).iter().find(|(known, _)| fits(known)).map(|(_, takes)| *takes);
    found.or(of_level.then_some(Number))
}

impl Making<'_> {
    /// What each key of a rule and of its other readings may be mistaken for.
    pub(super) fn everywhere(&mut self, place: &Place<'_>) {
        for place in std::iter::once(*place).chain(place.readings()) {
            let Some(node) = place.node() else { continue };
            self.inside(&place, &mut Vec::new(), node);
            if place.reading.is_some() && place.list == "recurring" {
                self.returning(&place);
            }
        }
    }

    fn inside(&mut self, place: &Place<'_>, path: &mut Vec<String>, node: &Node) {
        if let Some(items) = node.list() {
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                self.inside(place, path, item);
                path.pop();
            }
            return;
        }
        self.ends_of(place, path, node);
        for (key, (_, value)) in node.table().into_iter().flatten() {
            if !TOLD.contains(&key.as_str()) {
                path.push(key.clone());
                self.any_or_all(place, path, value);
                self.taken(place, path, value);
                self.inside(place, path, value);
                path.pop();
            }
        }
    }

    /// What one key may be mistaken for.
    fn taken(&mut self, place: &Place<'_>, path: &[String], value: &Node) {
        if matches!(path, [due, n] if due == "due" && n == "n") {
            return; // that of the plain limit
        }
        let Some(takes) = takes(place.list, path) else { return };
        let keys: Vec<&str> = path.iter().map(String::as_str).collect();
        let now = value.text();
        match takes {
            Takes::Word(all) => {
                let mut others = all().into_iter().filter(|other| now.is_some() && now != Some(*other));
                others.any(|other| self.one(place, &keys, Some(word(other)), false));
            }
            Words(all) => {
                for other in all().into_iter().filter(|other| now.is_some() && now != Some(*other)) {
                    self.one(place, &keys, Some(word(other)), false);
                }
            }
            Number => self.items(place, &keys),
            Day => {
                let Data::Date(day) = value.data else { return };
                let days = [day.checked_sub_days(Days::new(1)), day.checked_add_days(Days::new(1))];
                for day in days.into_iter().flatten() {
                    self.one(place, &keys, Some(Data::Date(day)), true);
                }
            }
            Event => self.other_events(place, &keys, value),
            Anchor => {
                let mut others = [DIALOGUE_DAY, CLOSED, CONCLUSION_NOTIFIED].into_iter();
                if now.is_some() {
                    others.any(|other| now != Some(other) && self.one(place, &keys, Some(word(other)), false));
                }
            }
            Duty => self.other_duty(place, &keys, value),
            Members(all) => self.members_of(place, &keys, &all()),
            Fewer => self.fewer(place, &keys),
            OneDay if now.is_some() => {
                let one = Data::Integer(Some(1), "1".to_owned());
                let limit = [("n", one), ("unit", word(Unit::Day.word()))];
                let limit = limit.into_iter().map(|(key, data)| (key.to_owned(), (0..0, node(data)))).collect();
                self.one(place, &keys, Some(Data::Table(limit)), false);
            }
            OneDay => {}
        }
    }

    /// Each event of a value taken for another one: one of the same sort that the file does not speak of.
    fn other_events(&mut self, place: &Place<'_>, keys: &[&str], value: &Node) {
        if value.text().is_some() {
            self.other_event(place, keys, value);
        }
        for (at, item) in value.list().unwrap_or_default().iter().enumerate() {
            let at = at.to_string();
            let path: Vec<&str> = keys.iter().copied().chain([at.as_str()]).collect();
            if item.text().is_some() {
                self.other_event(place, &path, item);
            }
        }
    }

    fn other_event(&mut self, place: &Place<'_>, keys: &[&str], value: &Node) {
        let Some(known) = value.text().and_then(|id| self.set.event(id)) else { return };
        let alike = |same_phase: bool| {
            let unspoken = self.set.events().filter(|other| !self.named.contains(other.id.as_ref()));
            let unspoken = unspoken.filter(|other| other.effect.is_none() && other.petition == known.petition);
            let fits = unspoken.filter(|other| (other.phase == known.phase) == same_phase);
            fits.map(|other| other.id.to_string()).collect::<Vec<_>>()
        };
        let others: Vec<String> = alike(true).into_iter().chain(alike(false)).take(OTHER_EVENTS).collect();
        others.iter().any(|other| self.one(place, keys, Some(word(other)), false));
    }

    /// Another duty of the file in the place of one, and none where there is no other that is sound.
    fn other_duty(&mut self, place: &Place<'_>, keys: &[&str], value: &Node) {
        let Some(now) = value.text() else { return };
        let list = if place.list == "recurring" { "recurring" } else { "obligation" };
        let all = self.set.tree().get(list).and_then(Node::list).unwrap_or_default();
        let own = place.rule.id().unwrap_or_default();
        let others = all.iter().filter_map(Node::id).filter(|id| ![now, own].contains(id));
        let others: Vec<String> = others.take(OTHER_DUTIES).map(str::to_owned).collect();
        let is_other = others.iter().any(|other| self.one(place, keys, Some(word(other)), false));
        if !is_other && keys.last() == Some(&"with") {
            let none = [("none".to_owned(), (0..0, node(word(NoDate::NotStated.word()))))].into_iter().collect();
            self.one(place, &["due"], Some(Data::Table(none)), false);
        }
    }

    /// Each word of a list left out, all of them, and one put in that the rule set speaks of.
    fn members_of(&mut self, place: &Place<'_>, keys: &[&str], all: &[&str]) {
        let Some(key) = keys.last() else { return };
        let Some(table) = place.node() else { return };
        let Some(list) = keys.iter().try_fold(table, inside).and_then(Node::list).map(<[Node]>::to_vec) else {
            return;
        };
        self.fewer(place, keys);
        self.one(place, keys, None, false);
        let of_set = |key: &str| self.set.tree().get("applies").and_then(|of| of.get(key)).and_then(Node::list);
        let bound = of_set(key);
        let speaks = |other: &str| bound.is_none_or(|all| all.iter().any(|one| one.text() == Some(other)));
        let stated = |other: &str| list.iter().any(|item| item.text() == Some(other));
        let mut missing = all.iter().copied().filter(|other| speaks(other) && !stated(other));
        missing.any(|other| {
            let more = list.iter().cloned().chain([node(word(other))]).collect();
            self.one(place, keys, Some(Data::List(more)), false)
        });
    }

    /// One of several enough, or all of them needed: each for the other.
    fn any_or_all(&mut self, place: &Place<'_>, path: &[String], value: &Node) {
        let Some((key, above)) = path.split_last() else { return };
        let other = match key.as_str() {
            "all" => "any",
            "any" => "all",
            _ => return,
        };
        if value.list().is_some_and(|all| all.len() > 1) {
            let from: Vec<&str> = path.iter().map(String::as_str).collect();
            let to: Vec<&str> = above.iter().map(String::as_str).chain([other]).collect();
            let told = (from.as_slice(), key.clone(), other.to_owned());
            self.several(place, told, &[(&to, Some(value.data.clone())), (&from, None)], false);
        }
    }

    /// Which days count at the ends of a limit inside another one.
    fn ends_of(&mut self, place: &Place<'_>, path: &[String], limit: &Node) {
        let above: Vec<&str> = path.iter().map(String::as_str).collect();
        if place.list == "obligation" && above.first() == Some(&"due") && above.len() > 1 && limit.get("n").is_some() {
            self.counting(place, &above, limit);
        }
    }
}
