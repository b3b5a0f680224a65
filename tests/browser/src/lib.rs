//! The stage of the browser tests: a [`Site`] that serves the built page the way any static host
//! does, and a [`Browser`] that a test drives in plain, blocking sentences.
//!
//! ```no_run
//! # use browser_tests::{Browser, Site};
//! let site = Site::from_env().under("/courses/rocketmq/lab/");
//! let browser = Browser::start();
//! browser.open(&site.url("/courses/rocketmq/lab/?lang=en"));
//! browser.wait_for("html[data-started]");
//! browser.press("ArrowRight");
//! browser.expect_no_errors();
//! browser.expect_requests_only_to(&site);
//! ```
//!
//! Whatever does not happen within [`PATIENCE`] fails the test with a sentence that says what was
//! awaited, what the page showed instead and what its console said; nothing waits forever. Every
//! test has its own browser and its own site, so tests run side by side and share no state.
//!
//! From the environment: `ZEROLOSS_SITE`, the folder of the built page; `CHROME` and
//! `CHROMEDRIVER`, the programs, where they are not on the path; `WEBDRIVER_URL`, a driver that
//! runs already, instead of one for each browser.

mod browser;
mod driver;
mod keys;
mod protocol;
mod site;
#[path = "../../../xtask/src/weight.rs"]
mod weight;

pub use browser::{Browser, PATIENCE};
pub use site::{Request, Site};
