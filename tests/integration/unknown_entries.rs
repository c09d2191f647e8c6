//! Logs outlive releases: what is not understood is kept to the byte, named, and leaves open what it could touch.

use doithoai::audit::{Judgement, OfficeLog, audit, audit_year};
use doithoai::dialogue::{AnyDialogue, Dialogue, InvitationSent, Log, LogCause, Plan, Stamp};
use doithoai::timeline::{Finding, Status, UnknownEntry, WhyOpen};
use doithoai::{Fact, Facts, Lang, Registry, Timeline, View};

use crate::support::{VIETNAM, as_of, date, terms, terms_in};
use crate::written_dialogues::json;

const PLAN: &str = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;

/// The limit of settlement is 30 September; KN-1 is settled in time, KN-2 never.
const LINES: [&str; 8] = [
    r#"{"event":"opened","on":"2026-08-20"}"#,
    r#"{"event":"petition-raised","on":"2026-08-20","petition":"KN-1"}"#,
    r#"{"event":"petition-raised","on":"2026-08-20","petition":"KN-2"}"#,
    r#"{"event":"closed","on":"2026-08-20"}"#,
    r#"{"event":"conclusion-notified","on":"2026-08-28"}"#,
    r#"{"event":"petition-settled","on":"2026-09-10","petition":"KN-1"}"#,
    r#"{"event":"reply-sent","on":"2026-09-10","petition":"KN-1"}"#,
    r#"{"event":"reported-to-head","on":"2026-09-10","petition":"KN-1"}"#,
];

fn log_of(first: &str, more: &[&str]) -> String {
    [&[first], &LINES[..], more].concat().join("\n") + "\n"
}

