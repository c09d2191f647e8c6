//! Decrees that cannot be: issued too late or in no year, superseding what nobody decided; and what a wrong `supersedes` hides.

use chrono::NaiveDate;
use doithoai::calendar::CheckedDecree;
use doithoai::{Code, Lang, Message as _, Problem};

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
    told(&decree("cv-a", "2027-10-15", &named("\"cv-a\"")), &[itself, off, worked]);
    let on = named("{ document = \"cv-a\", on = [2028-05-06] }");
    told(&decree("cv-a", "2027-10-15", &on), &[itself, off, worked]);
    let many = format!(
        "supersedes = [\"cv-a\", \"nope\"]\n{}\ntet = [{{ from = 2028-01-28, to = 2028-01-24 }}]",
        "swap = [{ off = 2028-05-06, worked = 2028-05-08 }, { off = 2028-05-05, worked = 2028-05-05 }]"
    );
    let tet = "`from` of the Tết holiday, 2028-01-28, comes after `to`, 2028-01-24";
    told(
        &decree("cv-a", "2027-10-15", &many),
        &["`nope`, which is not a document", itself, off, worked, "2028-05-05: a day swapped for work", tet],
    );
    // Of one day it is too short, and not the wrong way round.
    let one_day = decree("cv-a", "2027-10-15", "tet = [{ from = 2028-01-26, to = 2028-01-26 }]");
    told(&one_day, &["the Tết holiday needs as many days in a row as the law gives, which is 5"]);
    let (good, other) = ("swap = [{ off = 2028-06-02, worked = 2028-06-03 }]", "2027-11-15");
    // It hides those of the later one that it names, and of each in a circle.
    told(
        &file(&[("cv-a", "2027-10-15", &format!("supersedes = [\"cv-b\"]\n{good}")), ("cv-b", other, bad)]),
        &["names `cv-b`, issued later", off, worked],
    );
    told(
        &file(&[("cv-a", other, &format!("supersedes = [\"cv-b\"]\n{good}")), ("cv-b", other, &named("\"cv-a\""))]),
        &["leads back", off, worked],
    );
    // Where two decide one day, which of them is meant to fall is not known: each is looked at by itself.
    told(
        &file(&[("cv-a", other, &format!("supersedes = [\"cv-b\"]\n{bad}")), ("cv-b", other, &named("\"cv-a\""))]),
        &[off, worked, "leads back", off, worked],
    );
    let right = "swap = [{ off = 2028-05-05, worked = 2028-05-06 }]";
    told(
        &file(&[
            ("cv-a", other, &format!("supersedes = [\"cv-b\"]\n{right}")),
            ("cv-b", other, &format!("supersedes = [\"cv-a\"]\n{right}")),
        ]),
        &["leads back"],
    );
    told(
        &file(&[
            ("cv-a", other, &format!("supersedes = [\"cv-b\"]\n{right}")),
            ("cv-b", other, "supersedes = [\"cv-a\"]\nswap = [{ off = 2028-05-05, worked = 2028-05-08 }]"),
        ]),
        &["leads back", worked],
    );
    // A right one beside it does not hide what a document says of a day that it wrongly takes from itself.
    told(&file(&[("cv-b", other, bad), ("cv-a", other, &named("\"cv-a\""))]), &[off, worked, itself, off, worked]);
    // What one rightly supersedes falls, right or wrong.
    told(&file(&[("cv-a", "2027-10-15", bad), ("cv-b", other, &format!("supersedes = [\"cv-a\"]\n{good}"))]), &[]);
}

/// Of two documents of one id what was issued too late is told at the one that was.
#[test]
fn what_is_late_is_told_at_its_own_document() {
    let of = |issued: &str| decree("cv-a", issued, SWAP).replacen("format = 1\n", "", 1);
    for (first, second) in [("2028-06-01", "2027-10-15"), ("2027-10-15", "2028-06-01")] {
        let text = format!("format = 1\n{}{}", of(first), of(second));
        let CheckedDecree { problems, .. } = VIETNAM.check_decree_toml(&text);
        let late = problems.iter().find(|problem| problem.message.en.contains("2028-06-01")).unwrap();
        assert_eq!(text.get(late.span.clone()), Some("2028-06-01"), "{first} {second}: {}", late.message.en);
    }
}

