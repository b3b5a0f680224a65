//! The handle of the page's state, as the components have it.

use std::ops::Deref;

use yew::prelude::*;

use super::state::AppState;

/// The state as components see it. It is a context, so that nobody passes it on.
#[derive(Clone, Debug)]
pub struct Lab {
    handle: UseReducerHandle<AppState>,
    /// Where the state was when the page was drawn: the handle keeps it, and shows the latest one.
    drawn: *const AppState,
}

impl Lab {
    /// The state as it is now.
    pub fn new(handle: UseReducerHandle<AppState>) -> Self {
        let drawn = &raw const *handle;
        Self { handle, drawn }
    }
}

/// Two are equal if no action lies between them. What the states hold is not compared: that would
/// be much code for the few actions that change nothing.
impl PartialEq for Lab {
    fn eq(&self, other: &Self) -> bool {
        self.drawn == other.drawn
    }
}

impl Deref for Lab {
    type Target = UseReducerHandle<AppState>;

    fn deref(&self) -> &Self::Target {
        &self.handle
    }
}

/// The state, for a component.
#[hook]
pub fn use_lab() -> Lab {
    use_context::<Lab>().expect("every component stands inside the App")
}
