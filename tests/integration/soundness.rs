//! `analyse`: nothing in a sound file, each kind where one value of it is spoilt, and every finding with a case that holds.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use doithoai::analysis::{Analysis, Flaw, FlawKind, analyse};
use doithoai::scenario::Suite;
use doithoai::{Calendar, Lang, Registry, RuleSet, TimeLimit, Unit};

use crate::support::{VIETNAM, current};

const SOUND: &str = include_str!("../data/sound.toml");

const INVITE: &str = "due = { before = \"dialogue-day\", n = 5, unit = \"working-day\", count = \"event-excluded\" }";
const MAXIMUM: &str = "  maximum = { n = 60, unit = \"day\", from = \"anchor\" }\n";
const INTERIM: &str = r#"
[[obligation]]
id = "interim"
duty_kind = "interim-reply"
phase = "after"
bearer = "agencies"
each = "petition"
text = { vi = "Trả lời tạm thời", en = "Reply in the meantime" }
due = { after = "petition-raised", n = 30, unit = "day" }
met_by = { all = ["interim-reply-sent"] }
sets = { due_of = "settle", to = "stated" }
cite = "main#d13"

[[recurring]]"#;
const ONCE_INVITED: &str = r#"
[[obligation]]
id = "tell-agencies"
duty_kind = "other"
phase = "before"
bearer = "agencies"
text = { vi = "Báo các cơ quan", en = "Tell the agencies" }
due = { before = "dialogue-day", n = 10, unit = "working-day", count = "event-excluded" }
met_by = { all = ["agencies-notified"] }
only_if = { event = "invitation-sent" }
cite = "main#d13"

[[recurring]]"#;
const NOTICE: &str = r#"
[[obligation]]
id = "notify-extension"
duty_kind = "other"
phase = "after"
bearer = "agencies"
each = "petition"
text = { vi = "Thông báo gia hạn", en = "Notify the extension" }
due = { after = "petition-raised", n = 30, unit = "day" }
met_by = { all = ["extension-notified"] }
cite = "main#d13"

[[recurring]]"#;

