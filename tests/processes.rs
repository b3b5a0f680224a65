//! The processes beside the order service and the consumer: how the work of their timers stays out
//! of sight, what they keep through a crash, and what the judges make of it.

#![cfg(not(target_arch = "wasm32"))]

use zeroloss::program::catalogue::strategies;
use zeroloss::run::{End, Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::shop::TraceKind;
use zeroloss::sim::node::Message as _;

/// Lines of a scenario, with `;` between them.
fn run(text: &str) -> Run {
    simulate(&Scenario::parse(&text.replace("; ", "\n")).expect(text))
}

/// A program with these handlers.
fn program(handlers: &str) -> String {
    let head = "title.en T\ntitle.zh T\nabout.en A\nabout.zh A\n";
    let text = format!("{head}{handlers}").trim_end().replace('\n', "\n  ");
    format!("program\n  {text}\n")
}

/// Scenario, and every outcome of it.
fn check(scenario: &str, expected: &str) {
    let run = run(scenario);
    let found: Vec<_> = run.outcomes.iter().map(|outcome| outcome.code()).collect();
    assert_eq!(found.join(" "), expected, "{scenario}");
    assert_eq!((run.end, run.did_not_happen.len()), (End::Quiescent, 0), "{scenario}");
}

#[test]
fn a_row_that_was_tried_too_often_lies_dead_and_needs_a_hand() {
    let run = run("strategy outbox-attempts; fault crash broker at 10ms for 60s");
    assert_eq!(run.outcome().code(), "LOSS");
    let repair = run.verdicts.iter().find(|verdict| verdict.guarantee == "no-manual-repair");
    assert!(repair.is_some_and(|verdict| verdict.broke_at.is_some()));
}

#[test]
fn a_prepared_transaction_waits_for_its_coordinator_with_its_locks() {
    check("strategy two-phase-commit; fault crash order-1 after prepare", "ABORT");
    check("strategy two-phase-commit; fault crash database after prepare", "ABORT");
    check("strategy two-phase-commit; fault crash coordinator at 0s forever", "STUCK ABORT");
    check("strategy two-phase-commit; fault crash coordinator after note forever", "STUCK ABORT");
}

#[test]
fn the_barrier_of_a_two_phase_message_forces_a_decision() {
    check("strategy two-phase-message; fault crash order-1 after begin", "ABORT");
    check("strategy two-phase-message; fault lose commit #1", "SLOW ABORT");
    check("strategy two-phase-message; fault delay commit #1 by 30s", "SLOW");
    check("strategy two-phase-message; fault fail deliver", "OK");
    check("strategy two-phase-message; fault lose ack", "DOUBLE-PAY");
}

#[test]
fn what_is_repaired_later_is_repaired_by_those_who_noted_it() {
    check("strategy saga; fault crash consumer at 0s for 5m", "ABORT");
    check("strategy best-effort-notification; fault crash consumer at 0s for 40s", "OK");
    check("strategy best-effort-notification; fault crash consumer at 0s for 10m", "LOSS");
    check("strategy tcc-transactional-message; fault lose end", "LOSS");
    check("strategy transactional-message-inside-transaction; fault fail commit", "GHOST");
}

/// How often a message of this role was sent.
fn sent(run: &Run, wanted: &str) -> usize {
    let is_it = |kind: &TraceKind| matches!(kind, TraceKind::Sent { message, .. } if message.role() == wanted);
    run.trace.events.iter().filter(|event| is_it(&event.kind)).count()
}

#[test]
fn a_relay_that_finds_nothing_leaves_no_trace_in_two_hours() {
    let relay = "on payment\n  begin\n  update order PAID\n  insert outbox\n  commit\n  reply ok\n\n\
                 every 100ms at relay\n  if outbox has next\n    send\n    mark outbox sent\n    \
                 run every\n\non message\n  pay once\n  ack\n";
    let run = run(&format!("{}fault skew consumer by 1s at 119m", program(relay)));
    assert_eq!((run.end, run.outcome().code()), (End::Quiescent, "OK"));
    // Before and after the row, and once more when the skew makes the world another one.
    assert_eq!(sent(&run, "poll"), 4);
    assert_eq!(run.world.now().as_millis() / 1_000, 119 * 60);
    let steps = run.trace.events.iter().filter(|event| event.at.as_millis() > 1_000);
    assert!(steps.count() < 20);
}

#[test]
fn work_that_fails_for_ever_is_given_up_and_a_new_world_wakes_it() {
    let down = run("strategy outbox; fault crash broker at 10ms forever");
    assert_eq!((down.end, down.outcome().code()), (End::Quiescent, "LOSS"));
    assert!(sent(&down, "send") < 40);
    // It has been given up long before the broker comes back.
    check("strategy outbox; fault crash broker at 10ms for 100m", "OK");
}

#[test]
fn two_instances_take_turns_and_sweep_the_same_row() {
    let two = "strategy local-message-table; set order.producers 2";
    check(two, "OK");
    check(&format!("{two}; fault crash order-1 after commit"), "OK");
    check(&format!("{two}; fault crash broker at 0s for 20s"), "DUP");
}

#[test]
fn a_step_about_a_message_fails_while_there_is_none_in_hand() {
    let text = "on start at relay\n  if outbox has next\n    mark outbox sent\n\n\
                on payment\n  update order PAID\n  reply ok\n\non message\n  ack\n";
    let run = run(&program(text));
    assert_eq!((run.end, run.outcome().code()), (End::Quiescent, "LOSS"));
}

#[test]
fn every_client_and_broker_goes_with_every_strategy() {
    for strategy in strategies() {
        for client in ["remoting", "grpc"] {
            for profile in ["rocketmq-5.3", "rocketmq-4.9", "kafka"] {
                let text = format!(
                    "strategy {}\nset client {client}\nset profile {profile}\n\
                     fault crash order-1 at 10ms for 10s\n",
                    strategy.id
                );
                let run = simulate(&Scenario::parse(&text).expect("the scenario can be read"));
                assert!(run.did_not_happen.is_empty(), "{text}");
            }
        }
    }
}

#[test]
fn twenty_lost_messages_in_a_row_wear_no_relay_out() {
    let lost: Vec<_> = (1..=20).map(|nth| format!("fault lose send #{nth}")).collect();
    let run = simulate(
        &Scenario::parse(&format!("strategy outbox\n{}", lost.join("\n"))).expect("it is read"),
    );
    assert_eq!((run.outcome().code(), run.did_not_happen.len()), ("OK", 0));
}
