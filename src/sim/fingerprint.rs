//! Portable 64-bit hashes, equal natively and in wasm: [`Fingerprint`] of what happened, and
//! [`StateHash`] of what is so.

use std::hash::{Hash, Hasher};

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

/// A hash of a state for a search: what cannot matter for the future does not enter it. Moments are
/// taken relative to the present, and message identities are left out.
///
/// A search hashes a world after every event, so this is made for many small numbers. They are
/// packed into words, short ones into a byte; a word is mixed in by one multiplication to 128 bits
/// whose halves are folded (the step of wyhash). Two different states have the same hash with a
/// chance of about one in 2^64; among n states the chance that any two do is about n² / 2^65: one
/// in four million for three million states.
#[derive(Clone, Debug)]
pub struct StateHash {
    state: u64,
    /// What has not been mixed in yet, and how many of its bits are in use.
    pending: u64,
    bits: u32,
    now: u64,
}

impl StateHash {
    /// The hash of a state in which it is now this time.
    pub fn of(now: SimTime, value: &impl Hash) -> u64 {
        let state = 0x9e37_79b9_7f4a_7c15;
        let mut hasher = Self { state, pending: 0, bits: 0, now: now.as_micros() };
        value.hash(&mut hasher);
        hasher.finish()
    }

    #[inline]
    fn mix(&mut self, word: u64) {
        let wide = u128::from(self.state ^ word) * 0xa076_1d64_78bd_642f;
        // The length of the input is in the state through the last term, even for words of zero.
        self.state = low_half(wide >> 64) ^ low_half(wide) ^ 0xe703_7ed1_a0b4_28db;
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
        self.pack_long(low_half(value).wrapping_sub(self.now));
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
}
