//! The half queue and the discard topic: their entries, and what is known of them without looking
//! at each.

use std::hash::{Hash, Hasher};

use crate::ordered::{List, Map, Set};
use crate::program::step::Decision;

use super::super::message::{LogPosition, Offset, OrderId, TxId};
use super::op::OpMark;
use super::{DiscardRecord, HalfRecord, place_of};

/// The entries, and an index of them.
#[derive(Clone, Default, Debug)]
pub(super) struct HalfTopics {
    halves: List<HalfRecord>,
    discarded: Vec<DiscardRecord>,
    /// First entry of the half queue that the check loop has not passed (its consumer offset).
    check_offset: Offset,
    index: Index,
}

/// What the entries say, so that no message needs a look at all of them. It follows from them, and
/// is no part of the state.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
struct Index {
    /// Entries that nobody has ended, passed ones included.
    open: Set<Offset>,
    /// Entries whose op mark waits in memory.
    unwritten: Set<Offset>,
    tallies: Map<TxId, Tally>,
    /// Originals, not copies.
    originals: usize,
    /// Open entries that the check loop has not passed.
    open_ahead: usize,
    /// The sum of [`Tally::forgotten`].
    forgotten: usize,
    /// The sum of [`Tally::discarded`].
    discarded: usize,
}

/// What there is of one message.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct Tally {
    originals_passed: usize,
    open_ahead: usize,
    committed: usize,
    rolled_back: usize,
    /// In the discard topic, not resumed.
    discarded: usize,
}

impl Tally {
    /// Originals that no check round will look at again although nobody has ended them: no copy is
    /// left that is open or ended, and none lies in the discard topic.
    fn forgotten(self) -> usize {
        let cared_for = self.open_ahead + self.committed + self.rolled_back + self.discarded;
        if cared_for > 0 { 0 } else { self.originals_passed }
    }
}

/// The index says nothing that the entries do not.
impl PartialEq for HalfTopics {
    fn eq(&self, other: &Self) -> bool {
        let Self { halves, discarded, check_offset, index: _ } = self;
        (halves, discarded, *check_offset) == (&other.halves, &other.discarded, other.check_offset)
    }
}

impl Eq for HalfTopics {}

impl Hash for HalfTopics {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { halves, discarded, check_offset, index: _ } = self;
        (halves, discarded, check_offset).hash(state);
    }
}

impl HalfTopics {
    pub fn iter(&self) -> impl Iterator<Item = &HalfRecord> {
        self.halves.iter()
    }

    /// The place of the next entry.
    pub fn end(&self) -> Offset {
        place_of(self.halves.len())
    }

    pub fn get(&self, place: Offset) -> Option<&HalfRecord> {
        self.halves.get(place as usize)
    }

    pub fn discarded(&self) -> &[DiscardRecord] {
        &self.discarded
    }

    pub fn check_offset(&self) -> Offset {
        self.check_offset
    }

    pub fn originals(&self) -> usize {
        self.index.originals
    }

    /// Entries that the check loop still has to look at and that nobody has ended.
    pub fn open(&self) -> usize {
        self.index.open_ahead
    }

    /// Originals that nobody has ended, and that nothing will remind of.
    pub fn forgotten(&self) -> usize {
        self.index.forgotten
    }

    /// Messages in the discard topic that nobody has resumed.
    pub fn count_unresumed(&self) -> usize {
        self.index.discarded
    }

    /// Those of an order.
    pub fn discarded_of(&self, order: OrderId) -> usize {
        self.tallies_of(order).map(|tally| tally.discarded).sum()
    }

    /// Whether an entry of an order is open.
    pub fn has_open_of(&self, order: OrderId) -> bool {
        self.tallies_of(order).any(|tally| tally.open_ahead > 0)
    }

    /// Whether an entry of an order was rolled back.
    pub fn has_rolled_back_of(&self, order: OrderId) -> bool {
        self.tallies_of(order).any(|tally| tally.rolled_back > 0)
    }

    /// The tallies of the messages of an order.
    fn tallies_of(&self, order: OrderId) -> impl Iterator<Item = &Tally> {
        let tallies = self.index.tallies.iter_from(&TxId::of_row(order));
        tallies.take_while(move |(tx, _)| tx.order == order).map(|(_, tally)| tally)
    }

    /// The first entry from the check offset on without an op mark in the op topic.
    pub fn first_unmarked(&self) -> Option<Offset> {
        let first = |set: &Set<Offset>| set.iter_from(&self.check_offset).next().copied();
        let (open, unwritten) = (first(&self.index.open), first(&self.index.unwritten));
        open.into_iter().chain(unwritten).min()
    }

    pub fn push(&mut self, half: HalfRecord) {
        self.halves.push(half);
        self.count(self.end() - 1, true);
    }

