//! What a person does in the editor of the program.

use browser_tests::{Browser, Site};

const STARTED: &str = "html[data-started]";

fn editor(query: &str) -> (Site, Browser) {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.set_window(1440, 900);
    browser.open(&site.url(query));
    browser.wait_for(STARTED);
    browser.click("#edit");
    browser.wait_for("#editor:focus");
    (site, browser)
}

fn text(browser: &Browser) -> String {
    let text = browser.eval("document.querySelector('#editor').value");
    text.as_str().unwrap_or_default().to_owned()
}

/// The number of the first line that says exactly this.
fn number(browser: &Browser, line: &str) -> usize {
    let text = text(browser);
    let index = text.lines().position(|known| known == line);
    1 + index.unwrap_or_else(|| panic!("no line says `{line}` in\n{text}"))
}

/// Moves the caret to the end of a line, by keys alone.
fn go_to(browser: &Browser, line: &str) {
    browser.press("Ctrl+Home");
    for _ in 1..number(browser, line) {
        browser.press("ArrowDown");
    }
    browser.press("End");
}

/// Writes `end commit` above `commit`, and takes it away below: what is visible is no longer sure.
fn end_before_commit(browser: &Browser) {
    go_to(browser, "  work 20ms");
    browser.press("Enter");
    browser.type_text("end commit");
    go_to(browser, "  reply ok");
    browser.press("ArrowUp");
    browser.press("End");
    // Twice, because blanks before a line go by levels.
    for _ in 0.."end commit".len() + 2 {
        browser.press("Backspace");
    }
    let lines = ["  work 20ms", "  end commit", "  commit", "    on failure"];
    assert!(text(browser).contains(&lines.join("\n")), "{}", text(browser));
    browser.wait_until_gone(".errors");
}

fn go_to_end(browser: &Browser) {
    browser.click("#last");
    browser.wait_for("#last[aria-disabled]");
}

fn codes(browser: &Browser) -> Vec<String> {
    browser.texts("#outcome .code")
}

#[test]
fn the_end_before_the_commit_and_a_crash_between_them_show_a_ghost() {
    let (site, browser) = editor("/?strategy=transactional-message&lang=en&theme=light");
    end_before_commit(&browser);
    browser.click(&format!("#code-{}", number(&browser, "  commit")));
    browser.wait_for("#menu");
    browser.click("#menu-item-0");
    browser.wait_until_gone("#menu");
    assert_eq!(browser.texts(".faults .mono"), ["crash order-1 before commit"]);
    go_to_end(&browser);
    assert!(codes(&browser).contains(&"GHOST".to_owned()), "{:?}", codes(&browser));

    let is_written = "location.hash.endsWith('&step=' + document.querySelector('#position').max)";
    browser.wait_until(is_written);
    browser.click("#editor-close");
    browser.wait_until_gone("#editor");
    let summary = browser.text("#outcome p");
    browser.reload();
    browser.wait_for(STARTED);
    assert_eq!(browser.text("#outcome p"), summary, "the edited program travels in the link");
    browser.click("#edit");
    browser.wait_for("#editor-reset");
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
}

#[test]
fn the_keyboard_alone_edits_inserts_breaks_and_leaves() {
    let (_site, browser) = editor("/?strategy=transactional-message&lang=zh-CN&theme=dark");
    end_before_commit(&browser);
    go_to(&browser, "  commit");
    browser.press("Shift+Tab");
    browser.wait_for("#editor-faults:focus");
    browser.press("Enter");
    browser.wait_for("#menu");
    browser.press("Enter");
    browser.wait_until_gone("#menu");
    browser.wait_for("#editor-faults:focus");

    browser.press("Shift+Tab");
    browser.wait_for("#editor-insert:focus");
    browser.press("Enter");
    browser.wait_for("#insert-0:focus");
    browser.press("Escape");
    browser.wait_for("#editor:focus");
    browser.press("Tab");
    browser.wait_for("#editor-close:focus");
    browser.press("Enter");
    browser.wait_for("#edit:focus");
    browser.eval("document.querySelector('#diagram').focus()");
    browser.press("End");
    browser.wait_for("#last[aria-disabled]");
    assert!(codes(&browser).contains(&"GHOST".to_owned()), "{:?}", codes(&browser));
    browser.expect_no_errors();
}

