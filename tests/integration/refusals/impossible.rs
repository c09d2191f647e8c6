//! What cannot have been, and what can: the tests of the library, of the command and of the C interface go through the same rows.

pub(super) const OPENED: &str = r#"{"event":"opened","on":"2026-08-20"}"#;
pub(super) const CLOSED: &str = r#"{"event":"closed","on":"2026-08-20"}"#;
pub(super) const CANCELLED: &str = r#"{"event":"cancelled","on":"2026-08-10"}"#;
pub(super) const SENT: &str = r#"{"event":"invitation-sent","on":"2026-08-10","recorded":"2026-08-10"}"#;

pub(super) const RAISED: &str = r#"{"event":"petition-raised","on":"2026-08-20","petition":"KN-1"}"#;
pub(super) const LATE: &str =
    r#"{"event":"petition-raised","on":"2026-08-20","petition":"KN-2","recorded":"2026-08-25"}"#;
pub(super) const SUSPENDED: &str = r#"{"event":"suspended","on":"2026-09-01","petition":"KN-1"}"#;
pub(super) const RESUMED: &str = r#"{"event":"resumed","on":"2026-09-10","petition":"KN-1"}"#;

/// What is entered, the code with which a log refuses it, and that with which facts are refused.
#[rustfmt::skip]
pub(crate) const IMPOSSIBLE: &[(&[&str], &str, &str)] = &[
    // Entered before it happened.
    (&[r#"{"event":"opened","on":"2026-08-20","recorded":"2026-08-19"}"#], "entered-before", "entered-before"),
    (&[r#"{"event":"rescheduled","on":"2026-08-11","until":"2026-08-27","recorded":"2026-08-10"}"#], "entered-before", "entered-before"),
    // Out of the covered years.
    (&[r#"{"event":"opened","on":"2101-01-01"}"#], "outside-coverage", "outside-coverage"),
    (&[r#"{"event":"invitation-sent","on":"2014-12-31"}"#], "outside-coverage", "outside-coverage"),
    (&[r#"{"event":"opened","on":"2026-08-20","recorded":"2101-01-01"}"#], "outside-coverage", "outside-coverage"),
    (&[r#"{"event":"rescheduled","on":"2026-08-10","until":"2101-01-01"}"#], "outside-coverage", "outside-coverage"),
    // What the event does not take.
    (&[r#"{"event":"opened","on":"2026-08-20","class":"complex"}"#], "not-taken", "not-taken"),
    (&[r#"{"event":"opened","on":"2026-08-20","channel":"website"}"#], "not-taken", "not-taken"),
    (&[r#"{"event":"opened","on":"2026-08-20","states":["time"]}"#], "not-taken", "not-taken"),
    (&[r#"{"event":"opened","on":"2026-08-20","until":"2026-09-01"}"#], "not-taken", "not-taken"),
    (&[r#"{"event":"opened","on":"2026-08-20","about":"2026"}"#], "not-taken", "not-taken"),
    (&[r#"{"event":"opened","on":"2026-08-20","petition":"KN-1"}"#], "not-of-a-petition", "not-taken"),
    (&[r#"{"event":"rescheduled","on":"2026-08-10","until":"2026-08-27","session":"S1"}"#], "not-taken", "not-taken"),
    (&[r#"{"event":"invitation-sent","on":"2026-08-10","class":"complex"}"#], "not-taken", "not-taken"),
    // What it lacks, and words that mean nothing.
    (&[r#"{"event":"rescheduled","on":"2026-08-10"}"#], "no-new-day", "no-new-day"),
    (&[r#"{"event":"rescheduled","on":"2026-08-10","until":"2026-08-09"}"#], "new-day-passed", "new-day-passed"),
    (&[r#"{"event":"invitation-sent","on":"2026-08-10","states":["nope"]}"#], "unknown", "unknown"),
    (&[r#"{"event":"step-done","on":"2026-08-10"}"#], "unknown", "unknown"),
    (&[r#"{"event":"step-done","on":"2026-08-10","about":"draw-up-plans"}"#], "unknown", "unknown"),
    (&[OPENED, r#"{"event":"admission-refused","on":"2026-08-20"}"#], "unknown", "unknown"),
    (&[OPENED, r#"{"event":"admission-refused","on":"2026-08-20","about":"tired"}"#], "unknown", "unknown"),
    // Corrections of nothing, of themselves, in a circle, twice.
    (&[r#"{"event":"opened","on":"2026-08-20","void":true}"#], "void-corrects-nothing", "void-corrects-nothing"),
    (&[r#"{"event":"opened","on":"2026-08-20","recorded":"2026-08-21","corrects":1}"#], "no-such-entry", "corrects-no-earlier"),
    (&[r#"{"event":"opened","on":"2026-08-20","recorded":"2026-08-21","corrects":0}"#], "no-such-entry", "corrects-no-earlier"),
    (&[r#"{"event":"opened","on":"2026-08-20","recorded":"2026-08-21","corrects":2}"#,
       r#"{"event":"opened","on":"2026-08-20","recorded":"2026-08-21","corrects":1}"#], "no-such-entry", "corrects-no-earlier"),
    (&[SENT, r#"{"event":"invitation-sent","on":"2026-08-09","recorded":"2026-08-11","corrects":1}"#,
       r#"{"event":"invitation-sent","on":"2026-08-08","recorded":"2026-08-12","corrects":1}"#], "already-corrected", "already-corrected"),
    (&[SENT, r#"{"event":"invitation-sent","on":"2026-08-09","corrects":1}"#], "no-recorded-date", "no-recorded-date"),
    // Entered before what it corrects was.
    (&[SENT, r#"{"event":"invitation-sent","on":"2026-08-09","recorded":"2026-08-09","corrects":1}"#], "corrected-before-entered", "corrected-before-entered"),
    (&[OPENED, RAISED, LATE, r#"{"event":"petition-raised","on":"2026-08-20","petition":"KN-2","recorded":"2026-08-24","corrects":3,"void":true}"#], "corrected-before-entered", "corrected-before-entered"),
    (&[SENT, r#"{"event":"invitation-sent","on":"2026-08-10","recorded":"2101-01-01","corrects":1,"void":true}"#], "outside-coverage", "outside-coverage"),
    (&[r#"{"event":"invitation-sent","on":"2026-08-10","recorded":"2026-08-09"}"#, r#"{"event":"invitation-sent","on":"2026-08-10","recorded":"2026-08-11","corrects":1}"#], "entered-before", "entered-before"),
    // What excludes each other, and what happens once.
    (&[CANCELLED, OPENED], "wrong-phase", "opened-and-cancelled"),
    (&[OPENED, r#"{"event":"cancelled","on":"2026-08-21"}"#], "wrong-phase", "opened-and-cancelled"),
    (&[OPENED, r#"{"event":"rescheduled","on":"2026-08-21","until":"2026-08-27"}"#], "wrong-phase", "moved-after-opening"),
    (&[OPENED, r#"{"event":"rescheduled","on":"2026-08-20","until":"2026-08-27"}"#], "moved-after-opening", "moved-after-opening"),
    (&[OPENED, CLOSED, r#"{"event":"rescheduled","on":"2026-08-20","until":"2026-08-27","recorded":"2026-08-20"}"#], "moved-after-opening", "moved-after-opening"),
    (&[OPENED, r#"{"event":"opened","on":"2026-08-21"}"#], "wrong-phase", "happened-twice"),
    (&[OPENED, CLOSED, r#"{"event":"closed","on":"2026-08-21"}"#], "wrong-phase", "happened-twice"),
    (&[CANCELLED, r#"{"event":"cancelled","on":"2026-08-11"}"#], "wrong-phase", "happened-twice"),
    (&[CANCELLED, r#"{"event":"invitation-sent","on":"2026-08-11"}"#], "wrong-phase", "after-cancellation"),
    (&[CANCELLED, r#"{"event":"step-done","on":"2026-08-11","about":"draw-up-plan"}"#], "wrong-phase", "after-cancellation"),
    (&[CANCELLED, r#"{"event":"rescheduled","on":"2026-08-11","until":"2026-08-27"}"#], "wrong-phase", "after-cancellation"),
    (&[CANCELLED, r#"{"event":"session-held","on":"2026-08-10","session":"S1"}"#], "wrong-phase", "after-cancellation"),
    (&[CANCELLED, r#"{"event":"conclusion-notified","on":"2026-08-10"}"#], "wrong-phase", "after-cancellation"),
    // What happens once to a petition, and what undoes what was not done.
    (&[OPENED, RAISED, RAISED], "already-raised", "already-raised"),
    (&[OPENED, RAISED, r#"{"event":"petition-raised","on":"2026-08-21","petition":"KN-1"}"#], "already-raised", "already-raised"),
    (&[OPENED, RAISED, CLOSED, SUSPENDED, r#"{"event":"suspended","on":"2026-09-02","petition":"KN-1"}"#], "already-suspended", "already-suspended"),
    (&[OPENED, RAISED, CLOSED, r#"{"event":"resumed","on":"2026-09-02","petition":"KN-1"}"#], "not-suspended", "not-suspended"),
    (&[OPENED, RAISED, CLOSED, SUSPENDED, RESUMED, r#"{"event":"resumed","on":"2026-09-12","petition":"KN-1"}"#], "not-suspended", "not-suspended"),
    (&[OPENED, RAISED, CLOSED, SUSPENDED, r#"{"event":"resumed","on":"2026-08-31","petition":"KN-1"}"#], "resumed-before-suspended", "resumed-before-suspended"),
    // Ids.
    (&[OPENED, r#"{"event":"petition-raised","on":"2026-08-20","petition":""}"#], "empty-id", "empty-id"),
    (&[OPENED, r#"{"event":"petition-raised","on":"2026-08-20","petition":" "}"#], "empty-id", "empty-id"),
    (&[OPENED, r#"{"event":"petition-raised","on":"2026-08-20","petition":"KN\n1"}"#], "id-of-several-lines", "id-of-several-lines"),
    (&[OPENED, r#"{"event":"petition-raised","on":"2026-08-20","petition":"KN\u20281"}"#], "id-of-several-lines", "id-of-several-lines"),
    (&[OPENED, r#"{"event":"session-held","on":"2026-08-20","session":"S\r1"}"#], "id-of-several-lines", "id-of-several-lines"),
    (&[r#"{"event":"step-done","on":"2026-08-10","about":""}"#], "empty-id", "empty-id"),
    (&[r#"{"event":"invitation-sent","on":"2026-08-10","states":[""]}"#], "empty-id", "empty-id"),
    (&[r#"{"event":"invitation-sent","on":"2026-08-10","key":""}"#], "empty-id", "empty-id"),
    (&[r#"{"event":"open\ned","on":"2026-08-20"}"#], "id-of-several-lines", "id-of-several-lines"),
    // One key, two contents.
    (&[r#"{"event":"invitation-sent","on":"2026-08-10","key":"a"}"#, r#"{"event":"invitation-sent","on":"2026-08-11","key":"a"}"#], "key-taken", "key-taken"),
    (&[r#"{"event":"invitation-sent","on":"2026-08-10","key":"a"}"#, r#"{"event":"survey-held","on":"2026-08-10","key":"a"}"#], "key-taken", "key-taken"),
];

/// What happened, however late it is entered.
#[rustfmt::skip]
pub(super) const POSSIBLE: &[&[&str]] = &[
    &[r#"{"event":"opened","on":"2026-08-20","recorded":"2026-08-20"}"#],
    &[OPENED, CLOSED, r#"{"event":"invitation-sent","on":"2026-08-10","recorded":"2026-12-31"}"#],
    &[CANCELLED, r#"{"event":"invitation-sent","on":"2026-08-07","recorded":"2026-08-11"}"#],
    &[CANCELLED, r#"{"event":"invitation-sent","on":"2026-08-10","recorded":"2026-08-11"}"#],
    &[CANCELLED, r#"{"event":"step-done","on":"2026-08-01","about":"draw-up-plan","recorded":"2026-08-11"}"#],
    &[CANCELLED, r#"{"event":"rescheduled","on":"2026-08-05","until":"2026-08-27","recorded":"2026-08-11"}"#],
    &[OPENED, r#"{"event":"rescheduled","on":"2026-08-20","until":"2026-08-21","recorded":"2026-08-25"}"#],
    &[OPENED, r#"{"event":"rescheduled","on":"2026-08-20","until":"2026-08-21","recorded":"2026-08-21"}"#],
    &[OPENED, r#"{"event":"rescheduled","on":"2026-08-19","until":"2026-08-21"}"#],
    &[r#"{"event":"rescheduled","on":"2026-08-20","until":"2026-08-21"}"#, OPENED],
    &[OPENED, RAISED, CLOSED, SUSPENDED, RESUMED],
    &[OPENED, RAISED, CLOSED, SUSPENDED, r#"{"event":"resumed","on":"2026-09-01","petition":"KN-1"}"#, r#"{"event":"suspended","on":"2026-09-01","petition":"KN-1"}"#],
    &[OPENED, RAISED, CLOSED, SUSPENDED, RESUMED, r#"{"event":"suspended","on":"2026-08-25","petition":"KN-1"}"#, r#"{"event":"resumed","on":"2026-08-26","petition":"KN-1"}"#],
    &[OPENED, RAISED, r#"{"event":"petition-raised","on":"2026-08-20","petition":"KN-2"}"#],
    &[SENT, r#"{"event":"invitation-sent","on":"2026-08-09","recorded":"2026-08-11","corrects":1}"#],
    &[SENT, r#"{"event":"invitation-sent","on":"2026-08-10","recorded":"2026-08-11","corrects":1,"void":true}"#],
    &[SENT, r#"{"event":"invitation-sent","on":"2026-08-09","recorded":"2026-08-10","corrects":1}"#],
    &[OPENED, RAISED, LATE, r#"{"event":"petition-raised","on":"2026-08-20","petition":"KN-2","recorded":"2026-08-25","corrects":3,"void":true}"#],
    // What does not say when it was entered may be corrected on any day: its own may be what was wrong.
    &[OPENED, CLOSED, r#"{"event":"conclusion-notified","on":"2026-09-28"}"#, r#"{"event":"conclusion-notified","on":"2026-08-28","recorded":"2026-08-29","corrects":3}"#],
    &[r#"{"event":"invitation-sent","on":"2026-08-10","key":"a"}"#, r#"{"event":"invitation-sent","on":"2026-08-10","key":"a"}"#],
    &[r#"{"event":"invitation-sent","on":"2026-08-10","key":"a"}"#, r#"{"event":"invitation-sent","on":"2026-08-10","key":"b"}"#],
];
