//! A rule file made for a level that has ended, judged for nobody in particular: told beside its duties, as of a subject.

use doithoai::audit::{OfficeLog, audit_year};
use doithoai::ruleset::{Activity, HeadKind, Level};
use doithoai::timeline::Finding;
use doithoai::{Calendar, Fact, Facts, Lang, Registry, RuleSet, Subject, Terms, View};

use crate::support::{as_of, date};

fn file(levels: &str, heads: &str, more: &str) -> RuleSet {
    let text = format!(
        r#"
format = 1
id = "own"
version = "2020-01-01"
title = {{ vi = "Thử", en = "Try" }}
[source.vd]
kind = "inferred"
confidence = "D"
ref = "Thử"
[instrument.main]
kind = "quy-che"
number = "00-QC/VD"
issuer = {{ vi = "Cơ quan giả định", en = "Invented" }}
issued = 2020-01-01
standing = "in-force"
[applies]
territory = {{ code = "VN", as_of = 2020-01-15 }}
levels = [{levels}]
heads = [{heads}]
activities = ["dialogue", "petition-handling"]
[[obligation]]
id = "publish"
duty_kind = "other"
text = "Công khai"
phase = "after"
bearer = "office"
due = {{ after = "closed", n = 5, unit = "working-day" }}
met_by = {{ all = ["results-published"] }}
cite = "main#d5"
{more}"#
    );
    RuleSet::from_toml(&text).unwrap()
}

/// What is told of the end of the level of a dialogue of a day, whose results are due a week later.
fn told(set: &RuleSet, day: &str) -> Vec<String> {
    let terms = Terms::new([set.clone()], Calendar::vietnam());
    let timeline = terms.timeline(&Facts::held_on(date(day)), View::everything()).unwrap();
    let duty = &timeline.duties[0];
    let of_levels = duty.outcome.findings.iter().filter(|one| matches!(one, Finding::LevelEnded { .. }));
    of_levels.map(|one| duty.finding_text(one, Lang::En)).collect()
}

#[test]
fn a_file_of_a_level_that_ended_is_told_so_without_a_subject() {
    let district = file("\"district\"", "\"local-government\"", "");
    assert!(told(&district, "2025-06-23").is_empty()); // due on 30 June
    for day in ["2025-06-24", "2025-06-25", "2026-03-02"] {
        let told = told(&district, day);
        assert!(matches!(told.as_slice(), [one] if one.contains("level ended on 2025-07-01")), "{day}: {told:?}");
    }
    // Of whom the law says nothing, or what has other levels too, nothing is told.
    for (levels, heads) in [
        ("\"district\"", "\"party-committee\""),
        ("\"district\"", "\"local-government\", \"party-committee\""),
        ("\"district\", \"commune\"", "\"local-government\""),
        ("\"commune\"", "\"local-government\""),
    ] {
        assert!(told(&file(levels, heads, ""), "2026-03-02").is_empty(), "{levels} {heads}");
    }
    // A file may say itself that a level ended.
    let end = "[[level_end]]\nlevel = \"commune\"\nheads = [\"local-government\"]\non = 2031-07-01\nsuccessor = \"phường\"\ncite = \"main#d12\"\n";
    let commune = file("\"commune\"", "\"local-government\"", end);
    assert!(told(&commune, "2031-06-23").is_empty());
    assert_eq!(told(&commune, "2031-06-24").len(), 1);
}

/// A district that received petitions before it ended on 1 July 2025: what is due from that day on, and not done before it, says who
/// took over, in an audit and in a timeline, also where no rule set at hand tells of the end.
#[test]
fn a_duty_of_petition_handling_that_outlives_the_level_says_so() {
    let own = r#"
[[obligation]]
id = "handle"
duty_kind = "settle"
activity = "petition-handling"
each = "petition"
bearer = "agencies"
due = { after = "petition-received", n = 30, unit = "day", roll = "none" }
met_by = { all = ["petition-settled"] }
cite = "main#d8"
"#;
    let own = file("\"district\", \"commune\"", "\"local-government\"", own);
    let without = Registry::new().with(own.clone()).unwrap();
    let with = Registry::builtin().with(own).unwrap();
    for registry in [with, without] {
        for (received, settled, ended) in [
            ("2025-05-31", None, false), // due on 30 June
            ("2025-06-01", None, true),
            ("2025-06-02", None, true),
            ("2025-06-10", Some("2025-06-30"), false),
            ("2025-06-10", Some("2025-07-01"), true),
        ] {
            let subject = Subject::new("40/415", Level::District, HeadKind::LocalGovernment, date(received)).unwrap();
            let of = |event: &str, on: &str| Fact::new(event, date(on)).petition("a");
            let entries =
                std::iter::once(of("petition-received", received)).chain(settled.map(|on| of("petition-settled", on)));
            let told =
                |duty: &doithoai::Duty| duty.outcome.findings.iter().filter(|one| one.word() == "level-ended").count();
            let office = entries.clone().try_fold(OfficeLog::new("A", subject.clone()), OfficeLog::with).unwrap();
            let audit = audit_year(&registry, &Calendar::vietnam(), &[], &office, 2025, as_of("2025-08-01")).unwrap();
            let handle = audit.verdicts.iter().find(|one| one.duty.rule.id == "handle").unwrap();
            assert_eq!(told(&handle.duty), usize::from(ended), "{received}, {settled:?}");
            // What the law lays on it, too.
            for verdict in &audit.verdicts {
                let outcome = &verdict.duty.outcome;
                let is_done = outcome.met_on.is_some_and(|on| on < date("2025-07-01"));
                let outlives = outcome.due.is_some_and(|due| due.date >= date("2025-07-01")) && !is_done;
                assert_eq!(told(&verdict.duty), usize::from(outlives), "{}", verdict.duty.rule.id);
            }
            let binding = registry.binding(&subject.in_activity(Activity::PetitionHandling));
            let facts = entries.fold(Facts::appointed_for(date(received)), Facts::with);
            let timeline = Terms::binding(binding, Calendar::vietnam()).timeline(&facts, as_of("2025-08-01")).unwrap();
            let handle = timeline.duties.iter().find(|one| one.rule.id == "handle").unwrap();
            assert_eq!(told(handle), usize::from(ended), "{received}, {settled:?}");
        }
    }
}
