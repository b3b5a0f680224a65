//! Facts that the participants put in the trace. No words: `text` makes those.

mod description;

use crate::program::step::{Answer, Decision, Handler, Note, OutboxMark, Status};
use crate::sim::time::SimDuration;

use super::message::{Offset, OrderId, Store, TaskId, TxId};

pub use description::{Description, Remark, Values};

/// A fact of the shop.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mark {
    /// A task came to a line of the program.
    Line {
        /// Which task.
        task: TaskId,
        /// Which handler it runs.
        handler: Handler,
        /// For which order.
        order: OrderId,
        /// The line, counted from 1.
        line: u16,
    },
    /// A task ended.
    TaskEnded(TaskId),
    /// A task gave up because it ran more steps than a program may.
    StepLimit(TaskId),
    /// A task stopped waiting for an answer.
    TimedOut {
        /// Which task.
        task: TaskId,
        /// The role of the request.
        role: &'static str,
        /// How long it waited.
        after: SimDuration,
    },
    /// The connection on which a task waits for an answer closed: who was asked has died.
    ConnectionLost {
        /// Which task.
        task: TaskId,
        /// The role of the request.
        role: &'static str,
    },
    /// A send tries again.
    Retry {
        /// Which task.
        task: TaskId,
        /// Which attempt this is, counted from 1.
        attempt: u16,
        /// Of how many; zero where nothing but time limits them.
        of: u16,
    },
    /// A step failed and nothing in the program handles it.
    Exception {
        /// Which task.
        task: TaskId,
        /// The line that failed.
        line: u16,
    },
    /// An answer came too late and nobody waits for it.
    Ignored {
        /// Its role.
        role: &'static str,
    },
    /// A task waits for a database connection.
    PoolWait(TaskId),
    /// A task got its connection after waiting.
    PoolGranted(TaskId),
    /// The database opened a transaction.
    TransactionBegan(OrderId),
    /// The commit point: the transaction is durable.
    Committed(OrderId),
    /// The database undid a transaction.
    RolledBack(OrderId),
    /// A statement waits for a row that another transaction has changed.
    LockWait(OrderId),
    /// An order's durable status changed.
    OrderIs(OrderId, Status),
    /// A store that does not roll back changed.
    Wrote(Store, OrderId, Status),
    /// The broker put a record in its page cache.
    Appended(Topic, Offset, TxId),
    /// Everything appended so far is on the disk.
    Flushed,
    /// A crash destroyed a record: it was in memory, not flushed, or not on another machine.
    Evaporated(Topic, TxId),
    /// An end names a half message that does not exist (any more). Nobody is told.
    EndWithoutHalf(TxId),
    /// A producer's own end came after the message's custom immunity and was refused with 604
    /// `ILLEGAL_OPERATION`. Nobody is told.
    EndRefused(TxId),
    /// The broker accepted an end.
    Ended(TxId, Decision),
    /// A check round began.
    CheckRound,
    /// The check round stopped: what is left is younger than `transactionTimeOut`.
    RoundStopped,
    /// A check was due, but no producer of the group is connected. It counts all the same.
    CheckWithoutProducer(TxId, u8),
    /// A half message is within its custom immunity: it was put back without a check. It counts
    /// all the same.
    PutBackImmune(TxId, u8),
    /// A half message spent all its checks and was moved to the discard topic.
    Discarded(TxId),
    /// A half message is older than `fileReservedTime` and was moved to the discard topic.
    Expired(TxId),
    /// An operator put a discarded half message back.
    Resumed(TxId),
    /// Nothing acknowledged the delivery in time; the message is delivered again.
    Redelivery(TxId),
    /// A red packet was given.
    Payout {
        /// For which order.
        order: OrderId,
        /// The how-many-eth for this order.
        nth: u32,
    },
    /// The inbox refused a second red packet.
    PayoutRefused(OrderId),
    /// The payment system captured the money.
    Captured(OrderId),
    /// The payment system got its answer in time.
    Answered(OrderId, Answer),
    /// The payment system stopped waiting for the answer.
    DeadlineMissed(OrderId),
    /// The payment system's call was refused, because nobody listens there. It is no answer, but it
    /// says that the call failed.
    CallRefused(OrderId),
    /// The payment system paid the money back.
    Refunded(OrderId),
    /// A transaction is prepared: from here on it waits for its decision, with its locks.
    Prepared(OrderId),
    /// What became of an outbox row.
    OutboxIs(TxId, OutboxMark),
    /// A process noted something about a message on its disk.
    Noted(TxId, Note),
    /// A process moved its cursor in memory to this place.
    CursorMoved(u16),
    /// A process wrote its cursor to its disk.
    CursorSaved(u16),
    /// The consumer has a message that was handed to it without a broker.
    Received(TxId),
    /// Redis holds the order's key from now on.
    Claimed(OrderId),
    /// The broker refused to store a message: there are fewer copies than `minInSyncReplicas`.
    PutRefused(TxId),
    /// The consumer sent a message back; the broker delivers it again after a pause.
    RetryPlanned {
        /// Which message.
        tx: TxId,
        /// Which delivery after the first it will be, counted from 1 (`reconsumeTimes`).
        retry: u8,
        /// The pause.
        after: SimDuration,
    },
    /// A message that could not be consumed for the last time went to the dead-letter topic.
    DeadLetter(TxId),
    /// A send may try again, but the time of all its attempts together is used up.
    BudgetSpent(TaskId),
    /// The client's queue of checks is full: this one is dropped, and nobody is told.
    CheckDropped(TxId),
    /// The proxy remembers no half message of this transaction.
    DataNotFound(TxId),
    /// Kafka has this record already: a retry of the same producer, stored once.
    Deduplicated(TxId),
    /// Kafka has written the commit marker of a transaction: consumers can read it.
    Published(TxId),
    /// Kafka has aborted a transaction: consumers never read it.
    Aborted(TxId, WhyAborted),
}

impl Mark {
    /// The order that it names; one that is known by its task only has none here.
    pub fn order(self) -> Option<OrderId> {
        self.describe().order
    }

    /// The task that it names.
    pub fn task(self) -> Option<TaskId> {
        self.describe().task
    }
}

/// Why Kafka aborted a transaction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum WhyAborted {
    /// The producer asked for it.
    Asked,
    /// It was open for `transaction.timeout.ms`.
    TimedOut,
    /// Its producer has started again since.
    Fenced,
}

/// The broker's topics.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Topic {
    /// The topic that consumers read.
    Real,
    /// `RMQ_SYS_TRANS_HALF_TOPIC`.
    Half,
    /// `RMQ_SYS_TRANS_OP_HALF_TOPIC`.
    Op,
    /// `TRANS_CHECK_MAX_TIME_TOPIC`.
    Discard,
    /// `%RETRY%` and the consumer's group: what the consumer sent back.
    Retry,
    /// `%DLQ%` and the consumer's group: what it could not consume, for people to look at.
    DeadLetter,
}
