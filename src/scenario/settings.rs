//! The settings: one table with key, kind, limits, source, and when each matters. The parser, the
//! settings panel, `zeroloss list --settings` and the documents all come from it.

use crate::program::step::{Condition, Decision, Op, Program, SendMode};
use crate::program::suggest::nearest;
use crate::shop::config::{Config, FlushDiskType, Inbox, LateEnd, ORDERS_MAX, Profile, Renotify};
use crate::sim::time::{DURATION_MAX, SimDuration};

use super::error::{ScenarioErrorKind, Takes};

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The key of `set KEY VALUE`. Broker settings carry RocketMQ's own parameter names.
    pub key: &'static str,
    /// Which heading it stands under.
    pub group: Group,
    /// What values it takes.
    pub kind: Kind,
    /// Where its default comes from: a RocketMQ file, a payment provider's rule, or our choice.
    /// Defaults that depend on the profile are both named.
    pub source: &'static str,
    /// Whether it can change anything for this program.
    pub matters: fn(&Program) -> bool,
}

/// The headings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Group {
    /// Payment system.
    Payment,
    /// Order service.
    Order,
    /// Database and network.
    Infrastructure,
    /// Broker.
    Broker,
    /// Consumer.
    Consumer,
}

/// What values a setting takes, and how they reach the configuration.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A whole number in a range.
    Count {
        /// Smallest.
        min: u8,
        /// Largest.
        max: u8,
        /// Its place.
        field: fn(&mut Config) -> &mut u8,
    },
    /// A duration in a range.
    Duration {
        /// Shortest.
        min: SimDuration,
        /// Longest.
        max: SimDuration,
        /// Its place.
        field: fn(&mut Config) -> &mut SimDuration,
    },
    /// A number that the program gives unless it is set; `program` unsets it.
    ProgramCount {
        /// Largest.
        max: u8,
        /// Its place.
        field: fn(&mut Config) -> &mut Option<u8>,
    },
    /// A duration that the program gives unless it is set; `program` unsets it.
    ProgramDuration {
        /// Longest.
        max: SimDuration,
        /// Its place.
        field: fn(&mut Config) -> &mut Option<SimDuration>,
    },
    /// One of a few words.
    Choice {
        /// The words, default first.
        words: &'static [&'static str],
        /// Which word the configuration has now.
        get: fn(&Config) -> usize,
        /// Takes the word of this index.
        put: fn(&mut Config, usize),
    },
}

/// The word that leaves a value to the program.
pub const PROGRAM: &str = "program";

/// The setting that gives others their defaults.
pub const PROFILE: &str = "profile";

const ZERO: SimDuration = SimDuration::ZERO;
const ONE_MS: SimDuration = SimDuration::from_millis(1);
const ONE_HOUR: SimDuration = SimDuration::from_secs(3_600);
const ONE_MINUTE: SimDuration = SimDuration::from_secs(60);

fn always(_: &Program) -> bool {
    true
}

fn is_transactional(program: &Program) -> bool {
    program.any_op(|op| matches!(op, Op::Send(options) if options.mode == SendMode::Half))
}

fn retries(program: &Program) -> bool {
    program.any_op(|op| matches!(op, Op::Send(options) if options.retries > 0))
}

fn waits_for_broker(program: &Program) -> bool {
    program.any_op(|op| matches!(op, Op::Send(options) if options.mode != SendMode::Oneway))
}

fn works(program: &Program) -> bool {
    program.any_op(|op| matches!(op, Op::Work(_)))
}

fn has_inbox(program: &Program) -> bool {
    program.any_op(|op| matches!(op, Op::Branch { condition: Condition::InboxOn, .. }))
}

