//! A rule set in parts that name nothing of each other. A mistake in one is looked for in that part alone, so that what all of them take
//! grows with the rules and not with their square.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::super::case::{Case, Expect, Scenario};
use super::super::coverage::Seen;
use super::super::run::{self, Under};
use super::{Place, Suite, rules};
use crate::reader::{Data, Entries, Node};
use crate::ruleset::RuleSet;

/// The lists of rules that can be taken apart.
const LISTS: [&str; 3] = ["obligation", "recurring", "exclusion"];

/// What fulfils a rule.
const ACTS: &str = "met_by";

/// The list of what is not known.
const UNKNOWN: &str = "unknown";

/// The rules of a list that are in every part: one of them is what another may be mistaken for.
const IN_EVERY_PART: usize = 5;

/// Some rules of a set with all that they name or that names them, and what is expected of them.
pub(super) struct Part<'s> {
    pub(super) set: RuleSet,
    pub(super) tried: Vec<Tried<'s>>,
}

/// The cases of a file that speak of a part.
pub(super) struct Tried<'s> {
    pub(super) scenario: &'s Scenario,
    pub(super) cases: Vec<Cow<'s, Case>>,
}

/// A rule set as a whole, and in parts.
pub(super) struct Parts<'s> {
    pub(super) whole: Part<'s>,
    pub(super) apart: Vec<Part<'s>>,
    of: BTreeMap<(&'s str, &'s str), usize>,
}

impl<'s> Parts<'s> {
    pub(super) fn of(set: &'s RuleSet, suite: &'s Suite) -> Self {
        let of_set = |scenario: &&Scenario| scenario.rules.sets.iter().any(|one| one.name() == set.name());
        let scenarios: Vec<&Scenario> = suite.scenarios().map(|(_, scenario)| scenario).filter(of_set).collect();
        let whole =
            |scenario: &&'s Scenario| Tried { scenario, cases: scenario.cases.iter().map(Cow::Borrowed).collect() };
        let whole = Part { set: set.clone(), tried: scenarios.iter().map(whole).collect() };
        let mut parts = Self { whole, apart: Vec::new(), of: BTreeMap::new() };
        let links = Links::of(set);
        let groups = links.groups();
        let mut tried = links.tried(&groups, set, &scenarios);
        let rest = links.rest();
        for (at, group) in groups.iter().enumerate() {
            let Some(set) = links.only(&rest, group) else { continue };
            let part = Part { set, tried: tried.remove(&at).unwrap_or_default() };
            if part.is_judged_as_in_the_whole() {
                let rules = group.iter().filter_map(|rule| links.rules.get(*rule));
                parts.of.extend(rules.map(|rule| ((rule.list, rule.id), parts.apart.len())));
                parts.apart.push(part);
            }
        }
        parts
    }

    /// The part that a rule of the whole is in, and where; the whole, where it cannot be taken apart.
    pub(super) fn place_of<'a>(&'a self, rule: Place<'a>) -> (Option<usize>, Place<'a>) {
        let id = rule.rule.id();
        let found = || {
            let part = *self.of.get(&(rule.list, id?))?;
            Some((Some(part), rules(&self.apart.get(part)?.set, rule.list).find(|own| own.rule.id() == id)?))
        };
        found().unwrap_or((None, rule))
    }

    pub(super) fn get(&self, part: Option<usize>) -> &Part<'s> {
        part.and_then(|part| self.apart.get(part)).unwrap_or(&self.whole)
    }

    /// The words that the file has anywhere.
    pub(super) fn words(&self) -> BTreeSet<&str> {
        let mut words = BTreeSet::new();
        self.whole.set.tree().each_text(&mut |text, _| {
            words.insert(text);
        });
        words
    }
}

impl Part<'_> {
    /// Whether every case passes with the part alone, as it does with the whole.
    fn is_judged_as_in_the_whole(&self) -> bool {
        self.tried.iter().all(|tried| {
            let (rules, calendar) = (tried.scenario.rules.replacing(&self.set), &tried.scenario.calendar);
            let under = Under { rules: &rules, calendar, swapped: None };
            tried.cases.iter().all(|case| run::run(case, under, &mut Seen::default()).is_empty())
        })
    }
}

