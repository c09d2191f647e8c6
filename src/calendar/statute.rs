//! From documents to days: which days are special, by which provision, and what is still open.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use super::day_number::{DayNumber, SLOTS};
use super::document::{Document, Fact, HolidayRule};
use super::open::{Conflict, Question, Standing};
use super::tables::{DaySet, boxed};
use super::{FIRST, FIRST_YEAR, LAST, YEARS, lunar};
use crate::text::Text;

/// What is known of a day that is neither an ordinary working day nor an ordinary weekly rest day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Special {
    pub(super) kind: SpecialKind,
    pub(super) standing: Standing,
    /// The fact of a law that it rests on: document and fact, by index.
    pub(super) law: Option<(usize, usize)>,
    /// The document that decided it for this year, by index.
    pub(super) decree: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SpecialKind {
    Holiday,
    DayOff { fact: usize },
    InLieu { of: NaiveDate },
    SwappedOff { worked: NaiveDate },
    SwappedWorking { off: NaiveDate },
    Worked,
}

/// How to answer the open questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    /// How many days before lunar New Year's Day are off; by practice if `None`.
    tet_days_before: Option<i64>,
    /// Whether the day beside National Day comes after it; by practice if `None`.
    beside_after: Option<bool>,
    /// Whether a holiday that no law makes up is made up.
    made_up: bool,
}

impl Choice {
    /// What practice makes likely.
    pub(super) const LIKELY: Self = Self { tet_days_before: None, beside_after: None, made_up: false };

    /// The two ways of the Tết split and National Day, with open days not made up (`few`) or made up.
    ///
    /// INVARIANT: the two differ only inside the windows of Tết and National Day, and take the same number of
    /// days off in each, so their counts agree outside them.
    pub(super) const fn admissible(made_up: bool) -> [Self; 2] {
        [
            Self { tet_days_before: Some(1), beside_after: Some(false), made_up },
            Self { tet_days_before: Some(2), beside_after: Some(true), made_up },
        ]
    }
}

/// The weekly rest days over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Week {
    spans: Vec<RestSpan>,
    /// Whether a caller replaced the days of the documents. Swaps and days in lieu are decreed for offices that rest
    /// as the documents say, so what does not fit another week is left out, and days in lieu follow from the law.
    replaced: bool,
}

/// The first day on which a document is no longer in force: the earliest start of a document that ends it.
fn end_of(documents: &[Document], document: &Document) -> Option<NaiveDate> {
    documents.iter().filter(|later| later.ends.contains(&document.id)).map(|later| later.from).min()
}

/// The weekly rest days from one date to another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct RestSpan {
    from: NaiveDate,
    until: Option<NaiveDate>,
    /// By weekday, from Monday.
    rests: [bool; 7],
    /// The document that says so, by index.
    document: Option<usize>,
}

impl Week {
    pub(super) fn fixed(days: &[Weekday]) -> Self {
        let rests = mask(days.iter().copied());
        Self { spans: vec![RestSpan { from: NaiveDate::MIN, until: None, rests, document: None }], replaced: true }
    }

