//! Stories of mistakes that were made once: each fails on the model before its mending.

#![cfg(not(target_arch = "wasm32"))]

use zeroloss::program::step::Status;
use zeroloss::run::{EVENTS_MAX, Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::scenario::fault::{Anchor, Down, Fault, FaultAct};
use zeroloss::scenario::preset::presets;
use zeroloss::shop::TraceKind;
use zeroloss::shop::message::nodes;
use zeroloss::sim::choice::Moment;
use zeroloss::sim::node::{CrashMode, Message as _, NodeId};
use zeroloss::sim::world::HostStatus;
use zeroloss::timeline::{Timeline, anchor_at, anchor_of_line, request_of_line};

/// A scenario written on one line with `|` between its lines.
fn scenario(text: &str) -> Scenario {
    let text = text.replace('|', "\n");
    Scenario::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn run(text: &str) -> Run {
    simulate(&scenario(text))
}

fn codes(run: &Run) -> String {
    let codes: Vec<_> = run.outcomes.iter().map(|outcome| outcome.code()).collect();
    codes.join(" ")
}

#[test]
fn a_link_that_makes_the_longest_run_keeps_few_checkpoints_and_can_be_looked_at() {
    let timeline = Timeline::new(&scenario(
        "program|  title.en Loop|  title.zh 循环|  about.en Loop|  about.zh 循环|  on payment\
         |    send|    reply ok|  on message|    work 1us|    run message|set orders 4",
    ));
    assert!(timeline.run.trace.events.len() > EVENTS_MAX as usize / 2);
    assert!(timeline.checkpoints() <= 256, "{}", timeline.checkpoints());
    let middle = timeline.run.steps() / 2;
    assert_eq!(timeline.world_at(middle).now(), timeline.run.trace.step_time(middle));
}

#[test]
fn the_last_step_shows_the_world_at_the_end_of_the_run() {
    for text in ["strategy send-once", "strategy transactional-message|fault lose end #1"] {
        let timeline = Timeline::new(&scenario(text));
        assert_eq!(timeline.world_at(timeline.run.steps()), timeline.run.world, "{text}");
    }
}

#[test]
fn a_fault_that_strikes_nobody_did_not_happen() {
    let check = |text: &str, expected: &[usize]| {
        assert_eq!(run(text).did_not_happen, expected, "{text}");
    };
    check(
        "strategy transactional-message|fault crash broker at 1s for 10s|fault check now at 5s\
         |fault restart order-1 at 2s|fault pause broker at 5s for 3s",
        &[1, 2, 3],
    );
    check(
        "strategy send-once|fault crash broker at 1s for 5s|fault crash broker at 1s for 5s\
         |fault power-cut broker at 8s for 1s",
        &[1],
    );
    check(
        "strategy send-once|fault pause broker at 1s for 5s|fault pause broker at 2s for 5s\
         |fault restart broker at 3s|fault check now at 3s",
        &[1, 2, 3],
    );
    check("strategy transactional-message|fault lose half #1|fault fail half #1", &[1]);
    check("strategy transactional-message|fault fail half #1", &[]);
    check("strategy send-once|fault crash broker at 7h", &[0]);
}

/// When a node sent its first message of a role, in milliseconds.
fn sent_at(run: &Run, node: NodeId, wanted: &str) -> Option<u64> {
    run.trace.events.iter().find_map(|event| match &event.kind {
        TraceKind::Sent { from, message, .. } if *from == node && message.role() == wanted => {
            Some(event.at.as_micros() / 1_000)
        }
        _ => None,
    })
}

#[test]
fn of_two_like_faults_the_one_that_did_not_happen_is_named() {
    let check = |faults: &str, expected: &[usize]| {
        let text = format!("strategy oneway|fault {}", faults.replace('|', "|fault "));
        assert_eq!(run(&text).did_not_happen, expected, "{text}");
    };
    check("crash order-1 at 3h forever|crash order-1 at 1ms forever", &[0]);
    check("crash order-1 at 5s for 10s|crash order-1 at 1s for 10s", &[0]);
    // The second one's length is the first one's by default.
    check("crash order-1 at 5s for 10s|crash order-1 at 1s", &[0]);
    check("pause broker at 3s for 1m|pause broker at 2s for 1m", &[0]);
    check("restart order-1 at 10s|restart order-1 at 3s|crash order-1 at 1s for 1h", &[0]);
    check("check now at 5s|check now at 1s|crash broker at 2s forever", &[0]);
    // Nothing is planned for after six hours.
    check("skew broker by 1s at 7h|skew broker by 1s at 1s", &[0]);
    check("partition order-1 to broker at 7h|partition order-1 to broker at 0s", &[0]);
    check("crash order-1 after commit|crash order-1 after commit", &[1]);
    check("lose send #1|lose send #1", &[1]);
    check("fail begin #1|fail begin #1", &[1]);
    check("delay send #1 by 4s|duplicate send #1 by 5ms", &[1]);
}

#[test]
fn what_a_partition_loses_is_neither_late_nor_doubled() {
    let check = |fault: &str, expected: &[usize]| {
        let text =
            format!("strategy oneway|fault partition order-1 to broker at 0s|fault {fault} send");
        assert_eq!(run(&text).did_not_happen, expected, "{text}");
    };
    check("lose", &[]);
    let late = "strategy oneway|fault partition order-1 to broker at 0s|fault delay send #1 by 4s";
    assert_eq!(run(late).did_not_happen, [1]);
    check("duplicate", &[1]);
    check("fail", &[1]);
}

#[test]
fn a_paused_process_sends_nothing_until_it_goes_on() {
    let usual = sent_at(&run("strategy send-once"), nodes::BROKER, "send.ack").expect("it answers");
    let paused = run("strategy send-once|fault pause broker after append for 2s");
    assert_eq!(sent_at(&paused, nodes::BROKER, "send.ack"), Some(usual + 2_000));
    let dead = run("strategy send-once|fault pause broker after append for 2s\
                    |fault crash broker at 1s forever");
    assert_eq!(sent_at(&dead, nodes::BROKER, "send.ack"), None);
}

#[test]
fn after_a_message_is_before_anything_that_it_leads_to() {
    let by_message = run("strategy send-after-commit|fault crash order-1 after commit.ack for 10s");
    let by_step = run("strategy send-after-commit|fault crash order-1 after commit for 10s");
    assert_eq!(codes(&by_message), codes(&by_step));
    assert!(codes(&by_message).starts_with("LOSS"), "{}", codes(&by_message));
    let sends = |node| sent_at(&by_message, node, "send");
    assert_eq!(sends(nodes::ORDER_1), None);
}

#[test]
fn a_message_whose_place_pauses_its_receiver_is_counted_once() {
    let run = run("strategy send-once|fault pause broker before send for 1s\
                   |fault crash broker before send #2 for 5s");
    assert_eq!(run.did_not_happen, [1]);
}

/// Adds a fault to a scenario and says whether it happens.
fn happens(scenario: &Scenario, fault: &Fault) -> bool {
    let mut with = scenario.clone();
    with.faults.push(fault.clone());
    !simulate(&with).did_not_happen.contains(&scenario.faults.len())
}

fn crash_of(node: NodeId, anchor: Anchor) -> Fault {
    let act = FaultAct::Crash { node, mode: CrashMode::Process, down: Down::Default };
    Fault { act, anchor }
}

#[test]
fn a_crash_made_by_hand_at_any_step_of_any_preset_happens() {
    for preset in presets() {
        every_crash_happens(&preset.file.scenario);
    }
}

fn every_crash_happens(scenario: &Scenario) {
    let timeline = Timeline::new(scenario);
    let run = &timeline.run;
    let mut faults = Vec::new();
    for step in 1..=run.steps() {
        let world = timeline.world_at(step);
        for node in run.shop.participants() {
            if !matches!(world.status(node), HostStatus::Down { .. }) {
                let fault = crash_of(node, anchor_at(run, step, Some(node)));
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
            }
        }
    }
    for fault in &faults {
        assert!(happens(scenario, fault), "{scenario}{fault}");
    }
}

#[test]
fn a_fault_made_at_any_line_of_any_preset_happens() {
    for preset in presets() {
        let run = simulate(&preset.file.scenario);
        for step in &run.shop.program.steps {
            for moment in [Moment::Before, Moment::After] {
                if let Some((node, anchor)) = anchor_of_line(&run, step.line, moment) {
                    let fault = crash_of(node, anchor);
                    // Where the preset itself kills the process, it cannot die twice.
                    let is_taken = |other: &Fault| other.anchor == fault.anchor;
                    let is_dead = run.scenario.faults.iter().any(is_taken);
                    assert!(is_dead || happens(&run.scenario, &fault), "{}: {fault}", preset.id);
                }
            }
            let role = step.op.name().unwrap_or("");
            if let Some(ordinal) = request_of_line(&run, step.line, role)
                && let Some(role) =
                    zeroloss::shop::message::Message::ROLES.iter().find(|known| **known == role)
            {
                let anchor = Anchor::Message { role, ordinal };
                let fault = Fault { act: FaultAct::Fail, anchor };
                let is_refused = run.scenario.faults.contains(&fault);
                assert!(is_refused || happens(&run.scenario, &fault), "{}: {fault}", preset.id);
            }
        }
    }
}

#[test]
fn an_anchor_does_not_count_the_messages_that_a_crash_cut_short() {
    every_crash_happens(&scenario(
        "strategy send-once|set orders 2|set orders.interval 20s\
         |fault crash order-1 before begin for 5s",
    ));
}

#[test]
fn nothing_is_offered_after_a_line_that_never_ended_well() {
    let refused = run("strategy send-after-commit|fault fail update #1|fault fail update #2");
    let line = |name| {
        let steps = &refused.shop.program.steps;
        steps.iter().find(|step| step.op.name() == Some(name)).expect("the program has it").line
    };
    assert!(anchor_of_line(&refused, line("update"), Moment::Before).is_some());
    let after = anchor_of_line(&refused, line("update"), Moment::After);
    assert!(after.is_none_or(|(node, anchor)| happens(&refused.scenario, &crash_of(node, anchor))));
    assert_eq!(request_of_line(&refused, line("update"), "update"), Some(1));
}

#[test]
fn a_power_cut_takes_the_page_cache_of_a_process_that_is_dead_already() {
    let text = "strategy send-once|fault crash consumer at 0s forever\
                |fault crash broker after send for 20s";
    assert!(codes(&run(text)).starts_with("STUCK"));
    let cut = run(&format!("{text}|fault power-cut broker at 2s"));
    assert_eq!(cut.did_not_happen, [0; 0]);
    assert!(codes(&cut).starts_with("LOSS"), "{}", codes(&cut));
}

#[test]
fn an_anchor_without_a_participant_counts_the_steps_of_the_program_only() {
    let check = |anchor: &str, expected: &[usize]| {
        let text =
            format!("strategy send-after-commit|fault partition order-1 and broker {anchor}");
        assert_eq!(run(&text).did_not_happen, expected, "{anchor}");
    };
    check("after commit #2", &[0]);
    check("after commit #1", &[]);
    check("after database commit #1", &[]);
    check("after append #1", &[]);
}

#[test]
fn a_place_that_the_seed_strikes_is_counted_once_by_the_script() {
    for seed in 0..400 {
        let text = format!("strategy send-after-commit|set orders 3|seed {seed}");
        let alone = run(&text);
        for ordinal in 1..=4 {
            let scripted =
                format!("{text}|fault skew broker by 1us after order-1 begin #{ordinal}");
            let both = run(&scripted);
            let begun = both.trace.events.iter().filter(|event| {
                matches!(event.kind, TraceKind::Stepped { node: nodes::ORDER_1, name: "begin", .. })
            });
            let is_reached = begun.count() >= ordinal;
            assert_eq!(both.did_not_happen.is_empty(), is_reached, "{scripted} {:?}", alone.drawn);
        }
    }
}

#[test]
fn a_scenario_file_says_nothing_twice_and_nothing_in_vain() {
    let error = |text: &str| {
        let text = text.replace('|', "\n");
        Scenario::parse(&text).err().map(|error| error.to_string())
    };
    for text in [
        "strategy send-once|expect BANANA",
        "strategy send-once|strategy oneway",
        "strategy send-once|seed 1|seed 2",
        "strategy send-once|set orders 2|set orders 3",
        "strategy send-once|fault partition order-1 and order-1 at 1s",
    ] {
        assert!(error(text).is_some_and(|sentence| sentence.starts_with("line ")), "{text}");
    }
    for text in ["\u{feff}strategy send-once", "#1 a comment|strategy send-once|  #2 another"] {
        assert_eq!(error(text), None, "{text}");
    }
}

/// A program whose `on payment` is this.
fn payment(lines: &str) -> String {
    format!(
        "program|  title.en n|  title.zh n|  about.en n|  about.zh n|  on payment|{lines}\
         |  every 1h at consumer|    stop"
    )
}

#[test]
fn a_transaction_sees_its_own_rows_of_the_message_log() {
    for first in ["insert log", "insert tombstone"] {
        let text = payment(&format!(
            "    begin|    {first}|    insert log|    update order PAID|    commit|    reply ok"
        ));
        let run = run(&text);
        let database = zeroloss::shop::database(&run.world);
        assert!(database.log().is_empty(), "{first}");
    }
}

#[test]
fn the_slave_of_rocketmq_has_no_part_in_kafka() {
    let text = "strategy send-after-commit|set profile kafka|set payment.deadline 5m\
                |set broker.slaves 1|set broker.brokerRole SYNC_MASTER|set broker.inSyncReplicas 2";
    let run = run(text);
    assert!(!run.shop.has(nodes::SLAVE));
    assert_eq!(codes(&run), "OK");
}

#[test]
fn a_follower_of_kafka_keeps_what_a_destroyed_leader_had_answered() {
    let text = "strategy send-after-commit|set profile kafka|set payment.deadline 5m\
                |set kafka.default.replication.factor 3|fault crash consumer at 0s for 20s\
                |fault destroy broker at 5s for 2s";
    assert_eq!(codes(&run(text)), "OK");
}

#[test]
fn a_statement_that_was_rolled_back_while_it_waited_does_not_run_in_the_next_transaction() {
    let text = "program|  title.en n|  title.zh n|  about.en n|  about.zh n|  on payment|    begin\
                |    update order PAID|    work 20s|    commit|    reply ok|  on start at relay\
                |    work 1s|    if order has next UNPAID|      begin|      update order CLOSED\
                |        on failure|          rollback|          begin|          work 1m\
                |          commit|          stop|      commit|  every 1h at consumer|    stop";
    let run = run(text);
    assert_eq!(zeroloss::shop::database(&run.world).orders(), [Status::Paid]);
}
