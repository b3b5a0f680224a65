//! What the future of the database depends on, for the hash of a state.

use std::hash::{Hash, Hasher};

use crate::shop::Shop;

use super::{Database, Prepared, Session};

impl Database {
    /// Feeds what a program can read of the database: what is durable.
    pub(in crate::shop) fn settled<H: Hasher>(&self, shop: &Shop, hasher: &mut H) {
        self.durable(shop, hasher);
    }

    /// The tables and what is prepared. Of programs, only one that reads prepared transactions
    /// learns since when they are open.
    fn durable<H: Hasher>(&self, shop: &Shop, hasher: &mut H) {
        self.tables.future(shop, hasher);
        hasher.write_usize(self.prepared.len());
        for Prepared { tx, session, number } in self.prepared.iter() {
            (tx, number).hash(hasher);
            session.future(hasher);
            if shop.asks.prepared {
                session.began.hash(hasher);
            }
        }
    }

    /// Feeds what the future depends on, and the judgement of it, which asks since when each
    /// transaction is open. What has ended matters for [`Self::is_too_late`] alone.
    pub(in crate::shop) fn future<H: Hasher>(&self, shop: &Shop, hasher: &mut H) {
        let Self { tables: _, prepared: _, sessions, waiting, ended: _, gone: _ } = self;
        self.durable(shop, hasher);
        hasher.write_usize(sessions.len());
        for session in sessions {
            session.future(hasher);
        }
        let prepared = self.prepared.iter().map(|prepared| &prepared.session);
        for session in sessions.iter().chain(prepared) {
            session.began.hash(hasher);
        }
        waiting.hash(hasher);
    }
}

impl Session {
    fn future<H: Hasher>(&self, hasher: &mut H) {
        let Self { client, incarnation, task, order, writes, began: _, forcing } = self;
        (client, incarnation, task, order, writes, forcing).hash(hasher);
    }
}
