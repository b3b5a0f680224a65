//! Sentences of a data file, filled. What stands between control characters in such a line is
//! written by `build/emit.rs`: holes, and selects with their cases.

use std::fmt::Display;
use std::str::Chars;

use super::Lang;

const HOLE: char = '\u{1}';
const CAPITAL: char = '\u{2}';
const SELECT: char = '\u{3}';
const ORDINAL: char = '\u{4}';
const CASE: char = '\u{5}';
const NAMED: char = '\u{6}';
const END: char = '\u{7}';

/// The sentence with its holes filled.
pub(super) fn fill(lang: Lang, sentence: &str, holes: &[&dyn Display]) -> String {
    let mut out = Filled { lang, holes, text: String::new(), ends_in_hole: false };
    out.pattern(&mut sentence.chars());
    out.text
}

struct Filled<'a> {
    lang: Lang,
    holes: &'a [&'a dyn Display],
    text: String,
    /// Whether the last letter comes from a hole.
    ends_in_hole: bool,
}

impl Filled<'_> {
    /// Reads to the end of the sentence, or of the case that it stands in.
    fn pattern(&mut self, rest: &mut Chars<'_>) {
        while let Some(letter) = rest.clone().next() {
            if letter == CASE || letter == END {
                return;
            }
            rest.next();
            match letter {
                HOLE | CAPITAL => {
                    let filled = self.hole(rest);
                    self.put_filled(&filled, letter == CAPITAL);
                }
                SELECT | ORDINAL => {
                    let by = self.hole(rest);
                    self.select(&by, letter == ORDINAL, rest);
                }
                letter => {
                    if self.ends_in_hole {
                        self.put_blank(letter, Edge::AfterHole);
                    }
                    self.text.push(letter);
                    self.ends_in_hole = false;
                }
            }
        }
    }

    fn hole(&self, rest: &mut Chars<'_>) -> String {
        let place = rest.next().map_or(0, |letter| u32::from(letter).wrapping_sub(u32::from('a')));
        let hole = usize::try_from(place).ok().and_then(|place| self.holes.get(place));
        hole.map(ToString::to_string).unwrap_or_default()
    }

    fn put_filled(&mut self, filled: &str, is_capital: bool) {
        let mut letters = filled.chars();
        let Some(first) = letters.next() else { return };
        let edge = if self.ends_in_hole { Edge::BetweenHoles } else { Edge::BeforeHole };
        self.put_blank(first, edge);
        self.text.push(if is_capital { first.to_ascii_uppercase() } else { first });
        self.text.push_str(letters.as_str());
        self.ends_in_hole = true;
    }

    /// Goes on with the case of a word or a number: its own, else that of its category, else the
    /// one for all others, which is the last.
    fn select(&mut self, by: &str, is_ordinal: bool, rest: &mut Chars<'_>) {
        let category = by.parse().map_or("", |number| {
            if is_ordinal { self.lang.ordinal(number) } else { self.lang.plural(number) }
        });
        let is_own = cases(rest.clone()).any(|(key, _)| key == by && !key.is_empty());
        let wanted = if is_own { by } else { category };
        let chosen = cases(rest.clone()).find(|(key, _)| *key == wanted || key.is_empty());
        if let Some((_, mut pattern)) = chosen {
            self.pattern(&mut pattern);
        }
        skip_cases(rest);
    }

    /// A blank, where Chinese meets Latin letters, digits or code at the edge of a hole. A sentence
    /// is written without it, because only the words put into it decide where it belongs:
    /// `支付系统向 Broker…` and `订单服务 1 向 Broker…` are one sentence. What was put in stays as
    /// it is, and so does code that the sentence itself puts into quotes.
    fn put_blank(&mut self, next: char, edge: Edge) {
        let Some(last) = self.text.chars().next_back() else { return };
        let is_code = |letter: char| "`#".contains(letter);
        let is_latin = |letter: char, is_filled: bool| {
            letter.is_ascii_alphanumeric() || is_filled && is_code(letter)
        };
        let ends_latin = is_latin(last, edge != Edge::BeforeHole);
        let next_is_latin = is_latin(next, edge != Edge::AfterHole);
        if is_chinese(last) && next_is_latin || ends_latin && is_chinese(next) {
            self.text.push(' ');
        }
    }
}

/// Which side of an edge comes from a hole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    BeforeHole,
    AfterHole,
    BetweenHoles,
}

fn is_chinese(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

/// The cases of a select: the key and where its text begins.
fn cases(mut rest: Chars<'_>) -> impl Iterator<Item = (&str, Chars<'_>)> {
    std::iter::from_fn(move || {
        (rest.next()? == CASE).then_some(())?;
        let (key, _) = rest.as_str().split_once(NAMED)?;
        rest = rest.as_str()[key.len() + NAMED.len_utf8()..].chars();
        let begin = rest.clone();
        skip_case(&mut rest);
        Some((key, begin))
    })
}

/// Goes on to the end of a case: to the next one, or to the end of its select.
fn skip_case(rest: &mut Chars<'_>) {
    let mut depth = 0;
    while let Some(letter) = rest.clone().next() {
        match letter {
            CASE | END if depth == 0 => return,
            SELECT | ORDINAL => depth += 1,
            END => depth -= 1,
            _ => {}
        }
        rest.next();
    }
}

/// Goes on behind the end of a select.
fn skip_cases(rest: &mut Chars<'_>) {
    while rest.next() == Some(CASE) {
        skip_case(rest);
    }
}

/// A number with a thin blank between thousands: `12 345`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}
