//! The guide "write your own variant": what it shows is what the library says, in both languages.

use std::fs;

use chrono::NaiveDate;
use doithoai::ruleset::Severity;
use doithoai::{Code, Fact, Facts, Lang, Registry, RuleSet, Text, Timeline, View};

use crate::support::{VIETNAM, date, terms_of};

const EN: (Lang, &str) = (Lang::En, concat!(env!("CARGO_MANIFEST_DIR"), "/docs/guide.md"));
const VI: (Lang, &str) = (Lang::Vi, concat!(env!("CARGO_MANIFEST_DIR"), "/docs/huong-dan.md"));

/// One language of the guide and its fenced blocks: what stands behind the fence, and the content.
struct Guide {
    lang: Lang,
    text: String,
    blocks: Vec<(String, String)>,
}

impl Guide {
    fn read((lang, path): (Lang, &str)) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let mut blocks: Vec<(String, String)> = Vec::new();
        let mut inside = false;
        for line in text.lines() {
            match (line.strip_prefix("```"), inside) {
                (Some(info), false) => blocks.push((info.to_owned(), String::new())),
                (Some(""), true) => {}
                (Some(info), true) => panic!("a fence within a fence: {info}"),
                (None, false) => continue,
                (None, true) => {
                    let block = &mut blocks.last_mut().unwrap().1;
                    block.push_str(line);
                    block.push('\n');
                    continue;
                }
            }
            inside = !inside;
        }
        assert!(!inside, "{path} leaves a fence open");
        Self { lang, text, blocks }
    }

    /// The only block with this behind its fence.
    #[track_caller]
    fn block(&self, info: &str) -> &str {
        let mut found = self.blocks.iter().filter(|(known, _)| known == info);
        let block = &found.next().unwrap_or_else(|| panic!("no block `{info}`")).1;
        assert!(found.next().is_none(), "two blocks `{info}`");
        block
    }

    /// The mistakes: the code, what is wrong, and what `check` is said to print.
    fn mistakes(&self) -> Vec<(&str, &str, &str)> {
        let shown = self.blocks.iter().zip(self.blocks.iter().skip(1));
        shown
            .filter_map(|((info, wrong), (_, said))| Some((info.strip_prefix("toml wrong ")?, &**wrong, &**said)))
            .collect()
    }

    /// What it states, without its line breaks.
    #[track_caller]
    fn states(&self, words: &str) {
        let text = self.text.replace('\n', " ");
        assert!(text.contains(words), "the guide ({:?}) does not say: {words}", self.lang);
    }
}

fn guides() -> [Guide; 2] {
    [EN, VI].map(Guide::read)
}

/// The rule set of a file that has no problem at all.
#[track_caller]
fn sound(text: &str, registry: &Registry) -> RuleSet {
    let checked = registry.check_toml(text);
    let problems: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    checked.rule_set.unwrap()
}

fn da_nang() -> RuleSet {
    sound(Guide::read(EN).block("toml da-nang"), &Registry::builtin())
}

/// The file with the keys of a mistake in place of those of the item with the same id.
fn with_mistake(file: &str, mistake: &str) -> String {
    let id = mistake.lines().find(|line| line.starts_with("id = ")).unwrap();
    let mut lines: Vec<String> = file.lines().map(str::to_owned).collect();
    let start = lines.iter().position(|line| line == id).unwrap();
    let length = lines.iter().skip(start).position(|line| line.trim_start().starts_with(['[', '#'])).unwrap();
    for wrong in mistake.lines().filter(|line| *line != id && !line.starts_with('[')) {
        let key = format!("{} = ", wrong.split_once(" = ").unwrap().0);
        let line = lines.iter_mut().skip(start).take(length).find(|line| line.starts_with(&key));
        let line = line.unwrap_or_else(|| panic!("`{id}` has no `{key}`"));
        assert_ne!(line, wrong, "the mistake is none");
        wrong.clone_into(line);
    }
    lines.join("\n") + "\n"
}

/// The timeline of a command `doithoai timeline`, of one rule set.
fn timeline(command: &str, set: RuleSet) -> Timeline {
    let words: Vec<&str> = command.split_whitespace().collect();
    let options: Vec<(&str, &str)> = words.iter().copied().zip(words.iter().skip(1).copied()).collect();
    let option = |name: &str| {
        options.iter().filter(move |(known, _)| *known == name).map(|(_, value)| *value).collect::<Vec<_>>()
    };
    let mut facts = Facts::held_on(date(option("--on")[0]));
    for event in option("--event") {
        let (id, on) = event.split_once('=').unwrap();
        facts = facts.with(match on.split_once(':') {
            Some((on, until)) => Fact::new(id, date(on)).until(date(until)),
            None => Fact::new(id, date(on)),
        });
    }
    let view = View::as_of(date(option("--as-of")[0]));
    terms_of(set).timeline(&facts, view).unwrap()
}

