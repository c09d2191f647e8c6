//! The first page of a timeline: what needs attention, what is to be done, what was done; the rest with `--full`.

use doithoai::timeline::{Duty, Status};
use doithoai::{Facts, Terms, Timeline};

use super::form::Form;
use crate::page::{BOLD, DIM, Page, WARN, paint, style_of};

/// Where a duty stands on the first page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    /// It is late, or how it stands is open.
    Attention,
    ToDo,
    Done,
    /// It does not bind.
    Left,
}

impl Group {
    fn of(duty: &Duty) -> Self {
        match duty.outcome.status {
            _ if !duty.outcome.findings.is_empty() => Self::Attention,
            Status::Pending | Status::Awaiting | Status::NoDate => Self::ToDo,
            Status::Met | Status::Excused | Status::Permitted => Self::Done,
            Status::NotApplicable { .. } => Self::Left,
            _ => Self::Attention,
        }
    }
}

impl Form<'_> {
    pub(super) fn first_page(&self, terms: &Terms, timeline: &Timeline, facts: &Facts) -> String {
        let (lang, mut page) = (self.lang, Page::default());
        self.head(&mut page, terms, timeline, facts);
        self.subject(&mut page, terms, timeline);
        self.petitions(&mut page, terms, timeline, facts);
        self.refused(&mut page, terms, timeline);
        page.blank();
        for summary in &timeline.rulesets {
            self.named(&mut page, summary);
            self.standing(&mut page, summary);
        }
        for (group, vi, en) in [
            (Group::Attention, "CẦN CHÚ Ý", "NEEDS ATTENTION"),
            (Group::ToDo, "CÒN PHẢI LÀM", "TO DO"),
            (Group::Done, "ĐÃ LÀM", "DONE"),
        ] {
            let mut duties: Vec<&Duty> = timeline.duties.iter().filter(|duty| Group::of(duty) == group).collect();
            // What has no date comes last.
            let due = |duty: &Duty| duty.outcome.settled_due().map(|due| due.date);
            duties.sort_by_key(|duty| (due(duty).is_none(), due(duty)));
            if !duties.is_empty() {
                page.blank();
                page.styled(0, BOLD, lang.pick(vi, en));
            }
            for duty in duties {
                self.shortly(&mut page, duty, group);
            }
        }
        page.blank();
        self.what_else(&mut page, timeline);
        page.finish()
    }

    /// A duty in two lines, with what stands out.
    fn shortly(&self, page: &mut Page, duty: &Duty, group: Group) {
        let lang = self.lang;
        let status = paint(style_of(&duty.outcome.status), &duty.status_text(lang));
        let id = paint(DIM, &Self::id_of(duty));
        page.line(2, &format!("* {} {id} {status}", paint(BOLD, duty.rule.text.get(lang))));
        if group != Group::Done {
            self.due(page, duty);
        }
        for finding in &duty.outcome.findings {
            page.styled(6, WARN, &format!("! {}", duty.finding_text(finding, lang)));
        }
    }

    /// What the whole page has beside these.
    fn what_else(&self, page: &mut Page, timeline: &Timeline) {
        let left = timeline.duties.iter().filter(|duty| Group::of(duty) == Group::Left).count();
        let unknown: usize = timeline.rulesets.iter().map(|summary| summary.unknown.len()).sum();
        let counts = [
            (timeline.steps.len(), "bước", "steps"),
            (timeline.recurring.len(), "nhiệm vụ định kỳ", "recurring duties"),
            (left, "nhiệm vụ không áp dụng", "duties that do not apply"),
            (unknown, "điều chưa rõ", "things not known"),
        ];
        let counts = counts.iter().filter(|(count, ..)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, vi, en)| format!("{count} {}", self.lang.pick(vi, en))).collect();
        let counts = self.lang.list(&counts);
        let words = self.lang.pick(
            "Căn cứ, ai thực hiện, cách hiểu khác: --full; giải thích từng ngày: --explain",
            "Provisions, bearers, other readings: --full; every day explained: --explain",
        );
        page.styled(0, DIM, words);
        if !counts.is_empty() {
            page.styled(0, DIM, &format!("{}: {counts}", self.lang.pick("Ngoài ra còn", "Beside these there are")));
        }
    }
}
