//! How long an act must go on.

use serde::Serialize;

use crate::text::Lang;
use crate::time_limit::{Roll, Start, TimeLimit, Unit};

/// How long an act must go on without a break, both its first and its last day counted.
///
/// ```
/// use doithoai::{Lang, RuleSet, Unit};
/// let text = RuleSet::builtin_toml("hcmc-935")?
///     .replace("id = \"notify-agencies\"", "id = \"notify-agencies\"\nlasts = { n = 30, unit = \"day\" }");
/// let set = RuleSet::from_toml(&text)?;
/// let lasts = set.obligation("notify-agencies").unwrap().lasts.as_ref().unwrap();
/// assert_eq!((lasts.n, lasts.unit, &lasts.until), (30, Unit::Day, &None));
/// assert_eq!(lasts.text(Lang::Vi), "30 ngày");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Lasts {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
    /// The event that ends it; without one, the entry of the act says its last day in `until`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl Lasts {
    /// How long, in one language.
    ///
    /// The example of [`Lasts`] shows it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.limit().text(lang)
    }

    /// The same as a limit from its first day, which is counted.
    pub(crate) const fn limit(&self) -> TimeLimit {
        TimeLimit::after_with(self.n, self.unit, Start::EventIncluded, Roll::None)
    }
}
