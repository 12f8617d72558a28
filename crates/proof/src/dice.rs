//! Chance that can be repeated: all that happens in a history follows from its seed.

use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};

/// The dice of one history.
pub(crate) struct Dice(StdRng);

impl Dice {
    /// The same seed gives the same throws.
    pub(crate) fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// A number from 0 up to, and without, `end`.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        self.0.random_range(0..end)
    }

    /// Happens once in so many times.
    pub(crate) fn one_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }

    /// One of these; there must be one.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        from.choose(&mut self.0)
            .expect("there is something to choose from")
    }
}
