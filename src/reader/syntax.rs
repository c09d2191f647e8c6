//! What the syntax of a TOML file gets wrong: one mistake a line, which names the sign that a person does not see.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::Error;

use super::{Code, Source, mistyped};
use crate::text::{Text, signs};

/// Reports the mistakes of a text that the parser found, one a line.
pub(super) fn report<'e>(text: &str, errors: impl Iterator<Item = &'e Error>, tell: impl Fn(Range<usize>, Text)) {
    let (mut told, lines) = (BTreeSet::new(), lines(text));
    let placed = |error: &'e Error| (error.span().unwrap_or_else(|| longest_key(&lines)), error);
    let mut errors: Vec<(Range<usize>, &Error)> = errors.map(placed).collect();
    errors.sort_by_key(|(span, _)| span.start);
    let mut errors = errors.into_iter().peekable();
    for (start, line) in &lines {
        let end = start.saturating_add(line.len()).saturating_add(1);
        while let Some((span, error)) = errors.next_if(|(span, _)| span.start < end) {
            if told.insert(*start) {
                let said = words(line, span.start.saturating_sub(*start), error);
                tell(of_number((*start, line), &said).unwrap_or(span), said);
            }
        }
    }
    for (span, error) in errors {
        tell(span, words("", 0, error)); // at the end of the text
    }
}

/// Where the number stands that is told to have a comma: the parser stops behind it.
fn of_number((start, line): (usize, &str), said: &Text) -> Option<Range<usize>> {
    signs::decimal_comma(&signs::outside(line, Some('#')), '=').filter(|comma| comma == said)?;
    let number = said.en.split('`').nth(1)?;
    let begins = start.saturating_add(line.find(number)?);
    Some(begins..begins.saturating_add(number.len()))
}

/// The key that has the most parts: of one that has too many the parser does not say where it stands.
fn longest_key(lines: &[(usize, &str)]) -> Range<usize> {
    let keys = lines.iter().map(|(start, line)| {
        let key = line.split(['=', '#']).next().unwrap_or_default().trim_end();
        let indent = key.len().saturating_sub(key.trim_start().len());
        (key.matches('.').count(), start.saturating_add(indent)..start.saturating_add(key.len()))
    });
    keys.rev().max_by_key(|(parts, _)| *parts).map(|(_, span)| span).unwrap_or_default()
}

/// Tells a mistake of the syntax of a text; of a key with marks also which key was meant.
pub(super) fn tell(text: &str, span: Range<usize>, said: &Text, layer: usize, source: &Source) {
    let message = Text::owned(format!("lỗi cú pháp TOML: {}", said.vi), format!("TOML syntax: {}", said.en));
    let key = key_at(text, span.start).filter(|_| said.en == BAD_KEY.1);
    match key.and_then(|(span, name)| Some((span, source.key_meant(name)?))) {
        Some((span, meant)) => source.report(Code::Syntax, span, layer, String::new(), message, Some(meant)),
        None => source.report(Code::Syntax, span, layer, String::new(), message, None),
    }
}

