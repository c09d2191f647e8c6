//! What a line of TOML has of another language or of another habit: what it is, and what to write.

use chrono::NaiveDate;

use crate::text::{Text, signs};

/// What is mistyped at a byte of a line, where the parser says something, if it is one of what people write; beside the line stands
/// what of it is outside of quotes.
pub(super) fn named((line, outside): (&str, &str), at: usize, said: &str) -> Option<Text> {
    let (sign, value) = value_at(line, at);
    let is_value = sign == Some('=');
    comment(outside)
        .or_else(|| semicolon(outside))
        .or_else(|| too_many(line, at).filter(|_| said.starts_with("unexpected key or value")))
        .or_else(|| round(value).filter(|_| sign == Some('=')))
        .or_else(|| arrow(value).filter(|_| is_value))
        .or_else(|| signs::inner_quote(line))
        .or_else(|| yes_or_no(value).filter(|_| is_value))
        .or_else(|| number_in_words(value).filter(|_| is_value))
        .or_else(|| (is_value && value.is_empty()).then_some(NO_VALUE))
        .or_else(|| missing_quote(line).filter(|_| said.contains("comma") || said.contains("opening quote")))
        .or_else(|| null(value))
        .or_else(|| capital(value))
        .or_else(|| date(value))
        .or_else(|| unit(value).filter(|_| is_value || sign == Some(',')))
        .or_else(|| word_in_list(line, at, value))
        .or_else(|| number(value).filter(|_| !said.contains("comma")))
        .or_else(|| key_alone(value).filter(|_| !is_value && said.contains("literal string")))
}

/// The sign that a value at a byte of a line follows, and the value as it is written.
fn value_at(line: &str, at: usize) -> (Option<char>, &str) {
    let before = line.get(..at).unwrap_or(line);
    let sign = before.rfind(['=', ',', '[', '{']);
    let value = line.get(sign.map_or(0, |at| at.saturating_add(1))..).unwrap_or_default();
    let end = value.find([',', ']', '}', '#']).unwrap_or(value.len());
    let sign = sign.and_then(|at| before.get(at..)).and_then(|rest| rest.chars().next());
    (sign, value.get(..end).unwrap_or_default().trim())
}

const NO_VALUE: Text = Text::new("sau dấu `=` chưa có giá trị", "a value is missing after `=`");

/// Comments as other languages begin them.
fn comment(outside: &str) -> Option<Text> {
    let first = ["//", "--", ";", "/*", "<!--"].into_iter().find(|sign| outside.trim_start().starts_with(sign));
    let after = || [" //", "\t//", "\"//", "]//", "}//"].iter().any(|sign| outside.contains(sign)).then_some("//");
    let sign = first.or_else(after)?;
    Some(Text::owned(
        format!("ghi chú bắt đầu bằng `#`, không phải bằng `{sign}`"),
        format!("a comment begins with `#`, not with `{sign}`"),
    ))
}

fn semicolon(outside: &str) -> Option<Text> {
    const TOO_MANY: Text =
        Text::new("thừa dấu `;` ở cuối dòng; hãy xóa dấu đó", "a `;` too many at the end of the line; delete it");
    outside.trim_end().ends_with(';').then_some(TOO_MANY)
}

/// `a => 1` and `a == 1`.
fn arrow(value: &str) -> Option<Text> {
    let sign = match value.chars().next()? {
        '>' => "=>",
        '=' => "==",
        _ => return None,
    };
    Some(Text::owned(
        format!("sau khóa là một dấu `=`, không phải `{sign}`"),
        format!("a key is followed by one `=`, not by `{sign}`"),
    ))
}

