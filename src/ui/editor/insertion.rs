//! Which phrases of the language may stand at a place of a program, and putting one there.
//!
//! Works on lines and their indentation, so that it serves a text with errors, too.

use crate::program::phrase::{PHRASES, Phrase, PhraseGroup, can_fail};
use crate::program::step::Handler;
use crate::program::token::{begins_handler, first_word, handler_of, opens_block};

use super::Edit;
use super::place::{Selection, line_at};
use super::typing::{blanks, level};

/// The places in [`PHRASES`] of those that may stand where the caret is, in the order of the list.
pub fn offers(text: &str, caret: Selection) -> Vec<usize> {
    let page = Page::new(text, caret);
    (0..PHRASES.len()).filter(|index| page.site(&PHRASES[*index]).is_some()).collect()
}

/// The text with a phrase at the place that is next to the caret and right for it; what a person
/// most likely changes is selected. `None` where the phrase cannot stand.
pub fn insert(text: &str, caret: Selection, phrase: &Phrase) -> Option<Edit> {
    let page = Page::new(text, caret);
    let site = page.site(phrase)?;
    let is_kept = |line: &&str| site.is_in_transaction || !line.trim_start().starts_with('?');
    let block = phrase.template.lines().filter(is_kept).map(|line| {
        let indent = " ".repeat(site.indent);
        format!("{indent}{}", line.replacen('?', "", 1))
    });
    let mut block = block.collect::<Vec<_>>().join("\n");
    let before = page.lines[..site.from].iter().map(|line| format!("{line}\n"));
    let mut text = before.collect::<String>();
    if phrase.group == PhraseGroup::Handler {
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
        block.push('\n');
    }
    let (start, end) = (block.find('['), block.find(']'));
    let selected = match (start, end) {
        (Some(start), Some(end)) => start..end - 1,
        // Nothing to fill in: the next line goes on below the first one.
        _ => block.lines().next().map_or(0..0, |line| line.len()..line.len()),
    };
    let selected = text.len() + selected.start..text.len() + selected.end;
    text.push_str(&block.replace(['[', ']'], ""));
    for line in &page.lines[site.to..] {
        text.push('\n');
        text.push_str(line);
    }
    let selection = Selection::of_bytes(&text, selected);
    Some(Edit { text, selection })
}

/// Where a phrase goes: in place of the lines `from..to`, mostly none.
struct Site {
    from: usize,
    to: usize,
    indent: usize,
    is_in_transaction: bool,
}

/// The lines of a text, and the one with the caret.
struct Page<'a> {
    lines: Vec<&'a str>,
    at: usize,
}

impl<'a> Page<'a> {
    fn new(text: &'a str, caret: Selection) -> Self {
        let at = line_at(text, caret.bytes(text).start);
        Self { lines: text.split('\n').collect(), at: usize::from(at) - 1 }
    }

    fn site(&self, phrase: &Phrase) -> Option<Site> {
        match (phrase.group, self.handler()) {
            (PhraseGroup::Handler, _) => self.site_of_handler(phrase.handler()?),
            (_, Some(handler)) if !phrase.fits(handler) || !self.has_asked(phrase) => None,
            (_, None) => None,
            (PhraseGroup::Failure, _) => self.site_of_failure(),
            (PhraseGroup::Otherwise, _) => self.site_of_else(phrase),
            _ => Some(self.site_of_step()),
        }
    }

    /// The handler that the caret is in.
    fn handler(&self) -> Option<Handler> {
        handler_of(self.lines[..=self.at].iter().rev().find(|line| begins_handler(line))?)
    }

    /// Whether somebody runs a part of the program at the place that a phrase asks. The checker
    /// refuses one that asks where nobody does.
    fn has_asked(&self, phrase: &Phrase) -> bool {
        let title = phrase.title();
        let words: Vec<_> = title.split(' ').collect();
        let (["if", "note", "at", place, ..] | ["call", place, ..]) = words[..] else {
            return true;
        };
        let mut handlers = self.lines.iter().filter_map(|line| handler_of(line));
        handlers.any(|handler| handler.place().word() == place)
    }

    /// After the handler of the caret; a program has each only once, but for those that come with
    /// a period or a request of their own.
    fn site_of_handler(&self, handler: Handler) -> Option<Site> {
        let is_one_of_many = matches!(handler, Handler::Every(..) | Handler::Call(..));
        if !is_one_of_many && self.lines.iter().any(|line| handler_of(line) == Some(handler)) {
            return None;
        }
        let after = self.lines.iter().skip(self.at + 1).position(|line| begins_handler(line));
        let is_in_headers = self.handler().is_none();
        let place = after.filter(|_| !is_in_headers).map(|offset| self.at + 1 + offset);
        let place = place.unwrap_or(self.lines.len());
        Some(Site { from: place, to: place, indent: 0, is_in_transaction: false })
    }

