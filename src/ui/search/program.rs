//! The program that searches, `zeroloss-search`: where it is, and how it starts.
//!
//! It stands beside the page's own script, is fetched when the first search starts, and is compiled
//! once for all workers.

use std::cell::RefCell;

use js_sys::{Object, Promise, Reflect, WebAssembly};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{MessagePort, Response};

use crate::ui::browser;

/// Its files have no hash in their names; what is fetched must be of the same source as the page.
const VERSION: &str = env!("ZEROLOSS_SOURCE_HASH");

thread_local! {
    /// The compiled module, or the wait for it.
    static MODULE: RefCell<Option<Promise>> = const { RefCell::new(None) };
    /// The program in the page's own thread.
    static HERE: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

// What the script defines.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = wasm_bindgen)]
    fn instantiate(options: &JsValue) -> Promise;

    #[wasm_bindgen(js_namespace = wasm_bindgen, js_name = serve_in_slices)]
    fn serve(port: &MessagePort);
}

/// The address of its script; percent-encoded, so it holds no quotation mark.
pub fn script() -> Option<String> {
    address("zeroloss-search.js")
}

fn address(file: &str) -> Option<String> {
    let page = browser::address_of_script()?;
    let (folder, _) = page.rsplit_once('/')?;
    Some(format!("{folder}/{file}?{VERSION}"))
}

/// The compiled module. After a failure the next call tries again.
pub async fn module() -> Result<JsValue, JsValue> {
    once(&MODULE, || future_to_promise(compile())).await
}

/// Lets the program answer through a port from the page's own thread, in slices.
pub async fn serve_here(port: MessagePort) -> Result<(), JsValue> {
    once(&HERE, || future_to_promise(start_here())).await?;
    serve(&port);
    Ok(())
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

async fn compile() -> Result<JsValue, JsValue> {
    let address = address("zeroloss-search_bg.wasm").ok_or(JsValue::NULL)?;
    let response = JsFuture::from(browser::window().fetch_with_str(&address)).await?;
    // Not streaming: that would refuse a host that serves the file with another type.
    let bytes = JsFuture::from(response.unchecked_into::<Response>().array_buffer()?).await?;
    JsFuture::from(WebAssembly::compile(&bytes)).await
}

async fn start_here() -> Result<JsValue, JsValue> {
    let module = module().await?;
    let document = browser::window().document().ok_or(JsValue::NULL)?;
    let script_element = document.create_element("script")?;
    script_element.set_attribute("src", &script().ok_or(JsValue::NULL)?)?;
    let loaded = Promise::new(&mut |resolve, reject| {
        // Setting a property of an element cannot fail.
        let _ = Reflect::set(&script_element, &"onload".into(), &resolve);
        let _ = Reflect::set(&script_element, &"onerror".into(), &reject);
    });
    document.document_element().ok_or(JsValue::NULL)?.append_child(&script_element)?;
    JsFuture::from(loaded).await?;
    let options = Object::new();
    Reflect::set(&options, &"module_or_path".into(), &module)?;
    JsFuture::from(instantiate(&options)).await
}
