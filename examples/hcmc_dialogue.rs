//! A dialogue in Hồ Chí Minh City, from the invitation to a case that needs longer.
//!
//! `cargo run --example hcmc_dialogue`
#![expect(clippy::print_stdout, reason = "an example prints")]

use chrono::NaiveDate;
use doithoai::{Calendar, Fact, Facts, Lang, RuleSet, Terms, View};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let day = |written: &str| written.parse::<NaiveDate>();
    let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    let facts = Facts::held_on(day("2026-08-20")?)
        .with(Fact::new("invitation-sent", day("2026-08-12")?))
        .with(Fact::new("conclusion-notified", day("2026-08-28")?))
        .with(Fact::new("extension-notified", day("2026-09-25")?).until(day("2026-10-30")?));
    let timeline = terms.timeline(&facts, View::as_of(day("2026-10-05")?))?;
    for duty in &timeline.duties {
        let due = duty.due.map_or_else(|| "-".to_owned(), |due| Lang::Vi.date_with_weekday(due.date));
        println!("{:<18} {due:<22} {:<12} {}", duty.id, duty.status.text(Lang::Vi), duty.cite_text.get(Lang::Vi));
    }
    Ok(())
}
