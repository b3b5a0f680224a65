//! What the page remembers of its fault maps.

use std::rc::Rc;

use crate::explore::FaultMap;
use crate::scenario::Scenario;

/// Maps that are remembered; the oldest goes first. Each takes some tens of kilobytes.
const MAPS_MAX: usize = 30;

/// The fault maps: what is wanted and what is known.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Maps {
    /// Whether the page makes and shows them.
    pub is_on: bool,
    /// Whether each kind of fault has a column beside the program, in place of one mark a line.
    pub has_columns: bool,
    /// Whether the marks are those of one more fault in the run that is shown, and not of one
    /// fault in a run without any.
    pub is_of_run: bool,
    /// The guarantee at which the person looks: its band is shown.
    looked_at: Option<&'static str>,
    /// The guarantee that she has chosen to be the point.
    chosen: Option<&'static str>,
    known: Vec<(Scenario, Rc<FaultMap>)>,
}

/// What a person or the maker of a map wants.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Shows a column for each kind of fault, or one mark a line.
    Columns,
    /// Shows the marks of one more fault in the run that is shown, or of one in a run without any.
    OfRun,
    /// A map, as far as it is known.
    Answer(Box<Scenario>, Rc<FaultMap>),
    /// Shows the band of a guarantee as long as the person looks at it.
    Look(Option<&'static str>),
    /// Makes a guarantee the point; asked again, the usual one is.
    Choose(&'static str),
    /// Lets the fault with this index in the map strike, and plays on from there.
    Play(usize),
}

impl Maps {
    /// What is known of a scenario.
    pub fn of(&self, scenario: &Scenario) -> Option<&Rc<FaultMap>> {
        self.known.iter().find(|(known, _)| known == scenario).map(|(_, map)| map)
    }

    /// The guarantee at which a person looks.
    pub fn looked_at(&self) -> Option<&'static str> {
        self.looked_at
    }

    /// The guarantee that a person has chosen to be the point.
    pub fn chosen(&self) -> Option<&'static str> {
        self.chosen
    }

    /// Whether a guarantee is the point until another one is chosen.
    pub fn has_chosen(&self, guarantee: &str) -> bool {
        self.chosen == Some(guarantee)
    }

    /// Shows the band of a guarantee as long as the person looks at it.
    pub fn look(&mut self, guarantee: Option<&'static str>) {
        self.looked_at = guarantee;
    }

    /// Makes a guarantee the point; asked again, the usual one is.
    pub fn choose(&mut self, guarantee: &'static str) {
        self.chosen = Some(guarantee).filter(|_| !self.has_chosen(guarantee));
    }

    /// The point is what the address says, or the usual one.
    pub fn point_at(&mut self, guarantee: Option<&'static str>) {
        self.chosen = guarantee;
    }

    /// Remembers a map in place of the one before.
    pub fn remember(&mut self, scenario: Scenario, map: Rc<FaultMap>) {
        self.known.retain(|(known, _)| *known != scenario);
        if self.known.len() >= MAPS_MAX {
            self.known.remove(0);
        }
        self.known.push((scenario, map));
    }
}
