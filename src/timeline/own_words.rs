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
