//! From the TOML of a rule file to a checked [`RuleSet`].

mod due;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use due::DueParts;

use super::vocabulary::{ACTORS, Actor, CLOSED, DEFAULT_READING, DIALOGUE_DAY, EVENTS, EventKind, FIELDS, OPENED};
use super::{
    Activity, AnchorRule, Applies, CaseClass, Cite, Due, Extension, InForce, Instrument, Known, MetBy, MustState,
    NoDate, Obligation, Order, Phase, Reading, ReadingEffect, Recurring, RuleSet, Source, StepRule, Territory, Toward,
    Trigger, Unknown,
};
use crate::calendar::document::issued;
use crate::citation::Provision;
use crate::reader::{self, FileError, Table, Value};
use crate::text::{Confidence, Text};

pub(super) fn rule_set(text: &str) -> Result<RuleSet, FileError> {
    let mut set = reader::read(text, lower)?;
    set.hash = hash(&set);
    Ok(set)
}

/// SHA-256 of the JSON with sorted keys.
fn hash(set: &RuleSet) -> String {
    let canonical = serde_json::to_value(set).map(|value| value.to_string()).unwrap_or_default();
    Sha256::digest(canonical).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn lower(root: &Table<'_>) -> Option<RuleSet> {
    let format = root.need("format").and_then(|v| v.integer(1..=1));
    let id = root.need("id").and_then(|v| v.id());
    let version = root.need("version").and_then(|v| v.str());
    let title = root.need("title").and_then(|v| v.text());
    let covers = root.get("covers").and_then(|v| v.text());
    let names = Names::of(root);
    let applies = root.need("applies").and_then(|v| applies(&v.table()?, &names));
    let unknowns = root.tables("unknown").iter().filter_map(unknown).collect();
    let steps = root.tables("step").iter().filter_map(|t| step(t, &names)).collect();
    let tables = root.tables("obligation");
    let obligations: Vec<Obligation> = tables.iter().filter_map(|t| obligation(t, &names)).collect();
    let recurring: Vec<Recurring> = root.tables("recurring").iter().filter_map(|t| recurring(t, &names)).collect();
    let triggers = root.tables("trigger").iter().filter_map(|t| trigger(t, &names)).collect();
    root.done();
    unique(root, &["step", "obligation", "recurring", "trigger", "event", "actor"]);
    cycles(&tables, &obligations);
    if obligations.is_empty() && recurring.is_empty() && tables.is_empty() {
        root.report(&Text::new("tệp không có nhiệm vụ nào", "the file has no duty"));
    }
    Some(RuleSet {
        format: format?,
        id: id?.to_owned(),
        version: version?.to_owned(),
        title: title?,
        covers,
        applies: applies?,
        unknowns,
        steps,
        obligations,
        recurring,
        triggers,
        instruments: names.instruments,
        sources: names.sources,
        events: names.events,
        actors: names.actors,
        hash: String::new(),
    })
}

/// What the words of a file may refer to.
struct Names<'a> {
    instruments: Vec<Instrument>,
    sources: Vec<Source>,
    events: Vec<EventKind>,
    actors: Vec<Actor>,
    obligations: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    fn of(root: &Table<'a>) -> Self {
        Self {
            instruments: named(root, "instrument", instrument),
            sources: named(root, "source", source),
            events: root.tables("event").iter().filter_map(event).collect(),
            actors: root.tables("actor").iter().filter_map(actor).collect(),
            obligations: root.ids("obligation").into_iter().map(|(id, _)| id).collect(),
        }
    }

    /// The word of a value, if it is among `known`; if not, says so.
    fn known<'k>(value: &Value<'_>, what: &Text, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
        let word = value.str()?;
        let known: Vec<&str> = known.into_iter().collect();
        if known.contains(&word) {
            return Some(word.to_owned());
        }
        value.unknown_word(what, &known);
        None
    }

    fn event(&self, value: &Value<'_>) -> Option<String> {
        let events = EVENTS.iter().chain(&self.events).map(|event| event.id.as_ref());
        Self::known(value, &Text::new("sự kiện", "event"), events)
    }

    fn anchor_event(&self, value: &Value<'_>) -> Option<String> {
        let events = EVENTS.iter().chain(&self.events).map(|event| event.id.as_ref());
        Self::known(value, &Text::new("sự kiện làm mốc", "event"), std::iter::once(DIALOGUE_DAY).chain(events))
    }

    fn actor(&self, value: &Value<'_>) -> Option<String> {
        let actors = ACTORS.iter().chain(&self.actors).map(|actor| actor.id.as_ref());
        Self::known(value, &Text::new("chủ thể", "actor"), actors)
    }

    /// One actor, or a list.
    fn actors(&self, value: &Value<'_>) -> Vec<String> {
        if value.is_str() {
            return self.actor(value).into_iter().collect();
        }
        value.items().iter().filter_map(|item| self.actor(item)).collect()
    }

    fn obligation(&self, value: &Value<'_>) -> Option<String> {
        Self::known(value, &Text::new("nhiệm vụ", "obligation"), self.obligations.iter().copied())
    }

    fn cite(&self, table: &Table<'_>) -> Option<Cite> {
        let value = table.need("cite")?;
        let written = value.str()?;
        let (instrument, place) = match written.split_once('#') {
            Some((instrument, place)) => (instrument, Some(place)),
            None => (written, None),
        };
        if !self.instruments.is_empty() && !self.instruments.iter().any(|known| known.id == instrument) {
            let known: Vec<&str> = self.instruments.iter().map(|known| known.id.as_str()).collect();
            value.unknown_among(&Text::new("văn bản", "instrument"), instrument, &known);
        }
        let provision = match place.map(str::parse::<Provision>).transpose() {
            Ok(provision) => provision,
            Err(error) => {
                value.report(error.both());
                None
            }
        };
        Some(Cite { instrument: instrument.to_owned(), provision })
    }

    /// The source of a table and the confidence it gives: the file's only source, or the one that `from` names.
    fn source(&self, table: &Table<'_>) -> Option<(String, Confidence)> {
        let confidence = table.get("confidence").and_then(|v| v.word::<Confidence>());
        let source = match (table.get("from"), self.sources.as_slice()) {
            (Some(from), sources) => {
                let ids = sources.iter().map(|source| source.id.as_str());
                let id = Self::known(&from, &Text::new("nguồn", "source"), ids)?;
                sources.iter().find(|source| source.id == id)
            }
            (None, [only]) => Some(only),
            (None, []) => None, // reported already
            (None, _) => {
                table.report(&Text::new(
                    "thiếu `from`: tệp có nhiều nguồn",
                    "`from` is missing: the file has several sources",
                ));
                None
            }
        }?;
        Some((source.id.clone(), confidence.unwrap_or(source.confidence)))
    }
}

