//! Whole tables counted again: what moved is what counting row by row gives.

#[cfg(target_os = "linux")]
#[path = "recount/left_behind.rs"]
mod left_behind;
#[path = "recount/oracle.rs"]
mod oracle;
#[path = "recount/refusals.rs"]
mod refusals;
#[path = "recount/tables.rs"]
mod tables;
#[path = "recount/wide.rs"]
mod wide;

use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch};
use chrono::{NaiveDate, TimeDelta};
use doithoai::{Calendar, Registry};
use serde_json::Value;

use crate::{doithoai, json, shown, temporary};
use oracle::{Moved, Row, expected};
use tables::{Columns, Name, columns, csv, parquet, read, text_of};

fn date(written: &str) -> NaiveDate {
    written.parse().unwrap()
}

fn file(name: &str) -> String {
    std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).to_str().unwrap().to_owned()
}

/// An invented letter, not a real one, issued before any day that it decides.
fn letter(name: &str, facts: &str) -> (String, String) {
    let text = format!(
        "format = 1\n[[document]]\nid = \"{name}\"\nkind = \"cong-van\"\nnumber = \"000/VD\"\n\
         issuer = {{ vi = \"Ví dụ\", en = \"An example\" }}\nissued = 2014-11-01\nconfidence = \"D\"\n\
         source = \"an example, not a real letter\"\n{facts}\n"
    );
    (temporary(&format!("{name}.toml"), &text), text)
}

/// What a decree can do: swap days, decide Tết and National Day otherwise than projected, add a day off where coverage begins and ends.
fn decrees() -> Vec<(String, Calendar, Calendar, Vec<String>)> {
    let now = Calendar::vietnam();
    let letters = [
        ("swap-2026", "swap = [{ off = 2026-11-23, worked = 2026-11-28 }]"),
        ("swap-2027", "swap = [{ off = 2027-09-01, worked = 2027-08-21 }]"),
        ("tet-2028", "tet = [{ from = 2028-01-25, to = 2028-01-29 }]\nbeside_national_day = [2028-09-01]"),
        ("as-projected-2028", "tet = [{ from = 2028-01-24, to = 2028-01-28 }]\nbeside_national_day = [2028-09-01]"),
        ("new-year-2027", "day_off = [{ on = 2026-12-31, name = { vi = \"nghỉ\", en = \"day off\" } }]"),
        ("first-days", "day_off = [{ on = 2015-01-05, name = { vi = \"nghỉ\", en = \"day off\" } }]"),
        ("last-days", "day_off = [{ on = 2100-12-30, name = { vi = \"nghỉ\", en = \"day off\" } }]"),
        ("tet-2100", "tet = [{ from = 2100-02-07, to = 2100-02-11 }]\nbeside_national_day = [2100-09-01]"),
    ];
    let laid = letters.map(|(name, facts)| {
        let (path, text) = letter(name, facts);
        let built = now.to_builder().decree_toml(&text).build();
        let after = built.unwrap_or_else(|error| panic!("{name}: {error}"));
        (name.to_owned(), now.clone(), after, vec!["--decree".to_owned(), path])
    });
    let known = date("2025-06-01");
    let known =
        ("known".to_owned(), now.known_on(known), now.clone(), vec!["--known-on".to_owned(), known.to_string()]);
    laid.into_iter().chain([known]).collect()
}

/// Days about everything that a decree decides, and about the ends of coverage.
fn days() -> Vec<NaiveDate> {
    let around = [
        ("2014-12-30", 35),
        ("2026-04-15", 25),
        ("2026-08-10", 45),
        ("2026-11-02", 75),
        ("2027-08-10", 45),
        ("2027-12-20", 70),
        ("2028-08-10", 45),
        ("2100-01-20", 25),
        ("2100-08-20", 20),
        ("2100-11-10", 60),
    ];
    around.iter().flat_map(|(from, days)| date(from).iter_days().take(*days)).collect()
}

