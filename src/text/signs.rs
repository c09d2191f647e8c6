//! Signs that a person types or pastes and does not see to be wrong, named where a reader of TOML or JSON met them.

use chrono::{Datelike as _, Days, NaiveDate};

use super::visible::is_unseen;
use super::{Lang, Text};

/// What stands in a line outside of straight double quotes; of a string that is not closed also what follows its quote.
pub(crate) fn outside(line: &str, comment: Option<char>) -> String {
    let (mut outside, mut inside) = (String::new(), String::new());
    let (mut quoted, mut escaped) = (false, false);
    for letter in line.chars() {
        if quoted {
            quoted = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
            inside.push(letter);
        } else if comment == Some(letter) {
            break;
        } else {
            quoted = letter == '"';
            inside.clear();
            outside.push(letter);
        }
    }
    if quoted { outside + &inside } else { outside }
}

/// The first sign of a line that no file has outside of its quotes.
pub(crate) fn strange(outside: &str) -> Option<Text> {
    outside.chars().find_map(named)
}

/// A quote that an editor has bent, also inside of straight ones: for a line that is broken by it.
pub(crate) fn bent_quote(line: &str) -> Option<Text> {
    line.chars().filter(|letter| BENT.contains(*letter)).find_map(named)
}

/// Quotes that stand for a double one.
const BENT: &str = "“”„‟«»″＂";

/// Quotes that stand for a single one, or an apostrophe.
const SINGLE: &str = "‘’‚‛′＇`";

/// What a sign is, and what to write for it.
fn named(letter: char) -> Option<Text> {
    let code = u32::from(letter);
    if BENT.contains(letter) || SINGLE.contains(letter) {
        return Some(Text::owned(
            format!("dấu ngoặc kép cong {letter}; hãy thay bằng dấu thẳng \""),
            format!("a curly quote {letter}; write a straight one \""),
        ));
    }
    if matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2007}') {
        return Some(Text::owned(
            format!("có dấu cách không ngắt (U+{code:04X}), nhìn như dấu cách; hãy xóa và gõ lại dấu cách"),
            format!("a non-breaking space (U+{code:04X}); delete it and type a space"),
        ));
    }
    if letter == '\u{feff}' {
        return Some(Text::new(
            "có dấu thứ tự byte (U+FEFF), không nhìn thấy được; hãy xóa dấu đó",
            "a byte order mark (U+FEFF), which is not seen; delete it",
        ));
    }
    if is_no_width(letter) {
        return Some(Text::owned(
            format!("có ký tự không nhìn thấy được (U+{code:04X}); hãy xóa ký tự đó"),
            format!("a sign without width, which is not seen (U+{code:04X}); delete it"),
        ));
    }
    if matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}') {
        return Some(Text::owned(
            format!("có dấu xuống dòng lạ (U+{code:04X}); hãy xóa và xuống dòng bằng phím Enter"),
            format!("a line end of another kind (U+{code:04X}); delete it and press Enter"),
        ));
    }
    if !letter.is_ascii() && letter.is_whitespace() {
        return Some(Text::owned(
            format!("có khoảng trắng lạ (U+{code:04X}), nhìn như dấu cách; hãy xóa và gõ lại dấu cách"),
            format!("a space that is none (U+{code:04X}); delete it and type a space"),
        ));
    }
    if is_unseen(letter) && !letter.is_ascii() {
        return Some(Text::owned(
            format!("có ký tự không nhìn thấy được (U+{code:04X}); hãy xóa ký tự đó"),
            format!("a sign that is not seen (U+{code:04X}); delete it"),
        ));
    }
    if letter.is_control() && !matches!(letter, '\t' | '\n' | '\r') {
        return Some(control(letter));
    }
    plain(letter).map(|plain| {
        Text::owned(
            format!("dấu {letter} (U+{code:04X}) gõ bằng bộ gõ khác; hãy thay bằng `{plain}`"),
            format!("the sign {letter} (U+{code:04X}) is of another keyboard; write `{plain}`"),
        )
    })
}

/// A sign that no text has.
pub(crate) fn control(letter: char) -> Text {
    let code = u32::from(letter);
    Text::owned(
        format!("có ký tự điều khiển không nhìn thấy được (U+{code:04X}); hãy xóa ký tự đó"),
        format!("a control character that is not seen (U+{code:04X}); delete it"),
    )
}

