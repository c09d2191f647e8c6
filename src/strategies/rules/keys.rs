//! Keys that need no other: of each perhaps one of the ways to write it.
//!
//! Words of the file's own are declared where they are used; their ids are those of [`OWN`].

use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

use super::text;
use crate::ruleset::vocabulary as event;
use crate::text::{OpenWord, Word};

/// Keys, each with ways to write it.
pub(super) type Keys = &'static [&'static [&'static str]];

/// The words of a file's own: the list that declares one, its id, and what else its declaration says.
const OWN: [(&str, &str, &str); 9] = [
    ("class", "own-class", ""),
    ("field", "own-field", ""),
    ("channel", "own-channel", ""),
    ("head", "own-head", ""),
    ("level", "own-level", ""),
    ("actor", "own-actor", ""),
    ("event", "own-event", ""),
    ("event", "own-matter", "petition = true\nphase = \"after\"\n"),
    ("event", "own-end", "phase = \"during\"\npetition = false\n"),
];

/// What else an obligation may say.
pub(super) const OF_DUTY: Keys = &[
    &["basis = \"norm\"", "basis = \"practice\"", "basis = \"implied\""],
    &[
        "activity = \"dialogue\"",
        "activity = \"reception\"",
        "activity = \"petition-handling\"",
        "activity = \"reporting\"",
    ],
    &[
        "unit_types = [\"ward\"]",
        "unit_types = [\"commune\", \"special-zone\"]",
        "unit_types = [\"urban-district\", \"rural-district\", \"town\", \"city\", \"township\"]",
    ],
    &["text = \"ngẫu nhiên\"", "text = { vi = \"ngẫu nhiên\" }"],
    &["source_defect = \"bản in mờ\""],
    &["silent_on = [\"due\"]", "silent_on = [\"met_by\", \"due.start\"]"],
    &["same_as = [\"law-72-2025/hold-dialogue\"]"],
    CONFIDENCE,
    &[
        "toward = \"unknown\"",
        "toward = [\"petitioner\", { who = \"people\", if = \"any\" }]",
        "toward = [{ who = \"own-actor\", level = \"own-level\" }]",
        "toward = [{ who = \"organizations\", if = \"any\", level = \"commune\" }]",
    ],
];

const CONFIDENCE: &[&str] = &["confidence = \"A\"", "confidence = \"B\"", "confidence = \"unknown\""];

/// What the limit of an extension is.
pub(super) const EXTENDED_BY: &[&str] = &[
    "limit = \"stated\"",
    "limit = \"unknown\"",
    "limit = { n = 10, unit = \"working-day\", from = \"due\" }",
    "limit = { n = 15, unit = \"day\", from = \"notice\" }",
    "limit = { n = 1, unit = \"month\" }",
    "limit = { n = 3, unit = \"week\", from = \"anchor\" }",
];

/// What else an extension may say.
pub(super) const OF_EXTENSION: Keys = &[
    &[
        "maximum = { n = 30, unit = \"day\", from = \"due\" }",
        "maximum = { n = 45, unit = \"day\", from = \"anchor\" }",
        "maximum = { n = 2, unit = \"month\" }",
        "maximum = \"unknown\"",
        "maximum = { n = 20, unit = \"working-day\", from = \"notice\" }",
    ],
    &["times = 1", "times = 2", "times = \"unknown\""],
    &[
        "granted_before = \"due\"",
        "granted_before = \"any-time\"",
        "granted_before = \"not-stated\"",
        "granted_before = \"unknown\"",
    ],
    &["form = \"written\"", "form = \"oral\"", "form = \"unknown\""],
    &["when = \"khi cần\"", "when = \"unknown\""],
    &[
        "toward = [\"petitioner\"]",
        "toward = \"unknown\"",
        "toward = [{ who = \"people\", if = \"any\", level = \"commune\" }]",
    ],
    &[
        "must_state = \"unknown\"",
        "must_state = { fields = \"unknown\" }",
        "must_state = { fields = [\"new-limit\", \"own-field\"] }",
        "must_state = { fields = [\"chair\"], open = true }",
    ],
    &[
        "only_if = { class = \"complex\" }",
        "only_if = { any_class = [\"own-class\", \"needs-longer\"] }",
        "only_if = { event = \"{moved}\" }",
        "only_if = \"unknown\"",
        "only_if = { any = [{ mode = \"mixed\" }, { kind = \"thematic\" }] }",
    ],
];

/// What else a recurring duty may say.
pub(super) const OF_RETURNING: Keys = &[
    &["duty_kind = \"report\"", "duty_kind = \"hold-dialogue\"", "duty_kind = \"receive\"", "duty_kind = \"plan\""],
    &[
        "activity = \"dialogue\"",
        "activity = \"reception\"",
        "activity = \"petition-handling\"",
        "activity = \"reporting\"",
    ],
    &["text = \"ngẫu nhiên\"", "text = { vi = \"ngẫu nhiên\", en = \"random\" }"],
    &["kinds = [\"periodic\"]", "kinds = [\"enterprise\", \"thematic\"]"],
    &[
        "levels = [\"commune\"]",
        "levels = [\"province\", \"district\", \"commune\"]",
        "levels = [\"commune\", \"own-level\"]",
    ],
    &["unit_types = [\"ward\"]", "unit_types = [\"commune\", \"special-zone\"]"],
    &["heads = [\"local-government\"]", "heads = [\"party-committee\", \"own-head\"]"],
    &["bearer = \"office\"", "bearer = [\"head\", \"own-actor\"]", "bearer = \"unknown\""],
    &["toward = [\"people\"]", "toward = [{ who = \"people\", if = \"any\", level = \"commune\" }]"],
    &["same_as = [\"law-72-2025/hold-dialogue\"]"],
    &["silent_on = [\"every\", \"due\"]"],
    &["implied_by = [\"own-event\"]", "implied_by = [\"own-event\", \"own-matter\"]", "implied_by = \"unknown\""],
    CONFIDENCE,
];

/// Whom a file binds, beside its territory.
pub(super) const APPLIES: &[&str] = &[
    "heads = [\"local-government\"]",
    "heads = [\"local-government\"]",
    "heads = [\"local-government\"]\nlevels = [\"commune\"]\nunit_types = [\"ward\", \"commune\"]",
    "heads = [\"local-government\", \"party-committee\", \"own-head\"]\nlevels = [\"province\", \"commune\", \"own-level\"]",
    "heads = [\"agency\"]\nactivities = [\"dialogue\", \"reception\", \"petition-handling\", \"reporting\"]",
    "bodies = [\"party-committee\", \"local-government\", \"agency\"]\naudience = [\"people\", \"own-actor\"]\nkinds = [\"periodic\", \"ad-hoc\"]",
    "heads = [\"local-government\"]\ncite = \"main#d2\"\ncite_basis = \"not-cited\"",
    "heads = [\"local-government\"]\ncite = { in = \"main\", text = \"phần mở đầu\" }",
    "heads = [\"local-government\"]\nlevels = \"unknown\"\nunit_types = \"unknown\"\naudience = \"unknown\"\nkinds = \"unknown\"",
];

/// When a file is in force, and what else its head says.
pub(super) const HEADS: Keys = &[
    &[
        "in_force = { from = 2016-01-01 }",
        "in_force = { from = 2030-07-01, until = 2060-01-01 }",
        "in_force = { from = \"unknown\", assumed_from = 2016-01-01 }",
        "in_force = { from = \"unknown\" }",
    ],
    &["covers = \"chỉ phần ngẫu nhiên\"", "covers = \"unknown\""],
    &["words = { petitioner = \"người nêu ý kiến\", opened = { vi = \"bắt đầu\", en = \"begun\" } }"],
];

/// What else the main instrument says.
pub(super) const OF_INSTRUMENT: Keys = &[
    &["enclosed_with = \"quyet-dinh\"", "enclosed_with = \"unknown\""],
    &[
        "in_force = \"unknown\"",
        "in_force = { from = 2015-06-01 }",
        "in_force = { from = \"unknown\", assumed_from = 2016-01-01, until = 2099-01-01 }",
    ],
    &["standing_note = \"chưa thấy văn bản thay thế\"", "standing_note = \"unknown\""],
    &["note = \"ngẫu nhiên\"", "note = \"unknown\""],
    &["civil_code = true", "civil_code = false"],
    &["implements = [\"luat-72-2025\"]", "implements = \"unknown\""],
    &["replaces = [\"quy-che-cu\"]", "replaces = \"unknown\""],
    &["cite = \"main#d1\"", "cite = [\"main#d1\", \"main\"]"],
];

/// What the main instrument must say; `{kind}` stands for its kind.
pub(super) const INSTRUMENTS: &[&str] = &[
    "kind = \"{kind}\"\nnumber = \"unknown\"\nissuer = \"unknown\"\nissued = \"unknown\"\nstanding = \"unknown\"",
    "kind = \"{kind}\"\nnumber = \"1\"\nissuer = \"Tỉnh\"\nissued = 2015-01-01\nstanding = \"in-force\"",
    "kind = \"{kind}\"\nnumber = \"2\"\nissuer = { vi = \"Tỉnh\", en = \"Province\" }\nissued = { not_after = 2015-02-01 }\nstanding = \"lapsed\"",
    "kind = \"quyet-dinh\"\nnumber = \"3\"\nissuer = \"Xã\"\nissued = 2015-01-01\nstanding = \"repealed\"",
];

/// Where the words of a rule stand; `{n}` stands for a number.
pub(super) const CITED: &[&str] = &[
    "cite = \"main#d{n}\"",
    "cite = \"main#d{n}.k1.a.g2\"",
    "cite = \"main#m2.k{n}\"",
    "cite = \"main#p3\"",
    "cite = \"main#pl1\"",
    "cite = \"other\"",
    "cite = [\"main#d{n}\", \"other#d1\"]\ncite_basis = \"unattributed\"",
    "cite = \"main#d{n}\"\ncite_basis = \"not-cited\"",
    "cite = { in = \"main\", text = \"phần mở đầu\" }",
];

/// The keys of an obligation that may be unknown, beside those above.
pub(super) const UNKNOWN_OF_DUTY: &[&str] = &[
    "channels",
    "excused_by",
    "extension",
    "form",
    "lasts",
    "must_state",
    "only_if",
    "per",
    "phase",
    "reading",
    "same_as",
    "sets",
    "silent_on",
    "source_defect",
    "suspension",
    "text",
    "unit_types",
];

/// The keys of a recurring duty that may be unknown, beside those above.
pub(super) const UNKNOWN_OF_RETURNING: &[&str] =
    &["duty_kind", "heads", "kinds", "levels", "reading", "same_as", "silent_on", "text", "toward", "unit_types"];

/// The lists of which nothing may be known.
pub(super) const UNKNOWN_LISTS: &[&str] = &[
    "event",
    "actor",
    "class",
    "field",
    "channel",
    "head",
    "level",
    "step",
    "recurring",
    "trigger",
    "permission",
    "prohibition",
    "principle",
    "guidance",
    "exclusion",
    "role",
    "practice",
    "level_end",
    "merger",
    "transition",
    "unknown",
    "in_force",
    "words",
];

/// Some keys of a list that may be unknown; few, since what is unknown has no verdict.
pub(super) fn some_unknown(keys: &'static [&'static str]) -> BoxedStrategy<Vec<&'static str>> {
    let some = proptest::sample::subsequence(keys.to_vec(), 0..=2);
    weighted(0.15, some).prop_map(Option::unwrap_or_default).boxed()
}