/// Every duty of every version that has a limit.
fn duties() -> Vec<(String, String)> {
    let registry = Registry::builtin();
    let mut duties = Vec::new();
    for set in registry.rule_sets() {
        let terms = doithoai::Terms::new([set.clone()], Calendar::vietnam());
        for duty in set.obligations() {
            if terms.limit(set.id(), &duty.id).is_ok() {
                duties.push((set.name(), duty.id.clone()));
                if registry.get(set.id()).unwrap().version() == set.version() {
                    duties.push((set.id().to_owned(), duty.id.clone()));
                }
            }
        }
    }
    duties
}

fn all_rows() -> Vec<Row> {
    let days = days();
    let duties = duties();
    assert!(duties.len() > 30, "{} names of duties", duties.len());
    duties.iter().flat_map(|(ruleset, duty)| days.iter().map(|day| (ruleset.clone(), duty.clone(), *day))).collect()
}

fn recount(input: &str, output: &str, more: &[String]) -> Value {
    let mut arguments = vec!["recount", input, "--out", output];
    arguments.extend(more.iter().map(String::as_str));
    json(&arguments)
}

#[test]
fn what_moved_is_what_counting_row_by_row_gives() {
    let rows = all_rows();
    let (input_csv, input_parquet) =
        (csv("oracle.csv", &rows), parquet("oracle.parquet", &columns(&rows, Columns::default())));
    let mut one_sided = 0;
    for (name, before, after, arguments) in decrees() {
        let oracle = expected(&rows, &before, &after);
        let summaries = [(&input_csv, "csv"), (&input_parquet, "parquet")].map(|(input, form)| {
            let output = file(&format!("oracle-{name}.{form}"));
            let summary = recount(input, &output, &arguments);
            let moved = read(&output);
            assert_eq!(Moved::of(&moved), oracle.moved, "{name}, {form}");
            let days = text_of(&moved, "cause").into_iter().map(|cause| cause.unwrap().matches("trước là").count());
            assert_eq!(
                days.collect::<Vec<_>>(),
                oracle.changed,
                "{name}: each changed day that the count touches, and no other"
            );
            assert!(oracle.changed.iter().all(|days| *days > 0), "{name}: nothing moves without a cause");
            let documents = text_of(&moved, "documents").into_iter().flatten();
            assert!(documents.into_iter().all(|ids| name == "known" || ids == name), "{name}: by its document");
            summary
        });
        let [summary, same] = summaries;
        assert_eq!(summary, same, "{name}: the form changes nothing");
        let count = |key: &str| summary[key].as_u64().unwrap();
        let of = |wanted: fn(&Moved) -> bool| {
            u64::try_from(oracle.moved.iter().filter(|moved| wanted(moved)).count()).unwrap()
        };
        assert_eq!(count("rows"), u64::try_from(rows.len()).unwrap());
        assert_eq!(count("moved"), u64::try_from(oracle.moved.len()).unwrap());
        assert_eq!(count("later"), of(|moved| moved.by.is_some_and(|by| by > 0)), "{name}");
        assert_eq!(count("earlier"), of(|moved| moved.by.is_some_and(|by| by < 0)), "{name}");
        assert_eq!(count("one_sided"), of(|moved| moved.by.is_none()), "{name}");
        assert_eq!((count("outside"), count("became_firm")), (oracle.outside, oracle.became_firm), "{name}");
        assert_eq!(count("not_in_force"), oracle.not_in_force, "{name}");
        assert!(count("outside") > 0 && (count("moved") > 0) == (name != "as-projected-2028"), "{name}: {summary}");
        let by_duty: u64 =
            summary["duties"].as_array().unwrap().iter().map(|duty| duty["moved"].as_u64().unwrap()).sum();
        assert_eq!(by_duty, count("moved"));
        one_sided += count("one_sided");
        assert_eq!(
            count("became_firm") > 0,
            ["tet-2028", "as-projected-2028", "tet-2100", "known"].contains(&name.as_str()),
            "{name}"
        );
    }
    assert!(one_sided > 0, "no row has a date on one side only");
}

