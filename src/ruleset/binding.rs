//! Which rule sets bind a subject, which do not, and why.

mod judged;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::unit_type;
use super::vocabulary::Level;
use super::{LevelEnd, Merger, Registry, RuleSet, Subject, VersionError};
use crate::territory::{UnitNote, UnitType};
use crate::text::{Lang, Message as _, Text, in_both, words};

/// Which rule sets bind a subject, and which would but for a reason.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{Registry, Subject, ruleset::{HeadKind, Level}};
/// let on = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, on)?;
/// let names: Vec<String> = Registry::builtin().binding(&ward).sets.iter().map(|bound| bound.set.id().to_owned()).collect();
/// assert_eq!(names, ["law-72-2025", "hcmc-935"]);
/// # Ok::<(), doithoai::ruleset::SubjectError>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Binding {
    /// The subject.
    pub subject: Subject,
    /// The rule sets that bind it: national ones first.
    pub sets: Vec<BoundSet>,
    /// The rule sets of its territory and head that do not, with the reason.
    pub not_applicable: Vec<NotApplicable>,
    /// The merger by which the province of the subject ceased to be one, if it did by the day: another code is meant.
    pub merged_into: Option<Merger>,
    /// What is to be known of the units that the subject names: those that ended, and those that lie elsewhere.
    pub units: Vec<UnitNote>,
    /// The end of the subject's level, on whichever day, and its citation.
    pub(crate) level_end: Option<Box<(LevelEnd, Text)>>,
    /// The other versions of the rule sets that bind it.
    pub(crate) others: Option<Arc<Vec<RuleSet>>>,
    /// Where they were looked up: what binds on the day of a dialogue that was moved is looked up there, too.
    pub(crate) registry: Option<Registry>,
}

impl Binding {
    /// The same with other rule sets in the place of those that bind, such as the ones that a dialogue was judged by; what was
    /// found about the subject stays.
    ///
    /// ```
    /// # use doithoai::{Registry, RuleSet, Subject, ruleset::{HeadKind, Level}};
    /// # let on = chrono::NaiveDate::from_ymd_opt(2025, 6, 20).unwrap();
    /// let district = Subject::new("79", Level::District, HeadKind::LocalGovernment, on)?;
    /// let binding = Registry::builtin().binding(&district).judged_by([RuleSet::builtin("hcmc-935").unwrap()]);
    /// let names: Vec<&str> = binding.sets.iter().map(|bound| bound.set.id()).collect();
    /// assert_eq!((names, binding.subject.level), (vec!["hcmc-935"], Level::District));
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn judged_by(self, sets: impl IntoIterator<Item = RuleSet>) -> Self {
        let merged = |set: &RuleSet| self.sets.iter().find(|known| known.set.id() == set.id())?.merged.clone();
        let sets: Vec<BoundSet> = sets.into_iter().map(|set| BoundSet { merged: merged(&set), set }).collect();
        let is_bound = |not: &NotApplicable| sets.iter().any(|known| known.set.id() == not.id);
        let not_applicable = self.not_applicable.into_iter().filter(|not| !is_bound(not)).collect();
        Self { sets, not_applicable, others: None, registry: None, ..self }
    }
}

/// A rule set that binds a subject, and what a user must know about that.
///
/// ```
/// # use doithoai::{Lang, Registry, Subject, ruleset::{HeadKind, Level}};
/// # let on = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// # let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, on)?;
/// let binding = Registry::builtin().binding(&ward);
/// let city = binding.sets.iter().find(|bound| bound.set.id() == "hcmc-935").unwrap();
/// // Issued for the city before it was merged with two provinces.
/// assert!(city.merged.as_ref().unwrap().of.contains(&"74".to_owned()));
/// # Ok::<(), doithoai::ruleset::SubjectError>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct BoundSet {
    /// The version that holds on the day.
    pub set: RuleSet,
    /// The merger that the territory has been through since the rule set was made: whether it still holds, and in
    /// which part of the new unit, is not known.
    pub merged: Option<Merger>,
}

/// A rule set that does not bind a subject.
///
/// ```
/// # use doithoai::{Lang, Registry, Subject, ruleset::{HeadKind, Level}};
/// # let on = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let district = Subject::new("79", Level::District, HeadKind::LocalGovernment, on)?;
/// let binding = Registry::builtin().binding(&district);
/// assert!(binding.sets.is_empty());
/// let city = binding.not_applicable.iter().find(|not| not.id == "hcmc-935").unwrap();
/// assert!(city.reason.text(Lang::En).starts_with("the district level ended on 2025-07-01"));
/// # Ok::<(), doithoai::ruleset::SubjectError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NotApplicable {
    /// The rule set.
    pub id: String,
    /// Its version; the last one where none holds on the day.
    pub version: String,
    /// The document that it is named after.
    pub instrument: Text,
    /// Why not.
    pub reason: NotBound,
}

