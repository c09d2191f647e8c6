//! The audit of an office's year.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::petitions::out_of_force_in;
use super::receptions::{UnknownReception, of_other_days};
use super::recurring::{OfNoPeriod, OfficeInView, RecurringVerdict, held, is_report};
use super::{OfficeLog, OfficeLogError, Verdict, audit, of_dialogue};
use crate::calendar::{Calendar, CalendarHashes, DataAge};
use crate::dialogue::kept::unknown_word;
use crate::dialogue::{AnyDialogue, CheckedLog, SetRef};
use crate::ruleset::{
    Activity, EndedTerritory, Merger, NamedPeriod, NotApplicable, NotBound, Registry, RuleSet, Subject, UnitNote,
    event_in,
};
use crate::text::Text;
use crate::timeline::course::{acts_before_receipt, check_petitions, petitions_refused, received_again};
use crate::timeline::details::Details;
use crate::timeline::facts::Seen;
use crate::timeline::own_words::check_own_subject;
use crate::timeline::recurring::moves::about_no_day;
use crate::timeline::today::Today;
use crate::timeline::voided::check_void;
use crate::timeline::{
    Facts, NotUnderstood, Terms, TimelineError, TransitionTaken, UnknownEntry, UnknownInDialogue, Untold, View,
    last_due,
};

/// The audit of an office's year.
///
/// ```
/// # use doithoai::{Calendar, Registry, View, audit::{OfficeLog, audit_year}};
/// let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
/// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::everything())?;
/// assert_eq!((year.office.as_str(), year.year, year.verdicts.len()), ("A", 2026, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct YearAudit {
    /// The office.
    pub office: String,
    /// Whose office it is, on the last day of the year that the view sees.
    #[serde(skip)]
    pub subject: Subject,
    /// The year.
    pub year: i32,
    /// The duties of its dialogues in the year, then those toward the petitions in its log and for its receptions.
    pub verdicts: Vec<Verdict>,
    /// Its recurring duties, period by period.
    pub recurring: Vec<RecurringVerdict>,
    /// The provisions by which duties are judged that were pending when a version came into force, each once for each duty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transitions: Vec<TransitionTaken>,
    /// The merger by which the province of the office ceased to be one, if it did by the end of the year: another code is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<Merger>,
    /// What is to be known of the units that the office names: those that ended, and those that lie elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitNote>,
    /// The rule sets among these that were made for a unit which has ended, by the day it is seen on or the end of the year; each
    /// once, with what succeeded it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ended_territories: Vec<EndedTerritory>,
    /// The rule sets of its territory and head that laid nothing on it in the year, with the reason.
    pub not_applicable: Vec<NotApplicable>,
    /// The entries of its log that are kept and not understood, which leave open what they could touch.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown_entries: Vec<UnknownEntry>,
    /// The same of its dialogues of the year, each with the dialogue.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown_in_dialogues: Vec<UnknownInDialogue>,
    /// The entries of the year, about it, or of the petitions and receptions of its verdicts that name a reception which its log does
    /// not have, or not on that day; no verdict is made by them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown_receptions: Vec<UnknownReception>,
    /// The versions of the rule sets that gave the verdicts, by their hashes.
    pub rulesets: Vec<SetRef>,
    /// The calendar that the office was judged on, as the view knows it; a dialogue has that of its own terms.
    pub calendar: CalendarHashes,
    /// That the view or a due date of a case reaches beyond what was checked of the days off.
    pub data_age: Option<DataAge>,
}

