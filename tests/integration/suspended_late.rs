//! A suspension that begins after the limit: it moves nothing, and that is told with both days, of a dialogue, of an office and of
//! what one answer to an open question makes of it.

use doithoai::audit::{Judgement, OfficeLog, audit_year};
use doithoai::timeline::{Duty, Finding};
use doithoai::{Fact, Facts, Lang, Registry, RuleSet, Timeline};

use crate::support::{OWN_FILE, VIETNAM, as_of, date, terms_in};

/// Settled ten days after the receipt or the raising, which stands still while it is suspended.
fn file(activity: &str, after: &str) -> String {
    format!(
        "{OWN_FILE}activities = [\"{activity}\"]\n[[obligation]]\nid = \"settle\"\nduty_kind = \"settle\"\neach = \"petition\"\n\
         activity = \"{activity}\"\nphase = \"after\"\nbearer = \"agencies\"\n\
         due = {{ after = \"{after}\", n = 10, unit = \"day\", roll = \"none\" }}\nmet_by = {{ all = [\"petition-settled\"] }}\ncite = \"main#d1\"\n\
         [obligation.suspension]\nby = \"suspended\"\nuntil = \"resumed\"\n"
    )
}

/// The duty to petition A.
fn of_a(timeline: &Timeline) -> &Duty {
    timeline.duties.iter().find(|duty| duty.petition.as_deref() == Some("A")).unwrap()
}

fn fact(event: &str, on: &str) -> Fact {
    Fact::new(event, date(on)).petition("A")
}

/// What is told, in both languages and in JSON.
type Told = Vec<(String, String, serde_json::Value)>;

fn told(duty: &Duty) -> Told {
    let text = |one: &Finding, lang| duty.finding_text(one, lang);
    let all = duty.outcome.findings.iter();
    all.map(|one| (text(one, Lang::Vi), text(one, Lang::En), serde_json::to_value(one).unwrap())).collect()
}

/// Of the limit of 30 August.
fn late(suspended: u32) -> Told {
    vec![(
        format!(
            "tạm đình chỉ giải quyết ngày {suspended:02}/09/2026, sau khi đã hết hạn ngày 30/08/2026; thời hạn giữ nguyên"
        ),
        format!("settlement suspended on 2026-09-{suspended:02}, after the limit of 2026-08-30; it moves nothing"),
        serde_json::json!({
            "finding": "suspended-after-limit", "event": "suspended",
            "suspended": format!("2026-09-{suspended:02}"), "limit": "2026-08-30",
        }),
    )]
}

/// On which days it was suspended and resumed; the status, the judgement of an office, and what is told.
#[test]
fn a_suspension_after_the_limit_is_told_in_a_dialogue_and_in_an_office_alike() {
    use Judgement::{Late, OnTime, Overdue, Undated};
    let day = |month: u32, day: u32| format!("2026-{month:02}-{day:02}");
    for (acts, judgement, due, findings) in [
        (vec![("suspended", day(8, 29))], Undated, None, vec![]),
        (vec![("suspended", day(8, 30))], Undated, None, vec![]),
        (vec![("suspended", day(9, 1))], Overdue, Some(day(8, 30)), late(1)),
        (vec![("suspended", day(9, 1)), ("resumed", day(9, 5))], Overdue, Some(day(8, 30)), late(1)),
        // Over on the day on which it began.
        (vec![("suspended", day(9, 1)), ("resumed", day(9, 1))], Overdue, Some(day(8, 30)), late(1)),
        (vec![("suspended", day(8, 30)), ("resumed", day(9, 5))], Overdue, Some(day(9, 5)), vec![]),
        (vec![("suspended", day(9, 1)), ("petition-settled", day(9, 9))], Late, Some(day(8, 30)), late(1)),
        (vec![("petition-settled", day(8, 30)), ("suspended", day(9, 1))], OnTime, Some(day(8, 30)), late(1)),
        // Each that came after it.
        (
            vec![("suspended", day(9, 1)), ("resumed", day(9, 2)), ("suspended", day(9, 7))],
            Overdue,
            Some(day(8, 30)),
            [late(1), late(7)].concat(),
        ),
    ] {
        let seen = as_of("2026-09-20");
        let of_dialogue = terms_in(&file("dialogue", "petition-raised"));
        let fact = |(event, on): &(&str, String)| Fact::new(*event, date(on)).petition("A");
        let raised = fact(&("petition-raised", day(8, 20)));
        let facts = Facts::held_on(date("2026-08-20")).with(raised);
        let facts = acts.iter().map(fact).fold(facts, Facts::with);
        let timeline = of_dialogue.timeline(&facts, seen).unwrap();
        let duty = of_a(&timeline);
        let due_of = |duty: &Duty| duty.outcome.due.map(|due| due.date.to_string());
        assert_eq!((due_of(duty), told(duty)), (due.clone(), findings.clone()), "{acts:?}");

        let lines = acts.iter().map(|(event, on)| line(event, on)).collect::<String>();
        let log = format!("{OFFICE}{}{lines}", line("petition-received", &day(8, 20)));
        let set = RuleSet::from_toml(&file("petition-handling", "petition-received")).unwrap();
        let registry = Registry::new().with(set).unwrap();
        let audit = audit_year(&registry, &VIETNAM, &[], &OfficeLog::from_jsonl(&log).unwrap(), 2026, seen).unwrap();
        let [verdict] = audit.verdicts.as_slice() else { panic!("{:?}", audit.verdicts) };
        assert_eq!(
            (verdict.judgement, due_of(&verdict.duty), told(&verdict.duty)),
            (judgement, due, findings),
            "{acts:?}"
        );
    }
}