/// Every setting, in the order in which texts and panels list them.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "orders",
        group: Group::Payment,
        kind: Kind::Count { min: 1, max: ORDERS_MAX, field: |config| &mut config.orders },
        source: "ours",
        matters: always,
    },
    Setting {
        key: "orders.interval",
        group: Group::Payment,
        kind: Kind::Duration {
            min: ZERO,
            max: ONE_MINUTE,
            field: |config| &mut config.orders_interval,
        },
        source: "ours",
        matters: always,
    },
    Setting {
        key: "payment.deadline",
        group: Group::Payment,
        kind: Kind::Duration { min: ONE_MS, max: ONE_HOUR, field: |config| &mut config.deadline },
        source: "WeChat Pay: a notification must be answered within 5 s",
        matters: always,
    },
    Setting {
        key: "payment.renotify",
        group: Group::Payment,
        kind: Kind::Choice {
            words: &["off", "ack", "republish"],
            get: |config| config.renotify as usize,
            put: |config, index| {
                config.renotify = [Renotify::Off, Renotify::Ack, Renotify::Republish][index];
            },
        },
        source: "WeChat Pay notifies again after 15 s, 15 s, 30 s, 3 min",
        matters: always,
    },
    Setting {
        key: "order.producers",
        group: Group::Order,
        kind: Kind::Count { min: 1, max: 2, field: |config| &mut config.producers },
        source: "ours",
        matters: always,
    },
    Setting {
        key: "send.retries",
        group: Group::Order,
        kind: Kind::ProgramCount { max: 16, field: |config| &mut config.send_retries },
        source: "DefaultMQProducer.retryTimesWhenSendFailed = 2",
        matters: retries,
    },
    Setting {
        key: "send.timeout",
        group: Group::Order,
        kind: Kind::ProgramDuration {
            max: SimDuration::from_secs(300),
            field: |config| &mut config.send_timeout,
        },
        source: "DefaultMQProducer.sendMsgTimeout = 3000 ms",
        matters: waits_for_broker,
    },
    Setting {
        key: "send.backoff",
        group: Group::Order,
        kind: Kind::Duration {
            min: ZERO,
            max: ONE_MINUTE,
            field: |config| &mut config.send_backoff,
        },
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
        kind: Kind::Duration {
            min: ZERO,
            max: ONE_HOUR,
            field: |config| &mut config.check_immunity,
        },
        source: "MessageConst.PROPERTY_CHECK_IMMUNITY_TIME_IN_SECONDS: absent (0s), whole seconds",
        matters: is_transactional,
    },
    Setting {
        key: "restart.after",
        group: Group::Infrastructure,
        kind: Kind::Duration {
            min: ONE_MS,
            max: ONE_HOUR,
            field: |config| &mut config.restart_after,
        },
        source: "ours",
        matters: always,
    },
    Setting {
        key: "network.latency",
        group: Group::Infrastructure,
        kind: Kind::Duration {
            min: ZERO,
            max: ONE_MINUTE,
            field: |config| &mut config.network_latency,
        },
        source: "ours: one way inside a data centre",
        matters: always,
    },
    Setting {
        key: "payment.latency",
        group: Group::Infrastructure,
        kind: Kind::Duration {
            min: ZERO,
            max: ONE_MINUTE,
            field: |config| &mut config.payment_latency,
        },
        source: "ours: one way over the Internet",
        matters: always,
    },
    Setting {
        key: "database.pool",
        group: Group::Infrastructure,
        kind: Kind::Count { min: 1, max: ORDERS_MAX, field: |config| &mut config.pool_size },
        source: "HikariCP maximumPoolSize = 10",
        matters: always,
    },
    Setting {
        key: "database.pool-timeout",
        group: Group::Infrastructure,
        kind: Kind::Duration {
            min: ONE_MS,
            max: ONE_HOUR,
            field: |config| &mut config.pool_timeout,
        },
        source: "HikariCP connectionTimeout = 30 s",
        matters: always,
    },
    Setting {
        key: "database.timeout",
        group: Group::Infrastructure,
        kind: Kind::Duration {
            min: ONE_MS,
            max: ONE_HOUR,
            field: |config| &mut config.query_timeout,
        },
        source: "ours",
        matters: always,
    },
    Setting {
        key: PROFILE,
        group: Group::Broker,
        kind: Kind::Choice {
            words: &["rocketmq-5.3", "rocketmq-4.9"],
            get: |config| config.profile as usize,
            put: |config, index| {
                config.adopt([Profile::RocketMq53, Profile::RocketMq49][index]);
            },
        },
        source: "tags rocketmq-all-5.3.3 and rocketmq-all-4.9.8",
        matters: is_transactional,
    },
    Setting {
        key: "broker.flushDiskType",
        group: Group::Broker,
        kind: Kind::Choice {
            words: &["ASYNC_FLUSH", "SYNC_FLUSH"],
            get: |config| config.flush as usize,
            put: |config, index| {
                config.flush = [FlushDiskType::Async, FlushDiskType::Sync][index];
            },
        },
        source: "MessageStoreConfig.flushDiskType = ASYNC_FLUSH",
        matters: always,
    },
    Setting {
        key: "broker.flushCommitLogThoroughInterval",
        group: Group::Broker,
        kind: Kind::Duration {
            min: ONE_MS,
            max: ONE_HOUR,
            field: |config| &mut config.flush_interval,
        },
        source: "MessageStoreConfig.flushCommitLogThoroughInterval = 10000 ms",
        matters: always,
    },
    Setting {
        key: "broker.transactionCheckInterval",
        group: Group::Broker,
        kind: Kind::Duration {
            min: ONE_MS,
            max: ONE_HOUR,
            field: |config| &mut config.check_interval,
        },
        source: "BrokerConfig.transactionCheckInterval = 30000 ms since 5.1.1, 60000 ms before",
        matters: is_transactional,
    },
    Setting {
        key: "broker.transactionTimeOut",
        group: Group::Broker,
        kind: Kind::Duration {
            min: ZERO,
            max: ONE_HOUR,
            field: |config| &mut config.transaction_timeout,
        },
        source: "BrokerConfig.transactionTimeOut = 6 s",
        matters: is_transactional,
    },
    Setting {
        key: "broker.transactionCheckMax",
        group: Group::Broker,
        kind: Kind::Count { min: 1, max: 50, field: |config| &mut config.check_max },
        source: "BrokerConfig.transactionCheckMax = 15",
        matters: is_transactional,
    },
    Setting {
        key: "broker.transactionOpBatchInterval",
        group: Group::Broker,
        kind: Kind::Duration {
            min: ZERO,
            max: ONE_HOUR,
            field: |config| &mut config.op_batch_interval,
        },
        source: "BrokerConfig.transactionOpBatchInterval = 3000 ms since 5.1.0; at once (0s) before",
        matters: is_transactional,
    },
    Setting {
        key: "broker.rejectCommitOrRollback",
        group: Group::Broker,
        kind: Kind::Choice {
            words: &["on", "off"],
            get: |config| config.late_end as usize,
            put: |config, index| {
                config.late_end = [LateEnd::Refused, LateEnd::Accepted][index];
            },
        },
        source: "EndTransactionProcessor.rejectCommitOrRollback since 5.1.1; no switch in RocketMQ",
        matters: is_transactional,
    },
    Setting {
        key: "broker.fileReservedTime",
        group: Group::Broker,
        kind: Kind::Duration {
            min: ONE_MS,
            max: DURATION_MAX,
            field: |config| &mut config.file_reserved_time,
        },
        source: "MessageStoreConfig.fileReservedTime = 72 h",
        matters: is_transactional,
    },
    Setting {
        key: "consumer.inbox",
        group: Group::Consumer,
        kind: Kind::Choice {
            words: &["off", "on"],
            get: |config| config.inbox as usize,
            put: |config, index| config.inbox = [Inbox::Off, Inbox::On][index],
        },
        source: "ours",
        matters: has_inbox,
    },
    Setting {
        key: "consumer.time",
        group: Group::Consumer,
        kind: Kind::Duration { min: ZERO, max: ONE_HOUR, field: |config| &mut config.consume_time },
        source: "ours",
        matters: always,
    },
    Setting {
        key: "consumer.invisibleTime",
        group: Group::Consumer,
        kind: Kind::Duration {
            min: ONE_MS,
            max: ONE_HOUR,
            field: |config| &mut config.invisible_time,
        },
        source: "BrokerConfig.popInvisibleTime = 60 s",
        matters: always,
    },
];

