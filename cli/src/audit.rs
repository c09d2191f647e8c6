//! `doithoai audit`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::args::{AuditArgs, Format};
use crate::given::Given;
use crate::input::{self, Outcome, Told as _};
use crate::logs::{self, AnyLog, Under};
use crate::page::{BAD, BOLD, DIM, GOOD, Page, WARN, paint};
use anstyle::Style;
use chrono::{Datelike as _, NaiveDate};
use doithoai::audit::{
    AuditReport, Judgement, OfficeLog, OtherCalendar, RecurringVerdict, RepeatedEntry, Summary, Tally, Verdict,
    YearAudit, YearChange, audit_year, named_by_code, next_change,
};
use doithoai::dialogue::AnyDialogue;
use doithoai::ruleset::{HeadKind, NotApplicable};
use doithoai::{AdoptedReadings, Calendar, Lang, Message as _, Registry, Subject, Terms, View, visible};
use serde::Serialize;

/// An office with its dialogues.
struct Office {
    log: OfficeLog,
    dialogues: Vec<AnyDialogue>,
    /// The file of its log, and what stands in it.
    source: Option<(PathBuf, String)>,
}

pub(crate) fn run(args: &AuditArgs) -> Outcome<String> {
    let lang = Lang::from(args.common.lang);
    let registry = input::registry(&args.ruleset_file, lang)?;
    if let Some(error) = registry.copies.first() {
        return Err(error.text(lang));
    }
    let as_of = input::as_of(args.as_of.as_ref(), lang)?;
    let view = input::view(as_of, &args.common)?;
    let calendar = input::calendar(&args.common)?;
    let year = args.year.as_ref().map(|year| input::of_option("--year", input::year(year, &calendar, lang)));
    let year = year.transpose()?;
    let chosen = input::adopted(&args.choose, lang)?;
    if !args.choose.is_empty() {
        // What is chosen for no rule set that there is binds nobody.
        let all = Terms::new(registry.all.rule_sets().iter().cloned(), calendar.clone());
        all.adopting(chosen.clone()).told_of("--choose", lang)?;
    }
    let (offices, beside) = offices(args, &registry.all, &calendar, &chosen)?;
    let (mut audits, mut changes) = (Vec::new(), Vec::new());
    for office in &offices {
        let years = year.map_or_else(|| office.years(view), |year| BTreeSet::from([year]));
        for year in years {
            let placed = |error| logs::placed_of_office(office.source.as_ref(), &registry.all, &error, lang);
            let audit = audit_year(&registry.all, &calendar, &office.dialogues, &office.log, year, view);
            audits.push(audit.map_err(placed)?);
            if let Some(day) = as_of.filter(|_| args.next) {
                let change = next_change(&registry.all, &calendar, &office.dialogues, &office.log, year, (day, view));
                let office = office.log.office().to_owned();
                changes.push(Next { office, year, change: change.map_err(placed)? });
            }
        }
    }
    let report = beside.under(AuditReport::of(audits, &calendar, view));
    match args.common.format {
        Format::Json if args.next => input::json(&WithNext { report, next_changes: changes }),
        Format::Json => input::json(&report),
        Format::Text => {
            let told = report.data_age.iter().map(|age| age.text.get(lang).to_owned());
            let others = report.other_calendars.iter().map(|other| other.text(lang));
            let again = report.repeated.iter().map(|one| one.text(lang));
            let notes: Vec<String> = others.chain(again).chain(told).map(|note| format!("[!] {note}")).collect();
            let next: String = changes.iter().map(|next| next.text(lang)).collect();
            Ok(page(&report.audits, &report.summary, &notes, lang) + &next)
        }
    }
}

/// What changes next in a year of an office.
#[derive(Serialize)]
struct Next {
    office: String,
    year: i32,
    change: Option<YearChange>,
}

impl Next {
    fn text(&self, lang: Lang) -> String {
        let mut page = Page::default();
        page.blank();
        let title = lang.pick("nếu không có gì xảy ra thêm, thay đổi kế tiếp", "what changes next if nothing happens");
        page.styled(0, BOLD, &format!("{} · {}: {title}", self.office, self.year));
        match &self.change {
            None => page.line(2, lang.pick("không có", "none")),
            Some(change) => change.text(lang).lines().for_each(|line| page.line(2, &visible(line))),
        }
        page.finish()
    }
}

