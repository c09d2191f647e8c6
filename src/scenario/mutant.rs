//! Rule sets that are slightly wrong: whether any case notices.

use serde::Serialize;

mod conditional;
mod everywhere;
mod owed;
mod part;
mod place;
mod returning;
mod swaps;
mod taken;
mod validity;
mod whole;

use super::Suite;
use super::case::{Case, RuleId, Rules};
use super::coverage::Seen;
use super::run::{self, Under};
use crate::reader::{Data, Entries, Form, Node};
use crate::ruleset::vocabulary::{CLOSED, CONCLUSION_NOTIFIED, DEFAULT_READING, DIALOGUE_DAY};
use crate::ruleset::{Period, RuleSet};
use crate::text::{Lang, Text};
use crate::time_limit::{Backward, Roll, Start, Unit};
use part::{Part, Parts, Tried};
use place::{Place, change, inside};
use std::collections::BTreeSet;

/// What trying a suite on slightly wrong rule sets gave.
///
/// ```
/// use doithoai::scenario::Suite;
/// let file = r#"
/// format = 1
/// rulesets = ["hcmc-935"]
/// [[table]]
/// name = "conclusion"
/// duty = "notify-conclusion"
/// rows = [[2026-08-20, 2026-09-07]]
/// "#;
/// let mutation = Suite::new().with("a.test.toml", file, &|_| Err(String::new())).mutate();
/// let conclusion = |path: &str| path.starts_with("obligation.notify-conclusion.due");
/// // Nine working days or eleven are noticed; "from the dialogue" is not, since it closed on its day.
/// let survivors: Vec<_> = mutation.survivors.iter().filter(|one| conclusion(&one.path)).collect();
/// assert_eq!(survivors.len(), 1);
/// assert_eq!((survivors[0].path.as_str(), survivors[0].new.as_str()), ("obligation.notify-conclusion.due.after", "dialogue-day"));
/// assert!(mutation.mutants > mutation.survivors.len());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Mutation {
    /// How many wrong rule sets were tried.
    pub mutants: usize,
    /// How many of them have a wrong number.
    pub numeric: usize,
    /// Those that no case noticed.
    pub survivors: Vec<Survivor>,
}

/// A mistake in a rule set that no case notices.
///
/// ```
/// use doithoai::{Lang, scenario::Suite};
/// let file = "format = 1\nrulesets = [\"hcmc-935\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-07]]";
/// let mutation = Suite::new().with("a.test.toml", file, &|_| Err(String::new())).mutate();
/// let survivor = &mutation.survivors[0];
/// assert_eq!((survivor.old.as_str(), survivor.new.as_str(), survivor.numeric), ("5", "4", true));
/// assert!(survivor.text(Lang::En).starts_with("hcmc-935@2017-04-28 obligation.invite-citizens.due.n: 5 → 4. Working regulation"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Survivor {
    /// The rule set, as `id@version`.
    pub ruleset: String,
    /// What was made wrong.
    pub path: String,
    /// What the file says.
    pub old: String,
    /// What it was made to say.
    pub new: String,
    /// Whether it is a number.
    pub numeric: bool,
    /// The provision whose rule it is, as a lawyer writes it.
    pub cite_text: Text,
}

impl Survivor {
    /// The mistake in one line, with the provision in one language.
    ///
    /// The example of [`Survivor`] shows it.
    ///
    /// ```
    /// # use doithoai::{Lang, scenario::Suite};
    /// # let file = "format = 1\nrulesets = [\"hcmc-935\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-07]]";
    /// # let mutation = Suite::new().with("a.test.toml", file, &|_| Err(String::new())).mutate();
    /// assert!(mutation.survivors[0].text(Lang::Vi).contains("Quy chế kèm theo Quyết định 935-QĐ/TU"));
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        format!("{} {}: {} → {}. {}", self.ruleset, self.path, self.old, self.new, self.cite_text.get(lang))
    }
}

/// One mistake, and the rule set that has it.
struct Mutant {
    /// The part of the rule set that it is in; none is the whole.
    part: Option<usize>,
    rule: RuleId,
    wrong: Wrong,
    survivor: Survivor,
}

