//! What the marks beside the program mean, and of which faults they are.

use yew::prelude::*;

use crate::ordered::sort_by_key;
use crate::text;
use crate::ui::action::Action;
use crate::ui::fault_map::marks::LineMark;
use crate::ui::fault_map::state::Ask;
use crate::ui::lab::Lab;

use super::fault_gutter::{map_legend, titles};
use super::handlers::does;

/// A mark as it stands beside a line.
pub fn sign(mark: LineMark) -> Html {
    html! { <span class="mark" data-mark={mark.word()} aria-hidden="true">{ mark.sign() }</span> }
}

/// What a mark says of its line.
pub fn meaning(lab: &Lab, mark: LineMark) -> String {
    let words = lab.lang.words();
    match mark {
        LineMark::Breaks => words.mark_breaks_name(&text::guarantee_name(lab.lang, lab.told())),
        LineMark::BreaksOther(other) => {
            words.mark_breaks_name(&text::guarantee_name(lab.lang, other))
        }
        LineMark::NothingDone | LineMark::Survives => short(lab, mark).to_owned(),
    }
}

fn short(lab: &Lab, mark: LineMark) -> &'static str {
    let words = lab.lang.words();
    match mark {
        LineMark::Breaks => words.mark_breaks(),
        LineMark::BreaksOther(_) => words.mark_breaks_other(),
        LineMark::NothingDone => words.mark_nothing_done(),
        LineMark::Survives => words.mark_survives(),
    }
}

/// The legend: each mark that occurs, or the kinds of faults that have a column.
pub fn mark_legend(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let marks = lab.line_marks();
    let mut seen: Vec<LineMark> = Vec::new();
    for (_, mark) in &marks.found {
        if !seen.iter().any(|known| known.word() == mark.word()) {
            seen.push(*mark);
        }
    }
    sort_by_key(&mut seen, |mark| *mark);
    let entry = |mark: &LineMark| html! { <span>{ sign(*mark) }{ short(lab, *mark) }</span> };
    let toggle = |id: &'static str, is_on: bool, label: &'static str, ask: Ask| {
        let onclick = does(lab, Action::Map(ask));
        html! {
            <button type="button" {id} class="link" {onclick} aria-pressed={is_on.to_string()}>
                { label }
            </button>
        }
    };
    let counted = words.mark_counted(&titles(lab).join(words.mark_comma()));
    html! {
        <>
            if lab.maps.has_columns {
                { map_legend(lab) }
            } else {
                <p class="legend" title={counted}>
                    { for seen.iter().map(entry) }
                    if !marks.is_whole {
                        <span role="status">
                            <span class="mark">{ "⋯" }</span>{ words.mark_unknown() }
                        </span>
                    }
                </p>
            }
            <p class="legend-more">
                { toggle("map", lab.maps.has_columns, words.mark_columns(), Ask::Columns) }
                if lab.has_faults() && !lab.maps.has_columns {
                    { toggle("map-of-run", lab.maps.is_of_run, words.mark_of_run(), Ask::OfRun) }
                }
            </p>
        </>
    }
}
