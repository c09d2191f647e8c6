//! Recurring duties.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::keys::{CITED, OF_RETURNING, UNKNOWN_OF_RETURNING, a_word, one_of, some_of, some_unknown, with_unknown};
use super::text;
use crate::ruleset::vocabulary as event;
use crate::ruleset::{Counts, Cutoff, DayRoll, EVENTS, OnDay, Period};

/// Reasons why there is no day.
const NO_DAY: [&str; 3] = ["none = \"not-stated\"", "none = \"promptly\"", "none = \"unknown\""];
/// Numbers by level, and none that is known; of levels that a file may not use.
const BY_LEVEL: [&str; 5] = [
    "{ province = 1, district = 1, commune = 2 }",
    "{ commune = 3 }",
    "{ commune = 1, \"own-level\" = 2 }",
    "{ province = \"unknown\", district = \"unknown\", commune = \"unknown\" }",
    "\"unknown\"",
];

/// What is drawn for a recurring duty.
#[derive(Debug, Clone)]
pub(super) struct Returning {
    often: Often,
    counts: Option<&'static str>,
    /// Whether a fixed day, if the period takes one, and which.
    day: Option<(u32, u32)>,
    /// Whether that is an exact day, and then weekdays, or one that a notice moves.
    exact: Option<(Option<Vec<String>>, bool)>,
    roll: Option<DayRoll>,
    /// In which months of each year, if it is of each year.
    months: Option<(u32, u32)>,
    /// The day on which its periods begin, if they do not as in the calendar.
    starts: Option<u32>,
    /// What it says where it has no day.
    no_day: Option<&'static str>,
    with_the_first: bool,
    met: (&'static str, Vec<&'static str>),
    cited: &'static str,
    more: Vec<&'static str>,
    unknown: Vec<&'static str>,
    readings: Vec<(Index, bool)>,
}

