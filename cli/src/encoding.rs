//! In what a file is written that is not UTF-8: named where that is sure, else the place of the first byte that is not.

use doithoai::Lang;

/// So much of a file is looked at; what comes after is written like it.
const LOOKED_AT: usize = 64 << 10;

/// What is wrong with the bytes of a text, if anything is, and what to do.
pub(crate) fn mistake(bytes: &[u8], lang: Lang) -> Option<String> {
    if let Some(name) = wide(bytes) {
        return Some(named(name, lang));
    }
    let error = std::str::from_utf8(bytes).err()?;
    let (at, is_cut) = (error.valid_up_to(), error.error_len().is_none());
    let before = bytes.get(..at).unwrap_or_default();
    if is_cut && before.iter().any(|byte| !byte.is_ascii()) {
        return Some(match lang {
            Lang::Vi => "tệp bị cắt giữa ký tự cuối cùng, phần sau đã mất; hãy sao chép lại tệp từ bản gốc".to_owned(),
            Lang::En => {
                "it is cut in the middle of its last character, and what follows is lost; copy it again".to_owned()
            }
        });
    }
    match of_old(bytes) {
        Some(name) => Some(named(name, lang)),
        None => Some(placed(bytes, at, lang)),
    }
}

/// The same of the beginning of a table, which may end within a letter; of one byte a letter it is told from which line on.
#[cfg(feature = "recount")]
pub(crate) fn mistake_of_table(beginning: &[u8], lang: Lang) -> Option<String> {
    if let Some(name) = wide(beginning) {
        return Some(named(name, lang));
    }
    let error = std::str::from_utf8(beginning).err()?;
    if error.error_len().is_none() && beginning.len() >= LOOKED_AT {
        return None;
    }
    let line = beginning.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count().saturating_add(1);
    match (of_old(beginning), lang) {
        (None, _) => mistake(beginning, lang),
        (Some(name), Lang::Vi) => Some(format!("dòng {line}: {}", named(name, lang))),
        (Some(name), Lang::En) => Some(format!("line {line}: {}", named(name, lang))),
    }
}

fn named(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("tệp ở bảng mã {name}, không phải UTF-8; hãy lưu lại ở dạng UTF-8"),
        Lang::En => format!("it is in {name}, not in UTF-8; save it in UTF-8"),
    }
}

/// Where the first byte is that is not UTF-8.
fn placed(bytes: &[u8], at: usize, lang: Lang) -> String {
    let before = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default());
    let line = before.matches('\n').count().saturating_add(1);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count().saturating_add(1);
    let byte = bytes.get(at).copied().unwrap_or_default();
    match lang {
        Lang::Vi => {
            format!("dòng {line}, cột {column} có byte 0x{byte:02X} không thuộc UTF-8; hãy lưu lại ở dạng UTF-8")
        }
        Lang::En => {
            format!("line {line}, column {column} has the byte 0x{byte:02X}, which is not UTF-8; save it in UTF-8")
        }
    }
}

/// UTF-32 and UTF-16, by the mark at their beginning, or by the zero bytes beside each letter of ASCII.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Some("UTF-16"),
        _ => {}
    }
    let looked = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or_default();
    // Most letters of a file are of ASCII, in Vietnamese too; a sign of a control in a text is not every second byte.
    let is_wide = |width: usize, zero_at: &[usize]| {
        let units = looked.chunks_exact(width);
        let zero = units.clone().filter(|unit| {
            let is_zero = |at: usize| unit.get(at) == Some(&0);
            zero_at.iter().all(|at| is_zero(*at)) && (0..width).any(|at| !is_zero(at))
        });
        let (all, zero) = (units.len(), zero.count());
        all >= 4 && zero.saturating_mul(2) > all
    };
    if is_wide(4, &[1, 2, 3]) || is_wide(4, &[0, 1, 2]) {
        return Some("UTF-32");
    }
    (is_wide(2, &[1]) || is_wide(2, &[0])).then_some("UTF-16")
}

/// The letter of a byte in a code.
type Code = fn(u8) -> Option<char>;

/// An old code of Vietnamese: one in which nearly all words that are not of ASCII are Vietnamese, and in no other.
fn of_old(bytes: &[u8]) -> Option<&'static str> {
    let looked = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or_default();
    let codes: [(&str, Code); 2] = [("TCVN3 (ABC)", tcvn3), ("Windows-1258", windows)];
    let mut sure = codes.into_iter().filter(|(_, code)| is_vietnamese(looked, *code));
    let only = sure.next();
    only.filter(|_| sure.next().is_none()).map(|(name, _)| name)
}

