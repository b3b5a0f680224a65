//! The page, and the only room that touches the browser.

use yew::prelude::*;

/// Mounts the page into `#app`, replacing the static shell of `index.html`.
///
/// Does nothing outside a document that has such an element.
pub fn run() {
    let host = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    if let Some(host) = host {
        yew::Renderer::<App>::with_root(host).render();
    }
}

/// The whole page.
#[component]
fn App() -> Html {
    use_effect_with((), |()| mark_started());
    html! { <h1>{ "Zeroloss" }</h1> }
}

/// Sets `data-started` on `<html>`: from here on errors are the page's, not the start-up's, and
/// browser tests know that they may begin.
fn mark_started() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        // A refused attribute would only leave the start-up watch on.
        let _ = root.set_attribute("data-started", "");
    }
}
