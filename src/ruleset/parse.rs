//! From the TOML or JSON of a rule file to a checked [`RuleSet`].

mod condition;
mod due;
mod duty;
mod instrument;
mod lint;
mod names;
mod never;
mod norm;
mod recurring;

use std::rc::Rc;
use std::sync::Arc;

use names::Names;

use super::keys::{KEYS, LISTS};
use super::lookup::Lookup;
use super::overlay::{self, Bases};
use super::unknown_part::UnknownParts;
use super::{Activity, Content, InForce, Known, Obligation, RuleSet, Unknown};
use crate::hash::sha256;
use crate::reader::schema::Shape;
use crate::reader::{self, Code, Form, Node, Reading, Source, Table, Value};
use crate::text::Text;

/// The layer of the file that is read; what it builds on is below.
const LAYER: usize = 1;

/// Reads a rule file; one that builds on another finds it among `bases`.
pub(super) fn rule_set(text: &str, form: Form, bases: Bases<'_>) -> Reading<RuleSet> {
    let source = Source::new(LAYER).shaped(shape).about(KEYS);
    let file = reader::parse(text, form, LAYER, &source);
    if let Some(root) = Table::root(&file, &source) {
        lint::unique(&root, &LISTS);
    }
    let set = overlay::apply(file, bases, &source).and_then(|tree| checked(tree, &source));
    source.finish(text, set)
}

fn checked(tree: Node, source: &Source) -> Option<RuleSet> {
    let mut content = lower(&Table::root(&tree, source)?, source)?;
    lint::unused(&tree, source);
    content.hash = sha256(&tree);
    content.tree = tree.on_layer(0);
    let mut set = with_before_binding(content);
    let stages = set.divided();
    if let Some(content) = Arc::get_mut(&mut set.0) {
        content.stages = stages;
    }
    Some(set)
}

fn with_before_binding(content: Content) -> RuleSet {
    let mut set = RuleSet(Arc::new(content));
    let before_binding = set.found_before_binding();
    if let Some(content) = Arc::get_mut(&mut set.0) {
        content.before_binding = before_binding;
    }
    set
}

/// What a rule set lays down at one of its stages, of a tree without what does not hold then: it goes by the name of the whole.
pub(super) fn stage_of_tree(tree: Node, of: &RuleSet, stage: usize) -> Option<RuleSet> {
    part_of_tree(tree, of, stage).map(with_before_binding)
}

/// The same of a tree in which it binds others.
pub(super) fn former_of_tree(tree: Node, of: &RuleSet) -> Option<RuleSet> {
    part_of_tree(tree, of, of.0.stage).map(|content| RuleSet(Arc::new(content)))
}

fn part_of_tree(tree: Node, of: &RuleSet, stage: usize) -> Option<Content> {
    let source = Source::new(LAYER);
    let content = lower(&Table::root(&tree, &source)?, &source)?;
    let content = Content { hash: of.hash().to_owned(), tree: tree.on_layer(0), stage, ..content };
    Some(content).filter(|_| !source.has_errors_beside(&[Code::ReadingChangesNothing]))
}

/// The rule set of a tree that another one was made into, if it is sound; what a reading says, the rule may now say too.
pub(super) fn of_tree(tree: Node) -> Option<RuleSet> {
    let source = Source::new(LAYER);
    checked(tree, &source).filter(|_| !source.has_errors_beside(&[Code::ReadingChangesNothing]))
}

/// What a rule file may hold, as the reader looks for it.
pub(super) fn shape() -> Rc<Shape> {
    let (shape, source) = (Shape::new(), Source::new(LAYER));
    let root = Table::describing(&shape, &source);
    lower(&root, &source);
    shape
}

