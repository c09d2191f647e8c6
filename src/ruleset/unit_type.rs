//! Rules of some kinds of administrative units, by which what binds wards only is told from what binds every commune.

use super::vocabulary::Level;
use super::{NotBound, RuleSet, Subject, SubjectError};
use crate::territory::{self, UnitNote, UnitType};
use crate::text::Lang;

impl UnitType {
    /// The level of such units.
    ///
    /// The example of [`UnitType`] shows it.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Commune | Self::Ward | Self::Township | Self::SpecialZone => Level::Commune,
            Self::UrbanDistrict | Self::RuralDistrict | Self::Town | Self::City => Level::District,
        }
    }
}

/// What a rule of some kinds of units means for a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfType {
    /// It is of one of them, or the rule does not tell apart the kinds of its level.
    Bound,
    Other,
    /// Of which kind the subject is was not said, and the lists do not tell.
    NotSaid,
}

impl Subject {
    /// The same subject as a unit of this kind, where its code does not tell: a ward of Hồ Chí Minh City that is named as `79`.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Subject, ruleset::{HeadKind, Level, UnitType}};
    /// let on = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// let commune = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, on)?;
    /// assert_eq!(commune.unit_type(), None); // it may be a ward or a commune
    /// assert_eq!(commune.of_type(UnitType::Ward)?.unit_type(), Some(UnitType::Ward));
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    ///
    /// # Errors
    /// [`SubjectError::OfAnotherLevel`] for a kind that is none of the subject's level.
    pub fn of_type(mut self, unit_type: UnitType) -> Result<Self, SubjectError> {
        if unit_type.level() != self.level {
            return Err(SubjectError::OfAnotherLevel { unit_type, level: self.level });
        }
        self.said_type = Some(unit_type);
        Ok(self)
    }

    /// What kind of unit it is: as was said, else as the official lists name the unit of its code on its day.
    ///
    /// The lists tell of communes since 2025-07-01 and of districts until 2025-06-30.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Subject, ruleset::{HeadKind, Level, UnitType}};
    /// let on = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let hoan_kiem = |on| Subject::new("01/00070", Level::Commune, HeadKind::LocalGovernment, on);
    /// assert_eq!(hoan_kiem(on(2025, 7, 1))?.unit_type(), Some(UnitType::Ward)); // Phường Hoàn Kiếm
    /// assert_eq!(hoan_kiem(on(2025, 6, 30))?.unit_type(), None); // the lists of before have no names of communes
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn unit_type(&self) -> Option<UnitType> {
        self.said_type.or_else(|| self.listed_type())
    }

    /// What kind of unit the lists make it, if it names a unit of its level.
    fn listed_type(&self) -> Option<UnitType> {
        let named = self.territory.last().and_then(|code| territory::unit_type(code, self.on));
        named.filter(|unit_type| unit_type.level() == self.level)
    }

    /// That the lists have another kind of unit than was said, which holds all the same.
    pub(super) fn not_as_listed(&self) -> Option<UnitNote> {
        let (said, listed) = (self.said_type?, self.listed_type()?);
        let code = self.territory.last()?.clone();
        (said != listed).then_some(UnitNote::OtherType { code, said, listed })
    }

    /// Whether a rule of some kinds of units, and of some levels, is one for it.
    ///
    /// A rule tells apart only the levels of which it names a kind, and is for no other level unless it names that.
    pub(crate) fn is_of_type(&self, unit_types: &[UnitType], levels: &[Level]) -> OfType {
        let tells_apart = unit_types.iter().any(|one| one.level() == self.level);
        if unit_types.is_empty() || !tells_apart && levels.contains(&self.level) {
            return OfType::Bound;
        }
        match self.unit_type() {
            _ if !tells_apart => OfType::Other,
            Some(of) if unit_types.contains(&of) => OfType::Bound,
            Some(_) => OfType::Other,
            None => OfType::NotSaid,
        }
    }

    /// The same of a rule of which it may not be known whom it is asked for.
    pub(crate) fn may_be_of_type(of: Option<&Self>, unit_types: &[UnitType], levels: &[Level]) -> OfType {
        match of {
            Some(subject) => subject.is_of_type(unit_types, levels),
            None if unit_types.is_empty() => OfType::Bound,
            None => OfType::NotSaid,
        }
    }

    /// Why a rule set that binds only some kinds of units does not bind the subject, if it does not.
    pub(super) fn of_other_type(&self, set: &RuleSet) -> Option<NotBound> {
        let applies = set.applies();
        let unit_types = applies.unit_types.clone();
        match self.is_of_type(&unit_types, &applies.levels) {
            OfType::Bound => None,
            OfType::Other => Some(NotBound::OtherUnitType { unit_types }),
            OfType::NotSaid => Some(NotBound::UnitTypeNotSaid { unit_types }),
        }
    }
}

/// Kinds of units, joined.
pub(crate) fn listed(unit_types: &[UnitType], lang: Lang) -> String {
    lang.list(&unit_types.iter().map(|one| one.text().get(lang).to_owned()).collect::<Vec<_>>())
}

/// That whether a rule of some kinds of units binds is not known, in one language.
pub(crate) fn not_said(unit_types: &[UnitType], lang: Lang) -> String {
    let units = listed(unit_types, lang);
    match lang {
        Lang::Vi => format!(
            "chưa rõ có áp dụng không: chỉ áp dụng cho {units}, mà chưa nêu đơn vị này thuộc loại nào (`unit_type`, hoặc mã \
             của đơn vị trong `territory`)"
        ),
        Lang::En => format!(
            "whether it binds is not known: it binds only units of the kind {units}, and of which kind this one is was not \
             said (`unit_type`, or the code of the unit in `territory`)"
        ),
    }
}
