//! That terms have no version of a rule set twice.

use thiserror::Error;

use crate::ruleset::RuleSet;
use crate::text::messages;

/// That one version of a rule set was given twice: which of the two would judge is not for their order to say.
///
/// ```
/// use doithoai::{Calendar, Message, RuleSet, Terms};
/// let set = RuleSet::builtin("hcmc-935")?;
/// let error = Terms::try_new([set.clone(), set], Calendar::vietnam()).unwrap_err();
/// assert_eq!(error.code(), "same-rule-set-twice");
/// assert_eq!(error.to_string(), "`hcmc-935@2017-04-28` is given twice: give each version of a rule set once");
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub struct SameSetTwice {
    /// The rule set, as `id@version`.
    pub name: String,
}

messages! { SameSetTwice, lang:
    Self { name } => "same-rule-set-twice",
        "`{name}` được nêu hai lần: mỗi phiên bản của một bộ quy tắc chỉ nêu một lần",
        "`{name}` is given twice: give each version of a rule set once";
}

impl SameSetTwice {
    /// The first set that stands twice: with one id and version, or with the same text.
    pub(super) fn among(sets: &[RuleSet]) -> Option<Self> {
        let same = |a: &RuleSet, b: &RuleSet| a.id() == b.id() && a.version() == b.version() || a.hash() == b.hash();
        let mut rest = sets;
        while let [first, others @ ..] = rest {
            if others.iter().any(|other| same(first, other)) {
                return Some(Self { name: first.name() });
            }
            rest = others;
        }
        None
    }
}
