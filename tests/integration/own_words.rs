//! Classes, fields, channels and heads that a rule file declares: read, named and refused.

use doithoai::audit::{OfficeLog, audit_year};
use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::ruleset::{CaseClass, Channel, HeadKind, Level};
use doithoai::{
    Calendar, Code, Fact, Facts, Lang, Message, OwnWord, Registry, RuleSet, Subject, Terms, TimelineError, View,
};

use crate::support::date;

const FILE: &str = include_str!("../forms/own-words.toml");

fn set() -> RuleSet {
    RuleSet::from_toml(FILE).unwrap()
}

fn problems(toml: &str) -> Vec<(Code, String, Option<String>)> {
    let of = |problem: &doithoai::Problem| (problem.code, problem.message.vi.to_string(), problem.suggestion.clone());
    RuleSet::check_toml(toml).problems.iter().map(of).collect()
}

#[test]
fn an_id_is_copied_whole_and_compared_by_its_letters() {
    let longest = "a".repeat(OwnWord::LONGEST);
    assert_eq!(OwnWord::new(&longest).unwrap().as_str(), longest);
    for wrong in ["", "A", "đất", "-a", "1a", "a b", &"a".repeat(OwnWord::LONGEST + 1)] {
        assert_eq!(OwnWord::new(wrong), None, "{wrong}");
    }
    assert!(OwnWord::new("a") < OwnWord::new("ab") && OwnWord::new("ab") < OwnWord::new("b"));
    assert_eq!(CaseClass::named("complex").unwrap(), CaseClass::Complex);
    assert!(CaseClass::named("Complex").is_err());
}

#[test]
fn own_words_stand_in_facts_and_logs_as_they_were_written() {
    let class = CaseClass::named("land-dispute").unwrap();
    let channel = Channel::named("loudspeaker").unwrap();
    let facts = Facts::held_on(date("2026-08-20"))
        .with(Fact::new("petition-classed", date("2026-08-21")).petition("A").class(class))
        .with(Fact::new("petition-classed", date("2026-08-21")).petition("B").class(CaseClass::SeriousConsequences))
        .with(Fact::new("announced", date("2026-08-10")).channel(channel).session("S1"))
        .with(Fact::new("announced", date("2026-08-10")).channel(Channel::Website));
    let all = facts.all();
    let said: Vec<_> = all.iter().map(|fact| (fact.class, fact.channel)).skip(2).collect();
    let serious = Some(CaseClass::SeriousConsequences);
    let expected = [(Some(class), None), (serious, None), (None, Some(channel)), (None, Some(Channel::Website))];
    assert_eq!(said, expected);
    assert_eq!(all[4].session.as_deref(), Some("S1"));
    let json = serde_json::to_string(&facts).unwrap();
    assert_eq!(serde_json::from_str::<Facts>(&json).unwrap(), facts);
}