/// Whether bytes are Vietnamese in a code: three words or more that have a letter of it, nine of ten of them syllables.
fn is_vietnamese(bytes: &[u8], code: Code) -> bool {
    let (mut words, mut syllables, mut own) = (0_usize, 0_usize, false);
    let mut word = String::new();
    let mut is_plain = true;
    for byte in bytes.iter().copied().chain([b' ']) {
        let letter = if byte.is_ascii() { Some(char::from(byte)) } else { code(byte) };
        match letter {
            Some(letter) if letter.is_alphabetic() || is_mark(letter) => {
                is_plain &= byte.is_ascii();
                // What Latin-1 has at the same byte is no sign of this code.
                own |= !byte.is_ascii() && u32::from(letter) != u32::from(byte);
                word.push(letter);
            }
            _ => {
                if !is_plain {
                    words = words.saturating_add(1);
                    syllables = syllables.saturating_add(usize::from(is_syllable(&word)));
                }
                if letter.is_none() {
                    words = words.saturating_add(1); // a byte that the code has not
                }
                word.clear();
                is_plain = true;
            }
        }
    }
    own && words >= 3 && syllables.saturating_mul(10) >= words.saturating_mul(9)
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Whether a word is built as a Vietnamese syllable: what may begin it, one to three vowels, what may end it, one mark of tone.
fn is_syllable(word: &str) -> bool {
    const BEGIN: [&str; 27] = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
        "q", "r", "s", "t", "th", "tr", "v",
    ];
    const END: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let (mut plain, mut tones) = (String::new(), 0_usize);
    for letter in word.to_lowercase().chars() {
        let (base, is_toned) = without_tone(letter);
        tones = tones.saturating_add(usize::from(is_toned));
        plain.extend(base);
    }
    let is_vowel = |letter: char| "aăâeêioôơuưy".contains(letter);
    let begin: String = plain.chars().take_while(|letter| !is_vowel(*letter)).collect();
    let rest = plain.get(begin.len()..).unwrap_or_default();
    let vowels: String = rest.chars().take_while(|letter| is_vowel(*letter)).collect();
    let end = rest.get(vowels.len()..).unwrap_or_default();
    let begins = BEGIN.contains(&begin.as_str()) || begin == "x";
    tones <= 1 && begins && (1..=3).contains(&vowels.chars().count()) && END.contains(&end)
}

/// A small letter without its tone, and whether it had one.
fn without_tone(letter: char) -> (Option<char>, bool) {
    const TONED: [(char, &str); 12] = [
        ('a', "àảãáạ"),
        ('ă', "ằẳẵắặ"),
        ('â', "ầẩẫấậ"),
        ('e', "èẻẽéẹ"),
        ('ê', "ềểễếệ"),
        ('i', "ìỉĩíị"),
        ('o', "òỏõóọ"),
        ('ô', "ồổỗốộ"),
        ('ơ', "ờởỡớợ"),
        ('u', "ùủũúụ"),
        ('ư', "ừửữứự"),
        ('y', "ỳỷỹýỵ"),
    ];
    if is_mark(letter) {
        return (None, true);
    }
    match TONED.iter().find(|(_, toned)| toned.contains(letter)) {
        Some((base, _)) => (Some(*base), true),
        None => (Some(letter), false),
    }
}

/// TCVN 5712:1993, as the fonts named .Vn… have it.
fn tcvn3(byte: u8) -> Option<char> {
    const LETTERS: &str =
        "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";
    let at = usize::from(byte).checked_sub(0xa1)?;
    LETTERS.chars().nth(at).filter(|letter| *letter != ' ')
}

