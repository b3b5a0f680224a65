//! What is downloaded is pinned by hashes, and the files that pin it name no registry: a mirror, an
//! address behind somebody's proxy, is that person's own.

use std::path::Path;

use crate::shell;

/// The line of `.npmrc` that keeps addresses out of the lock files.
const NPM_RULE: &str = "omit-lockfile-registry-resolved=true";

/// The only source in Cargo.lock: not an address, but Cargo's name for its usual registry.
const CRATES: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

/// Fails with the first file that names a registry, or that pins nothing.
pub fn check() -> Result<(), String> {
    let paths = shell::sources()?;
    for path in &paths {
        let text = |path: &str| shell::text(&shell::root().join(path));
        match name_of(path) {
            "package.json" => {
                for beside in ["package-lock.json", ".npmrc"] {
                    let beside = path.replace("package.json", beside);
                    if !paths.contains(&beside) {
                        return Err(format!("{path} needs {beside} beside it."));
                    }
                }
            }
            name @ ("package-lock.json"
            | "npm-shrinkwrap.json"
            | "yarn.lock"
            | "pnpm-lock.yaml"
            | ".npmrc"
            | "Cargo.lock"
            | "config.toml") => {
                fault(name, &text(path)?).map_or(Ok(()), |fault| Err(format!("{path}{fault}")))?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn name_of(path: &str) -> &str {
    Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// What is wrong with a file of this name, to be read after its path; nothing if it is right.
fn fault(name: &str, text: &str) -> Option<String> {
    let first = |is_wrong: &dyn Fn(&str) -> bool| {
        text.lines().position(|line| is_wrong(line.trim())).map(|index| index + 1)
    };
    match name {
        ".npmrc" if !text.lines().any(|line| line == NPM_RULE) => {
            Some(format!(" must say `{NPM_RULE}`."))
        }
        ".npmrc" => first(&|line| line.contains("registry=") || line.contains("registry ="))
            .map(|line| format!(":{line}: the address of a registry belongs into ~/.npmrc.")),
        "Cargo.lock" => first(&|line| line.starts_with("source = ") && line != CRATES)
            .map(|line| format!(":{line}: only crates of the usual registry may be named.")),
        "config.toml" => first(&|line| line.starts_with("[source") || line.starts_with("[registr"))
            .map(|line| format!(":{line}: a registry belongs into the Cargo home of a person.")),
        _ => {
            first(&|line| line.contains("resolved") || line.contains("://registry.")).map(|line| {
                format!(
                    ":{line}: a lock file names no addresses of registries. Write it again with \
                     `npm install --package-lock-only --{NPM_RULE}`."
                )
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    fn check(name: &str, text: &str, expected: Option<&str>) {
        let found = fault(name, text);
        match (&found, expected) {
            (None, None) => {}
            (Some(sentence), Some(part)) => assert!(sentence.contains(part), "{sentence}"),
            _ => panic!("{name} with {text:?} gave {found:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn a_lock_file_with_an_address_is_refused_at_its_line() {
        let lock = "{\n  \"version\": \"1.0.0\",\n  \"integrity\": \"sha512-x\"\n}\n";
        check("package-lock.json", lock, None);
        let resolved = "{\n  \"resolved\": \"https://mirror.example/x.tgz\"\n}\n";
        check("package-lock.json", resolved, Some(":2: a lock file names no addresses"));
        check("yarn.lock", "x@1:\n  resolved \"https://mirror.example/x.tgz\"\n", Some(":2:"));
    }

    #[test]
    fn other_files_name_no_registry_either() {
        check(".npmrc", "omit-lockfile-registry-resolved=true\n", None);
        check(".npmrc", "", Some("must say"));
        let npmrc = "omit-lockfile-registry-resolved=true\nregistry=https://mirror.example/\n";
        check(".npmrc", npmrc, Some(":2: the address of a registry"));
        let usual = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";
        check("Cargo.lock", usual, None);
        let mirror = "source = \"registry+https://mirror.example/\"\n";
        check("Cargo.lock", mirror, Some(":1: only crates"));
        check("config.toml", "[alias]\nxtask = \"run\"\n", None);
        check("config.toml", "[source.crates-io]\n", Some(":1: a registry"));
    }
}
