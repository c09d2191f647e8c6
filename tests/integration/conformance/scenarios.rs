//! Timelines, statuses, verdicts and refusals of the corpus: what the suites of scenarios state, whose dates are counted by hand, in a form
//! that anyone can run. Nothing that is expected here was asked of the library.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use doithoai::dialogue::{AnyDialogue, Plan};
use doithoai::ruleset::{Activity, AnchorRule, DialogueKind, Due, Mode, Obligation};
use doithoai::{AdoptedReadings, Fact, Facts, Registry, RuleSet, Terms, View};
use serde_json::{Map, Value, json};

use super::corpus::asked;
use super::written::{Source, case, cases_are_current, items_are_current, toml};
use crate::refusals::IMPOSSIBLE;
use crate::support::{ROOT, VIETNAM, date, text_of};

/// What a case may expect of a duty, by the keys of scenario files, which are those of the JSON of a timeline.
const OF_DUTY: [&str; 18] = [
    "due",
    "earliest",
    "latest",
    "last_working_day",
    "base_due",
    "met_on",
    "certainty",
    "reason",
    "projected",
    "readings",
    "cite",
    "missing",
    "met_under",
    "late_under",
    "findings",
    "moved_by",
    "days",
    "working_days",
];

/// The same in the audit of a year.
const OF_YEAR: [&str; 8] = ["due", "found", "required", "days", "met_on", "findings", "status", "readings"];

/// The files of the corpus that come from scenarios.
#[derive(Default)]
struct Corpus {
    cases: BTreeMap<&'static str, Vec<Value>>,
    sets: BTreeMap<String, RuleSet>,
    suites: BTreeSet<String>,
}

/// A suite: its file, and the rule sets it names.
struct Suite {
    name: String,
    file: Value,
    sets: Vec<RuleSet>,
}

impl Suite {
    fn read(folder: &str, name: &str) -> Self {
        let file = toml(&text_of(format!("{folder}/{name}")));
        let (builtin, mut registry) = (Registry::builtin(), Registry::new());
        for named in list(&file["rulesets"]) {
            let named = named.as_str().unwrap();
            let sets: Vec<RuleSet> = if named.contains(".toml") {
                vec![registry.from_toml(&text_of(format!("{folder}/{named}"))).unwrap()]
            } else {
                let of_name = |set: &&RuleSet| set.id() == named || set.name() == named;
                builtin.rule_sets().iter().filter(of_name).cloned().collect()
            };
            registry = sets.into_iter().fold(registry, |registry, set| registry.with(set).unwrap());
        }
        Self { name: name.trim_end_matches(".test.toml").to_owned(), file, sets: registry.rule_sets().to_vec() }
    }

    fn names(&self) -> Vec<String> {
        self.sets.iter().map(RuleSet::name).collect()
    }

    /// The rule set and the id of a duty as a file names it.
    fn duty<'a>(&'a self, named: &'a str) -> (&'a str, &'a str) {
        let has =
            |set: &&RuleSet| set.obligation(named).is_some() || set.recurring().iter().any(|duty| duty.id == named);
        let whole = || (self.sets.iter().find(has).map_or("", |set| set.id()), named);
        named.split_once('/').unwrap_or_else(whole)
    }

    /// The duty in the version of a day.
    fn obligation(&self, set: &str, id: &str, on: NaiveDate) -> Option<&Obligation> {
        let versions = self.sets.iter().filter(|one| one.id() == set && one.obligation(id).is_some());
        let begun = versions.clone().rfind(|one| one.version() <= on.to_string().as_str());
        begun.or_else(|| versions.clone().next())?.obligation(id).map(|duty| &**duty)
    }

    fn terms(&self, choose: &Value) -> Terms {
        let terms = Terms::new(self.sets.iter().cloned(), VIETNAM.clone());
        terms.adopting(choices(choose)).unwrap()
    }
}

/// The readings that a case adopts.
pub(super) fn choices(choose: &Value) -> AdoptedReadings {
    let choose = choose.as_object().into_iter().flatten();
    choose.fold(AdoptedReadings::new(), |adopted, (duty, reading)| {
        let (set, duty) = duty.split_once('/').unwrap();
        adopted.adopt(set, duty, reading.as_str().unwrap())
    })
}

/// The items of a list; none where there is no list.
fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// An object without keys that have no value.
fn object(entries: &[(&str, Value)]) -> Value {
    let entries = entries.iter().filter(|(_, value)| !value.is_null());
    entries.map(|(key, value)| ((*key).to_owned(), value.clone())).collect::<Map<_, _>>().into()
}

