//! What is wrong with a file beyond its shape: ids that clash, anchors in a circle, paths that lead nowhere, readings
//! that read nothing, declarations that nothing uses, letters that are not in NFC.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::keys::{DECLARED, LISTS};
use super::super::vocabulary::{CLOSED, FORMER_DAY, MOVES, OPENED, RECEPTION_RESCHEDULED, RESCHEDULED};
use super::super::{
    Activity, AnchorRule, CaseClass, Channel, Condition, Content, Due, HeadKind, Level, MOST_LED_THROUGH, Obligation,
    Per, Recurring, RecurringDue, UnitType, Unknown,
};
use super::names::Names;
use crate::citation::Provision;
use crate::reader::{Code, Node, Source, Table, Value};
use crate::text::{Lang, Message as _, Text, Word as _};

/// The keys of a rule file, beside its lists, that a path may begin with.
const SINGLE: [&str; 6] = ["title", "covers", "in_force", "applies", "instrument", "source"];

/// Something unknown that a file names by its path.
pub(super) fn unknown(table: &Table<'_>, names: &Names<'_>) -> Option<Unknown> {
    let value = table.stated("of");
    let of = value.as_ref().and_then(Value::str);
    let because = table.get("because").and_then(|v| v.text());
    names.optional_cite(table); // of an overlay
    table.done();
    let (value, of) = (value?, of?);
    if let Some(Err(error)) = of.split_once('#').map(|(_, place)| place.parse::<Provision>()) {
        value.report(Code::BadPlace, error.both());
    }
    let (what, first) = match of.split_once('#') {
        Some((instrument, _)) => (None, instrument),
        None => (Some(()), of.split('.').next().unwrap_or_default()),
    };
    match what {
        None if !names.has_instrument(first) => {
            let known: Vec<&str> = names.instruments.iter().map(|instrument| instrument.id.as_str()).collect();
            value.unknown_among(Code::UnknownInstrument, &Text::new("văn bản", "instrument"), first, &known);
        }
        Some(()) if !LISTS.contains(&first) && !SINGLE.contains(&first) => {
            let known: Vec<&str> = LISTS.iter().chain(&SINGLE).copied().collect();
            value.unknown_among(
                Code::UnknownPath,
                &Text::new("phần của bộ quy tắc", "part of a rule set"),
                first,
                &known,
            );
        }
        Some(()) if first == "applies" => applies_path(&value, of, names),
        _ => {}
    }
    Some(Unknown { of: of.to_owned(), because })
}

/// A path below `applies`: `applies.levels.province`, `applies.heads.agency`, `applies.province.agency`, or another of its keys.
fn applies_path(value: &Value<'_>, of: &str, names: &Names<'_>) {
    const KEYS: [&str; 8] = ["territory", "heads", "bodies", "levels", "unit_types", "audience", "kinds", "activities"];
    let mut parts = of.split('.').skip(1);
    let (Some(second), third, rest) = (parts.next(), parts.next(), parts.next()) else { return };
    let whole = third.is_none() && matches!(second, "levels" | "heads");
    let levels: Vec<&str> = Level::ALL.iter().map(|level| level.id()).chain(names.own_ids("level")).collect();
    let heads: Vec<&str> = HeadKind::ALL.iter().map(|head| head.id()).chain(names.own_ids("head")).collect();
    let not_among = |what: &Text, word: &str, known: &[&str]| {
        if !known.contains(&word) {
            value.unknown_among(Code::UnknownPath, what, word, known);
        }
    };
    if whole {
        return;
    }
    if levels.contains(&second) || second == "heads" {
        not_among(&HeadKind::WHAT, third.unwrap_or_default(), &heads);
    } else if second == "levels" {
        not_among(&Level::WHAT, third.unwrap_or_default(), &levels);
    } else {
        let known: Vec<&str> = KEYS.iter().copied().chain(levels).collect();
        not_among(&Text::new("phần của `applies`", "part of `applies`"), second, &known);
        return;
    }
    if let Some(rest) = rest {
        not_among(&Text::new("phần của `applies`", "part of `applies`"), rest, &[]);
    }
}

