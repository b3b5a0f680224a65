//! Changes of a text that has lines.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use zeroloss::program::phrase::PHRASES;
use zeroloss::program::{INDENT, parse};

use super::grammar::{Texts, condition, step, word};

/// A change of a text. Which line it is about counts from the first, again and again.
#[derive(Clone, Debug)]
pub enum Change {
    /// A line is gone.
    Drop(Index),
    /// It is there twice.
    Double(Index),
    /// Two lines change places.
    Swap(Index, Index),
    /// A word of a line is another one.
    Word(Index, Index, String),
    /// There are lines before it, as deep as it is.
    Before(Index, String),
    /// There are lines under it, one level deeper.
    Under(Index, String),
    /// It and what is deeper below it stands under another line.
    Wrap(Index, String),
    /// It stands deeper or less deep.
    Indent(Index, usize),
    /// There are lines at the end.
    Append(String),
}

/// A change with lines from here.
pub fn change(lines: Texts) -> BoxedStrategy<Change> {
    let at = any::<Index>;
    prop_oneof![
        2 => at().prop_map(Change::Drop),
        1 => at().prop_map(Change::Double),
        1 => (at(), at()).prop_map(|(one, other)| Change::Swap(one, other)),
        3 => (at(), at(), word()).prop_map(|(at, place, word)| Change::Word(at, place, word)),
        6 => (at(), lines.clone()).prop_map(|(at, lines)| Change::Before(at, lines)),
        4 => (at(), lines.clone()).prop_map(|(at, lines)| Change::Under(at, lines)),
        1 => (at(), 0..5_usize).prop_map(|(at, depth)| Change::Indent(at, depth)),
        2 => lines.prop_map(Change::Append),
    ]
    .boxed()
}

/// A change of a program, with anything that can be written into one.
pub fn program_change() -> BoxedStrategy<Change> {
    let choice = || condition().prop_map(|condition| format!("if {condition}"));
    let lines = prop_oneof![
        6 => step(),
        4 => phrase(),
        2 => vec(step(), 2..5).prop_map(|steps| steps.join("\n")),
        2 => (choice(), step()).prop_map(|(choice, step)| format!("{choice}\n  {step}")),
        1 => step().prop_map(|step| format!("on failure\n  {step}")),
        1 => step().prop_map(|step| format!("else\n  {step}")),
    ];
    let wrap = (any::<Index>(), choice()).prop_map(|(at, choice)| Change::Wrap(at, choice));
    prop_oneof![12 => change(lines.boxed()), 1 => wrap].boxed()
}

/// Lines of the editor's menu, inside a transaction or outside.
fn phrase() -> Texts {
    let written = |(template, is_inside): (&str, bool)| {
        let is_kept = |line: &&str| is_inside || !line.trim().starts_with('?');
        let lines: Vec<_> = template.lines().filter(is_kept).collect();
        lines.join("\n").replace(['[', ']', '?'], "")
    };
    let templates: Vec<_> = PHRASES.iter().map(|phrase| phrase.template).collect();
    (select(templates), any::<bool>()).prop_map(written).boxed()
}

/// The text after all these changes.
pub fn changed(text: &str, changes: &[Change]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for change in changes {
        apply(&mut lines, change);
    }
    lines.join("\n")
}

/// The program after those of these changes that leave it one.
pub fn grown(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for change in changes {
        let longer = changed(&text, std::slice::from_ref(change));
        if parse(&longer).is_ok() {
            text = longer;
        }
    }
    text
}

fn apply(lines: &mut Vec<String>, change: &Change) {
    if lines.is_empty() {
        lines.push(String::new());
    }
    let count = lines.len();
    match change {
        Change::Drop(at) => drop(lines.remove(at.index(count))),
        Change::Double(at) => lines.insert(at.index(count), lines[at.index(count)].clone()),
        Change::Swap(one, other) => lines.swap(one.index(count), other.index(count)),
        Change::Word(at, place, word) => {
            let line = &mut lines[at.index(count)];
            let indent = " ".repeat(blanks(line));
            let mut words: Vec<&str> = line.split_whitespace().collect();
            match words.len() {
                0 => words.push(word),
                length => words[place.index(length)] = word,
            }
            *line = indent + &words.join(" ");
        }
        Change::Before(at, text) => {
            let at = at.index(count);
            put(lines, at, blanks(&lines[at]), text);
        }
        Change::Under(at, text) => {
            let at = at.index(count);
            put(lines, at + 1, blanks(&lines[at]) + usize::from(INDENT), text);
        }
        Change::Wrap(at, text) => {
            let at = at.index(count);
            let indent = blanks(&lines[at]);
            let is_under = |line: &&mut String| blanks(line) > indent;
            lines[at + 1..]
                .iter_mut()
                .take_while(is_under)
                .for_each(|line| line.insert_str(0, "  "));
            lines[at].insert_str(0, "  ");
            put(lines, at, indent, text);
        }
        Change::Indent(at, depth) => {
            let line = &mut lines[at.index(count)];
            *line = "  ".repeat(*depth) + line.trim_start();
        }
        Change::Append(text) => put(lines, count, 0, text),
    }
}

fn put(lines: &mut Vec<String>, at: usize, indent: usize, text: &str) {
    let indented = text.lines().map(|line| " ".repeat(indent) + line);
    lines.splice(at..at, indented);
}

fn blanks(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
