//! Stories of mistakes that were made once: each fails on the model before its mending.

#![cfg(not(target_arch = "wasm32"))]

use zeroloss::run::{EVENTS_MAX, Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::shop::TraceKind;
use zeroloss::shop::message::nodes;
use zeroloss::sim::node::{Message as _, NodeId};
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

#[test]
fn a_fault_that_strikes_nobody_did_not_happen() {
    let check = |text: &str, expected: &[usize]| {
        assert_eq!(run(text).did_not_happen, expected, "{text}");
    };
    check(
        "strategy transactional-message|fault crash broker at 1s for 10s|fault check now at 5s\
         |fault restart order-1 at 2s|fault pause broker at 5s for 3s",
        &[1, 2, 3],
    );
    check(
        "strategy send-once|fault crash broker at 1s for 5s|fault crash broker at 1s for 5s\
         |fault power-cut broker at 8s for 1s",
        &[1],
    );
    check(
        "strategy send-once|fault pause broker at 1s for 5s|fault pause broker at 2s for 5s\
         |fault restart broker at 3s|fault check now at 3s",
        &[1, 2, 3],
    );
    check("strategy transactional-message|fault lose half #1|fault fail half #1", &[1]);
    check("strategy transactional-message|fault fail half #1", &[]);
    check("strategy send-once|fault crash broker at 3h", &[0]);
}

/// When a node sent its first message of a role, in milliseconds.
fn sent_at(run: &Run, node: NodeId, wanted: &str) -> Option<u64> {
    run.trace.events.iter().find_map(|event| match &event.kind {
        TraceKind::Sent { from, message, .. } if *from == node && message.role() == wanted => {
            Some(event.at.as_micros() / 1_000)
        }
        _ => None,
    })
}

#[test]
fn a_paused_process_sends_nothing_until_it_goes_on() {
    let usual = sent_at(&run("strategy send-once"), nodes::BROKER, "send.ack").expect("it answers");
    let paused = run("strategy send-once|fault pause broker after append for 2s");
    assert_eq!(sent_at(&paused, nodes::BROKER, "send.ack"), Some(usual + 2_000));
    let dead = run("strategy send-once|fault pause broker after append for 2s\
                    |fault crash broker at 1s forever");
    assert_eq!(sent_at(&dead, nodes::BROKER, "send.ack"), None);
}

#[test]
fn after_a_message_is_before_anything_that_it_leads_to() {
    let by_message = run("strategy send-after-commit|fault crash order-1 after commit.ack for 10s");
    let by_step = run("strategy send-after-commit|fault crash order-1 after commit for 10s");
    assert_eq!(codes(&by_message), codes(&by_step));
    assert!(codes(&by_message).starts_with("LOSS"), "{}", codes(&by_message));
    let sends = |node| sent_at(&by_message, node, "send");
    assert_eq!(sends(nodes::ORDER_1), None);
}

#[test]
fn a_message_whose_place_pauses_its_receiver_is_counted_once() {
    let run = run("strategy send-once|fault pause broker before send for 1s\
                   |fault crash broker before send #2 for 5s");
    assert_eq!(run.did_not_happen, [1]);
}
