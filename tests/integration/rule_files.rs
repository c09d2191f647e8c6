//! Rule files: the built-in ones say what their sources say, and a broken one says what is wrong.

use doithoai::ruleset::{Due, Known, MetBy, Often, Order, Period, Phase, ReadingEffect};
use doithoai::{Code, RuleSet};

use crate::support::refused;

/// The smallest whole rule file; `{}` takes the body of its obligation's `due` and more.
fn file(obligation: &str) -> String {
    format!(
        r#"
format = 1
id = "test"
version = "1"
title = {{ vi = "Thử", en = "Test" }}
[instrument.main]
kind = "quy-che"
number = "unknown"
issuer = {{ vi = "x", en = "x" }}
issued = "unknown"
standing = "in-force"
[source.S]
kind = "press"
confidence = "C"
ref = "a test"
[applies]
territory = {{ code = "01", as_of = 2026-01-01 }}
heads = ["local-government"]
levels = ["commune"]
[[obligation]]
id = "notify"
duty_kind = "notify-conclusion"
phase = "after"
bearer = "office"
met_by = {{ all = ["conclusion-notified"] }}
cite = "main#d1"
{obligation}
"#
    )
}

const LIMIT: &str = r#"due = { after = "closed", n = 10, unit = "working-day" }"#;

#[test]
fn every_built_in_file_loads_under_its_id() {
    for id in RuleSet::builtin_ids() {
        let set = RuleSet::builtin(id).unwrap();
        assert_eq!(set.id(), id);
        assert_eq!(set.hash().len(), 64);
        assert_eq!(RuleSet::from_toml(RuleSet::builtin_toml(id).unwrap()).unwrap(), set);
    }
    let error = RuleSet::builtin("can-tho").unwrap_err();
    assert_eq!(
        error.to_string(),
        "no rule set `can-tho`; there are `hcmc-935`, `can-tho-10`, `hoa-binh-07`, `hoan-kiem-120`, `hai-phong-1738`, `qd-11`, `law-72-2025`, `citizen-reception`, `levels`; did you mean `can-tho-10`?"
    );
}

#[test]
fn hcmc_says_what_article_13_says() {
    let set = RuleSet::builtin("hcmc-935").unwrap();
    let steps =
        |phase| set.steps().iter().filter(|step| step.phase == phase).map(|step| step.id.as_str()).collect::<Vec<_>>();
    assert_eq!(
        steps(Phase::Before),
        [
            "draw-up-plan",
            "grasp-opinion",
            "review-unresolved",
            "prepare-content",
            "arrange-time-and-place",
            "prepare-logistics"
        ]
    );
    assert_eq!(
        steps(Phase::During),
        ["open-and-introduce", "report-direction", "people-speak", "agencies-report", "conclude"]
    );
    assert!(set.steps().iter().all(|step| step.order == Order::AsListed), "dashes, not numbers");
    let duties: Vec<&str> = set.obligations().iter().map(|duty| duty.id.as_str()).collect();
    assert_eq!(duties, ["invite-citizens", "notify-agencies", "notify-conclusion", "settle-petition"]);
    let invite = set.obligation("invite-citizens").unwrap();
    let states = invite.must_state.as_ref().unwrap();
    assert_eq!((states.fields.join(" ").as_str(), states.open), ("content venue time chair", true));
    assert_eq!(set.obligation("notify-conclusion").unwrap().toward[0].who, "agencies", "not the People");
    let settle = set.obligation("settle-petition").unwrap();
    assert_eq!(
        settle.met_by,
        MetBy::All(["petition-settled", "reply-sent", "reported-to-head"].map(str::to_owned).into())
    );
    let extension = settle.extensions.first().unwrap();
    assert_eq!(
        (extension.granted_by.as_str(), extension.toward[0].who.as_str()),
        ("extension-notified", "contributor")
    );
    let recurring: Vec<(&str, usize)> =
        set.recurring().iter().map(|duty| (duty.id.as_str(), duty.toward.len())).collect();
    assert_eq!(recurring, [("annual-report", 2), ("annual-notice", 2)], "two duties with their own recipients");
    assert!(set.unknowns().iter().any(|unknown| unknown.of == "recurring.hold-dialogue"));
    assert_eq!(set.instruments()[0].in_force.from, Known::Unknown);
}

