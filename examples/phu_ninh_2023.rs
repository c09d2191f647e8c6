//! The dialogue of Phù Ninh commune in 2023, as far as the commune's own page tells of it.
//!
//! The page gives no date and says only that 31 opinions were voiced. The DAY of the meeting, WHICH opinions were
//! petitions and WHEN their settlement was directed are ASSUMPTIONS, here and in what is printed.
//!
//! `cargo run --example phu_ninh_2023`
#![expect(clippy::print_stdout, reason = "an example prints")]

use chrono::NaiveDate;
use doithoai::dialogue::{AdmissionRefused, Dialogue, PetitionRaised, Plan, SettlementDirected};
use doithoai::timeline::Status;
use doithoai::{Calendar, Lang, RuleSet, Terms, View};

/// ASSUMED: some working day after the ten months that were reported on, and before the end of the year.
const ASSUMED_DAY: &str = "2023-11-10";
/// ASSUMED: of the opinions, in the order they were voiced, these asked for something to be settled.
const ASSUMED_PETITIONS: [u32; 4] = [3, 8, 17, 26];
/// ASSUMED: when the leaders directed the settlement.
const ASSUMED_DIRECTION: &str = "2023-11-20";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let day = |written: &str| written.parse::<NaiveDate>();
    let terms = Terms::new([RuleSet::builtin("hai-phong-1738")?], Calendar::vietnam());

    // What the page tells is data of the rule set: a practice, never a duty.
    let mut practices = terms.rule_sets().iter().flat_map(RuleSet::practices);
    let practice = practices.find(|practice| practice.id == "phu-ninh-2023");
    let opinions = practice.and_then(|practice| practice.opinions).unwrap_or_default();
    assert_eq!(opinions, 31);
    assert!(ASSUMED_PETITIONS.iter().all(|number| *number <= opinions));

    let mut dialogue = Dialogue::plan(terms, Plan::new("phu-ninh-2023", day(ASSUMED_DAY)?), day(ASSUMED_DAY)?)?
        .open(day(ASSUMED_DAY)?)?;
    for number in ASSUMED_PETITIONS {
        dialogue.record(day(ASSUMED_DAY)?, PetitionRaised::of(format!("y-kien-{number}")))?;
    }
    // Whom the regulation keeps out is known; that anyone was turned away is not: this is only tried, on a copy.
    let mut supposed = dialogue.clone();
    supposed.record(day(ASSUMED_DAY)?, AdmissionRefused::of("complaint-letter"))?;
    let refused = supposed.timeline(View::everything())?.admissions_refused;
    let grounds: Vec<&str> = refused.iter().map(|refused| refused.ground.get(Lang::Vi)).collect();
    assert_eq!(grounds, ["Người đến đối thoại để giải quyết đơn, thư khiếu nại"]);

    let mut dialogue = dialogue.close(day(ASSUMED_DAY)?)?;
    dialogue.record(day(ASSUMED_DIRECTION)?, SettlementDirected)?;

    // No time limit of this regulation is known: what was done was done, and nothing can be late.
    let timeline = dialogue.timeline(View::as_of(day("2023-12-31")?))?;
    assert!(timeline.duties.iter().all(|duty| duty.outcome.due.is_none() && duty.outcome.status == Status::Met));

    println!("Hội nghị đối thoại xã Phù Ninh năm 2023: {opinions} lượt ý kiến");
    println!("GIẢ ĐỊNH: ngày tổ chức {}", Lang::Vi.date_with_weekday(day(ASSUMED_DAY)?));
    println!("GIẢ ĐỊNH: {} ý kiến là kiến nghị: {ASSUMED_PETITIONS:?}", ASSUMED_PETITIONS.len());
    println!("GIẢ ĐỊNH: chỉ đạo giải quyết ngày {}", Lang::Vi.date_with_weekday(day(ASSUMED_DIRECTION)?));
    for duty in &timeline.duties {
        let done = duty.outcome.met_on.map(|day| Lang::Vi.date(day)).unwrap_or_default();
        let reason = duty.outcome.reason.as_ref().map(|reason| reason.text(Lang::Vi)).unwrap_or_default();
        println!("{}: đã làm ngày {done}; thời hạn: {reason}", duty.rule.text.vi);
        println!("  {}; {}", duty.rule.basis.text().vi, duty.cite_text().vi);
    }
    println!("Chưa rõ:");
    let unknown = timeline.rulesets.iter().flat_map(|set| &set.unknown);
    for because in unknown.filter_map(|unknown| unknown.because.as_ref()) {
        println!("  {}", because.get(Lang::Vi));
    }
    Ok(())
}
