//! `doithoai words`.

use crate::{json, refused, shown};

#[test]
fn words_are_found_without_capitals_and_diacritics() {
    let found = shown(&["words", "niêm yết"]);
    insta::assert_snapshot!("posted", found);
    for same in [&["words", "niem yet"][..], &["words", "NIÊM", "YẾT"], &["words", "niêm-yết"]] {
        assert_eq!(shown(same), found, "{same:?}");
    }
    insta::assert_snapshot!("overdue", shown(&["words", "overdue", "--lang", "en"]));
}

#[test]
fn all_words_stand_in_groups() {
    let all = shown(&["words", "--lang", "en"]);
    for line in ["event / sự kiện", "actor / chủ thể", "status of a duty / trạng thái nhiệm vụ", "unit / đơn vị"]
    {
        assert!(all.lines().any(|known| known == line), "no `{line}` in\n{all}");
    }
    let groups = json(&["words"]);
    let groups = groups.as_array().unwrap();
    assert_eq!(groups.len(), all.split("\n\n").count());
    let first = &groups[0];
    assert_eq!((&first["of"]["en"], &first["words"][0]["id"]), (&"event".into(), &"rescheduled".into()));
    assert_eq!(first["words"][0]["text"]["vi"], "dời ngày đối thoại");
}

#[test]
fn a_file_s_own_words_are_listed_and_found_first() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/forms/own-words.toml");
    let own = shown(&["words", file, "--lang", "en"]);
    assert!(own.contains("class of case (own-words) / loại vụ việc (own-words)"), "{own}");
    for id in ["land-dispute", "loudspeaker", "registration", "employer"] {
        assert!(own.contains(id), "no {id} in {own}");
    }
    assert!(!own.contains("needs-longer"));
    let found = shown(&["words", file, "dat", "dai"]);
    assert!(found.lines().nth(1).is_some_and(|line| line.trim_start().starts_with("land-dispute")), "{found}");
    refused(&["words", file, "land-disputte"], "did you mean `land-dispute`?");
    let none = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/forms/wards-only.toml");
    assert_eq!(shown(&["words", none]), "Tệp không khai báo từ riêng nào\n");
    assert_eq!(json(&["words", none]), serde_json::json!([]));
}

#[test]
fn what_no_word_means_is_refused_with_the_nearest() {
    refused(&["words", "niêm yếtt"], "did you mean `reception-schedule-posted`?");
    refused(&["words", "qqq"], "no word matches `qqq`");
}
