//! Portable 64-bit hashes, equal natively and in wasm: [`Fingerprint`] of what happened, and
//! [`StateHash`] of what is so.

use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};

use super::time::SimTime;

/// FNV-1a over 64 bits. Lengths and enum discriminants are widened to 64 bits, because derived
/// `Hash` writes them as `usize` and `isize`, which are 4 bytes in the browser and 8 natively.
#[derive(Clone, Debug)]
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    /// The fingerprint of one value.
    pub fn of(value: &impl Hash) -> u64 {
        let mut hasher = Self::default();
        value.hash(&mut hasher);
        hasher.finish()
    }
}

impl Hasher for Fingerprint {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u16(&mut self, value: u16) {
        self.write(&value.to_le_bytes());
    }

    fn write_u32(&mut self, value: u32) {
        self.write(&value.to_le_bytes());
    }

    fn write_u64(&mut self, value: u64) {
        self.write(&value.to_le_bytes());
    }

    fn write_i64(&mut self, value: i64) {
        self.write(&value.to_le_bytes());
    }

    /// A moment of virtual time: microseconds, which fit in 64 bits.
    fn write_u128(&mut self, value: u128) {
        self.write(&value.to_le_bytes()[..8]);
    }

    /// The identity of a message, which fits in 32 bits.
    fn write_i128(&mut self, value: i128) {
        self.write(&value.to_le_bytes()[..4]);
    }

    fn write_usize(&mut self, value: usize) {
        self.write(&(value as u64).to_le_bytes());
    }

    fn write_isize(&mut self, value: isize) {
        self.write(&(value as i64).to_le_bytes());
    }
}

/// What a part of a state adds to the hash of the whole. It is a function of the present, because
/// moments count relative to it: of two states that differ by nothing but the time that passed
/// before them, each part has the same value. The function is linear, so a part is hashed once,
/// when it changes, and its value at any later time costs one multiplication.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Part {
    /// Its value at time zero.
    fixed: u64,
    /// How much the value falls in each microsecond.
    slope: u64,
}

impl Part {
    /// This part, followed by another. The order counts.
    #[must_use]
    #[inline]
    pub fn then(self, next: Self) -> Self {
        // A polynomial over the parts: they are well mixed, so that any odd number will do.
        let [fixed, slope] = [self.fixed, self.slope].map(|sum| sum.wrapping_mul(SPREAD));
        Self { fixed: fixed.wrapping_add(next.fixed), slope: slope.wrapping_add(next.slope) }
    }

    /// The hash of a state that consists of this, at a time.
    #[inline]
    pub fn at(self, now: SimTime) -> u64 {
        fold(self.fixed.wrapping_sub(self.slope.wrapping_mul(now.as_micros())))
    }
}

/// A part that is remembered until somebody changes what it is made of. It is no part of the state:
/// every two of them are equal.
#[derive(Default, Debug)]
pub struct Memo {
    /// Zero while nothing is remembered; written last, so that who sees it sees the slope.
    fixed: AtomicU64,
    slope: AtomicU64,
}

impl Memo {
    /// What is remembered, or else is made now: always the same, whoever makes it.
    #[inline]
    pub fn get_or(&self, make: impl FnOnce() -> Part) -> Part {
        let fixed = self.fixed.load(Ordering::Acquire);
        if fixed != 0 {
            return Part { fixed, slope: self.slope.load(Ordering::Relaxed) };
        }
        let made = make();
        let part = Part { fixed: made.fixed.max(1), ..made };
        self.slope.store(part.slope, Ordering::Relaxed);
        self.fixed.store(part.fixed, Ordering::Release);
        part
    }

    /// What it was made of may have changed.
    #[inline]
    pub fn forget(&mut self) {
        *self.fixed.get_mut() = 0;
    }
}

impl Clone for Memo {
    fn clone(&self) -> Self {
        let fixed = AtomicU64::new(self.fixed.load(Ordering::Acquire));
        Self { fixed, slope: AtomicU64::new(self.slope.load(Ordering::Relaxed)) }
    }
}

impl PartialEq for Memo {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Memo {}

impl Hash for Memo {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// A hash of a state for a search: what cannot matter for the future does not enter it. Moments are
/// taken relative to the present, and message identities are left out.
///
/// A search hashes a world after every event, so this is made for many small numbers. They are
/// packed into words, short ones into a byte; a word is mixed in by one multiplication to 128 bits
/// whose halves are folded (the step of wyhash). A moment is multiplied by a number that depends on
/// all that was hashed before it, and the products are summed: that sum is what makes a [`Part`] a
/// linear function of the present. Two different states have the same hash with a chance of about
/// one in 2^64; among n states the chance that any two do is about n² / 2^65: one in four million
/// for three million states. (Two states that differ in moments alone, by a multiple of 2^k
/// microseconds, have the same hash with a chance of one in 2^(64-k).)
#[derive(Clone, Debug)]
pub struct StateHash {
    state: u64,
    /// What has not been mixed in yet, and how many of its bits are in use.
    pending: u64,
    bits: u32,
    /// The moments, each with its factor; and the sum of the factors.
    moments: u64,
    factors: u64,
}

/// An odd number without pattern.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes a word: the two halves of its product with a number without pattern.
#[inline]
fn fold(word: u64) -> u64 {
    let wide = u128::from(word) * 0xa076_1d64_78bd_642f;
    low_half(wide >> 64) ^ low_half(wide)
}

impl StateHash {
    /// What a value adds to the hash of a state.
    pub fn of(value: &impl Hash) -> Part {
        let mut hasher = Self { state: SPREAD, pending: 0, bits: 0, moments: 0, factors: 0 };
        value.hash(&mut hasher);
        let fixed = hasher.finish().wrapping_add(hasher.moments);
        Part { fixed, slope: hasher.factors }
    }

