//! Every error and refusal: its code, and what it says in both languages, as `docs/messages.md` lists them.

use std::any::type_name;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::ErrorKind;
use std::path::PathBuf;

use doithoai::audit::{OfficeLog, OfficeLogError};
use doithoai::calendar::{Conflict, parse_documents};
use doithoai::dialogue::{
    AnyDialogue, Dialogue, During, Log, LogCause, LogError, Plan, Refusal, RefusalReason, Refused, ReplayError,
    RestoreError,
};
use doithoai::ruleset::{CaseClass, HeadKind, Level, NoDate, NotBound, Phase, SubjectError, UnitType};
use doithoai::scenario::harness::FolderError;
use doithoai::timeline::{ArchiveError, BadOwnKey, NoDue, NotOneDuty, OtherRules};
use doithoai::{
    Backward, BadId, BatchError, CalendarError, Code, CoverageError, DueError, Lang, Message, NotInTerms, PerRow,
    Provision, Registry, RuleSet, SameSetTwice, Subject, Terms, Text, TimeLimit, TimelineError, Unit, UnknownWord,
    VersionError,
};
use serde::Serialize;
use serde_json::Value;

use crate::support::{VIETNAM, current, date, library, terms};

/// One case of an error.
struct Example {
    of: &'static str,
    case: String,
    error: Box<dyn Message>,
    json: Value,
}

impl Example {
    /// Whether it says what the error in it says, or what the first mistake of a file is.
    fn passes_on(&self) -> bool {
        self.error.source().is_some_and(|source| !source.is::<std::io::Error>())
            || matches!(self.of, "Problem" | "FileError")
    }
}

fn example(error: impl Message + Serialize + 'static) -> Example {
    fn last<E>(_: &E) -> &'static str {
        let name = type_name::<E>().split('<').next().unwrap();
        name.rsplit("::").next().unwrap()
    }
    let of = last(&error);
    let shown = format!("{error:?}");
    let case = shown.split(|letter: char| !letter.is_alphanumeric()).next().unwrap();
    let case = if case == of { String::new() } else { case.to_owned() };
    Example { of, case, json: serde_json::to_value(&error).unwrap(), error: Box::new(error) }
}

const FIRST_LINE: &str = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n";
const OFFICE: &str = "{\"office\":\"A\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}\n";

fn of_log(text: &str) -> LogError {
    Log::from_jsonl(text).unwrap_err()
}

fn refused_transition() -> Box<Refused<During>> {
    let planned = Dialogue::plan(terms("hcmc-935"), Plan::new("DT-1", date("2026-08-20")), date("2026-07-20")).unwrap();
    planned.open(date("2026-08-20")).unwrap().close(date("2026-08-19")).unwrap_err()
}

/// `?` leaves the dialogue behind.
fn refused() -> Refusal {
    fn closed() -> Result<(), Refusal> {
        Err(refused_transition())?
    }
    closed().unwrap_err()
}

fn replay_error() -> ReplayError {
    let log = Log::from_jsonl(&format!("{FIRST_LINE}{{\"event\":\"opened\",\"on\":\"2101-01-01\"}}")).unwrap();
    AnyDialogue::replay(terms("hcmc-935"), &log).unwrap_err()
}

fn subject_error() -> SubjectError {
    Subject::new("HCMC", Level::Commune, HeadKind::LocalGovernment, date("2026-08-20")).unwrap_err()
}

fn subject_of_another_level() -> SubjectError {
    let province = Subject::new("01", Level::Province, HeadKind::LocalGovernment, date("2026-08-20")).unwrap();
    province.of_type(UnitType::Ward).unwrap_err()
}

fn word() -> UnknownWord {
    Unit::from_word("working-dy").unwrap_err()
}

