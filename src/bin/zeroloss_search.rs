//! The program of the page's workers: a [`Task`] at the other end of a port.
//!
//! It is a program of its own so that it can be compiled for speed, and be fetched when the first
//! search starts. The page talks to it in texts ([`zeroloss::job`]) and shares no type with it.

use std::cell::RefCell;
use std::panic;
use std::rc::Rc;

use js_sys::{Error, Function};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use zeroloss::job::{BROKE, Task};

/// How often something is told of work that goes on.
const TELL_MILLIS: f64 = 100.0;

/// How long it keeps a page from its other work: short enough to answer within a frame or two.
const SLICE_MILLIS: f64 = 8.0;

/// What is said to a text that is no job. It is no answer, so nobody waits for one: whoever asked
/// is of another version.
const NO_JOB: &str = "?";

#[wasm_bindgen]
extern "C" {
    /// What the page's messages come from and the answers go to: the scope of a worker, or a
    /// `MessagePort`.
    #[derive(Clone, Debug)]
    pub type Port;

    #[wasm_bindgen(method, js_name = postMessage)]
    fn post(this: &Port, text: &str);

    #[wasm_bindgen(method, setter = onmessage)]
    fn set_on_message(this: &Port, react: &JsValue);

    type Message;

    #[wasm_bindgen(method, getter)]
    fn data(this: &Message) -> Option<String>;

    #[wasm_bindgen(js_name = setTimeout)]
    fn later(react: &JsValue, millis: i32);
}

thread_local! {
    /// Why this program works no more. What is left of it after a panic may be wrong.
    static FAILURE: RefCell<Option<String>> = const { RefCell::new(None) };
}

fn main() {
    panic::set_hook(Box::new(|info| FAILURE.set(Some(info.to_string()))));
}

/// Answers every job that comes through the port, in a worker of which nobody wants anything else.
/// It hears nothing while it works; whoever wants it to stop ends the worker.
#[wasm_bindgen]
pub fn serve(port: &Port) {
    listen(port, move |port, job| {
        let Some(mut task) = job.and_then(|job| Task::start(&job)) else {
            return port.post(NO_JOB);
        };
        while !run_for(&mut task, TELL_MILLIS) {
            port.post(&task.answer());
        }
        port.post(&task.answer());
    });
}

/// The same in slices, in the thread of the page. A new job takes the place of the one before, and
/// a message that is no job ends it.
#[wasm_bindgen]
pub fn serve_in_slices(port: &Port) {
    let slices = Rc::new(Slices { port: port.clone(), current: RefCell::default() });
    listen(port, move |port, job| {
        let task = job.as_ref().and_then(|job| Task::start(job));
        if job.is_some() && task.is_none() {
            port.post(NO_JOB);
        }
        let is_idle = slices.current.borrow().is_none();
        *slices.current.borrow_mut() = task;
        if is_idle {
            Rc::clone(&slices).go_on(now());
        }
    });
}

/// Hands on the text of every message; `None` for what is no text.
fn listen(port: &Port, react: impl Fn(&Port, Option<String>) + 'static) {
    let (own, react) = (port.clone(), Rc::new(react));
    let react = Closure::<dyn Fn(Message)>::new(move |message: Message| {
        let (port, react) = (own.clone(), Rc::clone(&react));
        guard(&own, move || react(&port, message.data()));
    });
    // It lives as long as the port.
    port.set_on_message(&react.into_js_value());
}

/// Works in a call of its own through the browser. A panic ends that call, and this one can still
/// tell why; so it does of all work that comes later.
fn guard(port: &Port, work: impl FnOnce() + 'static) {
    if FAILURE.with_borrow(Option::is_none) {
        let work = Closure::once_into_js(work).unchecked_into::<Function>();
        let failed = work.call0(&JsValue::UNDEFINED).err();
        // Without a panic it was a trap, like the end of the stack or of the memory.
        if let Some(trap) = failed.filter(|_| FAILURE.with_borrow(Option::is_none)) {
            let message = trap.dyn_into().map(|error: Error| error.message().into());
            FAILURE.set(Some(message.unwrap_or_default()));
        }
    }
    if let Some(reason) = FAILURE.with_borrow(Clone::clone) {
        port.post(&format!("{BROKE}{reason}"));
    }
}

/// Work in the thread of the page.
struct Slices {
    port: Port,
    current: RefCell<Option<Task>>,
}

impl Slices {
    /// Works for a moment, then lets the page do what it has to do, and goes on.
    fn go_on(self: Rc<Self>, told_at: f64) {
        let next = Closure::once_into_js(move || {
            guard(&self.port.clone(), move || self.slice(told_at));
        });
        later(next.unchecked_ref(), 0);
    }

    fn slice(self: Rc<Self>, told_at: f64) {
        let mut current = self.current.borrow_mut();
        let Some(task) = current.as_mut() else { return };
        let is_done = run_for(task, SLICE_MILLIS);
        let is_due = now() - told_at >= TELL_MILLIS;
        if is_done || is_due {
            self.port.post(&task.answer());
        }
        if is_done {
            *current = None;
        } else {
            drop(current);
            self.go_on(if is_due { now() } else { told_at });
        }
    }
}

/// Says whether it is done.
fn run_for(task: &mut Task, millis: f64) -> bool {
    let until = now() + millis;
    task.run_until(|| now() >= until)
}

fn now() -> f64 {
    js_sys::Date::now()
}
