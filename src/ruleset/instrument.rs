//! What a rule set rests on and whom it binds: documents, sources, places, and what is not known.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::vocabulary::{Activity, Body, DialogueKind, HeadKind, InstrumentKind, Level, SourceKind, Standing};
use crate::citation::Provision;
use crate::territory::UnitType;
use crate::text::{Confidence, Lang, Text};

/// A value that a source may be silent on.
///
/// ```
/// use doithoai::ruleset::Known;
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let regulation = &hcmc.instruments()[0];
/// assert_eq!(regulation.number, Known::Value("935-QĐ/TU".to_owned()));
/// assert_eq!(regulation.in_force.from, Known::Unknown);
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Known<T> {
    /// What the source says.
    Value(T),
    /// Not known, which is not "no such rule".
    Unknown,
}

impl<T> Known<T> {
    /// The value, if known.
    ///
    /// ```
    /// use doithoai::ruleset::Known;
    /// assert_eq!(Known::Value(20).value(), Some(&20));
    /// assert_eq!(Known::<u32>::Unknown.value(), None);
    /// ```
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
///
/// ```
/// use doithoai::ruleset::{InstrumentKind, Standing};
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let regulation = &hcmc.instruments()[0];
/// assert_eq!(regulation.kind, InstrumentKind::Regulation);
/// assert_eq!(regulation.standing, Standing::Unknown);
/// # Ok::<(), doithoai::VersionError>(())
/// ```
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
    pub issuer: Known<Text>,
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
    /// Whether it refers to the Civil Code for how its time limits are counted, which is applied by analogy otherwise.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub civil_code: bool,
    /// The numbers of the documents that it carries out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub implements: Vec<String>,
    /// The numbers of the documents that it replaces, where the source says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<String>,
}

impl Instrument {
    /// Kind and number: `Quy chế 10-QC/TU`, `Quy chế kèm theo Quyết định 935-QĐ/TU`.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.instruments()[0].title().vi, "Quy chế kèm theo Quyết định 935-QĐ/TU");
    /// assert_eq!(hcmc.instruments()[0].title().en, "Working regulation enclosed with Decision 935-QĐ/TU");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
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
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::ruleset::Known;
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let in_force = &hcmc.instruments()[0].in_force;
/// assert_eq!(in_force.from, Known::Unknown);
/// assert_eq!(in_force.assumed_from, NaiveDate::from_ymd_opt(2017, 4, 28));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
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

impl InForce {
    /// The first day, known or assumed.
    pub(super) fn start(&self) -> Option<NaiveDate> {
        self.from.value().copied().or(self.assumed_from)
    }
}

/// Where the words of a rule set were read.
///
/// ```
/// use doithoai::{Confidence, ruleset::SourceKind};
/// # use doithoai::RuleSet;
/// let can_tho = RuleSet::builtin("can-tho-10")?;
/// let source = &can_tho.sources()[0];
/// assert_eq!((source.kind, source.confidence), (SourceKind::Press, Confidence::B));
/// assert!(source.reference.contains("31/05/2019"));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
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
///
/// ```
/// use doithoai::ruleset::{HeadKind, Level};
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let applies = hcmc.applies();
/// assert_eq!(applies.heads, [HeadKind::LocalGovernment]);
/// assert_eq!(applies.levels, [Level::District, Level::Commune]);
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Applies {
    /// Code of the administrative unit, as of a date: units were merged in 2025.
    pub territory: Territory,
    /// Whose heads.
    pub heads: Vec<HeadKind>,
    /// Which bodies, where the duty is on the body and not on its head.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Body>,
    /// At which levels.
    pub levels: Vec<Level>,
    /// Which kinds of units, where not all of a level: wards only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unit_types: Vec<UnitType>,
    /// With whom the dialogue is held, where the source says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<String>,
    /// Which sorts of dialogue the source names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<DialogueKind>,
    /// What it regulates.
    pub activities: Vec<Activity>,
}

/// An administrative unit.
///
/// ```
/// # use chrono::NaiveDate;
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// // 79 meant the city before the merger of 2025.
/// let territory = &hcmc.applies().territory;
/// assert_eq!(territory.code, "79");
/// assert_eq!(Some(territory.as_of), NaiveDate::from_ymd_opt(2017, 4, 28));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Territory {
    /// Its official code; `VN` for the whole country.
    pub code: String,
    /// The date on which the code meant this unit.
    pub as_of: NaiveDate,
}

