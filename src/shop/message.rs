//! The shop's protocol: what the participants say to each other.

use crate::program::step::{Answer, Decision, Status};
use crate::sim::node::{Message as _, NodeId};
use crate::sim::time::SimTime;

/// An order, counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct OrderId(pub u8);

/// The transaction id that a message carries (`UNIQ_KEY` in RocketMQ): made once for each callback
/// that is handled, kept through retries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TxId {
    /// The business key.
    pub order: OrderId,
    /// Which callback of the order made it.
    pub attempt: u8,
}

/// A task of a process: which handler run it is, in which life of the process.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TaskId {
    /// Which life of the process, so that an answer to a dead one is never taken for ours.
    pub life: u8,
    /// Counts the tasks of one life.
    pub number: u16,
}

/// Pairs an answer with the request that a task is waiting for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CallId {
    /// Who asks.
    pub task: TaskId,
    /// Which question of this task it is. An answer to an older one is late and is ignored.
    pub number: u16,
}

/// A position in the half queue or in a real topic's queue.
pub type Offset = u16;

/// What the participants say.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Message {
    /// Payment system → order service: this order is paid.
    Callback {
        /// Which order.
        order: OrderId,
        /// Which call about it, counted from 1.
        attempt: u8,
    },
    /// The answer to a callback.
    CallbackReply {
        /// Which order.
        order: OrderId,
        /// Which call.
        attempt: u8,
        /// HTTP 200 or 500.
        answer: Answer,
    },
    /// Order service → payment system: pay back.
    Refund {
        /// Which order.
        order: OrderId,
        /// Pairs the answer.
        call: CallId,
    },
    /// A statement for the database.
    Sql {
        /// Pairs the answer; the task in it is the database session.
        call: CallId,
        /// The order that the session is about.
        order: OrderId,
        /// The statement.
        statement: Statement,
        /// Whether it belongs to a transaction.
        scope: Scope,
    },
    /// A write to Redis or Elasticsearch.
    Write {
        /// Pairs the answer.
        call: CallId,
        /// Which store, for the message's role.
        store: Store,
        /// Which order.
        order: OrderId,
        /// Its new view.
        status: Status,
    },
    /// Order service → broker: a message.
    Send {
        /// Pairs the answer; `None` for a one-way send.
        call: Option<CallId>,
        /// The message's transaction id and business key.
        tx: TxId,
        /// Normal or half.
        kind: MessageKind,
        /// The producer's clock when it sent (`bornTimestamp`).
        born: SimTime,
    },
    /// An answer to a refund, a statement, a write or a send.
    Reply {
        /// Which question.
        call: CallId,
        /// The order that the question was about.
        order: OrderId,
        /// What it answers, for the message's role.
        to: ReplyTo,
        /// The answer.
        result: Result<Value, Refusal>,
    },
    /// Order service → broker, one-way: what becomes of a half message (`END_TRANSACTION`). A
    /// gRPC client calls the proxy, which sends it on one-way.
    End {
        /// Pairs the proxy's answer; `None` where there is none.
        call: Option<CallId>,
        /// Which entry of the half queue.
        offset: Offset,
        /// The transaction id, which the broker compares with the entry's.
        tx: TxId,
        /// The decision.
        decision: Decision,
        /// Whether it answers a check.
        origin: EndOrigin,
    },
    /// Broker → order service, one-way: what became of this half message
    /// (`CHECK_TRANSACTION_STATE`).
    Check {
        /// The entry of the half queue to name in the answer: the put-back copy.
        offset: Offset,
        /// The transaction id.
        tx: TxId,
        /// The producer's clock when the half message was sent.
        born: SimTime,
        /// Which check of this message it is, counted from 1.
        number: u8,
    },
    /// Broker → consumer.
    Deliver {
        /// Position in the topic.
        offset: Offset,
        /// The message.
        tx: TxId,
    },
    /// Consumer → broker: this message is consumed.
    Ack {
        /// Position in the topic.
        offset: Offset,
        /// The message, which the broker compares with the record's.
        tx: TxId,
    },
    /// Order service → broker, after a start: this producer can be asked.
    Heartbeat,
    /// Consumer → broker, after a start: this consumer takes messages.
    Subscribe,
}

/// What a producer sends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MessageKind {
    /// Visible once stored.
    Normal,
    /// Invisible until its end.
    Half,
}

/// Why an end is sent.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EndOrigin {
    /// The producer's own, after its local transaction.
    Producer,
    /// The answer to a check.
    Check,
}

/// The two stores that do not roll back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Store {
    /// A cache.
    Redis,
    /// A search index.
    Elasticsearch,
}

/// Whether a statement belongs to the transaction that its session has begun.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scope {
    /// It takes effect with the commit.
    Transaction,
    /// It takes effect at once.
    Autocommit,
}

/// A database statement.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Statement {
    /// Open a transaction.
    Begin,
    /// Set an order's status.
    UpdateOrder(OrderId, Status),
    /// Insert a message-log row.
    InsertLog(TxId),
    /// Read an order's status.
    SelectOrder(OrderId),
    /// Read a message-log row.
    SelectLog(TxId),
    /// Make the transaction durable.
    Commit,
    /// Undo the transaction.
    Rollback,
    /// The client closes the connection; an open transaction is undone. Not answered.
    Close,
}

/// What a reply answers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ReplyTo {
    /// A refund.
    Refund,
    /// A statement.
    Sql(Statement),
    /// A write to a store.
    Write(Store),
    /// A send.
    Send(MessageKind),
    /// An end that a gRPC client sends to the proxy.
    End,
}

