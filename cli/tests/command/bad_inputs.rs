//! A table of bad inputs: with `--lang vi` no English sentence, whatever layer says no; the message names the option or the sign.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::english::{english, quoted};
use super::{doithoai, root, temporary};

/// The one line that refuses, in Vietnamese.
#[track_caller]
fn refused(arguments: &[&str]) -> String {
    let output = doithoai(arguments);
    let text = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
    assert!(!output.status.success(), "{arguments:?} was accepted: {text}");
    assert_eq!(english(&text).or_else(|| quoted(&text)), None, "{arguments:?}: {text}");
    text
}

#[test]
fn usage_and_files_are_refused_in_vietnamese() {
    let folder = root().to_str().unwrap();
    let rows: &[(&[&str], &str)] = &[
        (&[], "thiếu lệnh: timeline, next, audit"),
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
        (&utf16[2..], "UTF-16, không phải UTF-8; hãy lưu lại ở dạng UTF-8"),
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
        ("{\"event\":\"opened\",\"on\":5}", "`on` phải là chữ trong ngoặc kép, ví dụ \"2026-08-20\""),
        ("{\"event\":\"opened\",\"on\":\"20/08/2026\"}", "`20/08/2026` không phải là ngày"),
        ("{\"event\":\"opened\",\"on\":\"2026-08-20\"", "đối tượng chưa đóng ở cuối dòng"),
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

/// A file that a scenario names is read as any other, and what is wrong with it is told in Vietnamese.
#[test]
fn what_a_scenario_names_is_read_by_the_one_reader() {
    let path = temporary("beside.test.toml", "");
    let folder = Path::new(&path).parent().unwrap().to_owned();
    std::fs::create_dir_all(folder.join("beside-dir.toml")).unwrap();
    std::fs::write(folder.join("beside-1258.toml"), b"title = \"\xd0\xf4\xeci tho\xe2i, thu\xf2 tru\xf5\xd2ng\"\n")
        .unwrap();
    std::fs::write(folder.join("beside-bytes.toml"), b"a = 1\n# \xff\n").unwrap();
    let large = std::fs::File::create(folder.join("beside-large.toml")).unwrap();
    large.set_len((64 << 20) + 1).unwrap();
    for (named, vi) in [
        ("beside-none.toml", "không đọc được tệp `beside-none.toml`: không có tệp hoặc thư mục này"),
        ("beside-dir.toml", "không đọc được tệp `beside-dir.toml`: đây là thư mục, cần một tệp"),
        (
            "beside-1258.toml",
            "`beside-1258.toml`: tệp ở bảng mã Windows-1258, không phải UTF-8; hãy lưu lại ở dạng UTF-8",
        ),
        ("beside-bytes.toml", "dòng 2, cột 3 có byte 0xFF không thuộc UTF-8"),
        ("beside-large.toml", "`beside-large.toml`: tệp lớn hơn 64 MiB; hãy chia nhỏ"),
    ] {
        std::fs::write(&path, format!("format = 1\nrulesets = [\"{named}\"]\n")).unwrap();
        for command in ["check", "test"] {
            let text = refused(&[command, &path]);
            assert!(text.contains(vi), "{named}: no `{vi}` in {text}");
        }
    }
    std::fs::remove_file(folder.join("beside-large.toml")).unwrap();
    #[cfg(unix)]
    {
        let link = folder.join("beside-device.toml");
        let _ = std::fs::remove_file(&link);
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        std::fs::write(&path, "format = 1\nrulesets = [\"beside-device.toml\"]\n").unwrap();
        assert!(refused(&["check", &path]).contains("`beside-device.toml`: đây không phải là tệp thường"));
    }
    // The scenario file itself, in one folder and among several.
    let large = temporary("large.test.toml", "");
    std::fs::File::options().write(true).open(&large).unwrap().set_len((64 << 20) + 1).unwrap();
    for arguments in [&["test", &large][..], &["test", &large, "tests/rules"]] {
        assert!(refused(arguments).contains("tệp lớn hơn 64 MiB"), "{arguments:?}");
    }
    std::fs::remove_file(&large).unwrap();
}

/// A date that an option takes is read as in every file.
#[test]
fn what_is_wrong_with_a_date_is_named_for_every_option() {
    for (day, vi) in [
        ("2026-02-30", "không có ngày `2026-02-30`: tháng 2 năm 2026 có 28 ngày"),
        ("2026–08–20", "`2026–08–20`: dấu – (U+2013) gõ bằng bộ gõ khác; hãy thay bằng `-`"),
        ("2026-08-20 ", "`2026-08-20 ` có khoảng trắng ở đầu hoặc ở cuối"),
        ("20/08/2026", "`20/08/2026` không phải là ngày; viết theo dạng NĂM-THÁNG-NGÀY, ví dụ 2026-08-20"),
    ] {
        let event = format!("opened={day}");
        for (arguments, option) in [
            (&["timeline", "--on", day][..], "--on: "),
            (&["timeline", "--on", "2026-08-20", "--as-of", day], "--as-of: "),
            (&["timeline", "--on", "2026-08-20", "--event", &event], "--event opened: "),
            (&["calendar", "2026", "--known-on", day], "--known-on: "),
            (&["compare", "hcmc-935", "can-tho-10", "--on", day], "--on: "),
            (&["count", day, "+7"], "ngày bắt đầu: "),
        ] {
            let text = refused(arguments);
            assert!(text.contains(&format!("{option}{vi}")), "{arguments:?}: {text}");
        }
    }
}

/// What makes the facts impossible is told of its option, and what is proposed is taken.
#[test]
fn the_event_that_is_impossible_is_named() {
    for (event, vi) in [
        ("opened=2014-01-01", "lỗi: --event opened: 01/01/2014 nằm ngoài"),
        ("closed=2026-08-19", "lỗi: --event closed: đối thoại không thể kết thúc ngày 19/08/2026"),
        ("cancelled=2026-08-21", "lỗi: --event cancelled: đối thoại không thể vừa khai mạc"),
        ("petition-classed=2026-08-20", "lỗi: --event petition-classed: phân loại vụ việc"),
        ("step-done=2026-08-01", "lỗi: --event step-done: phải nêu bước"),
        ("step-done=2026-08-01:nope", "lỗi: --event step-done: không có bước `nope`"),
        ("admission-refused=2026-08-20", "lỗi: --event admission-refused: phải nêu trường hợp loại trừ"),
        ("conclusion-notified=2026-08-28:2026-09-30", "lỗi: --event conclusion-notified: có thông báo"),
        ("opened=2026-08-20:2026-08-21", "lỗi: --event opened: khai mạc đối thoại [opened] không kèm thời hạn mới"),
        (
            "opened=2026-08-20:x",
            "lỗi: --event opened: sự kiện này không kèm chi tiết nào, mà có `:x`; hãy viết `opened=2026-08-20`",
        ),
        (
            "extension-notified=2026-09-20:x",
            "lỗi: --event extension-notified: `x` không phải ngày; sau dấu `:` chỉ nêu thời hạn mới, như `extension-notified=2026-09-20:2026-09-27`",
        ),
        ("opened=2026-08-20T8h30", "lỗi: --event opened: `8h30` không phải giờ trong ngày"),
        (
            "resumed=2026-09-01",
            "lỗi: --event resumed: việc giải quyết không bị tạm đình chỉ nên không có gì để tiếp tục",
        ),
        ("session-held=2026-08-20:", "lỗi: --event session-held: thiếu mã buổi; viết như"),
        ("step-done=2026-08-01:", "lỗi: --event step-done: phải nêu bước"),
        ("petition-classed=2026-08-20:", "lỗi: --event petition-classed: phân loại vụ việc"),
    ] {
        let before = ["timeline", "--on", "2026-08-20", "--event", "conclusion-notified=2026-08-28", "--event", event];
        let text = if event.starts_with("concl") || event.starts_with("canc") {
            refused(&["timeline", "--on", "2026-08-20", "--event", event])
        } else {
            refused(&before)
        };
        assert!(text.starts_with(vi), "{event}: no `{vi}` in {text}");
    }
    for (more, vi) in [
        (
            &["--ruleset", "hcmc-935", "--ruleset", "hcmc-935"][..],
            "lỗi: --ruleset: `hcmc-935@2017-04-28` được nêu hai lần",
        ),
        (&["--choose", "hcmc-935/nope=x"], "lỗi: --choose: `hcmc-935` không có nhiệm vụ `nope`; dùng được: "),
        (
            &["--event", "closed=2026-08-20", "--event", "closed=2026-08-20"],
            "lỗi: --event: sự kiện `closed` được nêu hai lần",
        ),
    ] {
        let text = refused(&[&["timeline", "--on", "2026-08-20"], more].concat());
        assert!(text.starts_with(vi), "{more:?}: no `{vi}` in {text}");
    }
    assert!(refused(&["--lang", "vi"]).starts_with("lỗi: thiếu lệnh: "));
    assert!(doithoai(&["timeline", "--on", "2026-08-20", "--event", "opened=2026-08-20"]).status.success());
    assert!(
        doithoai(&["timeline", "--on", "2026-08-20", "--event", "extension-notified=2026-09-20:2026-10-30"])
            .status
            .success()
    );
}

const DECREE: &str = "format = 1\n[[document]]\nid = \"d-1\"\nkind = \"cong-van\"\nnumber = \"unknown\"\n\
    issuer = { vi = \"VPCP\", en = \"GO\" }\nissued = 2027-10-15\nconfidence = \"D\"\nsource = \"x\"\n";

/// What is wrong with a decree is told once, with its line, and with what was meant.
#[test]
fn decrees_are_refused_with_their_line() {
    for (name, more, line, vi) in [
        (
            "near",
            "supersedes = [\"cv-10065-2025\"]\n",
            10,
            "nhưng bộ lịch không có văn bản này; có phải là `cv-10065-2026`?",
        ),
        (
            "national",
            "beside_national_day = [2028-09-01, 2028-09-03]\n",
            10,
            "`d-1` quyết định hai lần về ngày nghỉ liền kề Quốc khánh năm 2028: chỉ giữ một",
        ),
    ] {
        let path = temporary(&format!("decree-{name}.toml"), &format!("{DECREE}{more}"));
        assert!(refused(&["check", &path]).contains(vi));
        let text = refused(&["count", "2026-08-28", "+7", "--decree", &path]);
        assert!(text.contains(&format!(": dòng {line}: ")) && text.contains(vi), "{text}");
    }
    let pair = "{ off = 2028-05-05, worked = 2028-05-06 }";
    for (times, warnings) in [(1, 0), (2, 1)] {
        let path = temporary("decree-swap.toml", &format!("{DECREE}swap = [{}]\n", [pair].repeat(times).join(", ")));
        let output = doithoai(&["check", &path]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && text.contains(&format!("0 lỗi, {warnings} cảnh báo")), "{text}");
        assert_eq!(
            text.matches("cặp hoán đổi 05/05/2028 và 06/05/2028 được nêu hai lần: chỉ giữ một").count(),
            warnings
        );
    }
}

/// Of two decrees one may supersede the other, whichever is named first.
#[test]
fn decrees_are_laid_over_the_calendar_in_whichever_order() {
    let swap = |off: &str| format!("swap = [{{ off = {off}, worked = 2028-05-06 }}]\n");
    let first = temporary("order-a.toml", &format!("{DECREE}{}", swap("2028-05-05")));
    let second = DECREE.replace("d-1", "d-2").replace("2027-10-15", "2027-10-16");
    let second = temporary("order-b.toml", &format!("{second}supersedes = [\"d-1\"]\n{}", swap("2028-05-04")));
    let counted = |one: &str, other: &str| {
        let output = doithoai(&["count", "2028-05-03", "+1", "--decree", one, "--decree", other]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(counted(&first, &second), counted(&second, &first));
    assert!(counted(&second, &first).contains("05/05/2028"), "{}", counted(&second, &first));
    assert!(refused(&["count", "2028-05-03", "+1", "--decree", &second]).contains("không có văn bản này"));
    // To the hash of the calendar, and where they are checked.
    let calendar = |files: [&str; 2]| {
        let output = doithoai(&["calendar", "2028", "--format", "json", "--decree", files[0], "--decree", files[1]]);
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(calendar([&first, &second]), calendar([&second, &first]));
    for files in [[&first, &second], [&second, &first]] {
        let output = doithoai(&["check", files[0], files[1]]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && text.matches("hợp lệ; 1 văn bản").count() == 2, "{text}");
    }
    // What does not fit is told of the later one, whichever is named first.
    let other = DECREE.replace("d-1", "d-3").replace("2027-10-15", "2027-10-17") + &swap("2028-05-04");
    let other = temporary("order-c.toml", &other);
    for files in [[&first, &other], [&other, &first]] {
        let text = refused(&["calendar", "2028", "--decree", files[0], "--decree", files[1]]);
        assert!(text.contains("order-c.toml: dòng 10: `d-3`, 06/05/2028: `d-1` đã quyết định về ngày này"), "{text}");
    }
}

/// Of two documents of one id each is told of its own days.
#[test]
fn of_two_documents_of_one_id_the_mistake_is_at_its_own() {
    let (head, document) = DECREE.split_at(DECREE.find("[[").unwrap());
    let of = |swap: &str| format!("{document}swap = [{{ {swap} }}]\n");
    let bad = "off = 2028-05-07, worked = 2028-05-06";
    let good = "off = 2028-05-05, worked = 2028-05-13";
    for (name, first, second, line) in [("first", bad, good, 10), ("second", good, bad, 19)] {
        let path = temporary(&format!("same-id-{name}.toml"), &format!("{head}{}{}", of(first), of(second)));
        let text = refused(&["check", &path]);
        assert!(text.contains(&format!("same-id-{name}.toml:{line}:17")), "{text}");
        assert!(text.contains("hai văn bản cùng mã `d-1`"), "{text}");
    }
}

/// A file whose tables are misspelt is read as the sort that was meant, and told of one mistake.
#[test]
fn a_file_is_of_the_sort_that_was_meant() {
    let decree = format!("{DECREE}swap = [{{ off = 2028-05-05, worked = 2028-05-06 }}]\n");
    for (table, near) in [("documents", true), ("van_ban", true), ("decrees", false)] {
        let path = temporary(&format!("meant-{table}.toml"), &decree.replace("document", table));
        for arguments in [&["check", &path][..], &["calendar", "2028", "--decree", &path]] {
            let text = refused(arguments);
            assert!(text.contains(&format!("không có khóa `{table}`")) && !text.contains("không có [["), "{text}");
        }
        let text = refused(&["check", &path]);
        assert_eq!(text.contains("có phải là `document`?"), near, "{text}");
        assert!(text.contains("1 lỗi, 0 cảnh báo"), "{text}");
    }
    let log = "{\"event\":\"opened\",\"on\":\"2026-08-20\"}\n{\"event\":\"closed\",\"on\":\"2026-08-20\"}\n";
    let path = temporary("headless.jsonl", log);
    for arguments in [&["check", &path][..], &["timeline", "--log", &path], &["audit", &path]] {
        let text = refused(arguments);
        assert!(text.contains("dòng 1: dòng đầu phải nêu nhật ký là của") && !text.contains("lỗi nữa"), "{text}");
        assert!(!text.contains("`event`"), "{text}");
    }
}

/// Where a message shows how an event is typed, that is taken, and no key of a log is spoken of.
#[test]
fn an_event_that_is_proposed_is_taken() {
    for (event, right) in [
        ("rescheduled=2026-08-13", "rescheduled=2026-08-13:2026-08-27"),
        ("rescheduled=2026-08-10:x", "rescheduled=2026-08-10:2026-08-27"),
        ("rescheduled=2026-08-10:", "rescheduled=2026-08-10:2026-08-27"),
        ("rescheduled=2026-08-10:2026-08-01", "rescheduled=2026-08-10:2026-08-27"),
        ("rescheduled=2026-08-10:2026-08-20", "rescheduled=2026-08-10:2026-08-27"),
        ("petition-assigned=2026-08-25:", "petition-assigned=2026-08-25"),
        ("opened=2026-08-20: ", "opened=2026-08-20"),
        ("extension-notified=2026-12-01:x", "extension-notified=2026-12-01:2026-12-08"),
    ] {
        let text = refused(&["timeline", "--on", "2026-08-20", "--event", event]);
        let name = event.split('=').next().unwrap();
        assert!(text.starts_with(&format!("lỗi: --event {name}: ")), "{event}: {text}");
        assert!(text.contains(&format!("`{right}`")), "{event}: no `{right}` in {text}");
        assert!(["`on`", "`until`", "`recorded`", "`about`", "khóa"].iter().all(|key| !text.contains(key)), "{text}");
        assert!(doithoai(&["timeline", "--on", "2026-08-20", "--event", right]).status.success(), "{right}");
    }
    let late = ["timeline", "--on", "2026-11-20", "--event", "rescheduled=2026-10-10"];
    assert!(refused(&late).contains("`rescheduled=2026-10-10:2026-11-27`"));
    let early = ["--event", "suspended=2026-09-05", "--event", "resumed=2026-09-01"];
    let text = refused(&[&["timeline", "--on", "2026-08-20"], &early[..]].concat());
    assert!(text.starts_with("lỗi: --event resumed: không thể tiếp tục giải quyết trước ngày tạm đình chỉ 05/09/2026"));
    let after = ["--event", "opened=2026-08-20", "--event", "rescheduled=2026-08-20:2026-08-27"];
    let text = refused(&[&["timeline", "--on", "2026-08-20"], &after[..]].concat());
    assert!(text.contains("thì nêu `--event rescheduled` trước `--event opened`"), "{text}");
}

/// What a log lacks or has too much of is told once, with what is right.
#[test]
fn a_mistake_of_a_log_is_told_with_what_is_right() {
    let office = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#;
    let dialogue = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;
    let opened = r#"{"event":"opened","on":"2026-08-20"}"#;
    let moved = |more: &str| format!(r#"{{"event":"reception-rescheduled","on":"2026-12-01"{more}}}"#);
    let under = |first: &str, made: &str| first.replace('}', &format!(",\"made_under\":{made}}}"));
    let another = "dòng 3: đây là dòng đầu của một nhật ký khác; mỗi tệp chỉ chứa một nhật ký";
    for (lines, told) in [
        (
            vec![office.to_owned(), moved(r#","until":"2026-12-10","about":"06/12/2026""#)],
            vec!["là ngày tiếp công dân đã định, nay dời đi, không thể là `06/12/2026`; viết như `2026-08-06`"],
        ),
        (vec![office.to_owned(), moved("")], vec![r#"ví dụ "until":"2026-12-31""#]),
        (vec![dialogue.to_owned(), opened.to_owned(), dialogue.replace('1', "2"), opened.to_owned()], vec![another]),
        (vec![office.to_owned(), moved(r#","until":"2026-12-10""#), office.to_owned(), moved("")], vec![another]),
        (
            vec![under(dialogue, "{}")],
            vec!["thiếu `made_under.rulesets`", "thiếu `made_under.choices`", "thiếu `made_under.calendar`"],
        ),
        (vec![under(office, "{}")], vec!["thiếu `made_under.choices`"]),
        (
            vec![under(dialogue, r#"{"rulesets":5}"#)],
            vec!["`made_under.rulesets` phải là danh sách", "`made_under.choices`", "`made_under.calendar`"],
        ),
        (vec![under(dialogue, r#"{},"made_under":{}"#)], vec!["khóa `made_under` lặp lại: chỉ giữ một"]),
        (vec![dialogue.replace("DT-1", r#"DT "1" a"#)], vec![r#"dấu ở trong viết là `\"`, hoặc dùng “ ”"#]),
    ] {
        let text = refused(&["check", &temporary("told-with-right.jsonl", &(lines.join("\n") + "\n"))]);
        assert!(told.iter().all(|vi| text.contains(vi)), "{lines:?}: no {told:?} in {text}");
        assert!(text.contains(&format!(": {} lỗi\n", told.len())), "{lines:?}: {text}");
    }
}

/// What `made_under` has of the wrong kind is told at its key, with the form that is right.
#[test]
fn made_under_is_told_by_its_key() {
    for (made, vi) in [
        (
            r#"{"rulesets":[],"choices":{"a/b":"c"},"calendar":""}"#,
            r#"`made_under.choices` phải là danh sách, ví dụ [["hcmc-935","settle-petition","ten-as-in-words"]], không thể là đối tượng"#,
        ),
        (
            r#"{"rulesets":[],"choices":[["a","b","c"],"d"],"calendar":""}"#,
            "`made_under.choices[1]` phải là danh sách ba chuỗi: bộ quy tắc, nhiệm vụ, cách hiểu, ví dụ",
        ),
        (r#"{"rulesets":[],"choices":[["a","b"]],"calendar":""}"#, r#"không thể là `["a","b"]`"#),
        (r#"{"rulesets":[],"choices":"a","calendar":""}"#, "`made_under.choices` phải là danh sách"),
        (
            r#"{"rulesets":{"id":"a"},"choices":[],"calendar":""}"#,
            r#"`made_under.rulesets` phải là danh sách, ví dụ [{"id":"hcmc-935""#,
        ),
        (
            r#"{"rulesets":["a@1"],"choices":[],"calendar":""}"#,
            "`made_under.rulesets[0]` phải là đối tượng có `id`, `version`, `hash`, ví dụ",
        ),
        (r#"{"rulesets":[],"choices":[],"calendar":5}"#, "`made_under.calendar` phải là chữ trong ngoặc kép"),
        ("[]", "`made_under` phải là đối tượng trong ngoặc nhọn"),
    ] {
        let of = r#""territory":"79","level":"commune","head":"local-government""#;
        for (name, first) in [
            (
                "dialogue",
                format!(r#"{{"dialogue":"D","appointed":"2026-08-20","on":"2026-07-20",{of},"made_under":{made}}}"#),
            ),
            ("office", format!(r#"{{"office":"A",{of},"made_under":{made}}}"#)),
        ] {
            let text = refused(&["check", &temporary(&format!("made-under-{name}.jsonl"), &first)]);
            assert!(text.contains(vi) && text.contains("1 lỗi"), "{made}: no `{vi}` in {text}");
        }
    }
}

/// What happens once is told to be corrected; what else can be entered has nothing to do with it.
#[test]
fn what_happens_once_is_corrected() {
    let plan = "{\"dialogue\":\"D\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}";
    let entry = |event: &str, day: &str| format!("{{\"event\":\"{event}\",\"on\":\"2026-08-{day}\"}}");
    let (opened, closed, cancelled) = (entry("opened", "20"), entry("closed", "20"), entry("cancelled", "10"));
    for (entries, again) in [
        (vec![&opened, &opened], true),
        (vec![&opened, &closed, &opened], true),
        (vec![&opened, &closed, &closed], true),
        (vec![&cancelled, &cancelled], true),
        (vec![&opened, &cancelled], false),
    ] {
        let log: Vec<&str> = entries.into_iter().map(String::as_str).collect();
        let text = refused(&["check", &temporary("again.jsonl", &format!("{plan}\n{}\n", log.join("\n")))]);
        assert_eq!(
            text.contains("việc này chỉ có một lần: nếu mục đã ghi sai thì ghi mục đính chính"),
            again,
            "{text}"
        );
        assert!(!text.contains("lúc này"), "{text}");
    }
}

/// A long entry that is not understood is cut where it is shown, and says so; JSON has all of it.
#[test]
fn a_long_entry_is_cut_where_it_is_shown() {
    let plan = "{\"dialogue\":\"D\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}";
    for (letters, cut) in [(900, false), (2_000_000, true)] {
        let entry = format!("{{\"event\":\"vote-held\",\"on\":\"2026-08-20\",\"x-a\":\"{}\"}}", "ế".repeat(letters));
        let path = temporary(&format!("long-entry-{letters}.jsonl"), &format!("{plan}\n{entry}\n"));
        let length = entry.chars().count();
        for arguments in [&["timeline", "--log", &path][..], &["audit", &path]] {
            let text = String::from_utf8(doithoai(arguments).stdout).unwrap();
            let note = format!("(cắt bớt: cả dòng có {length} ký tự, xem đủ bằng `--format json`)");
            assert_eq!(text.contains(&note), cut, "{arguments:?}");
            assert_eq!(text.contains(&entry), !cut, "{arguments:?}");
        }
        let json = doithoai(&["timeline", "--log", &path, "--format", "json"]).stdout;
        assert!(String::from_utf8(json).unwrap().contains(&"ế".repeat(letters)));
    }
}

/// Of a long line the part about a mistake is shown, at its column; the rest of it costs nothing.
#[test]
fn a_mistake_on_a_long_line_is_shown_where_it_is() {
    let pair = "{ off = 2028-05-05, worked = 2028-05-06 }, ";
    let name = "{ on = 2028-05-08, name = \"ế\" }";
    for times in [1_usize, 20, 30, 200] {
        let more = format!("day_off = [{name}]\nswap = [{}]\n", pair.repeat(times + 1));
        let path = temporary(&format!("long-{times}.toml"), &format!("{DECREE}{more}"));
        let text = String::from_utf8(doithoai(&["check", &path]).stdout).unwrap();
        let column = "swap = [".len() + pair.len() * times + 1;
        assert!(text.contains(&format!("long-{times}.toml:11:{column}\n")), "{times}: {text}");
        let last = text.rsplit("11 | ").next().unwrap();
        let (shown, marked) = (last.lines().next().unwrap(), last.lines().nth(1).unwrap());
        assert!(shown.chars().count() < 200, "{times}: {text}");
        let at = marked.find('^').unwrap() - marked.find('|').unwrap() - 2;
        assert!(shown.chars().skip(at).collect::<String>().starts_with(pair.trim_end_matches(", ")), "{times}: {text}");
    }
}

/// One mistake is told once.
#[test]
fn a_scenario_with_one_mistake_is_told_of_one() {
    let case = |sets: &str, key: &str, status: &str| {
        format!(
            "format = 1\nrulesets = [{sets}]\n[[case]]\nname = \"n\"\nappointed = 2026-08-20\n\
             log = [{{ event = \"opened\", on = 2026-08-20 }}]\n\
             {key} = [{{ as_of = 2026-09-08, duty = \"notify-conclusion\", status = \"{status}\" }}]\n"
        )
    };
    let one = "\"hcmc-935\"";
    for (name, text, vi) in [
        ("key", case(one, "exepct", "awaiting"), "có phải là `expect`?"),
        ("status", case(one, "expect", "waiting"), "có phải là `awaiting`?"),
        ("named", case(one, "expect", "quá hạn"), "có phải là `overdue`?"),
        (
            "twice",
            case("\"hcmc-935\", \"hcmc-935\"", "expect", "awaiting"),
            "bộ quy tắc `hcmc-935` được nêu hai lần: chỉ nêu một lần",
        ),
        ("nested", format!("a = {}\n", "[".repeat(5_000)), "lồng nhau quá sâu"),
        ("colon", "format: 1\n".to_owned(), "sau khóa là dấu `=`, không phải dấu `:`; hãy viết `format = …`"),
    ] {
        let path = temporary(&format!("once-{name}.test.toml"), &text);
        let said = refused(&["check", &path]);
        assert!(said.contains(vi) && said.contains("1 lỗi, 0 cảnh báo"), "{name}: no `{vi}` in {said}");
    }
    let plan = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}";
    let entry = "{\"event\":\"opened\",\"on\":\"2026-08-20\"}";
    for (name, text, vi) in [
        ("id", format!("{}\n{entry}\n", plan.replace("DT-1", "")), "mã cuộc đối thoại để trống"),
        ("cr", format!("{plan}\r{entry}\r"), "dòng kết thúc bằng CR (U+000D) kiểu cũ"),
        ("comma", format!("{plan}\n{entry},\n"), "dòng 2: thừa dấu phẩy ở cuối dòng"),
        ("nan", format!("{plan}\n{}\n", entry.replace('}', ",\"x-a\":NaN}")), "dòng 2: JSON không có `NaN`"),
        ("mark", format!("\u{feff}\u{feff}{plan}\n{entry}\n"), "có dấu thứ tự byte (U+FEFF)"),
    ] {
        let path = temporary(&format!("once-{name}.jsonl"), &text);
        let said = refused(&["check", &path]);
        assert!(said.contains(vi) && said.contains("1 lỗi"), "{name}: no `{vi}` in {said}");
    }
}

/// Of a rule file with one thing changed one mistake is told, with the form that is right.
#[test]
fn a_misspelt_form_is_told_once_with_what_is_right() {
    let rules = std::fs::read_to_string(root().join("examples/da-nang/da-nang.toml")).unwrap();
    let (due, bearer) = ("count = \"clear-days\" }", "bearer = \"office\"\ndue");
    for (name, from, to, vi) in [
        ("plural", "[[obligation]]", "[[obligations]]", "có phải là `obligation`?"),
        ("named", "[[obligation]]", "[[nghia_vu]]", "có phải là `obligation`?"),
        ("instrument", "[instrument.main]", "[instrument]", "hãy viết `[instrument.main]` thay cho `[instrument]`"),
        ("source", "[source.vd]", "[source]", "hãy viết `[source.vd]` thay cho `[source]`"),
        (
            "twice",
            "[instrument.main]",
            "[instrument.main]\nkind = \"quy-che\"\n[instrument.main]",
            "`[instrument.main]` có 2 lần; bảng chỉ đứng một lần: hãy gộp lại, hoặc đặt tên khác",
        ),
        ("bracket", due, "count = \"clear-days\" }]", "thừa dấu `]` sau giá trị; hãy xóa dấu đó"),
        ("brace", due, "count = \"clear-days\" }}", "thừa dấu `}` sau giá trị"),
        ("comma", bearer, "bearer = \"office\",\ndue", "thừa dấu `,` sau giá trị"),
        ("round", "[\"local-government\"]", "(\"local-government\")", "danh sách đặt trong ngoặc vuông `[…]`"),
        (
            "word",
            "[\"local-government\"]",
            "[local-government]",
            "chữ trong danh sách phải đặt trong ngoặc kép: `\"local-government\"`",
        ),
        ("unit", "n = 7, unit", "n = 7 ngày, unit", "`7 ngày`: ở đây chỉ viết số, `7`"),
        ("key", "bearer = \"office\"\ndue", "ai_thuc_hien = \"office\"\ndue", "có phải là `bearer`?"),
    ] {
        assert!(rules.contains(from), "{from}");
        let changed =
            if name == "plural" || name == "named" { rules.replace(from, to) } else { rules.replacen(from, to, 1) };
        let text = refused(&["check", &temporary(&format!("form-{name}.toml"), &changed)]);
        assert!(text.contains(vi) && text.contains(": 1 lỗi, 0 cảnh báo"), "{name}: no `{vi}` in {text}");
    }
}

/// Of a line of a log with one mistake one is told, with the form that is right.
#[test]
fn a_misspelt_line_is_told_once_with_what_is_right() {
    let plan = "{\"dialogue\":\"D\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}";
    let corrects = |entry: usize| {
        format!("{{\"event\":\"opened\",\"on\":\"2026-08-20\",\"recorded\":\"2026-08-21\",\"corrects\":{entry}}}")
    };
    for (lines, vi) in [
        ("{\"event\":opened,\"on\":\"2026-08-20\"}".to_owned(), "chữ phải đặt trong ngoặc kép: `\"opened\"`"),
        ("{\"event\":\"opened\",\"on\":2026-08-20}".to_owned(), "ngày phải đặt trong ngoặc kép: `\"2026-08-20\"`"),
        ("{event:\"opened\",\"on\":\"2026-08-20\"}".to_owned(), "tên khóa phải đặt trong ngoặc kép: `\"event\"`"),
        ("{\"event\":\"opened\",\"date\":\"2026-08-20\"}".to_owned(), "không có khóa `date`; có phải là `on`?"),
        (
            "{\n\"event\":\"opened\",\n\"on\":\"2026-08-20\"\n}".to_owned(),
            "viết trọn mỗi đối tượng `{…}` trên một dòng",
        ),
        ("{\"event\":\"opened\",,\"on\":\"2026-08-20\"}".to_owned(), "thừa một dấu phẩy: giữa hai mục chỉ có một dấu"),
        ("{\"event\":\"opened\",\"on\":\"2026-08-20\"\u{202e}}".to_owned(), "có ký tự không nhìn thấy được (U+202E)"),
        ("{\"event\":\"opened\",\u{2028}\"on\":\"2026-08-20\"}".to_owned(), "có dấu xuống dòng lạ (U+2028)"),
        (corrects(1), "mục 1 là chính mục đính chính này: chưa có mục nào đứng trước, nên bỏ `corrects`"),
        (corrects(0), "không có mục số 0 đứng trước để đính chính: chưa có mục nào đứng trước"),
        (
            format!("{{\"event\":\"invitation-sent\",\"on\":\"2026-08-10\"}}\n{}\n{}", corrects(3), corrects(2)),
            "không có mục số 3 đứng trước để đính chính: `corrects` là số thứ tự của một mục đứng trước, từ 1 đến 1",
        ),
    ] {
        let text = refused(&["check", &temporary("line.jsonl", &format!("{plan}\n{lines}\n"))]);
        assert!(text.contains(vi), "{lines}: no `{vi}` in {text}");
        assert!(text.contains("jsonl: 1 lỗi") || lines.contains("corrects"), "{lines}: {text}");
    }
    // The first line, too.
    let text =
        refused(&["check", &temporary("line.jsonl", "{\n\"dialogue\":\"D\",\n\"appointed\":\"2026-08-20\"\n}\n")]);
    assert!(text.contains("trên một dòng") && text.contains("jsonl: 1 lỗi"), "{text}");
}

/// Words and options by what they are called.
#[test]
fn options_and_statuses_are_found_by_their_names() {
    for (arguments, vi) in [
        (&["timeline", "--ngon-ngu", "vi"][..], "không có tùy chọn hoặc tham số `--ngon-ngu`; có phải là `--lang`?"),
        (&["timeline", "--xet-tai=2026-08-20"], "có phải là `--as-of`?"),
        (&["timeline", "--as-of", "hôm nay"], "--as-of: `hôm nay` không phải là ngày"),
        (&["timeline", "--as-of", "2026-08-20"], "thiếu --on"),
    ] {
        let text = refused(arguments);
        assert!(text.contains(vi), "{arguments:?}: no `{vi}` in {text}");
    }
    for (status, near) in [("on-time", "met"), ("open", "pending"), ("undated", "no-date"), ("late", "overdue")] {
        let case = format!(
            "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"n\"\nappointed = 2026-08-20\n\
             expect = [{{ as_of = 2026-09-08, duty = \"notify-conclusion\", status = \"{status}\" }}]\n"
        );
        let text = refused(&["check", &temporary("status.test.toml", &case)]);
        assert!(text.contains(&format!("có phải là `{near}`?")), "{status}: {text}");
    }
}
