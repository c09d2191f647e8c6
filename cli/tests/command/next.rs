//! What is due, what is overdue, and what changes next.

use serde_json::Value;

use super::doithoai;

fn told(arguments: &[&str]) -> String {
    let output = doithoai(&[&["next"], arguments].concat());
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success(), "{arguments:?}: {text}");
    text
}

#[test]
fn what_is_due_and_what_changes_next() {
    let day: &[&str] = &["--on", "2026-08-20", "--event", "invitation-sent=2026-08-12"];
    let week: &[&str] = &["--as-of", "2026-09-03", "--until", "2026-09-09"];
    let vi = told(&[day, week].concat());
    let lines: Vec<&str> = vi.lines().map(str::trim).collect();
    for line in [
        "Quá hạn vào ngày 03/09/2026",
        "Đến hạn đến hết ngày 09/09/2026",
        "thứ Hai 07/09/2026: Thông báo ý kiến kết luận của người đứng đầu",
        "Thay đổi gần nhất nếu không có gì xảy ra thêm: ngày 08/09/2026",
        "Thông báo ý kiến kết luận của người đứng đầu: trong hạn → quá hạn 1 ngày (1 ngày làm việc), hạn 07/09/2026",
    ] {
        assert!(lines.contains(&line), "no `{line}` in {vi}");
    }
    let en = told(&[day, week, &["--lang", "en"]].concat());
    assert!(en.contains("The next change, if nothing happens: on 2026-09-08"), "{en}");
    let json: Value = serde_json::from_str(&told(&[day, week, &["--format", "json"]].concat())).unwrap();
    assert_eq!((&json["next_change"]["on"], &json["due"][0]["on"]), (&"2026-09-08".into(), &"2026-09-07".into()));
    assert_eq!(json["next_change"]["duties"][0]["now"]["status"], "overdue");
    // Late is late: no day changes that.
    let after = told(&[day, &["--as-of", "2026-09-08", "--lang", "en"]].concat());
    assert!(after.contains("Nothing changes any more if nothing happens"), "{after}");
}

#[test]
fn the_day_on_which_a_dialogue_can_be_held() {
    let latest = told(&["--over-by", "2026-12-31"]);
    assert!(latest.contains("thứ Tư 18/11/2026"), "{latest}");
    let earliest = told(&["--ruleset", "hcmc-935", "--sent-on", "2026-08-10", "--lang", "en"]);
    assert!(earliest.contains("Tue 2026-08-18"), "{earliest}");
    let json: Value = serde_json::from_str(&told(&["--sent-on", "2026-08-10", "--format", "json"])).unwrap();
    assert_eq!((&json["on"], &json["decided_by"]["id"]), (&"2026-08-18".into(), &"invite-citizens".into()));
}
