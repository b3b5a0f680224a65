//! The push consumer's side of consumption: what it holds, what it has finished, and how it says
//! so.
//!
//! After `ConsumeMessageConcurrentlyService` and `RemoteBrokerOffsetStore` of RocketMQ 5.3.3. The
//! listener is the program's `on message`: its `ack` is `CONSUME_SUCCESS`; a failure that nothing
//! handles, or an end without `ack`, is `RECONSUME_LATER`, and the message is sent back. The offset
//! of a queue is that of the first unfinished message in it; it is told the broker from time to
//! time, and a process that dies before that gets the messages again.

use std::hash::{Hash, Hasher};

use crate::ordered::{List, Map};
use crate::program::step::Handler;
use crate::sim::node::{Effects, Now, Reception};

use super::super::config::{ConsumerKind, SEND_BACK_TIMEOUT, next_save};
use super::super::mark::Mark;
use super::super::message::{Message, Offset, ReplyTo, TaskId, TxId, Value, nodes};
use super::super::{Shop, ShopNode, Timer};
use super::{Given, Origin, Waiting, Worker};

/// How often an offset is told. The real client tells all of them at each tick, for ever; once
/// more is enough when one was lost.
const TELLINGS: u8 = 2;

/// A message that a push consumer was given.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Held {
    offset: Offset,
    tx: TxId,
    /// Whether it came from the queue of retries, which has an offset of its own.
    is_retry: bool,
    /// `None` while the listener runs; then how often an offset beyond it was told.
    told: Option<u8>,
}

/// What a push consumer was given in one incarnation, in the order in which it came.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct HeldMessages {
    all: List<Held>,
    /// Where each message is, by its position in the topic.
    places: Map<Offset, usize>,
    /// How many messages from the first on the offset of each queue has been looked for in: the
    /// queue's own among them are all finished. And the last of them.
    passed: [(usize, Option<usize>); 2],
}

/// The rest says nothing that the messages do not.
impl Hash for HeldMessages {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.all.hash(state);
    }
}

impl HeldMessages {
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn push(&mut self, held: Held) {
        self.places.insert(held.offset, self.all.len());
        self.all.push(held);
    }

    fn find(&self, offset: Offset, tx: TxId) -> Option<&Held> {
        self.all.get(*self.places.get(&offset)?).filter(|held| held.tx == tx)
    }

    fn find_mut(&mut self, offset: Offset, tx: TxId) -> Option<&mut Held> {
        self.all.get_mut(*self.places.get(&offset)?).filter(|held| held.tx == tx)
    }

    /// The last message of a queue before its first unfinished one. A finished one stays so.
    fn last_passed(&mut self, is_retry: bool) -> Option<&mut Held> {
        let (passed, last) = &mut self.passed[usize::from(is_retry)];
        while let Some(next) = self.all.get(*passed) {
            if next.is_retry == is_retry {
                if next.told.is_none() {
                    break;
                }
                *last = Some(*passed);
            }
            *passed += 1;
        }
        self.all.get_mut((*last)?)
    }
}

impl Worker {
    /// A message comes. A push consumer asks for the next one at once.
    pub(super) fn take_delivery(
        &mut self,
        shop: &Shop,
        message: Message,
        reception: Reception,
        effects: &mut Effects<ShopNode>,
    ) {
        let Message::Deliver { offset, tx, retry } = message else { return };
        if shop.config.consumer == ConsumerKind::Pop {
            if reception == Reception::Accept {
                let given = Given::delivery(offset, tx);
                self.start_task(shop, Handler::Message, &given, effects);
            }
            return;
        }
        effects.send(nodes::BROKER, Message::Pull { offset, tx });
        if self.held.find(offset, tx).is_some() {
            // It came twice: its confirmation was lost.
            return;
        }
        self.held.push(Held { offset, tx, is_retry: retry > 0, told: None });
        let given = Given::delivery(offset, tx);
        let Some(id) = self.open_task(shop, Handler::Message, &given) else { return };
        effects.set_timer(shop.config.consume_timeout, Timer::ConsumeTimeout(id));
        match reception {
            Reception::Accept => self.approach(shop, id, effects),
            Reception::Refuse => self.fail(shop, id, effects),
        }
    }

    /// The listener has said that its message is consumed. Says whether anybody has delivered it.
    pub(super) fn acknowledge(
        &mut self,
        shop: &Shop,
        now: Now,
        id: TaskId,
        effects: &mut Effects<ShopNode>,
    ) -> bool {
        let origin = self.task(id).map(|task| (task.origin, task.tx));
        match origin {
            Some((Origin::Topic(offset, tx), _)) => match shop.config.consumer {
                ConsumerKind::Pop => effects.send(nodes::BROKER, Message::Ack { offset, tx }),
                ConsumerKind::Push => self.finish(shop, now, id, effects),
            },
            Some((Origin::Hand(from, call), tx)) => {
                let (order, result) = (tx.order, Ok(Value::Done));
                effects.send(from, Message::Reply { call, order, to: ReplyTo::Hand, result });
            }
            _ => return false,
        }
        true
    }

