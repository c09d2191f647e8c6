//! `doithoai check` and `doithoai explain`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use doithoai::calendar::CheckedDecree;
use doithoai::ruleset::{Checked, Severity};
use doithoai::scenario::FileReport;
use doithoai::scenario::harness::read_by;
use doithoai::{Calendar, Code, Lang, Problem, Registry, visible};
use serde_json::{Value, json};

use crate::args::{CheckArgs, ExplainArgs, Format};
use crate::decrees;
use crate::files::text_beside;
use crate::given::Given;
use crate::input::{self, Outcome, Told as _};
use crate::logs;
use crate::page::{BOLD, Page, paint};
use crate::sort::Sort;

/// So many bytes of a line are shown before a problem and after it, more than the renderer has room for.
const MOST_SHOWN: usize = 1_000;

/// What was printed, and whether every file is a rule set.
pub(crate) struct Report {
    pub(crate) text: String,
    pub(crate) ok: bool,
}

pub(crate) fn run(args: &CheckArgs) -> Outcome<Report> {
    let lang = Lang::from(args.common.lang);
    if let Some(path) = given_twice(&args.file) {
        let path = path.display();
        return Err(match lang {
            Lang::Vi => format!("{path}: tệp này được nêu hai lần: mỗi tệp chỉ nêu một lần"),
            Lang::En => format!("{path}: the file is given twice: give each once"),
        });
    }
    let mut sources = Vec::new();
    for path in &args.file {
        // Read once: what comes through a pipe cannot be read again.
        let source = input::text_of(path, lang)?;
        sources.push((path, Sort::of(path, &source), source));
    }
    let (mut registry, mut calendar) = (Registry::builtin(), Calendar::vietnam());
    let decrees = sources.iter().filter(|(_, sort, _)| *sort == Sort::Decree).collect();
    let decrees = decrees::in_order(decrees, |(.., source)| source).into_iter();
    let mut decrees: BTreeMap<&PathBuf, (String, Value)> =
        decrees.map(|(path, _, source)| (*path, decree((path, source), &mut calendar, lang))).collect();
    let mut given = Given::default();
    let (mut text, mut files, mut ok) = (String::new(), Vec::new(), true);
    for (path, sort, source) in &sources {
        let other = match sort {
            Sort::Rules => None,
            Sort::Scenarios => Some(scenarios((path, source), lang)?),
            Sort::Decree => decrees.remove(path),
            Sort::Log => Some(log((path, source), &mut given, &registry, &calendar, lang)),
        };
        if let Some((said, file)) = other {
            ok &= file.get("ok") == Some(&Value::Bool(true));
            text.push_str(&said);
            files.push(file);
            continue;
        }
        let checked = input::checked_text((path, source), &registry);
        ok &= checked.rule_set.is_some();
        text.push_str(&rendered(path, source, &checked, lang));
        files.push(file_json(path, &checked));
        if let Some(set) = checked.rule_set {
            registry = registry.clone().with(set).unwrap_or(registry);
        }
    }
    let text = match args.common.format {
        Format::Text => text,
        Format::Json => input::json(&json!({ "ok": ok, "files": files }))?,
    };
    Ok(Report { text, ok })
}

/// A file that is named twice, under whichever name.
fn given_twice(paths: &[PathBuf]) -> Option<&PathBuf> {
    let mut known = BTreeSet::new();
    paths.iter().find(|path| !known.insert(path.canonicalize().unwrap_or_else(|_| (*path).clone())))
}