/// The part of a key that a byte of a text is in.
fn key_at(text: &str, at: usize) -> Option<(Range<usize>, &str)> {
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    let begins = before.rfind(['\n', '[', '{', ',', '.']).map_or(0, |sign| sign.saturating_add(1));
    let ends = at.saturating_add(after.find(['\n', '\r', ']', '=', '}', '.']).unwrap_or(after.len()));
    let written = text.get(begins..ends)?;
    let name = written.trim();
    let begins = begins.saturating_add(written.len().saturating_sub(written.trim_start().len()));
    (!name.is_empty()).then_some((begins..begins.saturating_add(name.len()), name))
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

/// What is wrong in a line: the sign, if one is known to be, or else what the parser missed; the error is at a byte of the line.
fn words(line: &str, at: usize, error: &Error) -> Text {
    let outside = signs::outside(line, Some('#'));
    if let Some(letter) = line.chars().find(|letter| letter.is_control() && *letter != '\t') {
        return signs::control(letter);
    }
    let said = error.message().replace('\n', "; ");
    if said.starts_with("invalid basic string") {
        // What stands in the text that is not closed is no sign of the file's, but for a bent quote that was to close it.
        return signs::bent_quote(&outside).unwrap_or_else(|| known(&said));
    }
    let colon = || signs::colon(line, &outside);
    let others = if colon().is_some() { outside.replace(signs::FULL_COLON, ":") } else { outside.clone() };
    let sign = signs::strange(&others).or_else(|| signs::impossible_day(&outside));
    if let Some(sign) = sign.or_else(|| signs::decimal_comma(&outside, '=')).or_else(colon) {
        return sign;
    }
    if said.contains("recurs") {
        return too_deep(&outside);
    }
    mistyped::named((line, &outside), at, &said).unwrap_or_else(|| known(&said))
}

/// What the parser says in words that say what would be right, if it is known to say it.
fn known(said: &str) -> Text {
    let known = SAID.iter().find(|(part, ..)| said.contains(part));
    known.map_or_else(|| Text::owned(GENERAL.to_owned(), said.to_owned()), |(_, vi, en)| Text::new(vi, en))
}

/// Tables in each other, by brackets or by the dots of a key.
fn too_deep(outside: &str) -> Text {
    let count = |signs: &[char]| outside.matches(signs).count();
    if count(&['.']) > count(&['[', '{']) {
        return Text::new(
            "lồng nhau quá sâu: tên khóa có quá nhiều phần nối nhau bằng dấu chấm",
            "nested too deeply: a key has too many parts that are joined by dots",
        );
    }
    Text::new(
        "lồng nhau quá sâu: quá nhiều dấu `[` hoặc `{` trong nhau",
        "nested too deeply: too many `[` or `{` in each other",
    )
}

const GENERAL: &str =
    "dòng này không đọc được; chữ phải đặt trong ngoặc kép, ngày viết như 2026-08-20, mỗi khóa một lần";

const ESCAPE: (&str, &str) = (
    "sau dấu `\\` trong ngoặc kép phải là một ký hiệu có sẵn; muốn viết dấu `\\` thì viết hai lần",
    "after `\\` in quotes stands one of the signs that TOML has; write `\\` itself twice",
);

const BAD_KEY: (&str, &str) =
    ("tên khóa chỉ gồm chữ không dấu, số, `-` và `_`", "a key has letters without marks, digits, `-` and `_` only");

const NUMBER: (&str, &str) = (
    "số viết bằng các chữ số liền nhau, như 10; chữ phải đặt trong ngoặc kép",
    "a number is written in digits without a gap, such as 10; text needs quotes",
);

/// What the parser says, by a part of it, in words that say what would be right.
const SAID: [(&str, &str, &str); 27] = [
    (
        "duplicate key",
        "khóa này đã có ở trên; mỗi khóa chỉ đứng một lần",
        "this key stands above already; each key stands once",
    ),
    (
        "must be quoted",
        "giá trị bằng chữ phải đặt trong ngoặc kép; ngày viết như 2026-08-20",
        "text needs quotes; a date is written 2026-08-20",
    ),
    (
        "cannot be empty",
        "chỗ này thiếu tên khóa: trước dấu `=`, hoặc giữa hai dấu chấm",
        "a key is missing here: before `=`, or between dots",
    ),
    (
        "key with no value",
        "khóa là một từ liền, không có dấu cách; sau khóa là dấu `=` rồi đến giá trị",
        "a key is one word without blanks, and is followed by `=` and a value",
    ),
    ("invalid unquoted key", BAD_KEY.0, BAD_KEY.1),
    ("unclosed array table", "thiếu dấu đóng `]]`", "the closing `]]` is missing"),
    ("unclosed array", "danh sách thiếu dấu đóng `]`", "the list is not closed by `]`"),
    ("unclosed inline table", "thiếu dấu đóng `}`", "the closing `}` is missing"),
    ("unclosed table", "thiếu dấu đóng `]`", "the closing `]` is missing"),
    ("assignment", "mỗi khóa cần một dấu `=` rồi đến giá trị", "each key needs one `=` and then its value"),
    ("extra comma", "thừa một dấu phẩy", "a comma too many"),
    ("comma", "các mục phải cách nhau bằng một dấu phẩy", "a comma stands between two items"),
    (
        "inline table element",
        "trong `{ … }`, mỗi mục viết `khóa = giá trị`",
        "in `{ … }` each item is written `key = value`",
    ),
    ("escape", ESCAPE.0, ESCAPE.1),
    ("unicode", ESCAPE.0, ESCAPE.1),
    (
        "multi-line basic",
        "chuỗi mở bằng `\"\"\"` chưa được đóng bằng `\"\"\"`",
        "the text that `\"\"\"` opens is not closed by `\"\"\"`",
    ),
    (
        "multi-line literal",
        "chuỗi mở bằng `'''` chưa được đóng bằng `'''`",
        "the text that `'''` opens is not closed by `'''`",
    ),
    ("basic string", "chuỗi thiếu ngoặc kép đóng ở cùng dòng", "a closing quote `\"` is missing on the same line"),
    ("literal string", "chuỗi thiếu dấu nháy đơn đóng ở cùng dòng", "a closing quote `'` is missing on the same line"),
    ("opening quote", "chuỗi thiếu ngoặc kép mở ở cùng dòng", "an opening quote `\"` is missing on the same line"),
    ("number", NUMBER.0, NUMBER.1),
    ("invalid float", NUMBER.0, NUMBER.1),
    ("mantissa", NUMBER.0, NUMBER.1),
    ("exponent", NUMBER.0, NUMBER.1),
    ("fraction", NUMBER.0, NUMBER.1),
    ("leading zero", NUMBER.0, NUMBER.1),
    ("date", "ngày viết như 2026-08-20", "a date is written 2026-08-20"),
];