fn of_structs() -> Vec<Example> {
    let file = || parse_documents("format = 2\n").unwrap_err();
    vec![
        example(word()),
        example("13.1".parse::<Provision>().unwrap_err()),
        example(file()),
        example(file().problems()[0].clone()),
        example(TimeLimit::before(1, Unit::Month, Backward::EventIncluded).unwrap_err()),
        example(VIETNAM.add_working_days_batch(&[20_685, 20_686], PerRow::Each(&[7]), &mut [0; 2]).unwrap_err()),
        example(RuleSet::from_toml("").unwrap_err()),
        example(subject_error()),
        example(Subject::new("48/26737", Level::Commune, HeadKind::LocalGovernment, date("2026-08-20")).unwrap_err()),
        example(subject_of_another_level()),
        example(Subject::new("79/26737", Level::Province, HeadKind::LocalGovernment, date("2026-08-20")).unwrap_err()),
        example(Subject::new("01/010", Level::Commune, HeadKind::LocalGovernment, date("2026-08-20")).unwrap_err()),
        example(refused()),
        example(*refused_transition()),
        example(replay_error()),
        example(of_log("[]")),
        example(of_log("{“dialogue”:1}").cause),
        example(doithoai::words::search("niêm yếtt").unwrap_err()),
    ]
}

fn of_calendars() -> Vec<Example> {
    let day = date("2026-08-20");
    let outside = CoverageError::Outside { date: date("2101-01-01") };
    let file = || parse_documents("format = 2\n").unwrap_err();
    vec![
        example(BadId::Empty { what: Text::new("mã kiến nghị", "id of the petition"), needed: true }),
        example(BadId::Empty { what: Text::new("`reference`", "`reference`"), needed: false }),
        example(BadId::Spaced { what: Text::new("mã kiến nghị", "id of the petition"), right: "KN-1".to_owned() }),
        example(BadId::Hidden {
            what: Text::new("mã kiến nghị", "id of the petition"), sign: "\\u{200b}".to_owned()
        }),
        example(BadId::NotComposed {
            what: Text::new("mã kiến nghị", "id of the petition"),
            right: "Hồ sơ 1".to_owned(),
        }),
        example(BadId::SeveralLines { what: Text::new("mã kiến nghị", "id of the petition") }),
        example(too_long()),
        example(BadOwnKey::NotReserved { key: "scan".to_owned() }),
        example(BadOwnKey::BadId(too_long())),
        example(BadOwnKey::NotJson { key: "x-scan".to_owned() }),
        example(outside),
        example(CoverageError::Leaves { from: date("2100-12-30") }),
        example(CalendarError::File(file())),
        example(CalendarError::Conflicts(vec![Conflict::NoWorkingDay])),
        example(Conflict::SameId("cv-1".to_owned())),
        example(Conflict::NothingToEnd { document: "luat-2".to_owned(), missing: "luat-1".to_owned(), near: None }),
        example(Conflict::NamesItself { document: "cv-1".to_owned(), key: "supersedes" }),
        example(Conflict::NamesLater {
            document: "cv-1".to_owned(),
            issued: date("2001-01-01"),
            later: "cv-2".to_owned(),
            later_issued: date("2026-10-02"),
            key: "supersedes",
        }),
        example(Conflict::InACircle { documents: vec!["cv-1".to_owned(), "cv-2".to_owned()], key: "supersedes" }),
        example(Conflict::OutOfTime { document: "cv-1".to_owned(), key: "issued", date: date("1900-10-15") }),
        example(Conflict::IssuedAfterwards { document: "cv-1".to_owned(), issued: date("2028-10-15"), day }),
        example(Conflict::NothingOnThatDay {
            document: "cv-2".to_owned(),
            earlier: "cv-1".to_owned(),
            day,
            decides: vec![date("2026-09-01")],
        }),
        example(Conflict::NamedTwice { document: "cv-2".to_owned(), earlier: "cv-1".to_owned(), key: "supersedes" }),
        example(Conflict::NothingToSupersede {
            document: "cv-2".to_owned(),
            missing: "cv-1".to_owned(),
            near: Some("cv-3".to_owned()),
        }),
        example(Conflict::Contradiction {
            first: "cv-1".to_owned(),
            second: "cv-2".to_owned(),
            what: Text::new("các ngày Tết", "the days of Tết"),
            year: 2028,
        }),
        example(Conflict::DoesNotFit {
            document: "cv-1".to_owned(),
            date: day,
            problem: Text::new("không phải ngày nghỉ hằng tuần", "not a weekly rest day"),
        }),
        example(Conflict::NoWorkingDay),
    ]
}