/// The values of a table that are a reading, because the text is silent.
pub(super) fn silent_on(table: &Table<'_>) -> Vec<String> {
    table.list("silent_on", |value| {
        let path = value.str()?;
        let first = path.split('.').next().unwrap_or_default();
        if !table.knows(first) {
            let keys = [
                "due",
                "met_by",
                "bearer",
                "toward",
                "extension",
                "must_state",
                "channels",
                "kinds",
                "every",
                "at_least",
                "in_months",
                "period_starts",
            ];
            value.unknown_among(Code::UnknownPath, &Text::new("phần của nhiệm vụ", "part of the duty"), first, &keys);
        }
        Some(path.to_owned())
    })
}

/// Reports an excuse, an exemption, a condition, an extension or a suspension that is an act by which the duty itself is met:
/// what was done would excuse itself.
pub(super) fn own_act(table: &Table<'_>, duty: &Obligation) {
    let own = |event: &&str| duty.met_by.has(event);
    let of_extensions = duty.extensions.iter().map(|extension| extension.granted_by.as_str());
    let of_suspension = duty.suspension.iter().flat_map(|stop| [stop.by.as_str(), stop.until.as_str()]);
    let of_condition = duty.only_if.iter().flat_map(Condition::events);
    let exempting_itself = duty.unless.iter().find(|(act, by)| act == by).map(|(_, by)| by.as_str());
    let keys = [
        ("excused_by", duty.excused_by.as_deref().filter(own)),
        ("met_by.unless", exempting_itself),
        ("only_if", of_condition.into_iter().find(own)),
        ("extension", of_extensions.into_iter().find(own)),
        ("suspension", of_suspension.into_iter().find(own)),
    ];
    for (key, event) in keys.into_iter().filter_map(|(key, event)| Some((key, event?))) {
        let message = Text::owned(
            format!("`{key}` không thể là `{event}`: đó là việc phải làm theo `met_by`; hãy nêu sự kiện khác"),
            format!("`{key}` cannot be `{event}`: that is what `met_by` asks for; name another event"),
        );
        let value = if key == "excused_by" { table.get("excused_by") } else { None };
        match value {
            Some(value) => value.report(Code::OwnAct, message),
            None => table.report(Code::OwnAct, message),
        }
    }
}

pub(super) fn changes_nothing(table: &Table<'_>) {
    let message = Text::new("cách hiểu này không thay đổi gì", "the reading changes nothing");
    table.report(Code::ReadingChangesNothing, message);
}

/// A kind of units is of one of the levels that are named.
pub(super) fn unit_types(table: &Table<'_>, unit_types: &[UnitType], levels: &[Level]) {
    let stray = unit_types.iter().find(|one| !levels.is_empty() && !levels.contains(&one.level()));
    if let (Some(stray), Some(place)) = (stray, table.get("unit_types")) {
        let (word, level) = (stray.word(), stray.level());
        place.report(
            Code::ExclusiveKeys,
            Text::owned(
                format!("`{word}` là đơn vị {}, mà `levels` không có `{}`", level.text().vi, level.word()),
                format!("`{word}` is of the level `{}`, which `levels` does not have", level.word()),
            ),
        );
    }
}

/// Each occurrence of an event, or each session: not both.
pub(super) fn each_and_per(table: &Table<'_>, each: Option<&String>, per: Option<Per>) {
    if each.is_some()
        && per.is_some_and(|per| per != Per::Dialogue)
        && let Some(place) = table.get("per")
    {
        let (vi, en) = (
            "`each` của một sự kiện không đi cùng `per`: mỗi lần sự kiện xảy ra đã là một lần",
            "`each` of an event takes no `per`: each occurrence is one time already",
        );
        place.report(Code::ExclusiveKeys, Text::new(vi, en));
    }
}

