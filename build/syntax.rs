//! Reading one file: keys, sentences, holes and selects.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::Language;
use super::plural::Rules;
use crate::suggest::nearest;

/// A sentence as pieces in order.
pub type Pattern = Vec<Piece>;

/// A sentence and what is said of it.
#[derive(Clone, Debug)]
pub struct Message {
    /// The line of its key, counted from 1.
    pub line: usize,
    /// What it says.
    pub pattern: Pattern,
    /// The holes that it has no place for: `# leaves out: $node`.
    pub leaves_out: BTreeSet<String>,
}

/// A piece of a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Letters.
    Text(String),
    /// `{ $name }`: what is put there, as it is or with a capital.
    Hole(String, Form),
    /// `{ $name -> … }`: one of several, by a word or a number.
    Select {
        /// The hole that decides.
        by: String,
        /// Whether a number counts (`1 copy`) or orders (`1st`).
        form: Form,
        /// Each case with its key.
        cases: Vec<(String, Pattern)>,
        /// Which of them stands for all others.
        default: usize,
    },
}

/// How a hole is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// As it is; in a select, a number counts.
    Plain,
    /// `CAPITAL($name)`: with a capital at its beginning.
    Capital,
    /// `NUMBER($name, type: "ordinal")`: a number orders.
    Ordinal,
}

impl Message {
    /// The holes of the sentence, those among them that it leaves out.
    pub fn holes(&self) -> BTreeSet<&str> {
        let mut holes = self.leaves_out.iter().map(String::as_str).collect();
        collect(&self.pattern, &mut holes);
        holes
    }

    /// The holes that it fills.
    pub fn used(&self) -> BTreeSet<&str> {
        let mut holes = BTreeSet::new();
        collect(&self.pattern, &mut holes);
        holes
    }
}

impl Piece {
    /// How long it is, at most, without what is put into it.
    pub fn chars(&self) -> usize {
        match self {
            Self::Text(text) => text.chars().count(),
            Self::Hole(..) => 0,
            Self::Select { cases, .. } => {
                let of = |(_, pattern): &(String, Pattern)| pattern.iter().map(Self::chars).sum();
                cases.iter().map(of).max().unwrap_or(0)
            }
        }
    }
}

fn collect<'a>(pattern: &'a [Piece], holes: &mut BTreeSet<&'a str>) {
    for piece in pattern {
        match piece {
            Piece::Text(_) => {}
            Piece::Hole(name, _) => _ = holes.insert(name),
            Piece::Select { by, cases, .. } => {
                holes.insert(by);
                for (_, pattern) in cases {
                    collect(pattern, holes);
                }
            }
        }
    }
}

/// What the terms of a language are called, without those of its plurals.
const TERMS: [&str; 2] = ["-name", "-tags"];

pub(super) fn read(code: &str, text: &str) -> Result<Language, String> {
    let mut file = File { code, ..File::default() };
    file.lines(text);
    let mut language = Language {
        code: code.to_owned(),
        name: String::new(),
        tags: Vec::new(),
        plurals: Rules::default(),
        messages: std::mem::take(&mut file.messages),
    };
    for (term, (line, value)) in std::mem::take(&mut file.terms) {
        match term.as_str() {
            "-name" => language.name = value,
            "-tags" => language.tags = value.split_whitespace().map(str::to_owned).collect(),
            _ => match language.plurals.add(&term, &value) {
                Ok(true) => {}
                Ok(false) => file.unknown_term(line, &term),
                Err(why) => file.mistake(line, why),
            },
        }
    }
    for (term, is_missing) in TERMS.iter().zip([language.name.is_empty(), language.tags.is_empty()])
    {
        if is_missing {
            file.mistake(1, format!("there is no `{term}`; write `{term} = …` at the top"));
        }
    }
    if file.mistakes.is_empty() { Ok(language) } else { Err(file.mistakes.join("\n")) }
}

/// A file that is being read.
#[derive(Default)]
struct File<'a> {
    code: &'a str,
    terms: BTreeMap<String, (usize, String)>,
    messages: BTreeMap<String, Message>,
    leaves_out: BTreeSet<String>,
    mistakes: Vec<String>,
}