enum Wrong {
    Set(Box<RuleSet>),
    /// Another reading is taken for the rule.
    Reading(String),
}

impl Suite {
    /// Runs the suite on rule sets that are slightly wrong, one mistake each: an amount more or less, another unit,
    /// anchor, direction or way of counting, one of several acts or channels, an extension or suspension left out, another reading taken for the rule,
    /// another number of times or period, another level, head, territory or day of effect, nothing that follows a refusal,
    /// more or less that a notice must state, another event in the place of one, one of several acts or conditions for all of
    /// them, what is not known taken for known, what an amendment took away put back.
    ///
    /// What changes no answer in any file, such as a word that is only told, is not tried.
    ///
    /// It says nothing of a suite that fails as it is: run it first.
    ///
    /// The example of [`Mutation`] shows it.
    ///
    /// ```
    /// assert_eq!(doithoai::scenario::Suite::new().mutate().mutants, 0);
    /// ```
    #[must_use]
    pub fn mutate(&self) -> Mutation {
        let mut of_all = Mutation { mutants: 0, numeric: 0, survivors: Vec::new() };
        for set in self.rule_sets() {
            let parts = Parts::of(set, self);
            for mutant in mutants(&parts) {
                of_all.mutants = of_all.mutants.saturating_add(1);
                of_all.numeric = of_all.numeric.saturating_add(usize::from(mutant.survivor.numeric));
                if !parts.get(mutant.part).notices(&mutant) {
                    of_all.survivors.push(mutant.survivor);
                }
            }
        }
        of_all
    }
}

impl Part<'_> {
    /// Whether a case fails; those that speak of the rule are tried first.
    fn notices(&self, mutant: &Mutant) -> bool {
        let trials: Vec<Trial<'_>> = self.tried.iter().map(|tried| mutant.in_place(&self.set, tried)).collect();
        let cases = || trials.iter().flat_map(|trial| trial.tried.cases.iter().map(move |case| (trial, case)));
        let speaks = |case: &Case| case.expects.iter().any(|expect| expect.of.rule() == Some(&mutant.rule));
        let first = cases().filter(|(_, case)| speaks(case));
        let mut all = first.chain(cases().filter(|(_, case)| !speaks(case)));
        all.any(|(trial, case)| trial.fails(case, mutant))
    }
}

/// The cases of a file with a mistake in one of its rule sets.
struct Trial<'a> {
    tried: &'a Tried<'a>,
    rules: Rules,
}

impl Trial<'_> {
    fn fails(&self, case: &Case, mutant: &Mutant) -> bool {
        let swapped = match &mutant.wrong {
            Wrong::Set(_) => None,
            Wrong::Reading(reading) => Some((&mutant.rule, reading.as_str())),
        };
        let under = Under { rules: &self.rules, calendar: &self.tried.scenario.calendar, swapped };
        !run::run(case, under, &mut Seen::default()).is_empty()
    }
}

impl Mutant {
    fn in_place<'a>(&self, sound: &RuleSet, tried: &'a Tried<'a>) -> Trial<'a> {
        let set = match &self.wrong {
            Wrong::Set(set) => set,
            Wrong::Reading(_) => sound,
        };
        Trial { tried, rules: tried.scenario.rules.replacing(set) }
    }
}

/// Every mistake that is tried of a rule set.
fn mutants(parts: &Parts<'_>) -> Vec<Mutant> {
    let named = parts.words();
    let mut all = EachPart::of(parts, &named);
    all.each("obligation", |making, rule| making.duty(rule));
    all.each("recurring", |making, rule| {
        making.recurring(rule);
        making.swaps(rule);
    });
    all.each("exclusion", |making, rule| {
        making.swaps(rule);
        making.follow_up(rule);
        making.scope(rule);
    });
    all.whole(Making::validity);
    all.each("transition", |making, rule| making.transition(rule));
    for list in ["obligation", "recurring", "exclusion"] {
        all.each(list, |making, rule| making.everywhere(rule));
    }
    all.whole(Making::whole_file);
    all.found
}

/// The mistakes of each part, in the order of the whole.
struct EachPart<'a> {
    parts: &'a Parts<'a>,
    whole: Making<'a>,
    apart: Vec<Making<'a>>,
    found: Vec<Mutant>,
}

