//! The strategies draw the whole language: every key that a rule file may have, every word of its vocabularies, and every
//! event with every detail. A new key or word fails here until it is drawn.

use std::collections::BTreeSet;

use doithoai::audit::{OfficeLog, audit_year};
use doithoai::ruleset::{CaseClass, Channel, Detail, DialogueKind, EVENTS, Mode};
use doithoai::strategies::{changes, facts, office_logs, rule_set_toml, rule_sets};
use doithoai::timeline::NoDue;
use doithoai::{Fact, Facts, Registry, RuleSet, View};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use crate::support::{VIETNAM, as_of, date, duty, terms_of};

/// Every kind of rule, with each key.
const EVERY_KEY: &str = include_str!("../data/every-key.toml");

/// Of how many files each key and word is in one at least.
const FILES: usize = 1500;

/// The schema of what a file may hold.
struct Schema(Value);

/// What of the schema a document has: each key by where it stands, and each word by its vocabulary.
#[derive(Default)]
struct Seen {
    keys: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Schema {
    fn of_rule_sets() -> Self {
        Self(serde_json::from_str(&RuleSet::json_schema()).unwrap())
    }

    /// The ways to write a value, each with its place: that of the definition, where there is one.
    fn ways<'a>(&'a self, place: &str, of: &'a Value) -> Vec<(String, &'a Value)> {
        if let Some(name) = of["$ref"].as_str() {
            let name = name.trim_start_matches('#');
            return self.ways(&name.replace("/$defs/", "$"), self.0.pointer(name).unwrap());
        }
        match of["anyOf"].as_array() {
            Some(ways) => ways.iter().flat_map(|way| self.ways(place, way)).collect(),
            None => vec![(place.to_owned(), of)],
        }
    }

    /// Every key and word that there is.
    fn all(&self, place: &str, of: &Value, seen: &mut Seen) {
        for (place, way) in self.ways(place, of) {
            let words = way["enum"].as_array().into_iter().flatten().chain(way.get("const"));
            seen.words.extend(words.map(|word| format!("{place} = {word}")));
            for (key, of) in way["properties"].as_object().into_iter().flatten() {
                let place = format!("{place}.{key}");
                if seen.keys.insert(place.clone()) {
                    self.all(&place, of, seen);
                }
            }
            if way["additionalProperties"].is_object() {
                self.all(&format!("{place}.*"), &way["additionalProperties"], seen);
            }
            if way["items"].is_object() {
                self.all(&place, &way["items"], seen);
            }
        }
    }

    /// What a document has of it.
    fn note(&self, place: &str, of: &Value, document: &Value, seen: &mut Seen) {
        for (place, way) in self.ways(place, of) {
            match document {
                Value::Object(entries) => {
                    for (key, value) in entries {
                        if let Some(of) = way["properties"].get(key) {
                            let place = format!("{place}.{key}");
                            self.note(&place, of, value, seen);
                            seen.keys.insert(place);
                        } else if way["additionalProperties"].is_object() {
                            self.note(&format!("{place}.*"), &way["additionalProperties"], value, seen);
                        }
                    }
                }
                Value::Array(items) => items.iter().for_each(|item| self.note(&place, &way["items"], item, seen)),
                word => {
                    let words = way["enum"].as_array().into_iter().flatten().chain(way.get("const"));
                    seen.words.extend(words.filter(|known| *known == word).map(|word| format!("{place} = {word}")));
                }
            }
        }
    }
}

fn samples<T: std::fmt::Debug>(strategy: &impl Strategy<Value = T>, many: usize) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    (0..many).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// Words that no file can have, and why.
const NOT_DRAWN: [(&str, &str); 2] = [
    (".obligation = \"unknown\"", "every drawn file has a duty"),
    (".remove = \"unknown\"", "of what is taken away nothing is unknown"),
];

#[test]
fn every_key_and_word_of_the_language_is_drawn() {
    let schema = Schema::of_rule_sets();
    let (mut all, mut drawn, mut listed) = (Seen::default(), Seen::default(), Seen::default());
    schema.all("", &schema.0, &mut all);
    let note = |set: &RuleSet, seen: &mut Seen| {
        schema.note("", &schema.0, &serde_json::from_str(&set.to_json()).unwrap(), seen);
    };
    note(&RuleSet::from_toml(EVERY_KEY).unwrap(), &mut listed);
    for text in samples(&rule_set_toml(), FILES) {
        note(&RuleSet::from_toml(&text).unwrap_or_else(|error| panic!("{error} in\n{text}")), &mut drawn);
    }
    for text in samples(&rule_sets().prop_flat_map(|set| changes(&set)), 120) {
        // What such a file says of its base is not in the set that comes of it.
        let of_file = [("amends", "\namends = "), ("extends", "\nextends = "), ("remove", "[[remove]]\n")];
        drawn
            .keys
            .extend(of_file.iter().filter(|(_, written)| text.contains(written)).map(|(key, _)| format!(".{key}")));
        for removal in text.split("[[remove]]\n").skip(1).flat_map(|rest| rest.split("[[").take(1)) {
            let keys =
                removal.lines().filter_map(|line| line.split_once(" = ").map(|(key, _)| format!(".remove.{key}")));
            drawn.keys.extend(keys);
            let not_known = removal.lines().any(|line| line == "because = \"unknown\"");
            drawn.words.extend(not_known.then(|| ".remove.because = \"unknown\"".to_owned()));
        }
    }
    let missing = |all: &BTreeSet<String>, drawn: &BTreeSet<String>| -> Vec<String> {
        let known = |what: &&String| !NOT_DRAWN.iter().any(|(not, _)| not == what);
        all.difference(drawn).filter(known).cloned().collect()
    };
    let keys: BTreeSet<String> = all.keys.union(&listed.keys).cloned().collect();
    assert_eq!(
        (missing(&keys, &drawn.keys), missing(&all.words, &drawn.words)),
        (Vec::new(), Vec::new()),
        "are never drawn"
    );
}

