//! As few faults break a strategy as reasoning about its program says.

use zeroloss::explore::{Alphabet, FaultKind};
use zeroloss::scenario::{Scenario, Strategy};
use zeroloss::sim::time::SimDuration;

use super::{SYNC, least_faults, scenario, without_power_cuts};

#[test]
fn each_strategy_breaks_under_as_few_faults_as_reasoning_says() {
    let check = |strategy: &str, sets: &[(&str, &str)], guarantee: &str, expected: &str| {
        let scenario = scenario(strategy, sets);
        let found = least_faults(&scenario, &without_power_cuts(), 1, guarantee);
        assert_eq!(found, expected, "{strategy} {sets:?}: {guarantee}");
    };
    check("oneway", &[], "no-lost-message", "1");
    check("send-once", &[], "no-lost-message", "1");
    check("send-after-commit", &[], "no-lost-message", "1");
    check("send-after-commit", &[], "no-ghost", "holds");
    check("send-before-commit", &[], "no-ghost", "1");
    check("send-before-commit", &[], "no-early-visibility", "0");
    check("send-inside-transaction", &[], "no-ghost", "1");
    check("send-inside-transaction", &[], "no-early-visibility", "0");
    check("send-inside-transaction-stores", &[], "stores-agree", "1");
    check("transactional-message", &[], "no-lost-message", "holds");
    check("transactional-message", &[], "no-ghost", "holds");
    check("transactional-message", &[], "no-double-payout", "1");
    check("transactional-message", &[("consumer.inbox", "on")], "no-double-payout", "holds");
    // A transaction that is slower than the check interval is checked in the middle.
    check("transactional-message", &[("order.work", "60s")], "no-double-payout", "0");
    // A commit that is late by 40 s arrives after the check that found no PAID order: K1 is unsafe
    // under slow transactions.
    check("transactional-message-status-checker", &[], "no-lost-message", "1");
    check("transactional-message-k4-message", &[], "no-lost-message", "holds");
    check("transactional-message-memory-checker", &[], "no-ghost", "1");
}

#[test]
fn a_power_cut_loses_what_was_acknowledged_unless_the_broker_flushes_first() {
    let check = |strategy: &str, sets: &[(&str, &str)], guarantee: &str, expected: &str| {
        let scenario = scenario(strategy, sets);
        let alphabet = Alphabet { kinds: vec![FaultKind::PowerCut], ..Alphabet::default() };
        let found = least_faults(&scenario, &alphabet, 1, guarantee);
        assert_eq!(found, expected, "{strategy} {sets:?}: {guarantee}");
    };
    check("send-after-commit", &[], "ack-durable", "1");
    check("send-after-commit", &[SYNC], "ack-durable", "holds");
    check("transactional-message", &[], "no-lost-message", "1");
    check("transactional-message", &[SYNC], "no-lost-message", "holds");
    // What is not acknowledged is another matter: three attempts do not outlast the outage.
    check("send-after-commit", &[SYNC], "no-lost-message", "1");
}

#[test]
fn transactional_messages_outlive_seven_minutes_without_producers_and_not_ten() {
    let check = |outages: &[u64], guarantee: &str, expected: &str| {
        let scenario = scenario("transactional-message", &[SYNC]);
        let outages = outages.iter().copied().map(SimDuration::from_secs);
        let alphabet = Alphabet::default().with_outages(outages);
        assert_eq!(least_faults(&scenario, &alphabet, 1, guarantee), expected, "{guarantee}");
    };
    check(&[10, 60], "no-lost-message", "holds");
    check(&[10, 60], "no-ghost", "holds");
    check(&[10, 60, 420], "no-lost-message", "holds");
    check(&[10, 60, 420], "no-ghost", "holds");
    check(&[10, 60, 420, 600], "no-lost-message", "1");
    check(&[10, 60, 420, 600], "no-ghost", "holds");
}

/// A call carries when its caller's matter was born; whoever is called may ask how long ago that
/// was.
#[test]
fn a_skew_shows_where_a_call_asks_for_an_age() {
    let saga = Strategy::shipped("saga").expect("it is shipped");
    let asks = "  if note has next commit\n    call order prepare timeout 3s\n      on failure\n        \
                note done\n        stop\n";
    let answers =
        "\non call prepare at order\n  if age over 2m\n    reply error\n  else\n    reply ok\n";
    let text = saga.source.replacen("  if note has next commit\n", asks, 1) + answers;
    let strategy = Strategy::custom(&text).expect("the program compiles");
    let scenario = Scenario::of(strategy);
    let alphabet = Alphabet { kinds: vec![FaultKind::Skew], ..Alphabet::default() };
    assert_eq!(least_faults(&scenario, &alphabet, 1, "no-lost-message"), "1");
}
