//! English sentences for what participants note down.

use crate::program::step::{Answer, Decision};
use crate::shop::broker::confirmed_within;
use crate::shop::mark::{Mark, Topic, WhyAborted};
use crate::shop::message::{Store, TaskId};
use crate::sim::node::NodeId;

use super::super::told::{HalfEntry, Told};
use super::events::for_task;
use super::{exact, noun, order, ordinal, subject};

#[expect(clippy::too_many_lines, reason = "one arm per mark; nothing to factor out")]
pub(super) fn sentence(told: &Told<'_>, node: NodeId, mark: &Mark) -> String {
    let (who, config) = (subject(node), &told.run.shop.config);
    match mark {
        Mark::Line { order: about, line, .. } => {
            let text = told.line_text(*line);
            format!("{who} comes to line {line} for {}: `{text}`", order(*about))
        }
        Mark::TaskEnded(task) => format!("{who} ends its task{}", for_task(told, node, *task)),
        Mark::StepLimit(task) => format!(
            "{who} gives up its task{}: it ran more steps than a program may",
            for_task(told, node, *task)
        ),
        Mark::TimedOut { task, role, after } => {
            timed_out(told, (node, *task), role, &exact(*after))
        }
        Mark::ConnectionLost { task, role } => format!(
            "the connection on which {who} waits for the answer to {}{} closes",
            noun(role),
            for_task(told, node, *task)
        ),
        Mark::Retry { task, attempt, of: 0 } => {
            format!("{who} tries to send{} again: attempt {attempt}", for_task(told, node, *task))
        }
        Mark::Retry { task, attempt, of } => format!(
            "{who} tries to send{} again: attempt {attempt} of {of}",
            for_task(told, node, *task)
        ),
        Mark::Exception { task, line } => format!(
            "line {line} fails and nothing handles it: {who} ends its task{} with an exception",
            for_task(told, node, *task)
        ),
        Mark::Ignored { role } => {
            format!("{} comes too late: {who} no longer waits for it", noun(role))
        }
        Mark::PoolWait(task) => format!(
            "the task{} of {who} waits for a database connection: all {} are in use",
            for_task(told, node, *task),
            config.pool_size
        ),
        Mark::PoolGranted(task) => {
            format!("the task{} of {who} gets a database connection", for_task(told, node, *task))
        }
        Mark::TransactionBegan(about) => {
            format!("the database opens a transaction for {}", order(*about))
        }
        Mark::Committed(about) => format!(
            "the database commits the transaction of {}: from here on it is durable",
            order(*about)
        ),
        Mark::RolledBack(about) => {
            format!("the database rolls the transaction of {} back", order(*about))
        }
        Mark::LockWait(about) => format!(
            "a statement waits in the database: another transaction has changed the row of {}",
            order(*about)
        ),
        Mark::OrderIs(about, status) => {
            format!("{} is now {} in the database", order(*about), status.word())
        }
        Mark::Wrote(store, about, status) => {
            format!("{} now shows {} as {}", store_name(*store), order(*about), status.word())
        }
        Mark::Appended(topic, _, tx) => appended(told, *topic, &order(tx.order)),
        Mark::Flushed if config.kafka_replicas() > 1 => {
            "the replicas have everything that the leader has".to_owned()
        }
        Mark::Flushed => "the broker has flushed its page cache to the disk".to_owned(),
        Mark::Evaporated(topic, tx) => {
            let what = evaporated(*topic);
            format!("{what} of {} is lost with it: no copy is left", order(tx.order))
        }
        Mark::EndWithoutHalf(tx) => format!(
            "the broker finds no half message of {} to end; nobody is told",
            order(tx.order)
        ),
        Mark::EndRefused(tx) => format!(
            "the broker refuses to end the half message of {} after its immunity (604); nobody is \
             told",
            order(tx.order)
        ),
        Mark::Ended(tx, decision) => ended(*decision, &order(tx.order)),
        Mark::CheckRound => "the broker starts a check round".to_owned(),
        Mark::RoundStopped => format!(
            "the check round stops: what is left is younger than {}",
            exact(config.transaction_timeout)
        ),
        Mark::CheckWithoutProducer(tx, number) => format!(
            "check {number} of {} for {} finds no producer connected; it counts all the same",
            config.check_max,
            order(tx.order)
        ),
        Mark::PutBackImmune(tx, number) => format!(
            "the half message of {} is immune: the broker puts it back without a check, which \
             counts as check {number} of {}",
            order(tx.order),
            config.check_max
        ),
        Mark::Discarded(tx) => format!(
            "the half message of {} has spent all its {} checks: the broker moves it to the discard \
             topic",
            order(tx.order),
            config.check_max
        ),
        Mark::Expired(tx) => format!(
            "the half message of {} is older than {}: the broker moves it to the discard topic",
            order(tx.order),
            exact(config.file_reserved_time)
        ),
        Mark::Resumed(tx) => format!(
            "the half message of {} comes back from the discard topic, with no checks spent",
            order(tx.order)
        ),
        Mark::Redelivery(tx) => format!(
            "nobody has confirmed the message of {} within {}: the broker delivers it again",
            order(tx.order),
            exact(confirmed_within(&told.run.shop))
        ),
        Mark::RetryPlanned { tx, retry, after } => format!(
            "the broker keeps the message of {} for {}; then it delivers it again (retry {retry} \
             of {})",
            order(tx.order),
            exact(*after),
            config.reconsume_max
        ),
        Mark::DeadLetter(tx) => format!(
            "the message of {} has spent its retries: the broker moves it to the dead-letter topic",
            order(tx.order)
        ),
        Mark::Payout { order: about, nth: 1 } => {
            format!("{who} gives the red packet of {}", order(*about))
        }
        Mark::Payout { order: about, nth } => {
            let nth = ordinal(*nth);
            format!("{who} gives a red packet for {} for the {nth} time", order(*about))
        }
        Mark::PayoutRefused(about) => {
            format!("the inbox refuses a second red packet for {}", order(*about))
        }
        Mark::Captured(about) => {
            format!("the customer pays: {who} captures the money of {}", order(*about))
        }
        Mark::Answered(about, Answer::Ok) => {
            format!("{who} has its answer about {}: 200 OK", order(*about))
        }
        Mark::Answered(about, Answer::Error) => {
            format!("{who} has its answer about {}: an error", order(*about))
        }
        Mark::DeadlineMissed(about) => format!(
            "{who} has waited {} for the answer about {} and stops waiting",
            exact(config.deadline),
            order(*about)
        ),
        Mark::CallRefused(about) => format!(
            "the connection is refused: {who} knows that its call about {} has failed",
            order(*about)
        ),
        Mark::Prepared(about) => format!(
            "the transaction of {} is prepared: it keeps its locks until somebody decides it",
            order(*about)
        ),
        Mark::OutboxIs(tx, mark) => {
            format!("the outbox row of {} is marked `{}`", order(tx.order), mark.word())
        }
        Mark::Noted(tx, note) => {
            format!("{who} notes `{}` about {} on its disk", note.word(), order(tx.order))
        }
        Mark::CursorMoved(place) => format!("{who} moves its cursor to row {place}"),
        Mark::CursorSaved(place) => format!("{who} saves its cursor: row {place}"),
        Mark::Received(tx) => format!("{who} has the message of {}", order(tx.order)),
        Mark::Claimed(about) => format!("{who} holds the key of {} from now on", order(*about)),
        Mark::PutRefused(tx) => format!(
            "{who} refuses to store the message of {}: fewer copies than minInSyncReplicas",
            order(tx.order)
        ),
        Mark::Refunded(about) => format!("{who} pays the money of {} back", order(*about)),
        Mark::BudgetSpent(task) => format!(
            "{who} does not try again{}: the time of all attempts together is used up",
            for_task(told, node, *task)
        ),
        Mark::CheckDropped(tx) => format!(
            "{who} drops the check of {}: {} wait already, and nobody is told",
            order(tx.order),
            config.check_hold
        ),
        Mark::DataNotFound(tx) => format!(
            "{who} remembers no half message of {}: only a check can end it now",
            order(tx.order)
        ),
        Mark::Published(tx) => format!(
            "the broker writes the commit marker: consumers can read the message of {}",
            order(tx.order)
        ),
        Mark::Aborted(tx, why) => {
            let why = match why {
                WhyAborted::Asked => "as its producer asks",
                WhyAborted::TimedOut => "because it has been open for too long",
                WhyAborted::Fenced => "because its producer has started again",
            };
            format!("the broker aborts the transaction of {}, {why}", order(tx.order))
        }
        Mark::Deduplicated(tx) => format!(
            "the broker has the message of {} already: a retry, which it does not store again",
            order(tx.order)
        ),
    }
}