fn due(timeline: &Timeline, id: &str) -> NaiveDate {
    timeline.duty("da-nang-vd", id).unwrap().outcome.due.unwrap().date
}

/// A line of `check`: `error[code]: message`.
fn error_line(code: Code, message: &Text, lang: Lang) -> String {
    format!("{}[{}]: {}", Severity::Error.text().get(lang), code.word(), message.get(lang))
}

#[test]
fn both_languages_show_the_same_files() {
    let [en, vi] = guides();
    let toml =
        |guide: &Guide| guide.blocks.iter().filter(|(info, _)| info.starts_with("toml")).cloned().collect::<Vec<_>>();
    assert_eq!(toml(&en), toml(&vi));
    let kinds = |guide: &Guide| guide.blocks.iter().map(|(info, _)| info.clone()).collect::<Vec<_>>();
    assert_eq!(kinds(&en), kinds(&vi));
    let headings = |guide: &Guide| guide.text.lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(headings(&en), headings(&vi));
}

#[test]
fn every_part_of_the_file_is_checked_as_the_guide_says() {
    let [en, vi] = guides();
    let file = en.block("toml da-nang");
    assert_eq!(file, include_str!("../../examples/da-nang/da-nang.toml"), "what guide-tests.md goes on with");
    let parts: Vec<&str> = file.split("# ---- ").collect();
    assert_eq!(parts.len(), 6, "a heading comment and five parts");
    let up_to = |n: usize| parts.iter().take(n + 1).copied().collect::<Vec<_>>().join("# ---- ");

    let empty: Vec<&str> = RuleSet::check_toml("").problems.iter().map(|problem| problem.code.word()).collect();
    assert_eq!(empty, ["missing-key"; 7]);

    let first = RuleSet::check_toml(&up_to(1));
    assert_eq!(first.problems.len(), 1, "{:#?}", first.problems);
    for guide in [&en, &vi] {
        guide.states(&error_line(Code::NoContent, &first.problems[0].message, guide.lang));
    }
    let duties: Vec<usize> = (2..=5).map(|n| sound(&up_to(n), &Registry::new()).obligations().len()).collect();
    assert_eq!(duties, [1, 2, 4, 4]);

    let whole = da_nang();
    assert_eq!((whole.obligations().len(), whole.recurring().len(), whole.unknowns().len()), (4, 1, 1));
    en.states("4 duties, 1 recurring, 1 unknown, 0 completed or changed");
    vi.states("4 nhiệm vụ, 1 nhiệm vụ định kỳ, 1 điều chưa rõ, 0 giá trị bổ sung hoặc sửa đổi");
    for guide in [&en, &vi] {
        let unknown = &whole.unknowns()[0];
        guide.states(&format!("{} [{}]", unknown.because.as_ref().unwrap().get(guide.lang), unknown.of));
    }
}

#[test]
fn every_mistake_gives_its_code_and_message() {
    for guide in guides() {
        let mistakes = guide.mistakes();
        assert_eq!(
            mistakes.iter().map(|mistake| mistake.0).collect::<Vec<_>>(),
            ["count-missing", "unknown-event", "unknown-word"]
        );
        for (code, wrong, said) in mistakes {
            let checked = RuleSet::check_toml(&with_mistake(guide.block("toml da-nang"), wrong));
            assert!(checked.rule_set.is_none());
            let errors: Vec<_> =
                checked.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
            assert_eq!(errors.len(), 1, "{errors:#?}");
            assert_eq!(errors[0].code, Code::from_word(code).unwrap());
            let mut shown = said.lines();
            assert_eq!(shown.next().unwrap(), error_line(errors[0].code, &errors[0].message, guide.lang));
            assert_eq!(shown.next().unwrap(), format!("  --> da-nang.toml:{}:{}", errors[0].line, errors[0].column));
            match (&errors[0].suggestion, shown.next()) {
                (Some(near), Some(help)) => assert!(help.contains(&format!("`{near}`?")), "{help}"),
                (None, None) => {}
                (near, help) => panic!("suggested is {near:?}, shown is {help:?}"),
            }
        }
    }
}

