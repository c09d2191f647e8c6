//! What every public type can do.

use doithoai::{Calendar, Certainty, DueDate, Duty, Facts, RuleSet, Terms, TimeLimit, Timeline, Trace};

fn sendable<T: Send + Sync + Clone + std::fmt::Debug>() {}

#[test]
fn public_types_can_be_shared_between_threads() {
    sendable::<Calendar>();
    sendable::<DueDate>();
    sendable::<TimeLimit>();
    sendable::<Trace>();
    sendable::<RuleSet>();
    sendable::<Terms>();
    sendable::<Facts>();
    sendable::<Timeline>();
    sendable::<Duty>();
}

#[test]
fn a_due_date_stays_small_and_needs_no_allocation() {
    assert!(size_of::<DueDate>() <= 32, "{}", size_of::<DueDate>());
    assert!(size_of::<Certainty>() <= 24, "{}", size_of::<Certainty>());
    assert_eq!(size_of::<Calendar>(), size_of::<usize>());
}

#[test]
fn a_calendar_shows_what_it_is_made_of() {
    let shown = format!("{:?}", Calendar::vietnam());
    assert_eq!(shown, "Calendar { documents: 19, .. }");
}

#[test]
fn the_versions_of_the_workspace_agree() {
    let cli = include_str!("../../cli/Cargo.toml");
    assert!(cli.contains("version.workspace = true"));
    assert!(include_str!("../../CHANGELOG.md").contains("## [Unreleased]"));
}
