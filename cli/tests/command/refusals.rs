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
        ("sort-dialogue.txt", format!("{dialogue}{opened}{opened}"), "mục 2 (opened): "),
        ("sort-no-event.txt", format!("{dialogue}{{\"evnt\":1}}"), "dòng 2: "),
        ("sort-office.json", format!("{office}{opened}"), "dòng 2: `opened` thuộc một cuộc đối thoại"),
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
