//! From the TOML of a scenario file to what it says.

mod expect;
mod rules;

use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;

use std::collections::BTreeMap;

use super::case::{Case, CaseOf, ERROR, Entry, Expect, ExpectOf, RuleId, Rules, Scenario, Stated, facts_of_row};
use super::keys::{self, DUTY, EXCLUSION, RECURRING, RULE_SET, YEAR};
use crate::calendar::Calendar;
use crate::reader::schema::{About, Shape, about};
use crate::reader::{self, Code, Reading, Source, Table, Value};
use crate::ruleset::vocabulary::{DAYS, DEFAULT_READING, EVENTS};
use crate::ruleset::{Activity, AnchorRule, Due, Obligation, Registry, RuleSet, last_begun};
use crate::text::{OpenWord, Text};
use crate::timeline::{AdoptedReadings, Fact, Facts, OpenReading, View, open_readings};
use expect::Expecting;
use rules::{held, subject};

/// The text of a file that is named, or why there is none.
pub(super) type Open<'a> = &'a dyn Fn(&str) -> Result<String, Text>;

/// What a file may refer to beside itself.
pub(super) struct Resources<'a> {
    pub(super) calendar: &'a Calendar,
    pub(super) builtin: &'a Registry,
    /// Of each rule set of the files before, by its name, the hash and the first file that names it.
    pub(super) before: &'a BTreeMap<String, (String, String)>,
    /// The text of a file that is named, or why there is none.
    pub(super) open: Open<'a>,
}

/// The names that may be used: those of the rule sets, if all of them could be read.
struct Known {
    rules: Rules,
    whole: bool,
}

/// The scenario of a file, or everything that is wrong with it.
pub(super) fn scenario(text: &str, resources: &Resources<'_>) -> Reading<Scenario> {
    let lines = Lines::of(text);
    reader::read_by(text, Source::new(0).shaped(shape), |root| Some(lower(root, resources, &lines)))
}

/// What a scenario file may hold, from the same getters that read it.
pub(super) fn shape() -> Rc<Shape> {
    let (shape, source) = (Shape::new(), Source::new(0));
    let (calendar, builtin) = (Calendar::vietnam(), Registry::new());
    let before = BTreeMap::new();
    let resources =
        Resources { calendar: &calendar, builtin: &builtin, before: &before, open: &|_| Err(Text::new("", "")) };
    lower(&Table::describing(&shape, &source), &resources, &Lines::of(""));
    shape
}

fn lower(root: &Table<'_>, resources: &Resources<'_>, lines: &Lines) -> Scenario {
    root.stated("format").and_then(|v| v.integer(1..=1));
    let known = rules::rules(root, resources);
    let calendar = root.get("calendar").and_then(|v| v.table()).map(|t| rules::calendar(&t, resources));
    let whole = InFile { known: &known, lines, adopted: AdoptedReadings::new() };
    let file = InFile { adopted: whole.adopted(root), ..whole };
    let (told, rows, years) = (tables(root, "case"), tables(root, "table"), tables(root, "year"));
    let mut cases: Vec<Case> = told.iter().filter_map(|t| file.case(t)).collect();
    cases.extend(rows.iter().flat_map(|t| file.table(t)));
    cases.extend(years.iter().filter_map(|t| file.year(t)));
    root.done();
    unique_names(told.iter().chain(&rows).chain(&years));
    if told.is_empty() && rows.is_empty() && years.is_empty() && !root.has_errors() {
        let message = Text::new(
            "tệp không có tình huống nào: cần [[case]], [[table]] hoặc [[year]]",
            "the file has no scenario: it needs a [[case]], [[table]] or [[year]]",
        );
        root.report(Code::NoContent, message);
    }
    let calendar = calendar.unwrap_or_else(|| resources.calendar.clone());
    Scenario { rules: known.rules, calendar, cases }
}