/// How often a recurring duty returns.
#[derive(Debug, Clone)]
enum Often {
    Every(Period, u32, Option<&'static str>),
    /// In periods that are not known.
    Sometimes,
    Cutoffs(Vec<Cutoff>),
    EachBefore(&'static str),
}

pub(super) fn returning() -> impl Strategy<Value = Returning> {
    let by_level = weighted(0.25, select(BY_LEVEL.to_vec()));
    let every = (select(Period::ALL), 1_u32..=12, by_level);
    let before = select(vec![event::COUNCIL_SESSION, event::EVALUATION_HELD, "own-event"]);
    let often = prop_oneof![
        9 => every.prop_map(|(period, times, by_level)| Often::Every(period, times, by_level)),
        1 => Just(Often::Sometimes),
        3 => proptest::sample::subsequence(Cutoff::ALL.to_vec(), 1..=4).prop_map(Often::Cutoffs),
        2 => before.prop_map(Often::EachBefore),
    ];
    let day = weighted(0.6, (1_u32..=12, 1_u32..=28));
    let weekdays: Vec<String> = OnDay::weekdays().map(|(word, ..)| word).collect();
    let weekday = weighted(0.5, proptest::sample::subsequence(weekdays, 1..=6));
    let when = (
        day,
        weighted(0.5, (weekday, any::<bool>())),
        weighted(0.6, select(DayRoll::ALL)),
        weighted(0.3, (1_u32..=6, 7_u32..=12)),
        weighted(0.2, 2_u32..=28),
    );
    let often_met = [
        event::ANNUAL_REPORT_SENT,
        event::ANNUAL_NOTICE_SENT,
        event::EVALUATION_HELD,
        event::CLOSED,
        event::RECEPTION_HELD,
        event::RECEPTION_SCHEDULE_POSTED,
        event::PLAN_APPROVED,
        "own-end",
    ];
    let of_all = EVENTS.iter().map(|event| event.id.as_ref());
    let events = select(often_met.into_iter().cycle().take(40).chain(of_all).collect::<Vec<&str>>());
    let met = (select(vec!["any", "any", "all", "unknown"]), vec(events, 1..=2));
    let counts = weighted(0.8, prop_oneof![7 => a_word::<Counts>(), 1 => Just("unknown")]);
    let no_day = weighted(0.5, select(NO_DAY.to_vec()));
    let more = (
        one_of(CITED),
        some_of(OF_RETURNING, 0.12),
        some_unknown(UNKNOWN_OF_RETURNING),
        vec(any::<(Index, bool)>(), 0..=2),
    );
    (often, counts, when, no_day, any::<bool>(), met, more).prop_map(
        |(
            often,
            counts,
            (day, exact, roll, months, starts),
            no_day,
            with_the_first,
            mut met,
            (cited, more, unknown, readings),
        )| {
            met.1.dedup();
            Returning {
                often,
                counts,
                day,
                exact,
                roll,
                months,
                starts,
                no_day,
                with_the_first,
                met,
                cited,
                more,
                unknown,
                readings,
            }
        },
    )
}

impl Returning {
    /// The months that it names, if it is of each year.
    fn months(&self) -> Option<(u32, u32)> {
        self.months.filter(|_| matches!(self.often, Often::Every(Period::Year, ..)))
    }

    /// The fixed day, if the period takes one.
    fn due(&self) -> Option<String> {
        let (month, day) = self.day?;
        let of_period = |months: u32| format!("month = {}, ", month.min(months));
        let month = match self.often {
            _ if self.months().is_some() => String::new(),
            Often::Every(Period::Year, ..) => of_period(12),
            Often::Every(Period::HalfYear, ..) => of_period(6),
            Often::Every(Period::Quarter, ..) => of_period(3),
            Often::Every(Period::Month, ..) => String::new(),
            _ => return None,
        };
        let roll = self.roll.map(|roll| format!(", roll = \"{}\"", roll.word())).unwrap_or_default();
        let Some((weekday, moved)) = &self.exact else { return Some(format!("{month}day = {day}{roll}")) };
        let on = match weekday {
            Some(weekdays) if weekdays.len() == 1 => format!("\"{}\"", weekdays.concat()),
            Some(weekdays) => format!("[\"{}\"]", weekdays.join("\", \"")),
            None if day % 3 == 0 => format!("[1, {day}]"),
            None => day.to_string(),
        };
        let moved = if *moved { format!(", moved_by = \"{}\"", event::RECEPTION_RESCHEDULED) } else { String::new() };
        Some(format!("{month}on = {on}{roll}{moved}"))
    }

    /// The day on which its periods begin.
    fn starts(&self) -> Option<String> {
        let takes = !matches!(self.often, Often::Every(Period::Week, ..) | Often::EachBefore(_) | Often::Sometimes);
        let day = self.starts.filter(|_| takes && self.months().is_none())?;
        Some(match self.often {
            Often::Every(Period::Month, ..) => format!("period_starts = {day}"),
            _ => format!("period_starts = \"12-{day:02}\""),
        })
    }

    /// How often, as the file says it.
    fn often(&self, each_day: bool) -> String {
        match &self.often {
            // Of exact days each is one time.
            Often::Every(period, ..) if each_day => format!("every = \"{}\"", period.word()),
            Often::Every(period, times, by_level) => {
                let times = by_level.map_or_else(|| times.to_string(), str::to_owned);
                format!("every = \"{}\"\nat_least = {times}", period.word())
            }
            Often::Sometimes => "every = \"unknown\"\nat_least = 1".to_owned(),
            Often::Cutoffs(cutoffs) => {
                let words: Vec<String> = cutoffs.iter().map(|cutoff| format!("\"{}\"", cutoff.word())).collect();
                format!("cutoffs = [{}]", words.join(", "))
            }
            Often::EachBefore(event) => format!("each_before = \"{event}\""),
        }
    }

    /// What a reading may make of it.
    fn others(&self, at: usize) -> Vec<String> {
        let due = self.due();
        let is_free = due.is_none() && self.months().is_none() && self.starts().is_none();
        let each_day = due.is_some() && self.exact.is_some();
        let mut all = vec!["kinds = [\"periodic\", \"ad-hoc\"]".to_owned(), "due = { none = \"promptly\" }".to_owned()];
        if self.no_day == Some(NO_DAY[1]) && due.is_none() {
            all.pop();
        }
        all.extend((at > 0).then(|| "due = { with = \"returning-1\" }".to_owned()).filter(|_| !self.with_the_first));
        match &self.often {
            Often::Every(period, times, _) => {
                let not_known = |level: &str| format!("{level}\nkinds = [\"thematic\"]");
                let others = [
                    times.saturating_add(20).to_string(),
                    BY_LEVEL[0].replace('1', "5"),
                    not_known(BY_LEVEL[3]),
                    not_known(BY_LEVEL[4]),
                ];
                all.extend(others.iter().filter(|_| !each_day).map(|times| format!("at_least = {times}")));
                if is_free {
                    all.push(format!("cutoffs = [\"{}\"]", Cutoff::Year.word()));
                    all.push("each_before = \"own-event\"".to_owned());
                    let other = if *period == Period::Year { Period::HalfYear } else { Period::Year };
                    all.push(format!("every = \"{}\"\nat_least = 1", other.word()));
                    all.push("every = \"unknown\"\nat_least = 55".to_owned());
                }
                if *period == Period::Year && self.starts().is_none() {
                    if self.months().is_some() || due.is_none() {
                        all.push("in_months = [2, 11, 12]".to_owned());
                    }
                    if self.months().is_none() {
                        all.push("period_starts = \"12-01\"".to_owned());
                        all.push("due = { day = 29, month = 10, roll = \"none\" }".to_owned());
                        let other =
                            "due = { on = [14, \"first-monday\"], month = 3, moved_by = \"{reception-moved}\" }";
                        all.extend(each_day.then(|| other.to_owned()));
                    }
                }
            }
            Often::Cutoffs(_) => {
                all.extend(self.starts().is_none().then(|| "each_before = \"own-event\"".to_owned()));
            }
            Often::EachBefore(_) => all.push("at_least = 2".to_owned()),
            Often::Sometimes => all.push("every = \"quarter\"".to_owned()),
        }
        all
    }

    pub(super) fn toml(&self, at: usize) -> String {
        let number = at.saturating_add(1);
        let (key, events) = &self.met;
        let events: Vec<String> = events.iter().map(|event| format!("\"{event}\"")).collect();
        let met_by = match *key {
            "unknown" => "\"unknown\"".to_owned(),
            key => format!("{{ {key} = [{}] }}", events.join(", ")),
        };
        let cited = self.cited.replace("{n}", &number.saturating_add(20).to_string());
        let mut lines = vec![format!("[[recurring]]\nid = \"returning-{number}\"\n{cited}\nmet_by = {met_by}")];
        lines.extend(self.counts.map(|counts| format!("counts = \"{counts}\"")));
        let with = (at > 0 && self.with_the_first).then(|| "with = \"returning-1\"".to_owned());
        let due = self.due();
        let each_day = self.exact.is_some() && due.is_some();
        lines.extend(due.or(with).or(self.no_day.map(str::to_owned)).map(|due| format!("due = {{ {due} }}")));
        lines.push(self.often(each_day));
        lines.extend(self.months().map(|(one, other)| format!("in_months = [{one}, {other}]")));
        lines.extend(self.starts());
        lines.extend(self.more.iter().map(|key| (*key).to_owned()));
        let others = self.others(at);
        for (of, (pick, said)) in self.readings.iter().enumerate() {
            let (effect, because) = (pick.get(&others), text("because"));
            let said = match (*said, of) {
                (false, _) => "",
                (true, 0) => "text = \"cách hiểu khác\"\n",
                (true, _) => "text = \"unknown\"\n",
            };
            lines.push(format!("[[recurring.reading]]\nid = \"other-{of}\"\n{said}{effect}\n{because}"));
        }
        with_unknown(&lines.join("\n"), "recurring", &self.unknown)
    }
}
