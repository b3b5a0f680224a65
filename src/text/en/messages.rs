//! English labels of arrows.

use crate::program::step::Answer;
use crate::shop::message::{
    EndOrigin, Message, MessageKind, Question, Refusal, ReplyTo, SendStatus, Statement, Store,
    Table, Value,
};
use crate::sim::trace::LossReason;

pub(super) fn label(message: &Message) -> String {
    match message {
        Message::Callback { attempt: 1, .. } => "callback".to_owned(),
        Message::Callback { attempt, .. } => format!("callback (attempt {attempt})"),
        Message::CallbackReply { answer: Answer::Ok, .. } => "200 OK".to_owned(),
        Message::CallbackReply { answer: Answer::Error, .. } => "500 error".to_owned(),
        Message::Refund { .. } => "refund".to_owned(),
        Message::Sql { statement, .. } => statement_label(*statement),
        Message::Write { store: Store::Redis, status, .. } => format!("set {}", status.word()),
        Message::Write { store: Store::Elasticsearch, status, .. } => {
            format!("index {}", status.word())
        }
        Message::Send { kind: MessageKind::Transactional, .. } => "send (transaction)".to_owned(),
        Message::Send { kind: MessageKind::Half, .. } => "half message".to_owned(),
        Message::Send { kind: MessageKind::Normal, call: None, .. } => "send one-way".to_owned(),
        Message::Send { kind: MessageKind::Normal, call: Some(_), .. } => "send".to_owned(),
        Message::Reply { to, result: Ok(value), .. } => answer_label(*to, *value),
        Message::Reply { result: Err(Refusal::Rejected), .. } => "rejected".to_owned(),
        Message::Reply { result: Err(Refusal::NoTransaction), .. } => {
            "no such transaction".to_owned()
        }
        Message::Reply { result: Err(Refusal::Taken), .. } => "taken already".to_owned(),
        Message::Reply { result: Err(Refusal::TooFewReplicas), .. } => {
            "IN_SYNC_REPLICAS_NOT_ENOUGH".to_owned()
        }
        Message::Reply { result: Err(Refusal::Fenced), .. } => "producer fenced".to_owned(),
        Message::Reply { result: Err(Refusal::NoTransactionData), .. } => {
            "transaction data not found".to_owned()
        }
        Message::Reply { result: Err(Refusal::NoHalfMessages), .. } => {
            "no half messages in Kafka".to_owned()
        }
        Message::End { decision, origin: EndOrigin::Producer, .. } => {
            format!("end: {}", decision.word())
        }
        Message::End { decision, origin: EndOrigin::Check, .. } => {
            format!("answer: {}", decision.word())
        }
        Message::Check { number, .. } => format!("check #{number}"),
        Message::Deliver { retry: 0, .. } | Message::Hand { .. } => "deliver".to_owned(),
        Message::Deliver { retry, .. } => format!("deliver (retry {retry})"),
        Message::Ack { .. } => "ack".to_owned(),
        Message::Call { request, .. } => format!("call: {}", request.word()),
        Message::Ask { question, .. } => question_label(*question),
        Message::Claim { .. } => "SETNX".to_owned(),
        Message::InitTransactions { .. } => "init transactions".to_owned(),
        Message::EndTransaction { decision, .. } => format!("transaction: {}", decision.word()),
        Message::Heartbeat => "heartbeat".to_owned(),
        Message::Subscribe => "subscribe".to_owned(),
        Message::Replicate { progress, .. } => format!("log up to {}", progress.log),
        Message::ReplicateAck { progress, .. } => format!("has {}", progress.log),
        Message::Pull { .. } => "pull".to_owned(),
        Message::Consumed { .. } => "offset".to_owned(),
        Message::SendBack { .. } => "send back".to_owned(),
    }
}

pub(super) fn loss(reason: LossReason) -> &'static str {
    match reason {
        LossReason::Fault => "lost",
        LossReason::Partition => "link cut",
        LossReason::ProcessDown => "refused: down",
        LossReason::HostDown => "host down",
    }
}

fn question_label(question: Question) -> String {
    match question {
        Question::Note(note) => format!("noted {}?", note.word()),
        Question::Payout => "paid out?".to_owned(),
        Question::Claim => "EXISTS".to_owned(),
    }
}

pub(super) fn statement_label(statement: Statement) -> String {
    match statement {
        Statement::Begin => "BEGIN".to_owned(),
        Statement::UpdateOrder(_, status) => format!("UPDATE order → {}", status.word()),
        Statement::InsertLog(_) => "INSERT message log".to_owned(),
        Statement::InsertTombstone(_) => "INSERT tombstone".to_owned(),
        Statement::InsertOutbox(_) => "INSERT outbox".to_owned(),
        Statement::InsertPayout(_) => "INSERT payout".to_owned(),
        Statement::MarkOutbox(_, mark) => format!("UPDATE outbox → {}", mark.word()),
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
        Statement::SelectOrder(_) => "SELECT order".to_owned(),
        Statement::SelectLog(_) => "SELECT message log".to_owned(),
        Statement::Commit => "COMMIT".to_owned(),
        Statement::Rollback => "ROLLBACK".to_owned(),
        Statement::Close => "close connection".to_owned(),
    }
}

fn answer_label(to: ReplyTo, value: Value) -> String {
    match (to, value) {
        (_, Value::Order(status)) => status.word().to_owned(),
        (_, Value::Row(_)) => "1 row".to_owned(),
        (ReplyTo::Ask(_), Value::Found(true)) => "yes".to_owned(),
        (ReplyTo::Ask(_), Value::Found(false)) => "no".to_owned(),
        (_, Value::Found(true)) => "found".to_owned(),
        (_, Value::Found(false)) => "not found".to_owned(),
        (ReplyTo::Hand, _) => "ack".to_owned(),
        (ReplyTo::Call(_) | ReplyTo::Ask(_) | ReplyTo::Claim, _) => "OK".to_owned(),
        (_, Value::Stored { status, .. }) if status != SendStatus::Ok => status.word().to_owned(),
        (ReplyTo::End, _) => "passed on".to_owned(),
        (ReplyTo::Refund, _) => "refunded".to_owned(),
        (ReplyTo::Write(Store::Redis) | ReplyTo::Producer, _) => "OK".to_owned(),
        (ReplyTo::Write(Store::Elasticsearch), _) => "indexed".to_owned(),
        (ReplyTo::Send(MessageKind::Normal | MessageKind::Transactional), _) => {
            "SEND_OK".to_owned()
        }
        (ReplyTo::Send(MessageKind::Half), _) => "SEND_OK (half)".to_owned(),
        (ReplyTo::SendBack, _) => "taken back".to_owned(),
        (ReplyTo::Sql(statement), _) => match statement {
            Statement::Begin => "transaction open".to_owned(),
            Statement::UpdateOrder(..)
            | Statement::InsertLog(_)
            | Statement::InsertTombstone(_)
            | Statement::InsertOutbox(_)
            | Statement::InsertPayout(_)
            | Statement::MarkOutbox(..) => "1 row".to_owned(),
            Statement::Prepare(_) => "prepared".to_owned(),
            Statement::SelectNext(..) | Statement::SelectOrder(_) | Statement::SelectLog(_) => {
                "rows".to_owned()
            }
            Statement::Commit | Statement::CommitPrepared(_) => "committed".to_owned(),
            Statement::Rollback | Statement::RollbackPrepared(_) => "rolled back".to_owned(),
            Statement::Close => "closed".to_owned(),
        },
    }
}
