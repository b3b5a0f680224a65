//! Makes the spans of a run while it goes on, event by event.

use crate::ordered::Map;
use crate::program::step::{Handler, Program};
use crate::shop::mark::Mark;
use crate::shop::message::{CallId, Message, OrderId, TaskId};
use crate::shop::{Trace, TraceEvent, TraceKind};
use crate::sim::node::{Message as _, MessageId, NodeId};
use crate::sim::time::SimTime;

use super::{Fate, MessageSpan, Scope, Spans, TaskSpan, place_of};

/// Spans that are being made.
#[derive(Clone, Default, Debug)]
pub struct SpanBuilder {
    spans: Spans,
    /// The requests that tasks have sent.
    requests: Map<(NodeId, CallId), MessageId>,
    /// The line that each task has come to last.
    lines: Vec<Option<u16>>,
    /// The steps that have begun and not ended, by name and by the event with which they began, and
    /// whose they are.
    begun: Map<Begun, usize>,
    /// The step of each task that is among them.
    steps: Vec<Option<Begun>>,
    /// Who has come to a line last, to which, and during which step.
    came: Option<(NodeId, u16, u32)>,
    /// The task that was heard of last, and when: a step that ends at that moment is most likely
    /// its own.
    heard: Option<(usize, SimTime)>,
}

