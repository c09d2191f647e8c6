//! A table of text whose rows have an end: a line that never ends, or a quotation mark that is never closed, takes no memory without end.

use std::io::{Error, ErrorKind, Read};

/// No row is longer; one of a hundred columns has a few kilobytes.
const MOST_BYTES: usize = 1 << 20;

/// Reads on as long as rows end.
pub(super) struct Bounded<R> {
    inner: R,
    at: At,
    /// The row, from 1, and how many of its bytes were read.
    row: u64,
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
    pub(super) const fn new(inner: R) -> Self {
        Self { inner, at: At::FieldStart, row: 1, bytes: 0 }
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
        }
        Ok(())
    }

    fn plain(&mut self, part: &[u8]) {
        let breaks = part.split(|byte| *byte == b'\n').count().saturating_sub(1);
        let rest = part.iter().rev().take_while(|byte| **byte != b'\n').count();
        if breaks > 0 {
            self.row = self.row.saturating_add(u64::try_from(breaks).unwrap_or(u64::MAX));
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

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        let read = self.inner.read(buffer)?;
        self.pass(buffer.get(..read).unwrap_or_default())?;
        Ok(read)
    }
}