fn timed_out(
    told: &Told<'_>,
    (node, task): (NodeId, TaskId),
    role: &'static str,
    after: &str,
) -> String {
    let (who, for_task) = (subject(node), for_task(told, node, task));
    if told.waits_for_connection(node, task) {
        return format!("the task{for_task} of {who} got no database connection within {after}");
    }
    if role == "deliver" {
        return format!("the listener{for_task} of {who} has not finished within {after}");
    }
    format!("{who} got no answer to {}{for_task} within {after}", noun(role))
}

fn store_name(store: Store) -> &'static str {
    match store {
        Store::Redis => "Redis",
        Store::Elasticsearch => "Elasticsearch",
    }
}

fn appended(told: &Told<'_>, topic: Topic, about: &str) -> String {
    match (topic, told.half_entry()) {
        (Topic::Real, HalfEntry::InTransaction) => {
            format!("the broker stores the message of {about}; its transaction is open")
        }
        (Topic::Real, _) => {
            format!("the broker stores the message of {about}; consumers can read it")
        }
        (Topic::Half, HalfEntry::Original | HalfEntry::InTransaction) => {
            format!("the broker stores the half message of {about}; no consumer can see it")
        }
        (Topic::Half, HalfEntry::PutBack) => format!(
            "the broker puts a copy of the half message of {about} back, with one check more on \
             its counter"
        ),
        (Topic::Half, HalfEntry::Resumed) => {
            format!("the broker puts the half message of {about} back into the half queue")
        }
        (Topic::Op, _) => format!("the broker notes that the half message of {about} is ended"),
        (Topic::Discard, _) => {
            format!("the broker stores the half message of {about} in the discard topic")
        }
        (Topic::Retry | Topic::DeadLetter, _) => {
            format!("the broker stores the message of {about} once more")
        }
    }
}

fn evaporated(topic: Topic) -> &'static str {
    match topic {
        Topic::Real => "the message",
        Topic::Half => "the half message",
        Topic::Op => "the note on the end",
        Topic::Discard => "the discarded half message",
        Topic::Retry => "the retry of the message",
        Topic::DeadLetter => "the dead letter",
    }
}

fn ended(decision: Decision, about: &str) -> String {
    match decision {
        Decision::Commit => format!("the broker has committed the half message of {about}"),
        Decision::Rollback => {
            format!("the broker drops the half message of {about}; no consumer ever sees it")
        }
        Decision::Unknown => {
            format!("the broker still does not know what became of {about}; it will ask again")
        }
    }
}
