//! Entries of an office that name a reception which its log does not have, or not on that day, which is said.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::Verdict;
use crate::ruleset::vocabulary::{PETITION_RECEIVED, RECEPTION_HELD, RECEPTION_RESCHEDULED};
use crate::ruleset::{NamedPeriod, RuleSet, event_in};
use crate::text::{Lang, Text, did_you_mean, folded, nearest};
use crate::timeline::facts::Seen;
use crate::timeline::receptions::{Reception, receptions};
use crate::timeline::{Facts, TimelineError, View};

/// How many of the ids that there are a finding names.
const NAMED: usize = 5;

/// Among how many ids, those about its day, a misspelt one is looked for.
const TRIED: usize = 30;

/// An entry that names a reception of which the log has none: it counts for no reception, and no verdict is made by it. Or it names
/// one by an id that is another day's: a reception is known by its day and its id together.
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
    /// Where the id is that of receptions of other days only: which days, and what the entry counts for.
    pub other_day: Option<OtherDay>,
}

/// The days of the receptions of an id, where an entry names another day by it.
///
/// ```
/// use doithoai::{Calendar, Lang, Registry, View, audit::{OfficeLog, audit_year}};
/// let office = OfficeLog::from_jsonl(
///     r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}
/// {"event":"reception-held","on":"2026-07-06","reception":"chiều"}
/// {"event":"petition-received","on":"2026-08-03","petition":"1","reception":"chiều"}
/// "#,
/// )?;
/// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::everything())?;
/// let other = year.unknown_receptions[0].other_day.as_ref().unwrap();
/// assert_eq!((other.named.to_string(), other.days[0].to_string()), ("2026-08-03".to_owned(), "2026-07-06".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OtherDay {
    /// The day that the entry names: its own, or the one that it is `about`.
    pub named: NaiveDate,
    /// The days of the receptions of the id: a handful.
    pub days: Vec<NaiveDate>,
    /// How many more there are.
    pub more: usize,
    /// From the reception of which day the petition is counted all the same, but for limits that would end before its receipt;
    /// `None` where the entry counts for no reception.
    pub counts_for: Option<NaiveDate>,
}

impl OtherDay {
    /// What is wrong with the day of an entry that names a reception which was told apart.
    fn of(fact: Seen<'_>, all: &[Reception<'_>]) -> Option<Self> {
        let id = fact.reception()?;
        let named = match fact.event() {
            RECEPTION_HELD | RECEPTION_RESCHEDULED => None,
            event => {
                let about = fact.about().and_then(|about| about.parse().ok());
                about.or_else(|| (event == PETITION_RECEIVED).then(|| fact.on()))
            }
        }?;
        let days: Vec<NaiveDate> = all.iter().filter(|one| one.id == Some(id)).map(|one| one.day).collect();
        if days.is_empty() || days.contains(&named) {
            return None;
        }
        let next =
            days.iter().find(|day| **day >= named).or(if let [only] = days.as_slice() { Some(only) } else { None });
        let counts_for = next.copied().filter(|_| fact.event() == PETITION_RECEIVED);
        let more = days.len().saturating_sub(NAMED);
        Some(Self { named, days: days.into_iter().take(NAMED).collect(), more, counts_for })
    }

    fn text(&self, reception: &str, lang: Lang) -> String {
        let named = lang.date(self.named);
        let days: Vec<String> = self.days.iter().map(|day| lang.date(*day)).collect();
        let more = match (self.more, lang) {
            (0, _) => String::new(),
            (more, Lang::Vi) => format!(" và {more} ngày khác"),
            (more, Lang::En) => format!(" and {more} more days"),
        };
        let days = format!("{}{more}", days.join(", "));
        let but = lang
            .pick(", trừ thời hạn sẽ hết trước ngày tiếp nhận", ", but for limits that would end before the receipt");
        let counts = match (self.counts_for, lang) {
            (None, Lang::Vi) => "nên không tính cho buổi nào".to_owned(),
            (None, Lang::En) => "so it counts for none".to_owned(),
            (Some(day), Lang::Vi) => format!("thời hạn tính từ buổi ngày {}", lang.date(day)),
            (Some(day), Lang::En) => format!("limits are counted from that of {}", lang.date(day)),
        };
        let but = if self.counts_for.is_some_and(|day| day < self.named) { but } else { "" };
        match lang {
            Lang::Vi => format!(
                "nêu buổi tiếp công dân `{reception}` ngày {named}, mà mã này là của buổi ngày {days}; {counts}{but}"
            ),
            Lang::En => format!(
                "names the reception `{reception}` of {named}, but that id is of the reception of {days}; {counts}{but}"
            ),
        }
    }
}

