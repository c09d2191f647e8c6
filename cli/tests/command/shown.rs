//! Whatever a file or a name holds, no sign that hides, reorders, colours or forges reaches the output: for names drawn at random, in
//! every id, reference, title, text and path that a file may hold. JUnit stays XML to a reader of another make.

#![expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::path::Path;

use super::{doithoai, root};

/// `SplitMix64` of Steele, Lea and Flood (2014).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(end).unwrap()).unwrap()
    }

    /// A sign of one of the sorts that have made trouble, or a letter.
    fn sign(&mut self) -> String {
        let of = |code: u32| char::from_u32(code).map_or_else(String::new, String::from);
        let offset = |random: &mut Self, end: usize| u32::try_from(random.below(end)).unwrap();
        match self.below(12) {
            0 => of(offset(self, 0x20)),
            1 => of(0x7f + offset(self, 0x21)),
            2 => of(0x200b + offset(self, 0x24)),
            3 => of(0x2060 + offset(self, 0x10)),
            4 => ["\u{61c}", "\u{feff}", "\u{fffe}", "\u{fdd0}", "\u{fff9}", "\u{e0041}", "\u{10ffff}", "\u{ad}"]
                [self.below(8)]
            .into(),
            5 => ["\u{1b}[31m", "\u{1b}]0;x\u{7}", "\u{1b}[2K\r", "\nFORGED", "\r\nFORGED", "\u{2028}FORGED"]
                [self.below(6)]
            .into(),
            6 => ["<", "&", "\"", "'", "]]>", "-->", "<![CDATA[", "&#27;"][self.below(8)].into(),
            7 => ["đối thoại", "Quận 1", "ệ", "e\u{323}\u{302}", "\u{115f}", "\u{fe0f}", "\u{a0}", "\u{3164}"]
                [self.below(8)]
            .into(),
            _ => of(0x21 + offset(self, 0x5e)),
        }
    }

    /// Text of a file: in the quotes that JSON and TOML share.
    fn quoted(&mut self, lines: bool) -> String {
        let name = self.name(lines);
        let quoted = serde_json::to_string(&name).unwrap();
        quoted.replace('\u{7f}', "\\u007F")
    }

    fn name(&mut self, lines: bool) -> String {
        let length = self.below(12) + 1;
        let name: String = (0..length).map(|_| self.sign()).collect();
        if lines { name } else { name.replace(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "x") }
    }

    /// The name of a file or folder: anything but a slash and an end of text.
    fn path(&mut self) -> String {
        let name = self.name(true).replace(['/', '\0'], "_");
        format!("n{}", name.chars().take(40).collect::<String>())
    }
}

/// A sign that no line of text has raw.
fn is_unsafe(letter: char) -> bool {
    letter != '\n' && letter.is_control()
        || matches!(u32::from(letter), 0xad | 0x61c | 0x200b | 0x200e..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f
            | 0xfdd0..=0xfdef | 0xfeff | 0xfff9..=0xfffb | 0xe_0000..=0xe_0fff)
        || u32::from(letter) & 0xfffe == 0xfffe
        || letter != ' ' && letter.is_whitespace() && letter != '\n'
        || matches!(u32::from(letter), 0x34f | 0x115f..=0x1160 | 0x180b..=0x180f | 0x200c..=0x200d | 0x2800 | 0x3164
            | 0xfe00..=0xfe0f | 0xffa0)
}

/// What a command prints, in either stream.
#[track_caller]
fn safe(arguments: &[&str]) -> String {
    let output = doithoai(arguments);
    assert!(output.status.code().is_some_and(|code| code <= 2), "{arguments:?}: {output:?}");
    let stdout = String::from_utf8(output.stdout).unwrap();
    let text = format!("{stdout}{}", String::from_utf8(output.stderr).unwrap());
    if let Some(sign) = text.chars().find(|letter| is_unsafe(*letter)) {
        panic!("{arguments:?} prints {}:\n{text:?}", sign.escape_unicode());
    }
    assert!(text.lines().all(|line| !line.trim_start().starts_with("FORGED")), "{arguments:?} forges a line:\n{text}");
    stdout
}

fn in_folder(random: &mut Random, name: &str, text: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shown").join(random.path());
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}{name}", random.path()));
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

const OF: &str = "\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"";

fn dialogue(random: &mut Random, lines: bool) -> String {
    let [id, petition, reference, other, agency, key, session] = std::array::from_fn(|_| random.quoted(lines));
    format!(
        "{{\"dialogue\":{id},\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\"reference\":{other},\"kind\":\"periodic\",{OF}}}\n\
         {{\"event\":\"opened\",\"on\":\"2026-08-20\",\"reference\":{reference}}}\n\
         {{\"event\":\"session-held\",\"on\":\"2026-08-20\",\"session\":{session}}}\n\
         {{\"event\":\"petition-raised\",\"on\":\"2026-08-20\",\"petition\":{petition},\"key\":{key}}}\n\
         {{\"event\":\"closed\",\"on\":\"2026-08-20\"}}\n\
         {{\"event\":\"petition-assigned\",\"on\":\"2026-08-28\",\"petition\":{petition},\"about\":{agency}}}\n"
    )
}

