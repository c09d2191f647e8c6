//! Files that build on others: what they change, what they must say, and what they are refused for.

use doithoai::ruleset::{Due, Severity};
use doithoai::{Code, Facts, Registry, RuleSet, TimeLimit, Unit, View};

use crate::support::{date, refused, terms_of};

const EXAMPLE: &str = include_str!("../../examples/hoa-binh-example.toml");

/// An overlay of a base, with a source and an instrument of its own.
fn overlay(base: &str, body: &str) -> String {
    format!(
        "format = 1\nid = \"own\"\nversion = \"1\"\nextends = \"{base}\"\ntitle = {{ vi = \"Thử\", en = \"Test\" }}\n\
         [source.own]\nkind = \"official\"\nconfidence = \"A\"\nref = \"a test\"\n\
         [instrument.own]\nkind = \"quyet-dinh\"\nnumber = \"1/QĐ\"\nissuer = \"unknown\"\nissued = 2026-01-01\nstanding = \"in-force\"\n{body}"
    )
}

#[test]
fn the_example_makes_a_partial_set_usable() {
    let base = RuleSet::builtin("hoa-binh-07").unwrap();
    let set = RuleSet::from_toml(EXAMPLE).unwrap();
    assert_eq!(set.builds_on(), Some("hoa-binh-07@2022-06-10"));
    let facts = Facts::held_on(date("2026-08-20"));
    let before = terms_of(base.clone()).timeline(&facts, View::everything()).unwrap();
    let dated = |duty: &&doithoai::Duty| duty.outcome.due.is_some() && duty.rule.id != "survey-opinion"; // before the day, without a number
    assert_eq!(before.duties.iter().filter(dated).count(), 0, "no number is known of the base");
    let after = terms_of(set.clone()).timeline(&facts, View::everything()).unwrap();
    for (duty, due) in [
        ("invite-citizens", "2026-08-12"), // 5 clear working days before the 20th
        ("survey-opinion", "2026-08-06"),  // 10 working days before, the day itself counted
        ("notify-conclusion", "2026-09-07"),
        ("settle-petition", "2026-10-05"),
    ] {
        assert_eq!(after.duty("hoa-binh-example", duty).unwrap().outcome.due.unwrap().date, date(due), "{duty}");
    }
    // What it makes known is no longer unknown; the rest still is.
    let unknown = |set: &RuleSet, of: &str| set.unknowns().iter().any(|unknown| unknown.of == of);
    for of in ["obligation.invite-citizens", "obligation.settle-petition", "recurring.hold-dialogue"] {
        assert!(unknown(&base, of), "{of} is known of the base");
        assert!(!unknown(&set, of), "{of} is still unknown");
    }
    assert!(unknown(&set, "exclusion"));
}

