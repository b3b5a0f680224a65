//! A run is a value: [`simulate`] takes a scenario to a run.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

pub mod measures;
pub mod missing;
pub mod situation;
pub mod spans;

use std::cell::OnceCell;

use crate::guarantee::{Facts, FaultPresence, Monitor, Outcome, Rest, Verdict, outcomes};
use crate::program::catalogue::strategies;
use crate::scenario::fault::Fault;
use crate::scenario::preset::{Preset, presets};
use crate::scenario::script::Script;
use crate::scenario::seeded::RandomFaults;
use crate::scenario::{Scenario, Strategy};
use crate::shop::{Shop, ShopNode, Trace, World};
use crate::sim::fingerprint::Fingerprint;
use crate::sim::time::SimTime;
use crate::sim::trace::Recorder;
use crate::sim::world::{StepOutcome, Surroundings};
use spans::{SpanBuilder, Spans};

pub use crate::scenario::TIME_MAX;

/// A run stops after this many events of the queue. Forty orders with faults need about 3,000.
pub const EVENTS_MAX: u32 = 50_000;

/// A run also stops once this many facts are in its trace. Events leave two or three each; but one
/// check round can put back thousands of half messages, and one commit wake thousands of waiting
/// statements.
pub const FACTS_MAX: usize = 500_000;

/// A finished run.
#[derive(Clone, Debug)]
pub struct Run {
    /// What decided it.
    pub scenario: Scenario,
    /// The program and settings that ran.
    pub shop: Shop,
    /// What happened.
    pub trace: Trace,
    /// The state at the end.
    pub world: World,
    /// What is so at the end, as far as guarantees are concerned.
    pub facts: Facts,
    /// For each order, how often a copy of its message was handed to the consumer, whatever has
    /// become of the copy since.
    pub deliveries: Vec<u32>,
    /// Why it ended.
    pub end: End,
    /// How each guarantee fared, in the order of [`crate::guarantee::GUARANTEES`].
    pub verdicts: Vec<Verdict>,
    /// What it comes to, the worst first; never empty.
    pub outcomes: Vec<Outcome>,
    /// Indices of the scenario's faults whose place was never reached, that found nobody to strike
    /// there, or that strike somebody who has no part in this scenario.
    pub did_not_happen: Vec<usize>,
    /// Faults that were drawn from the scenario's seed.
    pub drawn: Vec<Fault>,
    spans: OnceCell<Spans>,
}

/// Why a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// Nothing was pending any more.
    Quiescent,
    /// The moment of [`Scenario::time_limit`] came.
    TimeLimit,
    /// [`EVENTS_MAX`] events had happened.
    EventLimit,
    /// They had left [`FACTS_MAX`] facts.
    FactLimit,
    /// It was not: this is its beginning.
    Unfinished,
}

/// Everything that the rest of a run depends on, and nothing of its history. Copies share what
/// neither has changed.
#[derive(Clone, Debug)]
pub struct Frame {
    shop: Shop,
    world: World,
    random_faults: RandomFaults,
    events: u32,
    time_limit: SimTime,
}

impl Frame {
    /// The scenario before anything happened.
    pub fn new(scenario: &Scenario) -> Self {
        let shop = scenario.shop();
        let mut world = shop.world();
        let script = Script::new(scenario, &mut world);
        let random_faults = RandomFaults::new(script, scenario.seed);
        Self { shop, world, random_faults, events: 0, time_limit: scenario.time_limit() }
    }

    /// Lets the next event happen; says why not, at the end.
    pub fn advance(&mut self, recorder: &mut dyn Recorder<ShopNode>) -> Result<(), End> {
        if let Some(end) = end_of(&self.shop, &mut self.world, (self.events, self.time_limit)) {
            return Err(end);
        }
        self.events += 1;
        let chooser = &mut self.random_faults;
        let mut around = Surroundings { context: &self.shop, chooser, recorder };
        match self.world.step(&mut around) {
            StepOutcome::Advanced => Ok(()),
            StepOutcome::Quiescent => Err(End::Quiescent),
        }
    }

    /// The state now.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// How many events of the queue have happened.
    pub fn events(&self) -> u32 {
        self.events
    }
}

/// Why a run is over that has come to this world in so many events, and stops at this moment at the
/// latest; `None` while it is not.
pub fn end_of(shop: &Shop, world: &mut World, (events, time_limit): (u32, SimTime)) -> Option<End> {
    match world.next_event_at(shop) {
        None => Some(End::Quiescent),
        Some(at) if at > time_limit => Some(End::TimeLimit),
        Some(_) if events >= EVENTS_MAX => Some(End::EventLimit),
        Some(_) => None,
    }
}

/// A run that is being made, event by event.
#[derive(Debug)]
pub struct Simulation {
    scenario: Scenario,
    frame: Frame,
    trace: Trace,
    monitor: Monitor,
    end: Option<End>,
    spans: Option<SpanBuilder>,
}