fn of_rules() -> Vec<Example> {
    let outside = CoverageError::Outside { date: date("2101-01-01") };
    let id = || "hcmc-935".to_owned();
    vec![
        example(RuleSet::builtin("can-tho").unwrap_err()),
        example(RuleSet::builtin("qd-11@2025-11-32").unwrap_err()),
        example(Registry::builtin().find("qd-11", date("2018-06-01")).unwrap_err()),
        example(Registry::builtin().with(RuleSet::builtin("hcmc-935").unwrap()).unwrap_err()),
        example(VersionError::Unreadable { name: id() }),
        example(NotInTerms::RuleSet { id: "hcmc-953".to_owned(), near: Some(id()) }),
        example(NotInTerms::Duty {
            ruleset: id(),
            id: "settle".to_owned(),
            near: None,
            known: vec!["settle-petition".to_owned()],
        }),
        example(NotInTerms::Reading {
            duty: "settle-petition".to_owned(),
            id: "ten".to_owned(),
            known: vec!["ten-as-in-words".to_owned()],
        }),
        example(terms("hcmc-935").due(&id(), "settle-petitoin", date("2026-08-20")).unwrap_err()),
        example(DueError::NoDate { duty: "notify-agencies".to_owned(), reason: NoDue::Rule(NoDate::NotStated) }),
        example(DueError::SeveralVersions {
            ruleset: id(),
            versions: vec!["2017-04-28".to_owned(), "2027".to_owned()],
        }),
        example(DueError::SameSetTwice(twice())),
        example(DueError::Batch(unequal())),
        example(DueError::Coverage(outside)),
        example(twice()),
    ]
}

fn twice() -> SameSetTwice {
    let set = RuleSet::builtin("hcmc-935").unwrap();
    Terms::try_new([set.clone(), set], VIETNAM.clone()).unwrap_err()
}

fn unequal() -> BatchError {
    VIETNAM.add_working_days_batch(&[20_685, 20_686], PerRow::Each(&[7]), &mut [0; 2]).unwrap_err()
}

/// What strikes out another entry than it says, and a reception that is another day's.
fn of_entries() -> Vec<Example> {
    let day = date("2026-08-20");
    vec![
        example(TimelineError::VoidOfAnother {
            entry: 6,
            of: Box::new(Text::same("petition-settled, A".to_owned())),
            said: Box::new(Text::same("petition-settled, B".to_owned())),
        }),
        example(TimelineError::ReceptionOfAnotherDay {
            event: "petition-received".to_owned(),
            called: None,
            reception: "chiều".to_owned(),
            on: day,
            days: vec![date("2026-08-06")],
        }),
    ]
}

fn of_stored_rules() -> Vec<Example> {
    vec![
        example(OtherRules::NoneNamed),
        example(OtherRules::Missing(Registry::builtin().get("hcmc-935@2018-01-01").unwrap_err())),
        example(OtherRules::OtherText {
            name: "hcmc-935@2017-04-28".to_owned(),
            then: "00000000".to_owned(),
            now: "6da649aa".to_owned(),
        }),
        example(TimelineError::OtherRules(OtherRules::NoneNamed)),
    ]
}

