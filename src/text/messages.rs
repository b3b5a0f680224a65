//! Labels of arrows.

use crate::program::step::Answer;
use crate::shop::message::{
    EndOrigin, Message, MessageKind, Question, Refusal, ReplyTo, SendStatus, Statement, Store,
    Table, Value,
};
use crate::sim::trace::LossReason;

use super::Words;

pub(super) fn label(words: Words, message: &Message) -> String {
    let plain = match message {
        Message::Callback { attempt, .. } => return words.label_callback(attempt),
        Message::CallbackReply { answer: Answer::Ok, .. } => words.label_callback_ok(),
        Message::CallbackReply { answer: Answer::Error, .. } => words.label_callback_error(),
        Message::Refund { .. } => words.label_refund(),
        Message::Sql { statement, .. } => return statement_label(words, *statement),
        Message::Write { store: Store::Redis, status, .. } => {
            return words.label_set(&status.word());
        }
        Message::Write { store: Store::Elasticsearch, status, .. } => {
            return words.label_index(&status.word());
        }
        Message::Send { kind: MessageKind::Transactional, .. } => words.label_send_transactional(),
        Message::Send { kind: MessageKind::Half, .. } => words.label_half(),
        Message::Send { kind: MessageKind::Normal, call: None, .. } => words.label_send_oneway(),
        Message::Send { kind: MessageKind::Normal, call: Some(_), .. } => words.label_send(),
        Message::Reply { to, result: Ok(value), .. } => answer_label(words, *to, *value),
        Message::Reply { result: Err(refusal), .. } => refusal_label(words, *refusal),
        Message::End { decision, origin: EndOrigin::Producer, .. } => {
            return words.label_end(&words.decision(*decision));
        }
        Message::End { decision, origin: EndOrigin::Check, .. } => {
            return words.label_end_check(&words.decision(*decision));
        }
        Message::Check { number, .. } => return words.label_check(number),
        Message::Deliver { retry, .. } => return words.label_deliver(retry),
        Message::Hand { .. } => return words.label_deliver(&0),
        Message::Ack { .. } => words.label_ack(),
        Message::Call { request, .. } => return words.label_call(&request.word()),
        Message::Ask { question, .. } => return question_label(words, *question),
        Message::Claim { .. } => words.label_claim(),
        Message::InitTransactions { .. } => words.label_init_transactions(),
        Message::EndTransaction { decision, .. } => {
            return words.label_end_transaction(&words.decision(*decision));
        }
        Message::Heartbeat => words.label_heartbeat(),
        Message::Subscribe => words.label_subscribe(),
        Message::Replicate { progress, .. } => return words.label_replicate(&progress.log),
        Message::ReplicateAck { progress, .. } => return words.label_replicate_ack(&progress.log),
        Message::Pull { .. } => words.label_pull(),
        Message::Consumed { .. } => words.label_consumed(),
        Message::SendBack { .. } => words.label_send_back(),
    };
    plain.to_owned()
}

pub(super) fn loss(words: Words, reason: LossReason) -> &'static str {
    match reason {
        LossReason::Fault => words.loss_fault(),
        LossReason::Partition => words.loss_partition(),
        LossReason::ProcessDown => words.loss_process_down(),
        LossReason::HostDown => words.loss_host_down(),
    }
}

fn refusal_label(words: Words, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Rejected => words.label_rejected(),
        Refusal::NoTransaction => words.label_no_transaction(),
        Refusal::Taken => words.label_taken(),
        Refusal::TooFewReplicas => words.label_too_few_replicas(),
        Refusal::Fenced => words.label_fenced(),
        Refusal::NoTransactionData => words.label_no_transaction_data(),
        Refusal::NoHalfMessages => words.label_no_half_messages(),
    }
}

fn question_label(words: Words, question: Question) -> String {
    match question {
        Question::Note(note) => words.label_ask_note(&note.word()),
        Question::Payout => words.label_ask_payout().to_owned(),
        Question::Claim => words.label_ask_claim().to_owned(),
    }
}

pub(super) fn statement_label(words: Words, statement: Statement) -> String {
    let plain = match statement {
        Statement::Begin => words.label_begin(),
        Statement::UpdateOrder(_, status) => return words.label_update_order(&status.word()),
        Statement::InsertLog(_) => words.label_insert_log(),
        Statement::InsertTombstone(_) => words.label_insert_tombstone(),
        Statement::InsertOutbox(_) => words.label_insert_outbox(),
        Statement::InsertPayout(_) => words.label_insert_payout(),
        Statement::MarkOutbox(_, mark) => return words.label_mark_outbox(&mark.word()),
        Statement::Prepare(_) => words.label_prepare(),
        Statement::CommitPrepared(_) => words.label_commit_prepared(),
        Statement::RollbackPrepared(_) => words.label_rollback_prepared(),
        Statement::SelectNext(table, _) => match table {
            Table::Orders(status) => return words.label_select_orders(&status.word()),
            Table::Outbox => words.label_select_outbox(),
            Table::EveryOutbox => words.label_select_every_outbox(),
            Table::Binlog => words.label_select_binlog(),
            Table::Prepared => words.label_select_prepared(),
        },
        Statement::SelectOrder(_) => words.label_select_order(),
        Statement::SelectLog(_) => words.label_select_log(),
        Statement::Commit => words.label_commit(),
        Statement::Rollback => words.label_rollback(),
        Statement::Close => words.label_close(),
    };
    plain.to_owned()
}

fn answer_label(words: Words, to: ReplyTo, value: Value) -> &'static str {
    match (to, value) {
        (_, Value::Order(status)) => status.word(),
        (_, Value::Row(_)) => words.label_row(),
        (ReplyTo::Ask(_), Value::Found(true)) => words.label_yes(),
        (ReplyTo::Ask(_), Value::Found(false)) => words.label_no(),
        (_, Value::Found(true)) => words.label_found(),
        (_, Value::Found(false)) => words.label_not_found(),
        (ReplyTo::Hand, _) => words.label_ack(),
        (ReplyTo::Call(_) | ReplyTo::Ask(_) | ReplyTo::Claim, _) => words.label_ok(),
        (_, Value::Stored { status, .. }) if status != SendStatus::Ok => status.word(),
        (ReplyTo::End, _) => words.label_passed_on(),
        (ReplyTo::Refund, _) => words.label_refunded(),
        (ReplyTo::Write(Store::Redis) | ReplyTo::Producer, _) => words.label_ok(),
        (ReplyTo::Write(Store::Elasticsearch), _) => words.label_indexed(),
        (ReplyTo::Send(MessageKind::Normal | MessageKind::Transactional), _) => {
            words.label_stored()
        }
        (ReplyTo::Send(MessageKind::Half), _) => words.label_stored_half(),
        (ReplyTo::SendBack, _) => words.label_taken_back(),
        (ReplyTo::Sql(statement), _) => match statement {
            Statement::Begin => words.label_begun(),
            Statement::UpdateOrder(..)
            | Statement::InsertLog(_)
            | Statement::InsertTombstone(_)
            | Statement::InsertOutbox(_)
            | Statement::InsertPayout(_)
            | Statement::MarkOutbox(..) => words.label_row(),
            Statement::Prepare(_) => words.label_prepared(),
            Statement::SelectNext(..) | Statement::SelectOrder(_) | Statement::SelectLog(_) => {
                words.label_rows()
            }
            Statement::Commit | Statement::CommitPrepared(_) => words.label_committed(),
            Statement::Rollback | Statement::RollbackPrepared(_) => words.label_rolled_back(),
            Statement::Close => words.label_closed(),
        },
    }
}