/// What is expected under some keys; `"none"` is no value.
fn stated(table: &Value, keys: &[&str]) -> Value {
    let none = |value: &Value| if value == "none" { Value::Null } else { value.clone() };
    let told = |key: &&str| {
        let value = table.get(*key)?;
        let within = |all: &Map<String, Value>| all.iter().map(|(key, value)| (key.clone(), none(value))).collect();
        Some(((*key).to_owned(), value.as_object().map_or_else(|| none(value), |all| Value::Object(within(all)))))
    };
    keys.iter().filter_map(told).collect::<Map<_, _>>().into()
}

fn is_empty(expected: &Value) -> bool {
    expected.as_object().is_some_and(Map::is_empty)
}

/// What is asked of: a duty, and which of several.
fn of(set: &str, duty: &str, table: &Value, keys: &[&str]) -> Value {
    let mut of = json!({ "ruleset": set, "duty": duty });
    for key in keys {
        if let Some(value) = table.get(*key) {
            of[*key] = value.clone();
        }
    }
    of
}

fn view(as_of: &Value, known_on: &Value) -> Value {
    object(&[("as_of", as_of.clone()), ("known_on", known_on.clone())])
}

impl Corpus {
    fn suite(&mut self, suite: &Suite) {
        if suite.file.get("calendar").is_some() {
            return; // other documents than the corpus has
        }
        for (number, table) in (1..).zip(list(&suite.file["table"])) {
            self.table(suite, &format!("{}/table-{number}", suite.name), table);
        }
        for (number, told) in (1..).zip(list(&suite.file["case"])) {
            let of_dialogue = told.get("activity").is_none_or(|activity| activity == "dialogue");
            if of_dialogue && told.get("subject").is_none() {
                self.told(suite, &format!("{}/case-{number}", suite.name), told);
            }
        }
        for (number, year) in (1..).zip(list(&suite.file["year"])) {
            if year.get("choose").is_none() && suite.file.get("choose").is_none() {
                self.year(suite, &format!("{}/year-{number}", suite.name), year);
            }
        }
    }

    fn add(&mut self, suite: &Suite, file: &'static str, id: &str, name: &Value, parts: [Value; 2]) {
        let [mut input, expected] = parts;
        input["rulesets"] = suite.names().into();
        for set in &suite.sets {
            self.sets.insert(set.name(), set.clone());
        }
        self.suites.insert(suite.name.clone());
        let mut case = case(id, &input, &expected, &suite.name);
        case["name"] = name.clone();
        self.cases.entry(file).or_default().push(case);
    }

    /// A case for each row, and for each day on which it tries a limit.
    fn table(&mut self, suite: &Suite, id: &str, table: &Value) {
        let (set, duty) = suite.duty(table["duty"].as_str().unwrap());
        let mut days = Vec::new();
        for row in list(&table["rows"]) {
            let row = if row.is_array() { json!({ "on": row[0], "due": row[1] }) } else { row.clone() };
            let on = date(row["on"].as_str().unwrap());
            let Some(rule) = suite.obligation(set, duty, on).filter(|rule| rule.activity == Activity::Dialogue) else {
                return;
            };
            days.push(on);
            let again = days.iter().filter(|day| **day == on).count();
            let id = if again == 1 { format!("{id}/{on}") } else { format!("{id}/{on}-{again}") };
            let anchor = match &rule.due {
                Due::Limit { anchor: AnchorRule::Event(event), .. } => Some(event.to_string()),
                _ => None,
            };
            let Some(from) = table["from"].as_str().map(str::to_owned).or(anchor) else { continue };
            let facts = facts_of_row(suite, &from, on, table);
            let choose = table.get("choose").or(suite.file.get("choose")).cloned().unwrap_or_default();
            let of = of(set, duty, table, &["petition"]);
            self.row(suite, &id, &table["name"], rule, (&facts, &choose, &of, &row));
        }
    }

