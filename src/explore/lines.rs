//! Which line of the program a message belongs to, and what its receiver does because of it.

use crate::ordered::Map;
use crate::program::step::{Handler, Program};
use crate::shop::mark::Mark;
use crate::shop::message::{CallId, Message, TaskId};
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::node::{MessageId, NodeId};

/// Follows the events of a run.
///
/// A request and its answer belong to the line that waits for it, a message without an answer to the
/// line that sends it, and what starts a handler to the handler's own line. Everything else, like
/// the broker's check rounds and replication, belongs to no line.
#[derive(Clone, Default, Debug)]
pub(super) struct Lines {
    /// The line that each task of each process has come to.
    at: Map<(NodeId, TaskId), u16>,
    /// Who has come to a line last, to which, and during which step.
    last: Option<(NodeId, u16, u32)>,
    /// The line that waits for an answer.
    calls: Map<(NodeId, CallId), u16>,
    /// The receiver of a message and the line that it belongs to.
    messages: Map<MessageId, (NodeId, u16)>,
    /// Who was given something during a step, and the line that it belongs to.
    given: (u32, Vec<(NodeId, u16)>),
}

impl Lines {
    /// Takes the next event.
    pub(super) fn pass(&mut self, program: &Program, event: &TraceEvent) {
        match &event.kind {
            TraceKind::Mark { node, mark: Mark::Line { task, line, .. } } => {
                self.at.insert((*node, *task), *line);
                self.last = Some((*node, *line, event.step));
            }
            TraceKind::Crashed { node, .. } => self.at.retain(|(at, _), _| at != node),
            TraceKind::Sent { id, from, to, message, copy_of, .. } => {
                let line = match copy_of {
                    Some(first) => self.of_message(*first),
                    None => self.sent(program, (*from, *to), message, event.step),
                };
                if let Some(line) = line {
                    self.messages.insert(*id, (*to, line));
                }
            }
            TraceKind::Delivered { id } => {
                if self.given.0 != event.step {
                    self.given = (event.step, Vec::new());
                }
                self.given.1.extend(self.messages.get(id));
            }
            _ => {}
        }
    }

    /// The line of a message that has been sent.
    pub(super) fn of_message(&self, id: MessageId) -> Option<u16> {
        self.messages.get(&id).map(|&(_, line)| line)
    }

    /// The line for which a participant does what it does during a step.
    pub(super) fn served_by(&self, node: NodeId, step: u32) -> Option<u16> {
        let (at, given) = &self.given;
        given.iter().find(|(to, _)| *at == step && *to == node).map(|&(_, line)| line)
    }

    fn sent(
        &mut self,
        program: &Program,
        (from, to): (NodeId, NodeId),
        message: &Message,
        step: u32,
    ) -> Option<u16> {
        if let Some(call) = message.call() {
            let line = *self.at.get(&(from, call.task))?;
            self.calls.insert((from, call), line);
            return Some(line);
        }
        match message {
            Message::Reply { call, .. } => self.calls.get(&(to, *call)).copied(),
            Message::Callback { attempt: 1, .. } => head(program, Handler::Payment),
            Message::Callback { .. } => head(program, Handler::Repeat),
            Message::Check { .. } => head(program, Handler::Check),
            Message::Deliver { .. } => head(program, Handler::Message),
            _ => {
                let (node, line, at) = self.last?;
                ((node, at) == (from, step)).then_some(line)
            }
        }
    }
}

/// The line on which a handler begins: the nearest one above its first step that says `on`.
fn head(program: &Program, handler: Handler) -> Option<u16> {
    let first = program.steps.get(usize::from(program.entry(handler)?))?.line;
    let mut above = program.lines.iter().zip(1..first).rev();
    above
        .find(|(line, _)| line.text.starts_with("on ") && line.depth == 0)
        .map(|(_, number)| number)
}