/// What is wrong in a scenario file, and in the entries of its cases; how these stand is not judged here.
fn scenarios((path, source): (&Path, &str), lang: Lang) -> Outcome<(String, Value)> {
    let suite = read_by(path, &text_beside).told(lang)?;
    let (name, cases) = (path.display().to_string(), suite.names().len());
    let Some(file) = suite.run().files.pop() else { return Ok((String::new(), Value::Null)) };
    let refused = refused(&file, &name, lang);
    let said = match (file.is_broken(), lang) {
        (true, _) => counts(&file.problems, lang),
        (false, Lang::Vi) if !refused.is_empty() => format!("{} mục không thể ghi nhận", refused.len()),
        (false, Lang::En) if !refused.is_empty() => format!("entries that cannot have been: {}", refused.len()),
        (false, Lang::Vi) => format!("hợp lệ; {cases} tình huống; {}", counts(&file.problems, lang)),
        (false, Lang::En) => format!("sound; {}; {}", plural(cases, "scenario"), counts(&file.problems, lang)),
    };
    let told: String = refused.iter().map(|(text, _)| text.as_str()).collect();
    let text = problems(&file.problems, source, &name, lang) + &told + &format!("{}: {said}\n", visible(&name));
    let ok = !file.is_broken() && refused.is_empty();
    let mut json = json!({
        "file": name,
        "ok": ok,
        "scenarios": cases,
        "problems": file.problems,
        "truncated": file.truncated,
    });
    if let Some(file) = json.as_object_mut().filter(|_| !refused.is_empty()) {
        file.insert("refused".to_owned(), refused.into_iter().map(|(_, refused)| refused).collect());
    }
    Ok((text, json))
}

/// The entries of the cases that cannot have been, and are not there to be refused.
fn refused(file: &FileReport, name: &str, lang: Lang) -> Vec<(String, Value)> {
    let failures = file.outcomes.iter().flat_map(|outcome| &outcome.failures);
    let entries = failures.filter(|failure| failure.key == "refused" && failure.expected == "recorded");
    let told = entries.filter_map(|failure| {
        let (event, because) = (failure.of.as_deref()?, failure.because.as_ref()?);
        let error = lang.pick("lỗi", "error");
        let (line, name) = (lang.pick("dòng", "line"), visible(name));
        let text = format!("{error}: {name}: {line} {}: {}: {}\n", failure.line, visible(event), because.get(lang));
        Some((text, json!({ "line": failure.line, "event": event, "code": failure.actual, "message": because })))
    });
    told.collect()
}

/// What is wrong in a decree file, over the calendar that those issued before it make.
fn decree((path, source): (&Path, &str), calendar: &mut Calendar, lang: Lang) -> (String, Value) {
    let CheckedDecree { calendar: built, problems: found, truncated, .. } = calendar.check_decree_toml(source);
    let (name, counts) = (path.display().to_string(), counts(&found, lang));
    let added = built.as_ref().map(|built| built.documents().len().saturating_sub(calendar.documents().len()));
    let said = match (added, lang) {
        (None, _) => counts,
        (Some(documents), Lang::Vi) => format!("hợp lệ; {documents} văn bản; {counts}"),
        (Some(documents), Lang::En) => format!("sound; {}; {counts}", plural(documents, "document")),
    };
    let text = problems(&found, source, &name, lang) + &format!("{}: {said}\n", visible(&name));
    let json = json!({
        "file": name, "ok": built.is_some(), "documents": added, "problems": found, "truncated": truncated,
    });
    if let Some(built) = built {
        *calendar = built;
    }
    (text, json)
}

/// What is wrong in the log of a dialogue or of an office: its lines, then its entries under the rule sets that bind.
fn log(
    (path, source): (&Path, &str),
    given: &mut Given,
    registry: &Registry,
    calendar: &Calendar,
    lang: Lang,
) -> (String, Value) {
    let name = path.display().to_string();
    let shown = visible(&name);
    let logs::Checked { entries, unknown, problems, truncated, warnings } =
        logs::checked((path, source), given, registry, calendar);
    let line = |level: (&'static str, &'static str), said: &str| {
        format!("{}: {shown}: {}\n", lang.pick(level.0, level.1), crate::one_line(said))
    };
    let mut text: String = unknown.iter().map(|one| line(("cảnh báo", "warning"), &one.text(lang))).collect();
    text.extend(warnings.iter().map(|(_, said)| line(("cảnh báo", "warning"), said.get(lang))));
    text.extend(problems.iter().map(|(_, said)| line(("lỗi", "error"), said.get(lang))));
    let more = if truncated { lang.pick(" (còn nữa)", " (and more)") } else { "" };
    let said = match (entries, lang) {
        (None, Lang::Vi) => format!("{} lỗi{more}", problems.len()),
        (None, Lang::En) => format!("{}{more}", plural(problems.len(), "error")),
        (Some(entries), Lang::Vi) => format!("hợp lệ; {entries} mục"),
        (Some(entries), Lang::En) => format!("sound; {entries} {}", if entries == 1 { "entry" } else { "entries" }),
    };
    text.extend([&*shown, ": ", &*said, "\n"]);
    let found = problems.iter().map(|(line, said)| json!({ "line": line, "message": said }));
    let mut json = json!({
        "file": name, "ok": problems.is_empty(), "entries": entries, "problems": found.collect::<Vec<_>>(), "truncated": truncated,
    });
    if let (false, Some(json)) = (unknown.is_empty(), json.as_object_mut()) {
        json.insert("unknown_entries".to_owned(), json!(unknown));
    }
    if let (false, Some(json)) = (warnings.is_empty(), json.as_object_mut()) {
        let told = warnings.iter().map(|(line, said)| json!({ "line": line, "message": said }));
        json.insert("warnings".to_owned(), told.collect());
    }
    (text, json)
}

