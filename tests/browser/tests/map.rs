//! What a person does with the fault map.

use browser_tests::{Browser, Site};

const STARTED: &str = "html[data-started]";

fn lab(query: &str) -> (Site, Browser) {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.set_window(1440, 900);
    browser.open(&site.url(query));
    browser.wait_for(STARTED);
    (site, browser)
}

/// The lab with a column for each kind of fault.
fn columns(query: &str) -> (Site, Browser) {
    let (site, browser) = lab(query);
    browser.click("#map");
    browser.wait_for("#map[aria-pressed=true]");
    (site, browser)
}

/// The cells of the first line that begins with these words.
fn cells_of(browser: &Browser, text: &str) -> String {
    let number = browser.eval(&format!(
        "[...document.querySelectorAll('.program li[data-line]')]\
         .find((li) => li.querySelector('.line, span:last-child').innerText.startsWith('{text}')).dataset.line"
    ));
    let number = number.as_str().unwrap_or_else(|| panic!("no line begins with {text}"));
    format!(".program li[data-line='{number}'] button.cell")
}

#[test]
fn a_cell_promises_a_loss_and_keeps_it() {
    let (site, browser) = columns("/?strategy=send-after-commit&lang=en");
    browser.wait_for("button.cell[data-outcome=LOSS]");
    let cell = format!("{}[data-outcome=LOSS]", cells_of(&browser, "commit"));
    let said = browser.attribute(&cell, "title").unwrap_or_default();
    assert!(said.contains("LOSS") && said.contains("crashes"), "{said}");
    assert_eq!(browser.attribute(&cell, "aria-label"), Some(said));
    assert!(browser.text(".legend").contains("lost"), "the legend says what L means");
    assert_eq!(browser.count(".no-return"), 0, "nothing is lost yet");

    browser.click(&cell);
    browser.wait_for(".faults .chip");
    browser.click("#last");
    browser.wait_for_text("#outcome .code", "LOSS");
    browser.wait_for(&format!("{}[data-own]", cells_of(&browser, "commit")));

    browser.wait_for_text("#verdict .no-return", "Unavoidable from step");
    let named = browser.text("#verdict .no-return");
    let step: String = named.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(browser.count(".timebar .fate.inevitable"), 1);
    browser.click("#verdict .no-return");
    browser.wait_for_text("#clock", &format!("step {step} of"));

    browser.press("u");
    browser.wait_until_gone(".faults .chip");
    browser.wait_for(&cell);
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
}

#[test]
fn the_band_follows_the_guarantee_that_is_looked_at() {
    let (_site, browser) = lab("/?scenario=a6-4&step=end&lang=en");
    browser.wait_for("#band[data-guarantee=no-lost-message] .said");
    browser.click("#other-guarantees > summary");
    let name = "[data-standing][data-guarantee=no-double-payout] .name";
    browser.eval(&format!("document.querySelector('{name}').focus()"));
    browser.wait_for("#band[data-guarantee=no-double-payout]");
    browser.press("Enter");
    browser.wait_for("#verdict[data-guarantee=no-double-payout]");
    assert!(browser.url().contains("a6-4"), "it is the same scenario");
    browser.wait_until("location.search.includes('point=no-double-payout')");
    browser.wait_for("#band[data-guarantee=no-double-payout]");
    browser.eval(
        "document.querySelector('[data-standing][data-guarantee=no-ghost]')\
         .dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))",
    );
    browser.wait_for("#band[data-guarantee=no-ghost]");
    browser.expect_no_errors();
}

