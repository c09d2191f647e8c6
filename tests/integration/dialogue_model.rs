//! Random dialogues against a small model of what can have been, and what must hold of every log.

#[path = "dialogue_model/exhaustive.rs"]
mod exhaustive;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, TimeDelta};
use doithoai::dialogue::{AnyDialogue, Correction, Log, Plan};
use doithoai::ruleset::{CaseClass, Channel, Phase};
use doithoai::{Fact, RuleSet, Terms, View};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{VIETNAM, as_of, cases, date, suspendable};

/// Four rule sets at once; the settlement of HCMC can be suspended.
static TERMS: std::sync::LazyLock<Terms> = std::sync::LazyLock::new(|| {
    let hcmc = RuleSet::from_toml(&suspendable()).unwrap();
    let others = ["can-tho-10", "law-72-2025", "hai-phong-1738"].map(|id| RuleSet::builtin(id).unwrap());
    Terms::new([hcmc].into_iter().chain(others), VIETNAM.clone())
});

// ---- The model

const BEFORE: &[&str] = &["plan-approved", "survey-held", "invitation-sent", "agencies-notified", "announced"];
const DURING: &[&str] = &["session-held", "admission-refused"];
const APPOINTED: &str = "2026-08-20";
const AFTER: &[&str] = &["conclusion-notified", "results-published", "settlement-directed", "settlement-recommended"];
const OF_PETITIONS: &[&str] = &[
    "petition-assigned",
    "petition-classed",
    "extension-notified",
    "interim-reply-sent",
    "petition-settled",
    "reply-sent",
    "reported-to-head",
    "suspended",
    "resumed",
];
const RECEIVED: &[&str] = &["petition-received", "acceptance-notified", "transfer-notified"];
const STEPS: &[&str] = &["draw-up-plan", "people-speak"];
const EXCLUSIONS: &[&str] = &["intoxicated", "complaint-letter"];
const FIELDS: &[&str] = &["content", "venue", "time", "chair", "new-limit"];
const STATING: &[&str] = &["invitation-sent", "announced", "interim-reply-sent", "extension-notified"];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Planned,
    Open,
    Closed,
    Off,
}

/// What the facts so far make of a dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    stage: Stage,
    opened: Option<NaiveDate>,
    off: Option<NaiveDate>,
    /// To which day it was moved, by the day on which it was.
    moves: BTreeMap<NaiveDate, NaiveDate>,
    raised: BTreeMap<String, NaiveDate>,
    suspended: BTreeMap<String, NaiveDate>,
}

impl Known {
    fn nothing() -> Self {
        let (moves, raised, suspended) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { stage: Stage::Planned, opened: None, off: None, moves, raised, suspended }
    }

    fn can(&self, fact: &Fact) -> bool {
        self.stage_fits(fact) && self.is_moved_elsewhere(fact) && self.petition_fits(fact) && details_fit(fact)
    }

    fn stage_fits(&self, fact: &Fact) -> bool {
        let event = fact.event.as_str();
        let since_opening = self.opened.is_none_or(|opened| fact.on >= opened);
        match event {
            // What was done before the dialogue was called off may be entered late.
            "rescheduled" | "step-done" if self.stage == Stage::Off => self.off.is_some_and(|off| fact.on <= off),
            _ if self.stage == Stage::Off => BEFORE.contains(&event) && self.off.is_some_and(|off| fact.on <= off),
            // What was entered on the day of the opening, after it, was decided after it.
            "rescheduled" => {
                let is_entered_later = fact.recorded.is_some_and(|recorded| recorded > fact.on);
                self.opened.is_none_or(|opened| fact.on < opened || fact.on == opened && is_entered_later)
            }
            "opened" | "cancelled" => self.stage == Stage::Planned,
            "closed" => self.stage == Stage::Open && since_opening,
            "step-done" => true,
            "petition-raised" => self.stage >= Stage::Open,
            _ if BEFORE.contains(&event) || RECEIVED.contains(&event) => true,
            _ if DURING.contains(&event) => self.stage >= Stage::Open,
            _ if AFTER.contains(&event) || OF_PETITIONS.contains(&event) => {
                self.stage >= Stage::Closed && since_opening
            }
            _ => false, // of the office, or no event at all
        }
    }

