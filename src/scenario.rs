//! Unit tests for regulation variants: a scenario says what happened and what must follow.
//!
//! A scenario file names rule sets and a calendar, gives facts, and states due dates, statuses, findings, verdicts,
//! refusals and reasons. A [`Suite`] of such files runs anywhere, says what it [covered](Coverage) of the law, and can be
//! tried on rule sets that are [slightly wrong](Mutation): what no case notices is listed.
//!
//! ```
//! use doithoai::{Lang, scenario::Suite};
//! let file = r#"
//! format = 1
//! rulesets = ["hcmc-935"]
//!
//! [[case]]
//! name = "The conclusion goes out one day late"
//! appointed = 2026-08-20
//! log = [
//!   { event = "opened", on = 2026-08-20 },
//!   { event = "conclusion-notified", on = 2026-08-21, refused = "wrong-phase" },
//!   { event = "closed", on = 2026-08-20 },
//!   { event = "conclusion-notified", on = 2026-09-08 },
//! ]
//!   [[case.expect]]
//!   as_of = 2026-09-30
//!   duty = "notify-conclusion"
//!   due = 2026-09-07
//!   certainty = "firm"
//!   verdict = "late"
//!   days = 1
//!   counts = [2026-08-22]
//!   skips = [2026-08-31, 2026-09-01, 2026-09-02]
//!   because = ["khoản 3 Điều 13"]
//! "#;
//! let report = Suite::new().with("hcmc.test.toml", file, &|_| Err("no files here".to_owned())).run();
//! assert!(report.is_ok(), "{:#?}", report.files);
//! assert_eq!(report.passed(), 1);
//! ```
//!
//! The guide `docs/guide-tests.md` has every key. With the feature `harness`, `harness::run` turns a folder of files
//! into cases of `cargo test`; `doithoai test FOLDER` runs them without Rust.

mod case;
mod coverage;
#[cfg(feature = "harness")]
pub mod harness;
mod keys;
mod mutant;
mod parse;
mod report;
mod run;

pub use coverage::{Coverage, Measure, Measured, SetCoverage};
pub use mutant::{Mutation, Survivor};
pub use report::{CaseOutcome, Failure, FileReport, Report};

use case::{Case, Scenario};
use coverage::Seen;
pub(crate) use parse::about as key_meanings;
use run::Under;

use std::collections::BTreeMap;

use crate::calendar::Calendar;
#[cfg(feature = "harness")]
use crate::reader::FileError;
use crate::reader::Problem;
use crate::reader::schema::Definitions;
use crate::ruleset::{Registry, RuleSet};
use crate::text::Text;

/// How the name of a scenario file ends.
pub const SUFFIX: &str = ".test.toml";

/// Scenario files, read and checked, to be run.
///
/// ```
/// use doithoai::scenario::Suite;
/// let rules = doithoai::RuleSet::builtin_toml("hcmc-935").unwrap().replace("n = 5,", "n = 4,");
/// let file = r#"
/// format = 1
/// rulesets = ["mine.toml"]
/// [[table]]
/// name = "invitation"
/// duty = "invite-citizens"
/// rows = [[2026-08-20, 2026-08-12]]
/// "#;
/// let open = |name: &str| if name == "mine.toml" { Ok(rules.clone()) } else { Err("no such file".to_owned()) };
/// let suite = Suite::new().with("mine.test.toml", file, &open);
/// assert_eq!(suite.names(), [("mine.test.toml", "invitation: 2026-08-20")]);
/// assert_eq!(suite.run().failed(), 1); // 4 days are 13 August
/// ```
#[derive(Debug, Clone)]
pub struct Suite {
    calendar: Calendar,
    builtin: Registry,
    files: Vec<File>,
    /// Of each rule set, by its name, the hash and the first file that names it.
    named: BTreeMap<String, (String, String)>,
}

#[derive(Debug, Clone)]
struct File {
    name: String,
    problems: Vec<Problem>,
    truncated: bool,
    scenario: Option<Scenario>,
}

impl Default for Suite {
    fn default() -> Self {
        Self::new()
    }
}

