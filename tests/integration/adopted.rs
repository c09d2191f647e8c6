//! Readings that an office adopted: of duties that return and of duties toward petitions; and dates that are only expected.

use doithoai::audit::{Judgement, OfficeLog, YearAudit, audit_year};
use doithoai::{AdoptedReadings, Lang, Message as _, Registry, RuleSet, TimelineError};
use serde_json::Value;

use crate::support::{VIETNAM, as_of, date, terms, terms_in};

const RETURNS: &str = include_str!("../forms/returns.toml");
const RECEPTIONS: &str = include_str!("../forms/receptions.toml");
const READING: &str = "cite = \"main#d1\"\n  [[obligation.reading]]\n  id = \"twenty\"\n  due = { n = 20 }\n  because = \"hai mươi ngày\"\n[[obligation]]\nid = \"of-a-dialogue\"";

/// Two petitions of one reception, the first settled after 11 working days.
const PETITIONS: &str = r#"{"office":"A","territory":"15","level":"commune","head":"local-government"}
{"event":"petition-received","on":"2026-03-02","petition":"1"}
{"event":"reception-held","on":"2026-03-02"}
{"event":"petition-settled","on":"2026-03-17","petition":"1"}
"#;

fn audited(rules: &str, log: &OfficeLog) -> Result<YearAudit, TimelineError> {
    let registry = Registry::new().with(RuleSet::from_toml(rules).unwrap()).unwrap();
    audit_year(&registry, &VIETNAM, &[], log, 2026, as_of("2027-01-31"))
}

fn petition(log: &OfficeLog) -> (Judgement, usize, Option<String>) {
    let rules = RECEPTIONS.replacen("cite = \"main#d1\"\n[[obligation]]\nid = \"of-a-dialogue\"", READING, 1);
    let audit = audited(&rules, log).unwrap();
    let settle = audit.verdicts.into_iter().find(|verdict| verdict.duty.rule.id == "settle").unwrap();
    let due = settle.duty.outcome.due.map(|due| due.date.to_string());
    (settle.judgement, settle.duty.readings.len(), due)
}