/// A quote that is closed nowhere on its line, or was opened nowhere.
fn missing_quote(line: &str) -> Option<Text> {
    const MISSING: Text = Text::new("dòng này thiếu một dấu ngoặc kép \"", "a quote \" is missing on this line");
    let (mut quotes, mut escaped) = (0_usize, false);
    for letter in line.chars() {
        if letter == '"' && !escaped {
            quotes = quotes.saturating_add(1);
        }
        escaped = letter == '\\' && !escaped;
    }
    (!quotes.is_multiple_of(2)).then_some(MISSING)
}

fn null(value: &str) -> Option<Text> {
    let is_none = ["null", "nil", "none", "undefined", "nan"].contains(&value.to_ascii_lowercase().as_str());
    is_none.then(|| {
        Text::owned(
            format!("TOML không có `{value}`; hãy bỏ khóa đó, hoặc viết \"unknown\" nếu nguồn không nói rõ"),
            format!("TOML has no `{value}`; leave the key out, or write \"unknown\" where the source does not say"),
        )
    })
}

fn capital(value: &str) -> Option<Text> {
    let small = value.to_ascii_lowercase();
    ["true", "false"].contains(&small.as_str()).then(|| {
        Text::owned(
            format!("`{value}` phải viết bằng chữ thường: `{small}`"),
            format!("`{value}` is written in small letters: `{small}`"),
        )
    })
}

/// `yes`, `không`: what TOML writes `true` and `false`; of a text it may be the first word.
fn yes_or_no(value: &str) -> Option<Text> {
    const WORDS: [(&str, [&str; 5]); 2] =
        [("true", ["yes", "y", "on", "có", "đúng"]), ("false", ["no", "n", "off", "không", "sai"])];
    let small = value.to_lowercase();
    let (right, _) = WORDS.iter().find(|(_, words)| words.contains(&small.as_str()))?;
    Some(Text::owned(
        format!("`{value}`: có hay không thì viết `{right}`; còn chữ thì đặt trong ngoặc kép: `\"{value}\"`"),
        format!("`{value}`: yes or no is written `{right}`; a text stands in quotes: `\"{value}\"`"),
    ))
}

/// `bảy`, `mười lăm`, `seven`.
fn number_in_words(value: &str) -> Option<Text> {
    let number = of_words(&value.to_lowercase())?;
    Some(Text::owned(
        format!("`{value}`: số viết bằng chữ số: `{number}`"),
        format!("`{value}`: a number is written in digits: `{number}`"),
    ))
}

/// The number that words say in Vietnamese, up to 99, or in English, up to ten.
fn of_words(words: &str) -> Option<usize> {
    const VI: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    const EN: [&str; 11] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let digit = |word: &str| match word {
        "mốt" => Some(1),
        "tư" => Some(4),
        "lăm" => Some(5),
        "bẩy" => Some(7),
        word => VI.iter().position(|digit| *digit == word),
    };
    let ten = |tens: usize, ones: usize| tens.saturating_mul(10).saturating_add(ones);
    match words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().as_slice() {
        ["mười"] => Some(10),
        ["mười", ones] => Some(ten(1, digit(ones)?)),
        [tens, "mươi"] => Some(ten(digit(tens)?, 0)),
        [tens, "mươi", ones] => Some(ten(digit(tens)?, digit(ones)?)),
        [word] => digit(word).or_else(|| EN.iter().position(|number| number == word)),
        _ => None,
    }
}

