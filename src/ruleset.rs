//! One version of one regulation, as data: its instruments, duties, time limits, readings, and what is unknown.

mod builtin;
mod duty;
mod instrument;
mod parse;
pub mod vocabulary;

use serde::Serialize;
use thiserror::Error;

pub use builtin::UnknownRuleSet;
pub use duty::{
    AnchorRule, Due, Extension, MetBy, MustState, Obligation, Reading, ReadingEffect, Recurring, StepRule, Toward,
    Trigger,
};
pub use instrument::{Applies, Cite, InForce, Instrument, Known, Source, Territory, Unknown};
pub use vocabulary::{
    Activity, Actor, CaseClass, Counts, DialogueKind, DutyKind, EventKind, HeadKind, InstrumentKind, Level, Modality,
    NoDate, Order, Period, Phase, SourceKind, Standing,
};

use crate::reader::FileError;
use crate::text::{Lang, Text};

/// One version of one regulation, checked: every word is known, every reference leads somewhere.
///
/// ```
/// use doithoai::{Lang, RuleSet};
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// assert_eq!(hcmc.version(), "2017-04-28");
/// let notice = hcmc.obligation("notify-conclusion").unwrap();
/// assert_eq!(
///     hcmc.cite_text(&notice.cite).get(Lang::En),
///     "Working regulation enclosed with Decision 935-QĐ/TU, Art. 13(3), dash 1",
/// );
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleSet {
    format: u32,
    id: String,
    version: String,
    title: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    covers: Option<Text>,
    instruments: Vec<Instrument>,
    sources: Vec<Source>,
    applies: Applies,
    unknowns: Vec<Unknown>,
    events: Vec<EventKind>,
    actors: Vec<Actor>,
    steps: Vec<StepRule>,
    obligations: Vec<Obligation>,
    recurring: Vec<Recurring>,
    triggers: Vec<Trigger>,
    #[serde(skip)]
    hash: String,
}

/// Why a text is no rule set.
///
/// ```
/// use doithoai::RuleSet;
/// let error = RuleSet::from_toml("").unwrap_err();
/// assert!(error.to_string().starts_with("line 1, column 1: `format` is missing"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(transparent)]
pub struct RuleSetError(#[from] FileError);

impl RuleSetError {
    /// Everything wrong in the file, in its order.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let error = RuleSet::from_toml("format = 1\n").unwrap_err();
    /// assert!(error.problems().iter().any(|problem| problem.message.en == "`id` is missing"));
    /// ```
    #[must_use]
    pub fn problems(&self) -> &[crate::reader::Problem] {
        self.0.problems()
    }

    /// The first problem and how many more there are, in one language.
    ///
    /// ```
    /// use doithoai::{Lang, RuleSet};
    /// let error = RuleSet::from_toml("").unwrap_err();
    /// assert!(error.text(Lang::Vi).starts_with("dòng 1, cột 1: thiếu `format`"));
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.0.text(lang)
    }
}

impl RuleSet {
    /// Reads a rule file.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let error = RuleSet::from_toml("format = 1\nid = \"x\"\nversoin = \"1\"\n").unwrap_err();
    /// let unknown = error.problems().iter().find(|problem| problem.path == "versoin").unwrap();
    /// assert_eq!((unknown.line, unknown.column), (3, 1));
    /// assert_eq!(unknown.suggestion.as_deref(), Some("version"));
    /// ```
    ///
    /// # Errors
    /// Everything wrong in the file: unknown words and keys, missing values, references that lead nowhere.
    pub fn from_toml(text: &str) -> Result<Self, RuleSetError> {
        Ok(parse::rule_set(text)?)
    }

    /// A built-in rule set by its id: `hcmc-935`, `can-tho-10`.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// assert_eq!(RuleSet::builtin("hcmc-935")?.id(), "hcmc-935");
    /// assert_eq!(RuleSet::builtin("hcmc-953").unwrap_err().near, Some("hcmc-935"));
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    ///
    /// # Errors
    /// [`UnknownRuleSet`] with the nearest known id.
    pub fn builtin(id: &str) -> Result<Self, UnknownRuleSet> {
        builtin::load(id)
    }

