//! What a timeline and an audit say, in both languages and in JSON: reasons, readings by name, who states a date.

use doithoai::audit::{self, OfficeLog, YearAudit, audit_year};
use doithoai::dialogue::{AnyDialogue, Plan};
use doithoai::{Duty, Fact, Facts, Lang, Registry, RuleSet, Step, Terms, TimeLimit, Timeline, Unit, View};

use crate::support::{OWN_FILE, VIETNAM, as_of, date, duty, happened, terms_in};

const HEAD: &str = r#"
format = 1
id = "told"
version = "1"
title = "VÍ DỤ TỰ ĐẶT RA, KHÔNG PHẢI QUY ĐỊNH"
source.vd = { kind = "inferred", confidence = "D", ref = "Ví dụ" }
[instrument.main]
kind = "quy-che"
number = "00-QC/VD"
issuer = "unknown"
issued = 2025-01-01
in_force = { from = 2025-01-01 }
standing = "in-force"
[applies]
territory = { code = "48", as_of = 2026-01-15 }
heads = ["local-government"]
levels = ["commune"]
activities = ["dialogue", "reception", "petition-handling"]
[[event]]
id = "told-again"
text = { vi = "báo dời lịch", en = "told again" }
[[event]]
id = "report-sent"
text = { vi = "gửi báo cáo", en = "report sent" }
"#;

const OF_OFFICE: &str = r#"
[[obligation]]
id = "tell-again"
duty_kind = "other"
activity = "reception"
phase = "before"
bearer = "office"
text = "Báo dời lịch"
each = { event = "reception-rescheduled" }
due = { before = "former-day", n = 1, unit = "working-day", count = "clear-days" }
met_by = { all = ["told-again"] }
cite = "main#d6"
[[obligation]]
id = "settle"
duty_kind = "settle"
phase = "after"
each = "petition"
activity = "petition-handling"
bearer = "agencies"
due = { cases = [{ only_if = { class = "complex" }, after = "petition-received", n = 2, unit = "month" }], otherwise = { after = "petition-received", n = 1, unit = "month" } }
met_by = { all = ["petition-settled"] }
cite = "main#d7"
[[obligation]]
id = "report"
duty_kind = "other"
phase = "after"
each = "petition"
activity = "petition-handling"
bearer = "agencies"
text = "Báo cáo"
due = { after = { due_of_base = "settle" }, n = 3, unit = "working-day" }
met_by = { all = ["report-sent"] }
cite = "main#d8"
[[recurring]]
id = "hold"
duty_kind = "receive"
activity = "reception"
every = "half-year"
at_least = 1
counts = "days"
bearer = "government-head"
met_by = { all = ["reception-held"] }
cite = "main#d9"
silent_on = ["at_least"]
  [[recurring.reading]]
  id = "two"
  at_least = 2
  because = { vi = "mỗi sáu tháng hai lần", en = "twice each half-year" }
"#;

const OF_DIALOGUE: &str = r#"
[[obligation]]
id = "invite"
duty_kind = "invite"
phase = "before"
bearer = "office"
only_if = { event = "rescheduled", by = "anchor" }
due = { before = "dialogue-day", n = 5, unit = "working-day", count = "clear-days" }
met_by = { all = ["invitation-sent"] }
cite = "main#d2"
[[obligation]]
id = "minutes"
duty_kind = "other"
phase = "after"
per = "session"
text = "Lập biên bản"
bearer = "office"
due = { after = "session-held", n = 2, unit = "day" }
met_by = { all = ["told-again"] }
cite = "main#d3"
[[obligation]]
id = "sort"
duty_kind = "settle"
phase = "after"
each = "petition"
bearer = "agencies"
due = { cases = [{ only_if = { class = "complex" }, after = "closed", n = 20, unit = "working-day" }, { only_if = { class = "needs-verification" }, after = "closed", n = 10, unit = "working-day" }] }
met_by = { all = ["petition-settled"] }
cite = "main#d4"
[[obligation]]
id = "answer"
duty_kind = "other"
phase = "after"
each = "petition"
text = "Trả lời"
bearer = "agencies"
due = { after = "closed", n = 1, unit = "month" }
met_by = { all = ["reply-sent"] }
cite = "main#d5"
  [[obligation.extension]]
  granted_by = "extension-notified"
  limit = { n = 15, unit = "day", from = "due" }
  maximum = { n = 45, unit = "day", from = "anchor" }
  times = 2
