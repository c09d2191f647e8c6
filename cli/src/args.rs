//! What the command takes. Dates and events are read by `input`, so that every error is one plain line. Texts of the help stand in
//! both languages, parted by ` | `; `help` shows the reader's.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

#[derive(Debug, Parser)]
#[command(
    name = "doithoai",
    version,
    about = "Thời hạn của các cuộc đối thoại trực tiếp với Nhân dân: đúng ngày, có lý do, có căn cứ | \
             Due dates of direct dialogues with the People: right, explained, cited.",
    after_help = "Examples:\n  doithoai timeline\n  doithoai timeline --ruleset can-tho-10 --on 2026-02-06 --lang en\n  \
                  doithoai calendar 2026\n  doithoai count 2026-08-28 +7 --explain"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Mọi nhiệm vụ của một cuộc đối thoại, với ngày đến hạn | Every duty of a dialogue with its due date
    #[command(
        after_help = "Không nêu --on thì in ra một cuộc đối thoại mẫu | Without --on it shows a sample dialogue.\n\nExamples:\n  \
        doithoai timeline --on 2026-08-20 --event conclusion-notified=2026-08-28 --as-of 2026-09-30\n  \
        doithoai timeline --on 2026-08-20 --event extension-notified=2026-09-20:2026-10-30\n  \
        doithoai timeline --ruleset hcmc-935 --ruleset can-tho-10 --on 2026-08-20 --format json\n  \
        doithoai timeline --on 2026-08-20 --choose hcmc-935/settle-petition=ten-as-in-words --explain\n  \
        doithoai timeline --log examples/hcmc-dialogue.jsonl --as-of 2026-10-05"
    )]
    Timeline(TimelineArgs),
    /// Việc gì đến hạn, quá hạn, và bao giờ có gì thay đổi nếu không có gì xảy ra thêm | What is due, what is overdue, and when anything
    /// changes next if nothing happens
    #[command(after_help = "Examples:\n  doithoai next --on 2026-08-20 --as-of 2026-08-31 --until 2026-09-13\n  \
        doithoai next --log examples/hcmc-dialogue.jsonl --as-of 2026-09-30\n  \
        doithoai next --ruleset can-tho-10 --over-by 2026-12-31\n  \
        doithoai next --ruleset hcmc-935 --sent-on 2026-08-10")]
    Next(NextArgs),
    /// Đánh giá từng nhiệm vụ của các cuộc đối thoại và của cơ quan trong năm | Judges every duty of dialogues, and of
    /// an office's year
    #[command(
        after_help = "Tệp là nhật ký dạng JSON lines: dòng đầu có \"dialogue\" hoặc \"office\" | A file is a log in JSON lines, \
        whose first line has \"dialogue\" or \"office\".\n\nExamples:\n  \
        doithoai audit examples/commune-2026.jsonl examples/commune-2026-dialogue.jsonl --year 2026 --as-of 2027-01-31\n  \
        doithoai audit examples/hcmc-dialogue.jsonl --as-of 2026-10-20 --lang en\n  \
        doithoai audit examples/commune-2026.jsonl --year 2026 --as-of 2026-08-15 --next"
    )]
    Audit(AuditArgs),
    /// Soát tệp quy tắc, văn bản về ngày nghỉ, tình huống hoặc nhật ký: mọi lỗi, mỗi lỗi kèm cách sửa | Checks rule files, decrees,
    /// scenarios or logs: every mistake, with what would be right
    #[command(
        after_help = "Examples:\n  doithoai check mine.toml\n  doithoai check base.toml overlay.toml --format json"
    )]
    Check(CheckArgs),
    /// Giải thích một mã lỗi | Explains a code that `check` names
    #[command(after_help = "Examples:\n  doithoai explain count-missing\n  doithoai explain")]
    Explain(ExplainArgs),
    /// So sánh hai bộ quy tắc hoặc hai phiên bản | Compares two rule sets or versions
    #[command(
        after_help = "Examples:\n  doithoai compare hcmc-935 can-tho-10\n  doithoai compare qd-11@2019-02-18 qd-11@2025-11-23\n  \
        doithoai compare hcmc-935 mine.toml --on 2026-08-20 --on 2026-02-06 --format json\n  \
        doithoai compare hcmc-935 can-tho-10 --all\n  \
        doithoai compare hcmc-935 hcmc-935 --all --choose hcmc-935/settle-petition=ten-as-in-words"
    )]
    Compare(CompareArgs),
    /// Tìm những điều không ai định quy định như thế, mỗi điều kèm một tình huống | Finds what no one meant, each with a case
    #[command(
        after_help = "Mã thoát khác 0 nếu tìm thấy điều gì | The exit status is not 0 if anything is found.\n\nExamples:\n  \
        doithoai analyse hcmc-935 can-tho-10\n  doithoai analyse mine.toml --lang en\n  doithoai analyse base.toml overlay.toml --format json"
    )]
    Analyse(AnalyseArgs),
    /// Các bộ quy tắc có sẵn | The built-in rule sets
    Rulesets(CommonText),
    /// Mọi từ của tệp quy tắc và của kết quả, bằng hai ngôn ngữ | Every word of rule files and results, in both
    /// languages
    #[command(
        after_help = "Tìm không cần gõ dấu hay chữ hoa | Neither diacritics nor capitals matter.\n\nExamples:\n  \
         doithoai words niêm yết\n  doithoai words overdue --lang en\n  doithoai words\n  doithoai words mine.toml\n  doithoai words mine.toml niêm yết"
    )]
    Words(WordsArgs),
    /// JSON Schema của tệp quy tắc, cho trình soạn thảo | The JSON Schema of rule files, for editors
    Schema(SchemaArgs),
    /// Lịch một năm với từng ngày đặc biệt và căn cứ | A year's calendar with every special day and its basis
    #[command(after_help = "Examples:\n  doithoai calendar 2026\n  doithoai calendar 2029 --lang en --format json")]
    Calendar(CalendarArgs),
    /// Kiểm thử bộ quy tắc bằng các tình huống | Tests rule sets by scenarios
    #[command(
        after_help = "Mã thoát khác 0 nếu có tình huống không đạt, độ phủ dưới ngưỡng hoặc có lỗi cài vào mà không bị phát hiện | \
        The exit status is not 0 if a scenario fails, coverage is below the threshold, or a mistake goes unnoticed.\n\nExamples:\n  \
        doithoai test tests/rules\n  doithoai test tests/rules --threshold 100 --mutate --lang en\n  \
        doithoai test examples/da-nang --coverage --format junit"
    )]
    Test(TestArgs),
    /// Tính một thời hạn | Counts one time limit
    #[command(after_help = "Examples:\n  doithoai count 2026-08-28 +7 --explain\n  \
        doithoai count 2026-02-06 +30 --unit day\n  doithoai count 2026-06-15 -5 --count clear-days")]
    Count(CountArgs),
    /// Tính lại hàng triệu ngày đến hạn khi có văn bản mới | Counts millions of due dates again when a decree comes
    #[command(
        after_help = "Tệp có các cột ruleset (mã hoặc mã@phiên-bản), duty và anchor (ngày tính từ đó); các cột khác được giữ nguyên. Tệp \
        kết quả có các hàng đổi ngày, thêm due_before, due_after, moved_by (số ngày, dương là muộn hơn), certainty_before, certainty_after, \
        cause và documents | The file has the columns ruleset (an id or id@version), duty and anchor (the day counted from); others are kept. \
        The output has the rows that moved, and due_before, due_after, moved_by (days, positive is later), certainty_before, \
        certainty_after, cause and documents.\n\nExamples:\n  \
        doithoai recount-sample duties.parquet --rows 1000000\n  \
        doithoai recount duties.parquet --decree examples/swap-2027-example.toml --out moved.parquet\n  \
        doithoai recount duties.csv --known-on 2025-06-01 --out moved.csv --lang en"
    )]
    Recount(RecountArgs),
    /// Nhiệm vụ ngẫu nhiên để thử `recount` | Random duties to try `recount` on
    #[command(after_help = "Cùng --seed thì ra cùng một tệp | The same --seed gives the same file.\n\nExamples:\n  \
        doithoai recount-sample duties.parquet\n  \
        doithoai recount-sample duties.csv --rows 1000 --seed 7 --from 2028-01-01 --to 2028-12-31")]
    RecountSample(RecountSampleArgs),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

