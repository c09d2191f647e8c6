//! A dialogue of a commune in Hồ Chí Minh City, from its plan to the last reply: one petition needs longer.
//!
//! `cargo run --example hcmc_dialogue`
#![expect(clippy::print_stdout, reason = "an example prints")]

use chrono::NaiveDate;
use doithoai::dialogue::{
    AgenciesNotified, ConclusionNotified, Dialogue, ExtensionNotified, InvitationSent, PetitionAssigned,
    PetitionClassed, PetitionRaised, PetitionSettled, Plan, ReplySent, ReportedToHead, Stamp,
};
use doithoai::ruleset::CaseClass;
use doithoai::timeline::{Status, moved};
use doithoai::{Calendar, Lang, RuleSet, Terms, View};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let day = |written: &str| written.parse::<NaiveDate>();

    // What it is judged by: a regulation and the calendar.
    let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());

    // Before. Five full working days lie between the invitation and the dialogue: sent by 12 August for the 20th.
    let mut dialogue = Dialogue::plan(terms, Plan::new("DT-2026-1", day("2026-08-20")?), day("2026-07-20")?)?;
    let due = dialogue.timeline(View::everything())?.duty("hcmc-935", "invite-citizens")?.outcome.due;
    assert_eq!(due.map(|due| due.date), Some(day("2026-08-12")?));
    dialogue.record(day("2026-08-10")?, AgenciesNotified)?;
    dialogue.record(day("2026-08-12")?, InvitationSent.stating(["content", "venue", "time", "chair"]))?;

    // During. `dialogue.record(…, ConclusionNotified)` would not compile here.
    let mut dialogue = dialogue.open(day("2026-08-20")?)?;
    dialogue.record(day("2026-08-20")?, PetitionRaised::of("KN-1"))?;
    dialogue.record(day("2026-08-20")?, PetitionRaised::of("KN-2"))?;

    // After. Settlement is due 20 working days from the conclusion notice: 30 September.
    let mut dialogue = dialogue.close(day("2026-08-20")?)?;
    let notice = Stamp::on(day("2026-08-28")?).reference("52/TB-UBND");
    dialogue.record(notice, ConclusionNotified)?;
    for (petition, agency) in [("KN-1", "phong-kinh-te"), ("KN-2", "phong-van-hoa-xa-hoi")] {
        dialogue.record(day("2026-08-28")?, PetitionAssigned::of(petition).to(agency))?;
    }
    dialogue.record(day("2026-09-15")?, PetitionSettled::of("KN-1"))?;
    dialogue.record(day("2026-09-16")?, ReplySent::of("KN-1"))?;
    dialogue.record(day("2026-09-16")?, ReportedToHead::of("KN-1"))?;

    // KN-2 needs longer: the office says so in writing before the limit, and by when.
    let before = dialogue.timeline(View::as_of(day("2026-09-30")?))?;
    dialogue.record(day("2026-09-18")?, PetitionClassed::of("KN-2", CaseClass::NeedsLonger))?;
    dialogue.record(day("2026-09-25")?, ExtensionNotified::of("KN-2").until(day("2026-10-30")?))?;
    let after = dialogue.timeline(View::as_of(day("2026-09-30")?))?;
    let moves: Vec<String> = moved(&before, &after).iter().map(|one| one.text(Lang::Vi)).collect();
    assert_eq!(moves, ["hcmc-935/settle-petition KN-2: 30/09/2026 → 30/10/2026: thời hạn được kéo dài"]);

    // The last reply, on the last day.
    dialogue.record(day("2026-10-23")?, PetitionSettled::of("KN-2"))?;
    dialogue.record(day("2026-10-30")?, ReplySent::of("KN-2"))?;
    dialogue.record(day("2026-10-30")?, ReportedToHead::of("KN-2"))?;

    let timeline = dialogue.timeline(View::as_of(day("2026-12-31")?))?;
    for duty in &timeline.duties {
        // The printed text says "20 (ten)": what is late under the word is contested, not late.
        assert!(
            matches!(duty.outcome.status, Status::Met | Status::Contested { .. }),
            "{}: {:?}",
            duty.rule.id,
            duty.outcome.status
        );
        let due =
            duty.outcome.due.map_or_else(|| "không có ngày".to_owned(), |due| Lang::Vi.date_with_weekday(due.date));
        let petition = duty.petition.as_deref().unwrap_or_default();
        println!("{:<17} {petition:<5} {due:<20} {}", duty.rule.id, duty.outcome.status_text(Lang::Vi));
    }
    Ok(())
}
