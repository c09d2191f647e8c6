//! What the suites do not reach, made by hand: every form of each sentence.

use super::*;

pub(super) fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

pub(super) fn either() -> [bool; 2] {
    [false, true]
}

/// Every finding, each of its forms.
fn findings() -> Vec<Finding> {
    let (event, cite_text) = (|| "reply-sent".to_owned(), || Text::new("khoản 2 Điều 7", "Art. 7(2)"));
    let mut all = vec![
        Finding::ExtensionNotForCase { notified: day(2) },
        Finding::ExtensionTooOften { notified: day(2), times: 1 },
        Finding::CancelledAfterLimit { cancelled: day(3), limit: day(2) },
        Finding::ConditionAfterLimit { since: day(3), limit: day(2) },
        Finding::ExtensionEndsBeforeLimit { stated: day(4), limit: day(5) },
        Finding::ExtensionWithoutLimit { notified: day(2) },
        Finding::StatedLimitMovesNothing { notified: day(2), stated: day(20) },
        Finding::FieldsMissing { event: event(), on: day(2), fields: vec!["time".to_owned()] },
        Finding::FieldsMissing { event: event(), on: day(2), fields: vec!["time".to_owned(), "venue".to_owned()] },
        Finding::DoneWithoutClass { on: day(2) },
        Finding::CapEndsBeforeLimit { of: "settle".to_owned(), cap: day(2), limit: day(3) },
        Finding::LevelEnded {
            level: Level::District,
            on: day(2),
            cite_text: cite_text(),
            successor: Text::new("cấp xã", "the commune"),
        },
        Finding::StillRunning { event: event(), since: day(2), enough_on: day(9) },
        Finding::BeforeItArose { event: event(), on: day(2), arose: day(3) },
        Finding::ExcusedAfterLimit { event: event(), excused: day(3), limit: day(2) },
        Finding::SuspendedAfterLimit { event: event(), suspended: day(3), limit: day(2) },
        Finding::NotOpened { appointed: day(2) },
        Finding::DueBeforeMove { version: "qd@1".to_owned(), appointed: day(9), due: day(2), moved_on: day(3) },
        Finding::PassedWhenLaidDown { version: "qd@2".to_owned(), from: day(2), cite_text: cite_text() },
        Finding::EffectBeforeIssue { version: "qd@2".to_owned(), from: day(2), issued: day(9) },
    ];
    for event in [event(), DIALOGUE_DAY.to_owned()] {
        all.push(Finding::DoneAfterEvent { event, happened: day(2), on: day(3) });
    }
    for short_by in [1, 2] {
        let (since, ended, enough_on) = (day(2), day(8), day(9));
        all.push(Finding::EndedTooEarly { event: event(), since, ended, enough_on, short_by });
    }
    for pending in [Pending::Old, Pending::New] {
        let (version, from) = ("qd@2".to_owned(), day(2));
        all.push(Finding::PendingMatter { version, from, pending, cite_text: cite_text() });
    }
    for more in [0, 2] {
        for (entry, event, on) in
            [(0, None, None), (5, Some(event()), Some(day(2))), (5, Some(event()), None), (5, None, Some(day(2)))]
        {
            all.push(Finding::UnknownEntry { entry, event, on, more });
        }
    }
    for by_rule in either() {
        let (notified, stated, maximum) = (day(2), day(20), day(10));
        all.push(Finding::ExtensionBeyondMaximum { notified, stated, maximum, by_rule });
    }
    for counts in either() {
        all.push(Finding::ClassedAfterLimit { classed: day(3), limit: day(2), counts });
        for inferred in either() {
            all.push(Finding::ExtensionAfterLimit { notified: day(3), limit: day(2), inferred, counts });
        }
    }
    all
}

fn reasons() -> Vec<NoDue> {
    let event = || std::sync::Arc::from("reply-sent");
    let not = VersionError::NotInForce {
        id: "qd".to_owned(),
        on: day(2),
        versions: vec![("1".to_owned(), (Some(day(3)), None))],
    };
    let mut all = vec![
        NoDue::AwaitsEvent(event()),
        NoDue::Binds("settle".to_owned()),
        NoDue::Suspended(day(2)),
        NoDue::NotInForce(Box::new(not)),
        NoDue::PartUnknown { part: "due.after".to_owned(), because: None },
        NoDue::PartUnknown {
            part: "due.after".to_owned(), because: Some(Text::new("chưa đọc được", "not legible"))
        },
        NoDue::NoCase,
        NoDue::SeveralLimits,
        NoDue::AfterLimit(day(2)),
        NoDue::BeforeInForce(day(2)),
        NoDue::NotReceived,
        NoDue::FormerDay,
    ];
    all.extend(NoDate::ALL.iter().map(|reason| NoDue::Rule(*reason)));
    all.extend(WhyNot::ALL.iter().map(|why| NoDue::CaseOpen(*why)));
    for event in [DIALOGUE_DAY, RECEPTION_DAY] {
        let anchor = AnchorRule::Event(event.into());
        all.push(NoDue::Hours { hours: 2, after: false, anchor, missing: MissingTime::OfAct });
    }
    for (hours, after) in [(1, false), (1, true), (24, false), (24, true)] {
        for missing in MissingTime::ALL {
            all.push(NoDue::Hours { hours, after, anchor: AnchorRule::Event(event()), missing: *missing });
        }
    }
    all
}

