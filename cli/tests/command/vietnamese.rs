//! Vietnamese as an official writes it: what the command printed before and must not print again, and what is right.

use crate::{shown, temporary};

/// Rows of a table: a command, the words that must stand in what it prints, and words that must not.
type Row = (&'static [&'static str], &'static [&'static str], &'static [&'static str]);

const HCMC: &[&str] = &["timeline", "--on", "2026-08-20", "--explain"];
const HAI_PHONG: &[&str] = &["timeline", "--ruleset", "hai-phong-1738", "--on", "2026-08-20"];
const HOAN_KIEM: &[&str] = &["timeline", "--ruleset", "hoan-kiem-120", "--on", "2019-08-20"];
const HOA_BINH: &[&str] = &["timeline", "--ruleset", "hoa-binh-07", "--on", "2023-08-21"];
const CAN_THO: &[&str] = &["timeline", "--ruleset", "can-tho-10", "--on", "2026-08-20"];
const LAW_72: &[&str] = &["timeline", "--ruleset", "law-72-2025", "--on", "2026-08-20"];
const LAW_42: &[&str] = &["timeline", "--ruleset", "citizen-reception", "--on", "2026-08-20"];
const QD_11: &[&str] = &["timeline", "--ruleset", "qd-11", "--on", "2026-08-20"];

const TWO: &[&str] = &["timeline", "--ruleset", "hcmc-935", "--ruleset", "can-tho-10", "--on", "2026-08-20"];
const HCMC_2023: &[&str] = &["timeline", "--on", "2023-08-21", "--explain"];

const NOT_INVITED: &[&str] = &["timeline", "--on", "2026-08-20", "--as-of", "2026-12-08"];
const INVITED_AFTER: &[&str] =
    &["timeline", "--on", "2026-08-20", "--as-of", "2026-12-08", "--event", "invitation-sent=2026-08-25"];

const ROWS: &[Row] = &[
    (NOT_INVITED, &["[invite-citizens] không có ghi nhận đã gửi trước hạn"], &["[invite-citizens] quá hạn"]),
    (INVITED_AFTER, &["[invite-citizens] gửi sau ngày đối thoại"], &["hoàn thành quá hạn 13 ngày"]),
    (
        CAN_THO,
        &["Dự kiến đến hạn: 20 ngày làm việc sau khi", "(thứ Hai 05/10/2026, nếu tính từ ngày 07/09/2026)"],
        &["      Đến hạn: thứ Hai 05/10/2026"],
    ),
    (TWO, &["Quy chế 10-QC/TU [can-tho-10/notify-conclusion]"], &["  can-tho-10/notify-conclusion"]),
    (HCMC_2023, &["Tính 10 ngày làm việc sau"], &["Việc hoán đổi ngày làm việc có thể"]),
    (HOAN_KIEM, &["khi sơ kết: Làm rõ vi phạm"], &["nếu khi sơ kết"]),
    (LAW_72, &["Cùng chủ trì hội nghị: Ủy ban nhân dân cấp xã và đại diện"], &["cùng nhau:"]),
    (HCMC, &["Tính lùi 5 ngày làm việc từ thứ Năm 20/08/2026"], &["trước thứ Năm"]),
    (LAW_42, &["- được từ chối tiếp: Người trong tình trạng say"], &["loại trừ:"]),
    (HAI_PHONG, &["- không đối thoại với: Người không có năng lực hành vi"], &["loại trừ:"]),
    (
        HCMC,
        &["Chưa tìm được nội dung Điều 11", "Chưa tìm được quy định về quy trình của người đứng đầu cấp ủy"],
        &["chưa có văn bản"],
    ),
    (HAI_PHONG, &["chưa rõ ai từ chối [exclusion.no-capacity.by]"], &["giá trị chưa rõ"]),
    (QD_11, &["tính từ khi tiếp nhận kiến nghị, phản ánh, chưa diễn ra"], &["`petition-received`", "sự kiện `"]),
    (LAW_42, &["sau đó: thông báo từ chối."], &["sau đó: ["]),
    (LAW_42, &["Ngày tiếp công dân: thứ Năm 20/08/2026", "Đối tượng: Nhân dân"], &["Đối thoại ngày", "Đối thoại với"]),
    (LAW_42, &["Niêm yết lịch tiếp công dân", "niêm yết lịch tiếp công dân ["], &["tiếp dân", "Tiếp dân"]),
    (QD_11, &["Tiếp dân định kỳ", "phải tiếp dân đột xuất"], &["phải tiếp công dân"]),
    (
        LAW_42,
        &[
            "đối với: người khiếu nại, tố cáo, kiến nghị, phản ánh",
            "(trong ngày tiếp công dân, dự kiến ngày 20/08/2026)",
        ],
        &["người có kiến nghị"],
    ),
    (QD_11, &["thông báo tiếp nhận để giải quyết [acceptance-notified]"], &["thụ lý"]),
    (LAW_72, &["cách thức tham dự"], &["cách thức tham gia"]),
    (HCMC, &["Hình thức: trả lời bằng văn bản"], &["trả lời: bằng văn bản"]),
    (
        QD_11,
        &[
            "Nguồn: Thư viện Pháp luật, 23/02/2019, bản tóm tắt Quy định 11-QĐi/TW (tin báo chí, mức tin cậy C)",
            "Nguồn: Bản tiếng Anh dịch máy trên Lao Động điện tử",
        ],
        &["Nguồn: tin báo chí"],
    ),
    (QD_11, &["phải tiếp dân đột xuất khi vụ việc nổi cộm"], &[". Tiếp dân đột xuất khi"]),
    (
        HAI_PHONG,
        &["sau đó: chưa rõ từ chối rồi phải làm gì"],
        &["sau đó: văn bản không nêu", "sau đó: chưa rõ văn bản"],
    ),
    (CAN_THO, &["chưa phân loại; chỉ áp dụng khi vụ việc"], &["Còn cần: trả lời khi cần thêm thời gian"]),
    (CAN_THO, &["trong kỳ; nguồn không nêu thời hạn"], &["văn bản không nêu"]),
    (QD_11, &["nguồn không nêu thời hạn"], &["văn bản không nêu ngày"]),
    (HOA_BINH, &["và công an các cấp phối hợp)"], &["chủ trì"]),
    (HAI_PHONG, &["Căn cứ: nguồn kể lại, không dẫn văn bản nào (mức tin cậy B)"], &[]),
    (HAI_PHONG, &["nguyên tắc: Tôn trọng các bên đối thoại. ", "(mức tin cậy B)"], &[]),
];

