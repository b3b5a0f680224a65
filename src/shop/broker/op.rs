//! Op marks: which entries of the half queue have been ended.
//!
//! Up to 5.0 a mark is written right after the real message. Since 5.1 (RIP-50) it waits in the
//! broker's memory until a batch is written. A check round reads only what is written, so a half
//! message that was committed a moment ago is checked again, and a broker process that dies takes
//! the waiting marks with it. Both can only deliver twice: the real message is always before its
//! mark in the log.

use crate::program::step::Decision;
use crate::sim::node::Effects;
use crate::sim::time::SimDuration;

use super::super::mark::{Mark, Topic};
use super::super::message::{LogPosition, Offset, TxId};
use super::super::{Shop, ShopNode, Timer};
use super::{Broker, HalfRecord};

/// An op record: this entry of the half queue has been ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OpMark {
    /// How.
    pub decision: Decision,
    /// Its place in the log; `None` while it waits in the memory of the broker's process.
    log: Option<LogPosition>,
}

impl OpMark {
    /// Whether it is in the op topic, where check rounds see it.
    pub fn is_written(self) -> bool {
        self.log.is_some()
    }
}

impl Broker {
    /// Notes that an entry has been ended: in the op topic, or in memory until the next batch. The
    /// batch is written `transactionOpBatchInterval` after its first mark came.
    pub(super) fn mark_ended(
        &mut self,
        shop: &Shop,
        (offset, tx): (Offset, TxId),
        decision: Decision,
        effects: &mut Effects<ShopNode>,
    ) {
        let half = self.halves.get(offset).filter(|half| half.tx == tx);
        if half.is_none_or(|half| half.op.is_some()) {
            return;
        }
        self.halves.set_op(offset, Some(OpMark { decision, log: None }));
        let interval = shop.config.op_batch_interval;
        if interval == SimDuration::ZERO {
            self.append_ops(effects);
        } else if !self.planned.op_batch {
            self.planned.op_batch = true;
            effects.set_timer(interval, Timer::OpBatch);
        }
    }

    /// Writes the batch. The real broker lists the offsets in one record; here each has its own.
    pub(super) fn write_ops(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        self.append_ops(effects);
        effects.after("append");
        self.spread(shop, effects);
    }

    fn append_ops(&mut self, effects: &mut Effects<ShopNode>) {
        while let Some(offset) = self.halves.first_unwritten() {
            let Some(&HalfRecord { tx, op, .. }) = self.halves.get(offset) else { return };
            let log = Some(self.append());
            self.halves.set_op(offset, op.map(|op| OpMark { log, ..op }));
            effects.mark(Mark::Appended(Topic::Op, offset, tx));
        }
    }

    /// A crash takes the marks that waited in memory, and what it leaves nothing of in the log.
    pub(super) fn lose_ops(&mut self, left: LogPosition, effects: &mut Effects<ShopNode>) {
        for offset in 0..self.halves.end() {
            let Some(&HalfRecord { tx, op, .. }) = self.halves.get(offset) else { return };
            if op.is_some_and(|op| op.log.is_none_or(|log| log > left)) {
                self.halves.set_op(offset, None);
                effects.mark(Mark::Evaporated(Topic::Op, tx));
            }
        }
    }
}
