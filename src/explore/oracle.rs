//! The chooser of a search: follows the scenario's own faults, and strikes where a path says.

use crate::ordered::Map;
use crate::scenario::fault::Fault;
use crate::scenario::script::Script;
use crate::shop::{Operation, ShopNode, TraceEvent, TraceKind};
use crate::sim::choice::{Act, ActEffect, ActId, ChoicePoint, Chooser, Moment, Place, Verdict};
use crate::sim::node::{MessageId, NodeId};
use crate::sim::queue::Sequence;
use crate::sim::time::{SimDuration, SimTime};
use crate::sim::trace::Recorder;

use super::alphabet::Strike;

/// One fault at one place of a path: where a path differs from the run without it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Injection {
    /// During which event of the queue, counted from 0.
    pub(super) event: u32,
    /// At which of the choice points of that event, counted from 1. At 0 it strikes before the
    /// event: only the start of a run has such faults.
    pub(super) point: u16,
    /// Which fault of the alphabet.
    pub(super) strike: u16,
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
    strikes: &'a [Strike],
    default_down: SimDuration,
    /// How many choice points of this event there were.
    points: u16,
    /// What else strikes at the point that was asked about last.
    second: Option<Act<Operation>>,
    /// What answered the last question with an act: the same place is asked about again.
    acted: Option<Actor>,
    watcher: Watcher<'a>,
}

/// Whose act the last answer was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Actor {
    Script,
    Plan,
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
        (strikes, default_down): (&'a [Strike], SimDuration),
        watcher: Watcher<'a>,
    ) -> Self {
        Self { script, plan, strikes, default_down, points: 0, second: None, acted: None, watcher }
    }

    /// How many choice points there were.
    pub(super) fn points(&self) -> u16 {
        self.points
    }

    /// What the plan has for the choice point that is being asked about.
    fn planned(&mut self, point: &ChoicePoint) -> Verdict<Operation> {
        if let Some(act) = self.second.take() {
            return Verdict::Act(act, ActId::NOBODYS);
        }
        let Some((next, rest)) = self.plan.split_first() else { return Verdict::Pass };
        if next.point != self.points {
            return Verdict::Pass;
        }
        self.plan = rest;
        let strike = self.strikes[usize::from(next.strike)];
        if let Watcher::Names(names) = &mut self.watcher {
            names.name(strike, point);
        }
        self.second = strike.second_act(point);
        strike.verdict(point, self.default_down)
    }
}

impl Chooser<Operation> for Oracle<'_> {
    #[inline]
    fn choose(&mut self, now: SimTime, point: &ChoicePoint) -> Verdict<Operation> {
        let last = self.acted.take();
        if last.is_none() {
            self.points += 1;
            if let Watcher::Names(names) = &mut self.watcher {
                names.count(point);
            }
        }
        // The script has passed here if the plan struck: asked again it would count the place
        // twice.
        let scripted = match &mut self.script {
            Some(script) if last != Some(Actor::Plan) => script.choose(now, point),
            _ => Verdict::Pass,
        };
        if let (Watcher::Points(points), None) = (&mut self.watcher, last) {
            let is_taken = !matches!(scripted, Verdict::Pass | Verdict::Act(..));
            points.push(Passed { point: *point, is_taken });
        }
        let (verdict, actor) = match scripted {
            Verdict::Pass => (self.planned(point), Actor::Plan),
            scripted => (scripted, Actor::Script),
        };
        if matches!(verdict, Verdict::Act(..)) {
            self.acted = Some(actor);
        }
        verdict
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
    pub(super) fn name_at_start(&mut self, strike: Strike) {
        self.faults.push(strike.fault_at_start());
    }

    fn count(&mut self, point: &ChoicePoint) {
        match *point {
            ChoicePoint::Send { id, role, .. } => {
                let count = self.sent.or_insert(role, 0);
                *count += 1;
                self.ordinals.insert(id, *count);
            }
            ChoicePoint::Checkpoint { node, moment, name, place } => {
                *self.reached.or_insert((node, moment, place, name), 0) += 1;
            }
            ChoicePoint::Receive { .. } => {}
        }
    }

    fn name(&mut self, strike: Strike, point: &ChoicePoint) {
        let ordinal = match *point {
            // The second copy of a doubled message has no name of its own.
            ChoicePoint::Send { id, .. } | ChoicePoint::Receive { id, .. } => {
                self.ordinals.get(&id).copied()
            }
            ChoicePoint::Checkpoint { node, moment, name, place } => {
                self.reached.get(&(node, moment, place, name)).copied()
            }
        };
        self.faults.push(ordinal.and_then(|ordinal| strike.fault(point, ordinal)));
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
