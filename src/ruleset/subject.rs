//! Who holds a dialogue, and which rule sets bind them.

use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use super::instrument::{COUNTRY, Territory, Unknown};
use super::vocabulary::{Activity, Body, HeadKind, Level};
use super::{Merger, RuleSet};
use crate::territory::{self, UnitNote, UnitType};
use crate::text::{Lang, did_you_mean, messages};

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
    /// A district whose code begins with a zero is named with its province: alone it is more likely a province with a zero too many.
    Zero {
        /// What was written.
        written: String,
        /// The province that may have been meant.
        province: Option<String>,
        /// The district with its province.
        district: String,
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
    Self::Zero { written, province, district } => "ambiguous-territory", {
        let province = match (province, lang) {
            (None, _) => String::new(),
            (Some(code), Lang::Vi) => format!("`{code}` nếu là tỉnh, thành phố, hoặc "),
            (Some(code), Lang::En) => format!("`{code}` for the province, or "),
        };
    },
        "`{written}` chưa rõ là đơn vị nào: hãy viết {province}`{district}` nếu là huyện",
        "it is not clear which unit `{written}` is: write {province}`{district}` for the district";
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
fn codes(written: &str, level: Level, on: NaiveDate) -> Result<Vec<String>, SubjectError> {
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
        let district = territory::province_of(first, on).map(|province| format!("{province}/{written}"));
        let is_district = level == Level::District && codes.len() == 1 && territory::is_listed(first, on);
        if let Some(district) = district.filter(|_| is_district) {
            return Err(SubjectError::Zero { written: written.to_owned(), province: near(first), district });
        }
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
        let territory = codes(territory, level, on)?;
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
    pub(super) fn units(&self) -> impl Iterator<Item = String> + '_ {
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

    pub(super) fn is_of_level(&self, unknown: &Unknown) -> bool {
        unknown.of == self.both() || unknown.of == self.of_level() || unknown.of == "applies.levels"
    }

    pub(super) fn is_of_head(&self, unknown: &Unknown) -> bool {
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

/// Whether a rule set's territory is the subject's, or became part of it.
pub(super) fn is_there(set: &RuleSet, subject: &Subject, merger: Option<&Merger>) -> bool {
    let code = &set.applies().territory.code;
    let is_named = |code: &String| subject.units().any(|unit| unit == *code);
    code == COUNTRY || is_named(code) || merger.is_some_and(|merger| is_named(&merger.into))
}
