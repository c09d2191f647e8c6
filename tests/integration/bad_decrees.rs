//! Decrees that cannot be: issued too late or in no year, superseding what nobody decided; and what a wrong `supersedes` hides.

use chrono::NaiveDate;
use doithoai::calendar::CheckedDecree;
use doithoai::{Code, Lang, Message as _};

use crate::support::{VIETNAM, date, decree};

const SWAP: &str = "swap = [{ off = 2028-05-05, worked = 2028-05-06 }]";

/// What is wrong with a decree, in English.
fn found(text: &str) -> Vec<String> {
    let CheckedDecree { problems, .. } = VIETNAM.check_decree_toml(text);
    assert!(problems.iter().all(|problem| problem.code == Code::ConflictingDocuments), "{problems:?}");
    problems.into_iter().map(|problem| format!("{}: {}", problem.path, problem.message.en)).collect()
}

/// Each mistake said once, in this order.
#[track_caller]
fn told(text: &str, expected: &[&str]) {
    let found = found(text);
    let fits = found.len() == expected.len() && found.iter().zip(expected).all(|(said, part)| said.contains(part));
    assert!(fits, "{text}\n{expected:#?}\n{found:#?}");
}

#[test]
fn a_decree_is_issued_before_the_days_that_it_decides_have_passed() {
    let name = "name = { vi = \"x\", en = \"x\" }";
    for (first, facts) in [
        ("2028-05-05", SWAP.to_owned()),
        ("2028-05-06", "swap = [{ off = 2028-05-12, worked = 2028-05-06 }]".to_owned()),
        ("2028-01-24", "tet = [{ from = 2028-01-24, to = 2028-01-28 }]".to_owned()),
        ("2028-09-01", "beside_national_day = [2028-09-01]".to_owned()),
        ("2028-05-05", format!("day_off = [{{ on = 2028-05-05, {name} }}, {{ on = 2028-05-08, {name} }}]")),
        ("2028-11-24", "confirms = [2028-11-24]".to_owned()),
        ("2029-11-26", "in_lieu = [{ of = 2029-11-24, on = 2029-11-26 }]".to_owned()),
        ("2029-11-24", "not_made_up = [2029-11-24]".to_owned()),
    ] {
        let day = date(first);
        for (issued, is_late) in [(day.pred_opt().unwrap(), false), (day, false), (day.succ_opt().unwrap(), true)] {
            let said = format!("document[cv-x].issued: `cv-x`, issued on {issued}, decides {first}, which had passed");
            let expected: &[&str] = if is_late { &[&said] } else { &[] };
            told(&decree("cv-x", &issued.to_string(), &facts), expected);
            // What is known only to have been issued by a day may have been issued before.
            told(&decree("cv-x", &format!("{{ not_after = {issued} }}"), &facts), &[]);
        }
    }
    let late = VIETNAM.check_decree_toml(&decree("cv-x", "2028-10-15", SWAP)).problems.remove(0);
    assert_eq!(
        late.message.get(Lang::Vi),
        "`cv-x` ban hành ngày 15/10/2028 mà quyết định về ngày 05/05/2028, đã qua: hãy xem lại `issued`; chỉ biết ban hành muộn nhất ngày nào thì viết { not_after = … }"
    );
}

#[test]
fn a_decree_is_issued_in_a_year_that_can_be() {
    for (issued, from, wrong) in [
        ("1900-10-15", None, Some(("issued", "1900-10-15"))),
        ("1945-09-01", None, Some(("issued", "1945-09-01"))),
        ("1945-09-02", None, None),
        ("2027-10-15", Some("1945-09-01"), Some(("from", "1945-09-01"))),
        ("2027-10-15", Some("2028-01-01"), None),
        ("2027-10-15", Some("2101-01-01"), Some(("from", "2101-01-01"))),
        ("{ not_after = 1900-10-15 }", None, Some(("issued", "1900-10-15"))),
        ("{ not_after = 2100-12-31 }", None, None),
        ("{ not_after = 2101-01-01 }", None, Some(("issued", "2101-01-01"))),
        ("9999-12-31", None, Some(("issued", "9999-12-31"))),
    ] {
        let from = from.map(|from| format!("from = {from}\n")).unwrap_or_default();
        let text = decree("cv-x", issued, &format!("{from}{SWAP}"));
        let said = wrong.map(|(key, day)| {
            format!("document[cv-x].{key}: `{key}` of `cv-x` is {day}: the State has issued documents since 1945-09-02")
        });
        told(&text, &said.iter().map(String::as_str).collect::<Vec<_>>());
        let vi = VIETNAM.check_decree_toml(&text).problems.into_iter().map(|one| one.message.vi);
        assert!(vi.into_iter().all(|said| said.contains("hãy xem lại năm")), "{text}");
    }
}