impl Territory {
    /// Whether a text has the form of a code: `VN`, or the 2, 3 or 5 digits of a province, district or commune.
    pub(crate) fn is_code(code: &str) -> bool {
        code == COUNTRY || matches!(code.len(), 2 | 3 | 5) && code.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The code of the whole country.
pub(crate) const COUNTRY: &str = "VN";

/// Something that the source is silent on and the user must not take for "no such rule".
///
/// ```
/// # use doithoai::RuleSet;
/// let can_tho = RuleSet::builtin("can-tho-10")?;
/// let unknown = &can_tho.unknowns()[0];
/// assert_eq!(unknown.of, "obligation.invite-citizens");
/// assert_eq!(unknown.because.as_ref().unwrap().en, "the news item states no lead time for inviting");
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unknown {
    /// What is unknown, as a path in the rule set: `recurring.hold-dialogue`.
    pub of: String,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Text>,
}

impl Unknown {
    /// What is not known, in one language: its reason, else a few words made of its path.
    ///
    /// ```
    /// # use doithoai::{Lang, RuleSet};
    /// let hai_phong = RuleSet::builtin("hai-phong-1738")?;
    /// let by = hai_phong.unknowns().iter().find(|unknown| unknown.of == "exclusion.intoxicated.by").unwrap();
    /// assert_eq!(by.text(Lang::Vi), "chưa rõ ai từ chối");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        if let Some(because) = &self.because {
            return because.get(lang);
        }
        let last = self.of.rsplit('.').next().unwrap_or_default();
        let known = UNKNOWN_VALUES.iter().find(|(key, _)| *key == last);
        known
            .map_or(lang.pick("chưa rõ giá trị này", "the value is not known"), |(_, (vi, en))| lang.pick(vi, en))
    }
}

/// What is not known where a file says `unknown`, by the key that it says so of.
const UNKNOWN_VALUES: [(&str, (&str, &str)); 18] = [
    ("actor", ("chưa rõ ai thực hiện", "who does it is not known")),
    ("assumed_from", ("chưa rõ ngày có hiệu lực", "the date of effect is not known")),
    ("at_least", ("chưa rõ số lần", "how many times is not known")),
    ("bearer", ("chưa rõ ai thực hiện", "who must do it is not known")),
    ("by", ("chưa rõ ai từ chối", "who turns away is not known")),
    ("due", ("chưa rõ thời hạn", "the time limit is not known")),
    ("every", ("chưa rõ chu kỳ", "how often is not known")),
    ("follow_up", ("chưa rõ từ chối rồi phải làm gì", "what must follow is not known")),
    ("from", ("chưa rõ ngày có hiệu lực", "the date of effect is not known")),
    ("granted_before", ("chưa rõ phải kéo dài trước khi nào", "by when it must be extended is not known")),
    ("issued", ("chưa rõ ngày ban hành", "the date of issue is not known")),
    ("issuer", ("chưa rõ cơ quan ban hành", "the issuer is not known")),
    ("met_by", ("chưa rõ việc nào hoàn thành nhiệm vụ", "what fulfils it is not known")),
    ("number", ("chưa rõ số văn bản", "the number of the document is not known")),
    ("on", ("chưa rõ ngày", "the day is not known")),
    (
        "scope",
        ("chưa rõ loại trừ người hay chỉ nội dung", "whether the person or the subject is kept out is not known"),
    ),
    ("standing", ("chưa rõ hiệu lực", "its standing is not known")),
    ("toward", ("chưa rõ nơi nhận", "to whom is not known")),
];

/// A place in an instrument of the rule set, or the instrument as a whole where no article is known.
///
/// ```
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let place = &hcmc.obligation("notify-conclusion").unwrap().cite.places[0];
/// assert_eq!(place.instrument, "main");
/// assert_eq!(place.to_string(), "main#d13.k3.g1");
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Place {
    /// The instrument's id.
    pub instrument: String,
    /// The place in it.
    pub provision: Option<Provision>,
    /// The place in words, of an instrument that has no articles: "phần mở đầu".
    pub words: Option<Text>,
}

/// As in files: `main#d13.k3.g1`; a place in words stands in brackets.
impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.instrument)?;
        match (&self.provision, &self.words) {
            (Some(provision), _) => write!(f, "#{provision}"),
            (None, Some(words)) => write!(f, " ({})", words.vi),
            (None, None) => Ok(()),
        }
    }
}

/// Where the text says so: one place, or several.
///
/// ```
/// # use doithoai::RuleSet;
/// let law = RuleSet::builtin("law-72-2025")?;
/// assert_eq!(law.obligation("announce-conference").unwrap().cite.to_string(), "main#d43.k2");
/// // One news item cites three documents together and does not say which of them says so.
/// let hai_phong = RuleSet::builtin("hai-phong-1738")?;
/// let exclusion = &hai_phong.exclusions()[0];
/// assert!(exclusion.cite.unattributed);
/// assert_eq!(exclusion.cite.places.len(), 3);
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Cite {
    /// The places, at least one.
    pub places: Vec<Place>,
    /// Whether the source cites them together without saying which of them says so.
    pub unattributed: bool,
    /// Whether the source tells of it and cites no document for it.
    pub not_cited: bool,
}

/// As in files, joined: `main#d13.k3.g1`, `main, hd12`.
impl std::fmt::Display for Cite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, place) in self.places.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{place}")?;
        }
        Ok(())
    }
}

impl Serialize for Cite {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
