//! English sentences for events.

use crate::program::step::{Answer, Decision};
use crate::shop::message::{EndOrigin, Message, MessageKind, TaskId};
use crate::shop::{Operation, TraceKind};
use crate::sim::node::{CrashMode, Message as _, MessageId, NodeId};
use crate::sim::time::SimDuration;
use crate::sim::trace::LossReason;

use super::super::told::Told;
use super::{capital, exact, facts, noun, order, ordinal, replies, subject};

pub(super) fn event(told: &Told<'_>) -> String {
    let sentence = match &told.event.kind {
        TraceKind::Sent { from, to, message, copy_of: None, .. } => {
            sent(told, (*from, *to), message)
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
        TraceKind::Mark { node, mark } => facts::sentence(told, *node, mark),
    };
    format!("{}.", capital(&sentence))
}

/// A message inside a sentence: `the half message for order 1`.
fn thing(message: &Message) -> String {
    let noun = noun(message.role());
    message.order().map_or_else(|| noun.to_owned(), |about| format!("{noun} for {}", order(about)))
}

fn thing_of(told: &Told<'_>, id: MessageId) -> String {
    told.message(id).map_or_else(|| "a message".to_owned(), |span| thing(&span.message))
}

fn receiver(told: &Told<'_>, id: MessageId) -> &'static str {
    told.message(id).map_or("its receiver", |span| subject(span.to))
}

/// ` for order 1`, or nothing when the trace does not tell which order a task is about.
pub(super) fn for_task(told: &Told<'_>, node: NodeId, task: TaskId) -> String {
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
fn sent(told: &Told<'_>, (from, to): (NodeId, NodeId), message: &Message) -> String {
    let (from, to) = (subject(from), subject(to));
    match message {
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
