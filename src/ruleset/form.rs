//! The forms of a rule set: the file that a person writes, canonical JSON, JSON Schema; and what is wrong with a file.

use thiserror::Error;

use super::{Registry, RuleSet, builtin, keys, parse};
use crate::reader::schema::Definitions;
use crate::reader::{FileError, Form, Problem, Reading};
use crate::text::messages;

/// What reading a rule file gave: the rule set, and everything that stands out.
///
/// ```
/// use doithoai::{Code, RuleSet};
/// let text = RuleSet::builtin_toml("can-tho-10")?.to_owned() + "[[actor]]\nid = \"nobody\"\ntext = { vi = \"x\", en = \"x\" }\n";
/// let checked = RuleSet::check_toml(&text);
/// assert!(checked.rule_set.is_some()); // a warning refuses nothing
/// assert_eq!(checked.problems[0].code, Code::Unused);
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checked {
    /// The rule set, if there is no error.
    pub rule_set: Option<RuleSet>,
    /// Errors and warnings, in the order of the file; 1,000 at most.
    pub problems: Vec<Problem>,
    /// Whether there were more problems than are listed.
    pub truncated: bool,
}

impl Checked {
    /// The rule set, or everything wrong in the file.
    ///
    /// # Errors
    /// [`RuleSetError`] if there is no rule set.
    pub fn result(self) -> Result<RuleSet, RuleSetError> {
        let Self { rule_set, problems, truncated } = self;
        rule_set.ok_or_else(|| RuleSetError(FileError::new(problems, truncated)))
    }
}

impl From<Reading<RuleSet>> for Checked {
    fn from(reading: Reading<RuleSet>) -> Self {
        Self { rule_set: reading.value, problems: reading.problems, truncated: reading.truncated }
    }
}

/// Why a text is no rule set.
///
/// ```
/// use doithoai::RuleSet;
/// let error = RuleSet::from_toml("").unwrap_err();
/// assert!(error.to_string().starts_with("line 1, column 1: `format` is missing"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct RuleSetError(#[from] FileError);

messages! { RuleSetError, lang: Self(error) => error; }

impl RuleSetError {
    /// Everything wrong in the file, in its order.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        self.0.problems()
    }
}

impl RuleSet {
    /// Reads a rule file.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let error = RuleSet::from_toml("format = 1\nid = \"x\"\nversoin = \"1\"\n").unwrap_err();
    /// let unknown = error.problems().iter().find(|problem| problem.path == "versoin").unwrap();
    /// assert_eq!((unknown.line, unknown.column), (3, 1));
    /// assert_eq!(unknown.suggestion.as_deref(), Some("version"));
    /// ```
    ///
    /// A file that builds on another (`extends`, `amends`) finds it among the built-in ones; see
    /// [`Registry::from_toml`](super::Registry::from_toml) for others.
    ///
    /// # Errors
    /// Everything wrong in the file: unknown words and keys, missing values, references that lead nowhere.
    pub fn from_toml(text: &str) -> Result<Self, RuleSetError> {
        Self::check_toml(text).result()
    }

    /// Reads a rule file and says everything that stands out, warnings too.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let checked = RuleSet::check_toml("format = 1\nid = \"Mine\"\n");
    /// assert!(checked.rule_set.is_none());
    /// let first = &checked.problems[0];
    /// assert_eq!((first.code.word(), first.line), ("missing-key", 1));
    /// ```
    #[must_use]
    pub fn check_toml(text: &str) -> Checked {
        let checked = Checked::from(parse::rule_set(text, Form::Toml, &builtin::load));
        let base = checked.rule_set.as_ref().and_then(Self::builds_on).and_then(|name| name.split('@').next());
        match base.map(Registry::builtin_of) {
            Some(versions) => versions.of_its_time(checked, text),
            None => checked,
        }
    }

    /// Reads the JSON form, by the same checks as the TOML form.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let set = RuleSet::builtin("law-72-2025")?;
    /// assert_eq!(RuleSet::from_json(&set.to_json())?, set);
    /// let error = RuleSet::from_json("{\"format\": 1, \"idd\": 2}").unwrap_err();
    /// assert!(error.problems().iter().any(|problem| problem.suggestion.as_deref() == Some("id")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Everything wrong in the text, with its place.
    pub fn from_json(text: &str) -> Result<Self, RuleSetError> {
        Checked::from(parse::rule_set(text, Form::Json, &builtin::load)).result()
    }

    /// The canonical JSON: the keys and values of the file, keys in alphabetical order, dates as `YYYY-MM-DD`.
    ///
    /// An overlay gives the complete set that it makes, with what it changed under `changed`.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let json: serde_json::Value = serde_json::from_str(&RuleSet::builtin("hcmc-935")?.to_json())?;
    /// assert_eq!(json["obligation"][0]["due"]["n"], 5);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self.tree()).unwrap_or_default()
    }

    /// A JSON Schema of the rule file, made from the code that reads it, so that an editor completes and checks.
    ///
    /// What refers from one part of a file to another is for [`check_toml`](Self::check_toml).
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let schema: serde_json::Value = serde_json::from_str(&RuleSet::json_schema())?;
    /// assert!(schema["$defs"]["unit"]["enum"].as_array().unwrap().contains(&"working-day".into()));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn json_schema() -> String {
        schema(false)
    }

    /// The same for a file that builds on another (`extends`, `amends`) and gives only what changes.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let schema: serde_json::Value = serde_json::from_str(&RuleSet::overlay_json_schema())?;
    /// let duty = &schema["properties"]["obligation"];
    /// assert!(!duty.to_string().contains("required"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn overlay_json_schema() -> String {
        schema(true)
    }
}

fn schema(partial: bool) -> String {
    let mut definitions = Definitions::new(keys::KEYS.to_vec(), partial);
    let schema = parse::shape().json(&mut definitions);
    definitions.document(schema, "doithoai: bộ quy tắc / rule set")
}
