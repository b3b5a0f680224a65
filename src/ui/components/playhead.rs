//! The playhead: a line across the diagram, with a handle by which it is dragged. The slider of the
//! transport is the control for keyboards and screen readers; this one is for fingers and mice.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::diagram::Diagram;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::lab::Lab;

/// How far below the row at which it is the line stands, so that it strikes nothing out.
const BELOW: i32 = 13;

/// The line at a height of the diagram, which is shown at `zoom` percent.
pub fn playhead_line(lab: &Lab, diagram: &Rc<Diagram>, zoom: i32, y_now: i32) -> Html {
    let onpointerdown = Callback::from(|event: PointerEvent| {
        if let Some(handle) = event.target_dyn_into::<web_sys::Element>() {
            // Where it is refused, the handle stays where it is; the slider moves.
            let _ = handle.set_pointer_capture(event.pointer_id());
        }
    });
    let onpointermove = {
        let (lab, diagram) = (lab.clone(), Rc::clone(diagram));
        Callback::from(move |event: PointerEvent| {
            if let Some(y) = dragged_to(&event, zoom) {
                let step = diagram.step_near(y - BELOW);
                if step != lab.playhead {
                    lab.dispatch(Action::Seek(step));
                }
            }
        })
    };
    html! {
        <div class="playhead" style={format!("top:{}px", y_now + BELOW)}>
            <span class="handle" {onpointerdown} {onpointermove} />
        </div>
    }
}

/// How far down a handle that is held is dragged, in diagram space.
fn dragged_to(event: &PointerEvent, zoom: i32) -> Option<i32> {
    let handle = event.target_dyn_into::<web_sys::Element>()?;
    let is_held = event.buttons() & 1 == 1 && handle.has_pointer_capture(event.pointer_id());
    let sheet = handle.closest(".sheet").ok()??.dyn_into::<web_sys::HtmlElement>().ok()?;
    let y = event.client_y() - browser::whole_pixels(sheet.get_bounding_client_rect().top());
    is_held.then_some(y * 100 / zoom)
}