    /// Notes how an entry was ended, or that it is open after all.
    pub fn set_op(&mut self, place: Offset, op: Option<OpMark>) {
        self.count(place, false);
        if let Some(half) = self.halves.get_mut(place as usize) {
            half.op = op;
        }
        self.count(place, true);
    }

    /// The first entry whose op mark waits in memory.
    pub fn first_unwritten(&self) -> Option<Offset> {
        self.index.unwritten.first().copied()
    }

    /// The check loop goes on to this entry.
    pub fn pass_to(&mut self, check_offset: Offset) {
        for place in self.check_offset..check_offset {
            self.count(place, false);
            self.check_offset = place + 1;
            self.count(place, true);
        }
    }

    /// The check loop goes back to this entry. Costs a look at every entry.
    pub fn fall_back_to(&mut self, check_offset: Offset) {
        self.check_offset = check_offset;
        self.reindex();
    }

    pub fn discard(&mut self, record: DiscardRecord) {
        self.discarded.push(record);
        self.count_discarded(self.discarded.len() - 1, true);
    }

    /// Takes everything out of the discard topic that nobody has resumed yet.
    pub fn resume(&mut self) -> Vec<DiscardRecord> {
        let mut resumed = Vec::new();
        for place in 0..self.discarded.len() {
            if !self.discarded[place].is_resumed {
                self.count_discarded(place, false);
                self.discarded[place].is_resumed = true;
                resumed.push(self.discarded[place].clone());
            }
        }
        resumed
    }

    /// Drops the entries that come after this position of the log, and answers with them, in order:
    /// those of the half queue, and those of the discard topic.
    pub fn truncate(&mut self, left: LogPosition) -> (Vec<HalfRecord>, Vec<DiscardRecord>) {
        let mut lost = Vec::new();
        while self.halves.last().is_some_and(|last| last.log > left) {
            lost.extend(self.halves.pop());
        }
        lost.reverse();
        let stay = self.discarded.partition_point(|record| record.log <= left);
        let discarded = self.discarded.split_off(stay);
        self.reindex();
        (lost, discarded)
    }

    /// Whether the index is what the entries say. Costs a look at each.
    pub fn is_consistent(&self) -> bool {
        let mut anew = self.clone();
        anew.reindex();
        // A message of which nothing is left may still have an empty tally.
        anew.index.tallies.retain(|_, tally| *tally != Tally::default());
        let mut index = self.index.clone();
        index.tallies.retain(|_, tally| *tally != Tally::default());
        anew.index == index
    }

    /// Makes the index anew.
    fn reindex(&mut self) {
        self.index = Index::default();
        (0..self.end()).for_each(|place| self.count(place, true));
        (0..self.discarded.len()).for_each(|place| self.count_discarded(place, true));
    }

    /// Takes an entry into the index, or out of it.
    fn count(&mut self, place: Offset, is_there: bool) {
        let Some(half) = self.halves.get(place as usize) else { return };
        let (tx, op, is_copy) = (half.tx, half.op, half.is_copy);
        let is_passed = place < self.check_offset;
        let is_open_ahead = op.is_none() && !is_passed;
        let index = &mut self.index;
        let member = |set: &mut Set<Offset>, is_member: bool| {
            if is_there && is_member { set.insert(place) } else { set.remove(&place) }
        };
        member(&mut index.open, op.is_none());
        member(&mut index.unwritten, op.is_some_and(|op| !op.is_written()));
        let add = |count: &mut usize, is_one: bool| match (is_one, is_there) {
            (true, true) => *count += 1,
            (true, false) => *count -= 1,
            (false, _) => {}
        };
        add(&mut index.originals, !is_copy);
        add(&mut index.open_ahead, is_open_ahead);
        let decision = op.map(|op| op.decision);
        index.tally(tx, |tally| {
            add(&mut tally.originals_passed, !is_copy && is_passed);
            add(&mut tally.open_ahead, is_open_ahead);
            add(&mut tally.committed, decision == Some(Decision::Commit));
            add(&mut tally.rolled_back, decision.is_some_and(|told| told != Decision::Commit));
        });
    }

    fn count_discarded(&mut self, place: usize, is_there: bool) {
        let record = &self.discarded[place];
        if !record.is_resumed {
            let add = |sum: &mut usize| *sum = if is_there { *sum + 1 } else { *sum - 1 };
            add(&mut self.index.discarded);
            self.index.tally(record.tx, |tally| add(&mut tally.discarded));
        }
    }
}

impl Index {
    fn tally(&mut self, tx: TxId, change: impl FnOnce(&mut Tally)) {
        let tally = self.tallies.or_insert(tx, Tally::default());
        let before = tally.forgotten();
        change(tally);
        self.forgotten = self.forgotten + tally.forgotten() - before;
    }
}