/// The setting of a key, whatever the case of its letters.
pub fn setting(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.key.eq_ignore_ascii_case(key))
}

/// Applies `set KEY VALUE`.
pub fn set(config: &mut Config, key: &str, value: &str) -> Result<(), ScenarioErrorKind> {
    let Some(setting) = setting(key) else {
        let keys = SETTINGS.iter().map(|setting| setting.key);
        let (found, nearest) = (key.to_owned(), nearest(key, keys));
        return Err(ScenarioErrorKind::UnknownSetting { found, nearest });
    };
    setting.put(config, value).ok_or_else(|| ScenarioErrorKind::BadValue {
        key: setting.key,
        found: value.to_owned(),
        expected: setting.takes(),
    })
}

/// The settings that differ from the defaults of their profile, as text, in the order of the
/// table. The profile itself is one of them unless it is the default, and it stands before all
/// that depend on it, so that the text reads back as the same configuration.
pub fn changed(config: &Config) -> impl Iterator<Item = (&'static str, String)> {
    let default = defaults(config.profile);
    let config = config.clone();
    SETTINGS.iter().filter_map(move |setting| {
        let value = setting.value(&config);
        (value != setting.value(&default)).then_some((setting.key, value))
    })
}

/// What settings are compared with under a profile.
fn defaults(profile: Profile) -> Config {
    Config { profile: Config::default().profile, ..Config::of(profile) }
}

