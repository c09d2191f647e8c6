//! What a scenario file is judged by: rule sets, calendar, the office or subject.

use chrono::NaiveDate;

use super::super::case::Rules;
use super::{Known, Resources};
use crate::calendar::{Calendar, CalendarError};
use crate::reader::{Code, FileError, Problem, Table, Value};
use crate::ruleset::{DialogueKind, Registry, RuleSet, RuleSetError, Subject};
use crate::text::{Lang, Message as _, Text};

/// The rule sets that the file names: built in by id or `id@version`, or files. A file may build on one before it.
pub(super) fn rules(root: &Table<'_>, resources: &Resources<'_>) -> Known {
    let mut loading =
        Loading { resources, registry: resources.builtin.clone(), sets: Vec::new(), by_day: Vec::new(), whole: true };
    if let Some(value) = root.stated("rulesets") {
        value.filled(|item| item.str().map(|name| loading.add(name, item)));
    } else {
        loading.whole = false;
    }
    let Loading { sets, by_day, whole, .. } = loading;
    Known { rules: Rules { sets, by_day }, whole: whole && !root.is_described() }
}

struct Loading<'a> {
    resources: &'a Resources<'a>,
    registry: Registry,
    sets: Vec<RuleSet>,
    by_day: Vec<String>,
    whole: bool,
}

impl Loading<'_> {
    fn add(&mut self, name: &str, item: &Value<'_>) {
        let is_known = |known: &String| known == name || name.split_once('@').is_some_and(|(id, _)| known == id);
        let is_named = self.by_day.iter().any(is_known) || self.sets.iter().any(|set| set.name() == name);
        if is_named && !is_file(name) {
            let (vi, en) = (
                format!("bộ quy tắc `{name}` được nêu hai lần: chỉ nêu một lần"),
                format!("the rule set `{name}` is given twice: give it once"),
            );
            return item.report(Code::DuplicateId, Text::owned(vi, en));
        }
        if is_file(name) {
            self.add_file(name, item);
            return;
        }
        match self.resources.builtin.get(name) {
            Ok(set) if name.contains('@') => self.push(set.clone(), item),
            Ok(_) => {
                self.by_day.push(name.to_owned());
                let versions = self.resources.builtin.rule_sets().iter().filter(|set| set.id() == name);
                versions.cloned().for_each(|set| self.push(set, item));
            }
            Err(error) => {
                self.whole = false;
                let hint = Text::new(
                    "; tệp cần tên kết thúc bằng .toml hoặc .json",
                    "; the name of a file ends in .toml or .json",
                );
                let plain = error.plain();
                let message = Text::build(|lang| plain.get(lang).to_owned() + hint.get(lang));
                item.report_near(Code::RuleSetNotFound, message, error.near());
            }
        }
    }

    fn add_file(&mut self, name: &str, item: &Value<'_>) {
        let Some(text) = self.open(name, item) else { return };
        let json = extension(name) == Some("json");
        let checked = if json { self.registry.check_json(&text) } else { self.registry.check_toml(&text) };
        match checked.result() {
            Ok(set) => {
                // What an overlay completes does not apply beside it.
                self.sets.retain(|known| known.id() == set.id() || set.builds_on() != Some(&known.name()));
                self.push(set, item);
            }
            Err(error) => {
                self.whole = false;
                unusable(name, &other_than_rules(&error).unwrap_or_else(|| error.both()), item);
            }
        }
    }

    fn open(&mut self, name: &str, item: &Value<'_>) -> Option<String> {
        let text = open(self.resources, name, item);
        self.whole &= text.is_some();
        text
    }

    fn push(&mut self, set: RuleSet, item: &Value<'_>) {
        let name = set.name();
        if let Some((_, file)) = self.resources.before.get(&name).filter(|(hash, _)| hash != set.hash()) {
            let (vi, en) = (
                format!(
                    "`{name}` nói khác bộ quy tắc cùng mã, cùng phiên bản mà `{file}` dùng; hãy đặt `version` khác cho một bên"
                ),
                format!(
                    "`{name}` says something else than the rule set of that id and version in `{file}`; give one of them another `version`"
                ),
            );
            self.whole = false;
            return item.report(Code::OverlappingVersions, Text::owned(vi, en));
        }
        let same = |other: &&RuleSet| other.id() == set.id();
        let others = self.sets.iter().filter(same).cloned();
        let mut versions = others.fold(Registry::new(), |all, set| all.clone().with(set).unwrap_or(all));
        match versions.with(set.clone()) {
            Ok(_) => {
                versions = self.registry.clone();
                self.registry = versions.clone().with(set.clone()).unwrap_or(versions);
                self.sets.push(set);
            }
            Err(error) => item.report(Code::OverlappingVersions, error.both()),
        }
    }
}