/// The sign of ASCII that a full-width or typographic one stands for.
fn plain(letter: char) -> Option<char> {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter).saturating_sub(0xfee0)),
        '、' => Some(','),
        '。' => Some('.'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        _ => LOOK_ALIKE.iter().find(|(_, letters)| letters.contains(letter)).map(|(plain, _)| *plain),
    }
}

/// Letters of Cyrillic and Greek that look like a Latin one.
const LOOK_ALIKE: [(char, &str); 30] = [
    ('a', "аα"),
    ('c', "с"),
    ('d', "ԁ"),
    ('e', "е"),
    ('h', "һ"),
    ('i', "іι"),
    ('j', "ј"),
    ('n', "п"),
    ('o', "оο"),
    ('p', "рρ"),
    ('q', "ԛ"),
    ('s', "ѕ"),
    ('u', "υ"),
    ('v', "ѵν"),
    ('w', "ԝ"),
    ('x', "хχ"),
    ('y', "уγ"),
    ('A', "АΑ"),
    ('B', "ВΒ"),
    ('C', "С"),
    ('E', "ЕΕ"),
    ('H', "НΗ"),
    ('I', "ІΙ"),
    ('K', "КΚ"),
    ('M', "МΜ"),
    ('O', "ОΟ"),
    ('P', "РΡ"),
    ('T', "ТΤ"),
    ('X', "ХΧ"),
    ('Y', "ҮΥ"),
];

/// `; …`: the first sign of a word that is none of a Latin keyboard, and what to write for it.
pub(crate) fn of_word(word: &str, lang: Lang) -> String {
    strange(word).map(|sign| format!("; {}", sign.get(lang))).unwrap_or_default()
}

