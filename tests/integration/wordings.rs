//! What a file calls things: words of its own for built-in events and actors, who works together, what is told and not cited.

use doithoai::{Lang, RuleSet};

const HEAD: &str = r#"
format = 1
id = "wordings"
version = "2026"
title = { vi = "VÍ DỤ", en = "EXAMPLE" }
source.vd = { kind = "inferred", confidence = "D", ref = "Ví dụ" }
instrument.main = { kind = "quy-che", number = "00-QC/VD", issuer = "unknown", issued = 2026-01-15, standing = "in-force" }
applies = { territory = { code = "48", as_of = 2026-01-15 }, heads = ["local-government"], levels = ["commune"] }
"#;

fn with(rules: &str) -> Result<RuleSet, String> {
    RuleSet::from_toml(&format!("{HEAD}{rules}")).map_err(|error| error.to_string())
}

const UNKNOWN: &str = "[[unknown]]\nof = \"obligation\"\nbecause = { vi = \"Chưa rõ\", en = \"not known\" }\n";

#[test]
fn a_file_without_a_duty_says_that_none_is_known() {
    let principle = "[[principle]]\nid = \"p\"\ntext = { vi = \"Tôn trọng\", en = \"Respect\" }\ncite = \"main\"\n";
    assert!(with(principle).unwrap_err().contains("no duty"));
    assert!(with(&format!("{principle}{UNKNOWN}")).is_ok());
    let other = UNKNOWN.replace("\"obligation\"", "\"recurring\"");
    assert!(with(&format!("{principle}{other}")).is_err(), "that of another part nothing is known is not enough");
}

#[test]
fn words_of_the_instrument_stand_for_those_of_every_file() {
    let words = "[words]\npetitioner = { vi = \"người khiếu nại\", en = \"complainant\" }\nreception-day = { vi = \"ngày tiếp dân\", en = \"the day\" }\nclosed = { vi = \"bế mạc\", en = \"closed\" }\n";
    let set = with(&format!("{words}{UNKNOWN}")).unwrap();
    assert_eq!(set.actor_text("petitioner").vi, "người khiếu nại");
    assert_eq!(set.event_text("reception-day").vi, "ngày tiếp dân");
    assert_eq!(set.event_text("closed").vi, "bế mạc");
    assert_eq!(set.event_text("opened").vi, "khai mạc đối thoại", "what is not named keeps its words");
    let misspelt = with(&format!("[words]\npetitoner = {{ vi = \"a\", en = \"b\" }}\n{UNKNOWN}")).unwrap_err();
    assert!(misspelt.contains("did you mean `petitioner`"), "{misspelt}");
}

#[test]
fn an_overlay_keeps_the_words_of_its_base_and_adds_its_own() {
    let overlay = r#"
format = 1
id = "tiep-dan-vd"
version = "2026"
extends = "qd-11"
title = { vi = "VÍ DỤ", en = "EXAMPLE" }
[words]
reception-held = { vi = "tiếp công dân, tiếp dân", en = "received" }
"#;
    let set = doithoai::Registry::builtin().check_toml(overlay).rule_set.unwrap();
    assert_eq!(set.event_text("reception-held").vi, "tiếp công dân, tiếp dân");
    assert_eq!(set.event_text("acceptance-notified").vi, "thông báo tiếp nhận để giải quyết");
}

#[test]
fn words_that_are_no_table_are_refused_beside_those_of_the_base() {
    let base = format!("{HEAD}[words]\npetitioner = {{ vi = \"người khiếu nại\", en = \"complainant\" }}\n{UNKNOWN}");
    let base = doithoai::Registry::new().with(RuleSet::from_toml(&base).unwrap()).unwrap();
    let overlay =
        "format = 1\nid = \"plan\"\nversion = \"2026\"\nextends = \"wordings\"\ntitle = \"Kế hoạch\"\nwords = 5\n";
    let error = base.from_toml(overlay).unwrap_err().to_string();
    assert!(error.contains("expected a table such as"), "{error}");
}

/// Inside a sentence a duty begins with a small letter, unless a name does, or letters that stand for words.
#[test]
fn what_a_duty_is_called_in_a_sentence() {
    for (text, inside) in [
        ("Thông báo kết luận", "thông báo kết luận"),
        ("Đăng kết luận", "đăng kết luận"),
        ("Nhân dân được thông báo", "Nhân dân được thông báo"),
        ("UBND xã báo cáo", "UBND xã báo cáo"),
    ] {
        let set = with(&format!(
            "[[obligation]]\nid = \"a\"\nduty_kind = \"other\"\nphase = \"after\"\nbearer = \"office\"\ntext = \"{text}\"\n\
             due = {{ after = \"closed\", n = 5, unit = \"day\" }}\nmet_by = {{ all = [\"conclusion-notified\"] }}\ncite = \"main#d1\"\n"
        ));
        assert_eq!(set.unwrap().duty_text("a").vi, inside);
    }
}

#[test]
fn who_works_together_has_no_leader() {
    let role = |who: &str| {
        format!(
            "[[role]]\nid = \"r\"\ntext = {{ vi = \"Tổ chức\", en = \"Organise\" }}\n{who}\ncite = \"main\"\n{UNKNOWN}"
        )
    };
    assert!(with(&role("together = [\"front\", \"office\"]")).unwrap().roles()[0].lead.is_none());
    let step = |who: &str| {
        format!(
            "[[step]]\nid = \"s\"\nphase = \"before\"\n{who}\ntext = {{ vi = \"a\", en = \"b\" }}\ncite = \"main\"\n{UNKNOWN}"
        )
    };
    let set = with(&step("together = [\"front\", \"office\"]")).unwrap();
    assert_eq!((set.steps()[0].together.len(), set.steps()[0].actor.as_str()), (2, "unknown"));
    assert!(set.unknowns().iter().all(|unknown| !unknown.of.contains("step")), "nothing of it is unknown");
    assert!(with(&step("")).is_err() && with(&step("actor = \"front\"\ntogether = [\"office\"]")).is_err());
}

#[test]
fn what_is_told_and_not_cited_says_so() {
    let cite = |basis: &str| {
        let rule = format!(
            "[[principle]]\nid = \"p\"\ntext = {{ vi = \"a\", en = \"b\" }}\ncite = \"main\"\n{basis}\n{UNKNOWN}"
        );
        with(&rule).map(|set| set.cite_text(&set.norms()[0].cite).get(Lang::Vi).to_owned())
    };
    assert_eq!(cite("cite_basis = \"not-cited\"").unwrap(), "nguồn kể lại, không dẫn văn bản nào");
    assert!(cite("cite_basis = \"unattributed\"").unwrap().ends_with("(nguồn dẫn chung, không nói rõ văn bản nào)"));
    assert!(cite("").unwrap().contains("00-QC/VD"));
    assert!(cite("cite_basis = \"uncited\"").unwrap_err().contains("`not-cited`"));
}
