//! What a person does with the search: "Break it" in the lab, and the page of guarantees.

use browser_tests::{Browser, Site};

const STARTED: &str = "html[data-started]";

/// The counterexample of a guarantee in the lab's panel.
fn found(guarantee: &str) -> String {
    format!(".search .found [data-guarantee={guarantee}] button")
}

fn open(site: &Site, query: &str) -> Browser {
    let browser = Browser::start();
    browser.open(&site.url(query));
    browser.wait_for(STARTED);
    browser
}

/// The lost message is found with one fault, opens, says from which step on nothing helps, and can
/// be branched from there.
fn it_breaks(browser: &Browser) {
    browser.click("#break-it");
    browser.wait_for(&found("no-lost-message"));
    assert!(browser.text(&found("no-lost-message")).contains("1 fault"));
    browser.wait_for_text(".search [role=status]", "can be broken");
    browser.click(&found("no-lost-message"));
    browser.wait_for(".faults .chip");
    assert_eq!(browser.count(".faults .chip"), 1, "one fault is enough");
    browser.wait_for(".faults [data-need=necessary]");
    browser.click("#last");
    browser.wait_for_text("#outcome .code", "LOSS");
    browser.wait_for_text("#verdict .no-return", "Unavoidable from step");
    let step: String =
        browser.text("#verdict .no-return").chars().filter(char::is_ascii_digit).collect();
    browser.click("#verdict .no-return");
    browser.wait_for_text("#clock", &format!("step {step} of"));
    // Not by the dice: they may fall on the very fault that is there.
    browser.click(".faults .chip button");
    browser.wait_until_gone(".faults .chip");
    browser.click("#undo");
    browser.wait_for(".faults [data-need=necessary]");
}

#[test]
fn break_it_finds_the_lost_message_and_opens_it_at_the_step() {
    let site = Site::from_env();
    let browser = open(&site, "/?strategy=send-after-commit&lang=en");
    it_breaks(&browser);
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
}

#[test]
fn a_remedy_is_searched_at_once() {
    let site = Site::from_env();
    let browser = open(&site, "/?strategy=send-after-commit&lang=en");
    browser.click("#break-it");
    browser.click(&found("no-double-payout"));
    browser.wait_for(".remedies");
    browser.eval(
        "[...document.querySelectorAll('.remedies button')]\
         .find((button) => button.innerText.includes('Inbox')).click()",
    );
    browser.wait_for(".goal[data-cell=holds]");
    assert_eq!(browser.count(&found("no-double-payout")), 0);
    browser.expect_no_errors();
}

#[test]
fn stop_stops_and_keeps_what_was_found() {
    let site = Site::from_env();
    let browser = open(&site, "/?strategy=transactional-message-stores&lang=en");
    browser.choose("[data-key=budget]", "3");
    browser.click("#break-it");
    browser.wait_for_text("#counts", "events/s");
    browser.wait_for_text(".search [role=status]", "3 faults");
    browser.press("ArrowRight");
    browser.click("#search-stop");
    browser.wait_for("#break-it");
    browser.wait_for_text(".search [role=status]", "not decided");
    browser.wait_for(&found("caller-in-time"));
    browser.expect_no_errors();
}

#[test]
fn a_sandboxed_frame_searches_in_a_worker() {
    let frame = "<iframe title='lab' sandbox='allow-scripts' width='1200' height='800' \
        src='/courses/lab/index.html?strategy=send-after-commit&lang=en'></iframe>";
    let site = Site::from_env()
        .under("/courses/lab/")
        .page("/chapter.html", frame)
        .header("Access-Control-Allow-Origin", "*");
    let browser = Browser::start();
    browser.open(&site.url("/chapter.html"));
    browser.enter_frame("iframe");
    browser.wait_for(STARTED);
    browser.eval(
        "(() => { const Plain = Worker; window.heard = 0; window.Worker = class extends Plain { \
         constructor(...how) { super(...how); \
         this.addEventListener('message', () => { window.heard += 1; }); } }; })()",
    );
    it_breaks(&browser);
    browser.wait_until("window.heard > 1");
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
}

/// The files of the program that searches, as often as they were asked for.
fn fetched(site: &Site) -> Vec<String> {
    let paths = site.requests().into_iter().map(|request| request.path);
    paths.filter(|path| path.contains("zeroloss-search")).collect()
}