/// Of two documents of one id what supersedes nothing is told at the one that names it.
#[test]
fn what_is_not_there_is_told_where_it_is_named() {
    let of = |missing: &str| {
        decree("cv-a", "2027-10-15", &format!("supersedes = [\"{missing}\"]")).replacen("format = 1\n", "", 1)
    };
    let text = format!("format = 1\n{}{}", of("mat-1"), of("mat-2"));
    let CheckedDecree { problems, .. } = VIETNAM.check_decree_toml(&text);
    for missing in ["mat-1", "mat-2"] {
        let about = |problem: &&Problem| problem.message.en.contains(&format!("supersedes `{missing}`"));
        let told = problems.iter().find(about).unwrap_or_else(|| panic!("{problems:#?}"));
        assert!(text.get(told.span.clone()).unwrap().contains(missing), "{missing}: {:?}", text.get(told.span.clone()));
    }
}

#[test]
fn the_documents_of_the_library_are_possible() {
    assert_eq!(VIETNAM.to_builder().build().map_err(|error| error.text(Lang::En)), Ok(VIETNAM.clone()));
    let days: Vec<NaiveDate> = VIETNAM.documents().iter().map(|document| document.issued.known_from()).collect();
    assert!(days.iter().all(|day| *day > date("1945-09-02")));
}

/// What is wrong with the file and what does not fit are told together; a document is not suggested itself.
#[test]
fn the_mistakes_of_a_decree_are_told_all_at_once() {
    let two = decree("d-1", "2027-10-15", "foo = 2\nsupersedes = [\"d-1\", \"d-2\"]")
        + &decree("d-3", "2027-10-15", "confirms = [2028-11-24]\nsupersedes = [\"d-3\"]").replace("format = 1", "")
        + &decree("d-4", "2027-10-15", "").replace("format = 1", "");
    let found = VIETNAM.check_decree_toml(&two);
    assert!(found.calendar.is_none());
    for (code, about) in [
        (Code::UnknownKey, "`foo`"),
        (Code::ConflictingDocuments, "`d-2`"),
        (Code::ConflictingDocuments, "`d-3`"),
        (Code::NoContent, "decides nothing"),
    ] {
        let is = |one: &Problem| one.code == code && one.message.en.contains(about);
        assert!(found.problems.iter().any(is), "{code:?} {about}: {:#?}", found.problems);
    }
    let missing = VIETNAM.check_decree_toml(&decree("d-1", "2027-10-15", &format!("{SWAP}\nsupersedes = [\"cv-1\"]")));
    assert!(!missing.problems[0].message.en.contains("did you mean `d-1`"), "{:?}", missing.problems);
}

/// Two documents, the second issued a day after the first.
fn two(first: &str, second: &str) -> String {
    let second = decree("d-2", "2027-10-16", second).replacen("format = 1\n", "", 1);
    one(first) + &second
}

fn one(facts: &str) -> String {
    decree("d-1", "2027-10-15", facts)
}

const OFF: &str = "name = { vi = \"x\", en = \"x\" }";

