//! What a rule file asks for and no log can ever say: acts of another kind of log, acts of no petition for each petition, and a
//! roll of limits that never roll.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::vocabulary::{CLOSED, EventKind, KeptIn, built_in, named};
use super::super::{Activity, Due, MetBy, Obligation, Recurring};
use super::names::Names;
use crate::reader::{Code, Table};
use crate::text::{Lang, Text};
use crate::time_limit::Unit;

/// In whose log the duty waits for what happens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WaitsIn {
    Dialogue,
    Office,
    /// In the log of a dialogue, or of an office.
    Either,
}

impl WaitsIn {
    /// `dialogues` is whether the rule set is one of dialogues.
    fn of(duty: &Obligation, dialogues: bool) -> Self {
        match duty.activity {
            Activity::Dialogue => Self::Dialogue,
            _ if duty.is_owed_for_receptions() || !dialogues => Self::Office,
            _ => Self::Either,
        }
    }

    /// Whether an event is never there.
    fn lacks(self, event: &EventKind) -> bool {
        match self {
            Self::Dialogue => event.kept_in == KeptIn::Office,
            Self::Office => event.kept_in == KeptIn::Dialogue,
            Self::Either => false,
        }
    }
}

/// Warns of what duties ask for that their kind of log never has, of acts that tell no petitions apart, and of a roll that is
/// called unknown where nothing rolls.
pub(super) fn obligations(
    (tables, unknowns): (&[Table<'_>], &[Table<'_>]),
    names: &Names<'_>,
    all: &[Arc<Obligation>],
    activities: &[Activity],
) {
    let dialogues = activities.contains(&Activity::Dialogue);
    for duty in all {
        let Some(table) = tables.iter().find(|table| table.has_id(&duty.id)) else { continue };
        of_another_log(table, names, duty, WaitsIn::of(duty, dialogues));
        of_no_petition(table, names, duty);
    }
    for table in unknowns {
        never_rolls(table, all);
    }
}

fn table_event<'e>(names: &Names<'_>, event: &str) -> Option<&'e EventKind> {
    built_in(event).filter(|_| !names.declares(event))
}

fn of_another_log(table: &Table<'_>, names: &Names<'_>, duty: &Obligation, log: WaitsIn) {
    let events: BTreeSet<&str> = duty.events().collect();
    for event in events.into_iter().filter(|event| table_event(names, event).is_some_and(|event| log.lacks(event))) {
        let (vi, en) = match log {
            WaitsIn::Dialogue => (
                "chỉ ghi được trong sổ của cơ quan, mà nhiệm vụ này xét trong nhật ký của cuộc đối thoại",
                "is entered in the log of an office only, and this duty is judged in that of a dialogue",
            ),
            _ => (
                "chỉ ghi được trong nhật ký của cuộc đối thoại, mà nhiệm vụ này xét trong sổ của cơ quan",
                "is entered in the log of a dialogue only, and this duty is judged in that of an office",
            ),
        };
        report(
            table,
            if duty.met_by.has(event) { "met_by" } else { "due" },
            Text::owned(
                format!("{} {vi}: nêu sự kiện khác, hoặc sửa `activity`", named(event, Lang::Vi)),
                format!("{} {en}: name another event, or mend `activity`", named(event, Lang::En)),
            ),
        );
    }
}

/// What is owed to each petition, and done once for all of them.
fn of_no_petition(table: &Table<'_>, names: &Names<'_>, duty: &Obligation) {
    let acts = duty.met_by.events();
    if !duty.each_petition || acts.iter().any(|act| names.is_of_petitions(act)) {
        return;
    }
    let Some(act) = acts.first() else { return };
    let (cure_vi, cure_en) = if names.declares(act) {
        (
            "khai báo sự kiện với `petition = true`, hoặc bỏ `each`",
            "declare the event with `petition = true`, or leave `each` out",
        )
    } else {
        ("nêu sự kiện của kiến nghị, hoặc bỏ `each`", "name an event of petitions, or leave `each` out")
    };
    report(
        table,
        "met_by",
        Text::owned(
            format!(
                "{} không phải việc của một kiến nghị, nên một mục ghi tính cho mọi kiến nghị: {cure_vi}",
                named(act, Lang::Vi)
            ),
            format!(
                "{} does not happen to a petition, so one entry counts for all of them: {cure_en}",
                named(act, Lang::En)
            ),
        ),
    );
}

/// A roll that is called unknown of a duty whose limits never roll.
fn never_rolls(table: &Table<'_>, all: &[Arc<Obligation>]) {
    let Some(of) = table.get("of") else { return };
    let id = of.str().and_then(|of| of.strip_prefix("obligation.")?.strip_suffix(".due.roll"));
    let Some(duty) = id.and_then(|id| all.iter().find(|duty| duty.id == id)) else { return };
    let rolls =
        |due: &Due| matches!(due, Due::Limit { limit, .. } if limit.is_after() && limit.unit() != Unit::WorkingDay);
    if duty.dues().flat_map(Due::parts).any(rolls) || !duty.due.is_dated() {
        return;
    }
    let message = Text::new(
        "`due.roll` không quyết định gì ở nhiệm vụ này: thời hạn tính bằng ngày làm việc, tính lùi, hoặc là một ngày cố định thì không chuyển ngày cuối; bỏ mục này",
        "`due.roll` decides nothing for this duty: limits in working days, limits that run back and fixed days do not move their last day; leave the entry out",
    );
    of.report(Code::DecidesNothing, message);
}

/// Warns of acts of a recurring duty that are never in the log of an office: of dialogues only that they closed is counted.
pub(super) fn recurring(table: &Table<'_>, names: &Names<'_>, duty: &Recurring) {
    let acts = if matches!(duty.met_by, MetBy::Unknown) { &[] } else { duty.met_by.events() };
    let never = |event: &&String| {
        *event != CLOSED && table_event(names, event).is_some_and(|event| event.kept_in == KeptIn::Dialogue)
    };
    for (key, event) in acts
        .iter()
        .map(|act| ("met_by", act))
        .chain(duty.implied_by.iter().map(|act| ("implied_by", act)))
        .filter(|(_, event)| never(event))
    {
        report(
            table,
            key,
            Text::owned(
                format!(
                    "{} chỉ ghi được trong nhật ký của cuộc đối thoại; nhiệm vụ định kỳ xét sổ của cơ quan, còn đối thoại thì đếm bằng `{CLOSED}`: nêu sự kiện khác",
                    named(event, Lang::Vi)
                ),
                format!(
                    "{} is entered in the log of a dialogue only; what returns is judged by the log of the office, and dialogues are counted by `{CLOSED}`: name another event",
                    named(event, Lang::En)
                ),
            ),
        );
    }
}

fn report(table: &Table<'_>, key: &'static str, message: Text) {
    match table.get(key) {
        Some(value) => value.report(Code::DecidesNothing, message),
        None => table.report(Code::DecidesNothing, message),
    }
}
