//! Everything that can be set about the system under study, typed. Names, units, sources and
//! limits for people are in `scenario::settings`; this struct is what the nodes read.

use crate::program::step::Decision;
use crate::sim::node::NodeId;
use crate::sim::time::{SimDuration, SimTime};

use super::message::nodes;

/// The settings of one run.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Config {
    /// Which release the broker's defaults are those of.
    pub profile: Profile,
    /// How many orders are paid during the run.
    pub orders: u8,
    /// Time between the payments of two orders.
    pub orders_interval: SimDuration,
    /// Instances in the producer group: 1 or 2.
    pub producers: u8,
    /// How long the payment system waits for the answer to a callback.
    pub deadline: SimDuration,
    /// Whether the payment system calls again, and what the order service does then.
    pub renotify: Renotify,
    /// Overrides the `retry` of every `send` that has one.
    pub send_retries: Option<u8>,
    /// Overrides the `timeout` of every `send`.
    pub send_timeout: Option<SimDuration>,
    /// Pause between two attempts of one `send`.
    pub send_backoff: SimDuration,
    /// Overrides the duration of every `work` step.
    pub work_time: Option<SimDuration>,
    /// Overrides what `on check` answers.
    pub checker_answer: Option<Decision>,
    /// `CHECK_IMMUNITY_TIME_IN_SECONDS` of every half message, in whole seconds; zero for a message
    /// without this property.
    pub check_immunity: SimDuration,
    /// Connections in the order service's database pool, per instance.
    pub pool_size: u8,
    /// How long `begin` waits for a connection.
    pub pool_timeout: SimDuration,
    /// How long a statement waits for the database, Redis or Elasticsearch.
    pub query_timeout: SimDuration,
    /// One-way latency inside the shop.
    pub network_latency: SimDuration,
    /// One-way latency between the payment system and the order service.
    pub payment_latency: SimDuration,
    /// When the broker answers: before or after the flush.
    pub flush: FlushDiskType,
    /// How long an asynchronous flush may lag behind.
    pub flush_interval: SimDuration,
    /// Time between two check rounds.
    pub check_interval: SimDuration,
    /// Age up to which a half message is not checked.
    pub transaction_timeout: SimDuration,
    /// Checks before a half message is discarded.
    pub check_max: u8,
    /// How long an op mark waits in the broker's memory; zero when it is written at once.
    pub op_batch_interval: SimDuration,
    /// What becomes of a producer's own end that comes after the message's custom immunity.
    pub late_end: LateEnd,
    /// Age beyond which a half message is discarded, whatever its counter says.
    pub file_reserved_time: SimDuration,
    /// Whether the consumer refuses a message that it has processed.
    pub inbox: Inbox,
    /// How long paying out takes.
    pub consume_time: SimDuration,
    /// After this long without an acknowledgement the broker delivers again.
    pub invisible_time: SimDuration,
    /// How long a crashed process is down when the fault does not say.
    pub restart_after: SimDuration,
    /// How long a put waits for a synchronous flush.
    pub sync_flush_timeout: SimDuration,
    /// How long forcing the broker's log to its disk takes.
    pub disk_flush: SimDuration,
    /// Whether the log is first written to memory outside the page cache. Only with
    /// [`FlushDiskType::Async`].
    pub transient_store_pool: Switch,
    /// Whether a record can be read before the synchronous flush that it waits for.
    pub read_before_flush: Switch,
    /// Copies of the broker on other machines: 0 or 1.
    pub slaves: u8,
    /// Whether a put may wait for the slave.
    pub broker_role: BrokerRole,
    /// How long a put waits for the slave.
    pub slave_timeout: SimDuration,
    /// Copies that a put waits for, the master's own included. Since 5.0.
    pub in_sync_replicas: u8,
    /// Copies without which a put is refused, the master's own included. Since 5.0.
    pub min_in_sync_replicas: u8,
    /// Whether a put waits for whoever is in sync, however many that are. Since 5.0.
    pub all_ack_in_sync_state_set: Switch,
    /// How often the broker saves the offsets of consumers and of its check loop.
    pub offset_save_interval: SimDuration,
    /// How the consumer gets messages.
    pub consumer: ConsumerKind,
    /// How often a push consumer tells the broker how far it is.
    pub persist_interval: SimDuration,
    /// After this long a push consumer gives up waiting for its listener and sends back.
    pub consume_timeout: SimDuration,
    /// Deliveries after the first before a message goes to the dead-letter topic.
    pub reconsume_max: u8,
    /// Which of RocketMQ's clients the order service uses.
    pub client: ClientKind,
    /// What the timeout of a send counts for.
    pub send_budget: SendBudget,
    /// `sendMsgMaxTimeoutPerRequest`: how much of a shared budget one attempt may take; zero for
    /// all of it.
    pub send_max_per_request: SimDuration,
    /// `checkThreadPoolMaxSize`: checks that one instance answers at the same time. As in a
    /// `ThreadPoolExecutor`, threads beyond the first start only when the queue is full.
    pub check_threads: u8,
    /// `checkRequestHoldMax`: checks that wait in one instance; what comes on top is dropped.
    pub check_hold: u16,
    /// `transactionDataExpireMillis`: how long the proxy remembers a half message.
    pub proxy_memory: SimDuration,
    /// What a Kafka producer and its topic are set to; read under that profile only.
    pub kafka: KafkaConfig,
}

