//! Anchors for faults made by hand: the nearest place with a meaning.

use std::collections::BTreeMap;

use crate::run::Run;
use crate::scenario::fault::{Anchor, has_step};
use crate::shop::mark::Mark;
use crate::shop::message::{Message, nodes};
use crate::shop::{Trace, TraceEvent, TraceKind};
use crate::sim::choice::Moment;
use crate::sim::node::{Message as _, MessageId, NodeId};

/// The anchor of a fault that strikes `node` (or nobody in particular) right after a step of a run:
/// the step of a program or the message with which that step ended, or its time if it has neither.
pub fn anchor_at(run: &Run, step: u32, node: Option<NodeId>) -> Anchor {
    let events = run.trace.step_events(step);
    let named = |event: &TraceEvent| place_of(&run.trace, event);
    // What the struck participant did itself says most; else what anybody did.
    let own = events.iter().rev().filter_map(named).find(|place| Some(place.node) == node);
    let place = own.or_else(|| events.iter().rev().find_map(named));
    let Some(place) = place else { return Anchor::At(run.trace.step_time(step)) };
    let says_itself = match node {
        Some(node) => {
            place.node == node && (place.is_step || !has_step(node, place.name, &run.shop.program))
        }
        None => false,
    };
    Anchor::Reach {
        moment: Moment::After,
        node: (!says_itself).then_some(place.node),
        name: place.name,
        ordinal: place.ordinal,
    }
}

/// The anchor of a fault at a line of the program, before or after it, for the process that ran it
/// first. `None` when the line never ran in this run.
pub fn anchor_of_line(run: &Run, line: u16, moment: Moment) -> Option<(NodeId, Anchor)> {
    let program = &run.shop.program;
    let name = program.steps.iter().find(|step| step.line == line)?.op.name()?;
    let mut reached = BTreeMap::new();
    for event in &run.trace.events {
        let TraceKind::Mark { node, mark: Mark::Line { line: at, .. } } = event.kind else {
            continue;
        };
        let is_same_name =
            program.steps.iter().any(|step| step.line == at && step.op.name() == Some(name));
        if !is_same_name {
            continue;
        }
        let ordinal = reached.entry(node).or_insert(0_u32);
        *ordinal += 1;
        if at == line {
            return Some((node, Anchor::Reach { moment, node: None, name, ordinal: *ordinal }));
        }
    }
    None
}

/// The line of the program that a process is at after a step, if it runs anything.
pub fn line_at(run: &Run, step: u32, node: NodeId) -> Option<u16> {
    let mut line = None;
    for event in run.trace.events.iter().take_while(|event| event.step <= step) {
        match event.kind {
            TraceKind::Mark { node: at, mark: Mark::Line { line: now, .. } } if at == node => {
                line = Some(now);
            }
            TraceKind::Mark { node: at, mark: Mark::TaskEnded(_) }
            | TraceKind::Crashed { node: at, .. }
                if at == node =>
            {
                line = None;
            }
            _ => {}
        }
    }
    line
}

struct Place {
    node: NodeId,
    name: &'static str,
    ordinal: u32,
    is_step: bool,
}

/// What an event can be called by, if it can be called by anything.
fn place_of(trace: &Trace, event: &TraceEvent) -> Option<Place> {
    match &event.kind {
        TraceKind::Stepped { node, name, ordinal } => {
            Some(Place { node: *node, name, ordinal: *ordinal, is_step: true })
        }
        TraceKind::Delivered { id } => {
            let (node, name) = sent(trace, *id)?;
            let before = trace.events.iter().take_while(|other| !std::ptr::eq(*other, event));
            let earlier = before.filter(|other| match other.kind {
                TraceKind::Delivered { id } => sent(trace, id) == Some((node, name)),
                _ => false,
            });
            let ordinal = u32::try_from(earlier.count()).unwrap_or(u32::MAX - 1) + 1;
            // The payment system's end of a call is outside the shop; time says it better.
            (node != nodes::PAYMENT).then_some(Place { node, name, ordinal, is_step: false })
        }
        _ => None,
    }
}

/// The content of a message of a run.
pub fn message(run: &Run, wanted: MessageId) -> Option<&Message> {
    run.trace.events.iter().find_map(|event| match &event.kind {
        TraceKind::Sent { id, message, .. } if *id == wanted => Some(message),
        _ => None,
    })
}

/// Receiver and role of a message.
fn sent(trace: &Trace, wanted: MessageId) -> Option<(NodeId, &'static str)> {
    trace.events.iter().find_map(|event| match &event.kind {
        TraceKind::Sent { id, to, message, .. } if *id == wanted => Some((*to, message.role())),
        _ => None,
    })
}
