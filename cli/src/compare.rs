//! `doithoai compare` and `doithoai rulesets`.

mod all;
mod keys;
mod named;

use std::path::Path;

use chrono::NaiveDate;
use doithoai::ruleset::{Activity, RuleSetDiff, ValueDiff};
use doithoai::timeline::{DateDiff, NotYetKnown};
use doithoai::{Calendar, Facts, Lang, Registry, RuleSet, Terms, Timeline, View};
use serde_json::{Value, json};

use self::named::Named;
use crate::args::{CommonText, CompareArgs, Format};
use crate::input::{self, Outcome, Told as _};
use crate::page::{BAD, BOLD, DIM, GOOD, Page, WARN, paint};
use crate::sort::{Sort, refuse_other};

/// The dialogue of the sample: its windows cross a worked Saturday, a day swapped off and National Day.
const SAMPLE_DAY: &str = "2026-08-20";

pub(crate) fn run(args: &CompareArgs) -> Outcome<String> {
    let lang = Lang::from(args.common.lang);
    let builtin = Registry::builtin();
    let known_on = input::known_on(&args.common)?;
    let old = rule_set(&args.old, &builtin, known_on, lang)?;
    let with_old = builtin.clone().with(old.clone()).unwrap_or(builtin);
    let new = rule_set(&args.new, &with_old, known_on, lang)?;
    let calendar = input::calendar_as_known(&args.common)?;
    if args.all {
        return all::run(args, (&old, &new), &calendar);
    }
    let diff = old.diff(&new);
    let sample = [SAMPLE_DAY.to_owned()];
    let days = if args.on.is_empty() { &sample[..] } else { &args.on };
    let mut dates = Vec::new();
    for day in days {
        let on = input::covered(input::date(day, "--on", lang)?, "--on", lang)?;
        let timeline = |set: &RuleSet| timeline(set, on, &calendar, lang);
        dates.push((on, diff.dates(&timeline(&old)?, &timeline(&new)?)));
    }
    let mut not_yet_known = Vec::new();
    for set in [&old, &new] {
        not_yet_known.extend(not_yet(set, known_on, lang)?.map(|not| (set.name(), not)));
    }
    let counted = dates.iter().flat_map(|(_, dates)| dates).flat_map(|row| row.old.into_iter().chain(row.new));
    let data_age = counted.max().and_then(|day| calendar.data_age(day));
    match args.common.format {
        Format::Text => {
            let named = (Named::new(&old, lang), Named::new(&new, lang));
            let mut page = Table { lang, old: &old, new: &new, named }.page(&diff, &dates);
            for (name, not) in &not_yet_known {
                page.styled(0, WARN, &format!("[!] {name}: {}", not.text.get(lang)));
            }
            if let Some(age) = data_age {
                page.styled(0, WARN, &format!("[!] {}", age.text.get(lang)));
            }
            Ok(page.finish())
        }
        Format::Json => {
            let dates: Vec<Value> = dates.iter().map(|(on, dates)| json!({ "on": on, "dates": dates })).collect();
            let mut all = json!({ "diff": diff, "due_dates": dates, "data_age": data_age });
            if let Some(all) = all.as_object_mut().filter(|_| !not_yet_known.is_empty()) {
                let not = not_yet_known.into_iter();
                let not = not.map(|(name, not)| json!({ "rule_set": name, "not_yet_known": not }));
                all.insert("not_yet_known".to_owned(), not.collect());
            }
            input::json(&all)
        }
    }
}

/// A rule set by its name, or of a file, which may build on any of the registry.
pub(crate) fn rule_set(name: &str, registry: &Registry, known_on: Option<NaiveDate>, lang: Lang) -> Outcome<RuleSet> {
    let path = Path::new(name);
    let is_file = path.extension().is_some_and(|extension| ["toml", "json", "jsonl"].iter().any(|of| extension == *of));
    let known = known_on.map(|day| registry.known_on(day)).filter(|known| known.get(name).is_ok());
    if let Some(known) = known.filter(|_| !is_file && !name.contains('@')) {
        return input::named(&known, name, None, lang).cloned(); // the latest version of then
    }
    if !is_file {
        return input::named(registry, name, None, lang).cloned();
    }
    let (text, checked) = input::checked_file(path, registry, lang)?;
    refuse_other((path, &text), Sort::Rules, lang)?;
    checked.result().told_of(name, lang)
}

