//! What a rule file asks for and no log can ever say: told by `check`, at its key.

use doithoai::{Code, Lang, Message as _, Problem, RuleSet};

const HEAD: &str = r#"
format = 1
id = "own"
version = "2026-01-01"
title = { vi = "Thử", en = "Try" }
[source.vd]
kind = "inferred"
confidence = "D"
ref = "Thử"
[instrument.main]
kind = "quy-che"
number = "00-QC/VD"
issuer = { vi = "Cơ quan giả định", en = "Invented" }
issued = 2025-01-01
standing = "in-force"
[[event]]
id = "own-act"
text = "việc riêng"
[[event]]
id = "own-of-petition"
petition = true
text = "việc riêng của kiến nghị"
[applies]
territory = { code = "48", as_of = 2026-01-15 }
heads = ["local-government"]
levels = ["commune"]
"#;

fn problems(activities: &str, rest: &str) -> Vec<Problem> {
    let text = format!("{HEAD}activities = [{activities}]\n{rest}");
    let problems = RuleSet::check_toml(&text).problems;
    problems.into_iter().filter(|one| one.code != Code::Unused).collect()
}

/// Whether `check` says something of a file, and that at a key.
fn told(activities: &str, rest: &str) -> Option<(Code, String)> {
    let problems = problems(activities, rest);
    assert!(problems.len() <= 1, "{rest}: {problems:?}");
    problems.first().map(|one| (one.code, one.text(Lang::Vi)))
}

fn duty(keys: &str) -> String {
    format!(
        "[[obligation]]\nid = \"d\"\nduty_kind = \"other\"\ntext = \"Làm\"\nbearer = \"office\"\ncite = \"main#d5\"\n{keys}\n"
    )
}

#[test]
fn an_act_or_an_anchor_of_another_kind_of_log() {
    let reception = "activity = \"reception\"\n";
    let handling = "activity = \"petition-handling\"\n";
    let due = |after: &str| format!("due = {{ after = \"{after}\", n = 5, unit = \"working-day\" }}\n");
    let met = |event: &str| format!("met_by = {{ all = [\"{event}\"] }}\n");
    let all = "\"dialogue\", \"reception\", \"petition-handling\"";
    let offices = "\"reception\", \"petition-handling\"";
    let dialogue = "phase = \"after\"\n";
    let rows: Vec<(&str, String, Option<&str>)> = vec![
        // Of receptions.
        (
            all,
            format!("{reception}{}{}", due("reception-held"), met("conclusion-notified")),
            Some("conclusion-notified"),
        ),
        (all, format!("{reception}{}{}", due("reception-held"), met("own-act")), None),
        (all, format!("{reception}{}{}", due("reception-held"), met("plan-approved")), None),
        (all, format!("{reception}{}{}", due("closed"), met("own-act")), Some("closed")),
        (
            all,
            format!("{reception}{}{}only_if = {{ event = \"opened\" }}\n", due("reception-day"), met("own-act")),
            Some("opened"),
        ),
        (
            all,
            format!("{reception}{}{}excused_by = \"cancelled\"\n", due("reception-day"), met("own-act")),
            Some("cancelled"),
        ),
        // Of dialogues.
        (all, format!("{dialogue}{}{}", due("closed"), met("conclusion-notified")), None),
        (all, format!("{dialogue}{}{}", due("closed"), met("reception-held")), Some("reception-held")),
        (all, format!("{dialogue}{}{}", due("council-session"), met("own-act")), Some("council-session")),
        // Of what an office handles: a dialogue may have it, where the rule set is one of dialogues.
        (all, format!("{handling}{}{}", due("closed"), met("own-act")), None),
        (offices, format!("{handling}{}{}", due("closed"), met("own-act")), Some("closed")),
        (offices, format!("{handling}{}{}", due("petition-received"), met("petition-settled")), None),
    ];
    for (activities, keys, named) in rows {
        let told = told(activities, &duty(&keys));
        assert_eq!(told.as_ref().map(|(code, _)| *code), named.map(|_| Code::DecidesNothing), "{keys}");
        let (log, judged) = if keys.starts_with(dialogue) {
            ("chỉ ghi được trong sổ của cơ quan", "xét trong nhật ký của cuộc đối thoại")
        } else {
            ("chỉ ghi được trong nhật ký của cuộc đối thoại", "xét trong sổ của cơ quan")
        };
        if let Some((text, named)) = told.map(|(_, text)| text).zip(named) {
            assert!(text.contains(&format!("[{named}] {log}")) && text.contains(judged), "{text}");
            assert!(text.ends_with("nêu sự kiện khác, hoặc sửa `activity`"), "{text}");
        }
    }
}

