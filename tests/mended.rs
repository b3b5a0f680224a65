//! Stories of mistakes that were made once: each fails on the model before its mending.

#![cfg(not(target_arch = "wasm32"))]

use zeroloss::run::{EVENTS_MAX, Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::timeline::Timeline;

/// A scenario written on one line with `|` between its lines.
fn scenario(text: &str) -> Scenario {
    let text = text.replace('|', "\n");
    Scenario::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn run(text: &str) -> Run {
    simulate(&scenario(text))
}

fn codes(run: &Run) -> String {
    let codes: Vec<_> = run.outcomes.iter().map(|outcome| outcome.code()).collect();
    codes.join(" ")
}

#[test]
fn a_link_that_makes_the_longest_run_keeps_few_checkpoints_and_can_be_looked_at() {
    let timeline = Timeline::new(&scenario(
        "strategy send-once|set consumer.invisibleTime 1ms|fault partition broker to consumer at 0s",
    ));
    assert!(timeline.run.trace.events.len() > EVENTS_MAX as usize / 2);
    assert!(timeline.checkpoints() <= 256, "{}", timeline.checkpoints());
    let middle = timeline.run.steps() / 2;
    assert_eq!(timeline.world_at(middle).now(), timeline.run.trace.step_time(middle));
}

#[test]
fn the_last_step_shows_the_world_at_the_end_of_the_run() {
    for text in ["strategy send-once", "strategy transactional-message|fault lose end #1"] {
        let timeline = Timeline::new(&scenario(text));
        assert_eq!(timeline.world_at(timeline.run.steps()), timeline.run.world, "{text}");
    }
}
