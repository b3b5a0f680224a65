//! Same scenario, same run: on this machine, in the browser (`tests/wasm.rs` holds the browser to
//! the same value), step by step, and when a random run is replayed from what it wrote down.

#![cfg(not(target_arch = "wasm32"))]

use expect_test::expect_file;
use zeroloss::program::catalogue::strategies;
use zeroloss::run::{golden_hash, simulate};
use zeroloss::scenario::preset::{Preset, presets};
use zeroloss::scenario::{Scenario, Strategy};
use zeroloss::timeline::Timeline;

/// Seeds that each strategy is tried with. Every kind of random fault strikes in some of them.
const SEEDS: u64 = 200;

#[test]
fn one_hash_stands_for_everything_that_happens_in_every_preset() {
    expect_file!["golden/hash.txt"].assert_eq(&format!("{:016x}\n", golden_hash()));
}

#[test]
fn a_random_run_is_replayed_by_the_faults_that_it_wrote_down() {
    let mut has_drawn = 0;
    for strategy in strategies() {
        for seed in 0..SEEDS {
            let strategy = Strategy::shipped(strategy.id).expect("it is shipped");
            let mut scenario = Scenario { seed: Some(seed), ..Scenario::of(strategy) };
            let random = simulate(&scenario);
            scenario.seed = None;
            scenario.faults.clone_from(&random.drawn);
            let text = scenario.to_string();
            assert_eq!(Scenario::parse(&text).as_ref(), Ok(&scenario), "{text}");
            let replayed = simulate(&scenario);
            assert_eq!(random.trace.events, replayed.trace.events, "seed {seed} of\n{text}");
            assert_eq!(replayed.did_not_happen, [0; 0], "{text}");
            has_drawn += usize::from(!random.drawn.is_empty());
        }
    }
    assert!(has_drawn > 500, "only {has_drawn} random runs had a fault");
}

#[test]
fn the_end_of_a_timeline_is_the_end_of_the_run() {
    let of_preset = |preset: &Preset| preset.file.scenario.clone();
    let calm = strategies()
        .iter()
        .map(|strategy| Scenario::of(Strategy::shipped(strategy.id).expect("it is shipped")));
    for scenario in presets().iter().map(of_preset).chain(calm) {
        let timeline = Timeline::new(&scenario);
        let last = timeline.world_at(timeline.run.steps());
        assert_eq!(last, timeline.run.world, "{scenario}");
        assert_eq!(timeline.world_at(0).now().as_micros(), 0, "{scenario}");
    }
}

#[test]
fn looking_back_gives_the_world_that_was_there() {
    let preset = presets().iter().find(|preset| preset.id == "a6-5").expect("the row exists");
    let timeline = Timeline::new(&preset.file.scenario);
    let forth: Vec<_> = (0..=timeline.run.steps()).map(|step| timeline.world_at(step)).collect();
    for step in (0..=timeline.run.steps()).rev() {
        assert_eq!(timeline.world_at(step), forth[step as usize], "step {step}");
    }
}
