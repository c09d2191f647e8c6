//! Time limits: tables of real cases around Tết, swaps, 24/11, leap days and the ends of coverage.

use doithoai::{Anchor, Backward, DueDate, Lang, Roll, Start, Step, Text, TimeLimit, Trace, Unit};

use crate::support::{VIETNAM, date};

fn due(limit: TimeLimit, from: &str) -> DueDate {
    VIETNAM.due(&limit, date(from)).unwrap()
}

#[test]
fn forward_limits() {
    use Unit::{Day, Month, Week, WorkingDay, Year};
    let table = [
        // Saturday 22 August 2026 is worked, 31 August swapped off, 1-2 September National Day.
        ("2026-08-20", 7, WorkingDay, "2026-08-28"),
        ("2026-08-28", 7, WorkingDay, "2026-09-11"),
        ("2026-08-21", 1, WorkingDay, "2026-08-22"),
        ("2026-08-28", 1, WorkingDay, "2026-09-03"),
        ("2026-08-20", 10, WorkingDay, "2026-09-07"),
        // 27 April 2026 is in lieu of Giỗ Tổ; 30 April and 1 May.
        ("2026-04-23", 7, WorkingDay, "2026-05-07"),
        ("2026-04-24", 1, WorkingDay, "2026-04-28"),
        // Tết 2026, 16-20 February.
        ("2026-02-06", 20, WorkingDay, "2026-03-13"),
        ("2026-02-13", 1, WorkingDay, "2026-02-23"),
        ("2026-02-06", 30, Day, "2026-03-09"),
        ("2026-02-06", 28, Day, "2026-03-06"),
        ("2026-02-06", 29, Day, "2026-03-09"),
        ("2026-02-06", 10, Day, "2026-02-23"),
        // Tuesday 24 November 2026.
        ("2026-11-13", 10, WorkingDay, "2026-11-30"),
        ("2026-11-23", 1, WorkingDay, "2026-11-25"),
        ("2026-11-14", 10, Day, "2026-11-25"),
        // A worked Saturday is a working day, so a limit of days that ends on it does not roll.
        ("2026-08-12", 10, Day, "2026-08-22"),
        ("2026-08-12", 11, Day, "2026-08-24"),
        // Swaps of 2024 and 2025, and one across the year 2018.
        ("2024-04-26", 1, WorkingDay, "2024-05-02"),
        ("2024-05-03", 1, WorkingDay, "2024-05-04"),
        ("2025-04-25", 1, WorkingDay, "2025-04-26"),
        ("2025-04-29", 1, WorkingDay, "2025-05-05"),
        ("2018-12-28", 1, WorkingDay, "2019-01-02"),
        ("2019-01-04", 1, WorkingDay, "2019-01-05"),
        // From a day off, the count starts with the next working day.
        ("2026-08-30", 1, WorkingDay, "2026-09-03"),
        // Civil Code 148(2)-(5).
        ("2026-03-09", 2, Week, "2026-03-23"),
        ("2026-02-06", 2, Week, "2026-02-23"),
        ("2026-01-31", 1, Month, "2026-03-02"),
        ("2026-03-31", 1, Month, "2026-05-04"),
        ("2026-05-29", 1, Month, "2026-06-29"),
        ("2024-02-29", 1, Year, "2025-02-28"),
        ("2023-02-28", 1, Year, "2024-02-28"),
        ("2026-03-10", 1, Year, "2027-03-10"),
        // regulations.md §9.4
        ("2026-06-15", 10, WorkingDay, "2026-06-29"),
        ("2026-06-29", 20, WorkingDay, "2026-07-27"),
        ("2026-06-15", 10, Day, "2026-06-25"),
        ("2026-06-12", 30, Day, "2026-07-13"),
        // Zero: the day itself, rolled if it is not worked.
        ("2026-08-28", 0, WorkingDay, "2026-08-28"),
        ("2026-08-29", 0, WorkingDay, "2026-09-03"),
        ("2026-08-29", 0, Day, "2026-09-03"),
        ("2026-08-22", 0, Day, "2026-08-22"),
    ];
    for (from, amount, unit, expected) in table {
        let found = due(TimeLimit::after(amount, unit), from);
        assert_eq!(found.date, date(expected), "{amount} {unit:?} after {from}");
        assert!(found.is_firm() && found.last_working_day == found.date);
    }
}

