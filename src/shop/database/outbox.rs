//! The outbox table: its rows, and what is known of them without looking at each.

use std::hash::{Hash, Hasher};

use crate::ordered::{List, Map, Set};
use crate::program::step::OutboxMark;
use crate::sim::fingerprint::Fingerprint;
use crate::sim::time::SimTime;

use super::super::message::{OrderId, OutboxKey, Row, TxId};
use super::tables::RowWrite;

/// The rows, and an index of them.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Outbox {
    /// By number.
    rows: Map<u16, OutboxRow>,
    index: Index,
}

/// What the rows say, so that no statement needs a look at all of them. It follows from them, and
/// is no part of the state.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
struct Index {
    /// Rows that are to be sent.
    open: Set<u16>,
    /// The number of each row, in the order of commits.
    logged: List<u16>,
    of_message: Set<(TxId, u16)>,
    /// How many rows of each message were not given up.
    alive: Map<TxId, usize>,
    dead: usize,
    /// The sum of the hashes of the rows.
    digest: u64,
}

/// An outbox row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OutboxRow {
    /// Its message.
    pub tx: TxId,
    /// Its number in the table's sequence.
    pub number: u16,
    /// Its place among the inserts in the order of commits, counted from 1.
    pub logged: u16,
    /// When it was inserted, by the database's clock.
    pub born: SimTime,
    /// How far it is.
    pub state: OutboxState,
    /// How often sending it has failed.
    pub tried: u16,
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

/// In which order a table is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reading {
    /// What is to be sent, by number.
    Open,
    /// All of it, by number.
    Every,
    /// All of it, in the order of commits.
    Logged,
}

/// All that the rows say but when they were written. It enters a hash as one number, because a
/// world is hashed time after time, and each time there are more rows.
impl Hash for Outbox {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.index.digest);
    }
}

impl Outbox {
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &OutboxRow> {
        self.rows.values()
    }

    pub fn len(&self) -> usize {
        self.index.logged.len()
    }

    /// How many rows were given up.
    pub fn dead(&self) -> usize {
        self.index.dead
    }

    /// The messages of which a row was not given up.
    pub fn alive(&self) -> impl Iterator<Item = TxId> {
        self.index.alive.keys().copied()
    }

    /// The first row of an order.
    pub fn first_of(&self, order: OrderId) -> Option<&OutboxRow> {
        // An order has many rows, but few messages: of each, the first row is looked up.
        let (mut first, mut from) = (None, (TxId::of_row(order), 0));
        while let Some(&(tx, number)) = self.index.of_message.iter_from(&from).next()
            && tx.order == order
        {
            first = Some(first.map_or(number, |first: u16| first.min(number)));
            from = (tx, u16::MAX);
        }
        self.rows.get(&first?)
    }

    /// Adds a row under a number of the table's sequence.
    pub fn insert(&mut self, tx: TxId, number: u16, born: SimTime) {
        let logged = u16::try_from(self.len() + 1).expect("a run has far fewer events");
        self.index.logged.push(number);
        self.index.of_message.insert((tx, number));
        let state = OutboxState::New;
        self.rows.insert(number, OutboxRow { tx, number, logged, born, state, tried: 0 });
        self.count(number, true);
    }

    /// Says what became of rows; answers with how many.
    pub fn mark(&mut self, key: OutboxKey, mark: OutboxMark) -> usize {
        let own = self.index.of_message.iter_from(&(key.tx, key.row.unwrap_or(0)));
        let last = (key.tx, key.row.unwrap_or(u16::MAX));
        let numbers: Vec<_> = own.take_while(|own| **own <= last).map(|(_, row)| *row).collect();
        for number in &numbers {
            self.count(*number, false);
            if let Some(row) = self.rows.get_mut(number) {
                row.mark(mark);
            }
            self.count(*number, true);
        }
        numbers.len()
    }

    /// The next row after a place, as a transaction with these writes of its own sees it.
    pub fn next(&self, how: Reading, after: Option<u16>, own: &[RowWrite]) -> Option<Row> {
        let first = after.map_or(0, |after| after.saturating_add(1));
        let mut later = self.rows.iter_from(&first).map(|(_, row)| row);
        let row = match how {
            Reading::Open => {
                let mut open =
                    self.index.open.iter_from(&first).filter_map(|row| self.rows.get(row));
                open.find(|row| row.seen_by(own).state == OutboxState::New)
            }
            Reading::Every => later.next(),
            Reading::Logged => {
                let number = self.index.logged.get(usize::from(after.unwrap_or(0)));
                number.and_then(|number| self.rows.get(number))
            }
        };
        let OutboxRow { tx, number, logged, born, tried, .. } = *row?;
        let place = if how == Reading::Logged { logged } else { number };
        Some(Row { number: Some(number), tried, ..Row::new(tx, place, born) })
    }

    /// Whether the index is what the rows say. Costs a look at each.
    pub fn is_consistent(&self) -> bool {
        let mut rows: Vec<_> = self.rows().copied().collect();
        rows.sort_by_key(|row| row.logged);
        let mut anew = Self::default();
        for row in rows {
            anew.insert(row.tx, row.number, row.born);
            anew.count(row.number, false);
            anew.rows.insert(row.number, row);
            anew.count(row.number, true);
        }
        anew == *self
    }

    /// Takes a row into the index, or out of it, as far as it can change.
    fn count(&mut self, number: u16, is_there: bool) {
        let Some(row) = self.rows.get(&number) else { return };
        if is_there && row.state == OutboxState::New {
            self.index.open.insert(number);
        } else {
            self.index.open.remove(&number);
        }
        match (row.state, &mut self.index.dead) {
            (OutboxState::Dead, dead) => *dead = if is_there { *dead + 1 } else { *dead - 1 },
            (OutboxState::New | OutboxState::Sent, _) => self.index.alive.tally(&row.tx, is_there),
        }
        let OutboxRow { tx, number, logged, born: _, state, tried } = row;
        let hash = Fingerprint::of(&(tx, number, logged, state, tried));
        let digest = &mut self.index.digest;
        *digest = if is_there { digest.wrapping_add(hash) } else { digest.wrapping_sub(hash) };
    }
}

impl OutboxRow {
    fn key(&self) -> OutboxKey {
        OutboxKey { tx: self.tx, row: Some(self.number) }
    }

    fn mark(&mut self, mark: OutboxMark) {
        match mark {
            OutboxMark::Tried => self.tried += 1,
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
