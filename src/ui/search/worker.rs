//! Somebody who works on jobs: a worker, or, where none may start, the page's own thread in slices.
//!
//! A worker is made of a `blob:`, because a sandboxed frame may not start one from an address: the
//! script of the program that searches and a few lines that start it with its compiled module,
//! which the page sends. Some pages may start none: a content security policy can forbid `blob:`.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, MessageChannel, MessageEvent, MessagePort, Url, Worker};
use yew::Callback;

use crate::job::BROKE;

use super::program::{self, Program};

/// What a helper says when it is ready for jobs. No answer is empty.
const READY: &str = "";

/// What the page hears of a helper.
#[derive(Clone, Debug)]
pub enum Heard {
    /// It can take jobs.
    Ready,
    /// An answer, whole or in part.
    Answer(String),
    /// The browser starts no worker, or ends it with an error.
    Failure,
    /// Its program failed, and said this.
    Broke(String),
    /// The program that searches cannot be loaded.
    Missing,
}

/// A helper, as the page sees it. It ends when this is dropped.
#[derive(Debug)]
pub struct Helper {
    end: End,
    _hears: Closure<dyn Fn(MessageEvent)>,
    _fails: Closure<dyn Fn()>,
}

/// Where jobs are sent.
#[derive(Clone, Debug)]
enum End {
    Worker(Worker),
    Page(MessagePort),
}

impl Helper {
    /// Starts a worker; `None` where the browser refuses at once. It may also refuse later.
    pub fn in_worker(program: &Program, heard: Callback<Heard>) -> Option<Self> {
        let lines = format!(
            ";onmessage = ({{ data }}) => wasm_bindgen({{ module_or_path: data }}).then(() => {{ \
             wasm_bindgen.serve(self); postMessage('{READY}'); }}, () => postMessage(0));"
        );
        let options = BlobPropertyBag::new();
        options.set_type("text/javascript");
        let parts = Array::of2(&program.script, &JsValue::from(lines));
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
        let address = Url::create_object_url_with_blob(&blob).ok()?;
        let worker = Worker::new(&address).ok()?;
        // A module can always be sent; a worker that has ended ignores it.
        let _ = worker.post_message(&program.module);
        Some(Self::at(End::Worker(worker), heard, move || {
            // It has been read; a blob without an address takes no memory.
            let _ = Url::revoke_object_url(&address);
        }))
    }

    /// Works in the page's own thread.
    pub fn in_page(heard: Callback<Heard>) -> Option<Self> {
        let channel = MessageChannel::new().ok()?;
        let helper = Self::at(End::Page(channel.port1()), heard.clone(), || {});
        spawn_local(async move {
            let outcome = program::serve_here(channel.port2()).await;
            heard.emit(outcome.map_or(Heard::Missing, |()| Heard::Ready));
        });
        Some(helper)
    }

    fn at(end: End, heard: Callback<Heard>, begins: impl Fn() + 'static) -> Self {
        let fails = {
            let heard = heard.clone();
            Closure::<dyn Fn()>::new(move || heard.emit(Heard::Failure))
        };
        let hears = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            heard.emit(match event.data().as_string() {
                Some(text) if text == READY => {
                    begins();
                    Heard::Ready
                }
                Some(text) => match text.strip_prefix(BROKE) {
                    Some(reason) => Heard::Broke(reason.to_owned()),
                    None => Heard::Answer(text),
                },
                None => Heard::Failure,
            });
        });
        let react = Some(hears.as_ref().unchecked_ref());
        match &end {
            End::Worker(worker) => {
                worker.set_onmessage(react);
                worker.set_onerror(Some(fails.as_ref().unchecked_ref()));
            }
            End::Page(port) => port.set_onmessage(react),
        }
        Self { end, _hears: hears, _fails: fails }
    }

    /// Gives it a job, when it is ready and idle.
    pub fn ask(&self, job: &str) {
        let job = JsValue::from(job);
        // A string can always be sent.
        let _ = match &self.end {
            End::Worker(worker) => worker.post_message(&job),
            End::Page(port) => port.post_message(&job),
        };
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        match &self.end {
            End::Worker(worker) => {
                worker.set_onmessage(None);
                worker.set_onerror(None);
                worker.terminate();
            }
            End::Page(port) => {
                port.set_onmessage(None);
                // What is no job ends the one before.
                let _ = port.post_message(&JsValue::NULL);
            }
        }
    }
}
