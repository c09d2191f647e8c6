//! Rule sets by id and date: which version holds on a day, and none where none does.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use thiserror::Error;

use super::{Checked, RuleSet, RuleSetError, parse};
use crate::reader::{Code, Form, Problem};
use crate::text::{Lang, Message as _, Text, did_you_mean, messages, nearest};

/// From when a version holds, and the first day on which it no longer does; `None` where there is no such day.
pub(crate) type InForceRange = (Option<NaiveDate>, Option<NaiveDate>);

/// Why there is no such rule set, or none on that day.
///
/// ```
/// use doithoai::{RuleSet, VersionError};
/// let error = RuleSet::builtin("can-tho").unwrap_err();
/// assert!(matches!(&error, VersionError::NoRuleSet { id, .. } if id == "can-tho"));
/// assert_eq!(error.near(), Some("can-tho-10"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum VersionError {
    /// No rule set has this id.
    NoRuleSet {
        /// The id that was asked for.
        id: String,
        /// The ids that there are.
        known: Vec<String>,
    },
    /// The rule set has no such version.
    NoVersion {
        /// The rule set.
        id: String,
        /// The version that was asked for.
        version: String,
        /// The versions that there are.
        known: Vec<String>,
    },
    /// No version of the rule set holds on the day: an ended one never falls through to an older one.
    NotInForce {
        /// The rule set.
        id: String,
        /// The day.
        on: NaiveDate,
        /// Each version, with its first day and the first day on which it no longer holds.
        versions: Vec<(String, InForceRange)>,
    },
    /// Two versions hold on one day.
    Overlap {
        /// The rule set.
        id: String,
        /// The one version.
        first: String,
        /// The other.
        second: String,
    },
    /// A built-in file cannot be read: a mistake in this crate.
    Unreadable {
        /// The file.
        name: String,
    },
}

impl VersionError {
    pub(super) fn unreadable(name: &str) -> Self {
        Self::Unreadable { name: name.to_owned() }
    }

    /// Whether both versions are one and the same.
    fn is_copy(&self) -> bool {
        matches!(self, Self::Overlap { first, second, .. } if first == second)
    }

    /// The id or version that was most likely meant.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// assert_eq!(RuleSet::builtin("hcmc-953").unwrap_err().near(), Some("hcmc-935"));
    /// assert_eq!(RuleSet::builtin("qd-11@2025-11-32").unwrap_err().near(), Some("2025-11-23"));
    /// ```
    #[must_use]
    pub fn near(&self) -> Option<&str> {
        match self {
            Self::NoRuleSet { id, known } => nearest(id, known.iter().map(String::as_str)),
            Self::NoVersion { version, known, .. } => nearest(version, known.iter().map(String::as_str)),
            _ => None,
        }
    }

    /// That none is in force on the day, and when each one is, in words that name no id; none of another error.
    pub(super) fn dates_text(&self, lang: Lang) -> Option<String> {
        let Self::NotInForce { on, versions, .. } = self else { return None };
        let all: Vec<String> = versions.iter().map(|version| range_text(version, lang)).collect();
        let not = lang.pick("không có hiệu lực ngày", "not in force on");
        Some(format!("{not} {}; {}: {}", lang.date(*on), lang.pick("các phiên bản", "its versions"), all.join(", ")))
    }

    /// The error without what was likely meant.
    pub(crate) fn plain(&self) -> Text {
        Text::build(|lang| {
            let text = self.text(lang);
            text.strip_suffix(&did_you_mean(self.near(), lang)).unwrap_or(&text).to_owned()
        })
    }
}

messages! { VersionError, lang:
    Self::NoRuleSet { id, known } => "rule-set-not-found",
        { let known = known_and_near(id, known, lang); },
        "không có bộ quy tắc `{id}`; có: {known}", "no rule set `{id}`; there are {known}";
    Self::NoVersion { id, version, known } => "version-not-found",
        { let known = known_and_near(version, known, lang); },
        "`{id}` không có phiên bản `{version}`; có: {known}",
        "`{id}` has no version `{version}`; it has {known}";
    Self::NotInForce { id, on, versions } => "not-in-force", {
        let all: Vec<String> = versions.iter().map(|version| range_text(version, lang)).collect();
        let (on, all) = (lang.date(*on), all.join(", "));
    },
        "không phiên bản nào của `{id}` có hiệu lực ngày {on}: {all}",
        "no version of `{id}` is in force on {on}: {all}";
    Self::Overlap { id, first, second } => "overlapping-versions",
        "hai phiên bản `{first}` và `{second}` của `{id}` có hiệu lực chồng lên nhau",
        "the versions `{first}` and `{second}` of `{id}` are in force on the same days";
    Self::Unreadable { name } => "unreadable-rule-set",
        "không đọc được bộ quy tắc có sẵn `{name}`: lỗi của thư viện",
        "the built-in `{name}` cannot be read: a bug of this crate";
}