#[test]
fn backward_limits() {
    use Backward::{ClearDays, EventExcluded, EventIncluded};
    use Unit::{Day, Month, Week, WorkingDay, Year};
    let table = [
        // Monday 2026-06-15, design's example.
        ("2026-06-15", 5, WorkingDay, ClearDays, "2026-06-07", "2026-06-05"),
        ("2026-06-15", 5, WorkingDay, EventExcluded, "2026-06-08", "2026-06-08"),
        ("2026-06-15", 5, WorkingDay, EventIncluded, "2026-06-09", "2026-06-09"),
        ("2026-06-15", 7, Day, EventExcluded, "2026-06-08", "2026-06-08"),
        ("2026-06-15", 7, Day, ClearDays, "2026-06-07", "2026-06-05"),
        ("2026-06-15", 7, Day, EventIncluded, "2026-06-09", "2026-06-09"),
        // Election calendars: 42 and 70 days before 2026-03-15, unrolled.
        ("2026-03-15", 42, Day, EventExcluded, "2026-02-01", "2026-01-30"),
        ("2026-03-15", 70, Day, EventExcluded, "2026-01-04", "2025-12-31"),
        // HCMC's notice for Thursday 2026-08-20 and for a dialogue on a worked Saturday.
        ("2026-08-20", 5, WorkingDay, ClearDays, "2026-08-12", "2026-08-12"),
        ("2026-08-22", 5, WorkingDay, ClearDays, "2026-08-16", "2026-08-14"),
        ("2026-08-22", 5, WorkingDay, EventExcluded, "2026-08-17", "2026-08-17"),
        ("2026-08-22", 5, WorkingDay, EventIncluded, "2026-08-18", "2026-08-18"),
        // Over Tết 2026: five working days before Wednesday 25 February.
        ("2026-02-25", 5, WorkingDay, ClearDays, "2026-02-10", "2026-02-10"),
        ("2026-02-25", 5, WorkingDay, EventExcluded, "2026-02-11", "2026-02-11"),
        // An event on a day off is not itself a working day, so including it changes nothing.
        ("2026-06-14", 5, WorkingDay, EventIncluded, "2026-06-08", "2026-06-08"),
        ("2026-06-14", 5, WorkingDay, EventExcluded, "2026-06-08", "2026-06-08"),
        ("2026-03-16", 1, Week, EventExcluded, "2026-03-09", "2026-03-09"),
        ("2026-03-16", 1, Week, ClearDays, "2026-03-08", "2026-03-06"),
        ("2026-03-31", 1, Month, EventExcluded, "2026-02-28", "2026-02-27"),
        // Clear months are run forward: a month after 28 February is over on 28 March, before the 30th and the 31st.
        ("2026-03-30", 1, Month, ClearDays, "2026-02-28", "2026-02-27"),
        ("2026-03-31", 1, Month, ClearDays, "2026-02-28", "2026-02-27"),
        ("2026-03-29", 1, Month, ClearDays, "2026-02-28", "2026-02-27"),
        ("2026-03-28", 1, Month, ClearDays, "2026-02-27", "2026-02-27"),
        ("2026-03-01", 1, Month, ClearDays, "2026-01-31", "2026-01-30"),
        ("2025-03-01", 1, Year, ClearDays, "2024-02-29", "2024-02-29"),
        ("2026-06-15", 1, Month, ClearDays, "2026-05-14", "2026-05-14"),
        ("2024-02-29", 1, Year, EventExcluded, "2023-02-28", "2023-02-28"),
        ("2026-06-15", 0, WorkingDay, EventExcluded, "2026-06-15", "2026-06-15"),
        ("2026-06-15", 0, WorkingDay, EventIncluded, "2026-06-15", "2026-06-15"),
        ("2026-06-15", 0, Day, ClearDays, "2026-06-14", "2026-06-12"),
    ];
    for (event, amount, unit, count, expected, last_working_day) in table {
        let found = due(TimeLimit::before(amount, unit, count).unwrap(), event);
        assert_eq!(found.date, date(expected), "{amount} {unit:?} before {event}, {count:?}");
        assert_eq!(found.last_working_day, date(last_working_day), "{amount} {unit:?} before {event}, {count:?}");
    }
}

