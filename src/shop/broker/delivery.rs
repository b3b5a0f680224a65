//! From the topic to the consumer: at least once, until it is known to be consumed.
//!
//! A *push* consumer pulls one message after the other from each of its queues, the topic's and
//! that of its retries. What it has been given it keeps until its offset, which it tells now and
//! then, has passed it; a consumer that restarts is given everything again that its offset has not
//! passed. What it sends back is delivered once more after a pause (`AbstractSendMessageProcessor`,
//! `consumerSendMsgBack`), and goes to the dead-letter topic in the end.
//!
//! A *POP* consumer acknowledges each message for itself; one that it has not acknowledged within
//! `invisible_time` is delivered again, and an acknowledgement of the delivery before counts no
//! more (`PopReviveService`; the proxy refuses an expired handle).
//!
//! The consumer's long poll is taken to be open whenever it is connected.

use std::hash::{Hash, Hasher};

use crate::sim::node::{Effects, Envelope, Now, Reception};
use crate::sim::time::{SimDuration, SimTime};

use super::super::config::{ConsumerKind, PULL_TIMEOUT, next_save, retry_delay};
use super::super::mark::{Mark, Topic};
use super::super::message::{LogPosition, Message, Offset, Refusal, ReplyTo, TxId, Value, nodes};
use super::super::{Shop, ShopNode, Timer};
use super::Broker;
use super::topics::{QUEUES, Queue};

/// A record of a topic that a consumer reads, or of the dead-letter topic.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RealRecord {
    /// The message.
    pub tx: TxId,
    /// `Real`, `Retry` or `DeadLetter`.
    pub topic: Topic,
    /// How far its delivery is.
    pub delivery: Delivery,
    /// How often it was sent to the consumer.
    pub deliveries: u32,
    /// `reconsumeTimes`: how often it was sent back.
    pub retry: u8,
    /// Its place in its queue, by which the consumer calls it. A retry gets one when its pause is
    /// over, and what a POP consumer has not acknowledged gets another. None is given twice, so
    /// that what an old message says of a record that a power cut has destroyed is never taken for
    /// another one.
    pub(super) position: Offset,
    /// Which incarnation of the consumer it was last sent to.
    incarnation: u16,
    /// Whether the offset that passed it is on the disk.
    pub(super) is_saved: bool,
    /// Whether it belongs to a transaction that was aborted: then no consumer is shown it.
    pub(super) is_aborted: bool,
    pub(super) log: LogPosition,
}

/// How far the delivery of a record is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Delivery {
    /// In the schedule topic until this moment.
    Planned(SimTime),
    /// Waiting for the consumer.
    Ready,
    /// Sent, neither confirmed nor acknowledged.
    Sent,
    /// A push consumer has it. It is the consumer that knows; here it is kept so that a broker that
    /// restarts need not ask from where on to deliver.
    Held,
    /// Consumed.
    Acknowledged,
}

impl RealRecord {
    pub(super) fn new(tx: TxId, position: Offset, log: LogPosition) -> Self {
        Self {
            tx,
            topic: Topic::Real,
            delivery: Delivery::Ready,
            deliveries: 0,
            retry: 0,
            position,
            incarnation: 0,
            is_saved: false,
            is_aborted: false,
            log,
        }
    }

    /// How often it was sent decides only how often a POP consumer is sent it.
    pub(super) fn future<H: Hasher>(&self, shop: &Shop, hasher: &mut H) {
        let Self {
            tx,
            topic,
            delivery,
            deliveries,
            retry,
            position,
            incarnation,
            is_saved,
            is_aborted,
            log,
        } = self;
        (tx, topic, delivery, retry, position, incarnation, is_saved, is_aborted, log).hash(hasher);
        if shop.config.consumer == ConsumerKind::Pop {
            deliveries.hash(hasher);
        }
    }

    /// A broker that restarts knows what its files say: not what was on its way, and not the
    /// offsets of the last seconds.
    pub(super) fn forget_delivery(&mut self) {
        self.delivery = match self.delivery {
            Delivery::Sent => Delivery::Ready,
            Delivery::Acknowledged if !self.is_saved => Delivery::Held,
            known => known,
        };
    }

    /// The queue of the consumer's that it is in.
    pub(super) fn queue(&self) -> Option<Queue> {
        match self.topic {
            Topic::Real => Some(Queue::Real),
            Topic::Retry => Some(Queue::Retry),
            _ => None,
        }
    }

    /// Whether its acknowledgement would not survive a crash of the broker.
    pub(super) fn has_unsaved_offset(&self) -> bool {
        self.delivery == Delivery::Acknowledged && !self.is_saved
    }
}

