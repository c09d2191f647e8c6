//! Duties on fixed days: which day a notice moves, what holds where the rule changes between them, and where days off are open.

use doithoai::audit::{Judgement, OfficeLog, RecurringVerdict, Summary, YearAudit, audit_year};
use doithoai::dialogue::{AnyDialogue, Plan};
use doithoai::ruleset::Activity;
use doithoai::{AdoptedReadings, Facts, Lang, Message as _, Registry, Terms};

use crate::support::{OWN_FILE, VIETNAM, as_of, date};

/// Receptions on fixed days of each month, and the notice that a move calls for three days before the day given up.
fn monthly(on: &str) -> String {
    format!(
        r#"{OWN_FILE}activities = ["reception", "petition-handling"]
[[recurring]]
id = "tiep"
activity = "reception"
every = "month"
due = {{ on = {on}, roll = "next-working-day", moved_by = "reception-rescheduled" }}
met_by = {{ all = ["reception-held"] }}
cite = "main#d2"
[[obligation]]
id = "bao-doi"
activity = "reception"
duty_kind = "announce"
each = {{ event = "reception-rescheduled" }}
bearer = "office"
due = {{ before = "former-day", n = 3, unit = "day", count = "event-excluded" }}
met_by = {{ all = ["reception-schedule-posted"] }}
cite = "main#d3"
"#
    )
}

/// A version from a day on, in which the fixed day is another one; issued on a day.
fn amended(on: &str, from: &str, issued: &str) -> String {
    format!(
        r#"format = 1
id = "own"
version = "2"
amends = "own@2026-01-01"
in_force = {{ from = {from} }}
source.hai = {{ kind = "inferred", confidence = "D", ref = "Thử" }}
instrument.qd = {{ kind = "quyet-dinh", number = "2-QĐ/VD", issuer = "unknown", issued = {issued}, standing = "in-force" }}
[[recurring]]
id = "tiep"
due = {{ on = {on} }}
cite = "qd#d2"
from = "hai"
"#
    )
}

fn registry(files: &[String]) -> Registry {
    let mut registry = Registry::new();
    for file in files {
        let set = registry.from_toml(file).unwrap_or_else(|error| panic!("{error}"));
        registry = registry.with(set).unwrap();
    }
    registry
}

/// The audit of a year by files, of entries as `event day key=value …`, seen on a day.
fn audited(files: &[String], entries: &[&str], year: i32, seen: &str) -> YearAudit {
    adopting("not-adopted", files, entries, (year, seen))
}

