//! Runs that go on until a limit ends them: the page opens, answers meanwhile, and says where they
//! end.

use std::fs;
use std::path::Path;

use browser_tests::{Browser, Site};
use zeroloss::scenario::Scenario;
use zeroloss::scenario::link::encode;

/// The end of the address that opens a scenario of `tests/cases/scenarios`.
fn linked(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases/scenarios");
    let text = fs::read_to_string(folder.join(format!("{name}.scenario"))).expect("it is there");
    let scenario = Scenario::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    format!("/?lang=en#{}", encode(&scenario, 0).expect("it fits into a link"))
}

/// Counts, from the first moment on, what the page says of its run and whether its button for the
/// next step answers while that is so.
const WATCH: &str = "window.told = []; window.moved = 0; \
    new MutationObserver(() => { \
      const said = document.querySelector('#running')?.textContent; \
      if (!said) return; \
      if (window.told.at(-1) !== said) window.told.push(said); \
      const position = document.querySelector('#position').value; \
      if (window.told.length === 2 && window.before === undefined) { \
        window.before = position; document.querySelector('#forward').click(); } \
      if (window.before !== undefined && position !== window.before) window.moved += 1; \
    }).observe(document, { childList: true, subtree: true, characterData: true, \
      attributes: true });";

#[test]
fn a_link_to_a_run_without_end_opens_answers_meanwhile_and_says_how_it_was_stopped() {
    for name in ["message-loop", "a-timeout-that-always-passes"] {
        let site = Site::from_env();
        let browser = Browser::start();
        browser.run_before_pages(WATCH);
        browser.open(&site.url(&linked(name)));
        browser.wait_for("html[data-started]");
        browser.wait_until("window.told.length > 1");
        browser.wait_until_gone("#running");
        let told = browser.eval("window.told[0]");
        assert!(told.as_str().unwrap_or_default().contains("Running"), "{name}: {told}");
        assert!(browser.eval("window.moved").as_u64() > Some(0), "{name}: a step meanwhile");
        browser.press("End");
        browser.wait_for_text("#outcome", "stopped at its limit of 50\u{202f}000 events");
        browser.wait_for(".diagram svg.body");
        let rows = browser.count(".diagram svg.body *");
        assert!((100..10_000).contains(&rows), "{name}: {rows} elements");
        browser.expect_no_errors();
    }
}

#[test]
fn a_newer_edit_takes_the_place_of_a_run_without_end() {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.open(&site.url(&linked("one-send-in-on-message")));
    browser.wait_for("html[data-started]");
    browser.wait_for("#running");
    browser.pick("#strategy", "send-after-commit");
    browser.wait_until_gone("#running");
    browser.press("End");
    browser.wait_for_text("#outcome", "PAID");
    browser.expect_no_errors();
}
