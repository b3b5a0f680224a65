//! The page starts wherever it is put, and says so in words where it cannot.

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use browser_tests::{Browser, Site};

const STARTED: &str = "html[data-started]";

#[test]
fn at_the_root_of_a_host_the_page_starts_and_asks_no_other_host() {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.open(&site.url("/"));
    browser.wait_for(STARTED);
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
    assert!(site.requests().len() <= 6, "a first load has at most 6 requests");
}

/// `cargo xtask dist` counts as the first load what text files name. This is what a browser really
/// fetches, with whatever the program itself asks for, until nothing more comes.
#[test]
fn until_it_is_idle_the_page_fetches_its_program_its_data_and_nothing_else() {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.open(&site.url("/"));
    browser.wait_for(STARTED);
    let mut seen = 0;
    while site.requests().len() > seen {
        seen = site.requests().len();
        thread::sleep(Duration::from_secs(3));
    }
    let paths: BTreeSet<_> = site.requests().into_iter().map(|request| request.path).collect();
    let mut bytes = 0;
    for path in &paths {
        let weight = site.weight_of(path);
        println!("{weight:>7} {path}");
        bytes += weight;
    }
    println!("{bytes:>7} bytes in all, compressed");
    let expected = ["/", "/catalogue-", "/words-", "/zeroloss-web-", "/zeroloss-web-"];
    let is_expected = paths.iter().zip(expected).all(|(path, known)| path.starts_with(known));
    assert!(is_expected && paths.len() == expected.len(), "{paths:?}");
}

#[test]
fn under_a_sub_path_the_page_starts_and_stays_inside_it() {
    let site = Site::from_env().under("/courses/rocketmq/lab/");
    let browser = Browser::start();
    browser.open(&site.url("/courses/rocketmq/lab/?lang=en"));
    browser.wait_for(STARTED);
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
    for request in site.requests() {
        assert!(request.path.starts_with("/courses/rocketmq/lab/"), "{request:?}");
    }
}

#[test]
fn the_help_leads_to_the_notices_of_what_the_page_is_built_from() {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.open(&site.url("/?lang=en"));
    browser.wait_for(STARTED);
    browser.press("?");
    let link = browser.attribute(".help a", "href").expect("the help has a link");
    browser.open(&site.url(&format!("/{link}")));
    let text = browser.text("body");
    for part in ["yew 0.23.0: MIT OR Apache-2.0", "The Rust standard library of rustc", "Unicode"] {
        assert!(text.contains(part), "{link} says nothing of {part}");
    }
}

#[test]
fn the_address_decides_language_and_theme_before_the_first_paint() {
    let site = Site::from_env();
    let browser = Browser::start();
    let check = |query: &str, language: &str, theme: &str| {
        browser.open(&site.url(query));
        let root = ["lang", "data-theme"].map(|name| browser.attribute("html", name));
        assert_eq!(root, [Some(language.into()), Some(theme.into())], "{query}");
    };
    browser.prefer("prefers-color-scheme", "dark");
    check("/?lang=en&theme=light", "en", "light");
    check("/?LANG=zh_cn&Theme=Projector", "zh-CN", "projector");
    check("/?lang=en-US&lang=cn", "zh-CN", "dark");
    check("/?lang=en&theme=pink", "en", "dark");
    check("/?lang=en&theme=auto", "en", "dark");
}

#[test]
fn in_a_frame_that_may_run_scripts_and_nothing_else_the_page_starts() {
    let frame = "<iframe sandbox='allow-scripts' src='/index.html?lang=en&embed=1'></iframe>";
    // Such a frame belongs to no origin: even our own files are foreign to it.
    let site = Site::from_env()
        .page("/course.html", &format!("<!doctype html><title>Course</title>{frame}"))
        .header("Access-Control-Allow-Origin", "*");
    let browser = Browser::start();
    browser.open(&site.url("/course.html"));
    browser.enter_frame("iframe");
    browser.wait_for(STARTED);
    browser.expect_no_errors();
}

#[test]
fn without_its_program_the_page_says_so_in_the_languages_of_its_readers() {
    let site = Site::from_env().without(".wasm");
    let browser = Browser::start();
    browser.open(&site.url("/?lang=en"));
    browser.wait_for_text("#boot-error", "The page could not start.");
    browser.wait_for_text("#boot-error", "页面没能启动");
    assert!(!browser.sees("#app"), "the words of loading are gone");
}

#[test]
fn where_the_server_answers_with_its_page_for_its_program_the_page_says_so() {
    for file in [".js", ".wasm"] {
        let site = Site::from_env().with_its_page_for(file);
        let browser = Browser::start();
        browser.open(&site.url("/?lang=en"));
        browser.wait_for_text("#boot-error", "The page could not start.");
    }
}

#[test]
fn without_its_script_the_page_says_so_too() {
    let site = Site::from_env().without(".js");
    let browser = Browser::start();
    browser.open(&site.url("/?lang=en"));
    browser.wait_for_text("#boot-error", "The page could not start.");
    browser.wait_for_text("#boot-reason", ".js");
}

#[test]
fn the_start_says_what_went_wrong_before_it_is_touched_and_leads_on() {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.set_window(1440, 900);
    browser.open(&site.url("/?lang=en"));
    browser.wait_for("html[data-started]");
    // Headline, program, crash, verdict and the way on are in view without scrolling.
    for part in [".hero h1", ".hero .way.primary", ".program", ".dg-crash", "#outcome"] {
        browser.wait_until(&format!(
            "(() => {{ const box = document.querySelector({part:?}).getBoundingClientRect(); \
             return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight; }})()"
        ));
    }
    browser.wait_for_text("#outcome .code", "LOSS");
    browser.wait_for(".program .mark[data-mark=breaks]");
    assert_eq!(browser.eval("location.search"), "?lang=en", "the address stays as it was");
    browser.click(".hero .way.primary");
    browser.wait_for("#verdict");
    assert_eq!(browser.eval("location.search"), "?page=lab&lang=en");
    browser.back();
    browser.wait_for(".hero");
    assert_eq!(browser.count("#verdict"), 0);
    // What is done here stays here, and in the address.
    browser.click(".faults .chip button");
    browser.click("#last");
    browser.wait_for_text("#outcome .code", "OK");
    // `step 18 of 18 ...`: the address follows a moment later.
    let clock = browser.text("#clock");
    let step = clock.split(' ').nth(1).unwrap_or_default();
    browser.wait_until("location.search.includes('page=start') && location.hash.includes('s=')");
    browser.wait_until(&format!("location.hash.endsWith('&step={step}')"));
    browser.reload();
    browser.wait_for(".hero");
    browser.wait_for_text("#outcome .code", "OK");
    browser.expect_no_errors();
    browser.expect_requests_only_to(&site);
}
