//! The page: the only room that touches the browser. Feature `ui`.
//!
//! - [`state`] what is shown, [`reduce`] and [`history`] what changes it; [`address`], [`menu`], [`state_rows`],
//!   [`notice`], [`page`] and [`wording`] are their pure helpers, [`draft`] is the program as it
//!   is being edited, and [`editor`] what happens to its text. None of them needs a browser, and all are tested natively.
//! - [`rivals`] compares strategies under the same faults; [`running`] makes runs that take longer than a
//!   moment.
//! - [`search`] searches over faults, in workers or in slices; [`fault_map`] what one more fault comes
//!   to, beside the program and over the time bar.
//! - [`drawing`] lays diagrams out; [`window`] says which part of one is in view.
//! - [`lab`] is the handle by which components have the state, and dispatch.
//! - [`app`] the page's skeleton and its effects; [`clock`], [`keys`] and [`browser`] serve it, and
//!   [`failure`] is for when it panics.
//! - [`components`] one file for each part of the page.
//!
//! Components never change state: they dispatch an [`state::Action`].

pub mod action;
pub mod address;
pub mod app;
pub mod browser;
pub mod clock;
pub mod components;
pub mod draft;
pub mod drawing;
pub mod editor;
pub mod failure;
pub mod fault_map;
pub mod history;
pub mod keys;
pub mod lab;
pub mod menu;
pub mod notice;
pub mod page;
pub mod position;
pub mod reduce;
pub mod rivals;
pub mod running;
pub mod search;
pub mod shared;
pub mod state;
pub mod state_rows;
pub mod window;
pub mod wording;

/// Mounts the page into `#app`, replacing the static shell of `index.html`. Does nothing in a
/// document without such an element.
pub fn run() {
    if let Some(host) = browser::element("app") {
        // Yew appends to its host; the shell has done its work.
        host.set_inner_html("");
        yew::Renderer::<app::App>::with_root(host.into()).render();
    }
}