#[test]
fn a_change_keeps_the_rest_of_the_duty_and_says_where_it_came_from() {
    let text = overlay("hcmc-935", "[[obligation]]\nid = \"invite-citizens\"\ndue = { n = 7 }\ncite = \"own#d2.k1\"\n");
    let (base, set) = (RuleSet::builtin("hcmc-935").unwrap(), RuleSet::from_toml(&text).unwrap());
    let (old, new) = (base.obligation("invite-citizens").unwrap(), set.obligation("invite-citizens").unwrap());
    let Due::Limit { limit, .. } = &new.due else { panic!("no limit") };
    assert_eq!((limit.amount(), limit.unit()), (7, Unit::WorkingDay));
    assert_eq!((&new.cite, &new.bearer, &new.must_state), (&old.cite, &old.bearer, &old.must_state));
    let change = &set.changes()[0];
    assert_eq!((change.of.as_str(), change.by.as_str()), ("obligation.invite-citizens.due", "own@1"));
    assert!(change.was.as_ref().unwrap().contains(r#""n":5"#));
    assert_eq!(change.cite.as_ref().unwrap().to_string(), "own#d2.k1");
    assert_eq!(change.confidence.unwrap().word(), "A", "of the overlay's own source");
    let terms = terms_of(set);
    let timeline = terms.timeline(&Facts::held_on(date("2026-08-20")), View::everything()).unwrap();
    let duty = timeline.duty("own", "invite-citizens").unwrap();
    assert_eq!(duty.outcome.due.unwrap().date, date("2026-08-10")); // 5 days: 12 August
    assert_eq!(duty.changed()[0].cite_text.as_ref().unwrap().vi, "khoản 1 Điều 2 Quyết định 1/QĐ");
}

#[test]
fn a_limit_takes_the_place_of_none_and_of_the_other_direction() {
    let due = |body: &str| {
        let text = overlay(
            "hcmc-935",
            &format!("[[obligation]]\nid = \"notify-agencies\"\ndue = {{ {body} }}\ncite = \"own\"\n"),
        );
        RuleSet::from_toml(&text).unwrap().obligation("notify-agencies").unwrap().due.clone()
    };
    let five = due(r#"before = "dialogue-day", n = 5, unit = "day", count = "clear-days""#);
    assert!(matches!(five, Due::Limit { limit, .. } if limit.amount() == 5));
    let text = overlay(
        "hcmc-935",
        "[[obligation]]\nid = \"invite-citizens\"\ndue = { after = \"plan-approved\" }\ncite = \"own\"\n[[remove]]\nof = \"obligation.invite-citizens.reading\"\ncite = \"own\"\n",
    );
    let set = RuleSet::from_toml(&text).unwrap();
    let turned = TimeLimit::after(5, Unit::WorkingDay);
    assert!(matches!(&set.obligation("invite-citizens").unwrap().due, Due::Limit { limit, .. } if *limit == turned));
    let none = overlay(
        "hcmc-935",
        "[[obligation]]\nid = \"notify-conclusion\"\ndue = { none = \"promptly\" }\ncite = \"own\"\n",
    );
    assert!(matches!(RuleSet::from_toml(&none).unwrap().obligation("notify-conclusion").unwrap().due, Due::None(_)));
}

#[test]
fn what_is_removed_is_gone_and_noted() {
    let text = overlay(
        "hcmc-935",
        "[[remove]]\nof = \"recurring.annual-notice\"\ncite = \"own#d3\"\n[[remove]]\nof = \"unknown.exclusion\"\n",
    );
    let set = RuleSet::from_toml(&text).unwrap();
    assert_eq!(set.recurring().len(), 1);
    assert!(!set.unknowns().iter().any(|unknown| unknown.of == "exclusion"));
    assert!(set.changes()[0].was.as_ref().unwrap().contains("annual-notice"));
}

#[test]
fn an_overlay_on_something_that_is_not_there_is_an_error_with_a_suggestion() {
    let duty =
        |id: &str| overlay("hcmc-935", &format!("[[obligation]]\nid = \"{id}\"\ndue = {{ n = 7 }}\ncite = \"own\"\n"));
    refused(&duty("invite-citizen"), Code::NothingToOverride, "did you mean `invite-citizens`?");
    let remove = overlay("hcmc-935", "[[remove]]\nof = \"obligation.invite-citzens\"\ncite = \"own\"\n");
    refused(&remove, Code::NothingToOverride, "did you mean `obligation.invite-citizens`?");
    refused(&overlay("hcmc-953", ""), Code::BaseNotFound, "did you mean `hcmc-935`?");
    refused(&overlay("hcmc-935@2018", ""), Code::BaseNotFound, "it has `2017-04-28`");
    let uncited = overlay("hcmc-935", "[[obligation]]\nid = \"invite-citizens\"\ndue = { n = 7 }\n");
    refused(&uncited, Code::ChangeNotCited, "by which provision");
    refused(
        &overlay("hcmc-935", "").replace("\"own\"\nversion", "\"hcmc-935\"\nversion"),
        Code::WrongBase,
        "an id of its own",
    );
    let reading = overlay(
        "hcmc-935",
        "[[obligation]]\nid = \"settle-petition\"\ncite = \"own\"\n[[obligation.reading]]\nid = \"ten-as-in-word\"\ndue = { n = 11 }\n",
    );
    refused(&reading, Code::NothingToOverride, "did you mean `ten-as-in-words`?");
    // A mistake in the overlay is shown in the overlay.
    let misspelt =
        overlay("hcmc-935", "[[obligation]]\nid = \"invite-citizens\"\ndue = { unit = \"dya\" }\ncite = \"own\"\n");
    let checked = RuleSet::check_toml(&misspelt);
    let lines: Vec<usize> = checked.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [18], "{:#?}", checked.problems);
}

#[test]
fn overlays_stand_on_overlays_and_on_files() {
    let registry = Registry::builtin().with(RuleSet::from_toml(EXAMPLE).unwrap()).unwrap();
    let second =
        overlay("hoa-binh-example", "[[obligation]]\nid = \"invite-citizens\"\ndue = { n = 3 }\ncite = \"own\"\n");
    let set = registry.from_toml(&second).unwrap();
    let of: Vec<&str> = set.changes().iter().map(|change| change.by.as_str()).collect();
    assert!(of.contains(&"hoa-binh-example@example") && of.last() == Some(&"own@1"));
    assert_eq!(RuleSet::check_toml(&second).problems[0].code, Code::BaseNotFound, "not among the built-in ones");
    assert_eq!(RuleSet::from_json(&set.to_json()).unwrap(), set, "complete, with all that was changed");
    assert_eq!(RuleSet::from_json(&set.to_json()).unwrap().changes(), set.changes());
}

#[test]
fn an_amendment_keeps_the_id_and_makes_a_version() {
    let amendment = RuleSet::builtin_toml("qd-11@2025-11-23").unwrap();
    let other = amendment.replacen("id = \"qd-11\"", "id = \"qd-12\"", 1);
    refused(&other, Code::WrongBase, "an amendment keeps the id `qd-11`");
    let same = amendment.replacen("version = \"2025-11-23\"", "version = \"2019-02-18\"", 1);
    refused(&same, Code::WrongBase, "another `version`");
    let both = amendment.replacen("amends = ", "extends = \"levels\"\namends = ", 1);
    refused(&both, Code::ExclusiveKeys, "exclude each other");
    let (old, new) = (RuleSet::builtin("qd-11@2019-02-18").unwrap(), RuleSet::builtin("qd-11").unwrap());
    let carried_over = |id: &str| (old.obligation(id).unwrap().clone(), new.obligation(id).unwrap().clone());
    let (before, after) = carried_over("acknowledge-petition");
    assert_eq!((&before.due, &before.met_by, &before.cite), (&after.due, &after.met_by, &after.cite));
}

#[test]
fn warnings_refuse_nothing() {
    let text = overlay("hcmc-935", "[[event]]\nid = \"never-asked-about\"\ntext = { vi = \"x\", en = \"x\" }\n");
    let checked = RuleSet::check_toml(&text);
    assert!(checked.rule_set.is_some());
    assert_eq!((checked.problems[0].code, checked.problems[0].severity), (Code::Unused, Severity::Warning));
}

#[test]
fn what_changes_nothing_is_not_noted_and_nobody_writes_the_notes_of_a_merge() {
    let text = overlay(
        "hcmc-935",
        "[[obligation]]\nid = \"invite-citizens\"\ndue = { n = 5 }\nbearer = \"agency\"\ncite = \"own\"\n",
    );
    let of: Vec<String> = RuleSet::from_toml(&text).unwrap().changes().iter().map(|change| change.of.clone()).collect();
    assert_eq!(of, ["obligation.invite-citizens.bearer"]);
    let by_hand = format!("builds_on = \"hcmc-935\"\n{}", RuleSet::builtin_toml("can-tho-10").unwrap());
    refused(&by_hand, Code::UnknownKey, "only the JSON form of a completed file has it");
}

#[test]
fn what_an_overlay_itself_leaves_unknown_stays_unknown_and_its_sources_are_checked() {
    let own = "[[unknown]]\nof = \"recurring.yearly-plan.due\"\n[[recurring]]\nid = \"yearly-plan\"\nevery = \"year\"\nat_least = 1\n\
        due = { none = \"unknown\" }\nmet_by = { all = [\"plan-approved\"] }\ncite = \"own\"\n";
    let set = RuleSet::from_toml(&overlay("hcmc-935", own)).unwrap();
    assert!(set.unknowns().iter().any(|unknown| unknown.of == "recurring.yearly-plan.due"));
    let change = |from: &str| {
        overlay(
            "hcmc-935",
            &format!(
                "[[obligation]]\nid = \"invite-citizens\"\ndue = {{ n = 7 }}\ncite = \"own\"\nfrom = \"{from}\"\n"
            ),
        )
    };
    assert_eq!(RuleSet::from_toml(&change("own")).unwrap().changes()[0].source.as_deref(), Some("own"));
    refused(&change("nobody"), Code::UnknownSource, "unknown source `nobody`");
}

#[test]
fn a_file_of_before_the_newest_version_names_the_one_it_completes() {
    let body = "[[recurring]]\nid = \"reception\"\ndue = { day = 15 }\ncite = \"own#d1\"\n";
    for (base, issued, taken) in [
        ("qd-11", "2019-06-01", None),
        ("qd-11", "2025-11-22", None),
        ("qd-11", "2025-11-23", Some("qd-11@2025-11-23")),
        ("qd-11", "2025-11-24", Some("qd-11@2025-11-23")),
        // Older than each of its versions: no other can be meant.
        ("qd-11", "2018-06-01", Some("qd-11@2025-11-23")),
        ("qd-11@2019-02-18", "2019-06-01", Some("qd-11@2019-02-18")),
        ("qd-11@2025-11-23", "2019-06-01", Some("qd-11@2025-11-23")),
    ] {
        let text = overlay(base, body).replace("issued = 2026-01-01", &format!("issued = {issued}"));
        for checked in [RuleSet::check_toml(&text), Registry::builtin().check_toml(&text)] {
            let built_on = checked.rule_set.as_ref().and_then(RuleSet::builds_on);
            assert_eq!(built_on, taken, "{base} {issued}: {:?}", checked.problems);
            let refused = checked.problems.iter().find(|problem| problem.code == Code::WrongBase);
            let near = refused.and_then(|problem| problem.suggestion.as_deref());
            assert_eq!(near, taken.is_none().then_some("qd-11@2019-02-18"), "{base} {issued}");
        }
    }
}
