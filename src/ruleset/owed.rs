//! To whom or for what an office owes a duty beside its dialogues.

use super::vocabulary::TRANSFER_NOTIFIED;
use super::{Activity, DutyKind, MetBy, Obligation, Per};

impl Obligation {
    /// Whether a transfer of the petition to whom it belongs ends it: one of settling, which the transfer does not itself meet.
    pub(crate) fn ends_with_transfer(&self) -> bool {
        let is_met_by_it = matches!(&self.met_by, MetBy::Any(acts) if acts.iter().any(|act| act == TRANSFER_NOTIFIED));
        self.settles() && self.is_of_petitions && !is_met_by_it
    }

    /// Whether an office owes it to each petition: where the file says so, and where what it asks about happens to petitions.
    pub(crate) fn is_owed_to_petitions(&self) -> bool {
        self.activity != Activity::Dialogue && self.is_of_petitions
    }

    /// Whether an office owes it for each reception: what belongs to receptions, and the posting of their schedule.
    pub(crate) fn is_owed_for_receptions(&self) -> bool {
        let is_told_apart = self.is_of_petitions || self.each_event.is_some();
        let is_of_receptions = self.duty_kind == DutyKind::PostSchedule && self.activity != Activity::Dialogue;
        (is_of_receptions || self.per == Some(Per::Reception) || self.activity == Activity::Reception) && !is_told_apart
    }

    /// Whether an office owes it neither to a petition nor for a reception: for each occurrence of an event, or once in what is
    /// handled and reported.
    pub(crate) fn is_owed_by_office(&self) -> bool {
        let is_of_office = matches!(self.activity, Activity::PetitionHandling | Activity::Reporting);
        let is_of_office = is_of_office || self.each_event.is_some() && self.activity != Activity::Dialogue;
        is_of_office && !self.is_owed_to_petitions() && !self.is_owed_for_receptions()
    }
}