/// Each at the day that is taken, by whom it is, and how it is replaced.
#[test]
fn a_day_that_is_decided_already_is_told_with_by_which() {
    for (text, expected) in [
        (
            two(SWAP, "swap = [{ off = 2028-05-05, worked = 2028-05-13 }]"),
            "document[d-2].swap[0].off: `d-2`, 2028-05-05: `d-1` decides this day already; if `d-2` replaces that of this day, write there `supersedes = [{ document = \"d-1\", on = [2028-05-05] }]`",
        ),
        (
            two(SWAP, "swap = [{ off = 2028-05-04, worked = 2028-05-06 }]"),
            "document[d-2].swap[0].worked: `d-2`, 2028-05-06: `d-1` decides this day already;",
        ),
        (
            one("swap = [{ off = 2028-05-05, worked = 2028-05-06 }, { off = 2028-05-04, worked = 2028-05-06 }]"),
            "document[d-1].swap[1].worked: `d-1`, 2028-05-06: `d-1` decides this day already: keep one",
        ),
        (
            two(&format!("day_off = [{{ on = 2028-05-05, {OFF} }}]"), SWAP),
            "document[d-2].swap[0].off: `d-2`, 2028-05-05: `d-1` decides this day already;",
        ),
    ] {
        told(&text, &[expected]);
    }
    let vi = |text: &str| VIETNAM.check_decree_toml(text).problems.remove(0).message.vi;
    assert_eq!(
        vi(&two(SWAP, "swap = [{ off = 2028-05-05, worked = 2028-05-13 }]")),
        "`d-2`, 05/05/2028: `d-1` đã quyết định về ngày này; nếu `d-2` thay thế riêng ngày này thì viết trong đó `supersedes = [{ document = \"d-1\", on = [2028-05-05] }]`"
    );
    let twice = one("swap = [{ off = 2028-05-05, worked = 2028-05-06 }, { off = 2028-05-04, worked = 2028-05-06 }]");
    assert_eq!(vi(&twice), "`d-1`, 06/05/2028: `d-1` đã quyết định về ngày này rồi: chỉ giữ một");
    // Whichever comes first in the file, the later one names the earlier.
    let early = decree("d-2", "2027-09-16", "swap = [{ off = 2028-05-05, worked = 2028-05-13 }]");
    let turned = decree("d-1", "2027-10-15", SWAP) + &early.replacen("format = 1\n", "", 1);
    told(
        &turned,
        &[
            "`d-1` decides this day already; if `d-1` replaces that of this day, write there `supersedes = [{ document = \"d-2\", on = [2028-05-05] }]`",
        ],
    );
    // The way that is named is one.
    let of_the_day = "[{ document = \"d-1\", on = [2028-05-05] }]";
    for earlier in ["[\"d-1\"]", of_the_day] {
        let swap = format!("supersedes = {earlier}\nswap = [{{ off = 2028-05-05, worked = 2028-05-13 }}]");
        told(&two(SWAP, &swap), &[]);
    }
}

/// What a document is called may be wrong: what it decides is laid over the calendar all the same, and told in one.
#[test]
fn a_wrong_word_of_a_document_hides_nothing_that_it_decides() {
    let facts = "supersedes = [\"d-1\"]\nswap = [{ off = 2028-05-06, worked = 2028-05-05 }]";
    let (itself, off) = ("names that very document", "2028-05-06: a day swapped off needs to be a working day");
    let worked = "2028-05-05: a day swapped for work needs to be a weekly rest day";
    let right = one(facts);
    told(&right, &[itself, off, worked]);
    let keys = ["kind", "number", "issuer", "confidence", "source"];
    for key in keys {
        let written = right.lines().find(|line| line.starts_with(key)).unwrap();
        for wrong in [format!("{key} = 7"), String::new()] {
            let checked = VIETNAM.check_decree_toml(&right.replace(written, &wrong));
            assert!(checked.calendar.is_none());
            let found: Vec<String> = checked.problems.iter().map(|problem| problem.message.en.to_string()).collect();
            let also = |part: &str| found.iter().any(|said| said.contains(part));
            assert!(found.len() == 4 && [itself, off, worked].into_iter().all(also), "{key}: {found:#?}");
        }
    }
    // Where a fact cannot be read, what does not fit may follow from that.
    let checked = VIETNAM.check_decree_toml(&right.replace("off = 2028-05-06", "off = 7"));
    assert_eq!(checked.problems.len(), 1, "{:?}", checked.problems);
}

