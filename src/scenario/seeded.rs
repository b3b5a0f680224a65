//! The seeded chooser: random faults from a seed, written down as they happen so that they can be
//! replayed one by one.
//!
//! As TigerBeetle's VOPR does, the seed first decides *which* kinds of fault this run has at all
//! (a swarm), so that a thousand seeds try very different weather, and a run has few faults, so
//! that a person can read it.

use crate::ordered::Map;
use crate::shop::Operation;
use crate::shop::message::nodes;
use crate::sim::choice::{
    ActEffect, ActId, Acts, Chooser, Harm, Moment, Place, Reaching, Receiving, Sending,
};
use crate::sim::node::{CrashMode, NodeId, Reception};
use crate::sim::prng::{Prng, Ratio};
use crate::sim::time::SimDuration;

use super::fault::{Anchor, COPY_AFTER, Down, Fault, FaultAct};
use super::script::Script;

/// Faults that one random run draws at most.
pub const RANDOM_FAULTS_MAX: usize = 3;

/// Each kind of fault is possible in half of the runs.
const KIND_IS_ON: Ratio = Ratio { numerator: 1, denominator: 2 };

/// How often a possible fault strikes where it could.
const STRIKES: Ratio = Ratio { numerator: 1, denominator: 12 };

/// Delays that cross something: a network hiccup, a send timeout, a check interval.
const DELAYS: [SimDuration; 3] =
    [SimDuration::from_secs(1), SimDuration::from_secs(4), SimDuration::from_secs(40)];

/// How long a crash lasts.
const OUTAGE: SimDuration = SimDuration::from_secs(10);

/// A script, and random faults besides it.
#[derive(Clone, Debug)]
pub struct RandomFaults {
    script: Script,
    random: Option<Random>,
}

#[derive(Clone, Debug)]
struct Random {
    prng: Prng,
    /// Which kinds of fault this run has at all, by [`Kind`].
    kinds: [bool; 4],
    sent: Map<&'static str, u32>,
    stepped: Map<(NodeId, &'static str), u32>,
    drawn: Vec<Fault>,
}

/// The kinds of random fault.
#[derive(Clone, Copy)]
enum Kind {
    Loss,
    Delay,
    Duplicate,
    Crash,
}

impl RandomFaults {
    /// The script alone, or with the random faults of a seed.
    pub fn new(script: Script, seed: Option<u64>) -> Self {
        Self { script, random: seed.map(Random::new) }
    }

    /// The random faults that struck, as a person would have written them.
    pub fn drawn(&self) -> &[Fault] {
        self.random.as_ref().map_or(&[], |random| &random.drawn)
    }

    /// Whether any fault has happened, of the script or of the seed.
    pub fn has_happened(&self) -> bool {
        self.script.has_happened() || !self.drawn().is_empty()
    }

    /// Indices of the scripted faults that did not happen.
    pub fn did_not_happen(&self) -> Vec<usize> {
        self.script.did_not_happen()
    }
}

impl Chooser<Operation> for RandomFaults {
    fn send(&mut self, sending: &Sending) -> Option<Harm> {
        let scripted = self.script.send(sending);
        let Some(random) = &mut self.random else { return scripted };
        let ordinal = random.count_sent(sending.role);
        scripted.or_else(|| random.harm(sending, ordinal))
    }

    fn receive(&mut self, receiving: &Receiving) -> Reception {
        self.script.receive(receiving)
    }

    fn reach(&mut self, reaching: &Reaching, acts: &mut Acts<Operation>) {
        let known = acts.len();
        self.script.reach(reaching, acts);
        let Some(random) = &mut self.random else { return };
        let (moment, place) = (reaching.moment, reaching.place);
        if (moment, place) == (Moment::After, Place::Step) {
            let ordinal = random.count_step(reaching);
            // Where the script strikes, nothing is drawn.
            if acts.len() == known {
                random.crash(reaching, ordinal, acts);
            }
        }
    }

    fn acted(&mut self, act: ActId, effect: ActEffect) {
        self.script.acted(act, effect);
    }
}

impl Random {
    fn new(seed: u64) -> Self {
        let mut prng = Prng::new(seed);
        let kinds = std::array::from_fn(|_| prng.happens(KIND_IS_ON));
        Self { prng, kinds, sent: Map::default(), stepped: Map::default(), drawn: Vec::new() }
    }

    /// Which message of its role this is.
    fn count_sent(&mut self, role: &'static str) -> u32 {
        let counter = self.sent.or_insert(role, 0);
        *counter += 1;
        *counter
    }

    /// Which step of its name this is.
    fn count_step(&mut self, Reaching { node, name, .. }: &Reaching) -> u32 {
        let counter = self.stepped.or_insert((*node, name), 0);
        *counter += 1;
        *counter
    }

    fn has_enough(&self) -> bool {
        self.drawn.len() >= RANDOM_FAULTS_MAX
    }

    fn strikes(&mut self, kind: Kind) -> bool {
        self.kinds[kind as usize] && self.prng.happens(STRIKES)
    }

    fn harm(&mut self, sending: &Sending, ordinal: u32) -> Option<Harm> {
        let Sending { role, is_cut, .. } = *sending;
        if self.has_enough() {
            return None;
        }
        let harm = if self.strikes(Kind::Loss) {
            Harm::Lose
        } else if self.strikes(Kind::Delay) {
            let index = usize::try_from(self.prng.below(DELAYS.len() as u64)).unwrap_or(0);
            Harm::Delay(DELAYS[index])
        } else if self.strikes(Kind::Duplicate) {
            Harm::Duplicate(COPY_AFTER)
        } else {
            return None;
        };
        if is_cut && harm != Harm::Lose {
            // It is lost as it is.
            return None;
        }
        let anchor = Anchor::Message { role, ordinal };
        self.drawn.push(Fault { act: FaultAct::Harm(harm), anchor });
        Some(harm)
    }

    fn crash(&mut self, reaching: &Reaching, ordinal: u32, acts: &mut Acts<Operation>) {
        let Reaching { node, moment, name, .. } = *reaching;
        let can_crash = !self.has_enough() && nodes::place(node).is_some();
        if !can_crash || !self.strikes(Kind::Crash) {
            return;
        }
        let act = FaultAct::Crash { node, mode: CrashMode::Process, down: Down::For(OUTAGE) };
        act.add_to(acts, ActId::NOBODYS, OUTAGE);
        let anchor = Anchor::Checkpoint { moment, node: None, name, ordinal };
        self.drawn.push(Fault { act, anchor });
    }
}