#[test]
fn a_decree_supersedes_of_a_day_what_was_decided_of_it() {
    let of = |names: &str| decree("cv-x", "2026-11-15", &format!("supersedes = [{names}]\n{SWAP}"));
    let nothing = |day: &str| {
        format!(
            "`supersedes` of `cv-x` names {day}, of which `cv-10065-2026` decides nothing; the days that it decides: 2026-11-24, 2027-02-04,"
        )
    };
    for (names, wrong) in [
        ("{ document = \"cv-10065-2026\", on = [2027-09-03] }", vec![]),
        ("{ document = \"cv-10065-2026\", on = [2027-09-02] }", vec![nothing("2027-09-02")]),
        ("{ document = \"cv-10065-2026\", on = [2027-09-04] }", vec![nothing("2027-09-04")]),
        (
            "{ document = \"cv-10065-2026\", on = [2027-09-03, 2028-05-05, 2028-05-06] }",
            vec![nothing("2028-05-05"), nothing("2028-05-06")],
        ),
        (
            "{ document = \"labour-code-2019\", on = [2026-09-02] }",
            vec!["it decides no single day: leave `on` out".to_owned()],
        ),
        (
            "\"cv-10065-2026\", \"cv-10065-2026\"",
            vec!["`supersedes` of `cv-x` names `cv-10065-2026` twice: name it once".to_owned()],
        ),
        (
            "\"cv-10065-2026\", { document = \"cv-10065-2026\", on = [2027-09-03] }",
            vec!["names `cv-10065-2026` twice".to_owned()],
        ),
        (
            "{ document = \"cv-10065-2026\", on = [2027-09-03, 2027-09-03] }",
            vec!["names `cv-10065-2026` twice".to_owned()],
        ),
        (
            "{ document = \"cv-10065-2026\", on = [2027-09-03] }, { document = \"cv-10065-2026\", on = [2026-11-24] }",
            vec![],
        ),
    ] {
        told(&of(names), &wrong.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let ends = decree(
        "cv-x",
        "2026-11-15",
        &format!("ends = [\"qd-188-1999\", \"qd-188-1999\"]\nweekly_rest = [\"saturday\", \"sunday\"]\n{SWAP}"),
    );
    told(&ends, &["`ends` of `cv-x` names `qd-188-1999` twice: name it once"]);
    let nowhere =
        VIETNAM.check_decree_toml(&of("{ document = \"cv-10065-2026\", on = [2028-05-05] }")).problems.remove(0);
    assert!(
        nowhere
            .message
            .vi
            .contains("không quyết định gì về ngày này; các ngày văn bản đó quyết định: 24/11/2026, 04/02/2027,")
    );
    let law =
        VIETNAM.check_decree_toml(&of("{ document = \"labour-code-2019\", on = [2026-09-02] }")).problems.remove(0);
    assert!(law.message.vi.ends_with("văn bản đó không quyết định riêng ngày nào: bỏ `on` nếu thay thế toàn bộ"));
}

/// The days of a document that names itself, a later one, or one that names it back, are looked at all the same.
#[test]
fn a_wrong_supersedes_hides_no_other_mistake() {
    let bad = "swap = [{ off = 2028-05-06, worked = 2028-05-08 }]"; // a Saturday for a Monday
    let (off, worked) = ("2028-05-06: a day swapped off needs to be", "2028-05-08: a day swapped for work needs to be");
    let file = |documents: &[(&str, &str, &str)]| -> String {
        let all = documents.iter().map(|(id, issued, facts)| decree(id, issued, facts).replacen("format = 1\n", "", 1));
        format!("format = 1\n{}", all.collect::<String>())
    };
    let named = |names: &str| format!("supersedes = [{names}]\n{bad}");
    let itself = "names that very document";
    told(&decree("cv-a", "2027-10-15", &named("\"cv-a\"")), &[off, worked, itself]);
    let on = named("{ document = \"cv-a\", on = [2028-05-06] }");
    told(&decree("cv-a", "2027-10-15", &on), &[off, worked, itself]);
    let many = format!(
        "supersedes = [\"cv-a\", \"nope\"]\n{}\ntet = [{{ from = 2028-01-28, to = 2028-01-24 }}]",
        "swap = [{ off = 2028-05-06, worked = 2028-05-08 }, { off = 2028-05-05, worked = 2028-05-05 }]"
    );
    let tet = "as many days in a row as the law gives";
    told(
        &decree("cv-a", "2027-10-15", &many),
        &[tet, off, worked, "2028-05-05: a day swapped for work", "`nope`, which is not a document", itself],
    );
    let (good, other) = ("swap = [{ off = 2028-06-02, worked = 2028-06-03 }]", "2027-11-15");
    // It hides those of the later one that it names, and of each in a circle.
    told(
        &file(&[("cv-a", "2027-10-15", &format!("supersedes = [\"cv-b\"]\n{good}")), ("cv-b", other, bad)]),
        &["names `cv-b`, issued later", off, worked],
    );
    told(
        &file(&[("cv-a", other, &format!("supersedes = [\"cv-b\"]\n{good}")), ("cv-b", other, &named("\"cv-a\""))]),
        &[off, worked, "leads back"],
    );
    // Where two decide one day, which of them is meant to fall is not known.
    told(
        &file(&[("cv-a", other, &format!("supersedes = [\"cv-b\"]\n{bad}")), ("cv-b", other, &named("\"cv-a\""))]),
        &["leads back"],
    );
    // What one rightly supersedes falls, right or wrong.
    told(&file(&[("cv-a", "2027-10-15", bad), ("cv-b", other, &format!("supersedes = [\"cv-a\"]\n{good}"))]), &[]);
}

#[test]
fn the_documents_of_the_library_are_possible() {
    assert_eq!(VIETNAM.to_builder().build().map_err(|error| error.text(Lang::En)), Ok(VIETNAM.clone()));
    let days: Vec<NaiveDate> = VIETNAM.documents().iter().map(|document| document.issued.known_from()).collect();
    assert!(days.iter().all(|day| *day > date("1945-09-02")));
}
