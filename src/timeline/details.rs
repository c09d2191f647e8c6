//! What an entry may say of its event, the same wherever entries come from: logs of dialogues and of offices, facts, scenarios.

use chrono::{Datelike as _, NaiveDate};

use super::error::TimelineError;
use super::facts::{Fact, Facts, Seen};
use super::own_words::check_own_words;
use super::voided::check_void;
use crate::calendar::{Calendar, FIRST, LAST};
use crate::ruleset::vocabulary::{
    COUNCIL_SESSION, Detail, FIELDS, KeptIn, SESSION_HELD, SESSION_SCHEDULED, built_in, may_be_declared,
};
use crate::ruleset::{EventKind, NamedPeriod, Obligation, RuleSet};
use crate::text::{BadId, LONGEST_REFERENCE, Text, check_id, check_id_of, check_length, check_line};

/// What entries are judged by.
#[derive(Clone, Copy)]
pub(crate) struct Details<'a> {
    /// The rule sets; none where a log is read, before it is known which ones bind. What only they can know is then let
    /// through, and told where the entry is judged.
    pub(crate) sets: Option<&'a [RuleSet]>,
    /// Whether it is the log of an office.
    pub(crate) of_office: bool,
}

const EVENT: Text = Text::new("mã sự kiện", "id of the event");
const PETITION: Text = Text::new("mã kiến nghị", "id of the petition");
const SESSION: Text = Text::new("mã buổi đối thoại", "id of the session");
const RECEPTION: Text = Text::new("mã buổi tiếp công dân", "id of the reception");
const ABOUT: Text = Text::new("`about`", "`about`");
const KEY: Text = Text::new("`key`", "`key`");
const FIELD: Text = Text::new("nội dung đã nêu", "stated field");
const REFERENCE: Text = Text::new("`reference`", "`reference`");

