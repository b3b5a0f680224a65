//! Brute force, which knows nothing of the search, finds what the search finds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use proptest::prelude::*;
use zeroloss::explore::{Alphabet, Bounds, FaultKind, Search, Verdict};
use zeroloss::guarantee::{GUARANTEES, VerdictKind};
use zeroloss::program::catalogue::strategies;
use zeroloss::run::{Run, simulate};
use zeroloss::scenario::Scenario;
use zeroloss::scenario::fault::{Anchor, Details, Direction, Down, Fault};
use zeroloss::scenario::preset::presets;
use zeroloss::shop::TraceKind;
use zeroloss::shop::message::nodes;
use zeroloss::sim::node::{Message as _, NodeId};
use zeroloss::sim::time::SimTime;
use zeroloss::sim::trace::Checkpoint;

use super::scenario;

/// Scenarios with more orders than this take brute force minutes.
const FEW_ORDERS: u8 = 3;

/// What brute force knows of a guarantee.
#[derive(Clone, Copy, Default)]
struct Known {
    /// The least number of added faults that breaks it.
    least: Option<usize>,
    /// Whether anything ever concerned it.
    is_exercised: bool,
    /// The least number of added faults with which a limit stops a run before it is decided.
    undecided: Option<usize>,
}

/// Every run with so many faults at most, found without the search: each fault is anchored by hand
/// at a place that the trace of a run without it shows.
fn by_brute_force(scenario: &Scenario, alphabet: &Alphabet, faults: usize) -> Vec<Known> {
    let mut scenario = scenario.clone();
    // What a seed draws in the run without further faults counts as the scenario's own.
    scenario.faults.extend(simulate(&scenario).drawn);
    scenario.seed = None;
    let own = scenario.faults.len();
    let mut force = Force { alphabet, faults, own, tried: BTreeSet::new(), names: BTreeMap::new() };
    let mut known = vec![Known::default(); GUARANTEES.len()];
    force.add_to(&mut scenario, &[], &mut known);
    known
}

struct Force<'a> {
    alphabet: &'a Alphabet,
    /// So many may be added.
    faults: usize,
    /// So many the scenario has of its own.
    own: usize,
    /// Sets of added faults, by their numbers.
    tried: BTreeSet<Vec<usize>>,
    /// The number of each fault, by its text.
    names: BTreeMap<String, usize>,
}

impl Force<'_> {
    /// Runs a scenario with the faults that it has, and then with each that can strike it once
    /// more.
    fn add_to(&mut self, scenario: &mut Scenario, added: &[usize], known: &mut [Known]) {
        let run = simulate(scenario);
        if run.did_not_happen.iter().any(|index| *index >= self.own) {
            return;
        }
        for (verdict, known) in run.verdicts.iter().zip(&mut *known) {
            known.is_exercised |= verdict.exercised;
            let least = match verdict.kind {
                VerdictKind::Broken => &mut known.least,
                VerdictKind::Undecided => &mut known.undecided,
                VerdictKind::Holds => continue,
            };
            *least = Some(least.map_or(added.len(), |least| least.min(added.len())));
        }
        if added.len() == self.faults {
            return;
        }
        for fault in candidates(&run, self.alphabet) {
            let next = self.names.len();
            let name = *self.names.entry(fault.to_string()).or_insert(next);
            let mut added = added.to_vec();
            added.push(name);
            added.sort_unstable();
            if self.tried.insert(added.clone()) {
                scenario.faults.push(fault);
                self.add_to(scenario, &added, known);
                scenario.faults.pop();
            }
        }
    }
}

/// Every fault of an alphabet that can strike a run somewhere.
fn candidates(run: &Run, alphabet: &Alphabet) -> Vec<Fault> {
    let mut faults = Vec::new();
    for kind in &alphabet.kinds {
        let lengths = alphabet.lengths_of(*kind);
        for (details, anchor) in places(run, *kind) {
            let with = |length: &Down| kind.act(Details { length: *length, ..details });
            let alone = lengths.is_empty().then(|| kind.act(details));
            let acts = lengths.iter().map(with).chain(alone);
            faults.extend(acts.map(|act| Fault { act, anchor }));
        }
    }
    faults
}

/// Whom and where a kind can strike: every message; every clock; every place of those that can fall
/// or stand still; for links and operators every place at all. Whether it can matter there is for
/// the search to know.
#[expect(
    clippy::match_wildcard_for_single_variants,
    reason = "a kind that no search tries needs no place here"
)]
fn places(run: &Run, kind: FaultKind) -> Vec<(Details, Anchor)> {
    let participants = run.shop.participants();
    let at_own = |can_be: fn(NodeId) -> bool| {
        let named = reached(run, Naming::Short).into_iter();
        named.filter(|(node, _)| can_be(*node)).map(|(node, at)| (Details::of(node), at)).collect()
    };
    match kind {
        FaultKind::Crash | FaultKind::Pause => at_own(|node| node != nodes::PAYMENT),
        FaultKind::PowerCut | FaultKind::Destroy => at_own(|node| node == nodes::BROKER),
        FaultKind::Skew => {
            let start = Anchor::At(SimTime::ZERO);
            participants.iter().map(|node| (Details::of(*node), start)).collect()
        }
        FaultKind::CheckNow | FaultKind::ResumeDiscarded => {
            let all = reached(run, Naming::Full).into_iter();
            all.map(|(_, anchor)| (Details::of(nodes::BROKER), anchor)).collect()
        }
        FaultKind::Partition => {
            let mut cuts = Vec::new();
            for (node, anchor) in reached(run, Naming::Full) {
                for &peer in participants.iter().filter(|peer| **peer != node) {
                    let cut = |node, to, direction| {
                        (Details { to, direction, ..Details::of(node) }, anchor)
                    };
                    cuts.push(cut(node, peer, Direction::OneWay));
                    cuts.push(cut(peer, node, Direction::OneWay));
                    cuts.push(cut(node, peer, Direction::Both));
                }
            }
            cuts
        }
        FaultKind::Lose | FaultKind::Fail | FaultKind::Delay | FaultKind::Duplicate => {
            let sent = run.trace.events.iter().filter_map(|event| match &event.kind {
                TraceKind::Sent { message, ordinal, copy_of: None, from, .. } => {
                    let anchor = Anchor::Message { role: message.role(), ordinal: *ordinal };
                    Some((Details::of(*from), anchor))
                }
                _ => None,
            });
            sent.collect()
        }
        _ => panic!("brute force does not know where `{}` strikes", kind.word()),
    }
}

