//! What only the text exports say.

use crate::sim::time::SimTime;

/// The short phrases that only the text exports need: what a picture shows by shape, and a line of
/// Mermaid, PlantUML or plain text must say. Lengths of time come as words.
#[derive(Clone, Copy, Debug)]
pub struct ExportWords {
    /// Nothing happened for this long, until this moment.
    pub idle: fn(&str, SimTime) -> String,
    /// A message that had not arrived when the run was stopped.
    pub in_flight: &'static str,
    /// When a message left that arrives much later.
    pub sent_at: fn(SimTime) -> String,
    /// At the sender: this message (its label) is delayed by this much.
    pub delayed: fn(&str, &str) -> String,
    /// A link lets nothing through, from the first to the second.
    pub cut: fn(&str, &str) -> String,
    /// The same, in both directions.
    pub cut_both: fn(&str, &str) -> String,
    /// A link works again.
    pub repaired: fn(&str, &str) -> String,
    /// The same, in both directions.
    pub repaired_both: fn(&str, &str) -> String,
    /// Heading of the frame round a database transaction.
    pub transaction: &'static str,
    /// The outcome codes.
    pub outcome: fn(&str) -> String,
    /// A guarantee (id, number) that is broken since a moment.
    pub broken: fn(&str, &str, SimTime) -> String,
    /// A guarantee (id, number) that the stopped run leaves open.
    pub undecided: fn(&str, &str) -> String,
    /// A fault (its sentence) whose place was never reached.
    pub did_not_happen: fn(&str) -> String,
}