    pub(super) fn of(documents: &[Document]) -> Self {
        let mut spans: Vec<RestSpan> = facts(documents)
            .filter_map(|(at, _, fact)| match fact {
                Fact::WeeklyRest { days } => {
                    let document = documents.get(at)?;
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
            let last = DayNumber::of(span.until.map_or(LAST, |until| shift(until, -1).min(LAST)));
            if let (Some(first), Some(last)) = (first, last) {
                worked.set_weeks((first, last), span.rests.map(|rests| !rests));
            }
        }
        worked
    }

    /// The document that makes `date` a rest day.
    pub(super) fn basis(&self, date: NaiveDate) -> Option<usize> {
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

/// The special days of a calendar and what is open in it.
pub(super) struct Resolved {
    specials: Specials,
    pub(super) open: BTreeMap<i32, BTreeSet<Question>>,
    pub(super) conflicts: Vec<Conflict>,
}

/// Special days, found by their date.
struct Specials {
    /// For each covered day the place of its special day, from 1; 0 if it has none.
    places: Box<[u16; SLOTS]>,
    days: Vec<(NaiveDate, Special)>,
}

impl Specials {
    fn place(&self, date: NaiveDate) -> Option<usize> {
        let day = DayNumber::of(date)?;
        usize::from(*self.places.get(day.slot())?).checked_sub(1)
    }

    fn get(&self, date: NaiveDate) -> Option<&Special> {
        self.days.get(self.place(date)?).map(|(_, special)| special)
    }

    fn get_mut(&mut self, date: NaiveDate) -> Option<&mut Special> {
        let place = self.place(date)?;
        self.days.get_mut(place).map(|(_, special)| special)
    }

    /// A day that is not covered is left out.
    fn insert(&mut self, date: NaiveDate, special: Special) {
        if let Some(place) = self.get_mut(date) {
            *place = special;
            return;
        }
        let Some(place) = DayNumber::of(date).and_then(|day| self.places.get_mut(day.slot())) else { return };
        self.days.push((date, special));
        *place = u16::try_from(self.days.len()).unwrap_or(0);
    }
}

impl Resolved {
    /// The days worked, if the week alone had those of `by_week` worked.
    pub(super) fn worked(&self, mut by_week: DaySet) -> DaySet {
        for (date, special) in &self.specials.days {
            let Some(day) = DayNumber::of(*date) else { continue };
            if matches!(special.kind, SpecialKind::SwappedWorking { .. } | SpecialKind::Worked) {
                by_week.insert(day);
            } else {
                by_week.remove(day);
            }
        }
        by_week
    }

    /// The special days in order.
    pub(super) fn into_specials(self) -> Vec<(NaiveDate, Special)> {
        let mut days = self.specials.days;
        days.sort_unstable_by_key(|(date, _)| *date);
        days
    }
}

/// The facts that no later document superseded, with the indices of document and fact.
fn facts(documents: &[Document]) -> impl Iterator<Item = (usize, usize, &Fact)> {
    documents.iter().enumerate().flat_map(move |(at, document)| {
        document.facts.iter().enumerate().filter_map(move |(fact_at, fact)| {
            let fallen = documents.iter().flat_map(|later| later.supersedes.iter());
            let fallen = fallen.filter(|s| s.document == document.id).any(|s| s.covers(fact));
            (!fallen).then_some((at, fact_at, fact))
        })
    })
}

fn shift(date: NaiveDate, days: i64) -> NaiveDate {
    super::shift(date, days).unwrap_or(date)
}

fn covered(date: NaiveDate) -> bool {
    FIRST <= date && date <= LAST
}

/// Documents as they are read: what stands, from when to when. Resolved once for each way to answer what is open.
pub(super) struct Reading<'a> {
    documents: &'a [Document],
    facts: Vec<(usize, usize, &'a Fact)>,
    /// The facts that grant holidays: document, fact and rule.
    laws: Vec<(usize, usize, HolidayRule)>,
    /// The decisions on Tết: document, first and last day.
    tets: Vec<(usize, NaiveDate, NaiveDate)>,
    /// The decisions on the day beside National Day.
    besides: Vec<(usize, NaiveDate)>,
    /// For each document the first day on which it is no longer in force.
    ends: Vec<Option<NaiveDate>>,
    week: &'a Week,
}

impl<'a> Reading<'a> {
    pub(super) fn new(documents: &'a [Document], week: &'a Week) -> Self {
        let facts: Vec<_> = facts(documents).collect();
        let laws = facts.iter().filter_map(|(document, at, fact)| match fact {
            Fact::Holiday { rule, .. } => Some((*document, *at, *rule)),
            _ => None,
        });
        let tets = facts.iter().filter_map(|(document, _, fact)| match fact {
            Fact::Tet { from, to } => Some((*document, *from, *to)),
            _ => None,
        });
        let besides = facts.iter().filter_map(|(document, _, fact)| match fact {
            Fact::BesideNationalDay { on } => Some((*document, *on)),
            _ => None,
        });
        let (laws, tets, besides) = (laws.collect(), tets.collect(), besides.collect());
        let ends = documents.iter().map(|document| end_of(documents, document)).collect();
        Self { documents, facts, laws, tets, besides, ends, week }
    }

    /// Applies the documents to the covered days. What does not fit is told for the likely outcome only.
    pub(super) fn resolve(&self, choice: Choice) -> Resolved {
        let specials = Specials { places: boxed(), days: Vec::with_capacity(16 * YEARS) };
        let out = Resolved { specials, open: BTreeMap::new(), conflicts: Vec::new() };
        let mut work = Resolver { reading: self, choice, out };
        if choice == Choice::LIKELY {
            work.check_documents();
        }
        work.holidays();
        if choice == Choice::LIKELY {
            work.unused_decisions();
        }
        work.confirmed();
        work.days_off();
        work.worked();
        work.swaps();
        work.in_lieu();
        work.out
    }

    fn in_force(&self, document: usize, date: NaiveDate) -> bool {
        let until = self.ends.get(document).copied().flatten();
        self.documents.get(document).is_some_and(|document| document.from <= date)
            && until.is_none_or(|until| date < until)
    }
}

struct Resolver<'a> {
    reading: &'a Reading<'a>,
    choice: Choice,
    out: Resolved,
}

impl Resolver<'_> {
    fn id(&self, document: usize) -> String {
        self.reading.documents.get(document).map(|document| document.id.to_string()).unwrap_or_default()
    }

    fn misfit(&mut self, document: usize, date: NaiveDate, problem: Text) {
        let document = self.id(document);
        self.out.conflicts.push(Conflict::DoesNotFit { document, date, problem });
    }

    fn check_documents(&mut self) {
        let mut ids = BTreeSet::new();
        for document in self.reading.documents {
            if !ids.insert(&document.id) {
                self.out.conflicts.push(Conflict::SameId(document.id.to_string()));
            }
        }
        for document in self.reading.documents {
            for earlier in document.supersedes.iter().filter(|earlier| !ids.contains(&earlier.document)) {
                self.out.conflicts.push(Conflict::NothingToSupersede {
                    document: document.id.to_string(),
                    missing: earlier.document.to_string(),
                });
            }
        }
        if !self.reading.week.has_working_day() {
            self.out.conflicts.push(Conflict::NoWorkingDay);
        }
        for &(document, _, fact) in &self.reading.facts {
            if let Some(date) = fact.dates().into_iter().find(|date| !covered(*date)) {
                let worked_before = matches!(fact, Fact::Swap { off, worked } if worked == &date && covered(*off));
                if !worked_before {
                    self.misfit(
                        document,
                        date,
                        Text::new("nằm ngoài các năm mà bộ lịch có", "outside the years that the calendar covers"),
                    );
                }
            }
        }
    }

    fn holidays(&mut self) {
        for year in (FIRST_YEAR..).take(YEARS) {
            for (document, fact, rule) in &self.reading.laws {
                self.holiday(year, (*document, *fact), *rule);
            }
        }
    }

    fn holiday(&mut self, year: i32, law: (usize, usize), rule: HolidayRule) {
        let solar = |month: u8, day: u8| NaiveDate::from_ymd_opt(year, month.into(), day.into());
        let anchor = match rule {
            HolidayRule::Solar { month, day } | HolidayRule::Beside { month, day } => solar(month, day),
            HolidayRule::HungKings => lunar::hung_kings(year),
            HolidayRule::Tet { .. } => lunar::tet(year),
        };
        let Some(anchor) = anchor.filter(|date| self.reading.in_force(law.0, *date)) else { return };
        match rule {
            HolidayRule::Solar { .. } | HolidayRule::HungKings => {
                self.add_holiday(anchor, law, None, Standing::Statutory);
            }
            HolidayRule::Tet { days } => self.tet(year, anchor, law, days),
            HolidayRule::Beside { .. } => self.beside(year, anchor, law),
        }
    }

    fn add_holiday(&mut self, date: NaiveDate, law: (usize, usize), decree: Option<usize>, standing: Standing) {
        let special = Special { kind: SpecialKind::Holiday, standing, law: Some(law), decree };
        if self.out.specials.get(date).is_none() {
            self.out.specials.insert(date, special);
        }
    }

    fn ask(&mut self, year: i32, question: Question) {
        self.out.open.entry(year).or_default().insert(question);
    }

    fn tet(&mut self, year: i32, new_year: NaiveDate, law: (usize, usize), days: u8) {
        let mut decided = self.reading.tets.iter().copied().filter(|(_, from, _)| from.year() == year);
        let found = decided.next();
        let other = decided.find(|(_, from, to)| found.is_some_and(|(_, f, t)| (f, t) != (*from, *to)));
        if let (Some(found), Some(other)) = (found, other) {
            self.contradiction(found.0, other.0, Text::new("các ngày nghỉ Tết", "the Tết holiday"), year);
        }
        let length = i64::from(days);
        let (from, decree, standing) = if let Some((document, from, to)) = found {
            if from > new_year || to < new_year || shift(from, length.saturating_sub(1)) != to {
                let problem = Text::new(
                    "đợt nghỉ Tết phải đủ số ngày liền nhau theo luật và có ngày mùng 1",
                    "the Tết holiday needs as many days in a row as the law gives, with lunar New Year's Day among them",
                );
                self.misfit(document, from, problem);
            }
            (from, Some(document), Standing::Decreed)
        } else {
            self.ask(year, Question::TetDays);
            let likely = if matches!(new_year.weekday(), Weekday::Mon | Weekday::Tue) { 1 } else { 2 };
            let before = self.choice.tet_days_before.unwrap_or(likely);
            (shift(new_year, before.saturating_neg()), None, Standing::Projected)
        };
        for day in 0..length {
            self.add_holiday(shift(from, day), law, decree, standing);
        }
    }

    fn beside(&mut self, year: i32, national_day: NaiveDate, law: (usize, usize)) {
        let (before, after) = (shift(national_day, -1), shift(national_day, 1));
        let mut decided = self.reading.besides.iter().copied().filter(|(_, on)| on.year() == year);
        let found = decided.next();
        let other = decided.find(|(_, on)| found.is_some_and(|(_, first)| first != *on));
        if let (Some(found), Some(other)) = (found, other) {
            self.contradiction(
                found.0,
                other.0,
                Text::new("ngày nghỉ liền kề Quốc khánh", "the second National Day"),
                year,
            );
        }
        let Some((document, on)) = found else {
            self.ask(year, Question::SecondNationalDay);
            // Monday, Thursday (2021, 2024, 2027) and Sunday (no precedent; the days off are the same either way).
            let likely = matches!(national_day.weekday(), Weekday::Mon | Weekday::Thu | Weekday::Sun);
            let on = if self.choice.beside_after.unwrap_or(likely) { after } else { before };
            return self.add_holiday(on, law, None, Standing::Projected);
        };
        if on != before && on != after {
            self.misfit(
                document,
                on,
                Text::new(
                    "ngày nghỉ liền kề Quốc khánh là 01/9 hoặc 03/9",
                    "the second National Day is 1 or 3 September",
                ),
            );
        }
        self.add_holiday(on, law, Some(document), Standing::Decreed);
    }

    fn contradiction(&mut self, first: usize, second: usize, what: Text, year: i32) {
        let (first, second) = (self.id(first), self.id(second));
        self.out.conflicts.push(Conflict::Contradiction { first, second, what, year });
    }

    /// A decision for a year in which no law leaves anything to decide.
    fn unused_decisions(&mut self) {
        for &(document, _, fact) in &self.reading.facts {
            let (date, tet) = match fact {
                Fact::Tet { from, .. } => (*from, true),
                Fact::BesideNationalDay { on } => (*on, false),
                _ => continue,
            };
            let granted = self.reading.laws.iter().any(|(law, _, rule)| {
                let fits = if tet {
                    matches!(rule, HolidayRule::Tet { .. })
                } else {
                    matches!(rule, HolidayRule::Beside { .. })
                };
                fits && self.reading.in_force(*law, date)
            });
            if !granted {
                self.misfit(
                    document,
                    date,
                    Text::new(
                        "không có luật đang có hiệu lực nào để ngỏ việc này",
                        "no law in force on this date leaves it to decide",
                    ),
                );
            }
        }
    }

    /// Days that follow from the law and that a letter names again.
    fn confirmed(&mut self) {
        for &(document, _, content) in &self.reading.facts {
            let Fact::Confirms { on } = content else { continue };
            match self.out.specials.get_mut(*on) {
                Some(special) => special.decree = special.decree.or(Some(document)),
                None => self.misfit(
                    document,
                    *on,
                    Text::new("không có ngày lễ nào để xác nhận", "there is no holiday to confirm"),
                ),
            }
        }
    }

    fn days_off(&mut self) {
        for &(document, fact, content) in &self.reading.facts {
            let Fact::DayOff { on, .. } = content else { continue };
            if self.is_ordinary_working_day(*on) {
                let kind = SpecialKind::DayOff { fact };
                self.insert(*on, kind, Standing::Decreed, None, Some(document));
            } else if !self.reading.week.replaced {
                self.misfit(
                    document,
                    *on,
                    Text::new("ngày nghỉ thêm phải là một ngày làm việc", "a day off needs a day that would be worked"),
                );
            }
        }
    }

    /// Rest days that are worked without a day off for them.
    fn worked(&mut self) {
        for &(document, _, content) in &self.reading.facts {
            let Fact::Worked { on } = content else { continue };
            if self.reading.week.rests(*on) && self.out.specials.get(*on).is_none() {
                self.insert(*on, SpecialKind::Worked, Standing::Decreed, None, Some(document));
            }
        }
    }

    fn is_ordinary_working_day(&self, date: NaiveDate) -> bool {
        !self.reading.week.rests(date) && self.out.specials.get(date).is_none()
    }

    fn insert(
        &mut self,
        date: NaiveDate,
        kind: SpecialKind,
        standing: Standing,
        law: Option<(usize, usize)>,
        decree: Option<usize>,
    ) {
        self.out.specials.insert(date, Special { kind, standing, law, decree });
    }

    fn swaps(&mut self) {
        let mut seen = BTreeSet::new();
        for &(document, _, content) in &self.reading.facts {
            let Fact::Swap { off, worked } = content else { continue };
            if !seen.insert((*off, *worked)) {
                continue; // two documents that say the same
            }
            let worked_fits = self.reading.week.rests(*worked) && self.out.specials.get(*worked).is_none();
            if self.reading.week.replaced && !(worked_fits && self.is_ordinary_working_day(*off)) {
                continue;
            }
            if !self.is_ordinary_working_day(*off) {
                self.misfit(
                    document,
                    *off,
                    Text::new(
                        "ngày nghỉ hoán đổi phải là một ngày làm việc",
                        "a day swapped off needs to be a working day",
                    ),
                );
                continue;
            }
            if !worked_fits {
                self.misfit(
                    document,
                    *worked,
                    Text::new(
                        "ngày đi làm bù phải là ngày nghỉ hằng tuần và không phải ngày lễ",
                        "a day swapped for work needs to be a weekly rest day that is no holiday",
                    ),
                );
                continue;
            }
            self.insert(*off, SpecialKind::SwappedOff { worked: *worked }, Standing::Decreed, None, Some(document));
            if covered(*worked) {
                self.insert(
                    *worked,
                    SpecialKind::SwappedWorking { off: *off },
                    Standing::Decreed,
                    None,
                    Some(document),
                );
            }
        }
    }

    /// Gives each holiday on a weekly rest day its day in lieu: as decreed, else the next day that is free for it.
    fn in_lieu(&mut self) {
        let settled = self.decreed_in_lieu();
        let holidays = self.out.specials.days.iter().filter(|(_, special)| special.kind == SpecialKind::Holiday);
        let on_rest_days = holidays.filter(|(date, _)| self.reading.week.rests(*date) && !settled.contains(date));
        let mut waiting: Vec<(NaiveDate, Special)> = on_rest_days.copied().collect();
        waiting.sort_unstable_by_key(|(date, _)| *date);
        for (of, holiday) in waiting {
            let Some(law) = holiday.law else { continue };
            let made_up = self.reading.documents.get(law.0).and_then(Document::make_up).is_some();
            if !made_up {
                self.ask(of.year(), Question::MadeUp { of });
                if !self.choice.made_up {
                    continue;
                }
            }
            let standing = if made_up { holiday.standing.max(Standing::Statutory) } else { Standing::Projected };
            let mut on = shift(of, 1);
            while covered(on) && !self.is_ordinary_working_day(on) {
                on = shift(on, 1);
            }
            if covered(on) {
                self.insert(on, SpecialKind::InLieu { of }, standing, Some(law), None);
            }
        }
    }

    /// The holidays whose day in lieu, or whose having none, a document decides.
    fn decreed_in_lieu(&mut self) -> BTreeSet<NaiveDate> {
        let mut settled = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for &(document, _, fact) in &self.reading.facts {
            let (of, on) = match fact {
                Fact::InLieu { of, on } if !self.reading.week.replaced => (*of, Some(*on)),
                Fact::NotMadeUp { of } if !self.reading.week.replaced || self.reading.week.rests(*of) => (*of, None),
                _ => continue,
            };
            if !seen.insert((of, on)) {
                continue; // two documents that say the same
            }
            let holiday = self.out.specials.get(of).filter(|special| special.kind == SpecialKind::Holiday).copied();
            let Some(holiday) = holiday.filter(|_| self.reading.week.rests(of)) else {
                self.misfit(
                    document,
                    of,
                    Text::new(
                        "nghỉ bù phải bù cho một ngày lễ rơi vào ngày nghỉ hằng tuần",
                        "a day in lieu needs a holiday that falls on a weekly rest day",
                    ),
                );
                continue;
            };
            if !settled.insert(of) {
                self.misfit(
                    document,
                    of,
                    Text::new(
                        "hai văn bản cho ngày lễ này hai ngày nghỉ bù khác nhau",
                        "two documents give this holiday different days in lieu",
                    ),
                );
                continue;
            }
            let Some(on) = on else { continue };
            if self.is_ordinary_working_day(on) {
                self.insert(on, SpecialKind::InLieu { of }, Standing::Decreed, holiday.law, Some(document));
            } else {
                self.misfit(
                    document,
                    on,
                    Text::new(
                        "ngày nghỉ bù phải là một ngày làm việc",
                        "a day in lieu needs to be a day that would be worked",
                    ),
                );
            }
        }
        settled
    }
}
