//! Where one more fault can strike a run, with the step and the line at which it does.
//!
//! That is at every place, and where nothing happens: between two steps. A search needs no fault
//! there. What a fault between two events does, the same fault does at the place before, and that
//! place is tried. But who asks what can still go wrong after a step is told of no place before it:
//! the records in the page cache can be lost as long as they are not flushed, not only at the
//! moment at which they were written.

use std::rc::Rc;

use crate::ordered::sort_by_key;
use crate::run::spans::{MessageSpan, Spans};
use crate::run::{Frame, Run};
use crate::scenario::fault::{Anchor, Fault, FaultAct};
use crate::shop::message::nodes;
use crate::shop::{TraceKind, World};
use crate::sim::choice::{ChoicePoint, Reaching, Receiving, Sending};
use crate::sim::time::{SimDuration, SimTime};
use crate::sim::trace::{Checkpoint, NoTrace};

use super::alphabet::{OpenAct, act_by, applies, can_fall, fault, fault_at_start, opens};
use super::point_state::{OperatorChances, point_states};

/// From this length on a gap may hide what is no step, a flush for instance: faults are tried at
/// both of its ends.
const LONG: SimDuration = SimDuration::from_secs(1);

/// The smallest time.
const INSTANT: SimDuration = SimDuration::from_micros(1);

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
pub(super) fn candidates(run: &Rc<Run>, acts: &[OpenAct]) -> Vec<Candidate> {
    let (mut finder, mut found) = (Finder::new(Rc::clone(run), acts), Vec::new());
    while !finder.is_done() {
        finder.look(&mut found);
    }
    found
}

/// Looks for the faults that can strike a run once more, one step after the other.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    run: Rc<Run>,
    acts: Rc<[OpenAct]>,
    /// The step at which it looks next; the one after the last stands for what comes after all.
    step: u32,
    operators: Option<Operators>,
}

impl Finder {
    pub(super) fn new(run: Rc<Run>, acts: &[OpenAct]) -> Self {
        let has_operators = acts.iter().any(|act| matches!(act, FaultAct::Operate(_)));
        Self {
            operators: has_operators.then(|| Operators::new(&run)),
            run,
            acts: acts.into(),
            step: 0,
        }
    }

    /// Whether it has looked at every step.
    pub(super) fn is_done(&self) -> bool {
        self.step > self.run.steps() + 1
    }

    /// Adds the faults of the next step. Says how many events of the queue that step had.
    pub(super) fn look(&mut self, found: &mut Vec<Candidate>) -> u32 {
        let (run, acts, step) = (Rc::clone(&self.run), Rc::clone(&self.acts), self.step);
        self.step += 1;
        if step <= run.steps() {
            at_places(&run, &acts, step, found);
            self.opened(&run, &acts, step, found);
        }
        gap_before(&run, &acts, step, found);
        run.trace.events_until(step + 1) - run.trace.events_until(step)
    }

    /// The faults that need more than a place: clocks, partitions, operators' acts.
    fn opened(&mut self, run: &Run, acts: &[OpenAct], step: u32, found: &mut Vec<Candidate>) {
        if step == 0 {
            let at_start = acts.iter().filter_map(fault_at_start);
            found.extend(at_start.map(|fault| Candidate { step, line: None, fault }));
        }
        let operators = self.operators.as_mut();
        let chances =
            operators.map_or(OperatorChances::default(), |operators| operators.during(run, step));
        let places = places_of(run, step);
        let points: Vec<_> = places.iter().map(|(point, ..)| *point).collect();
        let point_states = point_states(&points, chances, &run.shop.program);
        for ((point, ordinal, line), point_state) in places.iter().zip(point_states) {
            let fitting = acts.iter().filter(|act| opens(act, point_state));
            let faults = fitting.map(|act| fault(act, point, *ordinal));
            found.extend(faults.map(|fault| Candidate { step, line: *line, fault }));
        }
    }
}

/// The faults at messages and at what a participant does.
fn at_places(run: &Run, acts: &[OpenAct], step: u32, found: &mut Vec<Candidate>) {
    let mut add = |point: &ChoicePoint, line: Option<u16>, ordinal: u32| {
        let fitting = acts.iter().filter(|act| applies(act, point, &run.shop));
        let faults = fitting.map(|act| fault(act, point, ordinal));
        found.extend(faults.map(|fault| Candidate { step, line, fault }));
    };
    let spans = run.spans();
    let mut given = Vec::new();
    for event in run.trace.step_events(step) {
        if let Some((point, span)) = message_point(&event.kind, spans) {
            add(&point, span.scope.line, span.ordinal);
        }
        if let TraceKind::Delivered { id } = event.kind
            && let Some(span) = spans.message(id)
        {
            given.extend(span.scope.line.map(|line| (span.to, line)));
        }
    }
    // What somebody does who runs no line himself belongs to the line for which he does it.
    let served = |node| given.iter().find(|(to, _)| *to == node).map(|&(_, line)| line);
    for reached in run.trace.step_checkpoints(step) {
        let own = spans.line_of_place(&run.trace, reached);
        add(&point_of(reached), own.or_else(|| served(reached.node)), reached.ordinal);
    }
}