const OFFICE: &str = "{\"office\":\"A\",\"territory\":\"48\",\"level\":\"commune\",\"head\":\"local-government\"}\n";

fn line(event: &str, on: &str) -> String {
    format!("{{\"event\":\"{event}\",\"on\":\"{on}\",\"petition\":\"A\"}}\n")
}

/// Thirty days that roll to a working day: what is left of them is counted from the thirtieth, and rolls where it ends. Tết is from
/// 14 to 22 February.
#[test]
fn what_is_left_of_a_limit_that_rolls_is_left_of_its_own_last_day() {
    let rolled = |n: u32, unit: &str| {
        let due = format!("n = {n}, unit = \"{unit}\" }}");
        let file = file("dialogue", "petition-raised").replace("n = 10, unit = \"day\", roll = \"none\" }", &due);
        terms_in(&file)
    };
    for (n, unit, raised, [suspended, resumed], due) in [
        // Without a suspension 14 February, which rolls to the 23rd.
        (30, "day", "2026-01-15", ["2026-01-20", "2026-01-20"], "2026-02-23"),
        (30, "day", "2026-01-15", ["2026-01-20", "2026-01-25"], "2026-02-23"), // 19 February
        (30, "day", "2026-01-15", ["2026-01-20", "2026-01-29"], "2026-02-23"), // 23 February
        (30, "day", "2026-01-15", ["2026-01-20", "2026-01-30"], "2026-02-24"), // 24 February
        (3, "week", "2026-01-26", ["2026-02-10", "2026-02-24"], "2026-03-02"), // six days were left
        (45, "day", "2026-07-01", ["2026-07-05", "2026-07-15"], "2026-08-25"), // 41 days were left
        // Suspended after the thirtieth, before the day to which it rolled: nothing is left but to answer.
        (30, "day", "2026-01-15", ["2026-02-16", "2026-03-02"], "2026-03-02"),
    ] {
        let facts = Facts::held_on(date(raised)).with(fact("petition-raised", raised));
        let facts = facts.with(fact("suspended", suspended)).with(fact("resumed", resumed));
        let timeline = rolled(n, unit).timeline(&facts, doithoai::View::everything()).unwrap();
        let duty = of_a(&timeline);
        assert_eq!(duty.outcome.due.unwrap().date.to_string(), due, "{n} {unit} {suspended} {resumed}");
    }
}

