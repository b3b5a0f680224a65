//! What a person does on the page that compares strategies.

use browser_tests::{Browser, Site};

const STARTED: &str = "html[data-started]";

fn open(query: &str) -> (Site, Browser) {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.set_window(1440, 900);
    browser.open(&site.url(query));
    browser.wait_for(STARTED);
    (site, browser)
}

fn codes(browser: &Browser) -> Vec<String> {
    browser.texts(".compare thead .sum .code")
}

#[test]
fn a_fault_shows_who_breaks_the_bar_shows_where_and_a_column_opens_in_the_lab() {
    let (site, browser) = open("/?strategy=send-after-commit&lang=en&theme=light");
    browser.click("a[data-page=compare]");
    browser.wait_for(".compare thead [data-column='2']");
    assert_eq!(codes(&browser), ["OK"; 3]);
    browser.wait_for_text("#parting", "come to the same");
    browser.choose("#add-fault", "crash order-1 after commit");
    browser.wait_for(".compare thead [data-column='0'][data-broken]");
    assert_eq!(codes(&browser), ["LOSS", "OK", "OK"]);
    assert_eq!(browser.count(".compare thead [data-broken]"), 1);
    browser.wait_for_text(".compare .broken", "✕ No lost message");
    browser.wait_for_text("#race-parting", "broker has no message");
    let wide = "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)\
        (document.querySelector('#race'))";
    browser.wait_until(wide);

    browser.click("#first");
    browser.wait_until_gone("#race-parting");
    browser.click("#go-there");
    browser.wait_for("#race-parting");
    let there = browser.text("#clock");
    // Who clicks is inside the page, so that its keys work.
    browser.press("ArrowLeft");
    browser.wait_until_gone("#race-parting");
    browser.press("ArrowRight");
    browser.wait_until(&format!("document.querySelector('#clock').innerText === {there:?}"));
    browser.press("u");
    browser.wait_for_text("#parting", "come to the same");
    browser.press("r");
    browser.wait_for("#race-parting");

    // `step 10 of 34`: the address follows a moment later.
    let step = there.split(' ').nth(1).unwrap_or_default();
    let address = "location.search.includes('strategy=send-after-commit,') && location.hash";
    browser.wait_until(&format!("{address}.endsWith('&step={step}')"));
    browser.reload();
    browser.wait_for("#race-parting");
    assert_eq!(browser.text("#clock"), there, "the address holds it all");
    browser.click("[data-column='1'] .pick button");
    browser.wait_for("#diagram");
    browser.click("#last");
    browser.wait_for_text("#outcome .code", "OK");
    assert_eq!(browser.count(".faults .chip"), 1);
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
}

#[test]
fn a_frame_compares_on_a_phone_and_columns_come_and_go() {
    let (_site, browser) = open("/?embed=1&strategy=outbox,oneway&lang=zh-CN");
    browser.set_window(390, 844);
    browser.wait_for(".compare thead [data-column='1']");
    browser.click("#add-column");
    browser.wait_for(".compare thead [data-column='2']");
    browser.choose("[data-column='2'] select", "saga");
    browser.wait_until("document.querySelector(\"[data-column='2'] select\").value === 'saga'");
    browser.click("[data-column='0'] .pick button:last-child");
    browser.wait_until_gone("[data-column='2']");
    let narrow = "document.documentElement.scrollWidth <= 390";
    browser.wait_until(narrow);
    browser.choose("#add-fault", "lose half.ack #1");
    browser.wait_for_text(".compare thead .idle", "没有发生");
    browser.expect_no_errors();
}

#[test]
fn the_programs_stand_side_by_side_with_the_lines_that_differ_marked() {
    let (_site, browser) = open("/?strategy=send-after-commit,transactional-message&lang=en");
    browser.wait_for(".compare thead [data-column='1']");
    assert_eq!(browser.count(".compare .programs"), 0);
    browser.click("#programs");
    browser.wait_for(".compare .programs");
    let marked = |column: usize| {
        browser.texts(&format!(".programs td:nth-of-type({column}) li[data-differs]"))
    };
    let has = |lines: &[String], sign: &str, text: &str| {
        lines.iter().any(|line| line.contains(sign) && line.contains(text))
    };
    let (first, second) = (marked(1), marked(2));
    assert!(has(&first, "−", "send retry 2 timeout 3s"), "{first:?}");
    assert!(has(&second, "+", "send half retry 2"), "{second:?}");
    assert!(!has(&first, "", "begin") && !has(&second, "", "begin"), "both begin");
    browser.click("#programs");
    browser.wait_until_gone(".compare .programs");
    browser.expect_no_errors();
}
