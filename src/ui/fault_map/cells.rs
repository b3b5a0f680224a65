//! What stands beside a line of the program and beside a step: cells, each with the fault of its
//! place that matters most.

use crate::explore::{FaultKind, FaultMap};
use crate::guarantee::{OUTCOMES, Outcome};
use crate::scenario::Scenario;
use crate::scenario::fault::{Down, Fault};

/// The columns of the gutter: which kinds of faults share one. A kind that is in none is in the
/// first.
pub const COLUMNS: [&[FaultKind]; 5] = [
    &[FaultKind::Crash],
    &[FaultKind::PowerCut, FaultKind::Destroy],
    &[FaultKind::Lose, FaultKind::Fail, FaultKind::Partition],
    &[FaultKind::Delay, FaultKind::Pause, FaultKind::Skew],
    &[FaultKind::Duplicate, FaultKind::CheckNow, FaultKind::ResumeDiscarded],
];

/// A cell: one of some faults, and what comes of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// What comes of it.
    pub outcome: Outcome,
    /// Whether the run that is shown comes to something else.
    pub is_change: bool,
    /// Whether the run that is shown has this fault already.
    pub is_own: bool,
    /// Index in the map of the fault.
    pub entry: usize,
}

/// The cells of one line, by column; a column is empty where no fault of its kinds can strike.
pub type Row = [Option<Cell>; COLUMNS.len()];

/// A line and a column.
pub type Place = (u16, usize);

/// The rows of all lines that a fault can strike, by line. A cell has the run's own fault, if that
/// is among those of the cell, else the first of the worst.
pub fn rows(map: &FaultMap, scenario: &Scenario) -> Vec<(u16, Row)> {
    let mut rows: Vec<(u16, Row)> = Vec::new();
    for (index, entry) in map.entries.iter().enumerate() {
        let Some(line) = entry.line else { continue };
        let column = COLUMNS.iter().position(|kinds| kinds.contains(&entry.kind));
        let place = rows.partition_point(|(other, _)| *other < line);
        if rows.get(place).is_none_or(|(other, _)| *other != line) {
            rows.insert(place, (line, Row::default()));
        }
        // The ring says that the run has this very fault, so nothing else may stand in it.
        let own_first = |cell: &Cell| (!cell.is_own, cell.outcome, false);
        let cell = &mut rows[place].1[column.unwrap_or_default()];
        add(cell, cell_of(map, scenario, index), own_first);
    }
    rows
}

/// The worst of the faults that strike during each step, step 0 included; among equals the run's
/// own.
pub fn steps(map: &FaultMap, scenario: &Scenario) -> Vec<Option<Cell>> {
    let mut cells = vec![None; map.fates.len()];
    for (index, entry) in map.entries.iter().enumerate() {
        if let Some(cell) = cells.get_mut(entry.step as usize) {
            // It opens a list of all of them, so it promises the worst.
            let worst_first = |cell: &Cell| (false, cell.outcome, !cell.is_own);
            add(cell, cell_of(map, scenario, index), worst_first);
        }
    }
    cells
}

/// Keeps of two cells the one that ranks first.
fn add(cell: &mut Option<Cell>, new: Cell, rank: fn(&Cell) -> (bool, Outcome, bool)) {
    if cell.as_ref().is_none_or(|old| rank(&new) < rank(old)) {
        *cell = Some(new);
    }
}

/// What one fault of a map shows. What the run has already comes to what the run comes to.
fn cell_of(map: &FaultMap, scenario: &Scenario, index: usize) -> Cell {
    let entry = &map.entries[index];
    let is_own = scenario.faults.iter().any(|own| is_same_place(own, &entry.fault));
    let outcome = if is_own { map.outcome } else { entry.outcome };
    Cell { outcome, is_change: outcome != map.outcome, is_own, entry: index }
}

impl Cell {
    /// The outcome that it shows; none where nothing changes.
    pub fn shown(&self) -> Option<Outcome> {
        (self.is_change || self.is_own).then_some(self.outcome)
    }

    /// The sign of that.
    pub fn sign(&self) -> &'static str {
        self.shown().map_or("·", glyph)
    }
}

/// Whether two faults do the same to the same at the same place, for however long. By how much a
/// clock is off is no time for which it is.
pub fn is_same_place(one: &Fault, other: &Fault) -> bool {
    let what = |fault: &Fault| match fault.act.kind() {
        FaultKind::Skew => fault.act,
        _ => fault.act.with_length(Down::Default),
    };
    (what(one), one.anchor) == (what(other), other.anchor)
}

/// The outcomes of which these cells show the sign, the worst first.
pub fn legend(cells: &[Cell]) -> Vec<Outcome> {
    let has = |outcome: &Outcome| cells.iter().any(|cell| cell.shown() == Some(*outcome));
    OUTCOMES.into_iter().filter(has).collect()
}

/// The sign of an outcome.
pub fn glyph(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Loss => "L",
        Outcome::Ghost => "G",
        Outcome::Dup => "D",
        Outcome::DoublePay => "2",
        Outcome::Stuck => "∞",
        Outcome::Untold => "U",
        Outcome::Dirty => "≠",
        Outcome::Slow => "S",
        Outcome::Early => "E",
        Outcome::Abort => "A",
        Outcome::Ok => "✓",
    }
}

/// The place to which a key leads from the one that `is_here`; `None` if it is none of ours.
pub fn beside(rows: &[(u16, Row)], key: &str, is_here: impl Fn(Place) -> bool) -> Option<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (line, row) in rows {
        let taken = (0..COLUMNS.len()).filter(|column| row[*column].is_some());
        places.extend(taken.map(|column| (*line, column)));
    }
    let at = places.iter().position(|place| is_here(*place))?;
    let (line, column) = places[at];
    // Of the nearest line with cells, the one that is nearest to this column.
    let nearest = |wanted: Option<&Place>| {
        let there = places.iter().filter(|place| wanted.is_some_and(|wanted| wanted.0 == place.0));
        there.min_by_key(|place| place.1.abs_diff(column)).copied().unwrap_or((line, column))
    };
    Some(match key {
        "ArrowRight" => places[(at + 1).min(places.len() - 1)],
        "ArrowLeft" => places[at.saturating_sub(1)],
        "ArrowDown" => nearest(places.iter().find(|place| place.0 > line)),
        "ArrowUp" => nearest(places.iter().rfind(|place| place.0 < line)),
        "Home" => places[0],
        "End" => places[places.len() - 1],
        _ => return None,
    })
}
