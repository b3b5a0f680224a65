//! What can be wrong with a program, and where, as data. `text` words it in each language.

use super::form::Scope;
use super::step::{self, Handler, Request};
use super::vocabulary::WordKind;
use crate::ordered::sort_by_key;
use crate::sim::time::SimDuration;

/// At most this many errors are reported for one program; more would bury the first.
pub const ERRORS_MAX: usize = 20;

/// One mistake in a program's text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProgramError {
    /// Source line, counted from 1.
    pub line: u16,
    /// Character in that line, counted from 1.
    pub column: u16,
    /// What is wrong.
    pub kind: ProgramErrorKind,
    /// The known word that was probably meant.
    pub suggestion: Option<String>,
}

/// What is wrong, with everything that a message in any language needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProgramErrorKind {
    /// The text has more lines than a program may have.
    TooManyLines,
    /// The line is longer than a line may be.
    LineTooLong {
        /// Its length in characters.
        chars: usize,
    },
    /// The line has a character that nobody can see.
    UnprintableCharacter {
        /// A control character, or one that turns the direction of writing.
        found: char,
    },
    /// The indentation holds something other than spaces.
    IndentCharacter {
        /// A tab, or a wide or unbreakable space.
        found: char,
    },
    /// The line does not stand where a line can stand.
    Indentation {
        /// Spaces before it.
        found: u16,
        /// Spaces that would put it right.
        expected: u16,
    },
    /// Blocks are nested deeper than they may be.
    TooDeep,
    /// A word that is none of those that can stand here.
    UnknownWord {
        /// What kind of word was expected.
        kind: WordKind,
        /// The word.
        found: String,
    },
    /// Here only one word can stand, and it is another.
    UnexpectedWord {
        /// The word.
        found: String,
        /// What must stand here.
        expected: &'static str,
    },
    /// The line ends too early.
    MissingWord {
        /// What stands before the gap.
        after: String,
        /// What is missing.
        missing: Missing,
    },
    /// The line goes on after it is complete.
    ExtraWord {
        /// The first word too many.
        found: String,
        /// The words that are complete without it.
        after: String,
    },
    /// Not a whole number from 0 to `max`.
    NotANumber {
        /// The word.
        found: String,
        /// The largest number allowed here.
        max: u8,
    },
    /// Not a duration such as `3s`.
    NotADuration {
        /// The word.
        found: String,
    },
    /// A duration that is too short or too long for its place.
    DurationOutOfRange {
        /// The word as written.
        found: String,
        /// The shortest duration allowed.
        min: SimDuration,
        /// The longest duration allowed.
        max: SimDuration,
    },
    /// `send oneway` with an option that only makes sense with an answer.
    OnewayOption {
        /// `retry` or `timeout`.
        option: &'static str,
    },
    /// The same option of `send` twice.
    RepeatedOption {
        /// `retry` or `timeout`.
        option: &'static str,
    },
    /// A header line occurs twice.
    DuplicateHeader {
        /// Its key.
        key: &'static str,
        /// The line of the first one.
        first_line: u16,
    },
    /// A header line below the first handler.
    HeaderAfterHandler {
        /// Its key.
        key: &'static str,
    },
    /// A step that is not indented under any handler.
    OutsideHandler {
        /// Its first word.
        found: String,
    },
    /// A handler without steps.
    EmptyHandler {
        /// Which one.
        handler: Handler,
    },
    /// An `if`, `else` or `on failure` without steps.
    EmptyBlock {
        /// The words that open the block.
        opener: &'static str,
    },
    /// An `else` that follows no `if`.
    ElseWithoutIf,
    /// An `on failure` that stands under no step and after no `if`.
    FailureWithoutStep,
    /// An `on failure` under a step that waits for no answer.
    CannotFail {
        /// The words that it begins with.
        step: &'static str,
    },
    /// A second `on failure` for the same step.
    DuplicateFailure,
    /// A handler occurs twice.
    DuplicateHandler {
        /// Which one.
        handler: Handler,
        /// The line of the first one.
        first_line: u16,
    },
    /// A handler that this program needs is absent.
    MissingHandler {
        /// Which one.
        handler: Handler,
    },
    /// A half message is sent, and nobody answers the broker's question about it.
    MissingCheck,
    /// A step in a handler where it has no meaning.
    StepNotHere {
        /// The words that it begins with.
        step: &'static str,
        /// Where it stands.
        handler: Handler,
        /// Where it may stand.
        scope: Scope,
    },
    /// A condition in a handler where it has no meaning.
    ConditionNotHere {
        /// The words that it begins with.
        condition: &'static str,
        /// Where it stands.
        handler: Handler,
        /// Where it may stand.
        scope: Scope,
    },
    /// `run` of a handler that belongs to another party.
    RunNotHere {
        /// The handler that runs it.
        from: Handler,
        /// The word after `run`.
        to: &'static str,
    },
    /// `run` of a handler that the program does not have.
    RunMissing {
        /// Which one.
        handler: Handler,
    },
    /// Handlers run each other in a circle.
    EndlessLoop {
        /// The circle: its first handler is also its last.
        path: Vec<Handler>,
    },
    /// `begin` where a transaction is open, on some path at least.
    NestedBegin {
        /// The line of the transaction's `begin`.
        open_line: u16,
    },
    /// A step that needs a transaction where none is open, on some path at least.
    NoTransaction {
        /// The words that it begins with.
        step: &'static str,
    },
    /// A step about a prepared transaction where another one is open, on some path at least.
    InsideTransaction {
        /// The words that it begins with.
        step: &'static str,
        /// The line of the transaction's `begin`.
        open_line: u16,
    },
    /// The handler ends, or runs another, with a transaction still open.
    OpenTransaction {
        /// The line of the transaction's `begin`.
        open_line: u16,
    },
    /// A step or a condition about what the task has in hand, where it has nothing, on some path
    /// at least.
    NothingInHand {
        /// The words that it begins with.
        words: &'static str,
    },
    /// `call` of a place that does not answer such calls.
    MissingCall {
        /// Whom.
        at: step::Place,
        /// What for.
        request: Request,
    },
    /// A process asks itself.
    AsksItself {
        /// The words that it begins with: `call` or `note at`.
        words: &'static str,
        /// Where it stands.
        place: step::Place,
    },
    /// A process asks one that does not exist, because no handler of the program runs there.
    AsksNobody {
        /// The words that it begins with: `call` or `note at`.
        words: &'static str,
        /// Whom it asks.
        place: step::Place,
    },
    /// The program compiles to more steps than it may.
    TooManySteps,
}