    /// In the block that the caret's line opens, or after that line and what belongs to it; on a
    /// blank line, there.
    fn site_of_step(&self) -> Site {
        let line = self.lines[self.at];
        let indent = blanks(line).max(level());
        if line.trim().is_empty() {
            let next = self.lines[self.at..].iter().find(|line| !line.trim().is_empty());
            let goes_on = next.filter(|next| !matches!(first_word(next), "on" | "every" | "else"));
            let indent = match (line.is_empty(), goes_on) {
                (true, Some(next)) => blanks(next).max(level()),
                _ => indent,
            };
            // The blank line stays where it keeps the next handler apart.
            let end = if goes_on.is_some() || !line.is_empty() { self.at + 1 } else { self.at };
            return self.in_place_of(self.at..end, indent);
        }
        if opens_block(line) {
            return self.in_place_of(self.at + 1..self.at + 1, blanks(line) + level());
        }
        let end = self.end_of_block(self.at);
        self.in_place_of(end..end, indent)
    }

    fn in_place_of(&self, lines: std::ops::Range<usize>, indent: usize) -> Site {
        let is_in_transaction = self.is_in_transaction(lines.start, indent);
        Site { from: lines.start, to: lines.end, indent, is_in_transaction }
    }

    /// Under a step that can fail and has no such block yet.
    fn site_of_failure(&self) -> Option<Site> {
        let line = self.lines[self.at];
        let next = self.lines.get(self.at + 1).map_or("", |next| first_word(next));
        let has_one = next == "on" && self.end_of_block(self.at) > self.at + 1;
        let is_end = matches!(first_word(line), "begin" | "commit" | "rollback" | "prepare");
        (can_fail(line) && !has_one).then(|| Site {
            from: self.at + 1,
            to: self.at + 1,
            indent: blanks(line) + level(),
            is_in_transaction: !is_end && self.is_in_transaction(self.at, blanks(line)),
        })
    }

    /// After the innermost choice around the caret, or right above it, that can go on.
    fn site_of_else(&self, phrase: &Phrase) -> Option<Site> {
        let is_blank = |line: &&str| line.trim().is_empty();
        let last = (0..=self.at).rev().find(|index| !is_blank(&self.lines[*index]))?;
        let mut depth = usize::MAX;
        for index in (0..=last).rev().filter(|index| !is_blank(&self.lines[*index])) {
            let line = self.lines[index];
            let indent = blanks(line);
            if indent >= depth {
                continue;
            }
            if begins_handler(line) {
                return None;
            }
            depth = indent;
            let mut words = line.split_whitespace();
            let is_choice = match words.next() {
                Some("else") => words.next() == Some("if"),
                word => word == Some("if"),
            };
            let end = self.end_of_block(index);
            let next = self.lines[end..].iter().find(|line| !is_blank(line)).copied();
            let goes_on =
                next.is_some_and(|next| blanks(next) == indent && first_word(next) == "else");
            if is_choice && (!goes_on || phrase.title().starts_with("else if")) {
                return Some(self.in_place_of(end..end, indent));
            }
        }
        None
    }

    /// The line after the last one that is indented under this one.
    fn end_of_block(&self, start: usize) -> usize {
        let indent = blanks(self.lines[start]);
        let mut end = start + 1;
        for (index, line) in self.lines.iter().enumerate().skip(start + 1) {
            if line.trim().is_empty() {
                continue;
            }
            if blanks(line) <= indent {
                break;
            }
            end = index + 1;
        }
        end
    }

    /// Whether a transaction is open above a line of this indentation, reading straight up.
    fn is_in_transaction(&self, line: usize, indent: usize) -> bool {
        let (mut depth, mut is_failure) = (indent, false);
        for line in self.lines[..line].iter().rev().filter(|line| !line.trim().is_empty()) {
            if blanks(line) > depth {
                continue;
            }
            depth = blanks(line);
            match first_word(line) {
                // A `begin` that failed opened none.
                "begin" => return !is_failure,
                "commit" | "rollback" | "prepare" => return false,
                _ if depth == 0 => return false,
                word => is_failure = word == "on",
            }
        }
        false
    }
}
