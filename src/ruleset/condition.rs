//! When a duty, a limit or an extension applies: what must have happened, or what the dialogue or case must be.

use super::vocabulary::{By, CaseClass, DialogueKind, Mode};
use super::{Activity, Obligation, RuleSet};
use crate::text::Lang;

/// When a rule applies.
///
/// ```
/// use doithoai::{Lang, RuleSet, ruleset::{CaseClass, Condition}};
/// let can_tho = RuleSet::builtin("can-tho-10")?;
/// let only_if = can_tho.obligation("interim-reply").unwrap().only_if.as_ref().unwrap();
/// assert_eq!(*only_if, Condition::Class(vec![CaseClass::NeedsVerification, CaseClass::BoundByLaw]));
/// assert_eq!(only_if.text(&can_tho, Lang::En), "the case is one of needs more time for verification or bound by provisions of law");
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Condition {
    /// The case was classed as one of these.
    Class(Vec<CaseClass>),
    /// Something happened.
    Event {
        /// The event.
        event: String,
        /// By when, if by a day of the rule itself.
        by: Option<By>,
    },
    /// The dialogue is held in this mode.
    Mode(Mode),
    /// The dialogue is of this kind.
    Kind(DialogueKind),
    /// Another duty of the same case was not done in time.
    Overdue(String),
    /// All of these.
    All(Vec<Self>),
    /// One of these.
    Any(Vec<Self>),
    /// Not this; what was not recorded is taken not to be.
    Not(Box<Self>),
}

impl Condition {
    /// Every condition in it that is made of no others.
    pub(crate) fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::leaves).collect(),
            Self::Not(part) => part.leaves(),
            leaf => vec![leaf],
        }
    }

    /// The classes of which a case may be one for it to hold.
    pub(crate) fn classes(&self) -> Vec<CaseClass> {
        match self {
            Self::Class(classes) => classes.clone(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::classes).collect(),
            _ => Vec::new(),
        }
    }

    /// The events that it asks about.
    pub(crate) fn events(&self) -> Vec<&str> {
        let leaves = self.leaves().into_iter();
        leaves
            .filter_map(|leaf| if let Self::Event { event, .. } = leaf { Some(event.as_str()) } else { None })
            .collect()
    }

    /// Whether it holds only where one of some events happened.
    pub(crate) fn needs(&self, of: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Event { event, .. } => of(event),
            Self::All(parts) => parts.iter().any(|part| part.needs(of)),
            Self::Any(parts) => parts.iter().all(|part| part.needs(of)),
            _ => false,
        }
    }

    /// The duties whose lateness it asks about.
    pub(crate) fn overdue(&self) -> Vec<&str> {
        let leaves = self.leaves().into_iter();
        leaves.filter_map(|leaf| if let Self::Overdue(id) = leaf { Some(id.as_str()) } else { None }).collect()
    }

    /// Whether it asks about a class of cases.
    pub(crate) fn asks_for(&self, class: CaseClass) -> bool {
        self.leaves().iter().any(|leaf| matches!(leaf, Self::Class(classes) if classes.contains(&class)))
    }

    /// The condition in words, as what follows "only if".
    ///
    /// The example of [`Condition`] shows it.
    #[must_use]
    pub fn text(&self, set: &RuleSet, lang: Lang) -> String {
        let joined = |parts: &[Self], word: &str| {
            let parts: Vec<String> = parts.iter().map(|part| part.text(set, lang)).collect();
            parts.join(&format!(" {word} "))
        };
        let or = lang.pick("hoặc", "or");
        match self {
            Self::Class(classes) => {
                let names: Vec<String> =
                    classes.iter().map(|class| set.class_text(*class).get(lang).to_owned()).collect();
                let one = lang.pick("vụ việc", if names.len() > 1 { "the case is one of" } else { "the case is" });
                format!("{one} {}", names.join(&format!(" {or} ")))
            }
            Self::Event { event, by } => {
                let by = by.map(|by| format!(", {}", by.text().get(lang))).unwrap_or_default();
                let event = set.event_text(event);
                match lang {
                    Lang::Vi => format!("{}{by}", event.vi),
                    Lang::En => format!("there was: {}{by}", event.en),
                }
            }
            Self::Mode(mode) => format!("{}{} {}", meeting(set, lang), lang.pick("", " held"), mode.text().get(lang)),
            Self::Kind(kind) => format!("{} {}", meeting(set, lang), kind.text().get(lang)),
            Self::Overdue(id) => {
                let name = set.obligation(id).map(|duty: &std::sync::Arc<Obligation>| duty.text.get(lang));
                let name = name.unwrap_or(id.as_str());
                match lang {
                    Lang::Vi => format!("quá hạn mà chưa thực hiện việc: {name}"),
                    Lang::En => format!("this is overdue: {name}"),
                }
            }
            Self::All(parts) => joined(parts, lang.pick("và", "and")),
            Self::Any(parts) => joined(parts, or),
            Self::Not(part) => match lang {
                Lang::Vi => format!("không phải trường hợp {}", part.text(set, lang)),
                Lang::En => format!("it is not so that {}", part.text(set, lang)),
            },
        }
    }
}

/// What is held: a dialogue, or, where a set speaks of receptions alone, a reception.
fn meeting(set: &RuleSet, lang: Lang) -> String {
    match (set.applies().activities.contains(&Activity::Dialogue), lang) {
        (true, _) => lang.pick("đối thoại", "the dialogue is").to_owned(),
        (false, Lang::Vi) => set.reception_text().vi.into_owned(),
        (false, Lang::En) => "the reception is".to_owned(),
    }
}
