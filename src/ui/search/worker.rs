//! A worker that searches: both of its ends.
//!
//! It is made of a few lines in a `blob:`, because a sandboxed frame may not start one from an
//! address, nor a module worker from a blob. These lines import the script that started the page,
//! and give it the page's compiled module: nothing is compiled twice, and nothing but that script is
//! loaded, mostly from the cache.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, MessageEvent, Url, Worker};
use yew::Callback;

use crate::ui::browser;

use super::engine::TELL_MILLIS;
use super::job::{Runner, write_report};

/// What a worker says when it is ready for jobs. No answer is empty.
const READY: &str = "";

/// What the page hears of a worker.
#[derive(Clone, Debug)]
pub enum Heard {
    /// An answer, whole or in part.
    Answer(String),
    /// It could not start.
    Refusal,
    /// It started, and will answer nothing more.
    Death,
}

/// A worker, as the page sees it. It ends when this is dropped.
#[derive(Debug)]
pub struct Helper {
    worker: Worker,
    talk: Rc<RefCell<Talk>>,
    _hears: Closure<dyn Fn(MessageEvent)>,
    _fails: Closure<dyn Fn()>,
}

/// What goes on between the page and a worker.
#[derive(Default, Debug)]
struct Talk {
    is_ready: bool,
    /// The job that waits until the worker is ready.
    waiting: Option<String>,
    /// Who hears what comes of it.
    answered: Option<Callback<Heard>>,
}

impl Helper {
    /// Starts a worker; `None` where the browser refuses at once. It may also refuse later.
    pub fn start() -> Option<Self> {
        let script = browser::address_of_script()?;
        // The address is percent-encoded, so it holds no quotation mark.
        let lines = format!(
            "onmessage = ({{ data }}) => import('{script}').then((page) => \
             page.default({{ module_or_path: data }})).catch(() => postMessage(0));"
        );
        let options = BlobPropertyBag::new();
        options.set_type("text/javascript");
        let parts = Array::of1(&JsValue::from(lines));
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
        let address = Url::create_object_url_with_blob(&blob).ok()?;
        let worker = Worker::new(&address).ok()?;
        let talk = Rc::new(RefCell::new(Talk::default()));
        let hears = hears(&worker, &talk, address);
        let fails = {
            let talk = Rc::clone(&talk);
            Closure::<dyn Fn()>::new(move || fail(&talk))
        };
        worker.set_onmessage(Some(hears.as_ref().unchecked_ref()));
        worker.set_onerror(Some(fails.as_ref().unchecked_ref()));
        worker.post_message(&wasm_bindgen::module()).ok()?;
        Some(Self { worker, talk, _hears: hears, _fails: fails })
    }

    /// Gives it a job, when it is ready and idle.
    pub fn ask(&self, job: &str, answered: Callback<Heard>) {
        let mut talk = self.talk.borrow_mut();
        talk.answered = Some(answered);
        if talk.is_ready {
            // A string can always be sent.
            let _ = self.worker.post_message(&JsValue::from(job));
        } else {
            talk.waiting = Some(job.to_owned());
        }
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn hears(
    worker: &Worker,
    talk: &Rc<RefCell<Talk>>,
    address: String,
) -> Closure<dyn Fn(MessageEvent)> {
    let (worker, talk) = (worker.clone(), Rc::clone(talk));
    Closure::new(move |event: MessageEvent| match event.data().as_string() {
        Some(text) if text == READY => {
            // It has been read; a blob without an address takes no memory.
            let _ = Url::revoke_object_url(&address);
            talk.borrow_mut().is_ready = true;
            if let Some(job) = talk.borrow_mut().waiting.take() {
                let _ = worker.post_message(&JsValue::from(job));
            }
        }
        Some(answer) => tell(&talk, Heard::Answer(answer)),
        None => fail(&talk),
    })
}

fn fail(talk: &Rc<RefCell<Talk>>) {
    let is_ready = talk.borrow().is_ready;
    tell(talk, if is_ready { Heard::Death } else { Heard::Refusal });
}

/// Tells whoever asked. Who hears may ask again, so nothing is borrowed meanwhile.
fn tell(talk: &Rc<RefCell<Talk>>, heard: Heard) {
    let answered = talk.borrow().answered.clone();
    if let Some(answered) = answered {
        answered.emit(heard);
    }
}

/// The worker's own end: answers every job that comes, one after another.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let post = {
        let scope = scope.clone();
        // A string can always be sent.
        move |text: &str| drop(scope.post_message(&JsValue::from(text)))
    };
    let say = post.clone();
    let works = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let job = event.data().as_string();
        let Some(mut runner) = job.and_then(|job| Runner::start(&job)) else { return };
        loop {
            let until = browser::now() + TELL_MILLIS;
            let is_done = runner.run_until(|| browser::now() >= until);
            say(&write_report(&runner.report()));
            if is_done {
                return;
            }
        }
    });
    scope.set_onmessage(Some(works.as_ref().unchecked_ref()));
    // It lives as long as the worker.
    works.forget();
    post(READY);
}
