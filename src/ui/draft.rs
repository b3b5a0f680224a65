//! The program as it is being edited: judged at every keystroke, run whenever it compiles.

use std::rc::Rc;

use crate::program::catalogue::{self, strategies};
use crate::program::{self, ProgramError};
use crate::scenario::Strategy;
use crate::scenario::error::ScenarioErrorKind;

use super::editor::Edit;
use super::editor::place::first_handler;
use super::editor::versions::Versions;

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

/// What a person does to the text in the editor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// What was typed.
    Type(Edit),
    /// What a key or a menu made of it, to be taken back by itself.
    Rewrite(Edit),
    /// Takes back what was typed last.
    Undo,
    /// Types it again.
    Redo,
    /// Puts the strategy's own program back.
    Reset,
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
    pub fn new(strategy: &Strategy) -> Self {
        // An edited program still bears the title of the one that it began as.
        let title = &strategy.program.header.title;
        let same_title =
            || strategies().iter().find(|known| known.program.header.title.shares_one_with(title));
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

    /// The editor on the text that was in it when the page failed, if that is not the program.
    pub fn after_failure(strategy: &Strategy, text: &str) -> Option<Self> {
        let mut draft = Self::new(strategy);
        if draft.text().trim_end() == text.trim_end() {
            return None;
        }
        draft.versions.put(&beginning(text.to_owned()));
        draft.errors = Rc::new(program::parse(text).err().unwrap_or_default());
        draft.is_waiting = true;
        Some(draft)
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

    /// Whether a change of the program is one to go back to. Those after it belong to it.
    pub fn is_episode(&mut self) -> bool {
        std::mem::replace(&mut self.episode, Episode::GoesOn) == Episode::Begins
    }

    /// What comes next is taken back without what was typed before.
    pub fn begin_episode(&mut self) {
        self.episode = Episode::Begins;
    }

    /// It comes back by the lab's undo, in place of one that was `placed` so often.
    pub fn come_back(&mut self, placed: u32) {
        self.begin_episode();
        self.placed = self.placed.max(placed) + 1;
    }

    fn original(&self) -> Option<&'static str> {
        self.origin.and_then(catalogue::strategy).map(|strategy| strategy.source)
    }

    /// Changes the text. Gives the strategy that it is now; what is wrong with it is in `errors`.
    pub fn change(&mut self, change: &Change) -> Result<Option<Strategy>, ScenarioErrorKind> {
        self.is_waiting = false;
        match change {
            Change::Type(edit) => self.versions.type_in(edit),
            Change::Rewrite(edit) => self.versions.put(edit),
            Change::Undo => self.versions.undo(),
            Change::Redo => self.versions.redo(),
            Change::Reset => {
                if let Some(source) = self.original() {
                    self.versions.put(&beginning(source.to_owned()));
                }
            }
        }
        if !matches!(change, Change::Type(_) | Change::Rewrite(_)) {
            self.placed += 1;
        }
        self.compile()
    }

    fn compile(&mut self) -> Result<Option<Strategy>, ScenarioErrorKind> {
        // A text that is that of a shipped strategy is that strategy.
        let shipped = self.origin.filter(|_| !self.is_changed());
        match shipped.map_or_else(|| Strategy::custom(self.text()), Strategy::shipped) {
            Ok(strategy) => {
                self.errors = Rc::default();
                Ok(Some(strategy))
            }
            Err(ScenarioErrorKind::Program(errors)) => {
                self.errors = Rc::new(errors);
                Ok(None)
            }
            Err(kind) => Err(kind),
        }
    }
}

/// A text with its first handler selected.
fn beginning(text: String) -> Edit {
    Edit { selection: first_handler(&text), text }
}
