//! The program as it is being edited: judged at every keystroke, run whenever it compiles.

use std::rc::Rc;

use crate::program::catalogue::{self, strategies};
use crate::program::{self, ProgramError};
use crate::scenario::error::{ScenarioError, ScenarioErrorKind};
use crate::scenario::{Scenario, Strategy};

use super::editor::Edit;
use super::editor::place::first_handler;
use super::editor::versions::Versions;
use super::notice::Notice;
use super::position::Position;
use super::state::{Action, AppState};

/// A program that is being edited. What runs is its last version without errors.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// Its text, with undo and redo.
    pub versions: Versions,
    /// The shipped strategy that it began as.
    pub origin: Option<&'static str>,
    /// What is wrong with it.
    pub errors: Rc<Vec<ProgramError>>,
    /// Whether the editor shows it.
    pub visibility: Visibility,
    /// Grows whenever the text comes from anywhere but the text area, which then follows. What was
    /// typed is never written back: the next letter may already be there.
    pub placed: u32,
    /// Whether it came back after a failure and was not changed since. It may be what failed, so it
    /// does not run.
    is_waiting: bool,
    /// What the lab's undo goes back to.
    episode: Episode,
}

/// Whether the editor shows a draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Visibility {
    /// It is open.
    Open,
    /// It was closed, and keeps the text for the next time.
    Kept,
}

/// The lab's undo takes an edit back as a whole, not letter by letter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Episode {
    /// The next change of the program is one to go back to.
    Begins,
    /// It belongs to those before.
    GoesOn,
}

impl Draft {
    /// The editor on a program, at its first handler.
    fn new(strategy: &Strategy) -> Self {
        // An edited program still bears the title of the one that it began as.
        let title = &strategy.program.header.title.en;
        let same_title =
            || strategies().iter().find(|known| known.program.header.title.en == *title);
        let text = strategy.source.replace("\r\n", "\n");
        Self {
            versions: Versions::new(&text, first_handler(&text)),
            origin: strategy.id.or_else(|| same_title().map(|known| known.id)),
            errors: Rc::default(),
            visibility: Visibility::Open,
            placed: 0,
            is_waiting: false,
            episode: Episode::Begins,
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.versions.text()
    }

    /// Whether the text is what runs.
    pub fn runs(&self) -> bool {
        self.errors.is_empty() && !self.is_waiting
    }

    /// Whether the editor shows it.
    pub fn is_open(&self) -> bool {
        self.visibility == Visibility::Open
    }

    /// Whether it differs from the program that it began as, so that a reset does something.
    pub fn is_changed(&self) -> bool {
        self.original().is_some_and(|source| source.trim_end() != self.text().trim_end())
    }

    /// What comes next is taken back without what was typed before.
    pub(super) fn begin_episode(&mut self) {
        self.episode = Episode::Begins;
    }

    /// It comes back by the lab's undo, in place of one that was `placed` so often.
    pub(super) fn come_back(&mut self, placed: u32) {
        self.begin_episode();
        self.placed = self.placed.max(placed) + 1;
    }

    fn original(&self) -> Option<&'static str> {
        self.origin.and_then(catalogue::strategy).map(|strategy| strategy.source)
    }

    fn change(&mut self, action: &Action) {
        self.is_waiting = false;
        match action {
            Action::Type(edit) => return self.versions.type_in(edit),
            Action::Rewrite(edit) => return self.versions.put(edit),
            Action::UndoTyping => self.versions.undo(),
            Action::RedoTyping => self.versions.redo(),
            Action::ResetProgram => {
                if let Some(source) = self.original() {
                    let text = source.to_owned();
                    self.versions.put(&Edit { selection: first_handler(&text), text });
                }
            }
            _ => {}
        }
        self.placed += 1;
    }
}

impl AppState {
    /// The draft, while the editor shows it.
    pub fn open_draft(&self) -> Option<&Rc<Draft>> {
        self.draft.as_ref().filter(|draft| draft.is_open())
    }

    /// Puts the text back into the editor that was there when the page failed.
    pub fn take_back(&mut self, text: &str) {
        let mut draft = Draft::new(&self.scenario().strategy);
        if draft.text().trim_end() == text.trim_end() {
            return;
        }
        draft.versions.put(&Edit { text: text.to_owned(), selection: first_handler(text) });
        draft.errors = Rc::new(program::parse(text).err().unwrap_or_default());
        draft.is_waiting = true;
        self.draft = Some(Rc::new(draft));
        self.tell(Notice::DraftIsBack);
    }

    /// An action of the editor.
    pub(super) fn edit_program(&mut self, action: Action) {
        match (action, &mut self.draft) {
            (Action::Edit, Some(draft)) => Rc::make_mut(draft).visibility = Visibility::Open,
            (Action::Edit, None) => {
                self.draft = Some(Rc::new(Draft::new(&self.scenario().strategy)));
            }
            (Action::CloseEditor, Some(draft)) => Rc::make_mut(draft).visibility = Visibility::Kept,
            (action, Some(_)) => self.change_draft(&action),
            (_, None) => {}
        }
    }

    fn change_draft(&mut self, action: &Action) {
        let before = self.here();
        let Some(draft) = &mut self.draft else { return };
        let draft = Rc::make_mut(draft);
        draft.change(action);
        let text = draft.text();
        // A text that is that of a shipped strategy is that strategy.
        let shipped = draft.origin.filter(|_| !draft.is_changed());
        match shipped.map_or_else(|| Strategy::custom(text), Strategy::shipped) {
            Ok(strategy) => {
                draft.errors = Rc::default();
                if strategy != before.scenario.strategy {
                    let episode = std::mem::replace(&mut draft.episode, Episode::GoesOn);
                    if episode == Episode::Begins {
                        self.remember(before);
                    }
                    self.run_edited(strategy);
                }
            }
            Err(ScenarioErrorKind::Program(errors)) => draft.errors = Rc::new(errors),
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
