//! Which of many choices somebody means who types a few letters.

use std::ops::Range;

use crate::suggest::nearest;

/// Sections of the course: a number up to this one asks for a section.
const SECTION_MAX: u8 = 6;

/// Shorter parts of texts are near to far too much to be what somebody meant.
const MEANT_MIN: usize = 3;

/// Something that can be chosen, with all that it is found by.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Choice {
    /// Its name in files, links and the command.
    pub id: &'static str,
    /// What it stands under.
    pub heading: String,
    /// What stands before its title: `A3-1`, `K1`, `§3`; nothing where it has no number.
    pub lead: String,
    /// Its title in the language of the page.
    pub title: &'static str,
    /// What is said after the title, if anything.
    pub note: String,
    /// The code of the outcome that it comes to, if it says so.
    pub outcome: &'static str,
    /// The section of the course; 0 for none.
    pub section: u8,
    /// What it is found by but does not show: its title in other languages, and its id.
    pub hidden: Vec<&'static str>,
}

/// One word of what was typed. It is found where words begin, and in Chinese anywhere; case and
/// width of letters do not count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    letters: Vec<char>,
    section: Option<u8>,
}

/// What fits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The indices of the choices, in their order.
    pub places: Vec<usize>,
    /// What they fit.
    pub terms: Vec<Term>,
    /// Where nothing fits what was typed: what they fit instead. Nothing else was near if they are
    /// none.
    pub instead: Option<String>,
}

impl Choice {
    /// What it is found by but does not show, if only this says why it was found.
    pub fn reason(&self, terms: &[Term]) -> Option<&'static str> {
        let is_unseen = |term: &&Term| {
            term.section.is_none() && !self.shown().iter().any(|text| term.find(text).is_some())
        };
        let term = terms.iter().find(is_unseen)?;
        self.hidden.iter().copied().find(|text| term.find(text).is_some())
    }

    fn shown(&self) -> [&str; 4] {
        [&self.lead, self.title, &self.note, self.outcome]
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.shown().into_iter().chain(self.hidden.iter().copied())
    }
}

impl Term {
    fn read(word: &str) -> Self {
        let letters: Vec<_> = word.chars().map(folded).collect();
        let section = match *letters {
            ['§', digit] | [digit] => {
                digit.to_digit(10).and_then(|digit| u8::try_from(digit).ok())
            }
            _ => None,
        };
        match section.filter(|section| (1..=SECTION_MAX).contains(section)) {
            // As headings write it.
            Some(section) => {
                Self { letters: vec!['§', char::from(b'0' + section)], section: Some(section) }
            }
            None => Self { letters, section: None },
        }
    }

    /// Where it is in a text for the first time.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        let mut before = None;
        text.char_indices().find_map(|(start, letter)| {
            let may_begin = begins(before.replace(letter), letter);
            let mut rest = text[start..].chars();
            let mut fitting =
                |wanted: &char| rest.next().filter(|letter| folded(*letter) == *wanted);
            let length: Option<usize> =
                self.letters.iter().map(|wanted| fitting(wanted).map(char::len_utf8)).sum();
            length.filter(|_| may_begin).map(|length| start..start + length)
        })
    }

    fn fits(&self, choice: &Choice) -> bool {
        match self.section {
            Some(section) => choice.section == section,
            None => choice.texts().any(|text| self.find(text).is_some()),
        }
    }
}

/// The choices that each word of what was typed fits; all of them where nothing was typed. Where
/// none fits, those that fit what was probably meant.
pub fn filter(choices: &[Choice], typed: &str) -> Found {
    let found = fitting(choices, typed);
    if !found.places.is_empty() {
        return found;
    }
    let corrected = typed.split_whitespace().map(|word| {
        let is_known = choices.iter().any(|choice| Term::read(word).fits(choice));
        if is_known { Some(word.to_owned()) } else { meant(choices, word) }
    });
    let instead = corrected.collect::<Option<Vec<_>>>().map(|words| words.join(" "));
    let Some(instead) = instead else { return found };
    let nearest = fitting(choices, &instead);
    if nearest.places.is_empty() { found } else { Found { instead: Some(instead), ..nearest } }
}

/// The one among those found that somebody means who presses Enter now: the one of this very name,
/// else the first.
pub fn meant_first(choices: &[Choice], found: &Found, typed: &str) -> usize {
    let name = typed.trim();
    let is_it = |index: &usize| {
        choices.get(*index).is_some_and(|choice| choice.id.eq_ignore_ascii_case(name))
    };
    found.places.iter().position(is_it).unwrap_or(0)
}

/// The text in pieces, each with whether a term is there.
pub fn pieces<'t>(text: &'t str, terms: &[Term]) -> Vec<(&'t str, bool)> {
    let found: Vec<_> = terms.iter().filter_map(|term| term.find(text)).collect();
    let is_in = |place: usize| found.iter().any(|range| range.contains(&place));
    let mut pieces = Vec::new();
    let mut begin = 0;
    for (place, _) in text.char_indices().skip(1) {
        if is_in(place) != is_in(begin) {
            pieces.push((&text[begin..place], is_in(begin)));
            begin = place;
        }
    }
    pieces.push((&text[begin..], is_in(begin)));
    pieces
}

fn fitting(choices: &[Choice], typed: &str) -> Found {
    let terms: Vec<_> = typed.split_whitespace().map(Term::read).collect();
    let fits = |choice: &Choice| terms.iter().all(|term| term.fits(choice));
    let places = choices.iter().enumerate().filter(|(_, choice)| fits(choice));
    Found { places: places.map(|(index, _)| index).collect(), terms, instead: None }
}

/// The word of any text that a mistyped one was probably meant to be. Chinese has no words to
/// compare with, so there it is as many signs as were typed.
fn meant(choices: &[Choice], word: &str) -> Option<String> {
    let length = word.chars().count();
    let texts = || choices.iter().flat_map(Choice::texts);
    let is_long = |part: &&str| part.chars().count() >= MEANT_MIN;
    let found = if word.is_ascii() {
        let is_between = |letter: char| !letter.is_ascii_alphanumeric() && letter != '-';
        nearest(word, texts().flat_map(|text| text.split(is_between)).filter(is_long))
    } else {
        nearest(word, texts().flat_map(|text| windows(text, length)).filter(is_long))
    };
    found.map(str::to_owned)
}

/// Every part of the text that has so many letters.
fn windows(text: &str, length: usize) -> impl Iterator<Item = &str> {
    text.char_indices().filter_map(move |(start, _)| {
        let (last, letter) = text[start..].char_indices().nth(length.checked_sub(1)?)?;
        Some(&text[start..start + last + letter.len_utf8()])
    })
}

/// Whether a term may begin at a letter: not within a word or a number. Chinese has no blanks
/// between words.
fn begins(before: Option<char>, letter: char) -> bool {
    let is_within = |before: char| {
        before.is_ascii_alphanumeric()
            && letter.is_ascii_alphanumeric()
            && before.is_ascii_digit() == letter.is_ascii_digit()
    };
    !before.is_some_and(is_within)
}

/// The letter as it is compared: small, and narrow where a Chinese keyboard made it wide.
fn folded(letter: char) -> char {
    let narrow = match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    narrow.to_lowercase().next().unwrap_or(narrow)
}
