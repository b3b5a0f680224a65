//! One story for each thing that the model once had wrong. Each tells what must happen; none of
//! them was told that way before.

#![cfg(not(target_arch = "wasm32"))]

use zeroloss::guarantee::VerdictKind;
use zeroloss::run::{Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::shop::mark::Mark;
use zeroloss::shop::{TraceEvent, TraceKind};

/// Runs a scenario, written on one line with `|` between its lines.
fn run(scenario: &str) -> Run {
    let text = scenario.replace('|', "\n");
    let scenario = Scenario::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
    simulate(&scenario)
}

/// Runs a scenario and compares what it comes to.
fn check(scenario: &str, codes: &str) -> Run {
    let run = run(scenario);
    let found: Vec<_> = run.outcomes.iter().map(|outcome| outcome.code()).collect();
    assert_eq!(found.join(" "), codes, "{scenario}");
    run
}

/// When events of one kind happened, in milliseconds.
fn times(run: &Run, is_wanted: impl Fn(&TraceKind) -> bool) -> Vec<u64> {
    let wanted = run.trace.events.iter().filter(|event| is_wanted(&event.kind));
    wanted.map(|event: &TraceEvent| event.at.as_micros() / 1_000).collect()
}

/// When marks of one kind were made, in milliseconds.
fn marked(run: &Run, is_wanted: impl Fn(&Mark) -> bool) -> Vec<u64> {
    times(run, |kind| matches!(kind, TraceKind::Mark { mark, .. } if is_wanted(mark)))
}

fn kind_of(run: &Run, guarantee: &str) -> VerdictKind {
    let verdict = run.verdicts.iter().find(|verdict| verdict.guarantee == guarantee);
    verdict.unwrap_or_else(|| panic!("{guarantee} is not judged")).kind
}

#[test]
fn a_database_that_dies_after_its_commit_point_leaves_the_commit_unknown() {
    // The transaction is durable, but nobody is told: the caller hears of an error.
    let story = "strategy send-after-commit | fault crash database after commit";
    let run = check(story, "LOSS");
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::Committed(_))).len(), 1);
    let exceptions = marked(&run, |mark| matches!(mark, Mark::Exception { .. }));
    assert_eq!(exceptions.len(), 1, "the commit was never answered");
}

#[test]
fn a_begin_that_comes_again_after_the_commit_opens_nothing() {
    let story = "strategy send-after-commit | fault duplicate begin #1 by 1s";
    let run = check(story, "OK");
    assert_eq!(run.facts.open_transactions, 0);
}

#[test]
fn a_begin_that_comes_again_after_the_rollback_opens_nothing() {
    let story = "strategy send-inside-transaction | fault fail send #1 | fault fail send #2 \
        | fault fail send #3 | fault duplicate begin #1 by 1s";
    let run = run(story);
    assert_eq!(run.facts.open_transactions, 0);
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::TransactionBegan(_))).len(), 1);
}

#[test]
fn a_begin_of_a_process_that_has_died_opens_nothing() {
    let story = "strategy send-after-commit | fault delay begin #1 by 1s \
        | fault crash order-1 at 500ms forever";
    let run = check(story, "ABORT");
    assert_eq!(run.facts.open_transactions, 0);
}

#[test]
fn a_host_that_is_back_is_not_taken_for_dead_when_its_silence_is_noticed() {
    let story = "strategy send-inside-transaction | set orders 2 | set orders.interval 30s \
        | fault power-cut order-1 at 90ms for 5s | fault delay send.ack #2 by 1s";
    let run = run(story);
    assert_eq!(run.facts.orders[1].database.word(), "PAID");
    let undone = marked(&run, |mark| matches!(mark, Mark::RolledBack(order) if order.0 == 1));
    assert_eq!(undone, [0; 0], "the transaction of the second life is its own");
}

#[test]
fn the_transaction_of_a_dead_host_is_still_undone_when_its_silence_is_noticed() {
    let story = "strategy send-after-commit | fault power-cut order-1 after update for 5s";
    let run = run(story);
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::RolledBack(_))), [30_025]);
}

#[test]
fn the_broker_keeps_a_producer_that_came_back_before_its_silence_was_noticed() {
    // Its second announcement comes after the old connection is given up and would hide the loss.
    let story = "strategy transactional-message | fault power-cut order-1 after begin for 5s \
        | fault lose heartbeat #2";
    let run = run(story);
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::CheckWithoutProducer(..))), [0; 0]);
    let group = zeroloss::shop::broker(&run.world).group();
    assert_eq!(group, [zeroloss::shop::message::nodes::ORDER_1]);
}

#[test]
fn an_old_ack_does_not_acknowledge_the_message_that_took_its_offset() {
    // A power cut destroys record 0 after it was read; the next order's record is record 0 again.
    // The ack of the first comes while the second is being consumed for the first time.
    let story = "strategy send-once | set orders 2 | set orders.interval 20s \
        | fault delay ack #1 by 60s | fault power-cut broker at 1s for 5s \
        | fault crash consumer after deliver #2 for 5s";
    let run = check(story, "OK");
    assert_eq!(run.facts.orders[1].payouts, 1);
}

