//! A file that builds on another: an overlay (`extends`) with an id of its own, or an amendment (`amends`) that makes a
//! new version. It gives only what changes; each change has its own citation and is noted down under `changed`.

use super::due_forms::form_keys;
use super::keys::{DECLARED, LISTS};
use super::{RuleSet, VersionError};
use crate::reader::{Code, Data, Entries, Form, Node, Source, Table};
use crate::text::{Text, nearest};

/// Finds the rule set that a file builds on, by `id` or `id@version`.
pub(super) type Bases<'a> = &'a dyn Fn(&str) -> Result<RuleSet, VersionError>;

/// What a table that is new must have, by the list it stands in; one without it was meant for another.
const MARKS: [(&str, &str); 24] = [
    ("event", "text"),
    ("actor", "text"),
    ("class", "text"),
    ("field", "text"),
    ("channel", "text"),
    ("head", "text"),
    ("level", "text"),
    ("step", "actor"),
    ("obligation", "met_by"),
    ("recurring", "met_by"),
    ("trigger", "when"),
    ("permission", "text"),
    ("prohibition", "text"),
    ("principle", "text"),
    ("guidance", "text"),
    ("exclusion", "ground"),
    ("role", "id"),
    ("practice", "place"),
    ("level_end", "on"),
    ("merger", "of"),
    ("transition", "pending"),
    ("unknown", "of"),
    ("instrument", "kind"),
    ("source", "kind"),
];

/// The layer of what a file builds on.
const BASE: usize = 0;

/// What a merge notes down in its result.
pub(super) const RESULT_KEYS: [&str; 2] = ["builds_on", "changed"];

/// The keys of a changed table that speak of the change, not of the value.
const OF_THE_CHANGE: [&str; 4] = ["id", "cite", "cite_basis", "from"];

/// What a key of a changed table takes the place of, beside `due`, whose forms the parser knows.
const INSTEAD: [(&str, &[&str]); 7] = [
    ("every", &["cutoffs", "each_before", "at_least"]),
    ("cutoffs", &["every", "each_before", "at_least", "in_months"]),
    ("each_before", &["every", "cutoffs", "at_least", "in_months", "period_starts"]),
    ("actor", &["together"]),
    ("together", &["actor"]),
    ("object", &["due"]),
    ("due", &["object"]),
];

/// Asks for the keys of a file that builds on another.
pub(super) fn describe(root: &Table<'_>) {
    for key in ["extends", "amends"] {
        root.get(key).and_then(|v| v.str());
    }
    for table in root.tables("remove") {
        table.stated("of").and_then(|v| v.str());
        table.optional("because").and_then(|v| v.text());
        table.get("cite").map(|value| value.one_or_more(|v| v.str().map(str::to_owned)));
        table.get("cite_basis").and_then(|v| v.str());
        table.done();
    }
}

