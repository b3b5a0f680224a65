//! The live sequence diagram: sticky heads, chunks of rows, the playhead in view.

use std::rc::Rc;

use yew::prelude::*;

use crate::diagram::{Columns, Diagram};
use crate::text;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::drawing::{Wish, use_drawings};
use crate::ui::lab::use_lab;
use crate::ui::window::Window;

use super::diagram_chunk::{DiagramChunk, Opener};
use super::diagram_heads::DiagramHeads;
use super::handlers::does;
use super::step_marks::step_marks;

/// Room below the playhead, in diagram pixels, so that the last row is not at the very edge.
const FOOT: i32 = 56;

/// The diagram of the run, up to the playhead.
#[component]
pub fn DiagramView() -> Html {
    let lab = use_lab();
    let words = lab.lang.words();
    let columns = if browser::is_narrow() { Columns::Compact } else { Columns::Wide };
    let runs = std::slice::from_ref(&lab.timeline);
    let drawn = use_drawings(runs, lab.lang, Wish::Diagrams(columns));
    match drawn.as_ref().and_then(|drawn| drawn.first()) {
        Some(drawing) => html! { <Drawn diagram={Rc::clone(&drawing.diagram)} /> },
        None => {
            html! { <p class="future" role="status"><span>{ words.badge_drawing() }</span></p> }
        }
    }
}

#[derive(Properties, PartialEq)]
struct DrawnProps {
    diagram: Rc<Diagram>,
}

/// The drawing.
#[component]
fn Drawn(props: &DrawnProps) -> Html {
    let diagram = &props.diagram;
    let lab = use_lab();
    let words = lab.lang.words();
    let columns = if browser::is_narrow() { Columns::Compact } else { Columns::Wide };
    let scroller = use_node_ref();
    let zoom = zoom_of(use_room(&scroller), diagram.width, columns);
    let shown = shown_height(diagram, lab.playhead);
    let (view, onscroll) = use_view(&scroller);
    let window = Window::new(
        diagram,
        (view.0 * 100 / zoom, view.1 * 100 / zoom),
        diagram.y_at(lab.playhead),
    );
    use_follow_playhead(&scroller, shown * zoom / 100, lab.playhead);
    let chunk = |index: usize| {
        let chunk = &diagram.chunks[index];
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
    let description = words.badge_description(&lab.playhead, &title);
    let play = does(&lab, Action::TogglePlay);
    html! {
        <div class="scroll" ref={scroller} tabindex="0" role="region" aria-label={words.badge_diagram()} id="diagram"
            {onscroll}>
            <div class="sheet" style={format!("width:{}px;zoom:{zoom}%", diagram.width)}>
                { for diagram.lifelines.iter().map(|lifeline| html! {
                    <div class="future-life" style={format!("left:{}px", lifeline.x)} />
                }) }
                <DiagramHeads diagram={Rc::clone(diagram)} />
                <svg class="body" role="group" aria-label={description} width={diagram.width.to_string()}
                    height={(shown - diagram.head_bottom).to_string()} viewBox={view_box}>
                    <ContextProvider<Opener> context={(*opener).clone()}>
                        { for window.chunks(diagram, lab.playhead).into_iter().map(chunk) }
                    </ContextProvider<Opener>>
                </svg>
                { step_marks(&lab, diagram, &window, columns) }
                if lab.playhead == 0 {
                    <p class="future">
                        <span>{ words.badge_press_play() }</span>{ " " }
                        <button type="button" id="start" class="primary"
                            onclick={play}>
                            { lab.lang.words().transport_play() }
                        </button>
                    </p>
                }
            </div>
        </div>
    }
}

/// How far the view must scroll until the drawing is looked at again, in CSS pixels: less than what
/// is drawn beyond it.
const SCROLL_STEP: i32 = 300;

/// From where to where an element is in view, about, in CSS pixels; and what must hear that it
/// scrolls.
#[hook]
fn use_view(element: &NodeRef) -> ((i32, i32), Callback<Event>) {
    let view = use_state_eq(|| (0, 0));
    let onscroll = {
        let (view, element) = (view.setter(), element.clone());
        use_callback((), move |_: Event, ()| {
            if let Some(element) = element.cast::<web_sys::Element>() {
                let top = element.scroll_top() / SCROLL_STEP * SCROLL_STEP;
                view.set((top, top + SCROLL_STEP + element.client_height()));
            }
        })
    };
    (*view, onscroll)
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
        browser::on_window("resize", move || measure.emit(()))
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
