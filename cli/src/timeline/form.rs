//! The text form of a timeline: its head, and each rule set with its phases and duties.

use doithoai::calendar::DayKind;
use doithoai::dialogue::Log;
use doithoai::ruleset::{Activity, AnchorRule, Basis, Channel, Extension, Merger, MetBy, Phase, Standing};
use doithoai::timeline::{Duty, Move, NoDue, OtherReading, SetSummary, Status, WhyNot};
use doithoai::{Confidence, Facts, Lang, RuleSet, Step, Terms, Text, Timeline};

use super::{SAMPLE_AS_OF, SAMPLE_DAY, SAMPLE_EVENTS};
use crate::page::{BOLD, DIM, Page, WARN, at, bounds, paint, style_of};

/// The text form.
pub(super) struct Form<'a> {
    pub(super) lang: Lang,
    pub(super) explain: bool,
    pub(super) sample: bool,
    /// The log that it was read from.
    pub(super) log: Option<&'a Log>,
}

impl Form<'_> {
    pub(super) fn page(&self, terms: &Terms, timeline: &Timeline, facts: &Facts) -> String {
        let mut page = Page::default();
        self.head(&mut page, terms, timeline, facts);
        self.subject(&mut page, terms, timeline);
        self.petitions(&mut page, terms, timeline, facts);
        self.refused(&mut page, terms, timeline);
        for summary in &timeline.rulesets {
            let judges = |set: &&RuleSet| set.id() == summary.id && set.version() == summary.version;
            let Some(set) = terms.rule_sets().iter().find(judges) else { continue };
            self.banner(&mut page, set, summary);
            for phase in Phase::ALL {
                self.phase(&mut page, timeline, set, Some(*phase));
            }
            self.phase(&mut page, timeline, set, None);
            self.recurring(&mut page, timeline, set);
            self.undated(&mut page, timeline, set);
            self.unknown(&mut page, set);
        }
        self.side_by_side(&mut page, timeline);
        page.finish()
    }

    /// `label: words`
    pub(super) fn entry(&self, page: &mut Page, vi: &str, en: &str, words: &str) {
        let label = match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        };
        page.line(6, &format!("{label}: {words}"));
    }

    pub(super) fn head(&self, page: &mut Page, terms: &Terms, timeline: &Timeline, facts: &Facts) {
        let lang = self.lang;
        if self.sample {
            let events = SAMPLE_EVENTS.map(|event| format!(" --event {event}")).concat();
            page.styled(0, DIM, lang.pick("Ví dụ; lệnh đầy đủ:", "A sample; the full command:"));
            page.styled(0, DIM, &format!("  doithoai timeline --on {SAMPLE_DAY}{events} --as-of {SAMPLE_AS_OF}"));
            page.blank();
        }
        self.title(page, terms, timeline);
        if let Some(log) = self.log {
            self.stored_otherwise(page, log, terms);
        }
        self.happened(page, terms, timeline, facts);
        for unknown in &timeline.unknown_entries {
            page.styled(0, WARN, &crate::page::not_understood(unknown, lang));
        }
        let view = timeline.view;
        if let Some(date) = view.as_of {
            page.line(0, &format!("{} {}", lang.pick("Tính đến", "As of"), lang.date_with_weekday(date)));
        }
        if let Some(date) = view.known_on {
            page.line(
                0,
                &format!("{} {}", lang.pick("Theo thông tin có đến hết", "As known on"), lang.date_with_weekday(date)),
            );
        }
        if let Some(age) = &timeline.data_age {
            page.styled(0, WARN, &format!("[!] {}", age.text.get(lang)));
        }
    }

    /// Which dialogue, and on which day.
    fn title(&self, page: &mut Page, terms: &Terms, timeline: &Timeline) {
        let lang = self.lang;
        let appointed = if timeline.appointed == timeline.opened {
            String::new()
        } else {
            format!(" ({} {})", lang.pick("ngày đã định", "appointed for"), lang.date(timeline.appointed))
        };
        let id = self.log.map(|log| format!(" {}", log.plan().id)).unwrap_or_default();
        let opened = lang.date_with_weekday(timeline.opened);
        let of = |activity| terms.rule_sets().iter().find(|set| set.applies().activities.contains(&activity));
        let words = match (terms.rule_sets().is_empty(), of(Activity::Dialogue), of(Activity::Reception), lang) {
            (true, ..) | (_, Some(_), ..) => match lang {
                Lang::Vi => format!("Đối thoại{id} ngày {opened}{appointed}"),
                Lang::En => format!("Dialogue{id} on {opened}{appointed}"),
            },
            (_, None, Some(set), Lang::Vi) => format!("Ngày {}{id}: {opened}{appointed}", set.reception_text().vi),
            (_, None, Some(_), Lang::En) => format!("Reception{id} on {opened}{appointed}"),
            (_, None, None, _) => format!("{}{id} {opened}{appointed}", lang.pick("Ngày", "Day")),
        };
        page.styled(0, BOLD, &words);
    }

    fn banner(&self, page: &mut Page, set: &RuleSet, summary: &SetSummary) {
        let lang = self.lang;
        page.blank();
        self.named(page, summary);
        page.line(0, summary.title.get(lang));
        if let Some(covers) = &summary.covers {
            page.line(0, &format!("{}: {}", lang.pick("Phạm vi", "Covers"), covers.get(lang)));
        }
        self.standing(page, summary);
        for source in &summary.sources {
            let (kind, label) = (source.kind.text(), lang.pick("Nguồn", "Source"));
            let note = source.note.as_ref().map(|note| format!(". {}", note.get(lang))).unwrap_or_default();
            let how = format!("{}, {}", kind.get(lang), self.confidence(source.confidence));
            page.line(0, &format!("{label}: {} ({how}){note}", source.reference));
        }
        if !summary.audience.is_empty() {
            let label = if set.applies().activities.contains(&Activity::Dialogue) {
                lang.pick("Đối thoại với", "Held with")
            } else {
                lang.pick("Đối tượng", "For")
            };
            page.line(0, &format!("{label}: {}", set.actors_text(&summary.audience, lang)));
        }
    }

    /// The document that a rule set is named after, with its id and version.
    pub(super) fn named(&self, page: &mut Page, summary: &SetSummary) {
        let instrument = summary.instrument.get(self.lang);
        page.styled(0, BOLD, &format!("{instrument} · {} @ {}", summary.id, summary.version));
    }

    /// Whether a rule set still holds.
    pub(super) fn standing(&self, page: &mut Page, summary: &SetSummary) {
        let lang = self.lang;
        let note = summary.standing_note.as_ref().map(|note| format!(": {}", note.get(lang))).unwrap_or_default();
        let standing = format!("{}{note}", summary.standing.text().get(lang));
        if let Some(not) = &summary.not_in_force {
            page.styled(0, WARN, &format!("[!] {}", not.text.get(lang)));
        }
        if let Some(not) = &summary.not_yet_known {
            page.styled(0, WARN, &format!("[!] {}", not.text.get(lang)));
        }
        match summary.standing {
            Standing::InForce if summary.not_in_force.is_some() => {}
            Standing::InForce => page.styled(0, DIM, &standing),
            _ => page.styled(0, WARN, &format!("[!] {standing}")),
        }
        if let Some(merged) = &summary.merged {
            page.styled(0, WARN, &format!("[!] {}", merger(merged, lang)));
        }
    }

    pub(super) fn confidence(&self, confidence: Confidence) -> String {
        format!("{} {}", self.lang.pick("mức tin cậy", "confidence"), confidence.word())
    }

    /// The steps and duties of a phase; those of no phase where there is none.
    fn phase(&self, page: &mut Page, timeline: &Timeline, set: &RuleSet, phase: Option<Phase>) {
        let steps: Vec<_> =
            timeline.steps.iter().filter(|step| step.ruleset == set.id() && Some(step.step.phase) == phase).collect();
        let duties: Vec<&Duty> =
            timeline.duties.iter().filter(|duty| duty.ruleset() == set.id() && duty.rule.phase == phase).collect();
        let lang = self.lang;
        let nothing = steps.is_empty() && duties.is_empty();
        let has_phases = set.applies().activities.contains(&Activity::Dialogue);
        if nothing && (phase.is_none() || !has_phases) {
            return;
        }
        // What has no phase stands beside the phases of a dialogue; a law on receptions has none.
        let other = if has_phases {
            Text::new("nhiệm vụ khác", "other duties")
        } else {
            Text::new("nhiệm vụ", "duties")
        };
        let title = phase.map_or(other, Phase::text);
        page.blank();
        page.styled(0, BOLD, &title.get(lang).to_uppercase());
        if nothing {
            page.styled(2, DIM, lang.pick("(nguồn không nêu)", "(the source says nothing)"));
        }
        for step in steps {
            let (text, actor, cite) = (step.step.text.get(lang), step.actor_text.get(lang), step.cite_text.get(lang));
            let done =
                step.done.map(|day| format!(" {} {}.", lang.pick("Đã làm", "Done"), lang.date_with_weekday(day)));
            page.line(2, &format!("- {text} ({actor}).{} {}", done.unwrap_or_default(), paint(DIM, cite)));
        }
        for duty in duties {
            self.duty(page, set, duty);
        }
    }

    fn duty(&self, page: &mut Page, set: &RuleSet, duty: &Duty) {
        let lang = self.lang;
        let status = paint(style_of(&duty.outcome.status), &duty.status_text(lang));
        let id = paint(DIM, &Self::id_of(duty));
        page.line(2, &format!("* {} {id} {status}", paint(BOLD, duty.rule.text.get(lang))));
        self.due(page, duty);
        self.certainty(page, duty);
        self.over(page, duty);
        let toward: Vec<&str> = duty.rule.toward.iter().map(|toward| toward.who.as_str()).collect();
        self.bearer(page, duty.bearer_text().get(lang), &toward, duty.toward_text().get(lang));
        if let Some(agency) = &duty.assigned_to {
            self.entry(page, "Giao cho", "Assigned to", agency);
        }
        self.conditions(page, set, duty);
        for finding in &duty.outcome.findings {
            page.styled(6, WARN, &format!("! {}", duty.finding_text(finding, lang)));
        }
        for reading in &duty.readings {
            self.reading(page, duty, reading);
        }
        self.by(page, duty.cite_text().get(lang), duty.rule.confidence, &duty.changed());
        if duty.rule.basis != Basis::Norm {
            page.styled(6, WARN, &format!("! {}", duty.rule.basis.text().get(lang)));
        }
        if !duty.rule.same_as.is_empty() {
            self.entry(page, "Cùng là", "The same as", &duty.rule.same_as.join(", "));
        }
        if let Some(defect) = &duty.rule.source_defect {
            page.styled(6, WARN, &format!("! {}", defect.get(lang)));
        }
        if self.explain
            && let Some(trace) = &duty.outcome.trace
        {
            page.block(8, &paint(DIM, &trace.text(lang)));
        }
    }

    /// When a duty is due, or expected to be, and from what; why there is no date.
    pub(super) fn due(&self, page: &mut Page, duty: &Duty) {
        let lang = self.lang;
        if duty.outcome.is_projected()
            && duty.outcome.moved_by.is_empty()
            && let Some(limit) = duty.limit_text(lang)
        {
            // A date would go on from day to day: it stands only while nothing it rests on is late.
            let on = duty.outcome.settled_due().map(|due| lang.date_with_weekday(due.date));
            let words = match (on, &duty.outcome.anchor) {
                (Some(on), Some(anchor)) => {
                    let from = lang.date(anchor.at.date);
                    let counted = if anchor.actual {
                        lang.pick("tính từ ngày", "counted from")
                    } else {
                        lang.pick("nếu tính từ ngày", "if counted from")
                    };
                    let from = format!("{counted} {from}");
                    format!(" ({on}, {from})")
                }
                _ => String::new(),
            };
            self.entry(page, "Dự kiến đến hạn", "Expected due", &format!("{}{words}", paint(BOLD, &limit)));
            if let Some(whichever) = duty.whichever_text(lang) {
                self.entry(page, "Thời hạn", "Limits", &whichever);
            }
            return;
        }
        let due = match (duty.outcome.due, &duty.outcome.reason) {
            (Some(due), _) => {
                let date = duty.outcome.due_text(lang, Lang::date_with_weekday);
                date.unwrap_or_else(|| lang.date_with_weekday(due.date)) + &at(duty.outcome.due_at, lang)
            }
            (None, Some(reason)) => duty.reason_text(reason, lang),
            (None, None) => WhyNot::NotInVersion.text().get(lang).to_owned(),
        };
        let (vi, en) = if duty.outcome.is_projected() || matches!(duty.outcome.reason, Some(NoDue::AwaitsEvent(_))) {
            ("Dự kiến đến hạn", "Expected due")
        } else {
            ("Đến hạn", "Due")
        };
        self.entry(page, vi, en, &format!("{}{}", paint(BOLD, &due), self.counted(duty)));
        if let Some(whichever) = duty.whichever_text(lang) {
            self.entry(page, "Thời hạn", "Limits", &whichever);
        }
    }

    /// A duty's id with its petition and session, in brackets.
    pub(super) fn id_of(duty: &Duty) -> String {
        let time = duty.session.as_deref().or(duty.occurrence.as_deref());
        let of = [Some(duty.rule.id.as_str()), duty.petition.as_deref(), time];
        format!("[{}]", of.into_iter().flatten().collect::<Vec<&str>>().join(" "))
    }

    /// ` (10 ngày làm việc sau khi kết thúc đối thoại, ngày 20/08/2026)`, and what moved the date.
    fn counted(&self, duty: &Duty) -> String {
        let lang = self.lang;
        let (Some(limit), Some(anchor)) = (duty.limit_text(lang), &duty.outcome.anchor) else { return String::new() };
        let day = lang.date(anchor.at.date) + &at(anchor.time, lang);
        let day = match (anchor.actual, lang) {
            (true, Lang::Vi) => format!(", ngày {day}"),
            (false, Lang::Vi) => format!(", dự kiến ngày {day}"),
            (true, Lang::En) => format!(" {day}"),
            (false, Lang::En) => format!(" expected {day}"),
        };
        let counted = format!("{limit}{day}");
        let Some(base) = duty.outcome.base_due else { return format!(" ({counted})") };
        let (by, base) = (duty.moves_text(lang), lang.date(base.date));
        match lang {
            Lang::Vi => format!(" ({by}; thời hạn ban đầu {base}: {counted})"),
            Lang::En => format!(" ({by}; at first {base}: {counted})"),
        }
    }

    fn certainty(&self, page: &mut Page, duty: &Duty) {
        if duty.outcome.slides() {
            return;
        }
        let (lang, Some(due)) = (self.lang, duty.outcome.due) else { return };
        if due.last_working_day != due.date {
            self.entry(
                page,
                "Ngày làm việc cuối cùng",
                "Last working day",
                &lang.date_with_weekday(due.last_working_day),
            );
        }
        if let Some(because) = due.because() {
            page.styled(6, WARN, &format!("{}; {}", bounds(due, lang), because.text(lang)));
        }
    }

    /// The special days that the count passed over; `--explain` has the rest.
    fn over(&self, page: &mut Page, duty: &Duty) {
        let lang = self.lang;
        if duty.outcome.slides() {
            return;
        }
        let steps = duty.outcome.trace.iter().flat_map(doithoai::Trace::steps);
        let days: Vec<String> = steps
            .filter_map(|step| match step {
                Step::Skipped { day } | Step::OffAtEnd { day } if day.kind != DayKind::WeeklyRest => Some(day),
                Step::Worked { day } => Some(day),
                _ => None,
            })
            .map(|day| format!("{} {}", lang.date(day.date), day.reason(lang)))
            .collect();
        if !days.is_empty() {
            self.entry(page, "Ngày nghỉ, làm bù trong thời hạn", "Special days", &days.join("; "));
        }
    }

    pub(super) fn bearer(&self, page: &mut Page, bearer: &str, toward: &[impl AsRef<str>], toward_text: &str) {
        let lang = self.lang;
        let toward = match toward {
            [] => String::new(),
            [only] if only.as_ref() == "unknown" => {
                lang.pick("; nguồn không nêu nơi nhận", "; the source does not say to whom").to_owned()
            }
            _ => format!("; {}: {toward_text}", lang.pick("đối với", "toward")),
        };
        self.entry(page, "Thực hiện", "Bearer", &format!("{bearer}{toward}"));
    }

    fn conditions(&self, page: &mut Page, set: &RuleSet, duty: &Duty) {
        let lang = self.lang;
        if let Some(condition) = &duty.rule.only_if {
            self.entry(page, "Chỉ áp dụng khi", "Only if", &condition.text(set, lang));
        }
        if let Some(lasts) = &duty.rule.lasts {
            self.entry(page, "Liên tục ít nhất", "For at least", &lasts.text(lang));
        }
        if !duty.rule.channels.is_empty() {
            let channels: Vec<String> =
                duty.rule.channels.iter().map(|channel| set.channel_text(*channel).get(lang).to_owned()).collect();
            self.entry(page, "Kênh", "Channels", &lang.list(&channels));
        }
        for (event, form) in &duty.rule.form {
            let words = format!("{} {}", set.event_text(event).get(lang), form.text().get(lang));
            self.entry(page, "Hình thức", "Form", &words);
        }
        if let Some(event) = &duty.rule.each_event {
            let of = duty.occurrence_text(lang).map(|of| format!(" ({of})")).unwrap_or_default();
            self.entry(page, "Mỗi lần", "For each", &format!("{}{of}", set.event_text(event).get(lang)));
        }
        if let Some(per) = duty.rule.per {
            self.entry(page, "Tính cho", "For", per.text().get(lang));
        }
        if let Some(must_state) = &duty.rule.must_state {
            self.entry(page, "Phải nêu", "Must state", &must_state.text(lang));
        }
        for extension in &duty.rule.extensions {
            self.extension(page, set, extension);
        }
        if duty.outcome.status == Status::Awaiting
            && let Some(anchor) = &duty.outcome.anchor
        {
            self.entry(
                page,
                "Chờ sự kiện",
                "Waits for",
                &match &anchor.rule {
                    AnchorRule::Event(event) => self.event(set, event),
                    other => set.anchor_text(other).get(lang).to_owned(),
                },
            );
        }
        if let Some(date) = duty.outcome.met_on {
            let done = lang.date_with_weekday(date) + &at(duty.outcome.met_at, lang);
            self.entry(page, "Hoàn thành", "Done", &done);
        }
        if !duty.outcome.missing.is_empty() && !matches!(duty.outcome.status, Status::NotApplicable { .. }) {
            let missing: Vec<String> = duty.outcome.missing.iter().map(|event| self.event(set, event)).collect();
            match duty.rule.met_by {
                MetBy::Any(_) => self.entry(page, "Còn cần một trong", "Still needed, one of", &missing.join(", ")),
                _ => self.entry(page, "Còn cần", "Still needed", &missing.join(", ")),
            }
        }
    }

    /// An event's name with its id, as `--event` takes it; `event:channel` for one channel of it.
    fn event(&self, set: &RuleSet, id: &str) -> String {
        let (event, channel) = id.split_once(':').unwrap_or((id, ""));
        let on = Channel::named(channel).map(|channel| format!(" ({})", set.channel_text(channel).get(self.lang)));
        format!("{}{} [{id}]", set.event_text(event).get(self.lang), on.unwrap_or_default())
    }

    fn extension(&self, page: &mut Page, set: &RuleSet, extension: &Extension) {
        let lang = self.lang;
        let when = extension.when.as_ref().map(|when| format!("{}: ", when.get(lang))).unwrap_or_default();
        let states = extension.must_state.as_ref();
        let states =
            states.map(|must| format!(", {} {}", lang.pick("nêu rõ", "stating"), must.text(lang))).unwrap_or_default();
        let toward = match extension.toward.as_slice() {
            [] => String::new(),
            some => format!(", {} {}", lang.pick("đến", "to"), set.toward_text(some).get(lang)),
        };
        let event = self.event(set, &extension.granted_by);
        self.entry(page, "Kéo dài", "Extension", &format!("{when}{event}{states}{toward}"));
    }

    fn reading(&self, page: &mut Page, duty: &Duty, reading: &OtherReading) {
        let lang = self.lang;
        // What another limit cuts short goes by that one.
        let is_cut = |moved: &Move| matches!(moved, Move::Limit { of, .. } if *of == duty.rule.id);
        let limit = || {
            if reading.outcome.moved_by.iter().any(is_cut) {
                duty.limit_text(lang)
            } else {
                duty.limit_text_of(&reading.outcome, lang)
            }
        };
        let slides = reading.outcome.slides().then(limit).flatten();
        let due = slides.or_else(|| {
            reading.outcome.due.map(|due| lang.date_with_weekday(due.date) + &at(reading.outcome.due_at, lang))
        });
        let due = due.unwrap_or_else(|| lang.pick("không có ngày", "no date").to_owned());
        let limit_of = lang.pick("là hạn của", "the limit of");
        let of = reading.of().map(|of| format!(", {limit_of} “{}”", duty.rule_set.duty_text(of).get(lang)));
        let of = of.unwrap_or_default();
        let of_rule = reading.declared_by().map(|rule| format!("{rule}/")).unwrap_or_default();
        let (name, because) = (reading.name(), reading.because());
        let label = lang.pick("Cách hiểu khác", "Other reading");
        let label = if name == because { label.to_owned() } else { format!("{label} “{}”", name.get(lang)) };
        let because = because.get(lang);
        page.styled(6, WARN, &format!("{label}: {due}{of} ({because} [{of_rule}{}])", reading.id()));
        for finding in &reading.outcome.findings {
            page.styled(8, WARN, &format!("! {}", duty.finding_text(finding, lang)));
        }
        if self.explain
            && let Some(trace) = &reading.outcome.trace
        {
            page.block(10, &paint(DIM, &trace.text(lang)));
        }
    }
}

/// What a merger leaves open.
fn merger(merged: &Merger, lang: Lang) -> String {
    let text = merged.text.as_ref().map_or_else(|| merged.into.clone(), |text| text.get(lang).to_owned());
    let on = merged.on.value().map(|day| lang.date(*day)).unwrap_or_default();
    match lang {
        Lang::Vi => format!("Địa bàn đã sắp xếp từ ngày {on} ({text}): chưa rõ văn bản còn áp dụng ở đâu"),
        Lang::En => {
            format!("Its territory was merged on {on} ({text}): whether, and where, it still holds is not known")
        }
    }
}