fn of_timelines() -> Vec<Example> {
    let day = date("2026-08-20");
    let outside = CoverageError::Outside { date: date("2101-01-01") };
    let id = || "hcmc-935".to_owned();
    let petition = || "KN-1".to_owned();
    vec![
        example(NotOneDuty::None { name: "hcmc-935/settle".to_owned() }),
        example(NotOneDuty::Several {
            name: "hcmc-935/settle-petition".to_owned(),
            of: vec![petition(), "KN-2".to_owned()],
        }),
        example(TimelineError::Coverage(outside)),
        example(TimelineError::UnknownEvent {
            event: "opend".to_owned(),
            near: Some("opened".to_owned()),
            known: vec![],
        }),
        example(TimelineError::ClosedBeforeOpened { opened: day, closed: date("2026-08-19") }),
        example(TimelineError::BeforeOpening {
            event: "conclusion-notified".to_owned(),
            called: None,
            on: date("2026-08-19"),
            opened: day,
        }),
        example(TimelineError::UnknownPeriod {
            event: "periodic-report-sent".to_owned(),
            called: None,
            about: "2O26".to_owned(),
        }),
        example(TimelineError::NotDeclared {
            what: CaseClass::from_word("?").unwrap_err().what,
            word: "land".to_owned(),
            near: Some("land-dispute".to_owned()),
            known: vec!["complex".to_owned(), "land-dispute".to_owned()],
        }),
        example(TimelineError::NoClass { on: day, own: vec![] }),
        example(TimelineError::PlannedAfter { on: day, appointed: date("2026-08-19") }),
        example(TimelineError::MovedToSameDay { on: date("2026-08-10"), until: day }),
        example(TimelineError::CorrectsRepeat { entry: 2, of: 1 }),
        example(TimelineError::NoSession { on: day }),
        example(TimelineError::NoNewDay { event: "rescheduled".to_owned(), called: None, on: day }),
        example(TimelineError::Unknown {
            what: Text::new("bước", "step"),
            id: None,
            known: vec!["draw-up-plan".to_owned()],
        }),
        example(TimelineError::VoidCorrectsNothing),
        example(TimelineError::BadId(too_long())),
        example(TimelineError::KeyTaken { key: "a1b2".to_owned(), entry: 3 }),
        example(TimelineError::SameDialogueTwice { dialogue: "DT-1".to_owned() }),
        example(TimelineError::OfAnotherOffice {
            dialogue: "DT-1".to_owned(),
            of: Box::new(Text::new("A cấp xã (địa bàn 79/26737)", "A commune (territory 79/26737)")),
            office: Box::new(Text::new("A cấp xã (địa bàn 79/26734)", "A commune (territory 79/26734)")),
        }),
        example(TimelineError::CorrectsNoEarlier { number: 3, entry: 3 }),
        example(TimelineError::AlreadyCorrected { entry: 1, by: 2 }),
        example(TimelineError::NoRecordedDate),
        example(TimelineError::CorrectedBeforeEntered { entry: 1, entered: date("2026-08-25"), recorded: day }),
        example(TimelineError::AlreadyReceived { petition: "KN-1".to_owned() }),
        example(TimelineError::HappenedTwice { event: "opened".to_owned(), first: day, again: date("2026-08-21") }),
        example(TimelineError::OpenedAndCancelled { opened: day, cancelled: date("2026-08-10") }),
        example(TimelineError::MovedAfterOpening { on: date("2026-08-21"), opened: day }),
        example(TimelineError::NewDayPassed {
            event: "reception-rescheduled".to_owned(),
            called: None,
            on: day,
            until: date("2026-08-19"),
        }),
        example(TimelineError::NotTaken {
            event: "opened".to_owned(),
            called: None,
            what: Text::new("thời hạn mới", "new limit"),
        }),
        example(TimelineError::Duty { ruleset: id(), duty: "settle-petition".to_owned(), error: outside }),
        example(TimelineError::NeverOpened { closed: day }),
        example(TimelineError::AfterCancellation { event: "opened".to_owned(), called: None, on: day, cancelled: day }),
        example(TimelineError::NoPetition { event: "petition-settled".to_owned(), called: None }),
        example(TimelineError::BeforeReceipt {
            event: "petition-settled".to_owned(),
            called: None,
            petition: petition(),
            on: date("2026-08-19"),
            received: day,
        }),
        example(TimelineError::AlreadyRaised { petition: petition() }),
        example(TimelineError::AlreadySuspended { petition: petition() }),
        example(TimelineError::NotSuspended { petition: petition() }),
        example(TimelineError::ResumedBeforeSuspended { petition: petition(), suspended: day }),
        example(TimelineError::SameSetTwice(twice())),
        example(ArchiveError::RuleSet(RuleSet::from_toml("").unwrap_err())),
        example(ArchiveError::SameSetTwice(twice())),
        example(ArchiveError::NotInTerms(NotInTerms::RuleSet { id: "hcmc-953".to_owned(), near: None })),
        example(TimelineError::NotInTerms(NotInTerms::RuleSet { id: "hcmc-953".to_owned(), near: None })),
        example(entered_before()),
    ]
}

