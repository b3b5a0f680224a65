//! Lists the strategies and scenarios for `src/catalogue.rs`, so that adding one is adding a file.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut out = String::new();
    list(&root, "strategies", "strategy", &mut out)?;
    list(&root, "scenarios", "scenario", &mut out)?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("catalogue.rs"), out)?;
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// Writes a static of `(id, text)` for every `*.extension` in the folder, sorted by file name so
/// that two builds of the same files are the same. A folder that is not there is an empty list.
fn list(
    root: &Path,
    folder: &str,
    extension: &str,
    out: &mut String,
) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={folder}");
    let mut files = Vec::new();
    let path = root.join(folder);
    if path.is_dir() {
        for entry in fs::read_dir(&path)? {
            let file = entry?.path();
            if file.extension().is_some_and(|found| found == extension) {
                files.push(file);
            }
        }
    }
    files.sort();
    writeln!(out, "/// Every file of `{folder}/`: its name without the extension, its text.")?;
    writeln!(out, "pub static {}: &[(&str, &str)] = &[", folder.to_uppercase())?;
    for file in files {
        let id = file.file_stem().and_then(|stem| stem.to_str());
        let Some(id) = id else {
            return Err(format!("{}: the file name is not Unicode", file.display()).into());
        };
        println!("cargo::rerun-if-changed={}", file.display());
        let text = fs::read_to_string(&file)?;
        // Comments of a program are shown beside it. Those of a scenario are for whoever reads the
        // file; the page need not carry them.
        let is_kept = |line: &&str| extension != "scenario" || !line.starts_with('#');
        let kept: Vec<_> = text.lines().filter(is_kept).collect();
        writeln!(out, "    ({id:?}, {:?}),", kept.join("\n") + "\n")?;
    }
    writeln!(out, "];")?;
    Ok(())
}
