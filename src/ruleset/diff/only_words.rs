//! What `compare` takes for mere words. Whatever is not here is meaning, also a key that comes later.

/// The keys that say in words what another key says, where it stands, how sure it is, or which regulation it is: of a table of
/// the file, of each [`RULE`], of the whole [`SET`], or [`ANYWHERE`]. Only versions of one regulation are compared by them.
pub(super) const ONLY_WORDS: [(&str, &str); 27] = [
    (ANYWHERE, "because"),
    (ANYWHERE, "cite"),
    (ANYWHERE, "cite_basis"),
    (ANYWHERE, "confidence"),
    (ANYWHERE, "note"),
    (ANYWHERE, "source_defect"),
    (ANYWHERE, "standing_note"),
    (RULE, "from"), // the source
    (RULE, "id"),   // both ids are given
    (SET, "covers"),
    (SET, "in_force"),
    (SET, "instrument"),
    (SET, "title"),
    (SET, "transition"), // between versions of one regulation
    ("applies", "territory"),
    ("event", "text"),
    ("class", "text"),
    ("field", "text"),
    ("channel", "text"),
    ("head", "text"),
    ("level", "text"),
    ("merger", "text"),
    ("reading", "text"),
    ("obligation", "text"),
    ("recurring", "text"),
    ("role", "text"),
    ("trigger", "text"),
];

/// The keys of a file that are never compared: its name, which is given, what its actors are called, and what is said of the
/// law, not by it.
pub(super) const NOT_LAW: [&str; 12] = [
    "actor",
    "amends",
    "builds_on",
    "changed",
    "extends",
    "format",
    "id",
    "practice",
    "source",
    "unknown",
    "version",
    "words",
];

pub(super) const ANYWHERE: &str = "*";
pub(super) const RULE: &str = "rule";
pub(super) const SET: &str = "set";
