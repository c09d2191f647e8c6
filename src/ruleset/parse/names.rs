//! What the words of a file may refer to.

use std::collections::BTreeSet;

use super::super::vocabulary::{
    ACTORS, Actor, CaseClass, Channel, DAYS, EVENTS, EventKind, FIELDS, HeadKind, Level, Phase, built_in,
    may_be_declared,
};
use super::super::{Cite, Instrument, Place, Source, Toward};
use super::instrument;
use crate::citation::Provision;
use crate::reader::{Code, Table, Value};
use crate::text::{Confidence, Message as _, OwnText, OwnWord, Text};

/// The actor of which nothing is known.
pub(super) const NOBODY_KNOWN: &str = "unknown";

pub(super) struct Names<'a> {
    pub(super) instruments: Vec<Instrument>,
    pub(super) sources: Vec<Source>,
    pub(super) events: Vec<EventKind>,
    pub(super) actors: Vec<Actor>,
    /// What the instrument calls events and actors that every file knows.
    pub(super) words: Vec<(String, Text)>,
    /// The classes, fields and other words that the file declares.
    pub(super) own: Vec<OwnText>,
    /// The events and actors that the file declares, readable or not.
    event_ids: Vec<&'a str>,
    actor_ids: Vec<&'a str>,
    obligations: BTreeSet<&'a str>,
    recurring: BTreeSet<&'a str>,
    /// The instruments that the file has, readable or not.
    instrument_ids: Vec<&'a str>,
    source_ids: Vec<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(root: &Table<'a>) -> Self {
        let ids = |key| root.ids(key).into_iter().map(|(id, _)| id).collect();
        Self {
            instruments: instrument::instruments(root),
            sources: instrument::sources(root),
            events: root.tables("event").iter().filter_map(event).collect(),
            actors: root.tables("actor").iter().filter_map(actor).collect(),
            own: own_words(root),
            words: root.optional("words").map_or_else(Vec::new, |v| words(&v)),
            event_ids: root.ids("event").into_iter().map(|(id, _)| id).collect(),
            actor_ids: root.ids("actor").into_iter().map(|(id, _)| id).collect(),
            obligations: ids("obligation"),
            recurring: ids("recurring"),
            instrument_ids: root.keys("instrument"),
            source_ids: root.keys("source"),
        }
    }

    fn events(&self) -> impl Iterator<Item = (&str, Option<&Text>)> {
        let readable = EVENTS.iter().chain(&self.events).map(|event| (event.id.as_ref(), Some(&event.text)));
        readable.chain(self.event_ids.iter().map(|id| (*id, None)))
    }

    pub(super) fn event(&self, value: &Value<'_>) -> Option<String> {
        value.among(Code::UnknownEvent, &Text::new("sự kiện", "event"), self.events())
    }

    /// Whether an event happens to one petition.
    pub(super) fn is_of_petitions(&self, event: &str) -> bool {
        let own = self.events.iter().find(|known| known.id == event);
        own.or_else(|| built_in(event)).is_some_and(|event| event.petition)
    }

    /// What an event is called.
    pub(super) fn event_text(&self, id: &str) -> Text {
        let renamed = self.words.iter().find(|(of, _)| of == id).map(|(_, text)| text.clone());
        let own = || self.events.iter().find(|known| known.id == id).or_else(|| built_in(id));
        renamed.or_else(|| Some(own()?.text.clone())).unwrap_or_else(|| Text::same(id.to_owned()))
    }

    /// Whether the file declares an event of this id.
    pub(super) fn declares(&self, event: &str) -> bool {
        self.event_ids.contains(&event)
    }

    /// An event, or a day that only an anchor can be.
    pub(super) fn anchor_event(&self, value: &Value<'_>) -> Option<String> {
        let days = DAYS.iter().map(|(day, text)| (*day, Some(text)));
        value.among(Code::UnknownEvent, &Text::new("sự kiện làm mốc", "event"), days.chain(self.events()))
    }

    pub(super) fn actor(&self, value: &Value<'_>) -> Option<String> {
        let readable = ACTORS.iter().chain(&self.actors).map(|actor| (actor.id.as_ref(), Some(&actor.text)));
        let actors = readable.chain(self.actor_ids.iter().map(|id| (*id, None)));
        let actor = value.among(Code::UnknownActor, &Text::new("chủ thể", "actor"), actors);
        if value.is_unknown() {
            value.note_unknown();
        }
        actor
    }

    /// One actor, or a list.
    pub(super) fn actors(&self, value: &Value<'_>) -> Vec<String> {
        value.one_or_more(|item| self.actor(item))
    }

    /// The actors under a key that may be absent.
    pub(super) fn some_actors(&self, table: &Table<'_>, key: &'static str) -> Vec<String> {
        table.get(key).map_or_else(Vec::new, |value| self.actors(&value))
    }

    /// Those to whom something is owed.
    pub(super) fn toward(&self, table: &Table<'_>) -> Vec<Toward> {
        let Some(value) = table.get("toward") else { return Vec::new() };
        let plain = |who: String| Toward { who, if_any: false, level: None };
        let nobody_known = vec![plain(NOBODY_KNOWN.to_owned())];
        let one = |item: &Value<'_>| {
            item.either(!item.is_table(), |item| self.actor(item).map(plain), |item| self.conditional(item))
        };
        value.or_unknown(nobody_known, |value| Some(value.filled(one))).unwrap_or_default()
    }

    fn conditional(&self, item: &Value<'_>) -> Option<Toward> {
        let table = item.table()?;
        let who = table.need("who").and_then(|v| self.actor(&v));
        let if_any = table.get("if").map(|v| v.only("any", &Text::new("điều kiện", "condition")));
        let level = table.get("level").and_then(|v| self.level(&v));
        table.done();
        Some(Toward { who: who?, if_any: if_any.is_some(), level })
    }

    /// A class of cases, of the library or of the file's own.
    pub(super) fn class(&self, value: &Value<'_>) -> Option<CaseClass> {
        value.open(self.own("class"))
    }

    /// A channel, of the library or of the file's own.
    pub(super) fn channel(&self, value: &Value<'_>) -> Option<Channel> {
        value.open(self.own("channel"))
    }

    /// Whose head, of the library or of the file's own.
    pub(super) fn head(&self, value: &Value<'_>) -> Option<HeadKind> {
        value.open(self.own("head"))
    }

    /// A level, of the library or of the file's own.
    pub(super) fn level(&self, value: &Value<'_>) -> Option<Level> {
        value.open(self.own("level"))
    }

    /// A thing that a notice must state, and what it is called.
    pub(super) fn field(&self, value: &Value<'_>) -> Option<(String, Text)> {
        let built_in = FIELDS.iter().map(|field| (field.id, Some(&field.text)));
        let known = || built_in.clone().chain(self.own("field"));
        let id = value.among(Code::UnknownWord, &Text::new("nội dung phải nêu", "field"), known())?;
        let text = known().find(|(known, _)| *known == id).and_then(|(_, text)| text.cloned());
        Some((id.clone(), text.unwrap_or_else(|| Text::same(id))))
    }

    /// The ids of the words that the file declares in a list.
    pub(super) fn own_ids(&self, list: &'static str) -> impl Iterator<Item = &str> {
        self.own(list).map(|(id, _)| id)
    }

    /// The words that the file declares in a list.
    fn own(&self, list: &'static str) -> impl Iterator<Item = (&str, Option<&Text>)> {
        OwnText::of(list, &self.own)
    }

    /// An obligation of the file.
    pub(super) fn obligation(&self, value: &Value<'_>) -> Option<String> {
        let known = self.obligations.iter().map(|id| (*id, None));
        value.among(Code::UnknownDuty, &Text::new("nhiệm vụ", "obligation"), known)
    }

    /// A duty of the file, also one that returns, or one of those that it no longer has.
    pub(super) fn duty_or(&self, value: &Value<'_>, removed: &[String]) -> Option<String> {
        let known = self.obligations.iter().chain(&self.recurring).copied();
        let known = known.chain(removed.iter().map(String::as_str)).map(|id| (id, None));
        value.among(Code::UnknownDuty, &Text::new("nhiệm vụ", "obligation"), known)
    }

    /// A recurring duty of the file.
    pub(super) fn recurring(&self, value: &Value<'_>) -> Option<String> {
        let known = self.recurring.iter().map(|id| (*id, None));
        value.among(Code::UnknownDuty, &Text::new("nhiệm vụ định kỳ", "recurring duty"), known)
    }

    pub(super) fn has_instrument(&self, id: &str) -> bool {
        self.instrument_ids.contains(&id)
    }

    /// Where the text of a table says so.
    pub(super) fn cite(&self, table: &Table<'_>) -> Option<Cite> {
        let cited = table.need("cite").map(|value| value.one_or_more(|item| self.place(item)));
        cited_together(table, cited?)
    }

    /// Where it says so, if it says where.
    pub(super) fn optional_cite(&self, table: &Table<'_>) -> Option<Cite> {
        let cited = table.get("cite").map(|value| value.one_or_more(|item| self.place(item)));
        cited_together(table, cited?)
    }

    /// `main#d13.k3.g1`, `main`, or `{ in = "main", text = "…" }`.
    fn place(&self, value: &Value<'_>) -> Option<Place> {
        value.either(!value.is_table(), |value| self.coded_place(value), |value| self.place_in_words(value))
    }

    /// A place of an instrument that has no articles, in words.
    fn place_in_words(&self, value: &Value<'_>) -> Option<Place> {
        let table = value.table_like("{ in = \"kh\", text = \"phần mở đầu\" }")?;
        let instrument = table.stated("in").and_then(|v| {
            let written = v.str()?;
            if !self.has_instrument(written) {
                let what = Text::new("văn bản", "instrument");
                v.unknown_among(Code::UnknownInstrument, &what, written, &self.instrument_ids);
            }
            Some(written.to_owned())
        });
        let words = table.stated("text").and_then(|v| v.text());
        table.done();
        Some(Place { instrument: instrument?, provision: None, words: Some(words?) })
    }

    fn coded_place(&self, value: &Value<'_>) -> Option<Place> {
        let written = value.str()?;
        let (instrument, place) = match written.split_once('#') {
            Some((instrument, place)) => (instrument, Some(place)),
            None => (written, None),
        };
        if !self.has_instrument(instrument) {
            let what = Text::new("văn bản", "instrument");
            value.unknown_among(Code::UnknownInstrument, &what, instrument, &self.instrument_ids);
        }
        let provision = match place.map(str::parse::<Provision>).transpose() {
            Ok(provision) => provision,
            Err(error) => {
                value.report(Code::BadPlace, error.both());
                None
            }
        };
        Some(Place { instrument: instrument.to_owned(), provision, words: None })
    }

    /// The source that `from` names.
    pub(super) fn named_source(&self, table: &Table<'_>) -> Option<String> {
        let known = self.source_ids.iter().map(|id| (*id, None));
        table.get("from")?.among(Code::UnknownSource, &Text::new("nguồn", "source"), known)
    }

    /// The source of a table and the confidence it gives: the file's only source, or the one that `from` names.
    pub(super) fn source(&self, table: &Table<'_>) -> Option<(String, Confidence)> {
        let confidence = table.get("confidence").and_then(|v| v.word::<Confidence>());
        let named = self.named_source(table);
        if table.get("from").is_none() && self.source_ids.len() > 1 {
            table.report(
                Code::SourceNotNamed,
                Text::new("thiếu `from`: tệp có nhiều nguồn", "`from` is missing: the file has several sources"),
            );
        }
        let source = match named {
            Some(id) => self.sources.iter().find(|source| source.id == id),
            None => self.sources.first(),
        }?;
        Some((source.id.clone(), confidence.unwrap_or(source.confidence)))
    }
}

