//! The transition system that a search walks, for another model checker to walk its own way.

use std::hash::{Hash, Hasher};

use crate::scenario::Scenario;
use crate::sim::node::MessageId;

use super::Alphabet;
use super::oracle::{Injection, RecordedStep, Watcher};
use super::path::{Path, SearchContext, Seen, Set};

/// A scenario with at most so many faults, as states and transitions. A transition is one event of
/// the queue with all that strikes during it.
#[derive(Debug)]
pub struct System {
    context: SearchContext,
    faults: usize,
}

/// A world between two events, with what its past has spent and broken.
#[derive(Clone, Debug)]
pub struct SystemState {
    path: Path,
    /// Zero before the first event, which no search looks up.
    fingerprint: u64,
    faults: usize,
    copies: Vec<MessageId>,
    broken: Set,
}

/// What strikes during one event: mostly nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan(Vec<Injection>);

impl System {
    /// Everything that faults of an alphabet can make of a scenario.
    pub fn new(scenario: &Scenario, alphabet: &Alphabet, faults: u8) -> Self {
        Self { context: SearchContext::new(scenario, alphabet), faults: usize::from(faults) }
    }

    /// The scenario before anything happened.
    pub fn start(&self) -> SystemState {
        let (path, copies, broken) = (self.context.start(), Vec::new(), Set::default());
        SystemState { path, fingerprint: 0, faults: 0, copies, broken }
    }

    /// Everything that can strike during the next event; nothing at the end of a run.
    pub fn plans(&self, state: &SystemState) -> Vec<Plan> {
        let mut plans = Vec::new();
        if state.path.clone().end(&self.context.shop).is_none() {
            self.add_plans(state, &[], &mut plans);
        }
        plans
    }

    /// The state after the next event.
    pub fn next(&self, state: &SystemState, Plan(plan): &Plan) -> SystemState {
        self.step(state, plan).0
    }

    fn add_plans(&self, state: &SystemState, plan: &[Injection], plans: &mut Vec<Plan>) {
        plans.push(Plan(plan.to_vec()));
        if state.faults + plan.len() < self.faults {
            for injection in self.step(state, plan).1 {
                self.add_plans(state, &[plan, &[injection]].concat(), plans);
            }
        }
    }

    /// Lets one event happen, and says what could strike at it after what already does.
    fn step(&self, state: &SystemState, plan: &[Injection]) -> (SystemState, Vec<Injection>) {
        let (mut next, mut seen, mut points) = (state.clone(), Seen::default(), Vec::new());
        let mut recorded =
            RecordedStep { copies: std::mem::take(&mut next.copies), ..RecordedStep::default() };
        let watcher = Watcher::Points(&mut points);
        self.context.step(&mut next.path, plan, &mut recorded, watcher, &mut seen);
        let worlds = (&state.path, &next.path);
        let more = self.context.openings(worlds, plan, &points, &recorded);
        if let Some(end) = next.path.end(&self.context.shop) {
            self.context.end(&next.path, end, &mut seen);
        }
        next.broken.unite(seen.broken);
        next.faults += plan.len();
        next.fingerprint = next.path.fingerprint(&self.context.shop);
        next.copies = recorded.copies;
        (next, more)
    }
}

impl SystemState {
    /// By what a search knows the state; `None` for the first, which no search looks up.
    pub fn fingerprint(&self) -> Option<u64> {
        Some(self.fingerprint).filter(|fingerprint| *fingerprint != 0)
    }

    /// How many faults have struck.
    pub fn faults(&self) -> usize {
        self.faults
    }

    /// Whether a guarantee is broken, by its place in [`crate::guarantee::GUARANTEES`].
    pub fn has_broken(&self, guarantee: usize) -> bool {
        self.broken.has(guarantee)
    }

    fn key(&self) -> (u64, usize, Set) {
        (self.fingerprint, self.faults, self.broken)
    }
}

impl PartialEq for SystemState {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for SystemState {}

impl Hash for SystemState {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}
