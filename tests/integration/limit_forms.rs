//! Every pair of forms of a limit: which go together, what is said of those that do not; and amendments from each to each.

use doithoai::dialogue::Log;
use doithoai::scenario::Suite;
use doithoai::{Code, Registry, RuleSet};

use crate::support::refused;

const HEAD: &str = "format = 1\nid = \"test\"\nversion = \"1\"\ntitle = \"Thử\"\n\
    [instrument.main]\nkind = \"quy-che\"\nnumber = \"unknown\"\nissuer = \"unknown\"\nissued = \"unknown\"\nstanding = \"in-force\"\n\
    [source.S]\nkind = \"press\"\nconfidence = \"C\"\nref = \"a test\"\n\
    [applies]\nterritory = { code = \"01\", as_of = 2026-01-01 }\nheads = [\"local-government\"]\nlevels = [\"commune\"]\n";

fn obligation(rest: &str) -> String {
    format!(
        "{HEAD}[[obligation]]\nid = \"duty\"\nduty_kind = \"settle\"\nphase = \"after\"\nbearer = \"office\"\n{rest}\ncite = \"main#d1\"\n"
    )
}

fn due(keys: &str) -> String {
    obligation(&format!("due = {{ {keys} }}\nmet_by = {{ all = [\"petition-settled\"] }}"))
}

fn recurring(keys: &str) -> String {
    format!(
        "{HEAD}[[recurring]]\nid = \"notice\"\nevery = \"year\"\nat_least = 1\nbearer = \"office\"\nmet_by = {{ all = [\"annual-notice-sent\"] }}\ncite = \"main#d1\"\ndue = {{ day = 1, month = 12 }}\n\
         [[recurring]]\nid = \"duty\"\nevery = \"year\"\nat_least = 1\nbearer = \"office\"\nmet_by = {{ all = [\"annual-report-sent\"] }}\ncite = \"main#d2\"\ndue = {{ {keys} }}\n"
    )
}

/// The keys of a `due`, each with a value, and what makes it whole alone; none if it is no form.
const KEYS: [(&str, &str, Option<&str>); 15] = [
    ("after", "after = \"closed\"", Some("after = \"closed\", n = 5, unit = \"day\"")),
    (
        "before",
        "before = \"dialogue-day\"",
        Some("before = \"dialogue-day\", n = 5, unit = \"day\", count = \"clear-days\""),
    ),
    ("before_day", "before_day = 5", Some("before_day = 5, of_month_of = \"dialogue-day\"")),
    ("by_day", "by_day = 15", Some("by_day = 15, of_month_of = \"dialogue-day\"")),
    ("date", "date = 2026-12-31", Some("date = 2026-12-31")),
    ("first_of", FIRST, Some(FIRST)),
    ("last_of", LAST, Some(LAST)),
    ("cases", CASES, Some(CASES)),
    ("none", "none = \"promptly\"", Some("none = \"promptly\"")),
    ("n", "n = 7", None),
    ("unit", "unit = \"week\"", None),
    ("count", "count = \"event-excluded\"", None),
    ("start", "start = \"event-included\"", None),
    ("roll", "roll = \"none\"", None),
    ("otherwise", "otherwise = { date = 2026-12-30 }", None),
];

const FIRST: &str = "first_of = [{ date = 2026-12-31 }, { after = \"closed\", n = 5, unit = \"day\" }]";
const LAST: &str = "last_of = [{ date = 2026-12-31 }, { after = \"closed\", n = 5, unit = \"day\" }]";
const CASES: &str = "cases = [{ only_if = { class = \"complex\" }, after = \"closed\", n = 5, unit = \"day\" }]";

/// The pairs that go together.
const TOGETHER: [(&str, &str); 12] = [
    ("after", "n"),
    ("after", "unit"),
    ("after", "start"),
    ("after", "roll"),
    ("before", "n"),
    ("before", "unit"),
    ("before", "count"),
    ("before", "before_day"),
    ("before", "by_day"),
    ("cases", "otherwise"),
    ("n", "unit"),
    ("none", "none"),
];

