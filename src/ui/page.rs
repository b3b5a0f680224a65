//! The pages, and the choices that hold on all of them.

use std::rc::Rc;

/// A page. Each has a word in the address; adding one is adding it here, its name in
/// [`crate::text`], and its component in [`super::app`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// What this is about, before anything is chosen: one run, and the ways on.
    Start,
    /// One run, to play and to break.
    Lab,
    /// Two to four strategies under the same faults.
    Compare,
    /// Every strategy against every guarantee.
    Guarantees,
}

/// Whether the playhead moves by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Playback {
    /// It moves.
    Playing,
    /// It stands.
    Paused,
}

/// The sheet over the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sheet {
    /// None.
    Closed,
    /// Keys, and what the model leaves out.
    Help,
    /// Ways to take along what is shown.
    Share,
    /// The list of a picker.
    Choose(Picker),
}

/// A box that shows what is chosen, and opens a list with a filter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Picker {
    /// Which scenario.
    Scenario,
    /// Which strategy, with which checker.
    Strategy,
}

/// A file that a person brings: a line with its name, a line that is empty or has the word for why
/// it is no text (those of the sentence `notice-no-text`), and then its text, or the line of what
/// is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Brought(pub Rc<str>);

impl Brought {
    /// Its name, why it is no text, and its text.
    pub fn parts(&self) -> (&str, &str, &str) {
        let (name, rest) = self.0.split_once('\n').unwrap_or_default();
        let (why, text) = rest.split_once('\n').unwrap_or_default();
        (name, why, text)
    }
}

/// The page's colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    /// Dark ink on paper.
    Light,
    /// Light ink on a dark ground.
    Dark,
    /// Light, with thicker lines and larger text.
    Projector,
}

/// How fast a run plays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Speed {
    /// The word in addresses.
    pub word: &'static str,
    /// What the page shows.
    pub shown: &'static str,
    /// Quarters of normal.
    pub quarters: u32,
}

/// Every speed, the slowest first.
pub const SPEEDS: [Speed; 5] = [
    Speed { word: "0.25", shown: "¼×", quarters: 1 },
    Speed { word: "0.5", shown: "½×", quarters: 2 },
    Speed { word: "1", shown: "1×", quarters: 4 },
    Speed { word: "2", shown: "2×", quarters: 8 },
    Speed { word: "4", shown: "4×", quarters: 16 },
];

impl Page {
    /// Every page.
    pub const ALL: [Self; 4] = [Self::Start, Self::Lab, Self::Compare, Self::Guarantees];

    /// Those that the header leads to, in its order; its name leads to the start.
    pub const NAMED: [Self; 3] = [Self::Lab, Self::Compare, Self::Guarantees];

    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Lab => "lab",
            Self::Compare => "compare",
            Self::Guarantees => "guarantees",
        }
    }

    /// The page of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.word().eq_ignore_ascii_case(word))
    }

    /// Whether it shows one run.
    pub fn shows_run(self) -> bool {
        matches!(self, Self::Start | Self::Lab)
    }

    /// Whether it has runs that play.
    pub fn plays(self) -> bool {
        self != Self::Guarantees
    }
}

impl Picker {
    /// Every picker, in the order of the page.
    pub const ALL: [Self; 2] = [Self::Scenario, Self::Strategy];

    /// The id of its box.
    pub fn word(self) -> &'static str {
        match self {
            Self::Scenario => "scenario",
            Self::Strategy => "strategy",
        }
    }

    /// Whether a page has its box. Columns of a comparison have lists of their own.
    pub fn is_on(self, page: Page) -> bool {
        match self {
            Self::Scenario => matches!(page, Page::Lab | Page::Compare),
            Self::Strategy => page == Page::Lab,
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Scenario => Self::Strategy,
            Self::Strategy => Self::Scenario,
        }
    }
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Projector];

    /// The word in addresses and in `data-theme`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Projector => "projector",
        }
    }

    /// The theme of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word().eq_ignore_ascii_case(word))
    }

    /// The theme after this one, for a button that goes round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Projector,
            Self::Projector => Self::Light,
        }
    }
}
