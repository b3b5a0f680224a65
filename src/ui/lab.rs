//! The handle of the page's state, as the components have it.

use yew::prelude::*;

use super::state::AppState;

/// The state as components see it. It is a context, so that nobody passes it on.
pub type Lab = UseReducerHandle<AppState>;

/// The state, for a component.
#[hook]
pub fn use_lab() -> Lab {
    use_context::<Lab>().expect("every component stands inside the App")
}
