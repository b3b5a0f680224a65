//! What is wrong with a scenario text.

use crate::scenario::error::{Expected, ScenarioError, ScenarioErrorKind as Kind, Takes};
use crate::scenario::settings::PROGRAM;
use crate::scenario::{FAULTS_MAX, LINES_MAX};
use crate::sim::time::{DURATION_MAX, DurationError};

use super::{Words, program};

/// With its place.
pub(super) fn placed(words: Words, error: &ScenarioError) -> String {
    let message = message(words, &error.kind);
    if error.line > 0 { words.error_at_line(&error.line, &message) } else { message }
}

/// Without its place.
pub(super) fn message(words: Words, kind: &Kind) -> String {
    match kind {
        Kind::NoStrategy => words.error_no_strategy().to_owned(),
        Kind::UnknownLine { found, nearest } => {
            unknown(words, &words.error_unknown_line(found), *nearest, words.error_lines())
        }
        Kind::UnknownStrategy { found, nearest } => {
            unknown(words, &words.error_unknown_strategy(found), *nearest, words.error_strategies())
        }
        Kind::Program(errors) => {
            let lines = errors.iter().map(|error| {
                let message = program::message(words, error);
                format!("\n  {}", words.error_in_program(&error.column, &error.line, &message))
            });
            std::iter::once(words.error_program().to_owned()).chain(lines).collect()
        }
        Kind::UnknownSetting { found, nearest } => {
            unknown(words, &words.error_unknown_setting(found), *nearest, words.error_settings())
        }
        Kind::BadValue { key, found, expected } => {
            words.error_bad_value(&takes(words, *expected), found, key)
        }
        Kind::BadNumber { found, expected } => {
            words.error_bad_number(&expectation(words, *expected), found)
        }
        Kind::BadDuration(DurationError::NotADuration(found)) => {
            words.error_not_a_duration(found, &DURATION_MAX)
        }
        Kind::BadDuration(DurationError::TooLong(found)) => {
            words.error_long_duration(found, &DURATION_MAX)
        }
        Kind::Missing { after, what } => words.error_missing(after, &expectation(words, *what)),
        Kind::Unexpected { found: None, expected } => {
            words.error_unexpected_nothing(&expectation(words, *expected))
        }
        Kind::Unexpected { found: Some(found), expected } => {
            words.error_unexpected(&expectation(words, *expected), found)
        }
        Kind::UnknownFault { found, nearest } => {
            unknown(words, &words.error_unknown_fault(found), *nearest, words.error_faults())
        }
        Kind::UnknownNode { found, nearest } => {
            unknown(words, &words.error_unknown_node(found), *nearest, words.error_nodes())
        }
        Kind::UnknownName { found, nearest } => {
            unknown(words, &words.error_unknown_name(found), *nearest, words.error_names())
        }
        Kind::UnprintableCharacter(found) => unprintable(words, *found),
        Kind::UnknownGuarantee { found, nearest } => unknown(
            words,
            &words.error_unknown_guarantee(found),
            *nearest,
            words.error_guarantees(),
        ),
        Kind::Repeated(found) => words.error_repeated(found),
        Kind::TooManyFaults => words.error_too_many_faults(&FAULTS_MAX),
        Kind::TooManyLines => words.error_too_many_lines(&LINES_MAX),
    }
}

/// A character that cannot be shown as it is.
pub(super) fn unprintable(words: Words, found: char) -> String {
    words.error_unprintable(&found.escape_unicode())
}

/// With what was probably meant, or else with what is known.
fn unknown(words: Words, message: &str, nearest: Option<&str>, known: &str) -> String {
    match nearest {
        Some(nearest) => words.error_meant(&message, &nearest),
        None => words.error_known(&known, &message),
    }
}

/// What a setting takes.
pub(super) fn takes(words: Words, takes: Takes) -> String {
    match takes {
        Takes::Count { min, max } => words.takes_count(&max, &min),
        Takes::Duration { min, max } => words.takes_duration(&max, &min),
        Takes::ProgramCount { max } => words.takes_program_count(&max, &PROGRAM),
        Takes::ProgramDuration { max } => words.takes_program_duration(&max, &PROGRAM),
        Takes::OneOf(choices) => words.takes_one_of(&choices.join(words.list_comma())),
    }
}

/// What can stand at a place of a scenario text.
fn expectation(words: Words, expected: Expected) -> String {
    let plain = match expected {
        Expected::Outcome => words.expected_outcome(),
        Expected::OtherParticipant => words.expected_other_participant(),
        Expected::LineEnd => words.expected_line_end(),
        Expected::Exactly(word) => return words.expected_exactly(&word),
        Expected::Strategy => words.expected_strategy(),
        Expected::Assignment => words.expected_assignment(),
        Expected::Number => words.expected_number(),
        Expected::Section => words.expected_section(),
        Expected::Fault => words.expected_fault(),
        Expected::Participant => words.expected_participant(),
        Expected::Role => words.expected_role(),
        Expected::When => words.expected_when(),
        Expected::Place => words.expected_place(),
        Expected::Ordinal => words.expected_ordinal(),
        Expected::Time => words.expected_time(),
        Expected::Duration => words.expected_duration(),
        Expected::SignedDuration => words.expected_signed_duration(),
        Expected::ForDuration => words.expected_for_duration(),
        Expected::ByDuration => words.expected_by_duration(),
        Expected::BySignedDuration => words.expected_by_signed_duration(),
        Expected::Directions => words.expected_directions(),
        Expected::Destroyable => words.expected_destroyable(),
    };
    plain.to_owned()
}
