//! What the broker's disk, its memory and its slave make of a message: one short story each, told
//! in the sentences of the page.
//!
//! The rules are those of sections 3.1 to 3.5 of the notes on Apache RocketMQ; `docs/parameters.md`
//! names their sources.

#![cfg(not(target_arch = "wasm32"))]

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use zeroloss::guarantee::VerdictKind;
use zeroloss::run::{Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::text::{Lang, event_sentence};

/// Runs a scenario, written on one line with `;` between its lines, and compares the sentences that
/// have one of the words in them, and the outcome.
fn check(scenario: &str, words: &[&str], expected: &Expect) {
    let run = run(scenario);
    let mut told = String::new();
    for event in &run.trace.events {
        let sentence = event_sentence(Lang::En, &run, event);
        if words.iter().any(|word| sentence.contains(word)) {
            writeln!(told, "{:>9} {sentence}", event.at.to_string())
                .expect("a string takes everything");
        }
    }
    writeln!(told, "{}", run.outcome().code()).expect("a string takes everything");
    expected.assert_eq(&told);
}

fn run(scenario: &str) -> Run {
    let text = scenario.replace("; ", "\n");
    simulate(&Scenario::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}")))
}

fn code(scenario: &str) -> &'static str {
    run(scenario).outcome().code()
}

const POOL: &str = "strategy transactional-message; set broker.transientStorePoolEnable on";

