//! English sentences for statements, questions and answers.

use crate::shop::message::{MessageKind, Question, Refusal, ReplyTo, SendStatus, Statement, Value};

use super::messages::statement_label;

pub(super) fn statement(from: &str, statement: Statement, about: &str) -> String {
    match statement {
        Statement::Begin => format!("{from} opens a database transaction for {about}"),
        Statement::UpdateOrder(_, status) => {
            format!("{from} sends UPDATE to the database: {about} becomes {}", status.word())
        }
        Statement::InsertLog(_) => {
            format!("{from} sends INSERT to the database: a message-log row for {about}")
        }
        Statement::InsertTombstone(_)
        | Statement::InsertOutbox(_)
        | Statement::InsertPayout(_)
        | Statement::MarkOutbox(..)
        | Statement::Prepare(_)
        | Statement::CommitPrepared(_)
        | Statement::RollbackPrepared(_)
        | Statement::SelectNext(..) => {
            format!("{from} sends {} to the database for {about}", statement_label(statement))
        }
        Statement::SelectOrder(_) => format!("{from} reads the status of {about}"),
        Statement::SelectLog(_) => {
            format!("{from} looks for the message of {about} in the message log")
        }
        Statement::Commit => format!("{from} sends COMMIT for {about}"),
        Statement::Rollback => format!("{from} sends ROLLBACK for {about}"),
        Statement::Close => format!("{from} closes its database connection for {about}"),
    }
}

/// What a question asks, after the verb.
pub(super) fn asked(question: Question, about: &str) -> String {
    match question {
        Question::Note(note) => {
            format!("whether it has noted `{}` about {about}", note.word())
        }
        Question::Payout => format!("whether the red packet of {about} is given"),
        Question::Claim => format!("whether the key of {about} is claimed"),
    }
}

/// The request that a reply answers.
fn request(question: ReplyTo) -> &'static str {
    match question {
        ReplyTo::Producer => "the end of the transaction",
        ReplyTo::End => "the end of the half message",
        ReplyTo::Refund => "the refund",
        ReplyTo::Write(_) => "the write",
        ReplyTo::Send(MessageKind::Normal | MessageKind::Transactional) | ReplyTo::Hand => {
            "the message"
        }
        ReplyTo::Send(MessageKind::Half) => "the half message",
        ReplyTo::SendBack => "the send-back",
        ReplyTo::Call(_) => "the call",
        ReplyTo::Ask(_) => "the question",
        ReplyTo::Claim => "the claim",
        ReplyTo::Sql(statement) => match statement {
            Statement::Begin => "BEGIN",
            Statement::UpdateOrder(..) | Statement::MarkOutbox(..) => "the UPDATE",
            Statement::InsertLog(_)
            | Statement::InsertTombstone(_)
            | Statement::InsertOutbox(_)
            | Statement::InsertPayout(_) => "the INSERT",
            Statement::Prepare(_) => "the PREPARE",
            Statement::SelectNext(..) | Statement::SelectOrder(_) | Statement::SelectLog(_) => {
                "the SELECT"
            }
            Statement::Commit | Statement::CommitPrepared(_) => "the COMMIT",
            Statement::Rollback | Statement::RollbackPrepared(_) => "the ROLLBACK",
            Statement::Close => "the closing of the connection",
        },
    }
}

pub(super) fn replied(
    from: &str,
    question: ReplyTo,
    result: Result<Value, Refusal>,
    about: &str,
) -> String {
    match result {
        Ok(value) => answer(from, question, value, about),
        Err(refusal) => refused(from, question, refusal, about),
    }
}

fn refused(from: &str, question: ReplyTo, refusal: Refusal, about: &str) -> String {
    match refusal {
        Refusal::Rejected => {
            format!("{from} rejects {} for {about}", request(question))
        }
        Refusal::Taken => {
            format!("{from} refuses {} for {about}: there is one already", request(question))
        }
        Refusal::TooFewReplicas => format!(
            "{from} answers IN_SYNC_REPLICAS_NOT_ENOUGH: it has not stored {} of {about}",
            request(question)
        ),
        Refusal::NoTransaction => {
            format!("{from} answers that {about} has no open transaction any more")
        }
        Refusal::NoTransactionData => {
            format!("{from} answers that it does not know the half message of {about}")
        }
        Refusal::Fenced => {
            format!("{from} refuses the producer of {about}: its transaction was aborted before")
        }
        Refusal::NoHalfMessages => format!(
            "{from} refuses the half message of {about}: Kafka has none; choose another \
             strategy or profile"
        ),
    }
}

fn answer(from: &str, question: ReplyTo, value: Value, about: &str) -> String {
    match (question, value) {
        (_, Value::Order(status)) => format!("{from} answers that {about} is {}", status.word()),
        (ReplyTo::Hand, _) => format!("{from} acknowledges the message of {about}"),
        (ReplyTo::Sql(Statement::SelectNext(..)), Value::Found(_)) => {
            format!("{from} answers that there is no further row")
        }
        (_, Value::Row(_)) => format!("{from} answers with the row of {about}"),
        (ReplyTo::Ask(question), Value::Found(found)) => {
            let verdict = if found { "yes" } else { "no" };
            format!("{from} answers {verdict} to the question {}", asked(question, about))
        }
        (_, Value::Found(true)) => {
            format!("{from} answers that the message log has the message of {about}")
        }
        (_, Value::Found(false)) => {
            format!("{from} answers that the message log has no message of {about}")
        }
        (_, Value::Stored { status, .. }) if status != SendStatus::Ok => format!(
            "{from} answers {}: it has stored {} of {about}, but not as safely as it should",
            status.word(),
            request(question)
        ),
        (ReplyTo::Send(MessageKind::Normal | MessageKind::Transactional), _) => {
            format!("{from} answers SEND_OK: it has stored the message of {about}")
        }
        (ReplyTo::Send(MessageKind::Half), _) => {
            format!("{from} answers SEND_OK: it has stored the half message of {about}")
        }
        (ReplyTo::Sql(Statement::Begin), _) => {
            format!("{from} answers that the transaction of {about} is open")
        }
        (ReplyTo::Sql(Statement::Commit | Statement::CommitPrepared(_)), _) => {
            format!("{from} answers that the transaction of {about} is committed")
        }
        (ReplyTo::Sql(Statement::Rollback | Statement::RollbackPrepared(_)), _) => {
            format!("{from} answers that the transaction of {about} is rolled back")
        }
        (ReplyTo::End, _) => {
            format!("{from} answers that it has passed the end on for {about}; no more is known")
        }
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
        ) => {
            format!("{from} confirms {} for {about}", request(question))
        }
    }
}
