//! The live sequence diagram: sticky heads, chunks of rows, the playhead in view.

use std::rc::Rc;

use yew::prelude::*;

use crate::diagram::{Chunk, Columns, Diagram, Options, layout};
use crate::text;
use crate::ui::app::use_lab;
use crate::ui::browser;
use crate::ui::state::Action;

use super::diagram_chunk::{DiagramChunk, Opener};
use super::diagram_heads::DiagramHeads;
use super::step_marks::step_marks;

/// Room below the playhead, in diagram pixels, so that the last row is not at the very edge.
const FOOT: i32 = 56;

/// The diagram of the run, up to the playhead.
#[component]
pub fn DiagramView() -> Html {
    let lab = use_lab();
    let words = &lab.lang.words().badges;
    let columns = if browser::is_narrow() { Columns::Compact } else { Columns::Wide };
    let options = Options { lang: lab.lang, columns, ..Options::default() };
    let key = (lab.timeline.identity(), lab.lang, columns == Columns::Compact);
    let diagram = {
        let timeline = lab.timeline.clone();
        use_memo(key, move |_| layout(&timeline.run, &options))
    };
    let scroller = use_node_ref();
    let zoom = zoom_of(use_room(&scroller), diagram.width, columns);
    let shown = shown_height(&diagram, lab.playhead);
    use_follow_playhead(&scroller, shown * zoom / 100, lab.playhead);
    let begun = diagram.chunks.iter().filter(|chunk| chunk.first_step <= lab.playhead);
    let chunk = |(index, chunk): (usize, &Rc<Chunk>)| {
        // A chunk whose last step has passed looks the same at every later playhead.
        let is_done = chunk.last_step <= lab.playhead;
        let playhead = lab.playhead.min(chunk.last_step);
        let y_now = if is_done { chunk.y_bottom } else { diagram.y_at(lab.playhead) };
        html! { <DiagramChunk key={index} chunk={Rc::clone(chunk)} {playhead} {y_now} /> }
    };
    let opener = use_memo((), |()| Opener::new(&lab));
    let view_box =
        format!("0 {} {} {}", diagram.head_bottom, diagram.width, shown - diagram.head_bottom);
    let title = text::title_of(lab.lang, &lab.timeline.run.shop.program.header);
    let description = (words.description)(title, lab.playhead);
    let play = {
        let lab = lab.clone();
        move |_| lab.dispatch(Action::TogglePlay)
    };
    html! {
        <div class="scroll" ref={scroller} tabindex="0" role="region" aria-label={words.diagram} id="diagram">
            <div class="sheet" style={format!("width:{}px;zoom:{zoom}%", diagram.width)}>
                { for diagram.lifelines.iter().map(|lifeline| html! {
                    <div class="future-life" style={format!("left:{}px", lifeline.x)} />
                }) }
                <DiagramHeads diagram={Rc::clone(&diagram)} />
                <svg class="body" role="group" aria-label={description} width={diagram.width.to_string()}
                    height={(shown - diagram.head_bottom).to_string()} viewBox={view_box}>
                    <ContextProvider<Opener> context={(*opener).clone()}>
                        { for begun.enumerate().map(chunk) }
                    </ContextProvider<Opener>>
                </svg>
                { step_marks(&lab, &diagram, columns) }
                if lab.playhead == 0 {
                    <p class="future">
                        <span>{ words.press_play }</span>{ " " }
                        <button type="button" id="start" class="primary"
                            onclick={play}>
                            { lab.lang.words().transport.play }
                        </button>
                    </p>
                }
            </div>
        </div>
    }
}

/// How much larger or smaller the drawing is shown, in percent: as large as fits, but never so
/// small that labels cannot be read (then it scrolls), nor larger than a lecture hall needs.
fn zoom_of(room: i32, width: i32, columns: Columns) -> i32 {
    let smallest = if columns == Columns::Compact { 86 } else { 80 };
    (room * 100 / width.max(1)).clamp(smallest, 125)
}

/// The width of an element, kept up to date.
#[hook]
fn use_room(element: &NodeRef) -> i32 {
    let room = use_state(|| 0);
    let measure = {
        let (room, element) = (room.clone(), element.clone());
        Callback::from(move |()| {
            if let Some(element) = element.cast::<web_sys::Element>() {
                room.set(element.client_width());
            }
        })
    };
    use_effect_with((), move |()| {
        measure.emit(());
        browser::on_resize(measure)
    });
    *room
}

/// How far down the drawing reaches at a playhead.
fn shown_height(diagram: &Diagram, playhead: u32) -> i32 {
    if diagram.rows.last().is_none_or(|row| row.step <= playhead) {
        return diagram.height;
    }
    (diagram.y_at(playhead) + FOOT).min(diagram.height)
}

/// Scrolls so that the playhead's row is in view, and only when it is not. `shown` is how far down
/// the drawing reaches, in CSS pixels.
#[hook]
fn use_follow_playhead(scroller: &NodeRef, shown: i32, playhead: u32) {
    let scroller = scroller.clone();
    use_effect_with((shown, playhead), move |(shown, _)| {
        let Some(element) = scroller.cast::<web_sys::Element>() else { return };
        let (top, height) = (element.scroll_top(), element.client_height());
        let bottom = top + height;
        if *shown > bottom || *shown < top + height / 4 {
            element.set_scroll_top((*shown - height).max(0));
        }
    });
}
