//! Every code with which an entry is refused can be named in a scenario file.

use doithoai::Code;

use crate::scenarios::suite;

/// The tables of errors that refuse what happened.
const REFUSES: [&str; 5] = ["TimelineError", "RefusalReason", "OfficeLogError", "BadId", "CoverageError"];

/// What no entry of a scenario can be refused with: its dialogue has the day and the terms of its case, and no other beside it; its
/// phase is changed by its events; an entry that comes again is none; a word that no rule set declares, an
/// empty text and a sign that is not seen are mistakes of the file; a reception of another day and a notice about none are told
/// of, not refused, since what they mean may be entered later.
const OF_NO_ENTRY: [&str; 11] = [
    "about-no-day",
    "about-no-period",
    "changes-phase",
    "corrects-repeat",
    "empty-id",
    "id-with-hidden-sign",
    "not-declared",
    "of-another-office",
    "planned-after",
    "reception-of-another-day",
    "same-dialogue-twice",
];

#[test]
fn every_refusal_can_be_named_in_a_scenario() {
    let mut codes = Vec::new();
    for row in include_str!("../../docs/messages.md").lines().filter(|row| row.starts_with("| `")) {
        let cells: Vec<&str> = row.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let table = cells[2].split("::").next().unwrap();
        codes.extend((REFUSES.contains(&table) && !OF_NO_ENTRY.contains(&cells[1])).then_some(cells[1]));
    }
    codes.dedup();
    assert!(codes.len() > 35 && codes.contains(&"moved-to-same-day"), "{codes:?}");
    for code in codes {
        let text = format!(
            "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nlog = [{{ event = \"opened\", on = 2026-08-20, refused = \"{code}\" }}]\n"
        );
        let report = suite(&text, "").run();
        let unknown = report.files[0].problems.iter().find(|problem| problem.code == Code::UnknownWord);
        assert!(unknown.is_none(), "{code}: {unknown:?}");
    }
}
