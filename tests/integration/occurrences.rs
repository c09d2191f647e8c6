//! Duties of each occurrence: what their files may say, and how text and JSON name the occurrence.

use doithoai::{Code, Fact, Facts, Lang, RuleSet, Terms, View};

use crate::support::{VIETNAM, date};

const FORMS: &str = include_str!("../forms/occurrences.toml");

#[test]
fn what_has_no_occurrence_or_no_former_day_is_refused() {
    for (old, new, code, words) in [
        (
            "each = { event = \"rescheduled\" }\nbearer = \"office\"\ndue = { before = \"former-day\"",
            "bearer = \"office\"\ndue = { before = \"former-day\"",
            Code::LimitConflict,
            "`former-day` is the day that was given up",
        ),
        (
            "only_if = { event = \"rescheduled\" }",
            "only_if = { mode = \"online\" }",
            Code::LimitConflict,
            "it needs `each",
        ),
        (
            "only_if = { event = \"rescheduled\" }",
            "only_if = { not = { event = \"rescheduled\" } }",
            Code::LimitConflict,
            "it needs `each",
        ),
        (
            "only_if = { event = \"rescheduled\" }",
            "only_if = { any = [{ event = \"rescheduled\" }, { mode = \"online\" }] }",
            Code::LimitConflict,
            "it needs `each",
        ),
        (
            "each = { event = \"rescheduled\" }\nbearer",
            "each = { event = \"rescheduled\" }\nper = \"session\"\nbearer",
            Code::ExclusiveKeys,
            "`each` of an event takes no `per`",
        ),
        (
            "{ event = \"rescheduled\" }",
            "{ event = \"reschedulde\" }",
            Code::UnknownEvent,
            "unknown event `reschedulde`",
        ),
        ("each = { event = \"rescheduled\" }", "each = { evnt = \"rescheduled\" }", Code::UnknownKey, "`evnt`"),
        ("each = { event = \"rescheduled\" }", "each = \"sesion\"", Code::UnknownWord, "`sesion`"),
    ] {
        assert!(FORMS.contains(old), "{old}");
        let problems = RuleSet::check_toml(&FORMS.replacen(old, new, 1)).problems;
        let found = problems.iter().find(|problem| problem.code == code);
        let found = found.unwrap_or_else(|| panic!("{new}: {problems:#?}"));
        assert!(found.message.get(Lang::En).contains(words), "{new}: {}", found.message.get(Lang::En));
    }
    let all = "only_if = { all = [{ event = \"rescheduled\" }, { mode = \"online\" }] }";
    let both = FORMS.replacen("only_if = { event = \"rescheduled\" }", all, 1);
    assert!(RuleSet::check_toml(&both).problems.is_empty());
}

#[test]
fn an_occurrence_has_its_name_in_text_and_json() {
    let terms = Terms::new([RuleSet::from_toml(FORMS).unwrap()], VIETNAM.clone());
    let moved = |on: &str, to: &str| Fact::new("rescheduled", date(on)).until(date(to));
    let facts = Facts::appointed_for(date("2026-08-20"));
    let none = terms.timeline(&facts, View::everything()).unwrap();
    let reasons: Vec<_> = none.duties.iter().filter(|duty| duty.rule.id == "report-reasons").collect();
    assert_eq!((reasons.len(), &reasons[0].occurrence), (1, &None));
    assert_eq!(reasons[0].status_text(Lang::Vi), "chưa xảy ra; chỉ áp dụng mỗi lần dời ngày đối thoại");
    assert_eq!(reasons[0].status_text(Lang::En), "has not come about; only each time: rescheduled");

    let facts = facts.with(moved("2026-08-03", "2026-08-24")).with(moved("2026-08-03", "2026-08-28"));
    let twice = terms.timeline(&facts.with(moved("2026-08-10", "2026-08-27")), View::everything()).unwrap();
    let reasons: Vec<_> = twice.duties.iter().filter(|duty| duty.rule.id == "report-reasons").collect();
    let names: Vec<_> = reasons.iter().filter_map(|duty| duty.occurrence.as_deref()).collect();
    assert_eq!(names, ["2026-08-03", "2026-08-03 (2)", "2026-08-10"]);
    assert_eq!(reasons[2].occurrence_text(Lang::Vi).unwrap(), "dời ngày đối thoại ngày 10/08/2026");
    let json = serde_json::to_value(reasons[2]).unwrap();
    assert_eq!((json["occurrence"].as_str(), json["each_event"].as_str()), (Some("2026-08-10"), Some("rescheduled")));
    assert_eq!(serde_json::to_value(&none.duties[0]).unwrap().get("occurrence"), None);
}

#[test]
fn a_move_between_two_timelines_names_the_occurrence() {
    let terms = Terms::new([RuleSet::from_toml(FORMS).unwrap()], VIETNAM.clone());
    let facts = Facts::appointed_for(date("2026-08-20"))
        .with(Fact::new("rescheduled", date("2026-08-03")).until(date("2026-08-27")));
    let again = facts.clone().with(Fact::new("rescheduled", date("2026-08-10")).until(date("2026-09-10")));
    let timeline = |facts| terms.timeline(facts, View::everything()).unwrap();
    let moved = doithoai::timeline::moved(&timeline(&facts), &timeline(&again));
    let reasons: Vec<_> = moved.iter().filter(|moved| moved.duty == "report-reasons").collect();
    assert_eq!(reasons.len(), 1);
    assert_eq!((reasons[0].occurrence.as_deref(), reasons[0].new), (Some("2026-08-10"), Some(date("2026-08-13"))));
    assert!(reasons[0].text(Lang::Vi).contains("report-reasons 2026-08-10"));
}
