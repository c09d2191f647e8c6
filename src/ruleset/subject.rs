//! Who holds a dialogue, and which rule sets bind them.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use super::instrument::{COUNTRY, Territory, Unknown};
use super::unit_type;
use super::vocabulary::{Activity, Body, HeadKind, Level};
use super::{Known, LevelEnd, Merger, Registry, RuleSet, VersionError};
use crate::territory::{self, UnitNote, UnitType};
use crate::text::{Confidence, Lang, Message as _, Text, did_you_mean, in_both, messages, words};

/// Whose dialogue it is: where, at which level, whose head, and when.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::{Subject, ruleset::{HeadKind, Level}};
/// let on = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, on)?;
/// assert_eq!(ward.territory, ["79"]);
/// let of_a_district = Subject::new("01/002", Level::Commune, HeadKind::PartyCommittee, on)?;
/// assert_eq!(of_a_district.territory, ["01", "002"]);
/// # Ok::<(), doithoai::ruleset::SubjectError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Subject {
    /// Codes of the administrative units, the largest first.
    pub territory: Vec<String>,
    /// The level.
    pub level: Level,
    /// Whose head.
    pub head: HeadKind,
    /// What kind of unit it was said to be; [`unit_type`](Self::unit_type) also looks it up.
    #[serde(rename = "unit_type", skip_serializing_if = "Option::is_none")]
    pub said_type: Option<UnitType>,
    /// What is done.
    pub activity: Activity,
    /// The day that decides which version holds: the appointed day of a dialogue.
    pub on: NaiveDate,
}

/// A territory that is none.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::{Subject, ruleset::{HeadKind, Level}};
/// let error = Subject::new("HCMC", Level::Commune, HeadKind::LocalGovernment, NaiveDate::MIN).unwrap_err();
/// assert!(error.to_string().starts_with("`HCMC` is no code of an administrative unit"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SubjectError {
    /// It has not the form of a code.
    Form {
        /// What was written.
        written: String,
        /// The code that was most likely meant.
        near: Option<String>,
    },
    /// The lists of administrative units have no such code.
    Unlisted {
        /// What was written.
        written: String,
        /// The code.
        unit: String,
        /// The territory that was most likely meant.
        near: Option<String>,
    },
    /// The unit lies in another province or district than the one that it is named with, and never lay there.
    Elsewhere {
        /// Its code.
        unit: String,
        /// The unit that it is named with.
        named: String,
        /// The unit that it lies in.
        lies_in: String,
        /// The territory that was most likely meant.
        near: String,
    },
    /// The smallest unit is smaller than the level has.
    NotOfLevel {
        /// Its code.
        unit: String,
        /// Its level.
        of: Level,
        /// The level that was said.
        level: Level,
        /// The territory of that level which it lies in, as far as that is known.
        near: Option<String>,
    },
    /// The whole country, for a level of which each office is one of a unit.
    Country {
        /// The level that was said.
        level: Level,
    },
    /// A kind of units of another level.
    OfAnotherLevel {
        /// The kind.
        unit_type: UnitType,
        /// The level that was said.
        level: Level,
    },
}

