//! What the events, actors and citations of a rule set are called.

use super::vocabulary::{self, Activity, DutyKind, EventKind, NoDate, SourceKind};
use super::{AnchorRule, Cite, FollowUp, Instrument, Place, RuleSet, Source, Toward};
use crate::text::{Lang, Text};

/// What the issuer of a party document is called.
const PARTY: [&str; 8] =
    ["Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành", "Ban Thường vụ", "Thành ủy", "Tỉnh ủy", "Huyện ủy", "Quận ủy"];

/// An event of any of some rule sets: the built-in one, unless files may declare it.
pub(crate) fn event_in<'a>(mut sets: impl Iterator<Item = &'a RuleSet>, id: &str) -> Option<&'a EventKind> {
    let built_in = vocabulary::built_in(id).filter(|_| !vocabulary::may_be_declared(id));
    built_in.or_else(|| sets.find_map(|set| set.event(id)))
}

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

    /// The actors that its file declares.
    pub(crate) fn own_actors(&self) -> &[super::Actor] {
        &self.0.actors
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
        self.own_event(id).or_else(|| vocabulary::built_in(id))
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
        if let Some(own) = self.own_words(id) {
            return own.clone();
        }
        if let Some((_, text)) = vocabulary::DAYS.iter().find(|(day, _)| *day == id) {
            return text.clone();
        }
        self.event(id).map_or_else(|| Text::same(id.to_owned()), |event| event.text.clone())
    }

    /// What the instrument calls an event or actor of the vocabulary, where its file says.
    fn own_words(&self, id: &str) -> Option<&Text> {
        self.0.words.iter().find(|(known, _)| known == id).map(|(_, text)| text)
    }

    /// What a duty is called in a sentence: what it is about, or what is to be done where several are about that.
    ///
    /// An unknown id is its own name.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.duty_text("settle-petition").vi, "giải quyết và trả lời kiến nghị");
    /// assert_eq!(hcmc.duty_text("annual-report").en, "report");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn duty_text(&self, id: &str) -> Text {
        let of_cases = self.obligations().iter().map(|rule| (rule.id.as_str(), Some(rule.duty_kind), &rule.text));
        let yearly = self.recurring().iter().map(|rule| (rule.id.as_str(), rule.duty_kind, &rule.text));
        let all: Vec<_> = of_cases.chain(yearly).collect();
        let Some((_, kind, text)) = all.iter().find(|(known, ..)| *known == id) else {
            return Text::same(id.to_owned());
        };
        let alone = |kind: DutyKind| all.iter().filter(|(_, other, _)| *other == Some(kind)).count() == 1;
        match kind.filter(|kind| *kind != DutyKind::Other && alone(*kind)) {
            Some(kind) => kind.text(),
            None => Text::build(|lang| lower(text.get(lang))),
        }
    }

    /// Why a rule read in a source has no date: only where the text itself was read is it the text that gives none.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// use doithoai::ruleset::NoDate;
    /// let (hcmc, can_tho) = (RuleSet::builtin("hcmc-935")?, RuleSet::builtin("can-tho-10")?);
    /// assert_eq!(hcmc.no_date_text(NoDate::NotStated, "handbook").vi, "văn bản không nêu thời hạn");
    /// assert_eq!(can_tho.no_date_text(NoDate::NotStated, "news").vi, "nguồn không nêu thời hạn");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn no_date_text(&self, reason: NoDate, source: &str) -> Text {
        if reason == NoDate::NotStated && !self.is_read_in_full(source) {
            return Text::new("nguồn không nêu thời hạn", "the source states no limit");
        }
        reason.text()
    }

    /// Whether a source is the text, or prints it again.
    fn is_read_in_full(&self, source: &str) -> bool {
        let read = |source: &Source| matches!(source.kind, SourceKind::Official | SourceKind::Reprint);
        self.sources().iter().find(|known| known.id == source).is_some_and(read)
    }

    /// What must follow an exclusion, in words; a duty by its name.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// use doithoai::ruleset::FollowUp;
    /// let law = RuleSet::builtin("citizen-reception@2026-07-01")?;
    /// let notice = FollowUp::Duty("refusal-notice".to_owned());
    /// assert_eq!(law.follow_up_text(&notice).vi, "thông báo từ chối");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn follow_up_text(&self, follow_up: &FollowUp) -> Text {
        match follow_up {
            FollowUp::Duty(id) => self.duty_text(id),
            other => other.text(),
        }
    }

    /// Whether a party document lays it down: those say "tiếp dân", laws say "tiếp công dân".
    pub(crate) fn is_of_the_party(&self) -> bool {
        let issuer = |one: &Instrument| {
            one.issuer.value().is_some_and(|issuer| PARTY.iter().any(|body| issuer.vi.contains(body)))
        };
        self.0.instruments.first().is_some_and(issuer)
    }

    /// What a reception is called here.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// assert_eq!(RuleSet::builtin("qd-11")?.reception_text().vi, "tiếp dân");
    /// assert_eq!(RuleSet::builtin("citizen-reception")?.reception_text().vi, "tiếp công dân");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn reception_text(&self) -> Text {
        let vi = if self.is_of_the_party() { "tiếp dân" } else { "tiếp công dân" };
        Text::new(vi, "receive citizens")
    }

    /// How an exclusion is introduced: who is not received, or with whom no dialogue is held.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// assert_eq!(RuleSet::builtin("citizen-reception")?.exclusion_text().vi, "được từ chối tiếp");
    /// assert_eq!(RuleSet::builtin("hai-phong-1738")?.exclusion_text().vi, "không đối thoại với");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn exclusion_text(&self) -> Text {
        if self.applies().activities.contains(&Activity::Dialogue) {
            Text::new("không đối thoại với", "no dialogue with")
        } else {
            Text::new("được từ chối tiếp", "may be refused")
        }
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
            AnchorRule::DueOf(id) => {
                let duty = self.duty_text(id);
                Text::owned(format!("hết thời hạn {}", duty.vi), format!("the limit of \"{}\"", duty.en))
            }
            AnchorRule::BaseDueOf(id) => {
                let duty = self.duty_text(id);
                Text::owned(
                    format!("hết thời hạn ban đầu {}", duty.vi),
                    format!("the limit of \"{}\", as first counted", duty.en),
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
        if let Some(own) = self.own_words(id) {
            return own.clone();
        }
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
                let level =
                    toward.level.map(|level| format!(" ({})", self.level_text(level).get(lang))).unwrap_or_default();
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
        if cite.not_cited {
            return Text::new(
                "nguồn kể lại, không dẫn văn bản nào",
                "told by the source, which cites no document for it",
            );
        }
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
            None if place.words.is_some() => {
                let words = place.words.clone().unwrap_or_else(|| Text::same(""));
                Text::owned(format!("{} {}", words.vi, title.vi), format!("{}, {}", title.en, words.en))
            }
            None => {
                Text::owned(format!("{} (chưa rõ điều khoản)", title.vi), format!("{} (article not known)", title.en))
            }
        }
    }
}

/// Words as they stand inside a sentence: the first letter small, unless a name begins them.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    let Some(first) = letters.next() else { return String::new() };
    let names = ["Nhân dân", "Ủy ban", "Hội đồng", "Chủ tịch", "Bộ Chính trị", "Mặt trận"];
    let is_name =
        names.iter().any(|name| words.starts_with(name)) || letters.clone().next().is_some_and(char::is_uppercase);
    if is_name { words.to_owned() } else { first.to_lowercase().chain(letters).collect() }
}
