//! The band over the time bar: up to which step a guarantee can still be broken, or be saved, and
//! from which on nothing changes its fate.

use yew::prelude::*;

use crate::explore::Fate;
use crate::text;
use crate::ui::app::Lab;
use crate::ui::fault_map::band::{Stretch, stretches, word};
use crate::ui::state::Action;

use super::markup::{element, labelled, told_by, written};

/// The stretches of the guarantee that the band is about; none as long as they are not certain.
fn shown(lab: &Lab) -> Vec<Stretch> {
    let map = lab.fault_map().filter(|map| map.is_done());
    map.map(|map| stretches(map, lab.banded())).unwrap_or_default()
}

/// A line of the band from here to there.
fn line(fate: Fate, (x1, x2): (u32, u32)) -> Html {
    let (class, x1, x2) = (format!("fate {}", word(fate)), x1.to_string(), x2.to_string());
    let values = [Some(&*class), Some(&x1), Some(&x2), Some("4"), Some("4")];
    element("line", &["class", "x1", "x2", "y1", "y2"], &values, Vec::new())
}

/// The lines of the band, in the drawing of the time bar. `place` is where a step stands in it.
pub fn band(lab: &Lab, place: impl Fn(u32) -> u32) -> Html {
    let end = |stretch: &Stretch| lab.steps().min(stretch.to + 1);
    let draw = |stretch: &Stretch| line(stretch.fate, (place(stretch.from), place(end(stretch))));
    element("g", &[], &[], shown(lab).iter().map(draw).collect())
}

/// The same in words, which is the legend: a sample of each line that occurs, with its steps.
pub fn band_caption(lab: &Lab) -> Html {
    let words = &lab.lang.words().fault_map;
    let guarantee = lab.banded();
    let name = text::guarantee_words(lab.lang, guarantee).map_or(guarantee, |words| words.name);
    let stretches = shown(lab);
    let mut said = vec![labelled("b", "", name)];
    if let Some(over) = stretches.iter().find(|stretch| stretch.fate == Fate::Inevitable) {
        let keys = &["type", "id", "data-seek"];
        let values = [Some("button"), Some("no-return"), Some(&*over.from.to_string())];
        said.push(element("button", keys, &values, vec![written(&(words.no_return)(over.from))]));
    }
    let mut fates: Vec<Fate> = Vec::new();
    for &Stretch { fate, .. } in &stretches {
        if !fates.contains(&fate) {
            fates.push(fate);
            let of_fate = stretches.iter().filter(|stretch| stretch.fate == fate);
            let steps: Vec<_> =
                of_fate.map(|stretch| (words.steps)(stretch.from, stretch.to)).collect();
            let meaning = match fate {
                Fate::Impossible => words.impossible,
                Fate::Possible if lab.is_broken(guarantee) => words.avoidable,
                Fate::Possible => words.possible,
                Fate::Inevitable => words.inevitable,
            };
            let keys = &["viewBox", "aria-hidden"];
            let values = [Some("0 0 24 8"), Some("true")];
            let picture = element("svg", keys, &values, vec![line(fate, (0, 24))]);
            let sentence = written(&(words.from_to)(meaning, &steps.join(", ")));
            said.push(element("span", &["class"], &[Some("said")], vec![picture, sentence]));
        }
    }
    let onclick = {
        let lab = lab.clone();
        move |event: MouseEvent| {
            if let Some(step) = told_by(&event, "data-seek").and_then(|step| step.parse().ok()) {
                lab.dispatch(Action::Seek(step));
            }
        }
    };
    html! { <div class="band" id="band" data-guarantee={guarantee} {onclick}>{ for said }</div> }
}