/// Each at the day that is wrong, and once.
#[test]
fn what_does_not_fit_is_told_at_its_day() {
    let tet = "tet = [{ from = 2028-01-24, to = 2028-01-28 }]";
    for (text, expected) in [
        (
            one("swap = [{ off = 2028-05-07, worked = 2028-05-06 }]"),
            "document[d-1].swap[0].off: `d-1`, 2028-05-07: a day swapped off needs to be a working day",
        ),
        (
            one("swap = [{ off = 2028-05-05, worked = 2028-05-08 }]"),
            "document[d-1].swap[0].worked: `d-1`, 2028-05-08: a day swapped for work needs to be a weekly rest day",
        ),
        (
            one(&format!("day_off = [{{ on = 2028-05-06, {OFF} }}]")),
            "document[d-1].day_off[0].on: `d-1`, 2028-05-06: a day off needs a day that would be worked",
        ),
        (
            one("tet = [{ from = 2028-01-20, to = 2028-01-24 }]"),
            "document[d-1].tet[0].from: `d-1`, 2028-01-20: the Tết holiday needs as many days in a row as the law gives, which is 5, with lunar New Year's Day among them (2028-01-26)",
        ),
        (
            one("tet = [{ from = 2028-01-28, to = 2028-01-24 }]"),
            "document[d-1].tet[0].from: `d-1`, 2028-01-28: `from` of the Tết holiday, 2028-01-28, comes after `to`, 2028-01-24: `from` is its first day and `to` its last",
        ),
        (
            one("beside_national_day = [2028-09-05]"),
            "document[d-1].beside_national_day[0]: `d-1`, 2028-09-05: the second National Day is 1 or 3 September",
        ),
        (
            one("confirms = [2028-05-05]"),
            "document[d-1].confirms[0]: `d-1`, 2028-05-05: there is no holiday to confirm",
        ),
        (
            one("not_made_up = [2028-05-05]"),
            "document[d-1].not_made_up[0]: `d-1`, 2028-05-05: a day in lieu needs a holiday",
        ),
        (
            one("swap = [{ off = 2101-05-05, worked = 2101-05-06 }]"),
            "document[d-1].swap[0].off: `d-1`, 2101-05-05: outside the years that the calendar covers",
        ),
        (
            one("tet = [{ from = 2101-01-28, to = 2101-02-01 }]"),
            "document[d-1].tet[0].from: `d-1`, 2101-01-28: outside the years that the calendar covers",
        ),
        (
            two(tet, "tet = [{ from = 2028-01-25, to = 2028-01-29 }]"),
            "document[d-2].tet[0].to: `d-1` and `d-2` decide the Tết holiday of 2028 differently",
        ),
        (
            two("beside_national_day = [2028-09-01]", "beside_national_day = [2029-09-03, 2028-09-03]"),
            "document[d-2].beside_national_day[1]: `d-1` and `d-2` decide the second National Day of 2028 differently",
        ),
    ] {
        told(&text, &[expected]);
    }
}

/// Keys by what they are called in Vietnamese.
#[test]
fn a_key_of_a_decree_is_found_by_its_name() {
    for (facts, key) in [
        ("hoan_doi = [{ off = 2028-05-05, worked = 2028-05-06 }]", "swap"),
        ("swap = [{ nghi = 2028-05-05, worked = 2028-05-06 }]", "off"),
        ("swap = [{ off = 2028-05-05, lam_bu = 2028-05-06 }]", "worked"),
        ("nghi_tet = [{ from = 2028-01-24, to = 2028-01-28 }]", "tet"),
        ("tet = [{ tu_ngay = 2028-01-24, to = 2028-01-28 }]", "from"),
        ("tet = [{ from = 2028-01-24, den_ngay = 2028-01-28 }]", "to"),
        ("nghi_bu = [{ of = 2029-11-24, on = 2029-11-26 }]", "in_lieu"),
        ("ngay_nghi = [{ on = 2028-05-05, name = \"x\" }]", "day_off"),
        ("thay_the = [\"cv-10065-2026\"]", "supersedes"),
    ] {
        let found = VIETNAM.check_decree_toml(&decree("d-1", "2027-10-15", facts)).problems;
        assert_eq!(found.iter().map(|one| one.suggestion.as_deref()).collect::<Vec<_>>(), [Some(key)], "{facts}");
    }
}