impl From<Language> for doithoai::Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Vi => Self::Vi,
            Language::En => Self::En,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// cho người đọc | for a person
    Text,
    /// cho máy đọc, mô tả trong README.vi.md | for a program, described in README.md
    Json,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Common {
    /// Ngôn ngữ | Language of the text
    #[arg(long, value_enum, default_value = "vi")]
    pub(crate) lang: Language,
    /// Dạng kết quả | Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    /// Tệp văn bản mới về ngày nghỉ; dùng được nhiều lần | A decree file to lay over the built-in calendar; repeatable
    #[arg(long, value_name = "PATH")]
    pub(crate) decree: Vec<PathBuf>,
    /// Chỉ dùng những gì đã biết đến ngày này, viết NĂM-THÁNG-NGÀY | Use only what was known on this date, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(crate) known_on: Option<String>,
}

/// Language and form, where no calendar is asked.
#[derive(Debug, Args)]
pub(crate) struct CommonText {
    /// Ngôn ngữ | Language of the text
    #[arg(long, value_enum, default_value = "vi")]
    pub(crate) lang: Language,
    /// Dạng kết quả | Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Tệp quy tắc, tệp văn bản về ngày nghỉ, tệp tình huống hoặc nhật ký, nhận biết theo nội dung; tệp sau có thể bổ
    /// sung tệp trước | Rule files, decree files, scenarios or logs, told apart by their content; a later one may build
    /// on an earlier one
    #[arg(required = true, value_name = "FILE")]
    pub(crate) file: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) common: CommonText,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Cho tệp bổ sung hoặc sửa đổi, chỉ nêu những gì thay đổi | For a file that builds on another
    #[arg(long)]
    pub(crate) overlay: bool,
    /// Của tệp tình huống kiểm thử | Of scenario files
    #[arg(long, conflicts_with = "overlay")]
    pub(crate) scenario: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Mã lỗi; không nêu thì liệt kê tất cả | The code; without one they are listed
    pub(crate) code: Option<String>,
    #[command(flatten)]
    pub(crate) common: CommonText,
}