#[test]
fn an_act_of_no_petition_for_each_petition() {
    let keys = |each: &str, met: &str| {
        let due = "due = { after = \"petition-received\", n = 5, unit = \"working-day\" }";
        duty(&format!("activity = \"petition-handling\"\n{each}{due}\nmet_by = {{ all = [{met}] }}"))
    };
    let each = "each = \"petition\"\n";
    let all = "\"dialogue\", \"petition-handling\"";
    for (each, met, cure) in [
        (each, "\"own-act\"", Some("khai báo sự kiện với `petition = true`, hoặc bỏ `each`")),
        (each, "\"plan-approved\"", Some("nêu sự kiện của kiến nghị, hoặc bỏ `each`")),
        (each, "\"own-of-petition\"", None),
        (each, "\"own-act\", \"reply-sent\"", None),
        (each, "\"reply-sent\"", None),
        ("", "\"own-act\"", None),
    ] {
        let told = told(all, &keys(each, met));
        assert_eq!(told.as_ref().map(|(code, _)| *code), cure.map(|_| Code::DecidesNothing), "{met}");
        if let Some((text, cure)) = told.map(|(_, text)| text).zip(cure) {
            assert!(text.ends_with(&format!("nên một mục ghi tính cho mọi kiến nghị: {cure}")), "{text}");
        }
    }
}

#[test]
fn a_roll_that_is_unknown_where_nothing_rolls() {
    let file = |due: &str| {
        let unknown = "[[unknown]]\nof = \"obligation.d.due.roll\"\nbecause = \"không rõ\"\n";
        duty(&format!("phase = \"after\"\ndue = {due}\nmet_by = {{ all = [\"conclusion-notified\"] }}")) + unknown
    };
    for (due, decides) in [
        ("{ after = \"closed\", n = 5, unit = \"working-day\" }", false),
        ("{ after = \"closed\", n = 5, unit = \"day\" }", true),
        ("{ after = \"closed\", n = 1, unit = \"month\" }", true),
        ("{ before = \"dialogue-day\", n = 5, unit = \"day\", count = \"event-excluded\" }", false),
        ("{ date = 2026-03-02 }", false),
        ("{ by_day = 5, of_month_of = \"dialogue-day\" }", false),
        ("{ first_of = [{ after = \"closed\", n = 5, unit = \"day\" }, { date = 2026-03-02 }] }", true),
        ("{ first_of = [{ after = \"closed\", n = 5, unit = \"working-day\" }, { date = 2026-03-02 }] }", false),
        ("{ none = \"not-stated\" }", true), // there is no limit to roll, which is another matter
    ] {
        let told = told("\"dialogue\"", &file(due));
        assert_eq!(told.as_ref().map(|(code, _)| *code), (!decides).then_some(Code::DecidesNothing), "{due}");
        assert!(told.is_none_or(|(_, text)| text.contains("`due.roll` không quyết định gì ở nhiệm vụ này")), "{due}");
    }
}

#[test]
fn an_act_that_returns_and_is_never_in_the_log_of_an_office() {
    let file = |met: &str, more: &str| {
        format!(
            "[[recurring]]\nid = \"r\"\nevery = \"year\"\nat_least = 1\nbearer = \"office\"\nmet_by = {{ any = [{met}] }}\n{more}cite = \"main#d5\"\n"
        )
    };
    for (met, more, named) in [
        ("\"closed\"", "counts = \"dialogues\"\n", None),
        ("\"annual-report-sent\"", "", None),
        ("\"own-act\", \"plan-approved\"", "", None),
        ("\"results-published\"", "", Some("results-published")),
        ("\"own-act\", \"opened\"", "", Some("opened")),
        ("\"own-act\"", "implied_by = [\"announced\"]\n", Some("announced")),
    ] {
        let told = told("\"dialogue\"", &file(met, more));
        assert_eq!(told.as_ref().map(|(code, _)| *code), named.map(|_| Code::DecidesNothing), "{met}{more}");
        if let Some((text, named)) = told.map(|(_, text)| text).zip(named) {
            assert!(text.contains(&format!("[{named}] chỉ ghi được trong nhật ký của cuộc đối thoại")), "{text}");
            assert!(text.contains("đếm bằng `closed`"), "{text}");
        }
    }
}
