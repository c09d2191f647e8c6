//! Territories are codes of the official lists; those that ended say what became of them.

use doithoai::audit::{OfficeLog, YearAudit, audit_year};
use doithoai::dialogue::Log;
use doithoai::ruleset::{Binding, HeadKind, Level};
use doithoai::{Calendar, Facts, Lang, Message as _, Registry, RuleSet, Subject, Terms, Timeline, View};

use crate::support::date;

fn subject(territory: &str, on: &str) -> Result<Subject, doithoai::ruleset::SubjectError> {
    Subject::new(territory, Level::Commune, HeadKind::LocalGovernment, date(on))
}

fn binding(territory: &str, on: &str) -> Binding {
    Registry::builtin().binding(&subject(territory, on).unwrap())
}

#[test]
fn codes_that_no_list_has_are_refused_with_the_likely_one() {
    for (territory, likely) in [
        ("079", "`79`"),
        ("1", "`01`"),
        ("00", "`01`"),
        ("99", "`96`"),
        ("03", "`02`"),
        ("999", "`969`"),
        ("0079", "`79`"),
        ("002", "`02`"),
        ("003", "`01/003`"),
        ("079/00037", "`01/00037`"), // which lies in Hà Nội
        ("4", "`04`"),
        ("Cần Thơ", "`92`"),
        ("đà nẵng", "`48`"),
        ("Bình Dương", "`74`"),
    ] {
        let error = subject(territory, "2026-08-20").unwrap_err();
        for lang in [Lang::Vi, Lang::En] {
            assert!(error.text(lang).contains(likely), "{territory}: {}", error.text(lang));
        }
    }
    for territory in
        ["", "/", "7.9", "79/01", "79/99", "79/79", "00037/01", "VN/xx", "１２", "79/", "0x4f", "-1", "HCMC"]
    {
        assert_eq!(subject(territory, "2026-08-20").unwrap_err().code(), "bad-territory", "{territory}");
    }
    assert_eq!(subject("99", "2026-08-20").unwrap_err().code(), "unknown-territory");
}

