//! Where one more fault can strike a run, with the step and the line at which it does.

use std::rc::Rc;

use crate::ordered::{Map, sort_by_key};
use crate::run::{Frame, Run};
use crate::scenario::fault::Fault;
use crate::shop::mark::Mark;
use crate::shop::{TraceKind, World};
use crate::sim::choice::{ChoicePoint, Place};
use crate::sim::node::{Message as _, MessageId, NodeId};
use crate::sim::trace::{NoTrace, Reached};

use super::alphabet::Strike;
use super::gaps::gap_before;
use super::lines::Lines;
use super::openings::{Chances, passages};

/// A fault that could have struck.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Candidate {
    pub(super) step: u32,
    /// The line of the program that the place belongs to, if it belongs to one.
    pub(super) line: Option<u16>,
    pub(super) fault: Fault,
}

/// Every fault that can strike a run once more, in the order of its steps; the last ones after all
/// of them.
pub(super) fn candidates(run: &Rc<Run>, strikes: &[Strike]) -> Vec<Candidate> {
    let (mut finder, mut found) = (Finder::new(Rc::clone(run), strikes), Vec::new());
    while !finder.is_done() {
        finder.look(&mut found);
    }
    found
}

/// Looks for the faults that can strike a run once more, one step after the other.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    run: Rc<Run>,
    strikes: Rc<[Strike]>,
    /// The step at which it looks next; the one after the last stands for what comes after all.
    step: u32,
    sent: Sent,
    lines: Lines,
    own_lines: OwnLines,
    operators: Option<Operators>,
}

