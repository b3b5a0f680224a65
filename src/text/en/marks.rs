//! English labels of marks.

use crate::program::step::{Answer, Decision};
use crate::shop::mark::{Mark, Topic, WhyAborted};

use super::exact;

/// `None` where an arrow, a bracket or the highlighted line of the program says the same.
#[expect(clippy::too_many_lines, reason = "one arm per mark; nothing to factor out")]
pub(super) fn label(mark: &Mark) -> Option<String> {
    let text = match mark {
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
        Mark::StepLimit(_) => "gives up: step limit".to_owned(),
        Mark::TimedOut { after, .. } => {
            format!("timeout after {}", exact(*after))
        }
        Mark::Retry { attempt, of: 0, .. } => format!("retry {attempt}"),
        Mark::Retry { attempt, of, .. } => format!("retry {attempt}/{of}"),
        Mark::Exception { line, .. } => format!("exception at line {line}"),
        Mark::Ignored { .. } => "late reply ignored".to_owned(),
        Mark::PoolWait(_) => "waits for a connection".to_owned(),
        Mark::PoolGranted(_) => "got a connection".to_owned(),
        Mark::TransactionBegan(_) => "transaction".to_owned(),
        Mark::Committed(_) => "commit point".to_owned(),
        Mark::RolledBack(_) => "rolled back".to_owned(),
        Mark::LockWait(_) => "waits for the row lock".to_owned(),
        Mark::Evaporated(topic, _) => match topic {
            Topic::Real => "message evaporated".to_owned(),
            Topic::Half => "half message evaporated".to_owned(),
            Topic::Op => "op mark evaporated".to_owned(),
            Topic::Discard => "discarded copy evaporated".to_owned(),
            Topic::Retry => "retry evaporated".to_owned(),
            Topic::DeadLetter => "dead letter evaporated".to_owned(),
        },
        Mark::EndWithoutHalf(_) => "half message not found; nobody is told".to_owned(),
        Mark::EndRefused(_) => "too late: refused (604), nobody is told".to_owned(),
        Mark::Ended(_, Decision::Rollback) => "half message dropped".to_owned(),
        Mark::Ended(_, Decision::Unknown) => "will ask again".to_owned(),
        Mark::CheckRound => "check round".to_owned(),
        Mark::RoundStopped => "too young to check".to_owned(),
        Mark::CheckWithoutProducer(_, number) => {
            format!("check {number}: no producer connected")
        }
        Mark::PutBackImmune(_, number) => format!("check {number} not sent: immune"),
        Mark::Discarded(_) => "checks spent: discarded".to_owned(),
        Mark::Expired(_) => "too old: discarded".to_owned(),
        Mark::Resumed(_) => "resumed by an operator".to_owned(),
        Mark::Redelivery(_) => "no ack: delivers again".to_owned(),
        Mark::RetryPlanned { retry, after, .. } => format!("retry {retry} in {}", exact(*after)),
        Mark::DeadLetter(_) => "retries spent: dead letter".to_owned(),
        Mark::Payout { nth, .. } => format!("red packet #{nth}"),
        Mark::PayoutRefused(_) => "inbox refuses a second payout".to_owned(),
        Mark::Captured(_) => "money captured".to_owned(),
        Mark::Answered(_, Answer::Ok) => "answered".to_owned(),
        Mark::Answered(_, Answer::Error) => "answered with an error".to_owned(),
        Mark::ConnectionLost { .. } => "connection lost".to_owned(),
        Mark::CallRefused(_) => "connection refused".to_owned(),
        Mark::DeadlineMissed(_) => "deadline missed".to_owned(),
        Mark::Prepared(_) => "prepared: waits for the decision".to_owned(),
        Mark::OutboxIs(_, mark) => format!("outbox row: {}", mark.word()),
        Mark::Noted(_, note) => format!("notes: {}", note.word()),
        Mark::CursorSaved(place) => format!("cursor {place} saved"),
        Mark::Refunded(_) => "money refunded".to_owned(),
        Mark::PutRefused(_) => "not stored: too few copies".to_owned(),
        Mark::BudgetSpent(_) => "no time left to retry".to_owned(),
        Mark::CheckDropped(_) => "check queue full: dropped".to_owned(),
        Mark::DataNotFound(_) => "half message not remembered".to_owned(),
        Mark::Published(_) => "transaction committed".to_owned(),
        Mark::Aborted(_, why) => match why {
            WhyAborted::Asked => "transaction aborted".to_owned(),
            WhyAborted::TimedOut => "open too long: aborted".to_owned(),
            WhyAborted::Fenced => "producer restarted: aborted".to_owned(),
        },
        Mark::Deduplicated(_) => "has it already: a retry".to_owned(),
    };
    Some(text)
}