impl File<'_> {
    fn mistake(&mut self, line: usize, what: impl Display) {
        self.mistakes.push(format!("text/{}.ftl:{line}: {what}", self.code));
    }

    fn unknown_term(&mut self, line: usize, term: &str) {
        let meant = nearest(term, TERMS).map_or_else(
            || "terms are `-name`, `-tags`, `-plural-…` and `-ordinal-…`".to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        );
        self.mistake(line, format!("unknown term `{term}`; {meant}"));
    }

    fn lines(&mut self, text: &str) {
        let mut lines = text.lines().enumerate().peekable();
        while let Some((index, line)) = lines.next() {
            let number = index + 1;
            if let Some(comment) = line.strip_prefix('#') {
                self.comment(number, comment);
                continue;
            }
            if line.trim().is_empty() {
                continue;
            }
            let mut entry = line.to_owned();
            // The `}` of a select may stand at the margin.
            let goes_on = |line: &str| line.starts_with([' ', '}']) && !line.trim().is_empty();
            while let Some((_, more)) = lines.next_if(|(_, line)| goes_on(line)) {
                entry = entry + "\n" + more;
            }
            self.entry(number, &entry);
        }
    }

    fn comment(&mut self, line: usize, comment: &str) {
        let Some(list) = comment.trim().strip_prefix("leaves out:") else { return };
        for name in list.split(',').map(str::trim) {
            match name.strip_prefix('$') {
                Some(name) => _ = self.leaves_out.insert(name.to_owned()),
                None => self.mistake(line, format!("found `{name}`, expected holes like `$node`")),
            }
        }
    }

    fn entry(&mut self, line: usize, entry: &str) {
        let leaves_out = std::mem::take(&mut self.leaves_out);
        let Some((key, text)) = entry.split_once('=') else {
            return self
                .mistake(line, "found no `=`; a line is `key = text`, a comment or indented");
        };
        let key = key.trim();
        if !is_key(key.strip_prefix('-').unwrap_or(key)) {
            let rule = "a key begins with a letter and has letters, digits, `-` and `_`";
            return self.mistake(line, format!("`{key}` is no key; {rule}"));
        }
        let twice = match (self.terms.get(key), self.messages.get(key)) {
            (Some((first, _)), _) => Some(*first),
            (_, Some(message)) => Some(message.line),
            _ => None,
        };
        if let Some(first) = twice {
            return self.mistake(line, format!("`{key}` is already on line {first}; keep one"));
        }
        if key.starts_with('-') {
            self.terms.insert(key.to_owned(), (line, text.trim().to_owned()));
            return;
        }
        let mut reader = Reader { chars: text.chars().collect(), at: 0 };
        match reader.pattern(Place::Key) {
            Ok(pattern) if pattern.is_empty() => {
                self.mistake(line, format!("`{key}` says nothing; write its text after the `=`"));
            }
            Ok(pattern) => {
                self.messages.insert(key.to_owned(), Message { line, pattern, leaves_out });
            }
            Err(why) => {
                let before = &reader.chars[..reader.at.min(reader.chars.len())];
                let lines = before.iter().filter(|letter| **letter == '\n').count();
                self.mistake(line + lines, format!("`{key}`: {why}"));
            }
        }
    }
}

fn is_key(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && word.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
}

