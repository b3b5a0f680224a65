//! Runs that never end by themselves: that they end, with which outcome, that everything in them is
//! counted right, and that they can be made piece by piece.

#![cfg(not(target_arch = "wasm32"))]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use zeroloss::run::{EVENTS_MAX, End, FACTS_MAX, Run, Simulation, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::shop::TraceKind;
use zeroloss::shop::mark::Mark;
use zeroloss::shop::message::Message;

/// Their files, what they come to, and how many red packets they give.
const NEVER_END: [(&str, &str, u32); 3] = [
    ("message-loop", "STUCK", 0),
    ("one-send-in-on-message", "DUP STUCK", 12_488),
    ("a-timeout-that-always-passes", "DUP STUCK", 5_152),
];

fn case(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/scenarios");
    let file = folder.join(format!("{name}.scenario"));
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
    Scenario::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn codes(run: &Run) -> String {
    let codes: Vec<_> = run.outcomes.iter().map(|outcome| outcome.code()).collect();
    codes.join(" ")
}

/// How many events of the trace are like this.
fn count(run: &Run, is_it: impl Fn(&TraceKind) -> bool) -> u32 {
    let found = run.trace.events.iter().filter(|event| is_it(&event.kind)).count();
    u32::try_from(found).expect("a trace is far shorter")
}

#[test]
fn a_run_that_never_ends_is_stopped_and_says_so() {
    for (name, outcome, _) in NEVER_END {
        let run = simulate(&case(name));
        assert_eq!((run.end, codes(&run).as_str()), (End::EventLimit, outcome), "{name}");
        assert!(run.trace.events.len() < FACTS_MAX, "{name}");
    }
}

/// A byte counts to 255.
#[test]
fn red_packets_and_deliveries_are_counted_however_many_there_are() {
    for (name, _, payouts) in NEVER_END {
        let run = simulate(&case(name));
        let given =
            |kind: &TraceKind| matches!(kind, TraceKind::Mark { mark: Mark::Payout { .. }, .. });
        let delivered = |kind: &TraceKind| {
            matches!(kind, TraceKind::Sent { message: Message::Deliver { .. }, .. })
        };
        assert_eq!((run.facts.orders[0].payouts, count(&run, given)), (payouts, payouts), "{name}");
        assert_eq!(run.deliveries, [count(&run, delivered)], "{name}");
        let last = run.trace.events.iter().rev().find_map(|event| match event.kind {
            TraceKind::Mark { mark: Mark::Payout { nth, .. }, .. } => Some(nth),
            _ => None,
        });
        assert_eq!(last.unwrap_or(0), payouts, "{name}: the last one bears its number");
    }
}

/// The record is gone, and with it what it said. What was handed over was handed over.
#[test]
fn a_power_cut_takes_back_no_delivery() {
    let scenario = case("delivered-before-a-power-cut");
    let run = simulate(&scenario);
    assert_eq!((run.deliveries.as_slice(), run.facts.orders[0].payouts), ([1].as_slice(), 1));
    assert_eq!(run.facts.orders[0].visible, 0);
}

#[test]
fn a_run_made_in_pieces_is_the_run_made_at_once() {
    for (name, ..) in NEVER_END {
        let scenario = case(name);
        let (mut simulation, mut pieces) = (Simulation::new(&scenario), 0);
        loop {
            let before = simulation.frame().events();
            let is_over = simulation.run_for(999);
            assert!(simulation.frame().events() - before <= 999, "{name}");
            pieces += 1;
            if is_over {
                break;
            }
        }
        assert_eq!(simulation.frame().events(), EVENTS_MAX, "{name}");
        assert_eq!(pieces, EVENTS_MAX / 999 + 1, "{name}");
        let (whole, run) = (simulate(&scenario), simulation.finish());
        assert_eq!((run.fingerprint(), run.end), (whole.fingerprint(), whole.end), "{name}");
        assert_eq!((run.verdicts, run.outcomes), (whole.verdicts, whole.outcomes), "{name}");
    }
}

/// Five thousand half messages that nobody ends, each put back in every check round: a round is one
/// event.
#[test]
fn a_run_whose_events_do_too_much_is_stopped_as_well() {
    let mut text = "program\n  on payment\n".to_owned();
    for _ in 0..125 {
        text.push_str("    send half\n");
    }
    text.push_str("    reply ok\n  on check\n    end unknown\n  on message\n    ack\n");
    let _ = writeln!(text, "set orders 40\nset broker.transactionCheckMax 50");
    let _ = writeln!(
        text,
        "set half.CHECK_IMMUNITY_TIME_IN_SECONDS 1h\nset broker.transactionCheckInterval 1s"
    );
    let scenario = Scenario::parse(&text).unwrap_or_else(|error| panic!("{error:?}"));
    let mut simulation = Simulation::new(&scenario);
    while !simulation.advance() {}
    assert!(simulation.frame().events() < EVENTS_MAX);
    let run = simulation.finish();
    assert_eq!(run.end, End::FactLimit);
    assert!((FACTS_MAX..FACTS_MAX + 50_000).contains(&run.trace.events.len()));
    assert!(run.facts.halves >= 5_000, "{} half messages", run.facts.halves);
    assert!(run.shop.config.check_max == 50 && run.world.now().as_millis() > 0);
}
