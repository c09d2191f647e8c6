//! From documents to days: which days are special, by which provision, and what is still open.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::day_number::DayNumber;
use super::document::{DocumentFact, HolidayRule, index};
use super::open::{BESIDE, Conflict, DayStanding, Question, TET};
use super::practice;
use super::precedence;
use super::reading::Reading;
use super::special::{FactId, Special, SpecialKind, Specials};
use super::tables::DaySet;
use super::{FIRST, FIRST_YEAR, LAST, YEARS, impossible, lunar};
use crate::text::{Lang, Text, nearest};

/// How to answer what the law leaves to a yearly decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Choice {
    /// How many days after lunar New Year's Day Tết begins; by practice if `None`.
    tet: Option<i64>,
    /// How many days after National Day the day beside it is; by practice if `None`.
    beside: Option<i64>,
}

impl Choice {
    /// What practice makes likely.
    const LIKELY: Self = Self { tet: None, beside: None };

    /// The two ways of the Tết split and National Day.
    ///
    /// INVARIANT: the two differ only inside the windows of Tết and National Day, and take the same number of
    /// days off in each, so their counts agree outside them.
    const ADMISSIBLE: [Self; 2] = [Self { tet: Some(-1), beside: Some(-1) }, Self { tet: Some(-2), beside: Some(1) }];
}

/// The special days of a calendar and what is open in it.
#[derive(Clone)]
pub(super) struct Resolved {
    pub(super) specials: Specials,
    pub(super) open: BTreeMap<i32, BTreeSet<Question>>,
    pub(super) conflicts: Vec<Conflict>,
}

fn shift(date: NaiveDate, days: i64) -> NaiveDate {
    super::shift(date, days).unwrap_or(date)
}

fn covered(date: NaiveDate) -> bool {
    FIRST <= date && date <= LAST
}

impl Reading<'_> {
    /// The special days if what is open turns out as practice makes likely, what is open, and what does not fit.
    pub(super) fn likely(&self) -> Resolved {
        let mut work = Resolver::new(self, Choice::LIKELY);
        work.check_documents();
        work.before_making_up();
        work.unused_decisions();
        work.in_lieu();
        work.out
    }

    /// The days worked in the admissible outcomes: those in which open days are not made up, and those in which they are.
    pub(super) fn admissible(&self) -> [[DaySet; 2]; 2] {
        let outcomes = Choice::ADMISSIBLE.map(|choice| {
            let mut work = Resolver::new(self, choice);
            work.before_making_up();
            let mut made_up = Resolver { making_up: true, ..work.clone() };
            work.in_lieu();
            made_up.in_lieu();
            [work, made_up].map(|work| self.worked(&work.out.specials))
        });
        let [[few, many], [other_few, other_many]] = outcomes;
        [[few, other_few], [many, other_many]]
    }
}

#[derive(Clone)]
struct Resolver<'a> {
    reading: &'a Reading<'a>,
    choice: Choice,
    /// Whether holidays that no law makes up are made up.
    making_up: bool,
    out: Resolved,
}

impl<'a> Resolver<'a> {
    fn new(reading: &'a Reading<'a>, choice: Choice) -> Self {
        let out = Resolved { specials: Specials::new(), open: BTreeMap::new(), conflicts: Vec::new() };
        Self { reading, choice, making_up: false, out }
    }

    fn before_making_up(&mut self) {
        self.holidays();
        self.confirmed();
        self.days_off();
        self.worked();
        self.swaps();
    }

    fn id(&self, document: u32) -> String {
        self.reading.document(document).map(|document| document.id.to_string()).unwrap_or_default()
    }

    /// Tells what does not fit; of a day outside the years that it is outside is told.
    fn misfit(&mut self, document: u32, date: NaiveDate, problem: Text) {
        if covered(date) {
            self.does_not_fit(document, date, problem);
        }
    }