/// A table in which these keys are unknown, where it does not say what they are.
pub(super) fn with_unknown(table: &str, list: &str, keys: &[&str]) -> String {
    let mut unknown = Vec::new();
    let mut table = table.to_owned();
    for key in keys {
        let (line, below) = (format!("\n{key} = "), format!("[{list}.{key}]"));
        let is_said = table.contains(&line) || table.contains(&below);
        let is_needed = *key == "channels" && table.contains("each_channel");
        if *key == "phase" {
            for phase in ["before", "during", "after"] {
                table = table.replace(&format!("{line}\"{phase}\""), "\nphase = \"unknown\"");
            }
        } else if !is_said && !is_needed {
            unknown.push(format!("{line}\"unknown\""));
        }
    }
    let unknown = unknown.concat();
    let (name, rest) = table.split_once('\n').unwrap_or((&table, ""));
    format!("{name}{unknown}\n{rest}")
}

/// Which of these lists is unknown, where a file has no such list.
pub(super) fn unknown_lists(lists: &[&str], head: &[&str], said: &str) -> Vec<String> {
    let declared = declared(said);
    let has = |list: &str| [said, &declared].iter().any(|text| text.contains(&format!("[[{list}]]")));
    let known = |list: &str| has(list) || ["in_force", "words"].contains(&list) && !head.is_empty();
    lists.iter().filter(|list| !known(list)).map(|list| format!("{list} = \"unknown\"")).collect()
}

