//! The live sequence diagram: the whole run in pale ink, and in ink what has happened up to the
//! playhead, a line that can be dragged. Heads stick to the top, the playhead stays in view.

use std::rc::Rc;

use yew::prelude::*;

use crate::diagram::{Columns, Diagram};
use crate::text;
use crate::ui::browser;
use crate::ui::drawing::{Wish, use_drawings};
use crate::ui::effect::use_effect_with;
use crate::ui::lab::use_lab;
use crate::ui::window::Window;

use super::diagram_chunk::{DiagramChunk, Ink, Opener};
use super::diagram_heads::DiagramHeads;
use super::playhead::playhead_line;
use super::step_marks::step_marks;

/// The diagram of the run.
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
    let y_now = diagram.y_at(lab.playhead);
    let (view, onscroll) = use_view(&scroller);
    let window = Window::new(diagram, (view.0 * 100 / zoom, view.1 * 100 / zoom), y_now);
    use_follow_playhead(&scroller, y_now * zoom / 100, lab.playhead);
    let chunk = |index: usize| {
        let chunk = &diagram.chunks[index];
        let ink = Ink::of(chunk, lab.playhead, y_now);
        html! { <DiagramChunk key={index} chunk={Rc::clone(chunk)} {ink} /> }
    };
    let opener = use_memo((), |()| Opener::new(&lab));
    let height = diagram.height - diagram.head_bottom;
    let view_box = format!("0 {} {} {height}", diagram.head_bottom, diagram.width);
    let title = text::title_of(lab.lang, &lab.timeline.run.shop.program.header);
    let description = words.badge_description(&lab.steps(), &title);
    html! {
        <div class="scroll" ref={scroller} tabindex="0" role="region" id="diagram"
            aria-label={words.badge_diagram()} {onscroll}>
            <div class="sheet" style={format!("width:{}px;zoom:{zoom}%", diagram.width)}>
                <DiagramHeads diagram={Rc::clone(diagram)} />
                <svg class="body" role="group" aria-label={description} viewBox={view_box}
                    width={diagram.width.to_string()} height={height.to_string()}>
                    <ContextProvider<Opener> context={(*opener).clone()}>
                        { for window.chunks(diagram).into_iter().map(chunk) }
                    </ContextProvider<Opener>>
                </svg>
                { step_marks(&lab, diagram, &window, columns) }
                { playhead_line(&lab, diagram, zoom, y_now) }
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

/// Scrolls so that the playhead is in view, and in a figure that is longer than the view in its
/// middle third. `y_now` is how far down it is, in CSS pixels.
#[hook]
fn use_follow_playhead(scroller: &NodeRef, y_now: i32, playhead: u32) {
    let scroller = scroller.clone();
    use_effect_with((y_now, playhead), move |(y_now, _)| {
        let Some(element) = scroller.cast::<web_sys::Element>() else { return };
        let (top, height) = (element.scroll_top(), element.client_height());
        let middle_third = top + height / 3..top + height * 2 / 3;
        if !middle_third.contains(y_now) {
            // The browser keeps it within what there is to scroll.
            let third = if *y_now < middle_third.start { height / 3 } else { height * 2 / 3 };
            element.set_scroll_top(*y_now - third);
        }
    });
}
