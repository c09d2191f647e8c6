//! The verdicts on dialogues, and on an office's year.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use doithoai::audit::{
    Judgement, OfficeLog, OfficeLogError, RecurringVerdict, Summary, Verdict, YearAudit, audit, audit_year,
};
use doithoai::dialogue::{AnyDialogue, Plan};
use doithoai::ruleset::{DialogueKind, HeadKind, Level};
use doithoai::timeline::{Status, WhyOpen};
use doithoai::{Fact, Lang, Message, Registry, RuleSet, Subject, View};

use crate::support::{VIETNAM, as_of, date, terms};

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::builtin);

fn office(territory: &str, level: Level, head: HeadKind) -> OfficeLog {
    OfficeLog::new("A", Subject::new(territory, level, head, date("2026-01-01")).unwrap())
}

fn ward(events: &[(&str, &str)]) -> OfficeLog {
    with(office("79", Level::Commune, HeadKind::LocalGovernment), events)
}

fn with(office: OfficeLog, events: &[(&str, &str)]) -> OfficeLog {
    events.iter().fold(office, |office, (event, on)| office.with(Fact::new(*event, date(on))).unwrap())
}

fn held(on: &str, kind: Option<DialogueKind>) -> AnyDialogue {
    let kind_of = kind.map_or("untold", |kind| kind.word()); // two of one day are two dialogues
    let mut plan = Plan::new(format!("{on} {kind_of}"), date(on));
    plan.kind = kind;
    let terms = terms("law-72-2025");
    let mut dialogue = AnyDialogue::plan(terms, plan, date("2025-01-05")).unwrap();
    dialogue.record(Fact::new("opened", date(on))).unwrap();
    dialogue.record(Fact::new("closed", date(on))).unwrap();
    dialogue
}

fn year(office: &OfficeLog, dialogues: &[AnyDialogue], view: View) -> YearAudit {
    audit_year(&REGISTRY, &VIETNAM, dialogues, office, 2026, view).unwrap()
}

fn after_the_year() -> View {
    as_of("2027-01-01")
}

fn of<'a>(year: &'a YearAudit, ruleset: &str, duty: &str) -> Vec<&'a RecurringVerdict> {
    year.recurring.iter().filter(|verdict| verdict.ruleset == ruleset && verdict.duty == duty).collect()
}

fn in_period<'a>(verdicts: &[&'a RecurringVerdict], from: &str) -> &'a RecurringVerdict {
    verdicts.iter().find(|verdict| verdict.from == date(from)).unwrap_or_else(|| panic!("no period from {from}"))
}

#[test]
fn at_least_one_dialogue_a_year_as_each_reading_counts() {
    use DialogueKind::{AdHoc, Periodic};
    use Judgement::{Contested, OnTime, Open, Overdue};
    let ad_hoc = || held("2026-08-20", Some(AdHoc));
    let periodic = || held("2026-08-20", Some(Periodic));
    let untold = || held("2026-08-20", None);
    let last_year = || held("2025-08-20", Some(Periodic));
    let (end, ended) = (as_of("2026-12-31"), after_the_year());
    for (name, dialogues, view, expected) in [
        ("none, on the last day", vec![], end, Open),
        ("none, the day after", vec![], ended, Overdue),
        ("a periodic one", vec![periodic()], end, OnTime),
        ("one of the year before", vec![last_year()], ended, Overdue),
        ("only an ad hoc one, within the year", vec![ad_hoc()], end, OnTime),
        ("only an ad hoc one, after the year", vec![ad_hoc()], ended, Contested),
        ("an ad hoc and a periodic one", vec![ad_hoc(), periodic()], ended, OnTime),
        ("one whose kind was not recorded", vec![untold()], ended, OnTime),
    ] {
        let year = year(&ward(&[]), &dialogues, view);
        let verdicts = of(&year, "law-72-2025", "hold-dialogue");
        assert_eq!(verdicts.len(), 1, "{name}");
        assert_eq!(verdicts[0].judgement, expected, "{name}");
    }
    let unsure = year(&ward(&[]), &[untold()], ended);
    let reading = &of(&unsure, "law-72-2025", "hold-dialogue")[0].readings[0];
    assert_eq!((reading.reading.as_str(), reading.judgement), ("periodic-only", Judgement::Undetermined));
}

