//! One run in every format, and the properties that hold for every run.

use expect_test::{Expect, expect};

use super::story::{BeatKind, Detail, story};
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
    check(&mermaid(&run(CRASH), Lang::En), &expect![[r#"
        ---
        title: "Transactional message"
        ---
        %% strategy transactional-message
        %% fault lose half.ack #1
        %% fault crash order-1 after commit for 10s
        sequenceDiagram
            autonumber
            participant P0 as payment
            participant P1 as order-1
            participant P3 as database
            participant P6 as broker
            participant P7 as consumer
            Note over P0: Captured(OrderId(0))
            P0->>P1: callback
            activate P1
            P1->>P6: half
            P6--xP1: half.ack
            Note over P6,P1: lost
            Note over P0,P7: … 3 s later, at 3.020 s …
            Note over P1: TimedOut { task: TaskId { life: 0, number: 0 }, role: "half", after: 3s }<br/>Retry { task: TaskId { life: 0, number: 0 }, attempt: 2, of: 3 }
            P1->>P6: half
            P6-->>P1: half.ack
            rect rgba(99, 102, 241, 0.12)
                Note right of P3: database transaction
                P1->>P3: begin
                activate P3
                P1->>P3: update
                P1->>P3: insert
                P1->>P3: commit
                Note over P3: Committed(OrderId(0))<br/>OrderIs(OrderId(0), Paid)
                P3-->>P1: commit.ack
                deactivate P3
            end
            Note over P1: crash, down for 10 s
            deactivate P1
            Note over P0,P7: … 1.9 s later, at 5.000 s …
            Note over P0: DeadlineMissed(OrderId(0))
            Note over P0,P7: … 8.1 s later, at 13.052 s …
            Note over P1: restarted, memory is empty
            Note over P0,P7: … 16.9 s later, at 30.000 s …
            Note over P6: CheckRound
            P6-)P1: check
            activate P1
            P1->>P3: select
            P6-)P1: check
            activate P1
            P3-->>P1: select.ack
            P1->>P3: select
            P1-)P6: end
            deactivate P1
            P3-->>P1: select.ack
            deactivate P1
            P6-)P7: deliver
            activate P7
            P1-)P6: end
            P6-)P7: deliver
            activate P7
            Note over P7: Payout { order: OrderId(0), nth: 1 }
            P7-)P6: ack
            deactivate P7
            Note over P7: Payout { order: OrderId(0), nth: 2 }
            P7-)P6: ack
            deactivate P7
            Note over P0,P7: Outcome: DUP<br/>DUP<br/>P4 no-double-payout: broken at step 31<br/>P5 exactly-once-effect: broken at step 31
    "#]]);
}