fn moves() -> Vec<Move> {
    let notice = |stated, by_rule| {
        let event = "extension-notified".to_owned();
        Move::Notice { event, notified: day(2), to: day(9), stated, by_rule }
    };
    vec![
        notice(None, false),
        notice(None, true),
        notice(Some(day(20)), false),
        notice(Some(day(20)), true),
        Move::Suspension { from: day(2), resumed: day(4), to: day(9) },
        Move::Limit { of: "settle".to_owned(), to: day(9) },
    ]
}

fn statuses() -> Vec<Status> {
    let late = |days, working_days, minutes| Lateness { days, working_days, minutes };
    let mut all = vec![
        Status::Awaiting,
        Status::Pending,
        Status::Met,
        Status::Contested { met_under: vec!["default".to_owned()], late_under: vec!["a".to_owned(), "b".to_owned()] },
        Status::Missed { limit_passed_on: day(2) },
        Status::Excused,
        Status::NoDate,
        Status::Permitted,
    ];
    for by in [late(1, 1, None), late(3, 0, None), late(0, 0, Some(60)), late(0, 0, Some(59)), late(0, 0, Some(125))] {
        all.extend([Status::MetLate { by }, Status::Overdue { by }]);
    }
    all.extend(WhyOpen::ALL.iter().map(|because| Status::Undetermined { because: *because }));
    all.extend(WhyNot::ALL.iter().map(|because| Status::NotApplicable { because: *because }));
    all.extend(WhyUnknown::ALL.iter().map(|because| Status::Unknown { because: *because }));
    all
}

fn steps() -> Vec<Step> {
    let of = || Text::new("bắt đầu đối thoại", "the beginning of the dialogue");
    let (calendar, sunday) = (Calendar::vietnam(), day(1));
    let off = || calendar.day(sunday).unwrap();
    let mut all = vec![
        Step::StartsNextDay { event: day(2) },
        Step::StartsOnEvent { event: day(2) },
        Step::Skipped { day: off() },
        Step::OffAtEnd { day: off() },
        Step::Worked { day: off() },
        Step::MonthEnd { on: day(31) },
        Step::LeapDay { on: day(1) },
        Step::Rolled { from: day(1), to: day(2) },
        Step::NotRolled { on: sunday, last_working_day: day(2) },
        Step::AtTheLatest { on: day(2) },
        Step::Expected { anchor: of(), on: day(2) },
        Step::StatedDayOff { on: sunday, last_working_day: day(2) },
        Step::FixedDay { on: day(2) },
        Step::Undecided {
            year: 2028,
            questions: vec![Question::TetDays, Question::SecondNationalDay, Question::MadeUp { of: day(2) }],
        },
        Step::Bounds { earliest: day(2), latest: day(4) },
        Step::SwapsMayMove,
        Step::ByAnalogy,
    ];
    all.extend(moves().iter().map(Move::step));
    all.extend(Backward::ALL.iter().map(|count| Step::CountsBack { count: *count }));
    all.extend(Unit::ALL.iter().map(|unit| Step::Ends { on: day(2), unit: *unit }));
    for amount in [1, 2] {
        all.extend(Unit::ALL.iter().map(|unit| Step::Counts { limit: TimeLimit::after(amount, *unit), from: day(2) }));
        let back = TimeLimit::before(amount, Unit::Day, Backward::ClearDays).unwrap();
        all.push(Step::Counts { limit: back, from: day(2) });
    }
    for included in either() {
        all.push(Step::DayOfMonth { of: of(), month: day(1), day: 5, included });
        for hours in [1, 24] {
            let (at, until) = (TimeOfDay::new(8, 5), TimeOfDay::new(9, 5));
            let (on, ends, after) = (day(2), day(3), included);
            all.push(Step::Hours { of: of(), on, at: None, hours, after, ends, until: None });
            all.push(Step::Hours { of: of(), on, at, hours, after, ends, until });
        }
    }
    all
}