/// Two scenarios of one name cannot be told apart in a report.
fn unique_names<'t, 'a: 't>(tables: impl Iterator<Item = &'t Table<'a>>) {
    let mut names: Vec<&str> = Vec::new();
    for value in tables.filter_map(|table| table.get("name")).filter(Value::is_str) {
        let Some(name) = value.str() else { continue };
        if names.contains(&name) {
            let message =
                Text::owned(format!("tên `{name}` đã dùng ở trên"), format!("the name `{name}` is used above"));
            value.report(Code::DuplicateId, message);
        }
        names.push(name);
    }
}

/// What the last of these rows is called: by its day, and by its number where a row before has the day too.
fn row_name(table: &str, days: &[NaiveDate]) -> String {
    let Some(day) = days.last() else { return table.to_owned() };
    match days.iter().filter(|before| *before == day).count() {
        1 => format!("{table}: {day}"),
        number => format!("{table}: {day} ({number})"),
    }
}

/// Where lines begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at.saturating_add(1)).collect())
    }

    /// The line of a place, from 1.
    fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset).saturating_add(1)
    }
}

/// What the parts of a file are read with.
struct InFile<'a> {
    known: &'a Known,
    lines: &'a Lines,
    /// The readings chosen for the whole file.
    adopted: AdoptedReadings,
}