fn known_and_near(word: &str, known: &[String], lang: Lang) -> String {
    let near = did_you_mean(nearest(word, known.iter().map(String::as_str)), lang);
    known.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", ") + &near
}

fn range_text((version, (from, until)): &(String, InForceRange), lang: Lang) -> String {
    let part = |word: &str, date: &Option<NaiveDate>| {
        date.map(|date| format!(" {word} {}", lang.date(date))).unwrap_or_default()
    };
    let range = format!("{}{}", part(lang.pick("từ", "from"), from), part(lang.pick("đến trước", "until"), until));
    format!("{version} ({})", if range.is_empty() { lang.pick("không nêu ngày", "no dates") } else { range.trim() })
}

/// Which of the named is meant by `id`, which is the last of that id, or `id@version`.
pub(super) fn by_name<'a>(
    name: &str,
    named: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> Result<usize, VersionError> {
    let (id, version) = name.split_once('@').map_or((name, None), |(id, version)| (id, Some(version)));
    let of_id = named.clone().enumerate().filter(|(_, (known, _))| *known == id);
    let found = of_id.clone().filter(|(_, (_, known))| version.is_none_or(|version| *known == version)).last();
    if let Some((at, _)) = found {
        return Ok(at);
    }
    if let Some(version) = version.filter(|_| of_id.clone().next().is_some()) {
        let known = of_id.map(|(_, (_, version))| version.to_owned()).collect();
        return Err(VersionError::NoVersion { id: id.to_owned(), version: version.to_owned(), known });
    }
    let mut known: Vec<String> = named.map(|(id, _)| id.to_owned()).collect();
    known.dedup();
    Err(VersionError::NoRuleSet { id: id.to_owned(), known })
}

/// Rule sets by id and date.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::Registry;
/// let registry = Registry::builtin();
/// let on = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// assert_eq!(registry.find("qd-11", on(2025, 11, 22))?.version(), "2019-02-18");
/// assert_eq!(registry.find("qd-11", on(2025, 11, 23))?.version(), "2025-11-23");
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Registry {
    /// Versions of one id stand together, older ones first.
    pub(super) sets: Arc<Vec<RuleSet>>,
}

impl Registry {
    /// No rule sets.
    ///
    /// ```
    /// use doithoai::Registry;
    /// assert!(Registry::new().rule_sets().is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same registry and one more rule set.
    ///
    /// ```
    /// use doithoai::{Registry, RuleSet, VersionError};
    /// let registry = Registry::builtin();
    /// let again = RuleSet::builtin("hcmc-935")?;
    /// assert!(matches!(registry.with(again), Err(VersionError::Overlap { .. })));
    /// # Ok::<(), VersionError>(())
    /// ```
    ///
    /// # Errors
    /// [`VersionError::Overlap`] if a version of the same id holds on one of its days.
    pub fn with(mut self, set: RuleSet) -> Result<Self, VersionError> {
        if let Some(error) = self.overlap(&set) {
            return Err(error);
        }
        let later = |known: &RuleSet| known.id() == set.id() && known.range().0 > set.range().0;
        let at = self.sets.iter().position(later);
        let at =
            at.or_else(|| self.sets.iter().rposition(|known| known.id() == set.id()).map(|at| at.saturating_add(1)));
        let at = at.unwrap_or(self.sets.len());
        Arc::make_mut(&mut self.sets).insert(at, set);
        Ok(self)
    }

    /// All of them, versions of one id together, older ones first.
    ///
    /// ```
    /// use doithoai::Registry;
    /// let ids: Vec<String> = Registry::builtin().rule_sets().iter().map(|set| set.name()).collect();
    /// assert!(ids.contains(&"qd-11@2019-02-18".to_owned()));
    /// ```
    #[must_use]
    pub fn rule_sets(&self) -> &[RuleSet] {
        &self.sets
    }

