//! Every function of the C interface, wrong inputs, threads, a panic: called from C, in this process.

#![cfg(test)]

use std::ffi::c_int;

use capi as _; // its symbols are what is called

unsafe extern "C" {
    safe fn every_main() -> c_int;
    safe fn wrong_main() -> c_int;
    safe fn threads_main() -> c_int;
    safe fn panic_main() -> c_int;
}

#[test]
fn every_function_once() {
    assert_eq!(every_main(), 0);
}

#[test]
fn wrong_inputs() {
    assert_eq!(wrong_main(), 0);
}

#[test]
fn eight_threads() {
    assert_eq!(threads_main(), 0);
}

#[test]
fn a_panic_comes_back() {
    assert_eq!(panic_main(), 0);
}

/// That a sanitizer is there, and looks at the C too: planted mistakes, each in a process of its own, are found.
#[test]
#[ignore = "run.sh asks for it: it must fail"]
fn planted() {
    let bytes = Box::new([7_u8; 8]);
    let at = Box::into_raw(bytes).cast::<u8>();
    // SAFETY: none; it is what must be found.
    unsafe {
        drop(Box::from_raw(at.cast::<[u8; 8]>()));
        std::hint::black_box(at.read_volatile());
    }
}

/// A race that is planted: it must be found.
#[test]
#[ignore = "run.sh asks for it: it must fail"]
fn planted_race() {
    static mut SHARED: u64 = 0;
    let threads: Vec<_> = (0..2)
        .map(|number| {
            std::thread::spawn(move || {
                for round in 0..100_000_u64 {
                    // SAFETY: none; it is what must be found.
                    unsafe { (&raw mut SHARED).write_volatile(round + number) };
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}