/// Windows-1258: as Latin-1, but for đ, ă, ơ, ư and the five tones, which stand behind their letters.
fn windows(byte: u8) -> Option<char> {
    Some(match byte {
        0xc3 => 'Ă',
        0xe3 => 'ă',
        0xcc => '\u{300}',
        0xd0 => 'Đ',
        0xf0 => 'đ',
        0xd2 => '\u{309}',
        0xd5 => 'Ơ',
        0xf5 => 'ơ',
        0xdd => 'Ư',
        0xfd => 'ư',
        0xde => '\u{303}',
        0xec => '\u{301}',
        0xf2 => '\u{323}',
        0xa0..=0xff => char::from(byte),
        0x85 | 0x91..=0x97 => ' ', // the signs between words that editors make
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use doithoai::Lang;

    use super::{Code, mistake, tcvn3, windows};

    const TEXT: &str = "# Quy chế đối thoại\nngười đứng đầu cấp ủy, chính quyền trả lời kiến nghị đúng hạn\n";

    /// A text in a code of one byte a sign; in Windows-1258 the tones stand behind their letters.
    fn coded(text: &str, code: Code) -> Vec<u8> {
        let byte = |letter: char| (0x80..=0xff_u8).find(|byte| code(*byte) == Some(letter));
        let bytes = text.chars().flat_map(|letter| match byte(letter) {
            _ if letter.is_ascii() => vec![u8::try_from(u32::from(letter)).unwrap()],
            Some(byte) => vec![byte],
            None => parted(letter)
                .into_iter()
                .map(|part| byte(part).unwrap_or_else(|| u8::try_from(u32::from(part)).unwrap()))
                .collect(),
        });
        bytes.collect()
    }

    /// A letter and its tone.
    fn parted(letter: char) -> Vec<char> {
        for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars() {
            for tone in ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'] {
                if super::without_tone(letter).0 == Some(base) && toned(base, tone) == Some(letter) {
                    return vec![base, tone];
                }
            }
        }
        panic!("{letter}")
    }

    fn toned(base: char, tone: char) -> Option<char> {
        let all = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";
        let at = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'].iter().position(|known| *known == tone)?;
        let row = "aăâeêioôơuưy".chars().position(|known| known == base)?;
        all.chars().nth(row.saturating_mul(5).saturating_add(at))
    }

    fn wide(text: &str, width: usize, little: bool, mark: bool) -> Vec<u8> {
        let text = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
        let units: Vec<u32> = match width {
            2 => text.encode_utf16().map(u32::from).collect(),
            _ => text.chars().map(u32::from).collect(),
        };
        let bytes = |unit: u32| {
            let bytes = if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
            if little { bytes[..width].to_vec() } else { bytes[4_usize.saturating_sub(width)..].to_vec() }
        };
        units.into_iter().flat_map(bytes).collect()
    }

    #[test]
    fn what_is_sure_is_named_and_of_the_rest_the_place() {
        let french =
            "# r\u{e8}gles\nnom = \"caf\u{e9}\"".chars().map(|letter| u8::try_from(u32::from(letter)).unwrap());
        let mut rows: Vec<(Vec<u8>, Option<&str>)> = vec![
            (TEXT.into(), None),
            (b"format = 1\n".to_vec(), None),
            (b"a\0b = 1\n".to_vec(), None), // which the reader names
            (coded(TEXT, tcvn3), Some("in TCVN3 (ABC), not in UTF-8")),
            (coded(TEXT, windows), Some("in Windows-1258, not in UTF-8")),
            (TEXT.as_bytes()[..=TEXT.find('ế').unwrap()].to_vec(), Some("line 1, column 9 has the byte 0xE1")),
            (
                TEXT.as_bytes()[..=TEXT.find('ạ').unwrap().saturating_add(1)].to_vec(),
                Some("it is cut in the middle of its last character"),
            ),
            (french.collect(), Some("line 1, column 4 has the byte 0xE8, which is not UTF-8")),
            (b"ok\n\xff\xfe".to_vec(), Some("line 2, column 1 has the byte 0xFF")),
            ([TEXT.as_bytes(), b"x = \"\xe9\"\n"].concat(), Some("line 3, column 6 has the byte 0xE9")),
            (coded("là\n", windows), Some("line 1, column 2 has the byte 0xE0")), // as well Latin-1
            (b"\x89PNG\r\n\x1a\n".to_vec(), Some("line 1, column 1 has the byte 0x89")),
        ];
        for (width, name) in [(2, "in UTF-16, not in UTF-8"), (4, "in UTF-32, not in UTF-8")] {
            for (little, mark) in [(true, true), (true, false), (false, true), (false, false)] {
                rows.push((wide(TEXT, width, little, mark), Some(name)));
                rows.push((wide("format = 1\n", width, little, mark), Some(name)));
            }
        }
        for (bytes, expected) in rows {
            let said = mistake(&bytes, Lang::En);
            let fits = match (&said, expected) {
                (Some(said), Some(part)) => said.contains(part),
                (said, part) => said.is_none() && part.is_none(),
            };
            assert!(fits, "{expected:?}: {said:?}");
        }
        let vi = |bytes: &[u8]| mistake(bytes, Lang::Vi).unwrap();
        assert_eq!(vi(&coded(TEXT, windows)), "tệp ở bảng mã Windows-1258, không phải UTF-8; hãy lưu lại ở dạng UTF-8");
        assert_eq!(vi(b"a\n\xff"), "dòng 2, cột 1 có byte 0xFF không thuộc UTF-8; hãy lưu lại ở dạng UTF-8");
        let cut = &TEXT.as_bytes()[..=TEXT.find('ạ').unwrap().saturating_add(1)];
        assert_eq!(vi(cut), "tệp bị cắt giữa ký tự cuối cùng, phần sau đã mất; hãy sao chép lại tệp từ bản gốc");
    }
}
