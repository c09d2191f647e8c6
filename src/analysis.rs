//! What a change of rules changes: shown for every covered day, and not on a sample.
//!
//! The days are finite, and so is what a rule can ask for. Two duties are **proved equal** where
//! - both have the same judging rule, after renaming, with their limits as holes: what they are counted from, who has acted when what
//!   fulfils them, their conditions, what moves them, their readings; and so has every duty that they are led to; and
//! - each pair of limits gives the same [`DueDate`](crate::DueDate), or none, from every covered day.
//!
//! Their statuses are then the same for any facts that both take: a status is computed from nothing else. Where the
//! judging rules differ, both are tried on printed days. A difference is a [counterexample](Counterexample), written as a case of a
//! scenario file that holds under the one and fails under the other. None is "not told apart", which is never "equal".
//!
//! Rule sets are compared as if each applied on every covered day, to whomever both bind: when they are in force, and whom they bind,
//! stands beside it. Who does something for whom is no part of a judging rule either; [`Comparison::diff`] has it.
//!
//! ```
//! use doithoai::{Calendar, RuleSet, analysis::{compare, Sameness}};
//! let (old, new) = (RuleSet::builtin("hcmc-935")?, RuleSet::builtin("can-tho-10")?);
//! let comparison = compare(&old, &new, &Calendar::vietnam());
//! assert_eq!(comparison.duty("notify-conclusion").unwrap().verdict, Sameness::ProvedEqual);
//! let settle = comparison.duty("settle-petition").unwrap();
//! assert_eq!(settle.verdict, Sameness::Differs); // only Hồ Chí Minh City lets a notice extend the limit
//! assert_eq!(settle.limits[0].days.differing, 0); // the limit itself is the same on all 31,411 days
//! # Ok::<(), doithoai::VersionError>(())
//! ```

mod case;
mod counterexample;
mod days;
mod judging;
mod returning;
mod said;
mod sentence;
mod side;
mod soundness;
mod trials;

use chrono::NaiveDate;
use serde::Serialize;

pub use counterexample::Counterexample;
pub use days::{DayDiff, DayRange, DaysCompared, Moves};
pub use returning::PeriodsCompared;
pub use soundness::{Analysis, Flaw, FlawCase, FlawDays, FlawKind, analyse};
pub use trials::Trials;

use crate::calendar::{Calendar, shift};
use crate::ruleset::{Due, Obligation, RuleSet, RuleSetDiff, ValueDiff};
use crate::text::{Text, vocabulary};
use crate::timeline::from_day::root;
use crate::timeline::{AdoptedReadings, NotInTerms, Terms};
use judging::{Apart, Pairs, Rules};
use returning::Returning;
use side::Side;
use trials::Pair;

vocabulary! {
    /// What is known of two duties, one of each side.
    ///
    /// ```
    /// use doithoai::{Lang, analysis::Sameness};
    /// assert_eq!(Sameness::ProvedEqual.text().get(Lang::En), "proved equal");
    /// assert_eq!(Sameness::NotToldApart.word(), "not-told-apart");
    /// ```
    pub enum Sameness ("kết luận so sánh", "verdict of a comparison") {
        /// The same dates and statuses on every covered day, whatever happened.
        ProvedEqual = "proved-equal", "đã chứng minh là như nhau", "proved equal";
        /// A date, a status or a verdict differs.
        Differs = "differs", "khác nhau", "they differ";
        /// Not judged by one rule, and no trial told them apart: they may differ.
        NotToldApart = "not-told-apart", "chưa tìm thấy điểm khác, nhưng chưa chứng minh được", "not told apart";
        /// Only the one has it.
        OnlyOld = "only-old", "chỉ bên thứ nhất có", "only the first has it";
        /// Only the other has it.
        OnlyNew = "only-new", "chỉ bên thứ hai có", "only the second has it";
    }
}

/// What differs between two rule sets, over every covered day.
///
/// The example of [`analysis`](self) shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The one.
    pub old: Compared,
    /// The other.
    pub new: Compared,
    /// The first and the last covered day.
    pub covered: (NaiveDate, NaiveDate),
    /// Every duty of either, those of dialogues and those that return.
    pub duties: Vec<DutyComparison>,
    /// What the texts say differently, also beside duties.
    pub diff: RuleSetDiff,
}

