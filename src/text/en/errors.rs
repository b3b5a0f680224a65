//! English sentences for what is wrong with a scenario text. They are the `Display` of the errors, too, for
//! the command line and for whoever else asks for no language.

use std::fmt;

use crate::scenario::error::{Expected, ScenarioError, ScenarioErrorKind, Takes};
use crate::scenario::settings::PROGRAM;
use crate::scenario::{FAULTS_MAX, LINES_MAX};
use crate::sim::time::{DURATION_MAX, DurationError};

pub(super) fn scenario(error: &ScenarioError) -> String {
    error.to_string()
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        self.kind.fmt(f)
    }
}

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
            Self::BadDuration(error) => error.fmt(f),
            Self::Missing { after, what } => write!(f, "after `{after}` there must be {what}"),
            Self::Unexpected { found, expected } => {
                let found = found.as_deref().unwrap_or("nothing");
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
            Self::TooManyFaults => write!(f, "a scenario has at most {} faults", FAULTS_MAX),
            Self::TooManyLines => write!(f, "a scenario has at most {} lines", LINES_MAX),
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

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LineEnd => "nothing more on this line",
            Self::Exactly(words) => return write!(f, "`{words}`"),
            Self::Strategy => "the name of a strategy",
            Self::Assignment => "a setting and its value, like `set send.retries 2`",
            Self::Number => "a whole number",
            Self::Section => "a section of the course, 0 to 6",
            Self::Fault => "a kind of fault, like `crash order-1 after commit`",
            Self::Participant => "a participant, like order-1 or broker",
            Self::Role => "the role of a message, like send.ack or half",
            Self::When => "when: `after commit`, `before send #2` or `at 31s`",
            Self::Place => "a step or a message, like commit or half",
            Self::Ordinal => "an ordinal from #1 on",
            Self::Time => "a time since the start, like 31s",
            Self::Duration => "a duration, like 10s",
            Self::SignedDuration => "a duration, like 10s or -10s",
            Self::ForDuration => "`for` and a duration, like `for 5s`",
            Self::ByDuration => "`by` and a duration, like `by 40s`",
            Self::BySignedDuration => "`by` and a duration, like `by 10s` or `by -10s`",
            Self::Directions => "`and` for both directions or `to` for one",
        })
    }
}

impl fmt::Display for Takes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count { min, max } => write!(f, "a whole number from {min} to {max}"),
            Self::Duration { min, max } => write!(f, "a duration from {min} to {max}"),
            Self::ProgramCount { max } => {
                write!(f, "a whole number from 0 to {max}, or `{PROGRAM}`")
            }
            Self::ProgramDuration { max } => write!(f, "a duration up to {max}, or `{PROGRAM}`"),
            Self::OneOf(words) => write!(f, "one of {}", words.join(", ")),
        }
    }
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADuration(found) => write!(
                f,
                "`{found}` is not a duration; write a whole number and a unit, like 50ms, 3s, 2m \
                 or 1h"
            ),
            Self::TooLong(found) => {
                write!(f, "`{found}` is too long; the longest duration is {DURATION_MAX}")
            }
        }
    }
}
