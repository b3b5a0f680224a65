//! Chinese labels of marks.

use crate::program::step::{Answer, Decision};
use crate::shop::mark::{Mark, Topic, WhyAborted};

use super::exact;

/// `None` where an arrow, a bracket or the highlighted line of the program says the same.
#[expect(clippy::too_many_lines, reason = "one arm per mark; nothing to factor out")]
pub(super) fn label(mark: &Mark) -> Option<String> {
    let text = match mark {
        Mark::Line { .. }
        | Mark::TaskEnded(_)
        | Mark::OrderIs(..)
        | Mark::Wrote(..)
        | Mark::Appended(..)
        | Mark::Flushed
        | Mark::CursorMoved(_)
        | Mark::Received(_)
        | Mark::Claimed(_)
        | Mark::Ended(_, Decision::Commit) => return None,
        Mark::StepLimit(_) => "步数达到上限，放弃".to_owned(),
        Mark::TimedOut { after, .. } => format!("等待 {}超时", exact(*after)),
        Mark::Retry { attempt, of: 0, .. } => format!("重试 {attempt}"),
        Mark::Retry { attempt, of, .. } => format!("重试 {attempt}/{of}"),
        Mark::Exception { line, .. } => format!("第 {line} 行异常"),
        Mark::Ignored { .. } => "应答迟到，忽略".to_owned(),
        Mark::PoolWait(_) => "等待数据库连接".to_owned(),
        Mark::PoolGranted(_) => "得到连接".to_owned(),
        Mark::TransactionBegan(_) => "事务".to_owned(),
        Mark::Committed(_) => "提交点".to_owned(),
        Mark::RolledBack(_) => "已回滚".to_owned(),
        Mark::LockWait(_) => "等待行锁".to_owned(),
        Mark::Evaporated(topic, _) => match topic {
            Topic::Real => "消息消失".to_owned(),
            Topic::Half => "半消息消失".to_owned(),
            Topic::Op => "op 标记消失".to_owned(),
            Topic::Discard => "丢弃记录消失".to_owned(),
            Topic::Retry => "重试消息消失".to_owned(),
            Topic::DeadLetter => "死信消失".to_owned(),
        },
        Mark::EndWithoutHalf(_) => "找不到半消息，无人知晓".to_owned(),
        Mark::EndRefused(_) => "过期，被拒绝（604），无人知晓".to_owned(),
        Mark::Ended(_, Decision::Rollback) => "半消息已回滚".to_owned(),
        Mark::Ended(_, Decision::Unknown) => "稍后再查".to_owned(),
        Mark::CheckRound => "一轮回查".to_owned(),
        Mark::RoundStopped => "时间未到，暂不回查".to_owned(),
        Mark::CheckWithoutProducer(_, number) => {
            format!("第 {number} 次回查：没有在线的生产者")
        }
        Mark::PutBackImmune(_, number) => format!("免疫期内，第 {number} 次回查未发出"),
        Mark::Discarded(_) => "回查次数用尽，丢弃".to_owned(),
        Mark::Expired(_) => "超过保留时间，丢弃".to_owned(),
        Mark::Resumed(_) => "运维恢复".to_owned(),
        Mark::Redelivery(_) => "未确认，重新投递".to_owned(),
        Mark::RetryPlanned { retry, after, .. } => format!("{}后第 {retry} 次重试", exact(*after)),
        Mark::DeadLetter(_) => "重试次数用尽，成为死信".to_owned(),
        Mark::Payout { nth, .. } => format!("红包 #{nth}"),
        Mark::PayoutRefused(_) => "去重表拒绝重复发放".to_owned(),
        Mark::Captured(_) => "已扣款".to_owned(),
        Mark::Answered(_, Answer::Ok) => "已应答".to_owned(),
        Mark::Answered(_, Answer::Error) => "应答失败".to_owned(),
        Mark::ConnectionLost { .. } => "连接断开".to_owned(),
        Mark::CallRefused(_) => "连接被拒绝".to_owned(),
        Mark::DeadlineMissed(_) => "应答超时".to_owned(),
        Mark::Prepared(_) => "已 prepare，等待裁决".to_owned(),
        Mark::OutboxIs(_, mark) => format!("outbox 记录：{}", mark.word()),
        Mark::Noted(_, note) => format!("记录：{}", note.word()),
        Mark::CursorSaved(place) => format!("位点 {place} 已落盘"),
        Mark::Refunded(_) => "已退款".to_owned(),
        Mark::PutRefused(_) => "副本不足，未写入".to_owned(),
        Mark::BudgetSpent(_) => "时间用尽，不再重试".to_owned(),
        Mark::CheckDropped(_) => "回查队列已满，丢弃".to_owned(),
        Mark::DataNotFound(_) => "代理已不记得半消息".to_owned(),
        Mark::Published(_) => "事务已提交".to_owned(),
        Mark::Aborted(_, why) => match why {
            WhyAborted::Asked => "事务已中止".to_owned(),
            WhyAborted::TimedOut => "超时未结束，中止".to_owned(),
            WhyAborted::Fenced => "生产者已重启，中止".to_owned(),
        },
        Mark::Deduplicated(_) => "重试，已有此消息".to_owned(),
    };
    Some(text)
}
