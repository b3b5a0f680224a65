//! The time bar: one tick for each step, faults and commit points in their own hue, a slider to
//! seek. Idle time takes no room: the bar counts steps, and the clock beside it tells the time.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::run::Run;
use crate::shop::TraceKind;
use crate::shop::mark::Mark;
use crate::text;
use crate::ui::app::{Lab, use_lab};
use crate::ui::menu::{Menu, Target};
use crate::ui::page::Page;
use crate::ui::state::{Action, Shared};

use super::compare_parting::class_in_race;

use super::fate_band::band;

/// Width of the drawing in its own units; it is stretched to the bar.
const WIDTH: u32 = 10_000;

/// Ticks that are drawn one by one; of longer runs only those that tell something are.
const TICKS_MAX: u32 = 240;

/// The bar.
pub fn time_bar(lab: &Lab) -> Html {
    let words = &lab.lang.words().transport;
    let oninput = {
        let lab = lab.clone();
        move |event: InputEvent| {
            let input =
                event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(step) = input.and_then(|input| input.value().parse().ok()) {
                lab.dispatch(Action::Seek(step));
            }
        }
    };
    let oncontextmenu = {
        let lab = lab.clone();
        move |event: MouseEvent| {
            event.prevent_default();
            let (x, y) = super::popover::place_for(&event);
            lab.dispatch(Action::OpenMenu(Menu { target: Target::Here, x, y }));
        }
    };
    let (position, last) = (lab.position(), lab.last_position());
    let time = text::clock(lab.lang, lab.time());
    let shown = lab.race().map_or_else(|| lab.timeline.identity(), Shared::identity);
    let value = (words.position_is)(position, last, &time);
    html! {
        <div class="timebar">
            <Ticks timeline={shown} playhead={position} />
            <input type="range" min="0" max={last.to_string()} value={position.to_string()}
                id="position" aria-label={words.position} aria-valuetext={value} {oninput} {oncontextmenu} />
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
    let place = |step: u32| WIDTH * step / last.max(1);
    let tick = |step: u32| {
        let class = match lab.race() {
            Some(race) => class_in_race(&lab, race, step),
            None => class_of(&lab.timeline.run, step),
        };
        let is_told = class != "tick" || last <= TICKS_MAX;
        is_told.then(|| {
            let (y, height) = if class == "tick" { ("14", "6") } else { ("11", "12") };
            let width = if class == "tick" { "14" } else { "24" };
            html! { <rect key={step} {class} x={(place(step)).to_string()} {y} {width} {height} /> }
        })
    };
    html! {
        <svg viewBox={format!("0 0 {WIDTH} 34")} preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" x="0" y="12" width={WIDTH.to_string()} height="10" />
            <rect class="done" x="0" y="12" width={place(props.playhead).to_string()} height="10" />
            { for (1..=last).filter_map(tick) }
            if lab.page == Page::Lab { { band(&lab, place) } }
        </svg>
    }
}

/// What a step is worth on the bar.
pub(super) fn class_of(run: &Run, step: u32) -> &'static str {
    let events = run.trace.step_events(step);
    let has = |wanted: fn(&TraceKind) -> bool| events.iter().any(|event| wanted(&event.kind));
    let is_fault = |kind: &TraceKind| {
        matches!(
            kind,
            TraceKind::Crashed { .. }
                | TraceKind::Lost { .. }
                | TraceKind::Delayed { .. }
                | TraceKind::Refused { .. }
                | TraceKind::Paused { .. }
                | TraceKind::Partitioned { .. }
        )
    };
    if has(is_fault) {
        "tick fault"
    } else if has(|kind| matches!(kind, TraceKind::Mark { mark: Mark::Committed(_), .. })) {
        "tick commit"
    } else if has(|kind| matches!(kind, TraceKind::Mark { mark: Mark::CheckRound, .. })) {
        "tick check"
    } else {
        "tick"
    }
}
