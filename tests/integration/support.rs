//! Short words for dates, fixtures and files.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::NaiveDate;
use doithoai::{Calendar, Code, Duty, Fact, Facts, RuleSet, Terms, Timeline, View};
use proptest::prelude::ProptestConfig;

/// The built-in calendar, built once.
pub(crate) static VIETNAM: LazyLock<Calendar> = LazyLock::new(Calendar::vietnam);

/// A rule file of a test's own to the end of `[applies]`: what it is about, its events and duties follow.
pub(crate) const OWN_FILE: &str = r#"
format = 1
id = "own"
version = "2026-01-01"
title = { vi = "Thử", en = "Try" }
[source.vd]
kind = "inferred"
confidence = "D"
ref = "Thử"
[instrument.main]
kind = "quy-che"
number = "00-QC/VD"
issuer = { vi = "Cơ quan giả định", en = "Invented" }
issued = 2025-01-01
in_force = { from = 2025-01-01 }
standing = "in-force"
[applies]
territory = { code = "48", as_of = 2026-01-15 }
heads = ["local-government"]
levels = ["commune"]
"#;

/// A date written `2026-08-20`.
#[track_caller]
pub(crate) fn date(written: &str) -> NaiveDate {
    written.parse().unwrap_or_else(|_| panic!("`{written}` is not a date"))
}

/// What is seen on a day.
#[track_caller]
pub(crate) fn as_of(day: &str) -> View {
    View::as_of(date(day))
}

/// Terms of one built-in rule set.
#[track_caller]
pub(crate) fn terms(id: &str) -> Terms {
    terms_of(RuleSet::builtin(id).unwrap())
}

/// Terms of one rule set.
pub(crate) fn terms_of(set: RuleSet) -> Terms {
    Terms::new([set], VIETNAM.clone())
}

/// Terms of one rule file.
#[track_caller]
pub(crate) fn terms_in(toml: &str) -> Terms {
    terms_of(RuleSet::from_toml(toml).unwrap_or_else(|error| panic!("{error}")))
}

/// A rule file is refused for a mistake of a code, if one is named, in these words.
#[track_caller]
pub(crate) fn refused(toml: &str, code: impl Into<Option<Code>>, words: &str) {
    let (checked, code) = (RuleSet::check_toml(toml), code.into());
    let mut problems = checked.problems.iter().filter(|problem| code.is_none_or(|code| problem.code == code));
    let said = problems.any(|problem| problem.to_string().contains(words));
    assert!(checked.rule_set.is_none() && said, "expected {code:?}, `{words}` in {:#?}", checked.problems);
}

/// What stops a limit; it goes before another table of an obligation.
pub(crate) const SUSPENSION: &str = "  [obligation.suspension]\n  by = \"suspended\"\n  until = \"resumed\"\n";

/// HCMC's regulation, except that the limit of settlement stops while it is suspended.
pub(crate) fn suspendable() -> String {
    let (text, before) = (RuleSet::builtin_toml("hcmc-935").unwrap(), "  [obligation.extension]\n");
    assert_eq!(text.matches(before).count(), 1);
    text.replace(before, &format!("{SUSPENSION}{before}"))
}

/// A dialogue that was held on a day, and what else happened on which.
#[track_caller]
pub(crate) fn happened(on: &str, events: &[(&str, &str)]) -> Facts {
    events.iter().fold(Facts::held_on(date(on)), |facts, (event, on)| facts.with(Fact::new(*event, date(on))))
}

/// The first duty of an id.
#[track_caller]
pub(crate) fn duty<'a>(timeline: &'a Timeline, id: &str) -> &'a Duty {
    timeline.duties.iter().find(|duty| duty.rule.id == id).unwrap_or_else(|| panic!("no duty `{id}`"))
}

/// The rows of a CSV fixture without quotes, comments and header left out.
pub(crate) fn rows(csv: &str) -> Vec<Vec<&str>> {
    csv.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split(',').collect()).collect()
}

/// A decree file with one document; `facts` are its last lines.
pub(crate) fn decree(id: &str, issued: &str, facts: &str) -> String {
    format!(
        "format = 1\n[[document]]\nid = \"{id}\"\nkind = \"cong-van\"\nnumber = \"unknown\"\n\
         issuer = {{ vi = \"thử\", en = \"test\" }}\nissued = {issued}\nconfidence = \"D\"\nsource = \"a test\"\n{facts}\n"
    )
}

/// So many random cases, times what `DOITHOAI_TIMES` says, and no file of failed ones: a failure becomes a test of its own.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    let cases = cases * size("DOITHOAI_TIMES", 1);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// How much is drawn: `scripts/proofs` draws more.
pub(crate) fn size<T: std::str::FromStr>(name: &str, default: T) -> T {
    std::env::var(name).ok().and_then(|written| written.parse().ok()).unwrap_or(default)
}

/// The folder of the package.
pub(crate) const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The text of a file of the package.
#[track_caller]
pub(crate) fn text_of(file: impl AsRef<Path>) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(file)).expect("the file can be read")
}

/// A file is what is expected; `UPDATE=1` makes it so.
#[track_caller]
pub(crate) fn current(file: &str, expected: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(Path::new(ROOT).join(file), expected).expect("the file can be written");
    }
    assert!(text_of(file) == expected, "{file} is not current: run `UPDATE=1 cargo test --test integration`");
}

/// The files of the library, from the folder of the package on, with their texts.
pub(crate) fn library() -> Vec<(PathBuf, String)> {
    let (mut folders, mut files) = (vec![Path::new(ROOT).join("src")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let file = path.strip_prefix(ROOT).expect("a file of the package").to_owned();
                files.push((file, text_of(path)));
            }
        }
    }
    files.sort();
    files
}
