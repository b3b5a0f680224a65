//! Zeroloss: a laboratory for one question. *The database commit and the message must both happen
//! or neither; which ways of writing the code really achieve that?*
//!
//! **A run is a value**: [`run::simulate`] takes a [`scenario::Scenario`] to a [`run::Run`], and
//! everything else chooses a scenario or looks at a run. The rooms, in reading order:
//!
//! - [`sim`] the kernel: time, events, nodes, links, choices, the trace. Knows no orders.
//! - [`program`] the strategy language: from text to compiled steps. Knows no network.
//! - [`shop`] the system under study: payment, order service, database, stores, broker, consumer.
//! - [`scenario`] what decides a run: settings, faults, presets, and their text form.
//! - [`guarantee`] observers that judge a run.
//! - [`run`] scenario in, run out.
//! - [`explore`] every fault up to a budget: verdicts, minimal counterexamples, maps.
//! - [`job`] long work as text, for a worker.
//! - [`timeline`] the world at any step of a run.
//! - [`diagram`] a run as a picture: geometry in integers, and its exports.
//! - [`report`] a run as a file: JSON, ITF, Markdown, the pictures of all steps.

pub(crate) mod catalogue;
pub mod diagram;
pub mod explore;
pub mod guarantee;
pub mod job;
mod lang;
mod ordered;
pub mod program;
pub mod report;
pub mod run;
pub mod scenario;
pub mod shop;
pub mod sim;
pub mod suggest;
pub mod text;
pub mod timeline;
#[cfg(feature = "ui")]
pub mod ui;
