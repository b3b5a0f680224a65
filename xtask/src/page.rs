//! Building the page with Trunk: `cargo xtask serve` and `cargo xtask dist`.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::Mode;
use crate::shell::{self, cargo, run};
use crate::sizes;
use crate::tools::{self, Toolbox, WASM_TARGET};

/// `cargo xtask serve`: until it is interrupted.
pub fn serve(port: Option<u16>, mode: Mode) -> Result<(), String> {
    let tools = tools::ensure()?;
    // Not `dist/`: a debug build must never be taken for the site.
    let mut trunk = trunk(&tools, "serve", &shell::scratch().join("serve"))?;
    if mode == Mode::Release {
        trunk.arg("--release");
    }
    if let Some(port) = port {
        trunk.args(["--port", &port.to_string()]);
    }
    serve_until_stopped(&mut trunk)
}

/// Trunk takes the place of this process, so that whoever ends this one by its id ends the server.
#[cfg(unix)]
fn serve_until_stopped(trunk: &mut Command) -> Result<(), String> {
    use std::os::unix::process::CommandExt as _;
    Err(format!("Cannot start Trunk: {}.", trunk.exec()))
}

#[cfg(not(unix))]
fn serve_until_stopped(trunk: &mut Command) -> Result<(), String> {
    run(trunk)
}

/// `cargo xtask dist`: the static site, ready to be copied to any host and any sub-path.
pub fn dist() -> Result<(), String> {
    let folder = shell::root().join("dist");
    build(&tools::ensure()?, &folder)?;
    sizes::report(&folder)
}

/// Builds the release page into the folder, which holds nothing else afterwards.
pub fn build(tools: &Toolbox, folder: &Path) -> Result<(), String> {
    run(trunk(tools, "build", folder)?.arg("--release"))
}

/// A Trunk command that stays off the network: its tools are on its path, its crates fetched.
fn trunk(tools: &Toolbox, subcommand: &str, folder: &Path) -> Result<Command, String> {
    run(&mut cargo(["fetch", "--quiet", "--target", WASM_TARGET]))?;
    // Trunk asks for the real path of the folder before it creates it.
    fs::create_dir_all(folder)
        .map_err(|error| format!("Cannot create {}: {error}.", folder.display()))?;
    let mut trunk = Command::new("trunk");
    trunk.current_dir(shell::root()).arg(subcommand).arg("--offline").arg("--dist").arg(folder);
    if env::var_os("NO_COLOR").is_some() {
        // Trunk takes only `true` for an answer, and refuses the customary `1`.
        trunk.env("NO_COLOR", "true");
    }
    tools.equip(&mut trunk)?;
    Ok(trunk)
}

/// The pinned versions stand in three files, because each is read by a different program: this
/// says where they differ before Trunk fails over it in other words.
pub fn check_pins(wasm_bindgen: &str, binaryen: &str) -> Result<(), String> {
    let read = |name: &str| {
        fs::read_to_string(shell::root().join(name))
            .map_err(|error| format!("Cannot read {name}: {error}."))
    };
    let locked = locked_version(&read("Cargo.lock")?, "wasm-bindgen");
    if locked.as_deref() != Some(wasm_bindgen) {
        return Err(format!(
            "Cargo.lock has wasm-bindgen {} but xtask/src/tools.rs installs {wasm_bindgen}; they \
             must be equal. Change the pin in tools.rs and in Trunk.toml.",
            locked.as_deref().unwrap_or("(none)")
        ));
    }
    let trunk = read("Trunk.toml")?;
    let wanted = [
        format!("wasm_bindgen = \"{wasm_bindgen}\""),
        format!("wasm_opt = \"version_{binaryen}\""),
    ];
    match wanted.iter().find(|line| !trunk.lines().any(|present| present == line.as_str())) {
        None => Ok(()),
        Some(line) => Err(format!("Trunk.toml must say `{line}`, as xtask/src/tools.rs does.")),
    }
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
