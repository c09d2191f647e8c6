//! The duties of a dialogue: what is drawn for each, and its text.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::due::{Limit, Patch, Place};
use super::keys::{
    CITED, EXTENDED_BY, OF_DUTY, OF_EXTENSION, UNKNOWN_OF_DUTY, a_word, an_open_word, one_of, some_of, some_unknown,
    with_unknown,
};
use super::text;
use crate::ruleset::vocabulary as event;
use crate::ruleset::{ACTORS, CaseClass, Channel, DialogueKind, DutyKind, FIELDS, Form, Mode, Per, Phase};
use crate::time_limit::Unit;

/// How many duties of one dialogue a file has at most.
pub(super) const MOST_DUTIES: usize = 5;

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
pub(super) struct Duty {
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
    /// What its extensions say beside the event by which they are granted.
    extensions: Vec<(&'static str, Vec<&'static str>)>,
    /// Whether it is suspended, and whether it says when.
    suspension: Option<bool>,
    only_if: Option<Only>,
    sets: Option<Index>,
    /// What excuses it.
    excused: Option<&'static str>,
    /// What exempts from its acts.
    unless: Option<&'static str>,
    /// How long its acts go on, and whether an event of the file ends that.
    lasts: Option<(u32, Unit, bool)>,
    form: Option<Form>,
    /// Two things that notices must state, and whether there may be more.
    must_state: Option<([&'static str; 2], bool)>,
    kind: DutyKind,
    bearer: String,
    cited: &'static str,
    more: Vec<&'static str>,
    unknown: Vec<&'static str>,
    readings: Vec<Reading>,
}

/// A condition: of which sort, and with which words.
#[derive(Debug, Clone, Copy)]
struct Only {
    what: usize,
    class: CaseClass,
    mode: Mode,
    kind: DialogueKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Met {
    All,
    Any,
    EachChannel(&'static str, &'static str),
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

pub(super) fn duty() -> impl Strategy<Value = Duty> {
    let met = prop_oneof![
        4 => Just(Met::All),
        2 => Just(Met::Any),
        2 => (an_open_word::<Channel>("own-channel"), a_word::<Channel>()).prop_map(|(one, other)| Met::EachChannel(one, other)),
        1 => Just(Met::Unknown),
    ];
    let reading = (proptest::bool::weighted(0.25), any::<Index>(), any::<Patch>())
        .prop_map(|(limits_another, another, patch)| Reading { limits_another, another, patch });
    let own = weighted(0.3, select(vec!["", "phase = \"before\"\n", "phase = \"during\"\n", "phase = \"after\"\n"]));
    let of = (
        select(Phase::ALL),
        any::<bool>(),
        weighted(0.2, select(Per::ALL)),
        weighted(0.2, (select(EACH.to_vec()), any::<bool>())),
        any::<Limit>(),
    );
    let done = (met, own, any::<bool>(), weighted(0.2, lasts()));
    let said = (weighted(0.5, select(Form::ALL)), weighted(0.5, (field(), field(), any::<bool>())));
    let extension = (one_of(EXTENDED_BY), some_of(OF_EXTENSION, 0.25));
    let moved = (
        prop_oneof![6 => Just(0_usize), 3 => Just(1), 1 => Just(2)]
            .prop_flat_map(move |many| vec(extension.clone(), many)),
        weighted(0.25, any::<bool>()),
        weighted(0.3, only()),
        weighted(0.2, any::<Index>()),
        (weighted(0.15, select(EXCUSES.to_vec())), weighted(0.15, select(EXCUSES.to_vec()))),
    );
    let who = (select(DutyKind::ALL), bearer(), one_of(CITED), some_of(OF_DUTY, 0.12), some_unknown(UNKNOWN_OF_DUTY));
    (of, done, said, moved, who, vec(reading, 0..=2)).prop_map(|(of, done, said, moved, who, readings)| {
        let (phase, each_petition, per, each, limit) = of;
        let per = per.filter(|per| *per != Per::Reception || !each_petition);
        let each = each.filter(|_| !each_petition && per.is_none_or(|per| per == Per::Dialogue));
        let (met, own, two_events, lasts) = done;
        let (form, must_state) = said;
        let must_state = must_state.map(|(one, other, open)| ([one, other], open));
        let (extensions, suspension, only_if, sets, (excused, unless)) = moved;
        let (kind, bearer, cited, mut more, unknown) = who;
        if per == Some(Per::Reception) {
            // A dialogue has no receptions.
            more.retain(|key| !key.starts_with("activity"));
            more.push("activity = \"reception\"");
        }
        Duty {
            phase: phase.word(),
            each_petition,
            per: per.map(Per::word),
            each,
            limit,
            met,
            own,
            two_events,
            extensions,
            suspension,
            only_if,
            sets,
            excused,
            unless,
            lasts,
            form,
            must_state,
            kind,
            bearer,
            cited,
            more,
            unknown,
            readings,
        }
    })
}

/// Events of which each occurrence may have a duty.
const EACH: [&str; 5] =
    [event::RESCHEDULED, event::SESSION_HELD, event::RECEPTION_RESCHEDULED, "own-event", event::COUNCIL_SESSION];
/// Events that may excuse a duty or exempt from it: none that a duty is fulfilled by.
const EXCUSES: [&str; 3] = [event::RESCHEDULED, event::CANCELLED, "own-event"];

fn lasts() -> impl Strategy<Value = (u32, Unit, bool)> {
    let long = |unit| (Just(unit), 1..=if matches!(unit, Unit::WorkingDay | Unit::Day) { 45_u32 } else { 2 });
    (select(Unit::ALL).prop_flat_map(long), any::<bool>()).prop_map(|((unit, n), until)| (n, unit, until))
}

fn only() -> impl Strategy<Value = Only> {
    (0_usize..13, select(CaseClass::ALL), select(Mode::ALL), select(DialogueKind::ALL))
        .prop_map(|(what, class, mode, kind)| Only { what, class, mode, kind })
}

fn field() -> impl Strategy<Value = &'static str> {
    select(FIELDS.iter().map(|field| field.id).chain(["own-field"]).collect::<Vec<_>>())
}

fn bearer() -> impl Strategy<Value = String> {
    let one = || select(ACTORS.iter().map(|actor| actor.id.as_ref()).chain(["own-actor"]).collect::<Vec<&str>>());
    prop_oneof![
        3 => one().prop_map(|who| format!("\"{who}\"")),
        1 => (one(), one()).prop_filter("two", |(one, other)| one != other).prop_map(|(one, other)| format!("[\"{one}\", \"{other}\"]")),
    ]
}

impl Only {
    /// The condition, for a file with a class of its own perhaps.
    fn toml(self, own: Option<&str>) -> String {
        let (class, mode, kind) = (self.class.word(), self.mode.word(), self.kind.word());
        let beside = own.map(|own| format!(", \"{own}\"")).unwrap_or_default();
        let moved = event::RESCHEDULED;
        match self.what {
            0 => format!("{{ any_class = [\"{class}\"{beside}] }}"),
            1 => format!("{{ event = \"{moved}\" }}"),
            2 => format!("{{ event = \"{moved}\", by = \"due\" }}"),
            3 => format!("{{ mode = \"{mode}\" }}"),
            4 => format!("{{ any = [{{ kind = \"{kind}\" }}, {{ class = \"{class}\" }}] }}"),
            5 => format!("{{ all = [{{ mode = \"{mode}\" }}, {{ not = {{ class = \"{class}\" }} }}] }}"),
            6 => "{ event = \"own-event\", by = \"anchor\" }".to_owned(),
            8 => "{ class = \"own-class\" }".to_owned(),
            9 => format!("{{ not = {{ event = \"{}\" }} }}", event::CANCELLED),
            10 => format!("{{ kind = \"{kind}\" }}"),
            11 => format!(
                "{{ any = [{{ event = \"own-matter\", by = \"due\" }}, {{ any_class = [\"own-class\", \"{class}\"] }}] }}"
            ),
            _ => format!("{{ not = {{ kind = \"{kind}\" }} }}"),
        }
    }
}

/// The id of a duty by its place.
pub(super) fn id(at: usize) -> String {
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

    pub(super) fn toml(&self, at: usize, all: &[Duty]) -> String {
        let number = at.saturating_add(1);
        let (before, duties) = (all.get(..at).unwrap_or_default(), all.len());
        let events = |at: usize| all.get(at).map(|duty| duty.events(at)).unwrap_or_default();
        let of_all: Vec<String> = (0..duties).flat_map(events).collect();
        let place = Place::after((0..at).map(|at| (id(at), events(at))).collect(), &of_all);
        let given_up = [event::RESCHEDULED, event::RECEPTION_RESCHEDULED];
        let due = match (self.each, self.only_if) {
            (Some((event, true)), _) if given_up.contains(&event) => self.limit.before_the_former_day(),
            (None, Some(only)) if only.what == 1 && self.two_events => self.limit.before_the_former_day(),
            _ => self.limit.due(&place),
        };
        let cited = self.cited.replace("{n}", &number.to_string());
        let mut lines = vec![
            "[[obligation]]".to_owned(),
            format!("id = \"{}\"\nduty_kind = \"{}\"\nphase = \"{}\"", id(at), self.kind.word(), self.phase),
            format!("bearer = {}\n{cited}\ndue = {}", self.bearer, due.toml()),
        ];
        lines.extend(self.more.iter().map(|key| (*key).to_owned()));
        lines.extend(self.each_petition.then(|| "each = \"petition\"".to_owned()));
        lines.extend(self.each.map(|(event, _)| format!("each = {{ event = \"{event}\" }}")));
        lines.extend(self.per.map(|per| format!("per = \"{per}\"")));
        lines.extend(self.met_by(at));
        lines.extend(self.lasts.map(|(n, unit, until)| {
            let until = if until || self.own.is_none() { ", until = \"own-end\"" } else { "" };
            format!("lasts = {{ n = {n}, unit = \"{}\"{until} }}", unit.word())
        }));
        let first = before.first().filter(|first| first.each_petition == self.each_petition);
        let own_class = self.own.map(|_| format!("class-{number}"));
        lines.extend(self.only_if.map(|only| match first {
            Some(_) if only.what == 7 => format!("only_if = {{ overdue = \"{}\" }}", id(0)),
            _ => format!("only_if = {}", only.toml(own_class.as_deref())),
        }));
        lines.extend(self.excused.map(|event| format!("excused_by = \"{event}\"")));
        let formed = self.events(at).into_iter().next().zip(self.form);
        lines.extend(formed.map(|(event, form)| format!("form = {{ \"{event}\" = \"{}\" }}", form.word())));
        let own_field = self.own.map(|_| format!(", \"field-{number}\"")).unwrap_or_default();
        lines.extend(self.must_state.map(|([one, other], open)| {
            let open = if open { ", open = true" } else { "" };
            if one == other {
                return format!("must_state = {{ fields = \"unknown\"{open} }}");
            }
            format!("must_state = {{ fields = [\"{one}\", \"{other}\"{own_field}]{open} }}")
        }));
        // Of a duty after this one, so that the two lead in no circle.
        let after = duties.saturating_sub(number);
        let target = self.sets.filter(|_| after > 0).map(|pick| id(number.saturating_add(pick.index(after.max(1)))));
        lines.extend(target.map(|target| format!("sets = {{ due_of = \"{target}\", to = \"stated\" }}")));
        for (limit, says) in &self.extensions {
            let event = self.own_or(format!("extended-{number}"), event::EXTENSION_NOTIFIED);
            lines.push(format!("[[obligation.extension]]\ngranted_by = \"{event}\"\n{limit}\n{}", says.join("\n")));
        }
        if let Some(says_when) = self.suspension {
            let when = if says_when { "\nwhen = \"khi chờ\"" } else { "\nwhen = \"unknown\"" };
            let by = self.own_or(format!("stopped-{number}"), event::SUSPENDED);
            let until = self.own_or(format!("restarted-{number}"), event::RESUMED);
            lines.push(format!("[obligation.suspension]\nby = \"{by}\"\nuntil = \"{until}\"{when}"));
        }
        for (of, reading) in self.readings.iter().enumerate() {
            let others: Vec<String> = (0..duties).filter(|other| *other != at).map(id).collect();
            let effect = if reading.limits_another && !others.is_empty() {
                format!("object = \"{}\"", reading.another.get(&others))
            } else {
                format!("due = {}", due.patched(reading.patch, &place))
            };
            let said = match of {
                0 => "",
                _ if self.two_events => "text = \"unknown\"\n",
                _ => "text = \"cách hiểu khác\"\n",
            };
            lines.push(format!("[[obligation.reading]]\nid = \"reading-{of}\"\n{said}{effect}\n{}", text("because")));
        }
        with_unknown(&lines.join("\n"), "obligation", &self.unknown)
    }

    fn met_by(&self, at: usize) -> Vec<String> {
        let unless = self.unless.filter(|_| matches!(self.met, Met::All | Met::Any));
        let written = |event: &String| match unless {
            Some(unless) => format!("{{ event = \"{event}\", unless = \"{unless}\" }}"),
            None => format!("\"{event}\""),
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
                    None => format!(", \"{other}\""),
                };
                let channels = format!("channels = [\"{one}\"{more}]");
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
            ("class", matches!(self.only_if, Some(Only { what: 0, .. }))),
            ("field", self.must_state.is_some_and(|([one, other], _)| one != other)),
            ("channel", matches!(self.met, Met::EachChannel(..))),
        ];
        let used = used.into_iter().filter(|(_, is_used)| *is_used && self.own.is_some());
        let declared = used.map(|(list, _)| format!("[[{list}]]\nid = \"{list}-{number}\"\n{}\n", text("text")));
        declared.collect::<Vec<_>>().concat()
    }

    /// The declarations of the events of its own.
    pub(super) fn declared(&self, at: usize) -> String {
        let Some(phase) = self.own else { return String::new() };
        let number = at.saturating_add(1);
        let mut events: Vec<(String, bool)> =
            self.events(at).into_iter().map(|event| (event, self.each_petition)).collect();
        events.extend(self.extensions.first().map(|_| (format!("extended-{number}"), self.each_petition)));
        if self.suspension.is_some() {
            events.extend(["stopped", "restarted"].map(|event| (format!("{event}-{number}"), self.each_petition)));
        }
        let declared = events.into_iter().map(|(event, petition)| {
            format!("[[event]]\nid = \"{event}\"\n{phase}petition = {petition}\n{}\n", text("text"))
        });
        declared.collect::<String>() + &self.declared_words(at)
    }
}
