//! An example of each case of each public error and refusal.

use std::any::type_name;
use std::io::ErrorKind;

use doithoai::audit::{OfficeLog, OfficeLogError};
use doithoai::calendar::{Conflict, parse_documents};
use doithoai::dialogue::{
    AnyDialogue, Dialogue, During, Log, LogCause, LogError, Plan, Refusal, RefusalReason, Refused, ReplayError,
    RestoreError,
};
use doithoai::ruleset::{CaseClass, HeadKind, Level, NoDate, Phase, SubjectError, UnitType};
use doithoai::scenario::harness::FolderError;
use doithoai::timeline::{ArchiveError, BadOwnKey, NoDue, NotOneDuty, OtherRules};
use doithoai::{
    Backward, BadId, BatchError, CalendarError, CoverageError, DueError, Message, NotInTerms, PerRow, Provision,
    Registry, RuleSet, SameSetTwice, Subject, Terms, Text, TimeLimit, TimelineError, Unit, UnknownWord, VersionError,
};
use serde::Serialize;
use serde_json::Value;

use crate::support::{VIETNAM, date, terms};

/// One case of an error.
pub(super) struct Example {
    pub(super) of: &'static str,
    pub(super) case: String,
    pub(super) error: Box<dyn Message>,
    pub(super) json: Value,
}

impl Example {
    /// Whether it says what the error in it says, or what the first mistake of a file is.
    pub(super) fn passes_on(&self) -> bool {
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

pub(super) const FIRST_LINE: &str = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n";
pub(super) const OFFICE: &str =
    "{\"office\":\"A\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}\n";

pub(super) fn of_log(text: &str) -> LogError {
    Log::from_jsonl(text).unwrap_err()
}

fn refused_transition() -> Box<Refused<During>> {
    let planned = Dialogue::plan(terms("hcmc-935"), Plan::new("DT-1", date("2026-08-20")), date("2026-07-20")).unwrap();
    planned.open(date("2026-08-20")).unwrap().close(date("2026-08-19")).unwrap_err()
}

/// `?` leaves the dialogue behind.
pub(super) fn refused() -> Refusal {
    fn closed() -> Result<(), Refusal> {
        Err(refused_transition())?
    }
    closed().unwrap_err()
}

pub(super) fn replay_error() -> ReplayError {
    let log = Log::from_jsonl(&format!("{FIRST_LINE}{{\"event\":\"opened\",\"on\":\"2101-01-01\"}}")).unwrap();
    AnyDialogue::replay(terms("hcmc-935"), &log).unwrap_err()
}

pub(super) fn subject_error() -> SubjectError {
    Subject::new("HCMC", Level::Commune, HeadKind::LocalGovernment, date("2026-08-20")).unwrap_err()
}

fn country() -> SubjectError {
    Subject::new("VN", Level::Commune, HeadKind::LocalGovernment, date("2026-08-20")).unwrap_err()
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
        example(country()),
        example(Subject::new("79/26737", Level::Province, HeadKind::LocalGovernment, date("2026-08-20")).unwrap_err()),
        example(Subject::new("01/010", Level::Commune, HeadKind::LocalGovernment, date("2026-08-20")).unwrap_err()),
        example(Subject::new("001", Level::District, HeadKind::LocalGovernment, date("2024-08-20")).unwrap_err()),
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
            near: Some("ten-as-in-words".to_owned()),
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
        example(TimelineError::AboutNoDay {
            event: "reception-rescheduled".to_owned(),
            called: None,
            about: "2026-05-24".to_owned(),
        }),
        example(TimelineError::AboutNoPeriod {
            event: "annual-report-sent".to_owned(),
            called: None,
            about: "2026-Q1".to_owned(),
            right: vec!["2026".to_owned()],
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
        example(OfficeLogError::NothingToCorrect { entry: 3, entries: 2, by: None }),
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
pub(super) fn examples() -> Vec<Example> {
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
