//! Why a log is not judged by what it was made under.

use thiserror::Error;

use crate::ruleset::VersionError;
use crate::text::messages;

/// What a log was made under is not what there is: it is judged by neither, unless `made_under` is left out.
///
/// ```
/// use doithoai::{Calendar, Lang, Message, Registry, TimelineError, View, audit::{OfficeLog, audit_year}};
/// let line = r#"{"office":"A","territory":"79","level":"commune","head":"local-government","made_under":{"choices":[],"rulesets":[]}}"#;
/// let office = OfficeLog::from_jsonl(line)?;
/// let judged = |office| audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::everything());
/// let error = judged(office.clone()).unwrap_err();
/// assert!(error.text(Lang::En).starts_with("`rulesets` in `made_under` names no rule set"));
/// assert!(judged(office.anew()).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OtherRules {
    /// It names no rule set, so that nothing would judge.
    NoneNamed,
    /// It names a rule set or a version that is not there.
    Missing(#[from] VersionError),
    /// A rule set does not say what it said then.
    OtherText {
        /// The rule set, with its version.
        name: String,
        /// The first digits of its hash then.
        then: String,
        /// Those of its hash now.
        now: String,
    },
}

messages! { OtherRules, lang:
    Self::NoneNamed => "made-under-none",
        "`rulesets` trong `made_under` không nêu bộ quy tắc nào, nên không có gì để xét theo: nêu các bộ quy tắc đã dùng, hoặc bỏ `made_under` để xét theo các văn bản áp dụng",
        "`rulesets` in `made_under` names no rule set, so there is nothing to judge by: name those that were used, or leave `made_under` out to judge by those that bind";
    Self::Missing(error) => error.code(), { let error = error.text(lang); },
        "{error}; nhật ký đã được xét theo bộ đó: nạp thêm bộ đó, hoặc bỏ `made_under` để xét theo các văn bản hiện có",
        "{error}; the log was made under it: add it, or leave `made_under` out to judge by the rule sets there are now";
    Self::OtherText { name, then, now } => "other-rule-set",
        "`{name}` hiện có không giống bộ quy tắc mà nhật ký đã được xét theo (mã băm {now}, không phải {then}): nạp lại đúng bộ đó, hoặc bỏ `made_under` để xét theo các văn bản hiện có",
        "`{name}` is not the text that the log was made under (hash {now}, not {then}): add that one, or leave `made_under` out to judge by the rule sets there are now";
}
