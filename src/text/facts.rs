//! What participants note down, as sentences.

use crate::program::step::{Answer, Decision};
use crate::shop::broker::confirmed_within;
use crate::shop::mark::{Mark, Topic, WhyAborted};
use crate::shop::message::{OrderId, TaskId};
use crate::sim::node::NodeId;

use super::Words;
use super::events::about_task;
use super::names::store_name;
use super::told::{HalfEntry, Told};

/// The fact without a full stop.
#[expect(clippy::too_many_lines, reason = "one arm per mark; nothing to factor out")]
pub(super) fn fact(words: Words, told: &Told<'_>, node: NodeId, mark: &Mark) -> String {
    let (who, config) = (words.subject(node), &told.run.shop.config);
    let order = words.order_name(mark.order().unwrap_or(OrderId::NONE));
    let about = |task: &TaskId| about_task(words, told, node, *task);
    match mark {
        Mark::Line { line, .. } => words.noted_line(line, &who, &order, &told.line_text(*line)),
        Mark::TaskEnded(task) => words.noted_task_ended(&who, &about(task)),
        Mark::StepLimit(task) => words.noted_step_limit(&who, &about(task)),
        Mark::TimedOut { task, role, after } => {
            timed_out(words, told, (node, *task), role, &words.exact(*after))
        }
        Mark::ConnectionLost { task, role } => {
            words.noted_connection_lost(&who, &words.noun(role), &about(task))
        }
        Mark::Retry { task, attempt, of } => {
            let order = told.order_of(node, *task).map(|order| words.order_name(order));
            let task = order.map(|order| words.task_retried(&order)).unwrap_or_default();
            words.noted_retry(attempt, of, &who, &task)
        }
        Mark::Exception { task, line } => words.noted_exception(line, &who, &about(task)),
        Mark::Ignored { role } => words.noted_ignored(&who, &words.noun(role)),
        Mark::PoolWait(task) => words.noted_pool_wait(&who, &config.pool_size, &about(task)),
        Mark::PoolGranted(task) => words.noted_pool_granted(&who, &about(task)),
        Mark::BudgetSpent(task) => words.noted_budget_spent(&who, &about(task)),
        Mark::TransactionBegan(_) => words.noted_transaction_began(&order),
        Mark::Committed(_) => words.noted_committed(&order),
        Mark::RolledBack(_) => words.noted_rolled_back(&order),
        Mark::LockWait(_) => words.noted_lock_wait(&order),
        Mark::OrderIs(_, status) => words.noted_order_is(&order, &status.word()),
        Mark::Wrote(store, _, status) => {
            words.noted_wrote(&order, &status.word(), &store_name(*store))
        }
        Mark::Prepared(_) => words.noted_prepared(&order),
        Mark::OutboxIs(_, mark) => words.noted_outbox_is(&mark.word(), &order),
        Mark::Flushed if config.kafka_replicas() > 1 => words.noted_replicas_flushed().to_owned(),
        Mark::Flushed => words.noted_flushed().to_owned(),
        Mark::Appended(topic, ..) => appended(words, told, *topic, &order),
        Mark::Evaporated(topic, _) => evaporated(words, *topic, &order),
        Mark::EndWithoutHalf(_) => words.noted_end_without_half(&order),
        Mark::EndRefused(_) => words.noted_end_refused(&order),
        Mark::Ended(_, Decision::Commit) => words.ended_commit(&order),
        Mark::Ended(_, Decision::Rollback) => words.ended_rollback(&order),
        Mark::Ended(_, Decision::Unknown) => words.ended_unknown(&order),
        Mark::CheckRound => words.noted_check_round().to_owned(),
        Mark::RoundStopped => words.noted_round_stopped(&words.exact(config.transaction_timeout)),
        Mark::CheckWithoutProducer(_, number) => {
            words.noted_check_without_producer(&config.check_max, number, &order)
        }
        Mark::PutBackImmune(_, number) => {
            words.noted_put_back_immune(&config.check_max, number, &order)
        }
        Mark::Discarded(_) => words.noted_discarded(&config.check_max, &order),
        Mark::Expired(_) => words.noted_expired(&words.exact(config.file_reserved_time), &order),
        Mark::Resumed(_) => words.noted_resumed(&order),
        Mark::Redelivery(_) => {
            words.noted_redelivery(&words.exact(confirmed_within(&told.run.shop)), &order)
        }
        Mark::RetryPlanned { retry, after, .. } => {
            words.noted_retry_planned(&words.exact(*after), &config.reconsume_max, &order, retry)
        }
        Mark::DeadLetter(_) => words.noted_dead_letter(&order),
        Mark::Published(_) => words.noted_published(&order),
        Mark::Aborted(_, WhyAborted::Asked) => words.aborted_asked(&order),
        Mark::Aborted(_, WhyAborted::TimedOut) => words.aborted_timed_out(&order),
        Mark::Aborted(_, WhyAborted::Fenced) => words.aborted_fenced(&order),
        Mark::Deduplicated(_) => words.noted_deduplicated(&order),
        Mark::Payout { nth, .. } => words.noted_payout(&who, nth, &order),
        Mark::PayoutRefused(_) => words.noted_payout_refused(&order),
        Mark::Captured(_) => words.noted_captured(&who, &order),
        Mark::Answered(_, Answer::Ok) => words.noted_answered_ok(&who, &order),
        Mark::Answered(_, Answer::Error) => words.noted_answered_error(&who, &order),
        Mark::DeadlineMissed(_) => {
            words.noted_deadline_missed(&words.exact(config.deadline), &who, &order)
        }
        Mark::CallRefused(_) => words.noted_call_refused(&who, &order),
        Mark::Noted(_, note) => words.noted_note(&who, &note.word(), &order),
        Mark::CursorMoved(place) => words.noted_cursor_moved(&who, place),
        Mark::CursorSaved(place) => words.noted_cursor_saved(&who, place),
        Mark::Received(_) => words.noted_received(&who, &order),
        Mark::Claimed(_) => words.noted_claimed(&who, &order),
        Mark::PutRefused(_) => words.noted_put_refused(&who, &order),
        Mark::Refunded(_) => words.noted_refunded(&who, &order),
        Mark::CheckDropped(_) => words.noted_check_dropped(&config.check_hold, &who, &order),
        Mark::DataNotFound(_) => words.noted_data_not_found(&who, &order),
    }
}

