//! The check loop of `TransactionalMessageServiceImpl.check` (5.3.3, lines 162 to 354).
//!
//! A round starts every `transactionCheckInterval` after the broker's start. For each entry of the
//! half queue from the check offset on: ended entries are passed; an entry whose counter has
//! reached `transactionCheckMax`, or that is older than the retention time, goes to the discard
//! topic; an entry younger than `transactionTimeOut` stops the round; any other is *put back*, a
//! copy with an incremented counter at the tail of the queue, and the producer is asked about the
//! copy. The counter is spent even if no producer is connected.
//!
//! An entry with custom immunity (`CHECK_IMMUNITY_TIME_IN_SECONDS`) that is younger than it stops
//! nothing: it is put back, and nobody is asked. The counter is spent nevertheless
//! (apache/rocketmq#615, #8311, #9320). The source then looks for an op mark of the first entry of
//! the lineage (`checkPrepareQueueOffset`), but it has dropped the marks of entries that it has
//! passed, so it never finds one: a message that was committed within its immunity, after a round,
//! is put back and later checked all the same.

use crate::sim::node::{Effects, NodeId, Now};
use crate::sim::time::{SimDuration, SimTime};

use super::super::mark::Mark;
use super::super::message::{Message, Offset};
use super::super::{Shop, ShopNode, Timer};
use super::{Broker, DiscardRecord, HalfRecord, OpMark};

/// What a round does with one entry.
enum Fate {
    Passed,
    Discard,
    Expire,
    Check,
    PutBack,
    StopRound,
}

impl Broker {
    /// Plans the next round on the grid of the check interval, if anything is left to check. The
    /// real service ticks for ever; a tick that finds an empty queue changes nothing.
    pub(super) fn plan_round(&mut self, shop: &Shop, now: Now, effects: &mut Effects<ShopNode>) {
        if self.planned.round || !self.has_unmarked_half() {
            return;
        }
        self.planned.round = true;
        let interval = shop.config.check_interval.as_micros().max(1);
        let uptime = now.true_time.since(self.started).as_micros();
        let next = SimDuration::from_micros((uptime / interval + 1) * interval);
        let delay = (self.started + next).since(now.true_time);
        effects.set_timer(delay, Timer::CheckRound);
    }

    pub(super) fn check_round(&mut self, shop: &Shop, now: Now, effects: &mut Effects<ShopNode>) {
        let round_start = now.true_time;
        if !self.has_unmarked_half() {
            // A round that only passes ended entries is not worth telling.
            self.halves.pass_to(self.halves.end());
            return self.plan_save(shop, now, effects);
        }
        effects.mark(Mark::CheckRound);
        while let Some(half) = self.halves.get(self.halves.check_offset()).cloned() {
            match self.fate(shop, now.clock, round_start, &half) {
                Fate::Passed => {}
                Fate::StopRound => {
                    if half.stored < round_start && half.log <= self.readable(shop) {
                        effects.mark(Mark::RoundStopped);
                    }
                    break;
                }
                Fate::Discard => self.discard(&half, Mark::Discarded(half.tx), effects),
                Fate::Expire => self.discard(&half, Mark::Expired(half.tx), effects),
                Fate::Check => self.put_back_and_ask(now, &half, effects),
                Fate::PutBack => {
                    self.put_back(now, &half, effects);
                    effects.mark(Mark::PutBackImmune(half.tx, half.checks + 1));
                }
            }
            self.halves.pass_to(self.halves.check_offset() + 1);
        }
        effects.after("check-round");
        self.spread(shop, effects);
        self.plan_save(shop, now, effects);
    }

    fn discard(&mut self, half: &HalfRecord, why: Mark, effects: &mut Effects<ShopNode>) {
        let record =
            DiscardRecord { tx: half.tx, born: half.born, is_resumed: false, log: self.append() };
        self.halves.discard(record);
        effects.mark(why);
        effects.after("discard");
    }

