//! What one more fault does at each step of a run, and from which step on nothing can be helped.

use std::rc::Rc;

use crate::guarantee::{GUARANTEES, Outcome, VerdictKind};
use crate::run::{Run, Simulation, simulate};
use crate::scenario::Scenario;
use crate::scenario::fault::{Fault, FaultKind};

use super::alphabet::{Alphabet, OpenAct};
use super::path::Set;
use super::places::{Candidate, Finder, candidates};

/// The fault map of a scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FaultMap {
    /// The worst outcome of the scenario as it is.
    pub outcome: Outcome,
    /// One for every fault that has been run, in the order of the steps.
    pub entries: Vec<MapEntry>,
    /// How many faults can strike once more; so far, while places are still looked for.
    pub places: usize,
    /// Whether nothing will be added: every fault has been run, or a bound was reached.
    pub is_over: bool,
    /// How each guarantee stands after each step, step 0 included.
    pub fates: Vec<StepFate>,
}

/// What comes of one more fault. It has been run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MapEntry {
    /// The step of the scenario's run during which it strikes.
    pub step: u32,
    /// The line of the program that it strikes: at a step of it, at a message that it sends or
    /// waits for, or at somebody who works for it.
    pub line: Option<u16>,
    /// The fault.
    pub fault: Fault,
    /// Of which kind it is.
    pub kind: FaultKind,
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
    pub guarantees: [Fate; GUARANTEES.len()],
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

/// How far a fault map goes. What it leaves out is said: [`FaultMap::places`] counts all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MapBounds {
    /// Faults that are run at most.
    pub faults: usize,
    /// Events of the queue in all of these runs at most.
    pub events: u64,
}

/// A fault map that is being made.
#[derive(Debug)]
pub struct FaultMapper {
    scenario: Scenario,
    steps: u32,
    events: u32,
    /// What the scenario itself comes to.
    itself: (Outcome, Set),
    /// None when every place is found.
    finder: Option<Finder>,
    /// Those that will be run.
    places: Vec<Candidate>,
    /// How many there are.
    found: usize,
    acts: Vec<OpenAct>,
    budget: u8,
    bounds: MapBounds,
    /// How many events the runs have had so far.
    spent: u64,
    /// The run with the next fault.
    trying: Option<Simulation>,
    entries: Vec<MapEntry>,
    /// What the runs have in common whose first further fault strikes during each step.
    by_step: Vec<Option<Futures>>,
}

/// What all runs have in common that go on from some step.
#[derive(Clone, Copy, Debug)]
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

impl MapBounds {
    /// None.
    pub const NONE: Self = Self { faults: usize::MAX, events: u64::MAX };
}

impl FaultMapper {
    /// Prepares the map of a scenario, by its run. What its seed drew counts as the scenario's own.
    /// The fates are those with so many faults more.
    pub fn new(run: Rc<Run>, alphabet: &Alphabet, budget: u8, bounds: MapBounds) -> Self {
        let acts = alphabet.acts(&run.shop);
        Self {
            scenario: run.written_out(),
            steps: run.steps(),
            events: run.trace.events_until(u32::MAX),
            itself: (run.outcome(), broken_in(&run)),
            by_step: vec![None; run.steps() as usize + 2],
            finder: Some(Finder::new(run, &acts)),
            places: Vec::new(),
            found: 0,
            acts,
            budget,
            bounds,
            spent: 0,
            trying: None,
            entries: Vec::new(),
        }
    }

    /// Goes on for so many events of the queue: first through those of the scenario's own run, to
    /// find every place where one more fault can strike, then through those of the runs with one
    /// fault more. Says whether the map is over. With a budget of two or more the end of each run
    /// takes as long as a map with one fault less.
    pub fn run_for(&mut self, events: u32) -> bool {
        let mut left = events;
        while left > 0 && !self.is_over() {
            let done = if self.is_finding() { self.find() } else { self.run_next(left) };
            left = left.saturating_sub(done.max(1));
        }
        self.is_over()
    }

    /// Looks for places as [`Self::run_for`] does, but runs none of the faults. Says whether all
    /// are found.
    pub fn find_for(&mut self, events: u32) -> bool {
        let mut left = events;
        while left > 0 && self.is_finding() {
            left = left.saturating_sub(self.find().max(1));
        }
        !self.is_finding()
    }

    fn is_finding(&self) -> bool {
        self.finder.is_some()
    }

    /// Looks at the next step. Says how many events it had.
    fn find(&mut self) -> u32 {
        let Some(finder) = &mut self.finder else { return 0 };
        let before = self.places.len();
        let events = finder.look(&mut self.places);
        self.found += self.places.len() - before;
        self.places.truncate(self.bounds.faults);
        if finder.is_done() {
            self.finder = None;
        }
        events
    }

