//! A table of bad inputs: with `--lang vi` no English sentence, whatever layer says no; the message names the option or the sign.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::english::english;
use super::{doithoai, root, temporary};

/// The one line that refuses, in Vietnamese.
#[track_caller]
fn refused(arguments: &[&str]) -> String {
    let output = doithoai(arguments);
    let text = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
    assert!(!output.status.success(), "{arguments:?} was accepted: {text}");
    assert_eq!(english(&text), None, "{arguments:?}: {text}");
    text
}

#[test]
fn usage_and_files_are_refused_in_vietnamese() {
    let folder = root().to_str().unwrap();
    let rows: &[(&[&str], &str)] = &[
        (&[], "thiếu lệnh: timeline, audit"),
        (&["timelin"], "không có lệnh `timelin`; có phải là `timeline`?"),
        (&["timeline", "--onn", "2026-08-20"], "không có tùy chọn hoặc tham số `--onn`; có phải là `--on`?"),
        (&["timeline", "--on"], "`--on <NGÀY>` cần một giá trị"),
        (&["timeline", "--format", "xml"], "không nhận giá trị `xml`; dùng được: text, json"),
        (&["timeline", "--lang", "fr"], "không nhận giá trị `fr`"),
        (&["timeline", "--on", "2026-08-20", "--on", "2026-08-21"], "`--on <NGÀY>` được nêu hai lần"),
        (&["count", "2026-08-20"], "thiếu `<SỐ>`"),
        (&["count", "2026-08-20", "+1", "x"], "không có tùy chọn hoặc tham số `x`"),
        (&["check"], "thiếu `<TỆP>...`"),
        (&["schema", "--overlay", "--scenario"], "không dùng cùng"),
        (&["test", "tests/rules", "--threshold", "101"], "không nhận giá trị `101`"),
        (&["test", "/nowhere"], "không có tệp hoặc thư mục này"),
        (&["check", "/nowhere.toml"], "không có tệp hoặc thư mục này"),
        (&["check", folder], "đây là thư mục, cần một tệp"),
        (&["check", "README.md/x"], "không phải là thư mục"),
        (&["timeline", "--log", "/dev/zero"], "lớn hơn 64 MiB"),
        (&["audit", "/nowhere.jsonl"], "không có tệp hoặc thư mục này"),
    ];
    for (arguments, words) in rows {
        let text = refused(arguments);
        assert!(text.contains(*words), "{arguments:?}: no `{words}` in {text}");
        assert!(text.starts_with("lỗi: ") && text.lines().count() == 1, "{text}");
    }
    let english = doithoai(&["timelin", "--lang", "en"]);
    let english = String::from_utf8(english.stderr).unwrap();
    assert!(english.starts_with("error: there is no command `timelin`; did you mean `timeline`?"), "{english}");
}

