//! `timeline --log`: a stored dialogue, by which rule sets it is judged, and what of it is shown.

use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::{AdoptedReadings, Calendar, RuleSet, Terms};
use serde_json::Value;

use super::{doithoai, json, refused, shown, temporary, typed};

const EXAMPLE: &str = "examples/hcmc-dialogue.jsonl";
const PLAN: &str = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;

/// A log of a dialogue of 20 August 2026 with these lines after the plan.
fn log(name: &str, plan: &str, lines: &[&str]) -> String {
    temporary(name, &format!("{plan}\n{}\n", lines.join("\n")))
}

fn names(timeline: &Value) -> Vec<&str> {
    timeline["rulesets"].as_array().unwrap().iter().map(|set| set["id"].as_str().unwrap()).collect()
}

/// The due date and status of a duty of a petition.
fn settle<'a>(timeline: &'a Value, petition: &str) -> (&'a str, &'a str) {
    let all = timeline["obligations"].as_array().unwrap();
    let duty = all.iter().find(|duty| duty["id"] == "settle-petition" && duty["petition"] == petition).unwrap();
    (duty["due"].as_str().unwrap(), duty["status"].as_str().unwrap())
}

#[test]
fn the_example_from_plan_to_the_last_reply() {
    let at = |day: &str| json(&["timeline", "--log", EXAMPLE, "--as-of", day]);
    let october = at("2026-10-05");
    assert_eq!(names(&october), ["law-72-2025", "hcmc-935"], "those that bind the head of a commune of the city");
    assert_eq!(settle(&october, "KN-1"), ("2026-09-30", "met"));
    // In time by the figure of 20, late by the word "ten" beside it.
    assert_eq!(settle(&october, "KN-2"), ("2026-10-30", "contested"));
    // The reply of KN-3 was first entered as of 2 October, and corrected on 6 October.
    assert_eq!(settle(&october, "KN-3"), ("2026-09-30", "contested"));
    let known = json(&["timeline", "--log", EXAMPLE, "--as-of", "2026-10-05", "--known-on", "2026-10-05"]);
    assert_eq!(settle(&known, "KN-3"), ("2026-09-30", "met-late"));
    assert_eq!(settle(&at("2026-12-31"), "KN-2"), ("2026-10-30", "contested"));
    let explained = json(&["timeline", "--log", EXAMPLE, "--explain"]);
    assert!(explained["obligations"].as_array().unwrap().iter().any(|duty| !duty["trace"].is_null()));
}

#[test]
fn the_text_shows_petitions_agencies_and_steps() {
    let text = shown(&["timeline", "--log", EXAMPLE, "--as-of", "2026-10-05", "--lang", "en"]);
    for words in [
        "Dialogue DT-2026-1 on Thu 2026-08-20",
        "  step done [draw-up-plan]: Mon 2026-07-20",
        "Draw up the programme and plan (office leads, with Fatherland Front",
        "Done Mon 2026-07-20. ",
        "PETITIONS",
        "* KN-2: petition raised Thu 2026-08-20; petition assigned [phong-van-hoa-xa-hoi] Fri 2026-08-28; petition classed \
         Fri 2026-09-18 (complex) (no chosen rule set asks about this); extension notified Fri 2026-09-25 → 2026-10-30 (93/UBND-VHXH); petition settled Fri \
         2026-10-23 (after the day of the view, not counted)",
        "reply sent Fri 2026-10-02 (corrected by entry 23)",
        "reply sent Wed 2026-09-30 (corrects entry 21)",
        "[settle-petition KN-2] contested: not late under the default reading; late under “ten working days, by the word”",
        "Assigned to: phong-van-hoa-xa-hoi",
    ] {
        assert!(text.contains(words), "no `{words}` in\n{text}");
    }
    let vietnamese = shown(&["timeline", "--log", EXAMPLE, "--as-of", "2026-10-05"]);
    for words in [
        "Đối thoại DT-2026-1 ngày thứ Năm 20/08/2026",
        "KIẾN NGHỊ",
        "giao cơ quan giải quyết [phong-kinh-te] thứ Sáu 28/08/2026",
        "Giao cho: phong-kinh-te",
        "(đính chính mục 21)",
        "Đã làm thứ Hai 20/07/2026.",
    ] {
        assert!(vietnamese.contains(words), "no `{words}` in\n{vietnamese}");
    }
}