/// One side of a comparison.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::compare};
/// let (old, new) = (RuleSet::builtin("qd-11@2019-02-18")?, RuleSet::builtin("qd-11@2025-11-23")?);
/// let comparison = compare(&old, &new, &Calendar::vietnam());
/// assert_eq!((comparison.old.name.as_str(), comparison.old.until), ("qd-11@2019-02-18", comparison.new.from));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Compared {
    /// The rule set, as `id@version`.
    pub name: String,
    /// Its title.
    pub title: Text,
    /// The first day on which it is in force, known or assumed.
    pub from: Option<NaiveDate>,
    /// The first day on which it no longer is.
    pub until: Option<NaiveDate>,
    /// The duty and the reading of it that is adopted, as `duty=reading`.
    pub reading: Option<String>,
    /// SHA-256 of the days of its calendar.
    pub days: String,
}

/// A duty of either side, or of both.
///
/// ```
/// use doithoai::{Calendar, Lang, RuleSet, analysis::compare};
/// let (old, new) = (RuleSet::builtin("hcmc-935")?, RuleSet::builtin("can-tho-10")?);
/// let comparison = compare(&old, &new, &Calendar::vietnam());
/// let notice = comparison.duty("notify-conclusion").unwrap();
/// assert_eq!(notice.text.get(Lang::En), "Send out the head's conclusion");
/// assert!(notice.old_cite.as_ref().unwrap().en.contains("Art. 13(3), dash 1"));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DutyComparison {
    /// The list that it stands in: `obligation` or `recurring`.
    pub list: String,
    /// Its id in the one, if it has it.
    pub old: Option<String>,
    /// Its id in the other.
    pub new: Option<String>,
    /// What is to be done.
    pub text: Text,
    /// The provision of the one, as a lawyer writes it.
    pub old_cite: Option<Text>,
    /// That of the other.
    pub new_cite: Option<Text>,
    /// What is known of the two.
    pub verdict: Sameness,
    /// Why they are not judged by one rule, if they are not.
    pub apart: Option<Text>,
    /// Each limit, of the duty and of its readings, with what both give from every covered day.
    pub limits: Vec<LimitComparison>,
    /// How they are judged period by period, where they return and are not the same.
    pub periods: Option<PeriodsCompared>,
    /// What they were tried on, where they are not proved equal.
    pub trials: Option<Trials>,
    /// What shows that they differ.
    pub counterexample: Option<Counterexample>,
    /// What their texts say differently.
    pub values: Vec<ValueDiff>,
}

/// One limit of a duty, here and there.
///
/// ```
/// use doithoai::{Calendar, Lang, RuleSet, analysis::compare};
/// let text = RuleSet::builtin_toml("hcmc-935")?;
/// let eleven = RuleSet::from_toml(&text.replace("due = { n = 10 }", "due = { n = 11 }"))?;
/// let comparison = compare(&RuleSet::from_toml(text)?, &eleven, &Calendar::vietnam());
/// let settle = comparison.duty("settle-petition").unwrap();
/// assert_eq!(settle.limits[0].days.differing, 0);
/// let reading = &settle.limits[1];
/// assert_eq!(reading.reading.as_ref().unwrap().0, "ten-as-in-words");
/// assert_eq!((reading.old.get(Lang::En), reading.new.get(Lang::En)), ("10 working days", "11 working days"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LimitComparison {
    /// The reading that it is of, by its ids here and there; the duty's own if none.
    pub reading: Option<(String, String)>,
    /// What that reading is called.
    #[serde(skip)]
    reading_text: Option<Text>,
    /// The limit of the one.
    pub old: Text,
    /// That of the other.
    pub new: Text,
    /// The event that the one is counted from, through the duties that it is chained to.
    pub old_from: Option<String>,
    /// That of the other.
    pub new_from: Option<String>,
    /// What both give from every covered day of their event.
    pub days: DaysCompared,
}

