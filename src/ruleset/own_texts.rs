//! What classes, channels, contents of notices and heads are called, those of a file's own among them.

use super::vocabulary::{CaseClass, Channel, FIELDS, HeadKind, Level};
use super::{RuleSet, When};
use crate::text::{Lang, OwnText, Text};

impl RuleSet {
    /// What the rule set calls a word of its own.
    fn own_text(&self, list: &str, id: &str) -> Option<&Text> {
        self.0.own.iter().find(|own| own.list == list && own.id == id).map(|own| &own.text)
    }

    /// Whether the file declares a word of its own: in which list, `class`, `field`, `channel`, `head` or `level`, and its id.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// assert!(!RuleSet::builtin("hcmc-935")?.declares("class", "complex")); // it is built in
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn declares(&self, list: &str, id: &str) -> bool {
        self.own_text(list, id).is_some()
    }

    /// The words that the rule set declares in a list: their ids and what they are called.
    pub(crate) fn own_of(&self, list: &'static str) -> impl Iterator<Item = (&str, Option<&Text>)> {
        OwnText::of(list, &self.0.own)
    }

    /// What a class of cases is called, one that the file declares included.
    ///
    /// ```
    /// use doithoai::{RuleSet, ruleset::CaseClass};
    /// let hcmc = RuleSet::builtin_toml("hcmc-935")?;
    /// let set = RuleSet::from_toml(&format!("{hcmc}\n[[class]]\nid = \"land\"\ntext = \"tranh chấp đất đai\"\n"))?;
    /// assert_eq!(set.class_text(CaseClass::named("land")?).vi, "tranh chấp đất đai");
    /// assert_eq!(set.class_text(CaseClass::Complex).en, "complex");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn class_text(&self, class: CaseClass) -> Text {
        self.own_text("class", class.word()).cloned().unwrap_or_else(|| class.text())
    }

    /// What a channel is called, one that the file declares included.
    ///
    /// ```
    /// use doithoai::{RuleSet, ruleset::Channel};
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.channel_text(Channel::Website).vi, "trang thông tin điện tử");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn channel_text(&self, channel: Channel) -> Text {
        self.own_text("channel", channel.word()).cloned().unwrap_or_else(|| channel.text())
    }

    /// What a kind of head is called, one that the file declares included.
    ///
    /// ```
    /// use doithoai::{RuleSet, ruleset::HeadKind};
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.head_text(HeadKind::Agency).en, "head of an agency or unit");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn head_text(&self, head: HeadKind) -> Text {
        self.own_text("head", head.word()).cloned().unwrap_or_else(|| head.text())
    }

    /// What a level is called, one that the file declares included.
    ///
    /// ```
    /// use doithoai::{RuleSet, ruleset::Level};
    /// let hcmc = RuleSet::builtin_toml("hcmc-935")?;
    /// let set = RuleSet::from_toml(&format!("{hcmc}\n[[level]]\nid = \"cluster\"\ntext = \"cụm\"\n"))?;
    /// assert_eq!(set.level_text(Level::named("cluster")?).vi, "cụm");
    /// assert_eq!(set.level_text(Level::Commune).vi, "cấp xã");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn level_text(&self, level: Level) -> Text {
        self.own_text("level", level.word()).cloned().unwrap_or_else(|| level.text())
    }

    /// What a content of notices is called, by its id; an unknown id is its own name.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// assert_eq!(RuleSet::builtin("hcmc-935")?.field_text("venue").vi, "địa điểm");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn field_text(&self, id: &str) -> Text {
        self.own_text("field", id).cloned().unwrap_or_else(|| field_text(id))
    }

    /// When a trigger obliges or permits, in words.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let can_tho = RuleSet::builtin("can-tho-10")?;
    /// assert_eq!(can_tho.when_text(&can_tho.triggers()[0].when).vi, "khi cần thiết");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn when_text(&self, when: &When) -> Text {
        Text::build(|lang| match when {
            When::Classes(classes) => of_classes(classes.iter().map(|class| self.class_text(*class)), lang),
            other => other.text(lang),
        })
    }
}

/// A field of a notice by its id.
pub(crate) fn field_text(id: &str) -> Text {
    let known = FIELDS.iter().find(|field| field.id == id);
    known.map_or_else(|| Text::same(id.to_owned()), |field| field.text.clone())
}

/// That a case is of one of some classes, in one language.
pub(super) fn of_classes(classes: impl Iterator<Item = Text>, lang: Lang) -> String {
    let classes: Vec<String> = classes.map(|class| class.get(lang).to_owned()).collect();
    format!("{} {}", lang.pick("khi vụ việc", "when a case is"), classes.join(lang.pick(" hoặc ", " or ")))
}