/// How an office kept its duties in a year: those of the dialogues appointed in it, those toward the petitions in its log
/// and for its receptions, and those that return.
///
/// A dialogue that says whose it is must be the office's; others are taken to be. Which versions bind it is looked up period by period; a period in which
/// the version changes is undetermined, and so is one without a working day in which nothing was done. A week runs from
/// Monday to Sunday and belongs to the year of its Monday; another period to the year of its name. An entry that says
/// which period it is `about` counts for that one, whenever it was made. Without a day to judge on (`as_of`), a period
/// that is not yet fulfilled is open.
///
/// A petition in the log has the duties of the version that was in force when it was received, each by its own activity:
/// those of a dialogue never wait there. Such a duty stands in every audit from the year of the receipt to that in which it
/// is due or done, and in the later ones while it is owed. Who sent a petition on in time owes its settlement no longer. The schedule of receptions is owed for each
/// of them; a posting counts for the first reception after it, or for all of the period that it is `about`.
///
/// With `known_on` of the view, the calendar and the rule sets are those that were known on that day
/// ([`Registry::known_on`]), as the entries are.
///
/// A report or notice without a day is undated. What else has no day is judged by the end of its period, as in the
/// calendar: an assumption, which stands in the notes of the verdict. A duty on exact days has a verdict for each day; a
/// notice moves the one that it is about, else the nearest that has not passed when it is given, also into the next month.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{Calendar, Registry, View, audit::{Judgement, OfficeLog, audit_year}};
/// let office = OfficeLog::from_jsonl(
///     r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}
/// {"event":"reception-held","on":"2026-07-06"}
/// {"event":"reception-held","on":"2026-07-20"}
/// "#,
/// )?;
/// let day = NaiveDate::from_ymd_opt(2026, 8, 15).unwrap();
/// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::as_of(day))?;
/// let july = year.recurring.iter().find(|v| v.duty == "commune-reception" && v.from.to_string() == "2026-07-01").unwrap();
/// assert_eq!((july.required, july.judgement), (Some(2), Judgement::OnTime)); // two days a month since 1 July 2026
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`TimelineError`] if a date of the view or a count leaves the covered years, or the office did what no rule set of the
/// registry knows, adopted a reading that none has, or was recorded under another text of a rule set ([`OtherRules`](crate::timeline::OtherRules)).
pub fn audit_year(
    registry: &Registry,
    calendar: &Calendar,
    dialogues: &[AnyDialogue],
    office: &OfficeLog,
    year: i32,
    view: View,
) -> Result<YearAudit, TimelineError> {
    audit_year_today((registry, calendar), dialogues, office, year, (view, &Today::of(view)))
}

