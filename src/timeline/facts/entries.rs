//! Facts in little memory: a name that repeats is kept once, and what few facts have takes no place in the others.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use chrono::NaiveDate;

use super::{Fact, OwnKeys, Written};
use crate::calendar::Calendar;
use crate::ruleset::{CaseClass, Channel};
use crate::text::OpenWord;
use crate::time_limit::TimeOfDay;

/// The place of a name among [`Names`], from 1.
pub(crate) type Place = NonZeroU32;

/// Names, each once, in the order in which they came, one behind the other in one text.
#[derive(Debug, Clone, Default)]
struct Names {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// Their places, in the order of the names.
    sorted: Vec<Place>,
}

impl Names {
    fn get(&self, place: Place) -> &str {
        let end_of = |number: usize| {
            let end = self.ends.get(number.checked_sub(1)?)?;
            usize::try_from(*end).ok()
        };
        let number = usize::try_from(place.get()).unwrap_or(0);
        let from = end_of(number.saturating_sub(1)).unwrap_or(0);
        end_of(number).and_then(|end| self.text.get(from..end)).unwrap_or_default()
    }

    fn search(&self, name: &str) -> Result<usize, usize> {
        self.sorted.binary_search_by(|place| self.get(*place).cmp(name))
    }

    /// The place of a name, which is added if it is new.
    fn place(&mut self, name: &str) -> Option<Place> {
        let at = match self.search(name) {
            Ok(at) => return self.sorted.get(at).copied(),
            Err(at) => at,
        };
        let end = u32::try_from(self.text.len().checked_add(name.len())?).ok()?;
        let place = u32::try_from(self.ends.len().checked_add(1)?).ok().and_then(Place::new)?;
        self.text.push_str(name);
        self.ends.push(end);
        self.sorted.insert(at, place);
        Some(place)
    }
}

/// What most facts have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    on: NaiveDate,
    recorded: Option<NaiveDate>,
    until: Option<NaiveDate>,
    event: Option<Place>,
    petition: Option<Place>,
    about: Option<Place>,
    /// The place of what few facts have.
    rare: Option<NonZeroU32>,
    class: Said,
    channel: Said,
}

/// A word that was said, in one byte: the place of a built-in one from 1, one of a file's own among what few facts have, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Said(u8);

impl Said {
    const NONE: Self = Self(0);
    const OWN: Self = Self(u8::MAX);

    /// The word in one byte, and what does not fit into it.
    fn of<T: OpenWord>(word: Option<T>) -> (Self, Option<T>) {
        let Some(word) = word else { return (Self::NONE, None) };
        let place = T::all().iter().position(|known| *known == word);
        let place = place.and_then(|place| u8::try_from(place.checked_add(1)?).ok());
        place.map_or((Self::OWN, Some(word)), |place| (Self(place), None))
    }

    fn word<T: OpenWord>(self, own: impl FnOnce() -> Option<T>) -> Option<T> {
        match self {
            Self::NONE => None,
            Self::OWN => own(),
            Self(place) => T::all().get(usize::from(place).checked_sub(1)?).copied(),
        }
    }
}

/// What few facts have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Rare {
    at: Option<TimeOfDay>,
    states: Option<Vec<String>>,
    session: Option<String>,
    reception: Option<String>,
    corrects: Option<usize>,
    void: bool,
    reference: Option<String>,
    key: Option<String>,
    /// A class and a channel of a file's own.
    class: Option<CaseClass>,
    channel: Option<Channel>,
    /// Keys of whoever wrote it.
    own: OwnKeys,
    /// How a log has it, where that is more than this.
    written: Option<Box<Written>>,
}

/// Facts, in the order in which they were given.
#[derive(Debug, Clone, Default)]
pub(super) struct Entries {
    rows: Vec<Row>,
    names: Names,
    rare: Vec<Rare>,
    /// The number of the first fact with each key.
    keys: BTreeMap<Box<str>, usize>,
    /// How many are not understood.
    unknown: usize,
    /// How many of those only repeat others.
    repeats: usize,
}

/// The same facts, whatever else was taken back.
impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        self.iter().map(Seen::said).eq(other.iter().map(Seen::said))
    }
}

impl Eq for Entries {}

impl Entries {
    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// The place of a name that some fact has.
    pub(super) fn place_of(&self, name: &str) -> Option<Place> {
        self.names.search(name).ok().and_then(|at| self.names.sorted.get(at).copied())
    }

    /// Makes room for so many facts in all.
    pub(super) fn reserve(&mut self, facts: usize) {
        self.rows.reserve_exact(facts.saturating_sub(self.rows.len()));
    }

