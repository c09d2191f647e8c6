//! The table of events: what each is called, when and of what it happens, what it says, and what it changes.

use std::borrow::Cow;

use serde::Serialize;

use super::{Detail, Effect, KeptIn, Phase};
use crate::text::{Lang, Text};

/// The events that every rule set knows, one row each, handed to the macro `$make`. A row says
///
/// - what happened, as documentation says it; its constant, its id, and what it is called in both languages;
/// - the phase that it belongs to, or `-`, and in whose log it is kept;
/// - its typed form, with what must and what may be said of it, each a [`Detail`]. What opens, closes or cancels a
///   dialogue is a method of the dialogue instead, and what only an office records has no type;
/// - its [`Effect`] on the dialogue, or `-`.
macro_rules! events {
    ($make:ident) => { $make! {
        /// The dialogue was moved to another day.
        RESCHEDULED "rescheduled" ("dời ngày đối thoại", "rescheduled")
            Before Dialogue { Rescheduled::to(NewDay) } Reschedule;
        /// The dialogue was called off before it opened.
        CANCELLED "cancelled" ("hủy cuộc đối thoại", "cancelled")
            Before Dialogue {} Cancel;
        /// The plan was approved.
        PLAN_APPROVED "plan-approved" ("phê duyệt kế hoạch", "plan approved")
            Before Either { PlanApproved } -;
        /// Opinions were collected beforehand.
        SURVEY_HELD "survey-held" ("khảo sát, lấy ý kiến", "opinions collected")
            Before Dialogue { SurveyHeld } -;
        /// The invitation was sent.
        INVITATION_SENT "invitation-sent" ("gửi thông báo, thư mời", "invitation sent")
            Before Dialogue { InvitationSent.stating(States) } -;
        /// The agencies concerned were told to prepare and attend.
        AGENCIES_NOTIFIED "agencies-notified" ("thông báo cho các cơ quan liên quan", "agencies notified")
            Before Dialogue { AgenciesNotified } -;
        /// The dialogue was announced in public.
        ANNOUNCED "announced" ("thông báo công khai", "announced in public")
            Before Dialogue { Announced.stating(States).session(Session) } -;
        /// The dialogue opened.
        OPENED "opened" ("khai mạc đối thoại", "dialogue opened")
            During Dialogue {} Open;
        /// A petition was raised.
        PETITION_RAISED "petition-raised" ("nêu kiến nghị", "petition raised")
            During Dialogue { PetitionRaised::of(Petition) } RaisePetition;
        /// One session of the dialogue was held, where there are several.
        SESSION_HELD "session-held" ("tổ chức một buổi đối thoại", "session held")
            During Dialogue { SessionHeld::of(Session) } HoldSession;
        /// A step of a rule set was done.
        STEP_DONE "step-done" ("thực hiện một bước", "step done")
            - Either { StepDone::of(Step) } -;
        /// Someone was turned away.
        ADMISSION_REFUSED "admission-refused" ("từ chối đối thoại với một người", "admission refused")
            During Dialogue { AdmissionRefused::of(Exclusion) } -;
        /// The dialogue closed.
        CLOSED "closed" ("kết thúc đối thoại", "dialogue closed")
            During Dialogue {} Close;
        /// The conclusion was sent out.
        CONCLUSION_NOTIFIED "conclusion-notified" ("có thông báo ý kiến kết luận", "conclusion notified")
            After Dialogue { ConclusionNotified } -;
        /// The results were published.
        RESULTS_PUBLISHED "results-published" ("công khai kết quả", "results published")
            After Dialogue { ResultsPublished.channel(Channel).session(Session) } -;
        /// A petition was assigned to an agency.
        PETITION_ASSIGNED "petition-assigned" ("giao cơ quan giải quyết", "petition assigned")
            After Either { PetitionAssigned::of(Petition).to(Agency) } -;
        /// A case was classed.
        PETITION_CLASSED "petition-classed" ("phân loại vụ việc", "petition classed")
            After Either { PetitionClassed::of(Petition, Class) } -;
        /// A longer limit was notified.
        EXTENSION_NOTIFIED "extension-notified" ("thông báo kéo dài thời hạn giải quyết", "extension notified")
            After Either { ExtensionNotified::of(Petition).until(NewLimit).stating(States) } -;
        /// A reply was sent while a case needs longer.
        INTERIM_REPLY_SENT "interim-reply-sent" ("trả lời khi cần thêm thời gian", "interim reply sent")
            After Either { InterimReplySent::of(Petition).until(NewLimit).stating(States) } -;
        /// A petition was settled.
        PETITION_SETTLED "petition-settled" ("giải quyết xong kiến nghị", "petition settled")
            After Either { PetitionSettled::of(Petition) } -;
        /// The petitioner was given the result in writing.
        REPLY_SENT "reply-sent" ("trả lời", "reply sent")
            After Either { ReplySent::of(Petition) } -;
        /// The head was told how a petition was settled.
        REPORTED_TO_HEAD "reported-to-head" ("báo cáo người đứng đầu", "reported to the head")
            After Either { ReportedToHead::of(Petition) } -;
        /// Settlement was directed.
        SETTLEMENT_DIRECTED "settlement-directed" ("chỉ đạo giải quyết", "settlement directed")
            After Dialogue { SettlementDirected } -;
        /// Settlement was recommended to those who can settle.
        SETTLEMENT_RECOMMENDED "settlement-recommended" ("kiến nghị giải quyết", "settlement recommended")
            After Dialogue { SettlementRecommended } -;
        /// The report of a year was sent.
        ANNUAL_REPORT_SENT "annual-report-sent" ("gửi báo cáo hằng năm", "annual report sent")
            - Office { .about(Year) } -;
        /// The notice of a year was sent.
        ANNUAL_NOTICE_SENT "annual-notice-sent" ("gửi thông báo hằng năm", "annual notice sent")
            - Office { .about(Year) } -;
        /// The work was reviewed.
        EVALUATION_HELD "evaluation-held" ("đánh giá, sơ kết, tổng kết", "evaluation held")
            - Office { .about(Year) } -;
        /// Citizens were received.
        RECEPTION_HELD "reception-held" ("tiếp công dân", "reception held")
            - Office {} -;
        /// A reception was moved to another day.
        RECEPTION_RESCHEDULED "reception-rescheduled" ("dời ngày tiếp công dân", "reception rescheduled")
            - Office { ::to(NewDay) } -;
        /// The schedule of receptions was posted.
        RECEPTION_SCHEDULE_POSTED "reception-schedule-posted" ("niêm yết lịch tiếp công dân", "reception schedule posted")
            - Office { .about(Year) } -;
        /// A session of the council was convened for a day.
        SESSION_SCHEDULED "session-scheduled" ("ấn định ngày khai mạc kỳ họp", "session scheduled")
            - Office { ::on(NewDay) } -;
        /// A session of the council opened.
        COUNCIL_SESSION "council-session" ("khai mạc kỳ họp", "council session opened")
            - Office {} -;
        /// A petition came in.
        PETITION_RECEIVED "petition-received" ("tiếp nhận kiến nghị, phản ánh", "petition received")
            - Either { PetitionReceived::of(Petition) } -;
        /// The petitioner was told that a petition will be settled.
        ACCEPTANCE_NOTIFIED "acceptance-notified" ("thông báo đã thụ lý", "acceptance notified")
            - Either { AcceptanceNotified::of(Petition) } -;
        /// The petitioner was told that a petition went to whom it belongs.
        TRANSFER_NOTIFIED "transfer-notified" ("thông báo đã chuyển cơ quan có thẩm quyền", "transfer notified")
            - Either { TransferNotified::of(Petition) } -;
        /// The settlement of a petition was suspended.
        SUSPENDED "suspended" ("tạm đình chỉ giải quyết", "settlement suspended")
            After Either { Suspended::of(Petition) } Suspend;
        /// The settlement of a petition was resumed.
        RESUMED "resumed" ("tiếp tục giải quyết", "settlement resumed")
            After Either { Resumed::of(Petition) } Resume;
    } };
}
pub(crate) use events;