#[derive(Debug, Args)]
pub(crate) struct WordsArgs {
    /// Tìm trong mã và nghĩa; không nêu thì liệt kê tất cả; tệp .toml, .json: từ riêng của tệp | Sought in ids and
    /// meanings; without it all are listed; of a .toml or .json file its own words
    #[arg(value_name = "SEARCH")]
    pub(crate) search: Vec<String>,
    #[command(flatten)]
    pub(crate) common: CommonText,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// Bộ quy tắc thứ nhất: mã, mã@phiên-bản hoặc tệp | The one: an id, id@version or file
    pub(crate) old: String,
    /// Bộ quy tắc thứ hai | The other
    pub(crate) new: String,
    /// Ngày đối thoại để so ngày đến hạn; dùng được nhiều lần [mặc định: 2026-08-20] | The day of a dialogue whose due dates are compared;
    /// repeatable [default: 2026-08-20]
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Vec<String>,
    /// So trên mọi ngày có lịch: điều gì được chứng minh là như nhau, điều gì khác, kèm tình huống cho thấy; một bộ so với chính nó
    /// thì cần --decree (trước và sau văn bản) hoặc --choose | Over every covered day: what is proved equal, what differs, with a
    /// case that shows it; a set beside itself takes --decree (before and after it) or --choose
    #[arg(long, conflicts_with = "on")]
    pub(crate) all: bool,
    /// Với --all, cách hiểu của bên thứ hai: BỘ-QUY-TẮC/NHIỆM-VỤ=CÁCH-HIỂU | With --all, the reading of the second side:
    /// RULESET/DUTY=READING
    #[arg(long, value_name = "CHOICE", requires = "all")]
    pub(crate) choose: Vec<String>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct AnalyseArgs {
    /// Bộ quy tắc: tệp, mã hoặc mã@phiên-bản; nêu nhiều bộ thì các văn bản cũng được xét cạnh nhau, tệp sau có thể bổ sung tệp trước |
    /// Rule sets: files, ids or id@version; several are looked at beside each other too, and a later one may build on an earlier one
    #[arg(required = true, value_name = "FILE")]
    pub(crate) file: Vec<String>,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// A dialogue, and what it is judged by.
#[derive(Debug, Clone, Args)]
pub(crate) struct CaseArgs {
    /// Bộ quy tắc có sẵn; dùng được nhiều lần [mặc định: hcmc-935] | A built-in rule set; repeatable [default: hcmc-935]
    #[arg(long, value_name = "ID")]
    pub(crate) ruleset: Vec<String>,
    /// Bộ quy tắc của mình; dùng được nhiều lần | A rule set of your own; repeatable
    #[arg(long, value_name = "PATH")]
    pub(crate) ruleset_file: Vec<PathBuf>,
    /// Mã đơn vị hành chính, như 79, 01/002 hoặc 01/00070: tự tìm các bộ quy tắc áp dụng; đi cùng --level và --head |
    /// Code of the administrative unit, such as 79, 01/002 or 01/00070, to look up the rule sets that bind; with --level
    /// and --head
    #[arg(long, value_name = "CODE")]
    pub(crate) territory: Option<String>,
    /// Cấp: province (tỉnh), district (huyện) hoặc commune (xã) | The level: province, district or commune
    #[arg(long, value_name = "LEVEL")]
    pub(crate) level: Option<String>,
    /// Người đứng đầu: party-committee (cấp ủy), local-government (chính quyền) hoặc agency (cơ quan) | Whose head
    #[arg(long, value_name = "HEAD")]
    pub(crate) head: Option<String>,
    /// Loại đơn vị nếu mã không cho biết: commune (xã), ward (phường), special-zone (đặc khu)… | What kind of unit, where its
    /// code does not tell: commune, ward, special-zone, …
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit_type: Option<String>,
    /// Nhật ký của một cuộc đối thoại, dạng JSON lines; thay cho --on và --event | The log of a dialogue in JSON lines,
    /// instead of --on and --event
    #[arg(long, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,
    /// Ngày đối thoại, viết NĂM-THÁNG-NGÀY | The day of the dialogue, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// Việc đã diễn ra; chi tiết thêm sau dấu `:` là thời hạn mới hoặc loại vụ việc; dùng được nhiều lần | What happened; a detail after `:`
    /// is a stated new limit or a class of case; repeatable
    #[arg(long, value_name = "EVENT=DATE")]
    pub(crate) event: Vec<String>,
    /// Xét tại ngày này; không nêu thì không có gì quá hạn | The day to judge on; without one nothing is overdue
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Chọn một cách hiểu: BỘ-QUY-TẮC/NHIỆM-VỤ=CÁCH-HIỂU; dùng được nhiều lần | Adopt a reading: RULESET/DUTY=READING; repeatable
    #[arg(long, value_name = "CHOICE")]
    pub(crate) choose: Vec<String>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct TimelineArgs {
    #[command(flatten)]
    pub(crate) case: CaseArgs,
    /// Cả trang: các bước, căn cứ, ai thực hiện, cách hiểu khác, điều chưa rõ | The whole page: steps, provisions,
    /// bearers, other readings, what is not known
    #[arg(long)]
    pub(crate) full: bool,
    /// Nói rõ từng ngày được tính thế nào | Say of every date how it was counted
    #[arg(long)]
    pub(crate) explain: bool,
}

#[derive(Debug, Args)]
pub(crate) struct NextArgs {
    #[command(flatten)]
    pub(crate) case: CaseArgs,
    /// Cả những việc đến hạn từ --as-of đến hết ngày này | Also what falls due from --as-of to this day
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// Ngày muộn nhất để tổ chức đối thoại mà mọi nhiệm vụ xong chậm nhất vào ngày này; thay cho --on | The last day on which a dialogue
    /// can be held so that all its duties are over by this day; instead of --on
    #[arg(long, value_name = "DATE")]
    pub(crate) over_by: Option<String>,
    /// Ngày sớm nhất để tổ chức đối thoại nếu giấy mời và các việc phải làm trước được làm vào ngày này; thay cho --on | The first day on
    /// which a dialogue can be held if invitations, and all that comes before it, go out on this day; instead of --on
    #[arg(long, value_name = "DATE")]
    pub(crate) sent_on: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct AuditArgs {
    /// Nhật ký của các cuộc đối thoại và của cơ quan | Logs of dialogues and of offices
    #[arg(required = true, value_name = "FILE")]
    pub(crate) file: Vec<PathBuf>,
    /// Xét lại theo các bộ quy tắc hiện áp dụng, không theo `made_under` của nhật ký | Judges by the rule sets that
    /// bind now, whatever `made_under` of a log says
    #[arg(long)]
    pub(crate) anew: bool,
    /// Chọn một cách hiểu: BỘ-QUY-TẮC/NHIỆM-VỤ=CÁCH-HIỂU; dùng được nhiều lần | Adopt a reading: RULESET/DUTY=READING; repeatable
    #[arg(long, value_name = "CHOICE")]
    pub(crate) choose: Vec<String>,
    /// Năm; không nêu thì mọi năm có trong nhật ký | The year; without it every year of the logs
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<String>,
    /// Xét tại ngày này; không nêu thì không có gì quá hạn | The day to judge on; without one nothing is overdue
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Cho biết thêm ngày kế tiếp có kết quả thay đổi nếu không có gì xảy ra thêm; đi cùng --as-of | Tells as well on which day any of it
    /// changes next if nothing happens; with --as-of
    #[arg(long, requires = "as_of")]
    pub(crate) next: bool,
    /// Bộ quy tắc của mình; dùng được nhiều lần | A rule set of your own; repeatable
    #[arg(long, value_name = "PATH")]
    pub(crate) ruleset_file: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TestFormat {
    /// cho người đọc | for a person
    Text,
    /// cho máy đọc, mô tả trong README.vi.md | for a program, described in README.md
    Json,
    /// JUnit XML, cho hệ thống tích hợp liên tục | JUnit XML, for continuous integration
    Junit,
}

#[derive(Debug, Args)]
pub(crate) struct TestArgs {
    /// Thư mục có các tệp *.test.toml, hoặc tệp; nêu được nhiều | Folders of *.test.toml files, or files
    #[arg(value_name = "FOLDER", required = true)]
    pub(crate) folder: Vec<PathBuf>,
    /// Cho biết đã thử những gì trong văn bản | What of the law was tried
    #[arg(long)]
    pub(crate) coverage: bool,
    /// Độ phủ thấp nhất của từng mục, tính theo phần trăm | The least coverage of each measure, in percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) threshold: Option<u8>,
    /// Cài lỗi nhỏ vào bộ quy tắc, xem có tình huống nào phát hiện | Puts small mistakes into the rule sets, to see
    /// whether a scenario notices
    #[arg(long)]
    pub(crate) mutate: bool,
    /// Ngôn ngữ | Language of the text
    #[arg(long, value_enum, default_value = "vi")]
    pub(crate) lang: Language,
    /// Dạng kết quả | Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TestFormat,
}

#[derive(Debug, Args)]
pub(crate) struct CalendarArgs {
    /// Năm, từ 2015 đến 2100 | The year, 2015-2100
    pub(crate) year: String,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct CountArgs {
    /// Ngày bắt đầu, viết NĂM-THÁNG-NGÀY | The date to count from, YYYY-MM-DD
    pub(crate) from: String,
    /// Số đơn vị, sau (+N) hoặc trước (-N) | How many units after (+N) or before (-N)
    #[arg(allow_negative_numbers = true)]
    pub(crate) amount: String,
    /// Đơn vị: working-day (ngày làm việc), day, week, month hoặc year | The unit: working-day, day, week, month or year
    #[arg(long, default_value = "working-day")]
    pub(crate) unit: String,
    /// Cách tính lùi: clear-days, event-excluded hoặc event-included; không nêu thì đưa ra cả ba | How to count backwards: clear-days, event-excluded or
    /// event-included; all three if not said
    #[arg(long)]
    pub(crate) count: Option<String>,
    /// Có tính ngày bắt đầu không: event-excluded (không) hoặc event-included (có) [mặc định: event-excluded] | Whether the day of the event counts: event-excluded or event-included [default:
    /// event-excluded]
    #[arg(long)]
    pub(crate) start: Option<String>,
    /// Ngày cuối là ngày nghỉ thì chuyển thế nào: next-working-day (sang ngày làm việc tiếp theo) hoặc none (không chuyển)
    /// [mặc định: next-working-day] | Where an end on a day off goes: next-working-day or none [default:
    /// next-working-day]
    #[arg(long)]
    pub(crate) roll: Option<String>,
    /// Nói rõ cách tính | Say how it was counted
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct RecountArgs {
    /// Tệp nhiệm vụ, .parquet hoặc .csv | The duties, .parquet or .csv
    #[arg(value_name = "DUTIES")]
    pub(crate) duties: PathBuf,
    /// Nơi ghi các hàng đổi ngày, .parquet hoặc .csv | Where the rows that moved go, .parquet or .csv
    #[arg(long, value_name = "PATH")]
    pub(crate) out: PathBuf,
    /// Tệp văn bản mới về ngày nghỉ; dùng được nhiều lần | A new decree file; repeatable
    #[arg(long, value_name = "PATH")]
    pub(crate) decree: Vec<PathBuf>,
    /// Tệp văn bản đã có từ trước, thuộc cả hai bộ lịch; dùng được nhiều lần | A decree file that both calendars have;
    /// repeatable
    #[arg(long, value_name = "PATH")]
    pub(crate) before_decree: Vec<PathBuf>,
    /// Bộ lịch trước chỉ gồm những gì đã biết đến ngày này | The calendar before has only what was known on this date,
    /// YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(crate) known_on: Option<String>,
    /// Bộ quy tắc của mình; dùng được nhiều lần | A rule set of your own; repeatable
    #[arg(long, value_name = "PATH")]
    pub(crate) ruleset_file: Vec<PathBuf>,
    /// Chọn một cách hiểu: BỘ-QUY-TẮC/NHIỆM-VỤ=CÁCH-HIỂU; dùng được nhiều lần | Adopt a reading: RULESET/DUTY=READING; repeatable
    #[arg(long, value_name = "CHOICE")]
    pub(crate) choose: Vec<String>,
    /// Cho biết thời gian đọc, tính và ghi | How long reading, counting and writing took
    #[arg(long)]
    pub(crate) timings: bool,
    /// Không hiện thanh tiến độ | No progress bar
    #[arg(long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) common: CommonText,
}

#[derive(Debug, Args)]
pub(crate) struct RecountSampleArgs {
    /// Tệp sẽ ghi, .parquet hoặc .csv | The file to write, .parquet or .csv
    #[arg(value_name = "OUT")]
    pub(crate) out: PathBuf,
    /// Số nhiệm vụ | How many duties
    #[arg(long, value_name = "N", default_value_t = 10_000_000)]
    pub(crate) rows: u64,
    /// Số để sinh ngẫu nhiên | What the random numbers begin with
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Ngày sớm nhất | The earliest day counted from
    #[arg(long, value_name = "DATE", default_value = "2026-01-01")]
    pub(crate) from: String,
    /// Ngày muộn nhất | The latest
    #[arg(long, value_name = "DATE", default_value = "2027-12-31")]
    pub(crate) to: String,
    /// Không hiện thanh tiến độ | No progress bar
    #[arg(long)]
    pub(crate) quiet: bool,
    /// Ngôn ngữ | Language of the text
    #[arg(long, value_enum, default_value = "vi")]
    pub(crate) lang: Language,
}
