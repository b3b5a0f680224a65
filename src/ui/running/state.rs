//! What the page remembers of runs that are not over yet.

use crate::scenario::Scenario;
use crate::timeline::{Race, Timeline, TimelineBuilder};
use crate::ui::page::Playback;
use crate::ui::position::Position;
use crate::ui::shared::Shared;

use super::work::{RaceWork, Work};

/// A scenario that is wanted and whose run is not over yet. What is shown meanwhile is the last run
/// that is.
#[derive(Clone, PartialEq, Debug)]
pub struct Pending {
    /// The scenario. It is the one that a person edits.
    pub scenario: Shared<Scenario>,
    /// Where to look when it is over.
    pub position: Position,
    /// Whether it plays then.
    pub playback: Playback,
    /// How many events have happened.
    pub events: u32,
}

/// What the maker of runs says.
#[derive(Clone, Debug)]
pub struct Report {
    /// Of what.
    pub wanted: Wanted,
    /// How far it is.
    pub made: Made,
}

/// How far what is wanted is.
#[derive(Clone, Debug)]
pub enum Made {
    /// So many events have happened.
    Part(u32),
    /// The run of a scenario is over.
    Run(Shared<Timeline>),
    /// A comparison is ready.
    Race(Vec<Shared<Timeline>>, Shared<Race>),
}

/// What is to be made. It is equal only to itself: a newer edit replaces it.
#[derive(Clone, PartialEq, Debug)]
pub enum Wanted {
    /// The run of a scenario.
    Run(Shared<Scenario>),
    /// A comparison.
    Race(Shared<Timeline>, Shared<Vec<Scenario>>),
}

impl Wanted {
    /// The work to be done.
    pub fn begin(&self) -> Work {
        match self {
            Self::Run(scenario) => Work::Run(Box::new(TimelineBuilder::new(scenario))),
            Self::Race(first, rest) => {
                Work::Race(Box::new(RaceWork::new(first.clone(), rest.to_vec())))
            }
        }
    }

    /// What comes of work that is done.
    pub fn end(self, work: Work) -> Report {
        let made = match work {
            Work::Run(builder) => Made::Run(Shared::new(builder.finish())),
            Work::Race(race) => {
                let (columns, race) = race.finish();
                Made::Race(columns, Shared::new(race))
            }
        };
        Report { wanted: self, made }
    }
}
