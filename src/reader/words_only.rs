//! What regulations say and no key holds: named where someone tries it, with what to write in its place.

use crate::text::{Text, folded};

/// One thing that cannot be said, and how people who do not know better write it: parts of a key, folded; a space stands for the
/// beginning or the end of a word, `=` for the whole key.
struct Unsayable {
    tried: &'static [&'static str],
    vi: &'static str,
    en: &'static str,
}

const UNSAYABLE: [Unsayable; 7] = [
    Unsayable {
        tried: &[
            "quorum",
            "tuc so",
            "head count",
            "headcount",
            "majority",
            "da so",
            "participants",
            "attendance",
            "attendees",
            "so nguoi",
            "so dai bieu",
            "so dai dien",
            "representatives",
            "population",
            "dan so",
            "households",
            "so ho gia dinh",
            "ty le tham",
            "ty le du",
            "ty le bieu quyet",
            "vote",
            "voting",
            "turnout",
            "bieu quyet",
        ],
        vi: "túc số, số người dự và tỷ lệ biểu quyết chưa kiểm tra được, chỉ ghi được bằng lời, ở `text` của một [[principle]]",
        en: "a quorum, head counts and majorities cannot be checked, only said in words, as `text` of a [[principle]]",
    },
    Unsayable {
        tried: &["criteri", "tieu chi", "derived from", "suy ra"],
        vi: "loại vụ việc không tự suy ra được từ tiêu chí (\"có từ hai tiêu chí trở lên\"): tiêu chí ghi bằng lời, ở `text` của [[class]]; người phân loại ghi việc phân loại vào nhật ký, và `only_if = { class = … }` căn cứ vào đó",
        en: "a class cannot be derived from criteria (\"two criteria or more\"): say them in words, as `text` of a [[class]]; whoever classes a case enters that in the log, and `only_if = { class = … }` goes by it",
    },
    Unsayable {
        tried: &["threshold", "fallback", "nguong", "du phong", "phuong an thay the", "neu khong dat"],
        vi: "tỷ lệ phải đạt thì ghi `when = { share = { of, requested_by, at_least_percent } }` của một [[trigger]]; không đạt hoặc không tính được thì làm thế nào chỉ ghi được bằng lời, ở `text` của một [[principle]]",
        en: "a share to be reached is `when = { share = { of, requested_by, at_least_percent } }` of a [[trigger]]; what holds where it is not reached or cannot be counted can only be said in words, as `text` of a [[principle]]",
    },
    Unsayable {
        tried: &[
            "absen",
            "vang mat",
            "neu vang",
            "khi vang",
            "khong den",
            "su co mat",
            "nguoi co mat",
            "no show",
            "presence",
        ],
        vi: "ai có mặt, ai vắng mặt chưa kiểm tra được, chỉ ghi được bằng lời, ở `text` của một [[principle]]; việc vắng mặt là điều kiện của một nhiệm vụ thì khai báo thành một [[event]], rồi dùng ở `only_if = { event = … }`",
        en: "who is present and who is absent cannot be checked, only said in words, as `text` of a [[principle]]; where the absence is the condition of a duty, declare it as an [[event]] and use it in `only_if = { event = … }`",
    },
    Unsayable {
        tried: &[
            "copies",
            "=so ban",
            "ban sao",
            "ban chinh",
            "so luong ban",
            "signature",
            " signed",
            "signator",
            " signing",
            " sign ",
            "chu ky",
            "nguoi ky",
            "ky ten",
            "con dau",
            "dong dau",
            " seal",
            " stamp",
        ],
        vi: "số bản, chữ ký và con dấu chưa kiểm tra được: `form` chỉ có `written` (bằng văn bản) và `oral` (bằng lời); ghi ở `text` của nhiệm vụ hoặc của một [[principle]]; việc ký là một việc riêng có ngày thì khai báo thành một [[event]]",
        en: "copies, signatures and seals cannot be checked: `form` is `written` or `oral`; say them in the `text` of the duty or of a [[principle]]; where signing is an act of its own, with a day, declare it as an [[event]]",
    },
    Unsayable {
        tried: &[
            "=first of",
            "=last of",
            "whichever",
            "sooner of",
            "earlier of",
            "earliest of",
            "tuy dieu kien",
            "tuy thuoc thoi diem",
            "den truoc",
            "until replaced",
            "when replaced",
            "replaced by",
            "khi bi thay the",
        ],
        vi: "\"ngày này hoặc ngày kia, tùy thuộc thời điểm nào đến trước\": hiệu lực thì ghi ngày đã biết ở `in_force.until`, văn bản bị thay thế sớm hơn thì sửa lại ngày ấy, hoặc ghi tệp mới có `amends`; thời hạn của một [[obligation]] thì ghi `due = { first_of = [{ … }, { … }] }`",
        en: "\"this or that, whichever comes first\": of validity, give the day that is known as `in_force.until`, and where it is replaced before, correct that day or write a file that `amends` it; of the limit of an [[obligation]], `due = { first_of = [{ … }, { … }] }`",
    },
    Unsayable {
        tried: &["penalt", "sanction", "liabilit", "che tai", "xu phat", "muc phat", "ky luat"],
        vi: "chế tài, xử lý trách nhiệm không phải việc có thời hạn, chỉ ghi được bằng lời, ở `text` của một [[principle]]",
        en: "sanctions and liability have no limit to be kept, and can only be said in words, as `text` of a [[principle]]",
    },
];

/// What can only be said otherwise than by this key or word, and how.
pub(super) fn otherwise(tried: &str) -> Option<Text> {
    // "chu kỳ", a period, is "chữ ký", a signature, only without its marks.
    if tried.to_lowercase().contains("kỳ") {
        return None;
    }
    let plain = format!(" {} ", folded(tried));
    let is_tried = |thing: &&Unsayable| {
        thing.tried.iter().any(|name| match name.strip_prefix('=') {
            Some(whole) => plain.trim() == whole,
            None => plain.contains(name),
        })
    };
    let found = UNSAYABLE.iter().find(is_tried)?;
    Some(Text::new(found.vi, found.en))
}
