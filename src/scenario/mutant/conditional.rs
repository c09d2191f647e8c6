//! Mistakes in conditions, limits made of several, extensions, exceptions and contents of notices.

use chrono::Days;

use super::{Making, Place, beside, number, word};
use crate::reader::{Data, Node};
use crate::ruleset::vocabulary::{FORMER_DAY, MOVES};
use crate::ruleset::{CaseClass, DialogueKind, ExtendedFrom, GrantedBefore, Mode};
use crate::text::Word;
use crate::time_limit::Unit;

/// The keys of a duty whose values are walked through.
const WALKED: [&str; 4] = ["due", "only_if", "extension", "lasts"];

impl Making<'_> {
    /// What a duty says beside its plain limit.
    pub(super) fn conditional(&mut self, place: &Place<'_>) {
        for key in WALKED {
            if let Some(node) = place.rule.get(key) {
                self.walk(place, &mut vec![key.to_owned()], node);
            }
        }
        if place.rule.get("each").is_some_and(|each| each.table().is_some()) {
            self.one(place, &["each"], None, false);
        }
        for key in ["only_if", "excused_by", "lasts"] {
            if place.rule.get(key).is_some() {
                self.one(place, &[key], None, false);
            }
        }
        self.exceptions(place);
        self.owed(place);
        self.fewer(place, &["must_state", "fields"]);
        self.of_units(place);
        self.must_state(place);
    }

    /// For every kind of unit, and without one of several.
    pub(super) fn of_units(&mut self, place: &Place<'_>) {
        if place.rule.get("unit_types").is_some() {
            self.one(place, &["unit_types"], None, false);
        }
        self.fewer(place, &["unit_types"]);
    }

    /// Acts that something excuses from, without it.
    fn exceptions(&mut self, place: &Place<'_>) {
        for way in ["all", "any"] {
            let acts = place.rule.get("met_by").and_then(|met| met.get(way)).and_then(Node::list).unwrap_or_default();
            for (at, act) in acts.iter().enumerate() {
                let Some(event) = act.get("event").and_then(Node::text) else { continue };
                let mut all = acts.to_vec();
                if let Some(act) = all.get_mut(at) {
                    *act = super::node(word(event));
                }
                self.one(place, &["met_by", way], Some(Data::List(all)), false);
            }
        }
    }

    /// Every value inside a key, by its path; the numbers of items stand in it as words.
    fn walk(&mut self, place: &Place<'_>, path: &mut Vec<String>, node: &Node) {
        if let Some(items) = node.list() {
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                self.walk(place, path, item);
                path.pop();
            }
        } else if let Some(table) = node.table() {
            for (key, (_, value)) in table {
                path.push(key.clone());
                self.value(place, path, (key, value));
                self.walk(place, path, value);
                path.pop();
            }
        }
    }

    /// The mistakes of one value.
    fn value(&mut self, place: &Place<'_>, path: &[String], (key, value): (&str, &Node)) {
        let keys: Vec<&str> = path.iter().map(String::as_str).collect();
        if let ["due", "after" | "before"] = keys.as_slice() {
            return self.other_day(place, &keys, value);
        }
        let plain = matches!(keys.as_slice(), ["due", "n" | "unit"]); // those of the plain limit
        match key {
            _ if plain => {}
            "n" | "before_day" | "by_day" | "times" => {
                let numbers: Vec<Data> = number(value).into_iter().flat_map(beside).collect();
                for n in numbers {
                    self.one(place, &keys, Some(n), true);
                }
            }
            "date" => {
                if let Data::Date(day) = value.data {
                    let days = [day.checked_sub_days(Days::new(1)), day.checked_add_days(Days::new(1))];
                    for day in days.into_iter().flatten() {
                        self.one(place, &keys, Some(Data::Date(day)), true);
                    }
                }
            }
            "unit" => {
                let other = if value.text() == Some(Unit::Day.word()) { Unit::WorkingDay } else { Unit::Day };
                self.one(place, &keys, Some(word(other.word())), false);
            }
            "otherwise" | "maximum" | "by" => {
                self.one(place, &keys, None, false);
            }
            "only_if" if keys.first() == Some(&"extension") => {
                self.one(place, &keys, None, false);
            }
            "not" => self.affirmed(place, &keys, value),
            "class" => self.another::<CaseClass>(place, &keys, value),
            "mode" => self.another::<Mode>(place, &keys, value),
            "kind" => self.another::<DialogueKind>(place, &keys, value),
            "from" => self.another::<ExtendedFrom>(place, &keys, value),
            "granted_before" => self.another::<GrantedBefore>(place, &keys, value),
            "first_of" | "last_of" => self.one_alone(place, &keys, value),
            "any_class" | "cases" => self.fewer(place, &keys),
            "after" | "before" => self.other_day(place, &keys, value),
            "due_of" | "due_of_base" => self.other_name(place, &keys, value),
            _ => {}
        }
    }

    /// The first other word of a vocabulary.
    fn another<T: Word>(&mut self, place: &Place<'_>, keys: &[&str], value: &Node) {
        if let Some(other) = T::all().iter().map(|one| one.id()).find(|known| value.text() != Some(*known)) {
            self.one(place, keys, Some(word(other)), false);
        }
    }

    /// One of several limits alone, in the place of all.
    fn one_alone(&mut self, place: &Place<'_>, keys: &[&str], value: &Node) {
        let Some((_, above)) = keys.split_last().filter(|(_, above)| !above.is_empty()) else { return };
        for part in value.list().unwrap_or_default() {
            self.one(place, above, Some(part.data.clone()), false);
        }
    }

    /// The new day in the place of the one given up, and the other way round where one was given up.
    fn other_day(&mut self, place: &Place<'_>, keys: &[&str], value: &Node) {
        let moved = place.rule.get("each").and_then(|each| each.get("event")).and_then(Node::text);
        let Some((_, day)) = MOVES.iter().find(|(event, _)| moved == Some(*event)) else { return };
        let other = match value.text() {
            Some(FORMER_DAY) => day,
            Some(of) if of == *day => FORMER_DAY,
            _ => return,
        };
        self.one(place, keys, Some(word(other)), false);
    }

    /// The limit as extended in the place of the first one, and the other way round.
    fn other_name(&mut self, place: &Place<'_>, keys: &[&str], value: &Node) {
        let Some((key, above)) = keys.split_last() else { return };
        let other = if *key == "due_of" { "due_of_base" } else { "due_of" };
        let to: Vec<&str> = above.iter().copied().chain([other]).collect();
        let told = (keys, (*key).to_owned(), other.to_owned());
        self.several(place, told, &[(&to, Some(value.data.clone())), (keys, None)], false);
    }
}
