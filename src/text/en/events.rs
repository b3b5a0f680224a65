//! English sentences for events.

use crate::program::step::{Answer, Decision};
use crate::shop::broker::confirmed_within;
use crate::shop::mark::{Mark, Topic, WhyAborted};
use crate::shop::message::{EndOrigin, Message, MessageKind, Store, TaskId};
use crate::shop::{Operation, TraceKind};
use crate::sim::node::{CrashMode, Message as _, MessageId, NodeId};
use crate::sim::time::SimDuration;
use crate::sim::trace::LossReason;

use super::super::told::{HalfEntry, Letter, Told};
use super::{capital, exact, noun, order, ordinal, replies, subject};

pub(super) fn event(told: &Told<'_>) -> String {
    let sentence = match &told.event.kind {
        TraceKind::Sent { from, to, message, copy_of: None, .. } => {
            sent(told, Letter { from: *from, to: *to, message })
        }
        TraceKind::Sent { to, message, copy_of: Some(_), .. } => {
            format!("a fault sends a second copy of {} to {}", thing(message), subject(*to))
        }
        TraceKind::Delayed { id, by } => {
            format!("a fault delays {} by {}", thing_of(told, *id), exact(*by))
        }
        TraceKind::Lost { id, reason } => lost(told, *id, *reason),
        TraceKind::Delivered { id } => {
            format!("{} reaches {}", thing_of(told, *id), receiver(told, *id))
        }
        TraceKind::Refused { id } => {
            let verb = if told.is_answerable(*id) { "refuse" } else { "drop" };
            format!("a fault makes {} {verb} {}", receiver(told, *id), thing_of(told, *id))
        }
        TraceKind::Stepped { node, name, .. } => {
            format!("{} has finished `{name}`", subject(*node))
        }
        TraceKind::Crashed { node, mode, down_for } => crashed(*node, *mode, *down_for),
        TraceKind::Restarted { node } => {
            format!("{} starts again; its memory is empty", subject(*node))
        }
        TraceKind::Paused { node, pause_for } => {
            format!("{} stands still for {}", subject(*node), exact(*pause_for))
        }
        TraceKind::Resumed { node } => format!("{} goes on", subject(*node)),
        TraceKind::Partitioned { from, to } => {
            format!("the link from {} to {} is cut", subject(*from), subject(*to))
        }
        TraceKind::Repaired { from, to } => {
            format!("the link from {} to {} works again", subject(*from), subject(*to))
        }
        TraceKind::Skewed { node, micros } => skewed(*node, *micros),
        TraceKind::Operated { operation, .. } => match operation {
            Operation::CheckNow => "an operator starts a check round".to_owned(),
            Operation::ResumeDiscarded => {
                "an operator puts the discarded half messages back".to_owned()
            }
        },
        TraceKind::Mark { node, mark } => mark_sentence(told, *node, mark),
    };
    format!("{}.", capital(&sentence))
}

/// A message inside a sentence: `the half message for order 1`.
fn thing(message: &Message) -> String {
    let noun = noun(message.role());
    message.order().map_or_else(|| noun.to_owned(), |about| format!("{noun} for {}", order(about)))
}

fn thing_of(told: &Told<'_>, id: MessageId) -> String {
    told.letter(id).map_or_else(|| "a message".to_owned(), |letter| thing(letter.message))
}

