//! The editor of the program. What is typed is judged at once; what runs is the last version
//! without errors.

mod caret;
mod code_area;
mod insert_menu;
mod problems;
mod rows;
mod toolbar;

use web_sys::ScrollLogicalPosition;
use yew::prelude::*;

use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::components::handlers::does;
use crate::ui::draft::Change;
use crate::ui::effect::use_effect_with;
use crate::ui::lab::use_lab;

use caret::AREA;
use code_area::CodeArea;
use problems::Problems;
use toolbar::Toolbar;

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
    let close = does(&lab, Action::CloseEditor);
    let reset = does(&lab, Action::Write(Change::Reset));
    html! {
        <section class="editor" id="program-editor" aria-labelledby="program-title">
            <h2 id="program-title">{ words.program_program() }</h2>
            <Toolbar caret={caret.clone()} />
            <CodeArea caret={caret.clone()} />
            <Problems {caret} />
            <div class="row-of-buttons">
                <button type="button" class="primary" id="editor-close" onclick={close}>
                    { words.page_close() }
                </button>
                if draft.is_changed() {
                    <button type="button" id="editor-reset" onclick={reset}>{ words.program_reset() }</button>
                }
            </div>
        </section>
    }
}