/// A report with what changes next in each of its years.
#[derive(Serialize)]
struct WithNext {
    #[serde(flatten)]
    report: AuditReport,
    next_changes: Vec<Next>,
}

/// What is told of dialogues beside their verdicts.
#[derive(Default)]
struct Beside {
    other_calendars: Vec<OtherCalendar>,
    repeated: Vec<RepeatedEntry>,
}

impl Beside {
    /// A report with it.
    fn under(self, mut report: AuditReport) -> AuditReport {
        (report.other_calendars, report.repeated) = (self.other_calendars, self.repeated);
        report
    }
}

/// The offices of the files, and the dialogues of each; which of those were recorded on another calendar.
fn offices(
    args: &AuditArgs,
    registry: &Registry,
    calendar: &Calendar,
    chosen: &AdoptedReadings,
) -> Outcome<(Vec<Office>, Beside)> {
    let lang = Lang::from(args.common.lang);
    let known_on = input::optional_date(args.common.known_on.as_ref(), "--known-on", lang)?;
    let under = Under { registry, calendar, chosen, anew: args.anew, known_on };
    let (mut offices, mut dialogues): (Vec<Office>, Vec<AnyDialogue>) = (Vec::new(), Vec::new());
    let (mut beside, mut given) = (Beside::default(), Given::default());
    for path in &args.file {
        let (log, text) = logs::read(path, lang)?;
        given.add(path, &log).map_err(|words| format!("{}: {}", path.display(), words.get(lang)))?;
        match log {
            AnyLog::Office(log) => {
                beside.other_calendars.extend(OtherCalendar::of_office(&log, calendar));
                let log = if args.anew { Box::new(log.anew()) } else { log };
                let adopted = chosen.over(log.adopted());
                let source = Some((path.clone(), text));
                offices.push(Office { log: log.adopting(adopted), dialogues: Vec::new(), source });
            }
            AnyLog::Dialogue(log) => {
                let dialogue = logs::replay((path, &text), &log, under, lang)?;
                beside.other_calendars.extend(OtherCalendar::of(&log, dialogue.terms()));
                beside.repeated.extend(RepeatedEntry::of(&dialogue));
                dialogues.push(dialogue);
            }
        }
    }
    for dialogue in dialogues {
        let Some(subject) = dialogue.log().plan().subject.clone() else { continue };
        if let Some(office) = offices.iter_mut().find(|office| office.is_of(&subject)) {
            office.dialogues.push(dialogue);
        } else {
            let name = name(&subject, registry, args.common.format, lang);
            let log = OfficeLog::new(name, subject).adopting(chosen.clone());
            offices.push(Office { log, dialogues: vec![dialogue], source: None });
        }
    }
    Ok((offices, beside))
}

/// What an office is called that has no log of its own.
fn name(subject: &Subject, registry: &Registry, format: Format, lang: Lang) -> String {
    let code = subject.territory.join("/");
    if format == Format::Json {
        return named_by_code(subject); // one name in both languages
    }
    let sets = registry.rule_sets();
    let level = input::text_in(sets, &subject.level.text(), |set| set.level_text(subject.level));
    match (subject.head, lang) {
        (HeadKind::LocalGovernment, Lang::Vi) => format!("Chính quyền {}, mã {code}", level.vi),
        (HeadKind::PartyCommittee, Lang::Vi) => format!("Cấp ủy {}, mã {code}", level.vi),
        (HeadKind::LocalGovernment, Lang::En) => format!("{} government, code {code}", capital(&level.en)),
        (HeadKind::PartyCommittee, Lang::En) => format!("{} party committee, code {code}", capital(&level.en)),
        (head, _) => {
            let head = input::text_in(sets, &head.text(), |set| set.head_text(head));
            format!("{}, {}, {} {code}", capital(head.get(lang)), level.get(lang), lang.pick("mã", "code"))
        }
    }
}

/// With a capital first letter.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn is_unknown(not: &NotApplicable) -> bool {
    not.reason.is_unknown()
}

