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

/// The same where it is known to be called so of no other key.
pub(crate) fn only_key_called(name: &str) -> Option<&'static str> {
    let name = folded(name);
    let mut keys = NAMES.iter().filter(|(vi, _)| *vi == name).map(|(_, key)| *key);
    keys.next().filter(|_| keys.next().is_none())
}

/// The Vietnamese name, folded, of what is called so in daily use.
pub(super) fn also_called(name: &str) -> Option<&'static str> {
    ALSO.iter().find(|(called, _)| *called == name).map(|(_, name)| *name)
}

/// What units, heads, events and states are commonly called, beside the names that the vocabulary has: by its Vietnamese name, folded.
const ALSO: [(&str, &str); 55] = [
    ("on time", "dung han"),
    ("early", "dung han"),
    ("open", "trong han"),
    ("undated", "khong tinh duoc ngay den han"),
    ("phuong", "cap xa"),
    ("ward", "cap xa"),
    ("thi tran", "cap xa"),
    ("township", "cap xa"),
    ("dac khu", "cap xa"),
    ("special zone", "cap xa"),
    ("quan", "cap huyen"),
    ("thi xa", "cap huyen"),
    ("town", "cap huyen"),
    ("tinh", "cap tinh"),
    ("thanh pho", "cap tinh"),
    ("city", "cap tinh"),
    ("chu tich", "nguoi dung dau chinh quyen"),
    ("chu tich ubnd", "nguoi dung dau chinh quyen"),
    ("ubnd", "nguoi dung dau chinh quyen"),
    ("uy ban nhan dan", "nguoi dung dau chinh quyen"),
    ("chairman", "nguoi dung dau chinh quyen"),
    ("chair", "nguoi dung dau chinh quyen"),
    ("bi thu", "nguoi dung dau cap uy"),
    ("dang uy", "nguoi dung dau cap uy"),
    ("secretary", "nguoi dung dau cap uy"),
    ("thu truong", "nguoi dung dau co quan, don vi"),
    ("giam doc", "nguoi dung dau co quan, don vi"),
    ("director", "nguoi dung dau co quan, don vi"),
    ("giay moi", "gui thong bao, thu moi"),
    ("thu moi", "gui thong bao, thu moi"),
    ("moi", "gui thong bao, thu moi"),
    ("invited", "gui thong bao, thu moi"),
    ("cong bo ket luan", "co thong bao y kien ket luan"),
    ("thong bao ket luan", "co thong bao y kien ket luan"),
    ("ket luan", "co thong bao y kien ket luan"),
    ("cong bo ket qua", "cong khai ket qua"),
    ("khai mac", "khai mac doi thoai"),
    ("bat dau", "khai mac doi thoai"),
    ("be mac", "ket thuc doi thoai"),
    ("ket thuc", "ket thuc doi thoai"),
    ("hoan", "doi ngay doi thoai"),
    ("doi ngay", "doi ngay doi thoai"),
    ("postponed", "doi ngay doi thoai"),
    ("huy", "huy cuoc doi thoai"),
    ("niem yet", "thong bao cong khai"),
    ("web", "trang thong tin dien tu"),
    ("trang web", "trang thong tin dien tu"),
    ("internet", "trang thong tin dien tu"),
    ("cong thong tin", "trang thong tin dien tu"),
    ("gia han", "thong bao keo dai thoi han giai quyet"),
    ("thu ly", "thong bao da thu ly"),
    ("chuyen don", "thong bao da chuyen co quan co tham quyen"),
    ("con hieu luc", "dang co hieu luc"),
    ("tre han", "qua han"),
    ("late", "qua han"),
];

/// What keys are called, folded; one name may be that of several keys, of which one stands in a table.
const NAMES: [(&str, &str); 142] = [
    ("decree", "document"),
    ("nghi dinh", "document"),
    ("quyet dinh", "document"),
    ("thong bao", "document"),
    ("date", "on"),
    ("day", "on"),
    ("when", "on"),
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
    ("ngay", "on"),
    ("ngay thuc hien", "on"),
    ("viec", "event"),
    ("kien nghi", "petition"),
    ("gio", "at"),
    ("ngay ghi", "recorded"),
    ("ghi ngay", "recorded"),
    ("den ngay", "until"),
    ("han moi", "until"),
    ("loai vu viec", "class"),
    ("loai", "class"),
    ("kenh", "channel"),
    ("hinh thuc thong bao", "channel"),
    ("noi dung", "states"),
    ("phien", "session"),
    ("buoi", "session"),
    ("tiep dan", "reception"),
    ("ve viec", "about"),
    ("ve", "about"),
    ("dinh chinh", "corrects"),
    ("sua", "corrects"),
    ("huy", "void"),
    ("bo", "void"),
    ("van ban", "reference"),
    ("so hieu", "reference"),
    ("khoa", "key"),
    ("doi thoai", "dialogue"),
    ("cuoc doi thoai", "dialogue"),
    ("ngay doi thoai", "appointed"),
    ("an dinh", "appointed"),
    ("co quan", "office"),
    ("don vi", "office"),
    ("hinh thuc", "mode"),
    ("loai", "kind"),
    ("loai doi thoai", "kind"),
    ("loai don vi", "unit_type"),
    ("bo quy tac", "ruleset"),
    ("cac bo quy tac", "rulesets"),
    ("lich", "calendar"),
    ("tinh huong", "case"),
    ("bang", "table"),
    ("ten", "id"),
    ("trang thai", "status"),
    ("ngay den han", "due"),
    ("den han", "due"),
    ("mong doi", "expect"),
    ("ket qua", "expect"),
    ("xet tai", "as_of"),
    ("ngay xet", "as_of"),
    ("nam", "year"),
    ("dong", "rows"),
    ("cac dong", "rows"),
    ("bi tu choi", "refused"),
    ("tu choi", "refused"),
    ("hoan doi", "swap"),
    ("ngay nghi", "off"),
    ("nghi", "off"),
    ("lam bu", "worked"),
    ("ngay lam bu", "worked"),
    ("lam", "worked"),
    ("tet", "tet"),
    ("nghi tet", "tet"),
    ("tu ngay", "from"),
    ("den ngay", "to"),
    ("quoc khanh", "beside_national_day"),
    ("lien ke quoc khanh", "beside_national_day"),
    ("nghi bu", "in_lieu"),
    ("khong nghi bu", "not_made_up"),
    ("ngay nghi", "day_off"),
    ("nghi them", "day_off"),
    ("nghi hang tuan", "weekly_rest"),
    ("ngay le", "holiday"),
    ("xac nhan", "confirms"),
    ("thay the", "supersedes"),
    ("cham dut", "ends"),
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