messages! { SubjectError, lang:
    Self::Form { written, near } => "bad-territory", { let near = did_you_mean(near.as_deref(), lang); },
        "`{written}` không phải mã đơn vị hành chính: cần 2 chữ số của tỉnh, thành phố, 3 chữ số của huyện hoặc 5 chữ số của xã, đơn vị lớn trước, như `79`, `01/002` hoặc `01/00037`{near}",
        "`{written}` is no code of an administrative unit: expected the 2 digits of a province, the 3 of a district or the 5 of a commune, the larger unit first, as in `79`, `01/002` or `01/00037`{near}";
    Self::Unlisted { written, unit, near } => "unknown-territory", {
        let (near, of) = (did_you_mean(near.as_deref(), lang), if unit == written { String::new() } else { format!(" (`{written}`)") });
    },
        "không có đơn vị hành chính nào mang mã `{unit}`{of} trong các danh mục từ 16/10/2019 đến nay{near}",
        "no administrative unit has the code `{unit}`{of} in the lists since 2019-10-16{near}";
    Self::Elsewhere { unit, named, lies_in, near } => "territory-elsewhere", { let near = did_you_mean(Some(near), lang); },
        "`{unit}` thuộc `{lies_in}`, không thuộc và chưa từng thuộc `{named}`{near}",
        "`{unit}` lies in `{lies_in}`, and never lay in `{named}`{near}";
    Self::NotOfLevel { unit, of, level, near } => "territory-of-another-level", {
        let (said, right) = (level.word(), of.word());
        let [level, of] = [level, of].map(|level| level.text().get(lang).to_owned());
        let near = match (near, lang) {
            (None, _) => String::new(),
            (Some(near), Lang::Vi) => format!("nêu `{near}` cho {level}, hoặc "),
            (Some(near), Lang::En) => format!("name `{near}` for the level {level}, or "),
        };
    },
        "`{unit}` là mã đơn vị {of}, mà `level` là `{said}`: {near}nêu `level` là `{right}`",
        "`{unit}` is the code of a unit of the level {of}, and `level` is `{said}`: {near}give the level `{right}`";
    Self::Country { level } => "country-for-a-unit", {
        let (said, of) = (level.word(), level.text());
        let (or, of) = (lang.pick("hoặc", "or"), of.get(lang));
        let right = match (level, lang) {
            (Level::Commune, Lang::Vi) => format!("đơn vị {of} hoặc của tỉnh, thành phố, như `79/26737` {or} `79`"),
            (Level::Commune, Lang::En) => format!("unit of the level {of}, or of its province, such as `79/26737` {or} `79`"),
            (Level::District, Lang::Vi) => format!("đơn vị {of} hoặc của tỉnh, thành phố, như `79/769` {or} `79`"),
            (Level::District, Lang::En) => format!("unit of the level {of}, or of its province, such as `79/769` {or} `79`"),
            (_, Lang::Vi) => "tỉnh, thành phố, như `79`".to_owned(),
            (_, Lang::En) => "province, such as `79`".to_owned(),
        };
    },
        "`VN` là cả nước, mà `level` là `{said}`: nêu mã của {right}",
        "`VN` is the whole country, and `level` is `{said}`: name the code of the {right}";
    Self::OfAnotherLevel { unit_type, level } => "unit-type-of-another-level", {
        let (unit_type, level, of) = (unit_type.word(), level.text(), unit_type.level());
        let (level, of, right) = (level.get(lang), of.text().get(lang).to_owned(), of.word());
    },
        "`unit_type`: `{unit_type}` là đơn vị {of}, không phải {level}; dùng loại của {level}, hoặc `level` là `{right}`",
        "`unit_type`: `{unit_type}` is a unit of the level {of}, not {level}; name a kind of that level, or the level `{right}`";
}

/// Whether each unit is smaller than the one before it; a province that was merged may stand inside the new one.
fn is_nested<C: AsRef<str>>(codes: &[C]) -> bool {
    let of = |code: &C| territory::merger_of(code.as_ref()).map(|(into, _)| into);
    let inside = |larger: &C, smaller: &C| {
        larger.as_ref().len() < smaller.as_ref().len() || of(smaller).is_some_and(|into| *into == *larger.as_ref())
    };
    codes.iter().zip(codes.iter().skip(1)).all(|(larger, smaller)| inside(larger, smaller))
}