#[test]
fn sessions_and_those_who_were_turned_away() {
    let lines = [
        r#"{"event":"opened","on":"2026-08-20"}"#,
        r#"{"event":"session-held","on":"2026-08-20","session":"cum-1"}"#,
        r#"{"event":"session-held","on":"2026-08-21","session":"cum-2"}"#,
        r#"{"event":"admission-refused","on":"2026-08-20","about":"intoxicated"}"#,
    ];
    let path = log("sessions.jsonl", PLAN, &lines);
    let arguments = ["timeline", "--log", &path, "--ruleset", "law-72-2025", "--ruleset", "hai-phong-1738"];
    let text = shown(&[&arguments[..], &["--lang", "en"]].concat());
    for words in [
        "[announce-conference cum-1]",
        "[announce-conference cum-2]",
        "session held [cum-2]: Fri 2026-08-21",
        "ADMISSIONS REFUSED",
        "* Thu 2026-08-20: A person under the influence of alcohol, beer or another stimulant [intoxicated]; then: ",
    ] {
        assert!(text.contains(words), "no `{words}` in\n{text}");
    }
    let text = shown(&arguments);
    assert!(text.contains("ĐÃ TỪ CHỐI ĐỐI THOẠI") && text.contains("tổ chức một buổi đối thoại [cum-1]"), "{text}");
}