/// Compares two rule sets over every covered day of a calendar.
///
/// An amendment and its base, a file and its edited copy, two versions: whatever two rule sets there are.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::{compare, Sameness}};
/// let set = RuleSet::builtin("hcmc-935")?;
/// let comparison = compare(&set, &set, &Calendar::vietnam());
/// assert!(comparison.duties.iter().all(|duty| duty.verdict == Sameness::ProvedEqual));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[must_use]
pub fn compare(old: &RuleSet, new: &RuleSet, calendar: &Calendar) -> Comparison {
    of_sides(&Side::new(old, calendar, None), &Side::new(new, calendar, None))
}

/// Compares a rule set on two calendars: before and after a decree.
///
/// Where their days differ nothing is proved equal but [limits](LimitComparison) by their days: what moves one and by how many working
/// days one is late is counted on the calendar too.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::compare_calendars};
/// let swap = "format = 1\n[[document]]\nid = \"d\"\nkind = \"cong-van\"\nnumber = \"1\"\nissuer = { vi = \"a\", en = \"a\" }\n\
///     issued = 2026-12-01\nconfidence = \"D\"\nsource = \"an example\"\nswap = [{ off = 2027-03-05, worked = 2027-03-06 }]";
/// let (old, new) = (Calendar::vietnam(), Calendar::builder().decree_toml(swap).build()?);
/// let comparison = compare_calendars(&RuleSet::builtin("hcmc-935")?, &old, &new);
/// let days = &comparison.duty("notify-conclusion").unwrap().limits[0].days;
/// assert!(days.differing > 0 && days.differing < 30);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn compare_calendars(set: &RuleSet, old: &Calendar, new: &Calendar) -> Comparison {
    of_sides(&Side::new(set, old, None), &Side::new(set, new, None))
}

/// Compares a rule set with itself where a reading of one duty is adopted.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::{compare_reading, Sameness}};
/// let set = RuleSet::builtin("hcmc-935")?;
/// let comparison = compare_reading(&set, "settle-petition", "ten-as-in-words", &Calendar::vietnam())?;
/// assert_eq!(comparison.duty("settle-petition").unwrap().verdict, Sameness::Differs);
/// assert_eq!(comparison.duty("invite-citizens").unwrap().verdict, Sameness::ProvedEqual); // nothing leads there
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`NotInTerms`] if the rule set has no such duty, or the duty no such reading.
pub fn compare_reading(
    set: &RuleSet,
    duty: &str,
    reading: &str,
    calendar: &Calendar,
) -> Result<Comparison, NotInTerms> {
    Terms::new([set.clone()], calendar.clone()).adopting(AdoptedReadings::new().adopt(set.id(), duty, reading))?;
    Ok(of_sides(&Side::new(set, calendar, None), &Side::new(set, calendar, Some((duty, reading)))))
}

fn of_sides(old: &Side, new: &Side) -> Comparison {
    let diff = old.real.diff(&new.real);
    let rules = Rules::of((old, new), &diff.pairs);
    let mut duties = Vec::new();
    for rule in old.set.obligations() {
        let paired = diff.pairs.iter().find(|(from, _)| *from == rule.id).and_then(|(_, to)| new.set.obligation(to));
        duties.push(match paired {
            Some(other) => obligation((old, new), (&rules, &diff), (rule, other)),
            None => alone(old, ("obligation", &rule.id), &diff, false),
        });
    }
    let is_paired = |id: &str| diff.pairs.iter().any(|(_, to)| to == id);
    for rule in new.set.obligations().iter().filter(|rule| !is_paired(&rule.id)) {
        duties.push(alone(new, ("obligation", &rule.id), &diff, true));
    }
    for duty in old.set.recurring() {
        let to = diff.recurring.iter().find(|(from, _)| *from == duty.id).map(|(_, to)| to);
        let paired = to.and_then(|to| new.set.recurring_duty(to));
        duties.push(match paired {
            Some(other) => {
                recurring((old, new), &diff, Returning { sides: (old, new), duties: (duty, other), name: "" })
            }
            None => alone(old, ("recurring", &duty.id), &diff, false),
        });
    }
    let is_paired = |id: &str| diff.recurring.iter().any(|(_, to)| to == id);
    for duty in new.set.recurring().iter().filter(|duty| !is_paired(&duty.id)) {
        duties.push(alone(new, ("recurring", &duty.id), &diff, true));
    }
    let covered = (crate::calendar::FIRST, crate::calendar::LAST);
    Comparison { old: compared(old), new: compared(new), covered, duties, diff }
}