/// The same by a reading that was adopted.
fn adopting(reading: &str, files: &[String], entries: &[&str], (year, seen): (i32, &str)) -> YearAudit {
    let line = |entry: &&str| {
        let mut parts = entry.split(' ');
        let (event, on) = (parts.next().unwrap(), parts.next().unwrap());
        let more = parts.map(|part| part.split_once('=').unwrap()).map(|(key, value)| format!(r#","{key}":"{value}""#));
        format!(r#"{{"event":"{event}","on":"{on}"{}}}"#, more.collect::<String>())
    };
    let head = r#"{"office":"A","territory":"48","level":"commune","head":"local-government"}"#.to_owned();
    let lines: Vec<String> = std::iter::once(head).chain(entries.iter().map(line)).collect();
    let office = OfficeLog::from_jsonl(&lines.join("\n")).unwrap_or_else(|error| panic!("{error}"));
    let adopted = AdoptedReadings::new().adopt("own", "tiep", reading);
    let office = if reading == "not-adopted" { office } else { office.adopting(adopted) };
    audit_year(&registry(files), &VIETNAM, &[], &office, year, as_of(seen)).unwrap()
}

fn of<'a>(audit: &'a YearAudit, month: &str) -> Vec<&'a RecurringVerdict> {
    audit.recurring.iter().filter(|one| one.duty == "tiep" && one.period.as_deref() == Some(month)).collect()
}

fn told(audit: &YearAudit, month: &str) -> Vec<(Judgement, Option<i64>, String)> {
    let due = |one: &RecurringVerdict| one.due.map(|due| due.to_string()).unwrap_or_default();
    of(audit, month).into_iter().map(|one| (one.judgement, one.days, due(one))).collect()
}

#[test]
fn a_notice_moves_the_day_that_it_is_about() {
    use Judgement::{Early, Late, OnTime, Open, Overdue};
    let file = [monthly("10")];
    let is = |judgement, days: i64, due: &str| vec![(judgement, (days != 0).then_some(days), due.to_owned())];
    for (notice, held, seen, month, expected) in [
        // September's is moved, not August's: the day before, on and after the new one.
        (
            "2027-07-13 until=2027-09-14 about=2027-09-10",
            &["2027-08-10", "2027-09-14"][..],
            "2027-10-05",
            "2027-08",
            is(OnTime, 0, "2027-08-10"),
        ),
        (
            "2027-07-13 until=2027-09-14 about=2027-09-10",
            &["2027-08-10", "2027-09-14"],
            "2027-10-05",
            "2027-09",
            is(OnTime, 0, "2027-09-14"),
        ),
        (
            "2027-07-13 until=2027-09-14 about=2027-09-10",
            &["2027-09-13"],
            "2027-10-05",
            "2027-09",
            is(Early, 1, "2027-09-14"),
        ),
        (
            "2027-07-13 until=2027-09-14 about=2027-09-10",
            &["2027-09-15"],
            "2027-10-05",
            "2027-09",
            is(Late, 1, "2027-09-14"),
        ),
        ("2027-07-13 until=2027-09-14 about=2027-09-10", &[], "2027-09-14", "2027-09", is(Open, 0, "2027-09-14")),
        ("2027-07-13 until=2027-09-14 about=2027-09-10", &[], "2027-09-15", "2027-09", is(Overdue, 0, "2027-09-14")),
        // By the month, and by the day as it is written, a Saturday, or as it rolls.
        (
            "2027-07-13 until=2027-09-14 about=2027-09",
            &["2027-09-14"],
            "2027-10-05",
            "2027-09",
            is(OnTime, 0, "2027-09-14"),
        ),
        (
            "2027-07-12 until=2027-07-20 about=2027-07-10",
            &["2027-07-20"],
            "2027-08-05",
            "2027-07",
            is(OnTime, 0, "2027-07-20"),
        ),
        (
            "2027-07-12 until=2027-07-20 about=2027-07-12",
            &["2027-07-20"],
            "2027-08-05",
            "2027-07",
            is(OnTime, 0, "2027-07-20"),
        ),
        // What had passed is not moved: it is late.
        (
            "2027-07-13 until=2027-07-20 about=2027-07-10",
            &["2027-07-20"],
            "2027-08-05",
            "2027-07",
            is(Late, 8, "2027-07-12"),
        ),
        (
            "2027-07-13 until=2027-07-20 about=2027-07-10",
            &["2027-07-20"],
            "2027-08-05",
            "2027-08",
            is(Open, 0, "2027-08-10"),
        ),
        // A day that is none of these moves none; without a day the next one goes.
        (
            "2027-07-13 until=2027-09-14 about=2027-09-08",
            &["2027-09-10"],
            "2027-10-05",
            "2027-09",
            is(OnTime, 0, "2027-09-10"),
        ),
        ("2027-07-13 until=2027-08-12", &["2027-08-12"], "2027-10-05", "2027-08", is(OnTime, 0, "2027-08-12")),
        ("2027-07-12 until=2027-07-15", &["2027-07-15"], "2027-10-05", "2027-07", is(OnTime, 0, "2027-07-15")),
    ] {
        let notice = format!("reception-rescheduled {notice}");
        let held: Vec<String> = held.iter().map(|day| format!("reception-held {day}")).collect();
        let entries: Vec<&str> = std::iter::once(notice.as_str()).chain(held.iter().map(String::as_str)).collect();
        let audit = audited(&file, &entries, 2027, seen);
        assert_eq!(told(&audit, month), expected, "{notice} {held:?}");
        let late = of(&audit, month)[0].notes.iter().any(|note| note.vi.contains("đã qua: không dời được"));
        assert_eq!(late, expected[0].0 == Late && month == "2027-07", "{notice}");
    }
}

#[test]
fn the_day_given_up_is_the_day_that_a_notice_moves() {
    let file = [monthly("10")];
    for (notices, limits) in [
        (&["2027-07-13 until=2027-09-14 about=2027-09-10"][..], &["2027-09-07"][..]),
        (&["2027-07-13 until=2027-09-14 about=2027-09"], &["2027-09-07"]),
        (&["2027-07-05 until=2027-07-20 about=2027-07-10"], &["2027-07-09"]), // 12 July as it rolls
        // The limit had passed before anybody knew of the move.
        (&["2027-07-13 until=2027-07-20 about=2027-07-10"], &[]),
        (&["2027-07-13 until=2027-08-12"], &["2027-08-07"]),
        // Moved again: the day that the first notice set.
        (&["2027-08-02 until=2027-08-12", "2027-08-03 until=2027-08-16"], &["2027-08-07", "2027-08-09"]),
        (
            &["2027-08-02 until=2027-08-12", "2027-08-03 until=2027-08-16 about=2027-08-10"],
            &["2027-08-07", "2027-08-09"],
        ),
        // A reception that is none of the fixed ones.
        (&["2027-07-13 until=2027-09-14 about=2027-09-08"], &["2027-09-05"]),
    ] {
        let notices: Vec<String> = notices.iter().map(|notice| format!("reception-rescheduled {notice}")).collect();
        let entries: Vec<&str> = notices.iter().map(String::as_str).collect();
        let audit = audited(&file, &entries, 2027, "2027-12-31");
        let of = audit.verdicts.iter().filter(|one| one.duty.rule.id == "bao-doi");
        let due: Vec<String> = of.filter_map(|one| Some(one.duty.outcome.due?.date.to_string())).collect();
        assert_eq!(due, limits, "{notices:?}");
    }
}

#[test]
fn a_month_in_which_the_day_changes_is_told_and_an_act_counts_once() {
    use Judgement::{OnTime, Overdue, Undetermined};
    let row = |judgement, due: &str| (judgement, None, due.to_owned());
    for (old, new, from, held, expected) in [
        // The old day comes after the change, the new one before it.
        ("25", "10", "2026-05-20", &["2026-05-25"][..], vec![row(Undetermined, "")]),
        ("25", "10", "2026-05-20", &[], vec![row(Undetermined, "")]),
        ("25", "10", "2026-05-25", &["2026-05-25"], vec![row(Undetermined, "")]),
        ("25", "10", "2026-05-26", &["2026-05-25"], vec![row(OnTime, "2026-05-25")]),
        // Both days stand.
        ("10", "25", "2026-05-20", &["2026-05-25"], vec![row(Overdue, "2026-05-11"), row(OnTime, "2026-05-25")]),
        ("10", "25", "2026-05-20", &["2026-05-11"], vec![row(OnTime, "2026-05-11"), row(Overdue, "2026-05-25")]),
        // Only the new one does, or only the old one.
        ("[10]", "25", "2026-05-08", &["2026-05-25"], vec![row(OnTime, "2026-05-25")]),
        ("10", "10", "2026-05-20", &["2026-05-11"], vec![row(OnTime, "2026-05-11")]),
    ] {
        let files = [monthly(old), amended(new, from, from)];
        let held: Vec<String> = held.iter().map(|day| format!("reception-held {day}")).collect();
        let entries: Vec<&str> = held.iter().map(String::as_str).collect();
        let audit = audited(&files, &entries, 2026, "2026-06-30");
        assert_eq!(told(&audit, "2026-05"), expected, "{old} {new} {from} {held:?}");
        for one in of(&audit, "2026-05").iter().filter(|one| one.judgement == Undetermined) {
            assert_eq!(one.reason.as_ref().unwrap().vi, "quy định thay đổi trong kỳ");
        }
        for month in ["2026-04", "2026-06"] {
            assert_eq!(of(&audit, month).len(), 1, "{old} {new} {from} {month}");
        }
    }
}

#[test]
fn before_its_issue_a_version_leaves_what_returns_contested() {
    use Judgement::{Contested, Late, OnTime, Overdue, Undetermined};
    for (issued, held, month, expected) in [
        ("2026-05-01", "2026-05-25", "2026-05", (Late, None)),
        ("2026-06-10", "2026-05-25", "2026-05", (Contested, Some(OnTime))),
        ("2026-06-10", "2026-05-11", "2026-05", (Contested, Some(Judgement::Early))),
        ("2026-06-10", "2026-05-12", "2026-05", (Late, Some(Judgement::Early))),
        ("2026-06-10", "2026-07-10", "2026-05", (Overdue, Some(Overdue))),
        // The day before its issue: the old day is the 25th, which lies after it.
        ("2026-05-12", "2026-05-25", "2026-05", (Late, Some(Undetermined))),
        ("2026-05-11", "2026-05-25", "2026-05", (Late, None)),
        ("2026-06-10", "2026-06-10", "2026-06", (OnTime, None)),
    ] {
        let files = [monthly("25"), amended("10", "2026-05-01", issued)];
        let audit = audited(&files, &[&format!("reception-held {held}")], 2026, "2026-06-30");
        let one = of(&audit, month)[0];
        let reading = one.readings.iter().find(|reading| reading.reading == "effect-from-issue");
        assert_eq!((one.judgement, reading.map(|reading| reading.judgement)), expected, "{issued} {held}");
        let is_said = one.notes.iter().any(|note| note.vi.contains("nhưng nêu hiệu lực từ ngày 01/05/2026"));
        assert_eq!(is_said, reading.is_some(), "{issued} {held}");
    }
}

/// Receptions before each session of the council.
fn before_sessions() -> String {
    format!(
        r#"{OWN_FILE}activities = ["reception"]
[[recurring]]
id = "tiep"
activity = "reception"
each_before = "council-session"
at_least = 1
met_by = {{ all = ["reception-held"] }}
cite = "main#d2"
"#
    )
}

#[test]
fn before_its_issue_a_version_leaves_what_comes_before_a_session_contested() {
    use Judgement::{Contested, Missed, OnTime};
    let twice = |issued: &str| amended("10", "2026-05-01", issued).replace("due = { on = 10 }", "at_least = 2");
    // Each is beside its own session: the one before was kept, the one after was not.
    let sessions = ["2026-04-10", "2026-04-30", "2026-05-30", "2026-06-29"].map(|on| format!("council-session {on}"));
    for (issued, held, expected) in [
        ("2026-05-01", "2026-05-25", (Missed, None)),
        ("2026-05-30", "2026-05-25", (Contested, Some(OnTime))),
        ("2026-06-10", "2026-05-25", (Contested, Some(OnTime))),
        ("2026-06-10", "2026-05-29", (Contested, Some(OnTime))),
        ("2026-06-10", "2026-05-30", (Missed, Some(Missed))),
        ("2026-06-10", "2026-04-29", (Missed, Some(Missed))),
    ] {
        let files = [before_sessions(), twice(issued)];
        let mut entries: Vec<String> = sessions.to_vec();
        entries.extend(["2026-04-09", "2026-04-20", held].map(|day| format!("reception-held {day}")));
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        let audit = audited(&files, &entries, 2026, "2026-07-31");
        let of_session = |one: &&RecurringVerdict| one.duty == "tiep" && one.to == date("2026-05-29");
        let one = audit.recurring.iter().find(of_session).unwrap_or_else(|| panic!("{:#?}", audit.recurring));
        let reading = one.readings.iter().find(|reading| reading.reading == "effect-from-issue");
        assert_eq!((one.judgement, reading.map(|reading| reading.judgement)), expected, "{issued} {held}");
    }
}

/// The same, as was adopted.
#[test]
fn whether_a_version_holds_before_its_issue_may_be_adopted() {
    use Judgement::{Early, Late, OnTime};
    for (issued, held, as_stated, from_issue) in [
        ("2026-06-10", "2026-05-25", Late, OnTime),
        ("2026-06-10", "2026-05-11", OnTime, Early),
        ("2026-06-10", "2026-05-12", Late, Early),
    ] {
        let files = [monthly("25"), amended("10", "2026-05-01", issued)];
        for (reading, version, own, other, beside) in [
            ("effect-as-stated", "2", as_stated, "effect-from-issue", from_issue),
            ("effect-from-issue", "2026-01-01", from_issue, "effect-as-stated", as_stated),
        ] {
            let audit = adopting(reading, &files, &[&format!("reception-held {held}")], (2026, "2026-06-30"));
            let one = of(&audit, "2026-05")[0];
            assert_eq!((one.version.as_str(), one.judgement, one.by_default), (version, own, None), "{reading} {held}");
            let told: Vec<_> = one.readings.iter().map(|of| (of.reading.as_str(), of.judgement)).collect();
            assert_eq!(told, [(other, beside)], "{reading} {held}");
            assert_eq!(of(&audit, "2026-05").len(), 1);
        }
    }
}

/// The fifteenth by a reading that both versions have; the second is in force from 20 May.
#[test]
fn a_reading_that_was_adopted_goes_for_the_days_of_every_version_that_has_it() {
    let reading = "[[recurring.reading]]\nid = \"fifteenth\"\ndue = { on = 15, roll = \"next-working-day\" }\nbecause = \"ngày 15\"\n[[obligation]]";
    let files = [monthly("25").replace("[[obligation]]", reading), amended("10", "2026-05-20", "2026-05-20")];
    for (held, may, june) in [
        ("2026-05-15", Judgement::OnTime, Judgement::Overdue),
        ("2026-05-14", Judgement::Early, Judgement::Overdue),
        ("2026-05-28", Judgement::Late, Judgement::Overdue),
        ("2026-06-15", Judgement::Overdue, Judgement::OnTime),
    ] {
        let audit = adopting("fifteenth", &files, &[&format!("reception-held {held}")], (2026, "2026-06-30"));
        let all: Vec<_> = ["2026-05", "2026-06"].iter().flat_map(|month| of(&audit, month)).collect();
        let [one, other] = all.as_slice() else { panic!("{held}: {all:#?}") };
        assert_eq!((one.judgement, other.judgement), (may, june), "{held}");
        assert_eq!((one.version.as_str(), other.version.as_str()), ("2026-01-01", "2"), "{held}");
    }
    // Of exact days each is of its own day: which version judges what was pending is no question.
    let adopted = AdoptedReadings::new().adopt("own", "tiep", "pending-old");
    let terms = Terms::new(registry(&files).rule_sets().iter().cloned(), VIETNAM.clone());
    assert!(terms.adopting(adopted).is_err());
}

/// By the 5th, and by another day in a reading that only the later version has, from May on.
#[test]
fn a_reading_of_a_later_version_silences_none_of_an_earlier_one() {
    use Judgement::{Contested, OnTime};
    let with = |id: &str, day: u32| {
        format!("[[recurring.reading]]\nid = \"{id}\"\ndue = {{ day = {day} }}\nbecause = \"khác\"\n")
    };
    let on_25 = "due = { on = 25, roll = \"next-working-day\", moved_by = \"reception-rescheduled\" }";
    let by_5 = monthly("25").replace(on_25, "at_least = 1\ncounts = \"days\"\ndue = { day = 5 }");
    let first = by_5.replace("[[obligation]]", &format!("{}[[obligation]]", with("later", 20)));
    let second = amended("10", "2026-05-01", "2026-05-01").replace("due = { on = 10 }\n", "") + &with("latest", 25);
    let files = [first, second];
    let judged = |reading: &str, month: &str| {
        let entries = [format!("reception-held {month}-08")];
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        of(&adopting(reading, &files, &entries, (2026, "2026-06-30")), month)[0].judgement
    };
    for (reading, april, may) in
        [("not-adopted", Contested, Contested), ("later", OnTime, OnTime), ("latest", Contested, OnTime)]
    {
        assert_eq!((judged(reading, "2026-04"), judged(reading, "2026-05")), (april, may), "{reading}");
    }
}

#[test]
fn a_day_that_is_not_decreed_is_told_as_such() {
    // Mùng 1 of 2028 is 26 January: whether the 24th is off is not decreed.
    let file = [monthly("24")];
    let told = |held: Option<&str>, seen: &str| {
        let held = held.map(|day| format!("reception-held {day}"));
        let audit = audited(&file, &held.iter().map(String::as_str).collect::<Vec<_>>(), 2028, seen);
        let one = of(&audit, "2028-01")[0].clone();
        (one.judgement, one.days, one)
    };
    for (held, seen, judgement) in [
        (Some("2028-01-21"), "2028-02-20", Judgement::Early),
        (Some("2028-01-24"), "2028-02-20", Judgement::Undetermined),
        (Some("2028-01-31"), "2028-02-20", Judgement::Undetermined),
        (Some("2028-02-01"), "2028-02-20", Judgement::Overdue), // of February
        (None, "2028-01-24", Judgement::Open),
        (None, "2028-01-25", Judgement::Undetermined),
        (None, "2028-02-01", Judgement::Overdue),
    ] {
        let (judged, days, one) = told(held, seen);
        assert_eq!((judged, days), (judgement, None), "{held:?} {seen}");
        assert_eq!(one.between, Some((date("2028-01-24"), date("2028-01-31"))));
        let reason = one.reason.as_ref().map(|reason| &*reason.vi);
        let open = "chưa có văn bản quyết định ngày nghỉ năm 2028: Tết và Quốc khánh";
        assert_eq!(reason, (judgement == Judgement::Undetermined).then_some(open));
        assert_eq!(one.notes[0].vi, "ngày 24/01/2028 dự kiến là ngày nghỉ");
        let text = one.text(Lang::Vi);
        assert!(text.contains("ngày 31/01/2028 (dự kiến, từ 24/01/2028 đến 31/01/2028)"), "{text}");
    }
    // Another year: firm, with its number, and nothing beside the day.
    let audit = audited(&file, &["reception-held 2027-01-22"], 2027, "2027-02-20");
    let one = of(&audit, "2027-01")[0];
    assert_eq!((one.judgement, one.days, one.between), (Judgement::Early, Some(3), None));
    assert_eq!(one.notes[0].vi, "ngày 24/01/2027 là ngày nghỉ");
}

/// A duty toward a petition, in ten days.
fn petitions() -> String {
    format!(
        r#"{OWN_FILE}activities = ["petition-handling"]
[[obligation]]
id = "tra-loi"
activity = "petition-handling"
duty_kind = "settle"
each = "petition"
bearer = "office"
due = {{ after = "petition-received", n = 10, unit = "day", roll = "none" }}
met_by = {{ all = ["reply-sent"] }}
cite = "main#d1"
"#
    )
}

#[test]
fn what_stands_in_the_audits_of_two_years_is_counted_once() {
    let file = [petitions()];
    for (received, replied, years) in [
        ("2025-12-20", "2025-12-30", [1, 0]),
        ("2025-12-21", "2025-12-31", [1, 0]),
        ("2025-12-22", "2026-01-01", [1, 1]),
        ("2025-12-20", "2026-02-25", [1, 1]),
        ("2026-01-01", "2026-01-05", [0, 1]),
    ] {
        let entries =
            [&*format!("petition-received {received} petition=P1"), &*format!("reply-sent {replied} petition=P1")];
        let audits = [2025, 2026].map(|year| audited(&file, &entries, year, "2026-03-31"));
        assert_eq!(audits.each_ref().map(|audit| audit.verdicts.len()), years, "{received} {replied}");
        let summary = Summary::of(&audits);
        assert_eq!(summary.by_duty["own/tra-loi"].total(), 1, "{received} {replied}");
        assert_eq!((summary.all.total(), summary.by_office["A"].total()), (1, 1));
        // Each year alone has it.
        let alone = audits.iter().map(|audit| Summary::of(std::slice::from_ref(audit)).all.total());
        assert_eq!(alone.collect::<Vec<_>>(), years);
    }
    // Two petitions are two, and so are those of two offices.
    let both = ["petition-received 2025-12-22 petition=P1", "petition-received 2025-12-22 petition=P2"];
    let audits = [2025, 2026].map(|year| audited(&file, &both, year, "2026-03-31"));
    assert_eq!(Summary::of(&audits).all.total(), 2);
}

#[test]
fn a_duty_without_text_is_called_by_what_fulfils_it() {
    let audit = audited(&[monthly("10")], &[], 2026, "2026-03-31");
    assert_eq!(of(&audit, "2026-01")[0].what.vi, "tiếp công dân");
}

#[test]
fn a_dialogue_has_no_duties_of_receptions() {
    let duties = |activity: &str, activities: &str| {
        let file = format!(
            r#"{OWN_FILE}activities = {activities}
[[obligation]]
id = "niem-yet"
activity = "{activity}"
duty_kind = "announce"
phase = "before"
bearer = "office"
due = {{ before = "dialogue-day", n = 3, unit = "day", count = "event-excluded" }}
met_by = {{ all = ["announced"] }}
cite = "main#d1"
"#
        );
        let terms = crate::support::terms_in(&file);
        let plan = Plan::new("DT-1", date("2026-05-15"));
        let dialogue = AnyDialogue::plan(terms.clone(), plan, date("2026-05-01")).unwrap();
        let facts = Facts::held_on(date("2026-05-15"));
        let named = |terms: &Terms| terms.duties(&facts, as_of("2026-06-30")).unwrap().len();
        assert_eq!(named(&terms.in_activity(Activity::Reception)), 1);
        let of_dialogue = dialogue.duties(as_of("2026-06-30")).unwrap().len();
        assert_eq!(named(&terms), of_dialogue);
        of_dialogue
    };
    assert_eq!(duties("dialogue", r#"["dialogue", "reception", "reporting"]"#), 1);
    assert_eq!(duties("reception", r#"["dialogue", "reception", "reporting"]"#), 0);
    assert_eq!(duties("reporting", r#"["dialogue", "reception", "reporting"]"#), 0);
    // A rule set without dialogues was named for what it is about.
    assert_eq!(duties("reception", r#"["reception"]"#), 1);
}

/// What is about a day that is none of the days moves none: said beside the nearest, whichever month it is of.
#[test]
fn a_notice_about_no_day_of_the_duty_is_told() {
    // On the 25th; of April 2026 it is a Saturday, and the next working day the 28th.
    let file = [monthly("25")];
    let noted = |about: &str, month: &str| {
        let entries = [
            "reception-rescheduled 2026-05-20 until=2026-05-28 about=".to_owned() + about,
            "reception-held 2026-05-28".to_owned(),
        ];
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        let audit = audited(&file, &entries, 2026, "2026-06-30");
        let one = of(&audit, month)[0].clone();
        let notes: Vec<String> = one.notes.iter().map(|note| note.en.to_string()).collect();
        (one.judgement, notes)
    };
    let none = |day: &str| {
        vec![format!("the notice of 2026-05-20 is about {day}, which is none of the days: it moves nothing")]
    };
    for (about, judgement, notes) in [
        ("2026-05-24", Judgement::Late, none("2026-05-24")),
        (
            "2026-05-25",
            Judgement::OnTime,
            vec!["moved from 2026-05-25 to 2026-05-28 by the notice of 2026-05-20".to_owned()],
        ),
        ("2026-05-26", Judgement::Late, none("2026-05-26")),
        (
            "2026-05",
            Judgement::OnTime,
            vec!["moved from 2026-05-25 to 2026-05-28 by the notice of 2026-05-20".to_owned()],
        ),
    ] {
        assert_eq!(noted(about, "2026-05"), (judgement, notes), "{about}");
    }
    // A check of the log warns of it at its line.
    let warned = |about: &str| {
        let log = format!(
            "{{\"office\":\"A\",\"territory\":\"48\",\"level\":\"commune\",\"head\":\"local-government\"}}\n\
             {{\"event\":\"reception-rescheduled\",\"on\":\"2026-05-20\",\"until\":\"2026-05-28\"{about}}}\n"
        );
        let checked = OfficeLog::check_jsonl(&log).under(&registry(&file));
        assert!(checked.problems.is_empty(), "{:?}", checked.problems);
        checked.warnings.iter().map(|one| (one.line, one.code())).collect::<Vec<_>>()
    };
    for (about, warns) in [
        (",\"about\":\"2026-05-24\"", true),
        (",\"about\":\"2026-05-25\"", false),
        (",\"about\":\"2026-05-26\"", true),
        (",\"about\":\"2026-05\"", false),
        (",\"about\":\"2026-04-25\"", false), // as the text names it; it had passed, which the audit says
        (",\"about\":\"2026-04-28\"", false),
        ("", false),
    ] {
        let expected = if warns { vec![(2, "about-no-day")] } else { vec![] };
        assert_eq!(warned(about), expected, "{about}");
    }
    assert_eq!(noted("2026-06-20", "2026-05").1, [""; 0]);
    assert_eq!(noted("2026-06-20", "2026-06").1, none("2026-06-20"));
}

/// By the 5th and on the 5th: of April 2026 it is a Sunday, of May a Tuesday. Where it goes is not said, or it is.
#[test]
fn where_a_day_at_the_latest_goes_that_is_off_is_not_decided_by_silence() {
    use Judgement::{Contested, Early, Late, OnTime, Open, Overdue};
    let on_25 = "due = { on = 25, roll = \"next-working-day\", moved_by = \"reception-rescheduled\" }";
    let judged = |due: &str, held: Option<&str>, seen: &str, month: &str| {
        let file = [monthly("25").replace(on_25, due)];
        let held = held.map(|day| format!("reception-held {day}"));
        let audit = audited(&file, &held.iter().map(String::as_str).collect::<Vec<_>>(), 2026, seen);
        of(&audit, month)[0].clone()
    };
    let [by, on, rolls, stays] = [
        "at_least = 1\ncounts = \"days\"\ndue = { day = 5 }",
        "due = { on = 5 }",
        "at_least = 1\ncounts = \"days\"\ndue = { day = 5, roll = \"next-working-day\" }",
        "at_least = 1\ncounts = \"days\"\ndue = { day = 5, roll = \"none\" }",
    ];
    for (held, seen, [of_by, of_on, of_rolls, of_stays]) in [
        (Some("2026-04-03"), "2026-04-30", [OnTime, Early, OnTime, OnTime]),
        (Some("2026-04-05"), "2026-04-30", [OnTime, Contested, OnTime, OnTime]),
        (Some("2026-04-06"), "2026-04-30", [Contested, Contested, OnTime, Late]),
        (Some("2026-04-07"), "2026-04-30", [Late, Late, Late, Late]),
        (None, "2026-04-05", [Open, Open, Open, Open]),
        (None, "2026-04-06", [Contested, Contested, Open, Overdue]),
        (None, "2026-04-07", [Overdue, Overdue, Overdue, Overdue]),
    ] {
        for (due, judgement) in [(by, of_by), (on, of_on), (rolls, of_rolls), (stays, of_stays)] {
            assert_eq!(judged(due, held, seen, "2026-04").judgement, judgement, "{due}, {held:?}, seen {seen}");
        }
    }
    let one = judged(by, Some("2026-04-06"), "2026-04-30", "2026-04");
    let reason = "the text does not say where 2026-04-05, a day off, goes: on time if to 2026-04-06, late if it stays";
    assert_eq!((one.due, &*one.reason.unwrap().en), (Some(date("2026-04-06")), reason));
    assert_eq!(
        one.notes[0].en,
        "2026-04-05 is a day off; the text does not say where it goes: the next working day (an assumption)"
    );
    assert!(judged(rolls, None, "2026-04-30", "2026-04").notes.is_empty());
    for (held, judgement) in [("2026-05-05", OnTime), ("2026-05-06", Late)] {
        let one = judged(by, Some(held), "2026-05-31", "2026-05");
        assert_eq!((one.judgement, one.notes.len()), (judgement, 0), "{held}");
    }
}
