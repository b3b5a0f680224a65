//! English sentences for what is wrong with a text. The rooms that read texts have them already,
//! for the command line.

use crate::program::ProgramError;
use crate::scenario::error::ScenarioError;

pub(super) fn scenario(error: &ScenarioError) -> String {
    error.to_string()
}

pub(super) fn program(error: &ProgramError) -> String {
    format!("line {}, column {}: {}", error.line, error.column, error.message_en())
}
