//! The seeded chooser: random faults from a seed, written down as they happen so that they can be
//! replayed one by one.
//!
//! As TigerBeetle's VOPR does, the seed first decides *which* kinds of fault this run has at all
//! (a swarm), so that a thousand seeds try very different weather, and a run has few faults, so
//! that a person can read it.

use crate::ordered::Map;
use crate::shop::Operation;
use crate::shop::message::nodes;
use crate::sim::choice::{Act, ActEffect, ActId, ChoicePoint, Chooser, Moment, Place, Verdict};
use crate::sim::node::{CrashMode, NodeId};
use crate::sim::prng::{Prng, Ratio};
use crate::sim::time::{SimDuration, SimTime};

use super::fault::{Anchor, Down, Fault, Harm};
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

/// A script, and random faults besides it.
#[derive(Clone, Debug)]
pub struct RandomFaults {
    script: Script,
    random: Option<Random>,
    /// The last answer was an act, so the next question is about the same place once more.
    is_asked_again: bool,
    /// That act was drawn from the seed.
    has_seed_struck: bool,
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
        Self {
            script,
            random: seed.map(Random::new),
            is_asked_again: false,
            has_seed_struck: false,
        }
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
    fn choose(&mut self, now: SimTime, point: &ChoicePoint) -> Verdict<Operation> {
        // The script passed here before the seed struck. Asked again, it would count the place
        // twice.
        if std::mem::take(&mut self.has_seed_struck) {
            self.is_asked_again = false;
            return Verdict::Pass;
        }
        let scripted = self.script.choose(now, point);
        let is_asked_again = std::mem::take(&mut self.is_asked_again);
        let verdict = match (&mut self.random, scripted) {
            // A place is counted, and drawn for, once, as the script counts it.
            (Some(_), scripted) if is_asked_again => scripted,
            (Some(random), Verdict::Pass) => {
                let drawn = random.choose(point);
                self.has_seed_struck = matches!(drawn, Verdict::Act(..));
                drawn
            }
            (Some(random), scripted) => {
                random.count(point);
                scripted
            }
            (None, scripted) => scripted,
        };
        self.is_asked_again = matches!(verdict, Verdict::Act(..));
        verdict
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

    /// Which message of its role, or which step of its name, this is.
    fn count(&mut self, point: &ChoicePoint) -> u32 {
        let counter = match *point {
            ChoicePoint::Send { role, .. } => self.sent.or_insert(role, 0),
            ChoicePoint::Checkpoint { node, moment: Moment::After, name, place: Place::Step } => {
                self.stepped.or_insert((node, name), 0)
            }
            _ => return 0,
        };
        *counter += 1;
        *counter
    }

    fn choose(&mut self, point: &ChoicePoint) -> Verdict<Operation> {
        let ordinal = self.count(point);
        if ordinal == 0 || self.drawn.len() >= RANDOM_FAULTS_MAX {
            return Verdict::Pass;
        }
        match *point {
            ChoicePoint::Send { role, is_cut, .. } => self.harm(role, ordinal, is_cut),
            ChoicePoint::Checkpoint { node, name, .. } => self.crash(node, name, ordinal),
            ChoicePoint::Receive { .. } => Verdict::Pass,
        }
    }

    fn strikes(&mut self, kind: Kind) -> bool {
        self.kinds[kind as usize] && self.prng.happens(STRIKES)
    }

    fn harm(&mut self, role: &'static str, ordinal: u32, is_cut: bool) -> Verdict<Operation> {
        let (harm, verdict) = if self.strikes(Kind::Loss) {
            (Harm::Lose, Verdict::Lose)
        } else if self.strikes(Kind::Delay) {
            let index = usize::try_from(self.prng.below(DELAYS.len() as u64)).unwrap_or(0);
            (Harm::Delay(DELAYS[index]), Verdict::Delay(DELAYS[index]))
        } else if self.strikes(Kind::Duplicate) {
            let later = SimDuration::from_millis(5);
            (Harm::Duplicate(later), Verdict::Duplicate(later))
        } else {
            return Verdict::Pass;
        };
        if is_cut && harm != Harm::Lose {
            // It is lost as it is.
            return Verdict::Pass;
        }
        self.drawn.push(Fault::Message { harm, role, ordinal });
        verdict
    }

    fn crash(&mut self, node: NodeId, name: &'static str, ordinal: u32) -> Verdict<Operation> {
        let can_crash = nodes::place(node).is_some();
        if !can_crash || !self.strikes(Kind::Crash) {
            return Verdict::Pass;
        }
        let mode = CrashMode::Process;
        let anchor = Anchor::Checkpoint { moment: Moment::After, node: None, name, ordinal };
        let down_for = SimDuration::from_secs(10);
        let down = Down::For(down_for);
        self.drawn.push(Fault::Crash { node, mode, anchor, down });
        Verdict::Act(Act::Crash { node, mode, down_for: Some(down_for) }, ActId::NOBODYS)
    }
}
