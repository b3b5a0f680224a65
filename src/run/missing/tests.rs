//! What is missing in the shipped scenarios, and what holds for every one of them.
#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::{Missing, Owed, missing};
use crate::run::{End, Run, simulate};
use crate::scenario::Scenario;
use crate::scenario::preset::presets;
use crate::shop::message::{Message, nodes};

fn preset(id: &str) -> Run {
    let preset = presets().iter().find(|preset| preset.id == id).unwrap();
    simulate(&preset.file.scenario)
}

fn run_of(text: &str) -> Run {
    simulate(&Scenario::parse(text).unwrap())
}

fn told(run: &Run) -> String {
    let mut lines = String::new();
    for Missing { order, what, from, to, since } in missing(run) {
        let from = from.map_or_else(String::new, |from| format!("{} -> ", nodes::name(from)));
        let number = order.0 + 1;
        writeln!(lines, "#{number} {what:?} {from}{} since {since}", nodes::name(to)).unwrap();
    }
    lines
}

fn check(run: &Run, expected: &Expect) {
    expected.assert_eq(&told(run));
}

#[test]
fn of_each_way_to_lose_it_says_what_is_not_there() {
    // Crash between commit and send: nothing was ever sent.
    check(
        &preset("a3-1"),
        &expect![[r#"
        #1 Message order-1 -> broker since 11
        #1 Payout consumer since 11
    "#]],
    );
    // Sent, and lost on the way.
    check(
        &preset("a1-1"),
        &expect![[r#"
        #1 Payout broker -> consumer since 10
    "#]],
    );
    // Stored, and lost with the page cache: before anybody read it, and as a half message.
    check(
        &preset("a2-4"),
        &expect![[r#"
        #1 Payout broker -> consumer since 15
    "#]],
    );
    check(
        &preset("c15"),
        &expect![[r#"
        #1 Payout broker -> consumer since 17
    "#]],
    );
    // A half message that is discarded; one that is rolled back.
    check(
        &preset("a6-5"),
        &expect![[r#"
        #1 Payout broker -> consumer since 32
    "#]],
    );
    check(
        &preset("a6-7"),
        &expect![[r#"
        #1 Payout broker -> consumer since 21
    "#]],
    );
    // An outbox row that is marked as sent, and that nobody sends.
    check(
        &preset("outbox-marked"),
        &expect![[r#"
        #1 Message relay -> broker since 17
        #1 Payout consumer since 17
    "#]],
    );
    // A transaction of the broker that is aborted.
    check(
        &preset("kafka-tx-database-first"),
        &expect![[r#"
        #1 Payout broker -> consumer since 14
    "#]],
    );
    // Handed over without a broker, and refused every time.
    check(
        &preset("notify-gives-up"),
        &expect![[r#"
        #1 Payout consumer since 19
    "#]],
    );
}

#[test]
fn of_a_message_that_was_delivered_only_the_effect_is_missing() {
    check(
        &preset("l7"),
        &expect![[r#"
        #1 Payout consumer since 15
    "#]],
    );
    check(
        &preset("inbox-effect-lost"),
        &expect![[r#"
        #1 Payout consumer since 28
    "#]],
    );
    // Readable, and nobody ever comes to read it.
    let nobody = "strategy send-after-commit\nfault crash consumer at 0s forever\n";
    check(
        &run_of(nobody),
        &expect![[r#"
        #1 Payout broker -> consumer since 13
    "#]],
    );
}

#[test]
fn an_answer_is_missing_where_money_is_taken_for_nothing() {
    // Redis and Elasticsearch show too much; what is missing is the answer.
    check(
        &preset("a5-1"),
        &expect![[r#"
        #1 Answer order-1 -> payment since 13
    "#]],
    );
    // So it is beside a message that is too much.
    check(
        &preset("a4-3"),
        &expect![[r#"
            #1 Answer order-1 -> payment since 13
        "#]],
    );
    // The answer is sent and lost: it is drawn already.
    let lost = "strategy send-before-commit\nfault fail commit #1\nfault lose callback.reply #1\n";
    check(
        &run_of(lost),
        &expect![[r#"
        #1 Answer payment since 13
    "#]],
    );
    // It comes too late, but it comes.
    let late = "strategy send-once\nfault fail begin #1\nfault delay callback.reply #1 by 10s\n";
    check(&run_of(late), &expect![[""]]);
}

#[test]
fn a_view_is_missing_where_a_store_was_never_written() {
    check(
        &preset("c19"),
        &expect![[r#"
        #1 Payout consumer since 118
        #1 View redis since 118
        #1 View elasticsearch since 118
    "#]],
    );
}

#[test]
fn of_several_orders_only_those_that_lack_something_count() {
    check(
        &preset("outbox-gap"),
        &expect![[r#"
        #1 Message relay -> broker since 30
        #1 Payout consumer since 30
    "#]],
    );
    check(
        &preset("kafka-tx-open"),
        &expect![[r#"
        #1 Payout broker -> consumer since 29
    "#]],
    );
    let down = "strategy send-after-commit\nset orders 3\nfault crash broker at 0s forever\n";
    check(
        &run_of(down),
        &expect![[r#"
        #1 Payout broker -> consumer since 49
        #2 Payout broker -> consumer since 49
        #3 Payout broker -> consumer since 49
    "#]],
    );
}

#[test]
fn nothing_is_missing_where_all_is_well_or_may_still_come() {
    check(&preset("a6-4"), &expect![[""]]);
    // A red packet too much is not one too little.
    check(&preset("d1"), &expect![[""]]);
    // PAID without a red packet, and stopped: one may still come. No shipped scenario is.
    let stopped = run_of(
        "program\n  on payment\n    begin\n    update order PAID\n    commit\n    send oneway\n  \
         on message\n    send oneway\n    send oneway\nset network.latency 0s\n",
    );
    assert_eq!((stopped.end, stopped.facts.orders[0].payouts), (End::EventLimit, 0));
    assert!(stopped.facts.orders[0].is_paid());
    check(&stopped, &expect![[""]]);
}

#[test]
fn it_is_what_the_broken_guarantees_lack_in_every_scenario() {
    for preset in presets() {
        let (id, run) = (preset.id, simulate(&preset.file.scenario));
        let all = missing(&run);
        let is_broken = |id| {
            let mut verdicts = run.verdicts.iter().filter(|verdict| verdict.guarantee == id);
            verdicts.any(|verdict| verdict.seen_broken_at().is_some())
        };
        let lacks = |what| all.iter().any(|missing| missing.what == what);
        assert_eq!(lacks(Owed::Payout), is_broken("at-least-once-effect"), "{id}");
        assert!(!lacks(Owed::Message) || is_broken("no-lost-message"), "{id}");
        assert!(!lacks(Owed::Answer) || is_broken("money-settled"), "{id}");
        assert!(!lacks(Owed::View) || is_broken("stores-agree"), "{id}");
        assert!(all.is_empty() || run.end == End::Quiescent, "{id}");
        for Missing { order, what, from, since, .. } in &all {
            assert_eq!(*since, run.steps(), "{id}");
            let mut messages = run.spans().messages().iter().map(|span| span.message);
            let has_left = messages.any(|message| {
                let is_it = match what {
                    Owed::Message => matches!(message, Message::Send { .. } | Message::Hand { .. }),
                    Owed::Payout => matches!(message, Message::Deliver { .. }),
                    Owed::Answer => matches!(message, Message::CallbackReply { .. }),
                    Owed::View => matches!(message, Message::Write { .. }),
                };
                is_it && message.order() == Some(*order)
            });
            assert!(from.is_none() || !has_left, "{id}: {what:?} of {order:?} was sent");
        }
    }
}