    fn row(
        &mut self,
        suite: &Suite,
        id: &str,
        name: &Value,
        rule: &Obligation,
        (facts, choose, of, row): (&Facts, &Value, &Value, &Value),
    ) {
        let input = |facts: &Facts, view: Value| {
            object(&[("facts", json!(facts)), ("view", view), ("choose", choose.clone()), ("of", of.clone())])
        };
        if let Some(code) = row.get("error") {
            if code != "not-in-force" {
                let input = input(facts, json!({}));
                self.add(suite, "refusals.json", id, name, [input, json!({ "refused": code })]);
            }
            return;
        }
        let expected = stated(row, &OF_DUTY);
        if !is_empty(&expected) {
            self.add(suite, "timelines.json", id, name, [input(facts, json!({})), expected]);
        }
        for (day, status) in row["seen"].as_object().into_iter().flatten() {
            let (id, parts) =
                (format!("{id}/seen-{day}"), [input(facts, json!({ "as_of": day })), json!({ "status": status })]);
            self.add(suite, "statuses.json", &id, name, parts);
        }
        for (day, status) in row["done"].as_object().into_iter().flatten() {
            let done = done(suite, facts, choose, of, rule, date(day));
            let (id, parts) = (format!("{id}/done-{day}"), [input(&done, json!({})), json!({ "status": status })]);
            self.add(suite, "statuses.json", &id, name, parts);
        }
    }

    /// A dialogue as it was recorded.
    fn told(&mut self, suite: &Suite, id: &str, told: &Value) {
        let choose = told.get("choose").or(suite.file.get("choose")).cloned().unwrap_or_default();
        let appointed = date(told["appointed"].as_str().unwrap());
        let first = [("dialogue", json!("DT-1")), ("appointed", json!(appointed)), ("on", json!(appointed))];
        let first = object(&[&first[..], &[("kind", told["kind"].clone()), ("mode", told["mode"].clone())]].concat());
        let terms = suite.terms(&choose);
        let mut plan = Plan::new("DT-1", appointed);
        plan.kind = serde_json::from_value(told["kind"].clone()).unwrap();
        plan.mode = serde_json::from_value(told["mode"].clone()).unwrap();
        let Ok(mut dialogue) = AnyDialogue::plan(terms, plan, appointed) else { return };
        let mut log = vec![first];
        for (number, entry) in (1..).zip(list(&told["log"])) {
            let mut entry = entry.clone();
            let refused = entry.as_object_mut().unwrap().remove("refused");
            let Ok(fact) = serde_json::from_value::<Fact>(entry.clone()) else { return };
            let Some(code) = refused else {
                dialogue.record(fact).unwrap();
                log.push(entry);
                continue;
            };
            let input = object(&[("log", json!(log)), ("entry", entry), ("choose", choose.clone())]);
            let (id, expected) = (format!("{id}/entry-{number}"), json!({ "refused": code }));
            self.add(suite, "refusals.json", &id, &told["name"], [input, expected]);
        }
        for (number, expect) in (1..).zip(list(&told["expect"])) {
            if expect.get("duty").is_some() {
                self.expect(suite, &format!("{id}/expect-{number}"), &told["name"], (&dialogue, &log, &choose, expect));
            }
        }
    }

    fn expect(
        &mut self,
        suite: &Suite,
        id: &str,
        name: &Value,
        (dialogue, log, choose, expect): (&AnyDialogue, &[Value], &Value, &Value),
    ) {
        let (set, duty) = suite.duty(expect["duty"].as_str().unwrap());
        let of = of(set, duty, expect, &["petition", "session", "occurrence"]);
        let input = |view: Value| {
            object(&[("log", json!(log)), ("view", view), ("choose", choose.clone()), ("of", of.clone())])
        };
        let seen = view(&expect["as_of"], &expect["known_on"]);
        let mut expected = stated(expect, &OF_DUTY);
        let mut file = "timelines.json";
        if let Some(status) = expect.get("status") {
            (expected["status"], file) = (status.clone(), "statuses.json");
        }
        if !is_empty(&expected) {
            self.add(suite, file, id, name, [input(seen.clone()), expected]);
        }
        if let Some(verdict) = expect.get("verdict") {
            let (id, parts) = (format!("{id}/verdict"), [input(seen.clone()), json!({ "judgement": verdict })]);
            self.add(suite, "verdicts.json", &id, name, parts);
        }
        for (day, status) in expect["seen"].as_object().into_iter().flatten() {
            let seen = view(&json!(day), &expect["known_on"]);
            let (id, parts) = (format!("{id}/seen-{day}"), [input(seen), json!({ "status": status })]);
            self.add(suite, "statuses.json", &id, name, parts);
        }
        let rule = suite.obligation(set, duty, dialogue.facts().appointed());
        for (day, status) in expect["done"].as_object().into_iter().flatten() {
            let done = done(suite, dialogue.facts(), choose, &of, rule.unwrap(), date(day));
            let seen = view(&Value::Null, &expect["known_on"]);
            let input =
                object(&[("facts", json!(done)), ("view", seen), ("choose", choose.clone()), ("of", of.clone())]);
            self.add(suite, "statuses.json", &format!("{id}/done-{day}"), name, [input, json!({ "status": status })]);
        }
    }

