//! Every mark, with its label and its sentence.

use super::*;

const TASK: TaskId = TaskId { incarnation: 0, number: 0 };
const ORDER: OrderId = OrderId(0);
const TX: TxId = TxId { order: ORDER, attempt: 1, copy: 0 };

#[expect(clippy::too_many_lines, reason = "a list, one line per mark")]
fn every_mark() -> Vec<Mark> {
    let after = SimDuration::from_secs(3);
    vec![
        Mark::Line { task: TASK, handler: Handler::Payment, order: ORDER, line: 7 },
        Mark::TaskEnded(TASK),
        Mark::StepLimit(TASK),
        Mark::TimedOut { task: TASK, role: "send", after },
        Mark::ConnectionLost { task: TASK, role: "send" },
        Mark::Retry { task: TASK, attempt: 2, of: 3 },
        Mark::Exception { task: TASK, line: 12 },
        Mark::Ignored { role: "send.ack" },
        Mark::PoolWait(TASK),
        Mark::PoolGranted(TASK),
        Mark::TransactionBegan(ORDER),
        Mark::Committed(ORDER),
        Mark::RolledBack(ORDER),
        Mark::LockWait(ORDER),
        Mark::OrderIs(ORDER, Status::Paid),
        Mark::Wrote(Store::Redis, ORDER, Status::Paid),
        Mark::Appended(Topic::Real, 0, TX),
        Mark::Appended(Topic::Half, 0, TX),
        Mark::Appended(Topic::Op, 0, TX),
        Mark::Flushed,
        Mark::Evaporated(Topic::Real, TX),
        Mark::Evaporated(Topic::Half, TX),
        Mark::Evaporated(Topic::Op, TX),
        Mark::Evaporated(Topic::Discard, TX),
        Mark::EndWithoutHalf(TX),
        Mark::EndRefused(TX),
        Mark::Ended(TX, Decision::Commit),
        Mark::Ended(TX, Decision::Rollback),
        Mark::Ended(TX, Decision::Unknown),
        Mark::CheckRound,
        Mark::RoundStopped,
        Mark::CheckWithoutProducer(TX, 3),
        Mark::PutBackImmune(TX, 3),
        Mark::Discarded(TX),
        Mark::Expired(TX),
        Mark::Resumed(TX),
        Mark::Redelivery(TX),
        Mark::Payout { order: ORDER, nth: 1 },
        Mark::Payout { order: ORDER, nth: 2 },
        Mark::PayoutRefused(ORDER),
        Mark::Captured(ORDER),
        Mark::Answered(ORDER, Answer::Ok),
        Mark::Answered(ORDER, Answer::Error),
        Mark::DeadlineMissed(ORDER),
        Mark::CallRefused(ORDER),
        Mark::Refunded(ORDER),
        Mark::TransactionBegan(OrderId::NONE),
        Mark::Prepared(ORDER),
        Mark::OutboxIs(TX, OutboxMark::Tried),
        Mark::OutboxIs(TX, OutboxMark::Dead),
        Mark::Noted(TX, Note::Commit),
        Mark::CursorMoved(3),
        Mark::CursorSaved(3),
        Mark::Received(TX),
        Mark::Claimed(ORDER),
        Mark::RetryPlanned { tx: TX, retry: 1, after },
        Mark::DeadLetter(TX),
        Mark::Evaporated(Topic::Retry, TX),
        Mark::Evaporated(Topic::DeadLetter, TX),
        Mark::BudgetSpent(TASK),
        Mark::CheckDropped(TX),
        Mark::DataNotFound(TX),
        Mark::Deduplicated(TX),
        Mark::Published(TX),
        Mark::Aborted(TX, WhyAborted::Asked),
        Mark::Aborted(TX, WhyAborted::TimedOut),
        Mark::Aborted(TX, WhyAborted::Fenced),
        Mark::Retry { task: TASK, attempt: 2, of: 0 },
    ]
}

#[test]
fn every_mark_has_its_label_and_its_sentence() {
    let run = run("strategy transactional-message");
    let node = nodes::BROKER;
    let mut text = String::new();
    for mark in every_mark() {
        let at = SimTime::ZERO;
        let kind = crate::shop::TraceKind::Mark { node, mark };
        let event = TraceEvent { step: 0, at, cause: None, kind };
        for lang in READ {
            let label = mark_label(lang, &mark).unwrap_or_else(|| "–".to_owned());
            writeln!(text, "{label} | {}", event_sentence(lang, &run, &event)).unwrap();
        }
    }
    expect_file!["../snapshots/marks.txt"].assert_eq(&text);
}
