//! The fault map beside the program: a row of cells for each line, and what their signs mean.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::explore::{FaultMap, MapEntry};
use crate::guarantee::Outcome;
use crate::text;
use crate::ui::app::Lab;
use crate::ui::browser;
use crate::ui::fault_map::cells::{COLUMNS, Cell, Row, glyph, is_same_place, legend, rows, steps};
use crate::ui::fault_map::state::{Ask, is_whole};
use crate::ui::state::Action;

use super::icon::{Icon, Shape};

/// What the elements that hold cells are called.
const PREFIX: &str = "cell-";

/// The pictures of the columns.
const SHAPES: [Shape; COLUMNS.len()] =
    [Shape::Bolt, Shape::Power, Shape::Cross, Shape::Clock, Shape::Twice];

/// The cells of a program, ready to be shown, and what arrow keys need to know of them.
#[derive(PartialEq, Debug)]
pub struct Gutter {
    lines: Vec<(u16, Html)>,
    /// The line and the column of each cell, in order.
    places: Vec<(u16, usize)>,
}

/// Makes the gutter of what is shown.
pub fn gutter(lab: &Lab) -> Gutter {
    let (mut lines, mut places) = (Vec::new(), Vec::new());
    if let Some(map) = lab.fault_map() {
        for (line, row) in rows(map, lab.scenario()) {
            let first = places.len();
            let taken = row.iter().enumerate().filter(|(_, cell)| cell.is_some());
            places.extend(taken.map(|(column, _)| (line, column)));
            lines.push((line, line_cells(lab, map, &row, first)));
        }
    }
    Gutter { lines, places }
}

impl Gutter {
    /// The cells of a line; room for them where it has none.
    pub fn at(&self, line: u16) -> Html {
        let found = self.lines.iter().find(|(at, _)| *at == line);
        found.map_or_else(|| html! { <span class="cells" /> }, |(_, cells)| cells.clone())
    }

    /// Arrow keys go from cell to cell, so that one stop of the Tab key is enough for all.
    pub fn on_key(&self, event: &KeyboardEvent) {
        let focused = browser::focused().map(|element| element.id()).unwrap_or_default();
        let place = focused.strip_prefix(PREFIX).and_then(|index| index.parse().ok());
        let Some(next) = place.and_then(|place| self.next(place, &event.key())) else { return };
        event.prevent_default();
        event.stop_propagation();
        browser::focus(&format!("{PREFIX}{next}"));
    }

    /// The cell to which a key leads from another; `None` if the key is not ours.
    fn next(&self, place: usize, key: &str) -> Option<usize> {
        let &(line, column) = self.places.get(place)?;
        let last = self.places.len() - 1;
        // Of the nearest line with cells, the one that is nearest to this column.
        let nearest = |line: Option<u16>| {
            let there = |other: &usize| Some(self.places[*other].0) == line;
            let found = (0..=last).filter(there);
            found.min_by_key(|other| self.places[*other].1.abs_diff(column)).unwrap_or(place)
        };
        let lines = || self.places.iter().map(|(line, _)| *line);
        Some(match key {
            "ArrowRight" => last.min(place + 1),
            "ArrowLeft" => place.saturating_sub(1),
            "ArrowDown" => nearest(lines().find(|other| *other > line)),
            "ArrowUp" => nearest(lines().rfind(|other| *other < line)),
            "Home" => 0,
            "End" => last,
            _ => return None,
        })
    }
}

fn line_cells(lab: &Lab, map: &FaultMap, row: &Row, first: usize) -> Html {
    let mut place = first;
    let cell = |cell: &Option<Cell>| match cell {
        None => html! { <i /> },
        Some(cell) => {
            let id = format!("{PREFIX}{place}");
            let tabindex = if place == 0 { "0" } else { "-1" };
            place += 1;
            let says = says(lab, &map.entries[cell.entry], map.outcome);
            html! {
                <button type="button" class="cell" {id} {tabindex} aria-label={says.clone()} title={says}
                    data-entry={cell.entry.to_string()} data-own={cell.is_own.then_some("")}
                    data-outcome={outcome_shown(*cell)}>{ cell.sign() }</button>
            }
        }
    };
    let label = lab.lang.words().fault_map.title;
    html! {
        <span class="cells" role="group" aria-label={label} lang={lab.lang.code()}>
            { for row.iter().map(cell) }
        </span>
    }
}

/// What comes of a fault of a run with this outcome, as a sentence.
fn says(lab: &Lab, entry: &MapEntry, own: Outcome) -> String {
    let words = &lab.lang.words().fault_map;
    let fault = text::fault_sentence(lab.lang, &entry.fault);
    let is_own = lab.scenario().faults.iter().any(|own| is_same_place(own, &entry.fault));
    let rest = match entry.outcome {
        _ if is_own => words.own,
        outcome if outcome == own => words.as_without,
        outcome => text::outcome_words(lab.lang, outcome).meaning,
    };
    (words.comes_to)(&fault, entry.outcome.code(), rest)
}

/// The outcome that a cell shows by its sign.
pub fn outcome_shown(cell: Cell) -> Option<&'static str> {
    (cell.is_change || cell.is_own).then(|| cell.outcome.code())
}

/// The head of the gutter: a picture for each column.
pub fn heads(lab: &Lab) -> Html {
    let words = &lab.lang.words().fault_map;
    let head = |(shape, title): (Shape, &'static str)| html! { <i {title}><Icon {shape} /></i> };
    html! {
        <li class="heads" aria-hidden="true" lang={lab.lang.code()}>
            <span class="number" />
            <span class="cells">{ for SHAPES.into_iter().zip(words.columns).map(head) }</span>
        </li>
    }
}

/// Plays the cell that is clicked.
pub fn on_click(lab: &Lab) -> Callback<MouseEvent> {
    let lab = lab.clone();
    Callback::from(move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let entry = target.and_then(|target| target.get_attribute("data-entry"));
        if let Some(entry) = entry.and_then(|entry| entry.parse().ok()) {
            lab.dispatch(Action::Map(Ask::Play(entry)));
        }
    })
}

/// What the signs mean that occur, and how far the map has come.
pub fn map_legend(lab: &Lab) -> Html {
    let words = &lab.lang.words().fault_map;
    let Some(map) = lab.fault_map() else { return html! { <p class="legend" /> } };
    let of_lines = rows(map, lab.scenario()).into_iter().flat_map(|(_, row)| row);
    let cells: Vec<_> = of_lines.chain(steps(map, lab.scenario())).flatten().collect();
    let head =
        |(shape, name): (Shape, &'static str)| html! { <span><Icon {shape} />{ name }</span> };
    let entry = |outcome: Outcome| {
        let words = text::outcome_words(lab.lang, outcome);
        html! {
            <span title={words.meaning}>
                <i class="cell" data-outcome={outcome.code()}>{ glyph(outcome) }</i>{ words.name }
            </span>
        }
    };
    html! {
        <p class="legend">
            { for SHAPES.into_iter().zip(words.columns).map(head) }
            <span><i class="cell">{ "·" }</i>{ words.same }</span>
            { for legend(&cells).into_iter().rev().map(entry) }
            if cells.iter().any(|cell| cell.is_own) { <span><i class="cell" data-own="" />{ words.own }</span> }
            if !map.is_done() {
                <span role="status" data-limit={is_whole(map).then_some("")}>
                    { (words.progress)(map.entries.len(), map.places) }
                </span>
            }
        </p>
    }
}
