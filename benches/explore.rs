//! What a search costs: events a second, and whole matrices.
//!
//! `cargo bench --bench explore`; `-- each` adds a line for every strategy. The figures to reach:
//! three million transitions a second natively; the matrix of all strategies in 0.2 s for one fault
//! and 3 s for two, in the browser.

#[path = "../tests/checker/mod.rs"]
mod checker;

use std::time::{Duration, Instant};

use stateright::{Checker as _, Model as _};
use zeroloss::explore::{Alphabet, Bounds, FaultMap, Progress, Search, System};
use zeroloss::program::catalogue::strategies;
use zeroloss::scenario::{Scenario, Strategy};

/// Samples of a measurement, of which the best and the median are printed.
const SAMPLES: usize = 5;

fn main() {
    let is_each = std::env::args().any(|argument| argument == "each");
    for faults in [1, 2] {
        matrix(faults, is_each);
    }
    for (strategy, faults) in [
        ("send-after-commit", 1),
        ("transactional-message", 1),
        ("outbox", 1),
        ("send-after-commit", 2),
    ] {
        compare(strategy, faults);
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

    #[expect(clippy::cast_precision_loss, reason = "a count of events is far below 2^52")]
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

/// The same states, found by the search and by stateright's, with one thread each. A transition of
/// both is one event of the queue, with what strikes during it.
fn compare(strategy: &str, faults: u8) {
    let alphabet = Alphabet::default();
    let transitions = search(strategy, faults).run().progress.transitions;
    let own = Timing::of(|| drop(search(strategy, faults).run()));
    let mut generated = 0;
    let other = Timing::of(|| {
        let walk = checker::Walk(System::new(&scenario(strategy), &alphabet, faults));
        generated = walk.checker().spawn_bfs().join().state_count() as u64;
    });
    let rates = [own.millions_per_second(transitions), other.millions_per_second(generated)];
    println!(
        "{strategy}, {faults} faults: {transitions} events in {own}, {:.2} million a second; \
         stateright {generated} in {other}, {:.2} million a second; ratio {:.1}, of times {:.1}",
        rates[0],
        rates[1],
        rates[0] / rates[1],
        other.best.as_secs_f64() / own.best.as_secs_f64(),
    );
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
