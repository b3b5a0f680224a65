//! Redis and Elasticsearch: a write is immediate, visible, and never rolled back.

use crate::program::step::Status;
use crate::sim::node::{Effects, Input, Reception};

use super::mark::Mark;
use super::message::{Message, OrderId, Refusal, ReplyTo, Store, Value};
use super::{Shop, ShopNode};

/// A store outside the database's transactions. Its content is taken to survive a crash (Redis
/// with an append-only file, Elasticsearch with its translog); what is wrong with it is not that.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct KeyValueStore {
    store: Store,
    views: Vec<Option<Status>>,
}

impl KeyValueStore {
    /// An empty store.
    pub fn new(store: Store, shop: &Shop) -> Self {
        Self { store, views: vec![None; usize::from(shop.config.orders)] }
    }

    /// What it shows for each order; `None` when it holds nothing about it.
    pub fn views(&self) -> &[Option<Status>] {
        &self.views
    }

    pub(super) fn handle(&mut self, input: Input<ShopNode>, effects: &mut Effects<ShopNode>) {
        let Input::Deliver { envelope, reception } = input else { return };
        let Message::Write { call, order, status, .. } = envelope.message else { return };
        let result = match reception {
            Reception::Accept => {
                self.put(order, status);
                effects.mark(Mark::Wrote(self.store, order, status));
                Ok(Value::Done)
            }
            Reception::Refuse => Err(Refusal::Rejected),
        };
        effects.send(
            envelope.from,
            Message::Reply { call, order, to: ReplyTo::Write(self.store), result },
        );
    }

    fn put(&mut self, order: OrderId, status: Status) {
        self.views[usize::from(order.0)] = Some(status);
    }
}