fn go_together(a: &str, b: &str) -> bool {
    TOGETHER.iter().any(|(one, other)| (a, b) == (*one, *other) || (b, a) == (*one, *other))
}

#[test]
fn two_forms_of_a_limit_are_refused_by_both_names() {
    for (at, (form, _, whole)) in KEYS.iter().enumerate() {
        let Some(whole) = whole else { continue };
        assert!(RuleSet::from_toml(&due(whole)).is_ok(), "{whole}: {:#?}", RuleSet::check_toml(&due(whole)).problems);
        for (other, short, _) in KEYS.iter().skip(at + 1) {
            if whole.contains(&format!("{other} =")) && !whole.contains('[') || go_together(form, other) {
                continue;
            }
            let both = due(&format!("{whole}, {short}"));
            let checked = RuleSet::check_toml(&both);
            let [only] = checked.problems.as_slice() else { panic!("{both}: {:#?}", checked.problems) };
            let said = only.to_string();
            assert!(
                checked.rule_set.is_none()
                    && said.contains(&format!("`{form}`"))
                    && said.contains(&format!("`{other}`")),
                "{said}"
            );
            assert!(said.contains("write `"), "what would be right: {said}");
            assert!([Code::LimitConflict, Code::ExclusiveKeys].contains(&only.code));
        }
    }
    // A day of the month and an event: the earlier of both.
    for day in ["before_day = 5", "by_day = 15"] {
        let both = due(&format!("before = \"dialogue-day\", {day}, of_month_of = \"dialogue-day\""));
        assert!(RuleSet::from_toml(&both).is_ok());
        refused(&both.replace("\", ", "\", n = 5, "), Code::LimitConflict, "`n` goes with `after` or `before` only");
    }
    refused(
        &due("before_day = 5, by_day = 15, of_month_of = \"dialogue-day\""),
        Code::ExclusiveKeys,
        "`before_day` and `by_day`",
    );
}

#[test]
fn two_forms_of_a_returning_limit_are_refused_by_both_names() {
    let keys = [
        ("none", "none = \"not-stated\"", "none = \"not-stated\""),
        ("with", "with = \"notice\"", "with = \"notice\""),
        ("day", "day = 25", "day = 25, month = 12"),
        ("on", "on = [5]", "on = [5], month = 12"),
    ];
    let more =
        [("month", "month = 12"), ("roll", "roll = \"none\""), ("moved_by", "moved_by = \"reception-rescheduled\"")];
    for (at, (form, _, whole)) in keys.iter().enumerate() {
        assert!(RuleSet::from_toml(&recurring(whole)).is_ok(), "{whole}");
        let others = keys.iter().skip(at + 1).map(|(key, short, _)| (*key, *short));
        for (other, short) in others.chain(more) {
            let takes = match other {
                "month" | "roll" => matches!(*form, "day" | "on"),
                "moved_by" => *form == "on",
                _ => false,
            };
            if takes {
                continue;
            }
            let checked = RuleSet::check_toml(&recurring(&format!("{whole}, {short}")));
            let [only] = checked.problems.as_slice() else { panic!("{whole}, {short}: {:#?}", checked.problems) };
            let said = only.to_string();
            assert!(
                said.contains(&format!("`{form}`")) && said.contains(&format!("`{other}`")) && said.contains("write `"),
                "{said}"
            );
        }
    }
}