"#;

fn year(log: &str, day: &str) -> YearAudit {
    let registry = Registry::new().with(RuleSet::from_toml(&format!("{HEAD}{OF_OFFICE}")).unwrap()).unwrap();
    let head = r#"{"office":"A","territory":"48","level":"commune","head":"local-government"}"#;
    let office = OfficeLog::from_jsonl(&format!("{head}\n{log}")).unwrap();
    audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of(day)).unwrap()
}

#[test]
fn an_audit_says_why_there_is_no_date() {
    let moved = r#"{"event":"reception-rescheduled","on":"2026-03-10","until":"2026-03-27"}"#;
    let done = format!("{moved}\n{{\"event\":\"told-again\",\"on\":\"2026-03-11\"}}");
    for (log, vi, en) in [
        (
            moved,
            "không tính được ngày đến hạn; chưa ghi nhận ngày đã định trước khi dời. Điều 6",
            "no computable date; which day was given up is not recorded. ",
        ),
        (
            done.as_str(),
            "đã thực hiện; chưa ghi nhận ngày đã định trước khi dời; hoàn thành 11/03/2026. Điều 6",
            "done; which day was given up is not recorded; done 2026-03-11. ",
        ),
    ] {
        let audit = year(log, "2026-04-30");
        let verdict = audit.verdicts.iter().find(|verdict| verdict.duty.rule.id == "tell-again").unwrap();
        let (told, told_en) = (verdict.text(Lang::Vi), verdict.text(Lang::En));
        assert!(told.contains(vi) && told_en.contains(en), "{told}\n{told_en}");
        let json = serde_json::to_value(verdict).unwrap();
        assert_eq!(json["reason"], "no-former-day");
        assert_eq!(json["reason_text"]["vi"], "chưa ghi nhận ngày đã định trước khi dời");
    }
    // What has a date says nothing of the kind.
    let known = r#"{"event":"reception-rescheduled","on":"2026-03-10","until":"2026-03-27","about":"2026-03-12"}"#;
    let audit = year(known, "2026-03-10");
    let verdict = audit.verdicts.iter().find(|verdict| verdict.duty.rule.id == "tell-again").unwrap();
    assert!(verdict.why_text(Lang::Vi).is_none() && serde_json::to_value(verdict).unwrap().get("reason").is_none());
}

#[test]
fn a_contested_duty_that_returns_names_each_reading_and_what_it_changes() {
    let held = r#"{"event":"reception-held","on":"2026-02-03"}"#;
    let first = |audit: YearAudit| audit.recurring.into_iter().next().unwrap();
    let contested = first(year(held, "2026-07-01"));
    assert_eq!(
        contested.status_text(Lang::Vi),
        "tùy cách hiểu: đúng hạn theo cách hiểu mặc định; quá hạn theo “mỗi sáu tháng hai lần”"
    );
    assert_eq!(
        contested.status_text(Lang::En),
        "contested: on time under the default reading; overdue under “twice each half-year”"
    );
    assert!(contested.text(Lang::En).contains("contested: on time under the default reading"));
    assert_eq!(contested.readings[0].text(Lang::Vi), "quá hạn (đã ghi nhận 1/2)");
    assert_eq!(contested.readings[0].text(Lang::En), "overdue (1 of 2)");
    let json = serde_json::to_value(&contested).unwrap();
    assert_eq!((&json["judgement"], &json["by_default"]), (&"contested".into(), &"on-time".into()));
    assert_eq!((&json["readings"][0]["required"], &json["readings"][0]["found"]), (&2.into(), &1.into()));
    // On the last day it is open under the other reading: nothing is contested yet.
    let open = first(year(held, "2026-06-30"));
    assert_eq!((open.status_text(Lang::Vi).as_str(), open.by_default), ("đúng hạn", None));
    assert!(serde_json::to_value(&open).unwrap().get("by_default").is_none());
}