    /// A move is to another day than the one that was appointed when it was made.
    fn is_moved_elsewhere(&self, fact: &Fact) -> bool {
        let appointed = self.moves.iter().rfind(|(on, _)| **on <= fact.on).map_or(date(APPOINTED), |(_, day)| *day);
        fact.event != "rescheduled" || fact.until != Some(appointed)
    }

    fn petition_fits(&self, fact: &Fact) -> bool {
        let event = fact.event.as_str();
        let takes = event == "petition-raised" || OF_PETITIONS.contains(&event) || RECEIVED.contains(&event);
        // Nothing is done about a petition before it is raised, but that it was received and taken up.
        let early = |id: &String| self.raised.get(id).is_some_and(|raised| fact.on < *raised);
        match (&fact.petition, event) {
            (None, _) => !takes,
            (Some(_), _) if !takes => false,
            (Some(id), "petition-raised") => !self.raised.contains_key(id),
            (Some(id), _) if OF_PETITIONS.contains(&event) && early(id) => false,
            (Some(id), "suspended") => self.raised.contains_key(id) && !self.suspended.contains_key(id),
            (Some(id), "resumed") => self.suspended.get(id).is_some_and(|from| fact.on >= *from),
            (Some(id), _) => self.raised.contains_key(id),
        }
    }

    fn take(&mut self, fact: &Fact) {
        let petition = || fact.petition.clone().unwrap();
        match fact.event.as_str() {
            "opened" => (self.stage, self.opened) = (Stage::Open, Some(fact.on)),
            "closed" => self.stage = Stage::Closed,
            "cancelled" => (self.stage, self.off) = (Stage::Off, Some(fact.on)),
            "rescheduled" => drop(self.moves.insert(fact.on, fact.until.unwrap())),
            "petition-raised" => drop(self.raised.insert(petition(), fact.on)),
            "suspended" => drop(self.suspended.insert(petition(), fact.on)),
            "resumed" => drop(self.suspended.remove(&petition())),
            _ => {}
        }
    }

    fn phase(&self) -> Option<Phase> {
        [Some(Phase::Before), Some(Phase::During), Some(Phase::After), None][self.stage as usize]
    }
}

/// Whether a fact says what its event needs, and nothing that it does not take.
fn details_fit(fact: &Fact) -> bool {
    let event = fact.event.as_str();
    let covered = |day: NaiveDate| (2015..=2100).contains(&day.year());
    let until = match event {
        "rescheduled" => fact.until.is_some_and(|until| until >= fact.on), // to no day that has passed
        "extension-notified" | "interim-reply-sent" => true,
        _ => fact.until.is_none(),
    };
    let about = |known: &[&str]| fact.about.as_ref().is_some_and(|id| known.contains(&id.as_str()));
    covered(fact.on)
        && fact.recorded.is_none_or(covered)
        && fact.until.is_none_or(covered)
        && until
        && fact.class.is_some() == (event == "petition-classed")
        && (fact.channel.is_none() || event == "results-published")
        && (fact.states.is_none() || STATING.contains(&event))
        && fact.states.iter().flatten().all(|field| FIELDS.contains(&field.as_str()))
        && (fact.about.is_none() || ["step-done", "admission-refused", "petition-assigned"].contains(&event))
        && (event != "step-done" || about(STEPS))
        && (event != "admission-refused" || about(EXCLUSIONS))
}

/// What stands in one place of the log: the entry that was last put there, and its fact unless it is void.
#[derive(Debug, Clone)]
struct Place {
    tip: usize,
    fact: Option<Fact>,
}

#[derive(Debug, Clone)]
struct Model {
    places: Vec<Place>,
    entries: Vec<Fact>,
}

