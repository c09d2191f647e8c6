//! The report as JUnit XML, as continuous integration reads it.

use std::io;

use doithoai::scenario::FileReport;
use doithoai::{Lang, Message as _, visible};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Run;

type Xml = Writer<Vec<u8>>;

/// One test of the report: its name, and what went wrong.
struct Test {
    name: String,
    line: Option<usize>,
    wrong: Option<(&'static str, String)>,
}

pub(super) fn xml(run: &Run, lang: Lang) -> io::Result<String> {
    let mut suites: Vec<(String, Vec<Test>)> =
        run.files.iter().map(|file| (file.file.clone(), tests(file, lang))).collect();
    if !run.below.is_empty() {
        let name = lang.pick("độ phủ", "coverage").to_owned();
        let test = |measure: &doithoai::scenario::Measure| {
            let missing = run.coverage.missing_text(&[*measure], lang);
            Test { name: measure.word().to_owned(), line: None, wrong: Some(("failure", missing)) }
        };
        suites.push((name, run.below.iter().map(test).collect()));
    }
    if let Some(mutation) = &run.mutation {
        let survivors: Vec<String> = mutation.survivors.iter().map(|survivor| survivor.text(lang)).collect();
        let wrong = (!survivors.is_empty()).then(|| ("failure", survivors.join("\n")));
        suites.push(("mutants".to_owned(), vec![Test { name: "mutants".to_owned(), line: None, wrong }]));
    }
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("testsuites")
        .with_attribute(("name", "doithoai"))
        .write_inner_content(|xml| suites.iter().try_for_each(|(name, tests)| suite(xml, name, tests)))?;
    Ok(String::from_utf8_lossy(&xml.into_inner()).into_owned() + "\n")
}

fn tests(file: &FileReport, lang: Lang) -> Vec<Test> {
    if file.is_broken() {
        let said: Vec<String> = file.problems.iter().map(|problem| problem.text(lang)).collect();
        return vec![Test { name: file.file.clone(), line: None, wrong: Some(("error", said.join("\n"))) }];
    }
    let test = |outcome: &doithoai::scenario::CaseOutcome| {
        let failures: Vec<String> = outcome.failures.iter().map(|failure| failure.text(lang)).collect();
        let wrong = (!failures.is_empty()).then(|| ("failure", failures.join("\n\n")));
        Test { name: outcome.name.clone(), line: Some(outcome.line), wrong }
    };
    file.outcomes.iter().map(test).collect()
}

fn suite(xml: &mut Xml, name: &str, tests: &[Test]) -> io::Result<()> {
    let count =
        |kind: &str| tests.iter().filter(|test| test.wrong.as_ref().is_some_and(|wrong| wrong.0 == kind)).count();
    let (all, failures, errors) = (tests.len().to_string(), count("failure").to_string(), count("error").to_string());
    let suite = xml.create_element("testsuite").with_attribute(("name", name_of(name).as_str()));
    let suite = suite.with_attribute(("tests", all.as_str())).with_attribute(("failures", failures.as_str()));
    suite
        .with_attribute(("errors", errors.as_str()))
        .write_inner_content(|xml| tests.iter().try_for_each(|test| case(xml, name, test)))?;
    Ok(())
}

fn case(xml: &mut Xml, suite: &str, test: &Test) -> io::Result<()> {
    let (suite, name) = (name_of(suite), name_of(&test.name));
    let line = test.line.map(|line| line.to_string());
    let case = xml.create_element("testcase").with_attribute(("classname", suite.as_str()));
    let case = case.with_attribute(("name", name.as_str())).with_attribute(("file", suite.as_str()));
    let case = match &line {
        Some(line) => case.with_attribute(("line", line.as_str())),
        None => case,
    };
    match &test.wrong {
        None => case.write_empty()?,
        Some((kind, said)) => case.write_inner_content(|xml| {
            let said = plain(said);
            let first = said.lines().next().unwrap_or_default();
            let wrong = xml.create_element(*kind).with_attribute(("message", first));
            wrong.write_text_content(BytesText::new(&said)).map(|_| ())
        })?,
    };
    Ok(())
}

/// The words with every sign seen, line by line: XML cannot hold most of the signs that are not.
fn plain(words: &str) -> String {
    words.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// A name, which is one line.
fn name_of(words: &str) -> String {
    visible(words).into_owned()
}
