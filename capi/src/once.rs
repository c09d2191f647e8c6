//! JSON objects in which no key stands twice: which of two would count is not for their order to say.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// A JSON value without a key that stands twice in one object.
pub(crate) struct Once(pub(crate) Value);

/// An object from names to values of one type.
pub(crate) struct OnceMap<T>(pub(crate) BTreeMap<String, T>);

fn twice<E: Error>(key: &str) -> E {
    E::custom(format_args!("duplicate field `{key}`")) // as serde says it of a struct
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OnceMap<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Names<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Names<T> {
            type Value = OnceMap<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all = BTreeMap::new();
                while let Some((key, value)) = map.next_entry::<String, T>()? {
                    if all.contains_key(&key) {
                        return Err(twice(&key));
                    }
                    all.insert(key, value);
                }
                Ok(OnceMap(all))
            }
        }
        from.deserialize_map(Names(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Once;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }

            fn visit_bool<E>(self, value: bool) -> Result<Once, E> {
                Ok(Once(value.into()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Once, E> {
                Ok(Once(value.into()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Once, E> {
                Ok(Once(value.into()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Once, E> {
                Ok(Once(value.into()))
            }

            fn visit_str<E>(self, value: &str) -> Result<Once, E> {
                Ok(Once(value.into()))
            }

            fn visit_unit<E>(self) -> Result<Once, E> {
                Ok(Once(Value::Null))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Once, A::Error> {
                let mut all = Vec::new();
                while let Some(Once(item)) = list.next_element()? {
                    all.push(item);
                }
                Ok(Once(Value::Array(all)))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Once, A::Error> {
                let mut all = Map::new();
                while let Some((key, Once(value))) = map.next_entry::<String, Once>()? {
                    if all.contains_key(&key) {
                        return Err(twice(&key));
                    }
                    all.insert(key, value);
                }
                Ok(Once(Value::Object(all)))
            }
        }
        from.deserialize_any(Any)
    }
}
