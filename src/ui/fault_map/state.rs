//! What the page remembers of its fault maps.

use std::rc::Rc;

use crate::explore::FaultMap;
use crate::scenario::Scenario;

/// Maps that are remembered; the oldest goes first. Each takes some tens of kilobytes.
const MAPS_MAX: usize = 30;

/// The fault maps: what is wanted and what is known.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Maps {
    /// Whether the page shows them.
    pub is_on: bool,
    /// The guarantee at which the person looks: its band is shown.
    looked_at: Option<&'static str>,
    /// The guarantee whose band is shown when she looks at none.
    chosen: Option<&'static str>,
    known: Vec<(Scenario, Rc<FaultMap>)>,
}

/// What a person or the maker of a map wants.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Shows maps, or does not.
    Toggle,
    /// A map, as far as it is known.
    Answer(Box<Scenario>, Rc<FaultMap>),
    /// Shows the band of a guarantee as long as the person looks at it.
    Look(Option<&'static str>),
    /// Shows the band of a guarantee from now on; asked again, the usual one.
    Choose(&'static str),
    /// Lets the fault with this index in the map strike, and plays on from there.
    Play(usize),
}

impl Maps {
    /// What is known of a scenario.
    pub fn of(&self, scenario: &Scenario) -> Option<&Rc<FaultMap>> {
        self.known.iter().find(|(known, _)| known == scenario).map(|(_, map)| map)
    }

    /// The guarantee that a person looks at or has chosen.
    pub fn guarantee(&self) -> Option<&'static str> {
        self.looked_at.or(self.chosen)
    }

    /// Whether a guarantee's band is shown until another one is chosen.
    pub fn has_chosen(&self, guarantee: &str) -> bool {
        self.chosen == Some(guarantee)
    }

    /// Shows the band of a guarantee as long as the person looks at it.
    pub fn look(&mut self, guarantee: Option<&'static str>) {
        self.looked_at = guarantee;
    }

    /// Shows the band of a guarantee from now on; asked again, the usual one.
    pub fn choose(&mut self, guarantee: &'static str) {
        self.chosen = Some(guarantee).filter(|_| !self.has_chosen(guarantee));
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
