//! The states that a search has seen.

use crate::run::EVENTS_MAX;

/// Slots of a new table.
const SLOTS_MIN: usize = 1 << 12;

/// How a state was reached: with how many faults, and after how many events. Fewer faults are
/// better; among as many, fewer events.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Cost {
    pub(super) faults: u8,
    pub(super) events: u32,
}

/// A set of fingerprints, each with the least cost at which it was reached. Open addressing over
/// integers: a fingerprint is its own hash, and nothing is iterated. A look-up is a miss of the
/// cache, so a state takes as few bytes as it can: 18 to 36.
#[derive(Clone, Debug)]
pub(super) struct Table {
    slots: Vec<Slot>,
    taken: usize,
}

/// The two halves of a fingerprint, and a packed [`Cost`].
type Slot = [u32; 3];

const EMPTY: Slot = [0; 3];

/// Bits of a packed cost that count events.
const EVENT_BITS: u32 = 20;

const _: () = assert!(EVENTS_MAX < 1 << EVENT_BITS, "a cost is packed into 32 bits");

impl Cost {
    /// Packed so that the order stays. A search of so many faults that some have the same number is
    /// beyond any machine.
    fn packed(self) -> u32 {
        let faults = u32::from(self.faults).min(u32::MAX >> EVENT_BITS);
        faults << EVENT_BITS | self.events
    }
}

impl Default for Table {
    fn default() -> Self {
        Self { slots: vec![EMPTY; SLOTS_MIN], taken: 0 }
    }
}

impl Table {
    /// Notes that a state was reached at some cost. False if it had been reached before with fewer
    /// faults, or with as many and no more events.
    pub(super) fn visit(&mut self, fingerprint: u64, cost: Cost) -> bool {
        let [low, high] = halves(fingerprint);
        let place = self.place([low, high]);
        let cost = cost.packed();
        let slot = &mut self.slots[place];
        if slot[..2] == EMPTY[..2] {
            *slot = [low, high, cost];
            self.taken += 1;
            if self.taken * 3 > self.slots.len() * 2 {
                self.grow();
            }
            return true;
        }
        let is_better = slot[2] >> EVENT_BITS == cost >> EVENT_BITS && cost < slot[2];
        if is_better {
            slot[2] = cost;
        }
        is_better
    }

    /// How many states there are.
    pub(super) fn len(&self) -> usize {
        self.taken
    }

    fn place(&self, [low, high]: [u32; 2]) -> usize {
        let last = self.slots.len() - 1;
        let mut place = low as usize & last;
        loop {
            let slot = &self.slots[place];
            if slot[..2] == EMPTY[..2] || slot[..2] == [low, high] {
                return place;
            }
            place = (place + 1) & last;
        }
    }

    fn grow(&mut self) {
        let slots = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; slots]);
        for slot in old.into_iter().filter(|slot| slot[..2] != EMPTY[..2]) {
            let place = self.place([slot[0], slot[1]]);
            self.slots[place] = slot;
        }
    }
}

/// The low half, then the high one. Zero marks an empty slot; the state that has it shares the fate
/// of another.
#[expect(clippy::cast_possible_truncation, reason = "both halves are kept")]
fn halves(fingerprint: u64) -> [u32; 2] {
    let key = fingerprint.max(1);
    [key as u32, (key >> 32) as u32]
}
