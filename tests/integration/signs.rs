//! Files broken by a sign that a person does not see: each is named once, with what to write, and hides nothing else.

use doithoai::audit::OfficeLog;
use doithoai::dialogue::{Log, LogCause};
use doithoai::scenario::Suite;
use doithoai::{Code, Lang, Message as _, Problem, Registry, RuleSet};

use crate::support::{VIETNAM, decree, text_of};

fn problems(text: &str) -> Vec<Problem> {
    Registry::builtin()
        .check_toml(text)
        .problems
        .into_iter()
        .filter(|one| one.code.severity().word() == "error")
        .collect()
}

/// A rule file of its own, of which one piece is written otherwise.
#[track_caller]
fn with(right: &str, wrong: &str) -> String {
    let text = RuleSet::builtin_toml("hcmc-935").unwrap();
    let text = text.replacen("id = \"hcmc-935\"", "id = \"mine\"", 1);
    assert!(text.contains(right), "{right}");
    text.replacen(right, wrong, 1)
}

/// The only mistake of a text, in both languages.
#[track_caller]
fn only(text: &str) -> Problem {
    let found = problems(text);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.into_iter().next().unwrap()
}

#[test]
fn a_sign_of_toml_is_named_once() {
    assert_eq!(problems(&with("bearer", "bearer")), []);
    for (right, wrong, sign) in [
        ("bearer = \"office\"", "bearer = “office\"", "a curly quote “; write a straight one \""),
        ("bearer = \"office\"", "bearer = \"office”", "a curly quote ”; write a straight one \""),
        ("bearer = \"office\"", "bearer = “office”", "a curly quote “; write a straight one \""),
        ("bearer = \"office\"", "bearer = \"of\0fice\"", "a control character that is not seen (U+0000); delete it"),
        (
            "bearer = \"office\"",
            "bearer = \"of\u{1b}fice\"",
            "a control character that is not seen (U+001B); delete it",
        ),
        (
            "bearer = \"office\"",
            "bearer\u{a0}= \"office\"",
            "a non-breaking space (U+00A0); delete it and type a space",
        ),
        ("bearer = \"office\"", "bearer ＝ \"office\"", "the sign ＝ (U+FF1D) is of another keyboard; write `=`"),
        ("n = 10,", "n = 10，", "the sign ， (U+FF0C) is of another keyboard; write `,`"),
        ("n = 10,", "n = 10,5,", "`10,5` has a decimal comma; whole numbers have none"),
        ("n = 10,", "n = 1.000,5,", "`1.000,5` has a decimal comma; whole numbers have none"),
        ("issued = 2017-04-28", "issued = 2017–04–28", "the sign – (U+2013) is of another keyboard; write `-`"),
        ("issued = 2017-04-28", "issued = 2017-04-31", "there is no day `2017-04-31`: that month has 30 days"),
    ] {
        let found = only(&with(right, wrong));
        assert_eq!(found.code, Code::Syntax);
        assert!(found.message.en.contains(sign), "{wrong}: {}", found.message.en);
        assert!(!found.message.vi.is_empty() && found.message.vi.starts_with("lỗi cú pháp TOML: "), "{wrong}");
    }
    // Lines that an editor of old ended by a carriage return alone: told once, and read.
    let found = only(&with("bearer", "bearer").replace('\n', "\r"));
    assert!(found.message.en.contains("lines end by CR, not by LF; save the file with LF or CRLF"));
    assert!(found.message.vi.contains("các dòng kết thúc bằng ký tự CR, không phải LF; hãy lưu lại tệp"));
    assert_eq!(problems(&with("bearer", "bearer").replace('\n', "\r\n")), []);
}

