//! The consumer's own table: red packets, and the inbox that refuses a second one.

use crate::program::step::PayKey;
use crate::sim::node::Effects;

use super::super::ShopNode;
use super::super::mark::Mark;
use super::super::message::{Offset, OrderId, TaskId, TxId};
use super::{Task, Worker};

/// The consumer's own, durable table.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub(super) struct ConsumerTable {
    pub(super) payouts: Vec<u8>,
    pub(super) inbox: Vec<InboxKey>,
    /// The messages that were handed over without a broker, and how often.
    pub(super) received: Vec<(TxId, u8)>,
}

/// By what the inbox knows a red packet.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum InboxKey {
    /// The business key.
    Order(OrderId),
    /// The transaction id.
    Message(TxId),
    /// The place in the topic.
    Copy(Offset),
}

impl Worker {
    /// Notes that a message was handed over without a broker.
    pub(super) fn note_receipt(&mut self, tx: TxId, effects: &mut Effects<ShopNode>) {
        match self.table.received.iter_mut().find(|(known, _)| *known == tx) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.table.received.push((tx, 1)),
        }
        effects.mark(Mark::Received(tx));
    }

    /// Gives a red packet; with a key, the inbox row in the same local transaction refuses a second
    /// one.
    pub(super) fn pay(&mut self, id: TaskId, key: Option<PayKey>, effects: &mut Effects<ShopNode>) {
        let Some(&mut Task { tx, offset, .. }) = self.task(id) else { return };
        let order = tx.order;
        let key = key.and_then(|key| match key {
            PayKey::Order => Some(InboxKey::Order(order)),
            PayKey::Message => Some(InboxKey::Message(tx)),
            // A copy that was handed over is in no topic: each time it is another one.
            PayKey::Copy => offset.map(InboxKey::Copy),
        });
        if let Some(key) = key {
            if self.table.inbox.contains(&key) {
                effects.mark(Mark::PayoutRefused(order));
                return;
            }
            self.table.inbox.push(key);
        }
        if let Some(count) = self.table.payouts.get_mut(usize::from(order.0)) {
            *count = count.saturating_add(1);
            effects.mark(Mark::Payout { order, nth: *count });
        }
    }
}
