//! The pages.

/// A page. Each has a word in the address; adding one is adding it here, its name in
/// [`crate::text`], and its component in [`super::app`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// One run, to play and to break.
    Lab,
    /// Two to four strategies under the same faults.
    Compare,
    /// Every strategy against every guarantee.
    Guarantees,
}

impl Page {
    /// Every page, in the order of the header.
    pub const ALL: [Self; 3] = [Self::Lab, Self::Compare, Self::Guarantees];

    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lab => "lab",
            Self::Compare => "compare",
            Self::Guarantees => "guarantees",
        }
    }

    /// The page of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.word().eq_ignore_ascii_case(word))
    }

    /// Whether it has runs that play.
    pub fn plays(self) -> bool {
        self != Self::Guarantees
    }
}