#[test]
fn a_run_as_plantuml() {
    check(&plantuml(&run(CRASH), Lang::En), &expect![[r#"
        @startuml
        ' strategy transactional-message
        ' fault lose half.ack #1
        ' fault crash order-1 after commit for 10s
        title Transactional message
        hide footbox
        skinparam sequenceMessageAlign center
        autonumber
        boundary "payment" as P0
        participant "order-1" as P1
        database "database" as P3
        queue "broker" as P6
        participant "consumer" as P7
        note over P0 : Captured(OrderId(0))
        P0 -> P1 : callback
        activate P1
        P1 -> P6 : half
        P6 -->x P1 : half.ack
        note right #FFCCCC : lost
        ...3 s later, at 3.020 s...
        note over P1 : TimedOut { task: TaskId { life: 0, number: 0 }, role: "half", after: 3s }\nRetry { task: TaskId { life: 0, number: 0 }, attempt: 2, of: 3 }
        P1 -> P6 : half
        P6 --> P1 : half.ack
        group#EEF0FF database transaction
        P1 -> P3 : begin
        activate P3
        P1 -> P3 : update
        P1 -> P3 : insert
        P1 -> P3 : commit
        note over P3 : Committed(OrderId(0))\nOrderIs(OrderId(0), Paid)
        P3 --> P1 : commit.ack
        deactivate P3
        end
        hnote over P1 #FFCCCC : crash, down for 10 s
        autonumber stop
        P1 -[hidden]-> P1
        autonumber resume
        deactivate P1
        ...1.9 s later, at 5.000 s...
        note over P0 : DeadlineMissed(OrderId(0))
        ...8.1 s later, at 13.052 s...
        note over P1 : restarted, memory is empty
        ...16.9 s later, at 30.000 s...
        note over P6 : CheckRound
        P6 ->> P1 : check
        activate P1
        P1 -> P3 : select
        P6 ->> P1 : check
        activate P1
        P3 --> P1 : select.ack
        P1 -> P3 : select
        P1 ->> P6 : end
        deactivate P1
        P3 --> P1 : select.ack
        deactivate P1
        P6 ->> P7 : deliver
        activate P7
        P1 ->> P6 : end
        P6 ->> P7 : deliver
        activate P7
        note over P7 : Payout { order: OrderId(0), nth: 1 }
        P7 ->> P6 : ack
        deactivate P7
        note over P7 : Payout { order: OrderId(0), nth: 2 }
        P7 ->> P6 : ack
        deactivate P7
        note over P0, P7 : Outcome: DUP\nDUP\nP4 no-double-payout: broken at step 31\nP5 exactly-once-effect: broken at step 31
        @enduml
    "#]]);
}

#[test]
fn a_run_as_plain_text() {
    check(&plain(&run(CRASH), Lang::En), &expect![[r#"
        Transactional message
          strategy transactional-message
          fault lose half.ack #1
          fault crash order-1 after commit for 10s

             0.000 s     1  payment                * Captured(OrderId(0))
             0.000 s     1  payment  --> order-1   callback
             0.020 s     2  order-1  --> broker    half
             0.021 s     3  broker                 * Appended(Half, 0, TxId { order: OrderId(0), attempt: 1 })
             0.021 s     3  broker   --x order-1   half.ack  !! lost
                 ...  3 s later, at 3.020 s
             3.020 s     4  order-1                * TimedOut { task: TaskId { life: 0, number: 0 }, role: "half", after: 3s }
             3.020 s     4  order-1                * Retry { task: TaskId { life: 0, number: 0 }, attempt: 2, of: 3 }
             3.020 s     4  order-1  --> broker    half
             3.021 s     5  broker                 * Appended(Half, 1, TxId { order: OrderId(0), attempt: 1 })
             3.021 s     5  broker   ..> order-1   half.ack
             3.022 s     6  order-1  --> database  begin
             3.023 s     7  database               * TransactionBegan(OrderId(0))
             3.023 s     7  database ..> order-1   begin.ack
             3.024 s     8  order-1  --> database  update
             3.025 s     9  database ..> order-1   update.ack
             3.026 s    10  order-1  --> database  insert
             3.027 s    11  database ..> order-1   insert.ack
             3.048 s    13  order-1  --> database  commit
             3.051 s    15  database               * Committed(OrderId(0))
             3.051 s    15  database               * OrderIs(OrderId(0), Paid)
             3.051 s    15  database ..> order-1   commit.ack
             3.052 s    16  order-1                !! crash, down for 10 s
                 ...  1.9 s later, at 5.000 s
             5.000 s    17  payment                * DeadlineMissed(OrderId(0))
                 ...  8.1 s later, at 13.052 s
            13.052 s    18  order-1                * restarted, memory is empty
                 ...  16.9 s later, at 30.000 s
            30.000 s    19  broker                 * CheckRound
            30.000 s    19  broker                 * Appended(Half, 2, TxId { order: OrderId(0), attempt: 1 })
            30.000 s    19  broker   --> order-1   check
            30.000 s    19  broker                 * Appended(Half, 3, TxId { order: OrderId(0), attempt: 1 })
            30.001 s    20  order-1  --> database  select
            30.001 s    21  broker   --> order-1   check
            30.002 s    22  database ..> order-1   select.ack
            30.002 s    23  order-1  --> database  select
            30.003 s    24  order-1  --> broker    end
            30.003 s    25  database ..> order-1   select.ack
            30.004 s    26  broker                 * Appended(Real, 0, TxId { order: OrderId(0), attempt: 1 })
            30.004 s    26  broker   --> consumer  deliver
            30.004 s    26  broker                 * Ended(TxId { order: OrderId(0), attempt: 1 }, Commit)
            30.004 s    26  broker                 * Appended(Op, 2, TxId { order: OrderId(0), attempt: 1 })
            30.004 s    27  order-1  --> broker    end
            30.004 s    27  broker                 * Appended(Real, 1, TxId { order: OrderId(0), attempt: 1 })
            30.004 s    27  broker   --> consumer  deliver
            30.004 s    27  broker                 * Ended(TxId { order: OrderId(0), attempt: 1 }, Commit)
            30.004 s    27  broker                 * Appended(Op, 3, TxId { order: OrderId(0), attempt: 1 })
            30.015 s    30  consumer               * Payout { order: OrderId(0), nth: 1 }
            30.015 s    30  consumer --> broker    ack
            30.015 s    31  consumer               * Payout { order: OrderId(0), nth: 2 }
            30.015 s    31  consumer --> broker    ack

        Outcome: DUP
        DUP
        P4 no-double-payout: broken at step 31
        P5 exactly-once-effect: broken at step 31
    "#]]);
}

#[test]
fn a_run_as_plain_text_in_chinese() {
    check(&plain(&run("strategy send-once"), Lang::ZhCn), &expect![[r#"
        提交后同步发送一次
          strategy send-once

             0.000 s     1  payment                * Captured(OrderId(0))
             0.000 s     1  payment  --> order-1   callback
             0.020 s     2  order-1  --> database  begin
             0.021 s     3  database               * TransactionBegan(OrderId(0))
             0.021 s     3  database ..> order-1   begin.ack
             0.022 s     4  order-1  --> database  update
             0.023 s     5  database ..> order-1   update.ack
             0.024 s     6  order-1  --> database  commit
             0.027 s     8  database               * Committed(OrderId(0))
             0.027 s     8  database               * OrderIs(OrderId(0), Paid)
             0.027 s     8  database ..> order-1   commit.ack
             0.028 s     9  order-1  --> broker    send
             0.029 s    10  broker                 * Appended(Real, 0, TxId { order: OrderId(0), attempt: 1 })
             0.029 s    10  broker   --> consumer  deliver
             0.029 s    10  broker   ..> order-1   send.ack
             0.030 s    12  order-1  ..> payment   callback.reply
             0.040 s    13  consumer               * Payout { order: OrderId(0), nth: 1 }
             0.040 s    13  consumer --> broker    ack
             0.050 s    15  payment                * Answered(OrderId(0), Ok)

        结果: OK
        OK
    "#]]);
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
