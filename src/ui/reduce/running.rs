//! Which run is to be made, and what becomes of one that is.

use crate::job::slice;
use crate::scenario::Scenario;
use crate::timeline::TimelineBuilder;
use crate::ui::page::Playback;
use crate::ui::position::Position;
use crate::ui::rivals::PendingRace;
use crate::ui::running::state::{Made, Pending, Report, Wanted};
use crate::ui::shared::Shared;
use crate::ui::state::AppState;

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

    /// Makes the run of a scenario what is shown: at once, if it is short or known.
    pub(super) fn run(&mut self, scenario: &Scenario, position: Position) {
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
    pub(super) fn hear_of_run(&mut self, report: Report) {
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