    /// A rule set by `id`, which is its latest version, or `id@version`.
    ///
    /// ```
    /// use doithoai::Registry;
    /// let registry = Registry::builtin();
    /// assert_eq!(registry.get("qd-11")?.version(), "2025-11-23");
    /// assert_eq!(registry.get("qd-11@2019-02-18")?.version(), "2019-02-18");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    ///
    /// # Errors
    /// [`VersionError::NoRuleSet`] or [`VersionError::NoVersion`], with the nearest.
    pub fn get(&self, name: &str) -> Result<&RuleSet, VersionError> {
        let at = by_name(name, self.sets.iter().map(|set| (set.id(), set.version())))?;
        self.sets.get(at).ok_or_else(|| VersionError::unreadable(name))
    }

    /// The version of a rule set that holds on a day; `id@version` is that version on any day.
    ///
    /// A version without an end ends where a later one begins; where the last one has ended, none holds.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use doithoai::{Registry, VersionError};
    /// let registry = Registry::builtin();
    /// let before_it_was_issued = NaiveDate::from_ymd_opt(2017, 4, 27).unwrap();
    /// assert!(matches!(registry.find("hcmc-935", before_it_was_issued), Err(VersionError::NotInForce { .. })));
    /// assert!(registry.find("hcmc-935@2017-04-28", before_it_was_issued).is_ok());
    /// ```
    ///
    /// # Errors
    /// [`VersionError::NotInForce`] with the dates of every version; [`VersionError::NoRuleSet`] or
    /// [`VersionError::NoVersion`], with the nearest.
    pub fn find(&self, name: &str, on: NaiveDate) -> Result<&RuleSet, VersionError> {
        let latest = self.get(name)?;
        if name.contains('@') {
            return Ok(latest);
        }
        let versions = self.sets.iter().filter(|set| set.id() == name);
        in_force_on(versions.clone(), on).ok_or_else(|| VersionError::NotInForce {
            id: name.to_owned(),
            on,
            versions: versions.map(|set| (set.version().to_owned(), set.range())).collect(),
        })
    }

    /// The version of a rule set that holds on a day, or, where none does, the nearest: the last that had begun, else the first.
    ///
    /// ```
    /// use doithoai::Registry;
    /// let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let registry = Registry::builtin();
    /// assert_eq!(registry.nearest("qd-11", day(2019, 2, 17))?.version(), "2019-02-18"); // not in force yet
    /// assert_eq!(registry.nearest("qd-11", day(2025, 11, 23))?.version(), "2025-11-23");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    ///
    /// # Errors
    /// [`VersionError::NoRuleSet`], with the nearest name.
    pub fn nearest(&self, id: &str, on: NaiveDate) -> Result<&RuleSet, VersionError> {
        let versions = || self.sets.iter().filter(|set| set.id() == id);
        last_begun(versions(), on).or_else(|| versions().next()).map_or_else(|| self.get(id), Ok)
    }

    /// Reads a rule file that may build on any rule set of the registry.
    ///
    /// ```
    /// use doithoai::{Registry, RuleSet};
    /// let text = RuleSet::builtin_toml("can-tho-10")?;
    /// assert_eq!(Registry::new().from_toml(text)?.id(), "can-tho-10");
    /// let amendment = RuleSet::builtin_toml("qd-11@2025-11-23")?;
    /// assert!(Registry::new().from_toml(amendment).is_err()); // what it amends is not there
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Everything wrong in the file.
    pub fn from_toml(&self, text: &str) -> Result<RuleSet, RuleSetError> {
        self.check_toml(text).result()
    }

    /// Reads a rule file and says everything that stands out, warnings too.
    ///
    /// ```
    /// use doithoai::{Registry, RuleSet};
    /// let checked = Registry::builtin().check_toml(RuleSet::builtin_toml("hcmc-935")?);
    /// assert!(checked.rule_set.is_some() && checked.problems.is_empty());
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn check_toml(&self, text: &str) -> Checked {
        self.check(text, Form::Toml)
    }

