//! The lines of the program that runs: every line a place to crash, the running lines highlighted,
//! the transaction bracketed.

use std::rc::Rc;

use yew::prelude::*;

use crate::ordered::Set;
use crate::program::step::SourceLine;
use crate::program::token::Token;
use crate::run::Run;
use crate::shop::message::nodes;
use crate::sim::node::NodeId;
use crate::text;
use crate::ui::browser;
use crate::ui::editor::typeset::{Piece, Standing, pieces};
use crate::ui::fault_map::cells::Row;
use crate::ui::fault_map::marks::LineMark;
use crate::ui::lab::Lab;
use crate::ui::menu::Target;
use crate::ui::reduce::fault_map::LineMarks;
use crate::ui::state_rows::first_line;

use super::fault_gutter::{PROGRAM, gutter, has_columns, heads, line_cells, on_click, on_key};
use super::handlers::opens_menu;
use super::mark_legend::{meaning, sign};

/// Which handlers are folded to their first line: those that the run never enters, but for those
/// that a person has opened.
#[derive(Clone, Debug)]
pub struct Folding {
    /// The lines at which the run does anything.
    pub ran: Rc<Vec<u16>>,
    /// The first lines of the handlers that were opened by hand.
    pub opened: UseStateHandle<Vec<u16>>,
}

/// The lines of a handler that are shown, each with its number.
type Lines<'a> = [(u16, &'a SourceLine)];

/// The lines of the program of a run that are shown, each with its number. Of a strategy that comes
/// with the page the comments are left out: the page says what they say in the language of its
/// reader.
pub fn shown_lines(run: &Run) -> Vec<(u16, &SourceLine)> {
    let skipped = first_line(&run.shop.program);
    let lines = (1_u16..).zip(&run.shop.program.lines).skip(usize::from(skipped));
    let is_shipped = run.scenario.strategy.id.is_some();
    let is_left_out =
        |line: &SourceLine| line.text.is_empty() || is_shipped && line.text.starts_with('#');
    lines.filter(|(_, line)| !is_left_out(line)).collect()
}

/// The lines, and beside them what faults do there.
pub fn program_lines(lab: &Lab, folding: &Folding) -> Html {
    let run = &lab.timeline.run;
    let current = running_lines(run, lab.playhead);
    let shown = shown_lines(run);
    let columns = gutter(lab);
    let beside = Beside { columns: columns.as_deref(), marks: &lab.line_marks() };
    let handlers = shown.chunk_by(|_, (_, next)| next.depth > 0);
    let handler = |lines: &Lines<'_>| {
        let is_folded = folding.folds(lines);
        let own = if is_folded { &lines[..1] } else { lines };
        let rest = is_folded.then(|| unfolds(lab, folding, lines));
        let own = own.iter().map(|line| program_line(lab, *line, &current, &beside));
        html! { <>{ for own }{ rest }</> }
    };
    html! {
        <ol class="program" id={PROGRAM} tabindex="-1" lang="en" translate="no"
            onclick={on_click(lab)} onkeydown={on_key(lab)}>
            { has_columns(lab).then(|| heads(lab)) }
            { for handlers.map(handler) }
        </ol>
    }
}

impl Folding {
    fn folds(&self, lines: &Lines<'_>) -> bool {
        let Some((first, _)) = lines.first() else { return false };
        let has_run = lines.iter().any(|(number, _)| self.ran.contains(number));
        lines.len() > 1 && !has_run && !self.opened.contains(first)
    }
}

/// What opens a handler that the run never enters, with the worst mark of its lines.
fn unfolds(lab: &Lab, folding: &Folding, lines: &Lines<'_>) -> Html {
    let first = lines.first().map_or(0, |(number, _)| *number);
    let marks = lab.line_marks().found;
    let marks = marks.iter().filter(|(at, _)| lines.iter().any(|(number, _)| number == at));
    let worst = marks.map(|(_, mark)| *mark).min();
    let onclick = {
        let opened = folding.opened.clone();
        Callback::from(move |_: MouseEvent| {
            let mut now = (*opened).clone();
            now.push(first);
            opened.set(now);
        })
    };
    html! {
        <li class="folded" lang={lab.lang.code()}>
            <span class="number" aria-hidden="true" />
            { worst.map(sign) }
            <button type="button" class="unfold" {onclick} data-handler={first.to_string()}>
                { lab.lang.words().program_not_entered(&(lines.len() - 1)) }
            </button>
        </li>
    }
}

/// What stands beside a line.
struct Beside<'a> {
    columns: Option<&'a [(u16, Row)]>,
    marks: &'a LineMarks,
}

