//! What a run costs: each preset once, and the same without the judges.
//!
//! `cargo bench --bench run`. The figure to hold is 0.2 ms for the longest preset.

use zeroloss::run::{Frame, golden_hash, simulate};
use zeroloss::scenario::preset::{preset, presets};
use zeroloss::shop::Trace;

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

/// Every preset and its fingerprint.
#[divan::bench]
fn all_presets() -> u64 {
    golden_hash()
}
