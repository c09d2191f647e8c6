//! Rule files: what is drawn for each duty, and the text that is made of it.

mod due;

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::ruleset::vocabulary as event;
use crate::ruleset::{CaseClass, Channel, Counts, Cutoff, DayRoll, Period, RuleSet};
use due::{Limit, Patch, Place};

/// How many duties of one dialogue a file has at most.
const MOST_DUTIES: usize = 5;

/// Two built-in events of no petition and two of petitions for each duty, so that no two duties share one.
const EVENTS: [[[&str; 2]; 2]; MOST_DUTIES] = [
    [[event::INVITATION_SENT, event::ANNOUNCED], [event::PETITION_SETTLED, event::REPLY_SENT]],
    [[event::CONCLUSION_NOTIFIED, event::SETTLEMENT_DIRECTED], [event::INTERIM_REPLY_SENT, event::REPORTED_TO_HEAD]],
    [[event::AGENCIES_NOTIFIED, event::PLAN_APPROVED], [event::PETITION_ASSIGNED, event::PETITION_CLASSED]],
    [[event::RESULTS_PUBLISHED, event::SETTLEMENT_RECOMMENDED], [event::TRANSFER_NOTIFIED, event::PETITION_RAISED]],
    [
        [event::RECEPTION_SCHEDULE_POSTED, event::ANNUAL_NOTICE_SENT],
        [event::PETITION_RECEIVED, event::ACCEPTANCE_NOTIFIED],
    ],
];

