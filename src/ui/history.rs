//! The lab's undo and redo: whole scenarios, with the edit that was going on.

use std::rc::Rc;

use crate::scenario::Scenario;

use super::draft::Draft;
use super::position::Position;

/// Scenarios that undo can go back to.
pub const UNDO_MAX: usize = 200;

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

impl History {
    /// Makes a moment the one that undo goes back to.
    pub fn remember(&mut self, moment: Rc<Moment>) {
        self.past.push(moment);
        if self.past.len() > UNDO_MAX {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// The moment to go back to from `here`.
    pub fn undo(&mut self, here: Rc<Moment>) -> Option<Rc<Moment>> {
        travel(&mut self.past, &mut self.future, here)
    }

    /// The moment to go forward to from `here`.
    pub fn redo(&mut self, here: Rc<Moment>) -> Option<Rc<Moment>> {
        travel(&mut self.future, &mut self.past, here)
    }
}

fn travel(
    from: &mut Vec<Rc<Moment>>,
    onto: &mut Vec<Rc<Moment>>,
    here: Rc<Moment>,
) -> Option<Rc<Moment>> {
    let moment = from.pop()?;
    onto.push(here);
    Some(moment)
}
