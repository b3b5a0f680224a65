//! The fault map beside the program: a row of cells for each line, and what their signs mean.

use yew::prelude::*;

use crate::explore::{FaultMap, MapEntry};
use crate::guarantee::Outcome;
use crate::text;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::fault_map::cells::{
    COLUMNS, Cell, Place, Row, beside, glyph, is_same_place, legend, rows, steps,
};
use crate::ui::fault_map::state::Ask;
use crate::ui::lab::Lab;

use super::handlers::{does_with, told_by};
use super::icon::Shape;

/// The pictures of the columns.
const SHAPES: [Shape; COLUMNS.len()] =
    [Shape::Bolt, Shape::Power, Shape::Cross, Shape::Clock, Shape::Twice];

/// The id of the lines, which have the focus while the cell is gone that had it.
pub const PROGRAM: &str = "program";

/// What the ids of cells begin with.
const CELL: &str = "cell-";

/// The rows of what is shown; none while kinds of faults have no columns.
pub fn gutter(lab: &Lab) -> Option<Vec<(u16, Row)>> {
    let known = lab.fault_map().map(|map| rows(map, lab.scenario())).unwrap_or_default();
    has_columns(lab).then_some(known)
}

/// Whether each kind of fault has a column.
pub fn has_columns(lab: &Lab) -> bool {
    lab.maps.is_on && lab.maps.has_columns
}

/// The cells of a line; room for them where it has none.
pub fn line_cells(lab: &Lab, gutter: &[(u16, Row)], line: u16) -> Html {
    let row = gutter.iter().find(|(at, _)| *at == line);
    let Some((map, (_, row))) = lab.fault_map().zip(row) else {
        return html! { <span class="cells" /> };
    };
    // One stop of the Tab key is enough for all; arrow keys lead to the others.
    let mut is_stop = gutter.first().is_some_and(|(first, _)| *first == line);
    let cells = row.iter().enumerate().map(|(column, cell)| match cell {
        None => html! { <i /> },
        Some(cell) => {
            let stop = if std::mem::take(&mut is_stop) { "0" } else { "-1" };
            line_cell(lab, map, cell, id_of((line, column)), stop)
        }
    });
    html! {
        <span class="cells" role="group" aria-label={lab.lang.words().map_title()}
            lang={lab.lang.code()}>{ for cells }</span>
    }
}

fn line_cell(lab: &Lab, map: &FaultMap, cell: &Cell, id: String, tabindex: &'static str) -> Html {
    let says = says(lab, &map.entries[cell.entry], map.outcome);
    html! {
        <button type="button" class="cell" {id} {tabindex} aria-label={says.clone()} title={says}
            data-entry={cell.entry.to_string()} data-own={cell.is_own.then_some("")}
            data-outcome={cell.shown().map(Outcome::code)}>{ cell.sign() }</button>
    }
}

/// A cell that only explains what the sign of an outcome looks like.
pub fn sample(outcome: Outcome) -> Html {
    html! { <i class="cell" data-outcome={outcome.code()} aria-hidden="true">{ glyph(outcome) }</i> }
}

fn id_of((line, column): Place) -> String {
    format!("{CELL}{line}-{column}")
}

/// What comes of a fault of a run with this outcome, as a sentence.
fn says(lab: &Lab, entry: &MapEntry, own: Outcome) -> String {
    let words = lab.lang.words();
    let fault = text::fault_sentence(lab.lang, &entry.fault);
    let is_own = lab.scenario().faults.iter().any(|own| is_same_place(own, &entry.fault));
    let (outcome, rest) = match entry.outcome {
        _ if is_own => (own, words.map_own()),
        outcome if outcome == own => (outcome, words.map_as_without()),
        outcome => (outcome, text::outcome_meaning(lab.lang, outcome)),
    };
    words.map_comes_to(&outcome.code(), &fault, &rest)
}

/// The columns in words.
pub fn titles(lab: &Lab) -> [&'static str; SHAPES.len()] {
    let words = lab.lang.words();
    [
        words.map_column_crash(),
        words.map_column_power_cut(),
        words.map_column_lost(),
        words.map_column_late(),
        words.map_column_twice(),
    ]
}

/// The head of the gutter: a picture for each column.
pub fn heads(lab: &Lab) -> Html {
    let head = |(shape, title): (Shape, &'static str)| html! { <i {title}>{ shape.draw() }</i> };
    html! {
        <li class="heads" aria-hidden="true" lang={lab.lang.code()}>
            <span class="number" />
            <span class="cells">{ for SHAPES.into_iter().zip(titles(lab)).map(head) }</span>
        </li>
    }
}

/// Plays the cell that is clicked.
pub fn on_click(lab: &Lab) -> Callback<MouseEvent> {
    does_with(lab, |event| {
        Some(Action::Map(Ask::Play(told_by(event, "data-entry")?.parse().ok()?)))
    })
}

/// Leads from cell to cell.
pub fn on_key(lab: &Lab) -> Callback<KeyboardEvent> {
    let lab = lab.clone();
    Callback::from(move |event: KeyboardEvent| {
        let id = focused_id();
        let rows = gutter(&lab).unwrap_or_default();
        if let Some(next) = beside(&rows, &event.key(), |place| id_of(place) == id) {
            event.prevent_default();
            event.stop_propagation();
            browser::focus(&id_of(next));
        }
    })
}

/// Keeps the focus on a cell while another map is made. Without its cell it would be the body's,
/// and no key would do anything; so the program has it until the cell is back.
#[hook]
pub fn use_kept_focus() {
    let waiting = use_mut_ref(|| None::<String>);
    // The page changes after this; what has the focus now may be gone then.
    let before = focused_id();
    use_effect(move || {
        let lost = Some(before).filter(|id| id.starts_with(CELL) && *id != focused_id());
        let waited = waiting.take().filter(|_| focused_id() == PROGRAM);
        let Some(id) = lost.or(waited) else { return };
        if browser::element(&id).is_some() {
            browser::focus_quietly(&id);
        } else {
            browser::focus_quietly(PROGRAM);
            waiting.replace(Some(id));
        }
    });
}

fn focused_id() -> String {
    browser::focused().map(|element| element.id()).unwrap_or_default()
}

/// What the pictures and the signs mean that occur, and how far the map has come.
pub fn map_legend(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let Some(map) = lab.fault_map() else {
        return html! { <p class="legend" /> };
    };
    let of_lines = rows(map, lab.scenario()).into_iter().flat_map(|(_, row)| row);
    let cells: Vec<_> = of_lines.chain(steps(map, lab.scenario())).flatten().collect();
    let entry = |sign: Html, name: &'static str| html! { <span>{ sign }{ name }</span> };
    let picture = |(shape, name): (Shape, &'static str)| entry(shape.draw(), name);
    let meaning = |outcome| entry(sample(outcome), text::outcome_name(lab.lang, outcome));
    html! {
        <p class="legend">
            { for SHAPES.into_iter().zip(titles(lab)).map(picture) }
            <span><i class="cell">{ "·" }</i>{ words.map_same() }</span>
            { for legend(&cells).into_iter().rev().map(meaning) }
            if cells.iter().any(|cell| cell.is_own) {
                <span><i class="cell" data-own="" />{ words.map_own() }</span>
            }
            if !map.is_done() {
                <span role="status" data-limit={map.is_over.then_some("")}>
                    if map.is_over {
                        { words.map_too_large(&map.places, &map.entries.len()) }
                    } else {
                        { words.map_progress(&map.places, &map.entries.len()) }
                    }
                </span>
            }
        </p>
    }
}