    #[inline]
    fn mix(&mut self, word: u64) {
        // The length of the input is in the state through the last term, even for words of zero.
        self.state = fold(self.state ^ word) ^ 0xe703_7ed1_a0b4_28db;
    }

    /// Takes a number of so many bits, which must be less than 64.
    #[inline]
    fn pack(&mut self, value: u64, bits: u32) {
        if self.bits + bits > u64::BITS {
            let full = self.pending;
            self.mix(full);
            self.pending = 0;
            self.bits = 0;
        }
        self.pending |= value << self.bits;
        self.bits += bits;
    }

    /// Takes a number that is nearly always small. A long one follows the byte that says so.
    #[inline]
    fn pack_short(&mut self, value: u64) {
        if value < 0xff {
            self.pack(value, 8);
        } else {
            self.pack(0xff, 8);
            self.pack_long(value);
        }
    }

    /// Takes any number. It goes the way of the short ones, so that what is hashed is one sequence
    /// of bits, in order.
    #[inline]
    fn pack_long(&mut self, value: u64) {
        self.pack(value & u64::from(u32::MAX), 32);
        self.pack(value >> 32, 32);
    }

    /// Takes a moment. *Never* is as far away tomorrow as it is today, and no moment.
    #[inline]
    fn add_moment(&mut self, moment: u64) {
        if moment == SimTime::NEVER.as_micros() {
            return self.pack(u64::from(u8::MAX), 8);
        }
        self.pack(0, 8);
        let word = self.pending.wrapping_add(u64::from(self.bits).wrapping_mul(SPREAD));
        self.mix(word);
        (self.pending, self.bits) = (0, 0);
        let factor = self.state | 1;
        self.moments = self.moments.wrapping_add(factor.wrapping_mul(moment));
        self.factors = self.factors.wrapping_add(factor);
    }
}

impl Hasher for StateHash {
    fn finish(&self) -> u64 {
        let mut last = self.clone();
        last.mix(self.pending);
        last.mix(u64::from(self.bits));
        last.state
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.pack(u64::from(byte), 8);
        }
    }

    #[inline]
    fn write_u8(&mut self, value: u8) {
        self.pack(u64::from(value), 8);
    }

    #[inline]
    fn write_u16(&mut self, value: u16) {
        self.pack(u64::from(value), 16);
    }

    #[inline]
    fn write_u32(&mut self, value: u32) {
        self.pack(u64::from(value), 32);
    }

    #[inline]
    fn write_u64(&mut self, value: u64) {
        self.pack_long(value);
    }

    /// A moment of virtual time, before or after the present.
    #[inline]
    fn write_u128(&mut self, value: u128) {
        self.add_moment(low_half(value));
    }

    /// The identity of a message.
    #[inline]
    fn write_i128(&mut self, _value: i128) {}

    #[inline]
    fn write_i64(&mut self, value: i64) {
        self.pack_short(value.cast_unsigned());
    }

    /// A length.
    #[inline]
    fn write_usize(&mut self, value: usize) {
        self.pack_short(value as u64);
    }

    /// Which variant of an enum it is.
    #[inline]
    fn write_isize(&mut self, value: isize) {
        self.pack_short((value as i64).cast_unsigned());
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the other half is mixed in by itself")]
#[inline]
fn low_half(wide: u128) -> u64 {
    wide as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_and_the_one_letter_hash_are_the_published_ones() {
        let mut hasher = Fingerprint::default();
        assert_eq!(hasher.finish(), 0xcbf2_9ce4_8422_2325);
        hasher.write(b"a");
        assert_eq!(hasher.finish(), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn a_state_has_the_same_hash_at_another_time_if_all_its_moments_move_with_it() {
        let at = |micros: u64| SimTime::from_micros(micros);
        let state = |now: u64, first: u64, second: u64| {
            let whole = StateHash::of(&(7_u8, at(now + first), SimTime::NEVER, at(now + second)));
            StateHash::of(&at(now + first)).then(whole).at(at(now))
        };
        assert_eq!(state(1_000, 3, 5), state(9_000_000, 3, 5));
        assert_ne!(state(1_000, 3, 5), state(1_000, 5, 3));
        assert_ne!(state(1_000, 3, 5), state(1_000, 3, 4_000_005));
        assert_ne!(
            StateHash::of(&1_u8).then(StateHash::of(&2_u8)),
            StateHash::of(&2_u8).then(StateHash::of(&1_u8))
        );
    }
}
