//! Which due dates differ between two timelines of one dialogue, and what moved each.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Duty, DutyAnchor, Finding, Move, NoDue, Outcome, Status, Timeline};
use crate::ruleset::vocabulary::DEFAULT_READING;
use crate::ruleset::{AnchorRule, DutyKind};
use crate::text::Lang;
use crate::time_limit::TimeLimit;

/// A due date that differs between two timelines of one dialogue.
///
/// ```
/// use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View, timeline::{Cause, moved}};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2024, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let seen = |day| terms.timeline(&Facts::held_on(date(4, 12)), View::everything().known_on(day));
/// // On 12 April 2024 Monday 29 April was swapped off.
/// let notice = &moved(&seen(date(4, 11))?, &seen(date(4, 12))?)[0];
/// assert_eq!((notice.duty.as_str(), notice.cause), ("notify-conclusion", Cause::Calendar));
/// assert_eq!((notice.old, notice.new), (Some(date(4, 29)), Some(date(5, 2))));
/// assert!(notice.text(Lang::En).starts_with("hcmc-935/notify-conclusion: 2024-04-29 → 2024-05-02"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Moved {
    /// The rule set.
    pub ruleset: String,
    /// The duty's id in it.
    pub duty: String,
    /// What the duty is about.
    pub duty_kind: DutyKind,
    /// The petition, where petitions were told apart.
    pub petition: Option<String>,
    /// The session, where there were several.
    pub session: Option<String>,
    /// Which occurrence of an event it belongs to, where it is owed for each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<String>,
    /// The date in the one timeline; `None` if it has none there.
    pub old: Option<NaiveDate>,
    /// The date in the other.
    pub new: Option<NaiveDate>,
    /// What moved it.
    pub cause: Cause,
    /// Whether the duty is still to be done in the other timeline; in the one, if only that has it.
    pub open: bool,
}

/// What moved a due date.
///
/// ```
/// use doithoai::{Lang, timeline::Cause};
/// assert_eq!(serde_json::to_string(&Cause::RuleSet)?, "\"rule-set\"");
/// assert_eq!(Cause::Extension.text(Lang::Vi), "thời hạn được kéo dài");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Cause {
    /// The working days are others: a decree came, or was not known yet.
    Calendar,
    /// The rule is another, or only one of the timelines has it.
    RuleSet,
    /// Another reading was adopted.
    Reading,
    /// A notice states another date, or the limit of another duty that binds it too.
    Extension,
    /// The limit stood still.
    Suspension,
    /// What it is counted from was entered with another date before, or was struck out.
    Correction,
    /// What it is counted from happened, or is expected on another day; or only one of the timelines knows the petition.
    Event,
}

impl Cause {
    /// The cause in one language.
    ///
    /// ```
    /// use doithoai::{Lang, timeline::Cause};
    /// assert_eq!(Cause::Calendar.text(Lang::Vi), "lịch làm việc thay đổi");
    /// assert_eq!(Cause::Calendar.text(Lang::En), "the working days changed");
    /// ```
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Calendar => ("lịch làm việc thay đổi", "the working days changed"),
            Self::RuleSet => ("quy định thay đổi", "the rule changed"),
            Self::Reading => ("chọn cách hiểu khác", "another reading was adopted"),
            Self::Extension => ("thời hạn được kéo dài", "the limit was extended"),
            Self::Suspension => ("tạm đình chỉ", "the limit was suspended"),
            Self::Correction => ("đính chính ngày của sự kiện", "a date was corrected"),
            Self::Event => (
                "có sự kiện đã diễn ra hoặc dự kiến vào ngày khác",
                "something happened, or is expected on another day",
            ),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

impl Moved {
    /// The move in one language: which duty, from which date to which, and why.
    ///
    /// ```
    /// use doithoai::{Calendar, Fact, Facts, Lang, RuleSet, Terms, View, timeline::moved};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(8, 28)));
    /// let extended = facts.clone().with(Fact::new("extension-notified", date(9, 20)).until(date(10, 30)).petition("KN-7"));
    /// let timeline = |facts| terms.timeline(facts, View::everything());
    /// let moved = moved(&timeline(&facts)?, &timeline(&extended)?);
    /// assert_eq!(moved[0].text(Lang::Vi), "hcmc-935/settle-petition KN-7: 30/09/2026 → 30/10/2026: thời hạn được kéo dài");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let of = |id: &Option<String>| id.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
        let date = |day: Option<NaiveDate>| match day {
            Some(day) => lang.date(day),
            None => lang.pick("không có ngày", "no date").to_owned(),
        };
        let (petition, session, cause) = (of(&self.petition), of(&self.session), self.cause.text(lang));
        let session = session + &of(&self.occurrence);
        let (old, new) = (date(self.old), date(self.new));
        format!("{}/{}{petition}{session}: {old} → {new}: {cause}", self.ruleset, self.duty)
    }
}