impl Office {
    fn is_of(&self, subject: &Subject) -> bool {
        self.log.subject().is_same_office(subject)
    }

    /// The years in which something was to happen or did.
    fn years(&self, view: View) -> BTreeSet<i32> {
        let dialogues = self.dialogues.iter().map(|dialogue| dialogue.facts().appointed_in(view));
        let entries = 1..=self.log.entries().len();
        let days: BTreeSet<i32> =
            dialogues.chain(entries.clone().filter_map(|number| self.log.day(number))).map(|day| day.year()).collect();
        // Of entries whose day cannot be read nobody can say that they are of another year.
        let undated = view.as_of.filter(|_| days.is_empty() && !entries.is_empty());
        days.into_iter().chain(undated.map(|day| day.year())).collect()
    }
}

fn page(audits: &[YearAudit], summary: &Summary, notes: &[String], lang: Lang) -> String {
    let mut page = Page::default();
    for audit in audits {
        page.styled(0, BOLD, &format!("{} · {}", audit.office, audit.year));
        if let Some(merger) = &audit.merged_into {
            page.styled(2, WARN, &input::merged(&audit.subject, merger, lang));
        }
        for unknown in &audit.unknown_entries {
            page.styled(2, WARN, &crate::page::not_understood(unknown, lang));
        }
        for unknown in &audit.unknown_in_dialogues {
            let of = format!("{} {}: ", lang.pick("cuộc đối thoại", "the dialogue"), visible(&unknown.dialogue));
            page.styled(2, WARN, &crate::page::not_understood_of(&unknown.entry, &of, lang));
        }
        for unknown in &audit.unknown_receptions {
            page.styled(2, WARN, &format!("[!] {}", visible(&unknown.text(lang))));
        }
        for note in &audit.units {
            page.styled(2, WARN, &format!("[!] {}", note.text(lang)));
        }
        let merged = audit.merged_into.as_ref().and(audit.subject.territory.first());
        for words in input::ended(&audit.ended_territories, &audit.units, merged, lang) {
            page.styled(2, WARN, &words);
        }
        if audit.verdicts.is_empty() && audit.recurring.is_empty() {
            page.styled(2, WARN, lang.pick("Không có nhiệm vụ nào phải đánh giá", "No duty is judged"));
        }
        for case in audit.verdicts.chunk_by(|a, b| a.dialogue == b.dialogue) {
            of_case(&mut page, case, lang);
        }
        if !audit.recurring.is_empty() {
            page.styled(2, BOLD, lang.pick("Định kỳ", "Recurring"));
        }
        // Of several in one period each stands alone.
        let mut in_period: BTreeMap<(&str, &str, NaiveDate), usize> = BTreeMap::new();
        for one in &audit.recurring {
            let alike = in_period.entry((&one.ruleset, &one.duty, one.from)).or_default();
            *alike = alike.saturating_add(1);
        }
        let is_alone =
            |one: &RecurringVerdict| in_period.get(&(one.ruleset.as_str(), one.duty.as_str(), one.from)) == Some(&1);
        let same = |a: &RecurringVerdict, b: &RecurringVerdict| {
            let alike =
                (&a.ruleset, &a.version, &a.duty, a.judgement) == (&b.ruleset, &b.version, &b.duty, b.judgement);
            // Reports of several cut-offs of one span are several.
            alike
                && b.from > a.to
                && is_alone(a)
                && is_alone(b)
                && (a.required, a.found) == (b.required, b.found)
                && a.cite_text == b.cite_text
                && (a.by_default, &a.readings) == (b.by_default, &b.readings)
                && (a.days, &a.reason, &a.notes) == (b.days, &b.reason, &b.notes)
        };
        for run in audit.recurring.chunk_by(same) {
            recurring(&mut page, run, lang);
        }
        for not in &audit.not_applicable {
            let label = lang.pick("Không áp dụng", "Not applicable");
            let label = if is_unknown(not) { lang.pick("Chưa rõ", "Not known") } else { label };
            page.styled(2, WARN, &format!("{label}: {}", not.text(lang)));
        }
        page.blank();
    }
    totals(&mut page, audits, summary, lang);
    for note in notes {
        page.styled(0, WARN, note);
    }
    page.finish()
}