#[test]
fn a_reading_adopted_for_petitions_of_an_office_silences_the_others() {
    let set = RuleSet::from_toml(RECEPTIONS).unwrap();
    let log = OfficeLog::from_jsonl(PETITIONS).unwrap();
    let of = |reading| log.clone().adopting(AdoptedReadings::new().adopt(set.id(), "settle", reading));
    assert_eq!(petition(&log), (Judgement::Contested, 1, Some("2026-03-16".to_owned())));
    assert_eq!(petition(&of("default")), (Judgement::Late, 1, Some("2026-03-16".to_owned())));
    assert_eq!(petition(&of("twenty")), (Judgement::OnTime, 1, Some("2026-03-30".to_owned())));
    // As the log has it, and as it is read back.
    let written = of("twenty").to_jsonl();
    let first = written.lines().next().unwrap();
    assert!(first.contains(r#""made_under":{"choices":[["#), "{first}");
    assert_eq!(petition(&OfficeLog::from_jsonl(&written).unwrap()), petition(&of("twenty")));
    assert_eq!(OfficeLog::from_jsonl(&log.to_jsonl()).unwrap(), log);
}

#[test]
fn a_reading_that_no_rule_set_has_is_refused() {
    let log = OfficeLog::from_jsonl(r#"{"office":"A","territory":"15","level":"province","head":"local-government"}"#);
    let log = log.unwrap();
    for (set, duty, reading, words) in [
        ("returns", "on-31", "no-such", "has no reading `no-such`"),
        ("returns", "on-32", "default", "has no duty `on-32`"),
        ("retruns", "on-31", "default", "`retruns` is not in use"),
    ] {
        let adopted = AdoptedReadings::new().adopt(set, duty, reading);
        let error = audited(RETURNS, &log.clone().adopting(adopted.clone())).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert!(terms_in(RETURNS).adopting(adopted).is_err());
    }
}

#[test]
fn a_timeline_says_a_recurring_duty_as_it_was_adopted() {
    let adopted = AdoptedReadings::new().adopt("returns", "from-february", "thirtieth");
    let facts = doithoai::Facts::held_on(date("2026-06-01"));
    let of = |terms: doithoai::Terms| {
        let timeline = terms.timeline(&facts, as_of("2026-06-01")).unwrap();
        timeline.recurring.into_iter().find(|duty| duty.id == "from-february").unwrap()
    };
    let (own, chosen) = (of(terms_in(RETURNS)), of(terms_in(RETURNS).adopting(adopted).unwrap()));
    assert_eq!((own.due.unwrap().date, own.adopted.as_deref()), (date("2027-01-31"), None));
    assert_eq!((chosen.due.unwrap().date, chosen.adopted.as_deref()), (date("2027-01-30"), Some("thirtieth")));
    assert_eq!(chosen.in_period_text(Lang::Vi).unwrap(), "kỳ 01/02/2026–31/01/2027");
    let readings: Vec<&str> = chosen.readings.iter().map(|reading| reading.id.as_str()).collect();
    assert_eq!(readings, ["default"]);
}

#[test]
fn what_is_only_expected_is_the_same_from_day_to_day() {
    // The notice is due on 7 September; nobody sent it, so settlement has not begun.
    let facts = doithoai::Facts::held_on(date("2026-08-20"));
    let seen = |day: &str| {
        let timeline = terms("hcmc-935").timeline(&facts, as_of(day)).unwrap();
        serde_json::to_value(timeline.duty("hcmc-935", "settle-petition").unwrap()).unwrap()
    };
    let (before, on, after) = (seen("2026-09-04"), seen("2026-09-07"), seen("2026-09-08"));
    assert_eq!((&before["due"], &before["projected"]), (&on["due"], &Value::Bool(true)));
    assert!(on["due"].is_string() && on["reason"].is_null(), "{on}");
    assert!(after["due"].is_null() && after["anchor"]["on"].is_null(), "{after}");
    assert_eq!(after["reason"], "awaits-event");
    assert_eq!(after["expected"]["vi"], "20 ngày làm việc sau khi có thông báo ý kiến kết luận");
    for later in ["2026-09-09", "2026-10-01", "2027-03-01"] {
        assert_eq!(seen(later), after, "{later}");
    }
}

/// What is misspelt is found by what it is called, in either language, with marks or without.
#[test]
fn a_reading_and_a_duty_are_found_by_their_names() {
    let terms = terms("hcmc-935");
    for (duty, reading, near) in [
        ("settle-petition", "mười ngày làm việc, theo chữ", "ten-as-in-words"),
        ("settle-petition", "muoi ngay lam viec", "ten-as-in-words"),
        ("settle-petition", "ten working days, by the word", "ten-as-in-words"),
        ("settle-petition", "ten-as-in-wrds", "ten-as-in-words"),
        ("giải quyết kiến nghị", "ten-as-in-words", "settle-petition"),
        ("thong bao ket luan", "ten-as-in-words", "notify-conclusion"),
    ] {
        let error = terms.adopting(AdoptedReadings::new().adopt("hcmc-935", duty, reading)).unwrap_err();
        assert!(error.text(Lang::Vi).ends_with(&format!("có phải là `{near}`?")), "{}", error.text(Lang::Vi));
    }
}

/// What an office's log was made under stays in it with other readings, too: the next reader refuses another text of a rule set.
#[test]
fn other_readings_leave_what_a_log_was_made_under() {
    let set = RuleSet::builtin("qd-11").unwrap();
    let head = r#""office":"A","territory":"15","level":"province","head":"party-committee""#;
    let made = format!(
        r#""made_under":{{"choices":[],"rulesets":[{{"id":"qd-11","version":"{}","hash":"{}"}}],"calendar":"{}","x-by":"B"}}"#,
        set.version(),
        set.hash(),
        VIETNAM.hash()
    );
    let log = OfficeLog::from_jsonl(&format!("{{{head},{made}}}\n")).unwrap();
    let adopted = AdoptedReadings::new().adopt("qd-11", "report", "every-quarter");
    for written in [log.clone().adopting(adopted).to_jsonl(), log.adopting(AdoptedReadings::new()).to_jsonl()] {
        let first: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(first["made_under"]["rulesets"][0]["hash"], set.hash(), "{written}");
        assert_eq!(
            (&first["made_under"]["calendar"], &first["made_under"]["x-by"]),
            (&VIETNAM.hash().into(), &"B".into())
        );
        let other = written.replace(set.hash(), &"0".repeat(64));
        let error = audit_year(
            &Registry::builtin(),
            &VIETNAM,
            &[],
            &OfficeLog::from_jsonl(&other).unwrap(),
            2026,
            as_of("2027-01-31"),
        );
        assert!(error.is_err(), "{other}");
    }
}