/// Why a rule set does not bind a subject.
///
/// ```
/// use doithoai::{Lang, ruleset::{Level, NotBound}};
/// let other = NotBound::OtherLevel { levels: vec![Level::Province, Level::Commune], own: vec![] };
/// assert_eq!(other.text(Lang::En), "it binds other levels: province and commune");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "because", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NotBound {
    /// The subject's level has ended.
    LevelEnded {
        /// The end, with the successor.
        end: LevelEnd,
        /// The citation as a lawyer writes it.
        cite_text: Text,
    },
    /// It binds other levels.
    OtherLevel {
        /// The levels that it binds.
        levels: Vec<Level>,
        /// What those of them are called that the rule set declares, by their ids.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        own: Vec<(Level, Text)>,
    },
    /// It binds units of other kinds.
    OtherUnitType {
        /// The kinds that it binds.
        unit_types: Vec<UnitType>,
    },
    /// It binds only units of some kinds, and of which kind the subject is was not said.
    UnitTypeNotSaid {
        /// The kinds that it binds.
        unit_types: Vec<UnitType>,
    },
    /// Whether it binds the subject's level or head is not known, as the rule set itself says.
    Unknown {
        /// What is not known, as a path in the rule set: `applies.levels.province`.
        of: String,
        /// What the source says, or does not.
        text: Option<Text>,
    },
    /// No version was known yet on the day by whose knowledge it is judged; one of today's binds.
    NotKnown {
        /// The day.
        on: NaiveDate,
        /// From when it can have been known: its issue, or its first day in force.
        from: NaiveDate,
    },
    /// A rule set that completes it binds the subject, and judges in its place.
    Completed {
        /// The rule set that does, as `id@version`.
        by: String,
        /// Its title.
        title: Text,
    },
    /// It completes a version of another rule set that had ended by the day, and does not say what then becomes of it.
    SupersededBase {
        /// The version that it completes, as `id@version`.
        base: String,
        /// The version in force on the day, if there is one.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        /// Since when the one that it completes is no longer in force.
        since: NaiveDate,
    },
    /// No version holds on the day.
    NotInForce {
        /// The day.
        on: NaiveDate,
        /// Which versions there are, and when they hold.
        #[serde(rename = "text", serialize_with = "in_both")]
        error: VersionError,
    },
}

impl NotApplicable {
    /// That none of the versions of a set was known on a day.
    pub(crate) fn not_known(of: &Registry, set: &RuleSet, on: NaiveDate) -> Option<Self> {
        let versions = of.rule_sets().iter().filter(|version| version.id() == set.id());
        let from = versions.chain([set]).map(RuleSet::known_from).min()??;
        (from > on).then(|| Self::of(set, NotBound::NotKnown { on, from }))
    }

    fn of(set: &RuleSet, reason: NotBound) -> Self {
        let (id, version, instrument) = (set.id().to_owned(), set.version().to_owned(), set.instrument_title());
        Self { id, version, instrument, reason }
    }

    /// The document with the id and version of the rule set, and why it does not bind, in one language.
    ///
    /// ```
    /// # use doithoai::{Lang, Registry, Subject, ruleset::{HeadKind, Level}};
    /// # let on = chrono::NaiveDate::from_ymd_opt(2016, 8, 22).unwrap();
    /// let committee = Subject::new("79", Level::Commune, HeadKind::PartyCommittee, on)?;
    /// let binding = Registry::builtin().binding(&committee);
    /// let words = binding.not_applicable.iter().find(|not| not.id == "qd-11").unwrap().text(Lang::Vi);
    /// assert!(words.starts_with("Quy định 11-QĐi/TW [qd-11 @ 2025-11-23]: không có hiệu lực ngày 22/08/2016"), "{words}");
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        format!("{} [{} @ {}]: {}", self.instrument.get(lang), self.id, self.version, self.reason.text(lang))
    }
}

words! {
    /// The reason's word in JSON and in scenarios.
    ///
    /// ```
    /// use doithoai::ruleset::{Level, NotBound};
    /// assert_eq!(NotBound::OtherLevel { levels: vec![Level::Commune], own: vec![] }.word(), "other-level");
    /// ```
    NotBound {
        Self::LevelEnded { .. } => "level-ended", "cấp đó đã kết thúc hoạt động", "the level ended";
        Self::OtherLevel { .. } => "other-level", "áp dụng cho cấp khác", "it binds other levels";
        Self::OtherUnitType { .. } => "other-unit-type", "áp dụng cho loại đơn vị khác", "it binds other kinds of units";
        Self::UnitTypeNotSaid { .. } => "unit-type-not-said", "chưa nêu là loại đơn vị nào", "the kind of unit was not said";
        Self::Completed { .. } => "completed", "áp dụng bản đã được bổ sung", "what completes it judges in its place";
        Self::SupersededBase { .. } => "superseded-base", "bản gốc mà nó bổ sung không còn hiệu lực", "what it completes is no longer in force";
        Self::NotInForce { .. } => "not-in-force", "không có hiệu lực ngày đó", "not in force on that day";
        Self::NotKnown { .. } => "not-known", "chưa được biết đến ngày đó", "not known on that day";
        Self::Unknown { .. } => "unknown", "chưa rõ có áp dụng không", "whether it binds is not known";
    }
}

