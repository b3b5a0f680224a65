//! Places in a run, by what they mean.

use crate::guarantee::VerdictKind;
use crate::timeline::Timeline;

/// The word in addresses for the end.
pub const END: &str = "end";

/// The word in addresses for the first step at which a guarantee is seen broken.
pub const FIRST_VIOLATION: &str = "first-violation";

/// The word in addresses for the last step at which a fault strikes.
pub const LAST_FAULT: &str = "last-fault";

/// A place in a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Position {
    /// This step, or the last one.
    Step(u32),
    /// The end.
    End,
    /// The first step at which a guarantee is seen broken, or the end.
    FirstViolation,
    /// The last step at which a fault strikes, or the end: where a page opens that is not told
    /// where, so that it says something before it is touched. It is what an address without a step
    /// means.
    LastFault,
}

impl Position {
    /// The place of a word, or of the number of a step.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            END => Some(Self::End),
            FIRST_VIOLATION => Some(Self::FirstViolation),
            LAST_FAULT => Some(Self::LastFault),
            // A number past the end is the end, however long.
            _ if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(Self::Step(word.parse().unwrap_or(u32::MAX)))
            }
            _ => None,
        }
    }

    /// As addresses have it.
    pub fn word(self) -> String {
        match self {
            Self::Step(step) => step.to_string(),
            Self::End => END.to_owned(),
            Self::FirstViolation => FIRST_VIOLATION.to_owned(),
            Self::LastFault => LAST_FAULT.to_owned(),
        }
    }

    /// The step of a run that it names.
    pub fn step_in(self, timeline: &Timeline) -> u32 {
        let run = &timeline.run;
        match self {
            Self::Step(step) => step.min(run.steps()),
            Self::End => run.steps(),
            Self::FirstViolation => {
                let broken =
                    run.verdicts.iter().filter(|verdict| verdict.kind == VerdictKind::Broken);
                broken.filter_map(|verdict| verdict.broke_at).min().unwrap_or(run.steps())
            }
            Self::LastFault => {
                let mut events = run.trace.events.iter().rev();
                // What strikes before anything has happened shows nothing yet.
                let last = events.find(|event| event.step > 0 && event.kind.is_of_fault());
                last.map_or(run.steps(), |event| event.step)
            }
        }
    }
}
