//! What running scenarios gave.

use serde::Serialize;

use super::case::{RuleId, Stated};
use super::coverage::Coverage;
use crate::reader::Problem;
use crate::text::{Lang, Text};

/// What running a suite gave: each file with its cases, and what they covered.
///
/// ```
/// use doithoai::scenario::Suite;
/// let report = Suite::new().run();
/// assert!(report.is_ok() && report.files.is_empty());
/// assert_eq!((report.passed(), report.failed()), (0, 0));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The files, in the order in which they were added.
    pub files: Vec<FileReport>,
    /// What the cases covered of the rule sets, those that failed included.
    pub coverage: Coverage,
}

/// What the cases of one file gave.
///
/// ```
/// use doithoai::scenario::Suite;
/// let report = Suite::new().with("mine.test.toml", "format = 1", &|_| Err("no such file".to_owned())).run();
/// let file = &report.files[0];
/// assert_eq!((file.file.as_str(), file.problems.len(), file.outcomes.len()), ("mine.test.toml", 1, 0));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FileReport {
    /// The file.
    pub file: String,
    /// What is wrong in it; if one is an error, no case was run.
    pub problems: Vec<Problem>,
    /// Whether there were more problems than a report holds.
    pub truncated: bool,
    /// The cases, in the order of the file: cases, rows of tables, years.
    pub outcomes: Vec<CaseOutcome>,
}

/// What one case gave.
///
/// ```
/// # use doithoai::scenario::Suite;
/// let file = r#"
/// format = 1
/// rulesets = ["hcmc-935"]
/// [[table]]
/// name = "conclusion"
/// duty = "notify-conclusion"
/// rows = [[2026-08-20, 2026-09-07]]
/// "#;
/// let outcome = &Suite::new().with("a.test.toml", file, &|_| Err(String::new())).run().files[0].outcomes[0];
/// assert_eq!((outcome.name.as_str(), outcome.line), ("conclusion: 2026-08-20", 7));
/// assert!(outcome.failures.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CaseOutcome {
    /// The name that the file gives it.
    pub name: String,
    /// The line where it begins, from 1.
    pub line: usize,
    /// What was not as expected; empty if it passed.
    pub failures: Vec<Failure>,
}

/// A value that is not as a scenario expects it.
///
/// ```
/// # use doithoai::{Lang, scenario::Suite};
/// let file = r#"
/// format = 1
/// rulesets = ["hcmc-935"]
/// [[table]]
/// name = "invitation, with 4 days in mind"
/// duty = "invite-citizens"
/// rows = [[2026-08-20, 2026-08-13]]
/// "#;
/// let report = Suite::new().with("a.test.toml", file, &|_| Err(String::new())).run();
/// let failure = &report.files[0].outcomes[0].failures[0];
/// assert_eq!((failure.expected.as_str(), failure.actual.as_str()), ("2026-08-13", "2026-08-12"));
/// let text = failure.text(Lang::En);
/// assert!(text.starts_with("line 7: hcmc-935/invite-citizens, due: expected Thu 2026-08-13, found Wed 2026-08-12"));
/// assert!(text.contains("Art. 13(1)(1.2), dash 2"));
/// assert!(text.contains("Not counted: Sat 2026-08-15, Sun 2026-08-16"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Failure {
    /// The line of the value in the file, from 1.
    pub line: usize,
    /// The rule, as `rule-set/id`; the event of an entry; none where the case as a whole is refused.
    pub of: Option<String>,
    /// The key of the value.
    pub key: String,
    /// What the file states, as it is written there.
    pub expected: String,
    /// What there is.
    pub actual: String,
    /// The provision, as a lawyer writes it.
    pub cite_text: Option<Text>,
    /// How the date was counted, or why it was refused.
    pub because: Option<Text>,
}

impl Report {
    /// Whether every file could be read and every case passed.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.failed() == 0
    }

    /// How many cases passed.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.files.iter().flat_map(|file| &file.outcomes).filter(|outcome| outcome.failures.is_empty()).count()
    }

    /// How many cases failed; a file that cannot be read counts as one.
    #[must_use]
    pub fn failed(&self) -> usize {
        let broken = self.files.iter().filter(|file| file.is_broken()).count();
        let failed = self.files.iter().flat_map(|file| &file.outcomes).filter(|outcome| !outcome.failures.is_empty());
        failed.count().saturating_add(broken)
    }
}

impl FileReport {
    /// Whether the file has errors, so that no case of it was run.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == crate::reader::Severity::Error)
    }
}

impl Failure {
    pub(super) fn of(stated: &Stated, of: Option<&RuleId>, actual: String) -> Self {
        Self {
            line: stated.line,
            of: of.map(ToString::to_string),
            key: stated.asked.to_string(),
            expected: stated.expected.clone(),
            actual,
            cite_text: None,
            because: None,
        }
    }

    /// What failed, where, by which provision and how the date was counted, in one language; several lines.
    ///
    /// The example of [`Failure`] shows it.
    ///
    /// ```
    /// # use doithoai::{Lang, scenario::Suite};
    /// let file = "format = 1\nrulesets = [\"hcmc-935\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-04]]";
    /// let report = Suite::new().with("a.test.toml", file, &|_| Err(String::new())).run();
    /// let text = report.files[0].outcomes[0].failures[0].text(Lang::Vi);
    /// assert!(text.starts_with("dòng 6: hcmc-935/notify-conclusion, due: cần thứ Sáu 04/09/2026, kết quả thứ Hai 07/09/2026"));
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let day = |written: &str| match written.parse() {
            Ok(day) => lang.date_with_weekday(day),
            Err(_) => {
                if written.is_empty() {
                    "\"\"".to_owned()
                } else {
                    written.to_owned()
                }
            }
        };
        let (expected, actual) = (day(&self.expected), day(&self.actual));
        let of = self.of.as_ref().map(|of| format!("{of}, ")).unwrap_or_default();
        let mut lines = vec![match lang {
            Lang::Vi => format!("dòng {}: {of}{}: cần {expected}, kết quả {actual}", self.line, self.key),
            Lang::En => format!("line {}: {of}{}: expected {expected}, found {actual}", self.line, self.key),
        }];
        let cite = self.cite_text.as_ref().map(|cite| format!("{}: {}", lang.pick("căn cứ", "by"), cite.get(lang)));
        lines.extend(cite);
        lines.extend(self.because.as_ref().map(|because| because.get(lang).to_owned()));
        lines.join("\n")
    }
}