/// The tree of a file: its own, or what it makes of the one it builds on.
pub(super) fn apply(file: Node, bases: Bases<'_>, source: &Source) -> Option<Node> {
    refuse_what_only_a_result_has(&file, source);
    let fail = |code: Code, node: &Node, message: Text, near: Option<&str>| -> Option<Node> {
        source.report(code, node.span.clone(), node.layer, String::new(), message, near);
        None
    };
    let name = match (file.get("extends").cloned(), file.get("amends").cloned()) {
        (None, None) => {
            if let Some(remove) = file.get("remove") {
                let message = Text::new(
                    "[[remove]] chỉ dùng trong tệp có `extends` hoặc `amends`",
                    "[[remove]] belongs in a file with `extends` or `amends`",
                );
                return fail(Code::WrongBase, remove, message, None);
            }
            return Some(file);
        }
        (Some(node), Some(_)) => {
            let message =
                Text::new("chỉ dùng một trong `extends`, `amends`", "`extends` and `amends` exclude each other");
            return fail(Code::ExclusiveKeys, &node, message, None);
        }
        (Some(name), None) | (None, Some(name)) => name,
    };
    let Some(written) = name.text() else {
        let message = Text::new("cần mã của bộ quy tắc gốc", "expected the id of the rule set it builds on");
        return fail(Code::WrongType, &name, message, None);
    };
    let base = match bases(written) {
        Ok(base) => base,
        Err(error) => return fail(Code::BaseNotFound, &name, error.plain(), error.near()),
    };
    let amends = file.get("amends").is_some();
    if let Some(root) = Table::root(&file, source) {
        says_what_it_is(&root, amends);
    }
    let (id, version) = (file.get("id").and_then(Node::text), file.get("version").and_then(Node::text));
    if amends && (id != Some(base.id()) || version == Some(base.version())) {
        let message = Text::owned(
            format!("tệp sửa đổi giữ mã `{}` và có `version` khác `{}`", base.id(), base.version()),
            format!("an amendment keeps the id `{}` and has another `version` than `{}`", base.id(), base.version()),
        );
        return fail(Code::WrongBase, &name, message, None);
    }
    if !amends && id == Some(base.id()) {
        let message = Text::owned(
            format!("tệp bổ sung cần mã riêng, khác `{}`", base.id()),
            format!("an overlay needs an id of its own, other than `{}`", base.id()),
        );
        return fail(Code::WrongBase, &name, message, None);
    }
    let by = format!("{}@{}", id.unwrap_or_default(), version.unwrap_or_default());
    let mut merge = Merge { source, by, changed: Vec::new(), unknown: Vec::new(), confidence: None };
    let built_on = Node { data: Data::Text(base.name()), ..name.clone() };
    let mut merged = merge.files(base.tree().clone(), file)?;
    merged.table_mut()?.insert("builds_on".to_owned(), (0..0, built_on));
    Some(merged)
}

/// A file that builds on another says which it is, and has well-formed removals; an amendment may keep the title.
fn says_what_it_is(root: &Table<'_>, amends: bool) {
    for key in ["format", "id", "version", "title"] {
        if root.get(key).is_none() && !(amends && key == "title") {
            root.report(Code::MissingKey, Text::owned(format!("thiếu `{key}`"), format!("`{key}` is missing")));
        }
    }
    describe(root);
}

/// What a merge notes down belongs in the JSON that it makes, not in a file that a person writes.
fn refuse_what_only_a_result_has(file: &Node, source: &Source) {
    for key in RESULT_KEYS {
        if let Some((span, node)) =
            file.table().and_then(|entries| entries.get(key)).filter(|_| file.form == Form::Toml)
        {
            let message = Text::owned(
                format!("không có khóa `{key}`: chỉ dạng JSON của một tệp đã bổ sung mới có"),
                format!("unknown key `{key}`: only the JSON form of a completed file has it"),
            );
            source.report(Code::UnknownKey, span.clone(), node.layer, key.to_owned(), message, None);
        }
    }
}

/// The merge of a file into the one it builds on.
struct Merge<'a> {
    source: &'a Source,
    by: String,
    changed: Vec<Node>,
    /// What the base calls unknown.
    unknown: Vec<String>,
    /// The confidence of the file's only source.
    confidence: Option<Node>,
}

