//! Entries of an office that name a reception which its log does not have: they count for none, which is said.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::ruleset::vocabulary::{RECEPTION_HELD, RECEPTION_RESCHEDULED};
use crate::ruleset::{RuleSet, event_in};
use crate::text::{Lang, Text, did_you_mean, folded, nearest};
use crate::timeline::facts::Seen;
use crate::timeline::{Facts, View};

/// How many of the ids that there are a finding names.
const NAMED: usize = 5;

/// Among how many ids, those about its day, a misspelt one is looked for.
const TRIED: usize = 30;

/// An entry that names a reception of which the log has none: it counts for no reception, and no verdict is made by it.
///
/// ```
/// use doithoai::{Calendar, Lang, Registry, View, audit::{OfficeLog, audit_year}};
/// let office = OfficeLog::from_jsonl(
///     r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}
/// {"event":"reception-held","on":"2026-07-06","reception":"sáng 6/7"}
/// {"event":"reception-schedule-posted","on":"2026-07-01","reception":"sang 6/7"}
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
        let ids = Ids::of(&standing);
        let stand: BTreeSet<usize> = standing.iter().map(|fact| fact.address()).collect();
        let is_seen = |on: NaiveDate| on.year() == year && view.as_of.is_none_or(|today| on <= today);
        // What was corrected, or is not known yet, names nothing.
        let named =
            (1..).zip(facts.seen_all()).filter(|(_, fact)| is_seen(fact.on()) && stand.contains(&fact.address()));
        let unknown = named.filter_map(|(entry, fact)| {
            let id = fact.reception().filter(|id| !ids.days.contains_key(id))?;
            let event_text = event_in(sets.iter(), fact.event()).map(|event| event.text.clone());
            let (known, near) = (ids.about(fact.on(), NAMED), ids.meant(id, fact.on()));
            Some(Self {
                entry,
                event: fact.event().to_owned(),
                event_text: event_text.unwrap_or_else(|| Text::same(fact.event().to_owned())),
                on: fact.on(),
                reception: id.to_owned(),
                near: near.map(str::to_owned),
                more: ids.days.len().saturating_sub(known.len()),
                known: known.into_iter().map(str::to_owned).collect(),
            })
        });
        unknown.collect()
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

/// The ids of the receptions of a log.
struct Ids<'a> {
    /// Each with its first day.
    days: BTreeMap<&'a str, NaiveDate>,
    /// In the order of their days.
    in_order: Vec<(NaiveDate, &'a str)>,
    /// By what they are but for marks, case, spaces and signs.
    by_letters: BTreeMap<String, &'a str>,
}

impl<'a> Ids<'a> {
    fn of(standing: &[Seen<'a>]) -> Self {
        let mut days: BTreeMap<&str, NaiveDate> = BTreeMap::new();
        for fact in standing {
            let day = match fact.event() {
                RECEPTION_HELD => Some(fact.on()),
                RECEPTION_RESCHEDULED => fact.until(),
                _ => None,
            };
            if let (Some(day), Some(id)) = (day, fact.reception()) {
                days.entry(id).and_modify(|known| *known = day.min(*known)).or_insert(day);
            }
        }
        let mut in_order: Vec<(NaiveDate, &str)> = days.iter().map(|(id, day)| (*day, *id)).collect();
        in_order.sort_unstable();
        let by_letters = in_order.iter().rev().map(|(_, id)| (letters(id), *id)).collect();
        Self { days, in_order, by_letters }
    }

    /// So many at most, those nearest in time to a day first.
    fn about(&self, day: NaiveDate, most: usize) -> Vec<&'a str> {
        let from = self.in_order.partition_point(|(other, _)| *other < day);
        let (before, after) = self.in_order.split_at_checked(from).unwrap_or_default();
        let mut near: Vec<&(NaiveDate, &'a str)> =
            before.iter().rev().take(most).chain(after.iter().take(most)).collect();
        near.sort_by_key(|(other, id)| (other.signed_duration_since(day).num_days().abs(), *id));
        near.into_iter().take(most).map(|(_, id)| *id).collect()
    }

    /// The id that was plainly meant: the same but for marks, case and spaces, or of those about the day a near one with the same
    /// numbers. `TCD-8` is not `TCD-9` misspelt.
    fn meant(&self, id: &str, day: NaiveDate) -> Option<&'a str> {
        let near = || self.about(day, TRIED).into_iter().filter(|other| numbers(other) == numbers(id));
        self.by_letters.get(&letters(id)).copied().or_else(|| nearest(id, near()))
    }
}

fn letters(id: &str) -> String {
    folded(id).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// The numbers in an id, without the zeros in front of them.
fn numbers(id: &str) -> Vec<&str> {
    let all = id.split(|sign: char| !sign.is_ascii_digit()).filter(|number| !number.is_empty());
    all.map(|number| number.trim_start_matches('0')).collect()
}
