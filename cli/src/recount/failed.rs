//! Why a table cannot be read or written, in the reader's language: what CSV and Parquet readers say is English.

use std::io::Error;
use std::path::Path;

use doithoai::Lang;

use crate::files;

pub(super) fn unreadable(path: &Path, error: &impl ToString, lang: Lang) -> String {
    unreadable_as(path, &words(&error.to_string(), lang), lang)
}

/// The same, where it is known what to say.
pub(super) fn unreadable_as(path: &Path, error: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("không đọc được tệp `{}`: {error}", path.display()),
        Lang::En => format!("cannot read `{}`: {error}", path.display()),
    }
}

pub(super) fn unwritable(path: &Path, error: &impl ToString, lang: Lang) -> String {
    let error = words(&error.to_string(), lang);
    match lang {
        Lang::Vi => format!("không ghi được tệp `{}`: {error}", path.display()),
        Lang::En => format!("cannot write `{}`: {error}", path.display()),
    }
}

/// What is wrong: of the operating system by its number, of a table by what its reader says.
fn words(said: &str, lang: Lang) -> String {
    if let Some(error) = system(said) {
        return files::words_of(&error, lang);
    }
    if let Some(line) = said.split_once(OPEN_QUOTE).and_then(|(_, rest)| rest.split(' ').next()) {
        return match lang {
            Lang::Vi => format!("dấu ngoặc kép mở ở dòng {line} không được đóng; hãy đóng lại, hoặc xóa dấu đó"),
            Lang::En => format!("the quotation mark that opens in line {line} is not closed; close it, or delete it"),
        };
    }
    let line = said.rsplit_once("line ").and_then(|(_, rest)| rest.split(' ').next());
    if let Some(line) = line.filter(|_| said.contains("UTF-8") || said.contains("utf-8")) {
        return match lang {
            Lang::Vi => format!("dòng {line} có chữ không ở dạng UTF-8; hãy lưu lại tệp ở dạng UTF-8"),
            Lang::En => format!("line {line} has letters that are not in UTF-8; save the file in UTF-8"),
        };
    }
    if lang == Lang::En {
        return said.to_owned();
    }
    let numbers: Vec<&str> =
        said.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match numbers.as_slice() {
        [line, expected, got, ..] if said.contains("number of fields") => {
            format!("dòng {line} có {got} cột, cần {expected}")
        }
        [row, most, ..] if said.contains("is longer than") => {
            format!(
                "hàng {row} dài hơn {most} MiB: thiếu dấu ngoặc kép đóng, hoặc tệp không phải bảng ngăn bằng dấu phẩy"
            )
        }
        [from, to, most, ..] if said.contains("MiB together") => {
            format!("các hàng từ {from} đến {to} cộng lại quá {most} MiB; hãy bỏ bớt các cột dài")
        }
        _ if said.contains("UTF-8") || said.contains("utf-8") => {
            "chữ không ở dạng UTF-8; hãy lưu lại ở dạng UTF-8".to_owned()
        }
        _ if said.contains("EOF")
            || said.contains("footer")
            || said.contains("magic")
            || said.contains("Invalid Parquet") =>
        {
            "tệp không phải là Parquet, hoặc thiếu phần cuối".to_owned()
        }
        _ => "tệp hỏng hoặc không đúng dạng của tên tệp".to_owned(),
    }
}

/// What is said of a quotation mark that nothing closes, before the number of its line.
pub(super) const OPEN_QUOTE: &str = "a quotation mark is open since line ";

/// The error of the operating system that a message ends with.
fn system(said: &str) -> Option<Error> {
    let (_, number) = said.rsplit_once("(os error ")?;
    let number: String = number.chars().take_while(char::is_ascii_digit).collect();
    Some(Error::from_raw_os_error(number.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use doithoai::Lang;

    #[test]
    fn what_is_said_of_long_rows_is_said_in_vietnamese() {
        let said = super::words("rows 1 to 512 have more than 256 MiB together: leave out the long columns", Lang::Vi);
        assert_eq!(said, "các hàng từ 1 đến 512 cộng lại quá 256 MiB; hãy bỏ bớt các cột dài");
    }
}
