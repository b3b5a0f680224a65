//! The page's state and the actions that change it (in [`super::reduce`]). Pure: no browser here,
//! so all of it is tested natively.
//!
//! The state is a scenario, its run, and where a person looks. Injecting a fault, editing the
//! program or changing a setting makes a new scenario; the old ones stay in the history.

use std::rc::Rc;

use crate::scenario::fault::Fault;
use crate::text::Lang;
use crate::timeline::Timeline;

use super::address::{Opening, Presentation};
use super::draft::Draft;
use super::editor::Edit;
use super::fault_map::state::{Ask as MapAsk, Maps};
use super::history::{History, Moment};
use super::menu::Menu;
use super::notice::Notice;
use super::page::{Page, Playback, Sheet, Theme};
use super::rivals::{Regroup, Rivals};
use super::running::state::{Pending, Report};
use super::search::state::{Ask, Searches};
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

/// What a person, the clock or the address wants.
#[derive(Clone, Debug)]
pub enum Action {
    /// Shows a named scenario from its beginning.
    LoadPreset(&'static str),
    /// Shows a strategy, keeping settings and faults.
    ChooseStrategy(&'static str),
    /// Shows what an address holds, after a person edited it.
    Open(Box<Opening>),
    /// `set KEY VALUE`.
    Set(&'static str, String),
    /// Adds a fault.
    Inject(Fault),
    /// Removes the fault of this index.
    RemoveFault(usize),
    /// Replaces all faults by those that a random seed draws.
    Surprise(u64),
    /// Goes back to the scenario before.
    Undo,
    /// Goes forward again.
    Redo,
    /// Goes back to what the address opened, as one more change.
    Reset,
    /// Plays, from the beginning if the end is reached; or pauses.
    TogglePlay,
    /// One step on, by the clock.
    Tick,
    /// To a step, by hand; pauses.
    Seek(u32),
    /// This many steps forward or back, by hand; pauses.
    Step(i32),
    /// Plays faster or slower.
    SetSpeed(usize),
    /// Changes the language.
    SetLang(Lang),
    /// Changes the colours.
    SetTheme(Theme),
    /// Opens a menu; pauses.
    OpenMenu(Menu),
    /// Closes the menu.
    CloseMenu,
    /// Opens or closes the help sheet.
    ShowSheet(Sheet),
    /// Opens the editor: on the edit that was left unfinished, or on the program that runs.
    Edit,
    /// Takes what was typed into the editor.
    Type(Edit),
    /// Takes what a key or a menu made of the text in the editor, to be taken back by itself.
    Rewrite(Edit),
    /// Takes back what was typed last.
    UndoTyping,
    /// Types it again.
    RedoTyping,
    /// Puts the strategy's own program back into the editor.
    ResetProgram,
    /// Closes the editor. Its text stays for the next time, and what runs is the last version
    /// without errors.
    CloseEditor,
    /// Takes a notice away.
    Dismiss(usize),
    /// Tells the person something.
    Tell(Notice),
    /// Shows another page.
    GoTo(Page),
    /// Something about searches.
    Search(Ask),
    /// Something about the columns of the comparison.
    Regroup(Regroup),
    /// Something about fault maps.
    Map(MapAsk),
    /// Something about a run that takes longer than a moment.
    Ran(Report),
}