/// Each reception is owed something by an office, not in a dialogue, and each petition apart from its reception.
pub(super) fn per_reception(table: &Table<'_>, activity: Activity, each_petition: bool, per: Option<Per>) {
    let Some(place) = table.get("per").filter(|_| per == Some(Per::Reception)) else { return };
    if activity == Activity::Dialogue {
        let (vi, en) = (
            "`per = \"reception\"` là từng buổi tiếp công dân, không có trong một cuộc đối thoại: cần `activity = \"reception\"` \
             hoặc hoạt động khác",
            "`per = \"reception\"` is for each reception of citizens, which a dialogue has not: it needs \
             `activity = \"reception\"` or another",
        );
        place.report(Code::ExclusiveKeys, Text::new(vi, en));
    }
    if each_petition {
        let (vi, en) = (
            "`each = \"petition\"` không đi cùng `per = \"reception\"`: mỗi kiến nghị đã là một lần",
            "`each = \"petition\"` takes no `per = \"reception\"`: each petition is one time already",
        );
        place.report(Code::ExclusiveKeys, Text::new(vi, en));
    }
}

/// Only a duty of what is moved has a day that was given up.
pub(super) fn former_day(table: &Table<'_>, duty: &Obligation) {
    let is_it = |due: &&Due| matches!(due.anchor(), Some(AnchorRule::Event(event)) if &**event == FORMER_DAY);
    let moves = |event: &str| MOVES.iter().any(|(moved, _)| *moved == event);
    let by_each = duty.each_event.as_deref().is_some_and(moves);
    let by_condition = duty.only_if.as_ref().is_some_and(|condition| condition.needs(&moves));
    if duty.dues().flat_map(Due::parts).any(|due| is_it(&due)) && !by_each && !by_condition {
        let of = table.get("due");
        let message = Text::owned(
            format!(
                "`{FORMER_DAY}` là ngày đã định trước một lần dời: cần `each = {{ event = \"{RESCHEDULED}\" }}` hoặc `only_if` \
                 của sự kiện đó (tiếp công dân: `{RECEPTION_RESCHEDULED}`)"
            ),
            format!(
                "`{FORMER_DAY}` is the day that was given up: it needs `each = {{ event = \"{RESCHEDULED}\" }}`, or an \
                 `only_if` of that event (of receptions: `{RECEPTION_RESCHEDULED}`)"
            ),
        );
        match of {
            Some(due) => due.report(Code::LimitConflict, message),
            None => table.report(Code::LimitConflict, message),
        }
    }
}

/// Warns of effect that is claimed from before the issue.
pub(super) fn effect_before_issue(table: &Table<'_>, set: &Content) {
    let Some((from, issued)) = set.issued_after_effect() else { return };
    let of_set = !table.keys("in_force").is_empty();
    let message = Text::owned(
        format!(
            "ban hành ngày {} nhưng có hiệu lực từ {}: kiểm tra lại hai ngày; nếu văn bản nêu đúng như vậy thì kết quả của những ngày ở giữa được ghi là còn tranh luận",
            Lang::Vi.date(issued),
            Lang::Vi.date(from)
        ),
        format!(
            "issued on {issued} and in force from {from}: check both dates; if the text says so, verdicts on the days between are contested"
        ),
    );
    table.report_at(if of_set { "in_force" } else { "instrument" }, Code::EffectBeforeIssue, message);
}

