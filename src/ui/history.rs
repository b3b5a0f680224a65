//! The lab's undo and redo: whole scenarios, with the edit that was going on.

use std::rc::Rc;

use crate::scenario::Scenario;

use super::draft::Draft;
use super::position::Position;
use super::state::AppState;

/// Scenarios that undo can go back to.
pub const UNDO_MAX: usize = 200;

/// One of the two piles of moments.
pub(super) type Pile = fn(&mut History) -> &mut Vec<Rc<Moment>>;

/// Undo and redo.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    /// Older scenarios, the oldest first, each with the place at which it was left.
    pub past: Vec<Rc<Moment>>,
    /// Scenarios that were undone, the next one last.
    pub future: Vec<Rc<Moment>>,
}

/// A scenario and where a person looked at it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moment {
    /// The scenario.
    pub scenario: Scenario,
    /// The named scenario that it was made from.
    pub preset: Option<&'static str>,
    /// The place in its run.
    pub place: Position,
    /// The program as it was being edited.
    pub draft: Option<Rc<Draft>>,
    /// What it was compared with.
    pub rivals: Vec<&'static str>,
}

impl AppState {
    /// What is shown, to come back to.
    pub(in crate::ui) fn here(&self) -> Rc<Moment> {
        Rc::new(Moment {
            scenario: self.scenario().clone(),
            preset: self.preset,
            place: self.place(),
            draft: self.draft.clone(),
            rivals: self.rivals.ids.clone(),
        })
    }

    /// Shows another scenario, remembers this one, and looks at `position` of the new run.
    pub(in crate::ui) fn change_to(
        &mut self,
        scenario: &Scenario,
        preset: Option<&'static str>,
        position: Position,
    ) {
        if scenario == self.scenario() && preset == self.preset {
            return;
        }
        self.remember(self.here());
        if let Some(draft) = &mut self.draft {
            Rc::make_mut(draft).begin_episode();
        }
        self.show(scenario, preset, position);
    }

    /// Shows a scenario with a program of its own: what was being edited is left, and comes back
    /// with undo.
    pub(in crate::ui) fn leave_for(
        &mut self,
        scenario: &Scenario,
        preset: Option<&'static str>,
        position: Position,
    ) {
        let is_same = scenario == self.scenario() && preset == self.preset;
        if is_same && self.draft.is_some() {
            self.remember(self.here());
        }
        self.change_to(scenario, preset, position);
        self.draft = None;
    }

    /// Makes a moment the one that undo goes back to.
    pub(in crate::ui) fn remember(&mut self, moment: Rc<Moment>) {
        self.history.past.push(moment);
        if self.history.past.len() > UNDO_MAX {
            self.history.past.remove(0);
        }
        self.history.future.clear();
    }

    /// Shows another scenario without a way back.
    pub(in crate::ui) fn show(
        &mut self,
        scenario: &Scenario,
        preset: Option<&'static str>,
        position: Position,
    ) {
        self.preset = preset;
        self.menu = None;
        self.run(scenario, position);
    }

    /// Goes to the moment that `from` ends with, and remembers this one at the end of `onto`.
    pub(in crate::ui) fn time_travel(&mut self, from: Pile, onto: Pile) {
        let here = self.here();
        if let Some(moment) = from(&mut self.history).pop() {
            onto(&mut self.history).push(here);
            self.return_to(&moment);
        }
    }

    /// Whether nothing is to be taken back of what the address opened.
    pub fn is_as_opened(&self) -> bool {
        *self.scenario() == self.opened.scenario && self.rivals.ids == self.opened.rivals
    }

    /// Goes back to what the address opened. Undo leads back from there.
    pub(in crate::ui) fn reset(&mut self) {
        if !self.is_as_opened() {
            self.remember(self.here());
            self.return_to(&Rc::clone(&self.opened));
        }
    }

    fn return_to(&mut self, moment: &Moment) {
        self.show(&moment.scenario, moment.preset, moment.place);
        let placed = self.draft.as_ref().map_or(0, |draft| draft.placed);
        self.rivals.ids.clone_from(&moment.rivals);
        self.draft.clone_from(&moment.draft);
        if let Some(draft) = &mut self.draft {
            Rc::make_mut(draft).come_back(placed);
        }
    }
}
