//! Situations that people who build such systems have reported, and inputs that once came out
//! wrong, each with the outcome that is right and the reason for it.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use zeroloss::guarantee::VerdictKind;
use zeroloss::run::{End, Run, simulate};
use zeroloss::scenario::Scenario;

/// The scenario of a file, with parts of its text replaced.
fn scenario(name: &str, changes: &[(&str, &str)]) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/scenarios");
    let file = folder.join(format!("{name}.scenario"));
    let mut text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
    for (from, to) in changes {
        assert!(text.contains(from), "{name} does not say `{from}`");
        text = text.replace(from, to);
    }
    Scenario::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Runs a case to its rest and checks every code that it comes to.
#[track_caller]
fn check(name: &str, changes: &[(&str, &str)], expected: &str) -> Run {
    let run = simulate(&scenario(name, changes));
    let codes: Vec<_> = run.outcomes.iter().map(|outcome| outcome.code()).collect();
    assert_eq!(codes.join(" "), expected, "{name} {changes:?}");
    assert_eq!((run.end, run.did_not_happen.len()), (End::Quiescent, 0), "{name}");
    run
}

#[track_caller]
fn is_broken(run: &Run, guarantee: &str) -> bool {
    let verdict = run.verdicts.iter().find(|verdict| verdict.guarantee == guarantee);
    verdict.expect("there is such a guarantee").kind == VerdictKind::Broken
}

/// Two copies of one payment notification are two requests. Each inserts a row of its own, and the
/// relay sends both: only a comparison in the database could stop the second.
#[test]
fn two_notifications_make_two_outbox_rows_however_far_apart_they_come() {
    for by in ["100ms", "1ms", "5s"] {
        let run = check("two-notifications-outbox", &[("100ms", by)], "DUP");
        assert!(is_broken(&run, "callback-idempotent"), "{by}");
    }
    // A lost first call that is made again comes once: nobody was called twice.
    let run = check(
        "two-notifications-outbox",
        &[(
            "fault duplicate callback #1 by 100ms",
            "set payment.renotify ack\nfault lose callback #1",
        )],
        "OK",
    );
    assert!(!is_broken(&run, "callback-idempotent"));
}

/// One handling can write two rows. What is marked sent is the row that was sent, not its sibling.
#[test]
fn a_mark_speaks_of_the_row_in_hand() {
    let two_rows = ("    insert outbox\n", "    insert outbox\n    insert outbox\n");
    let calm = ("fault duplicate callback #1 by 100ms", "");
    check("two-notifications-outbox", &[two_rows, calm], "DUP");
    let log = ("every 1s at relay\n    if outbox", "every 1s at connector\n    if binlog");
    let cursor = ("      run every", "      move cursor\n      save cursor\n      run every");
    check("two-notifications-outbox", &[two_rows, calm, log, cursor], "DUP");
}

/// The job reads UNPAID and closes the order while the notification, which has read the same, is
/// about to pay it. Without a comparison in the UPDATE itself, a closed order becomes paid.
#[test]
fn an_order_that_was_closed_never_becomes_paid_unnoticed() {
    let run = check("close-and-pay", &[], "DIRTY");
    assert!(is_broken(&run, "legal-status"));
    // The other way round is legal: what was paid can be closed, and the job leaves it alone.
    let run = check("close-and-pay", &[("set payment.latency 1s\n", "")], "OK");
    assert!(!is_broken(&run, "legal-status"));
}

/// A cursor that looks only at rows older than ten seconds misses one that commits later than that.
#[test]
fn a_cursor_with_a_window_is_as_good_as_its_window() {
    check("cursor-with-a-window", &[], "OK");
    let late = [("by 3s", "by 14s\nset database.timeout 30s")];
    check("cursor-with-a-window", &late, "LOSS");
}

/// Two instances take the same row, because nothing claims it.
#[test]
fn a_job_that_runs_in_every_instance_sends_twice() {
    check("job-in-every-instance", &[], "DUP");
    check("job-in-every-instance", &[("set order.producers 2", "set order.producers 1")], "OK");
}

/// A listener that writes after the commit joins a transaction that is over; the framework drops
/// it.
#[test]
fn a_write_after_the_commit_is_lost_without_any_fault() {
    check("write-after-the-commit", &[], "LOSS");
}

/// The message was sent inside the transaction, and read before its commit.
#[test]
fn a_consumer_that_acknowledges_what_it_cannot_find_never_pays() {
    check("consumer-before-the-commit", &[], "STUCK EARLY");
    let fails = [("    else\n      ack", "    else\n      work 1ms")];
    check("consumer-before-the-commit", &fails, "EARLY");
}

/// The question leaves a row that forbids the barrier's: the transaction then cannot commit.
#[test]
fn a_barrier_that_is_asked_for_first_makes_neither_message_nor_order() {
    check("barrier-before-the-transaction", &[], "SLOW ABORT");
}

/// A check needs no patience if the half message is sent last, but only while the commit is faster
/// than the check.
#[test]
fn a_half_message_that_is_sent_last_moves_the_race_to_the_commit() {
    check("half-message-last", &[], "LOSS");
    check("half-message-last", &[("fault delay commit #1 by 40s\nfault lose end #2\n", "")], "OK");
    check(
        "half-message-last",
        &[("fault delay commit #1 by 40s\nfault lose end #2", "fault lose end #1")],
        "OK",
    );
}

