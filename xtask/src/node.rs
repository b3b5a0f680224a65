//! Node.js and npm: wasm-opt runs on them, and so do the parsers that the exports are read with.

use std::path::Path;
use std::process::Command;

use crate::shell::{self, run};

/// The oldest Node.js on which everything here runs.
const MAJOR_MIN: u32 = 20;

/// Where to get it. Debian 12 has version 18.
const SOURCE: &str = "Install Node.js 20 or newer with npm: https://nodejs.org, or on Debian 13 or \
                      newer `apt-get install nodejs npm`.";

/// Says in a sentence what is missing or too old.
pub fn check() -> Result<(), String> {
    let Some(version) = shell::read(Command::new("node").arg("--version")) else {
        return Err(format!("`node` is missing, and wasm-opt runs on it. {SOURCE}"));
    };
    if major(&version).is_none_or(|major| major < MAJOR_MIN) {
        let version = version.trim().trim_start_matches('v');
        return Err(format!("`node` is of version {version}, which is too old. {SOURCE}"));
    }
    if shell::find_on_path(&["npm"]).is_none() {
        return Err(format!("`npm` is missing, and wasm-opt is installed with it. {SOURCE}"));
    }
    Ok(())
}

/// The 20 of "v20.19.2".
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Installs what the folder's `package-lock.json` names, exactly, into its `node_modules`.
pub fn install(folder: &Path) -> Result<(), String> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let flags = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run(Command::new(npm).current_dir(folder).args(flags))
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major("v20.19.2\n"), Some(20));
        assert_eq!(major("v18.0.0"), Some(18));
        assert_eq!(major("not a version"), None);
    }
}
