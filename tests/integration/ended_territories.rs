//! Rule files for units that had ended when they began, or that there never were; and of which kind a unit was on a day.

use doithoai::ruleset::{HeadKind, Level, Severity, UnitType};
use doithoai::{Code, Problem, Registry, RuleSet, Subject};

use crate::support::date;

/// What is said of the territory of a file that is in force from a day.
fn told(code: &str, in_force: &str, as_of: &str) -> Option<Problem> {
    let text = RuleSet::builtin_toml("hcmc-935").unwrap();
    let text = text.replacen("id = \"hcmc-935\"", "id = \"mine\"", 1);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in &mut lines {
        if line.starts_with("territory = ") {
            *line = format!("territory = {{ code = \"{code}\", as_of = {as_of} }}");
        } else if line.starts_with("in_force = ") {
            in_force.clone_into(line);
        }
    }
    let checked = Registry::builtin().check_toml(&lines.join("\n"));
    let is_of_it = |one: &&Problem| matches!(one.code, Code::EndedTerritory | Code::BadTerritory);
    let found = checked.problems.iter().find(is_of_it).cloned();
    let is_refused = found.as_ref().is_some_and(|one| one.code.severity() == Severity::Error);
    assert_eq!(checked.rule_set.is_none(), is_refused, "{code} {in_force}: {:?}", checked.problems);
    found
}

#[test]
fn a_file_for_a_unit_that_had_ended_is_told() {
    for (code, last, successor) in [
        ("77", "2025-06-11", "`77` (Bà Rịa - Vũng Tàu) ended on 2025-06-12; what it was lies now in 79 (Hồ Chí Minh)"),
        ("479", "2025-06-30", "`479`"),
        ("002", "2025-06-30", "`002` (Quận Hoàn Kiếm) ended on 2025-07-01; what it was lies now in 00070"),
        ("00001", "2025-06-30", "`00001` ended on 2025-07-01; what it was lies now in 00097 (Phường Hồng Hà)"),
    ] {
        let last = date(last);
        for (day, is_told) in [(last.pred_opt().unwrap(), false), (last, false), (last.succ_opt().unwrap(), true)] {
            for in_force in [
                format!("in_force = {{ from = {day} }}"),
                format!("in_force = {{ from = \"unknown\", assumed_from = {day} }}"),
            ] {
                let found = told(code, &in_force, "2017-04-28");
                assert_eq!(
                    found.as_ref().map(|one| one.code),
                    is_told.then_some(Code::EndedTerritory),
                    "{code} {in_force}"
                );
                if let Some(one) = found {
                    assert!(one.message.en.contains(successor), "{}", one.message.en);
                    assert!(one.message.en.ends_with(&format!(
                        "on the first day of the file, {day}, no unit has this code: name the one of that day"
                    )));
                    let day = day.format("%d/%m/%Y");
                    assert!(one.message.vi.ends_with(&format!(
                        "ngày đầu tiên tệp có hiệu lực, {day}, không còn đơn vị mang mã này: hãy nêu mã của ngày đó"
                    )));
                    assert!(one.path.ends_with("applies.territory.code"), "{}", one.path);
                }
            }
        }
    }
    // From when it is in force is not said: by the day that its code is of.
    let unknown = "in_force = { from = \"unknown\" }";
    assert_eq!(told("77", unknown, "2025-06-11"), None);
    assert_eq!(told("77", unknown, "2025-06-12").map(|one| one.code), Some(Code::EndedTerritory));
    for code in ["79", "VN", "00097", "01"] {
        assert_eq!(told(code, "in_force = { from = 2026-02-01 }", "2026-02-01"), None, "{code}");
    }
    for code in ["99", "790", "999", "99999", "079", "7"] {
        let found = told(code, "in_force = { from = 2026-02-01 }", "2026-02-01");
        assert_eq!(found.map(|one| one.code), Some(Code::BadTerritory), "{code}");
    }
    // Those of the library are of their time.
    for set in Registry::builtin().rule_sets() {
        let text = RuleSet::builtin_toml(&set.name()).unwrap();
        let found = Registry::builtin().check_toml(text).problems;
        assert!(found.iter().all(|one| one.code != Code::EndedTerritory), "{}: {found:?}", set.name());
    }
}

/// Districts that became another kind of unit, by the lists: on the day of the last with the old name, between, and on the first
/// with the new one.
#[test]
fn a_unit_is_of_the_kind_that_it_was_on_the_day() {
    let kind = |code: &str, on: &str| {
        Subject::new(code, Level::District, HeadKind::LocalGovernment, date(on)).unwrap().unit_type()
    };
    for (code, on, expected) in [
        ("769", "2019-10-16", Some(UnitType::UrbanDistrict)), // Quận 2
        ("769", "2020-10-31", Some(UnitType::UrbanDistrict)),
        ("769", "2020-11-01", Some(UnitType::UrbanDistrict)),
        ("769", "2020-11-02", None),
        ("769", "2021-01-31", None),
        ("769", "2021-02-01", Some(UnitType::City)), // Thành phố Thủ Đức
        ("79/769", "2025-06-30", Some(UnitType::City)),
        ("911", "2020-11-01", Some(UnitType::RuralDistrict)), // Huyện Phú Quốc
        ("911", "2021-02-01", Some(UnitType::City)),
        ("312", "2025-01-01", Some(UnitType::RuralDistrict)), // Huyện An Dương
        ("312", "2025-01-02", None),
        ("312", "2025-03-01", Some(UnitType::UrbanDistrict)),
        ("724", "2020-01-01", Some(UnitType::Town)), // Thị xã Dĩ An
        ("724", "2020-03-01", Some(UnitType::City)),
        ("474", "2025-01-01", Some(UnitType::City)), // Thành phố Huế
        ("474", "2025-03-01", Some(UnitType::UrbanDistrict)),
        ("760", "2020-06-01", Some(UnitType::UrbanDistrict)), // Quận 1, which stayed one
    ] {
        assert_eq!(kind(code, on), expected, "{code} {on}");
    }
}