/// What is spoilt: the kind that is found, where, what stood there, and what stands there instead.
type Spoilt = (FlawKind, &'static str, &'static str, &'static str);

fn spoilt() -> Vec<Spoilt> {
    use FlawKind as F;
    let invitation = "met_by = { all = [\"invitation-sent\"] }";
    let late = "due = { after = { due_of = \"settle\" }, n = 5, unit = \"working-day\" }";
    vec![
        (F::NeverInTime, "invite", invitation, "met_by = { all = [\"conclusion-notified\"] }"),
        (F::NeverInTime, "invite", invitation, "met_by = { all = [\"invitation-sent\", \"closed\"] }"),
        (
            F::NeverInTime,
            "publish",
            "met_by = { all = [\"results-published\"] }",
            "met_by = { all = [\"results-published\", \"cancelled\"] }",
        ),
        (F::BeforeInForce, "invite", INVITE, "due = { date = 2019-06-30 }"),
        (
            F::BeforeInForce,
            "invite",
            INVITE,
            "due = { before = \"dialogue-day\", n = 600, unit = \"day\", count = \"event-excluded\" }",
        ),
        (F::BeforeWhatItNeeds, "publish", "n = 15, unit = \"working-day\"", "n = 5, unit = \"working-day\""),
        (
            F::BeforeWhatItNeeds,
            "explain-delay",
            late,
            "due = { after = \"petition-raised\", n = 10, unit = \"working-day\" }",
        ),
        (F::BeforeWhatItNeeds, "tell-agencies", "\n[[recurring]]", ONCE_INVITED),
        (F::ExtensionTooLate, "settle", "  granted_before = \"due\"\n", ""),
        (
            F::ExtensionTooLate,
            "settle",
            "  limit = \"stated\"",
            "  limit = { n = 15, unit = \"working-day\", from = \"anchor\" }",
        ),
        (
            F::ExtensionTooLate,
            "settle",
            "  granted_before = \"due\"\n  limit = \"stated\"",
            "  granted_before = \"any-time\"\n  limit = { n = 15, unit = \"working-day\", from = \"due\" }",
        ),
        (
            F::ExtensionTooLate,
            "settle",
            "  granted_by = \"extension-notified\"",
            "  granted_by = \"conclusion-notified\"\n  only_if = { event = \"cancelled\" }",
        ),
        (F::ExtensionTooLate, "notify-extension", "\n[[recurring]]", NOTICE),
        (F::InterimReplyTooLate, "interim", "\n[[recurring]]", INTERIM),
        (F::MaximumBelowLimit, "settle", "n = 60, unit = \"day\"", "n = 30, unit = \"day\""),
        (
            F::IdleReading,
            "conclusion",
            "  due = { unit = \"day\" }\n",
            "  due = { first_of = [{ after = \"closed\", n = 10, unit = \"working-day\" }, { after = \"closed\", n = 60, unit = \"day\" }] }\n",
        ),
        (
            F::IdleReading,
            "reception",
            "cite = \"main#d12\"\n",
            "cite = \"main#d12\"\n  [[recurring.reading]]\n  id = \"fifth\"\n  due = { day = 5, roll = \"next-working-day\" }\n  because = { vi = \"ngày 05\", en = \"the 5th\" }\n",
        ),
    ]
}

/// The same of conditions, of two instruments and of petitions.
fn spoilt_otherwise() -> Vec<Spoilt> {
    use FlawKind as F;
    let online = "only_if = { mode = \"online\" }";
    let published = "only_if = { event = \"conclusion-notified\" }";
    vec![
        (
            F::NeverHolds,
            "publish",
            published,
            "only_if = { all = [{ event = \"conclusion-notified\" }, { event = \"cancelled\" }] }",
        ),
        (F::NeverHolds, "online", online, "only_if = { all = [{ kind = \"periodic\" }, { kind = \"ad-hoc\" }] }"),
        (
            F::NeverHolds,
            "invite",
            INVITE,
            "due = { cases = [{ only_if = { mode = \"online\" }, before = \"dialogue-day\", n = 3, unit = \"day\", count = \"event-excluded\" }, { only_if = { all = [{ mode = \"online\" }, { kind = \"periodic\" }] }, before = \"dialogue-day\", n = 4, unit = \"day\", count = \"event-excluded\" }], otherwise = { before = \"dialogue-day\", n = 5, unit = \"day\", count = \"event-excluded\" } }",
        ),
        (
            F::AlwaysHolds,
            "online",
            online,
            "only_if = { any = [{ mode = \"online\" }, { not = { mode = \"online\" } }] }",
        ),
        (F::AlwaysHolds, "publish", published, "only_if = { event = \"closed\" }"),
        (F::AlwaysHolds, "publish", published, "only_if = { not = { event = \"cancelled\" } }"),
        (F::UnansweredForEver, "settle", MAXIMUM, ""),
        (
            F::UnansweredForEver,
            "settle",
            "due = { after = \"suspended\", n = 30, unit = \"day\" }",
            "due = { after = \"suspended\", n = 30, unit = \"day\" }\nonly_if = { class = \"complex\" }",
        ),
        (
            F::UnansweredForEver,
            "settle",
            "due = { after = \"suspended\", n = 30, unit = \"day\" }",
            "due = { none = \"promptly\" }",
        ),
        (
            F::UnansweredForEver,
            "settle",
            "  limit = \"stated\"\n  times = 1\n  maximum = { n = 60, unit = \"day\", from = \"anchor\" }\n",
            "  limit = { n = 10, unit = \"day\", from = \"due\" }\n",
        ),
    ]
}

fn with(from: &str, to: &str) -> String {
    let text = SOUND.replacen(from, to, 1);
    assert_ne!(text, SOUND, "{from}");
    text
}

fn set(text: &str) -> RuleSet {
    RuleSet::from_toml(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn found(analysis: &Analysis) -> Vec<(FlawKind, &str)> {
    analysis.flaws.iter().map(|flaw| (flaw.kind, flaw.id.as_str())).collect()
}

/// Runs the case of a finding as a scenario file of its own, as whoever reads it would.
#[track_caller]
fn shows(files: &[(&str, &str)], flaw: &Flaw) {
    let case = flaw.case.as_ref().unwrap_or_else(|| panic!("no case: {flaw:#?}"));
    assert!(!case.always, "{flaw:#?}");
    let names: Vec<String> = files.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let text = format!("format = 1\nrulesets = [{}]\n\n{}", names.join(", "), case.case);
    let open = |name: &str| match files.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => Ok((*text).to_owned()),
        None => Err(format!("{name}?")),
    };
    let report = Suite::new().with("a.test.toml", &text, &open).run();
    assert!(report.is_ok(), "{:#?}\n{text}", report.files);
}

#[test]
fn nothing_is_found_in_a_sound_file() {
    let analysis = analyse(&[set(SOUND)], &VIETNAM);
    assert_eq!(found(&analysis), []);
    assert!(analysis.undecided.is_empty());
    assert!(analysis.text(Lang::Vi).contains("không tìm thấy bất cập nào"));
}

#[test]
fn each_kind_is_found_where_one_value_is_spoilt() {
    for (kind, id, from, to) in spoilt().into_iter().chain(spoilt_otherwise()) {
        let text = with(from, to);
        let analysis = analyse(&[set(&text)], &VIETNAM);
        let all = found(&analysis);
        assert!(all.contains(&(kind, id)), "{kind:?} {id}: {all:?}\n{to}");
        // What states another limit without a maximum is a second thing.
        let others = all.iter().filter(|found| **found != (kind, id) && found.0 != FlawKind::UnansweredForEver);
        assert_eq!(others.count(), 0, "{all:?}\n{to}");
        for flaw in &analysis.flaws {
            shows(&[("set.toml", &text)], flaw);
        }
    }
}

#[test]
fn a_petition_that_nobody_must_answer_leads_nowhere() {
    let settle = "bearer = \"agencies\"\ntext = { vi = \"Giải quyết kiến nghị\"";
    let nobody = SOUND.replace(settle, &settle.replace("agencies", "unknown"));
    let nobody = nobody.replace(
        "bearer = \"agencies\"\neach = \"petition\"\nonly_if",
        "bearer = \"unknown\"\neach = \"petition\"\nonly_if",
    );
    let of_petitions = ["id = \"settle\"", "id = \"resume\"", "id = \"explain-delay\""];
    let blocks = SOUND.split("\n[[obligation]]\n").filter(|block| !of_petitions.iter().any(|id| block.starts_with(id)));
    let undated = r#"
[[obligation]]
id = "settle"
duty_kind = "settle"
phase = "after"
each = "petition"
bearer = "agencies"
text = { vi = "Giải quyết kiến nghị", en = "Settle the petition" }
due = { none = "not-stated" }
met_by = { all = ["petition-settled"] }
cite = "main#d9"
"#;
    let undated = blocks.collect::<Vec<_>>().join("\n[[obligation]]\n") + undated;
    for text in [nobody, undated] {
        let analysis = analyse(&[set(&text)], &VIETNAM);
        let flaw = analysis.of(FlawKind::LeadsNowhere).next().unwrap_or_else(|| panic!("{:?}", found(&analysis)));
        assert_eq!((flaw.list.as_str(), flaw.id.as_str()), ("event", "petition-raised"));
        shows(&[("set.toml", &text)], flaw);
    }
}

#[test]
fn two_instruments_are_looked_at_beside_each_other() {
    let beside = |from: &str, to: &str| {
        let other = with(from, to).replacen("id = \"sound\"", "id = \"beside\"", 1);
        (analyse(&[set(SOUND), set(&other)], &VIETNAM), other)
    };
    // The same limits: the second is idle wherever nothing moves the first.
    let (analysis, other) = beside("Quy chế đối thoại mẫu", "Quy chế khác");
    let all = found(&analysis);
    assert!(all.contains(&(FlawKind::IdleBesideAnother, "invite")), "{all:?}");
    assert!(!all.contains(&(FlawKind::IdleBesideAnother, "settle")), "{all:?}"); // an extension may move the first
    for flaw in &analysis.flaws {
        shows(&[("beside.toml", &other), ("set.toml", SOUND)], flaw);
    }
    // The one that ends sooner makes the other idle, in whichever file it stands.
    let (analysis, _) = beside("after = \"closed\", n = 10, unit", "after = \"closed\", n = 9, unit");
    let idle = analysis.of(FlawKind::IdleBesideAnother).find(|flaw| flaw.id == "conclusion").unwrap();
    assert_eq!((idle.ruleset.as_str(), idle.other.as_deref()), ("sound@1", Some("beside/conclusion")));
    let days = idle.days.as_ref().unwrap();
    assert_eq!(days.found, days.of);
    // 10 working days against 14 days: neither ends first on every day.
    let (analysis, _) =
        beside("after = \"closed\", n = 10, unit = \"working-day\"", "after = \"closed\", n = 2, unit = \"week\"");
    assert!(!analysis.of(FlawKind::IdleBesideAnother).any(|flaw| flaw.id == "conclusion"));
    // The 5th for the one and the 20th for the other.
    let (analysis, other) = beside("on = [5]", "on = [20]");
    let excluded = analysis.of(FlawKind::ExcludedByAnother).next().unwrap();
    assert_eq!((excluded.list.as_str(), excluded.id.as_str()), ("recurring", "reception"));
    shows(&[("set.toml", SOUND), ("beside.toml", &other)], excluded);
    let (analysis, _) = beside("on = [5]", "on = [5, 20]");
    assert_eq!(analysis.of(FlawKind::ExcludedByAnother).count(), 0);
    // Whom the other does not bind, or not at the same time.
    for (from, to) in [
        ("code = \"01\"", "code = \"48\""),
        ("[\"province\"]", "[\"commune\"]"),
        ("from = 2020-01-01", "from = 2020-01-01, until = 2020-01-01"),
    ] {
        let other = with(from, to).replacen("id = \"sound\"", "id = \"beside\"", 1);
        let Ok(other) = RuleSet::from_toml(&other) else { continue };
        assert_eq!(found(&analyse(&[set(SOUND), other], &VIETNAM)), [], "{to}");
    }
}

/// The days again, counted without the library's proofs.
#[test]
fn the_days_are_those_on_which_it_is_so() {
    let calendar = &Calendar::vietnam();
    let first = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap();
    let ends = |amount, unit| {
        let limit = TimeLimit::after(amount, unit);
        first
            .iter_days()
            .take(31_411)
            .map(move |day| calendar.due(&limit, day).ok().map(|due| due.date))
            .collect::<Vec<_>>()
    };
    let (days, working) = (ends(30, Unit::Day), ends(20, Unit::WorkingDay));
    let both = || days.iter().zip(&working).filter_map(|(one, other)| Some((((*one)?), (*other)?)));
    let (later, sooner) =
        (both().filter(|(one, other)| one > other).count(), both().filter(|(one, other)| one < other).count());
    let interim = analyse(&[set(&with("\n[[recurring]]", INTERIM))], &VIETNAM);
    let interim = interim.of(FlawKind::InterimReplyTooLate).next().unwrap().days.clone().unwrap();
    assert_eq!((interim.found, interim.of), (later, both().count()));
    let maximum = analyse(&[set(&with("n = 60, unit = \"day\"", "n = 30, unit = \"day\""))], &VIETNAM);
    let maximum = maximum.of(FlawKind::MaximumBelowLimit).next().unwrap().days.clone().unwrap();
    assert_eq!((maximum.found, maximum.of), (sooner, both().count()));
    let in_ranges = |found: &doithoai::analysis::FlawDays| found.ranges.iter().map(|range| range.days).sum::<usize>();
    assert_eq!((in_ranges(&interim), in_ranges(&maximum)), (later, sooner));
}

/// What is to be said of each finding in the rule sets of this repository: whose defect it is.
const JUDGED: &[(&str, &str, FlawKind, &str)] = &[
    (
        "hcmc-935",
        "settle-petition",
        FlawKind::ExtensionTooLate,
        "of the law, Art. 13(3), dash 2: it lets a notice state a longer limit and does not say by when the notice comes",
    ),
    (
        "hcmc-935",
        "settle-petition",
        FlawKind::UnansweredForEver,
        "of the law, Art. 13(3), dash 2: \"nêu rõ thời hạn giải quyết\" has no maximum",
    ),
    (
        "can-tho-10",
        "interim-reply",
        FlawKind::InterimReplyTooLate,
        "of the law, the provision on cases that need longer (article not known): 30 days from the conclusion, where the limit that the reply puts off is 20 working days from it; the reading that counts the 30 days from the end of the 20 working days ends later still",
    ),
    (
        "can-tho-10",
        "settle-petition",
        FlawKind::UnansweredForEver,
        "of the law, the same provision: the reply states the time of settlement, without a maximum, unless the 30 days are read as that (`final-settlement-cap`)",
    ),
    (
        "da-nang-vd",
        "settle-petition",
        FlawKind::ExtensionTooLate,
        "of `hcmc-935`, on which this invented example builds",
    ),
    (
        "da-nang-vd",
        "settle-petition",
        FlawKind::UnansweredForEver,
        "of `hcmc-935`, on which this invented example builds",
    ),
    (
        "hoa-binh-example",
        "settle-petition",
        FlawKind::UnansweredForEver,
        "of the file: an invented example, which takes its extension from `hcmc-935`",
    ),
    (
        "hau-giang-2022",
        "received-by-internal-affairs",
        FlawKind::LeadsNowhere,
        "of what is known: the source, a press report, does not say who gives the notice; the file has `unknown`",
    ),
    (
        "qd-33",
        "voters-petition-received",
        FlawKind::LeadsNowhere,
        "of what is known: the source held does not say who answers; the file has `unknown`",
    ),
];

/// Every built-in set, then every example of the regulations.
fn every_set() -> Vec<(String, RuleSet)> {
    let builtin = Registry::builtin();
    let mut all: Vec<(String, RuleSet)> =
        builtin.rule_sets().iter().map(|set| ("built in".to_owned(), set.clone())).collect();
    let mut registry = builtin;
    for folder in ["examples/regulations", "examples/da-nang", "examples"] {
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths.iter().filter(|path| path.extension().is_some_and(|of| of == "toml")) {
            let text = std::fs::read_to_string(path).unwrap();
            if path.to_string_lossy().ends_with(".test.toml") || !text.contains("\n[[") || !text.contains("\nid = ") {
                continue;
            }
            let Some(set) = registry.check_toml(&text).rule_set else { continue };
            registry = registry.clone().with(set.clone()).unwrap_or(registry);
            all.push((format!("`{}`", path.display()), set));
        }
    }
    all
}

#[test]
fn what_is_found_here_is_judged_in_the_page() {
    let mut page = String::from(
        "# What `analyse` finds here\n\nWritten by `tests/integration/soundness.rs`: each built-in rule set and each example by itself, then those of \
         one authority's reach beside each other. A finding is a defect of the file, then it is mended, or of the law, then it stands here with its \
         provision. What each kind means: `doithoai words`, and [`FlawKind`](https://docs.rs/doithoai). A case for each: `doithoai analyse NAME`.\n\n\
         | rule set | from | duty or event | finding | days | whose defect |\n|---|---|---|---|---|---|\n",
    );
    let sets = every_set();
    assert!(sets.len() > 25, "{}", sets.len());
    let mut unjudged: BTreeMap<(String, String, &str), &str> = JUDGED
        .iter()
        .map(|(set, id, kind, whose)| (((*set).to_owned(), (*id).to_owned(), kind.word()), *whose))
        .collect();
    let mut sound = Vec::new();
    for (from, set) in &sets {
        let analysis = analyse(std::slice::from_ref(set), &VIETNAM);
        assert!(analysis.undecided.is_empty(), "{:?}", analysis.undecided);
        if analysis.flaws.is_empty() {
            sound.push(format!("`{}`", set.name()));
        }
        for flaw in &analysis.flaws {
            assert!(flaw.case.is_some(), "{flaw:#?}");
            let whose = unjudged.remove(&(set.id().to_owned(), flaw.id.clone(), flaw.kind.word()));
            let whose =
                whose.unwrap_or_else(|| panic!("say of {} {} {:?} whose defect it is", set.id(), flaw.id, flaw.kind));
            let days = flaw
                .days
                .as_ref()
                .map(|days| format!("{} of {}, {} in force", days.found, days.of, days.in_force))
                .unwrap_or_default();
            let _ = writeln!(
                page,
                "| `{}` | {from} | `{}` | `{}` | {days} | {whose} |",
                set.name(),
                flaw.id,
                flaw.kind.word()
            );
        }
    }
    assert!(unjudged.is_empty(), "found no more: {unjudged:?}");
    let all: Vec<RuleSet> = sets.iter().map(|(_, set)| set.clone()).collect();
    let beside = analyse(&all, &VIETNAM);
    let between = |flaw: &&Flaw| matches!(flaw.kind, FlawKind::IdleBesideAnother | FlawKind::ExcludedByAnother);
    let between: Vec<String> = beside
        .flaws
        .iter()
        .filter(between)
        .map(|flaw| format!("{} {} {:?}", flaw.ruleset, flaw.id, flaw.other))
        .collect();
    let _ = write!(
        page,
        "\nBeside each other, wherever two bind one head on one day: {}.\n\nNothing found in {}.\n",
        if between.is_empty() { "nothing" } else { "see below" },
        sound.join(", ")
    );
    assert!(between.is_empty(), "{between:#?}");
    current("docs/analysis.md", &page);
}
