//! What reads well and still means nothing: absent or double handlers, steps and conditions in
//! the wrong handler, handlers that run each other for ever.

use super::ast::{ProgramText, Statement};
use super::error::{Errors, Place, ProgramErrorKind};
use super::step::{Condition, Handler, Op, Program, SendMode, StepIndex};
use super::vocabulary::{
    STEPS_MAX, TEXT_KEYS, condition_word, handlers_of_condition, handlers_of_step, may_run,
    step_word,
};

/// Checks everything but transactions.
pub(super) fn check(text: &ProgramText, program: &Program, errors: &mut Errors) {
    check_headers(text, errors);
    check_handlers(text, errors);
    for handler in &text.handlers {
        Placement { text, handler: handler.handler, errors }.body(&handler.body);
    }
    check_runs(program, errors);
    // Not to be reached while a line makes at most two steps; it holds when that changes.
    if program.steps.len() > STEPS_MAX {
        errors.push(START, ProgramErrorKind::TooManySteps);
    }
}

/// Where a program is told what it lacks above its first handler.
const START: Place = Place { line: 1, column: 1 };

fn check_headers(text: &ProgramText, errors: &mut Errors) {
    for key in TEXT_KEYS {
        if !text.header_lines.iter().any(|&(known, _)| known == key) {
            errors.push(START, ProgramErrorKind::MissingHeader { key });
        }
    }
}

fn check_handlers(text: &ProgramText, errors: &mut Errors) {
    for (index, this) in text.handlers.iter().enumerate() {
        let handler = this.handler;
        let earlier = text.handlers.iter().take(index).find(|other| other.handler == handler);
        if let Some(first) = earlier {
            let first_line = first.at.line;
            errors.push(this.at, ProgramErrorKind::DuplicateHandler { handler, first_line });
        }
        if this.body.is_empty() {
            errors.push(this.at, ProgramErrorKind::EmptyHandler { handler });
        }
    }
    for handler in [Handler::Payment, Handler::Message] {
        if !has(text, handler) {
            let at = Place { line: text.last_line, column: 1 };
            errors.push(at, ProgramErrorKind::MissingHandler { handler });
        }
    }
    if !has(text, Handler::Check)
        && let Some(at) = text.handlers.iter().find_map(|handler| first_half(&handler.body))
    {
        errors.push(at, ProgramErrorKind::MissingCheck);
    }
}

fn has(text: &ProgramText, handler: Handler) -> bool {
    text.handlers.iter().any(|known| known.handler == handler)
}

/// The first place where a half message is sent.
fn first_half(body: &[Statement]) -> Option<Place> {
    body.iter().find_map(|statement| match statement {
        Statement::Step(step) => match step.op {
            Op::Send(options) if options.mode == SendMode::Half => Some(step.at),
            _ => step.failure.as_ref().and_then(|failure| first_half(&failure.body)),
        },
        Statement::Choice(choice) => choice.blocks().find_map(|block| first_half(&block.body)),
    })
}

/// Finds the steps and conditions that have no meaning in their handler.
struct Placement<'e> {
    text: &'e ProgramText,
    handler: Handler,
    errors: &'e mut Errors,
}

impl Placement<'_> {
    fn body(&mut self, body: &[Statement]) {
        for statement in body {
            match statement {
                Statement::Step(step) => {
                    self.step(&step.op, step.at);
                    if let Some(failure) = &step.failure {
                        self.body(&failure.body);
                    }
                }
                Statement::Choice(choice) => {
                    for arm in &choice.arms {
                        self.condition(&arm.condition, arm.block.at);
                    }
                    for block in choice.blocks() {
                        self.body(&block.body);
                    }
                }
            }
        }
    }

    fn step(&mut self, op: &Op, at: Place) {
        let handler = self.handler;
        let step = step_word(op);
        let allowed = handlers_of_step(step);
        if !allowed.contains(&handler) {
            self.errors.push(at, ProgramErrorKind::StepNotHere { step, handler, allowed });
        }
        if let &Op::Run(to) = op {
            if !may_run(handler, to) {
                self.errors.push(at, ProgramErrorKind::RunNotHere { from: handler, to });
            } else if !has(self.text, to) {
                self.errors.push(at, ProgramErrorKind::RunMissing { handler: to });
            }
        }
    }

    fn condition(&mut self, condition: &Condition, at: Place) {
        let handler = self.handler;
        let allowed = handlers_of_condition(condition);
        if !allowed.contains(&handler) {
            let condition = condition_word(condition);
            self.errors
                .push(at, ProgramErrorKind::ConditionNotHere { condition, handler, allowed });
        }
    }
}

/// A `run` that a handler can reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct RunEdge {
    from: Handler,
    to: Handler,
    line: u16,
    pace: Pace,
}

/// What happens between the start of a handler and its `run`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Pace {
    /// On some path nothing that takes time.
    AtOnce,
    /// On every path a step that waits.
    Waits,
}

fn check_runs(program: &Program, errors: &mut Errors) {
    let mut edges = Vec::new();
    for &(from, entry) in &program.handlers {
        let runs = runs_from(program, entry);
        edges.extend(runs.into_iter().map(|(line, to, pace)| RunEdge { from, to, line, pace }));
    }
    // The first call must end: whoever runs `on payment` again does so by another call. Other
    // circles may ask again and again, as long as time passes between the questions.
    let reported = report_circle(Handler::Payment, &edges, program, errors);
    edges.retain(|edge| edge.pace == Pace::AtOnce);
    for handler in [Handler::Repeat, Handler::Check, Handler::Message] {
        if !reported.contains(&handler) {
            report_circle(handler, &edges, program, errors);
        }
    }
}

/// Every `run` that the steps from `entry` on can reach: its line, its target, its pace.
fn runs_from(program: &Program, entry: StepIndex) -> Vec<(u16, Handler, Pace)> {
    let at_once = program.reachable(entry, |op| op.is_blocking() || matches!(op, Op::Work(_)));
    let all = program.reachable(entry, |_| false);
    let mut runs = Vec::new();
    for (index, step) in program.steps.iter().enumerate() {
        if let Op::Run(to) = step.op
            && all.get(index) == Some(&true)
        {
            let is_at_once = at_once.get(index) == Some(&true);
            runs.push((step.line, to, if is_at_once { Pace::AtOnce } else { Pace::Waits }));
        }
    }
    runs
}

/// Reports the shortest circle of runs through `start`; the handlers on it.
fn report_circle(
    start: Handler,
    edges: &[RunEdge],
    program: &Program,
    errors: &mut Errors,
) -> Vec<Handler> {
    // Paths from `start`, shorter ones first; no handler is entered twice, so there are few.
    let mut paths: Vec<Vec<RunEdge>> =
        edges.iter().filter(|edge| edge.from == start).map(|&edge| vec![edge]).collect();
    let mut seen = Vec::new();
    while !paths.is_empty() {
        let mut longer = Vec::new();
        for path in paths {
            let (Some(first), Some(last)) = (path.first(), path.last()) else {
                continue;
            };
            if last.to == start {
                let handlers: Vec<_> =
                    std::iter::once(start).chain(path.iter().map(|edge| edge.to)).collect();
                let at = program.place_of(first.line);
                errors.push(at, ProgramErrorKind::EndlessLoop { path: handlers.clone() });
                return handlers;
            }
            if !seen.contains(&last.to) {
                seen.push(last.to);
                let next = edges.iter().filter(|edge| edge.from == last.to);
                longer.extend(next.map(|&edge| [path.as_slice(), &[edge]].concat()));
            }
        }
        paths = longer;
    }
    Vec::new()
}
