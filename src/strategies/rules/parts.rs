//! The rules of a file that have no date: steps, triggers, principles and so on. Each part is there or not.

use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

use super::keys::{CITED, one_of, with_unknown};

/// Each rule, with ways to write it. `duty-1` is in every file.
const PARTS: &[&[&str]] = &[
    &[
        "[[step]]\nid = \"opening\"\nphase = \"during\"\nactor = \"head\"\ntext = \"khai mạc\"\ncite = \"main#d4\"",
        "[[step]]\nid = \"opening\"\nphase = \"before\"\nactor = \"unknown\"\nwith = [\"office\", \"own-actor\"]\nfor = \"party-head\"\norder = \"required\"\ntext = { vi = \"khai mạc\", en = \"open\" }\ncite = \"main#d4\"\nconfidence = \"B\"",
        "[[step]]\nid = \"opening\"\nphase = \"after\"\ntogether = [\"front\", \"agencies\"]\norder = \"as-practised\"\ntext = \"ghi biên bản\"\ncite = \"main#d4\"\ncite_basis = \"unattributed\"",
    ],
    &[
        "[[step]]\nid = \"closing\"\nphase = \"during\"\nactor = \"office\"\norder = \"as-listed\"\ntext = \"bế mạc\"\ncite = \"main#d4\"",
    ],
    &[
        "[[trigger]]\nid = \"asked\"\nmodality = \"must\"\nwhen = { share = { of = \"cử tri\", requested_by = \"people\", at_least_percent = 10 } }\ncite = \"main#d5\"",
        "[[trigger]]\nid = \"asked\"\nmodality = \"may\"\nleads_to = \"reception\"\nkind = \"ad-hoc\"\ntext = \"khi cần\"\nwhen = { judgement = \"khi thấy cần\" }\ncite = \"main#d5\"\ncite_basis = \"not-cited\"\nconfidence = \"C\"",
        "[[trigger]]\nid = \"asked\"\nmodality = \"must\"\nwhen = { any_class = [\"serious-consequences\", \"own-class\"] }\ncite = \"main#d5\"",
    ],
    &[
        "[[principle]]\nid = \"openness\"\ntext = \"công khai\"\ncite = \"main#d6\"",
        "[[principle]]\nid = \"openness\"\nwho = [\"head\"]\nif = \"khi đối thoại\"\ntext = \"công khai\"\ncite = \"main#d6\"\ncite_basis = \"unattributed\"\nconfidence = \"B\"",
    ],
    &[
        "[[prohibition]]\nid = \"no-revenge\"\ntext = \"không trù dập\"\ncite = \"main#d7\"",
        "[[prohibition]]\nid = \"no-revenge\"\nwho = \"cadres\"\nif = \"khi bị phê bình\"\ntext = \"không trù dập\"\ncite = \"main#d7\"\ncite_basis = \"not-cited\"\nconfidence = \"A\"",
    ],
    &[
        "[[permission]]\nid = \"may-record\"\ntext = \"được ghi âm\"\ncite = \"main#d8\"",
        "[[permission]]\nid = \"may-record\"\nwho = [\"people\", \"individuals\"]\nif = \"được đồng ý\"\ntext = \"được ghi âm\"\ncite = \"main#d8\"\ncite_basis = \"unattributed\"\nconfidence = \"D\"",
    ],
    &[
        "[[guidance]]\nid = \"be-brief\"\ntext = \"ngắn gọn\"\ncite = \"main#d9\"",
        "[[guidance]]\nid = \"be-brief\"\nwho = \"contributor\"\nif = \"khi phát biểu\"\ntext = \"ngắn gọn\"\ncite = \"main#d9\"\ncite_basis = \"not-cited\"\nconfidence = \"C\"",
    ],
    &[
        "[[exclusion]]\nid = \"drunk\"\nground = \"say rượu\"\nscope = \"unknown\"\nfollow_up = { duty = \"duty-1\" }\ncite = \"main#d10\"\n[[exclusion.reading]]\nid = \"stop\"\nscope = \"subject\"\ntext = \"unknown\"\nbecause = \"vì thế\"",
        "[[exclusion]]\nid = \"drunk\"\nground = \"say rượu\"\nscope = \"person\"\nby = \"head\"\nfollow_up = { none = \"promptly\" }\ncite = \"main#d10\"\ncite_basis = \"unattributed\"\nconfidence = \"B\"\n[[exclusion.reading]]\nid = \"stop\"\nscope = \"subject\"\nbecause = \"vì thế\"",
        "[[exclusion]]\nid = \"drunk\"\nground = \"say rượu\"\nscope = \"subject\"\nby = \"unknown\"\nfollow_up = { text = \"mời ra ngoài\" }\ncite = \"main#d10\"",
    ],
    &[
        "[[role]]\nid = \"chair\"\nlead = \"head\"\ncite = \"main#d11\"",
        "[[role]]\nid = \"chair\"\ntext = \"chủ tọa\"\nlead = \"government-head\"\nwith = [\"agency-heads\"]\njointly = \"front-same-level\"\ninvited = [\"organizations\", \"own-actor\"]\ncite = \"main#d11\"\ncite_basis = \"not-cited\"\nconfidence = \"A\"",
        "[[role]]\nid = \"chair\"\ntogether = [\"socio-political-organizations\", \"government-above\"]\ncite = \"main#d11\"",
    ],
    &[
        "[[practice]]\nid = \"once\"\nplace = \"xã\"\nheld = \"unknown\"\ncite = \"main#d11\"",
        "[[practice]]\nid = \"once\"\nplace = \"xã\"\nheld = 2024-05-01\ncite = \"main#d11\"",
        "[[practice]]\nid = \"once\"\nplace = \"xã\"\nheld = { after = 2024-05-01, not_after = 2024-06-01 }\nheads = [\"agency\", \"own-head\"]\nopinions = 12\ntext = \"đã tổ chức\"\nsteps = [{ id = \"first\", actor = \"office\", text = \"mời\" }]\ncite = \"main#d11\"\ncite_basis = \"unattributed\"\nconfidence = \"C\"",
    ],
    &[
        "[[level_end]]\nlevel = \"commune\"\nheads = \"unknown\"\non = 2031-07-01\nsuccessor = \"phường\"\ncite = \"main#d12\"",
        "[[level_end]]\nlevel = \"district\"\nheads = [\"local-government\"]\non = 2025-07-01\nsuccessor = \"xã\"\ncite = \"main#d12\"\ncite_basis = \"unattributed\"\nconfidence = \"B\"",
    ],
    &[
        "[[merger]]\ninto = \"00123\"\nof = [\"00124\", \"00125\"]\non = 2025-07-01\ncite = \"main#d13\"",
        "[[merger]]\ninto = \"00123\"\nof = \"unknown\"\non = 2025-07-01\ncite = \"main#d13\"",
        "[[merger]]\ninto = \"00123\"\nof = [\"00124\"]\non = \"unknown\"\ntext = \"sáp nhập\"\ncite = \"main#d13\"\ncite_basis = \"not-cited\"\nconfidence = \"B\"",
    ],
    &[
        "[[transition]]\nof = [\"duty-1\"]\npending = \"old\"\ntext = \"theo quy định cũ\"\ncite = \"main#d14\"\ncite_basis = \"unattributed\"\nconfidence = \"C\"",
        "[[transition]]\nof = [\"duty-1\"]\npending = \"new\"\ncite = \"main#d14\"",
    ],
    &[
        "[[transition]]\npending = \"new\"\ncite = \"main#d15\"",
        "[[transition]]\npending = \"old\"\ncite = \"main#d15\"",
    ],
    &[
        "[[unknown]]\nof = \"exclusion\"",
        "[[unknown]]\nof = \"applies.levels.province\"\nbecause = \"văn bản không nêu\"",
        "[[unknown]]\nof = \"main#d3\"\ncite = \"main#d3\"\ncite_basis = \"unattributed\"",
    ],
];