/// A file with the ids of the events that stand in it by other names.
pub(super) fn with_events(file: &str) -> String {
    let names = [
        ("{closed}", event::CLOSED),
        ("{moved}", event::RESCHEDULED),
        ("{received}", event::RECEPTION_HELD),
        ("{reception-moved}", event::RECEPTION_RESCHEDULED),
    ];
    names.into_iter().fold(file.to_owned(), |file, (name, id)| file.replace(name, id))
}

/// One of several ways, and of each key perhaps one.
pub(super) fn some_of(keys: Keys, often: f64) -> BoxedStrategy<Vec<&'static str>> {
    let each: Vec<_> = keys.iter().map(|ways| weighted(often, select(ways.to_vec()))).collect();
    each.prop_map(|ways| ways.into_iter().flatten().collect()).boxed()
}

/// One of several ways.
pub(super) fn one_of(ways: &'static [&'static str]) -> BoxedStrategy<&'static str> {
    select(ways.to_vec()).boxed()
}

/// A word of a vocabulary.
pub(super) fn a_word<T: Word>() -> BoxedStrategy<&'static str> {
    select(T::all().iter().map(|word| word.id()).collect::<Vec<_>>()).boxed()
}

/// A word of a vocabulary to which a file may add its own.
pub(super) fn an_open_word<T: OpenWord + Word>(own: &'static str) -> BoxedStrategy<&'static str> {
    let words = T::all().iter().map(|word| word.id()).chain([own]);
    select(words.collect::<Vec<_>>()).boxed()
}

/// The declarations of the words of its own that a file uses, and its second instrument, if it cites one.
pub(super) fn declared(body: &str) -> String {
    let used = OWN.iter().filter(|(_, id, _)| body.contains(&format!("\"{id}\"")));
    let used = used.map(|(list, id, more)| format!("[[{list}]]\nid = \"{id}\"\n{more}{}\n", text("text")));
    let mut all = used.collect::<Vec<_>>().concat();
    if body.contains("\"other") {
        all.push_str(
            "[instrument.other]\nkind = \"nghi-quyet\"\nnumber = \"4\"\nissuer = \"Tỉnh\"\nissued = 2014-01-01\nstanding = \"in-force\"\n",
        );
    }
    all
}

/// The same file with a second source, each rule saying which one it was read in.
pub(super) fn with_two_sources(body: &str, kind: &str, note: &str) -> String {
    let tables = body.split("\n[[").map(|table| {
        if table.starts_with("unknown") {
            table.to_owned()
        } else {
            table.replacen("\ncite = ", "\nfrom = \"random\"\ncite = ", 1)
        }
    });
    let all: Vec<String> = tables.collect();
    let another = format!("[source.another]\nkind = \"{kind}\"\nconfidence = \"B\"\nref = \"báo\"\n{note}");
    format!("{}\n{another}\n", all.join("\n[["))
}
