//! A comparison in words.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::{
    Comparison, Counterexample, DayDiff, DaysCompared, DutyComparison, LimitComparison, PeriodsCompared, Sameness,
    Trials,
};
use crate::ruleset::{Due, ValueDiff};
use crate::text::{Lang, Text};
use crate::time_limit::DueDate;

/// So many stretches of days are listed, and so many numbers of days by which dates move.
const LISTED: usize = 5;

/// A limit in words.
pub(super) fn limit(due: &Due) -> Text {
    Text::build(|lang| match due {
        Due::Limit { limit, .. } => limit.text(lang),
        Due::DayOfMonth { day, included: true, .. } => {
            lang.pick("ngày {} của tháng", "day {} of the month").replace("{}", &day.to_string())
        }
        Due::DayOfMonth { day, .. } => {
            lang.pick("trước ngày {} của tháng", "before day {} of the month").replace("{}", &day.to_string())
        }
        Due::Date(day) => lang.date(*day),
        Due::FirstOf(parts) => several(lang.pick("hạn nào đến trước", "whichever comes first"), parts, lang),
        Due::LastOf(parts) => several(lang.pick("hạn nào đến sau", "whichever comes last"), parts, lang),
        _ => String::new(),
    })
}

fn several(which: &str, parts: &[Due], lang: Lang) -> String {
    let parts: Vec<String> = parts.iter().map(|part| limit(part).get(lang).to_owned()).collect();
    format!("{which}: {}", parts.join("; "))
}

impl Comparison {
    /// The whole in one language: what is proved equal, what differs with the days and a case that shows it, what is not proved.
    ///
    /// ```
    /// use doithoai::{Calendar, Lang, RuleSet, analysis::compare};
    /// let (old, new) = (RuleSet::builtin("hcmc-935")?, RuleSet::builtin("can-tho-10")?);
    /// let text = compare(&old, &new, &Calendar::vietnam()).text(Lang::Vi);
    /// assert!(text.contains("ĐÃ CHỨNG MINH LÀ NHƯ NHAU\n  = Thông báo ý kiến kết luận của người đứng đầu [notify-conclusion]"));
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.text_naming(lang, &|value| {
            let shown = |side: Option<&serde_json::Value>| side.map_or_else(|| "-".to_owned(), ToString::to_string);
            format!("[{}]: {} → {}", value.path, shown(value.old.as_ref()), shown(value.new.as_ref()))
        })
    }

    /// The same, where the caller has words for the values that differ.
    ///
    /// ```
    /// use doithoai::{Calendar, Lang, RuleSet, analysis::compare};
    /// let text = RuleSet::builtin_toml("hcmc-935")?;
    /// let nine = RuleSet::from_toml(&text.replace("after = \"closed\", n = 10", "after = \"closed\", n = 9"))?;
    /// let comparison = compare(&RuleSet::from_toml(text)?, &nine, &Calendar::vietnam());
    /// assert!(comparison.text_naming(Lang::En, &|value| format!("KEY {}", value.path)).contains("KEY due.n"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text_naming(&self, lang: Lang, value: &dyn Fn(&ValueDiff) -> String) -> String {
        let mut page = Page { lang, text: String::new(), value };
        page.head(self);
        for verdict in
            [Sameness::ProvedEqual, Sameness::Differs, Sameness::NotToldApart, Sameness::OnlyOld, Sameness::OnlyNew]
        {
            // What differs in words alone is one line at the end.
            let duties: Vec<&DutyComparison> = self.of(verdict).filter(|duty| !differs_in_words(duty)).collect();
            if duties.is_empty() {
                continue;
            }
            page.line(0, "");
            page.line(0, &verdict.text().get(lang).to_uppercase());
            for duty in duties {
                page.duty(duty);
            }
        }
        page.rest(self);
        page.text
    }
}

/// A page that is written line by line.
struct Page<'a> {
    lang: Lang,
    text: String,
    value: &'a dyn Fn(&ValueDiff) -> String,
}

