//! Chinese sentences for events.

use crate::program::step::{Answer, Decision};
use crate::shop::message::{EndOrigin, Message, MessageKind, TaskId};
use crate::shop::{Operation, TraceKind};
use crate::sim::node::{CrashMode, Message as _, MessageId, NodeId};
use crate::sim::time::SimDuration;
use crate::sim::trace::LossReason;

use super::super::told::Told;
use super::messages::decision_label;
use super::{exact, facts, noun, order, replies, spaced, subject};

pub(super) fn event(told: &Told<'_>) -> String {
    let sentence = match &told.event.kind {
        TraceKind::Sent { from, to, message, copy_of: None, .. } => {
            sent(told, (*from, *to), message)
        }
        TraceKind::Sent { to, message, copy_of: Some(_), .. } => {
            format!("故障：{}被复制，第二份发往{}", thing(message), subject(*to))
        }
        TraceKind::Delayed { id, by } => {
            format!("故障：{}延迟{}", thing_of(told, *id), exact(*by))
        }
        TraceKind::Lost { id, reason } => lost(told, *id, *reason),
        TraceKind::Delivered { id } => {
            format!("{}到达{}", thing_of(told, *id), receiver(told, *id))
        }
        TraceKind::Refused { id } => {
            let verb = if told.is_answerable(*id) { "拒绝" } else { "丢弃" };
            format!("故障：{}{verb}{}", receiver(told, *id), thing_of(told, *id))
        }
        TraceKind::Stepped { node, name, .. } => {
            format!("{}完成`{name}`", subject(*node))
        }
        TraceKind::Crashed { node, mode, down_for } => crashed(*node, *mode, *down_for),
        TraceKind::Restarted { node } => format!("{}重启，内存已清空", subject(*node)),
        TraceKind::Paused { node, pause_for } => {
            format!("{}停顿{}", subject(*node), exact(*pause_for))
        }
        TraceKind::Resumed { node } => format!("{}继续运行", subject(*node)),
        TraceKind::Partitioned { from, to } => {
            format!("{}到{}的网络断开", subject(*from), subject(*to))
        }
        TraceKind::Repaired { from, to } => {
            format!("{}到{}的网络恢复", subject(*from), subject(*to))
        }
        TraceKind::Skewed { node, micros } => skewed(*node, *micros),
        TraceKind::Operated { operation, .. } => match operation {
            Operation::CheckNow => "运维人员立即发起一轮回查".to_owned(),
            Operation::ResumeDiscarded => "运维人员恢复已丢弃的半消息".to_owned(),
        },
        TraceKind::Mark { node, mark } => facts::sentence(told, *node, mark),
    };
    format!("{}。", spaced(&sentence))
}

/// A message inside a sentence: `订单 1 的半消息`.
fn thing(message: &Message) -> String {
    let noun = noun(message.role());
    message.order().map_or_else(|| noun.to_owned(), |about| format!("{}的{noun}", order(about)))
}

fn thing_of(told: &Told<'_>, id: MessageId) -> String {
    told.message(id).map_or_else(|| "一条消息".to_owned(), |span| thing(&span.message))
}