impl Model {
    fn fold(places: &[Place]) -> Option<Known> {
        places.iter().filter_map(|place| place.fact.as_ref()).try_fold(Known::nothing(), |mut known, fact| {
            known.can(fact).then(|| {
                known.take(fact);
                known
            })
        })
    }

    fn known(&self) -> Known {
        Self::fold(&self.places).unwrap()
    }

    /// Takes an entry that is possible.
    fn try_take(&mut self, entry: Fact) -> bool {
        let covered = |day: NaiveDate| (2015..=2100).contains(&day.year());
        if entry.recorded.is_some_and(|recorded| recorded < entry.on || !covered(recorded)) {
            return false; // entered before it happened
        }
        let mut places = self.places.clone();
        let tip = self.entries.len() + 1;
        let stands = (!entry.void).then(|| entry.clone());
        match entry.corrects {
            None => places.push(Place { tip, fact: stands }),
            Some(old) => {
                let entered = old.checked_sub(1).and_then(|at| self.entries.get(at)).and_then(|old| old.recorded);
                if entered.is_some_and(|entered| entry.recorded.is_some_and(|recorded| recorded < entered)) {
                    return false; // what was not entered yet is not corrected
                }
                let Some(place) = places.iter_mut().find(|place| place.tip == old) else { return false };
                *place = Place { tip, fact: stands };
            }
        }
        let possible = Self::fold(&places).is_some();
        if possible {
            self.places = places;
            self.entries.push(entry);
        }
        possible
    }
}

// ---- What is tried

#[derive(Debug, Clone)]
enum Try {
    Record(Fact),
    On { recorded: NaiveDate, pick: usize, on: NaiveDate },
    Replace { recorded: NaiveDate, pick: usize, fact: Fact, as_fact: bool },
    Void { recorded: NaiveDate, pick: usize },
}

/// Around Tết or National Day of 2026, and now and then outside the covered years.
fn day() -> impl Strategy<Value = NaiveDate> {
    let around = |base: &str| {
        let base = date(base);
        (-25_i64..60).prop_map(move |days| base + TimeDelta::days(days))
    };
    prop_oneof![
        40 => around("2026-08-20"),
        8 => around("2026-02-05"),
        1 => select(vec![date("2014-12-31"), date("2101-01-01")]),
    ]
}

fn event() -> impl Strategy<Value = &'static str> {
    let nonsense = vec!["", "settled", "dialogue-day", "annual-report-sent", "reception-held", "Opened"];
    prop_oneof![
        6 => select(vec!["opened", "closed"]),
        5 => Just("petition-raised"),
        3 => select(BEFORE),
        2 => select(DURING),
        3 => select(AFTER),
        12 => select(OF_PETITIONS),
        3 => select(vec!["rescheduled", "step-done", "suspended", "resumed"]),
        1 => select(RECEIVED),
        1 => select(nonsense),
        1 => Just("cancelled"),
    ]
}

