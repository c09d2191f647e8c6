//! The programs of `c/`, as C99 and as C++11, plain and under valgrind: every function, every status, NULL everywhere, threads.
//!
//! They run on a library that is built with a function that panics. Where a C++ compiler or valgrind is missing, a line says what
//! is skipped; with `CI=true` that is a failure.
#![cfg(target_os = "linux")]
#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    clippy::panic,
    reason = "tests fail by panicking, and say what they skip"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const PROGRAMS: [&str; 4] = ["every", "wrong", "threads", "panic"];
const STRICT: [&str; 4] = ["-pedantic", "-Wall", "-Wextra", "-Werror"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder for what the tests make.
fn out() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

/// Runs a command that must go well.
fn run(command: &mut Command) {
    let done = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = [done.stdout, done.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    assert!(done.status.success(), "{command:?}: {}\n{said}", done.status);
}

/// Whether there is such a tool; without it, says what is not tested.
fn has(tool: &str) -> bool {
    let there = Command::new(tool).arg("--version").output().is_ok();
    let required = std::env::var_os("CI").is_some_and(|ci| ci == "true");
    assert!(there || !required, "{tool} is missing, and CI=true takes nothing less than all");
    if !there {
        eprintln!("skipped: {tool} is missing");
    }
    there
}

/// The folder of the library with the planted panic.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let target = out().join("with-panic");
        let manifest = root().join("Cargo.toml");
        run(Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--locked", "--release", "--features", "test-panic", "--manifest-path"])
            .arg(manifest)
            .arg("--target-dir")
            .arg(&target));
        let folder = target.join("release");
        let soname = folder.join("libdoithoai.so.0");
        std::fs::copy(folder.join("libdoithoai.so"), soname).expect("the library is built");
        folder
    })
}

/// Compiles a program into one of its own.
fn compiled(compiler: &str, standard: &str, language: &str, name: &str, as_what: &str) -> PathBuf {
    let program = out().join(format!("{name}-{as_what}"));
    run(Command::new(compiler)
        .args([standard, "-g"])
        .args(STRICT)
        .args(["-x", language])
        .arg(root().join(format!("tests/c/{name}.c")))
        .arg("-I")
        .arg(root().join("include"))
        .arg("-L")
        .arg(library())
        .args(["-ldoithoai", "-pthread"])
        .arg(format!("-Wl,-rpath,{}", library().display()))
        .arg("-o")
        .arg(&program));
    program
}

#[test]
fn the_programs_run_as_c99() {
    for name in PROGRAMS {
        run(&mut Command::new(compiled("cc", "-std=c99", "c", name, "c99")));
    }
}

#[test]
fn the_programs_run_as_cpp11() {
    if has("c++") {
        for name in PROGRAMS {
            run(&mut Command::new(compiled("c++", "-std=c++11", "c++", name, "cpp11")));
        }
    }
}

#[test]
fn valgrind_finds_no_leak_and_no_invalid_access() {
    if has("valgrind") {
        for name in PROGRAMS {
            let program = compiled("cc", "-std=c99", "c", name, "valgrind");
            run(Command::new("valgrind")
                .env("RUST_BACKTRACE", "0") // what std keeps for a backtrace is no leak
                .args(["--quiet", "--leak-check=full", "--show-leak-kinds=definite,indirect,possible"])
                .args(["--errors-for-leak-kinds=definite,indirect,possible", "--error-exitcode=9"])
                .arg(program));
        }
    }
}

#[test]
fn each_function_of_the_header_is_called() {
    let read = |path: &str| std::fs::read_to_string(root().join(path)).expect("a file of this package");
    let called = [read("tests/c/check.h"), read("tests/c/every.c"), read("tests/c/wrong.c")].concat();
    let header = read("include/doithoai.h");
    let declared: Vec<&str> = header
        .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_' && letter != '(')
        .filter_map(|word| word.strip_prefix("doithoai_")?.split_once('(').map(|(name, _)| name))
        .collect();
    assert!(declared.len() > 40, "{declared:?}");
    let silent: Vec<&&str> = declared.iter().filter(|name| !called.contains(&format!("doithoai_{name}("))).collect();
    assert!(silent.is_empty(), "not called: {silent:?}");
}