#[test]
fn a_dialogue_that_only_opened_or_closed_after_the_view_was_not_held() {
    let terms = terms("law-72-2025");
    let mut open = AnyDialogue::plan(terms, Plan::new("D", date("2026-08-20")), date("2026-07-20")).unwrap();
    open.record(Fact::new("opened", date("2026-08-20"))).unwrap();
    let judged = |dialogues: &[AnyDialogue], view| {
        let year = year(&ward(&[]), dialogues, view);
        of(&year, "law-72-2025", "hold-dialogue")[0].judgement
    };
    assert_eq!(judged(&[open], after_the_year()), Judgement::Overdue);
    let held = held("2026-08-20", Some(DialogueKind::Periodic));
    assert_eq!(judged(std::slice::from_ref(&held), as_of("2026-08-19")), Judgement::Open);
    assert_eq!(judged(&[held], as_of("2026-08-20")), Judgement::OnTime);
}

#[test]
fn the_yearly_report_and_its_notice() {
    // The regulation names no day: what tells of a year may follow it, so that neither is early or late.
    let sent = ward(&[("annual-report-sent", "2026-12-31")]);
    let this_year = year(&sent, &[], after_the_year());
    let (report, notice) = (of(&this_year, "hcmc-935", "annual-report"), of(&this_year, "hcmc-935", "annual-notice"));
    assert_eq!((report[0].judgement, report[0].found), (Judgement::Undated, 1));
    assert_eq!((notice[0].judgement, notice[0].found), (Judgement::Undated, 0));
    assert!(notice[0].reason.as_ref().unwrap().vi.ends_with("không nêu thời hạn"));

    // Sent in January about the year before: it counts for that year, and not for its own.
    let late = ward(&[]).with(Fact::new("annual-report-sent", date("2027-01-08")).about("2026")).unwrap();
    let view = as_of("2028-01-01");
    let report = |year| {
        let audit = audit_year(&REGISTRY, &VIETNAM, &[], &late, year, view).unwrap();
        of(&audit, "hcmc-935", "annual-report")[0].found
    };
    assert_eq!((report(2026), report(2027)), (1, 0));
}

#[test]
fn a_fixed_day_of_the_year_is_kept_missed_or_late() {
    let text = RuleSet::builtin_toml("hcmc-935").unwrap().replacen("id = \"hcmc-935\"", "id = \"fixed\"", 1);
    let (before, report) = text.split_at(text.find("id = \"annual-report\"").unwrap());
    let undated = "due = { none = \"not-stated\" }";
    let fixed = format!(
        "{before}{}",
        report.replacen(undated, "due = { month = 12, day = 12, roll = \"next-working-day\" }", 1)
    );
    let registry = Registry::new().with(RuleSet::from_toml(&fixed).unwrap()).unwrap();
    let report = |sent: &[(&str, &str)], on: &str| {
        let audit = audit_year(&registry, &VIETNAM, &[], &ward(sent), 2026, as_of(on)).unwrap();
        let verdict = of(&audit, "fixed", "annual-report")[0].clone();
        assert_eq!(verdict.due, Some(date("2026-12-14"))); // 12/12/2026 is a Saturday
        verdict.judgement
    };
    for (sent, on, expected) in [
        (Some("2026-12-14"), "2026-12-31", Judgement::OnTime),
        (Some("2026-12-15"), "2026-12-31", Judgement::Late),
        (None, "2026-12-14", Judgement::Open),
        (None, "2026-12-15", Judgement::Overdue),
    ] {
        let events: Vec<(&str, &str)> = sent.iter().map(|on| ("annual-report-sent", *on)).collect();
        assert_eq!(report(&events, on), expected, "{sent:?} on {on}");
    }
}

