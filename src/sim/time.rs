//! Virtual time: whole microseconds, never a wall clock.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Add, Sub};
use std::str::FromStr;

/// A moment of the simulation, in microseconds since its start.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct SimTime(u64);

/// A length of virtual time, in microseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SimDuration(u64);

/// The longest duration that text may name: 100 hours, past RocketMQ's 72 h message retention.
pub const DURATION_MAX: SimDuration = SimDuration::from_secs(360_000);

impl SimTime {
    /// The start of every run.
    pub const ZERO: Self = Self(0);

    /// Later than every moment.
    pub const NEVER: Self = Self(u64::MAX);

    /// A moment this many microseconds after the start.
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// Microseconds since the start.
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// Whole milliseconds since the start, rounded down.
    pub const fn as_millis(self) -> u64 {
        self.0 / 1_000
    }

    /// Time that passed since `earlier`, or zero if `earlier` is later.
    pub const fn since(self, earlier: Self) -> SimDuration {
        SimDuration(self.0.saturating_sub(earlier.0))
    }
}

impl SimDuration {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A duration of whole microseconds.
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// A duration of whole milliseconds.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis * 1_000)
    }

    /// A duration of whole seconds.
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs * 1_000_000)
    }

    /// The duration in microseconds.
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// The duration in whole milliseconds, rounded down.
    pub const fn as_millis(self) -> u64 {
        self.0 / 1_000
    }
}

/// A moment enters a hash as 128 bits, which nothing else does, so that a hasher can tell moments
/// from plain numbers: [`super::fingerprint::StateHash`] takes them relative to the present.
impl Hash for SimTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(u128::from(self.0));
    }
}

impl Add<SimDuration> for SimTime {
    type Output = Self;
    fn add(self, duration: SimDuration) -> Self {
        Self(self.0.saturating_add(duration.0))
    }
}

impl Add for SimDuration {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for SimDuration {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// Seconds with millisecond precision: `3.204 s`.
impl fmt::Display for SimTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03} s", self.0 / 1_000_000, self.0 / 1_000 % 1_000)
    }
}

/// The shortest exact form that [`SimDuration::from_str`] reads back: `3s`, `50ms`, `2m`, `1h`.
impl fmt::Display for SimDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [(3_600_000_000, "h"), (60_000_000, "m"), (1_000_000, "s"), (1_000, "ms")];
        if self.0 == 0 {
            return f.write_str("0s");
        }
        for (size, unit) in units {
            if self.0.is_multiple_of(size) {
                return write!(f, "{}{unit}", self.0 / size);
            }
        }
        write!(f, "{}us", self.0)
    }
}

impl fmt::Debug for SimTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for SimDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is not a duration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DurationError {
    /// This text is no whole number with a unit.
    NotADuration(String),
    /// This text is more than [`DURATION_MAX`].
    TooLong(String),
}

/// Reads a whole number with a unit: `250us`, `50ms`, `3s`, `2m`, `1h`, at most [`DURATION_MAX`].
impl FromStr for SimDuration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let size: u64 = match &text[digits..] {
            "us" => 1,
            "ms" => 1_000,
            "s" => 1_000_000,
            "m" | "min" => 60_000_000,
            "h" => 3_600_000_000,
            _ => return Err(not_a_duration(text)),
        };
        let count: u64 = text[..digits].parse().map_err(|_| not_a_duration(text))?;
        let micros = count.checked_mul(size).filter(|&micros| micros <= DURATION_MAX.0);
        micros.map(Self).ok_or_else(|| DurationError::TooLong(text.to_owned()))
    }
}

fn not_a_duration(text: &str) -> DurationError {
    DurationError::NotADuration(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        let parsed = text.parse::<SimDuration>();
        match expected {
            Ok(shown) => assert_eq!(parsed.unwrap().to_string(), shown),
            Err(part) => assert!(parsed.unwrap_err().to_string().contains(part), "{text}"),
        }
    }

    #[test]
    fn durations_read_back_in_their_shortest_form() {
        check("3s", Ok("3s"));
        check("60s", Ok("1m"));
        check("1500ms", Ok("1500ms"));
        check("250us", Ok("250us"));
        check("0s", Ok("0s"));
        check("100h", Ok("100h"));
        check("101h", Err("longest duration is 100h"));
        check("99999999999999999999s", Err("not a duration"));
        check("3", Err("unit"));
        check("s", Err("unit"));
        check("-3s", Err("unit"));
        check("3 秒", Err("unit"));
    }
}
