//! Which version of a rule set is asked: the one in force on a day, or the one that is named.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::adopted::NotInTerms;
use super::outcome::NoDue;
use super::reading_at::OpenReading;
use super::terms::{Terms, TermsInner};
use crate::ruleset::{Obligation, Registry, RuleSet, VersionError, in_force_on, last_begun, not_known};
use crate::text::{Lang, Text, nearest, nearest_by_name};

/// That a version judges a dialogue on whose day it is not in force: it was named, so it is applied all the same.
///
/// ```
/// use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("qd-11@2019-02-18")?], Calendar::vietnam());
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let not = timeline.rulesets[0].not_in_force.as_ref().unwrap();
/// assert_eq!(not.in_force.as_deref(), Some("qd-11@2025-11-23"));
/// assert!(not.text.get(Lang::En).starts_with("not in force on 2026-08-20: it is from 2019-02-18 until 2025-11-23"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NotInForce {
    /// The day of the dialogue.
    pub on: NaiveDate,
    /// The first day on which the version is in force, known or assumed.
    pub from: Option<NaiveDate>,
    /// The first day on which it no longer is: its own end, or the beginning of the version in force on the day.
    pub until: Option<NaiveDate>,
    /// The version that is in force on the day, as `id@version`, where one is known.
    pub in_force: Option<String>,
    /// The same in words.
    pub text: Text,
}

/// That a rule set judges by what was known on a day on which it was not there yet: it was named, so it is applied all the same.
///
/// ```
/// use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
/// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("law-72-2025")?], Calendar::vietnam());
/// let seen = |day| terms.timeline(&Facts::held_on(date(2026, 8, 20)), View::everything().known_on(day));
/// let not = seen(date(2025, 6, 15))?.rulesets.remove(0).not_yet_known.unwrap();
/// assert_eq!(not.text.get(Lang::En), "it was not known on 2025-06-15: it is there since 2025-06-16; judged by it since it was named");
/// assert!(seen(date(2025, 6, 16))?.rulesets[0].not_yet_known.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NotYetKnown {
    /// The day.
    pub on: NaiveDate,
    /// From when it can have been known: its issue, or its first day in force.
    pub from: NaiveDate,
    /// The same in words.
    pub text: Text,
}

impl NotYetKnown {
    /// Of a rule set in a view.
    pub(super) fn of(set: &RuleSet, view: View) -> Option<Self> {
        let on = view.known_on?;
        let from = set.known_from().filter(|from| on < *from)?;
        let named = Text::new("vẫn xét theo vì đã được nêu tên", "judged by it since it was named");
        let text = Text::build(|lang| format!("{}; {}", not_known(on, from, lang), named.get(lang)));
        Some(Self { on, from, text })
    }
}

impl NotInForce {
    fn new(set: &RuleSet, on: NaiveDate, in_force: Option<&RuleSet>, is_applied: bool) -> Self {
        let (from, until) = set.range();
        let begun = from.is_none_or(|from| from <= on);
        let replaced = in_force.and_then(|other| other.range().0).filter(|_| begun);
        let until = [until, replaced].into_iter().flatten().min();
        let in_force = in_force.map(RuleSet::name);
        let text = Text::build(|lang| not_in_force_text((on, from, until), (in_force.as_deref(), is_applied), lang));
        Self { on, from, until, in_force, text }
    }
}

fn not_in_force_text(
    (on, from, until): (NaiveDate, Option<NaiveDate>, Option<NaiveDate>),
    (in_force, is_applied): (Option<&str>, bool),
    lang: Lang,
) -> String {
    let part = |word: &str, day: Option<NaiveDate>| day.map(|day| format!(" {word} {}", lang.date(day)));
    let from = part(lang.pick("từ", "from"), from).unwrap_or_default();
    let until = part(lang.pick("đến trước", "until"), until).unwrap_or_default();
    let on = lang.date(on);
    let applied = lang.pick(". Vẫn áp dụng vì được nêu đích danh", ". Applied all the same, since it was named");
    let applied = if is_applied { applied } else { "" };
    match (in_force, lang) {
        (Some(other), Lang::Vi) => format!(
            "không có hiệu lực ngày {on}: phiên bản này có hiệu lực{from}{until}; ngày đó có hiệu lực phiên bản khác [{other}]{applied}"
        ),
        (Some(other), Lang::En) => {
            format!("not in force on {on}: it is{from}{until}; the version in force on that day is {other}{applied}")
        }
        (None, Lang::Vi) => format!(
            "không có hiệu lực ngày {on}: phiên bản này có hiệu lực{from}{until}; không biết phiên bản nào có hiệu lực ngày đó{applied}"
        ),
        (None, Lang::En) => {
            format!("not in force on {on}: it is{from}{until}; no version is known to be in force on that day{applied}")
        }
    }
}

