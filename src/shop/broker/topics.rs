//! The topic that the consumer reads, its retries and the dead letters: the records, and what is
//! known of them without looking at each.

use std::hash::{Hash, Hasher};

use crate::ordered::{List, Map, Set};

use super::super::mark::Topic;
use super::super::message::{LogPosition, Offset, OrderId};
use super::delivery::{Delivery, RealRecord};
use super::place_of;

/// The records, and an index of them.
#[derive(Clone, Default, Debug)]
pub(super) struct Topics {
    records: List<RealRecord>,
    index: Index,
}

/// A queue of the consumer's: that of the topic, or that of its retries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Queue {
    Real,
    Retry,
}

/// Both queues.
pub(super) const QUEUES: [Queue; 2] = [Queue::Real, Queue::Retry];

/// What the records say, so that no message needs a look at all of them. It follows from them, and
/// is no part of the state.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
struct Index {
    /// The record of each position that was given out.
    positions: Map<Offset, Offset>,
    queues: [QueueIndex; 2],
    /// How many records from the first on consumers can read, as far as the log is concerned and
    /// was asked: of these, [`QueueIndex::ready`] knows.
    passed: Offset,
    /// How many records from the first on no open transaction holds back.
    shown: Offset,
    /// Of these, how many of each order are readable messages of the topic itself.
    visible: Vec<usize>,
    /// Records whose acknowledgement would not survive a crash of the broker.
    unsaved: Set<Offset>,
    real: usize,
    dead_letters: usize,
}

#[derive(Clone, PartialEq, Eq, Default, Debug)]
struct QueueIndex {
    /// What waits for the consumer and can be read, by position.
    ready: Set<(Offset, Offset)>,
    /// What is neither planned nor acknowledged, by position.
    open: Set<(Offset, Offset)>,
    /// How many were sent and are not confirmed.
    sent: usize,
}

/// The index says nothing that the records do not.
impl PartialEq for Topics {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

impl Eq for Topics {}

impl Hash for Topics {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.records.hash(state);
    }
}

impl Topics {
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// The place of the next record.
    pub fn end(&self) -> Offset {
        place_of(self.records.len())
    }

    pub fn iter(&self) -> impl Iterator<Item = &RealRecord> {
        self.records.iter()
    }

    pub fn get(&self, place: Offset) -> Option<&RealRecord> {
        self.records.get(place as usize)
    }

    /// The record of a position, and its place.
    pub fn at_position(&self, position: Offset) -> Option<(Offset, &RealRecord)> {
        let place = *self.index.positions.get(&position)?;
        Some((place, self.get(place)?))
    }

    /// How many records of the topic an order has that consumers can read.
    pub fn visible_of(&self, order: OrderId) -> usize {
        self.index.visible.get(usize::from(order.0)).copied().unwrap_or(0)
    }

    pub fn count_of(&self, topic: Topic) -> usize {
        match topic {
            Topic::Real => self.index.real,
            Topic::DeadLetter => self.index.dead_letters,
            _ => self.records.iter().filter(|record| record.topic == topic).count(),
        }
    }

    pub fn push(&mut self, record: RealRecord) {
        self.records.push(record);
        self.count(self.end() - 1, true);
    }

    /// Changes a record, if it is there.
    pub fn change(&mut self, place: Offset, change: impl FnOnce(&mut RealRecord)) {
        self.count(place, false);
        if let Some(record) = self.records.get_mut(place as usize) {
            change(record);
        }
        self.count(place, true);
    }

    /// Changes every record. Costs a look at each.
    pub fn change_all(&mut self, change: impl FnMut(&mut RealRecord)) {
        self.records.iter_mut().for_each(change);
        self.reindex();
    }

    /// Drops the records that come after this position of the log, and answers with them.
    pub fn truncate(&mut self, left: LogPosition) -> Vec<RealRecord> {
        let mut lost = Vec::new();
        while self.records.last().is_some_and(|last| last.log > left) {
            lost.extend(self.records.pop());
        }
        lost.reverse();
        self.reindex();
        lost
    }

    /// Open transactions hold back what comes from this place on.
    pub fn show_before(&mut self, first_held: Option<Offset>) {
        let end = first_held.map_or(self.end(), |first| first.min(self.end()));
        while self.index.shown < end {
            self.index.shown += 1;
            self.count_visible(self.index.shown - 1, true);
        }
    }

