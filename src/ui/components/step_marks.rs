//! The fault map beside the steps of the diagram: the worst outcome of each, which opens its
//! faults.

use yew::prelude::*;

use crate::diagram::{Columns, Diagram};
use crate::ui::action::Action;
use crate::ui::fault_map::cells::steps;
use crate::ui::lab::Lab;
use crate::ui::menu::{Menu, Target};
use crate::ui::window::Window;

use super::fault_gutter::has_columns;
use super::handlers::{does_with, told_by};
use super::popover;

/// A mark for each step in which a fault would change the run.
pub fn step_marks(lab: &Lab, diagram: &Diagram, window: &Window, columns: Columns) -> Html {
    let words = lab.lang.words();
    let map = lab.fault_map().filter(|_| has_columns(lab));
    let cells = map.map(|map| steps(map, lab.scenario())).unwrap_or_default();
    let (mut marks, mut marked) = (Vec::new(), None);
    for row in diagram.rows.iter().filter(|row| window.has(row.y, row.y)) {
        // A step of several rows has its mark where its number is.
        if marked.replace(row.step) == Some(row.step) {
            continue;
        }
        let cell = cells.get(row.step as usize).copied().flatten();
        let Some((cell, outcome)) = cell.and_then(|cell| Some((cell, cell.shown()?))) else {
            continue;
        };
        let says = words.map_worst(&outcome.code(), &row.step);
        marks.push(html! {
            <button type="button" class="cell" style={format!("top:{}px", row.y)}
                aria-haspopup="menu" aria-label={says.clone()} title={says}
                data-step={row.step.to_string()} data-outcome={outcome.code()}
                data-own={cell.is_own.then_some("")}>{ cell.sign() }</button>
        });
    }
    let onclick = does_with::<MouseEvent>(lab, |event| {
        let target = Target::Step(told_by(event, "data-step")?.parse().ok()?);
        let (x, y) = popover::place_under(event);
        Some(Action::OpenMenu(Menu { target, x, y }))
    });
    let is_compact = columns == Columns::Compact;
    html! { <div class={if is_compact { "step-marks compact" } else { "step-marks" }} {onclick}>{ for marks }</div> }
}
