//! The search: how few faults break what, under which strategy; and how it counts.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

mod checker;

use expect_test::{expect, expect_file};
use proptest::prelude::*;
use stateright::{Checker as _, Model as _, StateRecorder};
use zeroloss::explore::{
    Aim, Alphabet, Bounds, Fate, FaultKind, FaultMap, FaultMapper, Matrix, Need, Search, System,
    SystemState, Verdict, minimise,
};
use zeroloss::guarantee::{GUARANTEES, Outcome, VerdictKind};
use zeroloss::program::catalogue::strategies;
use zeroloss::run::{Run, simulate};
use zeroloss::scenario::fault::{Anchor, Direction, Fault, Harm};
use zeroloss::scenario::{Scenario, Strategy};
use zeroloss::shop::mark::{Mark, Topic};
use zeroloss::shop::message::nodes;
use zeroloss::shop::{Operation, TraceEvent, TraceKind};
use zeroloss::sim::choice::Place;
use zeroloss::sim::node::{CrashMode, Message as _};
use zeroloss::sim::time::{SimDuration, SimTime};
use zeroloss::sim::trace::Reached;

/// The strategy, and settings that differ from their defaults.
fn scenario(strategy: &str, sets: &[(&str, &str)]) -> Scenario {
    let mut scenario = Scenario::of(Strategy::shipped(strategy).expect("it is shipped"));
    for (key, value) in sets {
        scenario.set(key, value).expect("the setting exists");
    }
    scenario
}

