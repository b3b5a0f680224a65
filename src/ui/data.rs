//! The data of the page: its sentences, and the strategies and scenarios. Its program carries none:
//! the shell in `index.html` knows where the files are and begins to fetch those that are needed
//! before the program is there.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::catalogue;
use crate::text::Lang;

use super::action::Action;
use super::browser;
use super::lab::Lab;
use super::notice::Notice;

// What the script of the shell defines.
#[wasm_bindgen]
extern "C" {
    /// The text of the data file of a language, by its code. What failed is fetched again when it
    /// is asked for again.
    #[wasm_bindgen(catch, js_namespace = zeroloss, js_name = words)]
    fn fetch_words(code: &str) -> Result<Promise, JsValue>;

    /// The text of the catalogue, in the same way.
    #[wasm_bindgen(catch, js_namespace = zeroloss, js_name = catalogue)]
    fn fetch_catalogue() -> Result<Promise, JsValue>;

    /// Says, in the words of the shell, that the page cannot start.
    #[wasm_bindgen(js_namespace = zeroloss)]
    fn refuse(reason: &str);
}

/// That a data file could not be had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotLoaded;

/// Has the sentences of a language, from now on.
pub async fn load(lang: Lang) -> Result<(), NotLoaded> {
    if lang.is_loaded() {
        return Ok(());
    }
    lang.load(text(fetch_words(lang.code())).await?).map_err(|_| NotLoaded)
}

async fn text(fetched: Result<Promise, JsValue>) -> Result<String, NotLoaded> {
    let fetched = fetched.map_err(|_| NotLoaded)?;
    let text = JsFuture::from(fetched).await.map_err(|_| NotLoaded)?;
    text.as_string().ok_or(NotLoaded)
}

async fn load_catalogue() -> Result<(), NotLoaded> {
    catalogue::load(text(fetch_catalogue()).await?).map_err(|_| NotLoaded)
}

/// Starts the page once it has its data, or says that it cannot. The catalogue comes first: to read
/// an address is to look into it, and the address can name the language.
pub fn start(language: fn() -> Lang, mount: impl FnOnce() + 'static) {
    spawn_local(async move {
        if load_catalogue().await.is_err() {
            return refuse("catalogue-….txt");
        }
        let lang = language();
        match load(lang).await {
            Ok(()) => mount(),
            Err(NotLoaded) => refuse(&format!("words-{}-….txt", lang.code())),
        }
    });
}

/// Shows the page in another language as soon as its sentences are there.
pub fn switch(lab: &Lab, lang: Lang) {
    let lab = lab.clone();
    spawn_local(async move {
        match load(lang).await {
            Ok(()) => {
                browser::store("lang", lang.code());
                lab.dispatch(Action::SetLang(lang));
            }
            Err(NotLoaded) => lab.dispatch(Action::Tell(Notice::NoWords(lang))),
        }
    });
}