#[test]
fn forms_of_acts_and_of_extensions_are_refused_by_both_names() {
    let acts = ["all = [\"petition-settled\"]", "any = [\"petition-settled\"]", "each_channel = \"results-published\""];
    let met = |keys: &str| {
        obligation(&format!("due = {{ date = 2026-12-31 }}\nchannels = [\"website\"]\nmet_by = {{ {keys} }}"))
    };
    for (at, one) in acts.iter().enumerate() {
        assert!(RuleSet::from_toml(&met(one)).is_ok(), "{one}");
        for other in acts.iter().skip(at + 1) {
            let name = |act: &str| format!("`{}`", act.split(' ').next().unwrap());
            let checked = RuleSet::check_toml(&met(&format!("{one}, {other}")));
            let [only] = checked.problems.as_slice() else { panic!("{:#?}", checked.problems) };
            let found = only.to_string();
            let found = found.rsplit_once("found ").unwrap().1;
            assert!(found.contains(&name(one)) && found.contains(&name(other)), "{found}");
        }
    }
    let extension = |limit: &str| {
        format!(
            "{}[obligation.extension]\ngranted_by = \"extension-notified\"\n{limit}\n",
            due("after = \"closed\", n = 5, unit = \"day\"")
        )
    };
    for limit in ["limit = \"stated\"", "limit = { n = 10, unit = \"day\" }"] {
        assert!(RuleSet::from_toml(&extension(limit)).is_ok(), "{limit}");
    }
    for (limit, word) in [
        ("limit = { n = 10 }", "`unit`"),
        ("limit = { unit = \"day\" }", "`n`"),
        ("limit = { date = 2026-12-31, n = 10, unit = \"day\" }", "`date`"),
        ("limit = { after = \"closed\", n = 10, unit = \"day\" }", "`after`"),
        ("limit = \"told\"", "`told`"),
        ("limit = \"stated\"\nn = 10", "`n`"),
    ] {
        let checked = RuleSet::check_toml(&extension(limit));
        assert!(
            checked.rule_set.is_none() && checked.problems.iter().any(|problem| problem.to_string().contains(word)),
            "{limit}: {:#?}",
            checked.problems
        );
        assert_eq!(checked.problems.len(), 1, "{limit}: {:#?}", checked.problems);
    }
}

#[test]
fn one_mistake_is_told_once() {
    for (keys, words) in [
        ("by_day = 32, of_month_of = \"dialogue-day\"", "32 is outside 1-31"),
        ("before_day = 0, of_month_of = \"dialogue-day\"", "0 is outside 1-31"),
        ("by_day = 15", "need `of_month_of`"),
        ("by_day = 15, of_month_of = \"dialogue-dya\"", "did you mean `dialogue-day`"),
        ("of_month_of = \"dialogue-day\"", "`of_month_of` needs"),
        ("first_of = [{ date = 2026-12-31 }]", "two limits or more are needed"),
        ("last_of = [{ date = 2026-12-31 }]", "two limits or more are needed"),
        ("first_of = []", "the list is empty"),
        ("first_of = [{ date = 2026-12-31 }, { date = 2026 }]", "expected a date"),
        ("date = 2026-12-31, roll = \"none\"", "`roll` goes with `after` only, not with `date`"),
        ("otherwise = { date = 2026-12-31 }", "`otherwise` goes with `cases`"),
        (
            "cases = [{ only_if = { class = \"complex\" }, date = 2026-12-31, n = 5 }]",
            "`n` goes with `after` or `before` only, not with `date`",
        ),
        (
            "first_of = [{ date = 2026-12-31 }, { after = \"closed\", n = 5, unit = \"day\", count = \"clear-days\" }]",
            "`count` goes with `before` only, not with `after`",
        ),
    ] {
        let checked = RuleSet::check_toml(&due(keys));
        let [only] = checked.problems.as_slice() else { panic!("{keys}: {:#?}", checked.problems) };
        assert!(only.to_string().contains(words), "{keys}: {only}");
    }
}

fn amendment(change: &str) -> String {
    format!("format = 1\nid = \"test\"\nversion = \"2\"\namends = \"test\"\n[in_force]\nfrom = 2026-07-01\n{change}")
}