#[test]
fn the_event_day_can_count_and_the_end_can_stay() {
    let with = |amount, unit, start, roll| TimeLimit::after_with(amount, unit, start, roll);
    let table = [
        (with(10, Unit::Day, Start::EventIncluded, Roll::NextWorkingDay), "2026-06-15", "2026-06-24"),
        (with(10, Unit::WorkingDay, Start::EventIncluded, Roll::NextWorkingDay), "2026-06-15", "2026-06-26"),
        (with(1, Unit::WorkingDay, Start::EventIncluded, Roll::None), "2026-06-14", "2026-06-15"),
        (with(30, Unit::Day, Start::EventExcluded, Roll::None), "2026-02-06", "2026-03-08"),
        (with(0, Unit::WorkingDay, Start::EventExcluded, Roll::None), "2026-08-29", "2026-08-29"),
        (with(1, Unit::Month, Start::EventIncluded, Roll::None), "2026-01-01", "2026-01-31"),
        // The day before the corresponding day; the month's last day where there is none.
        (with(1, Unit::Month, Start::EventIncluded, Roll::None), "2026-01-28", "2026-02-27"),
        (with(1, Unit::Month, Start::EventIncluded, Roll::None), "2026-01-29", "2026-02-28"),
        (with(1, Unit::Month, Start::EventIncluded, Roll::None), "2026-01-30", "2026-02-28"),
        (with(1, Unit::Month, Start::EventIncluded, Roll::None), "2026-01-31", "2026-02-28"),
        (with(1, Unit::Month, Start::EventIncluded, Roll::None), "2026-02-01", "2026-02-28"),
        (with(1, Unit::Month, Start::EventIncluded, Roll::NextWorkingDay), "2026-01-31", "2026-03-02"),
        (with(1, Unit::Year, Start::EventIncluded, Roll::None), "2016-02-28", "2017-02-27"),
        (with(1, Unit::Year, Start::EventIncluded, Roll::None), "2016-02-29", "2017-02-28"),
        (with(1, Unit::Year, Start::EventIncluded, Roll::None), "2016-03-01", "2017-02-28"),
        (with(4, Unit::Year, Start::EventIncluded, Roll::None), "2016-02-29", "2020-02-28"),
        (with(0, Unit::Day, Start::EventIncluded, Roll::None), "2026-06-15", "2026-06-15"),
    ];
    for (limit, from, expected) in table {
        assert_eq!(due(limit, from).date, date(expected), "{limit:?} {from}");
    }
    let unrolled = due(with(30, Unit::Day, Start::EventExcluded, Roll::None), "2026-02-06");
    assert_eq!(unrolled.last_working_day, date("2026-03-06"));
    let limit = with(30, Unit::Day, Start::EventExcluded, Roll::None);
    assert_eq!((limit.amount(), limit.unit(), limit.is_after()), (30, Unit::Day, true));
}

#[test]
fn including_the_event_needs_days() {
    for unit in [Unit::Week, Unit::Month, Unit::Year] {
        let error = TimeLimit::before(1, unit, Backward::EventIncluded).unwrap_err();
        assert!(error.to_string().contains("use `event-excluded` or `clear-days`"), "{error}");
    }
}

#[test]
fn a_date_in_an_undecreed_year_is_provisional_and_says_what_is_missing() {
    // The last day of 2027 is firm; the first of 2028 is not.
    assert!(due(TimeLimit::after(5, Unit::WorkingDay), "2027-12-24").is_firm());
    let over = due(TimeLimit::after(6, Unit::WorkingDay), "2027-12-24");
    assert_eq!((over.date, over.is_firm()), (date("2028-01-04"), false));
    // 2029: both ways of the Tết split take the same weekdays off, so the bounds coincide and the date stays provisional.
    let coincide = due(TimeLimit::after(10, Unit::WorkingDay), "2029-02-06");
    assert_eq!(
        (coincide.earliest(), coincide.date, coincide.latest()),
        (date("2029-02-27"), date("2029-02-27"), date("2029-02-27"))
    );
    let because = coincide.because().unwrap();
    assert_eq!((because.first_year, because.last_year), (2029, 2029));
    assert!(because.text(Lang::Vi).starts_with("chưa có văn bản quyết định ngày nghỉ năm 2029: Tết, Quốc khánh"));
    // 2031: 2 September is a Tuesday, so its neighbour is Monday 1 or Wednesday 3.
    let open = due(TimeLimit::after(1, Unit::WorkingDay), "2031-08-29");
    assert_eq!(
        (open.earliest(), open.date, open.latest()),
        (date("2031-09-01"), date("2031-09-03"), date("2031-09-03"))
    );
    let back = due(TimeLimit::before(1, Unit::WorkingDay, Backward::EventExcluded).unwrap(), "2031-09-04");
    assert_eq!(
        (back.earliest(), back.date, back.latest()),
        (date("2031-09-01"), date("2031-09-03"), date("2031-09-03"))
    );
    // 2 September 2033 is off in every outcome: no bound lies on it, nor on a Sunday.
    let tight = due(TimeLimit::after(1, Unit::WorkingDay), "2033-09-01");
    assert_eq!((tight.earliest(), tight.latest()), (date("2033-09-05"), date("2033-09-06")));
    let tight = due(TimeLimit::before(1, Unit::WorkingDay, Backward::EventExcluded).unwrap(), "2039-09-05");
    assert_eq!((tight.earliest(), tight.latest()), (date("2039-08-31"), date("2039-09-01")));
    // A count of nothing touches its one day.
    assert!(!due(TimeLimit::after(0, Unit::Day), "2029-03-05").is_firm());
    // A count that crosses the whole window does not depend on the choice.
    let across = due(TimeLimit::after(10, Unit::WorkingDay), "2031-08-25");
    assert_eq!(across.earliest(), across.latest());
}

