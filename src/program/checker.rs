//! What reads well and still means nothing: absent or double handlers, steps and conditions in
//! the wrong handler, questions to nobody, handlers that run each other for ever.

use super::ast::{HandlerText, ProgramText, Statement};
use super::error::{Errors, Place, ProgramErrorKind, ProgramWarning, ProgramWarningKind};
use super::flow::Exit;
use super::form::{Form, Hand};
use super::step::{self, Condition, Handler, Op, Program, SourceLine, StepIndex};
use super::token::handler_of;
use super::vocabulary::{STEPS_MAX, may_run};

/// Checks everything but transactions.
pub(super) fn check(text: &ProgramText, program: &Program, errors: &mut Errors) {
    check_handlers(text, errors);
    for handler in &text.handlers {
        Placement { text, handler: handler.handler, errors }.body(&handler.body);
    }
    check_runs(program, errors);
    check_hands(program, errors);
    // Not to be reached while a line makes at most two steps; it holds when that changes.
    if program.steps.len() > STEPS_MAX {
        errors.push(START, ProgramErrorKind::TooManySteps);
    }
}

/// Where a program is told what is wrong with it as a whole.
const START: Place = Place { line: 1, column: 1 };

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
    let is_polling = |handler: &&HandlerText| {
        matches!(handler.handler, Handler::Every(step::Place::Consumer, _))
    };
    let needs_message = !text.handlers.iter().any(|handler| is_polling(&handler))
        || first(text, |op| matches!(op, Op::Send(_) | Op::Deliver(_))).is_some();
    let needed = [(Handler::Payment, true), (Handler::Message, needs_message)];
    for (handler, is_needed) in needed {
        if is_needed && !has(text, handler) {
            let at = Place { line: text.last_line, column: 1 };
            errors.push(at, ProgramErrorKind::MissingHandler { handler });
        }
    }
    if !has(text, Handler::Check)
        && let Some(at) = first(text, |op| op.form().words == "send half")
    {
        errors.push(at, ProgramErrorKind::MissingCheck);
    }
}

fn has(text: &ProgramText, handler: Handler) -> bool {
    text.handlers.iter().any(|known| known.handler == handler)
}

/// The first place with such a step.
fn first(text: &ProgramText, is_wanted: impl Fn(&Op) -> bool) -> Option<Place> {
    text.handlers.iter().find_map(|handler| first_in(&handler.body, &is_wanted))
}

