//! Labels of the page that compares strategies.

/// Strategies side by side.
#[derive(Clone, Copy, Debug)]
pub struct CompareLabels {
    /// Navigation: the page.
    pub compare: &'static str,
    /// Accessible name of the table: what its rows and columns are.
    pub table: &'static str,
    /// Heading of the column of times.
    pub time: &'static str,
    /// Adds a column.
    pub add_column: &'static str,
    /// Removes the column of a strategy (its title).
    pub remove_column: fn(&str) -> String,
    /// Opens the column of a strategy (its title) in the lab.
    pub open_in_lab: fn(&str) -> String,
    /// Accessible name of the choice of a column's strategy; its argument is its number.
    pub strategy_of: fn(usize) -> String,
    /// The list of what can strike every strategy.
    pub add_fault: &'static str,
    /// In place of the faults.
    pub no_faults: &'static str,
    /// No guarantee is broken at this position.
    pub none_broken: &'static str,
    /// A fault (its sentence) never happens in a column.
    pub did_not_happen: fn(&str) -> String,
    /// On the row at which they part.
    pub they_differ: &'static str,
    /// Before what is so in each column from this time on.
    pub they_part: fn(&str) -> String,
    /// Of a column that breaks a guarantee (its name), where no fact says it.
    pub breaks: fn(&str) -> String,
    /// Of the others.
    pub keeps: fn(&str) -> String,
    /// Between two facts.
    pub comma: &'static str,
    /// Until here, they are the same in all that matters; the runs part later, at this time.
    pub part_later: fn(&str) -> String,
    /// They never differ.
    pub never_part: &'static str,
    /// Goes to the place where they part.
    pub go_there: &'static str,
}