impl Terms {
    /// The same terms with other versions of their rule sets known: what was pending when one of them came into force may have to
    /// be judged by it, or is contested.
    ///
    /// ```
    /// use doithoai::{Calendar, Fact, Facts, Registry, Terms, View, timeline::OpenReading};
    /// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let amendment = r#"
    /// format = 1
    /// id = "hcmc-935"
    /// version = "2027"
    /// amends = "hcmc-935"
    /// in_force = { from = 2027-01-01 }
    /// [source.new]
    /// kind = "inferred"
    /// confidence = "D"
    /// ref = "x"
    /// [[obligation]]
    /// id = "settle-petition"
    /// due = { n = 15 }
    /// cite = "main"
    /// "#;
    /// let registry = Registry::builtin();
    /// let (old, new) = (registry.get("hcmc-935")?.clone(), registry.from_toml(amendment)?);
    /// let terms = Terms::new([old], Calendar::vietnam()).knowing([new]);
    /// let facts = Facts::held_on(date(2026, 12, 28)).with(Fact::new("conclusion-notified", date(2027, 1, 4)));
    /// let timeline = terms.timeline(&facts, View::everything())?;
    /// let settle = timeline.duty("hcmc-935", "settle-petition")?;
    /// let new = settle.readings.iter().find(|reading| reading.id() == OpenReading::PendingNew.word()).unwrap();
    /// assert!(new.outcome.due.unwrap().date < settle.outcome.due.unwrap().date);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn knowing(&self, versions: impl IntoIterator<Item = RuleSet>) -> Self {
        let mut inner = TermsInner::clone(&self.inner);
        for version in versions {
            let of_terms = inner.sets.iter().any(|set| set.id() == version.id());
            let is_known = inner.sets.iter().chain(inner.known()).any(|set| set.name() == version.name());
            if of_terms && !is_known {
                Arc::make_mut(inner.known.get_or_insert_default()).push(version);
            }
        }
        Self { inner: Arc::new(inner) }
    }

    /// The other versions of a rule set that are known.
    pub(super) fn other_versions(&self, set: &RuleSet) -> Vec<&RuleSet> {
        let (all, known) = (self.inner.sets.iter(), self.inner.known());
        all.chain(known).filter(|other| other.id() == set.id() && other.version() != set.version()).collect()
    }

    /// The readings that are open where several versions of a rule set are known.
    pub(super) fn of_versions(&self, set: &RuleSet) -> Vec<OpenReading> {
        let mut all = Vec::new();
        if set.is_divided() || !self.other_versions(set).is_empty() {
            all.extend([OpenReading::PendingOld, OpenReading::PendingNew]);
            if set.issued_after_effect().is_some() {
                all.extend([OpenReading::EffectAsStated, OpenReading::EffectFromIssue]);
            }
        }
        all
    }

    /// The versions of a rule set: all of an id, or the one that `id@version` names.
    pub(super) fn versions<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a RuleSet> + Clone {
        let (id, version) = split(name);
        let named = move |set: &&RuleSet| set.id() == id && version.is_none_or(|version| set.version() == version);
        self.rule_sets().iter().filter(named)
    }

    /// The version that judges a dialogue of a day: the one in force, else the nearest that was given.
    pub(crate) fn rule_set_on<'a>(&'a self, id: &'a str, day: NaiveDate) -> Option<&'a RuleSet> {
        let versions = self.versions(id);
        let in_force = in_force_on(versions.clone(), day).or_else(|| last_begun(versions.clone(), day));
        in_force.or_else(|| versions.min_by_key(|set| (set.range().0, set.version())))
    }

    /// The rule sets that judge a dialogue of a day: of each id one version.
    pub(crate) fn rule_sets_on(&self, day: NaiveDate) -> impl Iterator<Item = &RuleSet> {
        let alone = |set: &RuleSet| self.versions(set.id()).nth(1).is_none();
        let chosen =
            move |set: &RuleSet| self.rule_set_on(set.id(), day).is_some_and(|chosen| std::ptr::eq(chosen, set));
        self.rule_sets().iter().filter(move |set| alone(set) || chosen(set))
    }

    /// What must be said of a version that judges a day on which it is not in force.
    pub(super) fn not_in_force(&self, set: &RuleSet, day: NaiveDate) -> Option<NotInForce> {
        let given = in_force_on(self.versions(set.id()), day);
        if given == Some(set) {
            return None;
        }
        let known = if given.is_none() { Registry::builtin_of(set.id()) } else { Registry::new() };
        let other = || in_force_on(self.other_versions(set).into_iter().chain([set]), day);
        let in_force = given.or_else(other).or_else(|| known.find(set.id(), day).ok());
        Some(NotInForce::new(set, day, in_force, !self.inner.only_in_force))
    }

    /// A duty of the version in force on a day, or of the one that `id@version` names.
    pub(super) fn find_on<'a>(
        &'a self,
        name: &'a str,
        duty: &str,
        day: NaiveDate,
    ) -> Result<(&'a RuleSet, &'a Obligation), NotFoundOn> {
        let mut versions = self.versions(name);
        let named = name.contains('@').then(|| versions.next()).flatten();
        if let Some(set) = named.or_else(|| in_force_on(self.versions(name), day)) {
            return Ok(Self::duty_of(set.on_day(day), duty)?);
        }
        self.find(name, duty)?;
        let versions = self.versions(name).map(|set| (set.version().to_owned(), set.range())).collect();
        let error = VersionError::NotInForce { id: name.to_owned(), on: day, versions };
        Err(NotFoundOn::NotInForce(NoDue::NotInForce(Box::new(error))))
    }

    /// A duty by its rule set and id, of the first version that has it.
    pub(super) fn find<'a>(
        &'a self,
        ruleset: &'a str,
        duty: &str,
    ) -> Result<(&'a RuleSet, &'a Obligation), NotInTerms> {
        let mut versions = self.versions(ruleset);
        let Some(first) = versions.next() else {
            return Err(self.no_rule_set(ruleset));
        };
        let found = Self::duty_of(first, duty);
        found.or_else(|error| versions.find_map(|set| Self::duty_of(set, duty).ok()).ok_or(error))
    }

    fn duty_of<'a>(set: &'a RuleSet, duty: &str) -> Result<(&'a RuleSet, &'a Obligation), NotInTerms> {
        set.obligation(duty).map(|obligation| (set, &**obligation)).ok_or_else(|| {
            let kinds: Vec<(&str, Text)> =
                set.obligations().iter().map(|other| (other.id.as_str(), other.duty_kind.text())).collect();
            let named: Vec<(&str, Option<&Text>)> = kinds.iter().map(|(id, text)| (*id, Some(text))).collect();
            let near = nearest_by_name(duty, &named).map(str::to_owned);
            let known = set.obligations().iter().map(|other| other.id.clone()).collect();
            NotInTerms::Duty { ruleset: set.id().to_owned(), id: duty.to_owned(), near, known }
        })
    }

    fn no_rule_set(&self, name: &str) -> NotInTerms {
        let (id, version) = split(name);
        let near = match version {
            Some(_) => self.versions(id).map(RuleSet::name).next(),
            None => nearest(id, self.rule_sets().iter().map(RuleSet::id)).map(str::to_owned),
        };
        NotInTerms::RuleSet { id: name.to_owned(), near }
    }
}

fn split(name: &str) -> (&str, Option<&str>) {
    name.split_once('@').map_or((name, None), |(id, version)| (id, Some(version)))
}

/// Why no version answers for a day.
pub(super) enum NotFoundOn {
    Unknown(NotInTerms),
    NotInForce(NoDue),
}

impl From<NotInTerms> for NotFoundOn {
    fn from(error: NotInTerms) -> Self {
        Self::Unknown(error)
    }
}
