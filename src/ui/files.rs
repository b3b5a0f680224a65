//! Files that come and go. What the browser has to do for them is in `static/files.js`, and what
//! becomes of one that comes in [`super::reduce`].

use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;

use super::action::Action;
use super::effect::use_effect_with;
use super::lab::Lab;
use super::page::Brought;

#[wasm_bindgen]
extern "C" {
    /// Hands a file to the person: a picture in pixels if its name ends in `.png`, so many times as
    /// large as the SVG picture that is given, and bytes as characters if it ends in `.zip`. A
    /// picture that is too large for the browser is told as a file that it cannot read.
    #[wasm_bindgen(js_namespace = zeroloss)]
    pub fn save(name: &str, content: &str, scale: &str);

    /// Tells of each file that a person brings, as [`Brought`] reads it.
    #[wasm_bindgen(js_namespace = zeroloss, js_name = files)]
    fn on_file(tell: &Closure<dyn Fn(String)>);
}

/// Opens what a person drops on the page or chooses. In a frame files are the host's.
#[hook]
pub fn use_files(lab: &Lab, is_ours: bool) {
    let dispatcher = lab.dispatcher();
    use_effect_with((), move |()| {
        if is_ours {
            let tell = Closure::<dyn Fn(String)>::new(move |told: String| {
                dispatcher.dispatch(Action::OpenFile(Brought(told.into())));
            });
            on_file(&tell);
            // It lives as long as the page.
            tell.forget();
        }
    });
}