/// What an entry calls a detail.
fn key_of(detail: Detail) -> &'static str {
    match detail {
        Detail::Petition => "petition",
        Detail::NewDay | Detail::NewLimit => "until",
        Detail::Class => "class",
        Detail::Channel => "channel",
        Detail::States => "states",
        Detail::Session => "session",
        _ => "about",
    }
}

#[test]
fn every_event_is_drawn_with_every_detail() {
    let entries = |fact: &Fact| -> Vec<String> {
        let entry = serde_json::to_value(fact).unwrap();
        entry.as_object().unwrap().keys().map(|key| format!("{} {key}", fact.event)).collect()
    };
    let (mut drawn, mut keys): (BTreeSet<String>, BTreeSet<String>) = Default::default();
    let mut note = |fact: &Fact| {
        keys.extend(serde_json::to_value(fact).unwrap().as_object().unwrap().keys().cloned());
        drawn.extend(entries(fact));
        let own = |word: Option<&str>| word.is_some_and(|word| word.starts_with("own-"));
        let own_word = own(fact.class.as_ref().map(CaseClass::word)) || own(fact.channel.as_ref().map(Channel::word));
        drawn.extend(own_word.then(|| "a word of its own".to_owned()));
        drawn.extend(
            fact.states.iter().flatten().any(|field| own(Some(field))).then(|| "a field of its own".to_owned()),
        );
        drawn.extend(own(Some(&fact.event)).then(|| "an event of its own".to_owned()));
    };
    let of_dialogues = rule_sets().prop_flat_map(|set| facts(&set));
    let of_offices = rule_sets().prop_flat_map(|set| office_logs(&set));
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for facts in samples(&of_dialogues, 1000) {
        facts.all().iter().for_each(&mut note);
        said.extend(facts.kind().map(DialogueKind::word).into_iter().chain(facts.mode().map(Mode::word)));
    }
    samples(&of_offices, 400).iter().flat_map(OfficeLog::entries).for_each(|fact| note(&fact));
    let details = EVENTS.iter().flat_map(|event| {
        let details = event.needs.iter().chain(event.takes).map(|detail| key_of(*detail));
        details.chain(["event", "on", "at", "recorded"]).map(|key| format!("{} {key}", event.id))
    });
    let own = ["a word of its own", "a field of its own", "an event of its own"].map(str::to_owned);
    let missing: Vec<String> = details.chain(own).filter(|what| !drawn.contains(what)).collect();
    assert_eq!(missing, [""; 0], "are never drawn");
    for key in ["reception", "corrects", "void", "reference", "key"] {
        assert!(keys.contains(key), "{key} is never drawn");
    }
    let words = DialogueKind::ALL.iter().map(|kind| kind.word()).chain(Mode::ALL.iter().map(|mode| mode.word()));
    assert_eq!(words.filter(|word| !said.contains(word)).collect::<Vec<_>>(), [""; 0]);
}

/// The rule set of a file of one duty.
fn one_duty(duty: &str) -> RuleSet {
    let text = format!(
        "format = 1\nid = \"own\"\nversion = \"1\"\ntitle = \"thử\"\n\
         [source.own]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"a test\"\n\
         [instrument.main]\nkind = \"quy-che\"\nnumber = \"unknown\"\nissuer = \"unknown\"\nissued = \"unknown\"\nstanding = \"unknown\"\n\
         [applies]\nterritory = {{ code = \"VN\", as_of = 2015-01-01 }}\nheads = [\"local-government\"]\nactivities = [\"dialogue\", \"petition-handling\"]\n\
         [[obligation]]\nid = \"duty\"\nduty_kind = \"other\"\nphase = \"after\"\nbearer = \"office\"\ncite = \"main#d1\"\n{duty}\n"
    );
    RuleSet::from_toml(&text).unwrap_or_else(|error| panic!("{error} in\n{text}"))
}