impl Simulation {
    /// The scenario before anything happened, for a run that is only judged: it gets its spans when
    /// somebody asks for them.
    pub fn new(scenario: &Scenario) -> Self {
        let has_faults = !scenario.faults.is_empty() || scenario.seed.is_some();
        let faults = if has_faults { FaultPresence::Present } else { FaultPresence::Absent };
        Self {
            scenario: scenario.clone(),
            frame: Frame::new(scenario),
            trace: Trace::default(),
            monitor: Monitor::new(faults),
            end: None,
            spans: None,
        }
    }

    /// The same for a run that is looked at: its spans are made with it, event by event.
    pub fn with_spans(scenario: &Scenario) -> Self {
        Self { spans: Some(SpanBuilder::default()), ..Self::new(scenario) }
    }

    /// Lets the next event happen, if the run is not over. Says whether it is.
    pub fn advance(&mut self) -> bool {
        if self.end.is_some() {
            return true;
        }
        let seen = self.trace.events.len();
        if seen >= FACTS_MAX {
            self.end = Some(End::FactLimit);
        } else if let Err(end) = self.frame.advance(&mut self.trace) {
            self.end = Some(end);
        } else if self.trace.events.len() > seen {
            let events = &self.trace.events[seen..];
            self.monitor.observe(&self.frame.shop, &self.frame.world, events, Rest::Moving);
            if let Some(spans) = &mut self.spans {
                spans.observe(&self.frame.shop.program, &self.trace);
            }
        }
        self.end.is_some()
    }

    /// Lets so many events happen at most. Says whether the run is over.
    pub fn run_for(&mut self, events: u32) -> bool {
        (0..events).any(|_| self.advance())
    }

    /// The state now.
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// How many steps there are so far.
    pub fn steps(&self) -> u32 {
        self.trace.steps()
    }

    /// The run up to here.
    pub fn finish(self) -> Run {
        let Self { scenario, frame, trace, mut monitor, end, spans } = self;
        let end = end.unwrap_or(End::Unfinished);
        let rest = if end == End::Quiescent { Rest::Quiet } else { Rest::Moving };
        let Frame { shop, world, random_faults, .. } = frame;
        // What is promised for runs without faults is promised for one in which none happened.
        if !random_faults.has_happened() {
            monitor.expect_no_faults();
        }
        monitor.end(&shop, &world, trace.steps(), rest);
        let facts = Facts::of(&shop, &world);
        Run {
            scenario,
            deliveries: monitor.history().deliveries.clone(),
            verdicts: monitor.verdicts(trace.steps(), rest),
            outcomes: outcomes(&shop, &facts, monitor.history(), rest),
            did_not_happen: random_faults.did_not_happen(),
            drawn: random_faults.drawn().to_vec(),
            spans: spans.map(|spans| OnceCell::from(spans.finish())).unwrap_or_default(),
            shop,
            trace,
            world,
            facts,
            end,
        }
    }
}

/// Runs a scenario to its end. Same scenario, same run, on every machine.
pub fn simulate(scenario: &Scenario) -> Run {
    let mut simulation = Simulation::new(scenario);
    while !simulation.advance() {}
    simulation.finish()
}

/// The scenario without a seed that runs the same as this one; see [`Run::written_out`].
pub fn written_out(scenario: &Scenario) -> Scenario {
    match scenario.seed {
        None => scenario.clone(),
        Some(_) => simulate(scenario).written_out(),
    }
}

/// One hash over everything that happens in every preset, in the order of [`presets`], and in every
/// strategy without faults: the same natively and in every browser. The recorded value stands in
/// `tests/golden/hash.txt`.
pub fn golden_hash() -> u64 {
    let shipped = strategies().iter().filter_map(|known| Strategy::shipped(known.id).ok());
    let calm = shipped.map(|strategy| simulate(&Scenario::of(strategy)).fingerprint());
    let fingerprint = |preset: &Preset| simulate(&preset.file.scenario).fingerprint();
    Fingerprint::of(&presets().iter().map(fingerprint).chain(calm).collect::<Vec<_>>())
}

impl Run {
    /// The worst outcome.
    pub fn outcome(&self) -> Outcome {
        self.outcomes.first().copied().unwrap_or(Outcome::Ok)
    }

    /// A scenario without a seed that runs the same: what the seed drew is among its faults. Other
    /// faults beside a seed would change what it draws.
    pub fn written_out(&self) -> Scenario {
        let mut scenario = Scenario { seed: None, ..self.scenario.clone() };
        scenario.faults.extend_from_slice(&self.drawn);
        scenario
    }

    /// Its messages and tasks. They are read off the trace once, here if not while it was made.
    pub fn spans(&self) -> &Spans {
        self.spans.get_or_init(|| Spans::of(&self.shop.program, &self.trace))
    }

    /// Whether it was made to its end; else it is the beginning of one.
    pub fn is_over(&self) -> bool {
        self.end != End::Unfinished
    }

    /// How many steps a person can make through it.
    pub fn steps(&self) -> u32 {
        self.trace.steps()
    }

    /// A portable hash of everything that happened, equal natively and in every browser.
    pub fn fingerprint(&self) -> u64 {
        Fingerprint::of(&self.trace.events)
    }
}