/// A key with marks is told with the key that is meant, where it stands; and what follows from it is not told.
#[test]
fn a_key_with_marks_is_told_with_what_was_meant() {
    for (right, wrong, written, meant) in [
        ("bearer = \"office\"", "người_thực_hiện = \"office\"", "người_thực_hiện", Some("bearer")),
        ("bearer = \"office\"", "người thực hiện = \"office\"", "người thực hiện", Some("bearer")),
        ("n = 10,", "số_ngày = 10,", "số_ngày", Some("n")),
        ("bearer = \"office\"", "việc_lạ = \"office\"", "ệ", None),
    ] {
        let text = with(right, wrong);
        let found = only(&text);
        assert_eq!((found.code, found.suggestion.as_deref()), (Code::Syntax, meant), "{wrong}");
        if meant.is_some() {
            assert_eq!(text.get(found.span.clone()), Some(written), "{wrong}");
        }
    }
    let text = RuleSet::builtin_toml("hcmc-935").unwrap();
    let (text, items) = (text.replace("[[obligation]]", "[[nhiệm_vụ]]"), text.matches("[[obligation]]").count());
    assert!(items > 3 && text.contains("[[obligation.reading]]"));
    let found = problems(&text);
    assert_eq!(found.len(), items, "{found:#?}");
    assert!(found.iter().all(|one| one.suggestion.as_deref() == Some("obligation")), "{found:#?}");
    let letter = decree("d-1", "2027-10-15", "hoán_đổi = [{ off = 2028-05-05, worked = 2028-05-06 }]");
    let found = VIETNAM.check_decree_toml(&letter).problems;
    assert!(matches!(&*found, [one] if one.suggestion.as_deref() == Some("swap")), "{found:#?}");
}

/// What is told to be written instead is taken, or told to be of another kind.
#[test]
fn what_stands_instead_is_told() {
    let number = |written: &'static str, right: &'static str| {
        ("n = 10,", "n = ", written, format!("`{written}`: a number is written in digits: `{right}`"))
    };
    let word = |written: &'static str, right: &'static str| {
        let told = format!("`{written}`: yes or no is written `{right}`; a text stands in quotes: `\"{written}\"`");
        ("bearer = \"office\"", "civil_code = ", written, told)
    };
    let comma = "has a decimal comma; whole numbers have none, nor a point, and only they are taken here";
    for (right, key, written, en) in [
        number("bảy", "7"),
        number("mười", "10"),
        number("mười lăm", "15"),
        number("hai mươi", "20"),
        number("ba mươi mốt", "31"),
        number("ten", "10"),
        word("yes", "true"),
        word("Không", "false"),
        ("n = 10,", "n = ", "7,5", format!("`7,5` {comma}")),
    ] {
        let comma = if right.ends_with(',') { "," } else { "" };
        let text = with(right, &format!("{key}{written}{comma}"));
        let found = only(&text);
        assert_eq!(found.message.en, format!("TOML syntax: {en}"), "{written}");
        assert_eq!(text.get(found.span.clone()), Some(written), "{written}: {:?}", found.span);
    }
    let inner = "TOML syntax: there are quotes within a text in quotes; write the inner ones as `\\\"`, or as “ ”";
    for text in ["\"Cơ quan \"giả\" định\"", "{ vi = \"Cơ quan \"giả\" định\", en = \"x\" }"] {
        let found = only(&with("number = \"935-QĐ/TU\"", &format!("number = \"935-QĐ/TU\"\nname = {text}")));
        assert_eq!(found.message.en, inner, "{text}");
    }
}