impl Page<'_> {
    fn line(&mut self, indent: usize, line: &str) {
        if line.is_empty() {
            self.text.push('\n');
        } else {
            let _ = writeln!(self.text, "{:indent$}{line}", "");
        }
    }

    fn head(&mut self, all: &Comparison) {
        let lang = self.lang;
        let reading =
            |reading: &Option<String>| reading.as_ref().map(|reading| format!(" [{reading}]")).unwrap_or_default();
        let (old, new) = (&all.old, &all.new);
        self.line(0, &format!("{}{}  →  {}{}", old.name, reading(&old.reading), new.name, reading(&new.reading)));
        for (sign, side) in [("-", old), ("+", new)] {
            let from = side.from.map(|day| format!("{} {}", lang.pick("từ", "from"), lang.date(day)));
            let until = side.until.map(|day| format!("{} {}", lang.pick("đến trước", "until"), lang.date(day)));
            let span: Vec<String> = from.into_iter().chain(until).collect();
            let unknown = || lang.pick("chưa rõ ngày có hiệu lực", "date of effect not known").to_owned();
            let span = if span.is_empty() { unknown() } else { span.join(" ") };
            self.line(0, &format!("{sign} {} ({span})", side.title.get(lang)));
        }
        let (from, to) = (lang.date(all.covered.0), lang.date(all.covered.1));
        self.line(0, &match lang {
            Lang::Vi => format!("So sánh như thể mỗi bên áp dụng vào mọi ngày từ {from} đến {to}, với người mà cả hai cùng ràng buộc."),
            Lang::En => format!("Compared as if each applied on every day from {from} to {to}, to whomever both bind."),
        });
        if old.days != new.days {
            self.line(0, lang.pick("Hai bên tính theo hai lịch khác nhau.", "They are counted on two calendars."));
        }
    }

    fn duty(&mut self, duty: &DutyComparison) {
        let lang = self.lang;
        let sign = match duty.verdict {
            Sameness::ProvedEqual => "=",
            Sameness::Differs => "≠",
            Sameness::NotToldApart => "?",
            Sameness::OnlyOld => "-",
            Sameness::OnlyNew => "+",
        };
        let id = match (&duty.old, &duty.new) {
            (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
            (Some(id), _) | (_, Some(id)) => id.clone(),
            (None, None) => String::new(),
        };
        self.line(2, &format!("{sign} {} [{id}]", duty.text.get(lang)));
        let cites = [&duty.old_cite, &duty.new_cite].map(|cite| cite.as_ref().map(|cite| cite.get(lang)));
        match cites {
            [Some(old), Some(new)] if old != new => {
                self.line(6, &format!("- {old}"));
                self.line(6, &format!("+ {new}"));
            }
            [Some(cite), _] | [_, Some(cite)] => self.line(6, cite),
            [None, None] => {}
        }
        if let Some(apart) = &duty.apart {
            self.line(6, apart.get(lang));
        }
        for value in &duty.values {
            if !is_words(value) || duty.verdict != Sameness::ProvedEqual {
                let named = (self.value)(value);
                self.line(6, &named);
            }
        }
        for limit in &duty.limits {
            self.limit(limit);
        }
        if let Some(periods) = &duty.periods {
            self.periods(periods);
        }
        if let Some(trials) = duty.trials.as_ref().filter(|_| duty.counterexample.is_none()) {
            self.trials(trials);
        }
        if let Some(example) = &duty.counterexample {
            self.example(example);
        }
    }

    fn limit(&mut self, limit: &LimitComparison) {
        let lang = self.lang;
        let of = limit.reading_text.as_ref();
        let of = of.map(|name| format!("{} “{}”: ", lang.pick("cách hiểu", "reading"), name.get(lang)));
        let (old, new) = (limit.old.get(lang), limit.new.get(lang));
        let both = if old == new { old.to_owned() } else { format!("{old} → {new}") };
        let days = self.days(&limit.days);
        self.line(6, &format!("{}{both}: {days}", of.unwrap_or_default()));
        if limit.days.differing > 0 {
            self.differing(&limit.days);
        }
    }

    /// How many days are the same, differ, or have no date.
    fn days(&self, days: &DaysCompared) -> String {
        let lang = self.lang;
        let dated = days.covered.saturating_sub(days.undated);
        let (dated, differing, undated) = (self.number(dated), self.number(days.differing), self.number(days.undated));
        let none = match (days.undated, lang) {
            (0, _) => String::new(),
            (_, Lang::Vi) => format!("; {undated} ngày cả hai không có ngày đến hạn"),
            (_, Lang::En) => format!("; from {undated} days neither has a date"),
        };
        match (days.differing, lang) {
            (0, Lang::Vi) => format!("như nhau tính từ cả {dated} ngày{none}"),
            (0, Lang::En) => format!("the same from all {dated} days{none}"),
            (_, Lang::Vi) => format!("khác nhau tính từ {differing} trên {dated} ngày{none}"),
            (_, Lang::En) => format!("differs from {differing} of {dated} days{none}"),
        }
    }

    fn differing(&mut self, days: &DaysCompared) {
        let lang = self.lang;
        let mut moves: Vec<(i64, usize)> =
            days.moves.by.iter().filter(|(by, _)| **by != 0).map(|(by, of)| (*by, *of)).collect();
        moves.sort_by_key(|(by, of)| (std::cmp::Reverse(*of), *by));
        let shown = moves.iter().take(LISTED).map(|(by, of)| match lang {
            Lang::Vi => format!("{by:+} ngày ({} lần)", self.number(*of)),
            Lang::En => format!("{by:+} days ({} times)", self.number(*of)),
        });
        let shown: Vec<String> = shown.collect();
        if !shown.is_empty() {
            let span = format!("{:+} … {:+}", days.moves.least, days.moves.most);
            self.line(
                8,
                &match lang {
                    Lang::Vi => format!("chênh lệch {span}: {}", shown.join(", ")),
                    Lang::En => format!("moves by {span}: {}", shown.join(", ")),
                },
            );
        }
        let one_sided = [(days.only_old, ("bên thứ nhất", "first")), (days.only_new, ("bên thứ hai", "second"))];
        for (count, (vi, en)) in one_sided.into_iter().filter(|(count, _)| *count > 0) {
            let count = self.number(count);
            self.line(
                8,
                &match lang {
                    Lang::Vi => format!("tính từ {count} ngày, chỉ {vi} có ngày đến hạn"),
                    Lang::En => format!("from {count} days only the {en} has a date"),
                },
            );
        }
        let range = |from: NaiveDate, to: NaiveDate| {
            if from == to { lang.date(from) } else { format!("{} – {}", lang.date(from), lang.date(to)) }
        };
        let ranges: Vec<String> = days.ranges.iter().take(LISTED).map(|of| range(of.from, of.to)).collect();
        let more = days.ranges.len().saturating_sub(LISTED);
        let more = match (more, lang) {
            (0, _) => String::new(),
            (more, Lang::Vi) => format!(", và {} khoảng khác", self.number(more)),
            (more, Lang::En) => format!(", and {} other stretches", self.number(more)),
        };
        self.line(8, &format!("{} {}{more}", lang.pick("các ngày", "days"), ranges.join(", ")));
        for (which, day) in
            [(lang.pick("ngày đầu", "the first"), days.first), (lang.pick("lệch nhiều nhất", "the worst"), days.worst)]
        {
            if let Some(DayDiff { on, old, new }) = day {
                let due = |due: Option<DueDate>| {
                    due.map_or_else(|| lang.pick("không có ngày", "no date").to_owned(), |due| lang.date(due.date))
                };
                let (on, old, new) = (lang.date_with_weekday(on), due(old), due(new));
                self.line(8, &format!("{which}: {on}: {old} → {new}"));
            }
        }
    }

    fn periods(&mut self, periods: &PeriodsCompared) {
        let (all, differing) = (self.number(periods.periods), self.number(periods.differing));
        let most = periods.acts.iter().max().copied().unwrap_or_default();
        let offices: Vec<&str> = periods.offices_text.iter().map(|office| office.get(self.lang)).collect();
        let (offices, years) = (offices.join("; "), periods.years);
        self.line(6, &match self.lang {
            Lang::Vi => format!("từ 0 đến {most} lần mỗi kỳ, trong {years} năm: {differing} trên {all} kỳ được đánh giá khác nhau ({offices})"),
            Lang::En => format!("0 to {most} times a period, over {years} years: {differing} of {all} periods are judged otherwise ({offices})"),
        });
    }

    fn trials(&mut self, trials: &Trials) {
        let (lang, count) = (self.lang, self.number(trials.trials));
        let days: Vec<String> = trials.days.iter().map(|day| lang.date(*day)).collect();
        self.line(
            6,
            &match lang {
                Lang::Vi => format!("không phân biệt được qua {count} lần thử; đây không phải là chứng minh"),
                Lang::En => format!("not told apart in {count} trials, which proves nothing"),
            },
        );
        let named = |names: &[Text]| names.iter().map(|name| name.get(lang).to_owned()).collect::<Vec<_>>();
        let [events, classes, readings] = &trials.names;
        let rows = [
            (lang.pick("đối thoại ngày", "dialogue on"), days),
            (lang.pick("sự kiện", "events"), named(events)),
            (lang.pick("loại vụ việc", "classes"), named(classes)),
            (lang.pick("cách hiểu", "readings"), named(readings)),
            (
                lang.pick("quanh mỗi hạn, ngày", "about each date, days"),
                trials.edges.iter().map(|by| format!("{by:+}")).collect(),
            ),
        ];
        for (what, items) in rows.into_iter().filter(|(_, items)| !items.is_empty()) {
            self.line(8, &format!("{what}: {}", items.join("; ")));
        }
    }

    fn example(&mut self, example: &Counterexample) {
        let lang = self.lang;
        let always = if example.always {
            lang.pick(", nếu cả hai cùng có hiệu lực khi đó", ", if both were in force then")
        } else {
            ""
        };
        self.line(
            6,
            &match lang {
                Lang::Vi => format!(
                    "tình huống đúng ở bên thứ nhất, sai ở bên thứ hai{always} ({} → {}):",
                    example.old, example.new
                ),
                Lang::En => format!(
                    "a case that holds under the first and fails under the second{always} ({} → {}):",
                    example.old, example.new
                ),
            },
        );
        for line in example.case.lines() {
            self.line(8, line);
        }
    }

    /// What differs in words alone, and beside duties.
    fn rest(&mut self, all: &Comparison) {
        let lang = self.lang;
        let of_words = all.of(Sameness::ProvedEqual).filter(|duty| differs_in_words(duty));
        let called = |duty: &DutyComparison| {
            let id = duty.old.as_deref().unwrap_or_default();
            format!("{} [{id}]", duty.text.get(lang))
        };
        let named: Vec<String> = of_words.map(called).collect();
        let (words, named) = (named.len(), named.join("; "));
        let others =
            all.diff.rules.iter().filter(|rule| !["obligation", "recurring"].contains(&rule.list.as_str())).count();
        let others = others.saturating_add(all.diff.values.len());
        if words == 0 && others == 0 {
            return;
        }
        self.line(0, "");
        if words > 0 {
            self.line(
                0,
                &match lang {
                    Lang::Vi => format!("{words} nhiệm vụ chỉ khác lời văn, căn cứ hoặc ngày có hiệu lực: {named}."),
                    Lang::En => format!("{words} duties differ only in words, citation or date of effect: {named}."),
                },
            );
        }
        if others > 0 {
            self.line(
                0,
                &match lang {
                    Lang::Vi => {
                        format!("{others} điểm khác ngoài các nhiệm vụ: xem lệnh so sánh khi không có `--all`.")
                    }
                    Lang::En => {
                        format!("{others} other differences are not of duties: see the comparison without `--all`.")
                    }
                },
            );
        }
    }

    /// A number with its thousands.
    fn number(&self, count: usize) -> String {
        number(count, self.lang)
    }
}

/// A number as one language writes it, with a mark after each thousand.
pub(super) fn number(number: usize, lang: Lang) -> String {
    let digits = number.to_string();
    let mark = lang.pick('.', ',');
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len().saturating_sub(at).is_multiple_of(3) {
            shown.push(mark);
        }
        shown.push(digit);
    }
    shown
}

/// Whether two duties that are proved equal differ in words, citations or sources alone.
fn differs_in_words(duty: &DutyComparison) -> bool {
    duty.verdict == Sameness::ProvedEqual && !duty.values.is_empty() && duty.values.iter().all(is_words)
}

/// Whether a value is mere words, a citation or a source.
fn is_words(value: &ValueDiff) -> bool {
    let first = value.path.split('.').next().unwrap_or_default();
    let last = value.path.rsplit('.').next().unwrap_or_default();
    let words = [
        "text",
        "because",
        "note",
        "source_defect",
        "cite",
        "cite_basis",
        "confidence",
        "from",
        "same_as",
        "silent_on",
    ];
    words.contains(&first) || ["text", "because", "when"].contains(&last)
}
