//! The editor of the program. What is typed is judged at once; what runs is the last version
//! without errors.

mod code_area;
mod insert_menu;
mod problems;
mod rows;
mod toolbar;

use web_sys::ScrollLogicalPosition;
use yew::prelude::*;

use crate::ui::browser;
use crate::ui::editor::Edit;
use crate::ui::editor::place::line_at;
use crate::ui::lab::use_lab;
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
    use_effect_with((), |()| {
        browser::focus_quietly(AREA);
        browser::reveal("program-editor", ScrollLogicalPosition::Start);
    });
    let Some(draft) = lab.open_draft() else { return html! {} };
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

/// Puts a text and its selection into the text area.
fn put(edit: &Edit, caret: &UseStateHandle<u16>) {
    if let Some(area) = browser::text_area(AREA) {
        // Setting a text moves the caret, and forgets the browser's own undo.
        if area.value() != edit.text {
            area.set_value(&edit.text);
        }
        browser::select(&area, edit.selection);
    }
    caret.set(line_at(&edit.text, edit.selection.bytes(&edit.text).start));
}
