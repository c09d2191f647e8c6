//! The words that the library lists and finds are all that it has, in both languages.

use std::collections::BTreeSet;

use doithoai::words::{all, search};

#[test]
fn every_word_of_the_tables_is_listed_and_found() {
    let table = include_str!("../data/words.txt");
    let ids: BTreeSet<&str> = all().map(|entry| entry.id).collect();
    let mut seen = 0;
    for line in table.lines().filter_map(|line| line.strip_prefix("  ")) {
        let Some((of, _)) = line.split_once(" | ") else { continue };
        let word = of.rsplit_once(" = ").map_or(of, |(_, word)| word);
        assert!(ids.contains(word), "`{word}` is not listed");
        seen += 1;
    }
    assert!(seen > 250, "{seen}");
    for entry in all() {
        for sought in [entry.id, &entry.text.vi.to_uppercase()] {
            assert!(search(sought).unwrap().contains(&entry), "{entry:?} is not found by `{sought}`");
        }
    }
}

#[test]
fn every_word_has_a_meaning_in_both_languages() {
    // What is called alike in both: a letter, or what no Vietnamese word is shorter for.
    for entry in all() {
        assert_ne!(entry.text.vi, entry.text.en, "{entry:?}");
        assert_ne!(entry.text.vi, entry.id, "{entry:?}");
    }
}

#[test]
fn marks_do_not_matter_however_they_are_written() {
    let ids = |sought: &str| search(sought).unwrap().iter().map(|entry| entry.id).collect::<Vec<_>>();
    let composed = ids("đối thoại");
    assert!(composed.contains(&"dialogue"));
    assert_eq!(ids("doi thoai"), composed);
    assert_eq!(ids("đo\u{302}\u{301}i thoa\u{323}i"), composed); // decomposed
    assert_eq!(ids("  ĐỐI   THOẠI "), composed);
    assert_eq!(ids(""), all().map(|entry| entry.id).collect::<Vec<_>>());
}

#[test]
fn a_search_that_finds_nothing_says_what_is_near() {
    let near = |sought: &str| search(sought).unwrap_err().near;
    assert_eq!(near("phuc tapp").as_deref(), Some("complex"));
    assert_eq!(near("overdu e").as_deref(), Some("overdue"));
    assert_eq!(near("zzzzzz"), None);
    assert_eq!(near(&"x".repeat(10_000)), None);
}

mod beyond {
    use doithoai::{Code, Lang, RuleSet};

    /// What is said of a key that a duty has.
    fn said(key: &str) -> Vec<(Code, String, String)> {
        let toml = RuleSet::builtin_toml("hcmc-935").unwrap();
        let toml = toml.replacen("[[obligation]]\n", &format!("[[obligation]]\n{key} = 30\n"), 1);
        let checked = RuleSet::check_toml(&toml);
        let of = |lang: Lang| checked.problems.iter().map(move |problem| problem.message.get(lang).to_owned());
        let codes = checked.problems.iter().map(|problem| problem.code);
        codes.zip(of(Lang::Vi)).zip(of(Lang::En)).map(|((code, vi), en)| (code, vi, en)).collect()
    }

    #[test]
    fn a_quorum_and_head_counts_are_named_as_words_only() {
        for key in [
            "quorum",
            "head_count",
            "majority",
            "min_participants",
            "attendance",
            "\"túc số\"",
            "tuc_so",
            "\"số người dự\"",
            "\"đa số\"",
            "so_dai_bieu",
            "vote-share",
            "ty_le_tham_du",
        ] {
            let said = said(key);
            let [(Code::UnknownKey, vi, en)] = said.as_slice() else { panic!("{key}: {said:?}") };
            assert!(vi.contains("chỉ ghi được bằng lời, ở `text` của một [[principle]]"), "{vi}");
            assert!(en.contains("only said in words, as `text` of a [[principle]]"), "{en}");
        }
        for key in ["counting", "so_lan", "at_leest"] {
            assert!(said(key)[0].2.contains("known here"), "{key}");
        }
    }

