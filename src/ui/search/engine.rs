//! Who works on a job: a worker with the same WebAssembly module, or, where none starts, the page
//! itself in slices.
//!
//! Some pages may not start workers: a content security policy can forbid `blob:`, a page of a
//! single file has no script that a worker could import. The person is told nothing; the search is
//! only somewhat slower.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::Callback;

use crate::explore::Report;
use crate::ui::browser;

use super::job::{Job, Runner};
use super::worker::{Heard, Helper};

/// How long a slice takes: short enough for the page to answer within a frame or two.
const SLICE_MILLIS: f64 = 8.0;

/// How often something is told of a search that goes on.
pub const TELL_MILLIS: f64 = 100.0;

/// An answer, whole or in part, and the milliseconds since its job began.
pub type Told = (Report, f64);

/// Works on one job at a time.
#[derive(Default, Debug)]
pub struct Engine {
    /// A worker that waits for the next job or works on one.
    helper: Option<Helper>,
    /// Set when a worker could not start: then none is tried again.
    is_alone: Rc<Cell<bool>>,
    /// Counts jobs, so that what belongs to an older one is known.
    current: Rc<Cell<u32>>,
    is_busy: Rc<Cell<bool>>,
}

impl Engine {
    /// Begins with a job, and gives up the one before.
    pub fn start(&mut self, job: &Job, tell: Callback<Told>) {
        self.stop();
        self.is_busy.set(true);
        let turn = Turn {
            number: self.current.get(),
            current: Rc::clone(&self.current),
            is_busy: Rc::clone(&self.is_busy),
            job: job.clone(),
            began: browser::now(),
            tell,
            last: RefCell::default(),
        };
        let turn = Rc::new(turn);
        if self.is_alone.get() {
            return turn.work_alone();
        }
        if self.helper.is_none() {
            self.helper = Helper::start();
        }
        let answered = {
            let (turn, is_alone) = (Rc::clone(&turn), Rc::clone(&self.is_alone));
            Callback::from(move |heard| match heard {
                Heard::Answer(text) => turn.hear(&text),
                Heard::Death => turn.give_up(),
                Heard::Refusal => {
                    is_alone.set(true);
                    Rc::clone(&turn).work_alone();
                }
            })
        };
        match &self.helper {
            Some(helper) => helper.ask(job.text(), answered),
            None => answered.emit(Heard::Refusal),
        }
    }

    /// Gives up the job, at once.
    pub fn stop(&mut self) {
        self.current.set(self.current.get().wrapping_add(1));
        // A worker that is busy hears nothing until it is done; without its worker a job is over.
        if self.is_busy.replace(false) {
            self.helper = None;
        }
    }
}

/// One job, while it is the current one.
#[derive(Debug)]
struct Turn {
    number: u32,
    current: Rc<Cell<u32>>,
    is_busy: Rc<Cell<bool>>,
    job: Job,
    began: f64,
    tell: Callback<Told>,
    /// What was told last.
    last: RefCell<Option<Report>>,
}

impl Turn {
    fn is_current(&self) -> bool {
        self.current.get() == self.number
    }

    fn hear(&self, text: &str) {
        if let Some(report) = self.job.read_answer(text) {
            self.say(report);
        }
    }

    fn say(&self, report: Report) {
        if self.is_current() {
            if report.progress.is_done {
                self.is_busy.set(false);
            } else {
                *self.last.borrow_mut() = Some(report.clone());
            }
            self.tell.emit((report, browser::now() - self.began));
        }
    }

    /// The worker died: most likely it was refused more memory. That is a bound like the others, and
    /// what is not known yet stays open.
    fn give_up(&self) {
        let known = self.last.take();
        let nothing = || Runner::start(self.job.text()).map(|runner| runner.report());
        if let Some(mut report) = known.or_else(nothing) {
            report.progress.is_done = true;
            self.say(report);
        }
    }

    fn work_alone(self: Rc<Self>) {
        if let Some(runner) = Runner::start(self.job.text()) {
            self.slice(Rc::new(RefCell::new(runner)), browser::now());
        }
    }

    /// Works for a moment, then lets the page do what it has to do, and goes on.
    fn slice(self: Rc<Self>, runner: Rc<RefCell<Runner>>, told_at: f64) {
        let next = move || {
            if !self.is_current() {
                return;
            }
            let until = browser::now() + SLICE_MILLIS;
            let is_done = runner.borrow_mut().run_until(|| browser::now() >= until);
            let is_due = browser::now() - told_at >= TELL_MILLIS;
            if is_done || is_due {
                self.say(runner.borrow().report());
            }
            if !is_done {
                let told_at = if is_due { browser::now() } else { told_at };
                self.slice(runner, told_at);
            }
        };
        // What it needs to stop is in the turn itself.
        Timeout::new(0, next).forget();
    }
}
