//! Hostile and careless input that was taken before: a row for each kind, with what is told. The inputs as they were sent are
//! in `tests/cases/inputs`; more of each kind are rows in the tests of the library.

use super::{doithoai, refused, shown, split, temporary};

fn input(name: &str) -> String {
    format!("tests/cases/inputs/{name}")
}

/// What `check` says of a file, in one language, and whether it is content.
fn checked(file: &str, lang: &str) -> (String, bool) {
    let output = doithoai(&["check", file, "--lang", lang]);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).unwrap(), output.status.success())
}

const DECREE: &str = "format = 1\n[[document]]\nid = \"d-1\"\nkind = \"cong-van\"\nnumber = \"unknown\"\nissuer = \"VPCP\"\n\
    issued = 2027-10-15\nconfidence = \"D\"\nsource = \"a test\"\n";

#[test]
fn a_decree_says_the_real_mistake() {
    for (file, words, places) in [
        ("self.toml", "`supersedes` of `d-1` names that very document", &["self.toml:10:14"][..]),
        (
            "supold.toml",
            "issued on 2001-01-01, names `cv-10065-2026`, issued later, on 2026-10-02",
            &["supold.toml:10:14"],
        ),
        ("swpa.toml", "unknown key `swpa`", &["swpa.toml:10:1"]),
        (
            "quoted.toml",
            "expected a date such as 2026-08-20, without quotes",
            &["quoted.toml:10:17", "quoted.toml:10:40"],
        ),
    ] {
        let file = input(file);
        for command in ["count 2028-05-04 +1", "calendar 2028", "timeline --on 2028-05-04"] {
            refused(&[&split(command)[..], &["--decree", &file]].concat(), words);
        }
        let (text, ok) = checked(&file, "en");
        assert!(!ok && text.contains(words), "{text}");
        assert!(places.iter().all(|place| text.contains(place)), "{text}");
        assert_eq!(text.matches("error[").count(), places.len(), "no more than the mistakes there are: {text}");
        assert!(!text.contains("decides nothing"), "{text}");
    }
}

#[test]
fn check_tells_sorts_of_files_apart_by_their_content() {
    let swap = "swap = [{ off = 2028-05-05, worked = 2028-05-06 }]\n";
    let practice = "format = 1\n[[practice]]\nof = \"national-day\"\nweekdays = [\"monday\"]\nafter = 1\nconfidence = \"D\"\nsource = \"x\"\n";
    let scenario = "format = 1\nrulesets = [\"hcmc-935\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-07]]\n";
    let dialogue = "{\"dialogue\":\"D\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}\n";
    let office = "{\"office\":\"A\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}\n";
    let opened = "{\"event\":\"opened\",\"on\":\"2026-08-20\"}\n";
    let held = "{\"event\":\"reception-held\",\"on\":\"2026-08-06\"}\n";
    for (name, text, words) in [
        ("sort-decree.txt", format!("{DECREE}{swap}"), "hợp lệ; 1 văn bản; 0 lỗi"),
        ("sort-practice.toml", practice.to_owned(), "hợp lệ; 0 văn bản; 0 lỗi"),
        ("sort-scenario.toml", scenario.to_owned(), "hợp lệ; 1 tình huống; 0 lỗi"),
        ("sort-rules.test", doithoai::RuleSet::builtin_toml("hcmc-935").unwrap().to_owned(), "hợp lệ; 0 lỗi"),
        ("sort-dialogue.json", format!("{dialogue}{opened}"), "hợp lệ; 1 mục"),
        ("sort-office.txt", format!("\u{feff}\n{office}{held}"), "hợp lệ; 1 mục"),
    ] {
        let (text, ok) = checked(&temporary(name, &text), "vi");
        assert!(ok && text.contains(words), "{name}: {text}");
    }
    for (name, text, words) in [
        ("sort-dialogue.txt", format!("{dialogue}{opened}{opened}"), "mục 2 (khai mạc đối thoại [opened]): "),
        ("sort-no-event.txt", format!("{dialogue}{{\"evnt\":1}}"), "dòng 2: "),
        (
            "sort-office.json",
            format!("{office}{opened}"),
            "dòng 2: khai mạc đối thoại [opened] thuộc một cuộc đối thoại",
        ),
        ("sort-scenario.txt", scenario.replace("2026-09-07", "\"x\""), "1 lỗi"),
    ] {
        let (text, ok) = checked(&temporary(name, &text), "vi");
        assert!(!ok && text.contains(words), "{name}: {text}");
    }
    // A later decree may build on an earlier one.
    let first = temporary("first.toml", &format!("{DECREE}{swap}"));
    let second =
        temporary("second.toml", &DECREE.replace("d-1", "d-2").replacen("source", "supersedes = [\"d-1\"]\nsource", 1));
    assert!(shown(&["check", &first, &second, "--lang", "en"]).matches("sound; 1 document; 0 errors").count() == 2);
    assert!(!checked(&second, "en").1);
}