/// `2026/02/03`, `03.02.2026`: three numbers, of which one is a year.
fn date(value: &str) -> Option<Text> {
    let parts: Vec<&str> = value.split(['/', '.', '-']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let is_number = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_number) || month.len() > 2 || first.len().max(last.len()) != 4 {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(first.parse().ok()?, month.parse().ok()?, last.parse().ok()?);
    Some(match day.filter(|_| first.len() == 4) {
        Some(day) => {
            Text::owned(format!("`{value}`: ngày viết là `{day}`"), format!("`{value}`: this date is written `{day}`"))
        }
        None => Text::owned(
            format!("`{value}`: ngày viết theo dạng NĂM-THÁNG-NGÀY, như 2026-08-20"),
            format!("`{value}`: a date is written YEAR-MONTH-DAY, such as 2026-08-20"),
        ),
    })
}

/// `1 000`, `01`, `1.`, `.5`, `5%`.
fn number(value: &str) -> Option<Text> {
    let groups: Vec<&str> = value.split([' ', '.', '\'']).collect();
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = groups.len() > 1
        && groups.iter().all(|group| is_digits(group))
        && groups.iter().skip(1).all(|group| group.len() == 3)
        && groups.first().is_some_and(|first| first.len() <= 3);
    let shorter = value.trim_end_matches(['%', '.', ' ']);
    let right = if is_grouped {
        groups.concat()
    } else if is_digits(shorter) {
        let number = shorter.trim_start_matches('0');
        if number.is_empty() { "0".to_owned() } else { number.to_owned() }
    } else if value.strip_prefix('.').is_some_and(is_digits) {
        format!("0{value}")
    } else {
        return None;
    };
    (right != value).then(|| {
        Text::owned(format!("`{value}`: số viết là `{right}`"), format!("`{value}`: this number is written `{right}`"))
    })
}

/// A sign too many after a value.
fn too_many(line: &str, at: usize) -> Option<Text> {
    let rest = line.get(at..)?;
    let sign = rest.trim().chars().next().filter(|sign| ",.:]})>\"'".contains(*sign))?;
    Some(Text::owned(
        format!("thừa dấu `{sign}` sau giá trị; hãy xóa dấu đó"),
        format!("a `{sign}` too many after the value; delete it"),
    ))
}

/// `(a, b)`.
fn round(value: &str) -> Option<Text> {
    const ROUND: Text = Text::new(
        "danh sách đặt trong ngoặc vuông `[…]`, không phải ngoặc tròn `(…)`",
        "a list stands in square brackets `[…]`, not in round ones `(…)`",
    );
    value.starts_with('(').then_some(ROUND)
}

/// `7 ngày`: a number with its unit.
fn unit(value: &str) -> Option<Text> {
    let number: String = value.chars().take_while(char::is_ascii_digit).collect();
    let rest = value.get(number.len()..)?.trim_start();
    let is_unit =
        rest.starts_with(char::is_alphabetic) && rest.chars().all(|letter| letter.is_alphabetic() || letter == ' ');
    (!number.is_empty() && is_unit).then(|| {
        Text::owned(
            format!("`{value}`: ở đây chỉ viết số, `{number}`; đơn vị viết ở khóa riêng, như `unit = \"working-day\"`"),
            format!(
                "`{value}`: only the number stands here, `{number}`; its unit has a key, as in `unit = \"working-day\"`"
            ),
        )
    })
}

/// `[a, b]`: words of a list without quotes.
fn word_in_list(line: &str, at: usize, value: &str) -> Option<Text> {
    let is_word = value.starts_with(char::is_alphabetic) && !value.contains(['=', '"']);
    if !is_word {
        return None;
    }
    let before = line.get(..at).unwrap_or(line);
    let mut open: Vec<char> = Vec::new();
    for sign in before.chars() {
        match sign {
            '[' | '{' => open.push(sign),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
    }
    let is_heading = line.trim_start().starts_with('[') && !line.contains(['=', ',']);
    (open.last() == Some(&'[') && !is_heading).then(|| {
        Text::owned(
            format!("chữ trong danh sách phải đặt trong ngoặc kép: `\"{value}\"`"),
            format!("a word of a list needs quotes: `\"{value}\"`"),
        )
    })
}

/// `{ b }`.
fn key_alone(value: &str) -> Option<Text> {
    let is_of_key = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    (!value.is_empty() && value.bytes().all(is_of_key)).then(|| {
        Text::owned(
            format!("`{value}` chưa có giá trị; hãy viết `{value} = …`"),
            format!("`{value}` has no value; write `{value} = …`"),
        )
    })
}