/// A log is read whatever it says; what no rule set declares is refused under the rule sets, with what is near.
#[test]
fn what_no_rule_set_declares_is_named_with_the_nearest_and_refused_where_it_is_appended() {
    let first = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n";
    let replayed = |entry: &str| {
        let text = format!(
            "{first}{{\"event\":\"opened\",\"on\":\"2026-08-20\"}}\n{{\"event\":\"petition-raised\",\"on\":\"2026-08-20\",\"petition\":\"A\"}}\n{{\"event\":\"closed\",\"on\":\"2026-08-20\"}}\n{entry}"
        );
        AnyDialogue::replay(Terms::new([set()], Calendar::vietnam()), &Log::from_jsonl(&text).unwrap())
    };
    let classed = |class: &str| {
        replayed(&format!(r#"{{"event":"petition-classed","on":"2026-08-21","petition":"A","class":"{class}"}}"#))
    };
    assert!(classed("land-dispute").is_ok() && classed("complex").is_ok());
    for (wrong, near) in [("land-disput", "land-dispute"), ("complx", "complex")] {
        let mut dialogue = classed(wrong).unwrap();
        let unknown = dialogue.timeline(View::everything()).unwrap().unknown_entries;
        let class = CaseClass::named(wrong).unwrap();
        let appended = Fact::new("petition-classed", date("2026-08-21")).petition("A").class(class);
        let error = dialogue.record(appended).unwrap_err();
        for said in [Lang::Vi, Lang::En].into_iter().flat_map(|lang| [error.text(lang), unknown[0].text(lang)]) {
            assert!(said.contains(wrong) && said.contains(&format!("`{near}`")), "{said}");
        }
    }
    let terms = Terms::new([RuleSet::builtin("can-tho-10").unwrap()], Calendar::vietnam());
    let class = CaseClass::named("land-dispute").unwrap();
    let facts = Facts::held_on(date("2026-08-20")).with(Fact::new("petition-classed", date("2026-08-21")).class(class));
    let error = terms.timeline(&facts, View::everything()).unwrap_err();
    assert!(matches!(&error, TimelineError::NotDeclared { word, .. } if word == "land-dispute"), "{error}");
}

#[test]
fn an_office_says_only_what_a_rule_set_declares() {
    let registry = Registry::builtin().with(set()).unwrap();
    let audited = |head: &str, entry: &str| {
        let text =
            format!("{{\"office\":\"A\",\"territory\":\"15\",\"level\":\"commune\",\"head\":\"{head}\"}}\n{entry}");
        let office = OfficeLog::from_jsonl(&text).unwrap();
        audit_year(&registry, &Calendar::vietnam(), &[], &office, 2026, View::everything())
    };
    assert!(audited("employer", "").is_ok());
    let error = audited("emploer", "").unwrap_err();
    assert!(matches!(&error, TimelineError::NotDeclared { near: Some(near), .. } if near == "employer"), "{error}");
    let classed = |class: &str| {
        let entry = r#"{"event":"petition-classed","on":"2026-08-21","petition":"A","class":"#;
        audited("employer", &format!("{entry}\"{class}\"}}"))
    };
    assert!(classed("land-dispute").is_ok());
    let unknown = &classed("land").unwrap().unknown_entries[0];
    assert!(unknown.text(Lang::En).ends_with("did you mean `land-dispute`?"), "{unknown:?}");
}

#[test]
fn own_words_are_named_in_words() {
    let (set, calendar) = (set(), Calendar::vietnam());
    let only_if = set.obligation("report-land").unwrap().only_if.as_ref().unwrap().text(&set, Lang::Vi);
    assert_eq!(only_if, "vụ việc tranh chấp đất đai hoặc phức tạp");
    let must = set.obligation("invite").unwrap().must_state.as_ref().unwrap();
    assert_eq!(
        (must.text(Lang::Vi).as_str(), must.text(Lang::En).as_str()),
        ("thời gian, cách đăng ký tham dự", "time, how to register")
    );
    let invited = Fact::new("invitation-sent", date("2026-08-10")).stating(["time"]);
    let timeline = Terms::new([set.clone()], calendar)
        .timeline(&Facts::appointed_for(date("2026-08-20")).with(invited), View::everything())
        .unwrap();
    let invite = timeline.duty("own-words", "invite").unwrap();
    let found = invite.finding_text(&invite.outcome.findings[0], Lang::Vi);
    assert!(found.ends_with("không nêu cách đăng ký tham dự"), "{found}");
    assert_eq!(set.head_text(HeadKind::named("employer").unwrap()).en, "người sử dụng lao động"); // no English is given
    assert_eq!(set.channel_text(Channel::named("loudspeaker").unwrap()).vi, "loa truyền thanh cơ sở");
}

/// Whatever refuses an event of a rule file names it by the file's words, in either language.
#[test]
fn own_events_are_refused_by_their_words() {
    let (day, duties) = (date("2026-08-20"), RuleSet::from_toml(include_str!("../forms/duties.toml")).unwrap());
    let terms = Terms::new([duties], Calendar::vietnam());
    let (tested, nobody) = (
        ["thử đường truyền [line-tested]", "line tested [line-tested]"],
        ["không có người phải trả lời [no-addressee]", "nobody to reply to [no-addressee]"],
    );
    let line_tested = |on: &str| Fact::new("line-tested", date(on));
    for (facts, code, [vi, en]) in [
        (
            Facts::held_on(day).with(Fact::new("no-addressee", date("2026-08-19")).petition("A")),
            "before-opening",
            nobody,
        ),
        (Facts::held_on(day).with(line_tested("2026-08-10").recorded(date("2026-08-09"))), "entered-before", tested),
        (Facts::held_on(day).with(line_tested("2026-08-10").class(CaseClass::Complex)), "not-taken", tested),
        (Facts::held_on(day).with(line_tested("2026-08-10").petition("A")), "not-taken", tested),
        (
            Facts::appointed_for(day).with(Fact::new("cancelled", date("2026-08-10"))).with(line_tested("2026-08-11")),
            "after-cancellation",
            tested,
        ),
    ] {
        let error = terms.timeline(&facts, View::everything()).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.text(Lang::Vi).starts_with(vi) && error.text(Lang::En).starts_with(en), "{error}");
        assert!(serde_json::to_value(&error).unwrap().get("called").is_none());
        // A log says it in the same words.
        let mut dialogue =
            AnyDialogue::plan(terms.clone(), doithoai::dialogue::Plan::new("DT-1", day), date("2026-07-20")).unwrap();
        let refused = facts.all().into_iter().find_map(|fact| dialogue.record(fact).err()).unwrap();
        let is_same =
            refused.code() == code && refused.text(Lang::Vi).starts_with(vi) && refused.text(Lang::En).starts_with(en);
        let is_of_the_log = ["not-of-a-petition", "wrong-phase"].contains(&refused.code());
        assert!(is_same || is_of_the_log, "{refused}");
    }
    // The day before, on and after: what was entered on its day stands.
    assert!(
        terms
            .timeline(
                &Facts::held_on(day).with(line_tested("2026-08-10").recorded(date("2026-08-10"))),
                View::everything()
            )
            .is_ok()
    );
    // Of an office: what its report is about.
    let returns = RuleSet::from_toml(include_str!("../forms/returns.toml")).unwrap();
    let registry = Registry::builtin().with(returns).unwrap();
    let log = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}
{"event":"report-sent","on":"2026-08-06","about":"2O26"}"#;
    let office = OfficeLog::from_jsonl(log).unwrap();
    let error = audit_year(&registry, &Calendar::vietnam(), &[], &office, 2026, View::everything()).unwrap_err();
    assert_eq!(error.code(), "unknown-period", "{error}");
    assert!(
        error.text(Lang::Vi).contains("[report-sent]") && !error.text(Lang::En).contains("`report-sent`"),
        "{error}"
    );
}

