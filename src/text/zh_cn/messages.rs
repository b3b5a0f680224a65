//! Chinese labels of arrows.

use crate::program::step::{Answer, Decision};
use crate::shop::message::{
    EndOrigin, Message, MessageKind, Question, Refusal, ReplyTo, SendStatus, Statement, Store,
    Table, Value,
};
use crate::sim::trace::LossReason;

pub(super) fn label(message: &Message) -> String {
    match message {
        Message::Callback { attempt: 1, .. } => "支付回调".to_owned(),
        Message::Callback { attempt, .. } => format!("支付回调（第 {attempt} 次）"),
        Message::CallbackReply { answer: Answer::Ok, .. } => "200 成功".to_owned(),
        Message::CallbackReply { answer: Answer::Error, .. } => "500 失败".to_owned(),
        Message::Refund { .. } => "退款".to_owned(),
        Message::Sql { statement, .. } => statement_label(*statement),
        Message::Write { store: Store::Redis, status, .. } => format!("set {}", status.word()),
        Message::Write { store: Store::Elasticsearch, status, .. } => {
            format!("index {}", status.word())
        }
        Message::Send { kind: MessageKind::Transactional, .. } => "发送（事务内）".to_owned(),
        Message::Send { kind: MessageKind::Half, .. } => "半消息 half".to_owned(),
        Message::Send { kind: MessageKind::Normal, call: None, .. } => "单向发送".to_owned(),
        Message::Send { kind: MessageKind::Normal, call: Some(_), .. } => "发送消息".to_owned(),
        Message::Reply { to, result: Ok(value), .. } => answer_label(*to, *value),
        Message::Reply { result: Err(Refusal::Rejected), .. } => "拒绝".to_owned(),
        Message::Reply { result: Err(Refusal::NoTransaction), .. } => "事务不存在".to_owned(),
        Message::Reply { result: Err(Refusal::Taken), .. } => "已存在，拒绝".to_owned(),
        Message::Reply { result: Err(Refusal::TooFewReplicas), .. } => {
            "IN_SYNC_REPLICAS_NOT_ENOUGH".to_owned()
        }
        Message::Reply { result: Err(Refusal::Fenced), .. } => "生产者已被隔离".to_owned(),
        Message::Reply { result: Err(Refusal::NoTransactionData), .. } => {
            "找不到事务数据".to_owned()
        }
        Message::Reply { result: Err(Refusal::NoHalfMessages), .. } => {
            "Kafka 没有半消息".to_owned()
        }
        Message::End { decision, origin: EndOrigin::Producer, .. } => {
            decision_label(*decision).to_owned()
        }
        Message::End { decision, origin: EndOrigin::Check, .. } => {
            format!("应答：{}", decision_label(*decision))
        }
        Message::Check { number, .. } => format!("回查 #{number}"),
        Message::Deliver { retry: 0, .. } | Message::Hand { .. } => "投递".to_owned(),
        Message::Deliver { retry, .. } => format!("投递（重试 {retry}）"),
        Message::Ack { .. } => "消费确认".to_owned(),
        Message::Call { request, .. } => format!("调用 {}", request.word()),
        Message::Ask { question, .. } => question_label(*question),
        Message::Claim { .. } => "SETNX".to_owned(),
        Message::InitTransactions { .. } => "注册生产者".to_owned(),
        Message::EndTransaction { decision, .. } => format!("事务：{}", decision_label(*decision)),
        Message::Heartbeat => "心跳".to_owned(),
        Message::Subscribe => "订阅".to_owned(),
        Message::Replicate { progress, .. } => format!("复制到 {}", progress.log),
        Message::ReplicateAck { progress, .. } => format!("已有 {}", progress.log),
        Message::Pull { .. } => "拉取".to_owned(),
        Message::Consumed { .. } => "消费位点".to_owned(),
        Message::SendBack { .. } => "发回重试".to_owned(),
    }
}

pub(super) fn loss(reason: LossReason) -> &'static str {
    match reason {
        LossReason::Fault => "丢失",
        LossReason::Partition => "网络断开",
        LossReason::ProcessDown => "连接被拒",
        LossReason::HostDown => "主机宕机",
    }
}

