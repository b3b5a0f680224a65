//! The words of the language: which there are, and in which handlers they may stand.

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

const ANYWHERE: &[Handler] = &Handler::PLAIN;
const CALLBACKS: &[Handler] = &[Handler::Payment, Handler::Repeat];
const ORDER_SERVICE: &[Handler] = &[Handler::Payment, Handler::Repeat, Handler::Check];
const STORES: &[Handler] = &[Handler::Payment, Handler::Repeat, Handler::Message];

/// First word of every step, and the handlers that may use it. The order is that of the manual.
const STEPS: [(&str, &[Handler]); 18] = [
    ("begin", CALLBACKS),
    ("commit", CALLBACKS),
    ("rollback", CALLBACKS),
    ("update", CALLBACKS),
    ("insert", CALLBACKS),
    ("set", STORES),
    ("index", STORES),
    ("send", CALLBACKS),
    ("end", ORDER_SERVICE),
    ("reply", CALLBACKS),
    ("refund", CALLBACKS),
    ("remember", CALLBACKS),
    ("pay", &[Handler::Message]),
    ("ack", &[Handler::Message]),
    ("work", ANYWHERE),
    ("run", ANYWHERE),
    ("stop", ANYWHERE),
    ("if", ANYWHERE),
];

/// First word of every condition.
const CONDITIONS: [&str; 6] = ["order", "log", "age", "inbox", "republish", "memory"];

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
            Self::Handler => Handler::PLAIN.into_iter().map(Handler::word).collect(),
            Self::Step => {
                STEPS.iter().map(|&(word, _)| word).chain(["else", "on failure"]).collect()
            }
            Self::Condition => CONDITIONS.to_vec(),
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
    word == "else" || STEPS.iter().any(|&(known, _)| known == word)
}

/// The handlers in which a step may stand.
pub(super) fn handlers_of_step(word: &str) -> &'static [Handler] {
    STEPS.iter().find(|&&(known, _)| known == word).map_or(ANYWHERE, |&(_, handlers)| handlers)
}

/// The handlers in which a condition has a meaning.
pub(super) fn handlers_of_condition(condition: &Condition) -> &'static [Handler] {
    match condition {
        Condition::OrderIs(_) => ANYWHERE,
        Condition::LogHasMessage | Condition::MemoryHasMessage | Condition::MemoryIs(_) => {
            ORDER_SERVICE
        }
        Condition::AgeOver(_) => &[Handler::Check],
        Condition::InboxOn => &[Handler::Message],
        Condition::RepublishOn => &[Handler::Repeat],
        _ => ANYWHERE,
    }
}

/// Whether one handler may go on as another: only the two that answer the payment system, and
/// each as itself. `run payment` in `on message` would send from the consumer.
pub(super) fn may_run(from: Handler, to: Handler) -> bool {
    from == to || (CALLBACKS.contains(&from) && CALLBACKS.contains(&to))
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
        _ => "note",
    }
}
