//! The columns of a comparison: what a person does to them, and how they follow the lab.

use crate::job::slice;
use crate::scenario::{Scenario, Strategy};
use crate::timeline::{COLUMNS_MAX, COLUMNS_MIN, Race, Timeline};
use crate::ui::page::Page;
use crate::ui::position::Position;
use crate::ui::rivals::{PendingRace, Regroup};
use crate::ui::running::work::RaceWork;
use crate::ui::shared::Shared;
use crate::ui::state::AppState;

impl AppState {
    /// Whether a fault never happens in the run that is shown, or in none of those.
    pub fn never_happens(&self, fault: usize) -> bool {
        let is_idle = |run: &Timeline| run.run.did_not_happen.contains(&fault);
        if self.running().is_some() {
            return false;
        }
        match self.race() {
            Some(_) => self.rivals.columns.iter().all(|column| is_idle(column)),
            None => is_idle(&self.timeline),
        }
    }

    /// Does something to a column as it is shown: while a comparison is being made, another may
    /// stand there already.
    pub(super) fn regroup(&mut self, regroup: Regroup) {
        if self.rivals.pending.is_some() {
            return;
        }
        let own = self.scenario().strategy.id;
        match regroup {
            Regroup::Choose(0, id) => self.lead(id, own),
            Regroup::Choose(column, id) => {
                let Some(former) = self.rivals.ids.get(column - 1).copied() else { return };
                if own == Some(id) {
                    return self.lead(former, own);
                }
                self.remember();
                self.rivals.replace(id, former);
                self.rivals.ids[column - 1] = id;
            }
            Regroup::Add if self.rivals.ids.len() + 1 < COLUMNS_MAX => {
                self.remember();
                self.rivals.add(own);
            }
            Regroup::Add => {}
            Regroup::Remove(column) => {
                if self.rivals.ids.len() + 1 > COLUMNS_MIN {
                    self.remove(column);
                }
            }
            Regroup::OpenInLab(column) => self.open_in_lab(column, own),
        }
    }

    /// Makes a strategy that of the first column, and so the lab's.
    fn lead(&mut self, id: &'static str, own: Option<&'static str>) {
        self.choose_strategy(id);
        match own {
            Some(own) => self.rivals.replace(id, own),
            None => self.rivals.ids.retain(|rival| *rival != id),
        }
    }

    fn remove(&mut self, column: usize) {
        match column.checked_sub(1) {
            Some(index) if index < self.rivals.ids.len() => {
                self.remember();
                self.rivals.ids.remove(index);
            }
            Some(_) => {}
            None => {
                let heir = self.rivals.ids[0];
                self.choose_strategy(heir);
                self.rivals.ids.remove(0);
            }
        }
    }

    fn open_in_lab(&mut self, column: usize, own: Option<&'static str>) {
        let step = self.race().map_or(0, |race| race.step(column, self.rivals.position));
        if let Some(id) = column.checked_sub(1).and_then(|index| self.rivals.ids.get(index)) {
            self.lead(id, own);
        }
        self.page = Page::Lab;
        self.pause();
        self.look_at(Position::Step(step));
    }

    /// Puts the columns into order after anything changed. Where a person is stays the same time,
    /// or the end.
    pub(super) fn line_up(&mut self, wanted: Option<Position>) {
        if self.page != Page::Compare {
            (self.rivals.pending, self.rivals.wanted) = (None, None);
            return;
        }
        self.rivals.invite(self.scenario().strategy.id);
        let wanted = wanted.or(self.rivals.wanted.take());
        if self.pending.is_some() {
            self.rivals.wanted = wanted;
        } else if self.rivals.are_lined_up(&self.timeline) {
            self.rivals.pending = None;
            self.look_at_race(wanted);
        } else {
            self.run_race(wanted);
        }
    }

    fn look_at_race(&mut self, wanted: Option<Position>) {
        let Some(race) = self.rivals.race.clone() else { return };
        match wanted {
            Some(Position::Step(position)) => self.go(position),
            Some(Position::End | Position::LastFault) => self.go(u32::MAX),
            Some(Position::FirstViolation) => {
                self.go(race.divergence.as_ref().map_or(u32::MAX, |found| found.position));
            }
            None => self.go(self.rivals.position),
        }
    }

    /// Shows the comparison to a person who comes from the lab: where she was there, but the end if
    /// she is where the lab opens.
    pub(super) fn enter_race(&mut self) {
        let step = self.playhead;
        let opened_at = Position::LastFault.step_in(&self.timeline);
        let is_edge = [0, opened_at, self.steps()].contains(&step);
        self.rivals.invite(self.scenario().strategy.id);
        if !self.rivals.are_lined_up(&self.timeline) {
            self.rivals.race = None;
        }
        self.rivals.left_at = is_edge.then(|| (self.timeline.clone(), step));
        self.line_up(is_edge.then_some(Position::End));
        let place = self.rivals.race.as_ref().map(|race| race.position_of(0, step));
        if let Some(place) = place.filter(|_| !is_edge) {
            self.go(place);
        }
    }

    /// Back to the step of the lab from which the race was entered, if nothing has moved since.
    pub(super) fn leave_race(&mut self) {
        let is_at_end = self.position() == self.last_position();
        if let Some((run, step)) = self.rivals.left_at.take()
            && is_at_end
            && run == self.timeline
        {
            self.playhead = step;
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

    /// Shows columns that have been run, where a person wants to look, or else where she was.
    pub(super) fn show_race(
        &mut self,
        columns: Vec<Shared<Timeline>>,
        race: Shared<Race>,
        wanted: Option<Position>,
    ) {
        self.rivals.show(columns, race, self.playhead);
        self.look_at_race(wanted);
    }
}
