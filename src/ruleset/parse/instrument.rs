//! The documents, sources and territory of a rule file.

use chrono::NaiveDate;

use super::super::instrument::COUNTRY;
use super::super::{Activity, Applies, InForce, Instrument, Known, Source, Territory};
use super::names::Names;
use super::{known, lint, or_unknown};
use crate::calendar::document::issued;
use crate::reader::{Code, Table, Value};
use crate::territory;
use crate::text::{Confidence, Lang, Text};

/// The instrument that a rule set is named after.
const MAIN: &str = "main";

/// Keys of an instrument or a source that are no names of one.
const OWN_KEYS: [&str; 7] = ["kind", "number", "issuer", "issued", "standing", "confidence", "ref"];

/// What `read` makes of the tables `[key.id]`.
fn named<T>(root: &Table<'_>, key: &'static str, read: fn(&str, &Table<'_>) -> Option<T>) -> Vec<T> {
    let Some(value) = root.stated(key) else { return Vec::new() };
    let Some(table) = value.table_like("[instrument.main], [source.x]") else { return Vec::new() };
    if root.keys(key).is_empty() && !root.is_described() {
        value.report(Code::Empty, Text::new("bảng rỗng: cần ít nhất một mục", "the table is empty: it needs an entry"));
    }
    // `[instrument]` for `[instrument.main]`: its own keys stand in the place of names.
    let is_own = |id: &&str| OWN_KEYS.contains(id) && !table.has_table(id);
    if root.keys(key).iter().any(is_own) {
        let right = if key == "source" { "source.vd" } else { "instrument.main" };
        let said = Text::owned(
            format!("bảng này phải có tên: hãy viết `[{right}]` thay cho `[{key}]`"),
            format!("this table has a name: write `[{right}]`, not `[{key}]`"),
        );
        value.report(Code::Syntax, said);
        return Vec::new();
    }
    table.entries(|id, value| {
        value.as_name(id);
        read(id, &value.table()?)
    })
}

/// The instruments, the main one first.
pub(super) fn instruments(root: &Table<'_>) -> Vec<Instrument> {
    let mut all = named(root, "instrument", instrument);
    all.sort_by_key(|instrument| instrument.id != MAIN);
    let ids = root.keys("instrument");
    if !ids.is_empty() && !ids.contains(&MAIN) {
        root.report(
            Code::MissingKey,
            Text::new(
                "thiếu [instrument.main]: văn bản mà bộ quy tắc mang tên",
                "[instrument.main] is missing: the document that the rule set is named after",
            ),
        );
    }
    all
}

pub(super) fn sources(root: &Table<'_>) -> Vec<Source> {
    named(root, "source", source)
}

fn instrument(id: &str, table: &Table<'_>) -> Option<Instrument> {
    let kind = table.stated("kind").and_then(|v| v.word());
    let number = table.required("number").and_then(|v| v.str().map(str::to_owned));
    let enclosed_with = table.optional("enclosed_with").and_then(|v| v.word());
    let issuer = table.required("issuer").and_then(|v| v.text());
    let issue = table.required("issued").and_then(|v| issued(&v));
    let in_force = table.optional("in_force").and_then(|v| in_force(&v));
    let standing = table.need("standing").and_then(|v| v.word());
    let standing_note = table.optional("standing_note").and_then(|v| v.text());
    let note = table.optional("note").and_then(|v| v.text());
    let civil_code = table.get("civil_code").and_then(|v| v.bool()).unwrap_or(false);
    let implements = table.list("implements", |v| v.str().map(str::to_owned));
    let replaces = table.list("replaces", |v| v.str().map(str::to_owned));
    table.get("cite").map(|value| value.one_or_more(|v| v.str().map(str::to_owned))); // of an overlay's change
    table.done();
    Some(Instrument {
        id: id.to_owned(),
        kind: kind?,
        number: or_unknown(number),
        enclosed_with,
        issuer: or_unknown(issuer),
        issued: or_unknown(issue),
        in_force: in_force.unwrap_or(InForce { from: Known::Unknown, assumed_from: None, until: None }),
        standing: standing?,
        standing_note,
        note,
        civil_code,
        implements,
        replaces,
    })
}

pub(super) fn in_force(value: &Value<'_>) -> Option<InForce> {
    let table = value.table_like("{ from = 2026-07-01 }")?;
    let from = table.need("from").and_then(|v| known(&v, Value::date));
    let assumed_from = table.get("assumed_from").and_then(|v| v.date());
    let until = table.get("until").and_then(|v| v.date());
    table.done();
    let from = from?;
    if let (Known::Value(_), Some(_)) = (from, assumed_from) {
        table.report(
            Code::ExclusiveKeys,
            Text::new(
                "đã biết `from` thì không có `assumed_from`",
                "`from` is known, so nothing is assumed: leave out `assumed_from`",
            ),
        );
    }
    let start = from.value().copied().or(assumed_from);
    if let (Some(start), Some(until)) = (start, until)
        && until <= start
    {
        table.report(
            Code::BadPeriod,
            Text::owned(
                format!("`until` ({until}) phải sau ngày bắt đầu ({start}): đó là ngày đầu tiên không còn hiệu lực"),
                format!("`until` ({until}) must come after the first day ({start}): it is the first day without"),
            ),
        );
    }
    Some(InForce { from, assumed_from, until })
}

fn source(id: &str, table: &Table<'_>) -> Option<Source> {
    let kind = table.stated("kind").and_then(|v| v.word());
    let confidence = table.need("confidence").and_then(|v| v.word::<Confidence>());
    let reference = table.stated("ref").and_then(|v| v.str());
    let note = table.optional("note").and_then(|v| v.text());
    table.done();
    Some(Source { id: id.to_owned(), kind: kind?, confidence: confidence?, reference: reference?.to_owned(), note })
}

/// Whom it binds; `first_day` is the first on which it is in force, if that is said.
pub(super) fn applies(table: &Table<'_>, names: &Names<'_>, first_day: Option<NaiveDate>) -> Option<Applies> {
    let territory = table.stated("territory").and_then(|v| territory(&v, first_day));
    let heads = table.get("heads").map_or_else(Vec::new, |v| v.filled(|v| names.head(v)));
    let bodies = table.get("bodies").map_or_else(Vec::new, |v| v.filled(Value::word));
    let levels = table.list("levels", |v| names.level(v));
    let unit_types = table.list("unit_types", Value::word);
    lint::unit_types(table, &unit_types, &levels);
    let audience = table.list("audience", |v| names.actor(v));
    let kinds = table.list("kinds", Value::word);
    let activities = table.get("activities").map(|v| v.filled(Value::word));
    names.optional_cite(table); // of an overlay that changes whom the set binds
    table.any_of(&["heads", "bodies"]);
    table.done();
    let activities = activities.unwrap_or_else(|| vec![Activity::Dialogue]);
    Some(Applies { territory: territory?, heads, bodies, levels, unit_types, audience, kinds, activities })
}

fn territory(value: &Value<'_>, first_day: Option<NaiveDate>) -> Option<Territory> {
    let table = value.table_like("{ code = \"79\", as_of = 2017-04-28 }")?;
    let written = table.stated("code");
    let code = written.as_ref().and_then(unit_code);
    let as_of = table.stated("as_of").and_then(|v| v.date());
    table.done();
    if let (Some(written), Some(code), Some(day)) = (written, &code, first_day.or(as_of)) {
        let had_ended = as_of.is_some_and(|as_of| territory::ended(code, as_of).is_some());
        match territory::likely(code, None).filter(|_| code.len() == 3 && had_ended) {
            Some(province) if code.starts_with('0') => too_many_zeros(&written, (code, &province), day),
            _ => ended_before(&table, code, day),
        }
    }
    Some(Territory { code: code?, as_of: as_of? })
}

/// A district that had ended when the file began to be in force, of which the number without its zero is a province.
fn too_many_zeros(value: &Value<'_>, (code, province): (&str, &str), day: NaiveDate) {
    let message = Text::build(|lang| {
        let day = lang.date(day);
        match lang {
            Lang::Vi => format!("ngày {day} không còn huyện nào mang mã `{code}`; mã tỉnh, thành phố có 2 chữ số"),
            Lang::En => format!("no district had the code `{code}` on {day}; that of a province has 2 digits"),
        }
    });
    value.report_near(Code::BadTerritory, message, Some(province));
}

/// Warns of a unit that had ended when the file began to be in force: it is for a place that was another by then.
fn ended_before(table: &Table<'_>, code: &str, day: NaiveDate) {
    let Some(unit) = territory::ended(code, day) else { return };
    let message = Text::build(|lang| {
        let (unit, day) = (unit.text(lang), lang.date(day));
        match lang {
            Lang::Vi => format!(
                "{unit}; ngày đầu tiên tệp có hiệu lực, {day}, không còn đơn vị mang mã này: hãy nêu mã của ngày đó"
            ),
            Lang::En => {
                format!("{unit}; on the first day of the file, {day}, no unit has this code: name the one of that day")
            }
        }
    });
    table.report_at("code", Code::EndedTerritory, message);
}

/// `VN`, or the 2, 3 or 5 digits of a province, district or commune; a province is one of the lists.
pub(super) fn unit_of_merger(value: &Value<'_>) -> Option<String> {
    let code = value.str()?;
    let smaller = code.len() > 2 && Territory::is_code(code); // may have ended before the first list
    if smaller { Some(code.to_owned()) } else { unit_code(value) }
}

/// `VN`, or the 2, 3 or 5 digits of a province, district or commune that the lists have.
fn unit_code(value: &Value<'_>) -> Option<String> {
    let code = value.str()?;
    let is_code = Territory::is_code(code);
    if is_code && (code == COUNTRY || territory::is_listed(code, NaiveDate::MAX)) {
        return Some(code.to_owned());
    }
    let words = if is_code {
        Text::owned(
            format!("không có đơn vị hành chính nào mang mã `{code}` trong các danh mục từ 16/10/2019 đến nay"),
            format!("no administrative unit has the code `{code}` in the lists since 2019-10-16"),
        )
    } else {
        Text::owned(
            format!("`{code}` không phải mã đơn vị hành chính: cần `VN`, hoặc 2 chữ số (tỉnh), 3 (huyện), 5 (xã)"),
            format!(
                "`{code}` is no code of an administrative unit: expected `VN`, or 2 digits (province), 3 (district), 5 (commune)"
            ),
        )
    };
    value.report_near(Code::BadTerritory, words, territory::likely(code, None).as_deref());
    None
}
