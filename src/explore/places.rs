//! Where one more fault can strike a run, with the step and the line at which it does.

use crate::ordered::{Map, sort_by_key};
use crate::run::{Run, simulate_watched};
use crate::scenario::fault::Fault;
use crate::shop::mark::Mark;
use crate::shop::{Shop, TraceKind, World};
use crate::sim::choice::{ChoicePoint, Place};
use crate::sim::node::{Message as _, MessageId, NodeId};
use crate::sim::trace::Reached;

use super::alphabet::Strike;
use super::gaps::gaps;
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
pub(super) fn candidates(run: &Run, strikes: &[Strike]) -> Vec<Candidate> {
    let (mut found, mut sent, mut lines) = (Vec::new(), Map::default(), Lines::default());
    for step in 0..=run.steps() {
        for event in run.trace.step_events(step) {
            lines.pass(&run.shop.program, event);
            if let Some((point, ordinal)) = message_point(&event.kind, &mut sent) {
                let (ChoicePoint::Send { id, .. } | ChoicePoint::Receive { id, .. }) = point else {
                    continue;
                };
                let place = (step, lines.of_message(id), ordinal);
                add(&run.shop, strikes, &point, place, &mut found);
            }
        }
        for reached in run.trace.step_places(step) {
            let Reached { node, moment, place, name, ordinal, .. } = *reached;
            let point = ChoicePoint::Reach { node, moment, name, place };
            let own = (place == Place::Step).then(|| line_of(run, step, node, name)).flatten();
            let line = own.or_else(|| lines.served_by(node, step));
            add(&run.shop, strikes, &point, (step, line, ordinal), &mut found);
        }
    }
    // All lists are in order; among the faults of one step those of the places come first.
    for candidate in opened(run, strikes).into_iter().chain(gaps(run, strikes)) {
        let place = found.partition_point(|known| known.step <= candidate.step);
        found.insert(place, candidate);
    }
    found
}

/// The faults that need more than a place: clocks, partitions, operators' acts.
fn opened(run: &Run, strikes: &[Strike]) -> Vec<Candidate> {
    let at_start = strikes.iter().filter_map(|strike| strike.fault_at_start());
    let mut found: Vec<_> =
        at_start.map(|fault| Candidate { step: 0, line: None, fault }).collect();
    let has_operators = strikes.iter().any(|strike| matches!(strike, Strike::Operate(_)));
    let chances = if has_operators { chances_by_step(run) } else { Vec::new() };
    for step in 0..=run.steps() {
        let (points, ordinals): (Vec<_>, Vec<_>) = points_of(run, step).into_iter().unzip();
        let chances = chances.get(step as usize).copied().unwrap_or_default();
        let passages = passages(&points, chances, &run.shop.program);
        for ((point, ordinal), passage) in points.iter().zip(ordinals).zip(passages) {
            let ChoicePoint::Reach { node, name, place, .. } = *point else { continue };
            let line = (place == Place::Step).then(|| line_of(run, step, node, name)).flatten();
            let fitting = strikes.iter().filter(|strike| strike.opens(passage));
            let faults = fitting.filter_map(|strike| strike.fault(point, ordinal));
            found.extend(faults.map(|fault| Candidate { step, line, fault }));
        }
    }
    found
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

/// What an operator could do during each step of a run.
fn chances_by_step(run: &Run) -> Vec<Chances> {
    let (mut found, mut before): (Vec<Chances>, Option<World>) = (Vec::new(), None);
    simulate_watched(&run.scenario, |frame, step| {
        let after = frame.world();
        let chances = Chances::between(&run.shop, before.as_ref().unwrap_or(after), after);
        found.resize(step as usize + 1, Chances::default());
        if let Some(last) = found.last_mut() {
            last.unite(chances);
        }
        before = Some(after.clone());
    });
    found
}

/// Whom each message goes to, its role, and which of that role it is.
type Sent = Map<MessageId, (NodeId, &'static str, u32)>;

/// The choice point of a message that leaves or arrives, unless it is the second copy of another.
fn message_point(kind: &TraceKind, sent: &mut Sent) -> Option<(ChoicePoint, u32)> {
    match kind {
        TraceKind::Sent { id, from, to, message, ordinal, copy_of: None } => {
            let role = message.role();
            sent.insert(*id, (*to, role, *ordinal));
            Some((
                ChoicePoint::Send { id: *id, from: *from, to: *to, role, is_cut: false },
                *ordinal,
            ))
        }
        TraceKind::Delivered { id } => {
            let &(node, role, ordinal) = sent.get(id)?;
            Some((ChoicePoint::Receive { id: *id, node, role }, ordinal))
        }
        _ => None,
    }
}

fn add(
    shop: &Shop,
    strikes: &[Strike],
    point: &ChoicePoint,
    (step, line, ordinal): (u32, Option<u16>, u32),
    found: &mut Vec<Candidate>,
) {
    let fitting = strikes.iter().filter(|strike| strike.applies(point, shop));
    let faults = fitting.filter_map(|strike| strike.fault(point, ordinal));
    found.extend(faults.map(|fault| Candidate { step, line, fault }));
}

/// The line of the last step of this name that a process had come to.
fn line_of(run: &Run, step: u32, node: NodeId, name: &str) -> Option<u16> {
    let until = run.trace.events.partition_point(|event| event.step <= step);
    run.trace.events[..until].iter().rev().find_map(|event| match event.kind {
        TraceKind::Mark { node: at, mark: Mark::Line { line, .. } } if at == node => {
            let is_it = |other: &&crate::program::step::Step| other.line == line;
            let found = run.shop.program.steps.iter().find(is_it)?;
            (found.op.name() == Some(name)).then_some(line)
        }
        _ => None,
    })
}
