//! What the READMEs and guides enumerate of a vocabulary is all of it.

use std::collections::{BTreeMap, BTreeSet};

use doithoai::RuleSet;
use doithoai::scenario::Suite;
use serde_json::Value;

const PAGES: [(&str, &str); 6] = [
    ("README.md", include_str!("../../README.md")),
    ("README.vi.md", include_str!("../../README.vi.md")),
    ("guide.md", include_str!("../../docs/guide.md")),
    ("guide-tests.md", include_str!("../../docs/guide-tests.md")),
    ("huong-dan.md", include_str!("../../docs/huong-dan.md")),
    ("huong-dan-kiem-thu.md", include_str!("../../docs/huong-dan-kiem-thu.md")),
];

/// From how many words of one vocabulary on a paragraph enumerates it.
const ENUMERATES: usize = 3;

/// Vocabularies of which a page lists parts: the events, which `events.rs` makes by phase.
const IN_PARTS: [&str; 2] = ["event", "event-or-other"];

/// Words by the name of their vocabulary.
type Vocabularies = BTreeMap<String, Vec<String>>;

/// The vocabularies of the schemas.
fn vocabularies() -> Vocabularies {
    let mut all = BTreeMap::new();
    for schema in [RuleSet::json_schema(), Suite::json_schema()] {
        let schema: Value = serde_json::from_str(&schema).unwrap();
        for (name, of) in schema["$defs"].as_object().unwrap() {
            if let Some(words) = of["enum"].as_array() {
                all.insert(name.clone(), words.iter().map(|word| word.as_str().unwrap().to_owned()).collect());
            }
        }
    }
    all.retain(|name, _| !IN_PARTS.contains(&name.as_str()));
    all
}

/// The paragraphs, rows and items of a page, without its code.
fn paragraphs(page: &str) -> Vec<String> {
    let prose: String = page.split("```").step_by(2).collect();
    let mut all = vec![String::new()];
    for line in prose.lines() {
        if line.is_empty() || line.starts_with('|') || line.starts_with("- ") {
            all.push(String::new());
        }
        let last = all.last_mut().unwrap();
        last.push_str(line);
        last.push(' ');
    }
    all
}

/// The words of a vocabulary that a paragraph enumerates and those that it leaves out; none if it says `…` after them.
fn left_out(paragraph: &str, words: &[String]) -> Option<(BTreeSet<String>, Vec<String>)> {
    let spans: Vec<&str> = paragraph.split('`').collect();
    let named: Vec<usize> =
        (1..spans.len()).step_by(2).filter(|at| words.iter().any(|word| word == spans[*at])).collect();
    let found: BTreeSet<String> = named.iter().map(|at| spans[*at].to_owned()).collect();
    let goes_on = spans.get(*named.last()? + 1).is_some_and(|after| after.contains('…'));
    let missing: Vec<String> = words.iter().filter(|word| !found.contains(*word)).cloned().collect();
    (found.len() >= ENUMERATES && !goes_on).then_some((found, missing))
}

/// What the enumerations of a page lack, and which vocabularies it has whole.
fn check(page: &str, vocabularies: &Vocabularies) -> (Vec<String>, BTreeSet<String>) {
    let (mut lacks, mut whole) = (Vec::new(), BTreeSet::new());
    for paragraph in paragraphs(page) {
        let lists = vocabularies.iter().filter_map(|(name, words)| Some((name, left_out(&paragraph, words)?)));
        let (complete, partial): (Vec<_>, Vec<_>) = lists.partition(|(_, (_, missing))| missing.is_empty());
        for (name, (found, missing)) in partial {
            // Words of another vocabulary, which is there whole.
            if !complete.iter().any(|(_, (all, _))| found.is_subset(all)) {
                lacks.push(format!("{name}: {found:?} without {missing:?}"));
            }
        }
        whole.extend(complete.into_iter().map(|(name, _)| name.clone()));
    }
    (lacks, whole)
}

#[test]
fn what_a_page_enumerates_is_whole() {
    let vocabularies = vocabularies();
    for (name, page) in PAGES {
        let (lacks, _) = check(page, &vocabularies);
        assert!(lacks.is_empty(), "{name} enumerates a part of a vocabulary: {lacks:#?}");
    }
    for (name, page) in &PAGES[..2] {
        let (_, whole) = check(page, &vocabularies);
        for expected in ["class-of-case", "confidence", "judgement", "status"] {
            assert!(whole.contains(expected), "{name} does not list the words of {expected}");
        }
        // Each word is missed.
        for (vocabulary, words) in vocabularies.iter().filter(|(vocabulary, _)| whole.contains(*vocabulary)) {
            for word in words {
                let (_, without) = check(&page.replace(&format!("`{word}`"), "`-`"), &vocabularies);
                assert!(!without.contains(vocabulary), "{name}: `{word}` of {vocabulary} can go");
            }
        }
    }
}
