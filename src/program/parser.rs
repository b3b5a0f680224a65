//! The tree of lines to a tree of statements: headers, handlers, blocks.

use super::ast::{Arm, Block, ChoiceText, HandlerText, ProgramText, Statement, StepText};
use super::error::{Errors, Missing, Place, ProgramErrorKind};
use super::lexer::{Node, Word};
use super::statement::{expect_end, read_condition, read_handler, read_number, read_step, shown};
use super::step::Op;
use super::vocabulary::{COURSE_KEY, COURSE_MAX, TEXT_KEYS, WordKind, is_step_word, step_word};

/// Reads the whole program. What is wrong goes to `errors` and is left out of the result.
pub(super) fn parse(tree: &[Node<'_>], errors: &mut Errors) -> ProgramText {
    let mut parser = Parser { text: ProgramText::default(), seen_handler: None, errors };
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
    errors: &'e mut Errors,
}

impl Parser<'_> {
    fn top_level(&mut self, node: &Node<'_>) {
        let Word { text: word, at } = node.first;
        if node.is_failure() {
            self.errors.push(at, ProgramErrorKind::FailureWithoutStep);
        } else if word == "on" {
            self.handler(node);
        } else if let Some(key) = TEXT_KEYS.into_iter().find(|&key| key == word) {
            self.text_header(key, node);
        } else if word == COURSE_KEY {
            self.course(node);
        } else if is_step_word(word) {
            self.errors.push(at, ProgramErrorKind::OutsideHandler { found: word.to_owned() });
        } else {
            unknown(WordKind::Header, node.first, self.errors);
        }
    }

    fn handler(&mut self, node: &Node<'_>) {
        let at = node.first.at;
        self.seen_handler.get_or_insert(at);
        let handler = read_handler(node, self.errors);
        let body = self.block(&node.children);
        if let Some(handler) = handler {
            self.text.handlers.push(HandlerText { handler, at, body });
        }
    }

    fn text_header(&mut self, key: &'static str, node: &Node<'_>) {
        if !self.header(key, node) {
            return;
        }
        let header = &mut self.text.header;
        let slot = match key {
            "title.en" => &mut header.title.en,
            "title.zh" => &mut header.title.zh,
            "about.en" => &mut header.about.en,
            _ => &mut header.about.zh,
        };
        node.text.clone_into(slot);
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
            let missing = if key == COURSE_KEY { Missing::Number } else { Missing::Text };
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
                    body.push(Statement::Choice(ChoiceText { arms, otherwise: None }));
                }
                "else" => match body.last_mut() {
                    Some(Statement::Choice(choice)) if choice.otherwise.is_none() => {
                        self.otherwise(node, choice);
                    }
                    _ => {
                        self.errors.push(node.first.at, ProgramErrorKind::ElseWithoutIf);
                        self.block(&node.children);
                    }
                },
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
        if node.is_failure() {
            self.errors.push(at, ProgramErrorKind::FailureWithoutStep);
            self.block(&node.children);
            return None;
        }
        let op = read_step(node, self.errors);
        let mut failure = None;
        // Other lines under a step are misplaced, and reported as such when the tree was made.
        for child in node.children.iter().filter(|child| child.is_failure()) {
            let at = child.first.at;
            if let Some(op) = op.filter(|op| !op.can_fail()) {
                // Of the ways to send only this one cannot fail, and a message should say so.
                let is_send = matches!(op, Op::Send(_));
                let step = if is_send { "send oneway" } else { step_word(&op) };
                self.errors.push(at, ProgramErrorKind::CannotFail { step });
            } else if failure.is_some() {
                self.errors.push(at, ProgramErrorKind::DuplicateFailure);
            }
            expect_end(child, 1, self.errors);
            failure = Some(self.opened_block(child, "on failure"));
        }
        op.map(|op| StepText { op, at, failure })
    }
}

fn unknown(kind: WordKind, word: Word<'_>, errors: &mut Errors) {
    let error = ProgramErrorKind::UnknownWord { kind, found: shown(word) };
    errors.push_with(word.at, error, kind.nearest(word.text));
}
