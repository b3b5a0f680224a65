//! Which fault map is wanted, what it says of what is shown, and faults that strike by it.

use std::rc::Rc;

use crate::explore::{Fate, FaultMap};
use crate::guarantee::{GUARANTEES, VerdictKind};
use crate::ui::fault_map::cells::is_same_place;
use crate::ui::fault_map::state::Ask;
use crate::ui::page::Page;
use crate::ui::position::Position;
use crate::ui::state::AppState;

impl AppState {
    /// The map of what is shown, whole or in part, if maps are shown; none while another run is
    /// made, to which its faults would not belong.
    pub fn fault_map(&self) -> Option<&Rc<FaultMap>> {
        let is_on = self.maps.is_on && self.pending.is_none();
        self.maps.of(self.scenario()).filter(|_| is_on)
    }

    /// Whether a map is to be made.
    pub fn wants_map(&self) -> bool {
        let is_shown = self.page == Page::Lab && self.maps.is_on && self.pending.is_none();
        is_shown && !self.fault_map().is_some_and(|map| map.is_over)
    }

    /// The guarantee whose band is shown: the one at which the person looks, or which she has
    /// chosen, or the first that is broken, or that one more fault can break.
    pub fn banded(&self) -> &'static str {
        let possible = || {
            let fates = &self.fault_map()?.fates.first()?.guarantees;
            let place = fates.iter().position(|fate| *fate != Fate::Impossible)?;
            Some(GUARANTEES[place].id)
        };
        let broken = || GUARANTEES.iter().find(|known| self.is_broken(known.id));
        let usual = || broken().map(|known| known.id).or_else(possible);
        self.maps.guarantee().or_else(usual).unwrap_or(GUARANTEES[0].id)
    }

    /// Whether the run that is shown breaks a guarantee.
    pub fn is_broken(&self, guarantee: &str) -> bool {
        let mut verdicts = self.timeline.run.verdicts.iter();
        verdicts.any(|found| found.guarantee == guarantee && found.kind == VerdictKind::Broken)
    }

    pub(super) fn ask_map(&mut self, ask: Ask) {
        match ask {
            Ask::Toggle => self.maps.is_on = !self.maps.is_on,
            Ask::Answer(scenario, map) => self.maps.remember(*scenario, map),
            Ask::Look(guarantee) => self.maps.look(guarantee),
            Ask::Choose(guarantee) => self.maps.choose(guarantee),
            Ask::Play(index) => self.play_fault(index),
        }
    }

    /// The run begins as before, so the person is led to the step before the fault and sees it
    /// strike. One that the scenario has already is only gone to.
    fn play_fault(&mut self, index: usize) {
        let Some(entry) = self.fault_map().and_then(|map| map.entries.get(index)) else { return };
        let (step, fault) = (entry.step, entry.fault.clone());
        if self.scenario().faults.iter().any(|own| is_same_place(own, &fault)) {
            return self.seek(step);
        }
        let text = fault.to_string();
        // With another fault a seed would draw something else than in the run that is shown.
        let shown = self.timeline.run.written_out();
        self.edit_scenario(|scenario| {
            *scenario = shown;
            scenario.add_fault(&text)
        });
        self.look_at(Position::Step(step.saturating_sub(1)));
        self.play_on();
    }
}
