//! How quickly the page answers while it searches, for people to read:
//!
//! ```text
//! ZEROLOSS_SITE=dist cargo run -p browser-tests --bin response
//! ```
//!
//! Prints milliseconds and judges nothing: a shared machine's clock proves nothing.

use std::env;
use std::process::ExitCode;

use browser_tests::{Browser, Site};

/// Presses the button for the next step again and again; each time until the frame is painted that
/// shows it. Answers the median and the longest time.
const STEPS: &str = "(async () => { const times = []; \
    document.querySelector('#first').click(); \
    for (let turn = 0; turn < 12; turn += 1) { \
      await new Promise((done) => setTimeout(done, 90)); \
      const before = performance.now(); \
      document.querySelector('#forward').click(); \
      await new Promise((done) => requestAnimationFrame(() => { \
        const channel = new MessageChannel(); \
        channel.port1.onmessage = done; channel.port2.postMessage(0); })); \
      times.push(performance.now() - before); } \
    times.sort((a, b) => a - b); \
    return [times[times.length >> 1], times[times.length - 1]]; })()";

/// Presses Stop; until the button is Break it again.
const STOP: &str = "(async () => { const before = performance.now(); \
    document.querySelector('#search-stop').click(); \
    while (!document.querySelector('#break-it')) { \
      await new Promise((done) => setTimeout(done, 0)); } \
    return performance.now() - before; })()";

fn main() -> ExitCode {
    if env::var_os("ZEROLOSS_SITE").is_none() {
        eprintln!("ZEROLOSS_SITE must name the folder of the built page, for example `dist`.");
        return ExitCode::from(2);
    }
    let in_worker = Site::from_env();
    in_the_lab(&in_worker, "worker");
    in_the_lab(&Site::from_env().header("Content-Security-Policy", "worker-src 'none'"), "slices");
    the_matrix(&in_worker);
    ExitCode::SUCCESS
}

/// A search of three faults, and a person who steps and stops meanwhile.
fn in_the_lab(site: &Site, who: &str) {
    let browser = Browser::start();
    browser.open(&site.url("/?strategy=transactional-message-stores&lang=en"));
    browser.wait_for("html[data-started]");
    println!("{who}: step to paint, median and longest, idle: {}", browser.eval(STEPS));
    choose_faults(&browser, 3);
    browser.click("#break-it");
    browser.wait_until("document.querySelector('#counts')?.innerText.includes('events/s')");
    println!("{who}: step to paint, median and longest, 3 faults: {}", browser.eval(STEPS));
    println!("{who}: {}", browser.text("#counts"));
    println!("{who}: stop: {}", browser.eval(STOP));
}

/// All rows, with one fault and with two.
fn the_matrix(site: &Site) {
    let browser = Browser::start();
    browser.open(&site.url("/?page=guarantees&lang=en"));
    browser.wait_for("html[data-started]");
    // The first row shows that the worker is there.
    browser.wait_for("[data-cell=broken]");
    for faults in [2, 1] {
        let begin = browser.eval("Date.now()");
        choose_faults(&browser, faults);
        while browser.count("[data-cell=waiting]") > 0 {}
        let rows = browser.count("tr[data-strategy]");
        let millis = browser.eval(&format!("Date.now() - {begin}"));
        println!("matrix: {rows} strategies, {faults} faults: {millis} ms");
    }
}

fn choose_faults(browser: &Browser, faults: u8) {
    browser.eval(&format!(
        "(() => {{ const list = document.querySelector('[data-key=budget]'); \
         list.value = '{faults}'; \
         list.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"
    ));
}
