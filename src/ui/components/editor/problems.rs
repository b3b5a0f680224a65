//! Everything that is wrong with the text. Each sentence leads to its place.

use yew::prelude::*;

use crate::program::ProgramError;
use crate::text;
use crate::ui::app::use_lab;
use crate::ui::browser;
use crate::ui::editor::Edit;
use crate::ui::editor::place::{Selection, line_bytes, word_bytes};

use super::{AREA, CaretProps, put};

/// The list, for eyes and screen readers.
#[component]
pub fn Problems(props: &CaretProps) -> Html {
    let lab = use_lab();
    let Some(draft) = lab.open_draft() else { return html! {} };
    let words = &lab.lang.words().program;
    let problem = |error: &ProgramError| {
        let (line, column) = (error.line, error.column);
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
                    <b>{ (words.line)(line) }</b>{ " " }
                    { text::program_message(lab.lang, error) }
                </button>
            </li>
        }
    };
    html! {
        <div id="program-errors" role="status">
            if !draft.errors.is_empty() {
                <p class="remark">{ words.last_good_runs }</p>
                <ol class="errors" aria-label={words.has_errors}>
                    { for draft.errors.iter().map(problem) }
                </ol>
            }
        </div>
    }
}