/// A level lies inside a unit of its own or a higher level, never around a lower one; asked on the last day of the districts, the
/// first without them, and later.
#[test]
fn a_code_smaller_than_the_level_is_refused() {
    for (territory, level, said) in [
        ("26737", Level::Province, Some("nêu `79` cho cấp tỉnh, hoặc nêu `level` là `commune`")),
        ("79/26737", Level::Province, Some("nêu `79` cho cấp tỉnh, hoặc nêu `level` là `commune`")),
        ("26737", Level::District, Some("nêu `79` cho cấp huyện, hoặc nêu `level` là `commune`")),
        ("79/769/26800", Level::District, Some("nêu `79/769` cho cấp huyện, hoặc nêu `level` là `commune`")),
        ("769", Level::Province, Some("nêu `79` cho cấp tỉnh, hoặc nêu `level` là `district`")),
        ("01/002", Level::Province, Some("nêu `01` cho cấp tỉnh, hoặc nêu `level` là `district`")),
        ("79/769/26800", Level::Province, Some("`769` là mã đơn vị cấp huyện, mà `level` là `province`")),
        // A commune of it, or a district.
        ("79", Level::Province, None),
        ("79", Level::District, None),
        ("79", Level::Commune, None),
        ("769", Level::District, None),
        ("769", Level::Commune, None),
        ("79/769", Level::Commune, None),
        ("26737", Level::Commune, None),
        ("79/26737", Level::Commune, None),
        ("VN", Level::named("cluster").unwrap(), None),
        ("79/26737", Level::named("cluster").unwrap(), None),
    ] {
        for on in ["2025-06-30", "2025-07-01", "2026-08-20"].map(date) {
            let subject = Subject::new(territory, level, HeadKind::LocalGovernment, on);
            let Some(said) = said else {
                assert!(subject.is_ok(), "{territory} {level:?} {on}");
                continue;
            };
            let error = subject.unwrap_err();
            assert_eq!(error.code(), "territory-of-another-level");
            assert!(error.text(Lang::Vi).contains(said), "{territory}: {}", error.text(Lang::Vi));
            assert!(error.text(Lang::En).contains("is the code of a unit of the level "), "{error}");
        }
    }
    // Wherever it enters: both logs, read and checked.
    let of = |who: &str| format!(r#"{{{who},"territory":"79/26737","level":"province","head":"local-government"}}"#);
    let dialogue = of(r#""dialogue":"D","appointed":"2026-08-20","on":"2026-07-20""#);
    let office = of(r#""office":"A""#);
    for error in [
        Log::from_jsonl(&dialogue).unwrap_err(),
        Log::check_jsonl(&dialogue).problems.remove(0),
        OfficeLog::from_jsonl(&office).unwrap_err(),
        OfficeLog::check_jsonl(&office).problems.remove(0),
    ] {
        assert_eq!((error.line, error.code()), (1, "territory-of-another-level"), "{error}");
    }
}

/// The country is no unit: only a level that a rule file declares may be of it.
#[test]
fn the_country_is_of_no_unit() {
    for (level, vi, en) in [
        (Level::Province, "nêu mã của tỉnh, thành phố, như `79`", "name the code of the province, such as `79`"),
        (
            Level::District,
            "nêu mã của đơn vị cấp huyện hoặc của tỉnh, thành phố, như `79/769` hoặc `79`",
            "such as `79/769` or `79`",
        ),
        (
            Level::Commune,
            "nêu mã của đơn vị cấp xã hoặc của tỉnh, thành phố, như `79/26737` hoặc `79`",
            "such as `79/26737` or `79`",
        ),
    ] {
        let error = Subject::new("VN", level, HeadKind::LocalGovernment, date("2026-08-20")).unwrap_err();
        assert_eq!(error.code(), "country-for-a-unit");
        assert!(error.text(Lang::Vi).ends_with(vi) && error.text(Lang::En).ends_with(en), "{error}");
        let word = level.word();
        let who = format!(r#""territory":"VN","level":"{word}","head":"local-government""#);
        let dialogue = format!(r#"{{"dialogue":"D","appointed":"2026-08-20","on":"2026-07-20",{who}}}"#);
        let office = format!(r#"{{"office":"A",{who}}}"#);
        for problem in [Log::from_jsonl(&dialogue).unwrap_err(), OfficeLog::from_jsonl(&office).unwrap_err()] {
            assert_eq!((problem.line, problem.code()), (1, "country-for-a-unit"), "{problem}");
        }
    }
}

/// A code that is not listed is told the nearest only if one slip of the hand lies between.
#[test]
fn a_code_is_meant_that_is_one_slip_away() {
    for (code, near) in [
        ("26735", Some("26737")),
        ("62737", Some("26737")),
        ("99999", None),
        ("79/99999", None),
        ("01/999", None),
        ("98", Some("96")),
        ("79/26735", Some("79/26737")),
    ] {
        let error = Subject::new(code, Level::Commune, HeadKind::LocalGovernment, date("2026-08-20")).unwrap_err();
        let said = error.text(Lang::En);
        assert_eq!(
            said.split("did you mean ").nth(1),
            near.map(|near| format!("`{near}`?")).as_deref(),
            "{code}: {said}"
        );
    }
}

#[test]
fn wherever_a_code_enters() {
    let office = |code: &str| {
        let head = format!(
            "{{\"office\":\"A\",\"territory\":\"{code}\",\"level\":\"commune\",\"head\":\"local-government\"}}"
        );
        OfficeLog::from_jsonl(&head).map_err(|error| error.to_string())
    };
    let dialogue = |code: &str| {
        let head = format!(
            "{{\"dialogue\":\"A\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\"territory\":\"{code}\",\"level\":\"commune\",\"head\":\"local-government\"}}"
        );
        Log::from_jsonl(&head).map_err(|error| error.to_string())
    };
    let file = |code: &str| {
        let text =
            RuleSet::builtin_toml("hcmc-935").unwrap().replacen("code = \"79\"", &format!("code = \"{code}\""), 1);
        RuleSet::from_toml(&text).map_err(|error| error.to_string())
    };
    for code in ["00", "99", "079"] {
        for said in [office(code).unwrap_err(), dialogue(code).unwrap_err(), file(code).unwrap_err()] {
            assert!(said.contains("did you mean"), "{code}: {said}");
        }
    }
    // One that is too many has no right place: nothing is named that would be refused too.
    let said = office("79/26737/1").unwrap_err();
    assert!(said.contains("`79/26737/1`") && !said.contains("did you mean"), "{said}");
    for code in ["79", "77", "01/002", "760", "26734"] {
        assert!(office(code).is_ok() && dialogue(code).is_ok(), "{code}");
    }
    assert!(file("760").is_ok());
}

/// The day before, on and after the end.
#[test]
fn units_that_ended_say_what_became_of_them() {
    for (territory, on, said) in [
        ("01/002", "2025-06-30", None),
        (
            "01/002",
            "2025-07-01",
            Some("`002` (Quận Hoàn Kiếm) kết thúc từ ngày 01/07/2025; địa bàn đó nay thuộc 00070 (Phường Hoàn Kiếm)"),
        ),
        ("760", "2025-07-02", Some("`760` (Quận 1) kết thúc từ ngày 01/07/2025")),
        ("79/763", "2021-01-31", None),
        (
            "79/763",
            "2021-02-01",
            Some(
                "`763` (Quận 9) không còn trong danh mục ngày 01/02/2021; địa bàn đó nay thuộc 769 (Thành phố Thủ Đức)",
            ),
        ),
        ("00001", "2025-06-30", None),
        (
            "00001",
            "2025-07-01",
            Some("`00001` kết thúc từ ngày 01/07/2025; địa bàn đó nay thuộc 00097 (Phường Hồng Hà)"),
        ),
        ("79/26737", "2026-08-20", None),
        ("25/17", "2026-08-20", None),
        ("79/77", "2026-08-20", None),
        // In a province that it went into later: the day before, on, after.
        (
            "79/25747",
            "2024-08-20",
            Some("`25747` (Phường Thủ Dầu Một) chỉ thuộc `79` từ ngày 12/06/2025; trước đó thuộc `74`"),
        ),
        ("79/25747", "2025-06-11", Some("`25747` (Phường Thủ Dầu Một) chỉ thuộc `79` từ ngày 12/06/2025")),
        ("79/25747", "2025-06-12", None),
        ("79/25747", "2026-08-20", None),
        ("74/718/25747", "2025-06-11", None),
        ("79/718", "2025-06-11", Some("`718` (Thành phố Thủ Dầu Một) chỉ thuộc `79` từ ngày 12/06/2025")),
        ("79/718", "2025-06-12", None),
        ("79/77", "2025-06-11", Some("`77` (Bà Rịa - Vũng Tàu) chỉ thuộc `79` từ ngày 12/06/2025")),
        ("79/77", "2025-06-12", None),
        // A commune that is new: its province had it the day on which it began.
        ("79/26732", "2025-06-30", Some("`26732` (Đặc khu Côn Đảo) chỉ thuộc `79` từ ngày 01/07/2025")),
        ("79/26732", "2025-07-01", None),
    ] {
        let notes = binding(territory, on).units;
        let texts: Vec<String> = notes.iter().map(|note| note.text(Lang::Vi)).collect();
        match said {
            Some(said) => assert!(texts.iter().any(|text| text.starts_with(said)), "{territory} {on}: {texts:?}"),
            None => assert!(texts.is_empty(), "{territory} {on}: {texts:?}"),
        }
    }
}

#[test]
fn every_province_that_was_merged_says_into_which() {
    for (code, into) in
        [("77", "79"), ("74", "79"), ("17", "25"), ("10", "15"), ("49", "48"), ("02", "08"), ("95", "96"), ("60", "68")]
    {
        assert_eq!(binding(code, "2025-06-11").merged_into, None);
        let merger = binding(code, "2025-06-12").merged_into.unwrap();
        assert_eq!(merger.into, into, "{code}");
        assert!(merger.of.contains(&code.to_owned()));
    }
    let merger = binding("49", "2026-08-20").merged_into.unwrap();
    assert_eq!(merger.text.unwrap().vi, "Đà Nẵng và Quảng Nam thành Đà Nẵng");
    assert_eq!(binding("79", "2026-08-20").merged_into, None);
    assert_eq!(binding("79/77", "2026-08-20").merged_into, None);
}

/// A unit that is named alone lies in its province, whose rules bind it.
#[test]
fn a_code_alone_finds_its_province() {
    let bound = |territory: &str, on: &str| {
        let sets = binding(territory, on).sets;
        sets.iter().any(|bound| bound.set.id() == "hcmc-935")
    };
    for (territory, on, is_bound) in [
        ("79", "2026-08-20", true),
        ("26734", "2026-08-20", true),
        ("26506", "2026-08-20", true), // Phường Vũng Tàu, since the merger
        ("26506", "2025-06-30", false),
        ("760", "2024-08-20", true),
        ("00070", "2026-08-20", false),
    ] {
        assert_eq!(bound(territory, on), is_bound, "{territory} {on}");
    }
}

/// Before the first list a smaller unit is believed inside its province: Quận 9 is there, what ended before it is not.
#[test]
fn what_the_lists_do_not_reach() {
    assert!(subject("01/010", "2019-10-15").is_ok());
    assert!(subject("01/010", "2019-10-16").is_err());
    assert!(subject("010", "2019-10-15").is_err());
    assert!(subject("99/010", "2019-10-15").is_err());
}

/// The regulation of Hồ Chí Minh City, as if it were made for another unit.
fn made_for(code: &str) -> RuleSet {
    let text = RuleSet::builtin_toml("hcmc-935").unwrap().replacen("code = \"79\"", &format!("code = \"{code}\""), 1);
    RuleSet::from_toml(&text.replace("id = \"hcmc-935\"", "id = \"thu\"")).unwrap()
}

fn timeline(set: RuleSet, held: &str, view: View) -> Timeline {
    let terms = Terms::new([set], Calendar::vietnam());
    terms.timeline(&Facts::held_on(date(held)), view).unwrap()
}

/// The day before, on and after the end, of districts, communes and provinces alike; said once, and no verdict turns by it.
#[test]
fn a_file_made_for_a_unit_that_ended_is_told_once() {
    for (code, last, first, into) in [
        ("002", "2025-06-30", "2025-07-01", "00070 (Phường Hoàn Kiếm)"),
        ("763", "2021-01-31", "2021-02-01", "769 (Thành phố Thủ Đức)"),
        ("00001", "2025-06-30", "2025-07-01", "00097 (Phường Hồng Hà)"),
        ("77", "2025-06-11", "2025-06-12", "79 (Hồ Chí Minh)"),
    ] {
        let seen = |day: &str| timeline(made_for(code), "2020-05-20", View::as_of(date(day)));
        assert!(seen(last).ended_territories.is_empty(), "{code}");
        for day in [first, "2026-08-20"] {
            let timeline = seen(day);
            let [ended] = timeline.ended_territories.as_slice() else { panic!("{code} {day}") };
            assert_eq!((ended.ruleset.as_str(), ended.unit.code()), ("thu", code));
            let [vi, en] = [Lang::Vi, Lang::En].map(|lang| ended.text(lang));
            assert!(vi.contains(into) && vi.ends_with("chưa rõ văn bản còn áp dụng ở đâu"), "{vi}");
            assert!(en.contains(into) && en.ends_with("whether, and where, it still holds is not known"), "{en}");
            assert!(timeline.duties.iter().all(|duty| duty.outcome.findings.is_empty()));
            let json = serde_json::to_value(&timeline).unwrap();
            assert_eq!(json["ended_territories"][0]["unit"]["ended"], first);
            assert_eq!(json["ended_territories"][0]["text"]["vi"], vi.as_str());
        }
        let [before, after] = [last, first].map(|day| serde_json::to_value(seen(day).duties).unwrap());
        let statuses = |of: &serde_json::Value| {
            of.as_array().unwrap().iter().map(|duty| duty["status"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(statuses(&before), statuses(&after));
    }
    // A code that goes on, and the country.
    for code in ["79", "VN", "24", "00070"] {
        let told = timeline(made_for(code), "2020-05-20", View::as_of(date("2026-08-20")));
        assert!(told.ended_territories.is_empty(), "{code}");
        assert!(serde_json::to_value(&told).unwrap().get("ended_territories").is_none());
    }
}

/// Without a day of the view: by the last due date, as a level that ended.
#[test]
fn without_a_day_the_last_due_date_decides() {
    // The notice of 2025-06-16 is due on 30 June; that of the 17th on 1 July.
    for (held, is_told) in [("2025-06-16", false), ("2025-06-17", true), ("2025-07-01", true)] {
        let told = timeline(made_for("002"), held, View::everything());
        let last = told
            .duties
            .iter()
            .filter_map(|duty| Some(duty.outcome.due.filter(|_| !duty.outcome.is_projected())?.date))
            .max();
        assert_eq!(!told.ended_territories.is_empty(), is_told, "{held} {last:?}");
    }
}

/// Of a subject: the units that ended by the day of the view; a merger that is told by itself is not told twice.
#[test]
fn the_units_of_a_subject_are_told_by_the_day_of_the_view() {
    let told = |territory: &str, on: &str, seen: &str| {
        let terms = Terms::binding(binding(territory, on), Calendar::vietnam());
        let timeline = terms.timeline(&Facts::held_on(date(on)), View::as_of(date(seen))).unwrap();
        timeline.units.iter().map(|note| note.code().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(told("01/002", "2025-05-20", "2025-06-30"), [""; 0]);
    assert_eq!(told("01/002", "2025-05-20", "2025-07-01"), ["002"]);
    assert_eq!(told("01/002", "2025-07-01", "2025-07-02"), ["002"]);
    assert_eq!(told("77", "2025-05-20", "2025-06-11"), [""; 0]);
    assert_eq!(told("77", "2025-05-20", "2025-06-12"), ["77"]);
    assert_eq!(told("77", "2025-06-12", "2025-06-13"), [""; 0]); // `merged_into`
    assert_eq!(told("79/77", "2025-06-12", "2025-06-13"), [""; 0]);
}

#[test]
fn the_audit_of_an_office_tells_it_too() {
    let audited = |code: &str, territory: &str, year: i32, seen: Option<&str>| -> YearAudit {
        let registry = Registry::builtin().with(made_for(code)).unwrap();
        let text = format!(
            "{{\"office\":\"A\",\"territory\":\"{territory}\",\"level\":\"commune\",\"head\":\"local-government\"}}"
        );
        let office = OfficeLog::from_jsonl(&text).unwrap();
        let view = seen.map_or(View::everything(), |day| View::as_of(date(day)));
        audit_year(&registry, &Calendar::vietnam(), &[], &office, year, view).unwrap()
    };
    let codes =
        |audit: &YearAudit| audit.ended_territories.iter().map(|of| of.unit.code().to_owned()).collect::<Vec<_>>();
    for (year, seen, is_told) in [
        (2024, Some("2025-06-30"), false),
        (2024, Some("2025-07-01"), true),
        (2024, None, false),
        (2025, Some("2025-06-30"), false),
        (2025, None, true),
    ] {
        let audit = audited("002", "01/002", year, seen);
        assert_eq!(codes(&audit) == ["002"], is_told, "{year} {seen:?}");
        assert_eq!(audit.units.iter().any(|unit| unit.code() == "002"), is_told, "{year} {seen:?}");
    }
    // A file of a province that was merged, for an office of the new one.
    let audit = audited("77", "79", 2026, Some("2026-12-31"));
    assert_eq!((codes(&audit), audit.units.len()), (vec!["77".to_owned()], 0));
    let json = serde_json::to_value(&audit).unwrap();
    assert_eq!(json["ended_territories"][0]["unit"]["into"], serde_json::json!(["79"]));
    assert!(serde_json::to_value(audited("79", "79", 2026, None)).unwrap().get("ended_territories").is_none());
}

/// What never lay where it is named is refused with where it lies; what lay there once is read.
#[test]
fn a_unit_that_lies_elsewhere_is_refused_with_the_right_territory() {
    for (territory, on, right) in [
        ("48/26737", "2026-08-20", Some("79/26737")),
        ("79/26737", "2026-08-20", None),
        ("79/00070", "2026-08-20", Some("01/00070")),
        ("79/002", "2025-06-30", Some("01/002")),
        ("01/002", "2025-06-30", None),
        ("79/77", "2026-08-20", None),
        // Bình Dương until its merger, Thành phố Hồ Chí Minh since; never Đà Nẵng.
        ("74/25747", "2024-08-20", None),
        ("79/25747", "2026-08-20", None),
        ("48/25747", "2024-08-20", Some("74/25747")),
        ("48/25747", "2026-08-20", Some("79/25747")),
        // What had ended by the day is told of, as before.
        ("79/00001", "2025-06-30", Some("01/00001")),
        ("79/00001", "2025-07-01", None),
        // A province that is none, and what lies in it.
        ("99/26737", "2026-08-20", Some("79/26737")),
    ] {
        let subject = Subject::new(territory, Level::Commune, HeadKind::LocalGovernment, date(on));
        let said = subject.err().map(|error| (error.code(), error.text(Lang::Vi)));
        let code = if territory.starts_with("99") { "unknown-territory" } else { "territory-elsewhere" };
        assert_eq!(said.as_ref().map(|(code, _)| *code), right.map(|_| code), "{territory} {on}");
        let is_right =
            |right: &str| said.as_ref().is_some_and(|(_, said)| said.ends_with(&format!("có phải là `{right}`?")));
        assert!(right.is_none_or(is_right), "{territory}: {said:?}");
    }
}