/// The places of a step with their ordinals and lines, and the messages that leave between them, in
/// order.
fn places_of(run: &Run, step: u32) -> Vec<(ChoicePoint, u32, Option<u16>)> {
    let spans = run.spans();
    let first = run.trace.events.partition_point(|event| event.step < step);
    let sent = (first..).zip(run.trace.step_events(step)).filter_map(|(index, event)| {
        let is_sent = matches!(event.kind, TraceKind::Sent { .. });
        let (point, span) = message_point(&event.kind, spans).filter(|_| is_sent)?;
        Some((index + 1, (point, span.ordinal, span.scope.line)))
    });
    let reached = run.trace.step_checkpoints(step).iter().map(|reached| {
        let line = spans.line_of_place(&run.trace, reached);
        (reached.events as usize, (point_of(reached), reached.ordinal, line))
    });
    let mut places: Vec<_> = reached.chain(sent).collect();
    sort_by_key(&mut places, |(events, _)| *events);
    places.into_iter().map(|(_, place)| place).collect()
}

fn point_of(reached: &Checkpoint) -> ChoicePoint {
    let Checkpoint { node, moment, name, place, .. } = *reached;
    ChoicePoint::Checkpoint(Reaching { node, moment, name, place })
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

    /// What an operator could do at the beginning, or during the events of a step; to be asked
    /// about each in turn.
    fn during(&mut self, run: &Run, step: u32) -> OperatorChances {
        let mut found = OperatorChances::default();
        if step == 0 {
            found.unite(OperatorChances::between(&run.shop, &self.before, &self.before));
        }
        while self.frame.events() < run.trace.events_until(step + 1)
            && self.frame.advance(&mut NoTrace).is_ok()
        {
            found.unite(OperatorChances::between(&run.shop, &self.before, self.frame.world()));
            self.before = self.frame.world().clone();
        }
        found
    }
}

/// The choice point of a message that leaves or arrives, unless it is the second copy of another.
fn message_point<'a>(kind: &TraceKind, spans: &'a Spans) -> Option<(ChoicePoint, &'a MessageSpan)> {
    let (TraceKind::Sent { id, .. } | TraceKind::Delivered { id }) = kind else { return None };
    let span = spans.message(*id).filter(|span| span.copy_of.is_none())?;
    let (id, from, to, role) = (span.id, span.from, span.to, span.role());
    let point = match kind {
        TraceKind::Sent { .. } => ChoicePoint::Send(Sending { id, from, to, role, is_cut: false }),
        _ => ChoicePoint::Receive(Receiving { id, node: to, role }),
    };
    Some((point, span))
}

/// Adds crashes and power cuts in the gap of a run before a step. Those after the last step are
/// said to strike during the step after it.
fn gap_before(run: &Run, acts: &[OpenAct], step: u32, found: &mut Vec<Candidate>) {
    let Some(before) = step.checked_sub(1) else { return };
    let from = run.trace.step_time(before);
    let to = (step <= run.steps()).then(|| run.trace.step_time(step));
    for at in moments(from, to) {
        let faults = crashes_at(run, acts, at);
        found.extend(faults.map(|fault| Candidate { step, line: None, fault }));
    }
}

/// The moments of a gap at which faults are tried.
fn moments(from: SimTime, to: Option<SimTime>) -> Vec<SimTime> {
    let first = from + INSTANT;
    match to.map(|to| to.since(from)) {
        None => vec![first],
        Some(length) if length <= INSTANT => Vec::new(),
        Some(length) if length < LONG => vec![first],
        Some(length) => vec![first, from + (length - INSTANT)],
    }
}

/// Every crash and power cut at a moment.
fn crashes_at(run: &Run, acts: &[OpenAct], at: SimTime) -> impl Iterator<Item = Fault> {
    let all = nodes::NAMES.iter().map(|(node, _)| *node).filter(|node| run.shop.has(*node));
    let at_node = move |node| {
        acts.iter().filter_map(move |act| match act {
            FaultAct::Crash { mode, .. } if can_fall(*mode, node) => {
                Some(Fault { act: act_by(act, node), anchor: Anchor::At(at) })
            }
            _ => None,
        })
    };
    all.flat_map(at_node)
}
