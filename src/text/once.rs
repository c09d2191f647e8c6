//! JSON in which no key stands twice: which of two would count is not for their order to say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

/// What the keys of whoever wrote an entry begin with; what they say is not ours to read.
pub(crate) const RESERVED: &str = "x-";

/// A JSON value of which no object, however deep, has a key twice; what it says is passed over.
pub(crate) struct KeysOnce;

fn twice<E: Error>(key: &str) -> E {
    E::custom(format_args!("duplicate field `{key}`")) // as serde says it of a struct
}

/// The same of what is not ours to read: of a number too large or a list too deep nothing is asked.
fn once_in_own<E: Error>(value: &RawValue) -> Result<(), E> {
    match serde_json::from_str::<KeysOnce>(value.get()) {
        Err(error) if error.is_data() => {
            let said = error.to_string();
            Err(E::custom(said.split(" at line ").next().unwrap_or_default()))
        }
        _ => Ok(()),
    }
}

impl<'de> Deserialize<'de> for KeysOnce {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = KeysOnce;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }

            fn visit_bool<E>(self, _: bool) -> Result<KeysOnce, E> {
                Ok(KeysOnce)
            }

            fn visit_i64<E>(self, _: i64) -> Result<KeysOnce, E> {
                Ok(KeysOnce)
            }

            fn visit_u64<E>(self, _: u64) -> Result<KeysOnce, E> {
                Ok(KeysOnce)
            }

            fn visit_f64<E>(self, _: f64) -> Result<KeysOnce, E> {
                Ok(KeysOnce)
            }

            fn visit_str<E>(self, _: &str) -> Result<KeysOnce, E> {
                Ok(KeysOnce)
            }

            fn visit_unit<E>(self) -> Result<KeysOnce, E> {
                Ok(KeysOnce)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<KeysOnce, A::Error> {
                while list.next_element::<KeysOnce>()?.is_some() {}
                Ok(KeysOnce)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<KeysOnce, A::Error> {
                let mut keys = BTreeSet::new();
                while let Some(key) = map.next_key::<String>()? {
                    if keys.contains(&key) {
                        return Err(twice(&key));
                    }
                    if key.starts_with(RESERVED) {
                        once_in_own(map.next_value()?)?;
                    } else {
                        map.next_value::<KeysOnce>()?;
                    }
                    keys.insert(key);
                }
                Ok(KeysOnce)
            }
        }
        from.deserialize_any(Any)
    }
}

/// The keys of an object that a struct does not name, each of them once.
pub(crate) fn members<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, Value>, D::Error> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = BTreeMap<String, Value>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut all = BTreeMap::new();
            while let Some((key, value)) = map.next_entry::<String, Value>()? {
                if all.contains_key(&key) {
                    return Err(twice(&key));
                }
                all.insert(key, value);
            }
            Ok(all)
        }
    }
    from.deserialize_map(Members)
}

#[cfg(test)]
mod tests {
    use super::KeysOnce;

    #[test]
    fn a_key_that_stands_twice_is_found_at_any_depth() {
        for (text, twice) in [
            (r#"{"a":1,"b":[{"a":1},{"a":null}],"c":{"a":1.5,"b":true}}"#, None),
            (r#"{"a":1,"a":1}"#, Some("a")),
            (r#"{"a":{"b":-1,"c":2,"b":3}}"#, Some("b")),
            (r#"{"a":[[{"đ":"x","đ":"x"}]]}"#, Some("đ")),
            (r#"{"a":1,"\u0061":2}"#, Some("a")), // the same key, written another way
            (r#"{"x-a":{"b":1,"b":2}}"#, Some("b")),
            (r#"{"x-a":{"b":1e999,"c":1}}"#, None),
            (r#"{"x-a":1e999,"x-a":1}"#, Some("x-a")),
        ] {
            let said = serde_json::from_str::<KeysOnce>(text).err().map(|error| error.to_string());
            let expected = twice.map(|key| format!("duplicate field `{key}`"));
            assert_eq!(said.and_then(|said| said.split(" at line").next().map(str::to_owned)), expected, "{text}");
        }
    }
}
