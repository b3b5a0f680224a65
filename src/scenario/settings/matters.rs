//! For which programs a setting can change anything.

use crate::program::step::{Condition, Op, Program, SendMode};

pub(super) fn always(_: &Program) -> bool {
    true
}

pub(super) fn is_transactional(program: &Program) -> bool {
    program.any_op(|op| matches!(op, Op::Send(options) if options.mode == SendMode::Half))
}

pub(super) fn retries(program: &Program) -> bool {
    program.any_op(|op| matches!(op, Op::Send(options) if options.retries > 0))
}

pub(super) fn waits_for_broker(program: &Program) -> bool {
    program.any_op(|op| matches!(op, Op::Send(options) if options.mode != SendMode::Oneway))
}

pub(super) fn has_producer(program: &Program) -> bool {
    program.any_op(|op| matches!(op, Op::Producer(_)))
}

pub(super) fn works(program: &Program) -> bool {
    program.any_op(|op| matches!(op, Op::Work(_)))
}

pub(super) fn has_inbox(program: &Program) -> bool {
    program.any_op(|op| matches!(op, Op::Branch { condition: Condition::InboxOn, .. }))
}
