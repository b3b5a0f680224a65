//! Elements without the machinery of `html!`, which makes a few hundred bytes of each: for small ones
//! that have many attributes. Whoever listens to them listens at a container.

use wasm_bindgen::JsCast;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag};

/// An element. An attribute without a value is not there.
pub fn element(
    name: &'static str,
    keys: &'static [&'static str],
    values: &[Option<&str>],
    children: Vec<Html>,
) -> Html {
    let mut tag = VTag::new(name);
    let said = |value: &&str| AttributeOrProperty::Attribute((*value).to_owned().into());
    let values = values.iter().map(|value| value.as_ref().map(said)).collect();
    tag.set_attributes(Attributes::Dynamic { keys, values });
    tag.add_children(children);
    tag.into()
}

/// An element with a class and a text.
pub fn labelled(name: &'static str, class: &'static str, text: &str) -> Html {
    element(name, &["class"], &[Some(class)], vec![written(text)])
}

/// A text.
pub fn written(text: &str) -> Html {
    Html::VText(text.to_owned().into())
}

/// What the element says by an attribute at which an event happened, or the nearest around it.
pub fn told_by(event: &Event, attribute: &str) -> Option<String> {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())?;
    let owner = target.closest(&format!("[{attribute}]")).ok().flatten()?;
    owner.get_attribute(attribute)
}