    /// The ids of the built-in rule sets.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// assert_eq!(RuleSet::builtin_ids(), ["hcmc-935", "can-tho-10"]);
    /// ```
    #[must_use]
    pub fn builtin_ids() -> Vec<&'static str> {
        builtin::FILES.iter().map(|(id, _)| *id).collect()
    }

    /// The TOML text of a built-in rule set, to read and to start one's own from.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let text = RuleSet::builtin_toml("hcmc-935")?;
    /// assert_eq!(RuleSet::from_toml(text)?, RuleSet::builtin("hcmc-935")?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`UnknownRuleSet`] with the nearest known id.
    pub fn builtin_toml(id: &str) -> Result<&'static str, UnknownRuleSet> {
        builtin::text(id)
    }

    /// Its id.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// assert_eq!(RuleSet::builtin("can-tho-10")?.id(), "can-tho-10");
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its version: a label, mostly the date of issue.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// assert_eq!(RuleSet::builtin("hcmc-935")?.version(), "2017-04-28");
    /// assert_eq!(RuleSet::builtin("can-tho-10")?.version(), "2019"); // the day of issue is not known
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The regulation's title.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let can_tho = RuleSet::builtin("can-tho-10")?;
    /// assert!(can_tho.title().vi.ends_with("các cấp với Nhân dân"));
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub const fn title(&self) -> &Text {
        &self.title
    }

    /// Which part of the regulation is encoded, where it is not the whole.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.covers().unwrap().en, "Art. 13: the procedure of heads of government");
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub const fn covers(&self) -> Option<&Text> {
        self.covers.as_ref()
    }

    /// SHA-256 of the canonical JSON, in hexadecimal.
    ///
    /// 64 lower-case digits. Comments and layout of the file do not change it.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let commented = RuleSet::from_toml(&format!("# mine\n{}", RuleSet::builtin_toml("hcmc-935")?))?;
    /// assert_eq!(hcmc.hash().len(), 64);
    /// assert_eq!(commented.hash(), hcmc.hash());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The documents that it rests on; the first is the main one.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.instruments()[0].title().vi, "Quy chế kèm theo Quyết định 935-QĐ/TU");
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    /// Where its words were read.
    ///
    /// ```
    /// use doithoai::{Confidence, ruleset::SourceKind};
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let source = &hcmc.sources()[0];
    /// assert_eq!((source.kind, source.confidence), (SourceKind::Reprint, Confidence::B));
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Whom it binds.
    ///
    /// ```
    /// use doithoai::ruleset::HeadKind;
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.applies().heads, [HeadKind::LocalGovernment]);
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub const fn applies(&self) -> &Applies {
        &self.applies
    }

    /// What is not known of the regulation.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// // Whether a minimum number of dialogues is set is not known; it is not "none".
    /// assert!(hcmc.unknowns().iter().any(|unknown| unknown.of == "recurring.hold-dialogue"));
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn unknowns(&self) -> &[Unknown] {
        &self.unknowns
    }

    /// Its steps.
    ///
    /// ```
    /// use doithoai::ruleset::Phase;
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let during = hcmc.steps().iter().filter(|step| step.phase == Phase::During);
    /// assert_eq!(during.count(), 5); // the five dashes of Art. 13(2)
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn steps(&self) -> &[StepRule] {
        &self.steps
    }

    /// Its duties.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let ids: Vec<&str> = hcmc.obligations().iter().map(|duty| duty.id.as_str()).collect();
    /// assert_eq!(ids, ["invite-citizens", "notify-agencies", "notify-conclusion", "settle-petition"]);
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn obligations(&self) -> &[Obligation] {
        &self.obligations
    }

    /// A duty by its id.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.obligation("settle-petition").unwrap().cite.to_string(), "main#d13.k3.g2");
    /// assert!(hcmc.obligation("no-such-duty").is_none());
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn obligation(&self, id: &str) -> Option<&Obligation> {
        self.obligations.iter().find(|obligation| obligation.id == id)
    }

    /// Its recurring duties.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let ids: Vec<&str> = hcmc.recurring().iter().map(|duty| duty.id.as_str()).collect();
    /// assert_eq!(ids, ["annual-report", "annual-notice"]);
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn recurring(&self) -> &[Recurring] {
        &self.recurring
    }

    /// What obliges or permits a dialogue outside the plan.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let can_tho = RuleSet::builtin("can-tho-10")?;
    /// assert_eq!(can_tho.triggers()[0].when.vi, "khi cần thiết");
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn triggers(&self) -> &[Trigger] {
        &self.triggers
    }

    /// The standing of its main instrument.
    ///
    /// ```
    /// use doithoai::ruleset::Standing;
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.standing(), Standing::Unknown);
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.instruments.first().map_or(Standing::Unknown, |main| main.standing)
    }

    /// The events that it knows: those of every rule set, then its own.
    ///
    /// ```
    /// use doithoai::ruleset::Phase;
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let during: Vec<&str> =
    ///     hcmc.events().filter(|event| event.phase == Some(Phase::During)).map(|event| event.id.as_ref()).collect();
    /// assert_eq!(during, ["opened", "petition-raised", "closed"]);
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    pub fn events(&self) -> impl Iterator<Item = &EventKind> {
        vocabulary::EVENTS.iter().chain(&self.events)
    }

    /// An event by its id.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert!(hcmc.event("petition-settled").unwrap().petition);
    /// assert!(hcmc.event("dialogue-day").is_none()); // an anchor, not an event
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn event(&self, id: &str) -> Option<&EventKind> {
        self.events().find(|event| event.id == id)
    }

    /// What an event or anchor is called.
    ///
    /// An unknown id is its own name.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.event_text("dialogue-day").vi, "ngày đối thoại");
    /// assert_eq!(hcmc.event_text("conclusion-notified").en, "conclusion notified");
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn event_text(&self, id: &str) -> Text {
        if id == vocabulary::DIALOGUE_DAY {
            return Text::new("ngày đối thoại", "the day of the dialogue");
        }
        self.event(id).map_or_else(|| Text::same(id.to_owned()), |event| event.text.clone())
    }

    /// What an actor is called.
    ///
    /// An unknown id is its own name.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.actor_text("front").vi, "Mặt trận Tổ quốc");
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn actor_text(&self, id: &str) -> Text {
        let mut all = vocabulary::ACTORS.iter().chain(&self.actors);
        all.find(|actor| actor.id == id).map_or_else(|| Text::same(id.to_owned()), |actor| actor.text.clone())
    }

    /// Actors, joined.
    ///
    /// ```
    /// use doithoai::Lang;
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let whom = ["petitioner".to_owned(), "government-head".to_owned()];
    /// assert_eq!(hcmc.actors_text(&whom, Lang::En), "petitioner and head of the government");
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn actors_text(&self, ids: &[String], lang: Lang) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.actor_text(id).get(lang).to_owned()).collect();
        lang.list(&names)
    }

    /// Those to whom a duty is owed, joined; "(nếu có)" where it is owed only if there are any.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let can_tho = RuleSet::builtin("can-tho-10")?;
    /// let settle = can_tho.obligation("settle-petition").unwrap();
    /// let toward = can_tho.toward_text(&settle.toward).vi;
    /// assert!(toward.starts_with("tập thể có liên quan (nếu có), cá nhân liên quan (nếu có) và"));
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn toward_text(&self, toward: &[Toward]) -> Text {
        Text::build(|lang| {
            let if_any = lang.pick(" (nếu có)", " (if any)");
            let name = |toward: &Toward| {
                format!("{}{}", self.actor_text(&toward.who).get(lang), if toward.if_any { if_any } else { "" })
            };
            lang.list(&toward.iter().map(name).collect::<Vec<_>>())
        })
    }

    /// A citation as a lawyer writes it.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let can_tho = RuleSet::builtin("can-tho-10")?;
    /// let notice = can_tho.obligation("notify-conclusion").unwrap();
    /// assert_eq!(can_tho.cite_text(&notice.cite).vi, "Quy chế 10-QC/TU (chưa rõ điều khoản)");
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn cite_text(&self, cite: &Cite) -> Text {
        let instrument = self.instruments.iter().find(|instrument| instrument.id == cite.instrument);
        let title = instrument.map_or_else(|| Text::same(cite.instrument.clone()), Instrument::title);
        match &cite.provision {
            Some(provision) => provision.of(&title),
            None => {
                Text::owned(format!("{} (chưa rõ điều khoản)", title.vi), format!("{} (article not known)", title.en))
            }
        }
    }

    /// The duty that an event fulfils, if one does; where several do, the first with a date.
    pub(crate) fn producer(&self, event: &str) -> Option<&Obligation> {
        let fulfilled = |o: &&Obligation| o.met_by.events().iter().any(|e| e == event);
        let mut producers = self.obligations.iter().filter(fulfilled);
        producers.clone().find(|o| matches!(o.due, Due::Limit { .. })).or_else(|| producers.next())
    }
}
