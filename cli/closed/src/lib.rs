//! Whether standard output was closed (`>&-`) before the program began. Before `main` Rust opens `/dev/null` in its place, so that
//! afterwards all that is written there is lost without an error.

use std::sync::atomic::{AtomicBool, Ordering};

static CLOSED: AtomicBool = AtomicBool::new(false);

#[cfg(unix)]
ctor::declarative::ctor! {
    #[ctor(unsafe)]
    fn look() {
        use std::os::fd::AsFd as _;
        // What is closed cannot be duplicated.
        CLOSED.store(std::io::stdout().as_fd().try_clone_to_owned().is_err(), Ordering::Relaxed);
    }
}

/// Whether standard output was closed when the program began; elsewhere than on Unix never.
#[must_use]
pub fn output_was_closed() -> bool {
    CLOSED.load(Ordering::Relaxed)
}