fn receiver(told: &Told<'_>, id: MessageId) -> &'static str {
    told.letter(id).map_or("its receiver", |letter| subject(letter.to))
}

/// ` for order 1`, or nothing when the trace does not tell which order a task is about.
fn for_task(told: &Told<'_>, node: NodeId, task: TaskId) -> String {
    told.order_of(node, task).map_or_else(String::new, |about| format!(" for {}", order(about)))
}

fn lost(told: &Told<'_>, id: MessageId, reason: LossReason) -> String {
    let (thing, to) = (thing_of(told, id), receiver(told, id));
    match reason {
        LossReason::Fault => format!("{thing} is lost on its way to {to}"),
        LossReason::Partition => format!("{thing} is lost: the link to {to} is cut"),
        LossReason::ProcessDown => {
            format!("{thing} does not arrive: {to} is down, and the connection is refused")
        }
        LossReason::HostDown => {
            format!("{thing} does not arrive: the host of {to} is down, and nobody is told")
        }
    }
}

fn crashed(node: NodeId, mode: CrashMode, down_for: Option<SimDuration>) -> String {
    let who = subject(node);
    let what = match mode {
        CrashMode::Process => format!("{who} crashes and loses its memory"),
        CrashMode::PowerCut => {
            format!("the host of {who} loses power: memory and page cache are gone")
        }
        CrashMode::Destroyed => {
            format!("the machine of {who} is destroyed with its disk; only copies are left")
        }
    };
    match down_for {
        Some(down_for) => format!("{what}; it is down for {}", exact(down_for)),
        None => format!("{what}; it stays down"),
    }
}

fn skewed(node: NodeId, micros: i64) -> String {
    let by = exact(SimDuration::from_micros(micros.unsigned_abs()));
    let where_to = if micros < 0 { "behind" } else { "ahead" };
    format!("the clock of {} is {by} {where_to} from now on", subject(node))
}

/// What its sender does by sending it.
#[expect(clippy::too_many_lines, reason = "one arm per message; nothing to factor out")]
fn sent(told: &Told<'_>, letter: Letter<'_>) -> String {
    let (from, to) = (subject(letter.from), subject(letter.to));
    match letter.message {
        Message::Callback { order: about, attempt: 1 } => {
            format!("{from} calls {to}: {} is paid", order(*about))
        }
        Message::Callback { order: about, attempt } => {
            let nth = ordinal(u32::from(*attempt));
            format!("{from} calls {to} for the {nth} time: {} is paid", order(*about))
        }
        Message::CallbackReply { order: about, answer: Answer::Ok, .. } => {
            format!("{from} answers the callback about {} with 200 OK", order(*about))
        }
        Message::CallbackReply { order: about, answer: Answer::Error, .. } => {
            format!("{from} answers the callback about {} with an error", order(*about))
        }
        Message::Refund { order: about, .. } => {
            format!("{from} asks {to} to refund {}", order(*about))
        }
        Message::Sql { order: about, statement, .. } => {
            replies::statement(from, *statement, &order(*about))
        }
        Message::Write { order: about, status, .. } => {
            format!("{from} writes {} for {} to {to}", status.word(), order(*about))
        }
        Message::Send { tx, kind: MessageKind::Half, .. } => {
            format!("{from} sends the half message of {} to {to}", order(tx.order))
        }
        Message::Send { tx, call: None, .. } => format!(
            "{from} sends the message of {} one-way; it will not learn whether it arrives",
            order(tx.order)
        ),
        Message::Send { tx, .. } => {
            format!("{from} sends the message of {} to {to}", order(tx.order))
        }
        Message::End { call: Some(_), tx, decision, origin: EndOrigin::Producer, .. } => format!(
            "{from} asks {to} to end the half message of {}: {}",
            order(tx.order),
            decision.word()
        ),
        Message::Reply { order: about, to: question, result, .. } => {
            replies::replied(from, *question, *result, &order(*about))
        }
        Message::End { tx, decision, origin, .. } => {
            end(from, *decision, *origin, &order(tx.order))
        }
        Message::Check { tx, number, .. } => {
            let max = told.run.shop.config.check_max;
            format!(
                "{from} asks {to} what became of the half message of {} (check {number} of {max})",
                order(tx.order)
            )
        }
        Message::Deliver { tx, .. } => {
            format!("{from} delivers the message of {} to {to}", order(tx.order))
        }
        Message::Ack { tx, .. } => {
            format!("{from} acknowledges the message of {}", order(tx.order))
        }
        Message::Call { tx, request, .. } => {
            format!("{from} calls {to}: `{}` for {}", request.word(), order(tx.order))
        }
        Message::Hand { tx, .. } => {
            format!("{from} hands the message of {} to {to}, without a broker", order(tx.order))
        }
        Message::Ask { tx, question, .. } => {
            format!("{from} asks {to} {}", replies::asked(*question, &order(tx.order)))
        }
        Message::Claim { order: about, .. } => {
            format!("{from} claims the key of {} at {to}", order(*about))
        }
        Message::EndTransaction { tx, decision, .. } => format!(
            "{from} asks {to} to end the Kafka transaction of {}: {}",
            order(tx.order),
            decision.word()
        ),
        Message::InitTransactions { .. } => {
            format!("{from} registers its producers: what they left open is over")
        }
        Message::Heartbeat => {
            format!("{from} sends its heartbeat to {to}, so that it can be asked")
        }
        Message::Subscribe => format!("{from} asks {to} for messages again"),
        Message::Replicate { progress, .. } => {
            format!("{from} sends {to} its log up to record {}", progress.log)
        }
        Message::ReplicateAck { progress, .. } => {
            format!("{from} reports to {to} that it has the log up to record {}", progress.log)
        }
        Message::Pull { .. } => format!("{from} asks {to} for the next message"),
        Message::Consumed { tx, .. } => format!(
            "{from} tells {to} its offset: all up to the message of {} is consumed",
            order(tx.order)
        ),
        Message::SendBack { tx, .. } => {
            format!("{from} sends the message of {} back to {to}, to get it later", order(tx.order))
        }
    }
}

fn end(from: &str, decision: Decision, origin: EndOrigin, about: &str) -> String {
    match (origin, decision) {
        (EndOrigin::Producer, Decision::Commit) => {
            format!("{from} tells the broker, one-way, to commit the half message of {about}")
        }
        (EndOrigin::Producer, Decision::Rollback) => {
            format!("{from} tells the broker, one-way, to roll the half message of {about} back")
        }
        (EndOrigin::Producer, Decision::Unknown) => format!(
            "{from} tells the broker, one-way, that it does not know what became of {about}"
        ),
        (EndOrigin::Check, decision) => {
            format!("{from} answers the check of {about}: {}", decision.word())
        }
    }
}

#[expect(clippy::too_many_lines, reason = "one arm per mark; nothing to factor out")]
fn mark_sentence(told: &Told<'_>, node: NodeId, mark: &Mark) -> String {
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
            let nth = ordinal(u32::from(*nth));
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
