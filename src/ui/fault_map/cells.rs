//! What stands beside a line of the program and beside a step: cells, each the worst of its faults.

use crate::explore::{FaultKind, FaultMap};
use crate::guarantee::{OUTCOMES, Outcome};
use crate::scenario::Scenario;
use crate::scenario::fault::Fault;

/// The columns of the gutter: which kinds of faults share one. A kind that is in none is in the
/// first.
pub const COLUMNS: [&[FaultKind]; 5] = [
    &[FaultKind::Crash],
    &[FaultKind::PowerCut, FaultKind::Destroy],
    &[FaultKind::Lose, FaultKind::Fail],
    &[FaultKind::Delay, FaultKind::Pause],
    &[FaultKind::Duplicate],
];

/// A cell: the worst that comes of some faults.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The worst outcome.
    pub outcome: Outcome,
    /// How that compares with the run that is shown.
    pub change: Change,
    /// Index in the map of the first fault that comes to it.
    pub entry: usize,
    /// How many faults it stands for.
    pub faults: usize,
}

/// How what comes of a fault compares with the run that is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// It comes to the same.
    Same,
    /// It comes to something else.
    Other,
    /// It is one of the run's own faults.
    Own,
}

/// The cells of one line, by column; a column is empty where no fault of its kinds can strike.
pub type Row = [Option<Cell>; COLUMNS.len()];

/// The rows of all lines that a fault can strike, by line.
pub fn rows(map: &FaultMap, scenario: &Scenario) -> Vec<(u16, Row)> {
    let mut rows: Vec<(u16, Row)> = Vec::new();
    for (index, entry) in map.entries.iter().enumerate() {
        let Some(line) = entry.line else { continue };
        let kind = entry.kind();
        let column =
            COLUMNS.iter().position(|kinds| kind.is_some_and(|kind| kinds.contains(&kind)));
        let place = rows.partition_point(|(other, _)| *other < line);
        if rows.get(place).is_none_or(|(other, _)| *other != line) {
            rows.insert(place, (line, Row::default()));
        }
        add(&mut rows[place].1[column.unwrap_or_default()], map, scenario, index);
    }
    rows
}

/// The worst of the faults that strike during each step, step 0 included.
pub fn steps(map: &FaultMap, scenario: &Scenario) -> Vec<Option<Cell>> {
    let mut cells = vec![None; map.fates.len()];
    for (index, entry) in map.entries.iter().enumerate() {
        if let Some(cell) = cells.get_mut(entry.step as usize) {
            add(cell, map, scenario, index);
        }
    }
    cells
}

fn add(cell: &mut Option<Cell>, map: &FaultMap, scenario: &Scenario, index: usize) {
    let entry = &map.entries[index];
    let is_own = scenario.faults.iter().any(|own| is_same_place(own, &entry.fault));
    let change = match entry.outcome {
        _ if is_own => Change::Own,
        outcome if outcome == map.outcome => Change::Same,
        _ => Change::Other,
    };
    let new = Cell { outcome: entry.outcome, change, entry: index, faults: 1 };
    *cell = Some(match *cell {
        None => new,
        Some(old) => {
            let is_worse = new.outcome < old.outcome || is_own && new.outcome == old.outcome;
            let worst = if is_worse { new } else { old };
            Cell { faults: old.faults + 1, ..worst }
        }
    });
}

/// Whether two faults do the same to the same at the same place, for however long.
pub fn is_same_place(one: &Fault, other: &Fault) -> bool {
    match (one, other) {
        (
            Fault::Crash { node, mode, anchor, .. },
            Fault::Crash { node: other, mode: how, anchor: place, .. },
        ) => (node, mode, anchor) == (other, how, place),
        _ => one == other,
    }
}

/// The outcomes that differ from the run's own, among these cells, the worst first; and whether
/// there are cells that change nothing, and cells of the run's own faults.
pub fn legend<'a>(cells: impl Iterator<Item = &'a Cell> + Clone) -> (Vec<Outcome>, [bool; 2]) {
    let has = |outcome: &Outcome| {
        cells.clone().any(|cell| cell.outcome == *outcome && cell.change != Change::Same)
    };
    let is_any = |change| cells.clone().any(|cell| cell.change == change);
    let outcomes = OUTCOMES.into_iter().filter(has).collect();
    (outcomes, [is_any(Change::Same), is_any(Change::Own)])
}

/// The sign of an outcome, in a cell that changes the run.
pub fn glyph(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Loss => "L",
        Outcome::Ghost => "G",
        Outcome::Dup => "D",
        Outcome::DoublePay => "2",
        Outcome::Stuck => "∞",
        Outcome::Dirty => "≠",
        Outcome::Slow => "S",
        Outcome::Early => "E",
        Outcome::Abort => "A",
        Outcome::Ok => "✓",
    }
}
