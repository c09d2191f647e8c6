//! Entries of an office that name a reception which its log does not have: they count for none, which is said.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::ruleset::vocabulary::{RECEPTION_HELD, RECEPTION_RESCHEDULED};
use crate::ruleset::{RuleSet, event_in};
use crate::text::{Lang, Text, did_you_mean, folded, nearest};
use crate::timeline::{Facts, View};

/// How many of the ids that there are a finding names.
const NAMED: usize = 5;

/// An entry that names a reception of which the log has none: it counts for no reception, and no verdict is made by it.
///
/// ```
/// use doithoai::{Calendar, Lang, Registry, View, audit::{OfficeLog, audit_year}};
/// let office = OfficeLog::from_jsonl(
///     r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}
/// {"event":"reception-held","on":"2026-07-06","reception":"sáng 6/7"}
/// {"event":"schedule-posted","on":"2026-07-01","reception":"sang 6/7"}
/// "#,
/// )?;
/// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::everything())?;
/// let unknown = &year.unknown_receptions[0];
/// assert_eq!((unknown.entry, unknown.reception.as_str(), unknown.near.as_deref()), (2, "sang 6/7", Some("sáng 6/7")));
/// assert!(unknown.text(Lang::En).ends_with("; did you mean `sáng 6/7`?"), "{}", unknown.text(Lang::En));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownReception {
    /// The entry's number in the log, from 1.
    pub entry: usize,
    /// Its event.
    pub event: String,
    /// What the event is called.
    pub event_text: Text,
    /// Its date.
    pub on: NaiveDate,
    /// The id that it names.
    pub reception: String,
    /// The id that was plainly meant, if one was.
    pub near: Option<String>,
    /// Ids of receptions that the log has, the nearest in time first: a handful.
    pub known: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

impl UnknownReception {
    /// Those among the entries of a year that a view sees. A reception that comes only after its day is none that is missing.
    pub(super) fn among(facts: &Facts, sets: &[RuleSet], year: i32, view: View) -> Vec<Self> {
        let standing = facts.standing(view.known_on);
        let mut days: BTreeMap<&str, NaiveDate> = BTreeMap::new();
        for fact in &standing {
            let day = match fact.event() {
                RECEPTION_HELD => Some(fact.on()),
                RECEPTION_RESCHEDULED => fact.until(),
                _ => None,
            };
            if let (Some(day), Some(id)) = (day, fact.reception()) {
                days.entry(id).and_modify(|known| *known = day.min(*known)).or_insert(day);
            }
        }
        let is_seen = |on: NaiveDate| on.year() == year && view.as_of.is_none_or(|today| on <= today);
        let mut all = Vec::new();
        for (entry, fact) in (1..).zip(facts.seen_all()) {
            let Some(id) = fact.reception().filter(|id| is_seen(fact.on()) && !days.contains_key(id)) else { continue };
            if !standing.iter().any(|one| one.is(fact)) {
                continue; // corrected, or not known yet
            }
            let mut near_in_time: Vec<(&str, NaiveDate)> = days.iter().map(|(id, day)| (*id, *day)).collect();
            near_in_time.sort_by_key(|(_, day)| day.signed_duration_since(fact.on()).num_days().abs());
            let event_text = event_in(sets.iter(), fact.event()).map(|event| event.text.clone());
            all.push(Self {
                entry,
                event: fact.event().to_owned(),
                event_text: event_text.unwrap_or_else(|| Text::same(fact.event().to_owned())),
                on: fact.on(),
                reception: id.to_owned(),
                near: meant(id, days.keys().copied()).map(str::to_owned),
                known: near_in_time.iter().take(NAMED).map(|(id, _)| (*id).to_owned()).collect(),
                more: near_in_time.len().saturating_sub(NAMED),
            });
        }
        all
    }

    /// The finding in one language.
    ///
    /// The example of [`UnknownReception`] shows it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let Self { entry, reception, more, .. } = self;
        let (event, on) = (self.event_text.get(lang), lang.date(self.on));
        let known: Vec<String> = self.known.iter().map(|id| format!("`{id}`")).collect();
        let known = known.join(", ");
        let there = match (self.known.is_empty(), more, lang) {
            (true, _, Lang::Vi) => "chưa buổi nào trong sổ có mã".to_owned(),
            (true, _, Lang::En) => "no reception of the log has an id".to_owned(),
            (_, 0, Lang::Vi) => format!("các mã đã có: {known}"),
            (_, 0, Lang::En) => format!("the ids that there are: {known}"),
            (_, more, Lang::Vi) => format!("các mã đã có: {known} và {more} mã khác"),
            (_, more, Lang::En) => format!("the ids that there are: {known} and {more} more"),
        };
        let near = did_you_mean(self.near.as_deref(), lang);
        match lang {
            Lang::Vi => format!(
                "mục {entry} ({event}, {on}) nêu buổi tiếp công dân `{reception}` mà sổ không có, nên không tính cho buổi nào; {there}{near}"
            ),
            Lang::En => format!(
                "entry {entry} ({event}, {on}) names the reception `{reception}`, which the log does not have, so it counts for none; {there}{near}"
            ),
        }
    }
}

impl Serialize for UnknownReception {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut out = to.serialize_struct("UnknownReception", 8)?;
        out.serialize_field("entry", &self.entry)?;
        out.serialize_field("event", &self.event)?;
        out.serialize_field("on", &self.on)?;
        out.serialize_field("reception", &self.reception)?;
        out.serialize_field("near", &self.near)?;
        out.serialize_field("known", &self.known)?;
        out.serialize_field("more", &self.more)?;
        out.serialize_field("text", &Text::build(|lang| self.text(lang)))?;
        out.end()
    }
}

/// The id that was plainly meant: the same but for marks, case and spaces, or a near one with the same numbers. `TCD-8` is not
/// `TCD-9` misspelt.
fn meant<'a>(id: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let letters = |id: &str| folded(id).chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
    let same = known.clone().find(|other| letters(other) == letters(id));
    same.or_else(|| nearest(id, known.filter(|other| numbers(other) == numbers(id))))
}

/// The numbers in an id, without the zeros in front of them.
fn numbers(id: &str) -> Vec<&str> {
    let all = id.split(|sign: char| !sign.is_ascii_digit()).filter(|number| !number.is_empty());
    all.map(|number| number.trim_start_matches('0')).collect()
}