#[test]
fn each_row_prints_the_better_words_and_not_the_worse() {
    for (command, better, worse) in ROWS {
        let text = shown(command);
        for words in *better {
            assert!(text.contains(words), "{command:?} lacks `{words}`:\n{text}");
        }
        for words in *worse {
            assert!(!text.contains(words), "{command:?} still prints `{words}`:\n{text}");
        }
    }
}

#[test]
fn limits_before_a_limit_and_half_years_are_worded() {
    let path = temporary(
        "worded.toml",
        r#"format = 1
id = "worded"
version = "2026"
title = { vi = "VÍ DỤ", en = "EXAMPLE" }
source.vd = { kind = "inferred", confidence = "D", ref = "Ví dụ" }
instrument.main = { kind = "quy-che", number = "00-QC/VD", issuer = "unknown", issued = 2026-01-15, standing = "in-force" }
applies = { territory = { code = "48", as_of = 2026-01-15 }, heads = ["local-government"], levels = ["commune"] }
[[obligation]]
id = "announce"
duty_kind = "announce"
phase = "before"
bearer = "office"
text = { vi = "Niêm yết, thông báo", en = "Announce" }
due = { before = "dialogue-day", n = 7, unit = "day", count = "event-excluded" }
met_by = { all = ["announced"] }
cite = "main"
[[obligation]]
id = "draft"
duty_kind = "other"
phase = "before"
bearer = "office"
text = { vi = "Chuẩn bị dự thảo", en = "Draft" }
due = { before = { due_of = "announce" }, n = 7, unit = "day", count = "event-excluded" }
met_by = { all = ["agencies-notified"] }
cite = "main"
[[recurring]]
id = "dialogue"
duty_kind = "hold-dialogue"
every = "half-year"
at_least = 1
counts = "dialogues"
bearer = "office"
met_by = { all = ["closed"] }
cite = "main"
"#,
    );
    let text = shown(&["timeline", "--ruleset-file", &path, "--on", "2026-08-20"]);
    assert!(text.contains("7 ngày trước khi hết thời hạn thông báo công khai"), "{text}");
    assert!(!text.contains("trước hết thời hạn") && !text.contains("`announce`"), "{text}");
    assert!(text.contains("6 tháng một lần: ít nhất 1 cuộc đối thoại"), "{text}");
}

#[test]
fn a_source_is_named_once() {
    for command in [QD_11, LAW_42, HAI_PHONG] {
        let text = shown(command);
        let sources: Vec<&str> = text.lines().filter(|line| line.starts_with("Nguồn: ")).collect();
        let mut alone = sources.clone();
        alone.dedup();
        assert_eq!(sources, alone, "{command:?}");
        assert!(!sources.is_empty());
    }
}

#[test]
fn readings_are_named_by_what_they_say() {
    let text =
        shown(&["timeline", "--on", "2026-08-20", "--event", "invitation-sent=2026-08-13", "--as-of", "2026-08-21"]);
    assert!(text.contains("đúng hạn hoặc còn hạn theo “tính cả ngày gửi”; quá hạn theo cách hiểu mặc định"), "{text}");
    assert!(
        text.contains("chữ trong ngoặc") || text.contains("Chữ trong ngoặc ghi \"mười\" [ten-as-in-words]"),
        "{text}"
    );
}

#[test]
fn a_verdict_says_once_that_it_is_overdue() {
    let log = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}\n\
        {\"event\":\"opened\",\"on\":\"2026-08-20\"}\n{\"event\":\"closed\",\"on\":\"2026-08-20\"}\n";
    let path = temporary("overdue-once.jsonl", log);
    let text = shown(&["audit", &path, "--as-of", "2026-09-30"]);
    let line = text.lines().find(|line| line.contains("Thông báo ý kiến kết luận")).unwrap();
    assert!(line.contains("[quá hạn 23 ngày"), "{line}");
    assert_eq!(line.matches("quá hạn").count(), 1, "{line}");
}
