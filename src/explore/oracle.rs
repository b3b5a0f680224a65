//! The chooser of a search: follows the scenario's own faults, and strikes where a path says.

use crate::ordered::Map;
use crate::scenario::fault::{Fault, FaultAct};
use crate::scenario::script::Script;
use crate::shop::{Operation, ShopNode, TraceEvent, TraceKind};
use crate::sim::choice::{
    ActEffect, ActId, Acts, ChoicePoint, Chooser, Harm, Moment, Place, Reaching, Receiving, Sending,
};
use crate::sim::node::{MessageId, NodeId, Reception};
use crate::sim::queue::Sequence;
use crate::sim::time::{SimDuration, SimTime};
use crate::sim::trace::Recorder;

use super::alphabet::{OpenAct, act_by, fault, fault_at_start};

/// One fault at one place of a path: where a path differs from the run without it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Injection {
    /// During which event of the queue, counted from 0.
    pub(super) event: u32,
    /// At which of the choice points of that event, counted from 1. At 0 it strikes before the
    /// event: only the start of a run has such faults.
    pub(super) point: u16,
    /// Which act of the alphabet.
    pub(super) act: u16,
}

/// A choice point that was passed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passed {
    pub(super) point: ChoicePoint,
    /// Set where a fault of the scenario has struck already.
    pub(super) is_taken: bool,
}

/// Answers the questions of one event.
pub(super) struct Oracle<'a> {
    /// The scenario's own faults, if it has any.
    script: Option<&'a mut Script>,
    /// What strikes during this event, in order.
    plan: &'a [Injection],
    alphabet: &'a [OpenAct],
    /// How long a crash lasts that does not say.
    restart_after: SimDuration,
    /// How many choice points of this event there were.
    points: u16,
    watcher: Watcher<'a>,
}

/// Who looks on while choices are made.
pub(super) enum Watcher<'a> {
    /// Nobody: only the path matters.
    Nobody,
    /// Notes each choice point of the event.
    Points(&'a mut Vec<Passed>),
    /// Counts places, and names the faults that strike.
    Names(&'a mut Names),
}

impl<'a> Oracle<'a> {
    pub(super) fn new(
        script: Option<&'a mut Script>,
        plan: &'a [Injection],
        (alphabet, restart_after): (&'a [OpenAct], SimDuration),
        watcher: Watcher<'a>,
    ) -> Self {
        Self { script, plan, alphabet, restart_after, points: 0, watcher }
    }

    /// How many choice points there were.
    pub(super) fn points(&self) -> u16 {
        self.points
    }

    /// Passes a choice point.
    fn pass(&mut self, point: ChoicePoint, is_taken: bool) {
        self.points += 1;
        match &mut self.watcher {
            Watcher::Nobody => {}
            Watcher::Points(points) => points.push(Passed { point, is_taken }),
            Watcher::Names(names) => names.count(&point),
        }
    }

    /// What the plan has next for the choice point that was passed last.
    fn planned(&mut self, point: ChoicePoint) -> Option<&'a OpenAct> {
        let (next, rest) = self.plan.split_first()?;
        if next.point != self.points {
            return None;
        }
        self.plan = rest;
        let act = &self.alphabet[usize::from(next.act)];
        if let Watcher::Names(names) = &mut self.watcher {
            names.name(act, &point);
        }
        Some(act)
    }
}

/// The scenario's own faults come first; where one decides about a message, the plan is not asked.
impl Chooser<Operation> for Oracle<'_> {
    fn send(&mut self, sending: &Sending) -> Option<Harm> {
        let scripted = self.script.as_mut().and_then(|script| script.send(sending));
        let point = ChoicePoint::Send(*sending);
        self.pass(point, scripted.is_some());
        scripted.or_else(|| match self.planned(point) {
            Some(FaultAct::Harm(harm)) => Some(*harm),
            _ => None,
        })
    }

    fn receive(&mut self, receiving: &Receiving) -> Reception {
        let accept = Reception::Accept;
        let scripted = self.script.as_mut().map_or(accept, |script| script.receive(receiving));
        let point = ChoicePoint::Receive(*receiving);
        self.pass(point, scripted == Reception::Refuse);
        match scripted {
            Reception::Accept if self.planned(point) == Some(&FaultAct::Fail) => Reception::Refuse,
            scripted => scripted,
        }
    }

    fn reach(&mut self, reaching: &Reaching, acts: &mut Acts<Operation>) {
        if let Some(script) = &mut self.script {
            script.reach(reaching, acts);
        }
        let point = ChoicePoint::Checkpoint(*reaching);
        self.pass(point, false);
        while let Some(act) = self.planned(point) {
            act_by(act, reaching.node).add_to(acts, ActId::NOBODYS, self.restart_after);
        }
    }

    fn acted(&mut self, act: ActId, effect: ActEffect) {
        if let Some(script) = &mut self.script {
            script.acted(act, effect);
        }
    }
}

/// Finds the words for the faults of a path: which message of its role, which time at a place. It
/// counts as a scenario's script does.
#[derive(Default, Debug)]
pub(super) struct Names {
    /// The faults so far; `None` for one that no scenario can name.
    pub(super) faults: Vec<Option<Fault>>,
    sent: Map<&'static str, u32>,
    ordinals: Map<MessageId, u32>,
    reached: Map<(NodeId, Moment, Place, &'static str), u32>,
}

impl Names {
    /// Names a fault that strikes before anything has happened.
    pub(super) fn name_at_start(&mut self, act: &OpenAct) {
        self.faults.push(fault_at_start(act));
    }

    fn count(&mut self, point: &ChoicePoint) {
        match *point {
            ChoicePoint::Send(Sending { id, role, .. }) => {
                let count = self.sent.or_insert(role, 0);
                *count += 1;
                self.ordinals.insert(id, *count);
            }
            ChoicePoint::Checkpoint(Reaching { node, moment, name, place }) => {
                *self.reached.or_insert((node, moment, place, name), 0) += 1;
            }
            ChoicePoint::Receive(_) => {}
        }
    }

    fn name(&mut self, act: &OpenAct, point: &ChoicePoint) {
        let ordinal = match *point {
            // The second copy of a doubled message has no name of its own.
            ChoicePoint::Send(Sending { id, .. }) | ChoicePoint::Receive(Receiving { id, .. }) => {
                self.ordinals.get(&id)
            }
            ChoicePoint::Checkpoint(Reaching { node, moment, name, place }) => {
                self.reached.get(&(node, moment, place, name))
            }
        };
        self.faults.push(ordinal.map(|ordinal| fault(act, point, *ordinal)));
    }
}

/// Keeps what happened during one event, for the judges.
#[derive(Default, Debug)]
pub(super) struct RecordedStep {
    pub(super) events: Vec<TraceEvent>,
    /// Second copies of messages, which no fault can name. They stay known between events.
    pub(super) copies: Vec<MessageId>,
}

impl Recorder<ShopNode> for RecordedStep {
    fn begin(&mut self, _now: SimTime, _sequence: Sequence) {
        self.events.clear();
    }

    fn scheduled(&mut self, _sequence: Sequence) {}

    #[inline]
    fn record(&mut self, kind: TraceKind) {
        if let TraceKind::Sent { id, copy_of: Some(_), .. } = kind {
            self.copies.push(id);
        }
        self.events.push(TraceEvent { step: 0, at: SimTime::ZERO, cause: None, kind });
    }

    fn next_ordinal(&mut self, _role: &'static str) -> u32 {
        0
    }

    fn next_step_ordinal(&mut self, _node: NodeId, _name: &'static str) -> u32 {
        0
    }
}
