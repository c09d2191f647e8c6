//! When anything of an office's year changes next if nothing happens.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::year::audit_year_today;
use super::{OfficeLog, RecurringVerdict, Verdict};
use crate::calendar::Calendar;
use crate::dialogue::AnyDialogue;
use crate::ruleset::Registry;
use crate::text::Lang;
use crate::timeline::next_change::{changes, note_dates};
use crate::timeline::today::Today;
use crate::timeline::{Duty, DutyChange, TimelineError, View};

/// The next day on which anything of an office's year is judged otherwise, if nothing happens, and what that is.
///
/// The example of [`next_change`] shows it.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct YearChange {
    /// The day.
    pub on: NaiveDate,
    /// The duties of its dialogues that change on it, each with the id of the dialogue.
    pub dialogues: Vec<(String, DutyChange)>,
    /// What it owes to petitions and for receptions that changes on it.
    pub duties: Vec<DutyChange>,
    /// What returns and changes on it.
    pub recurring: Vec<RecurringChange>,
}

/// How a recurring duty was kept in a period, until a day and from then on.
///
/// The example of [`next_change`] shows it.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct RecurringChange {
    /// As it was until then; none of a period that comes about on that day.
    pub before: Option<RecurringVerdict>,
    /// As it is from then on; none of one that is no more.
    pub now: Option<RecurringVerdict>,
}

impl RecurringChange {
    /// The change as a sentence in one language.
    ///
    /// The example of [`next_change`] shows it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let Some(verdict) = self.now.as_ref().or(self.before.as_ref()) else { return String::new() };
        let told = |of: &Option<RecurringVerdict>| {
            of.as_ref().map_or_else(|| lang.pick("không có", "none").to_owned(), |verdict| verdict.status_text(lang))
        };
        format!("{} → {}: {}", told(&self.before), told(&self.now), verdict.rest_text(lang))
    }
}

impl YearChange {
    /// The day and each change, a line each, in one language.
    ///
    /// The example of [`next_change`] shows it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let dialogues = self.dialogues.iter().map(|(id, change)| format!("{id}: {}", change.text(lang)));
        let duties = self.duties.iter().map(|change| change.text(lang));
        let recurring = self.recurring.iter().map(|change| change.text(lang));
        let lines: Vec<String> =
            std::iter::once(lang.date(self.on)).chain(dialogues.chain(duties).chain(recurring)).collect();
        lines.join("\n")
    }
}

/// The next day after a given one on which anything of an office's year is judged otherwise than on that day, if nothing happens but what is
/// recorded already; none, if nothing changes as long as days are covered.
///
/// Of duties with a status it is as [`Timeline::next_change`](crate::Timeline::next_change) says; what returns changes with its verdict, also
/// with a reading's or a note. Judged as [`audit_year`](super::audit_year) does, with what was known when the view says.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{Calendar, Lang, Registry, View, audit::{OfficeLog, next_change}};
/// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let office = OfficeLog::from_jsonl(
///     r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}
/// {"event":"reception-held","on":"2026-07-06"}
/// "#,
/// )?;
/// let next = next_change(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, (date(7, 10), View::everything()))?.unwrap();
/// assert_eq!(next.on, date(8, 1)); // two days a month since 1 July: one was missed in July
/// assert!(next.recurring.iter().any(|change| change.text(Lang::Vi).starts_with("chưa đến hạn → quá hạn")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`audit_year`](super::audit_year).
pub fn next_change(
    registry: &Registry,
    calendar: &Calendar,
    dialogues: &[AnyDialogue],
    office: &OfficeLog,
    year: i32,
    (as_of, view): (NaiveDate, View),
) -> Result<Option<YearChange>, TimelineError> {
    let seen = |day: NaiveDate| View { as_of: Some(day), ..view };
    let mut first: Option<YearChange> = None;
    for dialogue in dialogues.iter().filter(|dialogue| dialogue.facts().appointed_in(seen(as_of)).year() == year) {
        let Some(change) = dialogue.timeline(seen(as_of))?.next_change(as_of)? else { continue };
        let sooner = first.as_ref().is_none_or(|known| change.on < known.on);
        if sooner {
            first = Some(YearChange::none(change.on));
        }
        if let Some(known) = first.as_mut().filter(|known| known.on == change.on) {
            let id = &dialogue.log().plan().id;
            known.dialogues.extend(change.duties.into_iter().map(|change| (id.clone(), change)));
        }
    }
    let judged = |day: NaiveDate| Judged::on((registry, calendar), dialogues, office, year, seen(day));
    let before = judged(as_of)?;
    let mut next = before.next;
    while let Some(on) =
        next.filter(|on| Calendar::check(*on).is_ok() && first.as_ref().is_none_or(|known| *on <= known.on))
    {
        let Ok(now) = judged(on) else { break };
        next = now.next;
        let (duties, recurring) = before.changed(now);
        if !duties.is_empty() || !recurring.is_empty() {
            let known = first.filter(|known| known.on == on).unwrap_or_else(|| YearChange::none(on));
            return Ok(Some(YearChange { duties, recurring, ..known }));
        }
    }
    Ok(first)
}