/// A piece of the rule file, what stands in its place, and what is said of it in both languages.
type Habit = (&'static str, String, String, String);

/// Each is named once, with the right form.
#[track_caller]
fn are_named_once(habits: impl IntoIterator<Item = Habit>) {
    for (right, wrong, en, vi) in habits {
        let found = only(&with(right, &wrong));
        assert_eq!((found.code, &*found.message.en), (Code::Syntax, &*format!("TOML syntax: {en}")), "{wrong}");
        assert_eq!(found.message.vi, format!("lỗi cú pháp TOML: {vi}"), "{wrong}");
    }
}

/// Values as people write them who know another language, or as on paper.
#[test]
fn a_value_that_is_written_by_habit_is_named_once() {
    let number = |written: &str, right: &str| {
        (
            "n = 10,",
            format!("n = {written},"),
            format!("`{written}`: this number is written `{right}`"),
            format!("`{written}`: số viết là `{right}`"),
        )
    };
    let date = |written: &str, en: &str, vi: &str| {
        let (en, vi) = (format!("`{written}`: {en}"), format!("`{written}`: {vi}"));
        ("issued = 2017-04-28", format!("issued = {written}"), en, vi)
    };
    let of_day = |written: &str| date(written, "this date is written `2017-04-28`", "ngày viết là `2017-04-28`");
    let of_form = |written: &str| {
        date(
            written,
            "a date is written YEAR-MONTH-DAY, such as 2026-08-20",
            "ngày viết theo dạng NĂM-THÁNG-NGÀY, như 2026-08-20",
        )
    };
    let none = |written: &str| {
        (
            "bearer = \"office\"",
            format!("bearer = {written}"),
            format!("TOML has no `{written}`; leave the key out, or write \"unknown\" where the source does not say"),
            format!("TOML không có `{written}`; hãy bỏ khóa đó, hoặc viết \"unknown\" nếu nguồn không nói rõ"),
        )
    };
    let small = |written: &str, right: &str| {
        (
            "bearer = \"office\"",
            format!("bearer = {written}"),
            format!("`{written}` is written in small letters: `{right}`"),
            format!("`{written}` phải viết bằng chữ thường: `{right}`"),
        )
    };
    are_named_once([
        number("1 000", "1000"),
        number("1.000.000", "1000000"),
        number("1'000", "1000"),
        number("010", "10"),
        number("00", "0"),
        number("10.", "10"),
        number(".5", "0.5"),
        number("10%", "10"),
        of_day("2017/04/28"),
        of_day("2017/4/28"),
        of_day("2017.04.28"),
        of_day("2017-4-28"),
        of_form("28/04/2017"),
        of_form("2017/04/31"),
        none("null"),
        none("nil"),
        none("None"),
        none("NaN"),
        small("True", "true"),
        small("FALSE", "false"),
    ]);
}

/// What else of a line is.
#[test]
fn a_line_that_is_written_by_habit_is_named_once() {
    let line =
        |wrong: &str, en: &str, vi: &str| ("bearer = \"office\"", wrong.to_owned(), en.to_owned(), vi.to_owned());
    let comment = |wrong: &str, sign: &str| {
        let en = format!("a comment begins with `#`, not with `{sign}`");
        line(wrong, &en, &format!("ghi chú bắt đầu bằng `#`, không phải bằng `{sign}`"))
    };
    let equals = |wrong: &str, sign: &str| {
        let en = format!("a key is followed by one `=`, not by `{sign}`");
        line(wrong, &en, &format!("sau khóa là một dấu `=`, không phải `{sign}`"))
    };
    let colon = |wrong: &str, sign: char| {
        let en = format!("a key is followed by `=`, not by `{sign}`; write `bearer = …`");
        line(wrong, &en, &format!("sau khóa là dấu `=`, không phải dấu `{sign}`; hãy viết `bearer = …`"))
    };
    let no_key = |wrong: &str| {
        let en = "a key is missing here: before `=`, or between dots";
        line(wrong, en, "chỗ này thiếu tên khóa: trước dấu `=`, hoặc giữa hai dấu chấm")
    };
    let no_value = |wrong: &str| line(wrong, "a value is missing after `=`", "sau dấu `=` chưa có giá trị");
    are_named_once([
        equals("bearer => \"office\"", "=>"),
        equals("bearer == \"office\"", "=="),
        colon("bearer： \"office\"", '：'),
        colon("bearer: \"office\"", ':'),
        comment("bearer = \"office\" // note", "//"),
        comment("// bearer = \"office\"", "//"),
        comment("-- a note", "--"),
        comment("; a note", ";"),
        line(
            "bearer = \"office\";",
            "a `;` too many at the end of the line; delete it",
            "thừa dấu `;` ở cuối dòng; hãy xóa dấu đó",
        ),
        no_value("bearer ="),
        no_value("bearer = # to be asked"),
        no_key("= \"office\""),
        no_key("bearer. = \"office\""),
        line(
            "bearer duty = \"office\"",
            "a key is one word without blanks, and is followed by `=` and a value",
            "khóa là một từ liền, không có dấu cách; sau khóa là dấu `=` rồi đến giá trị",
        ),
        line(
            "bearer = { office }",
            "`office` has no value; write `office = …`",
            "`office` chưa có giá trị; hãy viết `office = …`",
        ),
        line(
            "bea\u{200b}rer = \"office\"",
            "a sign without width, which is not seen (U+200B); delete it",
            "có ký tự không nhìn thấy được (U+200B); hãy xóa ký tự đó",
        ),
        line(
            "bearer = 'office",
            "a closing quote `'` is missing on the same line",
            "chuỗi thiếu dấu nháy đơn đóng ở cùng dòng",
        ),
        line("bearer = office\"", "a quote \" is missing on this line", "dòng này thiếu một dấu ngoặc kép \""),
        line(
            "bearer = \"C:\\users\"",
            "after `\\` in quotes stands one of the signs that TOML has; write `\\` itself twice",
            "sau dấu `\\` trong ngoặc kép phải là một ký hiệu có sẵn; muốn viết dấu `\\` thì viết hai lần",
        ),
    ]);
}

/// What follows from a quote or a bracket that is not closed is not told; what is wrong elsewhere is.
#[test]
fn one_missing_sign_is_one_mistake() {
    let quote = "a closing quote `\"` is missing on the same line";
    let brace = "the `{` that opens here is not closed by `}`";
    let bracket = "the `[` that opens here is not closed by `]`";
    for (wrong, said, line) in [
        ("bearer = { a = \"office }", quote, 0),
        ("bearer = [\"office]", quote, 0),
        ("bearer = [\n  \"office\",\n  \"head,\n  \"people\"\n]", quote, 2),
        ("bearer = { a = \"office\u{3000} }", quote, 0),
        ("bearer = { a = \"office” }", "a curly quote ”; write a straight one \"", 0),
        ("bearer = { a = 'office }", "a closing quote `'` is missing on the same line", 0),
        ("bearer = { a = \"office\"", brace, 0),
        ("bearer = [\"office\"", bracket, 0),
        ("bearer = [\n  \"office\",\n  \"head\"", bracket, 0),
        ("bearer = [\n  { a = \"office\",\n  { b = \"head\" },\n]", brace, 1),
        ("bearer = [\n  { a = \"office\" },\n  { b = \"head\"\n]", brace, 2),
        ("bearer = { any = [\n  { a = \"office\" },\n  { b = \"head\"\n] }", brace, 2),
        ("bearer = { any = [\n  { a = [\"office\" },\n  { b = \"head\" }\n] }", bracket, 1),
        ("bearer = { a = \"office, b = \"head\" }", "a quote \" is missing on this line", 0),
    ] {
        let text = with("bearer = \"office\"", wrong);
        let (before, _) = text.split_once("bearer = ").unwrap();
        let line = before.matches('\n').count() + 1 + line;
        let found = only(&text);
        assert_eq!((&*found.message.en, found.line), (&*format!("TOML syntax: {said}"), line), "{wrong}");
        assert_ne!(found.message.vi, found.message.en);
        for (right, other) in
            [("issued = 2017-04-28", "issued = 2017–04–28"), ("unit = \"working-day\"", "unit = \"working-dy\"")]
        {
            let both = problems(&text.replacen(right, other, 1));
            assert_eq!(both.len(), 2, "{wrong}, {other}: {both:#?}");
        }
    }
    let vi = only(&with("bearer = \"office\"", "bearer = [\"office\"")).message.vi;
    assert_eq!(vi, "lỗi cú pháp TOML: dấu `[` mở ở đây không có dấu đóng `]`");
}

/// A key with too many parts, of which the parser does not say where it stands.
#[test]
fn a_key_of_too_many_parts_is_told_at_its_line() {
    let parts = ["due"; 300].join(".");
    for wrong in [format!("  {parts} = 1"), format!("bearer = \"office\"\n{parts} = 1"), format!("[{parts}]")] {
        let text = with("bearer = \"office\"", &wrong);
        let found = only(&text);
        let said = "TOML syntax: nested too deeply: a key has too many parts that are joined by dots";
        let key = wrong.lines().last().map(|line| line.trim_start().trim_end_matches(" = 1"));
        assert_eq!((&*found.message.en, text.get(found.span.clone())), (said, key), "{wrong}");
    }
}

/// A letter of another script that looks like a Latin one, in a word, a key and outside of quotes.
#[test]
fn a_letter_that_looks_like_another_is_named() {
    let sign = "the sign о (U+043E) is of another keyboard; write `o`";
    for (right, wrong, near) in [
        ("bearer = \"office\"", "bearer = \"оffice\"", Some("office")),
        ("unit = \"working-day\"", "unit = \"wоrking-day\"", Some("working-day")),
        ("unit = \"working-day\", count", "unit = \"working-day\", \"cоunt\"", Some("count")),
        ("unit = \"working-day\", count", "unit = \"working-day\", cоunt", None),
    ] {
        let found = only(&with(right, wrong));
        assert!(found.message.en.contains(sign), "{wrong}: {}", found.message.en);
        assert!(found.message.vi.contains("dấu о (U+043E) gõ bằng bộ gõ khác; hãy thay bằng `o`"), "{wrong}");
        assert_eq!(found.suggestion.as_deref(), near, "{wrong}");
    }
    let told = doithoai::Unit::from_word("wоrking-day").unwrap_err();
    assert!(told.text(Lang::En).contains(sign) && told.near == Some("working-day"));
}

/// Brackets too few or too many at any heading: one mistake, and what stands under it is read as it was meant.
#[test]
fn the_brackets_of_a_heading_are_told_once() {
    let text = text_of("tests/data/every-key.toml");
    let text = text.as_str();
    let before = problems(text);
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('[')).collect();
    let mut told = 0;
    for (at, heading) in headings.iter().enumerate() {
        if headings.get(..at).is_some_and(|before| before.contains(heading)) {
            continue; // the first of its name
        }
        let name = heading.trim_matches(['[', ']']);
        let is_item = heading.starts_with("[[");
        let right = if is_item { format!("[[{name}]]") } else { format!("[{name}]") };
        let wrongs = if is_item {
            vec![format!("[[{name}]"), format!("[{name}]]"), format!("[ [{name}] ]"), format!("[[{name}")]
        } else {
            vec![format!("[{name}"), format!("[{name}]]")]
        };
        for wrong in wrongs {
            if headings.iter().filter(|other| *other == heading).count() == 1
                && wrong == format!("[{name}]]")
                && !is_item
            {
                continue; // whether it is meant as a table or an item cannot be known
            }
            let line = format!("\n{heading}\n");
            let mended = text.replacen(&line, &format!("\n{wrong}\n"), 1);
            if mended == text {
                continue; // the first line
            }
            let all = problems(&mended);
            let found: Vec<&Problem> = all.iter().filter(|one| one.code == Code::Syntax).collect();
            assert_eq!(found.len(), 1, "{wrong}: {found:#?}");
            let said = format!("TOML syntax: `{wrong}` has a bracket too few or too many; write `{right}`");
            assert_eq!(found[0].message.en, said);
            let vi = format!("lỗi cú pháp TOML: `{wrong}` thiếu hoặc thừa dấu ngoặc vuông; hãy viết `{right}`");
            assert_eq!(found[0].message.vi, vi);
            assert_eq!(mended.get(found[0].span.clone()), Some(wrong.as_str()));
            assert!(all.len() <= before.len() + 1, "{wrong}: {all:#?}");
            told += 1;
        }
    }
    assert!(told > 60, "{told}");
}