    /// The year of an office.
    fn year(&mut self, suite: &Suite, id: &str, year: &Value) {
        let mut first = year["office"].clone();
        first["office"] = "A".into();
        let mut log = vec![first];
        for (number, entry) in (1..).zip(list(&year["log"])) {
            let mut entry = entry.clone();
            let Some(code) = entry.as_object_mut().unwrap().remove("refused") else {
                log.push(entry);
                continue;
            };
            let (input, expected) = (json!({ "office": log, "entry": entry }), json!({ "refused": code }));
            self.add(suite, "refusals.json", &format!("{id}/entry-{number}"), &year["name"], [input, expected]);
        }
        let held = (1..).zip(list(&year["held"])).map(|(number, held): (u32, _)| {
            let event = |event: &str| json!({ "event": event, "on": held["on"] });
            let first = [
                ("dialogue", json!(format!("DT-{number}"))),
                ("appointed", held["on"].clone()),
                ("on", held["on"].clone()),
            ];
            json!([object(&[&first[..], &[("kind", held["kind"].clone())]].concat()), event("opened"), event("closed")])
        });
        let held: Vec<Value> = held.collect();
        for (number, expect) in (1..).zip(list(&year["expect"])) {
            let Some(named) = expect.get("recurring").or(expect.get("duty")) else { continue };
            let (set, duty) = suite.duty(named.as_str().unwrap());
            let keys = ["from", "period", "appointed", "version", "petition", "occurrence"];
            let mut of = of(set, duty, expect, &keys);
            if let Some(reception) = expect["reception"].as_str() {
                let (day, id) = reception.split_once(' ').unwrap_or((reception, ""));
                match (day.parse::<NaiveDate>(), id) {
                    (Ok(_), "") => of["reception"] = day.into(),
                    (Ok(_), id) => (of["reception"], of["reception_id"]) = (day.into(), id.into()),
                    (Err(_), _) => of["reception_id"] = reception.into(),
                }
            }
            let mut expected = stated(expect, &OF_YEAR);
            match expect.get("verdict").and_then(Value::as_str) {
                Some("none") => continue, // that it does not bind is told by its absence
                Some(verdict) => expected["judgement"] = verdict.into(),
                None => {}
            }
            if is_empty(&expected) {
                continue;
            }
            let input = object(&[
                ("office", json!(log)),
                ("dialogues", if held.is_empty() { Value::Null } else { json!(held) }),
                ("year", year["year"].clone()),
                ("view", view(&expect["as_of"], &expect["known_on"])),
                ("of", of),
            ]);
            self.add(suite, "verdicts.json", &format!("{id}/expect-{number}"), &year["name"], [input, expected]);
        }
    }
}

/// Facts that are no more than what one duty is counted from, and what the table adds.
fn facts_of_row(suite: &Suite, from: &str, on: NaiveDate, table: &Value) -> Facts {
    let facts = match from {
        "dialogue-day" | "opened" | "closed" => Facts::held_on(on),
        "former-day" => Facts::appointed_for(on),
        event => {
            let mut fact = Fact::new(event, on);
            fact.until = (event == "rescheduled").then_some(on);
            let of_petitions = suite.sets.iter().find_map(|set| set.event(event)).is_some_and(|event| event.petition);
            fact.petition = table["petition"].as_str().filter(|_| of_petitions).map(str::to_owned);
            Facts::appointed_for(on).with(fact)
        }
    };
    let others = list(&table["log"]).map(|entry| serde_json::from_value::<Fact>(entry.clone()).unwrap());
    let facts = others.fold(facts, Facts::with);
    let kind: Option<DialogueKind> = serde_json::from_value(table["kind"].clone()).unwrap();
    let mode: Option<Mode> = serde_json::from_value(table["mode"].clone()).unwrap();
    mode.into_iter().fold(kind.into_iter().fold(facts, Facts::of_kind), Facts::in_mode)
}

