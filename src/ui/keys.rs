//! Keys of the lab. They act only when the focus is inside it, never while something is typed,
//! never with a modifier, and never during the composition of Chinese text.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::shop::TraceKind;

use super::action::Action;
use super::browser;
use super::menu::{Menu, Target};
use super::page::Sheet;
use super::state::AppState;

/// One key, for the handler and for the help sheet.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// What the browser calls it.
    pub key: &'static str,
    /// What the help sheet shows.
    pub shown: &'static str,
    /// What it does.
    pub deed: Deed,
}

/// What a key does; `text` words it in the help sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    /// Plays or pauses.
    TogglePlay,
    /// One step forward.
    Forward,
    /// One step back.
    Back,
    /// To the beginning.
    First,
    /// To the end.
    Last,
    /// Opens the fault menu of the message at the playhead.
    Act,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Opens the help sheet.
    Help,
    /// Closes what is open.
    Close,
}

/// Every key, in the order of the help sheet.
pub const KEYS: [Key; 10] = [
    Key { key: " ", shown: "Space", deed: Deed::TogglePlay },
    Key { key: "ArrowRight", shown: "→", deed: Deed::Forward },
    Key { key: "ArrowLeft", shown: "←", deed: Deed::Back },
    Key { key: "Home", shown: "Home", deed: Deed::First },
    Key { key: "End", shown: "End", deed: Deed::Last },
    Key { key: "Enter", shown: "Enter", deed: Deed::Act },
    Key { key: "u", shown: "U", deed: Deed::Undo },
    Key { key: "r", shown: "R", deed: Deed::Redo },
    Key { key: "?", shown: "?", deed: Deed::Help },
    Key { key: "Escape", shown: "Esc", deed: Deed::Close },
];

/// The handler of the lab's root element.
pub fn on_key(state: &UseReducerHandle<AppState>) -> Callback<KeyboardEvent> {
    let state = state.clone();
    Callback::from(move |event: KeyboardEvent| {
        let is_composing = event.is_composing() || event.key_code() == 229;
        if event.ctrl_key() || event.meta_key() || event.alt_key() || is_composing {
            return;
        }
        let Some(key) = KEYS.iter().find(|known| known.key == event.key()) else { return };
        // Other pages have nothing that plays.
        let is_for_all = matches!(key.deed, Deed::Help | Deed::Close);
        let is_elsewhere = !state.page.plays() && !is_for_all;
        if is_elsewhere || is_taken_by_element(&event, key.deed) {
            return;
        }
        event.prevent_default();
        state.dispatch(action_of(key.deed, &state));
    })
}

fn action_of(deed: Deed, state: &AppState) -> Action {
    match deed {
        Deed::TogglePlay => Action::TogglePlay,
        Deed::Forward => Action::Step(1),
        Deed::Back => Action::Step(-1),
        Deed::First => Action::Seek(0),
        Deed::Last => Action::Seek(u32::MAX),
        Deed::Act => Action::OpenMenu(menu_at_playhead(state)),
        Deed::Undo => Action::Undo,
        Deed::Redo => Action::Redo,
        Deed::Help => Action::ShowSheet(Sheet::Help),
        Deed::Close if state.menu.is_some() => Action::CloseMenu,
        Deed::Close => Action::ShowSheet(Sheet::Closed),
    }
}

/// The menu of the message that was sent or that arrived last, or of the moment.
fn menu_at_playhead(state: &AppState) -> Menu {
    let events = state.timeline.run.trace.step_events(state.playhead).iter().rev();
    let message = events.filter_map(|event| match event.kind {
        TraceKind::Sent { id, .. } | TraceKind::Delivered { id } => Some(id),
        _ => None,
    });
    let target = message.into_iter().next().map_or(Target::Here, Target::Message);
    let (width, height) = browser::window_size();
    Menu { target, x: width / 2, y: height / 3 }
}

/// Whether the focused element has its own use for the key: text fields for all but Escape, a
/// button for Space, a list or slider for arrows.
fn is_taken_by_element(event: &KeyboardEvent, deed: Deed) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(target) = target else { return false };
    let is_within = |selector: &str| target.closest(selector).ok().flatten().is_some();
    match deed {
        Deed::Close => false,
        _ if is_within("textarea, select, input:not([type=range]), [role=menu], summary") => true,
        Deed::TogglePlay => is_within("button, a, [role=button], [role=menuitem]"),
        Deed::Act => !target.id().eq("diagram"),
        Deed::Forward | Deed::Back | Deed::First | Deed::Last => is_within("input[type=range]"),
        _ => false,
    }
}
