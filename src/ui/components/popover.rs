//! What the menus have in common: where they stand, and their keys.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::ui::browser;

/// Width and height that a menu is given room for, in CSS pixels.
const ROOM: (i32, i32) = (320, 400);

/// The style that puts a menu at a place of the window, or as near as it fits.
pub fn style((x, y): (i32, i32)) -> String {
    let (width, height) = browser::window_size();
    let x = x.min(width - ROOM.0 - 8).max(8);
    let y = if y + ROOM.1 > height { (height - ROOM.1 - 8).max(8) } else { y };
    format!("left:{x}px;top:{y}px")
}

/// Where a menu goes that this event opens: at the pointer, or under the element that a key
/// activated, of which the browser gives no coordinates.
pub fn place_for(event: &MouseEvent) -> (i32, i32) {
    if event.client_x() != 0 || event.client_y() != 0 {
        return (event.client_x(), event.client_y());
    }
    place_under(event)
}

/// Where a menu goes that hangs from the element of this event.
pub fn place_under(event: &Event) -> (i32, i32) {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    // A click on the icon of a button is a click on the button.
    let owner = element.map(|element| element.closest("button").ok().flatten().unwrap_or(element));
    owner.map_or((40, 40), |element| {
        let bounds = element.get_bounding_client_rect();
        (browser::whole_pixels(bounds.left()), browser::whole_pixels(bounds.bottom()))
    })
}

/// Keys of a menu whose items have the ids `PREFIX0`, `PREFIX1` and so on: arrows go round, Home
/// and End go to the ends, Tab and Escape close.
pub fn on_key(prefix: &'static str, count: usize, close: Callback<()>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let focused = browser::focused().map(|element| element.id()).unwrap_or_default();
        let place = focused.strip_prefix(prefix).and_then(|index| index.parse().ok());
        let place: usize = place.unwrap_or(0);
        let last = count.saturating_sub(1);
        let next = match event.key().as_str() {
            "ArrowDown" => Some(if place >= last { 0 } else { place + 1 }),
            "ArrowUp" => Some(place.checked_sub(1).unwrap_or(last)),
            "Home" => Some(0),
            "End" => Some(last),
            "Tab" | "Escape" => None,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        match next {
            Some(next) => browser::focus(&format!("{prefix}{next}")),
            None => close.emit(()),
        }
    })
}
