//! The text form of what has no date of its own: recurring duties, triggers, rules, what is unknown, several sets side by
//! side.

use doithoai::ruleset::{Activity, Exclusion, NoDate, NotApplicable, Practice};
use doithoai::timeline::{ChangedValue, InSet, RecurringDuty, TriggerRule};
use doithoai::{Confidence, Lang, RuleSet, Terms, Text, Timeline};

use super::form::Form;
use crate::input;
use crate::page::{BOLD, DIM, Page, WARN, paint};

/// What a value of a rule is, which a later version changed.
fn changed_text(key: &str) -> Option<Text> {
    let (vi, en) = match key.split(['.', '[']).next()? {
        "at_least" => ("số lần tối thiểu", "how often at least"),
        "bearer" => ("chủ thể thực hiện", "who must do it"),
        "cutoffs" => ("các kỳ báo cáo", "the cut-offs"),
        "due" => ("thời hạn", "the limit"),
        "every" => ("kỳ", "the period"),
        "met_by" => ("việc phải làm để hoàn thành", "what fulfils it"),
        "must_state" => ("nội dung phải nêu", "what it must state"),
        "only_if" => ("điều kiện áp dụng", "the condition"),
        "reading" => ("cách hiểu khác", "the other readings"),
        "text" => ("lời văn", "the words"),
        "toward" => ("nơi nhận", "to whom"),
        _ => return None,
    };
    Some(Text::new(vi, en))
}

