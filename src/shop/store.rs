//! Redis and Elasticsearch: a write is immediate, visible, and never rolled back.

use std::hash::{Hash, Hasher};

use crate::program::step::Status;
use crate::sim::node::{Effects, Input, Now, Reception};
use crate::sim::time::{SimDuration, SimTime};

use super::mark::Mark;
use super::message::{CallId, Message, OrderId, Question, Refusal, ReplyTo, Store, Value};
use super::{Shop, ShopNode};

/// A store outside the database's transactions. Its content is taken to survive a crash (Redis
/// with an append-only file, Elasticsearch with its translog); what is wrong with it is not that.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct KeyValueStore {
    store: Store,
    views: Vec<Option<Status>>,
    claims: Vec<Claim>,
}

/// A key that somebody has claimed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Claim {
    /// Whose key.
    pub order: OrderId,
    /// When it expires, by the store's clock, if it does.
    pub expires: Option<SimTime>,
}

impl KeyValueStore {
    /// An empty store.
    pub fn new(store: Store, shop: &Shop) -> Self {
        Self { store, views: vec![None; usize::from(shop.config.orders)], claims: Vec::new() }
    }

    /// What is claimed. Whoever is asked drops what has expired.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    pub(super) fn settled<H: Hasher>(&self, hasher: &mut H) {
        self.claims.hash(hasher);
    }

    /// What it shows for each order; `None` when it holds nothing about it.
    pub fn views(&self) -> &[Option<Status>] {
        &self.views
    }

    pub(super) fn handle(
        &mut self,
        now: Now,
        input: Input<ShopNode>,
        effects: &mut Effects<ShopNode>,
    ) {
        let Input::Deliver { envelope, reception } = input else { return };
        self.claims.retain(|claim| claim.expires.is_none_or(|expires| expires > now.clock));
        let is_refused = reception == Reception::Refuse;
        let (call, order, to, result) = match envelope.message {
            Message::Write { call, order, status, .. } => {
                if !is_refused {
                    self.put(order, status);
                    effects.mark(Mark::Wrote(self.store, order, status));
                }
                (call, order, ReplyTo::Write(self.store), Ok(Value::Done))
            }
            Message::Claim { call, order, expires_in } => {
                if is_refused {
                    (call, order, ReplyTo::Claim, Ok(Value::Done))
                } else {
                    self.claim(now, (call, order), expires_in, effects)
                }
            }
            Message::Ask { call, tx, question: question @ Question::Claim } => {
                let found = self.claims.iter().find(|claim| claim.order == tx.order);
                if let Some(expires) = found.and_then(|claim| claim.expires) {
                    effects.change_at(now.true_time + expires.since(now.clock));
                }
                let found = found.is_some();
                (call, tx.order, ReplyTo::Ask(question), Ok(Value::Found(found)))
            }
            _ => return,
        };
        let result = if is_refused { Err(Refusal::Rejected) } else { result };
        effects.send(envelope.from, Message::Reply { call, order, to, result });
    }

    fn claim(
        &mut self,
        now: Now,
        (call, order): (CallId, OrderId),
        expires_in: Option<SimDuration>,
        effects: &mut Effects<ShopNode>,
    ) -> (CallId, OrderId, ReplyTo, Result<Value, Refusal>) {
        if let Some(claim) = self.claims.iter().find(|claim| claim.order == order) {
            if let Some(expires) = claim.expires {
                effects.change_at(now.true_time + expires.since(now.clock));
            }
            return (call, order, ReplyTo::Claim, Err(Refusal::Taken));
        }
        let expires = expires_in.map(|length| now.clock + length);
        self.claims.push(Claim { order, expires });
        effects.mark(Mark::Claimed(order));
        (call, order, ReplyTo::Claim, Ok(Value::Done))
    }

    fn put(&mut self, order: OrderId, status: Status) {
        self.views[usize::from(order.0)] = Some(status);
    }
}
