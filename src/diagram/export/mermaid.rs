//! Mermaid's sequence diagrams. The rules are those of its parser, version 11.

use std::fmt::Write as _;

use crate::run::Run;
use crate::shop::message::nodes;
use crate::sim::node::NodeId;
use crate::text::{Lang, node_name};

use super::selection::Detail;
use super::story::{Arrow, ArrowEnd, BeatKind, Note, Story, Stroke, story};
use super::{conclusion_note, title};

/// How the heads of the lifelines look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Heads {
    /// Boxes: every Mermaid since 8 reads it, so it can be pasted anywhere.
    Plain,
    /// A figure, a cylinder for the database, a queue for the broker: a recent Mermaid 11.
    Typed,
}

/// The picture's background behind a database transaction: the page's transaction hue, pale enough
/// for black text in Mermaid's light and dark themes.
const TRANSACTION_TINT: &str = "rgba(99, 102, 241, 0.12)";

/// A run as a Mermaid sequence diagram that every renderer reads.
pub fn mermaid(run: &Run, lang: Lang) -> String {
    mermaid_with(run, lang, Heads::Plain)
}

/// A run as a Mermaid sequence diagram.
pub fn mermaid_with(run: &Run, lang: Lang, heads: Heads) -> String {
    let story = story(run, lang, Detail::Folded);
    // The front matter is YAML, in which a JSON string is a string.
    let mut out = format!("---\ntitle: {}\n---\n", quoted(title(run, lang)));
    for line in run.scenario.to_string().lines() {
        let _ = writeln!(out, "%% {line}");
    }
    out.push_str("sequenceDiagram\n    autonumber\n");
    for &node in &story.participants {
        let _ = writeln!(out, "    {}", participant(node, lang, heads));
    }
    let mut depth = 1;
    for beat in &story.beats {
        if beat.kind == BeatKind::FrameEnd {
            depth -= 1;
        }
        for line in lines(&beat.kind, &story) {
            let _ = writeln!(out, "{}{line}", "    ".repeat(depth));
        }
        if matches!(beat.kind, BeatKind::Frame(_)) {
            depth += 1;
        }
    }
    let text = joined(&conclusion_note(run, lang));
    let _ = writeln!(out, "    Note over {}: {text}", everybody(&story));
    out
}

fn participant(node: NodeId, lang: Lang, heads: Heads) -> String {
    let (id, name) = (id(node), escaped(node_name(lang, node)));
    let kind = match node {
        nodes::PAYMENT => "boundary",
        nodes::DATABASE => "database",
        nodes::REDIS | nodes::ELASTICSEARCH => "collections",
        nodes::BROKER | nodes::SLAVE => "queue",
        _ => "participant",
    };
    match heads {
        Heads::Typed if kind != "participant" => {
            format!("participant {id}@{{ \"type\": \"{kind}\" }} as {name}")
        }
        Heads::Plain | Heads::Typed => format!("participant {id} as {name}"),
    }
}

/// Generated, because names may contain what the parser takes for an arrow or a keyword.
fn id(node: NodeId) -> String {
    format!("P{}", node.0)
}

fn everybody(story: &Story) -> String {
    let ids: Vec<_> = story.participants.iter().map(|node| id(*node)).collect();
    match ids.as_slice() {
        [first, .., last] => format!("{first},{last}"),
        _ => ids.concat(),
    }
}

fn lines(beat: &BeatKind, story: &Story) -> Vec<String> {
    match beat {
        // There is no slanted arrow and no gap in Mermaid: a note over everybody stands for time.
        BeatKind::Idle(text) => {
            vec![format!("Note over {}: … {} …", everybody(story), escaped(text))]
        }
        BeatKind::Arrow(arrow) => arrow_lines(arrow),
        BeatKind::Note(note) => vec![note_line(note)],
        BeatKind::Raise(node) => vec![format!("activate {}", id(*node))],
        BeatKind::Lower(node) => vec![format!("deactivate {}", id(*node))],
        // A heading needs a note: `rect` takes a colour and nothing else.
        BeatKind::Frame(heading) => vec![
            format!("rect {TRANSACTION_TINT}"),
            format!("    Note right of {}: {}", id(nodes::DATABASE), escaped(heading)),
        ],
        BeatKind::FrameEnd => vec!["end".to_owned()],
    }
}

fn arrow_lines(arrow: &Arrow) -> Vec<String> {
    let (from, to) = (id(arrow.from), id(arrow.to));
    let line = match (arrow.stroke, arrow.end) {
        (Stroke::Call, ArrowEnd::Arrives) => "->>",
        (Stroke::Reply, ArrowEnd::Arrives) => "-->>",
        (Stroke::Oneway, ArrowEnd::Arrives) => "-)",
        (Stroke::Call | Stroke::Oneway, ArrowEnd::Lost) => "-x",
        (Stroke::Reply, ArrowEnd::Lost) => "--x",
    };
    let mut lines = vec![format!("{from}{line}{to}: {}", escaped(&arrow.label))];
    // The cross is drawn at the receiver, as if the message had got there: say what happened.
    let remark = arrow.remark.map(|remark| format!("Note over {from},{to}: {}", escaped(remark)));
    lines.extend(remark);
    lines
}

fn note_line(note: &Note) -> String {
    let text = joined(&note.lines);
    match note.and {
        Some(other) => format!("Note over {},{}: {text}", id(note.over), id(other)),
        None => format!("Note over {}: {text}", id(note.over)),
    }
}

fn joined(lines: &[String]) -> String {
    lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br/>")
}

/// A raw `;` ends the statement, a raw `#` silently cuts the rest of the text, and `wrap:` at the
/// beginning is a directive that is removed.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.trim().chars() {
        match char {
            ';' => out.push_str("#59;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '\n' | '\r' => out.push(' '),
            _ => out.push(char),
        }
    }
    let is_directive = out.starts_with("wrap:") || out.starts_with("nowrap:");
    if is_directive { out.replacen(':', "#58;", 1) } else { out }
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            _ if char.is_control() => out.push(' '),
            _ => out.push(char),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_break_the_parser_is_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("callback (attempt 2)", "callback (attempt 2)");
        check("check #1; then wait", "check #35;1#59; then wait");
        check("UPDATE order → PAID", "UPDATE order → PAID");
        check("a<br/>b", "a#lt;br/#gt;b");
        check("wrap: it", "wrap#58; it");
        check("半消息：回查 #2", "半消息：回查 #35;2");
        assert_eq!(quoted("say \"a\\b\"\n"), "\"say \\\"a\\\\b\\\" \"");
    }
}
