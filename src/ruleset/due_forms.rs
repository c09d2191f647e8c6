//! Which keys of a `due` make a form of their own, what goes with each, and that no two forms stand together.

use super::vocabulary::{CLOSED, DIALOGUE_DAY};
use crate::reader::{Code, Table};
use crate::text::Text;

/// A key that makes a form of a limit.
pub(in crate::ruleset) struct FormOf {
    key: &'static str,
    /// The keys that it may stand beside.
    with: &'static [&'static str],
    /// How it is written; `{closed}` and `{day}` stand for events.
    example: &'static str,
    kind: Kind,
}

impl FormOf {
    fn written(&self) -> String {
        self.example.replace("{closed}", CLOSED).replace("{day}", DIALOGUE_DAY)
    }
}

/// Forms of one kind are mistaken for one another; of two kinds they contradict each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Counted,
    Whole,
    Nothing,
}

/// The forms of the `due` of a duty.
pub(in crate::ruleset) const DUE: [FormOf; 9] = [
    FormOf {
        key: "after",
        with: &["n", "unit", "start", "roll"],
        example: "{ after = \"{closed}\", n = 10, unit = \"working-day\" }",
        kind: Kind::Counted,
    },
    FormOf {
        key: "before",
        with: &["n", "unit", "count", "before_day", "by_day", "of_month_of"],
        example: "{ before = \"{day}\", n = 5, unit = \"working-day\", count = \"event-excluded\" }",
        kind: Kind::Counted,
    },
    FormOf {
        key: "before_day",
        with: &["before", "of_month_of"],
        example: "{ before_day = 5, of_month_of = \"{day}\" }",
        kind: Kind::Whole,
    },
    FormOf {
        key: "by_day",
        with: &["before", "of_month_of"],
        example: "{ by_day = 15, of_month_of = \"{day}\" }",
        kind: Kind::Whole,
    },
    FormOf { key: "date", with: &[], example: "{ date = 2026-12-31 }", kind: Kind::Whole },
    FormOf { key: "first_of", with: &[], example: "{ first_of = [{ … }, { … }] }", kind: Kind::Whole },
    FormOf { key: "last_of", with: &[], example: "{ last_of = [{ … }, { … }] }", kind: Kind::Whole },
    FormOf {
        key: "cases",
        with: &["otherwise"],
        example: "{ cases = [{ only_if = { class = \"complex\" }, … }], otherwise = { … } }",
        kind: Kind::Whole,
    },
    FormOf { key: "none", with: &[], example: "{ none = \"not-stated\" }", kind: Kind::Nothing },
];

/// The forms of the `due` of a recurring duty.
pub(in crate::ruleset) const RETURNING: [FormOf; 4] = [
    FormOf { key: "none", with: &[], example: "{ none = \"not-stated\" }", kind: Kind::Whole },
    FormOf { key: "with", with: &[], example: "{ with = \"annual-report\" }", kind: Kind::Whole },
    FormOf {
        key: "day",
        with: &["month", "roll"],
        example: "{ day = 25, roll = \"next-working-day\" }",
        kind: Kind::Whole,
    },
    FormOf {
        key: "on",
        with: &["month", "roll", "moved_by"],
        example: "{ on = [5, 20], roll = \"next-working-day\" }",
        kind: Kind::Whole,
    },
];

/// Whether a table has keys of two forms, or a key that its form does not take; says which two, and what is right.
pub(in crate::ruleset) fn contradict(table: &Table<'_>, forms: &'static [FormOf]) -> bool {
    if table.is_described() {
        return false;
    }
    let there: Vec<&FormOf> = forms.iter().filter(|form| table.has(form.key)).collect();
    let attributes = forms.iter().flat_map(|form| form.with).copied();
    let all: Vec<&'static str> = forms.iter().map(|form| form.key).chain(attributes).collect();
    for (at, form) in there.iter().enumerate() {
        for other in all.iter().copied().filter(|key| table.has(key) && *key != form.key && !form.with.contains(key)) {
            match there.iter().position(|there| there.key == other) {
                Some(before) if before < at || there.get(before).is_some_and(|it| it.with.contains(&form.key)) => {}
                Some(before) => return two_forms(table, form, there.get(before).copied()),
                None => return not_with(table, form, other, forms),
            }
        }
    }
    false
}

fn two_forms(table: &Table<'_>, one: &FormOf, other: Option<&FormOf>) -> bool {
    let Some(other) = other else { return false };
    let code = if one.kind == other.kind { Code::ExclusiveKeys } else { Code::LimitConflict };
    let (a, b, first, second) = (one.key, other.key, one.written(), other.written());
    let message = Text::owned(
        format!("`{a}` và `{b}` là hai dạng thời hạn khác nhau, không đi cùng nhau: viết `{first}` hoặc `{second}`"),
        format!("`{a}` and `{b}` are two forms of a limit, which exclude each other: write `{first}` or `{second}`"),
    );
    table.report_at(other.key, code, message);
    true
}

fn not_with(table: &Table<'_>, form: &FormOf, other: &'static str, forms: &[FormOf]) -> bool {
    let takes: Vec<String> =
        forms.iter().filter(|form| form.with.contains(&other)).map(|form| format!("`{}`", form.key)).collect();
    let (key, example) = (form.key, form.written());
    let (vi, en) = (takes.join(" hoặc "), takes.join(" or "));
    let message = Text::owned(
        format!("`{other}` chỉ đi với {vi}, không đi với `{key}`: viết `{example}`, bỏ `{other}`"),
        format!("`{other}` goes with {en} only, not with `{key}`: write `{example}` without `{other}`"),
    );
    table.report_at(other, Code::LimitConflict, message);
    true
}

/// The keys of a table that make its form.
pub(crate) fn form_keys(recurring: bool) -> impl Iterator<Item = &'static str> {
    let forms: &[FormOf] = if recurring { &RETURNING } else { &DUE };
    forms.iter().map(|form| form.key)
}
