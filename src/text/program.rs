//! Mistakes in programs. A sentence says what was found and what was expected.

use crate::program::form::Scope;
use crate::program::step::Handler;
use crate::program::{
    DEPTH_MAX, LINE_CHARS_MAX, LINES_MAX, Missing, ProgramError, ProgramErrorKind as Kind,
    STEPS_MAX, WordKind,
};

use super::{Words, errors};

/// With its place.
pub(super) fn placed(words: Words, error: &ProgramError) -> String {
    words.mistake_at(&error.column, &error.line, &message(words, error))
}

/// With what was probably meant, or what can stand there.
pub(super) fn message(words: Words, error: &ProgramError) -> String {
    let message = sentence(words, &error.kind);
    match (&error.suggestion, error.kind.known_words()) {
        (Some(meant), _) => words.error_meant(&message, meant),
        (None, Some(known)) => words.mistake_expected(&words.any_of(&known), &message),
        (None, None) => message,
    }
}

fn sentence(words: Words, kind: &Kind) -> String {
    match kind {
        Kind::TooManyLines => words.mistake_too_many_lines(&LINES_MAX),
        Kind::LineTooLong { chars } => words.mistake_line_too_long(chars, &LINE_CHARS_MAX),
        Kind::UnprintableCharacter { found } => errors::unprintable(words, *found),
        Kind::IndentCharacter { found } => words.mistake_indent_character(&blank(words, *found)),
        Kind::Indentation { found, expected } => words.mistake_indentation(expected, found),
        Kind::TooDeep => words.mistake_too_deep(&DEPTH_MAX),
        Kind::UnknownWord { kind, found } => {
            words.mistake_unknown_word(found, &word_kind(words, *kind))
        }
        Kind::UnexpectedWord { found, expected } => words.mistake_unexpected_word(expected, found),
        Kind::MissingWord { after, missing } => {
            words.mistake_missing_word(after, &missing_words(words, *missing))
        }
        Kind::ExtraWord { found, after } => words.mistake_extra_word(after, found),
        Kind::NotANumber { found, max } => words.mistake_not_a_number(found, max),
        Kind::NotADuration { found } => words.mistake_not_a_duration(found),
        Kind::DurationOutOfRange { found, min, max } => {
            words.mistake_duration_out_of_range(found, max, min)
        }
        Kind::OnewayOption { option } => words.mistake_oneway_option(option),
        Kind::RepeatedOption { option } => words.mistake_repeated_option(option),
        Kind::DuplicateHeader { key, first_line } => {
            words.mistake_duplicate_header(key, first_line)
        }
        Kind::HeaderAfterHandler { key } => words.mistake_header_after_handler(key),
        Kind::OutsideHandler { found } => words.mistake_outside_handler(found),
        Kind::EmptyHandler { handler } => words.mistake_empty_handler(&handler.title()),
        Kind::EmptyBlock { opener } => words.mistake_empty_block(opener),
        Kind::ElseWithoutIf => words.mistake_else_without_if().to_owned(),
        Kind::FailureWithoutStep => words.mistake_failure_without_step().to_owned(),
        Kind::CannotFail { step } => words.mistake_cannot_fail(step),
        Kind::DuplicateFailure => words.mistake_duplicate_failure().to_owned(),
        Kind::DuplicateHandler { handler, first_line } => {
            words.mistake_duplicate_handler(&handler.title(), first_line)
        }
        Kind::MissingHandler { handler: Handler::Message } => {
            words.mistake_missing_message_handler().to_owned()
        }
        Kind::MissingHandler { handler } => words.mistake_missing_handler(&handler.title()),
        Kind::MissingCheck => words.mistake_missing_check().to_owned(),
        Kind::StepNotHere { step, handler, scope } => {
            words.mistake_step_not_here(&handler.title(), &places(words, *scope), step)
        }
        Kind::ConditionNotHere { condition, handler, scope } => {
            let (title, places) = (handler.title(), places(words, *scope));
            words.mistake_condition_not_here(condition, &title, &places)
        }
        Kind::RunNotHere { from, to } => {
            words.mistake_run_not_here(&from.title(), &Handler::line_of(to))
        }
        Kind::RunMissing { handler } => {
            words.mistake_run_missing(&handler.title(), &handler.word())
        }
        Kind::EndlessLoop { path } => endless_loop(words, path),
        Kind::NestedBegin { open_line } => words.mistake_nested_begin(open_line),
        Kind::NoTransaction { step } => words.mistake_no_transaction(step),
        Kind::OpenTransaction { open_line } => words.mistake_open_transaction(open_line),
        Kind::InsideTransaction { step, open_line } => {
            words.mistake_inside_transaction(open_line, step)
        }
        Kind::NothingInHand { words: found } => words.mistake_nothing_in_hand(found),
        Kind::MissingCall { at, request } => {
            words.mistake_missing_call(&at.word(), &request.word())
        }
        Kind::AsksItself { words: found, place } => words.mistake_asks_itself(&place.word(), found),
        Kind::AsksNobody { words: found, place } => words.mistake_asks_nobody(&place.word(), found),
        Kind::TooManySteps => words.mistake_too_many_steps(&STEPS_MAX),
    }
}

