//! Chinese: participants, messages, guarantees, outcomes.

use crate::guarantee::{self, Outcome, Standing};
use crate::shop::message::{Message, nodes};

use super::super::catalogue::{GuaranteeWords, NodeWords, OutcomeWords, RoleWords};

const fn node(
    id: &'static str,
    (name, short): (&'static str, &'static str),
    term: &'static str,
    subject: &'static str,
) -> NodeWords {
    NodeWords { id, name, short, term, subject }
}

pub(super) const NODES: [NodeWords; nodes::NAMES.len()] = [
    node("payment", ("支付系统", "支付"), "Payment", "支付系统"),
    node("order-1", ("订单服务 1", "服务 1"), "Order service", "订单服务 1"),
    node("order-2", ("订单服务 2", "服务 2"), "Order service", "订单服务 2"),
    node("coordinator", ("事务协调者", "协调者"), "Coordinator", "事务协调者"),
    node("dtm", ("dtm 服务端", "dtm"), "二阶段消息", "dtm 服务端"),
    node("database", ("订单库", "订单库"), "Database", "订单库"),
    node("relay", ("消息中继", "中继"), "Relay", "消息中继"),
    node("connector", ("CDC 连接器", "连接器"), "Connector", "CDC 连接器"),
    node("redis", ("Redis", "Redis"), "缓存", "Redis"),
    node("elasticsearch", ("Elasticsearch", "ES"), "搜索索引", "Elasticsearch"),
    node("proxy", ("代理", "代理"), "Proxy", "代理 Proxy"),
    node("broker", ("消息队列", "消息队列"), "Broker", "Broker"),
    node("slave", ("从节点", "从节点"), "Slave", "Slave"),
    node("consumer", ("红包系统", "红包"), "Red packets", "红包系统"),
];

const fn role(role: &'static str, noun: &'static str) -> RoleWords {
    RoleWords { role, noun }
}

pub(super) const ROLES: [RoleWords; Message::ROLES.len()] = [
    role("callback", "支付回调"),
    role("callback.reply", "支付回调应答"),
    role("refund", "退款请求"),
    role("refund.ack", "退款确认"),
    role("begin", "BEGIN"),
    role("begin.ack", "BEGIN 应答"),
    role("update", "UPDATE"),
    role("update.ack", "UPDATE 应答"),
    role("insert", "INSERT"),
    role("insert.ack", "INSERT 应答"),
    role("select", "SELECT"),
    role("select.ack", "SELECT 应答"),
    role("commit", "COMMIT"),
    role("commit.ack", "COMMIT 应答"),
    role("rollback", "ROLLBACK"),
    role("rollback.ack", "ROLLBACK 应答"),
    role("close", "关闭连接请求"),
    role("set", "Redis 写入请求"),
    role("set.ack", "Redis 应答"),
    role("index", "Elasticsearch 写入请求"),
    role("index.ack", "Elasticsearch 应答"),
    role("send", "消息"),
    role("send.ack", "消息写入应答"),
    role("half", "半消息"),
    role("half.ack", "半消息写入应答"),
    role("end", "半消息结束请求"),
    role("check", "回查请求"),
    role("deliver", "投递"),
    role("ack", "消费确认"),
    role("heartbeat", "心跳"),
    role("subscribe", "订阅请求"),
    role("poll", "轮询"),
    role("poll.ack", "轮询应答"),
    role("mark", "outbox 的 UPDATE"),
    role("mark.ack", "outbox 的 UPDATE 应答"),
    role("prepare", "PREPARE"),
    role("prepare.ack", "PREPARE 应答"),
    role("call", "调用"),
    role("call.reply", "调用应答"),
    role("ask", "询问"),
    role("ask.ack", "询问应答"),
    role("claim", "SETNX"),
    role("claim.ack", "SETNX 应答"),
    role("replicate", "主从复制"),
    role("replicate.ack", "主从复制确认"),
    role("pull", "拉取请求"),
    role("offset", "消费位点"),
    role("sendback", "发回请求"),
    role("sendback.ack", "发回应答"),
    role("end.ack", "代理对结束请求的应答"),
    role("producer", "Kafka 事务的结束请求"),
    role("producer.ack", "Kafka 事务结束请求的应答"),
    role("init", "生产者注册"),
];

const fn guarantee(id: &'static str, name: &'static str, sentence: &'static str) -> GuaranteeWords {
    GuaranteeWords { id, name, sentence }
}

