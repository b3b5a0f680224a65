//! PlantUML's sequence diagrams, in the subset that version 1.2020 (the one of Debian) reads as
//! well as the current one.

use std::fmt::Write as _;

use crate::ordered::Map;
use crate::run::Run;
use crate::shop::message::nodes;
use crate::sim::node::NodeId;
use crate::text::{Lang, node_name};

use super::selection::Detail;
use super::story::{Arrow, ArrowEnd, BeatKind, Note, Story, Stroke, Tone, story};
use super::{conclusion_note, title};

/// The background of a note about a fault.
const FAULT_TINT: &str = "#FFCCCC";

/// The background of the frame round a transaction.
const TRANSACTION_TINT: &str = "#EEF0FF";

/// A run as a PlantUML sequence diagram.
pub fn plantuml(run: &Run, lang: Lang) -> String {
    let story = story(run, lang, Detail::Folded);
    let mut page = Page::new(&story);
    page.line("@startuml");
    for line in run.scenario.to_string().lines() {
        page.line(&format!("' {line}"));
    }
    page.line(&format!("title {}", escaped(title(run, lang))));
    page.line("hide footbox");
    page.line("skinparam sequenceMessageAlign center");
    page.line("autonumber");
    for &node in &story.participants {
        let name = node_name(lang, node).replace('"', "'");
        page.line(&format!("{} \"{name}\" as {}", shape(node), id(node)));
    }
    for beat in &story.beats {
        page.beat(&beat.kind);
    }
    page.note_over_everybody(&joined(&conclusion_note(run, lang)));
    page.line("@enduml");
    page.out
}

fn shape(node: NodeId) -> &'static str {
    match node {
        nodes::PAYMENT => "boundary",
        nodes::DATABASE => "database",
        nodes::REDIS | nodes::ELASTICSEARCH => "collections",
        nodes::BROKER | nodes::SLAVE => "queue",
        _ => "participant",
    }
}

/// Bare ids may hold letters and digits only: a hyphen is a syntax error.
fn id(node: NodeId) -> String {
    format!("P{}", node.0)
}

struct Page {
    out: String,
    everybody: String,
    /// What the bars of each node did since the last message.
    toggled: Map<NodeId, &'static str>,
    /// Whether a bar that begins or ends now would be drawn at this very place.
    is_at_message: bool,
}

impl Page {
    fn new(story: &Story) -> Self {
        let ids: Vec<_> = story.participants.iter().map(|node| id(*node)).collect();
        let everybody = match ids.as_slice() {
            [first, .., last] => format!("{first}, {last}"),
            _ => ids.concat(),
        };
        Self { out: String::new(), everybody, toggled: Map::default(), is_at_message: false }
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.out, "{line}");
    }

    fn beat(&mut self, beat: &BeatKind) {
        match beat {
            BeatKind::Idle(text) => {
                self.line(&format!("...{}...", escaped(text)));
                self.is_at_message = false;
            }
            BeatKind::Arrow(arrow) => self.arrow(arrow),
            BeatKind::Note(note) => self.note(note),
            BeatKind::Raise(node) => self.toggle(*node, "activate"),
            BeatKind::Lower(node) => self.toggle(*node, "deactivate"),
            BeatKind::Frame(heading) => {
                self.line(&format!("group{TRANSACTION_TINT} {}", escaped(heading)));
            }
            BeatKind::FrameEnd => self.line("end"),
        }
    }

    fn arrow(&mut self, arrow: &Arrow) {
        // The blank after the `x` is needed: `->xP1` would make a participant `xP1`.
        let line = match (arrow.stroke, arrow.end) {
            (Stroke::Call, ArrowEnd::Arrives) => "->",
            (Stroke::Reply, ArrowEnd::Arrives) => "-->",
            (Stroke::Oneway, ArrowEnd::Arrives) => "->>",
            (Stroke::Call, ArrowEnd::Lost) => "->x",
            (Stroke::Reply, ArrowEnd::Lost) => "-->x",
            (Stroke::Oneway, ArrowEnd::Lost) => "->>x",
        };
        self.line(&format!(
            "{} {line} {} : {}",
            id(arrow.from),
            id(arrow.to),
            escaped(&arrow.label)
        ));
        if let Some(remark) = arrow.remark {
            self.line(&format!("note right {FAULT_TINT} : {}", escaped(remark)));
        }
        self.toggled.clear();
        self.is_at_message = true;
    }

    fn note(&mut self, note: &Note) {
        let (shape, tint) = match note.tone {
            Tone::Fact => ("note", String::new()),
            Tone::Fault => ("note", format!(" {FAULT_TINT}")),
            Tone::Death => ("hnote", format!(" {FAULT_TINT}")),
        };
        let over = match note.and {
            Some(other) => format!("{}, {}", id(note.over), id(other)),
            None => id(note.over),
        };
        self.line(&format!("{shape} over {over}{tint} : {}", joined(&note.lines)));
        self.is_at_message = false;
    }

    fn note_over_everybody(&mut self, text: &str) {
        self.line(&format!("note over {} : {text}", self.everybody));
    }

    /// A bar begins or ends at the last *message*, not where its line stands, and one that does
    /// both at the same message is drawn badly. So wherever the last line is no message, or this
    /// bar has moved since, an invisible message to itself makes a place. It would take a number.
    fn toggle(&mut self, node: NodeId, word: &'static str) {
        let moved_back = self.toggled.get(&node).is_some_and(|last| *last != word);
        if !self.is_at_message || moved_back {
            let id = id(node);
            self.line("autonumber stop");
            self.line(&format!("{id} -[hidden]-> {id}"));
            self.line("autonumber resume");
            self.toggled.clear();
            self.is_at_message = true;
        }
        self.line(&format!("{word} {}", id(node)));
        self.toggled.insert(node, word);
    }
}

fn joined(lines: &[String]) -> String {
    lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\\n")
}

/// Text that is shown as it is: no markup (`**`, `//`, `--`, `__`, `""`, `~~`, `<b>`), no line
/// break by `\n`, no `%function()` of the preprocessor.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.trim().chars().peekable();
    while let Some(char) = chars.next() {
        let is_doubled = chars.peek() == Some(&char);
        match char {
            // `&#92;` would do, but version 1.2020 fails on it when it draws.
            '\\' => out.push('＼'),
            '%' => out.push_str("&#37;"),
            '<' => out.push_str("&#60;"),
            '~' => out.push_str("&#126;"),
            '*' | '/' | '-' | '_' | '"' if is_doubled => {
                out.push('~');
                out.push(char);
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(char),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_markup_is_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("check #1; then wait", "check #1; then wait");
        check("**bold** //x// --y--", "~**bold~** ~//x~// ~--y~--");
        check("a\\nb <b> %date()", "a＼nb &#60;b> &#37;date()");
        check("半消息", "半消息");
    }
}
