//! The map that is wanted is made.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::timeline::Timeline;
use crate::ui::app::Lab;
use crate::ui::browser;
use crate::ui::state::{Action, AppState, Shared};

use super::job::Runner;
use super::state::Ask;

/// How long a slice takes: short enough for the page to answer within a frame or two.
const SLICE_MILLIS: f64 = 8.0;

/// How often something is told of a map that goes on.
const TELL_MILLIS: f64 = 100.0;

/// Has the map made that the state wants; what is known of it becomes part of the state.
#[hook]
pub fn use_fault_map(lab: &Lab) {
    let wanted = lab.wants_map().then(|| lab.timeline.clone());
    let dispatcher = lab.dispatcher();
    use_effect_with(wanted, move |wanted| {
        let is_wanted = Rc::new(Cell::new(true));
        if let Some(timeline) = wanted.clone() {
            let turn = Turn { is_wanted: Rc::clone(&is_wanted), timeline, dispatcher };
            let runner = Runner::new(&turn.timeline.run);
            turn.slice(runner, browser::now());
        }
        move || is_wanted.set(false)
    });
}

/// A map, as long as it is wanted.
struct Turn {
    is_wanted: Rc<Cell<bool>>,
    timeline: Shared<Timeline>,
    dispatcher: UseReducerDispatcher<AppState>,
}

impl Turn {
    /// Works for a moment, then lets the page do what it has to do, and goes on.
    fn slice(self, mut runner: Runner, told_at: f64) {
        let next = move || {
            if !self.is_wanted.get() {
                return;
            }
            let until = browser::now() + SLICE_MILLIS;
            let is_done = runner.run_until(|| browser::now() >= until);
            let is_due = browser::now() - told_at >= TELL_MILLIS;
            if is_done || is_due {
                self.tell(&runner);
            }
            if !is_done {
                self.slice(runner, if is_due { browser::now() } else { told_at });
            }
        };
        // What it needs to stop is in the turn itself.
        Timeout::new(0, next).forget();
    }

    fn tell(&self, runner: &Runner) {
        let scenario = Box::new(self.timeline.run.scenario.clone());
        let answer = Ask::Answer(scenario, Rc::new(runner.mapper().map()));
        self.dispatcher.dispatch(Action::Map(answer));
    }
}
