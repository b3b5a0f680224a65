//! Events as sentences.

use crate::program::step::{Answer, Decision};
use crate::shop::message::{EndOrigin, Message, MessageKind, OrderId, TaskId};
use crate::shop::{Operation, TraceKind};
use crate::sim::node::{CrashMode, MessageId, NodeId};
use crate::sim::time::SimDuration;
use crate::sim::trace::LossReason;

use super::told::Told;
use super::{Words, facts, replies};

/// The event as a full sentence.
pub(super) fn sentence(words: Words, told: &Told<'_>) -> String {
    let text = match &told.event.kind {
        TraceKind::Sent { from, to, message, copy_of: None, .. } => {
            sent(words, told, (*from, *to), message)
        }
        TraceKind::Sent { to, message, copy_of: Some(_), .. } => {
            words.event_copied(&words.thing(message), &words.subject(*to))
        }
        TraceKind::Delayed { id, by } => {
            words.event_delayed(&words.exact(*by), &thing_of(words, told, *id))
        }
        TraceKind::Lost { id, reason } => lost(words, told, *id, *reason),
        TraceKind::Delivered { id } => {
            words.event_delivered(&thing_of(words, told, *id), &receiver(words, told, *id))
        }
        TraceKind::Refused { id } => {
            let (message, to) = (thing_of(words, told, *id), receiver(words, told, *id));
            if told.is_answerable(*id) {
                words.event_refused(&message, &to)
            } else {
                words.event_dropped(&message, &to)
            }
        }
        TraceKind::Stepped { node, name, .. } => words.event_stepped(name, &words.subject(*node)),
        TraceKind::Crashed { node, mode, down_for } => crashed(words, *node, *mode, *down_for),
        TraceKind::Restarted { node } => words.event_restarted(&words.subject(*node)),
        TraceKind::Paused { node, pause_for } => {
            words.event_paused(&words.exact(*pause_for), &words.subject(*node))
        }
        TraceKind::Resumed { node } => words.event_resumed(&words.subject(*node)),
        TraceKind::Partitioned { from, to } => {
            words.event_partitioned(&words.subject(*from), &words.subject(*to))
        }
        TraceKind::Repaired { from, to } => {
            words.event_repaired(&words.subject(*from), &words.subject(*to))
        }
        TraceKind::Skewed { node, micros } => skewed(words, *node, *micros),
        TraceKind::Operated { operation, .. } => match operation {
            Operation::CheckNow => words.event_check_now().to_owned(),
            Operation::ResumeDiscarded => words.event_resume_discarded().to_owned(),
        },
        TraceKind::Mark { node, mark } => facts::fact(words, told, *node, mark),
    };
    words.sentence(&text)
}

fn thing_of(words: Words, told: &Told<'_>, id: MessageId) -> String {
    let span = told.message(id);
    span.map_or_else(|| words.message_unknown().to_owned(), |span| words.thing(&span.message))
}