impl Setting {
    /// The value that a configuration has, as text.
    pub fn value(&self, config: &Config) -> String {
        // The fields are reached through one `&mut` function each; a copy is cheap and keeps the
        // table free of a second, read-only function for every row.
        let mut copy = config.clone();
        let written = |value: Option<String>| value.unwrap_or_else(|| PROGRAM.to_owned());
        match self.kind {
            Kind::Count { field, .. } => field(&mut copy).to_string(),
            Kind::Duration { field, .. } => field(&mut copy).to_string(),
            Kind::ProgramCount { field, .. } => {
                written(field(&mut copy).map(|count| count.to_string()))
            }
            Kind::ProgramDuration { field, .. } => {
                written(field(&mut copy).map(|duration| duration.to_string()))
            }
            Kind::Choice { words, get, .. } => words[get(config)].to_owned(),
        }
    }

    /// The default under a profile, as text.
    pub fn default_value(&self, profile: Profile) -> String {
        self.value(&defaults(profile))
    }

    /// What the setting takes.
    pub fn takes(&self) -> Takes {
        match self.kind {
            Kind::Count { min, max, .. } => Takes::Count { min, max },
            Kind::Duration { min, max, .. } => Takes::Duration { min, max },
            Kind::ProgramCount { max, .. } => Takes::ProgramCount { max },
            Kind::ProgramDuration { max, .. } => Takes::ProgramDuration { max },
            Kind::Choice { words, .. } => Takes::OneOf(words),
        }
    }

    fn put(&self, config: &mut Config, text: &str) -> Option<()> {
        let count = |max: u8| text.parse::<u8>().ok().filter(|count| *count <= max);
        let duration =
            |max: SimDuration| text.parse::<SimDuration>().ok().filter(|length| *length <= max);
        match self.kind {
            Kind::Count { min, max, field } => {
                *field(config) = count(max).filter(|count| *count >= min)?;
            }
            Kind::Duration { min, max, field } => {
                *field(config) = duration(max).filter(|length| *length >= min)?;
            }
            Kind::ProgramCount { field, .. } if text == PROGRAM => *field(config) = None,
            Kind::ProgramCount { max, field } => *field(config) = Some(count(max)?),
            Kind::ProgramDuration { field, .. } if text == PROGRAM => *field(config) = None,
            Kind::ProgramDuration { max, field } => *field(config) = Some(duration(max)?),
            Kind::Choice { words, put, .. } => {
                put(config, words.iter().position(|word| word.eq_ignore_ascii_case(text))?);
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests;
