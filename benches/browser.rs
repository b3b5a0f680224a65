//! One run of each preset inside a browser: the counterpart of `benches/run.rs`.
//!
//! `cargo xtask bench` runs both. It prints milliseconds per run; it asserts nothing about them,
//! because a shared machine's clock proves nothing.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};
use zeroloss::run::simulate;
use zeroloss::scenario::preset::presets;

wasm_bindgen_test_configure!(run_in_browser);

/// Each preset runs for about this long.
const MILLIS_EACH: f64 = 60.0;

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
