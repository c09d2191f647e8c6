//! The audit of one commune's year.
//!
//! `cargo run --example commune_year`
//!
//! The commune, its dialogue and its receptions are made up.

#![expect(clippy::print_stdout, reason = "an example prints")]

use chrono::NaiveDate;
use doithoai::audit::{Judgement, OfficeLog, Summary, audit_year};
use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::{Calendar, Lang, Registry, Terms, View};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (registry, calendar) = (Registry::builtin(), Calendar::vietnam());
    let office = OfficeLog::from_jsonl(include_str!("commune-2026.jsonl"))?;
    let log = Log::from_jsonl(include_str!("commune-2026-dialogue.jsonl"))?;
    let subject = log.plan().subject.as_ref().ok_or("the log does not say whose dialogue it is")?;
    let terms = Terms::binding(registry.binding(subject), calendar.clone());
    let dialogue = AnyDialogue::replay(terms, &log)?;

    let day = NaiveDate::from_ymd_opt(2027, 1, 31).ok_or("no such day")?;
    let year = audit_year(&registry, &calendar, &[dialogue], &office, 2026, View::as_of(day))?;
    for verdict in &year.verdicts {
        println!("{}", verdict.text(Lang::Vi));
    }
    for verdict in year.recurring.iter().filter(|verdict| verdict.judgement != Judgement::OnTime) {
        println!("{}", verdict.text(Lang::Vi));
    }
    let summary = Summary::of(&[year]);
    println!("\n{} nhiệm vụ, {} quá hạn", summary.all.total(), summary.all.of(Judgement::Overdue));
    Ok(())
}
