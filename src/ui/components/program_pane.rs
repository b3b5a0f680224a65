//! The program that runs, or its editor.

use yew::prelude::*;

use crate::program::warnings;
use crate::text;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::fault_map::state::Ask;
use crate::ui::lab::use_lab;

use super::editor::ProgramEditor;
use super::fault_gutter::{map_legend, use_kept_focus};
use super::handlers::does;
use super::icon::{Shape, icon};
use super::program_lines::{program_lines, running_lines, show_running_line};

/// The program, or its editor.
#[component]
pub fn ProgramPane() -> Html {
    let lab = use_lab();
    let words = lab.lang.words();
    let is_open = lab.open_draft().is_some();
    let was_open = use_mut_ref(|| false);
    use_effect_with(is_open, move |is_open| {
        // The focus goes back to where the editor was opened.
        if was_open.replace(*is_open) && !is_open {
            browser::focus("edit");
        }
    });
    use_kept_focus();
    let running = running_lines(&lab.timeline.run, lab.playhead);
    use_effect_with(running, |_| show_running_line());
    if is_open {
        return html! { <ProgramEditor /> };
    }
    let edit = does(&lab, Action::Edit);
    let toggle = does(&lab, Action::Map(Ask::Toggle));
    let program = &lab.timeline.run.shop.program;
    let is_unfinished = lab.draft.as_ref().is_some_and(|draft| !draft.runs());
    html! {
        <section aria-labelledby="program-title">
            <div class="pane-head">
                <h2 id="program-title">{ words.program_program() }</h2>
                <button type="button" id="map" onclick={toggle} aria-pressed={lab.maps.is_on.to_string()}
                    title={lab.lang.words().map_help()}>{ lab.lang.words().map_title() }</button>
                <button type="button" id="edit" onclick={edit} aria-label={words.program_edit()}>
                    { icon(Shape::Pencil) }
                </button>
            </div>
            if is_unfinished {
                <p class="remark" role="status">{ words.program_draft_kept() }</p>
            }
            { program_lines(&lab) }
            { for warnings(program).into_iter().map(|warning| html! {
                <p class="remark" role="status">
                    <b>{ words.program_line(&warning.line) }</b>{ " " }{ text::program_warning(lab.lang, warning) }
                </p>
            }) }
            if lab.maps.is_on {
                { map_legend(&lab) }
            } else {
                <p class="remark">{ words.program_every_line_can_crash() }</p>
            }
        </section>
    }
}
