//! The program that runs: every line a place to crash, the running lines highlighted, the
//! transaction bracketed.

use yew::prelude::*;

use crate::program::step::SourceLine;
use crate::shop::message::nodes;
use crate::sim::node::NodeId;
use crate::text;
use crate::timeline::line_at;
use crate::ui::app::{Lab, use_lab};
use crate::ui::menu::{Menu, Target};
use crate::ui::state::Action;
use crate::ui::state_rows::first_line;

use super::program_editor::ProgramEditor;

/// Words that are set bold.
const WORDS: [&str; 21] = [
    "on", "if", "else", "begin", "commit", "rollback", "update", "insert", "set", "index", "send",
    "end", "reply", "refund", "work", "remember", "pay", "ack", "run", "stop", "failure",
];

/// The program, or its editor.
#[component]
pub fn ProgramPane() -> Html {
    let lab = use_lab();
    let words = &lab.lang.words().program;
    if lab.draft.is_some() {
        return html! { <ProgramEditor /> };
    }
    let edit = {
        let lab = lab.clone();
        move |_| lab.dispatch(Action::Edit)
    };
    html! {
        <section aria-labelledby="program-title">
            <h2 id="program-title">{ words.program }<small>{ words.every_line_can_crash }</small></h2>
            <ProgramLines />
            <div class="row-of-buttons">
                <button type="button" id="edit" onclick={edit}>{ words.edit }</button>
            </div>
        </section>
    }
}

#[component]
fn ProgramLines() -> Html {
    let lab = use_lab();
    let run = &lab.timeline.run;
    let current: Vec<(u16, NodeId)> = nodes::WORKERS
        .iter()
        .filter_map(|&(node, _)| Some((line_at(run, lab.playhead, node)?, node)))
        .collect();
    let skipped = first_line(&run.shop.program);
    let lines = (1_u16..).zip(&run.shop.program.lines).skip(usize::from(skipped));
    let shown = lines.filter(|(_, line)| !line.text.is_empty());
    html! {
        <ol class="program" lang="en" translate="no">
            { for shown.map(|(number, line)| program_line(&lab, number, line, &current)) }
        </ol>
    }
}

fn program_line(lab: &Lab, number: u16, line: &SourceLine, current: &[(u16, NodeId)]) -> Html {
    let program = &lab.timeline.run.shop.program;
    let words = &lab.lang.words().program;
    let here: Vec<_> = current.iter().filter(|(at, _)| *at == number).collect();
    let is_current = !here.is_empty();
    let can_fail = program.steps.iter().any(|step| step.line == number && step.op.name().is_some());
    let indent = format!("padding-left:{}ch", u32::from(line.depth) * 2);
    let content = if can_fail {
        let onclick = open_menu(lab, number);
        let label = format!("{}: {}", (words.line)(number), line.text);
        html! {
            <button type="button" class="line" style={indent} {onclick} aria-haspopup="menu"
                aria-label={label}>{ marked_up(&line.text) }</button>
        }
    } else {
        html! { <span style={indent}>{ marked_up(&line.text) }</span> }
    };
    html! {
        <li key={number} data-line={number.to_string()} data-tx={line.in_transaction.then_some("")}
            data-current={is_current.then_some("")}>
            <span class="number" aria-hidden="true">{ number }</span>
            { content }
            { for here.iter().map(|(_, node)| html! {
                <span class="at" lang={lab.lang.code()}>{ text::node_short_name(lab.lang, *node) }</span>
            }) }
        </li>
    }
}

fn open_menu(lab: &Lab, line: u16) -> Callback<MouseEvent> {
    let lab = lab.clone();
    Callback::from(move |event: MouseEvent| {
        let (x, y) = super::fault_menu::place_for(&event);
        lab.dispatch(Action::OpenMenu(Menu { target: Target::Line(line), x, y }));
    })
}

/// Keywords bold, comments soft.
fn marked_up(text: &str) -> Html {
    let (code, comment) = match text.find('#') {
        Some(place) if place == 0 || text[..place].ends_with(' ') => text.split_at(place),
        _ => (text, ""),
    };
    let first = code.split(' ').next().unwrap_or("");
    let rest = &code[first.len()..];
    let is_word = WORDS.contains(&first);
    html! {
        <>
            <span class={is_word.then_some("word")}>{ first }</span>
            { rest }
            <span class="comment">{ comment }</span>
        </>
    }
}
