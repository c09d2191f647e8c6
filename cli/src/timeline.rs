//! `doithoai timeline`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use doithoai::calendar::DayKind;
use doithoai::ruleset::{Counts, Extension, MetBy, NoDate, Phase, Standing};
use doithoai::timeline::{Duty, Move, ReadingDate, SetSummary, Status};
use doithoai::{Confidence, Fact, Facts, Lang, RuleSet, Step, Terms, Timeline, View};

use crate::args::{Format, TimelineArgs};
use crate::input::{self, Outcome};
use crate::page::{BOLD, DIM, Page, WARN, bounds, paint, style_of};

const DEFAULT_RULE_SET: &str = "hcmc-935";

/// A dialogue whose windows cross a worked Saturday (22/8), a day swapped off (31/8) and National Day.
const SAMPLE_DAY: &str = "2026-08-20";
const SAMPLE_EVENTS: [&str; 2] = ["invitation-sent=2026-08-13", "conclusion-notified=2026-08-28"];
const SAMPLE_AS_OF: &str = "2026-09-15";

pub(crate) fn run(args: &TimelineArgs) -> Outcome<String> {
    let lang = Lang::from(args.common.lang);
    let sample = args.on.is_none();
    if sample && (!args.event.is_empty() || args.as_of.is_some()) {
        return Err(lang
            .pick(
                "thiếu --on: ngày đối thoại, ví dụ --on 2026-08-20",
                "--on is missing: the day of the dialogue, for example --on 2026-08-20",
            )
            .to_owned());
    }
    let terms = terms(args, lang)?;
    let (facts, as_of) = if sample { sample_facts(lang)? } else { facts(args, lang)? };
    let known_on = input::optional_date(args.common.known_on.as_ref(), "--known-on", lang)?;
    let mut view = as_of.map_or_else(View::everything, View::as_of);
    if let Some(date) = known_on {
        view = view.known_on(date);
    }
    let timeline = terms.timeline(&facts, view).map_err(|error| error.text(lang))?;
    match args.common.format {
        Format::Json if args.explain => input::json(&timeline.explained()),
        Format::Json => input::json(&timeline),
        Format::Text => Ok(Text { lang, explain: args.explain, sample }.page(&terms, &timeline.explained(), &facts)),
    }
}

fn terms(args: &TimelineArgs, lang: Lang) -> Outcome<Terms> {
    let mut sets = Vec::new();
    for id in &args.ruleset {
        sets.push(RuleSet::builtin(id).map_err(|error| error.text(lang))?);
    }
    for path in &args.ruleset_file {
        sets.push(input::rule_set_file(path, lang)?);
    }
    if sets.is_empty() {
        sets.push(RuleSet::builtin(DEFAULT_RULE_SET).map_err(|error| error.text(lang))?);
    }
    let mut ids = BTreeSet::new();
    if let Some(twice) = sets.iter().map(RuleSet::id).find(|id| !ids.insert(id.to_owned())) {
        return Err(match lang {
            Lang::Vi => format!("bộ quy tắc `{twice}` được nêu hai lần"),
            Lang::En => format!("rule set `{twice}` is given twice"),
        });
    }
    let choices = input::choices(&args.choose, lang)?;
    let terms = Terms::new(sets, input::calendar(&args.common)?);
    terms.choosing(choices).map_err(|error| error.text(lang))
}

fn facts(args: &TimelineArgs, lang: Lang) -> Outcome<(Facts, Option<NaiveDate>)> {
    let on = input::date(args.on.as_deref().unwrap_or_default(), "--on", lang)?;
    let events = args.event.iter().map(|event| input::event(event, lang)).collect::<Outcome<Vec<Fact>>>()?;
    let as_of = input::optional_date(args.as_of.as_ref(), "--as-of", lang)?;
    held(on, events, lang).map(|facts| (facts, as_of))
}

fn sample_facts(lang: Lang) -> Outcome<(Facts, Option<NaiveDate>)> {
    let events = SAMPLE_EVENTS.iter().map(|event| input::event(event, lang)).collect::<Outcome<Vec<Fact>>>()?;
    let facts = held(input::date(SAMPLE_DAY, "--on", lang)?, events, lang)?;
    Ok((facts, Some(input::date(SAMPLE_AS_OF, "--as-of", lang)?)))
}