fn word_kind(words: Words, kind: WordKind) -> &'static str {
    match kind {
        WordKind::Header => words.word_header(),
        WordKind::Handler | WordKind::Run => words.word_handler(),
        WordKind::Step => words.word_step(),
        WordKind::Condition => words.word_condition(),
        WordKind::Status => words.word_status(),
        WordKind::Decision => words.word_decision(),
        WordKind::Answer => words.word_answer(),
        WordKind::SendOption | WordKind::AnswerOption => words.word_send_option(),
        WordKind::Next(..) => words.word_other(),
        WordKind::Mark => words.word_mark(),
        WordKind::Note => words.word_note(),
        WordKind::Place => words.word_place(),
        WordKind::Request => words.word_request(),
        WordKind::PayKey | WordKind::CheckKey => words.word_key(),
        WordKind::Family => words.word_family(),
        WordKind::Checker => words.word_checker(),
    }
}

fn missing_words(words: Words, missing: Missing) -> String {
    match missing {
        Missing::Word(kind) => words.any_of(&kind.known()),
        Missing::Exactly(word) => words.missing_exactly(&word),
        Missing::Number => words.missing_number().to_owned(),
        Missing::Duration => words.missing_duration().to_owned(),
        Missing::Text => words.missing_text().to_owned(),
    }
}

fn endless_loop(words: Words, path: &[Handler]) -> String {
    if let [this, _] = path {
        return words.mistake_runs_itself(&this.title());
    }
    let mut is_first = true;
    let path = path.iter().map(|handler| format!("`{}`", handler.title())).reduce(|path, next| {
        if std::mem::take(&mut is_first) {
            words.mistake_loop_first(&path, &next)
        } else {
            words.mistake_loop_next(&next, &path)
        }
    });
    words.mistake_endless_loop(&path.unwrap_or_default())
}

fn places(words: Words, scope: Scope) -> String {
    match scope {
        Scope::Anywhere => words.places_anywhere().to_owned(),
        Scope::In(handlers) => {
            let lines: Vec<_> = handlers.iter().map(|word| Handler::line_of(word)).collect();
            words.places_in(&words.all_of(&lines))
        }
        Scope::Consumer => words.places_consumer().to_owned(),
        Scope::NotConsumer => words.places_not_consumer().to_owned(),
    }
}

fn blank(words: Words, found: char) -> String {
    match found {
        '\t' => words.character_tab().to_owned(),
        '\u{3000}' => words.character_wide_space().to_owned(),
        '\u{a0}' => words.character_no_break_space().to_owned(),
        other => words.character_other(&format!("U+{:04X}", u32::from(other))),
    }
}
