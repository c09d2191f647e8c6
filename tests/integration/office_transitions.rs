//! What an office had begun when a version came into force: by which version that version says it is judged.

use doithoai::audit::{Judgement, OfficeLog, RecurringVerdict, YearAudit, audit_year};
use doithoai::{AdoptedReadings, Lang, Registry, RuleSet};

use crate::support::{OWN_FILE, VIETNAM, as_of};

const RULES: &str = r#"
[[event]]
id = "hotline-called"
text = { vi = "gọi đường dây nóng", en = "hotline called" }
[[event]]
id = "call-checked"
text = { vi = "xác minh cuộc gọi", en = "call checked" }
[[event]]
id = "caller-told"
text = { vi = "báo người gọi", en = "caller told" }
[[event]]
id = "drill-held"
text = { vi = "diễn tập", en = "drill held" }
[[event]]
id = "drill-reported"
text = { vi = "báo cáo diễn tập", en = "drill reported" }
[[event]]
id = "drill-archived"
text = { vi = "lưu hồ sơ diễn tập", en = "drill archived" }
[[recurring]]
id = "reception"
activity = "reception"
every = "month"
at_least = 1
counts = "days"
met_by = { all = ["reception-held"] }
cite = "main#d1"
[[recurring]]
id = "before-session"
activity = "reception"
each_before = "council-session"
at_least = 1
counts = "days"
met_by = { all = ["reception-held"] }
cite = "main#d2"
[[obligation]]
id = "tell"
duty_kind = "other"
activity = "petition-handling"
each = { event = "hotline-called" }
bearer = "office"
due = { after = "call-checked", n = 10, unit = "day", roll = "none" }
met_by = { all = ["caller-told"] }
cite = "main#d3"
[[obligation]]
id = "report"
duty_kind = "report"
activity = "reporting"
bearer = "office"
due = { after = "drill-held", n = 20, unit = "day", roll = "none" }
met_by = { all = ["drill-reported"] }
cite = "main#d4"
[[obligation]]
id = "archive"
duty_kind = "other"
activity = "reporting"
bearer = "office"
due = { after = { due_of = "report" }, n = 10, unit = "day", roll = "none" }
met_by = { all = ["drill-archived"] }
cite = "main#d5"
[[obligation]]
id = "handle"
duty_kind = "settle"
activity = "petition-handling"
each = "petition"
bearer = "office"
due = { after = "petition-received", n = 30, unit = "day", roll = "none" }
met_by = { all = ["petition-settled"] }
cite = "main#d6"
"#;

/// The version of 15 July 2026, which asks for more and gives less time.
const LATER: &str = r#"
format = 1
id = "own"
version = "2026-07-15"
amends = "own"
in_force = { from = 2026-07-15 }
[instrument.sd]
kind = "quy-che"
number = "01-QC/VD"
issuer = { vi = "Cơ quan giả định", en = "Invented" }
issued = 2026-07-01
standing = "in-force"
[[recurring]]
id = "reception"
at_least = 2
cite = "sd#d1"
[[recurring]]
id = "before-session"
at_least = 2
cite = "sd#d1"
[[obligation]]
id = "tell"
due = { n = 3 }
cite = "sd#d1"
[[obligation]]
id = "archive"
due = { n = 2 }
cite = "sd#d1"
[[obligation]]
id = "handle"
due = { n = 20 }
cite = "sd#d1"
"#;

fn registry(transition: &str) -> Registry {
    let first = Registry::new().with(RuleSet::from_toml(&format!("{OWN_FILE}{RULES}")).unwrap()).unwrap();
    let later = first.from_toml(&format!("{LATER}{transition}")).unwrap();
    first.with(later).unwrap()
}

fn pending(which: &str) -> String {
    format!("[[transition]]\npending = \"{which}\"\ncite = \"sd#d9\"\n")
}

fn audited(transition: &str, log: &[(&str, &str, &str)], day: &str) -> YearAudit {
    let first = r#"{"office":"A","territory":"48","level":"commune","head":"local-government"}"#;
    let entries = log.iter().map(|(event, on, more)| format!("{{\"event\":\"{event}\",\"on\":\"{on}\"{more}}}\n"));
    let log = OfficeLog::from_jsonl(&format!("{first}\n{}", entries.collect::<String>())).unwrap();
    audit_year(&registry(transition), &VIETNAM, &[], &log, 2026, as_of(day)).unwrap()
}

