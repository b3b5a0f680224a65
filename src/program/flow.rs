//! Where a run of a program can go next.

use super::error::Place;
use super::step::{Op, Program, Step, StepIndex};
use super::vocabulary::INDENT;

impl Program {
    /// Which steps a run that begins at `entry` can reach without leaving the handler and without
    /// completing a step for which `is_barrier` holds. All jumps lead forward, so one pass in the
    /// order of the steps finds every path.
    pub(super) fn reachable(
        &self,
        entry: StepIndex,
        is_barrier: impl Fn(&Op) -> bool,
    ) -> Vec<bool> {
        let mut reached = vec![false; self.steps.len()];
        if let Some(first) = reached.get_mut(usize::from(entry)) {
            *first = true;
        }
        for (index, step) in (0..).zip(&self.steps) {
            if reached.get(usize::from(index)) != Some(&true) || is_barrier(&step.op) {
                continue;
            }
            for next in successors(index, step).into_iter().chain([step.on_failure]).flatten() {
                if let Some(next) = reached.get_mut(usize::from(next)) {
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

/// Where a step leads when it succeeds. A handler is left by `run` and `stop` only.
pub(super) fn successors(index: StepIndex, step: &Step) -> [Option<StepIndex>; 2] {
    let next = Some(index.saturating_add(1));
    match step.op {
        Op::Stop | Op::Run(_) => [None, None],
        Op::Jump(target) => [Some(target), None],
        Op::Branch { otherwise, .. } => [next, Some(otherwise)],
        _ => [next, None],
    }
}
