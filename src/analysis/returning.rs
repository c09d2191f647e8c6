//! Duties that return: the same rule or not, and if not, how often they are judged otherwise in every period of the covered years.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::case::{entry, file, line, quoted};
use super::counterexample::{Counterexample, verified_as};
use super::judging::{Pairs, blank_cite, name, same_words};
use super::side::Side;
use super::trials::{EDGES, word};
use crate::audit::{OfficeLog, RecurringVerdict, audit_year};
use crate::calendar::{FIRST, LAST, shift};
use crate::dialogue::{AnyDialogue, Plan};
use crate::ruleset::vocabulary::{CLOSED, Detail, OPENED};
use crate::ruleset::{
    Applies, DialogueKind, HeadKind, Level, MetBy, Recurring, RecurringDue, RecurringReading, Registry, RuleSet,
    Subject,
};
use crate::scenario;
use crate::territory;
use crate::text::{Confidence, Text};
use crate::timeline::recurring::periods::{Span, spans};
use crate::timeline::{AdoptedReadings, Fact, Terms, View};

/// How two duties that return were judged, so many acts a period, in every period of the covered years.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::compare};
/// let text = RuleSet::builtin_toml("can-tho-10")?;
/// let twice = RuleSet::from_toml(&text.replace("at_least = 1", "at_least = 2"))?;
/// let comparison = compare(&RuleSet::from_toml(text)?, &twice, &Calendar::vietnam());
/// let periods = comparison.duty("hold-dialogue").unwrap().periods.as_ref().unwrap();
/// assert_eq!(periods.acts, [0, 1, 2, 3]);
/// assert_eq!(periods.differing, periods.periods); // one dialogue a year is enough under the one only
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct PeriodsCompared {
    /// How many acts a period were tried.
    pub acts: Vec<usize>,
    /// The levels and heads for which.
    pub offices: Vec<String>,
    /// What they are called.
    #[serde(skip)]
    pub(super) offices_text: Vec<Text>,
    /// How many periods of how many offices were judged by both.
    pub periods: usize,
    /// In how many of them some number of acts is judged otherwise.
    pub differing: usize,
    /// How many years were judged.
    pub years: usize,
}

/// Whether two duties that return are one rule, with what they are done together with; mere words and ids aside.
pub(super) fn same((old, new): (&Side, &Side), pairs: &Pairs, (from, to): (&Recurring, &Recurring)) -> bool {
    let canon_old = |id: &str| name(pairs.iter().position(|(old, _)| old == id), "old", id);
    let canon_new = |id: &str| name(pairs.iter().position(|(_, new)| new == id), "new", id);
    let with = |side: &Side, duty: &Recurring| match &duty.due {
        RecurringDue::With(id) => side.set.recurring_duty(id).cloned(),
        _ => None,
    };
    let one = |from: &Recurring, to: &Recurring| {
        let ids =
            |duty: &Recurring| -> Vec<String> { duty.readings.iter().map(|reading| reading.id.clone()).collect() };
        let (olds, news) = (ids(from), ids(to));
        let readings = super::readings(olds.iter(), news.iter());
        let reading_old = |id: &str| name(readings.iter().position(|(old, _)| old == id), "old", id);
        let reading_new = |id: &str| name(readings.iter().position(|(_, new)| new == id), "new", id);
        bare(from, &canon_old, &reading_old) == bare(to, &canon_new, &reading_new)
    };
    let together = match (with(old, from), with(new, to)) {
        (None, None) => true,
        (Some(from), Some(to)) => one(&from, &to),
        _ => false,
    };
    one(from, to) && together && same_words(&old.set, &new.set) && old.calendar.hash() == new.calendar.hash()
}

fn bare(duty: &Recurring, canon: &dyn Fn(&str) -> String, reading_id: &dyn Fn(&str) -> String) -> Recurring {
    let mut duty = duty.clone();
    duty.id = canon(&duty.id);
    duty.text = Text::same("");
    duty.bearer = Vec::new();
    duty.toward = Vec::new();
    duty.cite = blank_cite();
    duty.source = String::new();
    duty.confidence = Confidence::D;
    duty.same_as = Vec::new();
    duty.silent_on = Vec::new();
    duty.due = renamed(&duty.due, canon);
    let of_reading = |reading: &RecurringReading| RecurringReading {
        id: reading_id(&reading.id),
        text: None,
        because: Text::same(""),
        due: reading.due.as_ref().map(|due| renamed(due, canon)),
        unknown: reading.unknown.as_ref().map(|parts| parts.iter().map(|(path, _)| (path.clone(), None)).collect()),
        ..reading.clone()
    };
    duty.readings = duty.readings.iter().map(of_reading).collect();
    for (_, because) in &mut duty.unknown {
        *because = None;
    }
    duty
}

