//! What the page remembers of runs that are not over yet.

use crate::job::slice;
use crate::scenario::Scenario;
use crate::timeline::{Race, Timeline, TimelineBuilder};
use crate::ui::page::Playback;
use crate::ui::position::Position;
use crate::ui::shared::Shared;
use crate::ui::state::AppState;

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

impl AppState {
    /// What is to be made for the page as it is.
    pub fn wanted_run(&self) -> Option<Wanted> {
        let run = self.pending.as_ref().map(|pending| Wanted::Run(pending.scenario.clone()));
        let race = || {
            let PendingRace { first, rest, .. } = self.rivals.pending.as_ref()?;
            Some(Wanted::Race(first.clone(), rest.clone()))
        };
        run.or_else(race)
    }

    /// How many events have happened of what is not ready; nothing if everything is.
    pub fn running(&self) -> Option<u32> {
        let run = self.pending.as_ref().map(|pending| pending.events);
        run.or_else(|| self.rivals.pending.as_ref().map(|pending| pending.events))
    }

    /// Where a person is in the lab, or wants to be.
    pub(in crate::ui) fn place(&self) -> Position {
        let shown = Position::Step(self.playhead);
        self.pending.as_ref().map_or(shown, |pending| pending.position)
    }

    /// Whether a person looks at the end of the run, or wants to.
    pub(in crate::ui) fn is_at_end(&self) -> bool {
        match self.place() {
            Position::Step(step) => self.pending.is_none() && step == self.steps(),
            Position::End => true,
            Position::FirstViolation => false,
        }
    }

    /// Looks at a place of the run that is wanted: at once, or when it is over.
    pub(in crate::ui) fn look_at(&mut self, position: Position) {
        match &mut self.pending {
            Some(pending) => pending.position = position,
            None => self.playhead = position.step_in(&self.timeline),
        }
    }

    /// Lets the run that is wanted play: at once, or when it is over.
    pub(in crate::ui) fn play_on(&mut self) {
        match &mut self.pending {
            Some(pending) => pending.playback = Playback::Playing,
            None => self.playback = Playback::Playing,
        }
    }

    /// Plays or stands still, and so does the run that is wanted when it is over.
    pub(in crate::ui) fn set_playback(&mut self, playback: Playback) {
        self.playback = playback;
        if let Some(pending) = &mut self.pending {
            pending.playback = playback;
        }
    }

    pub(in crate::ui) fn pause(&mut self) {
        self.set_playback(Playback::Paused);
    }

    /// Makes the run of a scenario what is shown: at once, if it is short or known.
    pub(in crate::ui) fn run(&mut self, scenario: &Scenario, position: Position) {
        self.playback = Playback::Paused;
        self.pending = None;
        if *scenario != self.timeline.run.scenario || !self.timeline.run.is_over() {
            let mut builder = TimelineBuilder::new(scenario);
            if builder.run_for(slice::EVENTS_AT_ONCE) {
                self.timeline = Shared::new(builder.finish());
            } else {
                let scenario = Shared::new(scenario.clone());
                let (playback, events) = (Playback::Paused, builder.events());
                self.pending = Some(Pending { scenario, position, playback, events });
            }
        }
        self.look_at(position);
    }

    /// Takes in how far a run is. What is wanted no more changes nothing.
    pub(in crate::ui) fn hear_of_run(&mut self, report: Report) {
        if self.wanted_run() != Some(report.wanted) {
            return;
        }
        match report.made {
            Made::Part(events) => match (&mut self.pending, &mut self.rivals.pending) {
                (Some(pending), _) => pending.events = events,
                (None, Some(pending)) => pending.events = events,
                (None, None) => {}
            },
            Made::Run(timeline) => {
                let Some(Pending { position, playback, .. }) = self.pending.take() else { return };
                (self.timeline, self.playback) = (timeline, playback);
                self.look_at(position);
            }
            Made::Race(columns, race) => {
                let pending = self.rivals.pending.take();
                self.show_race(columns, race, pending.and_then(|pending| pending.position));
            }
        }
    }
}
