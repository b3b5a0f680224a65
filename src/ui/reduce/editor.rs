//! What the editor's text does to what runs.

use std::rc::Rc;

use crate::scenario::error::ScenarioError;
use crate::scenario::{Scenario, Strategy};
use crate::ui::draft::{Change, Draft, Visibility};
use crate::ui::notice::Notice;
use crate::ui::position::Position;
use crate::ui::state::AppState;

impl AppState {
    /// The draft, while the editor shows it.
    pub fn open_draft(&self) -> Option<&Rc<Draft>> {
        self.draft.as_ref().filter(|draft| draft.is_open())
    }

    /// Puts the text back into the editor that was there when the page failed.
    pub fn take_back(&mut self, text: &str) {
        if let Some(draft) = Draft::after_failure(&self.scenario().strategy, text) {
            self.draft = Some(Rc::new(draft));
            self.tell(Notice::DraftIsBack);
        }
    }

    pub(super) fn open_editor(&mut self) {
        match &mut self.draft {
            Some(draft) => Rc::make_mut(draft).visibility = Visibility::Open,
            None => self.draft = Some(Rc::new(Draft::new(&self.scenario().strategy))),
        }
    }

    pub(super) fn close_editor(&mut self) {
        if let Some(draft) = &mut self.draft {
            Rc::make_mut(draft).visibility = Visibility::Kept;
        }
    }

    pub(super) fn write(&mut self, change: &Change) {
        let before = self.here();
        let Some(draft) = &mut self.draft else { return };
        let draft = Rc::make_mut(draft);
        match draft.change(change) {
            Ok(Some(strategy)) if strategy != before.scenario.strategy => {
                if draft.is_episode() {
                    self.history.remember(before);
                }
                self.run_edited(strategy);
            }
            Ok(_) => {}
            Err(kind) => self.tell(Notice::Refused(ScenarioError { line: 0, kind })),
        }
    }

    /// Shows the run of an edited program, as far as the one before was shown.
    fn run_edited(&mut self, strategy: Strategy) {
        let position = if self.is_at_end() { Position::End } else { self.place() };
        let scenario = Scenario { strategy, ..self.scenario().clone() };
        self.history.future.clear();
        self.show(&scenario, self.preset, position);
    }
}
