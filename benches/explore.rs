//! What a search costs: events a second, and whole matrices.
//!
//! `cargo bench --bench explore`. The figures to reach: three million transitions a second natively;
//! the matrix of all strategies in 0.2 s for one fault and 3 s for two, in the browser.

use divan::counter::ItemsCount;
use zeroloss::explore::{Alphabet, Bounds, FaultMap, Search};
use zeroloss::program::catalogue::strategies;
use zeroloss::scenario::{Scenario, Strategy};

fn main() {
    divan::main();
}

fn scenario(strategy: &str) -> Scenario {
    Scenario::of(Strategy::shipped(strategy).expect("it is shipped"))
}

fn search(strategy: &str, faults: u8) -> Search {
    let bounds = Bounds { faults, ..Bounds::default() };
    Search::new(&scenario(strategy), &Alphabet::default(), bounds)
}

fn run(search: &mut Search) -> u64 {
    while !search.run_for(u32::MAX).is_done {}
    search.progress().transitions
}

/// One search; the items are events of the queue.
#[divan::bench(args = ["send-after-commit", "transactional-message"], consts = [1, 2])]
fn events<const FAULTS: u8>(bencher: divan::Bencher<'_, '_>, strategy: &str) {
    let transitions = run(&mut search(strategy, FAULTS));
    bencher
        .counter(ItemsCount::new(transitions))
        .with_inputs(|| search(strategy, FAULTS))
        .bench_local_values(|mut search| run(&mut search));
}

/// The same; the items are choices, each a place at which a fault could strike.
#[divan::bench(args = ["send-after-commit", "transactional-message"])]
fn choices(bencher: divan::Bencher<'_, '_>, strategy: &str) {
    let mut whole = search(strategy, 2);
    run(&mut whole);
    bencher
        .counter(ItemsCount::new(whole.progress().choices))
        .with_inputs(|| search(strategy, 2))
        .bench_local_values(|mut search| run(&mut search));
}

/// Every strategy, with the replay of every counterexample.
#[divan::bench(consts = [1, 2])]
fn matrix<const FAULTS: u8>() {
    for strategy in strategies() {
        divan::black_box(search(strategy.id, FAULTS).run());
    }
}

/// The fault map of one run.
#[divan::bench]
fn fault_map() -> FaultMap {
    FaultMap::new(&scenario("transactional-message"), &Alphabet::default(), 1)
}
