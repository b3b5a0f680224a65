//! What an observer sees of the database.

use crate::program::step::Status;
use crate::sim::time::SimTime;

use super::super::journal::Journal;
use super::super::message::{OrderId, TxId};
use super::{Database, OutboxRow, Prepared, Session};

impl Database {
    /// The durable status of each order.
    pub fn orders(&self) -> &[Status] {
        &self.tables.orders
    }

    /// The durable message log.
    pub fn log(&self) -> &[TxId] {
        &self.tables.log
    }

    /// The durable rows that forbid a message-log row.
    pub fn tombstones(&self) -> &[TxId] {
        &self.tables.tombstones
    }

    /// The durable outbox, by number.
    pub fn outbox(&self) -> impl DoubleEndedIterator<Item = &OutboxRow> {
        self.tables.outbox.rows()
    }

    /// How many rows the outbox has.
    pub fn outbox_rows(&self) -> usize {
        self.tables.outbox.len()
    }

    /// How many of them were given up.
    pub fn dead_rows(&self) -> usize {
        self.tables.outbox.dead()
    }

    /// The messages of which the outbox has a row that was not given up, in order.
    pub fn messages_in_outbox(&self) -> impl Iterator<Item = TxId> {
        self.tables.outbox.alive()
    }

    /// The first row of an order.
    pub fn outbox_row_of(&self, order: OrderId) -> Option<&OutboxRow> {
        self.tables.outbox.first_of(order)
    }

    /// The orders whose red packets are rows of this database, once for each row.
    pub fn payouts(&self) -> &Journal<OrderId> {
        &self.tables.payouts
    }

    /// How many of these rows each order has.
    pub fn payouts_of_orders(&self) -> &[u32] {
        &self.tables.payouts_of
    }

    /// Open transactions.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// Prepared transactions, oldest first.
    pub fn prepared(&self) -> impl Iterator<Item = &Prepared> {
        self.prepared.iter()
    }

    /// How many transactions are prepared.
    pub fn count_prepared(&self) -> usize {
        self.prepared.len()
    }

    /// How many transactions are not over, prepared ones included.
    pub fn count_open(&self) -> usize {
        self.sessions.len() + self.prepared.len()
    }

    /// Whether one of them is about this order.
    pub fn has_open_transaction(&self, order: OrderId) -> bool {
        let is_its = |session: &Session| session.order == order;
        self.sessions.iter().any(is_its) || self.prepared.has_one_of(order)
    }

    /// When the oldest of them began.
    pub fn oldest_open(&self) -> Option<SimTime> {
        let open = self.sessions.iter().map(|session| session.began);
        open.chain(self.prepared.oldest()).min()
    }

    /// Whether what is known of the rows without looking at each is what they say. For tests and
    /// debug builds: it looks at each.
    pub fn is_consistent(&self) -> bool {
        let count = |order| self.payouts().iter().filter(|paid| **paid == OrderId(order)).count();
        let mut counts = (0..).zip(self.payouts_of_orders());
        counts.all(|(order, known)| *known as usize == count(order))
            && self.tables.outbox.is_consistent()
            && self.prepared.is_consistent()
    }
}
