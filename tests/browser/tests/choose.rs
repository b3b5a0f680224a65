//! How a person chooses a scenario and a strategy.

use browser_tests::{Browser, Site};

const ACTIVE: &str = "[role=option][aria-selected=true]";

fn lab(query: &str) -> (Site, Browser) {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.open(&site.url(query));
    browser.wait_for("html[data-started]");
    (site, browser)
}

/// Waits until the scenario of this id is shown.
fn shows(browser: &Browser, id: &str) {
    browser.wait_for(&format!("#scenario[data-chosen={id}]"));
    browser.wait_until_gone("#choose");
}

/// The row that Enter would choose.
fn active(browser: &Browser) -> Option<String> {
    // The field tells screen readers of the same row.
    let field = browser.attribute("#choose-field", "aria-activedescendant")?;
    let id = browser.attribute(ACTIVE, "data-id");
    assert_eq!(id.as_ref().map(|id| format!("choice-{id}")), Some(field));
    id
}

#[test]
fn a_scenario_is_found_by_a_few_letters_and_chosen_with_the_keyboard() {
    let (_site, browser) = lab("/?scenario=a3-1&lang=en");
    assert_eq!(browser.count("[role=option]"), 0, "a list is made when it opens");
    browser.press("/");
    browser.wait_for("#choose-field:focus");
    assert_eq!(active(&browser).as_deref(), Some("a3-1"), "it opens at what is shown");
    browser.press("ArrowDown");
    browser.wait_for("#choice-a3-2[aria-selected=true]");
    assert_eq!(active(&browser).as_deref(), Some("a3-2"));

    browser.type_text("§6 loss");
    browser.wait_for_text("[role=status]", "3 of ");
    let found = browser.texts("[role=option]");
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("A6-5") && found[0].ends_with("LOSS"), "{found:?}");
    assert_eq!(browser.texts("[role=option] mark"), ["LOSS"; 3]);
    assert_eq!(browser.texts("h3 mark"), ["§6"]);
    for key in ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"] {
        browser.press(key);
    }
    browser.wait_for("#choice-a6-9[aria-selected=true]");
    browser.press("Enter");
    shows(&browser, "a6-9");
    browser.wait_for("#scenario:focus");
    browser.press("u");
    shows(&browser, "a3-1");
    browser.expect_no_errors();
}

#[test]
fn what_fits_nothing_is_said_with_what_is_near() {
    let (_site, browser) = lab("/?scenario=a3-1&lang=en");
    browser.press("/");
    browser.wait_for("#choose-field:focus");
    browser.type_text("qwrtz");
    browser.wait_for_text("[role=status]", "Nothing fits `qwrtz`.");
    assert_eq!(browser.count("[role=option]"), 0);
    assert_eq!(browser.attribute("#choose-field", "aria-expanded").as_deref(), Some("false"));
    browser.press("Enter");
    browser.fill("#choose-field", "reconsiled");
    browser.wait_for_text("[role=status]", "Nothing fits `reconsiled`. This fits `reconciled`:");
    browser.wait_for("#choice-reconciled[aria-selected=true]");
    browser.press("Escape");
    shows(&browser, "a3-1");
    browser.wait_for("#scenario:focus");
    browser.expect_no_errors();
}

#[test]
fn chinese_words_find_a_title_in_either_language() {
    for (language, is_shown) in [("zh-CN", true), ("en", false)] {
        let (_site, browser) = lab(&format!("/?scenario=a3-1&lang={language}"));
        browser.press("/");
        browser.wait_for("#choose-field:focus");
        browser.type_text("半消息 应答");
        browser.wait_for("#choice-a6-2[aria-selected=true]");
        assert_eq!(browser.texts("#choice-a6-2 mark"), ["半消息", "应答"]);
        assert_eq!(browser.count("#choice-a6-2 span > small"), usize::from(!is_shown));
        browser.press("Enter");
        shows(&browser, "a6-2");
        browser.expect_no_errors();
    }
}

