//! Dialogues written in one line, and what becomes of their duties.

use doithoai::dialogue::{AnyDialogue, Plan, RefusalReason};
use doithoai::ruleset::{CaseClass, Channel};
use doithoai::{Duty, Fact, Terms, Timeline, View};

use crate::support::{date, terms};

/// A fact written `event date [petition] [key=value]…`.
pub(crate) fn fact(written: &str) -> Fact {
    let mut words = written.split_whitespace();
    let (event, on) = (words.next().unwrap(), date(words.next().unwrap()));
    words.fold(Fact::new(event, on), |fact, word| match word.split_once('=') {
        None => fact.petition(word),
        Some(("recorded", day)) => fact.recorded(date(day)),
        Some(("until", day)) => fact.until(date(day)),
        Some(("class", class)) => fact.class(CaseClass::from_word(class).unwrap()),
        Some(("channel", channel)) => fact.channel(Channel::from_word(channel).unwrap()),
        Some(("about", id)) => fact.about(id),
        Some(("session", id)) => fact.session(id),
        Some(("states", fields)) => fact.stating(fields.split(',').filter(|field| !field.is_empty())),
        Some(("corrects", entry)) => fact.correcting(entry.parse().unwrap()),
        Some(("void", "yes")) => {
            let mut fact = fact;
            fact.void = true;
            fact
        }
        Some(other) => panic!("`{other:?}` is no part of a fact"),
    })
}

pub(crate) fn parts(facts: &str) -> impl Iterator<Item = Fact> {
    facts.split(';').filter(|part| !part.trim().is_empty()).map(fact)
}

/// A dialogue appointed for a day, with facts written `event date …; event date …`.
#[track_caller]
pub(crate) fn dialogue(terms: Terms, appointed: &str, facts: &str) -> AnyDialogue {
    let appointed = date(appointed);
    let mut dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", appointed), appointed).unwrap();
    for fact in parts(facts) {
        dialogue.record(fact).unwrap_or_else(|refusal| panic!("{}: {refusal}", refusal.event));
    }
    dialogue
}

pub(crate) const PLANNED: &str = "";

pub(crate) const OPEN: &str = "opened 2026-08-20";

pub(crate) const HELD: &str = "opened 2026-08-20; petition-raised 2026-08-20 KN-1; closed 2026-08-20";

/// The limit of settlement is 30 September.
pub(crate) const NOTIFIED: &str = "opened 2026-08-20; petition-raised 2026-08-20 KN-1; petition-raised 2026-08-20 KN-2; \
                        closed 2026-08-20; conclusion-notified 2026-08-28";

pub(crate) fn hcmc(facts: &str) -> AnyDialogue {
    dialogue(terms("hcmc-935"), "2026-08-20", facts)
}

/// A duty of a dialogue, of a petition where there are several.
#[track_caller]
pub(crate) fn duty(dialogue: &AnyDialogue, id: &str, petition: Option<&str>, view: View) -> Duty {
    let timeline = dialogue.timeline(view).unwrap();
    let found = timeline
        .duties
        .iter()
        .find(|duty| duty.rule.id == id && (petition.is_none() || duty.petition.as_deref() == petition));
    found.unwrap_or_else(|| panic!("no duty `{id}` of {petition:?}")).clone()
}

#[track_caller]
pub(crate) fn due(dialogue: &AnyDialogue, id: &str, view: View) -> String {
    duty(dialogue, id, None, view).outcome.due.unwrap().date.to_string()
}

#[track_caller]
pub(crate) fn word(dialogue: &AnyDialogue, id: &str, view: View) -> &'static str {
    duty(dialogue, id, None, view).outcome.status.word()
}

pub(crate) fn json(timeline: &Timeline) -> String {
    serde_json::to_string(timeline).unwrap()
}

/// The word of a reason, as in its JSON.
pub(crate) fn reason(reason: &RefusalReason) -> String {
    serde_json::to_value(reason).unwrap()["reason"].as_str().unwrap().to_owned()
}

pub(crate) fn known_on(day: &str) -> View {
    View::everything().known_on(date(day))
}
