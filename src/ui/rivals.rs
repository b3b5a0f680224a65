//! Strategies side by side: the lab's scenario, and the same with other programs. The first column
//! is the lab's own, so that settings, faults, undo and links mean the same on both pages.

mod line_up;

use crate::program::catalogue::{self, strategies};
use crate::scenario::link::LinkError;
use crate::sim::time::SimTime;
use crate::timeline::{COLUMNS_MAX, COLUMNS_MIN, Race, Timeline};

use super::address;
use super::page::Page;
use super::position::Position;
use super::running::state::PendingRace;
use super::shared::Shared;
use super::state::AppState;

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
    pub(super) wanted: Option<Position>,
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

    /// The end of the address that shows this, as [`address::end_of`] makes it.
    pub fn address_end(&self, search: &str) -> Result<String, LinkError> {
        let own = self.scenario().strategy.id.unwrap_or(address::OWN);
        let columns: Vec<_> = [own].into_iter().chain(self.rivals.ids.iter().copied()).collect();
        let columns = self.race().map(|_| columns.join(",")).unwrap_or_default();
        let preset = self.shown_preset().map(|preset| preset.id);
        address::end_of(self.scenario(), preset, self.position(), &columns, search)
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
                for rival in &mut self.rivals.ids {
                    if *rival == id {
                        *rival = former;
                    }
                }
                self.rivals.ids[column - 1] = id;
            }
            Regroup::Add if self.rivals.ids.len() + 1 < COLUMNS_MAX => {
                self.remember();
                self.rivals.ids.push(next_rival(own, &self.rivals.ids));
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
            Some(own) => {
                for rival in self.rivals.ids.iter_mut().filter(|rival| **rival == id) {
                    *rival = own;
                }
            }
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
}

/// The strategy that is missing most beside these.
fn next_rival(own: Option<&str>, rivals: &[&str]) -> &'static str {
    let is_new = |id: &&'static str| own != Some(*id) && !rivals.contains(id);
    let all = strategies().iter().map(|strategy: &catalogue::Strategy| strategy.id);
    CONTENDERS.into_iter().chain(all).find(is_new).unwrap_or(CONTENDERS[0])
}
