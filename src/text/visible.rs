//! Signs that are not seen, or that a terminal obeys: shown as what they are.

use std::borrow::Cow;

/// A text of which every sign is seen: `\u{1b}` stands for a sign that a terminal or an editor obeys, hides or reorders text by.
///
/// These are control characters, line breaks among them, marks of writing direction, signs without width, and code points that are
/// no characters, blanks that are not the usual space, and what no font draws. Messages of errors have been through it; what comes from a file, an id or a reference, has not.
///
/// ```
/// use doithoai::visible;
/// assert_eq!(visible("KN-1\u{1b}[2J\n[!] đã trả lời"), r"KN-1\u{1b}[2J\u{a}[!] đã trả lời");
/// assert_eq!(visible("số \u{202e}12\u{202c}/UBND"), r"số \u{202e}12\u{202c}/UBND");
/// assert_eq!(visible("đối\u{a0}thoại\u{3164}"), r"đối\u{a0}thoại\u{3164}");
/// assert_eq!(visible("đối thoại"), "đối thoại");
/// ```
#[must_use]
pub fn visible(words: &str) -> Cow<'_, str> {
    let is_shown = |letter: char| letter != ' ' && is_unseen(letter);
    if words.is_ascii() && !words.bytes().any(|byte| byte.is_ascii_control()) || !words.chars().any(is_shown) {
        return Cow::Borrowed(words);
    }
    let mut shown = String::new();
    for letter in words.chars() {
        if is_shown(letter) {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// Whether a sign is not seen as itself, also in a name: what is hidden anywhere, what Unicode 16 calls `Default_Ignorable_Code_Point`,
/// fillers that are blank (U+2800, U+16FE4), and spaces.
pub(crate) fn is_unseen(sign: char) -> bool {
    is_hidden(sign)
        || sign.is_whitespace()
        || matches!(sign as u32, 0x34f | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f
        | 0x200c..=0x200d | 0x2800 | 0x3164 | 0xfe00..=0xfe0f | 0xffa0 | 0xfff0..=0xfff8
        | 0x1_6fe4 | 0x1_bca0..=0x1_bca3 | 0x1_d173..=0x1_d17a)
}

/// Whether a sign is not seen as itself in any text. The joiners U+200C and U+200D are parts of words and of pictures.
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
