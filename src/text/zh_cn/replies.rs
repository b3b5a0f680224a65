//! Chinese sentences for statements, questions and answers.

use crate::shop::message::{MessageKind, Question, Refusal, ReplyTo, SendStatus, Statement, Value};

use super::messages::statement_label;

pub(super) fn statement(from: &str, statement: Statement, about: &str) -> String {
    match statement {
        Statement::Begin => format!("{from}为{about}开启数据库事务"),
        Statement::UpdateOrder(_, status) => {
            format!("{from}向订单库发送 UPDATE：{about}改为{}", status.word())
        }
        Statement::InsertLog(_) => format!("{from}向订单库发送 INSERT：写入{about}的消息日志"),
        Statement::InsertTombstone(_)
        | Statement::InsertOutbox(_)
        | Statement::InsertPayout(_)
        | Statement::MarkOutbox(..)
        | Statement::Prepare(_)
        | Statement::CommitPrepared(_)
        | Statement::RollbackPrepared(_)
        | Statement::SelectNext(..) => {
            format!("{from}就{about}向订单库发送 {}", statement_label(statement))
        }
        Statement::SelectOrder(_) => format!("{from}查询{about}的状态"),
        Statement::SelectLog(_) => format!("{from}在消息日志中查找{about}的消息"),
        Statement::Commit => format!("{from}为{about}发送 COMMIT"),
        Statement::Rollback => format!("{from}为{about}发送 ROLLBACK"),
        Statement::Close => format!("{from}关闭处理{about}的数据库连接"),
    }
}

/// What a question asks.
pub(super) fn asked(question: Question, about: &str) -> String {
    match question {
        Question::Note(note) => format!("是否已为{about}记下`{}`", note.word()),
        Question::Payout => format!("{about}的红包是否已发"),
        Question::Claim => format!("{about}的键是否已被占用"),
    }
}

/// The request that a reply answers.
fn request(question: ReplyTo) -> &'static str {
    match question {
        ReplyTo::Producer => "事务结束请求",
        ReplyTo::End => "结束请求",
        ReplyTo::Refund => "退款",
        ReplyTo::Write(_) => "写入",
        ReplyTo::Send(MessageKind::Normal | MessageKind::Transactional) | ReplyTo::Hand => "消息",
        ReplyTo::Send(MessageKind::Half) => "半消息",
        ReplyTo::SendBack => "发回请求",
        ReplyTo::Call(_) => "调用",
        ReplyTo::Ask(_) => "询问",
        ReplyTo::Claim => "占用请求",
        ReplyTo::Sql(statement) => match statement {
            Statement::Begin => "BEGIN",
            Statement::UpdateOrder(..) | Statement::MarkOutbox(..) => "UPDATE",
            Statement::InsertLog(_)
            | Statement::InsertTombstone(_)
            | Statement::InsertOutbox(_)
            | Statement::InsertPayout(_) => "INSERT",
            Statement::Prepare(_) => "PREPARE",
            Statement::SelectNext(..) | Statement::SelectOrder(_) | Statement::SelectLog(_) => {
                "SELECT"
            }
            Statement::Commit | Statement::CommitPrepared(_) => "COMMIT",
            Statement::Rollback | Statement::RollbackPrepared(_) => "ROLLBACK",
            Statement::Close => "关闭连接的请求",
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
        Refusal::Rejected => format!("{from}拒绝{about}的{}", request(question)),
        Refusal::Taken => format!("{from}拒绝{about}的{}：已经存在", request(question)),
        Refusal::TooFewReplicas => format!(
            "{from}应答 IN_SYNC_REPLICAS_NOT_ENOUGH：没有写入{about}的{}",
            request(question)
        ),
        Refusal::NoTransaction => format!("{from}应答：{about}的事务已不存在"),
        Refusal::NoTransactionData => {
            format!("{from}应答：不认识{about}的半消息")
        }
        Refusal::Fenced => format!("{from}拒绝{about}的生产者：它的事务此前已被中止"),
        Refusal::NoHalfMessages => {
            format!("{from}拒绝{about}的半消息：Kafka 没有半消息，请换一种策略或版本")
        }
    }
}

fn answer(from: &str, question: ReplyTo, value: Value, about: &str) -> String {
    match (question, value) {
        (_, Value::Order(status)) => format!("{from}应答：{about}的状态是{}", status.word()),
        (ReplyTo::Hand, _) => format!("{from}确认已消费{about}的消息"),
        (ReplyTo::Sql(Statement::SelectNext(..)), Value::Found(_)) => {
            format!("{from}应答：没有更多记录")
        }
        (_, Value::Row(_)) => format!("{from}应答：{about}的记录"),
        (ReplyTo::Ask(question), Value::Found(found)) => {
            let verdict = if found { "是" } else { "否" };
            format!("{from}对“{}”应答：{verdict}", asked(question, about))
        }
        (_, Value::Found(true)) => format!("{from}应答：消息日志中有{about}的消息"),
        (_, Value::Found(false)) => format!("{from}应答：消息日志中没有{about}的消息"),
        (_, Value::Stored { status, .. }) if status != SendStatus::Ok => format!(
            "{from}应答 {}：{about}的{}已写入，但不如要求的安全",
            status.word(),
            request(question)
        ),
        (ReplyTo::Send(MessageKind::Normal | MessageKind::Transactional), _) => {
            format!("{from}应答 SEND_OK：{about}的消息已写入")
        }
        (ReplyTo::Send(MessageKind::Half), _) => {
            format!("{from}应答 SEND_OK：{about}的半消息已写入")
        }
        (ReplyTo::Sql(Statement::Begin), _) => format!("{from}应答：{about}的事务已开启"),
        (ReplyTo::Sql(Statement::Commit | Statement::CommitPrepared(_)), _) => {
            format!("{from}应答：{about}的事务已提交")
        }
        (ReplyTo::Sql(Statement::Rollback | Statement::RollbackPrepared(_)), _) => {
            format!("{from}应答：{about}的事务已回滚")
        }
        (ReplyTo::End, _) => format!("{from}应答：{about}的结束请求已转交，结果不得而知"),
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
            format!("{from}确认{about}的{}", request(question))
        }
    }
}
