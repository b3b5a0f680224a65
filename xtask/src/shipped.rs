//! What the shipped files may not say: where on its builder's machine anything was.
//!
//! A panic in the page names the file that it happened in, and rustc writes there whatever path
//! Cargo gave it. So a published page would tell the name of a person, and differ from the same
//! page of another machine.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell;

/// Flags for rustc, as `CARGO_ENCODED_RUSTFLAGS` wants them: every path of this machine is written
/// as a short name. They replace the flags of the person's own configuration, on purpose.
pub fn rust_flags() -> String {
    let flag = |(path, name): (PathBuf, &str)| {
        format!("--remap-path-prefix={}={name}", path.to_string_lossy())
    };
    prefixes().into_iter().map(flag).collect::<Vec<_>>().join("\u{1f}")
}

/// What each prefix of a path is written as. Of several that fit, rustc takes the last.
fn prefixes() -> Vec<(PathBuf, &'static str)> {
    let mut prefixes = Vec::new();
    let scratch = shell::scratch();
    prefixes.push((shell::root(), "zeroloss"));
    prefixes.extend(scratch.parent().map(|target| (target.to_path_buf(), "target")));
    let sysroot =
        shell::read(Command::new("rustc").current_dir(shell::root()).args(["--print", "sysroot"]));
    prefixes.extend(sysroot.map(|folder| (PathBuf::from(folder.trim()), "rust")));
    if let Some(cargo) = cargo_home() {
        // Each registry has a folder of its own there, whose name tells which it is.
        let registries = fs::read_dir(cargo.join("registry").join("src")).into_iter().flatten();
        let registries = registries.flatten().map(|entry| (entry.path(), "crates"));
        prefixes.push((cargo.clone(), "cargo"));
        prefixes.extend(registries);
    }
    let real = |(path, name): &(PathBuf, &'static str)| Some((fs::canonicalize(path).ok()?, *name));
    let real_ones: Vec<_> = prefixes.iter().filter_map(real).collect();
    prefixes.splice(0..0, real_ones);
    // A clone or a home at the root of the system: everything is below that.
    prefixes.retain(|(path, _)| path.components().count() > 1);
    prefixes
}

/// Where Cargo keeps what it downloads.
fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")))
}

/// Fails with the first place where a file of the folder names a path of this machine.
pub fn check(folder: &Path) -> Result<(), String> {
    let mut forbidden: Vec<PathBuf> = prefixes().into_iter().map(|(path, _)| path).collect();
    forbidden.extend(env::home_dir());
    for name in shell::files(folder, &|_| false)? {
        let path = folder.join(&name);
        let content =
            fs::read(&path).map_err(|error| format!("Cannot read {}: {error}.", path.display()))?;
        if let Some(found) = forbidden.iter().find_map(|path| mention(&content, path)) {
            return Err(format!(
                "{name} names a path of this machine, `{found}`, and may not be published. Which \
                 paths rustc writes otherwise is said in xtask/src/shipped.rs."
            ));
        }
    }
    Ok(())
}

/// The path that the content names, with some of what follows it.
fn mention(content: &[u8], path: &Path) -> Option<String> {
    const SHOWN_BYTES: usize = 80;
    // The root says nothing about anybody, and `/src` is the middle of many a path.
    let depth = path.components().count() - 1;
    let is_inner = |start: usize| {
        let before = start.checked_sub(1).map_or(b' ', |before| content[before]);
        depth == 1 && (before.is_ascii_alphanumeric() || b"._-/".contains(&before))
    };
    let path = format!("{}{}", path.to_string_lossy(), std::path::MAIN_SEPARATOR);
    let mut places = content.windows(path.len()).enumerate();
    let is_place = |(at, window): &(usize, &[u8])| *window == path.as_bytes() && !is_inner(*at);
    let (start, _) = places.find(|place| depth > 0 && is_place(place))?;
    let shown = &content[start..content.len().min(start + path.len() + SHOWN_BYTES)];
    let end = shown.iter().position(|byte| !(b' '..=b'~').contains(byte)).unwrap_or(shown.len());
    Some(String::from_utf8_lossy(&shown[..end.max(path.len())]).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_wherever_it_stands() {
        let check = |content: &[u8], path: &str, expected: Option<&str>| {
            assert_eq!(mention(content, Path::new(path)).as_deref(), expected, "{path}");
        };
        // Texts stand side by side in a WebAssembly file, with nothing between them.
        let content = b"\0asm: a word/home/ann/.cargo/registry/src/x/yew/src/lib.rs\0more";
        let found = "/home/ann/.cargo/registry/src/x/yew/src/lib.rs";
        check(content, "/home/ann", Some(found));
        check(content, "/home/bob", None);
        check(content, "/home/an", None);
        check(content, "/", None);
        check(content, "/src", None);
        check(b"in /src/lib.rs", "/src", Some("/src/lib.rs"));
    }

    #[test]
    fn a_prefix_with_a_space_stays_one_flag_and_inner_folders_come_last() {
        let flags = rust_flags();
        let flags: Vec<&str> = flags.split('\u{1f}').collect();
        assert!(flags.iter().all(|flag| flag.starts_with("--remap-path-prefix=")), "{flags:?}");
        let root = flags.iter().position(|flag| flag.ends_with("=zeroloss"));
        let target = flags.iter().position(|flag| flag.ends_with("=target"));
        assert!(root < target, "{flags:?}");
    }
}