/// What the event needs, where `wrong` is none; otherwise one thing that does not fit, or may not.
fn dressed(event: &str, on: NaiveDate, petition: &str, later: NaiveDate, pick: usize, wrong: Option<usize>) -> Fact {
    let mut fact = Fact::new(event, on);
    let of_petition = event == "petition-raised" || OF_PETITIONS.contains(&event) || RECEIVED.contains(&event);
    fact.petition = of_petition.then(|| petition.to_owned());
    fact.until = match event {
        "rescheduled" => Some(later),
        "extension-notified" | "interim-reply-sent" if pick > 0 => Some(later),
        _ => None,
    };
    fact.class = (event == "petition-classed").then(|| CaseClass::ALL[pick % CaseClass::ALL.len()]);
    fact.about = match event {
        "step-done" => Some(STEPS[pick % STEPS.len()].to_owned()),
        "admission-refused" => Some(EXCLUSIONS[pick % EXCLUSIONS.len()].to_owned()),
        "petition-assigned" => Some(format!("agency-{pick}")),
        _ => None,
    };
    fact.session =
        (event == "session-held" || event == "announced" && pick > 2).then(|| format!("cluster-{}", pick % 3));
    fact.channel = (event == "results-published" && pick > 0).then(|| Channel::ALL[pick % Channel::ALL.len()]);
    fact.states =
        (STATING.contains(&event) && pick > 1).then(|| FIELDS[..pick].iter().map(|id| (*id).to_owned()).collect());
    fact.reference = (pick == 3).then(|| "12/TB\n\"a\"".to_owned());
    match wrong {
        Some(0) => fact.petition = Some("KN-9".to_owned()),
        Some(1) => fact.petition = None,
        Some(2) => fact.until = Some(later),
        Some(3) => fact.class = Some(CaseClass::Complex),
        Some(4) => fact.about = Some("no-such-thing".to_owned()),
        Some(5) => fact.channel = Some(Channel::Website),
        Some(6) => fact.states = Some(vec!["weather".to_owned()]),
        Some(7) => (fact.until, fact.class, fact.about) = (None, None, None),
        _ => {}
    }
    fact
}

fn some_fact() -> impl Strategy<Value = Fact> {
    let petition = select(vec!["KN-1", "KN-1", "KN-1", "KN-2", "KN-3"]);
    let wrong = prop_oneof![6 => Just(None), 1 => (0_usize..8).prop_map(Some)];
    (event(), day(), petition, day(), 0_usize..5, wrong, proptest::option::of(day())).prop_map(
        |(event, on, petition, later, pick, wrong, recorded)| {
            let fact = dressed(event, on, petition, later, pick, wrong);
            // Mostly entered when it had happened.
            let entered = |day: NaiveDate| if wrong.is_none() { day.max(on) } else { day };
            recorded.map_or(fact.clone(), |day| fact.recorded(entered(day)))
        },
    )
}

fn some_try() -> impl Strategy<Value = Try> {
    let pick = || 0_usize..240;
    prop_oneof![
        8 => some_fact().prop_map(Try::Record),
        1 => (day(), pick(), day(), 0_u8..4).prop_map(|(recorded, pick, on, wrong)| {
            let recorded = if wrong == 0 { recorded } else { recorded.max(on) };
            Try::On { recorded, pick, on }
        }),
        1 => (day(), pick(), some_fact(), any::<bool>(), 0_u8..4).prop_map(|(recorded, pick, fact, as_fact, wrong)| {
            let recorded = if wrong == 0 { recorded } else { recorded.max(fact.on) };
            Try::Replace { recorded, pick, fact, as_fact }
        }),
        1 => (day(), pick()).prop_map(|(recorded, pick)| Try::Void { recorded, pick }),
    ]
}

/// A dialogue that runs its course, with anything tried in between.
fn some_tries() -> impl Strategy<Value = Vec<Try>> {
    let anything = |most| proptest::collection::vec(some_try(), 0..most);
    let course = |event: &'static str, on: &str, petition: Option<&'static str>| {
        let fact = Fact::new(event, date(on));
        Try::Record(petition.map_or(fact.clone(), |id| fact.petition(id)))
    };
    (anything(5), anything(6), anything(15), 0_usize..4).prop_map(move |(before, during, after, held)| {
        let mut all = before;
        let opening = [course("opened", "2026-08-20", None), course("petition-raised", "2026-08-20", Some("KN-1"))];
        all.extend(opening.into_iter().take(if held > 0 { 2 } else { 0 }));
        all.extend(during);
        all.extend((held > 1).then(|| course("closed", "2026-08-20", None)));
        all.extend((held > 2).then(|| course("suspended", "2026-08-25", Some("KN-1"))));
        all.extend(after);
        all.extend((held > 2).then(|| course("resumed", "2026-09-10", Some("KN-1"))));
        all
    })
}

// ---- What holds

fn json(dialogue: &AnyDialogue) -> String {
    let timeline = dialogue.timeline(as_of("2026-10-05"));
    serde_json::to_string(&timeline.expect("only a date outside the covered years leaves no timeline")).unwrap()
}

