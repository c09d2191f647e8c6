//! A rule file made for a level that has ended, judged for nobody in particular: told beside its duties, as of a subject.

use doithoai::timeline::Finding;
use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};

use crate::support::date;

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
