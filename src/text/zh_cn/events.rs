//! Chinese sentences for events.

use crate::program::step::{Answer, Decision};
use crate::shop::broker::confirmed_within;
use crate::shop::mark::{Mark, Topic, WhyAborted};
use crate::shop::message::{EndOrigin, Message, MessageKind, Store, TaskId};
use crate::shop::{Operation, TraceKind};
use crate::sim::node::{CrashMode, Message as _, MessageId, NodeId};
use crate::sim::time::SimDuration;
use crate::sim::trace::LossReason;

use super::super::told::{HalfEntry, Letter, Told};
use super::messages::decision_label;
use super::{exact, noun, order, replies, spaced, subject};

pub(super) fn event(told: &Told<'_>) -> String {
    let sentence = match &told.event.kind {
        TraceKind::Sent { from, to, message, copy_of: None, .. } => {
            sent(told, Letter { from: *from, to: *to, message })
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
        TraceKind::Mark { node, mark } => mark_sentence(told, *node, mark),
    };
    format!("{}。", spaced(&sentence))
}

/// A message inside a sentence: `订单 1 的半消息`.
fn thing(message: &Message) -> String {
    let noun = noun(message.role());
    message.order().map_or_else(|| noun.to_owned(), |about| format!("{}的{noun}", order(about)))
}

fn thing_of(told: &Told<'_>, id: MessageId) -> String {
    told.letter(id).map_or_else(|| "一条消息".to_owned(), |letter| thing(letter.message))
}

fn receiver(told: &Told<'_>, id: MessageId) -> &'static str {
    told.letter(id).map_or("接收方", |letter| subject(letter.to))
}

/// `订单 1 的`, or nothing when the trace does not tell which order a task is about.
fn of_task(told: &Told<'_>, node: NodeId, task: TaskId) -> String {
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
fn sent(told: &Told<'_>, letter: Letter<'_>) -> String {
    let (from, to) = (subject(letter.from), subject(letter.to));
    match letter.message {
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

#[expect(clippy::too_many_lines, reason = "one arm per mark; nothing to factor out")]
fn mark_sentence(told: &Told<'_>, node: NodeId, mark: &Mark) -> String {
    let (who, config) = (subject(node), &told.run.shop.config);
    match mark {
        Mark::Line { order: about, line, .. } => {
            let text = told.line_text(*line);
            format!("{who}处理{}，执行到第{line}行：`{text}`", order(*about))
        }
        Mark::TaskEnded(task) => format!("{who}结束{}任务", of_task(told, node, *task)),
        Mark::StepLimit(task) => {
            format!("{who}放弃{}任务：步数超过程序的上限", of_task(told, node, *task))
        }
        Mark::TimedOut { task, role, after } => {
            timed_out(told, (node, *task), role, &exact(*after))
        }
        Mark::ConnectionLost { task, role } => {
            let of_task = of_task(told, node, *task);
            format!("连接断开：{who}等不到{of_task}{}应答了", noun(role))
        }
        Mark::Retry { task, attempt, of } => {
            let about = told
                .order_of(node, *task)
                .map_or_else(String::new, |about| format!("为{}", order(about)));
            match of {
                0 => format!("{who}{about}重新发送：第{attempt}次"),
                _ => format!("{who}{about}重新发送：第{attempt}次，最多{of}次"),
            }
        }
        Mark::Exception { task, line } => format!(
            "第{line}行失败且程序没有处理：{who}以异常结束{}任务",
            of_task(told, node, *task)
        ),
        Mark::Ignored { role } => format!("{}来得太晚：{who}已不再等待", noun(role)),
        Mark::PoolWait(task) => format!(
            "{who}上{}任务等待数据库连接：{}个连接都在使用",
            of_task(told, node, *task),
            config.pool_size
        ),
        Mark::PoolGranted(task) => {
            format!("{who}上{}任务得到数据库连接", of_task(told, node, *task))
        }
        Mark::TransactionBegan(about) => format!("订单库为{}开启事务", order(*about)),
        Mark::Committed(about) => {
            format!("订单库提交{}的事务：这是提交点，此后不会丢失", order(*about))
        }
        Mark::RolledBack(about) => format!("订单库回滚{}的事务", order(*about)),
        Mark::LockWait(about) => {
            format!("订单库中有语句在等待：{}的行已被另一事务修改", order(*about))
        }
        Mark::OrderIs(about, status) => {
            format!("{}在数据库中变为{}", order(*about), status.word())
        }
        Mark::Wrote(store, about, status) => {
            format!("{}中{}变为{}", store_name(*store), order(*about), status.word())
        }
        Mark::Appended(topic, _, tx) => appended(told, *topic, &order(tx.order)),
        Mark::Flushed if config.kafka_replicas() > 1 => "副本已追上主副本".to_owned(),
        Mark::Flushed => "Broker 已把页缓存刷到磁盘".to_owned(),
        Mark::Evaporated(topic, tx) => {
            format!("{}的{}随之丢失，没有副本", order(tx.order), evaporated(*topic))
        }
        Mark::EndWithoutHalf(tx) => {
            format!("Broker 找不到{}要结束的半消息，也无人得知", order(tx.order))
        }
        Mark::EndRefused(tx) => {
            format!("{}的半消息已过免疫时间，Broker 拒绝结束它（604），也无人得知", order(tx.order))
        }
        Mark::Ended(tx, decision) => ended(*decision, &order(tx.order)),
        Mark::CheckRound => "Broker 开始一轮回查".to_owned(),
        Mark::RoundStopped => {
            format!("本轮回查停止：余下的半消息不满{}", exact(config.transaction_timeout))
        }
        Mark::CheckWithoutProducer(tx, number) => format!(
            "{}的第{number}次回查（最多{}次）：没有在线的生产者，次数照样消耗",
            order(tx.order),
            config.check_max
        ),
        Mark::PutBackImmune(tx, number) => format!(
            "{}的半消息仍在免疫时间内，Broker 放回它而不回查，但仍计作第{number}次（最多{}次）",
            order(tx.order),
            config.check_max
        ),
        Mark::Discarded(tx) => format!(
            "{}的半消息已用完{}次回查，Broker 把它移入丢弃主题",
            order(tx.order),
            config.check_max
        ),
        Mark::Expired(tx) => format!(
            "{}的半消息已超过{}，Broker 把它移入丢弃主题",
            order(tx.order),
            exact(config.file_reserved_time)
        ),
        Mark::Resumed(tx) => {
            format!("{}的半消息从丢弃主题恢复，回查次数归零", order(tx.order))
        }
        Mark::Redelivery(tx) => format!(
            "{}的消息在{}内没有得到确认，Broker 重新投递",
            order(tx.order),
            exact(confirmed_within(&told.run.shop))
        ),
        Mark::RetryPlanned { tx, retry, after } => format!(
            "Broker 收回{}的消息，{}后再次投递（第{retry}次重试，最多{}次）",
            order(tx.order),
            exact(*after),
            config.reconsume_max
        ),
        Mark::DeadLetter(tx) => {
            format!("{}的消息已用完重试次数，Broker 把它移入死信主题", order(tx.order))
        }
        Mark::Payout { order: about, nth: 1 } => format!("{who}发放{}的红包", order(*about)),
        Mark::Payout { order: about, nth } => {
            format!("{who}第{nth}次发放{}的红包", order(*about))
        }
        Mark::PayoutRefused(about) => format!("去重表拒绝再次发放{}的红包", order(*about)),
        Mark::Captured(about) => format!("顾客付款：{who}完成{}的扣款", order(*about)),
        Mark::Answered(about, Answer::Ok) => {
            format!("{who}得到{}的应答：成功（200 OK）", order(*about))
        }
        Mark::Answered(about, Answer::Error) => {
            format!("{who}得到{}的应答：失败", order(*about))
        }
        Mark::DeadlineMissed(about) => {
            format!("{who}等待{}的应答已满{}，不再等待", order(*about), exact(config.deadline))
        }
        Mark::CallRefused(about) => {
            format!("连接被拒绝：{who}知道这次关于{}的调用失败了", order(*about))
        }
        Mark::Prepared(about) => {
            format!("{}的事务已 prepare：裁决之前一直持有锁", order(*about))
        }
        Mark::OutboxIs(tx, mark) => {
            format!("{}的 outbox 记录标记为`{}`", order(tx.order), mark.word())
        }
        Mark::Noted(tx, note) => {
            format!("{who}在磁盘上记下{}：`{}`", order(tx.order), note.word())
        }
        Mark::CursorMoved(place) => format!("{who}把位点移到第{place}行"),
        Mark::CursorSaved(place) => format!("{who}把位点落盘：第{place}行"),
        Mark::Received(tx) => format!("{who}收到{}的消息", order(tx.order)),
        Mark::Claimed(about) => format!("从此刻起，{who}中{}的键已被占用", order(*about)),
        Mark::PutRefused(tx) => {
            format!("副本少于 minInSyncReplicas，{who}拒绝写入{}的消息", order(tx.order))
        }
        Mark::Refunded(about) => format!("{who}退回{}的款项", order(*about)),
        Mark::BudgetSpent(task) => {
            format!("{who}不再重试{}发送：全部尝试的时间已用尽", of_task(told, node, *task))
        }
        Mark::CheckDropped(tx) => format!(
            "{who}丢弃对{}的回查：已有{}个在等待，也无人得知",
            order(tx.order),
            config.check_hold
        ),
        Mark::DataNotFound(tx) => {
            format!("{who}已不记得{}的半消息，只能等回查", order(tx.order))
        }
        Mark::Published(tx) => {
            format!("Broker 写入提交标记：消费者能读到{}的消息了", order(tx.order))
        }
        Mark::Aborted(tx, why) => {
            let why = match why {
                WhyAborted::Asked => "应生产者的请求",
                WhyAborted::TimedOut => "因为太久没有结束",
                WhyAborted::Fenced => "因为生产者已重启",
            };
            format!("Broker 中止{}的事务，{why}", order(tx.order))
        }
        Mark::Deduplicated(tx) => {
            format!("Broker 已有{}的消息：这是重试，不再写入", order(tx.order))
        }
    }
}

fn timed_out(
    told: &Told<'_>,
    (node, task): (NodeId, TaskId),
    role: &'static str,
    after: &str,
) -> String {
    let (who, of_task) = (subject(node), of_task(told, node, task));
    if told.waits_for_connection(node, task) {
        return format!("{who}上{of_task}任务等待{after}仍未得到数据库连接");
    }
    if role == "deliver" {
        return format!("{who}上{of_task}监听器运行{after}仍未结束");
    }
    format!("{who}等待{of_task}{}应答{after}，超时", noun(role))
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
            format!("Broker 写入{about}的消息，它的事务还没有结束")
        }
        (Topic::Real, _) => format!("Broker 写入{about}的消息，消费者可以读到"),
        (Topic::Half, HalfEntry::Original | HalfEntry::InTransaction) => {
            format!("Broker 写入{about}的半消息，消费者看不到")
        }
        (Topic::Half, HalfEntry::PutBack) => {
            format!("Broker 把{about}的半消息复制一份放回队尾，回查次数加一")
        }
        (Topic::Half, HalfEntry::Resumed) => {
            format!("Broker 把{about}的半消息放回半消息队列")
        }
        (Topic::Op, _) => format!("Broker 写入 op 标记：{about}的半消息已结束"),
        (Topic::Discard, _) => format!("Broker 把{about}的半消息写入丢弃主题"),
        (Topic::Retry | Topic::DeadLetter, _) => format!("Broker 再次写入{about}的消息"),
    }
}

fn evaporated(topic: Topic) -> &'static str {
    match topic {
        Topic::Real => "消息",
        Topic::Half => "半消息",
        Topic::Op => "op 标记",
        Topic::Discard => "丢弃记录",
        Topic::Retry => "重试消息",
        Topic::DeadLetter => "死信",
    }
}

fn ended(decision: Decision, about: &str) -> String {
    match decision {
        Decision::Commit => format!("Broker 已提交{about}的半消息"),
        Decision::Rollback => format!("Broker 回滚{about}的半消息，消费者永远看不到它"),
        Decision::Unknown => format!("Broker 仍不知道{about}的结果，稍后再回查"),
    }
}