/// The same, noting what was compared with the day of the view, but for the duties of dialogues.
pub(super) fn audit_year_today(
    (registry, calendar): (&Registry, &Calendar),
    dialogues: &[AnyDialogue],
    office: &OfficeLog,
    year: i32,
    (view, today): (View, &Today),
) -> Result<YearAudit, TimelineError> {
    let of_year = |dialogue: &&AnyDialogue| dialogue.facts().appointed_in(view).year() == year;
    check_own_subject(registry.rule_sets(), office.subject())?;
    office.check_made_under(registry)?;
    check_dialogues(registry, dialogues, office)?;
    let facts = understood(registry, office)?;
    let unknown = facts.unknown(view);
    let adopted = office.adopted();
    Terms::new(registry.rule_sets().iter().cloned(), calendar.clone()).adopting(adopted.clone())?;
    let registry_then = view.known_on.map(|day| registry.known_on(day));
    let not_known = view.known_on.map(|day| not_known(registry, office.subject(), year, day)).unwrap_or_default();
    let registry = registry_then.as_ref().unwrap_or(registry);
    let mut verdicts = Vec::new();
    for dialogue in dialogues.iter().filter(of_year) {
        verdicts.extend(audit(dialogue, view)?);
        verdicts.extend(out_of_force(registry, dialogue, (office.subject(), year), view)?);
    }
    let mut ids: Vec<&str> = registry.rule_sets().iter().map(RuleSet::id).collect();
    ids.dedup();
    let known = view.known_on.map(|day| calendar.known_on(day));
    let calendar = known.as_ref().unwrap_or(calendar);
    let (subject, entries, held) = (office.subject(), facts.visible(view).facts, held(dialogues, view));
    let untold = Untold::among(&facts, &unknown);
    let of_no_period = OfNoPeriod::among(registry, subject, &entries);
    let in_view =
        OfficeInView { registry, calendar, subject, view, today, adopted, entries, held, untold, of_no_period };
    verdicts.extend(in_view.beside_dialogues(year)?);
    let mut recurring = ids.iter().map(|id| in_view.recurring(id, year)).collect::<Result<Vec<_>, _>>()?.concat();
    in_view.leave_open(&mut recurring, dialogues);
    let judges = |id: &str| {
        verdicts.iter().any(|verdict| verdict.duty.ruleset() == id) || recurring.iter().any(|one| one.ruleset == id)
    };
    let not_binding = |id: &str| {
        if judges(id) { not_in_all_of(registry, id, subject, year) } else { not_binding(registry, id, subject, year) }
    };
    let not_applicable = ids.into_iter().filter_map(not_binding).chain(not_known).collect();
    let subject = Subject { on: in_view.last_seen_of(year), ..subject.clone() };
    let (merged_into, units) = registry.told_of_units(&subject);
    let on = view.as_of.map_or(subject.on, |on| on.max(subject.on));
    let units = subject.and_ended(units, merged_into.as_ref(), on);
    let judging = judging(registry, &verdicts, &recurring);
    let (ended_territories, rulesets) = (EndedTerritory::among(judging.iter().copied(), on), by_hash(&judging));
    let office = office.office().to_owned();
    let unknown_entries = UnknownEntry::all(&facts, &unknown);
    let unknown_in = |dialogue: &AnyDialogue| UnknownInDialogue::all(&dialogue.log().plan().id, dialogue.facts(), view);
    let unknown_in_dialogues = dialogues.iter().filter(of_year).flat_map(unknown_in).collect();
    let unknown_receptions = UnknownReception::among(&facts, registry.rule_sets(), (year, &verdicts), view);
    Ok(YearAudit {
        office,
        subject,
        year,
        rulesets,
        data_age: last_due(verdicts.iter().map(|verdict| &verdict.duty))
            .max(view.as_of)
            .and_then(|day| calendar.data_age(day)),
        calendar: calendar.hashes(),
        transitions: transitions(&verdicts, &recurring),
        verdicts,
        recurring,
        merged_into,
        units,
        ended_territories,
        not_applicable,
        unknown_entries,
        unknown_in_dialogues,
        unknown_receptions,
    })
}

/// The provisions that decided verdicts: of cases, then of what returns.
fn transitions(verdicts: &[Verdict], recurring: &[RecurringVerdict]) -> Vec<TransitionTaken> {
    let mut all = TransitionTaken::among(verdicts.iter().map(|verdict| &verdict.duty));
    for taken in recurring.iter().filter_map(|verdict| verdict.transition.as_ref()) {
        if !all.contains(taken) {
            all.push(taken.clone());
        }
    }
    all
}

/// The verdicts on a dialogue of what is in force on other days of its year, and was not on its own: none of it applies.
fn out_of_force(
    registry: &Registry,
    dialogue: &AnyDialogue,
    (office, year): (&Subject, i32),
    view: View,
) -> Result<Vec<Verdict>, TimelineError> {
    let (terms, facts) = (dialogue.terms(), dialogue.facts());
    let subject = Subject { on: facts.day_in(view), ..office.clone() }.in_activity(Activity::Dialogue);
    let mut ids: Vec<&str> = registry.rule_sets().iter().map(RuleSet::id).collect();
    ids.dedup();
    let mut verdicts = Vec::new();
    for id in ids.into_iter().filter(|id| !terms.judges(id, facts, view)) {
        let Some(set) = out_of_force_in(registry, id, &subject, year) else { continue };
        if set.applies().activities.contains(&Activity::Dialogue) {
            let terms = Terms::new([set.clone()], terms.calendar().clone()).only_in_force();
            let terms = terms.knowing(registry.rule_sets().iter().cloned());
            let duties = terms.of_whom(Some(&subject)).duties_of_checked(facts, view)?;
            verdicts.extend(duties.into_iter().map(|duty| of_dialogue(dialogue, duty)));
        }
    }
    Ok(verdicts)
}

