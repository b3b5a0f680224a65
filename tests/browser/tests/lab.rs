//! What a person does in the lab.

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

/// The number that the program pane gives the first line with this text.
fn line(browser: &Browser, text: &str) -> String {
    let find = format!(
        "[...document.querySelectorAll('.program li')]\
         .find((li) => li.textContent.includes('{text}'))?.dataset.line"
    );
    let number = browser.eval(&find);
    let number = number.as_str().unwrap_or_else(|| panic!("no line says {text}"));
    format!(".program li[data-line='{number}'] button.line")
}

fn codes(browser: &Browser) -> Vec<String> {
    browser.texts("#outcome .code")
}

fn go_to_end(browser: &Browser) {
    browser.click("#last");
    browser.wait_for("#last[aria-disabled]");
}

#[test]
fn playing_the_happy_path_ends_in_ok() {
    let (site, browser) = lab("/?strategy=send-after-commit&lang=en&theme=light&speed=4");
    assert_eq!(codes(&browser), ["OK"], "a run without faults is shown at its end");
    browser.click("#first");
    browser.wait_for_text("#outcome .code", "…");
    browser.click("#play");
    browser.wait_for("#outcome .code[data-good]");
    assert_eq!(codes(&browser), ["OK"]);
    browser.wait_for_text("#outcome p", "PAID");
    assert!(browser.count(".dg-arrow") > 5, "the messages are drawn");
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
}

fn a_crash_after_the_commit_is_told_apart(language: &str, lost: &str, saved: &str) {
    let (_site, browser) = lab(&format!("/?strategy=send-after-commit&lang={language}"));
    browser.click(&line(&browser, "commit"));
    browser.wait_for("#menu");
    browser.click("#menu-item-1");
    browser.wait_until_gone("#menu");
    assert_eq!(browser.texts(".faults .mono"), ["crash order-1 after commit"]);
    go_to_end(&browser);
    assert_eq!(codes(&browser), ["LOSS"]);
    browser.wait_for_text("#outcome p", lost);
    assert_eq!(
        browser
            .attribute("[data-standing][data-guarantee=no-lost-message]", "data-standing")
            .as_deref(),
        Some("broken")
    );
    browser.wait_for(".dg-crash");

    browser.pick("#strategy", "transactional-message");
    go_to_end(&browser);
    assert_eq!(codes(&browser), ["OK"], "the broker asks, and the message log answers");
    browser.wait_for_text("#outcome p", saved);
    assert!(browser.count(".dg-arrow.dg-check") > 0, "the back-check is drawn");
    browser.expect_no_errors();
}

#[test]
fn a_crash_after_the_commit_loses_the_message_unless_the_broker_checks_back() {
    a_crash_after_the_commit_is_told_apart("en", "red packet never comes", "red packet");
}

#[test]
fn the_same_story_in_chinese() {
    a_crash_after_the_commit_is_told_apart("zh-CN", "红包", "红包");
}

#[test]
fn an_arrow_can_be_lost_and_the_loss_taken_back() {
    let (_site, browser) = lab("/?strategy=send-once&lang=en&step=end");
    assert_eq!(codes(&browser), ["OK"]);
    // What lies under a finger five pixels above the middle of the arrow takes the click. WebDriver
    // itself cannot click a path that has no height.
    browser.eval(
        "(() => { const box = document.querySelector(\".dg-arrow[data-role='send'] .hit\")\
         .getBoundingClientRect(); const [x, y] = [box.x + box.width / 2, box.y - 5]; \
         document.elementFromPoint(x, y).dispatchEvent(\
         new MouseEvent('click', { bubbles: true, clientX: x, clientY: y })); })()",
    );
    browser.wait_for("#menu");
    browser.click("#menu-item-0");
    go_to_end(&browser);
    assert_eq!(codes(&browser), ["LOSS"]);
    assert_eq!(browser.texts(".faults .mono"), ["lose send #1"]);
    browser.click("#undo");
    go_to_end(&browser);
    assert_eq!(codes(&browser), ["OK"]);
    browser.click("#redo");
    go_to_end(&browser);
    assert_eq!(codes(&browser), ["LOSS"]);
    browser.click(".faults .chip button");
    go_to_end(&browser);
    assert_eq!(codes(&browser), ["OK"]);
    browser.expect_no_errors();
}

