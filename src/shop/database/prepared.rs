//! The prepared transactions: they survive everything, with their locks, until somebody decides.

use std::hash::{Hash, Hasher};

use crate::ordered::{Map, Set};
use crate::sim::time::SimTime;

use super::super::message::{OrderId, Row, TxId};
use super::Session;
use super::tables::RowWrite;

/// The prepared transactions, oldest first, and an index of them.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct PreparedTransactions {
    /// By number.
    all: Map<u16, Prepared>,
    index: Index,
}

/// A transaction that only waits for its decision.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Prepared {
    /// Under which id.
    pub tx: TxId,
    /// Its writes and its locks.
    pub session: Session,
    pub(super) number: u16,
}

/// What the transactions say, so that no statement needs a look at all of them. It follows from
/// them, and is no part of the state.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
struct Index {
    by_id: Set<(TxId, u16)>,
    by_age: Set<(SimTime, u16)>,
    /// How many changes of each kind they have made.
    locks: Map<Lock, usize>,
    /// How many of them are about each order.
    of_order: Map<OrderId, usize>,
}

/// What a change keeps others from doing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Lock {
    Order(OrderId),
    Log(TxId),
    /// Of one row, or of all rows of the message.
    Mark(TxId, Option<u16>),
}

/// The index says nothing that the transactions do not.
impl Hash for PreparedTransactions {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        self.iter().for_each(|prepared| prepared.hash(state));
    }
}

impl PreparedTransactions {
    pub fn iter(&self) -> impl Iterator<Item = &Prepared> {
        self.all.values()
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn add(&mut self, tx: TxId, session: Session) {
        let number = self.all.last().map_or(0, |(last, _)| last + 1);
        self.index.count(tx, number, &session, true);
        self.all.insert(number, Prepared { tx, session, number });
    }

    /// Takes out the oldest one of an id.
    pub fn take(&mut self, tx: TxId) -> Option<Session> {
        let (_, number) =
            *self.index.by_id.iter_from(&(tx, 0)).next().filter(|(id, _)| *id == tx)?;
        let Prepared { session, .. } = self.all.remove(&number)?;
        self.index.count(tx, number, &session, false);
        Some(session)
    }

    pub fn next(&self, after: Option<u16>) -> Option<Row> {
        let first = after.map_or(0, |after| after.saturating_add(1));
        let next = self.all.iter_from(&first).next();
        next.map(|(_, prepared)| Row::new(prepared.tx, prepared.number, prepared.session.began))
    }

    /// When the oldest transaction began that is prepared now.
    pub fn oldest(&self) -> Option<SimTime> {
        self.index.by_age.first().map(|(began, _)| *began)
    }

    pub fn has_one_of(&self, order: OrderId) -> bool {
        self.index.of_order.get(&order).is_some()
    }

    /// Whether one has made a change that excludes this one.
    pub fn locks(&self, write: RowWrite) -> bool {
        let Some(lock) = Lock::of(write) else { return false };
        let first = match lock {
            Lock::Mark(tx, _) => Lock::Mark(tx, None),
            other => other,
        };
        let held = self.index.locks.iter_from(&first).map(|(held, _)| *held);
        held.take_while(|held| held.is_near(lock)).any(|held| held.excludes(lock))
    }

    /// Whether the index is what the transactions say. Costs a look at each.
    pub fn is_consistent(&self) -> bool {
        let mut anew = Index::default();
        for Prepared { tx, session, number } in self.iter() {
            anew.count(*tx, *number, session, true);
        }
        self.index == anew
    }
}

impl Index {
    /// Takes a transaction into the index, or out of it.
    fn count(&mut self, tx: TxId, number: u16, session: &Session, is_there: bool) {
        self.of_order.tally(&session.order, is_there);
        for lock in session.writes.iter().filter_map(|write| Lock::of(*write)) {
            self.locks.tally(&lock, is_there);
        }
        if is_there {
            self.by_id.insert((tx, number));
            self.by_age.insert((session.began, number));
        } else {
            self.by_id.remove(&(tx, number));
            self.by_age.remove(&(session.began, number));
        }
    }
}

impl Lock {
    fn of(write: RowWrite) -> Option<Self> {
        match write {
            RowWrite::Order(order, _) => Some(Self::Order(order)),
            RowWrite::Log(tx) | RowWrite::Tombstone(tx) => Some(Self::Log(tx)),
            RowWrite::Mark(key, _) => Some(Self::Mark(key.tx, key.row)),
            RowWrite::Outbox(..) | RowWrite::Payout(_) => None,
        }
    }

    /// Whether two locks are about the same order or message.
    fn is_near(self, other: Self) -> bool {
        match (self, other) {
            (Self::Mark(one, _), Self::Mark(other, _)) => one == other,
            (one, other) => one == other,
        }
    }

    fn excludes(self, other: Self) -> bool {
        match (self, other) {
            (Self::Mark(_, Some(one)), Self::Mark(_, Some(other))) => one == other,
            _ => true,
        }
    }
}