/// Places, and whether the source tells apart which of them says so.
fn cited_together(table: &Table<'_>, places: Vec<Place>) -> Option<Cite> {
    let basis = table.get("cite_basis");
    let what = Text::new("kiểu dẫn chiếu", "basis of a citation");
    let basis = basis.and_then(|basis| basis.closed(&what, &["unattributed", "not-cited"]));
    let is = |word: &str| basis.as_deref() == Some(word);
    (!places.is_empty()).then(|| Cite { places, unattributed: is("unattributed"), not_cited: is("not-cited") })
}

/// What an instrument calls events and actors of the vocabulary, by their ids.
fn words(value: &Value<'_>) -> Vec<(String, Text)> {
    let Some(table) = value.table_like("{ petitioner = { vi = \"…\", en = \"…\" } }") else { return Vec::new() };
    table.entries(|id, value| {
        let built_in = EVENTS.iter().map(|event| event.id.as_ref()).chain(ACTORS.iter().map(|actor| actor.id.as_ref()));
        let known: Vec<&str> = built_in.chain(DAYS.iter().map(|(day, _)| *day)).collect();
        if !table.is_described() && !known.contains(&id) {
            let what = Text::new("sự kiện hoặc chủ thể có sẵn", "built-in event or actor");
            value.unknown_among(Code::UnknownWord, &what, id, &known);
        }
        Some((id.to_owned(), value.text()?))
    })
}