fn too_long() -> BadId {
    BadId::TooLong { what: Text::new("mã kiến nghị", "id of the petition"), characters: 201, most: 200 }
}

fn entered_before() -> TimelineError {
    let (event, on, recorded) = ("conclusion-notified".to_owned(), date("2026-09-07"), date("2026-09-01"));
    TimelineError::EnteredBefore { event, called: None, on, recorded }
}

fn of_dialogues() -> Vec<Example> {
    let day = date("2026-08-20");
    let petition = || "KN-1".to_owned();
    vec![
        example(RefusalReason::Impossible(TimelineError::NoClass { on: day, own: vec![] })),
        example(RefusalReason::WrongPhase { needs: Phase::After, now: Some(Phase::Before) }),
        example(RefusalReason::NotOfADialogue),
        example(RefusalReason::NoPetition),
        example(RefusalReason::NotOfAPetition),
        example(RefusalReason::UnknownPetition { petition: petition(), near: Some("KN-2".to_owned()) }),
        example(RefusalReason::AlreadyRaised { petition: petition() }),
        example(RefusalReason::AlreadySuspended { petition: petition() }),
        example(RefusalReason::NotSuspended { petition: petition() }),
        example(RefusalReason::ResumedBeforeSuspended { petition: petition(), suspended: day }),
        example(RefusalReason::ChangesPhase),
        example(RefusalReason::VoidCorrectsNothing),
        example(RefusalReason::Unknown { what: Text::new("bước", "step"), id: Some("x".to_owned()), known: vec![] }),
        example(RefusalReason::NoSuchEntry { entry: 3, entries: 2 }),
        example(RefusalReason::AlreadyCorrected { entry: 1, by: 2 }),
        example(RefusalReason::NoRecordedDate),
        example(RestoreError::RuleSets { stored: vec!["a@1 f00".to_owned()], given: vec!["a@1 ba4".to_owned()] }),
        example(RestoreError::Readings),
        example(RestoreError::Calendar),
        example(RestoreError::Entry(replay_error())),
    ]
}

fn of_logs_and_folders() -> Vec<Example> {
    vec![
        example(of_log("").cause),
        example(of_log("[]").cause),
        example(of_log("{\"dialogue\":\"DT-1\"}").cause),
        example(of_log(&FIRST_LINE.replace('}', ",\"level\":\"commune\"}")).cause),
        example(of_log(&FIRST_LINE.replace('}', ",\"kind\":\"adhoc\"}")).cause),
        example(OfficeLog::from_jsonl(&OFFICE.replace("79", "HCMC")).unwrap_err().cause),
        example(
            OfficeLog::from_jsonl(&format!("{OFFICE}{{\"event\":\"closed\",\"on\":\"2026-08-20\"}}"))
                .unwrap_err()
                .cause,
        ),
        example(of_log(&FIRST_LINE.replace("DT-1", "")).cause),
        example(of_log(&FIRST_LINE.replace('{', "{\"office\":\"A\",")).cause),
        example(of_log("{}").cause),
        example(LogCause::Refused(replay_error())),
        example(LogCause::ChosenUnlisted {
            ruleset: "can-tho-10".to_owned(),
            duty: "settle-petition".to_owned(),
            listed: vec!["hcmc-935".to_owned()],
        }),
        example(LogCause::ChosenUnlisted {
            ruleset: "can-tho-10".to_owned(),
            duty: "settle-petition".to_owned(),
            listed: Vec::new(),
        }),
        example(LogCause::BadHash { key: "calendar".to_owned(), said: "abc".to_owned() }),
        example(LogCause::ChosenTwice { duty: "hcmc-935/settle-petition".to_owned() }),
        example(of_log(&FIRST_LINE.replacen('{', "{\"format\":0,", 1)).cause),
        example(of_log(&format!("{FIRST_LINE}\n{{\"format\":1}}")).cause),
        example(OfficeLogError::OfADialogue { event: "opened".to_owned() }),
        example(OfficeLogError::Impossible(entered_before())),
        example(OfficeLogError::VoidCorrectsNothing),
        example(OfficeLogError::NothingToCorrect { entry: 3 }),
        example(OfficeLogError::NoPetition { event: "petition-received".to_owned() }),
        example(FolderError::Unreadable { path: "tests".into(), error: ErrorKind::PermissionDenied.into() }),
        example(FolderError::Unusable {
            path: "a.test.toml".into(),
            why: Text::new("máy hỏng", "the machine is broken"),
        }),
        example(FolderError::Empty { path: "tests".into() }),
    ]
}

