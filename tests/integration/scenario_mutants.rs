//! What the cases of a suite cover of the law, and which mistakes in it they notice.

use std::collections::BTreeSet;

use doithoai::RuleSet;
use doithoai::scenario::{Measure, Mutation, Suite};

use crate::scenarios::{INVITATION, run, suite};

#[test]
fn coverage_tells_before_on_and_after_apart_and_is_told_when_cases_fail() {
    let file = |days: &str| {
        format!(
            "format = 1\nrulesets = [\"can-tho-10\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [{{ on = 2026-02-05, {days} }}]"
        )
    };
    let tried = |days: &str| {
        let coverage = run(&file(days)).coverage;
        [Measure::Before, Measure::On, Measure::After].map(|measure| coverage.figures(measure).0)
    };
    assert_eq!(tried("due = 2026-02-26"), [0, 0, 0], "a date is not a try");
    assert_eq!(tried("done = { 2026-02-24 = \"met\", 2026-02-28 = \"met-late\" }"), [0, 0, 0], "two days off");
    assert_eq!(tried("done = { 2026-02-25 = \"met\" }"), [1, 0, 0]);
    assert_eq!(tried("seen = { 2026-02-26 = \"pending\" }"), [0, 1, 0]);
    assert_eq!(tried("done = { 2026-02-27 = \"met-late\" }"), [0, 0, 1]);
    assert_eq!(tried("done = { 2026-02-27 = \"met\" }"), [0, 0, 1], "also where it fails");
}

/// The survivors of a file, as `path old new`.
fn survivors(mutation: &Mutation) -> Vec<String> {
    mutation.survivors.iter().map(|one| format!("{} {} {}", one.path, one.old, one.new)).collect()
}

#[test]
fn mistakes_of_every_sort_are_tried_and_those_unnoticed_are_listed() {
    // A file that looks at nothing but what is certain anyway: everything survives.
    let blind = "format = 1\nrulesets = [\"can-tho-10\", \"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nexpect = [{ duty = \"hcmc-935/notify-agencies\", due = \"none\" }]";
    let mutation = suite(blind, "").mutate();
    assert_eq!(mutation.survivors.len(), mutation.mutants);
    let all: BTreeSet<String> = survivors(&mutation).into_iter().collect();
    for mistake in [
        "obligation.invite-citizens.due.n 5 4",
        "obligation.invite-citizens.due.n 5 6",
        "obligation.invite-citizens.due.unit working-day day",
        "obligation.invite-citizens.due.before dialogue-day closed",
        "obligation.invite-citizens.due before dialogue-day after dialogue-day",
        "obligation.invite-citizens.due.count clear-days event-excluded",
        "obligation.invite-citizens.due.count clear-days event-included",
        "obligation.invite-citizens.reading default sending-day-counts",
        "obligation.invite-citizens.reading.sending-day-counts.due.count event-excluded event-included",
        "obligation.notify-conclusion.due after closed before closed",
        "obligation.notify-conclusion.due.start event-excluded event-included",
        "obligation.settle-petition.reading.ten-as-in-words.due.n 10 9",
        "obligation.settle-petition.extension.granted_before not-stated due",
        "obligation.interim-reply.due.unit day working-day",
        "obligation.interim-reply.due.roll next-working-day none",
        "obligation.interim-reply.reading default final-settlement-cap",
        "obligation.interim-reply.reading.from-closing.due.after closed dialogue-day",
        "recurring.annual-report.at_least 1 2",
        "recurring.hold-dialogue.every year month",
    ] {
        assert!(all.contains(mistake), "`{mistake}` is not tried: {all:#?}");
    }
    let left_out = |path: &str| mutation.survivors.iter().any(|one| one.path == path && one.new == "-");
    assert!(left_out("obligation.settle-petition.extension") && left_out("obligation.interim-reply.sets"));
    assert!(all.iter().all(|mistake| !mistake.contains("notify-conclusion.due.roll")), "working days are never rolled");
    let numbers = mutation.survivors.iter().filter(|one| one.numeric).count();
    assert_eq!(numbers, mutation.numeric);
    assert!(mutation.survivors.iter().all(|one| !one.cite_text.vi.is_empty()));
}

#[test]
fn a_mistake_that_is_noticed_is_no_survivor() {
    let weak = "format = 1\nrulesets = [\"can-tho-10\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-02-05, 2026-02-26]]";
    let of = |text: &str| {
        let all = survivors(&suite(text, "").mutate());
        all.into_iter().filter(|one| one.starts_with("obligation.notify-conclusion.due")).collect::<Vec<_>>()
    };
    assert_eq!(of(weak), ["obligation.notify-conclusion.due.after closed dialogue-day"]);
    let two_days = format!(
        "{weak}\n[[case]]\nname = \"b\"\nappointed = 2026-02-05\nlog = [{{ event = \"opened\", on = 2026-02-05 }}, {{ event = \"closed\", on = 2026-02-06 }}]\nexpect = [{{ duty = \"notify-conclusion\", due = 2026-02-27 }}]"
    );
    assert_eq!(of(&two_days), [] as [&str; 0]);
}

#[test]
fn a_file_is_tried_on_mistakes_in_its_own_rule_file() {
    let mine = RuleSet::builtin_toml("hcmc-935").unwrap().replace("id = \"hcmc-935\"", "id = \"mine\"");
    let mutation = suite(INVITATION, &mine).mutate();
    assert!(
        mutation
            .survivors
            .iter()
            .all(|one| one.ruleset == "mine@2017-04-28" && !one.path.ends_with("invite-citizens.due.n"))
    );
}

/// What is tried of the last rule set of some files of `tests/forms`.
fn tried_of_forms(files: &[&str]) -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let open = |name: &str| std::fs::read_to_string(folder.join(name)).map_err(|error| error.to_string());
    let blind = format!(
        "format = 1\nrulesets = {files:?}\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nexpect = [{{ duty = \"settle\", present = true }}]"
    );
    let mutation = Suite::new().with("a.test.toml", &blind, &open).mutate();
    let last = mutation.survivors.last().unwrap().ruleset.clone();
    let of_last = mutation.survivors.iter().filter(|one| one.ruleset == last);
    of_last.map(|one| format!("{} {} {}", one.path, one.old, one.new)).collect()
}

#[test]
fn what_changes_no_answer_is_not_tried() {
    // Nothing is counted from a limit that is unknown; that it is counted from another day is a mistake.
    let limits = tried_of_forms(&["limits.toml"]);
    let of_unknown: Vec<&String> =
        limits.iter().filter(|one| one.starts_with("obligation.after-unknown.due")).collect();
    assert!(
        !of_unknown.is_empty()
            && of_unknown
                .iter()
                .all(|one| one.contains(".due.after {\"due_of\"") || one.contains(".due.after.due_of from")),
        "{of_unknown:#?}"
    );
    // An instrument in force years before an amendment of it decides nothing by its day; the amendment's own day does.
    let days = |files: &[&str]| -> Vec<String> {
        tried_of_forms(files).into_iter().filter(|one| one.contains("in_force.from")).collect()
    };
    let own = |day: &str, other: &str| format!("in_force.from \"{day}\" \"{other}\"");
    assert_eq!(
        days(&["transition.toml", "transition-2026.toml"]),
        [own("2026-07-01", "2026-06-30"), own("2026-07-01", "2026-07-02")]
    );
    let first = days(&["transition.toml"]);
    assert_eq!(first.len(), 2, "{first:#?}");
    assert!(first.iter().all(|one| one.starts_with("instrument.main.in_force.from")));
}