/// A rule in the tree of its file.
struct Linked<'s> {
    list: &'static str,
    id: &'s str,
    node: &'s Node,
    /// The rules that it names, by their places.
    names: Vec<usize>,
    /// What is not known of it.
    unknown: Vec<&'s Node>,
}

/// Which rules name which.
struct Links<'s> {
    tree: &'s Node,
    rules: Vec<Linked<'s>>,
    /// Those that are in every part: the first of each list and those that something beside the rules names, with all that they name.
    fixed: BTreeSet<usize>,
    /// What is not known of something else.
    unknown_of_no_rule: Vec<&'s Node>,
}

/// Rules by what another one names them with.
#[derive(Default)]
struct Named<'s> {
    by_id: BTreeMap<&'s str, BTreeSet<usize>>,
    /// By the events that fulfil them.
    by_act: BTreeMap<&'s str, BTreeSet<usize>>,
}

impl<'s> Named<'s> {
    fn add(&mut self, at: usize, rule: &'s Node) {
        self.by_id.entry(rule.id().unwrap_or_default()).or_default().insert(at);
        if let Some(acts) = rule.get(ACTS) {
            acts.each_text(&mut |event, _| {
                self.by_act.entry(event).or_default().insert(at);
            });
        }
    }

    /// The rules whose ids a value has.
    fn ids_in(&self, node: &'s Node) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        node.each_text(&mut |text, _| found.extend(self.by_id.get(text).into_iter().flatten()));
        found
    }

    /// The rules that a rule names by id or waits for. That two are fulfilled by the same act is no link.
    fn named_by(&self, rule: &'s Node) -> Vec<usize> {
        let mut found = BTreeSet::new();
        for (_, (_, value)) in rule.table().into_iter().flatten().filter(|(key, _)| *key != ACTS) {
            found.extend(self.ids_in(value));
            value.each_text(&mut |event, _| found.extend(self.by_act.get(event).into_iter().flatten()));
        }
        found.into_iter().collect()
    }
}