fn file_json(path: &Path, checked: &Checked) -> Value {
    let set = checked.rule_set.as_ref();
    json!({
        "file": path.display().to_string(),
        "ok": set.is_some(),
        "ruleset": set.map(|set| json!({ "id": set.id(), "version": set.version(), "hash": set.hash() })),
        "problems": checked.problems,
        "truncated": checked.truncated,
        "unknown": set.map(doithoai::RuleSet::unknowns).unwrap_or_default(),
        "changed": set.map(doithoai::RuleSet::changes).unwrap_or_default(),
    })
}

fn rendered(path: &Path, source: &str, checked: &Checked, lang: Lang) -> String {
    let name = path.display().to_string();
    problems(&checked.problems, source, &name, lang) + &summary(&name, checked, lang)
}

/// Each problem with the line that it is in.
pub(crate) fn problems(problems: &[Problem], source: &str, name: &str, lang: Lang) -> String {
    let (renderer, source) = (Renderer::styled(), &seen(source));
    let begins: Vec<usize> =
        std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at.saturating_add(1))).collect();
    let shown = problems.iter().map(|problem| {
        let line = begins.partition_point(|begin| *begin <= problem.span.start);
        let begin = line.checked_sub(1).and_then(|line| begins.get(line)).copied().unwrap_or_default();
        renderer.render(&[group(problem, source, (line, begin), name, lang)]) + "\n\n"
    });
    shown.collect()
}

/// A problem with its line, which has a number and begins at a byte of the source.
fn group<'a>(
    problem: &'a Problem,
    source: &'a str,
    (line, begin): (usize, usize),
    name: &'a str,
    lang: Lang,
) -> Group<'a> {
    let level = match problem.severity {
        Severity::Warning => Level::WARNING,
        _ => Level::ERROR, // under its own name, also a severity that this command does not know
    };
    let level = level.with_name(problem.severity.text().get(lang).to_owned());
    let title = level.primary_title(visible(problem.message.get(lang))).id(problem.code.word());
    let line_end = first_line_end(source, problem.span.start);
    let end = problem.span.end.min(line_end).max(problem.span.start);
    let part = about(source, begin..line_end, problem.span.start);
    let end = end.min(part.end).max(problem.span.start);
    let within = problem.span.start.saturating_sub(part.start)..end.saturating_sub(part.start);
    let annotation = AnnotationKind::Primary.span(within).label(problem.path.as_str());
    let is_whole = part == (begin..line_end);
    let snippet = Snippet::source(source.get(part).unwrap_or_default()).line_start(line).annotation(annotation);
    let group = if is_whole {
        title.element(snippet.path(visible(name)))
    } else {
        let origin = Origin::path(visible(name)).line(problem.line).char_column(problem.column);
        title.element(origin).element(snippet)
    };
    let explain = format!("doithoai explain {}", problem.code.word());
    let note = Level::NOTE.with_name(lang.pick("xem", "see")).message(explain);
    match &problem.suggestion {
        Some(near) => {
            let help = format!("{} `{}`?", lang.pick("có phải là", "did you mean"), visible(near));
            group.element(Level::HELP.with_name(lang.pick("gợi ý", "help")).message(help)).element(note)
        }
        None => group.element(note),
    }
}

