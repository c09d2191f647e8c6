//! The table of events is the only place where an event is said, and all that must be said of one.

use std::path::Path;
use std::process::Command;

use doithoai::dialogue::{
    AdmissionRefused, Announced, ConclusionNotified, Declared, Event, ExtensionNotified, InterimReplySent,
    InvitationSent, PetitionAssigned, PetitionClassed, PetitionReceived, Rescheduled, ResultsPublished, SessionHeld,
    Stamp, StepDone,
};
use doithoai::ruleset::{CaseClass, Channel, Phase};
use doithoai::ruleset::{EVENTS, EventKind, KeptIn};
use doithoai::{Fact, Lang};

use crate::cells::EVENT_TABLE as TABLE;
use crate::support::{ROOT, current, date, library, text_of};

/// What is said of a typed event is where a fact has it.
#[test]
fn a_typed_event_is_its_fact() {
    let (on, later) = (date("2026-08-20"), date("2026-10-30"));
    let fact = |event: &str| Fact::new(event, on);
    let of = |event: &str| fact(event).petition("KN-1");
    let stated = || Stamp::on(on);
    for (typed, expected) in [
        (ConclusionNotified.fact(stated()), fact("conclusion-notified")),
        (Rescheduled::to(later).fact(stated()), fact("rescheduled").until(later)),
        (InvitationSent.stating(["time"]).fact(stated()), fact("invitation-sent").stating(["time"])),
        (Announced.session("S1").fact(stated()), fact("announced").session("S1")),
        (SessionHeld::of("S1").fact(stated()), fact("session-held").session("S1")),
        (StepDone::of("draw-up-plan").fact(stated()), fact("step-done").about("draw-up-plan")),
        (AdmissionRefused::of("intoxicated").fact(stated()), fact("admission-refused").about("intoxicated")),
        (PetitionReceived::of("KN-1").fact(stated()), of("petition-received")),
        (PetitionAssigned::of("KN-1").to("tax").fact(stated()), of("petition-assigned").about("tax")),
        (
            PetitionClassed::of("KN-1", CaseClass::Complex).fact(stated()),
            of("petition-classed").class(CaseClass::Complex),
        ),
        (ExtensionNotified::of("KN-1").until(later).fact(stated()), of("extension-notified").until(later)),
        (
            InterimReplySent::of("KN-1").until(later).stating(["time"]).fact(stated().reference("12/TB")),
            of("interim-reply-sent").until(later).stating(["time"]).reference("12/TB"),
        ),
        (
            ResultsPublished.channel(Channel::MassMedia).fact(stated().recorded(later)),
            fact("results-published").channel(Channel::MassMedia).recorded(later),
        ),
        (Declared::event("heard").petition("KN-1").session("S1").fact(stated()), of("heard").session("S1")),
    ] {
        assert_eq!(typed, expected);
    }
}

/// What else a word of the table is, and how often it is said as that.
const OTHERWISE: [(&str, usize, &str); 2] =
    [("opened", 1, "a key of a timeline's JSON"), ("suspended", 2, "a reason why there is no date")];

/// How often a line of code says an id: a hyphenated one anywhere, a plain word as a whole string or in backticks.
fn said(line: &str, id: &str) -> usize {
    let (line, quoted) = (line.replace('\\', ""), [format!("\"{id}\""), format!("`{id}`")]);
    if !id.contains('-') {
        return quoted.iter().map(|quoted| line.matches(quoted.as_str()).count()).sum();
    }
    let words = line.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_');
    words.filter(|word| *word == id).count()
}

#[test]
fn no_id_is_said_beside_the_table() {
    let mut files = library();
    files.retain(|(file, _)| file != Path::new(TABLE));
    let mut found = Vec::new();
    for event in EVENTS {
        let mut places = Vec::new();
        for (file, text) in &files {
            for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//")) {
                let place = format!("{}:{number}: {}", file.display(), line.trim());
                places.extend(std::iter::repeat_n(place, said(line, &event.id)));
            }
        }
        let otherwise = OTHERWISE.iter().find(|(id, ..)| *id == event.id).map_or(0, |(_, times, _)| *times);
        if places.len() > otherwise {
            found.extend(places);
        }
    }
    assert!(found.is_empty(), "ids of events; use the constants of {TABLE}: {found:#?}");
}

// ---- The READMEs

fn listed(event: &EventKind, lang: Lang) -> String {
    let plain = event.needs.iter().map(|detail| detail.text().get(lang).to_owned());
    let optional = event.takes.iter().map(|detail| format!("*{}*", detail.text().get(lang)));
    let details: Vec<String> = plain.chain(optional).collect();
    let details = if details.is_empty() { String::new() } else { format!(" ({})", details.join(", ")) };
    format!("`{}`{details}", event.id)
}

/// Lines of at most 120 letters.
fn filled(text: &str) -> String {
    let (mut filled, mut length) = (String::new(), 0);
    for word in text.split(' ') {
        let letters = word.chars().count();
        let fits = length + 1 + letters <= 120;
        filled += if length == 0 {
            ""
        } else if fits {
            " "
        } else {
            "\n  "
        };
        length = if length == 0 {
            letters
        } else if fits {
            length + 1 + letters
        } else {
            2 + letters
        };
        filled += word;
    }
    filled
}

