//! Speaking with the other processes of the program, and with whoever asked for this task.

use crate::program::step::{Answer, Condition, Decision, Place, Request};
use crate::sim::node::{Effects, NodeId};
use crate::sim::time::SimDuration;

use super::super::message::{
    CallId, EndOrigin, Message, Offset, OrderId, Question, Refusal, ReplyTo, TaskId, TxId, Value,
    nodes,
};
use super::super::{Shop, ShopNode};
use super::Worker;

/// Who wants to hear what comes of a task.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Origin {
    /// The payment system: its call about this order, and which one.
    Callback(OrderId, u8),
    /// Another process of the program.
    Call(NodeId, CallId, Request),
    /// Another process of the program, which handed the message over.
    Hand(NodeId, CallId),
    /// The broker, for the delivery of this message from this place in the topic.
    Topic(Offset, TxId),
    /// The broker, for a check.
    Check,
    /// Nobody: the process began it by itself.
    Itself,
}

impl Worker {
    /// Asks another process to do something about the message.
    pub(super) fn call(
        &mut self,
        shop: &Shop,
        id: TaskId,
        (at, request, timeout): (Place, Request, SimDuration),
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(&mut super::Task { tx, offset, born, .. }) = self.task(id) else { return };
        let to = self.instance(shop, at);
        let Some(call) = self.open_call(id, (to, timeout), effects) else { return };
        effects.send(to, Message::Call { call, tx, request, offset, born });
    }

    /// Hands the message to the consumer, which will acknowledge it.
    pub(super) fn deliver(
        &mut self,
        id: TaskId,
        timeout: SimDuration,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(tx) = self.task(id).map(|task| task.tx) else { return };
        let to = nodes::CONSUMER;
        let Some(call) = self.open_call(id, (to, timeout), effects) else { return };
        effects.send(to, Message::Hand { call, tx });
    }

    /// Asks what another process, or Redis, knows.
    pub(super) fn ask(
        &mut self,
        shop: &Shop,
        id: TaskId,
        (to, question): (NodeId, Question),
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(tx) = self.task(id).map(|task| task.tx) else { return };
        let timeout = shop.config.query_timeout;
        let Some(call) = self.open_call(id, (to, timeout), effects) else { return };
        effects.send(to, Message::Ask { call, tx, question });
    }

    /// Claims the order's key.
    pub(super) fn claim(
        &mut self,
        shop: &Shop,
        id: TaskId,
        expires_in: Option<SimDuration>,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(order) = self.task(id).map(|task| task.tx.order) else { return };
        let (to, timeout) = (nodes::REDIS, shop.config.query_timeout);
        let Some(call) = self.open_call(id, (to, timeout), effects) else { return };
        effects.send(to, Message::Claim { call, order, expires_in });
    }

    /// Answers what this process can answer without running any of the program.
    pub(super) fn take_question(
        &self,
        from: NodeId,
        (call, tx, question): (CallId, TxId, Question),
        effects: &mut Effects<ShopNode>,
    ) {
        let found = match question {
            Question::Note(note) => self.noted(tx).is_some_and(|row| row.note == note),
            Question::Payout => {
                self.table.payouts.get(usize::from(tx.order.0)).is_some_and(|count| *count > 0)
            }
            Question::Claim => false,
        };
        let (order, to, result) = (tx.order, ReplyTo::Ask(question), Ok(Value::Found(found)));
        effects.send(from, Message::Reply { call, order, to, result });
    }

    /// Answers whoever waits for the task's `reply`.
    pub(super) fn reply(&mut self, id: TaskId, answer: Answer, effects: &mut Effects<ShopNode>) {
        let Some(task) = self.task(id) else { return };
        let result = match answer {
            Answer::Ok => Ok(Value::Done),
            Answer::Error => Err(Refusal::Rejected),
        };
        match task.origin {
            Origin::Callback(order, attempt) => {
                effects.send(nodes::PAYMENT, Message::CallbackReply { order, attempt, answer });
            }
            Origin::Call(from, call, request) => {
                let (order, to) = (task.tx.order, ReplyTo::Call(request));
                effects.send(from, Message::Reply { call, order, to, result });
            }
            Origin::Hand(..) | Origin::Topic(..) | Origin::Check | Origin::Itself => {}
        }
    }

    /// The task ends as an exception does: whoever waits for it hears of an error.
    /// The broker hears `UNKNOW` (`DefaultMQProducerImpl.checkTransactionState`), but for a gRPC
    /// client, which says nothing then.
    pub(super) fn report_exception(
        &mut self,
        shop: &Shop,
        id: TaskId,
        effects: &mut Effects<ShopNode>,
    ) {
        let Some(task) = self.task(id) else { return };
        if let (Origin::Check, Some(offset), false) =
            (task.origin, task.offset, shop.config.has_proxy())
        {
            let (call, decision, origin) = (None, Decision::Unknown, EndOrigin::Check);
            let end = Message::End { call, offset, tx: task.tx, decision, origin };
            return effects.send(nodes::BROKER, end);
        }
        if let Origin::Hand(from, call) = task.origin {
            let (order, result) = (task.tx.order, Err(Refusal::Rejected));
            effects.send(from, Message::Reply { call, order, to: ReplyTo::Hand, result });
        }
        self.reply(id, Answer::Error, effects);
    }

    /// The process that a call to a place reaches. Calls to the order service go round its
    /// instances.
    fn instance(&self, shop: &Shop, place: Place) -> NodeId {
        if place == Place::Order && shop.config.producers > 1 && self.next_task.is_multiple_of(2) {
            return nodes::ORDER_2;
        }
        nodes::at(place)
    }
}

/// Whom a condition asks, if it is no business of the database's.
pub(super) fn question_of(condition: Condition) -> Option<(NodeId, Question)> {
    match condition {
        Condition::NoteAt(place, note) => Some((nodes::at(place), Question::Note(note))),
        Condition::PayoutHasOrder => Some((nodes::CONSUMER, Question::Payout)),
        Condition::RedisHasClaim => Some((nodes::REDIS, Question::Claim)),
        _ => None,
    }
}