/// The settings that only the profile `kafka` reads, under Kafka's own names.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct KafkaConfig {
    /// `acks`.
    pub acks: Acks,
    /// `enable.idempotence`.
    pub idempotence: Idempotence,
    /// `request.timeout.ms`: how long one attempt waits for its answer.
    pub request_timeout: SimDuration,
    /// `delivery.timeout.ms`: the one bound of all attempts.
    pub delivery_timeout: SimDuration,
    /// `retry.backoff.ms`: the pause after the first failure; it doubles up to
    /// [`KAFKA_BACKOFF_MAX`].
    pub retry_backoff: SimDuration,
    /// `default.replication.factor`: copies of each record, the leader's included.
    pub replicas: u8,
    /// `transaction.timeout.ms`: after this long the coordinator aborts an open transaction.
    pub transaction_timeout: SimDuration,
}

/// A release of RocketMQ whose defaults the broker takes, or Kafka.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Profile {
    /// `rocketmq-5.3`: tag `rocketmq-all-5.3.3`.
    RocketMq53,
    /// `rocketmq-4.9`: tag `rocketmq-all-4.9.8`.
    RocketMq49,
    /// `kafka`: Apache Kafka 3.7 and later, with its own producer.
    Kafka,
}

/// The clients of RocketMQ that a producer can use.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ClientKind {
    /// The client of 4.x, which is also the usual one in 5.x; it talks to the broker.
    Remoting,
    /// The client of 5.x (`rocketmq-clients`); it talks to a proxy, which talks to the broker.
    Grpc,
}

/// What the timeout of a synchronous send counts for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SendBudget {
    /// Each attempt, as in an application's own loop around a send.
    Each,
    /// All attempts together, as in `DefaultMQProducerImpl.sendDefaultImpl`: a silent timeout
    /// leaves nothing for another attempt.
    Shared,
}

/// `acks` of a Kafka producer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Acks {
    /// Every replica that is in sync has the record.
    All,
    /// The leader has it.
    Leader,
}

/// `enable.idempotence` of a Kafka producer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Idempotence {
    /// The broker stores a retried record once.
    On,
    /// Every attempt that arrives is stored.
    Off,
}

/// `EndTransactionProcessor.rejectCommitOrRollback`, since 5.1.1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LateEnd {
    /// 604 `ILLEGAL_OPERATION`, which nobody reads: the end is one-way.
    Refused,
    /// It takes effect.
    Accepted,
}