#[test]
fn the_program_that_searches_is_fetched_by_the_first_search_and_from_beside_the_page() {
    let site = Site::from_env().under("/courses/lab/");
    let browser = open(&site, "/courses/lab/?strategy=send-after-commit&lang=en");
    assert_eq!(fetched(&site), Vec::<String>::new());
    it_breaks(&browser);
    let mut files = fetched(&site);
    files.sort();
    let wanted = ["/courses/lab/zeroloss-search.js", "/courses/lab/zeroloss-search_bg.wasm"];
    assert_eq!(files, wanted);
    let asked = |request: &browser_tests::Request| request.path.contains("zeroloss-search");
    let versions = site.requests().into_iter().filter(asked).map(|request| request.query);
    assert!(
        versions.into_iter().all(|version| version.len() == 16),
        "no cache answers with another"
    );
    browser.expect_no_errors();
}

#[test]
fn a_search_whose_program_cannot_be_loaded_says_so_and_can_be_tried_again() {
    for missing in ["zeroloss-search_bg.wasm", "zeroloss-search.js"] {
        let site = Site::from_env().without(missing);
        let browser = open(&site, "/?strategy=send-after-commit&lang=en");
        for _ in 0..2 {
            browser.click("#break-it");
            browser.wait_for_text(".notices", "could not be loaded");
            browser.wait_for("#break-it");
            browser.click(".notices button");
        }
    }
}

#[test]
fn the_matrix_is_shared_among_workers_and_stops_at_once() {
    let site = Site::from_env();
    let browser = open(&site, "/?lang=en");
    browser.eval(
        "(() => { const Plain = Worker; window.working = new Set(); \
         window.Worker = class extends Plain { \
         constructor(...how) { super(...how); window.working.add(this); } \
         terminate() { window.working.delete(this); super.terminate(); } }; })()",
    );
    browser.click("nav [data-page=guarantees]");
    browser.choose("[data-key=budget]", "3");
    browser.wait_for_text("#counts", "events/s");
    let cores = "navigator.hardwareConcurrency";
    let spare = format!("({cores} > 2 ? {cores} - 1 : {cores})");
    browser.wait_until(&format!("window.working.size === Math.min(8, {spare})"));
    browser.click("#matrix-run");
    browser.wait_until("window.working.size === 0");
    browser.wait_until_gone("#counts");
    browser.expect_no_errors();
}

#[test]
fn a_page_that_may_not_start_workers_searches_all_the_same() {
    let site = Site::from_env().header("Content-Security-Policy", "worker-src 'none'");
    let browser = open(&site, "/?strategy=send-after-commit&lang=en");
    it_breaks(&browser);
    browser.wait_for_text(".notices", "starts no workers");
    browser.choose("[data-key=budget]", "3");
    browser.wait_for_text("#counts", "events/s");
    browser.click("#search-stop");
    browser.wait_for("#break-it");
    assert_eq!(browser.count(".notices li"), 1, "once is enough");
}

/// Puts a line of JavaScript at the beginning of every worker that the page starts from now on.
fn begin_workers_with(browser: &Browser, line: &str) {
    browser.eval(&format!(
        "(() => {{ const Plain = Blob; window.Blob = class extends Plain {{ \
         constructor(parts, how) {{ super([{line:?}, ...parts], how); }} }}; }})()"
    ));
}

#[test]
fn a_worker_that_does_not_start_is_said_and_the_page_searches_itself() {
    let site = Site::from_env();
    let browser = open(&site, "/?strategy=send-after-commit&lang=en");
    begin_workers_with(&browser, "this is no script\n");
    it_breaks(&browser);
    browser.wait_for_text(".notices", "starts no workers");
}

#[test]
fn a_worker_that_ends_without_a_word_is_missed() {
    let site = Site::from_env();
    let browser = open(&site, "/?strategy=send-after-commit&lang=en");
    browser.eval(
        "(() => { const Plain = Worker; window.Worker = class extends Plain { \
         postMessage(what) { super.postMessage(what); \
         if (typeof what === 'string') super.terminate(); } }; \
         const later = setTimeout; window.setTimeout = (act, millis, ...rest) => \
         later(act, millis >= 10000 ? 300 : millis, ...rest); })()",
    );
    browser.click("#break-it");
    browser.wait_for_text(".notices", "A worker ended before its work was done");
    browser.wait_for_text(".search [role=status]", "not decided");
    browser.wait_for("#break-it");
}

#[test]
fn a_search_that_breaks_off_says_why_and_the_page_goes_on() {
    let breaks = "throw new WebAssembly.RuntimeError('a trap of this test')";
    let site = Site::from_env();
    let browser = open(&site, "/?strategy=send-after-commit&lang=en");
    begin_workers_with(&browser, &format!("Date.now = () => {{ {breaks}; }};"));
    browser.click("#break-it");
    browser.wait_for_text(".notices", "A worker failed.");
    browser.wait_for_text(".notices", "a trap of this test");
    browser.wait_for("#break-it");

    let alone = Site::from_env().header("Content-Security-Policy", "worker-src 'none'");
    browser.open(&alone.url("/?strategy=send-after-commit&lang=en"));
    browser.wait_for(STARTED);
    browser.eval(&format!(
        "(() => {{ const ports = MessagePort.prototype, post = ports.postMessage; \
         ports.postMessage = function (what) {{ if (/^(part|whole)/.test(what)) {breaks}; \
         post.call(this, what); }}; }})()"
    ));
    browser.click("#break-it");
    browser.wait_for_text(".notices", "a trap of this test");
    assert!(!browser.sees("#failure"), "only the search has failed");
    browser.click("#last");
    browser.wait_for("#last[aria-disabled]");
}

