//! Mistakes in whom a rule set binds and when, in what follows a refusal, and in what a notice states.

use chrono::{Days, Months};

use super::{Data, Making, Mutant, Node, Place, RuleId, Survivor, Wrong, inside, node, rules, word};
use crate::calendar::Calendar;
use crate::ruleset::vocabulary::{FIELDS, HeadKind, Level, NoDate};
use crate::ruleset::{Registry, RuleSet, UnitType};
use crate::text::{Text, Word};

/// The keys of the days of an instrument.
const DAYS: [&str; 3] = ["from", "assumed_from", "until"];

/// Where another rule set applies: in the whole country, or in a province that none of the built-in sets is of.
const ELSEWHERE: [&str; 2] = ["VN", "04"];

impl Making<'_> {
    /// Whom the rule set binds, and from which day until which, where it lays anything down.
    pub(super) fn validity(&mut self) {
        if !self.set.lays_down_rules() {
            return;
        }
        self.levels();
        self.members("heads", &HeadKind::all().iter().map(|head| head.id()).collect::<Vec<_>>());
        self.members("bodies", &HeadKind::all().iter().map(|head| head.id()).collect::<Vec<_>>());
        self.members("unit_types", &UnitType::ALL.iter().map(|one| one.word()).collect::<Vec<_>>());
        self.territory();
        self.days_of(&["in_force".to_owned()], &DAYS);
        let all = self.set.tree().get("instrument").and_then(Node::table);
        let ids: Vec<String> = all.into_iter().flat_map(|all| all.keys().cloned()).collect();
        for id in ids {
            let keys = self.deciding(&id);
            self.days_of(&["instrument".to_owned(), id, "in_force".to_owned()], keys);
        }
    }

    /// The days of an instrument that decide anything by a day: those of the rule set where it has none of its own, and the
    /// first one of what a limit is cited to. An assumed day is no reason to hold a limit not owed.
    fn deciding(&self, instrument: &str) -> &'static [&'static str] {
        let cites = |rule: &Place<'_>| {
            let cite = rule.rule.get("cite").and_then(Node::text).unwrap_or_default();
            rule.rule.get("due").is_some() && cite.split('#').next() == Some(instrument)
        };
        let of_set = self.set.tree().get("in_force").is_none() && instrument == "main";
        match () {
            () if of_set => &DAYS,
            () if self.is_long_before(instrument) => &[],
            () if rules(self.set, "obligation").any(|rule| cites(&rule)) => &["from"],
            () => &[],
        }
    }

    /// Whether an instrument was in force a year before the rule set is, by a day that the file states: nothing that an
    /// amendment judges is counted from or to a day so long before it.
    fn is_long_before(&self, instrument: &str) -> bool {
        let day_of = |of: Option<&Node>| match of?.get("in_force")?.get("from")?.data {
            Data::Date(day) => Some(day),
            _ => None,
        };
        let tree = self.set.tree();
        let from = day_of(tree.get("instrument").and_then(|all| all.get(instrument)));
        let year_later = from.and_then(|from| from.checked_add_months(Months::new(12)));
        day_of(Some(tree)).zip(year_later).is_some_and(|(begins, later)| later < begins)
    }

    /// The levels, but those that had ended before the rule set, those of units larger than its own, which no subject can have, and
    /// those of which it says that it is not known.
    fn levels(&mut self) {
        let begins = self.set.range().0;
        let ended = |level: &Level| {
            let registry = Registry::builtin();
            let mut ends = registry.rule_sets().iter().flat_map(RuleSet::level_ends);
            let applies = self.set.applies();
            let party = applies.heads.iter().any(|head| *head != HeadKind::LocalGovernment);
            !party && ends.any(|end| end.level == *level && begins.is_some_and(|begins| end.on <= begins))
        };
        let own = self.set.applies().territory.code.len();
        let larger = |level: &Level| match level {
            Level::Province => matches!(own, 3 | 5),
            Level::District => own == 5,
            _ => false,
        };
        let possible = Level::ALL.iter().filter(|level| !ended(level) && !larger(level));
        let all: Vec<&str> = possible.map(Level::word).collect();
        self.members("levels", &all);
    }

    /// Each item of a list of words left out, and each that is missing put in.
    pub(super) fn members(&mut self, key: &str, all: &[&str]) {
        let path = ["applies".to_owned(), key.to_owned()];
        let list = self.set.tree().get("applies").and_then(|applies| applies.get(key)).and_then(Node::list);
        let Some(list) = list.map(<[Node]>::to_vec) else { return };
        // Where the set says that it is not known, what else it says decides nothing.
        let unknown = |of: String| self.set.unknowns().iter().any(|unknown| unknown.of == of);
        if unknown(format!("applies.{key}")) {
            return;
        }
        let missing = |other: &&&str| {
            !unknown(format!("applies.{key}.{other}")) && !list.iter().any(|item| item.text() == Some(other))
        };
        let missing: Vec<&str> = all.iter().filter(missing).copied().collect();
        for at in (0..list.len()).filter(|_| list.len() > 1) {
            let rest = list.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, item)| item.clone());
            self.whole(&path, Data::List(rest.collect()), false);
        }
        for other in missing {
            let more = list.iter().cloned().chain([node(word(other))]).collect();
            self.whole(&path, Data::List(more), false);
        }
    }

    /// Everywhere in the place of a territory, and elsewhere.
    fn territory(&mut self) {
        let path = ["applies", "territory", "code"].map(str::to_owned);
        for code in ELSEWHERE {
            self.whole(&path, word(code), false);
        }
    }

    /// Each day from which, and until which, something is in force: the day before, and the day after, where a calendar has them.
    pub(super) fn days_of(&mut self, path: &[String], keys: &[&str]) {
        for key in keys {
            let path: Vec<String> = path.iter().cloned().chain([(*key).to_owned()]).collect();
            let keys: Vec<&str> = path.iter().map(String::as_str).collect();
            let day = keys.iter().try_fold(self.set.tree(), inside).map(|node| &node.data);
            let Some(&Data::Date(day)) = day else { continue };
            let days = [day.checked_sub_days(Days::new(1)), day.checked_add_days(Days::new(1))];
            let days = days.into_iter().flatten().filter(|day| Calendar::check(*day).is_ok());
            days.for_each(|day| self.whole(&path, Data::Date(day), true));
        }
    }

    /// The rule set with one value changed that belongs to no rule.
    pub(super) fn whole(&mut self, path: &[String], value: Data, numeric: bool) {
        self.whole_several(path, None, &[(path, Some(value))], numeric);
    }

    pub(super) fn push_whole(&mut self, path: &[String], (old, new): (String, String), tree: Node, numeric: bool) {
        let Some(set) = self.sound(tree).filter(|set| self.tried.insert(set.hash().to_owned())) else { return };
        let rule = RuleId { ruleset: self.set.id().to_owned(), id: String::new() };
        let (ruleset, path) = (self.set.name(), path.join("."));
        let cite_text: Text = self.set.instrument_title();
        let survivor = Survivor { ruleset, path, old, new, numeric, cite_text };
        self.all.push(Mutant { part: self.part, rule, wrong: Wrong::Set(Box::new(set)), survivor });
    }

    /// What follows a refusal, taken for nothing that is stated.
    pub(super) fn follow_up(&mut self, place: &Place<'_>) {
        let now = place.rule.get("follow_up").and_then(|follows| follows.get("none")).and_then(Node::text);
        let others = [NoDate::NotStated, NoDate::Unknown].into_iter().map(NoDate::word);
        for other in others.filter(|other| now != Some(*other)).take(1) {
            let none = [("none".to_owned(), (0..0, node(word(other))))].into_iter().collect();
            self.one(place, &["follow_up"], Some(Data::Table(none)), false);
        }
    }

    /// What notices state: nothing, and one thing more.
    pub(super) fn must_state(&mut self, place: &Place<'_>) {
        let of_extension = |at: usize| ["extension".to_owned(), at.to_string(), "must_state".to_owned()];
        let extensions = place.rule.get("extension");
        let count = extensions.and_then(Node::list).map_or(0, <[Node]>::len);
        let one = extensions.filter(|one| one.table().is_some());
        let one = one.map(|_| vec!["extension".to_owned(), "must_state".to_owned()]);
        let all = (0..count).map(|at| of_extension(at).to_vec()).chain(one).chain([vec!["must_state".to_owned()]]);
        for path in all {
            let keys: Vec<&str> = path.iter().map(String::as_str).collect();
            let Some(stated) = keys.iter().try_fold(place.rule, inside) else { continue };
            let fields = stated.get("fields").and_then(Node::list).map(<[Node]>::to_vec).unwrap_or_default();
            self.one(place, &keys, None, false);
            let keys: Vec<&str> = keys.into_iter().chain(["fields"]).collect();
            if keys.len() > 2 {
                self.fewer(place, &keys);
            }
            let more = FIELDS.iter().map(|field| field.id);
            let more = more.filter(|more| !fields.iter().any(|field| field.text() == Some(more))).take(1);
            for more in more {
                let fields = fields.iter().cloned().chain([node(word(more))]).collect();
                self.one(place, &keys, Some(Data::List(fields)), false);
            }
        }
    }
}
