//! Play, step, seek; the clock; and what the run comes to.

use web_sys::ScrollLogicalPosition;
use yew::prelude::*;

use crate::guarantee::Outcome;
use crate::text;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::lab::Lab;
use crate::ui::menu::Target;
use crate::ui::page::{Page, Playback, SPEEDS, Speed};

use super::compare_parting::parting;
use super::fate_band::no_return;
use super::fault_gutter::PROGRAM;
use super::handlers::{does, does_with, opens_menu, value_of};
use super::icon::{Shape, icon};
use super::time_bar::time_bar;

/// The bar at the foot of the page.
pub fn transport(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let (place, last) = (lab.position(), lab.last_position());
    let (is_first, is_last) = (place == 0, place == last);
    let (shape, play) = match lab.playback {
        Playback::Playing => (Shape::Pause, words.transport_pause()),
        Playback::Paused => (Shape::Play, words.transport_play()),
    };
    let button = |id: &'static str, shape, label: &'static str, is_off: bool, action: Action| {
        let onclick = does(lab, action);
        let class = (id == "play").then_some("primary");
        html! {
            <button type="button" {id} {class} {onclick} aria-label={label} title={label}
                aria-disabled={is_off.then_some("true")}>{ icon(shape) }</button>
        }
    };
    let time = text::clock(lab.lang, lab.time());
    html! {
        <footer class="transport">
            <div class="row" role="toolbar" aria-label={words.transport_controls()}>
                { button("first", Shape::First, words.transport_first(), is_first, Action::Seek(0)) }
                { button("back", Shape::Back, words.transport_previous(), is_first, Action::Step(-1)) }
                { button("play", shape, play, false, Action::TogglePlay) }
                { button("forward", Shape::Forward, words.transport_next(), is_last, Action::Step(1)) }
                { button("last", Shape::Last, words.transport_last(), is_last, Action::Seek(u32::MAX)) }
                { speed(lab) }
                { time_bar(lab) }
                { fault_button(lab) }
                if lab.page.shows_run() { { program_button(lab) } }
                <span class="clock" id="clock">
                    { words.transport_step_of(&place, &last) }{ " · " }{ time }
                </span>
            </div>
            if lab.page == Page::Compare { { parting(lab) } } else { { outcome_line(lab) } }
        </footer>
    }
}

/// The same menu that a right click on the time bar opens, for keyboards and fingers.
fn fault_button(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let onclick = opens_menu(lab, Target::Here);
    html! {
        <button type="button" id="break-here" {onclick} aria-label={words.fault_add()} title={words.fault_add()}
            aria-haspopup="menu">{ icon(Shape::Bolt) }</button>
    }
}

/// On a phone, where the program is below the figure: the way to it.
fn program_button(lab: &Lab) -> Html {
    let onclick =
        Callback::from(|_: MouseEvent| browser::reveal(PROGRAM, ScrollLogicalPosition::Center));
    html! {
        <button type="button" id="to-program" {onclick}>
            { lab.lang.words().program_program() }
        </button>
    }
}

fn speed(lab: &Lab) -> Html {
    let words = lab.lang.words();
    let onchange = does_with(lab, |event| Some(Action::SetSpeed(value_of(event)?.parse().ok()?)));
    let option = |(index, speed): (usize, &Speed)| {
        html! {
            <option value={index.to_string()} selected={index == lab.speed}>{ speed.shown }</option>
        }
    };
    html! {
        <select {onchange} aria-label={words.transport_speed()} id="speed">
            { for SPEEDS.iter().enumerate().map(option) }
        </select>
    }
}

/// One sentence in business words about what is shown, and at the end the codes.
fn outcome_line(lab: &Lab) -> Html {
    let run = &lab.timeline.run;
    let is_end = lab.playhead == lab.steps() && run.is_over();
    let sentence =
        text::summary_at(lab.lang, run, &lab.timeline.world_at(lab.playhead), lab.playhead);
    let codes = run.outcomes.iter().map(|outcome| code(lab, *outcome));
    let certain = no_return(lab).filter(|_| !is_end);
    html! {
        <div class="outcome" id="outcome">
            if is_end {
                { for codes }
            } else {
                <span class="code" data-pending="">
                    { if certain.is_some() { run.outcome().code() } else { "…" } }
                </span>
            }
            <p role="status">
                { sentence }
                if let Some(certain) = certain {
                    <small>{ certain }</small>
                }
                if is_end {
                    <small>{ text::outcome_meaning(lab.lang, run.outcome()) }</small>
                }
            </p>
        </div>
    }
}

/// An outcome as a tag.
pub(super) fn code(lab: &Lab, outcome: Outcome) -> Html {
    let is_good = matches!(outcome, Outcome::Ok | Outcome::Abort);
    let is_bad = !is_good && outcome != Outcome::Early;
    html! {
        <span class="code" key={outcome.code()} data-good={is_good.then_some("")} data-bad={is_bad.then_some("")}
            title={text::outcome_meaning(lab.lang, outcome)}>{ outcome.code() }</span>
    }
}
