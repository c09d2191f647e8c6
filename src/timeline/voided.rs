//! What strikes out an entry says what it strikes out: of another event, petition, day or session it is a mistake.

use super::error::TimelineError;
use super::facts::{Facts, Seen, Written};
use super::unknown::NotUnderstood;
use crate::ruleset::vocabulary::named;
use crate::text::{Lang, Text};

/// Refuses an entry that strikes out one which is not what it says.
pub(crate) fn check_void(facts: &Facts, fact: Seen<'_>) -> Result<(), TimelineError> {
    let Some(entry) = fact.corrects().filter(|_| fact.is_void()) else { return Ok(()) };
    match facts.seen(entry) {
        Some(old) if contradicts(fact, old) => {
            let [of, said] = described(old, fact).map(Box::new);
            Err(TimelineError::VoidOfAnother { entry, of, said })
        }
        _ => Ok(()),
    }
}

/// Whether an entry was to strike out another one than that which it describes: it strikes nothing out, and what strikes it out in
/// its turn leaves that other one as it was.
pub(crate) fn strikes_another(facts: &Facts, fact: Seen<'_>) -> bool {
    let old = || fact.corrects().filter(|_| fact.is_void() && fact.is_unknown()).and_then(|entry| facts.seen(entry));
    old().is_some_and(|old| contradicts(fact, old))
}

/// Whether what strikes out an entry describes another one; of what is not understood for its words, by its event, day and petition.
fn contradicts(fact: Seen<'_>, old: Seen<'_>) -> bool {
    if fact.written().is_some_and(Written::is_unreadable) {
        return false;
    }
    let is_same = || (fact.event(), fact.on(), fact.petition()) == (old.event(), old.on(), old.petition());
    match old.written().and_then(|written| Some((written.is_unreadable(), written.because.as_ref()?))) {
        None => says_otherwise(fact, old),
        Some((false, NotUnderstood::Event { .. } | NotUnderstood::Word { .. })) => !is_same(),
        // Of which entry was meant, or what it says, nothing is sure.
        Some(_) => false,
    }
}

/// Whether what strikes out an entry contradicts it; what it leaves out is that of the entry, but for the petition.
fn says_otherwise(fact: Seen<'_>, old: Seen<'_>) -> bool {
    let differs = |said: Option<&str>, of: Option<&str>| said.is_some() && said != of;
    fact.event() != old.event()
        || fact.on() != old.on()
        || fact.petition() != old.petition()
        || differs(fact.session(), old.session())
        || differs(fact.reception(), old.reception())
        || differs(fact.about(), old.about())
        || fact.until().is_some() && fact.until() != old.until()
        || fact.at().is_some() && fact.at() != old.at()
}

/// The entry that is struck out, and what strikes it out, each by its event and day, and by what it says otherwise.
fn described(of: Seen<'_>, fact: Seen<'_>) -> [Text; 2] {
    let both = [of, fact];
    both.map(|one| Text::build(|lang| words(one, both, lang)))
}

fn words(one: Seen<'_>, [of, fact]: [Seen<'_>; 2], lang: Lang) -> String {
    let mut words = vec![format!("{} {} {}", named(one.event(), lang), lang.pick("ngày", "of"), lang.date(one.on()))];
    let own = |name: &str, of: Option<String>| match of {
        Some(of) => format!("{name} {of}"),
        None => format!("{} {name}", lang.pick("không nêu", "no")),
    };
    for (at, (name, [old, said])) in differing(of, fact, lang).into_iter().enumerate() {
        // What it leaves out is that of the entry, but for the petition.
        if old != said && (at == 0 || said.is_some()) {
            words.push(own(name, if one.is(of) { old } else { said }));
        }
    }
    words.join(", ")
}

/// What tells entries of one event and day apart, by name, of both.
fn differing(of: Seen<'_>, fact: Seen<'_>, lang: Lang) -> [(&'static str, [Option<String>; 2]); 6] {
    let both = [of, fact];
    [
        (lang.pick("kiến nghị", "petition"), both.map(|one| one.petition().map(quoted))),
        (lang.pick("buổi", "session"), both.map(|one| one.session().map(quoted))),
        (lang.pick("buổi tiếp công dân", "reception"), both.map(|one| one.reception().map(quoted))),
        ("`about`", both.map(|one| one.about().map(quoted))),
        ("`until`", both.map(|one| one.until().map(|day| lang.date(day)))),
        ("`at`", both.map(|one| one.at().map(|time| time.to_string()))),
    ]
}

fn quoted(id: &str) -> String {
    format!("`{id}`")
}