impl Beside<'_> {
    /// The columns of a line, or its mark.
    fn draw(&self, lab: &Lab, number: u16, mark: Option<LineMark>, can_fail: bool) -> Html {
        match (self.columns, mark) {
            (Some(columns), _) => line_cells(lab, columns, number),
            (None, Some(mark)) => sign(mark),
            (None, None) if can_fail && lab.maps.is_on && !self.marks.is_whole => {
                html! { <span class="mark" aria-hidden="true">{ "⋯" }</span> }
            }
            (None, None) => html! { <span class="mark" /> },
        }
    }
}

fn program_line(
    lab: &Lab,
    (number, line): (u16, &SourceLine),
    current: &[(u16, NodeId)],
    beside: &Beside<'_>,
) -> Html {
    let program = &lab.timeline.run.shop.program;
    let words = lab.lang.words();
    let here: Vec<_> = current.iter().filter(|(at, _)| *at == number).collect();
    let is_current = !here.is_empty();
    let can_fail = program.steps.iter().any(|step| step.line == number && step.op.name().is_some());
    let mark = beside.marks.found.iter().find(|(at, _)| *at == number).map(|(_, mark)| *mark);
    let indent = indent(line);
    let content = shown_text(&lab.timeline.run, line);
    let content = if can_fail {
        let onclick = opens_menu(lab, Target::Line(number));
        let label = format!("{}: {}", words.program_line(&number), line.text);
        let meaning = mark.map(|mark| meaning(lab, mark));
        html! {
            <button type="button" class="line" style={indent} {onclick} aria-haspopup="menu"
                aria-label={label} aria-description={meaning.clone()} title={meaning}>
                { content }
            </button>
        }
    } else {
        html! { <span style={indent}>{ content }</span> }
    };
    html! {
        <li key={number} data-line={number.to_string()} data-tx={line.in_transaction.then_some("")}
            data-current={is_current.then_some("")}>
            <span class="number" aria-hidden="true">{ number }</span>
            { beside.draw(lab, number, mark, can_fail) }
            { content }
            { for here.iter().map(|(_, node)| html! {
                <span class="at" lang={lab.lang.code()}>
                    { text::node_short_name(lab.lang, *node) }
                </span>
            }) }
        </li>
    }
}

/// The lines at which a run does anything, in order.
pub fn lines_that_ran(run: &Run) -> Vec<u16> {
    let spans = run.spans();
    let ran = (0..run.trace.events.len()).filter_map(|event| spans.scope(event).line);
    let mut lines = Set::default();
    ran.for_each(|line| lines.insert(line));
    lines.iter().copied().collect()
}

/// Which lines run at a step, and where.
pub fn running_lines(run: &Run, step: u32) -> Vec<(u16, NodeId)> {
    let line_at = |node| run.spans().line_at(&run.trace, step, node);
    let workers = nodes::WORKERS.iter().map(|&(node, _)| node);
    workers.filter_map(|node| Some((line_at(node)?, node))).collect()
}

/// The style that sets a line in as deep as it stands. What hangs over stands further in than what
/// begins there.
pub fn indent(line: &SourceLine) -> String {
    format!("padding-left:{}ch;text-indent:-2ch", u32::from(line.depth) * 2)
}

/// A line that is shown, without the comment behind it where those are left out.
pub fn shown_text(run: &Run, line: &SourceLine) -> Html {
    let is_shipped = run.scenario.strategy.id.is_some();
    let mut parts = pieces(&line.text, &[]);
    parts.retain(|piece| !is_shipped || piece.token != Token::Comment);
    set_in_type(&parts)
}

/// The parts of a line, by weight and slant before colour.
pub fn set_in_type(pieces: &[Piece<'_>]) -> Html {
    let part = |piece: &Piece<'_>| {
        let class = match piece.token {
            Token::Plain | Token::Text => None,
            Token::Keyword | Token::Header => Some("word"),
            Token::Value => Some("value"),
            Token::Number => Some("amount"),
            Token::Comment => Some("comment"),
        };
        let wrong = (piece.standing == Standing::Wrong).then_some("");
        let text = piece.text.to_owned();
        match (class, wrong) {
            (None, None) => html! { text },
            _ => html! { <span {class} data-wrong={wrong}>{ text }</span> },
        }
    };
    html! { <>{ for pieces.iter().map(part) }</> }
}

/// Scrolls the program, and nothing else, so that the first line that runs is in view.
pub fn show_running_line() {
    let Some(list) = browser::element(PROGRAM) else { return };
    let Ok(Some(line)) = list.query_selector("[data-current]") else { return };
    let (list_box, line_box) = (list.get_bounding_client_rect(), line.get_bounding_client_rect());
    let (above, below) = (line_box.top() - list_box.top(), line_box.bottom() - list_box.bottom());
    if above < 0.0 || below > 0.0 {
        // Its middle comes to the middle, as far as there is to scroll.
        let by = f64::midpoint(above, below);
        list.set_scroll_top(list.scroll_top() + browser::whole_pixels(by));
    }
}
