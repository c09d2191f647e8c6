//! What a rule set rests on and whom it binds: documents, sources, places, and what is not known.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::vocabulary::{HeadKind, InstrumentKind, Level, SourceKind, Standing};
use crate::citation::Provision;
use crate::text::{Confidence, Text};

/// A value that a source may be silent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Known<T> {
    /// What the source says.
    Value(T),
    /// Not known, which is not "no such rule".
    Unknown,
}

impl<T> Known<T> {
    /// The value, if known.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Unknown => None,
        }
    }
}

impl<T: Serialize> Serialize for Known<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Unknown => serializer.serialize_str("unknown"),
        }
    }
}

/// A document that a rule set rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Instrument {
    /// Its id in the rule set.
    pub id: String,
    /// What sort of document it is.
    pub kind: InstrumentKind,
    /// Its number: `935-QĐ/TU`; that of the document it is enclosed with, if it is.
    pub number: Known<String>,
    /// What sort of document it is enclosed with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enclosed_with: Option<InstrumentKind>,
    /// Who issued it.
    pub issuer: Text,
    /// When it was issued.
    pub issued: Known<crate::calendar::Issued>,
    /// From when, and until when, it is in force.
    pub in_force: InForce,
    /// Whether it still holds.
    pub standing: Standing,
    /// What is known of its standing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing_note: Option<Text>,
    /// Anything a user must know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

impl Instrument {
    /// Kind and number: `Quy chế 10-QC/TU`, `Quy chế kèm theo Quyết định 935-QĐ/TU`.
    #[must_use]
    pub fn title(&self) -> Text {
        let number = self.number.value();
        Text::build(|lang| {
            let number = number.map_or(lang.pick("(chưa rõ số)", "(number unknown)"), String::as_str);
            let kind = self.kind.text();
            match self.enclosed_with.map(InstrumentKind::text) {
                None => format!("{} {number}", kind.get(lang)),
                Some(with) => {
                    format!("{} {} {} {number}", kind.get(lang), lang.pick("kèm theo", "enclosed with"), with.get(lang))
                }
            }
        })
    }
}

/// The dates between which an instrument is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct InForce {
    /// The first day.
    pub from: Known<NaiveDate>,
    /// The first day as assumed where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed_from: Option<NaiveDate>,
    /// The first day on which it no longer is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// Where the words of a rule set were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Source {
    /// Its id in the rule set.
    pub id: String,
    /// How the words were read.
    pub kind: SourceKind,
    /// How sure it makes a value.
    pub confidence: Confidence,
    /// Where it is found.
    #[serde(rename = "ref")]
    pub reference: String,
    /// What is special about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// Whom a rule set binds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Applies {
    /// Code of the administrative unit, as of a date: units were merged in 2025.
    pub territory: Territory,
    /// Whose heads.
    pub heads: Vec<HeadKind>,
    /// At which levels.
    pub levels: Vec<Level>,
    /// With whom the dialogue is held, where the source says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<String>,
}

/// An administrative unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Territory {
    /// Its official code; `VN` for the whole country.
    pub code: String,
    /// The date on which the code meant this unit.
    pub as_of: NaiveDate,
}

/// Something that the source is silent on and the user must not take for "no such rule".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unknown {
    /// What is unknown, as a path in the rule set: `recurring.hold-dialogue`.
    pub of: String,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Text>,
}

/// A place in an instrument of the rule set, or the instrument as a whole where no article is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cite {
    /// The instrument's id.
    pub instrument: String,
    /// The place in it.
    pub provision: Option<Provision>,
}

/// As in files: `main#d13.k3.g1`.
impl std::fmt::Display for Cite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.instrument)?;
        self.provision.as_ref().map_or(Ok(()), |provision| write!(f, "#{provision}"))
    }
}

impl Serialize for Cite {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
