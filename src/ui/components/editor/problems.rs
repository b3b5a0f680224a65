//! Everything that is wrong with the text, or strange about it. Each sentence leads to its place.

use yew::prelude::*;

use crate::program::warnings;
use crate::text;
use crate::ui::browser;
use crate::ui::editor::Edit;
use crate::ui::editor::place::{Selection, line_bytes, word_bytes};
use crate::ui::lab::use_lab;

use super::caret::{AREA, CaretProps, put};

/// The list, for eyes and screen readers.
#[component]
pub fn Problems(props: &CaretProps) -> Html {
    let lab = use_lab();
    let Some(draft) = lab.open_draft() else { return html! {} };
    let words = lab.lang.words();
    let problem = |(line, column, message): (u16, u16, String)| {
        let onclick = {
            let (draft, caret) = (draft.clone(), props.caret.clone());
            move |_: MouseEvent| {
                let text = draft.text();
                let row = line_bytes(text, line);
                let word = word_bytes(&text[row.clone()], column);
                let place = row.start + word.start..row.start + word.end;
                let selection = Selection::of_bytes(text, place);
                put(&Edit { text: text.to_owned(), selection }, &caret);
                browser::focus_quietly(AREA);
            }
        };
        html! {
            <li key={format!("{line} {column}")}>
                <button type="button" {onclick}>
                    <b>{ words.program_line(&line) }</b>{ " " }{ message }
                </button>
            </li>
        }
    };
    let errors = draft
        .errors
        .iter()
        .map(|error| (error.line, error.column, text::program_message(lab.lang, error)));
    let program = &lab.timeline.run.shop.program;
    let warnings = if draft.runs() { warnings(program) } else { Vec::new() };
    let warnings = warnings
        .into_iter()
        .map(|one| (one.line, one.column, text::program_warning(lab.lang, one).to_owned()));
    html! {
        <div id="program-errors" role="status">
            if !draft.errors.is_empty() {
                <p class="remark">{ words.program_last_good_runs() }</p>
                <ol class="errors" aria-label={words.program_has_errors()}>
                    { for errors.map(problem) }
                </ol>
            }
            if warnings.len() > 0 {
                <ol class="errors warnings" aria-label={words.program_has_warnings()}>
                    { for warnings.map(problem) }
                </ol>
            }
        </div>
    }
}
