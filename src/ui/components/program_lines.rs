//! The lines of the program that runs: every line a place to crash, the running lines highlighted,
//! the transaction bracketed.

use yew::prelude::*;

use crate::program::step::SourceLine;
use crate::program::token::Token;
use crate::run::Run;
use crate::shop::message::nodes;
use crate::sim::node::NodeId;
use crate::text;
use crate::ui::browser;
use crate::ui::editor::typeset::{Piece, Standing, pieces};
use crate::ui::fault_map::cells::Row;
use crate::ui::lab::Lab;
use crate::ui::menu::Target;
use crate::ui::state_rows::first_line;

use super::fault_gutter::{PROGRAM, gutter, heads, line_cells, on_click, on_key};
use super::handlers::opens_menu;

/// The lines.
pub fn program_lines(lab: &Lab) -> Html {
    let run = &lab.timeline.run;
    let current = running_lines(run, lab.playhead);
    let skipped = first_line(&run.shop.program);
    let lines = (1_u16..).zip(&run.shop.program.lines).skip(usize::from(skipped));
    let shown = lines.filter(|(_, line)| !line.text.is_empty());
    let gutter = gutter(lab);
    let line = |(number, line)| program_line(lab, (number, line), &current, gutter.as_deref());
    html! {
        <ol class="program" id={PROGRAM} tabindex="-1" lang="en" translate="no" onclick={on_click(lab)} onkeydown={on_key(lab)}>
            { lab.maps.is_on.then(|| heads(lab)) }
            { for shown.map(line) }
        </ol>
    }
}

fn program_line(
    lab: &Lab,
    (number, line): (u16, &SourceLine),
    current: &[(u16, NodeId)],
    gutter: Option<&[(u16, Row)]>,
) -> Html {
    let program = &lab.timeline.run.shop.program;
    let words = lab.lang.words();
    let here: Vec<_> = current.iter().filter(|(at, _)| *at == number).collect();
    let is_current = !here.is_empty();
    let can_fail = program.steps.iter().any(|step| step.line == number && step.op.name().is_some());
    let indent = format!("padding-left:{}ch", u32::from(line.depth) * 2);
    let content = if can_fail {
        let onclick = opens_menu(lab, Target::Line(number));
        let label = format!("{}: {}", words.program_line(&number), line.text);
        html! {
            <button type="button" class="line" style={indent} {onclick} aria-haspopup="menu"
                aria-label={label}>{ set_in_type(&pieces(&line.text, &[])) }</button>
        }
    } else {
        html! { <span style={indent}>{ set_in_type(&pieces(&line.text, &[])) }</span> }
    };
    html! {
        <li key={number} data-line={number.to_string()} data-tx={line.in_transaction.then_some("")}
            data-current={is_current.then_some("")}>
            <span class="number" aria-hidden="true">{ number }</span>
            { gutter.map(|gutter| line_cells(lab, gutter, number)) }
            { content }
            { for here.iter().map(|(_, node)| html! {
                <span class="at" lang={lab.lang.code()}>{ text::node_short_name(lab.lang, *node) }</span>
            }) }
        </li>
    }
}

/// Which lines run at a step, and where.
pub fn running_lines(run: &Run, step: u32) -> Vec<(u16, NodeId)> {
    let line_at = |node| run.spans().line_at(&run.trace, step, node);
    let workers = nodes::WORKERS.iter().map(|&(node, _)| node);
    workers.filter_map(|node| Some((line_at(node)?, node))).collect()
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
