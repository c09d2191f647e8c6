//! A whole rule set as rows of words, to be compared with a table.

use doithoai::calendar::Issued;
use doithoai::ruleset::{
    AnchorRule, CaseClass, Channel, Cite, Condition, Due, Exclusion, FollowUp, HeadKind, InForce, Instrument, Known,
    Level, MetBy, MustState, Obligation, Often, ReadingEffect, Recurring, RecurringDue, Role, StepRule, Toward,
    Trigger, When,
};
use doithoai::{Direction, RuleSet, TimeLimit};

pub(crate) fn rows(set: &RuleSet) -> Vec<Vec<String>> {
    let confidence = |confidence: doithoai::Confidence| confidence.word();
    let mut rows: Vec<Vec<String>> = set.instruments().iter().map(document).collect();
    rows.extend(set.sources().iter().map(|source| {
        vec![format!("source {}", source.id), source.kind.word().to_owned(), confidence(source.confidence).to_owned()]
    }));
    let until = set.in_force().until.map_or("open".to_owned(), |until| until.to_string());
    rows.push(vec!["holds".to_owned(), from(set.in_force()), until]);
    let applies = set.applies();
    let heads = applies.heads.iter().map(HeadKind::word);
    rows.push(vec![
        "applies".to_owned(),
        applies.territory.code.clone(),
        list(heads.chain(applies.bodies.iter().map(|body| body.word()))),
        list(applies.levels.iter().map(Level::word)),
        list(&applies.audience),
        list(applies.kinds.iter().map(|kind| kind.word())),
    ]);
    rows.extend(set.steps().iter().map(step));
    rows.extend(set.obligations().iter().flat_map(|rule| duty(rule)));
    rows.extend(set.recurring().iter().flat_map(recurring));
    rows.extend(set.triggers().iter().map(trigger));
    rows.extend(set.norms().iter().map(|norm| {
        let cite = format!("{} {}", norm.cite, confidence(norm.confidence));
        vec![format!("{} {}", norm.kind.word(), norm.id), list(&norm.who), cite]
    }));
    rows.extend(set.exclusions().iter().map(exclusion));
    rows.extend(set.roles().iter().map(role));
    rows.extend(set.practices().iter().map(|practice| {
        let held = format!("{} to {}", practice.not_before.unwrap(), practice.not_after.unwrap());
        let heads = list(practice.heads.iter().map(HeadKind::word));
        let steps = list(practice.steps.iter().map(|step| format!("{}: {}", step.id, step.actor)));
        vec![format!("practice {}", practice.id), held, heads, practice.opinions.unwrap().to_string(), steps]
    }));
    rows.extend(set.changes().iter().filter(|change| change.was.is_some()).map(|change| {
        let cite = change.cite.as_ref().map_or("-".to_owned(), ToString::to_string);
        vec![format!("change {}", change.of), cite, change.confidence.map_or("-", confidence).to_owned()]
    }));
    rows.extend(set.level_ends().iter().map(|end| {
        let heads = list(end.heads.iter().map(HeadKind::word));
        vec![format!("end {}", end.level.word()), heads, end.on.to_string(), end.cite.to_string()]
    }));
    rows.extend(set.mergers().iter().map(|merger| {
        let on = format!("{} {}", known(&merger.on), confidence(merger.confidence));
        vec![format!("merger {}", merger.into), list(&merger.of), on]
    }));
    // Those that are stated with a reason; values that are `unknown` show above.
    let stated = set.unknowns().iter().filter(|unknown| unknown.because.is_some());
    let mut unknowns: Vec<&str> = stated.map(|unknown| unknown.of.as_str()).collect();
    unknowns.sort_unstable();
    rows.push(vec!["unknown".to_owned(), list(unknowns)]);
    rows
}

/// The words, or `-`.
pub(crate) fn list<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| word.as_ref().to_owned()).collect();
    if words.is_empty() { "-".to_owned() } else { words.join(" ") }
}

