//! The check loop of `TransactionalMessageServiceImpl.check` (5.3.3, lines 162 to 354).
//!
//! A round starts every `transactionCheckInterval` after the broker's start. For each entry of the
//! half queue from the check offset on: ended entries are passed; an entry whose counter has
//! reached `transactionCheckMax`, or that is older than the retention time, goes to the discard
//! topic; an entry younger than `transactionTimeOut` stops the round; any other is *put back*, a
//! copy with an incremented counter at the tail of the queue, and the producer is asked about the
//! copy. The counter is spent even if no producer is connected.

use crate::sim::node::{Effects, NodeId, Now};
use crate::sim::time::{SimDuration, SimTime};

use super::super::mark::Mark;
use super::super::message::{Message, Offset};
use super::super::{Shop, ShopNode, Timer};
use super::{Broker, DiscardRecord, HalfRecord};

/// `fileReservedTime`: a half message older than this is discarded, whatever its counter says.
pub const FILE_RESERVED_TIME: SimDuration = SimDuration::from_secs(72 * 3_600);

/// What a round does with one entry.
enum Fate {
    Passed,
    Discard,
    Check,
    StopRound,
}

impl Broker {
    /// Plans the next round on the grid of the check interval, if anything is left to check. The
    /// real service ticks for ever; a tick that finds an empty queue changes nothing.
    pub(super) fn plan_round(&mut self, shop: &Shop, now: Now, effects: &mut Effects<ShopNode>) {
        if self.is_round_planned || self.open_halves().next().is_none() {
            return;
        }
        self.is_round_planned = true;
        let interval = shop.config.check_interval.as_micros().max(1);
        let uptime = now.true_time.since(self.started).as_micros();
        let next = SimDuration::from_micros((uptime / interval + 1) * interval);
        let delay = (self.started + next).since(now.true_time);
        effects.set_timer(delay, Timer::CheckRound);
    }

    pub(super) fn check_round(&mut self, shop: &Shop, now: Now, effects: &mut Effects<ShopNode>) {
        let round_start = now.true_time;
        if self.open_halves().next().is_none() {
            // A round that only passes ended entries is not worth telling.
            self.check_offset = Offset::try_from(self.halves.len()).unwrap_or(Offset::MAX);
            return;
        }
        effects.mark(Mark::CheckRound);
        while let Some(half) = self.halves.get(usize::from(self.check_offset)).cloned() {
            match fate(shop, now.clock, round_start, &half) {
                Fate::Passed => {}
                Fate::StopRound => {
                    if half.stored < round_start {
                        effects.mark(Mark::RoundStopped);
                    }
                    break;
                }
                Fate::Discard => self.discard(&half, effects),
                Fate::Check => self.put_back_and_ask(now, &half, effects),
            }
            self.check_offset += 1;
        }
        effects.after("check-round");
        self.plan_flush(shop, effects);
    }

    fn discard(&mut self, half: &HalfRecord, effects: &mut Effects<ShopNode>) {
        let record =
            DiscardRecord { tx: half.tx, born: half.born, is_resumed: false, is_flushed: false };
        self.discarded.push(record);
        effects.mark(Mark::Discarded(half.tx));
        effects.after("discard");
    }

    fn put_back_and_ask(&mut self, now: Now, half: &HalfRecord, effects: &mut Effects<ShopNode>) {
        let number = half.checks + 1;
        let copy = HalfRecord {
            stored: now.true_time,
            checks: number,
            is_copy: true,
            op: None,
            is_flushed: false,
            ..half.clone()
        };
        let offset = self.push_half(copy, effects);
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
        let mut resumed = Vec::new();
        for record in self.discarded.iter_mut().filter(|record| !record.is_resumed) {
            record.is_resumed = true;
            resumed.push((record.tx, record.born));
        }
        for (tx, born) in resumed {
            effects.mark(Mark::Resumed(tx));
            let half = HalfRecord {
                tx,
                born,
                stored: now.true_time,
                checks: 0,
                is_copy: true,
                op: None,
                is_flushed: false,
            };
            self.push_half(half, effects);
        }
        self.plan_round(shop, now, effects);
        self.plan_flush(shop, effects);
    }
}

fn fate(shop: &Shop, clock: SimTime, round_start: SimTime, half: &HalfRecord) -> Fate {
    if half.op.is_some() {
        return Fate::Passed;
    }
    // The source tests the counter first. Yet a copy that this round appended cannot be read back
    // in it, because its consume-queue entry is built a moment later: the fifteenth copy is
    // discarded by the sixteenth round, and its check has one interval to be answered.
    if half.stored >= round_start {
        return Fate::StopRound;
    }
    if half.checks >= shop.config.check_max || clock.since(half.born) > FILE_RESERVED_TIME {
        return Fate::Discard;
    }
    // A producer clock that is ahead makes the age negative, and then the half is checked at once.
    let is_age_negative = half.born > clock;
    if !is_age_negative && clock.since(half.born) < shop.config.transaction_timeout {
        return Fate::StopRound;
    }
    Fate::Check
}
