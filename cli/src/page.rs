//! A page of text, and its few colours.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::OnceLock;

use anstyle::{AnsiColor, Reset, Style};
use doithoai::timeline::Status;
use doithoai::{DueDate, Lang, TimeOfDay, visible};

pub(crate) const RESET: Reset = Reset;
pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
pub(crate) const WARN: Style = AnsiColor::Yellow.on_default();

/// What the styles above write; the longer first.
const COLOURS: [&str; 6] = ["\u{1b}[1m\u{1b}[31m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[32m", "\u{1b}[33m", "\u{1b}[0m"];

/// What stands before a colour of this page until it is printed: no file can know it, so no file can colour anything.
fn key() -> &'static str {
    static KEY: OnceLock<String> = OnceLock::new();
    KEY.get_or_init(|| format!("\u{fdd0}{:016x}\u{fdd1}", RandomState::new().hash_one(0)))
}

/// Lines of text, indented.
#[derive(Debug, Default)]
pub(crate) struct Page {
    text: String,
}

impl Page {
    /// One line, whatever the words are: what a terminal obeys is shown as what it is, but for the colours of [`paint`].
    pub(crate) fn line(&mut self, indent: usize, words: &str) {
        if words.is_empty() {
            return;
        }
        for _ in 0..indent {
            self.text.push(' ');
        }
        for (at, part) in words.split(key()).enumerate() {
            let colour = COLOURS.iter().find_map(|colour| part.strip_prefix(colour).map(|rest| (*colour, rest)));
            let (colour, rest) = colour.filter(|_| at > 0).unwrap_or(("", part));
            self.text.push_str(colour);
            self.text.push_str(&visible(rest));
        }
        self.text.push('\n');
    }

    /// Several lines that the library wrote.
    pub(crate) fn block(&mut self, indent: usize, words: &str) {
        for line in words.lines() {
            self.line(indent, line);
        }
    }

    /// What was made for a terminal already.
    pub(crate) fn drawn(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(crate) fn styled(&mut self, indent: usize, style: Style, words: &str) {
        self.line(indent, &paint(style, words));
    }

    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// Words in a colour, for a line of a page.
pub(crate) fn paint(style: Style, words: &str) -> String {
    let key = key();
    format!("{key}{style}{words}{key}{RESET}")
}

/// The colour of a status.
pub(crate) fn style_of(status: &Status) -> Style {
    match status {
        Status::Met | Status::Permitted | Status::Excused => GOOD,
        Status::MetLate { .. } | Status::Overdue { .. } | Status::Missed { .. } => BAD,
        Status::Awaiting | Status::Pending | Status::NoDate | Status::NotApplicable { .. } => DIM,
        _ => WARN, // contested, undetermined, unknown; and what this command does not know
    }
}

/// Between which dates a provisional date may lie.
pub(crate) fn bounds(due: DueDate, lang: Lang) -> String {
    let (earliest, latest) = (lang.date_with_weekday(due.earliest()), lang.date_with_weekday(due.latest()));
    match lang {
        _ if due.earliest() == due.latest() => lang
            .pick(
                "Tạm tính, mọi phương án nghỉ có thể có đều ra ngày này",
                "Provisional, every admissible outcome gives this date",
            )
            .to_owned(),
        Lang::Vi => format!("Tạm tính, sớm nhất {earliest}, muộn nhất {latest}"),
        Lang::En => format!("Provisional, {earliest} at the earliest, {latest} at the latest"),
    }
}

/// A time of day after its date, where it is known: ` lúc 08:30`.
pub(crate) fn at(time: Option<TimeOfDay>, lang: Lang) -> String {
    time.map_or_else(String::new, |time| format!(" {} {time}", lang.pick("lúc", "at")))
}

/// That an entry of a log is kept and not understood, with its line.
pub(crate) fn not_understood(unknown: &doithoai::timeline::UnknownEntry, lang: Lang) -> String {
    not_understood_of(unknown, "", lang)
}

/// The same with whose log it is.
pub(crate) fn not_understood_of(unknown: &doithoai::timeline::UnknownEntry, of: &str, lang: Lang) -> String {
    let label = match unknown.because {
        doithoai::timeline::NotUnderstood::Repeats { .. } => lang.pick("[!] Ghi lặp", "[!] Entered again"),
        _ => lang.pick("[!] Giữ nguyên nhưng không hiểu được", "[!] Kept and not understood"),
    };
    format!("{label}: {of}{}: {}", visible(&unknown.text(lang)), cut(&unknown.line, lang))
}

/// A line of a log, of a long one its beginning and its end, with how long it is.
fn cut(line: &str, lang: Lang) -> String {
    const LONGEST: usize = 1_000;
    const ENDS: (usize, usize) = (500, 100);
    let length = line.chars().count();
    if length <= LONGEST {
        return visible(line).into_owned();
    }
    let begin: String = line.chars().take(ENDS.0).collect();
    let end: String = line.chars().skip(length.saturating_sub(ENDS.1)).collect();
    let note = match lang {
        Lang::Vi => format!("cắt bớt: cả dòng có {length} ký tự, xem đủ bằng `--format json`"),
        Lang::En => format!("cut: the line has {length} characters, all of them with `--format json`"),
    };
    format!("{} … {} ({note})", visible(&begin), visible(&end))
}