#[test]
fn a_reading_of_the_duty_that_another_hangs_on_is_named_with_it() {
    let log = r#"{"event":"petition-received","on":"2026-01-30","petition":"C"}
{"event":"petition-classed","on":"2026-03-05","petition":"C","class":"complex"}"#;
    let audit = year(log, "2026-03-30");
    let status =
        |id: &str, lang| audit.verdicts.iter().find(|verdict| verdict.duty.rule.id == id).unwrap().status_text(lang);
    assert_eq!(
        status("report", Lang::Vi),
        "tùy cách hiểu: không quá hạn theo “phân loại sau khi hết hạn vẫn có hiệu lực” (giải quyết và trả lời kiến nghị); \
         quá hạn theo “phân loại sau khi hết hạn không có hiệu lực” (giải quyết và trả lời kiến nghị)"
    );
    assert_eq!(
        status("report", Lang::En),
        "contested: not late under “a late classing counts” (settle and reply); late under “a late classing does not count” (settle and reply)"
    );
    assert!(!status("settle", Lang::Vi).contains('('), "its own need no name");
}

/// A dialogue of two sessions that closed on 30 January, with what happened after.
fn seen(facts: impl IntoIterator<Item = Fact>, day: &str) -> Timeline {
    let held = Facts::held_on(date("2026-01-30")).with(Fact::new("petition-raised", date("2026-01-30")).petition("A"));
    let facts = facts.into_iter().fold(held, Facts::with);
    terms_in(&format!("{HEAD}{OF_DIALOGUE}")).timeline(&facts, as_of(day)).unwrap()
}

fn notified(on: &str) -> Fact {
    Fact::new("extension-notified", date(on)).petition("A")
}

#[test]
fn who_states_a_new_limit_is_said() {
    let answer = |facts: Vec<Fact>| duty(&seen(facts, "2026-03-20"), "answer").clone();
    let said = |duty: &Duty| [Lang::Vi, Lang::En].map(|lang| duty.moves_text(lang));
    // It states none: the rule gives 17 March, beyond the maximum; at a second notice that is said once.
    assert_eq!(
        said(&answer(vec![notified("2026-03-02"), notified("2026-03-16")])),
        [
            "thời hạn tối đa; kéo dài theo quy định, thông báo ngày 02/03/2026, đến 17/03/2026, vượt mức tối đa; \
             kéo dài theo quy định, thông báo ngày 16/03/2026, đến 31/03/2026, vượt mức tối đa",
            "the maximum; the rule gives 2026-03-17 by the notice of 2026-03-02, which is beyond it; \
             the rule gives 2026-03-31 by the notice of 2026-03-16, which is beyond it",
        ]
    );
    // It states a day itself: within what the rule gives, and beyond it.
    assert_eq!(
        said(&answer(vec![notified("2026-03-02").until(date("2026-03-10"))]))[0],
        "thời hạn nêu trong văn bản ngày 02/03/2026"
    );
    let beyond = answer(vec![notified("2026-03-02").until(date("2026-03-30"))]);
    assert_eq!(said(&beyond)[0], "thời hạn tối đa; văn bản ngày 02/03/2026 nêu 30/03/2026, vượt mức tối đa");
    let found = |duty: &Duty| duty.finding_text(&duty.outcome.findings[0], Lang::Vi);
    assert_eq!(
        found(&beyond),
        "thời hạn 30/03/2026 nêu trong văn bản ngày 02/03/2026 vượt mức tối đa; chỉ được đến 16/03/2026"
    );
    assert_eq!(
        found(&answer(vec![notified("2026-03-02")])),
        "theo thông báo ngày 02/03/2026, quy định kéo dài đến 17/03/2026, vượt mức tối đa; chỉ được đến 16/03/2026"
    );
    let json = |duty: &Duty| serde_json::to_value(&duty.outcome.moved_by).unwrap();
    assert_eq!(json(&answer(vec![notified("2026-03-02")]))[0]["by_rule"], true);
    assert!(json(&beyond)[0].get("by_rule").is_none());
}