#[test]
fn the_code_of_the_letters_is_named() {
    let windows: &[u8] = b"title = \"\xd0\xf4\xeci tho\xe2i, thu\xf2 tru\xf5\xd2ng\"\n";
    let tcvn3: &[u8] = b"title = \"Ong ng\xad\xeai \xae\xf8ng \xae\xc7u c\xac quan\"\n";
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("format = 1".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (bytes, vi) in [
        (windows, "Windows-1258, không phải UTF-8; hãy lưu lại ở dạng UTF-8"),
        (tcvn3, "TCVN3 (ABC), không phải UTF-8; hãy lưu lại ở dạng UTF-8"),
        (&utf16[..], "UTF-16, không phải UTF-8; hãy lưu lại ở dạng UTF-8"),
        (&b"format = 1\n# \xff\n"[..], "dòng 2, cột 3 có byte 0xFF không thuộc UTF-8; hãy lưu lại ở dạng UTF-8"),
    ] {
        let path = temporary("letters.toml", "");
        std::fs::write(&path, bytes).unwrap();
        let path = path.as_str();
        for arguments in [
            &["check", path][..],
            &["timeline", "--log", path],
            &["audit", path],
            &["count", "2026-08-20", "+1", "--decree", path],
            &["timeline", "--ruleset-file", path],
            &["compare", "hcmc-935", path],
            &["test", path],
        ] {
            assert!(refused(arguments).contains(vi), "{arguments:?}");
        }
    }
}

#[test]
fn a_file_of_a_gibibyte_costs_nothing_and_is_refused() {
    let path = temporary("sparse.toml", "");
    std::fs::File::options().write(true).open(&path).unwrap().set_len(1 << 30).unwrap();
    let begun = std::time::Instant::now();
    assert!(refused(&["check", &path]).contains("lớn hơn 64 MiB"));
    assert!(begun.elapsed().as_secs() < 5);
    std::fs::remove_file(&path).unwrap();
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_and_a_closed_pipe_are_errors() {
    let to = |out: Stdio| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doithoai"));
        command.args(["schema"]).stdin(Stdio::null()).stdout(out).stderr(Stdio::piped()).spawn().unwrap()
    };
    let full = to(std::fs::File::options().write(true).open("/dev/full").unwrap().into()).wait_with_output().unwrap();
    let errors = String::from_utf8(full.stderr).unwrap();
    assert!(!full.status.success());
    assert_eq!(errors, "lỗi: không ghi được kết quả ra đầu ra chuẩn: đĩa đã đầy\n");
    let mut closed = to(Stdio::piped());
    drop(closed.stdout.take());
    let closed = closed.wait_with_output().unwrap();
    // Half a schema must not pass for a whole one.
    assert_eq!(closed.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(closed.stderr).unwrap(),
        "lỗi: không ghi được kết quả ra đầu ra chuẩn: bên nhận đã đóng\n"
    );
}

#[test]
#[cfg(unix)]
fn a_pipe_is_read() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doithoai"));
    command.args(["timeline", "--log", "/dev/stdin", "--lang", "en"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let log = std::fs::read(root().join("examples/hcmc-dialogue.jsonl")).unwrap();
    child.stdin.take().unwrap().write_all(&log).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && String::from_utf8(output.stdout).unwrap().contains("Dialogue DT-2026-1"));
}

/// A rule file with one thing changed, and what is said of it: one mistake, which names the sign.
#[test]
fn the_sign_is_named_and_a_mistake_is_told_once() {
    let rules = std::fs::read_to_string(root().join("examples/da-nang/da-nang.toml")).unwrap();
    let bearer = "bearer = \"office\"";
    assert!(rules.contains(bearer) && rules.contains("n = 10, unit") && rules.contains("issued = 2026-01-15"));
    for (name, from, to, words) in [
        ("curly", bearer, "bearer = “office”", "dấu ngoặc kép cong “; hãy thay bằng dấu thẳng \""),
        ("nbsp", bearer, "bearer\u{a0}= \"office\"", "dấu cách không ngắt (U+00A0)"),
        ("comma", "n = 10, unit", "n = 10,5, unit", "`10,5` có dấu phẩy thập phân"),
        (
            "day",
            "issued = 2026-01-15",
            "issued = 2026-02-30",
            "không có ngày `2026-02-30`: tháng 2 năm 2026 có 28 ngày",
        ),
        ("month", "issued = 2026-01-15", "issued = 2026-13-01", "không có ngày `2026-13-01`: tháng từ 01 đến 12"),
        ("bare", bearer, "bearer = office", "giá trị bằng chữ phải đặt trong ngoặc kép"),
        (
            "brackets",
            "[[obligation]]",
            "[obligation]",
            "bảng chỉ đứng một lần, còn danh sách thì mỗi mục viết `[[obligation]]`",
        ),
        ("ascii-key", "bearer = ", "nguoi_thuc_hien = ", "không có khóa `nguoi_thuc_hien`"),
    ] {
        let path = temporary(&format!("sign-{name}.toml"), &rules.replace(from, to));
        let text = refused(&["check", &path]);
        assert!(text.contains(words), "{name}: no `{words}` in {text}");
        let lines = rules.matches(from).count();
        let told = text.matches("lỗi[syntax]").count();
        assert!(told <= if name == "brackets" { 1 } else { lines }, "{name}: told {told} times: {text}");
        assert!(!text.contains("TOML syntax") && !text.contains("string values"), "{text}");
    }
    let path = temporary("sign-ascii.toml", &rules.replace("bearer = ", "nguoi_thuc_hien = "));
    assert!(refused(&["check", &path]).contains("có phải là `bearer`?"));
}

#[test]
fn logs_are_refused_in_vietnamese() {
    let plan = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n";
    for (line, words) in [
        ("{\"evnt\":\"opened\",\"on\":\"2026-08-20\"}", "không có khóa `evnt`; có phải là `event`?"),
        ("{\"event\":\"opened\"}", "thiếu `on`"),
        ("{\"event\":\"opened\",\"on\":5}", "giá trị sai kiểu"),
        ("{\"event\":\"opened\",\"on\":\"20/08/2026\"}", "`20/08/2026` không phải là ngày"),
        ("{\"event\":\"opened\",\"on\":\"2026-08-20\"", "hết chữ trước khi"),
        ("{\"event\":\"opened\" \"on\":\"2026-08-20\"}", "thiếu dấu phẩy"),
        ("{event:1}", "tên khóa phải đặt trong ngoặc kép"),
        ("[1]", "mỗi dòng là một đối tượng JSON"),
    ] {
        let path = temporary("refused.jsonl", &format!("{plan}{line}\n"));
        for command in ["audit", "timeline"] {
            let arguments = if command == "audit" { vec!["audit", &path] } else { vec!["timeline", "--log", &path] };
            let text = refused(&arguments);
            assert!(text.contains("dòng 2: ") && text.contains(words), "{line}: no `{words}` in {text}");
        }
    }
}

#[test]
fn words_are_found_by_their_names_with_marks_and_without() {
    for (arguments, near) in [
        ("count 2026-08-20 +1 --unit ngày-làm-việc", "working-day"),
        ("count 2026-08-20 +1 --unit ngay_lam_viec", "working-day"),
        ("timeline --on 2026-08-20 --territory 79 --level xa --head agency", "commune"),
        ("timeline --on 2026-08-20 --territory 79 --level xã --head agency", "commune"),
        ("explain 'thieu khoa'", "missing-key"),
    ] {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let arguments = if arguments[0] == "explain" { vec!["explain", "thieu_khoa"] } else { arguments };
        let text = refused(&arguments);
        assert!(text.contains(&format!("có phải là `{near}`?")), "{arguments:?}: {text}");
    }
}

/// Whatever file is given to whatever command: no English, whether it is taken or refused.
#[test]
fn no_file_is_answered_in_english() {
    let folder = Path::new("/work/shared/cases/inputs");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    let pieces: &[(&str, &str)] = &[
        ("empty.toml", ""),
        ("brace.toml", "a = {\n"),
        ("bracket.toml", "a = [1, 2\n"),
        ("open.toml", "a = \"b\nc = 1\n"),
        ("escape.toml", "a = \"\\q\"\n"),
        ("twice.toml", "a = 1\na = 2\n"),
        ("dotted.toml", "a.b = 1\na = 2\n"),
        ("no-value.toml", "a =\n"),
        ("no-key.toml", "= 1\n"),
        ("zero.toml", "a = 01\n"),
        ("large.toml", "format = 99999999999999999999\n"),
        ("time.toml", "format = 2026-01-01T00:00:00Z\n"),
        ("hour.toml", "format = 25:00:00\n"),
        ("float.toml", "format = 1.5\n[[obligation]]\nn = 1e400\n"),
        ("multi.toml", "a = \"\"\"\nb\n"),
        ("header.toml", "[a\nb = 1\n"),
        ("word.toml", "a = true false\n"),
        ("bom.toml", "\u{feff}format = 1\n"),
        ("lines.toml", "format = 1\r\r\nid = \"a\"\r\n"),
        ("null.json", "null"),
        ("array.json", "[1]"),
        ("open.json", "{\"format\": 1"),
        ("comma.json", "{\"format\": 1,}"),
        ("twice.json", "{\"format\": 1, \"format\": 1}"),
        ("text.json", "{\"format\": \"1\", \"id\": [], \"title\": 5}"),
        ("number.json", "{\"format\": 1e999}"),
        ("escape.json", "{\"id\": \"\\x\"}"),
        ("surrogate.json", "{\"id\": \"\\ud800\"}"),
        ("control.json", "{\"id\": \"a\tb\"}"),
        ("after.json", "{} {}"),
        ("deep.json", &"[".repeat(500)),
        ("empty.jsonl", ""),
        ("plan.jsonl", "{\"dialogue\":5}\n"),
        ("null.jsonl", "{\"dialogue\":null,\"appointed\":null,\"on\":null}\n"),
        ("day.jsonl", "{\"dialogue\":\"a\",\"appointed\":\"2026-02-30\",\"on\":\"2026-01-01\"}\n"),
        (
            "kind.jsonl",
            "{\"dialogue\":\"a\",\"appointed\":\"2026-02-10\",\"on\":\"2026-01-01\",\"kind\":\"weekly\",\"mode\":5}\n",
        ),
        ("late.jsonl", "{\"dialogue\":\"a\",\"appointed\":\"9999-02-10\",\"on\":\"2026-01-01\"}\n"),
        ("office.jsonl", "{\"office\":\"a\",\"territory\":5,\"level\":\"x\",\"head\":\"y\"}\n"),
        (
            "corrects.jsonl",
            "{\"dialogue\":\"a\",\"appointed\":\"2026-02-10\",\"on\":\"2026-01-01\"}\n{\"event\":\"opened\",\"on\":\"2026-02-10\",\"corrects\":-1}\n",
        ),
        ("array.jsonl", "[]\n[]\n"),
        ("suite.test.toml", "format = 2\nrulesets = [\"nope\"]\n[[case]]\nname = 5\n[[table]]\nrows = [[1]]\n"),
        (
            "missing.test.toml",
            "format = 1\nrulesets = [\"nowhere.toml\"]\n[calendar]\ndecrees = [\"nowhere.toml\"]\n[[case]]\nname = \"a\"\n",
        ),
    ];
    paths.extend(pieces.iter().map(|(name, text)| PathBuf::from(temporary(&format!("vi-{name}"), text))));
    for path in paths {
        let path = path.to_str().unwrap();
        for arguments in [
            &["check", path][..],
            &["check", path, "--format", "text"],
            &["timeline", "--log", path],
            &["timeline", "--on", "2026-08-20", "--ruleset-file", path],
            &["timeline", "--on", "2026-08-20", "--decree", path],
            &["audit", path, "--as-of", "2026-12-31"],
            &["count", "2028-05-04", "+1", "--decree", path],
            &["calendar", "2026", "--decree", path],
            &["compare", "hcmc-935", path],
            &["test", path],
        ] {
            let output = doithoai(arguments);
            let text = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
            // The lines that `check` shows are the file's own.
            let own = |line: &&str| {
                !line.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' ').starts_with('|')
            };
            let text = text.lines().filter(own).collect::<Vec<_>>().join("\n");
            assert_eq!(english(&text), None, "{arguments:?}: {text}");
            assert!(!text.contains("panicked"), "{arguments:?}: {text}");
        }
    }
}