    fn does_not_fit(&mut self, document: u32, date: NaiveDate, problem: Text) {
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
                let others = ids.iter().filter(|other| **other != &document.id).map(AsRef::as_ref);
                self.out.conflicts.push(Conflict::NothingToSupersede {
                    document: document.id.to_string(),
                    missing: earlier.document.to_string(),
                    near: nearest(&earlier.document, others).map(str::to_owned),
                });
            }
        }
        self.out.conflicts.extend(precedence::conflicts(self.reading.documents));
        self.out.conflicts.extend(impossible::conflicts(self.reading.documents));
        if !self.reading.week.has_working_day() {
            self.out.conflicts.push(Conflict::NoWorkingDay);
        }
        for &(document, _, fact) in &self.reading.facts {
            if let Some(date) = fact.dates().into_iter().find(|date| !covered(*date)) {
                let worked_before =
                    matches!(fact, DocumentFact::Swap { off, worked } if worked == &date && covered(*off));
                if !worked_before {
                    self.does_not_fit(
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

    fn holiday(&mut self, year: i32, law: FactId, rule: HolidayRule) {
        let solar = |month: u8, day: u8| NaiveDate::from_ymd_opt(year, month.into(), day.into());
        let anchor = match rule {
            HolidayRule::Solar { month, day } | HolidayRule::Beside { month, day } => solar(month, day),
            HolidayRule::HungKings => lunar::hung_kings(year),
            HolidayRule::Tet { .. } => lunar::tet(year),
        };
        let Some(anchor) = anchor.filter(|date| self.reading.in_force(law.0, *date)) else { return };
        match rule {
            HolidayRule::Solar { .. } | HolidayRule::HungKings => {
                self.add_holiday(anchor, law, None, DayStanding::Statutory);
            }
            HolidayRule::Tet { days } => self.tet(year, anchor, law, days),
            HolidayRule::Beside { .. } => self.beside(year, anchor, law),
        }
    }

    fn add_holiday(&mut self, date: NaiveDate, law: FactId, decree: Option<u32>, standing: DayStanding) {
        let special = Special { kind: SpecialKind::Holiday, standing, law: Some(law), decree };
        if !self.out.specials.has(date) {
            self.out.specials.insert(date, special);
        }
    }

    fn ask(&mut self, year: i32, question: Question) {
        if self.choice != Choice::LIKELY {
            return; // what is open is known
        }
        self.out.open.entry(year).or_default().insert(question);
    }

    fn tet(&mut self, year: i32, new_year: NaiveDate, law: FactId, days: u8) {
        let mut decided = self.reading.tets.iter().copied().filter(|(_, from, _)| from.year() == year);
        let found = decided.next();
        let other = decided.find(|(_, from, to)| found.is_some_and(|(_, f, t)| (f, t) != (*from, *to)));
        if let (Some(found), Some(other)) = (found, other) {
            self.contradiction(found.0, other.0, TET, year);
        }
        let (from, decree, standing) = if let Some((document, from, to)) = found {
            if let Some(problem) = misfit_of_tet((from, to), new_year, days) {
                self.misfit(document, from, problem);
            }
            (from, Some(document), DayStanding::Decreed)
        } else {
            self.ask(year, Question::TetDays);
            let likely = practice::on(self.reading.practice.tet, new_year.weekday());
            (shift(new_year, self.choice.tet.unwrap_or(likely)), None, DayStanding::Projected)
        };
        for day in from.iter_days().take(days.into()) {
            self.add_holiday(day, law, decree, standing);
        }
    }

    fn beside(&mut self, year: i32, national_day: NaiveDate, law: FactId) {
        let (before, after) = (shift(national_day, -1), shift(national_day, 1));
        let mut decided = self.reading.besides.iter().copied().filter(|(_, on)| on.year() == year);
        let found = decided.next();
        let other = decided.find(|(_, on)| found.is_some_and(|(_, first)| first != *on));
        if let (Some(found), Some(other)) = (found, other) {
            self.contradiction(found.0, other.0, BESIDE, year);
        }
        let Some((document, on)) = found else {
            self.ask(year, Question::SecondNationalDay);
            let likely = practice::on(self.reading.practice.national_day, national_day.weekday());
            let on = shift(national_day, self.choice.beside.unwrap_or(likely));
            return self.add_holiday(on, law, None, DayStanding::Projected);
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
        self.add_holiday(on, law, Some(document), DayStanding::Decreed);
    }

    fn contradiction(&mut self, first: u32, second: u32, what: Text, year: i32) {
        let (first, second) = (self.id(first), self.id(second));
        self.out.conflicts.push(Conflict::Contradiction { first, second, what, year });
    }

    /// A decision for a year in which no law leaves anything to decide.
    fn unused_decisions(&mut self) {
        for &(document, _, fact) in &self.reading.facts {
            let (date, tet) = match fact {
                DocumentFact::Tet { from, .. } => (*from, true),
                DocumentFact::BesideNationalDay { on } => (*on, false),
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
            let DocumentFact::Confirms { on } = content else { continue };
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
            let DocumentFact::DayOff { on, .. } = content else { continue };
            if self.is_ordinary_working_day(*on) {
                let kind = SpecialKind::DayOff { fact };
                self.insert(*on, kind, DayStanding::Decreed, None, Some(document));
            } else if !self.reading.week.replaced {
                let needs =
                    Text::new("ngày nghỉ thêm phải là một ngày làm việc", "a day off needs a day that would be worked");
                self.misfit(document, *on, self.taken(document, *on).unwrap_or(needs));
            }
        }
    }

    /// Rest days that are worked without a day off for them.
    fn worked(&mut self) {
        for &(document, _, content) in &self.reading.facts {
            let DocumentFact::Worked { on } = content else { continue };
            if self.reading.rests(*on) && !self.out.specials.has(*on) {
                self.insert(*on, SpecialKind::Worked, DayStanding::Decreed, None, Some(document));
            }
        }
    }

    /// That a document decided a day before, by itself and not as a holiday: by which, and how a later one replaces it.
    fn taken(&self, document: u32, date: NaiveDate) -> Option<Text> {
        let special = self.out.specials.get(date).filter(|special| special.kind != SpecialKind::Holiday)?;
        let decree = special.decree?;
        let (by, this) = (self.id(decree), self.id(document));
        let issued = |of| self.reading.document(of).map(|document| document.issued.known_from());
        let (earlier, later) = if issued(document) < issued(decree) { (&this, &by) } else { (&by, &this) };
        Some(if by == this {
            Text::owned(
                format!("`{by}` đã quyết định về ngày này rồi: chỉ giữ một"),
                format!("`{by}` decides this day already: keep one"),
            )
        } else {
            let of_the_day = format!("supersedes = [{{ document = \"{earlier}\", on = [{date}] }}]");
            Text::owned(
                format!(
                    "`{by}` đã quyết định về ngày này; nếu `{later}` thay thế riêng ngày này thì viết trong đó `{of_the_day}`"
                ),
                format!(
                    "`{by}` decides this day already; if `{later}` replaces that of this day, write there `{of_the_day}`"
                ),
            )
        })
    }

    fn is_ordinary_working_day(&self, date: NaiveDate) -> bool {
        !self.reading.rests(date) && !self.out.specials.has(date)
    }

    fn insert(
        &mut self,
        date: NaiveDate,
        kind: SpecialKind,
        standing: DayStanding,
        law: Option<FactId>,
        decree: Option<u32>,
    ) {
        self.out.specials.insert(date, Special { kind, standing, law, decree });
    }

    fn swaps(&mut self) {
        let mut seen = BTreeSet::new();
        for &(document, _, content) in &self.reading.facts {
            let DocumentFact::Swap { off, worked } = content else { continue };
            if !seen.insert((*off, *worked)) {
                continue; // two documents that say the same
            }
            let worked_fits = self.reading.rests(*worked) && !self.out.specials.has(*worked);
            if self.reading.week.replaced && !(worked_fits && self.is_ordinary_working_day(*off)) {
                continue;
            }
            let off_fits = self.is_ordinary_working_day(*off);
            if !off_fits {
                let needs = Text::new(
                    "ngày nghỉ hoán đổi phải là một ngày làm việc",
                    "a day swapped off needs to be a working day",
                );
                self.misfit(document, *off, self.taken(document, *off).unwrap_or(needs));
            }
            if !worked_fits {
                let needs = Text::new(
                    "ngày đi làm bù phải là ngày nghỉ hằng tuần và không phải ngày lễ",
                    "a day swapped for work needs to be a weekly rest day that is no holiday",
                );
                self.misfit(document, *worked, self.taken(document, *worked).unwrap_or(needs));
            }
            if !(off_fits && worked_fits) {
                continue;
            }
            self.insert(*off, SpecialKind::SwappedOff { worked: *worked }, DayStanding::Decreed, None, Some(document));
            if covered(*worked) {
                self.insert(
                    *worked,
                    SpecialKind::SwappedWorking { off: *off },
                    DayStanding::Decreed,
                    None,
                    Some(document),
                );
            }
        }
    }

    /// Gives each holiday on a weekly rest day its day in lieu: as decreed, else the next day that is free for it.
    fn in_lieu(&mut self) {
        let settled = self.decreed_in_lieu();
        let mut waiting = DaySet::new();
        let holidays = self.out.specials.days.iter().filter(|(_, special)| special.kind == SpecialKind::Holiday);
        for (day, _) in holidays.filter(|(day, _)| !self.reading.by_week.contains(*day)) {
            if !settled.contains(&day.date()) {
                waiting.insert(*day);
            }
        }
        for of in waiting.iter().map(DayNumber::date) {
            let Some(holiday) = self.out.specials.get(of).copied() else { continue };
            let Some(law) = holiday.law else { continue };
            let made_up = self.reading.makes_up.get(index(law.0)) == Some(&true);
            if !made_up {
                self.ask(of.year(), Question::MadeUp { of });
                if !self.making_up {
                    continue;
                }
            }
            let standing = if made_up { holiday.standing.max(DayStanding::Statutory) } else { DayStanding::Projected };
            let later = of.iter_days().skip(1).take_while(|day| covered(*day));
            if let Some(on) = later.into_iter().find(|day| self.is_ordinary_working_day(*day)) {
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
                DocumentFact::InLieu { of, on } if !self.reading.week.replaced => (*of, Some(*on)),
                DocumentFact::NotMadeUp { of } if !self.reading.week.replaced || self.reading.rests(*of) => (*of, None),
                _ => continue,
            };
            if !seen.insert((of, on)) {
                continue; // two documents that say the same
            }
            let holiday = self.out.specials.get(of).filter(|special| special.kind == SpecialKind::Holiday).copied();
            let Some(holiday) = holiday.filter(|_| self.reading.rests(of)) else {
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
                self.insert(on, SpecialKind::InLieu { of }, DayStanding::Decreed, holiday.law, Some(document));
            } else {
                let needs = Text::new(
                    "ngày nghỉ bù phải là một ngày làm việc",
                    "a day in lieu needs to be a day that would be worked",
                );
                self.misfit(document, on, self.taken(document, on).unwrap_or(needs));
            }
        }
        settled
    }
}

/// Why a holiday of Tết, of so many days by law, cannot be of these.
fn misfit_of_tet((from, to): (NaiveDate, NaiveDate), new_year: NaiveDate, days: u8) -> Option<Text> {
    let is_whole = shift(from, i64::from(days).saturating_sub(1)) == to;
    if is_whole && (from..=to).contains(&new_year) {
        return None;
    }
    Some(Text::build(|lang| {
        let [first, last, new_year] = [from, to, new_year].map(|day| lang.date(day));
        match (from > to, lang) {
            (true, Lang::Vi) => {
                format!("`from` ({first}) của đợt nghỉ Tết sau `to` ({last}): `from` là ngày đầu, `to` là ngày cuối")
            }
            (true, Lang::En) => format!(
                "`from` of the Tết holiday, {first}, comes after `to`, {last}: `from` is its first day and `to` its last"
            ),
            (false, Lang::Vi) => {
                format!(
                    "đợt nghỉ Tết phải đủ số ngày liền nhau theo luật là {days} ngày, và có ngày mùng 1 ({new_year})"
                )
            }
            (false, Lang::En) => format!(
                "the Tết holiday needs as many days in a row as the law gives, which is {days}, with lunar New Year's Day among them ({new_year})"
            ),
        }
    }))
}
