//! A line as it is set in type: its parts, cut where something is wrong.

use std::ops::Range;

use crate::ordered::sort_by_key;
use crate::program::ProgramError;
use crate::program::token::{Token, tokens};

use super::place::word_bytes;

/// A part of a line that looks the same from end to end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece<'a> {
    /// Its letters.
    pub text: &'a str,
    /// What it is.
    pub token: Token,
    /// Whether an error points at it.
    pub standing: Standing,
}

/// Whether an error points at a piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// None does.
    Right,
    /// One does.
    Wrong,
}

/// The pieces of a line, given the errors on it. Where an error points past the end, a blank is
/// there for it.
pub fn pieces<'a>(line: &'a str, errors: &[&ProgramError]) -> Vec<Piece<'a>> {
    let wrong: Vec<_> = errors.iter().map(|error| word_bytes(line, error.column)).collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    for (token, text) in tokens(line) {
        let mut cuts = vec![0, text.len()];
        let inner = wrong.iter().flat_map(|range| [range.start, range.end]);
        cuts.extend(inner.filter_map(|cut| cut.checked_sub(start)).filter(|cut| *cut < text.len()));
        sort_by_key(&mut cuts, |cut| *cut);
        cuts.dedup();
        for ends in cuts.windows(2) {
            let at = start + ends[0];
            let standing = standing(&wrong, at);
            pieces.push(Piece { text: &text[ends[0]..ends[1]], token, standing });
        }
        start += text.len();
    }
    if wrong.iter().any(Range::is_empty) {
        pieces.push(Piece { text: " ", token: Token::Plain, standing: Standing::Wrong });
    }
    pieces
}

fn standing(wrong: &[Range<usize>], at: usize) -> Standing {
    if wrong.iter().any(|range| range.contains(&at)) { Standing::Wrong } else { Standing::Right }
}
