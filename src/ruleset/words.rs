//! What the events, actors and citations of a rule set are called.

use super::vocabulary::{self, EventKind};
use super::{AnchorRule, Cite, Instrument, Place, RuleSet, Toward};
use crate::text::{Lang, Text};

impl RuleSet {
    /// The events that it knows: those of every rule set, then its own.
    ///
    /// ```
    /// use doithoai::ruleset::Phase;
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let during: Vec<&str> =
    ///     hcmc.events().filter(|event| event.phase == Some(Phase::During)).map(|event| event.id.as_ref()).collect();
    /// assert_eq!(during, ["opened", "petition-raised", "session-held", "admission-refused", "closed"]);
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    pub fn events(&self) -> impl Iterator<Item = &EventKind> {
        vocabulary::EVENTS.iter().chain(&self.0.events)
    }

    /// The events that its file declares.
    pub(crate) fn own_events(&self) -> &[EventKind] {
        &self.0.events
    }

    /// An event by its id.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert!(hcmc.event("petition-settled").unwrap().petition);
    /// assert!(hcmc.event("dialogue-day").is_none()); // an anchor, not an event
    /// # Ok::<(), doithoai::VersionError>(())
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
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn event_text(&self, id: &str) -> Text {
        match id {
            vocabulary::DIALOGUE_DAY => return Text::new("ngày đối thoại", "the day of the dialogue"),
            vocabulary::RECEPTION_DAY => return Text::new("ngày tiếp công dân", "the day of the reception"),
            _ => {}
        }
        self.event(id).map_or_else(|| Text::same(id.to_owned()), |event| event.text.clone())
    }

    /// What a duty is counted from, in words.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// use doithoai::ruleset::AnchorRule;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.anchor_text(&AnchorRule::Event("closed".into())).en, "dialogue closed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn anchor_text(&self, anchor: &AnchorRule) -> Text {
        match anchor {
            AnchorRule::Event(event) => self.event_text(event),
            AnchorRule::DueOf(id) | AnchorRule::BaseDueOf(id) => {
                let name = self.obligation(id).map_or_else(|| Text::same(id.to_string()), |duty| duty.text.clone());
                let base = matches!(anchor, AnchorRule::BaseDueOf(_));
                let (base_vi, base_en) = if base { (" ban đầu", " original") } else { ("", "") };
                Text::owned(
                    format!("hết thời hạn{base_vi} của việc: {}", name.vi),
                    format!("the{base_en} limit of: {}", name.en),
                )
            }
        }
    }

    /// What an actor is called.
    ///
    /// An unknown id is its own name.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.actor_text("front").vi, "Mặt trận Tổ quốc");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn actor_text(&self, id: &str) -> Text {
        let mut all = vocabulary::ACTORS.iter().chain(&self.0.actors);
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
    /// # Ok::<(), doithoai::VersionError>(())
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
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn toward_text(&self, toward: &[Toward]) -> Text {
        Text::build(|lang| {
            let if_any = lang.pick(" (nếu có)", " (if any)");
            let name = |toward: &Toward| {
                let level = toward.level.map(|level| format!(" ({})", level.text().get(lang))).unwrap_or_default();
                let if_any = if toward.if_any { if_any } else { "" };
                format!("{}{if_any}{level}", self.actor_text(&toward.who).get(lang))
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
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn cite_text(&self, cite: &Cite) -> Text {
        let all: Vec<Text> = cite.places.iter().map(|place| self.place_text(place)).collect();
        Text::build(|lang| {
            let all: Vec<&str> = all.iter().map(|text| text.get(lang)).collect();
            let unattributed = lang.pick(
                " (nguồn dẫn chung, không nói rõ văn bản nào)",
                " (cited together; which of them says so is not stated)",
            );
            format!("{}{}", all.join("; "), if cite.unattributed { unattributed } else { "" })
        })
    }

    fn place_text(&self, place: &Place) -> Text {
        let instrument = self.0.instruments.iter().find(|instrument| instrument.id == place.instrument);
        let title = instrument.map_or_else(|| Text::same(place.instrument.clone()), Instrument::title);
        match &place.provision {
            Some(provision) => provision.of(&title),
            None => {
                Text::owned(format!("{} (chưa rõ điều khoản)", title.vi), format!("{} (article not known)", title.en))
            }
        }
    }
}