/// Keys of these lists that may be unknown.
const UNKNOWN: &[(&str, &[&str])] = &[
    ("trigger", &["kind", "text"]),
    ("principle", &["if"]),
    ("prohibition", &["if"]),
    ("permission", &["if"]),
    ("guidance", &["if"]),
    ("exclusion", &["reading"]),
    ("role", &["text"]),
    ("practice", &["heads", "opinions", "text", "steps"]),
    ("merger", &["text"]),
    ("transition", &["text"]),
];

/// Some of the rules without a date.
pub(super) fn parts() -> BoxedStrategy<Vec<String>> {
    let part = |ways: &&'static [&'static str]| {
        (select(ways.to_vec()), one_of(CITED), proptest::bool::weighted(0.3))
            .prop_map(|(part, cited, unknown)| cited_part(part, cited, unknown))
    };
    let each: Vec<_> = PARTS.iter().map(|ways| weighted(0.15, part(ways))).collect();
    each.prop_map(|parts| parts.into_iter().flatten().collect()).boxed()
}

/// A rule that stands elsewhere, and of which more may be unknown.
fn cited_part(part: &str, cited: &str, unknown: bool) -> String {
    let cited = cited.replace("{n}", "9");
    let lines = part.lines().filter(|line| !line.starts_with("cite_basis = "));
    let lines: Vec<&str> = lines.map(|line| if line.starts_with("cite = ") { &cited } else { line }).collect();
    let part = lines.join("\n");
    let list = part.trim_start_matches('[').split(']').next().unwrap_or_default().to_owned();
    match UNKNOWN.iter().find(|(of, _)| *of == list).filter(|_| unknown) {
        Some((_, keys)) => with_unknown(&part, &list, keys),
        None => part,
    }
}
