//! The lab inside a course page.

use browser_tests::{Browser, Site};

const FRAME: &str = "<a href='#before' id='before'>before</a>\
    <iframe title='demo' width='100%' height='560' loading='lazy' \
     src='/courses/rocketmq/lab/index.html?embed=1&scenario=a3-1&lang=zh-CN&theme=dark&step=9'></iframe>\
    <a href='#after' id='after'>after</a>";

fn course(frame: &str) -> (Site, Browser) {
    let body = format!("<!doctype html><meta charset=utf-8><title>Course</title>{frame}");
    let site = Site::from_env().under("/courses/rocketmq/lab/").page("/chapter.html", &body);
    let browser = Browser::start();
    browser.set_window(1024, 800);
    browser.open(&site.url("/chapter.html"));
    (site, browser)
}

#[test]
fn the_frame_shows_its_scenario_at_its_step_and_touches_nothing_else() {
    let (site, browser) = course(FRAME);
    let history = browser.eval("history.length");
    browser.enter_frame("iframe");
    browser.wait_for("html[data-started]");
    assert_eq!(browser.attribute("html", "lang").as_deref(), Some("zh-CN"));
    assert_eq!(browser.attribute("html", "data-theme").as_deref(), Some("dark"));
    assert_eq!(browser.attribute(".lab", "data-layout").as_deref(), Some("embed"));
    browser.wait_for_text("#clock", "9");
    assert!(browser.sees(".program"), "a wide frame shows the program");
    assert!(!browser.sees(".right") && !browser.sees(".search"), "and nothing else beside it");
    for _ in 0..5 {
        browser.click("#forward");
    }
    browser.click("#last");
    browser.wait_for_text("#outcome .code", "LOSS");
    assert_eq!(browser.eval("location.hash"), "", "a frame leaves its address alone");
    assert_eq!(browser.eval("localStorage.length"), 0, "and the storage");
    browser.leave_frame();
    assert_eq!(browser.eval("history.length"), history, "and the history");
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
}

#[test]
fn a_fault_in_the_frame_can_be_taken_back_by_fingers() {
    let (_site, browser) = course(FRAME);
    browser.enter_frame("iframe");
    browser.wait_for("html[data-started]");
    let step = browser.text("#clock");
    assert_eq!(browser.eval("[undo.disabled, reset.disabled].join()"), "true,true");
    for _ in 0..2 {
        browser.click("#break-here");
        browser.click("#menu-item-1");
        browser.wait_until_gone("#menu");
        browser.click("#first");
        browser.wait_for("#first[aria-disabled]");
    }
    browser.wait_until("!undo.disabled");
    browser.click("#undo");
    browser.wait_until("!undo.disabled && !reset.disabled");
    browser.click("#reset");
    browser.wait_until("reset.disabled");
    assert_eq!(browser.text("#clock"), step, "it is where its author opened it");
    browser.click("#undo");
    browser.wait_until("!reset.disabled");
    browser.leave_frame();
    browser.use_fingers();
    browser.enter_frame("iframe");
    let sizes =
        "[undo, reset].flatMap((b) => [b.offsetWidth, b.offsetHeight]).every((s) => s >= 44)";
    browser.wait_until(sizes);
    browser.expect_no_errors();
}

#[test]
fn what_differs_from_the_defaults_is_named_in_a_frame() {
    let frame = FRAME.replace("step=9", "set=send.retries:0");
    let (_site, browser) = course(&frame);
    browser.enter_frame("iframe");
    browser.wait_for_text(".masthead", "send.retries 0");
}

#[test]
fn the_frame_never_takes_the_focus() {
    let (_site, browser) = course(FRAME);
    browser.enter_frame("iframe");
    browser.wait_for("html[data-started]");
    browser.leave_frame();
    assert_eq!(browser.eval("document.activeElement.tagName"), "BODY");
    assert_eq!(browser.eval("scrollY"), 0);
}

#[test]
fn tab_walks_through_the_frame_and_out_again() {
    let (_site, browser) = course(FRAME);
    browser.enter_frame("iframe");
    browser.wait_for("html[data-started]");
    browser.leave_frame();
    browser.eval("document.querySelector('#before').focus()");
    for _ in 0..60 {
        browser.press("Tab");
        if browser.eval("document.activeElement.id") == "after" {
            return;
        }
    }
    panic!("sixty tabs did not leave the frame");
}

#[test]
fn a_storage_that_throws_and_a_bad_value_do_no_harm() {
    let frame = "<iframe title='demo' sandbox='allow-scripts' width='900' height='560' \
        src='/courses/rocketmq/lab/index.html?embed=1&scenario=a6-4&lang=en&speed=fast'></iframe>";
    let body = format!("<!doctype html><meta charset=utf-8><title>Course</title>{frame}");
    let site = Site::from_env()
        .under("/courses/rocketmq/lab/")
        .page("/chapter.html", &body)
        .header("Access-Control-Allow-Origin", "*");
    let browser = Browser::start();
    browser.open(&site.url("/chapter.html"));
    browser.enter_frame("iframe");
    browser.wait_for("html[data-started]");
    browser.wait_for_text(".notices li", "fast");
    browser.click("#last");
    browser.wait_for_text("#outcome .code", "OK");
    browser.expect_no_errors();
}

#[test]
fn a_narrow_frame_shows_its_program_only_where_the_author_asks_for_it() {
    for (asked, is_seen) in [("", false), ("&program=1", true)] {
        let frame = FRAME.replace("100%", "420").replace("step=9", &format!("step=9{asked}"));
        let (_site, browser) = course(&frame);
        browser.enter_frame("iframe");
        browser.wait_for("html[data-started]");
        assert_eq!(browser.sees(".program"), is_seen, "{asked}");
        browser.wait_for_text("#outcome", "PAID");
        assert_eq!(browser.eval("document.documentElement.scrollWidth <= innerWidth"), true);
        browser.expect_no_errors();
    }
}
