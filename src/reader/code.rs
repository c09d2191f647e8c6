//! The sorts of mistakes that a file can have, each with a page that explains it.

use super::Severity;
use crate::text::{Lang, vocabulary};

macro_rules! codes {
    ($( $(#[$meta:meta])* $variant:ident = $word:literal, $vi:literal, $en:literal; )+) => {
        vocabulary! {
            /// What sort of mistake a [`Problem`](crate::Problem) is. Codes are stable: they are never renamed.
            ///
            /// ```
            /// use doithoai::{Code, Lang};
            /// assert_eq!(Code::UnknownKey.word(), "unknown-key");
            /// assert_eq!(Code::from_word("unknown-key")?, Code::UnknownKey);
            /// assert!(Code::UnknownKey.page(Lang::En).contains("did you mean"));
            /// # Ok::<(), doithoai::UnknownWord>(())
            /// ```
            pub enum Code ("mã lỗi", "code") { $( $(#[$meta])* $variant = $word, $vi, $en; )+ }
        }

        impl Code {
            const fn markdown(self) -> &'static str {
                match self {
                    $( Self::$variant => include_str!(concat!("../../docs/diagnostics/", $word, ".md")), )+
                }
            }
        }
    };
}

codes! {
    /// The text is not TOML, or not JSON.
    Syntax = "syntax", "sai cú pháp", "syntax";
    /// The file is larger than any rule file.
    TooLarge = "too-large", "tệp quá lớn", "file too large";
    /// A list is longer than any in a rule file.
    TooMany = "too-many", "quá nhiều mục", "too many items";
    /// Lists and tables stand too deep in each other.
    TooDeep = "too-deep", "lồng quá sâu", "nested too deep";
    /// A key that must be there is not.
    MissingKey = "missing-key", "thiếu khóa", "missing key";
    /// A key that means nothing here.
    UnknownKey = "unknown-key", "khóa không có", "unknown key";
    /// Keys that exclude each other.
    ExclusiveKeys = "exclusive-keys", "khóa loại trừ nhau", "keys exclude each other";
    /// Text where a number is due, and the like.
    WrongType = "wrong-type", "sai kiểu giá trị", "wrong type";
    /// A number too small or too large.
    OutOfRange = "out-of-range", "số ngoài khoảng", "out of range";
    /// Nothing where something must be.
    Empty = "empty", "giá trị rỗng", "empty value";
    /// Identifies the file, so it cannot be unknown.
    MustBeKnown = "must-be-known", "không thể để chưa rõ", "cannot be unknown";
    /// No id: other letters than it may have.
    BadId = "bad-id", "mã viết sai", "malformed id";
    /// No place in an instrument.
    BadPlace = "bad-place", "vị trí viết sai", "malformed place";
    /// No code of an administrative unit.
    BadTerritory = "bad-territory", "mã đơn vị hành chính viết sai", "malformed territory code";
    /// A unit that had ended before the file began to be in force.
    EndedTerritory = "ended-territory", "đơn vị đã kết thúc", "territory had ended";
    /// A period that ends before it begins.
    BadPeriod = "bad-period", "khoảng thời gian ngược", "period ends before it begins";
    /// A word that is not one of a closed set.
    UnknownWord = "unknown-word", "từ không có", "unknown word";
    /// An event neither built in nor declared.
    UnknownEvent = "unknown-event", "sự kiện không có", "unknown event";
    /// An actor neither built in nor declared.
    UnknownActor = "unknown-actor", "chủ thể không có", "unknown actor";
    /// A duty that the file does not have.
    UnknownDuty = "unknown-duty", "nhiệm vụ không có", "unknown duty";
    /// An instrument that the file does not have.
    UnknownInstrument = "unknown-instrument", "văn bản không có", "unknown instrument";
    /// A source that the file does not have.
    UnknownSource = "unknown-source", "nguồn không có", "unknown source";
    /// A path that leads nowhere in a rule set.
    UnknownPath = "unknown-path", "đường dẫn không có", "unknown path";
    /// Two things of one kind with one id.
    DuplicateId = "duplicate-id", "mã trùng", "duplicate id";
    /// A built-in event or actor declared again.
    AlreadyBuiltIn = "already-built-in", "đã có sẵn", "already built in";
    /// An id that is kept for something else.
    ReservedId = "reserved-id", "mã dành riêng", "reserved id";
    /// A rule that cites nothing.
    NoCitation = "no-citation", "thiếu căn cứ", "no citation";
    /// A file that says nothing.
    NoContent = "no-content", "tệp không có nội dung", "no content";
    /// Which of several sources it was read in is not said.
    SourceNotNamed = "source-not-named", "không nêu nguồn", "source not named";
    /// A limit before an event does not say which days count.
    CountMissing = "count-missing", "thiếu cách tính lùi", "backward count missing";
    /// A limit without amount, unit or anchor.
    LimitIncomplete = "limit-incomplete", "thời hạn thiếu thành phần", "incomplete limit";
    /// Parts of a limit that do not go together.
    LimitConflict = "limit-conflict", "thời hạn mâu thuẫn", "conflicting limit";
    /// What excuses from a duty, or moves it, is an act that it asks for.
    OwnAct = "own-act", "việc phải làm lại là lý do miễn trừ", "act excuses itself";
    /// Anchors that lead back to where they started.
    Cycle = "cycle", "mốc tính quay vòng", "anchors in a circle";
    /// A reading that reads nothing differently.
    ReadingChangesNothing = "reading-changes-nothing", "cách hiểu không đổi gì", "reading changes nothing";
    /// The rule set that a file builds on is not there.
    BaseNotFound = "base-not-found", "không có bộ quy tắc gốc", "base not found";
    /// A file that cannot build on the rule set that it names.
    WrongBase = "wrong-base", "sai bộ quy tắc gốc", "wrong base";
    /// A change of something that the base does not have.
    NothingToOverride = "nothing-to-override", "không có gì để sửa", "nothing to override";
    /// A change without the provision that makes it.
    ChangeNotCited = "change-not-cited", "thay đổi thiếu căn cứ", "change not cited";
    /// Two versions of one rule set that hold on one day.
    OverlappingVersions = "overlapping-versions", "phiên bản chồng nhau", "overlapping versions";
    /// A scenario names a rule set that is not built in.
    RuleSetNotFound = "rule-set-not-found", "không có bộ quy tắc", "rule set not found";
    /// A scenario names a file that cannot be read or has mistakes.
    UnusableFile = "unusable-file", "tệp không dùng được", "file cannot be used";
    /// A reading that the rule does not have.
    UnknownReading = "unknown-reading", "cách hiểu không có", "unknown reading";
    /// An exclusion that the rule sets do not have.
    UnknownExclusion = "unknown-exclusion", "trường hợp loại trừ không có", "unknown exclusion";
    /// A scenario that cannot fail.
    ExpectsNothing = "expects-nothing", "không kiểm tra gì", "expects nothing";
    /// Vietnamese letters in decomposed form.
    NotNfc = "not-nfc", "chữ không ở dạng dựng sẵn NFC", "text not in NFC";
    /// A sign in a text that is not seen, or that a terminal obeys.
    HiddenSign = "hidden-sign", "ký tự ẩn", "hidden sign";
    /// Documents of a calendar that cannot stand together.
    ConflictingDocuments = "conflicting-documents", "các văn bản không khớp nhau", "documents do not fit together";
    /// A version that claims effect from before its issue.
    EffectBeforeIssue = "effect-before-issue", "hiệu lực trước ngày ban hành", "effect before issue";
    /// A key that is right and has no effect where it stands.
    DecidesNothing = "decides-nothing", "không quyết định gì", "decides nothing";
    /// A duty that hangs on too many others, one through the other.
    ChainTooLong = "chain-too-long", "phụ thuộc quá nhiều nhiệm vụ", "chain too long";
    /// Declared and never used.
    Unused = "unused", "khai báo không dùng", "declared and never used";
}

impl Code {
    /// Whether it refuses a file.
    ///
    /// ```
    /// use doithoai::{Code, ruleset::Severity};
    /// assert_eq!(Code::NotNfc.severity(), Severity::Warning);
    /// assert_eq!(Code::Cycle.severity(), Severity::Error);
    /// ```
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::NotNfc
            | Self::ChainTooLong
            | Self::Unused
            | Self::EffectBeforeIssue
            | Self::DecidesNothing
            | Self::EndedTerritory => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Whether it is of the text itself, so that parts of the file cannot be read.
    pub(crate) const fn is_of_the_syntax(self) -> bool {
        matches!(self, Self::Syntax | Self::TooLarge | Self::TooDeep)
    }

    /// Whether it is a mistake also where other parts of the file cannot be read: one of a value itself, or of a word
    /// that is `near` a known one.
    pub(crate) const fn is_of_a_value(self, near: bool) -> bool {
        match self {
            Self::UnknownKey | Self::UnknownEvent | Self::UnknownActor => near,
            Self::WrongType
            | Self::OutOfRange
            | Self::BadId
            | Self::BadPlace
            | Self::BadTerritory
            | Self::BadPeriod
            | Self::UnknownWord
            | Self::DuplicateId
            | Self::ReservedId
            | Self::HiddenSign
            | Self::NotNfc => true,
            _ => false,
        }
    }

    /// What the mistake is and how to mend it, with a wrong and a right example, as Markdown.
    ///
    /// ```
    /// use doithoai::{Code, Lang};
    /// let page = Code::CountMissing.page(Lang::Vi);
    /// assert!(page.starts_with("# count-missing: thiếu cách tính lùi\n"));
    /// assert!(page.contains("\nSai:\n") && page.contains("\nĐúng:\n"));
    /// ```
    #[must_use]
    pub fn page(self, lang: Lang) -> String {
        let about = self.section(lang.pick("Tiếng Việt", "English"));
        let (wrong, right) = (self.wrong(), self.right());
        let (wrong_label, right_label) = lang.pick(("Sai", "Đúng"), ("Wrong", "Right"));
        let (word, title) = (self.word(), self.text());
        format!(
            "# {word}: {}\n\n{about}\n\n{wrong_label}:\n\n```toml\n{wrong}\n```\n\n{right_label}:\n\n```toml\n{right}\n```\n",
            title.get(lang)
        )
    }

    /// A piece of a rule file that has the mistake.
    ///
    /// ```
    /// use doithoai::Code;
    /// assert!(Code::CountMissing.wrong().contains("before = \"dialogue-day\""));
    /// ```
    #[must_use]
    pub fn wrong(self) -> &'static str {
        fenced(self.section("Sai · Wrong"))
    }

    /// The same piece without the mistake.
    ///
    /// ```
    /// use doithoai::Code;
    /// assert!(Code::CountMissing.right().contains("count = \"clear-days\""));
    /// ```
    #[must_use]
    pub fn right(self) -> &'static str {
        fenced(self.section("Đúng · Right"))
    }

    /// What stands under a heading of the page.
    fn section(self, heading: &str) -> &'static str {
        let sections = self.markdown().split("\n## ").skip(1);
        let mut found = sections.filter_map(|section| section.split_once('\n'));
        found.find(|(name, _)| *name == heading).map_or("", |(_, body)| body.trim())
    }
}

/// What stands between the fences of a piece of code.
fn fenced(section: &'static str) -> &'static str {
    section.trim_start_matches("```toml").trim_end_matches("```").trim()
}
