//! What a rule file lays down without a date, how a meeting was held, and what became of levels and territories.

use chrono::NaiveDate;

use super::super::vocabulary::{NormKind, Pending, Scope};
use super::super::{
    Change, Exclusion, ExclusionReading, FollowUp, Known, LevelEnd, Merger, Norm, Practice, PracticeStep, Role,
    Transition,
};
use super::due::no_date;
use super::instrument::unit_of_merger;
use super::names::Names;
use super::{known, lint};
use crate::reader::{Code, Table, Value};
use crate::text::{Confidence, Text};

/// The principles, prohibitions, permissions and guidance.
pub(super) fn norms(root: &Table<'_>, names: &Names<'_>) -> Vec<Norm> {
    let kinds = [
        ("principle", NormKind::Principle),
        ("prohibition", NormKind::Prohibition),
        ("permission", NormKind::Permission),
        ("guidance", NormKind::Guidance),
    ];
    let of = |(key, kind): (&'static str, NormKind)| {
        root.tables(key).iter().filter_map(|t| norm(t, kind, names)).collect::<Vec<_>>()
    };
    kinds.into_iter().flat_map(of).collect()
}

fn norm(table: &Table<'_>, kind: NormKind, names: &Names<'_>) -> Option<Norm> {
    let id = table.stated("id").and_then(|v| v.id());
    let text = table.stated("text").and_then(|v| v.text());
    let who = names.some_actors(table, "who");
    let when = table.optional("if").and_then(|v| v.text());
    let cite = names.cite(table);
    let source = names.source(table);
    table.done();
    let (_, confidence) = source?;
    Some(Norm { kind, id: id?.to_owned(), text: text?, who, when, cite: cite?, confidence })
}

pub(super) fn exclusion(table: &Table<'_>, names: &Names<'_>) -> Option<Exclusion> {
    let id = table.stated("id").and_then(|v| v.id());
    let ground = table.stated("ground").and_then(|v| v.text());
    let scope = table.need("scope").and_then(|v| known(&v, Value::word::<Scope>));
    let by = table.get("by").map(|v| known(&v, |v| names.actor(v)));
    let follow_up = table.need("follow_up").and_then(|v| follow_up(&v, names));
    let cite = names.cite(table);
    let source = names.source(table);
    let readings = table.tables("reading");
    let readings = readings.iter().filter_map(|t| exclusion_reading(t, scope)).collect();
    table.done();
    lint::unique(table, &["reading"]);
    let (_, confidence) = source?;
    Some(Exclusion {
        id: id?.to_owned(),
        ground: ground?,
        scope: scope?,
        by: by.unwrap_or(Some(Known::Unknown))?,
        follow_up: follow_up?,
        cite: cite?,
        confidence,
        readings,
    })
}

fn follow_up(value: &Value<'_>, names: &Names<'_>) -> Option<FollowUp> {
    let table = value.table_like("{ none = \"unknown\" }")?;
    let key = table.one_of(&["none", "duty", "text"]);
    let none = table.get("none").and_then(|v| no_date(&v));
    let duty = table.get("duty").and_then(|v| names.obligation(&v));
    let text = table.get("text").and_then(|v| v.text());
    table.done();
    match key? {
        "none" => none.map(FollowUp::None),
        "duty" => duty.map(FollowUp::Duty),
        _ => text.map(FollowUp::Act),
    }
}

fn exclusion_reading(table: &Table<'_>, base: Option<Known<Scope>>) -> Option<ExclusionReading> {
    let id = table.stated("id").and_then(|v| v.id());
    let scope = table.stated("scope").and_then(|v| v.word());
    let text = table.optional("text").and_then(|v| v.text());
    let because = table.stated("because").and_then(|v| v.text());
    table.done();
    if scope.is_some_and(|scope| base == Some(Known::Value(scope))) {
        lint::changes_nothing(table);
    }
    Some(ExclusionReading { id: id?.to_owned(), text, scope: scope?, because: because? })
}

pub(super) fn role(table: &Table<'_>, names: &Names<'_>) -> Option<Role> {
    let id = table.stated("id").and_then(|v| v.id());
    let text = table.optional("text").and_then(|v| v.text());
    let lead = table.get("lead").and_then(|v| names.actor(&v));
    let with = names.some_actors(table, "with");
    let jointly = names.some_actors(table, "jointly");
    let together = names.some_actors(table, "together");
    let invited = names.some_actors(table, "invited");
    let cite = names.cite(table);
    let source = names.source(table);
    table.any_of(&["lead", "with", "jointly", "together", "invited"]);
    table.done();
    let (_, confidence) = source?;
    Some(Role { id: id?.to_owned(), text, lead, with, jointly, together, invited, cite: cite?, confidence })
}

pub(super) fn practice(table: &Table<'_>, names: &Names<'_>) -> Option<Practice> {
    let id = table.stated("id").and_then(|v| v.id());
    let place = table.stated("place").and_then(|v| v.text());
    let held = table.required("held").and_then(|v| held(&v));
    let heads = table.list("heads", |v| names.head(v));
    let opinions = table.optional("opinions").and_then(|v| v.integer(0..=1_000_000));
    let text = table.optional("text").and_then(|v| v.text());
    let steps = table.list("steps", |v| practice_step(&v.table()?, names));
    names.optional_cite(table);
    let source = names.source(table);
    table.done();
    let (source, confidence) = source?;
    let (not_before, not_after) = held.unwrap_or_default();
    Some(Practice {
        id: id?.to_owned(),
        place: place?,
        not_before,
        not_after,
        heads,
        opinions,
        text,
        steps,
        source,
        confidence,
    })
}

