//! Signs that are not seen, or that a terminal obeys: shown as what they are.

use std::borrow::Cow;

/// A text of which every sign is seen: `\u{1b}` stands for a sign that a terminal or an editor obeys, hides or reorders text by.
///
/// These are control characters, line breaks among them, marks of writing direction, signs without width, and code points that are
/// no characters. Messages of errors have been through it; what comes from a file, an id or a reference, has not.
///
/// ```
/// use doithoai::visible;
/// assert_eq!(visible("KN-1\u{1b}[2J\n[!] đã trả lời"), r"KN-1\u{1b}[2J\u{a}[!] đã trả lời");
/// assert_eq!(visible("số \u{202e}12\u{202c}/UBND"), r"số \u{202e}12\u{202c}/UBND");
/// assert_eq!(visible("đối thoại"), "đối thoại");
/// ```
#[must_use]
pub fn visible(words: &str) -> Cow<'_, str> {
    if !words.chars().any(is_hidden) {
        return Cow::Borrowed(words);
    }
    let mut shown = String::new();
    for letter in words.chars() {
        if is_hidden(letter) {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// Whether a sign is not seen as itself. The joiners U+200C and U+200D are parts of words and of pictures.
pub(crate) fn is_hidden(letter: char) -> bool {
    let code = letter as u32;
    letter.is_control()
        || matches!(code,
            0xad | 0x61c | 0x180e
            | 0x200b | 0x200e..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f
            | 0xfdd0..=0xfdef | 0xfeff | 0xfff9..=0xfffb
            | 0xe_0000..=0xe_0fff)
        || code & 0xfffe == 0xfffe
}
