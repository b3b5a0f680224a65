//! What can become of a guarantee, step by step: stretches of equal fate.

use crate::explore::{Fate, FaultMap};

/// A stretch of steps with one fate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// What can become of the guarantee after each of them.
    pub fate: Fate,
    /// The first step.
    pub from: u32,
    /// The last step.
    pub to: u32,
}

/// The stretches of a guarantee, in order. They touch, and cover every step of the run.
pub fn stretches(map: &FaultMap, guarantee: &str) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for step in map.fates.iter().map(|fate| fate.step) {
        let Some(fate) = map.fate(step, guarantee) else { continue };
        match found.last_mut() {
            Some(last) if last.fate == fate => last.to = step,
            _ => found.push(Stretch { fate, from: step, to: step }),
        }
    }
    found
}

/// The word of a fate in markup.
pub fn word(fate: Fate) -> &'static str {
    match fate {
        Fate::Impossible => "impossible",
        Fate::Possible => "possible",
        Fate::Inevitable => "inevitable",
    }
}
