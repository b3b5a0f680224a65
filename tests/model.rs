//! The mechanisms of the model, one short story each: what happens when, and what it comes to.
//!
//! The numbers C1 to C20 are the conformance vectors of the notes on Apache RocketMQ, P10 is the
//! progress property. A story keeps only the lines that begin with one of its words.

#![cfg(not(target_arch = "wasm32"))]

#[path = "model/consumer.rs"]
mod consumer;
#[path = "model/faults.rs"]
mod faults;

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use zeroloss::guarantee::VerdictKind;
use zeroloss::program::catalogue::strategies;
use zeroloss::program::step::Op;
use zeroloss::run::{End, Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::shop::mark::{Mark, Topic};
use zeroloss::shop::message::{Message, nodes};
use zeroloss::shop::{TraceEvent, TraceKind};

/// Runs a scenario, written on one line with `;` between its lines, and compares the lines of its
/// story that begin with one of the words.
fn check(scenario: &str, words: &str, expected: &Expect) {
    let run = run(scenario);
    let mut told = String::new();
    for event in &run.trace.events {
        let line = line_of(&run, event).unwrap_or_default();
        if words.split(", ").any(|word| line.starts_with(word)) {
            let at = event.at.to_string();
            writeln!(told, "{at:>9} {line}").expect("a string takes everything");
        }
    }
    let codes: Vec<_> = run.outcomes.iter().map(|outcome| outcome.code()).collect();
    told.push_str(&codes.join(" "));
    told.push('\n');
    expected.assert_eq(&told);
}

fn run(scenario: &str) -> Run {
    let text = scenario.replace(';', "\n");
    let scenario = Scenario::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
    simulate(&scenario)
}

fn line_of(run: &Run, event: &TraceEvent) -> Option<String> {
    let name = nodes::name;
    Some(match &event.kind {
        TraceKind::Sent { to, message: Message::Check { number, .. }, .. } => {
            format!("check {number} to {}", name(*to))
        }
        TraceKind::Sent { message: Message::Callback { attempt, .. }, to, .. } => {
            format!("call {attempt} to {}", name(*to))
        }
        TraceKind::Sent { message: Message::Deliver { offset, .. }, .. } => {
            format!("deliver {offset}")
        }
        TraceKind::Sent { message: Message::Heartbeat, from, .. } => {
            format!("heartbeat of {}", name(*from))
        }
        TraceKind::Sent { message: Message::Consumed { offset, .. }, .. } => {
            format!("offset beyond {offset}")
        }
        TraceKind::Sent { message: Message::SendBack { offset, .. }, .. } => {
            format!("send back {offset}")
        }
        TraceKind::Lost { reason, .. } => format!("lost {reason:?}"),
        TraceKind::Refused { .. } => "refused".to_owned(),
        TraceKind::Crashed { node, mode, .. } => format!("down {} {mode:?}", name(*node)),
        TraceKind::Restarted { node } => format!("up {}", name(*node)),
        TraceKind::Paused { node, .. } => format!("pause {}", name(*node)),
        TraceKind::Resumed { node } => format!("resume {}", name(*node)),
        TraceKind::Mark { mark, .. } => return mark_line(run, *mark),
        _ => return None,
    })
}

fn mark_line(run: &Run, mark: Mark) -> Option<String> {
    Some(match mark {
        Mark::Appended(topic, offset, _) => format!("{topic:?} {offset}"),
        Mark::CheckWithoutProducer(_, number) => format!("check {number} to nobody"),
        Mark::RoundStopped => "round stops".to_owned(),
        Mark::PutBackImmune(_, number) => format!("check {number} not sent"),
        Mark::Discarded(_) => "discarded".to_owned(),
        Mark::Expired(_) => "expired".to_owned(),
        Mark::Resumed(_) => "resumed".to_owned(),
        Mark::Ended(_, decision) => format!("end {}", decision.word()),
        Mark::EndRefused(_) => "end refused".to_owned(),
        Mark::EndWithoutHalf(_) => "end without half".to_owned(),
        Mark::Evaporated(topic, _) => format!("evaporated {topic:?}"),
        Mark::Redelivery(_) => "redelivery".to_owned(),
        Mark::RetryPlanned { retry, after, .. } => format!("retry {retry} in {after}"),
        Mark::DeadLetter(_) => "dead letter".to_owned(),
        Mark::Payout { order, nth } => format!("payout {nth} of order {}", order.0 + 1),
        Mark::PayoutRefused(order) => format!("payout refused of order {}", order.0 + 1),
        Mark::Committed(order) => format!("committed {}", order.0 + 1),
        Mark::RolledBack(order) => format!("rolled back {}", order.0 + 1),
        Mark::LockWait(order) => format!("lock wait of order {}", order.0 + 1),
        Mark::OrderIs(order, status) => format!("order {} is {}", order.0 + 1, status.word()),
        Mark::PoolWait(_) => "pool wait".to_owned(),
        Mark::PoolGranted(_) => "pool granted".to_owned(),
        Mark::TimedOut { role, after, .. } => format!("timeout {role} after {after}"),
        Mark::DeadlineMissed(_) => "missed".to_owned(),
        Mark::CallRefused(_) => "call refused".to_owned(),
        Mark::Answered(_, answer) => format!("answered {}", answer.word()),
        Mark::Refunded(_) => "refunded".to_owned(),
        Mark::Ignored { role } => format!("ignored {role}"),
        Mark::ConnectionLost { role, .. } => format!("connection lost {role}"),
        Mark::Exception { line, .. } => {
            format!("exception at `{}`", run.shop.program.lines[usize::from(line) - 1].text)
        }
        _ => return None,
    })
}

/// How often the topic was appended to.
fn appended(run: &Run, wanted: Topic) -> usize {
    let is_wanted = |event: &&TraceEvent| matches!(event.kind, TraceKind::Mark { mark: Mark::Appended(topic, ..), .. } if topic == wanted);
    run.trace.events.iter().filter(is_wanted).count()
}

#[test]
fn c5_a_half_that_nobody_ends_is_checked_15_times_and_discarded_in_the_16th_round() {
    let never = "strategy transactional-message; set checker.answer unknown; fault lose end #1";
    check(
        never,
        "check 1 , check 2 , check 14, check 15, discarded",
        &expect![[r"
         30.000 s check 1 to order-1
         60.000 s check 2 to order-1
        420.000 s check 14 to order-1
        450.000 s check 15 to order-1
        480.000 s discarded
        LOSS
    "]],
    );
    assert_eq!(appended(&run(never), Topic::Half), 16);
    let slow = format!("{never}; set broker.transactionCheckInterval 60s");
    check(
        &slow,
        "check 1 , check 15, discarded",
        &expect![[r"
         60.000 s check 1 to order-1
        900.000 s check 15 to order-1
        960.000 s discarded
        LOSS
    "]],
    );
}

#[test]
fn c2_the_first_check_comes_in_the_first_round_after_6_seconds() {
    let lost = "strategy transactional-message; fault lose end #1";
    check(
        lost,
        "round, check, end",
        &expect![[r"
         30.000 s check 1 to order-1
         30.004 s end commit
        OK
    "]],
    );
    // Born 2 s before the round: too young for it, and checked by the next one.
    let young = "strategy transactional-message; fault delay callback #1 by 28s; fault lose end #1";
    check(
        young,
        "round, check, end",
        &expect![[r"
         30.000 s round stops
         60.000 s check 1 to order-1
         60.004 s end commit
        OK
    "]],
    );
}

#[test]
fn c6_seven_minutes_without_a_producer_are_survived() {
    let outage = "strategy transactional-message; fault crash order-1 after commit for 7m";
    check(
        outage,
        "up, check 13, check 14, check 15, end, payout, discarded",
        &expect![[r"
        390.000 s check 13 to nobody
        420.000 s check 14 to nobody
        420.052 s up order-1
        450.000 s check 15 to order-1
        450.004 s end commit
        450.015 s payout 1 of order 1
        OK
    "]],
    );
}

#[test]
fn c7_ten_minutes_without_a_producer_are_not_and_an_operator_can_revive_the_message() {
    let outage = "strategy transactional-message; fault crash order-1 after commit for 10m";
    check(
        outage,
        "up, check 15, discarded, payout",
        &expect![[r"
        450.000 s check 15 to nobody
        480.000 s discarded
        600.052 s up order-1
        LOSS
    "]],
    );
    let revived = format!("{outage}; fault resume discarded at 11m");
    check(
        &revived,
        "up, discarded, resumed, check 1 , end, payout",
        &expect![[r"
         30.000 s check 1 to nobody
        480.000 s discarded
        600.052 s up order-1
        660.000 s resumed
        690.000 s check 1 to order-1
        690.004 s end commit
        690.015 s payout 1 of order 1
        OK
    "]],
    );
}

#[test]
fn a_commit_shortly_before_a_round_is_checked_again_while_its_op_mark_waits() {
    // Born at 22 s, committed at 28.5 s, round at 30 s, batch at 31.5 s.
    let late = "strategy transactional-message; set payment.deadline 30s; set order.work 6500ms; \
                fault delay callback #1 by 22s";
    check(
        late,
        "Real, Op, check, end",
        &expect![[r"
         28.533 s Real 0
         28.533 s end commit
         30.000 s check 1 to order-1
         30.004 s Real 1
         30.004 s end commit
         31.533 s Op 0
         31.533 s Op 1
        DUP
    "]],
    );
    check(
        &format!("{late}; set profile rocketmq-4.9; set broker.transactionCheckInterval 30s"),
        "Real, Op, check, end",
        &expect![[r"
             28.533 s Real 0
             28.533 s end commit
             28.533 s Op 0
            OK
        "]],
    );
}

#[test]
fn op_marks_are_written_together_when_the_first_of_them_has_waited() {
    let three = "strategy transactional-message; set orders 3; set orders.interval 1500ms";
    check(
        three,
        "Op, end",
        &expect![[r"
          0.053 s end commit
          1.553 s end commit
          3.053 s Op 0
          3.053 s Op 1
          3.053 s end commit
          6.053 s Op 2
        OK
    "]],
    );
}

#[test]
fn a_commit_within_its_own_immunity_but_after_a_round_is_delivered_again() {
    // The original is ended, but its put-back copy is checked when it is older than 100 s.
    let immune = "strategy transactional-message; set payment.deadline 2m; set order.work 70s; \
                  set half.CHECK_IMMUNITY_TIME_IN_SECONDS 100s";
    check(
        immune,
        "Half, Real, check, end",
        &expect![[r"
          0.021 s Half 0
         30.000 s Half 1
         30.000 s check 1 not sent
         60.000 s Half 2
         60.000 s check 2 not sent
         70.033 s Real 0
         70.033 s end commit
         90.000 s Half 3
         90.000 s check 3 not sent
        120.000 s Half 4
        120.000 s check 4 to order-1
        120.004 s Real 1
        120.004 s end commit
        DUP
    "]],
    );
}

#[test]
fn an_immunity_shorter_than_6_seconds_lets_a_check_come_earlier_but_refuses_no_end_before() {
    let short = "strategy transactional-message; set half.CHECK_IMMUNITY_TIME_IN_SECONDS 2s; \
                 set order.work 5s; fault check now at 4s";
    check(
        short,
        "Half, Real, check, end",
        &expect![[r"
          0.021 s Half 0
          4.000 s Half 1
          4.000 s check 1 to order-1
          4.004 s end unknown
          5.033 s Real 0
          5.033 s end commit
         30.000 s Half 2
         30.000 s check 2 to order-1
         30.004 s Real 1
         30.004 s end commit
        DUP SLOW
    "]],
    );
}

#[test]
fn a_half_message_older_than_the_retention_time_is_discarded() {
    let old = "strategy transactional-message; set checker.answer unknown; fault lose end #1; \
               set broker.fileReservedTime 1m";
    check(
        old,
        "check, discarded, expired",
        &expect![[r"
             30.000 s check 1 to order-1
             60.000 s check 2 to order-1
             90.000 s expired
            LOSS
        "]],
    );
}

#[test]
fn an_operator_can_start_a_round_and_the_schedule_stays() {
    let early = "strategy transactional-message; fault lose end #1; fault check now at 10s";
    check(
        early,
        "round, check, end, payout",
        &expect![[r"
         10.000 s check 1 to order-1
         10.004 s end commit
         10.015 s payout 1 of order 1
        OK
    "]],
    );
    let too_early = "strategy transactional-message; fault lose end #1; fault check now at 5s";
    check(
        too_early,
        "round, check, end, payout",
        &expect![[r"
          5.000 s round stops
         30.000 s check 1 to order-1
         30.004 s end commit
         30.015 s payout 1 of order 1
        OK
    "]],
    );
}

#[test]
fn c4_a_crash_before_the_commit_ends_in_a_rollback() {
    let crash = "strategy transactional-message; fault crash order-1 before commit for 1s";
    check(
        crash,
        "rolled back, check, end, payout",
        &expect![[r"
          0.049 s rolled back 1
         30.000 s check 1 to order-1
         30.004 s end unknown
         60.000 s check 2 to order-1
         60.004 s end unknown
         90.000 s check 3 to order-1
         90.004 s end unknown
        120.000 s check 4 to order-1
        120.004 s end unknown
        150.000 s check 5 to order-1
        150.004 s end rollback
        ABORT
    "]],
    );
}

#[test]
fn c3_another_instance_answers_from_the_database() {
    let crash = "strategy transactional-message; set order.producers 2; \
                 fault crash order-1 after commit forever";
    check(
        crash,
        "down, check, end, payout",
        &expect![[r"
          0.052 s down order-1 Process
         30.000 s check 1 to order-2
         30.004 s end commit
         30.015 s payout 1 of order 1
        OK
    "]],
    );
}

#[test]
fn two_instances_are_asked_in_turn() {
    let unknown = "strategy transactional-message; set order.producers 2; \
                   set checker.answer unknown; set broker.transactionCheckMax 4; fault lose end #1";
    check(
        unknown,
        "check, discarded",
        &expect![[r"
         30.000 s check 1 to order-1
         60.000 s check 2 to order-2
         90.000 s check 3 to order-1
        120.000 s check 4 to order-2
        150.000 s discarded
        LOSS
    "]],
    );
}

#[test]
fn c9_an_orphan_half_is_rolled_back() {
    let orphan = "strategy transactional-message; set send.retries 0; fault lose half.ack #1";
    check(
        orphan,
        "timeout, Half 0, answered, check, end",
        &expect![[r"
          0.021 s Half 0
          3.020 s timeout half after 3s
          3.040 s answered error
         30.000 s check 1 to order-1
         30.004 s end unknown
         60.000 s check 2 to order-1
         60.004 s end unknown
         90.000 s check 3 to order-1
         90.004 s end unknown
        120.000 s check 4 to order-1
        120.004 s end unknown
        150.000 s check 5 to order-1
        150.004 s end rollback
        ABORT
    "]],
    );
}

#[test]
fn a_retried_half_leaves_an_orphan_that_is_committed_too() {
    let twice = "strategy transactional-message; fault lose half.ack #1";
    check(
        twice,
        "Half, end, Real, check, payout",
        &expect![[r"
          0.021 s Half 0
          3.021 s Half 1
          3.053 s Real 0
          3.053 s end commit
          3.064 s payout 1 of order 1
         30.000 s Half 2
         30.000 s check 1 to order-1
         30.004 s Real 1
         30.004 s end commit
         30.015 s payout 2 of order 1
        DUP
    "]],
    );
}

#[test]
fn c10_a_commit_after_a_check_leaves_a_copy_that_the_next_check_commits_again() {
    let late = "strategy transactional-message; set order.work 40s; set payment.deadline 2m";
    check(
        late,
        "check, end, Real, payout",
        &expect![[r"
         30.000 s check 1 to order-1
         30.004 s end unknown
         40.033 s Real 0
         40.033 s end commit
         40.044 s payout 1 of order 1
         60.000 s check 2 to order-1
         60.004 s Real 1
         60.004 s end commit
         60.015 s payout 2 of order 1
        DUP
    "]],
    );
}

#[test]
fn c11_a_commit_after_a_rollback_is_delivered() {
    let late = "strategy transactional-message-status-checker; set order.work 40s; \
                set payment.deadline 2m";
    check(
        late,
        "check, end, Real, payout",
        &expect![[r"
         30.000 s check 1 to order-1
         30.004 s end rollback
         40.033 s Real 0
         40.033 s end commit
         40.044 s payout 1 of order 1
        OK
    "]],
    );
}

#[test]
fn c13_a_second_end_of_the_same_half_delivers_again() {
    let twice = "strategy transactional-message; fault duplicate end #1";
    check(
        twice,
        "end, Real, payout",
        &expect![[r"
          0.053 s Real 0
          0.053 s end commit
          0.058 s Real 1
          0.058 s end commit
          0.064 s payout 1 of order 1
          0.069 s payout 2 of order 1
        DUP
    "]],
    );
}

#[test]
fn c15_async_flush_loses_an_acknowledged_half_and_sync_flush_does_not() {
    let cut = "strategy transactional-message; set order.work 3s; \
               fault power-cut broker after order-1 half.ack for 1s";
    check(
        cut,
        "down, evaporated, end, Real",
        &expect![[r"
          0.022 s down broker PowerCut
          0.022 s evaporated Half
          3.033 s end without half
        LOSS
    "]],
    );
    check(
        &format!("{cut}; set broker.flushDiskType SYNC_FLUSH"),
        "down, evaporated, end, Real, payout",
        &expect![[r"
              0.024 s down broker PowerCut
              3.035 s Real 0
              3.037 s end commit
              3.048 s payout 1 of order 1
            OK
        "]],
    );
}

#[test]
fn a_process_crash_of_the_broker_loses_nothing_that_it_stored() {
    let crash = "strategy transactional-message; set order.work 3s; \
                 fault crash broker after order-1 half.ack for 1s";
    check(
        crash,
        "down, up, evaporated, end, Real, payout",
        &expect![[r"
          0.022 s down broker Process
          1.022 s up broker
          3.033 s Real 0
          3.033 s end commit
          3.044 s payout 1 of order 1
        OK
    "]],
    );
}

#[test]
fn what_was_never_acknowledged_is_no_broken_promise() {
    let is_durable = |scenario: &str| {
        let run = run(scenario);
        let verdicts = run.verdicts.iter();
        verdicts
            .filter(|verdict| verdict.guarantee == "ack-durable")
            .all(|verdict| verdict.kind == VerdictKind::Holds)
    };
    // The copies that a check puts back are the broker's own affair; the original is on the disk.
    let copies = "strategy transactional-message; fault lose end #1; fault power-cut broker at 31s";
    assert!(is_durable(copies));
    let unanswered = "strategy send-after-commit; set broker.flushDiskType SYNC_FLUSH; \
                      fault power-cut broker after append";
    assert!(is_durable(unanswered));
    let answered = "strategy send-after-commit; fault power-cut broker after order-1 send.ack";
    assert!(!is_durable(answered));
}

#[test]
fn a_message_that_was_consumed_before_the_power_cut_is_not_lost() {
    let cut = "strategy send-after-commit; fault power-cut broker at 1s";
    check(
        cut,
        "Real, payout, evaporated",
        &expect![[r"
          0.029 s Real 0
          0.040 s payout 1 of order 1
          1.000 s evaporated Real
        OK
    "]],
    );
}

#[test]
fn sync_flush_shows_a_message_only_when_it_is_on_the_disk() {
    let sync = "strategy send-after-commit; set broker.flushDiskType SYNC_FLUSH";
    check(
        sync,
        "Real, deliver",
        &expect![[r"
          0.029 s Real 0
          0.031 s deliver 0
        OK
    "]],
    );
    check(
        "strategy send-after-commit",
        "Real, deliver",
        &expect![[r"
          0.029 s Real 0
          0.029 s deliver 0
        OK
    "]],
    );
}

#[test]
fn c16_a_half_from_a_clock_that_is_ahead_is_checked_although_it_is_young() {
    let ahead = "strategy transactional-message; fault skew order-1 by 10s; \
                 fault delay callback #1 by 28s; fault lose end #1";
    check(
        ahead,
        "round, check, end",
        &expect![[r"
         30.000 s check 1 to order-1
         30.004 s end commit
        OK
    "]],
    );
    // Behind: it looks 10 s older than it is, and gets no immunity either.
    let behind = "strategy transactional-message; fault skew order-1 by -10s; \
                  fault delay callback #1 by 28s; fault lose end #1";
    check(
        behind,
        "round, check, end",
        &expect![[r"
         30.000 s check 1 to order-1
         30.004 s end commit
        OK
    "]],
    );
}

#[test]
fn a_row_that_another_transaction_has_changed_is_waited_for() {
    let twice = "strategy send-inside-transaction; fault duplicate callback #1; \
                 fault lose send.ack #1";
    check(
        twice,
        "lock wait, committed, order 1, timeout",
        &expect![[r"
          0.028 s lock wait of order 1
          3.024 s timeout send after 3s
          3.029 s committed 1
          3.029 s order 1 is PAID
          3.035 s committed 1
          3.035 s order 1 is PAID
        DUP EARLY
    "]],
    );
}

#[test]
fn a_refused_commit_frees_the_rows_for_those_who_wait() {
    let refused = "strategy send-inside-transaction; fault duplicate callback #1; \
                   fault lose send.ack #1; fault fail commit #1";
    check(
        refused,
        "lock wait, rolled back, committed, timeout",
        &expect![[r"
          0.028 s lock wait of order 1
          3.024 s timeout send after 3s
          3.027 s rolled back 1
          3.033 s committed 1
        DUP EARLY
    "]],
    );
}

#[test]
fn a_statement_that_outlives_its_transaction_changes_nothing() {
    let late = "strategy transactional-message; set payment.deadline 10s; \
                fault delay update #1 by 6s";
    check(
        late,
        "timeout, rolled back, order 1, ignored, end",
        &expect![[r"
          5.024 s timeout update after 5s
          5.025 s rolled back 1
          5.027 s end rollback
          6.026 s ignored update.ack
        ABORT
    "]],
    );
    let late_begin = "strategy transactional-message; set payment.deadline 10s; \
                      fault delay begin #1 by 6s";
    check(
        late_begin,
        "timeout, rolled back, exception, end",
        &expect![[r"
          5.022 s timeout begin after 5s
          5.022 s exception at `begin`
          6.023 s rolled back 1
         30.004 s end unknown
         60.004 s end unknown
         90.004 s end unknown
        120.004 s end unknown
        150.004 s end rollback
        ABORT
    "]],
    );
}

#[test]
fn a_transaction_behind_a_partition_is_undone_when_the_end_of_its_connection_arrives() {
    let cut = "strategy send-inside-transaction; set payment.deadline 10s; \
               fault partition order-1 and database after update for 20s";
    check(
        cut,
        "timeout, exception, rolled back, answered",
        &expect![[r"
          5.026 s timeout commit after 5s
          5.026 s exception at `commit`
          5.046 s answered error
         20.025 s rolled back 1
        GHOST
    "]],
    );
}

#[test]
fn a_pool_of_two_serves_five_orders_one_pair_after_the_other() {
    let small = "strategy send-inside-transaction; set orders 5; set database.pool 2; \
                 set payment.deadline 1m; set send.retries 0; \
                 fault partition order-1 and broker at 0s for 4s";
    check(
        small,
        "pool, timeout, committed, rolled back",
        &expect![[r"
          0.060 s pool wait
          0.080 s pool wait
          0.100 s pool wait
          3.024 s timeout send after 3s
          3.025 s rolled back 1
          3.026 s pool granted
          3.044 s timeout send after 3s
          3.045 s rolled back 2
          3.046 s pool granted
          6.030 s timeout send after 3s
          6.031 s rolled back 3
          6.032 s pool granted
          6.041 s committed 5
          6.050 s timeout send after 3s
          6.051 s rolled back 4
        EARLY ABORT
    "]],
    );
    let impatient = format!("{small}; set database.pool-timeout 1s");
    check(
        &impatient,
        "pool, timeout begin, exception",
        &expect![[r"
          0.060 s pool wait
          0.080 s pool wait
          0.100 s pool wait
          1.060 s timeout begin after 1s
          1.060 s exception at `begin`
          1.080 s timeout begin after 1s
          1.080 s exception at `begin`
          1.100 s timeout begin after 1s
          1.100 s exception at `begin`
        ABORT
    "]],
    );
}

#[test]
fn the_inbox_lets_one_red_packet_out_of_three_copies() {
    let copies = "strategy send-after-commit; set payment.deadline 10s; set consumer.inbox on; \
                  fault lose send.ack #1; fault lose send.ack #2";
    check(
        copies,
        "Real, payout",
        &expect![[r"
          0.029 s Real 0
          0.040 s payout 1 of order 1
          3.029 s Real 1
          3.040 s payout refused of order 1
          6.029 s Real 2
          6.040 s payout refused of order 1
        OK
    "]],
    );
}

#[test]
fn p10_every_strategy_makes_progress_when_nothing_goes_wrong() {
    // A Kafka producer's transaction fails at a broker that is not Kafka's.
    let is_kafka = |op: &Op| matches!(op, Op::Producer(_));
    for strategy in strategies().iter().filter(|strategy| !strategy.program.any_op(is_kafka)) {
        for producers in [1, 2] {
            let run = run(&format!("strategy {}; set order.producers {producers}", strategy.id));
            assert_eq!(run.end, End::Quiescent, "{}", strategy.id);
            let progress = run.verdicts.iter().find(|verdict| verdict.guarantee == "progress");
            let progress = progress.expect("progress is judged");
            assert_eq!(progress.kind, VerdictKind::Holds, "{}", strategy.id);
            assert!(progress.exercised, "{}", strategy.id);
            assert!(matches!(run.outcome().code(), "OK" | "EARLY"), "{}", strategy.id);
        }
    }
}
