//! The recurring duties and triggers of a rule file.

mod when;

use super::super::due_forms;
use super::super::vocabulary::{Detail, KeptIn, RECEPTION_RESCHEDULED, built_in};
use super::super::{
    Activity, DutyKind, Level, NoDate, Often, OnDay, Period, Recurring, RecurringDue, RecurringReading, Trigger, When,
};
use super::due::no_date;
use super::duty;
use super::lint;
use super::names::Names;
use super::never;
use crate::reader::{Code, Table, Value};
use crate::text::Text;

/// The most times in a period.
const MOST_TIMES: u32 = 366;

pub(super) fn recurring(table: &Table<'_>, names: &Names<'_>) -> Option<Recurring> {
    let id = table.stated("id").and_then(|v| v.id());
    let duty_kind = table.optional("duty_kind").and_then(|v| v.word::<DutyKind>());
    let activity = table.get("activity").and_then(|v| v.word()).unwrap_or(Activity::Dialogue);
    let text = table.optional("text").and_then(|v| v.text());
    table.one_of(&["every", "cutoffs", "each_before"]);
    let due = table.get("due").map(|v| when::due(&v, names));
    let each_day = matches!(due, Some(Some(RecurringDue::On { .. })));
    let often = often(table, names, Some(each_day));
    let in_months = when::in_months(table).unwrap_or_default();
    let period_starts = when::period_starts(table);
    let counts = table.optional("counts").and_then(|v| v.word());
    let kinds = table.list("kinds", Value::word);
    let levels = table.list("levels", |v| names.level(v));
    let unit_types = table.list("unit_types", Value::word);
    lint::unit_types(table, &unit_types, &levels);
    let heads = table.list("heads", |v| names.head(v));
    let bearer = names.some_actors(table, "bearer");
    let toward = names.toward(table);
    let met_by = duty::met_by(table, names, None).map(|(met_by, _)| met_by);
    let implied_by = table.list("implied_by", |v| names.event(v));
    let same_as = duty::same_as(table);
    let cite = names.cite(table);
    let source = names.source(table);
    let tables = table.tables("reading");
    let readings: Vec<Option<RecurringReading>> = tables.iter().map(|t| reading(t, names, &often)).collect();
    let silent_on = lint::silent_on(table);
    table.done();
    lint::unique(table, &["reading"]);
    let (source, confidence) = source?;
    // Of one that says neither what it is nor of which kind, what fulfils it.
    let act = || Some(names.event_text(met_by.as_ref()?.events().first()?));
    let text = text.or_else(|| duty_kind.map(DutyKind::text)).or_else(act);
    let mut duty = Recurring {
        duty_kind,
        activity,
        text: text.unwrap_or_else(|| Text::same(id.unwrap_or_default().to_owned())),
        id: id?.to_owned(),
        often,
        in_months,
        period_starts,
        counts,
        kinds,
        levels,
        unit_types,
        heads,
        bearer,
        toward,
        due: due.unwrap_or(Some(RecurringDue::None(NoDate::NotStated)))?,
        met_by: met_by?,
        implied_by,
        cite: cite?,
        source,
        confidence,
        same_as,
        silent_on,
        readings: Vec::new(),
        unknown: Vec::new(),
    };
    when::fits(table, &duty);
    never::recurring(table, names, &duty);
    for (table, reading) in tables.iter().zip(&readings) {
        let Some(reading) = reading else { continue };
        let other = duty.under(reading);
        if other == duty {
            lint::changes_nothing(table);
        } else {
            when::fits(table, &other);
        }
    }
    duty.readings = readings.into_iter().flatten().collect();
    Some(duty)
}

/// How often; of a duty itself the amount must be there too, unless it is due on each of some days.
fn often(table: &Table<'_>, names: &Names<'_>, whole: Option<bool>) -> Often {
    let (cutoffs, every, at_least) = (table.get("cutoffs"), table.get("every"), table.get("at_least"));
    let each_before = table.get("each_before");
    if cutoffs.is_some() && at_least.is_some() {
        table.report(
            Code::ExclusiveKeys,
            Text::new(
                "`at_least` đi với `every`, không đi với `cutoffs`",
                "`at_least` goes with `every`, not with `cutoffs`",
            ),
        );
    }
    let cutoffs = cutoffs.map(|v| v.filled(Value::word));
    let before = each_before.as_ref().and_then(|v| names.event(v));
    let period = every.as_ref().and_then(|v| v.or_unknown(None, |v| v.word().map(Some))).flatten();
    let times = at_least.as_ref().map(|v| times(v, names));
    if whole == Some(false) && every.is_some() && times.is_none() {
        table.required_if("at_least", true);
    }
    let one = || vec![(None, 1)];
    match (cutoffs, before) {
        (Some(cutoffs), _) => Often::Cutoffs(cutoffs),
        (None, Some(event)) => Often::EachBefore { event, at_least: times.unwrap_or_else(one) },
        (None, None) => {
            let times = times.or_else(|| (whole == Some(true)).then(one));
            Often::Every { period, at_least: times.unwrap_or_default() }
        }
    }
}

