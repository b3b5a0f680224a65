//! What a person is told when the page itself fails, and what she finds again.

use browser_tests::{Browser, Site};

const STARTED: &str = "html[data-started]";

/// The browser makes no more elements: the page's program cannot go on, and panics.
const NO_ELEMENTS: &str = "for (const [kind, name] of [[Document, 'createElement'], \
     [Document, 'createElementNS'], [Node, 'cloneNode']]) { \
     kind.prototype[name] = () => { throw new Error('none left'); }; }";

/// What the browser tells of a program that ran out of memory.
const TRAP: &str = "dispatchEvent(new ErrorEvent('error', { message: 'x', \
     error: new WebAssembly.RuntimeError('memory access out of bounds') }))";

fn open(site: &Site, query: &str) -> Browser {
    let browser = Browser::start();
    browser.open(&site.url(query));
    browser.wait_for(STARTED);
    browser
}

fn do_all(browser: &Browser, statements: &str) {
    browser.eval(&format!("(() => {{ {statements} }})()"));
}

fn value(browser: &Browser, area: &str) -> String {
    let value = browser.eval(&format!("document.querySelector('{area}').value"));
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_panic_is_told_in_words_and_the_link_brings_back_scenario_step_and_text() {
    let site = Site::from_env();
    let browser = open(&site, "/?scenario=a3-1&lang=en&step=9");
    browser.click("#edit");
    browser.wait_for("#editor:focus");
    browser.type_text("x");
    browser.wait_for(".errors");
    let typed = value(&browser, "#editor");
    do_all(&browser, NO_ELEMENTS);
    browser.click("#editor-insert");
    browser.wait_for_text("#failure", "The page has stopped");
    browser.wait_for_text("#failure-details", "panicked at");
    browser.wait_for_text("#failure-details", "model 1");
    assert_eq!(value(&browser, "#failure-draft"), typed);
    assert!(!browser.text("#failure").contains("页面"), "one language is enough");
    let is_over_all = "document.elementFromPoint(innerWidth / 2, 5).closest('#failure') !== null";
    assert_eq!(browser.eval(is_over_all).as_bool(), Some(true));

    browser.click("#failure-again");
    browser.wait_for(STARTED);
    browser.wait_for_text(".notices", "is back in it");
    assert_eq!(value(&browser, "#editor"), typed);
    assert!(browser.url().contains("scenario=a3-1&step=9"), "{}", browser.url());
    assert_eq!(browser.eval("sessionStorage.length"), 0, "what is back is stored no more");
}

#[test]
fn a_link_that_differs_in_its_hash_alone_loads_the_page_again() {
    let site = Site::from_env();
    let browser = open(&site, "/?scenario=a3-1&lang=en");
    browser.click("#surprise");
    browser.wait_until("location.hash.startsWith('#s=1.')");
    let chips = browser.texts(".faults .chip");
    browser.eval("window.isOld = true");
    browser.eval(TRAP);
    browser.click("#failure-again");
    browser.wait_until("!window.isOld && 'started' in document.documentElement.dataset");
    browser.wait_for(".faults .chip");
    assert_eq!(browser.texts(".faults .chip"), chips);
}

#[test]
fn a_program_without_memory_is_told_and_the_page_opens_without_the_scenario() {
    let site = Site::from_env();
    let browser = open(&site, "/?scenario=a6-4&lang=zh-CN");
    browser.click("#edit");
    browser.wait_for("#editor:focus");
    browser.type_text("x");
    browser.wait_for(".errors");
    browser.click("#editor-close");
    browser.wait_until_gone("#editor");
    browser.eval(TRAP);
    browser.wait_for_text("#failure", "页面出错");
    assert!(value(&browser, "#failure-draft").contains("on payment"), "a closed editor, too");
    browser.click("#failure-fresh");
    browser.wait_for(STARTED);
    assert!(!browser.url().contains("scenario="), "{}", browser.url());
    assert_eq!(browser.attribute("html", "lang").as_deref(), Some("zh-CN"));
    assert_eq!(browser.count(".notices li"), 0);
    assert_eq!(browser.eval("sessionStorage.length"), 0);
}

#[test]
fn a_page_that_panics_while_it_opens_says_so_and_not_that_it_was_not_loaded() {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.run_before_pages(NO_ELEMENTS);
    browser.open(&site.url("/?scenario=a3-1&lang=en&theme=dark"));
    browser.wait_for_text("#failure-details", "panicked at");
    assert!(!browser.sees("#boot-error"));
    assert!(!browser.sees("#failure-again"), "nothing was shown yet");
    let fresh = browser.attribute("#failure-fresh", "href");
    assert_eq!(fresh.as_deref(), Some("/?lang=en&theme=dark"));
}

#[test]
fn an_error_that_is_not_the_program_s_stops_nothing() {
    let site = Site::from_env();
    let browser = open(&site, "/?scenario=a3-1&lang=en");
    browser.eval("setTimeout(() => { throw new Error('of an extension'); })");
    browser.eval("void Promise.reject(new Error('of an extension'))");
    browser.click("#last");
    browser.wait_for_text("#outcome .code", "LOSS");
    assert!(!browser.sees("#failure"));
}

#[test]
fn a_frame_fails_by_itself_and_stores_nothing() {
    let frame = "<iframe src='/lab/?scenario=a3-1&lang=en&embed=1' width=700 height=500></iframe>";
    let site = Site::from_env().under("/lab/").page("/chapter.html", frame);
    let browser = Browser::start();
    browser.open(&site.url("/chapter.html"));
    browser.enter_frame("iframe");
    browser.wait_for(STARTED);
    browser.click("#forward");
    browser.eval(TRAP);
    browser.wait_for_text("#failure", "The page has stopped");
    assert_eq!(browser.eval("sessionStorage.length + localStorage.length"), 0);
    browser.click("#failure-again");
    browser.wait_until("!document.querySelector('#failure:not([hidden])')");
    browser.wait_for(".lab[data-layout=embed]");
    browser.wait_for_text("#clock", "step 1");
}