#[test]
fn the_head_of_a_lifeline_crashes_its_participant_and_restarts_it() {
    let (_site, browser) = lab("/?strategy=send-after-commit&lang=en&step=6");
    browser.click(".head[data-node=order-1]");
    browser.wait_for("#menu");
    browser.click("#menu-item-0");
    browser.wait_for(".head[data-node=order-1][data-down]");
    assert_eq!(browser.count(".faults .chip"), 1);
    browser.click(".head[data-node=order-1]");
    browser.wait_for("#menu");
    let first = browser.attribute("#menu-item-0", "aria-disabled");
    assert_eq!(first.as_deref(), Some("true"), "the dead do not crash");
    browser.expect_no_errors();
}

#[test]
fn the_keyboard_alone_reaches_the_verdict() {
    let (_site, browser) = lab("/?strategy=send-after-commit&lang=en");
    browser.eval("document.querySelector('#diagram').focus()");
    for _ in 0..4 {
        browser.press("ArrowRight");
    }
    browser.wait_for_text("#clock", "4");
    browser.eval(&format!("document.querySelector(\"{}\").focus()", line(&browser, "commit")));
    browser.press("Enter");
    browser.wait_for("#menu");
    browser.press("ArrowDown");
    browser.press("Enter");
    browser.wait_until_gone("#menu");
    assert!(
        browser.eval("document.activeElement.matches('.program .line')").as_bool() == Some(true),
        "the focus comes back to the line"
    );
    browser.eval("document.querySelector('#diagram').focus()");
    browser.press("End");
    browser.wait_for("#last[aria-disabled]");
    assert_eq!(codes(&browser), ["LOSS"]);
    browser.press("u");
    browser.press("End");
    browser.wait_for("#outcome .code[data-good]");
    browser.expect_no_errors();
}

#[test]
fn the_address_holds_what_is_shown() {
    let (_site, browser) = lab("/?scenario=a3-1&lang=en");
    browser.pick("#strategy", "transactional-message");
    go_to_end(&browser);
    browser.wait_until("location.hash.startsWith('#s=1.')");
    // It is written a moment after each change, so the first one may still be that of the start.
    let last = "document.querySelector('#position').max";
    browser.wait_until(&format!("location.hash.endsWith('&step=' + {last})"));
    let clock = browser.text("#clock");
    browser.reload();
    browser.wait_for(STARTED);
    assert_eq!(browser.text("#clock"), clock);
    assert_eq!(browser.texts(".faults .mono").len(), 1);
    assert_eq!(codes(&browser), ["OK"]);
    browser.expect_no_errors();
}

#[test]
fn a_checker_is_chosen_with_its_strategy_and_undo_takes_it_back() {
    let (_site, browser) = lab("/?scenario=a6-4&lang=en");
    let faults = browser.texts(".faults .mono");
    let k1 = "transactional-message-k1-message";
    let asks_age = "document.querySelector('.program').textContent.includes('age over')";
    assert_eq!(browser.eval(asks_age).as_bool(), Some(true));
    assert_eq!(browser.text("#checker"), "K3 · message · rollback at 2 min");
    browser.pick("#strategy", k1);
    browser.wait_until(&format!("!({asks_age})"));
    assert_eq!(browser.attribute("#strategy", "data-chosen").as_deref(), Some(k1));
    assert_eq!(browser.text("#checker"), "K1 · message · else rollback");
    assert_eq!(browser.texts(".faults .mono"), faults, "the faults stay");
    browser.click("#undo");
    browser.wait_until(asks_age);
    browser.wait_for("#strategy[data-chosen=transactional-message]");
    browser.pick("#strategy", "saga");
    browser.wait_until_gone("#checker");
    browser.expect_no_errors();
}