/// The tables `[key.id]`, in the order of the file; there must be one.
fn named<T>(root: &Table<'_>, key: &'static str, read: fn(&str, &Table<'_>) -> Option<T>) -> Vec<T> {
    let Some(table) = root.need(key).and_then(|value| value.table()) else { return Vec::new() };
    table.entries().iter().filter_map(|(id, value)| read(id, &value.table()?)).collect()
}

fn instrument(id: &str, table: &Table<'_>) -> Option<Instrument> {
    let kind = table.need("kind").and_then(|v| v.word());
    let number = table.need("number").and_then(|v| known(&v, |v| v.str().map(str::to_owned)));
    let enclosed_with = table.get("enclosed_with").and_then(|v| v.word());
    let issuer = table.need("issuer").and_then(|v| v.text());
    let issue = table.need("issued").and_then(|v| known(&v, issued));
    let in_force = table.get("in_force").and_then(|v| in_force(&v.table()?));
    let standing = table.need("standing").and_then(|v| v.word());
    let standing_note = table.get("standing_note").and_then(|v| v.text());
    let note = table.get("note").and_then(|v| v.text());
    table.done();
    Some(Instrument {
        id: id.to_owned(),
        kind: kind?,
        number: number?,
        enclosed_with,
        issuer: issuer?,
        issued: issue?,
        in_force: in_force.unwrap_or(InForce { from: Known::Unknown, assumed_from: None, until: None }),
        standing: standing?,
        standing_note,
        note,
    })
}

/// A value that may be the word `unknown`.
fn known<'v, T>(value: &Value<'v>, read: impl Fn(&Value<'v>) -> Option<T>) -> Option<Known<T>> {
    if value.is_unknown() { Some(Known::Unknown) } else { read(value).map(Known::Value) }
}

fn in_force(table: &Table<'_>) -> Option<InForce> {
    let from = table.need("from").and_then(|v| known(&v, Value::date));
    let assumed_from = table.get("assumed_from").and_then(|v| v.date());
    let until = table.get("until").and_then(|v| v.date());
    table.done();
    Some(InForce { from: from?, assumed_from, until })
}

fn source(id: &str, table: &Table<'_>) -> Option<Source> {
    let kind = table.need("kind").and_then(|v| v.word());
    let confidence = table.need("confidence").and_then(|v| v.word());
    let reference = table.need("ref").and_then(|v| v.str());
    let note = table.get("note").and_then(|v| v.text());
    table.done();
    Some(Source { id: id.to_owned(), kind: kind?, confidence: confidence?, reference: reference?.to_owned(), note })
}

fn event(table: &Table<'_>) -> Option<EventKind> {
    let id = table.need("id").and_then(|v| v.id());
    let phase = table.get("phase").and_then(|v| v.word::<Phase>());
    let petition = table.get("petition").and_then(|v| v.bool()).unwrap_or(false);
    let text = table.need("text").and_then(|v| v.text());
    table.done();
    let taken = EVENTS.iter().any(|event| Some(event.id.as_ref()) == id) || id == Some(DIALOGUE_DAY);
    not_taken(table, id, taken)?;
    Some(EventKind { id: id?.to_owned().into(), phase, petition, text: text? })
}

fn actor(table: &Table<'_>) -> Option<Actor> {
    let id = table.need("id").and_then(|v| v.id());
    let text = table.need("text").and_then(|v| v.text());
    table.done();
    not_taken(table, id, ACTORS.iter().any(|actor| Some(actor.id.as_ref()) == id))?;
    Some(Actor { id: id?.to_owned().into(), text: text? })
}

fn not_taken(table: &Table<'_>, id: Option<&str>, taken: bool) -> Option<()> {
    if taken {
        let id = id.unwrap_or_default();
        table.report(&Text::owned(
            format!("`{id}` đã có sẵn, không khai báo lại"),
            format!("`{id}` is built in and cannot be declared again"),
        ));
        return None;
    }
    Some(())
}

fn applies(table: &Table<'_>, names: &Names<'_>) -> Option<Applies> {
    let territory = table.need("territory").and_then(|v| territory(&v.table()?));
    let heads = table.list("heads", Value::word);
    let levels = table.list("levels", Value::word);
    let audience = table.list("audience", |v| names.actor(v));
    table.done();
    if table.get("heads").is_none_or(|list| list.is_empty_list()) {
        table.report(&Text::new("cần nêu `heads`", "`heads` must name someone"));
    }
    Some(Applies { territory: territory?, heads, levels, audience })
}

fn territory(table: &Table<'_>) -> Option<Territory> {
    let code = table.need("code").and_then(|v| v.str());
    let as_of = table.need("as_of").and_then(|v| v.date());
    table.done();
    Some(Territory { code: code?.to_owned(), as_of: as_of? })
}

fn unknown(table: &Table<'_>) -> Option<Unknown> {
    let of = table.need("of").and_then(|v| v.str());
    let because = table.get("because").and_then(|v| v.text());
    table.done();
    Some(Unknown { of: of?.to_owned(), because })
}

fn step(table: &Table<'_>, names: &Names<'_>) -> Option<StepRule> {
    let id = table.need("id").and_then(|v| v.id());
    let phase = table.need("phase").and_then(|v| v.word());
    let actor = table.need("actor").and_then(|v| names.actor(&v));
    let with = table.get("with").map_or_else(Vec::new, |v| names.actors(&v));
    let text = table.need("text").and_then(|v| v.text());
    let order = table.get("order").and_then(|v| v.word()).unwrap_or(Order::AsListed);
    let cite = names.cite(table);
    table.done();
    Some(StepRule { id: id?.to_owned(), phase: phase?, actor: actor?, with, text: text?, order, cite: cite? })
}

fn met_by(table: &Table<'_>, names: &Names<'_>) -> Option<MetBy> {
    let value = table.need("met_by")?;
    let table = value.table_like("{ all = [\"…\"] }")?;
    let key = table.one_of(&["all", "any"]);
    let events = key.map_or_else(Vec::new, |key| table.list(key, |v| names.event(v)));
    table.done();
    if key.is_some_and(|key| table.get(key).is_some_and(|list| list.is_empty_list())) {
        table.report(&Text::new("cần ít nhất một sự kiện", "needs at least one event"));
    }
    if events.is_empty() {
        return None;
    }
    Some(if key? == "all" { MetBy::All(events) } else { MetBy::Any(events) })
}

fn toward(table: &Table<'_>, names: &Names<'_>) -> Vec<Toward> {
    table.list("toward", |value| {
        if value.is_str() {
            return Some(Toward { who: names.actor(value)?, if_any: false });
        }
        let table = value.table()?;
        let who = table.need("who").and_then(|v| names.actor(&v));
        let if_any = table.get("if").map(|v| Names::known(&v, &Text::new("điều kiện", "condition"), ["any"]));
        table.done();
        Some(Toward { who: who?, if_any: if_any.is_some() })
    })
}

fn must_state(table: &Table<'_>) -> Option<MustState> {
    let table = table.get("must_state")?.table_like("{ fields = [\"…\"] }")?;
    let what = Text::new("nội dung phải nêu", "field");
    let fields = table.list("fields", |v| Names::known(v, &what, FIELDS.iter().map(|field| field.id)));
    let open = table.get("open").and_then(|v| v.bool()).unwrap_or(false);
    table.done();
    if table.get("fields").is_none_or(|list| list.is_empty_list()) {
        table.report(&Text::new("`fields` cần ít nhất một mục", "`fields` needs at least one field"));
    }
    Some(MustState { fields, open })
}

fn obligation(table: &Table<'_>, names: &Names<'_>) -> Option<Obligation> {
    let id = table.need("id").and_then(|v| v.id());
    let duty_kind: Option<super::DutyKind> = table.need("duty_kind").and_then(|v| v.word());
    let activity = table.get("activity").and_then(|v| v.word()).unwrap_or(Activity::Dialogue);
    let phase = if activity == Activity::Dialogue { table.need("phase") } else { table.get("phase") };
    let phase = phase.and_then(|v| v.word());
    let each = table.get("each").map(|v| Names::known(&v, &Text::new("đối tượng", "unit"), ["petition"]));
    let text = table.get("text").and_then(|v| v.text());
    let bearer = table.need("bearer").map_or_else(Vec::new, |v| names.actors(&v));
    let toward = toward(table, names);
    let parts = table.need("due").and_then(|v| DueParts::of_value(&v, names));
    let due = parts.as_ref().and_then(|parts| parts.due(table));
    let met_by = met_by(table, names);
    let must_state = must_state(table);
    let only_if = table.get("only_if").map_or_else(Vec::new, |v| only_if(&v));
    let sets_due_of = table.get("sets").and_then(|v| sets(&v.table()?, names));
    let extension = table.get("extension").and_then(|v| extension(&v.table()?, names));
    let cite = names.cite(table);
    let source = names.source(table);
    let source_defect = table.get("source_defect").and_then(|v| v.text());
    let silent_on = table.list("silent_on", |v| v.str().map(str::to_owned));
    let readings = table.tables("reading");
    let readings = readings.iter().filter_map(|t| reading(t, names, parts.as_ref()?, due.as_ref()?)).collect();
    table.done();
    unique(table, &["reading"]);
    let (source, confidence) = source?;
    Some(Obligation {
        id: id?.to_owned(),
        duty_kind: duty_kind?,
        activity,
        phase,
        each_petition: each.is_some(),
        text: text.unwrap_or_else(|| duty_kind.map_or_else(|| Text::same(""), super::DutyKind::text)),
        bearer,
        toward,
        due: due?,
        met_by: met_by?,
        must_state,
        only_if,
        sets_due_of,
        extension,
        cite: cite?,
        source,
        confidence,
        source_defect,
        silent_on,
        readings,
    })
}

fn only_if(value: &Value<'_>) -> Vec<CaseClass> {
    let Some(table) = value.table_like("{ any_class = [\"…\"] }") else { return Vec::new() };
    let classes = table.need("any_class").map_or_else(Vec::new, |v| v.items().iter().filter_map(Value::word).collect());
    table.done();
    if table.get("any_class").is_some_and(|list| list.is_empty_list()) {
        table.report(&Text::new("`any_class` cần ít nhất một loại", "`any_class` needs at least one class"));
    }
    classes
}

fn sets(table: &Table<'_>, names: &Names<'_>) -> Option<String> {
    let due_of = table.need("due_of").and_then(|v| names.obligation(&v));
    if let Some(to) = table.need("to") {
        Names::known(&to, &Text::new("giá trị", "value"), ["stated"]);
    }
    table.done();
    due_of
}

fn extension(table: &Table<'_>, names: &Names<'_>) -> Option<Extension> {
    let granted_by = table.need("granted_by").and_then(|v| names.event(&v));
    if let Some(limit) = table.need("limit") {
        Names::known(&limit, &Text::new("giới hạn", "limit"), ["stated"]);
    }
    let before = table.get("granted_before");
    let before = before.and_then(|v| Names::known(&v, &Text::new("mốc", "limit"), ["due", "not-stated", "unknown"]));
    let when = table.get("when").and_then(|v| v.text());
    let toward = toward(table, names);
    let must_state = must_state(table);
    table.done();
    let before_due = match before.as_deref() {
        Some("unknown") => Known::Unknown,
        word => Known::Value(word == Some("due")),
    };
    Some(Extension { granted_by: granted_by?, before_due, when, toward, must_state })
}

fn reading(table: &Table<'_>, names: &Names<'_>, base: &DueParts, base_due: &Due) -> Option<Reading> {
    let id = table.need("id").and_then(|v| v.id());
    if id == Some(DEFAULT_READING) {
        table.report(&Text::new(
            "`default` dành cho cách hiểu mặc định",
            "`default` is kept for the rule set's own reading",
        ));
    }
    let because = table.need("because").and_then(|v| v.text());
    let effect = match table.one_of(&["due", "object"]) {
        Some("due") => {
            let patch = table.get("due").and_then(|v| DueParts::of(&v.table()?, names));
            patch.and_then(|patch| base.clone().patched(patch).due(table)).map(ReadingEffect::Due)
        }
        Some(_) => table.get("object").and_then(|v| names.obligation(&v)).map(ReadingEffect::Limits),
        None => None,
    };
    table.done();
    if effect.as_ref().is_some_and(|effect| matches!(effect, ReadingEffect::Due(due) if due == base_due)) {
        table.report(&Text::new("cách hiểu này không thay đổi gì", "the reading changes nothing"));
    }
    Some(Reading { id: id?.to_owned(), effect: effect?, because: because? })
}

fn recurring(table: &Table<'_>, names: &Names<'_>) -> Option<Recurring> {
    let id = table.need("id").and_then(|v| v.id());
    let duty_kind: Option<super::DutyKind> = table.get("duty_kind").and_then(|v| v.word());
    let activity = table.get("activity").and_then(|v| v.word()).unwrap_or(Activity::Dialogue);
    let text = table.get("text").and_then(|v| v.text());
    let every = table.need("every").and_then(|v| v.word());
    let at_least = table.need("at_least").and_then(|v| v.integer(1..=366));
    let counts = table.get("counts").and_then(|v| v.word());
    let kinds = table.list("kinds", Value::word);
    let bearer = table.get("bearer").map_or_else(Vec::new, |v| names.actors(&v));
    let toward = toward(table, names);
    let no_date = table.get("due").map(|v| recurring_due(&v));
    let met_by = met_by(table, names);
    let cite = names.cite(table);
    let source = names.source(table);
    table.done();
    let (source, confidence) = source?;
    let text = text.or_else(|| duty_kind.map(super::DutyKind::text));
    Some(Recurring {
        duty_kind,
        activity,
        text: text.unwrap_or_else(|| Text::same(id.unwrap_or_default().to_owned())),
        id: id?.to_owned(),
        every: every?,
        at_least: at_least?,
        counts,
        kinds,
        bearer,
        toward,
        no_date: no_date.unwrap_or(Some(NoDate::NotStated))?,
        met_by: met_by?,
        cite: cite?,
        source,
        confidence,
    })
}

fn recurring_due(value: &Value<'_>) -> Option<NoDate> {
    let table = value.table()?;
    let none = table.need("none").and_then(|v| v.word());
    table.done();
    none
}

fn trigger(table: &Table<'_>, names: &Names<'_>) -> Option<Trigger> {
    let id = table.need("id").and_then(|v| v.id());
    let modality = table.need("modality").and_then(|v| v.word());
    let when = table.need("when").and_then(|v| judgement(&v.table()?));
    let kind = table.need("kind").and_then(|v| v.word());
    let cite = names.cite(table);
    let source = names.source(table);
    table.done();
    let (_, confidence) = source?;
    Some(Trigger { id: id?.to_owned(), modality: modality?, when: when?, kind: kind?, cite: cite?, confidence })
}

fn judgement(table: &Table<'_>) -> Option<Text> {
    let words = table.need("judgement").and_then(|v| v.text());
    table.done();
    words
}

/// Reports ids that stand twice under one key, at the second.
fn unique(table: &Table<'_>, keys: &[&'static str]) {
    for key in keys {
        let mut seen = BTreeSet::new();
        for (id, place) in table.ids(key) {
            if !seen.insert(id) {
                place.report(Text::owned(
                    format!("mã `{id}` có hai lần trong [[{key}]]"),
                    format!("the id `{id}` stands twice under [[{key}]]"),
                ));
            }
        }
    }
}

