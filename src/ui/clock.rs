//! The clock that moves the playhead while a run plays.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::action::Action;
use super::effect::use_effect_with;
use super::page::{Playback, SPEEDS};
use super::state::AppState;

/// How long one step stays at normal speed. Slow enough to read its label.
const STEP_MILLIS: u32 = 850;

/// Sends [`Action::Tick`] while the run plays. A timeout that is set again after each step, not an
/// interval: a background tab then falls behind instead of jumping.
#[hook]
pub fn use_playback_clock(state: &UseReducerHandle<AppState>) {
    let dispatcher = state.dispatcher();
    let is_playing = state.playback == Playback::Playing;
    let millis = STEP_MILLIS * 4 / SPEEDS[state.speed].quarters;
    use_effect_with((is_playing, state.position(), millis), move |_| {
        let timeout =
            is_playing.then(|| Timeout::new(millis, move || dispatcher.dispatch(Action::Tick)));
        // Dropping the timeout cancels it.
        move || drop(timeout)
    });
}
