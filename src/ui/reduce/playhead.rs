//! Where a person is: a step of the lab's run, or a position of the race.

use crate::sim::time::SimTime;
use crate::timeline::Race;
use crate::ui::page::{Page, Playback};
use crate::ui::position::Position;
use crate::ui::shared::Shared;
use crate::ui::state::AppState;

impl AppState {
    /// The race, on the page that shows it.
    pub fn race(&self) -> Option<&Shared<Race>> {
        self.rivals.race.as_ref().filter(|_| self.page == Page::Compare)
    }

    /// Where a person is: a step of the lab's run, or a position of the race.
    pub fn position(&self) -> u32 {
        if self.race().is_some() { self.rivals.position } else { self.playhead }
    }

    /// The last place to which a person can go.
    pub fn last_position(&self) -> u32 {
        self.race().map_or_else(|| self.steps(), |race| race.last())
    }

    /// The virtual time where a person is.
    pub fn time(&self) -> SimTime {
        let position = self.position();
        let of_run = || self.timeline.run.trace.step_time(position);
        self.race().map_or_else(of_run, |race| race.time(position))
    }

    /// Goes to a place. On the page that compares, the lab follows in its own run.
    pub(super) fn go(&mut self, position: u32) {
        let position = position.min(self.last_position());
        if let Some(step) = self.race().map(|race| race.step(0, position)) {
            self.rivals.position = position;
            self.playhead = step;
            return;
        }
        self.playhead = position;
        // Who moves while another run is made stays there.
        if let Some(pending) = &mut self.pending {
            pending.position = Position::Step(position);
        }
    }

    /// Where a person is in the lab, or wants to be.
    pub(super) fn place(&self) -> Position {
        let shown = Position::Step(self.playhead);
        self.pending.as_ref().map_or(shown, |pending| pending.position)
    }

    /// Where a person is, or will be when what she wants to see has been run: what a link leads to.
    pub fn wanted_place(&self) -> Position {
        if self.page != Page::Compare {
            return self.place();
        }
        let of_race = self.rivals.pending.as_ref().and_then(|pending| pending.position);
        self.rivals.wanted.or(of_race).unwrap_or(Position::Step(self.position()))
    }

    /// Whether a person looks at the end of the run, or wants to.
    pub(super) fn is_at_end(&self) -> bool {
        match self.place() {
            Position::Step(step) => self.pending.is_none() && step == self.steps(),
            Position::End => true,
            Position::FirstViolation | Position::LastFault => false,
        }
    }

    /// Looks at a place of the run that is wanted: at once, or when it is over.
    pub(super) fn look_at(&mut self, position: Position) {
        match &mut self.pending {
            Some(pending) => pending.position = position,
            None => self.playhead = position.step_in(&self.timeline),
        }
    }

    /// Lets the run that is wanted play: at once, or when it is over.
    pub(super) fn play_on(&mut self) {
        match &mut self.pending {
            Some(pending) => pending.playback = Playback::Playing,
            None => self.playback = Playback::Playing,
        }
    }

    /// Plays or stands still, and so does the run that is wanted when it is over.
    fn set_playback(&mut self, playback: Playback) {
        self.playback = playback;
        if let Some(pending) = &mut self.pending {
            pending.playback = playback;
        }
    }

    pub(in crate::ui) fn pause(&mut self) {
        self.set_playback(Playback::Paused);
    }

    pub(super) fn seek(&mut self, position: u32) {
        self.go(position);
        self.pause();
    }

    pub(super) fn tick(&mut self) {
        if self.playback == Playback::Playing {
            self.go(self.position() + 1);
            if self.position() == self.last_position() {
                self.pause();
            }
        }
    }

    pub(super) fn toggle_play(&mut self) {
        self.menu = None;
        match self.playback {
            Playback::Playing => self.pause(),
            Playback::Paused => {
                if self.position() == self.last_position() {
                    self.go(0);
                }
                self.set_playback(Playback::Playing);
            }
        }
    }
}
