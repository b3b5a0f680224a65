//! Statements, questions and answers as sentences.

use crate::shop::message::{MessageKind, Question, Refusal, ReplyTo, SendStatus, Statement, Value};

use super::Words;
use super::messages::statement_label;

pub(super) fn statement(words: Words, from: &str, statement: Statement, order: &str) -> String {
    match statement {
        Statement::Begin => words.statement_begin(&from, &order),
        Statement::UpdateOrder(_, status) => {
            words.statement_update_order(&from, &order, &status.word())
        }
        Statement::InsertLog(_) => words.statement_insert_log(&from, &order),
        Statement::InsertTombstone(_)
        | Statement::InsertOutbox(_)
        | Statement::InsertPayout(_)
        | Statement::MarkOutbox(..)
        | Statement::Prepare(_)
        | Statement::CommitPrepared(_)
        | Statement::RollbackPrepared(_)
        | Statement::SelectNext(..) => {
            words.statement_other(&from, &order, &statement_label(words, statement))
        }
        Statement::SelectOrder(_) => words.statement_select_order(&from, &order),
        Statement::SelectLog(_) => words.statement_select_log(&from, &order),
        Statement::Commit => words.statement_commit(&from, &order),
        Statement::Rollback => words.statement_rollback(&from, &order),
        Statement::Close => words.statement_close(&from, &order),
    }
}

/// What a question asks.
pub(super) fn asked(words: Words, question: Question, order: &str) -> String {
    match question {
        Question::Note(note) => words.asked_note(&note.word(), &order),
        Question::Payout => words.asked_payout(&order),
        Question::Claim => words.asked_claim(&order),
    }
}

/// The request that a reply answers.
fn request(words: Words, question: ReplyTo) -> &'static str {
    match question {
        ReplyTo::Producer => words.request_producer(),
        ReplyTo::End => words.request_end(),
        ReplyTo::Refund => words.request_refund(),
        ReplyTo::Write(_) => words.request_write(),
        ReplyTo::Send(MessageKind::Normal | MessageKind::Transactional) | ReplyTo::Hand => {
            words.request_message()
        }
        ReplyTo::Send(MessageKind::Half) => words.request_half(),
        ReplyTo::SendBack => words.request_send_back(),
        ReplyTo::Call(_) => words.request_call(),
        ReplyTo::Ask(_) => words.request_ask(),
        ReplyTo::Claim => words.request_claim(),
        ReplyTo::Sql(statement) => match statement {
            Statement::Begin => words.request_begin(),
            Statement::UpdateOrder(..) | Statement::MarkOutbox(..) => words.request_update(),
            Statement::InsertLog(_)
            | Statement::InsertTombstone(_)
            | Statement::InsertOutbox(_)
            | Statement::InsertPayout(_) => words.request_insert(),
            Statement::Prepare(_) => words.request_prepare(),
            Statement::SelectNext(..) | Statement::SelectOrder(_) | Statement::SelectLog(_) => {
                words.request_select()
            }
            Statement::Commit | Statement::CommitPrepared(_) => words.request_commit(),
            Statement::Rollback | Statement::RollbackPrepared(_) => words.request_rollback(),
            Statement::Close => words.request_close(),
        },
    }
}

pub(super) fn replied(
    words: Words,
    from: &str,
    question: ReplyTo,
    result: Result<Value, Refusal>,
    order: &str,
) -> String {
    match result {
        Ok(value) => answer(words, from, question, value, order),
        Err(refusal) => refused(words, from, question, refusal, order),
    }
}

fn refused(words: Words, from: &str, question: ReplyTo, refusal: Refusal, order: &str) -> String {
    let request = request(words, question);
    match refusal {
        Refusal::Rejected => words.refused_rejected(&from, &order, &request),
        Refusal::Taken => words.refused_taken(&from, &order, &request),
        Refusal::TooFewReplicas => words.refused_too_few_replicas(&from, &order, &request),
        Refusal::NoTransaction => words.refused_no_transaction(&from, &order),
        Refusal::NoTransactionData => words.refused_no_transaction_data(&from, &order),
        Refusal::Fenced => words.refused_fenced(&from, &order),
        Refusal::NoHalfMessages => words.refused_no_half_messages(&from, &order),
    }
}

fn answer(words: Words, from: &str, question: ReplyTo, value: Value, order: &str) -> String {
    let request = request(words, question);
    match (question, value) {
        (_, Value::Order(status)) => words.answered_status(&from, &order, &status.word()),
        (ReplyTo::Hand, _) => words.answered_hand(&from, &order),
        (ReplyTo::Sql(Statement::SelectNext(..)), Value::Found(_)) => words.answered_no_row(&from),
        (_, Value::Row(_)) => words.answered_row(&from, &order),
        (ReplyTo::Ask(question), Value::Found(true)) => {
            words.answered_yes(&from, &asked(words, question, order))
        }
        (ReplyTo::Ask(question), Value::Found(false)) => {
            words.answered_no(&from, &asked(words, question, order))
        }
        (_, Value::Found(true)) => words.answered_found(&from, &order),
        (_, Value::Found(false)) => words.answered_not_found(&from, &order),
        (_, Value::Stored { status, .. }) if status != SendStatus::Ok => {
            words.answered_stored_unsafely(&from, &order, &request, &status.word())
        }
        (ReplyTo::Send(MessageKind::Normal | MessageKind::Transactional), _) => {
            words.answered_stored(&from, &order)
        }
        (ReplyTo::Send(MessageKind::Half), _) => words.answered_stored_half(&from, &order),
        (ReplyTo::Sql(Statement::Begin), _) => words.answered_begin(&from, &order),
        (ReplyTo::Sql(Statement::Commit | Statement::CommitPrepared(_)), _) => {
            words.answered_commit(&from, &order)
        }
        (ReplyTo::Sql(Statement::Rollback | Statement::RollbackPrepared(_)), _) => {
            words.answered_rollback(&from, &order)
        }
        (ReplyTo::End, _) => words.answered_end(&from, &order),
        (
            ReplyTo::Refund
            | ReplyTo::Write(_)
            | ReplyTo::Sql(_)
            | ReplyTo::Call(_)
            | ReplyTo::Ask(_)
            | ReplyTo::Claim
            | ReplyTo::SendBack
            | ReplyTo::Producer,
            _,
        ) => words.answered_confirmed(&from, &order, &request),
    }
}
