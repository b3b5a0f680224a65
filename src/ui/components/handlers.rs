//! Handlers of events, and what an event says.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::ui::action::Action;
use crate::ui::lab::Lab;
use crate::ui::menu::{Menu, Target};

use super::popover::place_for;

/// What a button does.
pub fn does(lab: &Lab, action: Action) -> Callback<MouseEvent> {
    let dispatcher = lab.dispatcher();
    Callback::from(move |_| dispatcher.dispatch(action.clone()))
}

/// What is done by what an event says, if it says anything.
pub fn does_with<E: AsRef<Event> + 'static>(
    lab: &Lab,
    action: impl Fn(&Event) -> Option<Action> + 'static,
) -> Callback<E> {
    let dispatcher = lab.dispatcher();
    Callback::from(move |event: E| {
        if let Some(action) = action(event.as_ref()) {
            dispatcher.dispatch(action);
        }
    })
}

/// Opens the faults of something.
pub fn opens_menu(lab: &Lab, target: Target) -> Callback<MouseEvent> {
    let dispatcher = lab.dispatcher();
    opens(target, move |menu| dispatcher.dispatch(Action::OpenMenu(menu)))
}

/// Opens the faults of something, where `open` says.
pub fn opens(target: Target, open: impl Fn(Menu) + 'static) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        // A right click would open the browser's menu as well.
        event.prevent_default();
        let (x, y) = place_for(&event);
        open(Menu { target, x, y });
    })
}

/// The value of the list or field at which an event happened.
pub fn value_of(event: &Event) -> Option<String> {
    js_sys::Reflect::get(event.target()?.as_ref(), &"value".into()).ok()?.as_string()
}

/// What the element says by an attribute at which an event happened, or the nearest around it. Of
/// small elements there are many, so a container listens for all of them.
pub fn told_by(event: &Event, attribute: &str) -> Option<String> {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())?;
    let owner = target.closest(&format!("[{attribute}]")).ok().flatten()?;
    owner.get_attribute(attribute)
}