    /// What docs/regulations.md says cannot be said, as a legal officer would try it, and what is answered.
    const BEYOND: [(&str, &[&str]); 9] = [
        (
            "ở `text` của một [[principle]]",
            &["max_representatives", "population", "dan_so", "so_dai_dien", "\"số hộ gia đình\"", "so_nguoi_toi_thieu"],
        ),
        (
            "người phân loại ghi việc phân loại vào nhật ký",
            &["criteria", "at_least_criteria", "\"tiêu chí\"", "tieu_chi", "so_tieu_chi_toi_thieu", "derived_from"],
        ),
        (
            "`when = { share = { of, requested_by, at_least_percent } }` của một [[trigger]]",
            &[
                "threshold",
                "fallback",
                "threshold_fallback",
                "nguong",
                "\"ngưỡng\"",
                "phuong_an_thay_the",
                "\"dự phòng\"",
            ],
        ),
        (
            "khai báo thành một [[event]], rồi dùng ở `only_if = { event = … }`",
            &[
                "absence",
                "if_absent",
                "absent",
                "absentees",
                "vang_mat",
                "\"vắng mặt\"",
                "khi_vang",
                "no_show",
                "presence",
            ],
        ),
        (
            "số bản, chữ ký và con dấu chưa kiểm tra được",
            &[
                "copies",
                "so_ban",
                "\"số bản\"",
                "signature",
                "signatures",
                "signed_by",
                "nguoi_ky",
                "chu_ky",
                "\"chữ ký\"",
                "dong_dau",
                "seal",
            ],
        ),
        (
            "hiệu lực thì ghi ngày đã biết ở `in_force.until`",
            &[
                "whichever_first",
                "whichever-comes-first",
                "earlier_of",
                "until_replaced",
                "replaced_by",
                "tuy_dieu_kien",
                "\"tùy điều kiện nào đến trước\"",
                "khi_bi_thay_the",
            ],
        ),
        (
            "là ngày nào trong tuần cũng được, và nêu thứ ở `text`",
            &[
                "weekday",
                "every_thursday",
                "thursday",
                "day_of_week",
                "thu_nam_hang_tuan",
                "\"thứ Năm hằng tuần\"",
                "\"mỗi thứ 5\"",
                "chu_nhat",
                "\"ngày trong tuần\"",
            ],
        ),
        (
            "bỏ `due`, nêu thời hạn ở `text`",
            &[
                "after_period",
                "period_end",
                "next_month",
                "\"tháng sau\"",
                "het_ky",
                "\"sau khi hết kỳ\"",
                "\"kỳ tiếp theo\"",
            ],
        ),
        ("chế tài, xử lý trách nhiệm", &["penalty", "sanctions", "liability", "che_tai", "xu_phat", "\"kỷ luật\""]),
    ];

    #[test]
    fn what_no_key_holds_is_named_with_what_to_write_instead() {
        for (answer, keys) in BEYOND {
            for key in keys {
                let said = said(key);
                let [(Code::UnknownKey, vi, en)] = said.as_slice() else { panic!("{key}: {said:?}") };
                assert!(vi.contains(answer), "{key}: {vi}");
                assert!(en.starts_with("unknown key `") && !en.contains("known here"), "{key}: {en}");
            }
        }
        // What has a key is found by its Vietnamese name, and what is only misspelt is still suggested.
        for (key, near) in
            [("dan_chieu", "cite"), ("lastss", "lasts"), ("formm", "form"), ("nguoi_thuc_hien", "bearer")]
        {
            let toml = RuleSet::builtin_toml("hcmc-935").unwrap();
            let toml = toml.replacen("[[obligation]]\n", &format!("[[obligation]]\n{key} = 30\n"), 1);
            let problem = &RuleSet::check_toml(&toml).problems[0];
            assert_eq!(problem.suggestion.as_deref(), Some(near), "{problem:?}");
        }
        for key in [
            "assigned_to",
            "timestamp",
            "van_ban_bi_thay_the",
            "\"chu kỳ\"",
            "so_ban_hanh",
            "co_mat_tran",
            "nam_tiep_nhan",
            "hang_tuan",
            "thu_ly",
        ] {
            assert!(said(key)[0].2.contains("known here"), "{key}: {:?}", said(key));
        }
    }

