//! What a run costs: each preset once, and the same without the judges.
//!
//! `cargo bench --bench run`. The figure to hold is 0.2 ms for the longest preset.

use zeroloss::run::{Frame, Simulation, golden_hash, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::scenario::preset::{preset, presets};
use zeroloss::shop::Trace;

/// Scenarios that never end, and how many events of them.
const LONG: [(&str, u32); 12] = [
    ("message-loop", 5_000),
    ("message-loop", 10_000),
    ("message-loop", 20_000),
    ("message-loop", 50_000),
    ("one-send-in-on-message", 5_000),
    ("one-send-in-on-message", 10_000),
    ("one-send-in-on-message", 20_000),
    ("one-send-in-on-message", 50_000),
    ("a-timeout-that-always-passes", 5_000),
    ("a-timeout-that-always-passes", 10_000),
    ("a-timeout-that-always-passes", 20_000),
    ("a-timeout-that-always-passes", 50_000),
];

fn main() {
    divan::main();
}

fn ids() -> impl Iterator<Item = &'static str> {
    presets().iter().map(|preset| preset.id)
}

/// A run as the page and the command make it: with its trace, judged after every event.
#[divan::bench(args = ids())]
fn judged(bencher: divan::Bencher<'_, '_>, id: &str) {
    let scenario = &preset(id).expect("it is in the list").file.scenario;
    bencher.bench_local(|| simulate(divan::black_box(scenario)));
}

/// The system alone: what a search pays for one path.
#[divan::bench(args = ["a1-2", "a4-5", "a6-5"])]
fn unjudged(bencher: divan::Bencher<'_, '_>, id: &str) {
    let scenario = &preset(id).expect("it is in the list").file.scenario;
    bencher.bench_local(|| {
        let mut frame = Frame::new(divan::black_box(scenario));
        let mut trace = Trace::default();
        while frame.advance(&mut trace).is_ok() {}
        (frame, trace)
    });
}

/// Runs that never end by themselves: the time of an event must not grow with their number.
#[divan::bench(args = LONG)]
fn long(bencher: divan::Bencher<'_, '_>, (name, events): (&str, u32)) {
    let file = format!("{}/tests/cases/scenarios/{name}.scenario", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(file).expect("the scenario is there");
    let scenario = Scenario::parse(&text).expect("the scenario parses");
    bencher.counter(divan::counter::ItemsCount::new(events)).bench_local(|| {
        let mut simulation = Simulation::new(divan::black_box(&scenario));
        simulation.run_for(events);
        simulation.finish()
    });
}

/// Every preset and its fingerprint.
#[divan::bench]
fn all_presets() -> u64 {
    golden_hash()
}
