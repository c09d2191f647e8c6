//! A duty that returns and that an amendment leaves as it is: a period of both versions is one, and is judged.

use doithoai::audit::{Judgement, OfficeLog, RecurringVerdict, audit_year};
use doithoai::{Registry, RuleSet};

use crate::support::{OWN_FILE, VIETNAM, as_of};

const FIRST: &str = r#"
activities = ["reporting", "petition-handling"]
[[recurring]]
id = "monthly"
duty_kind = "other"
text = "Báo cáo tháng"
activity = "reporting"
every = "month"
at_least = 1
due = { day = 5 }
bearer = "office"
met_by = { all = ["sent"] }
cite = "main#d4"
  [[recurring.reading]]
  id = "by-the-tenth"
  due = { day = 10 }
  because = "in mờ"
[[recurring]]
id = "with-it"
duty_kind = "other"
text = "Thông báo"
activity = "reporting"
every = "month"
at_least = 1
due = { with = "monthly" }
bearer = "office"
met_by = { all = ["sent"] }
cite = "main#d5"
[[obligation]]
id = "settle"
duty_kind = "settle"
phase = "after"
each = "petition"
activity = "petition-handling"
bearer = "office"
due = { after = "petition-received", n = 10, unit = "working-day" }
met_by = { all = ["petition-settled"] }
cite = "main#d7"
[[event]]
id = "sent"
text = "gửi báo cáo"
"#;

fn amending(version: &str, from: &str, keys: &str) -> String {
    let (base, q) = if version == "2026-03-20" { ("2026-03-01", "p") } else { ("2026-01-01", "q") };
    let keys = keys.replace("\"q#", &format!("\"{q}#")).replace("\"q\"", &format!("\"{q}\""));
    format!(
        "format = 1\nid = \"own\"\nversion = \"{version}\"\namends = \"own@{base}\"\nin_force = {{ from = {from} }}\n\
         source.{q} = {{ kind = \"inferred\", confidence = \"D\", ref = \"Thử\" }}\n\
         instrument.{q} = {{ kind = \"quyet-dinh\", number = \"01-QĐ/VD\", issuer = \"unknown\", issued = 2026-03-01, standing = \"in-force\" }}\n{keys}\n"
    )
}

const OF_PETITIONS: &str = "[[obligation]]\nid = \"settle\"\ndue = { n = 5 }\ncite = \"q#d1\"\nfrom = \"q\"";

fn of_monthly(key: &str) -> String {
    format!("[[recurring]]\nid = \"monthly\"\n{key}\ncite = \"q#d2\"\nfrom = \"q\"")
}

/// The verdicts on March 2026, the entry being of a day.
fn march(amendments: &[String], on: &str, duty: &str) -> Vec<RecurringVerdict> {
    let mut registry = Registry::new().with(RuleSet::from_toml(&format!("{OWN_FILE}{FIRST}")).unwrap()).unwrap();
    for text in amendments {
        let set = registry.from_toml(text).unwrap_or_else(|error| panic!("{error}"));
        registry = registry.with(set).unwrap();
    }
    let office = OfficeLog::from_jsonl(&format!(
        "{{\"office\":\"A\",\"territory\":\"48\",\"level\":\"commune\",\"head\":\"local-government\"}}\n{{\"event\":\"sent\",\"on\":\"{on}\"}}\n"
    ))
    .unwrap();
    let year = audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2026-04-02")).unwrap();
    year.recurring.into_iter().filter(|one| one.duty == duty && one.period.as_deref() == Some("2026-03")).collect()
}

#[test]
fn it_is_one_duty_judged_once() {
    for from in ["2026-03-01", "2026-03-02", "2026-03-05", "2026-03-06", "2026-03-31", "2026-04-01"] {
        for duty in ["monthly", "with-it"] {
            for (on, judgement) in [("2026-03-05", Judgement::OnTime), ("2026-02-05", Judgement::Overdue)] {
                let verdicts = march(&[amending("2026-03-01", from, OF_PETITIONS)], on, duty);
                let [verdict] = verdicts.as_slice() else { panic!("{from} {duty}: {}", verdicts.len()) };
                assert_eq!((verdict.judgement, &verdict.reason), (judgement, &None), "{from} {duty} {on}");
                // The version of its first day.
                assert_eq!(verdict.version, if from == "2026-03-01" { "2026-03-01" } else { "2026-01-01" }, "{from}");
            }
        }
    }
    // Under a reading too.
    let verdicts = march(&[amending("2026-03-01", "2026-03-16", OF_PETITIONS)], "2026-03-07", "monthly");
    let [verdict] = verdicts.as_slice() else { panic!("{}", verdicts.len()) };
    assert_eq!((verdict.judgement, verdict.readings[0].judgement), (Judgement::Contested, Judgement::OnTime));
    // Two amendments in one month.
    let both = [amending("2026-03-01", "2026-03-10", OF_PETITIONS), amending("2026-03-20", "2026-03-20", OF_PETITIONS)];
    let verdicts = march(&both, "2026-03-05", "monthly");
    assert_eq!(verdicts.iter().map(|one| one.judgement).collect::<Vec<_>>(), [Judgement::OnTime]);
    // What only reads otherwise changes nothing.
    let words = amending("2026-03-01", "2026-03-16", &of_monthly("text = \"Báo cáo hằng tháng\""));
    assert_eq!(
        march(&[words], "2026-03-05", "monthly").iter().map(|one| one.judgement).collect::<Vec<_>>(),
        [Judgement::OnTime]
    );
}

#[test]
fn where_its_rule_changes_the_period_stays_open() {
    for key in ["due = { day = 20 }", "at_least = 2", "met_by = { all = [\"reply-sent\"] }", "bearer = \"agencies\""] {
        for from in ["2026-03-02", "2026-03-16", "2026-03-31"] {
            let verdicts = march(&[amending("2026-03-01", from, &of_monthly(key))], "2026-03-05", "monthly");
            assert!(!verdicts.is_empty(), "{key}");
            for verdict in &verdicts {
                let reason = verdict.reason.as_ref().unwrap();
                assert_eq!(
                    (verdict.judgement, reason.vi.as_ref()),
                    (Judgement::Undetermined, "quy định thay đổi trong kỳ"),
                    "{key}"
                );
                assert_eq!(reason.en, "the rules change within the period");
            }
        }
    }
    // Changed and changed back: what bound in between was another rule.
    let there = amending("2026-03-01", "2026-03-10", &of_monthly("due = { day = 20 }"));
    let back = amending("2026-03-20", "2026-03-20", OF_PETITIONS);
    let verdicts = march(&[there, back], "2026-03-05", "monthly");
    assert!(!verdicts.is_empty() && verdicts.iter().all(|one| one.judgement == Judgement::Undetermined));
    // The day that another duty gives it.
    let other = amending("2026-03-01", "2026-03-16", &of_monthly("due = { day = 20 }"));
    let verdicts = march(&[other], "2026-03-05", "with-it");
    assert!(!verdicts.is_empty() && verdicts.iter().all(|one| one.judgement == Judgement::Undetermined));
    // Taken away: the first version has it for a part only.
    let gone = amending("2026-03-01", "2026-03-16", "[[remove]]\nof = \"recurring.with-it\"\ncite = \"q#d2\"");
    let verdicts = march(&[gone], "2026-03-05", "with-it");
    assert_eq!(verdicts.iter().map(|one| one.judgement).collect::<Vec<_>>(), [Judgement::Undetermined]);
}