fn receiver(words: Words, told: &Told<'_>, id: MessageId) -> &'static str {
    told.message(id).map_or_else(|| words.receiver_unknown(), |span| words.subject(span.to))
}

/// Which order a task is about, or nothing when the trace does not tell.
pub(super) fn about_task(words: Words, told: &Told<'_>, node: NodeId, task: TaskId) -> String {
    let order = told.order_of(node, task).map(|order| words.order_name(order));
    order.map(|order| words.task_order(&order)).unwrap_or_default()
}

fn lost(words: Words, told: &Told<'_>, id: MessageId, reason: LossReason) -> String {
    let (message, to) = (thing_of(words, told, id), receiver(words, told, id));
    match reason {
        LossReason::Fault => words.lost_by_fault(&message, &to),
        LossReason::Partition => words.lost_by_partition(&message, &to),
        LossReason::ProcessDown => words.lost_process_down(&message, &to),
        LossReason::HostDown => words.lost_host_down(&message, &to),
    }
}

fn crashed(words: Words, node: NodeId, mode: CrashMode, down_for: Option<SimDuration>) -> String {
    let node = words.subject(node);
    let what = match mode {
        CrashMode::Process => words.event_crashed_process(&node),
        CrashMode::PowerCut => words.event_crashed_power_cut(&node),
        CrashMode::Destroyed => words.event_crashed_destroyed(&node),
    };
    match down_for {
        Some(length) => words.event_down_for(&words.exact(length), &what),
        None => words.event_down_for_good(&what),
    }
}

fn skewed(words: Words, node: NodeId, micros: i64) -> String {
    let by = words.exact(SimDuration::from_micros(micros.unsigned_abs()));
    let node = words.subject(node);
    if micros < 0 {
        words.event_clock_behind(&by, &node)
    } else {
        words.event_clock_ahead(&by, &node)
    }
}

/// What its sender does by sending it.
fn sent(words: Words, told: &Told<'_>, (from, to): (NodeId, NodeId), message: &Message) -> String {
    let (from, to) = (words.subject(from), words.subject(to));
    let order = words.order_name(message.order().unwrap_or(OrderId::NONE));
    match message {
        Message::Callback { attempt, .. } => words.sent_callback(attempt, &from, &order, &to),
        Message::CallbackReply { answer: Answer::Ok, .. } => {
            words.sent_callback_reply_ok(&from, &order)
        }
        Message::CallbackReply { answer: Answer::Error, .. } => {
            words.sent_callback_reply_error(&from, &order)
        }
        Message::Refund { .. } => words.sent_refund(&from, &order, &to),
        Message::Sql { statement, .. } => replies::statement(words, from, *statement, &order),
        Message::Write { status, .. } => words.sent_write(&from, &order, &status.word(), &to),
        Message::Send { kind: MessageKind::Half, .. } => words.sent_half(&from, &order, &to),
        Message::Send { call: None, .. } => words.sent_oneway(&from, &order),
        Message::Send { .. } => words.sent_send(&from, &order, &to),
        Message::End { call: Some(_), decision, origin: EndOrigin::Producer, .. } => {
            words.sent_end_call(&words.decision(*decision), &from, &order, &to)
        }
        Message::Reply { to: question, result, .. } => {
            replies::replied(words, from, *question, *result, &order)
        }
        Message::End { decision, origin, .. } => end(words, from, *decision, *origin, &order),
        Message::Check { number, .. } => {
            words.sent_check(&from, &told.run.shop.config.check_max, number, &order, &to)
        }
        Message::Deliver { .. } => words.sent_deliver(&from, &order, &to),
        Message::Ack { .. } => words.sent_ack(&from, &order),
        Message::Call { request, .. } => words.sent_call(&from, &order, &request.word(), &to),
        Message::Hand { .. } => words.sent_hand(&from, &order, &to),
        Message::Ask { question, .. } => {
            words.sent_ask(&from, &replies::asked(words, *question, &order), &to)
        }
        Message::Claim { .. } => words.sent_claim(&from, &order, &to),
        Message::EndTransaction { decision, .. } => {
            words.sent_end_transaction(&words.decision(*decision), &from, &order, &to)
        }
        Message::InitTransactions { .. } => words.sent_init_transactions(&from),
        Message::Heartbeat => words.sent_heartbeat(&from, &to),
        Message::Subscribe => words.sent_subscribe(&from, &to),
        Message::Replicate { progress, .. } => words.sent_replicate(&from, &progress.log, &to),
        Message::ReplicateAck { progress, .. } => {
            words.sent_replicate_ack(&from, &progress.log, &to)
        }
        Message::Pull { .. } => words.sent_pull(&from, &to),
        Message::Consumed { .. } => words.sent_consumed(&from, &order, &to),
        Message::SendBack { .. } => words.sent_send_back(&from, &order, &to),
    }
}

fn end(words: Words, from: &str, decision: Decision, origin: EndOrigin, order: &str) -> String {
    match (origin, decision) {
        (EndOrigin::Producer, Decision::Commit) => words.sent_end_commit(&from, &order),
        (EndOrigin::Producer, Decision::Rollback) => words.sent_end_rollback(&from, &order),
        (EndOrigin::Producer, Decision::Unknown) => words.sent_end_unknown(&from, &order),
        (EndOrigin::Check, decision) => {
            words.sent_end_check(&words.decision(decision), &from, &order)
        }
    }
}
