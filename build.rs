//! Collects the strategies and scenarios for `src/catalogue.rs`, so that adding one is adding a
//! file, and compiles the sentences of `text/`, so that adding a language is adding one, too.
//! For the page it also makes a number of everything that its programs are compiled from.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "build/rust.rs"]
mod rust;
#[path = "src/suggest.rs"]
mod suggest;
#[path = "build/catalogue.rs"]
mod texts;
#[path = "build/mod.rs"]
#[expect(unused_imports, reason = "the tests of the sentences need more of it")]
mod words;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let target = PathBuf::from(env::var("OUT_DIR")?);
    catalogue(&root, &target)?;
    sentences(&root, &target)?;
    for place in ["build.rs", "build", "src/suggest.rs", "text", "strategies", "scenarios"] {
        println!("cargo::rerun-if-changed={place}");
    }
    if env::var_os("CARGO_FEATURE_UI").is_some() {
        let mut hash = FNV_START;
        for place in ["Cargo.lock", "Cargo.toml", "src", "strategies", "text"] {
            println!("cargo::rerun-if-changed={place}");
            mix(&root.join(place), &mut hash)?;
        }
        println!("cargo::rustc-env=ZEROLOSS_SOURCE_HASH={hash:016x}");
    }
    Ok(())
}

/// Compiles `text/*.ftl`. A mistake there is a line of the error, with its place.
fn sentences(root: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed={}", words::PSEUDO);
    let languages = match words::read(&root.join("text")) {
        Ok(languages) => languages,
        Err(mistakes) => {
            mistakes.lines().for_each(|mistake| println!("cargo::error={mistake}"));
            return Err("the sentences of text/ have mistakes".into());
        }
    };
    let mut files = Vec::new();
    for language in &languages {
        let file = target.join(format!("words-{}.txt", language.code));
        fs::write(&file, words::data(&languages, language))?;
        files.push(file.to_string_lossy().into_owned());
    }
    let [lang, functions] = rust::rust(&languages, &files);
    fs::write(target.join("lang.rs"), lang)?;
    fs::write(target.join("words.rs"), functions)?;
    // The page loads the sentences that it shows; the program that searches has none.
    println!("cargo::rustc-check-cfg=cfg(embedded_words)");
    if !is_web_with("UI") && !is_web_with("SEARCH") {
        println!("cargo::rustc-cfg=embedded_words");
    }
    Ok(())
}

/// Puts the strategies and the scenarios into a text each. The page loads them in one.
fn catalogue(root: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    for folder in texts::FOLDERS {
        // Apart, so that the program that searches carries no scenarios.
        let data = texts::catalogue(root, &[folder])?;
        fs::write(target.join(format!("{}.txt", folder.0)), data)?;
    }
    println!("cargo::rustc-check-cfg=cfg(embedded_catalogue)");
    if !is_web_with("UI") {
        println!("cargo::rustc-cfg=embedded_catalogue");
    }
    Ok(())
}

/// Whether a program with this feature is built for browsers.
fn is_web_with(feature: &str) -> bool {
    let is_web = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|name| name == "wasm32");
    is_web && env::var_os(format!("CARGO_FEATURE_{feature}")).is_some()
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Mixes a file, or every file of a folder, into the hash. The page asks for the program that
/// searches by this number, so no cache can answer with one of another source. A file that is not
/// there, as in a package without its lock file, changes nothing.
fn mix(path: &Path, hash: &mut u64) -> Result<(), Box<dyn Error>> {
    if path.is_dir() {
        let entries = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path()));
        let mut paths = entries.collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        return paths.iter().try_for_each(|path| mix(path, hash));
    }
    for byte in fs::read(path).unwrap_or_default() {
        *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    Ok(())
}