/// Makes a try on both; whether it was taken.
fn make(dialogue: &mut AnyDialogue, model: &mut Model, tried: Try) -> Result<bool, TestCaseError> {
    let number = |pick: usize| pick % (model.entries.len() + 2); // now and then there is none
    let old = |entry: usize| entry.checked_sub(1).and_then(|at| model.entries.get(at)).cloned();
    let corrects = |fact: Fact, recorded, entry| fact.recorded(recorded).correcting(entry);
    let before = (dialogue.log().clone(), dialogue.phase());
    let (taken, entry) = match tried {
        Try::Record(fact) => {
            prop_assert_eq!(dialogue.why_not(&fact).is_none(), dialogue.clone().record(fact.clone()).is_ok());
            (dialogue.record(fact.clone()), Some(fact))
        }
        Try::Replace { recorded, pick, fact, as_fact } => {
            let entry = number(pick);
            let corrected = corrects(fact.clone(), recorded, entry);
            let taken = if as_fact {
                dialogue.record(corrected.clone())
            } else {
                dialogue.correct(recorded, entry, Correction::Replace(fact))
            };
            (taken, Some(corrected))
        }
        Try::On { recorded, pick, on } => {
            let entry = number(pick);
            let Some(mut fact) = old(entry).filter(|old| !old.void) else { return Ok(false) };
            fact.on = on;
            (dialogue.correct(recorded, entry, Correction::On(on)), Some(corrects(fact, recorded, entry)))
        }
        Try::Void { recorded, pick } => {
            let entry = number(pick);
            let void = old(entry).map(|mut fact| {
                fact.void = true;
                corrects(fact, recorded, entry)
            });
            (dialogue.correct(recorded, entry, Correction::Void), void)
        }
    };
    let possible = entry.clone().is_some_and(|entry| model.try_take(entry));
    prop_assert_eq!(taken.is_ok(), possible, "{:?}: {:?}", entry, taken);
    prop_assert_eq!(dialogue.log().entries(), model.entries.as_slice(), "nothing is lost, and nothing else is there");
    prop_assert_eq!(dialogue.phase(), model.known().phase());
    match taken {
        Ok(number) => prop_assert_eq!(number, model.entries.len()),
        Err(refusal) => {
            prop_assert_eq!((dialogue.log().clone(), dialogue.phase()), before);
            let allowed: Vec<&str> = dialogue.allowed().iter().map(|event| event.id.as_ref()).collect();
            prop_assert_eq!(refusal.allowed, allowed);
        }
    }
    Ok(possible)
}

fn planned() -> (AnyDialogue, Model) {
    let appointed = date(APPOINTED);
    let dialogue = AnyDialogue::plan(TERMS.clone(), Plan::new("DT-1", appointed), appointed).unwrap();
    (dialogue, Model { places: Vec::new(), entries: Vec::new() })
}

/// Each duty's date and status on some days, in no particular order.
fn verdicts(dialogue: &AnyDialogue) -> Vec<String> {
    let views = ["2026-08-14", "2026-08-25", "2026-09-16", "2026-10-10", "2027-01-15"].map(|day| as_of(day));
    let mut all = Vec::new();
    for view in views.into_iter().chain([View::everything()]) {
        for duty in dialogue.timeline(view).unwrap().duties {
            let of = (&duty.ruleset(), &duty.rule.id, &duty.petition, &duty.session);
            all.push(format!(
                "{:?} {of:?} {:?} {:?} {:?}",
                view.as_of, duty.outcome.due, duty.outcome.status, duty.outcome.met_on
            ));
        }
    }
    all.sort();
    all
}

/// What must come in its order for the rest to be possible; everything else may be entered whenever.
fn rank(fact: &Fact) -> Option<u8> {
    let event = fact.event.as_str();
    match event {
        "rescheduled" => Some(0),
        "opened" => Some(1),
        "petition-raised" => Some(2),
        "closed" => Some(3),
        "suspended" | "resumed" => Some(4),
        "cancelled" => Some(6),
        _ => None,
    }
}