/// What a successful reply carries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Value {
    /// Nothing but success.
    Done,
    /// The order's status.
    Order(Status),
    /// Whether the row exists.
    Found(bool),
    /// Where the message was stored.
    Stored(Offset),
}

/// Why a request is refused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refusal {
    /// A fault: a constraint is violated, a disk is full.
    Rejected,
    /// The database knows no open transaction of this session: it restarted since.
    NoTransaction,
    /// `TRANSACTION_DATA_NOT_FOUND`: the proxy does not remember the half message (any more).
    NoTransactionData,
    /// Kafka has no half messages.
    NoHalfMessages,
}

impl crate::sim::node::Message for Message {
    fn role(&self) -> &'static str {
        match self {
            Self::Callback { .. } => "callback",
            Self::CallbackReply { .. } => "callback.reply",
            Self::Refund { .. } => "refund",
            Self::Sql { statement, .. } => statement.role(),
            Self::Write { store, .. } => store.role(),
            Self::Send { kind, .. } => kind.role(),
            Self::Reply { to, .. } => to.role(),
            Self::End { .. } => "end",
            Self::Check { .. } => "check",
            Self::Deliver { .. } => "deliver",
            Self::Ack { .. } => "ack",
            Self::Heartbeat => "heartbeat",
            Self::Subscribe => "subscribe",
        }
    }

    fn is_repeated(&self) -> bool {
        matches!(self, Self::Sql { statement: Statement::Close, .. })
    }
}

impl Message {
    /// Every role that exists, for messages that suggest one.
    pub const ROLES: [&'static str; 32] = [
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
        "end.ack",
    ];

    /// The order that a message is about, if any.
    pub fn order(&self) -> Option<OrderId> {
        match self {
            Self::Callback { order, .. }
            | Self::CallbackReply { order, .. }
            | Self::Refund { order, .. }
            | Self::Sql { order, .. }
            | Self::Reply { order, .. }
            | Self::Write { order, .. } => Some(*order),
            Self::Send { tx, .. }
            | Self::End { tx, .. }
            | Self::Check { tx, .. }
            | Self::Deliver { tx, .. }
            | Self::Ack { tx, .. } => Some(tx.order),
            Self::Heartbeat | Self::Subscribe => None,
        }
    }

    /// The task that waits for an answer to it, if one does.
    pub fn task(&self) -> Option<TaskId> {
        match self {
            Self::Sql { call, .. }
            | Self::Write { call, .. }
            | Self::Refund { call, .. }
            | Self::Send { call: Some(call), .. }
            | Self::End { call: Some(call), .. } => Some(call.task),
            _ => None,
        }
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
                | Self::Send { .. }
                | Self::End { call: Some(_), .. }
        )
    }

    /// Whether it keeps a connection alive and says nothing about an order.
    pub fn is_housekeeping(&self) -> bool {
        matches!(self.role(), "heartbeat" | "subscribe" | "close")
    }
}

impl Statement {
    /// The role of the statement as a message.
    pub fn role(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::UpdateOrder(..) => "update",
            Self::InsertLog(_) => "insert",
            Self::SelectOrder(_) | Self::SelectLog(_) => "select",
            Self::Commit => "commit",
            Self::Rollback => "rollback",
            Self::Close => "close",
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

impl MessageKind {
    /// The role of a send of this kind.
    pub fn role(self) -> &'static str {
        match self {
            Self::Normal => "send",
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
            Self::Send(MessageKind::Normal) => "send.ack",
            Self::Send(MessageKind::Half) => "half.ack",
            Self::End => "end.ack",
            Self::Sql(statement) => match statement {
                Statement::Begin => "begin.ack",
                Statement::UpdateOrder(..) => "update.ack",
                Statement::InsertLog(_) => "insert.ack",
                Statement::SelectOrder(_) | Statement::SelectLog(_) => "select.ack",
                Statement::Commit => "commit.ack",
                Statement::Rollback | Statement::Close => "rollback.ack",
            },
        }
    }
}

/// The participants, by their place in the world.
pub mod nodes {
    use super::NodeId;

    /// The payment system: upstream, calls the order service.
    pub const PAYMENT: NodeId = NodeId(0);
    /// First instance of the order service.
    pub const ORDER_1: NodeId = NodeId(1);
    /// Second instance of the order service; it exists when the producer group has two.
    pub const ORDER_2: NodeId = NodeId(2);
    /// The order database.
    pub const DATABASE: NodeId = NodeId(3);
    /// Redis.
    pub const REDIS: NodeId = NodeId(4);
    /// Elasticsearch.
    pub const ELASTICSEARCH: NodeId = NodeId(5);
    /// The message broker.
    pub const BROKER: NodeId = NodeId(6);
    /// The red-packet service, which consumes the message.
    pub const CONSUMER: NodeId = NodeId(7);

    /// The proxy of RocketMQ 5, which gRPC clients talk to; it exists when they are used.
    pub const PROXY: NodeId = NodeId(13);

    /// Every participant with the name by which faults and traces call it, in the order in which
    /// they are drawn.
    pub const NAMES: [(NodeId, &str); 9] = [
        (PAYMENT, "payment"),
        (ORDER_1, "order-1"),
        (ORDER_2, "order-2"),
        (DATABASE, "database"),
        (REDIS, "redis"),
        (ELASTICSEARCH, "elasticsearch"),
        (PROXY, "proxy"),
        (BROKER, "broker"),
        (CONSUMER, "consumer"),
    ];

    /// The name of a participant.
    pub fn name(node: NodeId) -> &'static str {
        NAMES.iter().find(|(id, _)| *id == node).map_or("nobody", |(_, name)| name)
    }

    /// The participant of a name.
    pub fn by_name(name: &str) -> Option<NodeId> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(id, _)| *id)
    }
}
