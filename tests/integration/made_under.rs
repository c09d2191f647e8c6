//! What `made_under` of a first line says is checked where the log is read, so by every caller alike.

use doithoai::audit::{OfficeLog, audit_year};
use doithoai::dialogue::{Fingerprint, Log, LogError};
use doithoai::{AdoptedReadings, Calendar, Lang, Message as _, Registry, TimelineError, View};

use crate::support::terms;

const DIALOGUE: &str = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;
const OFFICE: &str = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#;
const HASH: &str = "6da649aaa853b6e6a1ca4cedfe5a4893dc73de79f1d5353ede86c3e8768c9c76";

fn made(rulesets: &str, choices: &str, rest: &str) -> String {
    format!(r#""made_under":{{"rulesets":[{rulesets}],"choices":[{choices}]{rest}}}"#)
}

fn with(first: &str, made: &str) -> String {
    first.replacen('{', &format!("{{{made},"), 1)
}

fn set(id: &str, more: &str) -> String {
    format!(r#"{{"id":"{id}","version":"2017-04-28","hash":"{HASH}"{more}}}"#)
}

/// Of a dialogue and of an office, read and checked.
fn errors(made: &str, format: &str) -> [Option<LogError>; 4] {
    let [dialogue, office] = [DIALOGUE, OFFICE].map(|first| with(first, &format!("{format}{made}")));
    let first_of = |problems: Vec<LogError>| problems.into_iter().next();
    [
        Log::from_jsonl(&dialogue).err(),
        first_of(Log::check_jsonl(&dialogue).problems),
        OfficeLog::from_jsonl(&office).err(),
        first_of(OfficeLog::check_jsonl(&office).problems),
    ]
}

#[test]
fn what_a_log_was_made_under_is_checked_where_it_is_read() {
    let calendar = format!(r#","calendar":"{HASH}""#);
    let hcmc = set("hcmc-935", "");
    let of = |id: &str| format!(r#"["{id}","settle-petition","ten-as-in-words"]"#);
    for (made, code, said) in [
        (made(&hcmc, &of("hcmc-935"), &calendar), "", ""),
        (made(&hcmc, "", &calendar), "", ""),
        (made("", "", &calendar), "", ""),
        (made(&hcmc, &of("hcmc-935"), &format!("{calendar},\"x-by\":[1 ]")), "", ""),
        // A reading of a rule set that is not listed, of none, and of one of two.
        (
            made(&hcmc, &of("can-tho-10"), &calendar),
            "chosen-unlisted",
            "adopts a reading for `can-tho-10/settle-petition`, and `rulesets` names only hcmc-935: add `can-tho-10`",
        ),
        (made("", &of("hcmc-935"), &calendar), "chosen-unlisted", "`rulesets` names no rule set: add `hcmc-935`"),
        (
            made(&hcmc, &format!("{},{}", of("hcmc-935"), of("qd-11")), &calendar),
            "chosen-unlisted",
            "a reading for `qd-11/settle-petition`",
        ),
        // Keys that are none.
        (made(&hcmc, "", &format!("{calendar},\"foo\":1")), "malformed-line", "unknown field `foo`"),
        (
            made(&hcmc, "", &format!("{calendar},\"choises\":[]")),
            "malformed-line",
            "unknown field `choises`; did you mean `choices`?",
        ),
        (
            made(&set("hcmc-935", ",\"note\":1"), "", &calendar),
            "malformed-line",
            "unknown field `note`, expected one of `id`",
        ),
        // Hashes that are none: too short, one digit short, one too many, in capitals, of other letters.
        (
            made(&hcmc, "", r#","calendar":"abc""#),
            "bad-hash",
            "`calendar` in `made_under` is a hash, of exactly 64 digits",
        ),
        (made(&hcmc, "", r#","calendar":"""#), "bad-hash", "not ``"),
        (made(&hcmc, "", &format!(r#","calendar":"{}""#, HASH.get(1..).unwrap())), "bad-hash", "`calendar`"),
        (made(&hcmc, "", &format!(r#","calendar":"{HASH}0""#)), "bad-hash", "`calendar`"),
        (made(&hcmc, "", &format!(r#","calendar":"{}""#, HASH.to_uppercase())), "bad-hash", "`calendar`"),
        (made(&hcmc, "", &format!(r#","calendar":"{}""#, HASH.replace('6', "g"))), "bad-hash", "`calendar`"),
        (made(&hcmc, "", &format!("{calendar},\"days\":\"0\"")), "bad-hash", "`days` in `made_under`"),
        (made(&hcmc.replace(HASH, "abc"), "", &calendar), "bad-hash", "`hash` in `made_under` is a hash"),
    ] {
        for error in errors(&made, "") {
            let Some(error) = error else {
                assert_eq!(code, "", "{made}");
                continue;
            };
            assert_eq!((error.line, error.code()), (1, code), "{made}: {error}");
            assert!(error.to_string().contains(said), "{error}");
            assert_ne!(error.text(Lang::Vi), error.text(Lang::En));
        }
        // A newer release may have other keys and hashes; a reading of a rule set that it does not list is for it to say.
        assert_eq!(errors(&made, "\"format\":2,"), [None, None, None, None], "{made}");
    }
}

#[test]
fn the_vietnamese_of_made_under_says_what_would_be_right() {
    let calendar = format!(r#","calendar":"{HASH}""#);
    for (made, said) in [
        (
            made("", r#"["hcmc-935","settle-petition","x"]"#, &calendar),
            "thêm `hcmc-935` vào `rulesets`, hoặc bỏ cách hiểu đó",
        ),
        (
            made("", "", r#","calendar":"abc""#),
            "`calendar` trong `made_under` là mã băm, gồm đúng 64 chữ số 0-9 và chữ a-f; không thể là `abc`",
        ),
        (made("", "", &format!("{calendar},\"choises\":[]")), "`choises`"),
    ] {
        for error in errors(&made, "").into_iter().flatten() {
            assert!(
                error.text(Lang::Vi).starts_with("dòng 1: ") && error.text(Lang::Vi).contains(said),
                "{}",
                error.text(Lang::Vi)
            );
        }
    }
}

/// Whatever terms a dialogue has, what it is stored with can be read.
#[test]
fn what_is_stored_is_what_is_taken() {
    for (id, duty, reading) in [
        ("hcmc-935", "settle-petition", "ten-as-in-words"),
        ("can-tho-10", "interim-reply", "from-closing"),
        ("qd-11", "report", "every-quarter"),
    ] {
        let terms = terms(id).adopting(AdoptedReadings::new().adopt(id, duty, reading)).unwrap();
        let made = serde_json::to_string(&Fingerprint::of(&terms)).unwrap();
        assert_eq!(errors(&format!("\"made_under\":{made}"), ""), [None, None, None, None], "{made}");
    }
}

/// The log of an office is judged by what it was made under as that of a dialogue is: by the same texts, or not at all.
#[test]
fn an_office_is_judged_by_the_texts_that_its_log_was_made_under() {
    let (registry, calendar) = (Registry::builtin(), Calendar::vietnam());
    let now = registry.get("hcmc-935").unwrap().hash().to_owned();
    let (zeros, one_off) = ("0".repeat(64), format!("{}0", now.get(..63).unwrap()));
    let of = |id: &str, version: &str, hash: &str| format!(r#"{{"id":"{id}","version":"{version}","hash":"{hash}"}}"#);
    let known = of("hcmc-935", "2017-04-28", &now);
    for (sets, code, en, vi) in [
        (known.clone(), "", "", ""),
        (
            of("hcmc-935", "2017-04-28", &zeros),
            "other-rule-set",
            "`hcmc-935@2017-04-28` is not the text that the log was made under (hash ",
            "`hcmc-935@2017-04-28` hiện có không giống bộ quy tắc mà nhật ký đã được xét theo",
        ),
        (
            format!("{known},{}", of("hcmc-935", "2017-04-28", &one_off)),
            "other-rule-set",
            "not the text",
            "không giống",
        ),
        (of("hcmc-935", "2016-04-28", &now), "version-not-found", "leave `made_under` out", "bỏ `made_under`"),
        (of("hcmc-936", "2017-04-28", &now), "rule-set-not-found", "leave `made_under` out", "bỏ `made_under`"),
        (String::new(), "made-under-none", "names no rule set", "không nêu bộ quy tắc nào"),
    ] {
        let text = with(OFFICE, &made(&sets, "", ""));
        let office = OfficeLog::from_jsonl(&text).unwrap();
        let judge = |office: &OfficeLog| audit_year(&registry, &calendar, &[], office, 2026, View::everything());
        let judged = judge(&office).err();
        assert!(judge(&office.clone().anew()).is_ok(), "{text}");
        assert_eq!(office.anew().to_jsonl().trim_end(), text);
        let told = OfficeLog::check_jsonl(&text).under(&registry).problems;
        let Some(error) = judged else {
            assert!(code.is_empty() && told.is_empty(), "{text}: {told:?}");
            continue;
        };
        assert!(matches!(error, TimelineError::OtherRules(_)), "{error:?}");
        assert_eq!(error.code(), code, "{error}");
        assert!(error.text(Lang::En).contains(en) && error.text(Lang::Vi).contains(vi), "{error}");
        assert_eq!(
            told.iter().map(|one| (one.line, one.cause.to_string())).collect::<Vec<_>>(),
            [(1, error.to_string())]
        );
    }
}

#[test]
fn an_office_tells_that_its_log_was_recorded_on_other_days() {
    let (now, zeros) = (Calendar::vietnam(), "0".repeat(64));
    let (documents, days) = (now.hash(), now.days_hash());
    for (rest, other) in [
        (String::new(), None),
        (format!(r#","calendar":"{documents}""#), None),
        (format!(r#","calendar":"{zeros}""#), Some(&zeros)),
        // Where both are there, the days alone are compared.
        (format!(r#","calendar":"{zeros}","days":"{days}""#), None),
        (format!(r#","calendar":"{documents}","days":"{zeros}""#), Some(&zeros)),
        (format!(r#","days":"{zeros}""#), Some(&zeros)),
    ] {
        let text = with(OFFICE, &made(&set("hcmc-935", ""), "", &rest));
        let office = OfficeLog::from_jsonl(&text).unwrap();
        assert_eq!(office.other_calendar(&now), other.map(String::as_str), "{text}");
        assert!(audit_year(&Registry::builtin(), &now, &[], &office, 2026, View::everything()).is_ok(), "{text}");
    }
}