/// The broker refuses twenty one-way ends: each message waits for its check, and none is lost.
#[test]
fn ends_that_are_refused_are_asked_for_in_one_round() {
    let run = check("every-end-refused", &[], "OK");
    assert_eq!(run.deliveries, [1; 20]);
}

/// The handler logs the error, and the status line says 200: nobody will ever call again.
#[test]
fn an_answer_that_is_always_200_leaves_the_money_taken_and_nobody_told() {
    let run = check("always-200", &[], "UNTOLD");
    assert!(is_broken(&run, "money-settled"));
    // Told of the error, the payment system calls again.
    let told = [("        rollback\n        reply ok", "        rollback\n        reply error")];
    check("always-200", &told, "EARLY");
    // Told, but deaf: the order is given up, and whoever holds the money knows.
    let deaf = [told[0], ("set payment.renotify republish\n", "")];
    let run = check("always-200", &deaf, "ABORT");
    assert!(!is_broken(&run, "money-settled"));
}

/// The consumer dies after it has acknowledged, and before it has told its offset.
#[test]
fn a_consumer_that_dies_before_its_offset_is_told_pays_twice() {
    check("consumer-dies-before-its-offset", &[], "DOUBLE-PAY");
}

/// What a fault stops for ten hours is started again within the run, and makes good what it can.
#[test]
fn a_restart_later_than_six_hours_is_part_of_the_run() {
    check("restart-after-the-end", &[], "OK");
    check("restart-after-the-end", &[("at 1h for 10h", "at 1h forever")], "OK");
    let relay = [("strategy oneway", "strategy outbox"), ("order-1 at 1h", "relay at 0s")];
    let run = check("restart-after-the-end", &relay, "OK");
    assert!(run.facts.now_micros > 10 * 3_600 * 1_000_000, "the relay sends when it is back");
    for fault in [
        "pause relay at 0s for 10h",
        "partition relay and broker at 0s for 10h",
        "delay send #1 by 10h",
        "duplicate send #1 by 10h",
    ] {
        let changes =
            [("strategy oneway", "strategy outbox"), ("crash order-1 at 1h for 10h", fault)];
        let run = simulate(&scenario("restart-after-the-end", &changes));
        assert_eq!(run.end, End::Quiescent, "{fault}");
    }
}

/// Time alone changes the answer of somebody who is asked: a timer that asks goes on.
#[test]
fn a_timer_waits_for_an_age_that_somebody_else_asks_for() {
    let run = check("callee-waits-for-an-age", &[], "GHOST UNTOLD");
    assert!(run.world.now().as_micros() > 60_000_000);
}

#[test]
fn a_timer_waits_for_a_claim_to_expire() {
    check("claim-of-a-dead-process", &[], "OK");
    let run = simulate(&scenario("claim-that-expires", &[]));
    assert_eq!(run.outcome().code(), "DOUBLE-PAY");
    let sooner = simulate(&scenario("claim-that-expires", &[("1m", "20s")]));
    assert_eq!(sooner.outcome().code(), "DOUBLE-PAY", "as with a shorter claim");
}

/// Statements that wait for a lock go on in the event of the commit that frees it.
#[test]
fn every_change_of_status_counts_also_of_two_in_one_event() {
    let run = check("closed-then-paid-at-once", &[], "DIRTY");
    assert!(is_broken(&run, "legal-status"));
    let run = check("paid-then-closed-at-once", &[], "GHOST UNTOLD");
    assert!(!is_broken(&run, "no-early-visibility"));
}

/// What a transaction writes and replaces again was never the status of its order.
#[test]
fn a_status_that_never_left_its_transaction_counts_for_nothing() {
    for changes in [&[][..], &[("CLOSED", "UNPAID")]] {
        let run = check("closed-and-paid-in-one-transaction", changes, "OK");
        assert!(!is_broken(&run, "legal-status"), "{changes:?}");
    }
    let run = check("paid-and-closed-in-one-transaction", &[], "ABORT");
    assert!(!is_broken(&run, "visible-in-time") && !is_broken(&run, "legal-status"));
    // The same in two transactions is another matter.
    let apart = [("CLOSED\n", "CLOSED\n    commit\n    begin\n")];
    let run = check("closed-and-paid-in-one-transaction", &apart, "DIRTY");
    assert!(is_broken(&run, "legal-status"));
}

#[test]
fn a_red_packet_for_money_that_went_back_is_a_ghost() {
    check("refunded-and-given", &[], "GHOST");
}

#[test]
fn tries_that_faults_spoil_are_not_counted() {
    check("losses-in-a-row", &[], "OK");
}

#[test]
fn a_fault_that_does_not_happen_excuses_nothing() {
    let run = simulate(&scenario("fault-that-stays-away", &[]));
    assert_eq!(run.did_not_happen, [0]);
    assert!(is_broken(&run, "progress"));
    let struck = [("fault skew order-2 by 1s", "fault lose callback #1")];
    assert!(!is_broken(&simulate(&scenario("fault-that-stays-away", &struck)), "progress"));
}