/// Both words: the Chinese one, and the one that programs use.
pub(super) fn decision_label(decision: Decision) -> &'static str {
    match decision {
        Decision::Commit => "提交 commit",
        Decision::Rollback => "回滚 rollback",
        Decision::Unknown => "未知 unknown",
    }
}

fn question_label(question: Question) -> String {
    match question {
        Question::Note(note) => format!("记有 {}？", note.word()),
        Question::Payout => "红包已发？".to_owned(),
        Question::Claim => "EXISTS".to_owned(),
    }
}

pub(super) fn statement_label(statement: Statement) -> String {
    match statement {
        Statement::Begin => "BEGIN".to_owned(),
        Statement::UpdateOrder(_, status) => format!("UPDATE order = {}", status.word()),
        Statement::InsertLog(_) => "INSERT 消息日志".to_owned(),
        Statement::InsertTombstone(_) => "INSERT tombstone".to_owned(),
        Statement::InsertOutbox(_) => "INSERT outbox".to_owned(),
        Statement::InsertPayout(_) => "INSERT payout".to_owned(),
        Statement::MarkOutbox(_, mark) => format!("UPDATE outbox = {}", mark.word()),
        Statement::Prepare(_) => "PREPARE".to_owned(),
        Statement::CommitPrepared(_) => "COMMIT PREPARED".to_owned(),
        Statement::RollbackPrepared(_) => "ROLLBACK PREPARED".to_owned(),
        Statement::SelectNext(table, _) => match table {
            Table::Orders(status) => format!("SELECT orders = {}", status.word()),
            Table::Outbox => "SELECT outbox".to_owned(),
            Table::EveryOutbox => "SELECT outbox > cursor".to_owned(),
            Table::Binlog => "binlog > cursor".to_owned(),
            Table::Prepared => "SELECT prepared".to_owned(),
        },
        Statement::SelectOrder(_) => "SELECT 订单".to_owned(),
        Statement::SelectLog(_) => "SELECT 消息日志".to_owned(),
        Statement::Commit => "COMMIT".to_owned(),
        Statement::Rollback => "ROLLBACK".to_owned(),
        Statement::Close => "关闭连接".to_owned(),
    }
}

fn answer_label(to: ReplyTo, value: Value) -> String {
    match (to, value) {
        (_, Value::Order(status)) => status.word().to_owned(),
        (_, Value::Row(_)) => "1 行".to_owned(),
        (ReplyTo::Ask(_), Value::Found(true)) => "是".to_owned(),
        (ReplyTo::Ask(_), Value::Found(false)) => "否".to_owned(),
        (_, Value::Found(true)) => "有记录".to_owned(),
        (_, Value::Found(false)) => "无记录".to_owned(),
        (ReplyTo::Hand, _) => "消费确认".to_owned(),
        (ReplyTo::Call(_) | ReplyTo::Ask(_) | ReplyTo::Claim, _) => "OK".to_owned(),
        (_, Value::Stored { status, .. }) if status != SendStatus::Ok => status.word().to_owned(),
        (ReplyTo::End, _) => "已转交".to_owned(),
        (ReplyTo::Refund, _) => "已退款".to_owned(),
        (ReplyTo::Write(Store::Redis) | ReplyTo::Producer, _) => "OK".to_owned(),
        (ReplyTo::Write(Store::Elasticsearch), _) => "已索引".to_owned(),
        (ReplyTo::Send(_), _) => "写入成功 SEND_OK".to_owned(),
        (ReplyTo::SendBack, _) => "已收回".to_owned(),
        (ReplyTo::Sql(statement), _) => match statement {
            Statement::Begin => "事务已开启".to_owned(),
            Statement::UpdateOrder(..)
            | Statement::InsertLog(_)
            | Statement::InsertTombstone(_)
            | Statement::InsertOutbox(_)
            | Statement::InsertPayout(_)
            | Statement::MarkOutbox(..) => "1 行".to_owned(),
            Statement::Prepare(_) => "已 prepare".to_owned(),
            Statement::SelectNext(..) | Statement::SelectOrder(_) | Statement::SelectLog(_) => {
                "查询结果".to_owned()
            }
            Statement::Commit | Statement::CommitPrepared(_) => "已提交".to_owned(),
            Statement::Rollback | Statement::RollbackPrepared(_) => "已回滚".to_owned(),
            Statement::Close => "已关闭".to_owned(),
        },
    }
}
