//! Reading a file: up to a limit, and nothing that may never end.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// No file is read that is larger.
const MOST_BYTES: u64 = 64 << 20;

/// The text of a file; what is no file, as a pipe or a device, is refused before it is opened, and too large a one before it is read.
pub(super) fn text(path: &Path) -> io::Result<String> {
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !about.is_file() {
        return Err(ErrorKind::Unsupported.into());
    }
    if about.len() > MOST_BYTES {
        return Err(ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES.saturating_add(1)).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST_BYTES {
        return Err(ErrorKind::FileTooLarge.into()); // it grew
    }
    String::from_utf8(bytes).map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_or_no_file_is_not_read() {
        let folder = std::env::temp_dir().join(format!("doithoai-file-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("large.test.toml");
        for (bytes, kind) in [
            (MOST_BYTES, None),
            (MOST_BYTES + 1, Some(ErrorKind::FileTooLarge)),
            (1 << 30, Some(ErrorKind::FileTooLarge)),
        ] {
            File::create(&path).unwrap().set_len(bytes).unwrap();
            assert_eq!(text(&path).err().map(|error| error.kind()), kind, "{bytes}");
        }
        fs::write(&path, [0xff]).unwrap();
        assert_eq!(text(&path).unwrap_err().kind(), ErrorKind::InvalidData);
        assert_eq!(text(&folder).unwrap_err().kind(), ErrorKind::IsADirectory);
        assert_eq!(text(&folder.join("none")).unwrap_err().kind(), ErrorKind::NotFound);
        fs::remove_dir_all(&folder).unwrap();
        #[cfg(unix)]
        assert_eq!(text(Path::new("/dev/zero")).unwrap_err().kind(), ErrorKind::Unsupported);
    }
}