/// Settled while the limit of 30 August stands still, or before it stopped: on the day before, on and after each.
#[test]
fn what_is_done_while_the_limit_stands_still_is_on_time() {
    use Judgement::{Late, OnTime};
    let set = RuleSet::from_toml(&file("petition-handling", "petition-received")).unwrap();
    let registry = Registry::new().with(set).unwrap();
    for (acts, settled, judgement, due) in [
        (&[("suspended", "2026-08-25")][..], "2026-08-24", OnTime, None),
        (&[("suspended", "2026-08-25")], "2026-08-25", OnTime, None),
        (&[("suspended", "2026-08-25")], "2026-08-26", OnTime, None),
        (&[("suspended", "2026-08-25")], "2026-09-19", OnTime, None),
        (&[("suspended", "2026-08-29")], "2026-08-31", OnTime, None),
        (&[("suspended", "2026-08-30")], "2026-08-31", OnTime, None),
        (&[("suspended", "2026-08-31")], "2026-08-30", OnTime, Some("2026-08-30")),
        (&[("suspended", "2026-08-31")], "2026-08-31", Late, Some("2026-08-30")),
        (&[("suspended", "2026-08-31")], "2026-09-01", Late, Some("2026-08-30")),
        // Resumed on 5 September with five days left.
        (&[("suspended", "2026-08-25"), ("resumed", "2026-09-05")], "2026-09-04", OnTime, Some("2026-09-10")),
        (&[("suspended", "2026-08-25"), ("resumed", "2026-09-05")], "2026-09-10", OnTime, Some("2026-09-10")),
        (&[("suspended", "2026-08-25"), ("resumed", "2026-09-05")], "2026-09-11", Late, Some("2026-09-10")),
        // Stopped a second time, before the new limit and after it.
        (
            &[("suspended", "2026-08-25"), ("resumed", "2026-09-05"), ("suspended", "2026-09-10")],
            "2026-09-11",
            OnTime,
            None,
        ),
        (
            &[("suspended", "2026-08-25"), ("resumed", "2026-09-05"), ("suspended", "2026-09-11")],
            "2026-09-11",
            Late,
            Some("2026-09-10"),
        ),
    ] {
        let acts = acts.iter().copied().chain([("petition-settled", settled)]);
        let log = format!(
            "{OFFICE}{}{}",
            line("petition-received", "2026-08-20"),
            acts.map(|(of, on)| line(of, on)).collect::<String>()
        );
        let office = OfficeLog::from_jsonl(&log).unwrap();
        let audit = audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2026-09-20")).unwrap();
        let [verdict] = audit.verdicts.as_slice() else { panic!("{:?}", audit.verdicts) };
        let outcome = &verdict.duty.outcome;
        let told = (verdict.judgement, outcome.due.map(|due| due.date.to_string()));
        assert_eq!(told, (judgement, due.map(str::to_owned)), "{log}");
        let (vi, json) = (verdict.text(Lang::Vi), serde_json::to_value(verdict).unwrap());
        assert_eq!(vi.contains("đúng hạn"), judgement == OnTime, "{vi}");
        assert_eq!(json["judgement"], judgement.word());
        assert_eq!(json["reason"].as_str(), due.is_none().then_some("suspended"), "{json}");
    }
}

/// Of five days for what is simple and fifteen for what is complex, suspended between the two and not classed: which of them had passed
/// is open, but for what was done within the shorter.
#[test]
fn what_may_have_passed_before_it_was_suspended_is_undetermined() {
    let limit = |class: &str, n: u32| {
        format!(
            "{{ only_if = {{ class = \"{class}\" }}, after = \"petition-raised\", n = {n}, unit = \"day\", roll = \"none\" }}"
        )
    };
    let cases = format!("due = {{ cases = [{}, {}] }}", limit("needs-longer", 5), limit("complex", 15));
    let text = file("dialogue", "petition-raised")
        .replace("due = { after = \"petition-raised\", n = 10, unit = \"day\", roll = \"none\" }", &cases);
    let terms = terms_in(&text);
    for (suspended, classed, settled, word) in [
        ("2026-08-24", None, "2026-09-09", "met"),
        ("2026-08-25", None, "2026-09-09", "met"),
        ("2026-08-26", None, "2026-08-25", "met"),
        ("2026-08-26", None, "2026-08-26", "undetermined"),
        ("2026-08-26", None, "2026-09-09", "undetermined"),
        ("2026-08-26", Some("complex"), "2026-09-09", "met"),
        ("2026-08-26", Some("needs-longer"), "2026-09-09", "met-late"),
        ("2026-09-05", None, "2026-09-09", "met-late"), // after the longer one
    ] {
        let classing = classed.map(|class| {
            fact("petition-classed", "2026-08-21").class(doithoai::ruleset::CaseClass::named(class).unwrap())
        });
        let facts = Facts::held_on(date("2026-08-20")).with(fact("petition-raised", "2026-08-20"));
        let facts = facts.with(fact("suspended", suspended)).with(fact("petition-settled", settled));
        let timeline = terms.timeline(&classing.into_iter().fold(facts, Facts::with), as_of("2026-09-20")).unwrap();
        let duty = of_a(&timeline);
        assert_eq!(duty.outcome.status.word(), word, "{suspended} {classed:?} {settled}");
    }
}

