//! Strategies side by side: the lab's scenario, and the same with other programs. The first column
//! is the lab's own, so that settings, faults, undo and links mean the same on both pages.

use crate::program::catalogue::strategies;
use crate::scenario::Scenario;
use crate::timeline::{COLUMNS_MAX, COLUMNS_MIN, Race, Timeline};

use super::position::Position;
use super::shared::Shared;

/// Those that the course argues about. The first that are not there already are proposed.
const CONTENDERS: [&str; 4] =
    ["transactional-message", "outbox", "send-after-commit", "send-inside-transaction"];

/// Columns that a person finds who did not choose any.
const COLUMNS_AT_FIRST: usize = 3;

/// The other columns, and the race.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Rivals {
    /// The strategies of the columns after the first.
    pub ids: Vec<&'static str>,
    /// The runs of all columns, the lab's first. Empty as long as nobody compares.
    pub columns: Vec<Shared<Timeline>>,
    /// The columns on one bar.
    pub race: Option<Shared<Race>>,
    /// The place on that bar.
    pub position: u32,
    /// What the columns and the race will be when their runs are over.
    pub pending: Option<PendingRace>,
    /// Where to look when the race begins, as long as the lab's run is not over.
    pub wanted: Option<Position>,
    /// The lab's run and its step, where a person came from it to see how the race ends. Who moves
    /// nothing finds them again.
    pub left_at: Option<(Shared<Timeline>, u32)>,
}

/// A comparison that is wanted and not ready yet.
#[derive(Clone, PartialEq, Debug)]
pub struct PendingRace {
    /// The run of the first column.
    pub first: Shared<Timeline>,
    /// What the other columns run.
    pub rest: Shared<Vec<Scenario>>,
    /// Where to look when it is ready; the same time as before if nothing is said.
    pub position: Option<Position>,
    /// How many events have happened.
    pub events: u32,
}

/// What a person does to the columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Regroup {
    /// Shows a strategy in a column. If another column has it, they change places.
    Choose(usize, &'static str),
    /// Adds a column.
    Add,
    /// Removes a column.
    Remove(usize),
    /// Shows a column in the lab, at the step where it is. The lab's own strategy takes its place.
    OpenInLab(usize),
}

impl Rivals {
    /// Makes sure that there are as many columns as a comparison needs, all of them different from
    /// each other and from the lab's `own`.
    pub fn invite(&mut self, own: Option<&str>) {
        self.ids.retain(|id| Some(*id) != own);
        self.ids.truncate(COLUMNS_MAX - 1);
        if self.ids.len() + 1 < COLUMNS_MIN {
            while self.ids.len() + 1 < COLUMNS_AT_FIRST {
                self.add(own);
            }
        }
    }

    /// Adds the strategy that is missing most.
    pub fn add(&mut self, own: Option<&str>) {
        let is_new = |id: &&'static str| own != Some(*id) && !self.ids.contains(id);
        let all = strategies().iter().map(|strategy| strategy.id);
        self.ids.push(CONTENDERS.into_iter().chain(all).find(is_new).unwrap_or(CONTENDERS[0]));
    }

    /// Puts another strategy in the place of one, if that has a column.
    pub fn replace(&mut self, id: &str, other: &'static str) {
        for rival in self.ids.iter_mut().filter(|rival| **rival == id) {
            *rival = other;
        }
    }

    /// Whether the columns are those that are wanted beside the lab's run.
    pub fn are_lined_up(&self, first: &Shared<Timeline>) -> bool {
        let rivals = self.columns.iter().skip(1).map(|column| column.run.scenario.strategy.id);
        let wanted = self.ids.iter().map(|id| Some(*id));
        self.race.is_some() && self.columns.first() == Some(first) && rivals.eq(wanted)
    }

    /// Takes columns that have been run. The place on their bar is the time of the place before, or
    /// its edge; of those that are the first, that of a step of the lab.
    pub fn show(&mut self, columns: Vec<Shared<Timeline>>, race: Shared<Race>, step: u32) {
        self.columns = columns;
        self.position = match self.race.take() {
            None => race.position_of(0, step),
            Some(former) if former.last() == self.position => race.last(),
            Some(_) if self.position == 0 => 0,
            Some(former) => race.position_at(former.time(self.position)),
        };
        self.race = Some(race);
    }
}