impl InFile<'_> {
    fn case(&self, table: &Table<'_>) -> Option<Case> {
        let name = table.stated("name").and_then(|v| v.name());
        let appointed = table.stated("appointed").and_then(|v| v.date());
        let activity = table.get("activity").and_then(|v| v.word()).unwrap_or(Activity::Dialogue);
        let subject = table.get("subject").and_then(|v| subject(&v.table()?, appointed, self.known));
        let subject = subject.map(|subject| subject.in_activity(activity));
        let as_said = held_as(table);
        let planned = appointed.map(|appointed| as_said(Facts::appointed_for(appointed)));
        self.told(table, name, planned.map(|planned| CaseOf::Day { planned, activity, subject }), false)
    }

    /// The rest of a case: what happened, and what is expected.
    fn told(&self, table: &Table<'_>, name: Option<&str>, of: Option<CaseOf>, of_year: bool) -> Option<Case> {
        let adopted = self.adopted(table);
        let logs = tables(table, "log");
        let log: Vec<Entry> = logs.iter().filter_map(|t| self.entry(t)).collect();
        let expected = tables(table, "expect");
        let expects = expected.iter().filter_map(|t| self.expecting().expect(t, of_year)).collect();
        table.done();
        if !expected.iter().any(|expect| expect.has(ERROR)) {
            covered(table, &["appointed"]);
            for entry in logs.iter().filter(|entry| !entry.has("refused")) {
                covered(entry, &["on", "recorded", "until"]);
            }
            for expect in &expected {
                covered(expect, &["as_of"]);
            }
        }
        if expected.is_empty() && (of_year || !log.iter().any(|entry| entry.refused.is_some())) {
            expects_nothing(table);
        }
        Some(Case { name: name?.to_owned(), line: self.line(table), adopted, of: of?, log, expects })
    }

    fn year(&self, table: &Table<'_>) -> Option<Case> {
        let name = table.stated("name").and_then(|v| v.name());
        let year = table.stated("year").and_then(|v| v.integer(2015..=2100)).and_then(|year| i32::try_from(year).ok());
        let first = year.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1));
        let office = table.stated("office").and_then(|v| subject(&v.table()?, first, self.known));
        let held = table.get("held").map_or_else(Vec::new, |v| v.each(|v| held(&v.table()?)));
        let of = year.zip(office).map(|(year, office)| CaseOf::Year { year, office, held });
        self.told(table, name, of, true)
    }

    /// A case for each row.
    fn table(&self, table: &Table<'_>) -> Vec<Case> {
        let name = table.stated("name").and_then(|v| v.name());
        let expecting = self.expecting();
        let duty = table.stated("duty").and_then(|v| expecting.duty_id(&v));
        let from = table.get("from").and_then(|v| self.event(&v, true));
        let petition = table.get("petition").and_then(|v| v.str().map(str::to_owned));
        let adopted = self.adopted(table);
        let as_said = held_as(table);
        let log: Vec<Entry> = tables(table, "log").iter().filter_map(|t| self.entry(t)).collect();
        let rows = table.need("rows").map_or_else(Vec::new, |v| v.filled(|row| self.row(row, duty.as_ref())));
        table.done();
        let anchor = |day: NaiveDate| from.clone().or_else(|| self.anchor(duty.as_ref()?, day));
        let has_anchor = from.is_some()
            || duty.as_ref().is_some_and(|duty| self.versions(duty).any(|set| anchor_in(set, duty).is_some()));
        if !has_anchor && duty.is_some() && self.known.whole {
            let (vi, en) = (
                "thiếu `from`: nhiệm vụ này không tính từ một sự kiện",
                "`from` is missing: the duty is counted from no event",
            );
            table.report(Code::MissingKey, Text::new(vi, en));
        }
        let (Some(name), Some(duty)) = (name, duty.clone()) else { return Vec::new() };
        let mut days = Vec::new();
        let case = |(day, line, stated): (NaiveDate, usize, Vec<Stated>)| {
            let from = anchor(day)?;
            let of_from = petition.as_deref().filter(|_| self.is_of_petitions(&from));
            let facts = as_said(facts_of_row(&from, day, of_from, &log));
            let of = ExpectOf::Duty { of: duty.clone(), petition: petition.clone(), session: None, occurrence: None };
            let expects = vec![Expect { view: View::everything(), of, stated }];
            days.push(day);
            let (name, adopted) = (row_name(name, &days), adopted.clone());
            Some(Case { name, line, adopted, of: CaseOf::Row { facts }, log: Vec::new(), expects })
        };
        rows.into_iter().filter_map(case).collect()
    }

    /// Whether an event happens to petitions.
    fn is_of_petitions(&self, id: &str) -> bool {
        self.known.rules.sets.iter().find_map(|set| set.event(id)).is_some_and(|event| event.petition)
    }

    fn versions<'s>(&'s self, duty: &'s RuleId) -> impl Iterator<Item = &'s RuleSet> + Clone {
        self.known.rules.sets.iter().filter(|set| set.id() == duty.ruleset)
    }

    /// The event that a duty is counted from, where it is one: in the version of the day, else in any that has it so.
    fn anchor(&self, duty: &RuleId, day: NaiveDate) -> Option<String> {
        let of_day = last_begun(self.versions(duty), day).and_then(|set| anchor_in(set, duty));
        of_day.or_else(|| self.versions(duty).find_map(|set| anchor_in(set, duty)))
    }

    /// `[day, due]`, or a table with `on` and what is expected.
    fn row(&self, row: &Value<'_>, duty: Option<&RuleId>) -> Option<(NaiveDate, usize, Vec<Stated>)> {
        let (expecting, line) = (self.expecting(), self.lines.at(row.at()));
        row.either(
            row.is_list(),
            |row| {
                let days = row.filled(keys::date_or_none);
                if let [on, due] = days.as_slice()
                    && let Ok(on) = on.parse()
                {
                    return Some((on, line, expecting.due(row, due.clone())));
                }
                let (vi, en) = (
                    "một hàng có hai ngày: ngày của sự kiện và ngày đến hạn",
                    "a row has two dates: that of the event, and the due date",
                );
                // Where there are two, what is wrong with one of them was told.
                if days.len() > 1 || !row.is_list_of(2) {
                    row.report(Code::WrongType, Text::new(vi, en));
                }
                None
            },
            |row| {
                let table = row.table_like("{ on = 2026-08-20, due = 2026-09-07 }")?;
                let on = table.stated("on").and_then(|v| v.date());
                let stated = expecting.row(&table, duty);
                table.done();
                if !table.has(ERROR) {
                    covered(&table, &["on"]);
                }
                Some((on?, line, stated))
            },
        )
    }

    const fn expecting(&self) -> Expecting<'_> {
        Expecting { known: self.known, lines: self.lines }
    }

    fn entry(&self, table: &Table<'_>) -> Option<Entry> {
        let refused = table.get("refused").and_then(|v| code(&v));
        let event = table.stated("event").and_then(|v| {
            if refused.as_deref() == Some("unknown-event") { v.str().map(str::to_owned) } else { self.event(&v, false) }
        });
        let on = table.stated("on").and_then(|v| v.date());
        let text = |key| table.get(key).and_then(|v| v.str().map(str::to_owned));
        let date = |key| table.get(key).and_then(|v| v.date());
        let fact = Fact {
            at: table.get("at").and_then(|v| keys::time(&v)),
            recorded: date("recorded"),
            petition: text("petition"),
            until: date("until"),
            class: table.get("class").and_then(|v| self.own_word(&v, "class")),
            channel: table.get("channel").and_then(|v| self.own_word(&v, "channel")),
            states: table.get("states").map(|v| v.each(|field| field.str().map(str::to_owned))),
            session: text("session"),
            reception: text("reception"),
            about: text("about"),
            corrects: table
                .get("corrects")
                .and_then(|v| v.integer(1..=1_000_000))
                .and_then(|n| usize::try_from(n).ok()),
            void: table.get("void").and_then(|v| v.bool()).unwrap_or(false),
            reference: text("reference"),
            key: text("key"),
            ..Fact::new(event.clone().unwrap_or_default(), on.unwrap_or_default())
        };
        table.done();
        (event.is_some() && on.is_some()).then(|| Entry { line: self.line(table), fact, refused })
    }

    /// A built-in word, or one that a rule set declares in a list.
    fn own_word<T: OpenWord>(&self, value: &Value<'_>, list: &'static str) -> Option<T> {
        if !self.known.whole && value.is_str() {
            return value.str().and_then(|word| T::named(word).ok());
        }
        value.open(self.known.rules.sets.iter().flat_map(|set| set.own_of(list)))
    }

    /// A built-in event or one that a rule set declares; or a day that limits are counted from.
    fn event(&self, value: &Value<'_>, or_day: bool) -> Option<String> {
        if !self.known.whole {
            return value.str().map(str::to_owned);
        }
        let days = DAYS.iter().filter(|_| or_day).map(|(day, text)| (*day, Some(text)));
        let own = self.known.rules.sets.iter().flat_map(RuleSet::own_events);
        let events = EVENTS.iter().chain(own).map(|event| (event.id.as_ref(), Some(&event.text)));
        value.among(Code::UnknownEvent, &Text::new("sự kiện", "event"), days.chain(events))
    }

    /// The readings chosen here, over those of the file.
    fn adopted(&self, table: &Table<'_>) -> AdoptedReadings {
        let example = "{ \"hcmc-935/settle-petition\" = \"ten-as-in-words\" }";
        let Some(chosen) = table.get("choose").and_then(|v| v.table_like(example)) else {
            return self.adopted.clone();
        };
        let all = chosen.entries(|duty, value| {
            let reading = value.str()?;
            let (ruleset, id) = duty.split_once('/').unwrap_or(("", duty));
            self.check_choice(duty, value);
            Some((ruleset.to_owned(), id.to_owned(), reading.to_owned()))
        });
        all.iter().fold(self.adopted.clone(), |adopted, (set, id, reading)| adopted.adopt(set, id, reading))
    }

    /// That the duty is there, written `rule-set/duty`, and has the reading.
    fn check_choice(&self, name: &str, value: &Value<'_>) {
        if !self.known.whole {
            return;
        }
        let sets = &self.known.rules.sets;
        let returning = sets.iter().flat_map(|set| set.recurring().iter().map(move |duty| (set, duty)));
        let of_returning = returning.clone().filter(|(set, duty)| name == format!("{}/{}", set.id(), duty.id));
        let of_returning: Vec<_> = of_returning.map(|(_, duty)| duty).collect();
        let all = sets.iter().flat_map(|set| set.obligations().iter().map(move |duty| (set, duty)));
        let of_name: Vec<&Arc<Obligation>> = all
            .clone()
            .filter(|(set, duty)| name == format!("{}/{}", set.id(), duty.id))
            .map(|(_, duty)| duty)
            .collect();
        if of_name.is_empty() && of_returning.is_empty() {
            let all = all.map(|(set, duty)| (set, &duty.id)).chain(returning.map(|(set, duty)| (set, &duty.id)));
            let known: Vec<String> = all.map(|(set, id)| format!("{}/{id}", set.id())).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            value.unknown_among(Code::UnknownDuty, &Text::new("nhiệm vụ", "obligation"), name, &known);
            return;
        }
        let readings = of_name.iter().flat_map(|duty| &duty.readings).map(|reading| reading.id.as_str());
        let rules = all.filter(|(set, duty)| name == format!("{}/{}", set.id(), duty.id));
        let of_set = |set: &&RuleSet| name.split_once('/').is_some_and(|(id, _)| id == set.id());
        let has_versions = sets.iter().filter(of_set).nth(1).is_some();
        let of_versions = OpenReading::ALL.iter().copied().filter(|reading| has_versions && reading.is_of_versions());
        let open: Vec<OpenReading> =
            rules.flat_map(|(set, duty)| open_readings(set, duty)).chain(of_versions).collect();
        let open = open.iter().map(|reading| reading.word());
        let returning = of_returning.iter().flat_map(|duty| &duty.readings).map(|reading| reading.id.as_str());
        let known = readings.chain(returning).chain([DEFAULT_READING]).chain(open).map(|id| (id, None));
        value.among(Code::UnknownReading, &Text::new("cách hiểu", "reading"), known);
    }

    fn line(&self, table: &Table<'_>) -> usize {
        self.lines.at(table.at())
    }
}

