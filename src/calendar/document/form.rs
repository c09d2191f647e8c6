//! The file form of documents and of practice.

use std::borrow::Cow;
use std::cell::RefCell;

use chrono::NaiveDate;

use super::super::generated::PRACTICE;
use super::super::practice::Practice;
use super::{Document, DocumentFact, DocumentKind, HolidayRule, Issued, RestDay, Supersedes};
use crate::citation::Provision;
use crate::reader::{self, Code, FileError, Reading, Table, Value};
use crate::text::{Confidence, Lang, Message as _, Text};

/// Reads the documents of a decree file: one or more `[[document]]`, as in [`VIETNAM_TOML`](crate::calendar::VIETNAM_TOML).
///
/// ```
/// use doithoai::calendar::{VIETNAM_TOML, parse_documents};
/// let documents = parse_documents(VIETNAM_TOML)?;
/// assert_eq!(documents[0].title().en, "Decision 188/1999/QĐ-TTg of 1999-09-17");
/// # Ok::<(), doithoai::FileError>(())
/// ```
///
/// # Errors
/// Everything wrong in the file, with its place.
pub fn parse_documents(text: &str) -> Result<Vec<Document>, FileError> {
    read(text, PRACTICE).map(|read| read.documents)
}

/// What a decree file says.
pub(in crate::calendar) struct DecreeFile {
    pub(in crate::calendar) documents: Vec<Document>,
    /// What practice makes likely by it, where it does not stay as it was.
    pub(in crate::calendar) practice: Practice,
    /// The day until which documents were looked for.
    pub(in crate::calendar) checked_until: Option<NaiveDate>,
}

/// Reads a decree file.
pub(in crate::calendar) fn read(text: &str, practice: Practice) -> Result<DecreeFile, FileError> {
    read_and(text, practice, |read, _| Some(read)).result()
}

