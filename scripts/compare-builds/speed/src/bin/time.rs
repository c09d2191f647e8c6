//! CPU time, old and new in turns, round by round: what disturbs one disturbs the others.

use std::hint::black_box;
use std::process::ExitCode;

use rustix::time::{ClockId, clock_gettime};
use speed::held;

speed::calls!(old);
speed::calls!(new);

const ROUNDS: usize = 2_000;
const CALLS: usize = 4;

fn now() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
}

/// Each way's median microseconds, and the median over the rounds of its share of the first way.
fn medians<const N: usize>(ways: &mut [&mut dyn FnMut(); N]) -> [(f64, f64); N] {
    let mut times = vec![[0.0; N]; ROUNDS];
    for round in &mut times {
        for (way, time) in ways.iter_mut().zip(round) {
            let before = now();
            (0..CALLS).for_each(|_| way());
            *time = (now() - before) / CALLS as f64;
        }
    }
    let median = |of: &dyn Fn(&[f64; N]) -> f64| {
        let mut all: Vec<f64> = times.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all[ROUNDS / 2]
    };
    std::array::from_fn(|way| (median(&|round| round[way]), median(&|round| round[way] / round[0])))
}

fn main() -> ExitCode {
    let one = old::replayed(&old::terms(), &old::log());
    let other = new::replayed(&new::terms(), &new::log());
    let mut was = || drop(black_box(old::timeline(black_box(&one))));
    let mut is = || drop(black_box(new::timeline(black_box(&other))));
    #[cfg(feature = "duties")]
    let mut duties = || drop(black_box(other.duties(new::view()).unwrap()));
    #[cfg(not(feature = "duties"))]
    let mut duties = || {};
    let [(was, _), (is, whole), (duties, alone)] = medians(&mut [&mut was, &mut is, &mut duties]);
    println!(
        "hcmc-935, 30 petitions: the old timeline {was:.0} µs, the new one {is:.0} µs, duties alone {duties:.0} µs"
    );
    let timeline = held("the timeline, of the old one", whole, 0.47, "");
    let duties = if cfg!(feature = "duties") {
        held("duties alone, of the old timeline", alone, 0.17, "")
    } else {
        println!("duties alone: not there yet");
        false
    };
    if timeline && duties { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
