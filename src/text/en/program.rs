//! English sentences for mistakes in programs. A sentence says what was found and what was
//! expected.

use crate::program::step::Handler;
use crate::program::{
    DEPTH_MAX, LINE_CHARS_MAX, LINES_MAX, Missing, ProgramError, ProgramErrorKind as Kind,
    STEPS_MAX, WordKind,
};

use super::super::quoted_list;

/// With its place.
pub(super) fn placed(error: &ProgramError) -> String {
    format!("line {}, column {}: {}", error.line, error.column, message(error))
}

/// With what was probably meant, or what can stand there.
pub(super) fn message(error: &ProgramError) -> String {
    let message = sentence(&error.kind);
    match (&error.suggestion, error.kind.known_words()) {
        (Some(meant), _) => format!("{message}; did you mean `{meant}`?"),
        (None, Some(known)) => format!("{message}; expected {}", list(&known, "or")),
        (None, None) => message,
    }
}

#[expect(clippy::too_many_lines, reason = "one arm per sentence; nothing to factor out")]
fn sentence(kind: &Kind) -> String {
    match kind {
        Kind::TooManyLines => {
            format!("the program goes on past line {LINES_MAX}; it may have {LINES_MAX} lines")
        }
        Kind::LineTooLong { chars } => {
            format!("this line has {chars} characters; a line may have {LINE_CHARS_MAX} of them")
        }
        Kind::IndentCharacter { found } => {
            format!("found {} in the indentation; indent with spaces only", blank(*found))
        }
        Kind::Indentation { found, expected } => format!(
            "found {} before this line, expected {}; a block is indented by two spaces",
            spaces(*found),
            if *expected == 0 { "none".to_owned() } else { expected.to_string() }
        ),
        Kind::TooDeep => {
            format!("this line is nested too deep; steps may be nested {DEPTH_MAX} levels deep")
        }
        Kind::UnknownWord { kind, found } => format!("unknown {} `{found}`", word_kind(*kind)),
        Kind::UnexpectedWord { found, expected } => {
            format!("found `{found}`, expected `{expected}`")
        }
        Kind::MissingWord { after, missing } => {
            format!("the line ends after `{after}`, expected {}", missing_words(*missing))
        }
        Kind::ExtraWord { found, after } => {
            format!("found `{found}` after `{after}`, expected the end of the line")
        }
        Kind::NotANumber { found, max } => {
            format!("found `{found}`, expected a whole number from 0 to {max}")
        }
        Kind::NotADuration { found } => format!(
            "found `{found}`, expected a duration: a whole number and a unit, like 50ms, 3s \
             or 2m"
        ),
        Kind::DurationOutOfRange { found, min, max } => {
            format!("found `{found}`, expected a duration from {min} to {max}")
        }
        Kind::OnewayOption { option } => format!(
            "`send oneway` waits for no answer, so it can have no `{option}`; remove one of \
             the two"
        ),
        Kind::RepeatedOption { option } => {
            format!("`{option}` is given twice, expected at most one")
        }
        Kind::DuplicateHeader { key, first_line } => {
            format!("`{key}` is already given on line {first_line}, expected one")
        }
        Kind::MissingHeader { key } => {
            format!("the line `{key} …` is missing, expected it above the first handler")
        }
        Kind::HeaderAfterHandler { key } => {
            format!("found `{key}` below a handler, expected it above the first one")
        }
        Kind::OutsideHandler { found } => {
            format!("found `{found}` outside a handler, expected it indented under an `on …` line")
        }
        Kind::EmptyHandler { handler } => format!(
            "`on {}` has no steps, expected at least one under it, indented by two spaces",
            handler.word()
        ),
        Kind::EmptyBlock { opener } => format!(
            "found nothing under `{opener}`, expected at least one step, indented by two more \
             spaces"
        ),
        Kind::ElseWithoutIf => {
            "found an `else` that follows no `if` of the same indentation".to_owned()
        }
        Kind::FailureWithoutStep => "found `on failure` under no step, expected it below a \
             step that can fail, indented by two more spaces"
            .to_owned(),
        Kind::CannotFail { step } => {
            format!("found `on failure` under `{step}`, which waits for no answer and cannot fail")
        }
        Kind::DuplicateFailure => {
            "found a second `on failure` under the same step, expected one".to_owned()
        }
        Kind::DuplicateHandler { handler, first_line } => {
            let handler = handler.word();
            format!("`on {handler}` is already on line {first_line}, expected one")
        }
        Kind::MissingHandler { handler } => format!(
            "`on {}` is missing; every program needs `on payment` and `on message`",
            handler.word()
        ),
        Kind::MissingCheck => "found `send half` in a program without `on check`, expected \
             that handler: the broker will ask what became of the half message"
            .to_owned(),
        Kind::StepNotHere { step, handler, allowed } => format!(
            "found `{step}` in `on {}`, expected it only in {}",
            handler.word(),
            handlers(allowed)
        ),
        Kind::ConditionNotHere { condition, handler, allowed } => format!(
            "found the condition `{condition} …` in `on {}`, expected it only in {}",
            handler.word(),
            handlers(allowed)
        ),
        Kind::RunNotHere { from, to } => format!(
            "`on {}` cannot run `on {}`; only `on payment` and `on repeat` can run each other",
            from.word(),
            to.word()
        ),
        Kind::RunMissing { handler } => {
            let handler = handler.word();
            format!("found `run {handler}`, but the program has no `on {handler}`")
        }
        Kind::EndlessLoop { path } => endless_loop(path),
        Kind::NestedBegin { open_line } => format!(
            "found `begin` inside the transaction of line {open_line}, expected `commit` or \
             `rollback` before it on every path"
        ),
        Kind::NoTransaction { step } => format!(
            "found `{step}` outside a transaction, expected `begin` before it on every path"
        ),
        Kind::OpenTransaction { open_line } => format!(
            "the handler ends here with the transaction of line {open_line} open, expected \
             `commit` or `rollback` before it on every path"
        ),
        Kind::TooManySteps => {
            format!("the program has too many steps; it may have {STEPS_MAX} of them")
        }
    }
}