#[test]
fn petitions_and_sessions_are_called_so_in_a_dialogue_s_audit() {
    let day = date("2026-01-30");
    let set = RuleSet::from_toml(&format!("{HEAD}{OF_DIALOGUE}")).unwrap();
    let mut dialogue =
        AnyDialogue::plan(Terms::new([set], VIETNAM.clone()), Plan::new("DT-1", day), date("2026-01-02")).unwrap();
    for fact in [
        Fact::new("opened", day),
        Fact::new("petition-raised", day).petition("A"),
        Fact::new("session-held", day).session("1"),
        Fact::new("session-held", date("2026-01-31")).session("2"),
        Fact::new("closed", date("2026-01-31")),
    ] {
        dialogue.record(fact).unwrap();
    }
    let verdicts = audit::audit(&dialogue, as_of("2026-02-02")).unwrap();
    let of =
        |id: &str, lang| verdicts.iter().find(|verdict| verdict.duty.rule.id == id).unwrap().of_text(lang).unwrap();
    assert_eq!([of("answer", Lang::Vi), of("answer", Lang::En)], ["kiến nghị A", "petition A"]);
    assert_eq!([of("minutes", Lang::Vi), of("minutes", Lang::En)], ["buổi 1", "session 1"]);
}

#[test]
fn conditions_ranges_and_counts_back_are_said_as_they_are() {
    let timeline = seen([], "2026-02-20");
    assert_eq!(
        duty(&timeline, "invite").status_text(Lang::Vi),
        "không áp dụng; chỉ áp dụng khi dời ngày đối thoại, không muộn hơn ngày làm mốc tính thời hạn"
    );
    // A range has both of its counts.
    assert_eq!(
        duty(&timeline, "sort").limit_text(Lang::Vi).unwrap(),
        "20 ngày làm việc khi vụ việc phức tạp, hoặc 10 ngày làm việc khi vụ việc cần có thêm thời gian để xác minh, làm rõ, sau khi kết thúc đối thoại"
    );
    let classed =
        Fact::new("petition-classed", date("2026-02-02")).petition("A").class(doithoai::ruleset::CaseClass::Complex);
    let limit = duty(&seen([classed], "2026-02-20"), "sort").limit_text(Lang::En).unwrap();
    assert_eq!(limit, "20 working days after dialogue closed");
    // The Code is applied by analogy where it has a rule: not to a count before an event.
    let traced = |limit: TimeLimit| VIETNAM.due_traced(&limit, date("2026-08-20")).unwrap().1;
    let back = TimeLimit::before(5, Unit::WorkingDay, doithoai::Backward::ClearDays).unwrap();
    assert!(!traced(back).steps().contains(&Step::ByAnalogy));
    assert!(traced(TimeLimit::after(5, Unit::WorkingDay)).steps().contains(&Step::ByAnalogy));
}

#[test]
fn a_cancellation_after_a_limit_is_told_of_what_had_passed() {
    // The invitation is due on 12 August.
    for (cancelled, sent, is_told) in [
        ("2026-08-11", None, false),
        ("2026-08-12", None, false),
        ("2026-08-13", None, true),
        ("2026-08-13", Some("2026-08-13"), false), // it was sent, late
    ] {
        let mut facts = Facts::appointed_for(date("2026-08-20")).with(Fact::new("cancelled", date(cancelled)));
        if let Some(sent) = sent {
            facts = facts.with(Fact::new("invitation-sent", date(sent)));
        }
        let timeline = crate::support::terms("hcmc-935").timeline(&facts, as_of("2026-08-31")).unwrap();
        let duty = timeline.duty("hcmc-935", "invite-citizens").unwrap();
        let finding =
            doithoai::timeline::Finding::CancelledAfterLimit { cancelled: date(cancelled), limit: date("2026-08-12") };
        assert_eq!(duty.outcome.findings.contains(&finding), is_told, "{cancelled} {sent:?}");
        let is_let_go = matches!(duty.outcome.status, doithoai::timeline::Status::NotApplicable { .. });
        assert_eq!(is_let_go, sent.is_none(), "{cancelled} {sent:?}");
    }
}

