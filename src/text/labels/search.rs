//! Labels of searches.

use crate::explore::FaultKind;

/// Searches: the lab's panel and the page of guarantees.
#[derive(Clone, Copy, Debug)]
pub struct SearchLabels {
    /// Heading of the lab's panel.
    pub title: &'static str,
    /// Starts a search in the lab.
    pub break_it: &'static str,
    /// What it does.
    pub break_it_help: &'static str,
    /// Accessible name of the choice of a budget.
    pub budget: &'static str,
    /// `up to 2 faults`.
    pub budget_is: fn(u8) -> String,
    /// Stops a search.
    pub stop: &'static str,
    /// Goes on with a search that was stopped.
    pub resume: &'static str,
    /// In place of the button: nothing is left to search.
    pub done: &'static str,
    /// Goes on: which number of faults is being tried.
    pub searching: fn(u8) -> String,
    /// Live counts: states, transitions, depth, frontier, transitions a second.
    pub counts: fn([u64; 5]) -> String,
    /// A search ended: guarantees that can be broken, that hold, that are open.
    pub ended: fn(usize, usize, usize) -> String,
    /// How much a search has looked at: states, depth.
    pub receipt: fn(u64, u32) -> String,
    /// How many faults break a guarantee; none is possible.
    pub faults: fn(usize) -> String,
    /// A guarantee that no run breaks.
    pub holds: &'static str,
    /// One that nothing in any run concerns.
    pub idle: &'static str,
    /// One that was not decided.
    pub open: &'static str,
    /// What that means; its argument is with how many faults everything undecided is known to hold.
    pub open_help: fn(Option<u8>) -> String,
    /// The search says broken and the run does not.
    pub mistake: &'static str,
    /// What that means.
    pub mistake_help: &'static str,
    /// A search does not have the scenario's faults: so many that it lists, so many that its seed
    /// draws.
    pub left_out: fn(usize, usize) -> String,
    /// Heading of what can be switched on.
    pub repair: &'static str,
    /// A guarantee (its name) is closed up to so many faults.
    pub closed: fn(&str, u8) -> String,
    /// A guarantee (its name) still breaks, with so many faults.
    pub still_broken: fn(&str, usize) -> String,
    /// Heading of what a search tries.
    pub tried: &'static str,
    /// A kind of fault, on the button that lets it strike.
    pub kind: fn(FaultKind) -> &'static str,
    /// A kind of fault as a search tries it, with its lengths in words.
    pub tried_kind: fn(FaultKind, &str) -> String,
    /// One of several: `4 s or 40 s`.
    pub any_of: fn(&[String]) -> String,
    /// A length without end.
    pub forever: &'static str,
    /// What a search tries; its argument is the kinds, each with its lengths.
    pub tried_all: fn(&[String]) -> String,
    /// What it does not try; its argument is the names of the kinds that it leaves out.
    pub not_tried: fn(&[String]) -> String,
    /// How sure it is.
    pub certainty: &'static str,
    /// On a fault without which the guarantee would not be broken.
    pub necessary: &'static str,
    /// On a fault without which it is broken all the same.
    pub irrelevant: &'static str,
    /// Title of both: for which guarantee (its name).
    pub needed_for: fn(&str) -> String,
    /// What the page of guarantees shows.
    pub matrix: &'static str,
    /// Copies the matrix.
    pub copy_markdown: &'static str,
    /// Shows the other guarantees as columns.
    pub all_columns: &'static str,
    /// The choice of who writes Redis and Elasticsearch.
    pub stores: &'static str,
    /// Its values: nobody, the order service inline, the consumer.
    pub stores_by: [&'static str; 3],
    /// No row is left out.
    pub all_rows: &'static str,
    /// Heading of the column with the receipts.
    pub searched: &'static str,
    /// A row whose turn has not come.
    pub waiting: &'static str,
    /// Opens the counterexample of a cell.
    pub open_counterexample: &'static str,
}
