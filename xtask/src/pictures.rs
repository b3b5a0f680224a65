//! `cargo xtask pictures`: the pictures that the READMEs show, made again from the sources.

use std::env;
use std::fs;
use std::path::Path;

use crate::shell::{self, cargo, run};
use crate::{browser, checks, tools};

/// What the pictures show: the scenario that the third section of the course argues from.
const SCENARIO: &str = "a3-1";

/// The languages of the READMEs, and what the names of the pictures have of them.
const LANGUAGES: [(&str, &str); 2] = [("en", ""), ("zh-CN", ".zh-CN")];

/// Writes the pictures into `docs/`: the films that `zeroloss` draws, and how the page looks on a
/// desk. `ZEROLOSS_SITE` may name a page that is built already.
pub fn write() -> Result<(), String> {
    let docs = shell::root().join("docs");
    for (lang, ending) in LANGUAGES {
        let words = ["run", "--quiet", "--", "run", SCENARIO, "--svg", "--animate", "--lang", lang];
        let drawn = shell::read(&mut cargo(words)).ok_or("`zeroloss run --animate` failed.")?;
        let file = docs.join(format!("{SCENARIO}{ending}.svg"));
        fs::write(&file, drawn).map_err(|error| cannot_write(&file, &error))?;
    }
    let shots = shell::scratch().join("shots");
    shoot(&shots)?;
    for (lang, ending) in LANGUAGES {
        let shot = shots.join(format!("scenario-{SCENARIO}-1440x900-light-{lang}.png"));
        let file = docs.join(format!("lab{ending}.png"));
        fs::copy(&shot, &file).map_err(|error| cannot_write(&file, &error))?;
    }
    println!("The pictures are in {}.", docs.display());
    Ok(())
}

/// Lets a browser take pictures of the page.
fn shoot(folder: &Path) -> Result<(), String> {
    let browser = browser::ensure()?;
    let site = match env::var_os("ZEROLOSS_SITE") {
        // The pictures are taken in the root, where Cargo runs what it builds.
        Some(site) => shell::root().join(site),
        None => checks::built_site(&tools::ensure()?)?,
    };
    let mut shots = cargo(["run", "--quiet", "--package", "browser-tests", "--bin", "shots", "--"]);
    checks::on_site(&mut shots, &site, &browser);
    run(shots.arg(folder).arg(format!("scenario={SCENARIO}")))
}

fn cannot_write(file: &Path, error: &std::io::Error) -> String {
    format!("Cannot write {}: {error}.", file.display())
}