fn renamed(due: &RecurringDue, canon: &dyn Fn(&str) -> String) -> RecurringDue {
    match due {
        RecurringDue::With(id) => RecurringDue::With(canon(id)),
        other => other.clone(),
    }
}

/// An office whose year is judged.
#[derive(Clone)]
struct Office {
    territory: String,
    level: Level,
    head: HeadKind,
}

impl Office {
    fn name(&self) -> String {
        format!("{}/{}", self.level.word(), self.head.word())
    }

    /// `cấp xã, người đứng đầu chính quyền`
    fn text(&self, set: &RuleSet) -> Text {
        let (level, head) = (set.level_text(self.level), set.head_text(self.head));
        Text::build(|lang| format!("{}, {}", level.get(lang), head.get(lang)))
    }

    fn subject(&self, year: i32) -> Option<Subject> {
        Subject::new(&self.territory, self.level, self.head, NaiveDate::from_ymd_opt(year, 1, 1)?).ok()
    }
}

/// The year of an office: what was held and done.
#[derive(Clone, Default)]
struct Year {
    held: Vec<(NaiveDate, Option<DialogueKind>)>,
    log: Vec<Fact>,
}

/// Two duties that return, and what judges them.
#[derive(Clone, Copy)]
pub(super) struct Returning<'a> {
    pub(super) sides: (&'a Side, &'a Side),
    pub(super) duties: (&'a Recurring, &'a Recurring),
    pub(super) name: &'a str,
}

/// Where two verdicts differ.
struct Apart {
    from: NaiveDate,
    to: NaiveDate,
    period: Option<String>,
    appointed: Option<NaiveDate>,
    key: &'static str,
    old: String,
    new: String,
}