/// `[x]` for `[[x]]`, alone or beside others of its name, and `[[x]]` for `[x]`: one mistake, with the right form.
#[test]
fn a_table_for_an_item_is_told_once() {
    let text = text_of("tests/data/every-key.toml");
    let text = text.as_str();
    let mut names: Vec<&str> = text.lines().filter(|line| line.starts_with("[[")).collect();
    names.sort_unstable();
    names.dedup();
    for heading in names {
        let name = heading.trim_matches(['[', ']']);
        let single = text.replace(&format!("\n{heading}\n"), &format!("\n[{name}]\n"));
        let found = problems(&single);
        let of_it: Vec<&Problem> =
            found.iter().filter(|one| one.message.en.contains(&format!("`[[{name}]]`"))).collect();
        assert_eq!(of_it.len(), 1, "{name}: {found:#?}");
        assert!(of_it[0].message.vi.contains(&format!("mỗi mục viết `[[{name}]]`")), "{name}");
        assert!(found.len() <= problems(text).len() + 1, "{name}: {found:#?}");
    }
    let found = only(&with("[applies]", "[[applies]]"));
    assert_eq!(
        found.message.en,
        "expected a table, found a list `[[applies]]`; this table stands once, written `[applies]`"
    );
    assert_eq!(
        found.message.vi,
        "cần một bảng, thấy một danh sách `[[applies]]`; bảng này chỉ đứng một lần, viết `[applies]`"
    );
    // One item of many.
    let found = only(&with("[[obligation]]", "[obligation]"));
    assert!(found.message.en.contains("each item of a list is written `[[obligation]]`"), "{}", found.message.en);
    // Decrees and scenarios.
    let one = decree("cv-x", "2027-10-15", "swap = [{ off = 2028-05-05, worked = 2028-05-06 }]");
    let found = VIETNAM.check_decree_toml(&one.replace("[[document]]", "[document]")).problems;
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].message.en, "expected a list, found a table `[document]`; each item is written `[[document]]`");
    for name in ["case", "table", "year"] {
        let file = format!("format = 1\nrulesets = [\"hcmc-935\"]\n[{name}]\nname = \"a\"\n");
        let report = Suite::new().with("a.test.toml", &file, &|_| Err(String::new())).run();
        let found = report.files.into_iter().flat_map(|file| file.problems);
        let told = found.filter(|one| one.message.en.contains(&format!("each item is written `[[{name}]]`")));
        assert_eq!(told.count(), 1, "{name}");
    }
}

