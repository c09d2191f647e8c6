//! The steps and duties of a rule file.

use super::super::vocabulary::{DEFAULT_READING, Detail, REPLY_SENT, RESCHEDULED, built_in};
use super::super::{
    Activity, Basis, Channel, Due, DutyKind, ExtendedBy, ExtendedFrom, Extension, Form, GrantedBefore, Lasts, MetBy,
    Most, MustState, Obligation, Order, Reading, ReadingEffect, StepRule, Suspension,
};
use super::condition::condition;
use super::due::{DueParts, MOST_UNITS};
use super::lint;
use super::names::{NOBODY_KNOWN, Names};
use crate::reader::{Code, Table, Value};
use crate::text::Text;

/// The most often that an extension may be said to be granted.
const MOST_TIMES: u32 = 100;

pub(super) fn step(table: &Table<'_>, names: &Names<'_>) -> Option<StepRule> {
    let id = table.stated("id").and_then(|v| v.id());
    let phase = table.stated("phase").and_then(|v| v.word());
    let who = table.one_of(&["actor", "together"]);
    let actor = table.get("actor").and_then(|v| names.actor(&v));
    let together = names.some_actors(table, "together");
    let with = names.some_actors(table, "with");
    let on_behalf_of = table.get("for").and_then(|v| names.actor(&v));
    let text = table.stated("text").and_then(|v| v.text());
    let order = table.get("order").and_then(|v| v.word()).unwrap_or(Order::AsListed);
    let cite = names.cite(table);
    names.source(table);
    table.done();
    Some(StepRule {
        id: id?.to_owned(),
        phase: phase?,
        actor: if who? == "actor" { actor? } else { NOBODY_KNOWN.to_owned() },
        with,
        together,
        on_behalf_of,
        text: text?,
        order,
        cite: cite?,
    })
}

pub(super) fn obligation(table: &Table<'_>, names: &Names<'_>) -> Option<Obligation> {
    let id = table.stated("id").and_then(|v| v.id());
    let duty_kind = table.stated("duty_kind").and_then(|v| v.word::<DutyKind>());
    let activity = table.get("activity").and_then(|v| v.word()).unwrap_or(Activity::Dialogue);
    let phase = table.required_if("phase", activity == Activity::Dialogue).and_then(|v| v.word());
    let each = table.get("each").map(|v| each(&v, names));
    let per = table.optional("per").and_then(|v| v.word());
    let each_event = match &each {
        Some(Each::Event(event)) => event.clone(),
        _ => None,
    };
    lint::each_and_per(table, each_event.as_ref(), per);
    lint::per_reception(table, activity, matches!(each, Some(Each::Petition)), per);
    let unit_types = table.list("unit_types", Value::word);
    let basis = table.get("basis").and_then(|v| v.word()).unwrap_or(Basis::Norm);
    let text = table.optional("text").and_then(|v| v.text());
    let bearer = table.need("bearer").map_or_else(Vec::new, |v| names.actors(&v));
    let toward = names.toward(table);
    let due_value = table.need("due");
    let parts = due_value.as_ref().and_then(|v| DueParts::of_value(v, names));
    let due = due_value.as_ref().zip(parts.as_ref()).and_then(|(value, parts)| parts.due(value));
    let channels = table.list("channels", |v| names.channel(v));
    let (met_by, unless) = met_by(table, names, Some(&channels)).unzip();
    let lasts = lasts(table, names, met_by.as_ref());
    let form = form(table, met_by.as_ref());
    let must_state = must_state(table, names);
    let only_if = table.optional("only_if").and_then(|v| condition(&v, names));
    let excused_by = table.optional("excused_by").and_then(|v| names.event(&v));
    let sets_due_of = table.optional("sets").and_then(|v| sets(&v.table()?, names));
    let extensions = table.optional("extension");
    let extensions = extensions.map_or_else(Vec::new, |v| v.one_or_more(|v| extension(&v.table()?, names)));
    let suspension = table.optional("suspension").and_then(|v| suspension(&v.table()?, names));
    let same_as = same_as(table);
    let cite = names.cite(table);
    let source = names.source(table);
    let source_defect = table.optional("source_defect").and_then(|v| v.text());
    let readings = table.tables("reading");
    let base = (parts, due.clone());
    let readings = readings.iter().filter_map(|t| reading(t, names, &base)).collect();
    let silent_on = lint::silent_on(table);
    table.done();
    lint::unique(table, &["reading"]);
    let (source, confidence) = source?;
    let text = text.or_else(|| duty_kind.map(DutyKind::text));
    let own = id.filter(|id| sets_due_of.as_deref() == Some(*id));
    if own.is_some() {
        table.report(Code::Cycle, Text::new("nhiệm vụ tự đặt thời hạn của chính nó", "the duty sets its own due date"));
    }
    let obligation = Obligation {
        place: 0,
        id: id?.to_owned(),
        duty_kind: duty_kind?,
        activity,
        phase,
        each_petition: matches!(each, Some(Each::Petition)),
        each_event,
        is_of_petitions: false,
        per,
        unit_types,
        basis,
        text: text?,
        bearer,
        toward,
        due: due?,
        met_by: met_by?,
        lasts,
        channels,
        form,
        must_state,
        only_if,
        unless: unless.unwrap_or_default(),
        excused_by,
        sets_due_of,
        extensions,
        suspension,
        same_as,
        cite: cite?,
        source,
        confidence,
        source_defect,
        silent_on,
        readings,
        unknown: Vec::new(),
    };
    lint::own_act(table, &obligation);
    lint::former_day(table, &obligation);
    Some(obligation)
}