#[test]
fn an_amendment_may_make_any_form_of_a_limit_of_any_other() {
    let forms: Vec<&str> = KEYS.iter().filter_map(|(.., whole)| *whole).collect();
    for old in &forms {
        let registry = Registry::new().with(RuleSet::from_toml(&due(old)).unwrap()).unwrap();
        for new in &forms {
            let text = amendment(&format!("[[obligation]]\nid = \"duty\"\ncite = \"main\"\ndue = {{ {new} }}\n"));
            let checked = registry.check_toml(&text);
            let set = checked.rule_set.unwrap_or_else(|| panic!("{old} -> {new}: {:#?}", checked.problems));
            let alone = RuleSet::from_toml(&due(new)).unwrap();
            assert_eq!(set.obligation("duty").unwrap().due, alone.obligation("duty").unwrap().due, "{old} -> {new}");
        }
    }
    let forms = ["none = \"not-stated\"", "with = \"notice\"", "day = 25, month = 12", "on = [5], month = 12"];
    for old in forms {
        let registry = Registry::new().with(RuleSet::from_toml(&recurring(old)).unwrap()).unwrap();
        for new in forms {
            let text = amendment(&format!("[[recurring]]\nid = \"duty\"\ncite = \"main\"\ndue = {{ {new} }}\n"));
            let set = registry.from_toml(&text).unwrap_or_else(|error| panic!("{old} -> {new}: {error}"));
            assert_eq!(set.recurring()[1].due, RuleSet::from_toml(&recurring(new)).unwrap().recurring()[1].due);
        }
    }
}

#[test]
fn an_amendment_may_make_another_rhythm_of_a_returning_duty() {
    let base = Registry::new().with(RuleSet::from_toml(&recurring("none = \"not-stated\"")).unwrap()).unwrap();
    let rhythms =
        ["cutoffs = [\"q1\", \"year\"]", "each_before = \"council-session\"", "every = \"quarter\"\nat_least = 2"];
    for old in rhythms {
        let change = |version: &str, rhythm: &str| {
            amendment(&format!("[[recurring]]\nid = \"duty\"\ncite = \"main\"\n{rhythm}\n"))
                .replace("version = \"2\"", &format!("version = \"{version}\""))
        };
        let set = base.from_toml(&change("2", old)).unwrap_or_else(|error| panic!("{old}: {error}"));
        let later = Registry::new().with(set).unwrap();
        for new in rhythms {
            let text = change("3", new).replace("2026-07-01", "2027-07-01");
            let set = later.from_toml(&text).unwrap_or_else(|error| panic!("{old} -> {new}: {error}"));
            let fresh = base.from_toml(&change("2", new)).unwrap();
            let (found, right) = (&set.recurring()[1].often, &fresh.recurring()[1].often);
            assert_eq!(found, right, "{old} -> {new}");
        }
    }
}

#[test]
fn a_limit_of_another_form_takes_the_readings_of_the_old_one_with_it() {
    let reading = "[[obligation.reading]]\nid = \"twenty\"\nbecause = \"chữ ghi hai mươi\"\ndue = { n = 20 }\n";
    let base = due("after = \"closed\", n = 10, unit = \"day\"") + reading;
    let registry = Registry::new().with(RuleSet::from_toml(&base).unwrap()).unwrap();
    let changed = |due: &str| {
        registry
            .from_toml(&amendment(&format!("[[obligation]]\nid = \"duty\"\ncite = \"main\"\ndue = {{ {due} }}\n")))
            .unwrap()
    };
    let dated = changed("date = 2026-12-31");
    assert!(dated.obligation("duty").unwrap().readings.is_empty());
    assert!(
        dated.changes().iter().any(|change| change.of == "obligation.duty.reading.twenty"),
        "{:#?}",
        dated.changes()
    );
    assert_eq!(changed("n = 15").obligation("duty").unwrap().readings.len(), 1, "of the same form");
    assert_eq!(changed("after = \"opened\"").obligation("duty").unwrap().readings.len(), 1, "of the same form");
}

#[test]
fn comparing_says_nothing_of_a_source_that_did_not_change() {
    let base = RuleSet::from_toml(&due("date = 2026-12-31")).unwrap();
    let registry = Registry::new().with(base.clone()).unwrap();
    let text = amendment(
        "[source.T]\nkind = \"official\"\nconfidence = \"A\"\nref = \"công báo\"\n[[obligation]]\nid = \"duty\"\ncite = \"main\"\ndue = { date = 2026-12-30 }\n",
    );
    let diff = base.diff(&registry.from_toml(&text).unwrap());
    let paths: Vec<&str> = diff.rules.iter().flat_map(|rule| &rule.values).map(|value| value.path.as_str()).collect();
    assert_eq!(paths, ["due.date"]);
}