/// What the search finds: `0`, `1`, … faults, or `holds`, or why neither.
fn least_faults(scenario: &Scenario, alphabet: &Alphabet, faults: u8, guarantee: &str) -> String {
    let report = Search::new(scenario, alphabet, Bounds { faults, ..Bounds::default() }).run();
    let finding = report.finding(guarantee).expect("the guarantee exists");
    match &finding.verdict {
        Verdict::Broken(found) => {
            let run = simulate(&found.scenario);
            let verdict = run.verdicts.iter().find(|verdict| verdict.guarantee == guarantee);
            let verdict = verdict.expect("every guarantee has a verdict");
            assert_eq!(verdict.kind, VerdictKind::Broken, "{}", found.scenario);
            assert_eq!(verdict.seen_broken_at(), Some(found.step), "{}", found.scenario);
            assert_eq!(run.did_not_happen, [0; 0], "{}", found.scenario);
            let text = found.scenario.to_string();
            assert_eq!(Scenario::parse(&text).as_ref(), Ok(&found.scenario), "{text}");
            found.faults.to_string()
        }
        Verdict::Holds if finding.exercised => "holds".to_owned(),
        Verdict::Holds => "never exercised".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Everything but a broker that loses power: without replication and with `ASYNC_FLUSH` that alone
/// loses a message under every strategy.
fn without_power_cuts() -> Alphabet {
    let mut alphabet = Alphabet::default();
    alphabet.kinds.retain(|kind| *kind != FaultKind::PowerCut);
    alphabet
}

const SYNC: (&str, &str) = ("broker.flushDiskType", "SYNC_FLUSH");

#[test]
fn as_few_faults_break_a_strategy_as_the_specification_says() {
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
    check("transactional-message-status-checker", &[], "no-lost-message", "holds");
    let slow = [("order.work", "60s")];
    check("transactional-message-status-checker", &slow, "no-lost-message", "1");
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

/// Every run with so many faults at most, found without the search: each fault is anchored by hand
/// at a place that the trace of a run without it shows. The least number of faults that breaks each
/// guarantee, and whether anything ever concerned it.
fn by_brute_force(
    scenario: &Scenario,
    alphabet: &Alphabet,
    faults: usize,
) -> Vec<(Option<usize>, bool)> {
    let mut found = vec![(None, false); GUARANTEES.len()];
    let (mut known, mut level) = (BTreeSet::new(), vec![scenario.clone()]);
    for count in 0..=faults {
        let mut next = Vec::new();
        for scenario in level {
            let run = simulate(&scenario);
            if !run.did_not_happen.is_empty() {
                continue;
            }
            for (verdict, found) in run.verdicts.iter().zip(&mut found) {
                found.1 |= verdict.exercised;
                if verdict.kind == VerdictKind::Broken {
                    found.0 = found.0.or(Some(count));
                }
            }
            if count == faults {
                continue;
            }
            for fault in candidates(&run, alphabet) {
                let mut longer = scenario.clone();
                longer.faults.push(fault);
                let mut text: Vec<_> = longer.faults.iter().map(ToString::to_string).collect();
                text.sort();
                if known.insert(text) {
                    next.push(longer);
                }
            }
        }
        level = next;
    }
    found
}

/// Every fault of an alphabet that can strike a run somewhere.
fn candidates(run: &Run, alphabet: &Alphabet) -> Vec<Fault> {
    let (mut faults, mut pauses) = (Vec::new(), Vec::new());
    let mut crash = |node, mode, anchor| {
        let downs = alphabet.outages.iter();
        faults.extend(downs.map(|down| Fault::Crash { node, mode, anchor, down: *down }));
    };
    let mut pause = |node, anchor| {
        let lengths = alphabet.pauses.iter();
        pauses.extend(lengths.map(|length| Fault::Pause { node, anchor, pause_for: *length }));
    };
    for step in 0..=run.steps() {
        for reached in run.trace.step_places(step) {
            let Reached { node, moment, place, name, ordinal, .. } = *reached;
            let anchor = Anchor::Reach { moment, node: None, name, ordinal };
            let meant = anchor.resolve(Some(node), &run.shop.program);
            if !meant.is_some_and(|meant| meant.is_exactly(reached)) {
                continue;
            }
            if alphabet.kinds.contains(&FaultKind::Crash) && node != nodes::PAYMENT {
                crash(node, CrashMode::Process, anchor);
            }
            if alphabet.kinds.contains(&FaultKind::PowerCut) && node == nodes::BROKER {
                crash(node, CrashMode::PowerCut, anchor);
            }
            let runs_program = [nodes::ORDER_1, nodes::ORDER_2, nodes::CONSUMER].contains(&node);
            if alphabet.kinds.contains(&FaultKind::Pause) && runs_program && place == Place::Step {
                pause(node, anchor);
            }
        }
    }
    for event in &run.trace.events {
        let TraceKind::Sent { message, ordinal, copy_of: None, .. } = &event.kind else { continue };
        let (role, ordinal) = (message.role(), *ordinal);
        let mut harm = |harm| faults.push(Fault::Message { harm, role, ordinal });
        for kind in &alphabet.kinds {
            match kind {
                FaultKind::Lose => harm(Harm::Lose),
                FaultKind::Fail => harm(Harm::Fail),
                FaultKind::Delay => alphabet.delays.iter().for_each(|by| harm(Harm::Delay(*by))),
                FaultKind::Duplicate => {
                    alphabet.copies_after.iter().for_each(|by| harm(Harm::Duplicate(*by)));
                }
                // These are anchored at places, above and below.
                FaultKind::Crash
                | FaultKind::PowerCut
                | FaultKind::Destroy
                | FaultKind::Pause
                | FaultKind::Partition
                | FaultKind::Skew
                | FaultKind::CheckNow
                | FaultKind::ResumeDiscarded => {}
            }
        }
    }
    faults.extend(pauses);
    faults.extend(bulk_candidates(run, alphabet));
    faults
}

/// Every clock ahead, every link cut at every place of either end, every operator's act at every
/// place: whether they can matter there is for the search to know.
fn bulk_candidates(run: &Run, alphabet: &Alphabet) -> Vec<Fault> {
    let has = |kind| alphabet.kinds.contains(&kind);
    let participants = run.shop.participants();
    let mut faults = Vec::new();
    for skew in alphabet.skews.iter().filter(|_| has(FaultKind::Skew)) {
        let micros = i64::try_from(skew.as_micros()).expect("minutes");
        let anchor = Anchor::At(SimTime::ZERO);
        faults.extend(participants.iter().map(|&node| Fault::Skew { node, micros, anchor }));
    }
    for reached in (0..=run.steps()).flat_map(|step| run.trace.step_places(step)) {
        let Reached { node, moment, name, ordinal, .. } = *reached;
        let anchor = Anchor::Reach { moment, node: Some(node), name, ordinal };
        let meant = anchor.resolve(None, &run.shop.program);
        if !meant.is_some_and(|meant| meant.is_exactly(reached)) {
            continue;
        }
        let operations = [
            (FaultKind::CheckNow, Operation::CheckNow),
            (FaultKind::ResumeDiscarded, Operation::ResumeDiscarded),
        ];
        let operations = operations.into_iter().filter(|(kind, _)| has(*kind));
        faults.extend(operations.map(|(_, operation)| Fault::Operate { operation, anchor }));
        for &peer in participants.iter().filter(|peer| has(FaultKind::Partition) && **peer != node)
        {
            for &length in &alphabet.cuts {
                let cut = |from, to, direction| {
                    let cut_for = Some(length);
                    Fault::Partition { from, to, direction, anchor, cut_for }
                };
                faults.push(cut(node, peer, Direction::OneWay));
                faults.push(cut(peer, node, Direction::OneWay));
                faults.push(cut(node, peer, Direction::Both));
            }
        }
    }
    faults
}

fn agrees_with_brute_force(scenario: &Scenario, alphabet: &Alphabet, faults: u8) {
    let bounds = Bounds { faults, ..Bounds::default() };
    let report = Search::new(scenario, alphabet, bounds).run();
    let brute = by_brute_force(scenario, alphabet, usize::from(faults));
    for (finding, (least, exercised)) in report.findings.iter().zip(brute) {
        let name = format!(
            "{} under {:?} and {faults} faults of\n{scenario}",
            finding.guarantee, alphabet.kinds
        );
        match &finding.verdict {
            Verdict::Broken(found) => assert_eq!(Some(found.faults), least, "{name}"),
            Verdict::Holds => {
                assert_eq!(None, least, "{name}");
                assert_eq!(finding.exercised, exercised, "{name}");
            }
            other => panic!("{other:?}: {name}"),
        }
    }
}

#[test]
fn the_search_agrees_with_brute_force_for_one_fault_under_every_strategy() {
    for strategy in strategies() {
        agrees_with_brute_force(&scenario(strategy.id, &[]), &Alphabet::default(), 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_search_agrees_with_brute_force_for_two_faults_of_random_small_scenarios(
        strategy in 0..strategies().len(),
        kinds in proptest::sample::subsequence(
            vec![
                FaultKind::Crash,
                FaultKind::Lose,
                FaultKind::Fail,
                FaultKind::Duplicate,
                FaultKind::PowerCut,
                FaultKind::Skew,
                FaultKind::CheckNow,
            ],
            1..=2,
        ),
        (inbox, flush, renotify, work) in (0..2_usize, 0..2_usize, 0..3_usize, 0..2_usize),
    ) {
        let sets = [
            ("consumer.inbox", ["off", "on"][inbox]),
            ("broker.flushDiskType", ["ASYNC_FLUSH", "SYNC_FLUSH"][flush]),
            ("payment.renotify", ["off", "ack", "republish"][renotify]),
            ("order.work", ["20ms", "60s"][work]),
        ];
        let alphabet = Alphabet { kinds, ..Alphabet::default() };
        agrees_with_brute_force(&scenario(strategies()[strategy].id, &sets), &alphabet, 2);
    }
}

/// Another model checker, stateright, walks the same transition system its own way: it knows no
/// levels, cuts nothing by cost, and keeps its own set of states. It must find the same states and
/// the same verdicts.
fn agrees_with_stateright(strategy: &str, kinds: &[FaultKind], faults: u8) {
    let scenario = scenario(strategy, &[]);
    let alphabet = Alphabet { kinds: kinds.to_vec(), ..Alphabet::default() };
    let report = Search::new(&scenario, &alphabet, Bounds { faults, ..Bounds::default() }).run();

    let (recorder, states) = StateRecorder::new_with_accessor();
    let walk = checker::Walk(System::new(&scenario, &alphabet, faults));
    walk.checker().visitor(recorder).spawn_bfs().join();
    let states = states();
    let fingerprints: BTreeSet<_> = states.iter().filter_map(SystemState::fingerprint).collect();

    let name = format!("{strategy}, {kinds:?}, {faults} faults");
    assert_eq!(fingerprints.len() as u64, report.progress.states, "{name}");
    for (index, finding) in report.findings.iter().enumerate() {
        let broken = states.iter().filter(|state| state.has_broken(index));
        let least = broken.map(SystemState::faults).min();
        let found = finding.counterexample().map(|found| found.faults);
        assert_eq!(found, least, "{}: {name}", finding.guarantee);
        let is_decided = matches!(finding.verdict, Verdict::Holds | Verdict::Broken(_));
        assert!(is_decided, "{}: {name}", finding.guarantee);
    }
}

#[test]
fn stateright_reaches_the_same_states_and_the_same_verdicts() {
    let all = Alphabet::default().kinds;
    agrees_with_stateright("oneway", &FaultKind::ALL, 1);
    agrees_with_stateright("transactional-message", &all, 1);
    agrees_with_stateright("outbox", &all, 1);
    agrees_with_stateright("send-after-commit", &[FaultKind::Lose], 2);
    let kinds = [FaultKind::PowerCut, FaultKind::Duplicate];
    agrees_with_stateright("send-before-commit", &kinds, 2);
    agrees_with_stateright("oneway", &[FaultKind::Partition], 2);
    agrees_with_stateright("transactional-message", &[FaultKind::Skew, FaultKind::CheckNow], 2);
}

/// Whether each guarantee breaks with the event between two states; nothing where it was broken
/// before, or is judged of runs without faults alone.
fn what_breaks(state: &SystemState, next: &SystemState) -> Vec<Option<bool>> {
    let is_judged =
        |index: &usize| GUARANTEES[*index].id != "progress" && !state.has_broken(*index);
    let breaks = |index| Some(index).filter(is_judged).map(|index| next.has_broken(index));
    (0..GUARANTEES.len()).map(breaks).collect()
}

/// Every run with one fault, whole: no state is cut because it is known. Where one was known, what
/// came after it must come again; now and then, with whatever else may strike.
fn has_one_future_for_one_hash(scenario: &Scenario) {
    let alphabet = Alphabet::default();
    let [system, twice] = [1, 2].map(|faults| System::new(scenario, &alphabet, faults));
    let mut known = BTreeMap::new();
    let mut trunk = system.start();
    loop {
        let plans = system.plans(&trunk);
        let Some((calm, storms)) = plans.split_first() else { break };
        for plan in storms {
            let mut state = system.next(&trunk, plan);
            while let Some(calm) = system.plans(&state).first() {
                let next = system.next(&state, calm);
                let hash = state.fingerprint();
                let is_sample = hash.is_some_and(|hash| hash % 64 == 0);
                let plans = if is_sample { twice.plans(&state) } else { Vec::new() };
                let others = plans.iter().map(|plan| twice.next(&state, plan).fingerprint());
                let future = (next.fingerprint(), others.collect::<Vec<_>>());
                let verdicts = what_breaks(&state, &next);
                let (before, judged) =
                    known.entry(hash).or_insert_with(|| (future.clone(), verdicts.clone()));
                assert_eq!(*before, future, "after {plan:?} in\n{scenario}");
                for (was, is) in judged.iter_mut().zip(verdicts) {
                    let (old, new) = (was.or(is), is.or(*was));
                    assert_eq!(old, new, "judged after {plan:?} in\n{scenario}");
                    *was = old;
                }
                state = next;
            }
        }
        trunk = system.next(&trunk, calm);
    }
}

#[test]
fn states_that_have_one_hash_have_one_future() {
    for strategy in strategies() {
        has_one_future_for_one_hash(&scenario(strategy.id, &[]));
        has_one_future_for_one_hash(&scenario(strategy.id, &[("payment.renotify", "ack")]));
    }
    for sets in [("consumer.kind", "pop"), ("order.work", "60s")] {
        has_one_future_for_one_hash(&scenario("transactional-message", &[sets]));
        has_one_future_for_one_hash(&scenario("outbox", &[sets]));
    }
}

#[test]
fn a_search_in_slices_finds_what_a_search_at_once_finds() {
    let scenario = scenario("send-inside-transaction", &[]);
    let bounds = Bounds { faults: 2, ..Bounds::default() };
    let whole = Search::new(&scenario, &Alphabet::default(), bounds).run();
    let mut search = Search::new(&scenario, &Alphabet::default(), bounds);
    let mut slices = 0;
    while !search.run_for(100).is_done {
        slices += 1;
    }
    assert!(slices > 50, "{slices}");
    assert_eq!(search.report(), whole);
}

#[test]
fn a_bound_is_seen_and_never_taken_for_an_answer() {
    let scenario = scenario("send-after-commit", &[]);
    let bounds = Bounds { faults: 2, states_max: 100, ..Bounds::default() };
    let report = Search::new(&scenario, &Alphabet::default(), bounds).run();
    let ghost = report.finding("no-ghost").expect("the guarantee exists");
    assert_eq!(ghost.verdict, Verdict::Limit);
}

#[test]
fn the_numbers_of_states_are_known() {
    let mut table = String::new();
    for (faults, sets) in [(0, &[][..]), (1, &[]), (1, &[SYNC])] {
        for strategy in strategies() {
            let scenario = scenario(strategy.id, sets);
            let bounds = Bounds { faults, ..Bounds::default() };
            let progress = Search::new(&scenario, &Alphabet::default(), bounds).run().progress;
            let _ = writeln!(
                table,
                "{} {sets:?}, {faults} faults: {} states, {} events, {} choices, {} paths, depth {}",
                strategy.id,
                progress.states,
                progress.transitions,
                progress.choices,
                progress.paths,
                progress.depth,
            );
        }
    }
    expect_file!["explore.txt"].assert_eq(&table);
}

#[test]
fn the_shortest_way_to_lose_the_message_reads_like_a_story() {
    let scenario = scenario("send-after-commit", &[SYNC]);
    let kinds = vec![FaultKind::Crash];
    let alphabet = Alphabet { kinds, ..Alphabet::default() };
    let report = Search::new(&scenario, &alphabet, Bounds::default()).run();
    let lost = report.finding("no-lost-message").and_then(|finding| finding.counterexample());
    let found = lost.expect("a crash after the commit loses the message");
    expect![[r"
        strategy send-after-commit
        set broker.flushDiskType SYNC_FLUSH
        fault crash database after commit
    "]]
    .assert_eq(&found.scenario.to_string());
}

#[test]
fn the_search_agrees_with_brute_force_for_pairs_of_partitions_clocks_and_operators() {
    let check = |strategy: &str, sets: &[(&str, &str)], kinds: &[FaultKind]| {
        let alphabet = Alphabet { kinds: kinds.to_vec(), ..Alphabet::default() };
        agrees_with_brute_force(&scenario(strategy, sets), &alphabet, 2);
    };
    check("oneway", &[], &[FaultKind::Partition]);
    let slow = [("order.work", "10s"), ("order.producers", "2")];
    check("transactional-message", &slow, &[FaultKind::Skew, FaultKind::CheckNow]);
    check("transactional-message", &slow, &[FaultKind::Delay, FaultKind::CheckNow]);
    check("local-message-table", &[], &[FaultKind::Skew, FaultKind::Lose]);
}

/// The counterexample of a search with one fault of some kinds.
fn counterexample(scenario: &Scenario, kinds: &[FaultKind], guarantee: &str) -> String {
    let alphabet = Alphabet { kinds: kinds.to_vec(), ..Alphabet::default() };
    let report = Search::new(scenario, &alphabet, Bounds::default()).run();
    let finding = report.finding(guarantee).expect("the guarantee exists");
    let found = finding.counterexample().expect("one fault breaks it");
    found.scenario.faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_partition_that_outlasts_every_attempt_loses_the_message() {
    let mut scenario = scenario("send-after-commit", &[SYNC]);
    // The answer to the commit is lost, so nobody goes on to send.
    let found = counterexample(&scenario, &[FaultKind::Partition], "no-lost-message");
    assert_eq!(found, "partition database to order-1 after database commit for 10s");
    // Begun later, it swallows three attempts to send, as no single lost message does.
    let kinds = vec![FaultKind::Partition];
    let map = FaultMap::new(&scenario, &Alphabet { kinds, ..Alphabet::default() }, 1);
    let cut = "partition order-1 to broker before order-1 send for 10s";
    let entry = map.entries.iter().find(|entry| entry.fault.to_string() == cut);
    assert_eq!(entry.map(|entry| entry.outcome), Some(Outcome::Loss));
    scenario.add_fault("lose send #1").expect("a fault");
    assert_ne!(simulate(&scenario).outcome(), Outcome::Loss);
    // A shorter one ends before the last attempt.
    let minimal = Scenario::parse(&format!(
        "strategy send-after-commit\nfault {}",
        cut.replace("10s", "60s")
    ));
    let minimal = minimise(&minimal.expect("a scenario"), Aim::Outcome(Outcome::Loss));
    let shortest = minimal.expect("it is lost").scenario.faults[0].to_string();
    assert_eq!(shortest, cut);
}

#[test]
fn a_clock_that_is_ahead_makes_the_broker_judge_too_early() {
    // The second payment comes shortly before a check round. By the broker's clock its half message
    // has outlived its immunity, so the round asks at once; the order is not PAID yet and counts as
    // given up; the commit that follows is refused as late.
    let payments = [("orders", "2"), ("orders.interval", "15s"), ("order.work", "20s")];
    let immune = [SYNC, ("half.CHECK_IMMUNITY_TIME_IN_SECONDS", "60s")];
    let sets = [payments.as_slice(), &immune].concat();
    let two_payments = scenario("transactional-message-status-checker", &sets);
    assert_ne!(simulate(&two_payments).outcome(), Outcome::Loss);
    let found = counterexample(&two_payments, &[FaultKind::Skew], "no-lost-message");
    assert_eq!(found, "skew broker by 3m");
    // A producer whose clock is ahead: its half message is younger than nothing, and the check that
    // comes before the end makes a second copy.
    let hasty = [("orders", "2"), ("orders.interval", "28s"), ("order.work", "5s")];
    let hasty = scenario("transactional-message", &hasty);
    let found = counterexample(&hasty, &[FaultKind::Skew], "no-double-payout");
    assert_eq!(found, "skew order-1 by 3m");
    // Nobody compares clocks where nothing has an age.
    let alphabet = Alphabet { kinds: vec![FaultKind::Skew], ..Alphabet::default() };
    let plain = scenario("send-after-commit", &[]);
    let report = Search::new(&plain, &alphabet, Bounds::default()).run();
    assert_eq!(report.progress.paths, 1);
}

#[test]
fn an_operator_can_still_save_what_was_discarded() {
    let text = "strategy transactional-message\nset broker.flushDiskType SYNC_FLUSH\n\
                fault crash order-1 after commit for 600s";
    let scenario = Scenario::parse(text).expect("the text is a scenario");
    assert_eq!(simulate(&scenario).outcome(), Outcome::Loss);
    let map = |kinds: &[FaultKind]| {
        let alphabet = Alphabet { kinds: kinds.to_vec(), ..Alphabet::default() };
        FaultMap::new(&scenario, &alphabet, 1)
    };
    let saving = map(&[FaultKind::ResumeDiscarded]);
    let acts: Vec<_> = saving.entries.iter().map(|entry| entry.fault.to_string()).collect();
    assert_eq!(acts[0], "resume discarded after broker discard");
    assert!(saving.entries.iter().any(|entry| !entry.breaks("no-lost-message")), "{acts:?}");
    assert_eq!(map(&[]).point_of_no_return("no-lost-message"), Some(0));
    assert!(saving.point_of_no_return("no-lost-message") > Some(0));
}

#[test]
fn an_operator_who_checks_too_early_makes_a_second_copy() {
    // The first order's half message is old enough to be checked, and its transaction still open or
    // its end on the way: what the check puts back is ended a second time.
    let sets = [("orders", "2"), ("orders.interval", "7s"), ("order.work", "8s")];
    let scenario = scenario("transactional-message", &sets);
    let found = counterexample(&scenario, &[FaultKind::CheckNow], "no-double-payout");
    assert_eq!(found, "check now after database commit");
}

/// A scenario text, an aim, and what is left of the scenario.
#[test]
fn the_minimiser_drops_what_does_not_matter_and_shortens_the_rest() {
    let check = |text: &str, aim: Aim<'_>, needs: &[Need], expected: &str| {
        let scenario = Scenario::parse(text).expect("the text is a scenario");
        let minimal = minimise(&scenario, aim).expect("it comes to the aim");
        assert_eq!(minimal.needs, needs, "{text}");
        let faults: Vec<_> = minimal.scenario.faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults.join("; "), expected, "{text}");
    };
    check(
        "strategy send-after-commit\nfault delay callback #1 by 1s\n\
         fault crash order-1 after commit for 600s\nfault duplicate deliver #1 by 5ms",
        Aim::Broken("no-lost-message"),
        &[Need::Irrelevant, Need::Necessary, Need::Irrelevant],
        "crash order-1 after commit",
    );
    // Either would do; one is enough.
    check(
        "strategy send-after-commit\nfault crash order-1 after commit\n\
         fault crash order-1 before send",
        Aim::Outcome(Outcome::Loss),
        &[Need::Necessary, Need::Irrelevant],
        "crash order-1 after commit",
    );
    // Seven minutes are not enough, ten are.
    check(
        "strategy transactional-message\nset broker.flushDiskType SYNC_FLUSH\n\
         fault crash order-1 after commit for 1h",
        Aim::Broken("no-lost-message"),
        &[Need::Necessary],
        "crash order-1 after commit for 10m",
    );
    // What happens without any fault needs none.
    check(
        "strategy send-before-commit\nfault crash consumer before pay",
        Aim::Broken("no-early-visibility"),
        &[Need::Irrelevant],
        "",
    );
    // A seed is replaced by what it drew.
    let mut random = scenario("send-after-commit", &[]);
    let loses = |seed: &u64| {
        let scenario = Scenario { seed: Some(*seed), ..random.clone() };
        simulate(&scenario).outcome() == Outcome::Loss
    };
    random.seed = (0..1000).find(loses);
    let minimal = minimise(&random, Aim::Outcome(Outcome::Loss)).expect("the seed loses it");
    assert_eq!((minimal.scenario.seed, minimal.scenario.faults.len()), (None, 1));

    let fair = scenario("send-after-commit", &[]);
    assert_eq!(minimise(&fair, Aim::Broken("no-lost-message")), None);
}

#[test]
fn the_fault_map_says_what_each_place_can_come_to_and_when_it_is_too_late() {
    let scenario = scenario("send-after-commit", &[SYNC]);
    let kinds = vec![FaultKind::Crash];
    let alphabet = Alphabet { kinds, ..Alphabet::default() };
    let map = FaultMap::new(&scenario, &alphabet, 1);
    let lines = scenario.strategy.source.lines().zip(1..);
    let worst: Vec<_> = lines
        .filter_map(|(text, line)| {
            map.worst_at_line(line).map(|worst| format!("{:5} {text}", worst.code()))
        })
        .collect();
    expect![[r"
        ABORT on payment
        ABORT   begin
        ABORT   update order PAID
        LOSS    commit
        LOSS    send retry 2 timeout 3s
        OK      reply ok
        OK    on message
        DOUBLE-PAY     pay
        DOUBLE-PAY   ack"]]
    .assert_eq(&worst.join("\n"));
    let fates = |guarantee: &str| -> String {
        let letter = |fate: Fate| match fate {
            Fate::Impossible => '-',
            Fate::Possible => '?',
            Fate::Inevitable => '!',
        };
        map.fates.iter().filter_map(|fate| map.fate(fate.step, guarantee)).map(letter).collect()
    };
    expect!["??????????------"].assert_eq(&fates("no-lost-message"));
    expect!["????????????????"].assert_eq(&fates("no-double-payout"));
    let mut slices = FaultMapper::new(&simulate(&scenario), &alphabet, 1);
    while !slices.run_for(3) {
        assert!(slices.map().entries.len() < map.entries.len(), "a part is a beginning");
    }
    assert_eq!(slices.map(), map, "in slices it comes to the same");
    for entry in &map.entries {
        let mut with = scenario.clone();
        with.faults.push(entry.fault.clone());
        let run = simulate(&with);
        assert_eq!(run.outcome(), entry.outcome, "{}", entry.fault);
        assert_eq!(run.did_not_happen, [0; 0], "{}", entry.fault);
    }
}

#[test]
fn the_point_of_no_return_is_the_first_step_after_which_nothing_helps() {
    let lost = "strategy send-after-commit\nfault crash order-1 after commit";
    let scenario = Scenario::parse(lost).expect("the text is a scenario");
    let map = FaultMap::new(&scenario, &Alphabet::default(), 1);
    let run = simulate(&scenario);
    // The crash that the scenario brings is certain from the start. What is not, is the commit: until
    // it is on the disk, a database that dies saves the order from being paid without a message.
    let is_commit = |event: &&TraceEvent| {
        matches!(event.kind, TraceKind::Mark { mark: Mark::Committed(_), .. })
    };
    let committed = run.trace.events.iter().find(is_commit).expect("it commits").step;
    assert_eq!(map.point_of_no_return("no-lost-message"), Some(committed));
    // With two faults more there are more ways out, and no fewer ways in.
    let kinds = vec![FaultKind::Lose];
    let alphabet = Alphabet { kinds, ..Alphabet::default() };
    let (one, two) =
        (FaultMap::new(&scenario, &alphabet, 1), FaultMap::new(&scenario, &alphabet, 2));
    for (one, two) in one.fates.iter().zip(&two.fates) {
        for (less, more) in one.guarantees.iter().zip(&two.guarantees) {
            assert!(less == more || *more == Fate::Possible, "step {}", one.step);
        }
    }
}

#[test]
fn what_lies_in_the_page_cache_can_be_lost_until_it_is_flushed() {
    let text = "strategy transactional-message\nset order.work 90s\nset payment.deadline 2m";
    let scenario = Scenario::parse(text).expect("the text is a scenario");
    let (run, map) = (simulate(&scenario), FaultMap::new(&scenario, &Alphabet::default(), 1));
    let lost = map
        .entries
        .iter()
        .filter(|entry| entry.kind == FaultKind::PowerCut && entry.breaks("no-lost-message"));
    let last = lost.map(|entry| entry.step).max().expect("a power cut loses it");
    let stored = run.trace.events.iter().find(|event| {
        matches!(event.kind, TraceKind::Mark { mark: Mark::Appended(Topic::Half, ..), .. })
    });
    let stored = stored.expect("the half message is stored").step;
    assert!(last > stored, "{last} is not after {stored}, when nothing happens at the broker");
    assert_eq!(map.fate(stored, "no-lost-message"), Some(Fate::Possible));
}

/// A call carries when its caller's matter was born; whoever is called may ask how long ago that was.
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

#[test]
fn the_matrix_is_one_table() {
    let ids = ["oneway", "send-before-commit", "transactional-message"];
    let scenarios: Vec<_> = ids.iter().map(|id| scenario(id, &[SYNC])).collect();
    let named = ids.iter().map(ToString::to_string).zip(&scenarios);
    let mut matrix = Matrix::new(named, &without_power_cuts(), Bounds::default());
    while !matrix.run_for(1000) {}
    expect![[r"
        | guarantee | oneway | send-before-commit | transactional-message |
        |---|---|---|---|
        | no-lost-message | 1 | + | + |
        | no-ghost | + | 1 | + |
        | no-early-visibility | + | 0 | + |
        | at-least-once-effect | 1 | + | + |
        | no-double-payout | 1 | 1 | 1 |
        | exactly-once-effect | 1 | 1 | 1 |
        | no-unpaid-payout | + | 1 | + |
        | money-settled | 1 | 1 | 1 |
        | caller-in-time | 1 | 1 | 1 |
        | short-transactions | 1 | 1 | 1 |
        | stores-agree | - | - | - |
        | half-resolved | - | - | + |
        | decision-agrees | - | - | + |
        | decision-stable | - | - | 1 |
        | progress | + | + | + |
        | no-manual-repair | - | - | + |
        | no-leaked-blocking | + | + | + |
        | ack-durable | + | + | + |
        | visible-in-time | 1 | + | + |
        | callback-idempotent | - | - | - |
    "]]
    .assert_eq(&matrix.markdown());
}