fn known<T: ToString>(value: &Known<T>) -> String {
    value.value().map_or("unknown".to_owned(), ToString::to_string)
}

fn from(in_force: &InForce) -> String {
    let assumed = in_force.assumed_from.map(|day| format!(", taken as {day}")).unwrap_or_default();
    format!("{}{assumed}", known(&in_force.from))
}

/// Kind and number, what it implements and replaces; issuer; date of issue; from when in force; standing.
fn document(one: &Instrument) -> Vec<String> {
    let issued = match one.issued.value() {
        Some(Issued::NotAfter(day)) => format!("by {day}"),
        Some(issued) => issued.known_from().to_string(),
        None => "unknown".to_owned(),
    };
    let mut what = vec![one.kind.word().to_owned(), known(&one.number)];
    what.extend(one.enclosed_with.map(|with| format!("in {}", with.word())));
    what.extend(one.implements.iter().map(|number| format!("implements {number}")));
    what.extend(one.replaces.iter().map(|number| format!("replaces {number}")));
    vec![
        format!("document {}", one.id),
        list(what),
        one.issuer.value().unwrap().vi.to_string(),
        issued,
        from(&one.in_force),
        one.standing.word().to_owned(),
    ]
}

fn basis_of(cite: &Cite) -> &'static str {
    match (cite.unattributed, cite.not_cited) {
        (true, _) => " unattributed",
        (_, true) => " not-cited",
        _ => "",
    }
}

/// Phase; who, with whom, for whom; citation.
fn step(step: &StepRule) -> Vec<String> {
    let with = if step.with.is_empty() { String::new() } else { format!(" with {}", list(&step.with)) };
    let on_behalf = step.on_behalf_of.as_ref().map(|whom| format!(" for {whom}")).unwrap_or_default();
    let together =
        if step.together.is_empty() { step.actor.clone() } else { format!("together {}", list(&step.together)) };
    let who = format!("{together}{with}{on_behalf}");
    vec![format!("step {}", step.id), step.phase.word().to_owned(), who, step.cite.to_string()]
}

fn anchor(anchor: &AnchorRule) -> String {
    match anchor {
        AnchorRule::Event(event) => event.to_string(),
        AnchorRule::DueOf(id) => format!("the limit of {id}"),
        AnchorRule::BaseDueOf(id) => format!("the first limit of {id}"),
        other => panic!("{other:?}"),
    }
}

fn only_if(condition: &Condition) -> String {
    match condition {
        Condition::Class(classes) => list(classes.iter().map(CaseClass::word)),
        Condition::Event { event, by: None } => event.clone(),
        Condition::Event { event, by: Some(by) } => format!("{event} by {}", by.word()),
        Condition::Mode(mode) => mode.word().to_owned(),
        Condition::Kind(kind) => kind.word().to_owned(),
        Condition::Overdue(id) => format!("overdue {id}"),
        Condition::All(parts) => parts.iter().map(only_if).collect::<Vec<_>>().join(" and "),
        Condition::Any(parts) => parts.iter().map(only_if).collect::<Vec<_>>().join(" or "),
        Condition::Not(part) => format!("not {}", only_if(part)),
        other => panic!("{other:?}"),
    }
}

/// `10 working-day after closed`, counted as the Civil Code counts; what differs from it is written out.
fn due(due: &Due) -> String {
    match due {
        Due::Limit { anchor: from, limit } => {
            let (n, unit, from) = (limit.amount(), limit.unit(), anchor(from));
            let word = unit.word();
            match limit.direction() {
                Direction::Before { count } => format!("{n} {word} before {from}, {}", count.word()),
                _ if *limit == TimeLimit::after(n, unit) => format!("{n} {word} after {from}"),
                Direction::After { start, roll } => {
                    format!("{n} {word} after {from}, {}, {}", start.word(), roll.word())
                }
            }
        }
        Due::Hours { anchor: from, hours, after: false } => format!("{hours} hour before {}", anchor(from)),
        Due::None(reason) => reason.word().to_owned(),
        other => panic!("{other:?}"),
    }
}

