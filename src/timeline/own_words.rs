//! Classes, channels and heads that only a rule file can declare: whether one does.

use super::error::TimelineError;
use crate::ruleset::{CaseClass, Channel, HeadKind, Level, RuleSet, Subject};
use crate::text::{OpenWord, Text, nearest_by_name};

/// Refuses a class or channel that no rule set knows.
pub(crate) fn check_own_words(
    sets: &[RuleSet],
    class: Option<CaseClass>,
    channel: Option<Channel>,
) -> Result<(), TimelineError> {
    if let Some(class @ CaseClass::Own(_)) = class {
        declared::<CaseClass>(sets, "class", class.word())?;
    }
    if let Some(channel @ Channel::Own(_)) = channel {
        declared::<Channel>(sets, "channel", channel.word())?;
    }
    Ok(())
}

/// A level that rule sets know: a built-in word, or one that they declare.
///
/// ```
/// use doithoai::{Lang, Message, RuleSet, ruleset::Level, timeline::known_level};
/// let hcmc = RuleSet::builtin_toml("hcmc-935")?;
/// let sets = [RuleSet::from_toml(&format!("{hcmc}\n[[level]]\nid = \"cluster\"\ntext = \"cụm\"\n"))?];
/// assert_eq!(known_level(&sets, "commune")?, Level::Commune);
/// assert_eq!(known_level(&sets, "cluster")?, Level::named("cluster")?);
/// assert!(known_level(&sets, "clustr").unwrap_err().text(Lang::En).ends_with("did you mean `cluster`?"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`TimelineError::NotDeclared`] with the nearest word.
pub fn known_level(sets: &[RuleSet], word: &str) -> Result<Level, TimelineError> {
    known(sets, "level", word)
}

/// The same of a head.
///
/// The example of [`known_level`] shows it.
///
/// # Errors
/// [`TimelineError::NotDeclared`] with the nearest word.
pub fn known_head(sets: &[RuleSet], word: &str) -> Result<HeadKind, TimelineError> {
    known(sets, "head", word)
}

/// The same of a class of cases.
///
/// The example of [`known_level`] shows it.
///
/// # Errors
/// [`TimelineError::NotDeclared`] with the nearest word.
pub fn known_class(sets: &[RuleSet], word: &str) -> Result<CaseClass, TimelineError> {
    known(sets, "class", word)
}

/// The same of a channel.
///
/// The example of [`known_level`] shows it.
///
/// # Errors
/// [`TimelineError::NotDeclared`] with the nearest word.
pub fn known_channel(sets: &[RuleSet], word: &str) -> Result<Channel, TimelineError> {
    known(sets, "channel", word)
}

fn known<T: OpenWord>(sets: &[RuleSet], list: &'static str, word: &str) -> Result<T, TimelineError> {
    if let Some(built_in) = T::find(word) {
        return Ok(built_in);
    }
    declared::<T>(sets, list, word)?;
    T::named(word).map_err(|error| TimelineError::NotDeclared {
        what: error.what,
        word: error.word,
        near: error.near.map(str::to_owned),
        known: error.known.into_iter().map(str::to_owned).collect(),
    })
}

/// Refuses a head or level that no rule set knows.
pub(crate) fn check_own_subject(sets: &[RuleSet], subject: &Subject) -> Result<(), TimelineError> {
    if let head @ HeadKind::Own(_) = subject.head {
        declared::<HeadKind>(sets, "head", head.word())?;
    }
    match subject.level {
        level @ Level::Own(_) => declared::<Level>(sets, "level", level.word()),
        _ => Ok(()),
    }
}

fn declared<T: OpenWord>(sets: &[RuleSet], list: &'static str, word: &str) -> Result<(), TimelineError> {
    let own: Vec<(&str, Option<&Text>)> = sets.iter().flat_map(|set| set.own_of(list)).collect();
    if own.iter().any(|(id, _)| *id == word) {
        return Ok(());
    }
    let texts: Vec<Text> = T::all().iter().map(|value| value.words()).collect();
    let built_in = T::all().iter().zip(&texts).map(|(value, text)| (value.id(), Some(text)));
    let known: Vec<(&str, Option<&Text>)> = built_in.chain(own).collect();
    let near = nearest_by_name(word, &known).map(str::to_owned);
    let known = known.iter().map(|(id, _)| (*id).to_owned()).collect();
    Err(TimelineError::NotDeclared { what: T::WHAT, word: word.to_owned(), near, known })
}