impl Merge<'_> {
    fn files(&mut self, mut base: Node, mut file: Node) -> Option<Node> {
        let is_amendment = file.get("amends").is_some();
        if is_amendment {
            // What the base says of pending matters is about its own coming into force.
            base.table_mut()?.remove("transition");
        }
        self.confidence = only_source(&file).and_then(|(_, source)| source.get("confidence").cloned());
        name_sources(&mut base, &mut file);
        let base_entries = base.table_mut()?;
        let unknown = base_entries.get("unknown").and_then(|(_, node)| node.list()).unwrap_or_default();
        self.unknown = unknown.iter().filter_map(Node::id).map(str::to_owned).collect();
        let file_entries = std::mem::take(file.table_mut()?);
        for node in file_entries.get("remove").and_then(|(_, node)| node.list()).unwrap_or_default() {
            self.remove(base_entries, node);
        }
        for (key, (span, node)) in file_entries {
            match key.as_str() {
                "extends" | "amends" | "remove" => {}
                "instrument" | "source" => self.keyed(&key, base_entries, node),
                "applies" => match base_entries.get_mut("applies") {
                    Some((_, applies)) => self.table("applies", applies, node),
                    None => drop(base_entries.insert(key, (span, node))),
                },
                "words" => match (base_entries.get_mut("words"), node) {
                    (Some((_, words)), node) if node.table().is_some() => {
                        words.table_mut().into_iter().zip(node.into_table()).for_each(|(old, new)| old.extend(new));
                    }
                    (_, node) => drop(base_entries.insert(key, (span, node))),
                },
                list if LISTS.contains(&list) => self.list(list, list, base_entries, node),
                _ => drop(base_entries.insert(key, (span, node))),
            }
        }
        self.settle_unknowns(base_entries, is_amendment);
        let notes = std::mem::take(&mut self.changed);
        push_all(base_entries, "changed", notes);
        Some(base)
    }

    fn report(&self, code: Code, node: &Node, path: &str, message: Text, near: Option<&str>) {
        let path = match path.split_once('.') {
            Some((list, rest)) if LISTS.contains(&list) => {
                let (id, key) = split(rest);
                format!("{list}[{id}]{}", key.map(|key| format!(".{key}")).unwrap_or_default())
            }
            _ => path.to_owned(),
        };
        self.source.report(code, node.span.clone(), node.layer, path, message, near);
    }

    /// Notes down that the value at `of` changed.
    fn note(&mut self, of: &str, was: Option<&Node>, change: &Node) {
        let mut entries = Entries::new();
        let text = |text: String| Node { data: Data::Text(text), ..change.clone() };
        let mut put = |key: &str, node: Node| drop(entries.insert(key.to_owned(), (0..0, node)));
        put("of", text(of.to_owned()));
        put("by", text(self.by.clone()));
        if let Some(was) = was {
            put("was", text(serde_json::to_string(was).unwrap_or_default()));
        }
        for key in ["cite", "cite_basis", "confidence", "from"] {
            if let Some(node) = change.get(key) {
                put(key, node.clone());
            }
        }
        if let Some(confidence) = self.confidence.clone().filter(|_| change.get("confidence").is_none()) {
            put("confidence", confidence);
        }
        let data = Data::Table(entries);
        self.changed.push(Node { data, ..change.clone() });
    }

    /// `[key.id]` tables: those of the base by their ids.
    fn keyed(&mut self, key: &str, base: &mut Entries, node: Node) {
        let Some((_, old)) = base.get_mut(key) else {
            base.insert(key.to_owned(), (node.span.clone(), node));
            return;
        };
        if node.table().is_none() {
            *old = node; // of the wrong type: the parser says so
            return;
        }
        let (Some(old), Some(new)) = (old.table_mut(), node.into_table()) else { return };
        for (id, (span, table)) in new {
            let path = format!("{key}.{id}");
            match old.get_mut(&id) {
                Some((_, known)) => self.table(&path, known, table),
                None if is_whole(key, &table) => drop(old.insert(id, (span, table))),
                None => self.nothing_there(&path, &id, old.keys().map(String::as_str), &table),
            }
        }
    }

    /// `[[key]]` tables: those of the base by their ids.
    fn list(&mut self, key: &str, path: &str, base: &mut Entries, node: Node) {
        if node.list().is_none() {
            base.insert(key.to_owned(), (node.span.clone(), node)); // of the wrong type: the parser says so
            return;
        }
        let Some(items) = node.into_list() else { return };
        let known = base.entry(key.to_owned()).or_insert_with(|| (0..0, Node::empty_list()));
        let Some(known) = known.1.list_mut() else { return };
        for item in items {
            let Some(id) = item.id().map(str::to_owned) else {
                known.push(item); // without an id: the parser says so
                continue;
            };
            let path = format!("{path}.{id}");
            match known.iter_mut().find(|old| old.id() == Some(&id)) {
                Some(old) => self.table(&path, old, item),
                None if is_whole(key, &item) => {
                    if key != "unknown" {
                        self.note(&path, None, &item);
                    }
                    known.push(item);
                }
                None => self.nothing_there(&path, &id, known.iter().filter_map(Node::id), &item),
            }
        }
    }

    fn nothing_there<'k>(&self, path: &str, id: &str, known: impl Iterator<Item = &'k str>, node: &Node) {
        let message = Text::owned(
            format!("bộ quy tắc gốc không có `{path}` để sửa, và ở đây chưa đủ để thêm mới"),
            format!("the base has no `{path}` to change, and this is not enough to add it"),
        );
        self.report(Code::NothingToOverride, node, path, message, nearest(id, known));
    }

    /// One table of the base, key by key.
    fn table(&mut self, path: &str, base: &mut Node, change: Node) {
        if change.table().is_none() {
            *base = change; // of the wrong type: the parser says so
            return;
        }
        let is_source = path.starts_with("source.") || path.starts_with("unknown.");
        if change.get("cite").is_none() && !is_source {
            let message = Text::owned(
                format!("`{path}` thay đổi nhưng không nêu `cite`: văn bản nào cho phép"),
                format!("`{path}` is changed without `cite`: by which provision"),
            );
            self.report(Code::ChangeNotCited, &change, path, message, None);
        }
        let about = change.clone();
        (base.span, base.layer) = (change.span.clone(), change.layer); // what goes wrong with it is the change's doing
        let (Some(old), Some(new)) = (base.table_mut(), change.into_table()) else { return };
        self.give_way(path, old, &new, &about);
        let mut is_replaced = false;
        for (key, (span, node)) in new {
            let of = format!("{path}.{key}");
            let was = old.get(&key).map(|(_, node)| node.clone());
            match (key.as_str(), old.get_mut(&key)) {
                ("confidence", _) => {
                    old.insert(key, (span, node));
                    continue;
                }
                (own, _) if OF_THE_CHANGE.contains(&own) => continue,
                ("reading", Some(_)) => {
                    self.list("reading", &of, old, node);
                    continue;
                }
                ("due", Some((_, known))) if known.table().is_some() && node.table().is_some() => {
                    is_replaced = patch(known, node, path.starts_with("recurring."));
                }
                ("extension", Some((_, known))) if known.table().is_some() && node.table().is_some() => {
                    (known.span, known.layer) = (node.span.clone(), node.layer);
                    known.table_mut().into_iter().zip(node.into_table()).for_each(|(old, new)| old.extend(new));
                }
                _ => drop(old.insert(key.clone(), (span, node))),
            }
            // What is said once more of what was unknown is known by that.
            let is_new = !same(was.as_ref(), old.get(&key).map(|(_, node)| node));
            if is_new || self.unknown.iter().any(|unknown| settles(&of, unknown)) {
                self.note(&of, was.as_ref(), &about);
            }
        }
        if is_replaced && path.starts_with("obligation.") {
            self.drop_readings(path, old, &about);
        }
    }

    /// Takes out the readings that say only how an old limit may be read otherwise, which is no more.
    fn drop_readings(&mut self, path: &str, old: &mut Entries, about: &Node) {
        let Some(readings) = old.get_mut("reading").and_then(|(_, node)| node.list_mut()) else { return };
        let stands = |due: &Node| form_keys(false).any(|key| due.get(key).is_some());
        for at in (0..readings.len()).rev() {
            let hangs = |node: &&Node| node.layer == BASE && node.get("due").is_some_and(|due| !stands(due));
            let Some(id) = readings.get(at).filter(hangs).and_then(Node::id).map(str::to_owned) else { continue };
            let was = readings.remove(at);
            self.note(&format!("{path}.reading.{id}"), Some(&was), about);
        }
        if readings.is_empty() {
            old.remove("reading");
        }
    }

    /// Takes out what the keys of a change exclude, unless the change has it too, which the parser refuses.
    fn give_way(&mut self, path: &str, old: &mut Entries, new: &Entries, about: &Node) {
        let takes: Vec<_> =
            INSTEAD.iter().filter(|(key, _)| new.contains_key(*key) && !old.contains_key(*key)).collect();
        for (key, gone) in takes {
            for gone in gone.iter().filter(|gone| *gone != key && !new.contains_key(**gone)) {
                if let Some((_, was)) = old.remove(*gone) {
                    self.note(&format!("{path}.{gone}"), Some(&was), about);
                }
            }
        }
    }

    /// Takes something out: `obligation.x`, `obligation.x.extension`, `unknown.exclusion`.
    fn remove(&mut self, base: &mut Entries, node: &Node) {
        let of = node.get("of").and_then(Node::text).unwrap_or_default();
        let (list, rest) = of.split_once('.').unwrap_or((of, ""));
        let (id, key) = if list == "unknown" { (rest, None) } else { split(rest) };
        let items = base.get_mut(list).and_then(|(_, node)| node.list_mut());
        let was = items.and_then(|items| {
            let at = items.iter().position(|item| item.id() == Some(id))?;
            match key {
                None => Some(items.remove(at)),
                Some(key) => items.get_mut(at)?.table_mut()?.remove(key).map(|(_, node)| node),
            }
        });
        if let Some(was) = was {
            if node.get("cite").is_none() && list != "unknown" {
                let message = Text::owned(
                    format!("bỏ `{of}` nhưng không nêu `cite`"),
                    format!("`{of}` is removed without `cite`"),
                );
                self.report(Code::ChangeNotCited, node, of, message, None);
            }
            self.note(of, Some(&was), node);
            return;
        }
        if of.is_empty() {
            return; // the parser says so
        }
        let items = base.get(list).and_then(|(_, node)| node.list()).unwrap_or_default();
        let known: Vec<String> = items.iter().filter_map(Node::id).map(|id| format!("{list}.{id}")).collect();
        let near = nearest(of, known.iter().map(String::as_str));
        let message =
            Text::owned(format!("bộ quy tắc gốc không có `{of}` để bỏ"), format!("the base has no `{of}` to remove"));
        self.report(Code::NothingToOverride, node, of, message, near);
    }

    /// Strikes off the list of unknowns what the file makes known. Where the change may not hold, as on days before its instrument is in
    /// force, that is noted down: there it is unknown as before. An amendment has its own first day.
    fn settle_unknowns(&mut self, base: &mut Entries, is_amendment: bool) {
        let of_note = |note: &Node, of: &str| note.get("of").and_then(Node::text).is_some_and(|path| settles(path, of));
        let Some(unknowns) = base.get_mut("unknown").and_then(|(_, node)| node.list_mut()) else { return };
        let mut settled = Vec::new();
        unknowns.retain(|unknown| {
            // What the file itself says is unknown stays so.
            let of = unknown.id().filter(|_| unknown.layer == BASE);
            let by = of.and_then(|of| self.changed.iter().find(|note| of_note(note, of)));
            settled.extend(by.map(|by| (by.clone(), unknown.clone())));
            by.is_none()
        });
        for (by, unknown) in settled {
            let may_not_hold = !is_amendment || begins_apart(base, &by);
            if let Some(of) = unknown.id().filter(|_| may_not_hold) {
                self.note(&format!("unknown.{of}"), Some(&unknown), &by);
            }
        }
    }
}