pub(super) const GUARANTEES: [GuaranteeWords; guarantee::GUARANTEES.len()] = [
    guarantee(
        "no-lost-message",
        "不丢消息",
        "订单在数据库中已是 PAID，消费者最终就能读到它的消息。",
    ),
    guarantee("no-ghost", "无幽灵消息", "消费者能读到的消息，其订单最终都是 PAID。"),
    guarantee(
        "no-early-visibility",
        "不提前可见",
        "订单变为 PAID 之前，没有消费者能读到它的消息。",
    ),
    guarantee("at-least-once-effect", "至少发放一次", "每个 PAID 订单最终都收到红包。"),
    guarantee("no-double-payout", "不重复发放", "任何订单都不会收到一个以上的红包。"),
    guarantee(
        "exactly-once-effect",
        "恰好发放一次",
        "最终每个 PAID 订单恰好收到一个红包，其他订单一个也没有。",
    ),
    guarantee("no-unpaid-payout", "未付款不发放", "订单不是 PAID 或款项已退时，不会发放红包。"),
    guarantee(
        "money-settled",
        "款项有着落",
        "已扣的款项最终要么对应 PAID 订单，要么已退回，要么支付系统知道失败了。",
    ),
    guarantee(
        "caller-in-time",
        "处理不拖过期限",
        "支付系统停止等待时，订单服务不会仍在处理它的回调。",
    ),
    guarantee("short-transactions", "事务不过长", "数据库事务保持打开的时间不超过 1 秒。"),
    guarantee(
        "stores-agree",
        "缓存、索引与库一致",
        "最终 Redis 和 Elasticsearch 的内容与数据库一致。",
    ),
    guarantee(
        "legal-status",
        "状态不回退",
        "已 CLOSED 的订单不会再变回 PAID，已 PAID 的订单不会变回 UNPAID。",
    ),
    guarantee(
        "half-resolved",
        "半消息终有结论",
        "最终每条半消息都被提交或回滚，PAID 订单的半消息不会被丢弃。",
    ),
    guarantee(
        "decision-agrees",
        "结论与订单相符",
        "只有 PAID 订单的半消息会被提交；PAID 订单不会因回滚而失去消息。",
    ),
    guarantee("decision-stable", "结论不反复", "半消息一旦提交或回滚，相反的结论不再生效。"),
    guarantee(
        "progress",
        "无故障时能完成",
        "不出故障时，每个订单都变为 PAID，收到一个红包，调用方按时得到应答。",
    ),
    guarantee(
        "no-manual-repair",
        "无需人工处理",
        "最终没有等待人工处理的：丢弃的半消息、死信、outbox 死记录、未裁决的 prepared 事务。",
    ),
    guarantee(
        "no-leaked-blocking",
        "不遗留阻塞",
        "最终没有未结束的事务，也没有任务在等待数据库连接。",
    ),
    guarantee("ack-durable", "写入即持久", "Broker 已确认写入的内容不会因崩溃而丢失。"),
    guarantee(
        "visible-in-time",
        "60 秒内可见",
        "订单变为 PAID 后最多 60 秒，消费者就能读到它的消息。",
    ),
    guarantee(
        "callback-idempotent",
        "重复回调只有一条消息",
        "无论支付系统回调多少次，能读到的消息最多一份。",
    ),
];

pub(super) fn outcome(outcome: Outcome) -> OutcomeWords {
    let (name, meaning) = match outcome {
        Outcome::Loss => ("丢失", "订单已是 PAID，但它的消息永远读不到。"),
        Outcome::Ghost => ("幽灵", "消息能读到，但订单不是 PAID，或者钱已退回。"),
        Outcome::Dup => ("重复", "消息有多份，红包也发了多次。"),
        Outcome::DoublePay => ("多发", "同一条消息被消费多次，红包发了多次。"),
        Outcome::Stuck => ("卡住", "有事情永远没有结束。"),
        Outcome::Untold => ("未告知", "钱已扣，订单不是 PAID，支付系统却被告知一切正常。"),
        Outcome::Dirty => {
            ("不一致", "Redis 或 Elasticsearch 与数据库不一致，或者已 CLOSED 的订单又变回 PAID。")
        }
        Outcome::Slow => ("超时", "支付系统已停止等待，订单服务还在处理。"),
        Outcome::Early => ("提前", "订单变为 PAID 之前，消息就能读到了。"),
        Outcome::Abort => ("放弃", "两边都放弃了：订单不是 PAID，也没有可读的消息。"),
        Outcome::Ok => ("正常", "订单是 PAID，红包恰好发放一次。"),
    };
    OutcomeWords { name, meaning }
}

pub(super) fn standing(standing: Standing, seen_broken_at: Option<u32>) -> String {
    match (standing, seen_broken_at) {
        (Standing::Idle, _) => "未涉及".to_owned(),
        (Standing::Holds, _) => "成立".to_owned(),
        (Standing::BreaksHere, _) => "在这一步被打破".to_owned(),
        (Standing::BrokenEarlier, Some(step)) => format!("第 {step} 步起已被打破"),
        (Standing::BrokenEarlier, None) => "此前已被打破".to_owned(),
        (Standing::BreaksLater, Some(step)) => format!("将在第 {step} 步被打破"),
        (Standing::BreaksLater, None) => "之后会被打破".to_owned(),
        (Standing::Undecided, Some(step)) => format!("静默后判定：第 {step} 步被打破"),
        (Standing::Undecided, None) => "静默后判定".to_owned(),
    }
}