/// What of a line is shown of a problem at a byte: of a long one the part about it, since the renderer reads all that it is given.
fn about(source: &str, line: Range<usize>, at: usize) -> Range<usize> {
    let on_letter = |mut byte: usize| {
        while !source.is_char_boundary(byte) {
            byte = byte.saturating_sub(1);
        }
        byte
    };
    let start = on_letter(at.saturating_sub(MOST_SHOWN)).max(line.start);
    start..on_letter(at.saturating_add(MOST_SHOWN).min(source.len())).min(line.end)
}

/// A text with a mark of the same length in bytes for each sign that is not seen.
fn seen(source: &str) -> String {
    let mut text = String::new();
    for letter in source.chars() {
        let mut bytes = [0; 4];
        let own: &str = letter.encode_utf8(&mut bytes);
        text.push_str(match own.len() {
            _ if matches!(letter, '\n' | '\t' | '\r') || visible(own) == *own => own,
            1 => "?",
            2 => "¿",
            3 => "\u{fffd}",
            _ => "\u{fffd}?",
        });
    }
    text
}

/// The end of the line that a byte stands on: a table is marked at its head only.
fn first_line_end(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    at.saturating_add(rest.find('\n').unwrap_or(rest.len()))
}

fn plural(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

/// So many errors and warnings.
fn counts(problems: &[Problem], lang: Lang) -> String {
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    match lang {
        Lang::Vi => format!("{errors} lỗi, {warnings} cảnh báo"),
        Lang::En => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
    }
}

fn summary(name: &str, checked: &Checked, lang: Lang) -> String {
    let counts = counts(&checked.problems, lang);
    let more = if checked.truncated { lang.pick(" (còn nữa)", " (and more)") } else { "" };
    let mut page = Page::default();
    match &checked.rule_set {
        Some(set) => {
            let sound = lang.pick("hợp lệ", "sound");
            page.line(0, &format!("{} {name}: {sound}; {counts}", paint(BOLD, &set.name())));
            if let Some(base) = set.builds_on() {
                page.line(2, &format!("{} {base}", lang.pick("xây trên", "builds on")));
            }
            let (unknown, changed) = (set.unknowns().len(), set.changes().len());
            page.line(
                2,
                &match lang {
                    Lang::Vi => format!(
                        "{} nhiệm vụ, {} nhiệm vụ định kỳ, {unknown} điều chưa rõ, {changed} giá trị bổ sung hoặc sửa đổi",
                        set.obligations().len(),
                        set.recurring().len()
                    ),
                    Lang::En => format!(
                        "{}, {} recurring, {} unknown, {changed} completed or changed",
                        match set.obligations().len() {
                            1 => "1 duty".to_owned(),
                            n => format!("{n} duties"),
                        },
                        set.recurring().len(),
                        unknown
                    ),
                },
            );
        }
        None => page.line(0, &format!("{name}: {counts}{more}")),
    }
    page.finish()
}

pub(crate) fn explain(args: &ExplainArgs) -> Outcome<String> {
    let lang = Lang::from(args.common.lang);
    let Some(word) = &args.code else { return list(args.common.format, lang) };
    let code = Code::from_word(word).told(lang)?;
    match args.common.format {
        Format::Text => Ok(code.page(lang)),
        Format::Json => input::json(&code_json(code)),
    }
}

fn code_json(code: Code) -> Value {
    json!({
        "code": code,
        "severity": code.severity(),
        "title": code.text(),
        "wrong": code.wrong(),
        "right": code.right(),
    })
}

fn list(format: Format, lang: Lang) -> Outcome<String> {
    if format == Format::Json {
        return input::json(&Code::ALL.iter().map(|code| code_json(*code)).collect::<Vec<_>>());
    }
    let mut page = Page::default();
    let width = Code::ALL.iter().map(|code| code.word().len()).max().unwrap_or_default();
    for code in Code::ALL {
        page.line(0, &format!("{:width$}  {}", code.word(), code.text().get(lang)));
    }
    Ok(page.finish())
}
