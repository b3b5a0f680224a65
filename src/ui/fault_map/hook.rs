//! The map that is wanted is made: a small one by the page itself, in slices, because that takes
//! less time than to fetch the program of the workers; a large one by a worker. The places of both
//! are found by the page, in slices as well.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::job::map::Runner;
use crate::job::{Answer, Job, slice};
use crate::scenario::Scenario;
use crate::ui::action::Action;
use crate::ui::browser;
use crate::ui::effect::use_effect_with;
use crate::ui::lab::Lab;
use crate::ui::reduce::fault_map::Wanted;
use crate::ui::search::crew::Told;
use crate::ui::search::pool::Pool;
use crate::ui::search::state::{self as search, Trouble};
use crate::ui::state::AppState;

use super::state::Ask;

/// Events of a map that the page makes by itself: half a second of slices.
const SMALL: u64 = 100_000;

/// How often something is told of a map that goes on.
const TELL_MILLIS: f64 = 100.0;

/// Has the map made that the state wants; what is known of it becomes part of the state.
#[hook]
pub fn use_fault_map(lab: &Lab) {
    let wanted = lab.wanted_map();
    let dispatcher = lab.dispatcher();
    let pool = use_mut_ref(Pool::default);
    use_effect_with(wanted, move |wanted| {
        let turn = wanted.clone().map(|wanted| {
            let (runner, scenario) = match wanted {
                Wanted::Shown(shown) => {
                    (Runner::new(Rc::clone(&shown.run)), shown.run.scenario.clone())
                }
                Wanted::Other(scenario) => (Runner::of(&scenario), *scenario),
            };
            let runner = RefCell::new(Some(runner));
            let turn = Rc::new(Turn { runner, scenario, dispatcher, pool: Rc::clone(&pool) });
            Rc::clone(&turn).slice(Work::Find, browser::now());
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

/// What a slice does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    /// Looks for the places.
    Find,
    /// Runs the faults.
    Run,
}

/// A map, as long as it is wanted.
struct Turn {
    /// None when it is wanted no more.
    runner: RefCell<Option<Runner>>,
    scenario: Scenario,
    dispatcher: UseReducerDispatcher<AppState>,
    pool: Rc<RefCell<Pool>>,
}

impl Turn {
    /// All places are found.
    fn begin(self: Rc<Self>) {
        let size = self.runner.borrow().as_ref().map(Runner::size);
        let Some((faults, events)) = size else { return };
        if faults as u64 * u64::from(events) <= SMALL {
            return self.slice(Work::Run, browser::now());
        }
        let job = Job::map(&self.scenario);
        let has_page_begun = RefCell::new(false);
        let turn = Rc::clone(&self);
        let hear = move |told| match told {
            Told::Answer(_, text) => turn.hear(&text),
            // What broke there would break here.
            Told::Lost(_, trouble @ Trouble::Broke(_)) => {
                turn.dispatcher.dispatch(Action::Search(search::Ask::Fail(trouble)));
            }
            Told::Trouble(Trouble::Alone) => {}
            // What nobody else does the page does. One chain of slices is enough.
            Told::Lost(..) | Told::Trouble(_) => {
                if !has_page_begun.replace(true) {
                    Rc::clone(&turn).slice(Work::Run, browser::now());
                }
            }
        };
        self.pool.borrow().want(&[job], Callback::from(hear));
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

    /// Lets the page do what it has to do, works for a moment, and goes on.
    fn slice(self: Rc<Self>, work: Work, told_at: f64) {
        let next = move || {
            let Some(is_done) = self.work(work) else { return };
            match work {
                Work::Find if is_done => return self.begin(),
                Work::Find => return self.slice(work, told_at),
                Work::Run => {}
            }
            let is_due = browser::now() - told_at >= TELL_MILLIS;
            if is_done || is_due {
                self.tell();
            }
            if !is_done {
                self.slice(work, if is_due { browser::now() } else { told_at });
            }
        };
        // What it needs to stop is in the turn itself.
        Timeout::new(0, next).forget();
    }

    /// Says whether that was the end; nothing if nobody wants it any more.
    fn work(&self, work: Work) -> Option<bool> {
        let mut runner = self.runner.borrow_mut();
        let runner = runner.as_mut()?;
        Some(match work {
            Work::Find => runner.find_for(slice::EVENTS),
            Work::Run => runner.run_for(slice::EVENTS),
        })
    }

    /// Who is told may want something else, so nothing is borrowed meanwhile.
    fn tell(&self) {
        let map = self.runner.borrow().as_ref().and_then(Runner::map).map(Rc::new);
        if let Some(map) = map {
            let scenario = Box::new(self.scenario.clone());
            self.dispatcher.dispatch(Action::Map(Ask::Answer(scenario, map)));
        }
    }
}