fn not_understood() -> Vec<NotUnderstood> {
    let mut all = vec![NotUnderstood::Follows { entry: 2 }, NotUnderstood::Format { format: 9 }];
    all.push(NotUnderstood::Value { said: "missing field `on`".to_owned() });
    for near in [None, Some("opened".to_owned())] {
        let (event, what, word, key) = ("opend".to_owned(), Text::new("cấp", "level"), "x".to_owned(), "y".to_owned());
        all.push(NotUnderstood::Event { event, near: near.clone() });
        all.push(NotUnderstood::Word { what, word, near: near.clone() });
        all.push(NotUnderstood::Key { key, near });
    }
    all
}

fn changes() -> Vec<Changed> {
    let (then, now) = (Some("a".to_owned()), None);
    let (ruleset, duty) = ("qd".to_owned(), "settle".to_owned());
    let mut all = vec![Changed::RuleSetGone("qd@1".to_owned()), Changed::RuleSetNew("qd@2".to_owned())];
    all.push(Changed::Reading { ruleset, duty, then, now });
    all
}

fn refusals() -> Vec<Refusal> {
    let wrong = |now| RefusalReason::WrongPhase { needs: Phase::After, now };
    let mut all: Vec<Refusal> = Vec::new();
    for now in [Some(Phase::Before), Some(Phase::During), Some(Phase::After), None] {
        for needs in Phase::ALL {
            all.push(refusal(RefusalReason::WrongPhase { needs: *needs, now }, &[], false));
        }
    }
    all.push(refusal(wrong(None), &["opened"], false));
    all.push(refusal(wrong(None), &["opened", "closed"], true));
    all
}

fn refusal(reason: RefusalReason, allowed: &[&str], is_cited: bool) -> Refusal {
    let until = is_cited.then(|| day(20));
    let names = allowed.iter().map(|id| built_in(id).unwrap().text.clone()).collect();
    let allowed = allowed.iter().map(|id| (*id).to_owned()).collect();
    let cite = is_cited.then(|| Text::new("khoản 2 Điều 7", "Art. 7(2)"));
    Refusal { event: "closed".to_owned(), reason, cite, allowed, told: Told { names, until } }
}

fn unit_notes() -> Vec<UnitNote> {
    let (code, name) = (|| "760".to_owned(), || "Quận 1".to_owned());
    let (said, listed) = (UnitType::Ward, UnitType::Commune);
    let mut all = vec![UnitNote::OtherType { code: code(), said, listed }];
    for on in [NaiveDate::from_ymd_opt(2025, 7, 1).unwrap(), day(2)] {
        for into in [vec![], vec![("00001".to_owned(), "Phường A".to_owned())]] {
            all.push(UnitNote::Ended { code: code(), name: name(), on, into });
        }
    }
    for name in [None, Some(name())] {
        let (named, since) = (|| "79".to_owned(), day(2));
        for lay_in in [None, Some("74".to_owned())] {
            all.push(UnitNote::Later { code: code(), name: name.clone(), named: named(), since, lay_in });
        }
        all.push(UnitNote::Elsewhere { code: code(), name, named: named(), lies_in: "01".to_owned() });
    }
    all
}

/// An office under duties whose forms the suites leave out.
pub(super) fn of_an_office(listing: &mut Listing) {
    let registry = Registry::new().with(RuleSet::from_toml(RETURNS).unwrap()).unwrap();
    let subject = Subject::new("15", Level::Commune, HeadKind::LocalGovernment, day(2)).unwrap();
    let drill = |month| Fact::new("drill-held", NaiveDate::from_ymd_opt(2026, month, 2).unwrap());
    let old = Terms::new([RuleSet::builtin("qd-11@2019-02-18").unwrap()], Calendar::vietnam());
    listing.timeline(&old.timeline(&Facts::held_on(day(3)), View::everything()).unwrap(), &Calendar::vietnam());
    let bare = OfficeLog::new("A", subject);
    let drilled = bare.clone().with(drill(3)).unwrap().with(drill(6)).unwrap();
    for (log, as_of) in
        [(&bare, (2026, 9, 30)), (&bare, (2027, 2, 1)), (&drilled, (2026, 9, 30)), (&drilled, (2027, 2, 1))]
    {
        let view = View::as_of(NaiveDate::from_ymd_opt(as_of.0, as_of.1, as_of.2).unwrap());
        let audit = audit_year(&registry, &Calendar::vietnam(), &[], log, 2026, view).unwrap();
        audit.recurring.iter().for_each(|verdict| listing.recurring(verdict));
        let timeline = Terms::new(registry.rule_sets().iter().cloned(), Calendar::vietnam());
        listing.timeline(&timeline.timeline(&Facts::held_on(day(3)), view).unwrap(), &Calendar::vietnam());
    }
}

