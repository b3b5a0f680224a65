//! Keys of the lab. They act only when the focus is inside it, never while something is typed,
//! never with a modifier, and never during the composition of Chinese text.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::shop::TraceKind;

use super::action::Action;
use super::address::Layout;
use super::browser;
use super::menu::{Menu, Target};
use super::page::{Picker, Sheet};
use super::state::AppState;

/// One key, for the handler and for the help sheet.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// What the browser calls it.
    pub key: &'static str,
    /// What the help sheet shows.
    pub shown: &'static str,
    /// What it does.
    pub command: KeyCommand,
}

/// What a key does; `text` words it in the help sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyCommand {
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
    /// Opens the list of scenarios, and from there that of strategies.
    Choose,
    /// Opens the help sheet.
    Help,
    /// Closes what is open.
    Close,
}

/// Every key, in the order of the help sheet.
pub const KEYS: [Key; 11] = [
    Key { key: " ", shown: "Space", command: KeyCommand::TogglePlay },
    Key { key: "ArrowRight", shown: "→", command: KeyCommand::Forward },
    Key { key: "ArrowLeft", shown: "←", command: KeyCommand::Back },
    Key { key: "Home", shown: "Home", command: KeyCommand::First },
    Key { key: "End", shown: "End", command: KeyCommand::Last },
    Key { key: "Enter", shown: "Enter", command: KeyCommand::Act },
    Key { key: "u", shown: "U", command: KeyCommand::Undo },
    Key { key: "r", shown: "R", command: KeyCommand::Redo },
    Key { key: "/", shown: "/", command: KeyCommand::Choose },
    Key { key: "?", shown: "?", command: KeyCommand::Help },
    Key { key: "Escape", shown: "Esc", command: KeyCommand::Close },
];

/// The handler of the lab's root element.
pub fn on_key(state: &UseReducerHandle<AppState>) -> Callback<KeyboardEvent> {
    let state = state.clone();
    Callback::from(move |event: KeyboardEvent| {
        if is_for_others(&event) {
            return;
        }
        let Some(key) = KEYS.iter().find(|known| known.key == event.key()) else { return };
        // Other pages have nothing that plays.
        let is_for_all = matches!(key.command, KeyCommand::Help | KeyCommand::Close);
        let is_elsewhere = match key.command {
            // A frame has no boxes.
            KeyCommand::Choose => {
                state.presentation.layout == Layout::Embed || !Picker::Scenario.is_on(state.page)
            }
            _ => !state.page.plays() && !is_for_all,
        };
        if is_elsewhere || is_taken_by_element(&event, key.command) {
            return;
        }
        event.prevent_default();
        state.dispatch(action_of(key.command, &state));
    })
}

/// Whether a key belongs to the browser, or to a keyboard that composes Chinese.
pub fn is_for_others(event: &KeyboardEvent) -> bool {
    let is_composing = event.is_composing() || event.key_code() == 229;
    event.ctrl_key() || event.meta_key() || event.alt_key() || is_composing
}

fn action_of(command: KeyCommand, state: &AppState) -> Action {
    match command {
        KeyCommand::TogglePlay => Action::TogglePlay,
        KeyCommand::Forward => Action::Step(1),
        KeyCommand::Back => Action::Step(-1),
        KeyCommand::First => Action::Seek(0),
        KeyCommand::Last => Action::Seek(u32::MAX),
        KeyCommand::Act => Action::OpenMenu(menu_at_playhead(state)),
        KeyCommand::Undo => Action::Undo,
        KeyCommand::Redo => Action::Redo,
        KeyCommand::Choose => Action::ShowSheet(Sheet::Choose(Picker::Scenario)),
        KeyCommand::Help => Action::ShowSheet(Sheet::Help),
        KeyCommand::Close if state.menu.is_some() => Action::CloseMenu,
        KeyCommand::Close => Action::ShowSheet(Sheet::Closed),
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
/// button for Space, a list or slider for arrows. Only text fields and menus have one for `/`.
fn is_taken_by_element(event: &KeyboardEvent, command: KeyCommand) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(target) = target else { return false };
    let is_within = |selector: &str| target.closest(selector).ok().flatten().is_some();
    match command {
        KeyCommand::Close => false,
        KeyCommand::Choose => {
            is_within("textarea, input:not([type=range], [type=checkbox]), [role=menu]")
        }
        _ if is_within("textarea, select, input:not([type=range]), [role=menu], summary") => true,
        KeyCommand::TogglePlay => is_within("button, a, [role=button], [role=menuitem]"),
        KeyCommand::Act => !target.id().eq("diagram"),
        KeyCommand::Forward | KeyCommand::Back | KeyCommand::First | KeyCommand::Last => {
            is_within("input[type=range]")
        }
        _ => false,
    }
}