/// An example of each case of each error.
fn examples() -> Vec<Example> {
    let all = [
        of_structs(),
        of_calendars(),
        of_rules(),
        of_timelines(),
        of_stored_rules(),
        of_entries(),
        of_dialogues(),
        of_logs_and_folders(),
    ];
    all.into_iter().flatten().collect()
}

pub(crate) fn word_at(text: &str) -> &str {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap()
}

/// The cases that the rows of `messages!` have, which the compiler holds complete, by their type.
pub(crate) fn worded() -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (_, text) in library() {
        for table in text.split("\nmessages! {").skip(1) {
            let table = table.split("\n}\n").next().unwrap().trim_start();
            let table = table.strip_prefix("words of ").unwrap_or(table);
            let cases: BTreeSet<String> = table
                .split(" Self")
                .skip(1)
                .filter(|row| row.starts_with("::") || row.starts_with(" {") || row.starts_with('('))
                .map(|row| row.strip_prefix("::").map_or_else(String::new, |row| word_at(row).to_owned()))
                .collect();
            all.insert(word_at(table).to_owned(), cases);
        }
    }
    all
}

#[test]
fn every_public_error_says_what_it_is_in_every_case() {
    let mut errors = BTreeSet::new();
    for (path, text) in library() {
        for item in text.split("\n#[derive(").skip(1) {
            let (derived, after) = item.split_once(")]").unwrap();
            if derived.split(", ").any(|name| name == "Error") {
                let lines = after.lines().find(|line| line.starts_with("pub ")).unwrap_or_default();
                let name = lines.split_whitespace().nth(2).map(word_at).unwrap_or_default();
                assert!(!name.is_empty(), "an error in {} is not public: word it or say why not here", path.display());
                errors.insert(name.to_owned());
            }
        }
        assert!(!text.contains("Error for ") || text.contains("macro_rules!"), "{}: derive it", path.display());
        assert!(!text.contains("#[error("), "{}: its words belong in `messages!`", path.display());
    }
    let mut expected = worded();
    for by_hand in ["Problem", "Refused"] {
        expected.insert(by_hand.to_owned(), BTreeSet::from([String::new()]));
    }
    assert_eq!(errors, expected.keys().cloned().collect());
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Example { of, case, .. } in examples() {
        shown.entry(of.to_owned()).or_default().insert(case);
    }
    assert_eq!(shown, expected);
}

