//! A table of text whose rows have an end: a line that never ends, or a quotation mark that is never closed, takes no memory without end.

use std::io::{Error, ErrorKind, Read};

use super::failed::OPEN_QUOTE;

/// No row is longer; one of a hundred columns has a few kilobytes.
const MOST_BYTES: usize = 1 << 20;

/// Nor have as many rows more together as are read at a time: that much memory they take.
const MOST_OF_BATCH: usize = 256 << 20;

/// Reads on as long as rows end.
pub(super) struct Bounded<R> {
    inner: R,
    at: At,
    /// The row, from 1, and how many of its bytes were read.
    row: u64,
    bytes: usize,
    batch: Batch,
    /// The line, from 1, and that in which the last quotation mark opened.
    line: u64,
    opened: u64,
}

/// The rows that are read at a time.
struct Batch {
    /// How many they are, and how many bytes they may have.
    rows: u64,
    most: usize,
    /// The first of those that are read now, and how many bytes these have so far.
    first: u64,
    bytes: usize,
}

/// Where in a row the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    FieldStart,
    Plain,
    Quoted,
    /// After a quotation mark within quotes: it ends them, or another one follows and it stands for itself.
    Mark,
}

impl<R> Bounded<R> {
    /// A table of which so many rows are read at a time.
    pub(super) fn new(inner: R, rows: usize) -> Self {
        let rows = u64::try_from(rows).unwrap_or(u64::MAX).max(1);
        let batch = Batch { rows, most: MOST_OF_BATCH, first: 1, bytes: 0 };
        Self { inner, at: At::FieldStart, row: 1, bytes: 0, batch, line: 1, opened: 1 }
    }

    fn pass(&mut self, bytes: &[u8]) -> Result<(), Error> {
        for part in bytes.chunks(MOST_BYTES) {
            // Most tables have few quotation marks; then only the last line break counts.
            if self.at == At::Quoted || part.contains(&b'"') {
                for byte in part {
                    self.step(*byte);
                }
            } else {
                self.plain(part);
            }
            if self.bytes > MOST_BYTES {
                let (row, most) = (self.row, MOST_BYTES >> 20);
                let said = format!(
                    "row {row} is longer than {most} MiB: a quotation mark is not closed, or it is no table with commas"
                );
                return Err(Error::new(ErrorKind::InvalidData, said));
            }
            self.batch.add(self.row, part.len())?;
        }
        Ok(())
    }

    fn plain(&mut self, part: &[u8]) {
        let breaks = part.split(|byte| *byte == b'\n').count().saturating_sub(1);
        let rest = part.iter().rev().take_while(|byte| **byte != b'\n').count();
        if breaks > 0 {
            let breaks = u64::try_from(breaks).unwrap_or(u64::MAX);
            (self.row, self.line) = (self.row.saturating_add(breaks), self.line.saturating_add(breaks));
            self.bytes = 0;
        }
        self.bytes = self.bytes.saturating_add(rest);
        self.at = match part.last() {
            Some(b'\n' | b',') => At::FieldStart,
            Some(_) => At::Plain,
            None => self.at,
        };
    }

    fn step(&mut self, byte: u8) {
        self.bytes = self.bytes.saturating_add(1);
        match (self.at, byte) {
            (At::FieldStart, b'"') => self.opened = self.line,
            (_, b'\n') => self.line = self.line.saturating_add(1),
            _ => {}
        }
        self.at = match (self.at, byte) {
            (At::Quoted, b'"') => At::Mark,
            (At::Quoted, _) | (At::FieldStart | At::Mark, b'"') => At::Quoted,
            (_, b'\n') => {
                (self.row, self.bytes) = (self.row.saturating_add(1), 0);
                At::FieldStart
            }
            (_, b',') => At::FieldStart,
            _ => At::Plain,
        };
    }
}

impl Batch {
    /// Counts what was read, up to a row; the last row of a batch may be counted to the next one.
    fn add(&mut self, row: u64, read: usize) -> Result<(), Error> {
        if row.saturating_sub(self.first) >= self.rows {
            (self.first, self.bytes) = (row, 0);
        }
        self.bytes = self.bytes.saturating_add(read);
        if self.bytes <= self.most {
            return Ok(());
        }
        let (from, most) = (self.first, self.most >> 20);
        let said = format!("rows {from} to {row} have more than {most} MiB together: leave out the long columns");
        Err(Error::new(ErrorKind::InvalidData, said))
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        let read = self.inner.read(buffer)?;
        if read == 0 && !buffer.is_empty() && self.at == At::Quoted {
            return Err(Error::new(ErrorKind::InvalidData, format!("{OPEN_QUOTE}{}", self.opened)));
        }
        self.pass(buffer.get(..read).unwrap_or_default())?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::{Batch, Bounded, MOST_OF_BATCH};

    /// So many rows of a hundred bytes, of which so many are read at a time and may have a thousand bytes; what is said of them.
    fn said(rows: usize, at_a_time: usize) -> Option<String> {
        let text = (String::from("x").repeat(99) + "\n").repeat(rows);
        let mut table = Bounded::new(text.as_bytes(), at_a_time);
        assert_eq!(table.batch.most, MOST_OF_BATCH);
        table.batch = Batch { most: 1_000, ..table.batch };
        let mut buffer = [0; 100];
        loop {
            match table.read(&mut buffer) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => return Some(error.to_string()),
            }
        }
    }

    #[test]
    fn the_rows_that_are_read_at_a_time_have_an_end_together() {
        assert_eq!(said(10, 64), None);
        let told = said(11, 64).unwrap();
        assert!(told.starts_with("rows 1 to 12 have more than 0 MiB together: leave out"), "{told}");
        // However many rows there are: only those count that are read together.
        assert_eq!(said(1_000, 5), None);
        assert!(said(1_000, 20).is_some());
    }
}
