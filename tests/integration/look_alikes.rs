//! What used to pass in silence: ids that only look alike, blank numbers, plans after their day, moves that move nothing.

use doithoai::audit::OfficeLog;
use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::{Facts, Lang, Message as _, View};

use crate::support::terms;

const OFFICE: &str = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#;

fn plan(id: &str, on: &str, more: &str) -> String {
    format!(r#"{{"dialogue":{id},"appointed":"2026-08-20","on":"{on}"{more}}}"#)
}

/// The code and the message, read and judged; none where it passes.
fn refused(text: &str) -> Option<(&'static str, String, String)> {
    let told = |error: &dyn doithoai::Message| (error.code(), error.text(Lang::Vi), error.text(Lang::En));
    match Log::from_jsonl(text) {
        Err(error) => Some(told(&error)),
        Ok(log) => AnyDialogue::replay(terms("hcmc-935"), &log).err().map(|error| told(&error)),
    }
}

/// An id as JSON, the code with which it is refused, and what is said.
const IDS: &[(&str, &str, &str)] = &[
    (r#""KN-1""#, "", ""),
    (r#""KN 1""#, "", ""),
    (r#""Hồ sơ số 1""#, "", ""),
    (r#""""#, "empty-id", "để trống: hãy ghi rõ"),
    (r#""  ""#, "empty-id", "để trống: hãy ghi rõ"),
    (r#""KN-1 ""#, "id-with-spaces", "hãy viết `KN-1`"),
    (r#"" KN-1""#, "id-with-spaces", "hãy viết `KN-1`"),
    (r#""KN-1\u00a0""#, "id-with-hidden-sign", r"dấu cách lạ, \u{a0}"),
    (r#""KN\u00a01""#, "id-with-hidden-sign", r"\u{a0}: hãy xóa"),
    (r#""KN-\u200b1""#, "id-with-hidden-sign", r"\u{200b}"),
    (r#""KN-\u200d1""#, "id-with-hidden-sign", r"\u{200d}"),
    (r#""KN-\u20601""#, "id-with-hidden-sign", r"\u{2060}"),
    (r#""\ufeffKN-1""#, "id-with-hidden-sign", r"\u{feff}"),
    (r#""KN-\u28001""#, "id-with-hidden-sign", r"\u{2800}"),
    (r#""KN-\ud82f\udca01""#, "id-with-hidden-sign", r"\u{1bca0}"),
    (r#""KN-\ud834\udd731""#, "id-with-hidden-sign", r"\u{1d173}"),
    (r#""KN-\ud81b\udfe41""#, "id-with-hidden-sign", r"\u{16fe4}"),
    (r#""KN-\u001b1""#, "id-with-hidden-sign", r"\u{1b}"),
    (r#""KN\t1""#, "id-with-hidden-sign", r"\u{9}"),
    (r#""KN\n1""#, "id-of-several-lines", "có ngắt dòng"),
    (r#""Ho\u0302\u0300 so\u031b 1""#, "id-not-composed", "hãy viết `Hồ sơ 1`"),
];

#[test]
fn an_id_that_looks_like_another_is_refused() {
    for (id, code, said) in IDS {
        let of = |key: &str, event: &str| {
            let more = format!(r#"{{"event":"{event}","on":"2026-08-20","{key}":{id}}}"#);
            format!("{}\n{{\"event\":\"opened\",\"on\":\"2026-08-20\"}}\n{more}\n", plan("\"D\"", "2026-07-20", ""))
        };
        for text in [
            plan(id, "2026-07-20", ""),
            of("petition", "petition-raised"),
            of("session", "session-held"),
            of("key", "invitation-sent"),
        ] {
            let Some((told, vi, en)) = refused(&text) else {
                assert_eq!(*code, "", "{text}");
                continue;
            };
            assert_eq!(told, *code, "{text}: {en}");
            assert!(vi.contains(said), "{vi}");
            assert_ne!(vi, en);
        }
        let office = OFFICE.replace("\"A\"", id);
        assert_eq!(OfficeLog::from_jsonl(&office).err().map_or("", |error| error.code()), *code, "{office}");
        let facts = format!(
            r#"{{"appointed":"2026-08-20","facts":[{{"event":"opened","on":"2026-08-20"}},{{"event":"petition-raised","on":"2026-08-20","petition":{id}}}]}}"#
        );
        let facts: Facts = serde_json::from_str(&facts).unwrap();
        let judged = terms("hcmc-935").timeline(&facts, View::everything());
        assert_eq!(judged.err().map_or("", |error| error.code()), *code, "{id}");
    }
    // In English, too.
    let told = |id: &str| refused(&plan(id, "2026-07-20", "")).unwrap().2;
    assert!(told("\"D \"").contains("begins or ends with a space") && told("\"D \"").contains("write `D`"));
    assert!(told("\"D\\u200b\"").contains(r"a sign that is not seen, or an unusual space, \u{200b}: delete it"));
    assert!(told("\"Ho\\u0302\\u0300\"").contains("letters with combining marks"));
}

#[test]
fn an_empty_id_is_to_be_left_out_only_where_it_can_be() {
    let of = |line: &str| refused(&format!("{}\n{line}\n", plan("\"D\"", "2026-07-20", "")));
    for (text, left_out) in
        [(plan("\"\"", "2026-07-20", ""), false), (plan("\"D\"", "2026-07-20", r#","reference":"""#), true)]
    {
        let (code, vi, en) = refused(&text).unwrap();
        assert_eq!((code, vi.contains("hoặc bỏ hẳn khóa này")), ("empty-id", left_out), "{vi}");
        assert_eq!(en.contains("or leave the key out"), left_out, "{en}");
    }
    for (line, left_out) in [
        (r#"{"event":"petition-raised","on":"2026-08-20","petition":""}"#, false),
        (r#"{"event":"invitation-sent","on":"2026-08-12","petition":""}"#, true),
        (r#"{"event":"step-done","on":"2026-08-12","about":" "}"#, false),
        (r#"{"event":"invitation-sent","on":"2026-08-12","about":""}"#, true),
        (r#"{"event":"session-held","on":"2026-08-12","session":""}"#, false),
        (r#"{"event":"invitation-sent","on":"2026-08-12","session":""}"#, true),
        (r#"{"event":"invitation-sent","on":"2026-08-12","key":""}"#, true),
        (r#"{"event":"invitation-sent","on":"2026-08-12","reference":""}"#, true),
        (r#"{"event":"invitation-sent","on":"2026-08-12","reference":" \t"}"#, true),
    ] {
        let (code, vi, _) = of(line).unwrap();
        assert_eq!((code, vi.contains("hoặc bỏ hẳn khóa này")), ("empty-id", left_out), "{line}: {vi}");
    }
    assert_eq!(of(r#"{"event":"invitation-sent","on":"2026-08-12","reference":"12/GM"}"#), None);
}

#[test]
fn a_plan_comes_before_its_day() {
    for (on, code) in [("2026-08-19", ""), ("2026-08-20", ""), ("2026-08-21", "planned-after")] {
        let told = refused(&plan("\"D\"", on, ""));
        assert_eq!(told.as_ref().map_or("", |told| told.0), code, "{on}");
        let Some((_, vi, en)) = told else { continue };
        assert!(
            vi.starts_with(
                "kế hoạch: cuộc đối thoại lập kế hoạch ngày 21/08/2026 không thể đã định vào ngày 20/08/2026"
            ),
            "{vi}"
        );
        assert!(
            en.starts_with("the plan: a dialogue that was planned on 2026-08-21 cannot be appointed for 2026-08-20"),
            "{en}"
        );
        let checked = Log::check_jsonl(&plan("\"D\"", on, "")).under(terms("hcmc-935"));
        assert_eq!(checked.problems[0].line, 1);
    }
    // Entered late is another thing.
    assert_eq!(refused(&plan("\"D\"", "2026-08-20", r#","recorded":"2026-09-01""#)), None);
}

/// Moves, and the code with which the last is refused.
const MOVES: &[(&[(&str, &str)], &str)] = &[
    (&[("2026-08-10", "2026-08-19")], ""),
    (&[("2026-08-10", "2026-08-20")], "moved-to-same-day"),
    (&[("2026-08-10", "2026-08-21")], ""),
    (&[("2026-08-10", "2026-08-27"), ("2026-08-12", "2026-08-27")], "moved-to-same-day"),
    (&[("2026-08-10", "2026-08-27"), ("2026-08-12", "2026-08-20")], ""),
    (&[("2026-08-10", "2026-08-27"), ("2026-08-12", "2026-08-20"), ("2026-08-13", "2026-08-20")], "moved-to-same-day"),
    // Entered later than what came after it.
    (&[("2026-08-10", "2026-08-27"), ("2026-08-05", "2026-08-27")], ""),
    (&[("2026-08-10", "2026-08-27"), ("2026-08-05", "2026-08-20")], "moved-to-same-day"),
];

#[test]
fn a_move_is_to_another_day() {
    for (moves, code) in MOVES {
        let line = |(on, until): &(&str, &str)| format!(r#"{{"event":"rescheduled","on":"{on}","until":"{until}"}}"#);
        let lines: Vec<String> = moves.iter().map(line).collect();
        let told = refused(&format!("{}\n{}\n", plan("\"D\"", "2026-07-20", ""), lines.join("\n")));
        assert_eq!(told.as_ref().map_or("", |told| told.0), *code, "{moves:?}");
        if let Some((_, vi, en)) = told {
            assert!(vi.contains("vốn là ngày đã định: `until` là ngày mới"), "{vi}");
            assert!(en.contains("for which the dialogue was appointed already: `until` is the new day"), "{en}");
        }
        let facts = format!(r#"{{"appointed":"2026-08-20","facts":[{}]}}"#, lines.join(","));
        let facts: Facts = serde_json::from_str(&facts).unwrap();
        let judged = terms("hcmc-935").timeline(&facts, View::everything());
        assert_eq!(judged.err().map_or("", |error| error.code()), *code, "{moves:?}");
    }
}
