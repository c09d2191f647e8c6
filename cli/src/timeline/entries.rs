//! The text form of what happened: the entries of a dialogue, its petitions, and who was turned away.

use std::collections::{HashMap, HashSet};

use doithoai::dialogue::Log;
use doithoai::ruleset::{EVENTS, Effect};
use doithoai::timeline::TurnedAway;
use doithoai::{Fact, Facts, Terms, Text, Timeline};

use super::form::Form;
use super::log::{differs, known_from};
use crate::input::{self, event_of};
use crate::page::{BOLD, DIM, Page, WARN, at, paint};

/// By which entry each is corrected, the entries that are not understood, and the events that no rule set asks about.
struct Corrected<'a> {
    by: HashMap<usize, usize>,
    unknown: HashSet<usize>,
    unused: HashSet<&'a str>,
}

/// The first correction of each entry that was known in the view; what is not understood corrects nothing.
fn corrected<'a>(timeline: &'a Timeline, facts: &Facts) -> Corrected<'a> {
    let known = |by: &Fact| timeline.view.known_on.is_none_or(|day| known_from(by) <= day);
    let unknown: HashSet<usize> = facts.not_understood().collect();
    let mut corrected = HashMap::new();
    let all = (1..).zip(facts.all()).filter(|(number, by)| known(by) && !unknown.contains(number));
    for (number, by) in all {
        if let Some(of) = by.corrects {
            corrected.entry(of).or_insert(number);
        }
    }
    Corrected { by: corrected, unknown, unused: timeline.unused_events.iter().map(String::as_str).collect() }
}

