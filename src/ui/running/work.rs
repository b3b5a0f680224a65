//! What a slice does: the run of a scenario, or of all columns of a comparison with their race.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::scenario::Scenario;
use crate::timeline::{Race, RaceBuilder, Timeline, TimelineBuilder};
use crate::ui::shared::Shared;

/// Work that can be left at any event.
#[derive(Debug)]
pub enum Work {
    /// The run of one scenario.
    Run(Box<TimelineBuilder>),
    /// A comparison.
    Race(Box<RaceWork>),
}

/// A comparison that is being made.
#[derive(Debug)]
pub struct RaceWork {
    columns: Vec<Shared<Timeline>>,
    /// What the columns after these run.
    rest: VecDeque<Scenario>,
    running: Option<TimelineBuilder>,
    race: Option<RaceBuilder>,
    /// Events of the runs that are over.
    events: u32,
}

impl Work {
    /// Goes on for so many events of the queue. Says whether that was the end.
    pub fn run_for(&mut self, events: u32) -> bool {
        match self {
            Self::Run(builder) => builder.run_for(events),
            Self::Race(race) => race.run_for(events),
        }
    }

    /// How many events have happened, in all runs together.
    pub fn events(&self) -> u32 {
        match self {
            Self::Run(builder) => builder.events(),
            Self::Race(race) => race.events(),
        }
    }
}

impl RaceWork {
    /// The lab's run, and what the other columns run.
    pub fn new(first: Shared<Timeline>, rest: Vec<Scenario>) -> Self {
        Self { columns: vec![first], rest: rest.into(), running: None, race: None, events: 0 }
    }

    /// Goes on for so many events. Says whether that was the end.
    pub fn run_for(&mut self, events: u32) -> bool {
        let mut left = events;
        while left > 0 {
            if let Some(race) = &mut self.race {
                return race.run_for(left);
            }
            let next = || self.rest.pop_front().map(|scenario| TimelineBuilder::new(&scenario));
            let Some(mut running) = self.running.take().or_else(next) else {
                let runs: Vec<_> =
                    self.columns.iter().map(|column| Rc::clone(&column.run)).collect();
                self.race = Some(RaceBuilder::new(&runs));
                continue;
            };
            let before = running.events();
            if running.run_for(left) {
                self.events += running.events();
                left = left.saturating_sub((running.events() - before).max(1));
                self.columns.push(Shared::new(running.finish()));
            } else {
                self.running = Some(running);
                left = 0;
            }
        }
        false
    }

    fn events(&self) -> u32 {
        self.events + self.running.as_ref().map_or(0, TimelineBuilder::events)
    }

    /// The columns and the race; all of it must be done.
    pub fn finish(self) -> (Vec<Shared<Timeline>>, Race) {
        let race = self.race.expect("the race is built when every run is over");
        (self.columns, race.finish())
    }
}