/// The facts with what fulfils a duty on a day.
fn done(suite: &Suite, facts: &Facts, choose: &Value, of: &Value, rule: &Obligation, day: NaiveDate) -> Facts {
    let before = suite.terms(choose).timeline(facts, View::everything()).unwrap();
    let before = serde_json::to_value(before).unwrap();
    let only = asked(&before["obligations"], &json!({ "input": { "of": of } }));
    let petition = only.and_then(|duty| duty["petition"].as_str()).or(of["petition"].as_str());
    let text = |key: &str| of[key].as_str().map(str::to_owned);
    rule.met_by.events().iter().fold(facts.clone(), |facts, event| {
        let of_petition = suite.sets.iter().find_map(|set| set.event(event)).is_some_and(|event| event.petition);
        let mut fact = Fact::new(event, day);
        fact.petition = petition.filter(|_| of_petition).map(str::to_owned);
        (fact.session, fact.about) = (text("session"), text("occurrence"));
        facts.with(fact)
    })
}

/// What cannot have been, as facts and as entries.
fn impossible(corpus: &mut Corpus) {
    let set = RuleSet::builtin("hcmc-935").unwrap();
    let suite = Suite { name: "impossible".to_owned(), file: json!({}), sets: vec![set] };
    let first = json!({ "dialogue": "DT-1", "appointed": "2026-08-20", "on": "2026-07-20" });
    for (number, (lines, in_log, in_facts)) in (1..).zip(IMPOSSIBLE) {
        let lines: Vec<Value> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        let facts = json!({ "facts": { "appointed": "2026-08-20", "facts": lines }, "view": {} });
        let (id, name) = (format!("impossible/{number}"), json!("What cannot have been"));
        let expected = json!({ "refused": in_facts });
        corpus.add(&suite, "refusals.json", &format!("{id}/facts"), &name, [facts, expected]);
        // Of the entries the first that is refused is the last one, but where the code is of an earlier one.
        if let [entry] = &lines[..] {
            let (input, expected) = (json!({ "log": [first], "entry": entry }), json!({ "refused": in_log }));
            corpus.add(&suite, "refusals.json", &format!("{id}/entry"), &name, [input, expected]);
        }
    }
}

/// Rule files with one kind of mistake, after which each is called.
fn broken(corpus: &mut Corpus) {
    let mut files: Vec<_> =
        std::fs::read_dir(format!("{ROOT}/tests/broken")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let (Some(code), text) = (name.strip_suffix(".toml"), text_of(&path)) else { continue };
        let problems = RuleSet::check_toml(&text).problems;
        if problems.iter().all(|problem| problem.code.word() != code) {
            continue; // decrees, scenarios, and files of many mistakes
        }
        let (input, expected) = (json!({ "rule_file": text }), json!({ "code": code }));
        let mut case = case(&format!("broken/{code}"), &input, &expected, "broken");
        case["name"] = "A rule file with a mistake".into();
        corpus.cases.entry("refusals.json").or_default().push(case);
    }
}

#[test]
fn the_cases_of_the_scenarios_are_current() {
    let mut corpus = Corpus::default();
    for folder in ["tests/rules", "tests/forms"] {
        let mut names: Vec<String> = std::fs::read_dir(format!("{ROOT}/{folder}"))
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".test.toml") && !name.starts_with("binding"))
            .collect();
        names.sort();
        for name in names {
            corpus.suite(&Suite::read(folder, &name));
        }
    }
    impossible(&mut corpus);
    broken(&mut corpus);
    let told = |name: &str| match name {
        "impossible" => "what cannot have been (tests/integration/refusals/impossible.rs)".to_owned(),
        "broken" => "a file with the mistake that it is called after (tests/broken)".to_owned(),
        suite => format!(
            "{suite}.test.toml in tests/rules or tests/forms: counted by hand from the text of the regulation and the calendar"
        ),
    };
    corpus.suites.insert("broken".to_owned());
    let names: Vec<(String, String)> = corpus.suites.iter().map(|name| (name.clone(), told(name))).collect();
    let write = |file: &str, about: &str| {
        let cases = &corpus.cases[file];
        let used = |id: &str| cases.iter().any(|case| case["source"] == id);
        let sources =
            names.iter().filter(|(id, _)| used(id)).map(|(id, name)| (id.as_str(), false, name.as_str(), None));
        cases_are_current(file, about, &sources.collect::<Vec<Source<'_>>>(), cases);
    };
    write("timelines.json", "When a duty is due, and what moves it");
    write("statuses.json", "How a duty stands on a day: before its limit, on it, and after");
    write("verdicts.json", "What an audit says of a dialogue, and of an office's year");
    write("refusals.json", "What is refused, with its code: entries, facts, rule files");
    let sets: Vec<String> =
        corpus.sets.iter().map(|(name, set)| format!("{}: {}", json!(name), set.to_json())).collect();
    items_are_current("rule-sets.json", "\"rule_sets\": {", &sets, "}");
}
