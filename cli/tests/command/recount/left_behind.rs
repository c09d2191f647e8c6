//! Nothing is left behind: no unfinished file after a signal or an error, no link followed.

use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// An empty folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

/// The command, which heeds signals though whoever runs the tests ignores some, as `nohup` and a script's `&` do: what is ignored when
/// it begins, it ignores.
fn heeding() -> Command {
    let mut command = Command::new("env");
    command.args(["--default-signal", env!("CARGO_BIN_EXE_doithoai")]);
    command
}

#[test]
fn a_signal_leaves_no_file() {
    for (number, name) in [(2, "INT"), (15, "TERM"), (1, "HUP"), (3, "QUIT"), (10, "USR1")] {
        for form in ["parquet", "csv"] {
            let folder = folder(&format!("signal-{name}-{form}"));
            let out = folder.join(format!("out.{form}"));
            let mut command = heeding();
            command.args(["recount-sample", out.to_str().unwrap(), "--rows", "4000000000", "--quiet"]);
            let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            while names(&folder).is_empty() {
                assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
                std::thread::sleep(Duration::from_millis(5));
            }
            let id = child.id().to_string();
            assert!(Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap().success());
            assert_eq!(child.wait().unwrap().signal(), Some(number), "{name} {form}");
            assert_eq!(names(&folder), Vec::<String>::new(), "{name} {form}");
        }
    }
}

#[test]
fn a_signal_leaves_no_file_of_a_recount() {
    let sample = folder("signal-sample").join("duties.csv");
    let sample = sample.to_str().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_doithoai"));
    assert!(command.args(["recount-sample", sample, "--rows", "3000000", "--quiet"]).status().unwrap().success());
    let decree = super::letter("swap-signal", "swap = [{ off = 2027-09-01, worked = 2027-08-21 }]").0;
    for (number, name) in [(2, "INT"), (15, "TERM"), (1, "HUP")] {
        let folder = folder(&format!("signal-recount-{name}"));
        let out = folder.join("out.csv");
        let mut command = heeding();
        command.args(["recount", sample, "--decree", &decree, "--out", out.to_str().unwrap(), "--quiet"]);
        let mut child = command.current_dir(super::super::root()).stdout(Stdio::null()).spawn().unwrap();
        while names(&folder).is_empty() {
            assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
            std::thread::sleep(Duration::from_millis(1));
        }
        let id = child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().signal(), Some(number), "{name}");
        assert_eq!(names(&folder), Vec::<String>::new(), "{name}");
    }
}

/// Runs `recount-sample` after some lines of a shell, in Vietnamese.
fn after(lines: &str, folder: &Path, out: &str, rows: &str) -> (bool, String) {
    let script = format!("{lines}\nexec \"$1\" recount-sample \"$2\" --rows {rows} --quiet");
    let mut command = Command::new("bash");
    command.current_dir(folder).args(["-c", &script, "bash", env!("CARGO_BIN_EXE_doithoai"), out]);
    let output = command.output().unwrap();
    (output.status.success(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_disk_that_takes_no_more_is_an_error() {
    for form in ["parquet", "csv"] {
        let folder = folder(&format!("full-{form}"));
        let (ok, errors) = after("ulimit -f 8", &folder, &format!("out.{form}"), "100000");
        assert!(!ok && errors.ends_with(": tệp quá lớn\n"), "{form}: {errors}");
        assert!(errors.starts_with("lỗi: không ghi được tệp"), "{errors}");
        assert_eq!(names(&folder), Vec::<String>::new());
    }
}

/// A table is read from several places: what comes through a pipe is refused at once, and not waited for.
#[test]
fn a_pipe_is_no_table() {
    let folder = folder("pipe");
    let decree = super::letter("swap-pipe", "swap = [{ off = 2027-09-01, worked = 2027-08-21 }]").0;
    for form in ["csv", "parquet"] {
        let pipe = folder.join(format!("pipe.{form}"));
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let mut command = Command::new(env!("CARGO_BIN_EXE_doithoai"));
        command.args(["recount", pipe.to_str().unwrap(), "--decree", &decree, "--out", "out.csv", "--quiet"]);
        let output = command.current_dir(&folder).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.starts_with("lỗi: không đọc được tệp"), "{said}");
        std::fs::remove_file(pipe).unwrap();
        assert_eq!(names(&folder), Vec::<String>::new());
    }
}

#[test]
fn a_link_is_not_followed() {
    let folder = folder("link");
    std::fs::write(folder.join("victim"), "kept").unwrap();
    let lines = "ln -s victim .out.csv.$$.tmp; ln -s victim .out.csv.$$-0.tmp";
    let (ok, errors) = after(lines, &folder, "out.csv", "10");
    assert!(ok, "{errors}");
    assert_eq!(std::fs::read_to_string(folder.join("victim")).unwrap(), "kept");
    assert!(std::fs::symlink_metadata(folder.join("out.csv")).unwrap().is_file());
}
