//! A program as a tree of statements: what the parser makes and the compiler flattens.

use super::error::Place;
use super::step::{Condition, Handler, Header, Op};
use crate::sim::time::SimDuration;

/// A whole program text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct ProgramText {
    pub header: Header,
    /// Keys of the header lines that are there, with their lines.
    pub header_lines: Vec<(&'static str, u16)>,
    pub handlers: Vec<HandlerText>,
    /// How often each `every` handler runs.
    pub periods: Vec<SimDuration>,
    /// The last line that says something.
    pub last_line: u16,
}

/// `on …` or `every …`, and what is under it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct HandlerText {
    pub handler: Handler,
    pub at: Place,
    pub body: Vec<Statement>,
}

/// One statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Statement {
    /// A step on a line of its own.
    Step(StepText),
    /// An `if` with all its `else`.
    Choice(ChoiceText),
}

/// A step and its `on failure`. The operation is never a branch or a jump.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct StepText {
    pub op: Op,
    pub at: Place,
    pub failure: Option<Block>,
}

/// `if`, any number of `else if`, perhaps an `else`, perhaps an `on failure`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct ChoiceText {
    /// At least one; the first is the `if`.
    pub arms: Vec<Arm>,
    pub otherwise: Option<Block>,
    /// Where the choice leads when a condition gets no answer.
    pub failure: Option<Block>,
}

/// A condition and what it guards.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Arm {
    pub condition: Condition,
    pub block: Block,
}

/// Statements under a line that opens a block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Block {
    /// The line that opens it.
    pub at: Place,
    pub body: Vec<Statement>,
}

impl ChoiceText {
    /// The blocks in the order of the text.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.arms.iter().map(|arm| &arm.block).chain(&self.otherwise).chain(&self.failure)
    }
}
