//! The settings: one table with key, kind, limits, source, and when each matters. The parser, the
//! settings panel, `zeroloss list --settings` and the documents all come from it.

mod matters;
mod table;
#[cfg(test)]
mod tests;

use crate::program::step::{Op, Program};
use crate::shop::config::{Config, ConsumerKind, Profile};
use crate::sim::time::SimDuration;
use crate::suggest::nearest;

use super::error::{ScenarioErrorKind, Takes};

pub use table::SETTINGS;

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
    /// Kafka: its producer and its topic.
    Kafka,
    /// What the order service sends with.
    Client,
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
    /// A whole number from 1 on that may be large.
    Capacity {
        /// Largest.
        max: u16,
        /// Its place.
        field: fn(&mut Config) -> &mut u16,
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
            Kind::Capacity { field, .. } => field(&mut copy).to_string(),
            Kind::ProgramCount { field, .. } => {
                written(field(&mut copy).map(|count| count.to_string()))
            }
            Kind::ProgramDuration { field, .. } => {
                written(field(&mut copy).map(|duration| duration.to_string()))
            }
            Kind::Choice { words, get, .. } => words[get(config)].to_owned(),
        }
    }

    /// Whether it can change anything for this program under these settings: each client and each
    /// broker reads its own.
    pub fn matters_in(&self, program: &Program, config: &Config) -> bool {
        let has_broker = program.any_op(|op| matches!(op, Op::Send(_)));
        let is_read = match self.key.split_once('.').unwrap_or((self.key, "")) {
            ("kafka", _) => config.is_kafka() && has_broker,
            ("proxy", _) => config.has_proxy() && has_broker,
            ("broker" | "client", _) => !config.is_kafka() && has_broker,
            ("half" | "checker" | "send", _) => !config.is_kafka(),
            ("consumer", "invisibleTime") => has_broker && config.consumer == ConsumerKind::Pop,
            ("consumer", "persistConsumerOffsetInterval" | "consumeTimeout") => {
                has_broker && config.consumer == ConsumerKind::Push
            }
            (PROFILE, _) | ("consumer", "kind" | "maxReconsumeTimes") => has_broker,
            _ => true,
        };
        is_read && (self.matters)(program)
    }

    /// The default under a profile, as text.
    pub fn default_value(&self, profile: Profile) -> String {
        self.value(&defaults(profile))
    }

    /// What the setting takes.
    pub fn takes(&self) -> Takes {
        match self.kind {
            Kind::Count { min, max, .. } => Takes::Count { min: min.into(), max: max.into() },
            Kind::Capacity { max, .. } => Takes::Count { min: 1, max },
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
            Kind::Capacity { max, field } => {
                let count = text.parse::<u16>().ok();
                *field(config) = count.filter(|count| (1..=max).contains(count))?;
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
