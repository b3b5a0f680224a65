//! The tree of lines to a tree of statements: headers, handlers, blocks.

use super::ast::{Arm, Block, ChoiceText, HandlerText, ProgramText, Statement, StepText};
use super::error::{Errors, Missing, Place, ProgramErrorKind};
use super::lexer::{Node, Word};
use super::statement::{
    expect_end, read_checker, read_condition, read_family, read_handler, read_step,
};
use super::step::Handler;
use super::vocabulary::{
    CHECKER_KEY, COURSE_KEY, COURSE_MAX, FAMILY_KEY, HANDLER_WORDS, WordKind, header_keys,
    is_step_word,
};
use super::words::{read_number, shown};
use crate::lang::{Lang, TextKey, of_header};

/// Reads the whole program. What is wrong goes to `errors` and is left out of the result.
pub(super) fn parse(tree: &[Node<'_>], errors: &mut Errors) -> ProgramText {
    let mut parser =
        Parser { text: ProgramText::default(), seen_handler: None, handler: None, errors };
    for node in tree {
        parser.top_level(node);
    }
    parser.text.last_line = tree.last().map_or(1, last_line);
    parser.text
}

fn last_line(node: &Node<'_>) -> u16 {
    node.children.last().map_or(node.first.at.line, last_line)
}

struct Parser<'e> {
    text: ProgramText,
    /// The first handler line, readable or not: no header line may follow it.
    seen_handler: Option<Place>,
    /// The handler whose lines are being read, unless its own line cannot be read.
    handler: Option<Handler>,
    errors: &'e mut Errors,
}