/// Whether a change of a path makes known what is called unknown of one.
fn settles(path: &str, of: &str) -> bool {
    let below = |path: &str, root: &str| path.strip_prefix(root).is_some_and(|rest| rest.starts_with('.'));
    of == path || below(of, path) || of.contains('.') && below(path, of)
}

/// Whether the instrument that a change cites has another first day than the file.
fn begins_apart(file: &Entries, change: &Node) -> bool {
    let from = |node: &Node| node.get("in_force").and_then(|range| range.get("from")).cloned();
    let cited = change.get("cite").and_then(Node::text).and_then(|cite| cite.split('#').next());
    let instruments = file.get("instrument").map(|(_, node)| node);
    let of_instrument = instruments.zip(cited).and_then(|(all, id)| all.get(id)).and_then(from);
    let of_file = file.get("in_force").and_then(|(_, range)| range.get("from")).cloned();
    of_instrument.is_some() && !same(of_instrument.as_ref(), of_file.as_ref())
}

/// Whether two values say the same.
fn same(a: Option<&Node>, b: Option<&Node>) -> bool {
    a.zip(b).is_some_and(|(a, b)| serde_json::to_string(a).ok() == serde_json::to_string(b).ok())
}

/// The id and what follows its dot.
fn split(path: &str) -> (&str, Option<&str>) {
    path.split_once('.').map_or((path, None), |(id, key)| (id, Some(key)))
}