    pub(super) fn push(&mut self, fact: Fact) {
        let Fact { event, on, at, recorded, petition, until, class, channel, states, session, about, .. } = fact;
        let ((class, own_class), (channel, own_channel)) = (Said::of(class), Said::of(channel));
        let rare = Rare {
            at,
            states,
            session,
            reception: fact.reception,
            corrects: fact.corrects,
            void: fact.void,
            reference: fact.reference,
            key: fact.key,
            class: own_class,
            channel: own_channel,
            own: fact.own,
            written: None,
        };
        let mut place = |name: Option<String>| name.and_then(|name| self.names.place(&name));
        let (event, petition, about) = (place(Some(event)), place(petition), place(about));
        let rare = if rare == Rare::default() {
            None
        } else {
            self.rare.push(rare);
            u32::try_from(self.rare.len()).ok().and_then(NonZeroU32::new)
        };
        let number = self.rows.len().saturating_add(1);
        if let Some(key) = self.rare.last().filter(|_| rare.is_some()).and_then(|rare| rare.key.as_deref()) {
            self.keys.entry(key.into()).or_insert(number);
        }
        self.rows.push(Row { on, recorded, until, event, petition, about, rare, class, channel });
    }

    /// Keeps how a log has the last fact.
    pub(super) fn mark_last(&mut self, written: Written) {
        let Some(row) = self.rows.last_mut() else { return };
        if row.rare.is_none() {
            self.rare.push(Rare::default());
            row.rare = u32::try_from(self.rare.len()).ok().and_then(NonZeroU32::new);
        }
        let (is_unknown, is_repeat) = (written.because.is_some(), written.repeats().is_some());
        if let Some(rare) = self.rare.last_mut() {
            rare.written = Some(Box::new(written));
            self.unknown = self.unknown.saturating_add(usize::from(is_unknown));
            self.repeats = self.repeats.saturating_add(usize::from(is_repeat));
        }
    }

    /// Whether any of them is not understood.
    pub(super) const fn has_unknown(&self) -> bool {
        self.unknown > 0
    }

    /// The same but for those that only repeat others.
    pub(super) const fn has_not_understood(&self) -> bool {
        self.unknown > self.repeats
    }

    /// Takes the last fact back; its names stay known.
    pub(super) fn pop(&mut self) {
        let number = self.rows.len();
        let rare = self.rows.pop().and_then(|row| row.rare).and_then(|_| self.rare.pop());
        let written = rare.as_ref().and_then(|rare| rare.written.as_ref());
        let is_unknown = written.is_some_and(|written| written.because.is_some());
        let is_repeat = written.is_some_and(|written| written.repeats().is_some());
        self.unknown = self.unknown.saturating_sub(usize::from(is_unknown));
        self.repeats = self.repeats.saturating_sub(usize::from(is_repeat));
        if let Some(key) = rare.and_then(|rare| rare.key).filter(|key| self.of_key(key) == Some(number)) {
            self.keys.remove(key.as_str());
        }
    }

    /// The number of the first fact with a key.
    pub(super) fn of_key(&self, key: &str) -> Option<usize> {
        self.keys.get(key).copied()
    }

    pub(super) fn get(&self, at: usize) -> Option<Seen<'_>> {
        self.rows.get(at).map(|row| Seen { row, of: self })
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = Seen<'_>> + DoubleEndedIterator + Clone {
        self.rows.iter().map(|row| Seen { row, of: self })
    }

    /// Whether any of them corrects another.
    pub(super) fn has_corrections(&self) -> bool {
        self.rare.iter().any(|rare| rare.void || rare.corrects.is_some())
    }
}

/// What of a fact is judged where it stands for whatever its event is of: two of the same content tell nothing more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Content<'a> {
    event: Option<Place>,
    on: NaiveDate,
    at: Option<TimeOfDay>,
    until: Option<NaiveDate>,
    petition: Option<Place>,
    about: Option<Place>,
    channel: Said,
    session: Option<&'a str>,
    reception: Option<&'a str>,
    states: Option<&'a [String]>,
}

/// A fact where it is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'a> {
    row: &'a Row,
    of: &'a Entries,
}

