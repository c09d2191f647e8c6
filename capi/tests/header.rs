//! The header says what the code does, and keeps what it said before.
#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The header as the code makes it.
fn made() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(root.join("cbindgen.toml")).expect("cbindgen.toml");
    let mut header = Vec::new();
    cbindgen::Builder::new().with_crate(root).with_config(config).generate().expect("a header").write(&mut header);
    let header = String::from_utf8(header).expect("UTF-8");
    let abi = "#define DOITHOAI_ABI_VERSION 0\n";
    assert!(header.contains(abi), "{header}");
    let release = env!("CARGO_PKG_VERSION");
    let version = format!("{abi}\n/*\n The release of this header.\n */\n#define DOITHOAI_VERSION \"{release}\"\n");
    header.replacen(abi, &version, 1)
}

#[test]
fn the_header_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("include/doithoai.h");
    let made = made();
    if std::env::var_os("DOITHOAI_BLESS").is_some() {
        fs::write(&path, &made).expect("include/doithoai.h");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == made, "run `DOITHOAI_BLESS=1 cargo test -p doithoai-capi --test header`");
}

/// The declarations and constants of a header, each on one line, without comments.
fn declarations(header: &str) -> BTreeSet<String> {
    let mut code = String::new();
    let mut rest = header;
    while let Some((before, after)) = rest.split_once("/*") {
        code.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    let code: String = code.lines().filter(|line| !line.contains("DOITHOAI_VERSION ")).collect::<Vec<_>>().join("\n");
    let constants = code.lines().filter(|line| line.starts_with("#define") && line.split(' ').count() > 2);
    let statements = code.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join(" ");
    let statements = statements.split(';').map(|one| one.split_whitespace().collect::<Vec<_>>().join(" "));
    let statements = statements.map(|one| one.replace("extern \"C\" { ", "")).filter(|one| one.len() > 3);
    constants.map(str::to_owned).chain(statements).collect()
}

#[test]
fn the_header_only_grows_within_an_abi_version() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let frozen = fs::read_to_string(root.join("abi/doithoai-0.h")).expect("abi/doithoai-0.h");
    let (frozen, now) = (declarations(&frozen), declarations(&made()));
    assert!(frozen.len() > 40, "{frozen:#?}");
    let gone: Vec<&String> = frozen.difference(&now).collect();
    assert!(gone.is_empty(), "gone or changed since ABI version 0: {gone:#?}");
}