/// Whether an anchor says who is there, or leaves it to the fault.
#[derive(Clone, Copy, PartialEq)]
enum Naming {
    Short,
    Full,
}

/// Every place that was reached and that an anchor means, with who was there.
fn reached(run: &Run, naming: Naming) -> Vec<(NodeId, Anchor)> {
    let places = run.trace.checkpoints().iter().filter_map(|reached| {
        let Checkpoint { node, moment, name, ordinal, .. } = *reached;
        let (named, struck) =
            if naming == Naming::Full { (Some(node), None) } else { (None, Some(node)) };
        let anchor = Anchor::Checkpoint { moment, node: named, name, ordinal };
        let meant = anchor.resolve(struck, &run.shop.program)?;
        meant.is_exactly(reached).then_some((node, anchor))
    });
    places.collect()
}

fn agrees_with_brute_force(scenario: &Scenario, alphabet: &Alphabet, faults: u8) {
    let bounds = Bounds { faults, ..Bounds::default() };
    let report = Search::new(scenario, alphabet, bounds).run();
    let brute = by_brute_force(scenario, alphabet, usize::from(faults));
    for (finding, known) in report.findings.iter().zip(brute) {
        let name = format!(
            "{} under {:?} and {faults} faults of\n{scenario}",
            finding.guarantee, alphabet.kinds
        );
        match &finding.verdict {
            Verdict::Broken(found) => assert_eq!(Some(found.faults), known.least, "{name}"),
            Verdict::Holds => {
                assert_eq!((None, None), (known.least, known.undecided), "{name}");
                assert_eq!(finding.exercised, known.is_exercised, "{name}");
            }
            Verdict::Limit => {
                assert_eq!(None, known.least, "{name}");
                let kept = known.undecided.expect("a run is undecided").checked_sub(1);
                assert_eq!(finding.complete.map(usize::from), kept, "{name}");
            }
            Verdict::NotReplayed(_) => panic!("{:?}: {name}", finding.verdict),
        }
    }
}

/// For one fault, on all cores.
fn all_agree_with_brute_force(scenarios: &[Scenario], alphabet: &Alphabet) {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(scenario) = scenarios.get(next.fetch_add(1, Ordering::Relaxed)) {
            agrees_with_brute_force(scenario, alphabet, 1);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
}

#[test]
fn the_search_agrees_with_brute_force_for_one_fault_under_every_strategy() {
    let all: Vec<_> = strategies().iter().map(|known| scenario(known.id, &[])).collect();
    all_agree_with_brute_force(&all, &Alphabet::default());
}

/// Of the shipped scenarios, too: their own faults happen, or the added one keeps them away. Cut
/// links are left out: they would be most of the runs, and are tried under every strategy.
#[test]
fn the_search_agrees_with_brute_force_for_one_more_fault_in_every_scenario_of_a_few_orders() {
    let is_small = |scenario: &Scenario| scenario.config.orders <= FEW_ORDERS;
    let scenarios = presets().iter().map(|preset| &preset.file.scenario);
    let scenarios: Vec<_> = scenarios.filter(|scenario| is_small(scenario)).cloned().collect();
    assert!(scenarios.len() > 100, "{} scenarios are small", scenarios.len());
    all_agree_with_brute_force(&scenarios, &without_cut_links());
}

#[test]
fn the_search_agrees_with_brute_force_for_one_fault_beside_those_of_a_seed() {
    let mut drawn = 0;
    for strategy in ["send-after-commit", "transactional-message", "outbox"] {
        for seed in 0..8 {
            let scenario = Scenario { seed: Some(seed), ..scenario(strategy, &[]) };
            drawn += usize::from(!simulate(&scenario).drawn.is_empty());
            agrees_with_brute_force(&scenario, &Alphabet::default(), 1);
        }
    }
    assert!(drawn > 10, "only {drawn} seeds draw anything");
}

fn agrees_for_pairs(strategy: &str, alphabet: &Alphabet) {
    agrees_with_brute_force(&scenario(strategy, &[]), alphabet, 2);
}

/// Cut links are most of the faults, and pairs of them most of the pairs.
fn without_cut_links() -> Alphabet {
    let mut alphabet = Alphabet::default();
    alphabet.kinds.retain(|kind| *kind != FaultKind::Partition);
    alphabet
}

#[test]
fn the_search_agrees_with_brute_force_for_two_faults_of_best_effort_notification() {
    agrees_for_pairs("best-effort-notification", &Alphabet::default());
}

#[test]
fn the_search_agrees_with_brute_force_for_two_faults_of_listen_to_yourself() {
    agrees_for_pairs("listen-to-yourself", &Alphabet::default());
}

#[test]
fn the_search_agrees_with_brute_force_for_two_faults_of_oneway() {
    agrees_for_pairs("oneway", &Alphabet::default());
}

#[test]
fn the_search_agrees_with_brute_force_for_two_faults_of_transactional_message() {
    agrees_for_pairs("transactional-message", &without_cut_links());
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
