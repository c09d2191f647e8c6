//! How a duty stands, in words that name other duties, events and readings as the rule set calls them.

use super::called::{contested, hours_text, moment_text, side};
use super::duty::{Duty, OtherReading};
use super::finding::Finding;
use super::outcome::{FixedDay, Move, NoDue, Outcome};
use super::reading_at::{OpenReading, ReadingAt};
use super::status::{Status, WhyNot, WhyOpen, WhyUnknown};
use crate::ruleset::unit_type;
use crate::ruleset::vocabulary::DEFAULT_READING;
use crate::ruleset::{AnchorRule, Condition, Due, ExclusionReading, Reading, RecurringReading};
use crate::text::{Lang, Text};
use crate::time_limit::{Direction, Start, TimeLimit, Unit};

impl Duty {
    /// What is to be done, and toward which petition where petitions are told apart.
    ///
    /// ```
    /// # use doithoai::{Calendar, Fact, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let facts = Facts::held_on(date(8, 20)).with(Fact::new("petition-raised", date(8, 20)).petition("KN-1"));
    /// let timeline = terms.timeline(&facts, View::everything())?;
    /// let words = timeline.duties_of("hcmc-935", "settle-petition").next().unwrap().what_text(Lang::Vi);
    /// assert!(words.starts_with("Giải quyết kiến nghị") && words.ends_with(" (kiến nghị KN-1)"), "{words}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn what_text(&self, lang: Lang) -> String {
        let petition = self.petition.as_ref();
        let whose = petition.map(|petition| format!(" ({} {petition})", lang.pick("kiến nghị", "petition")));
        format!("{}{}", self.rule.text.get(lang), whose.unwrap_or_default())
    }

    /// How it stands, in one language; readings are named by what they say, not by their ids.
    ///
    /// ```
    /// # use doithoai::{Calendar, Fact, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let facts = Facts::held_on(date(8, 20)).with(Fact::new("invitation-sent", date(8, 13)));
    /// let timeline = terms.timeline(&facts, View::everything())?;
    /// let words = timeline.duty("hcmc-935", "invite-citizens")?.status_text(Lang::Vi);
    /// assert!(words.starts_with("tùy cách hiểu: không quá hạn theo “tính cả ngày gửi”"), "{words}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn status_text(&self, lang: Lang) -> String {
        match &self.outcome.status {
            Status::Contested { met_under, late_under } => {
                let names = |labels: &[String]| {
                    labels.iter().map(|label| self.reading_text(label, lang)).collect::<Vec<_>>().join(", ")
                };
                contested(&names(met_under), &names(late_under), lang)
            }
            Status::NotApplicable { because } => self.not_applicable(*because, lang),
            Status::Missed { .. } => self.missed(lang),
            Status::Unknown { because: WhyUnknown::ModeNotSaid | WhyUnknown::KindNotSaid } => self.not_said(lang),
            Status::Undetermined { because: WhyOpen::UnitTypeNotSaid } => {
                unit_type::not_said(&self.rule.unit_types, lang)
            }
            _ => self.outcome.status_text(lang),
        }
    }

    /// What was not said of the dialogue, with the condition that hangs on it.
    fn not_said(&self, lang: Lang) -> String {
        let status = self.outcome.status_text(lang);
        match &self.rule.only_if {
            Some(condition) => {
                let only_if = lang.pick("chỉ áp dụng khi", "only if");
                format!("{status}; {only_if} {}", condition.text(&self.rule_set, lang))
            }
            None => status,
        }
    }

    /// Why it does not bind, with the condition that it binds under.
    fn not_applicable(&self, because: WhyNot, lang: Lang) -> String {
        let of_condition = [WhyNot::Condition, WhyNot::ConditionNotYet, WhyNot::NotClassed].contains(&because);
        let each = self.rule.each_event.as_ref().filter(|_| of_condition && self.occurrence.is_none());
        if let Some(event) = each {
            let event = self.rule_set.event_text(event);
            return match lang {
                Lang::Vi => format!("chưa xảy ra; chỉ áp dụng mỗi lần {}", event.vi),
                Lang::En => format!("has not come about; only each time: {}", event.en),
            };
        }
        if because == WhyNot::OtherUnitType {
            let only =
                lang.pick("không áp dụng; chỉ áp dụng cho đơn vị là", "not applicable; only for units of the kind");
            return format!("{only} {}", unit_type::listed(&self.rule.unit_types, lang));
        }
        let condition = self.rule.only_if.as_ref().filter(|_| of_condition);
        // Whom it bound only later it did not bind, though its instrument was in force.
        let anchor = self.outcome.anchor.as_ref().map(|anchor| anchor.at.date);
        let begins = self.rule_set.cited_from(&self.rule.cite).filter(|_| because == WhyNot::BeforeInForce);
        if let Some(begins) = begins {
            if anchor.is_some_and(|anchor| anchor >= begins) {
                return lang
                    .pick(
                        "không áp dụng: khi đó văn bản chưa áp dụng cho đơn vị này",
                        "not applicable: it did not bind this office then",
                    )
                    .to_owned();
            }
            let from = lang.pick("văn bản có hiệu lực từ ngày", "its instrument is in force from");
            return format!("{}; {from} {}", self.outcome.status_text(lang), lang.date(begins));
        }
        let ended = self.rule_set.cited_until(&self.rule.cite).filter(|_| because == WhyNot::NoLongerInForce);
        if let Some(ended) = ended {
            let since = lang.pick("văn bản hết hiệu lực từ ngày", "its instrument is no longer in force from");
            return format!("{}; {since} {}", self.outcome.status_text(lang), lang.date(ended));
        }
        let Some(condition) = condition else { return self.outcome.status_text(lang) };
        let (condition, only_if) = (condition.text(&self.rule_set, lang), lang.pick("chỉ áp dụng khi", "only if"));
        let first = match because {
            WhyNot::Condition => lang.pick("không áp dụng", "not applicable"),
            WhyNot::NotClassed => lang.pick("chưa phân loại", "not classed"),
            _ => lang.pick("chưa xảy ra", "has not come about"),
        };
        format!("{first}; {only_if} {condition}")
    }

    /// That it was not done before what it had to come before: with the verb of its act, sent or done.
    fn missed(&self, lang: Lang) -> String {
        let act = self.rule.met_by.events().first().map(|event| self.rule_set.event_text(event));
        let is_sent = act.is_some_and(|act| act.vi.starts_with("gửi"));
        let (vi, en) = if is_sent { ("gửi", "sent") } else { ("thực hiện", "done") };
        let before = self.outcome.anchor.as_ref().map(|anchor| &anchor.rule);
        match (self.outcome.met_on, before, lang) {
            (Some(_), Some(of), _) => {
                let (verb, of_text) = (lang.pick(vi, en), self.rule_set.anchor_text(of));
                format!("{verb} {} {}", side(Some(of), true, lang), of_text.get(lang))
            }
            (_, _, Lang::Vi) => format!("không có ghi nhận đã {vi} trước hạn"),
            (_, _, Lang::En) => format!("not recorded as {en} in time"),
        }
    }

    /// A reading by its label, in one language: `default`, its id, or the other duty's id and its own.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let settlement = timeline.duty("hcmc-935", "settle-petition")?;
    /// assert_eq!(settlement.reading_text("ten-as-in-words", Lang::Vi), "“mười ngày làm việc, theo chữ”");
    /// assert_eq!(settlement.reading_text("default", Lang::En), "the default reading");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn reading_text(&self, label: &str, lang: Lang) -> String {
        let own = lang.pick("cách hiểu mặc định", "the default reading");
        if label == DEFAULT_READING {
            return match self.moved_by_readings_of() {
                Some(other) => format!("{own} ({})", self.rule_set.duty_text(other).get(lang)),
                None => own.to_owned(),
            };
        }
        let (rule, id) = match label.split_once('/') {
            Some((rule, id)) => (self.rule_set.obligation(rule), id),
            None => (Some(&self.rule), label),
        };
        let reading = rule.and_then(|rule| rule.readings.iter().find(|reading| reading.id == id));
        if let Ok(open) = OpenReading::from_word(id) {
            let of = label.split_once('/').map(|(rule, _)| self.rule_set.duty_text(rule));
            let of = of.map(|of| format!(" ({})", of.get(lang))).unwrap_or_default();
            return quoted(&open.text(), lang) + &of;
        }
        match (reading, label.split_once('/')) {
            (Some(reading), None) => quoted(reading.name(), lang),
            (Some(reading), Some((rule, _))) => {
                format!("{} ({})", quoted(reading.name(), lang), self.rule_set.duty_text(rule).get(lang))
            }
            (None, Some((rule, DEFAULT_READING))) => format!("{own} ({})", self.rule_set.duty_text(rule).get(lang)),
            (None, _) => label.to_owned(),
        }
    }

    /// The other duty whose readings alone move this one, which has none adopted of its own.
    fn moved_by_readings_of(&self) -> Option<&str> {
        let first = self.readings.first()?.declared_by().filter(|_| self.adopted().is_none())?;
        self.readings.iter().all(|reading| reading.declared_by() == Some(first)).then_some(first)
    }

    /// What stands out, in one language, with events and duties by name.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View, timeline::Finding};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let cap = Finding::CapEndsBeforeLimit { of: "settle-petition".into(), cap: date(9, 1), limit: date(9, 3) };
    /// let words = timeline.duty("hcmc-935", "notify-conclusion")?.finding_text(&cap, Lang::Vi);
    /// assert_eq!(words, "thời hạn giải quyết và trả lời kiến nghị (01/09/2026) sớm hơn thời hạn gốc; giữ 03/09/2026");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn finding_text(&self, finding: &Finding, lang: Lang) -> String {
        finding.text_in(Some(&self.rule_set), lang)
    }

    /// What its limit is, in words that no day changes; none where it has none.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let settlement = timeline.duty("hcmc-935", "settle-petition")?;
    /// assert_eq!(settlement.limit_text(Lang::Vi).unwrap(), "20 ngày làm việc sau khi có thông báo ý kiến kết luận");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn limit_text(&self, lang: Lang) -> Option<String> {
        self.limit_text_of(&self.outcome, lang)
    }

    /// The same under another reading of it.
    #[must_use]
    pub fn limit_text_of(&self, outcome: &Outcome, lang: Lang) -> Option<String> {
        let of = outcome.anchor.as_ref().map(|anchor| self.rule_set.anchor_text(&anchor.rule));
        if outcome.shortest.is_some()
            && let Some(arms) = self.arms_text(lang)
        {
            return Some(arms);
        }
        let rule = outcome.anchor.as_ref().map(|anchor| &anchor.rule);
        match (outcome.limit, outcome.fixed, of) {
            (Some(limit), _, Some(of)) => Some(from_anchor(limit, rule, of.get(lang), lang)),
            (_, Some(FixedDay::OfMonth { day, included }), Some(of)) => {
                Some(day_of_month(day, included, of.get(lang), lang))
            }
            (_, Some(FixedDay::Hours { hours, after }), Some(_)) => {
                Some(hours_text(&moment_text(Some(&self.rule_set), rule?), hours, after, lang))
            }
            _ => None,
        }
    }

    /// When it is expected to be due, where its date is projected: so long after what has not happened.
    pub(crate) fn expected_text(&self) -> Option<Text> {
        let is_known = self.outcome.is_projected() && self.limit_text(Lang::Vi).is_some();
        is_known.then(|| Text::build(|lang| self.limit_text(lang).unwrap_or_default()))
    }

    /// Why it has no date, in one language, with events and duties by name.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View, timeline::NoDue};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let invite = timeline.duty("hcmc-935", "invite-citizens")?;
    /// let words = invite.reason_text(&NoDue::Binds("settle-petition".to_owned()), Lang::Vi);
    /// assert_eq!(words, "theo cách hiểu đã chọn, thời hạn này áp dụng cho việc giải quyết và trả lời kiến nghị");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn reason_text(&self, reason: &NoDue, lang: Lang) -> String {
        match reason {
            NoDue::Rule(reason) => self.rule_set.no_date_text(*reason, &self.rule.source).get(lang).to_owned(),
            NoDue::AwaitsEvent(event) if self.adopted().is_none() => {
                self.awaited_text(event, lang).unwrap_or_else(|| reason.text_in(Some(&self.rule_set), lang))
            }
            NoDue::BeforeInForce(from) if matches!(self.outcome.status, Status::Missed { .. }) => match lang {
                Lang::Vi => format!("thời hạn rơi vào trước ngày văn bản có hiệu lực {}", lang.date(*from)),
                Lang::En => format!("its limit was before its instrument came into force on {}", lang.date(*from)),
            },
            NoDue::AfterLimit(limit) if matches!(self.outcome.status, Status::Missed { .. }) => match lang {
                Lang::Vi => format!("phát sinh sau thời hạn ngày {}", lang.date(*limit)),
                Lang::En => format!("it came about after its limit of {}", lang.date(*limit)),
            },
            _ => reason.text_in(Some(&self.rule_set), lang),
        }
    }

    /// `10 ngày làm việc sau khi tiếp nhận kiến nghị, chưa diễn ra`, where its limits, by the case, are all counted from `event`.
    fn awaited_text(&self, event: &str, lang: Lang) -> Option<String> {
        let (arms, anchor) = self.arms(lang)?;
        let is_awaited = matches!(anchor, AnchorRule::Event(of) if **of == *event);
        let not_yet = lang.pick(", chưa diễn ra", ", which has not happened");
        is_awaited.then(|| format!("{arms}{not_yet}"))
    }

    /// All the limits of which the soonest or the latest holds, in one language: `hạn nào đến sau: …; …`. `None` where there is one, or
    /// a reading was adopted that has others.
    #[must_use]
    pub fn whichever_text(&self, lang: Lang) -> Option<String> {
        let (which, parts) = match &self.rule.due {
            Due::FirstOf(parts) => (lang.pick("hạn nào đến trước", "whichever comes first"), parts),
            Due::LastOf(parts) => (lang.pick("hạn nào đến sau", "whichever comes last"), parts),
            _ => return None,
        };
        if self.adopted().is_some() {
            return None;
        }
        let of = |anchor: &AnchorRule| self.rule_set.anchor_text(anchor);
        let part = |due: &Due| match due {
            Due::Limit { anchor, limit } => Some(from_anchor(*limit, Some(anchor), of(anchor).get(lang), lang)),
            Due::DayOfMonth { day, included, of: month } => {
                Some(day_of_month(*day, *included, of(month).get(lang), lang))
            }
            Due::Date(date) => Some(lang.date(*date)),
            _ => None,
        };
        let parts: Vec<String> = parts.iter().map(part).collect::<Option<_>>()?;
        Some(format!("{which}: {}", parts.join("; ")))
    }

    /// Its limits, each with its case, where it goes by the case.
    fn arms_text(&self, lang: Lang) -> Option<String> {
        let by_case = matches!(&self.rule.due, Due::Cases { .. }) && self.adopted().is_none();
        by_case.then(|| self.arms(lang)).flatten().map(|(arms, _)| arms)
    }

    /// Its limits, each with its case, and what they are all counted from.
    fn arms(&self, lang: Lang) -> Option<(String, &AnchorRule)> {
        let arms: Vec<(Option<&Condition>, &Due)> = match &self.rule.due {
            due @ Due::Limit { .. } => vec![(None, due)],
            Due::Cases { cases, otherwise } => {
                let otherwise = otherwise.iter().map(|due| (None, &**due));
                otherwise.chain(cases.iter().map(|(when, due)| (Some(when), due))).collect()
            }
            _ => return None,
        };
        let limits = arms.into_iter().map(|(when, due)| match due {
            Due::Limit { anchor, limit } => Some((when, anchor, *limit)),
            _ => None,
        });
        let limits: Vec<(Option<&Condition>, &AnchorRule, TimeLimit)> = limits.collect::<Option<_>>()?;
        let &(_, anchor, first) = limits.first()?;
        let alike = |limit: &TimeLimit| limit.amount() > 0 && limit.is_after() == first.is_after();
        if !limits.iter().all(|(_, of, limit)| *of == anchor && alike(limit)) {
            return None;
        }
        let when = |when: &Condition| format!(" {} {}", lang.pick("khi", "where"), when.text(&self.rule_set, lang));
        let amounts: Vec<String> = limits
            .iter()
            .map(|(case, _, limit)| format!("{}{}", limit.text(lang), case.map(when).unwrap_or_default()))
            .collect();
        let comma = if amounts.len() > 1 { "," } else { "" };
        let amounts = amounts.join(lang.pick(", hoặc ", ", or "));
        let (side, of) = (side(Some(anchor), first.is_after(), lang), self.rule_set.anchor_text(anchor));
        Some((format!("{amounts}{comma} {side} {}", of.get(lang)), anchor))
    }

    /// What moved its date, in one language, with duties by name.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View, timeline::Move};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let cap = Move::Limit { of: "notify-conclusion".to_owned(), to: date(9, 1) };
    /// let words = timeline.duty("hcmc-935", "settle-petition")?.move_text(&cap, Lang::Vi);
    /// assert_eq!(words, "thời hạn có thông báo ý kiến kết luận, kết thúc sau");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn move_text(&self, moved: &Move, lang: Lang) -> String {
        moved.text_in(Some(&self.rule_set), lang)
    }

    /// All that moved its date, in one language; that the date is at the maximum is said once.
    ///
    /// ```
    /// # use doithoai::{Calendar, Fact, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let facts = Facts::held_on(date(8, 20))
    ///     .with(Fact::new("conclusion-notified", date(8, 28)))
    ///     .with(Fact::new("extension-notified", date(9, 25)).until(date(10, 30)));
    /// let timeline = terms.timeline(&facts, View::everything())?;
    /// let settle = timeline.duty("hcmc-935", "settle-petition")?;
    /// assert_eq!(settle.moves_text(Lang::Vi), "thời hạn nêu trong văn bản ngày 25/09/2026");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn moves_text(&self, lang: Lang) -> String {
        let moves = &self.outcome.moved_by;
        let before = std::iter::once(None).chain(moves.iter().map(Some));
        let told = moves.iter().zip(before).map(|(moved, before)| {
            let again = before.filter(|before| before.is_at_maximum_of(moved)).and_then(|_| moved.beyond(lang));
            again.unwrap_or_else(|| self.move_text(moved, lang))
        });
        told.collect::<Vec<_>>().join("; ")
    }
}

