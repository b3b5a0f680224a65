//! One run in every format, and the properties that hold for every run.
#![expect(
    clippy::needless_raw_string_hashes,
    clippy::too_many_lines,
    reason = "expect-test writes the hashes, and a snapshot is as long as it is"
)]

use expect_test::{Expect, expect};

use super::selection::Detail;
use super::story::{BeatKind, story};
use super::{Heads, mermaid, mermaid_with, plain, plantuml};
use crate::program::catalogue::strategies;
use crate::run::{Run, simulate};
use crate::scenario::Scenario;
use crate::text::Lang;

fn run(text: &str) -> Run {
    simulate(&Scenario::parse(text).unwrap())
}

const CRASH: &str = "\
    strategy transactional-message\n\
    fault lose half.ack #1\n\
    fault crash order-1 after commit for 10s\n";

fn check(actual: &str, expected: &Expect) {
    expected.assert_eq(actual);
}

#[test]
fn a_run_as_mermaid() {
    check(
        &mermaid(&run(CRASH), Lang::En),
        &expect![[r#"
            ---
            title: "Transactional message"
            ---
            %% strategy transactional-message
            %% fault lose half.ack #1
            %% fault crash order-1 after commit for 10s
            sequenceDiagram
                autonumber
                participant P0 as Payment
                participant P1 as Order service 1
                participant P3 as Database
                participant P6 as Broker
                participant P7 as Red packets
                Note over P0: money captured
                P0->>P1: callback
                activate P1
                P1->>P6: half message
                P6--xP1: SEND_OK (half)
                Note over P6,P1: lost
                Note over P0,P7: … 3 s later, at 3.020 s …
                Note over P1: timeout after 3 s<br/>retry 2/3
                P1->>P6: half message
                P6-->>P1: SEND_OK (half)
                rect rgba(99, 102, 241, 0.12)
                    Note right of P3: database transaction
                    P1->>P3: BEGIN
                    activate P3
                    P1->>P3: UPDATE order → PAID
                    P1->>P3: INSERT message log
                    P1->>P3: COMMIT
                    Note over P3: commit point
                    P3-->>P1: committed
                    deactivate P3
                end
                Note over P1: crash, back in 10 s
                deactivate P1
                Note over P0,P7: … 1.9 s later, at 5.000 s …
                Note over P0: deadline missed
                Note over P0,P7: … 8.1 s later, at 13.052 s …
                Note over P1: restarted · memory empty
                Note over P0,P7: … 16.9 s later, at 30.000 s …
                Note over P6: check round
                P6-)P1: check #35;1
                activate P1
                P1->>P3: SELECT message log
                P6-)P1: check #35;1
                activate P1
                P3-->>P1: found
                P1-)P6: answer: commit
                deactivate P1
                P1->>P3: SELECT message log
                P6-)P7: deliver
                activate P7
                P3-->>P1: found
                P1-)P6: answer: commit
                deactivate P1
                P6-)P7: deliver
                activate P7
                Note over P7: red packet #35;1
                deactivate P7
                Note over P7: red packet #35;2
                deactivate P7
                Note over P0,P7: Outcome: DUP<br/>Order 1 is PAID in the database#59;<br/>the broker has 2 copies of the message#59;<br/>the red packet is given twice#59;<br/>a callback was not answered in time.<br/>P4 no-double-payout: broken at 30.017 s<br/>P5 exactly-once-effect: broken at 30.017 s
        "#]],
    );
}

