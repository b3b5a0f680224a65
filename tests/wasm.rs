//! The core inside a browser's WebAssembly: it must give there exactly what it gives natively.
//! `cargo xtask test wasm` runs this file; natively it is empty.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use zeroloss::run::golden_hash;
use zeroloss::sim::time::{DURATION_MAX, SimDuration};

wasm_bindgen_test_configure!(run_in_browser);

/// Where `usize` has 32 bits, 100 hours in microseconds do not fit into one.
#[wasm_bindgen_test]
fn the_longest_duration_is_read_and_shown_exactly() {
    let parsed: SimDuration = "360000s".parse().expect("within the limit");
    assert_eq!(parsed, DURATION_MAX);
    assert_eq!(parsed.as_micros(), 360_000_000_000);
    assert_eq!(parsed.to_string(), "100h");
}

/// The value that `tests/determinism.rs` holds the native build to.
#[wasm_bindgen_test]
fn every_preset_runs_as_it_does_natively() {
    let recorded = include_str!("golden/hash.txt").trim();
    assert_eq!(format!("{:016x}", golden_hash()), recorded);
}

#[wasm_bindgen_test]
fn a_duration_past_the_limit_is_refused_in_words() {
    let refused = "101h".parse::<SimDuration>().expect_err("past the limit");
    assert_eq!(refused.to_string(), "`101h` is too long; the longest duration is 100h");
}
