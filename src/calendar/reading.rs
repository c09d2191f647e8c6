//! Documents as they are read: which facts stand, from when to when.

use chrono::NaiveDate;

use super::day_number::DayNumber;
use super::document::{Document, DocumentFact, HolidayRule, end_of, facts, index};
use super::practice::Practice;
use super::special::{SpecialKind, Specials};
use super::tables::DaySet;
use super::week::Week;

/// Documents as they are read. Resolved once for each way to answer what is open.
pub(super) struct Reading<'a> {
    pub(super) documents: &'a [Document],
    pub(super) facts: Vec<(u32, u32, &'a DocumentFact)>,
    /// The facts that grant holidays: document, fact and rule.
    pub(super) laws: Vec<(u32, u32, HolidayRule)>,
    /// The decisions on Tết: document, first and last day.
    pub(super) tets: Vec<(u32, NaiveDate, NaiveDate)>,
    /// The decisions on the day beside National Day.
    pub(super) besides: Vec<(u32, NaiveDate)>,
    /// For each document the first day on which it is no longer in force.
    ends: Vec<Option<NaiveDate>>,
    /// For each document whether it has holidays on rest days made up.
    pub(super) makes_up: Vec<bool>,
    /// What is likely where nothing is decided.
    pub(super) practice: Practice,
    pub(super) week: &'a Week,
    /// The days that the week alone would have worked.
    pub(super) by_week: DaySet,
}

impl<'a> Reading<'a> {
    pub(super) fn new(documents: &'a [Document], practice: Practice, week: &'a Week) -> Self {
        let facts: Vec<_> = facts(documents).collect();
        let laws = facts.iter().filter_map(|(document, at, fact)| match fact {
            DocumentFact::Holiday { rule, .. } => Some((*document, *at, *rule)),
            _ => None,
        });
        let tets = facts.iter().filter_map(|(document, _, fact)| match fact {
            DocumentFact::Tet { from, to } => Some((*document, *from, *to)),
            _ => None,
        });
        let besides = facts.iter().filter_map(|(document, _, fact)| match fact {
            DocumentFact::BesideNationalDay { on } => Some((*document, *on)),
            _ => None,
        });
        let (laws, tets, besides) = (laws.collect(), tets.collect(), besides.collect());
        let ends = documents.iter().map(|document| end_of(documents, document)).collect();
        let makes_up = documents.iter().map(|document| document.make_up().is_some()).collect();
        Self { documents, facts, laws, tets, besides, ends, makes_up, practice, week, by_week: week.worked() }
    }

    /// The days worked with these special days.
    pub(super) fn worked(&self, specials: &Specials) -> DaySet {
        let mut worked = self.by_week.clone();
        for (day, special) in &specials.days {
            if matches!(special.kind, SpecialKind::SwappedWorking { .. } | SpecialKind::Worked) {
                worked.insert(*day);
            } else {
                worked.remove(*day);
            }
        }
        worked
    }

    pub(super) fn rests(&self, date: NaiveDate) -> bool {
        DayNumber::of(date).map_or_else(|| self.week.rests(date), |day| !self.by_week.contains(day))
    }

    pub(super) fn document(&self, at: u32) -> Option<&Document> {
        self.documents.get(index(at))
    }

    pub(super) fn in_force(&self, document: u32, date: NaiveDate) -> bool {
        let until = self.ends.get(index(document)).copied().flatten();
        self.document(document).is_some_and(|document| document.from <= date) && until.is_none_or(|until| date < until)
    }
}
