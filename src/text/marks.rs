//! Labels of marks.

use crate::program::step::{Answer, Decision};
use crate::shop::mark::{Mark, Topic, WhyAborted};

use super::Words;

/// `None` where an arrow, a bracket or the highlighted line of the program says the same.
#[expect(clippy::too_many_lines, reason = "one arm per mark; nothing to factor out")]
pub(super) fn label(words: Words, mark: &Mark) -> Option<String> {
    let plain = match mark {
        Mark::Line { .. }
        | Mark::TaskEnded(_)
        | Mark::OrderIs(..)
        | Mark::Wrote(..)
        | Mark::Appended(..)
        | Mark::Flushed
        | Mark::CursorMoved(_)
        | Mark::Received(_)
        | Mark::Claimed(_)
        | Mark::Ended(_, Decision::Commit) => return None,
        Mark::StepLimit(_) => words.mark_step_limit(),
        Mark::TimedOut { after, .. } => return Some(words.mark_timed_out(&words.exact(*after))),
        Mark::Retry { attempt, of, .. } => return Some(words.mark_retry(attempt, of)),
        Mark::Exception { line, .. } => return Some(words.mark_exception(line)),
        Mark::Ignored { .. } => words.mark_ignored(),
        Mark::PoolWait(_) => words.mark_pool_wait(),
        Mark::PoolGranted(_) => words.mark_pool_granted(),
        Mark::TransactionBegan(_) => words.mark_transaction_began(),
        Mark::Committed(_) => words.mark_committed(),
        Mark::RolledBack(_) => words.mark_rolled_back(),
        Mark::LockWait(_) => words.mark_lock_wait(),
        Mark::Evaporated(topic, _) => match topic {
            Topic::Real => words.mark_evaporated_real(),
            Topic::Half => words.mark_evaporated_half(),
            Topic::Op => words.mark_evaporated_op(),
            Topic::Discard => words.mark_evaporated_discard(),
            Topic::Retry => words.mark_evaporated_retry(),
            Topic::DeadLetter => words.mark_evaporated_dead_letter(),
        },
        Mark::EndWithoutHalf(_) => words.mark_end_without_half(),
        Mark::EndRefused(_) => words.mark_end_refused(),
        Mark::Ended(_, Decision::Rollback) => words.mark_ended_rollback(),
        Mark::Ended(_, Decision::Unknown) => words.mark_ended_unknown(),
        Mark::CheckRound => words.mark_check_round(),
        Mark::RoundStopped => words.mark_round_stopped(),
        Mark::CheckWithoutProducer(_, number) => {
            return Some(words.mark_check_without_producer(number));
        }
        Mark::PutBackImmune(_, number) => return Some(words.mark_put_back_immune(number)),
        Mark::Discarded(_) => words.mark_discarded(),
        Mark::Expired(_) => words.mark_expired(),
        Mark::Resumed(_) => words.mark_resumed(),
        Mark::Redelivery(_) => words.mark_redelivery(),
        Mark::RetryPlanned { retry, after, .. } => {
            return Some(words.mark_retry_planned(&words.exact(*after), retry));
        }
        Mark::DeadLetter(_) => words.mark_dead_letter(),
        Mark::Payout { nth, .. } => return Some(words.mark_payout(nth)),
        Mark::PayoutRefused(_) => words.mark_payout_refused(),
        Mark::Captured(_) => words.mark_captured(),
        Mark::Answered(_, Answer::Ok) => words.mark_answered_ok(),
        Mark::Answered(_, Answer::Error) => words.mark_answered_error(),
        Mark::ConnectionLost { .. } => words.mark_connection_lost(),
        Mark::CallRefused(_) => words.mark_call_refused(),
        Mark::DeadlineMissed(_) => words.mark_deadline_missed(),
        Mark::Prepared(_) => words.mark_prepared(),
        Mark::OutboxIs(_, mark) => return Some(words.mark_outbox_is(&mark.word())),
        Mark::Noted(_, note) => return Some(words.mark_noted(&note.word())),
        Mark::CursorSaved(place) => return Some(words.mark_cursor_saved(place)),
        Mark::Refunded(_) => words.mark_refunded(),
        Mark::PutRefused(_) => words.mark_put_refused(),
        Mark::BudgetSpent(_) => words.mark_budget_spent(),
        Mark::CheckDropped(_) => words.mark_check_dropped(),
        Mark::DataNotFound(_) => words.mark_data_not_found(),
        Mark::Published(_) => words.mark_published(),
        Mark::Aborted(_, WhyAborted::Asked) => words.mark_aborted_asked(),
        Mark::Aborted(_, WhyAborted::TimedOut) => words.mark_aborted_timed_out(),
        Mark::Aborted(_, WhyAborted::Fenced) => words.mark_aborted_fenced(),
        Mark::Deduplicated(_) => words.mark_deduplicated(),
    };
    Some(plain.to_owned())
}
