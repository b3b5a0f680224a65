//! The words of a line, read from left to right.

use super::error::{Errors, Missing, Place, ProgramErrorKind};
use super::form::{Form, FormTable};
use super::lexer::{Node, Word};
use super::vocabulary::WordKind;
use crate::sim::time::SimDuration;

/// The words of a line from left to right. Every method reports what it does not find and then
/// answers `None`, so that the first mistake of a line is the only one reported.
pub(super) struct Words<'l, 'a, 'e> {
    line: &'l Node<'a>,
    /// Words after the line's first that are read already.
    read: usize,
    errors: &'e mut Errors,
}

impl<'l, 'a, 'e> Words<'l, 'a, 'e> {
    pub(super) fn of_line(line: &'l Node<'a>, skip: usize, errors: &'e mut Errors) -> Self {
        Self { line, read: skip, errors }
    }

    fn peek(&self) -> Option<Word<'a>> {
        self.line.rest.get(self.read).copied()
    }

    pub(super) fn take(&mut self) -> Option<Word<'a>> {
        let word = self.peek();
        self.read += usize::from(word.is_some());
        word
    }

    pub(super) fn next(&mut self, missing: Missing) -> Option<Word<'a>> {
        if let Some(word) = self.take() {
            return Some(word);
        }
        let at = self.after_the_last_word();
        let after = self.words_so_far();
        self.fail(at, ProgramErrorKind::MissingWord { after, missing })
    }

    pub(super) fn takes(&mut self, wanted: &str) -> bool {
        let found = self.peek().is_some_and(|word| word.text == wanted);
        self.read += usize::from(found);
        found
    }

    pub(super) fn exactly(&mut self, expected: &'static str) -> Option<()> {
        let word = self.next(Missing::Exactly(expected))?;
        if word.text == expected {
            return Some(());
        }
        self.fail(word.at, ProgramErrorKind::UnexpectedWord { found: shown(word), expected })
    }

    pub(super) fn end(&mut self) -> Option<()> {
        let Some(extra) = self.peek() else {
            return Some(());
        };
        let after = self.words_so_far();
        self.fail(extra.at, ProgramErrorKind::ExtraWord { found: shown(extra), after })
    }

    /// One of several things that are each named by a word.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        kind: WordKind,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Option<T> {
        let found = self.next(Missing::Word(kind))?;
        let known = all.iter().copied().find(|&each| word(each) == found.text);
        known.or_else(|| self.unknown(kind, found))
    }

    /// The row of a table that the line goes on as, its first word being read already: the one
    /// with the most words.
    pub(super) fn form(&mut self, table: FormTable, first: Word<'_>) -> Option<&'static Form> {
        let Some(mut words) = table.longer_by("", first.text) else {
            return self.unknown(table.first_word(), first);
        };
        while let Some(longer) = self.peek().and_then(|word| table.longer_by(words, word.text)) {
            self.read += 1;
            words = longer;
        }
        if let Some(whole) = table.find(words) {
            // `commit prepard` is a slip, and no `commit` with a word too many.
            let kind = WordKind::Next(table, words);
            let slip = self.peek().filter(|word| kind.nearest(word.text).is_some());
            return slip.map_or(Some(whole), |word| self.unknown(kind, word));
        }
        if let [only] = table.words_after(words).as_slice() {
            return self.exactly(only).and(None);
        }
        let kind = WordKind::Next(table, words);
        let word = self.next(Missing::Word(kind))?;
        self.unknown(kind, word)
    }

    pub(super) fn duration(
        &mut self,
        (min, max): (SimDuration, SimDuration),
    ) -> Option<SimDuration> {
        let word = self.next(Missing::Duration)?;
        let found = shown(word);
        match word.text.parse::<SimDuration>() {
            Ok(duration) if (min..=max).contains(&duration) => Some(duration),
            Err(_) if !has_form_of_duration(word.text) => {
                self.fail(word.at, ProgramErrorKind::NotADuration { found })
            }
            _ => self.fail(word.at, ProgramErrorKind::DurationOutOfRange { found, min, max }),
        }
    }

    pub(super) fn number(&mut self, max: u8) -> Option<u8> {
        let word = self.next(Missing::Number)?;
        let found = shown(word);
        read_number(word.text, max)
            .or_else(|| self.fail(word.at, ProgramErrorKind::NotANumber { found, max }))
    }

    pub(super) fn unknown<T>(&mut self, kind: WordKind, word: Word<'_>) -> Option<T> {
        let found = shown(word);
        let error = ProgramErrorKind::UnknownWord { kind, found };
        self.errors.push_with(word.at, error, kind.nearest(word.text));
        None
    }

    pub(super) fn fail<T>(&mut self, at: Place, kind: ProgramErrorKind) -> Option<T> {
        self.errors.push(at, kind);
        None
    }

    fn words_read(&self) -> impl Iterator<Item = Word<'a>> + use<'a, '_, 'l, 'e> {
        let rest = self.line.rest.iter().take(self.read).copied();
        std::iter::once(self.line.first).chain(rest)
    }

    /// The words read so far, as a message quotes them.
    fn words_so_far(&self) -> String {
        self.words_read().map(shown).collect::<Vec<_>>().join(" ")
    }

    /// Where the next word would stand if there were one.
    fn after_the_last_word(&self) -> Place {
        let Word { text, at } = self.words_read().last().unwrap_or(self.line.first);
        let chars = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
        Place { column: at.column.saturating_add(chars).saturating_add(1), ..at }
    }
}

/// A whole number from 0 to `max`.
pub(super) fn read_number(text: &str, max: u8) -> Option<u8> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|&number| is_number && number <= max)
}

/// A word as a message quotes it: what a terminal would obey is replaced.
pub(super) fn shown(word: Word<'_>) -> String {
    word.text.replace(char::is_control, "\u{fffd}")
}

/// A number with a unit, however large: too long for its place, but no other kind of mistake.
fn has_form_of_duration(text: &str) -> bool {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < text.len() && format!("1{unit}").parse::<SimDuration>().is_ok()
}
