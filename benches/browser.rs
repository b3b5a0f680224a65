//! What the page does in one piece, inside a browser. Runs of presets are the counterpart of
//! `benches/run.rs`; slices show how many events take about 8 ms there.
//!
//! `cargo xtask bench` runs it. It prints milliseconds; it asserts nothing about them, because a
//! shared machine's clock proves nothing.

#![cfg(target_arch = "wasm32")]

use std::rc::Rc;

use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};
use zeroloss::diagram::strip::Strip;
use zeroloss::diagram::{Layout, Options};
use zeroloss::job::map::Runner;
use zeroloss::job::slice;
use zeroloss::run::simulate;
use zeroloss::scenario::Scenario;
use zeroloss::scenario::preset::presets;
use zeroloss::timeline::{RaceBuilder, TimelineBuilder};

wasm_bindgen_test_configure!(run_in_browser);

/// Each preset runs for about this long.
const MILLIS_EACH: f64 = 60.0;

/// Runs that go on until a limit ends them.
const LONG: [(&str, &str); 3] = [
    ("message-loop", include_str!("../tests/cases/scenarios/message-loop.scenario")),
    (
        "one-send-in-on-message",
        include_str!("../tests/cases/scenarios/one-send-in-on-message.scenario"),
    ),
    (
        "a-timeout-that-always-passes",
        include_str!("../tests/cases/scenarios/a-timeout-that-always-passes.scenario"),
    ),
];

fn now() -> f64 {
    js_sys::Date::now()
}

#[wasm_bindgen_test]
fn one_run_of_each_preset() {
    let mut slowest = (0.0, "none");
    for preset in presets() {
        let scenario = &preset.file.scenario;
        assert!(simulate(scenario).steps() > 0);
        let start = now();
        let mut runs = 0_u32;
        while now() - start < MILLIS_EACH {
            for _ in 0..20 {
                std::hint::black_box(simulate(std::hint::black_box(scenario)));
            }
            runs += 20;
        }
        let millis = (now() - start) / f64::from(runs);
        console_log!("{:<14} {millis:.4} ms", preset.id);
        if millis > slowest.0 {
            slowest = (millis, preset.id);
        }
    }
    console_log!("slowest: {} with {:.4} ms a run", slowest.1, slowest.0);
}

/// How long the slices of one piece of work took, in milliseconds.
fn tell(name: &str, what: &str, mut go_on: impl FnMut() -> bool) {
    let begun = now();
    let mut slices: Vec<f64> = Vec::new();
    loop {
        let start = now();
        let is_over = go_on();
        slices.push(now() - start);
        if is_over {
            break;
        }
    }
    let (all, count) = (now() - begun, slices.len());
    slices.sort_by(f64::total_cmp);
    let last = slices.last().copied().unwrap_or_default();
    let mean = all / f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    console_log!("{name:<29} {what:<22} {count:>4} slices of {mean:.2} ms, the longest {last} ms");
}

#[wasm_bindgen_test]
fn slices_of_long_runs() {
    for (name, text) in LONG {
        let scenario = Scenario::parse(text).expect("it is well written");
        let mut builder = TimelineBuilder::new(&scenario);
        tell(name, "simulate and judge", || builder.run_for(slice::EVENTS));
        let run = builder.finish().run;

        let mut layout = Layout::new(&run, &Options::default());
        tell(name, "layout", || layout.go_on(slice::FACTS));
        let diagram = layout.finish();
        let mut strip = Strip::begin(&run, &diagram);
        let mut chunks = diagram.chunks.chunks(slice::CHUNKS);
        tell(name, "strip", || {
            let next = chunks.next();
            next.into_iter().flatten().for_each(|chunk| strip.add(&diagram, chunk));
            next.is_none()
        });

        let mut race = RaceBuilder::new(&[Rc::clone(&run), Rc::clone(&run)]);
        tell(name, "race of two", || race.run_for(slice::EVENTS));

        let mut runner = Runner::new(run);
        tell(name, "places of a fault map", || runner.find_for(slice::EVENTS));
        let mut slices = 0;
        tell(name, "runs of a fault map", || {
            slices += 1;
            runner.run_for(slice::EVENTS) || slices == 200
        });
    }
}
