//! The rows of the settings table, in the order in which texts and panels list them.

use crate::program::step::Decision;
use crate::shop::config::{
    Acks, BrokerRole, ClientKind, Config, ConsumerKind, FlushDiskType, Idempotence, Inbox, LateEnd,
    ORDERS_MAX, Profile, Renotify, SendBudget, Switch,
};
use crate::sim::time::{DURATION_MAX, SimDuration};

use super::matters::{
    always, has_inbox, has_producer, is_transactional, retries, waits_for_broker, works,
};
use super::{Group, Kind, PROFILE, PROGRAM, Setting};

const ZERO: SimDuration = SimDuration::ZERO;
const ONE_MS: SimDuration = SimDuration::from_millis(1);
const ONE_HOUR: SimDuration = SimDuration::from_secs(3_600);
const ONE_MINUTE: SimDuration = SimDuration::from_secs(60);

const fn duration(
    min: SimDuration,
    max: SimDuration,
    field: fn(&mut Config) -> &mut SimDuration,
) -> Kind {
    Kind::Duration { min, max, field }
}

const fn count(min: u8, max: u8, field: fn(&mut Config) -> &mut u8) -> Kind {
    Kind::Count { min, max, field }
}

/// A field that is one of the values of an enum, each with its word, the default first. The enum
/// has them in the same order.
macro_rules! choice {
    ([$($word:expr),*], $($field:ident).+, [$($value:expr),*]) => {
        Kind::Choice {
            words: &[$($word),*],
            get: |config| config.$($field).+ as usize,
            put: |config, index| config.$($field).+ = [$($value),*][index],
        }
    };
}