/// The event that a version of a rule set counts a duty from, where it is one.
fn anchor_in(set: &RuleSet, duty: &RuleId) -> Option<String> {
    match &set.obligation(&duty.id)?.due {
        Due::Limit { anchor: AnchorRule::Event(event), .. } => Some(event.to_string()),
        _ => None,
    }
}

/// What makes a dialogue one of the kind and mode that a table says.
fn held_as(table: &Table<'_>) -> impl Fn(Facts) -> Facts + use<> {
    let kind = table.get("kind").and_then(|v| v.word());
    let mode = table.get("mode").and_then(|v| v.word());
    move |facts| mode.into_iter().fold(kind.into_iter().fold(facts, Facts::of_kind), Facts::in_mode)
}

/// The code of a refusal or an error.
fn code(value: &Value<'_>) -> Option<String> {
    let codes: Vec<&str> = CODES.split(' ').collect();
    value.closed(&Text::new("mã từ chối", "code of a refusal"), &codes)
}

/// The tables of a list; unlike in a rule file, nothing here can be unknown.
fn tables<'a>(table: &Table<'a>, key: &'static str) -> Vec<Table<'a>> {
    table.get(key).map_or_else(Vec::new, |value| value.each(Value::table))
}

/// Tells the dates under some keys of which no calendar knows anything: with them nothing can be judged.
fn covered(table: &Table<'_>, keys: &[&'static str]) {
    let values = keys.iter().filter(|key| table.has(key)).filter_map(|key| table.get(key));
    for value in values {
        if let Some(day) = value.date() {
            keys::covered(&value, day);
        }
    }
}

