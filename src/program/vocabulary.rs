//! The words of the language: its limits, its headers, and which words can stand in each place of
//! the grammar. Steps and conditions are in the tables of `form`.

use super::form::FormTable;
use super::step::{
    Answer, CheckKey, Checker, Decision, Family, Handler, Note, OutboxMark, PayKey, Place, Request,
    Status,
};
use crate::lang::{ABOUT_KEYS, TITLE_KEYS};
use crate::suggest::nearest;

/// A program has at most this many source lines.
pub const LINES_MAX: usize = 200;
/// A source line has at most this many characters.
pub const LINE_CHARS_MAX: usize = 200;
/// Steps are nested at most this deep; a step directly under a handler has depth 1.
pub const DEPTH_MAX: usize = 8;
/// A program compiles to at most this many steps.
pub const STEPS_MAX: usize = 400;
/// `retry` takes at most this many further attempts.
pub const RETRIES_MAX: u8 = 16;
/// The largest number of `outbox tried over N`.
pub const TRIES_MAX: u8 = 100;
/// The last section of the course.
pub const COURSE_MAX: u8 = 6;
/// Spaces per level of indentation.
pub const INDENT: u16 = 2;

/// Key of the header line with a number.
pub(super) const COURSE_KEY: &str = "course";
/// Key of the header line that names a family.
pub(super) const FAMILY_KEY: &str = "family";
/// Key of the header line that names a checker.
pub(super) const CHECKER_KEY: &str = "checker";
/// What a handler's line begins with.
pub(super) const HANDLER_WORDS: [&str; 2] = ["on", "every"];

/// Keys of all header lines, those with a text first.
pub(super) fn header_keys() -> impl Iterator<Item = &'static str> {
    let others = [COURSE_KEY, FAMILY_KEY, CHECKER_KEY];
    TITLE_KEYS.into_iter().chain(ABOUT_KEYS).chain(others)
}

/// A place of the grammar where one of several words must stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WordKind {
    /// The first word of a line that is not indented.
    Header,
    /// The word after `on`.
    Handler,
    /// The word after `run`.
    Run,
    /// The first word of an indented line.
    Step,
    /// The first word after `if`.
    Condition,
    /// A later word of a step or a condition; which ones can stand there depends on those before.
    Next(FormTable, &'static str),
    /// The status of an order.
    Status,
    /// The word after `end` or `remember`, or after `memory is`.
    Decision,
    /// The word after `reply`.
    Answer,
    /// The first word after `send`.
    SendOption,
    /// What may follow `send` and `send half`.
    AnswerOption,
    /// The word after `mark outbox`.
    Mark,
    /// The word after `note`, `note is` and `note has next`.
    Note,
    /// The word after `at` and `call`.
    Place,
    /// What a `call` asks for.
    Request,
    /// The word after `pay once by`.
    PayKey,
    /// The word after `family`.
    Family,
    /// The word after `checker`.
    Checker,
    /// By what a checker finds out, after its number.
    CheckKey,
}

impl WordKind {
    /// The words that can stand there.
    pub fn known(self) -> Vec<&'static str> {
        match self {
            Self::Header => header_keys().chain(HANDLER_WORDS).collect(),
            Self::Handler => Handler::WORDS.into_iter().filter(|&word| word != "every").collect(),
            Self::Run => Handler::WORDS.to_vec(),
            Self::Step => {
                let mut words = FormTable::Steps.words_after("");
                words.extend(["else", "on failure"]);
                words
            }
            Self::Condition => FormTable::Conditions.words_after(""),
            Self::Next(table, before) => table.words_after(before),
            Self::Status => words(&Status::ALL, Status::word),
            Self::Decision => words(&Decision::ALL, Decision::word),
            Self::Answer => words(&Answer::ALL, Answer::word),
            Self::SendOption => vec!["oneway", "half", "retry", "timeout"],
            Self::AnswerOption => vec!["retry", "timeout"],
            Self::Mark => words(&OutboxMark::ALL, OutboxMark::word),
            Self::Note => words(&Note::ALL, Note::word),
            Self::Place => words(&Place::ALL, Place::word),
            Self::Request => words(&Request::ALL, Request::word),
            Self::PayKey => words(&PayKey::ALL, PayKey::word),
            Self::Family => words(&Family::ALL, Family::word),
            Self::Checker => Checker::WORDS.to_vec(),
            Self::CheckKey => words(&CheckKey::ALL, CheckKey::word),
        }
    }

    /// The word that was probably meant.
    pub(super) fn nearest(self, found: &str) -> Option<&'static str> {
        nearest(found, self.known())
    }
}

fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|&each| word(each)).collect()
}

/// Whether a line that begins with this word is a header line.
pub(super) fn is_header_key(word: &str) -> bool {
    header_keys().any(|key| key == word)
}

/// Whether a line may begin with this word inside a handler.
pub(super) fn is_step_word(word: &str) -> bool {
    word == "else" || FormTable::Steps.words_after("").contains(&word)
}

/// Whether one handler may go on as another: only the two that answer the payment system, and
/// each as itself. `run payment` in `on message` would send from the consumer.
pub(super) fn may_run(from: Handler, to: Handler) -> bool {
    let answers_payment = |handler| matches!(handler, Handler::Payment | Handler::Repeat);
    from == to || (answers_payment(from) && answers_payment(to))
}
