//! The future event list, ordered by time, then by scheduling order.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};

use super::fingerprint::{Memo, Part};
use super::time::SimTime;

/// Scheduling order: the tie-breaker among events of the same time.
pub type Sequence = u32;

/// Events that will happen. A sorted deque: queues here are short (tens of events), and a deque
/// compares and hashes in event order, as the world must.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventQueue<E> {
    events: VecDeque<Scheduled<E>>,
    next_sequence: Sequence,
}

/// An event and when it happens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scheduled<E> {
    /// When.
    pub at: SimTime,
    /// Its place among events of the same time.
    pub sequence: Sequence,
    /// What.
    pub event: E,
    /// What it adds to the hash of a state.
    memo: Memo,
}

/// What will happen and when. Sequence numbers say no more than the order does: whatever is
/// scheduled later has a higher one.
impl<E: Hash> Hash for EventQueue<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.events.len());
        for scheduled in &self.events {
            scheduled.at.hash(state);
            scheduled.event.hash(state);
        }
    }
}

impl<E> Default for EventQueue<E> {
    fn default() -> Self {
        Self { events: VecDeque::new(), next_sequence: 0 }
    }
}

impl<E> EventQueue<E> {
    /// Adds an event; it comes after every event already scheduled for the same time.
    pub fn push(&mut self, at: SimTime, event: E) -> Sequence {
        let sequence = self.next_sequence;
        self.next_sequence += 1;
        let place = self.events.partition_point(|other| other.at <= at);
        self.events.insert(place, Scheduled { at, sequence, event, memo: Memo::default() });
        sequence
    }

    /// Takes the next event.
    pub fn pop(&mut self) -> Option<Scheduled<E>> {
        self.events.pop_front()
    }

    /// Takes the event of this scheduling order out, if it is pending.
    pub fn take(&mut self, sequence: Sequence) -> Option<Scheduled<E>> {
        let place = self.events.iter().position(|scheduled| scheduled.sequence == sequence)?;
        self.events.remove(place)
    }

    /// Drops every event for which `keep` is false.
    pub fn retain(&mut self, mut keep: impl FnMut(&E) -> bool) {
        self.events.retain(|scheduled| keep(&scheduled.event));
    }

    /// Drops every event that equals this one. There is seldom more than one.
    pub fn remove(&mut self, event: &E)
    where
        E: PartialEq,
    {
        let place = |events: &VecDeque<Scheduled<E>>| {
            events.iter().position(|scheduled| scheduled.event == *event)
        };
        while let Some(place) = place(&self.events) {
            self.events.remove(place);
        }
    }

    /// What the queue adds to the hash of a state. An event is hashed once, however long it waits.
    pub fn part(&self, hash: impl Fn(SimTime, &E) -> Part) -> Part {
        self.events.iter().fold(Part::default(), |sum, Scheduled { at, event, memo, .. }| {
            sum.then(memo.get_or(|| hash(*at, event)))
        })
    }

    /// The pending events, next one first.
    pub fn iter(&self) -> impl Iterator<Item = &Scheduled<E>> {
        self.events.iter()
    }

    /// How many events are pending.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether nothing will ever happen again.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_by_time_and_then_in_the_order_of_scheduling() {
        let mut queue = EventQueue::default();
        for (micros, name) in [(5, "c"), (1, "a"), (5, "d"), (2, "b")] {
            queue.push(SimTime::from_micros(micros), name);
        }
        let order: Vec<_> = std::iter::from_fn(|| queue.pop()).map(|next| next.event).collect();
        assert_eq!(order, ["a", "b", "c", "d"]);
        assert!(queue.is_empty());
    }
}