proptest! {
    #![proptest_config(cases(96))]

    /// What is taken is what the model takes; every prefix of the log makes the dialogue that was there then.
    #[test]
    fn a_dialogue_is_what_its_log_makes(tries in some_tries()) {
        let (mut dialogue, mut model) = planned();
        let mut live = vec![json(&dialogue)];
        for tried in tries {
            if make(&mut dialogue, &mut model, tried)? {
                live.push(json(&dialogue));
            } else {
                prop_assert_eq!(&json(&dialogue), &live[live.len() - 1], "a refusal changes nothing");
            }
        }
        let log = dialogue.log();
        for (entries, live) in live.iter().enumerate() {
            let replayed = AnyDialogue::replay(TERMS.clone(), &log.prefix(entries)).unwrap();
            prop_assert_eq!(replayed.log().entries(), &log.entries()[..entries]);
            prop_assert_eq!(&json(&replayed), live, "after {} entries", entries);
        }
        let read = Log::from_jsonl(&log.to_jsonl()).unwrap();
        prop_assert_eq!(&read, log);
        let replayed = AnyDialogue::replay(TERMS.clone(), &read).unwrap();
        prop_assert_eq!((replayed.log(), replayed.phase()), (log, dialogue.phase()));
        prop_assert_eq!(verdicts(&replayed), verdicts(&dialogue));
        let restored = AnyDialogue::restore(TERMS.clone(), &Log::from_jsonl(&dialogue.snapshot().to_jsonl()).unwrap());
        prop_assert_eq!(restored.unwrap().log().clone(), dialogue.snapshot());
    }

    /// The same facts entered late and in another order have the same verdicts.
    #[test]
    fn the_order_of_entry_changes_no_verdict(
        tries in some_tries(),
        priorities in proptest::collection::vec(any::<u16>(), 32),
        recorded in day(),
    ) {
        let (mut dialogue, mut model) = planned();
        for tried in tries {
            make(&mut dialogue, &mut model, tried)?;
        }
        let recorded = recorded.clamp(date("2015-01-01"), date("2100-12-31")); // no entry is made outside the covered years
        let standing = model.places.iter().filter_map(|place| place.fact.clone());
        let mut shuffled: Vec<((u8, u16), Fact)> = standing
            .zip(priorities)
            .map(|(mut fact, priority)| {
                fact.corrects = None;
                (rank(&fact).map_or((5, priority), |rank| (rank, 0)), fact.clone().recorded(recorded.max(fact.on)))
            })
            .collect();
        shuffled.sort_by_key(|(place, _)| *place);
        let (mut late, _) = planned();
        for (_, fact) in shuffled {
            late.record(fact).unwrap();
        }
        prop_assert_eq!(verdicts(&late), verdicts(&dialogue));
    }
}

/// The tries reach what they are meant to try: every phase, corrections that are taken, refusals of most facts.
#[test]
fn the_random_dialogues_go_everywhere() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut phases, mut taken, mut events) = (BTreeSet::new(), [0, 0], BTreeSet::new());
    for _ in 0..400 {
        let (mut dialogue, mut model) = planned();
        for tried in some_tries().new_tree(&mut runner).unwrap().current() {
            let correction = usize::from(!matches!(tried, Try::Record(_)));
            taken[correction] += usize::from(make(&mut dialogue, &mut model, tried).unwrap());
        }
        phases.insert(dialogue.phase().map(Phase::word));
        events.extend(model.entries.into_iter().map(|fact| fact.event));
    }
    assert_eq!(phases.len(), 4);
    assert!(taken[0] > 600 && taken[1] > 100, "{taken:?}");
    let all = [BEFORE, DURING, AFTER, OF_PETITIONS, RECEIVED].concat();
    let missed: Vec<&str> = all.into_iter().filter(|event| !events.contains(*event)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}