fn is_file(name: &str) -> bool {
    matches!(extension(name), Some("toml" | "json"))
}

fn extension(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, extension)| extension)
}

fn open(resources: &Resources<'_>, name: &str, item: &Value<'_>) -> Option<String> {
    match (resources.open)(name) {
        Ok(text) => Some(text),
        Err(why) => {
            let cannot = |lang: Lang| lang.pick("không đọc được tệp", "cannot read the file");
            item.report(
                Code::UnusableFile,
                Text::build(|lang| format!("{} `{name}`: {}", cannot(lang), why.get(lang))),
            );
            None
        }
    }
}

fn unusable(name: &str, why: &Text, item: &Value<'_>) {
    item.report(Code::UnusableFile, Text::build(|lang| format!("`{name}`: {}", why.get(lang))));
}

/// That a file that was read as a rule file has the tables of another sort.
fn other_than_rules(error: &RuleSetError) -> Option<Text> {
    const DECREES: Text = Text::new(
        "tệp này là tệp văn bản về ngày nghỉ, không phải tệp quy tắc; hãy nêu ở `decrees` của [calendar]",
        "it is a decree file, not a rule file; name it under `decrees` of [calendar]",
    );
    const SCENARIOS: Text = Text::new(
        "tệp này là tệp tình huống, không phải tệp quy tắc; hãy nêu bộ quy tắc mà các tình huống xét theo",
        "it is a file of scenarios, not a rule file; name the rule set that the scenarios are judged by",
    );
    if has_strange(error.problems(), &["document"]) {
        Some(DECREES)
    } else {
        has_strange(error.problems(), &["case", "table", "year"]).then_some(SCENARIOS)
    }
}

/// The same of one that was read as a decree file.
fn other_than_decrees(error: &FileError) -> Option<Text> {
    const RULES: Text = Text::new(
        "tệp này là tệp quy tắc, không phải tệp văn bản về ngày nghỉ; hãy nêu ở `rulesets`",
        "it is a rule file, not a decree file; name it under `rulesets`",
    );
    has_strange(error.problems(), &["obligation", "applies", "instrument", "recurring"]).then_some(RULES)
}

/// Whether a file has tables that its sort has not.
fn has_strange(problems: &[Problem], tables: &[&str]) -> bool {
    let is_strange = |problem: &Problem| problem.code == Code::UnknownKey && tables.contains(&problem.path.as_str());
    problems.iter().any(is_strange)
}

/// The calendar, with decrees laid over it, and as known on a day.
pub(super) fn calendar(table: &Table<'_>, resources: &Resources<'_>) -> Calendar {
    let mut calendar = resources.calendar.clone();
    let lay_over = |item: &Value<'_>| {
        let name = item.str()?;
        let text = open(resources, name, item)?;
        match calendar.to_builder().decree_toml(&text).build() {
            Ok(built) => calendar = built,
            Err(error) => {
                let other = if let CalendarError::File(error) = &error { other_than_decrees(error) } else { None };
                unusable(name, &other.unwrap_or_else(|| error.both()), item);
            }
        }
        Some(())
    };
    table.get("decrees").map(|value| value.filled(lay_over));
    let known_on = table.get("known_on").and_then(|v| v.date());
    table.done();
    known_on.map_or_else(|| calendar.clone(), |day| calendar.known_on(day))
}

/// Who holds a dialogue, or whose year it is.
pub(super) fn subject(table: &Table<'_>, on: Option<NaiveDate>, known: &Known) -> Option<Subject> {
    let territory = table.stated("territory");
    let written = territory.as_ref().and_then(Value::str);
    let level = table.stated("level");
    let level = level.and_then(|v| v.open(known.rules.sets.iter().flat_map(|set| set.own_of("level"))));
    let head = table.stated("head");
    let head = head.and_then(|v| v.open(known.rules.sets.iter().flat_map(|set| set.own_of("head"))));
    let of_type = table.get("unit_type");
    let unit_type = of_type.as_ref().and_then(Value::word);
    table.done();
    let subject = match Subject::new(written?, level?, head?, on?) {
        Ok(subject) => subject,
        Err(error) => {
            territory?.report(Code::BadTerritory, error.both());
            return None;
        }
    };
    let Some((place, unit_type)) = of_type.zip(unit_type) else { return Some(subject) };
    match subject.of_type(unit_type) {
        Ok(subject) => Some(subject),
        Err(error) => {
            place.report(Code::ExclusiveKeys, error.both());
            None
        }
    }
}

/// A dialogue that was held in a year, and of which kind it was.
pub(super) fn held(table: &Table<'_>) -> Option<(NaiveDate, Option<DialogueKind>)> {
    let on = table.stated("on").and_then(|v| v.date());
    let kind = table.get("kind").and_then(|v| v.word());
    table.done();
    Some((on?, kind))
}
