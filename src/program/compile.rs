//! Statements to flat steps, and the map from source lines to steps.

use super::ast::{Block, ChoiceText, ProgramText, Statement, StepText};
use super::lexer::source_lines;
use super::step::{Op, Program, SourceLine, Step, StepIndex};

/// Flattens a program. The blocks stay in the order of the text, so every jump leads forward.
pub(super) fn compile(text: &ProgramText, source: &str) -> Program {
    let mut emitter = Emitter { steps: Vec::new() };
    let mut handlers = Vec::new();
    for handler in &text.handlers {
        handlers.push((handler.handler, emitter.next()));
        emitter.body(&handler.body);
        emitter.push(Op::Stop, emitter.last_line(handler.at.line));
    }
    let mut lines = source_lines(source);
    map_steps(&emitter.steps, &mut lines);
    for handler in &text.handlers {
        Brackets { lines: &mut lines, marked_to: 0 }.body(&handler.body, Transaction::None);
    }
    Program {
        header: text.header.clone(),
        handlers,
        steps: emitter.steps,
        periods: text.periods.clone(),
        lines,
    }
}

struct Emitter {
    steps: Vec<Step>,
}

impl Emitter {
    fn body(&mut self, body: &[Statement]) {
        for statement in body {
            match statement {
                Statement::Step(step) => self.step(step),
                Statement::Choice(choice) => self.choice(choice),
            }
        }
    }

    /// A step, and where it can fail: a jump over the block for that case, and the block.
    fn step(&mut self, StepText { op, at, failure }: &StepText) {
        let step = self.push(*op, at.line);
        if let Some(Block { body, .. }) = failure {
            let over = self.push(Op::Jump(0), at.line);
            self.fail_here(&[step]);
            self.body(body);
            self.aim_here(over);
        }
    }

    /// Each arm is a branch to the next one, its block, and a jump past the last; the block for
    /// conditions without an answer comes after them all.
    fn choice(&mut self, ChoiceText { arms, otherwise, failure }: &ChoiceText) {
        let mut ends = Vec::new();
        let mut branches = Vec::new();
        for (index, arm) in arms.iter().enumerate() {
            let condition = arm.condition;
            let branch = self.push(Op::Branch { condition, otherwise: 0 }, arm.block.at.line);
            branches.push(branch);
            self.body(&arm.block.body);
            let goes_on = index + 1 < arms.len() || otherwise.is_some();
            if goes_on || failure.is_some() {
                ends.push(self.push(Op::Jump(0), self.last_line(arm.block.at.line)));
            }
            if goes_on {
                self.aim_here(branch);
            } else {
                ends.push(branch);
            }
        }
        if let Some(Block { at, body }) = otherwise {
            self.body(body);
            if failure.is_some() {
                ends.push(self.push(Op::Jump(0), self.last_line(at.line)));
            }
        }
        if let Some(Block { body, .. }) = failure {
            self.fail_here(&branches);
            self.body(body);
        }
        for end in ends {
            self.aim_here(end);
        }
    }

    /// Makes steps that can fail lead to the next step when they do.
    fn fail_here(&mut self, from: &[StepIndex]) {
        let here = self.next();
        for &index in from {
            if let Some(step) = self.steps.get_mut(usize::from(index))
                && step.op.is_blocking()
            {
                step.on_failure = Some(here);
            }
        }
    }

    fn push(&mut self, op: Op, line: u16) -> StepIndex {
        let index = self.next();
        self.steps.push(Step { op, line, on_failure: None });
        index
    }

    fn next(&self) -> StepIndex {
        StepIndex::try_from(self.steps.len()).unwrap_or(StepIndex::MAX)
    }

    /// The line of the last step; `before` when there is none yet.
    fn last_line(&self, before: u16) -> u16 {
        self.steps.last().map_or(before, |step| step.line.max(before))
    }

    /// Makes a branch or a jump lead to the next step.
    fn aim_here(&mut self, from: StepIndex) {
        let here = self.next();
        let op = self.steps.get_mut(usize::from(from)).map(|step| &mut step.op);
        if let Some(Op::Jump(target) | Op::Branch { otherwise: target, .. }) = op {
            *target = here;
        }
    }
}

fn map_steps(steps: &[Step], lines: &mut [SourceLine]) {
    for (index, step) in (0..).zip(steps) {
        if let Some(line) = line_mut(lines, step.line) {
            line.step.get_or_insert(index);
        }
    }
}

fn line_mut(lines: &mut [SourceLine], number: u16) -> Option<&mut SourceLine> {
    usize::from(number).checked_sub(1).and_then(|index| lines.get_mut(index))
}

/// Whether the text between two statements lies inside a transaction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Transaction {
    None,
    Open,
}

/// Marks the lines from `begin` through the end of its transaction, reading straight down.
struct Brackets<'l> {
    lines: &'l mut [SourceLine],
    /// The last line that a statement has reached. Blank lines and comments before the next one
    /// belong to the same stretch.
    marked_to: u16,
}

impl Brackets<'_> {
    fn body(&mut self, body: &[Statement], before: Transaction) -> Transaction {
        body.iter().fold(before, |state, statement| match statement {
            Statement::Step(step) => self.step(step, state),
            Statement::Choice(choice) => self.choice(choice, state),
        })
    }

    fn step(&mut self, step: &StepText, before: Transaction) -> Transaction {
        self.reach(step.at.line, before);
        let (after, after_failure) = match step.op {
            Op::Begin => (Transaction::Open, Transaction::None),
            Op::Commit | Op::Rollback | Op::Prepare => (Transaction::None, Transaction::None),
            _ => (before, before),
        };
        if step.op == Op::Begin
            && let Some(line) = line_mut(self.lines, step.at.line)
        {
            line.in_transaction = true;
        }
        if let Some(failure) = &step.failure {
            self.reach(failure.at.line, after_failure);
            self.body(&failure.body, after_failure);
        }
        after
    }

    /// What follows is inside if it is after any of the ways that lead there.
    fn choice(&mut self, choice: &ChoiceText, before: Transaction) -> Transaction {
        let mut after = Vec::new();
        for Block { at, body } in choice.blocks() {
            self.reach(at.line, before);
            let state = self.body(body, before);
            if !leaves(body) {
                after.push(state);
            }
        }
        if choice.otherwise.is_none() {
            after.push(before);
        }
        if after.contains(&Transaction::Open) { Transaction::Open } else { Transaction::None }
    }

    fn reach(&mut self, line: u16, state: Transaction) {
        if state == Transaction::Open {
            for number in self.marked_to.saturating_add(1)..=line {
                if let Some(line) = line_mut(self.lines, number) {
                    line.in_transaction = true;
                }
            }
        }
        self.marked_to = line;
    }
}

/// Whether a block ends the task, so that nothing after it follows from it.
fn leaves(body: &[Statement]) -> bool {
    body.iter().any(|statement| match statement {
        Statement::Step(step) => matches!(step.op, Op::Stop | Op::Run(_)),
        Statement::Choice(choice) => {
            choice.otherwise.is_some() && choice.blocks().all(|block| leaves(&block.body))
        }
    })
}