#[test]
fn can_tho_says_what_the_news_item_says() {
    let set = RuleSet::builtin("can-tho-10").unwrap();
    let duties: Vec<&str> = set.obligations().iter().map(|duty| duty.id.as_str()).collect();
    assert_eq!(duties, ["notify-conclusion", "settle-petition", "interim-reply"]);
    let interim = set.obligation("interim-reply").unwrap();
    let readings: Vec<&str> = interim.readings.iter().map(|reading| reading.id.as_str()).collect();
    assert_eq!(readings, ["final-settlement-cap", "working-days", "from-end-of-base", "from-closing"]);
    assert_eq!(interim.readings[0].effect, ReadingEffect::Limits("settle-petition".to_owned()));
    assert_eq!(interim.sets_due_of.as_deref(), Some("settle-petition"));
    assert!(interim.must_state.as_ref().unwrap().open, "the list of contents ends in an ellipsis");
    assert!(
        set.obligations().iter().all(|duty| duty.cite.places.iter().all(|place| place.provision.is_none())),
        "no article number is known"
    );
    assert!(matches!(interim.due, Due::Limit { .. }) && interim.silent_on.len() == 2);
    let once_a_year = Often::Every { period: Some(Period::Year), at_least: vec![(None, 1)] };
    assert_eq!((set.recurring()[0].id.as_str(), &set.recurring()[0].often), ("hold-dialogue", &once_a_year));
    assert_eq!(set.triggers()[0].id, "ad-hoc");
}

