//! Documents laid over the calendar: decrees, what was known when, what contradicts.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use doithoai::calendar::{
    DayKind, DayStanding, Document, DocumentFact, HolidayRule, Question, VIETNAM_TOML, lunar, parse_documents,
};
use doithoai::{Calendar, CalendarError, Code, Lang, Message as _, TimeLimit, Unit};

use crate::support::{VIETNAM, date, decree};

const DECREE_2028: &str = "tet = [{ from = 2028-01-24, to = 2028-01-28 }]\nbeside_national_day = [2028-09-01]";

fn build(decrees: &[String]) -> Result<Calendar, CalendarError> {
    decrees.iter().fold(Calendar::builder(), |builder, text| builder.decree_toml(text)).build()
}

#[track_caller]
fn refused(decrees: &[String], message: &str) {
    let error = build(decrees).expect_err("the decrees do not fit").to_string();
    assert!(error.contains(message), "expected `{message}` in `{error}`");
}

/// calendar.md §4: weekdays off around Tết and National Day in projected years.
#[test]
fn projected_years_follow_practice() {
    let table = [
        (2028, "01-24 01-25 01-26 01-27 01-28", "09-01 09-04"),
        (2029, "02-12 02-13 02-14 02-15 02-16", "09-03 09-04"),
        (2030, "01-31 02-01 02-04 02-05 02-06", "09-02 09-03"),
        (2031, "01-21 01-22 01-23 01-24 01-27", "09-01 09-02"),
        (2032, "02-09 02-10 02-11 02-12 02-13", "09-02 09-03"),
        (2033, "01-31 02-01 02-02 02-03 02-04", "09-01 09-02"),
        (2034, "02-17 02-20 02-21 02-22 02-23", "09-01 09-04"),
        (2035, "02-06 02-07 02-08 02-09 02-12", "09-03 09-04"),
    ];
    for (year, tet, national_day) in table {
        let off = |from: &str, to: &str| {
            let days = date(&format!("{year}-{from}")).iter_days().take_while(|d| *d <= date(&format!("{year}-{to}")));
            let days = days.filter(|d| d.weekday().num_days_from_monday() < 5 && !VIETNAM.is_working_day(*d).unwrap());
            days.map(|d| d.format("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(off("01-15", "02-28"), tet, "{year}");
        assert_eq!(off("08-25", "09-10"), national_day, "{year}");
        assert!(!VIETNAM.is_decreed(year));
    }
}

#[test]
fn the_24th_of_november_is_off_from_2026_and_an_open_question_on_a_weekend() {
    assert_eq!(VIETNAM.day(date("2025-11-24")).unwrap().kind, DayKind::Working);
    let day = VIETNAM.day(date("2026-11-24")).unwrap();
    assert_eq!(day.kind, DayKind::Holiday { holiday: "culture-day".to_owned() });
    assert_eq!(
        day.basis_text(Lang::Vi),
        "Điều 2 Nghị quyết 28/2026/QH16 ngày 24/04/2026; Công văn 10065/VPCP-KGVX ngày 02/10/2026 (chưa đọc bản gốc, mức tin cậy C)"
    );
    // Neither the bridge of Monday 23 November nor a worked Saturday 28 was decided.
    assert!(VIETNAM.is_working_day(date("2026-11-23")).unwrap());
    assert!(!VIETNAM.is_working_day(date("2026-11-28")).unwrap());
    for (year, of) in [(2029, "2029-11-24"), (2030, "2030-11-24"), (2035, "2035-11-24")] {
        assert!(VIETNAM.open_questions(year).contains(&Question::MadeUp { of: date(of) }));
    }
    // The Monday after is worked in the projection, and the bounds leave it open.
    assert!(VIETNAM.is_working_day(date("2029-11-26")).unwrap());
    let due = VIETNAM.due(&TimeLimit::after(1, Unit::WorkingDay), date("2029-11-23")).unwrap();
    assert_eq!((due.earliest(), due.latest()), (date("2029-11-26"), date("2029-11-27")));
}

#[test]
fn practice_holds_by_weekday_until_a_file_says_otherwise() {
    for year in 2028..=2100 {
        let (new_year, national_day) = (lunar::tet(year).unwrap(), date(&format!("{year}-09-02")));
        let before = if matches!(new_year.weekday(), Weekday::Mon | Weekday::Tue) { 1 } else { 2 };
        let after = matches!(national_day.weekday(), Weekday::Mon | Weekday::Thu | Weekday::Sun);
        let holidays = |calendar: &Calendar, id: &str| -> Vec<NaiveDate> {
            let days = calendar.special_days(date(&format!("{year}-01-01"))..=date(&format!("{year}-12-31")));
            let is = |kind: &DayKind| matches!(kind, DayKind::Holiday { holiday } if holiday == id);
            days.into_iter().filter(|day| is(&day.kind)).map(|day| day.date).collect()
        };
        assert_eq!(holidays(&VIETNAM, "tet")[0], new_year - Days::new(before), "{year}");
        let beside = |after: bool| if after { national_day + Days::new(1) } else { national_day - Days::new(1) };
        assert_eq!(holidays(&VIETNAM, "national-day-second"), [beside(after)], "{year}");
        // Another practice is followed, and makes another calendar; the bounds are of the law and stay.
        let weekday = format!("{:?}", national_day.weekday()).to_lowercase();
        let other =
            practice(&format!("weekdays = [\"{}\"]\n{} = 1", full(&weekday), if after { "before" } else { "after" }));
        let other = build(&[other]).unwrap();
        assert_eq!(holidays(&other, "national-day-second"), [beside(!after)], "{year}");
        assert!(other != *VIETNAM && other.hash() != VIETNAM.hash());
    }
    // Each practice has a hash of its own, also where none is that of the file.
    let hash_of = |monday, sunday| {
        let says = |day, side| practice(&format!("weekdays = [\"{day}\"]\n{side} = 1"));
        build(&[says("monday", monday), says("sunday", sunday)]).unwrap().hash()
    };
    let hashes: BTreeSet<_> = [("before", "before"), ("before", "after"), ("after", "before"), ("after", "after")]
        .map(|(a, b)| hash_of(a, b))
        .into();
    assert_eq!(hashes.len(), 4);
    let (first, _) = VIETNAM_TOML.split_once("\n[[document]]").unwrap();
    let again = build(&[first.to_owned()]).unwrap();
    assert_eq!((again.hash(), &again), (VIETNAM.hash(), &*VIETNAM), "the file says what the library does");
    refused(&[practice("weekdays = [\"monday\"]\nafter = 2")], "expected 1, found 2");
    refused(&[practice("weekdays = []\nafter = 1")], "the list is empty");
    refused(&[practice("weekdays = [\"monday\"]")], "`before`");
}

/// A file that says what is likely beside National Day.
fn practice(says: &str) -> String {
    format!("format = 1\n[[practice]]\nof = \"national-day\"\n{says}\nconfidence = \"D\"\nsource = \"a test\"\n")
}

fn full(weekday: &str) -> &'static str {
    let all = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    all.into_iter().find(|full| full.starts_with(weekday)).unwrap()
}

#[test]
fn each_special_day_names_its_provision() {
    for (day, reason, basis) in [
        (
            "2026-04-27",
            "nghỉ bù cho Giỗ Tổ Hùng Vương (10/3 âm lịch) trùng Chủ nhật 26/04/2026",
            "khoản 3 Điều 111 Bộ luật Lao động 2019",
        ),
        (
            "2019-04-15",
            "nghỉ bù cho Giỗ Tổ Hùng Vương (10/3 âm lịch) trùng Chủ nhật 14/04/2019",
            "khoản 3 Điều 115 Bộ luật Lao động 2012",
        ),
        ("2026-01-10", "đi làm bù cho thứ Sáu 02/01/2026", "Công văn 12729/VPCP-KGVX ngày 25/12/2025"),
        ("2020-09-02", "Quốc khánh", "điểm đ khoản 1 Điều 115 Bộ luật Lao động 2012"),
        (
            "2025-01-28",
            "Tết Nguyên đán (ngày cuối năm âm lịch)",
            "điểm b khoản 1 Điều 112 Bộ luật Lao động 2019; khoản 3 Điều 112 Bộ luật Lao động 2019; Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024",
        ),
        (
            "2025-01-27",
            "Tết Nguyên đán (2 ngày trước mùng 1)",
            "điểm b khoản 1 Điều 112 Bộ luật Lao động 2019; khoản 3 Điều 112 Bộ luật Lao động 2019; Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024",
        ),
        (
            "2025-01-31",
            "Tết Nguyên đán (mùng 3)",
            "điểm b khoản 1 Điều 112 Bộ luật Lao động 2019; khoản 3 Điều 112 Bộ luật Lao động 2019; Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024",
        ),
        ("2026-08-29", "nghỉ hằng tuần", "Quyết định 188/1999/QĐ-TTg ngày 17/09/1999"),
        ("2026-08-28", "ngày làm việc", ""),
    ] {
        let found = VIETNAM.day(date(day)).unwrap();
        assert_eq!((found.reason(Lang::Vi).as_str(), found.basis_text(Lang::Vi).as_str()), (reason, basis), "{day}");
    }
    let of_2026 = VIETNAM.special_days(date("2026-01-01")..=date("2026-12-31"));
    assert_eq!(of_2026.len(), 17);
    assert!(of_2026.iter().all(|day| day.kind.is_special()) && of_2026.is_sorted_by_key(|day| day.date));
    assert!(VIETNAM.special_days(date("2026-12-31")..=date("2026-01-01")).is_empty());
}

#[test]
fn a_decree_at_run_time_makes_its_year_firm() {
    let limit = TimeLimit::after(20, Unit::WorkingDay);
    let before = VIETNAM.due(&limit, date("2028-01-10")).unwrap();
    assert!(!before.is_firm());
    assert_eq!(
        before.because().unwrap().text(Lang::En),
        "no document decides the days off of 2028 yet: Tết and National Day"
    );
    let calendar = build(&[decree("cv-2028", "2027-10-15", DECREE_2028)]).unwrap();
    assert!(calendar.is_decreed(2028) && calendar.open_questions(2028).is_empty());
    let after = calendar.due(&limit, date("2028-01-10")).unwrap();
    assert!(after.is_firm());
    assert_eq!(after.date, before.date, "the decree is what practice made likely");
    assert_eq!(calendar.day(date("2028-01-24")).unwrap().standing, DayStanding::Decreed);
    // What was known before the decree is what was known.
    assert!(!calendar.known_on(date("2027-10-14")).is_decreed(2028));
    assert!(calendar.known_on(date("2027-10-15")).is_decreed(2028));
}

#[test]
fn a_decree_for_tet_alone_leaves_national_day_open() {
    let calendar = build(&[decree("cv-2028", "2027-10-15", "tet = [{ from = 2028-01-25, to = 2028-01-29 }]")]).unwrap();
    assert_eq!(calendar.open_questions(2028), [Question::SecondNationalDay]);
    let due = calendar.due(&TimeLimit::after(20, Unit::WorkingDay), date("2028-01-10")).unwrap();
    assert_eq!((due.earliest(), due.latest()), (due.date, due.date));
    assert_eq!(due.because().unwrap().text(Lang::En), "no document decides the days off of 2028 yet: National Day");
    assert!(!due.is_firm(), "a year with an open question is never firm, even where the bounds coincide");
}

#[test]
fn a_day_in_lieu_that_no_law_grants_can_be_decreed_or_denied() {
    let base = "tet = [{ from = 2029-02-12, to = 2029-02-16 }]\nbeside_national_day = [2029-09-03]\n";
    let open = build(&[decree("cv-2029", "2028-10-15", base)]).unwrap();
    assert_eq!(open.open_questions(2029), [Question::MadeUp { of: date("2029-11-24") }]);
    let granted = format!("{base}in_lieu = [{{ of = 2029-11-24, on = 2029-11-26 }}]");
    let granted = build(&[decree("cv-2029", "2028-10-15", &granted)]).unwrap();
    assert!(granted.is_decreed(2029) && !granted.is_working_day(date("2029-11-26")).unwrap());
    let denied = build(&[decree("cv-2029", "2028-10-15", &format!("{base}not_made_up = [2029-11-24]"))]).unwrap();
    assert!(denied.is_decreed(2029) && denied.is_working_day(date("2029-11-26")).unwrap());
}

#[test]
fn what_was_known_on_a_day_is_what_was_issued_by_then() {
    let swapped = date("2024-04-29");
    for (known, works) in [("2024-04-01", true), ("2024-04-11", true), ("2024-04-12", false), ("2026-01-01", false)] {
        assert_eq!(VIETNAM.known_on(date(known)).is_working_day(swapped).unwrap(), works, "{known}");
    }
    // Resolution 28/2026/QH16 was issued on 24 April 2026.
    assert!(VIETNAM.known_on(date("2026-04-23")).is_working_day(date("2026-11-24")).unwrap());
    assert!(!VIETNAM.known_on(date("2026-04-24")).is_working_day(date("2026-11-24")).unwrap());
    // Before the letter of 2025-10-13 the year 2026 was open.
    assert!(!VIETNAM.known_on(date("2025-10-12")).is_decreed(2026));
    assert!(VIETNAM.known_on(date("2025-10-13")).is_decreed(2026));
    // Before the Labour Code of 2019 was issued, 2021 had one National Day.
    assert!(VIETNAM.known_on(date("2019-11-19")).is_working_day(date("2021-09-03")).unwrap());
    // And the Labour Code of 2012, which it ends, had not ended.
    let then = VIETNAM.known_on(date("2019-11-19"));
    assert!(!then.is_working_day(date("2021-04-30")).unwrap() && !then.is_decreed(2021));
    assert_eq!(then.day(date("2021-04-30")).unwrap().basis[0].document, "labour-code-2012");
    // The laws in force when coverage begins are always known.
    assert!(!VIETNAM.known_on(date("1990-01-01")).is_working_day(date("2015-04-30")).unwrap());
}

#[test]
fn changes_lists_the_days_that_differ() {
    let old = VIETNAM.known_on(date("2024-04-11"));
    let changes = Calendar::changes(&old, &VIETNAM);
    let of_2024: Vec<NaiveDate> = changes.iter().map(|c| c.new.date).filter(|d| d.year() == 2024).collect();
    assert_eq!(of_2024, [date("2024-04-29"), date("2024-05-04")]);
    assert!(Calendar::changes(&VIETNAM, &VIETNAM).is_empty());
    // A decree that decides what practice made likely changes what the days rest on.
    let decided = build(&[decree("cv-2028", "2027-10-15", DECREE_2028)]).unwrap();
    let changes = Calendar::changes(&VIETNAM, &decided);
    assert!(changes.iter().all(|change| change.old.kind == change.new.kind));
    assert_eq!((changes[0].old.standing, changes[0].new.standing), (DayStanding::Projected, DayStanding::Decreed));
    let calendar =
        build(&[decree("cv-2028", "2027-10-15", "swap = [{ off = 2028-05-05, worked = 2028-05-06 }]")]).unwrap();
    let changes = Calendar::changes(&VIETNAM, &calendar);
    assert_eq!(changes[0].old.kind, DayKind::Working);
    assert_eq!(changes[0].new.kind, DayKind::SwappedOff { worked_on: date("2028-05-06") });
    assert_eq!(changes.len(), 2);
}

#[test]
fn a_later_document_replaces_what_it_names() {
    let first = decree("cv-a", "2027-10-15", DECREE_2028);
    let second = decree("cv-b", "2027-12-01", "beside_national_day = [2028-09-03]");
    refused(&[first.clone(), second], "`cv-a` and `cv-b` decide the second National Day of 2028 differently");

    let on_date = "supersedes = [{ document = \"cv-a\", on = [2028-09-01] }]\nbeside_national_day = [2028-09-03]";
    let calendar = build(&[first.clone(), decree("cv-b", "2027-12-01", on_date)]).unwrap();
    assert!(calendar.is_decreed(2028), "the Tết of the first document stands");
    let day = calendar.day(date("2028-09-03")).unwrap();
    assert_eq!(day.basis.last().unwrap().document, "cv-b");
    // In between, the first document was all that was known.
    let between = calendar.known_on(date("2027-11-30"));
    assert_eq!(between.day(date("2028-09-01")).unwrap().standing, DayStanding::Decreed);

    let whole = decree("cv-c", "2027-12-02", "supersedes = [\"cv-a\"]");
    let calendar = build(&[first, whole]).unwrap();
    assert!(!calendar.is_decreed(2028), "all of the first document fell");
}

#[test]
fn documents_that_do_not_fit_are_refused_with_the_reason() {
    let one = |facts: &str| [decree("cv-x", "2027-10-15", facts)];
    let both = |a: &str, b: &str| [decree("cv-x", "2027-10-15", a), decree("cv-y", "2027-10-16", b)];
    refused(
        &both(DECREE_2028, "tet = [{ from = 2028-01-25, to = 2028-01-29 }]"),
        "the Tết holiday of 2028 differently",
    );
    refused(&one("tet = [{ from = 2028-01-24, to = 2028-01-27 }]"), "as many days in a row as the law gives");
    refused(&one("tet = [{ from = 2028-02-01, to = 2028-02-05 }]"), "lunar New Year's Day among them");
    refused(&one("beside_national_day = [2028-09-05]"), "is 1 or 3 September");
    refused(&one("beside_national_day = [2019-09-03]"), "no law in force on this date leaves it to decide");
    refused(
        &one("swap = [{ off = 2028-05-01, worked = 2028-05-06 }]"),
        "2028-05-01: a day swapped off needs to be a working day",
    );
    refused(
        &one("swap = [{ off = 2028-05-03, worked = 2028-05-05 }]"),
        "2028-05-05: a day swapped for work needs to be a weekly rest day",
    );
    refused(
        &one("in_lieu = [{ of = 2028-05-01, on = 2028-05-04 }]"),
        "2028-05-01: a day in lieu needs a holiday that falls on a weekly rest day",
    );
    refused(
        &one("day_off = [{ on = 2028-05-06, name = { vi = \"x\", en = \"x\" } }]"),
        "a day off needs a day that would be worked",
    );
    refused(
        &one("day_off = [{ on = 2101-05-06, name = { vi = \"x\", en = \"x\" } }]"),
        "outside the years that the calendar covers",
    );
    refused(&one("supersedes = [\"cv-none\"]"), "`cv-x` supersedes `cv-none`, which is not a document");
    refused(&[decree("cv-9859-2025", "2027-10-15", DECREE_2028)], "two documents have the id `cv-9859-2025`");
    // Two documents that say the same contradict nothing.
    build(&both(DECREE_2028, DECREE_2028)).unwrap();
}

#[test]
fn a_holiday_that_is_not_made_up_needs_to_fall_on_a_rest_day() {
    let weekday = [decree("cv-x", "2027-10-15", "not_made_up = [2028-05-01]")];
    refused(&weekday, "2028-05-01: a day in lieu needs a holiday that falls on a weekly rest day");
    let facts = "tet = [{ from = 2029-02-12, to = 2029-02-16 }]\nbeside_national_day = [2029-09-03]\nnot_made_up = [2029-11-24]";
    let decided = decree("cv-2029", "2028-10-15", facts);
    // The same under a week given by the caller; under another week the Saturday is no rest day and nothing is asked.
    for rest in [vec![Weekday::Sat, Weekday::Sun], vec![Weekday::Sun]] {
        let calendar = Calendar::builder().decree_toml(&decided).weekly_rest(rest).build().unwrap();
        assert!(calendar.is_decreed(2029));
    }
    // Days in lieu that a letter names rest on the letter.
    assert_eq!(VIETNAM.day(date("2015-02-23")).unwrap().standing, DayStanding::Decreed);
    assert_eq!(VIETNAM.day(date("2026-04-27")).unwrap().standing, DayStanding::Statutory);
}

#[test]
fn a_single_day_off_can_be_decreed() {
    let facts = "day_off = [{ on = 2026-12-18, name = { vi = \"Quốc tang\", en = \"National mourning\" } }]";
    let calendar = build(&[decree("cv-x", "2026-12-10", facts)]).unwrap();
    let day = calendar.day(date("2026-12-18")).unwrap();
    assert_eq!((day.is_working(), day.reason(Lang::Vi).as_str()), (false, "Quốc tang"));
    assert_eq!(calendar.add_working_days(date("2026-12-17"), 1).unwrap(), date("2026-12-21"));
}

#[test]
fn the_week_mask_is_configurable() {
    let six_days = Calendar::builder().weekly_rest([Weekday::Sun]).build().unwrap();
    for (day, works) in [
        ("2026-08-22", true),  // every Saturday is worked
        ("2026-08-31", true),  // so nothing is swapped
        ("2026-04-27", false), // in lieu of Sunday 26 April
        ("2027-05-01", false), // Labour Day on a Saturday is off
        ("2027-05-03", true),  // and no rest day was lost
        ("2015-02-21", false),
        ("2015-02-23", true),
    ] {
        assert_eq!(six_days.is_working_day(date(day)).unwrap(), works, "{day}");
    }
    assert!(six_days.is_decreed(2026) && !six_days.is_decreed(2028));
    let usual = Calendar::builder().weekly_rest([Weekday::Sat, Weekday::Sun]).build().unwrap();
    assert!(Calendar::changes(&VIETNAM, &usual).iter().all(|change| change.old.kind == change.new.kind));
    for rest in 0..127_u32 {
        let days = (0..7_u8).filter(|day| rest & (1 << day) != 0).map(|day| Weekday::try_from(day).unwrap());
        assert!(Calendar::builder().weekly_rest(days).build().is_ok(), "rest days {rest:#b}");
    }
    let none = Calendar::builder().weekly_rest([
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ]);
    assert!(none.build().unwrap_err().to_string().contains("has no working days to count"));
}

#[test]
fn a_decree_file_with_mistakes_says_where_and_what_is_right() {
    let text = decree("cv-x", "2027-10-15", "tett = [{ from = 2028-01-24, to = 2028-01-28 }]");
    let error = parse_documents(&text).unwrap_err();
    let problems: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
    assert!(
        problems.iter().any(|p| p.contains("unknown key `tett`") && p.ends_with("did you mean `tet`?")),
        "{problems:?}"
    );
    let quoted = parse_documents(&decree("cv-x", "\"2027-10-15\"", DECREE_2028)).unwrap_err();
    assert_eq!(
        quoted.to_string(),
        "line 7, column 10: document[cv-x].issued: expected a date such as 2026-08-20, without quotes, found a string"
    );
    let format = parse_documents("format = 2").unwrap_err();
    assert!(format.problems().iter().any(|problem| problem.message.en == "expected 1, found 2"), "{format}");
}

#[test]
fn outside_the_covered_years_is_an_error_that_states_them() {
    for day in ["2014-12-31", "2101-01-01", "1900-01-01", "9999-12-31"] {
        let error = VIETNAM.is_working_day(date(day)).unwrap_err();
        assert_eq!(error.to_string(), format!("{day} is outside the covered years 2015-2100"));
        assert!(error.text(Lang::Vi).ends_with("nằm ngoài các năm có lịch 2015-2100"));
        assert!(VIETNAM.day(date(day)).is_err() && VIETNAM.add_working_days(date(day), 1).is_err());
        assert!(VIETNAM.add_working_days(date(day), 0).is_err() && VIETNAM.last_working_day(date(day)).is_err());
    }
    assert_eq!(VIETNAM.add_working_days(date("2100-12-31"), -1).unwrap(), date("2100-12-30"));
    assert!(VIETNAM.add_working_days(date("2100-12-31"), 1).is_err());
    assert!(VIETNAM.add_working_days(date("2015-01-05"), -1).is_err(), "2 January 2015 was swapped off");
    let leaves = VIETNAM.add_working_days(date("2100-12-30"), 5).unwrap_err();
    assert_eq!(leaves.text(Lang::Vi), "tính từ 30/12/2100 thì ra ngoài các năm có lịch 2015-2100");
    // Nothing added is the day itself, worked or not.
    for day in ["2026-08-30", "2026-08-28"] {
        assert_eq!(VIETNAM.add_working_days(date(day), 0).unwrap(), date(day));
    }
    for n in [i32::MAX, i32::MIN] {
        assert!(VIETNAM.add_working_days(date("2026-01-01"), n).is_err());
    }
}

/// The mistake itself is told, with its line and the form that is right, and not that the document decides nothing.
#[test]
fn a_fact_in_the_wrong_form_is_the_mistake() {
    let text = include_str!("../data/day-off-of-bare-dates.toml");
    let error = parse_documents(text).unwrap_err();
    let problems: Vec<_> = error.problems().iter().map(|problem| (problem.code, problem.line)).collect();
    assert_eq!(problems, [(Code::WrongType, 10)]);
    let told = error.text(Lang::Vi);
    assert!(told.contains("10") && told.contains(r#"{ on = 2026-09-14, name = "…" }"#), "{told}");
    let right = text.replace("[2026-09-14]", r#"[{ on = 2026-09-14, name = "Nghỉ" }]"#);
    assert_eq!(parse_documents(&right).unwrap()[0].facts.len(), 1);
    for wrong in ["swap = [2026-09-14]", "tet = [2026-09-14]", "in_lieu = 5"] {
        let error = parse_documents(&text.replace("day_off = [2026-09-14]", wrong)).unwrap_err();
        assert_eq!(error.problems().len(), 1, "{wrong}: {error}");
    }
    let nothing = parse_documents(&text.replace("day_off = [2026-09-14]", "")).unwrap_err();
    assert_eq!(nothing.problems()[0].code, Code::NoContent);
}

#[test]
fn what_reaches_beyond_the_checked_data_is_told() {
    let calendar = Calendar::vietnam();
    assert_eq!(calendar.checked_until(), Some(date("2026-11-28")));
    assert_eq!(calendar.data_age(date("2026-11-28")), None);
    assert_eq!(calendar.data_age(date("2026-11-29")).unwrap().checked_until, date("2026-11-28"));
    let later = "format = 1\nchecked_until = 2027-03-01\n[[document]]\nid = \"x\"\nkind = \"cong-van\"\nnumber = \"1\"\nissuer = \"x\"\n\
                 issued = 2027-01-15\nconfidence = \"D\"\nsource = \"a test\"\nday_off = [{ on = 2027-03-08, name = \"x\" }]\n";
    let built = calendar.to_builder().decree_toml(later).build().unwrap();
    assert_eq!(built.checked_until(), Some(date("2027-03-01")));
    let terms = doithoai::Terms::new([doithoai::RuleSet::builtin("hcmc-935").unwrap()], calendar);
    let facts = doithoai::Facts::held_on(date("2026-08-20"));
    let age = |as_of: &str| terms.timeline(&facts, doithoai::View::as_of(date(as_of))).unwrap().data_age;
    assert_eq!(age("2026-11-28"), None);
    assert_eq!(age("2026-11-29").unwrap().beyond, date("2026-11-29"));
}

/// What a document replaces or ends was issued before it, and never leads back to it.
#[test]
fn a_document_names_only_earlier_ones() {
    let swap = "swap = [{ off = 2028-05-05, worked = 2028-05-06 }]";
    let of = |id: &str, issued: &str, names: &str| decree(id, issued, &format!("{names}\n{swap}"));
    for key in ["supersedes", "ends"] {
        let itself = of("cv-a", "2027-10-15", &format!("{key} = [\"cv-a\"]"));
        refused(&[itself], &format!("`{key}` of `cv-a` names that very document"));
        for (issued, is_later) in [("2026-10-01", true), ("2026-10-02", false), ("2026-10-03", false)] {
            let names = of("cv-a", issued, &format!("{key} = [\"cv-10065-2026\"]"));
            let later =
                format!("`{key}` of `cv-a`, issued on {issued}, names `cv-10065-2026`, issued later, on 2026-10-02");
            match build(&[names]) {
                Ok(_) => assert!(!is_later, "{key} {issued}"),
                Err(error) => assert!(is_later && error.to_string().contains(&later), "{key} {issued}: {error}"),
            }
        }
        // Of one day, each names the other: neither came later.
        let circle = |ids: &[&str]| -> Vec<String> {
            let next = ids.iter().cycle().skip(1);
            ids.iter().zip(next).map(|(id, next)| of(id, "2027-10-15", &format!("{key} = [\"{next}\"]"))).collect()
        };
        refused(&circle(&["cv-a", "cv-b"]), &format!("`{key}` leads back: `cv-a` → `cv-b` → `cv-a`"));
        refused(&circle(&["cv-a", "cv-b", "cv-c"]), &format!("`{key}` leads back: `cv-a` → `cv-b` → `cv-c` → `cv-a`"));
        refused(&[of("cv-a", "2027-10-15", &format!("{key} = [\"cv-none\"]"))], "`cv-none`, which is not a document");
    }
    // One of which only the latest day of issue is known may have come before.
    let on_a_day = "supersedes = [{ document = \"molisa-2014\", on = [2015-01-02] }]";
    build(&[of("cv-a", "2014-12-01", on_a_day)]).unwrap();
}

/// All mistakes of a file at once, each in its place: those of its form and, where it can be read, those of its content.
/// A decree decides only what a law leaves to it: without the laws that grant Tết no letter can say which days those are.
#[test]
fn no_letter_decides_tet_where_no_law_grants_it() {
    let grants_tet = |document: &Document| {
        document.facts.iter().any(|fact| matches!(fact, DocumentFact::Holiday { rule: HolidayRule::Tet { .. }, .. }))
    };
    let letters: Vec<Document> = VIETNAM.documents().iter().filter(|document| !grants_tet(document)).cloned().collect();
    assert!(letters.len() < VIETNAM.documents().len());
    let error = Calendar::from_documents(letters).unwrap_err().to_string();
    // The letter on Tết of 2016 begins with that day.
    assert!(error.contains("2016-02-07: no law in force on this date leaves it to decide"), "{error}");
}

#[test]
fn a_decree_tells_all_of_its_mistakes_at_once() {
    let document = |id: &str, more: &str| decree(id, "2027-10-15", more).replacen("format = 1\n", "", 1);
    let both = |a: &str, b: &str| format!("format = 1\n{}{}", document("cv-a", a), document("cv-b", b));
    let found = |text: &str| -> Vec<(Code, usize)> {
        let checked = VIETNAM.check_decree_toml(text);
        assert_eq!(checked.calendar.is_none(), !checked.problems.is_empty());
        checked.problems.iter().map(|problem| (problem.code, problem.line)).collect()
    };
    let quoted = "swap = [{ off = \"2028-05-05\", worked = \"2028-05-06\" }]";
    assert_eq!(
        found(&both(quoted, "swpa = []")),
        [(Code::WrongType, 10), (Code::WrongType, 10), (Code::UnknownKey, 19)]
    );
    assert_eq!(
        found(&both("supersedes = [\"cv-a\"]", "swap = [{ off = 2028-05-06, worked = 2028-05-05 }]")),
        [(Code::ConflictingDocuments, 10), (Code::ConflictingDocuments, 19), (Code::ConflictingDocuments, 19)],
        "both days of the swap are the other's"
    );
    assert_eq!(found(&both(DECREE_2028, "")), [(Code::NoContent, 12)]);
    assert_eq!(found(&document("cv-a", DECREE_2028)), [(Code::MissingKey, 1)]);
    let sound = VIETNAM.check_decree_toml(&decree("cv-a", "2027-10-15", DECREE_2028));
    assert_eq!(sound.calendar, Some(build(&[decree("cv-a", "2027-10-15", DECREE_2028)]).unwrap()));
}
