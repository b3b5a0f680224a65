//! The text: a text area whose letters are transparent, over the same letters set in type.

use wasm_bindgen::JsCast;
use web_sys::{HtmlTextAreaElement, ScrollLogicalPosition};
use yew::prelude::*;

use crate::program::{LINE_CHARS_MAX, LINES_MAX};
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::draft::Change;
use crate::ui::editor::Edit;
use crate::ui::editor::place::line_at;
use crate::ui::editor::typing::{Direction, backspace, enter, shift};
use crate::ui::effect::use_effect_with;
use crate::ui::lab::{Lab, use_lab};

use super::caret::{AREA, CaretProps, edit_of, put};
use super::rows;

/// The text with its line numbers.
#[component]
pub fn CodeArea(props: &CaretProps) -> Html {
    let lab = use_lab();
    let draft = lab.open_draft().cloned();
    let placed = draft.as_ref().map(|draft| draft.placed);
    {
        let (draft, caret) = (draft.clone(), props.caret.clone());
        use_effect_with(placed, move |_| {
            if let Some(draft) = draft {
                let (text, selection) = (draft.text().to_owned(), draft.versions.selection());
                put(&Edit { text, selection }, &caret);
            }
        });
    }
    use_effect_with(*props.caret, |line| {
        browser::reveal(&rows::id(*line), ScrollLogicalPosition::Nearest);
    });
    let said = draft
        .as_ref()
        .and_then(|draft| draft.errors.iter().find(|error| error.line == *props.caret).cloned());
    use_effect_with(said, |said| {
        if said.is_some() {
            browser::reveal(rows::BUBBLE, ScrollLogicalPosition::Nearest);
        }
    });
    let Some(draft) = draft else { return html! {} };
    let oninput = {
        let (lab, caret) = (lab.clone(), props.caret.clone());
        move |event: InputEvent| {
            if let Some(edit) = area_of(&event).map(|area| edit_of(&area)) {
                caret.set(line_at(&edit.text, edit.selection.bytes(&edit.text).start));
                lab.dispatch(Action::Write(Change::Type(edit)));
            }
        }
    };
    let is_wrong = !draft.errors.is_empty();
    html! {
        <div class="code-area">
            <div class="sheet">
                { rows::rows(&lab, &draft, *props.caret) }
                <textarea id={AREA} lang="en" translate="no" spellcheck="false"
                    autocapitalize="off" autocomplete="off" wrap="off"
                    maxlength={(LINES_MAX * LINE_CHARS_MAX).to_string()}
                    aria-label={lab.lang.words().program_editor()} aria-describedby="program-errors"
                    aria-invalid={is_wrong.then_some("true")} {oninput}
                    onkeydown={on_key(&lab, &props.caret)}
                    onkeyup={follow(props)} onclick={follow(props)} onselect={follow(props)} />
            </div>
        </div>
    }
}

fn area_of(event: &Event) -> Option<HtmlTextAreaElement> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// The caret's line follows the caret.
fn follow<E: AsRef<Event> + 'static>(props: &CaretProps) -> Callback<E> {
    let caret = props.caret.clone();
    Callback::from(move |event: E| {
        if let Some(edit) = area_of(event.as_ref()).map(|area| edit_of(&area)) {
            let line = line_at(&edit.text, edit.selection.bytes(&edit.text).start);
            if line != *caret {
                caret.set(line);
            }
        }
    })
}

/// Tab is left to the browser: it leads out of the editor, as everywhere.
fn on_key(lab: &Lab, caret: &UseStateHandle<u16>) -> Callback<KeyboardEvent> {
    let (lab, caret) = (lab.clone(), caret.clone());
    Callback::from(move |event: KeyboardEvent| {
        let is_composing = event.is_composing() || event.key_code() == 229;
        let Some(area) = area_of(&event).filter(|_| !is_composing && !event.alt_key()) else {
            return;
        };
        let Edit { text, selection } = edit_of(&area);
        let is_command = event.ctrl_key() || event.meta_key();
        let change = match (is_command, event.key().as_str()) {
            (true, "z" | "Z") if event.shift_key() => Change::Redo,
            (true, "z" | "Z") => Change::Undo,
            (true, "y" | "Y") => Change::Redo,
            (true, "]") => Change::Rewrite(shift(&text, selection, Direction::Deeper)),
            (true, "[") => Change::Rewrite(shift(&text, selection, Direction::Back)),
            (false, "Enter") => Change::Rewrite(enter(&text, selection)),
            (false, "Backspace") => match backspace(&text, selection) {
                Some(edit) => Change::Rewrite(edit),
                None => return,
            },
            _ => return,
        };
        event.prevent_default();
        if let Change::Rewrite(edit) = &change {
            // At once: the next key may come before the page is drawn again.
            put(edit, &caret);
        }
        lab.dispatch(Action::Write(change));
    })
}