/// What a program most likely does not mean, although it can run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProgramWarning {
    /// Source line, counted from 1.
    pub line: u16,
    /// Character in that line, counted from 1.
    pub column: u16,
    /// What is strange.
    pub kind: ProgramWarningKind,
}

/// What is strange about a program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProgramWarningKind {
    /// No path of `on message` comes to an `ack`, so every message is delivered again.
    NeverAcknowledges,
}

/// What a line that ends too early still needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// One of a kind of words.
    Word(WordKind),
    /// Exactly this word.
    Exactly(&'static str),
    /// A whole number.
    Number,
    /// A duration.
    Duration,
    /// The text of a header line.
    Text,
}

impl ProgramErrorKind {
    /// What can stand where a word is not known, if the error is about that.
    pub fn known_words(&self) -> Option<Vec<&'static str>> {
        match self {
            Self::UnknownWord { kind, .. } => Some(kind.known()),
            _ => None,
        }
    }
}

/// A place in the text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Place {
    pub line: u16,
    pub column: u16,
}

/// Collects errors while a phase goes on, so that one reading reports them all.
#[derive(Debug, Default)]
pub(super) struct Errors {
    found: Vec<ProgramError>,
}

impl Errors {
    pub(super) fn push(&mut self, at: Place, kind: ProgramErrorKind) {
        self.push_with(at, kind, None);
    }

    pub(super) fn push_with(
        &mut self,
        at: Place,
        kind: ProgramErrorKind,
        suggestion: Option<&str>,
    ) {
        let suggestion = suggestion.map(str::to_owned);
        self.found.push(ProgramError { line: at.line, column: at.column, kind, suggestion });
    }

    /// The errors in the order of the text, the first [`ERRORS_MAX`] of them; `Ok` without any.
    pub(super) fn into_result(mut self) -> Result<(), Vec<ProgramError>> {
        if self.found.is_empty() {
            return Ok(());
        }
        sort_by_key(&mut self.found, |error| (error.line, error.column));
        self.found.truncate(ERRORS_MAX);
        Err(self.found)
    }
}
