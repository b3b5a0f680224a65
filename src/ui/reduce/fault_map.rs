//! Which fault map is wanted, what it says of what is shown, and faults that strike by it.

use std::rc::Rc;

use crate::explore::{Fate, FaultMap};
use crate::guarantee::{GUARANTEES, Guarantee, VerdictKind, Weight};
use crate::scenario::Scenario;
use crate::scenario::preset::preset;
use crate::timeline::Timeline;
use crate::ui::fault_map::cells::is_same_place;
use crate::ui::fault_map::marks::{LineMark, marks};
use crate::ui::fault_map::state::Ask;
use crate::ui::position::Position;
use crate::ui::shared::Shared;
use crate::ui::state::AppState;

/// Of what a map is wanted.
#[derive(Clone, PartialEq, Debug)]
pub enum Wanted {
    /// Of the run that is shown.
    Shown(Shared<Timeline>),
    /// Of a scenario whose run is not known.
    Other(Box<Scenario>),
}

/// The marks of the lines of a program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineMarks {
    /// The mark of each line that has one, by line.
    pub found: Vec<(u16, LineMark)>,
    /// Whether every fault has been tried.
    pub is_whole: bool,
}

impl AppState {
    /// The map of what is shown, whole or in part, if maps are shown; none while another run is
    /// made, to which its faults would not belong.
    pub fn fault_map(&self) -> Option<&Rc<FaultMap>> {
        let is_on = self.maps.is_on && self.pending.is_none();
        self.maps.of(self.scenario()).filter(|_| is_on)
    }

    /// Whether a map of what is shown is to be made.
    pub fn wants_map(&self) -> bool {
        let is_shown = self.page.shows_run() && self.maps.is_on && self.pending.is_none();
        is_shown && !self.fault_map().is_some_and(|map| map.is_over)
    }

    /// The scenario of which a map is to be made, if any is: first of what is shown, then of the
    /// one that the marks are about.
    pub fn wanted_map(&self) -> Option<Wanted> {
        if self.wants_map() {
            return Some(Wanted::Shown(self.timeline.clone()));
        }
        let is_shown = self.page.shows_run() && self.maps.is_on && self.pending.is_none();
        let marked = Some(self.marked()).filter(|_| is_shown)?;
        let is_known = self.maps.of(&marked).is_some_and(|map| map.is_over);
        (!is_known).then(|| Wanted::Other(Box::new(marked)))
    }

    /// The scenario that the marks of lines are about: that of the run that is shown, or the same
    /// without faults, so that a line which this run never reaches has its mark.
    fn marked(&self) -> Scenario {
        let shown = self.scenario();
        if self.maps.is_of_run {
            return shown.clone();
        }
        Scenario { faults: Vec::new(), seed: None, ..shown.clone() }
    }

    /// Whether the marks could be about the run that is shown, and are not about it anyway.
    pub fn has_faults(&self) -> bool {
        let shown = self.scenario();
        !shown.faults.is_empty() || shown.seed.is_some()
    }

    /// The marks of the lines, as far as they are known. A line that has none cannot be struck; if
    /// not all is known, it may have one later.
    pub fn line_marks(&self) -> LineMarks {
        let map = self.maps.of(&self.marked()).filter(|_| self.maps.is_on);
        let found = map.map(|map| marks(map, self.told())).unwrap_or_default();
        LineMarks { found, is_whole: map.is_some_and(|map| map.is_done()) }
    }

    /// The guarantee that the run is about: the one that a person has chosen, or the point of the
    /// scenario that it was made from, or the worst that is broken, or the first that one more
    /// fault can break.
    pub fn point(&self) -> &'static str {
        let of_file = || self.preset.and_then(preset)?.file.point;
        let possible = || {
            let fates = &self.fault_map()?.fates.first()?.guarantees;
            let place = fates.iter().position(|fate| *fate != Fate::Impossible)?;
            Some(GUARANTEES[place].id)
        };
        let usual = || of_file().or_else(|| self.worst_broken()).or_else(possible);
        self.maps.chosen().or_else(usual).unwrap_or(GUARANTEES[0].id)
    }

    /// The guarantee of the verdict, of the band over the time bar and of the marks: the point, or
    /// the worst that is broken where the point is not.
    pub fn told(&self) -> &'static str {
        let point = self.point();
        if self.is_broken(point) || self.maps.chosen().is_some() {
            return point;
        }
        self.worst_broken().unwrap_or(point)
    }

    /// The guarantee whose band is shown: the one at which the person looks, or that of the
    /// verdict.
    pub fn banded(&self) -> &'static str {
        self.maps.looked_at().unwrap_or_else(|| self.told())
    }

    /// The guarantees that the run breaks, the worst first: alarms before remarks.
    pub fn broken(&self) -> impl Iterator<Item = &'static Guarantee> {
        let of = |weight| GUARANTEES.iter().filter(move |known| known.weight == weight);
        of(Weight::Alarm).chain(of(Weight::Remark)).filter(|known| self.is_broken(known.id))
    }

    fn worst_broken(&self) -> Option<&'static str> {
        self.broken().next().map(|known| known.id)
    }

    /// Whether the run that is shown breaks a guarantee.
    pub fn is_broken(&self, guarantee: &str) -> bool {
        let mut verdicts = self.timeline.run.verdicts.iter();
        verdicts.any(|found| found.guarantee == guarantee && found.kind == VerdictKind::Broken)
    }

    pub(super) fn ask_map(&mut self, ask: Ask) {
        match ask {
            Ask::Columns => self.maps.has_columns = !self.maps.has_columns,
            Ask::OfRun => self.maps.is_of_run = !self.maps.is_of_run,
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
