//! What the JSON reader says, in Vietnamese; its own words are English.

use super::{key_called, nearest, special, wrong_kind};

/// Parts of what the reader says of the syntax.
const SYNTAX: [(&str, &str); 14] = [
    ("EOF while parsing a string", "chuỗi chưa đóng ngoặc kép"),
    ("EOF", "hết chữ trước khi mọi dấu ngoặc được đóng"),
    ("trailing comma", "thừa dấu phẩy trước dấu đóng"),
    ("trailing characters", "còn chữ sau khi giá trị đã kết thúc"),
    ("expected `:`", "thiếu dấu hai chấm sau tên khóa"),
    ("expected `,`", "thiếu dấu phẩy giữa hai mục, hoặc thiếu dấu đóng"),
    ("key must be a string", "tên khóa phải đặt trong ngoặc kép"),
    ("hex escape", "chữ viết bằng `\\u` chỉ có một nửa"),
    ("invalid escape", "sau dấu `\\` không phải là ký hiệu có sẵn"),
    ("control character", "chuỗi có ký tự điều khiển hoặc xuống dòng"),
    ("invalid number", "số viết sai"),
    ("number out of range", "số quá lớn"),
    ("recursion limit", "lồng nhau quá sâu"),
    ("expected ident", "giá trị không đọc được; chữ phải đặt trong ngoặc kép"),
];

/// What the reader expects or found, by a part of its words.
const KINDS: [(&str, &str); 9] = [
    ("string", "chuỗi"),
    ("bool", "true hoặc false"),
    ("sequence", "danh sách"),
    ("map", "đối tượng"),
    ("struct", "đối tượng"),
    ("null", "null"),
    ("floating", "số thực"),
    ("date", "ngày như 2026-08-20"),
    ("", "số nguyên"),
];

/// The words of `serde_json` for a value or a text that it cannot read.
pub(crate) fn in_vietnamese(said: &str) -> String {
    if let Some(told) = wrong_kind::told(said) {
        return told.vi.into_owned();
    }
    let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let name = quoted.first().copied().unwrap_or_default();
    let known = quoted.get(1..).unwrap_or_default();
    let kind = |words: &str| KINDS.iter().find(|(en, _)| words.contains(en)).map_or("", |(_, vi)| *vi);
    let near = || near_key(name, known);
    let choice = |what: &str| match near() {
        Some(near) => format!("không có {what} `{name}`; có phải là `{near}`?"),
        None if known.is_empty() => format!("không có {what} `{name}`"),
        None => format!("không có {what} `{name}`; dùng được: `{}`", known.join("`, `")),
    };
    if said.starts_with("missing field") {
        format!("thiếu `{name}`")
    } else if said.starts_with("duplicate field") {
        format!("khóa `{name}` lặp lại: chỉ giữ một")
    } else if said.starts_with("unknown field") {
        choice("khóa")
    } else if said.starts_with("unknown variant") {
        choice("giá trị")
    } else if let Some(day) = special(name).filter(|_| said.contains("is not a date")) {
        day.vi.into_owned()
    } else if said.contains("is not a time of day") {
        format!(
            "`{name}` không phải là giờ trong ngày; viết theo dạng GG:PP, ví dụ {}",
            known.first().unwrap_or(&"08:30")
        )
    } else if said.contains("is not a date") {
        format!("`{name}` không phải là ngày; viết theo dạng NĂM-THÁNG-NGÀY, ví dụ 2026-08-20")
    } else if let Some((found, expected)) =
        said.strip_prefix("invalid type: ").and_then(|it| it.split_once(", expected "))
    {
        let expected =
            if said.ends_with(NUMBER) { "số thứ tự của một mục, từ 1" } else { kind(expected) };
        format!("giá trị sai kiểu: có {}, cần {expected}", kind(found))
    } else if let Some((found, expected)) = lengths(said) {
        let parts = if expected == "3" { ": bộ quy tắc, nhiệm vụ, cách hiểu" } else { "" };
        format!("danh sách có {found} mục, cần {expected}{parts}")
    } else if said.starts_with("invalid ") && said.ends_with(NUMBER) {
        format!("không nhận `{name}` ở đây: cần số thứ tự của một mục, từ 1")
    } else if said.starts_with("invalid ") && said.contains(", expected ") {
        "giá trị không nhận được ở đây".to_owned()
    } else {
        SYNTAX.iter().find(|(en, _)| said.contains(en)).map_or("giá trị không đọc được", |(_, vi)| vi).to_owned()
    }
}

/// How many items a list has, and how many it is to have; the lists of three that are read name a reading.
fn lengths(said: &str) -> Option<(&str, &str)> {
    let (found, expected) = said.strip_prefix("invalid length ")?.split_once(", expected ")?;
    let number = expected.split(' ').rfind(|word| word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty());
    Some((found, number?))
}

/// What the reader expects of the number of an entry.
const NUMBER: &str = ", expected usize";

/// The key that was meant: by what it is called, or the nearest.
pub(crate) fn near_key<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let called = key_called(name, known);
    known.iter().copied().find(|key| called == Some(*key)).or_else(|| nearest(name, known.iter().copied()))
}