#[test]
fn a_relay_crashes_at_its_lines_and_by_its_head() {
    let (_site, browser) = lab("/?strategy=outbox&lang=en&step=end");
    browser.click(&line(&browser, "mark outbox sent"));
    browser.wait_for("#menu");
    browser.click("#menu-item-0");
    browser.wait_until_gone("#menu");
    assert_eq!(browser.texts(".faults .mono"), ["crash relay before mark"]);
    go_to_end(&browser);
    assert_eq!(codes(&browser), ["DUP"], "the row was not marked, so it is sent again");
    browser.click(".head[data-node=relay]");
    browser.wait_for("#menu");
    browser.click("#menu-item-0");
    browser.wait_until_gone("#menu");
    assert_eq!(browser.count(".faults .chip"), 2);
    browser.expect_no_errors();
}

#[test]
fn kafka_is_chosen_in_the_settings_and_says_that_it_has_no_half_messages() {
    let (_site, browser) = lab("/?strategy=transactional-message&lang=en&step=end");
    assert!(browser.count("#set-broker-slaves") == 1 && browser.count("#set-kafka-acks") == 0);
    browser.choose("#set-profile", "kafka");
    browser.wait_for_text(".strategy", "Kafka has no half messages");
    assert!(browser.count("#set-broker-slaves") == 0 && browser.count("#set-kafka-acks") == 1);
    go_to_end(&browser);
    assert_eq!(codes(&browser), ["ABORT"]);
    browser.expect_no_errors();
}

#[test]
fn every_scenario_of_the_course_opens_and_ends_as_its_file_says() {
    let (_site, browser) = lab("/?page=lab&lang=en");
    browser.click("#scenario");
    browser.wait_for("[role=option]");
    let ids =
        browser.eval("[...document.querySelectorAll('[role=option]')].map((o) => o.dataset.id)");
    browser.press("Escape");
    let ids: Vec<_> = ids.as_array().into_iter().flatten().filter_map(|id| id.as_str()).collect();
    assert!(ids.len() >= 34, "{ids:?}");
    for id in ids {
        browser.pick("#scenario", id);
        go_to_end(&browser);
        assert!(!codes(&browser).is_empty(), "{id}");
    }
    browser.expect_no_errors();
}

#[test]
fn a_program_is_judged_as_it_is_typed() {
    let (_site, browser) = lab("/?strategy=send-once&lang=en");
    browser.click("#edit");
    browser.wait_for("#editor");
    let source = browser.eval("document.querySelector('#editor').value");
    let source = source.as_str().unwrap_or_default().to_owned();
    let type_in = |text: &str| {
        let text = serde_json::Value::from(text).to_string();
        browser.eval(&format!(
            "(() => {{ const area = document.querySelector('#editor'); area.value = {text}; \
             area.dispatchEvent(new InputEvent('input', {{ bubbles: true }})); }})()"
        ));
    };
    type_in(&source.replace("  commit\n", "  comit\n"));
    browser.wait_for_text(".errors", "did you mean `commit`?");
    type_in(&source.replace("  begin\n", "     begin\n"));
    browser.wait_for_text(".errors", "spaces");
    type_in(source.split("on message").next().unwrap_or_default());
    browser.wait_for_text(".errors", "on message");
    type_in(&source.replacen("  begin\n", "  run payment\n", 1));
    browser.wait_for_text(".errors", "never ends");
    type_in(&source);
    browser.wait_until_gone(".errors");
    browser.click("#editor-close");
    go_to_end(&browser);
    assert_eq!(codes(&browser), ["OK"]);
    browser.expect_no_errors();
}

#[test]
fn a_bad_value_in_the_address_is_a_note_and_nothing_breaks() {
    let (_site, browser) = lab("/?lang=en&speed=fast&scenario=a3-l");
    let notes = browser.texts(".notices li");
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(notes[0].contains("fast"), "{notes:?}");
    browser.click(".notices button");
    assert_eq!(browser.count(".notices li"), 1);
    browser.open(&format!("{}#s=1.broken", browser.url().split('?').next().unwrap_or("")));
    browser.wait_for(".notices li");
    browser.expect_no_errors();
}