fn of<'a>(audit: &'a YearAudit, duty: &str, from: &str) -> &'a RecurringVerdict {
    let is = |one: &&RecurringVerdict| one.duty == duty && one.from.to_string() == from;
    let all: Vec<&RecurringVerdict> = audit.recurring.iter().filter(is).collect();
    let [one] = all.as_slice() else { panic!("{all:#?}") };
    one
}

/// July, in which the version of the 15th came; one day of reception was held in each month.
#[test]
fn a_period_that_had_begun_is_judged_by_the_version_that_the_later_one_says() {
    let log = [
        ("reception-held", "2026-06-05", ""),
        ("reception-held", "2026-07-06", ""),
        ("reception-held", "2026-08-05", ""),
    ];
    let rows = [
        (pending("old"), "2026-01-01", Some(1), Judgement::OnTime),
        (pending("new"), "2026-07-15", Some(2), Judgement::Overdue),
        (String::new(), "2026-01-01", Some(1), Judgement::Undetermined),
        (
            "[[transition]]\nof = [\"reception\"]\npending = \"old\"\ncite = \"sd#d9\"\n".to_owned(),
            "2026-01-01",
            Some(1),
            Judgement::OnTime,
        ),
        (
            "[[transition]]\nof = [\"tell\"]\npending = \"old\"\ncite = \"sd#d9\"\n".to_owned(),
            "2026-01-01",
            Some(1),
            Judgement::Undetermined,
        ),
    ];
    for (transition, version, required, judgement) in rows {
        let audit = audited(&transition, &log, "2026-09-30");
        let july: Vec<&RecurringVerdict> = audit
            .recurring
            .iter()
            .filter(|one| one.duty == "reception" && one.from.to_string() == "2026-07-01")
            .collect();
        let found = july.iter().find(|one| one.version == version).unwrap();
        assert_eq!((found.required, found.judgement), (required, judgement), "{transition}");
        let is_decided = judgement != Judgement::Undetermined;
        assert_eq!((july.len() == 1, found.transition.is_some()), (is_decided, is_decided), "{transition}");
        // The months before and after are each version's own.
        let own = |from| (of(&audit, "reception", from).version.clone(), of(&audit, "reception", from).judgement);
        assert_eq!(own("2026-06-01"), ("2026-01-01".to_owned(), Judgement::OnTime));
        assert_eq!(own("2026-08-01"), ("2026-07-15".to_owned(), Judgement::Overdue));
        assert!(of(&audit, "reception", "2026-06-01").transition.is_none());
    }
}

#[test]
fn the_transitions_that_decided_stand_in_the_json_and_in_the_notes() {
    let audit = audited(&pending("old"), &[("reception-held", "2026-07-06", "")], "2026-09-30");
    let json = serde_json::to_value(&audit).unwrap();
    let taken = json["transitions"].as_array().unwrap();
    let reception = taken.iter().find(|one| one["duty"] == "reception").unwrap();
    assert_eq!(reception["version"], "own@2026-07-15");
    assert_eq!((&reception["pending"], &reception["in_force_from"]), (&"old".into(), &"2026-07-15".into()));
    let july = of(&audit, "reception", "2026-07-01");
    assert!(
        july.text(Lang::Vi)
            .contains("từ ngày 15/07/2026 có quy định mới [own@2026-07-15]; việc đang giải quyết theo quy định cũ")
    );
    let silent = serde_json::to_value(audited("", &[], "2026-09-30")).unwrap();
    assert!(silent.get("transitions").is_none(), "{silent}");
}

