//! What the program's editor does to a text: pure, so that all of it is tested natively.
//!
//! - [`place`] where something is, in the units of the browser, of the language and of Rust;
//! - [`versions`] undo and redo; [`typing`] keys that do more than insert a character;
//! - [`insertion`] which phrases may stand at a place, and putting one there;
//! - [`typeset`] the parts of a line, with what is wrong in it.

pub mod insertion;
pub mod place;
pub mod typeset;
pub mod typing;
pub mod versions;

use place::Selection;

/// A text and what is selected in it, as after a keystroke.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The whole text.
    pub text: String,
    /// What is selected, or where the caret stands.
    pub selection: Selection,
}