#[track_caller]
fn replayed(text: &str) -> AnyDialogue {
    let log = Log::from_jsonl(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    AnyDialogue::replay(terms("hcmc-935"), &log).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn status(timeline: &Timeline, duty: &str, petition: Option<&str>) -> &'static str {
    let mut duties = timeline.duties_of("hcmc-935", duty);
    duties.find(|duty| duty.petition.as_deref() == petition).unwrap().outcome.status.word()
}

/// Of the notice, and of the settlement of KN-1 and KN-2, on the last day of the year.
fn statuses(timeline: &Timeline) -> [&'static str; 3] {
    [("notify-conclusion", None), ("settle-petition", Some("KN-1")), ("settle-petition", Some("KN-2"))]
        .map(|(duty, petition)| status(timeline, duty, petition))
}

const OPEN: &str = "undetermined";

#[test]
fn what_is_not_understood_is_kept_named_and_leaves_open_what_it_could_touch() {
    let year_end = as_of("2026-12-31");
    let known = replayed(&log_of(PLAN, &[])).timeline(year_end).unwrap();
    assert_eq!((statuses(&known), known.unknown_entries.len()), (["met", "met", "overdue"], 0));
    for (line, expected, said) in [
        // Of no petition, before anything was due, and after.
        (r#"{"event":"vote-held","on":"2026-08-19"}"#, [OPEN; 3], "unknown event `vote-held`"),
        (r#"{"event":"vote-held","on":"2026-10-01"}"#, ["met", "met", OPEN], "unknown event `vote-held`"),
        (r#"{"event":"vote-held","on":"2026-09-30"}"#, ["met", OPEN, OPEN], "unknown event `vote-held`"),
        (r#"{"event":"vote-held","on":"2026-09-07"}"#, [OPEN; 3], "unknown event"), // the day of the limit
        (r#"{"event":"vote-held","on":"2026-09-08"}"#, ["met", OPEN, OPEN], "unknown event"), // the day after
        (r#"{ "on" : "2026-08-19", "event":"opend" }"#, [OPEN; 3], "did you mean `opened`?"),
        // Of a petition.
        (r#"{"event":"petition-weighed","on":"2026-09-20","petition":"KN-2"}"#, ["met", "met", OPEN], "unknown event"),
        (
            r#"{"event":"petition-weighed","on":"2026-09-09","petition":"KN-1"}"#,
            ["met", OPEN, "overdue"],
            "unknown event",
        ),
        // A word of a vocabulary.
        (
            r#"{"event":"petition-classed","on":"2026-09-01","petition":"KN-2","class":"urgent"}"#,
            ["met", "met", OPEN],
            "unknown class of case `urgent`",
        ),
        (
            r#"{"event":"conclusion-notified","on":"2026-09-01","channel":"hologram"}"#,
            [OPEN; 3],
            "unknown channel `hologram`",
        ),
        // Keys and values that only another event has; no day, or none that is one.
        (r#"{"event":"vote-held","on":"2026-12-01","votes":12}"#, [OPEN; 3], "unknown key `votes`"),
        (r#"{"event":"vote-held","on":{"from":"2026-12-01"}}"#, [OPEN; 3], "invalid type"),
        (r#"{"event":"vote-held"}"#, [OPEN; 3], "missing field `on`"),
        // A correction that is not understood touches what it corrects.
        (
            r#"{"event":"vote-held","on":"2026-12-01","corrects":6,"recorded":"2026-12-01","petition":"KN-1"}"#,
            ["met", OPEN, "overdue"],
            "unknown event",
        ),
        (
            r#"{"event":"vote-held","on":"2026-12-01","corrects":3,"recorded":"2026-12-01","petition":"KN-1"}"#,
            ["met", OPEN, OPEN],
            "unknown event",
        ),
        (
            r#"{"event":"vote-held","on":"2026-12-01","corrects":5,"recorded":"2026-12-01","petition":"KN-1"}"#,
            [OPEN; 3],
            "unknown event",
        ),
    ] {
        let text = log_of(PLAN, &[line]);
        let dialogue = replayed(&text);
        let timeline = dialogue.timeline(year_end).unwrap();
        assert_eq!(statuses(&timeline), expected, "{line}");
        let [UnknownEntry { entry: 9, line: kept, .. }] = &timeline.unknown_entries[..] else { panic!("{line}") };
        assert_eq!(kept, line);
        let told = timeline.unknown_entries[0].text(Lang::En);
        assert!(told.contains(said), "{told}");
        assert!(timeline.unknown_entries[0].text(Lang::Vi).starts_with("mục 9"));
        // To the byte, before and after it was judged.
        assert_eq!(Log::from_jsonl(&text).unwrap().to_jsonl(), text);
        assert_eq!(dialogue.log().to_jsonl(), text);
        assert!(dialogue.snapshot().to_jsonl().ends_with(text.strip_prefix(PLAN).unwrap()), "{line}");
        // The same by other ways: duties, the facts, an audit, a log that is stored and restored.
        let again = dialogue.terms().timeline(dialogue.facts(), year_end).unwrap();
        assert_eq!(json(&again), json(&timeline));
        let stored = Log::from_jsonl(&dialogue.snapshot().to_jsonl()).unwrap();
        let restored = AnyDialogue::restore(terms("hcmc-935"), &stored).unwrap();
        assert_eq!(json(&restored.timeline(year_end).unwrap()), json(&timeline));
        assert_eq!(restored.log().to_jsonl(), stored.to_jsonl());
        let open = audit(&dialogue, year_end).unwrap();
        assert!(open.iter().any(|verdict| verdict.judgement == Judgement::Undetermined));
        for duty in timeline
            .duties
            .iter()
            .filter(|duty| duty.outcome.status == Status::Undetermined { because: WhyOpen::UnknownEntry })
        {
            let finding = duty.outcome.findings.last().unwrap();
            assert!(matches!(finding, Finding::UnknownEntry { entry: 9, more: 0, .. }), "{line}");
            assert!(!finding.text(Lang::Vi).is_empty() && finding.text(Lang::En).contains("entry 9"));
        }
    }
}

#[test]
fn a_key_of_ones_own_is_kept_and_means_nothing() {
    for (of, with) in [
        (r#""on":"2026-08-28"}"#, r#""on":"2026-08-28" , "x-scan" : {"pages": [1,2 ] }}"#),
        (r#"{"event":"closed""#, r#"{"x-by":"Nguyễn","event":"closed""#),
    ] {
        let text = log_of(PLAN, &[]).replacen(of, with, 1);
        assert_ne!(text, log_of(PLAN, &[]));
        let dialogue = replayed(&text);
        let timeline = dialogue.timeline(as_of("2026-12-31")).unwrap();
        assert_eq!((statuses(&timeline), timeline.unknown_entries.len()), (["met", "met", "overdue"], 0));
        assert_eq!(dialogue.log().to_jsonl(), text);
    }
    // Beside a mistake, the mistake is told, where it stands.
    let misspelt = r#"{"x-a":1,"event":"opened","onn":"2026-08-20"}"#;
    let error = Log::from_jsonl(&format!("{PLAN}\n{misspelt}")).unwrap_err();
    assert!(
        matches!(&error.cause, LogCause::Malformed { said, column: 27 } if said.starts_with("unknown field `onn`, expected"))
    );
    assert_eq!(error.to_string(), "line 2: unknown field `onn`; did you mean `on`? (column 27)");
    assert!(error.to_string().contains("unknown field `onn`"), "{error}");
    let twice = r#"{"x-a":1,"event":"opened","on":"2026-08-20","on":"2026-08-20"}"#;
    assert!(Log::from_jsonl(&format!("{PLAN}\n{twice}")).unwrap_err().to_string().contains("duplicate field `on`"));
    for line in
        [r#"{"event":"opened","on":"2026-08-20","note":"?"}"#, r#"{"x-only":1}"#, "[]", r#"{"event":"vote-held","#]
    {
        assert!(Log::from_jsonl(&format!("{PLAN}\n{line}")).is_err(), "{line}");
    }
}

/// Which of two counts is not for their order to say, also where nothing is made of either.
#[test]
fn a_key_that_stands_twice_is_refused_by_name() {
    let made = r#""made_under":{"rulesets":[{"id":"a","version":"1","hash":"0","note":1,"note":2}],"choices":[],"calendar":""}"#;
    let later = r#""made_under":{"rulesets":[],"choices":[],"calendar":"","later":{"by":1,"by":2}}"#;
    let first = |more: &str| PLAN.replacen('}', &format!(",{more}}}"), 1);
    for (first, line, key) in [
        (first(r#""x-a":1,"x-a":1"#), "", "x-a"),
        (first(r#""x-a":{"b":[{"c":1,"c":2}]}"#), "", "c"),
        (first(made), "", "note"),
        (first(later), "", "by"),
        (first(r#""on":"2026-07-21""#), "", "on"),
        (first(r#""format":2,"later":1,"later":2"#), "", "later"),
        (PLAN.to_owned(), r#"{"event":"opened","on":"2026-08-20","x-a":1,"x-a":1}"#, "x-a"),
        (PLAN.to_owned(), r#"{"event":"opened","on":"2026-08-20","x-a":{"b":1,"b":1}}"#, "b"),
        (PLAN.to_owned(), r#"{"event":"vote-held","on":"2026-08-19","votes":12,"votes":13}"#, "votes"),
        (PLAN.to_owned(), r#"{"event":"vote-held","event":"opened","on":"2026-08-19"}"#, "event"),
        (PLAN.to_owned(), r#"{"event":"opened","on":"2026-08-20","on":"2026-08-21"}"#, "on"),
    ] {
        let error = Log::from_jsonl(&log_of(&first, &[line])).unwrap_err();
        assert!(error.to_string().contains(&format!("duplicate field `{key}`")), "{first} {line}: {error}");
        let vietnamese = doithoai::Message::text(&error, Lang::Vi);
        assert!(vietnamese.contains(&format!("khóa `{key}` lặp lại")), "{vietnamese}");
    }
    let office = |more: &str| OFFICE.replacen('}', &format!(",{more}}}"), 1);
    for more in [r#""x-a":1,"x-a":2"#, r#""made_under":{"choices":[],"later":1,"later":2}"#] {
        let error = OfficeLog::from_jsonl(&office(more)).unwrap_err();
        assert!(error.to_string().contains("duplicate field"), "{more}: {error}");
    }
    let facts = r#"{"appointed":"2026-08-20","facts":[{"event":"opened","event":"closed","on":"2026-08-20"}]}"#;
    assert!(serde_json::from_str::<Facts>(facts).unwrap_err().to_string().contains("duplicate field `event`"));
    let made = r#"{"rulesets":[],"choices":[],"calendar":"","later":1,"later":2}"#;
    let error = serde_json::from_str::<doithoai::dialogue::Fingerprint>(made).unwrap_err();
    assert!(error.to_string().contains("duplicate field `later`"), "{error}");
}

#[test]
fn what_is_appended_is_understood_or_refused() {
    let mut dialogue = replayed(&log_of(PLAN, &[r#"{"event":"vote-held","on":"2026-08-19"}"#]));
    let refusal = dialogue.record(Fact::new("invitation-snt", date("2026-08-10"))).unwrap_err();
    assert!(refusal.to_string().contains("did you mean `invitation-sent`?"), "{refusal}");
    let mut strange = Fact::new("vote-held", date("2026-08-19"));
    assert!(dialogue.record(strange.clone()).is_err());
    assert!(serde_json::from_str::<Fact>(r#"{"event":"opened","on":"2026-08-20","xa":1}"#).is_err());
    strange.event = "survey-held".to_owned();
    assert_eq!(dialogue.record(strange), Ok(10), "its number counts the one that is not understood");
    let facts = Facts::held_on(date("2026-08-20")).with(Fact::new("vote-held", date("2026-08-19")));
    assert!(terms("hcmc-935").timeline(&facts, View::everything()).is_err());
}

/// Lines with keys of one's own: as they are sent, and as a log has them.
const OWN: &[(&str, &str)] = &[
    (r#"{"event":"survey-held","on":"2026-08-10","x-b":1.50,"x-a":{"z":1 , "a":[ ]}}"#, ""),
    (
        "{ \"x-b\" : \"Nguy\\u1ec5n\",\n  \"event\": \"survey-held\", \"x-a\": [1,\n2],\r\n\"on\": \"2026-08-10\" }",
        r#"{"event":"survey-held","on":"2026-08-10","x-b":"Nguy\u1ec5n","x-a":[1, 2]}"#,
    ),
    (r#"{"event":"survey-held","on":"2026-08-10","key":"k","x-":null}"#, ""),
];

fn keyed(mut fact: Fact, like: &Fact) -> Fact {
    fact.key.clone_from(&like.key);
    fact
}

#[test]
fn keys_of_ones_own_are_appended_to_the_byte() {
    for (sent, kept) in OWN {
        let kept = if kept.is_empty() { sent } else { kept };
        let fact: Fact = serde_json::from_str(sent).unwrap();
        assert_eq!(serde_json::to_string(&fact).unwrap(), *kept);
        assert_eq!(serde_json::from_value::<Fact>(serde_json::to_value(&fact).unwrap()).unwrap().event, "survey-held");
        let built = fact
            .own_keys()
            .fold(Fact::new("survey-held", date("2026-08-10")), |fact, (name, value)| fact.own(name, value).unwrap());
        assert_eq!(keyed(built, &fact), fact);
        let mut dialogue = replayed(&format!("{PLAN}\n"));
        assert_eq!(dialogue.record(fact.clone()), Ok(1));
        assert_eq!(dialogue.log().to_jsonl(), format!("{PLAN}\n{kept}\n"));
        assert_eq!(dialogue.log().entries(), std::slice::from_ref(&fact));
        // Stored and read, they are the same; sent again under its key an entry changes nothing, with another value it is refused.
        let mut read = replayed(&dialogue.log().to_jsonl());
        assert_eq!(read.log(), dialogue.log());
        assert_eq!(read.record(fact.clone()), Ok(if fact.key.is_some() { 1 } else { 2 }));
        let other = keyed(Fact::new("survey-held", date("2026-08-10")), &fact).own("x-", "1").unwrap();
        assert_eq!(read.record(other).is_err(), fact.key.is_some());
        // They mean nothing to any verdict, of a dialogue or of facts.
        let facts = format!(r#"{{"appointed":"2026-08-20","facts":[{sent}]}}"#);
        let facts: Facts = serde_json::from_str(&facts).unwrap();
        let said = r#"{"appointed":"2026-08-20","facts":[{"event":"survey-held","on":"2026-08-10"}]}"#;
        let bare: Facts = serde_json::from_str(said).unwrap();
        let timeline = |facts: &Facts| json(&terms("hcmc-935").timeline(facts, as_of("2026-12-31")).unwrap());
        assert_eq!(timeline(&facts), timeline(&bare));
        assert!(serde_json::to_string(&facts).unwrap().contains(kept));
        // A correction has its own.
        let corrected = Fact::new("survey-held", date("2026-08-11")).own("x-why", "\"typo\"").unwrap();
        dialogue.correct(date("2026-10-01"), 1, doithoai::dialogue::Correction::Replace(corrected)).unwrap();
        assert!(dialogue.log().to_jsonl().ends_with(",\"x-why\":\"typo\"}\n"), "{}", dialogue.log().to_jsonl());
    }
    let line = r#"{"event":"reception-held","on":"2026-08-06","x-b":[2 ],"x-a":"?"}"#;
    let mut office = OfficeLog::from_jsonl(OFFICE).unwrap();
    office.record(serde_json::from_str(line).unwrap()).unwrap();
    assert_eq!(office.to_jsonl(), format!("{OFFICE}\n{line}\n"));
    assert_eq!(OfficeLog::from_jsonl(&office.to_jsonl()).unwrap(), office);
    for (name, value, code) in [
        ("by", "1", "own-key-not-reserved"),
        ("X-by", "1", "own-key-not-reserved"),
        ("x-a\nb", "1", "id-of-several-lines"),
        ("x-by", "", "own-key-not-json"),
        ("x-by", "A", "own-key-not-json"),
        ("x-by", "1 2", "own-key-not-json"),
    ] {
        let error = Fact::new("opened", date("2026-08-20")).own(name, value).unwrap_err();
        assert_eq!(doithoai::Message::code(&error), code, "{name}");
    }
}

#[test]
fn a_stamp_keeps_each_key_of_ones_own() {
    let plan = Plan::new("DT-1", date("2026-08-20"));
    let mut planned = Dialogue::plan(terms("hcmc-935"), plan, date("2026-07-20")).unwrap();
    let stamp = Stamp::on(date("2026-08-10")).own("x-scan", "1").and_then(|stamp| stamp.own("x-by", "\"A\"")).unwrap();
    planned.record(stamp, InvitationSent).unwrap();
    let kept = r#"{"event":"invitation-sent","on":"2026-08-10","x-scan":1,"x-by":"A"}"#;
    assert_eq!(planned.log().to_jsonl().lines().nth(1), Some(kept));
}

#[test]
fn an_entry_that_is_struck_out_or_replaced_leaves_nothing_open() {
    let (open, known) = ([OPEN; 3], ["met", "met", "overdue"]);
    let strange = r#"{"event":"vote-held","on":"2026-08-19"}"#;
    let strike = r#"{"event":"vote-held","on":"2026-08-19","recorded":"2026-10-01","corrects":9,"void":true}"#;
    let replace = r#"{"event":"survey-held","on":"2026-08-01","recorded":"2026-10-01","corrects":9}"#;
    let again = r#"{"event":"vote-held","on":"2026-08-18","corrects":9,"recorded":"2026-10-01"}"#;
    let strike_again = again.replace("corrects\":9", "corrects\":10,\"void\":true");
    for (more, then, before) in [
        (vec![strange, strike], known, open),
        (vec![strange, replace], known, open),
        (vec![strange, again], open, open),
        (vec![strange, again, &strike_again], known, open),
        // Of another day, event or petition: it strikes nothing out.
        (vec![strange, &strike.replace("08-19", "08-18")], open, open),
        (vec![strange, &strike.replace("vote-held", "survey-held")], open, open),
        (vec![strange, &strike.replace("\"corrects\"", "\"petition\":\"KN-1\",\"corrects\"")], open, open),
    ] {
        let dialogue = replayed(&log_of(PLAN, &more));
        assert_eq!(statuses(&dialogue.timeline(as_of("2026-12-31")).unwrap()), then, "{more:?}");
        let earlier = as_of("2026-12-31").known_on(date("2026-09-30"));
        assert_eq!(statuses(&dialogue.timeline(earlier).unwrap()), before, "{more:?}");
        assert_eq!(dialogue.log().to_jsonl(), log_of(PLAN, &more));
    }
    // Before its day, or before it was entered, it touches nothing.
    let late = replayed(&log_of(PLAN, &[r#"{"event":"vote-held","on":"2026-08-19","recorded":"2026-10-05"}"#]));
    let earlier = late.timeline(as_of("2026-12-31").known_on(date("2026-10-04"))).unwrap();
    assert_eq!((statuses(&earlier), earlier.unknown_entries.len()), (known, 0));
    // A correction that is not understood, of an entry: who strikes it out strikes out both.
    let unknown = r#"{"event":"voted","on":"2026-08-28","corrects":5,"recorded":"2026-09-01"}"#;
    let strike = r#"{"event":"voted","on":"2026-08-28","corrects":9,"void":true,"recorded":"2026-10-01"}"#;
    let both = replayed(&log_of(PLAN, &[unknown, strike])).timeline(as_of("2026-12-31")).unwrap();
    assert_eq!(statuses(&both)[0], "overdue");
    // By the command of a caller.
    let mut dialogue = replayed(&log_of(PLAN, &[strange]));
    dialogue.correct(date("2026-10-01"), 9, doithoai::dialogue::Correction::Void).unwrap();
    assert_eq!(statuses(&dialogue.timeline(as_of("2026-12-31")).unwrap()), known);
}

/// Of a day that no calendar has nobody can say whether it was before or after: as if it had none.
#[test]
fn a_day_outside_the_years_of_the_calendar_is_none() {
    for (on, then) in [
        ("2014-12-31", [OPEN; 3]),
        ("2015-01-01", [OPEN; 3]),
        ("2100-12-31", ["met", "met", "overdue"]),
        ("2101-01-01", [OPEN; 3]),
        ("2126-08-10", [OPEN; 3]),
    ] {
        let strange = format!("{{\"event\":\"vote-held\",\"on\":\"{on}\"}}");
        let timeline = replayed(&log_of(PLAN, &[strange.as_str()])).timeline(as_of("2026-12-31")).unwrap();
        assert_eq!(statuses(&timeline), then, "{on}");
        let is_named = timeline.unknown_entries.iter().any(|one| one.entry == 9);
        assert_eq!(is_named, then == [OPEN; 3], "{on}");
    }
}

#[test]
fn what_can_only_follow_what_is_not_understood_is_kept_too() {
    let taken_over = r#"{"event":"petition-taken-over","on":"2026-09-01","petition":"KN-9"}"#;
    let reply = r#"{"event":"reply-sent","on":"2026-09-10","petition":"KN-9"}"#;
    let error = Log::from_jsonl(&log_of(PLAN, &[reply])).map(|log| AnyDialogue::replay(terms("hcmc-935"), &log));
    assert!(error.unwrap().unwrap_err().to_string().contains("was never raised"));
    let timeline = replayed(&log_of(PLAN, &[taken_over, reply])).timeline(as_of("2026-12-31")).unwrap();
    let told: Vec<String> = timeline.unknown_entries.iter().map(|entry| entry.text(Lang::En)).collect();
    assert_eq!(told.len(), 2);
    assert!(told[1].ends_with("it can only have been by entry 9, which is not understood"), "{}", told[1]);
    assert_eq!(statuses(&timeline), ["met", "met", "overdue"], "of other petitions");
}

#[test]
fn other_terms_may_understand_it() {
    let own = "[[event]]\nid = \"vote-held\"\nphase = \"before\"\ntext = { vi = \"bỏ phiếu\", en = \"vote held\" }\n";
    let text = doithoai::RuleSet::builtin_toml("hcmc-935").unwrap();
    let own = terms_in(&format!("{text}\n{own}"));
    let dialogue = replayed(&log_of(PLAN, &[r#"{"event":"vote-held","on":"2026-08-19"}"#]));
    let understood = dialogue.with_terms(own.clone()).unwrap();
    assert!(understood.timeline(View::everything()).unwrap().unknown_entries.is_empty());
    let again = understood.with_terms(terms("hcmc-935")).unwrap();
    assert_eq!(again.timeline(View::everything()).unwrap().unknown_entries.len(), 1);
}

#[test]
fn the_format_stands_on_the_first_line() {
    let with = |format: &str| PLAN.replacen('{', &format!("{{\"format\":{format},"), 1);
    let known = ["met", "met", "overdue"];
    let alone = format!("{{\"format\": 1}}\n{PLAN}");
    for (first, named) in [(PLAN.to_owned(), 0), (with("1"), 0), (alone, 0), (with("2"), 1)] {
        let dialogue = replayed(&log_of(&first, &[]));
        let timeline = dialogue.timeline(as_of("2026-12-31")).unwrap();
        assert_eq!((statuses(&timeline), timeline.unknown_entries.len()), (known, named), "{first}");
        assert_eq!(dialogue.log().to_jsonl(), log_of(&first, &[]));
        let format = if named == 1 { 2 } else { 1 };
        let snapshot = dialogue.snapshot().to_jsonl();
        assert!(snapshot.starts_with(&format!("{{\"format\":{format},\"dialogue\":\"DT-1\"")), "{snapshot}");
    }
    // What a newer format adds is kept, and judged by nothing.
    for (first, line, entry, expected) in [
        (
            with("2"),
            r#"{"event":"opened","on":"2026-08-20","quorum":3,"corrects":1,"recorded":"2026-09-01"}"#,
            9,
            [OPEN; 3],
        ),
        (
            with("2"),
            r#"{"event":"reply-sent","on":"2026-09-20","petition":"KN-2","until":["?"]}"#,
            9,
            ["met", "met", OPEN],
        ),
        (with("2").replacen('}', ",\"ward-of\":\"79\"}", 1), "", 0, [OPEN; 3]),
    ] {
        let more: Vec<&str> = [line].into_iter().filter(|line| !line.is_empty()).collect();
        let dialogue = replayed(&log_of(&first, &more));
        let timeline = dialogue.timeline(as_of("2026-12-31")).unwrap();
        assert_eq!(statuses(&timeline), expected, "{first} {line}");
        assert!(timeline.unknown_entries.iter().any(|unknown| unknown.entry == entry), "{first}");
        assert_eq!(dialogue.log().to_jsonl(), log_of(&first, &more));
    }
    for (first, more, code) in [
        (with("0"), "", "bad-format"),
        (with("1.5"), "", "bad-format"),
        (with("\"1\""), "", "bad-format"),
        (format!("{{\"format\":1}}\n{}", with("1")), "", "format-twice"),
        (with("1,\"format\":1"), "", "format-twice"),
        (PLAN.to_owned(), "{\"format\":1}", "format-twice"),
        (PLAN.replacen('}', ",\"ward-of\":\"79\"}", 1), "", "malformed-line"),
        (PLAN.to_owned(), r#"{"format":1,"event":"opened","on":"2026-08-20"}"#, "malformed-line"),
    ] {
        let error = Log::from_jsonl(&log_of(&first, &[more])).unwrap_err();
        assert_eq!(doithoai::Message::code(&error), code, "{first} {more}: {error}");
    }
    // A word that a later format has: whatever goes by it is open, and the line stays whole when it is written anew.
    for (word, said) in [
        ("\"kind\":\"hybrid\"", "unknown kind of dialogue `hybrid`"),
        ("\"mode\":\"hologram\"", "`hologram`"),
        (
            "\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\",\"unit_type\":\"borough\"",
            "`borough`",
        ),
    ] {
        let first = |format: &str| with(format).replacen('}', &format!(",{word}}}"), 1);
        let error = Log::from_jsonl(&log_of(&first("1"), &[])).unwrap_err();
        assert_eq!((error.line, doithoai::Message::code(&error)), (1, "unknown-word"), "{error}");
        for text in [
            log_of(&first("2"), &[]),
            format!("{{\"format\":2}}\n{}", log_of(&first("2").replace("\"format\":2,", ""), &[])),
        ] {
            let dialogue = replayed(&text);
            let timeline = dialogue.timeline(as_of("2026-12-31")).unwrap();
            assert_eq!(statuses(&timeline), [OPEN; 3], "{text}");
            let [unknown] = &timeline.unknown_entries[..] else { panic!("{text}") };
            assert!(unknown.entry == 0 && unknown.text(Lang::En).contains(said), "{}", unknown.text(Lang::En));
            assert_eq!(dialogue.log().to_jsonl(), text);
            let stored = dialogue.snapshot().to_jsonl();
            let last = word.rsplit_once(',').map_or(word, |(_, last)| last);
            assert!(stored.lines().next().unwrap().contains(last), "{stored}");
            let again = AnyDialogue::restore(terms("hcmc-935"), &Log::from_jsonl(&stored).unwrap()).unwrap();
            assert_eq!(statuses(&again.timeline(as_of("2026-12-31")).unwrap()), [OPEN; 3]);
        }
    }
    // So does a key that it adds.
    let newer = with("2").replacen('}', ",\"ward-of\":\"79\"}", 1);
    let snapshot = replayed(&log_of(&newer, &[])).snapshot().to_jsonl();
    assert!(snapshot.lines().next().unwrap().contains("\"ward-of\":\"79\""), "{snapshot}");
    // Whose dialogue it is must be known in any format: by nothing else can anyone tell what binds.
    for word in ["\"level\":\"Ward\"", "\"head\":\"Big Boss\"", "\"territory\":\"99\""] {
        let subject = [("territory", "79"), ("level", "commune"), ("head", "local-government")];
        let of = |(key, value): &(&str, &str)| format!("\"{key}\":\"{value}\"");
        let key = word.split(':').next().unwrap();
        let all: Vec<String> =
            subject.iter().map(|pair| if of(pair).starts_with(key) { word.to_owned() } else { of(pair) }).collect();
        let first = with("2").replacen('}', &format!(",{}}}", all.join(",")), 1);
        assert_eq!(Log::from_jsonl(&log_of(&first, &[])).unwrap_err().line, 1, "{first}");
    }
    // Keys of one's own stay when the line is written anew.
    let own = PLAN.replacen('}', ",\"x-file\":{\"b\":1,\"a\":2}}", 1);
    let snapshot = replayed(&log_of(&own, &[])).snapshot().to_jsonl();
    assert!(snapshot.lines().next().unwrap().ends_with(",\"x-file\":{\"b\":1,\"a\":2}}"), "{snapshot}");
}

const OFFICE: &str = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#;

#[test]
fn the_log_of_an_office() {
    let judged = |line: &str| {
        let text = format!("{OFFICE}\n{{\"event\":\"reception-held\",\"on\":\"2026-07-06\"}}\n{line}");
        let office = OfficeLog::from_jsonl(&text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(office.to_jsonl(), text);
        let view = as_of("2027-01-31");
        (audit_year(&Registry::builtin(), &VIETNAM, &[], &office, 2026, view).unwrap(), office)
    };
    let of = |audit: &doithoai::audit::YearAudit, judgement| {
        audit.recurring.iter().filter(|verdict| verdict.judgement == judgement).count()
    };
    let (before, mut log) = judged("");
    assert!(of(&before, Judgement::Overdue) > 0 && before.unknown_entries.is_empty());
    for line in [
        r#"{"event":"hall-opened","on":"2026-03-01"}"#,
        r#"{"event":"hall-opened"}"#,
        r#"{"event":"reception-held","on":"2026-03-01","channel":"hologram"}"#,
    ] {
        let Ok(_) = OfficeLog::from_jsonl(&format!("{OFFICE}\n{line}")) else { continue };
        let (after, _) = judged(&format!("{line}\n"));
        let neglected =
            before.recurring.iter().zip(&after.recurring).filter(|(then, _)| then.judgement == Judgement::Overdue);
        // Whatever its day: nothing is overdue by ignorance.
        assert!(neglected.clone().all(|(_, now)| now.judgement == Judgement::Undetermined), "{line}");
        let open = neglected.filter(|(_, now)| now.judgement == Judgement::Undetermined).count();
        assert!(open > 0 && of(&after, Judgement::Overdue) == 0, "{line}");
        assert_eq!(
            (of(&after, Judgement::Overdue), after.unknown_entries.len()),
            (of(&before, Judgement::Overdue) - open, 1),
            "{line}"
        );
        let told = |verdict: &&doithoai::audit::RecurringVerdict| {
            verdict.judgement == Judgement::Undetermined
                && verdict.reason.as_ref().is_some_and(|reason| reason.en.contains("entry 2"))
        };
        assert!(after.recurring.iter().filter(told).count() >= open, "{line}");
    }
    // Of a petition: nothing else is touched.
    let line = r#"{"event":"petition-weighed","on":"2026-03-01","petition":"KN-1"}"#;
    let (after, _) = judged(&format!("{line}\n"));
    assert_eq!((of(&after, Judgement::Overdue), after.unknown_entries.len()), (of(&before, Judgement::Overdue), 1));
    // Appended, it is refused where the log is judged.
    log.record(Fact::new("hall-opened", date("2026-03-01"))).unwrap();
    assert!(audit_year(&Registry::builtin(), &VIETNAM, &[], &log, 2026, View::everything()).is_err());
    // A dialogue of the year that is not understood leaves open how many there were.
    let first = PLAN.replacen('}', r#","territory":"79","level":"commune","head":"local-government"}"#, 1);
    let dialogue = replayed(&format!("{first}\n{{\"event\":\"held-by-deputy\",\"on\":\"2026-08-20\"}}\n"));
    let office = OfficeLog::from_jsonl(OFFICE).unwrap();
    let year = audit_year(&Registry::builtin(), &VIETNAM, &[dialogue], &office, 2026, as_of("2027-01-31")).unwrap();
    let held = year.recurring.iter().find(|verdict| verdict.duty == "hold-dialogue").unwrap();
    assert_eq!(held.judgement, Judgement::Undetermined);
    assert!(held.reason.as_ref().unwrap().vi.starts_with("DT-1: "), "{held:?}");
}

/// Which months of 2026, since the duty is a monthly one, a duty is left open in by one line: one that was kept, or one of nobody's
/// doing.
fn months_left_open(line: &str, kept: bool) -> Vec<u32> {
    use chrono::Datelike as _;
    let held =
        |month| ["10", "20"].map(|day| format!("\n{{\"event\":\"reception-held\",\"on\":\"2026-{month:02}-{day}\"}}"));
    let held: String = (7..=12).filter(|_| kept).flat_map(held).collect();
    let office = OfficeLog::from_jsonl(&format!("{OFFICE}\n{line}{held}")).unwrap_or_else(|error| panic!("{error}"));
    let year = audit_year(&Registry::builtin(), &VIETNAM, &[], &office, 2026, as_of("2027-01-31")).unwrap();
    let monthly = year
        .recurring
        .iter()
        .filter(|verdict| verdict.duty == "commune-reception" && verdict.from >= date("2026-07-01"));
    let open = monthly.filter(|verdict| verdict.judgement == Judgement::Undetermined);
    open.filter(|verdict| verdict.reason.as_ref().is_some_and(|why| why.en.contains("entry")))
        .map(|verdict| verdict.from.month())
        .collect()
}

#[test]
fn an_entry_of_an_office_leaves_open_the_periods_that_it_could_touch() {
    let all: Vec<u32> = (7..=12).collect();
    for (line, months) in [
        (r#"{"event":"hall-opened","on":"2026-09-01"}"#, vec![9]),
        (r#"{"event":"hall-opened","on":"2026-09-30"}"#, vec![9]),
        (r#"{"event":"hall-opened","on":"2026-10-01"}"#, vec![10]),
        (r#"{"event":"hall-opened","on":"2026-06-30"}"#, vec![]),
        (r#"{"event":"hall-opened","on":"2026-09-01","about":"2026-11"}"#, vec![9, 11]),
        (r#"{"event":"hall-opened","on":"2026-09-01","about":"2026-Q4"}"#, vec![9]),
        (r#"{"event":"hall-opened","on":"2026-09-01","until":"2026-12-05"}"#, vec![9, 12]),
        (r#"{"event":"hall-opened","on":"2026-09-01","petition":"KN-1"}"#, vec![]),
        // Where a day or a key is not understood, it may be any.
        (r#"{"event":"hall-opened"}"#, all.clone()),
        (r#"{"event":"hall-opened","on":"2026-09-01","of-months":[7]}"#, all.clone()),
    ] {
        assert_eq!(months_left_open(line, true), months, "{line}");
        // What is not kept is open by any of them, but for one of a petition.
        let neglected = if line.contains("petition") { Vec::new() } else { all.clone() };
        assert_eq!(months_left_open(line, false), neglected, "{line}");
    }
    // What it corrects is touched too, and struck out nothing is.
    let held = r#"{"event":"reception-held","on":"2026-11-05"}"#;
    let corrects = r#"{"event":"hall-opened","on":"2026-09-01","corrects":1,"recorded":"2026-12-01"}"#;
    assert_eq!(months_left_open(&format!("{held}\n{corrects}"), true), [9, 11]);
    assert_eq!(months_left_open(&format!("{held}\n{corrects}"), false), all);
    let strange = r#"{"event":"hall-opened","on":"2026-09-01"}"#;
    let strike = r#"{"event":"hall-opened","on":"2026-09-01","corrects":1,"void":true,"recorded":"2026-12-01"}"#;
    assert!([true, false].iter().all(|kept| months_left_open(&format!("{strange}\n{strike}"), *kept).is_empty()));
}
