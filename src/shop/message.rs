//! The shop's protocol: what the participants say to each other.

mod ids;
pub mod nodes;
mod roles;

pub use ids::{CallId, LogPosition, Offset, OrderId, Progress, TaskId, TxId};

use crate::program::step::{Answer, Decision, Note, OutboxMark, Request, Status};
use crate::sim::time::{SimDuration, SimTime};

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
        /// How often it was sent back before (`reconsumeTimes`).
        retry: u8,
    },
    /// POP consumer → broker: this message is consumed.
    Ack {
        /// Position in the topic.
        offset: Offset,
        /// The message, which the broker compares with the record's.
        tx: TxId,
    },
    /// One process of the program → another: do this about a message.
    Call {
        /// Pairs the reply.
        call: CallId,
        /// The message.
        tx: TxId,
        /// What to do.
        request: Request,
        /// The half message, if the caller has one.
        offset: Option<Offset>,
        /// When what the caller has in hand was born.
        born: SimTime,
    },
    /// A process of the program → consumer: the message, without a broker.
    Hand {
        /// Pairs the acknowledgement.
        call: CallId,
        /// The message.
        tx: TxId,
    },
    /// One process of the program → another, or Redis: is this so?
    Ask {
        /// Pairs the answer.
        call: CallId,
        /// The message.
        tx: TxId,
        /// What is asked.
        question: Question,
    },
    /// Consumer → Redis: claim the order's key, if nobody has (`SETNX`).
    Claim {
        /// Pairs the answer.
        call: CallId,
        /// The key.
        order: OrderId,
        /// When the claim expires, if it does.
        expires_in: Option<SimDuration>,
    },
    /// Order service → Kafka: what becomes of the producer's transaction (`EndTxn`).
    EndTransaction {
        /// Pairs the answer; the task in it is the producer.
        call: CallId,
        /// What its sender deals with.
        tx: TxId,
        /// Commit or abort.
        decision: Decision,
    },
    /// Order service → Kafka, after a start: `initTransactions` of its producers.
    InitTransactions {
        /// Which incarnation of the process says so: what an earlier one left open is aborted.
        incarnation: u8,
    },
    /// Order service → broker, after a start: this producer can be asked.
    Heartbeat,
    /// Consumer → broker, after a start: this consumer takes messages.
    Subscribe,
    /// Master → slave: the log up to a position.
    Replicate {
        /// Counts the incarnations of the master, because a crash may free positions.
        epoch: u16,
        /// Up to where.
        progress: Progress,
    },
    /// Slave → master: how far its copy has come (`HAClient.reportSlaveMaxOffset`).
    ReplicateAck {
        /// The incarnation of the master from which it has it.
        epoch: u16,
        /// Up to where.
        progress: Progress,
    },
    /// Push consumer → broker: this message has come; the next one, please.
    Pull {
        /// Position in the topic.
        offset: Offset,
        /// The message, which the broker compares with the record's.
        tx: TxId,
    },
    /// Push consumer → broker, one-way: everything up to this message is consumed
    /// (`UPDATE_CONSUMER_OFFSET`).
    Consumed {
        /// Position in the topic.
        offset: Offset,
        /// The message, which the broker compares with the record's.
        tx: TxId,
    },
    /// Push consumer → broker: this message could not be consumed; deliver it again, later
    /// (`CONSUMER_SEND_MSG_BACK`).
    SendBack {
        /// Pairs the answer; `None` when nobody waits for one.
        call: Option<CallId>,
        /// Position in the topic.
        offset: Offset,
        /// The message, which the broker compares with the record's.
        tx: TxId,
    },
}

/// What a producer sends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MessageKind {
    /// Visible once stored.
    Normal,
    /// Invisible until its end.
    Half,
    /// In a Kafka transaction: invisible until that is committed.
    Transactional,
}

/// Why an end is sent.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EndOrigin {
    /// The producer's own, after its local transaction.
    Producer,
    /// The answer to a check.
    Check,
}