impl Returning<'_> {
    /// Tries every number of acts up to one more than either asks for, and acts about each day that is due, in every period.
    pub(super) fn tried(&self) -> (PeriodsCompared, Option<Counterexample>) {
        let (mut all, mut found) = (PeriodsCompared::default(), None);
        all.acts = (0..=self.most().saturating_add(1)).collect();
        let registries = [self.sides.0, self.sides.1].map(|side| Registry::new().with(side.set.clone()).ok());
        let [Some(old), Some(new)] = registries else { return (all, None) };
        for (office, is_of_both) in self.offices() {
            // Whom only one of the two binds is looked at where nobody else tells them apart.
            if !is_of_both && all.differing > 0 {
                continue;
            }
            let mut judged = 0;
            for year in self.all_years() {
                let Some((periods, differing, example)) = self.year((&old, &new), &office, year, found.is_none())
                else {
                    continue;
                };
                judged = usize::saturating_add(judged, 1);
                all.periods = all.periods.saturating_add(periods);
                all.differing = all.differing.saturating_add(differing);
                found = found.or(example);
            }
            if judged > 0 {
                all.offices.push(office.name());
                all.offices_text.push(office.text(&self.sides.0.set));
                all.years = all.years.max(judged);
            }
        }
        (all, found)
    }

    /// The most acts a period that either asks for.
    fn most(&self) -> usize {
        let all = [self.duties.0, self.duties.1].into_iter().flat_map(|duty| {
            let readings = duty.readings.iter().map(|reading| duty.under(reading));
            let of_levels = |duty: Recurring| Level::ALL.iter().filter_map(move |level| duty.at_least(*level)).max();
            readings.chain([duty.clone()]).filter_map(of_levels).collect::<Vec<u32>>()
        });
        all.max().and_then(|most| usize::try_from(most).ok()).unwrap_or(1)
    }

    /// Every covered year, those first in which both sets are in force, then those in which one is.
    fn all_years(&self) -> Vec<i32> {
        let in_force = |side: &Side, year: i32| {
            let ends = [(1, 1), (12, 31)].map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
            ends.into_iter().flatten().all(|day| side.real.is_in_force(day))
        };
        let sides_in_force =
            |year: i32| [self.sides.0, self.sides.1].into_iter().filter(|side| in_force(side, year)).count();
        let mut years: Vec<i32> = (FIRST.year()..=LAST.year()).collect();
        years.sort_by_key(|year| std::cmp::Reverse(sides_in_force(*year)));
        years
    }

    /// Every level and head, those first that both bind.
    fn offices(&self) -> Vec<(Office, bool)> {
        let (old, new) = (self.sides.0.set.applies(), self.sides.1.set.applies());
        let code = [&old.territory.code, &new.territory.code].into_iter().find(|code| *code != "VN");
        let territory = code.cloned().unwrap_or_else(|| "01".to_owned());
        // A district or commune is named with its province.
        let province = Some(&territory).filter(|code| code.len() > 2);
        let province = province.and_then(|code| territory::province_of(code, old.territory.as_of));
        let territory = province.map_or_else(|| territory.clone(), |province| format!("{province}/{territory}"));
        let binds = |applies: &Applies, level: Level, head: HeadKind| {
            let levels = applies.levels.is_empty() || applies.levels.contains(&level);
            levels && (applies.heads.is_empty() || applies.heads.contains(&head))
        };
        let heads: Vec<HeadKind> = HeadKind::ALL.iter().chain(&old.heads).chain(&new.heads).copied().collect();
        let levels: Vec<Level> = Level::ALL.iter().chain(&old.levels).chain(&new.levels).copied().collect();
        let mut all: Vec<(Office, bool)> = Vec::new();
        for (level, head) in levels.iter().flat_map(|level| heads.iter().map(|head| (*level, *head))) {
            let (one, other) = (binds(old, level, head), binds(new, level, head));
            let is_new = !all.iter().any(|(known, _)| (known.level, known.head) == (level, head));
            if is_new && (one || other) {
                all.push((Office { territory: territory.clone(), level, head }, one && other));
            }
        }
        all.sort_by_key(|(_, is_of_both)| !is_of_both);
        all
    }

    /// The periods of a year, how many are judged otherwise, and a year that shows it; none where neither judges it.
    fn year(
        &self,
        registries: (&Registry, &Registry),
        office: &Office,
        year: i32,
        show: bool,
    ) -> Option<(usize, usize, Option<Counterexample>)> {
        let subject = office.subject(year)?;
        // A verdict that differs shows more than a number that does.
        let (mut periods, mut differing, mut example, mut lesser) = (BTreeSet::new(), Vec::new(), None, None);
        for tried in self.years(registries, &subject, year) {
            let old = self.verdicts(registries.0, (&subject, year), &tried, false)?;
            let new = self.verdicts(registries.1, (&subject, year), &tried, true)?;
            if old.is_empty() && new.is_empty() {
                return None;
            }
            let spans = |verdicts: &[RecurringVerdict]| -> BTreeSet<(NaiveDate, NaiveDate)> {
                verdicts.iter().map(|verdict| (verdict.from, verdict.to)).collect()
            };
            periods.extend(spans(&old).into_iter().chain(spans(&new)));
            for apart in aparts(&old, &new) {
                let wanted = if apart.key == "verdict" { &mut example } else { &mut lesser };
                if show && wanted.is_none() {
                    *wanted = self.example(office, year, &tried, &apart);
                }
                let of = (apart.from, apart.to);
                if !differing.contains(&of) {
                    differing.push(of);
                }
            }
        }
        Some((periods.len(), differing.len(), example.or(lesser)))
    }

    /// What may have been done in a year: so many acts in every period, then an act about each day that is due.
    fn years(&self, registries: (&Registry, &Registry), subject: &Subject, year: i32) -> Vec<Year> {
        let mut spans: Vec<Span> =
            [self.duties.0, self.duties.1].into_iter().flat_map(|duty| spans(duty, year)).collect();
        spans.sort_by_key(|span| (span.from, span.to));
        spans.dedup_by_key(|span| (span.from, span.to));
        let working = |span: &Span| -> Vec<NaiveDate> {
            let days = span.from.iter_days().take_while(|day| *day <= span.to);
            days.filter(|day| self.sides.0.calendar.is_working_day(*day).unwrap_or(false)).collect()
        };
        let working: Vec<Vec<NaiveDate>> = spans.iter().map(working).collect();
        let most = self.most().saturating_add(1);
        let mut all: Vec<Year> =
            (0..=most).map(|times| self.on(working.iter().flat_map(|days| days.iter().take(times).copied()))).collect();
        // Held as each kind of dialogue, where only some count.
        if [self.duties.0, self.duties.1].iter().any(|duty| counts_kinds(duty)) {
            let held: Vec<Year> = all.iter().filter(|year| !year.held.is_empty()).cloned().collect();
            for kind in std::iter::once(None).chain(DialogueKind::ALL.iter().map(|kind| Some(*kind))) {
                all.extend(held.iter().map(|year| {
                    let held = year.held.iter().map(|(day, _)| (*day, kind)).collect();
                    Year { held, log: year.log.clone() }
                }));
            }
        }
        let nothing = Year::default();
        let mut dues = Vec::new();
        for (registry, is_new) in [(registries.0, false), (registries.1, true)] {
            let verdicts = self.verdicts(registry, (subject, year), &nothing, is_new).unwrap_or_default();
            dues.push(
                verdicts.iter().flat_map(|verdict| [verdict.due, verdict.appointed]).flatten().collect::<Vec<_>>(),
            );
        }
        for dues in dues.iter().filter(|dues| !dues.is_empty()) {
            all.extend(EDGES.map(|by| self.on(dues.iter().filter_map(|day| shift(*day, by)))));
        }
        // In each month, where only some of them count.
        let month = |month: u32| NaiveDate::from_ymd_opt(year, month, 14);
        if !self.duties.0.in_months.is_empty() || !self.duties.1.in_months.is_empty() {
            all.extend((1..=12).filter_map(month).map(|day| self.on(std::iter::once(day))));
        }
        // About the first and last days of periods that are not those of the calendar.
        if self.duties.0.period_starts.is_some() || self.duties.1.period_starts.is_some() {
            let ends = || spans.iter().flat_map(|span| [span.from, span.to]);
            all.extend(EDGES.map(|by| self.on(ends().filter_map(|day| shift(day, by)))));
        }
        all
    }

    /// The year in which what fulfils the duties was done on some days.
    fn on(&self, days: impl Iterator<Item = NaiveDate>) -> Year {
        let mut year = Year::default();
        let mut days: Vec<NaiveDate> = days.filter(|day| (FIRST..=LAST).contains(day)).collect();
        days.sort_unstable();
        days.dedup();
        let mut events: Vec<&str> = Vec::new();
        for duty in [self.duties.0, self.duties.1] {
            let acts = duty.met_by.events().iter().map(String::as_str);
            let acts: Vec<&str> =
                if matches!(duty.met_by, MetBy::Any(_)) { acts.take(1).collect() } else { acts.collect() };
            events.extend(acts.into_iter().filter(|act| !events.contains(act)).collect::<Vec<_>>());
        }
        let kind = [self.duties.0, self.duties.1].iter().find_map(|duty| duty.kinds.first().copied());
        for day in days {
            for event in &events {
                if [OPENED, CLOSED].contains(event) {
                    if !year.held.contains(&(day, kind)) {
                        year.held.push((day, kind));
                    }
                    continue;
                }
                let mut fact = Fact::new(*event, day);
                let kind = self.sides.0.set.event(event);
                if kind.is_some_and(|kind| kind.needs.contains(&Detail::NewDay)) {
                    fact.until = Some(day);
                }
                year.log.push(fact);
            }
        }
        year
    }

    fn verdicts(
        &self,
        registry: &Registry,
        (subject, year): (&Subject, i32),
        done: &Year,
        is_new: bool,
    ) -> Option<Vec<RecurringVerdict>> {
        let (side, id) = if is_new { (self.sides.1, &self.duties.1.id) } else { (self.sides.0, &self.duties.0.id) };
        let adopted = side.adopted(id).map(|reading| AdoptedReadings::new().adopt(side.set.id(), id, reading));
        let log = OfficeLog::new("A", subject.clone()).adopting(adopted.unwrap_or_default());
        let log = done.log.iter().try_fold(log, |log, fact| log.with(fact.clone())).ok()?;
        let terms = Terms::new([side.set.clone()], side.calendar.clone());
        let dialogue = |(at, (on, kind)): (usize, &(NaiveDate, Option<DialogueKind>))| {
            let plan = Plan::new(format!("DT-{at}"), *on);
            let plan = kind.iter().fold(plan, |plan, kind| plan.kind(*kind));
            let mut dialogue = AnyDialogue::plan(terms.clone(), plan, *on).ok()?;
            [OPENED, CLOSED].into_iter().try_for_each(|event| dialogue.record(Fact::new(event, *on)).map(drop)).ok()?;
            Some(dialogue)
        };
        let held: Option<Vec<AnyDialogue>> = done.held.iter().enumerate().map(dialogue).collect();
        let audit = audit_year(
            registry,
            &side.calendar,
            &held?,
            &log,
            year,
            View { as_of: seen_on(year), ..View::everything() },
        );
        let mut verdicts = audit.ok()?.recurring;
        verdicts.retain(|verdict| verdict.duty == *id);
        Some(verdicts)
    }

    /// The year as a case, with what was done about the period alone if that is enough.
    fn example(&self, office: &Office, year: i32, done: &Year, apart: &Apart) -> Option<Counterexample> {
        let near = |day: NaiveDate| {
            let (from, to) = (shift(apart.from, -1), shift(apart.to, 1));
            from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
        };
        let mut fewer = done.clone();
        fewer.held.retain(|(day, _)| near(*day));
        fewer.log.retain(|fact| near(fact.on));
        [&fewer, done].into_iter().find_map(|done| {
            let write = |is_new: bool| self.case(office, year, done, apart, is_new);
            verified_as(self.sides, (write(false), write(true)), (apart.key, &apart.old, &apart.new))
        })
    }

    fn case(&self, office: &Office, year: i32, done: &Year, apart: &Apart, is_new: bool) -> String {
        let (side, duty) = if is_new { (self.sides.1, &self.duties.1.id) } else { (self.sides.0, &self.duties.0.id) };
        let mut text = self.head(office, year, done);
        if let Some(reading) = side.adopted(duty) {
            let of = quoted(&format!("{}/{duty}", side.real.id()));
            line(&mut text, "", "choose", &format!("{{ {of} = {} }}", quoted(reading)));
        }
        let mut text = text + &expected(duty, year, (apart.from, apart.period.as_deref()));
        if let Some(day) = apart.appointed {
            line(&mut text, "  ", "appointed", &day.to_string());
        }
        line(&mut text, "  ", apart.key, &apart.old);
        text
    }

    /// A year up to what is expected of it.
    fn head(&self, office: &Office, year: i32, done: &Year) -> String {
        let mut text = String::from("[[year]]\n");
        line(&mut text, "", "name", &quoted(self.name));
        line(&mut text, "", "year", &year.to_string());
        let Office { territory, level, head } = office;
        let (level, head) = (quoted(level.word()), quoted(head.word()));
        line(
            &mut text,
            "",
            "office",
            &format!("{{ territory = {}, level = {level}, head = {head} }}", quoted(territory)),
        );
        if !done.held.is_empty() {
            let dialogue = |(on, kind): &(NaiveDate, Option<DialogueKind>)| {
                let kind = kind.map(|kind| format!(", kind = {}", quoted(kind.word()))).unwrap_or_default();
                format!("{{ on = {on}{kind} }}")
            };
            let all: Vec<String> = done.held.iter().map(dialogue).collect();
            line(&mut text, "", "held", &format!("[{}]", all.join(", ")));
        }
        if !done.log.is_empty() {
            let log: Vec<String> = done.log.iter().map(entry).collect();
            line(&mut text, "", "log", &format!("[\n  {},\n]", log.join(",\n  ")));
        }
        text
    }

    /// A year that both judge, each by its own: what was done when the first asks for it, and how each takes that; if it holds.
    pub(super) fn side_by_side(&self, days: &[NaiveDate]) -> Option<(String, bool)> {
        self.shown(days, &[false, true])
    }

    /// The same by the first alone.
    pub(super) fn alone(&self, days: &[NaiveDate]) -> Option<(String, bool)> {
        self.shown(days, &[false])
    }

    fn shown(&self, days: &[NaiveDate], which: &[bool]) -> Option<(String, bool)> {
        let (office, _) = self.offices().into_iter().find(|(_, is_of_both)| *is_of_both)?;
        let year = *self.all_years().first()?;
        let subject = office.subject(year)?;
        let done = self.on(days.iter().copied().filter(|day| day.year() == year));
        [false, true].into_iter().find_map(|always| {
            let set = |is_new: bool| {
                let side = if is_new { self.sides.1 } else { self.sides.0 };
                if always { &side.set } else { &side.real }
            };
            let mut text = self.head(&office, year, &done);
            for is_new in which.iter().copied() {
                let registry = Registry::new().with(set(is_new).clone()).ok()?;
                let verdict = self.verdicts(&registry, (&subject, year), &done, is_new)?.into_iter().next()?;
                let duty = if is_new { &self.duties.1.id } else { &self.duties.0.id };
                let id = format!("{}/{duty}", set(is_new).id());
                text += &expected(&id, year, (verdict.from, verdict.period.as_deref()));
                let days = [("appointed", verdict.appointed), ("due", verdict.due)];
                for (key, day) in days.into_iter().filter_map(|(key, day)| Some((key, day?))) {
                    line(&mut text, "  ", key, &day.to_string());
                }
                line(&mut text, "  ", "verdict", &word(verdict.judgement.word()));
            }
            let sets: Vec<&RuleSet> = which.iter().map(|is_new| set(*is_new)).collect();
            let holds = scenario::holds(&file(&sets, &text), &sets, &self.sides.0.calendar);
            (holds == Some(true)).then_some((text, always))
        })
    }
}

