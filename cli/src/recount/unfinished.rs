//! A file that goes if nobody finishes it, also where a signal ends the command.

use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The file that is being written, for the thread that waits for signals.
static BEGUN: Mutex<Option<PathBuf>> = Mutex::new(None);

fn begun() -> MutexGuard<'static, Option<PathBuf>> {
    BEGUN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file under a name of its own, beside the one that it is to become.
pub(super) struct Unfinished {
    to: PathBuf,
}

impl Unfinished {
    /// A new file: what already has its name, a link among others, is left alone.
    pub(super) fn beside(to: &Path) -> Result<(File, Self), Error> {
        const TRIES: u32 = 100;
        watch()?;
        let name = to.file_name().unwrap_or_default().to_string_lossy();
        let mut path = begun();
        for number in 0..TRIES {
            let other = to.with_file_name(format!(".{name}.{}-{number}.tmp", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&other) {
                Ok(file) => {
                    *path = Some(other);
                    return Ok((file, Self { to: to.to_owned() }));
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    /// Gives the whole file its name.
    pub(super) fn finish(self) -> Result<(), Error> {
        let mut path = begun();
        let Some(from) = path.as_ref() else { return Ok(()) };
        std::fs::rename(from, &self.to)?;
        *path = None;
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        remove(&mut begun());
    }
}

fn remove(path: &mut Option<PathBuf>) {
    if let Some(path) = path.take() {
        let _ = std::fs::remove_file(path);
    }
}

/// Waits for what ends a command; then the file goes first, and the command ends as it would have. That a file is larger than may be is
/// no end but an error of the write.
#[cfg(unix)]
fn watch() -> Result<(), Error> {
    use signal_hook::consts::{SIGALRM, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ};
    use signal_hook::iterator::Signals;

    const ENDING: [i32; 8] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU];
    let ignored = ignored();
    let watched = ENDING.into_iter().filter(|signal| {
        let bit = u32::try_from(signal.saturating_sub(1)).unwrap_or_default();
        ignored.checked_shr(bit).unwrap_or_default() & 1 == 0
    });
    signal_hook::flag::register(SIGXFSZ, Arc::default())?;
    let mut signals = Signals::new(watched)?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let mut path = begun(); // and nobody writes or renames any more
            remove(&mut path);
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
    Ok(())
}

/// The signals that are to be ignored, as `nohup` has it, a bit each.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let bits = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    bits.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or_default()
}

#[cfg(not(unix))]
fn watch() -> Result<(), Error> {
    Ok(())
}