impl Suite {
    /// A suite without files, on the built-in calendar and rule sets.
    ///
    /// ```
    /// assert!(doithoai::scenario::Suite::new().names().is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        let (calendar, builtin) = (Calendar::vietnam(), Registry::builtin());
        Self { calendar, builtin, files: Vec::new(), named: BTreeMap::new() }
    }

    /// Adds a scenario file by its name and text.
    ///
    /// `open` gives the text of a rule file or decree that the file names, or says why there is none. A file with
    /// mistakes is kept with its problems, and fails when the suite runs; so is one whose rule set has the id and version of one of
    /// an earlier file and says something else: what is covered of the two could not be told apart.
    ///
    /// ```
    /// use doithoai::{Code, scenario::Suite};
    /// let file = "format = 1\nrulesets = [\"hcmc-953\"]\n";
    /// let report = Suite::new().with("a.test.toml", file, &|_| Err("no such file".to_owned())).run();
    /// assert_eq!(report.files[0].problems[0].code, Code::RuleSetNotFound);
    /// assert_eq!(report.files[0].problems[0].suggestion.as_deref(), Some("hcmc-935"));
    /// ```
    #[must_use]
    pub fn with(self, name: impl Into<String>, text: &str, open: &dyn Fn(&str) -> Result<String, String>) -> Self {
        self.with_told(name, text, &|name| open(name).map_err(Text::same))
    }

    /// The same where `open` says in both languages why there is none.
    fn with_told(mut self, name: impl Into<String>, text: &str, open: parse::Open<'_>) -> Self {
        let Self { calendar, builtin, named, .. } = &self;
        let reading = parse::scenario(text, &parse::Resources { calendar, builtin, before: named, open });
        let (name, problems, truncated) = (name.into(), reading.problems, reading.truncated);
        for set in reading.value.iter().flat_map(|scenario| &scenario.rules.sets) {
            self.named.entry(set.name()).or_insert_with(|| (set.hash().to_owned(), name.clone()));
        }
        self.files.push(File { name, problems, truncated, scenario: reading.value });
        self
    }

    /// The cases: file and name, in the order in which they run. A file that cannot be read has none.
    ///
    /// ```
    /// # use doithoai::scenario::Suite;
    /// let file = "format = 1\nrulesets = [\"hcmc-935\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-07]]";
    /// assert_eq!(Suite::new().with("a.test.toml", file, &|_| Err(String::new())).names(), [("a.test.toml", "a: 2026-08-20")]);
    /// ```
    #[must_use]
    pub fn names(&self) -> Vec<(&str, &str)> {
        self.scenarios()
            .flat_map(|(file, scenario)| scenario.cases.iter().map(move |case| (file, case.name.as_str())))
            .collect()
    }

    /// Runs every case.
    ///
    /// The examples of [`Suite`] and [`Report`] show it.
    ///
    /// ```
    /// assert!(doithoai::scenario::Suite::new().run().is_ok());
    /// ```
    #[must_use]
    pub fn run(&self) -> Report {
        let mut seen = Seen::default();
        let files = self.files.iter().map(|file| FileReport {
            file: file.name.clone(),
            problems: file.problems.clone(),
            truncated: file.truncated,
            outcomes: file.scenario.iter().flat_map(|scenario| outcomes(scenario, &mut seen)).collect(),
        });
        let files = files.collect();
        Report { files, coverage: Coverage::of(self.rule_sets().into_iter(), &seen) }
    }

    /// Runs one case by its place in [`names`](Self::names); `None` if there is no such case.
    ///
    /// ```
    /// # use doithoai::scenario::Suite;
    /// let file = "format = 1\nrulesets = [\"hcmc-935\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-07]]";
    /// let suite = Suite::new().with("a.test.toml", file, &|_| Err(String::new()));
    /// assert!(suite.run_one(0).unwrap().failures.is_empty());
    /// assert!(suite.run_one(1).is_none());
    /// ```
    #[must_use]
    pub fn run_one(&self, at: usize) -> Option<CaseOutcome> {
        let mut cases =
            self.scenarios().flat_map(|(_, scenario)| scenario.cases.iter().map(move |case| (scenario, case)));
        let (scenario, case) = cases.nth(at)?;
        Some(outcome(scenario, case, &mut Seen::default()))
    }

    /// The JSON Schema of scenario files, made by the getters that read them.
    ///
    /// ```
    /// use doithoai::scenario::Suite;
    /// let schema: serde_json::Value = serde_json::from_str(&Suite::json_schema())?;
    /// assert_eq!(schema["required"], serde_json::json!(["format", "rulesets"]));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn json_schema() -> String {
        let mut definitions = Definitions::new(parse::about(), false);
        let schema = parse::shape().json(&mut definitions);
        definitions.document(schema, "doithoai: tình huống kiểm thử / scenarios")
    }

    /// The files that cannot be read, and why.
    #[cfg(feature = "harness")]
    fn broken(&self) -> impl Iterator<Item = (&str, FileError)> {
        let broken = self.files.iter().filter(|file| file.scenario.is_none());
        broken.map(|file| (file.name.as_str(), FileError::new(file.problems.clone(), file.truncated)))
    }

    fn scenarios(&self) -> impl Iterator<Item = (&str, &Scenario)> {
        self.files.iter().filter_map(|file| Some((file.name.as_str(), file.scenario.as_ref()?)))
    }

    /// The rule sets of all files, each name once.
    fn rule_sets(&self) -> Vec<&RuleSet> {
        let mut all: Vec<&RuleSet> = Vec::new();
        for set in self.scenarios().flat_map(|(_, scenario)| &scenario.rules.sets) {
            if !all.iter().any(|known| known.name() == set.name()) {
                all.push(set);
            }
        }
        all
    }
}

/// Whether every case of a file holds under some rule sets; none where the file cannot be read. The file names the sets as `id@version`.
pub(crate) fn holds(text: &str, sets: &[&RuleSet], calendar: &Calendar) -> Option<bool> {
    let with = |registry: Registry, set: &&RuleSet| registry.with((*set).clone()).ok();
    let (builtin, before) = (sets.iter().try_fold(Registry::new(), with)?, BTreeMap::new());
    let none = |_: &str| Err(Text::same(""));
    let reading =
        parse::scenario(text, &parse::Resources { calendar, builtin: &builtin, before: &before, open: &none });
    let scenario = reading.value.filter(|_| reading.problems.is_empty())?;
    Some(outcomes(&scenario, &mut Seen::default()).iter().all(|outcome| outcome.failures.is_empty()))
}

fn outcomes(scenario: &Scenario, seen: &mut Seen) -> Vec<CaseOutcome> {
    scenario.cases.iter().map(|case| outcome(scenario, case, seen)).collect()
}

fn outcome(scenario: &Scenario, case: &Case, seen: &mut Seen) -> CaseOutcome {
    let under = Under { rules: &scenario.rules, calendar: &scenario.calendar, swapped: None };
    CaseOutcome { name: case.name.clone(), line: case.line, failures: run::run(case, under, seen) }
}