/// The versions that gave verdicts: of cases, then of what returns.
fn judging<'a>(registry: &'a Registry, verdicts: &'a [Verdict], recurring: &[RecurringVerdict]) -> Vec<&'a RuleSet> {
    let of_recurring: BTreeSet<(&str, &str)> =
        recurring.iter().map(|one| (one.ruleset.as_str(), one.version.as_str())).collect();
    let returning = registry.rule_sets().iter().filter(|set| of_recurring.contains(&(set.id(), set.version())));
    verdicts.iter().map(|verdict| &verdict.duty.rule_set).chain(returning).collect()
}

/// Rule sets by their hashes, each once.
fn by_hash(sets: &[&RuleSet]) -> Vec<SetRef> {
    let all: BTreeMap<(&str, &str, &str), &RuleSet> =
        sets.iter().map(|set| ((set.id(), set.version(), set.hash()), *set)).collect();
    all.into_values().map(SetRef::of).collect()
}

/// Why a rule set of the office's territory and head binds it on neither the last nor the first day of a year.
fn not_binding(registry: &Registry, id: &str, subject: &Subject, year: i32) -> Option<NotApplicable> {
    let on = |month, day| {
        let on = NaiveDate::from_ymd_opt(year, month, day)?;
        registry.not_binding(id, &Subject { on, ..subject.clone() })
    };
    on(1, 1).and(on(12, 31))
}

/// The rule sets that bind an office in a year and of which no version was known on a day.
fn not_known(registry: &Registry, subject: &Subject, year: i32, day: NaiveDate) -> Vec<NotApplicable> {
    let mut ids: Vec<&str> = registry.rule_sets().iter().map(RuleSet::id).collect();
    ids.dedup();
    let on = |id: &str, month, day| {
        let on = NaiveDate::from_ymd_opt(year, month, day)?;
        registry.binding_version(id, &Subject { on, ..subject.clone() })
    };
    let binding = ids.into_iter().filter_map(|id| on(id, 1, 1).or_else(|| on(id, 12, 31)));
    binding.filter_map(|set| NotApplicable::not_known(registry, set, day)).collect()
}

/// Why a rule set that gave verdicts gives none for the last days of a year, or for its first: the level of the office had ended, what
/// it completes had, or it binds others by then or only since. That it came into force within the year, or no longer is, its
/// verdicts show.
fn not_in_all_of(registry: &Registry, id: &str, subject: &Subject, year: i32) -> Option<NotApplicable> {
    let on = |(month, day)| {
        let on = NaiveDate::from_ymd_opt(year, month, day)?;
        registry.not_binding(id, &Subject { on, ..subject.clone() })
    };
    let is_told = |not: &NotApplicable| !matches!(not.reason, NotBound::NotInForce { .. } | NotBound::NotKnown { .. });
    // What completed it at first and no longer does shows by its own verdicts.
    let is_told_of_first = |not: &NotApplicable| is_told(not) && !matches!(not.reason, NotBound::Completed { .. });
    on((12, 31)).filter(is_told).or_else(|| on((1, 1)).filter(is_told_of_first))
}

/// Refuses a dialogue that is given twice, or that is another office's.
fn check_dialogues(registry: &Registry, dialogues: &[AnyDialogue], office: &OfficeLog) -> Result<(), TimelineError> {
    let named = |subject: &Subject| named(registry.rule_sets(), subject);
    let mut ids = BTreeSet::new();
    for dialogue in dialogues {
        let plan = dialogue.log().plan();
        if !ids.insert(plan.id.as_str()) {
            return Err(TimelineError::SameDialogueTwice { dialogue: plan.id.clone() });
        }
        if let Some(subject) = plan.subject.as_ref().filter(|subject| !subject.is_same_office(office.subject())) {
            let [of, office] = [subject, office.subject()].map(|subject| Box::new(named(subject)));
            return Err(TimelineError::OfAnotherOffice { dialogue: plan.id.clone(), of, office });
        }
    }
    Ok(())
}

