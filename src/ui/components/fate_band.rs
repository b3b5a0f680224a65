//! The band over the time bar: from which step on a guarantee can still be broken, can be broken no
//! more, or is broken whatever happens.

use yew::prelude::*;

use crate::explore::Fate;
use crate::text;
use crate::ui::app::Lab;
use crate::ui::fault_map::band::{Stretch, stretches, word};
use crate::ui::state::Action;

/// The stretches of the guarantee that the band is about; none as long as they are not certain.
fn shown(lab: &Lab) -> Vec<Stretch> {
    let map = lab.fault_map().filter(|map| map.is_done());
    map.map(|map| stretches(map, lab.banded())).unwrap_or_default()
}

/// The lines of the band, in the drawing of the time bar. `place` is where a step stands in it.
pub fn band(lab: &Lab, place: impl Fn(u32) -> u32) -> Html {
    let stretches = shown(lab);
    let last = stretches.len().saturating_sub(1);
    let line = |(index, stretch): (usize, &Stretch)| {
        let to = if index == last { stretch.to } else { stretch.to + 1 };
        let (x1, x2) = (place(stretch.from).to_string(), place(to).to_string());
        html! { <line class={classes!("fate", word(stretch.fate))} {x1} {x2} y1="4" y2="4" /> }
    };
    html! { <>{ for stretches.iter().enumerate().map(line) }</> }
}

/// The same in words, which is the legend: a sample of each line that occurs, with its steps.
pub fn band_caption(lab: &Lab) -> Html {
    let words = &lab.lang.words().fault_map;
    let guarantee = lab.banded();
    let name = text::guarantee_words(lab.lang, guarantee).map_or(guarantee, |words| words.name);
    let stretches = shown(lab);
    let is_broken = lab.is_broken(guarantee);
    let said = |fate: Fate| {
        let of_fate = stretches.iter().filter(|stretch| stretch.fate == fate);
        let steps: Vec<_> =
            of_fate.map(|stretch| (words.steps)(stretch.from, stretch.to)).collect();
        let meaning = match fate {
            Fate::Impossible => words.impossible,
            Fate::Possible if is_broken => words.avoidable,
            Fate::Possible => words.possible,
            Fate::Inevitable => words.inevitable,
        };
        html! {
            <span class="said">
                <svg viewBox="0 0 24 6" aria-hidden="true"><line class={classes!("fate", word(fate))} x2="24" y1="3" y2="3" /></svg>
                { (words.from_to)(meaning, &steps.join(", ")) }
            </span>
        }
    };
    let mut fates: Vec<Fate> = Vec::new();
    for Stretch { fate, .. } in &stretches {
        if !fates.contains(fate) {
            fates.push(*fate);
        }
    }
    let no_return = stretches.iter().find(|stretch| stretch.fate == Fate::Inevitable).map(|over| {
        let lab = lab.clone();
        let step = over.from;
        let onclick = move |_| lab.dispatch(Action::Seek(step));
        html! { <button type="button" id="no-return" {onclick}>{ (words.no_return)(step) }</button> }
    });
    html! {
        <p class="band" id="band" data-guarantee={guarantee}>
            <b>{ name }</b>
            { for fates.into_iter().map(said) }
            { no_return }
        </p>
    }
}
