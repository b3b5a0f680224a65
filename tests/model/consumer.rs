//! How messages are consumed: by push and by POP, what comes again, and what ends as a dead letter.

use expect_test::expect;

use super::check;

#[test]
fn c18_a_consumer_that_dies_before_its_acknowledgement_gets_the_message_again() {
    let crash = "strategy transactional-message; fault crash consumer after pay for 5s";
    check(
        crash,
        "deliver, payout, redelivery, up",
        &expect![[r"
              0.053 s deliver 0
              0.064 s payout 1 of order 1
              5.064 s up consumer
              6.065 s deliver 0
              6.076 s payout 2 of order 1
            DOUBLE-PAY
        "]],
    );
    let inbox = format!("{crash}; set consumer.inbox on");
    check(
        &inbox,
        "deliver, payout, redelivery",
        &expect![[r"
              0.053 s deliver 0
              0.064 s payout 1 of order 1
              6.065 s deliver 0
              6.076 s payout refused of order 1
            OK
        "]],
    );
    let before = "strategy transactional-message; fault crash consumer before pay for 5s";
    check(
        before,
        "deliver, payout, redelivery",
        &expect![[r"
              0.053 s deliver 0
              6.055 s deliver 0
              6.066 s payout 1 of order 1
            OK
        "]],
    );
}

#[test]
fn a_pop_consumer_gets_again_what_it_has_not_acknowledged_when_its_invisible_time_is_over() {
    let crash = "strategy transactional-message; set consumer.kind pop; fault crash consumer after pay for 5s";
    check(
        crash,
        "deliver, payout, redelivery, up",
        &expect![[r"
          0.053 s deliver 0
          0.064 s payout 1 of order 1
          5.064 s up consumer
         60.053 s redelivery
         60.053 s deliver 1
         60.064 s payout 2 of order 1
        DOUBLE-PAY
    "]],
    );
}

#[test]
fn a_pop_acknowledgement_that_comes_after_the_invisible_time_counts_no_more() {
    let late = "strategy transactional-message; set consumer.kind pop; \
                fault delay ack #1 by 70s; fault lose ack #2";
    check(
        late,
        "deliver, payout, redelivery",
        &expect![[r"
          0.053 s deliver 0
          0.064 s payout 1 of order 1
         60.053 s redelivery
         60.053 s deliver 1
         60.064 s payout 2 of order 1
        120.053 s redelivery
        120.053 s deliver 2
        120.064 s payout 3 of order 1
        DOUBLE-PAY
    "]],
    );
}

#[test]
fn a_push_consumer_that_dies_before_it_tells_its_offset_gets_the_message_again() {
    // The listener has returned success; the offset leaves at 10 s.
    let crash = "strategy send-once; fault crash consumer at 9s for 5s";
    check(
        crash,
        "deliver, payout, offset, down",
        &expect![[r"
          0.029 s deliver 0
          0.040 s payout 1 of order 1
          9.000 s down consumer Process
         15.001 s deliver 0
         15.012 s payout 2 of order 1
         24.000 s offset beyond 0
         29.000 s offset beyond 0
        DOUBLE-PAY
    "]],
    );
    let later = "strategy send-once; fault crash consumer at 11s for 5s";
    check(
        later,
        "deliver, payout, offset, down",
        &expect![[r"
          0.029 s deliver 0
          0.040 s payout 1 of order 1
         10.000 s offset beyond 0
         11.000 s down consumer Process
        OK
    "]],
    );
    // Two losses of the offset take the place of a crash before it.
    let lost = "strategy send-once; fault lose offset #1; fault crash consumer at 14s for 5s";
    check(
        lost,
        "deliver, payout, offset, down",
        &expect![[r"
          0.029 s deliver 0
          0.040 s payout 1 of order 1
         10.000 s offset beyond 0
         14.000 s down consumer Process
         20.001 s deliver 0
         20.012 s payout 2 of order 1
         29.000 s offset beyond 0
         34.000 s offset beyond 0
        DOUBLE-PAY
    "]],
    );
}

#[test]
fn the_offset_is_that_of_the_first_unfinished_message() {
    // Redis hangs for the first message only, and the second is consumed meanwhile.
    let story = "strategy transactional-message-stores-by-consumer; set orders 2; \
                 set orders.interval 1s; set database.timeout 20s; fault lose set #1; \
                 fault crash consumer at 12s for 5s";
    check(
        story,
        "deliver, payout, offset, down, exception",
        &expect![[r"
          0.053 s deliver 0
          1.053 s deliver 1
          1.068 s payout 1 of order 2
         12.000 s down consumer Process
         18.001 s deliver 0
         18.003 s deliver 1
         18.016 s payout 1 of order 1
         18.018 s payout 2 of order 2
         27.000 s offset beyond 1
         32.000 s offset beyond 1
        DOUBLE-PAY
    "]],
    );
}

#[test]
fn a_broker_that_dies_before_it_saves_an_offset_is_told_it_again() {
    let both =
        "strategy send-once; fault crash broker at 11s for 2s; fault crash consumer at 20s for 5s";
    check(
        both,
        "deliver, payout, offset, down, up",
        &expect![[r"
          0.029 s deliver 0
          0.040 s payout 1 of order 1
         10.000 s offset beyond 0
         11.000 s down broker Process
         13.000 s up broker
         15.000 s offset beyond 0
         20.000 s down consumer Process
         25.000 s up consumer
        OK
    "]],
    );
    let together = "strategy send-once; set broker.flushConsumerOffsetInterval 1h; \
                    fault lose offset #2; fault crash consumer at 16s for 5s; \
                    fault crash broker at 16s for 2s";
    check(
        together,
        "deliver, payout, offset, down, up",
        &expect![[r"
          0.029 s deliver 0
          0.040 s payout 1 of order 1
         10.000 s offset beyond 0
         15.000 s offset beyond 0
         16.000 s down consumer Process
         16.000 s down broker Process
         18.000 s up broker
         21.000 s up consumer
         22.001 s deliver 0
         22.012 s payout 2 of order 1
         31.000 s offset beyond 0
         36.000 s offset beyond 0
        DOUBLE-PAY
    "]],
    );
}

#[test]
fn a_delivery_that_does_not_come_is_pulled_again() {
    let lost = "strategy send-once; fault lose deliver #1";
    check(
        lost,
        "deliver, redelivery, payout",
        &expect![[r"
          0.029 s deliver 0
         33.029 s redelivery
         33.029 s deliver 0
         33.040 s payout 1 of order 1
        OK
    "]],
    );
    // The confirmation is lost: what comes twice is consumed once.
    let unheard = "strategy send-once; set consumer.time 40s; fault lose pull #1";
    check(
        unheard,
        "deliver, redelivery, payout",
        &expect![[r"
          0.029 s deliver 0
         33.029 s redelivery
         33.029 s deliver 0
         40.030 s payout 1 of order 1
        OK
    "]],
    );
}

#[test]
fn what_the_listener_cannot_consume_is_sent_back_and_comes_later() {
    let failed = "strategy send-once; fault fail deliver #1; fault fail deliver #2";
    check(
        failed,
        "deliver, exception, send back, retry, payout, offset",
        &expect![[r"
          0.029 s deliver 0
          0.030 s exception at `if inbox on`
          0.030 s send back 0
          0.031 s retry 1 in 10s
         10.000 s offset beyond 0
         10.031 s deliver 1
         10.032 s exception at `if inbox on`
         10.032 s send back 1
         10.033 s retry 2 in 30s
         15.000 s offset beyond 0
         15.000 s offset beyond 1
         20.000 s offset beyond 1
         40.033 s deliver 2
         40.044 s payout 1 of order 1
         45.000 s offset beyond 2
         50.000 s offset beyond 2
        OK
    "]],
    );
    let few = "strategy send-once; set consumer.maxReconsumeTimes 1; fault fail deliver #1; \
               fault fail deliver #2";
    check(
        few,
        "deliver, exception, send back, retry, dead",
        &expect![[r"
          0.029 s deliver 0
          0.030 s exception at `if inbox on`
          0.030 s send back 0
          0.031 s retry 1 in 10s
         10.031 s deliver 1
         10.032 s exception at `if inbox on`
         10.032 s send back 1
         10.033 s dead letter
        STUCK
    "]],
    );
    let pop = "strategy send-once; set consumer.kind pop; set consumer.maxReconsumeTimes 1; \
               fault fail deliver #1; fault fail deliver #2";
    check(
        pop,
        "deliver, exception, redelivery, dead",
        &expect![[r"
          0.029 s deliver 0
         60.029 s redelivery
         60.029 s deliver 1
        120.029 s dead letter
        STUCK
    "]],
    );
}

#[test]
fn a_send_back_without_an_answer_lets_the_listener_run_again() {
    for fault in ["lose sendback #1", "fail sendback #1", "lose sendback.ack #1"] {
        let story = format!("strategy send-once; fault fail deliver #1; fault {fault}");
        let (text, wanted) = (story, "deliver, send back, retry, timeout, payout");
        match fault {
            "lose sendback #1" => check(
                &text,
                wanted,
                &expect![[r"
                  0.029 s deliver 0
                  0.030 s send back 0
                  5.030 s timeout sendback after 5s
                 10.040 s payout 1 of order 1
                OK
            "]],
            ),
            "fail sendback #1" => check(
                &text,
                wanted,
                &expect![[r"
                  0.029 s deliver 0
                  0.030 s send back 0
                  5.042 s payout 1 of order 1
                OK
            "]],
            ),
            _ => check(
                &text,
                wanted,
                &expect![[r"
                  0.029 s deliver 0
                  0.030 s send back 0
                  0.031 s retry 1 in 10s
                  5.030 s timeout sendback after 5s
                 10.031 s deliver 1
                 10.040 s payout 1 of order 1
                 10.042 s payout 2 of order 1
                DOUBLE-PAY
            "]],
            ),
        }
    }
    let crash =
        "strategy send-once; fault fail deliver #1; fault crash broker after sendback for 2s";
    check(
        crash,
        "deliver, send back, retry, connection, payout, up",
        &expect![[r"
          0.029 s deliver 0
          0.030 s send back 0
          0.031 s retry 1 in 10s
          2.031 s up broker
         10.031 s deliver 1
         10.042 s payout 1 of order 1
        OK
    "]],
    );
}

#[test]
fn a_listener_that_takes_too_long_is_given_up_and_goes_on_all_the_same() {
    let slow = "strategy send-once; set consumer.time 20m; set consumer.maxReconsumeTimes 1";
    check(
        slow,
        "deliver, timeout, send back, retry, payout, dead",
        &expect![[r"
              0.029 s deliver 0
            900.030 s timeout deliver after 15m
            900.030 s send back 0
            900.031 s retry 1 in 10s
            910.031 s deliver 1
            1200.030 s payout 1 of order 1
            1810.032 s timeout deliver after 15m
            1810.032 s send back 1
            1810.033 s dead letter
            2110.032 s payout 2 of order 1
            DOUBLE-PAY
        "]],
    );
}

#[test]
fn a_listener_that_says_nothing_has_not_consumed() {
    let silent = "program;  title.en Silent;  title.zh 沉默;  about.en Silent;  about.zh 沉默; \
                  on payment;    begin;    update order PAID;    commit;    send;    reply ok; \
                  on message;    pay;set consumer.maxReconsumeTimes 1";
    check(
        &silent.replace("; on", ";  on"),
        "deliver, send back, retry, payout, dead",
        &expect![[r"
              0.029 s deliver 0
              0.040 s payout 1 of order 1
              0.040 s send back 0
              0.041 s retry 1 in 10s
             10.041 s deliver 1
             10.052 s payout 2 of order 1
             10.052 s send back 1
             10.053 s dead letter
            DOUBLE-PAY
        "]],
    );
}

#[test]
fn a_power_cut_takes_a_retry_whose_original_the_offset_has_passed() {
    // The copy is written without waiting for the flush.
    let cut = "strategy send-once; fault delay callback #1 by 8s; fault fail deliver #1; \
               fault power-cut broker at 12s for 1s";
    check(
        cut,
        "deliver, send back, retry, offset, evaporated, payout",
        &expect![[r"
          8.029 s deliver 0
          8.030 s send back 0
          8.031 s retry 1 in 10s
         10.000 s offset beyond 0
         12.000 s evaporated Real
         12.000 s evaporated Retry
         15.000 s offset beyond 0
         20.000 s offset beyond 0
        LOSS
    "]],
    );
}