#[test]
fn receptions_by_level_and_version() {
    let view = after_the_year();
    // Until 30/6/2026 a commune receives a day a week, from 1/7/2026 two days a month; the week of the change is neither.
    let commune = year(
        &ward(&[("reception-held", "2026-06-22"), ("reception-held", "2026-07-01"), ("reception-held", "2026-07-31")]),
        &[],
        view,
    );
    let verdicts = of(&commune, "citizen-reception", "commune-reception");
    for (from, to, required, found, expected) in [
        ("2026-06-15", "2026-06-21", 1, 0, Judgement::Overdue),
        ("2026-06-22", "2026-06-28", 1, 1, Judgement::OnTime),
        ("2026-06-29", "2026-07-05", 1, 1, Judgement::Undetermined),
        ("2026-07-01", "2026-07-31", 2, 2, Judgement::OnTime),
        ("2026-08-01", "2026-08-31", 2, 0, Judgement::Overdue),
    ] {
        let verdict = in_period(&verdicts, from);
        assert_eq!((verdict.to, verdict.required, verdict.found), (date(to), Some(required), found), "{from}");
        assert_eq!(verdict.judgement, expected, "{from}");
    }
    let weeks = verdicts.iter().filter(|verdict| verdict.version == "2014-07-01").count();
    let months = verdicts.iter().filter(|verdict| verdict.version == "2026-07-01").count();
    assert_eq!((weeks, months), (26, 6)); // Mondays from 5/1 to 29/6, July to December

    let province = office("79", Level::Province, HeadKind::LocalGovernment);
    let province = year(&with(province, &[("reception-held", "2026-01-31")]), &[], view);
    let verdicts = of(&province, "citizen-reception", "province-reception");
    assert_eq!((verdicts.len(), in_period(&verdicts, "2026-01-01").judgement), (12, Judgement::OnTime));
    assert_eq!(in_period(&verdicts, "2026-02-01").judgement, Judgement::Overdue);
    assert!(of(&province, "citizen-reception", "commune-reception").is_empty());
    assert!(of(&province, "citizen-reception", "body-head-reception").is_empty()); // the numbers above are the chair's

    let party = with(office("79", Level::Commune, HeadKind::PartyCommittee), &[("reception-held", "2026-03-02")]);
    let party = year(&party, &[], view);
    let verdicts = of(&party, "qd-11", "reception");
    let march = in_period(&verdicts, "2026-03-01");
    assert_eq!((march.required, march.found, march.judgement), (Some(2), 1, Judgement::Overdue));
    assert!(of(&party, "citizen-reception", "commune-reception").is_empty());
}

#[test]
fn two_receptions_of_one_day_are_one_day() {
    let log = ward(&[("reception-held", "2026-08-06"), ("reception-held", "2026-08-06")]);
    let verdicts = year(&log, &[], after_the_year());
    let verdicts = of(&verdicts, "citizen-reception", "commune-reception");
    assert_eq!(in_period(&verdicts, "2026-08-01").found, 1);
}

#[test]
fn a_week_without_a_working_day_blames_nobody() {
    let verdicts = year(&ward(&[]), &[], after_the_year());
    let verdicts = of(&verdicts, "citizen-reception", "commune-reception");
    for (monday, expected) in [
        ("2026-02-09", Judgement::Overdue),
        ("2026-02-16", Judgement::Undetermined), // Tết: off from 14/2 to 22/2
        ("2026-02-23", Judgement::Overdue),
    ] {
        assert_eq!(in_period(&verdicts, monday).judgement, expected, "{monday}");
    }
}

#[test]
fn a_month_is_open_to_its_last_day() {
    let judged = |on: &str| {
        let year = year(&ward(&[("reception-held", "2026-09-10")]), &[], as_of(on));
        in_period(&of(&year, "citizen-reception", "commune-reception"), "2026-09-01").judgement
    };
    assert_eq!(["2026-09-30", "2026-10-01"].map(judged), [Judgement::Open, Judgement::Overdue]);
    let everything = year(&ward(&[]), &[], View::everything());
    let neglected = |verdict: &&RecurringVerdict| verdict.judgement == Judgement::Overdue;
    assert_eq!(everything.recurring.iter().find(neglected), None); // without a day to judge on
}

#[test]
fn the_audit_as_it_would_have_read_then() {
    let entered_late = Fact::new("reception-held", date("2026-08-06")).recorded(date("2026-10-01"));
    let log = ward(&[("reception-held", "2026-08-20")]).with(entered_late).unwrap();
    let august = |view| {
        let year = year(&log, &[], view);
        in_period(&of(&year, "citizen-reception", "commune-reception"), "2026-08-01").judgement
    };
    let view = as_of("2026-10-15");
    assert_eq!(august(view), Judgement::OnTime);
    assert_eq!(august(view.known_on(date("2026-09-30"))), Judgement::Overdue);
    assert_eq!(august(view.known_on(date("2026-10-01"))), Judgement::OnTime);
}

