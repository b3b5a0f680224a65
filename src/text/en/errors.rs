//! English sentences for what is wrong with a scenario text.

use std::borrow::Cow;

use crate::scenario::error::{Expected, ScenarioError, ScenarioErrorKind as Kind, Takes};
use crate::scenario::settings::PROGRAM;
use crate::scenario::{FAULTS_MAX, LINES_MAX};
use crate::sim::time::{DURATION_MAX, DurationError};

pub(super) fn scenario(error: &ScenarioError) -> String {
    let message = message(&error.kind);
    if error.line > 0 { format!("line {}: {message}", error.line) } else { message }
}

/// Without its place.
pub(super) fn message(kind: &Kind) -> String {
    match kind {
        Kind::NoStrategy => {
            "no strategy is named; begin with a line like `strategy send-after-commit`".to_owned()
        }
        Kind::UnknownLine { found, nearest } => {
            unknown("line word", found, *nearest, "a line is `strategy`, `set`, `seed` or `fault`")
        }
        Kind::UnknownStrategy { found, nearest } => {
            unknown("strategy", found, *nearest, "`zeroloss list` shows them all")
        }
        Kind::Program(errors) => errors
            .iter()
            .fold("the program has errors".to_owned(), |text, error| format!("{text}\n  {error}")),
        Kind::UnknownSetting { found, nearest } => {
            unknown("setting", found, *nearest, "`zeroloss list --settings` shows them all")
        }
        Kind::BadValue { key, found, expected } => {
            format!("`{found}` is no value for {key}; it takes {}", takes(*expected))
        }
        Kind::BadNumber { found, expected } => {
            format!("`{found}` is not {}", expectation(*expected))
        }
        Kind::BadDuration(DurationError::NotADuration(found)) => format!(
            "`{found}` is not a duration; write a whole number and a unit, like 50ms, 3s, 2m or 1h"
        ),
        Kind::BadDuration(DurationError::TooLong(found)) => {
            format!("`{found}` is too long; the longest duration is {DURATION_MAX}")
        }
        Kind::Missing { after, what } => {
            format!("after `{after}` there must be {}", expectation(*what))
        }
        Kind::Unexpected { found, expected } => {
            let found = found.as_deref().unwrap_or("nothing");
            format!("`{found}` does not belong here; expected {}", expectation(*expected))
        }
        Kind::UnknownFault { found, nearest } => unknown(
            "fault",
            found,
            *nearest,
            "faults are crash, power-cut, pause, restart, partition, skew, lose, delay, duplicate, \
             fail, check, resume and destroy",
        ),
        Kind::UnknownNode { found, nearest } => unknown(
            "participant",
            found,
            *nearest,
            "participants are payment, order-1, order-2, database, redis, elasticsearch, broker, \
             slave and consumer",
        ),
        Kind::UnknownName { found, nearest } => unknown(
            "step or message",
            found,
            *nearest,
            "name a step of a program or a message, like commit, half or send.ack",
        ),
        Kind::UnprintableCharacter(found) => unprintable(*found),
        Kind::UnknownGuarantee { found, nearest } => {
            unknown("guarantee", found, *nearest, "name one by its id, like no-lost-message")
        }
        Kind::Repeated(found) => format!("`{found}` stands here a second time; say it once"),
        Kind::TooManyFaults => format!("a scenario has at most {FAULTS_MAX} faults"),
        Kind::TooManyLines => format!("a scenario has at most {LINES_MAX} lines"),
    }
}

/// A character that cannot be shown as it is.
pub(super) fn unprintable(found: char) -> String {
    format!("`{}` is a character that nobody can see; leave it out", found.escape_unicode())
}

fn unknown(what: &str, found: &str, nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(nearest) => format!("unknown {what} `{found}`; did you mean `{nearest}`?"),
        None => format!("unknown {what} `{found}`; {otherwise}"),
    }
}

/// What a setting takes.
pub(super) fn takes(takes: Takes) -> String {
    match takes {
        Takes::Count { min, max } => format!("a whole number from {min} to {max}"),
        Takes::Duration { min, max } => format!("a duration from {min} to {max}"),
        Takes::ProgramCount { max } => format!("a whole number from 0 to {max}, or `{PROGRAM}`"),
        Takes::ProgramDuration { max } => format!("a duration up to {max}, or `{PROGRAM}`"),
        Takes::OneOf(words) => format!("one of {}", words.join(", ")),
    }
}

/// What can stand at a place of a scenario text.
fn expectation(expected: Expected) -> Cow<'static, str> {
    let words = match expected {
        Expected::Outcome => "the code of an outcome, like OK or LOSS",
        Expected::OtherParticipant => "another participant than the first",
        Expected::LineEnd => "nothing more on this line",
        Expected::Exactly(words) => return format!("`{words}`").into(),
        Expected::Strategy => "the name of a strategy",
        Expected::Assignment => "a setting and its value, like `set send.retries 2`",
        Expected::Number => "a whole number",
        Expected::Section => "a section of the course, 0 to 6",
        Expected::Fault => "a kind of fault, like `crash order-1 after commit`",
        Expected::Participant => "a participant, like order-1 or broker",
        Expected::Role => "the role of a message, like send.ack or half",
        Expected::When => "when: `after commit`, `before send #2` or `at 31s`",
        Expected::Place => "a step or a message, like commit or half",
        Expected::Ordinal => "an ordinal from #1 on",
        Expected::Time => "a time since the start, like 31s",
        Expected::Duration => "a duration, like 10s",
        Expected::SignedDuration => "a duration, like 10s or -10s",
        Expected::ForDuration => "`for` and a duration, like `for 5s`",
        Expected::ByDuration => "`by` and a duration, like `by 40s`",
        Expected::BySignedDuration => "`by` and a duration, like `by 10s` or `by -10s`",
        Expected::Directions => "`and` for both directions or `to` for one",
        Expected::Destroyable => "`broker`: nobody else has a copy on another machine",
    };
    words.into()
}