fn compared(side: &Side) -> Compared {
    let (from, until) = side.real.range();
    Compared {
        name: side.real.name(),
        title: side.real.title().clone(),
        from,
        until,
        reading: side.reading.as_ref().map(|(duty, reading)| format!("{duty}={reading}")),
        days: side.calendar.days_hash(),
    }
}

/// A duty that one side has alone.
fn alone(side: &Side, (list, id): (&str, &str), diff: &RuleSetDiff, is_new: bool) -> DutyComparison {
    let (own, cite) = (Some(id.to_owned()), cite(side, list, id));
    let (old, new) = if is_new { (None, own) } else { (own, None) };
    let (old_cite, new_cite) = if is_new { (None, cite) } else { (cite, None) };
    let verdict = if is_new { Sameness::OnlyNew } else { Sameness::OnlyOld };
    let blank = blank(list, text(side, list, id));
    DutyComparison {
        values: values(diff, list, (old.as_deref(), new.as_deref())),
        old,
        new,
        old_cite,
        new_cite,
        verdict,
        ..blank
    }
}

fn blank(list: &str, text: Text) -> DutyComparison {
    DutyComparison {
        list: list.to_owned(),
        old: None,
        new: None,
        text,
        old_cite: None,
        new_cite: None,
        verdict: Sameness::NotToldApart,
        apart: None,
        limits: Vec::new(),
        periods: None,
        trials: None,
        counterexample: None,
        values: Vec::new(),
    }
}

/// Of two duties what is the same of both: ids, words, provisions.
fn both((old, new): (&Side, &Side), diff: &RuleSetDiff, list: &str, (from, to): (&str, &str)) -> DutyComparison {
    let (one, other) = (Some(from.to_owned()), Some(to.to_owned()));
    let values = values(diff, list, (Some(from), Some(to)));
    let (old_cite, new_cite) = (cite(old, list, from), cite(new, list, to));
    DutyComparison { old: one, new: other, old_cite, new_cite, values, ..blank(list, text(old, list, from)) }
}

/// What is to be done, in the words of the file.
fn text(side: &Side, list: &str, id: &str) -> Text {
    let set = &side.real;
    let text = match list {
        "recurring" => set.recurring_duty(id).map(|duty| &duty.text),
        _ => set.obligation(id).map(|duty| &duty.text),
    };
    text.cloned().unwrap_or_else(|| set.duty_text(id))
}

fn cite(side: &Side, list: &str, id: &str) -> Option<Text> {
    let set = &side.real;
    let cite = match list {
        "recurring" => set.recurring_duty(id).map(|duty| &duty.cite),
        _ => set.obligation(id).map(|duty| &duty.cite),
    };
    cite.map(|cite| set.cite_text(cite))
}

fn values(diff: &RuleSetDiff, list: &str, (old, new): (Option<&str>, Option<&str>)) -> Vec<ValueDiff> {
    let is_it = |rule: &crate::ruleset::DutyDiff| (rule.old.as_deref(), rule.new.as_deref()) == (old, new);
    let of = |rule: &&crate::ruleset::DutyDiff| rule.list == list && is_it(rule);
    diff.rules.iter().find(of).map(|rule| rule.values.clone()).unwrap_or_default()
}

