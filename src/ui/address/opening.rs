//! What an address comes to.

use crate::scenario::Scenario;
use crate::text::Lang;
use crate::ui::notice::Notice;
use crate::ui::page::{Page, Theme};
use crate::ui::position::Position;
use crate::ui::search::wishes::Wishes;

/// The preset that a page without wishes opens: the crash of the course's third section.
pub const HOME: &str = "a3-1";

/// In a list of strategies: that of the scenario, which may be a program without a name.
pub const OWN: &str = "own";

/// Version of the address contract.
pub const CONTRACT_VERSION: u32 = 1;

/// What a page is opened with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opening {
    /// What to show.
    pub scenario: Scenario,
    /// The named scenario that it was made from.
    pub preset: Option<&'static str>,
    /// Where to look first.
    pub position: Position,
    /// The guarantee that it is about, if that is not the usual one.
    pub point: Option<&'static str>,
    /// How to show it.
    pub presentation: Presentation,
    /// Which page.
    pub page: Page,
    /// What searches begin with.
    pub wishes: Wishes,
    /// The strategies beside that of the scenario, on the page that compares.
    pub rivals: Vec<&'static str>,
    /// What was not understood.
    pub notices: Vec<Notice>,
}

/// How the page is shown. Fixed by the address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Presentation {
    /// Full page or compact frame.
    pub layout: Layout,
    /// The language that the address names.
    pub lang: Option<Lang>,
    /// The theme that the address names.
    pub theme: Option<Theme>,
    /// Whether it plays without being asked.
    pub plays_at_once: bool,
    /// Index into [`crate::ui::page::SPEEDS`].
    pub speed: usize,
    /// Whether the address asks for fault maps.
    pub shows_map: Option<bool>,
    /// Whether it asks for the program in a frame, however narrow that is.
    pub shows_program: Option<bool>,
}

/// Full page or compact frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// Everything.
    Page,
    /// `embed=1`: no header, compact, no storage, no history.
    Embed,
}
