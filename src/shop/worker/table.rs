//! The consumer's own table: red packets, and the inbox that refuses a second one.

use std::hash::{Hash, Hasher};

use crate::ordered::Set;
use crate::program::step::PayKey;
use crate::sim::node::Effects;

use super::super::ShopNode;
use super::super::journal::Journal;
use super::super::mark::Mark;
use super::super::message::{Offset, OrderId, TaskId, TxId};
use super::{Task, Worker};

/// The consumer's own, durable table.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub(super) struct ConsumerTable {
    pub(super) payouts: Vec<u32>,
    pub(super) inbox: InboxRows,
    /// The messages that were handed over without a broker, and how often.
    pub(super) received: Vec<(TxId, u32)>,
}

/// The rows of the inbox, oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct InboxRows {
    rows: Journal<InboxKey>,
    /// The same keys, in order.
    keys: Set<InboxKey>,
}

/// The keys say nothing that the rows do not.
impl Hash for InboxRows {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.rows.hash(state);
    }
}

impl InboxRows {
    pub fn iter(&self) -> impl Iterator<Item = &InboxKey> {
        self.rows.iter()
    }

    /// Adds a row, if there is none of its key. Says whether it has.
    fn insert(&mut self, key: InboxKey) -> bool {
        let is_new = !self.keys.contains(&key);
        if is_new {
            self.keys.insert(key);
            self.rows.push(key);
        }
        is_new
    }
}

/// By what the inbox knows a red packet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
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
            Some((_, count)) => *count += 1,
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
        if key.is_some_and(|key| !self.table.inbox.insert(key)) {
            return effects.mark(Mark::PayoutRefused(order));
        }
        if let Some(count) = self.table.payouts.get_mut(usize::from(order.0)) {
            *count += 1;
            effects.mark(Mark::Payout { order, nth: *count });
        }
    }
}