/// A duty that returns, for an amendment to add.
const RETURNS: &str = "[[recurring]]\nid = \"returns\"\nevery = \"year\"\nat_least = 1\nmet_by = { all = [\"annual-report-sent\"] }\ncite = \"main\"\n";

/// What is counted from what it arises by is never pending, and each exact day is one time of its own.
#[test]
fn a_transition_of_what_is_never_pending_decides_nothing_which_is_said() {
    let base = due("after = \"closed\", n = 10, unit = \"day\"");
    let registry = Registry::new().with(RuleSet::from_toml(&base).unwrap()).unwrap();
    let codes = |more: &str, of: &str| {
        let changed = format!(
            "{RETURNS}[[obligation]]\nid = \"handle\"\nduty_kind = \"report\"\nbearer = \"office\"\n{more}\nmet_by = {{ all = [\"annual-report-sent\"] }}\ncite = \"main\"\n\
             [[transition]]\n{of}pending = \"new\"\ncite = \"main\"\n"
        );
        let checked = registry.check_toml(&amendment(&changed));
        assert!(checked.rule_set.is_some(), "{:#?}", checked.problems);
        // That the log of an office has no `closed`, and one of a dialogue no report of a year, is told too, and another matter.
        let of_transitions = checked.problems.iter().filter(|problem| problem.path.starts_with("transition"));
        of_transitions.map(|problem| (problem.code, problem.path.clone())).collect::<Vec<_>>()
    };
    let (after, of) = ("due = { after = \"closed\", n = 3, unit = \"day\" }", "of = [\"handle\"]\n");
    let warned = vec![(Code::DecidesNothing, "transition[0].of[0]".to_owned())];
    let each = "activity = \"reporting\"\neach = { event = \"reception-rescheduled\" }";
    for more in [
        format!("activity = \"reporting\"\n{after}"),
        format!("{each}\ndue = {{ none = \"not-stated\" }}"),
        format!("{each}\ndue = {{ after = \"reception-rescheduled\", n = 3, unit = \"day\" }}"),
        format!("{each}\ndue = {{ before = \"former-day\", n = 3, unit = \"day\", count = \"event-excluded\" }}"),
    ] {
        assert_eq!(codes(&more, of), warned, "{more}");
    }
    for (more, of) in [
        (format!("activity = \"reporting\"\n{after}"), ""),
        (format!("{each}\n{after}"), of),
        (format!("activity = \"reporting\"\nper = \"reception\"\n{after}"), of),
        (format!("activity = \"reporting\"\neach = \"petition\"\n{after}"), of),
        (format!("activity = \"reception\"\n{after}"), of),
        (format!("phase = \"after\"\n{after}"), of),
        (format!("phase = \"after\"\n{after}"), "of = [\"returns\"]\n"),
    ] {
        assert_eq!(codes(&more, of), [], "{more}");
    }
    let on_days = "[[recurring]]\nid = \"days\"\nevery = \"month\"\ndue = { on = [5], roll = \"none\" }\nmet_by = { all = [\"reception-held\"] }\nactivity = \"reception\"\ncite = \"main\"\n\
        [[transition]]\nof = [\"days\"]\npending = \"new\"\ncite = \"main\"\n";
    let checked = registry.check_toml(&amendment(on_days));
    let is_told =
        |problem: &&doithoai::Problem| problem.code == Code::DecidesNothing && problem.path == "transition[0].of[0]";
    assert!(checked.problems.iter().any(|problem| is_told(&problem)), "{:#?}", checked.problems);
}

