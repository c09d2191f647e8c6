//! A day on which a duty returns that lies beyond its period: what was done about it, what is not understood, an end or another version
//! before it.

use doithoai::audit::{Judgement, OfficeLog, RecurringVerdict, audit_year};
use doithoai::{Registry, RuleSet};

use crate::support::{OWN_FILE, VIETNAM, as_of};

const LAST: &str = "every = \"month\"\ndue = { on = 31, roll = \"next-working-day\" }\n";

fn rules(duty: &str) -> String {
    format!(
        "{OWN_FILE}activities = [\"reception\"]\n[[recurring]]\nid = \"day\"\nactivity = \"reception\"\ncounts = \"days\"\n{duty}\
         met_by = {{ all = [\"reception-held\"] }}\ncite = \"main#d1\"\n"
    )
}

fn registry(rules: &str) -> Registry {
    Registry::new().with(RuleSet::from_toml(rules).unwrap_or_else(|error| panic!("{error}"))).unwrap()
}

/// The verdicts of 2026 on an office with these entries.
fn audited(registry: &Registry, entries: &[&str], day: &str) -> Vec<RecurringVerdict> {
    let first = r#"{"office":"A","territory":"48","level":"commune","head":"local-government"}"#;
    let log = OfficeLog::from_jsonl(&format!("{first}\n{}", entries.join("\n"))).unwrap();
    audit_year(registry, &VIETNAM, &[], &log, 2026, as_of(day)).unwrap().recurring
}

fn held(on: &str, more: &str) -> String {
    format!("{{\"event\":\"reception-held\",\"on\":\"2026-{on}\"{more}}}")
}

/// How it stands of the day that is named.
fn of(verdicts: &[RecurringVerdict], named: &str) -> (Judgement, Option<i64>) {
    let is_it = |one: &&RecurringVerdict| one.appointed.is_some_and(|day| day.to_string() == format!("2026-{named}"));
    let found = verdicts.iter().find(is_it).unwrap_or_else(|| panic!("{named}: {verdicts:#?}"));
    (found.judgement, found.days)
}

/// From 31 August to 2 September 2026 nobody works: the day of August is 3 September.
#[test]
fn what_was_done_between_a_period_and_its_day_or_after_it_belongs_to_it() {
    use Judgement::{Early, Late, OnTime, Overdue};
    let registry = registry(&rules(LAST));
    for (on, august) in [
        ("08-28", (Early, Some(6))),
        ("09-01", (Early, Some(2))),
        ("09-02", (Early, Some(1))),
        ("09-03", (OnTime, None)),
        ("09-04", (Late, Some(1))),
        ("09-16", (Late, Some(13))),
        ("09-17", (Overdue, None)), // nearer to that of September, its last day
    ] {
        let verdicts = audited(&registry, &[&held(on, "")], "2026-12-31");
        assert_eq!(of(&verdicts, "08-31"), august, "{on}");
    }
}

/// What is not understood, and came after the period and before its day, may have been what was owed.
#[test]
fn what_is_not_understood_before_the_day_leaves_it_open() {
    let registry = registry(&rules(LAST));
    for (on, august) in [
        ("06-20", Judgement::Open),
        ("08-20", Judgement::Undetermined),
        ("08-31", Judgement::Undetermined),
        ("09-01", Judgement::Undetermined),
    ] {
        let entry = format!("{{\"event\":\"hall-opened\",\"on\":\"2026-{on}\"}}");
        let verdicts = audited(&registry, &[&entry], "2026-09-02");
        assert_eq!(of(&verdicts, "08-31").0, august, "{on}");
    }
}

#[test]
fn what_says_of_which_period_it_is_leaves_a_kept_day_alone() {
    let registry = registry(&rules("every = \"month\"\ndue = { on = [5, 20], roll = \"next-working-day\" }\n"));
    let may = r#","about":"2026-05""#;
    let both = |entries: &[&str]| {
        let verdicts = audited(&registry, entries, "2026-12-31");
        [of(&verdicts, "05-05"), of(&verdicts, "05-20")]
    };
    let (on_time, overdue) = ((Judgement::OnTime, None), (Judgement::Overdue, None));
    assert_eq!(both(&[&held("05-05", may)]), [on_time, overdue]);
    assert_eq!(both(&[&held("05-07", may)]), [(Judgement::Late, Some(2)), overdue]);
    assert_eq!(both(&[&held("05-05", may), &held("05-07", may)]), [on_time, (Judgement::Early, Some(13))]);
    assert_eq!(both(&[&held("05-20", may), &held("05-21", may)]), [(Judgement::Late, Some(16)), on_time]);
}

/// A day on which the regulation has ended was never owed; no other version came.
#[test]
fn a_day_after_the_end_is_not_owed() {
    let ended = |until: &str| {
        let text = rules(LAST).replace("{ from = 2025-01-01 }", &format!("{{ from = 2025-01-01, until = {until} }}"));
        let verdicts = audited(&registry(&text), &[], "2026-12-31");
        verdicts
            .into_iter()
            .filter(|one| one.from.to_string() == "2026-08-01")
            .map(|one| one.judgement)
            .collect::<Vec<_>>()
    };
    assert_eq!(ended("2026-09-02"), []);
    assert_eq!(ended("2026-09-03"), []);
    assert_eq!(ended("2026-09-04"), [Judgement::Overdue]);
}

/// Nobody could keep a day that had passed when the version came that judges what had begun.
#[test]
fn a_day_that_had_passed_when_its_version_came_blames_nobody() {
    let of_quarter = |day: u32, month: u32| {
        format!("every = \"quarter\"\nat_least = 1\ndue = {{ day = {day}, month = {month}, roll = \"none\" }}\n")
    };
    let first = registry(&rules(&of_quarter(10, 2)));
    let judged = |day: u32, month: u32| {
        let later = format!(
            "format = 1\nid = \"own\"\nversion = \"2026-03-16\"\namends = \"own\"\nin_force = {{ from = 2026-03-16 }}\n[source.w]\n\
             kind = \"inferred\"\nconfidence = \"D\"\nref = \"x\"\n[instrument.sd]\nkind = \"quyet-dinh\"\nnumber = \"02-QĐ/VD\"\nissuer = \"unknown\"\n\
             issued = 2026-01-10\nstanding = \"in-force\"\n[[recurring]]\nid = \"day\"\ndue = {{ day = {day}, month = {month} }}\ncite = \"sd#d1\"\n\
             [[transition]]\npending = \"new\"\ncite = \"sd#d2\"\n"
        );
        let later = first.from_toml(&later).unwrap_or_else(|error| panic!("{error}"));
        let verdicts = audited(&first.clone().with(later).unwrap(), &[], "2026-12-31");
        let quarter = verdicts.iter().filter(|one| one.from.to_string() == "2026-01-01" && one.version == "2026-03-16");
        quarter.map(|one| one.judgement).collect::<Vec<_>>()
    };
    assert_eq!(judged(20, 2), [Judgement::Undetermined]);
    assert_eq!(judged(15, 3), [Judgement::Undetermined]);
    assert_eq!(judged(16, 3), [Judgement::Overdue]);
    assert_eq!(judged(17, 3), [Judgement::Overdue]);
}
