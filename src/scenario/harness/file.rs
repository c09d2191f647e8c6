//! Reading a file: up to a limit, and nothing that may never end.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// No file is read that is larger.
const MOST_BYTES: u64 = 64 << 20;

/// So much of a file is looked at for the form of its letters.
const LOOKED_AT: usize = 64 << 10;

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
    if let Some(code) = wide(&bytes) {
        return Err(io::Error::new(ErrorKind::InvalidData, format!("{code}, not UTF-8")));
    }
    String::from_utf8(bytes).map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
}

/// UTF-32 or UTF-16, by the mark at the beginning, or by the zero bytes beside each letter of ASCII.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    let looked = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or_default();
    let of = |name, width: usize, marks: [&[u8]; 2]| {
        let units = looked.chunks_exact(width);
        let letters = units.clone().filter(|unit| {
            unit.iter().copied().map(|byte| usize::from(byte == 0)).sum::<usize>() == width.saturating_sub(1)
        });
        let (all, letters) = (units.len(), letters.count());
        let has_mark = marks.into_iter().any(|mark| looked.starts_with(mark));
        (has_mark || all >= 4 && letters.saturating_mul(2) > all).then_some(name)
    };
    of("UTF-32", 4, [&[0xff, 0xfe, 0, 0], &[0, 0, 0xfe, 0xff]])
        .or_else(|| of("UTF-16", 2, [&[0xff, 0xfe], &[0xfe, 0xff]]))
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
        for (mark, little) in [(true, true), (true, false), (false, true), (false, false)] {
            let letters = mark.then_some('\u{feff}').into_iter().chain("format = 1\n# có\n".chars());
            let code = |letter: char| u16::try_from(u32::from(letter)).unwrap();
            let two = |letter| if little { code(letter).to_le_bytes() } else { code(letter).to_be_bytes() };
            let four = |letter| if little { u32::from(letter).to_le_bytes() } else { u32::from(letter).to_be_bytes() };
            fs::write(&path, letters.clone().flat_map(two).collect::<Vec<u8>>()).unwrap();
            assert_eq!(text(&path).unwrap_err().to_string(), "UTF-16, not UTF-8");
            fs::write(&path, letters.flat_map(four).collect::<Vec<u8>>()).unwrap();
            let error = text(&path).unwrap_err();
            assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::InvalidData, "UTF-32, not UTF-8"));
        }
        assert_eq!(text(&folder).unwrap_err().kind(), ErrorKind::IsADirectory);
        assert_eq!(text(&folder.join("none")).unwrap_err().kind(), ErrorKind::NotFound);
        fs::remove_dir_all(&folder).unwrap();
        #[cfg(unix)]
        assert_eq!(text(Path::new("/dev/zero")).unwrap_err().kind(), ErrorKind::Unsupported);
    }
}
