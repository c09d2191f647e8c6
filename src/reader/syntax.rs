//! What the syntax of a TOML file gets wrong: one mistake a line, which names the sign that a person does not see.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{Datelike as _, Days, NaiveDate};
use toml::de::Error;

use super::{Code, Source};
use crate::text::Text;

/// Reports the mistakes of a text that the parser found.
pub(super) fn report(text: &str, errors: &[Error], layer: usize, source: &Source) {
    if errors.is_empty() {
        return;
    }
    let lines = lines(text);
    let tell = |span: Range<usize>, said: Text| {
        let message = Text::owned(format!("lỗi cú pháp TOML: {}", said.vi), format!("TOML syntax: {}", said.en));
        source.report(Code::Syntax, span, layer, String::new(), message, None);
    };
    let twice = repeated(&lines);
    for (name, at, times) in &twice {
        tell(
            at.clone(),
            Text::owned(
                format!(
                    "`[{name}]` có {times} lần; bảng chỉ đứng một lần, còn danh sách thì mỗi mục viết `[[{name}]]`"
                ),
                format!(
                    "`[{name}]` stands {times} times; a table stands once, and each item of a list is written `[[{name}]]`"
                ),
            ),
        );
    }
    let mut told = BTreeSet::new();
    let mut heading: Option<&str> = None;
    let mut errors: Vec<&Error> = errors.iter().collect();
    errors.sort_by_key(|error| error.span().unwrap_or_default().start);
    let mut errors = errors.into_iter().peekable();
    for (start, line) in &lines {
        heading = single(line).or(heading.filter(|_| !line.trim_start().starts_with("[[")));
        let end = start.saturating_add(line.len()).saturating_add(1);
        while let Some(error) = errors.next_if(|error| error.span().unwrap_or_default().start < end) {
            let of_repeated =
                twice.iter().any(|(name, ..)| heading == Some(*name)) && error.message().contains("duplicate");
            if !of_repeated && told.insert(*start) {
                tell(error.span().unwrap_or_default(), words(line, error));
            }
        }
    }
    for error in errors {
        tell(error.span().unwrap_or_default(), words("", error)); // at the end of the text
    }
}

/// Each line with the byte that it begins at.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut start = 0_usize;
    let split = text.split_inclusive('\n').map(|line| {
        let at = start;
        start = start.saturating_add(line.len());
        (at, line.trim_end_matches(['\n', '\r']))
    });
    split.collect()
}

/// The name of a table's heading.
fn single(line: &str) -> Option<&str> {
    let line = line.split('#').next().unwrap_or_default().trim();
    let name = line.strip_prefix('[')?.strip_suffix(']')?.trim();
    (!name.starts_with('[') && !name.is_empty()).then_some(name)
}

/// Tables that stand more than once: where the second stands, and how many there are.
fn repeated<'a>(lines: &[(usize, &'a str)]) -> Vec<(&'a str, Range<usize>, usize)> {
    let mut seen: std::collections::BTreeMap<&str, (Range<usize>, usize)> = std::collections::BTreeMap::new();
    for (start, line) in lines {
        let Some(name) = single(line) else { continue };
        let entry = seen.entry(name).or_insert((0..0, 0));
        entry.1 = entry.1.saturating_add(1);
        if entry.1 == 2 {
            entry.0 = *start..start.saturating_add(line.len());
        }
    }
    seen.into_iter().filter(|(_, (_, times))| *times > 1).map(|(name, (at, times))| (name, at, times)).collect()
}

/// What is wrong in a line: the sign, if one is known to be, or else what the parser missed.
fn words(line: &str, error: &Error) -> Text {
    let outside: String = line.split('"').step_by(2).collect::<Vec<_>>().join("\"");
    if let Some(quote) = outside.chars().find(|letter| "“”„‟‘’‚‛«»″".contains(*letter)) {
        return Text::owned(
            format!("dấu ngoặc kép cong {quote}; hãy thay bằng dấu thẳng \""),
            format!("a curly quote {quote}; write a straight one \""),
        );
    }
    if let Some(space) =
        outside.chars().find(|letter| !letter.is_ascii() && (letter.is_whitespace() || is_no_width(*letter)))
    {
        let code = u32::from(space);
        return Text::owned(
            format!("có khoảng trắng lạ (U+{code:04X}), nhìn như dấu cách; hãy xóa và gõ lại dấu cách"),
            format!("a space that is none (U+{code:04X}); delete it and type a space"),
        );
    }
    if let Some(day) = impossible_day(&outside) {
        return day;
    }
    if let Some(number) = decimal_comma(&outside) {
        return Text::owned(
            format!("`{number}` có dấu phẩy thập phân; số nguyên viết không có dấu phẩy, số lẻ viết với dấu chấm"),
            format!("`{number}` has a decimal comma; whole numbers have none, and a fraction is written with a point"),
        );
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

const fn is_no_width(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// A day that its month has not, or a month that the year has not.
fn impossible_day(line: &str) -> Option<Text> {
    let words = line.split(|letter: char| !letter.is_ascii_digit() && letter != '-');
    let days = words.filter_map(|word| {
        let [year, month, day]: [&str; 3] = word.split('-').collect::<Vec<_>>().try_into().ok()?;
        let right = (year.len(), month.len(), day.len()) == (4, 2, 2);
        right.then_some((word, year.parse::<i32>().ok()?, month.parse::<u32>().ok()?, day.parse::<u32>().ok()?))
    });
    let (word, year, month, _) = days.into_iter().find(|(_, y, m, d)| NaiveDate::from_ymd_opt(*y, *m, *d).is_none())?;
    let next = if month == 12 { (year.checked_add(1)?, 1) } else { (year, month.checked_add(1)?) };
    let last = NaiveDate::from_ymd_opt(next.0, next.1, 1).and_then(|first| first.checked_sub_days(Days::new(1)));
    Some(match last.filter(|last| last.month() == month) {
        Some(last) => Text::owned(
            format!("không có ngày `{word}`: tháng {month} năm {year} có {} ngày", last.day()),
            format!("there is no day `{word}`: that month has {} days", last.day()),
        ),
        None => Text::owned(
            format!("không có ngày `{word}`: tháng từ 01 đến 12"),
            format!("there is no day `{word}`: months are 01 to 12"),
        ),
    })
}

/// `10,5` where a number is to be.
fn decimal_comma(line: &str) -> Option<String> {
    let value = line.split('=').skip(1);
    value.into_iter().find_map(|value| {
        let mut parts = value.trim_start().splitn(2, ',');
        let (whole, rest) = (parts.next()?, parts.next()?);
        let part: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let is_number = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty();
        is_number.then(|| format!("{whole},{part}"))
    })
}