    /// A weekday of every week, and a day after the end of the period, as values of what returns.
    #[test]
    fn what_returns_on_a_weekday_or_after_its_period_says_what_stands_nearest() {
        let (weekly, after) =
            ("`every = \"week\"`, `at_least = 1`, which any day of the week keeps", "after the end of the period");
        for (when, code, answer) in [
            ("every = \"week\"\nat_least = 1\ndue = { on = \"thursday\" }", Code::UnknownWord, weekly),
            ("every = \"week\"\nat_least = 1\ndue = { on = \"thứ Năm\" }", Code::UnknownWord, weekly),
            ("every = \"month\"\nat_least = 1\ndue = { on = \"every-thursday\" }", Code::UnknownWord, weekly),
            ("every = \"thursday\"\nat_least = 1", Code::UnknownWord, weekly),
            ("every = \"week\"\nat_least = 1\ndue = { day = \"thursday\" }", Code::WrongType, weekly),
            ("every = \"week\"\nat_least = 1\ndue = { on = \"first-thursday\" }", Code::LimitConflict, weekly),
            ("every = \"week\"\nat_least = 1\ndue = { day = 4 }", Code::LimitConflict, weekly),
            ("every = \"quarter\"\nat_least = 1\ndue = { day = 5, month = 4 }", Code::OutOfRange, after),
            ("every = \"month\"\nat_least = 1\ndue = { day = 5, next_month = true }", Code::UnknownKey, after),
        ] {
            let head = crate::support::OWN_FILE;
            let toml = format!(
                "{head}activities = [\"reception\"]\n[[recurring]]\nid = \"r\"\nactivity = \"reception\"\n{when}\n\
                 met_by = {{ all = [\"reception-held\"] }}\ncite = \"main#d1\"\n"
            );
            let problems = RuleSet::check_toml(&toml).problems;
            let said =
                problems.iter().find(|problem| problem.code == code).unwrap_or_else(|| panic!("{when}: {problems:?}"));
            assert!(said.message.en.contains(answer), "{when}: {}", said.message.en);
        }
        // What has a form is sound, and what is only misspelt is not taken for a weekday.
        for when in ["every = \"weekly\"\nat_least = 1", "every = \"wek\"\nat_least = 1"] {
            let toml = format!("{}[[recurring]]\nid = \"r\"\n{when}\n", crate::support::OWN_FILE);
            let problems = RuleSet::check_toml(&toml).problems;
            let said = problems.iter().find(|problem| problem.code == Code::UnknownWord).unwrap();
            assert_eq!(said.suggestion.as_deref(), Some("week"), "{when}");
            assert!(!said.message.en.contains(weekly), "{when}");
        }
    }

    /// Where it is tried as a word, a table or the end of validity.
    #[test]
    fn it_is_named_as_a_word_and_as_a_table_too() {
        let toml = RuleSet::builtin_toml("hcmc-935").unwrap();
        for (tried, answer) in [
            (toml.replacen("\"reply-sent\" = \"written\"", "\"reply-sent\" = \"signed\"", 1), "số bản, chữ ký"),
            (toml.replacen("\"reply-sent\" = \"written\"", "\"reply-sent\" = { copies = 3 }", 1), "số bản, chữ ký"),
            (toml.replacen("duty_kind = \"invite\"", "duty_kind = \"quorum\"", 1), "[[principle]]"),
            (
                toml.replacen("assumed_from = 2017-04-28", "assumed_from = 2017-04-28, first_of = [2027-03-01]", 1),
                "`in_force.until`",
            ),
            (
                toml.replacen(
                    "assumed_from = 2017-04-28",
                    "assumed_from = 2017-04-28, until = { first_of = [2027-03-01] }",
                    1,
                ),
                "`in_force.until`",
            ),
            (
                toml.replacen("assumed_from = 2017-04-28", "assumed_from = 2017-04-28, until = \"khi bị thay thế\"", 1),
                "`in_force.until`",
            ),
            (format!("{toml}\n[[criteria]]\nid = \"hai\"\n"), "ghi việc phân loại"),
            (format!("{toml}\n[[vang_mat]]\nid = \"hai\"\n"), "[[event]]"),
            (
                toml.replacen("form = \"written\" #", "only_if = { at_least_criteria = 2 }\n  form = \"written\" #", 1),
                "ghi việc phân loại",
            ),
        ] {
            assert_ne!(tried, toml);
            let problems = RuleSet::check_toml(&tried).problems;
            assert!(problems.iter().any(|problem| problem.message.vi.contains(answer)), "{answer}: {problems:?}");
        }
    }

    /// Anywhere: as a table of its own, in `due`, in a recurring duty.
    #[test]
    fn a_quorum_is_named_wherever_it_is_tried() {
        let toml = RuleSet::builtin_toml("hcmc-935").unwrap();
        for tried in [
            format!("{toml}\n[[quorum]]\nof = 30\n"),
            toml.replacen("due = { ", "due = { quorum = 30, ", 1),
            toml.replacen("[[recurring]]\n", "[[recurring]]\nmin_participants = 30\n", 1),
        ] {
            let problems = RuleSet::check_toml(&tried).problems;
            assert!(problems.iter().any(|problem| problem.message.en.contains("[[principle]]")), "{problems:?}");
        }
    }
}