impl Broker {
    /// Sends what waits to the consumer, if it is connected: all of it by POP, one message of each
    /// queue to a push consumer, which asks for the next when it has come.
    pub(super) fn deliver_ready(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        if !self.is_consumer_connected {
            return;
        }
        self.real.pass(self.readable(shop));
        match shop.config.consumer {
            ConsumerKind::Pop => {
                while let Some(offset) = self.real.first_ready(None) {
                    self.deliver(shop, offset, effects);
                }
            }
            ConsumerKind::Push => {
                for queue in QUEUES {
                    let next = self.real.first_ready(Some(queue));
                    if let Some(offset) = next.filter(|_| !self.real.is_on_its_way(queue)) {
                        self.deliver(shop, offset, effects);
                    }
                }
            }
        }
    }

    fn deliver(&mut self, shop: &Shop, offset: Offset, effects: &mut Effects<ShopNode>) {
        let incarnation = self.incarnation_of(nodes::CONSUMER);
        self.real.change(offset, |record| {
            record.delivery = Delivery::Sent;
            record.deliveries += 1;
            record.incarnation = incarnation;
        });
        let Some(record) = self.real.get(offset) else { return };
        let (tx, retry, position) = (record.tx, record.retry, record.position);
        effects.send(nodes::CONSUMER, Message::Deliver { offset: position, tx, retry });
        effects.set_timer(confirmed_within(shop), Timer::Redeliver(offset));
    }

    /// The pause of a retry is over, or nobody confirmed a delivery in time.
    pub(super) fn redeliver(
        &mut self,
        shop: &Shop,
        offset: Offset,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(record) = self.real.get(offset) else { return };
        let is_last = record.deliveries > u32::from(shop.config.reconsume_max);
        let tx = record.tx;
        match record.delivery {
            Delivery::Planned(_) => self.requeue(offset),
            Delivery::Sent if is_last && shop.config.consumer == ConsumerKind::Pop => {
                self.real.change(offset, |record| record.delivery = Delivery::Acknowledged);
                self.bury(tx, effects);
                return self.spread(shop, effects);
            }
            Delivery::Sent => {
                if shop.config.consumer == ConsumerKind::Pop {
                    // `PopReviveService` puts it into the topic of retries: the receipt handle of
                    // the old delivery names a place that nobody looks at any more.
                    self.requeue(offset);
                }
                effects.mark(Mark::Redelivery(tx));
            }
            Delivery::Ready | Delivery::Held | Delivery::Acknowledged => return,
        }
        self.real.change(offset, |record| record.delivery = Delivery::Ready);
        self.deliver_ready(shop, effects);
    }

    /// Gives a record a new place in its queue.
    fn requeue(&mut self, offset: Offset) {
        let position = self.queued;
        self.queued += 1;
        self.real.change(offset, |record| record.position = position);
    }

    /// The record of this position and its place, if it is of this message.
    fn record_of(&self, (position, tx): (Offset, TxId)) -> Option<(Offset, &RealRecord)> {
        self.real.at_position(position).filter(|(_, record)| record.tx == tx)
    }

    /// A POP consumer has consumed one message.
    pub(super) fn acknowledge(&mut self, place: (Offset, TxId), effects: &mut Effects<ShopNode>) {
        if let Some((offset, _)) = self.record_of(place) {
            self.real.change(offset, |record| {
                record.delivery = Delivery::Acknowledged;
                // It is a record of the log, not an offset.
                record.is_saved = true;
            });
            effects.cancel_timer(Timer::Redeliver(offset));
        }
    }

    /// A push consumer has got a message, and asks for the next.
    pub(super) fn confirm(
        &mut self,
        shop: &Shop,
        place: (Offset, TxId),
        incarnation: u16,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some((offset, record)) = self.record_of(place) else { return };
        if (record.delivery, record.incarnation) == (Delivery::Sent, incarnation) {
            self.real.change(offset, |record| record.delivery = Delivery::Held);
            effects.cancel_timer(Timer::Redeliver(offset));
            self.deliver_ready(shop, effects);
        }
    }

    /// A push consumer has consumed everything of one queue up to a message.
    pub(super) fn advance(
        &mut self,
        shop: &Shop,
        now: Now,
        place: (Offset, TxId),
        effects: &mut Effects<ShopNode>,
    ) {
        let Some((_, record)) = self.record_of(place) else { return };
        let Some(queue) = record.queue() else { return };
        for offset in self.real.open_up_to(queue, record.position) {
            self.real.change(offset, |record| record.delivery = Delivery::Acknowledged);
            effects.cancel_timer(Timer::Redeliver(offset));
        }
        self.plan_save(shop, now, effects);
    }