/// The same words in English, without those of a programmer, and with what was meant.
pub(crate) fn in_plain_english(said: &str) -> String {
    if let Some(told) = wrong_kind::told(said) {
        return told.en.into_owned();
    }
    let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let name = quoted.first().copied().unwrap_or_default();
    let known = quoted.get(1..).unwrap_or_default();
    if let Some(near) = near_key(name, known).filter(|_| said.starts_with("unknown field")) {
        return format!("unknown field `{name}`; did you mean `{near}`?");
    }
    if let Some(day) = special(name).filter(|_| said.contains("is not a date")) {
        return day.en.into_owned();
    }
    if said.contains("is not a time of day") {
        return format!("`{name}` is not a time of day; expected HH:MM, such as {}", known.first().unwrap_or(&"08:30"));
    }
    if let Some((found, expected)) = lengths(said) {
        let parts = if expected == "3" { ": rule set, duty, reading" } else { "" };
        return format!("the list has {found} items, expected {expected}{parts}");
    }
    match said.strip_suffix(NUMBER) {
        Some(found) => format!("{found}, expected the number of an entry, from 1"),
        None => said.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{in_plain_english, in_vietnamese};

    #[test]
    fn each_thing_that_the_reader_says_is_said_plainly() {
        for (said, vi, en) in [
            (
                "unknown field `evnt`, expected one of `event`, `on`",
                "không có khóa `evnt`; có phải là `event`?",
                "unknown field `evnt`; did you mean `event`?",
            ),
            (
                "unknown field `ngày`, expected one of `event`, `on`",
                "không có khóa `ngày`; có phải là `on`?",
                "unknown field `ngày`; did you mean `on`?",
            ),
            (
                "invalid value: integer `-1`, expected usize",
                "không nhận `-1` ở đây: cần số thứ tự của một mục, từ 1",
                "invalid value: integer `-1`, expected the number of an entry, from 1",
            ),
            (
                "invalid type: floating point `1.5`, expected usize",
                "giá trị sai kiểu: có số thực, cần số thứ tự của một mục, từ 1",
                "invalid type: floating point `1.5`, expected the number of an entry, from 1",
            ),
            (
                "`8h30` is not a time of day; expected HH:MM, such as `08:30`",
                "`8h30` không phải là giờ trong ngày; viết theo dạng GG:PP, ví dụ 08:30",
                "`8h30` is not a time of day; expected HH:MM, such as 08:30",
            ),
            (
                "`2026-02-30` is not a date; expected YYYY-MM-DD",
                "không có ngày `2026-02-30`: tháng 2 năm 2026 có 28 ngày",
                "there is no day `2026-02-30`: that month has 28 days",
            ),
            (
                "invalid length 2, expected a tuple of size 3",
                "danh sách có 2 mục, cần 3: bộ quy tắc, nhiệm vụ, cách hiểu",
                "the list has 2 items, expected 3: rule set, duty, reading",
            ),
            ("missing field `on`", "thiếu `on`", "missing field `on`"),
            (
                "invalid type of `on`: `null`, expected a string",
                "`on` phải là chữ trong ngoặc kép, ví dụ \"2026-08-20\", không thể là `null`",
                "`on` is text in quotes, such as \"2026-08-20\", not `null`",
            ),
            (
                "invalid type of `petition`: `5`, expected a string",
                "`petition` phải là chữ trong ngoặc kép, ví dụ \"5\", không thể là `5`",
                "`petition` is text in quotes, such as \"5\", not `5`",
            ),
            (
                "invalid type of `states`: `\"content\"`, expected a sequence",
                "`states` phải là danh sách trong ngoặc vuông, ví dụ [\"content\"], không thể là `\"content\"`",
                "`states` is a list in square brackets, such as [\"content\"], not `\"content\"`",
            ),
            (
                "invalid type of `void`: `{}`, expected a boolean",
                "`void` phải là true hoặc false, không có ngoặc kép, không thể là đối tượng",
                "`void` is true or false, without quotes, not an object",
            ),
        ] {
            assert_eq!((in_vietnamese(said), in_plain_english(said)), (vi.to_owned(), en.to_owned()), "{said}");
        }
    }

    #[test]
    fn each_thing_that_the_reader_says_has_its_words() {
        for (said, vi) in [
            ("missing field `on`", "thiếu `on`"),
            ("duplicate field `on`", "khóa `on` lặp lại: chỉ giữ một"),
            ("unknown field `evnt`, expected one of `event`, `on`", "không có khóa `evnt`; có phải là `event`?"),
            ("unknown field `zzz`, expected `event` or `on`", "không có khóa `zzz`; dùng được: `event`, `on`"),
            ("invalid type: integer `5`, expected a string", "giá trị sai kiểu: có số nguyên, cần chuỗi"),
            ("invalid type: string \"x\", expected u32", "giá trị sai kiểu: có chuỗi, cần số nguyên"),
            (
                "`x` is not a date; expected YYYY-MM-DD",
                "`x` không phải là ngày; viết theo dạng NĂM-THÁNG-NGÀY, ví dụ 2026-08-20",
            ),
            ("EOF while parsing a string", "chuỗi chưa đóng ngoặc kép"),
            ("expected `,` or `}`", "thiếu dấu phẩy giữa hai mục, hoặc thiếu dấu đóng"),
            ("something of a later release", "giá trị không đọc được"),
        ] {
            assert_eq!(in_vietnamese(said), vi, "{said}");
        }
    }
}