#[test]
fn a_second_stroke_leads_to_the_strategies_and_a_text_field_keeps_its_own() {
    let (_site, browser) = lab("/?scenario=a3-1&lang=en");
    browser.press("/");
    browser.wait_for("#scenario[aria-expanded=true]");
    browser.wait_for("#choose-field:focus");
    browser.press("/");
    browser.wait_for("#strategy[aria-expanded=true]");
    browser.wait_for("#choose-field:focus");
    browser.wait_for("#choice-send-after-commit[aria-selected=true]");
    assert_eq!(browser.texts("[role=group] h3").len(), 4, "four families");
    browser.type_text("k1");
    browser.wait_for_text("[role=status]", "2 of 40");
    browser.press("Tab");
    browser.wait_until_gone("#choose");
    browser.wait_until("!document.activeElement.matches('body, #strategy, #choose *')");

    browser.click("#edit");
    browser.wait_for("#editor:focus");
    browser.press("/");
    browser.wait_until("document.querySelector('#editor').value.includes('/')");
    assert_eq!(browser.count("#choose"), 0);
    browser.expect_no_errors();
}

#[test]
fn fingers_choose_on_a_sheet_that_fits_the_phone() {
    let (_site, browser) = lab("/?scenario=a3-1&lang=zh-CN");
    browser.set_window(390, 844);
    browser.use_fingers();
    browser.click("#scenario");
    browser.wait_for("#choose:focus");
    let fits = "(() => { const box = document.querySelector('#choose').getBoundingClientRect(); \
        return box.left === 0 && box.top === 0 && box.width === innerWidth \
          && box.height === innerHeight && document.documentElement.scrollWidth <= innerWidth \
          && document.querySelector('#choices').scrollWidth <= innerWidth; })()";
    browser.wait_until(fits);
    browser.wait_until(
        "[...document.querySelectorAll('[role=option], #choose input, #choose button')] \
         .every((part) => part.getBoundingClientRect().height >= 44)",
    );
    let is_seen = "(() => { const row = document.querySelector('#choice-a3-1'); \
        const box = row.getBoundingClientRect(); \
        return box.top >= 0 && box.bottom <= innerHeight; })()";
    browser.wait_until(is_seen);
    browser.click("#choice-a3-2");
    shows(&browser, "a3-2");
    browser.click("#scenario");
    browser.wait_for("#choose:focus");
    browser.click("#choose .row button");
    shows(&browser, "a3-2");
    browser.expect_no_errors();
}

#[test]
fn what_was_changed_leads_back_to_its_scenario() {
    let (_site, browser) = lab("/?scenario=a3-1&lang=en&set=send.retries:0");
    browser.wait_for_text("#scenario", "A3-1, changed");
    browser.click("#back-to-it");
    shows(&browser, "a3-1");
    browser.wait_until_gone("#back-to-it");
    browser.wait_until_gone(".changed");
    browser.pick("#strategy", "outbox");
    browser.wait_for_text("#scenario", "A3-1, changed");
    browser.click("#back-to-it");
    shows(&browser, "a3-1");
    browser.wait_for("#strategy[data-chosen=send-after-commit]");
    browser.click("#undo");
    browser.wait_for("#strategy[data-chosen=outbox]");
    browser.expect_no_errors();
}

#[test]
fn a_frame_the_start_and_the_page_of_guarantees_have_no_boxes_to_open() {
    let queries =
        ["/?scenario=a3-1&lang=en&embed=1", "/?page=guarantees&lang=en", "/?page=start&lang=en"];
    for query in queries {
        let (_site, browser) = lab(query);
        browser.press("/");
        browser.press("?");
        browser.wait_for("#help-title");
        assert_eq!(browser.count("#choose, .picker"), 0, "{query}");
        browser.expect_no_errors();
    }
    let (_site, browser) = lab("/?page=compare&scenario=a3-1&lang=en");
    browser.press("/");
    browser.wait_for("#choose-field:focus");
    browser.press("/");
    browser.type_text("a3-3");
    browser.wait_for("#choice-a3-3[aria-selected=true]");
    browser.press("Enter");
    shows(&browser, "a3-3");
    browser.expect_no_errors();
}
