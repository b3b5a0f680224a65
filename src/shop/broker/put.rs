//! Puts that wait: the answer to a send, and the op mark of a committed message.
//!
//! Both waits begin together and the put goes on when both are over; the slave's status counts for
//! more (`CommitLog.handleDiskFlushAndHA`). Whatever the status says, the message is stored. Op
//! marks, copies that a check puts back and discarded ones wait for nothing (`WAIT=false`). The
//! real message of a commit does: it takes over the properties of the half message.

use std::hash::{Hash, Hasher};
use std::ops::RangeInclusive;

use crate::ordered::{Map, Set};
use crate::program::step::Decision;
use crate::sim::node::{Effects, NodeId};

use super::super::mark::Mark;
use super::super::message::{
    CallId, LogPosition, Message, MessageKind, Offset, OrderId, ReplyTo, SendStatus, TxId, Value,
};
use super::super::{Shop, ShopNode, Timer};
use super::Broker;

/// The stored records that wait, in the order of the log.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Puts {
    all: Map<Key, Put>,
    /// Which of them wait for the disk, and which for the slave.
    waiting: [Set<Key>; 2],
}

/// The position in the log, and which of those that wait at this position: a retry that Kafka has
/// stored before waits where the log ends.
type Key = (LogPosition, u32);

/// Which of them wait for what, they say themselves.
impl Hash for Puts {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.all.len());
        self.all.values().for_each(|put| put.hash(state));
    }
}

/// A stored record that waits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Put {
    log: LogPosition,
    then: Then,
    /// What the disk has come to.
    disk: Option<SendStatus>,
    /// What the slave has come to.
    slave: Option<SendStatus>,
}

/// What happens when the waits are over.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Then {
    /// The sender gets its answer.
    Answer { from: NodeId, call: CallId, order: OrderId, kind: MessageKind, offset: Offset },
    /// The half message gets its op mark.
    MarkCommitted { offset: Offset, tx: TxId },
}

/// What a put waits for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Wait {
    /// A synchronous flush.
    Disk,
    /// The acknowledgement of the slave.
    Slave,
}

impl Broker {
    /// The record that was just appended goes on at once, or waits.
    pub(super) fn wait_for_copies(
        &mut self,
        shop: &Shop,
        then: Then,
        effects: &mut Effects<ShopNode>,
    ) {
        // A retry that Kafka has stored before finds nothing left to flush.
        let waits = shop.config.answers_when_safe() && self.has_unflushed();
        let disk = (!waits).then_some(SendStatus::Ok);
        // Nor does the slave copy again what it has acknowledged.
        let is_copied = self.replica.acknowledged.log >= self.log_end;
        let slave = self.status_without_wait(shop).or(is_copied.then_some(SendStatus::Ok));
        let put = Put { log: self.log_end, then, disk, slave };
        if let Some(status) = put.status() {
            return self.go_on(shop, then, status, effects);
        }
        for (is_over, wait, timeout) in [
            (disk, Wait::Disk, shop.config.sync_flush_timeout),
            (slave, Wait::Slave, shop.config.slave_timeout),
        ] {
            if is_over.is_none() {
                effects.set_timer(timeout, Timer::PutTimeout(put.log, wait));
            }
        }
        self.puts.push(put);
    }

    pub(super) fn note_flushed(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        let flushed = self.flushed.log;
        self.end_waits(shop, (Wait::Disk, SendStatus::Ok), 0..=flushed, effects);
    }

    /// Also when there is nobody any more for whom a put could wait.
    pub(super) fn note_replicated(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        let is_over = self.status_without_wait(shop) == Some(SendStatus::Ok);
        let copied = if is_over { LogPosition::MAX } else { self.replica.acknowledged.log };
        self.end_waits(shop, (Wait::Slave, SendStatus::Ok), 0..=copied, effects);
    }

    /// `syncFlushTimeout` or `slaveTimeout` has passed.
    pub(super) fn put_timeout(
        &mut self,
        shop: &Shop,
        (log, wait): (LogPosition, Wait),
        effects: &mut Effects<ShopNode>,
    ) {
        let status = match wait {
            Wait::Disk => SendStatus::FlushDiskTimeout,
            Wait::Slave => SendStatus::FlushSlaveTimeout,
        };
        self.end_waits(shop, (wait, status), log..=log, effects);
        self.spread(shop, effects);
    }

    /// The wait of the puts in this part of the log is over.
    fn end_waits(
        &mut self,
        shop: &Shop,
        (wait, status): (Wait, SendStatus),
        logs: RangeInclusive<LogPosition>,
        effects: &mut Effects<ShopNode>,
    ) {
        let mut ready = Vec::new();
        while let Some(key) = self.puts.first_waiting(wait, &logs) {
            effects.cancel_timer(Timer::PutTimeout(key.0, wait));
            ready.extend(self.puts.end_wait(key, wait, status));
        }
        for (then, status) in ready {
            self.go_on(shop, then, status, effects);
        }
    }

    fn go_on(
        &mut self,
        shop: &Shop,
        then: Then,
        status: SendStatus,
        effects: &mut Effects<ShopNode>,
    ) {
        match then {
            Then::Answer { from, call, order, kind, offset } => {
                let (to, result) = (ReplyTo::Send(kind), Ok(Value::Stored { offset, status }));
                effects.send(from, Message::Reply { call, order, to, result });
            }
            Then::MarkCommitted { offset, tx } => {
                effects.mark(Mark::Ended(tx, Decision::Commit));
                self.mark_ended(shop, (offset, tx), Decision::Commit, effects);
            }
        }
    }
}

impl Puts {
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn push(&mut self, put: Put) {
        let last = self.all.last().filter(|((log, _), _)| *log == put.log);
        let key = (put.log, last.map_or(0, |((_, number), _)| number + 1));
        for (wait, own) in [(Wait::Disk, put.disk), (Wait::Slave, put.slave)] {
            if own.is_none() {
                self.waiting[wait as usize].insert(key);
            }
        }
        self.all.insert(key, put);
    }

    fn first_waiting(&self, wait: Wait, logs: &RangeInclusive<LogPosition>) -> Option<Key> {
        let first = self.waiting[wait as usize].iter_from(&(*logs.start(), 0)).next().copied();
        first.filter(|(log, _)| log <= logs.end())
    }

    /// Notes what a wait has come to. Answers with what happens then, if it was the last one.
    fn end_wait(&mut self, key: Key, wait: Wait, status: SendStatus) -> Option<(Then, SendStatus)> {
        self.waiting[wait as usize].remove(&key);
        let put = self.all.get_mut(&key)?;
        match wait {
            Wait::Disk => put.disk = Some(status),
            Wait::Slave => put.slave = Some(status),
        }
        let over = put.status().map(|status| (put.then, status));
        if over.is_some() {
            self.all.remove(&key);
        }
        over
    }
}

impl Put {
    fn status(&self) -> Option<SendStatus> {
        match (self.disk?, self.slave?) {
            (disk, SendStatus::Ok) => Some(disk),
            (_, slave) => Some(slave),
        }
    }
}
