//! The strategy language: lexer, parser, checker, compiled steps, source map.
//!
//! What the order service and the consumer do is not Rust but a short program that reads like a
//! textbook's pseudo-code. This room turns its text into a [`Program`]; it knows text, lines and
//! steps, and nothing of the network. The language is described in `docs/language.md`.
//!
//! The way of a text: `lexer` makes a tree of lines of it, `parser` a tree of statements,
//! `compile` flat steps, and `checker` with `transaction` refuses what reads well and means
//! nothing. Every phase reports all its errors; the checks run only on a text without any.

#![warn(clippy::disallowed_types, clippy::disallowed_methods)]

mod ast;
pub mod catalogue;
mod checker;
mod compile;
pub mod difference;
mod error;
mod flow;
pub mod form;
mod lexer;
mod parser;
pub mod phrase;
pub mod printable;
mod statement;
pub mod step;
pub mod token;
mod transaction;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

pub use error::{
    ERRORS_MAX, Missing, ProgramError, ProgramErrorKind, ProgramWarning, ProgramWarningKind,
};
pub use vocabulary::{
    COURSE_MAX, DEPTH_MAX, INDENT, LINE_CHARS_MAX, LINES_MAX, RETRIES_MAX, STEPS_MAX, TRIES_MAX,
    WordKind,
};

use error::Errors;
use step::Program;

/// Turns the text of a strategy into a program, or says everything that is wrong with it, in the
/// order of the text and at most [`ERRORS_MAX`] errors.
///
/// Any text at all gets an answer, in time that grows with its length.
pub fn parse(source: &str) -> Result<Program, Vec<ProgramError>> {
    let mut errors = Errors::default();
    let tree = lexer::read_tree(source, &mut errors);
    let text = parser::parse(&tree, &mut errors);
    errors.into_result()?;

    let program = compile::compile(&text, source);
    let mut errors = Errors::default();
    checker::check(&text, &program, &mut errors);
    transaction::check(&program, &mut errors);
    errors.into_result()?;
    Ok(program)
}

/// What is strange about a program that can run, in the order of its text.
pub fn warnings(program: &Program) -> Vec<ProgramWarning> {
    checker::never_acknowledges(program).into_iter().collect()
}
