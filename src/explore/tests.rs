//! An independent model checker, stateright, walks the same transition system its own way: it knows
//! no levels, cuts nothing by cost, and keeps its own set of states. It must find the same states
//! and the same verdicts.

use std::hash::{Hash, Hasher};

use stateright::{Checker as _, Model, Property, StateRecorder};

use crate::guarantee::GUARANTEES;
use crate::scenario::{Scenario, Strategy};

use super::oracle::{Injection, Tape, Watcher};
use super::path::{Ground, Path, Seen, Set};
use super::{Alphabet, Bounds, FaultKind, Search, Verdict};

/// The transition system of a scenario with at most so many faults.
struct Walk {
    ground: Ground,
    faults: usize,
}

/// A world between two events, with what its past has spent and broken.
#[derive(Clone, Debug)]
struct Node {
    path: Path,
    /// Zero before the first event, which no search looks up.
    fingerprint: u64,
    faults: usize,
    copies: Vec<crate::sim::node::MessageId>,
    broken: Set,
}

impl Node {
    fn key(&self) -> (u64, usize, Set) {
        (self.fingerprint, self.faults, self.broken)
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Hash for Node {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl Walk {
    /// Lets one event happen, and says what could strike at it after what already does.
    fn step(&self, node: &Node, plan: &[Injection]) -> (Node, Vec<Injection>) {
        let (mut next, mut seen, mut points) = (node.clone(), Seen::default(), Vec::new());
        let mut tape = Tape { copies: std::mem::take(&mut next.copies), ..Tape::default() };
        let event = next.path.events;
        let watcher = Watcher::Points(&mut points);
        self.ground.step(&mut next.path, plan, &mut tape, watcher, &mut seen);
        let first = plan.last().map_or(0, |last| last.point + 1);
        let mut more = Vec::new();
        for (point, passed) in (0..).zip(&points).skip(usize::from(first)) {
            let strikes = self.ground.strikes_at(passed, &tape);
            more.extend(strikes.map(|strike| Injection { event, point, strike }));
        }
        if let Some(end) = next.path.end(&self.ground.shop) {
            self.ground.end(&next.path, end, &mut seen);
        }
        next.broken.unite(seen.broken);
        next.faults += plan.len();
        next.fingerprint = next.path.fingerprint(&self.ground.shop);
        next.copies = tape.copies;
        (next, more)
    }

    fn plans(&self, node: &Node, plan: &[Injection], plans: &mut Vec<Vec<Injection>>) {
        plans.push(plan.to_vec());
        if node.faults + plan.len() < self.faults {
            for injection in self.step(node, plan).1 {
                self.plans(node, &[plan, &[injection]].concat(), plans);
            }
        }
    }
}

impl Model for Walk {
    type State = Node;
    type Action = Vec<Injection>;

    fn init_states(&self) -> Vec<Node> {
        let (path, copies, broken) = (self.ground.start(), Vec::new(), Set::default());
        vec![Node { path, fingerprint: 0, faults: 0, copies, broken }]
    }

    fn actions(&self, node: &Node, actions: &mut Vec<Vec<Injection>>) {
        if node.path.clone().end(&self.ground.shop).is_none() {
            self.plans(node, &[], actions);
        }
    }

    fn next_state(&self, node: &Node, plan: Vec<Injection>) -> Option<Node> {
        Some(self.step(node, &plan).0)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        // Never found, so that stateright does not stop before it has seen every state.
        vec![Property::sometimes("everything is broken", |_, node: &Node| {
            (0..GUARANTEES.len()).all(|index| node.broken.has(index))
        })]
    }
}

fn check(strategy: &str, kinds: &[FaultKind], faults: u8) {
    let scenario = Scenario::of(Strategy::shipped(strategy).expect("it is shipped"));
    let alphabet = Alphabet { kinds: kinds.to_vec(), ..Alphabet::default() };
    let report = Search::new(&scenario, &alphabet, Bounds { faults, ..Bounds::default() }).run();

    let walk = Walk { ground: Ground::new(&scenario, &alphabet), faults: usize::from(faults) };
    let (recorder, states) = StateRecorder::new_with_accessor();
    walk.checker().visitor(recorder).spawn_bfs().join();
    let states = states();
    let known = |node: &Node| (node.fingerprint != 0).then_some(node.fingerprint);
    let mut fingerprints: Vec<_> = states.iter().filter_map(known).collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();

    let name = format!("{strategy}, {kinds:?}, {faults} faults");
    assert_eq!(fingerprints.len() as u64, report.progress.states, "{name}");
    for (index, finding) in report.findings.iter().enumerate() {
        let broken = states.iter().filter(|node| node.broken.has(index));
        let least = broken.map(|node| node.faults).min();
        let found = finding.counterexample().map(|found| found.faults);
        assert_eq!(found, least, "{}: {name}", finding.guarantee);
        let is_decided = matches!(finding.verdict, Verdict::Holds | Verdict::Broken(_));
        assert!(is_decided, "{}: {name}", finding.guarantee);
    }
}

#[test]
fn stateright_reaches_the_same_states_and_the_same_verdicts() {
    let all = Alphabet::default().kinds;
    check("oneway", &FaultKind::ALL, 1);
    check("transactional-message", &all, 1);
    check("send-after-commit", &[FaultKind::Lose], 2);
    check("send-before-commit", &[FaultKind::PowerCut, FaultKind::Duplicate], 2);
}
