//! What the syntax of a TOML file gets wrong: one mistake a line, which names the sign that a person does not see.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::Error;

use super::{Code, Source};
use crate::text::{Text, signs};

/// Reports the mistakes of a text that the parser found; `before` is the place in the text as it was written.
pub(super) fn report(
    text: &str,
    errors: &[Error],
    before: impl Fn(Range<usize>) -> Range<usize>,
    tell: impl Fn(Range<usize>, Text),
) {
    if errors.is_empty() {
        return;
    }
    let mut told = BTreeSet::new();
    let mut errors: Vec<&Error> = errors.iter().collect();
    errors.sort_by_key(|error| error.span().unwrap_or_default().start);
    let mut errors = errors.into_iter().peekable();
    for (start, line) in &lines(text) {
        let end = start.saturating_add(line.len()).saturating_add(1);
        while let Some(error) = errors.next_if(|error| error.span().unwrap_or_default().start < end) {
            if told.insert(*start) {
                tell(before(error.span().unwrap_or_default()), words(line, error));
            }
        }
    }
    for error in errors {
        tell(before(error.span().unwrap_or_default()), words("", error)); // at the end of the text
    }
}

/// Tells a mistake of the syntax.
pub(super) fn tell(span: Range<usize>, said: &Text, layer: usize, source: &Source) {
    let message = Text::owned(format!("lỗi cú pháp TOML: {}", said.vi), format!("TOML syntax: {}", said.en));
    source.report(Code::Syntax, span, layer, String::new(), message, None);
}

/// Each line with the byte that it begins at.
pub(super) fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut start = 0_usize;
    let split = text.split_inclusive('\n').map(|line| {
        let at = start;
        start = start.saturating_add(line.len());
        (at, line.trim_end_matches(['\n', '\r']))
    });
    split.collect()
}

/// What is wrong in a line: the sign, if one is known to be, or else what the parser missed.
fn words(line: &str, error: &Error) -> Text {
    let outside = signs::outside(line, Some('#'));
    if let Some(letter) = line.chars().find(|letter| letter.is_control() && *letter != '\t') {
        return signs::control(letter);
    }
    let sign = signs::strange(&outside).or_else(|| signs::impossible_day(&outside));
    if let Some(sign) = sign.or_else(|| signs::decimal_comma(&outside, '=')) {
        return sign;
    }
    let said = error.message().replace('\n', "; ");
    let vi = VIETNAMESE.iter().find(|(en, _)| said.contains(en)).map_or(GENERAL, |(_, vi)| vi);
    Text::owned(vi.to_owned(), format!("{said}; text needs quotes, a date is written 2026-08-20, a key stands once"))
}

const GENERAL: &str =
    "dòng này không đọc được; chữ phải đặt trong ngoặc kép, ngày viết như 2026-08-20, mỗi khóa một lần";

/// What the parser says, by a part of it.
const VIETNAMESE: [(&str, &str); 12] = [
    ("duplicate key", "khóa này đã có ở trên; mỗi khóa chỉ đứng một lần"),
    ("must be quoted", "giá trị bằng chữ phải đặt trong ngoặc kép; ngày viết như 2026-08-20"),
    ("invalid unquoted key", "tên khóa chỉ gồm chữ không dấu, số, `-` và `_`"),
    ("unclosed array", "danh sách thiếu dấu đóng `]`"),
    ("unclosed inline table", "thiếu dấu đóng `}`"),
    ("unclosed table", "thiếu dấu đóng `]`"),
    ("assignment", "mỗi khóa cần một dấu `=` rồi đến giá trị"),
    ("comma", "các mục phải cách nhau bằng một dấu phẩy"),
    ("escape", "sau dấu `\\` trong ngoặc kép phải là một ký hiệu có sẵn; muốn viết dấu `\\` thì viết hai lần"),
    ("basic string", "chuỗi thiếu ngoặc kép đóng ở cùng dòng"),
    ("quote", "chuỗi thiếu ngoặc kép đóng ở cùng dòng"),
    ("date", "ngày viết như 2026-08-20"),
];
