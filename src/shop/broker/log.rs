//! The commit log: one sequential file, and how much of it is safe against which crash.
//!
//! A record passes, in this order: the memory of the process (only with
//! `transientStorePoolEnable`), the page cache, the disk. Every queue is a view of the one log, so
//! what a crash destroys is a suffix of all of them together (`CommitLog.recoverAbnormally`).

use crate::sim::node::Effects;
use crate::sim::time::SimDuration;

use super::super::mark::{Mark, Topic};
use super::super::message::{LogPosition, Progress, TxId};
use super::super::{Shop, ShopNode, Timer};
use super::Broker;

/// `MessageStoreConfig.commitIntervalCommitLog`: how long a record stays in the memory of the
/// transient store pool.
const POOL_INTERVAL: SimDuration = SimDuration::from_millis(200);

impl Broker {
    /// Takes the next position of the log.
    pub(super) fn append(&mut self) -> LogPosition {
        self.log_end += 1;
        self.log_end
    }

    fn progress(&self) -> Progress {
        Progress { log: self.log_end, check_offset: self.halves.check_offset() }
    }

    /// What survives the death of the process.
    pub(super) fn cached(&self, shop: &Shop) -> Progress {
        if shop.config.has_transient_store_pool() { self.cached } else { self.progress() }
    }

    /// Up to where records can be read: `ReputMessageService` builds the consume queues from the
    /// page cache, and since 5.3.2 with `SYNC_FLUSH` up to the flushed position only.
    pub(super) fn readable(&self, shop: &Shop) -> LogPosition {
        if shop.config.reads_when_safe() { self.flushed.log } else { self.cached(shop).log }
    }

    /// Records of the log.
    pub fn log_end(&self) -> LogPosition {
        self.log_end
    }

    /// Whether anything has not reached the disk.
    pub fn has_unflushed(&self) -> bool {
        self.flushed.log < self.log_end
    }

    /// Sees to it that what was appended reaches the page cache, the slave and the disk.
    pub(super) fn spread(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        if self.cached(shop).log < self.log_end && !self.planned.caching {
            self.planned.caching = true;
            effects.set_timer(POOL_INTERVAL, Timer::ToPageCache);
        }
        self.replicate(shop, effects);
        self.plan_flush(shop, effects);
    }

    /// `CommitRealTimeService`: from the pool to the page cache, where records can be read.
    pub(super) fn fill_page_cache(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        self.planned.caching = false;
        self.cached = self.progress();
        self.deliver_ready(shop, effects);
        self.spread(shop, effects);
    }

    fn plan_flush(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        if self.planned.flush || !self.has_unflushed() {
            return;
        }
        self.planned.flush = true;
        self.flushing = self.progress();
        effects.set_timer(shop.config.time_to_safety(), Timer::Flush);
    }

    /// A synchronous flush is over: it covers what was there when it began. One in the background
    /// covers what is there now, because only its end is modelled.
    pub(super) fn flush(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        self.planned.flush = false;
        let is_awaited = shop.config.answers_when_safe() || shop.config.reads_when_safe();
        self.flushed = if is_awaited { self.flushing } else { self.cached(shop) };
        effects.mark(Mark::Flushed);
        effects.after("flush");
        self.note_flushed(shop, effects);
        self.deliver_ready(shop, effects);
        self.spread(shop, effects);
    }

    /// Truncates the log. Offsets that it frees are given again.
    pub(super) fn lose_all_but(&mut self, left: Progress, effects: &mut Effects<ShopNode>) {
        self.lose_ops(left.log, effects);
        let mut lose = |topic: Topic, tx: TxId| effects.mark(Mark::Evaporated(topic, tx));
        let (halves, discarded) = self.halves.truncate(left.log);
        for half in halves {
            lose(Topic::Half, half.tx);
        }
        for record in self.real.truncate(left.log) {
            lose(record.topic, record.tx);
        }
        for record in discarded {
            lose(Topic::Discard, record.tx);
        }
        let end = self.real.end();
        self.produced.retain(|_, offset| *offset < end);
        self.coordinator.forget_from(end);
        self.show();
        self.log_end = left.log;
        self.halves.fall_back_to(left.check_offset);
        self.cached = left;
        self.flushed = self.flushed.at_most(left);
        self.replica.begin_epoch(left);
    }
}
