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
    let misfits = |documents: &[Document]| {
        let found = Reading::new(documents, made_of.practice, week).likely().conflicts.into_iter();
        found.filter_map(
            |conflict| if let Conflict::DoesNotFit { date, .. } = &conflict { Some((*date, conflict)) } else { None },
        )
    };
    let (several, mut new): (Vec<_>, Vec<_>) =
        misfits(&documents).partition(|(date, _)| decided.get(date).is_some_and(|by| by.len() > 1));
    // What each of them says of the day is looked at without the others.
    let days: BTreeSet<NaiveDate> = several.into_iter().map(|(date, _)| date).collect();
    let most = days.iter().filter_map(|day| decided.get(day)).map(BTreeSet::len).max().unwrap_or_default();
    for nth in 0..most.min(MOST_BESIDE) {
        let alone = alone(&documents, &days, &decided, nth);
        new.extend(misfits(&alone).filter(|(date, _)| days.contains(date)));
    }
    let mut told = Vec::new();
    for (_, conflict) in new {
        if !found.contains(&conflict) && !told.contains(&conflict) {
            told.push(conflict);
        }
    }
    told
}

/// So many documents that decide one day are looked at one by one.
const MOST_BESIDE: usize = 4;

/// The documents of which of some days only the nth says something that decides it.
fn alone(
    documents: &[Document],
    days: &BTreeSet<NaiveDate>,
    decided: &BTreeMap<NaiveDate, BTreeSet<usize>>,
    nth: usize,
) -> Vec<Document> {
    let is_nth = |at: usize, day: &NaiveDate| decided.get(day).and_then(|by| by.iter().nth(nth)) == Some(&at);
    let mut alone = documents.to_vec();
    for (at, document) in alone.iter_mut().enumerate() {
        let fits = |fact: &&DocumentFact| fact.dates().iter().all(|day| !days.contains(day) || is_nth(at, day));
        document.facts = document.facts.iter().filter(fits).cloned().collect();
    }
    alone
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

/// Which documents decide each day, by their places.
fn decided(documents: &[Document]) -> BTreeMap<NaiveDate, BTreeSet<usize>> {
    let mut decided: BTreeMap<NaiveDate, BTreeSet<usize>> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        for day in document.facts.iter().flat_map(DocumentFact::dates) {
            decided.entry(day).or_default().insert(at);
        }
    }
    decided
}
