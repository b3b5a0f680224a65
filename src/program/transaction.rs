//! Whether transactions are begun and ended in pairs, on every path through a handler.

use super::error::{Errors, ProgramErrorKind};
use super::flow::successors;
use super::step::{Op, Program, Step, StepIndex};

/// Follows every path through every handler and reports the steps that find themselves inside or
/// outside a transaction against the rules.
pub(super) fn check(program: &Program, errors: &mut Errors) {
    for &(_, entry) in &program.handlers {
        check_handler(program, entry, errors);
    }
}

/// In which states the paths that lead to a step can arrive there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Arrivals {
    /// Some path arrives without a transaction.
    closed: bool,
    /// Some path arrives after a `commit`, `rollback` or `prepare` without an answer. The
    /// transaction is over, and nobody here knows how; a `rollback` is harmless, as it is in a
    /// `catch` block.
    doubtful: bool,
    /// Some path arrives inside a transaction; the line of its `begin`.
    open: Option<u16>,
}

impl Arrivals {
    const CLOSED: Self = Self { closed: true, doubtful: false, open: None };
    const DOUBTFUL: Self = Self { closed: false, doubtful: true, open: None };

    fn opened(line: u16) -> Self {
        Self { open: Some(line), ..Self::default() }
    }

    fn exist(self) -> bool {
        self != Self::default()
    }

    fn join(self, other: Self) -> Self {
        Self {
            closed: self.closed || other.closed,
            doubtful: self.doubtful || other.doubtful,
            open: self.open.or(other.open),
        }
    }
}

/// One pass in the order of the steps, which suffices because every jump leads forward.
fn check_handler(program: &Program, entry: StepIndex, errors: &mut Errors) {
    let mut arrivals = vec![Arrivals::default(); program.steps.len()];
    arrive(&mut arrivals, entry, Arrivals::CLOSED);
    for (index, step) in (0..).zip(&program.steps) {
        let before = arrivals.get(usize::from(index)).copied().unwrap_or_default();
        if !before.exist() {
            continue;
        }
        if let Some(kind) = violation(step, before) {
            errors.push(program.place_of(step.line), kind);
        }
        for next in successors(index, step).into_iter().flatten() {
            arrive(&mut arrivals, next, after_success(step, before));
        }
        if let Some(next) = step.on_failure {
            arrive(&mut arrivals, next, after_failure(step, before));
        }
    }
}

fn arrive(arrivals: &mut [Arrivals], at: StepIndex, more: Arrivals) {
    if let Some(known) = arrivals.get_mut(usize::from(at)) {
        *known = known.join(more);
    }
}

/// What is wrong with executing the step in one of these states.
fn violation(step: &Step, before: Arrivals) -> Option<ProgramErrorKind> {
    let word = step.op.form().words;
    match step.op {
        Op::Begin => before.open.map(|open_line| ProgramErrorKind::NestedBegin { open_line }),
        Op::Rollback if before.closed => Some(ProgramErrorKind::NoTransaction { step: word }),
        Op::Commit | Op::Prepare | Op::InsertLog | Op::InsertOutbox | Op::InsertPayout
            if before.closed || before.doubtful =>
        {
            Some(ProgramErrorKind::NoTransaction { step: word })
        }
        Op::CommitPrepared | Op::RollbackPrepared => before
            .open
            .map(|open_line| ProgramErrorKind::InsideTransaction { step: word, open_line }),
        Op::Run(_) | Op::Stop => {
            before.open.map(|open_line| ProgramErrorKind::OpenTransaction { open_line })
        }
        _ => None,
    }
}

fn after_success(step: &Step, before: Arrivals) -> Arrivals {
    match step.op {
        Op::Begin => Arrivals::opened(step.line),
        Op::Commit | Op::Rollback | Op::Prepare => Arrivals::CLOSED,
        _ => before,
    }
}

fn after_failure(step: &Step, before: Arrivals) -> Arrivals {
    match step.op {
        Op::Begin => Arrivals::CLOSED,
        Op::Commit | Op::Rollback | Op::Prepare => Arrivals::DOUBTFUL,
        _ => before,
    }
}