fn met_by(met_by: &MetBy, channels: &[Channel]) -> String {
    let on = list(channels.iter().map(Channel::word));
    match met_by {
        MetBy::All(events) if channels.is_empty() => list(&**events),
        MetBy::All(events) => format!("{} on {on}", list(&**events)),
        MetBy::Any(events) => format!("any of {}", list(&**events)),
        MetBy::EachChannel(event) => format!("{event} on each of {on}"),
        other => panic!("{other:?}"),
    }
}

/// `collectives?` are those of whom the source says "if any".
fn toward(toward: &[Toward]) -> String {
    list(toward.iter().map(|toward| {
        let level = toward.level.map(|level| format!("{}:", level.word())).unwrap_or_default();
        format!("{level}{}{}", toward.who, if toward.if_any { "?" } else { "" })
    }))
}

fn states(must: &MustState) -> String {
    format!("states {}{}", list(&must.fields), if must.open { " …" } else { "" })
}

/// What it is; due; bearer; toward; met by; what else the source says of it; citation. Then its extension and readings.
fn duty(duty: &Obligation) -> Vec<Vec<String>> {
    let phase = duty.phase.map_or("-", |phase| phase.word());
    let each = if duty.each_petition { " each petition" } else { "" };
    let per = duty.per.map(|per| format!(" per {}", per.word())).unwrap_or_default();
    let what = format!("{} {phase} {}{each}{per}", duty.activity.word(), duty.duty_kind.word());
    let mut more: Vec<String> = duty.must_state.iter().map(states).collect();
    more.extend(duty.form.iter().map(|(event, form)| format!("{} {event}", form.word())));
    more.extend(duty.only_if.iter().map(|condition| format!("if {}", only_if(condition))));
    more.extend(duty.unless.iter().map(|(act, unless)| format!("{act} unless {unless}")));
    more.extend(duty.lasts.iter().map(|lasts| format!("lasts {} {}", lasts.n, lasts.unit.word())));
    more.extend(duty.excused_by.iter().map(|event| format!("excused by {event}")));
    more.extend(duty.sets_due_of.iter().map(|other| format!("sets {other}")));
    more.extend((duty.basis.word() != "norm").then(|| duty.basis.word().to_owned()));
    more.extend(duty.source_defect.is_some().then(|| "misprinted".to_owned()));
    more.extend((!duty.silent_on.is_empty()).then(|| format!("silent on {}", list(&duty.silent_on))));
    let unattributed = basis_of(&duty.cite);
    let mut rows = vec![vec![
        format!("duty {}", duty.id),
        what,
        due(&duty.due),
        list(&duty.bearer),
        toward(&duty.toward),
        met_by(&duty.met_by, &duty.channels),
        if more.is_empty() { "-".to_owned() } else { more.join("; ") },
        format!("{}{unattributed} {}", duty.cite, duty.confidence.word()),
    ]];
    rows.extend(duty.extensions.iter().map(|extension| {
        let must = extension.must_state.as_ref().map_or("-".to_owned(), states);
        vec![format!("extension of {}", duty.id), extension.granted_by.clone(), toward(&extension.toward), must]
    }));
    rows.extend(duty.readings.iter().map(|reading| {
        let effect = match &reading.effect {
            ReadingEffect::Due(other) => due(other),
            ReadingEffect::Limits(other) => format!("limits {other}"),
            other => panic!("{other:?}"),
        };
        vec![format!("reading {}/{}", duty.id, reading.id), effect]
    }));
    rows
}

