//! What documents hide that name each other wrongly: a fact that falls by mistake is looked at all the same.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::MadeOf;
use super::document::{Document, DocumentFact};
use super::open::Conflict;
use super::reading::Reading;
use super::week::Week;

/// What does not fit among the facts that fell only because a document names itself, a later one, or one of a circle.
pub(super) fn conflicts(made_of: &MadeOf, week: &Week, found: &[Conflict]) -> Vec<Conflict> {
    let wrong = wrong(found);
    if wrong.is_empty() {
        return Vec::new();
    }
    let mut documents = made_of.documents.clone();
    for document in &mut documents {
        let id = document.id.clone();
        let is_right = |earlier: &str| !wrong.contains(&(id.as_ref(), earlier));
        let right = document.supersedes.iter().filter(|earlier| is_right(&earlier.document));
        document.supersedes = right.cloned().collect();
    }
    // Where two decide a day, which of them is meant to fall is not known.
    let decided = decided(&documents);
    let is_new = |conflict: &Conflict| match conflict {
        Conflict::DoesNotFit { date, .. } => decided.get(date).is_none_or(|by| *by < 2) && !found.contains(conflict),
        _ => false,
    };
    Reading::new(&documents, made_of.practice, week).likely().conflicts.into_iter().filter(is_new).collect()
}

/// Which document wrongly supersedes which.
fn wrong(found: &[Conflict]) -> BTreeSet<(&str, &str)> {
    let mut wrong = BTreeSet::new();
    for conflict in found {
        match conflict {
            Conflict::NamesItself { document, key: "supersedes" } => {
                wrong.insert((document.as_str(), document.as_str()));
            }
            Conflict::NamesLater { document, later, key: "supersedes", .. } => {
                wrong.insert((document.as_str(), later.as_str()));
            }
            Conflict::InACircle { documents, key: "supersedes" } => {
                let next = documents.iter().cycle().skip(1);
                wrong.extend(documents.iter().zip(next).map(|(one, next)| (one.as_str(), next.as_str())));
            }
            _ => {}
        }
    }
    wrong
}

/// How many documents decide each day.
fn decided(documents: &[Document]) -> BTreeMap<NaiveDate, usize> {
    let mut decided: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for document in documents {
        let days: BTreeSet<NaiveDate> = document.facts.iter().flat_map(DocumentFact::dates).collect();
        for day in days {
            let by = decided.entry(day).or_default();
            *by = by.saturating_add(1);
        }
    }
    decided
}
