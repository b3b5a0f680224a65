//! How actions change the state. Each makes a new state from the old one and nothing else.

mod address;
mod compare;
mod editor;
pub mod fault_map;
mod files;
mod history;
mod playhead;
mod running;
mod search;

use std::rc::Rc;

use yew::Reducible;

use crate::job::slice;
use crate::run::Simulation;
use crate::scenario::error::ScenarioError;
use crate::scenario::fault::Fault;
use crate::scenario::preset::{Preset, preset};
use crate::scenario::{Scenario, Strategy};

use super::action::Action;
use super::notice::Notice;
use super::page::{Page, SPEEDS, Sheet};
use super::position::Position;
use super::state::AppState;

/// Seeds that the dice tries until one draws a fault. One in five draws none.
const SEEDS_TRIED: u64 = 40;

impl AppState {
    /// What is shown, or will be when its run is over.
    pub fn scenario(&self) -> &Scenario {
        self.pending.as_ref().map_or(&self.timeline.run.scenario, |pending| &pending.scenario)
    }

    /// The last step of the run.
    pub fn steps(&self) -> u32 {
        self.timeline.run.steps()
    }

    /// The named scenario that is shown, if it was not changed.
    pub fn shown_preset(&self) -> Option<&'static Preset> {
        self.preset.and_then(preset).filter(|preset| preset.file.scenario == *self.scenario())
    }

    /// Changes the scenario in place; keeps the step where the person is.
    fn edit_scenario(&mut self, edit: impl FnOnce(&mut Scenario) -> Result<(), ScenarioError>) {
        let mut scenario = self.scenario().clone();
        match edit(&mut scenario) {
            Ok(()) => self.change_to(&scenario, self.preset, self.place()),
            Err(error) => self.tell(Notice::Refused(error)),
        }
    }

    fn tell(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// A fault strikes at the playhead: the run begins as before, so the person stays where she
    /// is and sees it happen; a fault that shortens the run moves her to its end.
    fn inject(&mut self, fault: &Fault) {
        let text = fault.to_string();
        self.edit_scenario(|scenario| scenario.add_fault(&text));
    }

    /// The faults of the first seed from this one on that draws others than are there, in so many
    /// events as happen at once.
    fn surprise(&mut self, seed: u64) {
        let mut random = self.scenario().clone();
        let old = std::mem::take(&mut random.faults);
        let mut left = slice::EVENTS_AT_ONCE;
        let drawn = (0..SEEDS_TRIED).find_map(|offset| {
            random.seed = Some(seed.wrapping_add(offset));
            let mut simulation = Simulation::new(&random);
            simulation.run_for(left);
            left -= simulation.frame().events();
            Some(simulation.finish().drawn).filter(|drawn| !drawn.is_empty() && *drawn != old)
        });
        random.seed = None;
        match drawn {
            Some(drawn) => {
                random.faults = drawn;
                self.change_to(&random, self.preset, Position::LastFault);
            }
            None => self.tell(Notice::NothingDrawn),
        }
    }

    fn load(&mut self, id: &'static str) {
        if let Some(found) = preset(id) {
            // What a scenario is about is said by its file.
            self.maps.point_at(None);
            self.leave_for(&found.file.scenario, Some(found.id), Position::LastFault);
        }
    }

    fn choose_strategy(&mut self, id: &'static str) {
        // Who looks at how it ends wants to see how the other one ends.
        let position = if self.is_at_end() { Position::End } else { Position::LastFault };
        match Strategy::shipped(id) {
            Ok(strategy) => {
                let scenario = Scenario { strategy, ..self.scenario().clone() };
                self.leave_for(&scenario, self.preset, position);
            }
            Err(kind) => self.tell(Notice::Refused(ScenarioError { line: 0, kind })),
        }
    }

    fn go_to(&mut self, page: Page) {
        let comes = page == Page::Compare && self.page != page;
        if self.page == Page::Compare && self.page != page {
            self.leave_race();
        }
        self.page = page;
        self.pause();
        self.menu = None;
        self.sheet = Sheet::Closed;
        if comes {
            self.enter_race();
        }
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::LoadPreset(id) => self.load(id),
            Action::ChooseStrategy(id) => self.choose_strategy(id),
            Action::Open(opening) => self.open_again(*opening),
            Action::OpenFile(file) => self.open_file(&file),
            Action::Set(key, value) => self.edit_scenario(|scenario| scenario.set(key, &value)),
            Action::Inject(fault) => self.inject(&fault),
            Action::RemoveFault(index) => self.edit_scenario(|scenario| {
                if index < scenario.faults.len() {
                    scenario.faults.remove(index);
                }
                Ok(())
            }),
            Action::Surprise(seed) => self.surprise(seed),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Reset => self.reset(),
            Action::TogglePlay => self.toggle_play(),
            Action::Tick => self.tick(),
            Action::Seek(step) => self.seek(step),
            Action::Step(by) => self.seek(self.position().saturating_add_signed(by)),
            Action::SetSpeed(speed) => self.speed = speed.min(SPEEDS.len() - 1),
            Action::SetLang(lang) => {
                self.notices.retain(|notice| !matches!(notice, Notice::NoWords(_)));
                self.lang = lang;
            }
            Action::SetTheme(theme) => self.theme = theme,
            Action::OpenMenu(menu) => {
                self.pause();
                self.menu = Some(menu);
            }
            Action::CloseMenu => self.menu = None,
            Action::ShowSheet(sheet) => self.sheet = sheet,
            Action::Edit => self.open_editor(),
            Action::Write(change) => self.write(&change),
            Action::CloseEditor => self.close_editor(),
            Action::Dismiss(index) => {
                if index < self.notices.len() {
                    self.notices.remove(index);
                }
            }
            Action::Tell(notice) => self.tell(notice),
            Action::GoTo(page) => self.go_to(page),
            Action::Search(ask) => self.ask(ask),
            Action::Regroup(regroup) => self.regroup(regroup),
            Action::Map(ask) => self.ask_map(ask),
            Action::Ran(report) => self.hear_of_run(report),
        }
    }
}

impl Reducible for AppState {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action);
        next.line_up(None);
        Rc::new(next)
    }
}
