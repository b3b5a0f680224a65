//! Anchors for faults made by hand: the nearest place with a meaning.

use crate::ordered::sort_by_key;
use crate::run::Run;
use crate::run::spans::MessageSpan;
use crate::scenario::fault::Anchor;
use crate::shop::message::nodes;
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::choice::{Moment, Place};
use crate::sim::node::NodeId;
use crate::sim::time::SimDuration;
use crate::sim::trace::Checkpoint;

/// The anchor of a fault that strikes `node` (or nobody in particular) right after a step of a run:
/// the step of a program or the message with which that step ended, or its time if it has neither.
/// A name is counted as the chooser counts it, so that the fault strikes in the next run.
pub fn anchor_at(run: &Run, step: u32, node: Option<NodeId>) -> Anchor {
    let program = &run.shop.program;
    // The payment system's end of a call is outside the shop; time says it better.
    let is_named =
        |reached: &&Checkpoint| reached.moment == Moment::After && reached.node != nodes::PAYMENT;
    let mut places: Vec<_> =
        run.trace.step_checkpoints(step).iter().rev().filter(is_named).collect();
    // What the struck participant did itself says most, and a step says more than a message.
    sort_by_key(&mut places, |reached| {
        (Some(reached.node) != node, reached.place == Place::Message)
    });
    let named = |reached: &Checkpoint| {
        let Checkpoint { moment, name, ordinal, .. } = *reached;
        let short = Anchor::Checkpoint { moment, node: None, name, ordinal };
        let long = Anchor::Checkpoint { moment, node: Some(reached.node), name, ordinal };
        // The same name can mean another place: a shorter one stands for this one or not at all.
        let is_meant = |anchor: &Anchor| {
            anchor.resolve(node, program).is_some_and(|found| found.is_exactly(reached))
        };
        [short, long].into_iter().find(is_meant)
    };
    places.into_iter().find_map(named).unwrap_or_else(|| time_after(run, step))
}

/// The time of a step, or just after it where the step is itself an act of the kernel: what is
/// planned for the very moment of a restart comes before it.
fn time_after(run: &Run, step: u32) -> Anchor {
    let at = run.trace.step_time(step);
    let is_restart = |event: &TraceEvent| {
        matches!(event.kind, TraceKind::Restarted { .. } | TraceKind::Resumed { .. })
    };
    let later = run.trace.step_events(step).iter().any(is_restart);
    Anchor::At(if later { at + SimDuration::from_millis(1) } else { at })
}

/// The anchor of a fault at a line of the program, before or after it, for the process that ran it
/// first. `None` when the line never ran in this run, or, for what comes after it, never ended
/// well.
pub fn anchor_of_line(run: &Run, line: u16, moment: Moment) -> Option<(NodeId, Anchor)> {
    let is_there = |reached: &&Checkpoint| {
        reached.moment == moment && run.spans().line_of_place(&run.trace, reached) == Some(line)
    };
    let Checkpoint { node, name, ordinal, .. } = *run.trace.checkpoints().iter().find(is_there)?;
    Some((node, Anchor::Checkpoint { moment, node: None, name, ordinal }))
}

/// Which message of its role is the first one that a line of the program sends and that arrives, so
/// that it can be refused. `None` when there is none in this run.
pub fn request_of_line(run: &Run, line: u16, role: &str) -> Option<u32> {
    let is_own = |span: &&MessageSpan| span.sent_by == Some(line) && span.role() == role;
    let arrived = run.spans().messages().iter().filter(is_own).filter(|span| span.has_arrived());
    arrived.min_by_key(|span| span.ended).map(|span| span.ordinal)
}
