//! A page of text, and its few colours.

use anstyle::{AnsiColor, Reset, Style};
use doithoai::timeline::Status;
use doithoai::{DueDate, Lang, TimeOfDay};

pub(crate) const RESET: Reset = Reset;
pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
pub(crate) const WARN: Style = AnsiColor::Yellow.on_default();

/// Lines of text, indented.
#[derive(Debug, Default)]
pub(crate) struct Page {
    text: String,
}

impl Page {
    pub(crate) fn line(&mut self, indent: usize, words: &str) {
        for line in words.lines() {
            for _ in 0..indent {
                self.text.push(' ');
            }
            self.text.push_str(line);
            self.text.push('\n');
        }
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

pub(crate) fn paint(style: Style, words: &str) -> String {
    format!("{style}{words}{RESET}")
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