#[test]
fn a_head_of_its_own_is_bound_and_others_are_not() {
    let registry = Registry::builtin().with(set()).unwrap();
    let bound = |head: &str| {
        let subject = Subject::new("15", Level::Commune, HeadKind::named(head).unwrap(), date("2026-08-20")).unwrap();
        registry.binding(&subject).sets.iter().map(|bound| bound.set.id().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(bound("employer"), ["own-words"]);
    assert!(bound("local-government").contains(&"own-words".to_owned()));
    assert!(!bound("agency").contains(&"own-words".to_owned()));
}

#[test]
fn what_is_wrong_with_a_word_of_its_own_is_said() {
    assert_eq!(problems(FILE), []);
    // Built in already.
    for (list, id) in [("class", "complex"), ("field", "venue"), ("channel", "website"), ("head", "agency")] {
        let said = problems(&format!("{FILE}\n[[{list}]]\nid = \"{id}\"\ntext = \"x\"\n"));
        assert!(matches!(said.as_slice(), [(Code::AlreadyBuiltIn, ..)]), "{said:?}");
    }
    // Twice; without a text; too long; not used.
    for (more, code) in [
        ("[[class]]\nid = \"land-dispute\"\ntext = \"x\"", Code::DuplicateId),
        ("[[class]]\nid = \"x\"", Code::MissingKey),
        ("[[class]]\nid = \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\ntext = \"x\"", Code::BadId),
        ("[[class]]\nid = \"x\"\ntext = \"x\"", Code::Unused),
        ("[[field]]\nid = \"x\"\ntext = \"x\"", Code::Unused),
        ("[[channel]]\nid = \"x\"\ntext = \"x\"", Code::Unused),
        ("[[head]]\nid = \"x\"\ntext = \"x\"", Code::Unused),
    ] {
        let said = problems(&format!("{FILE}\n{more}\n"));
        assert!(matches!(said.as_slice(), [(found, ..)] if *found == code), "{more}: {said:?}");
    }
    // Misspelt: the nearest of the built-in words and of its own, also by what it is called.
    for (from, to, near) in [
        ("class = \"land-dispute\"", "class = \"land-disputes\"", "land-dispute"),
        ("any_class = [\"land-dispute\"", "any_class = [\"tranh chấp đất đai\"", "land-dispute"),
        ("\"time\", \"registration\"", "\"time\", \"registratoin\"", "registration"),
        ("\"loudspeaker\", \"website\"", "\"loudspeker\", \"website\"", "loudspeaker"),
        ("\"loudspeaker\", \"website\"", "\"loudspeaker\", \"websit\"", "website"),
        ("heads = [\"employer\", ", "heads = [\"employr\", ", "employer"),
    ] {
        let said = problems(&FILE.replacen(from, to, 1));
        let found = said.iter().find(|(code, ..)| *code == Code::UnknownWord);
        let near = near.to_owned();
        assert!(matches!(found, Some((_, _, Some(found))) if *found == near), "{to}: {said:?}");
    }
}

#[test]
fn own_words_survive_the_canonical_form_and_are_compared() {
    let set = set();
    let again = RuleSet::from_json(&set.to_json()).unwrap();
    assert_eq!(again, set);
    assert_eq!(again.class_text(CaseClass::named("land-dispute").unwrap()).vi, "tranh chấp đất đai");
    // Another name is another word for the same within one regulation, and no difference beside others.
    let renamed = RuleSet::from_toml(&FILE.replace("tranh chấp đất đai", "đất đai")).unwrap();
    let differ = set.diff(&renamed).values;
    assert_eq!(differ.iter().map(|value| value.path.as_str()).collect::<Vec<_>>(), ["class.land-dispute.text"]);
    let other = RuleSet::from_toml(
        &FILE.replace("tranh chấp đất đai", "đất đai").replace("id = \"own-words\"", "id = \"other-words\""),
    );
    assert_eq!(set.diff(&other.unwrap()).values, []);
}

#[test]
fn a_file_that_builds_on_another_adds_and_renames_words() {
    let child = "format = 1\nid = \"child\"\nversion = \"1\"\nextends = \"own-words\"\ntitle = \"VÍ DỤ\"\n\
        source.b = { kind = \"inferred\", confidence = \"D\", ref = \"Ví dụ\" }\n\
        instrument.b = { kind = \"quyet-dinh\", number = \"1\", issuer = \"unknown\", issued = 2021-01-01, standing = \"in-force\" }\n\
        [[class]]\nid = \"land-dispute\"\ntext = \"khiếu nại về đất đai\"\ncite = \"b#d1\"\nfrom = \"b\"\n\
        [[class]]\nid = \"noise\"\ntext = \"tiếng ồn\"\n\
        [[obligation]]\nid = \"report-land\"\nonly_if = { any_class = [\"noise\", \"land-dispute\"] }\ncite = \"b#d2\"\nfrom = \"b\"\n";
    let registry = Registry::new().with(set()).unwrap();
    let checked = registry.check_toml(child);
    assert_eq!(checked.problems, [], "{:?}", checked.problems);
    let child = checked.rule_set.unwrap();
    let text = |id: &str| child.class_text(CaseClass::named(id).unwrap()).vi.to_string();
    assert_eq!((text("land-dispute").as_str(), text("noise").as_str()), ("khiếu nại về đất đai", "tiếng ồn"));
    let only_if = child.obligation("report-land").unwrap().only_if.as_ref().unwrap();
    assert_eq!(only_if.text(&child, Lang::Vi), "vụ việc tiếng ồn hoặc khiếu nại về đất đai");
    assert!(child.changes().iter().any(|change| change.of == "class.land-dispute.text"));
}

#[test]
fn the_schema_has_the_lists_of_own_words() {
    let schema: serde_json::Value = serde_json::from_str(&RuleSet::json_schema()).unwrap();
    for list in ["class", "field", "channel", "head"] {
        let item = &schema["properties"][list]["anyOf"][1]["items"]["properties"];
        assert!(item["id"].is_object() && item["text"].is_object(), "{list}: {item}");
    }
}