#[test]
fn every_case_has_a_code_words_and_its_data() {
    let vietnamese = |text: &str| {
        text.chars().any(|letter| "ăâđêôơưạảãàáặắẳằậấầẩẫẹẻẽéèệếềểễịỉĩíìọỏõóòộốồổỗợớờởỡụủũúùựứừửữỵỷỹýỳ".contains(letter))
    };
    for Example { of, case, error, json } in examples() {
        let (vi, en) = (error.text(Lang::Vi), error.text(Lang::En));
        assert!(vietnamese(&vi), "{of}::{case}: {vi}");
        assert!(
            !en.is_empty()
                && vi != en
                && en == error.to_string()
                && error.both() == Text::owned(vi.clone(), en.clone())
        );
        assert!(vi.matches("có phải là").count() <= 1 && en.matches("did you mean").count() <= 1, "{en}");
        let code = error.code();
        assert!(!code.is_empty() && code.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{code}");
        match of {
            // Their JSON was there before.
            "RefusalReason" => assert_eq!(json[if case == "Impossible" { "code" } else { "reason" }], code),
            "Problem" => assert!(json["code"] == code && json["message"].is_object()),
            _ => {
                assert_eq!(json["code"], code, "{of}::{case}");
                assert_eq!(json["message"], serde_json::json!({ "vi": vi, "en": en }), "{of}::{case}");
            }
        }
    }
}

/// Codes that more than one error has, because they mean the same.
const SHARED: &[(&str, &[&str])] = &[
    ("already-corrected", &["RefusalReason", "TimelineError"]),
    ("already-raised", &["RefusalReason", "TimelineError"]),
    ("already-suspended", &["RefusalReason", "TimelineError"]),
    ("no-petition", &["OfficeLogError", "RefusalReason", "TimelineError"]),
    ("no-recorded-date", &["RefusalReason", "TimelineError"]),
    ("not-suspended", &["RefusalReason", "TimelineError"]),
    ("resumed-before-suspended", &["RefusalReason", "TimelineError"]),
    ("unknown", &["RefusalReason", "TimelineError"]),
    ("void-corrects-nothing", &["OfficeLogError", "RefusalReason", "TimelineError"]),
];

/// Codes that mean what the code of a mistake in a file does.
const AS_IN_FILES: &[&str] = &[
    "bad-place",
    "bad-territory",
    "conflicting-documents",
    "duplicate-id",
    "limit-conflict",
    "overlapping-versions",
    "rule-set-not-found",
    "unknown-duty",
    "unknown-event",
    "unknown-reading",
    "unknown-word",
];

#[test]
fn a_code_has_one_meaning() {
    let mut holders: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for Example { of, case, error, .. } in examples().iter().filter(|example| !example.passes_on()) {
        holders.entry(error.code()).or_default().insert(format!("{of}::{case}"));
    }
    for (code, of) in &holders {
        let types: Vec<&str> = of.iter().map(|name| name.split("::").next().unwrap()).collect();
        let shared = SHARED.iter().any(|(known, all)| known == code && types == *all);
        assert!(of.len() == 1 || shared, "`{code}` is of {of:?}");
    }
    let in_files = |code: &str| Code::ALL.iter().any(|of_file| of_file.word() == code);
    let both: Vec<&str> = holders.keys().copied().filter(|code| in_files(code)).collect();
    assert_eq!(both, AS_IN_FILES);
    assert!(SHARED.iter().all(|(code, _)| holders.contains_key(code)));
}

/// Scenario files name refusals by their codes.
#[test]
fn scenarios_know_the_codes() {
    let parse = include_str!("../../src/scenario/parse.rs");
    let list = parse.split("const CODES").nth(1).unwrap().split('"').nth(1).unwrap();
    let known: Vec<&str> = list.split_whitespace().filter(|word| *word != "\\").collect();
    assert!(known.len() > 20);
    let codes: BTreeSet<&str> = examples().iter().map(|example| example.error.code()).collect();
    for code in known {
        assert!(codes.contains(code), "no error has the code `{code}`");
    }
}

#[test]
fn what_made_an_error_is_kept_in_it() {
    fn cause<'a, E: Error + 'static>(mut error: &'a (dyn Error + 'static)) -> Option<&'a E> {
        while let Some(source) = error.source() {
            if let Some(found) = source.downcast_ref::<E>() {
                return Some(found);
            }
            error = source;
        }
        None
    }
    assert!(matches!(cause::<TimelineError>(&refused()), Some(TimelineError::ClosedBeforeOpened { .. })));
    let restored = RestoreError::Entry(replay_error());
    assert_eq!(cause::<CoverageError>(&restored), Some(&CoverageError::Outside { date: date("2101-01-01") }));
    assert_eq!(cause::<ReplayError>(&restored), Some(&replay_error()));
    // A class may be a rule file's own, so that only the rule sets refuse it (`own_words.rs`); a mode may not.
    let unknown = of_log(&FIRST_LINE.replace('}', ",\"mode\":\"onlin\"}"));
    assert_eq!((unknown.line, cause::<UnknownWord>(&unknown).and_then(|word| word.near)), (1, Some("online")));
    let not_an_id = of_log(&format!("{FIRST_LINE}{{\"event\":\"x\",\"on\":\"2026-08-20\",\"class\":\"Complex\"}}"));
    assert_eq!((not_an_id.line, cause::<UnknownWord>(&not_an_id).and_then(|word| word.near)), (2, Some("complex")));
    let of_office =
        OfficeLog::from_jsonl(&format!("{OFFICE}{{\"event\":\"closed\",\"on\":\"2026-08-20\"}}")).unwrap_err();
    assert_eq!(cause::<OfficeLogError>(&of_office), Some(&OfficeLogError::OfADialogue { event: "closed".to_owned() }));
    let nowhere = OfficeLog::from_jsonl(&OFFICE.replace("79", "HCMC")).unwrap_err();
    assert_eq!(cause::<SubjectError>(&nowhere), Some(&subject_error()));
    assert!(matches!(of_log("{\"a\":1}").cause, LogCause::Malformed { column: 2, .. }));
    let early = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, date("2017-01-01")).unwrap();
    let reasons = Registry::builtin().binding(&early).not_applicable;
    let not_yet = reasons.iter().find(|not| not.id == "hcmc-935").unwrap();
    assert!(
        matches!(&not_yet.reason, NotBound::NotInForce { error: VersionError::NotInForce { id, .. }, .. } if id == "hcmc-935")
    );
}