/// A session on the day before, on and after the day of the version; the one before it was in June.
#[test]
fn what_must_come_before_a_session_began_after_the_one_before_it() {
    let rows = [
        ("old", "2026-07-14", "2026-01-01", Judgement::OnTime),
        ("old", "2026-07-15", "2026-01-01", Judgement::OnTime),
        ("old", "2026-07-16", "2026-01-01", Judgement::OnTime),
        ("new", "2026-07-14", "2026-01-01", Judgement::OnTime),
        ("new", "2026-07-15", "2026-07-15", Judgement::Missed),
        ("new", "2026-07-16", "2026-07-15", Judgement::Missed),
    ];
    for (which, session, version, judgement) in rows {
        let log = [
            ("council-session", "2026-06-10", ""),
            ("reception-held", "2026-07-06", ""),
            ("council-session", session, ""),
        ];
        let audit = audited(&pending(which), &log, "2026-09-30");
        let verdict = of(&audit, "before-session", "2026-06-11");
        assert_eq!((verdict.version.as_str(), verdict.judgement), (version, judgement), "{which} {session}");
        let decides = session != "2026-07-14";
        // A session of before the version is that one's before; by the new version nothing had to be left to the old one.
        assert_eq!(verdict.transition.is_some(), decides, "{which} {session}");
    }
}

/// A call of June, checked on the day before, on and after the day of the version.
#[test]
fn what_is_owed_for_an_occurrence_of_before_goes_by_the_transition() {
    let seen = |which: &str, checked: &str, today: &str| {
        let log = [("hotline-called", "2026-06-20", ""), ("call-checked", checked, "")];
        let audit = audited(which, &log, today);
        let all: Vec<_> = audit.verdicts.iter().filter(|one| one.duty.rule.id == "tell").collect();
        let [one] = all.as_slice() else { panic!("{all:#?}") };
        let transitions = audit.transitions.iter().filter(|taken| taken.duty == "tell").count();
        (one.duty.outcome.due.unwrap().date.to_string(), one.judgement, transitions)
    };
    let due = |which: &str, checked: &str| seen(which, checked, "2026-07-20");
    let (old, new) = (pending("old"), pending("new"));
    // Until the later version is there it takes nothing over.
    assert_eq!(seen(&new, "2026-07-14", "2026-07-14"), ("2026-07-24".to_owned(), Judgement::Open, 0));
    assert_eq!(seen(&new, "2026-07-14", "2026-07-15"), ("2026-07-17".to_owned(), Judgement::Open, 1));
    // Its limit had passed when it came: nobody could keep that, and the one until then stands.
    assert_eq!(due(&new, "2026-07-12"), ("2026-07-15".to_owned(), Judgement::Overdue, 1));
    assert_eq!(due(&new, "2026-07-11"), ("2026-07-21".to_owned(), Judgement::Open, 0));
    for which in [&old, &String::new()] {
        assert_eq!(due(which, "2026-07-14"), ("2026-07-24".to_owned(), Judgement::Open, 0), "{which}");
    }
    assert_eq!(due(&new, "2026-07-14"), ("2026-07-17".to_owned(), Judgement::Overdue, 1));
    assert_eq!(due(&new, "2026-07-04"), ("2026-07-14".to_owned(), Judgement::Overdue, 0)); // it was over by then
    assert_eq!(due(&old, "2026-07-15"), ("2026-07-25".to_owned(), Judgement::Open, 1));
    assert_eq!(due(&new, "2026-07-15"), ("2026-07-18".to_owned(), Judgement::Overdue, 1));
    assert_eq!(due("", "2026-07-15"), ("2026-07-25".to_owned(), Judgement::Contested, 0));
    assert_eq!(due(&old, "2026-07-16"), ("2026-07-26".to_owned(), Judgement::Open, 1));
    assert_eq!(due(&new, "2026-07-16"), ("2026-07-19".to_owned(), Judgement::Overdue, 1));
}

/// Reported twenty days after a drill, archived so many days after that limit; each in the version of the drill's day.
#[test]
fn what_is_owed_once_goes_by_the_version_of_the_day_on_which_it_arose() {
    let of = |transition: &str, drill: &str, duty: &str| {
        let audit = audited(transition, &[("drill-held", drill, "")], "2026-12-31");
        let all: Vec<_> = audit.verdicts.iter().filter(|one| one.duty.rule.id == duty).collect();
        let [one] = all.as_slice() else { panic!("{all:#?}") };
        (one.duty.rule_set.version().to_owned(), one.duty.outcome.due.unwrap().date.to_string())
    };
    let own = |version: &str, due: &str| (version.to_owned(), due.to_owned());
    for transition in [pending("old"), pending("new"), String::new()] {
        assert_eq!(of(&transition, "2026-07-14", "report"), own("2026-01-01", "2026-08-03"));
        assert_eq!(of(&transition, "2026-07-15", "report"), own("2026-07-15", "2026-08-04"));
    }
    assert_eq!(of(&pending("old"), "2026-07-14", "archive"), own("2026-01-01", "2026-08-13"));
    assert_eq!(of(&pending("new"), "2026-07-14", "archive"), own("2026-07-15", "2026-08-05"));
    assert_eq!(of("", "2026-07-14", "archive"), own("2026-01-01", "2026-08-13"));
    assert_eq!(of(&pending("old"), "2026-07-15", "archive"), own("2026-07-15", "2026-08-06"));
}