/// The codes of a territory, the largest first; what was most likely meant where they are none.
fn codes(written: &str, on: NaiveDate) -> Result<Vec<String>, SubjectError> {
    let codes: Vec<String> = written.split('/').map(str::to_owned).collect();
    let near = |wrong: &str| {
        // What lies in it says which province was meant.
        let inside = codes.get(1).filter(|_| codes.first().is_some_and(|first| first == wrong));
        if let Some(province) = inside.and_then(|code| territory::province_of(code, on)) {
            let rest = codes.iter().skip(1).map(String::as_str);
            return Some(std::iter::once(province.as_str()).chain(rest).collect::<Vec<_>>().join("/"));
        }
        let first = codes.first().map(String::as_str).filter(|first| *first != wrong);
        let right = territory::likely(wrong, first)?;
        let all = codes.iter().map(|code| if code == wrong { right.as_str() } else { code.as_str() });
        let near: Vec<&str> = all.collect();
        is_nested(&near).then(|| near.join("/"))
    };
    if let Some(wrong) = codes.iter().find(|code| !Territory::is_code(code)) {
        return Err(SubjectError::Form { written: written.to_owned(), near: near(wrong) });
    }
    // `079` is more likely `79` than a district: one with a zero in front is named with its province, as in `01/002`.
    let whole = codes.first().filter(|first| first.len() == 3 && first.starts_with('0'));
    if let Some(first) = whole {
        let near = near(first).filter(|near| near != written);
        let near = near.or_else(|| Some(format!("{}/{written}", territory::province_of(first, on)?)));
        return Err(SubjectError::Form { written: written.to_owned(), near });
    }
    if !is_nested(&codes) {
        return Err(SubjectError::Form { written: written.to_owned(), near: None });
    }
    // Before the first list a smaller unit is believed inside its province, not alone.
    let alone = |code: &String| codes.len() == 1 && !territory::is_listed(code, NaiveDate::MAX);
    let unlisted = |code: &&String| **code != *COUNTRY && (!territory::is_listed(code, on) || alone(code));
    if let Some(wrong) = codes.iter().find(unlisted) {
        return Err(SubjectError::Unlisted { written: written.to_owned(), unit: wrong.clone(), near: near(wrong) });
    }
    elsewhere(&codes, on).map_or(Ok(codes), Err)
}

/// That a unit of a territory never lay in the one that it is named with, and where it lies on a day. Of one that had ended by then
/// what became of it is told instead, since its number alone is past.
fn elsewhere(codes: &[String], on: NaiveDate) -> Option<SubjectError> {
    territory::notes(codes, NaiveDate::MAX).into_iter().find_map(|note| {
        let UnitNote::Elsewhere { code: unit, named, lies_in, .. } = note else { return None };
        let from = codes.iter().position(|code| *code == unit).filter(|_| named != COUNTRY)?;
        if territory::ended(&unit, on).is_some() {
            return None;
        }
        let lies_in = territory::province_of(&unit, on).unwrap_or(lies_in);
        let right: Vec<&str> =
            std::iter::once(lies_in.as_str()).chain(codes.iter().skip(from).map(String::as_str)).collect();
        let near = right.join("/");
        Some(SubjectError::Elsewhere { unit, named, lies_in, near })
    })
}

/// Refuses the country for the level of a unit, and units smaller than a level has: a level may be inside a unit of a higher one, as a
/// commune is in `79`, and not around one of a lower.
fn check_level(codes: &[String], level: Level, on: NaiveDate) -> Result<(), SubjectError> {
    let of = |code: &String| match code.len() {
        3 => Level::District,
        5 => Level::Commune,
        _ => Level::Province,
    };
    let rank = |level: Level| match level {
        Level::Province => Some(0),
        Level::District => Some(1),
        Level::Commune => Some(2),
        Level::Own(_) => None,
    };
    if rank(level).is_some() && codes.iter().any(|code| code == COUNTRY) {
        return Err(SubjectError::Country { level });
    }
    let fits = |code: &String| rank(of(code)) <= rank(level);
    match codes.iter().find(|code| rank(level).is_some() && !fits(code)) {
        None => Ok(()),
        Some(unit) => {
            let larger: Vec<&str> = codes.iter().filter(|code| fits(code)).map(String::as_str).collect();
            let named = Some(larger.join("/")).filter(|larger| !larger.is_empty());
            let near = named.or_else(|| territory::province_of(unit, on));
            Err(SubjectError::NotOfLevel { unit: unit.clone(), of: of(unit), level, near })
        }
    }
}