fn timeline(set: &RuleSet, on: NaiveDate, calendar: &Calendar, lang: Lang) -> Outcome<Timeline> {
    // Every duty, of whichever activity.
    let terms = Terms::new([set.clone()], calendar.clone()).in_activity(Activity::PetitionHandling);
    terms.timeline(&Facts::held_on(on), View::everything()).told(lang)
}

/// That a rule set was not known on the day of `--known-on`.
fn not_yet(set: &RuleSet, known_on: Option<NaiveDate>, lang: Lang) -> Outcome<Option<NotYetKnown>> {
    let Some(day) = known_on else { return Ok(None) };
    let timeline =
        Terms::new([set.clone()], Calendar::vietnam()).timeline(&Facts::held_on(day), View::everything().known_on(day));
    Ok(timeline.told(lang)?.rulesets.into_iter().find_map(|summary| summary.not_yet_known))
}

/// A value that differs, in the words of the side that has it.
fn changed(value: &ValueDiff, (old, new): (&Named<'_>, &Named<'_>)) -> String {
    let shown = |side: &Option<Value>, named: &Named<'_>| {
        side.as_ref().map_or_else(|| "-".to_owned(), |side| named.value(&value.path, side))
    };
    let (before, after) = (shown(&value.old, old), shown(&value.new, new));
    let named = if value.new.is_some() { new } else { old };
    format!("{}: {before} → {after}", named.key(&value.path))
}

/// The text form.
struct Table<'a> {
    lang: Lang,
    old: &'a RuleSet,
    new: &'a RuleSet,
    /// What either calls things.
    named: (Named<'a>, Named<'a>),
}