/// Something that happens in the life of a dialogue.
///
/// ```
/// use doithoai::ruleset::{Detail, Phase};
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let extended = hcmc.event("extension-notified").unwrap();
/// assert_eq!(extended.phase, Some(Phase::After));
/// assert!(extended.petition);
/// assert_eq!(extended.takes, [Detail::NewLimit, Detail::States]);
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EventKind {
    /// Its id in files, facts and JSON.
    pub id: Cow<'static, str>,
    /// The phase it belongs to; `None` for what belongs to no phase, or to no single dialogue.
    pub phase: Option<Phase>,
    /// Whether it happens to one petition.
    pub petition: bool,
    /// What it is called.
    pub text: Text,
    /// In whose log it is kept.
    #[serde(skip)]
    pub kept_in: KeptIn,
    /// What must be said of it; only in a stored log may the session be missing.
    #[serde(skip)]
    pub needs: &'static [Detail],
    /// What else may be said of it; where a rule asks for a new limit or a channel, that too.
    #[serde(skip)]
    pub takes: &'static [Detail],
    /// What it changes in the dialogue, if anything.
    #[serde(skip)]
    pub effect: Option<Effect>,
}

impl EventKind {
    /// An event that a rule file declares.
    pub(crate) const fn declared(id: String, phase: Option<Phase>, petition: bool, text: Text) -> Self {
        let needs: &[Detail] = if petition { &[Detail::Petition] } else { &[] };
        Self { id: Cow::Owned(id), phase, petition, text, kept_in: KeptIn::Either, needs, takes: &[], effect: None }
    }