/// A table that stands in each of several items is no mistake beside another one.
#[test]
fn a_table_of_each_item_is_none_too_many() {
    let each = "[[obligation]]\n[obligation.due]\nn = 3\n";
    let stand =
        |text: &str| problems(text).iter().filter(|one| one.message.en.contains(" times; a table stands once")).count();
    let broken = "a = “b”\na = 1\na = 2\n";
    assert_eq!(stand(&format!("{broken}{each}{each}")), 0);
    assert_eq!(stand(&format!("{broken}{each}[obligation.due]\nn = 4\n")), 1);
}

const HEAD: &str = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;
const OFFICE: &str = r#"{"office":"UBND","territory":"79","level":"commune","head":"local-government"}"#;

/// What is said of a line of a log, of a dialogue or of an office, in both languages, and at which column.
#[track_caller]
fn named_in_logs(rows: &[(&str, usize, &str, &str)]) {
    for (line, column, en, vi) in rows {
        let told = |vi_said: String, en_said: String, whose: &str| {
            let at = [format!("line 2: {}", ""), format!("(column {column})")];
            assert!(en_said.contains(en) && at.iter().all(|part| en_said.contains(part)), "{whose} {line}\n{en_said}");
            assert!(vi_said.contains(vi) && vi_said.ends_with(&format!("(cột {column})")), "{whose} {line}\n{vi_said}");
        };
        let text = format!("{HEAD}\n{line}\n");
        let (read, checked) = (Log::from_jsonl(&text).unwrap_err(), Log::check_jsonl(&text).problems);
        assert_eq!(checked.first(), Some(&read), "read and checked alike: {line}");
        told(read.text(Lang::Vi), read.text(Lang::En), "dialogue");
        let text = format!("{OFFICE}\n{line}\n");
        let (read, checked) = (OfficeLog::from_jsonl(&text).unwrap_err(), OfficeLog::check_jsonl(&text).problems);
        assert_eq!(checked.first(), Some(&read), "read and checked alike: {line}");
        told(read.text(Lang::Vi), read.text(Lang::En), "office");
    }
}