/// Where a text stands, which says where it ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Key,
    Case,
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn skip(&mut self, blanks: &str) {
        while self.peek().is_some_and(|letter| blanks.contains(letter)) {
            self.at += 1;
        }
    }

    fn take(&mut self, expected: &str) -> bool {
        let length = expected.chars().count();
        let found = self.chars.iter().skip(self.at).take(length);
        let is_there = found.eq(expected.chars().collect::<Vec<_>>().iter());
        if is_there {
            self.at += length;
        }
        is_there
    }

    fn want(&mut self, expected: &str) -> Result<(), String> {
        self.skip(" \n");
        if self.take(expected) {
            return Ok(());
        }
        let found = self.peek().map_or("the end".to_owned(), |found| format!("`{found}`"));
        Err(format!("found {found}, expected `{expected}`"))
    }

    fn word(&mut self) -> String {
        let is_part = |letter: &char| letter.is_ascii_alphanumeric() || "-_.".contains(*letter);
        let word: String =
            self.chars[self.at..].iter().copied().take_while(|l| is_part(l)).collect();
        self.at += word.len();
        word
    }

    fn pattern(&mut self, place: Place) -> Result<Pattern, String> {
        let mut pattern = Pattern::new();
        let mut text = String::new();
        self.skip(" \n");
        while let Some(letter) = self.peek() {
            match letter {
                '\n' => {
                    let end = self.at;
                    self.skip(" \n");
                    if place == Place::Case && matches!(self.peek(), Some('[' | '*' | '}')) {
                        self.at = end;
                        break;
                    }
                    // A line that goes on is one blank away, as a browser would show it.
                    text.truncate(text.trim_end_matches(' ').len());
                    text.push(' ');
                }
                '{' => {
                    self.at += 1;
                    match self.placeable()? {
                        Piece::Text(literal) => text += &literal,
                        piece => {
                            push_text(&mut pattern, &mut text);
                            pattern.push(piece);
                        }
                    }
                }
                '}' => return Err("found `}` without its `{`; write it as `{ \"}\" }`".to_owned()),
                letter if letter.is_control() => {
                    return Err(format!("found `{}`; leave it out", letter.escape_unicode()));
                }
                letter => {
                    self.at += 1;
                    text.push(letter);
                }
            }
        }
        // What a person cannot see is not meant; a blank that is meant stands in `{ " " }`.
        let is_literal = self.at > 0 && self.chars[..self.at].ends_with(&['}']);
        if !is_literal {
            text.truncate(text.trim_end_matches(' ').len());
        }
        push_text(&mut pattern, &mut text);
        Ok(pattern)
    }

    /// What stands between `{` and `}`.
    fn placeable(&mut self) -> Result<Piece, String> {
        self.skip(" \n");
        if self.take("\"") {
            let rest = &self.chars[self.at..];
            let literal: String =
                rest.iter().copied().take_while(|letter| *letter != '"').collect();
            self.at += literal.chars().count();
            self.want("\"")?;
            self.want("}")?;
            return Ok(Piece::Text(literal));
        }
        let (name, form) = self.hole()?;
        self.skip(" \n");
        if self.take("->") {
            return self.select(name, form);
        }
        self.want("}")?;
        if form == Form::Ordinal {
            return Err("an ordinal number decides between cases; write ` -> ` and them".to_owned());
        }
        Ok(Piece::Hole(name, form))
    }

    /// `$name`, `CAPITAL($name)` or `NUMBER($name, type: "ordinal")`.
    fn hole(&mut self) -> Result<(String, Form), String> {
        let function = if self.peek() == Some('$') { String::new() } else { self.word() };
        if function.is_empty() {
            self.want("$")?;
            return Ok((self.word(), Form::Plain));
        }
        let form = match function.as_str() {
            "CAPITAL" => Form::Capital,
            "NUMBER" => Form::Ordinal,
            other => {
                return Err(format!(
                    "found `{other}`, expected a hole like `$node`, `CAPITAL($node)`, \
                     `NUMBER($n, type: \"ordinal\")` or a text in quotes"
                ));
            }
        };
        self.want("(")?;
        self.want("$")?;
        let name = self.word();
        if form == Form::Ordinal {
            for part in [",", "type", ":", "\"ordinal\""] {
                self.want(part)?;
            }
        }
        self.want(")")?;
        Ok((name, form))
    }

    fn select(&mut self, by: String, form: Form) -> Result<Piece, String> {
        self.skip(" ");
        if self.peek() != Some('\n') {
            return Err("each case of a select stands on a line of its own".to_owned());
        }
        let mut cases: Vec<(String, Pattern)> = Vec::new();
        let mut default = None;
        loop {
            self.skip(" \n");
            if self.take("}") {
                break;
            }
            if self.take("*") && default.replace(cases.len()).is_some() {
                return Err("found a second `*`; one case stands for all others".to_owned());
            }
            self.want("[")?;
            self.skip(" ");
            let key = self.word();
            self.want("]")?;
            if key.is_empty() || cases.iter().any(|(known, _)| *known == key) {
                return Err(format!("the case `[{key}]` has no name of its own"));
            }
            let pattern = self.pattern(Place::Case)?;
            cases.push((key, pattern));
        }
        let Some(default) = default else {
            return Err("no case stands for all others; put a `*` before its `[`".to_owned());
        };
        Ok(Piece::Select { by, form, cases, default })
    }
}

fn push_text(pattern: &mut Pattern, text: &mut String) {
    if !text.is_empty() {
        pattern.push(Piece::Text(std::mem::take(text)));
    }
}