    /// The same for the JSON form.
    ///
    /// ```
    /// use doithoai::{Registry, RuleSet};
    /// let set = RuleSet::builtin("hcmc-935")?;
    /// let checked = Registry::new().check_json(&set.to_json());
    /// assert_eq!(checked.rule_set, Some(set));
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn check_json(&self, text: &str) -> Checked {
        self.check(text, Form::Json)
    }

    fn check(&self, text: &str, form: Form) -> Checked {
        let mut checked = Checked::from(parse::rule_set(text, form, &|name| self.get(name).cloned()));
        let other_version = |set: &RuleSet| self.overlap(set).filter(|error| !error.is_copy());
        if let Some(error) = checked.rule_set.as_ref().and_then(other_version) {
            let at = checked.rule_set.take().and_then(|set| Some(set.tree().get("in_force")?.span.clone()));
            let at = at.unwrap_or_default();
            checked.problems.push(Problem::placed(Code::OverlappingVersions, at, text, "in_force", error.both()));
            checked.problems.sort_by_key(|problem| problem.span.start);
        }
        self.of_its_time(checked, text)
    }

    /// What was checked, refused where it is laid on a version of after its time, which it did not name.
    pub(super) fn of_its_time(&self, mut checked: Checked, text: &str) -> Checked {
        if let Some((at, of, message)) = checked.rule_set.as_ref().and_then(|set| self.not_of_its_time(set, text)) {
            let problem = Problem::placed(Code::WrongBase, at, text, "extends", message);
            checked.problems.push(Problem { suggestion: Some(of), ..problem });
            checked.problems.sort_by_key(|problem| problem.span.start);
            checked.rule_set = None;
        }
        checked
    }

    /// That a file which names no version of what it completes was made while another one was in force than the newest, which it
    /// would be laid on: where it stands, the version of its time, and that in words.
    fn not_of_its_time(&self, set: &RuleSet, text: &str) -> Option<(Range<usize>, String, Text)> {
        let at = set.tree().get("builds_on")?.span.clone();
        let is_unsaid = !text.get(at.clone()).is_some_and(|written| written.contains('@'));
        let base = self.get(set.builds_on()?).ok().filter(|base| is_unsaid && base.id() != set.id())?;
        let day = set.made_on(base).filter(|day| base.range().0.is_some_and(|from| *day < from))?;
        let of_its_time = self.find(base.id(), day).ok()?.name();
        let message = Text::build(|lang| {
            let (base, day) = (base.name(), lang.date(day));
            match lang {
                Lang::Vi => format!(
                    "không nêu phiên bản thì là `{base}`, mà văn bản của tệp này có từ ngày {day}, khi phiên bản đó chưa có hiệu lực: nêu `{of_its_time}`, hoặc nêu đích danh `{base}`"
                ),
                Lang::En => format!(
                    "without a version it is `{base}`, and the instrument of this file is of {day}, when that was not in force yet: name `{of_its_time}`, or `{base}` if that is meant"
                ),
            }
        });
        Some((at, of_its_time, message))
    }

    /// A version of the same id that holds on a day on which this one does.
    fn overlap(&self, set: &RuleSet) -> Option<VersionError> {
        let mut of_id = self.sets.iter().filter(|known| known.id() == set.id());
        let other = of_id.find(|other| overlap(other.range(), set.range()))?;
        let (first, second) = (other.version().to_owned(), set.version().to_owned());
        Some(VersionError::Overlap { id: set.id().to_owned(), first, second })
    }
}

/// Whether two ranges claim the same day. A version without an end ends where a later one begins.
fn overlap(a: InForceRange, b: InForceRange) -> bool {
    let (earlier, later) = if a.0 <= b.0 { (a, b) } else { (b, a) };
    earlier.0 == later.0 || earlier.1.zip(later.0).is_some_and(|(until, from)| from < until)
}

/// The version in force on a day: the last that has begun, if it has not ended. The order of the versions decides nothing.
pub(crate) fn in_force_on<'a>(versions: impl Iterator<Item = &'a RuleSet>, day: NaiveDate) -> Option<&'a RuleSet> {
    last_begun(versions, day).filter(|set| set.is_in_force(day))
}

pub(crate) fn last_begun<'a>(versions: impl Iterator<Item = &'a RuleSet>, day: NaiveDate) -> Option<&'a RuleSet> {
    let begun = versions.filter(|set| set.range().0.is_none_or(|from| from <= day));
    begun.max_by_key(|set| (set.range().0, set.version()))
}