/// Each cause is a day that the count touches and that is worked under one calendar only, and the document that made it so.
#[test]
fn causes_name_the_day_and_the_document() {
    let rows = [
        ("hcmc-935", "notify-conclusion", "2027-08-18"),
        ("hcmc-935", "notify-conclusion", "2027-08-25"),
        ("hcmc-935", "invite-citizens", "2027-09-06"),
    ]
    .map(|(ruleset, duty, day)| (ruleset.to_owned(), duty.to_owned(), date(day)));
    let (input, decree) =
        (csv("causes.csv", &rows), letter("swap-causes", "swap = [{ off = 2027-09-01, worked = 2027-08-21 }]").0);
    let off = "Wed 2027-09-01: working day → day off swapped, worked on Sat 2027-08-21 (Official letter 000/VD of 2014-11-01)";
    let moved = |lang: &str| {
        let output = file("causes-out.csv");
        shown(&["recount", &input, "--decree", &decree, "--out", &output, "--lang", lang]);
        text_of(&read(&output), "cause").into_iter().flatten().collect::<Vec<_>>()
    };
    let worked = "Sat 2027-08-21: weekly rest day → worked rest day, in exchange for Wed 2027-09-01 (Official letter 000/VD of 2014-11-01)";
    let both = format!("{worked}; {off}");
    assert_eq!(moved("en"), [both.as_str(), off, off], "only the days that the count touches");
    assert_eq!(
        moved("vi")[1],
        "thứ Tư 01/09/2027 trước là ngày làm việc, nay là nghỉ hoán đổi, làm bù thứ Bảy 21/08/2027 (Công văn 000/VD ngày 01/11/2014)"
    );
    let (tet, _) =
        letter("tet-causes", "tet = [{ from = 2028-01-25, to = 2028-01-29 }]\nbeside_national_day = [2028-09-01]");
    let rows = [("hcmc-935".to_owned(), "notify-conclusion".to_owned(), date("2028-01-10"))];
    let (input, output) = (csv("causes-tet.csv", &rows), file("causes-tet-out.csv"));
    shown(&["recount", &input, "--decree", &tet, "--out", &output, "--lang", "en"]);
    let moved = read(&output);
    let (cause, documents) = (text_of(&moved, "cause"), text_of(&moved, "documents"));
    let cause = cause[0].as_ref().unwrap();
    assert!(cause.contains("(projected) → ") && cause.contains("→ working day (Official letter 000/VD"), "{cause}");
    assert_eq!(documents[0].as_deref(), Some("tet-causes"));
    assert_eq!(text_of(&moved, "certainty_before")[0].as_deref(), Some("provisional"));
}

#[test]
fn one_day_before_and_after_a_swapped_day() {
    // Ten working days from the day before the window, on it, after it; the swap is of Wednesday 2027-09-01.
    for (anchor, before, after) in [
        ("2027-08-17", "2027-08-31", "2027-08-30"), // the worked Saturday 21 August counts
        ("2027-08-18", "2027-09-01", "2027-08-31"),
        ("2027-08-20", "2027-09-07", "2027-09-07"), // both: nothing moves
        ("2027-08-21", "2027-09-07", "2027-09-08"), // from the Saturday on only the day off counts
        ("2027-08-31", "2027-09-16", "2027-09-17"),
        ("2027-09-01", "2027-09-17", "2027-09-17"),
    ] {
        let rows = [("hcmc-935".to_owned(), "notify-conclusion".to_owned(), date(anchor))];
        let (input, output) = (csv("swap-day.csv", &rows), file("swap-day-out.csv"));
        let (decree, _) = letter("swap-day", "swap = [{ off = 2027-09-01, worked = 2027-08-21 }]");
        shown(&["recount", &input, "--decree", &decree, "--out", &output]);
        let moved = Moved::of(&read(&output));
        let found: Vec<_> = moved.iter().map(|moved| (moved.before.unwrap(), moved.after.unwrap())).collect();
        let right = if before == after { vec![] } else { vec![(date(before), date(after))] };
        assert_eq!(found, right, "from {anchor}");
    }
}

