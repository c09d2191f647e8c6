//! The keys of a rule file: which are lists of rules, and what each is for, for the JSON Schema and so for editors.

use crate::reader::schema::{About, about};

/// The tables under `[[…]]` whose items have ids.
pub(super) const LISTS: [&str; 22] = [
    "event",
    "actor",
    "class",
    "field",
    "channel",
    "head",
    "level",
    "step",
    "obligation",
    "recurring",
    "trigger",
    "permission",
    "prohibition",
    "principle",
    "guidance",
    "exclusion",
    "role",
    "practice",
    "level_end",
    "merger",
    "transition",
    "unknown",
];

/// Those of them that declare words of the file's own.
pub(super) const DECLARED: [&str; 7] = ["event", "actor", "class", "field", "channel", "head", "level"];

pub(crate) const KEYS: &[About] = about! {
    "format" = "phiên bản của dạng tệp, hiện là 1; không phải của văn bản" / "version of the file form, now 1; not of the law";
    "id" = "mã: chữ thường không dấu, chữ số, gạch nối" / "id: lower-case letters, digits, hyphens";
    "version" = "phiên bản của bộ quy tắc, thường là ngày ban hành" / "version of the rule set, mostly the date of issue";
    "covers" = "phần của văn bản được mã hóa, nếu không phải toàn bộ" / "which part is encoded, if not the whole";
    "extends" = "bộ quy tắc gốc mà tệp này bổ sung" / "the rule set that this file completes";
    "amends" = "phiên bản mà tệp này sửa đổi" / "the version that this file amends";
    "in_force" = "từ ngày nào, đến trước ngày nào có hiệu lực" / "from when, and until when, it is in force";
    "until" = "ngày đầu tiên không còn hiệu lực; hoặc sự kiện kết thúc tạm đình chỉ, kết thúc việc kéo dài liên tục" / "the first day without; or the event that ends a suspension, or what goes on";
    "standing" = "còn hiệu lực hay không" / "whether it still holds";
    "source" = "nơi đọc được nội dung" / "where the words were read";
    "instrument" = "văn bản làm căn cứ; `main` là văn bản chính" / "the documents it rests on; `main` is the main one";
    "civil_code" = "văn bản dẫn chiếu Bộ luật Dân sự về cách tính thời hạn; nếu không, Bộ luật được áp dụng tương tự" / "it refers to the Civil Code for how limits are counted, which is applied by analogy otherwise";
    "applies" = "áp dụng cho ai, ở đâu" / "whom it binds, and where";
    "unit_types" = "chỉ những loại đơn vị này, như [\"ward\"] là chỉ phường" / "only units of these kinds, such as [\"ward\"]: wards only";
    "unit_type" = "đơn vị đó là xã, phường hay đặc khu" / "what kind of unit it is";
    "unknown" = "điều chưa rõ: không có nghĩa là không có quy định" / "what is not known, which is not \"no such rule\"";
    "obligation" = "nhiệm vụ của một cuộc đối thoại" / "a duty of one dialogue";
    "recurring" = "nhiệm vụ lặp lại theo kỳ" / "a duty that returns every period";
    "in_months" = "trong những tháng nào của năm; mỗi tháng phải đủ số lần" / "in which months of the year; in each so often";
    "on" = "ngày; trong `due` của nhiệm vụ định kỳ: đúng những ngày này, như 25 hoặc \"last-thursday\"" / "the day; in `due` of a recurring duty: on exactly these days, such as 25 or \"last-thursday\"";
    "moved_by" = "sự kiện dời ngày cố định, nêu ngày mới ở `until`" / "the event that moves an exact day, its new day in `until`";
    "period_starts" = "ngày bắt đầu kỳ nếu khác lịch: \"12-15\", hoặc ngày của tháng" / "when periods begin if not as in the calendar: \"12-15\", or the day of months";
    "each_before" = "làm trước mỗi lần sự kiện này xảy ra" / "done before each occurrence of this event";
    "each" = "mỗi kiến nghị (\"petition\"), hoặc mỗi lần một sự kiện xảy ra: `{ event = \"…\" }`" / "each petition (\"petition\"), or each occurrence of an event: `{ event = \"…\" }`";
    "bearer" = "ai thực hiện" / "who must do it";
    "toward" = "đối với ai" / "to whom it is owed";
    "due" = "thời hạn: tính từ đâu, bao nhiêu, đơn vị gì" / "the time limit: from what, how many, of which unit";
    "after" = "sự kiện làm mốc, tính về sau" / "the event it is counted from";
    "before" = "sự kiện làm mốc, tính lùi" / "the event it is counted back from";
    "n" = "số đơn vị" / "how many units";
    "unit" = "đơn vị; \"ngày\" không kèm gì là ngày theo lịch (`day`)" / "the unit; plain \"days\" are calendar days (`day`)";
    "count" = "cách tính lùi, bắt buộc nêu: pháp luật không quy định" / "how to count back, always stated: the law is silent";
    "before_day" = "trước ngày này của tháng: hôm trước là ngày cuối" / "before this day of the month: the day before is the last";
    "by_day" = "chậm nhất ngày này của tháng" / "this day of the month at the latest";
    "of_month_of" = "tháng của sự kiện nào" / "the month of which event";
    "date" = "ngày cố định" / "a fixed day";
    "first_of" = "thời hạn đến trước" / "whichever comes first";
    "last_of" = "thời hạn đến sau" / "whichever comes last";
    "cases" = "thời hạn theo từng trường hợp" / "a limit for each case";
    "otherwise" = "thời hạn của trường hợp còn lại" / "the limit where no case holds";
    "due_of_base" = "hết thời hạn ban đầu của nhiệm vụ khác" / "the limit of another duty as it was counted";
    "only_if" = "chỉ áp dụng khi" / "only if";
    "by" = "chậm nhất vào mốc nào thì điều kiện phải xảy ra; hoặc sự kiện bắt đầu tạm đình chỉ" / "by when the condition must have come true; or the event that begins a suspension";
    "overdue" = "nhiệm vụ kia quá hạn" / "the other duty is overdue";
    "mode" = "cách tổ chức" / "how it is held";
    "unless" = "trừ khi sự kiện này xảy ra" / "unless this happened";
    "lasts" = "phải kéo dài liên tục bao lâu, tính cả ngày đầu và ngày cuối" / "how long it must go on, first and last day counted";
    "excused_by" = "sự kiện là lý do được chấp nhận khi quá hạn" / "the event that excuses a delay";
    "maximum" = "mức tối đa của việc kéo dài" / "the most that extensions may give";
    "times" = "được kéo dài nhiều nhất bao nhiêu lần" / "how often at most it may be extended";
    "granted_before" = "phải thông báo trước khi nào" / "by when it must be notified";
    "none" = "vì sao không có ngày" / "why there is no date";
    "met_by" = "sự kiện nào hoàn thành nhiệm vụ" / "which events fulfil the duty";
    "implied_by" = "sự kiện cho thấy nhiệm vụ định kỳ đã được làm, không cho biết ngày nào; có nó thì không kết luận là quá hạn" / "what shows that a recurring duty was done, and not when: with it nobody is called overdue";
    "must_state" = "nội dung phải nêu" / "what a notice must state";
    "reading" = "cách hiểu khác" / "another way to understand it";
    "because" = "lý do" / "why";
    "cite" = "căn cứ: `main#d13.k1.g2` (d điều, k khoản, chữ cái là điểm, g gạch đầu dòng, m mục, p phần, pl phụ lục), hoặc `{ in = \"main\", text = \"…\" }`" / "the provision: `main#d13.k1.g2` (d article, k clause, a letter for a point, g dash, m section, p part, pl appendix), or `{ in = \"main\", text = \"…\" }`";
    "in" = "văn bản được dẫn, khi chỗ dẫn viết bằng lời" / "the document, where the place in it is given in words";
    "cite_basis" = "nguồn dẫn chung nhiều văn bản" / "the source cites several documents together";
    "from" = "nguồn của quy tắc này; hoặc ngày bắt đầu" / "the source of this rule; or the first day";
    "confidence" = "mức tin cậy: A toàn văn … D suy luận" / "how sure: A official text … D inferred";
    "silent_on" = "giá trị do cách hiểu, văn bản không nói" / "values that are a reading, the text being silent";
    "same_as" = "cùng một nhiệm vụ với nhiệm vụ của bộ khác" / "the same duty as one of another set";
    "extension" = "kéo dài thời hạn" / "how the limit may be moved";
    "words" = "văn bản này gọi sự kiện, chủ thể có sẵn là gì" / "what this instrument calls built-in events and actors";
    "together" = "những ai phối hợp, không ai chủ trì" / "who work together, none of them leading";
    "class" = "loại vụ việc; [[class]]: loại riêng của văn bản này" / "the class of a case; [[class]]: one of this instrument's own";
    "field" = "nội dung riêng mà một thông báo của văn bản này phải nêu" / "a content of notices of this instrument's own";
    "channel" = "kênh công khai riêng của văn bản này" / "a channel of this instrument's own";
    "head" = "người đứng đầu riêng của văn bản này" / "a kind of head of this instrument's own";
    "level" = "cấp; [[level]]: cấp riêng của văn bản này, như cụm" / "the level; [[level]]: one of this instrument's own, such as a cluster";
    "transition" = "quy định chuyển tiếp: việc đang giải quyết khi phiên bản này có hiệu lực thì theo quy định nào" / "what becomes of matters that are pending when this version comes into force";
    "pending" = "việc đang giải quyết theo quy định cũ (\"old\") hay mới (\"new\")" / "whether pending matters go by the old version (\"old\") or the new one (\"new\")";
    "suspension" = "tạm dừng tính thời hạn" / "what stops the limit from running";
};