/// The duties of a dialogue, or of the receptions and petitions of an office: those that bind, then those that do not.
fn of_case(page: &mut Page, case: &[Verdict], lang: Lang) {
    let [verdict, ..] = case else { return };
    let of = match &verdict.dialogue {
        Some(id) => format!("{} {id}", lang.pick("Cuộc đối thoại", "Dialogue")),
        None => lang.pick("Tiếp công dân, kiến nghị", "Receptions and petitions").to_owned(),
    };
    page.styled(2, BOLD, &of);
    let (left, bound): (Vec<&Verdict>, Vec<&Verdict>) =
        case.iter().partition(|verdict| verdict.judgement == Judgement::NotApplicable);
    for run in bound.chunk_by(|a, b| is_of_like_reception(a, b)) {
        match run {
            [only] => duty(page, only, lang),
            several => receptions(page, several, lang),
        }
    }
    not_binding(page, &left, lang);
}

/// The duties that do not bind, each once for all petitions and receptions for which it does not for the same reason.
fn not_binding(page: &mut Page, left: &[&Verdict], lang: Lang) {
    let key = |one: &Verdict| (one.duty.ruleset().to_owned(), one.duty.rule.id.clone(), one.status_text(lang));
    let mut told: Vec<Vec<&Verdict>> = Vec::new();
    for verdict in left {
        match told.iter_mut().find(|like| like.first().is_some_and(|first| key(first) == key(verdict))) {
            Some(like) => like.push(verdict),
            None => told.push(vec![verdict]),
        }
    }
    for like in told {
        let [verdict, ..] = like.as_slice() else { continue };
        let of: Vec<String> = match receptions_of(&like, lang).filter(|_| like.len() > 1) {
            Some(days) => vec![days],
            None => like.iter().filter_map(|verdict| verdict.of_text(lang)).collect(),
        };
        let of = if of.is_empty() { String::new() } else { format!(" [{}]", of.join("; ")) };
        let (what, cite) = (verdict.duty.rule.text.get(lang), verdict.cite_text());
        page.line(4, &format!("* {} {what}{of}. {}", marked_with(verdict, lang), cite.get(lang)));
    }
}

fn marked_with(verdict: &Verdict, lang: Lang) -> String {
    paint(style(verdict.judgement), &format!("[{}]", verdict.status_text(lang)))
}

/// `34 buổi tiếp công dân, 08/01/2026 - 24/12/2026`: how many receptions, from the first to the last.
fn receptions_of(run: &[&Verdict], lang: Lang) -> Option<String> {
    let days: Vec<NaiveDate> = run.iter().filter_map(|verdict| verdict.reception).collect();
    let [from, to] = [days.iter().min()?, days.iter().max()?].map(|day| lang.date(*day));
    Some(format!("{} {}, {from} - {to}", days.len(), lang.pick("buổi tiếp công dân", "receptions")))
}

fn duty(page: &mut Page, verdict: &Verdict, lang: Lang) {
    page.line(4, &format!("* {} {}", marked_with(verdict, lang), verdict.rest_text(lang)));
    for finding in &verdict.duty.outcome.findings {
        page.styled(6, WARN, &format!("! {}", verdict.duty.finding_text(finding, lang)));
    }
}

/// Whether two verdicts are on one duty of receptions, which was kept alike.
fn is_of_like_reception(a: &Verdict, b: &Verdict) -> bool {
    let of = |verdict: &Verdict| (verdict.duty.ruleset().to_owned(), verdict.duty.rule.id.clone(), verdict.judgement);
    a.reception.is_some()
        && b.reception.is_some()
        && a.duty.outcome.findings.is_empty()
        && of(a) == of(b)
        && a.why_text(Lang::Vi) == b.why_text(Lang::Vi)
}

/// Receptions that follow one another and for which a duty was kept alike, in one line.
fn receptions(page: &mut Page, run: &[&Verdict], lang: Lang) {
    let ([verdict, ..], Some(days)) = (run, receptions_of(run, lang)) else { return };
    let (what, cite) = (verdict.duty.rule.text.get(lang), verdict.cite_text());
    let why = verdict.why_text(lang).map(|why| format!("; {why}")).unwrap_or_default();
    page.line(4, &format!("* {} {what}: {days}{why}. {}", mark(verdict.judgement, lang), cite.get(lang)));
}