fn often(often: &Often) -> String {
    match often {
        Often::Every { period, at_least } => {
            let times = at_least.iter().map(|(level, n)| match level {
                Some(level) => format!("{} {n}", level.word()),
                None => n.to_string(),
            });
            format!("{} a {}", times.collect::<Vec<_>>().join(", "), period.unwrap().word())
        }
        Often::Cutoffs(cutoffs) => list(cutoffs.iter().map(|cutoff| cutoff.word())),
        other => panic!("{other:?}"),
    }
}

/// What it is and at which levels; how often, what counts; due; bearer; toward; met by; citation. Then its readings.
fn recurring(duty: &Recurring) -> Vec<Vec<String>> {
    let kind = duty.duty_kind.unwrap().word();
    let what = [duty.activity.word(), kind].into_iter().chain(duty.levels.iter().map(Level::word));
    let mut times = vec![often(&duty.often)];
    times.extend(duty.counts.map(|counts| format!("of {}", counts.word())));
    times.extend(duty.kinds.iter().map(|kind| kind.word().to_owned()));
    times.extend((!duty.silent_on.is_empty()).then(|| format!("silent on {}", list(&duty.silent_on))));
    let due = match &duty.due {
        RecurringDue::None(reason) => reason.word().to_owned(),
        RecurringDue::With(other) => format!("with {other}"),
        other => panic!("{other:?}"),
    };
    let mut rows = vec![vec![
        format!("recurring {}", duty.id),
        list(what),
        list(times),
        due,
        list(&duty.bearer),
        toward(&duty.toward),
        met_by(&duty.met_by, &[]),
        format!("{} {}", duty.cite, duty.confidence.word()),
    ]];
    rows.extend(duty.readings.iter().map(|reading| {
        let kinds = reading.kinds.iter().flatten().map(|kind| kind.word());
        let effect = reading.often.as_ref().map_or_else(|| list(kinds), often);
        vec![format!("reading {}/{}", duty.id, reading.id), effect]
    }));
    rows
}

/// Must or may; when; what it leads to; citation.
fn trigger(trigger: &Trigger) -> Vec<String> {
    let when = match &trigger.when {
        When::Judgement(words) => words.vi.to_string(),
        When::Share { of, requested_by, at_least_percent } => format!("{at_least_percent}% {} ({requested_by})", of.vi),
        When::Classes(classes) => list(classes.iter().map(CaseClass::word)),
        other => panic!("{other:?}"),
    };
    let kind = trigger.kind.map(|kind| format!(" {}", kind.word())).unwrap_or_default();
    vec![
        format!("trigger {}", trigger.id),
        trigger.modality.word().to_owned(),
        when,
        format!("{}{kind}", trigger.leads_to.word()),
        format!("{} {}", trigger.cite, trigger.confidence.word()),
    ]
}

/// What is kept out, under other readings too; by whom; what must follow; citation.
fn exclusion(exclusion: &Exclusion) -> Vec<String> {
    let scope = exclusion.scope.value().map_or("unknown", |scope| scope.word());
    let readings = exclusion.readings.iter().map(|reading| reading.scope.word());
    let scopes: Vec<&str> = std::iter::once(scope).chain(readings).collect();
    let follow_up = match &exclusion.follow_up {
        FollowUp::None(reason) => reason.word().to_owned(),
        FollowUp::Duty(id) => format!("duty {id}"),
        FollowUp::Act(text) => text.vi.to_string(),
        other => panic!("{other:?}"),
    };
    let unattributed = basis_of(&exclusion.cite);
    let cite = format!("{}{unattributed} {}", exclusion.cite, exclusion.confidence.word());
    vec![format!("exclusion {}", exclusion.id), scopes.join(" or "), known(&exclusion.by), follow_up, cite]
}

/// Who leads; with whom; who act jointly; who is invited; citation.
fn role(role: &Role) -> Vec<String> {
    let cite = format!("{} {}", role.cite, role.confidence.word());
    vec![
        format!("role {}", role.id),
        list(&role.lead),
        list(&role.with),
        list(&role.jointly),
        list(&role.invited),
        cite,
    ]
}
