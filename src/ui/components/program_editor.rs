//! The editor of a program: what is typed is judged at once; what runs is the last version without
//! errors.

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::text;
use crate::ui::app::use_lab;
use crate::ui::browser;
use crate::ui::state::Action;

/// The editor.
#[component]
pub fn ProgramEditor() -> Html {
    let lab = use_lab();
    use_effect_with((), |()| browser::focus("editor"));
    let Some(draft) = &lab.draft else { return html! {} };
    let words = &lab.lang.words().program;
    let oninput = {
        let lab = lab.clone();
        move |event: InputEvent| {
            let area =
                event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
            if let Some(area) = area {
                lab.dispatch(Action::Type(area.value()));
            }
        }
    };
    let close = {
        let lab = lab.clone();
        move |_| lab.dispatch(Action::CloseEditor)
    };
    let reset = draft.origin.map(|origin| {
        let lab = lab.clone();
        Callback::from(move |_: MouseEvent| lab.dispatch(Action::ChooseStrategy(origin)))
    });
    let error = |error| html! { <li>{ text::program_error(lab.lang, error) }</li> };
    html! {
        <section class="editor" aria-labelledby="program-title">
            <h2 id="program-title">{ words.program }</h2>
            <textarea id="editor" lang="en" spellcheck="false" autocapitalize="off" wrap="off"
                aria-label={words.editor} aria-describedby="program-errors" {oninput}
                value={draft.source.to_string()} />
            <div id="program-errors" role="status">
                if !draft.errors.is_empty() {
                    <p class="remark">{ words.has_errors }</p>
                    <ol class="errors">{ for draft.errors.iter().map(error) }</ol>
                }
            </div>
            <div class="row-of-buttons">
                <button type="button" class="primary" id="editor-close" onclick={close}>
                    { lab.lang.words().page.close }
                </button>
                if let Some(onclick) = reset {
                    <button type="button" id="editor-reset" {onclick}>{ words.reset }</button>
                }
            </div>
        </section>
    }
}
