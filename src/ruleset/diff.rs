//! What differs between two rule sets or two versions of one.

mod only_words;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use only_words::{ANYWHERE, NOT_LAW, ONLY_WORDS, RULE, SET};

use super::RuleSet;
use super::vocabulary::DutyKind;
use crate::reader::{Entries, Node};

/// The lists whose items are rules, in the order in which they are shown.
const LISTS: [&str; 12] = [
    "obligation",
    "recurring",
    "trigger",
    "exclusion",
    "step",
    "principle",
    "prohibition",
    "permission",
    "guidance",
    "role",
    "level_end",
    "merger",
];

/// The keys outside the rules that are shown first, in this order.
const FIRST: [&str; 5] = ["title", "covers", "in_force", "instrument", "applies"];

/// What differs between two rule sets.
///
/// Rules are compared by their ids, then, across regulations, duties of one kind that stand alone.
///
/// ```
/// use doithoai::RuleSet;
/// let old = RuleSet::builtin("hcmc-935")?;
/// let four_days = RuleSet::from_toml(&RuleSet::builtin_toml("hcmc-935")?.replace("n = 5, unit", "n = 4, unit"))?;
/// let diff = old.diff(&four_days);
/// assert_eq!(diff.rules.len(), 1);
/// let change = &diff.rules[0].values[0];
/// assert_eq!((change.path.as_str(), change.old.as_ref(), change.new.as_ref()), ("due.n", Some(&5.into()), Some(&4.into())));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RuleSetDiff {
    /// The one, as `id@version`.
    pub old: String,
    /// The other.
    pub new: String,
    /// Rules added, removed and changed, list by list.
    pub rules: Vec<DutyDiff>,
    /// Duties of both sets that were compared, the same or not: the ids here and there.
    pub pairs: Vec<(String, String)>,
    /// The same of duties that return.
    #[serde(skip)]
    pub(crate) recurring: Vec<(String, String)>,
    /// What differs outside the rules: whom the set binds, what its events are; between versions of one regulation also its
    /// title, its documents and when it is in force.
    pub values: Vec<ValueDiff>,
}

/// A rule that one of two sets has, or that they have differently.
///
/// ```
/// use doithoai::RuleSet;
/// let diff = RuleSet::builtin("hcmc-935")?.diff(&RuleSet::builtin("can-tho-10")?);
/// let only_there = diff.rules.iter().find(|rule| rule.new.as_deref() == Some("interim-reply")).unwrap();
/// assert_eq!((only_there.list.as_str(), only_there.old.as_deref()), ("obligation", None));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DutyDiff {
    /// The list it stands in: `obligation`, `recurring`, …
    pub list: String,
    /// What it is about, where it is a duty.
    pub duty_kind: Option<DutyKind>,
    /// Its id in the one set; `None` if it was added.
    pub old: Option<String>,
    /// Its id in the other; `None` if it was removed.
    pub new: Option<String>,
    /// What differs, where both have it.
    pub values: Vec<ValueDiff>,
}

/// A value that differs.
///
/// ```
/// use doithoai::RuleSet;
/// let diff = RuleSet::builtin("qd-11@2019-02-18")?.diff(&RuleSet::builtin("qd-11@2025-11-23")?);
/// let reception = diff.rules.iter().find(|rule| rule.new.as_deref() == Some("reception")).unwrap();
/// let at_least = reception.values.iter().find(|value| value.path == "at_least.district").unwrap();
/// assert_eq!((at_least.old.as_ref(), at_least.new.as_ref()), (Some(&1.into()), None));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ValueDiff {
    /// Where, inside the rule or the set.
    pub path: String,
    /// The value in the one; `None` if it has none.
    pub old: Option<Value>,
    /// The value in the other.
    pub new: Option<Value>,
}

