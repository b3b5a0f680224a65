//! Chinese: settings and their groups.

use crate::scenario::settings::{self, Group};

use super::super::catalogue::SettingWords;

pub(super) fn group(group: Group) -> &'static str {
    match group {
        Group::Payment => "支付系统",
        Group::Order => "订单服务",
        Group::Infrastructure => "数据库与网络",
        Group::Broker => "Broker",
        Group::Consumer => "消费者",
        Group::Kafka => "Kafka",
        Group::Client => "客户端",
    }
}

const fn setting(key: &'static str, label: &'static str, help: &'static str) -> SettingWords {
    SettingWords { key, label, help, choices: &[] }
}

const fn choice(
    key: &'static str,
    label: &'static str,
    help: &'static str,
    choices: &'static [&'static str],
) -> SettingWords {
    SettingWords { key, label, help, choices }
}

pub(super) const SETTINGS: [SettingWords; settings::SETTINGS.len()] = [
    setting("orders", "订单数", "一次运行中有多少个订单付款。"),
    setting("orders.interval", "订单间隔", "一个订单付款之后，过多久下一个订单付款。"),
    setting("payment.deadline", "回调应答期限", "支付系统等待回调应答的时间。"),
    choice(
        "payment.renotify",
        "再次回调",
        "没有得到成功应答时支付系统是否再次回调，以及订单已是 PAID 时订单服务怎么做。",
        &["不再回调", "回调，只确认", "回调，重新发送"],
    ),
    setting("order.producers", "订单服务实例数", "生产者组的成员；Broker 可能回查其中任何一个。"),
    setting("send.retries", "发送重试次数", "第一次发送失败之后再重试多少次。"),
    setting("send.timeout", "发送超时", "每次发送等待 Broker 应答的时间。"),
    setting("send.backoff", "重试间隔", "两次发送之间等待的时间。"),
    setting("order.work", "work 步骤的时长", "程序中 `work` 花费的时间：慢查询或远程调用。"),
    choice(
        "checker.answer",
        "回查应答",
        "Broker 回查半消息时，订单服务如何应答。",
        &["以程序为准", "提交 commit", "回滚 rollback", "未知 unknown"],
    ),
    setting(
        "half.CHECK_IMMUNITY_TIME_IN_SECONDS",
        "半消息自带的免疫时间",
        "在此之前 Broker 只把半消息放回而不回查；0s 表示不设置。",
    ),
    setting("restart.after", "重启时间", "故障没有指明时，崩溃的进程多久后重启。"),
    setting("network.latency", "内部网络延迟", "系统内两个参与者之间的单向延迟。"),
    setting("payment.latency", "支付网络延迟", "支付系统与订单服务之间的单向延迟。"),
    setting("database.pool", "连接池大小", "每个订单服务实例的数据库连接数。"),
    setting("database.pool-timeout", "连接池超时", "`begin` 等待空闲连接的时间。"),
    setting(
        "database.timeout",
        "语句超时",
        "一条语句等待数据库、Redis 或 Elasticsearch 应答的时间。",
    ),
    choice(
        "profile",
        "版本",
        "Broker 采用哪个版本的默认值；已另行设置的参数不变。",
        &["RocketMQ 5.3", "RocketMQ 4.9", "Kafka"],
    ),
    choice(
        "broker.flushDiskType",
        "刷盘方式",
        "Broker 在消息落盘之前还是之后应答。",
        &["ASYNC_FLUSH 异步刷盘", "SYNC_FLUSH 同步刷盘"],
    ),
    setting("broker.flushCommitLogThoroughInterval", "刷盘间隔", "异步刷盘最多滞后多久。"),
    setting("broker.transactionCheckInterval", "回查间隔", "Broker 两轮回查之间的时间。"),
    setting("broker.transactionTimeOut", "回查免疫时间", "半消息存在不到这个时间时不会被回查。"),
    setting(
        "broker.transactionCheckMax",
        "最大回查次数",
        "回查达到这个次数之后，半消息被移入丢弃主题。",
    ),
    setting(
        "broker.transactionOpBatchInterval",
        "op 标记的等待时间",
        "op 标记写入之前在 Broker 内存中停留多久；0s 表示立即写入。",
    ),
    choice(
        "broker.rejectCommitOrRollback",
        "拒绝过期的结束请求",
        "过了半消息自带的免疫时间，是否拒绝生产者自己发来的提交或回滚。",
        &["开启", "关闭"],
    ),
    setting("broker.fileReservedTime", "保留时间", "半消息超过这个时间就被移入丢弃主题。"),
    choice(
        "consumer.inbox",
        "消费去重表",
        "消费者数据库中的唯一键是否拒绝第二次发放。",
        &["关闭", "开启"],
    ),
    setting("consumer.time", "发放耗时", "发放一个红包需要的时间。"),
    setting("consumer.invisibleTime", "重新投递时间", "Broker 等待 POP 消费确认多久之后重新投递。"),
    setting(
        "broker.syncFlushTimeout",
        "同步刷盘超时",
        "SYNC_FLUSH 下等待这么久之后应答 FLUSH_DISK_TIMEOUT。",
    ),
    setting("broker.disk.flush", "磁盘", "把日志强制写入磁盘需要的时间。"),
    choice(
        "broker.transientStorePoolEnable",
        "堆外内存池",
        "日志是否先在 Broker 内存中停留 200 毫秒，再进入页缓存。",
        &["关闭", "开启"],
    ),
    choice(
        "broker.readBeforeFlush",
        "落盘前可读",
        "SYNC_FLUSH 下消息落盘之前能否被消费。",
        &["关闭", "开启"],
    ),
    setting("broker.slaves", "从节点数", "Broker 在其他机器上的副本。"),
    choice(
        "broker.brokerRole",
        "角色",
        "应答是否可能等待从节点；5.0 起还取决于 inSyncReplicas。",
        &["ASYNC_MASTER 异步复制", "SYNC_MASTER 同步双写"],
    ),
    setting(
        "broker.slaveTimeout",
        "从节点超时",
        "SYNC_MASTER 下等待这么久之后应答 FLUSH_SLAVE_TIMEOUT。",
    ),
    setting(
        "broker.inSyncReplicas",
        "等待的副本数",
        "5.0 起 SYNC_MASTER 等待的副本数，含主节点；1 表示不等待。",
    ),
    setting(
        "broker.minInSyncReplicas",
        "最少副本数",
        "5.0 起 SYNC_MASTER 下副本少于此数时拒绝写入。",
    ),
    choice(
        "broker.allAckInSyncStateSet",
        "等待全部同步副本",
        "5.0 起 SYNC_MASTER 下只要从节点在线就等待它。",
        &["关闭", "开启"],
    ),
    setting(
        "broker.flushConsumerOffsetInterval",
        "位点落盘间隔",
        "Broker 多久保存一次消费者和回查的位点。",
    ),
    choice(
        "consumer.kind",
        "消费方式",
        "消费者按位点拉取，还是逐条确认。",
        &["push（位点）", "POP（逐条确认）"],
    ),
    setting(
        "consumer.persistConsumerOffsetInterval",
        "位点提交间隔",
        "push 消费者多久向 Broker 提交一次消费位点。",
    ),
    setting(
        "consumer.consumeTimeout",
        "消费超时",
        "push 消费者处理一条消息超过这个时间就把它发回。",
    ),
    setting(
        "consumer.maxReconsumeTimes",
        "最大重试次数",
        "重试达到这个次数之后，消息被移入死信主题。",
    ),
    choice(
        "client",
        "客户端",
        "订单服务用什么发送：直连 Broker，还是经过代理。",
        &["remoting 直连", "gRPC 经代理"],
    ),
    choice(
        "send.budget",
        "超时的范围",
        "发送超时由每次尝试各自计算，还是所有尝试共用。",
        &["每次尝试", "所有尝试共用"],
    ),
    setting(
        "send.sendMsgMaxTimeoutPerRequest",
        "单次尝试上限",
        "一次尝试最多占用共用超时的多少；0s 表示不限。",
    ),
    setting("client.checkThreadPoolMaxSize", "回查线程数", "队列满时一个实例同时应答多少个回查。"),
    setting(
        "client.checkRequestHoldMax",
        "回查队列长度",
        "一个实例中最多等待多少个回查，再来的被丢弃。",
    ),
    setting("proxy.transactionDataExpireMillis", "代理的记忆时间", "代理记住半消息位置的时间。"),
    choice(
        "kafka.acks",
        "何时应答",
        "发送的应答要等所有副本写入，还是只等主副本。",
        &["所有副本已写入", "主副本已写入"],
    ),
    choice(
        "kafka.enable.idempotence",
        "幂等生产者",
        "重试的记录在 Broker 上是否只写入一次。",
        &["开启", "关闭"],
    ),
    setting("kafka.request.timeout.ms", "单次尝试超时", "一次尝试等待应答的时间。"),
    setting(
        "kafka.delivery.timeout.ms",
        "全部尝试的时间",
        "一次发送最多尝试多久；它取代程序中的 retry 和 timeout。",
    ),
    setting("kafka.retry.backoff.ms", "重试间隔", "第一次失败后的间隔，之后翻倍，最长 1 秒。"),
    setting(
        "kafka.default.replication.factor",
        "副本数",
        "每条记录的份数；只有一份时，断电会带走尚未写回磁盘的记录。",
    ),
    setting(
        "kafka.transaction.timeout.ms",
        "事务最长时间",
        "超过这个时间，协调者中止未结束的事务。",
    ),
];
