//! The year of an office: dialogues that were held, and what belongs to none.

use chrono::NaiveDate;

use super::super::case::{Expect, ExpectOf, NONE, Stated};
use super::super::report::Failure;
use super::compare::{Judged, value};
use super::{Running, Stopped, Under, terms};
use crate::audit::{OfficeLog, RecurringVerdict, audit_year};
use crate::dialogue::{AnyDialogue, Plan};
use crate::ruleset::vocabulary::{CLOSED, OPENED};
use crate::ruleset::{DialogueKind, Subject};
use crate::timeline::Fact;

type Office<'a> = (i32, &'a Subject, &'a [(NaiveDate, Option<DialogueKind>)]);

pub(super) fn run(running: &mut Running<'_>, under: Under<'_>, (year, office, held): Office<'_>) {
    let mut log = OfficeLog::new("scenario", office.clone());
    let recorded = running.recorded(|fact| {
        log = log.clone().with(fact)?;
        Ok(())
    });
    if !recorded {
        return;
    }
    let dialogues = held.iter().map(|(on, kind)| dialogue(running, under, *on, *kind)).collect::<Result<Vec<_>, _>>();
    let dialogues = match dialogues {
        Ok(dialogues) => dialogues,
        Err(stopped) => return running.stopped(&stopped),
    };
    let registry = under.rules.registry();
    for expect in &running.case.expects {
        match audit_year(&registry, under.calendar, &dialogues, &log, year, expect.view) {
            Ok(audit) => {
                let of: Vec<&RecurringVerdict> =
                    audit.recurring.iter().filter(|verdict| is_of(verdict, expect)).collect();
                for stated in &expect.stated {
                    compare(running, under, expect, stated, &of);
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
fn dialogue(
    running: &Running<'_>,
    under: Under<'_>,
    on: NaiveDate,
    kind: Option<DialogueKind>,
) -> Result<AnyDialogue, Stopped> {
    let plan = Plan::new("scenario", on);
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
    let ExpectOf::Recurring { of, from, version } = &expect.of else { return false };
    of.ruleset == verdict.ruleset
        && of.id == verdict.duty
        && from.is_none_or(|from| from == verdict.from)
        && version.as_ref().is_none_or(|version| *version == verdict.version)
}

fn compare(running: &mut Running<'_>, under: Under<'_>, expect: &Expect, stated: &Stated, of: &[&RecurringVerdict]) {
    let actual = match of {
        [] => NONE.to_owned(),
        [verdict] => value(&stated.asked, &Judged::Year(verdict)),
        several => {
            let all = several.iter().map(|verdict| format!("from {} version {}", verdict.from, verdict.version));
            format!("several: {}", all.collect::<Vec<_>>().join(", "))
        }
    };
    if let Some(verdict) = of.first() {
        let name = format!("{}@{}", verdict.ruleset, verdict.version);
        let set = under.rules.sets.iter().find(|set| set.name() == name);
        running.seen.recurring(set, &verdict.duty, &stated.asked);
    }
    if actual != stated.expected {
        let cite_text = of.first().map(|verdict| verdict.cite_text.clone());
        running.failures.push(Failure { cite_text, ..Failure::of(stated, expect.of.rule(), actual) });
    }
}
