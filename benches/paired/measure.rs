//! CPU time of ways to do the same work, in turns, so that what disturbs one disturbs the others.

use rustix::time::{ClockId, clock_gettime};
use serde::Serialize;

/// How often: the best is over all rounds, the median over the medians of the passes.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    pub(crate) passes: usize,
    pub(crate) rounds: usize,
}

/// One way to do the work, and how many calls of it a run makes.
pub(crate) struct Way<'a> {
    pub(crate) name: &'static str,
    pub(crate) calls: usize,
    pub(crate) run: Box<dyn FnMut() -> u64 + 'a>,
}

/// Nanoseconds a call, and as multiples of the first way of the same table.
#[derive(Serialize)]
pub(crate) struct Cost {
    pub(crate) name: &'static str,
    pub(crate) best: f64,
    pub(crate) median: f64,
    pub(crate) best_ratio: f64,
    pub(crate) median_ratio: f64,
}

/// The CPU nanoseconds of the process.
fn now() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The ways in turns, round by round; the first is what the others are compared with.
pub(crate) fn measured(mut ways: Vec<Way<'_>>, effort: Effort) -> Vec<Cost> {
    // [way][pass][round]
    let mut times = vec![vec![Vec::with_capacity(effort.rounds); effort.passes]; ways.len()];
    for pass in 0..effort.passes {
        for _ in 0..effort.rounds {
            for (way, times) in ways.iter_mut().zip(&mut times) {
                let before = now();
                std::hint::black_box((way.run)());
                times[pass].push((now() - before) / way.calls as f64);
            }
        }
    }
    let best: Vec<f64> = times.iter().map(|passes| passes.iter().flatten().copied().fold(f64::MAX, f64::min)).collect();
    let medians: Vec<Vec<f64>> = times.into_iter().map(|passes| passes.into_iter().map(median).collect()).collect();
    let cost = |(place, way): (usize, &Way<'_>)| Cost {
        name: way.name,
        best: best[place],
        median: median(medians[place].clone()),
        best_ratio: best[place] / best[0],
        median_ratio: median(medians[place].iter().zip(&medians[0]).map(|(own, first)| own / first).collect()),
    };
    ways.iter().enumerate().map(cost).collect()
}