fn word_kind(kind: WordKind) -> &'static str {
    match kind {
        WordKind::Header => "header",
        WordKind::Handler => "handler",
        WordKind::Step => "step",
        WordKind::Condition => "condition",
        WordKind::Status => "status",
        WordKind::Decision => "decision",
        WordKind::Answer => "answer",
        WordKind::SendOption => "`send` option",
        WordKind::MemoryQuestion => "question to the memory",
    }
}

fn missing_words(missing: Missing) -> String {
    match missing {
        Missing::Word(kind) => list(&kind.known(), "or"),
        Missing::Exactly(word) => format!("`{word}`"),
        Missing::Number => "a whole number".to_owned(),
        Missing::Duration => "a duration like 50ms, 3s or 2m".to_owned(),
        Missing::Text => "a text".to_owned(),
    }
}

fn endless_loop(path: &[Handler]) -> String {
    if let [this, _] = path {
        return format!("`on {}` runs itself again: this never ends", this.word());
    }
    let first = path.first().map_or("", |first| first.word());
    let others = path.iter().skip(1).map(|handler| format!("`on {}`", handler.word()));
    let others = others.collect::<Vec<_>>().join(", which runs ");
    format!("`on {first}` runs {others} again: this never ends")
}

fn handlers(handlers: &[Handler]) -> String {
    let words: Vec<_> = handlers.iter().map(|handler| format!("on {}", handler.word())).collect();
    list(&words, "and")
}

/// `a`, `b` or `c`.
fn list<T: AsRef<str>>(words: &[T], conjunction: &str) -> String {
    quoted_list(words, ", ", conjunction)
}

fn spaces(count: u16) -> String {
    match count {
        0 => "no spaces".to_owned(),
        1 => "1 space".to_owned(),
        many => format!("{many} spaces"),
    }
}

fn blank(found: char) -> String {
    match found {
        '\t' => "a tab".to_owned(),
        '\u{3000}' => "a full-width space (U+3000)".to_owned(),
        '\u{a0}' => "a no-break space (U+00A0)".to_owned(),
        other => format!("the character U+{:04X}", u32::from(other)),
    }
}
