//! Makes what the state wants, in slices of so many events. Between two of them the browser paints
//! and answers.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::job::slice;
use crate::ui::action::Action;
use crate::ui::effect::use_effect_with;
use crate::ui::lab::Lab;
use crate::ui::state::AppState;

use super::state::{Made, Report, Wanted};
use super::work::Work;

/// After how many slices it is told how far the work is: about ten times a second.
const SLICES_BETWEEN_REPORTS: u32 = 8;

/// Has the run made that the state wants.
#[hook]
pub fn use_running(lab: &Lab) {
    let dispatcher = lab.dispatcher();
    use_effect_with(lab.wanted_run(), move |wanted| {
        let turn = wanted.clone().map(|wanted| {
            let work = RefCell::new(Some(wanted.begin()));
            let turn = Rc::new(Turn { wanted, work, dispatcher });
            Rc::clone(&turn).slice(0);
            turn
        });
        move || {
            if let Some(turn) = turn {
                turn.work.take();
            }
        }
    });
}

/// What is made, as long as it is wanted.
struct Turn {
    wanted: Wanted,
    /// None when it is wanted no more.
    work: RefCell<Option<Work>>,
    dispatcher: UseReducerDispatcher<AppState>,
}

impl Turn {
    /// Lets the browser do what it has to do, works for a moment, and goes on.
    fn slice(self: Rc<Self>, slices: u32) {
        let next = move || {
            let Some(mut work) = self.work.take() else { return };
            let wanted = self.wanted.clone();
            if work.run_for(slice::EVENTS) {
                return self.dispatcher.dispatch(Action::Ran(wanted.end(work)));
            }
            let events = work.events();
            *self.work.borrow_mut() = Some(work);
            if slices.is_multiple_of(SLICES_BETWEEN_REPORTS) {
                let made = Made::Part(events);
                self.dispatcher.dispatch(Action::Ran(Report { wanted, made }));
            }
            self.slice(slices + 1);
        };
        // What it needs to stop is in the turn itself.
        Timeout::new(0, next).forget();
    }
}
