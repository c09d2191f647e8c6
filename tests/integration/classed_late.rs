//! A case that was classed after its limit had passed, where nothing holds otherwise: it was classed, and is not called otherwise.

use doithoai::ruleset::CaseClass;
use doithoai::{Calendar, Fact, Facts, Lang, RuleSet, Terms};

use crate::support::{as_of, date};

#[test]
fn a_case_that_was_classed_late_is_not_called_unclassed() {
    let set = RuleSet::from_toml(include_str!("../forms/duties.toml")).unwrap();
    let terms = Terms::new([set], Calendar::vietnam());
    let raised = Fact::new("petition-raised", date("2026-10-01")).petition("B");
    let facts = Facts::held_on(date("2026-10-01")).with(raised);
    for (classed, vi, en) in [
        (
            None,
            "từ 21/10/2026 đến 31/10/2026, tùy phân loại (chưa phân loại)",
            "2026-10-21 to 2026-10-31, by its class (not classed)",
        ),
        (Some("2026-10-21"), "21/10/2026", "2026-10-21"),
        (
            Some("2026-10-22"),
            "từ 21/10/2026 đến 31/10/2026, chưa rõ theo thời hạn nào (phân loại sau khi đã hết hạn)",
            "2026-10-21 to 2026-10-31, which of them holds is open (classed after the limit)",
        ),
    ] {
        let classing =
            classed.map(|on| Fact::new("petition-classed", date(on)).petition("B").class(CaseClass::NeedsLonger));
        let facts = classing.into_iter().fold(facts.clone(), Facts::with);
        let timeline = terms.timeline(&facts, as_of("2026-10-25")).unwrap();
        let duty = timeline.duties.iter().find(|duty| duty.rule.id == "classed").unwrap();
        assert_eq!(duty.outcome.due_text(Lang::Vi, Lang::date).unwrap(), vi);
        assert_eq!(duty.outcome.due_text(Lang::En, Lang::date).unwrap(), en);
        let is_late = classed == Some("2026-10-22");
        assert_eq!(duty.status_text(Lang::Vi).contains("phân loại sau khi đã hết hạn"), is_late);
        let told = |lang| duty.outcome.findings.iter().map(|one| duty.finding_text(one, lang)).collect::<Vec<_>>();
        let finding = "phân loại ngày 22/10/2026, sau khi hết hạn ngày 21/10/2026; theo cách hiểu này thời hạn vẫn như khi chưa phân loại";
        assert_eq!(told(Lang::Vi), if is_late { vec![finding] } else { vec![] });
        let finding = "classed on 2026-10-22, after the limit of 2026-10-21; in this reading the limit is that of a case that is not classed";
        assert_eq!(told(Lang::En), if is_late { vec![finding] } else { vec![] });
        for reading in duty.readings.iter().filter(|one| one.id() == "late-class-counts") {
            let told: Vec<_> = reading.outcome.findings.iter().map(|one| duty.finding_text(one, Lang::Vi)).collect();
            assert!(told[0].ends_with("theo cách hiểu này vẫn theo thời hạn của loại đó"), "{told:?}");
        }
    }
}