#[test]
fn the_due_dates_are_those_of_the_guide() {
    // Counted by hand: 22 August is worked, 31 August to 2 September are off.
    assert!(VIETNAM.is_working_day(date("2026-08-22")).unwrap());
    for off in ["2026-08-31", "2026-09-01", "2026-09-02"] {
        assert!(!VIETNAM.is_working_day(date(off)).unwrap());
    }
    for guide in guides() {
        let timeline = timeline(guide.block("sh"), da_nang());
        let by_hand = [
            ("invite-citizens", "2026-08-10"),
            ("hold-hearing", "2026-08-17"),
            ("notify-conclusion", "2026-09-07"),
            ("settle-petition", "2026-10-15"),
        ];
        let shown: Vec<&str> = guide.block("text timeline").lines().collect();
        assert_eq!(shown.len(), 2 * by_hand.len());
        for ((id, expected), shown) in by_hand.into_iter().zip(shown.chunks(2)) {
            assert_eq!(due(&timeline, id), date(expected), "{id}");
            let duty = timeline.duty("da-nang-vd", id).unwrap();
            let (name, status) = (duty.rule.text.get(guide.lang), duty.status_text(guide.lang));
            assert_eq!(shown[0], format!("  * {name} [{id}] {status}"));
            let label = guide.lang.pick("Đến hạn", "Due");
            let line = format!("      {label}: {} (", guide.lang.date_with_weekday(date(expected)));
            assert!(shown[1].starts_with(&line), "{} is not {line}", shown[1]);
        }
        let settle = timeline.duty("da-nang-vd", "settle-petition").unwrap();
        assert_eq!(settle.outcome.base_due.unwrap().date, date("2026-09-23"));
        assert!(shown[7].contains(&guide.lang.date(date("2026-09-23"))));
    }
}