fn is_whole(list: &str, node: &Node) -> bool {
    let mark = MARKS.iter().find(|(key, _)| *key == list).map_or("because", |(_, mark)| mark);
    node.get(mark).is_some()
}

/// A limit changed key by key; one of another form takes the place of the old one whole, but for the amount that is counted
/// in the other direction, and the month of which another day is meant. Whether it was
/// replaced whole.
fn patch(base: &mut Node, change: Node, recurring: bool) -> bool {
    const AMOUNT: [&str; 5] = ["n", "unit", "count", "start", "roll"];
    (base.span, base.layer) = (change.span.clone(), change.layer);
    let (Some(old), Some(new)) = (base.table_mut(), change.into_table()) else { return false };
    let named: Vec<&str> = form_keys(recurring).filter(|key| new.contains_key(*key)).collect();
    let says_how = AMOUNT.iter().any(|key| new.contains_key(*key));
    let kept: &[&str] = match named.as_slice() {
        [] => {
            old.remove("none");
            old.extend(new);
            return false;
        }
        same if same.iter().all(|key| old.contains_key(*key)) => {
            old.extend(new);
            return false;
        }
        ["after"] if old.contains_key("n") => &["n", "unit"],
        ["before"] if old.contains_key("n") && says_how => &["n", "unit"],
        ["before_day" | "by_day"] if old.contains_key("of_month_of") => &["before", "of_month_of"],
        _ => &[],
    };
    let is_replaced = !kept.contains(&"n");
    old.retain(|key, _| kept.contains(&key.as_str()));
    old.extend(new);
    is_replaced
}