/// What happens after a callback that was not answered with success in time.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Renotify {
    /// The payment system never calls again.
    Off,
    /// It calls again; the order service only acknowledges what is already paid.
    Ack,
    /// It calls again; the order service sends the message again for what is already paid.
    Republish,
}

/// `flushDiskType` of RocketMQ's `MessageStoreConfig`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FlushDiskType {
    /// `ASYNC_FLUSH`: answer once the message is in the page cache.
    Async,
    /// `SYNC_FLUSH`: answer once it is on the disk.
    Sync,
}

/// Whether the consumer has an inbox table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Inbox {
    /// Every delivery is paid.
    Off,
    /// A unique row for each business key is written together with the payout.
    On,
}

/// `brokerRole` of RocketMQ's `MessageStoreConfig`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BrokerRole {
    /// `ASYNC_MASTER`: no put waits for the slave.
    AsyncMaster,
    /// `SYNC_MASTER`: up to 4.9 a put waits for one slave; since 5.0 for `inSyncReplicas` copies.
    SyncMaster,
}

/// Something that is there or not.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Switch {
    /// It is not.
    Off,
    /// It is.
    On,
}

/// How the consumer gets messages, and how it says that it has consumed them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ConsumerKind {
    /// `DefaultMQPushConsumer`: it pulls from an offset of its own, which it tells the broker now
    /// and then, and sends back what its listener could not consume.
    Push,
    /// POP, as the clients of RocketMQ 5 consume: every message is acknowledged for itself, and one
    /// that is not becomes visible again.
    Pop,
}

/// Orders that one run may have. Enough to empty a pool of ten; few enough to draw.
pub const ORDERS_MAX: u8 = 40;

/// When the payment system calls again after a failed callback: the first four gaps of WeChat
/// Pay's schedule (15 s, 15 s, 30 s, 3 min; the real one goes on for 24 hours).
pub const RENOTIFY_GAPS: [SimDuration; 4] = [
    SimDuration::from_secs(15),
    SimDuration::from_secs(15),
    SimDuration::from_secs(30),
    SimDuration::from_secs(180),
];

/// How long the first save of offsets waits after a start: of a consumer at the broker
/// (`MQClientInstance`), of the broker on its disk (`BrokerController`).
pub const FIRST_SAVE: SimDuration = SimDuration::from_secs(10);

/// How long a push consumer waits for the answer to a pull before it pulls again: 30 s
/// (`CONSUMER_TIMEOUT_MILLIS_WHEN_SUSPEND`) and 3 s (`pullTimeDelayMillsWhenException`).
pub const PULL_TIMEOUT: SimDuration = SimDuration::from_secs(33);

/// How long a push consumer waits for the answer to a send-back, and then until it runs its
/// listener again itself (`ConsumeMessageConcurrentlyService`: 5000 ms each).
pub const SEND_BACK_TIMEOUT: SimDuration = SimDuration::from_secs(5);

/// Pauses before the deliveries of what was sent back: `messageDelayLevel` from level 3 on, in
/// seconds. The last one is repeated.
const RETRY_DELAYS: [u64; 16] =
    [10, 30, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 1_200, 1_800, 3_600, 7_200];

/// The pause before a message is delivered for the n-th time after the first, n from 1.
pub fn retry_delay(retry: u8) -> SimDuration {
    let level = usize::from(retry.saturating_sub(1)).min(RETRY_DELAYS.len() - 1);
    SimDuration::from_secs(RETRY_DELAYS[level])
}

/// The first moment after `now` on a grid that begins [`FIRST_SAVE`] after a start.
pub fn next_save(started: SimTime, now: SimTime, interval: SimDuration) -> SimDuration {
    let (first, step) = (FIRST_SAVE.as_micros(), interval.as_micros().max(1));
    let uptime = now.since(started).as_micros();
    let rounds = uptime.checked_sub(first).map_or(0, |beyond| beyond / step + 1);
    SimDuration::from_micros(first + rounds * step - uptime)
}

