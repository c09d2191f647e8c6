//! What a message quotes, cut to a length that a person reads; never what would be right.

use std::borrow::Cow;

/// A quotation of so many signs is shown whole.
const LONGEST: usize = 200;

/// Of a longer one so many of the first and of the last.
const KEPT: usize = 60;

/// The beginning and the end of a long quotation.
pub(crate) fn shortened(quoted: &str) -> Cow<'_, str> {
    if quoted.len() <= LONGEST || quoted.chars().nth(LONGEST).is_none() {
        return Cow::Borrowed(quoted);
    }
    let begin: String = quoted.chars().take(KEPT).collect();
    let end: Vec<char> = quoted.chars().rev().take(KEPT).collect();
    Cow::Owned(format!("{begin} … {}", end.iter().rev().collect::<String>()))
}

/// A message whose long quotations, between two backticks, are cut.
pub(crate) fn quotes_shortened(message: &str) -> Cow<'_, str> {
    if message.len() <= LONGEST {
        return Cow::Borrowed(message);
    }
    let parts = message.split('`').enumerate();
    let short =
        parts.map(|(at, part)| if at.checked_rem(2) == Some(1) { shortened(part) } else { Cow::Borrowed(part) });
    Cow::Owned(short.collect::<Vec<_>>().join("`"))
}

#[cfg(test)]
mod tests {
    use super::{KEPT, LONGEST, quotes_shortened, shortened};

    #[test]
    fn a_long_quotation_is_cut_in_its_middle_and_what_is_right_stays() {
        for (length, whole) in [(LONGEST - 1, true), (LONGEST, true), (LONGEST + 1, false), (1 << 20, false)] {
            for letter in ['a', 'ế'] {
                let quoted: String = std::iter::repeat_n(letter, length).collect();
                let few: String = std::iter::repeat_n(letter, KEPT).collect();
                let expected = if whole { quoted.clone() } else { format!("{few} … {few}") };
                assert_eq!(shortened(&quoted), expected);
                let right = "hãy viết `[[obligation]]`, hoặc bỏ hẳn".repeat(20);
                let message = format!("không có khóa `{quoted}`; {right}");
                assert_eq!(quotes_shortened(&message), format!("không có khóa `{expected}`; {right}"));
            }
        }
    }
}