#[test]
fn by_which_rule_sets_a_log_is_judged() {
    let bare = log("bare.jsonl", PLAN, &[]);
    assert_eq!(names(&json(&["timeline", "--log", &bare])), ["hcmc-935"], "the default");
    assert_eq!(names(&json(&["timeline", "--log", &bare, "--ruleset", "can-tho-10"])), ["can-tho-10"]);
    let head = ["--territory", "92", "--level", "commune", "--head", "party-committee"];
    assert_eq!(names(&json(&[&["timeline", "--log", &bare], &head[..]].concat())), ["qd-11", "can-tho-10"]);
    let file =
        temporary("log-mine.toml", &RuleSet::builtin_toml("hcmc-935").unwrap().replace("\"hcmc-935\"", "\"mine\""));
    assert_eq!(names(&json(&["timeline", "--log", &bare, "--ruleset-file", &file])), ["mine"]);
    // Those that bind the head of the plan; named ones go before them.
    let of_ward = PLAN.replace('}', r#","territory":"79","level":"commune","head":"local-government"}"#);
    let of_ward = log("of-ward.jsonl", &of_ward, &[]);
    assert_eq!(names(&json(&["timeline", "--log", &of_ward])), ["law-72-2025", "hcmc-935"]);
    assert_eq!(names(&json(&["timeline", "--log", &of_ward, "--ruleset", "hcmc-935"])), ["hcmc-935"]);
}

/// What binds wards only is asked of whom the first line names, by a file as by the rule sets that are found, and as in an audit.
#[test]
fn a_file_is_asked_of_whom_the_first_line_names() {
    let rules = RuleSet::builtin_toml("hcmc-935").unwrap().replace("\"hcmc-935\"", "\"mine\"");
    let duty = "[[obligation]]\nid = \"wards\"\nduty_kind = \"notify-agencies\"\nphase = \"before\"\nunit_types = [\"ward\"]\nbearer = \"office\"\n\
                due = { before = \"dialogue-day\", n = 1, unit = \"week\", count = \"event-excluded\" }\nmet_by = { all = [\"agencies-notified\"] }\ncite = \"main#d1\"\n";
    let file = temporary("log-of-whom.toml", &format!("{rules}\n{duty}"));
    let notified = r#"{"event":"agencies-notified","on":"2026-08-13"}"#;
    for (level, more, status) in [
        ("commune", r#","unit_type":"ward""#, Some("met")),
        ("commune", r#","unit_type":"commune""#, Some("not-applicable")),
        ("commune", "", Some("undetermined")),
    ] {
        let whom = format!(r#","territory":"79","level":"{level}","head":"local-government"{more}}}"#);
        let path = log("of-whom.jsonl", &PLAN.replace('}', &whom), &[notified]);
        let arguments = ["timeline", "--log", &path, "--ruleset-file", &file, "--as-of", "2026-12-31"];
        let timeline = json(&arguments);
        assert_eq!(names(&timeline), ["mine"]);
        let told = super::obligation(&timeline, "wards")["status"].as_str().map(str::to_owned);
        assert_eq!(told.as_deref(), status, "{level} {more}");
        let audit = json(&["audit", &path, "--ruleset-file", &file, "--as-of", "2026-12-31"]);
        let verdicts = audit["audits"][0]["verdicts"].as_array().unwrap();
        let verdict = verdicts.iter().find(|one| one["ruleset"] == "mine" && one["duty"] == "wards");
        assert_eq!(verdict.and_then(|one| one["status"].as_str()), status, "{level} {more}");
    }
    // A file that does not bind them judges nothing.
    let other = PLAN.replace('}', r#","territory":"92","level":"commune","head":"local-government"}"#);
    let path = log("of-others.jsonl", &other, &[notified]);
    refused(&["timeline", "--log", &path, "--ruleset-file", &file], "`mine` does not bind this subject");
    assert_eq!(names(&json(&["timeline", "--log", &path, "--ruleset-file", &file, "--ruleset", "mine"])), ["mine"]);
}

/// A log as it is stored: with the rule set and the readings that it was judged by.
/// A rule set of 48, what changes whom it binds on 2 March, and a dialogue of a commune of 27 February: what it owes by the page of the
/// log, with the files of both, and by the audit.
#[test]
fn a_file_that_binds_others_gives_way_to_what_binds() {
    let first = |levels: &str| {
        format!(
            "format = 1\nid = \"own\"\nversion = \"2025-01-01\"\ntitle = \"Quy chế thử\"\n[source.vd]\nkind = \"inferred\"\nconfidence = \"D\"\n\
             ref = \"Thử\"\n[instrument.main]\nkind = \"quy-che\"\nnumber = \"00-QC/VD\"\nissuer = \"unknown\"\nissued = 2025-01-01\n\
             in_force = {{ from = 2025-01-01 }}\nstanding = \"in-force\"\n[applies]\nterritory = {{ code = \"48\", as_of = 2026-01-15 }}\n\
             heads = [\"local-government\"]\nlevels = {levels}\n[[obligation]]\nid = \"direct\"\nduty_kind = \"other\"\nphase = \"after\"\n\
             bearer = \"office\"\ndue = {{ after = \"conclusion-notified\", n = 3, unit = \"working-day\" }}\n\
             met_by = {{ all = [\"settlement-directed\"] }}\ncite = \"main#d1\"\n"
        )
    };
    let later = |head: &str, levels: &str| {
        format!(
            "format = 1\nversion = \"2026-03-02\"\n{head}\n[source.w]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"Thử\"\n[instrument.sd]\n\
             kind = \"quyet-dinh\"\nnumber = \"02-QĐ/VD\"\nissuer = \"unknown\"\nissued = 2026-02-01\nin_force = {{ from = 2026-02-01 }}\n\
             standing = \"in-force\"\n[applies]\nlevels = {levels}\ncite = \"sd#d1\"\n"
        )
    };
    let subject = r#""territory":"48","level":"commune","head":"local-government""#;
    let log = temporary(
        "gives-way.jsonl",
        &format!(
            "{{\"dialogue\":\"DT-1\",\"appointed\":\"2026-02-27\",\"on\":\"2026-02-20\",{subject}}}\n{{\"event\":\"opened\",\"on\":\"2026-02-27\"}}\n\
             {{\"event\":\"closed\",\"on\":\"2026-02-27\"}}\n{{\"event\":\"conclusion-notified\",\"on\":\"2026-03-05\"}}\n"
        ),
    );
    let office = temporary("gives-way-office.jsonl", &format!("{{\"office\":\"A\",{subject}}}\n"));
    let version = "id = \"own\"\namends = \"own\"\nin_force = { from = 2026-03-02 }";
    let overlay = "id = \"plan\"\nextends = \"own\"\ntitle = \"Kế hoạch thử\"";
    for (levels, head, now, judging, not_told) in [
        ("[\"province\"]", version, "[\"province\", \"commune\"]", "own@2026-03-02", "it binds other levels: commune"),
        ("[\"province\", \"commune\"]", overlay, "[\"province\"]", "own@2025-01-01", "completed by"),
        ("[\"province\", \"commune\"]", overlay, "[\"commune\"]", "plan@2026-03-02", "it binds other levels: province"),
    ] {
        let files =
            [temporary("gives-way-first.toml", &first(levels)), temporary("gives-way-later.toml", &later(head, now))];
        let files = ["--ruleset-file", &files[0], "--ruleset-file", &files[1], "--as-of", "2026-04-01"];
        let told = |duty: &Value, id: &str| {
            let [set, id, status, due] =
                ["ruleset", id, "status", "due"].map(|key| duty[key].as_str().unwrap().to_owned());
            (set, id, status, due)
        };
        let id = judging.split('@').next().unwrap();
        let owed = [(id.to_owned(), "direct".to_owned(), "overdue".to_owned(), "2026-03-10".to_owned())];
        let timeline = json(&[&["timeline", "--log", &log], &files[..]].concat());
        let sets = timeline["rulesets"].as_array().unwrap().iter();
        let sets: Vec<String> =
            sets.map(|set| ["id", "version"].map(|key| set[key].as_str().unwrap()).join("@")).collect();
        assert_eq!(sets, [judging], "{head} {now}");
        let duties = timeline["obligations"].as_array().unwrap().iter();
        assert_eq!(duties.map(|duty| told(duty, "id")).collect::<Vec<_>>(), owed, "{head} {now}");
        let audit = json(&[&["audit", &log, &office, "--year", "2026"], &files[..]].concat());
        let verdicts = audit["audits"][0]["verdicts"].as_array().unwrap().iter();
        let verdicts = verdicts.filter(|one| one["duty"] == "direct").map(|one| told(one, "duty"));
        assert_eq!(verdicts.collect::<Vec<_>>(), owed, "{head} {now}");
        let text = typed(&[&["audit", &log, &office, "--lang", "en", "--year", "2026"], &files[..]].concat());
        assert!(!text.contains(not_told), "{text}");
    }
}

fn stored() -> String {
    let adopted = AdoptedReadings::new().adopt("hcmc-935", "settle-petition", "ten-as-in-words");
    let terms = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], Calendar::vietnam()).adopting(adopted).unwrap();
    let lines = format!("{PLAN}\n{{\"event\":\"opened\",\"on\":\"2026-08-20\"}}");
    AnyDialogue::replay(terms, &Log::from_jsonl(&lines).unwrap()).unwrap().snapshot().to_jsonl()
}

#[test]
fn a_stored_log_is_judged_by_what_it_was_stored_with() {
    let path = temporary("stored.jsonl", &stored());
    let timeline = json(&["timeline", "--log", &path]);
    let adopted = |timeline: &Value| super::obligation(timeline, "settle-petition")["adopted"].clone();
    assert_eq!((names(&timeline), adopted(&timeline)), (vec!["hcmc-935"], "ten-as-in-words".into()));
    let chosen = ["timeline", "--log", &path, "--choose", "hcmc-935/settle-petition=default"];
    assert!(adopted(&json(&chosen)).is_null());
    let other = "[!] Other than when the log was stored: readings adopted";
    assert!(shown(&[&chosen[..], &["--lang", "en"]].concat()).contains(other));
    assert!(!shown(&["timeline", "--log", &path, "--lang", "en"]).contains("[!] Other than"));

    // A built-in rule set that says something else by now.
    let hash = RuleSet::builtin("hcmc-935").unwrap().hash().to_owned();
    let changed = temporary("changed.jsonl", &stored().replace(&hash, &"0".repeat(64)));
    refused(
        &["timeline", "--log", &changed],
        "the built-in `hcmc-935@2017-04-28` is not the text that the dialogue was judged by (hash ",
    );
    let named = ["timeline", "--log", &changed, "--ruleset", "hcmc-935", "--lang", "en"];
    assert!(shown(&named).contains("[!] Other than when the log was stored: rule sets\n"));
    assert_eq!(adopted(&json(&named[..5])), "ten-as-in-words", "the readings of the log, as `audit --anew` has them");
    let vietnamese = doithoai(&["timeline", "--log", &changed]);
    assert!(String::from_utf8(vietnamese.stderr).unwrap().contains("không giống bộ quy tắc"));
    let gone = temporary("gone.jsonl", &stored().replace("2017-04-28", "2017-04-29"));
    refused(&["timeline", "--log", &gone], "`hcmc-935`");
}

#[test]
fn a_log_that_cannot_be_read_or_cannot_have_been() {
    let opened = r#"{"event":"opened","on":"2026-08-20"}"#;
    for (name, lines, expected) in [
        ("json.jsonl", vec![opened, "{\"event\":\"closed\""], "json.jsonl: line 3: "),
        ("field.jsonl", vec![r#"{"evnt":"opened","on":"2026-08-20"}"#], "field.jsonl: line 2: unknown field `evnt`"),
        (
            "phase.jsonl",
            vec![r#"{"event":"closed","on":"2026-08-20"}"#],
            "phase.jsonl: line 2: entry 1 (closed): it belongs",
        ),
        (
            "raised.jsonl",
            vec![opened, r#"{"event":"suspended","on":"2026-09-01","petition":"KN-1"}"#],
            "entry 2 (suspended)",
        ),
    ] {
        refused(&["timeline", "--log", &log(name, PLAN, &lines)], expected);
    }
    // An event that no rule set knows is kept, named, and leaves open what it could touch.
    let strange = log("event.jsonl", PLAN, &[r#"{"event":"opend","on":"2026-08-20"}"#]);
    let text = shown(&["timeline", "--log", &strange, "--as-of", "2026-12-31", "--lang", "en"]);
    assert!(
        text.contains(
            "[!] Kept and not understood: entry 1 (opend, 2026-08-20): unknown event `opend`; did you mean `opened`?"
        ),
        "{text}"
    );
    assert!(text.contains("an entry of the log is not understood") && !text.contains("overdue"), "{text}");
    let timeline = json(&["timeline", "--log", &strange]);
    assert_eq!(timeline["unknown_entries"][0]["line"], r#"{"event":"opend","on":"2026-08-20"}"#);
    assert!(shown(&["check", &strange, "--lang", "en"]).contains("did you mean `opened`"));
    refused(&["timeline", "--log", &temporary("empty.jsonl", "\n")], "line 1: the log is empty");
    refused(&["timeline", "--log", "/nowhere.jsonl"], "cannot read `/nowhere.jsonl`");
    refused(&["timeline", "--log", EXAMPLE, "--on", "2026-08-20"], "it excludes --on and --event");
    refused(&["timeline", "--log", EXAMPLE, "--event", "opened=2026-08-20"], "it excludes --on and --event");
    refused(&["timeline", "--log", EXAMPLE, "--as-of", "soon"], "--as-of: `soon` is not a date");
    let vietnamese =
        doithoai(&["timeline", "--log", &log("vi.jsonl", PLAN, &[r#"{"event":"closed","on":"2026-08-20"}"#])]);
    assert!(
        String::from_utf8(vietnamese.stderr)
            .unwrap()
            .contains("mục 1 (kết thúc đối thoại [closed]): việc này thuộc giai đoạn")
    );
}

#[test]
fn check_tells_everything_that_is_wrong_in_a_log() {
    let of_ward = PLAN.replace('}', r#","territory":"79","level":"commune","head":"local-government"}"#);
    let office = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#;
    let lines = [
        r#"{"event":"opened","on":"20/08/2026"}"#,
        r#"{"event":"closed","on":"2026-08-20"}"#,
        r#"{"event":"closed","on":"2026-08-20"}"#,
        r#"{"event":"reply-sent","on":"2026-09-10","petition":"KN-1","chứng cứ":1,"x-a":1}"#,
    ];
    let of_office = [
        r#"{"event":"reception-held","on":"2026-08-06","x-a":{"b":1,"b":2}}"#,
        r#"{"event":"opened","on":"2026-08-06"}"#,
        r#"{"event":"annual-report-sent","on":"2026-12-15","about":"2O26"}"#,
    ];
    for (name, first, lines, told) in [
        ("all-wrong.jsonl", of_ward.as_str(), &lines[..], &[2, 4, 5][..]),
        ("all-wrong-bare.jsonl", PLAN, &lines, &[2, 4, 5]), // whose it is is not said
        ("all-wrong-format.txt", &format!("{{\"format\":1}}\n{of_ward}"), &lines, &[3, 5, 6]), // told by its content
        ("all-wrong-office.txt", &format!("{{\"format\":1}}\n{office}"), &of_office, &[3, 4, 5]),
    ] {
        let path = log(name, first, lines);
        let arguments = ["check", &path, "--format", "json"];
        let output = doithoai(&arguments);
        assert!(!output.status.success());
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let problems = report["files"][0]["problems"].as_array().unwrap();
        let found: Vec<u64> = problems.iter().map(|problem| problem["line"].as_u64().unwrap()).collect();
        assert_eq!(found, told, "{report}");
        assert_eq!(report["files"][0]["truncated"], false);
        for (lang, count) in [("vi", format!("{} lỗi\n", told.len())), ("en", format!("{} errors\n", told.len()))] {
            let text = String::from_utf8(doithoai(&["check", &path, "--lang", lang]).stdout).unwrap();
            assert!(text.ends_with(&count) && text.lines().count() == told.len() + 1, "{text}");
            assert!(lang == "en" || super::english::english(&text).is_none(), "{text}");
        }
    }
    // Who asks for a timeline or an audit is told the first, and how many more lines have.
    let path = log("all-wrong-lines.jsonl", &of_ward, &[lines[0], lines[3], lines[1]]);
    for command in [&["timeline", "--log", &path][..], &["audit", &path]] {
        refused(
            command,
            "line 2: `20/08/2026` is not a date; expected YYYY-MM-DD (column 19) (and 1 more; see all with `doithoai check`)",
        );
    }
    // Beside a log that is sound.
    let sound = log("all-right.txt", "{\"format\":1}", &[PLAN, lines[1]]);
    refused_check(&sound, "1 error");
    let sound = log("all-right.txt", "{\"format\":1}", &[PLAN, r#"{"event":"opened","on":"2026-08-20"}"#]);
    assert!(shown(&["check", &sound, "--lang", "en"]).ends_with("sound; 1 entry\n"));
    // Which rule sets judge it is not known where no rule set has the head: what can be told of its lines is told all the same.
    let strange = PLAN.replace('}', r#","territory":"79","level":"commune","head":"local-goverment"}"#);
    let text = String::from_utf8(doithoai(&["check", &log("all-strange.jsonl", &strange, &lines)]).stdout).unwrap();
    assert!(text.contains("có phải là `local-government`?") && text.ends_with("4 lỗi\n"), "{text}");
}

fn refused_check(path: &str, expected: &str) {
    let output = doithoai(&["check", path, "--lang", "en"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success() && text.contains(expected), "{text}");
}

#[test]
fn a_level_that_nothing_declares_is_refused_by_each_command() {
    for level in ["ward", "xa"] {
        let first = PLAN.replace('}', &format!(r#","territory":"79","level":"{level}","head":"local-government"}}"#));
        let path = log(&format!("level-{level}.jsonl"), &first, &[]);
        refused(&["timeline", "--log", &path], &format!("unknown level `{level}`"));
        refused(&["audit", &path], &format!("unknown level `{level}`"));
        refused_check(&path, &format!("unknown level `{level}`"));
    }
}

#[test]
fn an_entry_that_is_not_understood_is_kept_whenever_it_was_entered() {
    for entry in
        [r#"{"event":"zzz","on":"2026-08-12","recorded":"2026-08-01"}"#, r#"{"event":"zzz","on":"2101-07-26"}"#]
    {
        let path = log("unknown-early.jsonl", PLAN, &[entry]);
        assert!(shown(&["timeline", "--log", &path, "--ruleset", "hcmc-935"]).contains("zzz"));
    }
}

#[test]
fn what_comes_through_a_pipe_is_checked_as_a_file_is() {
    let text = format!("{PLAN}\n{}\n", r#"{"event":"opened","on":"2026-08-20"}"#);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_doithoai"))
        .args(["check", "/dev/stdin", "--lang", "en"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.ends_with("sound; 1 entry\n"), "{said}");
}

#[test]
fn an_event_says_on_the_command_line_what_it_is_about() {
    let on = ["timeline", "--on", "2026-08-20", "--event"];
    shown(&[&on[..], &["step-done=2026-07-20:draw-up-plan"]].concat());
    shown(&[&on[..], &["results-published=2026-09-20:mass-media", "--ruleset", "law-72-2025"]].concat());
    refused(&[&on[..], &["step-done=2026-07-20:draw-plan"]].concat(), "did you mean `draw-up-plan`?");
}