fn timed_out(
    words: Words,
    told: &Told<'_>,
    (node, task): (NodeId, TaskId),
    role: &'static str,
    after: &str,
) -> String {
    let (who, about) = (words.subject(node), about_task(words, told, node, task));
    if told.waits_for_connection(node, task) {
        words.noted_no_connection(&after, &who, &about)
    } else if role == "deliver" {
        words.noted_listener_late(&after, &who, &about)
    } else {
        words.noted_timed_out(&after, &who, &words.noun(role), &about)
    }
}

fn appended(words: Words, told: &Told<'_>, topic: Topic, order: &str) -> String {
    match (topic, told.half_entry()) {
        (Topic::Real, HalfEntry::InTransaction) => words.appended_in_transaction(&order),
        (Topic::Real, _) => words.appended(&order),
        (Topic::Half, HalfEntry::Original | HalfEntry::InTransaction) => {
            words.appended_half(&order)
        }
        (Topic::Half, HalfEntry::PutBack) => words.appended_put_back(&order),
        (Topic::Half, HalfEntry::Resumed) => words.appended_resumed(&order),
        (Topic::Op, _) => words.appended_op(&order),
        (Topic::Discard, _) => words.appended_discard(&order),
        (Topic::Retry | Topic::DeadLetter, _) => words.appended_again(&order),
    }
}

fn evaporated(words: Words, topic: Topic, order: &str) -> String {
    match topic {
        Topic::Real => words.evaporated_real(&order),
        Topic::Half => words.evaporated_half(&order),
        Topic::Op => words.evaporated_op(&order),
        Topic::Discard => words.evaporated_discard(&order),
        Topic::Retry => words.evaporated_retry(&order),
        Topic::DeadLetter => words.evaporated_dead_letter(&order),
    }
}
