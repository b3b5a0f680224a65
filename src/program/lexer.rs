//! Text to a tree of lines: words with their columns, comments gone, blocks by indentation.
//!
//! A line whose indentation is wrong is reported once and then treated as standing in the nearest
//! block, so that one slip does not make errors of all the lines after it.

use super::error::{Errors, Place, ProgramErrorKind};
use super::printable::first_unprintable;
use super::step::SourceLine;
use super::vocabulary::{
    DEPTH_MAX, HANDLER_WORDS, INDENT, LINE_CHARS_MAX, LINES_MAX, is_header_key, is_step_word,
};

/// A word and where it begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub at: Place,
}

/// A line that says something, and the lines indented under it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Node<'a> {
    /// At least one word.
    pub first: Word<'a>,
    /// The words after the first.
    pub rest: Vec<Word<'a>>,
    /// What follows the first word, comment and outer blanks removed.
    pub text: &'a str,
    /// Spaces before the first word.
    pub indent: u16,
    pub children: Vec<Self>,
}

/// Reads the tree of lines. Errors go to `errors`; lines that cannot be read are left out.
pub(super) fn read_tree<'a>(source: &'a str, errors: &mut Errors) -> Vec<Node<'a>> {
    let mut tree = Tree { roots: Vec::new(), open: Vec::new() };
    for (number, line) in numbered(source) {
        if usize::from(number) > LINES_MAX {
            errors.push(Place { line: number, column: 1 }, ProgramErrorKind::TooManyLines);
            break;
        }
        if let Some(node) = read_line(number, line, errors) {
            tree.add(node, errors);
        }
    }
    tree.finish()
}

/// The source as the page shows it: every line, blank ones and comments included. Steps and
/// transactions are filled in by the compiler.
pub(super) fn source_lines(source: &str) -> Vec<SourceLine> {
    let shown = |(_, line): (u16, &str)| {
        let indent = line.chars().take_while(|&c| c == ' ').count();
        let text = line.trim();
        let depth = if text.is_empty() { 0 } else { indent / usize::from(INDENT) };
        let depth = u8::try_from(depth.min(DEPTH_MAX)).unwrap_or(u8::MAX);
        // A tab is a blank to the language, and a jump to whoever shows the line in a sentence.
        SourceLine { text: text.replace('\t', " "), depth, step: None, in_transaction: false }
    };
    numbered(source).map(shown).collect()
}

/// Lines with their numbers, and without the byte order mark that some editors put in front. One
/// line more than allowed, because that one carries the error.
fn numbered(source: &str) -> impl Iterator<Item = (u16, &str)> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    (1..=u16::MAX).zip(source.lines()).take(LINES_MAX + 1)
}

/// One line, if it says anything.
fn read_line<'a>(number: u16, line: &'a str, errors: &mut Errors) -> Option<Node<'a>> {
    let chars = line.chars().count();
    if chars > LINE_CHARS_MAX {
        let past_the_end = u16::try_from(LINE_CHARS_MAX + 1).unwrap_or(u16::MAX);
        let at = Place { line: number, column: past_the_end };
        errors.push(at, ProgramErrorKind::LineTooLong { chars });
    }
    if let Some((before, found)) = first_unprintable(line).filter(|(at, _)| *at < LINE_CHARS_MAX) {
        let column = u16::try_from(before + 1).unwrap_or(u16::MAX);
        let at = Place { line: number, column };
        errors.push(at, ProgramErrorKind::UnprintableCharacter { found });
    }
    // What is past the limit is mostly a comment; the rest of the line still means what it says.
    let end = line.char_indices().nth(LINE_CHARS_MAX).map_or(line.len(), |(end, _)| end);
    let code = without_comment(&line[..end]);
    let mut words = words(number, code).into_iter();
    let first = words.next()?;
    let mut indent = 0;
    let mut odd = None;
    for (column, c) in (1..first.at.column).zip(code.chars()) {
        indent += blank_width(c);
        if c != ' ' {
            odd = odd.or(Some((Place { line: number, column }, c)));
        }
    }
    if let Some((at, found)) = odd {
        errors.push(at, ProgramErrorKind::IndentCharacter { found });
    }
    let rest = words.collect();
    let text = code.trim().strip_prefix(first.text).unwrap_or_default().trim();
    Some(Node { first, rest, text, indent, children: Vec::new() })
}

