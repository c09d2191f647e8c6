//! Why a file cannot be read or written, in the reader's language and not in the system's.

use std::io::{Error, ErrorKind};

use crate::text::Text;

/// What the operating system says of a file, in both languages.
///
/// ```
/// use doithoai::scenario::harness::words_of;
/// let error = std::fs::read("no/such/file").unwrap_err();
/// assert_eq!(words_of(&error).vi, "không có tệp hoặc thư mục này");
/// ```
#[must_use]
pub fn words_of(error: &Error) -> Text {
    let (vi, en) = match error.kind() {
        ErrorKind::NotFound => ("không có tệp hoặc thư mục này", "there is no such file or folder"),
        ErrorKind::PermissionDenied => ("không có quyền", "permission denied"),
        ErrorKind::IsADirectory => ("đây là thư mục, cần một tệp", "it is a folder, a file is needed"),
        ErrorKind::NotADirectory => ("một phần của đường dẫn không phải là thư mục", "a part of the path is no folder"),
        // A link that leads back to itself, which stable Rust does not name yet: ELOOP, on Linux and on others.
        _ if matches!(error.raw_os_error(), Some(40 | 62)) => {
            ("liên kết quay vòng: đường dẫn dẫn về chính nó", "its links lead in a circle")
        }
        ErrorKind::AlreadyExists => ("đã có tệp cùng tên", "a file of that name exists"),
        ErrorKind::StorageFull => ("đĩa đã đầy", "the disk is full"),
        ErrorKind::QuotaExceeded => ("đã hết hạn mức đĩa", "the disk quota is used up"),
        ErrorKind::ReadOnlyFilesystem => ("hệ thống tệp chỉ cho đọc", "the file system is read-only"),
        ErrorKind::FileTooLarge => ("tệp quá lớn", "the file is too large"),
        ErrorKind::BrokenPipe => ("bên nhận đã đóng", "the reader has closed"),
        ErrorKind::TimedOut => ("chờ quá lâu mà không có gì để đọc", "nothing came for too long"),
        ErrorKind::InvalidFilename => ("tên tệp không hợp lệ", "that cannot be the name of a file"),
        ErrorKind::InvalidInput => ("tên tệp có ký tự không được phép", "the name has a sign that no file name has"),
        ErrorKind::Unsupported => ("đây không phải là tệp thường", "it is no regular file"),
        ErrorKind::InvalidData => ("tệp không ở dạng UTF-8", "it is not in UTF-8"),
        _ => {
            return match error.raw_os_error() {
                Some(number) => Text::owned(format!("lỗi số {number} của hệ điều hành"), error.to_string()),
                None => Text::new("lỗi của hệ điều hành", "an error of the operating system"),
            };
        }
    };
    Text::new(vi, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_of_a_file_is_told_in_words() {
        for (error, vi, en) in [
            (ErrorKind::IsADirectory.into(), "đây là thư mục, cần một tệp", "it is a folder, a file is needed"),
            (ErrorKind::Unsupported.into(), "đây không phải là tệp thường", "it is no regular file"),
            (ErrorKind::FileTooLarge.into(), "tệp quá lớn", "the file is too large"),
            (ErrorKind::InvalidData.into(), "tệp không ở dạng UTF-8", "it is not in UTF-8"),
            (ErrorKind::Other.into(), "lỗi của hệ điều hành", "an error of the operating system"),
            (
                Error::from_raw_os_error(40),
                "liên kết quay vòng: đường dẫn dẫn về chính nó",
                "its links lead in a circle",
            ),
        ] {
            let said = words_of(&error);
            assert_eq!((said.vi.as_ref(), said.en.as_ref()), (vi, en));
        }
        assert_eq!(words_of(&Error::from_raw_os_error(5)).vi, "lỗi số 5 của hệ điều hành");
    }
}
