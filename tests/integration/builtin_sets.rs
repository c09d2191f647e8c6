//! The built-in rule sets against their sources. Every row below is written from the text of the law, or of the report
//! on it, and the tables are whole: a duty that is missing fails, and so does one that is made up.

use chrono::NaiveDate;
use doithoai::calendar::Issued;
use doithoai::ruleset::vocabulary::Channel;
use doithoai::ruleset::{
    AnchorRule, Due, Exclusion, FollowUp, InForce, Instrument, Known, MetBy, MustState, Obligation, Often,
    ReadingEffect, Recurring, RecurringDue, Role, StepRule, Toward, Trigger, When,
};
use doithoai::timeline::Status;
use doithoai::{Direction, Fact, Facts, RuleSet, Terms, TimeLimit, Timeline, View};

use crate::support::{VIETNAM, date};

fn set(name: &str) -> RuleSet {
    RuleSet::builtin(name).unwrap()
}

/// Compares a whole set with a table: on each line what the law says in words, what it is, and its values.
#[track_caller]
fn whole(name: &str, table: &str) {
    let cells = |line: &str| line.split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let expected: Vec<Vec<String>> = table.lines().filter(|line| line.contains(" | ")).map(cells).collect();
    let mut missing: Vec<String> = Vec::new();
    let mut actual = rows(&set(name));
    for row in &expected {
        match actual.iter().position(|there| there[0] == row[1]) {
            Some(at) => assert_eq!(actual.remove(at), row[1..], "{name}: {}", row[0]),
            None => missing.push(row.join(" | ")),
        }
    }
    assert!(missing.is_empty() && actual.is_empty(), "{name} lacks {missing:#?} and has beside the law {actual:#?}");
}

