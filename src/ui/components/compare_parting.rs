//! Where the strategies part: the line under the bar, the mark on it, and the words of each column.

use yew::prelude::*;

use crate::scenario::fault::Fault;
use crate::text;
use crate::timeline::Divergence;
use crate::ui::action::Action;
use crate::ui::lab::Lab;

use super::handlers::does;

/// What the comparison comes to, at the position that is shown.
pub fn parting(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let said = match lab.race().map(|race| (race, &race.divergence)) {
        None | Some((_, None)) => html! { words.compare_never_part() },
        Some((race, Some(found))) if lab.position() < found.position => {
            let time = text::clock(lab.lang, race.time(found.position));
            let onclick = does(lab, Action::Seek(found.position));
            html! {
                <>
                    { words.compare_part_later(&time) }{ " " }
                    <button type="button" class="jump" id="go-there" {onclick}>
                        { words.compare_go_there() }
                    </button>
                </>
            }
        }
        Some((race, Some(found))) => {
            let time = text::clock(lab.lang, race.time(found.position));
            let told = (0..lab.rivals.columns.len()).map(|column| {
                let glyph = if found.broken.contains(&column) { "✕ " } else { "" };
                html! {
                    <span class="told"><b>{ glyph }{ title(lab, column) }</b>{ " " }
                        { what_is_so(lab, found, column) }</span>
                }
            });
            html! { <><span>{ words.compare_they_part(&time) }</span>{ for told }</> }
        }
    };
    html! {
        <div class="outcome" id="parting"><p role="status">{ said }</p></div>
    }
}

/// What is so in a column where they part, as far as others differ from it.
pub fn what_is_so(lab: &Lab, found: &Divergence, column: usize) -> String {
    let words = lab.lang.words();
    let clauses =
        found.situations.get(column).map(|now| text::clauses(lab.lang, now)).unwrap_or_default();
    let told = clauses.into_iter().filter(|(facet, _)| found.facets.meets(*facet));
    let told: Vec<_> = told.map(|(_, clause)| clause).collect();
    match found.guarantee {
        Some(id) if told.is_empty() => {
            let name = text::guarantee_name(lab.lang, id);
            if found.broken.contains(&column) {
                words.compare_breaks(&name)
            } else {
                words.compare_keeps(&name)
            }
        }
        _ => told.join(words.clause_comma()),
    }
}

/// A fault as a sentence without marks of code, for lists and heads.
pub fn plain_fault(lab: &Lab, fault: &Fault) -> String {
    text::fault_sentence(lab.lang, fault).replace('`', "")
}

/// The title of a column's strategy.
pub fn title(lab: &Lab, column: usize) -> &str {
    let run = lab.rivals.columns.get(column).map_or(&lab.timeline.run, |column| &column.run);
    text::title_of(lab.lang, &run.shop.program.header)
}
