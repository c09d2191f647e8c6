//! What a document says that cannot be, whatever the other days: when it was issued, and what it names of others.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::LAST;
use super::document::{Document, DocumentFact, Issued};
use super::open::Conflict;

/// The State that issues the documents was founded on 2 September 1945.
const FOUNDED: NaiveDate = match NaiveDate::from_ymd_opt(1945, 9, 2) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

/// After the covered years nothing is decided.
const ISSUED: RangeInclusive<NaiveDate> = FOUNDED..=LAST;

/// So many days that a document decides are named, and one more tells that there are others.
const MOST: usize = super::open::MOST_NAMED.saturating_add(1);

/// What cannot be, document by document.
pub(super) fn conflicts(documents: &[Document]) -> Vec<Conflict> {
    let decided = Decided::of(documents);
    documents
        .iter()
        .flat_map(|document| outside(document).into_iter().chain(afterwards(document)).chain(named(document, &decided)))
        .collect()
}

/// A day of issue or of effect that no document has.
fn outside(document: &Document) -> Vec<Conflict> {
    let issued = document.issued.known_from();
    let mut days = vec![("issued", issued)];
    days.extend((document.from != issued).then_some(("from", document.from)));
    let outside = days.into_iter().filter(|(_, date)| !ISSUED.contains(date));
    outside.map(|(key, date)| Conflict::OutOfTime { document: document.id.to_string(), key, date }).collect()
}

/// The first day that a document decides after it has passed; of one whose day of issue is not known it may have come before.
fn afterwards(document: &Document) -> Option<Conflict> {
    let Issued::On(issued) = document.issued else { return None };
    if !ISSUED.contains(&issued) {
        return None; // which is told
    }
    let first = |fact: &DocumentFact| match fact {
        DocumentFact::InLieu { on, .. } => Some(*on),
        DocumentFact::Tet { from, .. } => Some(*from),
        other => other.dates().into_iter().min(),
    };
    let day = document.facts.iter().filter_map(first).filter(|day| super::FIRST <= *day && *day < issued).min()?;
    Some(Conflict::IssuedAfterwards { document: document.id.to_string(), issued, day })
}

/// The days that each document decides.
struct Decided<'a>(BTreeMap<&'a str, BTreeSet<NaiveDate>>);

impl<'a> Decided<'a> {
    /// Of those that are named by their days.
    fn of(documents: &'a [Document]) -> Self {
        let earlier = documents.iter().flat_map(|document| document.supersedes.iter());
        let asked: BTreeSet<&str> =
            earlier.filter(|earlier| !earlier.on.is_empty()).map(|earlier| earlier.document.as_ref()).collect();
        let mut decided: BTreeMap<&str, BTreeSet<NaiveDate>> = BTreeMap::new();
        for document in documents.iter().filter(|document| asked.contains(document.id.as_ref())) {
            let days = document.facts.iter().flat_map(DocumentFact::dates);
            decided.entry(document.id.as_ref()).or_default().extend(days);
        }
        Self(decided)
    }
}

/// Days superseded that were not decided, and what is named twice.
fn named(document: &Document, known: &Decided<'_>) -> Vec<Conflict> {
    let id = || document.id.to_string();
    let mut found = Vec::new();
    let mut seen: BTreeSet<(&str, Option<NaiveDate>)> = BTreeSet::new();
    for earlier in document.supersedes.iter() {
        let name = earlier.document.as_ref();
        let days = earlier.on.iter().copied().map(Some);
        let days: Vec<Option<NaiveDate>> = if earlier.on.is_empty() { vec![None] } else { days.collect() };
        let is_twice = seen.contains(&(name, None)) || days.iter().any(|day| seen.contains(&(name, *day)));
        if is_twice || days.iter().collect::<BTreeSet<_>>().len() < days.len() {
            found.push(Conflict::NamedTwice { document: id(), earlier: name.to_owned(), key: "supersedes" });
        }
        let Some(decides) = known.0.get(name).filter(|_| name != document.id) else {
            seen.extend(days.into_iter().map(|day| (name, day)));
            continue;
        };
        for day in earlier.on.iter().filter(|day| !decides.contains(day)) {
            let decides = decides.iter().copied().take(MOST).collect();
            found.push(Conflict::NothingOnThatDay { document: id(), earlier: name.to_owned(), day: *day, decides });
        }
        seen.extend(days.into_iter().map(|day| (name, day)));
    }
    let mut ends: BTreeSet<&str> = BTreeSet::new();
    for earlier in document.ends.iter() {
        if !ends.insert(earlier.as_ref()) {
            found.push(Conflict::NamedTwice { document: id(), earlier: earlier.to_string(), key: "ends" });
        }
    }
    found
}
