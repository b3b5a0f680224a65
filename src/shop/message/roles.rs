//! What a message is called, whom it is about, and who waits for its answer.

use crate::program::step::Answer;
use crate::sim::node::Message as _;

use super::{
    CallId, Message, MessageKind, OrderId, Progress, Refusal, ReplyTo, SendStatus, Statement,
    Store, TaskId, Value,
};

impl crate::sim::node::Message for Message {
    fn role(&self) -> &'static str {
        match self {
            Self::Callback { .. } => "callback",
            Self::CallbackReply { .. } => "callback.reply",
            Self::Refund { .. } => "refund",
            Self::Sql { statement, .. } => statement.roles().0,
            Self::Write { store, .. } => store.role(),
            Self::Send { kind, .. } => kind.role(),
            Self::Reply { to, .. } => to.role(),
            Self::End { .. } => "end",
            Self::Check { .. } => "check",
            Self::Deliver { .. } | Self::Hand { .. } => "deliver",
            Self::Ack { .. } => "ack",
            Self::Call { .. } => "call",
            Self::Ask { .. } => "ask",
            Self::Claim { .. } => "claim",
            Self::Replicate { .. } => "replicate",
            Self::ReplicateAck { .. } => "replicate.ack",
            Self::Pull { .. } => "pull",
            Self::Consumed { .. } => "offset",
            Self::SendBack { .. } => "sendback",
            Self::EndTransaction { .. } => "producer",
            Self::InitTransactions { .. } => "init",
            Self::Heartbeat => "heartbeat",
            Self::Subscribe => "subscribe",
        }
    }

    fn is_repeated(&self) -> bool {
        matches!(
            self,
            Self::Sql { statement: Statement::Close, .. }
                | Self::Replicate { .. }
                | Self::ReplicateAck { .. }
        )
    }

    /// A task takes its connection to the database from a pool, and keeps it.
    fn connection(&self) -> Option<u32> {
        match self {
            Self::Sql { call, .. } => Some(u32::from(call.task.number)),
            _ => None,
        }
    }
}

impl Message {
    /// Every role that exists, for messages that suggest one.
    pub const ROLES: [&'static str; 53] = [
        "callback",
        "callback.reply",
        "refund",
        "refund.ack",
        "begin",
        "begin.ack",
        "update",
        "update.ack",
        "insert",
        "insert.ack",
        "select",
        "select.ack",
        "commit",
        "commit.ack",
        "rollback",
        "rollback.ack",
        "close",
        "set",
        "set.ack",
        "index",
        "index.ack",
        "send",
        "send.ack",
        "half",
        "half.ack",
        "end",
        "check",
        "deliver",
        "ack",
        "heartbeat",
        "subscribe",
        "poll",
        "poll.ack",
        "mark",
        "mark.ack",
        "prepare",
        "prepare.ack",
        "call",
        "call.reply",
        "ask",
        "ask.ack",
        "claim",
        "claim.ack",
        "replicate",
        "replicate.ack",
        "pull",
        "offset",
        "sendback",
        "sendback.ack",
        "end.ack",
        "producer",
        "producer.ack",
        "init",
    ];

    /// The order that a message is about, if any.
    pub fn order(&self) -> Option<OrderId> {
        let order = match self {
            Self::Callback { order, .. }
            | Self::CallbackReply { order, .. }
            | Self::Refund { order, .. }
            | Self::Sql { order, .. }
            | Self::Reply { order, .. }
            | Self::Claim { order, .. }
            | Self::Write { order, .. } => *order,
            Self::Send { tx, .. }
            | Self::End { tx, .. }
            | Self::Check { tx, .. }
            | Self::Deliver { tx, .. }
            | Self::Call { tx, .. }
            | Self::Hand { tx, .. }
            | Self::Ask { tx, .. }
            | Self::Pull { tx, .. }
            | Self::Consumed { tx, .. }
            | Self::SendBack { tx, .. }
            | Self::EndTransaction { tx, .. }
            | Self::Ack { tx, .. } => tx.order,
            Self::Heartbeat
            | Self::Subscribe
            | Self::InitTransactions { .. }
            | Self::Replicate { .. }
            | Self::ReplicateAck { .. } => OrderId::NONE,
        };
        order.known()
    }

    /// The task that waits for an answer to it, if one does.
    pub fn task(&self) -> Option<TaskId> {
        self.call().map(|call| call.task)
    }

    /// The request that it is, if an answer to it is waited for.
    pub fn call(&self) -> Option<CallId> {
        match self {
            Self::Sql { call, .. }
            | Self::Write { call, .. }
            | Self::Refund { call, .. }
            | Self::Call { call, .. }
            | Self::Hand { call, .. }
            | Self::Ask { call, .. }
            | Self::Claim { call, .. }
            | Self::EndTransaction { call, .. }
            | Self::Send { call: Some(call), .. }
            | Self::SendBack { call: Some(call), .. }
            | Self::End { call: Some(call), .. } => Some(*call),
            _ => None,
        }
    }