#[test]
fn nothing_moves_where_nothing_changed_and_no_rows_are_no_failure() {
    let rows: Vec<Row> = all_rows().into_iter().step_by(7).collect();
    let nothing = ["--known-on".to_owned(), "2026-12-31".to_owned()];
    let input = csv("same.csv", &rows);
    for form in ["csv", "parquet"] {
        let output = file(&format!("same-out.{form}"));
        let summary = recount(&input, &output, &nothing);
        assert_eq!((summary["moved"].as_u64(), summary["became_firm"].as_u64()), (Some(0), Some(0)));
        assert_eq!(summary["changed_days"], Value::Array(vec![]));
        assert_eq!(read(&output).num_rows(), 0);
    }
    let decree = decrees().remove(1).3;
    for input in [csv("none.csv", &[]), parquet("none.parquet", &columns(&[], Columns::default()))] {
        let output = file("none-out.csv");
        assert_eq!(recount(&input, &output, &decree)["rows"], 0);
        let heading =
            "id,ruleset,duty,anchor,due_before,due_after,moved_by,certainty_before,certainty_after,cause,documents\n";
        assert_eq!(std::fs::read_to_string(&output).unwrap(), heading);
    }
}

#[test]
fn a_decree_that_was_there_before_moves_nothing_and_a_reading_counts() {
    let rows = [("hcmc-935".to_owned(), "settle-petition".to_owned(), date("2027-08-23"))];
    let input = csv("readings.csv", &rows);
    let (swap, _) = letter("swap-before", "swap = [{ off = 2027-09-01, worked = 2027-08-21 }]");
    let (other, _) = letter("swap-other", "swap = [{ off = 2026-11-23, worked = 2026-11-28 }]");
    let output = file("readings-out.csv");
    let both = ["--before-decree", &swap, "--decree", &other].map(str::to_owned);
    assert_eq!(recount(&input, &output, &both)["moved"], 0);
    let due = |more: &[&str]| {
        shown(&[&["recount", &input, "--out", &output, "--decree", &swap], more].concat());
        Moved::of(&read(&output))[0].after.unwrap().to_string()
    };
    assert_eq!(due(&[]), "2027-09-23");
    assert_eq!(due(&["--choose", "hcmc-935/settle-petition=ten-as-in-words"]), "2027-09-09");
    let own = doithoai::RuleSet::builtin_toml("hcmc-935").unwrap().replace("id = \"hcmc-935\"", "id = \"own\"");
    let own = temporary("recount-own.toml", &own);
    let rows = [("own".to_owned(), "settle-petition".to_owned(), date("2027-08-23"))];
    let input = csv("own.csv", &rows);
    shown(&["recount", &input, "--out", &output, "--decree", &swap, "--ruleset-file", &own]);
    assert_eq!(Moved::of(&read(&output))[0].after.unwrap().to_string(), "2027-09-23");
}

#[test]
fn the_order_of_the_rows_is_only_the_order_of_the_output() {
    let rows = all_rows();
    let decree = decrees().remove(2).3;
    let moved = |name: &str, order: &[usize]| {
        let picked: Vec<Row> = order.iter().map(|at| rows[*at].clone()).collect();
        let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(order.iter().map(|at| i64::try_from(*at).unwrap())));
        let (input, output) =
            (parquet(name, &columns(&picked, Columns { ids: Some(ids), ..Columns::default() })), file("order-out.csv"));
        recount(&input, &output, &decree);
        let text = std::fs::read_to_string(output).unwrap();
        let mut lines: Vec<(usize, String)> = text
            .lines()
            .skip(1)
            .map(|line| (line.split(',').next().unwrap().parse().unwrap(), line.to_owned()))
            .collect();
        let places: Vec<usize> = lines.iter().map(|(id, _)| order.iter().position(|at| at == id).unwrap()).collect();
        assert!(places.is_sorted(), "the output keeps the order of the input");
        lines.sort();
        lines
    };
    let straight: Vec<usize> = (0..rows.len()).collect();
    let first = moved("order.parquet", &straight);
    assert!(first.len() > 100);
    for step in [7, 101, 1009] {
        assert_ne!(rows.len() % step, 0);
        let shuffled: Vec<usize> = (0..rows.len()).map(|at| at * step % rows.len()).collect();
        assert_eq!(moved("shuffled.parquet", &shuffled), first, "every {step}th");
    }
    let back: Vec<usize> = straight.into_iter().rev().collect();
    assert_eq!(moved("back.parquet", &back), first);
}