#[test]
fn a_server_that_answers_with_its_page_for_the_search_is_recognised() {
    for file in ["zeroloss-search.js", "zeroloss-search_bg.wasm"] {
        let site = Site::from_env().with_its_page_for(file);
        let browser = open(&site, "/?strategy=send-after-commit&lang=en");
        browser.click("#break-it");
        browser.wait_for_text(".notices", "answered with a page");
        browser.wait_for("#break-it");
    }
}

#[test]
fn the_matrix_shows_a_cell_and_opens_it() {
    let site = Site::from_env();
    let browser = open(&site, "/?lang=en");
    browser.click("nav [data-page=guarantees]");
    browser.wait_for("tr[data-strategy=transactional-message] [data-cell=broken]");
    browser.wait_until_gone("[data-cell=waiting]");
    assert!(browser.url().contains("page=guarantees"));
    let cell = "tr[data-strategy=send-after-commit] [data-guarantee=no-lost-message]";
    assert_eq!(browser.attribute(cell, "data-cell").as_deref(), Some("broken"));
    browser.wait_for_text("#matrix-answer", "under 2 of 6 ways of writing: Transactional message");
    assert_eq!(browser.count("tr[data-strategy]"), 6, "the course's first");
    let kept = "tr[data-strategy=send-after-commit] [data-guarantee=no-ghost]";
    assert!(browser.text(kept).contains("holds"));
    assert!(browser.text("tr[data-strategy=send-after-commit] .receipt").contains("states"));

    browser.choose("[data-key='consumer.inbox']", "on");
    let double = "tr[data-strategy=send-after-commit] [data-guarantee=no-double-payout]";
    browser.wait_for(&format!("{double}[data-cell=holds]"));

    browser.click(&format!("{cell} button"));
    browser.wait_for(".faults .chip");
    browser.wait_until("!location.search.includes('page=')");
    browser.click("#last");
    browser.wait_for_text("#outcome .code", "LOSS");
    browser.back();
    browser.wait_for(&format!("{cell} button"));

    // Another kind of fault, and every strategy: both are in the address.
    browser.click(".kind[title=power-cut]");
    browser.click("#all-rows");
    browser.wait_until_gone("[data-cell=waiting]");
    assert!(browser.count("tr[data-strategy]") > 30);
    browser.click("tr[data-strategy=outbox] [data-guarantee=no-ghost] button");
    browser.wait_for_text("#verdict", "No ghost message");
    browser.wait_for_text(".search details[data-cell=holds] summary", "holds");
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
}

#[test]
fn the_matrix_is_reached_by_keys_and_fits_a_phone() {
    let site = Site::from_env();
    let browser = open(&site, "/?page=guarantees&lang=zh-CN");
    browser.wait_until_gone("[data-cell=waiting]");
    browser.eval("document.querySelector('[data-cell=broken] button').focus()");
    browser.press("Enter");
    browser.wait_for(".faults .chip");
    browser.open(&site.url("/?page=guarantees&lang=en"));
    browser.wait_until_gone("[data-cell=waiting]");
    for width in [320, 390, 768, 1024, 1440] {
        browser.set_window(width, 800);
        browser.wait_until("document.documentElement.scrollWidth <= innerWidth");
    }
    browser.expect_no_errors();
}

#[test]
fn break_it_in_the_card_shows_what_it_finds() {
    let site = Site::from_env();
    let browser = open(&site, "/?scenario=a1-2&lang=en");
    browser.set_window(1440, 900);
    browser.click("#break-it-here");
    browser.wait_for(".search .found li");
    let is_in_view = "(() => { const box = document.querySelector('#search-title')        .getBoundingClientRect(); return box.top >= 0 && box.bottom < innerHeight / 2; })()";
    browser.wait_until(is_in_view);
    browser.expect_no_errors();
}

#[test]
fn the_strategy_that_survives_opens_at_the_end_of_its_run() {
    let site = Site::from_env();
    let browser = open(&site, "/?scenario=a3-1&lang=en");
    browser.click("#survivor");
    browser.wait_for_text("#outcome .code", "OK");
    browser.expect_no_errors();
}