/// An office in words: its head, level and territory, the first two as the rule sets that declare them call them.
fn named(sets: &[RuleSet], subject: &Subject) -> Text {
    let by_file =
        |word: Text, of: &dyn Fn(&RuleSet) -> Text| sets.iter().map(of).find(|own| *own != word).unwrap_or(word);
    let head = by_file(subject.head.text(), &|set| set.head_text(subject.head));
    let level = by_file(subject.level.text(), &|set| set.level_text(subject.level));
    let territory = subject.territory.join("/");
    Text::build(|lang| {
        format!("{}, {} ({} {territory})", head.get(lang), level.get(lang), lang.pick("địa bàn", "territory"))
    })
}

/// The entries of an office, those that were read and are not understood set apart. Refuses what else no rule set of the registry
/// knows or takes, and a report that is about no period.
fn understood<'o>(registry: &Registry, office: &'o OfficeLog) -> Result<Cow<'o, Facts>, TimelineError> {
    let facts = as_understood(registry, office);
    let standing = facts.standing(None);
    // What is impossible may be explained by an entry that is not understood.
    if facts.unknown(View::everything()).iter().all(|(_, fact)| fact.is_repeat()) {
        check_petitions(&standing)?;
        received_again(&standing).into_iter().try_for_each(|(_, error)| Err(error))?;
    }
    standing.into_iter().try_for_each(|fact| check_entry(registry, fact))?;
    Ok(facts)
}

/// The entries of an office, those that were read and are not understood set apart.
fn as_understood<'o>(registry: &Registry, office: &'o OfficeLog) -> Cow<'o, Facts> {
    let read = (1..).zip(office.facts().seen_all()).filter(|(_, fact)| fact.written().is_some());
    // Whatever else an entry says: an event that is unknown once is unknown again, and what was meant by it is long to find.
    let mut unknown: BTreeMap<&str, NotUnderstood> = BTreeMap::new();
    let not = read.filter(|(_, fact)| !fact.is_unknown() && !fact.is_void()).filter_map(|(number, fact)| {
        if let Some(because) = unknown.get(fact.event()) {
            return Some((number, because.clone()));
        }
        let error = check_entry(registry, fact).err()?;
        let because = unknown_word(&error, office.is_newer())?;
        if matches!(because, NotUnderstood::Event { .. }) {
            unknown.insert(fact.event(), because.clone());
        }
        Some((number, because))
    });
    office.but_for(not.collect())
}

