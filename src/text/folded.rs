//! Vietnamese as it is typed without its marks, and the keys of files by what they are called.

use super::without_marks;

/// Small letters without marks, with spaces between words: `ngày làm việc` and `ngay_lam_viec` are `ngay lam viec`.
pub(crate) fn folded(word: &str) -> String {
    without_marks(word).replace(['-', '_'], " ")
}

/// The key that is called so in Vietnamese, if it is one of those there are.
pub(crate) fn key_called(name: &str, known: &[&str]) -> Option<&'static str> {
    let name = folded(name);
    NAMES.iter().find(|(vi, key)| *vi == name && known.contains(key)).map(|(_, key)| *key)
}

/// What keys are called, folded; one name may be that of several keys, of which one stands in a table.
const NAMES: [(&str, &str); 60] = [
    ("phien ban", "version"),
    ("tieu de", "title"),
    ("ten", "title"),
    ("ten", "name"),
    ("nguon", "source"),
    ("van ban", "instrument"),
    ("van ban", "document"),
    ("so hieu", "number"),
    ("co quan ban hanh", "issuer"),
    ("ngay ban hanh", "issued"),
    ("hieu luc", "in_force"),
    ("tinh trang", "standing"),
    ("do tin cay", "confidence"),
    ("muc tin cay", "confidence"),
    ("trich dan", "ref"),
    ("ap dung", "applies"),
    ("dia ban", "territory"),
    ("ma", "code"),
    ("ma", "id"),
    ("cap", "levels"),
    ("cap", "level"),
    ("nguoi dung dau", "heads"),
    ("nguoi dung dau", "head"),
    ("nghia vu", "obligation"),
    ("nhiem vu", "obligation"),
    ("nhiem vu", "duty"),
    ("loai nhiem vu", "duty_kind"),
    ("giai doan", "phase"),
    ("nguoi thuc hien", "bearer"),
    ("thuc hien", "bearer"),
    ("chu tri", "bearer"),
    ("noi nhan", "toward"),
    ("thoi han", "due"),
    ("han", "due"),
    ("sau", "after"),
    ("truoc", "before"),
    ("so ngay", "n"),
    ("so luong", "n"),
    ("don vi", "unit"),
    ("cach tinh", "count"),
    ("hoan thanh khi", "met_by"),
    ("hoan thanh", "met_by"),
    ("can cu", "cite"),
    ("dan chieu", "cite"),
    ("kenh", "channels"),
    ("hinh thuc", "form"),
    ("gia han", "extension"),
    ("keo dai", "extension"),
    ("tam dung", "suspension"),
    ("cach hieu", "reading"),
    ("vi sao", "because"),
    ("dinh ky", "recurring"),
    ("chu ky", "every"),
    ("ky", "every"),
    ("su kien", "event"),
    ("chu the", "actor"),
    ("noi dung", "text"),
    ("phai neu", "must_state"),
    ("chua ro", "unknown"),
    ("moi", "each"),
];

#[cfg(test)]
mod tests {

    use super::{folded, key_called};

    #[test]
    fn with_marks_or_without() {
        for word in [
            "Người thực hiện",
            "nguoi_thuc_hien",
            "NGƯỜI-THỰC-HIỆN",
            "ngu\u{31b}o\u{31b}\u{300}i thu\u{31b}\u{323}c hie\u{302}\u{323}n",
        ] {
            assert_eq!(folded(word), "nguoi thuc hien");
            assert_eq!(key_called(word, &["due", "bearer"]), Some("bearer"));
        }
        assert_eq!(key_called("thời hạn", &["bearer"]), None);
    }
}
