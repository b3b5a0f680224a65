//! Events of small elements of which there are many: a container listens for all of them, and they
//! say in their attributes what they stand for.

use wasm_bindgen::JsCast;
use web_sys::Event;

/// What the element says by an attribute at which an event happened, or the nearest around it.
pub fn told_by(event: &Event, attribute: &str) -> Option<String> {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())?;
    let owner = target.closest(&format!("[{attribute}]")).ok().flatten()?;
    owner.get_attribute(attribute)
}
