//! A run as plain text, for people and terminals.

use std::fmt::Write as _;

use crate::run::Run;
use crate::sim::node::NodeId;
use crate::text::{Lang, node_name};

use super::selection::Detail;
use super::story::{Arrow, ArrowEnd, Beat, BeatKind, Note, Story, Stroke, Tone, story};
use super::{conclusion, title};

/// A run, one line for each thing that happened: time, step, who to whom, what. Then what it comes
/// to.
pub fn plain(run: &Run, lang: Lang) -> String {
    let story = story(run, lang, Detail::Full);
    let mut out = format!("{}\n", title(run, lang));
    for line in run.scenario.to_string().lines() {
        let _ = writeln!(out, "  {line}");
    }
    out.push('\n');
    let widest = widest_name(&story, lang);
    for beat in &story.beats {
        for (who, what) in told(beat, lang, widest) {
            let _ = writeln!(out, "{:>12}  {:>4}  {who}  {what}", beat.at.to_string(), beat.step);
        }
        if let BeatKind::Idle(text) = &beat.kind {
            let _ = writeln!(out, "{:>12}  {text}", "...");
        }
    }
    out.push('\n');
    for line in conclusion(run, lang) {
        let _ = writeln!(out, "{line}");
    }
    out
}

/// The lines of a beat in two columns: who, and what.
fn told(beat: &Beat, lang: Lang, widest: usize) -> Vec<(String, String)> {
    match &beat.kind {
        BeatKind::Arrow(arrow) => vec![(between(arrow, lang, widest), said(arrow))],
        BeatKind::Note(note) => {
            let who = beside(note, lang, widest);
            note.lines.iter().map(|line| (who.clone(), noted(note, line))).collect()
        }
        BeatKind::Idle(_)
        | BeatKind::Raise(_)
        | BeatKind::Lower(_)
        | BeatKind::Frame(_)
        | BeatKind::FrameEnd => Vec::new(),
    }
}

fn between(arrow: &Arrow, lang: Lang, widest: usize) -> String {
    let line = match (arrow.end, arrow.stroke) {
        (ArrowEnd::Lost, _) => "--x",
        (ArrowEnd::Arrives, Stroke::Reply) => "..>",
        (ArrowEnd::Arrives, Stroke::Call | Stroke::Oneway) => "-->",
    };
    columns(arrow.from, line, Some(arrow.to), lang, widest)
}

fn beside(note: &Note, lang: Lang, widest: usize) -> String {
    let line = if note.and.is_some() { "-/-" } else { "" };
    columns(note.over, line, note.and, lang, widest)
}

fn said(arrow: &Arrow) -> String {
    match arrow.remark {
        Some(remark) => format!("{}  !! {remark}", arrow.label),
        None => arrow.label.clone(),
    }
}

fn noted(note: &Note, line: &str) -> String {
    match note.tone {
        Tone::Fact => format!("* {line}"),
        Tone::Fault | Tone::Death => format!("!! {line}"),
    }
}

fn columns(left: NodeId, line: &str, right: Option<NodeId>, lang: Lang, widest: usize) -> String {
    let left = padded(node_name(lang, left), widest);
    let right = padded(right.map_or("", |node| node_name(lang, node)), widest);
    format!("{left} {line:3} {right}")
}

fn widest_name(story: &Story, lang: Lang) -> usize {
    story.participants.iter().map(|node| cells(node_name(lang, *node))).max().unwrap_or(0)
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(cells(text))))
}

/// How many cells of a terminal a text fills: a Chinese character or full-width sign fills two.
fn cells(text: &str) -> usize {
    text.chars().map(|char| if is_wide(char) { 2 } else { 1 }).sum()
}

/// The blocks of wide characters that the catalogues use (Unicode's East Asian Width W and F).
fn is_wide(char: char) -> bool {
    matches!(char, '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_in_a_terminal() {
        assert_eq!(cells("order-1"), 7);
        assert_eq!(cells("支付系统"), 8);
        assert_eq!(padded("数据库", 8), "数据库  ");
        assert_eq!(padded("longer than that", 8), "longer than that");
    }
}
