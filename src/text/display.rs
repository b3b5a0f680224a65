//! `Display` of the errors, for the command line and for whoever else asks for no language: it is
//! English. It stands here because the rooms that find the errors have no words.

use std::fmt;

use crate::program::ProgramError;
use crate::scenario::error::{ScenarioError, ScenarioErrorKind};
use crate::sim::time::DurationError;

use super::{Lang, program_message, scenario_error, scenario_message};

/// ``3:5: unknown step `comit`; did you mean `commit`?``
impl fmt::Display for ProgramError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, program_message(Lang::En, self))
    }
}

/// ``line 3: unknown setting `order`; did you mean `orders`?``
impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&scenario_error(Lang::En, self))
    }
}

/// ``unknown setting `order`; did you mean `orders`?``
impl fmt::Display for ScenarioErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&scenario_message(Lang::En, self))
    }
}

/// A scenario says the same of a duration in it.
impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ScenarioErrorKind::BadDuration(self.clone()).fmt(f)
    }
}

impl std::error::Error for ProgramError {}

impl std::error::Error for ScenarioError {}

impl std::error::Error for DurationError {}
