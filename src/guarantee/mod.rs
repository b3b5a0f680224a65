//! Observers that judge a run: the guarantees P1 to P17 and the outcome codes.
//!
//! They stand outside the system: they see worlds and traces after each step, never how a node
//! works inside, and no node knows of them. A guarantee has a [`Modality`]; besides its verdict
//! each carries whether the run *exercised* it at all, so that green is never vacuous (stateright's
//! `sometimes` beside every `always`).
//!
//! P11 (per-key order) and P17 (recovery idempotence) are not judged: the first needs several
//! messages for one key, the second compares two runs. `docs/decisions.md` says more.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod facts;
mod history;
mod judge;
mod monitor;
mod outcome;

pub use facts::{Facts, OrderFacts, TRANSACTION_OPEN_MAX_MICROS, VISIBLE_WITHIN_MICROS};
pub use history::History;
pub use judge::GUARANTEES;
pub use monitor::{Monitor, Observer, Standing, Verdict, VerdictKind};
pub use outcome::{OUTCOMES, Outcome, outcomes};

/// A property that a strategy may promise.
#[derive(Clone, Copy, Debug)]
pub struct Guarantee {
    /// Its name in results and links: `no-lost-message`.
    pub id: &'static str,
    /// Its number, by which documents and notes name it: `P1`.
    pub number: &'static str,
    /// When it is judged.
    pub modality: Modality,
    /// Whether breaking it is an alarm or a remark.
    pub weight: Weight,
    judge: fn(&Observation<'_>) -> State,
}

/// When a guarantee is judged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Modality {
    /// In every state; one bad state breaks it for good.
    Always,
    /// When everything has come to rest; until then it may be unmet.
    Eventually,
    /// In every state, with a bound of time in its definition.
    Within,
}

/// How bad it is to break a guarantee.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// Money or trust is lost.
    Alarm,
    /// A property worth knowing, which some strategies give up by design.
    Remark,
}

/// A guarantee in one state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Nothing in this state concerns it.
    Idle,
    /// It is met.
    Met,
    /// It is not met.
    Unmet,
}

/// What a judge sees.
#[derive(Debug)]
pub struct Observation<'a> {
    /// Programs and settings.
    pub shop: &'a crate::shop::Shop,
    /// What is so now.
    pub facts: &'a Facts,
    /// What was so before.
    pub history: &'a History,
    /// Whether everything has come to rest.
    pub rest: Rest,
    /// Whether the scenario has faults.
    pub faults: FaultPresence,
}

/// Whether anything can still happen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rest {
    /// Something is pending.
    Moving,
    /// Nothing will ever happen again.
    Quiet,
}

/// Whether the scenario has faults.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FaultPresence {
    /// It lets nothing go wrong.
    Absent,
    /// It has faults.
    Present,
}
