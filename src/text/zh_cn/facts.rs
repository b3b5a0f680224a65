//! Chinese sentences for what participants note down.

use crate::program::step::{Answer, Decision};
use crate::shop::broker::confirmed_within;
use crate::shop::mark::{Mark, Topic, WhyAborted};
use crate::shop::message::{Store, TaskId};
use crate::sim::node::NodeId;

use super::super::told::{HalfEntry, Told};
use super::events::of_task;
use super::{exact, noun, order, subject};

#[expect(clippy::too_many_lines, reason = "one arm per mark; nothing to factor out")]
pub(super) fn sentence(told: &Told<'_>, node: NodeId, mark: &Mark) -> String {
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
