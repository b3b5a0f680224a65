//! What the page remembers of its fault maps.

use std::rc::Rc;

use crate::explore::{Fate, FaultMap};
use crate::guarantee::{GUARANTEES, VerdictKind};
use crate::scenario::Scenario;
use crate::ui::address::{Layout, Presentation};
use crate::ui::page::Page;
use crate::ui::position::Position;
use crate::ui::state::AppState;

use super::cells::is_same_place;

/// Maps that are remembered; the oldest goes first. Each takes some tens of kilobytes.
const MAPS_MAX: usize = 30;

/// The fault maps: what is wanted and what is known.
#[derive(Clone, PartialEq, Debug)]
pub struct Maps {
    /// Whether the page shows them.
    pub is_on: bool,
    /// The guarantee at which the person looks: its band is shown.
    looked_at: Option<&'static str>,
    /// The guarantee whose band is shown when she looks at none.
    chosen: Option<&'static str>,
    known: Vec<(Scenario, Rc<FaultMap>)>,
}

/// What a person or the maker of a map wants.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Shows maps, or does not.
    Toggle,
    /// A map, as far as it is known.
    Answer(Box<Scenario>, Rc<FaultMap>),
    /// Shows the band of a guarantee as long as the person looks at it.
    Look(Option<&'static str>),
    /// Shows the band of a guarantee from now on; asked again, the usual one.
    Choose(&'static str),
    /// Lets the fault with this index in the map strike, and plays on from there.
    Play(usize),
}

impl Maps {
    /// None is known yet.
    pub fn new(presentation: &Presentation) -> Self {
        let is_usual = presentation.layout == Layout::Page;
        let is_on = presentation.shows_map.unwrap_or(is_usual);
        Self { is_on, looked_at: None, chosen: None, known: Vec::new() }
    }

    fn remember(&mut self, scenario: Scenario, map: Rc<FaultMap>) {
        self.known.retain(|(known, _)| *known != scenario);
        if self.known.len() >= MAPS_MAX {
            self.known.remove(0);
        }
        self.known.push((scenario, map));
    }
}

impl AppState {
    /// The map of what is shown, whole or in part, if maps are shown; none while another run is made,
    /// to which its faults would not belong.
    pub fn fault_map(&self) -> Option<&Rc<FaultMap>> {
        let is_on = self.maps.is_on && self.pending.is_none();
        let known = self.maps.known.iter().rev().filter(|_| is_on);
        known.filter(|(scenario, _)| scenario == self.scenario()).map(|(_, map)| map).next()
    }

    /// Whether a map is to be made.
    pub fn wants_map(&self) -> bool {
        let is_shown = self.page == Page::Lab && self.maps.is_on && self.pending.is_none();
        is_shown && !self.fault_map().is_some_and(|map| map.is_over)
    }

    /// The guarantee whose band is shown: the one at which the person looks, or which she has chosen,
    /// or the first that is broken, or that one more fault can break.
    pub fn banded(&self) -> &'static str {
        let possible = || {
            let fates = &self.fault_map()?.fates.first()?.guarantees;
            let place = fates.iter().position(|fate| *fate != Fate::Impossible)?;
            Some(GUARANTEES[place].id)
        };
        let looked_at = self.maps.looked_at.or(self.maps.chosen);
        let broken = || GUARANTEES.iter().find(|known| self.is_broken(known.id));
        let usual = || broken().map(|known| known.id).or_else(possible);
        looked_at.or_else(usual).unwrap_or(GUARANTEES[0].id)
    }

    /// Whether the run that is shown breaks a guarantee.
    pub fn is_broken(&self, guarantee: &str) -> bool {
        let mut verdicts = self.timeline.run.verdicts.iter();
        verdicts.any(|found| found.guarantee == guarantee && found.kind == VerdictKind::Broken)
    }

    /// Whether a guarantee's band is shown until another one is chosen.
    pub fn has_chosen(&self, guarantee: &str) -> bool {
        self.maps.chosen == Some(guarantee)
    }

    pub(in crate::ui) fn ask_map(&mut self, ask: Ask) {
        match ask {
            Ask::Toggle => self.maps.is_on = !self.maps.is_on,
            Ask::Answer(scenario, map) => self.maps.remember(*scenario, map),
            Ask::Look(guarantee) => self.maps.looked_at = guarantee,
            Ask::Choose(guarantee) => {
                self.maps.chosen = Some(guarantee).filter(|_| !self.has_chosen(guarantee));
            }
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
