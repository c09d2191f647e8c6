//! When a duty, a limit or an extension applies, as a file says it.

use super::super::Condition;
use super::names::Names;
use crate::reader::{Code, Value};
use crate::text::Text;

pub(super) fn condition(value: &Value<'_>, names: &Names<'_>) -> Option<Condition> {
    value.recursive("condition", |value| {
        let table = value.table_like("{ class = \"complex\" }")?;
        let key = table.one_of(&["class", "any_class", "event", "mode", "kind", "overdue", "all", "any", "not"]);
        let class = table.get("class").and_then(|v| names.class(&v));
        let classes = table.get("any_class").map(|v| v.filled(|v| names.class(v)));
        let event = table.get("event").and_then(|v| names.event(&v));
        let by = table.get("by").and_then(|v| v.word());
        let mode = table.get("mode").and_then(|v| v.word());
        let kind = table.get("kind").and_then(|v| v.word());
        let overdue = table.get("overdue").and_then(|v| names.obligation(&v));
        let all = table.get("all").map(|v| v.filled(|item| condition(item, names)));
        let any = table.get("any").map(|v| v.filled(|item| condition(item, names)));
        let not = table.get("not").and_then(|v| condition(&v, names));
        if let Some(place) = table.get("by").filter(|_| key.is_some_and(|key| key != "event")) {
            place.report(Code::ExclusiveKeys, Text::new("`by` chỉ đi với `event`", "`by` goes with `event` only"));
        }
        if let Some(place) = table.get("not").filter(|_| not.as_ref().is_some_and(|part| !part.overdue().is_empty())) {
            place.report(
                Code::LimitConflict,
                Text::new(
                    "`not` không đi với `overdue`: chưa ghi nhận không có nghĩa là đã làm đúng hạn",
                    "`not` does not go with `overdue`: that nothing is recorded does not mean that it was done in time",
                ),
            );
        }
        table.done();
        match key? {
            "class" => class.map(|class| Condition::Class(vec![class])),
            "any_class" => classes.map(Condition::Class),
            "event" => event.map(|event| Condition::Event { event, by }),
            "mode" => mode.map(Condition::Mode),
            "kind" => kind.map(Condition::Kind),
            "overdue" => overdue.map(Condition::Overdue),
            "all" => all.map(Condition::All),
            "any" => any.map(Condition::Any),
            _ => not.map(|part| Condition::Not(Box::new(part))),
        }
    })
}
