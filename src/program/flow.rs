//! Where a run of a program can go next.

use super::error::Place;
use super::step::{Op, Program, Step, StepIndex};
use super::vocabulary::INDENT;

/// How a run can leave a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Exit {
    /// It succeeded, or its condition was true.
    Success,
    /// Its condition was false.
    Otherwise,
    /// It failed.
    Failure,
}

impl Program {
    /// Which steps a run that begins at `entry` can reach without leaving the handler and without
    /// taking an exit for which `is_closed` holds. All jumps lead forward, so one pass in the
    /// order of the steps finds every path.
    pub(super) fn reachable(
        &self,
        entry: StepIndex,
        is_closed: impl Fn(&Op, Exit) -> bool,
    ) -> Vec<bool> {
        let mut reached = vec![false; self.steps.len()];
        if let Some(first) = reached.get_mut(usize::from(entry)) {
            *first = true;
        }
        for (index, step) in (0..).zip(&self.steps) {
            if reached.get(usize::from(index)) != Some(&true) {
                continue;
            }
            let [next, otherwise] = successors(index, step);
            let exits = [
                (next, Exit::Success),
                (otherwise, Exit::Otherwise),
                (step.on_failure, Exit::Failure),
            ];
            for (target, exit) in exits {
                let target = target.filter(|_| !is_closed(&step.op, exit));
                if let Some(next) = target.and_then(|to| reached.get_mut(usize::from(to))) {
                    *next = true;
                }
            }
        }
        reached
    }

    /// The first word of a line that is known to be well indented.
    pub(super) fn place_of(&self, line: u16) -> Place {
        let text = usize::from(line).checked_sub(1).and_then(|index| self.lines.get(index));
        let depth = text.map_or(0, |text| u16::from(text.depth));
        Place { line, column: depth * INDENT + 1 }
    }
}

/// Where a step leads when it does not fail; where else, if it is a choice. A handler is left by
/// `run` and `stop` only.
pub(super) fn successors(index: StepIndex, step: &Step) -> [Option<StepIndex>; 2] {
    let next = Some(index.saturating_add(1));
    match step.op {
        Op::Stop | Op::Run(_) => [None, None],
        Op::Jump(target) => [Some(target), None],
        Op::Branch { otherwise, .. } => [next, Some(otherwise)],
        _ => [next, None],
    }
}
