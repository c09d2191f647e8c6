//! Text files: read up to a limit, in UTF-8, and why one cannot be read, in the reader's language.

use std::fs::File;
use std::io::{Error, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use doithoai::scenario::harness;
use doithoai::{Lang, Text};

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
    bytes_of(path, true).and_then(decoded).map_err(|why| unreadable(why.get(lang)))
}

/// The text of a file that another file names, or why it is not read: of nothing but a regular file, which is there when it is named.
pub(crate) fn text_beside(path: &Path) -> Result<String, Text> {
    bytes_of(path, false).and_then(decoded)
}

fn decoded(bytes: Vec<u8>) -> Result<String, Text> {
    let said = |lang| encoding::mistake(&bytes, lang).unwrap_or_default();
    match said(Lang::Vi) {
        none if none.is_empty() => Ok(String::from_utf8(bytes).unwrap_or_default()),
        vi => Err(Text::owned(vi, said(Lang::En))),
    }
}

/// What is in a file, unless that is too much. The size of a regular file is asked before it is read; of a pipe or a device, where one
/// may be read, no more is read than the limit.
fn bytes_of(path: &Path, also_pipes: bool) -> Result<Vec<u8>, Text> {
    let bytes = bytes_or_more(path, also_pipes).map_err(|error| harness::words_of(&error))?;
    let most = MOST_BYTES >> 20;
    bytes.ok_or_else(|| {
        Text::owned(
            format!("tệp lớn hơn {most} MiB; hãy chia nhỏ hoặc kiểm tra có chọn nhầm tệp không"),
            format!("it is larger than {most} MiB; split it, or see whether it is the file you mean"),
        )
    })
}

/// The same, `None` where it is too much.
fn bytes_or_more(path: &Path, also_pipes: bool) -> Result<Option<Vec<u8>>, Error> {
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if about.is_file() {
        return if about.len() > MOST_BYTES { Ok(None) } else { limited(path) };
    }
    if !also_pipes {
        return Err(ErrorKind::Unsupported.into());
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
    harness::words_of(error).get(lang).to_owned()
}