#[test]
fn under_a_finger_the_lines_of_the_program_keep_their_spaces() {
    let (_site, browser) = lab("/?scenario=a3-1&lang=en");
    browser.set_window(390, 844);
    browser.use_fingers();
    // Only what is laid out as one text reads as it is written.
    let reads = |lines: &str| {
        browser.wait_until(&format!(
            "(() => {{ const lines = [...document.querySelectorAll('{lines}')]; \
             return lines.length > 5 && lines.every((l) => l.innerText === l.textContent); }})()"
        ));
    };
    reads(".program li > :nth-child(3)");
    browser.click("#edit");
    browser.wait_for("#editor:focus");
    reads(".rows code");
    browser.expect_no_errors();
}

#[test]
fn a_changed_setting_is_named_and_set_back_by_its_button() {
    let (_site, browser) = lab("/?strategy=send-after-commit&lang=en&set=send.retries:0");
    browser.wait_for_text(".changed", "1 changed:");
    browser.wait_for_text(".changed", "send.retries 0");
    assert_eq!(browser.eval("document.querySelector('.settings details[open]')").as_str(), None);
    browser.click(".changed button");
    browser.wait_until_gone(".changed");
    browser.click("#undo");
    browser.wait_for_text(".changed", "send.retries 0");
    browser.expect_no_errors();
}

#[test]
fn the_title_says_what_became_of_a_scenario() {
    let (_site, browser) = lab("/?scenario=a3-1&lang=en");
    let title = browser.title();
    browser.pick("#strategy", "outbox");
    browser.wait_until("document.title.startsWith('A3-1, changed')");
    browser.wait_for_text("#scenario", "A3-1, changed");
    browser.click("#undo");
    browser.wait_until(&format!("document.title === {title:?}"));
    browser.expect_no_errors();
}

#[test]
fn nothing_but_the_diagram_scrolls_sideways_at_any_width() {
    let (_site, browser) = lab("/?scenario=a6-4&lang=zh-CN&step=end");
    for width in [320, 390, 480, 768, 1024, 1280, 1920] {
        browser.set_window(width, 800);
        browser.wait_until("document.documentElement.scrollWidth <= innerWidth");
    }
    browser.expect_no_errors();
}

#[test]
fn the_run_is_there_before_it_is_touched_and_the_playhead_is_dragged() {
    let (_site, browser) = lab("/?scenario=a3-1&lang=en");
    let step = || browser.eval("document.querySelector('#position').value");
    assert_eq!(step(), "9", "where the fault strikes");
    let inked = || browser.count(".diagram g[data-step='9']:not(.dg-pale)");
    let pale = || browser.texts(".diagram .dg-pale text").concat();
    assert!(inked() > 0 && pale().contains("restarted"), "{}", pale());
    browser.drag_down(".playhead .handle", -150);
    browser.wait_until("Number(document.querySelector('#position').value) < 7");
    assert!(inked() == 0 && pale().contains("crash"), "{}", pale());
    browser.press("End");
    browser.wait_until("document.querySelectorAll('.dg-pale').length === 0");
    browser.expect_no_errors();
}

#[test]
fn what_is_shown_is_shared_from_one_sheet() {
    let (site, browser) = lab("/?scenario=a3-1&lang=en");
    browser.click("#share");
    browser.wait_until("document.activeElement.id === 'copy-link'");
    browser.wait_for_text(".sharing pre", "scenario=a3-1&step=9");
    assert_eq!(browser.count(".sharing pre"), 5);
    browser.click("#copy-frame");
    browser.wait_for_text("#copy-frame", "Copied");
    let frame = browser.texts(".sharing pre").remove(1);
    browser.press("Escape");
    browser.wait_until_gone(".sharing");
    // The frame that was taken along shows the same.
    let address = frame.split('"').nth(1).unwrap_or_default().replace("&amp;", "&");
    browser.open(&address);
    browser.wait_for(".lab[data-layout=embed]");
    browser.wait_for_text("#clock", "step 9");
    browser.wait_for_text(".masthead h1", "Crash after the commit");
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
}