/// What a duty is owed for again and again.
enum Each {
    Petition,
    /// Each occurrence of an event, if it can be read.
    Event(Option<String>),
}

fn each(value: &Value<'_>, names: &Names<'_>) -> Each {
    let each = value.either(
        !value.is_table(),
        |value| {
            value.only("petition", &Text::new("đối tượng", "unit"));
            Some(Each::Petition)
        },
        |value| {
            let table = value.table_like(&format!("{{ event = \"{RESCHEDULED}\" }}"))?;
            let event = table.stated("event").and_then(|v| names.event(&v));
            table.done();
            Some(Each::Event(event))
        },
    );
    each.unwrap_or(Each::Petition)
}

/// The acts that need not be done once something happened: the act, and what excuses from it.
type Unless = Vec<(String, String)>;

/// Which events fulfil a duty; on each of its `channels`, where it can have any.
pub(super) fn met_by(table: &Table<'_>, names: &Names<'_>, channels: Option<&[Channel]>) -> Option<(MetBy, Unless)> {
    let value = table.need("met_by")?;
    value.or_unknown((MetBy::Unknown, Unless::new()), |value| acts(table, value, names, channels))
}

/// The events of `met_by`, which stands in the table of a duty.
fn acts(
    table: &Table<'_>,
    value: &Value<'_>,
    names: &Names<'_>,
    channels: Option<&[Channel]>,
) -> Option<(MetBy, Unless)> {
    let met = value.table_like("{ all = [\"…\"] }")?;
    let key = met.one_of(if channels.is_some() { &["all", "any", "each_channel"] } else { &["all", "any"] });
    let mut unless = Unless::new();
    let all = met.get("all").map(|v| v.filled(|v| act(v, names, channels.is_some(), &mut unless)));
    let any = met.get("any").map(|v| v.filled(|v| act(v, names, channels.is_some(), &mut unless)));
    let each = channels.and_then(|_| met.get("each_channel")).map(|v| names.event(&v));
    met.done();
    if each.is_some() && channels.is_some_and(<[Channel]>::is_empty) {
        table.report(
            Code::MissingKey,
            Text::new("`met_by.each_channel` cần `channels`", "`met_by.each_channel` needs `channels`"),
        );
    }
    let met_by = match key? {
        "all" => all.map(|acts| MetBy::All(acts.into())),
        "any" => any.map(|acts| MetBy::Any(acts.into())),
        _ => each.flatten().map(MetBy::EachChannel),
    };
    Some((met_by?, unless))
}