#[test]
fn a_chained_limit_counts_from_a_range() {
    let first = due(TimeLimit::after(1, Unit::WorkingDay), "2031-08-29");
    let second = VIETNAM.due(&TimeLimit::after(5, Unit::Day), first).unwrap();
    assert_eq!(
        (second.earliest(), second.date, second.latest()),
        (date("2031-09-08"), date("2031-09-08"), date("2031-09-08"))
    );
    let second = VIETNAM.due(&TimeLimit::after(2, Unit::Day), first).unwrap();
    assert_eq!(
        (second.earliest(), second.date, second.latest()),
        (date("2031-09-03"), date("2031-09-05"), date("2031-09-05"))
    );
    assert_eq!(Anchor::from(first).earliest, date("2031-09-01"));
    // A firm anchor chained into an undecreed year makes the second date provisional only.
    let firm = due(TimeLimit::after(3, Unit::WorkingDay), "2027-12-20");
    let chained = VIETNAM.due(&TimeLimit::after(30, Unit::WorkingDay), firm).unwrap();
    assert!(firm.is_firm() && !chained.is_firm());
}

#[test]
fn limits_that_leave_the_covered_years_are_errors() {
    let error = |limit: TimeLimit, from: &str| VIETNAM.due(&limit, date(from)).unwrap_err().to_string();
    for unit in Unit::ALL {
        for amount in [100_000, u32::MAX] {
            let message = error(TimeLimit::after(amount, *unit), "2026-01-05");
            assert_eq!(message, "counting from 2026-01-05 leaves the covered years 2015-2100");
            let before = TimeLimit::before(amount, *unit, Backward::EventExcluded).unwrap();
            assert!(error(before, "2026-01-05").contains("leaves the covered years"));
        }
        assert_eq!(
            error(TimeLimit::after(1, *unit), "2101-01-03"),
            "2101-01-03 is outside the covered years 2015-2100"
        );
        assert!(error(TimeLimit::after(1, *unit), "2014-12-31").contains("2014-12-31 is outside"));
    }
    // The last days: still inside, rolled outside.
    assert_eq!(due(TimeLimit::after(1, Unit::Day), "2100-12-30").date, date("2100-12-31"));
    assert!(error(TimeLimit::after(1, Unit::Day), "2100-12-31").contains("leaves"));
    // The first working day of coverage is 5 January 2015; before it there is no last working day to give.
    assert_eq!(due(TimeLimit::after(1, Unit::WorkingDay), "2015-01-01").date, date("2015-01-05"));
    let unrolled = TimeLimit::after_with(0, Unit::Day, Start::EventExcluded, Roll::None);
    assert!(error(unrolled, "2015-01-03").contains("leaves"));
}

fn traced(limit: TimeLimit, from: &str) -> (DueDate, Trace) {
    VIETNAM.due_traced(&limit, date(from)).unwrap()
}

