//! The map that is wanted is made: a small one by the page itself, in slices, because that takes less
//! time than to fetch the program of the workers; a large one by a worker.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::job::map::Runner;
use crate::job::{Answer, Job};
use crate::timeline::Timeline;
use crate::ui::app::Lab;
use crate::ui::browser;
use crate::ui::search::pool::{Pool, Told};
use crate::ui::search::state::{self as search, Trouble};
use crate::ui::state::{Action, AppState, Shared};

use super::state::Ask;

/// Faults that the page runs itself. Each takes a tenth of a millisecond.
const SMALL: usize = 800;

/// How long a slice takes: short enough for the page to answer within a frame or two.
const SLICE_MILLIS: f64 = 8.0;

/// How often something is told of a map that goes on.
const TELL_MILLIS: f64 = 100.0;

/// Has the map made that the state wants; what is known of it becomes part of the state.
#[hook]
pub fn use_fault_map(lab: &Lab) {
    let wanted = lab.wants_map().then(|| lab.timeline.clone());
    let dispatcher = lab.dispatcher();
    let pool = use_mut_ref(Pool::default);
    use_effect_with(wanted, move |wanted| {
        let turn = wanted.clone().map(|timeline| {
            let runner = RefCell::new(Some(Runner::new(&timeline.run)));
            let has_page_begun = Cell::new(false);
            let turn = Rc::new(Turn { runner, has_page_begun, timeline, dispatcher });
            Rc::clone(&turn).begin(&pool.borrow());
            turn
        });
        move || {
            if let Some(turn) = turn {
                turn.runner.take();
                pool.borrow().want(&[], Callback::noop());
            }
        }
    });
}

/// A map, as long as it is wanted.
struct Turn {
    /// None when it is wanted no more.
    runner: RefCell<Option<Runner>>,
    /// Whether the page works on it itself: one chain of slices is enough.
    has_page_begun: Cell<bool>,
    timeline: Shared<Timeline>,
    dispatcher: UseReducerDispatcher<AppState>,
}

impl Turn {
    fn begin(self: Rc<Self>, pool: &Pool) {
        let places = self.runner.borrow().as_ref().map(|runner| runner.mapper().places());
        if places.is_some_and(|places| places <= SMALL) {
            return self.take_over();
        }
        let job = Job::map(&self.timeline.run.scenario);
        let hear = move |told| match told {
            Told::Answer(_, text) => self.hear(&text),
            // What broke there would break here.
            Told::Lost(_, trouble @ Trouble::Broke(_)) => {
                self.dispatcher.dispatch(Action::Search(search::Ask::Fail(trouble)));
            }
            Told::Trouble(Trouble::Alone) => {}
            // What nobody else does the page does.
            Told::Lost(..) | Told::Trouble(_) => Rc::clone(&self).take_over(),
        };
        pool.want(&[job], Callback::from(hear));
    }

    fn hear(&self, text: &str) {
        let is_new = {
            let mut runner = self.runner.borrow_mut();
            let both = runner.as_mut().zip(Answer::read(text));
            both.is_some_and(|(runner, answer)| runner.hear(answer))
        };
        if is_new {
            self.tell();
        }
    }

    fn take_over(self: Rc<Self>) {
        if !self.has_page_begun.replace(true) {
            self.slice(browser::now());
        }
    }

    /// Works for a moment, then lets the page do what it has to do, and goes on.
    fn slice(self: Rc<Self>, told_at: f64) {
        let next = move || {
            let Some(is_done) = self.work() else { return };
            let is_due = browser::now() - told_at >= TELL_MILLIS;
            if is_done || is_due {
                self.tell();
            }
            if !is_done {
                self.slice(if is_due { browser::now() } else { told_at });
            }
        };
        // What it needs to stop is in the turn itself.
        Timeout::new(0, next).forget();
    }

    /// Says whether that was the end; nothing if nobody wants it any more.
    fn work(&self) -> Option<bool> {
        let mut runner = self.runner.borrow_mut();
        let runner = runner.as_mut()?;
        let until = browser::now() + SLICE_MILLIS;
        let mut is_done = false;
        while !is_done && browser::now() < until {
            is_done = runner.go_on();
        }
        Some(is_done)
    }

    /// Who is told may want something else, so nothing is borrowed meanwhile.
    fn tell(&self) {
        let map = self.runner.borrow().as_ref().map(|runner| Rc::new(runner.mapper().map()));
        if let Some(map) = map {
            let scenario = Box::new(self.timeline.run.scenario.clone());
            self.dispatcher.dispatch(Action::Map(Ask::Answer(scenario, map)));
        }
    }
}
