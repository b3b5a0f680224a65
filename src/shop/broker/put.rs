//! Puts that wait: the answer to a send, and the op mark of a committed message.
//!
//! Both waits begin together and the put goes on when both are over; the slave's status counts for
//! more (`CommitLog.handleDiskFlushAndHA`). Whatever the status says, the message is stored. Op
//! marks, copies that a check puts back and discarded ones wait for nothing (`WAIT=false`). The
//! real message of a commit does: it takes over the properties of the half message.

use crate::program::step::Decision;
use crate::sim::node::{Effects, NodeId};

use super::super::mark::Mark;
use super::super::message::{
    CallId, LogPosition, Message, MessageKind, Offset, OrderId, ReplyTo, SendStatus, TxId, Value,
};
use super::super::{Shop, ShopNode, Timer};
use super::Broker;

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
        self.end_waits(shop, (Wait::Disk, SendStatus::Ok), |log| log <= flushed, effects);
    }

    /// Also when there is nobody any more for whom a put could wait.
    pub(super) fn note_replicated(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        let is_over = self.status_without_wait(shop) == Some(SendStatus::Ok);
        let copied = self.replica.acknowledged.log;
        let is_done = |log| is_over || log <= copied;
        self.end_waits(shop, (Wait::Slave, SendStatus::Ok), is_done, effects);
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
        self.end_waits(shop, (wait, status), |other| other == log, effects);
        self.spread(shop, effects);
    }

    fn end_waits(
        &mut self,
        shop: &Shop,
        (wait, status): (Wait, SendStatus),
        is_over: impl Fn(LogPosition) -> bool,
        effects: &mut Effects<ShopNode>,
    ) {
        let mut ready = Vec::new();
        self.puts.retain_mut(|put| {
            let own = match wait {
                Wait::Disk => &mut put.disk,
                Wait::Slave => &mut put.slave,
            };
            if own.is_none() && is_over(put.log) {
                *own = Some(status);
                effects.cancel_timer(Timer::PutTimeout(put.log, wait));
            }
            let status = put.status();
            ready.extend(status.map(|status| (put.then, status)));
            status.is_none()
        });
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

impl Put {
    fn status(&self) -> Option<SendStatus> {
        match (self.disk?, self.slave?) {
            (disk, SendStatus::Ok) => Some(disk),
            (_, slave) => Some(slave),
        }
    }
}
