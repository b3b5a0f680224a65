//! What one more fault does at each step of a run, and from which step on nothing can be helped.

use crate::guarantee::{GUARANTEES, Outcome, VerdictKind};
use crate::run::{Run, simulate};
use crate::scenario::Scenario;
use crate::scenario::fault::Fault;

use super::alphabet::{Alphabet, Strike};
use super::path::Set;
use super::places::{Candidate, candidates};

/// The fault map of a scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FaultMap {
    /// One for every fault that can strike once more, in the order of the steps.
    pub entries: Vec<MapEntry>,
    /// How each guarantee stands after each step, step 0 included.
    pub fates: Vec<StepFate>,
}

/// What comes of one more fault. It has been run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MapEntry {
    /// The step of the scenario's run during which it strikes.
    pub step: u32,
    /// The line of the program at which it strikes, if it does at one.
    pub line: Option<u16>,
    /// The fault.
    pub fault: Fault,
    /// The worst outcome of the run with it.
    pub outcome: Outcome,
    broken: Set,
}

/// How each guarantee stands after one step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StepFate {
    /// Which step.
    pub step: u32,
    /// In the order of [`GUARANTEES`].
    pub guarantees: Vec<Fate>,
}

/// What can become of a guarantee after a step, with at most so many faults more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It holds whatever happens.
    Impossible,
    /// It is broken in some of the runs, and holds in others.
    Possible,
    /// It is broken whatever happens: the point of no return lies behind.
    Inevitable,
}

/// What all runs have in common that go on from some step.
#[derive(Clone, Copy)]
struct Futures {
    broken_in_some: Set,
    broken_in_all: Set,
}

impl MapEntry {
    /// Whether this fault breaks a guarantee.
    pub fn breaks(&self, guarantee: &str) -> bool {
        let place = GUARANTEES.iter().position(|known| known.id == guarantee);
        place.is_some_and(|place| self.broken.has(place))
    }
}

impl FaultMap {
    /// Runs a scenario once more for every fault that can strike it, and with a budget of two or
    /// more again for every one that can strike after that. A budget of one takes milliseconds;
    /// each fault more, about a hundred times as long.
    pub fn new(scenario: &Scenario, alphabet: &Alphabet, budget: u8) -> Self {
        let strikes = alphabet.strikes(&scenario.shop());
        let run = simulate(scenario);
        let steps = run.steps();
        let mut entries = Vec::new();
        // What the runs have in common whose first further fault strikes during each step.
        let mut by_step: Vec<Option<Futures>> = vec![None; steps as usize + 1];
        for Candidate { step, line, fault } in candidates(&run, &strikes) {
            let with = with_fault(scenario, &fault);
            let next = simulate(&with);
            let (outcome, broken) = (next.outcome(), broken_in(&next));
            let futures = futures_after(&with, &next, &strikes, (step, budget.saturating_sub(1)));
            unite(&mut by_step[step as usize], futures);
            entries.push(MapEntry { step, line, fault, outcome, broken });
        }
        let mut fates = Vec::new();
        let mut from_here = Some(futures_of(&run));
        for step in (0..=steps).rev() {
            if let Some(futures) = from_here {
                let guarantees = (0..GUARANTEES.len()).map(|index| futures.fate(index)).collect();
                fates.push(StepFate { step, guarantees });
            }
            if let Some(futures) = by_step[step as usize] {
                unite(&mut from_here, futures);
            }
        }
        fates.reverse();
        Self { entries, fates }
    }

    /// The worst outcome that one more fault during a step comes to.
    pub fn worst_at(&self, step: u32) -> Option<Outcome> {
        self.entries.iter().filter(|entry| entry.step == step).map(|entry| entry.outcome).min()
    }

    /// The worst outcome that one more fault at a line of the program comes to.
    pub fn worst_at_line(&self, line: u16) -> Option<Outcome> {
        let there = self.entries.iter().filter(|entry| entry.line == Some(line));
        there.map(|entry| entry.outcome).min()
    }

    /// What can become of a guarantee after a step.
    pub fn fate(&self, step: u32, guarantee: &str) -> Option<Fate> {
        let place = GUARANTEES.iter().position(|known| known.id == guarantee)?;
        self.fates.get(step as usize)?.guarantees.get(place).copied()
    }

    /// The first step after which a guarantee is broken whatever happens.
    pub fn point_of_no_return(&self, guarantee: &str) -> Option<u32> {
        let place = GUARANTEES.iter().position(|known| known.id == guarantee)?;
        let is_over = |fate: &&StepFate| fate.guarantees[place] == Fate::Inevitable;
        self.fates.iter().find(is_over).map(|fate| fate.step)
    }
}

impl Futures {
    fn fate(self, index: usize) -> Fate {
        match (self.broken_in_all.has(index), self.broken_in_some.has(index)) {
            (true, _) => Fate::Inevitable,
            (false, true) => Fate::Possible,
            (false, false) => Fate::Impossible,
        }
    }
}

/// What a run comes to, together with all that have more faults, from a step on.
fn futures_after(
    scenario: &Scenario,
    run: &Run,
    strikes: &[Strike],
    (step, budget): (u32, u8),
) -> Futures {
    let mut all = Some(futures_of(run));
    if budget > 0 {
        let later = candidates(run, strikes).into_iter().filter(|next| next.step >= step);
        for Candidate { step, fault, .. } in later {
            let with = with_fault(scenario, &fault);
            let next = simulate(&with);
            unite(&mut all, futures_after(&with, &next, strikes, (step, budget - 1)));
        }
    }
    all.unwrap_or_else(|| futures_of(run))
}

fn futures_of(run: &Run) -> Futures {
    let broken = broken_in(run);
    Futures { broken_in_some: broken, broken_in_all: broken }
}

fn unite(all: &mut Option<Futures>, more: Futures) {
    match all {
        None => *all = Some(more),
        Some(all) => {
            all.broken_in_some.unite(more.broken_in_some);
            all.broken_in_all.intersect(more.broken_in_all);
        }
    }
}

fn broken_in(run: &Run) -> Set {
    let mut broken = Set::default();
    for (index, verdict) in run.verdicts.iter().enumerate() {
        if verdict.kind == VerdictKind::Broken {
            broken.add(index);
        }
    }
    broken
}

fn with_fault(scenario: &Scenario, fault: &Fault) -> Scenario {
    let mut with = scenario.clone();
    with.faults.push(fault.clone());
    with
}