#[test]
fn a_correction_voids_an_entry_and_is_itself_an_entry() {
    let log = ward(&[("reception-held", "2026-08-06"), ("reception-held", "2026-08-20")]);
    let mut void = Fact::new("reception-held", date("2026-08-20")).recorded(date("2026-10-01")).correcting(2);
    void.void = true;
    let log = log.with(void.clone()).unwrap();
    assert_eq!(log.entries().len(), 3);
    let found = |view| {
        let year = year(&log, &[], view);
        in_period(&of(&year, "citizen-reception", "commune-reception"), "2026-08-01").found
    };
    assert_eq!(found(after_the_year()), 1);
    assert_eq!(found(after_the_year().known_on(date("2026-09-30"))), 2);
    let early = Fact::new("reception-held", date("2026-08-20")).recorded(date("2026-08-19"));
    assert_eq!(Message::code(&log.clone().with(early).unwrap_err()), "entered-before");
    assert_eq!(
        log.clone().with(void).unwrap_err(),
        OfficeLogError::NothingToCorrect { entry: 2, entries: 3, by: Some(3) }
    );
    let beyond = Fact::new("reception-held", date("2026-08-20")).correcting(9);
    assert_eq!(
        log.clone().with(beyond).unwrap_err(),
        OfficeLogError::NothingToCorrect { entry: 9, entries: 3, by: None }
    );
    assert_eq!(OfficeLog::from_jsonl(&log.to_jsonl()).unwrap().entries(), log.entries());
}