#[test]
fn names_of_every_text_type_and_anchors_of_every_whole_day_type() {
    let rows = all_rows();
    let (_, before, after, decree) = decrees().remove(2);
    let oracle = expected(&rows, &before, &after);
    for (at, (ruleset, duty, anchor)) in [
        (Name::Utf8, Name::LargeUtf8, tables::Day::Date32),
        (Name::Utf8View, Name::Utf8View, tables::Day::Date64),
        (Name::Dictionary32, Name::DictionaryLarge, tables::Day::Millisecond),
        (Name::Dictionary8, Name::Utf8, tables::Day::Second),
        (Name::LargeUtf8, Name::Dictionary8, tables::Day::Microsecond),
    ]
    .into_iter()
    .enumerate()
    {
        let table = columns(&rows, Columns { ruleset, duty, anchor, extra: true, ids: None });
        let (input, output) =
            (parquet(&format!("types-{at}.parquet"), &table), file(&format!("types-{at}-out.parquet")));
        recount(&input, &output, &decree);
        let moved = read(&output);
        assert_eq!(Moved::of(&moved), oracle.moved, "{ruleset:?}, {duty:?}, {anchor:?}");
        carried(&table, &moved);
    }
}

/// Every column of the table is in the output with the same type, and with the same values in the rows that moved.
fn carried(table: &RecordBatch, moved: &RecordBatch) {
    let rows: Vec<usize> = Moved::of(moved).iter().map(|moved| moved.id).collect();
    for (at, field) in table.schema_ref().fields().iter().enumerate() {
        let column = moved.column(at);
        assert_eq!((moved.schema_ref().field(at).name(), column.data_type()), (field.name(), field.data_type()));
        let picked = arrow_array::UInt32Array::from_iter_values(rows.iter().map(|row| u32::try_from(*row).unwrap()));
        let right = arrow_select::take::take(table.column(at), &picked, None).unwrap();
        assert_eq!(tables::shown_values(column), tables::shown_values(&right), "{}", field.name());
    }
}

#[test]
fn text_of_a_csv_file_is_carried_letter_by_letter() {
    let text = "\u{feff}số hồ sơ,anchor,note,duty,ruleset\n\
        007,2027-08-25,\"có dấu phẩy, và \"\"nháy\"\"\",notify-conclusion,hcmc-935\n\
        +1e5,2027-08-25,,notify-conclusion,hcmc-935\n";
    let (input, output) = (temporary("carried.csv", text), file("carried-out.csv"));
    recount(&input, &output, &decrees().remove(1).3);
    let out = std::fs::read_to_string(output).unwrap();
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].starts_with("số hồ sơ,anchor,note,duty,ruleset,due_before,"), "{out}");
    assert!(
        lines[1].starts_with("007,2027-08-25,\"có dấu phẩy, và \"\"nháy\"\"\",notify-conclusion,hcmc-935,2027-09-10,2027-09-13,3,firm,firm,"),
        "{out}"
    );
    assert!(lines[2].starts_with("+1e5,2027-08-25,,notify-conclusion,"), "{out}");
}

#[test]
fn the_summary_in_both_languages() {
    let rows = ["2027-08-17", "2027-08-25", "2028-03-01", "2100-12-30"]
        .map(|day| ("hcmc-935".to_owned(), "notify-conclusion".to_owned(), date(day)));
    let (input, output) = (csv("summary.csv", &rows), file("summary-out.csv"));
    let (swap, _) = letter(
        "swap-summary",
        "swap = [{ off = 2027-09-01, worked = 2027-08-21 }]\ntet = [{ from = 2028-01-26, to = 2028-01-30 }]\nbeside_national_day = [2028-09-01]",
    );
    let said = |lang: &str| {
        shown(&["recount", &input, "--out", &output, "--decree", &swap, "--timings", "--quiet", "--lang", lang])
    };
    let (vi, en) = (said("vi"), said("en"));
    for line in [
        "4 nhiệm vụ: 2 đổi ngày đến hạn (1 muộn hơn, 1 sớm hơn), ghi vào ",
        "Trước là tạm tính, nay là chắc chắn: 1",
        "Không có ngày theo cả hai bộ lịch, vì phép tính ra ngoài các năm có lịch: 1",
        "hcmc-935/notify-conclusion: 2 trên 4",
        "Thời gian thực (giây): đọc 0,",
    ] {
        assert!(vi.contains(line), "no `{line}` in {vi}");
    }
    for line in [
        "4 duties: 2 moved (1 later, 1 earlier), written to ",
        "Provisional before, firm now: 1",
        "No date under either calendar, since the count leaves the covered years: 1",
        "hcmc-935/notify-conclusion: 2 of 4",
        "Wall-clock seconds: reading ",
    ] {
        assert!(en.contains(line), "no `{line}` in {en}");
    }
}

