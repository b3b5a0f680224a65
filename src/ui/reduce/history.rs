//! Another scenario in place of the one that is shown, and the way back.

use std::rc::Rc;

use crate::scenario::Scenario;
use crate::ui::history::Moment;
use crate::ui::position::Position;
use crate::ui::state::AppState;

impl AppState {
    /// What is shown, to come back to.
    pub(super) fn here(&self) -> Rc<Moment> {
        Rc::new(Moment {
            scenario: self.scenario().clone(),
            preset: self.preset,
            place: self.place(),
            draft: self.draft.clone(),
            rivals: self.rivals.ids.clone(),
        })
    }

    /// Shows another scenario, remembers this one, and looks at `position` of the new run.
    pub(super) fn change_to(
        &mut self,
        scenario: &Scenario,
        preset: Option<&'static str>,
        position: Position,
    ) {
        if scenario == self.scenario() && preset == self.preset {
            return;
        }
        self.remember();
        if let Some(draft) = &mut self.draft {
            Rc::make_mut(draft).begin_episode();
        }
        self.show(scenario, preset, position);
    }

    /// Shows a scenario with a program of its own: what was being edited is left, and comes back
    /// with undo.
    pub(super) fn leave_for(
        &mut self,
        scenario: &Scenario,
        preset: Option<&'static str>,
        position: Position,
    ) {
        let is_same = scenario == self.scenario() && preset == self.preset;
        if is_same && self.draft.is_some() {
            self.remember();
        }
        self.change_to(scenario, preset, position);
        self.draft = None;
    }

    /// Makes what is shown what undo goes back to.
    pub(super) fn remember(&mut self) {
        self.history.remember(self.here());
    }

    /// Shows another scenario without a way back.
    pub(super) fn show(
        &mut self,
        scenario: &Scenario,
        preset: Option<&'static str>,
        position: Position,
    ) {
        self.preset = preset;
        self.menu = None;
        self.run(scenario, position);
    }

    pub(super) fn undo(&mut self) {
        let moment = self.history.undo(self.here());
        self.return_to(moment);
    }

    pub(super) fn redo(&mut self) {
        let moment = self.history.redo(self.here());
        self.return_to(moment);
    }

    /// Whether nothing is to be taken back of what the address opened.
    pub fn is_as_opened(&self) -> bool {
        *self.scenario() == self.opened.scenario && self.rivals.ids == self.opened.rivals
    }

    /// Goes back to what the address opened. Undo leads back from there.
    pub(super) fn reset(&mut self) {
        if !self.is_as_opened() {
            self.remember();
            self.return_to(Some(Rc::clone(&self.opened)));
        }
    }

    fn return_to(&mut self, moment: Option<Rc<Moment>>) {
        let Some(moment) = moment else { return };
        self.show(&moment.scenario, moment.preset, moment.place);
        let placed = self.draft.as_ref().map_or(0, |draft| draft.placed);
        self.rivals.ids.clone_from(&moment.rivals);
        self.draft.clone_from(&moment.draft);
        if let Some(draft) = &mut self.draft {
            Rc::make_mut(draft).come_back(placed);
        }
    }
}
