//! The lines as they are set in type, with their numbers. The running line is marked and the
//! transaction bracketed as long as the text is what runs.

use yew::prelude::*;

use crate::program::{LINES_MAX, ProgramError};
use crate::text;
use crate::ui::components::handlers::opens_menu;
use crate::ui::components::program_lines::{running_lines, set_in_type};
use crate::ui::draft::Draft;
use crate::ui::editor::typeset::pieces;
use crate::ui::lab::Lab;
use crate::ui::menu::Target;

/// The id of the sentence at the caret's line.
pub const BUBBLE: &str = "editor-bubble";

/// The id of a line, to show it.
pub fn id(line: u16) -> String {
    format!("code-{line}")
}

/// The lines. Whoever does not see them reads the text area above them instead. No component of
/// its own: the lines must be there as soon as the text area has the text.
pub fn rows(lab: &Lab, draft: &Draft, caret: u16) -> Html {
    let is_running = draft.runs();
    let running =
        if is_running { running_lines(&lab.timeline.run, lab.playhead) } else { Vec::new() };
    let row = |(number, line): (u16, &str)| {
        let errors: Vec<_> = draft.errors.iter().filter(|error| error.line == number).collect();
        let program = is_running.then(|| &lab.timeline.run.shop.program);
        let shown = program.and_then(|program| program.lines.get(usize::from(number) - 1));
        let is_in_transaction = shown.is_some_and(|line| line.in_transaction);
        let is_current = running.iter().any(|(at, _)| *at == number);
        let said = errors.first().filter(|_| caret == number);
        html! {
            <li key={number} data-tx={is_in_transaction.then_some("")}
                data-current={is_current.then_some("")}
                data-bad={(!errors.is_empty()).then_some("")}
                data-caret={(caret == number).then_some("")}>
                { number_of(lab, number, &errors) }
                <code>{ set_in_type(&pieces(line, &errors)) }</code>
                if let Some(error) = said { { bubble(lab, error) } }
            </li>
        }
    };
    html! {
        <ol class="rows" aria-hidden="true" lang="en" translate="no">
            { for (1_u16..).zip(draft.text().splitn(LINES_MAX + 1, '\n')).map(row) }
        </ol>
    }
}

/// The number of a line: a click opens its faults, as in the program that is only shown.
fn number_of(lab: &Lab, number: u16, errors: &[&ProgramError]) -> Html {
    let program = &lab.timeline.run.shop.program;
    let is_step = program.steps.iter().any(|step| step.line == number && step.op.name().is_some());
    let title = match errors.first() {
        Some(error) => text::program_message(lab.lang, error),
        None if is_step => lab.lang.words().fault_at_line(&number),
        None => String::new(),
    };
    let can_break = is_step && lab.open_draft().is_some_and(|draft| draft.runs());
    html! {
        <span class="number" id={id(number)} {title} data-step={can_break.then_some("")}
            onclick={can_break.then(|| opens_menu(lab, Target::Line(number)))}>{ number }</span>
    }
}

/// What is wrong with the line of the caret, right below it.
fn bubble(lab: &Lab, error: &ProgramError) -> Html {
    let sentence = text::program_message(lab.lang, error);
    html! {
        <span class="bubble" id={BUBBLE} key={sentence.clone()} lang={lab.lang.code()}
            style={format!("--column:{}", error.column.saturating_sub(1))}>{ sentence }</span>
    }
}
