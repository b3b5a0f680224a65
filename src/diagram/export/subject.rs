//! What a mark is about, for the `#12` after its words when a run has several orders.

use crate::shop::mark::Mark;
use crate::shop::message::{OrderId, TaskId};

/// The order that a mark names.
pub(super) fn order(mark: Mark) -> Option<OrderId> {
    match mark {
        Mark::Line { order, .. }
        | Mark::TransactionBegan(order)
        | Mark::Committed(order)
        | Mark::RolledBack(order)
        | Mark::LockWait(order)
        | Mark::OrderIs(order, _)
        | Mark::Wrote(_, order, _)
        | Mark::Payout { order, .. }
        | Mark::PayoutRefused(order)
        | Mark::Captured(order)
        | Mark::Answered(order, _)
        | Mark::DeadlineMissed(order)
        | Mark::CallRefused(order)
        | Mark::Prepared(order)
        | Mark::Claimed(order)
        | Mark::Refunded(order) => order.known(),
        Mark::Appended(_, _, tx)
        | Mark::Evaporated(_, tx)
        | Mark::EndWithoutHalf(tx)
        | Mark::EndRefused(tx)
        | Mark::Ended(tx, _)
        | Mark::CheckWithoutProducer(tx, _)
        | Mark::PutBackImmune(tx, _)
        | Mark::Discarded(tx)
        | Mark::Expired(tx)
        | Mark::Resumed(tx)
        | Mark::OutboxIs(tx, _)
        | Mark::Noted(tx, _)
        | Mark::Received(tx)
        | Mark::Redelivery(tx)
        | Mark::PutRefused(tx)
        | Mark::RetryPlanned { tx, .. }
        | Mark::DeadLetter(tx)
        | Mark::CheckDropped(tx)
        | Mark::DataNotFound(tx)
        | Mark::Published(tx)
        | Mark::Aborted(tx, _)
        | Mark::Deduplicated(tx) => Some(tx.order),
        Mark::TaskEnded(_)
        | Mark::StepLimit(_)
        | Mark::TimedOut { .. }
        | Mark::ConnectionLost { .. }
        | Mark::Retry { .. }
        | Mark::Exception { .. }
        | Mark::Ignored { .. }
        | Mark::PoolWait(_)
        | Mark::PoolGranted(_)
        | Mark::Flushed
        | Mark::CursorMoved(_)
        | Mark::CursorSaved(_)
        | Mark::CheckRound
        | Mark::RoundStopped
        | Mark::BudgetSpent(_) => None,
    }
}

/// The task that a mark names.
pub(super) fn task(mark: Mark) -> Option<TaskId> {
    match mark {
        Mark::Line { task, .. }
        | Mark::TaskEnded(task)
        | Mark::StepLimit(task)
        | Mark::TimedOut { task, .. }
        | Mark::ConnectionLost { task, .. }
        | Mark::Retry { task, .. }
        | Mark::Exception { task, .. }
        | Mark::PoolWait(task)
        | Mark::PoolGranted(task)
        | Mark::BudgetSpent(task) => Some(task),
        _ => None,
    }
}
