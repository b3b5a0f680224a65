//! What engineers switch on against a counterexample: the repair loop's other half.

use crate::guarantee::{Outcome, Verdict};
use crate::job::slice;
use crate::program::catalogue;
use crate::run::{Run, Simulation};
use crate::scenario::settings::{Setting, setting};
use crate::scenario::{Scenario, Strategy};
use crate::text::{self, Lang};

/// Something to switch on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remedy {
    /// A setting and its value.
    Set(&'static str, &'static str),
    /// Another strategy, in place of those whose names begin with one of these.
    Strategy(&'static str, &'static [&'static str]),
}

/// Every remedy, the cheapest first. One whose setting or strategy does not exist is not offered.
pub const REMEDIES: &[Remedy] = &[
    Remedy::Set("consumer.inbox", "on"),
    Remedy::Set("broker.flushDiskType", "SYNC_FLUSH"),
    Remedy::Set("payment.renotify", "republish"),
    Remedy::Strategy(
        "transactional-message",
        &["transactional-message-memory", "transactional-message-status", "send-", "oneway"],
    ),
    Remedy::Strategy(
        "transactional-message-stores-by-consumer",
        &["transactional-message-stores", "send-inside-transaction-stores"],
    ),
    Remedy::Strategy("outbox", &["send-", "oneway"]),
];

impl Remedy {
    /// Whether it changes anything that can matter for a scenario.
    pub fn fits(self, scenario: &Scenario) -> bool {
        match self {
            Self::Set(key, value) => setting(key).is_some_and(|setting| {
                (setting.matters)(&scenario.strategy.program)
                    && setting.value(&scenario.config) != value
            }),
            Self::Strategy(id, replaced) => {
                let current = scenario.strategy.id.unwrap_or_default();
                let is_replaced = replaced.iter().any(|start| current.starts_with(start));
                is_replaced && current != id && catalogue::strategy(id).is_some()
            }
        }
    }

    /// What it is called: words of the settings panel, or the title of the strategy.
    pub fn name(self, lang: Lang) -> String {
        match self {
            Self::Set(key, value) => {
                setting(key).map_or_else(String::new, |setting| setting_name(lang, setting, value))
            }
            Self::Strategy(id, _) => catalogue::strategy(id).map_or_else(String::new, |found| {
                text::title_of(lang, &found.program.header).to_owned()
            }),
        }
    }
}

/// A strategy under which the same settings and faults leave a guarantee unbroken: one of the
/// [`REMEDIES`], found by running it. Every fault must strike there too, all must come out well,
/// nothing may break that holds in the run, and within as many events as happen at once.
pub fn survivor(run: &Run, guarantee: &str) -> Option<&'static str> {
    let scenario = run.written_out();
    let holds = |id: &&'static str| {
        let Ok(strategy) = Strategy::shipped(id) else { return false };
        let mut other = Simulation::new(&Scenario { strategy, ..scenario.clone() });
        if !other.run_for(slice::EVENTS_AT_ONCE) {
            return false;
        }
        let other = other.finish();
        // What it mends it must not pay for with something else that breaks.
        let is_worse = |(found, own): (&Verdict, &Verdict)| {
            let is_own = own.broke_at.is_some() && own.guarantee != guarantee;
            found.broke_at.is_some() && !is_own
        };
        let is_good = matches!(other.outcome(), Outcome::Ok | Outcome::Abort);
        let verdicts = other.verdicts.iter().zip(&run.verdicts);
        is_good && other.did_not_happen.is_empty() && !verdicts.into_iter().any(is_worse)
    };
    let strategies = REMEDIES.iter().filter_map(|remedy| match remedy {
        Remedy::Strategy(id, _) if scenario.strategy.id != Some(id) => Some(*id),
        _ => None,
    });
    strategies.into_iter().find(holds)
}

/// `Inbox: on`.
fn setting_name(lang: Lang, setting: &Setting, value: &str) -> String {
    let label = text::setting_label(lang, setting.key);
    format!("{label}: {}", value_name(lang, setting, value))
}

/// A value in the words of the language; numbers and durations speak for themselves.
pub fn value_name(lang: Lang, setting: &Setting, value: &str) -> String {
    use crate::scenario::settings::Kind;
    match setting.kind {
        Kind::Choice { .. } => text::setting_choice(lang, setting.key, value).to_owned(),
        _ => value.to_owned(),
    }
}
