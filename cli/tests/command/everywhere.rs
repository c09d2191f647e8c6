//! What cannot have been is refused by every command that reads a log, in the same words; a row for each kind, the same as in the
//! tests of the library and of the C interface.

use super::{doithoai, temporary};

#[path = "../../../tests/integration/refusals/impossible.rs"]
mod impossible;

const PLAN: &str = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\
    \"territory\":\"79/26734\",\"level\":\"commune\",\"head\":\"local-government\"}\n";

fn log(name: &str, lines: &[&str]) -> String {
    temporary(name, &format!("{PLAN}{}\n", lines.join("\n")))
}

/// What a command says of a log, and whether it takes it.
fn told(arguments: &[&str]) -> (String, bool) {
    let output = doithoai(arguments);
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(!text.contains("panicked"), "{arguments:?}: {text}");
    (text, output.status.success())
}

#[test]
fn every_command_refuses_what_cannot_have_been() {
    // A step or a ground that no rule set has is appended nowhere; in a stored log it is kept, and told.
    let is_of_other_rules = |lines: &[&str]| ["draw-up-plans", "tired"].iter().any(|id| lines.concat().contains(id));
    for (lines, ..) in impossible::IMPOSSIBLE.iter().filter(|(lines, ..)| !is_of_other_rules(lines)) {
        let path = log("impossible.jsonl", lines);
        let (timeline, taken) = told(&["timeline", "--log", &path, "--ruleset", "hcmc-935"]);
        assert!(!taken, "{lines:?}: {timeline}");
        let (audit, taken) = told(&["audit", &path]);
        assert!(!taken && audit.contains("mục "), "{lines:?}: {audit}");
        let (check, taken) = told(&["check", &path]);
        assert!(!taken, "{lines:?}: {check}");
        // The same reason, up to what may be done instead.
        let reason = audit.split(" (").next().unwrap_or(&audit).split("mục ").nth(1).unwrap_or(&audit);
        assert!(check.contains(reason), "{lines:?}: {check}: {reason}");
    }
}

#[test]
fn every_command_takes_what_happened_however_late() {
    for lines in impossible::POSSIBLE {
        let path = log("possible.jsonl", lines);
        for arguments in
            [&["timeline", "--log", &path, "--ruleset", "hcmc-935"][..], &["check", &path], &["audit", &path]]
        {
            let (text, taken) = told(arguments);
            // A step is one of the rule set that was named, which not every command is told.
            let of_set = lines.concat().contains("step-done") && arguments[0] != "timeline";
            assert!(taken || of_set, "{lines:?}: {text}");
        }
    }
}
