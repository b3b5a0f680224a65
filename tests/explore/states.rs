//! The states that a search walks: how many, and what one hash means.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use expect_test::expect_file;
use stateright::{Checker as _, Model as _, StateRecorder};
use zeroloss::explore::{
    Alphabet, Bounds, FaultKind, Report, Search, System, SystemState, Verdict,
};
use zeroloss::guarantee::GUARANTEES;
use zeroloss::program::catalogue::strategies;
use zeroloss::scenario::Scenario;

use super::{SYNC, checker, scenario};

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
    agrees_with_stateright("oneway", &FaultKind::TRIED, 1);
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
        let Some((calm, faulty)) = plans.split_first() else { break };
        for plan in faulty {
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
    assert_eq!((&ghost.verdict, ghost.complete), (&Verdict::Limit, Some(0)));
}

#[test]
fn what_fewer_faults_decided_stays_known_at_a_bound_and_when_a_search_is_stopped() {
    let scenario = scenario("send-after-commit", &[]);
    let check = |report: &Report, complete: u8| {
        let known = |guarantee| {
            let finding = report.finding(guarantee).expect("the guarantee exists");
            let found = finding.counterexample().map(|found| found.faults);
            (found, finding.complete, finding.exercised)
        };
        assert_eq!(report.progress.complete, Some(complete));
        assert_eq!(known("no-lost-message"), (Some(1), Some(0), true));
        assert_eq!(known("no-ghost"), (None, Some(complete), true));
        let ghost = report.finding("no-ghost").expect("the guarantee exists");
        let is_whole = report.progress.is_done && complete == 2;
        assert_eq!(ghost.verdict, if is_whole { Verdict::Holds } else { Verdict::Limit });
    };
    let two = Bounds { faults: 2, ..Bounds::default() };
    let [some, few] = [10_000, 2_000].map(|states_max| Bounds { states_max, ..two });
    for bounds in [some, few, Bounds { transitions_max: 5_000, ..two }] {
        check(&Search::new(&scenario, &Alphabet::default(), bounds).run(), 1);
    }
    let mut search = Search::new(&scenario, &Alphabet::default(), two);
    while search.progress().faults < 2 {
        search.run_for(100);
    }
    check(&search.report(), 1);
    check(&search.run(), 2);
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
    expect_file!["../explore.txt"].assert_eq(&table);
}
