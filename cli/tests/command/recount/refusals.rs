//! What is refused says what is wrong, in which row, and what would be right; and leaves no file.

use std::path::Path;
use std::sync::Arc;

use arrow_array::{
    ArrayRef, Date32Array, Int32Array, Int64Array, StringArray, TimestampMillisecondArray, TimestampSecondArray,
};

use super::tables::{parquet, table};
use super::{file, letter};
use crate::english::english;
use crate::{doithoai, refused, temporary};

fn swap() -> String {
    letter("swap-refused", "swap = [{ off = 2027-09-01, worked = 2027-08-21 }]").0
}

/// An output that must not come to be, in a folder of its own.
fn out(folder: &str) -> (std::path::PathBuf, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let out = folder.join("out.csv").to_str().unwrap().to_owned();
    (folder, out)
}

#[track_caller]
fn refused_in_both(input: &str, en: &str, vi: &str) {
    let name = Path::new(input).file_name().unwrap().to_str().unwrap();
    let (folder, out) = out(&format!("out-of-{name}"));
    let decree = swap();
    let arguments = ["recount", input, "--decree", &decree, "--out", &out];
    refused(&arguments, en);
    let said = String::from_utf8(doithoai(&arguments).stderr).unwrap();
    assert!(said.starts_with("lỗi: ") && said.contains(vi), "expected `{vi}` in {said}");
    assert_eq!(english(&said), None, "{said}");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0, "a file was left");
}

#[test]
fn tables_that_cannot_be_read() {
    let good = "id,ruleset,duty,anchor\n1,hcmc-935,notify-conclusion,2027-08-25\n";
    for (from, to, en, vi) in [
        (
            "id,ruleset,duty,",
            "id,ruleset,obligation,",
            "no column `duty`; expected `ruleset`, `duty`, `anchor`, the file has `id`, `ruleset`, `obligation`, `anchor`",
            "thiếu cột `duty`; cần `ruleset`, `duty`, `anchor`, tệp có `id`, `ruleset`, `obligation`, `anchor`",
        ),
        ("id,", "duty,", "two columns `duty`; expected one", "có hai cột `duty`; cần một"),
        (
            "id,",
            "cause,",
            "the file already has a column `cause`, which the output adds; rename it",
            "tệp đã có cột `cause`, là cột của kết quả; hãy đổi tên",
        ),
        (
            "hcmc-935",
            "hcmc-953",
            "row 1: no rule set `hcmc-953`; there are",
            "hàng 1: không có bộ quy tắc `hcmc-953`; có:",
        ),
        ("hcmc-935", "hcmc-953", "did you mean `hcmc-935`?", "có phải là `hcmc-935`?"),
        (
            "hcmc-935,",
            "qd-11@2025-11-32,",
            "row 1: `qd-11` has no version `2025-11-32`; it has `2019-02-18`, `2025-11-23`",
            "hàng 1: `qd-11` không có phiên bản `2025-11-32`; có:",
        ),
        (
            "notify-conclusion",
            "notify-conclusions",
            "row 1: `hcmc-935` has no duty `notify-conclusions`; did you mean `notify-conclusion`?",
            "hàng 1: `hcmc-935` không có nhiệm vụ `notify-conclusions`; có phải là `notify-conclusion`?",
        ),
        (
            "notify-conclusion",
            "notify-agencies",
            "row 1: `notify-agencies` has no computable date: the text states no limit",
            "hàng 1: `notify-agencies` không tính được ngày: ",
        ),
        (
            "2027-08-25",
            "25/08/2027",
            "row 1: `anchor`: `25/08/2027` is not a date; expected YYYY-MM-DD, for example 2026-08-20",
            "hàng 1: `anchor`: `25/08/2027` không phải là ngày; viết theo dạng NĂM-THÁNG-NGÀY, ví dụ 2026-08-20",
        ),
        (
            "2027-08-25",
            "2027-02-29",
            "row 1: `anchor`: there is no day `2027-02-29`: that month has 28 days",
            "hàng 1: `anchor`: không có ngày `2027-02-29`: tháng 2 năm 2027 có 28 ngày",
        ),
        (
            "2027-08-25",
            "2027-8-25",
            "row 1: `anchor`: `2027-8-25` is not a date",
            "hàng 1: `anchor`: `2027-8-25` không",
        ),
        (
            "2027-08-25",
            "+027-08-25",
            "row 1: `anchor`: `+027-08-25` is not a date",
            "hàng 1: `anchor`: `+027-08-25` không",
        ),
        (
            "2027-08-25",
            "",
            "row 1: `anchor` is empty; every row needs ruleset, duty and anchor",
            "hàng 1: `anchor` để trống; mỗi hàng cần ruleset, duty và anchor",
        ),
        ("notify-conclusion", "", "row 1: `duty` is empty", "hàng 1: `duty` để trống"),
        ("hcmc-935", "", "row 1: `ruleset` is empty", "hàng 1: `ruleset` để trống"),
        (",2027-08-25", "", "cannot read `", "không đọc được tệp `"),
    ] {
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good);
        refused_in_both(&temporary("refused.csv", &text), en, vi);
    }
    refused_in_both(
        "/nowhere/duties.csv",
        "cannot read `/nowhere/duties.csv`",
        "không đọc được tệp `/nowhere/duties.csv`",
    );
    let no_parquet = temporary("refused.parquet", good);
    refused_in_both(&no_parquet, "cannot read `", "không đọc được tệp `");
    let other = temporary("refused.xlsx", good);
    refused_in_both(&other, "the name must end in .parquet or .csv", "tên tệp phải kết thúc bằng .parquet hoặc .csv");
    refused_in_both(&temporary("refused.csv", ""), "no column `ruleset`", "thiếu cột `ruleset`");
}