#[test]
fn a_process_crash_takes_what_is_still_in_the_pool() {
    let crash = |at| format!("{POOL}; set order.work 3s; fault crash broker at {at} for 1s");
    check(
        &crash("100ms"),
        &["SEND_OK", "is lost with", "finds no half"],
        &expect![[r"
          0.021 s The broker answers SEND_OK: it has stored the half message of order 1.
          0.100 s The half message of order 1 is lost with it: no copy is left.
          3.033 s The broker finds no half message of order 1 to end; nobody is told.
        LOSS
    "]],
    );
    assert_eq!(code(&crash("300ms")), "OK");
}

#[test]
fn an_end_finds_no_half_message_that_is_still_in_the_pool_however_often_it_is_checked() {
    // apache/rocketmq#6107: the answer to a check names the copy that was put back a moment ago.
    let twice = format!("{POOL}; set broker.transactionCheckMax 2");
    check(
        &twice,
        &["finds no half", "asks order", "is committed", "discard topic"],
        &expect![[r"
              0.051 s The database answers that the transaction of order 1 is committed.
              0.053 s The broker finds no half message of order 1 to end; nobody is told.
             30.000 s The broker asks order service 1 what became of the half message of order 1 (check 1 of 2).
             30.004 s The broker finds no half message of order 1 to end; nobody is told.
             60.000 s The broker asks order service 1 what became of the half message of order 1 (check 2 of 2).
             60.004 s The broker finds no half message of order 1 to end; nobody is told.
             90.000 s The half message of order 1 has spent all its 2 checks: the broker moves it to the discard topic.
            LOSS
        "]],
    );
    // With a synchronous flush there is no pool.
    assert_eq!(run(&format!("{POOL}; set broker.flushDiskType SYNC_FLUSH")).facts.halves, 1);
}

const SYNC: &str = "strategy send-after-commit; set broker.flushDiskType SYNC_FLUSH";

#[test]
fn before_5_3_2_a_consumer_reads_what_a_power_cut_takes_away() {
    let cut = format!("{SYNC}; set broker.disk.flush 1s; fault power-cut broker at 500ms for 1s");
    let words = ["delivers", "is lost with", "gives the red packet", "tries to send"];
    check(
        &format!("{cut}; set profile rocketmq-4.9"),
        &words,
        &expect![[r"
          0.029 s The broker delivers the message of order 1 to the red-packet service.
          0.040 s The red-packet service gives the red packet of order 1.
          0.500 s The message of order 1 is lost with it: no copy is left.
          3.028 s Order service 1 tries to send for order 1 again: attempt 2 of 3.
          3.029 s The broker delivers the message of order 1 to the red-packet service.
        DOUBLE-PAY
    "]],
    );
    check(
        &cut,
        &words,
        &expect![[r"
          0.500 s The message of order 1 is lost with it: no copy is left.
          3.028 s Order service 1 tries to send for order 1 again: attempt 2 of 3.
          4.029 s The broker delivers the message of order 1 to the red-packet service.
          4.040 s The red-packet service gives the red packet of order 1.
        OK
    "]],
    );
}

#[test]
fn a_flush_covers_only_what_was_there_when_it_began() {
    let two = format!(
        "{SYNC}; set orders 2; set orders.interval 1s; set broker.disk.flush 2s; \
         set send.timeout 10s"
    );
    check(
        &two,
        &["SEND_OK", "flushed"],
        &expect![[r"
              2.029 s The broker has flushed its page cache to the disk.
              2.029 s The broker answers SEND_OK: it has stored the message of order 1.
              4.029 s The broker has flushed its page cache to the disk.
              4.029 s The broker answers SEND_OK: it has stored the message of order 2.
            OK
        "]],
    );
}

const SLAVE: &str = "set broker.slaves 1; set broker.brokerRole SYNC_MASTER; \
                     set broker.inSyncReplicas 2";

#[test]
fn if_both_waits_fail_the_status_is_the_slave_s() {
    let both = format!(
        "{SYNC}; {SLAVE}; set broker.disk.flush 20s; set send.timeout 30s; set payment.deadline 1m; \
         fault pause slave at 0s for 40s"
    );
    check(
        &both,
        &["answers FLUSH", "answers SEND"],
        &expect![[r"
          5.029 s The broker answers FLUSH_SLAVE_TIMEOUT: it has stored the message of order 1, but not as safely as it should.
        OK
    "]],
    );
    // A warning is no promise: what is lost after it breaks none.
    let lost = run(&format!("{both}; fault power-cut broker at 6s for 1s"));
    let durable = lost.verdicts.iter().find(|verdict| verdict.guarantee == "ack-durable");
    assert_eq!(durable.map(|verdict| verdict.kind), Some(VerdictKind::Holds));
}

#[test]
fn a_slave_that_comes_back_gets_what_it_has_missed() {
    let story = format!(
        "strategy transactional-message; {SLAVE}; set order.work 3s; \
         fault crash slave after order-1 half.ack for 1s"
    );
    check(
        &story,
        &["slave", "has committed"],
        &expect![[r"
              0.021 s The broker sends the slave its log up to record 1.
              0.022 s The log for the slave reaches the slave.
              0.022 s The slave reports to the broker that it has the log up to record 1.
              0.023 s The slave's acknowledgement reaches the broker.
              0.024 s The slave crashes and loses its memory; it is down for 1 s.
              1.024 s The slave starts again; its memory is empty.
              2.024 s The slave reports to the broker that it has the log up to record 1.
              2.025 s The slave's acknowledgement reaches the broker.
              2.025 s The broker sends the slave its log up to record 1.
              2.026 s The log for the slave reaches the slave.
              2.026 s The slave reports to the broker that it has the log up to record 1.
              2.027 s The slave's acknowledgement reaches the broker.
              3.035 s The broker sends the slave its log up to record 2.
              3.036 s The log for the slave reaches the slave.
              3.036 s The slave reports to the broker that it has the log up to record 2.
              3.037 s The slave's acknowledgement reaches the broker.
              3.037 s The broker has committed the half message of order 1.
              6.037 s The broker sends the slave its log up to record 3.
              6.038 s The log for the slave reaches the slave.
              6.038 s The slave reports to the broker that it has the log up to record 3.
              6.039 s The slave's acknowledgement reaches the broker.
            OK
        "]],
    );
}

#[test]
fn a_new_machine_has_what_the_slave_had_acknowledged() {
    let story = "strategy transactional-message; set broker.slaves 1; \
                 fault lose replicate #2; fault destroy broker after consumer pay for 2s";
    check(
        story,
        &["slave", "machine", "is lost with", "asks order", "red packet"],
        &expect![[r"
          0.021 s The broker sends the slave its log up to record 1.
          0.022 s The log for the slave reaches the slave.
          0.022 s The slave reports to the broker that it has the log up to record 1.
          0.023 s The slave's acknowledgement reaches the broker.
          0.053 s The broker sends the slave its log up to record 2.
          0.053 s The log for the slave is lost on its way to the slave.
          0.064 s The red-packet service gives the red packet of order 1.
          0.064 s The machine of the broker is destroyed with its disk; only copies are left; it is down for 2 s.
          0.064 s The note on the end of order 1 is lost with it: no copy is left.
          0.064 s The message of order 1 is lost with it: no copy is left.
          3.064 s The slave reports to the broker that it has the log up to record 1.
          3.065 s The slave's acknowledgement reaches the broker.
          3.065 s The broker sends the slave its log up to record 1.
          3.066 s The log for the slave reaches the slave.
          3.066 s The slave reports to the broker that it has the log up to record 1.
          3.067 s The slave's acknowledgement reaches the broker.
         32.064 s The broker asks order service 1 what became of the half message of order 1 (check 1 of 15).
         32.064 s The broker sends the slave its log up to record 2.
         32.065 s The log for the slave reaches the slave.
         32.065 s The slave reports to the broker that it has the log up to record 2.
         32.066 s The slave's acknowledgement reaches the broker.
         32.068 s The broker sends the slave its log up to record 3.
         32.069 s The log for the slave reaches the slave.
         32.069 s The slave reports to the broker that it has the log up to record 3.
         32.070 s The slave's acknowledgement reaches the broker.
         32.079 s The red-packet service gives a red packet for order 1 for the 2nd time.
         35.068 s The broker sends the slave its log up to record 4.
         35.069 s The log for the slave reaches the slave.
         35.069 s The slave reports to the broker that it has the log up to record 4.
         35.070 s The slave's acknowledgement reaches the broker.
        DOUBLE-PAY
    "]],
    );
}

#[test]
fn who_has_lost_its_power_can_still_lose_its_disk() {
    let cut = "strategy send-after-commit; set broker.flushCommitLogThoroughInterval 100ms; \
               fault power-cut broker at 1s for 10s";
    let lost = run(&format!("{cut}; fault destroy broker at 2s for 1s"));
    assert_eq!((lost.did_not_happen.len(), lost.facts.orders[0].visible), (0, 0));
    let twice = run(&format!("{cut}; fault power-cut broker at 2s for 1s"));
    assert_eq!((twice.did_not_happen, twice.facts.orders[0].visible), (vec![1], 1));
}

#[test]
fn the_op_mark_of_a_commit_comes_after_the_wait() {
    let crash = "strategy transactional-message; set profile rocketmq-4.9; \
                 set broker.flushDiskType SYNC_FLUSH; set broker.disk.flush 2s; \
                 fault crash broker at 3s for 1s";
    check(
        crash,
        &["delivers", "has committed", "asks order"],
        &expect![[r"
              2.053 s The broker delivers the message of order 1 to the red-packet service.
             64.000 s The broker asks order service 1 what became of the half message of order 1 (check 1 of 15).
             64.004 s The broker delivers the message of order 1 to the red-packet service.
             68.000 s The broker has committed the half message of order 1.
            DUP
        "]],
    );
}

#[test]
fn too_few_copies_refuse_every_message() {
    let alone = "set broker.slaves 1; set broker.brokerRole SYNC_MASTER; \
                 set broker.minInSyncReplicas 2; fault crash slave at 0s forever";
    let words = ["NOT_ENOUGH", "refuses", "tries to send"];
    check(
        &format!("strategy send-after-commit; {alone}"),
        &words,
        &expect![[r"
          0.029 s The broker refuses to store the message of order 1: fewer copies than minInSyncReplicas.
          0.029 s The broker answers IN_SYNC_REPLICAS_NOT_ENOUGH: it has not stored the message of order 1.
          0.030 s Order service 1 tries to send for order 1 again: attempt 2 of 3.
          0.031 s The broker refuses to store the message of order 1: fewer copies than minInSyncReplicas.
          0.031 s The broker answers IN_SYNC_REPLICAS_NOT_ENOUGH: it has not stored the message of order 1.
          0.032 s Order service 1 tries to send for order 1 again: attempt 3 of 3.
          0.033 s The broker refuses to store the message of order 1: fewer copies than minInSyncReplicas.
          0.033 s The broker answers IN_SYNC_REPLICAS_NOT_ENOUGH: it has not stored the message of order 1.
        LOSS
    "]],
    );
    check(
        &format!("strategy oneway; {alone}"),
        &words,
        &expect![[r"
          0.029 s The broker refuses to store the message of order 1: fewer copies than minInSyncReplicas.
        LOSS
    "]],
    );
    // The setting came with 5.0.
    let before = format!("strategy oneway; {alone}; set profile rocketmq-4.9");
    assert_eq!(code(&before), "OK");
}

#[test]
fn who_waits_for_all_in_sync_stops_waiting_for_who_is_gone() {
    let all = "strategy send-after-commit; set broker.slaves 1; set broker.brokerRole SYNC_MASTER; \
               set broker.allAckInSyncStateSet on; fault pause slave at 0s for 2s; \
               fault crash slave at 1s forever";
    check(
        all,
        &["SEND_OK"],
        &expect![[r"
          1.001 s The broker answers SEND_OK: it has stored the message of order 1.
        OK
    "]],
    );
    let counted = all.replace("set broker.allAckInSyncStateSet on", "set broker.inSyncReplicas 2");
    let counted = format!("{counted}; set send.timeout 10s");
    check(
        &counted,
        &["broker answers"],
        &expect![[r"
          3.029 s The broker answers FLUSH_SLAVE_TIMEOUT: it has stored the message of order 1, but not as safely as it should.
        OK
    "]],
    );
}

#[test]
fn nothing_that_was_answered_with_send_ok_is_lost_at_any_millisecond() {
    let copied = format!("{SLAVE}; set send.timeout 10s; set payment.deadline 1m");
    for (settings, fault) in [
        ("set broker.flushDiskType SYNC_FLUSH", "power-cut broker"),
        (copied.as_str(), "destroy broker"),
        (copied.as_str(), "crash slave"),
    ] {
        for strategy in ["transactional-message", "send-after-commit"] {
            for at_ms in 15..75 {
                let story =
                    format!("strategy {strategy}; {settings}; fault {fault} at {at_ms}ms for 1s");
                let run = run(&story);
                let durable = run.verdicts.iter().find(|kept| kept.guarantee == "ack-durable");
                let kept = durable.map(|verdict| verdict.kind);
                assert_eq!(kept, Some(VerdictKind::Holds), "{story}");
                assert_ne!(run.outcome().code(), "LOSS", "{story}");
            }
        }
    }
}