/// Reads a decree file, and what `lay` makes of it and of the tables of its documents, if nothing else is wrong.
pub(in crate::calendar) fn read_and<T>(
    text: &str,
    mut practice: Practice,
    lay: impl FnOnce(DecreeFile, &[Table<'_>]) -> Option<T>,
) -> Reading<T> {
    reader::read(text, |root| {
        if let Some(format) = root.need("format") {
            format.integer(1..=1);
        }
        let checked_until = root.get("checked_until").and_then(|v| v.date());
        let tables = root.tables("document");
        let read: Vec<Option<Document>> = tables.iter().map(document).collect(); // each of them, also after a mistake
        let mut documents: Option<Vec<Document>> = read.into_iter().collect();
        let practices = root.tables("practice");
        for table in &practices {
            practice.read(table);
        }
        // Where a fact cannot be read, what does not fit may follow from that; from what a document is called nothing does.
        let is_decided = !root.has_errors_of_values();
        for (table, at) in tables.iter().zip(0..) {
            called(table, documents.as_mut().and_then(|all| all.get_mut(at)));
        }
        root.done();
        // Where a key of the file is misspelt, that is the mistake.
        let is_empty = documents.as_ref().is_some_and(Vec::is_empty) && practices.is_empty();
        if is_empty && !root.has_unknown_keys() {
            root.report(Code::NoContent, Text::new("tệp không có [[document]] nào", "the file has no [[document]]"));
        }
        let file = documents.map(|documents| DecreeFile { documents, practice, checked_until });
        file.filter(|_| is_decided).and_then(|file| lay(file, &tables))
    })
}

/// What a document decides, and when; what it is called comes after.
fn document(table: &Table<'_>) -> Option<Document> {
    let id = table.need("id").and_then(|v| v.id());
    let issue = table.need("issued").and_then(|v| issued(&v));
    let from = table.get("from").and_then(|v| v.date());
    let ends = table.list("ends", |v| v.id().map(|id| Cow::Owned(id.to_owned())));
    let supersedes = table.list("supersedes", supersedes);
    let facts = facts(table);
    let issue = issue?;
    Some(Document {
        id: Cow::Owned(id?.to_owned()),
        issued: issue,
        from: from.unwrap_or_else(|| issue.known_from()),
        ends: ends.into(),
        supersedes: supersedes.into(),
        ..Document::of_days(issue.known_from(), facts)
    })
}

/// What a document is called and how sure it is, told of it where it could be read otherwise.
fn called(table: &Table<'_>, document: Option<&mut Document>) {
    let kind = table.need("kind").and_then(|v| v.word::<DocumentKind>());
    let number = table.need("number").and_then(|v| v.str());
    let name = table.get("name").and_then(|v| v.text());
    let issuer = table.need("issuer").and_then(|v| v.text());
    let confidence = table.need("confidence").and_then(|v| v.word::<Confidence>());
    let source = table.need("source").and_then(|v| v.str());
    let with = table.list("with", Value::text);
    table.done();
    // Where a fact is there and cannot be read, or its key is misspelt, that is the mistake.
    if !table.has_unknown_keys() && DECIDES.iter().all(|key| table.get(key).is_none()) {
        table.report(Code::NoContent, Text::new("văn bản không quyết định gì", "the document decides nothing"));
    }
    let Some(document) = document else { return };
    document.number = number.filter(|number| *number != "unknown").map(|number| Cow::Owned(number.to_owned()));
    (document.name, document.with) = (name, with.into());
    // Where one of these cannot be read, the file is refused.
    document.kind = kind.unwrap_or(document.kind);
    document.confidence = confidence.unwrap_or(document.confidence);
    document.source = source.map_or_else(|| document.source.clone(), |source| Cow::Owned(source.to_owned()));
    document.issuer = issuer.unwrap_or_else(|| document.issuer.clone());
}

/// The keys with which a document decides something.
const DECIDES: [&str; 12] = [
    "weekly_rest",
    "holiday",
    "make_up",
    "decided_yearly",
    "tet",
    "beside_national_day",
    "confirms",
    "in_lieu",
    "not_made_up",
    "swap",
    "day_off",
    "supersedes",
];

/// A date of issue: a date, or `{ not_after = … }`.
pub(crate) fn issued(value: &Value<'_>) -> Option<Issued> {
    value.either(
        !value.is_table(),
        |value| value.date().map(Issued::On),
        |value| {
            let table = value.table()?;
            let date = table.need("not_after").and_then(|v| v.date());
            table.done();
            date.map(Issued::NotAfter)
        },
    )
}

fn supersedes(value: &Value<'_>) -> Option<Supersedes> {
    if value.is_str() {
        return Some(Supersedes { document: Cow::Owned(value.id()?.to_owned()), on: Cow::Borrowed(&[]) });
    }
    let table = value.table()?;
    let document = table.need("document").and_then(|v| v.id());
    let on = table.filled("on", Value::date);
    table.done();
    Some(Supersedes { document: Cow::Owned(document?.to_owned()), on: on.into() })
}

fn facts(table: &Table<'_>) -> Vec<DocumentFact> {
    let mut facts = Vec::new();
    let rest = table.list("weekly_rest", Value::word::<RestDay>);
    if !rest.is_empty() {
        facts.push(DocumentFact::WeeklyRest { days: rest.into() });
    }
    facts.extend(table.list("holiday", holiday));
    facts.extend(table.get("make_up").and_then(|v| place(&v)).map(|at| DocumentFact::MakeUp { at }));
    facts.extend(table.get("decided_yearly").and_then(|v| place(&v)).map(|at| DocumentFact::DecidedYearly { at }));
    facts.extend(each_once(table, "tet", |v| {
        pair(v, "from", "to", "{ from = 2027-02-04, to = 2027-02-08 }").map(|(from, to)| DocumentFact::Tet { from, to })
    }));
    facts
        .extend(each_once(table, "beside_national_day", |v| v.date().map(|on| DocumentFact::BesideNationalDay { on })));
    facts.extend(each_once(table, "confirms", |v| v.date().map(|on| DocumentFact::Confirms { on })));
    facts.extend(each_once(table, "in_lieu", |v| {
        pair(v, "of", "on", "{ of = 2027-02-06, on = 2027-02-09 }").map(|(of, on)| DocumentFact::InLieu { of, on })
    }));
    facts.extend(each_once(table, "not_made_up", |v| v.date().map(|of| DocumentFact::NotMadeUp { of })));
    let swaps = RefCell::new(Vec::new());
    facts.extend(table.list("swap", |v| {
        let (off, worked) = pair(v, "off", "worked", "{ off = 2026-08-31, worked = 2026-08-22 }")?;
        if swaps.borrow().contains(&(off, worked)) {
            let (vi, en) = (
                format!(
                    "cặp hoán đổi {} và {} được nêu hai lần: chỉ giữ một",
                    Lang::Vi.date(off),
                    Lang::Vi.date(worked)
                ),
                format!("the swap of {off} for {worked} is given twice: keep one"),
            );
            v.report(Code::DecidesNothing, Text::owned(vi, en));
        }
        swaps.borrow_mut().push((off, worked));
        Some(DocumentFact::Swap { off, worked })
    }));
    facts.extend(each_once(table, "day_off", day_off));
    facts
}

/// What a list decides; of what stands there twice the second time is told.
fn each_once(
    table: &Table<'_>,
    key: &'static str,
    read: impl Fn(&Value<'_>) -> Option<DocumentFact>,
) -> Vec<DocumentFact> {
    let known = RefCell::new(Vec::new());
    table.list(key, |value| {
        let fact = read(value)?;
        if known.borrow().contains(&fact) {
            let days = fact.dates();
            let ends = days.first().into_iter().chain(days.last().filter(|_| days.len() > 1));
            let days: Vec<NaiveDate> = ends.copied().collect();
            let on = |lang: Lang| days.iter().map(|day| lang.date(*day)).collect::<Vec<_>>().join(" - ");
            let (vi, en) = (
                format!("`{key}` nêu {} hai lần: chỉ giữ một", on(Lang::Vi)),
                format!("`{key}` gives {} twice: keep one", on(Lang::En)),
            );
            value.report(Code::DecidesNothing, Text::owned(vi, en));
        }
        known.borrow_mut().push(fact.clone());
        Some(fact)
    })
}

/// Two dates under their keys, as in `example`.
fn pair(value: &Value<'_>, first: &'static str, second: &'static str, example: &str) -> Option<(NaiveDate, NaiveDate)> {
    let table = value.table_like(example)?;
    let (a, b) = (table.need(first).and_then(|v| v.date()), table.need(second).and_then(|v| v.date()));
    table.done();
    Some((a?, b?))
}

fn day_off(value: &Value<'_>) -> Option<DocumentFact> {
    let table = value.table_like("{ on = 2026-09-14, name = \"…\" }")?;
    let (on, name) = (table.need("on").and_then(|v| v.date()), table.need("name").and_then(|v| v.text()));
    table.done();
    Some(DocumentFact::DayOff { on: on?, name: name? })
}

fn place(value: &Value<'_>) -> Option<Cow<'static, str>> {
    let written = value.str()?;
    match written.parse::<Provision>() {
        Ok(_) => Some(Cow::Owned(written.to_owned())),
        Err(error) => {
            value.report(Code::BadPlace, error.both());
            None
        }
    }
}

fn holiday(value: &Value<'_>) -> Option<DocumentFact> {
    let table = value.table()?;
    let id = table.need("id").and_then(|v| v.id());
    let name = table.need("name").and_then(|v| v.text());
    let at = table.need("at").and_then(|v| place(&v));
    let rule = match table.one_of(&["solar", "hung_kings", "tet_days", "beside"]) {
        Some("solar") => month_day(&table, "solar").map(|(month, day)| HolidayRule::Solar { month, day }),
        Some("beside") => month_day(&table, "beside").map(|(month, day)| HolidayRule::Beside { month, day }),
        Some("tet_days") => {
            let days = table.get("tet_days").and_then(|v| v.integer(1..=15));
            days.and_then(|days| u8::try_from(days).ok()).map(|days| HolidayRule::Tet { days })
        }
        Some(_) => {
            let value = table.get("hung_kings");
            let yes = value.as_ref().and_then(Value::bool);
            if let (Some(false), Some(value)) = (yes, value) {
                value.report(Code::OutOfRange, Text::new("chỉ có thể là true", "can only be true"));
            }
            yes.map(|_| HolidayRule::HungKings)
        }
        None => None,
    };
    table.done();
    Some(DocumentFact::Holiday { id: Cow::Owned(id?.to_owned()), name: name?, rule: rule?, at: at? })
}

fn month_day(table: &Table<'_>, key: &'static str) -> Option<(u8, u8)> {
    const LEAP_YEAR: i32 = 2024;
    let value = table.get(key)?;
    let written = value.str()?;
    let parsed = written.split_once('-').and_then(|(m, d)| Some((m.parse::<u8>().ok()?, d.parse::<u8>().ok()?)));
    let valid = parsed.filter(|(m, d)| NaiveDate::from_ymd_opt(LEAP_YEAR, (*m).into(), (*d).into()).is_some());
    if valid.is_none() {
        value.report(
            Code::WrongType,
            Text::owned(
                format!("`{written}` không phải tháng-ngày: viết như \"09-02\""),
                format!("`{written}` is not a month and day: expected as in \"09-02\""),
            ),
        );
    }
    valid
}
