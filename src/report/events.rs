//! The events of a run as JSON: one flat object each, with the fields that its kind has.

use std::fmt::Write as _;

use crate::program::step::{Answer, Decision, Handler};
use crate::shop::mark::{Description, Mark, Topic};
use crate::shop::message::{Message, OrderId, Refusal, Store, Value, nodes};
use crate::shop::{Operation, TraceEvent, TraceKind};
use crate::sim::node::{CrashMode, Message as _, NodeId};
use crate::sim::time::SimDuration;
use crate::sim::trace::LossReason;

use super::value::Json;

/// One event. Orders and steps count from 1, times are microseconds.
pub(super) struct Event {
    step: u32,
    at_us: u64,
    kind: &'static str,
    details: Details,
}

macro_rules! details {
    ($($(#[$doc:meta])* $field:ident: $type:ty,)*) => {
        /// What only some kinds have.
        #[derive(Default)]
        struct Details {
            $($(#[$doc])* $field: Option<$type>,)*
        }

        impl Details {
            /// Those that are there.
            fn fields(&self) -> Vec<(&'static str, Json)> {
                let all = [$((stringify!($field), self.$field.map(Json::from)),)*];
                all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
            }
        }
    };
}

details! {
    /// Of kind `mark`: what is so now.
    mark: &'static str,
    id: u32,
    node: &'static str,
    from: &'static str,
    to: &'static str,
    /// Of a message.
    role: &'static str,
    /// Which message of this role, or which step of this name.
    ordinal: u32,
    /// Which message this is a second copy of.
    copy_of: u32,
    order: u8,
    /// Which callback of the order.
    attempt: u8,
    /// Which copy of that callback, from the second on.
    copy: u8,
    reason: &'static str,
    mode: &'static str,
    name: &'static str,
    /// For how long; absent is for ever.
    for_us: u64,
    by_us: i64,
    operation: &'static str,
    handler: &'static str,
    line: u16,
    /// The how-many-eth of `of`.
    number: u32,
    of: u16,
    status: &'static str,
    store: &'static str,
    topic: &'static str,
    decision: &'static str,
    answer: &'static str,
    /// A place in the outbox or in the database's log.
    row: u16,
}

impl Event {
    /// What happened in one line: its kind, or what is so now, what it is about, and who.
    pub fn line(&self) -> String {
        let Details { mark, role, name, operation, node, from, to, order, .. } = &self.details;
        let what = mark.unwrap_or(self.kind);
        let words = [Some(what), *role, *name, *operation, *node, *from, *to];
        let mut line = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
        if let Some(order) = order {
            // Writing to a string cannot fail.
            let _ = write!(line, " order {order}");
        }
        line
    }

    /// The event as one flat object.
    pub fn json(&self) -> Json {
        let Self { step, at_us, kind, details } = self;
        let mut fields =
            vec![("step", (*step).into()), ("at_us", (*at_us).into()), ("kind", (*kind).into())];
        fields.append(&mut details.fields());
        Json::Object(fields)
    }

    pub fn of(event: &TraceEvent) -> Self {
        let (kind, details) = described(&event.kind);
        Self { step: event.step, at_us: event.at.as_micros(), kind, details }
    }
}

fn described(kind: &TraceKind) -> (&'static str, Details) {
    let none = Details::default;
    let at = |node: NodeId| Details { node: Some(nodes::name(node)), ..none() };
    let link = |from: NodeId, to: NodeId| Details {
        from: Some(nodes::name(from)),
        to: Some(nodes::name(to)),
        ..none()
    };
    match kind {
        TraceKind::Sent { id, from, to, message, ordinal, copy_of } => {
            let details = Details {
                id: Some(id.0),
                role: Some(message.role()),
                ordinal: Some(*ordinal),
                copy_of: copy_of.map(|id| id.0),
                order: message.order().map(number),
                answer: send_status(message),
                ..link(*from, *to)
            };
            ("sent", details)
        }
        TraceKind::Delayed { id, by } => {
            ("delayed", Details { id: Some(id.0), by_us: Some(signed(*by)), ..none() })
        }
        TraceKind::Lost { id, reason } => {
            ("lost", Details { id: Some(id.0), reason: Some(loss(*reason)), ..none() })
        }
        TraceKind::Delivered { id } => ("delivered", Details { id: Some(id.0), ..none() }),
        TraceKind::Refused { id } => ("refused", Details { id: Some(id.0), ..none() }),
        TraceKind::Stepped { node, name, ordinal } => {
            ("stepped", Details { name: Some(name), ordinal: Some(*ordinal), ..at(*node) })
        }
        TraceKind::Crashed { node, mode, down_for } => {
            let mode = match mode {
                CrashMode::Process => "process",
                CrashMode::PowerCut => "power-cut",
                CrashMode::Destroyed => "destroyed",
            };
            let for_us = down_for.map(SimDuration::as_micros);
            ("crashed", Details { mode: Some(mode), for_us, ..at(*node) })
        }
        TraceKind::Restarted { node } => ("restarted", at(*node)),
        TraceKind::Paused { node, pause_for } => {
            ("paused", Details { for_us: Some(pause_for.as_micros()), ..at(*node) })
        }
        TraceKind::Resumed { node } => ("resumed", at(*node)),
        TraceKind::Partitioned { from, to } => ("partitioned", link(*from, *to)),
        TraceKind::Repaired { from, to } => ("repaired", link(*from, *to)),
        TraceKind::Skewed { node, micros } => {
            ("skewed", Details { by_us: Some(*micros), ..at(*node) })
        }
        TraceKind::Operated { node, operation } => {
            let operation = match operation {
                Operation::CheckNow => "check-now",
                Operation::ResumeDiscarded => "resume-discarded",
            };
            ("operated", Details { operation: Some(operation), ..at(*node) })
        }
        TraceKind::Mark { node, mark } => {
            let (name, details) = marked(*mark);
            let node = Some(nodes::name(*node));
            ("mark", Details { mark: Some(name), node, ..details })
        }
    }
}

fn marked(mark: Mark) -> (&'static str, Details) {
    let Description { name, order, tx, values, .. } = mark.describe();
    let details = Details {
        order: order.map(number),
        attempt: tx.map(|tx| tx.attempt),
        copy: tx.map(|tx| tx.copy + 1).filter(|copy| *copy > 1),
        handler: values.handler.map(Handler::word),
        line: values.line,
        role: values.role,
        number: values.number,
        of: values.of,
        for_us: values.length.map(SimDuration::as_micros),
        status: values.status,
        store: values.store.map(stored_in),
        topic: values.topic.map(named),
        decision: values.decision.map(Decision::word),
        answer: values.answer.map(Answer::word),
        row: values.row,
        ..Details::default()
    };
    (name, details)
}

/// What a send of a message was answered.
fn send_status(message: &Message) -> Option<&'static str> {
    match message {
        Message::Reply { result: Ok(Value::Stored { status, .. }), .. } => Some(status.word()),
        Message::Reply { result: Err(Refusal::TooFewReplicas), .. } => {
            Some("IN_SYNC_REPLICAS_NOT_ENOUGH")
        }
        _ => None,
    }
}

fn number(order: OrderId) -> u8 {
    order.0 + 1
}

fn signed(length: SimDuration) -> i64 {
    i64::try_from(length.as_micros()).unwrap_or(i64::MAX)
}

fn loss(reason: LossReason) -> &'static str {
    match reason {
        LossReason::Fault => "fault",
        LossReason::Partition => "partition",
        LossReason::ProcessDown => "process-down",
        LossReason::HostDown => "host-down",
    }
}

fn stored_in(store: Store) -> &'static str {
    match store {
        Store::Redis => "redis",
        Store::Elasticsearch => "elasticsearch",
    }
}

fn named(topic: Topic) -> &'static str {
    match topic {
        Topic::Real => "real",
        Topic::Half => "half",
        Topic::Op => "op",
        Topic::Discard => "discard",
        Topic::Retry => "retry",
        Topic::DeadLetter => "dead-letter",
    }
}
