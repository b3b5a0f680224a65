//! What a search costs: events a second, and whole matrices.
//!
//! `cargo bench --bench explore`; `-- each` adds a line for every strategy. The figures to reach:
//! three million transitions a second natively; the matrix of all strategies in 0.2 s for one fault
//! and 3 s for two, in the browser.

use std::time::{Duration, Instant};

use zeroloss::explore::{Alphabet, Bounds, FaultMap, Progress, Search};
use zeroloss::program::catalogue::strategies;
use zeroloss::scenario::{Scenario, Strategy};

/// Samples of a measurement, of which the best and the median are printed.
const SAMPLES: usize = 9;

fn main() {
    let is_each = std::env::args().any(|argument| argument == "each");
    for faults in [1, 2] {
        matrix(faults, is_each);
    }
    println!(
        "fault map of transactional-message: {}",
        Timing::of(|| {
            FaultMap::new(&scenario("transactional-message"), &Alphabet::default(), 1);
        })
    );
}

/// The best and the median of some samples.
struct Timing {
    best: Duration,
    median: Duration,
}

impl Timing {
    fn of(mut run: impl FnMut()) -> Self {
        let mut samples: Vec<_> = (0..SAMPLES)
            .map(|_| {
                let start = Instant::now();
                run();
                start.elapsed()
            })
            .collect();
        samples.sort_unstable();
        Self { best: samples[0], median: samples[SAMPLES / 2] }
    }

    /// So many things in the best of the times: millions in a second.
    fn millions_per_second(&self, count: u64) -> f64 {
        count as f64 / self.best.as_secs_f64() / 1e6
    }
}

impl std::fmt::Display for Timing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [best, median] = [self.best, self.median].map(|time| time.as_secs_f64() * 1e3);
        write!(f, "{best:.2} ms (median {median:.2} ms)")
    }
}

fn scenario(strategy: &str) -> Scenario {
    Scenario::of(Strategy::shipped(strategy).expect("it is shipped"))
}

fn search(strategy: &str, faults: u8) -> Search {
    let bounds = Bounds { faults, ..Bounds::default() };
    Search::new(&scenario(strategy), &Alphabet::default(), bounds)
}

/// Every strategy, with the replay of every counterexample.
fn matrix(faults: u8, is_each: bool) {
    let mut total = Progress::default();
    for strategy in strategies() {
        let Progress { states, transitions, choices, paths, .. } =
            search(strategy.id, faults).run().progress;
        total.states += states;
        total.transitions += transitions;
        total.choices += choices;
        total.paths += paths;
        if is_each {
            let timing = Timing::of(|| drop(search(strategy.id, faults).run()));
            println!(
                "{:<40} {states:>8} states {transitions:>8} events {paths:>7} paths, {timing}, \
                 {:.2} million events/s",
                strategy.id,
                timing.millions_per_second(transitions),
            );
        }
    }
    let timing = Timing::of(|| {
        for strategy in strategies() {
            drop(search(strategy.id, faults).run());
        }
    });
    let Progress { states, transitions, choices, paths, .. } = total;
    println!(
        "all {} strategies, {faults} faults: {states} states, {transitions} events, {choices} \
         choices, {paths} paths: {timing}, {:.2} million events/s, {:.2} million choices/s",
        strategies().len(),
        timing.millions_per_second(transitions),
        timing.millions_per_second(choices),
    );
}