impl NotBound {
    /// That a set binds other levels, its own by their names.
    fn other_level(set: &RuleSet) -> Self {
        let levels = set.applies().levels.clone();
        let own = levels.iter().filter(|level| matches!(level, Level::Own(_)));
        let own = own.map(|level| (*level, set.level_text(*level))).collect();
        Self::OtherLevel { levels, own }
    }

    /// Whether it is not known that the rule set does not bind.
    ///
    /// ```
    /// use doithoai::ruleset::{NotBound, UnitType};
    /// assert!(NotBound::UnitTypeNotSaid { unit_types: vec![UnitType::Ward] }.is_unknown());
    /// assert!(!NotBound::OtherUnitType { unit_types: vec![UnitType::Ward] }.is_unknown());
    /// ```
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown { .. } | Self::UnitTypeNotSaid { .. } | Self::SupersededBase { .. })
    }

    /// The reason in one language.
    ///
    /// ```
    /// # use doithoai::{Lang, Registry, Subject, ruleset::{HeadKind, Level}};
    /// # let on = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// # let district = Subject::new("79", Level::District, HeadKind::LocalGovernment, on)?;
    /// let binding = Registry::builtin().binding(&district);
    /// let reason = binding.not_applicable[0].reason.text(Lang::Vi);
    /// assert!(reason.starts_with("cấp huyện đã kết thúc hoạt động từ ngày 01/07/2025"), "{reason}");
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::LevelEnded { end, cite_text }, Lang::Vi) => format!(
                "{} đã kết thúc hoạt động từ ngày {} ({}); việc đang giải quyết chuyển cho: {}",
                end.level.text().vi,
                lang.date(end.on),
                cite_text.vi,
                end.successor.vi
            ),
            (Self::LevelEnded { end, cite_text }, Lang::En) => format!(
                "the {} level ended on {} ({}); what was pending passes to: {}",
                end.level.text().en,
                lang.date(end.on),
                cite_text.en,
                end.successor.en
            ),
            (Self::OtherLevel { levels, own }, _) => {
                let own = |level: &Level| own.iter().find(|(known, _)| known == level).map(|(_, text)| text.clone());
                let text = |level: &Level| own(level).unwrap_or_else(|| level.text()).get(lang).to_owned();
                let levels: Vec<String> = levels.iter().map(text).collect();
                format!("{}: {}", lang.pick("áp dụng cho cấp khác", "it binds other levels"), lang.list(&levels))
            }
            (Self::OtherUnitType { unit_types }, _) => {
                let only = lang.pick("chỉ áp dụng cho đơn vị là", "it binds only units of the kind");
                format!("{only} {}", unit_type::listed(unit_types, lang))
            }
            (Self::UnitTypeNotSaid { unit_types }, _) => unit_type::not_said(unit_types, lang),
            (Self::Unknown { text, .. }, _) => {
                let because = text.as_ref().map(|text| format!(": {}", text.get(lang))).unwrap_or_default();
                format!("{}{because}", lang.pick("chưa rõ có áp dụng không", "whether it binds is not known"))
            }
            (Self::NotKnown { on, from }, _) => not_known(*on, *from, lang),
            (Self::Completed { by, title }, Lang::Vi) => {
                format!("đã được bổ sung, sửa đổi bởi {} [{by}]; áp dụng bản đã bổ sung thay cho bản này", title.vi)
            }
            (Self::Completed { by, title }, Lang::En) => {
                format!("completed by {} [{by}], which judges in its place", title.en)
            }
            (Self::SupersededBase { base, by, since }, _) => superseded_base(base, by.as_deref(), *since, lang),
            (Self::NotInForce { error, .. }, _) => error.dates_text(lang).unwrap_or_else(|| error.text(lang)),
        }
    }
}

/// That what a rule set completes had ended.
fn superseded_base(base: &str, by: Option<&str>, since: NaiveDate, lang: Lang) -> String {
    let since = lang.date(since);
    match (by, lang) {
        (Some(by), Lang::Vi) => format!(
            "chưa rõ còn áp dụng không: bổ sung cho phiên bản `{base}`, mà từ ngày {since} phiên bản `{by}` đã thay thế"
        ),
        (Some(by), Lang::En) => {
            format!(
                "whether it still binds is not known: it completes `{base}`, in whose place `{by}` is since {since}"
            )
        }
        (None, Lang::Vi) => format!(
            "chưa rõ còn áp dụng không: bổ sung cho phiên bản `{base}`, mà phiên bản này hết hiệu lực từ ngày {since}"
        ),
        (None, Lang::En) => {
            format!(
                "whether it still binds is not known: it completes `{base}`, which is no longer in force since {since}"
            )
        }
    }
}

/// That a rule set was not known on a day.
pub(crate) fn not_known(on: NaiveDate, from: NaiveDate, lang: Lang) -> String {
    let (on, from) = (lang.date(on), lang.date(from));
    match lang {
        Lang::Vi => format!("ngày {on} chưa thể biết đến văn bản này: có từ ngày {from}"),
        Lang::En => format!("it was not known on {on}: it is there since {from}"),
    }
}
