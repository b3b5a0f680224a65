//! The database's tables: what is durable.

use std::hash::{Hash, Hasher};

use crate::program::step::{OutboxMark, Status};
use crate::sim::node::Effects;
use crate::sim::time::SimTime;

use super::super::mark::Mark;
use super::super::message::{OrderId, OutboxKey, Row, Table, TxId};
use super::super::{Shop, ShopNode};

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
    pub outbox: Vec<OutboxRow>,
    /// Red packets that are rows of this database.
    pub payouts: Vec<OrderId>,
    /// The outbox's sequence. Numbers are taken at the insert, and a rollback gives none back.
    next_number: u16,
    /// How many outbox rows the database's log holds.
    logged: u16,
}

/// An outbox row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OutboxRow {
    /// Its message.
    pub tx: TxId,
    /// Its number in the table's sequence.
    pub number: u16,
    /// Its place among the inserts in the order of commits.
    pub logged: u16,
    /// When it was inserted, by the database's clock.
    pub born: SimTime,
    /// How far it is.
    pub state: OutboxState,
    /// How often sending it has failed.
    pub tried: u8,
}

/// How far an outbox row is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum OutboxState {
    /// To be sent.
    New,
    /// Sent.
    Sent,
    /// Given up.
    Dead,
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
            outbox: Vec::new(),
            payouts: Vec::new(),
            next_number: 0,
            logged: 0,
        }
    }

    /// When a row was written matters to a program that asks for its age, and to no other.
    pub fn future<H: Hasher>(&self, shop: &Shop, hasher: &mut H) {
        let Self { orders, changed, log, tombstones, outbox, payouts, next_number, logged } = self;
        (orders, log, tombstones, payouts, next_number, logged).hash(hasher);
        if shop.asks.age && shop.asks.orders {
            changed.hash(hasher);
        }
        hasher.write_usize(outbox.len());
        for &OutboxRow { tx, number, logged, born, state, tried } in outbox {
            (tx, number, logged, state, tried).hash(hasher);
            if shop.asks.age {
                born.hash(hasher);
            }
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
                self.logged += 1;
                let (logged, state) = (self.logged, OutboxState::New);
                let place = self.outbox.partition_point(|row| row.number < number);
                self.outbox.insert(place, OutboxRow { tx, number, logged, born, state, tried: 0 });
            }
            RowWrite::Mark(key, mark) => {
                for row in self.outbox.iter_mut().filter(|row| row.key().overlaps(key)) {
                    row.mark(mark);
                    effects.mark(Mark::OutboxIs(key.tx, mark));
                }
            }
            RowWrite::Payout(order) => {
                self.payouts.push(order);
                let count = self.payouts.iter().filter(|paid| **paid == order).count();
                let nth = u8::try_from(count).unwrap_or(u8::MAX);
                effects.mark(Mark::Payout { order, nth });
            }
        }
    }

    /// The next row after a place, as a transaction with these writes of its own sees it.
    pub fn next(&self, table: Table, after: Option<u16>, own: &[RowWrite]) -> Option<Row> {
        let is_after = |place: u16| after.is_none_or(|after| place > after);
        let row_of = |row: &OutboxRow, place| {
            let OutboxRow { tx, number, born, tried, .. } = *row;
            Row { number: Some(number), tried, ..Row::new(tx, place, born) }
        };
        match table {
            Table::Orders(status) => (0_u8..).zip(&self.orders).find_map(|(index, committed)| {
                let order = OrderId(index);
                let now = order_write(own, order).unwrap_or(*committed);
                let (tx, place) = (TxId::of_row(order), u16::from(index));
                let born = self.changed[usize::from(index)];
                let is_it = now == status && is_after(place);
                is_it.then(|| Row::new(tx, place, born))
            }),
            Table::Outbox => {
                let is_open = |row: &&OutboxRow| {
                    is_after(row.number) && row.seen_by(own).state == OutboxState::New
                };
                self.outbox.iter().find(is_open).map(|row| row_of(row, row.number))
            }
            Table::EveryOutbox => {
                let row = self.outbox.iter().find(|row| is_after(row.number));
                row.map(|row| row_of(row, row.number))
            }
            Table::Binlog => {
                let later = self.outbox.iter().filter(|row| is_after(row.logged));
                later.min_by_key(|row| row.logged).map(|row| row_of(row, row.logged))
            }
            Table::Prepared => None,
        }
    }
}

impl OutboxRow {
    fn key(&self) -> OutboxKey {
        OutboxKey { tx: self.tx, row: Some(self.number) }
    }

    fn mark(&mut self, mark: OutboxMark) {
        match mark {
            OutboxMark::Tried => self.tried = self.tried.saturating_add(1),
            OutboxMark::Sent => self.state = OutboxState::Sent,
            OutboxMark::Dead => self.state = OutboxState::Dead,
        }
    }

    fn seen_by(mut self, own: &[RowWrite]) -> Self {
        for write in own {
            if let RowWrite::Mark(key, mark) = write
                && key.overlaps(self.key())
            {
                self.mark(*mark);
            }
        }
        self
    }
}

/// The status that a transaction would give an order.
pub(super) fn order_write(writes: &[RowWrite], order: OrderId) -> Option<Status> {
    writes.iter().rev().find_map(|write| match write {
        RowWrite::Order(row, status) if *row == order => Some(*status),
        _ => None,
    })
}
