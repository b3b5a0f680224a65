//! The conformance vectors C1 to C20, the causes of duplicates D1 to D7 and those of losses L1 to
//! L7, under both releases of RocketMQ: what is delivered, checked and discarded, and when.
//!
//! The scenarios are `scenarios/cN.scenario`, `dN` and `lN`; the comment of each names its source.

#![cfg(not(target_arch = "wasm32"))]

use zeroloss::guarantee::VerdictKind;
use zeroloss::program::step::Decision;
use zeroloss::run::{Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::scenario::preset::preset;
use zeroloss::shop::mark::{Mark, Topic, WhyAborted};
use zeroloss::shop::message::{EndOrigin, Message, TaskId, Value, nodes};
use zeroloss::shop::{TraceEvent, TraceKind};

const V53: &str = "rocketmq-5.3";
const V49: &str = "rocketmq-4.9";

/// What a scenario says otherwise to tell its story under a release. With check rounds of 60 s
/// instead of 30 s the local transaction lasts beyond the first round, the callback comes shortly
/// before it. A master that waits for its slave cannot lose a half message to it; that the slave is
/// late only makes its own answer late. Since 5.0 the role alone waits for nobody, with or without
/// a slave.
const TOLD_UNDER: [(&str, &str, &str, &str); 10] = [
    ("c10", V49, "order.work 40s", "order.work 70s"),
    ("c11", V49, "order.work 40s", "order.work 70s"),
    ("c12", V49, "order.work 40s", "order.work 70s"),
    ("c16", V49, "by 28s", "by 58s"),
    ("c20", V49, "lose replicate #1", "delay replicate #1 by 10ms"),
    (
        "c8-no-slave",
        V53,
        " SYNC_MASTER",
        " SYNC_MASTER\nset broker.inSyncReplicas 2\nset send.timeout 10s",
    ),
    ("d2", V49, "for 40s", "for 70s"),
    ("d3", V49, "by 22s", "by 52s"),
    ("d4", V49, "by 40s", "by 70s"),
    ("d6", V49, "at 34s", "at 64s"),
];

/// What happened at the broker. Times are milliseconds.
#[derive(PartialEq, Eq, Default, Debug)]
struct Story {
    /// Deliveries to the consumer.
    deliveries: Vec<u64>,
    /// Check requests to producers.
    checks: Vec<u64>,
    /// Entries of the half topic: the original and its copies.
    halves: usize,
    /// Moves to the discard topic.
    discards: Vec<u64>,
    /// Ends that were refused with 604.
    refused: usize,
}

fn run(id: &str, profile: &str, extra: &str) -> Run {
    let mut text = preset(id).unwrap_or_else(|| panic!("{id} is a preset")).source.to_owned();
    // Only a story of one release names it.
    text = text.replace(&format!("set profile {V49}\n"), "");
    let told = TOLD_UNDER.iter().filter(|(of, under, ..)| (*of, *under) == (id, profile));
    for (.., from, to) in told {
        assert!(text.contains(from), "{id} says `{from}`");
        text = text.replace(from, to);
    }
    let text = format!("{text}\nset profile {profile}\n{extra}\n");
    simulate(&Scenario::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}")))
}

fn story(run: &Run) -> Story {
    let mut story = Story::default();
    for event in &run.trace.events {
        let at_ms = event.at.as_micros() / 1_000;
        match event.kind {
            TraceKind::Sent { message: Message::Deliver { .. }, .. } => {
                story.deliveries.push(at_ms);
            }
            TraceKind::Sent { message: Message::Check { .. }, .. } => story.checks.push(at_ms),
            TraceKind::Mark { mark: Mark::Appended(Topic::Half, ..), .. } => story.halves += 1,
            TraceKind::Mark { mark: Mark::Discarded(_) | Mark::Expired(_), .. } => {
                story.discards.push(at_ms);
            }
            TraceKind::Mark { mark: Mark::EndRefused(_), .. } => story.refused += 1,
            _ => {}
        }
    }
    story
}

/// Id, release, times of deliveries, number and time of the first of checks, entries of the half
/// topic, time of the discard, outcome.
type Row = (
    &'static str,
    &'static str,
    &'static [u64],
    (usize, Option<u64>),
    usize,
    Option<u64>,
    &'static str,
);

/// Pauses of 10 s, 30 s, 1 to 10 min, 20 min, 30 min, 1 h and 2 h, and 4 ms for each failure.
#[rustfmt::skip]
const C19_DELIVERIES: &[u64] = &[
    53, 10_057, 40_061, 100_065, 220_069, 400_073, 640_077, 940_081, 1_300_085, 1_720_089,
    2_200_093, 2_740_097, 3_340_101, 4_540_105, 6_340_109, 9_940_113, 17_140_117,
];

#[rustfmt::skip]
const TABLE: &[Row] = &[
    ("c1",  V53, &[53],              (0, None),          1, None,          "OK"),
    ("c1",  V49, &[53],              (0, None),          1, None,          "OK"),
    ("c2",  V53, &[30_004],          (1, Some(30_000)),  2, None,          "OK"),
    ("c2",  V49, &[60_004],          (1, Some(60_000)),  2, None,          "OK"),
    ("c3",  V53, &[30_004],          (1, Some(30_000)),  2, None,          "OK"),
    ("c3",  V49, &[60_004],          (1, Some(60_000)),  2, None,          "OK"),
    ("c4",  V53, &[],                (5, Some(30_000)),  6, None,          "ABORT"),
    ("c4",  V49, &[],                (3, Some(60_000)),  4, None,          "ABORT"),
    ("c5",  V53, &[],                (15, Some(30_000)), 16, Some(480_000), "LOSS"),
    ("c5",  V49, &[],                (15, Some(60_000)), 16, Some(960_000), "LOSS"),
    // Fourteen, then seven checks found nobody and were spent all the same.
    ("c6",  V53, &[450_004],         (1, Some(450_000)), 16, None,         "OK"),
    ("c6",  V49, &[480_004],         (1, Some(480_000)), 9, None,          "OK"),
    ("c7",  V53, &[],                (0, None),          16, Some(480_000), "LOSS"),
    ("c7",  V49, &[],                (0, None),          16, Some(960_000), "LOSS"),
    ("c9",  V53, &[],                (5, Some(30_000)),  6, None,          "ABORT"),
    ("c9",  V49, &[],                (3, Some(60_000)),  4, None,          "ABORT"),
    ("c10", V53, &[40_033, 60_004],  (2, Some(30_000)),  3, None,          "DUP"),
    ("c10", V49, &[70_033, 120_004], (2, Some(60_000)),  3, None,          "DUP"),
    ("c11", V53, &[40_033],          (1, Some(30_000)),  2, None,          "OK"),
    ("c11", V49, &[70_033],          (1, Some(60_000)),  2, None,          "OK"),
    // 604 came with 5.1.1.
    ("c12", V53, &[],                (1, Some(30_000)),  2, None,          "LOSS"),
    ("c12", V49, &[70_033],          (1, Some(60_000)),  2, None,          "OK"),
    ("c13", V53, &[53, 58],          (0, None),          1, None,          "DUP"),
    ("c13", V49, &[53, 58],          (0, None),          1, None,          "DUP"),
    // Rounds are counted from the restart at 6 s.
    ("c14", V53, &[53, 36_004],      (1, Some(36_000)),  2, None,          "DUP"),
    ("c14", V49, &[53],              (0, None),          1, None,          "OK"),
    ("c15", V53, &[],                (0, None),          1, None,          "LOSS"),
    ("c15", V49, &[],                (0, None),          1, None,          "LOSS"),
    ("c16", V53, &[30_004],          (1, Some(30_000)),  2, None,          "OK"),
    ("c16", V49, &[60_004],          (1, Some(60_000)),  2, None,          "OK"),
    ("c17", V53, &[],                (0, None),          16, Some(480_000), "LOSS"),
    ("c17", V49, &[],                (0, None),          16, Some(960_000), "LOSS"),
    // Stored, and rolled back by the client itself.
    ("c8-disk",     V53, &[],        (0, None),          1, None,          "ABORT"),
    ("c8-disk",     V49, &[],        (0, None),          1, None,          "ABORT"),
    ("c8-slave",    V53, &[],        (0, None),          1, None,          "ABORT"),
    ("c8-slave",    V49, &[],        (0, None),          1, None,          "ABORT"),
    ("c8-no-slave", V53, &[],        (0, None),          1, None,          "ABORT"),
    ("c8-no-slave", V49, &[],        (0, None),          1, None,          "ABORT"),
    ("c20", V53, &[],                (0, None),          1, None,          "LOSS"),
    ("c20", V49, &[3_045],           (0, None),          1, None,          "OK"),
    ("l1-page-cache", V53, &[],      (0, None),          1, None,          "LOSS"),
    ("l1-page-cache", V49, &[],      (0, None),          1, None,          "LOSS"),
    ("l1-disk", V53, &[],            (0, None),          1, None,          "LOSS"),
    ("l1-disk", V49, &[],            (0, None),          1, None,          "LOSS"),
    // minInSyncReplicas came with 5.0. Before, a commit without a slave is as good as any.
    ("l5",  V53, &[],                (15, Some(30_000)), 16, Some(480_000), "LOSS"),
    ("l5",  V49, &[55],              (0, None),          1, None,          "OK"),
    // Once more when the consumer is back, a second after its restart.
    ("c18", V53, &[53, 6_065],       (0, None),          1, None,          "DOUBLE-PAY"),
    ("c18", V49, &[53, 6_065],       (0, None),          1, None,          "DOUBLE-PAY"),
    ("c19", V53, C19_DELIVERIES,     (0, None),          1, None,          "STUCK"),
    ("c19", V49, C19_DELIVERIES,     (0, None),          1, None,          "STUCK"),
    ("c5-small", V53, &[],           (3, Some(1_000)),   4, Some(4_000),   "LOSS"),
    ("c5-small", V49, &[],           (3, Some(1_000)),   4, Some(4_000),   "LOSS"),
    ("d1",  V53, &[1_022, 30_025],   (1, Some(30_021)),  3, None,          "DUP"),
    ("d1",  V49, &[1_022, 60_025],   (1, Some(60_021)),  3, None,          "DUP"),
    ("d2",  V53, &[40_053, 40_055],  (1, Some(30_000)),  2, None,          "DUP"),
    ("d2",  V49, &[70_053, 70_055],  (1, Some(60_000)),  2, None,          "DUP"),
    // Op marks wait since 5.1.0.
    ("d3",  V53, &[28_533, 30_004],  (1, Some(30_000)),  2, None,          "DUP"),
    ("d3",  V49, &[58_533],          (0, None),          1, None,          "OK"),
    ("d4",  V53, &[60_004, 70_004],  (2, Some(30_000)),  3, None,          "DUP"),
    ("d4",  V49, &[120_004, 130_004], (2, Some(60_000)), 3, None,          "DUP"),
    ("d5",  V53, &[33, 35],          (0, None),          1, None,          "DUP"),
    ("d5",  V49, &[33, 35],          (0, None),          1, None,          "DUP"),
    // Two lineages: the original is put back twice. Rounds are counted from the restart.
    ("d6",  V53, &[30_004, 69_004],  (2, Some(30_000)),  3, None,          "DUP"),
    ("d6",  V49, &[60_004, 129_004], (2, Some(60_000)),  3, None,          "DUP"),
    ("d7",  V53, &[53, 6_065],       (0, None),          1, None,          "DOUBLE-PAY"),
    ("d7",  V49, &[53, 6_065],       (0, None),          1, None,          "DOUBLE-PAY"),
    ("l2",  V53, &[],                (15, Some(30_000)), 16, Some(480_000), "LOSS"),
    ("l2",  V49, &[],                (15, Some(60_000)), 16, Some(960_000), "LOSS"),
    ("l3",  V53, &[],                (1, Some(30_000)),  2, None,          "LOSS"),
    ("l3",  V49, &[],                (1, Some(60_000)),  2, None,          "LOSS"),
    // Nine minutes are eighteen rounds of 30 s, but only nine of 60 s.
    ("l4",  V53, &[],                (0, None),          16, Some(480_000), "LOSS"),
    ("l4",  V49, &[600_004],         (1, Some(600_000)), 11, None,         "OK"),
    ("l6",  V53, &[],                (0, None),          4, Some(4_800_000), "LOSS"),
    ("l6",  V49, &[],                (0, None),          4, Some(4_800_000), "LOSS"),
    ("l7",  V53, &[29],              (0, None),          0, None,          "STUCK"),
    ("l7",  V49, &[29],              (0, None),          0, None,          "STUCK"),
];

#[test]
fn the_broker_does_what_both_releases_of_rocketmq_do() {
    for &(id, profile, deliveries, (checks, first), halves, discard, outcome) in TABLE {
        let run = run(id, profile, "");
        let told = story(&run);
        let place = format!("{id} under {profile}: {told:?}");
        assert_eq!(told.deliveries, deliveries, "deliveries of {place}");
        assert_eq!(told.checks.len(), checks, "checks of {place}");
        assert_eq!(told.checks.first().copied(), first, "first check of {place}");
        assert_eq!(told.halves, halves, "half entries of {place}");
        assert_eq!(told.discards, Vec::from_iter(discard), "discard of {place}");
        assert_eq!(run.outcome().code(), outcome, "outcome of {place}");
        assert_eq!(run.did_not_happen, Vec::<usize>::new(), "faults of {place}");
    }
}

#[test]
fn every_check_of_c5_is_one_interval_after_the_one_before() {
    for (profile, interval) in [(V53, 30_000), (V49, 60_000)] {
        let wanted: Vec<_> = (1..=15).map(|round| round * interval).collect();
        assert_eq!(story(&run("c5", profile, "")).checks, wanted, "{profile}");
    }
}

#[test]
fn c12_refuses_one_end_and_only_since_5_1() {
    assert_eq!(story(&run("c12", V53, "")).refused, 1);
    assert_eq!(story(&run("c12", V49, "")).refused, 0);
}

#[test]
fn c15_loses_nothing_with_a_synchronous_flush() {
    for profile in [V53, V49] {
        let run = run("c15", profile, "set broker.flushDiskType SYNC_FLUSH");
        assert_eq!(story(&run).deliveries.len(), 1, "{profile}");
        assert_eq!(run.outcome().code(), "OK", "{profile}");
    }
}

#[test]
fn c16_without_the_skew_waits_for_the_next_round() {
    // The clock is put right just before it stamps the half message.
    let back = "fault skew order-1 by 0ms before order-1 half";
    assert_eq!(story(&run("c16", V53, back)).checks, [60_000]);
}

#[test]
fn a_half_message_that_nobody_ends_is_told_to_the_millisecond_by_both_releases() {
    for (profile, interval) in [(V53, 30_000), (V49, 60_000)] {
        let run = run("c5", profile, "");
        let told = story(&run);
        let first_round = told.checks[0];
        let born = 20;
        // The first round that begins when it is older than 6 s, and not one that begins before.
        assert!(first_round - born > 6_000 && first_round <= born + 6_000 + interval, "{told:?}");
        assert_eq!(told.checks.len(), 15, "{profile}");
        assert_eq!(told.discards, [first_round + 15 * interval], "{profile}");
        assert_eq!((told.halves, told.deliveries.len()), (16, 0), "{profile}");
    }
}

#[test]
fn a_half_message_that_is_too_young_for_a_round_is_checked_by_the_next() {
    // Born 5.98 s and 6.02 s before the second round.
    for (profile, round) in [(V53, 60_000), (V49, 120_000)] {
        for (age_ms, first) in [(5_980, round + round / 2), (6_020, round)] {
            let by = round - age_ms - 20;
            let late = format!("fault delay callback #1 by {by}ms\nset payment.deadline 5m");
            let told = story(&run("c5", profile, &late));
            assert_eq!(told.checks.first(), Some(&first), "{profile}, {age_ms} ms");
            assert_eq!(told.checks.len(), 15, "{profile}, {age_ms} ms");
        }
    }
}

#[test]
fn c19_spends_16_retries_and_ends_in_the_dead_letter_topic_after_4_h_46_min() {
    for profile in [V53, V49] {
        let run = run("c19", profile, "");
        let dead: Vec<_> = marked(&run, |mark| matches!(mark, Mark::DeadLetter(_)));
        // Sixteen pauses are 17,140 s: 4 h 45 min 40 s.
        assert_eq!(dead, [17_140_121], "{profile}");
        let retries = marked(&run, |mark| matches!(mark, Mark::RetryPlanned { .. }));
        assert_eq!(retries.len(), 16, "{profile}");
        assert_eq!(run.deliveries, [17], "{profile}");
        assert_eq!(run.facts.dead_letters, 1, "{profile}");
        for guarantee in ["at-least-once-effect", "no-manual-repair"] {
            let verdict = run.verdicts.iter().find(|verdict| verdict.guarantee == guarantee);
            assert_eq!(verdict.map(|verdict| verdict.kind), Some(VerdictKind::Broken));
        }
    }
}

/// When a mark was made, in milliseconds.
fn marked(run: &Run, is_wanted: fn(&Mark) -> bool) -> Vec<u64> {
    let events = run.trace.events.iter();
    let wanted = events
        .filter(|event| matches!(&event.kind, TraceKind::Mark { mark, .. } if is_wanted(mark)));
    wanted.map(|event| event.at.as_millis()).collect()
}

#[test]
fn every_copy_of_a_duplicate_carries_the_same_transaction_id() {
    for id in ["d1", "d2", "d3", "d4", "d5", "d6", "d7"] {
        let run = run(id, V53, "");
        let mut ids: Vec<_> = run
            .trace
            .events
            .iter()
            .filter_map(|event| match event.kind {
                TraceKind::Sent { message: Message::Deliver { tx, .. }, .. } => Some(tx),
                _ => None,
            })
            .collect();
        assert_eq!(ids.len(), 2, "{id}");
        ids.dedup();
        assert_eq!(ids.len(), 1, "{id}");
    }
}

#[test]
fn an_inbox_makes_one_red_packet_of_two_copies() {
    for id in ["d1", "d2", "d3", "d4", "d6", "d7", "c18"] {
        let run = run(id, V53, "set consumer.inbox on");
        assert_eq!(run.outcome().code(), "OK", "{id}");
    }
}

#[test]
fn a_small_scale_tells_the_same_story_for_a_comparison_with_a_real_broker() {
    let small = "set broker.transactionCheckInterval 1s\nset broker.transactionTimeOut 500ms\n\
                 set broker.transactionCheckMax 3";
    for profile in [V53, V49] {
        let told = story(&run("c5", profile, small));
        assert_eq!((told.checks, told.discards), (vec![1_000, 2_000, 3_000], vec![4_000]));
    }
}

/// Answers to half messages in milliseconds, whether an order was paid, ends by the producer.
fn statuses(run: &Run) -> (Vec<(u64, &'static str)>, bool, Vec<Decision>) {
    let (mut answers, mut is_paid, mut ends) = (Vec::new(), false, Vec::new());
    for event in &run.trace.events {
        match &event.kind {
            TraceKind::Sent {
                message: Message::Reply { result: Ok(Value::Stored { status, .. }), .. },
                ..
            } => answers.push((event.at.as_micros() / 1_000, status.word())),
            TraceKind::Sent {
                message: Message::End { decision, origin: EndOrigin::Producer, .. },
                ..
            } => ends.push(*decision),
            TraceKind::Mark { mark: Mark::Committed(_), .. } => is_paid = true,
            _ => {}
        }
    }
    (answers, is_paid, ends)
}

#[test]
fn c8_runs_no_local_transaction_after_any_status_but_send_ok() {
    let rows = [
        ("c8-disk", V53, (5_021, "FLUSH_DISK_TIMEOUT")),
        ("c8-disk", V49, (5_021, "FLUSH_DISK_TIMEOUT")),
        ("c8-slave", V53, (3_021, "FLUSH_SLAVE_TIMEOUT")),
        ("c8-slave", V49, (3_021, "FLUSH_SLAVE_TIMEOUT")),
        // Since 5.0 the master waits for a slave that is not there.
        ("c8-no-slave", V53, (3_021, "FLUSH_SLAVE_TIMEOUT")),
        ("c8-no-slave", V49, (21, "SLAVE_NOT_AVAILABLE")),
    ];
    for (id, profile, answer) in rows {
        let told = statuses(&run(id, profile, ""));
        assert_eq!(told, (vec![answer], false, vec![Decision::Rollback]), "{id} under {profile}");
    }
}

#[test]
fn c8_is_a_success_for_a_normal_message() {
    let text = preset("c8-disk").expect("c8-disk is a preset").source;
    let text = text.replace("strategy transactional-message", "strategy send-after-commit");
    let run = simulate(&Scenario::parse(&text).expect("a scenario"));
    assert_eq!(statuses(&run).0, [(5_029, "FLUSH_DISK_TIMEOUT")]);
    assert_eq!(run.outcome().code(), "OK");
}

#[test]
fn c8_shows_as_a_timeout_with_the_timeout_that_clients_have() {
    for (id, profile) in [("c8-disk", V53), ("c8-slave", V53), ("c8-slave", V49)] {
        let source = preset(id).expect("C8 is a preset").source;
        let source = source.replace("set send.timeout 10s", "set send.retries 0");
        let text = format!("{source}\nset profile {profile}\n");
        let run = simulate(&Scenario::parse(&text).expect("a scenario"));
        let is_timeout = |event: &TraceEvent| {
            matches!(event.kind, TraceKind::Mark { mark: Mark::TimedOut { role: "half", .. }, .. })
        };
        assert!(run.trace.events.iter().any(is_timeout), "{id} under {profile}");
        // Nobody ends the half message, so that checks must.
        assert!(!story(&run).checks.is_empty(), "{id} under {profile}");
        assert_eq!(run.outcome().code(), "ABORT", "{id} under {profile}");
    }
}

#[test]
fn c20_and_l1_lose_nothing_where_a_put_waits_for_another_machine() {
    let two = "set broker.inSyncReplicas 2";
    let source = preset("c20").expect("c20 is a preset").source;
    // The log is late, as under 4.9 above, and now its master waits for it.
    let late = source.replace("lose replicate #1", "delay replicate #1 by 10ms");
    let late = simulate(&Scenario::parse(&format!("{late}\n{two}\n")).expect("a scenario"));
    assert_eq!((statuses(&late).0, late.outcome().code()), (vec![(33, "SEND_OK")], "OK"));
    let whole = format!("set broker.slaves 1\nset broker.brokerRole SYNC_MASTER\n{two}");
    for profile in [V53, V49] {
        let told = run("l1-disk", profile, &whole);
        assert_eq!(told.outcome().code(), "OK", "{profile}");
        let all = "set broker.slaves 1\nset broker.brokerRole SYNC_MASTER\n\
                   set broker.allAckInSyncStateSet on";
        assert_eq!(run("l1-disk", profile, all).outcome().code(), "OK", "{profile}");
    }
}

#[test]
fn l5_writes_no_op_mark_and_delivers_when_an_operator_resumes_it_after_the_repair() {
    let repaired = run("l5", V53, "fault resume discarded at 11m");
    assert_eq!(story(&repaired).deliveries.len(), 1);
    assert_eq!(repaired.outcome().code(), "OK");
}

/// What each kind of client makes of the same mishap: id, deliveries, checks sent by the broker,
/// entries of the half topic, outcome.
type ClientRow = (&'static str, &'static [u64], usize, usize, &'static str);

#[rustfmt::skip]
const CLIENTS: &[ClientRow] = &[
    // One orphan; five checks until the checker gives it up.
    ("send-shared",             &[],                 5, 6, "ABORT"),
    // The retry after 1 s, and the orphan of the same transaction at the first round.
    ("send-per-request",        &[1_053, 30_004],    1, 3, "DUP"),
    ("check-queue",             &[30_004, 30_006, 60_004], 4, 7, "OK"),
    ("grpc-late-commit",        &[60_006],           1, 2, "OK"),
    ("grpc-proxy-restart",      &[30_006],           1, 2, "OK"),
    // C13 delivers twice with the other client, and so does C10.
    ("grpc-double-commit",      &[56],               0, 1, "OK"),
    ("grpc-commit-after-check", &[40_036],           1, 2, "OK"),
];

#[test]
fn each_kind_of_client_ends_half_messages_in_its_own_way() {
    for &(id, deliveries, checks, halves, outcome) in CLIENTS {
        let run = run_as_it_is(id, "");
        let told = story(&run);
        let place = format!("{id}: {told:?}");
        assert_eq!(told.deliveries, deliveries, "deliveries of {place}");
        let asked = run.trace.events.iter().filter(|event| {
            matches!(
                &event.kind,
                TraceKind::Sent { from: nodes::BROKER, message: Message::Check { .. }, .. }
            )
        });
        assert_eq!(asked.count(), checks, "checks of {place}");
        assert_eq!(told.halves, halves, "half entries of {place}");
        assert_eq!(run.outcome().code(), outcome, "outcome of {place}");
        assert_eq!(run.did_not_happen, Vec::<usize>::new(), "faults of {place}");
    }
}

#[test]
fn a_budget_of_its_own_for_each_attempt_makes_two_half_messages_of_one_lost_answer() {
    let told = story(&run_of("strategy transactional-message\nfault lose half.ack #1"));
    assert_eq!((told.deliveries.len(), told.checks.len()), (2, 1));
}

#[test]
fn a_fast_failure_is_tried_again_at_once_within_a_shared_budget() {
    let run = run_of("strategy transactional-message\nset send.budget shared\nfault fail half #1");
    assert_eq!(story(&run).deliveries, [55]);
    let refused = run_of(
        "strategy transactional-message\nset send.budget shared\nfault crash broker at 0s for 9s",
    );
    let attempts = retries(&refused);
    assert_eq!(attempts, [22, 24], "two retries, each when the connection was refused");
}

#[test]
fn a_checker_that_throws_answers_unknown_with_one_client_and_nothing_with_the_other() {
    let text = "strategy transactional-message\nset broker.transactionCheckMax 2\n\
                fault lose end #1\nfault fail select #1\nfault fail select #2";
    let answers = |text: &str| {
        let is_answer = |kind: &TraceKind| match kind {
            TraceKind::Sent { message: Message::End { origin, .. }, .. } => {
                *origin == EndOrigin::Check
            }
            _ => false,
        };
        run_of(text).trace.events.iter().filter(|event| is_answer(&event.kind)).count()
    };
    assert_eq!(answers(text), 2);
    assert_eq!(answers(&format!("{text}\nset client grpc")), 0);
}

#[test]
fn a_proxy_asks_nobody_while_no_stream_is_open() {
    let run = run_of(
        "strategy transactional-message\nset client grpc\nset broker.transactionCheckMax 3\n\
         fault crash order-1 after commit for 70s",
    );
    let unasked = run.trace.events.iter().filter(|event| {
        matches!(
            event.kind,
            TraceKind::Mark { node: nodes::PROXY, mark: Mark::CheckWithoutProducer(..) }
        )
    });
    assert_eq!(unasked.count(), 2, "rounds at 30 s and 60 s");
    assert_eq!(story(&run).deliveries, [90_006]);
}

#[test]
fn a_dead_proxy_is_no_member_of_the_group_until_its_next_heartbeat() {
    let told = story(&run_of(
        "strategy transactional-message\nset client grpc\nfault lose end #2\n\
         fault crash proxy at 15s for 10s",
    ));
    // Back at 25 s, the clients at 26 s, the next beat at 45 s: the round at 30 s finds nobody.
    assert_eq!(told.deliveries, [60_006]);
}

#[test]
fn kafka_keeps_trying_for_two_minutes_and_stores_a_retry_once() {
    let lost = run_as_it_is("kafka-lost-ack", "");
    assert_eq!((story(&lost).deliveries, lost.outcome().code()), (vec![29], "OK"));
    let twice = run_as_it_is("kafka-lost-ack", "set kafka.enable.idempotence false");
    assert_eq!(story(&twice).deliveries, [29, 30_129]);
    let away = run_of(
        "strategy send-after-commit\nset profile kafka\nset payment.deadline 5m\n\
         fault crash broker at 0s forever",
    );
    let attempts = retries(&away);
    assert_eq!(attempts[..6], [130, 332, 734, 1_536, 2_538, 3_540], "pauses double up to 1 s");
    assert!(attempts.last().is_some_and(|last| (118_000..120_028).contains(last)), "{attempts:?}");
    let gave_up = Mark::BudgetSpent(TaskId { incarnation: 0, number: 0 });
    let at_ms = away.trace.events.iter().find_map(|event| match &event.kind {
        TraceKind::Mark { mark, .. } if *mark == gave_up => Some(event.at.as_millis()),
        _ => None,
    });
    assert_eq!(at_ms, Some(120_028));
}

#[test]
fn kafka_has_no_half_messages_and_says_so_once() {
    let run = run_of("strategy transactional-message\nset profile kafka");
    assert_eq!(run.outcome().code(), "ABORT");
    assert_eq!(retries(&run), [0; 0]);
    assert_eq!(story(&run).halves, 0);
}

#[test]
fn kafka_is_as_durable_as_its_replicas() {
    let run = |extra: &str| run_as_it_is("kafka-one-replica", extra).outcome().code();
    assert_eq!(run(""), "LOSS");
    assert_eq!(run("set kafka.default.replication.factor 3"), "OK");
    let leader = "set kafka.default.replication.factor 3\nset kafka.acks 1";
    // The power goes before the followers have it, but after the leader has answered.
    let early = "strategy send-after-commit\nset profile kafka\nset payment.deadline 3m\n\
                 set network.latency 5ms\nset consumer.inbox on\nfault power-cut broker after order-1 send for 5s";
    assert_eq!(run_of(&format!("{early}\n{leader}")).outcome().code(), "LOSS");
    let all = "set kafka.default.replication.factor 3";
    assert_eq!(run_of(&format!("{early}\n{all}")).outcome().code(), "OK");
}

#[test]
fn kafka_aborts_what_nobody_ended_and_asks_nobody() {
    let at_ms = |run: &Run, why: WhyAborted| {
        let is_it = |kind: &TraceKind| matches!(kind, TraceKind::Mark { mark: Mark::Aborted(_, told), .. } if *told == why);
        let found = run.trace.events.iter().find(|event| is_it(&event.kind));
        found.map(|event| event.at.as_millis())
    };
    // Back at 10.030 s, connected again a second later.
    let restarted = run_as_it_is("kafka-tx-database-first", "");
    assert_eq!(at_ms(&restarted, WhyAborted::Fenced), Some(11_031));
    assert_eq!((story(&restarted).deliveries.len(), restarted.outcome().code()), (0, "LOSS"));
    let gone = run_of("strategy kafka-commit-first\nfault crash order-1 after commit forever");
    assert_eq!(at_ms(&gone, WhyAborted::TimedOut), Some(60_025));
    let asked = run_of("strategy kafka-commit-first\nfault fail commit #1");
    assert!(at_ms(&asked, WhyAborted::Asked).is_some());
    assert_eq!((story(&asked).deliveries.len(), asked.outcome().code()), (0, "ABORT"));
}

#[test]
fn kafka_commits_and_the_database_undoes() {
    let run = run_as_it_is("kafka-tx-send-first", "");
    assert_eq!((story(&run).deliveries, run.outcome().code()), (vec![27], "GHOST"));
}

#[test]
fn an_open_transaction_holds_back_what_was_committed_after_it() {
    let run = run_as_it_is("kafka-tx-open", "");
    assert_eq!(story(&run).deliveries, [60_025], "of the second order, committed at 1.031 s");
    let patient = run_as_it_is("kafka-tx-open", "set kafka.transaction.timeout.ms 5s");
    assert_eq!(story(&patient).deliveries, [5_025]);
}

#[test]
fn a_producer_that_was_fenced_fails_and_does_not_try_again() {
    let text = "strategy kafka-commit-first\nset payment.deadline 3m\n\
                set kafka.transaction.timeout.ms 5s\nfault pause order-1 after commit for 10s";
    let run = run_of(text);
    assert_eq!((story(&run).deliveries.len(), run.outcome().code()), (0, "LOSS"));
    assert_eq!(retries(&run), [0; 0]);
}

#[test]
fn a_lost_answer_to_a_transactions_end_is_asked_for_again() {
    let run =
        run_of("strategy kafka-commit-first\nset payment.deadline 3m\nfault lose producer.ack #1");
    assert_eq!((story(&run).deliveries.len(), run.outcome().code()), (1, "OK"));
    assert_eq!(retries(&run).len(), 1);
}

/// A preset with its own settings, and some more.
fn run_as_it_is(id: &str, extra: &str) -> Run {
    let preset = preset(id).unwrap_or_else(|| panic!("{id} is a preset"));
    run_of(&format!("{}\n{extra}\n", preset.source))
}

fn run_of(text: &str) -> Run {
    simulate(&Scenario::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")))
}

/// When a send was tried again, in milliseconds.
fn retries(run: &Run) -> Vec<u64> {
    let is_retry =
        |kind: &TraceKind| matches!(kind, TraceKind::Mark { mark: Mark::Retry { .. }, .. });
    let events = run.trace.events.iter().filter(|event| is_retry(&event.kind));
    events.map(|event| event.at.as_millis()).collect()
}