/// How long forcing data to a disk takes: the database's commit, and by default the broker's flush.
pub const FLUSH_TIME: SimDuration = SimDuration::from_millis(2);

/// How long an attempt of the gRPC client waits for the proxy (`ClientConfiguration`, request
/// timeout 3 s).
pub const GRPC_TIMEOUT: SimDuration = SimDuration::from_secs(3);

/// `retry.backoff.max.ms` of a Kafka producer, since 3.7.0.
pub const KAFKA_BACKOFF_MAX: SimDuration = SimDuration::from_secs(1);

/// `max.block.ms` of a Kafka producer.
pub const KAFKA_MAX_BLOCK: SimDuration = SimDuration::from_secs(60);

/// When the operating system writes a page out that nobody forces (`vm.dirty_expire_centisecs` =
/// 3000). Kafka forces none: `log.flush.interval.messages` is as good as infinite.
pub const WRITE_BACK: SimDuration = SimDuration::from_secs(30);

impl Config {
    /// The defaults of a profile; see `scenario::settings` for the source of each.
    pub fn of(profile: Profile) -> Self {
        let (check_interval, op_batch_interval, late_end, read_before_flush) = match profile {
            Profile::RocketMq53 | Profile::Kafka => (30, 3, LateEnd::Refused, Switch::Off),
            Profile::RocketMq49 => (60, 0, LateEnd::Accepted, Switch::On),
        };
        Self {
            profile,
            orders: 1,
            orders_interval: SimDuration::from_millis(20),
            producers: 1,
            deadline: SimDuration::from_secs(5),
            renotify: Renotify::Off,
            send_retries: None,
            send_timeout: None,
            send_backoff: SimDuration::ZERO,
            work_time: None,
            checker_answer: None,
            check_immunity: SimDuration::ZERO,
            pool_size: 10,
            pool_timeout: SimDuration::from_secs(30),
            query_timeout: SimDuration::from_secs(5),
            network_latency: SimDuration::from_millis(1),
            payment_latency: SimDuration::from_millis(20),
            flush: FlushDiskType::Async,
            flush_interval: SimDuration::from_secs(10),
            check_interval: SimDuration::from_secs(check_interval),
            transaction_timeout: SimDuration::from_secs(6),
            check_max: 15,
            op_batch_interval: SimDuration::from_secs(op_batch_interval),
            late_end,
            file_reserved_time: SimDuration::from_secs(72 * 3_600),
            inbox: Inbox::Off,
            consume_time: SimDuration::from_millis(10),
            invisible_time: SimDuration::from_secs(60),
            restart_after: SimDuration::from_secs(10),
            sync_flush_timeout: SimDuration::from_secs(5),
            disk_flush: FLUSH_TIME,
            transient_store_pool: Switch::Off,
            read_before_flush,
            slaves: 0,
            broker_role: BrokerRole::AsyncMaster,
            slave_timeout: SimDuration::from_secs(3),
            in_sync_replicas: 1,
            min_in_sync_replicas: 1,
            all_ack_in_sync_state_set: Switch::Off,
            offset_save_interval: SimDuration::from_secs(5),
            consumer: ConsumerKind::Push,
            persist_interval: SimDuration::from_secs(5),
            consume_timeout: SimDuration::from_secs(900),
            reconsume_max: 16,
            client: ClientKind::Remoting,
            send_budget: SendBudget::Each,
            send_max_per_request: SimDuration::ZERO,
            check_threads: 1,
            check_hold: 2_000,
            proxy_memory: SimDuration::from_secs(30),
            kafka: KafkaConfig {
                acks: Acks::All,
                idempotence: Idempotence::On,
                request_timeout: SimDuration::from_secs(30),
                delivery_timeout: SimDuration::from_secs(120),
                retry_backoff: SimDuration::from_millis(100),
                replicas: 1,
                transaction_timeout: SimDuration::from_secs(60),
            },
        }
    }