impl Subject {
    /// A head who holds a dialogue on a day; the territory is `79`, or `01/002` for a place in it.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Subject, ruleset::{Activity, HeadKind, Level}};
    /// let on = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// let commune = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, on)?;
    /// assert_eq!(commune.activity, Activity::Dialogue);
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    ///
    /// # Errors
    /// [`SubjectError`] if the territory has not the form of a code, the lists have no such unit, or it is smaller than the level.
    pub fn new(territory: &str, level: Level, head: HeadKind, on: NaiveDate) -> Result<Self, SubjectError> {
        let territory = codes(territory, on)?;
        check_level(&territory, level, on)?;
        Ok(Self { territory, level, head, said_type: None, activity: Activity::Dialogue, on })
    }

    /// Whether both are the same office, on whichever day: a unit is named by its own code, with those of what it lies in or without.
    ///
    /// ```
    /// use doithoai::Subject;
    /// use doithoai::ruleset::{HeadKind, Level};
    /// let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// let ward = |code| Subject::new(code, Level::Commune, HeadKind::LocalGovernment, day);
    /// assert!(ward("26737")?.is_same_office(&ward("79/26737")?));
    /// assert!(!ward("26737")?.is_same_office(&ward("79")?)); // of which commune is not said
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn is_same_office(&self, other: &Self) -> bool {
        (self.territory.last(), self.level, self.head) == (other.territory.last(), other.level, other.head)
    }

    /// The same subject in another activity, such as the reception of citizens.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Registry, Subject, ruleset::{Activity, HeadKind, Level}};
    /// let on = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// let reception = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, on)?.in_activity(Activity::Reception);
    /// assert_eq!(Registry::builtin().binding(&reception).sets[0].set.name(), "citizen-reception@2026-07-01");
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn in_activity(mut self, activity: Activity) -> Self {
        self.activity = activity;
        self
    }

    /// The codes of its units, and the province of one that is named alone.
    fn units(&self) -> impl Iterator<Item = String> + '_ {
        let province = self.territory.first().and_then(|first| territory::province_of(first, self.on));
        province.into_iter().chain(self.territory.iter().cloned())
    }

    /// What the rule set says is unknown of whether it binds the subject: its level and head together, one of them alone.
    pub(super) fn unknown_in<'a>(&self, set: &'a RuleSet) -> Option<&'a Unknown> {
        let whole = ["applies.levels", "applies.heads", "applies.territory"].map(str::to_owned);
        let paths = [self.both(), self.of_level(), self.of_head()].into_iter().chain(whole);
        paths.into_iter().find_map(|path| set.unknowns().iter().find(|unknown| unknown.of == path))
    }

    fn both(&self) -> String {
        format!("applies.{}.{}", self.level.word(), self.head.word())
    }

    fn of_level(&self) -> String {
        format!("applies.levels.{}", self.level.word())
    }

    fn of_head(&self) -> String {
        format!("applies.heads.{}", self.head.word())
    }

    fn is_of_level(&self, unknown: &Unknown) -> bool {
        unknown.of == self.both() || unknown.of == self.of_level() || unknown.of == "applies.levels"
    }

    fn is_of_head(&self, unknown: &Unknown) -> bool {
        unknown.of == self.both() || unknown.of == self.of_head() || unknown.of == "applies.heads"
    }

    pub(super) fn is_head(&self, set: &RuleSet) -> bool {
        let body = match self.head {
            HeadKind::PartyCommittee => Some(Body::PartyCommittee),
            HeadKind::LocalGovernment => Some(Body::LocalGovernment),
            HeadKind::Agency => Some(Body::Agency),
            HeadKind::Own(_) => None,
        };
        set.applies().heads.contains(&self.head) || body.is_some_and(|body| set.applies().bodies.contains(&body))
    }
}

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

