//! What each participant holds at the playhead; what this step changed is underlined.

use yew::prelude::*;

use crate::text;
use crate::ui::lab::Lab;
use crate::ui::state_rows::{Row, rows};

use super::fold::Fold;

/// Height of a window in which the table is open at first, in CSS pixels.
const ROOM: i32 = 850;

/// The table.
pub fn state_panel(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let run = &lab.timeline.run;
    let rows_at = |step: u32| rows(lab.lang, run, &lab.timeline.world_at(step));
    let now = rows_at(lab.playhead);
    let before = rows_at(lab.playhead.saturating_sub(1));
    let is_changed = |row: &Row| !before.contains(row);
    let row = |(index, row): (usize, &Row)| {
        let has_owner_above = index > 0 && now[index - 1].owner == row.owner;
        let class = has_owner_above.then_some("same-owner");
        let changed = is_changed(row).then_some("");
        html! {
            <tr {class} key={format!("{} {}", row.owner.0, row.field)} data-field={row.field.clone()}>
                <th scope="row">
                    if !has_owner_above { { text::node_short_name(lab.lang, row.owner) } }
                </th>
                <td class="field" translate="no">{ &row.field }</td>
                <td class="value" data-changed={changed} translate="no"><span>{ &row.value }</span></td>
            </tr>
        }
    };
    html! {
        <section class="state">
            <Fold id="state" title={words.state_state()} note={words.state_underlined()}
                room={ROOM}>
                <table><tbody>{ for now.iter().enumerate().map(row) }</tbody></table>
            </Fold>
        </section>
    }
}
