//! English sentences for mistakes in programs. A sentence says what was found and what was
//! expected.

use crate::program::form::Scope;
use crate::program::step::Handler;
use crate::program::{
    DEPTH_MAX, LINE_CHARS_MAX, LINES_MAX, Missing, ProgramError, ProgramErrorKind as Kind,
    ProgramWarningKind, STEPS_MAX, WordKind,
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
        Kind::UnprintableCharacter { found } => super::errors::unprintable(*found),
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
        Kind::HeaderAfterHandler { key } => {
            format!("found `{key}` below a handler, expected it above the first one")
        }
        Kind::OutsideHandler { found } => {
            format!("found `{found}` outside a handler, expected it indented under an `on …` line")
        }
        Kind::EmptyHandler { handler } => format!(
            "`{}` has no steps, expected at least one under it, indented by two spaces",
            handler.title()
        ),
        Kind::EmptyBlock { opener } => format!(
            "found nothing under `{opener}`, expected at least one step, indented by two more \
             spaces"
        ),
        Kind::ElseWithoutIf => {
            "found an `else` that follows no `if` of the same indentation".to_owned()
        }
        Kind::FailureWithoutStep => "found `on failure` under no step and after no `if`, \
             expected it below a step that can fail, indented by two more spaces"
            .to_owned(),
        Kind::CannotFail { step } => {
            format!("found `on failure` under `{step}`, which waits for no answer and cannot fail")
        }
        Kind::DuplicateFailure => {
            "found a second `on failure` under the same step, expected one".to_owned()
        }
        Kind::DuplicateHandler { handler, first_line } => {
            let handler = handler.title();
            format!("`{handler}` is already on line {first_line}, expected one")
        }
        Kind::MissingHandler { handler: Handler::Message } => "`on message` is missing; a program \
             needs it, unless nothing is sent or delivered and the consumer has an \
             `every … at consumer`"
            .to_owned(),
        Kind::MissingHandler { handler } => {
            format!("`{}` is missing; every program needs it", handler.title())
        }
        Kind::MissingCheck => "found `send half` in a program without `on check`, expected \
             that handler: the broker will ask what became of the half message"
            .to_owned(),
        Kind::StepNotHere { step, handler, scope } => {
            format!("found `{step}` in `{}`, expected it only {}", handler.title(), places(*scope))
        }
        Kind::ConditionNotHere { condition, handler, scope } => format!(
            "found the condition `{condition}` in `{}`, expected it only {}",
            handler.title(),
            places(*scope)
        ),
        Kind::RunNotHere { from, to } => format!(
            "`{}` cannot run `{}`; a handler can run itself, and `on payment` and `on repeat` \
             can run each other",
            from.title(),
            Handler::line_of(to)
        ),
        Kind::RunMissing { handler } => {
            let (word, title) = (handler.word(), handler.title());
            format!("found `run {word}`, but the program has no `{title}`")
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
        Kind::InsideTransaction { step, open_line } => format!(
            "found `{step}` inside the transaction of line {open_line}, expected `commit`, \
             `rollback` or `prepare` before it on every path"
        ),
        Kind::NothingInHand { words } => format!(
            "found `{words}` with nothing in hand, expected a condition like `outbox has next` \
             to be true before it on every path"
        ),
        Kind::MissingCall { at, request } => {
            let (at, request) = (at.word(), request.word());
            format!(
                "found `call {at} {request}`, but the program has no `on call {request} at {at}`"
            )
        }
        Kind::AsksItself { words, place } => format!(
            "found `{words} {0}` in a handler at {0}; a process cannot wait for its own answer",
            place.word()
        ),
        Kind::AsksNobody { words, place } => format!(
            "found `{words} {0}`, but nothing runs at {0}; the program needs a handler there, like \
             `every 1s at {0}`",
            place.word()
        ),
        Kind::TooManySteps => {
            format!("the program has too many steps; it may have {STEPS_MAX} of them")
        }
    }
}

/// What is strange about a program that can run.
pub(super) fn warning(kind: ProgramWarningKind) -> String {
    match kind {
        ProgramWarningKind::NeverAcknowledges => "`on message` never comes to an `ack`, so the \
             broker delivers every message again, and again; put `ack` where its work is done"
            .to_owned(),
    }
}

fn word_kind(kind: WordKind) -> &'static str {
    match kind {
        WordKind::Header => "header",
        WordKind::Handler | WordKind::Run => "handler",
        WordKind::Step => "step",
        WordKind::Condition => "condition",
        WordKind::Status => "status",
        WordKind::Decision => "decision",
        WordKind::Answer => "answer",
        WordKind::SendOption | WordKind::AnswerOption => "`send` option",
        WordKind::Next(..) => "word",
        WordKind::Mark => "mark",
        WordKind::Note => "note",
        WordKind::Place => "place",
        WordKind::Request => "request",
        WordKind::PayKey | WordKind::CheckKey => "key",
        WordKind::Family => "family",
        WordKind::Checker => "checker",
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
        return format!("`{}` runs itself again: this never ends", this.title());
    }
    let first = path.first().map(|first| first.title()).unwrap_or_default();
    let others = path.iter().skip(1).map(|handler| format!("`{}`", handler.title()));
    let others = others.collect::<Vec<_>>().join(", which runs ");
    format!("`{first}` runs {others} again: this never ends")
}

fn places(scope: Scope) -> String {
    match scope {
        Scope::Anywhere => "in a handler".to_owned(),
        Scope::In(words) => {
            let lines: Vec<_> = words.iter().map(|word| Handler::line_of(word)).collect();
            format!("in {}", list(&lines, "and"))
        }
        Scope::Consumer => "in handlers of the consumer".to_owned(),
        Scope::NotConsumer => "outside the handlers of the consumer".to_owned(),
    }
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
