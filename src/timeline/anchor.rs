//! Anchors for faults made by hand: the nearest place with a meaning.

use crate::ordered::{Map, sort_by_key};
use crate::program::step::Program;
use crate::run::Run;
use crate::scenario::fault::Anchor;
use crate::shop::mark::Mark;
use crate::shop::message::{Message, TaskId, nodes};
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::choice::{Moment, Place};
use crate::sim::node::{Message as _, MessageId, NodeId};
use crate::sim::time::{SimDuration, SimTime};
use crate::sim::trace::Reached;

/// The anchor of a fault that strikes `node` (or nobody in particular) right after a step of a run:
/// the step of a program or the message with which that step ended, or its time if it has neither.
/// A name is counted as the chooser counts it, so that the fault strikes in the next run.
pub fn anchor_at(run: &Run, step: u32, node: Option<NodeId>) -> Anchor {
    let program = &run.shop.program;
    // The payment system's end of a call is outside the shop; time says it better.
    let is_named =
        |reached: &&Reached| reached.moment == Moment::After && reached.node != nodes::PAYMENT;
    let mut places: Vec<_> = run.trace.step_places(step).iter().rev().filter(is_named).collect();
    // What the struck participant did itself says most, and a step says more than a message.
    sort_by_key(&mut places, |reached| {
        (Some(reached.node) != node, reached.place == Place::Message)
    });
    let named = |reached: &Reached| {
        let Reached { moment, name, ordinal, .. } = *reached;
        let short = Anchor::Reach { moment, node: None, name, ordinal };
        let long = Anchor::Reach { moment, node: Some(reached.node), name, ordinal };
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
/// first. `None` when the line never ran in this run, or, for what comes after it, never ended well.
pub fn anchor_of_line(run: &Run, line: u16, moment: Moment) -> Option<(NodeId, Anchor)> {
    let mut lines = Lines::default();
    for event in &run.trace.events {
        if let Some(passed) = lines.pass(&run.shop.program, event)
            && (passed.line, passed.moment) == (line, moment)
        {
            let Passed { node, name, ordinal, .. } = passed;
            return Some((node, Anchor::Reach { moment, node: None, name, ordinal }));
        }
    }
    None
}

/// Which message of its role is the first one that a line of the program sends and that arrives, so
/// that it can be refused. `None` when there is none in this run.
pub fn request_of_line(run: &Run, line: u16, role: &str) -> Option<u32> {
    let (mut running, mut sent) = (Vec::new(), Map::default());
    for event in &run.trace.events {
        match &event.kind {
            TraceKind::Mark { node, mark: Mark::Line { task, line: at, .. } } => {
                running.retain(|(of, other)| (of, other) != (node, task));
                if *at == line {
                    running.push((*node, *task));
                }
            }
            TraceKind::Sent { id, from, message, ordinal, .. } if message.role() == role => {
                let is_own = |task: &TaskId| message.task().is_none_or(|caller| caller == *task);
                if running.iter().any(|(node, task)| node == from && is_own(task)) {
                    sent.insert(*id, *ordinal);
                }
            }
            TraceKind::Delivered { id } if sent.contains_key(id) => return sent.get(id).copied(),
            _ => {}
        }
    }
    None
}

/// Follows which task of which process is at which line.
#[derive(Default)]
struct Lines {
    /// Process, task, and the line that it has not finished.
    at: Vec<(NodeId, TaskId, u16)>,
    begun: Map<(NodeId, &'static str), u32>,
    /// Whom each answer is for.
    answers: Map<MessageId, TaskId>,
    /// Who was heard of last, and when: a step that ends at that moment is most likely its own.
    last: Option<(NodeId, TaskId, SimTime)>,
}

/// A process came to a line, or is done with it.
struct Passed {
    node: NodeId,
    line: u16,
    moment: Moment,
    name: &'static str,
    ordinal: u32,
}

impl Lines {
    fn pass(&mut self, program: &Program, event: &TraceEvent) -> Option<Passed> {
        match &event.kind {
            TraceKind::Mark { node, mark: Mark::Line { task, line, .. } } => {
                self.forget(*node, Some(*task));
                self.at.push((*node, *task, *line));
                self.last = Some((*node, *task, event.at));
                let (name, moment) = (name_of(program, *line)?, Moment::Before);
                let count = self.begun.or_insert((*node, name), 0);
                *count += 1;
                Some(Passed { node: *node, line: *line, moment, name, ordinal: *count })
            }
            TraceKind::Mark { node, mark: Mark::TaskEnded(task) } => {
                self.forget(*node, Some(*task));
                None
            }
            TraceKind::Crashed { node, .. } => {
                self.forget(*node, None);
                None
            }
            TraceKind::Sent { id, message: Message::Reply { call, .. }, .. } => {
                self.answers.insert(*id, call.task);
                None
            }
            TraceKind::Sent { id, message: _, copy_of: Some(first), .. } => {
                let task = self.answers.get(first).copied()?;
                self.answers.insert(*id, task);
                None
            }
            TraceKind::Delivered { id } => {
                let task = self.answers.get(id).copied()?;
                let node = self.at.iter().find(|(_, other, _)| *other == task)?.0;
                self.last = Some((node, task, event.at));
                None
            }
            TraceKind::Stepped { node, name, ordinal } => {
                let line = self.end(program, (*node, name), event.at)?;
                Some(Passed { node: *node, line, moment: Moment::After, name, ordinal: *ordinal })
            }
            _ => None,
        }
    }

    /// The line that a process has just finished: that of the task that was heard of at this very
    /// moment, else of the one that has waited longest.
    fn end(
        &mut self,
        program: &Program,
        (node, name): (NodeId, &str),
        now: SimTime,
    ) -> Option<u16> {
        let fits = |(of, _, line): &(NodeId, TaskId, u16)| {
            *of == node && name_of(program, *line) == Some(name)
        };
        let is_last = |(_, task, _): &(NodeId, TaskId, u16)| self.last == Some((node, *task, now));
        let own = self.at.iter().position(|entry| fits(entry) && is_last(entry));
        let place = own.or_else(|| self.at.iter().position(fits))?;
        Some(self.at.remove(place).2)
    }

    fn forget(&mut self, node: NodeId, task: Option<TaskId>) {
        self.at.retain(|(of, other, _)| *of != node || task.is_some_and(|task| task != *other));
    }
}

/// The name of the step that a line is.
fn name_of(program: &Program, line: u16) -> Option<&'static str> {
    program.steps.iter().find(|step| step.line == line)?.op.name()
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

/// The content of a message of a run.
pub fn message(run: &Run, wanted: MessageId) -> Option<&Message> {
    run.trace.events.iter().find_map(|event| match &event.kind {
        TraceKind::Sent { id, message, .. } if *id == wanted => Some(message),
        _ => None,
    })
}
