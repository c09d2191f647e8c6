//! Mistakes in what belongs to no rule with a limit: what became of levels and territories, what is not known, what events
//! are, what a transition speaks of, and what an amendment took away.

use super::taken::is_known_alike;
use super::{Data, Making, Node, RuleSet, change, inside, node, shown, word};
use crate::reader::{self, Form, Source};
use crate::ruleset::{Activity, HeadKind, Level, Phase, Registry};
use crate::territory::merger_of;
use crate::text::Word;

impl Making<'_> {
    /// Every mistake in a file outside its duties.
    pub(super) fn whole_file(&mut self) {
        self.events();
        self.unknowns();
        self.ends_of_levels();
        self.mergers();
        self.removals();
        if self.set.lays_down_rules() {
            self.members("activities", &Activity::all().iter().map(|one| one.id()).collect::<Vec<_>>());
        }
        for at in 0..self.listed("transition").len() {
            self.without("transition", at);
        }
    }

    fn listed(&self, list: &str) -> Vec<Node> {
        self.set.tree().get(list).and_then(Node::list).map(<[Node]>::to_vec).unwrap_or_default()
    }

    /// One item of a list left out.
    fn without(&mut self, list: &str, at: usize) {
        let rest = self.listed(list).into_iter().enumerate().filter(|(other, _)| *other != at).map(|(_, item)| item);
        let rest = Data::List(rest.collect());
        let key = if list == "unknown" { "of" } else { "pending" };
        let path = [list, &at.to_string(), key].map(str::to_owned);
        let of = self.listed(list).get(at).and_then(Node::id).unwrap_or_default().to_owned();
        let mut tree = self.set.tree().clone();
        let Some(table) = tree.table_mut() else { return };
        change(table, &[list], Some(rest));
        let is_alike = |set: &RuleSet| list == "unknown" && is_known_alike(&of, (self.set, set));
        if self.sound(tree.clone()).is_none_or(|set| !is_alike(&set)) {
            self.push_whole(&path, (of, "-".to_owned()), tree, false);
        }
    }

    /// When an event may happen, and whether it happens to petitions; those of the version it builds on are tried there.
    fn events(&mut self) {
        let changed: Vec<String> = self.listed("changed").iter().filter_map(Node::id).map(str::to_owned).collect();
        let is_amended = self.set.tree().get("builds_on").is_some();
        for (at, event) in self.listed("event").into_iter().enumerate() {
            let own = format!("event.{}", event.id().unwrap_or_default());
            if is_amended && !changed.iter().any(|of| *of == own || of.starts_with(&format!("{own}."))) {
                continue;
            }
            let path = |key: &str| ["event", &at.to_string(), key].map(str::to_owned);
            let now = event.get("phase").and_then(Node::text);
            let mut others =
                Phase::ALL.iter().map(|phase| phase.word()).filter(|phase| now.is_some() && now != Some(*phase));
            if let Some(other) = others.next() {
                self.whole(&path("phase"), word(other), false);
            }
            if let Some(Data::Bool(is)) = event.get("petition").map(|node| &node.data) {
                self.whole(&path("petition"), Data::Bool(!is), false);
            }
        }
    }

    /// What is not known, taken for what is.
    fn unknowns(&mut self) {
        for at in 0..self.listed("unknown").len() {
            self.without("unknown", at);
        }
    }

    /// The day on which a level ended, the level, and whose.
    fn ends_of_levels(&mut self) {
        for (at, end) in self.listed("level_end").into_iter().enumerate() {
            let path = ["level_end".to_owned(), at.to_string()];
            self.days_of(&path, &["on"]);
            let key = |key: &str| path.iter().cloned().chain([key.to_owned()]).collect::<Vec<_>>();
            let level = end.get("level").and_then(Node::text);
            if let Some(other) = Level::all().iter().map(|one| one.id()).find(|other| level != Some(*other)) {
                self.whole(&key("level"), word(other), false);
            }
            let heads = end.get("heads").and_then(Node::list).unwrap_or_default();
            let stated = |other: &str| heads.iter().any(|head| head.text() == Some(other));
            for other in HeadKind::all().iter().map(|one| one.id()).filter(|other| !stated(other)).take(1) {
                self.whole(&key("heads"), Data::List(vec![node(word(other))]), false);
            }
        }
    }

    /// The day of a merger, into what, and each of those that were merged left out.
    fn mergers(&mut self) {
        let built_in = Registry::builtin();
        for (at, merger) in self.listed("merger").into_iter().enumerate() {
            let path = ["merger".to_owned(), at.to_string()];
            self.days_of(&path, &["on"]);
            let key = |key: &str| path.iter().cloned().chain([key.to_owned()]).collect::<Vec<_>>();
            let of = merger.get("of").and_then(Node::list).map(<[Node]>::to_vec).unwrap_or_default();
            let into = merger.get("into").and_then(Node::text);
            if let Some(other) = of.iter().filter_map(Node::text).find(|other| into != Some(*other)) {
                self.whole(&key("into"), word(other), false);
            }
            // What the lists of units say too is said without it, but for a rule set of that unit; and so is the unit itself.
            let is_listed = |code: &str| merger_of(code).is_some_and(|(whole, _)| into == Some(whole.as_str()));
            let has_rules = |code: &str| built_in.rule_sets().iter().any(|set| set.applies().territory.code == code);
            let is_itself = |code: &str| into == Some(code);
            let is_said = |code: &str| is_listed(code) || is_itself(code);
            let says_it = |one: &Node| one.text().is_some_and(|code| !is_said(code) || has_rules(code));
            let said: Vec<bool> = of.iter().map(says_it).collect();
            for (left_out, _) in said.into_iter().enumerate().filter(|(_, says)| *says) {
                let rest = of.iter().enumerate().filter(|(other, _)| *other != left_out).map(|(_, item)| item.clone());
                self.whole(&key("of"), Data::List(rest.collect()), false);
            }
        }
    }

    /// What an amendment took away, still there.
    fn removals(&mut self) {
        for note in self.listed("changed") {
            let (Some(of), Some(was)) = (note.get("of").and_then(Node::text), note.get("was").and_then(Node::text))
            else {
                continue;
            };
            let Some((list, rest)) = of.split_once('.') else { continue };
            let (id, key) = rest.split_once('.').map_or((rest, None), |(id, key)| (id, Some(key)));
            let was = reader::parse(was, Form::Json, 0, &Source::new(0));
            // What is owed at a level that the rule set no longer has binds nobody.
            let levels = was.get("levels").and_then(Node::list).unwrap_or_default();
            let binds = |level: &Node| {
                let all = &self.set.applies().levels;
                all.is_empty() || all.iter().any(|one| level.text() == Some(one.id()))
            };
            if !levels.is_empty() && !levels.iter().any(binds) {
                continue;
            }
            let mut items = self.listed(list);
            let at = items.iter().position(|item| item.id() == Some(id));
            match (at, key) {
                (None, None) => items.push(was),
                (Some(at), Some(key)) if !key.contains('.') => {
                    let Some(rule) = items.get_mut(at).and_then(Node::table_mut).filter(|rule| !rule.contains_key(key))
                    else {
                        continue;
                    };
                    rule.insert(key.to_owned(), (0..0, was));
                }
                _ => continue,
            }
            let path: Vec<String> = of.split('.').map(str::to_owned).collect();
            self.whole_several(&path, Some("remove"), &[(&[list.to_owned()], Some(Data::List(items)))], false);
        }
    }

    /// The rule set with values changed that belong to no rule with a limit.
    pub(super) fn whole_several(
        &mut self,
        path: &[String],
        told: Option<&str>,
        changes: &[(&[String], Option<Data>)],
        numeric: bool,
    ) {
        let mut tree = self.set.tree().clone();
        let keys: Vec<&str> = path.iter().map(String::as_str).collect();
        let old = told.map_or_else(|| shown(keys.iter().try_fold(self.set.tree(), inside)), str::to_owned);
        let Some(table) = tree.table_mut() else { return };
        for (path, value) in changes {
            let keys: Vec<&str> = path.iter().map(String::as_str).collect();
            change(table, &keys, value.clone());
        }
        let new = match changes {
            [(only, Some(value))] if *only == path => shown(Some(&node(value.clone()))),
            _ => "-".to_owned(),
        };
        self.push_whole(path, (old, new), tree, numeric);
    }
}
