//! What can be wrong with a scenario text, as data. `text` words it in each language; `Display`
//! is English, for the command line.

use std::fmt;

use crate::program::ProgramError;

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
        expected: String,
    },
    /// A number that is none, or out of range.
    BadNumber {
        /// What stands there.
        found: String,
        /// What should.
        expected: &'static str,
    },
    /// A duration that is none.
    BadDuration(String),
    /// Something is missing after a word.
    Missing {
        /// After what.
        after: String,
        /// What is missing.
        what: &'static str,
    },
    /// A word that nothing expects.
    Unexpected {
        /// The word.
        found: String,
        /// What could stand there.
        expected: &'static str,
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
    /// More than [`super::FAULTS_MAX`] faults.
    TooManyFaults,
    /// More than [`super::LINES_MAX`] lines.
    TooManyLines,
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        self.kind.fmt(f)
    }
}

impl std::error::Error for ScenarioError {}

impl fmt::Display for ScenarioErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStrategy => f.write_str(
                "no strategy is named; begin with a line like `strategy send-after-commit`",
            ),
            Self::UnknownLine { found, nearest } => unknown(
                f,
                "line word",
                found,
                *nearest,
                "a line is `strategy`, `set`, `seed` or `fault`",
            ),
            Self::UnknownStrategy { found, nearest } => {
                unknown(f, "strategy", found, *nearest, "`zeroloss list` shows them all")
            }
            Self::Program(errors) => {
                f.write_str("the program has errors")?;
                errors.iter().try_for_each(|error| write!(f, "\n  {error}"))
            }
            Self::UnknownSetting { found, nearest } => {
                unknown(f, "setting", found, *nearest, "`zeroloss list --settings` shows them all")
            }
            Self::BadValue { key, found, expected } => {
                write!(f, "`{found}` is no value for {key}; it takes {expected}")
            }
            Self::BadNumber { found, expected } => {
                write!(f, "`{found}` is not {expected}")
            }
            Self::BadDuration(sentence) => f.write_str(sentence),
            Self::Missing { after, what } => write!(f, "after `{after}` there must be {what}"),
            Self::Unexpected { found, expected } => {
                write!(f, "`{found}` does not belong here; expected {expected}")
            }
            Self::UnknownFault { found, nearest } => unknown(
                f,
                "fault",
                found,
                *nearest,
                "faults are crash, power-cut, pause, restart, partition, skew, lose, delay, \
                 duplicate, fail, check and resume",
            ),
            Self::UnknownNode { found, nearest } => unknown(
                f,
                "participant",
                found,
                *nearest,
                "participants are payment, order-1, order-2, database, redis, elasticsearch, \
                 broker and consumer",
            ),
            Self::UnknownName { found, nearest } => unknown(
                f,
                "step or message",
                found,
                *nearest,
                "name a step of a program or a message, like commit, half or send.ack",
            ),
            Self::TooManyFaults => write!(f, "a scenario has at most {} faults", super::FAULTS_MAX),
            Self::TooManyLines => write!(f, "a scenario has at most {} lines", super::LINES_MAX),
        }
    }
}

fn unknown(
    f: &mut fmt::Formatter<'_>,
    what: &str,
    found: &str,
    nearest: Option<&str>,
    otherwise: &str,
) -> fmt::Result {
    write!(f, "unknown {what} `{found}`; ")?;
    match nearest {
        Some(nearest) => write!(f, "did you mean `{nearest}`?"),
        None => f.write_str(otherwise),
    }
}