/// A value that is of the wrong kind, with its key and the form that is right.
#[test]
fn a_value_of_a_log_of_the_wrong_kind_is_told_with_its_key() {
    named_in_logs(&[
        (
            r#"{"event":"opened","on":"2026-08-20","reference":"a\ud800b"}"#,
            57,
            "`\\ud800` is half of a letter, without the other half; write the whole letter, or delete it",
            "`\\ud800` chỉ là một nửa chữ (thiếu nửa kia)",
        ),
        (
            r#"{"event":"opened","on":"2026-08-20","corrects":99999999999999999999}"#,
            37,
            "`corrects` is the number of an entry, from 1, not `99999999999999999999`",
            "`corrects` phải là số thứ tự của một mục, từ 1, không thể là `99999999999999999999`",
        ),
        (
            r#"{"event":"opened","on":null}"#,
            19,
            "`on` is text in quotes, such as \"2026-08-20\", not `null`",
            "`on` phải là chữ trong ngoặc kép, ví dụ \"2026-08-20\", không thể là `null`",
        ),
        (
            r#"{"event":"opened","on":"2026-08-20","states":"content"}"#,
            37,
            "`states` is a list in square brackets, such as [\"content\"], not `\"content\"`",
            "`states` phải là danh sách trong ngoặc vuông, ví dụ [\"content\"]",
        ),
        (
            r#"{"event":["opened"],"on":"2026-08-20"}"#,
            2,
            "`event` is text in quotes, not a list",
            "`event` phải là chữ trong ngoặc kép, không thể là danh sách",
        ),
    ]);
}

