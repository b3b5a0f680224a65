//! The page's state and the actions that change it (in [`super::reduce`]). Pure: no browser here,
//! so all of it is tested natively.
//!
//! The state is a scenario, its run, and where a person looks. Injecting a fault, editing the
//! program or changing a setting makes a new scenario; the old ones stay in the history.

use std::ops::Deref;
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
use super::rivals::{Regroup, Rivals};
use super::running::state::{Pending, Report};
use super::search::state::{Ask, Searches};

pub use super::page::Page;

/// Playing speeds in quarters of normal: 0.25, 0.5, 1, 2, 4.
pub const SPEEDS: [u32; 5] = [1, 2, 4, 8, 16];

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
    /// Index into [`SPEEDS`].
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

/// A shared value that is equal only to itself: comparing runs event by event at every step would
/// cost more than drawing them.
#[derive(Debug)]
pub struct Shared<T>(Rc<T>);

/// Whether the playhead moves by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Playback {
    /// It moves.
    Playing,
    /// It stands.
    Paused,
}

/// The sheet over the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sheet {
    /// None.
    Closed,
    /// Keys, and what the model leaves out.
    Help,
}

/// The page's colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    /// Dark ink on paper.
    Light,
    /// Light ink on a dark ground.
    Dark,
    /// Light, with thicker lines and larger text.
    Projector,
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

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }

    /// The value's identity as a number, for dependencies of hooks.
    pub fn identity(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Projector];

    /// The word in addresses and in `data-theme`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Projector => "projector",
        }
    }

    /// The theme of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word().eq_ignore_ascii_case(word))
    }

    /// The theme after this one, for a button that goes round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Projector,
            Self::Projector => Self::Light,
        }
    }
}
