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
    &[FaultKind::Lose, FaultKind::Fail, FaultKind::Partition],
    &[FaultKind::Delay, FaultKind::Pause, FaultKind::Skew],
    &[FaultKind::Duplicate, FaultKind::CheckNow, FaultKind::ResumeDiscarded],
];

/// A cell: the worst that comes of some faults.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The worst outcome.
    pub outcome: Outcome,
    /// Whether the run that is shown comes to something else.
    pub is_change: bool,
    /// Whether one of the faults is the run's own.
    pub is_own: bool,
    /// Index in the map of the first fault that comes to it.
    pub entry: usize,
}

/// The cells of one line, by column; a column is empty where no fault of its kinds can strike.
pub type Row = [Option<Cell>; COLUMNS.len()];

/// A line and a column.
pub type Place = (u16, usize);

/// The rows of all lines that a fault can strike, by line.
pub fn rows(map: &FaultMap, scenario: &Scenario) -> Vec<(u16, Row)> {
    let mut rows: Vec<(u16, Row)> = Vec::new();
    for (index, entry) in map.entries.iter().enumerate() {
        let Some(line) = entry.line else { continue };
        let column = COLUMNS.iter().position(|kinds| kinds.contains(&entry.kind));
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
    let outcome = entry.outcome;
    let new = Cell { outcome, is_change: outcome != map.outcome, is_own, entry: index };
    *cell = Some(match *cell {
        None => new,
        Some(old) => {
            let is_worse = outcome < old.outcome || is_own && outcome == old.outcome;
            Cell { is_own: is_own || old.is_own, ..if is_worse { new } else { old } }
        }
    });
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