/// An event, or one that something excuses from.
fn act(value: &Value<'_>, names: &Names<'_>, may_be_excused: bool, unless: &mut Unless) -> Option<String> {
    if !may_be_excused {
        return names.event(value);
    }
    let mut excused = None;
    let event = value.either(
        !value.is_table(),
        |value| names.event(value),
        |value| {
            let table = value.table_like("{ event = \"…\", unless = \"…\" }")?;
            let event = table.stated("event").and_then(|v| names.event(&v));
            excused = table.stated("unless").and_then(|v| names.event(&v));
            table.done();
            event
        },
    )?;
    unless.extend(excused.map(|excused| (event.clone(), excused)));
    Some(event)
}

/// How long the acts must go on; where no event ends them, their entries say the last day in `until`.
fn lasts(table: &Table<'_>, names: &Names<'_>, met_by: Option<&MetBy>) -> Option<Lasts> {
    let value = table.optional("lasts")?;
    let lasts = value.table_like("{ n = 30, unit = \"day\" }")?;
    let n = lasts.stated("n").and_then(|v| v.integer(1..=MOST_UNITS));
    let unit = lasts.stated("unit").and_then(|v| v.word());
    let until_value = lasts.get("until");
    let until = until_value.as_ref().and_then(|v| names.event(v));
    lasts.done();
    let states_a_day = |event: &&String| {
        let says = |detail| built_in(event).is_some_and(|event| event.says(detail));
        says(Detail::NewDay) || says(Detail::NewLimit)
    };
    let events = met_by.map_or(&[] as &[String], MetBy::events);
    if until_value.is_none()
        && let Some(event) = events.iter().find(states_a_day)
    {
        let message = Text::owned(
            format!("mục `{event}` đã nêu ngày khác ở `until`: `lasts` cần `until` là sự kiện kết thúc"),
            format!("an entry `{event}` states another day in `until`: `lasts` needs `until`, the event that ends it"),
        );
        value.report(Code::LimitConflict, message);
    }
    Some(Lasts { n: n?, unit: unit?, until })
}

/// The form of acts, by the event that they are.
fn form(table: &Table<'_>, met_by: Option<&MetBy>) -> Vec<(String, Form)> {
    let Some(forms) = table.optional("form").and_then(|v| v.table_like(&format!("{{ {REPLY_SENT} = \"written\" }}")))
    else {
        return Vec::new();
    };
    let events = met_by.map_or(&[] as &[String], MetBy::events);
    forms.entries(|event, value| {
        if !events.is_empty() && !events.iter().any(|known| known == event) {
            let known: Vec<&str> = events.iter().map(String::as_str).collect();
            value.unknown_among(
                Code::UnknownEvent,
                &Text::new("sự kiện trong `met_by`", "event in `met_by`"),
                event,
                &known,
            );
        }
        Some((event.to_owned(), value.word()?))
    })
}

fn must_state(table: &Table<'_>, names: &Names<'_>) -> Option<MustState> {
    let table = table.optional("must_state")?.table_like("{ fields = [\"…\"] }")?;
    let (fields, texts) = table.filled("fields", |v| names.field(v)).into_iter().unzip();
    let open = table.get("open").and_then(|v| v.bool()).unwrap_or(false);
    table.done();
    Some(MustState { fields, open, texts })
}

fn sets(table: &Table<'_>, names: &Names<'_>) -> Option<String> {
    let due_of = table.need("due_of").and_then(|v| names.obligation(&v));
    if let Some(to) = table.need("to") {
        to.only("stated", &Text::new("giá trị", "value"));
    }
    table.done();
    due_of
}

