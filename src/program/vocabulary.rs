//! The words of the language: which there are, and in which handlers they may stand. Those of
//! steps, conditions and handlers come from the list of [phrases](PHRASES).

use super::phrase::{PHRASES, Phrase, PhraseGroup};
use super::step::{Answer, Condition, Decision, Handler, Op, Status};
use super::suggest::nearest;

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
/// The last section of the course.
pub const COURSE_MAX: u8 = 6;
/// Spaces per level of indentation.
pub const INDENT: u16 = 2;

/// Keys of the header lines with a text, all of them required.
pub(super) const TEXT_KEYS: [&str; 4] = ["title.en", "title.zh", "about.en", "about.zh"];
/// Key of the header line with a number.
pub(super) const COURSE_KEY: &str = "course";

/// A place of the grammar where one of several words must stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WordKind {
    /// The first word of a line that is not indented.
    Header,
    /// The word after `on` or `run`.
    Handler,
    /// The first word of an indented line.
    Step,
    /// The first word after `if`.
    Condition,
    /// The status of an order.
    Status,
    /// The word after `end` or `remember`, or after `memory is`.
    Decision,
    /// The word after `reply`.
    Answer,
    /// A word after `send`.
    SendOption,
    /// The word after `memory`.
    MemoryQuestion,
}

impl WordKind {
    /// The words that can stand there.
    pub fn known(self) -> Vec<&'static str> {
        match self {
            Self::Header => TEXT_KEYS.into_iter().chain([COURSE_KEY, "on"]).collect(),
            Self::Handler => Handler::ALL.into_iter().map(Handler::word).collect(),
            Self::Step => {
                let mut words =
                    distinct(PHRASES.iter().filter(|phrase| phrase.is_step()), Phrase::first_word);
                words.extend(["else", "on failure"]);
                words
            }
            Self::Condition => distinct(conditions(), Phrase::second_word),
            Self::Status => Status::ALL.into_iter().map(Status::word).collect(),
            Self::Decision => Decision::ALL.into_iter().map(Decision::word).collect(),
            Self::Answer => Answer::ALL.into_iter().map(Answer::word).collect(),
            Self::SendOption => vec!["oneway", "half", "retry", "timeout"],
            Self::MemoryQuestion => vec!["has", "is"],
        }
    }

    /// The word that was probably meant.
    pub(super) fn nearest(self, found: &str) -> Option<&'static str> {
        nearest(found, self.known())
    }
}

/// Whether a line that begins with this word is a header line.
pub(super) fn is_header_key(word: &str) -> bool {
    word == COURSE_KEY || TEXT_KEYS.contains(&word)
}

/// Whether a line may begin with this word inside a handler.
pub(super) fn is_step_word(word: &str) -> bool {
    word == "else" || step_phrase(word).is_some()
}

/// The handlers in which a step may stand.
pub(super) fn handlers_of_step(word: &str) -> &'static [Handler] {
    step_phrase(word).map_or(&Handler::ALL, |phrase| phrase.handlers)
}

/// The handlers in which a condition has a meaning.
pub(super) fn handlers_of_condition(condition: &Condition) -> &'static [Handler] {
    let word = condition_word(condition);
    let found = conditions().find(|phrase| phrase.second_word() == word);
    found.map_or(&Handler::ALL, |phrase| phrase.handlers)
}

fn step_phrase(word: &str) -> Option<&'static Phrase> {
    PHRASES.iter().find(|phrase| phrase.is_step() && phrase.first_word() == word)
}

fn conditions() -> impl Iterator<Item = &'static Phrase> {
    PHRASES.iter().filter(|phrase| phrase.group == PhraseGroup::Choice)
}

/// The words that `pick` takes of the phrases, each once.
fn distinct(
    phrases: impl Iterator<Item = &'static Phrase>,
    pick: fn(&Phrase) -> &'static str,
) -> Vec<&'static str> {
    let mut words: Vec<_> = phrases.map(pick).collect();
    words.dedup();
    words
}

/// Whether one handler may go on as another: only the two that answer the payment system, and
/// each as itself. `run payment` in `on message` would send from the consumer.
pub(super) fn may_run(from: Handler, to: Handler) -> bool {
    let answers_payment = |handler| matches!(handler, Handler::Payment | Handler::Repeat);
    from == to || (answers_payment(from) && answers_payment(to))
}

/// First word of a step's line.
pub(super) fn step_word(op: &Op) -> &'static str {
    match op {
        Op::Send(_) => "send",
        Op::Branch { .. } => "if",
        Op::Run(_) => "run",
        Op::Jump(_) | Op::Stop => "stop",
        named => named.name().unwrap_or("stop"),
    }
}

/// First word of a condition.
pub(super) fn condition_word(condition: &Condition) -> &'static str {
    match condition {
        Condition::OrderIs(_) => "order",
        Condition::LogHasMessage => "log",
        Condition::AgeOver(_) => "age",
        Condition::InboxOn => "inbox",
        Condition::RepublishOn => "republish",
        Condition::MemoryHasMessage | Condition::MemoryIs(_) => "memory",
    }
}