/// Periods that follow one another and were kept alike, in one line.
fn recurring(page: &mut Page, run: &[RecurringVerdict], lang: Lang) {
    let [first, ..] = run else { return };
    if run.len() == 1 {
        page.line(4, &format!("* {} {}", marked(first, lang), first.rest_text(lang)));
    } else {
        let last = run.last().map_or(first.to, |last| last.to);
        let span: [NaiveDate; 2] = [first.from, last];
        let [from, to] = span.map(|day| lang.date(day));
        let (what, cite) = (first.what.get(lang), first.cite_text.get(lang));
        let periods = format!("{} {}", run.len(), lang.pick("kỳ", "periods"));
        let told: Vec<&str> = first.remarks().map(|text| text.get(lang)).collect();
        let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join("; ")) };
        page.line(4, &format!("* {} {what}, {from} - {to}: {periods}{told}. {cite}", marked(first, lang)));
    }
    for reading in &first.readings {
        let (under, name) = (lang.pick("Theo cách hiểu", "Under"), reading.name.get(lang));
        page.styled(6, WARN, &format!("{under} “{name}”: {} [{}]", reading.text(lang), reading.reading));
    }
}

fn marked(verdict: &RecurringVerdict, lang: Lang) -> String {
    paint(style(verdict.judgement), &format!("[{}]", verdict.status_text(lang)))
}

fn mark(judgement: Judgement, lang: Lang) -> String {
    paint(style(judgement), &format!("[{}]", judgement.text().get(lang)))
}

const fn style(judgement: Judgement) -> Style {
    match judgement {
        Judgement::OnTime | Judgement::Excused => GOOD,
        Judgement::Late | Judgement::Overdue | Judgement::Missed | Judgement::Early => BAD,
        Judgement::Open | Judgement::Undated | Judgement::NotApplicable => DIM,
        _ => WARN, // contested, undetermined, unknown; and what this command does not know
    }
}

/// What a duty of a summary is called, with its id.
fn named(audits: &[YearAudit], duty: &str, lang: Lang) -> String {
    let is_it = |ruleset: &str, id: &str| duty.split_once('/') == Some((ruleset, id));
    let of_case = |audit: &YearAudit| {
        let verdict = audit.verdicts.iter().find(|one| is_it(one.duty.ruleset(), &one.duty.rule.id))?;
        Some(verdict.duty.rule_set.duty_text(&verdict.duty.rule.id).get(lang).to_owned())
    };
    let yearly = |audit: &YearAudit| {
        let verdict = audit.recurring.iter().find(|one| is_it(&one.ruleset, &one.duty))?;
        Some(verdict.what.get(lang).to_owned())
    };
    let name = audits.iter().find_map(|audit| of_case(audit).or_else(|| yearly(audit)));
    name.map_or_else(|| duty.to_owned(), |name| format!("{name} [{duty}]"))
}

fn totals(page: &mut Page, audits: &[YearAudit], summary: &Summary, lang: Lang) {
    page.styled(0, BOLD, lang.pick("Tổng hợp", "Summary"));
    let none = || lang.pick("không có nhiệm vụ nào", "no duty").to_owned();
    let all = if summary.all.total() == 0 { none() } else { figures(&summary.all, lang) };
    page.line(2, &format!("{}: {all}", lang.pick("Tất cả", "All")));
    if summary.by_office.len() > 1 {
        for (office, counts) in &summary.by_office {
            page.line(2, &format!("{office}: {}", figures(counts, lang)));
        }
    }
    for (duty, counts) in &summary.by_duty {
        page.line(2, &format!("{}: {}", named(audits, duty, lang), figures(counts, lang)));
    }
}

fn figures(counts: &Tally, lang: Lang) -> String {
    let told = Judgement::ALL.iter().filter(|judgement| counts.of(**judgement) > 0);
    let told: Vec<String> = told.map(|one| format!("{} {}", one.text().get(lang), counts.of(*one))).collect();
    told.join(", ")
}