impl Form<'_> {
    /// What happened to the dialogue as a whole, in the order it was entered.
    pub(super) fn happened(&self, page: &mut Page, terms: &Terms, timeline: &Timeline, facts: &Facts) {
        let told = |fact: &Fact| {
            self.log.is_some() || ![Effect::Open, Effect::Close].map(event_of).contains(&fact.event.as_str())
        };
        let corrected = corrected(timeline, facts);
        for (number, fact) in (1..).zip(facts.all()).filter(|(_, fact)| told(fact) && fact.petition.is_none()) {
            let name = event_text(terms, &fact.event, number);
            let detail = [&fact.session, &fact.about].into_iter().flatten().map(String::as_str).collect::<Vec<&str>>();
            let detail = if detail.is_empty() { String::new() } else { format!(" [{}]", detail.join(", ")) };
            page.line(
                2,
                &format!(
                    "{}{detail}: {}",
                    name.get(self.lang),
                    self.when((terms, timeline), &corrected, (facts, number), &fact)
                ),
            );
        }
    }

    /// `thứ Sáu 28/08/2026`, with what the fact states and whether it counts.
    fn when(
        &self,
        (terms, timeline): (&Terms, &Timeline),
        corrected: &Corrected<'_>,
        (facts, number): (&Facts, usize),
        fact: &Fact,
    ) -> String {
        let lang = self.lang;
        let day = facts.day(number);
        let until = fact.until.map(|date| format!(" → {}", lang.date(date))).unwrap_or_default();
        let sets = terms.rule_sets();
        let class = fact.class.map(|class| input::text_in(sets, &class.text(), |set| set.class_text(class)));
        let channel = fact.channel.map(|of| input::text_in(sets, &of.text(), |set| set.channel_text(of)));
        let [class, channel] =
            [class, channel].map(|text| text.map(|text| format!(" ({})", text.get(lang))).unwrap_or_default());
        let reference = fact.reference.as_ref().map(|number| format!(" ({number})")).unwrap_or_default();
        let corrects = self.correction(corrected, number, fact);
        let unseen = paint(WARN, if day.is_some() { self.unseen((timeline, corrected), fact) } else { "" });
        let when = match day {
            Some(day) => lang.date_with_weekday(day) + &at(fact.at, lang),
            None => lang.pick("không đọc được ngày", "its day cannot be read").to_owned(),
        };
        format!("{when}{until}{class}{channel}{reference}{corrects}{unseen}")
    }

    fn unseen(&self, (timeline, corrected): (&Timeline, &Corrected<'_>), fact: &Fact) -> &'static str {
        let (lang, view) = (self.lang, timeline.view);
        let late = view.as_of.is_some_and(|day| fact.on > day);
        let unknown = view.known_on.is_some_and(|day| known_from(fact) > day);
        match (late, unknown) {
            (true, _) => lang.pick(" (sau ngày xét, không tính)", " (after the day of the view, not counted)"),
            (_, true) => lang.pick(" (khi đó chưa biết, không tính)", " (not known then, not counted)"),
            _ if corrected.unused.contains(fact.event.as_str()) => {
                lang.pick(" (bộ quy tắc đã chọn không dùng sự kiện này)", " (no chosen rule set asks about this)")
            }
            _ => "",
        }
    }

    /// What an entry corrects, and what corrects it as far as that is known in the view.
    fn correction(&self, corrected: &Corrected<'_>, number: usize, fact: &Fact) -> String {
        let lang = self.lang;
        let by = corrected
            .by
            .get(&number)
            .map(|by| format!(" ({} {by})", lang.pick("đã đính chính ở mục", "corrected by entry")));
        let label = if fact.void {
            lang.pick("hủy mục", "strikes out entry")
        } else {
            lang.pick("đính chính mục", "corrects entry")
        };
        let is_unknown = corrected.unknown.contains(&number);
        let but = if is_unknown {
            lang.pick(": không hiểu được, không tính", ": not understood, not counted")
        } else {
            ""
        };
        let of = fact.corrects.map(|of| format!(" ({label} {of}{but})"));
        paint(WARN, &format!("{}{}", of.unwrap_or_default(), by.unwrap_or_default()))
    }

    /// Each petition in a line: what happened to it, in the order it was entered.
    pub(super) fn petitions(&self, page: &mut Page, terms: &Terms, timeline: &Timeline, facts: &Facts) {
        let mut petitions: Vec<(String, Vec<String>)> = Vec::new();
        let (corrected, mut places) = (corrected(timeline, facts), HashMap::new());
        for (number, fact) in (1..).zip(facts.all()) {
            let Some(id) = &fact.petition else { continue };
            let name = event_text(terms, &fact.event, number);
            let agency = fact.about.as_ref().map(|agency| format!(" [{agency}]")).unwrap_or_default();
            let words = format!(
                "{}{agency} {}",
                name.get(self.lang),
                self.when((terms, timeline), &corrected, (facts, number), &fact)
            );
            let place = *places.entry(id.clone()).or_insert(petitions.len());
            match petitions.get_mut(place) {
                Some((_, all)) => all.push(words),
                None => petitions.push((id.clone(), vec![words])),
            }
        }
        if petitions.is_empty() {
            return;
        }
        page.blank();
        page.styled(0, BOLD, &self.lang.pick("Kiến nghị", "Petitions").to_uppercase());
        for (id, words) in petitions {
            page.line(2, &format!("* {}: {}", paint(BOLD, &id), words.join("; ")));
        }
    }

    /// Who was turned away, and what must follow.
    pub(super) fn refused(&self, page: &mut Page, terms: &Terms, timeline: &Timeline) {
        let lang = self.lang;
        if timeline.admissions_refused.is_empty() {
            return;
        }
        page.blank();
        page.styled(0, BOLD, &lang.pick("Đã từ chối đối thoại", "Admissions refused").to_uppercase());
        for refused in &timeline.admissions_refused {
            let (on, ground) = (lang.date_with_weekday(refused.on), refused.ground.get(lang));
            let (then, cite) = (follow_up(terms, refused), paint(DIM, refused.cite_text.get(lang)));
            let id = paint(DIM, &format!("[{}]", refused.exclusion));
            page.line(
                2,
                &format!("* {on}: {ground} {id}; {}: {}. {cite}", lang.pick("sau đó", "then"), then.get(lang)),
            );
        }
    }

    /// Where the terms are not those that the log was stored with.
    pub(super) fn stored_otherwise(&self, page: &mut Page, log: &Log, terms: &Terms) {
        let what = differs(log, terms, self.lang);
        if !what.is_empty() {
            let label = self.lang.pick("Khác với khi lưu nhật ký", "Other than when the log was stored");
            page.styled(0, WARN, &format!("[!] {label}: {}", what.join(", ")));
        }
    }
}

/// What must follow an exclusion, as its rule set calls it.
fn follow_up(terms: &Terms, refused: &TurnedAway) -> Text {
    let set = terms.rule_sets().iter().find(|set| set.id() == refused.ruleset);
    set.map_or_else(|| refused.follow_up.text(), |set| set.follow_up_text(&refused.follow_up))
}

/// What an event is called, also where no rule set binds; an entry whose event cannot be read, by its number.
fn event_text(terms: &Terms, id: &str, number: usize) -> Text {
    if id.is_empty() {
        return Text::owned(format!("mục {number}"), format!("entry {number}"));
    }
    let own = terms.rule_sets().iter().find(|set| set.event(id).is_some()).map(|set| set.event_text(id));
    let known = || EVENTS.iter().find(|event| event.id == id).map(|event| event.text.clone());
    own.or_else(known).unwrap_or_else(|| Text::same(crate::shortened(id).into_owned()))
}
