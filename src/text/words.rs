//! The sentences of a language as its data file brings them, and a function for each of them.
//!
//! A program that runs natively carries every language. The page carries none: it loads the data
//! file of the language that it shows ([`Lang::load`]).

use std::fmt::{self, Display};
use std::sync::OnceLock;

use super::{Lang, fill};

mod keys {
    use super::{Display, Words};

    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// The sentences of one language, each by the function of its key: `page-lab` by `page_lab()`. The
/// arguments of a function are the holes of its sentence, in the order of their names.
#[derive(Clone, Copy)]
pub struct Words(&'static Table);

/// A data file, line by line.
#[derive(Debug)]
struct Table {
    lang: Lang,
    lines: Vec<&'static str>,
}

static TABLES: [OnceLock<Table>; Lang::ALL.len()] = [const { OnceLock::new() }; Lang::ALL.len()];

/// A text that is no data file of this program: one of another release, or another file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotWords;

impl Table {
    fn read(lang: Lang, data: &'static str) -> Result<Self, NotWords> {
        let mut lines = data.lines();
        if lines.next() != Some(&head(lang)) {
            return Err(NotWords);
        }
        let lines: Vec<_> = lines.collect();
        if lines.len() == keys::KEYS { Ok(Self { lang, lines }) } else { Err(NotWords) }
    }
}

/// The first line of a data file: of which language it is, and of which keys.
fn head(lang: Lang) -> String {
    format!("zeroloss words {} {}", lang.code(), keys::SHAPE)
}

impl Lang {
    /// Whether its sentences are there.
    pub fn is_loaded(self) -> bool {
        self.table().is_some()
    }

    /// Takes the text of its data file. What is loaded stays.
    pub fn load(self, data: String) -> Result<(), NotWords> {
        if !self.is_loaded() {
            let table = Table::read(self, data.leak())?;
            // Somebody else may have been faster, with the same.
            let _ = TABLES[self as usize].set(table);
        }
        Ok(())
    }

    /// The text of its data file, for a program that has none; empty where it is not loaded.
    pub fn data(self) -> String {
        let Some(table) = self.table() else { return String::new() };
        let mut data = head(self);
        for line in &table.lines {
            data.push('\n');
            data += line;
        }
        data
    }

    /// Its sentences. Where they are not loaded it speaks another language that is: an error that
    /// is written in English on a page in Chinese is better Chinese than nothing.
    pub fn words(self) -> Words {
        static NOTHING: Table = Table { lang: Lang::ALL[0], lines: Vec::new() };
        let others = || Self::ALL.iter().find_map(|other| other.table());
        Words(self.table().or_else(others).unwrap_or(&NOTHING))
    }

    fn table(self) -> Option<&'static Table> {
        let place = &TABLES[self as usize];
        #[cfg(embedded_words)]
        if place.get().is_none() {
            // The build wrote the data and what reads it.
            let _ = Table::read(self, crate::lang::DATA[self as usize]).map(|own| place.set(own));
        }
        place.get()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.lang()).finish()
    }
}

impl Words {
    /// The language.
    pub fn lang(self) -> Lang {
        self.0.lang
    }

    /// The words of a thing of the model: of `("node", "order-1", "name")` those of the key
    /// `node-order-1-name`. What can stand in no key is written `-` there.
    pub(super) fn named(self, family: &str, id: &str, part: &str) -> Option<&'static str> {
        find(&[family, id, part]).map(|key| self.text(key))
    }

    /// The same for a sentence with holes, which come in the order of their names.
    pub(super) fn named_with(
        self,
        (family, id): (&str, &str),
        holes: &[&dyn Display],
    ) -> Option<String> {
        find(&[family, id, ""]).map(|key| self.fill(key, holes))
    }

    // Inlined into its hundreds of callers it weighs several kilobytes of the page.
    #[inline(never)]
    fn text(self, key: usize) -> &'static str {
        self.0.lines.get(key).copied().unwrap_or_default()
    }

    fn fill(self, key: usize, holes: &[&dyn Display]) -> String {
        fill::fill(self.lang(), self.text(key), holes)
    }
}

/// The key of a name that has these parts. The hash is that of `build/emit.rs`.
fn find(parts: &[&str]) -> Option<usize> {
    let mut hash: u32 = 0x811c_9dc5;
    let mut mix = |byte: u8| hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    for (place, part) in parts.iter().filter(|part| !part.is_empty()).enumerate() {
        if place > 0 {
            mix(b'-');
        }
        for byte in part.bytes() {
            mix(if byte.is_ascii_alphanumeric() || byte == b'_' { byte } else { b'-' });
        }
    }
    keys::NAMED.binary_search(&hash).ok()
}
