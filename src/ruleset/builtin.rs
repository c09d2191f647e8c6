//! The rule sets that come with the crate: ordinary TOML files, nothing in them that a user's file could not use.

use super::overlay::Bases;
use super::registry::{Registry, VersionError, by_name};
use super::{RuleSet, parse};
use crate::reader::Form;

/// Id, version and text of each, older versions first; a test checks that every file says the same of itself.
pub(super) static FILES: &[(&str, &str, &str)] = &[
    ("hcmc-935", "2017-04-28", include_str!("builtin/hcmc-935.toml")),
    ("can-tho-10", "2019", include_str!("builtin/can-tho-10.toml")),
    ("hoa-binh-07", "2022-06-10", include_str!("builtin/hoa-binh-07.toml")),
    ("hoan-kiem-120", "2019", include_str!("builtin/hoan-kiem-120.toml")),
    ("hai-phong-1738", "2015-01-27", include_str!("builtin/hai-phong-1738.toml")),
    ("qd-11", "2019-02-18", include_str!("builtin/qd-11@2019-02-18.toml")),
    ("qd-11", "2025-11-23", include_str!("builtin/qd-11@2025-11-23.toml")),
    ("law-72-2025", "2025-06-16", include_str!("builtin/law-72-2025.toml")),
    ("citizen-reception", "2014-07-01", include_str!("builtin/citizen-reception@2014-07-01.toml")),
    ("citizen-reception", "2026-07-01", include_str!("builtin/citizen-reception@2026-07-01.toml")),
    ("levels", "2025-07-01", include_str!("builtin/levels.toml")),
];

/// The text of a file by `id`, which is its latest version, or `id@version`.
pub(super) fn text(name: &str) -> Result<&'static str, VersionError> {
    let named = FILES.iter().map(|(id, version, _)| (*id, *version));
    let at = by_name(name, named)?;
    Ok(FILES.get(at).map_or("", |(_, _, text)| text))
}

pub(super) fn load(name: &str) -> Result<RuleSet, VersionError> {
    let text = text(name)?;
    let bases: Bases<'_> = &load;
    parse::rule_set(text, Form::Toml, bases).value.ok_or_else(|| VersionError::unreadable(name))
}

impl Registry {
    /// The built-in rule sets, all versions.
    ///
    /// ```
    /// use doithoai::Registry;
    /// let registry = Registry::builtin();
    /// let qd_11 = registry.rule_sets().iter().filter(|set| set.id() == "qd-11");
    /// assert_eq!(qd_11.count(), 2);
    /// ```
    #[must_use]
    pub fn builtin() -> Self {
        Self::built_in(|_| true)
    }

    /// The built-in versions of one rule set.
    pub(crate) fn builtin_of(id: &str) -> Self {
        Self::built_in(|known| known == id)
    }

    fn built_in(wanted: impl Fn(&str) -> bool) -> Self {
        let all = FILES.iter().filter(|(id, ..)| wanted(id));
        Self::of_versions(all.filter_map(|(id, version, _)| load(&format!("{id}@{version}")).ok()))
    }
}
