//! Calendars kept and had again: by their documents, by serde, by the hash of their days.

use chrono::Weekday;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::builder::CalendarError;
use super::document::{Document, RestDay};
use super::generated::PRACTICE;
use super::practice::Practice;
use super::{Calendar, FIRST, LAST, MadeOf};
use crate::text::Message as _;

/// What a calendar is made of, as it is stored.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    documents: Vec<Document>,
    practice: Practice,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    weekly_rest: Option<Vec<RestDay>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    checked_until: Option<chrono::NaiveDate>,
}

impl Calendar {
    /// A calendar of these documents and no others: that of a past release, or of another country's decrees.
    ///
    /// What practice makes likely is that of this release; a calendar stored by serde has its own.
    ///
    /// ```
    /// use doithoai::{Calendar, calendar::Document};
    /// let calendar = Calendar::vietnam();
    /// let kept = serde_json::to_string(calendar.documents())?;
    /// let documents: Vec<Document> = serde_json::from_str(&kept)?;
    /// let again = Calendar::from_documents(documents)?;
    /// assert_eq!((again.hash(), again.days_hash()), (calendar.hash(), calendar.days_hash()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`CalendarError::Conflicts`] for documents that contradict each other or the law.
    pub fn from_documents(documents: impl IntoIterator<Item = Document>) -> Result<Self, CalendarError> {
        let documents = documents.into_iter().collect();
        Self::checked(MadeOf { documents, practice: PRACTICE, fixed_week: None, checked_until: None })
    }

    pub(super) fn checked(made_of: MadeOf) -> Result<Self, CalendarError> {
        let (calendar, conflicts) = Self::assemble(made_of);
        if conflicts.is_empty() { Ok(calendar) } else { Err(CalendarError::Conflicts(conflicts)) }
    }

    /// SHA-256 of the days, in hexadecimal: 64 lower-case digits. The same where every count gives the same dates and bounds
    /// and every day is called the same, whatever documents say so; [`hash`](Self::hash) tells their sources too.
    ///
    /// ```
    /// use doithoai::{Calendar, calendar::VIETNAM_TOML};
    /// let reworded = VIETNAM_TOML.replace("tailieu.vn/doc/", "https://tailieu.vn/doc/");
    /// let documents = doithoai::calendar::parse_documents(&reworded)?;
    /// let (old, new) = (Calendar::vietnam(), Calendar::from_documents(documents)?);
    /// assert_ne!(old.hash(), new.hash());
    /// assert_eq!(old.days_hash(), new.days_hash());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn days_hash(&self) -> String {
        self.inner.days_hash.get_or_init(|| self.hash_days()).clone()
    }

    fn hash_days(&self) -> String {
        let special = self.inner.specials.range(&(FIRST..=LAST));
        let special: Vec<_> = special.into_iter().map(|(date, special)| self.special(date, special)).collect();
        let special: Vec<_> = special.iter().map(|day| (day.date, &day.kind, day.standing, &day.name)).collect();
        let counts = self.inner.tables.bytes().fold(Sha256::new(), Sha256::chain_update).finalize();
        crate::hash::sha256(&(special, counts.as_slice()))
    }
}

impl Serialize for Calendar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let MadeOf { documents, practice, fixed_week, checked_until } = self.inner.made_of.clone();
        let rest_day = |day: Weekday| RestDay::ALL.iter().copied().find(|rest| rest.weekday() == day);
        let weekly_rest = fixed_week.map(|week| week.into_iter().filter_map(rest_day).collect());
        Stored { documents, practice, weekly_rest, checked_until }.serialize(serializer)
    }
}

/// Documents that contradict each other or the law are an error, as they are to the builder.
impl<'de> Deserialize<'de> for Calendar {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let Stored { documents, practice, weekly_rest, checked_until } = Stored::deserialize(input)?;
        if !practice.is_possible() {
            return Err(D::Error::custom(
                "`practice`: Tết begins at most two days from New Year's Day, and the other day is beside 2 September",
            ));
        }
        let fixed_week = weekly_rest.map(|week| week.into_iter().map(RestDay::weekday).collect());
        let made_of = MadeOf { documents, practice, fixed_week, checked_until };
        Self::checked(made_of).map_err(|error| D::Error::custom(error.text(crate::Lang::En)))
    }
}