fn lower(root: &Table<'_>, source: &Source) -> Option<Content> {
    root.stated("format").and_then(|v| v.integer(1..=1));
    let id = root.stated("id").and_then(|v| v.id());
    let version = root.stated("version").and_then(|v| v.name());
    let title = root.stated("title").and_then(|v| v.text());
    let covers = root.optional("covers").and_then(|v| v.text());
    let in_force = root.optional("in_force").and_then(|v| instrument::in_force(&v));
    let names = Names::of(root);
    let first_day = in_force.as_ref().or(names.instruments.first().map(|main| &main.in_force)).and_then(InForce::start);
    let applies = root.stated("applies").and_then(|v| instrument::applies(&v.table()?, &names, first_day));
    let unknown = root.tables("unknown");
    let mut unknowns: Vec<Unknown> = unknown.iter().filter_map(|t| lint::unknown(t, &names)).collect();
    let steps = root.tables("step").iter().filter_map(|t| duty::step(t, &names)).collect();
    let tables = root.tables("obligation");
    let obligations: Vec<_> = tables.iter().filter_map(|t| duty::obligation(t, &names)).collect();
    let mut recurring: Vec<_> =
        root.tables("recurring").iter().filter_map(|t| recurring::recurring(t, &names)).collect();
    let triggers = root.tables("trigger").iter().filter_map(|t| recurring::trigger(t, &names)).collect();
    let norms = norm::norms(root, &names);
    let exclusions = root.tables("exclusion").iter().filter_map(|t| norm::exclusion(t, &names)).collect();
    let roles = root.tables("role").iter().filter_map(|t| norm::role(t, &names)).collect();
    let practices = root.tables("practice").iter().filter_map(|t| norm::practice(t, &names)).collect();
    let level_ends: Vec<_> = root.tables("level_end").iter().filter_map(|t| norm::level_end(t, &names)).collect();
    let mergers = root.tables("merger").iter().filter_map(|t| norm::merger(t, &names)).collect();
    let changing = root.tables("transition");
    let transitions = norm::transitions(root, &changing, &names);
    overlay::describe(root);
    let result = !root.is_described(); // what a person writes has neither
    let builds_on = result.then(|| root.get("builds_on")).flatten().and_then(|v| v.str().map(str::to_owned));
    let changes = if result { root.tables("changed") } else { Vec::new() };
    let changes = changes.iter().filter_map(|t| norm::change(t, &names)).collect();
    root.done();
    lint::cycles(&tables, &obligations);
    // That none is known is said, where the file says so.
    let told = unknowns.iter().any(|unknown| unknown.of == "obligation");
    let silent = obligations.is_empty() && recurring.is_empty() && level_ends.is_empty() && !told;
    if silent && !source.has_errors() {
        root.report(Code::NoContent, Text::new("tệp không có nhiệm vụ nào", "the file has no duty"));
    }
    for of in source.unknowns() {
        let listed =
            |known: &Unknown| of == known.of || of.strip_prefix(&known.of).is_some_and(|rest| rest.starts_with('.'));
        let of_main = format!("instrument.main.{of}");
        if !unknowns.iter().any(|known| listed(known) || known.of == of_main) {
            unknowns.push(Unknown { of, because: None });
        }
    }
    let is_of_petitions =
        |rule: &Obligation| rule.each_petition || rule.main_events().any(|event| names.is_of_petitions(event));
    let obligations = (0..).zip(obligations).map(|(place, rule)| {
        let is_of_petitions = is_of_petitions(&rule);
        let unknown = unknown_of(&unknowns, "obligation", &rule.id);
        Arc::new(Obligation { place, is_of_petitions, unknown, ..rule })
    });
    let obligations: Vec<Arc<Obligation>> = obligations.collect();
    lint::transitions(&changing, &obligations, &recurring);
    let activities = applies.as_ref().map_or(&[] as &[Activity], |applies| &applies.activities);
    never::obligations((&tables, &unknown), &names, &obligations, activities);
    for duty in &mut recurring {
        duty.unknown = unknown_of(&unknowns, "recurring", &duty.id);
    }
    let lookup = Lookup::of(&obligations, &names.events);
    let mut set = Content {
        id: id?.to_owned(),
        version: version?.to_owned(),
        title: title?,
        covers,
        in_force: in_force.unwrap_or(InForce { from: Known::Unknown, assumed_from: None, until: None }),
        applies: applies?,
        unknowns,
        steps,
        obligations,
        recurring,
        triggers,
        norms,
        exclusions,
        roles,
        practices,
        level_ends,
        mergers,
        transitions,
        builds_on,
        changes,
        instruments: names.instruments,
        sources: names.sources,
        events: names.events,
        actors: names.actors,
        words: names.words,
        own: names.own,
        lookup,
        hash: String::new(),
        stages: Vec::new(),
        before_binding: Vec::new(),
        stage: 0,
        tree: Node::empty(Form::Toml, 0),
    };
    if root.keys("in_force").is_empty() {
        set.in_force = set.instruments.first().map_or(set.in_force, |main| main.in_force.clone());
    }
    lint::effect_before_issue(root, &set);
    Some(set)
}

/// What a file calls unknown of a duty, by its path there; of the whole duty by an empty one.
fn unknown_of(unknowns: &[Unknown], list: &str, id: &str) -> UnknownParts {
    let path = |of: &str| {
        let rest = of.strip_prefix(list)?.strip_prefix('.')?.strip_prefix(id)?;
        if rest.is_empty() { Some(String::new()) } else { rest.strip_prefix('.').map(str::to_owned) }
    };
    unknowns.iter().filter_map(|unknown| Some((path(&unknown.of)?, unknown.because.clone()))).collect()
}

/// A value that may be the word `unknown`.
fn known<'v, T>(value: &Value<'v>, read: impl Fn(&Value<'v>) -> Option<T>) -> Option<Known<T>> {
    value.or_unknown(Known::Unknown, |value| read(value).map(Known::Value))
}

/// What was read of a value that may be unknown: what is missing is reported already.
fn or_unknown<T>(value: Option<T>) -> Known<T> {
    value.map_or(Known::Unknown, Known::Value)
}