/// Whom each message goes to, its role, and which of that role it is.
type Sent = Map<MessageId, (NodeId, &'static str, u32)>;

impl Finder {
    pub(super) fn new(run: Rc<Run>, strikes: &[Strike]) -> Self {
        let has_operators = strikes.iter().any(|strike| matches!(strike, Strike::Operate(_)));
        Self {
            operators: has_operators.then(|| Operators::new(&run)),
            own_lines: OwnLines::new(&run),
            run,
            strikes: strikes.into(),
            step: 0,
            sent: Sent::default(),
            lines: Lines::default(),
        }
    }

    /// Whether it has looked at every step.
    pub(super) fn is_done(&self) -> bool {
        self.step > self.run.steps() + 1
    }

    /// Adds the faults of the next step. Says how many events of the queue that step had.
    pub(super) fn look(&mut self, found: &mut Vec<Candidate>) -> u32 {
        let (run, strikes, step) = (Rc::clone(&self.run), Rc::clone(&self.strikes), self.step);
        self.step += 1;
        if step <= run.steps() {
            self.at_places(&run, &strikes, step, found);
            self.opened(&run, &strikes, step, found);
        }
        gap_before(&run, &strikes, step, found);
        run.trace.events_until(step + 1) - run.trace.events_until(step)
    }

    /// The faults at messages and at what a participant does.
    fn at_places(&mut self, run: &Run, strikes: &[Strike], step: u32, found: &mut Vec<Candidate>) {
        let mut add = |point: &ChoicePoint, line: Option<u16>, ordinal: u32| {
            let fitting = strikes.iter().filter(|strike| strike.applies(point, &run.shop));
            let faults = fitting.filter_map(|strike| strike.fault(point, ordinal));
            found.extend(faults.map(|fault| Candidate { step, line, fault }));
        };
        for event in run.trace.step_events(step) {
            self.lines.pass(&run.shop.program, event);
            self.own_lines.pass(&event.kind);
            if let Some((id, point, ordinal)) = message_point(&event.kind, &mut self.sent) {
                add(&point, self.lines.of_message(id), ordinal);
            }
        }
        for reached in run.trace.step_places(step) {
            let Reached { node, moment, place, name, ordinal, .. } = *reached;
            let point = ChoicePoint::Reach { node, moment, name, place };
            let own = self.own_lines.of(node, place, name);
            add(&point, own.or_else(|| self.lines.served_by(node, step)), ordinal);
        }
    }

    /// The faults that need more than a place: clocks, partitions, operators' acts.
    fn opened(&mut self, run: &Run, strikes: &[Strike], step: u32, found: &mut Vec<Candidate>) {
        if step == 0 {
            let at_start = strikes.iter().filter_map(|strike| strike.fault_at_start());
            found.extend(at_start.map(|fault| Candidate { step, line: None, fault }));
        }
        let operators = self.operators.as_mut();
        let chances = operators.map_or(Chances::default(), |operators| operators.during(run, step));
        let (points, ordinals): (Vec<_>, Vec<_>) = points_of(run, step).into_iter().unzip();
        let passages = passages(&points, chances, &run.shop.program);
        for ((point, ordinal), passage) in points.iter().zip(ordinals).zip(passages) {
            let ChoicePoint::Reach { node, name, place, .. } = *point else { continue };
            let line = self.own_lines.of(node, place, name);
            let fitting = strikes.iter().filter(|strike| strike.opens(passage));
            let faults = fitting.filter_map(|strike| strike.fault(point, ordinal));
            found.extend(faults.map(|fault| Candidate { step, line, fault }));
        }
    }
}

/// The places of a step, each with its ordinal, and the messages that leave between them, in order.
fn points_of(run: &Run, step: u32) -> Vec<(ChoicePoint, u32)> {
    let events = run.trace.step_events(step);
    let first = run.trace.events.partition_point(|event| event.step < step);
    let sent = (first..).zip(events).filter_map(|(index, event)| match &event.kind {
        TraceKind::Sent { id, from, to, message, ordinal, copy_of: None } => {
            let (id, from, to, role) = (*id, *from, *to, message.role());
            Some((index + 1, (ChoicePoint::Send { id, from, to, role, is_cut: false }, *ordinal)))
        }
        _ => None,
    });
    let reached = run.trace.step_places(step).iter().map(|reached| {
        let Reached { events, node, moment, place, name, ordinal, .. } = *reached;
        (events as usize, (ChoicePoint::Reach { node, moment, name, place }, ordinal))
    });
    let mut points: Vec<_> = reached.chain(sent).collect();
    sort_by_key(&mut points, |(events, _)| *events);
    points.into_iter().map(|(_, point)| point).collect()
}

/// Follows a run to say what an operator could do.
#[derive(Clone, Debug)]
struct Operators {
    frame: Frame,
    before: World,
}

impl Operators {
    fn new(run: &Run) -> Self {
        let frame = Frame::new(&run.scenario);
        Self { before: frame.world().clone(), frame }
    }

    /// What an operator could do at the beginning, or during the events of a step; to be asked about
    /// each in turn.
    fn during(&mut self, run: &Run, step: u32) -> Chances {
        let mut found = Chances::default();
        if step == 0 {
            found.unite(Chances::between(&run.shop, &self.before, &self.before));
        }
        while self.frame.events() < run.trace.events_until(step + 1)
            && self.frame.advance(&mut NoTrace).is_ok()
        {
            found.unite(Chances::between(&run.shop, &self.before, self.frame.world()));
            self.before = self.frame.world().clone();
        }
        found
    }
}

/// The choice point of a message that leaves or arrives, unless it is the second copy of another.
fn message_point(kind: &TraceKind, sent: &mut Sent) -> Option<(MessageId, ChoicePoint, u32)> {
    match kind {
        TraceKind::Sent { id, from, to, message, ordinal, copy_of: None } => {
            let role = message.role();
            sent.insert(*id, (*to, role, *ordinal));
            let (from, to) = (*from, *to);
            let point = ChoicePoint::Send { id: *id, from, to, role, is_cut: false };
            Some((*id, point, *ordinal))
        }
        TraceKind::Delivered { id } => {
            let &(node, role, ordinal) = sent.get(id)?;
            Some((*id, ChoicePoint::Receive { id: *id, node, role }, ordinal))
        }
        _ => None,
    }
}

/// The line to which each process has come last with a step of each name.
#[derive(Clone, Debug)]
struct OwnLines {
    /// What the first step of each line is called.
    names: Map<u16, &'static str>,
    last: Map<(NodeId, &'static str), u16>,
}

impl OwnLines {
    fn new(run: &Run) -> Self {
        let mut names = Map::default();
        // The first step of a line gives it its name.
        for step in run.shop.program.steps.iter().rev() {
            names.remove(&step.line);
            if let Some(name) = step.op.name() {
                names.insert(step.line, name);
            }
        }
        Self { names, last: Map::default() }
    }

    fn pass(&mut self, kind: &TraceKind) {
        if let TraceKind::Mark { node, mark: Mark::Line { line, .. } } = kind
            && let Some(name) = self.names.get(line)
        {
            self.last.insert((*node, *name), *line);
        }
    }

    /// The line of a place that is a step of a process.
    fn of(&self, node: NodeId, place: Place, name: &'static str) -> Option<u16> {
        (place == Place::Step).then(|| self.last.get(&(node, name)).copied()).flatten()
    }
}
