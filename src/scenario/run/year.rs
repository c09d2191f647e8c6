//! The year of an office: dialogues that were held, and what belongs to none.

use chrono::NaiveDate;

use super::super::case::{Expect, ExpectOf, NONE, Stated};
use super::super::keys::{OfOfficeDuty, OfYear};
use super::super::report::Failure;
use super::compare::{Judged, value};
use super::{Running, Stopped, Under, chosen, terms};
use crate::audit::{OfficeLog, RecurringVerdict, Verdict, audit_year};
use crate::dialogue::{AnyDialogue, Plan};
use crate::ruleset::vocabulary::{CLOSED, OPENED};
use crate::ruleset::{DialogueKind, Subject};
use crate::timeline::{Fact, Terms};

type Office<'a> = (i32, &'a Subject, &'a [(NaiveDate, Option<DialogueKind>)]);

pub(super) fn run(running: &mut Running<'_>, under: Under<'_>, (year, office, held): Office<'_>) {
    let registry = under.rules.registry();
    let all = Terms::new(registry.rule_sets().iter().cloned(), under.calendar.clone());
    let adopted = chosen(running.case, under, &all);
    let mut log = OfficeLog::new("scenario", office.clone()).adopting(adopted);
    let recorded = running.recorded(|fact| {
        log = log.clone().with(fact)?;
        Ok(())
    });
    if !recorded {
        return;
    }
    let dialogues = held
        .iter()
        .zip(1..)
        .map(|((on, kind), number)| dialogue(running, under, number, *on, *kind))
        .collect::<Result<Vec<_>, _>>();
    let dialogues = match dialogues {
        Ok(dialogues) => dialogues,
        Err(stopped) => return running.stopped(&stopped),
    };
    for expect in &running.case.expects {
        match audit_year(&registry, under.calendar, &dialogues, &log, year, expect.view) {
            Ok(audit) => {
                let of: Vec<&RecurringVerdict> =
                    audit.recurring.iter().filter(|verdict| is_of(verdict, expect)).collect();
                let duties: Vec<&Verdict> =
                    audit.verdicts.iter().filter(|verdict| is_duty_of(verdict, expect)).collect();
                for stated in &expect.stated {
                    if matches!(expect.of, ExpectOf::OfficeDuty { .. }) {
                        compare_duty(running, under, expect, stated, &duties);
                    } else {
                        compare(running, under, expect, stated, &of);
                    }
                }
            }
            Err(error) => {
                let stopped = Stopped::from(error);
                expect.stated.iter().for_each(|stated| running.error(stated, &stopped));
            }
        }
    }
}

/// A dialogue that was held on a day, with nothing else known of it.
pub(super) fn dialogue(
    running: &Running<'_>,
    under: Under<'_>,
    number: usize,
    on: NaiveDate,
    kind: Option<DialogueKind>,
) -> Result<AnyDialogue, Stopped> {
    let plan = Plan::new(format!("scenario {number}"), on);
    let plan = match kind {
        Some(kind) => plan.kind(kind),
        None => plan,
    };
    let mut dialogue = AnyDialogue::plan(terms(running.case, under, on, None)?, plan, on)?;
    for event in [OPENED, CLOSED] {
        dialogue.record(Fact::new(event, on))?;
    }
    Ok(dialogue)
}

fn is_of(verdict: &RecurringVerdict, expect: &Expect) -> bool {
    let ExpectOf::Recurring { of, from, version, period, appointed } = &expect.of else { return false };
    of.ruleset == verdict.ruleset
        && of.id == verdict.duty
        && from.is_none_or(|from| from == verdict.from)
        && version.as_ref().is_none_or(|version| *version == verdict.version)
        && (period.is_none() || *period == verdict.period)
        && (appointed.is_none() || *appointed == verdict.appointed)
}

fn is_duty_of(verdict: &Verdict, expect: &Expect) -> bool {
    let ExpectOf::OfficeDuty { of, petition, reception, occurrence, version } = &expect.of else { return false };
    let duty = &verdict.duty;
    verdict.dialogue.is_none()
        && of.ruleset == duty.ruleset()
        && of.id == duty.rule.id
        && (petition.is_none() || *petition == duty.petition)
        && (reception.is_none() || is_of_reception(reception.as_deref(), verdict))
        && (occurrence.is_none() || *occurrence == duty.occurrence)
        && version.as_ref().is_none_or(|version| version == duty.rule_set.version())
}

fn compare_duty(running: &mut Running<'_>, under: Under<'_>, expect: &Expect, stated: &Stated, of: &[&Verdict]) {
    let actual = match of {
        [] => NONE.to_owned(),
        [verdict] => {
            let of = OfOfficeDuty { verdict, expected: &stated.expected };
            value(&stated.asked, &Judged::OfficeDuty(of))
        }
        several => {
            let all = several.iter().map(|verdict| {
                let reception = verdict.reception.map(|day| format!(" reception {day}")).unwrap_or_default();
                format!("{}{reception}", verdict.duty.whose())
            });
            format!("several: {}", all.collect::<Vec<_>>().join(", "))
        }
    };
    if let Some(verdict) = of.first() {
        let set = under.rules.sets.iter().find(|set| set.name() == verdict.duty.rule_set.name());
        running.seen.of_office(set, &verdict.duty, stated, expect.view.as_of);
    }
    if actual != stated.expected {
        let cite_text = of.first().map(|verdict| verdict.cite_text());
        running.failures.push(Failure { cite_text, ..Failure::of(stated, expect.of.rule(), actual) });
    }
}

fn compare(running: &mut Running<'_>, under: Under<'_>, expect: &Expect, stated: &Stated, of: &[&RecurringVerdict]) {
    let actual = match of {
        [] => NONE.to_owned(),
        [verdict] => {
            let of = OfYear { verdict, expected: &stated.expected };
            value(&stated.asked, &Judged::Year(of))
        }
        several => {
            let all = several.iter().map(|verdict| {
                let on = verdict.appointed.map(|day| format!(" appointed {day}")).unwrap_or_default();
                let period = verdict.period.as_ref().map(|period| format!(" period {period}")).unwrap_or_default();
                format!("from {}{period}{on} version {}", verdict.from, verdict.version)
            });
            format!("several: {}", all.collect::<Vec<_>>().join(", "))
        }
    };
    if let Some(verdict) = of.first() {
        let name = format!("{}@{}", verdict.ruleset, verdict.version);
        let set = under.rules.sets.iter().find(|set| set.name() == name);
        running.seen.recurring(set, &verdict.duty, &stated.asked);
        verdict.transition.iter().for_each(|taken| running.seen.transition(taken));
    }
    if actual != stated.expected {
        let cite_text = of.first().map(|verdict| verdict.cite_text.clone());
        running.failures.push(Failure { cite_text, ..Failure::of(stated, expect.of.rule(), actual) });
    }
}

/// Whether a verdict is on the reception of a day, of an id, or of both: `2026-09-04 sáng`.
fn is_of_reception(reception: Option<&str>, verdict: &Verdict) -> bool {
    let (day, id) = (verdict.reception.map(|day| day.to_string()), verdict.reception_id.as_deref());
    let both = reception.zip(day.as_deref()).and_then(|(both, day)| both.strip_prefix(day)?.strip_prefix(' '));
    reception.is_some() && (reception == day.as_deref() || reception == id || both.is_some() && both == id)
}