/// Warns of transitions of duties that are counted from what they arise by, so that none of them is ever pending: those of exact
/// days, and in the log of an office those that it owes neither to each petition nor for each reception.
pub(super) fn transitions(tables: &[Table<'_>], obligations: &[Arc<Obligation>], recurring: &[Recurring]) {
    let at_once =
        |id: &str| obligations.iter().any(|duty| duty.id == id && duty.is_owed_by_office() && is_at_once(duty));
    let on_days = |id: &str| recurring.iter().any(|duty| duty.id == id && matches!(duty.due, RecurringDue::On { .. }));
    for table in tables {
        let Some(of) = table.get("of") else { continue };
        of.each(|value| {
            let id = value.str()?;
            let message = if at_once(id) {
                Text::owned(
                    format!(
                        "[[transition]] không quyết định gì cho `{id}`: thời hạn tính từ chính việc làm phát sinh nhiệm vụ này, nên nhiệm vụ theo phiên bản của ngày phát sinh"
                    ),
                    format!(
                        "a [[transition]] decides nothing for `{id}`: its limit runs from what it arises by, so it goes by the version of that day"
                    ),
                )
            } else if on_days(id) {
                Text::owned(
                    format!(
                        "[[transition]] không quyết định gì cho `{id}`: mỗi ngày nêu ở `on` là một lần riêng, theo phiên bản có hiệu lực ngày đó"
                    ),
                    format!(
                        "a [[transition]] decides nothing for `{id}`: each day of `on` is one time of its own, of the version in force on it"
                    ),
                )
            } else {
                return None;
            };
            value.report(Code::DecidesNothing, message);
            Some(())
        });
    }
}

/// Whether every limit of a duty runs from what it arises by, or it has none: then it cannot have arisen before.
fn is_at_once(duty: &Obligation) -> bool {
    let is_own = |anchor: &AnchorRule| match (anchor, duty.each_event.as_deref()) {
        (AnchorRule::Event(_), None) => true,
        (AnchorRule::Event(event), Some(each)) => **event == *each || **event == *FORMER_DAY,
        _ => false,
    };
    duty.due.parts().iter().all(|due| match due {
        Due::Limit { anchor, .. } | Due::Hours { anchor, .. } | Due::DayOfMonth { of: anchor, .. } => is_own(anchor),
        _ => true,
    })
}

/// Reports ids that stand twice under one key, at the second.
pub(super) fn unique(table: &Table<'_>, keys: &[&'static str]) {
    for key in keys {
        let mut seen = BTreeSet::new();
        for (id, place) in table.ids(key) {
            if !seen.insert(id) {
                place.report(
                    Code::DuplicateId,
                    Text::owned(
                        format!("mã `{id}` có hai lần trong [[{key}]]"),
                        format!("the id `{id}` stands twice under [[{key}]]"),
                    ),
                );
            }
        }
    }
}

/// A date of a duty: as it was counted, or as extended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum DateOf<'a> {
    Base(&'a str),
    Effective(&'a str),
}

impl<'a> DateOf<'a> {
    const fn duty(self) -> &'a str {
        let (Self::Base(id) | Self::Effective(id)) = self;
        id
    }
}