fn event(table: &Table<'_>) -> Option<EventKind> {
    let id = table.stated("id").and_then(|v| v.id());
    let phase = table.get("phase").and_then(|v| v.word::<Phase>());
    let petition = table.get("petition").and_then(|v| v.bool()).unwrap_or(false);
    let text = table.stated("text").and_then(|v| v.text());
    table.done();
    let taken =
        id.is_some_and(|id| built_in(id).is_some() && !may_be_declared(id) || DAYS.iter().any(|(day, _)| *day == id));
    not_taken(table, id, taken)?;
    Some(EventKind::declared(id?.to_owned(), phase, petition, text?))
}

fn actor(table: &Table<'_>) -> Option<Actor> {
    let id = table.stated("id").and_then(|v| v.id());
    let text = table.stated("text").and_then(|v| v.text());
    table.done();
    not_taken(table, id, ACTORS.iter().any(|actor| Some(actor.id.as_ref()) == id))?;
    Some(Actor { id: id?.to_owned().into(), text: text? })
}

/// Every word of its own that a file declares, list by list.
fn own_words(root: &Table<'_>) -> Vec<OwnText> {
    let class = |id: &str| CaseClass::from_word(id).is_ok();
    let channel = |id: &str| Channel::from_word(id).is_ok();
    let head = |id: &str| HeadKind::from_word(id).is_ok();
    let level = |id: &str| Level::from_word(id).is_ok();
    let field = |id: &str| FIELDS.iter().any(|field| field.id == id);
    let of = |list: &'static str, is_built_in: &dyn Fn(&str) -> bool| {
        let tables = root.tables(list);
        tables.iter().filter_map(|table| own_word(list, table, is_built_in)).collect::<Vec<_>>()
    };
    [of("class", &class), of("field", &field), of("channel", &channel), of("head", &head), of("level", &level)].concat()
}