#[test]
fn an_amendment_with_a_transition_reads_back_from_its_json() {
    let base = due("after = \"closed\", n = 10, unit = \"day\"");
    let registry = Registry::new().with(RuleSet::from_toml(&base).unwrap()).unwrap();
    let changed = |transition: &str| {
        registry.check_toml(&amendment(&format!(
            "[[obligation]]\nid = \"duty\"\ndue = {{ n = 5 }}\ncite = \"main\"\n{transition}"
        )))
    };
    let whole = "[[transition]]\npending = \"new\"\ncite = \"main#d9\"\n";
    for transition in [
        whole.to_owned(),
        whole.replace("pending", "of = [\"duty\"]\npending"),
        whole.to_owned() + &whole.replace("pending", "of = [\"duty\"]\npending"),
    ] {
        let set = changed(&transition).rule_set.unwrap();
        let again = RuleSet::from_json(&set.to_json()).unwrap();
        assert_eq!((again.transitions(), &again), (set.transitions(), &set));
        // What is said of its own coming into force is not inherited.
        let later = Registry::new().with(set).unwrap();
        let next = amendment("").replace("version = \"2\"", "version = \"3\"").replace("2026-07-01", "2027-07-01");
        assert!(later.from_toml(&next).unwrap().transitions().is_empty());
    }
    for (transition, words) in [
        (whole.to_owned() + whole, "two [[transition]] speak of every duty"),
        (whole.replace("pending", "of = [\"duty\", \"duty\"]\npending"), "speak of `duty`"),
        (whole.replace("pending", "of = [\"dutty\"]\npending"), "did you mean `duty`?"),
        (whole.replace("\"new\"", "\"both\""), "unknown version for pending matters `both`"),
        (whole.replace("pending = \"new\"\n", ""), "`pending` is missing"),
    ] {
        let checked = changed(&transition);
        assert!(checked.problems.iter().any(|problem| problem.to_string().contains(words)), "{:#?}", checked.problems);
    }
}

/// An entry of these events states another day in `until`, so it cannot be the last day of what goes on.
#[test]
fn what_goes_on_needs_an_event_that_ends_it_where_its_entries_state_another_day() {
    let lasts = |event: &str, more: &str| {
        let due = "due = { after = \"closed\", n = 5, unit = \"day\" }";
        obligation(&format!("{due}\nmet_by = {{ all = [\"{event}\"] }}\nlasts = {{ n = 3, unit = \"day\"{more} }}"))
    };
    for event in ["extension-notified", "rescheduled"] {
        refused(&lasts(event, ""), Code::LimitConflict, "`lasts` needs `until`, the event that ends it");
        assert!(RuleSet::from_toml(&lasts(event, ", until = \"results-published\"")).is_ok(), "{event}");
    }
    assert!(RuleSet::from_toml(&lasts("results-published", "")).is_ok());
}

/// A time of day is written `08:30`, in logs and in scenarios.
#[test]
fn a_time_of_day_that_is_none_is_refused_where_it_stands() {
    let first = r#"{"dialogue":"D","appointed":"2026-08-20","on":"2026-08-01","kind":"periodic","territory":"79","level":"commune","head":"local-government"}"#;
    for (at, is_time) in
        [("08:30", true), ("23:59", true), ("24:00", false), ("08:60", false), ("8:30", false), ("08.30", false)]
    {
        let log =
            Log::from_jsonl(&format!("{first}\n{{\"event\":\"opened\",\"on\":\"2026-08-20\",\"at\":\"{at}\"}}\n"));
        assert_eq!(log.is_ok(), is_time, "{at}: {log:?}");
        let scenario = format!(
            "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"x\"\nappointed = 2026-08-20\nlog = [{{ event = \"opened\", on = 2026-08-20, at = \"{at}\" }}]\nexpect = [{{ as_of = 2026-08-21, duty = \"notify-conclusion\", status = \"pending\" }}]\n"
        );
        let report = Suite::new().with("x", &scenario, &|_| Err("none".to_owned())).run();
        let problems = &report.files[0].problems;
        let said =
            problems.iter().any(|problem| problem.to_string().contains("expected a time of day such as \"08:30\""));
        assert_eq!((problems.is_empty(), said), (is_time, !is_time), "{at}: {problems:?}");
    }
}