#[test]
fn the_keyboard_alone_finds_a_cell_and_plays_it() {
    let (_site, browser) = columns("/?strategy=send-after-commit&lang=zh-CN");
    browser.wait_for(".program .cell[tabindex='0']");
    assert_eq!(browser.count(".program .cell[tabindex='0']"), 1, "one stop for all cells");
    browser.eval("document.querySelector('.program .cell[tabindex=\"0\"]').focus()");
    browser.press("ArrowDown");
    browser.press("ArrowRight");
    browser.press("ArrowLeft");
    browser.press("ArrowDown");
    let clock = browser.text("#clock");
    browser.wait_until("document.activeElement.matches('.program .cell[tabindex=\"-1\"]')");
    assert_eq!(browser.text("#clock"), clock, "the arrows are the gutter's");
    browser.press("Enter");
    browser.wait_for(".faults .chip");
    browser.expect_no_errors();
}

#[test]
fn a_step_opens_its_faults() {
    let (_site, browser) = columns("/?scenario=a6-4&step=end&lang=en");
    browser.wait_for(".step-marks [data-outcome=LOSS]");
    // The driver misses what stands in a scaled drawing.
    browser.eval("document.querySelector('.step-marks [data-outcome=LOSS]').click()");
    browser.wait_for_text("#menu", "LOSS");
    browser.click("#menu-item-0");
    browser.wait_until("document.querySelectorAll('.faults .chip').length === 2");
    browser.click("#last");
    browser.wait_for_text("#outcome .code", "LOSS");
    browser.expect_no_errors();
}

#[test]
fn a_map_of_a_thousand_places_is_made_by_a_worker() {
    let (site, browser) = columns("/?scenario=c19&lang=en");
    browser.wait_for_text(".legend [role=status]", "faults run");
    browser.wait_until_gone(".legend [role=status]");
    browser.wait_for("#band .said");
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
}

#[test]
fn one_mark_a_line_says_the_worst_and_the_rest_is_a_click_away() {
    let (_site, browser) = lab("/?scenario=a3-1&lang=en");
    browser.wait_for(".program .mark[data-mark=breaks]");
    let line =
        "[...document.querySelectorAll('.program .line')].find((b) => b.innerText === 'commit')";
    let said = browser.eval(&format!("{line}.getAttribute('aria-description')"));
    assert_eq!(said, "One fault here breaks “No lost message”");
    browser.wait_for_text(".legend", "one fault here breaks it");
    assert_eq!(browser.count(".program .cell"), 0, "the kinds of faults have no columns yet");
    // What the run never reaches is folded, and opens.
    let folded = browser.count(".program .unfold");
    assert!(folded > 0);
    let lines = browser.count(".program [data-line]");
    browser.click(".program .unfold");
    browser
        .wait_until(&format!("document.querySelectorAll('.program [data-line]').length > {lines}"));
    assert_eq!(browser.count(".program .unfold"), folded - 1);
    // Marks are of the strategy without its faults, until the run is asked about.
    let marks = "[...document.querySelectorAll('.program .mark')].map((m) => m.innerText).join('')";
    let before = browser.eval(marks);
    browser.click("#map-of-run");
    browser.wait_until(&format!("{marks} !== {before}"));
    browser.expect_no_errors();
}

#[test]
fn the_verdict_says_why_and_what_survives_is_a_click_away() {
    let (_site, browser) = lab("/?scenario=a3-1&lang=en");
    browser.wait_for_text("#verdict .main", "Unavoidable from step 8");
    browser.wait_for_text("#verdict .why", "Order 1 is now PAID");
    browser.wait_for_text("#outcome .code", "LOSS");
    browser.wait_for_text("#outcome", "unavoidable from step 8");
    browser.click("#first");
    browser.wait_for_text("#outcome .code", "…");
    assert_eq!(browser.count("#outcome .no-return"), 0, "at the beginning nothing is certain");
    browser.click("#survivor");
    browser.wait_until_gone("#verdict[data-broken]");
    browser.click("#last");
    browser.wait_for_text("#outcome .code", "OK");
    browser.wait_for_text("#verdict .main", "In this run nothing breaks.");
    browser.wait_for_text("#verdict", "With one more fault it can break");
    browser.click("#break-it-here");
    browser.wait_for(".search .found");
    browser.expect_no_errors();
}