const fn is_no_width(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// A day that its month has not, or a month that the year has not.
pub(crate) fn impossible_day(line: &str) -> Option<Text> {
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

/// `10,5` or `1.000,5` where a number is to be: after the sign that comes before a value.
pub(crate) fn decimal_comma(outside: &str, before_value: char) -> Option<Text> {
    let values = outside.split(before_value).skip(1);
    let number = values.into_iter().find_map(|value| {
        let (whole, rest) = value.trim_start().split_once(',')?;
        let part: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let digits = whole.strip_prefix(['-', '+']).unwrap_or(whole);
        let is_digit = |byte: u8| byte.is_ascii_digit() || byte == b'.' || byte == b'_';
        let is_number = digits.starts_with(|first: char| first.is_ascii_digit()) && digits.bytes().all(is_digit);
        (is_number && !part.is_empty()).then(|| format!("{whole},{part}"))
    })?;
    Some(Text::owned(
        format!("`{number}` có dấu phẩy thập phân; ở đây chỉ nhận số nguyên, viết không có dấu phẩy hay dấu chấm"),
        format!("`{number}` has a decimal comma; whole numbers have none, nor a point, and only they are taken here"),
    ))
}

/// `"a "b" c"`: quotes in a text that stands in quotes, which end it before a letter.
pub(crate) fn inner_quote(line: &str) -> Option<Text> {
    let (mut inside, mut quotes, mut is_escaped, mut found) = (None, 0_usize, false, false);
    for (at, letter) in line.char_indices().filter(|(_, letter)| !is_no_width(*letter)) {
        let is_quote = letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped && inside.is_some();
        match (is_quote, inside) {
            (false, _) => {}
            (true, None) => inside = Some(at.saturating_add(1)),
            (true, Some(begun)) => {
                // What ends in a sign between values was to be closed before that sign.
                let text = line.get(begun..at).unwrap_or_default().trim_end();
                let after = line.get(at.saturating_add(1)..).unwrap_or_default();
                found |= after.starts_with(char::is_alphanumeric) && !text.ends_with([',', ':', '=', '[', '{']);
                inside = None;
            }
        }
        quotes = quotes.saturating_add(usize::from(is_quote));
    }
    (found && quotes.is_multiple_of(2)).then(|| {
        Text::new(
            "trong chữ đã đặt trong ngoặc kép lại có ngoặc kép; dấu ở trong viết là `\\\"`, hoặc dùng “ ”",
            "there are quotes within a text in quotes; write the inner ones as `\\\"`, or as “ ”",
        )
    })
}

/// The sign that breaks a line of JSON, if one is known to.
pub(crate) fn of_json(line: &str) -> Option<Text> {
    let outside = outside(line, None);
    if let Some(inner) = inner_quote(line) {
        return Some(inner);
    }
    let single = || {
        outside.contains('\'').then(|| {
            Text::new(
                "dấu nháy đơn '; JSON chỉ dùng ngoặc kép thẳng \"",
                "a single quote '; JSON has straight double quotes \"",
            )
        })
    };
    let sign = strange(&outside).or_else(|| old_line_end(line)).or_else(|| decimal_comma(&outside, ':'));
    let sign = sign.or_else(|| bare_date(&outside)).or_else(|| bare_key(&outside)).or_else(|| two_commas(&outside));
    let sign = sign.or_else(single).or_else(|| no_number(&outside)).or_else(|| comma_after(&outside));
    sign.or_else(|| half_letter(line)).or_else(|| bent_quote(line))
}

/// `\ud800`: half of a letter, which some programs write alone when they cut a text.
pub(crate) fn half_letter(line: &str) -> Option<Text> {
    let mut rest = line;
    while let Some((_, escape)) = rest.split_once('\\') {
        let second = || escape.get(5..).and_then(|rest| rest.strip_prefix('\\')).and_then(half);
        rest = match half(escape) {
            Some(false) if second() == Some(true) => escape.get(11..).unwrap_or_default(),
            Some(_) => return escape.get(..5).map(of_half),
            None => escape.get(1..).unwrap_or_default(), // also of `\\`
        };
    }
    None
}

/// Whether an escape, after its `\`, is the second half of a letter; `None` if it is no half.
fn half(escape: &str) -> Option<bool> {
    let code = u32::from_str_radix(escape.strip_prefix('u')?.get(..4)?, 16).ok()?;
    (0xd800..=0xdfff).contains(&code).then_some(code >= 0xdc00)
}

fn of_half(escape: &str) -> Text {
    Text::owned(
        format!("`\\{escape}` chỉ là một nửa chữ (thiếu nửa kia); hãy viết lại chữ đó cho đủ, hoặc xóa đi"),
        format!("`\\{escape}` is half of a letter, without the other half; write the whole letter, or delete it"),
    )
}

/// Lines that end with CR alone, as very old computers wrote them: all of them are one.
fn old_line_end(line: &str) -> Option<Text> {
    line.contains('\r').then(|| {
        Text::new(
            "dòng kết thúc bằng CR (U+000D) kiểu cũ nên cả tệp thành một dòng; hãy lưu lại với dấu xuống dòng LF hoặc CRLF",
            "the lines end with CR (U+000D) alone, so that all of them are one; save it with LF or CRLF",
        )
    })
}

/// Words that programs write and JSON has not.
const OF_PROGRAMS: [&str; 8] = ["nan", "infinity", "undefined", "none", "nil", "inf", "true", "false"];

/// `NaN`, `undefined` and their like, which programs write and JSON has not.
fn no_number(outside: &str) -> Option<Text> {
    let is_letter = |letter: char| letter.is_ascii_alphabetic();
    // A value is a word after `:`, or among those of a list; what stands before `:` is meant as a key.
    let (word, written) = outside.match_indices([':', '[', ',']).find_map(|(at, _)| {
        let written = outside.get(at.saturating_add(1)..)?.trim_start();
        let rest = written.trim_start_matches(['-', '+']);
        let word = rest.split(|letter: char| !is_letter(letter) && letter != '_').next().unwrap_or_default();
        let is_whole = !rest.get(word.len()..).unwrap_or_default().trim_start().starts_with(':');
        (is_whole && !["", "true", "false", "null"].contains(&word)).then_some((word, written))
    })?;
    let whole = written.split([',', '}', ']']).next().unwrap_or_default().trim_end();
    if !OF_PROGRAMS.contains(&word.to_ascii_lowercase().as_str()) {
        return Some(Text::owned(
            format!("chữ phải đặt trong ngoặc kép: `\"{whole}\"`"),
            format!("text stands in quotes: `\"{whole}\"`"),
        ));
    }
    Some(Text::owned(
        format!("JSON không có `{word}`; hãy viết một số, `null`, `true` hoặc `false`"),
        format!("JSON has no `{word}`; write a number, `null`, `true` or `false`"),
    ))
}

/// `2026-08-20` without quotes, where a value is.
fn bare_date(outside: &str) -> Option<Text> {
    let date = outside.match_indices([':', '[', ',']).find_map(|(at, _)| {
        let rest = outside.get(at.saturating_add(1)..)?.trim_start();
        let date: String = rest.chars().take_while(|sign| sign.is_ascii_digit() || *sign == '-').collect();
        (date.split('-').count() == 3 && date.starts_with(|first: char| first.is_ascii_digit())).then_some(date)
    })?;
    Some(Text::owned(
        format!("ngày phải đặt trong ngoặc kép: `\"{date}\"`"),
        format!("a date stands in quotes: `\"{date}\"`"),
    ))
}

/// `{event: …}`: a key without quotes.
fn bare_key(outside: &str) -> Option<Text> {
    let is_of_key = |letter: &char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    let key = outside.match_indices(['{', ',']).find_map(|(at, _)| {
        let rest = outside.get(at.saturating_add(1)..)?.trim_start();
        let key: String = rest.chars().take_while(is_of_key).collect();
        let is_key = rest.get(key.len()..).unwrap_or_default().trim_start().starts_with(':');
        (!key.is_empty() && is_key).then_some(key)
    })?;
    Some(Text::owned(
        format!("tên khóa phải đặt trong ngoặc kép: `\"{key}\"`"),
        format!("a key stands in quotes: `\"{key}\"`"),
    ))
}

/// `,,`, also with blanks between.
fn two_commas(outside: &str) -> Option<Text> {
    let signs: String = outside.chars().filter(|letter| !letter.is_whitespace()).collect();
    (signs.contains(",,") || signs.starts_with("{,")).then(|| {
        Text::new("thừa một dấu phẩy: giữa hai mục chỉ có một dấu", "a comma too many: one stands between two items")
    })
}

/// `{…},`: a comma between lines, as between the items of a list.
fn comma_after(outside: &str) -> Option<Text> {
    outside.trim_end().ends_with("},").then(|| {
        Text::new(
            "thừa dấu phẩy ở cuối dòng; mỗi dòng là một đối tượng, giữa các dòng không có dấu phẩy",
            "a comma at the end of the line; each line is an object, and no comma stands between lines",
        )
    })
}

/// A colon of another keyboard.
pub(crate) const FULL_COLON: char = '：';

/// `key: value` where TOML has `key = value`, also of a key in quotes and of one in an inline table; `outside` is the line without
/// what stands in quotes.
pub(crate) fn colon(line: &str, outside: &str) -> Option<Text> {
    let is_of_key = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    let before = outside.match_indices([':', FULL_COLON]).filter_map(|(at, sign)| Some((outside.get(..at)?, sign)));
    let found = before.into_iter().find_map(|(before, sign)| {
        let key = before.rsplit(['{', ',']).next()?.trim();
        if key == "\"" {
            return quoted_key(line).map(|key| (format!("\"{key}\""), sign));
        }
        let is_key = key.chars().all(is_of_key) && key.chars().any(|letter| !letter.is_ascii_digit());
        is_key.then(|| (key.to_owned(), sign))
    });
    found.map(|(key, sign)| {
        Text::owned(
            format!("sau khóa là dấu `=`, không phải dấu `{sign}`; hãy viết `{key} = …`"),
            format!("a key is followed by `=`, not by `{sign}`; write `{key} = …`"),
        )
    })
}

/// The first text in quotes that a colon follows.
fn quoted_key(line: &str) -> Option<&str> {
    let mut parts = line.split('"');
    let mut inside = None;
    let mut is_inside = false;
    parts.find_map(|part| {
        let found = inside.filter(|_| !is_inside && part.trim_start().starts_with([':', FULL_COLON]));
        inside = is_inside.then_some(part);
        is_inside = !is_inside;
        found
    })
}

#[cfg(test)]
mod tests {
    use super::{decimal_comma, impossible_day, of_json, outside, strange};

    #[test]
    fn what_stands_outside_of_quotes() {
        for (line, expected) in [
            (r#"a = "b" # “c”"#, r#"a = " "#),
            (r#"a = "x\"y" , b"#, r#"a = " , b"#),
            (r#"a = "office”"#, r#"a = "office”"#),
            (r#"{"a#":“b”}"#, r#"{":“b”}"#),
        ] {
            assert_eq!(outside(line, Some('#')).replace("\"\"", "\""), expected, "{line}");
        }
    }

    #[test]
    fn each_sign_is_named_with_what_to_write() {
        for (line, vi, en) in [
            ("a = “b”", "dấu ngoặc kép cong “; hãy thay bằng dấu thẳng \"", "a curly quote “; write a straight one \""),
            ("a = ‘b’", "dấu ngoặc kép cong ‘; hãy thay bằng dấu thẳng \"", "a curly quote ‘; write a straight one \""),
            (
                "a\u{a0}= 1",
                "có dấu cách không ngắt (U+00A0), nhìn như dấu cách; hãy xóa và gõ lại dấu cách",
                "a non-breaking space (U+00A0); delete it and type a space",
            ),
            (
                "a\u{200b} = 1",
                "có ký tự không nhìn thấy được (U+200B); hãy xóa ký tự đó",
                "a sign without width, which is not seen (U+200B); delete it",
            ),
            (
                "a\u{3000}= 1",
                "có khoảng trắng lạ (U+3000), nhìn như dấu cách; hãy xóa và gõ lại dấu cách",
                "a space that is none (U+3000); delete it and type a space",
            ),
            (
                "a\u{0}",
                "có ký tự điều khiển không nhìn thấy được (U+0000); hãy xóa ký tự đó",
                "a control character that is not seen (U+0000); delete it",
            ),
            (
                "n ＝ 7",
                "dấu ＝ (U+FF1D) gõ bằng bộ gõ khác; hãy thay bằng `=`",
                "the sign ＝ (U+FF1D) is of another keyboard; write `=`",
            ),
            (
                "a， b",
                "dấu ， (U+FF0C) gõ bằng bộ gõ khác; hãy thay bằng `,`",
                "the sign ， (U+FF0C) is of another keyboard; write `,`",
            ),
            (
                "2026–08–20",
                "dấu – (U+2013) gõ bằng bộ gõ khác; hãy thay bằng `-`",
                "the sign – (U+2013) is of another keyboard; write `-`",
            ),
        ] {
            let named = strange(line).unwrap();
            assert_eq!((named.vi.as_ref(), named.en.as_ref()), (vi, en));
        }
        assert_eq!(strange("a = 2026-08-20, đ\tb"), None);
    }

    #[test]
    fn a_comma_in_a_number_is_named() {
        for (line, found) in [
            ("n = 7,5, unit", Some("`7,5`")),
            ("n = 1.000,5,", Some("`1.000,5`")),
            ("n = -1,5", Some("`-1,5`")),
            ("n = 7, unit", None),
            ("n = [7,5]", None),
            ("n = 2026-08-20,5", None),
        ] {
            let said = decimal_comma(line, '=');
            assert_eq!(said.is_some(), found.is_some(), "{line}");
            let en = "has a decimal comma; whole numbers have none, nor a point, and only they are taken here";
            let vi = "có dấu phẩy thập phân; ở đây chỉ nhận số nguyên, viết không có dấu phẩy hay dấu chấm";
            for (said, number) in said.into_iter().zip(found) {
                assert_eq!(
                    (said.vi.as_ref(), said.en.as_ref()),
                    (&*format!("{number} {vi}"), &*format!("{number} {en}"))
                );
            }
        }
    }

    #[test]
    fn a_line_of_json_is_broken_by_a_sign() {
        for (line, en) in [
            ("{“event”:“x”}", Some("a curly quote “")),
            (r#"{"event":"x”,"on":"2026-08-20"}"#, Some("a curly quote ”")),
            ("{\"event\":\u{a0}\"x\"}", Some("a non-breaking space")),
            (r#"{"corrects":1,5,"on":"x"}"#, Some("`1,5` has a decimal comma")),
            ("{'event':'x'}", Some("a single quote '")),
            (r#"{"event"："x"}"#, Some("write `:`")),
            ("{\"a\":1}\r{\"b\":2}", Some("the lines end with CR (U+000D) alone")),
            (r#"{"a":NaN}"#, Some("JSON has no `NaN`; write a number, `null`, `true` or `false`")),
            (r#"{"x-a":undefined}"#, Some("JSON has no `undefined`")),
            (r#"{"a":[1,-Infinity]}"#, Some("JSON has no `Infinity`")),
            (r#"{"a":true,b:1}"#, Some("a key stands in quotes: `\"b\"`")),
            (r#"{"a":b}"#, Some("text stands in quotes: `\"b\"`")),
            (r#"{"a":2026-08-20}"#, Some("a date stands in quotes: `\"2026-08-20\"`")),
            (r#"{"a":1,,"b":2}"#, Some("a comma too many: one stands between two items")),
            (r#"{"a":1e5 2}"#, None),
            (r#"{"a":"NaN" x}"#, None),
            (r#"{"a":1},"#, Some("a comma at the end of the line")),
            (r#"{"states":[1,5] x}"#, None),
            (r#"{"a":"b\ud800c"}"#, Some("`\\ud800` is half of a letter, without the other half")),
            (r#"{"a":"\ud83d\ude00\udc00"}"#, Some("`\\udc00` is half of a letter")),
            (r#"{"a":"\ud83d\ude00\u00e1" x}"#, None),
            (r#"{"a":"\ude00\ud83d"}"#, Some("`\\ude00` is half of a letter")),
            (r#"{"a":"C:\\ud800" x}"#, None),
        ] {
            let said = of_json(line);
            assert_eq!(said.is_some(), en.is_some(), "{line}");
            assert!(said.into_iter().zip(en).all(|(said, en)| said.en.contains(en)), "{line}");
        }
        let vi = |line| of_json(line).unwrap().vi;
        assert_eq!(vi(r#"{"a":NaN}"#), "JSON không có `NaN`; hãy viết một số, `null`, `true` hoặc `false`");
        assert!(vi("{}\r{}").ends_with("hãy lưu lại với dấu xuống dòng LF hoặc CRLF"));
        assert_eq!(
            vi(r#"{"a":1}, "#),
            "thừa dấu phẩy ở cuối dòng; mỗi dòng là một đối tượng, giữa các dòng không có dấu phẩy"
        );
        let single = of_json("{'a':1}").unwrap();
        assert_eq!(single.vi, "dấu nháy đơn '; JSON chỉ dùng ngoặc kép thẳng \"");
    }

    #[test]
    fn a_key_is_followed_by_its_sign() {
        let colon = |line: &str| super::colon(line, &outside(line, Some('#')));
        for (line, key) in [
            ("\"issued\": 2027-10-15", "\"issued\""),
            ("territory = { code: \"79\" }", "code"),
            ("swap = [{ off = 2026-08-31, worked: 2026-08-22 }]", "worked"),
            ("t = { vi = \"a: b\", \"en\" : \"c\" }", "\"en\""),
        ] {
            assert!(colon(line).unwrap().en.ends_with(&format!("write `{key} = …`")), "{line}");
        }
        let said = colon("  issued: 2027-10-15").unwrap();
        assert_eq!(said.vi, "sau khóa là dấu `=`, không phải dấu `:`; hãy viết `issued = …`");
        assert_eq!(said.en, "a key is followed by `=`, not by `:`; write `issued = …`");
        for line in ["at = 08:30", "at = [08:30, 09:30]", ": x", "a b: c", "a = \"b: c\""] {
            assert_eq!(colon(line), None, "{line}");
        }
        let mark = strange("\u{feff}a = 1").unwrap();
        assert_eq!(mark.vi, "có dấu thứ tự byte (U+FEFF), không nhìn thấy được; hãy xóa dấu đó");
        assert_eq!(mark.en, "a byte order mark (U+FEFF), which is not seen; delete it");
    }

    #[test]
    fn a_day_that_no_calendar_has() {
        for (line, en) in [
            ("issued = 2026-02-30", Some("there is no day `2026-02-30`: that month has 28 days")),
            ("issued = 2028-02-30", Some("there is no day `2028-02-30`: that month has 29 days")),
            ("issued = 2026-13-01", Some("there is no day `2026-13-01`: months are 01 to 12")),
            ("issued = 2026-12-32", Some("there is no day `2026-12-32`: that month has 31 days")),
            ("issued = 2026-02-28", None),
        ] {
            assert_eq!(impossible_day(line).map(|said| said.en.into_owned()).as_deref(), en, "{line}");
        }
        let vi = impossible_day("2026-04-31").unwrap().vi;
        assert_eq!(vi, "không có ngày `2026-04-31`: tháng 4 năm 2026 có 30 ngày");
        assert_eq!(impossible_day("2026-00-10").unwrap().vi, "không có ngày `2026-00-10`: tháng từ 01 đến 12");
    }
}
