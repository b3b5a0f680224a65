//! The program that searches, `zeroloss-search`: where it is, and how it starts.
//!
//! It stands beside the page's own script, is fetched when the first search starts, and is compiled
//! once for all workers. Many a server answers every address that it does not know with its page,
//! so what was fetched is looked at before it is used.

use std::cell::RefCell;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{MessagePort, Response};

use crate::ui::browser;

use super::state::Trouble;

/// All sources as a number. The files of the program have no hash in their names; what is fetched
/// must be of the same source as the page.
pub const SOURCE: &str = env!("ZEROLOSS_SOURCE_HASH");

const SCRIPT: &str = "zeroloss-search.js";
const MODULE: &str = "zeroloss-search_bg.wasm";

/// The program as it was fetched.
#[derive(Clone, Debug)]
pub struct Program {
    /// The text of its script.
    pub script: JsValue,
    /// Its compiled module.
    pub module: JsValue,
}

thread_local! {
    /// What was fetched, or the wait for it.
    static FETCHED: RefCell<Option<Promise>> = const { RefCell::new(None) };
    /// The program in the page's own thread.
    static HERE: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

// What the script defines.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = wasm_bindgen)]
    fn instantiate(options: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = wasm_bindgen, js_name = serve_in_slices)]
    fn serve(port: &MessagePort) -> Result<(), JsValue>;
}

fn address(file: &str) -> Option<String> {
    let page = browser::address_of_script()?;
    let (folder, _) = page.rsplit_once('/')?;
    Some(format!("{folder}/{file}?{SOURCE}"))
}

/// The program. After a failure the next call tries again.
pub async fn load() -> Result<Program, Trouble> {
    let fetched = once(&FETCHED, || future_to_promise(fetch_both())).await;
    let is_page = |error: JsValue| error.is_truthy();
    let found =
        fetched.map_err(|error| if is_page(error) { Trouble::Page } else { Trouble::Missing })?;
    let found = found.unchecked_into::<Array>();
    Ok(Program { script: found.get(0), module: found.get(1) })
}

/// Lets the program answer through a port from the page's own thread, in slices.
pub async fn serve_here(port: MessagePort) -> Result<(), JsValue> {
    once(&HERE, || future_to_promise(start_here())).await?;
    serve(&port)
}

async fn once(
    place: &'static std::thread::LocalKey<RefCell<Option<Promise>>>,
    begin: fn() -> Promise,
) -> Result<JsValue, JsValue> {
    let promise = place.with_borrow_mut(|known| known.get_or_insert_with(begin).clone());
    let outcome = JsFuture::from(promise).await;
    if outcome.is_err() {
        place.take();
    }
    outcome
}

/// The text of the script and the module. The error is true if a page was sent in place of one of
/// them, and else anything that is not.
async fn fetch_both() -> Result<JsValue, JsValue> {
    let (script, module) = (fetch(SCRIPT)?, fetch(MODULE)?);
    let script = JsFuture::from(found(script).await?.text()?).await?;
    // The types that servers name are not to be relied on; what they send is.
    if script.as_string().is_some_and(|text| text.trim_start().starts_with('<')) {
        return Err(JsValue::TRUE);
    }
    // Not streaming: that would refuse a host that serves the file with another type.
    let bytes = JsFuture::from(found(module).await?.array_buffer()?).await?;
    if Uint8Array::new(&bytes).get_index(0) == b'<' {
        return Err(JsValue::TRUE);
    }
    let module = JsFuture::from(WebAssembly::compile(&bytes)).await.map_err(|_| JsValue::NULL)?;
    Ok(Array::of2(&script, &module).into())
}

fn fetch(file: &str) -> Result<Promise, JsValue> {
    Ok(browser::window().fetch_with_str(&address(file).ok_or(JsValue::NULL)?))
}

async fn found(response: Promise) -> Result<Response, JsValue> {
    let response = JsFuture::from(response).await.map_err(|_| JsValue::NULL)?;
    let response = response.unchecked_into::<Response>();
    if response.ok() { Ok(response) } else { Err(JsValue::NULL) }
}

async fn start_here() -> Result<JsValue, JsValue> {
    let Program { module, .. } = load().await.map_err(|_| JsValue::NULL)?;
    let document = browser::window().document().ok_or(JsValue::NULL)?;
    let script_element = document.create_element("script")?;
    script_element.set_attribute("src", &address(SCRIPT).ok_or(JsValue::NULL)?)?;
    let loaded = Promise::new(&mut |resolve, reject| {
        // Setting a property of an element cannot fail.
        let _ = Reflect::set(&script_element, &"onload".into(), &resolve);
        let _ = Reflect::set(&script_element, &"onerror".into(), &reject);
    });
    document.document_element().ok_or(JsValue::NULL)?.append_child(&script_element)?;
    JsFuture::from(loaded).await?;
    let options = Object::new();
    Reflect::set(&options, &"module_or_path".into(), &module)?;
    JsFuture::from(instantiate(&options)?).await
}
