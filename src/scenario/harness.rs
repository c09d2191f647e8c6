//! A folder of scenario files as cases of `cargo test`, each counted and named.
//!
//! This is the only module of the crate that reads files; it is there with the feature `harness` only.
//!
//! In `Cargo.toml`:
//!
//! ```toml
//! [dev-dependencies]
//! doithoai = { version = "0.1", features = ["harness"] }
//!
//! [[test]]
//! name = "rules"
//! harness = false
//! ```
//!
//! In `tests/rules.rs`:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     doithoai::scenario::harness::run("tests/rules")
//! }
//! ```
//!
//! `cargo test conclusion` runs the cases whose name has that word, as with any other test.

mod file;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use thiserror::Error;

use super::{CaseOutcome, Coverage, Mutation, SUFFIX, Suite};
use crate::text::{Lang, Message as _, Text, messages};
pub use words::words_of;

/// Runs every case of a folder, with the arguments of `cargo test`.
///
/// See the [module](self); [`Tests`] also asks for coverage and for no survivors.
///
/// ```no_run
/// fn main() -> std::process::ExitCode {
///     doithoai::scenario::harness::run("tests/rules")
/// }
/// ```
#[must_use]
pub fn run(folder: impl AsRef<Path>) -> ExitCode {
    Tests::of(folder).run()
}

/// The cases of a folder, and what else must hold of them.
///
/// ```no_run
/// use doithoai::scenario::harness::Tests;
/// fn main() -> std::process::ExitCode {
///     Tests::of("tests/rules").threshold(100).without_survivors().run()
/// }
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Tests {
    folder: PathBuf,
    lang: Lang,
    threshold: Option<usize>,
    mutate: bool,
}

/// Why a folder has no suite.
///
/// ```
/// use doithoai::scenario::harness::{FolderError, read};
/// assert!(matches!(read("no/such/folder"), Err(FolderError::Unreadable { .. })));
/// ```
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A file or folder cannot be read.
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// Why not.
        #[source]
        error: io::Error,
    },
    /// What reads the files, where another does than this module, says why it does not read one.
    Unusable {
        /// Its path.
        path: PathBuf,
        /// Why not.
        why: Text,
    },
    /// There is no scenario file in it.
    Empty {
        /// The path of the folder.
        path: PathBuf,
    },
}

messages! { FolderError, lang:
    Self::Unreadable { path; error } => "unreadable", { let (path, why) = (path.display(), words_of(error)); let why = why.get(lang); },
        "không đọc được `{path}`: {why}", "cannot read `{path}`: {why}";
    Self::Unusable { path, why } => "unusable", { let (path, why) = (path.display(), why.get(lang)); },
        "không đọc được tệp `{path}`: {why}", "cannot read `{path}`: {why}";
    Self::Empty { path } => "no-scenarios", { let path = path.display(); },
        "`{path}` không có tệp tình huống nào: tên tệp kết thúc bằng `{SUFFIX}`",
        "no scenario file in `{path}`: their names end in `{SUFFIX}`";
}

/// The suite of a folder and the folders in it, or of one file.
///
/// Scenario files are those whose names end in [`SUFFIX`], in the order of their paths; the rule files and decrees that
/// they name are looked for from where they stand.
///
/// ```
/// let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/can-tho-10.test.toml");
/// let suite = doithoai::scenario::harness::read(root)?;
/// assert!(suite.run().is_ok());
/// # Ok::<(), doithoai::scenario::harness::FolderError>(())
/// ```
///
/// # Errors
/// [`FolderError`] if the path or a scenario file cannot be read, or if there is no scenario file.
pub fn read(path: impl AsRef<Path>) -> Result<Suite, FolderError> {
    read_by(path, &plain)
}

/// The same, each file read by `open`, which says in both languages why it does not read one.
///
/// ```
/// use doithoai::{Message, Text, scenario::harness::read_by};
/// let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/can-tho-10.test.toml");
/// let error = read_by(root, &|_| Err(Text::new("máy hỏng", "the machine is broken"))).unwrap_err();
/// assert!(error.to_string().ends_with("can-tho-10.test.toml`: the machine is broken"));
/// ```
///
/// # Errors
/// As [`read`], and [`FolderError::Unusable`] where `open` fails.
pub fn read_by(path: impl AsRef<Path>, open: Open<'_>) -> Result<Suite, FolderError> {
    let root = path.as_ref();
    files_of(root)?.iter().try_fold(Suite::new(), |suite, file| {
        let name = file.strip_prefix(root).ok().filter(|name| *name != Path::new("")).unwrap_or(file);
        with(suite, (name, file), open)
    })
}

/// One suite of several folders or files, its files named by their paths. A file that is named twice, or stands in a folder that is
/// named too, is in it once.
///
/// ```
/// let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/");
/// let files = ["can-tho-10.test.toml", "hcmc-935.test.toml"].map(|name| format!("{root}{name}"));
/// let suite = doithoai::scenario::harness::read_all(&files)?;
/// assert!(suite.names().iter().any(|(file, _)| file.ends_with("hcmc-935.test.toml")));
/// # Ok::<(), doithoai::scenario::harness::FolderError>(())
/// ```
///
/// # Errors
/// As [`read`], for each of them.
pub fn read_all<P: AsRef<Path>>(paths: &[P]) -> Result<Suite, FolderError> {
    read_all_by(paths, &plain)
}

