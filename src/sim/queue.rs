//! The future event list, ordered by time, then by scheduling order.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};

use crate::ordered::{Map, Set};

use super::fingerprint::{Fingerprint, Memo, Part};
use super::time::SimTime;

/// Scheduling order: the tie-breaker among events of the same time.
pub type Sequence = u32;

/// How many of the next events are kept in a plain deque. Nearly always that is all of them: a run
/// of one order has a dozen pending, and forty orders with faults two hundred.
const NEAR_MAX: usize = 128;

/// Events that will happen. The next ones are in a sorted deque, which is as quick as anything for
/// a few dozen. What is further away is in an ordered map, so that neither adding an event nor
/// taking one out looks at tens of thousands of others.
#[derive(Clone, Debug)]
pub struct EventQueue<E> {
    /// All that comes before [`Self::far`]; empty only if that is, too.
    near: VecDeque<Scheduled<E>>,
    far: Map<Moment, Scheduled<E>>,
    /// The hash of each far event, by which it is found, with its key.
    hashes: Set<(u64, Moment)>,
    next_sequence: Sequence,
}

/// When an event happens: its time, and its place among the events of that time.
type Moment = (SimTime, Sequence);

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

impl<E> Scheduled<E> {
    fn moment(&self) -> Moment {
        (self.at, self.sequence)
    }
}

/// How the events are kept says nothing of what will happen.
impl<E: PartialEq> PartialEq for EventQueue<E> {
    fn eq(&self, other: &Self) -> bool {
        self.next_sequence == other.next_sequence && self.iter().eq(other.iter())
    }
}

impl<E: Eq> Eq for EventQueue<E> {}

/// What will happen and when. Sequence numbers say no more than the order does: whatever is
/// scheduled later has a higher one.
impl<E: Hash> Hash for EventQueue<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.near.len() + self.far.len());
        for scheduled in self.iter() {
            scheduled.at.hash(state);
            scheduled.event.hash(state);
        }
    }
}

impl<E> Default for EventQueue<E> {
    fn default() -> Self {
        let (near, far, hashes) = (VecDeque::new(), Map::default(), Set::default());
        Self { near, far, hashes, next_sequence: 0 }
    }
}

impl<E> EventQueue<E> {
    /// What the queue adds to the hash of a state. An event is hashed once, however long it waits.
    pub fn part(&self, hash: impl Fn(SimTime, &E) -> Part) -> Part {
        self.iter().fold(Part::default(), |sum, Scheduled { at, event, memo, .. }| {
            sum.then(memo.get_or(|| hash(*at, event)))
        })
    }

    /// The pending events, next one first.
    pub fn iter(&self) -> impl Iterator<Item = &Scheduled<E>> {
        self.near.iter().chain(self.far.values())
    }

    /// Whether nothing will ever happen again.
    pub fn is_empty(&self) -> bool {
        self.near.is_empty()
    }
}

impl<E: Clone + Eq + Hash> EventQueue<E> {
    /// Adds an event; it comes after every event already scheduled for the same time.
    pub fn push(&mut self, at: SimTime, event: E) -> Sequence {
        let sequence = self.next_sequence;
        self.next_sequence += 1;
        let scheduled = Scheduled { at, sequence, event, memo: Memo::default() };
        if self.far.first().is_some_and(|(first, _)| *first < (at, sequence)) {
            self.add_far(scheduled);
            return sequence;
        }
        let place = self.near.partition_point(|other| other.at <= at);
        self.near.insert(place, scheduled);
        if self.near.len() > NEAR_MAX {
            let later: Vec<_> = self.near.drain(NEAR_MAX / 2..).collect();
            for scheduled in &later {
                self.note_hash(scheduled);
            }
            let later = later.into_iter().map(|scheduled| (scheduled.moment(), scheduled));
            self.far.prepend(later.collect());
        }
        sequence
    }

    fn add_far(&mut self, scheduled: Scheduled<E>) {
        self.note_hash(&scheduled);
        self.far.insert(scheduled.moment(), scheduled);
    }

    fn note_hash(&mut self, scheduled: &Scheduled<E>) {
        self.hashes.insert((Fingerprint::of(&scheduled.event), scheduled.moment()));
    }

    /// Takes the next event.
    pub fn pop(&mut self) -> Option<Scheduled<E>> {
        let next = self.near.pop_front();
        self.come_near();
        next
    }

