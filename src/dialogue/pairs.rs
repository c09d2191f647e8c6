//! The members of a line as they are written.

use std::fmt;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The members of a JSON object, in their order, each value to the byte.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs(pub(super) Vec<(String, Box<RawValue>)>);

impl Pairs {
    pub(super) fn read<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let (_, value) = self.0.iter().find(|(known, _)| known == key)?;
        serde_json::from_str(value.get()).ok()
    }

    pub(super) fn day(&self, key: &str) -> Option<NaiveDate> {
        let written = self.read::<String>(key)?;
        written.parse::<NaiveDate>().ok().filter(|day| day.to_string() == written)
    }

    pub(super) fn members(pairs: &[(String, Box<RawValue>)]) -> String {
        let key = |key: &String| serde_json::to_string(key).unwrap_or_default();
        let members: Vec<String> = pairs.iter().map(|(name, value)| format!("{}:{}", key(name), value.get())).collect();
        members.join(",")
    }

    pub(super) fn text(pairs: &[(String, Box<RawValue>)]) -> String {
        format!("{{{}}}", Self::members(pairs))
    }
}

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        input.deserialize_map(InOrder)
    }
}