/// What is drawn for a duty; what it becomes depends on the duties before it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key that is there or not")]
struct Duty {
    phase: &'static str,
    each_petition: bool,
    per: Option<&'static str>,
    /// The event of which each occurrence has the duty, and whether it is counted from the day given up.
    each: Option<(&'static str, bool)>,
    limit: Limit,
    met: Met,
    /// Events of its own, declared with this phase or none.
    own: Option<&'static str>,
    two_events: bool,
    /// What its extension says beside the event by which it is granted; none without an extension.
    extension: Option<&'static str>,
    suspension: bool,
    only_if: Option<(usize, CaseClass)>,
    sets: Option<Index>,
    /// Whether something excuses it.
    excused: bool,
    /// Whether its acts are exempted where something happened.
    unless: bool,
    more: [bool; 3],
    readings: Vec<Reading>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Met {
    All,
    Any,
    EachChannel(Channel, Channel),
    Unknown,
}

/// What is drawn for a reading of a duty.
#[derive(Debug, Clone, Copy)]
struct Reading {
    /// Whether it limits another duty, where there is one, instead of changing this one's limit.
    limits_another: bool,
    another: Index,
    patch: Patch,
}

/// What is drawn for a recurring duty.
#[derive(Debug, Clone)]
struct Returning {
    often: Often,
    counts: Counts,
    /// Whether a fixed day, if the period takes one, and which.
    day: Option<(u32, u32)>,
    /// Whether that is an exact day, and then a weekday, or one that a notice moves.
    exact: Option<(Option<&'static str>, bool)>,
    roll: Option<DayRoll>,
    /// In which months of each year, if it is of each year.
    months: Option<(u32, u32)>,
    /// The day on which its periods begin, if they do not as in the calendar.
    starts: Option<u32>,
    with_the_first: bool,
    event: &'static str,
    reading: bool,
}

/// How often a recurring duty returns.
#[derive(Debug, Clone, Copy)]
enum Often {
    Every(Period, u32),
    Cutoff(Cutoff),
    EachBefore(&'static str),
}

/// The text of a valid rule file, so that one that fails a test can be saved and checked by hand.
///
/// One to five duties: limits after and before an event in every unit and counting, anchors that lead from duty to
/// duty, hours, no date for each reason, extensions, suspensions, classes, channels, readings that change something,
/// duties of each petition, session or occurrence, events, classes, fields and channels of the file's own; and up to two recurring duties, in periods, months, at
/// cut-offs, before sessions, by a day or on exact ones. The limits that a
/// date leads through add up to less than two years: no count from a date of 2017-2098 leaves the covered years.
///
/// ```
/// use doithoai::{RuleSet, strategies::rule_set_toml};
/// use proptest::prelude::*;
/// proptest!(ProptestConfig::with_cases(64), |(file in rule_set_toml())| {
///     let checked = RuleSet::check_toml(&file);
///     prop_assert!(checked.problems.is_empty(), "{:?} in {file}", checked.problems);
/// });
/// ```
pub fn rule_set_toml() -> BoxedStrategy<String> {
    (1_u32..1000, vec(duty(), 1..=MOST_DUTIES), vec(returning(), 0..=2))
        .prop_map(|(number, duties, returning)| file(number, &duties, &returning))
        .boxed()
}

/// The rule sets of [`rule_set_toml`], read.
///
/// One that fails a test is printed as its JSON, which can be saved and read back.
///
/// ```
/// use doithoai::{RuleSet, strategies::rule_sets};
/// use proptest::prelude::*;
/// proptest!(ProptestConfig::with_cases(64), |(set in rule_sets())| {
///     prop_assert_eq!(RuleSet::from_json(&set.to_json()).unwrap(), set);
/// });
/// ```
pub fn rule_sets() -> BoxedStrategy<RuleSet> {
    rule_set_toml().prop_filter_map("every file is valid", |file| RuleSet::from_toml(&file).ok()).boxed()
}

fn duty() -> impl Strategy<Value = Duty> {
    let met = prop_oneof![
        4 => Just(Met::All),
        2 => Just(Met::Any),
        2 => (select(Channel::ALL), select(Channel::ALL)).prop_map(|(one, other)| Met::EachChannel(one, other)),
        1 => Just(Met::Unknown),
    ];
    let reading = (proptest::bool::weighted(0.25), any::<Index>(), any::<Patch>())
        .prop_map(|(limits_another, another, patch)| Reading { limits_another, another, patch });
    let own = weighted(0.3, select(vec!["", "phase = \"before\"\n", "phase = \"after\"\n"]));
    let of = (
        select(vec!["before", "during", "after"]),
        any::<bool>(),
        weighted(0.2, select(vec!["session", "dialogue"])),
        weighted(0.15, (select(vec![event::RESCHEDULED, event::SESSION_HELD]), any::<bool>())),
        any::<Limit>(),
    );
    let done = (met, own, any::<bool>());
    let moved = (
        weighted(0.35, select(EXTENSIONS.to_vec())),
        proptest::bool::weighted(0.25),
        weighted(0.25, (0_usize..8, select(CaseClass::ALL))),
        weighted(0.2, any::<Index>()),
        [proptest::bool::weighted(0.15), proptest::bool::weighted(0.15)],
    );
    (of, done, moved, any::<[bool; 3]>(), vec(reading, 0..=2)).prop_map(|(of, done, moved, more, readings)| {
        let (phase, each_petition, per, each, limit) = of;
        let each = each.filter(|_| !each_petition && per != Some("session"));
        let (met, own, two_events) = done;
        let (extension, suspension, only_if, sets, [excused, unless]) = moved;
        Duty {
            phase,
            each_petition,
            per,
            each,
            limit,
            met,
            own,
            two_events,
            extension,
            suspension,
            only_if,
            sets,
            excused,
            unless,
            more,
            readings,
        }
    })
}

/// What an extension may say beside the event by which it is granted.
const EXTENSIONS: [&str; 7] = [
    "limit = \"stated\"",
    "limit = \"stated\"\ngranted_before = \"due\"",
    "limit = \"stated\"\ngranted_before = \"not-stated\"",
    "limit = \"stated\"\ngranted_before = \"any-time\"\ntimes = 1",
    "limit = \"stated\"\nmaximum = { n = 30, unit = \"day\", from = \"due\" }",
    "limit = { n = 10, unit = \"working-day\", from = \"due\" }\ntimes = 2",
    "limit = { n = 15, unit = \"day\", from = \"notice\" }\nmaximum = { n = 45, unit = \"day\", from = \"anchor\" }",
];

/// A condition of each sort.
fn condition(what: usize, class: CaseClass, own: Option<&str>) -> String {
    let class = class.word();
    let more = own.map(|own| format!(", \"{own}\"")).unwrap_or_default();
    match what {
        0 => format!("{{ any_class = [\"{class}\"{more}] }}"),
        1 => format!("{{ event = \"{}\" }}", event::RESCHEDULED),
        2 => format!("{{ event = \"{}\", by = \"due\" }}", event::RESCHEDULED),
        3 => "{ mode = \"online\" }".to_owned(),
        4 => format!("{{ any = [{{ kind = \"periodic\" }}, {{ class = \"{class}\" }}] }}"),
        5 => format!("{{ all = [{{ mode = \"online\" }}, {{ not = {{ class = \"{class}\" }} }}] }}"),
        _ => "{ not = { kind = \"ad-hoc\" } }".to_owned(),
    }
}

fn returning() -> impl Strategy<Value = Returning> {
    let every = (select(Period::ALL), 1_u32..=12).prop_map(|(period, times)| Often::Every(period, times));
    let before = select(vec![event::COUNCIL_SESSION, event::EVALUATION_HELD]);
    let often = prop_oneof![
        6 => every,
        2 => select(Cutoff::ALL).prop_map(Often::Cutoff),
        1 => before.prop_map(Often::EachBefore),
    ];
    let event = select(vec![event::ANNUAL_REPORT_SENT, event::EVALUATION_HELD, event::CLOSED, event::RECEPTION_HELD]);
    let day = weighted(0.6, (1_u32..=12, 1_u32..=28));
    let weekday = weighted(0.4, select(vec!["first-monday", "third-friday", "last-thursday", "last-week-thursday"]));
    let when = (
        day,
        weighted(0.5, (weekday, any::<bool>())),
        weighted(0.6, select(DayRoll::ALL)),
        weighted(0.3, (1_u32..=6, 7_u32..=12)),
        weighted(0.2, 2_u32..=28),
    );
    (often, select(Counts::ALL), when, any::<bool>(), event, any::<bool>()).prop_map(
        |(often, counts, (day, exact, roll, months, starts), with_the_first, event, reading)| Returning {
            often,
            counts,
            day,
            exact,
            roll,
            months,
            starts,
            with_the_first,
            event,
            reading,
        },
    )
}

/// The id of a duty by its place.
fn id(at: usize) -> String {
    format!("duty-{}", at.saturating_add(1))
}

impl Duty {
    /// The events that fulfil it.
    fn events(&self, at: usize) -> Vec<String> {
        let number = at.saturating_add(1);
        let own = [format!("act-{number}"), format!("notice-{number}")];
        let of_petitions = usize::from(self.each_petition);
        let built_in = EVENTS.get(at).and_then(|of| of.get(of_petitions)).map(|events| events.map(str::to_owned));
        let events = match self.own {
            Some(_) => own,
            None => built_in.unwrap_or(own),
        };
        let many = match self.met {
            Met::Unknown => 0,
            Met::EachChannel(..) => 1,
            Met::All | Met::Any => 1_usize.saturating_add(usize::from(self.two_events)),
        };
        events.into_iter().take(many).collect()
    }

    fn toml(&self, at: usize, before: &[Duty], duties: usize) -> String {
        let number = at.saturating_add(1);
        let place = Place { before: before.iter().enumerate().map(|(at, duty)| (id(at), duty.events(at))).collect() };
        let due = match self.each {
            Some((event::RESCHEDULED, true)) => self.limit.before_the_former_day(),
            _ => self.limit.due(&place),
        };
        let mut lines = vec![
            "[[obligation]]".to_owned(),
            format!("id = \"{}\"\nduty_kind = \"other\"\nphase = \"{}\"", id(at), self.phase),
            format!("bearer = \"office\"\ncite = \"main#d{number}\"\ndue = {}", due.toml()),
        ];
        lines.extend(self.each_petition.then(|| "each = \"petition\"".to_owned()));
        lines.extend(self.each.map(|(event, _)| format!("each = {{ event = \"{event}\" }}")));
        lines.extend(self.per.map(|per| format!("per = \"{per}\"")));
        lines.extend(self.met_by(at));
        let first = before.first().filter(|first| first.each_petition == self.each_petition);
        let own_class = self.own.map(|_| format!("class-{number}"));
        lines.extend(self.only_if.map(|(what, class)| match first {
            Some(_) if what == 7 => format!("only_if = {{ overdue = \"{}\" }}", id(0)),
            _ => format!("only_if = {}", condition(what, class, own_class.as_deref())),
        }));
        lines.extend(self.excused.then(|| format!("excused_by = \"{}\"", event::RESCHEDULED)));
        let [form, must_state, toward] = self.more;
        let written = self.events(at).into_iter().next().filter(|_| form);
        lines.extend(written.map(|event| format!("form = {{ \"{event}\" = \"written\" }}")));
        let own_field = self.own.map(|_| format!(", \"field-{number}\"")).unwrap_or_default();
        lines.extend(
            must_state.then(|| format!("must_state = {{ fields = [\"content\", \"time\"{own_field}], open = true }}")),
        );
        lines.extend(toward.then(|| "toward = [\"petitioner\", { who = \"people\", if = \"any\" }]".to_owned()));
        // Of a duty after this one, so that the two lead in no circle.
        let after = duties.saturating_sub(number);
        let target = self.sets.filter(|_| after > 0).map(|pick| id(number.saturating_add(pick.index(after.max(1)))));
        lines.extend(target.map(|target| format!("sets = {{ due_of = \"{target}\", to = \"stated\" }}")));
        if let Some(says) = self.extension {
            let event = self.own_or(format!("extended-{number}"), event::EXTENSION_NOTIFIED);
            lines.push(format!("[obligation.extension]\ngranted_by = \"{event}\"\n{says}"));
        }
        if self.suspension {
            let by = self.own_or(format!("stopped-{number}"), event::SUSPENDED);
            let until = self.own_or(format!("restarted-{number}"), event::RESUMED);
            lines.push(format!("[obligation.suspension]\nby = \"{by}\"\nuntil = \"{until}\""));
        }
        for (of, reading) in self.readings.iter().enumerate() {
            let others: Vec<String> = (0..duties).filter(|other| *other != at).map(id).collect();
            let effect = if reading.limits_another && !others.is_empty() {
                format!("object = \"{}\"", reading.another.get(&others))
            } else {
                format!("due = {}", due.patched(reading.patch, &place))
            };
            lines.push(format!("[[obligation.reading]]\nid = \"reading-{of}\"\n{effect}\n{}", text("because")));
        }
        lines.join("\n")
    }

    fn met_by(&self, at: usize) -> Vec<String> {
        let unless = self.unless && matches!(self.met, Met::All | Met::Any);
        let written = |event: &String| {
            if unless {
                format!("{{ event = \"{event}\", unless = \"{}\" }}", event::RESCHEDULED)
            } else {
                format!("\"{event}\"")
            }
        };
        let events = self.events(at).iter().map(written).collect::<Vec<_>>().join(", ");
        match self.met {
            Met::All => vec![format!("met_by = {{ all = [{events}] }}")],
            Met::Any => vec![format!("met_by = {{ any = [{events}] }}")],
            Met::Unknown => vec!["met_by = \"unknown\"".to_owned()],
            Met::EachChannel(one, other) => {
                let more = match self.own {
                    Some(_) => format!(", \"channel-{}\"", at.saturating_add(1)),
                    None if one == other => String::new(),
                    None => format!(", \"{}\"", other.word()),
                };
                let channels = format!("channels = [\"{}\"{more}]", one.word());
                vec![format!("met_by = {{ each_channel = {events} }}"), channels]
            }
        }
    }

    fn own_or(&self, own: String, built_in: &str) -> String {
        if self.own.is_some() { own } else { built_in.to_owned() }
    }

    /// The declarations of the words of its own: a class, a content of notices and a channel, where it uses them.
    fn declared_words(&self, at: usize) -> String {
        let number = at.saturating_add(1);
        let used = [
            ("class", matches!(self.only_if, Some((0, _)))),
            ("field", self.more[1]),
            ("channel", matches!(self.met, Met::EachChannel(..))),
        ];
        let used = used.into_iter().filter(|(_, is_used)| *is_used && self.own.is_some());
        let declared = used.map(|(list, _)| format!("[[{list}]]\nid = \"{list}-{number}\"\n{}\n", text("text")));
        declared.collect::<Vec<_>>().concat()
    }

    /// The declarations of the events of its own.
    fn declared(&self, at: usize) -> String {
        let Some(phase) = self.own else { return String::new() };
        let number = at.saturating_add(1);
        let mut events: Vec<(String, bool)> =
            self.events(at).into_iter().map(|event| (event, self.each_petition)).collect();
        events.extend(self.extension.map(|_| (format!("extended-{number}"), self.each_petition)));
        if self.suspension {
            events.extend(["stopped", "restarted"].map(|event| (format!("{event}-{number}"), self.each_petition)));
        }
        let declared = events.into_iter().map(|(event, petition)| {
            format!("[[event]]\nid = \"{event}\"\n{phase}petition = {petition}\n{}\n", text("text"))
        });
        declared.collect::<String>() + &self.declared_words(at)
    }
}

impl Returning {
    /// The months that it names, if it is of each year.
    fn months(&self) -> Option<(u32, u32)> {
        self.months.filter(|_| matches!(self.often, Often::Every(Period::Year, _)))
    }

    /// The fixed day, if the period takes one.
    fn due(&self) -> Option<String> {
        let (month, day) = self.day?;
        let of_period = |months: u32| format!("month = {}, ", month.min(months));
        let month = match self.often {
            _ if self.months().is_some() => String::new(),
            Often::Every(Period::Year, _) => of_period(12),
            Often::Every(Period::HalfYear, _) => of_period(6),
            Often::Every(Period::Quarter, _) => of_period(3),
            Often::Every(Period::Month, _) => String::new(),
            Often::Every(Period::Week, _) | Often::Cutoff(_) | Often::EachBefore(_) => return None,
        };
        let roll = self.roll.map(|roll| format!(", roll = \"{}\"", roll.word())).unwrap_or_default();
        let Some((weekday, moved)) = self.exact else { return Some(format!("{month}day = {day}{roll}")) };
        let on = weekday.map_or_else(|| format!("[{day}]"), |weekday| format!("\"{weekday}\""));
        let moved = if moved { format!(", moved_by = \"{}\"", event::RECEPTION_RESCHEDULED) } else { String::new() };
        Some(format!("{month}on = {on}{roll}{moved}"))
    }

    fn toml(&self, at: usize) -> String {
        let number = at.saturating_add(1);
        let mut lines = vec![
            format!("[[recurring]]\nid = \"returning-{number}\"\ncite = \"main#d{}\"", number.saturating_add(20)),
            format!("counts = \"{}\"\nmet_by = {{ any = [\"{}\"] }}", self.counts.word(), self.event),
        ];
        let with = (at > 0 && self.with_the_first).then(|| "with = \"returning-1\"".to_owned());
        let due = self.due();
        let each_day = self.exact.is_some() && due.is_some();
        lines.extend(due.or(with).map(|due| format!("due = {{ {due} }}")));
        let reading = match self.often {
            Often::Every(period, times) => {
                // Of exact days each is one time.
                let times = if each_day { 1 } else { times };
                lines.push(format!("every = \"{}\"\nat_least = {times}", period.word()));
                if each_day {
                    "kinds = [\"periodic\"]".to_owned()
                } else {
                    format!("at_least = {}", times.saturating_add(1))
                }
            }
            Often::Cutoff(cutoff) => {
                lines.push(format!("cutoffs = [\"{}\"]", cutoff.word()));
                "kinds = [\"periodic\"]".to_owned()
            }
            Often::EachBefore(event) => {
                lines.push(format!("each_before = \"{event}\""));
                "at_least = 2".to_owned()
            }
        };
        let months = self.months();
        lines.extend(months.map(|(one, other)| format!("in_months = [{one}, {other}]")));
        let takes_start =
            !matches!(self.often, Often::Every(Period::Week, _) | Often::EachBefore(_)) && months.is_none();
        lines.extend(self.starts.filter(|_| takes_start).map(|day| format!("period_starts = \"12-{day:02}\"")));
        if self.reading {
            lines.push(format!("[[recurring.reading]]\nid = \"other\"\n{reading}\n{}", text("because")));
        }
        lines.join("\n")
    }
}

/// A text in both languages; what it says does not matter.
fn text(key: &str) -> String {
    format!("{key} = {{ vi = \"ngẫu nhiên\", en = \"random\" }}")
}

fn file(number: u32, duties: &[Duty], returning: &[Returning]) -> String {
    let mut parts = vec![format!(
        "format = 1\nid = \"random-{number}\"\nversion = \"1\"\n{}\n\n\
         [source.random]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"random, not law\"\n\n\
         [instrument.main]\nkind = \"quy-che\"\nnumber = \"unknown\"\nissuer = \"unknown\"\nissued = \"unknown\"\n\
         standing = \"unknown\"\n\n\
         [applies]\nterritory = {{ code = \"VN\", as_of = 2015-01-01 }}\nheads = [\"local-government\"]\n",
        text("title")
    )];
    parts.extend(duties.iter().enumerate().map(|(at, duty)| duty.declared(at)).filter(|events| !events.is_empty()));
    let before = |at: usize| duties.get(..at).unwrap_or_default();
    parts.extend(duties.iter().enumerate().map(|(at, duty)| duty.toml(at, before(at), duties.len())));
    parts.extend(returning.iter().enumerate().map(|(at, duty)| duty.toml(at)));
    parts.join("\n")
}
