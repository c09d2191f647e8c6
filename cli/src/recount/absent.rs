//! The command was built without `recount`: both commands are known, and say how to get them.

use doithoai::Lang;

use crate::args::{RecountArgs, RecountSampleArgs};
use crate::input::Outcome;

pub(crate) fn run(args: &RecountArgs) -> Outcome<String> {
    Err(how_to_get("recount", args.common.lang.into()))
}

pub(crate) fn sample(args: &RecountSampleArgs) -> Outcome<String> {
    Err(how_to_get("recount-sample", args.lang.into()))
}

fn how_to_get(command: &str, lang: Lang) -> String {
    let words = lang
        .pick("bản này được biên dịch không có tính năng `recount`; chạy", "this build has no feature `recount`; run");
    let or = lang.pick("hoặc cài bằng", "or install it with");
    format!(
        "{command}: {words} `cargo run --release --features recount -- {command} …` {or} `cargo install --path cli --features recount`"
    )
}