    /// Changes the profile. What still has the old profile's default takes the new one's; what was
    /// set to anything else stays.
    pub fn adopt(&mut self, profile: Profile) {
        let (old, new) = (Self::of(self.profile), Self::of(profile));
        self.profile = profile;
        if self.check_interval == old.check_interval {
            self.check_interval = new.check_interval;
        }
        if self.op_batch_interval == old.op_batch_interval {
            self.op_batch_interval = new.op_batch_interval;
        }
        if self.late_end == old.late_end {
            self.late_end = new.late_end;
        }
        if self.read_before_flush == old.read_before_flush {
            self.read_before_flush = new.read_before_flush;
        }
    }

    /// Whether the log is written to memory outside the page cache first:
    /// `MessageStoreConfig.isTransientStorePoolEnable`.
    pub fn has_transient_store_pool(&self) -> bool {
        self.transient_store_pool == Switch::On && self.flush == FlushDiskType::Async
    }

    /// The custom immunity of half messages, if they carry one.
    pub fn custom_immunity(&self) -> Option<SimDuration> {
        const SECOND: u64 = 1_000_000;
        match self.check_immunity.as_micros() / SECOND {
            0 => None,
            seconds => Some(SimDuration::from_secs(seconds)),
        }
    }

    /// Whether the broker is Kafka.
    pub fn is_kafka(&self) -> bool {
        self.profile == Profile::Kafka
    }

    /// Copies of a record in Kafka, the leader's included; 0 for another broker.
    pub fn kafka_replicas(&self) -> u8 {
        if self.is_kafka() { self.kafka.replicas } else { 0 }
    }

    /// Whether the broker has a slave of RocketMQ's. Kafka's followers are no participants.
    pub fn has_slave(&self) -> bool {
        self.slaves > 0 && !self.is_kafka()
    }

    /// Whether a send is answered only when its record is safe: flushed, or for Kafka replicated.
    pub fn answers_when_safe(&self) -> bool {
        match self.profile {
            Profile::Kafka => self.kafka.replicas > 1 && self.kafka.acks == Acks::All,
            _ => self.flush == FlushDiskType::Sync,
        }
    }

    /// Whether consumers can read a record only when it is safe. Since 5.3.2 the consume queue of a
    /// broker with `SYNC_FLUSH` is built up to the flushed position only; with `ASYNC_FLUSH` a
    /// record can be read before it is durable. Kafka's consumers read up to the high watermark.
    pub fn reads_when_safe(&self) -> bool {
        match self.profile {
            Profile::Kafka => self.kafka.replicas > 1,
            _ => self.flush == FlushDiskType::Sync && self.read_before_flush == Switch::Off,
        }
    }

    /// How long after it was appended a record is safe. A Kafka follower has it after one round
    /// trip; one that has no follower waits for the operating system.
    pub fn time_to_safety(&self) -> SimDuration {
        match (self.profile, self.flush) {
            (Profile::Kafka, _) if self.kafka.replicas > 1 => {
                self.network_latency + self.network_latency
            }
            (Profile::Kafka, _) => WRITE_BACK,
            (_, FlushDiskType::Sync) => self.disk_flush,
            (_, FlushDiskType::Async) => self.disk_flush.max(self.flush_interval),
        }
    }

    /// Whether a proxy stands between the order service and the broker.
    pub fn has_proxy(&self) -> bool {
        self.client == ClientKind::Grpc && !self.is_kafka()
    }

    /// Whom producers send to.
    pub fn entrance(&self) -> NodeId {
        if self.has_proxy() { nodes::PROXY } else { nodes::BROKER }
    }
}

impl Default for Config {
    /// The defaults that a scenario starts from: those of RocketMQ 5.3.
    fn default() -> Self {
        Self::of(Profile::RocketMq53)
    }
}