impl Details<'_> {
    /// Refuses what the event does not take, what it lacks, and what means nothing; its ids were [bounded](Self::bounds) before.
    pub(crate) fn check(self, event: &EventKind, fact: Seen<'_>) -> Result<(), TimelineError> {
        dates(fact)?;
        self.taken(event, fact)?;
        lacking(event, fact)?;
        self.about(event, fact)
    }

    /// Every id of an entry is one line, and no page of text.
    pub(crate) fn bounds(fact: Seen<'_>) -> Result<(), TimelineError> {
        check_line(&EVENT, fact.event())?;
        let event = || built_in(fact.event());
        let needs = |detail| event().is_some_and(|event| event.needs.contains(&detail));
        let about = || [Detail::Step, Detail::Exclusion, Detail::Agency].into_iter().any(needs);
        let ids = [
            (&PETITION, fact.petition(), Detail::Petition),
            (&SESSION, fact.session(), Detail::Session),
            (&RECEPTION, fact.reception(), Detail::Reception),
        ];
        for (what, id, detail) in ids {
            id.map_or(Ok(()), |id| check_id_of(what, id, id.trim().is_empty() && needs(detail)))?;
        }
        fact.about().map_or(Ok(()), |id| check_id_of(&ABOUT, id, id.trim().is_empty() && about()))?;
        fact.key().map_or(Ok(()), |id| check_id_of(&KEY, id, false))?;
        fact.states().into_iter().flatten().try_for_each(|field| check_id(&FIELD, field))?;
        Ok(check_reference(fact.reference())?)
    }

    /// Whether any duty asks for something; unknown without rule sets.
    fn asked(self, asks: impl Fn(&Obligation) -> bool) -> Option<bool> {
        let sets = self.sets?;
        Some(sets.iter().flat_map(RuleSet::obligations).any(|duty| asks(duty)))
    }

    /// The classes that the rule sets declare.
    fn own_classes(self) -> Vec<(String, Text)> {
        let own = self.sets.into_iter().flatten().flat_map(|set| set.own_of("class"));
        own.filter_map(|(id, text)| Some((id.to_owned(), text?.clone()))).collect()
    }

    fn taken(self, event: &EventKind, fact: Seen<'_>) -> Result<(), TimelineError> {
        let id = fact.event();
        let needs = |detail| event.needs.contains(&detail);
        if needs(Detail::Class) && fact.class().is_none() {
            return Err(TimelineError::NoClass { on: fact.on(), own: self.own_classes() });
        }
        if let Some(sets) = self.sets {
            check_own_words(sets, fact.class(), fact.channel())?;
        }
        let states_limit = event.says(Detail::NewDay) || event.says(Detail::NewLimit);
        // What of a petition states a limit, and what else must be stated, is for the rules to say. They are asked only about
        // what is said.
        let limit =
            || states_limit || self.asked(|duty| duty.states_limit(id)).unwrap_or(event.petition || is_own(event));
        let channel =
            || event.says(Detail::Channel) || self.asked(|duty| duty.is_on_channels(id)).unwrap_or(is_own(event));
        let states =
            || event.says(Detail::States) || self.asked(|duty| duty.asks_to_state(id)).unwrap_or(is_own(event));
        let refused = if fact.class().is_some() && !event.says(Detail::Class) {
            Detail::Class
        } else if fact.session().is_some() && !self.takes_session(event) {
            Detail::Session
        } else if fact.reception().is_some() && !self.of_office {
            Detail::Reception
        } else if fact.until().is_some() && !limit() {
            Detail::NewLimit
        } else if fact.channel().is_some() && !channel() {
            Detail::Channel
        } else if fact.states().is_some() && !states() {
            Detail::States
        } else {
            return Ok(());
        };
        Err(not_taken(fact, refused.text()))
    }

    /// It is the dialogue that opens, moves or ends, not a session; what else is of a session, the rules say that ask for each one;
    /// and an office has sessions of its council alone.
    fn takes_session(self, event: &EventKind) -> bool {
        if self.of_office || is_own(event) {
            return is_of_council(event) || is_own(event);
        }
        let asked = || event.effect.is_none() && self.asked(|duty| duty.is_of_sessions(&event.id)).unwrap_or(true);
        event.says(Detail::Session) || asked()
    }

    /// What it is about: an id where it needs one, else a period, a day or an occurrence where that means something.
    fn about(self, event: &EventKind, fact: Seen<'_>) -> Result<(), TimelineError> {
        let Some(about) = fact.about() else { return Ok(()) };
        if event.is_about_an_id() || is_of_council(event) || is_own(event) {
            return Ok(());
        }
        let day = about.parse::<NaiveDate>().ok().filter(|_| !event.says(Detail::Year));
        if let Some(day) = day {
            Calendar::check(day)?;
        }
        match (about.parse::<NamedPeriod>(), day) {
            (Ok(period), _) => covered(period)?,
            (Err(_), None) if event.says(Detail::Year) || self.of_office && !event.petition => {
                return Err(TimelineError::UnknownPeriod {
                    event: fact.event().to_owned(),
                    called: None,
                    about: about.to_owned(),
                });
            }
            _ => {}
        }
        let takes = event.kept_in == KeptIn::Office || self.of_office && !event.petition;
        if takes || self.names_occurrences(event).unwrap_or(true) {
            return Ok(());
        }
        Err(not_taken(fact, ABOUT))
    }

    /// Whether a duty of each occurrence, or one that returns, asks which one the event is of.
    fn names_occurrences(self, event: &EventKind) -> Option<bool> {
        let (sets, of_dialogue, event) = (self.sets?, event.kept_in == KeptIn::Dialogue, event.id.as_ref());
        let of_each = |duty: &Obligation| {
            let each = duty.each_event.as_deref();
            let ends = || duty.lasts.as_ref().is_some_and(|lasts| lasts.until.as_deref() == Some(event));
            each == Some(event) || each.is_some() && (duty.met_by.has(event) || ends())
        };
        let returning = sets.iter().flat_map(RuleSet::recurring).any(|duty| duty.met_by.has(event));
        Some(returning && !of_dialogue || sets.iter().flat_map(RuleSet::obligations).any(|duty| of_each(duty)))
    }

    /// Refuses a session that is held and not named. A log that was stored without is read all the same, which `check` tells.
    pub(crate) fn session(fact: &Fact) -> Result<(), TimelineError> {
        said_session(&fact.event, fact.session.is_some() || fact.void, fact.on)
    }

    /// The same of a fact that stands.
    pub(crate) fn session_of(fact: Seen<'_>) -> Result<(), TimelineError> {
        said_session(fact.event(), fact.session().is_some() || fact.is_void(), fact.on())
    }

    /// Refuses a petition where the event is of none: in a dialogue its own state says so.
    pub(crate) fn petition(event: &EventKind, fact: Seen<'_>) -> Result<(), TimelineError> {
        if fact.petition().is_none() || event.petition {
            return Ok(());
        }
        Err(not_taken(fact, Detail::Petition.text()))
    }

    /// Whether the step, exclusion and fields that a fact names are there.
    pub(crate) fn ids(self, event: &EventKind, fact: Seen<'_>) -> Result<(), TimelineError> {
        let unknown = |what: Text, id: Option<&str>, known: Vec<&str>| TimelineError::Unknown {
            what,
            id: id.map(str::to_owned),
            known: known.into_iter().map(str::to_owned).collect(),
        };
        let needed = event.needs.iter().find(|detail| matches!(detail, Detail::Step | Detail::Exclusion));
        match (needed, self.sets) {
            (Some(what), Some(sets)) => {
                let known = ids_of(sets, *what);
                if !fact.about().is_some_and(|id| known.contains(&id)) {
                    return Err(unknown(what.text(), fact.about(), known));
                }
            }
            (Some(what), None) if fact.about().is_none() => return Err(unknown(what.text(), None, Vec::new())),
            _ => {}
        }
        let (Some(sets), Some(states)) = (self.sets, fact.states()) else { return Ok(()) };
        let own = sets.iter().flat_map(|set| set.own_of("field")).map(|(id, _)| id);
        let fields: Vec<&str> = FIELDS.iter().map(|field| field.id).chain(own).collect();
        match states.iter().find(|field| !fields.contains(&field.as_str())) {
            None => Ok(()),
            Some(field) => Err(unknown(OF_NOTICE, Some(field), fields)),
        }
    }
}

