//! What a dialogue is judged by, and which facts are impossible under it.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use super::Timeline;
use super::evaluate::Scene;
use super::facts::{Facts, View};
use crate::calendar::{Calendar, CoverageError};
use crate::ruleset::RuleSet;
use crate::text::{Lang, nearest};

/// What a dialogue is judged by: rule sets, a calendar, and the readings that were adopted.
///
/// Immutable and cheap to clone.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::{Calendar, Fact, Facts, RuleSet, Terms, View, timeline::Status};
/// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let facts = Facts::held_on(date(8, 20));
/// let timeline = terms.timeline(&facts, View::as_of(date(10, 20)))?;
///
/// let notice = timeline.duty("hcmc-935", "notify-conclusion").unwrap();
/// assert_eq!(notice.due.unwrap().date, date(9, 7));
/// assert!(matches!(notice.status, Status::Overdue { .. }));
/// // The clock of settlement has not begun: it starts with the notice.
/// let settlement = timeline.duty("hcmc-935", "settle-petition").unwrap();
/// assert_eq!(settlement.status, Status::Awaiting);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Terms {
    inner: Arc<TermsInner>,
}

#[derive(Debug, Clone)]
struct TermsInner {
    sets: Vec<RuleSet>,
    calendar: Calendar,
    choices: Choices,
}

/// The readings that an office adopted; each duty without one keeps the rule set's default.
///
/// ```
/// use doithoai::timeline::Choices;
/// let choices = Choices::new().adopt("hcmc-935", "settle-petition", "ten-as-in-words");
/// assert_eq!(choices.adopted("hcmc-935", "settle-petition"), Some("ten-as-in-words"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Choices {
    adopted: Vec<(String, String, String)>,
}

impl Choices {
    /// No choices: every duty as its rule set reads it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adopts a reading for a duty of a rule set; a later choice for the same duty replaces an earlier one.
    #[must_use]
    pub fn adopt(mut self, ruleset: &str, duty: &str, reading: &str) -> Self {
        self.adopted.retain(|(set, id, _)| !(set == ruleset && id == duty));
        self.adopted.push((ruleset.to_owned(), duty.to_owned(), reading.to_owned()));
        self
    }

    /// The reading adopted for a duty.
    #[must_use]
    pub fn adopted(&self, ruleset: &str, duty: &str) -> Option<&str> {
        self.adopted.iter().find(|(set, id, _)| set == ruleset && id == duty).map(|(_, _, reading)| reading.as_str())
    }
}

/// A choice that names nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no reading `{reading}` of `{duty}` in `{ruleset}`{}", .near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
pub struct ChoiceError {
    /// The rule set.
    pub ruleset: String,
    /// The duty.
    pub duty: String,
    /// The reading.
    pub reading: String,
    /// The nearest reading of the duty.
    pub near: Option<String>,
}

/// Why there is no timeline.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TimelineError {
    /// A date or a count leaves the covered years.
    #[error(transparent)]
    Coverage(#[from] CoverageError),
    /// A fact of an event that no rule set knows.
    #[error("unknown event `{event}`{}", .near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    UnknownEvent {
        /// The event.
        event: String,
        /// The nearest known event.
        near: Option<String>,
    },
    /// The dialogue closed before it opened.
    #[error("the dialogue cannot close on {closed} before it opened on {opened}")]
    ClosedBeforeOpened {
        /// The opening.
        opened: NaiveDate,
        /// The closing.
        closed: NaiveDate,
    },
    /// The dialogue closed but never opened.
    #[error("the dialogue cannot close on {closed}: no opening is recorded")]
    NeverOpened {
        /// The closing.
        closed: NaiveDate,
    },
}

impl Terms {
    /// Rule sets and the calendar they are counted on.
    #[must_use]
    pub fn new(sets: impl IntoIterator<Item = RuleSet>, calendar: Calendar) -> Self {
        let inner = TermsInner { sets: sets.into_iter().collect(), calendar, choices: Choices::new() };
        Self { inner: Arc::new(inner) }
    }