/// What `timeline --log` and `audit` say of a log.
fn both(file: &str, expected: &str) {
    refused(&["timeline", "--log", file], expected);
    refused(&["audit", file], expected);
}

const WARD: &str = "\"territory\":\"79/26734\",\"level\":\"commune\",\"head\":\"local-government\"";

fn plan(id: &str) -> String {
    format!("{{\"dialogue\":\"{id}\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",{WARD}}}\n")
}

#[test]
fn logs_that_cannot_have_been_are_refused() {
    let of = |name: &str, lines: &str| temporary(name, &format!("{}{lines}\n", plan("DT-1")));
    let opened = "{\"event\":\"opened\",\"on\":\"2026-08-20\"}";
    for (name, lines, words) in [
        (
            "before.jsonl",
            opened.replace('}', ",\"recorded\":\"2026-08-19\"}"),
            "cannot have been entered on 2026-08-19, before",
        ),
        ("class.jsonl", opened.replace('}', ",\"class\":\"complex\"}"), "`opened` takes no class of case"),
        ("twice.jsonl", format!("{opened}\n{opened}"), "the dialogue is open"),
        (
            "itself.jsonl",
            opened.replace('}', ",\"recorded\":\"2026-08-21\",\"corrects\":1}"),
            "entry 1 is this correction itself",
        ),
        ("step.jsonl", "{\"event\":\"step-done\",\"on\":\"2026-08-01\"}".to_owned(), "it must name the step"),
        ("year.jsonl", opened.replace("2026", "2126"), "2126-08-20 is outside the covered years 2015-2100"),
        ("id.jsonl", "{\"event\":\"survey-held\",\"on\":\"2026-08-01\",\"key\":\"\"}".to_owned(), "the `key` is empty"),
    ] {
        both(&of(name, &lines), words);
    }
    // As they were sent.
    refused(
        &["audit", &input("of.jsonl"), "--year", "2026", "--as-of", "2027-01-31"],
        "is a period, which `2O26` is not",
    );
    refused(&["audit", &input("st.jsonl")], "`reception-held` takes no class of case");
    let (text, ok) = checked(&input("of.jsonl"), "vi");
    assert!(
        !ok && text
            .contains("`about` của gửi báo cáo hằng năm [annual-report-sent] là kỳ báo cáo, không thể là `2O26`"),
        "{text}"
    );
}

#[test]
fn a_late_entry_after_a_cancellation_is_recorded() {
    let page = shown(&["timeline", "--log", &input("can.jsonl"), "--lang", "en"]);
    assert!(page.contains("Fri 2026-08-07"), "{page}");
    assert!(
        shown(&["audit", &input("can.jsonl"), "--lang", "en"]).contains("DT") || checked(&input("can.jsonl"), "en").1
    );
}

#[test]
fn events_that_are_typed_are_checked_as_those_of_a_log() {
    let of = |events: &str| format!("timeline --on 2026-08-20 --ruleset hcmc-935 {events}");
    for (events, words) in [
        ("--event conclusion-notified=2026-08-28:complex", "`conclusion-notified` takes no class of case"),
        ("--event conclusion-notified=2026-08-28:2026-09-30", "`conclusion-notified` takes no new limit"),
        ("--event opened=2026-08-20:website", "`opened` takes no channel"),
        ("--event step-done=2026-08-01", "it must name the step"),
        ("--event cancelled=2026-08-10", "a dialogue cannot open on 2026-08-20 and be cancelled on 2026-08-10"),
        (
            "--event rescheduled=2026-08-21:2026-08-27",
            "the dialogue cannot be moved on 2026-08-21: it opened on 2026-08-20",
        ),
        ("--event rescheduled=2026-08-10", "the new day comes after that of the decision"),
        ("--event conclusion-notified=2126-08-28", "2126-08-28 is outside the covered years"),
        ("--ruleset hcmc-935", "`hcmc-935@2017-04-28` is given twice"),
    ] {
        refused(&split(&of(events)), words);
    }
}