impl OtherReading {
    /// What the reading is called in a sentence: its short name, else why one may read it so.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// assert_eq!(timeline.duty("hcmc-935", "settle-petition")?.readings[0].name().vi, "mười ngày làm việc, theo chữ");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> std::borrow::Cow<'_, Text> {
        match (self.at, self.at.declared(&self.rule)) {
            (_, Some(reading)) => std::borrow::Cow::Borrowed(reading.name()),
            (ReadingAt::Open(open), _) => std::borrow::Cow::Owned(open.text()),
            _ => self.because(),
        }
    }
}

impl Reading {
    /// What it is called in a sentence: its short name, else why one may read it so.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.obligation("invite-citizens").unwrap().readings[0].name().vi, "tính cả ngày gửi");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &Text {
        self.text.as_ref().unwrap_or(&self.because)
    }
}

impl RecurringReading {
    /// What it is called in a sentence: its short name, else why one may read it so.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let law = RuleSet::builtin("law-72-2025")?;
    /// assert_eq!(law.recurring()[0].readings[0].name().vi, "chỉ tính hội nghị định kỳ");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &Text {
        self.text.as_ref().unwrap_or(&self.because)
    }
}

impl ExclusionReading {
    /// What it is called in a sentence: its short name, else why one may read it so.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hai_phong = RuleSet::builtin("hai-phong-1738")?;
    /// assert_eq!(hai_phong.exclusions()[3].readings[0].name().vi, "chỉ không xem xét nội dung đó");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &Text {
        self.text.as_ref().unwrap_or(&self.because)
    }
}