/// The only source of a file.
fn only_source(file: &Node) -> Option<(&str, &Node)> {
    let mut all = file.get("source")?.table()?.iter();
    match (all.next(), all.next()) {
        (Some((id, (_, node))), None) => Some((id, node)),
        _ => None,
    }
}

/// Says of each rule in which source it was read, where two files with a source of their own come together.
fn name_sources(base: &mut Node, file: &mut Node) {
    let own = only_source(file).map(|(id, node)| (id.to_owned(), node.clone()));
    let old = only_source(base).map(|(id, node)| (id.to_owned(), node.clone()));
    let Some((own, own_node)) = own else { return };
    if let Some((old, old_node)) = old.filter(|(old, _)| *old != own) {
        name_source(base, &old, &old_node);
    }
    name_source(file, &own, &own_node);
}

fn name_source(file: &mut Node, id: &str, at: &Node) {
    let from = Node { data: Data::Text(id.to_owned()), ..at.clone() };
    for list in LISTS.iter().filter(|list| !DECLARED.contains(list) && **list != "unknown") {
        let items = file.table_mut().and_then(|entries| entries.get_mut(*list)).and_then(|(_, node)| node.list_mut());
        for entries in items.into_iter().flatten().filter_map(Node::table_mut) {
            entries.entry("from".to_owned()).or_insert_with(|| (0..0, from.clone()));
        }
    }
}

fn push_all(entries: &mut Entries, key: &str, nodes: Vec<Node>) {
    if nodes.is_empty() {
        return;
    }
    let list = entries.entry(key.to_owned()).or_insert_with(|| (0..0, Node::empty_list()));
    if let Some(list) = list.1.list_mut() {
        list.extend(nodes);
    }
}