/// Reports duties whose anchors lead back to themselves.
fn cycles(tables: &[Table<'_>], obligations: &[Obligation]) {
    let producer = |event: &str| obligations.iter().find(|o| o.met_by.events().iter().any(|e| e == event));
    let next = |due: &Due| match due {
        Due::Limit { anchor: AnchorRule::Event(event), .. } if event == OPENED || event == CLOSED => None,
        Due::Limit { anchor: AnchorRule::Event(event), .. } => producer(event),
        Due::Limit { anchor: AnchorRule::DueOf(id), .. } => obligations.iter().find(|o| &o.id == id),
        Due::None(_) => None,
    };
    for obligation in obligations {
        let readings = obligation.readings.iter().filter_map(|reading| match &reading.effect {
            ReadingEffect::Due(due) => Some(due),
            ReadingEffect::Limits(_) => None,
        });
        for due in std::iter::once(&obligation.due).chain(readings) {
            let mut at = next(due);
            let mut steps = 0_usize;
            while let Some(here) = at.filter(|here| here.id != obligation.id && steps <= obligations.len()) {
                at = next(&here.due);
                steps = steps.saturating_add(1);
            }
            if at.is_some_and(|here| here.id == obligation.id) {
                let place = tables.iter().find(|table| table.has_id(&obligation.id));
                if let Some(place) = place {
                    place.report(&Text::new(
                        "mốc tính thời hạn quay vòng về chính nhiệm vụ này",
                        "the anchors of this duty lead back to itself",
                    ));
                }
            }
        }
    }
}