impl Registry {
    /// Which rule sets bind a subject on its day, and which of its territory and head do not.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Registry, Subject, ruleset::{HeadKind, Level}};
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let district = |on| Subject::new("79", Level::District, HeadKind::LocalGovernment, on).unwrap();
    /// let registry = Registry::builtin();
    /// assert_eq!(registry.binding(&district(day(2025, 6, 30))).sets.len(), 1);
    /// assert!(registry.binding(&district(day(2025, 7, 1))).sets.is_empty()); // Law 72/2025/QH15, Art. 51(3)
    /// ```
    #[must_use]
    pub fn binding(&self, subject: &Subject) -> Binding {
        let level_end = self.end_to_be_told(subject).map(Box::new);
        let (merged_into, units) = self.told_of_units(subject);
        let mut binding = Binding {
            subject: subject.clone(),
            sets: Vec::new(),
            not_applicable: Vec::new(),
            merged_into,
            units,
            level_end,
            others: None,
            registry: Some(self.clone()),
        };
        let mut ids: Vec<&str> = self.rule_sets().iter().map(RuleSet::id).collect();
        ids.dedup();
        for id in ids {
            self.bind(id, &mut binding);
        }
        binding.sets.sort_by_key(|bound| bound.set.applies().territory.code != COUNTRY);
        binding
    }