impl RuleSet {
    /// What another rule set, or another version of this one, says differently.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert!(hcmc.diff(&hcmc).rules.is_empty());
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn diff(&self, other: &Self) -> RuleSetDiff {
        let versions = self.id() == other.id() || other.changes().iter().any(|change| change.by == other.name());
        let merged = self.builds_on().is_some() || other.builds_on().is_some();
        let compare = Compare { versions, merged, sources: (only_source(self), only_source(other)) };
        let mut diff = RuleSetDiff {
            old: self.name(),
            new: other.name(),
            rules: Vec::new(),
            pairs: Vec::new(),
            recurring: Vec::new(),
            values: Vec::new(),
        };
        for list in LISTS {
            compare.list(list, &items(self.tree(), list), &items(other.tree(), list), &mut diff);
        }
        let others = keys(self.tree(), other.tree()).into_iter().filter(|key| !FIRST.contains(key));
        for key in FIRST.into_iter().chain(others) {
            if !NOT_LAW.contains(&key) && compare.sees(SET, key) {
                let no_list = |node: &&Node| !LISTS.contains(&key) || node.list().is_none(); // but `unknown`
                let both = (self.tree().get(key).filter(no_list), other.tree().get(key).filter(no_list));
                compare.values(key, key, both, &mut diff.values);
            }
        }
        diff
    }
}

fn items<'a>(tree: &'a Node, list: &str) -> Vec<&'a Node> {
    tree.get(list).and_then(Node::list).into_iter().flatten().collect()
}

struct Compare<'a> {
    /// Whether both are versions of one regulation, so that its words are compared too.
    versions: bool,
    /// Whether one is a file together with what it builds on, which names the source of each rule.
    merged: bool,
    /// The source of each file that has one only.
    sources: (Option<&'a str>, Option<&'a str>),
}

/// The source of a file that has one only, which its rules need not name.
fn only_source(set: &RuleSet) -> Option<&str> {
    if let [only] = set.sources() { Some(&only.id) } else { None }
}

impl Compare<'_> {
    fn list(&self, list: &str, old: &[&Node], new: &[&Node], diff: &mut RuleSetDiff) {
        let (there, back) = pairs(old, new);
        for node in old {
            match there.get(&std::ptr::from_ref(*node)) {
                Some(to) => self.pair(list, node, to, diff),
                None => diff.rules.push(rule(list, Some(node), None, Vec::new())),
            }
        }
        let added = new.iter().filter(|node| !back.contains_key(&std::ptr::from_ref(**node)));
        diff.rules.extend(added.map(|node| rule(list, None, Some(node), Vec::new())));
    }

    fn pair(&self, list: &str, old: &Node, new: &Node, diff: &mut RuleSetDiff) {
        let mut changed = Vec::new();
        self.values(list, "", (Some(old), Some(new)), &mut changed);
        let read_in =
            |node: &Node, only: Option<&str>| node.get("from").and_then(Node::text).or(only).map(str::to_owned);
        let is_same = self.merged && read_in(old, self.sources.0) == read_in(new, self.sources.1);
        changed.retain(|value| value.path != "from" || !is_same);
        let pairs = match list {
            "obligation" => Some(&mut diff.pairs),
            "recurring" => Some(&mut diff.recurring),
            _ => None,
        };
        if let (Some(pairs), Some(from), Some(to)) = (pairs, old.id(), new.id()) {
            pairs.push((from.to_owned(), to.to_owned()));
        }
        if !changed.is_empty() {
            diff.rules.push(rule(list, Some(old), Some(new), changed));
        }
    }

    /// Whether a key of a place in the file is compared.
    fn sees(&self, place: &str, key: &str) -> bool {
        let here = |of: &str| of == ANYWHERE || of == place || of == RULE && LISTS.contains(&place);
        self.versions || !ONLY_WORDS.iter().any(|(of, words)| *words == key && here(of))
    }

    /// What differs between two values: inside tables key by key, inside lists with ids item by item.
    fn values(&self, place: &str, path: &str, (old, new): (Option<&Node>, Option<&Node>), out: &mut Vec<ValueDiff>) {
        let json = |node: Option<&Node>| node.and_then(|node| serde_json::to_value(node).ok());
        let (before, after) = (json(old), json(new));
        if before == after {
            return;
        }
        let inside = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        if let Some((old, new)) = old.zip(new).filter(|(old, new)| is_plain_table(old) && is_plain_table(new)) {
            for key in keys(old, new).into_iter().filter(|key| self.sees(place, key)) {
                let place = if key == "reading" { key } else { "" };
                self.values(place, &inside(key), (old.get(key), new.get(key)), out);
            }
            return;
        }
        let no_items: &[Node] = &[];
        let lists = old.map_or(Some(no_items), Node::list).zip(new.map_or(Some(no_items), Node::list));
        let ids = lists.and_then(|(from, to)| from.iter().chain(to).map(Node::id).collect::<Option<BTreeSet<&str>>>());
        if let Some((from, to)) = lists.filter(|_| ids.as_ref().is_some_and(|ids| !ids.is_empty())) {
            for id in ids.into_iter().flatten() {
                self.values(place, &inside(id), (with_id(from, id), with_id(to, id)), out);
            }
            return;
        }
        out.push(ValueDiff { path: path.to_owned(), old: before, new: after });
    }
}

