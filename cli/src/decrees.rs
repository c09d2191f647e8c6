//! Decree files, laid over a calendar in the order in which their documents were issued, however they are named.

use std::path::{Path, PathBuf};

use doithoai::calendar::{Document, parse_documents};
use doithoai::ruleset::Severity;
use doithoai::{Calendar, CalendarError, Lang, Message as _};

use crate::input::{Outcome, of_option, text_of};
use crate::sort::{Sort, refuse_other};

/// A calendar with the decree files of an option laid over it; what does not fit is told of them one after another.
pub(crate) fn laid_over(mut calendar: Calendar, (option, paths): (&str, &[PathBuf]), lang: Lang) -> Outcome<Calendar> {
    let mut texts = Vec::new();
    for path in paths {
        let text = of_option(option, text_of(path, lang))?;
        of_option(option, refuse_other((path, &text), Sort::Decree, lang))?;
        if texts.iter().any(|(_, known)| *known == text) {
            return of_option(option, Err(twice(path, lang)));
        }
        texts.push((path, text));
    }
    let texts = in_order(texts, |(_, text)| text);
    let together = texts.iter().fold(calendar.to_builder(), |all, (_, text)| all.decree_toml(text));
    if let Ok(all) = together.build() {
        return Ok(all);
    }
    for (path, text) in &texts {
        let built = calendar.to_builder().decree_toml(text).build();
        calendar = of_option(option, built.map_err(|error| of_line(&calendar, (path, text), &error, lang)))?;
    }
    Ok(calendar)
}

/// That a decree was given before, by this name or another.
fn twice(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Vi => format!("{path}: văn bản này được nêu hai lần: chỉ nêu một lần"),
        Lang::En => format!("{path} is given twice: give it once"),
    }
}

/// Files as one builds on another: by the day of issue of their first documents and by their ids; one that names documents of
/// another comes after it. What cannot be read or has no document comes last, as it was named.
pub(crate) fn in_order<T>(files: Vec<T>, text: impl Fn(&T) -> &str) -> Vec<T> {
    let documents = |file: &T| parse_documents(text(file)).unwrap_or_default();
    let mut rest: Vec<(Vec<Document>, T)> = files.into_iter().map(|file| (documents(&file), file)).collect();
    rest.sort_by_key(|(documents, _)| {
        let first = documents.iter().map(|one| (one.issued.known_from(), one.id.clone())).min();
        (first.is_none(), first)
    });
    let mut ordered = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let names_no_other = |at: &usize| {
            let others = rest.iter().zip(0..).filter(|(_, other)| other != at).map(|(file, _)| &file.0);
            rest.get(*at).is_some_and(|(own, _)| !names_one_of(own, &others.flatten().collect::<Vec<_>>()))
        };
        let next = (0..rest.len()).find(names_no_other).unwrap_or_default(); // a circle is told where it is laid over
        ordered.push(rest.remove(next).1);
    }
    ordered
}

/// Whether documents replace or end some of others.
fn names_one_of(own: &[Document], others: &[&Document]) -> bool {
    let named = own.iter().flat_map(|one| {
        let replaced = one.supersedes.iter().map(|earlier| &earlier.document);
        replaced.chain(one.ends.iter())
    });
    named.into_iter().any(|id| others.iter().any(|other| other.id == *id))
}

/// Why a decree is not laid over a calendar: of what does not fit, the first, with its line.
fn of_line(calendar: &Calendar, (path, text): (&Path, &str), error: &CalendarError, lang: Lang) -> String {
    let checked = calendar.check_decree_toml(text);
    let wrong = checked.problems.iter().find(|problem| problem.severity == Severity::Error);
    let said = match (error, wrong) {
        (CalendarError::Conflicts(_), Some(problem)) => {
            let before = text.get(..problem.span.start).unwrap_or_default();
            let line = before.matches('\n').count().saturating_add(1);
            format!("{} {line}: {}", lang.pick("dòng", "line"), problem.message.get(lang))
        }
        _ => error.text(lang),
    };
    format!("{}: {said} ({} `doithoai check`)", path.display(), lang.pick("xem hết bằng", "see all with"))
}
