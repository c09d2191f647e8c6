//! What must go on and is owed several times: of which of them an entry ends it.

use doithoai::audit::{Judgement, OfficeLog, audit_year};
use doithoai::{Registry, RuleSet};

use crate::support::{OWN_FILE, VIETNAM, as_of};

const RULES: &str = r#"
[[event]]
id = "decision-issued"
text = { vi = "ban hành quyết định", en = "decision issued" }
[[event]]
id = "decision-posted"
text = { vi = "niêm yết quyết định", en = "decision posted" }
[[event]]
id = "posting-ended"
text = { vi = "gỡ niêm yết", en = "posting ended" }
[[obligation]]
id = "post"
duty_kind = "other"
activity = "reporting"
each = { event = "decision-issued" }
bearer = "office"
due = { after = "decision-issued", n = 3, unit = "day", roll = "none" }
met_by = { all = ["decision-posted"] }
lasts = { n = 30, unit = "day", until = "posting-ended" }
cite = "main#d1"
"#;

/// How the posting of each decision stands on a day, with its reason where nothing is known.
fn stands(log: &[(&str, &str, &str)], day: &str) -> Vec<(Judgement, Option<&'static str>)> {
    let first = r#"{"office":"A","territory":"48","level":"commune","head":"local-government"}"#;
    let entries = log.iter().map(|(event, on, more)| format!("{{\"event\":\"{event}\",\"on\":\"{on}\"{more}}}\n"));
    let log = OfficeLog::from_jsonl(&format!("{first}\n{}", entries.collect::<String>())).unwrap();
    let registry = Registry::new().with(RuleSet::from_toml(&format!("{OWN_FILE}{RULES}")).unwrap()).unwrap();
    let audit = audit_year(&registry, &VIETNAM, &[], &log, 2026, as_of(day)).unwrap();
    let why = |duty: &doithoai::Duty| match &duty.outcome.status {
        doithoai::timeline::Status::Undetermined { because } => Some(because.word()),
        _ => None,
    };
    audit.verdicts.iter().map(|one| (one.judgement, why(&one.duty))).collect()
}

const ISSUED: [(&str, &str, &str); 4] = [
    ("decision-issued", "2026-03-02", ""),
    ("decision-posted", "2026-03-03", ""),
    ("decision-issued", "2026-03-10", ""),
    ("decision-posted", "2026-03-11", ""),
];

/// Posted on 3 March, long enough on 1 April; posted on 11 March, long enough on 9 April.
#[test]
fn what_names_no_posting_ends_none_of_several_that_are_open() {
    const SEVERAL: (Judgement, Option<&str>) = (Judgement::Undetermined, Some("several-open"));
    const ON_TIME: (Judgement, Option<&str>) = (Judgement::OnTime, None);
    const OPEN: (Judgement, Option<&str>) = (Judgement::Open, None);
    const OVERDUE: (Judgement, Option<&str>) = (Judgement::Overdue, None);
    let rows = [
        // Before, on and after the last day that the first must have; and the second.
        ("2026-03-31", "", "2026-04-20", [SEVERAL, SEVERAL]),
        ("2026-04-01", "", "2026-04-20", [ON_TIME, SEVERAL]),
        ("2026-04-02", "", "2026-04-20", [ON_TIME, SEVERAL]),
        ("2026-04-08", "", "2026-04-20", [ON_TIME, SEVERAL]),
        ("2026-04-09", "", "2026-04-20", [ON_TIME, ON_TIME]),
        // What it names alone.
        ("2026-03-31", ",\"about\":\"2026-03-02\"", "2026-04-20", [OVERDUE, ON_TIME]),
        ("2026-04-01", ",\"about\":\"2026-03-02\"", "2026-04-20", [ON_TIME, ON_TIME]),
        ("2026-04-01", ",\"about\":\"2026-03-02\"", "2026-04-09", [ON_TIME, OPEN]),
        ("2026-04-08", ",\"about\":\"2026-03-10\"", "2026-04-20", [ON_TIME, OVERDUE]),
        ("2026-04-09", ",\"about\":\"2026-03-10\"", "2026-04-20", [ON_TIME, ON_TIME]),
        // A day of no decision.
        ("2026-03-20", ",\"about\":\"2026-03-05\"", "2026-04-20", [ON_TIME, ON_TIME]),
    ];
    for (ended, more, day, expected) in rows {
        let log = [&ISSUED[..], &[("posting-ended", ended, more)]].concat();
        assert_eq!(stands(&log, day), expected, "{ended} {more} seen on {day}");
    }
}

/// The first is taken down before the second is posted: each ending is of the posting that is open.
#[test]
fn what_names_no_posting_ends_the_one_that_is_open() {
    let both = |first: &'static str, second: &'static str| {
        let log = [
            ("decision-issued", "2026-03-02", ""),
            ("decision-posted", "2026-03-03", ""),
            ("posting-ended", first, ""),
            ("decision-issued", "2026-05-04", ""),
            ("decision-posted", "2026-05-05", ""),
            ("posting-ended", second, ""),
        ];
        stands(&log, "2026-07-01").into_iter().map(|(judgement, _)| judgement).collect::<Vec<_>>()
    };
    let (kept, short) = (Judgement::OnTime, Judgement::Overdue);
    // Thirty days end on 1 April and on 3 June.
    assert_eq!(both("2026-03-31", "2026-06-02"), [short, short]);
    assert_eq!(both("2026-04-01", "2026-06-03"), [kept, kept]);
    assert_eq!(both("2026-04-02", "2026-06-04"), [kept, kept]);
    assert_eq!(both("2026-04-01", "2026-06-02"), [kept, short]);
}

/// Never taken down: open to the end of its least time, then it has lasted long enough.
#[test]
fn what_nobody_ended_has_lasted_once_its_time_has_passed() {
    let posted = &ISSUED[..2];
    for (day, judgement) in [
        ("2026-03-02", Judgement::Open),
        ("2026-03-03", Judgement::Open),
        ("2026-03-31", Judgement::Open),
        ("2026-04-01", Judgement::Open),
        ("2026-04-02", Judgement::OnTime),
        ("2026-12-31", Judgement::OnTime),
    ] {
        assert_eq!(stands(posted, day), [(judgement, None)], "{day}");
    }
    // Posted a day late it is late, however long it goes on.
    let late = [ISSUED[0], ("decision-posted", "2026-03-06", "")];
    assert_eq!(stands(&late, "2026-12-31"), [(Judgement::Late, None)]);
    // Until it is enough, which is on 4 April, it has not been done.
    for (day, judgement) in [
        ("2026-03-05", Judgement::Open),
        ("2026-03-06", Judgement::Overdue),
        ("2026-04-03", Judgement::Overdue),
        ("2026-04-04", Judgement::Overdue),
        ("2026-04-05", Judgement::Late),
    ] {
        assert_eq!(stands(&late, day), [(judgement, None)], "{day}");
    }
    for (ended, day, judgement) in [
        ("2026-04-03", "2026-04-02", Judgement::Overdue),
        ("2026-04-03", "2026-04-20", Judgement::Overdue),
        ("2026-04-04", "2026-04-03", Judgement::Overdue),
        ("2026-04-04", "2026-04-04", Judgement::Late),
        ("2026-04-05", "2026-04-20", Judgement::Late),
    ] {
        let log = [&late[..], &[("posting-ended", ended, "")]].concat();
        assert_eq!(stands(&log, day), [(judgement, None)], "ended {ended}, seen on {day}");
    }
}
