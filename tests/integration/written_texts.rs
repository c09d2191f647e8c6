//! Texts and places as rule files write them: Vietnamese alone, parts and sections, words where there is no article.

use doithoai::{Code, Lang, Provision, Registry, RuleSet};
use serde_json::Value;

/// A file whose one duty is cited so, with this title.
fn file(title: &str, cite: &str) -> String {
    format!(
        "format = 1\nid = \"ke-hoach\"\nversion = \"1\"\ntitle = {title}\n\
         [source.s]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"x\"\n\
         [instrument.main]\nkind = \"ke-hoach\"\nnumber = \"160/KH\"\nissuer = \"Ủy ban nhân dân\"\nissued = 2026-01-05\nstanding = \"in-force\"\n\
         [applies]\nterritory = {{ code = \"01\", as_of = 2026-01-05 }}\nheads = [\"local-government\"]\nlevels = [\"commune\"]\n\
         [[obligation]]\nid = \"notify-conclusion\"\nduty_kind = \"notify-conclusion\"\nphase = \"after\"\nbearer = \"office\"\n\
         text = \"Thông báo kết luận\"\n\
         due = {{ after = \"closed\", n = 10, unit = \"working-day\" }}\nmet_by = {{ all = [\"conclusion-notified\"] }}\ncite = {cite}\n"
    )
}

fn read(title: &str, cite: &str) -> RuleSet {
    RuleSet::from_toml(&file(title, cite)).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn places_are_read_back_as_a_lawyer_writes_them() {
    for (written, vi, en) in [
        ("p3", "Phần 3", "Part 3"),
        ("pIII", "Phần III", "Part III"),
        ("m2.k1", "khoản 1 Mục 2", "Section 2(1)"),
        ("mII.k2", "khoản 2 Mục II", "Section II(2)"),
        ("mII.k2.a", "điểm a khoản 2 Mục II", "Section II(2)(a)"),
        ("mII.g1", "gạch đầu dòng thứ nhất Mục II", "Section II, dash 1"),
        ("pII.mI.k3", "khoản 3 Mục I Phần II", "Part II, Section I(3)"),
        ("pl1", "Phụ lục 1", "Appendix 1"),
        ("plIV.m2", "Mục 2 Phụ lục IV", "Appendix IV, Section 2"),
        ("m1.d5.k2", "khoản 2 Điều 5 Mục 1", "Section 1, Art. 5(2)"),
        ("d13.k1.2.g2", "gạch đầu dòng thứ hai điểm 1.2 khoản 1 Điều 13", "Art. 13(1)(1.2), dash 2"),
        ("d5.p", "điểm p Điều 5", "Art. 5(p)"),
        ("d5.m", "điểm m Điều 5", "Art. 5(m)"),
    ] {
        let place: Provision = written.parse().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((place.text(Lang::Vi).as_str(), place.text(Lang::En).as_str()), (vi, en), "{written}");
        assert_eq!(place.to_string(), written);
    }
    for wrong in [
        "p", "m", "pl", "k2", "p0", "m2.p1", "d5.m2", "m2.m3", "pl1.pl2", "miI", "mII.", "pABC", "m-2", "k1.mII",
        "d5.k1.p3",
    ] {
        assert!(wrong.parse::<Provision>().is_err(), "{wrong}");
    }
}

#[test]
fn what_has_no_structure_is_cited_in_words() {
    let set = read("\"Kế hoạch\"", "{ in = \"main\", text = \"phần mở đầu\" }");
    let cite = &set.obligation("notify-conclusion").unwrap().cite;
    assert_eq!(set.cite_text(cite).vi, "phần mở đầu Kế hoạch 160/KH");
    assert_eq!(set.cite_text(cite).en, "Plan 160/KH, phần mở đầu");
    assert_eq!(cite.to_string(), "main (phần mở đầu)");
    let mixed = read(
        "\"Kế hoạch\"",
        "[\"main#mII.k2\", { in = \"main\", text = { vi = \"biểu kèm theo\", en = \"the table\" } }]",
    );
    let cite = &mixed.obligation("notify-conclusion").unwrap().cite;
    assert_eq!(mixed.cite_text(cite).vi, "khoản 2 Mục II Kế hoạch 160/KH; biểu kèm theo Kế hoạch 160/KH");
    assert_eq!(mixed.cite_text(cite).en, "Plan 160/KH, Section II(2); Plan 160/KH, the table");
    for (cite, code) in [
        ("{ in = \"kh\", text = \"x\" }", Code::UnknownInstrument),
        ("{ in = \"main\" }", Code::MissingKey),
        ("{ text = \"x\" }", Code::MissingKey),
        ("{ in = \"main\", text = \"x\", at = 1 }", Code::UnknownKey),
        ("\"main#m\"", Code::BadPlace),
    ] {
        let error = RuleSet::from_toml(&file("\"Kế hoạch\"", cite)).unwrap_err();
        assert_eq!(error.problems()[0].code, code, "{cite}: {error}");
    }
    for set in [set, mixed] {
        assert_eq!(RuleSet::from_json(&set.to_json()).unwrap_or_else(|error| panic!("{error}")), set, "canonical JSON");
    }
}

#[test]
fn a_vietnamese_string_is_enough_for_a_text() {
    for title in ["\"Kế hoạch\"", "{ vi = \"Kế hoạch\" }"] {
        let set = read(title, "\"main#m1\"");
        assert_eq!((set.title().vi.as_ref(), set.title().en.as_ref()), ("Kế hoạch", "Kế hoạch"));
        assert_eq!(set.obligation("notify-conclusion").unwrap().text.get(Lang::En), "Thông báo kết luận");
        assert_eq!(RuleSet::from_json(&set.to_json()).unwrap(), set);
    }
    for (title, code) in [("{ en = \"Plan\" }", Code::MissingKey), ("5", Code::WrongType), ("\"\"", Code::Empty)] {
        let error = RuleSet::from_toml(&file(title, "\"main#m1\"")).unwrap_err();
        assert_eq!(error.problems()[0].code, code, "{title}: {error}");
    }
}

/// The built-in sets are read in both languages.
#[test]
fn the_built_in_sets_keep_both_languages() {
    const TEXTS: [&str; 12] = [
        "title",
        "covers",
        "text",
        "because",
        "note",
        "standing_note",
        "issuer",
        "successor",
        "ground",
        "source_defect",
        "place",
        "name",
    ];
    fn each(value: &Value, key: &str, of: &str, seen: &mut usize) {
        match value {
            Value::Object(table) => {
                if table.contains_key("vi") {
                    *seen += 1;
                    assert!(table.contains_key("en"), "{of}: `{key}` in Vietnamese alone: {value}");
                }
                table.iter().for_each(|(key, value)| each(value, key, of, seen));
            }
            Value::Array(items) => items.iter().for_each(|item| each(item, key, of, seen)),
            Value::String(words) => {
                let is_text = TEXTS.contains(&key) && words != "unknown";
                assert!(!is_text, "{of}: `{key}` in one language: {words}");
            }
            _ => {}
        }
    }
    for set in Registry::builtin().rule_sets() {
        let mut seen = 0;
        each(&serde_json::from_str(&set.to_json()).unwrap(), "", &set.name(), &mut seen);
        assert!(seen > 3, "{}: {seen}", set.name());
    }
}
