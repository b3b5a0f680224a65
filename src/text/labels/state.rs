//! Labels of the state panel.

use crate::sim::time::SimTime;

/// The state panel.
#[derive(Clone, Copy, Debug)]
pub struct StateLabels {
    /// Heading.
    pub state: &'static str,
    /// Beside the heading.
    pub underlined: &'static str,
    /// What an order is at the payment system, counted from 1.
    pub order: fn(usize) -> String,
    /// The money was taken.
    pub captured: &'static str,
    /// The money was paid back.
    pub refunded: &'static str,
    /// The connection was refused.
    pub refused: &'static str,
    /// No answer before the deadline.
    pub timeout: &'static str,
    /// Whether a process runs.
    pub process: &'static str,
    /// Tasks that a process runs.
    pub tasks: &'static str,
    /// Where a task stands: `line 12`.
    pub line: fn(u16) -> String,
    /// A task waits for somebody's answer.
    pub waits_for_answer: &'static str,
    /// A task waits for a connection of the pool.
    pub waits_for_connection: &'static str,
    /// A task waits for time to pass.
    pub waits_for_time: &'static str,
    /// The pool of database connections.
    pub pool: &'static str,
    /// So many tasks wait for a connection; follows the number in use.
    pub waiting: fn(usize) -> String,
    /// What a process remembers.
    pub memory: &'static str,
    /// Open database transactions.
    pub open_transactions: &'static str,
    /// So many of so many orders are paid.
    pub paid_of: fn(usize, usize) -> String,
    /// Copies of a half message that checks have put back.
    pub copies: fn(usize) -> String,
    /// Checks spent, out of how many.
    pub checks: &'static str,
    /// Half messages in the discard topic.
    pub discarded: &'static str,
    /// The broker's page cache.
    pub page_cache: &'static str,
    /// All of it is on disk.
    pub flushed: &'static str,
    /// Some of it is not on disk.
    pub not_flushed: &'static str,
    /// Red packets given.
    pub payouts: &'static str,
    /// Keys in the inbox.
    pub inbox: &'static str,
    /// A participant runs.
    pub up: &'static str,
    /// A participant is dead.
    pub down: &'static str,
    /// A participant stands still until this moment.
    pub paused_until: fn(SimTime) -> String,
    /// How far a process has read, as far as it remembers.
    pub cursor: &'static str,
    /// How far it would read on from after a restart.
    pub cursor_on_disk: &'static str,
    /// So many attempts to send a row have failed.
    pub tried: fn(u16) -> String,
    /// A prepared transaction that nobody has decided.
    pub keeps_locks: &'static str,
    /// A key is there until this moment.
    pub until: fn(SimTime) -> String,
    /// What a slave has of the broker's log.
    pub copied: &'static str,
    /// Who is connected to the proxy.
    pub clients: &'static str,
    /// The half messages that the proxy remembers.
    pub half_messages: &'static str,
}