#[test]
fn tables_of_another_form_are_told_what_is_other() {
    let good = "id,ruleset,duty,anchor\n1,hcmc-935,notify-conclusion,2027-08-25\n";
    for (name, text, en, vi) in [
        ("empty", "", "the file is empty and has no line that names columns", "tệp trống, không có dòng tên cột nào"),
        (
            "semicolons",
            "id;ruleset;duty;anchor\n1;a;b;2027-08-25\n",
            "the columns are parted by semicolons `;`; a .csv file needs commas",
            "các cột cách nhau bằng dấu chấm phẩy `;`; tệp .csv cần dấu phẩy",
        ),
        ("tabs", "ruleset\tduty\tanchor\n", "the columns are parted by tabs;", "các cột cách nhau bằng dấu tab;"),
        (
            "open-heading",
            "ruleset,duty,\"anchor\na,b,2027-08-25\n",
            "the quotation mark that opens in line 1 is not closed",
            "dấu ngoặc kép mở ở dòng 1 không được đóng",
        ),
        (
            "open-row",
            "ruleset,duty,anchor,note\nhcmc-935,notify-conclusion,2027-08-25,\"a\nb\"\nhcmc-935,\"x,2027-08-25,\n",
            "the quotation mark that opens in line 4 is not closed",
            "dấu ngoặc kép mở ở dòng 4 không được đóng",
        ),
        (
            "other-names",
            "id,Ruleset,nhiem_vu,anchor\n",
            "no column `ruleset`, `duty`; expected `ruleset`, `duty`, `anchor`, the file has `id`, `Ruleset`, `nhiem_vu`, `anchor`; rename `Ruleset` to `ruleset`, `nhiem_vu` to `duty`",
            "; hãy đổi tên `Ruleset` thành `ruleset`, `nhiem_vu` thành `duty`",
        ),
    ] {
        refused_in_both(&temporary(&format!("refused-{name}.csv"), text), en, vi);
    }
    let (input, decree) = (temporary("refused-out.csv", good), swap());
    for (out, en) in [
        ("/nowhere/moved.csv", "--out: cannot write `/nowhere/moved.csv`"),
        ("moved.txt", "--out: `moved.txt`: the name must end in .parquet or .csv"),
    ] {
        refused(&["recount", &input, "--decree", &decree, "--out", out], en);
    }
}

