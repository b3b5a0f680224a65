//! The fault menu: one popover for lifeline heads, lines, arrows and the time bar.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::text;
use crate::ui::app::{Lab, use_lab};
use crate::ui::browser;
use crate::ui::menu::{Item, Menu, Target, items};
use crate::ui::state::Action;
use crate::ui::wording;

/// Width and height that the menu is given room for, in CSS pixels.
const ROOM: (i32, i32) = (320, 400);

/// The menu, when it is open.
#[component]
pub fn FaultMenu() -> Html {
    let lab = use_lab();
    let opener = use_mut_ref(|| None::<HtmlElement>);
    use_effect_with(lab.menu, move |menu| {
        // The focus goes into the menu, and back to what opened it.
        if menu.is_some() {
            *opener.borrow_mut() = browser::focused();
            browser::focus("menu-item-0");
        } else if let Some(opener) = opener.borrow_mut().take() {
            // What opened it may be gone with the run that it belonged to.
            let _ = opener.focus();
        }
    });
    let Some(menu) = lab.menu else { return html! {} };
    let close = {
        let lab = lab.clone();
        Callback::from(move |_: MouseEvent| lab.dispatch(Action::CloseMenu))
    };
    let list = items(&lab, menu.target);
    let (x, y) = keep_inside(&menu);
    html! {
        <>
            <div class="menu-ground" onclick={close.clone()} oncontextmenu={close} />
            <div class="menu" role="menu" aria-label={heading(&lab, menu.target)} id="menu"
                style={format!("left:{x}px;top:{y}px")} onkeydown={on_key(&lab, list.len())}>
                <h2 aria-hidden="true">{ heading(&lab, menu.target) }</h2>
                { for list.into_iter().enumerate().map(|(index, item)| row(&lab, menu.target, index, item)) }
            </div>
        </>
    }
}

fn row(lab: &Lab, target: Target, index: usize, item: Item) -> Html {
    let verb = wording::verb(lab.lang, target, item.verb);
    let reason = item.choice.as_ref().err().map(|reason| wording::why_not(lab.lang, *reason));
    let onclick = {
        let lab = lab.clone();
        move |_| {
            if let Ok(action) = &item.choice {
                lab.dispatch(action.clone());
                lab.dispatch(Action::CloseMenu);
            }
        }
    };
    html! {
        <button type="button" role="menuitem" key={index} id={format!("menu-item-{index}")} {onclick}
            aria-disabled={reason.is_some().then_some("true")} tabindex="-1">
            { verb }
            if let Some(reason) = reason { <small>{ reason }</small> }
        </button>
    }
}

fn heading(lab: &Lab, target: Target) -> String {
    let words = &lab.lang.words().faults;
    let run = &lab.timeline.run;
    match target {
        Target::Node(node) => (words.at_node)(text::node_name(lab.lang, node)),
        Target::Line(line) => (words.at_line)(line),
        Target::Message(id) => {
            let label = crate::timeline::message(run, id)
                .map(|message| text::message_label(lab.lang, message));
            (words.at_message)(&label.unwrap_or_default())
        }
        Target::Here => (words.at_step)(lab.playhead),
    }
}

/// Arrow keys go round; Home and End go to the ends; Tab closes, and the focus goes back.
fn on_key(lab: &Lab, count: usize) -> Callback<KeyboardEvent> {
    let lab = lab.clone();
    Callback::from(move |event: KeyboardEvent| {
        let focused = browser::focused().map(|element| element.id()).unwrap_or_default();
        let place = focused.strip_prefix("menu-item-").and_then(|index| index.parse().ok());
        let place: usize = place.unwrap_or(0);
        let next = match event.key().as_str() {
            "ArrowDown" => (place + 1) % count,
            "ArrowUp" => (place + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            "Tab" => {
                event.prevent_default();
                return lab.dispatch(Action::CloseMenu);
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        browser::focus(&format!("menu-item-{next}"));
    })
}

fn keep_inside(menu: &Menu) -> (i32, i32) {
    let (width, height) = browser::window_size();
    let x = menu.x.min(width - ROOM.0 - 8).max(8);
    let y = if menu.y + ROOM.1 > height { (height - ROOM.1 - 8).max(8) } else { menu.y };
    (x, y)
}

/// Where a menu goes that this event opens: at the pointer, or under the element that a key
/// activated, of which the browser gives no coordinates.
pub fn place_for(event: &MouseEvent) -> (i32, i32) {
    if event.client_x() != 0 || event.client_y() != 0 {
        return (event.client_x(), event.client_y());
    }
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.map_or((40, 40), |element| {
        let bounds = element.get_bounding_client_rect();
        (browser::whole_pixels(bounds.left()), browser::whole_pixels(bounds.bottom()))
    })
}