#[test]
fn what_is_not_known_is_refused_with_what_would_be_right() {
    let typo = ward(&[("anual-report-sent", "2026-12-31")]);
    let error = audit_year(&REGISTRY, &VIETNAM, &[], &typo, 2026, View::everything()).unwrap_err();
    assert!(error.to_string().starts_with("unknown event `anual-report-sent`; did you mean `annual-report-sent`"));
    let head = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#;
    // What some editors and serializers write is understood.
    let spelled =
        format!("\u{feff}{head}\r\n{}\r\n", r#"{"event":"reception-held","on":"2026-08-06","recorded":null}"#);
    assert_eq!(OfficeLog::from_jsonl(&spelled).unwrap().entries(), [Fact::new("reception-held", date("2026-08-06"))]);
    for (line, expected) in [
        (r#"{"event":"opened","on":"2026-08-20"}"#, "`opened` belongs to a dialogue"),
        (r#"{"event":"reception-held","on":"2026-02-30"}"#, "line 2"),
        (r#"{"event":"reception-held"}"#, "missing field `on`"),
        (r#"{"event":"reception-held","on":"2026-02-03","onn":1}"#, "unknown field `onn`"),
        ("[]", "line 2: every line is a JSON object"),
        (r#"{"event":"reception-held","on":"2026-2-03"}"#, "line 2: `2026-2-03` is not a date; expected YYYY-MM-DD"),
        (r#"{"event":"reception-held","on":"2026-02-03","void":true}"#, "line 2: `void` strikes an entry out"),
        (
            r#"{"event":"reception-held","on":"2026-02-03","corrects":5}"#,
            "line 2: there is no entry 5 before it to correct: none stands before it, so leave `corrects` out",
        ),
    ] {
        let error = OfficeLog::from_jsonl(&format!("{head}\n{line}")).unwrap_err();
        assert!(error.to_string().contains(expected), "{line}: {error}");
    }
}

#[test]
fn the_verdicts_of_a_dialogue_are_those_of_its_timeline() {
    let terms = terms("hcmc-935");
    let mut dialogue = AnyDialogue::plan(terms, Plan::new("D", date("2026-08-20")), date("2026-07-20")).unwrap();
    for (event, on) in [("invitation-sent", "2026-08-12"), ("opened", "2026-08-20"), ("closed", "2026-08-20")] {
        dialogue.record(Fact::new(event, date(on))).unwrap();
    }
    let judged = |dialogue: &AnyDialogue, on: NaiveDate| -> Vec<(String, Judgement)> {
        let verdicts = audit(dialogue, View::as_of(on)).unwrap();
        verdicts.into_iter().map(|verdict| (verdict.duty.rule.id.clone(), verdict.judgement)).collect()
    };
    let notice = |on: &str| judged(&dialogue, date(on)).into_iter().find(|(duty, _)| duty == "notify-conclusion");
    let judgement = |on: &str| notice(on).map(|(_, judgement)| judgement);
    // Ten working days from 20/8/2026, over a worked Saturday and National Day.
    assert_eq!(judgement("2026-09-07"), Some(Judgement::Open));
    assert_eq!(judgement("2026-09-08"), Some(Judgement::Overdue));

    // No petition was recorded: nobody owes a reply that was never asked for.
    dialogue.record(Fact::new("conclusion-notified", date("2026-09-07"))).unwrap();
    let settle = |dialogue: &AnyDialogue| -> Verdict {
        let verdicts = audit(dialogue, as_of("2027-01-31")).unwrap();
        verdicts.into_iter().find(|verdict| verdict.duty.rule.id == "settle-petition").unwrap()
    };
    assert_eq!(settle(&dialogue).judgement, Judgement::Undetermined);
    // As the timeline has it: still open on the last day, and nobody's delay after it.
    let status = |on: &str| {
        let timeline = dialogue.timeline(as_of(on)).unwrap();
        timeline.duty("hcmc-935", "settle-petition").unwrap().outcome.status.clone()
    };
    let due = settle(&dialogue).duty.outcome.due.unwrap().date;
    assert_eq!(status(&due.to_string()), Status::Pending);
    let after = status(&due.succ_opt().unwrap().to_string());
    assert_eq!(after, Status::Undetermined { because: WhyOpen::NoPetition });
    assert!(settle(&dialogue).text(Lang::En).contains("no petition was recorded"));
    assert!(settle(&dialogue).text(Lang::Vi).contains("chưa ghi nhận kiến nghị nào"));
    dialogue.record(Fact::new("petition-raised", date("2026-08-20")).petition("1")).unwrap();
    assert_eq!(settle(&dialogue).judgement, Judgement::Overdue);
}

#[test]
fn a_verdict_changes_only_on_the_day_after_a_limit() {
    let terms = terms("hcmc-935");
    let mut dialogue = AnyDialogue::plan(terms, Plan::new("D", date("2026-08-20")), date("2026-07-20")).unwrap();
    for (event, on) in [("opened", "2026-08-20"), ("closed", "2026-08-20"), ("conclusion-notified", "2026-09-07")] {
        dialogue.record(Fact::new(event, date(on))).unwrap();
    }
    dialogue.record(Fact::new("petition-raised", date("2026-08-20")).petition("1")).unwrap();
    let mut overdue_before = Vec::new();
    for on in date("2026-08-20").iter_days().take(90) {
        let verdicts = audit(&dialogue, View::as_of(on)).unwrap();
        let late = [Judgement::Overdue, Judgement::Missed];
        for verdict in verdicts.iter().filter(|verdict| late.contains(&verdict.judgement)) {
            let key = (verdict.duty.rule.id.clone(), verdict.duty.petition.clone());
            if !overdue_before.contains(&key) {
                assert!(verdict.duty.outcome.due.is_some_and(|due| due.date < on));
                overdue_before.push(key);
            }
        }
        let open = |verdict: &&Verdict| verdict.judgement == Judgement::Open;
        let all_in_time =
            verdicts.iter().filter(open).all(|verdict| verdict.duty.outcome.due.is_none_or(|due| due.date >= on));
        assert!(all_in_time, "{on}");
    }
    assert_eq!(overdue_before.len(), 2); // the invitation that nobody sent, the petition that nobody settled
}

#[test]
fn many_offices_in_figures() {
    let audits: Vec<YearAudit> = (0..20_u64)
        .map(|n| {
            let subject = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, date("2026-01-01")).unwrap();
            let office = OfficeLog::new(format!("phường {n}"), subject);
            let day = date("2026-08-03").checked_add_days(Days::new(n)).unwrap();
            let dialogue = (n % 2 == 0).then(|| held(&day.to_string(), Some(DialogueKind::Periodic)));
            year(&office, &dialogue.into_iter().collect::<Vec<_>>(), after_the_year())
        })
        .collect();
    let summary = Summary::of(&audits);
    let hold = &summary.by_duty["law-72-2025/hold-dialogue"];
    assert_eq!((hold.of(Judgement::OnTime), hold.of(Judgement::Overdue), hold.total()), (10, 10, 20));
    assert_eq!(summary.by_office.len(), 20);
    let of_offices: usize = summary.by_office.values().map(doithoai::audit::Tally::total).sum();
    let of_duties: usize = summary.by_duty.values().map(doithoai::audit::Tally::total).sum();
    assert_eq!((of_offices, of_duties), (summary.all.total(), summary.all.total()));
}

#[test]
fn every_verdict_has_a_sentence_in_both_languages() {
    let year = year(&ward(&[("reception-held", "2026-07-01")]), &[held("2026-08-20", None)], after_the_year());
    let sentences = |lang| {
        let duties = year.verdicts.iter().map(move |verdict| verdict.text(lang));
        duties.chain(year.recurring.iter().map(move |verdict| verdict.text(lang))).collect::<Vec<String>>()
    };
    let (vi, en) = (sentences(Lang::Vi), sentences(Lang::En));
    assert!(vi.len() > 30 && vi.len() == en.len());
    for (vi, en) in vi.iter().zip(&en) {
        assert_ne!(vi, en);
        assert!(vi.contains("Điều ") && en.contains("Art. "), "{vi}\n{en}");
    }
}

/// Law on units of 2025: the provinces of resolution 202/2025/QH15, communes of decision 19/2025/QĐ-TTg.
#[test]
fn an_audit_tells_what_became_of_the_units_that_it_names() {
    let year = |territory: &str, level: &str, year: i32, day: &str| {
        let text = format!(
            "{{\"office\":\"A\",\"territory\":\"{territory}\",\"level\":\"{level}\",\"head\":\"local-government\"}}"
        );
        let office = OfficeLog::from_jsonl(&text).unwrap();
        audit_year(&Registry::builtin(), &VIETNAM, &[], &office, year, as_of(day)).unwrap()
    };
    let district = |day| year("01/002", "district", 2025, day);
    assert_eq!(district("2025-06-30").units, []);
    let ended = district("2025-07-01");
    assert!(ended.units[0].text(Lang::Vi).starts_with("`002` (Quận Hoàn Kiếm) kết thúc từ ngày 01/07/2025"));
    let merged = |day| year("77", "province", 2025, day).merged_into.map(|merger| merger.into);
    assert_eq!(merged("2025-06-11"), None);
    assert_eq!(merged("2025-12-31"), Some("79".to_owned()));
    let json = serde_json::to_value(&ended).unwrap();
    assert_eq!(json["units"][0]["ended"], "2025-07-01");
    assert!(json.get("merged_into").is_none() && json.get("subject").is_none());
}

#[test]
fn an_audit_names_its_rule_sets_and_calendar_and_tells_how_old_the_data_is() {
    let office = ward(&[("reception-held", "2026-08-06")]);
    let until = VIETNAM.checked_until().unwrap();
    for (day, told) in [(until.pred_opt().unwrap(), false), (until, false), (until.succ_opt().unwrap(), true)] {
        let audit = year(&office, &[], View::as_of(day));
        assert_eq!(audit.data_age, VIETNAM.data_age(day));
        assert_eq!(audit.data_age.is_some(), told, "{day}");
        let json = serde_json::to_value(&audit).unwrap();
        assert_eq!(json["data_age"]["beyond"].as_str(), told.then(|| day.to_string()).as_deref());
        assert_eq!(json["calendar"]["days"], VIETNAM.days_hash());
        assert_eq!(json["calendar"]["documents"], VIETNAM.hash());
    }
    // A case that reaches beyond, whenever it is looked at: of the petition the settlement.
    let late = with(office.clone(), &[]);
    let received = Fact::new("petition-received", date("2026-11-27")).petition("KN-1");
    let late = late.with(received).unwrap();
    let reaches = year(&late, &[], View::as_of(date("2026-11-28")));
    let outcomes = reaches.verdicts.iter().map(|verdict| &verdict.duty.outcome);
    let counted = outcomes.filter(|outcome| outcome.anchor.as_ref().is_none_or(|anchor| anchor.actual));
    let last = counted.filter_map(|outcome| outcome.due).map(|due| due.date).max();
    assert_eq!(reaches.data_age.as_ref().map(|age| age.beyond), last.filter(|day| *day > until));
    // Known by then: another calendar.
    let then = View::as_of(date("2026-08-15")).known_on(date("2025-10-01"));
    assert_eq!(year(&office, &[], then).calendar, VIETNAM.known_on(date("2025-10-01")).hashes());
    // Each version that gave a verdict, once.
    let audit = year(&office, &[held("2026-08-20", None)], after_the_year());
    let mut names: Vec<(String, String)> = audit
        .verdicts
        .iter()
        .map(|verdict| (verdict.duty.rule_set.id().to_owned(), verdict.duty.rule_set.version().to_owned()))
        .collect();
    names.extend(audit.recurring.iter().map(|verdict| (verdict.ruleset.clone(), verdict.version.clone())));
    names.sort();
    names.dedup();
    let told: Vec<(String, String)> = audit.rulesets.iter().map(|set| (set.id.clone(), set.version.clone())).collect();
    assert_eq!(told, names);
    for set in &audit.rulesets {
        assert_eq!(REGISTRY.get(&format!("{}@{}", set.id, set.version)).unwrap().hash(), set.hash);
    }
}
