//! Undo, redo, insert, and the faults of the caret's line.

use yew::prelude::*;

use crate::ui::action::Action;
use crate::ui::components::handlers::opens_menu;
use crate::ui::components::icon::{Shape, icon};
use crate::ui::draft::Change;
use crate::ui::lab::use_lab;
use crate::ui::menu::Target;

use super::caret::CaretProps;
use super::insert_menu::InsertMenu;

/// The row of buttons above the text.
#[component]
pub fn Toolbar(props: &CaretProps) -> Html {
    let lab = use_lab();
    let Some(draft) = lab.open_draft() else { return html! {} };
    let words = lab.lang.words();
    let program = &lab.timeline.run.shop.program;
    let line = *props.caret;
    let is_step = program.steps.iter().any(|step| step.line == line && step.op.name().is_some());
    let can_break = is_step && draft.runs();
    let button = |id: &'static str, shape, label: String, change: Option<Change>| {
        let is_off = change.is_none().then_some("true");
        let lab = lab.clone();
        let onclick = move |_| {
            if let Some(change) = &change {
                lab.dispatch(Action::Write(change.clone()));
            }
        };
        html! {
            <button type="button" {id} {onclick} title={label.clone()} aria-label={label}
                aria-disabled={is_off}>{ icon(shape) }</button>
        }
    };
    let undo = draft.versions.can_undo().then_some(Change::Undo);
    let redo = draft.versions.can_redo().then_some(Change::Redo);
    html! {
        <div class="toolbar">
            { button("editor-undo", Shape::Undo, words.fault_undo().to_owned(), undo) }
            { button("editor-redo", Shape::Redo, words.fault_redo().to_owned(), redo) }
            <InsertMenu caret={props.caret.clone()} />
            <button type="button" id="editor-faults" class="faults-here" aria-haspopup="menu"
                aria-disabled={(!can_break).then_some("true")}
                onclick={can_break.then(|| opens_menu(&lab, Target::Line(line)))}>
                { icon(Shape::Bolt) }{ words.fault_at_line(&line) }
            </button>
        </div>
    }
}