impl Table<'_> {
    fn page(&self, diff: &RuleSetDiff, dates: &[(NaiveDate, Vec<DateDiff>)]) -> Page {
        let mut page = Page::default();
        page.styled(0, BOLD, &format!("{}  →  {}", diff.old, diff.new));
        page.line(0, &format!("- {}", self.old.title().get(self.lang)));
        page.line(0, &format!("+ {}", self.new.title().get(self.lang)));
        self.rules(&mut page, diff);
        for (on, dates) in dates {
            self.dates(&mut page, *on, dates);
        }
        page
    }

    fn rules(&self, page: &mut Page, diff: &RuleSetDiff) {
        page.blank();
        page.styled(0, BOLD, &self.lang.pick("Quy tắc", "Rules").to_uppercase());
        if diff.rules.is_empty() && diff.values.is_empty() {
            page.line(2, self.lang.pick("(không khác nhau)", "(no difference)"));
        }
        for rule in &diff.rules {
            let list = paint(DIM, &format!("[{}]", rule.list));
            let (sign, style, name) = match (&rule.old, &rule.new) {
                (None, new) => ("+", GOOD, new.clone().unwrap_or_default()),
                (old, None) => ("-", BAD, old.clone().unwrap_or_default()),
                (Some(old), Some(new)) if old == new => ("~", WARN, old.clone()),
                (Some(old), Some(new)) => ("~", WARN, format!("{old} → {new}")),
            };
            let id = rule.new.as_ref().or(rule.old.as_ref());
            let named = if rule.new.is_some() { &self.named.1 } else { &self.named.0 };
            let words = id.and_then(|id| named.rule(&rule.list, id));
            let words = words.map(|words| format!(" {words}")).unwrap_or_default();
            // In Vietnamese the words stand first, what one types in brackets.
            let line = match (self.lang, words.as_str()) {
                (Lang::Vi, words) => {
                    let id = paint(DIM, &format!("[{}.{name}]", rule.list));
                    let words = if words.is_empty() { named.list(&rule.list) } else { words.to_owned() };
                    format!("{}{words} {id}", paint(style, sign))
                }
                (Lang::En, words) => format!("{} {list}{words}", paint(style, &format!("{sign} {name}"))),
            };
            page.line(2, &line);
            for value in &rule.values {
                page.line(6, &self.value(value));
            }
        }
        for value in &diff.values {
            page.line(2, &format!("~ {}", self.value(value)));
        }
    }

    fn value(&self, value: &ValueDiff) -> String {
        changed(value, (&self.named.0, &self.named.1))
    }

    fn dates(&self, page: &mut Page, on: NaiveDate, dates: &[DateDiff]) {
        let lang = self.lang;
        page.blank();
        let title = lang.pick("Ngày đến hạn, đối thoại ngày", "Due dates, dialogue on");
        page.styled(0, BOLD, &format!("{} {}", title.to_uppercase(), lang.date_with_weekday(on)));
        let rows: Vec<[String; 4]> = dates.iter().map(|row| self.row(row)).collect();
        let versions = self.old.id() == self.new.id();
        let head = [
            lang.pick("nhiệm vụ", "duty").to_owned(),
            if versions { self.old.version() } else { self.old.id() }.to_owned(),
            if versions { self.new.version() } else { self.new.id() }.to_owned(),
            lang.pick("chênh lệch", "moves by").to_owned(),
        ];
        let width = |column: usize| {
            let cells = rows.iter().chain(std::iter::once(&head)).filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
        };
        let widths = [width(0), width(1), width(2), width(3)];
        for row in std::iter::once(&head).chain(&rows) {
            let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            page.line(2, cells.join("  ").trim_end());
        }
    }

    fn row(&self, row: &DateDiff) -> [String; 4] {
        let lang = self.lang;
        let date = |id: &Option<String>, date: Option<NaiveDate>| match (id, date) {
            (None, _) => "-".to_owned(),
            (Some(_), None) => lang.pick("không có ngày", "no date").to_owned(),
            (Some(_), Some(date)) => lang.date_with_weekday(date),
        };
        let name = match (&row.old_id, &row.new_id) {
            (Some(old), Some(new)) if old != new => format!("{} [{old} → {new}]", self.new.duty_text(new).get(lang)),
            (_, Some(new)) => format!("{} [{new}]", self.new.duty_text(new).get(lang)),
            (Some(old), None) => format!("{} [{old}]", self.old.duty_text(old).get(lang)),
            (None, None) => String::new(),
        };
        let days = row.days.map(|days| format!("{days:+} {}", lang.pick("ngày", "days")));
        let days = if row.days == Some(0) { "=".to_owned() } else { days.unwrap_or_default() };
        [name, date(&row.old_id, row.old), date(&row.new_id, row.new), days]
    }
}

pub(crate) fn rulesets(args: &CommonText) -> Outcome<String> {
    let lang = Lang::from(args.lang);
    let registry = Registry::builtin();
    if args.format == Format::Json {
        let all: Vec<Value> = registry.rule_sets().iter().map(set_json).collect();
        return input::json(&all);
    }
    let mut page = Page::default();
    for set in registry.rule_sets() {
        let in_force = set.in_force();
        let assumed = in_force.from.value().is_none();
        let from = in_force.from.value().copied().or(in_force.assumed_from).map(|date| lang.date(date));
        let from = from.map(|date| format!("{} {date}", lang.pick("từ", "from"))).unwrap_or_default();
        let until = in_force.until.map(|date| format!(" {} {}", lang.pick("đến trước", "until"), lang.date(date)));
        let assumed = if assumed { lang.pick(" (tạm lấy)", " (assumed)") } else { "" };
        let range = format!("{from}{}{assumed}", until.unwrap_or_default());
        page.line(0, &format!("{}  {}; {range}", paint(BOLD, &set.name()), set.standing().text().get(lang)));
        page.line(2, set.title().get(lang));
    }
    Ok(page.finish())
}

fn set_json(set: &RuleSet) -> Value {
    json!({
        "id": set.id(),
        "version": set.version(),
        "title": set.title(),
        "in_force": set.in_force(),
        "standing": set.standing(),
        "builds_on": set.builds_on(),
        "hash": set.hash(),
    })
}