/// 7 working days before 20 August 2026 by the three conventions, as the guide explains `count`.
#[test]
fn each_way_to_count_back_gives_the_stated_day() {
    let file = Guide::read(EN).block("toml da-nang").to_owned();
    let stated = [("clear-days", 10), ("event-excluded", 11), ("event-included", 12)];
    for (count, day) in stated {
        let file = file.replace(r#"count = "clear-days""#, &format!(r#"count = "{count}""#));
        let set = RuleSet::check_toml(&file).rule_set;
        let Some(set) = set else {
            assert_eq!(count, "event-excluded", "only there the reading changes nothing");
            continue;
        };
        let terms = terms_of(set);
        let timeline = terms.timeline(&Facts::held_on(date("2026-08-20")), View::everything()).unwrap();
        assert_eq!(due(&timeline, "invite-citizens"), date(&format!("2026-08-{day}")), "{count}");
        let reading = timeline.duty("da-nang-vd", "invite-citizens").unwrap().readings[0].outcome.due.unwrap();
        assert_eq!(reading.date, date("2026-08-11"));
    }
    let [en, vi] = guides();
    for (count, day) in stated {
        let of_count = |guide: &Guide, day: String| guide.states(&format!("{day} (`{count}`:"));
        of_count(&en, format!("{day} August"));
        of_count(&vi, format!("{day}/08"));
    }
}

#[test]
fn the_comparison_is_as_shown() {
    let (old, new) = (RuleSet::builtin("hcmc-935").unwrap(), da_nang());
    let timeline = |set: &RuleSet| {
        let terms = terms_of(set.clone());
        terms.timeline(&Facts::held_on(date("2026-08-20")), View::everything()).unwrap()
    };
    let rows = old.diff(&new).dates(&timeline(&old), &timeline(&new));
    for guide in guides() {
        let shown: Vec<&str> = guide.block("text compare").lines().skip(1).collect();
        assert_eq!(shown.len(), 4);
        for line in shown {
            let id = line.split_whitespace().next().unwrap();
            let row = rows.iter().find(|row| row.new_id.as_deref() == Some(id)).unwrap();
            let cell =
                |day: Option<NaiveDate>| day.map_or_else(|| "-".to_owned(), |day| guide.lang.date_with_weekday(day));
            let moved = match row.days {
                Some(0) => "=".to_owned(),
                Some(days) => format!("{days:+} {}", guide.lang.pick("ngày", "days")),
                None => String::new(),
            };
            let cells: Vec<&str> = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
            let expected = [id.to_owned(), cell(row.old), cell(row.new), moved];
            assert_eq!(cells, expected.iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>());
        }
    }
}

#[test]
fn the_file_uses_an_event_and_an_actor_of_its_own() {
    let set = da_nang();
    let hcmc = RuleSet::builtin("hcmc-935").unwrap();
    assert!(set.event("hearing-held").is_some() && hcmc.event("hearing-held").is_none());
    assert_eq!(hcmc.actor_text("ward-inspectorate").vi, "ward-inspectorate", "it is not built in");
    let timeline = timeline(Guide::read(VI).block("sh"), set);
    let hearing = timeline.duty("da-nang-vd", "hold-hearing").unwrap();
    assert_eq!(hearing.bearer_text().vi, "thanh tra phường");
    assert_eq!(hearing.rule.met_by.events(), ["hearing-held"]);
    assert_eq!(hearing.outcome.met_on, Some(date("2026-08-17")));
}

#[test]
fn the_day_of_the_dialogue_chooses_the_version() {
    let base = da_nang();
    let registry = Registry::builtin().with(base.clone()).unwrap();
    let amended = sound(Guide::read(EN).block("toml amendment"), &registry);
    let changes: Vec<&str> = amended.changes().iter().map(|change| change.of.as_str()).collect();
    assert_eq!(changes, ["obligation.settle-petition.due"]);
    assert_eq!(amended.obligations().len(), base.obligations().len());

    // Counted by hand: 10 March 2027, 10 working days to the conclusion notice, then 15 or 12 to settle.
    for (set, settled) in [(&base, "2027-04-14"), (&amended, "2027-04-09")] {
        let terms = terms_of(set.clone());
        let timeline = terms.timeline(&Facts::held_on(date("2027-03-10")), View::everything()).unwrap();
        assert_eq!(due(&timeline, "settle-petition"), date(settled), "{}", set.name());
    }

    let registry = registry.with(amended).unwrap();
    for (day, version) in [("2026-02-01", "2026-01-15"), ("2027-01-31", "2026-01-15"), ("2027-02-01", "2027-01-10")] {
        assert_eq!(registry.find("da-nang-vd", date(day)).unwrap().version(), version, "{day}");
    }
    assert!(registry.find("da-nang-vd", date("2026-01-31")).is_err());
}

#[test]
fn the_overlay_completes_the_built_in_set() {
    let base = RuleSet::builtin("hoa-binh-07").unwrap();
    let set = sound(Guide::read(EN).block("toml overlay"), &Registry::builtin());
    assert_eq!(set.builds_on(), Some(base.name().as_str()));
    let mut changes: Vec<&str> = set.changes().iter().map(|change| change.of.as_str()).collect();
    changes.sort_unstable();
    let of_unknown = "unknown.obligation.survey-opinion.due.n"; // which it makes known, from its effect
    assert_eq!(changes, ["guidance.commend", "obligation.survey-opinion.due", of_unknown]);
    assert!(set.changes().iter().all(|change| change.cite.is_some()));

    let has = |set: &RuleSet, id: &str| set.norms().iter().any(|norm| norm.id == id);
    assert!(has(&base, "commend") && !has(&set, "commend"));
    let unknown = |set: &RuleSet, of: &str| set.unknowns().iter().any(|unknown| unknown.of == of);
    let of = "obligation.survey-opinion.due.n";
    assert!(unknown(&base, of) && !unknown(&set, of), "what it fills is no longer unknown");

    let terms = terms_of(set);
    let timeline = terms.timeline(&Facts::held_on(date("2026-08-20")), View::everything()).unwrap();
    let survey = timeline.duty("hoa-binh-vd", "survey-opinion").unwrap();
    assert_eq!(survey.outcome.due.unwrap().date, date("2026-08-06"));
}

/// The list of tables names every table that the schema of an overlay, which has all of them, knows.
#[test]
fn the_guide_names_every_table() {
    let schema: serde_json::Value = serde_json::from_str(&RuleSet::overlay_json_schema()).unwrap();
    let of_merged_sets = ["builds_on", "changed"]; // written by the library, not by an author
    let mut tables: Vec<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    tables.retain(|table| !of_merged_sets.contains(table));
    assert!(tables.len() > 20, "{tables:?}");
    for guide in guides() {
        for table in &tables {
            let forms = [format!("`[[{table}]]`"), format!("`[{table}]`"), format!("`[{table}."), format!("`{table}`")];
            assert!(forms.iter().any(|form| guide.text.contains(form)), "{:?}: nothing on {table}", guide.lang);
        }
    }
}