const RETURNS: &str = r#"
format = 1
id = "returns-more"
version = "1"
title = "VÍ DỤ TỰ ĐẶT RA, KHÔNG PHẢI QUY ĐỊNH"
source.vd = { kind = "inferred", confidence = "D", ref = "Ví dụ" }
in_force = { from = 2020-01-01 }
[instrument.main]
kind = "quy-che"
number = "00-QC/VD"
issuer = "unknown"
issued = 2020-01-01
standing = "in-force"
[instrument.old]
kind = "quy-che"
number = "01-QC/VD"
issuer = "unknown"
issued = 2020-01-01
in_force = { from = 2020-01-01, until = 2025-06-01 }
standing = "repealed"
[applies]
territory = { code = "15", as_of = 2020-01-01 }
heads = ["local-government"]
levels = ["commune"]
activities = ["dialogue", "reception", "reporting"]
[[event]]
id = "report-sent"
text = { vi = "gửi báo cáo", en = "report sent" }
[[event]]
id = "drill-held"
text = { vi = "tổ chức diễn tập", en = "drill held" }
[[role]]
id = "held-jointly"
jointly = ["office", "front"]
cite = "main#d2"
cite_basis = "unattributed"
[[recurring]]
id = "nine-months"
text = "Báo cáo chín tháng"
activity = "reporting"
cutoffs = ["nine-months"]
met_by = { all = ["report-sent"] }
cite = "main#d1"
[[recurring]]
id = "unknown-act"
text = "Việc chưa rõ"
activity = "reporting"
every = "year"
at_least = 1
met_by = "unknown"
cite = "main#d2"
[[recurring]]
id = "before-drill"
text = "Thông báo diễn tập"
activity = "reporting"
each_before = "drill-held"
at_least = 1
met_by = { all = ["report-sent"] }
cite = "main#d3"
[[recurring]]
id = "of-old"
text = "Báo cáo theo văn bản cũ"
activity = "reporting"
every = "year"
at_least = 1
met_by = { all = ["report-sent"] }
cite = "old#d3"
"#;

impl Listing {
    /// What has no rule set beside it: every form there is.
    pub(super) fn by_hand(&mut self) {
        for one in findings() {
            self.add(&coded("finding alone", one.word(), &one), |lang| one.text(lang));
        }
        for one in moves() {
            self.add(&coded("move alone", one.word(), &one), |lang| one.text(lang));
        }
        reasons().iter().for_each(|one| self.reason_alone(one));
        statuses().iter().for_each(|one| self.status(one));
        steps().iter().for_each(|one| self.step(one));
        for one in not_understood() {
            self.add(&coded("not understood", "", &one), |lang| one.text(lang));
        }
        for one in OpenReading::ALL {
            self.add(&format!("open reading {}", one.word()), |lang| one.because().get(lang).to_owned());
        }
        for one in changes() {
            let of = format!("{one:?}");
            self.add(&format!("changed {}", of.split(['(', ' ']).next().unwrap_or_default()), |lang| one.text(lang));
        }
        for known in [vec![], vec!["sáng".to_owned()]] {
            for (near, more) in [(None, 0), (Some("sáng".to_owned()), 2)] {
                let (reception, event_text) = ("sang".to_owned(), Text::new("gửi báo cáo", "report sent"));
                let (known, event) = (known.clone(), "report-sent".to_owned());
                let other_day = None;
                let one = UnknownReception {
                    entry: 3,
                    event,
                    event_text,
                    on: day(2),
                    reception,
                    near,
                    known,
                    more,
                    other_day,
                };
                self.add(&coded("unknown reception", "", &one), |lang| one.text(lang));
                for (counts_for, more) in [(None, 0), (Some(day(1)), 2), (Some(day(3)), 0)] {
                    let (named, days) = (day(2), vec![day(1), day(3)]);
                    let other_day = Some(OtherDay { named, days, more, counts_for });
                    let one = UnknownReception { other_day, ..one.clone() };
                    self.add(&format!("unknown reception of another day {counts_for:?} {more}"), |lang| one.text(lang));
                }
            }
        }
        for one in refusals() {
            self.add(&format!("refusal {} {}", one.code(), shape(&serde_json::to_value(&one).unwrap())), |lang| {
                one.text(lang)
            });
        }
        for one in unit_notes() {
            self.add(&coded("unit", "", &one), |lang| one.text(lang));
        }
        for text in [FollowUp::None(NoDate::Unknown), FollowUp::None(NoDate::NotStated), FollowUp::Duty("a".to_owned())]
        {
            self.add(&format!("follow-up {text:?}"), |lang| text.text().get(lang).to_owned());
        }
        let causes = [
            Cause::Calendar,
            Cause::RuleSet,
            Cause::Reading,
            Cause::Extension,
            Cause::Suspension,
            Cause::Correction,
            Cause::Event,
        ];
        causes.iter().for_each(|one| self.add(&format!("cause {one:?}"), |lang| one.text(lang).to_owned()));
    }
}
