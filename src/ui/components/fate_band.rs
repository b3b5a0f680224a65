//! The band over the time bar: up to which step a guarantee can still be broken, or be saved, and
//! from which on nothing changes its fate.

use yew::prelude::*;

use crate::explore::Fate;
use crate::ui::action::Action;
use crate::ui::fault_map::band::{Stretch, stretches, word};
use crate::ui::lab::Lab;

use super::handlers::does;

/// The stretches of the guarantee that the band is about; none as long as they are not certain.
fn shown(lab: &Lab) -> Vec<Stretch> {
    let map = lab.fault_map().filter(|map| map.is_done());
    map.map(|map| stretches(map, lab.banded())).unwrap_or_default()
}

/// A line of the band from here to there.
fn line(fate: Fate, (x1, x2): (u32, u32)) -> Html {
    html! {
        <line class={format!("fate {}", word(fate))} x1={x1.to_string()} x2={x2.to_string()}
            y1="4" y2="4" />
    }
}

/// The lines of the band, in the drawing of the time bar. `place` is where a step stands in it.
pub fn band(lab: &Lab, place: impl Fn(u32) -> u32) -> Html {
    let end = |stretch: &Stretch| lab.steps().min(stretch.to + 1);
    let draw = |stretch: &Stretch| line(stretch.fate, (place(stretch.from), place(end(stretch))));
    html! { <g>{ for shown(lab).iter().map(draw) }</g> }
}

/// The same in words, on demand: a sample of each line that occurs, with its steps.
pub fn band_legend(lab: &Lab) -> Html {
    let stretches = shown(lab);
    let mut fates: Vec<Fate> = Vec::new();
    for stretch in &stretches {
        if !fates.contains(&stretch.fate) {
            fates.push(stretch.fate);
        }
    }
    html! {
        <details class="band" id="band" data-guarantee={lab.banded()} hidden={fates.is_empty()}>
            <summary>{ lab.lang.words().map_band() }</summary>
            { for fates.into_iter().map(|fate| sample(lab, fate, &stretches)) }
        </details>
    }
}

/// The step after which a guarantee is broken whatever happens, if that is known.
pub fn no_return_of(lab: &Lab, guarantee: &str) -> Option<u32> {
    lab.fault_map()?.point_of_no_return(guarantee)
}

/// Since when nothing helps at the playhead, as the way to that step.
pub fn no_return(lab: &Lab) -> Option<Html> {
    let step = no_return_of(lab, lab.told()).filter(|step| *step <= lab.playhead)?;
    Some(html! {
        <button type="button" class="no-return" onclick={does(lab, Action::Seek(step))}>
            { lab.lang.words().map_no_return(&step) }
        </button>
    })
}

/// A sample of the line of a fate, what the fate means, and from which step to which it lasts.
fn sample(lab: &Lab, fate: Fate, stretches: &[Stretch]) -> Html {
    let words = lab.lang.words();
    let meaning = match fate {
        Fate::Impossible => words.map_impossible(),
        Fate::Possible if lab.is_broken(lab.banded()) => words.map_avoidable(),
        Fate::Possible => words.map_possible(),
        Fate::Inevitable => words.map_inevitable(),
    };
    let of_fate = stretches.iter().filter(|stretch| stretch.fate == fate);
    let steps =
        of_fate.map(
            |Stretch { from, to, .. }| {
                if from == to { words.map_step(from) } else { words.map_steps(from, to) }
            },
        );
    let steps: Vec<_> = steps.collect();
    html! {
        <span class="said">
            <svg viewBox="0 0 24 8" aria-hidden="true">{ line(fate, (0, 24)) }</svg>
            { words.map_from_to(&meaning, &steps.join(", ")) }
        </span>
    }
}
