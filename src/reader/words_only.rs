//! What regulations say and no key holds: named where someone tries it, with what to write in its place.

use chrono::Weekday;

use crate::text::{Lang, Text, folded};

/// One thing that cannot be said, and how people who do not know better write it: parts of a key, folded; a space stands for the
/// beginning or the end of a word, `=` for the whole key.
struct Unsayable {
    tried: &'static [&'static str],
    vi: &'static str,
    en: &'static str,
}

/// A weekday that returns every week, by whatever name the day has.
const WEEKLY: Unsayable = Unsayable {
    tried: &[
        "=weekday",
        "on weekday",
        "by weekday",
        "day of week",
        "day of the week",
        "thu trong tuan",
        "ngay trong tuan",
    ],
    vi: "một thứ cố định của mỗi tuần (\"thứ Năm hằng tuần\") chưa ghi được: ghi `every = \"week\"`, `at_least = 1`, là ngày nào trong tuần cũng được, và nêu thứ ở `text`; thứ của một tuần trong tháng thì ghi `every = \"month\"`, `due = { on = \"first-monday\" }`, `\"last-thursday\"`",
    en: "a weekday of every week (\"every Thursday\") cannot be said: write `every = \"week\"`, `at_least = 1`, which any day of the week keeps, and name the day in `text`; of one week of the month it is `every = \"month\"`, `due = { on = \"first-monday\" }`, `\"last-thursday\"`",
};

/// A limit of a period that lies after its end.
const AFTER_PERIOD: Unsayable = Unsayable {
    tried: &[
        "after period",
        "after the period",
        "=after end",
        "=period end",
        "end of period",
        "end of the period",
        "next month",
        "next quarter",
        "next year",
        "next period",
        "following month",
        "following quarter",
        "following year",
        "following period",
        "het ky",
        "ky sau",
        "ky tiep theo",
        "thang sau",
        "thang tiep theo",
        "quy sau",
        "quy tiep theo",
        "nam sau",
        "nam tiep theo",
    ],
    vi: "thời hạn sau khi hết kỳ (\"ngày 05 tháng sau\") của một [[recurring]] chưa ghi được: bỏ `due`, nêu thời hạn ở `text`, thì báo cáo, thông báo được xét mà không theo ngày; muốn xét theo ngày thì khai báo ngày hết kỳ thành một [[event]], rồi ghi [[obligation]] có `each = { event = … }`, `due = { after = …, n, unit }`",
    en: "a limit after the end of the period (\"the 5th of the next month\") of a [[recurring]] cannot be said: leave `due` out and say it in `text`, and reports and notices are judged without a day; to have it judged by the day, declare the end of the period as an [[event]] and write an [[obligation]] with `each = { event = … }`, `due = { after = …, n, unit }`",
};

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

impl Unsayable {
    fn is_tried(&self, plain: &str) -> bool {
        self.tried.iter().any(|name| match name.strip_prefix('=') {
            Some(whole) => plain.trim() == whole,
            None => plain.contains(name),
        })
    }

    const fn text(&self) -> Text {
        Text::new(self.vi, self.en)
    }
}

/// What can only be said otherwise than by this key or word, and how.
pub(super) fn otherwise(tried: &str) -> Option<Text> {
    let plain = format!(" {} ", folded(tried));
    if is_weekly(&plain) || WEEKLY.is_tried(&plain) {
        return Some(weekly());
    }
    if AFTER_PERIOD.is_tried(&plain) {
        return Some(after_period());
    }
    // "chu kỳ", a period, is "chữ ký", a signature, only without its marks.
    if tried.to_lowercase().contains("kỳ") {
        return None;
    }
    UNSAYABLE.iter().find(|thing| thing.is_tried(&plain)).map(Unsayable::text)
}

/// That a weekday which returns every week cannot be said, and what stands nearest.
pub(crate) const fn weekly() -> Text {
    WEEKLY.text()
}

/// The same of a limit that lies after the end of its period.
pub(crate) const fn after_period() -> Text {
    AFTER_PERIOD.text()
}

/// Whether a folded word is a weekday, in either language, perhaps said to be one of every week.
fn is_weekly(plain: &str) -> bool {
    const OF_WEEKS: [&str; 11] = ["every", "each", "weekly", "week", "of", "on", "vao", "moi", "hang", "cac", "tuan"];
    let day: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty() && !OF_WEEKS.contains(word)).collect();
    let day = day.join(" ");
    let in_english = |day: &str| day.len() > 3 && day.parse::<Weekday>().is_ok();
    let is_named = |number: u8| {
        let weekday = Weekday::try_from(number).map(|weekday| folded(Lang::Vi.weekday(weekday)));
        weekday.is_ok_and(|name| name == day) || number < 6 && day == format!("thu {}", number.saturating_add(2))
    };
    in_english(&day) || in_english(day.strip_suffix('s').unwrap_or_default()) || (0..7).any(is_named)
}
