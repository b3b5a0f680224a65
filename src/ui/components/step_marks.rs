//! The fault map beside the steps of the diagram: the worst outcome of each, which opens its faults.

use std::rc::Rc;

use yew::prelude::*;

use crate::diagram::{Columns, Diagram};
use crate::ui::app::Lab;
use crate::ui::fault_map::cells::Cell;
use crate::ui::menu::{Menu, Target};
use crate::ui::state::Action;

use super::popover;

/// A mark for each step up to the playhead in which a fault would change the run.
pub fn step_marks(
    lab: &Lab,
    diagram: &Rc<Diagram>,
    columns: Columns,
    cells: &[Option<Cell>],
) -> Html {
    let words = &lab.lang.words().fault_map;
    let mut shown = None;
    let marks = diagram.rows.iter().take_while(|row| row.step <= lab.playhead).filter_map(|row| {
        // A step of several rows has its mark where its number is.
        if shown.replace(row.step) == Some(row.step) {
            return None;
        }
        let cell = cells.get(row.step as usize).copied().flatten()?;
        (cell.is_change || cell.is_own).then(|| {
            let says = (words.worst)(row.step, cell.outcome.code());
            let onclick = {
                let (lab, target) = (lab.clone(), Target::Step(row.step));
                move |event: MouseEvent| {
                    let (x, y) = popover::place_under(&event);
                    lab.dispatch(Action::OpenMenu(Menu { target, x, y }));
                }
            };
            html! {
                <button type="button" class="cell" key={row.step} style={format!("top:{}px", row.y)} {onclick}
                    aria-haspopup="menu" aria-label={says.clone()} title={says} data-step={row.step.to_string()}
                    data-outcome={cell.outcome.code()} data-own={cell.is_own.then_some("")}>{ cell.sign() }</button>
            }
        })
    });
    let is_compact = (columns == Columns::Compact).then_some("");
    html! { <div class="step-marks" data-compact={is_compact}>{ for marks }</div> }
}