fn first_in(body: &[Statement], is_wanted: &impl Fn(&Op) -> bool) -> Option<Place> {
    body.iter().find_map(|statement| match statement {
        Statement::Step(step) if is_wanted(&step.op) => Some(step.at),
        Statement::Step(step) => step.failure.as_ref().and_then(|it| first_in(&it.body, is_wanted)),
        Statement::Choice(choice) => {
            choice.blocks().find_map(|block| first_in(&block.body, is_wanted))
        }
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
        let form = op.form();
        if !form.scope.allows(handler) {
            let (step, scope) = (form.words, form.scope);
            self.errors.push(at, ProgramErrorKind::StepNotHere { step, handler, scope });
        }
        match *op {
            Op::Run(to) if !may_run(handler, to) => {
                let to = to.word();
                self.errors.push(at, ProgramErrorKind::RunNotHere { from: handler, to });
            }
            Op::Run(to) if !has(self.text, to) => {
                self.errors.push(at, ProgramErrorKind::RunMissing { handler: to });
            }
            Op::Call { at: place, request, .. } => {
                // A process that does not exist has no handler either: one message is enough.
                if has(self.text, Handler::Call(place, request)) {
                    self.asks(form.words, place, at);
                } else {
                    let kind = ProgramErrorKind::MissingCall { at: place, request };
                    self.errors.push(at, kind);
                }
            }
            _ => {}
        }
    }

    fn condition(&mut self, condition: &Condition, at: Place) {
        let handler = self.handler;
        let form = condition.form();
        if !form.scope.allows(handler) {
            let (condition, scope) = (form.words, form.scope);
            self.errors.push(at, ProgramErrorKind::ConditionNotHere { condition, handler, scope });
        }
        if let &Condition::NoteAt(place, _) = condition {
            self.asks(form.words, place, at);
        }
    }

    /// A process that waits for an answer cannot wait for its own, nor for that of a process which
    /// does not exist.
    fn asks(&mut self, words: &'static str, place: step::Place, at: Place) {
        if place == self.handler.place() {
            self.errors.push(at, ProgramErrorKind::AsksItself { words, place });
        } else if !self.text.handlers.iter().any(|known| known.handler.place() == place) {
            self.errors.push(at, ProgramErrorKind::AsksNobody { words, place });
        }
    }
}

/// `on start` and `every` begin with nothing in hand. What speaks of a row or a message can stand
/// only where every path has taken one. The first mistake of a handler stands for those after it.
fn check_hands(program: &Program, errors: &mut Errors) {
    for &(handler, entry) in &program.handlers {
        if !matches!(handler, Handler::Start(_) | Handler::Every(..)) {
            continue;
        }
        let empty = program.reachable(entry, takes_next);
        let mut arrivals = program.steps.iter().zip(empty);
        let found =
            arrivals.find(|(step, is_empty)| *is_empty && spoken_of(&step.op).hand == Hand::Needs);
        if let Some((step, _)) = found {
            let words = spoken_of(&step.op).words;
            errors.push(program.place_of(step.line), ProgramErrorKind::NothingInHand { words });
        }
    }
}

/// Whether a step is left with another row or message in hand than before. There are finitely many
/// of them, and none comes twice.
fn takes_next(op: &Op, exit: Exit) -> bool {
    exit == Exit::Success && spoken_of(op).hand == Hand::Takes
}

/// Warns of an `on message` that comes to no `ack` on any path, its own or of what it runs. The
/// broker then delivers every message again until its retries are spent.
pub(super) fn never_acknowledges(program: &Program) -> Option<ProgramWarning> {
    let entry = program.entry(Handler::Message)?;
    let mut open = vec![entry];
    let mut seen = Vec::new();
    while let Some(entry) = open.pop() {
        seen.push(entry);
        let reached = program.reachable(entry, |_, _| false);
        for (step, _) in program.steps.iter().zip(reached).filter(|(_, is_reached)| *is_reached) {
            match step.op {
                Op::Ack => return None,
                Op::Run(to) => open.extend(program.entry(to).filter(|to| !seen.contains(to))),
                _ => {}
            }
        }
    }
    let is_it = |line: &SourceLine| handler_of(&line.text) == Some(Handler::Message);
    let line = program.lines.iter().position(is_it)?;
    let line = u16::try_from(line + 1).unwrap_or(u16::MAX);
    Some(ProgramWarning { line, column: 1, kind: ProgramWarningKind::NeverAcknowledges })
}

/// The form of a step; of a choice, that of its condition.
fn spoken_of(op: &Op) -> Form {
    match op {
        Op::Branch { condition, .. } => condition.form(),
        step => step.form(),
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
    /// On some path nothing that takes time or gets on.
    AtOnce,
    /// On every path a step that waits, or one that takes the next row in hand.
    Goes,
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
    for &(handler, _) in &program.handlers {
        if !reported.contains(&handler) {
            report_circle(handler, &edges, program, errors);
        }
    }
}

/// Every `run` that the steps from `entry` on can reach: its line, its target, its pace.
fn runs_from(program: &Program, entry: StepIndex) -> Vec<(u16, Handler, Pace)> {
    let takes_time = |op: &Op| op.is_blocking() || matches!(op, Op::Work(_));
    let at_once = program.reachable(entry, |op, exit| takes_time(op) || takes_next(op, exit));
    let all = program.reachable(entry, |_, _| false);
    let mut runs = Vec::new();
    for (index, step) in program.steps.iter().enumerate() {
        if let Op::Run(to) = step.op
            && all.get(index) == Some(&true)
        {
            let is_at_once = at_once.get(index) == Some(&true);
            runs.push((step.line, to, if is_at_once { Pace::AtOnce } else { Pace::Goes }));
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
