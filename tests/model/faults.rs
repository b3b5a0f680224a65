//! Faults and what the participants make of them: calls that are made again, pauses, partitions,
//! crashes, lost and doubled messages, refusals.

use expect_test::expect;
use zeroloss::run::End;

use super::{check, run};

#[test]
fn the_payment_system_calls_again_after_15_15_30_and_180_seconds() {
    let refused = "strategy send-after-commit; set payment.renotify ack; \
                   fault crash order-1 at 0s forever";
    check(
        refused,
        "call",
        &expect![[r"
          0.000 s call 1 to order-1
          0.040 s call refused
         15.040 s call 2 to order-1
         15.080 s call refused
         30.080 s call 3 to order-1
         30.120 s call refused
         60.120 s call 4 to order-1
         60.160 s call refused
        240.160 s call 5 to order-1
        240.200 s call refused
        ABORT
    "]],
    );
    let silent = "strategy send-after-commit; set payment.renotify ack; \
                  fault power-cut order-1 at 0s forever";
    check(
        silent,
        "call, missed",
        &expect![[r"
          0.000 s call 1 to order-1
          5.000 s missed
         20.000 s call 2 to order-1
         25.000 s missed
         40.000 s call 3 to order-1
         45.000 s missed
         75.000 s call 4 to order-1
         80.000 s missed
        260.000 s call 5 to order-1
        265.000 s missed
        ABORT
    "]],
    );
}

#[test]
fn a_payment_system_that_was_down_makes_its_calls_later() {
    let down = "strategy send-after-commit; set orders 2; set orders.interval 5s; \
                fault crash payment at 1s for 10s";
    check(
        down,
        "down, up, call, answered, payout",
        &expect![[r"
          0.000 s call 1 to order-1
          0.040 s payout 1 of order 1
          0.050 s answered ok
          1.000 s down payment Process
         11.000 s up payment
         11.000 s call 1 to order-1
         11.040 s payout 1 of order 2
         11.050 s answered ok
        OK
    "]],
    );
}

#[test]
fn a_paused_broker_stores_later_what_arrived_meanwhile() {
    let pause = "strategy send-after-commit; set payment.deadline 10s; \
                 fault pause broker at 0s for 4s";
    check(
        pause,
        "pause, resume, timeout, Real, ignored, payout",
        &expect![[r"
              0.000 s pause broker
              3.028 s timeout send after 3s
              4.000 s resume broker
              4.000 s Real 0
              4.000 s Real 1
              4.001 s ignored send.ack
              4.011 s payout 1 of order 1
              4.013 s payout 2 of order 1
            DUP
        "]],
    );
}

#[test]
fn a_broker_that_dies_while_it_stands_still_never_reads_what_arrived_meanwhile() {
    let pause = "strategy send-after-commit; set payment.deadline 10s; \
                 fault pause broker at 0s for 4s; fault crash broker at 1s for 500ms";
    check(
        pause,
        "pause, resume, down, up, lost, Real, payout",
        &expect![[r"
          0.000 s pause broker
          1.000 s down broker Process
          1.000 s lost ProcessDown
          1.002 s lost ProcessDown
          1.004 s lost ProcessDown
          1.500 s up broker
        LOSS
    "]],
    );
}

#[test]
fn a_partition_cuts_one_direction_only_when_told_so() {
    let there = "strategy send-after-commit; fault partition order-1 to broker at 0s for 2s";
    check(
        there,
        "lost, Real, timeout",
        &expect![[r"
          0.028 s lost Partition
          3.028 s timeout send after 3s
          3.029 s Real 0
        OK
    "]],
    );
    let back = "strategy send-after-commit; fault partition broker to order-1 at 0s for 2s";
    check(
        back,
        "lost, Real, timeout",
        &expect![[r"
          0.029 s Real 0
          0.029 s lost Partition
          3.028 s timeout send after 3s
          3.029 s Real 1
        DUP
    "]],
    );
}

#[test]
fn a_crash_lasts_for_ever_or_until_somebody_restarts_the_process() {
    let forever = "strategy transactional-message; set broker.transactionCheckMax 2; \
                   fault crash order-1 after commit forever";
    check(
        forever,
        "down, up, check, discarded",
        &expect![[r"
          0.052 s down order-1 Process
         30.000 s check 1 to nobody
         60.000 s check 2 to nobody
         90.000 s discarded
        LOSS
    "]],
    );
    let restarted = format!("{forever}; fault restart order-1 at 40s");
    check(
        &restarted,
        "down, up, heartbeat, check, end",
        &expect![[r"
          0.052 s down order-1 Process
         30.000 s check 1 to nobody
         40.000 s up order-1
         41.000 s heartbeat of order-1
         60.000 s check 2 to order-1
         60.004 s end commit
         71.000 s heartbeat of order-1
        OK
    "]],
    );
}

#[test]
fn a_lost_heartbeat_costs_time_and_no_message() {
    let lost = "strategy transactional-message; fault crash order-1 after commit; \
                fault lose heartbeat #1";
    check(
        lost,
        "up, heartbeat, check, end, payout",
        &expect![[r"
         10.052 s up order-1
         11.052 s heartbeat of order-1
         30.000 s check 1 to nobody
         41.052 s heartbeat of order-1
         60.000 s check 2 to order-1
         60.004 s end commit
         60.015 s payout 1 of order 1
        OK
    "]],
    );
    let deaf = "strategy send-after-commit; fault crash consumer at 0s; fault lose subscribe #1";
    check(
        deaf,
        "up, lost, deliver, payout",
        &expect![[r"
         10.000 s up consumer
         11.000 s lost Fault
         41.001 s deliver 0
         41.012 s payout 1 of order 1
        OK
    "]],
    );
}

#[test]
fn a_duplicated_message_arrives_twice() {
    let twice = "strategy send-after-commit; fault duplicate send #1 by 1s";
    check(
        twice,
        "Real, ignored, payout",
        &expect![[r"
          0.029 s Real 0
          0.040 s payout 1 of order 1
          1.029 s Real 1
          1.030 s ignored send.ack
          1.040 s payout 2 of order 1
        DUP
    "]],
    );
}

#[test]
fn the_end_of_a_connection_overtakes_nothing_that_was_written_to_it() {
    // The client gives up after 5 s and closes; the commit that is under way arrives all the same.
    let closed = "strategy send-after-commit; fault delay commit #1 by 8s";
    check(
        closed,
        "committed, rolled back, timeout, exception",
        &expect![[r"
          5.024 s timeout commit after 5s
          5.024 s exception at `commit`
          8.027 s committed 1
        LOSS SLOW
    "]],
    );
    let dead = "strategy send-after-commit; fault delay commit #1 by 8s; fault crash order-1 at 1s";
    check(
        dead,
        "committed, rolled back, down",
        &expect![[r"
          1.000 s down order-1 Process
          8.027 s committed 1
        LOSS
    "]],
    );
}

#[test]
fn what_its_receiver_refuses_has_no_effect() {
    let expectations = [
        ("fault fail callback #1", "ABORT"),
        ("fault fail update #1", "ABORT"),
        ("fault fail commit #1", "ABORT"),
        ("fault fail send #1", "OK"),
        ("fault fail deliver #1", "OK"),
        ("set consumer.kind pop; fault fail ack #1", "DOUBLE-PAY"),
        ("fault fail callback.reply #1", "OK"),
    ];
    for (fault, code) in expectations {
        let run = run(&format!("strategy send-after-commit; {fault}"));
        assert_eq!(run.outcome().code(), code, "{fault}: {:?}", run.outcomes);
        assert_eq!(run.did_not_happen, [0; 0], "{fault}");
    }
    let refund = "strategy send-after-commit-refund; set send.retries 0; \
                  fault lose send #1; fault fail refund #1";
    check(
        refund,
        "timeout, refused, refunded, exception, answered",
        &expect![[r"
          3.028 s timeout send after 3s
          3.048 s refused
          3.068 s exception at `refund`
          3.088 s answered error
        LOSS
    "]],
    );
}

#[test]
fn a_fault_that_has_no_place_is_reported() {
    let placeless = [
        "fault crash order-1 after half",
        "fault crash order-1 after commit #2",
        "fault lose end #1",
        "fault crash order-2 at 1s",
        "fault partition order-1 and redis at 0s",
        "fault crash consumer at 7h",
    ];
    for fault in placeless {
        let run = run(&format!("strategy send-after-commit; {fault}"));
        assert_eq!(run.did_not_happen, [0], "{fault}");
        assert_eq!((run.end, run.outcome().code()), (End::Quiescent, "OK"), "{fault}");
    }
}