/// A test that cannot fail is none; what could not be read in it may have been what it expects.
fn expects_nothing(table: &Table<'_>) {
    if table.has_errors_within() {
        return;
    }
    let message = Text::new(
        "không kiểm tra gì: hãy nêu điều phải có, như `due`, `status`, hoặc mục bị từ chối với `refused`",
        "it expects nothing: state what must hold, such as `due` or `status`, or an entry that must be `refused`",
    );
    table.report(Code::ExpectsNothing, message);
}

/// Every code with which an entry, a count or a rule set is refused.
const CODES: &str = "after-cancellation already-corrected already-raised already-received already-suspended \
    before-opening before-receipt closed-before-opened corrected-before-entered corrects-no-earlier entered-before happened-twice id-not-composed \
    id-of-several-lines id-too-long id-with-spaces key-taken leaves-coverage moved-after-opening \
    moved-to-same-day never-opened new-day-passed no-class no-new-day no-petition no-recorded-date no-session \
    no-such-entry not-in-force not-of-a-dialogue not-of-a-petition not-suspended not-taken nothing-to-correct \
    of-a-dialogue opened-and-cancelled outside-coverage resumed-before-suspended unknown unknown-event unknown-period \
    unknown-petition void-corrects-nothing void-of-another wrong-phase";

