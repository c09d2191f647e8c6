//! The slow way: one `Terms::due` after another, and what a table of moved rows says.
#![expect(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "tests fail by panicking")]

use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use chrono::NaiveDate;
use doithoai::{Calendar, DueDate, Registry, Terms};

use super::tables::{number_of, text_of};

pub(super) type Row = (String, String, NaiveDate);

/// A row that moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) id: usize,
    pub(super) before: Option<NaiveDate>,
    pub(super) after: Option<NaiveDate>,
    pub(super) by: Option<i64>,
    pub(super) certainties: [Option<String>; 2],
}

pub(super) struct Expected {
    pub(super) moved: Vec<Moved>,
    /// How many days of the count of each are worked under one calendar only.
    pub(super) changed: Vec<usize>,
    pub(super) became_firm: u64,
    pub(super) outside: u64,
    pub(super) not_in_force: u64,
}

/// What counting the rows one by one gives.
pub(super) fn expected(rows: &[Row], before: &Calendar, after: &Calendar) -> Expected {
    let registry = Registry::builtin();
    let mut terms: HashMap<String, [Terms; 2]> = HashMap::new();
    let mut expected = Expected { moved: Vec::new(), changed: Vec::new(), became_firm: 0, outside: 0, not_in_force: 0 };
    for (id, (ruleset, duty, anchor)) in rows.iter().enumerate() {
        if !before.coverage().contains(anchor) {
            expected.outside += 1;
            continue;
        }
        let Ok(set) = registry.find(ruleset, *anchor) else {
            expected.not_in_force += 1;
            continue;
        };
        let both =
            terms.entry(set.name()).or_insert_with(|| [before, after].map(|it| Terms::new([set.clone()], it.clone())));
        let Ok(limit) = both[0].limit(set.id(), duty) else {
            expected.not_in_force += 1; // the version of that day gives the duty no date
            continue;
        };
        let due: [Option<DueDate>; 2] = [before, after].map(|calendar| calendar.due(&limit, *anchor).ok());
        let dates = due.map(|due| due.map(|due| due.date));
        let firm = due.map(|due| due.map(|due| due.is_firm()));
        expected.became_firm += u64::from(firm == [Some(false), Some(true)]);
        expected.outside += u64::from(dates == [None, None]);
        if dates[0] != dates[1] {
            let by = dates[0].zip(dates[1]).map(|(before, after)| (after - before).num_days());
            let certainties = firm.map(|firm| firm.map(|firm| if firm { "firm" } else { "provisional" }.to_owned()));
            let ends = [dates[0], dates[1], Some(*anchor)].into_iter();
            let ends = ends.map(|end| {
                end.unwrap_or(if limit.is_after() { *before.coverage().end() } else { *before.coverage().start() })
            });
            let (from, to) = (ends.clone().min().unwrap(), ends.max().unwrap());
            let differs = |day: &NaiveDate| before.is_working_day(*day) != after.is_working_day(*day);
            expected.changed.push(from.iter_days().take_while(|day| *day <= to).filter(differs).count());
            expected.moved.push(Moved { id, before: dates[0], after: dates[1], by, certainties });
        }
    }
    expected
}

impl Moved {
    /// What an output says; from a CSV file everything is text.
    pub(super) fn of(table: &RecordBatch) -> Vec<Self> {
        let ids = number_of(table, "id");
        let (before, after) = (dates(table, "due_before"), dates(table, "due_after"));
        let by = number_of(table, "moved_by");
        let (sure_before, sure_after) = (text_of(table, "certainty_before"), text_of(table, "certainty_after"));
        (0..table.num_rows())
            .map(|row| Self {
                id: usize::try_from(ids[row].unwrap()).unwrap(),
                before: before[row],
                after: after[row],
                by: by[row],
                certainties: [sure_before[row].clone(), sure_after[row].clone()],
            })
            .collect()
    }
}

pub(super) fn dates(table: &RecordBatch, name: &str) -> Vec<Option<NaiveDate>> {
    let column = table.column_by_name(name).unwrap();
    match column.data_type() {
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().iter();
            days.map(|day| day.map(|day| NaiveDate::from_epoch_days(day).unwrap())).collect()
        }
        _ => text_of(table, name).into_iter().map(|text| text.map(|text| text.parse().unwrap())).collect(),
    }
}

pub(super) fn rows(table: &RecordBatch) -> Vec<Row> {
    let (rulesets, duties) = (text_of(table, "ruleset"), text_of(table, "duty"));
    let days = dates(table, "anchor");
    let rows = rulesets.into_iter().zip(duties).zip(days);
    rows.map(|((ruleset, duty), day)| (ruleset.unwrap(), duty.unwrap(), day.unwrap())).collect()
}

pub(super) fn numbers(column: &dyn Array) -> Vec<Option<i64>> {
    column.as_primitive::<Int32Type>().iter().map(|number| number.map(i64::from)).collect()
}
