//! The scripted chooser: lets the faults of a scenario happen where they are anchored.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::ordered::Map;
use crate::program::step::Program;
use crate::shop::{Operation, World};
use crate::sim::choice::{ActEffect, ActId, Acts, Chooser, Harm, Reaching, Receiving, Sending};
use crate::sim::node::{MessageId, NodeId, Reception};
use crate::sim::time::SimDuration;

use super::fault::{Anchor, Fault, FaultAct, ResolvedAnchor};
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
    /// How long a crash lasts that does not say.
    restart_after: SimDuration,
}

/// A fault that waits for its moment.
#[derive(Clone, Debug)]
struct Cue {
    /// Says whose step a name is.
    program: Arc<Program>,
    trigger: Trigger,
    act: FaultAct,
    /// How often its place was reached, up to the time at which it strikes.
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
        role: &'static str,
        ordinal: u32,
    },
}

impl Script {
    /// The script of a scenario's faults. Faults anchored at a time are planned in the world.
    pub fn new(scenario: &Scenario, world: &mut World) -> Self {
        let program = &scenario.strategy.program;
        let restart_after = scenario.config.restart_after;
        let participants = scenario.shop().participants();
        let cues = scenario.faults.iter().map(|fault| Cue::new(fault, program, &participants));
        let cues: Vec<_> = cues.collect();
        for (index, (cue, fault)) in cues.iter().zip(&scenario.faults).enumerate() {
            let (Trigger::Planned, Anchor::At(at)) = (&cue.trigger, fault.anchor) else { continue };
            // Nothing is planned for after the end: it would only keep the run from resting.
            if at <= TIME_MAX {
                let mut acts = Vec::new();
                cue.act.add_to(&mut acts, id_of(index), restart_after);
                for (act, id) in acts {
                    world.plan(at, act, id);
                }
            }
        }
        Self { cues, sent: Map::default(), refused: Vec::new(), restart_after }
    }

    /// Whether any fault has happened.
    pub fn has_happened(&self) -> bool {
        self.cues.iter().any(|cue| cue.has_happened)
    }

    /// Indices of the faults whose place was never reached, or that found nobody to strike.
    pub fn did_not_happen(&self) -> Vec<usize> {
        (0..self.cues.len()).filter(|index| !self.cues[*index].has_happened).collect()
    }
}

/// What a search must tell apart: all that changes while a script is followed and that what comes
/// depends on. Which faults have happened only tells of what was.
impl Hash for Script {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { cues, sent, refused, restart_after: _ } = self;
        sent.hash(state);
        for (MessageId(id), cue) in refused {
            (id, cue).hash(state);
        }
        for cue in cues {
            cue.seen.hash(state);
        }
    }
}

impl Chooser<Operation> for Script {
    /// A message on a link that is cut can be lost, and nothing else can happen to it.
    fn send(&mut self, sending: &Sending) -> Option<Harm> {
        let Sending { id, role, is_cut, .. } = *sending;
        let count = self.sent.or_insert(role, 0);
        *count += 1;
        let mut found = None;
        for (index, cue) in self.cues.iter_mut().enumerate() {
            match (&cue.trigger, cue.act) {
                (Trigger::Message { role: wanted, ordinal }, _)
                    if (*wanted, *ordinal) != (role, *count) => {}
                (Trigger::Message { .. }, FaultAct::Fail) => self.refused.push((id, index)),
                (Trigger::Message { .. }, FaultAct::Harm(harm))
                    if found.is_none() && (harm == Harm::Lose || !is_cut) =>
                {
                    found = Some(harm);
                    cue.has_happened = true;
                }
                _ => {}
            }
        }
        found
    }

    /// A fault that makes a message fail happens when the message arrives, if it does.
    fn receive(&mut self, Receiving { id, .. }: &Receiving) -> Reception {
        let Some(place) = self.refused.iter().position(|(refused, _)| refused == id) else {
            return Reception::Accept;
        };
        let (_, cue) = self.refused.remove(place);
        self.cues[cue].has_happened = true;
        Reception::Refuse
    }

    fn reach(&mut self, reaching: &Reaching, acts: &mut Acts<Operation>) {
        for (index, cue) in self.cues.iter_mut().enumerate() {
            if cue.is_due(reaching) {
                cue.act.add_to(acts, id_of(index), self.restart_after);
            }
        }
    }

    fn acted(&mut self, ActId(index): ActId, effect: ActEffect) {
        if let Some(cue) = self.cues.get_mut(usize::from(index)) {
            cue.has_happened |= effect == ActEffect::Strikes;
        }
    }
}

impl Cue {
    fn new(fault: &Fault, program: &Arc<Program>, participants: &[NodeId]) -> Self {
        let Fault { act, anchor } = *fault;
        let trigger = match anchor {
            _ if !act.participants().all(|node| participants.contains(&node)) => Trigger::Never,
            Anchor::Message { role, ordinal } => Trigger::Message { role, ordinal },
            Anchor::At(_) | Anchor::Checkpoint { .. } => {
                anchor.resolve(act.node(), program).map_or(Trigger::Planned, Trigger::Checkpoint)
            }
        };
        Self { program: Arc::clone(program), trigger, act, seen: 0, has_happened: false }
    }

    /// Counts a place that is reached, and says whether it strikes there.
    fn is_due(&mut self, reaching: &Reaching) -> bool {
        let Trigger::Checkpoint(anchor) = &self.trigger else { return false };
        if self.seen == anchor.ordinal || !anchor.is_meant(reaching, &self.program) {
            return false;
        }
        self.seen += 1;
        self.seen == anchor.ordinal
    }
}

/// How the world calls the acts of a cue.
fn id_of(cue: usize) -> ActId {
    u16::try_from(cue).map_or(ActId::NOBODYS, ActId)
}