    /// Which rule sets bound a subject as far as was known on a day ([`known_on`](Self::known_on)); those that bind it and of which
    /// no version was known are told among those that do not.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Lang, Registry, Subject, ruleset::{HeadKind, Level}};
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, day(2026, 8, 20))?;
    /// let then = Registry::builtin().binding_known_on(&ward, day(2025, 6, 15));
    /// assert_eq!(then.sets.len(), 1); // the law was passed the day after
    /// assert_eq!(then.not_applicable[0].id, "law-72-2025");
    /// assert_eq!(then.not_applicable[0].reason.text(Lang::En), "it was not known on 2025-06-15: it is there since 2025-06-16");
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn binding_known_on(&self, subject: &Subject, day: NaiveDate) -> Binding {
        let mut then = self.known_on(day).binding(subject);
        let ids: Vec<&str> = then.sets.iter().map(|bound| bound.set.id()).collect();
        let now = self.binding(subject).sets;
        let later = now.iter().filter(|bound| !ids.contains(&bound.set.id()));
        let not_known: Vec<NotApplicable> =
            later.filter_map(|bound| NotApplicable::not_known(self, &bound.set, day)).collect();
        then.not_applicable.retain(|not| !not_known.iter().any(|later| later.id == not.id));
        then.not_applicable.extend(not_known);
        then
    }

    /// What is to be known of the units that a subject names: the merger of its province, and those that ended or lie elsewhere.
    pub(crate) fn told_of_units(&self, subject: &Subject) -> (Option<Merger>, Vec<UnitNote>) {
        let notes = territory::notes(&subject.territory, subject.on).into_iter().chain(subject.not_as_listed());
        (self.merged_into(subject), notes.collect())
    }

    fn bind(&self, id: &str, binding: &mut Binding) {
        let Some((set, judged)) = self.judge(id, &binding.subject, false) else { return };
        match judged {
            Ok(()) => {
                let merged = self.merger(set, binding.subject.on);
                let is_other = |other: &&RuleSet| other.id() == id && other.version() != set.version();
                for other in self.rule_sets().iter().filter(is_other) {
                    Arc::make_mut(binding.others.get_or_insert_default()).push(other.clone());
                }
                binding.sets.push(BoundSet { set: set.clone(), merged });
            }
            Err(reason) => {
                binding.not_applicable.push(NotApplicable::of(set, reason));
            }
        }
    }

    /// Which rule sets bind the same subject on another day. What no longer binds since the level has ended does, as before: that is
    /// told of its duties.
    pub(crate) fn binding_moved(&self, from: &Binding, on: NaiveDate) -> Binding {
        let mut binding = self.binding(&Subject { on, ..from.subject.clone() });
        let has_ended = |not: &NotApplicable| matches!(not.reason, NotBound::LevelEnded { .. });
        let still =
            |bound: &&BoundSet| binding.not_applicable.iter().any(|not| not.id == bound.set.id() && has_ended(not));
        let kept: Vec<BoundSet> = from.sets.iter().filter(still).cloned().collect();
        binding.not_applicable.retain(|not| !kept.iter().any(|bound| bound.set.id() == not.id));
        binding.sets.extend(kept);
        binding
    }

    /// Of a rule set that binds a subject on other days the version nearest to a day on which none is in force: the last that had
    /// begun, else the first.
    pub(crate) fn out_of_force_version(&self, id: &str, subject: &Subject) -> Option<&RuleSet> {
        let activity = *self.get(id).ok()?.on_day(subject.on).applies().activities.first()?;
        let subject = subject.clone().in_activity(activity);
        let (set, judged) = self.judge(id, &subject, true)?;
        let set = set.on_day(subject.on);
        let is_bound = |set: &RuleSet| {
            let levels = &set.applies().levels;
            (levels.is_empty() || levels.contains(&subject.level)) && subject.of_other_type(set).is_none()
        };
        let is_out_of_force = matches!(judged, Err(NotBound::NotInForce { .. }));
        let nearest = self.nearest(id, subject.on).ok().filter(|_| is_bound(set) && is_out_of_force);
        nearest.filter(|nearest| is_bound(nearest.on_day(subject.on)))
    }

    /// The first version of a rule set that binds a subject after its day, where none does on it, nor what it completes or what completes
    /// it: by that one is judged what begins once it binds.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Registry, Subject, ruleset::{HeadKind, Level}};
    /// let day = NaiveDate::from_ymd_opt(2019, 1, 15).unwrap();
    /// let committee = Subject::new("79", Level::Province, HeadKind::PartyCommittee, day)?;
    /// let later = Registry::builtin().binding_later("qd-11", &committee).map(|set| set.name());
    /// assert_eq!(later.as_deref(), Some("qd-11@2019-02-18"));
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn binding_later(&self, id: &str, subject: &Subject) -> Option<&RuleSet> {
        let versions = self.rule_sets().iter().filter(|set| set.id() == id);
        if versions.clone().any(|set| self.binding_version_of(set, subject).is_some()) {
            return None;
        }
        let begins = versions.flat_map(|set| set.stages().filter_map(|(from, _)| from.or(set.range().0)));
        let mut later: Vec<NaiveDate> = begins.filter(|from| *from > subject.on).collect();
        later.sort_unstable();
        let on = |on: NaiveDate| self.binding_version(id, &Subject { on, ..subject.clone() });
        later.into_iter().find_map(on)
    }

    /// That a rule set of a subject's territory and head does not bind it on its day, in whichever activity, and why.
    pub(crate) fn not_binding(&self, id: &str, subject: &Subject) -> Option<NotApplicable> {
        let set = self.find(id, subject.on).or_else(|_| self.get(id)).ok()?;
        let subject = subject.clone().in_activity(*set.on_day(subject.on).applies().activities.first()?);
        let (set, judged) = self.judge(id, &subject, true)?;
        let then = set.on_day(subject.on);
        let levels = &then.applies().levels;
        let never = !levels.is_empty() && !levels.contains(&subject.level);
        // That a level ended is no reason where the set never was of it.
        let reason = match judged.err()? {
            NotBound::LevelEnded { .. } if never => NotBound::other_level(then),
            reason => reason,
        };
        Some(NotApplicable::of(set, reason))
    }

    /// The version of a rule set that binds a subject on its day, in whichever activity.
    pub(crate) fn binding_version(&self, id: &str, subject: &Subject) -> Option<&RuleSet> {
        let activity = *self.find(id, subject.on).ok()?.on_day(subject.on).applies().activities.first()?;
        let subject = subject.clone().in_activity(activity);
        self.judge(id, &subject, true).and_then(|(set, judged)| judged.ok().map(|()| set))
    }

    /// The version that speaks of a subject, and whether it binds it; one that another completes gives way to that: in the activity that
    /// is asked of, or in whichever, as an office's log is judged.
    fn judge(&self, id: &str, subject: &Subject, in_any: bool) -> Option<(&RuleSet, Result<(), NotBound>)> {
        let (set, judged) = self.judge_alone(id, subject)?;
        let judged = judged.and_then(|()| match self.completing(set, subject, in_any) {
            Some(by) => Err(NotBound::Completed { by: by.name(), title: by.title().clone() }),
            None => self.superseded_base(set, subject.on).map_or(Ok(()), Err),
        });
        Some((set, judged))
    }

    /// That the version which a rule set completes, or one that this completes, had ended by a day.
    fn superseded_base(&self, set: &RuleSet, on: NaiveDate) -> Option<NotBound> {
        let mut id = set.id();
        for base in self.bases(set).filter_map(|name| self.get(name).ok()) {
            // A version of the same set is amended, not completed.
            if base.id() == id {
                continue;
            }
            id = base.id();
            let now = self.find(id, on).ok().filter(|now| now.version() != base.version());
            let followed = now.and_then(|now| now.range().0).filter(|from| base.range().0 < Some(*from));
            let ended = base.range().1.filter(|until| *until <= on);
            if let Some(since) = followed.into_iter().chain(ended).min() {
                let by = now.filter(|_| followed.is_some()).map(RuleSet::name);
                return Some(NotBound::SupersededBase { base: base.name(), by, since });
            }
        }
        None
    }

    /// The overlay of a version that binds a subject, too: the one that was laid on it first.
    fn completing(&self, set: &RuleSet, subject: &Subject, in_any: bool) -> Option<&RuleSet> {
        let is_base = |name: &str| name.split_once('@') == Some((set.id(), set.version()));
        let is_overlay = |other: &&RuleSet| other.id() != set.id() && self.bases(other).any(is_base);
        let whose = |other: &RuleSet| match other.on_day(subject.on).applies().activities.first() {
            Some(first) if in_any => subject.clone().in_activity(*first),
            _ => subject.clone(),
        };
        let binds = |other: &&RuleSet| {
            let bound = self.judge_alone(other.id(), &whose(other));
            bound.is_some_and(|(bound, judged)| judged.is_ok() && bound == *other)
                && self.superseded_base(other, subject.on).is_none()
        };
        self.rule_sets().iter().filter(is_overlay).find(binds)
    }

    /// What a rule set builds on, and what that builds on, as `id@version`.
    fn bases<'a>(&'a self, set: &'a RuleSet) -> impl Iterator<Item = &'a str> {
        let below = |name: &&'a str| self.get(name).ok().and_then(RuleSet::builds_on);
        std::iter::successors(set.builds_on(), below).take(self.rule_sets().len())
    }

    /// Whether two rule sets are versions of one, or the one completes a version of the other.
    pub(crate) fn are_of_one(&self, one: &RuleSet, other: &RuleSet) -> bool {
        let is_on = |set: &RuleSet, id: &str| self.bases(set).any(|name| name.split('@').next() == Some(id));
        one.id() == other.id() || is_on(one, other.id()) || is_on(other, one.id())
    }

    /// The version of a rule set that binds a subject on its day, in whichever activity, or what stands in its place: an overlay of
    /// it, or what it is an overlay of.
    pub(crate) fn binding_version_of(&self, set: &RuleSet, subject: &Subject) -> Option<&RuleSet> {
        let others = || self.rule_sets().iter().filter(|other| other.id() != set.id() && self.are_of_one(set, other));
        self.binding_version(set.id(), subject)
            .or_else(|| others().find_map(|other| self.binding_version(other.id(), subject)))
    }

    /// The version that speaks of a subject, and whether it binds it, whatever completes it.
    fn judge_alone(&self, id: &str, subject: &Subject) -> Option<(&RuleSet, Result<(), NotBound>)> {
        let (set, not_in_force) = match self.find(id, subject.on) {
            Ok(set) => (set, None),
            Err(error) => (self.get(id).ok()?, Some(error)),
        };
        let then = set.on_day(subject.on);
        let applies = then.applies();
        let unknown = subject.unknown_in(then);
        let speaks_of_it = is_there(then, subject, self.merger(then, subject.on).as_ref())
            && set.lays_down_rules()
            && (subject.is_head(then) || unknown.is_some_and(|unknown| subject.is_of_head(unknown)))
            && applies.activities.contains(&subject.activity);
        if !speaks_of_it {
            return None;
        }
        let of_level = unknown.is_some_and(|unknown| subject.is_of_level(unknown));
        let other_level = !applies.levels.is_empty() && !applies.levels.contains(&subject.level) && !of_level;
        let judged = match (self.end_of_level(subject), not_in_force) {
            (Some((end, cite_text)), _) if end.on <= subject.on => Err(NotBound::LevelEnded { end, cite_text }),
            (_, Some(error)) => Err(NotBound::NotInForce { on: subject.on, error }),
            (_, None) if other_level => Err(NotBound::other_level(then)),
            (_, None) => {
                let of_source = || unknown.map(|un| NotBound::Unknown { of: un.of.clone(), text: un.because.clone() });
                subject.of_other_type(then).or_else(of_source).map_or(Ok(()), Err)
            }
        };
        Some((set, judged))
    }

    /// The merger that a rule set's territory has been through since the rule set was made.
    fn merger(&self, set: &RuleSet, on: NaiveDate) -> Option<Merger> {
        let territory = &set.applies().territory;
        let since = |merger: &&Merger| merger.on.value().is_some_and(|day| territory.as_of < *day && *day <= on);
        let mut all = self.rule_sets().iter().flat_map(RuleSet::mergers);
        all.find(|merger| merger.of.contains(&territory.code) && since(merger)).cloned()
    }

    /// The merger that left the subject's province without its code.
    fn merged_into(&self, subject: &Subject) -> Option<Merger> {
        let code = subject.territory.first()?;
        let into = |merger: &&Merger| {
            let begun = merger.on.value().is_some_and(|on| *on <= subject.on);
            merger.of.contains(code) && merger.into != *code && begun && !subject.territory.contains(&merger.into)
        };
        let told = self.rule_sets().iter().flat_map(RuleSet::mergers).find(into).cloned();
        told.or_else(|| listed_merger(subject))
    }

    /// The end of the subject's level, on whichever day.
    fn end_of_level(&self, subject: &Subject) -> Option<(LevelEnd, Text)> {
        let ended = |end: &&LevelEnd| end.level == subject.level && end.heads.contains(&subject.head);
        self.rule_sets().iter().find_map(|set| {
            let end = set.level_ends().iter().find(ended)?;
            Some((end.clone(), set.cite_text(&end.cite)))
        })
    }

    /// The same, as the built-in rule sets tell it where none of these does.
    pub(crate) fn end_to_be_told(&self, subject: &Subject) -> Option<(LevelEnd, Text)> {
        self.end_of_level(subject).or_else(|| {
            let set = RuleSet::levels_that_ended(subject.level)?;
            let ended = |end: &&LevelEnd| end.level == subject.level && end.heads.contains(&subject.head);
            let end = set.level_ends().iter().find(ended)?;
            Some((end.clone(), set.cite_text(&end.cite)))
        })
    }
}

/// The merger that left the subject's province without its code, by the lists alone.
fn listed_merger(subject: &Subject) -> Option<Merger> {
    let on = territory::MERGED_ON.filter(|on| *on <= subject.on)?;
    let (into, of) = territory::merger_of(subject.territory.first()?)?;
    let name = |code: &String, since: bool| territory::province_name(code, since).unwrap_or_default();
    let parts: Vec<&str> = of.iter().map(|code| name(code, false)).collect();
    let whole = name(&into, true);
    let text = Text::build(|lang| format!("{} {} {whole}", lang.list(&parts), lang.pick("thành", "into")));
    let told = !subject.territory.contains(&into);
    told.then_some(Merger { into, of, on: Known::Value(on), text: Some(text), confidence: Confidence::C })
}

/// Whether a rule set's territory is the subject's, or became part of it.
pub(super) fn is_there(set: &RuleSet, subject: &Subject, merger: Option<&Merger>) -> bool {
    let code = &set.applies().territory.code;
    let is_named = |code: &String| subject.units().any(|unit| unit == *code);
    code == COUNTRY || is_named(code) || merger.is_some_and(|merger| is_named(&merger.into))
}
