//! A date as a person writes it, and what is wrong with one that is none.

use chrono::NaiveDate;

use super::{Text, signs};

/// A date written `2026-08-20`, and not in another way that could be understood; else what is wrong with it, in both languages.
///
/// ```
/// use doithoai::typed_date;
/// assert_eq!(typed_date("2026-08-20").unwrap().to_string(), "2026-08-20");
/// assert_eq!(typed_date("2026-02-30").unwrap_err().vi, "không có ngày `2026-02-30`: tháng 2 năm 2026 có 28 ngày");
/// ```
///
/// # Errors
/// What is wrong: a day that its month has not, a blank or another sign that is not seen, or another form.
pub fn typed_date(written: &str) -> Result<NaiveDate, Text> {
    read(written).ok_or_else(|| special(written).unwrap_or_else(|| otherwise(written)))
}

fn read(written: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(written, "%Y-%m-%d").ok().filter(|date| date.to_string() == written)
}

fn otherwise(written: &str) -> Text {
    Text::owned(
        format!("`{written}` không phải là ngày; viết theo dạng NĂM-THÁNG-NGÀY, ví dụ 2026-08-20"),
        format!("`{written}` is not a date; expected YYYY-MM-DD, for example 2026-08-20"),
    )
}

/// What is wrong with a date that is written in the right form but for one thing.
pub(crate) fn special(written: &str) -> Option<Text> {
    if let Some(day) = signs::impossible_day(written) {
        return Some(day);
    }
    if read(written.trim()).is_some() {
        return Some(Text::owned(
            format!("`{written}` có khoảng trắng ở đầu hoặc ở cuối; hãy xóa khoảng trắng đó"),
            format!("`{written}` has a blank at its beginning or end; delete it"),
        ));
    }
    let sign = signs::strange(written).filter(|_| written.chars().any(char::is_numeric))?;
    Some(Text::build(|lang| format!("`{written}`: {}", sign.get(lang))))
}

#[cfg(test)]
mod tests {
    use super::typed_date;

    #[test]
    fn each_mistake_in_a_date_is_named() {
        for (written, vi, en) in [
            (
                "2026-02-29",
                "không có ngày `2026-02-29`: tháng 2 năm 2026 có 28 ngày",
                "there is no day `2026-02-29`: that month has 28 days",
            ),
            (
                "2026-13-01",
                "không có ngày `2026-13-01`: tháng từ 01 đến 12",
                "there is no day `2026-13-01`: months are 01 to 12",
            ),
            (
                "2026–08–20",
                "`2026–08–20`: dấu – (U+2013) gõ bằng bộ gõ khác; hãy thay bằng `-`",
                "`2026–08–20`: the sign – (U+2013) is of another keyboard; write `-`",
            ),
            (
                "２026-08-20",
                "`２026-08-20`: dấu ２ (U+FF12) gõ bằng bộ gõ khác; hãy thay bằng `2`",
                "`２026-08-20`: the sign ２ (U+FF12) is of another keyboard; write `2`",
            ),
            (
                "2026-08-20 ",
                "`2026-08-20 ` có khoảng trắng ở đầu hoặc ở cuối; hãy xóa khoảng trắng đó",
                "`2026-08-20 ` has a blank at its beginning or end; delete it",
            ),
            (
                "20/08/2026",
                "`20/08/2026` không phải là ngày; viết theo dạng NĂM-THÁNG-NGÀY, ví dụ 2026-08-20",
                "`20/08/2026` is not a date; expected YYYY-MM-DD, for example 2026-08-20",
            ),
        ] {
            let said = typed_date(written).unwrap_err();
            assert_eq!((said.vi.as_ref(), said.en.as_ref()), (vi, en));
        }
        for written in ["2026-8-20", "+2026-08-20", "", "hôm nay", "2026-08-20T00:00", "02026-08-20"] {
            assert!(typed_date(written).is_err(), "{written}");
        }
        for written in ["2026-02-28", "2028-02-29"] {
            assert_eq!(typed_date(written).unwrap().to_string(), written);
        }
    }
}
