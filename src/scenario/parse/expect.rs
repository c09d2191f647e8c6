//! What a scenario expects, key by key.

use chrono::NaiveDate;

use super::super::case::{Asked, ERROR, Expect, ExpectOf, PRESENT, RuleId, Stated};
use super::super::keys::{
    DUTY, EXCLUSION, Key, OFFICE_DUTY, RECURRING, RULE_SET, Written, YEAR, date_or_none, date_or_word, status, text,
    word, yes_or_no,
};
use super::{Known, Lines};
use crate::audit::Judgement;
use crate::reader::{Code, Table, Value};
use crate::ruleset::vocabulary::DEFAULT_READING;
use crate::ruleset::{Obligation, RuleSet, Scope};
use crate::text::{Text, typed_date};
use crate::timeline::{OpenReading, View};

/// What an expectation can be about.
const ABOUT: [&str; 5] = ["duty", "recurring", "exclusion", "ruleset", ERROR];

/// What expectations are read with.
pub(super) struct Expecting<'a> {
    pub(super) known: &'a Known,
    pub(super) lines: &'a Lines,
}

/// The values that one expectation states.
struct Values<'a> {
    lines: &'a Lines,
    stated: Vec<Stated>,
}

impl Values<'_> {
    fn push(&mut self, asked: Asked, value: &Value<'_>, expected: Option<String>) {
        let line = self.lines.at(value.at());
        self.stated.extend(expected.map(|expected| Stated { asked, line, expected }));
    }

    /// One value, which no table of keys has.
    fn one(&mut self, table: &Table<'_>, name: &'static str, asked: Asked, read: fn(&Value<'_>) -> Option<String>) {
        if let Some(value) = table.get(name) {
            let expected = read(&value);
            self.push(asked, &value, expected);
        }
    }

    /// The values of a table of keys.
    fn all<Found>(&mut self, table: &Table<'_>, keys: &'static [Key<Found>], asked: fn(&'static Key<Found>) -> Asked) {
        for key in keys {
            let Some(value) = table.get(key.name) else { continue };
            match key.written {
                Written::One => self.push(asked(key), &value, (key.read)(&value)),
                Written::List => self.push(asked(key), &value, Some(value.each(key.read).join(", "))),
                Written::Each => {
                    value.filled(|item| {
                        self.push(asked(key), item, (key.read)(item));
                        Some(())
                    });
                }
            }
        }
    }

    /// How it stands on days: `{ 2026-09-07 = "met" }`.
    fn days(&mut self, table: &Table<'_>, key: &'static str, asked: fn(NaiveDate) -> Asked) {
        let Some(days) = table.get(key).and_then(|v| v.table_like("{ 2026-09-07 = \"met\" }")) else { return };
        days.entries(|day, value| {
            let expected = status(value);
            match typed_date(day) {
                Ok(day) => self.push(asked(day), value, expected),
                Err(said) => value.report(Code::WrongType, said),
            }
            Some(())
        });
    }

    /// Readings that give something else than dates; described with those that do.
    fn readings_beside_dates(
        &mut self,
        table: &Table<'_>,
        known: Option<&[String]>,
        read: impl Fn(&Value<'_>) -> Option<String>,
    ) {
        if !table.is_described() {
            self.readings(table, known, read);
        }
    }

    fn readings(&mut self, table: &Table<'_>, known: Option<&[String]>, read: impl Fn(&Value<'_>) -> Option<String>) {
        let Some(readings) = table.get("readings").and_then(|v| v.table_like("{ ten-as-in-words = 2026-09-16 }"))
        else {
            return;
        };
        readings.entries(|id, value| {
            let expected = read(value);
            if let Some(known) = known.filter(|known| !known.iter().any(|known| known == id)) {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                value.unknown_among(Code::UnknownReading, &Text::new("cách hiểu", "reading"), id, &known);
            }
            self.push(Asked::Reading(id.to_owned()), value, expected);
            Some(())
        });
    }
}

impl Expecting<'_> {
    /// An `[[expect]]`.
    pub(super) fn expect(&self, table: &Table<'_>, of_year: bool) -> Option<Expect> {
        let mut view = View::everything();
        view.as_of = table.get("as_of").and_then(|v| v.date());
        view.known_on = table.get("known_on").and_then(|v| v.date());
        let about = table.one_of(if of_year { &["recurring", "duty"] } else { &ABOUT });
        let likely = if of_year { "recurring" } else { "duty" };
        let of_this = |kind| !of_year || ["recurring", "duty"].contains(&kind);
        let is = |kind| about.unwrap_or(likely) == kind || table.is_described() && of_this(kind);
        let mut values = Values { lines: self.lines, stated: Vec::new() };
        let mut of = None;
        if is("duty") {
            of = if of_year { self.office_duty(table, &mut values) } else { self.one_duty(table, &mut values) };
        }
        if is("recurring") {
            of = self.recurring(table, of_year, &mut values).or(of);
        }
        if is("exclusion") {
            of = self.exclusion(table, &mut values).or(of);
        }
        if is("ruleset") {
            of = self.rule_set(table, &mut values).or(of);
        }
        if is(ERROR) {
            values.one(table, ERROR, Asked::Error, super::code);
            of = of.or_else(|| (about == Some(ERROR)).then_some(ExpectOf::Error));
        }
        table.done();
        if values.stated.is_empty() && about.is_some() {
            super::expects_nothing(table);
        }
        Some(Expect { view, of: of?, stated: values.stated })
    }

    fn one_duty(&self, table: &Table<'_>, values: &mut Values<'_>) -> Option<ExpectOf> {
        let id = table.get("duty").and_then(|v| self.duty_id(&v));
        let petition = table.get("petition").and_then(|v| text(&v));
        let session = table.get("session").and_then(|v| text(&v));
        let occurrence = table.get("occurrence").and_then(|v| date_or_word(&v));
        self.duty(table, id.as_ref(), values);
        id.map(|of| ExpectOf::Duty { of, petition, session, occurrence })
    }

    /// A duty toward a petition in the log of an office, or for a reception.
    fn office_duty(&self, table: &Table<'_>, values: &mut Values<'_>) -> Option<ExpectOf> {
        let id = table.get("duty").and_then(|v| self.duty_id(&v));
        let petition = table.get("petition").and_then(|v| text(&v));
        let reception = table.get("reception").and_then(|v| reception(&v));
        let occurrence = table.get("occurrence").and_then(|v| date_or_word(&v));
        let version = table.get("version").and_then(|v| text(&v));
        values.all(table, OFFICE_DUTY, Asked::OfficeDuty);
        id.map(|of| ExpectOf::OfficeDuty { of, petition, reception, occurrence, version })
    }

    fn rule_set(&self, table: &Table<'_>, values: &mut Values<'_>) -> Option<ExpectOf> {
        let (sets, what) = (&self.known.rules.sets, Text::new("bộ quy tắc", "rule set"));
        let known = sets.iter().map(|set| (set.id(), None));
        let id = table
            .get("ruleset")
            .and_then(|v| if self.known.whole { v.among(Code::RuleSetNotFound, &what, known) } else { text(&v) });
        values.all(table, RULE_SET, Asked::RuleSet);
        id.map(ExpectOf::RuleSet)
    }

    /// What the row of a table states of its duty.
    pub(super) fn row(&self, table: &Table<'_>, duty: Option<&RuleId>) -> Vec<Stated> {
        let mut values = Values { lines: self.lines, stated: Vec::new() };
        self.duty(table, duty, &mut values);
        values.one(table, ERROR, Asked::Error, super::code);
        if values.stated.is_empty() && !table.is_described() {
            super::expects_nothing(table);
        }
        values.stated
    }

    /// What a row `[day, due]` states.
    pub(super) fn due(&self, row: &Value<'_>, due: String) -> Vec<Stated> {
        let [key, ..] = DUTY else { return Vec::new() }; // the due date is the first
        vec![Stated { asked: Asked::Duty(key), line: self.lines.at(row.at()), expected: due }]
    }

    fn duty(&self, table: &Table<'_>, id: Option<&RuleId>, values: &mut Values<'_>) {
        values.one(table, PRESENT, Asked::Present, yes_or_no);
        values.all(table, DUTY, Asked::Duty);
        values.days(table, "seen", Asked::Seen);
        values.days(table, "done", Asked::Done);
        let read = if table.is_described() { date_or_word } else { date_or_none };
        values.readings(table, id.and_then(|id| self.readings_of(id)).as_deref(), read);
    }

    fn recurring(&self, table: &Table<'_>, of_year: bool, values: &mut Values<'_>) -> Option<ExpectOf> {
        let id = table.get("recurring").and_then(|v| {
            self.rule(&v, Code::UnknownDuty, &Text::new("nhiệm vụ định kỳ", "recurring duty"), |set| {
                set.recurring().iter().map(|duty| duty.id.as_str()).collect()
            })
        });
        let known: Option<Vec<String>> = id.as_ref().and_then(|id| {
            let all = self.set(id)?.into_iter().flat_map(RuleSet::recurring).filter(|duty| duty.id == id.id);
            let own = all.flat_map(|duty| duty.readings.iter().map(|reading| reading.id.clone()));
            Some(own.chain([DEFAULT_READING.to_owned()]).collect())
        });
        let (mut from, mut version, mut period, mut appointed) = (None, None, None, None);
        if of_year {
            from = table.get("from").and_then(|v| v.date());
            version = table.get("version").and_then(|v| text(&v));
            period = table.get("period").and_then(|v| text(&v));
            appointed = table.get("appointed").and_then(|v| v.date());
            values.all(table, YEAR, Asked::Year);
            values.readings(table, known.as_deref(), word::<Judgement>);
        } else {
            values.one(table, PRESENT, Asked::Present, yes_or_no);
            values.all(table, RECURRING, Asked::Recurring);
            values.readings_beside_dates(table, known.as_deref(), text);
        }
        Some(ExpectOf::Recurring { of: id?, from, version, period, appointed })
    }

    fn exclusion(&self, table: &Table<'_>, values: &mut Values<'_>) -> Option<ExpectOf> {
        let id = table.get("exclusion").and_then(|v| {
            self.rule(&v, Code::UnknownExclusion, &Text::new("trường hợp loại trừ", "exclusion"), |set| {
                set.exclusions().iter().map(|exclusion| exclusion.id.as_str()).collect()
            })
        });
        let known: Option<Vec<String>> = id.as_ref().and_then(|id| {
            let all = self.set(id)?.into_iter().flat_map(RuleSet::exclusions).filter(|exclusion| exclusion.id == id.id);
            Some(all.flat_map(|exclusion| exclusion.readings.iter().map(|reading| reading.id.clone())).collect())
        });
        values.one(table, PRESENT, Asked::Present, yes_or_no);
        values.all(table, EXCLUSION, Asked::Exclusion);
        values.readings_beside_dates(table, known.as_deref(), word::<Scope>);
        id.map(ExpectOf::Exclusion)
    }

    pub(super) fn duty_id(&self, value: &Value<'_>) -> Option<RuleId> {
        self.rule(value, Code::UnknownDuty, &Text::new("nhiệm vụ", "obligation"), |set| {
            set.obligations().iter().map(|duty| duty.id.as_str()).collect()
        })
    }

    /// A rule by its id, or `rule-set/id`.
    fn rule<'k>(
        &'k self,
        value: &Value<'_>,
        code: Code,
        what: &Text,
        ids: impl Fn(&'k RuleSet) -> Vec<&'k str>,
    ) -> Option<RuleId> {
        let mut all: Vec<(String, String)> = Vec::new();
        for set in &self.known.rules.sets {
            all.extend(ids(set).into_iter().map(|id| (set.id().to_owned(), id.to_owned())));
        }
        all.sort_unstable();
        all.dedup(); // versions
        let mut names: Vec<String> = all.iter().map(|(_, id)| id.clone()).collect();
        names.extend(all.iter().map(|(set, id)| format!("{set}/{id}")));
        let written = if self.known.whole {
            value.among(code, what, names.iter().map(|name| (name.as_str(), None)))?
        } else {
            text(value)?
        };
        if let Some((set, id)) = written.split_once('/') {
            return Some(RuleId { ruleset: set.to_owned(), id: id.to_owned() });
        }
        let of: Vec<&str> = all.iter().filter(|(_, id)| *id == written).map(|(set, _)| set.as_str()).collect();
        if of.len() > 1 {
            let both = of.iter().map(|set| format!("`{set}/{written}`")).collect::<Vec<_>>().join(", ");
            value.report(
                code,
                Text::owned(
                    format!("nhiều bộ quy tắc có `{written}`; hãy ghi {both}"),
                    format!("several rule sets have `{written}`; write {both}"),
                ),
            );
            return None;
        }
        Some(RuleId { ruleset: (*of.first()?).to_owned(), id: written })
    }

    /// The versions of the rule set of a rule; none if not all are known.
    fn set(&self, of: &RuleId) -> Option<Vec<&RuleSet>> {
        let sets = self.known.rules.sets.iter().filter(|set| set.id() == of.ruleset);
        self.known.whole.then(|| sets.collect())
    }

    /// The readings that may move a duty: its own by id, those of others as `duty/reading`.
    fn readings_of(&self, id: &RuleId) -> Option<Vec<String>> {
        let mut all = vec![DEFAULT_READING.to_owned()];
        let has_versions = self.set(id)?.len() > 1;
        let open = OpenReading::ALL.iter().filter(|reading| has_versions || !reading.is_of_versions());
        all.extend(open.map(|reading| reading.word().to_owned()));
        for duty in self.set(id)?.into_iter().flat_map(RuleSet::obligations) {
            let named =
                |id: &str, own: bool, duty: &Obligation| if own { id.to_owned() } else { format!("{}/{id}", duty.id) };
            let own = duty.id == id.id;
            all.extend(duty.readings.iter().map(|reading| named(&reading.id, own, duty)));
            all.extend((!own).then(|| named(DEFAULT_READING, false, duty)));
        }
        Some(all)
    }
}

/// The day of a reception, or its id.
fn reception(value: &Value<'_>) -> Option<String> {
    value.either(
        value.is_str(),
        |value| value.str().map(str::to_owned),
        |value| value.date().map(|day| day.to_string()),
    )
}
