//! Text files: read up to a limit, in UTF-8, and why one cannot be read, in the reader's language.

use std::fs::File;
use std::io::{Error, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use doithoai::Lang;

use crate::encoding;
use crate::input::Outcome;

/// No text is read that is larger; a log of ten years of a province has less.
const MOST_BYTES: u64 = 64 << 20;

/// How long a pipe may say nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// The text of a file.
pub(crate) fn text_of(path: &Path, lang: Lang) -> Outcome<String> {
    let unreadable = |why: &str| match lang {
        Lang::Vi => format!("không đọc được tệp `{}`: {why}", path.display()),
        Lang::En => format!("cannot read `{}`: {why}", path.display()),
    };
    let bytes = bytes_of(path).map_err(|error| unreadable(&words_of(&error, lang)))?;
    let Some(bytes) = bytes else {
        let most = MOST_BYTES >> 20;
        return Err(unreadable(&match lang {
            Lang::Vi => format!("tệp lớn hơn {most} MiB; hãy chia nhỏ hoặc kiểm tra có chọn nhầm tệp không"),
            Lang::En => format!("it is larger than {most} MiB; split it, or see whether it is the file you mean"),
        }));
    };
    match encoding::mistake(&bytes, lang) {
        Some(why) => Err(unreadable(&why)),
        None => Ok(String::from_utf8(bytes).unwrap_or_default()),
    }
}

/// What is in a file, or `None` if that is too much. The size of a regular file is asked before it is read; of a pipe or a device no
/// more is read than the limit.
fn bytes_of(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if about.is_file() {
        return if about.len() > MOST_BYTES { Ok(None) } else { limited(path) };
    }
    let (done, wait) = mpsc::channel();
    let path: PathBuf = path.to_owned();
    std::thread::spawn(move || done.send(limited(&path)));
    wait.recv_timeout(PATIENCE).unwrap_or_else(|_| Err(ErrorKind::TimedOut.into()))
}

fn limited(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((u64::try_from(bytes.len()).unwrap_or(u64::MAX) <= MOST_BYTES).then_some(bytes))
}

/// What the operating system says, without its English.
pub(crate) fn words_of(error: &Error, lang: Lang) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => lang.pick("không có tệp hoặc thư mục này", "there is no such file or folder"),
        ErrorKind::PermissionDenied => lang.pick("không có quyền", "permission denied"),
        ErrorKind::IsADirectory => lang.pick("đây là thư mục, cần một tệp", "it is a folder, a file is needed"),
        ErrorKind::NotADirectory => {
            lang.pick("một phần của đường dẫn không phải là thư mục", "a part of the path is no folder")
        }
        // A link that leads back to itself, which stable Rust does not name yet: ELOOP, on Linux and on others.
        _ if matches!(error.raw_os_error(), Some(40 | 62)) => {
            lang.pick("liên kết quay vòng: đường dẫn dẫn về chính nó", "its links lead in a circle")
        }
        ErrorKind::AlreadyExists => lang.pick("đã có tệp cùng tên", "a file of that name exists"),
        ErrorKind::StorageFull => lang.pick("đĩa đã đầy", "the disk is full"),
        ErrorKind::QuotaExceeded => lang.pick("đã hết hạn mức đĩa", "the disk quota is used up"),
        ErrorKind::ReadOnlyFilesystem => lang.pick("hệ thống tệp chỉ cho đọc", "the file system is read-only"),
        ErrorKind::FileTooLarge => lang.pick("tệp quá lớn", "the file is too large"),
        ErrorKind::BrokenPipe => lang.pick("bên nhận đã đóng", "the reader has closed"),
        ErrorKind::TimedOut => lang.pick("chờ quá lâu mà không có gì để đọc", "nothing came for too long"),
        ErrorKind::InvalidFilename => lang.pick("tên tệp không hợp lệ", "that cannot be the name of a file"),
        ErrorKind::InvalidInput => {
            lang.pick("tên tệp có ký tự không được phép", "the name has a sign that no file name has")
        }
        ErrorKind::Unsupported => lang.pick("đây không phải là tệp thường", "it is no regular file"),
        ErrorKind::InvalidData => lang.pick("tệp không ở dạng UTF-8", "it is not in UTF-8"),
        _ => {
            return match (error.raw_os_error(), lang) {
                (Some(number), Lang::Vi) => format!("lỗi số {number} của hệ điều hành"),
                (Some(_), Lang::En) => error.to_string(),
                (None, _) => lang.pick("lỗi của hệ điều hành", "an error of the operating system").to_owned(),
            };
        }
    };
    words.to_owned()
}
