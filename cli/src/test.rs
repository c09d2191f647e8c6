//! `doithoai test`.

use std::path::Path;

use doithoai::Lang;
use doithoai::scenario::harness::{read_all_by, read_by};
use doithoai::scenario::{CaseOutcome, Coverage, FileReport, Measure, Mutation, Report};
use serde::Serialize;

use crate::args::{TestArgs, TestFormat};
use crate::check;
use crate::files::text_beside;
use crate::input::{self, Told as _};
use crate::page::{BAD, BOLD, DIM, GOOD, Page, WARN, paint};
use crate::sort::{Sort, refuse_other};

mod junit;

/// What running a folder gave, and what was asked of it.
#[derive(Serialize)]
struct Run {
    ok: bool,
    passed: usize,
    failed: usize,
    files: Vec<FileReport>,
    coverage: Coverage,
    /// The measures below the threshold.
    below: Vec<Measure>,
    /// None if it was not asked for, or if the suite fails as it is.
    mutation: Option<Mutation>,
}

pub(crate) fn run(args: &TestArgs) -> input::Outcome<check::Report> {
    let lang = Lang::from(args.lang);
    // What comes through a pipe is read once.
    for path in args.folder.iter().filter(|path| path.is_file()) {
        let text = input::text_of(path, lang).unwrap_or_default(); // which reading it tells
        refuse_other((path, &text), Sort::Scenarios, lang)?;
    }
    let suite = match args.folder.as_slice() {
        [only] => read_by(only, &text_beside).told(lang)?,
        several => read_all_by(several, &text_beside).told(lang)?,
    };
    let report: Report = suite.run();
    let below = args.threshold.map(|percent| report.coverage.below(percent.into())).unwrap_or_default();
    let mutation = (args.mutate && report.is_ok()).then(|| suite.mutate());
    let survived = mutation.as_ref().is_some_and(|mutation| !mutation.survivors.is_empty());
    let ok = report.is_ok() && below.is_empty() && !survived;
    let (passed, failed) = (report.passed(), report.failed());
    let run = Run { ok, passed, failed, files: report.files, coverage: report.coverage, below, mutation };
    let text = match args.format {
        TestFormat::Json => input::json(&run)?,
        TestFormat::Junit => junit::xml(&run, lang).map_err(|error| error.to_string())?,
        TestFormat::Text => text(&run, args, lang),
    };
    Ok(check::Report { text, ok })
}

fn text(run: &Run, args: &TestArgs, lang: Lang) -> String {
    let mut page = Page::default();
    for file in &run.files {
        let folder = if let [only] = args.folder.as_slice() { Some(only.as_path()) } else { None };
        of_file(&mut page, file, folder, lang);
    }
    page.blank();
    let style = if run.failed == 0 { GOOD } else { BAD };
    page.styled(0, style, &counts(run.passed, run.failed, lang));
    if args.coverage || args.threshold.is_some() {
        coverage(&mut page, run, lang);
    }
    match &run.mutation {
        Some(mutation) => of_mutants(&mut page, mutation, lang),
        None if args.mutate => {
            page.blank();
            let (vi, en) = (
                "Chưa cài lỗi: trước hết mọi tình huống phải đạt.",
                "No mistakes were tried: every scenario must pass first.",
            );
            page.styled(0, WARN, lang.pick(vi, en));
        }
        None => {}
    }
    page.finish()
}

fn counts(passed: usize, failed: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{passed} đạt, {failed} không đạt"),
        Lang::En => format!("{passed} passed, {failed} failed"),
    }
}

fn of_file(page: &mut Page, file: &FileReport, folder: Option<&Path>, lang: Lang) {
    if !file.problems.is_empty() {
        let path = match folder {
            Some(file) if !file.is_dir() => file.to_owned(),
            Some(folder) => folder.join(&file.file),
            None => file.file.clone().into(), // of several folders: its whole path
        };
        let source = input::text_of(&path, lang).unwrap_or_default();
        page.drawn(&check::problems(&file.problems, &source, &file.file, lang));
    }
    let failed: Vec<&CaseOutcome> = file.outcomes.iter().filter(|outcome| !outcome.failures.is_empty()).collect();
    let passed = file.outcomes.len().saturating_sub(failed.len());
    let said = if file.is_broken() {
        paint(BAD, lang.pick("không đọc được, không tình huống nào được chạy", "cannot be read, no scenario was run"))
    } else {
        paint(if failed.is_empty() { GOOD } else { BAD }, &counts(passed, failed.len(), lang))
    };
    page.line(0, &format!("{}: {said}", paint(BOLD, &file.file)));
    for outcome in failed {
        let place = paint(DIM, &format!("({}:{})", file.file, outcome.line));
        page.line(2, &format!("{} {} {place}", paint(BAD, lang.pick("KHÔNG ĐẠT", "FAILED")), outcome.name));
        for failure in &outcome.failures {
            let lines = failure.text(lang);
            let (first, rest) = lines.split_once('\n').unwrap_or((&lines, ""));
            page.line(4, first);
            page.block(6, rest);
        }
    }
}

fn coverage(page: &mut Page, run: &Run, lang: Lang) {
    page.blank();
    page.styled(0, BOLD, &lang.pick("Độ phủ theo văn bản", "Coverage by law").to_uppercase());
    for measure in Measure::ALL {
        let (covered, all) = run.coverage.figures(*measure);
        let (percent, name) = (run.coverage.percent(*measure), measure.text());
        let style = if run.below.contains(measure) { BAD } else { GOOD };
        page.line(2, &format!("{} {covered}/{all} {}", paint(style, &format!("{percent:>3} %")), name.get(lang)));
    }
    let missing = run.coverage.missing_text(Measure::ALL, lang);
    if !missing.is_empty() {
        page.blank();
        page.block(2, &missing);
    }
}

fn of_mutants(page: &mut Page, mutation: &Mutation, lang: Lang) {
    let (all, survived) = (mutation.mutants, mutation.survivors.len());
    let numeric_survived = mutation.survivors.iter().filter(|survivor| survivor.numeric).count();
    let noticed = all.saturating_sub(survived);
    page.blank();
    page.styled(0, BOLD, &lang.pick("Lỗi cài vào bộ quy tắc", "Mistakes put into the rule sets").to_uppercase());
    let style = if survived == 0 { GOOD } else { BAD };
    let (numeric, of_numbers) = (mutation.numeric, mutation.numeric.saturating_sub(numeric_survived));
    page.styled(
        2,
        style,
        &match lang {
            Lang::Vi => format!("{noticed}/{all} bị phát hiện; lỗi về con số: {of_numbers}/{numeric}"),
            Lang::En => format!("{noticed}/{all} noticed; of wrong numbers: {of_numbers}/{numeric}"),
        },
    );
    for survivor in &mutation.survivors {
        page.line(
            4,
            &format!("{} {}", paint(BAD, lang.pick("không bị phát hiện:", "unnoticed:")), survivor.text(lang)),
        );
    }
}
