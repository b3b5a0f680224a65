//! The scripted chooser: lets the faults of a scenario happen where they are anchored.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::ordered::Map;
use crate::program::step::Program;
use crate::shop::message::nodes;
use crate::shop::{Operation, World};
use crate::sim::choice::{Act, ActEffect, ActId, ChoicePoint, Chooser, Verdict};
use crate::sim::node::{MessageId, NodeId};
use crate::sim::time::{SimDuration, SimTime};

use super::fault::{Anchor, Direction, Fault, Harm, ResolvedAnchor};
use super::{Scenario, TIME_MAX};

/// A chooser that follows a list of faults. First come, first served: at one place, faults strike
/// in the order of the list.
#[derive(Clone, Debug)]
pub struct Script {
    cues: Vec<Cue>,
    /// How many messages of each role were sent.
    sent: Map<&'static str, u32>,
    /// Messages that a fault makes their receiver refuse, with the index of its cue.
    refused: Vec<(MessageId, usize)>,
    /// The next cue to ask at the place that is being asked about.
    resume_at: usize,
}

/// A fault that waits for its moment.
#[derive(Clone, Debug)]
struct Cue {
    /// Says whose step a name is.
    program: Arc<Program>,
    /// Index of the fault in the scenario.
    fault: usize,
    trigger: Trigger,
    acts: Vec<Act<Operation>>,
    acts_done: usize,
    /// How often its place was reached.
    seen: u32,
    has_happened: bool,
}

#[derive(Clone, Debug)]
enum Trigger {
    /// Planned in the world's queue.
    Planned,
    /// It strikes somebody who has no part in this scenario.
    Never,
    Checkpoint(ResolvedAnchor),
    Message {
        harm: Harm,
        role: &'static str,
        ordinal: u32,
    },
}

impl Script {
    /// The script of a scenario's faults. Faults anchored at a time are planned in the world.
    pub fn new(scenario: &Scenario, world: &mut World) -> Self {
        let program = &scenario.strategy.program;
        let default_down = scenario.config.restart_after;
        let participants = scenario.shop().participants();
        let takes_part = |node: &NodeId| participants.contains(node);
        let cues = scenario.faults.iter().enumerate().map(|(index, fault)| {
            if !struck_by(fault).iter().all(takes_part) {
                return Cue::never(index, program);
            }
            let cue = Cue::new(index, fault, program, default_down);
            if let (Trigger::Planned, Some(Anchor::At(at))) = (&cue.trigger, fault.anchor()) {
                // Nothing is planned for after the end: it would only keep the run from resting.
                if *at <= TIME_MAX {
                    cue.acts.iter().for_each(|act| world.plan(*at, *act, id_of(index)));
                }
            }
            cue
        });
        let cues = cues.collect();
        Self { cues, sent: Map::default(), refused: Vec::new(), resume_at: 0 }
    }

    /// Whether any fault has happened.
    pub fn has_happened(&self) -> bool {
        self.cues.iter().any(|cue| cue.has_happened)
    }

    /// Indices of the faults whose place was never reached, or that found nobody to strike.
    pub fn did_not_happen(&self) -> Vec<usize> {
        self.cues.iter().filter(|cue| !cue.has_happened).map(|cue| cue.fault).collect()
    }

    /// A message on a link that is cut can be lost, and nothing else can happen to it.
    fn on_send(&mut self, id: MessageId, role: &'static str, is_cut: bool) -> Verdict<Operation> {
        let count = self.sent.or_insert(role, 0);
        *count += 1;
        let count = *count;
        let mut verdict = Verdict::Pass;
        for (index, cue) in self.cues.iter_mut().enumerate() {
            let Trigger::Message { harm, role: wanted, ordinal } = cue.trigger else { continue };
            if wanted != role || ordinal != count {
                continue;
            }
            match harm {
                Harm::Fail => {
                    self.refused.push((id, index));
                    continue;
                }
                _ if verdict != Verdict::Pass => continue,
                Harm::Lose => verdict = Verdict::Lose,
                _ if is_cut => continue,
                Harm::Delay(by) => verdict = Verdict::Delay(by),
                Harm::Duplicate(by) => verdict = Verdict::Duplicate(by),
            }
            cue.has_happened = true;
        }
        verdict
    }

    /// A fault that makes a message fail happens when the message arrives, if it does.
    fn on_receive(&mut self, id: MessageId) -> Verdict<Operation> {
        let Some(place) = self.refused.iter().position(|(refused, _)| *refused == id) else {
            return Verdict::Pass;
        };
        let (_, cue) = self.refused.remove(place);
        self.cues[cue].has_happened = true;
        Verdict::Refuse
    }