/// Every setting, in the order in which texts and panels list them.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "orders",
        group: Group::Payment,
        kind: count(1, ORDERS_MAX, |config| &mut config.orders),
        source: "ours",
        matters: always,
    },
    Setting {
        key: "orders.interval",
        group: Group::Payment,
        kind: duration(ZERO, ONE_MINUTE, |config| &mut config.orders_interval),
        source: "ours",
        matters: always,
    },
    Setting {
        key: "payment.deadline",
        group: Group::Payment,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.deadline),
        source: "WeChat Pay: a notification must be answered within 5 s",
        matters: always,
    },
    Setting {
        key: "payment.renotify",
        group: Group::Payment,
        kind: choice!(
            ["off", "ack", "republish"],
            renotify,
            [Renotify::Off, Renotify::Ack, Renotify::Republish]
        ),
        source: "WeChat Pay notifies again after 15 s, 15 s, 30 s, 3 min",
        matters: always,
    },
    Setting {
        key: "order.producers",
        group: Group::Order,
        kind: count(1, 2, |config| &mut config.producers),
        source: "ours",
        matters: always,
    },
    Setting {
        key: "send.retries",
        group: Group::Client,
        kind: Kind::ProgramCount { max: 16, field: |config| &mut config.send_retries },
        source: "DefaultMQProducer.retryTimesWhenSendFailed = 2",
        matters: retries,
    },
    Setting {
        key: "send.timeout",
        group: Group::Client,
        kind: Kind::ProgramDuration {
            max: SimDuration::from_secs(300),
            field: |config| &mut config.send_timeout,
        },
        source: "DefaultMQProducer.sendMsgTimeout = 3000 ms",
        matters: waits_for_broker,
    },
    Setting {
        key: "send.backoff",
        group: Group::Client,
        kind: duration(ZERO, ONE_MINUTE, |config| &mut config.send_backoff),
        source: "DefaultMQProducerImpl.sendDefaultImpl resends at once",
        matters: retries,
    },
    Setting {
        key: "order.work",
        group: Group::Order,
        kind: Kind::ProgramDuration { max: ONE_HOUR, field: |config| &mut config.work_time },
        source: "the program's `work` step",
        matters: works,
    },
    Setting {
        key: "checker.answer",
        group: Group::Order,
        kind: Kind::Choice {
            words: &[PROGRAM, "commit", "rollback", "unknown"],
            get: |config| config.checker_answer.map_or(0, |decision| decision as usize + 1),
            put: |config, index| {
                let answers = Decision::ALL;
                config.checker_answer = index.checked_sub(1).map(|answer| answers[answer]);
            },
        },
        source: "the program's `on check`",
        matters: is_transactional,
    },
    Setting {
        key: "half.CHECK_IMMUNITY_TIME_IN_SECONDS",
        group: Group::Order,
        kind: duration(ZERO, ONE_HOUR, |config| &mut config.check_immunity),
        source: "MessageConst.PROPERTY_CHECK_IMMUNITY_TIME_IN_SECONDS: absent (0s), whole seconds",
        matters: is_transactional,
    },
    Setting {
        key: "restart.after",
        group: Group::Infrastructure,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.restart_after),
        source: "ours",
        matters: always,
    },
    Setting {
        key: "network.latency",
        group: Group::Infrastructure,
        kind: duration(ZERO, ONE_MINUTE, |config| &mut config.network_latency),
        source: "ours: one way inside a data centre",
        matters: always,
    },
    Setting {
        key: "payment.latency",
        group: Group::Infrastructure,
        kind: duration(ZERO, ONE_MINUTE, |config| &mut config.payment_latency),
        source: "ours: one way over the Internet",
        matters: always,
    },
    Setting {
        key: "database.pool",
        group: Group::Infrastructure,
        kind: count(1, ORDERS_MAX, |config| &mut config.pool_size),
        source: "HikariCP maximumPoolSize = 10",
        matters: always,
    },
    Setting {
        key: "database.pool-timeout",
        group: Group::Infrastructure,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.pool_timeout),
        source: "HikariCP connectionTimeout = 30 s",
        matters: always,
    },
    Setting {
        key: "database.timeout",
        group: Group::Infrastructure,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.query_timeout),
        source: "ours",
        matters: always,
    },
    Setting {
        key: PROFILE,
        group: Group::Broker,
        kind: Kind::Choice {
            words: &["rocketmq-5.3", "rocketmq-4.9", "kafka"],
            get: |config| config.profile as usize,
            put: |config, index| {
                config.adopt([Profile::RocketMq53, Profile::RocketMq49, Profile::Kafka][index]);
            },
        },
        source: "tags rocketmq-all-5.3.3 and rocketmq-all-4.9.8; Apache Kafka since 3.7",
        matters: |program| !has_producer(program),
    },
    Setting {
        key: "broker.flushDiskType",
        group: Group::Broker,
        kind: choice!(
            ["ASYNC_FLUSH", "SYNC_FLUSH"],
            flush,
            [FlushDiskType::Async, FlushDiskType::Sync]
        ),
        source: "MessageStoreConfig.flushDiskType = ASYNC_FLUSH",
        matters: always,
    },
    Setting {
        key: "broker.flushCommitLogThoroughInterval",
        group: Group::Broker,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.flush_interval),
        source: "MessageStoreConfig.flushCommitLogThoroughInterval = 10000 ms",
        matters: always,
    },
    Setting {
        key: "broker.transactionCheckInterval",
        group: Group::Broker,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.check_interval),
        source: "BrokerConfig.transactionCheckInterval = 30000 ms since 5.1.1, 60000 ms before",
        matters: is_transactional,
    },
    Setting {
        key: "broker.transactionTimeOut",
        group: Group::Broker,
        kind: duration(ZERO, ONE_HOUR, |config| &mut config.transaction_timeout),
        source: "BrokerConfig.transactionTimeOut = 6 s",
        matters: is_transactional,
    },
    Setting {
        key: "broker.transactionCheckMax",
        group: Group::Broker,
        kind: count(1, 50, |config| &mut config.check_max),
        source: "BrokerConfig.transactionCheckMax = 15",
        matters: is_transactional,
    },
    Setting {
        key: "broker.transactionOpBatchInterval",
        group: Group::Broker,
        kind: duration(ZERO, ONE_HOUR, |config| &mut config.op_batch_interval),
        source: "BrokerConfig.transactionOpBatchInterval = 3000 ms since 5.1.0; at once (0s) before",
        matters: is_transactional,
    },
    Setting {
        key: "broker.rejectCommitOrRollback",
        group: Group::Broker,
        kind: choice!(["on", "off"], late_end, [LateEnd::Refused, LateEnd::Accepted]),
        source: "EndTransactionProcessor.rejectCommitOrRollback since 5.1.1; no switch in RocketMQ",
        matters: is_transactional,
    },
    Setting {
        key: "broker.fileReservedTime",
        group: Group::Broker,
        kind: duration(ONE_MS, DURATION_MAX, |config| &mut config.file_reserved_time),
        source: "MessageStoreConfig.fileReservedTime = 72 h",
        matters: is_transactional,
    },
    Setting {
        key: "consumer.inbox",
        group: Group::Consumer,
        kind: choice!(["off", "on"], inbox, [Inbox::Off, Inbox::On]),
        source: "ours",
        matters: has_inbox,
    },
    Setting {
        key: "consumer.time",
        group: Group::Consumer,
        kind: duration(ZERO, ONE_HOUR, |config| &mut config.consume_time),
        source: "ours",
        matters: always,
    },
    Setting {
        key: "consumer.invisibleTime",
        group: Group::Consumer,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.invisible_time),
        source: "BrokerConfig.popInvisibleTime = 60 s",
        matters: always,
    },
    Setting {
        key: "broker.syncFlushTimeout",
        group: Group::Broker,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.sync_flush_timeout),
        source: "MessageStoreConfig.syncFlushTimeout = 5000 ms",
        matters: always,
    },
    Setting {
        key: "broker.disk.flush",
        group: Group::Broker,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.disk_flush),
        source: "ours: forcing the log to a disk",
        matters: always,
    },
    Setting {
        key: "broker.transientStorePoolEnable",
        group: Group::Broker,
        kind: choice!(["off", "on"], transient_store_pool, [Switch::Off, Switch::On]),
        source: "MessageStoreConfig.transientStorePoolEnable = false; with ASYNC_FLUSH only",
        matters: always,
    },
    Setting {
        key: "broker.readBeforeFlush",
        group: Group::Broker,
        kind: choice!(["off", "on"], read_before_flush, [Switch::Off, Switch::On]),
        source: "DefaultMessageStore.ReputMessageService: off since 5.3.2, on before; no switch in RocketMQ",
        matters: always,
    },
    Setting {
        key: "broker.slaves",
        group: Group::Broker,
        kind: count(0, 1, |config| &mut config.slaves),
        source: "ours",
        matters: always,
    },
    Setting {
        key: "broker.brokerRole",
        group: Group::Broker,
        kind: choice!(
            ["ASYNC_MASTER", "SYNC_MASTER"],
            broker_role,
            [BrokerRole::AsyncMaster, BrokerRole::SyncMaster]
        ),
        source: "MessageStoreConfig.brokerRole = ASYNC_MASTER",
        matters: always,
    },
    Setting {
        key: "broker.slaveTimeout",
        group: Group::Broker,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.slave_timeout),
        source: "MessageStoreConfig.slaveTimeout = 3000 ms",
        matters: always,
    },
    Setting {
        key: "broker.inSyncReplicas",
        group: Group::Broker,
        kind: count(1, 2, |config| &mut config.in_sync_replicas),
        source: "MessageStoreConfig.inSyncReplicas = 1, since 5.0",
        matters: always,
    },
    Setting {
        key: "broker.minInSyncReplicas",
        group: Group::Broker,
        kind: count(1, 2, |config| &mut config.min_in_sync_replicas),
        source: "MessageStoreConfig.minInSyncReplicas = 1, since 5.0",
        matters: always,
    },
    Setting {
        key: "broker.allAckInSyncStateSet",
        group: Group::Broker,
        kind: choice!(["off", "on"], all_ack_in_sync_state_set, [Switch::Off, Switch::On]),
        source: "MessageStoreConfig.allAckInSyncStateSet = false, since 5.0",
        matters: always,
    },
    Setting {
        key: "broker.flushConsumerOffsetInterval",
        group: Group::Broker,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.offset_save_interval),
        source: "BrokerConfig.flushConsumerOffsetInterval = 5000 ms",
        matters: always,
    },
    Setting {
        key: "consumer.kind",
        group: Group::Consumer,
        kind: choice!(["push", "pop"], consumer, [ConsumerKind::Push, ConsumerKind::Pop]),
        source: "DefaultMQPushConsumer; POP since 5.0",
        matters: always,
    },
    Setting {
        key: "consumer.persistConsumerOffsetInterval",
        group: Group::Consumer,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.persist_interval),
        source: "ClientConfig.persistConsumerOffsetInterval = 5000 ms",
        matters: always,
    },
    Setting {
        key: "consumer.consumeTimeout",
        group: Group::Consumer,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.consume_timeout),
        source: "DefaultMQPushConsumer.consumeTimeout = 15 min",
        matters: always,
    },
    Setting {
        key: "consumer.maxReconsumeTimes",
        group: Group::Consumer,
        kind: count(0, 50, |config| &mut config.reconsume_max),
        source: "DefaultMQPushConsumer.maxReconsumeTimes = -1, which means 16",
        matters: always,
    },
    Setting {
        key: "client",
        group: Group::Client,
        kind: choice!(["remoting", "grpc"], client, [ClientKind::Remoting, ClientKind::Grpc]),
        source: "DefaultMQProducer, or apache/rocketmq-clients through a proxy",
        matters: always,
    },
    Setting {
        key: "send.budget",
        group: Group::Client,
        kind: choice!(["each", "shared"], send_budget, [SendBudget::Each, SendBudget::Shared]),
        source: "DefaultMQProducerImpl.sendDefaultImpl: one budget for all attempts",
        matters: retries,
    },
    Setting {
        key: "send.sendMsgMaxTimeoutPerRequest",
        group: Group::Client,
        kind: duration(ZERO, SimDuration::from_secs(300), |config| {
            &mut config.send_max_per_request
        }),
        source: "DefaultMQProducer.sendMsgMaxTimeoutPerRequest since 5.3.3: off (-1, here 0s)",
        matters: retries,
    },
    Setting {
        key: "client.checkThreadPoolMaxSize",
        group: Group::Client,
        kind: count(1, 64, |config| &mut config.check_threads),
        source: "TransactionMQProducer.checkThreadPoolMaxSize = 1",
        matters: is_transactional,
    },
    Setting {
        key: "client.checkRequestHoldMax",
        group: Group::Client,
        kind: Kind::Capacity { max: 2_000, field: |config| &mut config.check_hold },
        source: "TransactionMQProducer.checkRequestHoldMax = 2000",
        matters: is_transactional,
    },
    Setting {
        key: "proxy.transactionDataExpireMillis",
        group: Group::Broker,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.proxy_memory),
        source: "ProxyConfig.transactionDataExpireMillis = 30000 ms",
        matters: is_transactional,
    },
    Setting {
        key: "kafka.acks",
        group: Group::Kafka,
        kind: choice!(["all", "1"], kafka.acks, [Acks::All, Acks::Leader]),
        source: "ProducerConfig acks = all since 3.0",
        matters: waits_for_broker,
    },
    Setting {
        key: "kafka.enable.idempotence",
        group: Group::Kafka,
        kind: choice!(["true", "false"], kafka.idempotence, [Idempotence::On, Idempotence::Off]),
        source: "ProducerConfig enable.idempotence = true since 3.0",
        matters: waits_for_broker,
    },
    Setting {
        key: "kafka.request.timeout.ms",
        group: Group::Kafka,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.kafka.request_timeout),
        source: "ProducerConfig request.timeout.ms = 30000",
        matters: waits_for_broker,
    },
    Setting {
        key: "kafka.delivery.timeout.ms",
        group: Group::Kafka,
        kind: duration(ONE_MS, SimDuration::from_secs(200), |config| {
            &mut config.kafka.delivery_timeout
        }),
        source: "ProducerConfig delivery.timeout.ms = 120000",
        matters: waits_for_broker,
    },
    Setting {
        key: "kafka.retry.backoff.ms",
        group: Group::Kafka,
        kind: duration(SimDuration::from_millis(10), ONE_MINUTE, |config| {
            &mut config.kafka.retry_backoff
        }),
        source: "ProducerConfig retry.backoff.ms = 100, doubling to 1000 since 3.7",
        matters: waits_for_broker,
    },
    Setting {
        key: "kafka.default.replication.factor",
        group: Group::Kafka,
        kind: count(1, 3, |config| &mut config.kafka.replicas),
        source: "KafkaConfig default.replication.factor = 1; 3 is usual",
        matters: always,
    },
    Setting {
        key: "kafka.transaction.timeout.ms",
        group: Group::Kafka,
        kind: duration(ONE_MS, ONE_HOUR, |config| &mut config.kafka.transaction_timeout),
        source: "ProducerConfig transaction.timeout.ms = 60000",
        matters: has_producer,
    },
];
