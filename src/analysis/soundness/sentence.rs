//! What was found, in words.

use std::fmt::Write as _;

use super::{Analysis, Flaw, FlawDays};
use crate::analysis::sentence::number;
use crate::text::Lang;

/// So many stretches of days are listed.
const LISTED: usize = 3;

impl Analysis {
    /// The whole in one language: each finding with its provision, its days and the case that shows it.
    ///
    /// ```
    /// use doithoai::{Calendar, Lang, RuleSet, analysis::analyse};
    /// let text = analyse(&[RuleSet::builtin("can-tho-10")?], &Calendar::vietnam()).text(Lang::Vi);
    /// assert!(text.contains("từ 22.308 trên 31.381 ngày"));
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut text = String::new();
        for name in &self.rulesets {
            let of_set: Vec<&Flaw> = self.flaws.iter().filter(|flaw| flaw.ruleset == *name).collect();
            let count = match (of_set.len(), lang) {
                (0, Lang::Vi) => "không tìm thấy bất cập nào".to_owned(),
                (0, Lang::En) => "nothing found".to_owned(),
                (found, Lang::Vi) => format!("{found} bất cập"),
                (found, Lang::En) => format!("{found} found"),
            };
            let _ = writeln!(text, "{name}: {count}");
            for flaw in of_set {
                flaw.write(&mut text, lang);
            }
        }
        if !self.undecided.is_empty() {
            let all = self.undecided.join(", ");
            let _ = match lang {
                Lang::Vi => writeln!(text, "[!] quá nhiều sự kiện để thử hết mọi thứ tự, chưa kết luận được: {all}"),
                Lang::En => writeln!(text, "[!] too many events for every order to be tried, not decided: {all}"),
            };
        }
        text
    }
}

impl Flaw {
    fn write(&self, text: &mut String, lang: Lang) {
        let _ = writeln!(text, "\n  ! {} [{}]: {}", self.called.get(lang), self.id, self.kind.text().get(lang));
        for line in self.cite.iter().map(|cite| cite.get(lang)).chain([self.text.get(lang)]) {
            let _ = writeln!(text, "      {line}");
        }
        if let Some(days) = &self.days {
            let _ = writeln!(text, "      {}", days.text(lang));
        }
        let Some(case) = &self.case else { return };
        if case.always {
            let always =
                lang.pick("(như thể quy định áp dụng vào mọi ngày)", "(as if the regulation applied on every day)");
            let _ = writeln!(text, "      {always}");
        }
        for line in case.case.lines() {
            let _ = writeln!(text, "      | {line}");
        }
    }
}

impl FlawDays {
    /// From how many days it is so, in one language.
    fn text(&self, lang: Lang) -> String {
        let number = |count: usize| number(count, lang);
        let (found, of, in_force, first) =
            (number(self.found), number(self.of), number(self.in_force), lang.date(self.first));
        let ranges = self.ranges.iter().filter(|range| range.to >= self.first).take(LISTED);
        let listed: Vec<String> =
            ranges.map(|range| format!("{}–{}", lang.date(range.from), lang.date(range.to))).collect();
        let more = if self.ranges.len() > LISTED { ", …" } else { "" };
        let listed = listed.join(", ");
        match lang {
            Lang::Vi => format!(
                "từ {found} trên {of} ngày, {in_force} ngày trong thời gian có hiệu lực, sớm nhất {first}: {listed}{more}"
            ),
            Lang::En => {
                format!("from {found} of {of} days, {in_force} of them in force, the first {first}: {listed}{more}")
            }
        }
    }
}
