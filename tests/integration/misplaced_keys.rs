//! A key in the wrong table: the message says in which one it stands.

use doithoai::scenario::Suite;
use doithoai::{Code, Lang, Problem, Registry, RuleSet};

/// The problem that a file has with a key.
#[track_caller]
fn problem(toml: &str, key: &str) -> Problem {
    let checked = Registry::builtin().check_toml(toml);
    let of_key = |problem: &&Problem| problem.code == Code::UnknownKey && problem.path.ends_with(key);
    checked.problems.iter().find(of_key).unwrap_or_else(|| panic!("{:#?}", checked.problems)).clone()
}

#[test]
fn the_message_of_a_misplaced_key_says_where_it_belongs() {
    let hcmc = RuleSet::builtin_toml("hcmc-935").unwrap();
    let reception = RuleSet::builtin_toml("citizen-reception").unwrap();
    for (file, after, line, place) in [
        // At the obligation instead of its limit.
        (hcmc, "[[obligation]]\n", "roll = \"none\"", "[obligation.due]"),
        (hcmc, "[[obligation]]\n", "count = \"event-excluded\"", "[obligation.due]"),
        (hcmc, "[[obligation]]\n", "n = 5", "[obligation.due]"),
        (hcmc, "[[obligation]]\n", "class = \"complex\"", "[obligation."),
        // In a duty that returns: beside the due day instead of in it.
        (reception, "[[recurring]]\n", "moved_by = \"reception-rescheduled\"", "[recurring.due]"),
        (reception, "[[recurring]]\n", "roll = \"none\"", "[recurring.due]"),
        // Of another kind of rule, and of the file itself.
        (hcmc, "[[obligation]]\n", "at_least = 2", "[[recurring]]"),
        (hcmc, "[[obligation]]\n", "heads = [\"party-committee\"]", "["),
        (hcmc, "[[obligation]]\n", "amends = \"x\"", "đầu tệp"),
        // Above every table.
        ("", "", "bearer = \"office\"", "[[obligation]]"),
    ] {
        let text = if file.is_empty() {
            format!("format = 1\n{line}\n")
        } else {
            file.replacen(after, &format!("{after}{line}\n"), 1)
        };
        let key = line.split(' ').next().unwrap();
        let found = problem(&text, key);
        let (vi, en) = (&found.message.vi, &found.message.en);
        assert!(vi.starts_with(&format!("không có khóa `{key}` ở đây: khóa này thuộc ")), "{vi}");
        assert!(en.starts_with(&format!("unknown key `{key}` here: it belongs in ")), "{en}");
        let told = vi.split(';').next().unwrap();
        assert!(told.contains(place), "{line}: expected {place} in {told}");
        assert!(place == "đầu tệp" || en.contains(place), "{en}");
        assert_eq!(found.suggestion, None, "{line}: what is right elsewhere is not misspelt");
    }
    // What stands nowhere is misspelt, and what is spelt in another way is found as before.
    for (line, near) in [("bearrer = \"office\"", "bearer"), ("cơ_quan_thực_hiện = \"x\"", "")] {
        let key = line.split(' ').next().unwrap();
        let checked = RuleSet::check_toml(&hcmc.replacen("[[obligation]]\n", &format!("[[obligation]]\n{line}\n"), 1));
        if let Some(found) = checked.problems.iter().find(|problem| problem.path.ends_with(key)) {
            assert!(!found.message.vi.contains("thuộc"), "{}", found.message.vi);
            assert!(near.is_empty() || found.suggestion.as_deref() == Some(near), "{found}");
        }
    }
}

#[test]
fn so_does_that_of_a_scenario_file() {
    let text = "format = 1\nrulesets = [\"hcmc-935\"]\nduty = \"notify-conclusion\"\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\n";
    let mut report = Suite::new().with("a.test.toml", text, &|name| Err(format!("no {name}"))).run();
    let problems = report.files.pop().unwrap().problems;
    let found = problems.iter().find(|problem| problem.path == "duty").unwrap_or_else(|| panic!("{problems:#?}"));
    assert!(found.message.get(Lang::Vi).contains("khóa này thuộc "), "{}", found.message.vi);
}