impl<'a> EachPart<'a> {
    fn of(parts: &'a Parts<'a>, named: &'a BTreeSet<&'a str>) -> Self {
        let apart = |part: usize| Making::of(parts, Some(part), named);
        let apart = (0..parts.apart.len()).map(apart).collect();
        Self { parts, whole: Making::of(parts, None, named), apart, found: Vec::new() }
    }

    fn each(&mut self, list: &'static str, make: impl Fn(&mut Making<'a>, &Place<'a>)) {
        for rule in rules(&self.parts.whole.set, list) {
            let (part, place) = self.parts.place_of(rule);
            self.take(part, |making| make(making, &place));
        }
    }

    fn whole(&mut self, make: impl Fn(&mut Making<'a>)) {
        self.take(None, make);
    }

    fn take(&mut self, part: Option<usize>, make: impl Fn(&mut Making<'a>)) {
        let making = part.and_then(|part| self.apart.get_mut(part)).unwrap_or(&mut self.whole);
        make(making);
        self.found.append(&mut making.all);
    }
}

fn rules<'a>(set: &'a RuleSet, list: &'static str) -> impl Iterator<Item = Place<'a>> {
    let items = set.tree().get(list).and_then(Node::list).unwrap_or_default();
    items.iter().enumerate().map(move |(at, rule)| Place { list, at, reading: None, rule })
}

fn word(word: &str) -> Data {
    Data::Text(word.to_owned())
}

/// The number one less and one more.
fn beside(number: i64) -> impl Iterator<Item = Data> {
    let both = [number.checked_sub(1), number.checked_add(1)];
    both.into_iter().flatten().map(|number| Data::Integer(Some(number), number.to_string()))
}

fn number(node: &Node) -> Option<i64> {
    match node.data {
        Data::Integer(number, _) => number,
        _ => None,
    }
}

/// A value in words of the file.
fn shown(node: Option<&Node>) -> String {
    match node.map(|node| &node.data) {
        None => "-".to_owned(),
        Some(Data::Text(word)) => word.clone(),
        Some(_) => serde_json::to_string(&node).unwrap_or_default(),
    }
}

fn node(data: Data) -> Node {
    Node { data, ..Node::empty(Form::Toml, 0) }
}

/// A change of one key of a table: its new value, or none.
type Change<'c> = (&'c [&'c str], Option<Data>);

/// What is told of a change: the path, and the values before and after.
type Told<'c> = (&'c [&'c str], String, String);

struct Making<'a> {
    /// Which part of the rule set; none is the whole.
    part: Option<usize>,
    set: &'a RuleSet,
    all: Vec<Mutant>,
    /// Those that were tried, by the hash of the rule set.
    tried: BTreeSet<String>,
    /// The words that the file has anywhere.
    named: &'a BTreeSet<&'a str>,
}

impl<'a> Making<'a> {
    fn of(parts: &'a Parts<'a>, part: Option<usize>, named: &'a BTreeSet<&'a str>) -> Self {
        let set = &parts.get(part).set;
        Self { part, set, all: Vec::new(), tried: BTreeSet::from([set.hash().to_owned()]), named }
    }

    /// The rule set with one value changed; whether that is a mistake.
    fn one(&mut self, place: &Place<'_>, path: &[&str], value: Option<Data>, numeric: bool) -> bool {
        let old = place.node().and_then(|node| path.iter().try_fold(node, inside));
        let (old, new) = (shown(old), shown(value.clone().map(node).as_ref()));
        self.several(place, (path, old, new), &[(path, value)], numeric)
    }

    /// The rule set with some values changed together, if they make another rule set that is sound.
    fn several(&mut self, place: &Place<'_>, told: Told<'_>, changes: &[Change<'_>], numeric: bool) -> bool {
        let mut tree = self.set.tree().clone();
        let Some(table) = place.find(&mut tree) else { return false };
        for (path, value) in changes {
            change(table, path, value.clone());
        }
        self.push(place, told, tree, numeric)
    }

    /// The other version for pending matters, for all of them or without one of the duties.
    fn transition(&mut self, place: &Place<'_>) {
        if let Some(pending) = place.rule.get("pending").and_then(Node::text) {
            let other = if pending == "old" { "new" } else { "old" };
            self.one(place, &["pending"], Some(word(other)), false);
        }
        self.fewer(place, &["of"]);
    }

    fn push(&mut self, place: &Place<'_>, (path, old, new): Told<'_>, tree: Node, numeric: bool) -> bool {
        // Nothing is judged by a limit of which a part is unknown.
        let rule = self.set.obligation(place.rule.id().unwrap_or_default()).filter(|_| place.list == "obligation");
        let is_unknown = rule.is_some_and(|rule| rule.judges_nothing_by(path));
        if place.reading.is_none() && is_unknown {
            return false;
        }
        let Some(set) = self.sound(tree) else { return false };
        // Nor by one that is counted from such a limit, as long as it is.
        let duty = |set: &RuleSet| {
            rule.is_some_and(|rule| set.obligation(&rule.id).is_some_and(|duty| set.counts_no_day(duty)))
        };
        if path.first() == Some(&"due") && duty(self.set) && duty(&set) {
            return false;
        }
        // Nor is anything judged by words that the timeline treats alike.
        let id = place.rule.id().unwrap_or_default();
        if taken::is_treated_alike(path, (self.set, &set), (place.list, id)) {
            return false;
        }
        let path = format!("{}.{}", place.name(), path.join("."));
        if self.tried.insert(set.hash().to_owned()) {
            self.wrong(place, Wrong::Set(Box::new(set)), (path, old, new), numeric);
        }
        true
    }

    /// The rule set of a changed tree, if it is sound and another one.
    fn sound(&self, tree: Node) -> Option<RuleSet> {
        RuleSet::of_tree(tree).filter(|set| set.hash() != self.set.hash())
    }

    fn wrong(&mut self, place: &Place<'_>, wrong: Wrong, (path, old, new): (String, String, String), numeric: bool) {
        let id = place.rule.id().unwrap_or_default();
        let rule = RuleId { ruleset: self.set.id().to_owned(), id: id.to_owned() };
        let (duties, recurring) = (self.set.obligations().iter(), self.set.recurring().iter());
        let cites = duties.map(|duty| (&duty.id, &duty.cite)).chain(recurring.map(|duty| (&duty.id, &duty.cite)));
        let exclusions = self.set.exclusions().iter().map(|exclusion| (&exclusion.id, &exclusion.cite));
        let cite = cites.chain(exclusions).find(|(known, _)| *known == id).map(|(_, cite)| cite);
        let transition = || Some(&self.set.transitions().get(place.at).filter(|_| place.list == "transition")?.cite);
        let cite = cite.or_else(transition).map(|cite| self.set.cite_text(cite));
        let cite_text = cite.unwrap_or_else(|| Text::same(""));
        let ruleset = self.set.name();
        self.all.push(Mutant {
            part: self.part,
            rule,
            wrong,
            survivor: Survivor { ruleset, path, old, new, numeric, cite_text },
        });
    }

    fn duty(&mut self, place: &Place<'_>) {
        self.limit(place);
        for reading in place.readings() {
            self.limit(&reading);
            let id = reading.node().and_then(Node::id).unwrap_or_default().to_owned();
            let shown = (format!("{}.reading", place.name()), DEFAULT_READING.to_owned(), id.clone());
            self.wrong(place, Wrong::Reading(id), shown, false);
        }
        self.fewer(place, &["met_by", "all"]);
        self.fewer(place, &["met_by", "any"]);
        self.fewer(place, &["channels"]);
        for key in ["extension", "suspension", "sets"] {
            if place.rule.get(key).is_some() {
                self.one(place, &[key], None, false);
            }
        }
        self.fewer(place, &["extension"]);
        self.conditional(place);
    }

    /// One of several items left out, each in turn.
    fn fewer(&mut self, place: &Place<'_>, path: &[&str]) {
        let Some(table) = place.node() else { return };
        let list = path.iter().try_fold(table, inside).and_then(Node::list).unwrap_or_default();
        for at in (0..list.len()).filter(|_| list.len() > 1) {
            let rest =
                list.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, item)| item.clone()).collect();
            self.one(place, path, Some(Data::List(rest)), false);
        }
    }

    /// Amount, unit, anchor, direction and counting of a limit, or of what a reading changes of one.
    fn limit(&mut self, place: &Place<'_>) {
        let Some(due) = place.node().and_then(|node| node.get("due")) else { return };
        if let Some(n) = due.get("n").and_then(number) {
            // The first day counted is the day itself, and so is none counted.
            let no_mistake = due.get("start").and_then(Node::text) == Some("event-included") && n == 1;
            beside(n).skip(usize::from(no_mistake)).for_each(|n| {
                self.one(place, &["due", "n"], Some(n), true);
            });
        }
        if let Some(unit) = due.get("unit").and_then(Node::text) {
            let other = if unit == "day" { "working-day" } else { "day" };
            self.one(place, &["due", "unit"], Some(word(other)), false);
        }
        for (key, other) in [("after", "before"), ("before", "after")] {
            let Some(anchor) = due.get(key) else { continue };
            for event in [DIALOGUE_DAY, CLOSED, CONCLUSION_NOTIFIED].iter().filter(|event| anchor.text() != Some(event))
            {
                self.one(place, &["due", key], Some(word(event)), false);
            }
            let count = (other == "before").then(|| word("event-excluded"));
            let (to, from) = (["due", other], ["due", key]);
            let mut turned: Vec<Change<'_>> = vec![
                (&to, Some(anchor.data.clone())),
                (&from, None),
                (&["due", "count"], count),
                (&["due", "start"], None),
                (&["due", "roll"], None),
            ];
            if place.reading.is_none() {
                turned.push((&["reading"], place.readings_of_any_direction()));
            }
            let told = |key: &str| format!("{key} {}", shown(Some(anchor)));
            self.several(place, (&["due"], told(key), told(other)), &turned, false);
        }
        self.counting(place, &["due"], due);
    }

    /// Which days count at the ends of a limit.
    fn counting(&mut self, place: &Place<'_>, above: &[&str], due: &Node) {
        let mut others = |key: &str, now: Option<&str>, words: &[&str]| {
            for other in words.iter().filter(|word| now != Some(**word)) {
                let path: Vec<&str> = above.iter().copied().chain([key]).collect();
                let told = (&path[..], now.unwrap_or("-").to_owned(), (*other).to_owned());
                self.several(place, told, &[(&path, Some(word(other)))], false);
            }
        };
        let stated = |key: &str| due.get(key).and_then(Node::text);
        let all = |words: &[Backward]| words.iter().map(|count| count.word()).collect::<Vec<_>>();
        if let Some(count) = stated("count") {
            others("count", Some(count), &all(Backward::ALL));
        }
        let forward = due.get("after").is_some();
        if forward || stated("start").is_some() {
            let starts: Vec<&str> = Start::ALL.iter().map(|start| start.word()).collect();
            others("start", stated("start").or(Some(Start::EventExcluded.word())), &starts);
        }
        // A working day is never rolled.
        if (forward || stated("roll").is_some()) && stated("unit").is_some_and(|unit| unit != Unit::WorkingDay.word()) {
            let rolls: Vec<&str> = Roll::ALL.iter().map(|roll| roll.word()).collect();
            others("roll", stated("roll").or(Some(Roll::NextWorkingDay.word())), &rolls);
        }
    }

    /// How often, and by which day.
    fn recurring(&mut self, place: &Place<'_>) {
        match place.rule.get("at_least").map(|node| &node.data) {
            Some(Data::Integer(Some(times), _)) => {
                for times in beside(*times) {
                    self.one(place, &["at_least"], Some(times), true);
                }
            }
            Some(Data::Table(levels)) => {
                for (level, (_, times)) in levels {
                    let both = number(times).into_iter().flat_map(beside);
                    for times in both {
                        self.one(place, &["at_least", level], Some(times), true);
                    }
                }
            }
            _ => {}
        }
        if let Some(every) = place.rule.get("every").and_then(Node::text) {
            for other in Period::ALL.iter().map(|period| period.word()).filter(|period| *period != every) {
                self.one(place, &["every"], Some(word(other)), false);
            }
        }
        self.fewer(place, &["cutoffs"]);
        self.acts(place);
        self.of_units(place);
        self.returning(place);
    }
}
