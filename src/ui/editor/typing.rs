//! Keys that do more in an editor of indented text than insert a character.

use crate::program::INDENT;
use crate::program::token::opens_block;

use super::Edit;
use super::place::{Selection, line_at, line_bytes};

/// Which way [`shift`] moves lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// One level deeper.
    Deeper,
    /// One level back.
    Back,
}

/// Enter: the next line keeps the indentation, and is one level deeper under a line that opens a
/// block.
pub fn enter(text: &str, selection: Selection) -> Edit {
    let range = selection.bytes(text);
    let line = line_bytes(text, line_at(text, range.start));
    let before = &text[line.start..range.start];
    let mut indent = blanks(before);
    if opens_block(before) {
        indent += level();
    }
    // Blanks that would follow the caret belong to the end of the line before.
    let after = text[range.end..].trim_start_matches(' ');
    let head = format!("{}\n{}", &text[..range.start], " ".repeat(indent));
    let caret = head.len();
    edit(head + after, caret..caret)
}

/// Backspace among the blanks before a line: takes a whole level. `None` where the browser does
/// what is right.
pub fn backspace(text: &str, selection: Selection) -> Option<Edit> {
    let caret = selection.bytes(text);
    let line = line_bytes(text, line_at(text, caret.start));
    let before = &text[line.start..caret.start];
    if !caret.is_empty() || before.is_empty() || blanks(before) != before.len() {
        return None;
    }
    let taken = (before.len() - 1) % level() + 1;
    let start = caret.start - taken;
    Some(edit(format!("{}{}", &text[..start], &text[caret.end..]), start..start))
}

/// Moves every line of the selection by one level.
pub fn shift(text: &str, selection: Selection, direction: Direction) -> Edit {
    let range = selection.bytes(text);
    let (first, last) = (line_at(text, range.start), line_at(text, range.end));
    let mut moved = String::with_capacity(text.len() + level());
    let (mut from, mut to) = (range.start, range.end);
    for (number, line) in (1_u16..).zip(text.split_inclusive('\n')) {
        let start = moved.len();
        if !(first..=last).contains(&number) || line.trim().is_empty() {
            moved.push_str(line);
            continue;
        }
        match direction {
            Direction::Deeper => {
                moved.push_str(&" ".repeat(level()));
                moved.push_str(line);
                from += if number == first { level() } else { 0 };
                to += level();
            }
            Direction::Back => {
                let taken = blanks(line).min(level());
                moved.push_str(&line[taken..]);
                from -= if number == first { taken.min(from - start) } else { 0 };
                to -= taken.min(to - start);
            }
        }
    }
    edit(moved, from..to.max(from))
}

/// Spaces at the beginning.
pub(super) fn blanks(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Spaces of one level.
pub(super) fn level() -> usize {
    usize::from(INDENT)
}

fn edit(text: String, selected: std::ops::Range<usize>) -> Edit {
    let selection = Selection::of_bytes(&text, selected);
    Edit { text, selection }
}
