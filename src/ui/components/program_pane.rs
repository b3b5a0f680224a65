//! The program that runs, or its editor.

use yew::prelude::*;

use crate::program::warnings;
use crate::text;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::effect::use_effect_with;
use crate::ui::lab::use_lab;

use super::editor::ProgramEditor;
use super::fault_gutter::use_kept_focus;
use super::handlers::does;
use super::icon::{Shape, icon};
use super::mark_legend::mark_legend;
use super::program_lines::{
    Folding, lines_that_ran, program_lines, running_lines, show_running_line,
};

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
    let ran = {
        let run = lab.timeline.run.clone();
        use_memo(lab.timeline.identity(), move |_| lines_that_ran(&run))
    };
    let opened = use_state_eq(Vec::new);
    {
        // Lines of another program are other lines.
        let (opened, program) = (opened.clone(), lab.scenario().strategy.id);
        use_effect_with(program, move |_| opened.set(Vec::new()));
    }
    let folding = Folding { ran, opened };
    let running = running_lines(&lab.timeline.run, lab.playhead);
    use_effect_with(running, |_| show_running_line());
    if is_open {
        return html! { <ProgramEditor /> };
    }
    let edit = does(&lab, Action::Edit);
    let program = &lab.timeline.run.shop.program;
    let is_unfinished = lab.draft.as_ref().is_some_and(|draft| !draft.runs());
    html! {
        <section class="pane" aria-label={words.program_program()}>
            <button type="button" id="edit" onclick={edit} aria-label={words.program_edit()}
                title={words.program_edit()}>{ icon(Shape::Pencil) }</button>
            if is_unfinished {
                <p class="remark" role="status">{ words.program_draft_kept() }</p>
            }
            { program_lines(&lab, &folding) }
            { for warnings(program).into_iter().map(|warning| html! {
                <p class="remark" role="status">
                    <b>{ words.program_line(&warning.line) }</b>{ " " }{ text::program_warning(lab.lang, warning) }
                </p>
            }) }
            if lab.maps.is_on {
                { mark_legend(&lab) }
            } else {
                <p class="remark">{ words.program_every_line_can_crash() }</p>
            }
        </section>
    }
}