#[test]
fn a_power_cut_after_a_check_round_forgets_that_the_round_passed_the_half_message() {
    let story = "strategy transactional-message | fault lose end #1 | fault lose check #1 \
        | fault power-cut broker after check-round";
    let run = check(story, "OK");
    assert_eq!(kind_of(&run, "half-resolved"), VerdictKind::Holds);
}

#[test]
fn a_transaction_that_was_open_too_long_breaks_p7b_even_if_nothing_happens_meanwhile() {
    let story = "strategy send-after-commit | set payment.deadline 1h \
        | fault power-cut order-1 after update forever";
    let run = run(story);
    let open = marked(&run, |mark| matches!(mark, Mark::RolledBack(_)))[0]
        - marked(&run, |mark| matches!(mark, Mark::TransactionBegan(_)))[0];
    assert!(open > 30_000, "{open} ms");
    assert_eq!(kind_of(&run, "short-transactions"), VerdictKind::Broken);
}

#[test]
fn what_only_rest_decides_is_no_outcome_of_a_run_that_was_stopped() {
    // The seventh check, an hour later, would have delivered.
    let lost: Vec<_> = (1..=6).map(|number| format!("fault lose check #{number}")).collect();
    let story = format!(
        "strategy transactional-message | set broker.transactionCheckInterval 1h \
         | fault lose end #1 | {}",
        lost.join("|")
    );
    let run = check(&story, "STUCK");
    assert_eq!(kind_of(&run, "no-lost-message"), VerdictKind::Undecided);
}

#[test]
fn a_store_that_shows_closed_for_an_unpaid_order_is_dirty() {
    let story = "program|  title.en Close|  title.zh 关闭|  about.en Close|  about.zh 关闭|\
        |  on payment|    set redis CLOSED|    reply error|  on message|    pay|    ack";
    let run = check(story, "DIRTY ABORT");
    assert_eq!(kind_of(&run, "stores-agree"), VerdictKind::Broken);
}

#[test]
fn a_sender_notices_at_once_that_the_broker_it_waits_for_has_died() {
    let story = "strategy send-once | set broker.flushDiskType SYNC_FLUSH \
        | fault crash broker after append";
    let run = run(story);
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::TimedOut { .. })), [0; 0]);
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::ConnectionLost { .. })), [30]);
}

#[test]
fn a_sender_that_retries_does_so_when_the_connection_closes() {
    let story = "strategy send-after-commit | set broker.flushDiskType SYNC_FLUSH \
        | fault crash broker after append for 10s";
    let run = run(story);
    let retries = marked(&run, |mark| matches!(mark, Mark::Retry { .. }));
    assert_eq!(retries.first(), Some(&30));
}

#[test]
fn a_client_notices_at_once_that_the_database_it_waits_for_has_died() {
    let story = "strategy send-after-commit | fault crash database at 26ms";
    let run = run(story);
    let timeouts = marked(&run, |mark| matches!(mark, Mark::TimedOut { .. }));
    assert_eq!(timeouts, [0; 0]);
}

#[test]
fn a_host_without_power_closes_no_connection_so_its_clients_wait_for_their_timeouts() {
    let story = "strategy send-once | set broker.flushDiskType SYNC_FLUSH \
        | fault power-cut broker after append";
    let run = run(story);
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::TimedOut { .. })), [3_028]);
}

#[test]
fn the_end_of_a_connection_waits_until_a_partition_heals() {
    let story = "strategy send-after-commit \
        | fault partition order-1 and database after update for 20s \
        | fault crash order-1 after update forever";
    let run = run(story);
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::RolledBack(_))), [20_025]);
}

#[test]
fn behind_a_partition_that_never_heals_the_silence_is_noticed() {
    let story = "strategy send-after-commit \
        | fault partition order-1 and database after update forever \
        | fault crash order-1 after update forever";
    let run = run(story);
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::RolledBack(_))), [30_025]);
}

#[test]
fn a_refused_connection_is_not_heard_of_through_a_partition() {
    let story = "strategy send-once | fault partition broker to order-1 at 0s for 20s \
        | fault crash broker at 0s for 30s";
    let run = run(story);
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::TimedOut { .. })), [3_028]);
}

#[test]
fn a_link_that_two_partitions_cut_works_again_when_the_last_one_ends() {
    let story = "strategy send-once | fault partition order-1 and broker at 0s for 10s \
        | fault partition order-1 and broker at 5s for 20s";
    let run = run(story);
    let repaired = times(&run, |kind| matches!(kind, TraceKind::Repaired { .. }));
    assert_eq!(repaired, [25_000, 25_000], "one way and the other");
}

#[test]
fn a_refused_connection_is_no_answer_but_tells_the_caller_that_the_call_failed() {
    let run = check("strategy send-once | fault crash order-1 at 0s forever", "ABORT");
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::Answered(..))), [0; 0]);
    assert_eq!(marked(&run, |mark| matches!(mark, Mark::CallRefused(_))), [40]);
    assert_eq!(run.facts.orders[0].answered_micros, None);
    assert_eq!(run.facts.orders[0].deadlines_missed, 0);
    assert_eq!(kind_of(&run, "money-settled"), VerdictKind::Holds);
}
