//! How actions change the state. Each makes a new state from the old one and nothing else.

use std::rc::Rc;

use yew::Reducible;

use crate::run::simulate;
use crate::scenario::error::ScenarioError;
use crate::scenario::fault::Fault;
use crate::scenario::preset::{Preset, preset};
use crate::scenario::{Scenario, Strategy};
use crate::text::Lang;
use crate::timeline::Timeline;

use super::address::{Opening, Position};
use super::fault_map::state::Maps;
use super::history::{History, Moment};
use super::notice::Notice;
use super::rivals::Rivals;
use super::search::state::Searches;
use super::state::{Action, AppState, Page, Playback, SPEEDS, Shared, Sheet, Theme};

/// Seeds that the dice tries until one draws a fault. One in five draws none.
const SEEDS_TRIED: u64 = 40;

impl AppState {
    /// The state that an address asks for.
    pub fn open(opening: Opening, lang: Lang, theme: Theme) -> Self {
        let Opening { scenario, preset, position, presentation, page, wishes, rivals, notices } =
            opening;
        let timeline = Shared::new(Timeline::new(&scenario));
        let playhead = position.step_in(&timeline);
        let playback =
            if presentation.plays_at_once { Playback::Playing } else { Playback::Paused };
        let maps = Maps::new(&presentation);
        let mut state = Self {
            timeline,
            preset,
            opened: Rc::new(Moment { scenario, preset, playhead, draft: None, rivals: Vec::new() }),
            playhead,
            playback,
            speed: presentation.speed,
            history: History::default(),
            lang,
            theme,
            menu: None,
            sheet: Sheet::Closed,
            notices,
            draft: None,
            presentation,
            page,
            search: Searches::new(&wishes),
            rivals: Rivals { ids: rivals, ..Rivals::default() },
            maps,
        };
        state.line_up(Some(position));
        state.opened = state.here();
        state
    }

    /// What is shown.
    pub fn scenario(&self) -> &Scenario {
        &self.timeline.run.scenario
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
    pub(super) fn edit_scenario(
        &mut self,
        edit: impl FnOnce(&mut Scenario) -> Result<(), ScenarioError>,
    ) {
        let mut scenario = self.scenario().clone();
        match edit(&mut scenario) {
            Ok(()) => self.change_to(&scenario, self.preset, Position::Step(self.playhead)),
            Err(error) => self.tell(Notice::Refused(error)),
        }
    }

    pub(super) fn tell(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    pub(super) fn seek(&mut self, position: u32) {
        self.go(position);
        self.playback = Playback::Paused;
    }

    fn tick(&mut self) {
        if self.playback == Playback::Playing {
            self.go(self.position() + 1);
            if self.position() == self.last_position() {
                self.playback = Playback::Paused;
            }
        }
    }

    fn toggle_play(&mut self) {
        self.menu = None;
        self.playback = match self.playback {
            Playback::Playing => Playback::Paused,
            Playback::Paused => {
                if self.position() == self.last_position() {
                    self.go(0);
                }
                Playback::Playing
            }
        };
    }

    /// A fault strikes at the playhead: the run begins as before, so the person stays where she
    /// is and sees it happen; a fault that shortens the run moves her to its end.
    fn inject(&mut self, fault: &Fault) {
        let text = fault.to_string();
        self.edit_scenario(|scenario| scenario.add_fault(&text));
    }

    /// The faults of the first seed from this one on that draws any.
    fn surprise(&mut self, seed: u64) {
        let mut random = self.scenario().clone();
        random.faults.clear();
        let drawn = (0..SEEDS_TRIED).find_map(|offset| {
            random.seed = Some(seed.wrapping_add(offset));
            Some(simulate(&random).drawn).filter(|drawn| !drawn.is_empty())
        });
        random.seed = None;
        if let Some(drawn) = drawn {
            random.faults = drawn;
            self.change_to(&random, self.preset, Position::Step(0));
        }
    }

    fn load(&mut self, id: &'static str) {
        if let Some(found) = preset(id) {
            self.leave_for(&found.file.scenario, Some(found.id), Position::Step(0));
        }
    }

    pub(super) fn choose_strategy(&mut self, id: &'static str) {
        // Who looks at how it ends wants to see how the other one ends.
        let is_at_end = self.playhead == self.steps();
        let position = if is_at_end { Position::End } else { Position::Step(0) };
        match Strategy::shipped(id) {
            Ok(strategy) => {
                let scenario = Scenario { strategy, ..self.scenario().clone() };
                self.leave_for(&scenario, self.preset, position);
            }
            Err(kind) => self.tell(Notice::Refused(ScenarioError { line: 0, kind })),
        }
    }

    fn open_again(&mut self, opening: Opening) {
        let Opening { scenario, preset, position, page, rivals, notices, .. } = opening;
        self.page = page;
        self.leave_for(&scenario, preset, position);
        self.playhead = position.step_in(&self.timeline);
        if !rivals.is_empty() {
            self.rivals.ids = rivals;
        }
        self.line_up(Some(position));
        self.opened = self.here();
        for notice in notices {
            self.tell(notice);
        }
    }

    fn go_to(&mut self, page: Page) {
        let comes = page == Page::Compare && self.page != page;
        self.page = page;
        self.playback = Playback::Paused;
        self.menu = None;
        if comes {
            self.enter_race();
        }
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::LoadPreset(id) => self.load(id),
            Action::ChooseStrategy(id) => self.choose_strategy(id),
            Action::Open(opening) => self.open_again(*opening),
            Action::Set(key, value) => self.edit_scenario(|scenario| scenario.set(key, &value)),
            Action::Inject(fault) => self.inject(&fault),
            Action::RemoveFault(index) => self.edit_scenario(|scenario| {
                if index < scenario.faults.len() {
                    scenario.faults.remove(index);
                }
                Ok(())
            }),
            Action::Surprise(seed) => self.surprise(seed),
            Action::Undo => self.time_travel(|all| &mut all.past, |all| &mut all.future),
            Action::Redo => self.time_travel(|all| &mut all.future, |all| &mut all.past),
            Action::Reset => self.reset(),
            Action::TogglePlay => self.toggle_play(),
            Action::Tick => self.tick(),
            Action::Seek(step) => self.seek(step),
            Action::Step(by) => self.seek(self.position().saturating_add_signed(by)),
            Action::SetSpeed(speed) => self.speed = speed.min(SPEEDS.len() - 1),
            Action::SetLang(lang) => self.lang = lang,
            Action::SetTheme(theme) => self.theme = theme,
            Action::OpenMenu(menu) => {
                self.playback = Playback::Paused;
                self.menu = Some(menu);
            }
            Action::CloseMenu => self.menu = None,
            Action::ShowSheet(sheet) => self.sheet = sheet,
            Action::Edit
            | Action::Type(_)
            | Action::Rewrite(_)
            | Action::UndoTyping
            | Action::RedoTyping
            | Action::ResetProgram
            | Action::CloseEditor => self.edit_program(action),
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
