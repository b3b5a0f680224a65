//! The editor of the program. What is typed is judged at once; what runs is the last version
//! without errors.

mod code_area;
mod insert_menu;
mod problems;
mod rows;
mod toolbar;

use web_sys::ScrollLogicalPosition;
use yew::prelude::*;

use crate::ui::app::use_lab;
use crate::ui::browser;
use crate::ui::editor::place::{Selection, line_at};
use crate::ui::state::Action;

use code_area::CodeArea;
use problems::Problems;
use toolbar::Toolbar;

/// The id of the text area.
const AREA: &str = "editor";

/// What the parts of the editor share.
#[derive(Properties, PartialEq, Debug)]
pub struct CaretProps {
    /// The line of the caret, counted from 1.
    pub caret: UseStateHandle<u16>,
}

/// The editor.
#[component]
pub fn ProgramEditor() -> Html {
    let lab = use_lab();
    let caret = use_state(|| 1_u16);
    let draft = lab.open_draft().cloned();
    {
        let (draft, caret) = (draft.clone(), caret.clone());
        let placed = draft.as_ref().map_or(0, |draft| draft.placed);
        let is_first = use_mut_ref(|| true);
        use_effect_with(placed, move |_| {
            let Some(draft) = draft else { return };
            place_caret(draft.text(), draft.versions.selection(), &caret);
            if std::mem::take(&mut *is_first.borrow_mut()) {
                browser::reveal("program-editor", ScrollLogicalPosition::Start);
            }
        });
    }
    let Some(draft) = draft else { return html! {} };
    let words = lab.lang.words();
    let close = {
        let lab = lab.clone();
        move |_| lab.dispatch(Action::CloseEditor)
    };
    let reset = {
        let lab = lab.clone();
        move |_| lab.dispatch(Action::ResetProgram)
    };
    html! {
        <section class="editor" id="program-editor" aria-labelledby="program-title">
            <h2 id="program-title">{ words.program.program }</h2>
            <Toolbar caret={caret.clone()} />
            <CodeArea caret={caret.clone()} />
            <Problems {caret} />
            <div class="row-of-buttons">
                <button type="button" class="primary" id="editor-close" onclick={close}>
                    { words.page.close }
                </button>
                if draft.is_changed() {
                    <button type="button" id="editor-reset" onclick={reset}>{ words.program.reset }</button>
                }
            </div>
        </section>
    }
}

/// Puts the focus and the selection there, and shows its line.
fn place_caret(text: &str, selection: Selection, caret: &UseStateHandle<u16>) {
    let line = line_at(text, selection.bytes(text).start);
    if let Some(area) = browser::text_area(AREA) {
        browser::select(&area, selection);
        browser::reveal(&rows::id(line), ScrollLogicalPosition::Nearest);
    }
    caret.set(line);
}