#[test]
fn a_transfer_that_ends_a_duty_is_not_unused() {
    for (kind, unused) in [("settle", 0), ("publish-results", 1)] {
        let file = format!(
            r#"{OWN_FILE}activities = ["dialogue"]
[[obligation]]
id = "gq"
duty_kind = "{kind}"
phase = "after"
each = "petition"
bearer = "agencies"
due = {{ after = "closed", n = 20, unit = "working-day" }}
met_by = {{ all = ["petition-settled"] }}
cite = "main#d4"
"#
        );
        let facts = Facts::held_on(date("2026-06-19"))
            .with(Fact::new("petition-raised", date("2026-06-19")).petition("A"))
            .with(Fact::new("transfer-notified", date("2026-07-10")).petition("A"));
        let timeline = terms_in(&file).timeline(&facts, as_of("2026-09-30")).unwrap();
        assert_eq!(timeline.unused_events.len(), unused, "{kind}: {:?}", timeline.unused_events);
    }
}

#[test]
fn limits_of_which_the_latest_or_soonest_holds_are_all_told() {
    for (key, words) in [
        ("last_of", "hạn nào đến sau: 3 ngày sau khi kết thúc đối thoại; 31/12/2026"),
        ("first_of", "hạn nào đến trước: 3 ngày sau khi kết thúc đối thoại; 31/12/2026"),
    ] {
        let file = format!(
            r#"{OWN_FILE}activities = ["dialogue"]
[[obligation]]
id = "th"
duty_kind = "report"
phase = "after"
bearer = "office"
due = {{ {key} = [{{ after = "closed", n = 3, unit = "day" }}, {{ date = 2026-12-31 }}] }}
met_by = {{ all = ["report-sent"] }}
cite = "main#d4"
[[event]]
id = "report-sent"
text = "gửi báo cáo"
"#
        );
        let terms = terms_in(&file);
        let timeline = terms.timeline(&Facts::held_on(date("2026-06-19")), as_of("2026-06-30")).unwrap();
        assert_eq!(timeline.duties[0].whichever_text(Lang::Vi).as_deref(), Some(words));
    }
}

/// An event and a duty may be called by one id: what hours are counted from is the one that the rule names.
#[test]
fn hours_after_a_limit_and_after_an_event_of_the_same_id_are_told_apart() {
    let rules = r#"
[[event]]
id = "publish"
phase = "after"
text = { vi = "công bố biên bản", en = "minutes made public" }
[[obligation]]
id = "publish"
duty_kind = "other"
phase = "after"
bearer = "office"
text = { vi = "Đăng biên bản", en = "Publish the minutes" }
due = { after = "closed", n = 5, unit = "day" }
met_by = { all = ["publish"] }
cite = "main#d1"
[[obligation]]
id = "after-the-event"
duty_kind = "other"
phase = "after"
bearer = "office"
text = "Việc"
due = { after = "publish", n = 24, unit = "hour" }
met_by = { all = ["conclusion-notified"] }
cite = "main#d2"
[[obligation]]
id = "after-the-limit"
duty_kind = "other"
phase = "after"
bearer = "office"
text = "Việc"
due = { after = { due_of = "publish" }, n = 24, unit = "hour" }
met_by = { all = ["results-published"] }
cite = "main#d3"
[[obligation]]
id = "after-the-first-limit"
duty_kind = "other"
phase = "after"
bearer = "office"
text = "Việc"
due = { after = { due_of_base = "publish" }, n = 24, unit = "hour" }
met_by = { all = ["survey-held"] }
cite = "main#d4"
"#;
    let facts = happened("2026-08-20", &[("publish", "2026-08-21")]);
    let timeline = terms_in(&format!("{OWN_FILE}{rules}")).timeline(&facts, View::everything()).unwrap();
    for (id, vi) in [
        ("after-the-event", "trong 24 giờ sau khi công bố biên bản"),
        ("after-the-limit", "trong 24 giờ sau khi hết thời hạn đăng biên bản"),
        ("after-the-first-limit", "trong 24 giờ sau khi hết thời hạn ban đầu đăng biên bản"),
    ] {
        assert_eq!(duty(&timeline, id).limit_text(Lang::Vi).as_deref(), Some(vi));
        let trace = timeline.trace(duty(&timeline, id)).unwrap().text(Lang::Vi);
        assert!(trace.contains(vi.trim_start_matches("trong ")), "{trace}");
    }
}