#[test]
fn columns_of_another_type_and_rows_without_a_value() {
    let text = |all: &[Option<&str>]| -> ArrayRef { Arc::new(StringArray::from(all.to_vec())) };
    let days = |all: &[Option<i32>]| -> ArrayRef { Arc::new(Date32Array::from(all.to_vec())) };
    let (set, duty) = (text(&[Some("hcmc-935"), Some("hcmc-935")]), text(&[Some("notify-conclusion"); 2]));
    let day = days(&[Some(20685), Some(20685)]);
    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![20685, 20685]));
    let noon: ArrayRef = Arc::new(TimestampMillisecondArray::from(vec![0, 43_200_000]));
    let zoned: ArrayRef = Arc::new(TimestampSecondArray::from(vec![0, 0]).with_timezone("Asia/Ho_Chi_Minh"));
    let small: ArrayRef = Arc::new(Int32Array::from(vec![1, 1]));
    for (name, ruleset, duty, anchor, en, vi) in [
        (
            "numbers",
            &set,
            &duty,
            &numbers,
            "the column `anchor` is of type Int64; expected dates (Date32)",
            "cột `anchor` có kiểu Int64; cần kiểu ngày (Date32)",
        ),
        (
            "names",
            &set,
            &small,
            &day,
            "the column `duty` is of type Int32; expected text (Utf8)",
            "cột `duty` có kiểu Int32; cần kiểu văn bản (Utf8)",
        ),
        ("zoned", &set, &duty, &zoned, "the column `anchor` is of type Timestamp", "cột `anchor` có kiểu Timestamp"),
        (
            "noon",
            &set,
            &duty,
            &noon,
            "row 2: `anchor` has a time of day; expected a day (Date32)",
            "hàng 2: `anchor` có giờ trong ngày; cần đúng một ngày (Date32)",
        ),
        (
            "null-set",
            &text(&[Some("hcmc-935"), None]),
            &duty,
            &day,
            "row 2: `ruleset` is empty",
            "hàng 2: `ruleset` để trống",
        ),
        (
            "null-duty",
            &set,
            &text(&[None, Some("notify-conclusion")]),
            &day,
            "row 1: `duty` is empty",
            "hàng 1: `duty` để trống",
        ),
        ("null-day", &set, &duty, &days(&[Some(20685), None]), "row 2: `anchor` is empty", "hàng 2: `anchor` để trống"),
    ] {
        let table =
            table(vec![("ruleset", Arc::clone(ruleset)), ("duty", Arc::clone(duty)), ("anchor", Arc::clone(anchor))]);
        refused_in_both(&parquet(&format!("refused-{name}.parquet"), &table), en, vi);
    }
}

#[test]
fn rows_are_numbered_through_the_whole_table() {
    let mut text = "ruleset,duty,anchor\n".to_owned();
    text.push_str(&"hcmc-935,notify-conclusion,2027-08-25\n".repeat(70_000));
    let (unknown, undated) =
        (format!("{text}hcmc-935,notify,2027-08-25\n"), format!("{text}hcmc-935,notify-conclusion,today\n"));
    refused_in_both(&temporary("late.csv", &unknown), "row 70001: `hcmc-935` has no duty `notify`", "hàng 70001: ");
    refused_in_both(&temporary("late.csv", &undated), "row 70001: `anchor`: `today` is not a date", "hàng 70001: ");
}

#[test]
fn what_is_asked_for() {
    let (input, decree) = (temporary("asked.csv", "ruleset,duty,anchor\n"), swap());
    let output = file("asked-out.csv");
    for (arguments, expected) in [
        (vec!["recount", &input, "--out", &output], "nothing to compare: name the new decree with --decree"),
        (vec!["recount", &input, "--out", &input, "--decree", &decree], "is the file of the duties; name another"),
        (
            vec!["recount", &input, "--out", "moved.json", "--decree", &decree],
            "`moved.json`: the name must end in .parquet or .csv",
        ),
        (
            vec!["recount", &input, "--out", "/nowhere/moved.csv", "--decree", &decree],
            "cannot write `/nowhere/moved.csv`",
        ),
        (vec!["recount", &input, "--out", &output, "--decree", "/nowhere.toml"], "cannot read `/nowhere.toml`"),
        (
            vec!["recount", &input, "--out", &output, "--decree", &decree, "--decree", &decree],
            "swap-refused.toml is given twice: give it once",
        ),
        (vec!["recount", &input, "--out", &output, "--known-on", "soon"], "--known-on: `soon` is not a date"),
        (
            vec!["recount", &input, "--out", &output, "--decree", &decree, "--choose", "hcmc-935/settle-petition=ten"],
            "--choose: `settle-petition` has no reading `ten`",
        ),
        (
            vec!["recount-sample", &output, "--from", "2027-01-02", "--to", "2027-01-01"],
            "--to must not be earlier than --from",
        ),
        (vec!["recount-sample", "sample.txt"], "`sample.txt`: the name must end in .parquet or .csv"),
    ] {
        refused(&arguments, expected);
        let said = String::from_utf8(doithoai(&arguments).stderr).unwrap();
        assert_eq!(english(&said), None, "{said}");
    }
    assert_eq!(std::fs::read_to_string(&input).unwrap(), "ruleset,duty,anchor\n");
    assert!(!Path::new(&output).exists());
}