/// Which dates a date hangs on.
struct Chain<'a> {
    by_id: BTreeMap<&'a str, &'a Obligation>,
    /// As `RuleSet::producer` has it: one with a date before one without.
    producers: BTreeMap<&'a str, &'a Obligation>,
    /// The duties that set the date of another, by its id.
    setters: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Chain<'a> {
    fn of(obligations: &'a [Obligation]) -> Self {
        let mut producers = BTreeMap::new();
        for obligation in obligations.iter().filter(|o| o.due.is_dated()).chain(obligations) {
            for event in obligation.met_by.events() {
                producers.entry(event.as_str()).or_insert(obligation);
            }
        }
        let mut setters: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for obligation in obligations {
            if let Some(of) = &obligation.sets_due_of {
                setters.entry(of).or_default().push(&obligation.id);
            }
        }
        Self { by_id: obligations.iter().map(|o| (o.id.as_str(), o)).collect(), producers, setters }
    }

    fn of_due(&self, due: &'a Due) -> Vec<DateOf<'a>> {
        let anchors = due.parts().into_iter().filter_map(|part| match part.anchor()? {
            AnchorRule::Event(event) if [OPENED, CLOSED].contains(&&**event) => None,
            AnchorRule::Event(event) => self.producers.get(&**event).map(|duty| DateOf::Base(&duty.id)),
            AnchorRule::DueOf(id) => Some(DateOf::Effective(id)),
            AnchorRule::BaseDueOf(id) => Some(DateOf::Base(id)),
        });
        let lateness = due.conditions().into_iter().flat_map(Condition::overdue).map(DateOf::Effective);
        anchors.chain(lateness).collect()
    }

    /// The dates that one hangs on; under any reading, if it is the first of the chain.
    fn next(&self, date: DateOf<'a>, is_first: bool) -> Vec<DateOf<'a>> {
        let id = date.duty();
        let Some(duty) = self.by_id.get(id) else { return Vec::new() };
        match date {
            DateOf::Base(_) if is_first => duty.dues().flat_map(|due| self.of_due(due)).collect(),
            DateOf::Base(_) => self.of_due(&duty.due),
            DateOf::Effective(_) => {
                let own = duty.only_if.iter().chain(duty.extensions.iter().filter_map(|of| of.only_if.as_ref()));
                let lateness = own.flat_map(Condition::overdue).map(DateOf::Effective);
                let setters = self.setters.get(id).into_iter().flatten().map(|other| DateOf::Base(other));
                std::iter::once(DateOf::Base(id)).chain(lateness).chain(setters).collect()
            }
        }
    }

    /// The dates that are in a circle or lead to one, if every reading holds at once: no other can lead back to itself; and through how
    /// many duties each of the others leads. Those that hang on nothing are taken away until none is left, so that a file without circles
    /// is gone through once.
    fn suspects(&self) -> (BTreeSet<DateOf<'a>>, BTreeMap<DateOf<'a>, usize>) {
        let dates = self.by_id.keys().flat_map(|id| [DateOf::Base(id), DateOf::Effective(id)]);
        let mut hanging: BTreeMap<DateOf<'a>, Vec<DateOf<'a>>> = BTreeMap::new();
        let mut left: BTreeMap<DateOf<'a>, usize> = BTreeMap::new();
        for date in dates {
            let next = self.next(date, true);
            left.insert(date, next.len());
            for on in next {
                hanging.entry(on).or_default().push(date);
            }
        }
        // What no duty of the file has hangs on nothing.
        let unknown: Vec<DateOf<'a>> = hanging.keys().filter(|date| !left.contains_key(date)).copied().collect();
        let mut free: Vec<DateOf<'a>> = left.iter().filter(|(_, count)| **count == 0).map(|(date, _)| *date).collect();
        free.extend(unknown);
        let mut lengths: BTreeMap<DateOf<'a>, usize> = BTreeMap::new();
        while let Some(date) = free.pop() {
            left.remove(&date);
            let length = lengths.get(&date).copied().unwrap_or_default();
            for of in hanging.remove(&date).unwrap_or_default() {
                let longer = length.saturating_add(usize::from(of.duty() != date.duty()));
                let known = lengths.entry(of).or_default();
                *known = longer.max(*known);
                let Some(count) = left.get_mut(&of) else { continue };
                *count = count.saturating_sub(1);
                if *count == 0 {
                    free.push(of);
                }
            }
        }
        (left.into_keys().collect(), lengths)
    }

    fn leads_back(&self, to: DateOf<'a>) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = self.next(to, true);
        while let Some(date) = open.pop() {
            if date == to {
                return true;
            }
            if seen.insert(date) {
                open.extend(self.next(date, false));
            }
        }
        false // a circle further on is reported there
    }
}

/// Reports duties whose anchors lead back to themselves.
pub(super) fn cycles(tables: &[Table<'_>], obligations: &[Obligation]) {
    let chain = Chain::of(obligations);
    if chain.by_id.len() < obligations.len() {
        return; // an id stands twice, so an anchor may lead to the wrong one
    }
    let (suspects, lengths) = chain.suspects();
    if suspects.is_empty() {
        return too_long(tables, obligations, &lengths);
    }
    let in_circle = |date| suspects.contains(&date) && chain.leads_back(date);
    for duty in obligations {
        let circle = in_circle(DateOf::Base(&duty.id)) || in_circle(DateOf::Effective(&duty.id));
        if !circle {
            continue;
        }
        if let Some(place) = tables.iter().find(|table| table.has_id(&duty.id)) {
            place.report(
                Code::Cycle,
                Text::new(
                    "mốc tính thời hạn quay vòng về chính nhiệm vụ này",
                    "the anchors of this duty lead back to itself",
                ),
            );
        }
    }
}

/// Warns of duties that hang on too many others, one through the other: how they stand is left open.
fn too_long(tables: &[Table<'_>], obligations: &[Obligation], lengths: &BTreeMap<DateOf<'_>, usize>) {
    let length = |duty: &Obligation| lengths.get(&DateOf::Effective(&duty.id)).copied().unwrap_or_default();
    let mut long = obligations.iter().filter(|duty| length(duty) > MOST_LED_THROUGH);
    let Some(first) = long.next() else { return };
    let (id, others) = (&first.id, long.count());
    if let Some(place) = tables.iter().find(|table| table.has_id(id)) {
        let message = Text::build(|lang| {
            let others = match (others, lang) {
                (0, _) => String::new(),
                (_, Lang::Vi) => format!(" ({others} nhiệm vụ khác cũng vậy)"),
                (_, Lang::En) => format!(" (so does it of {others} more)"),
            };
            match lang {
                Lang::Vi => format!(
                    "thời hạn phụ thuộc vào hơn {MOST_LED_THROUGH} nhiệm vụ nối tiếp nhau nên chỉ được kết luận là chưa xác định{others}"
                ),
                Lang::En => format!(
                    "its limit hangs on more than {MOST_LED_THROUGH} duties, one through the other: how it stands is left open{others}"
                ),
            }
        });
        place.report(Code::ChainTooLong, message);
    }
}

/// Warns of words of its own that nothing in the file refers to; what it takes away may be what used a word of its base.
pub(super) fn unused(root: &Node, source: &Source) {
    if source.has_errors() {
        return; // what is wrong elsewhere may be why
    }
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for (key, (_, node)) in root.table().into_iter().flatten() {
        if !DECLARED.contains(&key.as_str()) {
            node.each_text(&mut |text, _| {
                used.insert(text.split_once('#').map_or(text, |(instrument, _)| instrument));
                used.extend(text.strip_prefix("applies.").into_iter().flat_map(|path| path.split('.')));
            });
            node.each_key(&mut |key| {
                used.insert(key);
            });
        }
    }
    let warn = |what: &Text, id: &str, node: &Node| {
        let message = Text::owned(
            format!("{} `{id}` được khai báo nhưng không dùng ở đâu", what.vi),
            format!("the {} `{id}` is declared and never used", what.en),
        );
        source.report(Code::Unused, node.span.clone(), node.layer, id.to_owned(), message, None);
    };
    for (key, what) in [
        ("event", Text::new("sự kiện", "event")),
        ("actor", Text::new("chủ thể", "actor")),
        ("class", CaseClass::WHAT),
        ("field", Text::new("nội dung phải nêu", "field")),
        ("channel", Channel::WHAT),
        ("head", HeadKind::WHAT),
        ("level", Level::WHAT),
    ] {
        for node in root.get(key).and_then(Node::list).into_iter().flatten() {
            if let Some(id) = node.id().filter(|id| source.is_of_file(node.layer) && !used.contains(id)) {
                warn(&what, id, node);
            }
        }
    }
}
