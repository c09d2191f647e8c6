//! The JSON form of a fact: what is not said is left out.

use std::fmt;

use chrono::NaiveDate;
use serde::de::value::{MapAccessDeserializer, StringDeserializer};
use serde::de::{DeserializeSeed, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::facts::{OwnKeys, RESERVED};
use super::{Fact, Facts};
use crate::ruleset::{CaseClass, Channel, DialogueKind, Mode};
use crate::text::UnknownWord;
use crate::time_limit::TimeOfDay;

/// A fact as a line of a log.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    event: String,
    #[serde(deserialize_with = "day")]
    on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<TimeOfDay>,
    #[serde(default, deserialize_with = "some_day", skip_serializing_if = "Option::is_none")]
    recorded: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    petition: Option<String>,
    #[serde(default, deserialize_with = "some_day", skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    class: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    states: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    session: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reception: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    corrects: Option<usize>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    void: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

/// Facts as a document.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    #[serde(deserialize_with = "day")]
    appointed: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mode: Option<String>,
    #[serde(default)]
    facts: Vec<Fact>,
}

impl From<Facts> for Document {
    fn from(facts: Facts) -> Self {
        Self {
            appointed: facts.appointed(),
            kind: facts.kind().map(|kind| kind.word().to_owned()),
            mode: facts.mode().map(|mode| mode.word().to_owned()),
            facts: facts.all(),
        }
    }
}

impl TryFrom<Document> for Facts {
    type Error = UnknownWord;

    fn try_from(document: Document) -> Result<Self, UnknownWord> {
        let mut facts = Self::appointed_for(document.appointed);
        if let Some(kind) = document.kind {
            facts = facts.of_kind(DialogueKind::from_word(&kind)?);
        }
        if let Some(mode) = document.mode {
            facts = facts.in_mode(Mode::from_word(&mode)?);
        }
        for fact in document.facts {
            facts.push_read(fact, None);
        }
        Ok(facts)
    }
}

impl From<Fact> for Line {
    fn from(fact: Fact) -> Self {
        Self {
            event: fact.event,
            on: fact.on,
            at: fact.at,
            recorded: fact.recorded,
            petition: fact.petition,
            until: fact.until,
            class: fact.class.map(|class| class.word().to_owned()),
            channel: fact.channel.map(|channel| channel.word().to_owned()),
            states: fact.states,
            session: fact.session,
            reception: fact.reception,
            about: fact.about,
            corrects: fact.corrects,
            void: fact.void,
            reference: fact.reference,
            key: fact.key,
        }
    }
}

/// A fact with keys of whoever wrote it after the others.
#[derive(Serialize)]
struct WithOwn<'a> {
    #[serde(flatten)]
    line: Line,
    #[serde(flatten)]
    own: &'a OwnKeys,
}

impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let line = Line::from(self.clone());
        if self.own.is_empty() { line.serialize(to) } else { WithOwn { line, own: &self.own }.serialize(to) }
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Fact;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("struct Line")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Fact, A::Error> {
                let mut own = OwnKeys::default();
                let line = Line::deserialize(MapAccessDeserializer::new(Others { map, own: &mut own }))?;
                let fact = Fact::try_from(line).map_err(serde::de::Error::custom)?;
                Ok(Fact { own, ..fact })
            }
        }
        input.deserialize_map(Keys)
    }
}

/// The keys of an entry without those of whoever wrote it, which are kept apart.
struct Others<'o, A> {
    map: A,
    own: &'o mut OwnKeys,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Others<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.map.next_key::<String>()? {
            if !key.starts_with(RESERVED) {
                return seed.deserialize(StringDeserializer::new(key)).map(Some);
            }
            let value: Box<RawValue> = self.map.next_value()?;
            self.own.push(&key, &value);
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

impl TryFrom<Line> for Fact {
    type Error = UnknownWord;

    fn try_from(line: Line) -> Result<Self, UnknownWord> {
        Ok(Self {
            event: line.event,
            on: line.on,
            at: line.at,
            recorded: line.recorded,
            petition: line.petition,
            until: line.until,
            class: line.class.as_deref().map(CaseClass::named).transpose()?,
            channel: line.channel.as_deref().map(Channel::named).transpose()?,
            states: line.states,
            session: line.session,
            reception: line.reception,
            about: line.about,
            corrects: line.corrects,
            void: line.void,
            reference: line.reference,
            key: line.key,
            own: OwnKeys::default(),
        })
    }
}

/// A date written `2026-08-20`, and not in another way that could be understood.
pub(crate) fn day<'de, D: Deserializer<'de>>(input: D) -> Result<NaiveDate, D::Error> {
    strict(&String::deserialize(input)?)
}

/// The same where there may be none.
pub(crate) fn some_day<'de, D: Deserializer<'de>>(input: D) -> Result<Option<NaiveDate>, D::Error> {
    Option::<String>::deserialize(input)?.as_deref().map(strict).transpose()
}

fn strict<E: serde::de::Error>(written: &str) -> Result<NaiveDate, E> {
    let parsed = NaiveDate::parse_from_str(written, "%Y-%m-%d").ok().filter(|date| date.to_string() == written);
    parsed.ok_or_else(|| E::custom(format!("`{written}` is not a date; expected YYYY-MM-DD")))
}
