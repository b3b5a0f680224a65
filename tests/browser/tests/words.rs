//! The page has the sentences of the language that it shows, and gets another when it is wanted.

use browser_tests::{Browser, Site};

const STARTED: &str = "html[data-started]";

/// The data files that were asked for, by the codes of their languages.
fn asked(site: &Site) -> Vec<String> {
    let requests = site.requests().into_iter();
    let codes = requests.filter_map(|request| {
        let name = request.path.strip_prefix("/words-")?.strip_suffix(".txt")?.to_owned();
        Some(name.rsplit_once('-')?.0.to_owned())
    });
    codes.collect()
}

#[test]
fn a_first_load_has_one_language_and_a_switch_gets_the_other_once() {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.open(&site.url("/?lang=en"));
    browser.wait_for(STARTED);
    assert_eq!(asked(&site), ["en"]);
    browser.click("#language");
    browser.wait_for("html[lang=zh-CN]");
    browser.wait_for_text("#language", "English");
    browser.wait_until("!location.search.includes('lang=en')");
    browser.click("#language");
    browser.wait_for("html[lang=en]");
    browser.click("#language");
    browser.wait_for("html[lang=zh-CN]");
    assert_eq!(asked(&site), ["en", "zh-CN"]);
    browser.expect_no_errors();
}

#[test]
fn a_language_that_cannot_be_loaded_is_said_and_can_be_chosen_again() {
    let site = Site::from_env();
    let browser = Browser::start();
    browser.open(&site.url("/?lang=en"));
    browser.wait_for(STARTED);
    let _ = browser.eval("window.real = fetch, window.fetch = () => Promise.reject(new Error())");
    browser.click("#language");
    browser.wait_for_text(".notices", "简体中文 could not be loaded");
    assert_eq!(browser.attribute("html", "lang").as_deref(), Some("en"));
    let _ = browser.eval("window.fetch = window.real");
    browser.click("#language");
    browser.wait_for("html[lang=zh-CN]");
    assert!(browser.texts(".notices li").is_empty(), "what is done is no news");
}

#[test]
fn without_its_data_the_page_says_in_the_words_of_the_shell_that_it_cannot_start() {
    for site in [Site::from_env().without(".txt"), Site::from_env().with_its_page_for(".txt")] {
        let browser = Browser::start();
        browser.open(&site.url("/?lang=en"));
        browser.wait_for_text("#boot-error", "The page could not start.");
        browser.wait_for_text("#boot-reason", "catalogue-");
    }
}
