//! Lengths of time, cut into the numbers that a person reads. The units are each language's words.

use crate::sim::time::{SimDuration, SimTime};

use super::Words;

/// The numbers of a length of time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Quantity {
    /// Microseconds, below one millisecond.
    Micros(u64),
    /// Milliseconds with their decimals, below one second.
    Millis(String),
    /// Seconds with their decimals, below one minute.
    Seconds(String),
    /// Minutes, and the seconds besides them with their decimals.
    Minutes(u64, Option<String>),
    /// Hours, and the minutes and seconds besides them.
    Hours(u64, Option<u64>, Option<String>),
}

/// The length with its units.
pub fn in_words(words: Words, length: Quantity) -> String {
    match length {
        Quantity::Micros(micros) => words.length_micros(&micros),
        Quantity::Millis(millis) => words.length_millis(&millis),
        Quantity::Seconds(seconds) => words.length_seconds(&seconds),
        Quantity::Minutes(minutes, None) => words.length_minutes(&minutes),
        Quantity::Minutes(minutes, Some(seconds)) => {
            words.length_minutes_seconds(&minutes, &seconds)
        }
        Quantity::Hours(hours, None, None) => words.length_hours(&hours),
        Quantity::Hours(hours, Some(minutes), None) => words.length_hours_minutes(&hours, &minutes),
        Quantity::Hours(hours, None, Some(seconds)) => words.length_hours_seconds(&hours, &seconds),
        Quantity::Hours(hours, Some(minutes), Some(seconds)) => {
            words.length_hours_minutes_seconds(&hours, &minutes, &seconds)
        }
    }
}

/// To a tenth of a second from one second on, else to a tenth of a millisecond; minutes always
/// with their seconds.
pub fn rounded(duration: SimDuration) -> Quantity {
    let micros = duration.as_micros();
    if micros < 999_950 {
        let millis = if micros < 1_000 { micros } else { to_nearest(micros, 100) };
        return below_a_second(millis);
    }
    let tenths = to_nearest(micros, 100_000);
    let seconds = decimal(tenths % 60_000_000, 1_000_000);
    match tenths / 60_000_000 {
        0 => Quantity::Seconds(seconds),
        minutes if minutes < 60 => Quantity::Minutes(minutes, Some(seconds)),
        minutes => Quantity::Hours(minutes / 60, Some(minutes % 60), Some(seconds)),
    }
}

/// Exactly, without parts that are zero.
pub fn exact(duration: SimDuration) -> Quantity {
    let micros = duration.as_micros();
    if micros < 1_000_000 {
        return below_a_second(micros);
    }
    let rest = micros % 60_000_000;
    let seconds = (rest > 0).then(|| decimal(rest, 1_000_000));
    match micros / 60_000_000 {
        0 => Quantity::Seconds(decimal(rest, 1_000_000)),
        minutes if minutes < 60 => Quantity::Minutes(minutes, seconds),
        minutes => {
            let besides = minutes % 60;
            Quantity::Hours(minutes / 60, (besides > 0).then_some(besides), seconds)
        }
    }
}

/// A moment in seconds with three decimals, so that it does not change its width while it runs.
pub fn clock(at: SimTime) -> Quantity {
    let millis = at.as_millis();
    Quantity::Seconds(format!("{}.{:03}", millis / 1_000, millis % 1_000))
}

fn below_a_second(micros: u64) -> Quantity {
    match micros {
        0 => Quantity::Seconds("0".to_owned()),
        1..1_000 => Quantity::Micros(micros),
        _ => Quantity::Millis(decimal(micros, 1_000)),
    }
}

fn to_nearest(micros: u64, unit: u64) -> u64 {
    (micros + unit / 2) / unit * unit
}

/// `micros / unit` with as many decimals as it needs; `unit` is a power of ten.
fn decimal(micros: u64, unit: u64) -> String {
    let (whole, mut rest) = (micros / unit, micros % unit);
    let mut text = whole.to_string();
    let mut place = unit / 10;
    if rest > 0 {
        text.push('.');
    }
    while rest > 0 {
        text.push_str(&(rest / place).to_string());
        rest %= place;
        place /= 10;
    }
    text
}
