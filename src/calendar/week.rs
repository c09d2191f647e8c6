//! The weekly rest days over time.

use chrono::{Datelike, NaiveDate, Weekday};

use super::day_number::DayNumber;
use super::document::{Document, DocumentFact, end_of, facts, index};
use super::tables::DaySet;
use super::{FIRST, LAST};

/// The weekly rest days over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Week {
    spans: Vec<RestSpan>,
    /// Whether a caller replaced the days of the documents. Swaps and days in lieu are decreed for offices that rest
    /// as the documents say, so what does not fit another week is left out, and days in lieu follow from the law.
    pub(super) replaced: bool,
}

/// The weekly rest days from one date to another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct RestSpan {
    from: NaiveDate,
    until: Option<NaiveDate>,
    /// By weekday, from Monday.
    rests: [bool; 7],
    /// The document that says so, by index.
    document: Option<u32>,
}

impl Week {
    pub(super) fn fixed(days: &[Weekday]) -> Self {
        let rests = mask(days.iter().copied());
        Self { spans: vec![RestSpan { from: NaiveDate::MIN, until: None, rests, document: None }], replaced: true }
    }

    pub(super) fn of(documents: &[Document]) -> Self {
        let mut spans: Vec<RestSpan> = facts(documents)
            .filter_map(|(at, _, fact)| match fact {
                DocumentFact::WeeklyRest { days } => {
                    let document = documents.get(index(at))?;
                    let rests = mask(days.iter().map(|day| day.weekday()));
                    let until = end_of(documents, document);
                    Some(RestSpan { from: document.from, until, rests, document: Some(at) })
                }
                _ => None,
            })
            .collect();
        spans.sort_by_key(|span| span.from);
        Self { spans, replaced: false }
    }

    fn span(&self, date: NaiveDate) -> Option<&RestSpan> {
        self.spans.iter().rev().find(|span| span.from <= date && span.until.is_none_or(|until| date < until))
    }

    pub(super) fn rests(&self, date: NaiveDate) -> bool {
        let weekday = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or_default();
        self.span(date).and_then(|span| span.rests.get(weekday)).copied().unwrap_or(false)
    }

    /// The days that the week alone would have worked.
    pub(super) fn worked(&self) -> DaySet {
        let mut worked = DaySet::new();
        worked.set_weeks((DayNumber::FIRST, DayNumber::LAST), [true; 7]);
        for span in &self.spans {
            let first = DayNumber::of(span.from.max(FIRST));
            let before = span.until.map_or(Some(LAST), |until| until.pred_opt());
            let last = before.and_then(|last| DayNumber::of(last.min(LAST)));
            if let (Some(first), Some(last)) = (first, last) {
                worked.set_weeks((first, last), span.rests.map(|rests| !rests));
            }
        }
        worked
    }

    /// The document that makes `date` a rest day.
    pub(super) fn basis(&self, date: NaiveDate) -> Option<u32> {
        self.span(date).and_then(|span| span.document)
    }

    pub(super) fn has_working_day(&self) -> bool {
        self.spans.iter().all(|span| span.rests.contains(&false))
    }
}

fn mask(days: impl Iterator<Item = Weekday>) -> [bool; 7] {
    let days: Vec<u32> = days.map(|day| day.num_days_from_monday()).collect();
    [0, 1, 2, 3, 4, 5, 6].map(|day| days.contains(&day))
}