fn receiver(told: &Told<'_>, id: MessageId) -> &'static str {
    told.message(id).map_or("接收方", |span| subject(span.to))
}

/// `订单 1 的`, or nothing when the trace does not tell which order a task is about.
pub(super) fn of_task(told: &Told<'_>, node: NodeId, task: TaskId) -> String {
    told.order_of(node, task).map_or_else(String::new, |about| format!("{}的", order(about)))
}

fn lost(told: &Told<'_>, id: MessageId, reason: LossReason) -> String {
    let (thing, to) = (thing_of(told, id), receiver(told, id));
    match reason {
        LossReason::Fault => format!("{thing}在去往{to}的途中丢失"),
        LossReason::Partition => format!("{thing}丢失：到{to}的网络已断开"),
        LossReason::ProcessDown => format!("{thing}未能送达：{to}已宕机，连接被拒绝"),
        LossReason::HostDown => format!("{thing}未能送达：{to}所在主机已宕机，发送方毫不知情"),
    }
}

fn crashed(node: NodeId, mode: CrashMode, down_for: Option<SimDuration>) -> String {
    let who = subject(node);
    let what = match mode {
        CrashMode::Process => format!("{who}崩溃，内存丢失"),
        CrashMode::PowerCut => format!("{who}所在主机断电，内存与页缓存丢失"),
        CrashMode::Destroyed => format!("{who}的机器连同磁盘一起损毁，只剩副本"),
    };
    match down_for {
        Some(down_for) => format!("{what}；{}后重启", exact(down_for)),
        None => format!("{what}；不再重启"),
    }
}

fn skewed(node: NodeId, micros: i64) -> String {
    let by = exact(SimDuration::from_micros(micros.unsigned_abs()));
    let direction = if micros < 0 { "慢" } else { "快" };
    format!("从此刻起，{}的时钟{direction}{by}", subject(node))
}

/// What its sender does by sending it.
#[expect(clippy::too_many_lines, reason = "one arm per message; nothing to factor out")]
fn sent(told: &Told<'_>, (from, to): (NodeId, NodeId), message: &Message) -> String {
    let (from, to) = (subject(from), subject(to));
    match message {
        Message::Callback { order: about, attempt: 1 } => {
            format!("{from}回调{to}：{}已付款", order(*about))
        }
        Message::Callback { order: about, attempt } => {
            format!("{from}第{attempt}次回调{to}：{}已付款", order(*about))
        }
        Message::CallbackReply { order: about, answer: Answer::Ok, .. } => {
            format!("{from}对{}的回调应答成功（200 OK）", order(*about))
        }
        Message::CallbackReply { order: about, answer: Answer::Error, .. } => {
            format!("{from}对{}的回调应答失败（500）", order(*about))
        }
        Message::Refund { order: about, .. } => {
            format!("{from}请求{to}为{}退款", order(*about))
        }
        Message::Sql { order: about, statement, .. } => {
            replies::statement(from, *statement, &order(*about))
        }
        Message::Write { order: about, status, .. } => {
            format!("{from}向{to}写入{}的状态{}", order(*about), status.word())
        }
        Message::Send { tx, kind: MessageKind::Half, .. } => {
            format!("{from}向{to}发送{}的半消息", order(tx.order))
        }
        Message::Send { tx, call: None, .. } => {
            format!("{from}单向发送{}的消息，不会知道它是否到达", order(tx.order))
        }
        Message::Send { tx, .. } => format!("{from}向{to}发送{}的消息", order(tx.order)),
        Message::End { call: Some(_), tx, decision, origin: EndOrigin::Producer, .. } => {
            format!("{from}请求{to}结束{}的半消息：{}", order(tx.order), decision_label(*decision))
        }
        Message::Reply { order: about, to: question, result, .. } => {
            replies::replied(from, *question, *result, &order(*about))
        }
        Message::End { tx, decision, origin, .. } => {
            end(from, *decision, *origin, &order(tx.order))
        }
        Message::Check { tx, number, .. } => {
            let max = told.run.shop.config.check_max;
            format!("{from}向{to}回查{}的半消息（第{number}次，最多{max}次）", order(tx.order))
        }
        Message::Deliver { tx, .. } => {
            format!("{from}向{to}投递{}的消息", order(tx.order))
        }
        Message::Ack { tx, .. } => format!("{from}确认已消费{}的消息", order(tx.order)),
        Message::Call { tx, request, .. } => {
            format!("{from}就{}调用{to}：`{}`", order(tx.order), request.word())
        }
        Message::Hand { tx, .. } => {
            format!("{from}不经 Broker，直接把{}的消息交给{to}", order(tx.order))
        }
        Message::Ask { tx, question, .. } => {
            format!("{from}询问{to}：{}", replies::asked(*question, &order(tx.order)))
        }
        Message::Claim { order: about, .. } => {
            format!("{from}在{to}占用{}的键", order(*about))
        }
        Message::EndTransaction { tx, decision, .. } => {
            format!(
                "{from}请求{to}结束{}的 Kafka 事务：{}",
                order(tx.order),
                decision_label(*decision)
            )
        }
        Message::InitTransactions { .. } => format!("{from}注册生产者：此前未结束的事务就此作废"),
        Message::Heartbeat => format!("{from}向{to}发送心跳，以便接受回查"),
        Message::Subscribe => format!("{from}重新向{to}订阅消息"),
        Message::Replicate { progress, .. } => {
            format!("{from}向{to}复制日志，直到第{}条记录", progress.log)
        }
        Message::ReplicateAck { progress, .. } => {
            format!("{from}告知{to}：已有日志的前{}条记录", progress.log)
        }
        Message::Pull { .. } => format!("{from}向{to}拉取下一条消息"),
        Message::Consumed { tx, .. } => {
            format!("{from}向{to}提交消费位点：{}及之前的消息已消费", order(tx.order))
        }
        Message::SendBack { tx, .. } => {
            format!("{from}把{}的消息发回{to}，稍后重试", order(tx.order))
        }
    }
}

fn end(from: &str, decision: Decision, origin: EndOrigin, about: &str) -> String {
    match (origin, decision) {
        (EndOrigin::Producer, Decision::Commit) => {
            format!("{from}单向通知 Broker 提交{about}的半消息")
        }
        (EndOrigin::Producer, Decision::Rollback) => {
            format!("{from}单向通知 Broker 回滚{about}的半消息")
        }
        (EndOrigin::Producer, Decision::Unknown) => {
            format!("{from}单向通知 Broker：{about}的结果未知")
        }
        (EndOrigin::Check, decision) => {
            format!("{from}应答{about}的回查：{}", decision_label(decision))
        }
    }
}
