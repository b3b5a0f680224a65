//! The page's state: its parts, each in a file that knows itself and not the page, and where a
//! person looks. Pure: no browser here, so all of it is tested natively. An
//! [`Action`](super::action::Action) changes it, in [`super::reduce`].
//!
//! It is a scenario and its run. Injecting a fault, editing the program or changing a setting makes
//! a new scenario; the old ones stay in the history.

use std::rc::Rc;

use crate::text::Lang;
use crate::timeline::Timeline;

use super::address::Presentation;
use super::draft::Draft;
use super::fault_map::state::Maps;
use super::history::{History, Moment};
use super::menu::Menu;
use super::notice::Notice;
use super::page::{Page, Playback, Sheet, Theme};
use super::rivals::Rivals;
use super::running::state::Pending;
use super::search::state::Searches;
use super::shared::Shared;

/// Everything that the page shows.
#[derive(Clone, PartialEq, Debug)]
pub struct AppState {
    /// The run that is shown: that of the scenario, or while [`Self::pending`] the last one before.
    pub timeline: Shared<Timeline>,
    /// The scenario whose run is not over yet.
    pub pending: Option<Pending>,
    /// The named scenario that it was made from; [`AppState::shown_preset`] says whether it still
    /// is that one.
    pub preset: Option<&'static str>,
    /// What the address opened, to come back to.
    pub opened: Rc<Moment>,
    /// The last step that is shown.
    pub playhead: u32,
    /// Whether it moves by itself.
    pub playback: Playback,
    /// Index into [`super::page::SPEEDS`].
    pub speed: usize,
    /// Scenarios before and after this one.
    pub history: History,
    /// The language of the page.
    pub lang: Lang,
    /// Its colours.
    pub theme: Theme,
    /// The open menu.
    pub menu: Option<Menu>,
    /// Whether the help sheet is open.
    pub sheet: Sheet,
    /// What the person should be told.
    pub notices: Vec<Notice>,
    /// The program as it is being edited, with what is wrong with it.
    pub draft: Option<Rc<Draft>>,
    /// What the address asked for and does not change.
    pub presentation: Presentation,
    /// Which page is shown.
    pub page: Page,
    /// What is searched, and what is known.
    pub search: Searches,
    /// What the lab's scenario is compared with.
    pub rivals: Rivals,
    /// What one more fault comes to, as far as it is known.
    pub maps: Maps,
}