#[test]
fn one_log_is_given_once() {
    let dialogue = temporary("given-once.jsonl", &plan("DT-1"));
    let again = temporary("given-again.jsonl", &plan("DT-1"));
    for other in [&dialogue, &again] {
        refused(&["audit", &dialogue, other], "the dialogue `DT-1` is given twice");
    }
    let office = temporary("office-once.jsonl", &format!("{{\"office\":\"A\",{WARD}}}\n"));
    refused(&["audit", &office, &office], "this log is given twice");
    // An id is one office's own.
    let other = temporary("given-other.jsonl", &plan("DT-1").replace("26734", "26737"));
    assert!(shown(&["audit", &dialogue, &other, "--lang", "en"]).matches("DT-1").count() == 2);
}

#[test]
fn one_rule_set_is_given_once() {
    let da_nang = "tests/cases/reports/da-nang.toml";
    let copy = temporary("hcmc-copy.toml", doithoai::RuleSet::builtin_toml("hcmc-935").unwrap());
    let log = temporary("of-one-set.jsonl", &plan("DT-1"));
    let twice = ["--ruleset-file", da_nang, "--ruleset-file", da_nang];
    refused(&[&["timeline", "--on", "2026-08-20"][..], &twice].concat(), "`da-nang-vd@2026-01-15` is given twice");
    refused(&[&["audit", &log][..], &twice].concat(), "`da-nang-vd@2026-01-15` is given twice");
    let both = ["timeline", "--on", "2026-08-20", "--ruleset", "hcmc-935", "--ruleset-file", &copy];
    refused(&both, "`hcmc-935@2017-04-28` is given twice");
    // Each alone, and a file that is named by its id.
    shown(&["timeline", "--on", "2026-08-20", "--ruleset-file", &copy]);
    shown(&["timeline", "--on", "2026-08-20", "--ruleset-file", da_nang, "--ruleset", "da-nang-vd"]);
}

#[test]
fn what_a_log_was_made_under_is_checked_and_obeyed_by_both() {
    // The text of the rule set has changed since: neither judges by another in silence.
    both(&input("chosen.jsonl"), "is not the text that the dialogue was judged by (hash ");
    let set = doithoai::RuleSet::builtin("hcmc-935").unwrap();
    let old = std::fs::read_to_string(super::root().join(input("chosen.jsonl"))).unwrap();
    let now = old.replace("4007f17b27bad2f507f3724912cc39bb7960f0467056d5d33f77e81fee1a9e32", set.hash());
    assert_ne!(old, now);
    let current = temporary("chosen-now.jsonl", &now);
    let day = ["--as-of", "2026-12-31", "--lang", "en"];
    let timeline = shown(&[&["timeline", "--log", &current][..], &day].concat());
    let audit = shown(&[&["audit", &current][..], &day].concat());
    for page in [&timeline, &audit] {
        assert!(page.contains("2026-09-16") && page.contains("4 days"), "{page}");
        assert!(!page.contains("72/2025/QH15, Art. 43(3)"), "of the one rule set: {page}");
    }
    // Chosen readings come over those of the log, in both; those of other duties stay.
    let other = ["--choose", "hcmc-935/invite-citizens=default"];
    for command in [&["timeline", "--log", &current][..], &["audit", &current]] {
        let page = shown(&[command, &day, &other].concat());
        assert!(page.contains("2026-09-16"), "{page}");
        let page = shown(&[command, &day, &["--choose", "hcmc-935/settle-petition=default"]].concat());
        assert!(page.contains("2026-09-30"), "{page}");
    }
    // Judged anew, by what binds now.
    let anew = shown(&["audit", &input("chosen.jsonl"), "--anew", "--as-of", "2026-12-31", "--lang", "en"]);
    assert!(anew.contains("2026-09-16") && anew.contains("72/2025/QH15"), "{anew}");
    // Two readings for one duty.
    let choice = "[\"hcmc-935\",\"settle-petition\",\"ten-as-in-words\"]";
    let twice = now.replace(choice, &format!("{choice},[\"hcmc-935\",\"settle-petition\",\"default\"]"));
    both(&temporary("chosen-twice.jsonl", &twice), "`choices` adopts two readings for `hcmc-935/settle-petition`");
}