    /// Whether a round that starts now, when the broker's clock shows this, does more than to wait
    /// for an entry to grow older.
    pub fn has_work_for_check(&self, shop: &Shop, now: SimTime, clock: SimTime) -> bool {
        let first = self.halves.first_unmarked().and_then(|offset| self.halves.get(offset));
        let fate = first.map(|half| self.fate(shop, clock, now, half));
        fate.is_some_and(|fate| !matches!(fate, Fate::StopRound))
    }

    /// Whether the rounds to come find an entry without an op mark in the op topic.
    fn has_unmarked_half(&self) -> bool {
        self.halves.first_unmarked().is_some()
    }

    /// Appends a copy with an incremented counter, and says where.
    fn put_back(&mut self, now: Now, half: &HalfRecord, effects: &mut Effects<ShopNode>) -> Offset {
        let copy = HalfRecord {
            stored: now.true_time,
            checks: half.checks + 1,
            is_copy: true,
            op: None,
            log: self.append(),
            ..half.clone()
        };
        self.push_half(copy, effects)
    }

    fn put_back_and_ask(&mut self, now: Now, half: &HalfRecord, effects: &mut Effects<ShopNode>) {
        let number = half.checks + 1;
        let offset = self.put_back(now, half, effects);
        match self.next_producer() {
            Some(producer) => {
                let check = Message::Check { offset, tx: half.tx, born: half.born, number };
                effects.send(producer, check);
            }
            None => effects.mark(Mark::CheckWithoutProducer(half.tx, number)),
        }
    }

    /// Round-robin over the whole producer group (`ProducerManager.getAvailableChannel`): another
    /// instance than the sender may be asked.
    fn next_producer(&mut self) -> Option<NodeId> {
        let count = self.group.len();
        if count == 0 {
            return None;
        }
        let chosen = self.group[usize::from(self.turn) % count];
        self.turn = self.turn.wrapping_add(1);
        Some(chosen)
    }

    /// `RESUME_CHECK_HALF_MESSAGE` (admin request 323): back into the half topic, counter at zero.
    pub(super) fn resume(&mut self, shop: &Shop, now: Now, effects: &mut Effects<ShopNode>) {
        for DiscardRecord { tx, born, .. } in self.halves.resume() {
            effects.mark(Mark::Resumed(tx));
            let half = HalfRecord {
                tx,
                born,
                stored: now.true_time,
                checks: 0,
                is_copy: true,
                op: None,
                log: self.append(),
            };
            self.push_half(half, effects);
        }
        self.plan_round(shop, now, effects);
        self.spread(shop, effects);
    }

    fn fate(&self, shop: &Shop, clock: SimTime, round_start: SimTime, half: &HalfRecord) -> Fate {
        if is_marked(half) {
            return Fate::Passed;
        }
        // The source tests the counter first. Yet a copy that this round appended cannot be read
        // back in it, because its consume-queue entry is built a moment later: the fifteenth copy
        // is discarded by the sixteenth round, and its check has one interval to be answered.
        if half.stored >= round_start || half.log > self.readable(shop) {
            return Fate::StopRound;
        }
        let age = clock.since(half.born);
        if half.checks >= shop.config.check_max {
            return Fate::Discard;
        }
        if age > shop.config.file_reserved_time {
            return Fate::Expire;
        }
        // A producer clock that is ahead makes the age negative. It is then below a custom
        // immunity, but not below `transactionTimeOut`: without custom immunity the half is checked
        // at once.
        match shop.config.custom_immunity() {
            Some(immunity) if age < immunity => Fate::PutBack,
            None if half.born <= clock && age < shop.config.transaction_timeout => Fate::StopRound,
            _ => Fate::Check,
        }
    }
}

/// Whether an op mark of this entry can be read.
fn is_marked(half: &HalfRecord) -> bool {
    half.op.is_some_and(OpMark::is_written)
}
