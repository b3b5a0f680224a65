//! Building the page with Trunk: `cargo xtask dist`, and what the other errands need of it.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::Mode;
use crate::shell::{self, cargo, run};
use crate::tools::{self, Toolbox};
use crate::{shipped, sizes};

/// `cargo xtask dist`: the static site, ready to be copied to any host and any sub-path.
pub fn dist() -> Result<(), String> {
    let folder = shell::root().join("dist");
    build(&tools::ensure()?, &folder)?;
    sizes::report(&folder)
}

/// Builds the release page into the folder, which holds nothing else afterwards.
pub fn build(tools: &Toolbox, folder: &Path) -> Result<(), String> {
    run(&mut trunk(tools, "build", folder, Mode::Release)?)?;
    shipped::check(folder)
}

/// A Trunk command that stays off the network: its tools are on its path, its crates fetched.
pub fn trunk(
    tools: &Toolbox,
    subcommand: &str,
    folder: &Path,
    mode: Mode,
) -> Result<Command, String> {
    // Everything that the lock file names, and not only what is compiled: Trunk asks `cargo
    // metadata`, which wants to read every manifest, whatever the platform.
    run(&mut cargo(["fetch", "--quiet"]))?;
    // Trunk asks for the real path of the folder before it creates it.
    fs::create_dir_all(folder)
        .map_err(|error| format!("Cannot create {}: {error}.", folder.display()))?;
    let mut trunk = Command::new("trunk");
    trunk.current_dir(shell::root()).arg(subcommand).arg("--offline").arg("--dist").arg(folder);
    if mode == Mode::Release {
        trunk.arg("--release").env("CARGO_ENCODED_RUSTFLAGS", shipped::rust_flags());
    }
    if env::var_os("NO_COLOR").is_some() {
        // Trunk takes only `true` for an answer, and refuses the customary `1`.
        trunk.env("NO_COLOR", "true");
    }
    tools.equip(&mut trunk)?;
    Ok(trunk)
}

/// The pinned versions stand in several files, because each is read by a different program: this
/// says where they differ before one of those fails over it in other words.
pub fn check_pins(wasm_bindgen: &str, binaryen: &str) -> Result<(), String> {
    let read = |name: &str| shell::text(&shell::root().join(name));
    let locked = locked_version(&read("Cargo.lock")?, "wasm-bindgen");
    if locked.as_deref() != Some(wasm_bindgen) {
        return Err(format!(
            "Cargo.lock has wasm-bindgen {} but xtask/src/tools.rs installs {wasm_bindgen}; they \
             must be equal. Change the pin in tools.rs and in Trunk.toml.",
            locked.as_deref().unwrap_or("(none)")
        ));
    }
    let wanted = [
        ("Trunk.toml", format!("wasm_bindgen = \"{wasm_bindgen}\"")),
        ("Trunk.toml", format!("wasm_opt = \"version_{binaryen}\"")),
        ("xtask/npm/package.json", format!("\"binaryen\": \"{binaryen}.0.0\"")),
    ];
    for (file, line) in wanted {
        if !read(file)?.lines().any(|present| present.trim() == line) {
            return Err(format!("{file} must say `{line}`, as xtask/src/tools.rs does."));
        }
    }
    Ok(())
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let after = lock.lines().skip_while(|line| *line != name).nth(1)?;
    Some(after.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_package_of_exactly_this_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "yew"), None);
    }
}