fn obligation(
    sides: (&Side, &Side),
    (rules, diff): (&Rules<'_>, &RuleSetDiff),
    (from, to): (&Obligation, &Obligation),
) -> DutyComparison {
    let duty = both(sides, diff, "obligation", (&from.id, &to.id));
    let readings =
        readings(from.readings.iter().map(|reading| &reading.id), to.readings.iter().map(|reading| &reading.id));
    let limits = limits(sides, (from, to), &readings);
    let judging = rules.same((from, to));
    if judging == Ok(true) && sides.0.calendar.hash() == sides.1.calendar.hash() {
        return DutyComparison { verdict: Sameness::ProvedEqual, limits, ..duty };
    }
    let name = format!("{} / {}: {}", sides.0.real.name(), sides.1.real.name(), from.id);
    let pair = Pair { sides, duties: (from, to), readings: &readings, name: &name };
    let (trials, counterexample) = trials::tried(pair, &telling_days(sides, &limits));
    // By one rule limits of other days are other dates; by two a limit may be one that nothing hangs on.
    let by_one_rule = judging.is_ok() && limits.iter().any(|limit| !limit.days.is_same());
    let verdict = if counterexample.is_some() || by_one_rule { Sameness::Differs } else { Sameness::NotToldApart };
    let apart = judging.err().map(apart_text);
    DutyComparison { verdict, apart, limits, trials: Some(trials), counterexample, ..duty }
}

fn apart_text(apart: Apart) -> Text {
    match apart {
        Apart::Own => Text::new("hai nhiệm vụ được xét theo quy tắc khác nhau", "they are judged by different rules"),
        Apart::Other => Text::new(
            "được xét theo nhiệm vụ khác, mà hai bên quy định khác nhau",
            "another duty that they hang on is judged by different rules",
        ),
        Apart::Words => Text::new(
            "hai bên hiểu khác nhau về sự kiện hoặc hoạt động",
            "the sets do not mean the same by their events or activities",
        ),
        Apart::Adopted => Text::new("một bên áp dụng cách hiểu khác", "a reading is adopted on one side"),
    }
}

/// So many days are longer than what any known regulation asks for before a dialogue.
const A_WHILE: i64 = 120;

/// The days on which limits differ that show it best: the first on which both sets have been in force for a while, so that what
/// comes before a dialogue is of that time too; the first on which they are, the worst.
fn telling_days((old, new): (&Side, &Side), limits: &[LimitComparison]) -> Vec<NaiveDate> {
    let in_force = |day: &NaiveDate| old.real.is_in_force(*day) && new.real.is_in_force(*day);
    let mut days = Vec::new();
    for LimitComparison { days: compared, .. } in limits {
        let each = |range: &DayRange| range.from.iter_days().take(range.days);
        let all = || compared.ranges.iter().flat_map(each).filter(in_force);
        let settled = all().find(|day| shift(*day, -A_WHILE).is_some_and(|before| in_force(&before)));
        let first = settled.into_iter().chain(all().next());
        let shown = first.chain(compared.worst.map(|day| day.on)).chain(compared.first.map(|day| day.on));
        for day in shown {
            if !days.contains(&day) {
                days.push(day);
            }
        }
    }
    days
}

/// The readings of two duties that are looked at together, by their ids: of the same id, or of the same number where no id is the same.
fn readings<'a>(
    old: impl ExactSizeIterator<Item = &'a String> + Clone,
    new: impl ExactSizeIterator<Item = &'a String> + Clone,
) -> Vec<(String, String)> {
    let by_id = old.clone().filter(|one| new.clone().any(|other| other == *one));
    let by_id: Vec<(String, String)> = by_id.map(|id| (id.clone(), id.clone())).collect();
    if by_id.is_empty() && old.len() == new.len() {
        return old.zip(new).map(|(one, other)| (one.clone(), other.clone())).collect();
    }
    by_id
}