type Begun = (NodeId, &'static str, usize);

impl SpanBuilder {
    /// Takes in the events that have been added to a trace since it was observed last.
    pub fn observe(&mut self, program: &Program, trace: &Trace) {
        for index in self.spans.scopes.len()..trace.events.len() {
            let scope = self.take(program, trace, index);
            if let Some(place) = scope.task {
                self.spans.tasks[place].last = index;
            }
            self.spans.scopes.push(scope);
        }
    }

    /// The spans up to here.
    pub fn finish(self) -> Spans {
        self.spans
    }

    /// Takes in one event. Says what it belongs to.
    fn take(&mut self, program: &Program, trace: &Trace, index: usize) -> Scope {
        let event = &trace.events[index];
        match &event.kind {
            TraceKind::Sent { .. } => self.sent(program, index, event),
            TraceKind::Delayed { id, by } => self.change(*id, |span| span.delay = Some(*by)),
            TraceKind::Lost { id, reason } => self.change(*id, |span| {
                (span.fate, span.ended) = (Fate::Lost { reason: *reason }, Some(index));
            }),
            TraceKind::Delivered { id } => {
                let scope = self.change(*id, |span| {
                    (span.fate, span.ended) = (Fate::Delivered, Some(index));
                });
                let is_answer = self
                    .spans
                    .message(*id)
                    .is_some_and(|span| matches!(span.message, Message::Reply { .. }));
                if let Some(task) = scope.task.filter(|_| is_answer) {
                    self.heard = Some((task, event.at));
                }
                scope
            }
            TraceKind::Refused { id } => self.change(*id, |span| span.fate = Fate::Refused),
            TraceKind::Mark { node, mark } => self.marked(program, (trace, index), *node, *mark),
            TraceKind::Stepped { node, name, .. } => self.stepped((*node, name), event.at),
            TraceKind::Crashed { node, .. } => {
                let steps = &mut self.steps;
                self.begun.retain(|begun, task| {
                    steps[*task] = Some(*begun).filter(|(at, ..)| at != node);
                    steps[*task].is_some()
                });
                Scope::default()
            }
            TraceKind::Operated { .. }
            | TraceKind::Restarted { .. }
            | TraceKind::Paused { .. }
            | TraceKind::Resumed { .. }
            | TraceKind::Partitioned { .. }
            | TraceKind::Repaired { .. }
            | TraceKind::Skewed { .. } => Scope::default(),
        }
    }

    fn sent(&mut self, program: &Program, index: usize, event: &TraceEvent) -> Scope {
        let TraceKind::Sent { id, from, to, message, ordinal, copy_of } = event.kind else {
            return Scope::default();
        };
        let mut span = MessageSpan {
            id,
            from,
            to,
            message,
            ordinal,
            copy_of,
            has_copy: false,
            answer: None,
            sent: index,
            sent_by: self.line_of_sender(from, message.role(), event.step),
            ended: None,
            delay: None,
            fate: Fate::InFlight,
            scope: Scope::default(),
        };
        span.scope = match copy_of {
            Some(first) => self.change(first, |first| {
                first.has_copy = true;
                span.sent_by = first.sent_by;
            }),
            None => self.scope_of(program, &span),
        };
        if let Some(call) = message.call() {
            span.sent_by = span.scope.line;
            self.requests.insert((from, call), id);
        }
        debug_assert_eq!(place_of(id), Some(self.spans.messages.len()), "ids count up");
        let scope = span.scope;
        self.spans.messages.push(span);
        scope
    }

    /// The line of a process that sends a message without waiting for an answer: the one that it
    /// has just come to; after a pause, the one whose step has the name of the message and is not
    /// done.
    fn line_of_sender(&self, from: NodeId, role: &'static str, step: u32) -> Option<u16> {
        match self.came {
            Some((node, line, at)) if (node, at) == (from, step) => Some(line),
            _ => self.lines[self.longest(from, role)?],
        }
    }

    /// The task of a process whose step of this name has taken longest.
    fn longest(&self, node: NodeId, name: &'static str) -> Option<usize> {
        let (begun, task) = self.begun.iter_from(&(node, name, 0)).next()?;
        ((begun.0, begun.1) == (node, name)).then_some(*task)
    }

    /// What a message that leaves belongs to.
    fn scope_of(&mut self, program: &Program, span: &MessageSpan) -> Scope {
        if let Some(call) = span.message.call() {
            let task = self.task(span.sent, span.from, call.task, span.message.order());
            return Scope { task: Some(task), line: self.lines[task] };
        }
        let line = match span.message {
            Message::Reply { call, .. } => {
                let request = self.requests.get(&(span.to, call)).copied();
                let answered = |request| {
                    self.change(request, |request: &mut MessageSpan| {
                        request.answer.get_or_insert(span.id);
                    })
                };
                return request.map_or(Scope::default(), answered);
            }
            Message::Callback { attempt: 1, .. } => head(program, Handler::Payment),
            Message::Callback { .. } => head(program, Handler::Repeat),
            Message::Check { .. } => head(program, Handler::Check),
            Message::Deliver { .. } => head(program, Handler::Message),
            _ => span.sent_by,
        };
        Scope { task: None, line }
    }

    fn marked(
        &mut self,
        program: &Program,
        (trace, index): (&Trace, usize),
        node: NodeId,
        mark: Mark,
    ) -> Scope {
        let event = &trace.events[index];
        let Some(id) = mark.task() else {
            let Some(id) = arrival_before(trace, event) else { return Scope::default() };
            return self.change(id, |span| {
                if let Mark::Ignored { .. } = mark {
                    span.fate = Fate::LateIgnored;
                }
            });
        };
        let order = match mark {
            Mark::Line { order, .. } => Some(order),
            _ => None,
        };
        let place = self.task(index, node, id, order);
        match mark {
            Mark::Line { line, .. } => {
                self.forget_step(place);
                self.lines[place] = Some(line);
                self.came = Some((node, line, event.step));
                self.heard = Some((place, event.at));
                if let Some(name) = name_of(program, line) {
                    self.begun.insert((node, name, index), place);
                    self.steps[place] = Some((node, name, index));
                }
            }
            Mark::TaskEnded(_) => self.forget_step(place),
            _ => {}
        }
        Scope { task: Some(place), line: self.lines[place] }
    }

    /// A process has finished a step: that of the task that was heard of at this very moment, else
    /// the one that has taken longest.
    fn stepped(&mut self, (node, name): (NodeId, &'static str), now: SimTime) -> Scope {
        let heard = self.heard.filter(|(_, at)| *at == now).map(|(task, _)| task);
        let is_meant = |begun: &Begun| (begun.0, begun.1) == (node, name);
        let own = heard.filter(|task| self.steps[*task].as_ref().is_some_and(is_meant));
        let Some(task) = own.or_else(|| self.longest(node, name)) else { return Scope::default() };
        self.forget_step(task);
        Scope { task: Some(task), line: self.lines[task] }
    }

    fn forget_step(&mut self, task: usize) {
        if let Some(begun) = self.steps[task].take() {
            self.begun.remove(&begun);
        }
    }

    /// The place of a task in the list, to which it is added when it is first seen.
    fn task(&mut self, index: usize, node: NodeId, id: TaskId, order: Option<OrderId>) -> usize {
        let next = self.spans.tasks.len();
        let place = *self.spans.places.or_insert((node, id), next);
        if place == next {
            let (first, last, orders) = (index, index, Vec::new());
            self.spans.tasks.push(TaskSpan { node, id, first, last, orders });
            self.lines.push(None);
            self.steps.push(None);
        }
        let orders = &mut self.spans.tasks[place].orders;
        if let Some(order) = order
            && orders.last().is_none_or(|(_, last)| *last != order)
        {
            orders.push((index, order));
        }
        place
    }

    /// Changes what is known of a message. Says what it belongs to.
    fn change(&mut self, id: MessageId, change: impl FnOnce(&mut MessageSpan)) -> Scope {
        let span = place_of(id).and_then(|place| self.spans.messages.get_mut(place));
        span.map_or(Scope::default(), |span| {
            change(span);
            span.scope
        })
    }
}

/// The message that set off an event, if it has just arrived.
fn arrival_before(trace: &Trace, event: &TraceEvent) -> Option<MessageId> {
    let cause = &trace.events[event.cause? as usize];
    match cause.kind {
        TraceKind::Delivered { id } if cause.at == event.at => Some(id),
        _ => None,
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

/// The name of the step that a line is.
fn name_of(program: &Program, line: u16) -> Option<&'static str> {
    program.steps.iter().find(|step| step.line == line)?.op.name()
}