fn own_word(list: &'static str, table: &Table<'_>, is_built_in: &dyn Fn(&str) -> bool) -> Option<OwnText> {
    let place = table.stated("id");
    let id = place.as_ref().and_then(Value::id);
    let text = table.stated("text").and_then(|v| v.text());
    table.done();
    not_taken(table, id, id.is_some_and(is_built_in))?;
    if let Some(place) = place.filter(|_| id.is_some_and(|id| OwnWord::new(id).is_none())) {
        let longest = OwnWord::LONGEST;
        place.report(
            Code::BadId,
            Text::owned(format!("mã này dài quá {longest} ký tự"), format!("the id is longer than {longest} letters")),
        );
        return None;
    }
    Some(OwnText { list, id: id?.to_owned(), text: text? })
}

fn not_taken(table: &Table<'_>, id: Option<&str>, taken: bool) -> Option<()> {
    if taken {
        let id = id.unwrap_or_default();
        let place = table.get("id");
        let report = |code, message| match &place {
            Some(id) => id.report(code, message),
            None => table.report(code, message),
        };
        report(
            Code::AlreadyBuiltIn,
            Text::owned(
                format!("`{id}` đã có sẵn, không khai báo lại"),
                format!("`{id}` is built in and cannot be declared again"),
            ),
        );
        return None;
    }
    Some(())
}