#[test]
fn one_mistake_gives_one_plain_error() {
    RuleSet::from_toml(&file(LIMIT)).unwrap();
    let due = |body: &str| file(&format!("due = {{ {body} }}"));
    refused(&due(r#"after = "closd", n = 10, unit = "working-day""#), None, "unknown event `closd`");
    refused(&due(r#"after = "closd", n = 10, unit = "working-day""#), None, "did you mean `closed`?");
    refused(&due(r#"after = "closed", n = 10, unit = "working-days""#), None, "did you mean `working-day`?");
    refused(&due(r#"before = "dialogue-day", n = 5, unit = "working-day""#), None, "must state `count`");
    refused(
        &due(r#"before = "dialogue-day", n = 1, unit = "month", count = "event-included""#),
        None,
        "use `event-excluded`",
    );
    refused(
        &due(r#"after = "closed", n = 5, unit = "day", count = "clear-days""#),
        None,
        "`count` goes with `before` only",
    );
    refused(&due(r#"after = "closed", before = "opened", n = 5, unit = "day""#), None, "exclude each other");
    refused(&due(r#"after = "closed", n = 99999, unit = "day""#), None, "99999 is outside 0-36500");
    refused(&due(r#"after = "closed", n = -1, unit = "day""#), None, "-1 is outside");
    refused(&due(r#"after = "closed", n = "ten", unit = "day""#), None, "expected an integer, found a string");
    refused(&due(r#"after = "closed", unit = "day""#), None, "`due` needs `n` and `unit`");
    refused(&due("n = 1, unit = \"day\""), None, "`due` needs `after`, `before` or `none`");
    refused(&due(r#"none = "soon""#), None, "unknown reason for no date `soon`");
    refused(&due(r#"after = "conclusion-notified", n = 1, unit = "day""#), None, "lead back to itself");
    refused(&due(r#"after = { due_of = "nobody" }, n = 1, unit = "day""#), None, "unknown obligation `nobody`");
    refused(&file(&format!("{LIMIT}\nbearerr = \"office\"")), None, "unknown key `bearerr`");
    refused(&file(&format!("{LIMIT}\n{LIMIT}")), None, "this key stands above already; each key stands once");
    refused(&file(LIMIT).replace("bearer = \"office\"", "bearer = \"offise\""), None, "did you mean `office`?");
    refused(
        &file(LIMIT).replace("cite = \"main#d1\"", "cite = \"other#d1\""),
        None,
        "unknown instrument `other`; expected one of `main`",
    );
    refused(&file(LIMIT).replace("cite = \"main#d1\"", "cite = \"main#13\""), None, "is not a place in an instrument");
    refused(&file(LIMIT).replace("cite = \"main#d1\"", ""), None, "`cite` is missing");
    refused(&file(LIMIT).replace("format = 1", "format = 2"), None, "expected 1, found 2");
    refused(&file(LIMIT).replace("id = \"test\"", "id = \"Thử\""), None, "is not an id");
    refused(&file(LIMIT).replace("standing = \"in-force\"", "standing = \"valid\""), None, "unknown standing `valid`");
    refused(&file(LIMIT).replace("kind = \"press\"", "kind = 3"), None, "expected a string, found an integer");
    refused(&file(LIMIT).replace("[[obligation]]", "[obligation]"), None, "expected a list, found a table");
    let twice = file(&format!("{LIMIT}\n[[obligation]]\nid = \"notify\""));
    refused(&twice, None, "the id `notify` stands twice");
    let reading = "\n[[obligation.reading]]\nid = \"same\"\ndue = { n = 10 }\nbecause = { vi = \"x\", en = \"x\" }";
    refused(&file(&format!("{LIMIT}{reading}")), None, "the reading changes nothing");
    refused("", None, "`format` is missing");
    refused("= 1", None, "line 1, column 1");
    refused(
        &file(LIMIT).replace("met_by = { all = [\"conclusion-notified\"] }", "met_by = [\"conclusion-notified\"]"),
        None,
        "expected a table such as `{ all = [\"…\"] }`, found a list",
    );
    refused(&file(&format!("{LIMIT}\nmust_state = {{ fields = [] }}")), None, "the list is empty: it needs an item");
    refused(&file(&format!("{LIMIT}\nonly_if = {{ clas = \"complex\" }}")), None, "did you mean `class`?");
    // The cause comes alone, without what follows from it.
    let alone = |text: &str, expected: &str| {
        let error = RuleSet::from_toml(text).expect_err("the file is broken");
        assert_eq!(error.problems().len(), 1, "{:#?}", error.problems());
        assert!(error.to_string().contains(expected), "expected `{expected}` in {error}");
    };
    alone(&file(LIMIT).replace("conclusion-notified", "conclusion-notifed"), "did you mean `conclusion-notified`?");
    alone(&file(LIMIT).replace("bearer = ", "bearr = "), "unknown key `bearr`");
    alone(&file(LIMIT).replace("duty_kind = ", "duty_knd = "), "did you mean `duty_kind`?");
    alone(&file(LIMIT).replace("met_by = ", "metby = "), "did you mean `met_by`?");
    alone(&file(LIMIT).replace("[source.S]", "[sources.S]"), "did you mean `source`?");
    alone(&due(r#"aftr = "closed", n = 1, unit = "day""#), "did you mean `after`?");
    alone(&due(r#"after = "closed", n = 1, unit = "dy""#), "did you mean `day`?");
    alone(&file(LIMIT).replace("[instrument.main]", "[instrument.main"), "line 6, column");
    alone(&file(LIMIT).replace("version = \"1\"", "version = "), "line 4, column");
    let error = RuleSet::from_toml(&file(&format!("{LIMIT}\n[[obligation]]\nid = \"notify\""))).unwrap_err();
    let twice = error.problems().iter().find(|problem| problem.code == Code::DuplicateId).unwrap();
    assert_eq!(twice.line, 29, "a duplicate id is shown at the second: {error}");
}

#[test]
fn a_file_may_declare_its_own_events_and_actors_and_leave_values_unknown() {
    let text = file(r#"due = { after = "hearing-held", n = 3, unit = "day" }"#)
        .replace("[applies]", "[[event]]\nid = \"hearing-held\"\nphase = \"during\"\ntext = { vi = \"họp\", en = \"hearing\" }\n[[actor]]\nid = \"ombudsman\"\ntext = { vi = \"thanh tra\", en = \"ombudsman\" }\n[applies]")
        .replace("bearer = \"office\"", "bearer = [\"office\", \"ombudsman\"]");
    let set = RuleSet::from_toml(&text).unwrap();
    assert_eq!(set.event_text("hearing-held").en, "hearing");
    assert_eq!(set.actors_text(&set.obligations()[0].bearer, doithoai::Lang::Vi), "văn phòng và thanh tra");
    refused(
        &text.replace("\"hearing-held\"\nphase", "\"closed\"\nphase"),
        None,
        "is built in and cannot be declared again",
    );
    let unknown =
        RuleSet::from_toml(&file(r#"due = { after = "closed", n = "unknown", unit = "working-day" }"#)).unwrap();
    assert_eq!(unknown.obligations()[0].due, Due::None(doithoai::ruleset::NoDate::Unknown));
    let unknown = RuleSet::from_toml(&file("due = \"unknown\"")).unwrap();
    assert_eq!(unknown.obligations()[0].due, Due::None(doithoai::ruleset::NoDate::Unknown));
}

#[test]
fn the_hash_is_of_the_content_not_of_the_layout() {
    let plain = RuleSet::from_toml(&file(LIMIT)).unwrap();
    let commented = RuleSet::from_toml(&format!("# a comment\n{}", file(LIMIT))).unwrap();
    let changed = RuleSet::from_toml(&file(LIMIT).replace("n = 10", "n = 11")).unwrap();
    assert_eq!(plain.hash(), commented.hash());
    assert_ne!(plain.hash(), changed.hash());
}

proptest::proptest! {
    #![proptest_config(crate::support::cases(300))]

    #[test]
    fn any_text_is_a_rule_set_or_an_error(text in "\\PC{0,200}") {
        let _ = RuleSet::from_toml(&text);
    }

    #[test]
    fn a_built_in_file_with_a_piece_cut_out_never_panics(from in 0_usize..9000, length in 0_usize..200) {
        let text = RuleSet::builtin_toml("hcmc-935").unwrap();
        let bytes: Vec<u8> = text.bytes().enumerate().filter(|(at, _)| !(from..from + length).contains(at)).map(|(_, b)| b).collect();
        if let Err(error) = RuleSet::from_toml(&String::from_utf8_lossy(&bytes)) {
            proptest::prop_assert!(!error.problems().is_empty());
        }
    }
}

/// An event that several duties fulfil is expected when the first of them that has a date is due.
#[test]
fn a_circle_through_the_second_duty_of_an_event_is_found() {
    let more = |id: &str, met_by: &str, after: &str| {
        format!(
            "[[obligation]]\nid = \"{id}\"\nduty_kind = \"other\"\nphase = \"after\"\n\
             bearer = \"office\"\nmet_by = {{ all = [\"{met_by}\"] }}\ncite = \"main#d2\"\n\
             due = {{ after = \"{after}\", n = 1, unit = \"day\" }}"
        )
    };
    let publish = more("publish", "results-published", "conclusion-notified");
    let publish = format!("due = {{ none = \"not-stated\" }}\n{publish}");
    assert!(RuleSet::from_toml(&file(&publish)).is_ok());
    let notify = more("notify-again", "conclusion-notified", "results-published");
    let circle = RuleSet::check_toml(&file(&format!("{publish}\n{notify}")));
    let found: Vec<Code> = circle.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(found, [Code::Cycle, Code::Cycle]);
}