#[test]
fn the_trace_names_every_skipped_day_with_reason_and_basis() {
    let (due, trace) = traced(TimeLimit::after(7, Unit::WorkingDay), "2026-08-28");
    let skipped: Vec<_> = trace
        .steps()
        .iter()
        .filter_map(|step| match step {
            Step::Skipped { day } => Some((day.date, day.reason(Lang::En), day.basis_text(Lang::En))),
            _ => None,
        })
        .collect();
    let weekly = "Decision 188/1999/QĐ-TTg of 1999-09-17";
    let letter = "Official letter 9859/VPCP-KGVX of 2025-10-13; Notice 9441/TB-BNV of 2025-10-16";
    let expected = [
        ("2026-08-29", "weekly rest day", weekly.to_owned()),
        ("2026-08-30", "weekly rest day", weekly.to_owned()),
        ("2026-08-31", "day off swapped, worked on Sat 2026-08-22", letter.to_owned()),
        (
            "2026-09-01",
            "National Day (adjacent day)",
            format!("Labour Code 2019, Art. 112(1)(đ); Labour Code 2019, Art. 112(3); {letter}"),
        ),
        ("2026-09-02", "National Day", "Labour Code 2019, Art. 112(1)(đ)".to_owned()),
        ("2026-09-05", "weekly rest day", weekly.to_owned()),
        ("2026-09-06", "weekly rest day", weekly.to_owned()),
    ];
    let expected: Vec<_> = expected.into_iter().map(|(d, reason, basis)| (date(d), reason.to_owned(), basis)).collect();
    assert_eq!(skipped, expected);
    assert!(trace.steps().contains(&Step::Ends { on: due.date, unit: Unit::WorkingDay }));
    assert!(trace.steps().contains(&Step::SwapsMayMove) && trace.steps().contains(&Step::ByAnalogy));
}

#[test]
fn the_trace_reads_in_both_languages() {
    let (_, trace) = traced(TimeLimit::after(30, Unit::Day), "2026-02-06");
    assert_eq!(
        trace.text(Lang::Vi),
        "Tính 30 ngày sau thứ Sáu 06/02/2026.\n\
         Ngày 06/02/2026 không tính; tính từ ngày tiếp theo (khoản 2, khoản 3 Điều 147 Bộ luật Dân sự 2015).\n\
         Chủ nhật 08/03/2026 là ngày nghỉ: nghỉ hằng tuần (Quyết định 188/1999/QĐ-TTg ngày 17/09/1999).\n\
         Ngày cuối cùng Chủ nhật 08/03/2026 là ngày nghỉ, thời hạn kết thúc vào ngày làm việc tiếp theo, thứ Hai 09/03/2026 (khoản 5 Điều 148 Bộ luật Dân sự 2015).\n\
         Hết hạn lúc 24 giờ thứ Hai 09/03/2026 (khoản 1, khoản 6 Điều 148 Bộ luật Dân sự 2015).\n\
         Việc hoán đổi ngày làm việc có thể được quyết định sau và làm thay đổi ngày này; không thể dự đoán trước.\n\
         Bộ luật Dân sự quy định thời hạn trong quan hệ dân sự; cách tính trên chỉ được áp dụng tương tự."
    );
    let (_, trace) = traced(TimeLimit::before(5, Unit::WorkingDay, Backward::ClearDays).unwrap(), "2026-06-15");
    assert_eq!(
        trace.text(Lang::En),
        "5 working days before Mon 2026-06-15.\n\
         The Civil Code has no rule for counting backwards; here: so many clear days between.\n\
         Not counted: Sat 2026-06-13, Sun 2026-06-14: weekly rest day (Decision 188/1999/QĐ-TTg of 1999-09-17).\n\
         At the latest: the end of Sun 2026-06-07.\n\
         Sun 2026-06-07 is a day off; a backward limit does not roll, the last working day is Fri 2026-06-05.\n\
         A swap of working days decided later can still move this date; swaps are never foreseen."
    );
}

#[test]
fn a_year_that_is_over_has_no_swap_to_come() {
    let may_move =
        |from: &str| traced(TimeLimit::after(10, Unit::WorkingDay), from).1.steps().contains(&Step::SwapsMayMove);
    // The last document known was issued in 2026.
    assert!(!may_move("2023-08-21") && !may_move("2025-12-10"));
    assert!(may_move("2025-12-25") && may_move("2026-08-20") && may_move("2027-08-20"));
    let known = VIETNAM.known_on(date("2024-04-12"));
    let (_, then) = known.due_traced(&TimeLimit::after(10, Unit::WorkingDay), date("2024-04-15")).unwrap();
    assert!(then.steps().contains(&Step::SwapsMayMove), "in 2024 a swap of 2024 could still come");
}

