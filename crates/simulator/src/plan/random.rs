//! Chance from a seed: the same seed gives the same world on every machine. Only
//! integers, because the last bit of a floating-point function is not the same
//! everywhere.

/// SplitMix64 (Steele, Lea and Flood 2014): small, and good enough for a plan;
/// not for secrets.
#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    /// A stream of its own for this purpose (`"days/19753"`), so that one more
    /// draw in one place does not move the draws in all others.
    pub fn of(seed: u64, purpose: &str) -> Rng {
        let mut rng = Rng(seed ^ fnv(purpose.as_bytes()));
        rng.draw();
        rng
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to `limit - 1`; 0 when the limit is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.draw()) * u128::from(limit)) >> 64) as u64
    }

    /// From `low` to `high`, both possible; `low` when the range is empty.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as u64) as i64
    }

    /// As [`Rng::between`], the early part more often: the smaller of two draws.
    pub fn early_between(&mut self, low: i64, high: i64) -> i64 {
        self.between(low, high).min(self.between(low, high))
    }

    /// As [`Rng::between`], the middle more often: the mean of two draws.
    pub fn middle_between(&mut self, low: i64, high: i64) -> i64 {
        (self.between(low, high) + self.between(low, high)) / 2
    }

    /// Yes, so many times in a thousand.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < u64::from(per_mille)
    }

    /// One of these; the slice must not be empty.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u64) as usize]
    }

    /// In any order, each as likely (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last as u64 + 1) as usize;
            items.swap(last, other);
        }
    }
}

/// FNV-1a over bytes, 64 bits.
pub fn fnv(bytes: &[u8]) -> u64 {
    fnv_more(0xcbf2_9ce4_8422_2325, bytes)
}

/// FNV-1a going on from an earlier value.
pub fn fnv_more(state: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(state, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // First outputs of SplitMix64 with seed 1234567, as in its reference tests.
        let mut rng = Rng(1_234_567);
        assert_eq!(rng.draw(), 6_457_827_717_110_365_317);
        assert_eq!(rng.draw(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn every_value_of_a_small_range_comes_up_and_no_other() {
        let mut rng = Rng::of(1, "dice");
        let mut seen = [0; 6];
        for _ in 0..6000 {
            seen[(rng.between(1, 6) - 1) as usize] += 1;
        }
        assert!(seen.iter().all(|n| (850..1150).contains(n)), "{seen:?}");
    }
}