fn said_session(event: &str, is_said: bool, on: NaiveDate) -> Result<(), TimelineError> {
    if !is_said && event == SESSION_HELD { Err(TimelineError::NoSession { on }) } else { Ok(()) }
}

/// Refuses the number of a document that is blank, or a page of text.
pub(crate) fn check_reference(reference: Option<&str>) -> Result<(), BadId> {
    match reference {
        Some(number) if number.trim().is_empty() => Err(BadId::Empty { what: REFERENCE, needed: false }),
        number => check_length(&REFERENCE, number.unwrap_or_default(), LONGEST_REFERENCE),
    }
}

/// Every date of an entry lies in the covered years.
pub(crate) fn dates(fact: Seen<'_>) -> Result<(), TimelineError> {
    for date in [Some(fact.on()), Some(fact.known_from()), fact.until()].into_iter().flatten() {
        Calendar::check(date)?;
    }
    Ok(())
}

/// What a notice states is called so.
pub(crate) const OF_NOTICE: Text = Text::new("nội dung phải nêu", "field");

/// The ids of steps or exclusions that rule sets have.
pub(crate) fn ids_of(sets: &[RuleSet], what: Detail) -> Vec<&str> {
    match what {
        Detail::Step => sets.iter().flat_map(RuleSet::steps).map(|step| step.id.as_str()).collect(),
        _ => sets.iter().flat_map(RuleSet::exclusions).map(|ground| ground.id.as_str()).collect(),
    }
}

/// Whether a rule file declares the event, so that only its rules know what may be said of it.
fn is_own(event: &EventKind) -> bool {
    built_in(&event.id).is_none_or(|known| !std::ptr::eq(known, event) && may_be_declared(&event.id))
}