    /// Consumers can read the log up to this position.
    pub fn pass(&mut self, readable: LogPosition) {
        while self.index.passed < self.index.shown
            && self.get(self.index.passed).is_some_and(|next| next.log <= readable)
        {
            let place = self.index.passed;
            self.index.passed += 1;
            self.count_ready(place, true);
        }
    }

    /// The first record that waits and can be read, of one queue or of any.
    pub fn first_ready(&self, queue: Option<Queue>) -> Option<Offset> {
        let wanted = QUEUES.iter().filter(|known| queue.is_none_or(|queue| queue == **known));
        let ready = wanted.filter_map(|known| self.index.queues[*known as usize].ready.first());
        ready.min().map(|(_, place)| *place)
    }

    /// Whether a record of a queue was sent and is not confirmed.
    pub fn is_on_its_way(&self, queue: Queue) -> bool {
        self.index.queues[queue as usize].sent > 0
    }

    /// What of a queue is neither planned nor acknowledged, up to a position.
    pub fn open_up_to(&self, queue: Queue, position: Offset) -> Vec<Offset> {
        let open = self.index.queues[queue as usize].open.iter();
        open.take_while(|(other, _)| *other <= position).map(|(_, place)| *place).collect()
    }

    pub fn has_unsaved(&self) -> bool {
        !self.index.unsaved.is_empty()
    }

    /// Every acknowledgement is on the disk now.
    pub fn save(&mut self) {
        while let Some(place) = self.index.unsaved.first().copied() {
            self.change(place, |record| record.is_saved = true);
        }
    }

    /// Whether the index is what the records say. Costs a look at each.
    pub fn is_consistent(&self) -> bool {
        let mut anew = self.clone();
        anew.reindex();
        anew.index == self.index
    }

    /// Makes the index anew.
    fn reindex(&mut self) {
        let Index { passed, shown, .. } = std::mem::take(&mut self.index);
        let end = self.end();
        (self.index.passed, self.index.shown) = (passed.min(end), shown.min(end));
        for place in 0..end {
            self.count(place, true);
            if place < self.index.shown {
                self.count_visible(place, true);
            }
        }
    }

    /// Takes a record into the index, or out of it.
    fn count(&mut self, place: Offset, is_there: bool) {
        let Some(record) = self.records.get(place as usize) else { return };
        let index = &mut self.index;
        if record.position != Offset::MAX {
            put(&mut index.positions, record.position, place, is_there);
        }
        match record.topic {
            Topic::Real => add(&mut index.real, is_there),
            Topic::DeadLetter => add(&mut index.dead_letters, is_there),
            _ => {}
        }
        member(&mut index.unsaved, place, is_there && record.has_unsaved_offset());
        if let Some(queue) = record.queue() {
            let queue = &mut index.queues[queue as usize];
            let is_open = !matches!(record.delivery, Delivery::Planned(_) | Delivery::Acknowledged);
            member(&mut queue.open, (record.position, place), is_there && is_open);
            if record.delivery == Delivery::Sent {
                add(&mut queue.sent, is_there);
            }
        }
        if place < self.index.passed {
            self.count_ready(place, is_there);
        }
    }

    fn count_ready(&mut self, place: Offset, is_there: bool) {
        let Some(record) = self.records.get(place as usize) else { return };
        let Some(queue) = record.queue() else { return };
        let is_ready = record.delivery == Delivery::Ready && !record.is_aborted;
        let ready = &mut self.index.queues[queue as usize].ready;
        member(ready, (record.position, place), is_there && is_ready);
    }

    fn count_visible(&mut self, place: Offset, is_there: bool) {
        let Some(record) = self.records.get(place as usize) else { return };
        if record.topic == Topic::Real && !record.is_aborted {
            let order = usize::from(record.tx.order.0);
            let visible = &mut self.index.visible;
            visible.resize(visible.len().max(order + 1), 0);
            add(&mut visible[order], is_there);
        }
    }
}

fn add(count: &mut usize, is_there: bool) {
    *count = if is_there { *count + 1 } else { *count - 1 };
}

fn put(map: &mut Map<Offset, Offset>, key: Offset, value: Offset, is_there: bool) {
    if is_there {
        map.insert(key, value);
    } else {
        map.remove(&key);
    }
}

fn member<K: Ord + Clone>(set: &mut Set<K>, key: K, is_there: bool) {
    if is_there {
        set.insert(key);
    } else {
        set.remove(&key);
    }
}