/// Fifteen working days from the receipt of 2 March, as the most that an extension gives or as its length: they stand still while the
/// limit does, whether it was notified before, on or after that.
#[test]
fn what_an_extension_gives_from_the_anchor_stands_still_in_its_own_unit() {
    let most = "limit = \"stated\"\nmaximum = { n = 15, unit = \"working-day\", from = \"anchor\" }";
    let length = "limit = { n = 15, unit = \"working-day\", from = \"anchor\" }";
    for (suspended, resumed, notified, due) in [
        ("2026-03-06", "2026-03-09", "2026-03-05", "2026-03-24"),
        ("2026-03-06", "2026-03-09", "2026-03-06", "2026-03-24"),
        ("2026-03-06", "2026-03-09", "2026-03-09", "2026-03-24"),
        ("2026-03-05", "2026-03-09", "2026-03-04", "2026-03-25"),
        ("2026-03-05", "2026-03-09", "2026-03-10", "2026-03-25"),
        ("2026-03-05", "2026-03-11", "2026-03-04", "2026-03-27"),
        ("2026-03-05", "2026-03-11", "2026-03-12", "2026-03-27"),
        ("2026-03-07", "2026-03-08", "2026-03-10", "2026-03-23"), // over a week-end
    ] {
        for (extension, until) in [(most, Some("2026-06-30")), (length, None)] {
            let text = format!(
                "{}[[obligation.extension]]\ngranted_by = \"extension-notified\"\n{extension}\ngranted_before = \"due\"\n",
                file("dialogue", "petition-raised")
                    .replace("unit = \"day\", roll = \"none\"", "unit = \"working-day\"")
            );
            let notice = fact("extension-notified", notified);
            let notice = until.map_or(notice.clone(), |until| notice.until(date(until)));
            let facts =
                [fact("petition-raised", "2026-03-02"), fact("suspended", suspended), fact("resumed", resumed), notice];
            let facts = facts.into_iter().fold(Facts::held_on(date("2026-03-02")), Facts::with);
            let timeline = terms_in(&text).timeline(&facts, doithoai::View::everything()).unwrap();
            let duty = of_a(&timeline);
            let told = duty.outcome.due.unwrap().date.to_string();
            assert_eq!(told, due, "{suspended} {resumed} {notified} {extension}");
        }
    }
}

/// What is left is left of the last day before it rolls, of a limit that was extended, too.
#[test]
fn what_is_left_of_an_extension_is_left_of_its_own_last_day() {
    let extended = |limit: &str, extension: &str| {
        let due = format!("due = {{ after = \"petition-raised\", {limit} }}");
        let text = file("dialogue", "petition-raised")
            .replace("due = { after = \"petition-raised\", n = 10, unit = \"day\", roll = \"none\" }", &due);
        terms_in(&format!(
            "{text}[[obligation.extension]]\ngranted_by = \"extension-notified\"\n{extension}\ngranted_before = \"due\"\n"
        ))
    };
    let counted =
        |n: u32, unit: &str, from: &str| format!("limit = {{ n = {n}, unit = \"{unit}\", from = \"{from}\" }}");
    let stated = "limit = \"stated\"\nmaximum = { n = 13, unit = \"day\", from = \"due\" }".to_owned();
    for (limit, extension, [raised, notified, suspended, resumed], until, due) in [
        // Five days from Monday 9 March end on Saturday 14 March: nine days were left on the 5th.
        (
            "n = 5, unit = \"day\"",
            counted(5, "day", "due"),
            ["2026-03-02", "2026-03-03", "2026-03-05", "2026-03-09"],
            None,
            "2026-03-18",
        ),
        (
            "n = 5, unit = \"day\"",
            counted(5, "day", "due"),
            ["2026-03-02", "2026-03-03", "2026-03-05", "2026-03-05"],
            None,
            "2026-03-16",
        ),
        (
            "n = 5, unit = \"day\"",
            counted(5, "day", "due"),
            ["2026-03-02", "2026-03-03", "2026-03-13", "2026-03-20"],
            None,
            "2026-03-23",
        ),
        // The maximum of thirteen days from Monday 30 March ends on Sunday 12 April.
        (
            "n = 14, unit = \"day\"",
            stated,
            ["2026-03-16", "2026-03-25", "2026-03-26", "2026-03-31"],
            Some("2026-04-22"),
            "2026-04-17",
        ),
        // A week from Sunday 15 March ends on Sunday the 22nd: four working days were left on the 16th.
        (
            "n = 10, unit = \"working-day\"",
            counted(1, "week", "notice"),
            ["2026-03-05", "2026-03-15", "2026-03-16", "2026-03-22"],
            None,
            "2026-03-26",
        ),
    ] {
        let notice = fact("extension-notified", notified);
        let notice = until.map_or(notice.clone(), |until| notice.until(date(until)));
        let facts = [fact("petition-raised", raised), notice, fact("suspended", suspended), fact("resumed", resumed)];
        let facts = facts.into_iter().fold(Facts::held_on(date(raised)), Facts::with);
        let timeline = extended(limit, &extension).timeline(&facts, doithoai::View::everything()).unwrap();
        let duty = of_a(&timeline);
        assert_eq!(duty.outcome.due.unwrap().date.to_string(), due, "{limit} {extension} {suspended} {resumed}");
    }
    // Resumed on a Saturday on which nothing was left, and suspended again on the Sunday.
    for limit in ["n = 10, unit = \"working-day\"", "n = 14, unit = \"day\""] {
        let acts = [
            ("petition-raised", "2026-03-03"),
            ("suspended", "2026-03-17"),
            ("resumed", "2026-03-28"),
            ("suspended", "2026-03-29"),
            ("resumed", "2026-04-02"),
        ];
        let facts =
            acts.map(|(event, on)| fact(event, on)).into_iter().fold(Facts::held_on(date("2026-03-03")), Facts::with);
        let timeline = extended(limit, "limit = \"stated\"").timeline(&facts, doithoai::View::everything()).unwrap();
        let duty = of_a(&timeline);
        assert_eq!(duty.outcome.due.unwrap().date.to_string(), "2026-04-02", "{limit}");
    }
}