    /// Whether a detail is among what it must or may say.
    pub(crate) fn says(&self, detail: Detail) -> bool {
        self.needs.contains(&detail) || self.takes.contains(&detail)
    }

    /// Whether it is about something by its id in a rule file, and so about no period.
    pub(crate) fn is_about_an_id(&self) -> bool {
        [Detail::Step, Detail::Exclusion, Detail::Agency].into_iter().any(|detail| self.says(detail))
    }
}

const fn of_petition(needs: &[Detail]) -> bool {
    matches!(needs, [Detail::Petition, ..])
}

macro_rules! optional {
    ($of:ident -) => {
        None
    };
    ($of:ident $value:ident) => {
        Some($of::$value)
    };
}

macro_rules! details {
    (needs { $($name:ident)? $(:: $new:ident ($($need:ident),+))? $(. $set:ident ($take:ident))* }) => {
        &[$($(Detail::$need),+)?]
    };
    (takes { $($name:ident)? $(:: $new:ident ($($need:ident),+))? $(. $set:ident ($take:ident))* }) => {
        &[$(Detail::$take),*]
    };
}

macro_rules! table {
    ($( $(#[$doc:meta])+ $constant:ident $id:literal ($vi:literal, $en:literal)
        $phase:tt $kept_in:ident $typed:tt $effect:tt; )+) => {
        $( $(#[$doc])+ pub(crate) const $constant: &str = $id; )+

        /// The events that every rule set knows.
        ///
        /// ```
        /// use doithoai::ruleset::EVENTS;
        /// let notified = EVENTS.iter().find(|event| event.id == "conclusion-notified").unwrap();
        /// assert_eq!(notified.text.vi, "có thông báo ý kiến kết luận");
        /// ```
        pub static EVENTS: &[EventKind] = &[$( EventKind {
            id: Cow::Borrowed($constant),
            phase: optional!(Phase $phase),
            petition: of_petition(details!(needs $typed)),
            text: Text::new($vi, $en),
            kept_in: KeptIn::$kept_in,
            needs: details!(needs $typed),
            takes: details!(takes $typed),
            effect: optional!(Effect $effect),
        } ),+];
    };
}
events!(table);

/// An event of the table, by its id.
pub(crate) fn built_in(id: &str) -> Option<&'static EventKind> {
    EVENTS.iter().find(|event| event.id == id)
}

/// An event as a message names it: in Vietnamese by its words with the id in brackets, in English by its id alone.
pub(crate) fn named(id: &str, lang: Lang) -> String {
    match (lang, built_in(id)) {
        (Lang::Vi, Some(event)) => format!("{} [{id}]", event.text.vi),
        _ => format!("`{id}`"),
    }
}

/// Whether a rule file may declare an event of this id of its own, which then stands instead: it was no event of the
/// table when such files were first written.
pub(crate) fn may_be_declared(id: &str) -> bool {
    [RECEPTION_RESCHEDULED, SESSION_SCHEDULED, COUNCIL_SESSION].contains(&id)
}

/// What an event changes in a dialogue; nothing, where it is not of the table.
pub(crate) fn effect_of(id: &str) -> Option<Effect> {
    built_in(id)?.effect
}
