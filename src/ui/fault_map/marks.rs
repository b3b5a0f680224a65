//! One mark for a line of the program: the worst that one fault there can do to a guarantee. Pure.

use crate::explore::{Fate, FaultMap};
use crate::guarantee::{GUARANTEES, Outcome, Weight};
use crate::ordered::sort_by_key;

/// The worst that one fault at a line comes to, the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LineMark {
    /// It breaks the guarantee.
    Breaks,
    /// The guarantee holds, but this other one breaks, which is an alarm.
    BreaksOther(&'static str),
    /// The order is not paid, and there is no message for it: nothing is done, and nothing owed.
    NothingDone,
    /// All is well in the end.
    Survives,
}

impl LineMark {
    /// The word in markup.
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaks => "breaks",
            Self::BreaksOther(_) => "breaks-other",
            Self::NothingDone => "nothing-done",
            Self::Survives => "survives",
        }
    }

    /// The sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Breaks => "✕",
            Self::BreaksOther(_) => "▲",
            Self::NothingDone => "□",
            Self::Survives => "○",
        }
    }
}

/// The marks of all lines that a fault of the map strikes, by line.
pub fn marks(map: &FaultMap, guarantee: &str) -> Vec<(u16, LineMark)> {
    // What is broken anyway is broken by no fault.
    let last = map.fates.last().map_or(0, |fate| fate.step);
    let is_broken_anyway = |id: &str| map.fate(last, id) == Some(Fate::Inevitable);
    let others: Vec<_> = GUARANTEES
        .iter()
        .filter(|known| known.weight == Weight::Alarm && known.id != guarantee)
        .filter(|known| !is_broken_anyway(known.id))
        .collect();
    let mut found: Vec<(u16, LineMark)> = Vec::new();
    for entry in &map.entries {
        let Some(line) = entry.line else { continue };
        let other = || others.iter().find(|known| entry.breaks(known.id));
        let mark = if entry.breaks(guarantee) {
            LineMark::Breaks
        } else if let Some(other) = other() {
            LineMark::BreaksOther(other.id)
        } else if entry.outcome == Outcome::Abort {
            LineMark::NothingDone
        } else {
            LineMark::Survives
        };
        match found.iter_mut().find(|(known, _)| *known == line) {
            Some((_, known)) => *known = mark.min(*known),
            None => found.push((line, mark)),
        }
    }
    sort_by_key(&mut found, |(line, _)| *line);
    found
}
