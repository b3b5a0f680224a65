//! The page: the only room that touches the browser. Feature `ui`.
//!
//! - [`state`] what is shown, made of parts that each know only themselves: [`draft`] the program
//!   as it is being edited, [`history`] undo, [`rivals`] strategies under the same faults,
//!   [`running`] runs that take longer than a moment, [`search`] searches over faults, in workers
//!   or in slices, and [`fault_map`] what one more fault comes to, beside the program and over the
//!   time bar.
//! - [`action`] what can be wanted, and [`reduce`] what it does: one file for each part.
//! - [`page`], [`position`] and [`shared`] what many of them speak of; [`address`], [`menu`],
//!   [`notice`], [`state_rows`] and [`wording`] their pure helpers, [`editor`] what happens to the
//!   text of a program. None of these needs a browser but the hooks and workers of running, search
//!   and fault maps; all are tested natively.
//! - [`choosing`] which scenario or strategy somebody means who types a few letters.
//! - [`drawing`] lays diagrams out; [`window`] says which part of one is in view.
//! - [`lab`] the handle by which components have the state.
//! - [`app`] the page's skeleton and its effects; [`clock`], [`keys`] and [`browser`] serve it,
//!   [`files`] brings files in and out, [`data`] loads its sentences and its catalogue, and
//!   [`failure`] is for when it panics.
//! - [`components`] one file for each part of the page.
//!
//! Components never change state: they dispatch an [`action::Action`].

pub mod action;
pub mod address;
pub mod app;
pub mod browser;
pub mod choosing;
pub mod clock;
pub mod components;
pub mod data;
pub mod draft;
pub mod drawing;
pub mod editor;
pub mod effect;
pub mod failure;
pub mod fault_map;
pub mod files;
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
pub mod sharing;
pub mod state;
pub mod state_rows;
pub mod window;
pub mod wording;

/// Mounts the page into `#app`, replacing the static shell of `index.html`, once the sentences of
/// its language and the catalogue are there. Does nothing in a document without such an element.
pub fn run() {
    if let Some(host) = browser::element("app") {
        data::start(app::language, move || {
            // Yew appends to its host; the shell has done its work.
            host.set_inner_html("");
            yew::Renderer::<app::App>::with_root(host.into()).render();
        });
    }
}
