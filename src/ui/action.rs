//! The actions: all that a person, the clock or the address can want of the page.

use crate::scenario::fault::Fault;
use crate::text::Lang;

use super::address::Opening;
use super::draft::Change;
use super::fault_map::state::Ask as MapAsk;
use super::menu::Menu;
use super::notice::Notice;
use super::page::{Brought, Page, Sheet, Theme};
use super::rivals::Regroup;
use super::running::state::Report;
use super::search::state::Ask;

/// What a person, the clock or the address wants.
#[derive(Clone, Debug)]
pub enum Action {
    /// Shows a named scenario from its beginning.
    LoadPreset(&'static str),
    /// Shows a strategy, keeping settings and faults.
    ChooseStrategy(&'static str),
    /// Shows what an address holds, after a person edited it.
    Open(Box<Opening>),
    /// Shows what is in a file that a person brings.
    OpenFile(Brought),
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
    /// Changes the text in the editor.
    Write(Change),
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
