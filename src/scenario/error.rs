//! What can be wrong with a scenario text, as data. `text` words it in each language.

use crate::program::ProgramError;
use crate::sim::time::{DurationError, SimDuration};

/// Something is wrong with a scenario text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScenarioError {
    /// The line, counted from 1; 0 when the text as a whole is meant.
    pub line: usize,
    /// What.
    pub kind: ScenarioErrorKind,
}

/// The kinds of mistake.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ScenarioErrorKind {
    /// No `strategy` and no `program`.
    NoStrategy,
    /// A line begins with an unknown word.
    UnknownLine {
        /// The word.
        found: String,
        /// A known word that looks like it.
        nearest: Option<&'static str>,
    },
    /// A strategy that does not exist.
    UnknownStrategy {
        /// Its name.
        found: String,
        /// A known one that looks like it.
        nearest: Option<&'static str>,
    },
    /// The program has errors.
    Program(Vec<ProgramError>),
    /// A setting that does not exist.
    UnknownSetting {
        /// Its key.
        found: String,
        /// A known one that looks like it.
        nearest: Option<&'static str>,
    },
    /// A setting cannot have this value.
    BadValue {
        /// The setting.
        key: &'static str,
        /// The value.
        found: String,
        /// What it may be.
        expected: Takes,
    },
    /// A number that is none, or out of range.
    BadNumber {
        /// What stands there.
        found: String,
        /// What should.
        expected: Expected,
    },
    /// A duration that is none.
    BadDuration(DurationError),
    /// Something is missing after a word.
    Missing {
        /// After what.
        after: String,
        /// What is missing.
        what: Expected,
    },
    /// A word that nothing expects.
    Unexpected {
        /// The word; none if the line ends here.
        found: Option<String>,
        /// What could stand there.
        expected: Expected,
    },
    /// A kind of fault that does not exist.
    UnknownFault {
        /// Its name.
        found: String,
        /// A known one that looks like it.
        nearest: Option<&'static str>,
    },
    /// A participant that does not exist.
    UnknownNode {
        /// Its name.
        found: String,
        /// A known one that looks like it.
        nearest: Option<&'static str>,
    },
    /// A step or message role that does not exist.
    UnknownName {
        /// The name.
        found: String,
        /// A known one that looks like it.
        nearest: Option<&'static str>,
    },
    /// A line that may stand once stands again.
    Repeated(String),
    /// More than [`super::FAULTS_MAX`] faults.
    TooManyFaults,
    /// A character that nobody can see: a control character, or one that turns the direction of
    /// writing.
    UnprintableCharacter(char),
    /// A guarantee that does not exist.
    UnknownGuarantee {
        /// Its name.
        found: String,
        /// A known one that looks like it.
        nearest: Option<&'static str>,
    },
    /// More than [`super::LINES_MAX`] lines.
    TooManyLines,
}

/// What can stand at a place of a scenario text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
    /// The code of an outcome.
    Outcome,
    /// A participant other than the first one.
    OtherParticipant,
    /// The end of the line.
    LineEnd,
    /// Exactly these words.
    Exactly(&'static str),
    /// The name of a strategy.
    Strategy,
    /// A setting and its value.
    Assignment,
    /// A whole number.
    Number,
    /// A section of the course.
    Section,
    /// A fault.
    Fault,
    /// A participant.
    Participant,
    /// The role of a message.
    Role,
    /// When a fault strikes.
    When,
    /// A step of a program or a participant, or the role of a message.
    Place,
    /// Which one of several, from `#1` on.
    Ordinal,
    /// A time since the start of the run.
    Time,
    /// A duration.
    Duration,
    /// A duration, or one with a minus.
    SignedDuration,
    /// `for` and a duration.
    ForDuration,
    /// `by` and a duration.
    ByDuration,
    /// `by` and a duration, or one with a minus.
    BySignedDuration,
    /// `and` or `to`, between the two ends of a link.
    Directions,
    /// The only participant whose machine can be destroyed.
    Destroyable,
}

/// What values a setting takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Takes {
    /// A whole number in a range.
    Count {
        /// Smallest.
        min: u16,
        /// Largest.
        max: u16,
    },
    /// A duration in a range.
    Duration {
        /// Shortest.
        min: SimDuration,
        /// Longest.
        max: SimDuration,
    },
    /// A whole number, or [`PROGRAM`](super::settings::PROGRAM).
    ProgramCount {
        /// Largest.
        max: u8,
    },
    /// A duration, or [`PROGRAM`](super::settings::PROGRAM).
    ProgramDuration {
        /// Longest.
        max: SimDuration,
    },
    /// One of these words.
    OneOf(&'static [&'static str]),
}