impl<'a> Seen<'a> {
    fn name(self, place: Option<Place>) -> Option<&'a str> {
        place.map(|place| self.name_at(place))
    }

    fn rare(self) -> Option<&'a Rare> {
        let at = usize::try_from(self.row.rare?.get()).ok()?;
        self.of.rare.get(at.checked_sub(1)?)
    }

    /// What it says but for its document and its key; none where a word of a file's own may tell it from others.
    pub(crate) fn content(self) -> Option<Content<'a>> {
        let Row { on, until, event, petition, about, class, channel, .. } = *self.row;
        let is_plain = class == Said::NONE && channel != Said::OWN;
        is_plain.then(|| Content {
            event,
            on,
            at: self.at(),
            until,
            petition,
            about,
            channel,
            session: self.session(),
            reception: self.reception(),
            states: self.states(),
        })
    }

    /// Where it is kept: no two entries of one log are there.
    pub(crate) fn address(self) -> usize {
        std::ptr::from_ref(self.row).addr()
    }

    /// Whether both are the same entry.
    pub(crate) fn is(self, other: Self) -> bool {
        std::ptr::eq(self.row, other.row)
    }

    pub(crate) fn event(self) -> &'a str {
        self.name(self.row.event).unwrap_or_default()
    }

    pub(crate) fn on(self) -> NaiveDate {
        self.row.on
    }

    /// The time of day, if it was said.
    pub(crate) fn at(self) -> Option<TimeOfDay> {
        self.rare()?.at
    }

    /// When it was known: the recorded date, or the legal one.
    pub(crate) fn known_from(self) -> NaiveDate {
        self.row.recorded.unwrap_or(self.row.on)
    }

    /// Whether it says when it was entered.
    pub(crate) fn says_recorded(self) -> bool {
        self.row.recorded.is_some()
    }

    pub(crate) fn petition(self) -> Option<&'a str> {
        self.name(self.row.petition)
    }

    pub(crate) fn about(self) -> Option<&'a str> {
        self.name(self.row.about)
    }

    pub(crate) fn until(self) -> Option<NaiveDate> {
        self.row.until
    }

    pub(crate) fn class(self) -> Option<CaseClass> {
        self.row.class.word(|| self.rare()?.class)
    }

    pub(crate) fn channel(self) -> Option<Channel> {
        self.row.channel.word(|| self.rare()?.channel)
    }

    /// Whether it happened on a channel; a fact that names none stands for all.
    pub(crate) fn is_on(self, channel: Channel) -> bool {
        self.channel().is_none_or(|named| named == channel)
    }

    pub(crate) fn states(self) -> Option<&'a [String]> {
        self.rare()?.states.as_deref()
    }

    pub(crate) fn session(self) -> Option<&'a str> {
        self.rare()?.session.as_deref()
    }

    pub(crate) fn reception(self) -> Option<&'a str> {
        self.rare()?.reception.as_deref()
    }

    pub(crate) fn reference(self) -> Option<&'a str> {
        self.rare()?.reference.as_deref()
    }

    pub(crate) fn key(self) -> Option<&'a str> {
        self.rare()?.key.as_deref()
    }

    pub(crate) fn corrects(self) -> Option<usize> {
        self.rare()?.corrects
    }

    pub(crate) fn is_void(self) -> bool {
        self.rare().is_some_and(|rare| rare.void)
    }

    /// How a log has it, where that is more than what it says.
    pub(crate) fn written(self) -> Option<&'a Written> {
        self.rare()?.written.as_deref()
    }

    /// Whether its day could be read.
    pub(crate) fn is_dated(self) -> bool {
        // A day outside the years of the calendar, which only what is not understood may have, is as good as none.
        let is_covered = || Calendar::check(self.on()).is_ok();
        !self.of.has_unknown() || self.written().is_none_or(|written| written.dated && is_covered())
    }

    /// Whether it is kept and not understood.
    pub(crate) fn is_unknown(self) -> bool {
        self.of.has_unknown() && self.written().is_some_and(|written| written.because.is_some())
    }

    /// Whether it is an earlier one once more.
    pub(crate) fn is_repeat(self) -> bool {
        self.repeats().is_some()
    }

    /// The earlier one that it is once more, by its number.
    pub(crate) fn repeats(self) -> Option<usize> {
        self.written().filter(|_| self.of.has_unknown())?.repeats()
    }

    /// What it says, and its line where that says more.
    fn said(self) -> (Fact, Option<&'a str>) {
        (self.fact(), self.written().filter(|written| written.because.is_some()).map(|written| &*written.line))
    }

    /// The place of its petition's name, which stands for the petition among the facts that it is kept with.
    pub(crate) fn petition_place(self) -> Option<Place> {
        self.row.petition
    }

    /// The name at a place.
    pub(crate) fn name_at(self, place: Place) -> &'a str {
        self.of.names.get(place)
    }

    /// The places of its event's and petition's names.
    pub(super) fn place(self) -> (Option<Place>, Option<Place>) {
        (self.row.event, self.row.petition)
    }

    pub(crate) fn fact(self) -> Fact {
        let rare = self.rare().cloned().unwrap_or_default();
        Fact {
            event: self.event().to_owned(),
            on: self.row.on,
            at: rare.at,
            recorded: self.row.recorded,
            petition: self.petition().map(str::to_owned),
            until: self.row.until,
            class: self.class(),
            channel: self.channel(),
            states: rare.states,
            session: rare.session,
            reception: rare.reception,
            about: self.about().map(str::to_owned),
            corrects: rare.corrects,
            void: rare.void,
            reference: rare.reference,
            key: rare.key,
            own: rare.own,
        }
    }
}