#[test]
fn a_sample_is_the_same_for_the_same_seed() {
    let make = |name: &str, more: &[&str]| {
        let path = file(name);
        shown(&[&["recount-sample", &path, "--rows", "70000", "--quiet"], more].concat());
        path
    };
    let (first, again, other) =
        (make("seed.parquet", &[]), make("again.parquet", &["--seed", "1"]), make("other.parquet", &["--seed", "2"]));
    let bytes = |path: &str| std::fs::read(path).unwrap();
    assert!(bytes(&first) == bytes(&again) && bytes(&first) != bytes(&other));
    let table = read(&first);
    let rows = oracle::rows(&table);
    assert_eq!((rows.len(), oracle::rows(&read(&make("seed.csv", &[])))), (70_000, rows.clone()));
    let days: std::collections::BTreeSet<NaiveDate> = rows.iter().map(|(_, _, day)| *day).collect();
    assert_eq!(days.iter().next().zip(days.iter().next_back()), Some((&date("2026-01-01"), &date("2027-12-31"))));
    assert_eq!(days.len(), 730);
    let (_, before, after, decree) = decrees().remove(1);
    let output = file("seed-out.parquet");
    recount(&first, &output, &decree);
    let oracle = expected(&rows, &before, &after).moved.into_iter().map(|moved| Moved { id: moved.id + 1, ..moved });
    assert_eq!(Moved::of(&read(&output)), oracle.collect::<Vec<_>>(), "more than one batch");
    let one_day = make("one-day.csv", &["--from", "2028-01-20", "--to", "2028-01-20"]);
    assert!(oracle::rows(&read(&one_day)).iter().all(|(_, _, day)| *day == date("2028-01-20")));
}

#[test]
fn the_examples_of_the_help_run() {
    let place = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("recount-examples");
    std::fs::create_dir_all(place.join("examples")).unwrap();
    let decree = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/swap-2027-example.toml");
    std::fs::copy(decree, place.join("examples/swap-2027-example.toml")).unwrap();
    for (command, more) in [("recount-sample", " --rows 5000"), ("recount", "")] {
        let help = shown(&["help", command]);
        for line in
            help.split("Ví dụ:").nth(1).unwrap().lines().filter_map(|line| line.trim().strip_prefix("doithoai "))
        {
            let line = if line.contains("--rows") { line.to_owned() } else { format!("{line}{more}") };
            let line = line.replace("1000000", "5000");
            let output = std::process::Command::new(env!("CARGO_BIN_EXE_doithoai"))
                .args(crate::split(&line))
                .current_dir(&place)
                .output();
            let output = output.unwrap();
            assert!(output.status.success() && !output.stdout.is_empty(), "{line}: {output:?}");
        }
    }
}

#[test]
fn anchors_about_the_ends_of_days_that_can_be_written() {
    let far = [
        NaiveDate::MIN,
        date("0001-01-01"),
        date("1970-01-01"),
        date("2014-12-31"),
        date("2101-01-01"),
        NaiveDate::MAX - TimeDelta::days(1),
    ];
    let rows: Vec<Row> = far.iter().map(|day| ("hcmc-935".to_owned(), "notify-conclusion".to_owned(), *day)).collect();
    let (input, output) = (parquet("far.parquet", &columns(&rows, Columns::default())), file("far-out.parquet"));
    let summary = recount(&input, &output, &decrees().remove(1).3);
    assert_eq!((summary["outside"].as_u64(), summary["moved"].as_u64()), (Some(6), Some(0)));
    assert!(doithoai(&["recount", &input, "--out", &output, "--known-on", "2026-01-01"]).status.success());
}