/// The due dates that differ between two timelines of one dialogue, each with what moved it.
///
/// Duties are matched by rule set, id, petition and session; where only one of the timelines tells petitions or sessions
/// apart, the duty of none stands for each. A date that follows another duty's has that one's cause.
///
/// ```
/// use doithoai::{Calendar, AdoptedReadings, Facts, RuleSet, Terms, View, timeline::{Cause, moved}};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let chosen = terms.adopting(AdoptedReadings::new().adopt("hcmc-935", "settle-petition", "ten-as-in-words"))?;
/// let timeline = |terms: &Terms| terms.timeline(&Facts::held_on(date(8, 20)), View::everything());
/// let moved = moved(&timeline(&terms)?, &timeline(&chosen)?);
/// assert_eq!((moved.len(), moved[0].duty.as_str(), moved[0].cause), (1, "settle-petition", Cause::Reading));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn moved(old: &Timeline, new: &Timeline) -> Vec<Moved> {
    let pair = Pair { old: Side::of(old), new: Side::of(new), calendars_differ: old.calendar != new.calendar };
    let in_new = new.duties.iter().filter_map(|duty| match pair.old.counterpart(duty) {
        Counterpart::Duty(was) => pair.moved(Some(was), Some(duty)),
        Counterpart::Each => None,
        Counterpart::None => pair.moved(None, Some(duty)),
    });
    let only_in_old = old.duties.iter().filter_map(|duty| match pair.new.counterpart(duty) {
        Counterpart::Duty(is) if place(is) == place(duty) => None, // seen above
        Counterpart::Duty(is) => pair.moved(Some(duty), Some(is)),
        Counterpart::Each => None,
        Counterpart::None => pair.moved(Some(duty), None),
    });
    in_new.chain(only_in_old).collect()
}

/// The petition and session of a duty.
type Place<'a> = (Option<&'a str>, Option<&'a str>);

fn place(duty: &Duty) -> Place<'_> {
    (duty.petition.as_deref(), duty.time())
}

/// What stands for a duty in the other timeline.
enum Counterpart<'a> {
    /// The same duty, or the one of no petition or session in particular.
    Duty(&'a Duty),
    /// The duties of each petition or session, which are looked at one by one.
    Each,
    None,
}

/// The duties of one rule, by petition and session.
struct Rule<'a> {
    first: &'a Duty,
    duties: HashMap<Place<'a>, &'a Duty>,
}

/// One of the timelines, by rule.
struct Side<'a> {
    rules: Vec<Rule<'a>>,
}

impl<'a> Side<'a> {
    fn of(timeline: &'a Timeline) -> Self {
        let mut side = Self { rules: Vec::new() };
        for duty in &timeline.duties {
            let of_duty =
                |rule: &&mut Rule<'_>| rule.first.rule.id == duty.rule.id && rule.first.ruleset() == duty.ruleset();
            match side.rules.iter_mut().find(of_duty) {
                Some(rule) => drop(rule.duties.insert(place(duty), duty)),
                None => side.rules.push(Rule { first: duty, duties: HashMap::from([(place(duty), duty)]) }),
            }
        }
        side
    }

    fn rule(&self, ruleset: &str, id: &str) -> Option<&Rule<'a>> {
        self.rules.iter().find(|rule| rule.first.rule.id == id && rule.first.ruleset() == ruleset)
    }

    fn counterpart(&self, duty: &Duty) -> Counterpart<'a> {
        let Some(rule) = self.rule(duty.ruleset(), &duty.rule.id) else { return Counterpart::None };
        if let Some(found) = rule.at(place(duty)) {
            return Counterpart::Duty(found);
        }
        let (petition, session) = place(duty);
        let covers = |all: Option<&str>, one: Option<&str>| all.is_none() || all == one;
        let within = |other: &Place<'_>| covers(petition, other.0) && covers(session, other.1);
        if rule.duties.keys().any(within) { Counterpart::Each } else { Counterpart::None }
    }

    /// The duty whose due date another is counted from.
    fn producer(&self, duty: &Duty, anchor: &DutyAnchor) -> Option<&'a Duty> {
        let rule = match &anchor.rule {
            AnchorRule::DueOf(id) | AnchorRule::BaseDueOf(id) => self.rule(duty.ruleset(), id),
            AnchorRule::Event(event) => self.fulfilled_by(duty.ruleset(), event),
        };
        rule?.at(place(duty))
    }

    /// The rule that an event fulfils, one with a limit if there is one.
    fn fulfilled_by(&self, ruleset: &str, event: &str) -> Option<&Rule<'a>> {
        let fulfils = |rule: &&Rule<'_>| {
            rule.first.ruleset() == ruleset && rule.first.rule.met_by.events().iter().any(|known| known == event)
        };
        let mut rules = self.rules.iter().filter(fulfils);
        rules.clone().find(|rule| rule.first.outcome.limit.is_some()).or_else(|| rules.next())
    }
}

