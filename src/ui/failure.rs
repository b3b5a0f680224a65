//! When the page's program fails. After a panic WebAssembly runs no more, so the shell in
//! `index.html` says what happened: this file hands it beforehand what it then needs.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::scenario::link::MODEL_VERSION;

use super::browser;
use super::search::program::SOURCE;

// What the script of the shell defines.
#[wasm_bindgen]
extern "C" {
    /// Keeps what is shown, as the end of an address, and the text in the editor. What has no
    /// address leaves the one before.
    #[wasm_bindgen(js_namespace = zeroloss)]
    pub fn keep(address: Option<&str>, draft: Option<&str>);

    /// The text that was in the editor when the page failed, if that is why it starts again.
    #[wasm_bindgen(js_namespace = zeroloss)]
    pub fn draft() -> Option<String>;

    /// Shows the message over the page.
    #[wasm_bindgen(js_namespace = zeroloss)]
    fn fail(reason: &str);
}

/// From now on a panic is told to whoever looks at the page. One that the program cannot tell
/// itself, like the end of its memory, the shell learns from the browser.
pub fn watch() {
    let version = env!("CARGO_PKG_VERSION");
    browser::set_root("data-version", &format!("{version}, model {MODEL_VERSION}, {SOURCE}"));
    // Yew would put its own hook in the place of any other.
    yew::set_custom_panic_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        fail(&info.to_string());
    }));
}