#[test]
fn a_step_from_the_menu_comes_with_its_block_and_what_to_change_selected() {
    let (_site, browser) = editor("/?strategy=send-after-commit&lang=en");
    go_to(&browser, "  update order PAID");
    browser.click("#editor-insert");
    browser.wait_for("#insert-menu");
    let items = browser.texts("#insert-menu code");
    let place = items.iter().position(|item| item == "send retry 2 timeout 3s");
    browser.click(&format!("#insert-{}", place.expect("the menu has it")));
    browser.wait_until_gone("#insert-menu");
    let block = "  send retry 2 timeout 3s\n    on failure\n      rollback\n      reply error\n";
    assert!(text(&browser).contains(block), "{}", text(&browser));
    browser.type_text("1");
    assert!(text(&browser).contains("  send retry 1 timeout 3s\n"), "{}", text(&browser));
    assert_eq!(browser.count(".errors"), 0);

    browser.press("Ctrl+z");
    browser.press("Ctrl+z");
    browser.wait_until("!document.querySelector('#editor').value.includes('rollback')");
    browser.press("Ctrl+Shift+z");
    browser.wait_until("document.querySelector('#editor').value.includes('rollback')");
    browser.click("#editor-reset");
    browser.wait_until_gone("#editor-reset");
    browser.click("#editor-undo");
    browser.wait_for("#editor-reset");
    browser.expect_no_errors();
}

#[test]
fn a_mistake_is_said_at_its_place_and_its_sentence_leads_there() {
    let (_site, browser) = editor("/?strategy=send-once&lang=en");
    let top = browser.eval("document.querySelector('.code-area').scrollTop");
    assert_eq!(top.as_f64(), Some(0.0), "the editor opens at the top");
    go_to(&browser, "  commit");
    browser.press("Backspace");
    browser.wait_for_text(".bubble", "did you mean `commit`?");
    let line = number(&browser, "  commi");
    browser.wait_for(&format!("li[data-bad] #code-{line}"));
    assert_eq!(browser.texts("[data-wrong]"), ["commi"]);
    browser.wait_for_text("#program-errors", "last program that compiles");

    browser.press("Ctrl+Home");
    browser.wait_until_gone(".bubble");
    browser.click(".errors button");
    browser.wait_for("#editor:focus");
    let selected = "(() => { const a = document.querySelector('#editor'); \
                    return a.value.slice(a.selectionStart, a.selectionEnd); })()";
    assert_eq!(browser.eval(selected).as_str(), Some("commi"));

    browser.click("#editor-close");
    browser.wait_for_text(".remark", "unfinished edit is kept");
    browser.click("#edit");
    browser.wait_for("#editor:focus");
    assert!(text(&browser).contains("  commi\n"));
    browser.expect_no_errors();
}

#[test]
fn the_editor_fits_a_phone() {
    let (_site, browser) = editor("/?strategy=transactional-message&lang=zh-CN");
    for width in [320, 390, 768] {
        browser.set_window(width, 844);
        browser.wait_until("document.documentElement.scrollWidth <= innerWidth");
        browser.click("#editor-insert");
        browser.wait_for("#insert-menu");
        browser.wait_until("document.documentElement.scrollWidth <= innerWidth");
        let fits =
            "document.querySelector('#insert-menu').getBoundingClientRect().right <= innerWidth";
        browser.wait_until(fits);
        browser.press("Escape");
        browser.wait_until_gone("#insert-menu");
    }
    browser.expect_no_errors();
}

#[test]
fn a_refused_setting_keeps_what_was_written() {
    let (_site, browser) = editor("/?strategy=send-once&lang=en");
    browser
        .eval("document.querySelectorAll('.settings details').forEach((d) => { d.open = true; })");
    browser.fill("#set-orders", "many");
    browser.press("Tab");
    browser.wait_for(".settings .bad");
    let written = "document.querySelector('#set-orders').value";
    assert_eq!(browser.eval(written).as_str(), Some("many"));
    browser.fill("#set-orders", "2");
    browser.press("Tab");
    browser.wait_until_gone(".settings .bad");
    assert_eq!(browser.eval(written).as_str(), Some("2"));
    browser.expect_no_errors();
}

#[test]
fn the_address_names_the_scenario_until_it_changes() {
    let (_site, browser) = editor("/?scenario=a3-1&lang=en");
    browser.click("#editor-close");
    browser.pick("#scenario", "a6-2");
    browser.wait_until("location.search.startsWith('?scenario=a6-2')");
    assert_eq!(browser.eval("location.hash").as_str(), Some(""));
    browser.click("#surprise");
    browser.wait_until("location.hash.startsWith('#s=1.')");
    assert_eq!(browser.eval("location.search").as_str(), Some("?lang=en"));
    browser.expect_no_errors();
}
