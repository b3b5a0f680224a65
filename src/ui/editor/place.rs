//! Places in a text. A browser counts UTF-16 units, the language characters, Rust bytes; a Chinese
//! title has three lengths.

use std::ops::Range;

/// What is selected in a text area, in UTF-16 units as the browser counts; a caret is empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Selection {
    /// Its beginning.
    pub from: u32,
    /// Its end, not before its beginning.
    pub to: u32,
}

impl Selection {
    /// The selection of these bytes.
    pub fn of_bytes(text: &str, bytes: Range<usize>) -> Self {
        Self { from: units(&text[..bytes.start]), to: units(&text[..bytes.end]) }
    }

    /// The bytes that are selected. A place past the end is the end; one inside a character is its
    /// beginning.
    pub fn bytes(self, text: &str) -> Range<usize> {
        let from = byte_at(text, self.from);
        from..byte_at(text, self.to).max(from)
    }
}

/// The number of the line with this byte, counted from 1, as the language counts.
pub fn line_at(text: &str, byte: usize) -> u16 {
    let breaks = text[..byte].matches('\n').count();
    u16::try_from(breaks + 1).unwrap_or(u16::MAX)
}

/// The bytes of a line without its end, of the line counted from 1; at the end of the text if
/// there is no such line.
pub fn line_bytes(text: &str, line: u16) -> Range<usize> {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(length) => start += length + 1,
            None => return text.len()..text.len(),
        }
    }
    start..text[start..].find('\n').map_or(text.len(), |length| start + length)
}

/// The bytes of a line that begin at a column, counted from 1 in characters, up to the end of that
/// word; one blank where the column is that of a blank, but the first word where it is among the
/// spaces before it. Empty where the line ends before.
pub fn word_bytes(line: &str, column: u16) -> Range<usize> {
    let chars = usize::from(column.saturating_sub(1));
    let mut start = line.char_indices().nth(chars).map_or(line.len(), |(byte, _)| byte);
    let indent = line.len() - line.trim_start_matches(' ').len();
    if indent < line.len() {
        start = start.max(indent);
    }
    let rest = &line[start..];
    let is_end = |(byte, letter): &(usize, char)| *byte > 0 && letter.is_whitespace();
    let length = match rest.chars().next() {
        Some(blank) if blank.is_whitespace() => blank.len_utf8(),
        _ => rest.char_indices().find(is_end).map_or(rest.len(), |(byte, _)| byte),
    };
    start..start + length
}

/// Where an editor opens: at the first handler, below the lines that only name things.
pub fn first_handler(text: &str) -> Selection {
    let handler =
        if text.starts_with("on ") { Some(0) } else { text.find("\non ").map(|at| at + 1) };
    let byte = handler.unwrap_or(0);
    Selection::of_bytes(text, byte..byte)
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

fn byte_at(text: &str, unit: u32) -> usize {
    let mut passed = 0_u32;
    for (byte, letter) in text.char_indices() {
        passed += if letter > '\u{ffff}' { 2 } else { 1 };
        if passed > unit {
            return byte;
        }
    }
    text.len()
}