/// Each limit that both have, of the duty and of its readings, over every covered day.
fn limits(
    sides: (&Side, &Side),
    (from, to): (&Obligation, &Obligation),
    readings: &[(String, String)],
) -> Vec<LimitComparison> {
    let due = |side: &Side, rule: &Obligation, reading: Option<&str>| -> Option<Due> {
        let id = reading.or_else(|| side.adopted(&rule.id));
        let reading = id.and_then(|id| rule.readings.iter().find(|reading| reading.id == id));
        let is_known = reading.is_some() || rule.unknown_part().is_none();
        rule.due_under(reading).ok().filter(|_| is_known).cloned()
    };
    let own = std::iter::once(None).chain(readings.iter().map(Some));
    let mut all = Vec::new();
    for reading in own {
        let ids = reading.map(|(old, new)| (old.as_str(), new.as_str()));
        let dues = (due(sides.0, from, ids.map(|ids| ids.0)), due(sides.1, to, ids.map(|ids| ids.1)));
        let (Some(one), Some(other)) = dues else { continue };
        // Of several limits that are counted from one event that which holds is what counts.
        let as_one = [(sides.0, &one), (sides.1, &other)].into_iter().all(|(side, due)| is_one_date(side, due));
        let (one, other) = if as_one { (vec![&one], vec![&other]) } else { (one.parts(), other.parts()) };
        if one.len() != other.len() {
            continue;
        }
        for (one, other) in one.into_iter().zip(other).filter(|(one, other)| one.is_dated() && other.is_dated()) {
            let event = |side: &Side, due: &Due| root(&side.set, due).map(ToString::to_string);
            all.push(LimitComparison {
                reading: reading.cloned(),
                reading_text: reading.map(|(old, _)| reading_text(from, old)),
                old: sentence::limit(one),
                new: sentence::limit(other),
                old_from: event(sides.0, one),
                new_from: event(sides.1, other),
                days: days::compare(sides, (one, other)),
            });
        }
    }
    // Of what has no date that could be counted from a day nothing is said by days.
    all.retain(|limit| limit.days.undated < limit.days.covered);
    all
}

/// What a reading of a duty is called: its short name, else why one may read it so.
fn reading_text(of: &Obligation, id: &str) -> Text {
    let reading = of.readings.iter().find(|reading| reading.id == id);
    reading.map_or_else(|| Text::same(id.to_owned()), |reading| reading.name().clone())
}

/// Whether a limit is the soonest or the latest of several that are all counted from one event.
fn is_one_date(side: &Side, due: &Due) -> bool {
    let of_several = matches!(due, Due::FirstOf(_) | Due::LastOf(_));
    of_several && root(&side.set, due).is_some() && due.parts().iter().all(|part| part.is_dated())
}

fn recurring(sides: (&Side, &Side), diff: &RuleSetDiff, returning: Returning<'_>) -> DutyComparison {
    let (from, to) = returning.duties;
    let duty = both(sides, diff, "recurring", (&from.id, &to.id));
    let pairs: &Pairs = &diff.recurring;
    let adopts = [sides.0, sides.1].into_iter().any(|side| side.adopted(&from.id).or(side.adopted(&to.id)).is_some());
    if !adopts && returning::same(sides, pairs, (from, to)) {
        return DutyComparison { verdict: Sameness::ProvedEqual, ..duty };
    }
    let name = format!("{} / {}: {}", sides.0.real.name(), sides.1.real.name(), from.id);
    let (periods, counterexample) = Returning { name: &name, ..returning }.tried();
    let differs = counterexample.is_some() || periods.differing > 0;
    let verdict = if differs { Sameness::Differs } else { Sameness::NotToldApart };
    let apart = Some(apart_text(Apart::Own));
    DutyComparison { verdict, apart, periods: Some(periods), counterexample, ..duty }
}

impl Comparison {
    /// The duty of an id, of the one or the other.
    ///
    /// The example of [`analysis`](self) shows it.
    #[must_use]
    pub fn duty(&self, id: &str) -> Option<&DutyComparison> {
        let is_it = |duty: &&DutyComparison| [&duty.old, &duty.new].into_iter().flatten().any(|known| known == id);
        self.duties.iter().find(is_it)
    }

    /// The duties of which one thing is known.
    ///
    /// ```
    /// use doithoai::{Calendar, RuleSet, analysis::{compare, Sameness}};
    /// let (old, new) = (RuleSet::builtin("hcmc-935")?, RuleSet::builtin("can-tho-10")?);
    /// let comparison = compare(&old, &new, &Calendar::vietnam());
    /// let only_new: Vec<_> = comparison.of(Sameness::OnlyNew).filter_map(|duty| duty.new.as_deref()).collect();
    /// assert_eq!(only_new, ["interim-reply", "hold-dialogue"]);
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    pub fn of(&self, verdict: Sameness) -> impl Iterator<Item = &DutyComparison> {
        self.duties.iter().filter(move |duty| duty.verdict == verdict)
    }
}
