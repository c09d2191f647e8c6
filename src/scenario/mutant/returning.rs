//! Mistakes in when a recurring duty falls: its months, its days, their roll, the beginning of its periods, its sessions.

use super::{Change, Data, Making, Node, Place, beside, inside, node, number, word};
use crate::ruleset::vocabulary::RECEPTION_HELD;
use crate::ruleset::{DayRoll, Period};

impl Making<'_> {
    /// Months, days, their roll, the beginning of periods, sessions.
    pub(super) fn returning(&mut self, place: &Place<'_>) {
        let Some(rule) = place.node() else { return };
        let due = rule.get("due");
        for key in ["day", "month"] {
            let numbers = due.and_then(|due| due.get(key)).and_then(number);
            for n in numbers.into_iter().flat_map(beside) {
                self.one(place, &["due", key], Some(n), true);
            }
        }
        self.items(place, &["in_months"]);
        self.items(place, &["due", "on"]);
        self.rolled(place, due);
        if due.is_some_and(|due| due.get("moved_by").is_some()) {
            self.one(place, &["due", "moved_by"], None, false);
        }
        self.starts(place);
        if rule.get("each_before").is_some() && place.reading.is_none() {
            self.one(place, &["each_before"], Some(word(RECEPTION_HELD)), false);
            let changes: [Change<'_>; 3] = [
                (&["each_before"], None),
                (&["every"], Some(word(Period::Year.word()))),
                (&["at_least"], Some(Data::Integer(Some(1), "1".to_owned()))),
            ];
            let told = (&["each_before"][..], "each_before".to_owned(), "every = \"year\"".to_owned());
            self.several(place, told, &changes, false);
        }
    }

    /// Each number of a list one less and one more, each word another one; and each left out.
    pub(super) fn items(&mut self, place: &Place<'_>, path: &[&str]) {
        self.fewer(place, path);
        let Some(value) = place.node().and_then(|node| path.iter().try_fold(node, inside)) else { return };
        let Some(list) = value.list() else {
            for (other, numeric) in others(value) {
                self.one(place, path, Some(other), numeric);
            }
            return;
        };
        for (at, item) in list.iter().enumerate() {
            for (other, numeric) in others(item) {
                let mut changed = list.to_vec();
                if let Some(place) = changed.get_mut(at) {
                    *place = node(other);
                }
                self.one(place, path, Some(Data::List(changed)), numeric);
            }
        }
    }

    /// Where a fixed day goes that is a day off.
    fn rolled(&mut self, place: &Place<'_>, due: Option<&Node>) {
        let Some(due) = due.filter(|due| due.get("day").is_some() || due.get("on").is_some()) else { return };
        let now = due.get("roll").and_then(Node::text).unwrap_or(DayRoll::NextWorkingDay.word());
        for other in DayRoll::ALL.iter().map(|roll| roll.word()).filter(|roll| *roll != now) {
            self.one(place, &["due", "roll"], Some(word(other)), false);
        }
    }

    /// When periods begin: as in the calendar, or a day earlier or later.
    fn starts(&mut self, place: &Place<'_>) {
        let Some(starts) = place.node().and_then(|node| node.get("period_starts")) else { return };
        self.one(place, &["period_starts"], None, false);
        if let Some(day) = number(starts) {
            for day in beside(day) {
                self.one(place, &["period_starts"], Some(day), true);
            }
        }
        let Some((month, day)) = starts.text().and_then(|text| text.split_once('-')) else { return };
        let days = day.parse::<u32>().into_iter().flat_map(|day| [day.checked_sub(1), day.checked_add(1)]);
        for day in days.flatten() {
            self.one(place, &["period_starts"], Some(word(&format!("{month}-{day:02}"))), true);
        }
    }
}

/// What a day or month may be mistaken for, and whether that is a number.
fn others(item: &Node) -> Vec<(Data, bool)> {
    if let Some(n) = number(item) {
        return beside(n).map(|n| (n, true)).collect();
    }
    let Some(weekday) = item.text().and_then(|text| text.rsplit_once('-')).map(|(_, weekday)| weekday) else {
        return Vec::new();
    };
    let words = ["first", "last", "last-week"].map(|nth| format!("{nth}-{weekday}"));
    words.iter().filter(|other| item.text() != Some(other)).map(|other| (word(other), false)).collect()
}