    /// The place is asked about until the answer is pass; each cue counts it once.
    fn on_reach(&mut self, point: &ChoicePoint) -> Verdict<Operation> {
        while let Some(cue) = self.cues.get_mut(self.resume_at) {
            let id = id_of(self.resume_at);
            if cue.acts_done == 0 && cue.matches(point) {
                cue.seen += 1;
            }
            let is_due = cue.is_due(point);
            if is_due && cue.acts_done < cue.acts.len() {
                let act = cue.acts[cue.acts_done];
                cue.acts_done += 1;
                return Verdict::Act(act, id);
            }
            self.resume_at += 1;
        }
        self.resume_at = 0;
        Verdict::Pass
    }
}

/// What a search must tell apart: all that changes while a script is followed and that what comes
/// depends on. Which faults have happened only tells of what was.
impl Hash for Script {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { cues, sent, refused, resume_at } = self;
        (sent, resume_at).hash(state);
        for (MessageId(id), cue) in refused {
            (id, cue).hash(state);
        }
        for cue in cues {
            (cue.acts_done, cue.seen).hash(state);
        }
    }
}

impl Chooser<Operation> for Script {
    fn choose(&mut self, _now: SimTime, point: &ChoicePoint) -> Verdict<Operation> {
        match *point {
            ChoicePoint::Send { id, role, is_cut, .. } => self.on_send(id, role, is_cut),
            ChoicePoint::Receive { id, .. } => self.on_receive(id),
            ChoicePoint::Checkpoint { .. } => self.on_reach(point),
        }
    }

    fn acted(&mut self, ActId(index): ActId, effect: ActEffect) {
        if let Some(cue) = self.cues.get_mut(usize::from(index)) {
            cue.has_happened |= effect == ActEffect::Strikes;
        }
    }
}

impl Cue {
    fn new(index: usize, fault: &Fault, program: &Arc<Program>, default_down: SimDuration) -> Self {
        let trigger = match (fault, fault.anchor()) {
            (Fault::Message { harm, role, ordinal }, _) => {
                Trigger::Message { harm: *harm, role, ordinal: *ordinal }
            }
            (_, Some(anchor)) => {
                anchor.resolve(fault.node(), program).map_or(Trigger::Planned, Trigger::Checkpoint)
            }
            (_, None) => Trigger::Planned,
        };
        let acts = acts_of(fault, default_down);
        // What is planned needs not be asked for: the world has it in its queue.
        let acts_done = if matches!(trigger, Trigger::Planned) { acts.len() } else { 0 };
        Self { trigger, acts, acts_done, ..Self::never(index, program) }
    }

    fn never(index: usize, program: &Arc<Program>) -> Self {
        let (trigger, acts) = (Trigger::Never, Vec::new());
        Self {
            program: Arc::clone(program),
            fault: index,
            trigger,
            acts,
            acts_done: 0,
            seen: 0,
            has_happened: false,
        }
    }

    fn matches(&self, point: &ChoicePoint) -> bool {
        let (Trigger::Checkpoint(anchor), ChoicePoint::Checkpoint { node, moment, name, place }) =
            (&self.trigger, point)
        else {
            return false;
        };
        anchor.moment == *moment
            && anchor.place == *place
            && anchor.name == *name
            && anchor.is_at(*node, &self.program)
    }

    fn is_due(&self, point: &ChoicePoint) -> bool {
        matches!(&self.trigger, Trigger::Checkpoint(anchor) if anchor.ordinal == self.seen)
            && self.matches(point)
    }
}

/// How the world calls the acts of a cue.
fn id_of(cue: usize) -> ActId {
    u16::try_from(cue).map_or(ActId::NOBODYS, ActId)
}

/// The participants that a fault strikes.
fn struck_by(fault: &Fault) -> Vec<NodeId> {
    match fault {
        Fault::Partition { from, to, .. } => vec![*from, *to],
        _ => fault.node().into_iter().collect(),
    }
}

/// What a fault asks the kernel to do, one act after the other.
fn acts_of(fault: &Fault, default_down: SimDuration) -> Vec<Act<Operation>> {
    match *fault {
        Fault::Crash { node, mode, down, .. } => {
            vec![Act::Crash { node, mode, down_for: down.duration(default_down) }]
        }
        Fault::Restart { node, .. } => vec![Act::Restart(node)],
        Fault::Pause { node, pause_for, .. } => vec![Act::Pause { node, pause_for }],
        Fault::Partition { from, to, direction, cut_for, .. } => {
            let mut acts = vec![Act::Partition { from, to, cut_for }];
            if direction == Direction::Both {
                acts.push(Act::Partition { from: to, to: from, cut_for });
            }
            acts
        }
        Fault::Skew { node, micros, .. } => vec![Act::Skew { node, micros }],
        Fault::Operate { operation, .. } => vec![Act::Operate { node: nodes::BROKER, operation }],
        Fault::Message { .. } => Vec::new(),
    }
}