/// A dialogue held on `on`: it opened then and closed the same day, unless an event says otherwise.
fn held(on: NaiveDate, events: Vec<Fact>, lang: Lang) -> Outcome<Facts> {
    let mut seen = BTreeSet::new();
    let repeats = |fact: &&Fact| fact.until.is_none() && !seen.insert(fact.event.clone());
    if let Some(twice) = events.iter().find(repeats) {
        return Err(match lang {
            Lang::Vi => format!("sự kiện `{}` được nêu hai lần; chỉ lần đầu được tính, hãy nêu một lần", twice.event),
            Lang::En => format!("event `{}` is given twice; only the first counts, so give it once", twice.event),
        });
    }
    let opened = events.iter().find(|fact| fact.event == "opened").map_or(on, |fact| fact.on);
    let mut facts = Facts::appointed_for(on);
    for event in ["opened", "closed"] {
        if !seen.contains(event) {
            facts = facts.with(Fact::new(event, opened));
        }
    }
    Ok(events.into_iter().fold(facts, Facts::with))
}

/// The text form.
struct Text {
    lang: Lang,
    explain: bool,
    sample: bool,
}

impl Text {
    fn page(&self, terms: &Terms, timeline: &Timeline, facts: &Facts) -> String {
        let mut page = Page::default();
        self.head(&mut page, terms, timeline, facts);
        for set in terms.rule_sets() {
            if let Some(summary) = timeline.rulesets.iter().find(|summary| summary.id == set.id()) {
                self.banner(&mut page, set, summary);
            }
            for phase in Phase::ALL {
                self.phase(&mut page, timeline, set, *phase);
            }
            self.recurring(&mut page, timeline, set);
            self.unknown(&mut page, set);
        }
        page.finish()
    }

