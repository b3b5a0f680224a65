//! What the step at the playhead has changed.

use yew::prelude::*;

use crate::text;
use crate::ui::lab::Lab;
use crate::ui::state_rows::{Row, rows};

/// The rows of the state that are not as they were a step ago, each with what it was before.
pub fn state_changes(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let rows_at = |step: u32| rows(lab.lang, &lab.timeline.run, &lab.timeline.world_at(step));
    let now = rows_at(lab.playhead);
    let before = rows_at(lab.playhead.saturating_sub(1));
    let is_same = |one: &Row, other: &Row| one.owner == other.owner && one.field == other.field;
    let value = |rows: &[Row], wanted: &Row| {
        rows.iter().find(|row| is_same(row, wanted)).map_or("—", |row| &*row.value).to_owned()
    };
    let gone = before.iter().filter(|old| !now.iter().any(|row| is_same(row, old)));
    let changed = now.iter().filter(|row| !before.contains(row)).chain(gone);
    // A row that comes or goes with nothing in it tells nothing.
    let changed = changed.filter(|row| value(&before, row) != value(&now, row));
    let item = |row: &Row| {
        html! {
            <li key={format!("{} {}", row.owner.0, row.field)}>
                { text::node_short_name(lab.lang, row.owner) }{ " · " }
                <span translate="no">
                    { &row.field }{ " " }<b>{ value(&before, row) }{ " → " }{ value(&now, row) }</b>
                </span>
            </li>
        }
    };
    let changed: Vec<_> = changed.map(item).collect();
    html! {
        <section class="changes" aria-labelledby="changes-title">
            <h2 id="changes-title">{ words.state_changed() }</h2>
            if changed.is_empty() {
                <p class="remark">{ words.state_nothing_changed() }</p>
            } else {
                <ul>{ for changed }</ul>
            }
        </section>
    }
}