/// Columns that a blank takes before a line. A tab or a wide space was meant as one level, and is
/// counted so: it is reported as such and need not be reported as bad indentation, too.
fn blank_width(blank: char) -> u16 {
    match blank {
        '\t' | '\u{3000}' => INDENT,
        _ => 1,
    }
}

/// A `#` begins a comment at the start of the line or after a blank; `#` inside a word does not.
pub(super) fn without_comment(line: &str) -> &str {
    let mut after_blank = true;
    for (at, c) in line.char_indices() {
        if c == '#' && after_blank {
            return &line[..at];
        }
        after_blank = c.is_whitespace();
    }
    line
}

fn words(number: u16, code: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    // A blank after the end closes the last word like any other.
    let chars = code.char_indices().chain([(code.len(), ' ')]);
    for (column, (at, c)) in (1..).zip(chars) {
        match (start, c.is_whitespace()) {
            (None, false) => start = Some((at, column)),
            (Some((from, column)), true) => {
                let at_word = Place { line: number, column };
                words.push(Word { text: &code[from..at], at: at_word });
                start = None;
            }
            _ => {}
        }
    }
    words
}

struct Tree<'a> {
    roots: Vec<Node<'a>>,
    /// The last line of every depth, each a child of the one before.
    open: Vec<Node<'a>>,
}

impl<'a> Tree<'a> {
    fn add(&mut self, mut node: Node<'a>, errors: &mut Errors) {
        let at = node.first.at;
        if node.begins_handler() && node.indent > 0 {
            let (found, expected) = (node.indent, 0);
            errors.push(at, ProgramErrorKind::Indentation { found, expected });
            node.indent = 0;
        }
        let has_sibling = self.close_down_to(node.indent);
        let depth = self.open.len();
        let fits = self.open.last().is_none_or(|parent| parent.can_hold(&node));
        // The lines after a misplaced one stand where it stands: it alone is reported.
        let is_reported = has_sibling
            && self.open.last().is_none_or(|parent| {
                parent.children.last().is_some_and(|sibling| parent.can_hold(sibling) == fits)
            });
        if !is_reported {
            let levels = if fits { depth } else { depth - 1 };
            let (found, expected) = (node.indent, spaces(levels));
            if depth == DEPTH_MAX + 1 {
                errors.push(at, ProgramErrorKind::TooDeep);
            } else if found != expected {
                errors.push(at, ProgramErrorKind::Indentation { found, expected });
            }
        }
        self.open.push(node);
    }

    /// Closes the blocks that a line with this indentation ends. Tells whether a line with the
    /// same indentation stands in the block that is then open.
    fn close_down_to(&mut self, indent: u16) -> bool {
        let mut has_sibling = false;
        while self.open.last().is_some_and(|last| last.indent >= indent) {
            has_sibling = self.close() == Some(indent);
        }
        has_sibling
    }

    /// Hands the innermost open line to its parent; its indentation.
    fn close(&mut self) -> Option<u16> {
        let node = self.open.pop()?;
        let indent = node.indent;
        let siblings = self.open.last_mut().map_or(&mut self.roots, |parent| &mut parent.children);
        siblings.push(node);
        Some(indent)
    }

    fn finish(mut self) -> Vec<Node<'a>> {
        while self.close().is_some() {}
        self.roots
    }
}

impl Node<'_> {
    /// `on failure`, which belongs to the step or the choice above it. Every other `on` begins a
    /// handler.
    pub(super) fn is_failure(&self) -> bool {
        self.first.text == "on" && self.rest.first().is_some_and(|word| word.text == "failure")
    }

    pub(super) fn begins_handler(&self) -> bool {
        HANDLER_WORDS.contains(&self.first.text) && !self.is_failure()
    }

    /// Whether a line can stand under this one. An unknown line may have been meant to open a
    /// block.
    fn can_hold(&self, child: &Node<'_>) -> bool {
        match self.first.text {
            "on" | "every" | "if" | "else" => true,
            word if is_header_key(word) => false,
            word => !is_step_word(word) || child.is_failure(),
        }
    }
}

/// The indentation of a level.
fn spaces(levels: usize) -> u16 {
    u16::try_from(levels).unwrap_or(u16::MAX).saturating_mul(INDENT)
}
