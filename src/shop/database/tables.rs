//! The database's tables: what is durable.

use std::hash::{Hash, Hasher};

use crate::program::step::{OutboxMark, Status};
use crate::sim::node::Effects;
use crate::sim::time::SimTime;

use super::super::journal::Journal;
use super::super::mark::Mark;
use super::super::message::{OrderId, OutboxKey, Row, Table, TxId};
use super::super::{Shop, ShopNode};
use super::outbox::{Outbox, Reading};

/// The tables.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Tables {
    /// The status of each order.
    pub orders: Vec<Status>,
    /// When each of them was changed last.
    changed: Vec<SimTime>,
    /// The message log: rows, and tombstones that forbid a row.
    pub log: Vec<TxId>,
    pub tombstones: Vec<TxId>,
    pub outbox: Outbox,
    /// Red packets that are rows of this database.
    pub payouts: Journal<OrderId>,
    /// How many of them each order has.
    pub payouts_of: Vec<u32>,
    /// The outbox's sequence. Numbers are taken at the insert, and a rollback gives none back.
    next_number: u16,
}

/// A change of a row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RowWrite {
    /// An order's status.
    Order(OrderId, Status),
    /// A message-log row.
    Log(TxId),
    /// A row that forbids a message-log row.
    Tombstone(TxId),
    /// An outbox row, with its number and its time.
    Outbox(TxId, u16, SimTime),
    /// What became of an outbox row.
    Mark(OutboxKey, OutboxMark),
    /// A red packet.
    Payout(OrderId),
}

impl RowWrite {
    /// Whether two transactions cannot both have made these changes: the second one waits.
    pub(super) fn excludes(self, other: Self) -> bool {
        match (self, other) {
            (Self::Order(one, _), Self::Order(other, _)) => one == other,
            (Self::Log(one) | Self::Tombstone(one), Self::Log(other) | Self::Tombstone(other)) => {
                one == other
            }
            (Self::Mark(one, _), Self::Mark(other, _)) => one.overlaps(other),
            _ => false,
        }
    }
}

impl Tables {
    pub fn new(orders: usize) -> Self {
        Self {
            orders: vec![Status::Unpaid; orders],
            changed: vec![SimTime::ZERO; orders],
            log: Vec::new(),
            tombstones: Vec::new(),
            outbox: Outbox::default(),
            payouts: Journal::default(),
            payouts_of: vec![0; orders],
            next_number: 0,
        }
    }

    /// When a row was written matters to a program that asks for its age, and to no other.
    pub fn future<H: Hasher>(&self, shop: &Shop, hasher: &mut H) {
        let Self { orders, changed, log, tombstones, outbox, payouts, payouts_of: _, next_number } =
            self;
        (orders, log, tombstones, payouts, next_number).hash(hasher);
        if shop.asks.age && shop.asks.orders {
            changed.hash(hasher);
        }
        outbox.hash(hasher);
        if shop.asks.age {
            outbox.rows().for_each(|row| row.born.hash(hasher));
        }
    }

    /// The next number of the outbox's sequence.
    pub fn take_number(&mut self) -> u16 {
        self.next_number += 1;
        self.next_number
    }

    /// Makes a change durable.
    pub fn apply(&mut self, now: SimTime, write: RowWrite, effects: &mut Effects<ShopNode>) {
        match write {
            RowWrite::Order(order, status) => {
                self.orders[usize::from(order.0)] = status;
                self.changed[usize::from(order.0)] = now;
                effects.mark(Mark::OrderIs(order, status));
            }
            RowWrite::Log(tx) => self.log.push(tx),
            RowWrite::Tombstone(tx) => self.tombstones.push(tx),
            RowWrite::Outbox(tx, number, born) => {
                self.outbox.insert(tx, number, born);
            }
            RowWrite::Mark(key, mark) => {
                for _ in 0..self.outbox.mark(key, mark) {
                    effects.mark(Mark::OutboxIs(key.tx, mark));
                }
            }
            RowWrite::Payout(order) => {
                self.payouts.push(order);
                let count = &mut self.payouts_of[usize::from(order.0)];
                *count += 1;
                effects.mark(Mark::Payout { order, nth: *count });
            }
        }
    }

    /// The next row after a place, as a transaction with these writes of its own sees it.
    pub fn next(&self, table: Table, after: Option<u16>, own: &[RowWrite]) -> Option<Row> {
        let is_after = |place: u16| after.is_none_or(|after| place > after);
        match table {
            Table::Orders(status) => (0_u8..).zip(&self.orders).find_map(|(index, committed)| {
                let order = OrderId(index);
                let now = order_write(own, order).unwrap_or(*committed);
                let (tx, place) = (TxId::of_row(order), u16::from(index));
                let born = self.changed[usize::from(index)];
                let is_it = now == status && is_after(place);
                is_it.then(|| Row::new(tx, place, born))
            }),
            Table::Outbox => self.outbox.next(Reading::Open, after, own),
            Table::EveryOutbox => self.outbox.next(Reading::Every, after, own),
            Table::Binlog => self.outbox.next(Reading::Logged, after, own),
            Table::Prepared => None,
        }
    }
}

/// The status that a transaction would give an order.
pub(super) fn order_write(writes: &[RowWrite], order: OrderId) -> Option<Status> {
    writes.iter().rev().find_map(|write| match write {
        RowWrite::Order(row, status) if *row == order => Some(*status),
        _ => None,
    })
}