/// The first and the last day on which something can have been.
type Between = (Option<NaiveDate>, Option<NaiveDate>);

fn held(value: &Value<'_>) -> Option<Between> {
    value.either(
        !value.is_table(),
        |value| value.date().map(|date| (Some(date), Some(date))),
        |value| {
            let table = value.table()?;
            let after = table.get("after").and_then(|v| v.date());
            let not_after = table.get("not_after").and_then(|v| v.date());
            table.done();
            let not_before = after.and_then(|date| date.succ_opt());
            if not_before.zip(not_after).is_some_and(|(first, last)| last < first) {
                table.report(
                    Code::BadPeriod,
                    Text::new("`not_after` phải sau `after`", "`not_after` must come after `after`"),
                );
            }
            Some((not_before, not_after))
        },
    )
}

fn practice_step(table: &Table<'_>, names: &Names<'_>) -> Option<PracticeStep> {
    let id = table.stated("id").and_then(|v| v.id());
    let actor = table.need("actor").and_then(|v| names.actor(&v));
    let text = table.stated("text").and_then(|v| v.text());
    table.done();
    Some(PracticeStep { id: id?.to_owned(), actor: actor?, text: text? })
}

pub(super) fn level_end(table: &Table<'_>, names: &Names<'_>) -> Option<LevelEnd> {
    let level = table.stated("level").and_then(|v| v.word());
    let heads = table.filled("heads", |v| names.head(v));
    let on = table.stated("on").and_then(|v| v.date());
    let successor = table.stated("successor").and_then(|v| v.text());
    let cite = names.cite(table);
    names.source(table);
    table.done();
    Some(LevelEnd { level: level?, heads, on: on?, successor: successor?, cite: cite? })
}

pub(super) fn merger(table: &Table<'_>, names: &Names<'_>) -> Option<Merger> {
    let into = table.stated("into").and_then(|v| unit_of_merger(&v));
    let of = table.filled("of", unit_of_merger);
    let on = table.need("on").and_then(|v| known(&v, Value::date));
    let text = table.optional("text").and_then(|v| v.text());
    names.optional_cite(table);
    let source = names.source(table);
    table.done();
    let (_, confidence) = source?;
    Some(Merger { into: into?, of, on: on?, text, confidence })
}

/// What becomes of matters that are pending when the version comes into force; of one duty at most one of them speaks.
pub(super) fn transitions(root: &Table<'_>, tables: &[Table<'_>], names: &Names<'_>) -> Vec<Transition> {
    let (mut all, mut spoken_of): (Vec<Transition>, Vec<String>) = (Vec::new(), Vec::new());
    let removed = removed(root);
    for table in tables {
        let of = table.get("of").map(|v| v.filled(|v| names.duty_or(v, &removed)));
        let pending = table.stated("pending").and_then(|v| v.word::<Pending>());
        let text = table.optional("text").and_then(|v| v.text());
        let cite = names.cite(table);
        let source = names.source(table);
        table.done();
        let ids = of.clone().unwrap_or_else(|| vec![String::new()]);
        let again = ids
            .iter()
            .enumerate()
            .find(|(at, id)| spoken_of.contains(id) || ids.iter().take(*at).any(|one| one == *id));
        if let Some((_, twice)) = again {
            let message = match twice.as_str() {
                "" => Text::new(
                    "hai [[transition]] cùng nói về mọi nhiệm vụ: ghi `of` cho từng nhóm nhiệm vụ",
                    "two [[transition]] speak of every duty: say in `of` which duties each is about",
                ),
                id => Text::owned(
                    format!("hai [[transition]] cùng nói về `{id}`: mỗi nhiệm vụ chỉ theo một quy định"),
                    format!("two [[transition]] speak of `{id}`: each duty goes by one of them"),
                ),
            };
            table.report_at("of", Code::DuplicateId, message);
        }
        spoken_of.extend(ids);
        let (Some(pending), Some(cite), Some((_, confidence))) = (pending, cite, source) else { continue };
        all.push(Transition { of: of.unwrap_or_default(), pending, text, cite, confidence });
    }
    all
}

/// The duties that the version no longer has: what was pending of them may be kept by a transition.
fn removed(root: &Table<'_>) -> Vec<String> {
    let notes = if root.is_described() { Vec::new() } else { root.ids("changed") };
    let duty =
        |of: &str| ["obligation.", "recurring."].iter().find_map(|list| of.strip_prefix(list).map(str::to_owned));
    let ids = notes.into_iter().filter_map(|(of, _)| duty(of));
    ids.filter(|id| !id.contains('.')).collect()
}

/// What an overlay or amendment noted down of what it changed.
pub(super) fn change(table: &Table<'_>, names: &Names<'_>) -> Option<Change> {
    let of = table.stated("of").and_then(|v| v.str());
    let by = table.stated("by").and_then(|v| v.str());
    let was = table.get("was").and_then(|v| v.str());
    let cite = names.optional_cite(table);
    let confidence = table.get("confidence").and_then(|v| v.word::<Confidence>());
    let source = names.named_source(table);
    table.done();
    let was = was.map(str::to_owned);
    Some(Change { of: of?.to_owned(), by: by?.to_owned(), was, cite, source, confidence })
}
