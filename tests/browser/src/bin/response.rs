//! How quickly the page searches, and answers while it does, for people to read:
//!
//! ```text
//! ZEROLOSS_SITE=dist cargo run --release -p browser-tests --bin response
//! ```
//!
//! Prints milliseconds and judges nothing: a shared machine's clock proves nothing. With
//! `--release`, because it also runs the searches natively, to compare.

use std::env;
use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, Instant};

use browser_tests::{Browser, Site};
use zeroloss::job::search::{Budget, Kinds};
use zeroloss::job::{Answer, Job, Task};
use zeroloss::scenario::{Scenario, Strategy};

/// What is searched natively and in a worker: strategies of different sizes, with two faults.
const SEARCHED: [&str; 3] =
    ["send-after-commit", "transactional-message", "transactional-message-stores"];

/// Each is searched so often by either, in turn; the best time counts, because others use the
/// machine, too.
const TURNS: usize = 6;

/// A worker with the program of the page's workers, and a way to ask it for the milliseconds that a
/// job takes.
const WORKER: &str = "(async () => { \
    const at = (file) => new URL(file, location.href).href; \
    const lines = `importScripts('${at('zeroloss-search.js')}'); \
      wasm_bindgen({ module_or_path: '${at('zeroloss-search_bg.wasm')}' }) \
        .then(() => { wasm_bindgen.serve(self); postMessage(''); });`; \
    const worker = new Worker(URL.createObjectURL(new Blob([lines]))); \
    const hears = (ends) => new Promise((done) => { \
      worker.onmessage = ({ data }) => { if (ends(data)) done(); }; }); \
    await hears((text) => text === ''); \
    window.millisOf = async (job) => { \
      const before = performance.now(); \
      const whole = hears((text) => text.startsWith('whole')); \
      worker.postMessage(job); await whole; \
      return performance.now() - before; }; \
    return 0; })()";

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
    return [times[times.length >> 1], times[times.length - 1]].map(Math.round); })()";

/// The same with the button that shows and hides columns of the matrix, hence draws all of it.
const FOLDS: &str = "'#all-columns'";

/// Presses Stop; until the button is Break it again.
const STOP: &str = "(async () => { const before = performance.now(); \
    document.querySelector('#search-stop').click(); \
    while (!document.querySelector('#break-it')) { \
      await new Promise((done) => setTimeout(done, 0)); } \
    return Math.round(performance.now() - before); })()";

/// The same for the matrix, until its rows stand still.
const STOP_MATRIX: &str = "(async () => { const before = performance.now(); \
    document.querySelector('#matrix-run').click(); \
    while (document.querySelector('#counts')) { \
      await new Promise((done) => setTimeout(done, 0)); } \
    return Math.round(performance.now() - before); })()";

/// Chooses a value of a list, and leaves in `window.took` after how long no cell waits any more.
const FILL: &str = "(() => { window.took = null; \
    const list = document.querySelector('[data-key=\"KEY\"]'); \
    const before = performance.now(); \
    list.value = 'VALUE'; list.dispatchEvent(new Event('change', { bubbles: true })); \
    const look = () => document.querySelector('[data-cell=waiting]') \
      ? setTimeout(look, 4) : window.took = Math.round(performance.now() - before); \
    setTimeout(look, 20); })()";

fn main() -> ExitCode {
    if env::var_os("ZEROLOSS_SITE").is_none() {
        eprintln!("ZEROLOSS_SITE must name the folder of the built page, for example `dist`.");
        return ExitCode::from(2);
    }
    let site = Site::from_env();
    against_native(&site);
    in_the_lab(&site, "worker");
    in_the_lab(&Site::from_env().header("Content-Security-Policy", "worker-src 'none'"), "slices");
    the_matrix(&site);
    ExitCode::SUCCESS
}

/// The same jobs here and in a worker.
fn against_native(site: &Site) {
    let browser = Browser::start();
    browser.open(&site.url("/?lang=en"));
    browser.wait_for("html[data-started]");
    browser.eval(WORKER);
    for id in SEARCHED {
        let strategy = Strategy::shipped(id).expect("the strategy is shipped");
        let budget = Budget { faults: 2, kinds: Kinds::usual() };
        let job = Job::search(&Scenario::of(strategy), budget);
        let question = format!("window.millisOf({:?})", job.text());
        let (mut native, mut in_browser, mut events) = (f64::MAX, f64::MAX, 0);
        for _ in 0..TURNS {
            let (millis, transitions) = natively(&job);
            native = native.min(millis);
            in_browser = in_browser.min(browser.eval(&question).as_f64().unwrap_or(f64::MAX));
            events = transitions;
        }
        println!(
            "{id}, 2 faults: {events} events, {native:.0} ms natively, {in_browser:.0} ms in a \
             worker, {:.2} of native speed",
            native / in_browser
        );
    }
}

/// Milliseconds and events of a job.
fn natively(job: &Job) -> (f64, u64) {
    let begin = Instant::now();
    let mut task = Task::start(job.text()).expect("it is a job");
    task.run_until(|| false);
    let answer = task.answer();
    let millis = begin.elapsed().as_secs_f64() * 1_000.0;
    let report = Answer::read(&answer).and_then(|answer| job.read_report(answer));
    (millis, report.expect("it is an answer").progress.transitions)
}

/// A search of three faults, and a person who steps and stops meanwhile.
fn in_the_lab(site: &Site, who: &str) {
    let browser = Browser::start();
    browser.open(&site.url("/?strategy=transactional-message-stores&lang=en"));
    browser.wait_for("html[data-started]");
    println!("{who}: step to paint, median and longest, idle: {}", browser.eval(STEPS));
    browser.eval(&FILL.replace("KEY", "budget").replace("VALUE", "3"));
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
    browser.wait_until_gone("[data-cell=waiting]");
    println!("matrix: {} workers", browser.eval("Math.min(8, navigator.hardwareConcurrency)"));
    let rows = browser.count("tr[data-strategy]");
    for (what, key, value) in [
        ("1 fault, another setting", "consumer.inbox", "on"),
        ("1 fault, the usual setting of another kind", "payment.renotify", "republish"),
        ("1 fault, the first setting again", "consumer.inbox", "off"),
        ("1 fault, back to the start: remembered", "payment.renotify", "off"),
        ("2 faults, the usual settings", "budget", "2"),
    ] {
        println!("matrix: {rows} strategies, {what}: {} ms", fill(&browser, key, value));
    }
    browser.eval(&FILL.replace("KEY", "budget").replace("VALUE", "3"));
    browser.wait_until("document.querySelector('#counts')?.innerText.includes('events/s')");
    let folds = STEPS.replace("'#first'", FOLDS).replace("'#forward'", FOLDS);
    println!("matrix: fold to paint, median and longest, 3 faults: {}", browser.eval(&folds));
    println!("matrix: {}", browser.text("#counts"));
    println!("matrix: stop: {}", browser.eval(STOP_MATRIX));
}

/// Milliseconds until the last cell is there.
fn fill(browser: &Browser, key: &str, value: &str) -> u64 {
    browser.eval(&FILL.replace("KEY", key).replace("VALUE", value));
    loop {
        // Asking too often would take from the page what is to be measured.
        sleep(Duration::from_millis(100));
        if let Some(millis) = browser.eval("window.took").as_u64() {
            return millis;
        }
    }
}
