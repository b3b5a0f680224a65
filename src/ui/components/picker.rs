//! A box that says what is chosen. Pressed, it opens a list with a filter.

use yew::prelude::*;

use crate::ui::action::Action;
use crate::ui::lab::Lab;
use crate::ui::page::{Picker, Sheet};

use super::handlers::does;
use super::icon::{Shape, icon};

/// The box, around what it says.
pub fn picker(lab: &Lab, picker: Picker, says: Html) -> Html {
    let is_open = lab.sheet == Sheet::Choose(picker);
    let next = if is_open { Sheet::Closed } else { Sheet::Choose(picker) };
    let onclick = does(lab, Action::ShowSheet(next));
    html! {
        <button type="button" class="picker" id={picker.word()} {onclick}
            aria-haspopup="dialog" aria-expanded={is_open.to_string()}
            aria-keyshortcuts={(picker == Picker::Scenario).then_some("/")}
            data-chosen={picker.chosen(lab)}>
            <span>{ says }</span>
            if picker == Picker::Scenario { <kbd aria-hidden="true">{ "/" }</kbd> }
            { icon(Shape::Down) }
        </button>
    }
}