fn quoted(words: &Text, lang: Lang) -> String {
    format!("“{}”", words.get(lang))
}

/// `10 ngày làm việc sau khi kết thúc đối thoại`
fn from_anchor(limit: TimeLimit, rule: Option<&AnchorRule>, of: &str, lang: Lang) -> String {
    let that_day = matches!(limit.direction(), Direction::After { start: Start::EventIncluded, .. });
    if that_day && limit.amount() == 1 && limit.unit() == Unit::Day {
        return format!("{} {of}", lang.pick("trong", "on"));
    }
    let side = side(rule, limit.is_after(), lang);
    let amount = if limit.amount() == 0 { String::new() } else { format!("{} ", limit.text(lang)) };
    format!("{amount}{side} {of}")
}

/// `trước ngày 05 của tháng có ngày đối thoại`
fn day_of_month(day: u32, included: bool, of: &str, lang: Lang) -> String {
    match (included, lang) {
        (true, Lang::Vi) => format!("chậm nhất ngày {day:02} của tháng có {of}"),
        (false, Lang::Vi) => format!("trước ngày {day:02} của tháng có {of}"),
        (true, Lang::En) => format!("by day {day} of the month of {of}"),
        (false, Lang::En) => format!("before day {day} of the month of {of}"),
    }
}
