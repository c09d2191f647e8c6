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
fn what_no_word_means_is_refused_with_the_nearest() {
    refused(&["words", "niêm yếtt"], "did you mean `reception-schedule-posted`?");
    refused(&["words", "qqq"], "no word matches `qqq`");
}