    /// `label: words`
    fn entry(&self, page: &mut Page, vi: &str, en: &str, words: &str) {
        let label = match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        };
        page.line(6, &format!("{label}: {words}"));
    }

    fn head(&self, page: &mut Page, terms: &Terms, timeline: &Timeline, facts: &Facts) {
        let lang = self.lang;
        if self.sample {
            let events = SAMPLE_EVENTS.map(|event| format!(" --event {event}")).concat();
            page.styled(0, DIM, lang.pick("Ví dụ; lệnh đầy đủ:", "A sample; the full command:"));
            page.styled(0, DIM, &format!("  doithoai timeline --on {SAMPLE_DAY}{events} --as-of {SAMPLE_AS_OF}"));
            page.blank();
        }
        let opened = lang.date_with_weekday(timeline.opened);
        let appointed = if timeline.appointed == timeline.opened {
            String::new()
        } else {
            format!(" ({} {})", lang.pick("ngày đã định", "appointed for"), lang.date(timeline.appointed))
        };
        page.styled(0, BOLD, &format!("{} {opened}{appointed}", lang.pick("Đối thoại ngày", "Dialogue on")));
        let view = timeline.view;
        for fact in facts.all().iter().filter(|fact| fact.event != "opened" && fact.event != "closed") {
            let set = terms.rule_sets().iter().find(|set| set.event(&fact.event).is_some());
            let name = set.map(|set| set.event_text(&fact.event).get(lang).to_owned()).unwrap_or_default();
            let until = fact.until.map(|date| format!(" → {}", lang.date(date))).unwrap_or_default();
            let class = fact.class.map(|class| format!(" ({})", class.text().get(lang))).unwrap_or_default();
            let unseen =
                match (view.as_of.is_some_and(|day| fact.on > day), view.known_on.is_some_and(|day| fact.on > day)) {
                    (true, _) => lang.pick(" (sau ngày xét, không tính)", " (after the day of the view, not counted)"),
                    (_, true) => lang.pick(" (khi đó chưa biết, không tính)", " (not known then, not counted)"),
                    _ if timeline.unused_events.contains(&fact.event) => lang
                        .pick(" (bộ quy tắc đã chọn không dùng sự kiện này)", " (no chosen rule set asks about this)"),
                    _ => "",
                };
            page.line(2, &format!("{name}: {}{until}{class}{}", lang.date_with_weekday(fact.on), paint(WARN, unseen)));
        }
        if let Some(date) = view.as_of {
            page.line(0, &format!("{} {}", lang.pick("Tính đến", "As of"), lang.date_with_weekday(date)));
        }
        if let Some(date) = view.known_on {
            page.line(
                0,
                &format!("{} {}", lang.pick("Theo thông tin có đến hết", "As known on"), lang.date_with_weekday(date)),
            );
        }
    }

    fn banner(&self, page: &mut Page, set: &RuleSet, summary: &SetSummary) {
        let lang = self.lang;
        page.blank();
        page.styled(0, BOLD, &format!("{} · {} @ {}", summary.instrument.get(lang), summary.id, summary.version));
        page.line(0, summary.title.get(lang));
        if let Some(covers) = &summary.covers {
            page.line(0, &format!("{}: {}", lang.pick("Phạm vi", "Covers"), covers.get(lang)));
        }
        let note = summary.standing_note.as_ref().map(|note| format!(": {}", note.get(lang))).unwrap_or_default();
        let standing = format!("{}{note}", summary.standing.text().get(lang));
        match summary.standing {
            Standing::InForce => page.styled(0, DIM, &standing),
            _ => page.styled(0, WARN, &format!("[!] {standing}")),
        }
        for source in &summary.sources {
            let (kind, label) = (source.kind.text(), lang.pick("Nguồn", "Source"));
            let note = source.note.as_ref().map(|note| format!(". {}", note.get(lang))).unwrap_or_default();
            page.line(0, &format!("{label}: {} ({}){note}", kind.get(lang), self.confidence(source.confidence)));
        }
        if !summary.audience.is_empty() {
            let label = lang.pick("Đối thoại với", "Held with");
            page.line(0, &format!("{label}: {}", set.actors_text(&summary.audience, lang)));
        }
    }

    fn confidence(&self, confidence: Confidence) -> String {
        format!("{} {}", self.lang.pick("mức tin cậy", "confidence"), confidence.word())
    }

    fn phase(&self, page: &mut Page, timeline: &Timeline, set: &RuleSet, phase: Phase) {
        let steps: Vec<_> =
            timeline.steps.iter().filter(|step| step.ruleset == set.id() && step.step.phase == phase).collect();
        let duties: Vec<&Duty> =
            timeline.duties.iter().filter(|duty| duty.ruleset == set.id() && duty.phase == Some(phase)).collect();
        let lang = self.lang;
        page.blank();
        page.styled(0, BOLD, &phase.text().get(lang).to_uppercase());
        if steps.is_empty() && duties.is_empty() {
            page.styled(2, DIM, lang.pick("(nguồn không nêu)", "(the source says nothing)"));
        }
        for step in steps {
            let (text, actor, cite) = (step.step.text.get(lang), step.actor_text.get(lang), step.cite_text.get(lang));
            page.line(2, &format!("- {text} ({actor}). {}", paint(DIM, cite)));
        }
        for duty in duties {
            self.duty(page, set, duty);
        }
    }

    fn duty(&self, page: &mut Page, set: &RuleSet, duty: &Duty) {
        let lang = self.lang;
        let status = paint(style_of(&duty.status), &duty.status.text(lang));
        let petition = duty.petition.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
        let id = paint(DIM, &format!("[{}{petition}]", duty.id));
        page.line(2, &format!("* {} {id} {status}", paint(BOLD, duty.text.get(lang))));
        let due = match (duty.due, &duty.reason) {
            (Some(due), _) => lang.date_with_weekday(due.date),
            (None, Some(reason)) => reason.text(lang),
            (None, None) => String::new(),
        };
        self.entry(page, "Đến hạn", "Due", &format!("{}{}", paint(BOLD, &due), self.counted(duty)));
        self.certainty(page, duty);
        self.over(page, duty);
        self.bearer(page, duty.bearer_text.get(lang), &duty.toward, duty.toward_text.get(lang));
        self.conditions(page, set, duty);
        for finding in &duty.findings {
            page.styled(6, WARN, &format!("! {}", finding.text(lang)));
        }
        for reading in &duty.readings {
            self.reading(page, reading);
        }
        self.entry(
            page,
            "Căn cứ",
            "By",
            &format!("{} ({})", duty.cite_text.get(lang), self.confidence(duty.confidence)),
        );
        if let Some(defect) = &duty.source_defect {
            page.styled(6, WARN, &format!("! {}", defect.get(lang)));
        }
        if self.explain
            && let Some(trace) = &duty.trace
        {
            page.styled(8, DIM, &trace.text(lang));
        }
    }

    /// ` (10 ngày làm việc sau khi kết thúc đối thoại, ngày 20/08/2026)`, and what moved the date.
    fn counted(&self, duty: &Duty) -> String {
        let lang = self.lang;
        let (Some(limit), Some(anchor)) = (duty.limit, &duty.anchor) else { return String::new() };
        let side = match (limit.is_after(), anchor.event.as_deref()) {
            (true, Some("dialogue-day")) => lang.pick("sau", "after"),
            (true, _) => lang.pick("sau khi", "after"),
            (false, _) => lang.pick("trước", "before"),
        };
        let day = lang.date(anchor.at.date);
        let day = match (anchor.actual, lang) {
            (true, Lang::Vi) => format!(", ngày {day}"),
            (false, Lang::Vi) => format!(", dự kiến ngày {day}"),
            (true, Lang::En) => format!(" {day}"),
            (false, Lang::En) => format!(" expected {day}"),
        };
        let counted = format!("{} {side} {}{day}", limit.text(lang), anchor.text.get(lang));
        let Some(base) = duty.base_due else { return format!(" ({counted})") };
        let by: Vec<String> = duty.moved_by.iter().map(|moved| self.moved(moved)).collect();
        let (by, base) = (by.join("; "), lang.date(base.date));
        match lang {
            Lang::Vi => format!(" ({by}; thời hạn ban đầu {base}: {counted})"),
            Lang::En => format!(" ({by}; at first {base}: {counted})"),
        }
    }

    fn moved(&self, moved: &Move) -> String {
        let lang = self.lang;
        match (moved, lang) {
            (Move::Notice { notified, .. }, Lang::Vi) => {
                format!("thời hạn nêu trong văn bản ngày {}", lang.date(*notified))
            }
            (Move::Notice { notified, .. }, Lang::En) => format!("as the notice of {} states", lang.date(*notified)),
            (Move::Limit { of, .. }, Lang::Vi) => format!("thời hạn của {of}, kết thúc sau"),
            (Move::Limit { of, .. }, Lang::En) => format!("the limit of {of}, which ends later"),
            _ => String::new(),
        }
    }

    fn certainty(&self, page: &mut Page, duty: &Duty) {
        let (lang, Some(due)) = (self.lang, duty.due) else { return };
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
        let steps = duty.trace.iter().flat_map(doithoai::Trace::steps);
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

    fn bearer(&self, page: &mut Page, bearer: &str, toward: &[String], toward_text: &str) {
        let lang = self.lang;
        let toward = match toward {
            [] => String::new(),
            [only] if only == "unknown" => {
                lang.pick("; nguồn không nêu nơi nhận", "; the source does not say to whom").to_owned()
            }
            _ => format!("; {}: {toward_text}", lang.pick("đối với", "toward")),
        };
        self.entry(page, "Thực hiện", "Bearer", &format!("{bearer}{toward}"));
    }

    fn conditions(&self, page: &mut Page, set: &RuleSet, duty: &Duty) {
        let lang = self.lang;
        if !duty.only_if.is_empty() {
            let classes: Vec<&str> = duty.only_if.iter().map(|class| class.get(lang)).collect();
            self.entry(page, "Chỉ khi vụ việc", "Only if the case", &classes.join(lang.pick(" hoặc ", " or ")));
        }
        if let Some(must_state) = &duty.must_state {
            self.entry(page, "Phải nêu", "Must state", &must_state.text(lang));
        }
        if let Some(extension) = &duty.extension {
            self.extension(page, set, extension);
        }
        if duty.status == Status::Awaiting
            && let Some(anchor) = &duty.anchor
        {
            self.entry(page, "Chờ sự kiện", "Waits for", &self.event(set, anchor.event.as_deref().unwrap_or_default()));
        }
        if let Some(date) = duty.met_on {
            self.entry(page, "Hoàn thành", "Done", &lang.date_with_weekday(date));
        }
        if !duty.missing.is_empty() {
            let missing: Vec<String> = duty.missing.iter().map(|event| self.event(set, event)).collect();
            match duty.met_by {
                MetBy::Any(_) => self.entry(page, "Còn cần một trong", "Still needed, one of", &missing.join(", ")),
                _ => self.entry(page, "Còn cần", "Still needed", &missing.join(", ")),
            }
        }
    }

    /// An event's name with its id, as `--event` takes it.
    fn event(&self, set: &RuleSet, id: &str) -> String {
        format!("{} [{id}]", set.event_text(id).get(self.lang))
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

    fn reading(&self, page: &mut Page, reading: &ReadingDate) {
        let lang = self.lang;
        let due = reading.due.map(|due| lang.date_with_weekday(due.date));
        let due = due.unwrap_or_else(|| lang.pick("không có ngày", "no date").to_owned());
        let of = reading.of.as_ref().map(|of| format!(" [{of}]")).unwrap_or_default();
        let home = reading.declared_by.as_ref().map(|home| format!("{home}/")).unwrap_or_default();
        let label = lang.pick("Cách hiểu khác", "Other reading");
        page.styled(6, WARN, &format!("{label}: {due}{of} ({home}{}: {})", reading.id, reading.because.get(lang)));
        for finding in &reading.findings {
            page.styled(8, WARN, &format!("! {}", finding.text(lang)));
        }
        if self.explain
            && let Some(trace) = &reading.trace
        {
            page.styled(10, DIM, &trace.text(lang));
        }
    }

    fn recurring(&self, page: &mut Page, timeline: &Timeline, set: &RuleSet) {
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
            let one = duty.at_least == 1 && lang == Lang::En;
            let name = |counts: Counts| counts.text().get(lang).to_owned();
            let what = duty.counts.map(name).map(|name| if one { name.trim_end_matches('s').to_owned() } else { name });
            let what = what.map_or_else(String::new, |name| format!(" {name}"));
            let every = duty.every.text();
            let often = format!("{}: {} {}{what}", every.get(lang), lang.pick("ít nhất", "at least"), duty.at_least);
            let id = paint(DIM, &format!("[{}]", duty.id));
            page.line(2, &format!("* {} {id} {often}", paint(BOLD, duty.text.get(lang))));
            let reason = duty.reason.text();
            let due = match duty.reason {
                NoDate::NotStated => {
                    lang.pick("trong kỳ; văn bản không nêu ngày", "within the period; the text states no day")
                }
                _ => reason.get(lang),
            };
            self.entry(page, "Đến hạn", "Due", due);
            if !duty.bearer.is_empty() {
                self.bearer(page, duty.bearer_text.get(lang), &duty.toward, duty.toward_text.get(lang));
            }
            self.entry(
                page,
                "Căn cứ",
                "By",
                &format!("{} ({})", duty.cite_text.get(lang), self.confidence(duty.confidence)),
            );
        }
        for trigger in triggers {
            let (modality, kind) = (trigger.modality.text(), trigger.kind.text());
            let words = match lang {
                Lang::Vi => format!("{} tổ chức đối thoại {} {}", modality.vi, kind.vi, trigger.when.vi),
                Lang::En => format!("{} hold an {} dialogue {}", modality.en, kind.en, trigger.when.en),
            };
            page.line(
                2,
                &format!("* {} {}. {}", words, paint(DIM, &format!("[{}]", trigger.id)), trigger.cite_text.get(lang)),
            );
        }
    }

    fn unknown(&self, page: &mut Page, set: &RuleSet) {
        let lang = self.lang;
        if set.unknowns().is_empty() {
            return;
        }
        page.blank();
        let heading =
            lang.pick("Chưa rõ (không có nghĩa là không có quy định)", "Not known (which is not \"no such rule\")");
        page.styled(0, BOLD, &heading.to_uppercase());
        for unknown in set.unknowns() {
            let words = unknown.because.as_ref().map_or(unknown.of.as_str(), |because| because.get(lang));
            page.line(2, &format!("- {words} {}", paint(DIM, &format!("[{}]", unknown.of))));
        }
    }
}
