//! Strategies against guarantees: one search for each strategy, and what they come to in one table.

use std::fmt::Write as _;

use crate::guarantee::GUARANTEES;
use crate::scenario::Scenario;

use super::alphabet::Alphabet;
use super::report::{Finding, Report, Verdict};
use super::search::{Bounds, Search};

/// Searches of several scenarios, one after the other.
#[derive(Debug)]
pub struct Matrix {
    rows: Vec<MatrixRow>,
}

/// One scenario of a matrix.
#[derive(Debug)]
pub struct MatrixRow {
    /// What it is called.
    pub name: String,
    /// Its search.
    pub search: Search,
}

impl Matrix {
    /// A matrix of named scenarios. Nothing is searched yet.
    pub fn new<'a>(
        scenarios: impl IntoIterator<Item = (String, &'a Scenario)>,
        alphabet: &Alphabet,
        bounds: Bounds,
    ) -> Self {
        let row =
            |(name, scenario)| MatrixRow { name, search: Search::new(scenario, alphabet, bounds) };
        Self { rows: scenarios.into_iter().map(row).collect() }
    }

    /// Goes on for about so many events. True when every search is done.
    pub fn run_for(&mut self, transitions: u32) -> bool {
        let mut left = u64::from(transitions);
        for row in self.rows.iter_mut().filter(|row| !row.search.progress().is_done) {
            let before = row.search.progress().transitions;
            let slice = u32::try_from(left).unwrap_or(u32::MAX);
            let after = row.search.run_for(slice).transitions;
            left = left.saturating_sub(after - before);
            if left == 0 {
                break;
            }
        }
        self.rows.iter().all(|row| row.search.progress().is_done)
    }

    /// The scenarios with their searches.
    pub fn rows(&self) -> &[MatrixRow] {
        &self.rows
    }

    /// What is known so far as a table; see [`markdown`].
    pub fn markdown(&self) -> String {
        let reports: Vec<_> =
            self.rows.iter().map(|row| (&*row.name, row.search.report())).collect();
        markdown(&reports.iter().map(|(name, report)| (*name, report)).collect::<Vec<_>>())
    }
}

/// Reports as a table in Markdown: a line for each guarantee, a column for each report, headed by
/// its name. A number is how few faults break it; `+` is that none within the budget do, `-` that
/// nothing ever concerned it, `>1` that one fault does not and more were not searched to the end,
/// `?` that nothing is known.
pub fn markdown(reports: &[(&str, &Report)]) -> String {
    let mut text = String::from("| guarantee |");
    for (name, _) in reports {
        // A bar would begin another column, a line break end the table.
        let _ = write!(text, " {} |", name.replace('|', "\\|").replace('\n', " "));
    }
    text.push_str("\n|---|");
    text.extend(reports.iter().map(|_| "---|"));
    text.push('\n');
    for (index, guarantee) in GUARANTEES.iter().enumerate() {
        let _ = write!(text, "| {} |", guarantee.id);
        for (_, report) in reports {
            let _ = write!(text, " {} |", report.findings[index].cell());
        }
        text.push('\n');
    }
    text
}

impl Finding {
    /// The finding as one cell of a table.
    pub fn cell(&self) -> String {
        match &self.verdict {
            Verdict::Broken(found) => found.faults.to_string(),
            Verdict::Holds if self.exercised => "+".to_owned(),
            Verdict::Holds => "-".to_owned(),
            Verdict::Limit => self.complete.map_or("?".to_owned(), |faults| format!(">{faults}")),
            Verdict::NotReplayed(_) => "?".to_owned(),
        }
    }
}