/// Whether only some kinds of dialogues count, under some reading.
fn counts_kinds(duty: &Recurring) -> bool {
    !duty.kinds.is_empty() || duty.readings.iter().any(|reading| reading.kinds.is_some())
}

/// What is expected of a duty in a period.
fn expected(duty: &str, year: i32, (from, period): (NaiveDate, Option<&str>)) -> String {
    let mut text = String::from("  [[year.expect]]\n");
    if let Some(day) = seen_on(year) {
        line(&mut text, "  ", "as_of", &day.to_string());
    }
    line(&mut text, "  ", "recurring", &quoted(duty));
    line(&mut text, "  ", "from", &from.to_string());
    if let Some(period) = period {
        line(&mut text, "  ", "period", &quoted(period));
    }
    text
}

/// When a year is looked at: when it and the next are over.
fn seen_on(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.saturating_add(1), 12, 31).map(|day| day.min(LAST))
}

/// The periods of which the verdicts differ, each with the first value that does: the judgement before all.
fn aparts(old: &[RecurringVerdict], new: &[RecurringVerdict]) -> Vec<Apart> {
    let mut all = Vec::new();
    let of = |verdict: &RecurringVerdict| (verdict.from, verdict.to, verdict.period.clone(), verdict.appointed);
    let apart = |verdict: &RecurringVerdict, key: &'static str, old: String, new: String| {
        let (from, to, period, appointed) = of(verdict);
        Apart { from, to, period, appointed, key, old, new }
    };
    for verdict in old {
        let Some(other) = new.iter().find(|other| of(other) == of(verdict)) else {
            all.push(apart(verdict, "verdict", word(verdict.judgement.word()), word("none")));
            continue;
        };
        let differs = values(verdict).into_iter().zip(values(other)).find(|((_, one), (_, other))| one != other);
        all.extend(differs.map(|((key, old), (_, new))| apart(verdict, key, old, new)));
    }
    for verdict in new.iter().filter(|verdict| !old.iter().any(|other| of(other) == of(verdict))) {
        all.push(apart(verdict, "verdict", word("none"), word(verdict.judgement.word())));
    }
    all.sort_by_key(|apart| apart.key != "verdict");
    all
}

fn values(verdict: &RecurringVerdict) -> Vec<(&'static str, String)> {
    let none = || word("none");
    vec![
        ("verdict", word(verdict.judgement.word())),
        ("due", verdict.due.map_or_else(none, |day| day.to_string())),
        ("days", verdict.days.map_or_else(none, |days| days.to_string())),
        ("required", verdict.required.map_or_else(none, |times| times.to_string())),
        ("found", verdict.found.to_string()),
    ]
}
