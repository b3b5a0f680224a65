//! Putting the columns of the comparison into order.

use crate::job::slice;
use crate::scenario::{Scenario, Strategy};
use crate::timeline::{COLUMNS_MAX, COLUMNS_MIN, Race, Timeline};
use crate::ui::page::Page;
use crate::ui::position::Position;
use crate::ui::running::state::PendingRace;
use crate::ui::running::work::RaceWork;
use crate::ui::shared::Shared;
use crate::ui::state::AppState;

use super::{COLUMNS_AT_FIRST, next_rival};

impl AppState {
    /// Puts the columns into order after anything changed. Where a person is stays the same time,
    /// or the end.
    pub(in crate::ui) fn line_up(&mut self, wanted: Option<Position>) {
        if self.page != Page::Compare {
            (self.rivals.pending, self.rivals.wanted) = (None, None);
            return;
        }
        self.invite();
        let wanted = wanted.or(self.rivals.wanted.take());
        if self.pending.is_some() {
            self.rivals.wanted = wanted;
        } else if self.is_lined_up() {
            self.rivals.pending = None;
            self.look_at_race(wanted);
        } else {
            self.run_race(wanted);
        }
    }

    /// Whether the columns are those that are wanted.
    fn is_lined_up(&self) -> bool {
        let columns = &self.rivals.columns;
        let rivals = columns.iter().skip(1).map(|column| column.run.scenario.strategy.id);
        let wanted = self.rivals.ids.iter().map(|id| Some(*id));
        self.rivals.race.is_some() && columns.first() == Some(&self.timeline) && rivals.eq(wanted)
    }

    fn look_at_race(&mut self, wanted: Option<Position>) {
        let Some(race) = self.rivals.race.clone() else { return };
        match wanted {
            Some(Position::Step(position)) => self.go(position),
            Some(Position::End) => self.go(u32::MAX),
            Some(Position::FirstViolation) => {
                self.go(race.divergence.as_ref().map_or(u32::MAX, |found| found.position));
            }
            None => self.go(self.rivals.position),
        }
    }

    /// Shows the comparison to a person who comes from the lab: where she was there, but the end if
    /// nothing was played.
    pub(in crate::ui) fn enter_race(&mut self) {
        let step = self.playhead;
        let is_edge = step == 0 || step == self.steps();
        self.invite();
        if !self.is_lined_up() {
            self.rivals.race = None;
        }
        self.line_up(is_edge.then_some(Position::End));
        let place = self.rivals.race.as_ref().map(|race| race.position_of(0, step));
        if let Some(place) = place.filter(|_| !is_edge) {
            self.go(place);
        }
    }

    /// Makes sure that there are as many columns as a comparison needs, all of them different.
    fn invite(&mut self) {
        let own = self.scenario().strategy.id;
        let rivals = &mut self.rivals.ids;
        rivals.retain(|id| Some(*id) != own);
        rivals.truncate(COLUMNS_MAX - 1);
        if rivals.len() + 1 < COLUMNS_MIN {
            while rivals.len() + 1 < COLUMNS_AT_FIRST {
                rivals.push(next_rival(own, rivals));
            }
        }
    }

    /// Has the columns run that are wanted: at once, if that is short.
    fn run_race(&mut self, wanted: Option<Position>) {
        let of_rival = |id: &&'static str| {
            let strategy = Strategy::shipped(id).ok()?;
            Some(Scenario { strategy, ..self.scenario().clone() })
        };
        let rest: Vec<_> = self.rivals.ids.iter().filter_map(of_rival).collect();
        let first = self.timeline.clone();
        if let Some(pending) = &mut self.rivals.pending
            && pending.first == first
            && *pending.rest == rest
        {
            pending.position = wanted.or(pending.position);
            return;
        }
        let mut work = RaceWork::new(first.clone(), rest.clone());
        if work.run_for(slice::EVENTS_AT_ONCE) {
            let (columns, race) = work.finish();
            self.rivals.pending = None;
            self.show_race(columns, Shared::new(race), wanted);
        } else {
            let (rest, position) = (Shared::new(rest), wanted);
            self.rivals.pending = Some(PendingRace { first, rest, position, events: 0 });
        }
    }

    /// Shows columns that have been run, where a person wants to look, or else at the time at which
    /// she looked before.
    pub(in crate::ui) fn show_race(
        &mut self,
        columns: Vec<Shared<Timeline>>,
        race: Shared<Race>,
        wanted: Option<Position>,
    ) {
        let former = self.rivals.race.take();
        let is_at_end = former.as_ref().is_some_and(|race| race.last() == self.rivals.position);
        let time = former.as_ref().map(|race| race.time(self.rivals.position));
        self.rivals.columns = columns;
        self.rivals.position = match time {
            _ if is_at_end => race.last(),
            Some(_) if self.rivals.position == 0 => 0,
            Some(time) => race.position_at(time),
            // The lab led here.
            None => race.position_of(0, self.playhead),
        };
        self.rivals.race = Some(race);
        self.look_at_race(wanted);
    }
}