/// What an office owes beside its dialogues, on a day.
struct Judged {
    /// By the reception that it is owed for, and its id.
    duties: BTreeMap<(Option<NaiveDate>, Option<String>), Vec<Duty>>,
    recurring: Vec<RecurringVerdict>,
    next: Option<NaiveDate>,
}

impl Judged {
    fn on(
        (registry, calendar): (&Registry, &Calendar),
        dialogues: &[AnyDialogue],
        office: &OfficeLog,
        year: i32,
        view: View,
    ) -> Result<Self, TimelineError> {
        let today = Today::of(view);
        let audit = audit_year_today((registry, calendar), dialogues, office, year, (view, &today))?;
        office.facts().note_days(view, &today);
        for dialogue in dialogues {
            dialogue.facts().note_days(view, &today);
        }
        let mut duties: BTreeMap<_, Vec<Duty>> = BTreeMap::new();
        for Verdict { reception, reception_id, duty, .. } in
            audit.verdicts.into_iter().filter(|one| one.dialogue.is_none())
        {
            note_dates(std::slice::from_ref(&duty), &[], &today);
            duties.entry((reception, reception_id)).or_default().push(duty);
        }
        note_dates(&[], registry.rule_sets(), &today);
        Ok(Self { duties, recurring: audit.recurring, next: today.next() })
    }

    /// What is otherwise on a later day.
    fn changed(&self, mut now: Self) -> (Vec<DutyChange>, Vec<RecurringChange>) {
        let mut duties = Vec::new();
        for (of, before) in &self.duties {
            duties.extend(changes(before, now.duties.remove(of).unwrap_or_default()));
        }
        duties.extend(now.duties.into_values().flat_map(|now| changes(&[], now)));
        let is_same = |one: &RecurringVerdict, other: &RecurringVerdict| {
            let of = |one: &RecurringVerdict| (one.from, one.to, one.appointed, one.period.clone());
            (&one.ruleset, &one.version, &one.duty) == (&other.ruleset, &other.version, &other.duty)
                && of(one) == of(other)
        };
        let mut recurring = Vec::new();
        for before in &self.recurring {
            let at = now.recurring.iter().position(|other| is_same(before, other));
            let other = at.map(|at| now.recurring.remove(at));
            if other.as_ref() != Some(before) {
                recurring.push(RecurringChange { before: Some(before.clone()), now: other });
            }
        }
        recurring.extend(now.recurring.into_iter().map(|now| RecurringChange { before: None, now: Some(now) }));
        (duties, recurring)
    }
}

impl YearChange {
    const fn none(on: NaiveDate) -> Self {
        Self { on, dialogues: Vec::new(), duties: Vec::new(), recurring: Vec::new() }
    }
}
