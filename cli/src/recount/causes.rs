//! Which days of a count became others, and by which document: why a due date moved.

use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use arrow_array::StringArray;
use chrono::{Datelike as _, NaiveDate};
use doithoai::calendar::{Day, DayChange, DayStanding, Document, DocumentFact};
use doithoai::{Calendar, Lang};

use super::Both;

/// The days that two calendars see differently, and the causes told so far.
pub(super) struct Causes {
    /// Days that are worked in one calendar only: these move dates.
    worked: Vec<Told>,
    /// All days that differ, also those that are only decided now.
    all: Vec<Told>,
    known: HashMap<(bool, Range<usize>), i32>,
    texts: Vec<String>,
    documents: Vec<String>,
}

/// A changed day in words.
#[derive(Clone)]
struct Told {
    date: NaiveDate,
    text: String,
    documents: Vec<String>,
}

impl Causes {
    pub(super) fn between(both: &Both, lang: Lang) -> Self {
        let known: Vec<&str> = both.before.documents().iter().map(|document| document.id.as_ref()).collect();
        let new = both.after.documents().iter().filter(|document| !known.contains(&document.id.as_ref()));
        let new: Vec<&Document> = new.collect();
        let changes = Calendar::changes(&both.before, &both.after);
        let tell = |change: &DayChange| tell(change, &new, lang);
        let worked = changes.iter().filter(|change| change.old.is_working() != change.new.is_working());
        Self {
            worked: worked.map(tell).collect(),
            all: changes.iter().map(tell).collect(),
            known: HashMap::new(),
            texts: Vec::new(),
            documents: Vec::new(),
        }
    }

    /// The number of the cause that moved a date whose count touched `span`.
    ///
    /// A count can leave the covered years by its bounds alone, which move with what is open and not with a day of the span: then
    /// all that differs is the cause.
    pub(super) fn of(&mut self, span: &RangeInclusive<NaiveDate>) -> i32 {
        let worked = within(&self.worked, span);
        let (by_work, days, range) =
            if worked.is_empty() { (false, &self.all, 0..self.all.len()) } else { (true, &self.worked, worked) };
        let next = i32::try_from(self.texts.len()).unwrap_or(i32::MAX);
        let number = *self.known.entry((by_work, range.clone())).or_insert(next);
        if number == next {
            let days = days.get(range).unwrap_or_default();
            let texts: Vec<&str> = days.iter().map(|day| day.text.as_str()).collect();
            let mut documents: Vec<&str> = Vec::new();
            for document in days.iter().flat_map(|day| &day.documents) {
                if !documents.contains(&document.as_str()) {
                    documents.push(document);
                }
            }
            self.texts.push(texts.join("; "));
            self.documents.push(documents.join(" "));
        }
        number
    }

    /// The words of all causes, by number.
    pub(super) fn texts(&self) -> Arc<StringArray> {
        Arc::new(StringArray::from_iter_values(&self.texts))
    }

    /// The documents of all causes, by number: ids with a space between.
    pub(super) fn documents(&self) -> Arc<StringArray> {
        Arc::new(StringArray::from_iter_values(&self.documents))
    }

    /// The days that are worked in one calendar only, in words.
    pub(super) fn days(&self) -> impl Iterator<Item = &str> {
        self.worked.iter().map(|day| day.text.as_str())
    }
}

fn within(days: &[Told], span: &RangeInclusive<NaiveDate>) -> Range<usize> {
    let from = days.partition_point(|day| day.date < *span.start());
    let to = days.partition_point(|day| day.date <= *span.end());
    from..to.max(from)
}

/// `thứ Hai 31/08/2026 trước là ngày làm việc, nay là nghỉ hoán đổi, làm bù thứ Bảy 22/08/2026 (Công văn …)`.
fn tell(change: &DayChange, new: &[&Document], lang: Lang) -> Told {
    let date = change.new.date;
    let by = decided_by(change, new);
    let titles: Vec<String> = by.iter().map(|document| document.title().get(lang).to_owned()).collect();
    let (day, was, is) = (lang.date_with_weekday(date), state(&change.old, lang), state(&change.new, lang));
    let titles = if titles.is_empty() { String::new() } else { format!(" ({})", titles.join("; ")) };
    let text = match lang {
        Lang::Vi => format!("{day} trước là {was}, nay là {is}{titles}"),
        Lang::En => format!("{day}: {was} → {is}{titles}"),
    };
    Told { date, text, documents: by.iter().map(|document| document.id.to_string()).collect() }
}

/// What a day is, and whether that is only projected.
fn state(day: &Day, lang: Lang) -> String {
    let projected =
        if day.standing == DayStanding::Projected { lang.pick(" (tạm tính)", " (projected)") } else { "" };
    format!("{}{projected}", day.reason(lang))
}

/// The new documents that made a day what it is: those that it rests on, or else those that decide its year, as a letter on Tết does
/// for a day that it leaves out.
fn decided_by<'a>(change: &DayChange, new: &[&'a Document]) -> Vec<&'a Document> {
    let rests_on = |document: &&&Document| change.new.basis.iter().any(|basis| basis.document == document.id);
    let decides_year =
        |document: &&&Document| document.facts.iter().any(|fact| year(fact) == Some(change.new.date.year()));
    let found: Vec<&Document> = new.iter().filter(rests_on).copied().collect();
    if !found.is_empty() {
        return found;
    }
    let found: Vec<&Document> = new.iter().filter(decides_year).copied().collect();
    if found.is_empty() { new.to_vec() } else { found }
}

/// The year that a fact is about; `None` for what holds every year.
fn year(fact: &DocumentFact) -> Option<i32> {
    let day = if let DocumentFact::InLieu { on, .. } = fact { Some(*on) } else { fact.dates().first().copied() };
    day.map(|day| day.year())
}
