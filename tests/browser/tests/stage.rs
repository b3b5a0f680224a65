//! The stage itself, on a page that is written here: a story must fail because of the product.

use std::path::Path;

use browser_tests::{Browser, Site};

const BODY: &str = "
    <p id=keys></p>
    <input id=name value=old>
    <button onclick='this.after(document.createElement(`hr`))'>Add</button>
    <p hidden id=secret>Secret</p>
    <ul><li>one</li><li>two</li></ul>
    <script>
      addEventListener('keydown', (e) => {
        if (e.target === document.body) keys.textContent += (e.shiftKey ? '+' : '') + e.key + ' ';
      });
      console.error('for the log');
    </script>";

fn stage() -> (Site, Browser) {
    let site = Site::of(Path::new(env!("CARGO_MANIFEST_DIR"))).page("/page.html", BODY);
    let browser = Browser::start();
    browser.open(&site.url("/page.html?step=3"));
    (site, browser)
}

#[test]
fn keys_and_clicks_and_typing_reach_the_page() {
    let (_site, browser) = stage();
    browser.press("ArrowRight");
    browser.press("Shift+Home");
    browser.press("?");
    assert_eq!(browser.text("#keys"), "ArrowRight +Shift +Home +?");
    browser.click("button");
    browser.click("button");
    assert_eq!(browser.count("hr"), 2);
    browser.fill("#name", "半消息");
    browser.press("Tab");
    browser.press("Enter");
    assert_eq!(browser.count("hr"), 3, "Tab went to the button");
    assert_eq!(browser.eval("document.querySelector('#name').value"), "半消息");
}

#[test]
fn what_the_page_shows_is_told_as_it_is() {
    let (site, browser) = stage();
    assert_eq!(browser.title(), "Course");
    assert_eq!(browser.url(), site.url("/page.html?step=3"));
    assert_eq!(browser.texts("li"), ["one", "two"]);
    assert_eq!(browser.attribute("#name", "value").as_deref(), Some("old"));
    assert!(browser.sees("li") && !browser.sees("#secret") && !browser.sees("#nothing"));
    browser.set_window(390, 844);
    assert_eq!(browser.eval("[innerWidth, innerHeight].join()"), "390,844");
    browser.prefer("prefers-reduced-motion", "reduce");
    browser.wait_until("matchMedia('(prefers-reduced-motion: reduce)').matches");
    assert!(browser.console_errors()[0].contains("for the log"));
}

#[test]
fn a_request_to_another_host_is_seen_even_where_it_fails() {
    let (site, browser) = stage();
    browser.eval("fetch('http://other.invalid/beacon').catch(() => 0)");
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        browser.expect_requests_only_to(&site);
    }));
    assert!(result.is_err(), "the request to other.invalid went unseen");
}

#[test]
#[should_panic(expected = "the page shows \" Add")]
fn a_failure_tells_what_the_page_shows() {
    let (_site, browser) = stage();
    browser.eval("nobody.defined.this");
}