fn with_id<'a>(items: &'a [Node], id: &str) -> Option<&'a Node> {
    items.iter().find(|item| item.id() == Some(id))
}

/// Whether it is a table, and not words in both languages.
fn is_plain_table(node: &Node) -> bool {
    node.table().is_some_and(|table| !table.contains_key("vi"))
}

/// The keys of two tables, in order.
fn keys<'a>(old: &'a Node, new: &'a Node) -> BTreeSet<&'a str> {
    [old, new].into_iter().filter_map(Node::table).flat_map(Entries::keys).map(String::as_str).collect()
}

fn rule(list: &str, old: Option<&Node>, new: Option<&Node>, values: Vec<ValueDiff>) -> DutyDiff {
    let id = |node: Option<&Node>| node.and_then(name);
    DutyDiff { list: list.to_owned(), duty_kind: old.or(new).and_then(kind), old: id(old), new: id(new), values }
}

/// What an item is called: its id, or what it is about.
fn name(node: &Node) -> Option<String> {
    let told = ["id", "level", "into"].iter().find_map(|key| node.get(key).and_then(Node::text));
    told.map(str::to_owned)
}

fn kind(node: &Node) -> Option<DutyKind> {
    DutyKind::from_word(node.get("duty_kind").and_then(Node::text)?).ok()
}

/// Items by where they lie.
type Placed<'a> = BTreeMap<*const Node, &'a Node>;

/// Which item of the one list is which of the other: by name, then by the kind of duty where it stands alone. Each way.
fn pairs<'a>(old: &[&'a Node], new: &[&'a Node]) -> (Placed<'a>, Placed<'a>) {
    let mut by_name: BTreeMap<String, &Node> = BTreeMap::new();
    for to in new.iter().rev() {
        by_name.extend(name(to).map(|name| (name, *to))); // the first of a name stands for it
    }
    let (mut there, mut back) = (BTreeMap::new(), BTreeMap::new());
    for from in old.iter().copied() {
        if let Some(to) = name(from).and_then(|name| by_name.get(&name).copied()) {
            there.insert(std::ptr::from_ref(from), to);
            back.insert(std::ptr::from_ref(to), from);
        }
    }
    for wanted in DutyKind::ALL.iter().filter(|kind| **kind != DutyKind::Other) {
        if let Some((from, to)) = alone(old, &there, *wanted).zip(alone(new, &back, *wanted)) {
            there.insert(std::ptr::from_ref(from), to);
            back.insert(std::ptr::from_ref(to), from);
        }
    }
    (there, back)
}

/// The only item of a kind that is not taken.
fn alone<'a>(nodes: &[&'a Node], taken: &Placed<'_>, wanted: DutyKind) -> Option<&'a Node> {
    let is_free = |node: &Node| !taken.contains_key(&std::ptr::from_ref(node));
    let mut of_kind = nodes.iter().copied().filter(|node| kind(node) == Some(wanted) && is_free(node));
    let first = of_kind.next()?;
    of_kind.next().is_none().then_some(first)
}