fn extension(table: &Table<'_>, names: &Names<'_>) -> Option<Extension> {
    let granted_by = table.stated("granted_by").and_then(|v| names.event(&v));
    let only_if = table.optional("only_if").and_then(|v| condition(&v, names));
    let limit = table.required("limit").and_then(|v| {
        let stated = Text::new("giới hạn", "limit");
        v.either(
            !v.is_table(),
            |v| v.closed(&stated, &["stated"]).map(|_| ExtendedBy::Stated),
            |v| most(&v.table_like("{ n = 10, unit = \"working-day\" }")?).map(ExtendedBy::Counted),
        )
    });
    let maximum = table.optional("maximum").and_then(|v| most(&v.table_like("{ n = 30, unit = \"day\" }")?));
    let times = table.optional("times").and_then(|v| v.integer(1..=MOST_TIMES));
    let granted_before = table.get("granted_before");
    let granted_before = granted_before.and_then(|v| v.or_unknown(GrantedBefore::NotStated, Value::word));
    let form = table.optional("form").and_then(|v| v.word());
    let when = table.optional("when").and_then(|v| v.text());
    let toward = names.toward(table);
    let must_state = must_state(table, names);
    table.done();
    Some(Extension {
        granted_by: granted_by?,
        only_if,
        limit: limit.unwrap_or(ExtendedBy::Stated),
        maximum,
        times,
        granted_before: granted_before.unwrap_or(GrantedBefore::NotStated),
        form,
        when,
        toward,
        must_state,
    })
}

/// A length of time from some day, the due date if none is said.
fn most(table: &Table<'_>) -> Option<Most> {
    let n = table.stated("n").and_then(|v| v.integer(1..=MOST_UNITS));
    let unit = table.stated("unit").and_then(|v| v.word());
    let from = table.get("from").and_then(|v| v.word());
    table.done();
    Some(Most { n: n?, unit: unit?, from: from.unwrap_or(ExtendedFrom::Due) })
}

fn suspension(table: &Table<'_>, names: &Names<'_>) -> Option<Suspension> {
    let by = table.stated("by").and_then(|v| names.event(&v));
    let until = table.stated("until").and_then(|v| names.event(&v));
    let when = table.optional("when").and_then(|v| v.text());
    table.done();
    Some(Suspension { by: by?, until: until?, when })
}

/// The duties of other rule sets that are this one: `rule-set/duty`.
pub(super) fn same_as(table: &Table<'_>) -> Vec<String> {
    table.list("same_as", |value| {
        let written = value.str()?;
        let is_id = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if written.split_once('/').is_some_and(|(set, duty)| is_id(set) && is_id(duty)) {
            return Some(written.to_owned());
        }
        value.report(
            Code::BadId,
            Text::owned(
                format!("`{written}` không đúng dạng BỘ-QUY-TẮC/NHIỆM-VỤ, như `law-72-2025/hold-dialogue`"),
                format!("`{written}` is not RULE-SET/DUTY, as in `law-72-2025/hold-dialogue`"),
            ),
        );
        None
    })
}

fn reading(table: &Table<'_>, names: &Names<'_>, base: &(Option<DueParts>, Option<Due>)) -> Option<Reading> {
    let id_value = table.stated("id");
    let id = id_value.as_ref().and_then(Value::id);
    if let Some(value) = id_value.filter(|_| id == Some(DEFAULT_READING)) {
        value.report(
            Code::ReservedId,
            Text::new("`default` dành cho cách hiểu mặc định", "`default` is kept for the rule set's own reading"),
        );
    }
    let text = table.optional("text").and_then(|v| v.text());
    let because = table.stated("because").and_then(|v| v.text());
    let key = table.one_of(&["due", "object"]);
    let due_value = table.get("due");
    let patch = due_value.as_ref().and_then(|v| Some(DueParts::of(&v.table()?, names)));
    let object = table.get("object").and_then(|v| names.obligation(&v));
    table.done();
    let effect = match key {
        Some("due") => {
            let parts = base.0.clone()?.patched(patch?);
            due_value.as_ref().and_then(|value| parts.due(value)).map(ReadingEffect::Due)
        }
        _ => object.map(ReadingEffect::Limits),
    };
    let same = |due: &Due| base.1.as_ref() == Some(due);
    if effect.as_ref().is_some_and(|effect| matches!(effect, ReadingEffect::Due(due) if same(due))) {
        lint::changes_nothing(table);
    }
    base.1.as_ref()?;
    Some(Reading { id: id?.to_owned(), text, effect: effect?, because: because? })
}