/// Lines of a log: the sign, in both languages, and at which column.
#[test]
fn a_sign_of_a_log_is_named() {
    named_in_logs(&[
        (
            r#"{“event”:“opened”,"on":"2026-08-20"}"#,
            2,
            "a curly quote “; write a straight one \"",
            "dấu ngoặc kép cong “",
        ),
        (
            r#"{"event":"opened”,"on":"2026-08-20"}"#,
            22,
            "a curly quote ”; write a straight one \"",
            "dấu ngoặc kép cong ”",
        ),
        (
            "{\"event\":\u{a0}\"opened\",\"on\":\"2026-08-20\"}",
            10,
            "a non-breaking space (U+00A0)",
            "dấu cách không ngắt (U+00A0)",
        ),
        (
            "\u{200b}{\"event\":\"opened\"}",
            1,
            "a sign without width, which is not seen (U+200B); delete it",
            "có ký tự không nhìn thấy được (U+200B)",
        ),
        (r#"{"event":"opened"，"on":"2026-08-20"}"#, 18, "write `,`", "hãy thay bằng `,`"),
        ("{'event':'opened','on':'2026-08-20'}", 2, "a single quote '", "dấu nháy đơn '"),
        (
            r#"{"event":"opened","on":"2026-08-20","corrects":1,5,"recorded":"2026-08-20"}"#,
            50,
            "`1,5` has a decimal comma",
            "`1,5` có dấu phẩy thập phân",
        ),
        (
            r#"{"event":"opened","on":"2026-08-20","at":"8h30"}"#,
            37,
            "`8h30` is not a time of day; expected HH:MM, such as 08:30",
            "`8h30` không phải là giờ trong ngày; viết theo dạng GG:PP, ví dụ 08:30",
        ),
        (
            r#"{"event":"opened","on":"2026-08-20","corrects":-1}"#,
            37,
            "invalid value: integer `-1`, expected the number of an entry, from 1",
            "không nhận `-1` ở đây: cần số thứ tự của một mục, từ 1",
        ),
        (
            r#"{"void":true,"corrects":-1,"event":"opened","on":"2026-08-20"}"#,
            14,
            "expected the number of an entry, from 1",
            "cần số thứ tự của một mục, từ 1",
        ),
        (
            r#"{"event":"opened","on":"2026-02-30"}"#,
            19,
            "there is no day `2026-02-30`: that month has 28 days",
            "không có ngày `2026-02-30`: tháng 2 năm 2026 có 28 ngày",
        ),
        (
            r#"{"evnt":"opened","on":"2026-08-20"}"#,
            2,
            "unknown field `evnt`; did you mean `event`?",
            "không có khóa `evnt`; có phải là `event`?",
        ),
        (
            r#"{"event":"opened","ngày":"2026-08-20"}"#,
            19,
            "unknown field `ngày`; did you mean `on`?",
            "không có khóa `ngày`; có phải là `on`?",
        ),
    ]);
    // The first line, too.
    for (first, en) in [
        (HEAD.replace("\"DT-1\"", "“DT-1”"), "a curly quote “"),
        (HEAD.replace("\"on\"", "\"onn\""), "did you mean `on`?"),
        (HEAD.replace("\"appointed\"", "\"ngày đối thoại\""), "did you mean `appointed`?"),
        (HEAD.replace("2026-08-20", "20/08/2026"), "`20/08/2026` is not a date"),
        (HEAD.replace('}', ",\"territory\":79}"), "`territory` is text in quotes, such as \"79\", not `79`"),
        (HEAD.replace('}', ",\"made_under\":{\"choice\":[]}}"), "unknown field `choice`; did you mean `choices`?"),
        (HEAD.replace('{', "{\"office\":\"A\","), "the first line has both `dialogue` and `office`"),
        (HEAD.replace("\"dialogue\":\"DT-1\",", ""), "the first line says of which dialogue the log is"),
    ] {
        let (read, checked) = (Log::from_jsonl(&first).unwrap_err(), Log::check_jsonl(&first).problems);
        assert_eq!(checked.first(), Some(&read));
        assert!(read.text(Lang::En).contains(en), "{}", read.text(Lang::En));
    }
    let sign = Log::from_jsonl(&HEAD.replace(':', "：")).unwrap_err();
    assert!(matches!(sign.cause, LogCause::Sign { .. }));
    assert_eq!(sign.cause.code(), "strange-sign");
}

/// A rule file in JSON.
#[test]
fn a_sign_of_json_is_named() {
    for (text, en) in [
        ("{“format”: 1}", "JSON syntax: a curly quote “; write a straight one \""),
        ("{\n\"format\": 1,5,\n\"id\": \"a\"}", "JSON syntax: `1,5` has a decimal comma"),
        ("{'format': 1}", "JSON syntax: a single quote '"),
        ("{\"format\": 1,}", "JSON syntax (key must be a string"),
        ("{\"format\": 1, \"id\": \"a\\ud800b\"}", "JSON syntax: `\\ud800` is half of a letter"),
    ] {
        let found = Registry::builtin().check_json(text).problems;
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].message.en.starts_with(en), "{}", found[0].message.en);
        assert!(found[0].message.vi.starts_with("lỗi cú pháp JSON: "));
    }
}