/// Five working days, or fifteen by the other reading, from 16 March: suspended between the two and not done, it is late under one alone.
#[test]
fn what_cannot_be_late_under_one_reading_is_contested() {
    let terms = |first: u32, other: &str| {
        let due = format!("due = {{ after = \"petition-raised\", n = {first}, unit = \"working-day\" }}");
        let text = file("dialogue", "petition-raised")
            .replace("due = { after = \"petition-raised\", n = 10, unit = \"day\", roll = \"none\" }", &due);
        let reading = format!(
            "silent_on = [\"due.n\"]\n[[obligation.reading]]\nid = \"other\"\ndue = {{ {other} }}\nbecause = \"x\"\n"
        );
        terms_in(&text.replace("[obligation.suspension]", &format!("{reading}[obligation.suspension]")))
    };
    for (first, other, acts, seen, word) in [
        (5, "n = 15", vec![("suspended", "2026-03-27")], "2026-03-26", "contested"),
        (5, "n = 15", vec![("suspended", "2026-03-27")], "2026-03-27", "contested"),
        (5, "n = 15", vec![("suspended", "2026-03-27")], "2026-06-30", "contested"),
        (5, "n = 15", vec![("suspended", "2026-03-27"), ("resumed", "2026-04-10")], "2026-04-10", "contested"),
        (5, "n = 15", vec![("suspended", "2026-03-27"), ("resumed", "2026-04-10")], "2026-04-30", "overdue"),
        (5, "n = 15", vec![("suspended", "2026-03-27"), ("petition-settled", "2026-04-10")], "2026-04-30", "contested"),
        (15, "n = 5", vec![("suspended", "2026-03-27")], "2026-04-09", "contested"),
        (15, "n = 5", vec![("suspended", "2026-03-23")], "2026-04-09", "no-date"), // the day of the shorter one
        (15, "n = 5", vec![("suspended", "2026-03-24")], "2026-04-09", "contested"),
        (5, "n = 15", vec![("suspended", "2026-04-07")], "2026-04-09", "overdue"), // the day after the longer one
    ] {
        let facts = acts.iter().map(|(event, on)| fact(event, on));
        let facts =
            facts.fold(Facts::held_on(date("2026-03-16")).with(fact("petition-raised", "2026-03-16")), Facts::with);
        let timeline = terms(first, other).timeline(&facts, as_of(seen)).unwrap();
        let duty = of_a(&timeline);
        assert_eq!(duty.outcome.status.word(), word, "{first} {other} {acts:?} {seen}");
    }
}