fn office(random: &mut Random, lines: bool) -> String {
    let [name, petition, reference] = std::array::from_fn(|_| random.quoted(lines));
    format!(
        "{{\"office\":{name},{OF}}}\n{{\"event\":\"petition-received\",\"on\":\"2026-03-02\",\"petition\":{petition},\"reference\":{reference}}}\n"
    )
}

#[test]
fn logs_are_shown_never_obeyed() {
    let mut random = Random(15);
    for round in 0..12 {
        // Ids of several lines are refused; then what is told of that is looked at.
        let lines = round % 4 == 0;
        let (dialogue, office) = (dialogue(&mut random, lines), office(&mut random, lines));
        let (dialogue, office) =
            (in_folder(&mut random, ".jsonl", &dialogue), in_folder(&mut random, ".jsonl", &office));
        safe(&["timeline", "--log", &dialogue, "--full"]);
        safe(&["timeline", "--log", &dialogue, "--lang", "en", "--ruleset", "hcmc-935"]);
        safe(&["timeline", "--log", &dialogue, "--format", "json"]);
        safe(&["audit", &dialogue, &office, "--as-of", "2026-12-31"]);
        safe(&["audit", &dialogue, &office, "--as-of", "2026-12-31", "--format", "json"]);
        safe(&["check", &dialogue, &office, "--lang", "en"]);
        // As it was typed.
        let name = random.name(true).replace('\0', "");
        safe(&["timeline", "--on", "2026-08-20", "--ruleset", &name]);
        safe(&["timeline", "--on", "2026-08-20", "--event", &format!("{name}=2026-08-20")]);
        safe(&["compare", &name, "hcmc-935"]);
        safe(&["check", &name]);
    }
}

#[test]
fn rule_files_and_decrees_are_shown_never_obeyed() {
    let rules = doithoai::RuleSet::builtin_toml("hcmc-935").unwrap();
    let mut random = Random(16);
    for _ in 0..10 {
        let [title, id, text, issuer, source] = std::array::from_fn(|_| random.quoted(true));
        // Where it stands decides what is told: an id, a text, a word, a key.
        let changes = [
            ("id = \"hcmc-935\"", format!("id = {id}")),
            ("title = { vi = \"", format!("title = {{ en = {title}, vi = \"")),
            ("bearer = \"office\"", format!("bearer = {text}")),
            ("format = 1", format!("format = 1\n{id} = {text}")),
            ("n = 10", format!("n = {text}")),
        ];
        let (from, to) = &changes[random.below(changes.len())];
        let path = in_folder(&mut random, ".toml", &rules.replacen(from, to, 1));
        safe(&["check", &path]);
        safe(&["check", &path, "--format", "json"]);
        safe(&["timeline", "--ruleset-file", &path, "--on", "2026-08-20", "--full"]);
        safe(&["compare", "hcmc-935", &path, "--lang", "en"]);
        let decree = format!(
            "format = 1\n[[document]]\nid = \"d-1\"\nkind = \"cong-van\"\nnumber = {id}\nissuer = {issuer}\nissued = 2027-10-15\n\
             confidence = \"D\"\nsource = {source}\nday_off = [{{ on = 2028-05-05, name = {{ vi = {title}, en = {text} }} }}]\n"
        );
        let path = in_folder(&mut random, ".toml", &decree);
        safe(&["check", &path]);
        safe(&["count", "2028-05-04", "+1", "--decree", &path]);
        safe(&["calendar", "2028", "--decree", &path, "--lang", "en"]);
    }
}

#[test]
fn junit_is_xml_to_another_reader() {
    let mut random = Random(17);
    for _ in 0..10 {
        let (name, second) = (random.quoted(true), random.quoted(true));
        let scenario = format!(
            "format = 1\nrulesets = [\"hcmc-935\"]\n[[scenario]]\nname = {name}\nappointed = 2026-08-20\n\
             expect = {{ notify-conclusion = {{ due = 2026-01-01 }} }}\n\
             [[table]]\nname = {second}\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-07]]\n"
        );
        let path = in_folder(&mut random, ".test.toml", &scenario);
        let folder = Path::new(&path).parent().unwrap().to_str().unwrap().to_owned();
        for lang in ["vi", "en"] {
            let report = safe(&["test", &folder, "--format", "junit", "--lang", lang]);
            if !report.is_empty() {
                let xml = roxmltree::Document::parse(&report).unwrap_or_else(|error| panic!("{error}: {report}"));
                assert!(xml.descendants().any(|node| node.has_tag_name("testcase")), "{report}");
            }
            safe(&["test", &folder, "--lang", lang]);
        }
        safe(&["test", &folder, "--format", "json"]);
        std::fs::remove_dir_all(&folder).unwrap();
    }
    // What is written as it should be is read as such.
    let report =
        safe(&["test", root().join("tests/rules/hoa-binh-07.test.toml").to_str().unwrap(), "--format", "junit"]);
    assert!(roxmltree::Document::parse(&report).is_ok());
}