    /// Goes on with the run of the next fault. Says how many events happened.
    fn run_next(&mut self, events: u32) -> u32 {
        let Candidate { step, fault, .. } = &self.places[self.entries.len()];
        let (step, with) = (*step, with_fault(&self.scenario, fault));
        let mut simulation = self.trying.take().unwrap_or_else(|| Simulation::new(&with));
        let before = simulation.frame().events();
        let is_over = simulation.run_for(events);
        let done = simulation.frame().events() - before;
        self.spent += u64::from(done);
        if is_over {
            let next = Rc::new(simulation.finish());
            let after = (step, self.budget.saturating_sub(1));
            let futures = futures_after(&with, &next, &self.acts, after);
            self.take(next.outcome(), broken_in(&next), futures);
        } else {
            self.trying = Some(simulation);
        }
        done
    }

    /// How many faults there are to run, as far as places are found, and how many events the
    /// scenario's own run has.
    pub fn size(&self) -> (usize, u32) {
        (self.found, self.events)
    }

    /// Nothing more will be run: whoever is learned from has reached a bound.
    pub fn stop(&mut self) {
        self.bounds.events = 0;
    }

    /// Whether every fault has been run.
    pub fn is_done(&self) -> bool {
        !self.is_finding() && self.entries.len() == self.found
    }

    /// Whether nothing more will be run: all is done, or a bound is reached.
    pub fn is_over(&self) -> bool {
        let is_spent = self.spent >= self.bounds.events;
        !self.is_finding() && (self.entries.len() == self.places.len() || is_spent)
    }

    /// What has come of each fault that has been run, in order: the outcome, and a bit for each of
    /// the [`GUARANTEES`] that it breaks.
    pub fn found(&self) -> impl ExactSizeIterator<Item = (Outcome, u32)> {
        self.entries.iter().map(|entry| (entry.outcome, entry.broken.bits()))
    }

    /// Takes over what another mapper of the same scenario with a budget of one has found about the
    /// next fault. Says whether there was a next one.
    pub fn learn(&mut self, outcome: Outcome, broken: u32) -> bool {
        debug_assert!(self.budget <= 1, "an outcome says nothing of what further faults do");
        let is_open = self.entries.len() < self.places.len();
        if is_open {
            let broken = Set::from_bits(broken);
            self.take(outcome, broken, Futures { broken_in_some: broken, broken_in_all: broken });
        }
        is_open
    }

    fn take(&mut self, outcome: Outcome, broken: Set, futures: Futures) {
        let Candidate { step, line, fault } = self.places[self.entries.len()].clone();
        unite(&mut self.by_step[step as usize], futures);
        let kind = fault.act.kind();
        self.entries.push(MapEntry { step, line, fault, kind, outcome, broken });
    }

    /// What is known so far. Fates are certain only when everything is known.
    pub fn map(&self) -> FaultMap {
        let (outcome, broken) = self.itself;
        let mut from_here = Some(Futures { broken_in_some: broken, broken_in_all: broken });
        if let Some(futures) = self.by_step[self.steps as usize + 1] {
            unite(&mut from_here, futures);
        }
        let mut fates = Vec::new();
        for step in (0..=self.steps).rev() {
            if let Some(futures) = from_here {
                let guarantees = std::array::from_fn(|index| futures.fate(index));
                fates.push(StepFate { step, guarantees });
            }
            if let Some(futures) = self.by_step[step as usize] {
                unite(&mut from_here, futures);
            }
        }
        fates.reverse();
        let (entries, places) = (self.entries.clone(), self.found);
        FaultMap { outcome, entries, places, is_over: self.is_over(), fates }
    }
}

impl FaultMap {
    /// Runs a scenario once more for every fault that can strike it, and with a budget of two or
    /// more again for every one that can strike after that. A budget of one takes milliseconds;
    /// each fault more, about a hundred times as long.
    pub fn new(scenario: &Scenario, alphabet: &Alphabet, budget: u8) -> Self {
        let run = Rc::new(simulate(scenario));
        let mut mapper = FaultMapper::new(run, alphabet, budget, MapBounds::NONE);
        while !mapper.run_for(u32::MAX) {}
        mapper.map()
    }

    /// Whether every fault has been run.
    pub fn is_done(&self) -> bool {
        self.entries.len() == self.places
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
        let fates = Some(&self.fates).filter(|_| self.is_done())?;
        fates.get(step as usize)?.guarantees.get(place).copied()
    }

    /// The first step after which a guarantee is broken whatever happens.
    pub fn point_of_no_return(&self, guarantee: &str) -> Option<u32> {
        let place = GUARANTEES.iter().position(|known| known.id == guarantee)?;
        let is_over = |fate: &&StepFate| fate.guarantees[place] == Fate::Inevitable;
        let fates = Some(&self.fates).filter(|_| self.is_done())?;
        fates.iter().find(is_over).map(|fate| fate.step)
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
    run: &Rc<Run>,
    acts: &[OpenAct],
    (step, budget): (u32, u8),
) -> Futures {
    let mut all = Some(futures_of(run));
    if budget > 0 {
        let later = candidates(run, acts).into_iter().filter(|next| next.step >= step);
        for Candidate { step, fault, .. } in later {
            let with = with_fault(scenario, &fault);
            let next = Rc::new(simulate(&with));
            unite(&mut all, futures_after(&with, &next, acts, (step, budget - 1)));
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