fn list_of_events(lang: Lang) -> String {
    let of_dialogue = |event: &&EventKind| event.kept_in != KeptIn::Office;
    let in_phase = |phase| EVENTS.iter().filter(of_dialogue).filter(move |event| event.phase == phase).collect();
    let of_office = EVENTS.iter().filter(|event| event.kept_in != KeptIn::Dialogue).collect();
    let mut groups: Vec<(&str, Vec<&EventKind>)> = Vec::new();
    for phase in Phase::ALL {
        groups.push((phase.text().get(lang).to_owned().leak(), in_phase(Some(*phase))));
    }
    groups.push((lang.pick("ở mọi giai đoạn", "in any phase"), in_phase(None)));
    groups.push((lang.pick("trong sổ của cơ quan", "in the log of an office"), of_office));
    let lines = groups.into_iter().map(|(title, events)| {
        let events: Vec<String> = events.into_iter().map(|event| listed(event, lang)).collect();
        filled(&format!("- {title}: {}", events.join(", "))) + "\n"
    });
    lines.collect()
}

/// From a line that begins with `<!-- events` to the next comment.
#[test]
fn the_readmes_list_the_events() {
    for (file, lang) in [("README.md", Lang::En), ("README.vi.md", Lang::Vi)] {
        let text = text_of(file);
        let (before, rest) = text.split_once("<!-- events").unwrap();
        let (head, rest) = rest.split_once('\n').unwrap();
        let (_, after) = rest.split_once("<!--").unwrap();
        current(file, &format!("{before}<!-- events{head}\n\n{}\n<!--{after}", list_of_events(lang)));
    }
}

// ---- One more event

const ROW: &str = r#"        /// The minutes were signed.
        MINUTES_SIGNED "minutes-signed" ("ký biên bản", "minutes signed")
            After Dialogue { MinutesSigned } -;
"#;

const PROGRAM: &str = r#"use chrono::NaiveDate;
use doithoai::dialogue::{AnyDialogue, Dialogue, MinutesSigned, Plan};
use doithoai::ruleset::Phase;
use doithoai::{Calendar, Fact, RuleSet, Terms};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let day = |day| NaiveDate::from_ymd_opt(2026, 8, day).unwrap();
    let set = RuleSet::builtin("hcmc-935")?;
    let event = set.event("minutes-signed").unwrap();
    assert_eq!((event.phase, event.text.vi.as_ref(), event.text.en.as_ref()), (Some(Phase::After), "ký biên bản", "minutes signed"));
    assert!(RuleSet::json_schema().contains("\"minutes-signed\""));

    let planned = Dialogue::plan(Terms::new([set], Calendar::vietnam()), Plan::new("DT-1", day(20)), day(1))?;
    assert!(planned.why_not(&Fact::new("minutes-signed", day(21))).is_some());
    let open = planned.open(day(20))?;
    let mut closed = open.close(day(20))?;
    closed.record(day(21), MinutesSigned)?;
    let mut any = AnyDialogue::from(closed);
    any.record(Fact::new("minutes-signed", day(22)))?;
    let signed: Vec<NaiveDate> =
        any.log().entries().iter().filter(|fact| fact.event == "minutes-signed").map(|fact| fact.on).collect();
    assert_eq!(signed, [day(21), day(22)]);
    Ok(())
}
"#;

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copied(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// The row and the program, of another event once this one is in the table.
fn of_a_new_event(text: &str) -> String {
    let all = [
        ("minutes-signed", "minutes-sealed"),
        ("MinutesSigned", "MinutesSealed"),
        ("MINUTES_SIGNED", "MINUTES_SEALED"),
    ];
    let taken = EVENTS.iter().any(|event| event.id == all[0].0);
    all.iter().filter(|_| taken).fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
}

/// In a copy of the package, a row is all that a new event takes, by type and by id; without a warning.
#[test]
fn a_new_event_is_one_row() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-event");
    let package = folder.join("package");
    let _ = std::fs::remove_dir_all(&package);
    for part in ["src", "docs"] {
        copied(&Path::new(ROOT).join(part), &package.join(part));
    }
    let manifest = text_of("Cargo.toml")
        .replace("members = [\"cli\", \"cli/closed\", \"capi\"]\ndefault-members = [\".\", \"cli\", \"capi\"]\n", "");
    let library = manifest.split_once("[dev-dependencies]").unwrap().0; // no tests, benches and what only they need
    let table = text_of(TABLE).replacen("$make! {\n", &format!("$make! {{\n{}", of_a_new_event(ROW)), 1);
    let write = |path: &str, text: &str| std::fs::write(package.join(path), text).unwrap();
    std::fs::create_dir(package.join("examples")).unwrap();
    write("Cargo.toml", library);
    write("Cargo.lock", &text_of("Cargo.lock"));
    write(TABLE, &table);
    write("examples/minutes.rs", &of_a_new_event(PROGRAM));
    let built = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--example", "minutes"])
        .current_dir(&package)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
}