    /// The same terms with readings adopted.
    ///
    /// # Errors
    /// [`ChoiceError`] if a choice names a rule set, duty or reading that is not there.
    pub fn choosing(&self, choices: Choices) -> Result<Self, ChoiceError> {
        for (set, duty, reading) in &choices.adopted {
            let obligation = self.inner.sets.iter().find(|s| s.id() == set).and_then(|s| s.obligation(duty));
            let known: Vec<&str> = obligation.iter().flat_map(|o| &o.readings).map(|r| r.id.as_str()).collect();
            if !known.contains(&reading.as_str()) {
                let near = nearest(reading, known).map(str::to_owned);
                let (ruleset, duty, reading) = (set.clone(), duty.clone(), reading.clone());
                return Err(ChoiceError { ruleset, duty, reading, near });
            }
        }
        Ok(Self { inner: Arc::new(TermsInner { choices, ..TermsInner::clone(&self.inner) }) })
    }

    /// The rule sets.
    #[must_use]
    pub fn rule_sets(&self) -> &[RuleSet] {
        &self.inner.sets
    }

    /// The calendar.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.inner.calendar
    }

    /// The readings adopted.
    #[must_use]
    pub fn choices(&self) -> &Choices {
        &self.inner.choices
    }

    /// Every duty of every rule set, with its due date and status, as seen in `view`.
    ///
    /// # Errors
    /// [`TimelineError`] for facts that are impossible, unknown, or outside the covered years. A late fact is
    /// never an error.
    pub fn timeline(&self, facts: &Facts, view: View) -> Result<Timeline, TimelineError> {
        self.check(facts)?;
        let calendar = match view.known_on {
            Some(date) => self.inner.calendar.known_on(date),
            None => self.inner.calendar.clone(),
        };
        let visible = facts.visible(view);
        let mut timeline = Timeline::new(facts.opening(), view, calendar.clone());
        for set in &self.inner.sets {
            let scene = Scene::new(set, &calendar, &visible, facts, view, &self.inner.choices);
            timeline.duties.extend(scene.duties()?);
            timeline.describe(set);
        }
        Ok(timeline)
    }

    fn check(&self, facts: &Facts) -> Result<(), TimelineError> {
        Calendar::check(facts.appointed())?;
        for fact in facts.all() {
            Calendar::check(fact.on)?;
            fact.until.map(Calendar::check).transpose()?;
            if !self.inner.sets.iter().any(|set| set.event(&fact.event).is_some()) {
                let known = self.inner.sets.iter().flat_map(RuleSet::events).map(|event| event.id.as_ref());
                let near = nearest(&fact.event, known).map(str::to_owned);
                return Err(TimelineError::UnknownEvent { event: fact.event.clone(), near });
            }
        }
        match (facts.opened_on(), facts.closed_on()) {
            (Some(opened), Some(closed)) if closed < opened => {
                Err(TimelineError::ClosedBeforeOpened { opened, closed })
            }
            (None, Some(closed)) => Err(TimelineError::NeverOpened { closed }),
            _ => Ok(()),
        }
    }
}

impl ChoiceError {
    /// The error in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let Self { ruleset, duty, reading, near } = self;
        match lang {
            Lang::En => self.to_string(),
            Lang::Vi => {
                format!("không có cách hiểu `{reading}` của `{duty}` trong `{ruleset}`{}", meant(near.as_deref()))
            }
        }
    }
}

impl TimelineError {
    /// The error in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let date = |date: &NaiveDate| lang.date(*date);
        match (self, lang) {
            (Self::Coverage(error), _) => error.text(lang),
            (_, Lang::En) => self.to_string(),
            (Self::UnknownEvent { event, near }, Lang::Vi) => {
                format!("không có sự kiện `{event}`{}", meant(near.as_deref()))
            }
            (Self::ClosedBeforeOpened { opened, closed }, Lang::Vi) => {
                format!("đối thoại không thể kết thúc ngày {} trước khi khai mạc ngày {}", date(closed), date(opened))
            }
            (Self::NeverOpened { closed }, Lang::Vi) => {
                format!("đối thoại không thể kết thúc ngày {}: chưa ghi nhận khai mạc", date(closed))
            }
        }
    }
}

/// "Did you mean" in Vietnamese.
fn meant(near: Option<&str>) -> String {
    near.map(|near| format!("; có phải là `{near}`?")).unwrap_or_default()
}
