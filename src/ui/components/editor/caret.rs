//! The text area, by its id, and the caret in it: what the parts of the editor share.

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::ui::browser;
use crate::ui::editor::Edit;
use crate::ui::editor::place::{Selection, line_at};

/// The id of the text area.
pub const AREA: &str = "editor";

/// The properties of the parts of the editor.
#[derive(Properties, PartialEq, Debug)]
pub struct CaretProps {
    /// The line of the caret, counted from 1.
    pub caret: UseStateHandle<u16>,
}

/// What stands in the text area, if that is in the page.
pub fn written() -> Option<Edit> {
    area().map(|area| edit_of(&area))
}

/// The text in a text area, and what is selected; the caret outlives the focus.
pub fn edit_of(area: &HtmlTextAreaElement) -> Edit {
    // A text area always has both; other kinds of inputs do not.
    let from = area.selection_start().ok().flatten().unwrap_or(0);
    let to = area.selection_end().ok().flatten().unwrap_or(from);
    Edit { text: area.value(), selection: Selection { from, to: to.max(from) } }
}

/// Puts a text and its selection into the text area.
pub fn put(edit: &Edit, caret: &UseStateHandle<u16>) {
    if let Some(area) = area() {
        // Setting a text moves the caret, and forgets the browser's own undo.
        if area.value() != edit.text {
            area.set_value(&edit.text);
        }
        // Text areas can be selected in; what is past the end is the end.
        let Selection { from, to } = edit.selection;
        let _ = area.set_selection_range(from, to);
    }
    caret.set(line_at(&edit.text, edit.selection.bytes(&edit.text).start));
}

fn area() -> Option<HtmlTextAreaElement> {
    browser::element(AREA)?.dyn_into().ok()
}
