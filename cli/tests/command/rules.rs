//! Checking, explaining and comparing rule sets, and finding those that bind.

use doithoai::{Code, RuleSet};
use serde_json::Value;

use super::{doithoai, json, obligation, refused, root, shown, split, temporary};

/// What a command prints of a broken file.
fn printed(arguments: &[&str]) -> String {
    let output = doithoai(arguments);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_broken_file_as_a_person_and_as_a_program_sees_it() {
    let mut files: Vec<String> = std::fs::read_dir(root().join("tests/broken"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort_unstable();
    assert!(files.len() >= Code::ALL.len());
    for file in files {
        let path = format!("tests/broken/{file}");
        let see = |more: &[&str]| printed(&[&["check", path.as_str()], more].concat());
        let [english, vietnamese, data] = [see(&["--lang", "en"]), see(&[]), see(&["--format", "json"])];
        let all = format!("{english}\n---- vi\n{vietnamese}\n---- json\n{data}");
        insta::assert_snapshot!(file.as_str(), all);
    }
}

#[test]
fn check_says_what_is_wrong_and_fails() {
    let broken = temporary(
        "check-broken.toml",
        &RuleSet::builtin_toml("can-tho-10").unwrap().replace("n = 10,", "n = \"ten\","),
    );
    let output = doithoai(&["check", &broken, "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    for words in
        ["error[wrong-type]: expected an integer, found a string", "doithoai explain wrong-type", "1 error, 0 warnings"]
    {
        assert!(text.contains(words), "no `{words}` in\n{text}");
    }
    let output = doithoai(&["check", &broken, "--format", "json"]);
    let data: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((data["ok"].as_bool(), output.status.code()), (Some(false), Some(1)));
    let problem = &data["files"][0]["problems"][0];
    assert_eq!((problem["code"].as_str(), problem["severity"].as_str()), (Some("wrong-type"), Some("error")));
    assert!(problem["span"]["start"].as_u64() < problem["span"]["end"].as_u64());
    assert!(problem["message"]["vi"].as_str().unwrap().contains("cần một số nguyên"));
    refused(&["check", "/nowhere/at/all.toml"], "cannot read `/nowhere/at/all.toml`");
}

#[test]
fn check_reads_sound_files_json_and_files_that_build_on_each_other() {
    for id in RuleSet::builtin_ids() {
        let toml = temporary(&format!("{id}.toml"), RuleSet::builtin_toml(id).unwrap());
        let json = temporary(&format!("{id}.json"), &RuleSet::builtin(id).unwrap().to_json());
        let text = shown(&["check", &toml, &json, "--lang", "en"]);
        assert_eq!(text.matches(": sound; 0 errors, 0 warnings").count(), 2, "{text}");
    }
    let base = temporary(
        "base.toml",
        &RuleSet::builtin_toml("can-tho-10").unwrap().replace("id = \"can-tho-10\"", "id = \"base\""),
    );
    let overlay = "format = 1\nid = \"top\"\nversion = \"1\"\nextends = \"base\"\ntitle = { vi = \"x\", en = \"x\" }\n\
        [source.own]\nkind = \"official\"\nconfidence = \"A\"\nref = \"x\"\n[[obligation]]\nid = \"settle-petition\"\ndue = { n = 15 }\ncite = \"main\"\n";
    let overlay = temporary("overlay.toml", overlay);
    assert_eq!(json(&["check", &base, &overlay])["files"][1]["changed"][0]["of"], "obligation.settle-petition.due");
    let alone = doithoai(&["check", &overlay, "--lang", "en"]);
    assert!(String::from_utf8_lossy(&alone.stdout).contains("error[base-not-found]"));
    let both = ["timeline", "--on", "2026-08-20", "--ruleset-file", &base, "--ruleset-file", &overlay];
    let timeline = json(&both);
    assert_eq!(timeline["rulesets"].as_array().unwrap().len(), 1, "the base is what the overlay stands on");
    assert_eq!(obligation(&timeline, "settle-petition")["changed"][0]["by"], "top@1");
}

#[test]
fn every_code_is_explained() {
    let list = shown(&["explain", "--lang", "en"]);
    for code in Code::ALL {
        let word = code.word();
        assert!(list.contains(word));
        for lang in ["vi", "en"] {
            let page = shown(&["explain", word, "--lang", lang]);
            assert!(page.starts_with(&format!("# {word}: ")) && page.contains("```toml"), "{page}");
        }
    }
    refused(&["explain", "unknow-key"], "did you mean `unknown-key`?");
    assert_eq!(json(&["explain", "cycle"])["severity"], "error");
    assert_eq!(json(&["explain"]).as_array().unwrap().len(), Code::ALL.len());
}

#[test]
fn compare_shows_rules_and_the_dates_that_move() {
    let text = shown(&split("compare hcmc-935 can-tho-10 --lang en"));
    for line in ["- invite-citizens [obligation]", "+ interim-reply [obligation]", "~ settle-petition [obligation]"] {
        assert!(text.contains(line), "no `{line}` in\n{text}");
    }
    // A duty is named in words, its id in brackets.
    let row = text.lines().find(|line| line.contains("[notify-conclusion] ")).unwrap();
    let (_, dates) = row.split_once(']').unwrap();
    assert_eq!(split(dates), ["Mon", "2026-09-07", "Mon", "2026-09-07", "="]);
    let four = RuleSet::builtin_toml("hcmc-935").unwrap().replace("n = 5, unit", "n = 4, unit");
    let four = temporary("four.toml", &four);
    let data = json(&["compare", "hcmc-935", &four, "--on", "2026-08-20", "--on", "2026-02-24"]);
    assert_eq!(data["diff"]["rules"][0]["values"][0]["path"], "due.n");
    let moved = |at: usize| data["due_dates"][at]["dates"].as_array().unwrap()[0]["days"].as_i64();
    assert_eq!((moved(0), moved(1)), (Some(1), Some(1)));
    let versions = shown(&split("compare qd-11@2019-02-18 qd-11@2025-11-23"));
    assert!(versions.contains("[at_least.district]: 1 → -"), "{versions}");
    refused(&split("compare hcmc-935 can-tho"), "did you mean `can-tho-10`?");
    refused(&split("compare hcmc-935 can-tho-10 --on soon"), "`soon` is not a date");
}

#[test]
fn a_ward_finds_the_sets_that_bind_it() {
    let subject = "--territory 79 --level commune --head local-government";
    let timeline = json(&split(&format!("timeline --on 2026-08-20 {subject}")));
    let sets: Vec<&str> =
        timeline["rulesets"].as_array().unwrap().iter().map(|set| set["id"].as_str().unwrap()).collect();
    assert_eq!(sets, ["law-72-2025", "hcmc-935"]);
    assert_eq!(obligation(&timeline, "announce-conference")["due"], "2026-08-13");
    assert_eq!(obligation(&timeline, "publish-results")["due"], "2026-09-03");
    let text = shown(&split(&format!("timeline --on 2026-08-20 {subject} --lang en")));
    for words in ["[!] standing unknown", "territory 79", "Its territory was merged on"] {
        assert!(text.contains(words), "no `{words}`");
    }
    let district = subject.replace("commune", "district");
    let text = shown(&split(&format!("timeline --on 2026-08-20 {district} --lang en")));
    assert!(text.contains("No rule set applies"));
    assert!(text.contains("[hcmc-935 @ 2017-04-28]: the district level ended on 2025-07-01"), "{text}");
    assert_eq!(json(&split(&format!("timeline --on 2025-06-30 {district}")))["rulesets"][0]["id"], "hcmc-935");
    for (arguments, expected) in [
        ("timeline --on 2026-08-20 --territory 79", "go together"),
        (
            "timeline --on 2026-08-20 --territory 79 --level ward --head local-government",
            "--level: unknown level `ward`",
        ),
        (
            "timeline --on 2026-08-20 --territory 79 --level commune --head chair",
            "--head: unknown kind of head `chair`",
        ),
        (
            "timeline --on 2026-08-20 --territory HCM --level commune --head local-government",
            "is no code of an administrative unit",
        ),
        (
            "timeline --on 2026-08-20 --territory 79 --level commune --head local-government --ruleset hcmc-935",
            "it excludes --ruleset",
        ),
    ] {
        refused(&split(arguments), expected);
    }
    let elsewhere = temporary(
        "elsewhere.toml",
        &RuleSet::builtin_toml("can-tho-10").unwrap().replace("id = \"can-tho-10\"", "id = \"own\""),
    );
    let named = format!("timeline --on 2026-08-20 {subject} --ruleset-file {elsewhere}");
    refused(&split(&named), "`own` does not bind this subject");
}

#[test]
fn the_version_of_the_day_and_no_other() {
    let version = |arguments: &str| json(&split(arguments))["rulesets"][0]["version"].as_str().unwrap().to_owned();
    assert_eq!(version("timeline --on 2025-11-21 --ruleset qd-11"), "2019-02-18");
    assert_eq!(version("timeline --on 2025-11-24 --ruleset qd-11"), "2025-11-23");
    assert_eq!(version("timeline --on 2025-11-24 --ruleset qd-11@2019-02-18"), "2019-02-18");
    assert_eq!(version("timeline --on 2016-08-22 --ruleset hcmc-935@2017-04-28"), "2017-04-28");
    refused(&split("timeline --on 2025-11-24 --ruleset qd-11@2019"), "did you mean `2019-02-18`?");
}

#[test]
fn what_is_not_in_force_on_the_day_shows_its_page_and_why() {
    let statuses = |arguments: &str| -> Vec<(String, Option<String>)> {
        let page = json(&split(arguments));
        let duties = page["obligations"].as_array().unwrap().iter();
        let of = |duty: &Value| {
            let because = duty["because"].as_str().map(str::to_owned);
            (duty["status"].as_str().unwrap().to_owned(), because)
        };
        duties.map(of).collect()
    };
    let not = |because: &str| ("not-applicable".to_owned(), Some(because.to_owned()));
    // In force from 28 April 2017; by a file from 2026-03-16 until 2026-06-01.
    let text = RuleSet::builtin_toml("hcmc-935").unwrap().replace("id = \"hcmc-935\"", "id = \"own\"");
    let text = text.replacen("title =", "in_force = { from = 2026-03-16, until = 2026-06-01 }\ntitle =", 1);
    let file = temporary("ends.toml", &text);
    for (arguments, because) in [
        ("--on 2016-08-22".to_owned(), Some("before-in-force")),
        ("--on 2017-04-27".to_owned(), Some("before-in-force")),
        ("--on 2017-04-27 --ruleset hcmc-935".to_owned(), Some("before-in-force")),
        ("--on 2017-04-28".to_owned(), None),
        ("--on 2017-05-29".to_owned(), None),
        (format!("--on 2026-03-13 --ruleset-file {file}"), Some("before-in-force")),
        (format!("--on 2026-03-16 --ruleset-file {file}"), None),
        (format!("--on 2026-05-29 --ruleset-file {file}"), None),
        (format!("--on 2026-06-01 --ruleset-file {file}"), Some("no-longer-in-force")),
        (format!("--on 2026-06-02 --ruleset-file {file}"), Some("no-longer-in-force")),
    ] {
        let all = statuses(&format!("timeline {arguments}"));
        assert_eq!(all.len(), 4, "{arguments}");
        match because {
            Some(because) => {
                // Each by the day that it is counted from: the notice of the conclusion is expected once it is in force, and
                // the invitation was due while it was.
                let bound = |at: usize| match because {
                    "before-in-force" => at == 3 && !arguments.contains("2016"),
                    _ => at == 0,
                };
                for (at, one) in all.iter().enumerate() {
                    assert_eq!(*one == not(because), !bound(at), "{arguments}: {all:?}");
                }
            }
            None => assert!(all.iter().all(|(status, _)| status != "not-applicable"), "{arguments}: {all:?}"),
        }
    }
    // A version that is named, by its hash too, judges all the same.
    let hash = RuleSet::builtin("hcmc-935").unwrap().hash().to_owned();
    for name in ["hcmc-935@2017-04-28", hash.get(..8).unwrap()] {
        let all = statuses(&format!("timeline --on 2017-04-27 --ruleset {name}"));
        assert!(all.iter().all(|one| *one != not("before-in-force")), "{name}: {all:?}");
    }
    let said = printed(&split("timeline --on 2017-04-27 --lang en"));
    assert!(said.contains("not in force on 2017-04-27: it is from 2017-04-28; no version is known"), "{said}");
}

#[test]
fn every_built_in_set_prints_its_timeline_with_what_is_unknown() {
    let sets = json(&["rulesets"]);
    let sets = sets.as_array().unwrap();
    assert_eq!(sets.len(), 11);
    let list = shown(&["rulesets", "--lang", "en"]);
    for set in sets {
        let name = format!("{}@{}", set["id"].as_str().unwrap(), set["version"].as_str().unwrap());
        assert!(list.contains(&name));
        for lang in ["vi", "en"] {
            let text = shown(&["timeline", "--on", "2026-08-20", "--ruleset", &name, "--lang", lang]);
            let timeline = json(&["timeline", "--on", "2026-08-20", "--ruleset", &name, "--lang", lang]);
            for unknown in timeline["rulesets"][0]["unknown"].as_array().unwrap() {
                let of = format!("[{}]", unknown["of"].as_str().unwrap());
                assert!(text.contains(&of), "{name}: {of} is not shown");
            }
            for rule in
                timeline["obligations"].as_array().unwrap().iter().chain(timeline["exclusions"].as_array().unwrap())
            {
                assert!(text.contains(rule["cite_text"][lang].as_str().unwrap()), "{name}: {}", rule["id"]);
            }
        }
    }
}

#[test]
fn the_schema_command_prints_the_committed_files() {
    assert_eq!(shown(&["schema"]), include_str!("../../../schema/rule-set.schema.json"));
    assert_eq!(shown(&["schema", "--overlay"]), include_str!("../../../schema/overlay.schema.json"));
}

#[test]
fn channels_on_the_command_line() {
    let published = |channels: &[&str]| {
        let events: Vec<String> =
            channels.iter().map(|channel| format!(" --event results-published=2026-08-25{channel}")).collect();
        let arguments = format!("timeline --ruleset law-72-2025 --on 2026-08-20{}", events.concat());
        obligation(&json(&split(&arguments)), "publish-results")["met_on"].clone()
    };
    let all = [":mass-media", ":posted-at-headquarters", ":sent-to-village-and-group-heads"];
    assert_eq!(published(&all), "2026-08-25");
    assert!(published(all.get(..2).unwrap()).is_null());
    assert_eq!(published(&[""]), "2026-08-25", "no channel named: all of them");
    refused(
        &split("timeline --ruleset law-72-2025 --on 2026-08-20 --event results-published=2026-08-25:mass-medai"),
        "did you mean `mass-media`?",
    );
}