/// What one process asks another.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Question {
    /// Whether it has this note about the message.
    Note(Note),
    /// Whether it has given the order's red packet.
    Payout,
    /// Whether the order's key is claimed.
    Claim,
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
    /// Insert a row that forbids the message-log row of this message.
    InsertTombstone(TxId),
    /// Insert an outbox row.
    InsertOutbox(TxId),
    /// Insert a row that is a red packet.
    InsertPayout(OrderId),
    /// Say what became of an outbox row.
    MarkOutbox(OutboxKey, OutboxMark),
    /// End the transaction's first phase, under this id.
    Prepare(TxId),
    /// Commit what is prepared under this id.
    CommitPrepared(TxId),
    /// Undo what is prepared under this id.
    RollbackPrepared(TxId),
    /// Read the next row of a table after a place in it.
    SelectNext(Table, Option<u16>),
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

/// The outbox rows that a statement speaks of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OutboxKey {
    /// Whose message they hold.
    pub tx: TxId,
    /// The number of the one row in hand; without one, every row of this message.
    pub row: Option<u16>,
}

impl OutboxKey {
    /// Whether some row can be meant by both.
    pub fn overlaps(self, other: Self) -> bool {
        self.tx == other.tx && (self.row == other.row || self.row.is_none() || other.row.is_none())
    }
}

/// What is read row after row, and in which order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Table {
    /// The orders with this status, by number.
    Orders(Status),
    /// The outbox rows that are neither sent nor dead, by number.
    Outbox,
    /// Every outbox row, by number.
    EveryOutbox,
    /// The inserts into the outbox in the order of their commits: the database's log.
    Binlog,
    /// The prepared transactions, oldest first.
    Prepared,
}

/// A row that was read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Row {
    /// Its message.
    pub tx: TxId,
    /// Its place in the order in which its table is read.
    pub place: u16,
    /// Its number, if it is a row of the outbox.
    pub number: Option<u16>,
    /// How often sending it has failed (outbox rows).
    pub tried: u16,
    /// When it was written, by the database's clock, in whole milliseconds.
    pub born_millis: u32,
}

impl Row {
    /// A row that is about a message, at this place, written at this time.
    pub fn new(tx: TxId, place: u16, born: SimTime) -> Self {
        let born_millis = u32::try_from(born.as_millis()).unwrap_or(u32::MAX);
        Self { tx, place, number: None, tried: 0, born_millis }
    }

    /// When it was written.
    pub fn born(&self) -> SimTime {
        SimTime::ZERO + SimDuration::from_millis(u64::from(self.born_millis))
    }
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
    /// A call.
    Call(Request),
    /// A message that was handed over: this is the consumer's acknowledgement.
    Hand,
    /// A question.
    Ask(Question),
    /// A claim.
    Claim,
    /// A send-back.
    SendBack,
    /// An end that a gRPC client sends to the proxy.
    End,
    /// The end of a Kafka transaction.
    Producer,
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
    /// The next row.
    Row(Row),
    /// A message was stored.
    Stored {
        /// Where.
        offset: Offset,
        /// What the broker can say of its safety.
        status: SendStatus,
    },
}

/// `SendStatus` of a stored message. All but the first say that a synchronous copy is missing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SendStatus {
    /// As safe as the settings of the broker ask for.
    Ok,
    /// The flush took longer than `syncFlushTimeout`.
    FlushDiskTimeout,
    /// The slave took longer than `slaveTimeout`.
    FlushSlaveTimeout,
    /// No slave is connected.
    SlaveNotAvailable,
}

/// Why a request is refused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refusal {
    /// A fault: a constraint is violated, a disk is full.
    Rejected,
    /// The database knows no open transaction of this session: it restarted since.
    NoTransaction,
    /// There is one already: a unique key, a claim.
    Taken,
    /// `IN_SYNC_REPLICAS_NOT_ENOUGH`: fewer copies than `minInSyncReplicas`.
    TooFewReplicas,
    /// `TRANSACTION_DATA_NOT_FOUND`: the proxy does not remember the half message (any more).
    NoTransactionData,
    /// Kafka has no half messages.
    NoHalfMessages,
    /// The producer's transaction was aborted without its asking (`ProducerFencedException`).
    Fenced,
}