impl Parser<'_> {
    fn top_level(&mut self, node: &Node<'_>) {
        let Word { text: word, at } = node.first;
        if node.is_failure() {
            self.errors.push(at, ProgramErrorKind::FailureWithoutStep);
        } else if HANDLER_WORDS.contains(&word) {
            self.handler(node);
        } else if let Some((kind, lang)) = of_header(word) {
            self.text_header(kind, lang, node);
        } else if word == COURSE_KEY {
            self.course(node);
        } else if word == FAMILY_KEY {
            if self.header(FAMILY_KEY, node) {
                let family = read_family(node, self.errors);
                self.text.header.family = family.unwrap_or_default();
            }
        } else if word == CHECKER_KEY {
            if self.header(CHECKER_KEY, node) {
                self.text.header.checker = read_checker(node, self.errors);
            }
        } else if is_step_word(word) {
            self.errors.push(at, ProgramErrorKind::OutsideHandler { found: word.to_owned() });
        } else {
            unknown(WordKind::Header, node.first, self.errors);
        }
    }

    fn handler(&mut self, node: &Node<'_>) {
        let at = node.first.at;
        self.seen_handler.get_or_insert(at);
        self.handler = read_handler(node, &mut self.text.periods, self.errors);
        let body = self.block(&node.children);
        if let Some(handler) = self.handler {
            self.text.handlers.push(HandlerText { handler, at, body });
        }
    }

    fn text_header(&mut self, kind: TextKey, lang: Lang, node: &Node<'_>) {
        let Some(key) = header_keys().find(|&key| key == node.first.text) else { return };
        if !self.header(key, node) {
            return;
        }
        let header = &mut self.text.header;
        let words = match kind {
            TextKey::Title => &mut header.title,
            TextKey::About => &mut header.about,
        };
        node.text.clone_into(words.of_mut(lang));
    }

    fn course(&mut self, node: &Node<'_>) {
        if !self.header(COURSE_KEY, node) {
            return;
        }
        let Some(&word) = node.rest.first() else {
            return;
        };
        if let Some(course) = read_number(word.text, COURSE_MAX) {
            self.text.header.course = course;
        } else {
            let (found, max) = (shown(word), COURSE_MAX);
            self.errors.push(word.at, ProgramErrorKind::NotANumber { found, max });
        }
        expect_end(node, 1, self.errors);
    }

    /// Whether a header line stands where it can and says something.
    fn header(&mut self, key: &'static str, node: &Node<'_>) -> bool {
        let Place { line, column } = node.first.at;
        let earlier = self.text.header_lines.iter().find(|(known, _)| *known == key);
        let first_line = earlier.map(|&(_, line)| line);
        self.text.header_lines.push((key, line));
        let problem = if let Some(first_line) = first_line {
            ProgramErrorKind::DuplicateHeader { key, first_line }
        } else if self.seen_handler.is_some() {
            ProgramErrorKind::HeaderAfterHandler { key }
        } else if node.rest.is_empty() {
            let missing = match key {
                COURSE_KEY => Missing::Number,
                FAMILY_KEY => Missing::Word(WordKind::Family),
                CHECKER_KEY => Missing::Word(WordKind::Checker),
                _ => Missing::Text,
            };
            ProgramErrorKind::MissingWord { after: key.to_owned(), missing }
        } else {
            return true;
        };
        self.errors.push(Place { line, column }, problem);
        false
    }

    fn block(&mut self, nodes: &[Node<'_>]) -> Vec<Statement> {
        let mut body = Vec::new();
        for node in nodes {
            match node.first.text {
                "if" => {
                    // Kept even when it cannot be read: its `else` is not a second mistake.
                    let arms = self.arm(node, 0).into_iter().collect();
                    body.push(Statement::Choice(ChoiceText {
                        arms,
                        otherwise: None,
                        failure: None,
                    }));
                }
                "else" => match body.last_mut() {
                    Some(Statement::Choice(choice))
                        if choice.otherwise.is_none() && choice.failure.is_none() =>
                    {
                        self.otherwise(node, choice);
                    }
                    _ => {
                        self.errors.push(node.first.at, ProgramErrorKind::ElseWithoutIf);
                        self.block(&node.children);
                    }
                },
                _ if node.is_failure() => {
                    if let Some(Statement::Choice(choice)) = body.last_mut() {
                        self.choice_failure(node, choice);
                    } else {
                        self.errors.push(node.first.at, ProgramErrorKind::FailureWithoutStep);
                        self.block(&node.children);
                    }
                }
                _ => body.extend(self.step(node).map(Statement::Step)),
            }
        }
        body
    }

    /// `else` and `else if`, which continue a choice.
    fn otherwise(&mut self, node: &Node<'_>, choice: &mut ChoiceText) {
        match node.rest.first() {
            Some(word) if word.text == "if" => {
                choice.arms.extend(self.arm(node, 1));
                return;
            }
            Some(&word) => {
                let (found, expected) = (shown(word), "if");
                self.errors.push(word.at, ProgramErrorKind::UnexpectedWord { found, expected });
            }
            None => {}
        }
        choice.otherwise = Some(self.opened_block(node, "else"));
    }

    /// `on failure` after a choice: for conditions that get no answer.
    fn choice_failure(&mut self, node: &Node<'_>, choice: &mut ChoiceText) {
        let at = node.first.at;
        // An arm that cannot be read is missing here, and may be one that waits.
        let can_fail = choice.arms.iter().any(|arm| arm.condition.is_blocking());
        if !can_fail && !choice.arms.is_empty() {
            self.errors.push(at, ProgramErrorKind::CannotFail { step: "if" });
        }
        self.failure(node, &mut choice.failure);
    }

    /// The block of an `on failure`, which there may be one of.
    fn failure(&mut self, node: &Node<'_>, failure: &mut Option<Block>) {
        if failure.is_some() {
            self.errors.push(node.first.at, ProgramErrorKind::DuplicateFailure);
        }
        expect_end(node, 1, self.errors);
        *failure = Some(self.opened_block(node, "on failure"));
    }

    fn arm(&mut self, node: &Node<'_>, skip: usize) -> Option<Arm> {
        let condition = read_condition(node, skip, self.errors);
        let block = self.opened_block(node, if skip == 0 { "if" } else { "else if" });
        condition.map(|condition| Arm { condition, block })
    }

    /// The block under a line that is nothing without one.
    fn opened_block(&mut self, node: &Node<'_>, opener: &'static str) -> Block {
        let at = node.first.at;
        if node.children.is_empty() {
            self.errors.push(at, ProgramErrorKind::EmptyBlock { opener });
        }
        Block { at, body: self.block(&node.children) }
    }

    fn step(&mut self, node: &Node<'_>) -> Option<StepText> {
        let at = node.first.at;
        let op = read_step(node, self.handler, self.errors);
        let mut failure = None;
        // Other lines under a step are misplaced, and reported as such when the tree was made.
        for child in node.children.iter().filter(|child| child.is_failure()) {
            if let Some(op) = op.filter(|op| !op.can_fail()) {
                let step = op.form().words;
                self.errors.push(child.first.at, ProgramErrorKind::CannotFail { step });
            }
            self.failure(child, &mut failure);
        }
        op.map(|op| StepText { op, at, failure })
    }
}

fn unknown(kind: WordKind, word: Word<'_>, errors: &mut Errors) {
    let error = ProgramErrorKind::UnknownWord { kind, found: shown(word) };
    errors.push_with(word.at, error, kind.nearest(word.text));
}