    /// What a dead incarnation of a push consumer was given goes to the next one.
    pub(super) fn take_back(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        if shop.config.consumer == ConsumerKind::Pop {
            return;
        }
        let incarnation = self.incarnation_of(nodes::CONSUMER);
        for offset in 0..self.real.end() {
            let is_taken_back = self.real.get(offset).is_some_and(|record| {
                let is_held = matches!(record.delivery, Delivery::Sent | Delivery::Held);
                is_held && record.incarnation != incarnation
            });
            if is_taken_back {
                self.real.change(offset, |record| record.delivery = Delivery::Ready);
                effects.cancel_timer(Timer::Redeliver(offset));
            }
        }
    }

    pub(super) fn receive_send_back(
        &mut self,
        shop: &Shop,
        now: Now,
        envelope: &Envelope<Message>,
        reception: Reception,
        effects: &mut Effects<ShopNode>,
    ) {
        let Message::SendBack { call, offset, tx } = envelope.message else { return };
        let is_stored =
            reception == Reception::Accept && self.send_back(shop, now, (offset, tx), effects);
        if let Some(call) = call {
            let (order, to) = (tx.order, ReplyTo::SendBack);
            let result = if is_stored { Ok(Value::Done) } else { Err(Refusal::Rejected) };
            effects.send(envelope.from, Message::Reply { call, order, to, result });
        }
    }

    /// `consumerSendMsgBack`: a copy for later, or for the dead-letter topic. Says whether the
    /// message exists. Nobody waits until the copy is flushed or replicated.
    fn send_back(
        &mut self,
        shop: &Shop,
        now: Now,
        place: (Offset, TxId),
        effects: &mut Effects<ShopNode>,
    ) -> bool {
        let Some((_, record)) = self.record_of(place) else { return false };
        let (tx, retry) = (record.tx, record.retry + 1);
        if retry > shop.config.reconsume_max {
            self.bury(tx, effects);
        } else {
            let after = retry_delay(retry);
            let offset = self.real.end();
            let delivery = Delivery::Planned(now.true_time + after);
            let topic = Topic::Retry;
            // Its place in the queue is assigned when the pause is over.
            let record = RealRecord::new(tx, Offset::MAX, self.append());
            self.real.push(RealRecord { topic, delivery, retry, ..record });
            self.show();
            effects.set_timer(after, Timer::Redeliver(offset));
            effects.mark(Mark::RetryPlanned { tx, retry, after });
        }
        effects.after("append");
        self.spread(shop, effects);
        true
    }

    fn bury(&mut self, tx: TxId, effects: &mut Effects<ShopNode>) {
        let record = RealRecord::new(tx, Offset::MAX, self.append());
        self.real.push(RealRecord { topic: Topic::DeadLetter, ..record });
        self.show();
        effects.mark(Mark::DeadLetter(tx));
    }

    /// After a restart: the schedule topic is read again.
    pub(super) fn plan_retries(&self, now: Now, effects: &mut Effects<ShopNode>) {
        for (offset, record) in (0..).zip(self.real.iter()) {
            if let Delivery::Planned(due) = record.delivery {
                effects.set_timer(due.since(now.true_time), Timer::Redeliver(offset));
            }
        }
    }

    /// Plans the next save of offsets: those of consumers, and that of the check loop. Both live in
    /// memory and are written every `flushConsumerOffsetInterval`. A save that finds nothing new
    /// changes nothing.
    pub(super) fn plan_save(&mut self, shop: &Shop, now: Now, effects: &mut Effects<ShopNode>) {
        let is_due =
            self.halves.check_offset() != self.saved_check_offset || self.real.has_unsaved();
        if is_due && !self.planned.save {
            self.planned.save = true;
            let interval = shop.config.offset_save_interval;
            let delay = next_save(self.started, now.true_time, interval);
            effects.set_timer(delay, Timer::SaveOffsets);
        }
    }

    pub(super) fn save_offsets(&mut self) {
        self.planned.save = false;
        self.saved_check_offset = self.halves.check_offset();
        self.real.save();
    }
}

/// How long the broker waits until a delivery is confirmed: a push consumer's next pull, a POP
/// consumer's acknowledgement.
pub fn confirmed_within(shop: &Shop) -> SimDuration {
    match shop.config.consumer {
        ConsumerKind::Push => PULL_TIMEOUT,
        ConsumerKind::Pop => shop.config.invisible_time,
    }
}