impl Form<'_> {
    pub(super) fn recurring(&self, page: &mut Page, timeline: &Timeline, set: &RuleSet) {
        let lang = self.lang;
        let duties: Vec<_> = timeline.recurring.iter().filter(|duty| duty.ruleset == set.id()).collect();
        let triggers: Vec<_> = timeline.triggers.iter().filter(|trigger| trigger.ruleset == set.id()).collect();
        if duties.is_empty() && triggers.is_empty() {
            return;
        }
        page.blank();
        let ad_hoc = if triggers.is_empty() { "" } else { lang.pick(" và đột xuất", " and ad hoc") };
        page.styled(0, BOLD, &format!("{}{ad_hoc}", lang.pick("Định kỳ", "Recurring")).to_uppercase());
        for duty in duties {
            self.recurring_duty(page, set, duty);
        }
        for trigger in triggers {
            self.trigger(page, set, trigger);
        }
    }

    fn recurring_duty(&self, page: &mut Page, set: &RuleSet, duty: &RecurringDuty) {
        let lang = self.lang;
        let id = paint(DIM, &format!("[{}]", duty.id));
        page.line(2, &format!("* {} {id} {}", paint(BOLD, duty.text.get(lang)), duty.often_text(lang)));
        let due = match (duty.due, &duty.with, duty.reason) {
            (Some(due), _, _) => lang.date_with_weekday(due.date),
            (None, Some(with), _) => {
                format!("{} {} [{with}]", lang.pick("đồng thời với", "together with"), set.duty_text(with).get(lang))
            }
            (None, None, _) if duty.each_before.is_some() => duty.before_text(lang).unwrap_or_default(),
            (None, None, reason) => {
                let source = set.recurring().iter().find(|rule| rule.id == duty.id).map_or("", |rule| &rule.source);
                let words = set.no_date_text(reason.unwrap_or(NoDate::NotStated), source);
                let within = if reason.is_none_or(|reason| reason == NoDate::NotStated) {
                    lang.pick("trong kỳ; ", "within the period; ")
                } else {
                    ""
                };
                format!("{within}{}", words.get(lang))
            }
        };
        let within = duty.in_period_text(lang).map(|period| format!(" ({period})")).unwrap_or_default();
        self.entry(page, "Đến hạn", "Due", &format!("{due}{within}"));
        for note in &duty.notes {
            page.styled(6, WARN, &format!("! {}", note.get(lang)));
        }
        if !duty.levels.is_empty() {
            let levels: Vec<String> = duty.levels.iter().map(|level| level.text().get(lang).to_owned()).collect();
            self.entry(page, "Cấp", "Level", &lang.list(&levels));
        }
        if !duty.kinds.is_empty() {
            let kinds: Vec<String> = duty.kinds.iter().map(|kind| kind.text().get(lang).to_owned()).collect();
            self.entry(page, "Chỉ tính đối thoại", "Only dialogues that are", &lang.list(&kinds));
        }
        if !duty.bearer.is_empty() {
            self.bearer(page, duty.bearer_text.get(lang), &duty.toward, duty.toward_text.get(lang));
        }
        if let Some(adopted) = &duty.adopted {
            self.entry(page, "Cách hiểu đã chọn", "Reading adopted", adopted);
        }
        for reading in &duty.readings {
            let label = lang.pick("Cách hiểu khác", "Other reading");
            let named = reading.text.as_ref().map(|text| format!(" “{}”", text.get(lang))).unwrap_or_default();
            page.styled(6, WARN, &format!("{label}{named}: {} [{}]", reading.because.get(lang), reading.id));
        }
        self.by(page, duty.cite_text.get(lang), duty.confidence, &duty.changed);
    }

    fn trigger(&self, page: &mut Page, set: &RuleSet, trigger: &TriggerRule) {
        let lang = self.lang;
        let modality = trigger.modality.text();
        let what = match (trigger.leads_to, lang) {
            (Activity::Reception, _) => set.reception_text().get(lang).to_owned(),
            (_, Lang::Vi) => "tổ chức đối thoại".to_owned(),
            (_, Lang::En) => "hold a dialogue".to_owned(),
        };
        let kind = trigger.kind.map(|kind| format!(" {}", kind.text().get(lang))).unwrap_or_default();
        let kind = if lang == Lang::En && !kind.is_empty() { format!(" ({})", kind.trim()) } else { kind };
        let made = format!("{what}{kind} {}", trigger.when.get(lang));
        let words = trigger.text.as_ref().map_or(made, |text| small(text.get(lang)));
        let words = format!("{} {words}", modality.get(lang));
        page.line(2, &format!("* {words} {}", paint(DIM, &format!("[{}]", trigger.id))));
        self.by(page, trigger.cite_text.get(lang), trigger.confidence, &[]);
    }

    /// The citation, and by what a value of the rule was changed.
    pub(super) fn by(&self, page: &mut Page, cite: &str, confidence: Confidence, changed: &[ChangedValue]) {
        self.entry(page, "Căn cứ", "By", &format!("{cite} ({})", self.confidence(confidence)));
        for change in changed.iter().filter(|change| !change.value.is_empty()) {
            let cite =
                change.cite_text.as_ref().map_or_else(|| change.by.clone(), |cite| cite.get(self.lang).to_owned());
            let sure = change.confidence.map(|sure| format!(" ({})", self.confidence(sure))).unwrap_or_default();
            let label = self.lang.pick("Sửa đổi", "Changed");
            let what = changed_text(&change.value).map(|what| format!(" {}", what.get(self.lang))).unwrap_or_default();
            page.styled(6, WARN, &format!("{label}{what} [{}]: {cite}{sure}", change.value));
        }
    }

    /// What the set lays down without a date, and how meetings were held.
    pub(super) fn undated(&self, page: &mut Page, timeline: &Timeline, set: &RuleSet) {
        let lang = self.lang;
        let mut lines: Vec<(Text, String)> = Vec::new();
        for norm in timeline.norms.iter().filter(|norm| norm.ruleset == set.id()) {
            let rule = &norm.rule;
            let who = norm.who_text.get(lang);
            let who = if who.is_empty() { String::new() } else { format!(" ({who})") };
            let when = rule.when.as_ref().map(|when| condition(when.get(lang), lang)).unwrap_or_default();
            lines.push((
                rule.kind.text(),
                format!("{when}{}{who}. {}", rule.text.get(lang), self.cited(&norm.cite_text, rule.confidence)),
            ));
        }
        let role_of = Text::new("vai trò", "role");
        for role in timeline.roles.iter().filter(|role| role.ruleset == set.id()) {
            let text = role.rule.text.as_ref().map_or(role.rule.id.as_str(), |text| text.get(lang));
            lines.push((
                role_of.clone(),
                format!("{text}: {}. {}", role.who_text.get(lang), self.cited(&role.cite_text, role.rule.confidence)),
            ));
        }
        for exclusion in timeline.exclusions.iter().filter(|exclusion| exclusion.ruleset == set.id()) {
            lines.push((set.exclusion_text(), self.exclusion(set, exclusion)));
        }
        for practice in timeline.practices.iter().filter(|practice| practice.ruleset == set.id()) {
            lines.push((Text::new("thực tế", "practice"), self.practice(practice)));
        }
        if lines.is_empty() {
            return;
        }
        page.blank();
        page.styled(0, BOLD, &lang.pick("Quy tắc không có thời hạn", "Rules without a date").to_uppercase());
        for (kind, words) in lines {
            page.line(2, &format!("- {}: {words}", kind.get(lang)));
        }
    }

    /// Where a rule stands, and how sure it is.
    fn cited(&self, cite: &Text, confidence: Confidence) -> String {
        paint(DIM, &format!("{} ({})", cite.get(self.lang), self.confidence(confidence)))
    }

    fn exclusion(&self, set: &RuleSet, exclusion: &InSet<Exclusion>) -> String {
        let lang = self.lang;
        let follow_up = set.follow_up_text(&exclusion.rule.follow_up);
        let readings = exclusion.rule.readings.iter().map(|reading| {
            format!(
                " {} {} [{}].",
                lang.pick("Cách hiểu khác:", "Other reading:"),
                reading.because.get(lang),
                reading.id
            )
        });
        format!(
            "{}; {}: {}.{} {}",
            exclusion.rule.ground.get(lang),
            lang.pick("sau đó", "then"),
            follow_up.get(lang),
            readings.collect::<String>(),
            self.cited(&exclusion.cite_text, exclusion.rule.confidence)
        )
    }

    fn practice(&self, practice: &InSet<Practice>) -> String {
        let lang = self.lang;
        let rule = &practice.rule;
        let steps: Vec<&str> = rule.steps.iter().map(|step| step.text.get(lang)).collect();
        let opinions = rule.opinions.map(|n| format!(", {n} {}", lang.pick("lượt ý kiến", "opinions voiced")));
        let text = rule.text.as_ref().map(|text| text.get(lang).to_owned());
        let told: Vec<String> = [steps.join("; ")].into_iter().chain(text).filter(|words| !words.is_empty()).collect();
        let (place, opinions, told) = (rule.place.get(lang), opinions.unwrap_or_default(), told.join(". "));
        format!("{place}{opinions}: {told}. {}", paint(DIM, practice.cite_text.get(lang)))
    }

    /// The duties that several rule sets lay on the dialogue.
    pub(super) fn side_by_side(&self, page: &mut Page, timeline: &Timeline) {
        let (lang, rows) = (self.lang, timeline.side_by_side());
        if rows.is_empty() {
            return;
        }
        page.blank();
        page.styled(
            0,
            BOLD,
            &lang.pick("Cùng một việc theo nhiều văn bản", "The same matter under several instruments").to_uppercase(),
        );
        for row in rows {
            page.line(2, &format!("* {}", row.duty_kind.text().get(lang)));
            for side in row.sides {
                let due = side.due.map(|due| lang.date_with_weekday(due.date));
                let due = due.or_else(|| side.expected.map(|text| text.get(lang).to_owned()));
                let due = due.unwrap_or_else(|| lang.pick("không có ngày", "no date").to_owned());
                let petition = side.petition.map(|id| format!(" {id}")).unwrap_or_default();
                let duties: Vec<String> = side.duties.iter().map(|duty| self.of_set(timeline, duty)).collect();
                page.line(6, &format!("{due}  {}{petition}", duties.join(" = ")));
            }
        }
    }

    /// `Luật 72/2025/QH15 [law-72-2025/hold-dialogue]`: a duty by the instrument that lays it down, where that is at hand.
    pub(super) fn of_set(&self, timeline: &Timeline, duty: &str) -> String {
        let set = duty.split('/').next().unwrap_or_default();
        let instrument = timeline.rulesets.iter().find(|summary| summary.id == set);
        let instrument = instrument.map(|summary| format!("{} ", summary.instrument.get(self.lang)));
        format!("{}{}", instrument.unwrap_or_default(), paint(DIM, &format!("[{duty}]")))
    }

    /// Which of the rule sets were made for a unit that has ended, each once.
    fn ended(&self, page: &mut Page, timeline: &Timeline) {
        let merged = timeline.merged_into.as_ref().and(timeline.subject.as_ref());
        let merged = merged.and_then(|subject| subject.territory.first());
        let is_merged = |id: &str| timeline.rulesets.iter().any(|set| set.id == id && set.merged.is_some());
        let all = timeline.ended_territories.iter().filter(|ended| !is_merged(&ended.ruleset));
        for words in input::ended(all, &timeline.units, merged, self.lang) {
            page.styled(0, WARN, &words);
        }
    }

    /// Whom the rule sets were looked up for, and which of them do not bind or were made for what has ended.
    pub(super) fn subject(&self, page: &mut Page, terms: &Terms, timeline: &Timeline) {
        self.ended(page, timeline);
        let lang = self.lang;
        let Some(subject) = &timeline.subject else { return };
        let (head, level) = (
            input::text_in(terms.rule_sets(), &subject.head.text(), |set| set.head_text(subject.head)),
            input::text_in(terms.rule_sets(), &subject.level.text(), |set| set.level_text(subject.level)),
        );
        let territory = format!("{} {}", lang.pick("địa bàn", "territory"), subject.territory.join("/"));
        let unit = subject.unit_type().map(|of| format!(" ({})", of.text().get(lang))).unwrap_or_default();
        page.line(
            0,
            &format!("{}: {}, {}{unit}, {territory}", lang.pick("Chủ thể", "Subject"), head.get(lang), level.get(lang)),
        );
        if let Some(merger) = &timeline.merged_into {
            page.styled(0, WARN, &input::merged(subject, merger, lang));
        }
        for note in &timeline.units {
            page.styled(0, WARN, &format!("[!] {}", note.text(lang)));
        }
        let is_unknown = |not: &NotApplicable| not.reason.is_unknown();
        if timeline.rulesets.is_empty() {
            let words = if timeline.not_applicable.iter().any(is_unknown) {
                lang.pick("Không rõ bộ quy tắc nào áp dụng", "No rule set is known to apply")
            } else {
                lang.pick("Không có bộ quy tắc nào áp dụng", "No rule set applies")
            };
            page.styled(0, WARN, words);
        }
        for not in &timeline.not_applicable {
            let label = if is_unknown(not) {
                lang.pick("Chưa rõ", "Not known")
            } else {
                lang.pick("Không áp dụng", "Not applicable")
            };
            page.styled(0, WARN, &format!("{label}: {}", not.text(lang)));
        }
    }

    pub(super) fn unknown(&self, page: &mut Page, set: &RuleSet) {
        let lang = self.lang;
        if set.unknowns().is_empty() {
            return;
        }
        page.blank();
        let heading =
            lang.pick("Chưa rõ (không có nghĩa là không có quy định)", "Not known (which is not \"no such rule\")");
        page.styled(0, BOLD, &heading.to_uppercase());
        for unknown in set.unknowns() {
            let words = unknown.text(lang);
            page.line(2, &format!("- {words} {}", paint(DIM, &format!("[{}]", unknown.of))));
        }
    }
}

/// `nếu …: `, `khi …: `: a condition before what holds under it.
fn condition(words: &str, lang: Lang) -> String {
    let own = lang.pick(["khi ", "nếu ", "trong ", "sau ", "trước "], ["when ", "if ", "in ", "after ", "before "]);
    if own.iter().any(|own| words.starts_with(own)) {
        return format!("{words}: ");
    }
    format!("{} {words}: ", lang.pick("nếu", "if"))
}

/// With a small first letter.
fn small(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