impl<'a> Rule<'a> {
    /// The duty of a petition and session, or the one that stands for all of them.
    fn at(&self, (petition, session): Place<'_>) -> Option<&'a Duty> {
        let places = [(petition, session), (petition, None), (None, session), (None, None)];
        places.iter().find_map(|place| self.duties.get(place)).copied()
    }
}

/// Two timelines of one dialogue.
struct Pair<'a> {
    old: Side<'a>,
    new: Side<'a>,
    calendars_differ: bool,
}

impl Pair<'_> {
    fn moved(&self, old: Option<&Duty>, new: Option<&Duty>) -> Option<Moved> {
        let date = |duty: Option<&Duty>| duty.and_then(|duty| duty.outcome.due).map(|due| due.date);
        let told = |duty: &&Duty| duty.petition.is_some() || duty.time().is_some();
        let (was, is) = (date(old), date(new));
        let named = new.filter(told).or(old.filter(told)).or(new).or(old).filter(|_| was != is)?;
        let cause = match (old, new) {
            (Some(old), Some(new)) => self.cause(old, new),
            _ => self.cause_of_one(named),
        };
        Some(Moved {
            ruleset: named.ruleset().to_owned(),
            duty: named.rule.id.clone(),
            duty_kind: named.rule.duty_kind,
            petition: named.petition.clone(),
            session: named.session.clone(),
            occurrence: named.occurrence.clone(),
            old: was,
            new: is,
            cause,
            open: new.or(old).is_some_and(is_open),
        })
    }

    /// Why only one of the timelines has a duty: its rule, or a petition or session that only one knows.
    fn cause_of_one(&self, duty: &Duty) -> Cause {
        let known = |side: &Side<'_>| side.rule(duty.ruleset(), &duty.rule.id).is_some();
        if known(&self.old) && known(&self.new) { Cause::Event } else { Cause::RuleSet }
    }

    fn cause(&self, old: &Duty, new: &Duty) -> Cause {
        if is_suspended(old) != is_suspended(new) {
            return Cause::Suspension;
        }
        let one_sided = [(old, new), (new, old)].into_iter().flat_map(|(one, other)| {
            one.outcome.moved_by.iter().filter(|moved| !knows(other, moved)).map(|moved| self.cause_of_move(one, moved))
        });
        let causes: Vec<Cause> = one_sided.collect();
        let last = causes.iter().find(|cause| **cause != Cause::Suspension).or(causes.first());
        last.copied().unwrap_or_else(|| self.base_cause(old, new, 0))
    }

    /// What a move that only one of the timelines knows is due to.
    fn cause_of_move(&self, duty: &Duty, moved: &Move) -> Cause {
        let maker = |side: &Side<'_>| match moved {
            Move::Notice { event, .. } => {
                side.fulfilled_by(duty.ruleset(), event).map(|rule| rule.first.adopted().map(str::to_owned))
            }
            Move::Limit { of, .. } => side.rule(duty.ruleset(), of).map(|rule| rule.first.adopted().map(str::to_owned)),
            Move::Suspension { .. } => None,
        };
        match moved {
            Move::Suspension { .. } => Cause::Suspension,
            _ if maker(&self.old) != maker(&self.new) => Cause::Reading,
            _ => Cause::Extension,
        }
    }

    /// What moved a date as it was counted.
    fn base_cause(&self, old: &Duty, new: &Duty, depth: usize) -> Cause {
        if rule_changed(old, new) {
            return Cause::RuleSet;
        }
        if old.adopted() != new.adopted() {
            return Cause::Reading;
        }
        let (was, is) = (old.outcome.anchor.as_ref(), new.outcome.anchor.as_ref());
        if was.map(|anchor| anchor.at.date) == is.map(|anchor| anchor.at.date) {
            return if self.calendars_differ { Cause::Calendar } else { Cause::Event };
        }
        let happened = |anchor: Option<&DutyAnchor>| {
            anchor.is_some_and(|anchor| anchor.actual && matches!(anchor.rule, AnchorRule::Event(_)))
        };
        match (happened(was), happened(is)) {
            (true, _) => Cause::Correction,
            (false, true) => Cause::Event,
            (false, false) => self.cause_of_producer(old, new, depth),
        }
    }

    /// The cause that moved the due date of the duty that another is counted from.
    fn cause_of_producer(&self, old: &Duty, new: &Duty, depth: usize) -> Cause {
        let producer = |side: &Side<'_>, duty: &Duty| {
            [duty, old, new]
                .into_iter()
                .find_map(|duty| duty.outcome.anchor.as_ref())
                .and_then(|anchor| side.producer(duty, anchor).cloned())
        };
        let base = |duty: &Duty| duty.outcome.base_due.or(duty.outcome.due).map(|due| due.date);
        match (producer(&self.old, old), producer(&self.new, new)) {
            (Some(was), Some(is)) if base(&was) != base(&is) && depth < self.old.rules.len() => {
                self.base_cause(&was, &is, depth.saturating_add(1))
            }
            _ => Cause::Event,
        }
    }
}