#[test]
fn a_run_as_plantuml() {
    check(
        &plantuml(&run(CRASH), Lang::En),
        &expect![[r#"
            @startuml
            ' strategy transactional-message
            ' fault lose half.ack #1
            ' fault crash order-1 after commit for 10s
            title Transactional message
            hide footbox
            skinparam sequenceMessageAlign center
            autonumber
            boundary "Payment" as P0
            participant "Order service 1" as P1
            database "Database" as P3
            queue "Broker" as P6
            participant "Red packets" as P7
            note over P0 : money captured
            P0 -> P1 : callback
            activate P1
            P1 -> P6 : half message
            P6 -->x P1 : SEND_OK (half)
            note right #FFCCCC : lost
            ...3 s later, at 3.020 s...
            note over P1 : timeout after 3 s\nretry 2/3
            P1 -> P6 : half message
            P6 --> P1 : SEND_OK (half)
            group#EEF0FF database transaction
            P1 -> P3 : BEGIN
            activate P3
            P1 -> P3 : UPDATE order → PAID
            P1 -> P3 : INSERT message log
            P1 -> P3 : COMMIT
            note over P3 : commit point
            P3 --> P1 : committed
            deactivate P3
            end
            hnote over P1 #FFCCCC : crash, back in 10 s
            autonumber stop
            P1 -[hidden]-> P1
            autonumber resume
            deactivate P1
            ...1.9 s later, at 5.000 s...
            note over P0 : deadline missed
            ...8.1 s later, at 13.052 s...
            note over P1 : restarted · memory empty
            ...16.9 s later, at 30.000 s...
            note over P6 : check round
            P6 ->> P1 : check #1
            activate P1
            P1 -> P3 : SELECT message log
            P6 ->> P1 : check #1
            activate P1
            P3 --> P1 : found
            P1 ->> P6 : answer: commit
            deactivate P1
            P1 -> P3 : SELECT message log
            P6 ->> P7 : deliver
            activate P7
            P3 --> P1 : found
            P1 ->> P6 : answer: commit
            deactivate P1
            P6 ->> P7 : deliver
            activate P7
            note over P7 : red packet #1
            autonumber stop
            P7 -[hidden]-> P7
            autonumber resume
            deactivate P7
            note over P7 : red packet #2
            autonumber stop
            P7 -[hidden]-> P7
            autonumber resume
            deactivate P7
            note over P0, P7 : Outcome: DUP\nOrder 1 is PAID in the database;\nthe broker has 2 copies of the message;\nthe red packet is given twice;\na callback was not answered in time.\nP4 no-double-payout: broken at 30.017 s\nP5 exactly-once-effect: broken at 30.017 s
            @enduml
        "#]],
    );
}

#[test]
fn a_run_as_plain_text() {
    check(
        &plain(&run(CRASH), Lang::En),
        &expect![[r#"
            Transactional message
              strategy transactional-message
              fault lose half.ack #1
              fault crash order-1 after commit for 10s

                 0.000 s     1  Payment                              * money captured
                 0.000 s     1  Payment         --> Order service 1  callback
                 0.020 s     2  Order service 1 --> Broker           half message
                 0.021 s     3  Broker          --x Order service 1  SEND_OK (half)  !! lost
                     ...  3 s later, at 3.020 s
                 3.020 s     4  Order service 1                      * timeout after 3 s
                 3.020 s     4  Order service 1                      * retry 2/3
                 3.020 s     4  Order service 1 --> Broker           half message
                 3.021 s     5  Broker          ..> Order service 1  SEND_OK (half)
                 3.022 s     6  Order service 1 --> Database         BEGIN
                 3.023 s     7  Database                             * transaction
                 3.023 s     7  Database        ..> Order service 1  transaction open
                 3.024 s     8  Order service 1 --> Database         UPDATE order → PAID
                 3.025 s     9  Database        ..> Order service 1  1 row
                 3.026 s    10  Order service 1 --> Database         INSERT message log
                 3.027 s    11  Database        ..> Order service 1  1 row
                 3.048 s    13  Order service 1 --> Database         COMMIT
                 3.051 s    15  Database                             * commit point
                 3.051 s    15  Database        ..> Order service 1  committed
                 3.052 s    16  Order service 1                      !! crash, back in 10 s
                     ...  1.9 s later, at 5.000 s
                 5.000 s    17  Payment                              * deadline missed
                     ...  8.1 s later, at 13.052 s
                13.052 s    18  Order service 1                      * restarted · memory empty
                     ...  16.9 s later, at 30.000 s
                30.000 s    19  Broker                               * check round
                30.000 s    19  Broker          --> Order service 1  check #1
                30.001 s    20  Order service 1 --> Database         SELECT message log
                30.001 s    21  Broker          --> Order service 1  check #1
                30.002 s    22  Database        ..> Order service 1  found
                30.003 s    23  Order service 1 --> Broker           answer: commit
                30.003 s    23  Order service 1 --> Database         SELECT message log
                30.004 s    24  Broker          --> Red packets      deliver
                30.004 s    25  Database        ..> Order service 1  found
                30.005 s    27  Order service 1 --> Broker           answer: commit
                30.006 s    28  Broker          --> Red packets      deliver
                30.015 s    30  Red packets                          * red packet #1
                30.017 s    31  Red packets                          * red packet #2

            Outcome: DUP
            Order 1 is PAID in the database; the broker has 2 copies of the message; the red packet is given twice; a callback was not answered in time.
            P4 no-double-payout: broken at 30.017 s
            P5 exactly-once-effect: broken at 30.017 s
        "#]],
    );
}

#[test]
fn a_run_as_plain_text_in_chinese() {
    check(
        &plain(&run("strategy send-once"), Lang::ZhCn),
        &expect![[r#"
            提交后同步发送一次
              strategy send-once

                 0.000 s     1  支付系统                   * 已扣款
                 0.000 s     1  支付系统   --> 订单服务 1  支付回调
                 0.020 s     2  订单服务 1 --> 订单库      BEGIN
                 0.021 s     3  订单库                     * 事务
                 0.021 s     3  订单库     ..> 订单服务 1  事务已开启
                 0.022 s     4  订单服务 1 --> 订单库      UPDATE order = PAID
                 0.023 s     5  订单库     ..> 订单服务 1  1 行
                 0.024 s     6  订单服务 1 --> 订单库      COMMIT
                 0.027 s     8  订单库                     * 提交点
                 0.027 s     8  订单库     ..> 订单服务 1  已提交
                 0.028 s     9  订单服务 1 --> 消息队列    发送消息
                 0.029 s    10  消息队列   --> 红包系统    投递
                 0.029 s    10  消息队列   ..> 订单服务 1  写入成功 SEND_OK
                 0.030 s    12  订单服务 1 ..> 支付系统    200 成功
                 0.040 s    13  红包系统                   * 红包 #1
                 0.050 s    14  支付系统                   * 已应答

            结果：OK
            订单 1 在数据库中已是 PAID；Broker 中有消息；红包已发放一次。
        "#]],
    );
}

/// Scenarios in which something is awkward to draw.
const AWKWARD: &[&str] = &[
    "fault crash order-1 after begin for 10s",
    "fault crash database after begin for 10s",
    "fault crash broker at 0s forever",
    "fault power-cut broker after send for 30s",
    "fault power-cut broker after half for 30s",
    "fault pause order-1 before commit for 60s",
    "fault partition order-1 and broker at 0s for 4s",
    "fault partition broker to order-1 at 0s for 60s",
    "fault delay callback.reply #1 by 40s",
    "fault delay commit.ack #1 by 40s",
    "fault lose commit.ack #1",
    "fault duplicate callback #1",
    "fault duplicate deliver #1 by 3s",
    "fault fail commit #1",
    "fault fail update #1\nset payment.renotify ack",
    "fault skew order-1 by -10s",
    "fault check now at 1s",
    "set payment.renotify republish\nfault lose callback.reply #1",
    "set orders 12\nset database.pool 2\nset order.producers 2\nfault crash order-1 at 150ms",
    "set orders 5\nset orders.interval 0s\nfault crash broker at 30ms for 20s",
    "set checker.answer unknown\nfault lose end #1",
    "seed 7",
    "seed 11\nset orders 8\nset payment.renotify ack",
];

/// Every strategy with every awkward scenario.
fn all_runs() -> impl Iterator<Item = Run> {
    let texts = strategies().iter().flat_map(|strategy| {
        let with = move |more: &&str| format!("strategy {}\n{more}", strategy.id);
        [""].iter().chain(AWKWARD).map(with)
    });
    texts.map(|text| run(&text))
}

#[test]
fn bars_and_frames_are_balanced_in_every_run() {
    for run in all_runs() {
        let (mut frames, mut bars) = (0, [0; 8]);
        for beat in story(&run, Lang::En, Detail::Folded).beats {
            match beat.kind {
                BeatKind::Raise(node) => bars[usize::from(node.0)] += 1,
                BeatKind::Lower(node) => bars[usize::from(node.0)] -= 1,
                BeatKind::Frame(_) => frames += 1,
                BeatKind::FrameEnd => frames -= 1,
                _ => {}
            }
            assert!((0..=1).contains(&frames), "{}", run.scenario);
            assert!(bars.iter().all(|open| *open >= 0), "{}", run.scenario);
        }
        assert_eq!((frames, bars), (0, [0; 8]), "{}", run.scenario);
    }
}

#[test]
fn every_lost_message_is_told_and_time_never_runs_backwards() {
    use crate::shop::TraceKind;
    for run in all_runs() {
        let story = story(&run, Lang::En, Detail::Folded);
        let is_lost = |kind: &TraceKind| matches!(kind, TraceKind::Lost { .. });
        let lost = run.trace.events.iter().filter(|event| is_lost(&event.kind)).count();
        let told = story.beats.iter().filter(|beat| {
            matches!(&beat.kind, BeatKind::Arrow(arrow) if arrow.end == super::story::ArrowEnd::Lost)
        });
        assert!(told.count() >= lost, "{}", run.scenario);
        assert!(story.beats.is_sorted_by_key(|beat| beat.at), "{}", run.scenario);
    }
}

#[test]
fn typed_heads_change_nothing_but_the_heads() {
    let run = run(CRASH);
    let rest = |text: &str| {
        let lines = text.lines().filter(|line| !line.trim().starts_with("participant"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let typed = mermaid_with(&run, Lang::En, Heads::Typed);
    assert_eq!(rest(&typed), rest(&mermaid(&run, Lang::En)));
    assert!(typed.contains("participant P3@{ \"type\": \"database\" } as "), "{typed}");
}
