//! The few things that are asked of the browser, each in one place and each allowed to fail.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Event, FocusOptions, HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition,
    Storage, Window,
};
use yew::Callback;

/// The window; there is one wherever this room runs.
pub fn window() -> Window {
    web_sys::window().expect("the page runs in a window")
}

/// Whether the page is shown inside another page.
pub fn is_framed() -> bool {
    let window = window();
    // A parent of another origin is not ours to look at; that it is not us is enough.
    window.parent().ok().flatten().is_none_or(|parent| parent != window)
}

/// The query of the address as it stands there, with its question mark.
pub fn search() -> String {
    window().location().search().unwrap_or_default()
}

/// Gives the address another query, as a new entry of the history.
pub fn push_query(query: &str) {
    let Ok(history) = window().history() else { return };
    let address = of_page(&format!("{query}{}", hash()));
    // Browsers limit how often this may be called; the page is shown all the same.
    let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
}

/// The query of the address as decoded pairs.
pub fn query() -> Vec<(String, String)> {
    let search = search();
    let Ok(params) = web_sys::UrlSearchParams::new_with_str(&search) else { return Vec::new() };
    js_sys::try_iter(&params)
        .ok()
        .flatten()
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|pair| {
            let pair: js_sys::Array = pair.dyn_into().ok()?;
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        })
        .collect()
}

/// The hash of the address.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Replaces query and hash of the address without a new entry in the history.
pub fn replace_address(end: &str) {
    let Ok(history) = window().history() else { return };
    // Browsers limit how often this may be called; the next change writes again.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&of_page(end)));
}

/// The address of the page with another query and hash, for copying.
pub fn address_with(end: &str) -> String {
    format!("{}{}", window().location().origin().unwrap_or_default(), of_page(end))
}

fn of_page(end: &str) -> String {
    format!("{}{end}", window().location().pathname().unwrap_or_default())
}

/// The languages that the reader prefers.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|language| language.as_string()).collect()
}

/// Sets an attribute of `<html>`.
pub fn set_root(name: &str, value: &str) {
    let root = window().document().and_then(|document| document.document_element());
    if let Some(root) = root {
        // Setting a valid attribute cannot fail; if it did, only the looks would suffer.
        let _ = root.set_attribute(name, value);
    }
}

/// Sets the title of the document.
pub fn set_title(title: &str) {
    if let Some(document) = window().document() {
        document.set_title(title);
    }
}

/// A stored preference. In frames nothing is read; the getter may throw.
pub fn load(name: &str) -> Option<String> {
    storage()?.get_item(&format!("zeroloss.{name}")).ok().flatten()
}

/// Stores a preference, where that is possible.
pub fn store(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage only means that the choice is not remembered.
        let _ = storage.set_item(&format!("zeroloss.{name}"), value);
    }
}

fn storage() -> Option<Storage> {
    if is_framed() { None } else { window().local_storage().ok().flatten() }
}

/// How many cores others may use while one is left to the page; at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
pub fn spare_cores() -> usize {
    let cores = window().navigator().hardware_concurrency() as usize;
    if cores > 2 { cores - 1 } else { cores.max(1) }
}

/// Lets the browser do what it has to do: a future that is ready at its next turn.
pub async fn pause() {
    let mut wait = |resolve: js_sys::Function, _| {
        // There is always a timer to be had; without one nothing would go on.
        let _ = window().set_timeout_with_callback(&resolve);
    };
    // A promise that is only resolved cannot fail.
    let _ = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::new(&mut wait)).await;
}

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// The address of the script that started the page, as the head of the page names it.
pub fn address_of_script() -> Option<String> {
    let link = window().document()?.query_selector("link[rel=modulepreload]").ok()??;
    // The property is absolute, unlike the attribute.
    js_sys::Reflect::get(&link, &"href".into()).ok()?.as_string()
}

/// The element of an id.
pub fn element(id: &str) -> Option<HtmlElement> {
    window().document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Gives an element markup of our own, if it is there.
pub fn fill(id: &str, markup: &str) {
    if let Some(element) = element(id) {
        element.set_inner_html(markup);
    }
}

/// Puts the focus on an element of the page, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        // An element that cannot be focused leaves the focus where it is.
        let _ = element.focus();
    }
}

/// The lower left corner of an element in the window, in CSS pixels. Where the page is only
/// rendered to text, nothing has one.
pub fn corner(id: &str) -> Option<(i32, i32)> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    let bounds = element(id)?.get_bounding_client_rect();
    Some((whole_pixels(bounds.left()), whole_pixels(bounds.bottom())))
}

/// Width and height of the window in CSS pixels.
pub fn window_size() -> (i32, i32) {
    let pixels = |size: Result<JsValue, _>| {
        whole_pixels(size.ok().and_then(|size| size.as_f64()).unwrap_or(1_000.0))
    };
    (pixels(window().inner_width()), pixels(window().inner_height()))
}

/// Whether the reader asks for less motion.
pub fn prefers_less_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// Whether the reader points with fingers.
pub fn has_fingers() -> bool {
    let query = window().match_media("(pointer: coarse)").ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// Whether the window is as narrow as a phone.
pub fn is_narrow() -> bool {
    window_size().0 < 860
}

/// Whether the reader's system is dark.
pub fn prefers_dark() -> bool {
    let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// Puts a text into the clipboard, where the browser allows it.
pub fn copy(text: &str) {
    // The promise tells whether it worked; the caller has put the text where it can be copied by
    // hand as well, so nothing waits for it.
    let _ = window().navigator().clipboard().write_text(text);
}

/// The element that has the focus. Where the page is only rendered to text, none has.
pub fn focused() -> Option<HtmlElement> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    window().document()?.active_element()?.dyn_into().ok()
}

/// Listens to an event of the window; what is returned stops listening.
pub fn on_window(event: &'static str, react: impl Fn() + 'static) -> impl FnOnce() {
    listen(event, move |_| react())
}

fn listen(event: &'static str, react: impl Fn(Event) + 'static) -> impl FnOnce() {
    let listener = Closure::<dyn Fn(Event)>::new(react);
    let window = window();
    // Without the listener the page only does not follow; nothing breaks.
    let _ = window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    move || {
        let function = listener.as_ref().unchecked_ref();
        let _ = window.remove_event_listener_with_callback(event, function);
    }
}

/// CSS pixels without their fraction. Windows are far smaller than what an `i32` holds.
#[expect(clippy::cast_possible_truncation, reason = "cutting off the fraction is the purpose")]
pub fn whole_pixels(pixels: f64) -> i32 {
    pixels as i32
}

/// Listens to keys that no element has, on a page of our own; what is returned stops listening.
pub fn on_orphan_key(react: Callback<KeyboardEvent>) -> impl FnOnce() {
    listen("keydown", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        if target.is_some_and(|target| target.tag_name() == "BODY") && !is_framed() {
            react.emit(event.unchecked_into());
        }
    })
}

/// Puts the focus on an element without scrolling: what should be seen is the caller's to say.
pub fn focus_quietly(id: &str) {
    if let Some(element) = element(id) {
        let quietly = FocusOptions::new();
        quietly.set_prevent_scroll(true);
        // An element that cannot be focused leaves the focus where it is.
        let _ = element.focus_with_options(&quietly);
    }
}

/// Scrolls an element into view, if it is there: as little as possible, or to the top.
pub fn reveal(id: &str, place: ScrollLogicalPosition) {
    if let Some(element) = element(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(place);
        options.set_inline(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
