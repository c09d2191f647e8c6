//! From when facts are seen.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// From when a timeline is seen.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::timeline::Status;
/// let facts = Facts::held_on(date(8, 20)); // the notice is due on 7 September
/// let judged = terms.timeline(&facts, View::as_of(date(9, 10)))?;
/// assert!(matches!(judged.duty("hcmc-935", "notify-conclusion")?.outcome.status, Status::Overdue { .. }));
/// let unjudged = terms.timeline(&facts, View::everything())?;
/// assert_eq!(unjudged.duty("hcmc-935", "notify-conclusion")?.outcome.status, Status::Pending);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct View {
    /// The day it is judged on: later facts are ignored. Without one, all facts count and nothing is overdue.
    #[serde(deserialize_with = "crate::timeline::fact_wire::some_day")]
    pub as_of: Option<NaiveDate>,
    /// What was known: facts entered later are dropped, the calendar is the one known then, and so are the rule sets, by
    /// [`Terms::known_on`](crate::Terms::known_on).
    #[serde(deserialize_with = "crate::timeline::fact_wire::some_day")]
    pub known_on: Option<NaiveDate>,
}

impl View {
    /// All facts, judged on no particular day.
    ///
    /// ```
    /// use doithoai::View;
    /// let view = View::everything();
    /// assert_eq!((view.as_of, view.known_on), (None, None));
    /// ```
    #[must_use]
    pub fn everything() -> Self {
        Self::default()
    }

    /// Judged on a day.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// # use doithoai::Fact;
    /// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(9, 4)));
    /// let timeline = terms.timeline(&facts, View::as_of(date(9, 3)))?; // the notice is still to come
    /// assert_eq!(timeline.duty("hcmc-935", "notify-conclusion")?.outcome.met_on, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn as_of(date: NaiveDate) -> Self {
        Self { as_of: Some(date), known_on: None }
    }

    /// With what was known on a day.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2024, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// // The swap of Monday 29 April 2024 was announced on 12 April.
    /// let facts = Facts::held_on(date(4, 12));
    /// for (known_on, due) in [(date(4, 11), date(4, 29)), (date(4, 12), date(5, 2))] {
    ///     let timeline = terms.timeline(&facts, View::everything().known_on(known_on))?;
    ///     assert_eq!(timeline.duty("hcmc-935", "notify-conclusion")?.outcome.due.unwrap().date, due);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn known_on(mut self, date: NaiveDate) -> Self {
        self.known_on = Some(date);
        self
    }
}
