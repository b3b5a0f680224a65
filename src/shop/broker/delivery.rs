//! From the topic to the consumer: at least once, until it is known to be consumed.
//!
//! A *push* consumer pulls one message after the other from each of its queues, the topic's and that
//! of its retries. What it has been given it keeps until its offset, which it tells now and then,
//! has passed it; a consumer that restarts is given everything again that its offset has not passed.
//! What it sends back is delivered once more after a pause (`AbstractSendMessageProcessor`,
//! `consumerSendMsgBack`), and goes to the dead-letter topic in the end.
//!
//! A *POP* consumer acknowledges each message for itself; one that it has not acknowledged within
//! `invisible_time` is delivered again.
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
    pub deliveries: u8,
    /// `reconsumeTimes`: how often it was sent back.
    pub retry: u8,
    /// Its place in its queue, by which the consumer calls it. A retry gets one when its pause is
    /// over. None is given twice, so that what an old message says of a record that a power cut has
    /// destroyed is never taken for another one.
    position: Offset,
    /// Which life of the consumer it was last sent to.
    life: u16,
    /// Whether the offset that passed it is on the disk.
    is_saved: bool,
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
            life: 0,
            is_saved: false,
            log,
        }
    }

    /// How often it was sent decides only how often a POP consumer is sent it.
    pub(super) fn future<H: Hasher>(&self, shop: &Shop, hasher: &mut H) {
        let Self { tx, topic, delivery, deliveries, retry, position, life, is_saved, log } = self;
        (tx, topic, delivery, retry, position, life, is_saved, log).hash(hasher);
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
        match shop.config.consumer {
            ConsumerKind::Pop => {
                while let Some(offset) = self.first_ready(shop, None) {
                    self.deliver(shop, offset, effects);
                }
            }
            ConsumerKind::Push => {
                for topic in [Topic::Real, Topic::Retry] {
                    let is_on_its_way = self
                        .real
                        .iter()
                        .any(|record| (record.topic, record.delivery) == (topic, Delivery::Sent));
                    let next = self.first_ready(shop, Some(topic)).filter(|_| !is_on_its_way);
                    if let Some(offset) = next {
                        self.deliver(shop, offset, effects);
                    }
                }
            }
        }
    }

    /// The first record that waits and can be read, of one queue or of any.
    fn first_ready(&self, shop: &Shop, topic: Option<Topic>) -> Option<Offset> {
        let readable = self.readable(shop);
        let is_wanted = |offset: Offset, record: &RealRecord| {
            record.delivery == Delivery::Ready
                && self.coordinator.is_readable(offset)
                && record.topic != Topic::DeadLetter
                && topic.is_none_or(|topic| topic == record.topic)
                && record.log <= readable
        };
        let ready = (0..).zip(&self.real).filter(|(offset, record)| is_wanted(*offset, record));
        ready.min_by_key(|(_, record)| record.position).map(|(offset, _)| offset)
    }

    fn deliver(&mut self, shop: &Shop, offset: Offset, effects: &mut Effects<ShopNode>) {
        let life = self.life_of(nodes::CONSUMER);
        let Some(record) = self.real.get_mut(usize::from(offset)) else { return };
        record.delivery = Delivery::Sent;
        record.deliveries = record.deliveries.saturating_add(1);
        record.life = life;
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
        let Some(record) = self.real.get_mut(usize::from(offset)) else { return };
        let is_last = record.deliveries > shop.config.reconsume_max;
        match record.delivery {
            Delivery::Planned(_) => {
                record.position = self.queued;
                self.queued += 1;
            }
            Delivery::Sent if is_last && shop.config.consumer == ConsumerKind::Pop => {
                record.delivery = Delivery::Acknowledged;
                let tx = record.tx;
                self.bury(tx, effects);
                return self.spread(shop, effects);
            }
            Delivery::Sent => effects.mark(Mark::Redelivery(record.tx)),
            Delivery::Ready | Delivery::Held | Delivery::Acknowledged => return,
        }
        record.delivery = Delivery::Ready;
        self.deliver_ready(shop, effects);
    }

    /// The record of this place and its index, if it is of this message.
    fn record_of(&mut self, (position, tx): (Offset, TxId)) -> Option<(Offset, &mut RealRecord)> {
        let is_it = |record: &RealRecord| (record.position, record.tx) == (position, tx);
        (0..).zip(&mut self.real).find(|(_, record)| is_it(record))
    }

    /// A POP consumer has consumed one message.
    pub(super) fn acknowledge(&mut self, place: (Offset, TxId), effects: &mut Effects<ShopNode>) {
        if let Some((offset, record)) = self.record_of(place) {
            record.delivery = Delivery::Acknowledged;
            // It is a record of the log, not an offset.
            record.is_saved = true;
            effects.cancel_timer(Timer::Redeliver(offset));
        }
    }

    /// A push consumer has got a message, and asks for the next.
    pub(super) fn confirm(
        &mut self,
        shop: &Shop,
        place: (Offset, TxId),
        life: u16,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some((offset, record)) = self.record_of(place) else { return };
        if (record.delivery, record.life) == (Delivery::Sent, life) {
            record.delivery = Delivery::Held;
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
        let (topic, position) = (record.topic, record.position);
        for (offset, record) in (0..).zip(&mut self.real) {
            let is_passed = record.topic == topic
                && record.position <= position
                && !matches!(record.delivery, Delivery::Planned(_) | Delivery::Acknowledged);
            if is_passed {
                record.delivery = Delivery::Acknowledged;
                effects.cancel_timer(Timer::Redeliver(offset));
            }
        }
        self.plan_save(shop, now, effects);
    }

    /// What a dead life of a push consumer was given goes to the next one.
    pub(super) fn take_back(&mut self, shop: &Shop, effects: &mut Effects<ShopNode>) {
        if shop.config.consumer == ConsumerKind::Pop {
            return;
        }
        let life = self.life_of(nodes::CONSUMER);
        for (offset, record) in (0..).zip(&mut self.real) {
            let is_held = matches!(record.delivery, Delivery::Sent | Delivery::Held);
            if is_held && record.life != life {
                record.delivery = Delivery::Ready;
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
            let offset = Offset::try_from(self.real.len()).unwrap_or(Offset::MAX);
            let delivery = Delivery::Planned(now.true_time + after);
            let topic = Topic::Retry;
            // Its place in the queue is assigned when the pause is over.
            let record = RealRecord::new(tx, Offset::MAX, self.append());
            self.real.push(RealRecord { topic, delivery, retry, ..record });
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
        effects.mark(Mark::DeadLetter(tx));
    }

    /// After a restart: the schedule topic is read again.
    pub(super) fn plan_retries(&self, now: Now, effects: &mut Effects<ShopNode>) {
        for (offset, record) in (0..).zip(&self.real) {
            if let Delivery::Planned(due) = record.delivery {
                effects.set_timer(due.since(now.true_time), Timer::Redeliver(offset));
            }
        }
    }

    /// Plans the next save of offsets: those of consumers, and that of the check loop. Both live in
    /// memory and are written every `flushConsumerOffsetInterval`. A save that finds nothing new
    /// changes nothing.
    pub(super) fn plan_save(&mut self, shop: &Shop, now: Now, effects: &mut Effects<ShopNode>) {
        let is_due = self.check_offset != self.saved_check_offset
            || self.real.iter().any(RealRecord::has_unsaved_offset);
        if is_due && !self.planned.save {
            self.planned.save = true;
            let interval = shop.config.offset_save_interval;
            let delay = next_save(self.started, now.true_time, interval);
            effects.set_timer(delay, Timer::SaveOffsets);
        }
    }

    pub(super) fn save_offsets(&mut self) {
        self.planned.save = false;
        self.saved_check_offset = self.check_offset;
        for record in &mut self.real {
            record.is_saved |= record.delivery == Delivery::Acknowledged;
        }
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
