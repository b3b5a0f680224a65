//! The states that a search has seen.

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
/// integers: a fingerprint is its own hash, nothing is iterated, and a state takes 16 bytes at most
/// half of the time.
#[derive(Clone, Debug)]
pub(super) struct Table {
    slots: Vec<(u64, Cost)>,
    taken: usize,
}

impl Default for Table {
    fn default() -> Self {
        Self { slots: vec![(EMPTY, NO_COST); SLOTS_MIN], taken: 0 }
    }
}

const EMPTY: u64 = 0;
const NO_COST: Cost = Cost { faults: u8::MAX, events: u32::MAX };

impl Table {
    /// Notes that a state was reached at some cost. False if it had been reached before with fewer
    /// faults, or with as many and no more events.
    pub(super) fn visit(&mut self, fingerprint: u64, cost: Cost) -> bool {
        // Zero marks an empty slot; the state that has it shares the fate of another.
        let key = fingerprint.max(1);
        let place = self.place(key);
        let (found, known) = self.slots[place];
        if found == EMPTY {
            self.slots[place] = (key, cost);
            self.taken += 1;
            if self.taken * 2 > self.slots.len() {
                self.grow();
            }
            return true;
        }
        let is_better = known.faults == cost.faults && cost.events < known.events;
        if is_better {
            self.slots[place].1 = cost;
        }
        is_better
    }

    /// How many states there are.
    pub(super) fn len(&self) -> usize {
        self.taken
    }

    fn place(&self, key: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut place = usize::try_from(key & last as u64).unwrap_or(0);
        while self.slots[place].0 != EMPTY && self.slots[place].0 != key {
            place = (place + 1) & last;
        }
        place
    }

    fn grow(&mut self) {
        let slots = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![(EMPTY, NO_COST); slots]);
        for (key, cost) in old.into_iter().filter(|(key, _)| *key != EMPTY) {
            let place = self.place(key);
            self.slots[place] = (key, cost);
        }
    }
}
