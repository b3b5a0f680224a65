//! English: settings and their groups.

use crate::scenario::settings::{self, Group};

use super::super::catalogue::SettingWords;

pub(super) fn group(group: Group) -> &'static str {
    match group {
        Group::Payment => "Payment system",
        Group::Order => "Order service",
        Group::Infrastructure => "Database and network",
        Group::Broker => "Broker",
        Group::Consumer => "Consumer",
        Group::Kafka => "Kafka",
        Group::Client => "Client",
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
    setting("orders", "Orders", "How many orders are paid during the run."),
    setting(
        "orders.interval",
        "Time between orders",
        "How long after one order the next one is paid.",
    ),
    setting(
        "payment.deadline",
        "Deadline of the callback",
        "How long the payment system waits for the answer to a callback.",
    ),
    choice(
        "payment.renotify",
        "Call again",
        "Whether the payment system calls again without a success, and what the order service \
         does when the order is already PAID.",
        &["never", "yes, only confirm", "yes, send again"],
    ),
    setting(
        "order.producers",
        "Instances of the order service",
        "Members of the producer group; the broker may ask any of them.",
    ),
    setting(
        "send.retries",
        "Retries of a send",
        "How often a send is tried again after its first attempt failed.",
    ),
    setting("send.timeout", "Timeout of a send", "How long one attempt waits for the broker."),
    setting("send.backoff", "Pause between attempts", "How long a send waits before it retries."),
    setting(
        "order.work",
        "Duration of the work step",
        "How long the program's `work` takes: a slow query, a remote call.",
    ),
    choice(
        "checker.answer",
        "Answer to checks",
        "What the order service answers when the broker asks about a half message.",
        &["as the program says", "commit", "rollback", "unknown"],
    ),
    setting(
        "half.CHECK_IMMUNITY_TIME_IN_SECONDS",
        "Own immunity of half messages",
        "Until this age the broker puts a half message back without a check; 0s leaves it out.",
    ),
    setting(
        "restart.after",
        "Restart after",
        "How long a crashed process is down when the fault does not say.",
    ),
    setting("network.latency", "Latency in the shop", "One way, between two participants."),
    setting(
        "payment.latency",
        "Latency to the payment system",
        "One way, between the payment system and the order service.",
    ),
    setting(
        "database.pool",
        "Connection pool",
        "Database connections of each instance of the order service.",
    ),
    setting(
        "database.pool-timeout",
        "Timeout of the pool",
        "How long `begin` waits for a connection.",
    ),
    setting(
        "database.timeout",
        "Timeout of a statement",
        "How long a statement waits for the database, Redis or Elasticsearch.",
    ),
    choice(
        "profile",
        "Release",
        "Whose defaults the broker has. What you have set otherwise stays.",
        &["RocketMQ 5.3", "RocketMQ 4.9", "Kafka"],
    ),
    choice(
        "broker.flushDiskType",
        "Flush",
        "Whether the broker answers before or after the message is on the disk.",
        &["ASYNC_FLUSH: answer first", "SYNC_FLUSH: flush first"],
    ),
    setting(
        "broker.flushCommitLogThoroughInterval",
        "Flush interval",
        "How long an asynchronous flush may lag behind.",
    ),
    setting(
        "broker.transactionCheckInterval",
        "Check interval",
        "Time between two check rounds of the broker.",
    ),
    setting(
        "broker.transactionTimeOut",
        "Immunity from checks",
        "Age up to which a half message is not checked.",
    ),
    setting(
        "broker.transactionCheckMax",
        "Most checks",
        "Checks after which a half message goes to the discard topic.",
    ),
    setting(
        "broker.transactionOpBatchInterval",
        "Wait of op marks",
        "How long the broker keeps an op mark in memory before it writes it; 0s writes at once.",
    ),
    choice(
        "broker.rejectCommitOrRollback",
        "Refuse late ends",
        "Whether the producer's own end is refused after the half message's own immunity.",
        &["on", "off"],
    ),
    setting(
        "broker.fileReservedTime",
        "Retention",
        "A half message older than this goes to the discard topic.",
    ),
    choice(
        "consumer.inbox",
        "Inbox",
        "Whether a unique row in the consumer's database refuses a second red packet.",
        &["off", "on"],
    ),
    setting("consumer.time", "Time to pay out", "How long giving a red packet takes."),
    setting(
        "consumer.invisibleTime",
        "Redelivery after",
        "How long the broker waits for a POP consumer's acknowledgement before it delivers again.",
    ),
    setting(
        "broker.syncFlushTimeout",
        "Timeout of a flush",
        "With SYNC_FLUSH: after this wait the answer is FLUSH_DISK_TIMEOUT.",
    ),
    setting("broker.disk.flush", "Disk", "How long forcing the log to the disk takes."),
    choice(
        "broker.transientStorePoolEnable",
        "Off-heap pool",
        "Whether the log waits 200 ms in the broker's memory before the page cache gets it.",
        &["off", "on"],
    ),
    choice(
        "broker.readBeforeFlush",
        "Readable before the flush",
        "With SYNC_FLUSH: whether a message can be read before it is on the disk.",
        &["off", "on"],
    ),
    setting("broker.slaves", "Slaves", "Copies of the broker on other machines."),
    choice(
        "broker.brokerRole",
        "Role",
        "Whether an answer may wait for the slave; since 5.0 see also inSyncReplicas.",
        &["ASYNC_MASTER: never", "SYNC_MASTER: may wait"],
    ),
    setting(
        "broker.slaveTimeout",
        "Timeout of the slave",
        "With SYNC_MASTER: after this wait the answer is FLUSH_SLAVE_TIMEOUT.",
    ),
    setting(
        "broker.inSyncReplicas",
        "Copies to wait for",
        "With SYNC_MASTER since 5.0: how many, the master's included; 1 waits for nobody.",
    ),
    setting(
        "broker.minInSyncReplicas",
        "Least copies",
        "With SYNC_MASTER since 5.0: with fewer, nothing is stored.",
    ),
    choice(
        "broker.allAckInSyncStateSet",
        "Wait for all in sync",
        "With SYNC_MASTER since 5.0: the slave as long as it is connected, else nobody.",
        &["off", "on"],
    ),
    setting(
        "broker.flushConsumerOffsetInterval",
        "Saving of offsets",
        "How often the broker saves the offsets of consumers and of its check rounds.",
    ),
    choice(
        "consumer.kind",
        "Kind of consumer",
        "Whether the consumer pulls by offset or acknowledges each message for itself.",
        &["push (offset)", "POP (ack)"],
    ),
    setting(
        "consumer.persistConsumerOffsetInterval",
        "Telling the offset",
        "How often a push consumer tells the broker what it has consumed.",
    ),
    setting(
        "consumer.consumeTimeout",
        "Longest consumption",
        "A push consumer that works longer on a message sends it back.",
    ),
    setting(
        "consumer.maxReconsumeTimes",
        "Most retries",
        "Retries after which a message goes to the dead-letter topic.",
    ),
    choice(
        "client",
        "Client",
        "What the order service sends with: straight to the broker, or through a proxy.",
        &["remoting", "gRPC through a proxy"],
    ),
    choice(
        "send.budget",
        "Timeout counts for",
        "Whether every attempt of a send has the timeout to itself, or all attempts share it.",
        &["each attempt", "all attempts"],
    ),
    setting(
        "send.sendMsgMaxTimeoutPerRequest",
        "Longest attempt",
        "How much of a shared timeout one attempt may take; 0s leaves it all of it.",
    ),
    setting(
        "client.checkThreadPoolMaxSize",
        "Threads for checks",
        "Checks that one instance answers at the same time when its queue is full.",
    ),
    setting(
        "client.checkRequestHoldMax",
        "Queue of checks",
        "Checks that wait in one instance; the next one is dropped.",
    ),
    setting(
        "proxy.transactionDataExpireMillis",
        "Memory of the proxy",
        "How long the proxy knows where a half message lies.",
    ),
    choice(
        "kafka.acks",
        "Answer when",
        "Whether the answer to a send waits for all replicas or for the leader only.",
        &["all replicas have it", "the leader has it"],
    ),
    choice(
        "kafka.enable.idempotence",
        "Idempotent producer",
        "Whether the broker stores a retried record once.",
        &["on", "off"],
    ),
    setting("kafka.request.timeout.ms", "Timeout of an attempt", "How long one attempt waits."),
    setting(
        "kafka.delivery.timeout.ms",
        "Time for all attempts",
        "How long a send keeps trying; it replaces the program's retry and timeout.",
    ),
    setting(
        "kafka.retry.backoff.ms",
        "Pause between attempts",
        "After the first failure; it doubles up to 1 s.",
    ),
    setting(
        "kafka.default.replication.factor",
        "Replicas",
        "Copies of each record. With one, a power cut takes what was not written back.",
    ),
    setting(
        "kafka.transaction.timeout.ms",
        "Longest transaction",
        "After this long the coordinator aborts an open transaction.",
    ),
];
