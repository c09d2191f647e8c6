//! One mistake is told once, with the sign, the list or the near word that mends it.

use doithoai::dialogue::Log;
use doithoai::scenario::Suite;
use doithoai::{AdoptedReadings, Calendar, Lang, Message as _, Problem, RuleSet, Terms};

fn decree(more: &str) -> Vec<Problem> {
    let text = format!(
        "format = 1\n[[document]]\nid = \"d-1\"\nkind = \"cong-van\"\nnumber = \"unknown\"\nissuer = \"VPCP\"\n\
         issued = 2027-10-15\nconfidence = \"D\"\nsource = \"x\"\n{more}\n"
    );
    Calendar::vietnam().check_decree_toml(&text).problems
}

#[test]
fn a_decree_that_decides_twice_or_names_nothing_says_so() {
    for (more, vi, en) in [
        (
            "beside_national_day = [2028-09-01, 2028-09-03]",
            "`d-1` quyết định hai lần về ngày nghỉ liền kề Quốc khánh năm 2028: chỉ giữ một",
            "`d-1` decides the second National Day of 2028 twice: keep one",
        ),
        (
            "beside_national_day = [2028-09-01, 2028-09-01]",
            "`beside_national_day` nêu 01/09/2028 hai lần: chỉ giữ một",
            "`beside_national_day` gives 2028-09-01 twice: keep one",
        ),
        (
            "supersedes = [\"cv-10065-2025\"]\nday_off = [{ on = 2028-05-05, name = \"x\" }]",
            "`d-1` thay thế `cv-10065-2025`, nhưng bộ lịch không có văn bản này; có phải là `cv-10065-2026`?",
            "`d-1` supersedes `cv-10065-2025`, which is not a document of this calendar; did you mean `cv-10065-2026`?",
        ),
        (
            "swap = [{ off = 2028-05-05, worked = 2028-05-06 }, { off = 2028-05-05, worked = 2028-05-06 }]",
            "cặp hoán đổi 05/05/2028 và 06/05/2028 được nêu hai lần: chỉ giữ một",
            "the swap of 2028-05-05 for 2028-05-06 is given twice: keep one",
        ),
    ] {
        let problems = decree(more);
        let told: Vec<(&str, &str)> = problems.iter().map(|one| (&*one.message.vi, &*one.message.en)).collect();
        assert_eq!(told, [(vi, en)]);
    }
    assert!(decree("swap = [{ off = 2028-05-05, worked = 2028-05-06 }]").is_empty());
}

#[test]
fn a_duty_that_is_none_is_told_with_those_that_there_are() {
    let terms = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], Calendar::vietnam());
    let error = terms.clone().adopting(AdoptedReadings::new().adopt("hcmc-935", "nope", "x")).unwrap_err();
    let said = error.text(Lang::En);
    assert!(said.starts_with("`hcmc-935` has no duty `nope`; expected one of `"), "{said}");
    assert!(said.contains("`settle-petition`"), "{said}");
    let near = terms.adopting(AdoptedReadings::new().adopt("hcmc-935", "settle-petitio", "x")).unwrap_err();
    assert_eq!(near.to_string(), "`hcmc-935` has no duty `settle-petitio`; did you mean `settle-petition`?");
}

#[test]
fn a_scenario_says_of_one_mistake_that_alone() {
    let file = |sets: &str, rest: &str| {
        format!("format = 1\nrulesets = [{sets}]\n[[case]]\nname = \"n\"\nappointed = 2026-08-20\n{rest}\n")
    };
    let expect = "expect = [{ duty = \"notify-conclusion\", status = \"awaiting\" }]";
    let twice = "the rule set `hcmc-935` is given twice: give it once";
    let of_version = "the rule set `hcmc-935@2017-04-28` is given twice: give it once";
    for (text, en) in [
        (file("\"hcmc-935\", \"hcmc-935\"", expect), twice),
        (file("\"hcmc-935\", \"hcmc-935@2017-04-28\"", expect), of_version),
        (file("\"hcmc-935@2017-04-28\", \"hcmc-935@2017-04-28\"", expect), of_version),
        (file("\"hcmc-935\"", &expect.replace("expect =", "exepct =")), "unknown key `exepct`"),
        (file("\"hcmc-935\"", &expect.replace("awaiting", "waiting")), "unknown status `waiting`"),
        (file("\"hcmc-935\"", ""), "it expects nothing"),
    ] {
        let report = Suite::new().with("a.test.toml", &text, &|_| Err(String::new())).run();
        let told: Vec<&str> = report.files[0].problems.iter().map(|one| &*one.message.en).collect();
        assert!(told.len() == 1 && told[0].starts_with(en), "{text}: {told:?}");
    }
    let unread =
        Suite::new().with("a.test.toml", &file("\"mine.toml\"", expect), &|_| Err("máy hỏng".to_owned())).run();
    assert_eq!(unread.files[0].problems[0].message.vi, "không đọc được tệp `mine.toml`: máy hỏng");
}

#[test]
fn a_line_of_a_log_is_told_by_what_breaks_it() {
    let plan = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;
    let entry = r#"{"event":"opened","on":"2026-08-20"}"#;
    for (text, en) in [
        (format!("{plan}\n{}", entry.replace('}', ",\"x-a\":NaN}")), "line 2: JSON has no `NaN`"),
        (format!("{}\n{entry}", plan.replace('}', ",\"x-a\":NaN}")), "line 1: JSON has no `NaN`"),
        (format!("{plan}\n{entry},"), "line 2: a comma at the end of the line"),
        (format!("{plan}\r{entry}\r"), "line 1: the lines end with CR (U+000D) alone"),
        (format!("\u{feff}\u{feff}{plan}"), "line 1: a byte order mark (U+FEFF)"),
        (format!("{plan}\n{}", entry.replace("08-20", "02-30")), "line 2: there is no day `2026-02-30`"),
        (
            format!("{plan}\n{}", entry.replace("-20", "-20 ")),
            "line 2: `2026-08-20 ` has a blank at its beginning or end",
        ),
        (format!("{plan}\n{}", entry.replace("2026-08", "2026–08")), "line 2: `2026–08-20`: the sign – (U+2013)"),
    ] {
        let problems = Log::check_jsonl(&text).problems;
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(told.len() == 1 && told[0].starts_with(en), "{text}: {told:?}");
    }
    let terms = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], Calendar::vietnam());
    let empty = Log::check_jsonl(&format!("{}\n{entry}", plan.replace("DT-1", ""))).under(terms);
    assert_eq!(empty.problems.len(), 1, "{:?}", empty.problems);
}