/// Whether it is a session of the people's council.
fn is_of_council(event: &EventKind) -> bool {
    [COUNCIL_SESSION, SESSION_SCHEDULED].contains(&event.id.as_ref())
}

fn not_taken(fact: Seen<'_>, what: Text) -> TimelineError {
    TimelineError::NotTaken { event: fact.event().to_owned(), called: None, what }
}

/// A period lies in the covered years, or in the one before: its report is sent after it.
fn covered(period: NamedPeriod) -> Result<(), TimelineError> {
    let Some(year) = period.year() else { return Ok(()) };
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN);
    if (FIRST.year().saturating_sub(1)..=LAST.year()).contains(&year) {
        return Ok(());
    }
    Calendar::check(first).map(drop).map_err(Into::into)
}

/// Refuses what moves or convenes something without saying to which day, or to a day that had passed.
fn lacking(event: &EventKind, fact: Seen<'_>) -> Result<(), TimelineError> {
    if event.needs.contains(&Detail::NewDay) && fact.until().is_none() {
        return Err(TimelineError::NoNewDay { event: fact.event().to_owned(), called: None, on: fact.on() });
    }
    let until = fact.until().filter(|until| event.says(Detail::NewDay) && *until < fact.on());
    match until {
        Some(until) => {
            let event = fact.event().to_owned();
            Err(TimelineError::NewDayPassed { event, called: None, on: fact.on(), until })
        }
        None => Ok(()),
    }
}

/// Refuses ids that are none, and a second entry under the key of a first one.
pub(crate) fn check_names(facts: &Facts) -> Result<(), TimelineError> {
    for (number, fact) in (1_usize..).zip(facts.seen_all()).filter(|(_, fact)| !fact.is_unknown()) {
        Details::bounds(fact)?;
        let Some(key) = fact.key() else { continue };
        if let Some(entry) = facts.of_key(key).filter(|entry| *entry != number) {
            return Err(TimelineError::KeyTaken { key: key.to_owned(), entry });
        }
    }
    Ok(())
}

/// Refuses entries that strike out or correct what is not there: themselves, a later one, or one that was corrected before.
pub(crate) fn check_corrections(facts: &Facts) -> Result<(), TimelineError> {
    if !facts.has_corrections() {
        return Ok(());
    }
    let mut corrected_by = std::collections::BTreeMap::new();
    for (number, fact) in (1_usize..).zip(facts.seen_all()) {
        if fact.is_unknown() {
            if let Some(entry) = fact.corrects() {
                corrected_by.entry(entry).or_insert(number);
            }
            continue;
        }
        let Some(entry) = fact.corrects() else {
            if fact.is_void() {
                return Err(TimelineError::VoidCorrectsNothing);
            }
            continue;
        };
        if entry == 0 || entry >= number {
            return Err(TimelineError::CorrectsNoEarlier { number, entry });
        }
        if let Some(of) = facts.seen(entry).and_then(Seen::repeats) {
            return Err(TimelineError::CorrectsRepeat { entry, of });
        }
        check_void(facts, fact)?;
        if let Some(by) = corrected_by.insert(entry, number) {
            return Err(TimelineError::AlreadyCorrected { entry, by });
        }
        if !fact.says_recorded() {
            return Err(TimelineError::NoRecordedDate);
        }
        check_entered_after(facts, fact)?;
    }
    Ok(())
}

/// Refuses a correction that was entered before what it corrects was, where both say when.
pub(crate) fn check_entered_after(facts: &Facts, fact: Seen<'_>) -> Result<(), TimelineError> {
    let corrected = fact.corrects().and_then(|entry| Some((entry, facts.seen(entry)?)));
    let (recorded, says) = (fact.known_from(), fact.says_recorded());
    match corrected.filter(|(_, old)| says && old.says_recorded() && !old.is_unknown()) {
        Some((entry, old)) if recorded < old.known_from() => {
            Err(TimelineError::CorrectedBeforeEntered { entry, entered: old.known_from(), recorded })
        }
        _ => Ok(()),
    }
}
