//! What is kept: 5,000 bindings beside their registry, and a dialogue beside its terms. Bytes as `malloc` hands them out, with
//! what it rounds up and adds; the bytes that were asked for stand beside them.

use std::process::ExitCode;

use allocation_counter::measure;
use speed::held;

speed::calls!(old);
speed::calls!(new);

/// The bytes that something takes on the heap while it is kept: of `malloc`, and asked for.
fn kept<T>(make: impl FnOnce() -> T) -> [f64; 2] {
    // Large blocks come from elsewhere, and are counted apart.
    let used = || {
        let all = unsafe { libc::mallinfo2() };
        all.uordblks + all.hblkhd
    };
    let (before, mut kept) = (used(), None);
    let asked = measure(|| kept = Some(make())).bytes_current;
    let taken = used() - before;
    drop(kept);
    [taken as f64, asked as f64]
}

macro_rules! bytes {
    ($name:ident) => {{
        let registry = ::$name::Registry::builtin();
        let calendar = ::$name::Calendar::vietnam();
        let subjects: Vec<_> = (0..5_000).map($name::subject).collect();
        let bindings = kept(|| subjects.iter().map(|one| registry.binding(one)).collect::<Vec<_>>());
        let bind = |one| ::$name::Terms::binding(registry.binding(one), calendar.clone());
        let terms = kept(|| subjects.iter().map(bind).collect::<Vec<_>>());
        let (of_dialogue, log) = ($name::terms(), $name::log());
        let dialogue = kept(|| $name::replayed(&of_dialogue, &log));
        let fact = std::mem::size_of::<::$name::Fact>();
        let entries = log.entries().len();
        println!("{:<4}{entries} entries, {fact} bytes each as a value", stringify!($name));
        [bindings, terms, dialogue, kept(|| $name::timeline(&$name::replayed(&of_dialogue, &log)))]
    }};
}

fn main() -> ExitCode {
    let (was, is) = (bytes!(old), bytes!(new));
    let names = ["5,000 bindings", "5,000 terms bound", "a dialogue of 30 petitions", "its timeline"];
    println!("{:<40}{:>12}{:>12}{:>12}{:>12}", "kB", "was", "asked for", "is", "asked for");
    for ((name, was), is) in names.iter().zip(was).zip(is) {
        let [was, is] = [was, is].map(|both| both.map(|bytes| bytes / 1e3));
        println!("{name:<40}{:>12.1}{:>12.1}{:>12.1}{:>12.1}", was[0], was[1], is[0], is[1]);
    }
    let [bindings, terms, dialogue, _] = is.map(|[taken, _]| taken);
    let bindings = held("5,000 bindings over the registry", bindings.max(terms) / 1e6, 20.0, "MB");
    let dialogue = held("a kept dialogue of 30 petitions", dialogue / 1e3, 10.0, "kB");
    if bindings && dialogue { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
