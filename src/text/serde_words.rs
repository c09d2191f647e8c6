//! What the JSON reader says, in Vietnamese; its own words are English.

use super::nearest;

/// Parts of what the reader says of the syntax.
const SYNTAX: [(&str, &str); 13] = [
    ("EOF while parsing a string", "chuỗi chưa đóng ngoặc kép"),
    ("EOF", "hết chữ trước khi mọi dấu ngoặc được đóng"),
    ("trailing comma", "thừa dấu phẩy trước dấu đóng"),
    ("trailing characters", "còn chữ sau khi giá trị đã kết thúc"),
    ("expected `:`", "thiếu dấu hai chấm sau tên khóa"),
    ("expected `,`", "thiếu dấu phẩy giữa hai mục, hoặc thiếu dấu đóng"),
    ("key must be a string", "tên khóa phải đặt trong ngoặc kép"),
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
    let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let name = quoted.first().copied().unwrap_or_default();
    let known = quoted.get(1..).unwrap_or_default();
    let kind = |words: &str| KINDS.iter().find(|(en, _)| words.contains(en)).map_or("", |(_, vi)| *vi);
    let choice = |what: &str| match nearest(name, known.iter().copied()) {
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
    } else if said.contains("is not a date") {
        format!("`{name}` không phải là ngày; viết theo dạng NĂM-THÁNG-NGÀY, ví dụ 2026-08-20")
    } else if let Some((found, expected)) =
        said.strip_prefix("invalid type: ").and_then(|it| it.split_once(", expected "))
    {
        format!("giá trị sai kiểu: có {}, cần {}", kind(found), kind(expected))
    } else if said.starts_with("invalid ") && said.contains(", expected ") {
        "giá trị không nhận được ở đây".to_owned()
    } else {
        SYNTAX.iter().find(|(en, _)| said.contains(en)).map_or("giá trị không đọc được", |(_, vi)| vi).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::in_vietnamese;

    #[test]
    fn each_thing_that_the_reader_says_has_its_words() {
        for (said, vi) in [
            ("missing field `on`", "thiếu `on`"),
            ("duplicate field `on`", "khóa `on` lặp lại: chỉ giữ một"),
            ("unknown field `evnt`, expected one of `event`, `on`", "không có khóa `evnt`; có phải là `event`?"),
            ("unknown field `zzz`, expected `event` or `on`", "không có khóa `zzz`; dùng được: `event`, `on`"),
            ("invalid type: integer `5`, expected a string", "giá trị sai kiểu: có số nguyên, cần chuỗi"),
            ("invalid type: string \"x\", expected usize", "giá trị sai kiểu: có chuỗi, cần số nguyên"),
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