/// What the readers of tables say is English: each way in which a table is broken has its Vietnamese.
#[test]
fn broken_tables_are_told_in_vietnamese() {
    let good = "id,ruleset,duty,anchor\n1,hcmc-935,notify-conclusion,2027-08-25\n";
    let table = |name: &str, bytes: &[u8]| {
        let path = temporary(name, "");
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let sample = file("broken-sample.parquet");
    assert!(doithoai(&["recount-sample", &sample, "--rows", "2000", "--quiet"]).status.success());
    let whole = std::fs::read(&sample).unwrap();
    let (half, mut footer, mut pages) = (whole.len() / 2, whole.clone(), whole.clone());
    let end = footer.len();
    footer.get_mut(end - 40..end - 20).unwrap().fill(0xff);
    pages.get_mut(8..half).unwrap().fill(0xff);
    // Without a mark at its beginning.
    let wide: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (path, vi) in [
        (table("broken-1.csv", &[good.as_bytes(), b"2,hcmc-935\n"].concat()), "dòng 3 có 2 cột, cần 4"),
        (table("broken-2.csv", &[good.as_bytes(), b"2,\xff\xfe,notify-conclusion,2027-08-25\n"].concat()), "UTF-8"),
        (table("broken-3.csv", b"\xff\xfei\0d\0,\0"), "UTF-8"),
        (table("broken-3a.csv", &wide), "tệp ở bảng mã UTF-16, không phải UTF-8; hãy lưu lại ở dạng UTF-8"),
        (
            table(
                "broken-3b.csv",
                b"id,ruleset,duty,anchor\n1,ng\xfd\xf5\xcci,d\xf0\xecng,c\xe2\xecp \xf0\xf2a ph\xfd\xf5ng\n",
            ),
            "dòng 2",
        ),
        (
            table("broken-3c.csv", &[good.as_bytes(), b"2,caf\xe9,x,2027-08-25\n"].concat()),
            "dòng 3, cột 6 có byte 0xE9",
        ),
        (table("broken-4.csv", b"PK\x03\x04\x14\x00\x06\x00\x08\x00"), ".csv`: "),
        (table("broken-5.parquet", good.as_bytes()), "tệp không phải là Parquet, hoặc thiếu phần cuối"),
        (table("broken-6.parquet", b""), "tệp không phải là Parquet, hoặc thiếu phần cuối"),
        (table("broken-7.parquet", b"PAR1PAR1"), ".parquet`: "),
        (table("broken-8.parquet", whole.get(..half).unwrap()), "tệp không phải là Parquet, hoặc thiếu phần cuối"),
        (table("broken-9.parquet", &footer), ".parquet`: "),
        (table("broken-10.parquet", &pages), ".parquet`: "),
    ] {
        refused_in_both(&path, "", vi);
    }
}

/// `tests/data/lz4.parquet` is one duty, written by polars with `compression="lz4"`.
#[test]
fn a_compression_that_is_not_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/lz4.parquet");
    refused_in_both(
        path,
        "the file is compressed with LZ4_RAW; write it with snappy or zstd",
        "tệp được nén bằng LZ4_RAW; hãy ghi lại bằng snappy hoặc zstd",
    );
}

#[test]
fn a_row_has_an_end() {
    const MIB: usize = 1 << 20;
    let good = "id,ruleset,duty,anchor\n1,hcmc-935,notify-conclusion,2027-08-25\n";
    let long = "x".repeat(3 * MIB);
    let (en, vi) = (" is longer than 1 MiB", " dài hơn 1 MiB");
    for (name, text, row) in [
        ("endless-line.csv", format!("{good}{long}"), 3),
        ("endless-heading.csv", long.clone(), 1),
        ("endless-field.csv", format!("{good}2,\"{long}\",notify-conclusion,2027-08-25\n"), 3),
        // A quotation mark that is never closed takes every line after it.
        (
            "open-quotes.csv",
            format!("{good}2,\"hcmc-935,notify-conclusion,2027-08-25\n{}", "x,y,z,w\n".repeat(MIB / 4)),
            3,
        ),
    ] {
        let input = temporary(name, &text);
        refused_in_both(&input, &format!("row {row}{en}"), &format!("hàng {row}{vi}"));
    }
    // Quotation marks within a field mean nothing, and what is quoted may have line breaks.
    let (id, note) = ("1\"", "\"a\nb \"\"c\"\"\"");
    let rows = format!("{id},{note},hcmc-935,notify-conclusion,2027-08-25\n").repeat(40_000);
    assert!(rows.len() > 2 * MIB);
    let input = temporary("quotes.csv", &format!("id,note,ruleset,duty,anchor\n{rows}"));
    let (_, out) = out("out-of-quotes");
    let output = doithoai(&["recount", &input, "--decree", &swap(), "--out", &out]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
