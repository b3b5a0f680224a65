//! What orders, messages, tasks and positions are told by.

/// An order, counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct OrderId(pub u8);

impl OrderId {
    /// No order: what a task is about that has nothing in hand yet.
    pub const NONE: Self = Self(u8::MAX);

    /// Itself, or nothing if it is no order.
    pub fn known(self) -> Option<Self> {
        Some(self).filter(|order| *order != Self::NONE)
    }
}

/// The transaction id that a message carries (`UNIQ_KEY` in RocketMQ): made anew for each callback
/// that is handled, kept through retries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TxId {
    /// The business key.
    pub order: OrderId,
    /// Which callback of the order made it; 0 for a message that was made from an order's row, and
    /// has the order's number for its id.
    pub attempt: u8,
    /// Which copy of that callback: 0 for the first, 1 for the second one that a fault made. Two
    /// copies are two requests, and whoever handles them makes two ids.
    pub copy: u8,
}

impl TxId {
    /// No message.
    pub const NONE: Self = Self::of_row(OrderId::NONE);

    /// The id of a message that is made from the row of an order.
    pub const fn of_row(order: OrderId) -> Self {
        Self { order, attempt: 0, copy: 0 }
    }
}

/// A task of a process: which handler run it is, in which incarnation of the process.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TaskId {
    /// Which incarnation of the process, so that an answer to a dead one is never taken for ours.
    pub incarnation: u8,
    /// Counts the tasks of one incarnation.
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
pub type Offset = u32;

/// A position in the broker's commit log: how many records there are up to here.
pub type LogPosition = u32;

/// How far a copy of the broker's store has come.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Progress {
    /// The records that it has.
    pub log: LogPosition,
    /// The check loop's consumer offset in the half queue, which is saved besides the log.
    pub check_offset: Offset,
}
