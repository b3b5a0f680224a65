//! Pictures of the page, to be looked at by people:
//!
//! ```text
//! ZEROLOSS_SITE=dist cargo run -p browser-tests --bin shots -- OUTDIR [QUERY]...
//! ```
//!
//! Each query, like `scenario=a3-1&step=end`, is shown on a desk, a phone, upright and on its side,
//! and a projector, in light and dark, in Chinese and English. Without a query the page opens as it
//! does for a visitor.

use std::env;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use browser_tests::{Browser, Site};

const SCREENS: [(u32, u32); 4] = [(1440, 900), (390, 844), (844, 390), (1920, 1080)];
const THEMES: [&str; 2] = ["light", "dark"];
const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some((folder, queries)) = arguments.split_first() else {
        return refuse(
            "Name a folder: `cargo run -p browser-tests --bin shots -- OUTDIR [QUERY]...`",
        );
    };
    let Some(site) = env::var_os("ZEROLOSS_SITE") else {
        return refuse("ZEROLOSS_SITE must name the folder of the built page, for example `dist`.");
    };
    if !Path::new(&site).join("index.html").is_file() {
        return refuse("ZEROLOSS_SITE holds no index.html: build it with `cargo xtask dist`.");
    }
    if let Err(error) = fs::create_dir_all(folder) {
        return refuse(&format!("Cannot create {folder}: {error}."));
    }
    let site = Site::of(Path::new(&site));
    let browser = Browser::start();
    let opening = [String::new()];
    let queries = if queries.is_empty() { &opening } else { queries };
    for query in queries {
        shoot(&browser, &site, query, Path::new(folder));
    }
    ExitCode::SUCCESS
}

fn refuse(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::from(2)
}

/// Takes the pictures of one query.
fn shoot(browser: &Browser, site: &Site, query: &str, folder: &Path) {
    for (width, height) in SCREENS {
        browser.set_window(width, height);
        for theme in THEMES {
            for language in LANGUAGES {
                let separator = if query.is_empty() { "" } else { "&" };
                let shown = format!("/?{query}{separator}theme={theme}&lang={language}");
                browser.open(&site.url(&shown));
                browser.wait_for("html[data-started]");
                // What one more fault comes to is a part of the page.
                browser.wait_until_gone(".program .mark:not([data-mark]):not(:empty)");
                // Fonts that arrive late would move the text after the picture.
                browser.wait_until("document.fonts.status === 'loaded'");
                let name = format!("{}-{width}x{height}-{theme}-{language}.png", slug(query));
                browser.screenshot(&folder.join(&name));
                println!("{name}");
            }
        }
    }
}

/// A query as part of a file name.
fn slug(query: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    if query.is_empty() { "opening".to_owned() } else { query.chars().map(plain).collect() }
}