    fn delivery_of(&mut self, id: TaskId) -> Option<(TxId, Offset)> {
        match self.task(id)?.origin {
            Origin::Topic(offset, tx) => Some((tx, offset)),
            _ => None,
        }
    }

    /// The message that a task still has to consume for a push consumer.
    fn unfinished(&mut self, id: TaskId) -> Option<&mut Held> {
        let (tx, offset) = self.delivery_of(id)?;
        self.held.find_mut(offset, tx).filter(|held| held.told.is_none())
    }

    /// A message is consumed, or sent back: the offset may pass it.
    fn finish(&mut self, shop: &Shop, now: Now, id: TaskId, effects: &mut Effects<ShopNode>) {
        if let Some(held) = self.unfinished(id) {
            held.told = Some(0);
            effects.cancel_timer(Timer::ConsumeTimeout(id));
            self.plan_persist(shop, now, effects);
        }
    }

    fn plan_persist(&mut self, shop: &Shop, now: Now, effects: &mut Effects<ShopNode>) {
        if !self.is_persist_planned {
            self.is_persist_planned = true;
            let delay = next_save(self.started, now.true_time, shop.config.persist_interval);
            effects.set_timer(delay, Timer::PersistOffset);
        }
    }

    /// Tells the broker the offset of each queue.
    pub(super) fn persist(&mut self, shop: &Shop, now: Now, effects: &mut Effects<ShopNode>) {
        self.is_persist_planned = false;
        let mut is_told = true;
        for is_retry in [false, true] {
            let Some(last) = self.held.last_passed(is_retry) else { continue };
            let told = last.told.unwrap_or(TELLINGS);
            if told < TELLINGS {
                last.told = Some(told + 1);
                is_told &= told + 1 == TELLINGS;
                let (offset, tx) = (last.offset, last.tx);
                effects.send(nodes::BROKER, Message::Consumed { offset, tx });
            }
        }
        if !is_told {
            self.plan_persist(shop, now, effects);
        }
    }

    /// The broker is back, and may have forgotten what it had not saved.
    pub(super) fn tell_again(&mut self, shop: &Shop, now: Now, effects: &mut Effects<ShopNode>) {
        let finished = self.held.all.iter_mut().filter_map(|held| held.told.as_mut());
        let count = finished.map(|told| *told = 0).count();
        if count > 0 {
            self.plan_persist(shop, now, effects);
        }
    }

    /// A task is over, well or not. A push consumer sends back what it has not consumed.
    pub(super) fn leave(&mut self, shop: &Shop, id: TaskId, effects: &mut Effects<ShopNode>) {
        if shop.config.consumer == ConsumerKind::Pop || self.unfinished(id).is_none() {
            return self.end_task(shop, id, effects);
        }
        let Some((tx, offset)) = self.delivery_of(id) else { return };
        effects.cancel_timer(Timer::ConsumeTimeout(id));
        let call = self.open_call(id, (nodes::BROKER, SEND_BACK_TIMEOUT), effects);
        if let Some(task) = self.task(id) {
            task.is_sent_back = true;
        }
        effects.send(nodes::BROKER, Message::SendBack { call, offset, tx });
    }

    /// The broker has taken it: the copy is delivered later, and this one is done.
    pub(super) fn sent_back(
        &mut self,
        shop: &Shop,
        now: Now,
        id: TaskId,
        effects: &mut Effects<ShopNode>,
    ) {
        self.finish(shop, now, id, effects);
        self.end_task(shop, id, effects);
    }

    /// The broker has not taken it: the listener runs again here, after a pause.
    pub(super) fn consume_again_later(&mut self, id: TaskId, effects: &mut Effects<ShopNode>) {
        self.sleep(id, SEND_BACK_TIMEOUT, effects);
    }

    /// That pause is over.
    pub(super) fn consume_again(
        &mut self,
        shop: &Shop,
        id: TaskId,
        effects: &mut Effects<ShopNode>,
    ) {
        let entry = shop.program.entry(Handler::Message);
        let (Some(task), Some(entry)) = (self.task(id), entry) else { return };
        task.is_sent_back = false;
        task.steps_run = 0;
        task.at = entry;
        task.waiting = Waiting::Nothing;
        effects.set_timer(shop.config.consume_timeout, Timer::ConsumeTimeout(id));
        self.approach(shop, id, effects);
    }

    /// The listener has run for `consumeTimeout`: its message is sent back, nobody waits for the
    /// answer, and what the listener says later is not asked for (`ProcessQueue.cleanExpiredMsg`).
    pub(super) fn give_up_listener(
        &mut self,
        shop: &Shop,
        now: Now,
        id: TaskId,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some((tx, offset)) = self.delivery_of(id) else { return };
        if self.unfinished(id).is_none() {
            return;
        }
        let after = shop.config.consume_timeout;
        effects.mark(Mark::TimedOut { task: id, role: "deliver", after });
        effects.send(nodes::BROKER, Message::SendBack { call: None, offset, tx });
        self.finish(shop, now, id, effects);
    }
}