/// The page of all codes, each with an example of its words.
#[test]
fn the_page_lists_them() {
    let own = examples().into_iter().filter(|example| !example.passes_on());
    let rows: BTreeSet<String> = own
        .map(|Example { of, case, error, .. }| {
            let name = if case.is_empty() { of.to_owned() } else { format!("{of}::{case}") };
            format!("| `{}` | `{name}` | {} | {} |\n", error.code(), error.text(Lang::Vi), error.text(Lang::En))
        })
        .collect();
    let page = "# Mã lỗi · Codes of errors\n\n\
        Mỗi lỗi có mã không bao giờ đổi và lời văn bằng hai ngôn ngữ; mã của lỗi trong tệp thì xem bằng `doithoai explain`.\n\n\
        Every error has a code that is never renamed, and words in both languages; `doithoai explain` lists those of files.\n\n\
        | mã · code | Rust | ví dụ | example |\n|---|---|---|---|\n"
        .to_owned()
        + &rows.into_iter().collect::<String>();
    current("docs/messages.md", &page);
}
/// Names that only one public type has.
#[test]
fn no_two_public_types_have_one_name() {
    let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
    for (path, text) in library() {
        for line in text.lines().map(str::trim_start).filter(|line| !line.ends_with("{}")) {
            let mut words = line.split_whitespace();
            let kind = (words.next(), words.next());
            if let (Some("pub"), Some("struct" | "enum" | "trait" | "type" | "union")) = kind {
                let name = word_at(words.next().unwrap());
                if let Some(other) = seen.insert(name.to_owned(), path.clone()) {
                    assert!(name.is_empty(), "{name}: {} and {}", other.display(), path.display());
                }
            }
        }
    }
    assert!(seen.len() > 100);
}

/// What is only remotely like a word is not suggested for it.
#[test]
fn words_suggest_what_is_near() {
    for (sought, near) in [("niêm yếtt", true), ("opend", true), ("swap", false), ("hoán đổi", false)] {
        let Err(error) = doithoai::words::search(sought) else { continue };
        assert_eq!(error.near.is_some(), near, "{sought}: {error}");
    }
}
