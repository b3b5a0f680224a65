//! What the parts of a line are, for whoever sets it in type. Purely by its letters: a line that
//! is wrong has its parts, too.

use super::Errors;
use super::lexer::{read_tree, without_comment};
use super::statement::read_handler;
use super::step::Handler;
use super::vocabulary::{HANDLER_WORDS, WordKind, is_header_key, is_step_word};

/// What a part of a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token {
    /// Blanks, and words without a part of their own.
    Plain,
    /// What a line begins with: a step, a handler, a choice.
    Keyword,
    /// A status, a decision or an answer.
    Value,
    /// A number or a duration.
    Number,
    /// The key of a header line.
    Header,
    /// The text of a header line.
    Text,
    /// A comment.
    Comment,
}

/// The parts of a line. Put together again they are the line.
pub fn tokens(line: &str) -> Vec<(Token, &str)> {
    let code = without_comment(line);
    let first = first_word(line);
    let mut parts = Vec::new();
    let mut rest = code;
    for index in 0.. {
        let word = rest.trim_start();
        push(&mut parts, Token::Plain, &rest[..rest.len() - word.len()]);
        let (word, after) = word.split_at(word.find(char::is_whitespace).unwrap_or(word.len()));
        if word.is_empty() {
            break;
        }
        push(&mut parts, token(first, index, word), word);
        rest = after;
    }
    push(&mut parts, Token::Comment, &line[code.len()..]);
    parts
}

/// The first word of a line; nothing for a comment or a blank line.
pub fn first_word(line: &str) -> &str {
    without_comment(line).split_whitespace().next().unwrap_or_default()
}

/// Whether the lines of a block follow: `on …`, `every …`, `if …`, `else …`.
pub fn opens_block(line: &str) -> bool {
    matches!(first_word(line), "on" | "every" | "if" | "else")
}

/// Whether a handler begins here, readable or not.
pub fn begins_handler(line: &str) -> bool {
    HANDLER_WORDS.contains(&first_word(line))
        && line.starts_with(first_word(line))
        && !line.starts_with("on failure")
}

/// The handler that a line begins, if it can be read.
pub fn handler_of(line: &str) -> Option<Handler> {
    let mut errors = Errors::default();
    let tree = read_tree(line, &mut errors);
    let node = tree.first().filter(|node| node.begins_handler())?;
    read_handler(node, &mut Vec::new(), &mut errors)
}

fn push<'a>(parts: &mut Vec<(Token, &'a str)>, token: Token, text: &'a str) {
    if !text.is_empty() {
        parts.push((token, text));
    }
}

fn token(first: &str, index: usize, word: &str) -> Token {
    match (index, word) {
        (0, _) if is_header_key(word) => Token::Header,
        (0, _) if HANDLER_WORDS.contains(&word) || is_step_word(word) => Token::Keyword,
        (1, "failure") if first == "on" => Token::Keyword,
        (1, "if") if first == "else" => Token::Keyword,
        (0, _) => Token::Plain,
        _ if is_header_key(first) => Token::Text,
        _ if word.starts_with(|letter: char| letter.is_ascii_digit()) => Token::Number,
        _ if is_value(word) => Token::Value,
        _ => Token::Plain,
    }
}

fn is_value(word: &str) -> bool {
    [WordKind::Status, WordKind::Decision, WordKind::Answer, WordKind::Note, WordKind::Mark]
        .iter()
        .any(|kind| kind.known().contains(&word))
}