fn rows(set: &RuleSet) -> Vec<Vec<String>> {
    let confidence = |confidence: doithoai::Confidence| confidence.word();
    let mut rows: Vec<Vec<String>> = set.instruments().iter().map(document).collect();
    rows.extend(set.sources().iter().map(|source| {
        vec![format!("source {}", source.id), source.kind.word().to_owned(), confidence(source.confidence).to_owned()]
    }));
    let until = set.in_force().until.map_or("open".to_owned(), |until| until.to_string());
    rows.push(vec!["holds".to_owned(), from(set.in_force()), until]);
    let applies = set.applies();
    let heads = applies.heads.iter().map(|head| head.word());
    rows.push(vec![
        "applies".to_owned(),
        applies.territory.code.clone(),
        list(heads.chain(applies.bodies.iter().map(|body| body.word()))),
        list(applies.levels.iter().map(|level| level.word())),
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
        let heads = list(practice.heads.iter().map(|head| head.word()));
        let steps = list(practice.steps.iter().map(|step| format!("{}: {}", step.id, step.actor)));
        vec![format!("practice {}", practice.id), held, heads, practice.opinions.unwrap().to_string(), steps]
    }));
    rows.extend(set.changes().iter().filter(|change| change.was.is_some()).map(|change| {
        let cite = change.cite.as_ref().map_or("-".to_owned(), ToString::to_string);
        vec![format!("change {}", change.of), cite, change.confidence.map_or("-", confidence).to_owned()]
    }));
    rows.extend(set.level_ends().iter().map(|end| {
        let heads = list(end.heads.iter().map(|head| head.word()));
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
fn list<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
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

/// Phase; who, with whom, for whom; citation.
fn step(step: &StepRule) -> Vec<String> {
    let with = if step.with.is_empty() { String::new() } else { format!(" with {}", list(&step.with)) };
    let on_behalf = step.on_behalf_of.as_ref().map(|whom| format!(" for {whom}")).unwrap_or_default();
    let who = format!("{}{with}{on_behalf}", step.actor);
    vec![format!("step {}", step.id), step.phase.word().to_owned(), who, step.cite.to_string()]
}

fn anchor(anchor: &AnchorRule) -> String {
    match anchor {
        AnchorRule::Event(event) => event.to_string(),
        AnchorRule::DueOf(id) => format!("the limit of {id}"),
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
    let on = list(channels.iter().map(|channel| channel.word()));
    match met_by {
        MetBy::All(events) if channels.is_empty() => list(events),
        MetBy::All(events) => format!("{} on {on}", list(events)),
        MetBy::Any(events) => format!("any of {}", list(events)),
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
    if !duty.only_if.is_empty() {
        more.push(format!("if {}", list(duty.only_if.iter().map(|class| class.word()))));
    }
    more.extend(duty.sets_due_of.iter().map(|other| format!("sets {other}")));
    more.extend((duty.basis.word() != "norm").then(|| duty.basis.word().to_owned()));
    more.extend(duty.source_defect.is_some().then(|| "misprinted".to_owned()));
    more.extend((!duty.silent_on.is_empty()).then(|| format!("silent on {}", list(&duty.silent_on))));
    let unattributed = if duty.cite.unattributed { " unattributed" } else { "" };
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
    rows.extend(duty.extension.iter().map(|extension| {
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
    let what = [duty.activity.word(), kind].into_iter().chain(duty.levels.iter().map(|level| level.word()));
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
        When::Classes(classes) => list(classes.iter().map(|class| class.word())),
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
    let unattributed = if exclusion.cite.unattributed { " unattributed" } else { "" };
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

/// The Vietnamese text of a duty, step, norm or ground has words that the source hangs on.
#[track_caller]
fn says(set: &RuleSet, id: &str, words: &str) {
    let duties = set.obligations().iter().map(|duty| (&duty.id, &duty.text));
    let others = set.recurring().iter().map(|duty| (&duty.id, &duty.text));
    let steps = set.steps().iter().map(|step| (&step.id, &step.text));
    let norms = set.norms().iter().map(|norm| (&norm.id, &norm.text));
    let grounds = set.exclusions().iter().map(|exclusion| (&exclusion.id, &exclusion.ground));
    let mut all = duties.chain(others).chain(steps).chain(norms).chain(grounds);
    let text = &all.find(|(own, _)| *own == id).unwrap().1.vi;
    assert!(text.contains(words), "{id}: `{words}` is not in `{text}`");
}

#[test]
fn hcmc_article_13_of_regulation_935() {
    whole(
        "hcmc-935",
        "
        Enclosed with 935-QĐ/TU of 28 April 2017; date of effect not stated | document main | quy-che 935-QĐ/TU in quyet-dinh | Ban Thường vụ Thành ủy Thành phố Hồ Chí Minh | 2017-04-28 | unknown, taken as 2017-04-28 | unknown
        A page of the party handbook of the city | source handbook | reprint | B
        From when | holds | unknown, taken as 2017-04-28 | open
        Heads of government of quận and phường, with the People | applies | 79 | local-government | district commune | people | -
        13.1.1 dash 1: programme and plan | step draw-up-plan | before | office with front socio-political-organizations agencies for government-head | main#d13.k1.1.g1
        13.1.1 dash 2: the People's situation, public opinion | step grasp-opinion | before | office with front socio-political-organizations agencies for government-head | main#d13.k1.1.g2
        13.1.1 dash 3: unresolved grievances | step review-unresolved | before | office with front socio-political-organizations agencies for government-head | main#d13.k1.1.g3
        13.1.1 dash 4: contents by Art. 11 | step prepare-content | before | office with front socio-political-organizations agencies for government-head | main#d13.k1.1.g4
        13.1.2 dash 1: time and place | step arrange-time-and-place | before | office | main#d13.k1.2.g1
        13.1.2 dash 2: notice or invitation, sent at least 5 working days ahead | duty invite-citizens | dialogue before invite | 5 working-day before dialogue-day, clear-days | office | people | invitation-sent | states content venue time chair …; misprinted; silent on due.count met_by | main#d13.k1.2.g2 B
        …or the day of sending counts | reading invite-citizens/sending-day-counts | 5 working-day before dialogue-day, event-excluded
        13.1.2 dash 3: tell the heads of agencies; no time given | duty notify-agencies | dialogue before notify-agencies | not-stated | office | agency-heads | agencies-notified | - | main#d13.k1.2.g3 B
        13.1.2 dash 3: detailed programme, logistics, venue | step prepare-logistics | before | office | main#d13.k1.2.g3
        13.2 dash 1: state the reason, introduce | step open-and-introduce | during | office | main#d13.k2.g1
        13.2 dash 2: the head reports | step report-direction | during | government-head | main#d13.k2.g2
        13.2 dash 3: the People speak | step people-speak | during | people | main#d13.k2.g3
        13.2 dash 4: heads of agencies report | step agencies-report | during | agency-heads | main#d13.k2.g4
        13.2 dash 5: the head explains and concludes | step conclude | during | government-head | main#d13.k2.g5
        13.3 dash 1: the conclusion to the agencies, 10 working days from the end | duty notify-conclusion | dialogue after notify-conclusion | 10 working-day after closed | office | agencies | conclusion-notified | silent on due.after | main#d13.k3.g1 B
        13.3 dash 2: settle, write to the petitioner and report, 20 working days from the notice | duty settle-petition | dialogue after settle each petition | 20 working-day after conclusion-notified | agencies | petitioner government-head | petition-settled reply-sent reported-to-head | written reply-sent; misprinted; silent on due.after extension.granted_before extension.times extension.maximum | main#d13.k3.g2 B
        …the word in brackets is ten | reading settle-petition/ten-as-in-words | 10 working-day after conclusion-notified
        13.3 dash 2: complex content: tell who gave the opinion the new limit | extension of settle-petition | extension-notified | contributor | states new-limit
        13.3 dash 3: the yearly report | recurring annual-report | reporting report | 1 a year of reports | not-stated | government-head | party-committee-same-level government-above | annual-report-sent | main#d13.k3.g3 B
        13.3 dash 3: at the same time a notice to those who supervise | recurring annual-notice | reporting inform-supervisors | 1 a year of notices | with annual-report | government-head | front-same-level socio-political-organizations-same-level | annual-notice-sent | main#d13.k3.g3 B
        Not known | unknown | applies.heads.party-committee applies.levels.province exclusion instrument.main.in_force.from instrument.main.replaces main#d11 obligation.notify-agencies.due recurring.hold-dialogue trigger
        ",
    );
    let hcmc = set("hcmc-935");
    says(&hcmc, "review-unresolved", "những vấn đề bức xúc của Nhân dân, nhất là");
    says(&hcmc, "settle-petition", "thông báo bằng văn bản nêu rõ thời hạn giải quyết");
}

#[test]
fn can_tho_regulation_10_by_the_news_item() {
    whole(
        "can-tho-10",
        "
        Just issued on 31 May 2019 | document main | quy-che 10-QC/TU | Ban Thường vụ Thành ủy Cần Thơ | by 2019-05-31 | unknown, taken as 2019-05-31 | unknown
        A news item | source news | press | B
        From when | holds | unknown, taken as 2019-05-31 | open
        Secretaries and chairs of the city, quận, huyện, xã, phường, thị trấn | applies | 92 | party-committee local-government | province district commune | cadres party-members people | -
        Must hold one periodic dialogue a year at least | recurring hold-dialogue | dialogue hold-dialogue | 1 a year of dialogues periodic silent on kinds | not-stated | each-head | cadres party-members people | closed | main B
        May hold one ad hoc | trigger ad-hoc | may | khi cần thiết | dialogue ad-hoc | main B
        The conclusion, 10 working days from the end; to whom is not said | duty notify-conclusion | dialogue after notify-conclusion | 10 working-day after closed | office | unknown | conclusion-notified | - | main B
        Settle, write to those concerned (if any), report: 20 working days from the notice | duty settle-petition | dialogue after settle each petition | 20 working-day after conclusion-notified | agency | collectives? individuals? head | petition-settled reply-sent reported-to-head | written reply-sent; silent on due.after | main B
        Not over 30 days: a written reply while a case takes longer or is bound by law | duty interim-reply | dialogue after interim-reply each petition | 30 day after conclusion-notified | agency | organizations individuals | interim-reply-sent | states content requirements time responsibility …; written interim-reply-sent; if needs-verification bound-by-law; sets settle-petition; silent on due.after due.unit | main B
        …or the 30 days cap settlement | reading interim-reply/final-settlement-cap | limits settle-petition
        …or are working days | reading interim-reply/working-days | 30 working-day after conclusion-notified
        …or run from the end of the 20 | reading interim-reply/from-end-of-base | 30 day after the limit of settle-petition
        …or from the end of the dialogue | reading interim-reply/from-closing | 30 day after closed
        Not known | unknown | exclusion instrument.main.in_force.from instrument.main.issued instrument.main.replaces obligation.invite-citizens recurring.annual-report step
        ",
    );
    // Over Tết 2026 (14 to 22 February off) the 30 days end before the 20 working days.
    let of = |event: &str, day: &str| Fact::new(event, date(day)).petition("1");
    let facts = Facts::held_on(date("2026-02-05"))
        .with(Fact::new("conclusion-notified", date("2026-02-06")))
        .with(of("petition-raised", "2026-02-05"))
        .with(of("petition-classed", "2026-02-06").class(doithoai::ruleset::CaseClass::NeedsVerification));
    let timeline = timeline("can-tho-10", &facts);
    assert_eq!(day(&timeline, "settle-petition"), "2026-03-13", "the shorter reply limit moves nothing by itself");
    assert_eq!(day(&timeline, "interim-reply"), "2026-03-09", "the 30th day is a Sunday");
    let readings = &timeline.duty("can-tho-10", "interim-reply").unwrap().readings;
    for (id, day) in
        [("working-days", "2026-03-27"), ("from-end-of-base", "2026-04-13"), ("from-closing", "2026-03-09")]
    {
        let reading = readings.iter().find(|reading| reading.id() == id).unwrap();
        assert_eq!(reading.outcome.due.unwrap().date, date(day), "{id}");
    }
}

#[test]
fn hoa_binh_conclusion_258_states_no_number() {
    whole(
        "hoa-binh-07",
        "
        07-QC/TU of 27 March 2019 | document main | quy-che 07-QC/TU | Ban Thường vụ Tỉnh ủy Hòa Bình | 2019-03-27 | unknown, taken as 2019-03-27 | unknown
        09-QC/TU of 1 July 2019, by its title | document qc09 | quy-che 09-QC/TU | Ban Thường vụ Tỉnh ủy Hòa Bình | 2019-07-01 | unknown, taken as 2019-07-01 | unknown
        258-KL/TU of 10 June 2022 | document kl258 | ket-luan 258-KL/TU | Ban Thường vụ Tỉnh ủy Hòa Bình | 2022-06-10 | unknown, taken as 2022-06-10 | unknown
        A news item on the conclusion | source news | press | B
        The state that the conclusion gives | holds | unknown, taken as 2022-06-10 | open
        Heads of committees, governments, agencies and units; also with enterprises, and on themes | applies | 17 | party-committee local-government agency | province district commune | front socio-political-organizations cadres civil-servants union-members workers people enterprises | enterprise thematic
        Every year, a plan | recurring annual-plan | dialogue plan | 1 a year of plans | unknown | each-head unit-heads | - | plan-approved | kl258 B
        Every year, an evaluation; whose is not said | recurring annual-evaluation | dialogue evaluate | 1 a year of evaluations | unknown | unknown | - | evaluation-held | kl258 B
        Before: the Front and organizations gather petitions and advise | step gather-petitions | before | front with socio-political-organizations for head | kl258
        Before: boards, Front, military and police grasp the situation | step grasp-situation | before | mass-mobilisation-boards with front socio-political-organizations military police | kl258
        Before the conference: survey and collect opinions | duty survey-opinion | dialogue before survey | unknown | mass-mobilisation-boards front socio-political-organizations military police | people | survey-held | - | kl258 B
        After: governments direct the settlement of what was taken up | duty direct-settlement | dialogue after direct-settlement | unknown | local-governments | - | settlement-directed | - | kl258 B
        Make 07 and 09 known | guidance disseminate | party-committees local-governments front socio-political-organizations | kl258 B
        More with enterprises and on themes | guidance more-enterprise-and-thematic | - | kl258 B
        A regular task | guidance regular-task | - | kl258 B
        Inspect and supervise more, without a period | guidance inspect-and-supervise | - | kl258 B
        Commend in time | guidance commend | - | kl258 B
        Raise the Front's role | guidance front-role | - | kl258 B
        Coordinate | guidance coordinate | - | kl258 B
        Governments: grassroots democracy | guidance grassroots-democracy | local-governments | kl258 B
        Governments: administrative discipline | guidance administrative-discipline | local-governments | kl258 B
        Governments: reception, complaints, denunciations | guidance reception-and-complaints | local-governments | kl258 B
        Not known | unknown | exclusion instrument.kl258.in_force.from instrument.main.in_force.from instrument.main.replaces instrument.main.standing instrument.main.text instrument.qc09.in_force.from instrument.qc09.text obligation.direct-settlement.due obligation.invite-citizens obligation.notify-conclusion obligation.settle-petition obligation.supervise-conclusion obligation.survey-opinion.due recurring.annual-report recurring.hold-dialogue step.during trigger
        ",
    );
    let hoa_binh = set("hoa-binh-07");
    says(&hoa_binh, "direct-settlement", "các nội dung tiếp thu ý kiến sau tiếp xúc, đối thoại");
    says(&hoa_binh, "survey-opinion", "trước khi tổ chức hội nghị");
    // The 30 % is of administrative procedures: no text carries it.
    assert!(!hoa_binh.to_json().contains("30"), "a number that the conclusion gives of something else");
}

#[test]
fn hoan_kiem_plan_120() {
    whole(
        "hoan-kiem-120",
        "
        Just issued on 15 July 2019, to carry out 11-QĐi/TW | document main | ke-hoach 120-KH/QU implements 11-QĐi/TW | Quận ủy Hoàn Kiếm | by 2019-07-15 | unknown, taken as 2019-07-15 | unknown
        A news item | source news | press | B
        From when | holds | unknown, taken as 2019-07-15 | open
        The city's plan behind it | document city-plan | ke-hoach unknown | Thành ủy Hà Nội | unknown | unknown | unknown
        Heads of committees under the district committee, of wards too | applies | 002 | party-committee | commune | - | -
        Respect and listen | principle respect-and-listen | - | main B
        Democratic, fair, impartial, truthful, complete, clear | principle impartial | - | main B
        Prompt, on time, within competence | principle on-time-within-competence | - | main B
        Simple procedure | principle simple-procedure | - | main B
        Confidentiality and safety of the petitioner | principle confidential-and-safe | - | main B
        Heads receive, handle and direct settlement in person, on time | duty receive-and-handle | petition-handling - direct-settlement each petition | unknown | subordinate-heads | - | petition-received petition-directed | - | main B
        Every year an interim or final review; whose is not plain | recurring annual-review | dialogue evaluate | 1 a year of reviews silent on bearer | unknown | party-committees | - | evaluation-held | main B
        Make it known | guidance disseminate | party-committees subordinate-heads | main B
        Lead by example | guidance lead-by-example | cadres party-members | main B
        Order and safety of receptions | guidance safety | party-head | main B
        Staff of good character who know the law | guidance staffing | party-committees | main B
        What staff are entitled to | guidance care-for-staff | party-committees | main B
        Inspect, supervise, verify | guidance inspect-and-verify | party-head | main B
        In the review: violations | guidance violations | party-committees | main B
        In the review: merit | guidance commend | party-committees | main B
        Not known | unknown | applies.levels.district exclusion instrument.city-plan.text instrument.main.in_force.from instrument.main.issued instrument.main.text obligation.invite-citizens obligation.receive-and-handle.due recurring.hold-dialogue recurring.reception step
        ",
    );
    let hoan_kiem = set("hoan-kiem-120");
    says(&hoan_kiem, "on-time-within-competence", "đúng thời hạn, đúng phạm vi thẩm quyền");
    says(&hoan_kiem, "receive-and-handle", "bảo đảm thời gian");
}

#[test]
fn hai_phong_decision_1738_by_the_page_of_a_commune() {
    whole(
        "hai-phong-1738",
        "
        Enclosed with 1738-QĐ/TU of 27 January 2015 | document main | quy-che 1738-QĐ/TU in quyet-dinh | Ban Thường vụ Thành ủy Hải Phòng | 2015-01-27 | unknown, taken as 2015-01-27 | unknown
        The page of a commune | source page | official-page | B
        From when | holds | unknown, taken as 2015-01-27 | open
        12-HD/HU of 30 January 2023, the one guidance known | document hd12 | huong-dan 12-HD/HU | Ban Dân vận Huyện ủy | 2023-01-30 | unknown, taken as 2023-01-30 | unknown
        218-QĐ/TW of 12 December 2013, decided by the Politburo, from its signing | document qd218 | quyet-dinh 218-QĐ/TW | Bộ Chính trị | 2013-12-12 | 2013-12-12 | unknown
        Heads of committees and governments at all levels | applies | 31 | party-committee local-government | province district commune | people | -
        Party rules and law | principle party-rules-and-law | - | main, hd12, qd218 B
        Democratic centralism | principle democratic-centralism | - | main, hd12, qd218 B
        Heads answer for their tasks | principle responsible-heads | - | main, hd12, qd218 B
        Public, transparent, democratic, objective, frank, sincere | principle open-and-frank | - | main, hd12, qd218 B
        Respect the sides | principle respect | - | main, hd12, qd218 B
        Strictly forbidden: abusing the dialogue | prohibition abuse | - | main, hd12, qd218 B
        No dialogue with: no capacity | exclusion no-capacity | person | unknown | unknown | main, hd12, qd218 unattributed B
        No dialogue with: under the influence | exclusion intoxicated | person | unknown | unknown | main, hd12, qd218 unattributed B
        No dialogue with: breach of the rules | exclusion breach-of-rules | person | unknown | unknown | main, hd12, qd218 unattributed B
        No dialogue with: come to have a complaint settled | exclusion complaint-letter | person or subject | unknown | unknown | main, hd12, qd218 unattributed B
        After the end: direct or recommend settlement, told of this conference | duty direct-or-recommend | dialogue after direct-settlement | unknown | local-leaders | - | any of settlement-directed settlement-recommended | practice | main, hd12, qd218 unattributed B
        Phù Ninh, after 5 October 2023, 31 opinions voiced | practice phu-ninh-2023 | 2023-10-06 to 2023-12-31 | party-committee local-government | 31 | summary-report: unknown people-speak: people receive-and-explain: local-leaders
        Not known | unknown | exclusion.by instrument.hd12.text instrument.main.implements instrument.main.in_force.from instrument.main.replaces instrument.main.text obligation.direct-or-recommend.due obligation.invite-citizens obligation.notify-conclusion obligation.settle-petition recurring.annual-report recurring.hold-dialogue step trigger
        ",
    );
    let hai_phong = set("hai-phong-1738");
    assert!(hai_phong.norms().iter().all(|norm| norm.cite.unattributed), "which of the three says it is not stated");
    let capacity = hai_phong.exclusions().iter().find(|exclusion| exclusion.id == "no-capacity").unwrap();
    assert_eq!(capacity.ground.vi, "Người không có năng lực hành vi", "the page does not say civil");
    says(&hai_phong, "abuse", "thông tin không có căn cứ làm ảnh hưởng đến danh dự, uy tín");
}

#[test]
fn politburo_regulation_11_as_issued() {
    whole(
        "qd-11@2019-02-18",
        "
        Of 18 February 2019, from its signing | document main | quy-dinh 11-QĐi/TW | Bộ Chính trị | 2019-02-18 | 2019-02-18 | in-force
        Until conclusion 215 of 23 November 2025 | holds | 2019-02-18 | 2025-11-23
        Three summaries that agree | source summaries | press | B
        One summary | source summary-notice | press | C
        One page of a district committee | source summary-periods | official-page | C
        Heads of party committees at three levels | applies | VN | party-committee | province district commune | - | -
        Art. 4(1): days of reception a month | recurring reception | reception receive | province 1, district 1, commune 2 a month of days | not-stated | party-head | people | reception-held | main#d4.k1 B
        Art. 4(2): two grounds that oblige | trigger ad-hoc-reception | must | prominent-complex-prolonged serious-consequences | reception ad-hoc | main#d4.k2 B
        Accepted, passed on or directed: written notice, 10 working days from receipt | duty acknowledge-petition | petition-handling - acknowledge each petition | 10 working-day after petition-received | party-head | petitioner | any of acceptance-notified transfer-notified | written acceptance-notified; written transfer-notified | main C
        Working sessions: first quarter, 6 and 9 months, year, ad hoc | recurring working-sessions | reporting other | q1 half-year nine-months year ad-hoc | unknown | party-head | lower-secretaries agency-heads | working-session-held | main C
        Reports for the same periods | recurring report | reporting report | q1 half-year nine-months year ad-hoc of reports | unknown | party-head | unknown | periodic-report-sent | main C
        Not known | unknown | applies.audience exclusion instrument.main.replaces instrument.main.text obligation.acknowledge-petition.cite obligation.settle-petition recurring.hold-dialogue recurring.report.due trigger.dialogue
        ",
    );
}

#[test]
fn politburo_regulation_11_as_amended_by_conclusion_215() {
    whole(
        "qd-11@2025-11-23",
        "
        The regulation | document main | quy-dinh 11-QĐi/TW | Bộ Chính trị | 2019-02-18 | 2019-02-18 | in-force
        215-KL/TW of 23 November 2025 | document kl215 | ket-luan 215-KL/TW | Bộ Chính trị | 2025-11-23 | unknown, taken as 2025-11-23 | in-force
        From when | holds | unknown, taken as 2025-11-23 | open
        Carried over | source summaries | press | B
        Carried over | source summary-notice | press | C
        Carried over | source summary-periods | official-page | C
        The amended clauses in Vietnamese | source reprint-215 | press | B
        Machine translations | source english-215 | press | C
        Art. 1(2) | change applies.levels | main#d1.k2, kl215 | -
        Art. 4(1) | change recurring.reception.at_least | main#d4.k1, kl215 | B
        Art. 3(8) | change recurring.report.cutoffs | main#d3.k8, kl215 | B
        Art. 3(8) | change recurring.report.toward | main#d3.k8, kl215 | B
        Art. 1(2): provinces and communes; who petitions | applies | VN | party-committee | province commune | people cadres party-members body-representatives | -
        Art. 4(1): no district any more | recurring reception | reception receive | province 1, commune 2 a month of days | not-stated | party-head | people | reception-held | main#d4.k1 B
        Art. 4(1): fix the time of the month and make it public | duty publish-reception-time | reception - post-schedule | not-stated | party-head | people | reception-schedule-posted | - | main#d4.k1, kl215 B
        Art. 4(2), carried over | trigger ad-hoc-reception | must | prominent-complex-prolonged serious-consequences | reception ad-hoc | main#d4.k2 B
        Carried over | duty acknowledge-petition | petition-handling - acknowledge each petition | 10 working-day after petition-received | party-head | petitioner | any of acceptance-notified transfer-notified | written acceptance-notified; written transfer-notified | main C
        Carried over | recurring working-sessions | reporting other | q1 half-year nine-months year ad-hoc | unknown | party-head | lower-secretaries agency-heads | working-session-held | main C
        Art. 3(8): monthly too, the first quarter, to whom by level | recurring report | reporting report | month q1 half-year nine-months year ad-hoc of reports | unknown | party-head | province:politburo province:secretariat province:central-internal-affairs province:central-propaganda-and-mass-mobilisation commune:province-secretary commune:province-internal-affairs commune:province-propaganda-and-mass-mobilisation | periodic-report-sent | main B
        …some papers print every quarter | reading report/every-quarter | month quarter half-year nine-months year ad-hoc
        Art. 9(2): who follows it up | role follow-up | central-internal-affairs | - | - | - | main#d9.k2, kl215 C
        Not known | unknown | exclusion instrument.kl215.in_force.from instrument.main.replaces instrument.main.text main#d5 main#d7 main#d9.k2 obligation.acknowledge-petition.cite obligation.settle-petition recurring.hold-dialogue recurring.report.due trigger.dialogue
        ",
    );
}

#[test]
fn law_72_article_43() {
    whole(
        "law-72-2025",
        "
        Art. 51(1), (2): in force from its adoption | document main | luat 72/2025/QH15 replaces 65/2025/QH15 | Quốc hội | 2025-06-16 | 2025-06-16 | in-force
        Read in full | source law | official | A
        From when | holds | 2025-06-16 | open
        The local government of a commune, not its head | applies | VN | local-government | commune | people | -
        Art. 43(1): at least once a year | recurring hold-dialogue | dialogue hold-dialogue | 1 a year of dialogues silent on kinds | not-stated | commune-local-government | people | closed | main#d43.k1 A
        …or periodic ones alone count | reading hold-dialogue/periodic-only | periodic
        Art. 43(1): a tenth of all voters asks | trigger ten-percent | must | 10% tổng số cử tri của cấp xã (voters) | dialogue | main#d43.k1 A
        Art. 43(1): where necessary | trigger necessary | must | trong trường hợp cần thiết | dialogue | main#d43.k1 A
        Art. 43(1): in person, online or on a lawful social network | permission mode | commune-local-government | main#d43.k1 A
        Art. 43(1): by clusters | permission split-into-clusters | commune-local-government | main#d43.k1 A
        Art. 43(2): with the Front | role organise | commune-people-committee | front-same-level | - | - | main#d43.k2 A
        Art. 43(2): the committee and the council's standing body chair | role chair | - | - | commune-people-committee council-standing-representative | - | main#d43.k2 A
        Art. 43(2): the party committee is invited | role invite | commune-people-committee | - | - | party-committee-representative | main#d43.k2 A
        Art. 43(2): announce no later than 7 days before the day of the conference | duty announce-conference | dialogue before announce per session | 7 day before dialogue-day, event-excluded | commune-people-committee | people | announced on mass-media | states time venue content how-to-attend; silent on due.count per | main#d43.k2 A
        …or 7 days must lie between | reading announce-conference/seven-clear-days | 7 day before dialogue-day, clear-days
        Art. 43(3): results on three channels no later than 10 days from the day | duty publish-results | dialogue after publish-results per session | 10 day after dialogue-day | commune-people-committee | people village-heads residential-group-heads | results-published on each of mass-media posted-at-headquarters sent-to-village-and-group-heads | silent on due.start per | main#d43.k3 A
        …or that day counts | reading publish-results/event-day-counts | 10 day after dialogue-day, event-included, next-working-day
        Art. 43 was read whole | unknown | -
        ",
    );
}

#[test]
fn citizen_reception_until_june_2026() {
    whole(
        "citizen-reception@2014-07-01",
        "
        Law 42/2013/QH13 | document main | luat 42/2013/QH13 | Quốc hội | 2013-11-25 | 2014-07-01 | in-force
        The codified text | source law | official | A
        Until law 136 takes effect | holds | 2014-07-01 | 2026-07-01
        Chairs at three levels and heads of agencies | applies | VN | local-government agency | province district commune | people | -
        Art. 12(5): provinces, 1 day a month | recurring province-reception | reception receive province | 1 a month of days | not-stated | government-head | - | reception-held | main#d12.k5 A
        Art. 13(5): districts, 2 days a month | recurring district-reception | reception receive district | 2 a month of days | not-stated | government-head | - | reception-held | main#d13.k5 A
        Art. 15(2)(d): communes, 1 day a week | recurring commune-reception | reception receive commune | 1 a week of days | not-stated | government-head | - | reception-held | main#d15.k2.d A
        Art. 18(2): heads of agencies, 1 day a month | recurring body-head-reception | reception receive | 1 a month of days | not-stated | body-head | - | reception-held | main#d18.k2 A
        Art. 18(3)(a) | trigger acute-complex | must | khi vụ việc gay gắt, phức tạp, có nhiều người tham gia, liên quan đến trách nhiệm của nhiều cơ quan, tổ chức, đơn vị hoặc ý kiến của các cơ quan, tổ chức, đơn vị còn khác nhau | reception ad-hoc | main#d18.k3.a A
        Art. 18(3)(b) | trigger serious-consequences | must | serious-consequences | reception ad-hoc | main#d18.k3.b A
        Art. 18(4): answer, or say when the answer comes | duty answer-citizen | reception - other each petition | promptly | body-head | petitioner | any of answered-at-reception answer-time-announced | - | main#d18.k4 A
        Art. 24(4): post the schedule 5 working days before the day | duty post-schedule | reception - post-schedule | 5 working-day before reception-day, event-excluded | receiving-body | people | reception-schedule-posted | silent on due.count | main#d24.k4 A
        …or 5 working days must lie between | reading post-schedule/five-clear-days | 5 working-day before reception-day, clear-days
        Art. 24(4): may postpone | permission postpone | receiving-body | main#d24.k4 A
        Art. 24(4): then announce the new time at the place | duty announce-new-time | reception - announce | not-stated | receiving-body | people | new-reception-time-announced | - | main#d24.k4 A
        Art. 28(1): one of four answers, 10 working days from receipt | duty notify-first-handling | petition-handling - acknowledge each petition | 10 working-day after petition-received | reception-officer | petitioner | any of acceptance-notified longer-review-notified non-acceptance-notified transfer-notified | - | main#d28.k1 A
        Art. 9(1): intoxicated | exclusion intoxicated | person | reception-officer | unknown | main#d9.k1 A
        Art. 9(1): ill, without understanding or control | exclusion mentally-incapable | person | reception-officer | unknown | main#d9.k1 A
        Art. 9(2): threats, insults, breach of rules | exclusion threat-or-breach | person | reception-officer | unknown | main#d9.k2 A
        Art. 9(3): settled by law, reviewed, explained | exclusion settled-and-explained | person or subject | reception-officer | unknown | main#d9.k3 A
        Art. 9(4): other cases of law | exclusion other-cases-by-law | unknown | reception-officer | unknown | main#d9.k4 A
        Not known | unknown | exclusion.follow_up
        ",
    );
    let law = set("citizen-reception@2014-07-01");
    says(&law, "settled-and-explained", "cơ quan nhà nước có thẩm quyền kiểm tra, rà soát, thông báo bằng văn bản");
    says(&law, "settled-and-explained", "tiếp, giải thích, hướng dẫn nhưng vẫn cố tình");
}

#[test]
fn citizen_reception_from_july_2026() {
    whole(
        "citizen-reception@2026-07-01",
        "
        Law 42/2013/QH13 | document main | luat 42/2013/QH13 | Quốc hội | 2013-11-25 | 2014-07-01 | in-force
        Law 136/2025/QH15, voted on 10 December 2025 | document law136 | luat 136/2025/QH15 | Quốc hội | 2025-12-10 | 2026-07-01 | in-force
        Decree 154/2026, Art. 44 | document nd154 | nghi-dinh 154/2026/NĐ-CP replaces 64/2014/NĐ-CP | Chính phủ | 2026-05-15 | 2026-07-01 | in-force
        From when | holds | 2026-07-01 | open
        The codified law | source law | official | A
        A copy of the signed decree | source decree | reprint | B
        Press on the days in communes | source press-136 | press | B
        Press on delegation | source press-delegation | press | C
        Law 136 | change recurring.commune-reception.every | law136 | B
        Law 136 | change recurring.commune-reception.at_least | law136 | B
        Decree Art. 25(3) | change obligation.answer-citizen.text | nd154#d25.k3 | B
        Decree Art. 4(2) | change exclusion.intoxicated.follow_up | nd154#d4.k2 | B
        Decree Art. 4(2) | change exclusion.mentally-incapable.follow_up | nd154#d4.k2 | B
        Decree Art. 4(2) | change exclusion.threat-or-breach.follow_up | nd154#d4.k2 | B
        Decree Art. 4(3) | change exclusion.settled-and-explained.follow_up | nd154#d4.k3 | B
        Decree Art. 4(1) | change exclusion.other-cases-by-law.follow_up | nd154#d4.k1 | B
        No longer unknown | change unknown.exclusion.follow_up | - | -
        As before | applies | VN | local-government agency | province district commune | people | -
        Art. 12(5) | recurring province-reception | reception receive province | 1 a month of days | not-stated | government-head | - | reception-held | main#d12.k5 A
        Art. 13(5), of a level that has ended | recurring district-reception | reception receive district | 2 a month of days | not-stated | government-head | - | reception-held | main#d13.k5 A
        Art. 15(2) as amended: communes, 2 days a month | recurring commune-reception | reception receive commune | 2 a month of days | not-stated | government-head | - | reception-held | main#d15.k2.d B
        Art. 18(2) | recurring body-head-reception | reception receive | 1 a month of days | not-stated | body-head | - | reception-held | main#d18.k2 A
        Art. 18(3)(a) | trigger acute-complex | must | khi vụ việc gay gắt, phức tạp, có nhiều người tham gia, liên quan đến trách nhiệm của nhiều cơ quan, tổ chức, đơn vị hoặc ý kiến của các cơ quan, tổ chức, đơn vị còn khác nhau | reception ad-hoc | main#d18.k3.a A
        Art. 18(3)(b) | trigger serious-consequences | must | serious-consequences | reception ad-hoc | main#d18.k3.b A
        Art. 18(4), decree Art. 25(3): answer | duty answer-citizen | reception - other each petition | promptly | body-head | petitioner | any of answered-at-reception answer-time-announced | - | main#d18.k4 B
        Art. 24(4) | duty post-schedule | reception - post-schedule | 5 working-day before reception-day, event-excluded | receiving-body | people | reception-schedule-posted | silent on due.count | main#d24.k4 A
        …or clear days | reading post-schedule/five-clear-days | 5 working-day before reception-day, clear-days
        Art. 24(4) | permission postpone | receiving-body | main#d24.k4 A
        Art. 24(4) | duty announce-new-time | reception - announce | not-stated | receiving-body | people | new-reception-time-announced | - | main#d24.k4 A
        Art. 28(1) | duty notify-first-handling | petition-handling - acknowledge each petition | 10 working-day after petition-received | reception-officer | petitioner | any of acceptance-notified longer-review-notified non-acceptance-notified transfer-notified | - | main#d28.k1 A
        Art. 9(1); decree Art. 4(2): explained in person | exclusion intoxicated | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | main#d9.k1 B
        Art. 9(1); 4(2) | exclusion mentally-incapable | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | main#d9.k1 B
        Art. 9(2); 4(2) | exclusion threat-or-breach | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | main#d9.k2 B
        Art. 9(3); 4(3): by notice | exclusion settled-and-explained | person or subject | reception-officer | duty refusal-notice | main#d9.k3 B
        Art. 9(4); 4(1) | exclusion other-cases-by-law | unknown | reception-officer | Theo từng trường hợp tại khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP | main#d9.k4 B
        4(1)(a): weapons | exclusion weapons | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.a B
        4(1)(b): the security check | exclusion security-check-refused | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.b B
        4(1)(c): recording | exclusion unauthorised-recording | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.c B
        4(1)(d): incitement | exclusion incitement | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.d B
        4(1)(đ): no full capacity, no representative | exclusion no-full-capacity | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.đ B
        4(1)(e): no proof of representation | exclusion representation-unproved | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.e B
        4(1)(g): out of scope | exclusion out-of-scope | subject | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.g B
        4(1)(h), 4(3): answered, nothing new: by notice | exclusion already-answered | person or subject | reception-officer | duty refusal-notice | nd154#d4.k1.h B
        4(1)(i): a final judgment | exclusion final-judgment | subject | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.i B
        4(1)(k): another body has it | exclusion pending-elsewhere | subject | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.k B
        4(3): the head's notice, 3 working days from sufficient grounds | duty refusal-notice | reception - refuse each petition | 3 working-day after refusal-grounds-sufficient | body-head | - | refusal-notice-issued | written refusal-notice-issued | nd154#d4.k3 B
        4(4): on lawful grounds | principle refusal-on-lawful-grounds | - | nd154#d4.k4 B
        4(4): not to evade responsibility | prohibition abuse-of-refusal | - | nd154#d4.k4 B
        No delegation to deputies, by the press alone | prohibition delegate-to-deputies | body-head | law136 C
        Art. 20: the head decides on receiving online | permission hold-online | body-head | nd154#d20 B
        23(1): tell citizens and bodies 5 working days before | duty notify-online-reception | reception - announce | 5 working-day before reception-day, event-excluded | central-point | petitioner agencies | online-reception-notified | silent on due.count | nd154#d23.k1 B
        …or clear days | reading notify-online-reception/five-clear-days | 5 working-day before reception-day, clear-days
        23(1): test 1 working day before | duty test-connection | reception - other | 1 working-day before reception-day, event-excluded | central-point | - | connection-tested | silent on due.count | nd154#d23.k1 B
        …or a clear day | reading test-connection/one-clear-day | 1 working-day before reception-day, clear-days
        23(1): connected 1 hour before the start | duty connect-points | reception - other | 1 hour before online-reception-started | central-point | - | points-connected | - | nd154#d23.k1 B
        24(1), (3): record and keep; by whom is not said | duty record-online-reception | reception - other | not-stated | unknown | - | reception-recorded | - | nd154#d24.k1, nd154#d24.k3 B
        25(2): enter it in the reception book | duty register-reception | reception - other | not-stated | unknown | - | reception-registered | - | nd154#d25.k2 B
        25(2): the conclusion in writing, to the bodies concerned | duty notify-reception-conclusion | reception - notify-conclusion | not-stated | body-head | agencies | reception-conclusion-notified | written reception-conclusion-notified | nd154#d25.k2 B
        25(2): the result to the citizen | duty send-result-to-citizen | petition-handling - settle each petition | not-stated | agency | petitioner | result-sent-to-citizen | - | nd154#d25.k2 B
        Not known | unknown | instrument.law136.text
        ",
    );
    let law = set("citizen-reception@2026-07-01");
    says(&law, "answer-citizen", "thông báo thời gian trả lời"); // of Art. 18(4), which stands
    says(&law, "answer-citizen", "nói rõ thời hạn giải quyết và người cần liên hệ");
    says(&law, "refusal-notice", "Mẫu số 01/TCD");
    says(&law, "representation-unproved", "thực hiện khiếu nại, kiến nghị, phản ánh"); // not a denunciation
    says(&law, "final-judgment", "văn bản trả lời của cơ quan có thẩm quyền");
}

#[test]
fn the_end_of_districts_and_the_mergers_of_2025() {
    whole(
        "levels",
        "
        Law 72/2025/QH15 | document main | luat 72/2025/QH15 replaces 65/2025/QH15 | Quốc hội | 2025-06-16 | 2025-06-16 | in-force
        From when | holds | 2025-06-16 | open
        Read in full | source law | official | A
        Press on the mergers | source mergers | press | C
        Local governments | applies | VN | local-government | province district commune | - | -
        Art. 51(3): district governments end; Art. 54(8): who takes over | end district | local-government | 2025-07-01 | main#d51.k3, main#d54.k8
        Hồ Chí Minh City, Bình Dương, Bà Rịa - Vũng Tàu | merger 79 | 79 74 77 | 2025-06-12 C
        Cần Thơ, Sóc Trăng, Hậu Giang | merger 92 | 92 94 93 | 2025-06-12 C
        Hải Phòng, Hải Dương | merger 31 | 31 30 | 2025-06-12 C
        Phú Thọ, Vĩnh Phúc, Hòa Bình | merger 25 | 25 26 17 | 2025-06-12 C
        Not known | unknown | level_end.district.party-committee merger.party-regulations
        ",
    );
    let levels = set("levels");
    let successor = &levels.level_ends()[0].successor.vi;
    for words in
        ["cơ quan tiếp nhận chức năng", "chính quyền địa phương cấp xã mới", "02 xã trở lên", "chỉ đạo giải quyết"]
    {
        assert!(successor.contains(words), "Art. 54(8): `{words}` is not in `{successor}`");
    }
}

fn timeline(name: &str, facts: &Facts) -> Timeline {
    Terms::new([set(name)], VIETNAM.clone()).timeline(facts, View::everything()).unwrap()
}

fn on(held: &str, event: &str, day: &str) -> Facts {
    Facts::held_on(date(held)).with(Fact::new(event, date(day)))
}

#[track_caller]
fn day(timeline: &Timeline, id: &str) -> String {
    timeline.duties.iter().find(|duty| duty.rule.id == id).unwrap().outcome.due.unwrap().date.to_string()
}

/// `met`; `late 1 (1)`, in days and working days; `met unless five-clear-days`, a reading.
#[track_caller]
fn verdict(timeline: &Timeline, id: &str) -> String {
    match &timeline.duties.iter().find(|duty| duty.rule.id == id).unwrap().outcome.status {
        Status::MetLate { by } => format!("late {} ({})", by.days, by.working_days),
        Status::Contested { met_under, late_under } if *met_under == ["default"] => {
            format!("met unless {}", list(late_under))
        }
        other => other.word().to_owned(),
    }
}

/// On 2026-08-20 these duties have these days, and no other duty has any.
#[test]
fn a_duty_without_a_known_limit_has_no_day() {
    for (name, days) in [
        ("hcmc-935", "invite-citizens 2026-08-12, notify-conclusion 2026-09-07, settle-petition 2026-10-05"),
        ("can-tho-10", "notify-conclusion 2026-09-07, settle-petition 2026-10-05"),
        ("hoa-binh-07", ""),
        ("hoan-kiem-120", ""),
        ("hai-phong-1738", ""),
        ("qd-11@2019-02-18", ""),
        ("qd-11@2025-11-23", ""),
        ("law-72-2025", "announce-conference 2026-08-13, publish-results 2026-09-03"),
        ("citizen-reception@2014-07-01", "post-schedule 2026-08-13"),
        (
            "citizen-reception@2026-07-01",
            "notify-online-reception 2026-08-13, post-schedule 2026-08-13, test-connection 2026-08-19",
        ),
        ("levels", ""),
    ] {
        let (set, timeline) = (set(name), timeline(name, &Facts::held_on(date("2026-08-20"))));
        let bound = timeline.duties.iter().filter(|duty| duty.outcome.status != Status::NotApplicable);
        let mut dated: Vec<String> =
            bound.filter_map(|duty| Some(format!("{} {}", duty.rule.id, duty.outcome.due?.date))).collect();
        dated.sort_unstable();
        assert_eq!(dated.join(", "), days, "{name}");
        let counts = (timeline.duties.len(), timeline.recurring.len(), timeline.exclusions.len());
        assert_eq!(counts, (set.obligations().len(), set.recurring().len(), set.exclusions().len()), "{name}");
    }
}

/// Art. 43(2): the day of the conference minus seven, never rolled.
#[test]
fn a_conference_is_announced_seven_days_before() {
    for (held, due, last_working_day) in [
        ("2026-08-20", "2026-08-13", "2026-08-13"),
        ("2026-02-25", "2026-02-18", "2026-02-13"), // in Tết, which runs from Saturday 14 to Sunday 22 February
        ("2026-03-02", "2026-02-23", "2026-02-23"), // the first working day after it
        ("2026-03-01", "2026-02-22", "2026-02-13"), // the last day off
        ("2026-05-07", "2026-04-30", "2026-04-29"), // 30 April, a Thursday
        ("2026-05-08", "2026-05-01", "2026-04-29"), // 1 May
        ("2026-05-04", "2026-04-27", "2026-04-24"), // in lieu of the Hùng Kings' day on Sunday 26 April
        ("2026-08-29", "2026-08-22", "2026-08-22"), // a worked Saturday
    ] {
        let timeline = timeline("law-72-2025", &Facts::held_on(date(held)));
        let found = timeline.duty("law-72-2025", "announce-conference").unwrap().outcome.due.unwrap();
        assert_eq!((found.date, found.last_working_day), (date(due), date(last_working_day)), "held on {held}");
    }
    for (announced, expected) in
        [("2026-08-12", "met"), ("2026-08-13", "met unless seven-clear-days"), ("2026-08-14", "late 1 (1)")]
    {
        let timeline = timeline("law-72-2025", &on("2026-08-20", "announced", announced));
        assert_eq!(verdict(&timeline, "announce-conference"), expected, "announced on {announced}");
    }
}

/// Art. 43(3): ten days from the conference; a last day that is off ends on the next working day.
#[test]
fn results_are_published_within_ten_days() {
    for (held, due) in [
        ("2026-06-15", "2026-06-25"),
        ("2026-08-20", "2026-09-03"), // Sunday 30 August; 31 August is swapped, 1 and 2 September are National Day
        ("2026-08-12", "2026-08-22"), // a worked Saturday
        ("2026-02-03", "2026-02-13"), // the last working day before Tết
        ("2026-02-04", "2026-02-23"), // Saturday 14 February
        ("2026-02-12", "2026-02-23"), // Sunday 22 February
        ("2026-04-17", "2026-04-28"), // Monday 27 April, in lieu
        ("2026-04-20", "2026-05-04"), // 30 April
        ("2026-04-21", "2026-05-04"), // 1 May
    ] {
        assert_eq!(
            day(&timeline("law-72-2025", &Facts::held_on(date(held))), "publish-results"),
            due,
            "held on {held}"
        );
    }
    for (held, published, expected) in [
        ("2026-08-20", "2026-09-02", "met"),
        ("2026-08-20", "2026-09-03", "met"), // with the day of the conference counted, Saturday 29 August rolls as far
        ("2026-08-20", "2026-09-04", "late 1 (1)"),
        ("2026-06-15", "2026-06-24", "met"),
        ("2026-06-15", "2026-06-25", "met unless event-day-counts"),
        ("2026-06-15", "2026-06-26", "late 1 (1)"),
    ] {
        let timeline = timeline("law-72-2025", &on(held, "results-published", published));
        assert_eq!(verdict(&timeline, "publish-results"), expected, "held on {held}, published on {published}");
    }
    // All three channels are needed, and the last of them counts.
    let published = |channel, day: &str| Fact::new("results-published", date(day)).channel(channel);
    let two = Facts::held_on(date("2026-06-15"))
        .with(published(Channel::MassMedia, "2026-06-16"))
        .with(published(Channel::PostedAtHeadquarters, "2026-06-16"));
    assert_eq!(verdict(&timeline("law-72-2025", &two), "publish-results"), "pending");
    let three = two.with(published(Channel::SentToVillageAndGroupHeads, "2026-06-29"));
    assert_eq!(verdict(&timeline("law-72-2025", &three), "publish-results"), "late 4 (2)");
}

/// Art. 24(4), and Arts. 4(3), 23(1) of the decree, across Saturday 22 August worked, 31 August swapped, National Day.
#[test]
fn receptions_are_posted_five_working_days_before() {
    let name = "citizen-reception@2026-07-01";
    for (held, five, five_clear, one, one_clear) in [
        ("2026-09-07", "2026-08-26", "2026-08-25", "2026-09-04", "2026-09-03"),
        ("2026-08-25", "2026-08-19", "2026-08-18", "2026-08-24", "2026-08-23"),
        ("2026-02-24", "2026-02-10", "2026-02-09", "2026-02-23", "2026-02-22"),
    ] {
        let timeline = timeline(name, &Facts::held_on(date(held)));
        let expected = [
            ("post-schedule", five, five_clear),
            ("notify-online-reception", five, five_clear),
            ("test-connection", one, one_clear),
        ];
        for (id, due, clear) in expected {
            assert_eq!(day(&timeline, id), due, "{id} for {held}");
            let reading = timeline.duty("citizen-reception", id).unwrap().readings[0].outcome.due.unwrap();
            assert_eq!(reading.date, date(clear), "{id} for {held}, in clear days");
        }
    }
    for (posted, expected) in
        [("2026-08-25", "met"), ("2026-08-26", "met unless five-clear-days"), ("2026-08-27", "late 1 (1)")]
    {
        let timeline = timeline(name, &on("2026-09-07", "reception-schedule-posted", posted));
        assert_eq!(verdict(&timeline, "post-schedule"), expected, "posted on {posted}");
    }
    let of = |event: &str, day: NaiveDate| Fact::new(event, day).petition("1");
    let received = |day: &str| Facts::held_on(date("2026-09-07")).with(of("petition-received", date(day)));
    for (on, due) in [("2026-08-20", "2026-09-07"), ("2026-08-21", "2026-09-08"), ("2026-02-10", "2026-03-03")] {
        assert_eq!(day(&timeline(name, &received(on)), "notify-first-handling"), due, "received on {on}");
    }
    for (told, expected) in [("2026-09-04", "met"), ("2026-09-07", "met"), ("2026-09-08", "late 1 (1)")] {
        let facts = received("2026-08-20").with(of("transfer-notified", date(told)));
        assert_eq!(verdict(&timeline(name, &facts), "notify-first-handling"), expected, "told on {told}");
    }
    let refused = Facts::held_on(date("2026-08-28")).with(of("refusal-grounds-sufficient", date("2026-08-28")));
    assert_eq!(day(&timeline(name, &refused), "refusal-notice"), "2026-09-07");
}
