//! The text area, by its id, and the caret in it: what the parts of the editor share.

use yew::prelude::*;

use crate::ui::browser;
use crate::ui::editor::Edit;
use crate::ui::editor::place::line_at;

/// The id of the text area.
pub const AREA: &str = "editor";

/// The properties of the parts of the editor.
#[derive(Properties, PartialEq, Debug)]
pub struct CaretProps {
    /// The line of the caret, counted from 1.
    pub caret: UseStateHandle<u16>,
}

/// Puts a text and its selection into the text area.
pub fn put(edit: &Edit, caret: &UseStateHandle<u16>) {
    if let Some(area) = browser::text_area(AREA) {
        // Setting a text moves the caret, and forgets the browser's own undo.
        if area.value() != edit.text {
            area.set_value(&edit.text);
        }
        browser::select(&area, edit.selection);
    }
    caret.set(line_at(&edit.text, edit.selection.bytes(&edit.text).start));
}