/// Whether the rule itself gives another limit, or counts it from something else.
fn rule_changed(old: &Duty, new: &Duty) -> bool {
    let differ = |one: Option<Shape<'_>>, other: Option<Shape<'_>>| one.zip(other).is_some_and(|(a, b)| a != b);
    let own = differ(own_shape(old), own_shape(new));
    let same_reading = old.adopted() == new.adopted() && differ(shape(old), shape(new));
    old.rule_set != new.rule_set && (own || same_reading)
}

fn is_open(duty: &Duty) -> bool {
    let binds = !matches!(duty.outcome.status, Status::NotApplicable { .. } | Status::Excused | Status::Permitted);
    duty.outcome.met_on.is_none() && binds
}

fn is_suspended(duty: &Duty) -> bool {
    matches!(duty.outcome.reason, Some(NoDue::Suspended(_)))
}

/// Whether a duty was moved by the same act, or tells why that act did not move it.
fn knows(duty: &Duty, moved: &Move) -> bool {
    let same = |other: &Move| match (moved, other) {
        (Move::Suspension { from, resumed, .. }, Move::Suspension { from: since, resumed: until, .. }) => {
            (from, resumed) == (since, until)
        }
        (Move::Limit { of, .. }, Move::Limit { of: other, .. }) => of == other,
        _ => moved == other,
    };
    let tells = |finding: &Finding| match (moved, finding) {
        (Move::Notice { notified, .. }, Finding::ExtensionAfterLimit { notified: late, .. }) => notified == late,
        (Move::Suspension { from, .. }, Finding::SuspendedAfterLimit { suspended, .. }) => from == suspended,
        (Move::Notice { to, .. }, Finding::ExtensionEndsBeforeLimit { stated, .. }) => to == stated,
        (Move::Limit { of, .. }, Finding::CapEndsBeforeLimit { of: other, .. }) => of == other,
        _ => false,
    };
    duty.outcome.moved_by.iter().any(same) || duty.outcome.findings.iter().any(tells)
}

/// A limit and what it is counted from; none of them where the rule gives no date.
type Shape<'a> = (Option<TimeLimit>, Option<&'a AnchorRule>);

fn shape_of(outcome: &Outcome) -> Shape<'_> {
    (outcome.limit, outcome.anchor.as_ref().map(|anchor| &anchor.rule))
}

/// The shape of a duty's date; `None` where it waits for an event, so that its limit is not told.
fn shape(duty: &Duty) -> Option<Shape<'_>> {
    let told = !matches!(duty.outcome.reason, Some(NoDue::AwaitsEvent(_) | NoDue::Suspended(_)));
    told.then(|| shape_of(&duty.outcome))
}

/// The same as the rule set itself reads it.
fn own_shape(duty: &Duty) -> Option<Shape<'_>> {
    if duty.adopted().is_none() {
        return shape(duty);
    }
    let own = duty.readings.iter().find(|reading| reading.id() == DEFAULT_READING && reading.declared_by().is_none());
    own.map(|reading| shape_of(&reading.outcome))
}