    /// The refusal with which its receiver can answer it.
    pub fn refusal(&self) -> Option<Self> {
        let result = Err(Refusal::Rejected);
        let (call, order, to) = match *self {
            Self::Call { call, tx, request, .. } => (call, tx.order, ReplyTo::Call(request)),
            Self::Hand { call, tx } => (call, tx.order, ReplyTo::Hand),
            Self::Ask { call, tx, question } => (call, tx.order, ReplyTo::Ask(question)),
            Self::Claim { call, order, .. } => (call, order, ReplyTo::Claim),
            Self::Callback { order, attempt } => {
                return Some(Self::CallbackReply { order, attempt, answer: Answer::Error });
            }
            _ => return None,
        };
        Some(Self::Reply { call, order, to, result })
    }

    /// Whether this is an answer that a task waits for.
    pub fn is_reply(&self) -> bool {
        matches!(self, Self::Reply { .. } | Self::CallbackReply { .. })
    }

    /// Whether its receiver can answer that it refuses. Everything else that must be refused is
    /// dropped.
    pub fn has_refusal(&self) -> bool {
        matches!(
            self,
            Self::Callback { .. }
                | Self::Refund { .. }
                | Self::Sql { .. }
                | Self::Write { .. }
                | Self::Call { .. }
                | Self::Hand { .. }
                | Self::Ask { .. }
                | Self::Claim { .. }
                | Self::Send { .. }
                | Self::SendBack { .. }
                | Self::End { call: Some(_), .. }
                | Self::EndTransaction { .. }
        )
    }

    /// Whether it only keeps a connection or a consumer's offset up to date, or looks for work that
    /// is not there. A poll that finds a row shows by its answer.
    pub fn is_housekeeping(&self) -> bool {
        match self {
            Self::Reply { result, .. } => {
                self.role() == "poll.ack" && !matches!(result, Ok(Value::Row(_)))
            }
            _ => matches!(
                self.role(),
                "heartbeat" | "subscribe" | "init" | "close" | "poll" | "pull" | "offset"
            ),
        }
    }
}

impl Statement {
    /// The role of the statement as a message, and that of its answer.
    pub fn roles(self) -> (&'static str, &'static str) {
        match self {
            Self::Begin => ("begin", "begin.ack"),
            Self::UpdateOrder(..) => ("update", "update.ack"),
            Self::InsertLog(_)
            | Self::InsertTombstone(_)
            | Self::InsertOutbox(_)
            | Self::InsertPayout(_) => ("insert", "insert.ack"),
            Self::MarkOutbox(..) => ("mark", "mark.ack"),
            Self::Prepare(_) => ("prepare", "prepare.ack"),
            Self::SelectNext(..) => ("poll", "poll.ack"),
            Self::SelectOrder(_) | Self::SelectLog(_) => ("select", "select.ack"),
            Self::Commit | Self::CommitPrepared(_) => ("commit", "commit.ack"),
            Self::Rollback | Self::RollbackPrepared(_) => ("rollback", "rollback.ack"),
            Self::Close => ("close", "rollback.ack"),
        }
    }
}

impl Store {
    /// The role of a write to it.
    pub fn role(self) -> &'static str {
        match self {
            Self::Redis => "set",
            Self::Elasticsearch => "index",
        }
    }
}

impl Progress {
    /// This, or the other if that is less far.
    #[must_use]
    pub fn at_most(self, other: Self) -> Self {
        if self.log <= other.log { self } else { other }
    }
}

impl SendStatus {
    /// The word that RocketMQ's client has for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "SEND_OK",
            Self::FlushDiskTimeout => "FLUSH_DISK_TIMEOUT",
            Self::FlushSlaveTimeout => "FLUSH_SLAVE_TIMEOUT",
            Self::SlaveNotAvailable => "SLAVE_NOT_AVAILABLE",
        }
    }
}

impl MessageKind {
    /// The role of a send of this kind.
    pub fn role(self) -> &'static str {
        match self {
            Self::Normal | Self::Transactional => "send",
            Self::Half => "half",
        }
    }
}

impl ReplyTo {
    fn role(self) -> &'static str {
        match self {
            Self::Refund => "refund.ack",
            Self::Write(Store::Redis) => "set.ack",
            Self::Write(Store::Elasticsearch) => "index.ack",
            Self::Send(MessageKind::Normal | MessageKind::Transactional) => "send.ack",
            Self::Send(MessageKind::Half) => "half.ack",
            Self::Sql(statement) => statement.roles().1,
            Self::Call(_) => "call.reply",
            Self::Hand => "ack",
            Self::Ask(_) => "ask.ack",
            Self::Claim => "claim.ack",
            Self::SendBack => "sendback.ack",
            Self::End => "end.ack",
            Self::Producer => "producer.ack",
        }
    }
}