/// A number for all levels, or one for each.
fn times(value: &Value<'_>, names: &Names<'_>) -> Vec<(Option<Level>, u32)> {
    let number = |value: &Value<'_>| value.integer(1..=MOST_TIMES);
    let of_all = |value: &Value<'_>| Some(number(value).map(|n| (None, n)).into_iter().collect());
    let of_own = |table: &Table<'_>, level: Level| {
        let times = table.own(level.word()).and_then(|v| number(&v));
        times.map(|n| (Some(level), n))
    };
    let of_each = |value: &Value<'_>| {
        let table = value.table()?;
        let of = |key, level| table.optional(key).and_then(|v| number(&v)).map(|n| (Some(level), n));
        let (province, district) = (of("province", Level::Province), of("district", Level::District));
        let commune = of("commune", Level::Commune);
        let own = names.own_ids("level").filter_map(|id| Level::named(id).ok());
        let own: Vec<_> = own.filter_map(|level| of_own(&table, level)).collect();
        if own.is_empty() {
            table.any_of(&["province", "district", "commune"]);
        }
        if table.is_described() {
            table.entries(|_, value| number(value)); // of levels that a file declares
        }
        table.done();
        Some([province, district, commune].into_iter().flatten().chain(own).collect())
    };
    let times = value.or_unknown(Vec::new(), |value| value.either(!value.is_table(), of_all, of_each));
    times.unwrap_or_default()
}

fn reading(table: &Table<'_>, names: &Names<'_>, base: &Often) -> Option<RecurringReading> {
    let id = table.stated("id").and_then(|v| v.id());
    let text = table.optional("text").and_then(|v| v.text());
    let because = table.stated("because").and_then(|v| v.text());
    let (often, says_times) = (often(table, names, None), table.get("at_least").is_some());
    let in_months = when::in_months(table);
    let period_starts = when::period_starts(table);
    let due = table.get("due").map(|v| when::due(&v, names));
    let kinds = table.get("kinds").map(|v| v.filled(Value::word));
    table.done();
    let often = match (often, base) {
        // How many times is not known under it.
        (Often::Every { period, at_least }, Often::Every { period: old, .. }) if at_least.is_empty() && says_times => {
            Some(Often::Every { period: period.or(*old), at_least })
        }
        (Often::Every { period: None, at_least }, Often::EachBefore { event, .. })
            if at_least.is_empty() && says_times =>
        {
            Some(Often::EachBefore { event: event.clone(), at_least })
        }
        (Often::Every { period: None, at_least }, _) if at_least.is_empty() => None,
        (Often::Every { period, at_least }, Often::Every { period: old, at_least: times }) => {
            let at_least = if at_least.is_empty() { times.clone() } else { at_least };
            Some(Often::Every { period: period.or(*old), at_least })
        }
        (Often::Every { period: None, at_least }, Often::EachBefore { event, .. }) => {
            Some(Often::EachBefore { event: event.clone(), at_least })
        }
        (other, _) => Some(other),
    };
    let due = match due {
        None => None,
        Some(due) => Some(due?),
    };
    let (id, because, unknown) = (id?.to_owned(), because?, None);
    Some(RecurringReading { id, text, often, in_months, period_starts, due, kinds, because, unknown })
}

pub(super) fn trigger(table: &Table<'_>, names: &Names<'_>) -> Option<Trigger> {
    let id = table.stated("id").and_then(|v| v.id());
    let modality = table.stated("modality").and_then(|v| v.word());
    let when = table.stated("when").and_then(|v| when(&v, names));
    let leads_to = table.get("leads_to").and_then(|v| v.word::<Activity>()).unwrap_or(Activity::Dialogue);
    let kind = table.optional("kind").and_then(|v| v.word());
    let text = table.optional("text").and_then(|v| v.text());
    let cite = names.cite(table);
    let source = names.source(table);
    table.done();
    let (_, confidence) = source?;
    Some(Trigger {
        id: id?.to_owned(),
        modality: modality?,
        when: when?,
        leads_to,
        kind,
        text,
        cite: cite?,
        confidence,
    })
}

fn when(value: &Value<'_>, names: &Names<'_>) -> Option<When> {
    let table = value.table_like("{ judgement = { vi = \"…\", en = \"…\" } }")?;
    let key = table.one_of(&["judgement", "share", "any_class"]);
    let judgement = table.get("judgement").and_then(|v| v.text());
    let share = table.get("share").and_then(|v| share(&v.table()?, names));
    let classes = table.get("any_class").map(|v| v.filled(|v| names.class(v)));
    table.done();
    match key? {
        "judgement" => judgement.map(When::Judgement),
        "share" => share,
        _ => classes.map(When::Classes),
    }
}

fn share(table: &Table<'_>, names: &Names<'_>) -> Option<When> {
    let of = table.stated("of").and_then(|v| v.text());
    let requested_by = table.need("requested_by").and_then(|v| names.actor(&v));
    let percent = table.stated("at_least_percent").and_then(|v| v.integer(1..=100));
    table.done();
    Some(When::Share { of: of?, requested_by: requested_by?, at_least_percent: percent? })
}