/// What the keys of a scenario file are for, for the JSON Schema and so for editors.
pub(crate) fn about() -> Vec<About> {
    let of_rules =
        [keys::about(DUTY), keys::about(RECURRING), keys::about(YEAR), keys::about(EXCLUSION), keys::about(RULE_SET)];
    KEYS.iter().copied().chain(of_rules.into_iter().flatten()).collect()
}

/// Those that are no values of a rule.
const KEYS: &[About] = about! {
    "format" = "phiên bản của dạng tệp, hiện là 1" / "version of the file form, now 1";
    "rulesets" = "bộ quy tắc có sẵn (`hcmc-935`, `qd-11@2019-02-18`) hoặc tệp (`cua-toi.toml`)" / "rule sets: built in (`hcmc-935`, `qd-11@2019-02-18`) or a file (`mine.toml`)";
    "calendar" = "lịch: thêm văn bản, hoặc như đã biết vào một ngày" / "the calendar: more decrees, or as known on a day";
    "choose" = "cách hiểu được chọn: \"bộ/nhiệm-vụ\" = \"cách-hiểu\"" / "readings adopted: \"set/duty\" = \"reading\"";
    "case" = "một cuộc đối thoại: việc đã xảy ra và điều phải có" / "one dialogue: what happened and what must hold";
    "table" = "nhiều hàng cho một nhiệm vụ: ngày sự kiện và ngày đến hạn" / "many rows for one duty: date of the event, due date";
    "year" = "một năm của một cơ quan: nhiệm vụ định kỳ" / "the year of an office: recurring duties";
    "appointed" = "ngày dự kiến đối thoại; trong một năm: ngày mà văn bản quy định" / "the appointed day; in a year, the day that the rule names";
    "reception" = "buổi tiếp công dân: mã trong sổ; ở `expect` là ngày hoặc mã" / "the reception: its id in the log; in `expect` its day or id";
    "occurrence" = "lần nào, khi nhiệm vụ phải làm mỗi lần một sự kiện xảy ra: ngày, hoặc mã của lần đó" / "which time, where a duty is owed for each occurrence of an event: its day, or its id";
    "period" = "kỳ, như \"2026-Q1\", \"2026-09\", \"2026\"" / "the period, such as \"2026-Q1\", \"2026-09\", \"2026\"";
    "log" = "việc đã xảy ra, theo thứ tự ghi" / "what happened, in the order of entry";
    "refused" = "mục này phải bị từ chối, với mã này" / "this entry must be refused, with this code";
    "expect" = "điều phải có" / "what must hold";
    "as_of" = "nhìn từ ngày này; việc sau đó chưa xảy ra" / "seen on this day; what came later has not happened";
    "known_on" = "theo những gì đã biết vào ngày này" / "by what was known on this day";
    "seen" = "trạng thái vào những ngày mà đến khi đó chưa làm" / "how it stands on days by which it is not done";
    "done" = "trạng thái nếu làm vào những ngày này" / "how it stands if it is done on these days";
    "readings" = "kết quả theo cách hiểu khác" / "what other readings give";
};
