//! A part of the page that is folded to its title and a few words that tell what is inside.

use yew::prelude::*;

use crate::ui::browser;
use crate::ui::effect::use_effect_with;

/// What is folded.
#[derive(Properties, PartialEq, Debug)]
pub struct FoldProps {
    /// Its id.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What is inside.
    #[prop_or_default]
    pub note: String,
    /// The height of a window in which it is open at first, in CSS pixels; on a phone, and without
    /// one, it is not. Later only who uses it opens and closes it.
    #[prop_or_default]
    pub room: Option<i32>,
    /// All of it.
    pub children: Html,
}

/// A title that unfolds.
#[component]
pub fn Fold(props: &FoldProps) -> Html {
    let is_open = use_state_eq(|| false);
    {
        let (is_open, room) = (is_open.setter(), props.room);
        use_effect_with((), move |()| {
            let has_room = |room| !browser::is_narrow() && browser::window_size().1 >= room;
            is_open.set(room.is_some_and(has_room));
        });
    }
    html! {
        <details class="fold" id={props.id} open={*is_open}>
            <summary><h2>{ props.title }</h2><small>{ &props.note }</small></summary>
            { props.children.clone() }
        </details>
    }
}
