//! The kernel's own random numbers: xoshiro256++ seeded through splitmix64.
//!
//! Own code for the reasons TigerBeetle gives for its `stdx.PRNG`: no floating point, and no
//! change of a library may ever change a recorded run. The algorithms are public domain
//! (Blackman and Vigna, <https://prng.di.unimi.it>).

/// A deterministic stream of random numbers.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Prng {
    state: [u64; 4],
}

/// A probability as a fraction of whole numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Ratio {
    /// How many times it happens …
    pub numerator: u32,
    /// … out of this many. Zero means never.
    pub denominator: u32,
}

impl Prng {
    /// The stream of a seed. Neighbouring seeds give unrelated streams.
    pub fn new(seed: u64) -> Self {
        let mut mix = seed;
        let state = std::array::from_fn(|_| split_mix(&mut mix));
        Self { state }
    }

    /// The next 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let mut next = [a, b, c ^ a, d ^ b];
        next[1] ^= next[2];
        next[0] ^= next[3];
        next[2] ^= b << 17;
        next[3] = next[3].rotate_left(45);
        self.state = next;
        result
    }

    /// A number from 0 to `bound - 1`, by multiplication instead of a biased remainder; 0 if
    /// `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.next_u64()) * u128::from(bound);
        // The high half of a 64 x 64 bit product always fits.
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// Whether an event of this probability happens now.
    pub fn happens(&mut self, ratio: Ratio) -> bool {
        ratio.denominator > 0
            && self.below(u64::from(ratio.denominator)) < u64::from(ratio.numerator)
    }
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_mix_gives_the_reference_sequence_of_seed_1234567() {
        let mut state = 1_234_567;
        let words: [u64; 3] = std::array::from_fn(|_| split_mix(&mut state));
        assert_eq!(
            words,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn xoshiro_gives_the_reference_sequence_of_state_1_2_3_4() {
        let mut prng = Prng { state: [1, 2, 3, 4] };
        let words: [u64; 4] = std::array::from_fn(|_| prng.next_u64());
        assert_eq!(words, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn below_stays_below_and_zero_never_happens() {
        let mut prng = Prng::new(7);
        assert!((0..1_000).all(|_| prng.below(10) < 10));
        assert_eq!(prng.below(0), 0);
        assert!(!prng.happens(Ratio { numerator: 1, denominator: 0 }));
        assert!(prng.happens(Ratio { numerator: 1, denominator: 1 }));
    }
}