/// The entries that name a reception of before their day, or one that was on no such day, each with why that cannot be.
pub(super) fn of_other_days<'f>(standing: &[Seen<'f>]) -> Vec<(Seen<'f>, TimelineError)> {
    let all = receptions(standing);
    let wrong = standing.iter().filter_map(|fact| {
        let other = OtherDay::of(*fact, &all)?;
        // At a reception that was still to come it was received for that one.
        if other.counts_for.is_some_and(|day| day >= other.named) {
            return None;
        }
        let (event, reception) = (fact.event().to_owned(), fact.reception().unwrap_or_default().to_owned());
        let error =
            TimelineError::ReceptionOfAnotherDay { event, called: None, reception, on: other.named, days: other.days };
        Some((*fact, error))
    });
    wrong.collect()
}

impl UnknownReception {
    /// Those among the entries that a view sees and that an audit of a year has to do with: they are of the year or about it, name a
    /// reception of it, or are of a petition that the verdicts are on. A reception that comes only after its day is none that is
    /// missing.
    pub(super) fn among(facts: &Facts, sets: &[RuleSet], (year, verdicts): (i32, &[Verdict]), view: View) -> Vec<Self> {
        let standing = facts.standing(view.known_on);
        let (ids, all) = (Ids::of(&standing), receptions(&standing));
        let stand: BTreeSet<usize> = standing.iter().map(|fact| fact.address()).collect();
        let judged: BTreeSet<&str> = verdicts.iter().filter_map(|one| one.duty.petition.as_deref()).collect();
        let of_year: BTreeSet<&str> =
            all.iter().filter(|one| one.day.year() == year).filter_map(|one| one.id).collect();
        let concerns = |fact: Seen<'_>| {
            fact.on().year() == year
                || fact.about().and_then(year_of) == Some(year)
                || fact.reception().is_some_and(|id| of_year.contains(id))
                || fact.petition().is_some_and(|petition| judged.contains(petition))
        };
        let is_seen = |fact: Seen<'_>| view.as_of.is_none_or(|today| fact.on() <= today) && concerns(fact);
        // What was corrected, or is not known yet, names nothing.
        let named = (1..).zip(facts.seen_all()).filter(|(_, fact)| is_seen(*fact) && stand.contains(&fact.address()));
        let unknown = named.filter_map(|(entry, fact)| {
            let id = fact.reception()?;
            let is_known = ids.days.contains_key(id);
            let other_day = OtherDay::of(fact, &all);
            if is_known && other_day.is_none() {
                return None;
            }
            let event_text = event_in(sets.iter(), fact.event()).map(|event| event.text.clone());
            let (known, near) =
                if is_known { (Vec::new(), None) } else { (ids.about(fact.on(), NAMED), ids.meant(id, fact.on())) };
            let more = if is_known { 0 } else { ids.days.len().saturating_sub(known.len()) };
            Some(Self {
                entry,
                event: fact.event().to_owned(),
                event_text: event_text.unwrap_or_else(|| Text::same(fact.event().to_owned())),
                on: fact.on(),
                reception: id.to_owned(),
                near: near.map(str::to_owned),
                more,
                other_day,
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
        if let Some(other) = &self.other_day {
            let other = other.text(reception, lang);
            return format!("{} {entry} ({event}, {on}) {other}", lang.pick("mục", "entry"));
        }
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
        let mut out = to.serialize_struct("UnknownReception", if self.other_day.is_some() { 9 } else { 8 })?;
        out.serialize_field("entry", &self.entry)?;
        out.serialize_field("event", &self.event)?;
        out.serialize_field("on", &self.on)?;
        out.serialize_field("reception", &self.reception)?;
        out.serialize_field("near", &self.near)?;
        out.serialize_field("known", &self.known)?;
        out.serialize_field("more", &self.more)?;
        match &self.other_day {
            Some(other) => out.serialize_field("other_day", other)?,
            None => out.skip_field("other_day")?,
        }
        out.serialize_field("text", &Text::build(|lang| self.text(lang)))?;
        out.end()
    }
}

/// The year of the day or the period that an entry is about.
fn year_of(about: &str) -> Option<i32> {
    let day = about.parse::<NaiveDate>().ok().map(|day| day.year());
    day.or_else(|| about.parse::<NamedPeriod>().ok()?.year())
}

/// The ids of the receptions of a log.
struct Ids<'a> {
    /// Each with its first day.
    days: BTreeMap<&'a str, NaiveDate>,
    /// Each with all its days, in their order.
    in_order: Vec<(NaiveDate, &'a str)>,
    /// By what they are but for marks, case, spaces and signs.
    by_letters: BTreeMap<String, &'a str>,
}

impl<'a> Ids<'a> {
    fn of(standing: &[Seen<'a>]) -> Self {
        let mut days: BTreeMap<&str, NaiveDate> = BTreeMap::new();
        let mut in_order: Vec<(NaiveDate, &str)> = Vec::new();
        for fact in standing {
            let day = match fact.event() {
                RECEPTION_HELD => Some(fact.on()),
                RECEPTION_RESCHEDULED => fact.until(),
                _ => None,
            };
            if let (Some(day), Some(id)) = (day, fact.reception()) {
                days.entry(id).and_modify(|known| *known = day.min(*known)).or_insert(day);
                in_order.push((day, id));
            }
        }
        in_order.sort_unstable();
        in_order.dedup();
        let mut first: Vec<(NaiveDate, &str)> = days.iter().map(|(id, day)| (*day, *id)).collect();
        first.sort_unstable();
        let by_letters = first.iter().rev().map(|(_, id)| (letters(id), *id)).collect();
        Self { days, in_order, by_letters }
    }

    /// So many at most, those nearest in time to a day first.
    fn about(&self, day: NaiveDate, most: usize) -> Vec<&'a str> {
        let from = self.in_order.partition_point(|(other, _)| *other < day);
        let (before, after) = self.in_order.split_at_checked(from).unwrap_or_default();
        let (mut before, mut after) = (some(before.iter().rev(), most), some(after.iter(), most));
        before.append(&mut after);
        before.sort_by_key(|(other, id)| (other.signed_duration_since(day).num_days().abs(), *id));
        some(before.iter(), most).into_iter().map(|(_, id)| id).collect()
    }

    /// The id that was plainly meant: the same but for marks, case and spaces, or of those about the day a near one with the same
    /// numbers. `TCD-8` is not `TCD-9` misspelt.
    fn meant(&self, id: &str, day: NaiveDate) -> Option<&'a str> {
        let near = || self.about(day, TRIED).into_iter().filter(|other| numbers(other) == numbers(id));
        self.by_letters.get(&letters(id)).copied().or_else(|| nearest(id, near()))
    }
}

/// The first of each id, so many at most; one that comes again and again is not looked through without end.
fn some<'a: 'i, 'i>(all: impl Iterator<Item = &'i (NaiveDate, &'a str)>, most: usize) -> Vec<(NaiveDate, &'a str)> {
    let mut some: Vec<(NaiveDate, &str)> = Vec::new();
    for one in all.take(most.saturating_mul(TRIED)) {
        if some.len() < most && some.iter().all(|(_, id)| *id != one.1) {
            some.push(*one);
        }
    }
    some
}

fn letters(id: &str) -> String {
    folded(id).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// The numbers in an id, without the zeros in front of them.
fn numbers(id: &str) -> Vec<&str> {
    let all = id.split(|sign: char| !sign.is_ascii_digit()).filter(|number| !number.is_empty());
    all.map(|number| number.trim_start_matches('0')).collect()
}