/// One step of each sort.
fn every_step() -> Vec<Step> {
    let (on, to) = (date("2026-08-31"), date("2026-09-03"));
    let day = || VIETNAM.day(on).unwrap();
    let limit = TimeLimit::after(7, Unit::WorkingDay);
    let steps = vec![
        Step::Counts { limit, from: on },
        Step::StartsNextDay { event: on },
        Step::StartsOnEvent { event: on },
        Step::CountsBack { count: Backward::ClearDays },
        Step::Skipped { day: day() },
        Step::OffAtEnd { day: day() },
        Step::Worked { day: VIETNAM.day(date("2026-08-22")).unwrap() },
        Step::MonthEnd { on },
        Step::LeapDay { on },
        Step::Rolled { from: on, to },
        Step::NotRolled { on, last_working_day: date("2026-08-28") },
        Step::Ends { on: to, unit: Unit::WorkingDay },
        Step::AtTheLatest { on },
        Step::Expected { anchor: Text::new("kết thúc đối thoại", "the end of the dialogue"), on },
        Step::StatedDayOff { on, last_working_day: date("2026-08-28") },
        Step::MovedByNotice { notified: on, to, stated: Some(date("2026-12-31")), by_rule: false },
        Step::MovedByLimit { of: "settle-petition".to_owned(), to },
        Step::MovedBySuspension { from: on, resumed: on, to },
        Step::DayOfMonth {
            of: Text::new("ngày đối thoại", "the day of the dialogue"),
            month: on,
            day: 5,
            included: false,
        },
        Step::Hours {
            of: Text::new("tiếp công dân", "the reception"),
            on,
            at: None,
            hours: 1,
            after: false,
            ends: on,
            until: None,
        },
        Step::FixedDay { on },
        Step::Undecided { year: 2028, questions: VIETNAM.open_questions(2028) },
        Step::Bounds { earliest: on, latest: to },
        Step::SwapsMayMove,
        Step::ByAnalogy,
    ];
    let declared = include_str!("../../src/time_limit/trace.rs").split_once("pub enum Step {").unwrap().1;
    let declared = declared.split_once("\n}\n").unwrap().0.lines();
    let declared =
        declared.filter_map(|line| line.strip_prefix("    ").filter(|line| line.starts_with(char::is_alphabetic)));
    let name = |words: &str| words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned();
    let made: Vec<String> = steps.iter().map(|step| name(&format!("{step:?}"))).collect();
    assert_eq!(made, declared.map(name).collect::<Vec<_>>(), "one of each sort");
    steps
}

#[test]
fn every_step_is_a_whole_sentence() {
    for step in every_step() {
        for lang in [Lang::Vi, Lang::En] {
            let words = step.text(lang);
            let whole = words.ends_with('.') && !words.ends_with("..") && words.matches('\n').count() == 0;
            assert!(whole && words.len() > 10, "{step:?}: {words}");
        }
    }
}

#[test]
fn the_trace_serializes_as_typed_steps() {
    let (_, trace) = traced(TimeLimit::after(1, Unit::Month), "2026-01-31");
    let json = serde_json::to_value(&trace).unwrap();
    let steps: Vec<&str> = json.as_array().unwrap().iter().map(|step| step["step"].as_str().unwrap()).collect();
    let expected = [
        "counts",
        "starts-next-day",
        "month-end",
        "off-at-end",
        "off-at-end",
        "rolled",
        "ends",
        "swaps-may-move",
        "by-analogy",
    ];
    // 28 February 2026 is a Saturday; the limit rolls to Monday 2 March.
    assert_eq!(steps, expected);
    assert_eq!(json[3]["day"]["kind"], "weekly-rest");
    assert_eq!(json[3]["day"]["basis"][0]["document"], "qd-188-1999");
    let (_, trace) = traced(TimeLimit::after(1, Unit::WorkingDay), "2031-08-29");
    let json = serde_json::to_value(&trace).unwrap();
    let undecided = json.as_array().unwrap().iter().find(|step| step["step"] == "undecided").unwrap();
    assert_eq!(undecided["year"], 2031);
    assert_eq!(undecided["questions"][0], "tet-days");
}

#[test]
fn the_traced_answer_is_the_fast_one() {
    for from in date("2026-01-01").iter_days().take(400) {
        for limit in [
            TimeLimit::after(17, Unit::WorkingDay),
            TimeLimit::after(17, Unit::Day),
            TimeLimit::before(9, Unit::WorkingDay, Backward::ClearDays).unwrap(),
        ] {
            let (due, trace) = VIETNAM.due_traced(&limit, from).unwrap();
            assert_eq!(due, VIETNAM.due(&limit, from).unwrap());
            let unit = limit.unit();
            let last =
                if limit.is_after() { Step::Ends { on: due.date, unit } } else { Step::AtTheLatest { on: due.date } };
            assert!(trace.steps().contains(&last));
        }
    }
}
