//! Vietnamese as an official writes it: what the command printed before and must not print again, and what is right.

use crate::english::is_syllable;
use crate::{root, shown, temporary, typed};

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
    (
        QD_11,
        &["10 ngày làm việc sau khi tiếp nhận kiến nghị, phản ánh, chưa diễn ra"],
        &["`petition-received`", "sự kiện `"],
    ),
    (LAW_42, &["sau đó: thông báo từ chối."], &["sau đó: ["]),
    (LAW_42, &["Ngày tiếp công dân: thứ Năm 20/08/2026", "Đối tượng: Nhân dân"], &["Đối thoại ngày", "Đối thoại với"]),
    (LAW_42, &["Niêm yết lịch tiếp công dân", "niêm yết lịch tiếp công dân ["], &["tiếp dân", "Tiếp dân"]),
    (QD_11, &["Tiếp dân định kỳ", "phải tiếp dân đột xuất"], &["phải tiếp công dân"]),
    (
        LAW_42,
        &[
            "đối với: người khiếu nại, tố cáo, kiến nghị, phản ánh",
            "Dự kiến đến hạn: trong ngày tiếp công dân (thứ Năm 20/08/2026",
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
    // The number of days stands there before the limit has begun, too.
    (QD_11, &["10 ngày làm việc sau khi tiếp nhận kiến nghị, phản ánh, chưa diễn ra"], &["tính từ khi tiếp nhận"]),
    (LAW_42, &["7 ngày làm việc sau khi vụ việc được giải quyết, chưa diễn ra"], &["giải quyết xong kiến nghị"]),
    (LAW_42, &["chỉ áp dụng khi tiếp công dân trực tuyến"], &["khi đối thoại trực tuyến"]),
    (LAW_42, &["chưa xảy ra; chỉ áp dụng khi dời ngày tiếp công dân"], &["khi có dời", "khi có đại biểu"]),
    (LAW_72, &["công khai kết quả (niêm yết tại trụ sở) [results-published:"], &["công khai kết quả, niêm yết"]),
    (LAW_72, &["Cách hiểu khác “chỉ tính hội nghị định kỳ”: "], &["Cách hiểu khác: \""]),
    (QD_11, &["Sửa đổi số lần tối thiểu [at_least]: ", "Sửa đổi nơi nhận [toward]: "], &["Sửa đổi ["]),
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

/// A rule file of an example with some duties.
fn example(id: &str, duties: &str) -> String {
    let head = r#"version = "2026"
title = { vi = "VÍ DỤ", en = "EXAMPLE" }
source.vd = { kind = "inferred", confidence = "D", ref = "Ví dụ" }
instrument.main = { kind = "quy-che", number = "00-QC/VD", issuer = "unknown", issued = 2026-01-15, standing = "in-force" }
applies = { territory = { code = "48", as_of = 2026-01-15 }, heads = ["local-government"], levels = ["commune"] }
"#;
    temporary(&format!("{id}.toml"), &format!("format = 1\nid = \"{id}\"\n{head}{duties}"))
}

#[test]
fn examples_of_no_dialogue_are_called_by_what_they_are() {
    for (file, words) in [
        ("nqlt-403", "Ngày thứ Năm 20/08/2026"),
        ("quang-binh-1518", "Ngày tiếp dân: thứ Năm 20/08/2026"),
        ("long-xuyen", "Ngày tiếp công dân: thứ Năm 20/08/2026"),
        ("thanh-hoa-2916", "chỉ áp dụng khi dời ngày tiếp dân"),
        ("qd-33", "sau khi tiếp nhận kiến nghị của cử tri, chưa diễn ra"),
    ] {
        let path = root().join(format!("examples/regulations/{file}.toml"));
        let text = shown(&["timeline", "--ruleset-file", path.to_str().unwrap(), "--on", "2020-08-20"]);
        let words = words.replace("2026", "2020");
        assert!(text.contains(&words), "{file}: {words}\n{text}");
        assert!(!text.contains("tính từ khi tiếp nhận"), "{file}\n{text}");
    }
}

#[test]
fn limits_before_a_limit_and_half_years_are_worded() {
    let path = example(
        "worded",
        r#"[[obligation]]
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
fn hours_and_what_comes_after_an_event_are_worded() {
    let path = example(
        "hours",
        r#"[[obligation]]
id = "connect"
duty_kind = "other"
phase = "before"
bearer = "office"
text = { vi = "Kết nối các điểm cầu", en = "Connect" }
due = { before = "dialogue-day", n = 1, unit = "hour" }
met_by = { all = ["agencies-notified"] }
cite = "main"
[[obligation]]
id = "draft"
duty_kind = "other"
phase = "before"
bearer = "office"
text = { vi = "Trình dự thảo kết luận", en = "Draft" }
due = { before = "conclusion-notified", n = 2, unit = "day", count = "event-excluded" }
met_by = { all = ["survey-held"] }
cite = "main"
"#,
    );
    let text = shown(&["timeline", "--ruleset-file", &path, "--on", "2026-08-20"]);
    assert!(text.contains("chậm nhất 01 giờ trước khi bắt đầu đối thoại"), "{text}");
    assert!(!text.contains("khi ngày"), "{text}");
    let at = |connected: &str| {
        let event = format!("agencies-notified=2026-08-20{connected}");
        let told = ["--event", "opened=2026-08-20T08:30", "--event", &event, "--as-of", "2026-08-21"];
        shown(&[&["timeline", "--ruleset-file", &path, "--on", "2026-08-20"][..], &told].concat())
    };
    let text = at("T07:30");
    assert!(
        text.contains("Đến hạn: thứ Năm 20/08/2026 lúc 07:30 (chậm nhất 01 giờ trước khi bắt đầu đối thoại"),
        "{text}"
    );
    assert!(text.contains("Hoàn thành: thứ Năm 20/08/2026 lúc 07:30"), "{text}");
    assert!(at("T09:35").contains("[bỏ lỡ") || at("T09:35").contains("thực hiện sau"), "{}", at("T09:35"));
    assert!(at("T07:31").contains("hoàn thành quá hạn 1 phút"), "{}", at("T07:31"));
    assert!(at("").contains("chậm nhất 01 giờ trước khi bắt đầu đối thoại: chưa ghi giờ thực hiện"), "{}", at(""));
    let wrong = ["timeline", "--on", "2026-08-20", "--event", "opened=2026-08-20T8:30"];
    crate::refused(&wrong, "`8:30` is not a time of day; expected HH:MM, such as 08:30");
    let told =
        ["--event", "conclusion-notified=2026-08-28", "--event", "survey-held=2026-08-29", "--as-of", "2026-09-01"];
    let text = shown(&[&["timeline", "--ruleset-file", &path, "--on", "2026-08-20"][..], &told].concat());
    assert!(text.contains("2 ngày trước khi có thông báo ý kiến kết luận"), "{text}");
    assert!(text.contains("thực hiện sau khi có thông báo ý kiến kết luận"), "{text}");
    assert!(
        text.contains("thực hiện ngày 29/08/2026, sau khi có thông báo ý kiến kết luận, ngày 28/08/2026"),
        "{text}"
    );
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
    assert!(text.contains("không quá hạn theo “tính cả ngày gửi”; quá hạn theo cách hiểu mặc định"), "{text}");
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

/// Every version of every built-in rule set, and where a subject is looked up: a territory, a level, a head.
const BUILT_IN: &[&str] = &[
    "can-tho-10",
    "citizen-reception@2014-07-01",
    "citizen-reception@2026-07-01",
    "hai-phong-1738",
    "hcmc-935",
    "hoa-binh-07",
    "hoan-kiem-120",
    "law-72-2025",
    "qd-11@2019-02-18",
    "qd-11@2025-11-23",
];

/// The text of a command without what is no sentence: ids in brackets, what one types, references of sources, the line
/// that names a rule set.
fn sentences(text: &str) -> String {
    let mut plain = String::new();
    for line in text.lines() {
        if line.contains(" @ ") || line.starts_with("Nguồn: ") || line.trim_start().starts_with("doithoai ") {
            continue;
        }
        let mut depth = 0_usize;
        let mut quoted = false;
        for letter in line.chars() {
            match letter {
                '[' => depth = depth.saturating_add(1),
                ']' => depth = depth.saturating_sub(1),
                '`' => quoted = !quoted,
                _ if depth == 0 && !quoted => plain.push(letter),
                _ => {}
            }
        }
        plain.push('\n');
    }
    plain
}

/// English words that could be Vietnamese syllables without their marks.
const ENGLISH: &[&str] = &["the", "of", "not", "due", "late", "day", "met", "and"];

/// What in a text is neither Vietnamese nor a name: words of two letters or more that no Vietnamese would write.
fn foreign(text: &str) -> Vec<String> {
    let text = sentences(text);
    let is_file = |word: &&str| word.contains(".toml") || word.contains(".jsonl");
    let typed = text.split_whitespace().filter(|word| !word.starts_with("--") && !is_file(word));
    let words =
        typed.flat_map(|word| word.split(|letter: char| !letter.is_alphabetic() && letter != '-' && letter != '.'));
    let words = words.map(|word| word.trim_matches(['-', '.']));
    let is_name = |word: &str| word.contains('.') || word.chars().any(char::is_uppercase);
    let is_foreign = |word: &&str| {
        let parts: Vec<&str> = word.split('-').filter(|part| !part.is_empty()).collect();
        let ascii = word.len() > 1 && word.is_ascii() && !is_name(word);
        ascii && parts.iter().any(|part| !is_syllable(part) || ENGLISH.contains(part) || parts.len() > 1)
    };
    words.filter(is_foreign).map(str::to_owned).collect()
}

#[test]
fn the_words_that_are_foreign_are_found() {
    assert_eq!(foreign("48 commune local-government"), ["commune", "local-government"]);
    assert_eq!(foreign("quá hạn theo ten-as-in-words"), ["ten-as-in-words"]);
    assert_eq!(foreign("the day of the dialogue"), ["the", "day", "of", "the", "dialogue"]);
    assert!(
        foreign("Gửi thông báo [invite-citizens] theo `--ruleset`; báo cáo chung trong tuần cho cơ quan").is_empty()
    );
}

/// Every command whose text is read by an official: nothing in it needs English.
#[test]
fn no_vietnamese_sentence_has_an_english_word_or_id() {
    let mut commands: Vec<Vec<String>> = Vec::new();
    let of = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    for set in BUILT_IN {
        for rest in [&["--explain"][..], &["--full", "--as-of", "2027-03-01"], &["--as-of", "2026-08-21"]] {
            commands.push([of(&["timeline", "--ruleset", set, "--on", "2026-08-20"]), of(rest)].concat());
        }
    }
    for file in std::fs::read_dir(root().join("examples/regulations")).unwrap() {
        let path = format!("examples/regulations/{}", file.unwrap().file_name().to_string_lossy());
        let Some(file) = path.strip_suffix(".test.toml") else { continue };
        let rules = format!("{file}.toml");
        let version = std::fs::read_to_string(root().join(&rules)).unwrap();
        let named = |key: &str| version.lines().find_map(|line| line.strip_prefix(key)?.split('"').nth(1));
        // Named with its version, so that it judges this day also where it no longer holds.
        let name = format!("{}@{}", named("id = ").unwrap(), named("version = ").unwrap());
        let rules = ["timeline", "--ruleset-file", &rules, "--ruleset", &name, "--on", "2026-08-20"];
        for rest in [&["--explain"][..], &["--full", "--as-of", "2027-03-01"]] {
            commands.push([of(&rules), of(rest)].concat());
        }
    }
    for territory in ["79", "92", "17", "01", "31"] {
        for (level, day) in [("province", "2026-08-20"), ("district", "2026-08-20"), ("commune", "2016-08-22")] {
            for head in ["local-government", "party-committee"] {
                let subject = ["timeline", "--territory", territory, "--level", level, "--head", head, "--on", day];
                commands.push(of(&subject));
            }
        }
    }
    let dialogue = "examples/commune-2026-dialogue.jsonl";
    for words in [
        &["audit", "examples/commune-2026.jsonl", dialogue, "--as-of", "2027-01-31"][..],
        &["audit", dialogue, "--as-of", "2026-10-31"],
        &["calendar", "2026"],
        &["calendar", "2027"],
        &["count", "2026-08-28", "+7", "--explain"],
        &["compare", "hcmc-935", "can-tho-10"],
        &["compare", "qd-11@2019-02-18", "qd-11@2025-11-23", "--on", "2027-03-01"],
        &["compare", "citizen-reception@2014-07-01", "citizen-reception@2026-07-01"],
        &["check", "examples/regulations/hau-giang-2022.toml"],
        &["check", dialogue],
        &["test", "tests/rules", "--threshold", "100"],
        &["explain"],
    ] {
        commands.push(of(words));
    }
    let mut all: Vec<String> = Vec::new();
    for command in &commands {
        let text = typed(&command.iter().map(String::as_str).collect::<Vec<&str>>());
        // The log's own ids of dialogues are the user's.
        let found = foreign(&text).into_iter().filter(|word| !word.starts_with("phuong-a"));
        // What was typed is said again; of codes that is how they are listed.
        let found = found.filter(|word| !command.iter().any(|typed| typed.contains(word.as_str())));
        let is_code = |word: &String| command == &["explain"] && text.lines().any(|line| line.starts_with(&**word));
        let found = found.filter(|word| !is_code(word));
        all.extend(found.map(|word| format!("{word}: {}", command.join(" "))));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