/// The same, each file read by `open`, as by [`read_by`].
///
/// ```
/// use doithoai::{Text, scenario::harness::read_all_by};
/// let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");
/// assert!(read_all_by(&[root], &|_| Err(Text::new("máy hỏng", "the machine is broken"))).is_err());
/// ```
///
/// # Errors
/// As [`read_by`], for each of them.
pub fn read_all_by<P: AsRef<Path>>(paths: &[P], open: Open<'_>) -> Result<Suite, FolderError> {
    let mut known = BTreeSet::new();
    paths.iter().try_fold(Suite::new(), |suite, path| {
        let mut files = files_of(path.as_ref())?;
        files.retain(|file| known.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
        files.iter().try_fold(suite, |suite, file| with(suite, (file, file), open))
    })
}

fn files_of(root: &Path) -> Result<Vec<PathBuf>, FolderError> {
    let mut files = Vec::new();
    collect(root, true, &mut files)?;
    files.sort();
    if files.is_empty() { Err(FolderError::Empty { path: root.to_owned() }) } else { Ok(files) }
}

/// The text of a file, or why it is not read.
type Open<'a> = &'a dyn Fn(&Path) -> Result<String, Text>;

fn plain(path: &Path) -> Result<String, Text> {
    file::text(path).map_err(|error| words_of(&error))
}

fn with(suite: Suite, (name, file): (&Path, &Path), open: Open<'_>) -> Result<Suite, FolderError> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let text = open(file).map_err(|why| FolderError::Unusable { path: file.to_owned(), why })?;
    Ok(suite.with_told(name.display().to_string(), &text, &|name| open(&folder.join(name))))
}

fn collect(path: &Path, named: bool, files: &mut Vec<PathBuf>) -> Result<(), FolderError> {
    let unreadable = |error| FolderError::Unreadable { path: path.to_owned(), error };
    if !fs::metadata(path).map_err(unreadable)?.is_dir() {
        let is_scenario = path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(SUFFIX));
        files.extend((named || is_scenario).then(|| path.to_owned()));
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(unreadable)? {
        collect(&entry.map_err(unreadable)?.path(), false, files)?;
    }
    Ok(())
}

impl Tests {
    /// The cases of a folder, as [`read`] finds them; failures are told in English.
    pub fn of(folder: impl AsRef<Path>) -> Self {
        Self { folder: folder.as_ref().to_owned(), lang: Lang::En, threshold: None, mutate: false }
    }

    /// Tells failures in this language.
    pub const fn lang(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    /// Adds a test `coverage` that fails where a measure is below so many percent.
    pub const fn threshold(mut self, percent: usize) -> Self {
        self.threshold = Some(percent);
        self
    }

    /// Adds a test `mutants` that fails where no case notices a mistake in a rule set.
    pub const fn without_survivors(mut self) -> Self {
        self.mutate = true;
        self
    }

    /// Runs them, with the arguments of `cargo test`.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let arguments = Arguments::from_args();
        let suite = read(&self.folder).map(Arc::new);
        libtest_mimic::run(&arguments, self.trials(suite)).exit_code()
    }

    fn trials(&self, suite: Result<Arc<Suite>, FolderError>) -> Vec<Trial> {
        let lang = self.lang;
        let suite = match suite {
            Ok(suite) => suite,
            Err(error) => return vec![Trial::test("folder", move || Err(error.text(lang).into()))],
        };
        let cases = suite.names().into_iter().enumerate().map(|(at, (file, name))| {
            let (file, suite) = (file.to_owned(), Arc::clone(&suite));
            Trial::test(format!("{file}: {name}"), move || told(suite.run_one(at), &file, lang))
        });
        let report = suite
            .broken()
            .map(|(file, problems)| Trial::test(file.to_owned(), move || Err(problems.text(lang).into())));
        let mut trials: Vec<Trial> = cases.chain(report).collect();
        if let Some(percent) = self.threshold {
            let suite = Arc::clone(&suite);
            trials.push(Trial::test("coverage", move || reached(&suite.run().coverage, percent, lang)));
        }
        if self.mutate {
            trials.push(Trial::test("mutants", move || none_survives(&suite.mutate(), lang)));
        }
        trials
    }
}

fn told(outcome: Option<CaseOutcome>, file: &str, lang: Lang) -> Result<(), Failed> {
    let failures: Vec<String> = outcome
        .into_iter()
        .flat_map(|outcome| outcome.failures)
        .map(|failure| format!("{file}, {}", failure.text(lang)))
        .collect();
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n\n").into()) }
}

fn reached(coverage: &Coverage, percent: usize, lang: Lang) -> Result<(), Failed> {
    let below = coverage.below(percent);
    if below.is_empty() { Ok(()) } else { Err(coverage.missing_text(&below, lang).into()) }
}

fn none_survives(mutation: &Mutation, lang: Lang) -> Result<(), Failed> {
    let survivors: Vec<String> = mutation.survivors.iter().map(|survivor| survivor.text(lang)).collect();
    if survivors.is_empty() { Ok(()) } else { Err(survivors.join("\n").into()) }
}