/// What goes on was pending until a day, although the duty had none: it stands as one that is not done.
#[test]
fn what_goes_on_is_pending_only_where_there_is_a_date() {
    let lasts = "met_by = { all = [\"plan-approved\"] }\nlasts = { n = 30, unit = \"day\", until = \"cancelled\" }\n";
    for (due, status, has_date) in [
        ("due = { after = \"survey-held\", n = 5, unit = \"day\" }\n", "awaiting", false),
        ("due = { none = \"promptly\" }\n", "no-date", false),
        ("due = { date = 2026-08-31 }\n", "pending", true),
    ] {
        let terms = terms_of(one_duty(&format!("{due}{lasts}")));
        let facts = Facts::appointed_for(date("2026-08-20")).with(Fact::new("plan-approved", date("2026-08-01")));
        for (day, status) in [("2026-08-01", status), ("2026-08-30", status), ("2026-08-31", "met")] {
            let outcome = &duty(&terms.timeline(&facts, as_of(day)).unwrap(), "duty").outcome.clone();
            assert_eq!((outcome.status.word(), outcome.due.is_some()), (status, has_date), "{due} on {day}");
            assert_eq!(outcome.findings.len(), 1, "{due} on {day}: it goes on");
        }
    }
}

/// A petition of an office has no dialogue whose end could be waited for: the whole audit was refused for it.
#[test]
fn what_waits_for_a_dialogue_in_the_log_of_an_office_has_no_date() {
    for anchor in ["closed", "opened", "dialogue-day", "reception-day"] {
        let set = one_duty(&format!(
            "activity = \"petition-handling\"\neach = \"petition\"\nmet_by = {{ all = [\"reply-sent\"] }}\n\
             due = {{ before = \"{anchor}\", n = 3, unit = \"day\", count = \"clear-days\" }}"
        ));
        let registry = Registry::new().with(set).unwrap();
        let office = OfficeLog::from_jsonl(
            "{\"office\":\"A\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}\n\
             {\"event\":\"petition-received\",\"on\":\"2026-07-06\",\"petition\":\"KN-1\"}\n",
        )
        .unwrap();
        let year = audit_year(&registry, &VIETNAM, &[], &office, 2026, View::everything());
        let year = year.unwrap_or_else(|error| panic!("{anchor}: {error}"));
        let outcome = &year.verdicts[0].duty.outcome;
        assert_eq!((outcome.status.word(), outcome.due), ("awaiting", None), "{anchor}");
        assert_eq!(outcome.reason, Some(NoDue::AwaitsEvent(anchor.into())));
    }
}

/// An entry about an agency was taken for one about a period, where a report is made of such entries, and the whole audit refused.
#[test]
fn an_entry_about_an_agency_is_about_no_period() {
    let text = one_duty("due = { none = \"promptly\" }\nmet_by = { all = [\"plan-approved\"] }").to_json();
    let mut document: Value = serde_json::from_str(&text).unwrap();
    document["recurring"] = serde_json::json!([{
        "id": "report", "duty_kind": "report", "activity": "reporting", "every": "quarter", "at_least": 1, "cite": "main#d2",
        "met_by": { "any": ["petition-assigned", "annual-report-sent"] }
    }]);
    let registry = Registry::new().with(RuleSet::from_json(&document.to_string()).unwrap()).unwrap();
    let audit = |entry: &str| {
        let office = OfficeLog::from_jsonl(&format!(
            "{{\"office\":\"A\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}}\n{entry}\n"
        ));
        audit_year(&registry, &VIETNAM, &[], &office.unwrap(), 2026, View::everything())
    };
    let assigned =
        "{\"event\":\"petition-assigned\",\"on\":\"2026-07-06\",\"petition\":\"KN-1\",\"about\":\"so-xay-dung\"}";
    assert!(audit(assigned).is_ok(), "{}", audit(assigned).unwrap_err());
    assert!(audit("{\"event\":\"annual-report-sent\",\"on\":\"2026-07-06\",\"about\":\"2026-Q2\"}").is_ok());
}

/// The day that a dialogue gave up is that of its own move, whatever became of receptions.
#[test]
fn a_dialogue_is_not_moved_by_a_reception() {
    let set = one_duty(
        "only_if = { event = \"rescheduled\" }\nmet_by = { all = [\"announced\"] }\n\
         due = { before = \"former-day\", n = 2, unit = \"day\", count = \"event-excluded\" }",
    );
    let terms = terms_of(set);
    let moved = |event: &str, on: &str| Fact::new(event.to_owned(), date(on)).until(date("2026-09-10"));
    let due = |facts: &Facts| {
        duty(&terms.timeline(facts, View::everything()).unwrap(), "duty").outcome.due.map(|due| due.date)
    };
    let appointed = Facts::appointed_for(date("2026-08-20"));
    let reception = moved("reception-rescheduled", "2026-08-15");
    assert_eq!(due(&appointed.clone().with(reception.clone())), None);
    let own = appointed.with(moved("rescheduled", "2026-08-10"));
    assert_eq!(due(&own), Some(date("2026-08-18")));
    assert_eq!(due(&own.clone().with(reception)), Some(date("2026-08-18")));
    let again = own.with(moved("rescheduled", "2026-08-16").until(date("2026-09-11")));
    assert_eq!(due(&again), Some(date("2026-09-08")), "the second move gave up 10 September");
}
