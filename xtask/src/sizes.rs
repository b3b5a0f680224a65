//! What a reader's browser has to fetch: every file of the site with its size as it travels.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell;
use crate::weight::weight;

/// The largest WebAssembly file, compressed, that a course page may ask a reader to load.
const WASM_BYTES_MAX: u64 = 256_000;
/// The same for the whole first load.
const FIRST_LOAD_BYTES_MAX: u64 = 350_000;
/// Each request costs a round trip on a slow network.
const FIRST_LOAD_REQUESTS_MAX: usize = 6;

/// One file of the site.
struct Asset {
    /// Relative to the site, with forward slashes.
    name: String,
    raw_bytes: u64,
    brotli_bytes: u64,
    /// Whether the page fetches it when it opens.
    in_first_load: bool,
}

/// Prints the table of the files in the folder, the first load, and what exceeds its limit.
pub fn report(folder: &Path) -> Result<(), String> {
    let names = shell::files(folder, &|_| false)?;
    let first_load = first_load(folder, &names)?;
    let mut assets = Vec::new();
    for name in names {
        let path = folder.join(&name);
        assets.push(Asset {
            raw_bytes: read(&path)?.len() as u64,
            brotli_bytes: weight(&path)?,
            in_first_load: first_load.contains(&name),
            name,
        });
    }
    leave_one_language(&mut assets);
    print_table(&assets);
    println!("\nThe site is in {}.", folder.display());
    for warning in warnings(&assets) {
        println!("warning: {warning}");
    }
    Ok(())
}

/// A reader fetches the sentences of one language: the largest file counts.
fn leave_one_language(assets: &mut [Asset]) {
    let is_words = |asset: &&mut Asset| asset.name.starts_with("words-");
    let mut words: Vec<_> = assets.iter_mut().filter(is_words).collect();
    words.sort_by_key(|asset| asset.brotli_bytes);
    words.pop();
    for asset in words {
        asset.in_first_load = false;
    }
}

fn print_table(assets: &[Asset]) {
    let width = assets.iter().map(|asset| asset.name.len()).max().unwrap_or(0).max(16);
    println!("\n{:width$}  {:>10}  {:>10}  first load", "file", "bytes", "brotli");
    for asset in assets {
        let mark = if asset.in_first_load { "yes" } else { "" };
        let Asset { name, raw_bytes, brotli_bytes, .. } = asset;
        println!("{name:width$}  {raw_bytes:>10}  {brotli_bytes:>10}  {mark}");
    }
    let (raw, brotli, requests) = totals(assets);
    let title = "total first load";
    println!("{title:width$}  {raw:>10}  {brotli:>10}  {requests} requests");
}

/// Bytes, compressed bytes and number of files of the first load.
fn totals(assets: &[Asset]) -> (u64, u64, usize) {
    let loaded = || assets.iter().filter(|asset| asset.in_first_load);
    let raw = loaded().map(|asset| asset.raw_bytes).sum();
    let brotli = loaded().map(|asset| asset.brotli_bytes).sum();
    (raw, brotli, loaded().count())
}

fn warnings(assets: &[Asset]) -> Vec<String> {
    let mut warnings = Vec::new();
    for asset in assets.iter().filter(|asset| has_extension(&asset.name, &["wasm"])) {
        if asset.brotli_bytes > WASM_BYTES_MAX {
            let Asset { name, brotli_bytes, .. } = asset;
            warnings.push(format!("{name} is {brotli_bytes} bytes, over {WASM_BYTES_MAX}."));
        }
    }
    let (_, bytes, requests) = totals(assets);
    if bytes > FIRST_LOAD_BYTES_MAX {
        warnings.push(format!("The first load is {bytes} bytes, over {FIRST_LOAD_BYTES_MAX}."));
    }
    if requests > FIRST_LOAD_REQUESTS_MAX {
        let limit = FIRST_LOAD_REQUESTS_MAX;
        warnings.push(format!("The first load is {requests} requests, over {limit}."));
    }
    warnings
}

/// The files that opening the page fetches: `index.html`, and whatever a loaded text file names. Of
/// the sentences those of every language are among them: see [`leave_one_language`].
fn first_load(folder: &Path, names: &[String]) -> Result<Vec<String>, String> {
    let mut loaded = vec!["index.html".to_owned()];
    let mut next = 0;
    while let Some(name) = loaded.get(next).cloned() {
        next += 1;
        // Data may speak of files that nobody fetches with it.
        if !has_extension(&name, &["html", "js"]) {
            continue;
        }
        let content = read(&folder.join(&name))?;
        let text = String::from_utf8_lossy(&content);
        let mentioned = names.iter().filter(|other| text.contains(other.as_str()));
        let fresh: Vec<String> = mentioned.filter(|name| !loaded.contains(name)).cloned().collect();
        loaded.extend(fresh);
    }
    Ok(loaded)
}

fn has_extension(name: &str, known: &[&str]) -> bool {
    Path::new(name).extension().is_some_and(|found| known.iter().any(|one| found == *one))
}

fn read(path: &PathBuf) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("Cannot read {}: {error}.", path.display()))
}
