//! Elements that only show something. The macro writes the code of an element out at each place;
//! where there are many, one function for all keeps the page small.

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag};

/// An element with these attributes, names and values, and children.
pub fn element(
    tag: &'static str,
    keys: &'static [&'static str],
    values: &[&str],
    children: Vec<Html>,
) -> Html {
    let mut element = VTag::new(tag);
    let value = |value: &&str| Some(AttributeOrProperty::Attribute((*value).to_owned().into()));
    let values = values.iter().take(keys.len()).map(value).collect();
    element.set_attributes(Attributes::Dynamic { keys, values });
    element.add_children(children);
    element.into()
}

/// A text, as a child.
pub fn words(text: &str) -> Html {
    Html::from(text)
}