    /// Sees to it that the next events are near.
    fn come_near(&mut self) {
        if self.near.is_empty() && !self.far.is_empty() {
            for (moment, scheduled) in self.far.take_first_chunk() {
                self.hashes.remove(&(Fingerprint::of(&scheduled.event), moment));
                self.near.push_back(scheduled);
            }
        }
    }

    /// Takes the event of this time and scheduling order out, if it is pending.
    pub fn take(&mut self, at: SimTime, sequence: Sequence) -> Option<Scheduled<E>> {
        let moment = (at, sequence);
        let place = self.near.partition_point(|other| other.moment() < moment);
        if self.near.get(place).is_some_and(|found| found.moment() == moment) {
            let taken = self.near.remove(place);
            self.come_near();
            return taken;
        }
        let taken = self.far.remove(&moment)?;
        self.hashes.remove(&(Fingerprint::of(&taken.event), moment));
        Some(taken)
    }

    /// Drops every event for which `keep` is false. Looks at all of them.
    pub fn retain(&mut self, mut keep: impl FnMut(&E) -> bool) {
        let all = std::mem::take(&mut self.near).into_iter();
        let far = std::mem::take(&mut self.far);
        self.hashes.clear();
        let far = far.iter().map(|(_, scheduled)| scheduled.clone());
        for scheduled in all.chain(far).filter(|scheduled| keep(&scheduled.event)) {
            if self.near.len() < NEAR_MAX {
                self.near.push_back(scheduled);
            } else {
                self.add_far(scheduled);
            }
        }
    }

    /// When events like this one happen, the next one first.
    pub fn times_of(&self, event: &E) -> impl Iterator<Item = SimTime> {
        self.moments_of(event).into_iter().map(|(at, _)| at)
    }

    fn moments_of(&self, event: &E) -> Vec<Moment> {
        let near = self.near.iter().filter(|scheduled| scheduled.event == *event);
        let mut found: Vec<_> = near.map(Scheduled::moment).collect();
        if !self.far.is_empty() {
            let hash = Fingerprint::of(event);
            let alike = self.hashes.iter_from(&(hash, (SimTime::ZERO, 0)));
            let alike = alike.take_while(|(other, _)| *other == hash).map(|(_, moment)| *moment);
            let is_it = |moment: &Moment| self.far.get(moment).is_some_and(|s| s.event == *event);
            found.extend(alike.filter(is_it));
        }
        found
    }

    /// Drops every event that equals this one. There is seldom more than one.
    pub fn remove(&mut self, event: &E) {
        for (at, sequence) in self.moments_of(event) {
            self.take(at, sequence);
        }
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

    /// Compared with a sorted list, over events that come and go at random.
    #[test]
    fn a_long_queue_is_a_sorted_list() {
        let mut random = crate::sim::prng::Prng::new(3);
        let mut queue = EventQueue::default();
        let mut list: Vec<(SimTime, Sequence, u64)> = Vec::new();
        for turn in 0..20_000_u64 {
            let (event, at) = (random.below(900), SimTime::from_micros(turn + random.below(5_000)));
            match random.below(8) {
                0 => {
                    queue.remove(&event);
                    list.retain(|(_, _, other)| *other != event);
                }
                1 | 2 => {
                    let next = (!list.is_empty()).then(|| list.remove(0));
                    let popped = queue.pop();
                    assert_eq!(popped.map(|next| (next.at, next.sequence, next.event)), next);
                }
                3 if turn % 512 == 0 => {
                    queue.retain(|event| event % 3 > 0);
                    list.retain(|(_, _, event)| event % 3 > 0);
                }
                4 if !list.is_empty() => {
                    let (at, sequence, _) = list.remove(list.len() / 2);
                    assert!(queue.take(at, sequence).is_some());
                    assert!(queue.take(at, sequence).is_none());
                }
                _ => {
                    let sequence = queue.push(at, event);
                    let place = list.partition_point(|other| other.0 <= at);
                    list.insert(place, (at, sequence, event));
                }
            }
            let times = list.iter().filter(|(_, _, other)| *other == event).map(|(at, ..)| *at);
            assert!(queue.times_of(&event).eq(times));
            assert_eq!(queue.is_empty(), list.is_empty());
            if turn % 64 == 0 {
                let all = queue.iter().map(|s| (s.at, s.sequence, s.event));
                assert!(all.eq(list.iter().copied()), "at turn {turn}");
            }
        }
        assert!(list.len() > NEAR_MAX, "only {} events were pending", list.len());
    }
}
