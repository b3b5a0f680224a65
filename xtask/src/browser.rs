//! The browser of the tests: Chromium (or Chrome) and the chromedriver that fits it.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::{debian, shell};

/// A browser and its driver, both found and of one major version.
#[derive(Debug)]
pub struct Browser {
    pub chrome: PathBuf,
    pub driver: PathBuf,
    /// As the browser prints it.
    pub version: String,
}

/// What Debian calls the browser, its driver, and the font without which Chinese is empty boxes.
const DEBIAN_PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// Finds the browser, installing it on Debian as root; else says what to install.
pub fn ensure() -> Result<Browser, String> {
    if let Some((chrome, driver)) = find()? {
        return fitting(chrome, driver);
    }
    if debian::may_install() {
        debian::install("Chromium or chromedriver is missing", &DEBIAN_PACKAGES)?;
    }
    let (chrome, driver) = find()?.ok_or(
        "The browser tests need Chromium and chromedriver, which are not on the path. On Debian, \
         as root: `apt-get install chromium chromium-driver fonts-noto-cjk`. Elsewhere install \
         Chrome and the chromedriver of the same version \
         (https://googlechromelabs.github.io/chrome-for-testing), and name them in the variables \
         CHROME and CHROMEDRIVER.",
    )?;
    fitting(chrome, driver)
}

/// The browser and its driver, if both are there.
fn find() -> Result<Option<(PathBuf, PathBuf)>, String> {
    const CHROMES: [&str; 5] =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    const ON_A_MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    let mac = || Some(PathBuf::from(ON_A_MAC)).filter(|program| program.is_file());
    let chrome = named("CHROME")?.or_else(|| shell::find_on_path(&CHROMES)).or_else(mac);
    let driver = named("CHROMEDRIVER")?.or_else(|| shell::find_on_path(&["chromedriver"]));
    Ok(chrome.zip(driver))
}

/// The program that a variable names, by path or by name; nothing where it is not set.
fn named(variable: &str) -> Result<Option<PathBuf>, String> {
    let Some(value) = env::var(variable).ok().filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let path = Some(PathBuf::from(&value)).filter(|path| path.is_file());
    let program = path.or_else(|| shell::find_on_path(&[value.as_str()]));
    program.map(Some).ok_or_else(|| {
        format!("The variable {variable} names `{value}`, but there is no such program.")
    })
}

fn fitting(chrome: PathBuf, driver: PathBuf) -> Result<Browser, String> {
    let ask = |program: &PathBuf| shell::read(Command::new(program).arg("--version"));
    let (Some(version), Some(driver_version)) = (ask(&chrome), ask(&driver)) else {
        let (chrome, driver) = (chrome.display(), driver.display());
        return Err(format!("`{chrome} --version` or `{driver} --version` does not work."));
    };
    if major(&version) != major(&driver_version) {
        return Err(format!(
            "The browser and its driver are of different versions: {} and {}. Install one pair, or \
             name one in the variables CHROME and CHROMEDRIVER.",
            version.trim(),
            driver_version.trim()
        ));
    }
    Ok(Browser { chrome, driver, version: version.trim().to_owned() })
}

/// The 156 of "Chromium 156.0.8078.79 built on Debian".
fn major(version: &str) -> Option<&str> {
    let starts_with_digit = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
    version.split_whitespace().find(starts_with_digit)?.split('.').next()
}
