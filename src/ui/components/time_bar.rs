//! The time bar: one tick for each step, faults and commit points in their own hue, a slider to
//! seek. Idle time takes no room: the bar counts steps, and the clock beside it tells the time.

use yew::prelude::*;

use crate::shop::TraceEvent;
use crate::text;
use crate::ui::action::Action;
use crate::ui::lab::{Lab, use_lab};
use crate::ui::menu::Target;
use crate::ui::shared::Shared;

use super::handlers::{does_with, opens_menu, value_of};

use super::fate_band::band;
use super::ticks::{
    BROKEN, CLASSES, PARTING, broken_at, class_in_race, class_of, class_of_kind, rank,
};

/// Width of the drawing in its own units; it is stretched to the bar.
const WIDTH: u32 = 10_000;

/// Ticks that are drawn one by one; of longer runs only those that tell something are.
const TICKS_MAX: u32 = 240;

/// The bar.
pub fn time_bar(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let oninput =
        does_with::<InputEvent>(lab, |event| Some(Action::Seek(value_of(event)?.parse().ok()?)));
    let oncontextmenu = opens_menu(lab, Target::Here);
    let (position, last) = (lab.position(), lab.last_position());
    let time = text::clock(lab.lang, lab.time());
    let shown = lab.race().map_or_else(|| lab.timeline.identity(), Shared::identity);
    let value = words.transport_position_is(&position, &last, &time);
    html! {
        <div class="timebar">
            <Ticks timeline={shown} playhead={position} />
            <input type="range" min="0" max={last.to_string()} value={position.to_string()}
                id="position" aria-label={words.transport_position()} aria-valuetext={value} {oninput} {oncontextmenu} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct TicksProps {
    /// Identity of the run, so that the ticks are drawn again only for another one.
    timeline: usize,
    playhead: u32,
}

#[component]
fn Ticks(props: &TicksProps) -> Html {
    let lab = use_lab();
    let last = lab.last_position();
    let place = |step: u32| place_of(step, last);
    // What has been found for one run is drawn at each of its steps.
    let ticks = {
        let lab = lab.clone();
        use_memo((props.timeline, lab.page), move |_| ticks(&lab))
    };
    html! {
        <svg viewBox={format!("0 0 {WIDTH} 34")} preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" x="0" y="12" width={WIDTH.to_string()} height="10" />
            <rect class="done" x="0" y="12" width={place(props.playhead).to_string()} height="10" />
            { (*ticks).clone() }
            if lab.page.shows_run() { { band(&lab, place) } }
        </svg>
    }
}

/// Where a step is on the bar.
fn place_of(step: u32, last: u32) -> u32 {
    let place = u64::from(WIDTH) * u64::from(step) / u64::from(last.max(1));
    u32::try_from(place).unwrap_or(WIDTH)
}

/// The ticks: one for each step of a short run, else those that tell most, as far as there is room.
fn ticks(lab: &Lab) -> Html {
    let last = lab.last_position();
    let told: Vec<(u32, &str)> = if last > TICKS_MAX {
        telling_ticks(lab, last)
    } else {
        let class = |step: u32| match lab.race() {
            Some(race) => class_in_race(lab, race, step),
            None => class_of(&lab.timeline.run, step),
        };
        (1..=last).map(|step| (step, class(step))).collect()
    };
    let tick = |(step, class): (u32, &'static str)| {
        let (y, height) = if class == "tick" { ("14", "6") } else { ("11", "12") };
        let width = if class == "tick" { "14" } else { "24" };
        let x = place_of(step, last).to_string();
        html! { <rect key={step} {class} {x} {y} {width} {height} /> }
    };
    html! { <g>{ for told.into_iter().map(tick) }</g> }
}

/// Of each of as many stretches as there is room for ticks, what tells most in it. Goes through the
/// events and not through the steps, of which there are tens of thousands.
fn telling_ticks(lab: &Lab, last: u32) -> Vec<(u32, &'static str)> {
    let mut stretches: Vec<(u32, &str)> = vec![(0, CLASSES[0]); TICKS_MAX as usize + 1];
    let mut note = |position: u32, class: &'static str| {
        let stretch = &mut stretches[(place_of(position, last) * TICKS_MAX / WIDTH) as usize];
        if rank(class) > rank(stretch.1) {
            *stretch = (position, class);
        }
    };
    match lab.race() {
        None => {
            for event in &lab.timeline.run.trace.events {
                note(event.step, class_of_kind(&event.kind));
            }
        }
        Some(race) => {
            for (column, timeline) in lab.rivals.columns.iter().enumerate() {
                let telling = |event: &&TraceEvent| class_of_kind(&event.kind) != CLASSES[0];
                for event in timeline.run.trace.events.iter().filter(telling) {
                    note(race.position_of(column, event.step), class_of_kind(&event.kind));
                }
                for step in broken_at(&timeline.run) {
                    note(race.position_of(column, step), BROKEN);
                }
            }
            if let Some(found) = &race.divergence {
                note(found.position, PARTING);
            }
        }
    }
    stretches.retain(|(_, class)| *class != CLASSES[0]);
    stretches
}