impl CheckedLog<OfficeLog> {
    /// The same with what no rule set of a registry knows or takes, each as [`audit_year`] refuses it. What was done about a petition
    /// before it came in, a reception that is named by an id of other days, and a notice about none of the days that it may move, an
    /// audit reads and tells: they are warnings.
    ///
    /// The example of [`OfficeLog::check_jsonl`] shows it.
    #[must_use]
    pub fn under(self, registry: &Registry) -> Self {
        let Some(office) = self.as_read() else { return self };
        let facts = as_understood(registry, office);
        let mut wrong: Vec<(usize, TimelineError)> = Vec::new();
        let mut told: Vec<(usize, TimelineError)> = Vec::new();
        wrong.extend(check_own_subject(registry.rule_sets(), office.subject()).err().map(|error| (0, error)));
        wrong.extend(office.check_made_under(registry).err().map(|error| (0, error.into())));
        let terms = Terms::new(registry.rule_sets().iter().cloned(), Calendar::vietnam());
        wrong.extend(terms.adopting(office.adopted().clone()).err().map(|error| (0, error.into())));
        let corrected: BTreeSet<usize> =
            facts.seen_all().filter(|fact| !fact.is_unknown()).filter_map(Seen::corrects).collect();
        let stands =
            |(number, fact): &(usize, Seen<'_>)| !fact.is_unknown() && !fact.is_void() && !corrected.contains(number);
        let standing: Vec<(usize, Seen<'_>)> = (1..).zip(facts.seen_all()).filter(stands).collect();
        for (number, fact) in (1..).zip(facts.seen_all()) {
            wrong.extend(check_void(&facts, fact).err().map(|error| (number, error)));
        }
        for (number, fact) in &standing {
            wrong.extend(check_entry(registry, *fact).err().map(|error| (*number, error)));
        }
        if facts.unknown(View::everything()).iter().all(|(_, fact)| fact.is_repeat()) {
            let last: BTreeMap<&str, usize> =
                standing.iter().filter_map(|(number, fact)| Some((fact.petition()?, *number))).collect();
            let of = |(petition, error)| Some((*last.get(petition)?, error));
            let all: Vec<Seen<'_>> = standing.iter().map(|(_, fact)| *fact).collect();
            wrong.extend(petitions_refused(&all).into_iter().filter_map(of));
            let numbers: BTreeMap<usize, usize> =
                standing.iter().map(|(number, fact)| (fact.address(), *number)).collect();
            let again = received_again(&all).into_iter();
            wrong.extend(again.filter_map(|(fact, error)| Some((*numbers.get(&fact.address())?, error))));
            let no_day = about_no_day(registry.rule_sets(), office.subject(), &all, &Calendar::vietnam());
            let no_day = no_day.into_iter().map(|notice| {
                let (event, about) = (notice.event().to_owned(), notice.about().unwrap_or_default().to_owned());
                (notice, TimelineError::AboutNoDay { event, called: None, about })
            });
            let no_period = OfNoPeriod::among(registry, office.subject(), &all).into_iter();
            let no_period = no_period.map(|one| (one.fact, one.error()));
            let early = acts_before_receipt(&all).into_iter().chain(of_other_days(&all)).chain(no_day).chain(no_period);
            let naming = |error: TimelineError| error.naming(|id| event_in(registry.rule_sets().iter(), id));
            let early = early.map(|(act, error)| (act, naming(error)));
            told.extend(early.filter_map(|(act, error)| Some((*numbers.get(&act.address())?, error))));
        }
        let causes = |errors: Vec<(usize, TimelineError)>| {
            errors.into_iter().map(|(number, error)| (number, OfficeLogError::Impossible(error).into())).collect()
        };
        self.and(causes(wrong)).warning(causes(told))
    }
}

fn check_entry(registry: &Registry, fact: Seen<'_>) -> Result<(), TimelineError> {
    check(registry, fact).map_err(|error| error.naming(|id| event_in(registry.rule_sets().iter(), id)))
}

fn check(registry: &Registry, fact: Seen<'_>) -> Result<(), TimelineError> {
    let sets = registry.rule_sets();
    let details = Details { sets: Some(sets), of_office: true };
    let id = fact.event();
    let Some(event) = event_in(sets.iter(), id) else {
        return Err(TimelineError::unknown_event(sets, id));
    };
    details.check(event, fact)?;
    Details::petition(event, fact)?;
    if event.petition && fact.petition().is_none() {
        return Err(TimelineError::NoPetition { event: id.to_owned(), called: None });
    }
    details.ids(event, fact)?;
    // What is about an agency or a step by its id is about no period, whatever counts it.
    let about = fact.about().filter(|about| !event.is_about_an_id() && about.parse::<NamedPeriod>().is_err());
    let is_periodic = || {
        let mut reports = sets.iter().flat_map(RuleSet::recurring).filter(|duty| is_report(duty));
        reports.any(|duty| duty.met_by.has(id))
    };
    match about.filter(|_| is_periodic()) {
        Some(about) => {
            Err(TimelineError::UnknownPeriod { event: id.to_owned(), called: None, about: about.to_owned() })
        }
        None => Ok(()),
    }
}