/// What was removed stands whole by the old version, and what was added begins after the period.
#[test]
fn a_duty_that_only_one_version_has_is_kept_or_left_whole() {
    let changed = "[[remove]]\nof = \"recurring.reception\"\ncite = \"sd#d2\"\n\
        [[recurring]]\nid = \"added\"\nactivity = \"reception\"\nevery = \"month\"\nat_least = 1\ncounts = \"days\"\nmet_by = { all = [\"reception-held\"] }\ncite = \"sd#d3\"\n";
    let later = LATER.replace("[[recurring]]\nid = \"reception\"\nat_least = 2\ncite = \"sd#d1\"\n", changed);
    for (which, removed, added) in
        [("old", Judgement::Overdue, Judgement::NotApplicable), ("new", Judgement::NotApplicable, Judgement::Overdue)]
    {
        let first = Registry::new().with(RuleSet::from_toml(&format!("{OWN_FILE}{RULES}")).unwrap()).unwrap();
        let set = first.from_toml(&format!(
            "{later}[[transition]]\nof = [\"reception\", \"added\"]\npending = \"{which}\"\ncite = \"sd#d9\"\n"
        ));
        let registry = first.clone().with(set.unwrap()).unwrap();
        let log =
            OfficeLog::from_jsonl(r#"{"office":"A","territory":"48","level":"commune","head":"local-government"}"#)
                .unwrap();
        let audit = audit_year(&registry, &VIETNAM, &[], &log, 2026, as_of("2026-09-30")).unwrap();
        assert_eq!(of(&audit, "reception", "2026-07-01").judgement, removed, "{which}");
        assert_eq!(of(&audit, "added", "2026-07-01").judgement, added, "{which}");
        assert!(of(&audit, "reception", "2026-07-01").text(Lang::Vi).contains("việc đang giải quyết"), "{which}");
    }
}

/// July, and a session of the 16th, judged as the office adopted.
#[test]
fn what_the_office_adopted_decides_where_no_version_says_and_where_one_does() {
    let head = r#"{"office":"A","territory":"48","level":"commune","head":"local-government"}"#;
    let log = r#"{"event":"council-session","on":"2026-06-10"}
{"event":"reception-held","on":"2026-07-06"}
{"event":"council-session","on":"2026-07-16"}"#;
    let log = OfficeLog::from_jsonl(&format!("{head}\n{log}\n")).unwrap();
    for (adopted, transition, version, judgements) in [
        ("pending-old", String::new(), "2026-01-01", [Judgement::OnTime, Judgement::OnTime]),
        ("pending-new", String::new(), "2026-07-15", [Judgement::Overdue, Judgement::Missed]),
        ("pending-old", pending("new"), "2026-01-01", [Judgement::OnTime, Judgement::OnTime]),
        ("pending-new", pending("old"), "2026-07-15", [Judgement::Overdue, Judgement::Missed]),
    ] {
        let readings =
            AdoptedReadings::new().adopt("own", "reception", adopted).adopt("own", "before-session", adopted);
        let log = log.clone().adopting(readings);
        let audit = audit_year(&registry(&transition), &VIETNAM, &[], &log, 2026, as_of("2026-09-30")).unwrap();
        let judged = [("reception", "2026-07-01"), ("before-session", "2026-06-11")];
        for ((duty, from), judgement) in judged.into_iter().zip(judgements) {
            let one = of(&audit, duty, from);
            assert_eq!((one.version.as_str(), one.judgement), (version, judgement), "{adopted} {transition} {duty}");
            assert!(one.transition.is_none(), "{adopted} {transition} {duty}");
            assert!(one.text(Lang::Vi).contains("cách hiểu đã chọn: việc đang giải quyết theo quy định"), "{duty}");
        }
        // The months before and after are each version's own.
        for (from, version) in [("2026-06-01", "2026-01-01"), ("2026-08-01", "2026-07-15")] {
            let one = of(&audit, "reception", from);
            assert_eq!(one.version, version, "{adopted} {from}");
            assert!(!one.text(Lang::Vi).contains("cách hiểu đã chọn"), "{adopted} {from}");
        }
    }
    // Without either the month is undetermined, by both versions.
    let audit = audit_year(&registry(""), &VIETNAM, &[], &log, 2026, as_of("2026-09-30")).unwrap();
    let july = audit.recurring.iter().filter(|one| one.duty == "reception" && one.from.to_string() == "2026-07-01");
    assert!(july.clone().count() == 2 && july.clone().all(|one| one.judgement == Judgement::Undetermined));
}

/// Thirty days from the receipt, twenty by the version of 15 July; seen on the day before it, on it, and at the end of the year.
#[test]
fn a_petition_of_before_goes_by_the_version_that_takes_it_over() {
    use Judgement::{Open, Overdue};
    let due = |which: &str, received: &str, today: &str| {
        let audit = audited(which, &[("petition-received", received, ",\"petition\":\"A\"")], today);
        let all: Vec<_> = audit.verdicts.iter().filter(|one| one.duty.rule.id == "handle").collect();
        let [one] = all.as_slice() else { panic!("{all:#?}") };
        let outcome = &one.duty.outcome;
        let mut passed = outcome.findings.iter().filter(|found| found.word() == "passed-when-laid-down");
        let text = passed.next().map(|found| one.duty.finding_text(found, Lang::Vi));
        // That the limit of the version which takes it over had passed is told while the one until then stands.
        let is_told = which.contains("new") && received == "2026-06-24";
        assert_eq!((text.is_some(), passed.count()), (is_told, 0), "{which} {received} {today}");
        let version = "phiên bản own@2026-07-15 có hiệu lực từ ngày 15/07/2026 và áp dụng cho việc đang giải quyết";
        assert!(text.is_none_or(|text| text.starts_with(version) && text.ends_with("giữ thời hạn trước đó")));
        (one.duty.rule_set.version().to_owned(), outcome.due.unwrap().date.to_string(), one.judgement)
    };
    let (old, new) = (pending("old"), pending("new"));
    let (first, later) = ("2026-01-01", "2026-07-15");
    for (which, received, today, (version, on, judgement)) in [
        (&new, "2026-06-30", "2026-07-14", (first, "2026-07-30", Open)),
        (&new, "2026-06-30", "2026-07-15", (later, "2026-07-20", Open)),
        (&new, "2026-06-30", "2026-07-20", (later, "2026-07-20", Open)),
        (&new, "2026-06-30", "2026-07-21", (later, "2026-07-20", Overdue)),
        (&new, "2026-07-14", "2026-12-31", (later, "2026-08-03", Overdue)),
        // Twenty days that end on the day on which they are laid down, and on the day before.
        (&new, "2026-06-25", "2026-07-15", (later, "2026-07-15", Open)),
        (&new, "2026-06-24", "2026-07-15", (first, "2026-07-24", Open)),
        (&new, "2026-06-24", "2026-07-25", (first, "2026-07-24", Overdue)),
        (&old, "2026-06-24", "2026-07-15", (first, "2026-07-24", Open)),
        // Over by the version of its day.
        (&new, "2026-06-14", "2026-07-15", (first, "2026-07-14", Overdue)),
        (&old, "2026-06-30", "2026-12-31", (first, "2026-07-30", Overdue)),
        (&String::new(), "2026-06-30", "2026-12-31", (first, "2026-07-30", Overdue)),
        (&new, "2026-07-15", "2026-12-31", (later, "2026-08-04", Overdue)),
    ] {
        assert_eq!(
            due(which, received, today),
            (version.to_owned(), on.to_owned(), judgement),
            "{which} {received} {today}"
        );
    }
}