impl<'s> Links<'s> {
    fn of(set: &'s RuleSet) -> Self {
        let tree = set.tree();
        let listed: Vec<Place<'s>> = LISTS.into_iter().flat_map(|list| rules(set, list)).collect();
        let mut named = Named::default();
        listed.iter().enumerate().for_each(|(at, place)| named.add(at, place.rule));
        let linked = |place: &Place<'s>| {
            let (list, id, node) = (place.list, place.rule.id().unwrap_or_default(), place.rule);
            Linked { list, id, node, names: named.named_by(node), unknown: Vec::new() }
        };
        let mut links = Self {
            tree,
            rules: listed.iter().map(linked).collect(),
            fixed: BTreeSet::new(),
            unknown_of_no_rule: Vec::new(),
        };
        for unknown in tree.get(UNKNOWN).and_then(Node::list).unwrap_or_default() {
            let rule = rule_of(unknown).and_then(|id| named.by_id.get(id)?.first());
            match rule.and_then(|rule| links.rules.get_mut(*rule)) {
                Some(rule) => rule.unknown.push(unknown),
                None => links.unknown_of_no_rule.push(unknown),
            }
        }
        links.fixed = links.in_every_part(&named);
        links
    }

    fn in_every_part(&self, named: &Named<'s>) -> BTreeSet<usize> {
        let others = self.tree.table().into_iter().flatten().filter(|(key, _)| !LISTS.contains(&key.as_str()));
        let mut fixed: BTreeSet<usize> = others.flat_map(|(_, (_, node))| named.ids_in(node)).collect();
        for list in LISTS {
            let of_list = self.rules.iter().enumerate().filter(|(_, rule)| rule.list == list);
            fixed.extend(of_list.take(IN_EVERY_PART).map(|(at, _)| at));
        }
        reached(fixed, |at| self.rules.get(at).map(|rule| rule.names.as_slice()).unwrap_or_default())
    }

    /// The rules in groups of those that name each other.
    fn groups(&self) -> Vec<BTreeSet<usize>> {
        let mut near: Vec<Vec<usize>> = self.rules.iter().map(|rule| rule.names.clone()).collect();
        for (at, rule) in self.rules.iter().enumerate() {
            for other in &rule.names {
                near.get_mut(*other).into_iter().for_each(|near| near.push(at));
            }
        }
        let mut left: BTreeSet<usize> = (0..self.rules.len()).collect();
        let mut groups = Vec::new();
        while let Some(first) = left.pop_first() {
            let group = reached(BTreeSet::from([first]), |at| near.get(at).map(Vec::as_slice).unwrap_or_default());
            for rule in &group {
                left.remove(rule);
            }
            groups.push(group);
        }
        groups
    }

    /// The cases that speak of each group, with what they expect of that alone.
    fn tried(
        &self,
        groups: &[BTreeSet<usize>],
        set: &RuleSet,
        scenarios: &[&'s Scenario],
    ) -> BTreeMap<usize, Vec<Tried<'s>>> {
        let mut group_of: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (at, group) in groups.iter().enumerate() {
            for rule in group.iter().filter_map(|rule| self.rules.get(*rule)) {
                group_of.entry(rule.id).or_default().insert(at);
            }
        }
        let mut all: BTreeMap<usize, Vec<Tried<'s>>> = BTreeMap::new();
        for scenario in scenarios {
            let mut of_file: BTreeMap<usize, Vec<Cow<'s, Case>>> = BTreeMap::new();
            for case in &scenario.cases {
                for (group, case) in split(case, set.id(), &group_of) {
                    of_file.entry(group).or_default().push(Cow::Owned(case));
                }
            }
            for (group, cases) in of_file {
                all.entry(group).or_default().push(Tried { scenario, cases });
            }
        }
        all
    }

    /// The file without its rules and without what is not known of them.
    fn rest(&self) -> Entries {
        let is_rest = |key: &str| !LISTS.contains(&key) && key != UNKNOWN;
        let all = self.tree.table().into_iter().flatten().filter(|(key, _)| is_rest(key));
        all.map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    /// The rule set with some of its rules alone, if that is sound.
    fn only(&self, rest: &Entries, group: &BTreeSet<usize>) -> Option<RuleSet> {
        let mut entries = rest.clone();
        let kept = || group.union(&self.fixed).filter_map(|at| self.rules.get(*at));
        let mut put = |list: &str, items: Vec<Node>| {
            if !items.is_empty() {
                entries.insert(list.to_owned(), (0..0, super::node(Data::List(items))));
            }
        };
        for list in LISTS {
            put(list, kept().filter(|rule| rule.list == list).map(|rule| rule.node.clone()).collect());
        }
        let of_rules = kept().flat_map(|rule| &rule.unknown).copied();
        put(UNKNOWN, self.unknown_of_no_rule.iter().copied().chain(of_rules).cloned().collect());
        RuleSet::of_tree(super::node(Data::Table(entries)))
    }
}

/// A case as each group is asked about in it.
fn split(case: &Case, set: &str, group_of: &BTreeMap<&str, BTreeSet<usize>>) -> BTreeMap<usize, Case> {
    let groups = |expect: &Expect| {
        let of = expect.of.rule().filter(|of| of.ruleset == set)?;
        group_of.get(of.id.as_str())
    };
    let mut cases: BTreeMap<usize, Case> = BTreeMap::new();
    for expect in &case.expects {
        for group in groups(expect).into_iter().flatten() {
            cases.entry(*group).or_insert_with(|| case.asking(Vec::new())).expects.push(expect.clone());
        }
    }
    cases
}

/// The rule of which something is not known.
fn rule_of(unknown: &Node) -> Option<&str> {
    let mut path = unknown.id()?.split('.');
    path.next().filter(|list| LISTS.contains(list))?;
    path.next()
}

/// What is reached from some rules, themselves among it.
fn reached<'n>(from: BTreeSet<usize>, next: impl Fn(usize) -> &'n [usize]) -> BTreeSet<usize> {
    let (mut all, mut left) = (from.clone(), from);
    while let Some(at) = left.pop_first() {
        left.extend(next(at).iter().copied().filter(|other| all.insert(*other)));
    }
    all
}
