//! Which test is in which suite: read off the files, so that a new one is run without being added
//! to a list, and one that nothing would run is an error.

use std::path::Path;

use crate::shell;

/// The tests of the package `zeroloss`, by what they need.
#[derive(Default, PartialEq, Eq, Debug)]
pub struct Inventory {
    /// Plain `cargo test` runs them.
    pub native: Vec<String>,
    /// They need the page, but no browser: the feature `ui-test`.
    pub page: Vec<String>,
    /// They run in a browser's WebAssembly.
    pub wasm: Vec<String>,
}

/// The folders of the packages besides the root's whose tests a suite runs, with its name.
const PACKAGES: [(&str, &str); 2] = [("xtask", "core"), ("tests/browser", "browser")];

/// What is tested by a program of another language: the suite `exports`.
const SCRIPTS: [&str; 1] = ["tests/exporters/check.mjs"];

/// Where unit tests would not run: no suite tests the library with the page in it.
const UNTESTED: [&str; 3] = ["src/ui/", "src/bin/zeroloss_web.rs", "src/bin/zeroloss_search.rs"];

/// The tests of this repository; an error names the first that no suite would run.
pub fn read() -> Result<Inventory, String> {
    inventory(&shell::sources()?, &|path| shell::text(&shell::root().join(path)))
}

fn inventory(
    paths: &[String],
    text: &dyn Fn(&str) -> Result<String, String>,
) -> Result<Inventory, String> {
    let manifest = text("Cargo.toml")?;
    let mut found = Inventory::default();
    for path in paths {
        if has_extension(path, "rs") {
            place(path, &text(path)?, &manifest, &mut found)?;
            is_compiled(path, paths, text)?;
        } else if is_script_of_a_test(path) && !SCRIPTS.contains(&path.as_str()) {
            return Err(unreached(path, "`cargo xtask test exports` runs only check.mjs"));
        } else if path.ends_with("Cargo.toml") && text(path)?.contains("autotests = false") {
            return Err(unreached(path, "with `autotests = false` Cargo does not look for tests"));
        }
    }
    Ok(found)
}

/// Puts a Rust file into the inventory, if it is a test of the root package.
fn place(path: &str, text: &str, manifest: &str, found: &mut Inventory) -> Result<(), String> {
    if text.lines().any(|line| line.trim_start().starts_with("#[ignore")) {
        return Err(unreached(path, "it has a test that is ignored"));
    }
    if UNTESTED.iter().any(|place| path.starts_with(place)) && text.contains("#[cfg(test)]") {
        return Err(unreached(path, "unit tests of the page belong into a file of `tests/`"));
    }
    let Some((package, name)) = target_of_test(path) else {
        return Ok(());
    };
    if !package.is_empty() {
        let is_known = PACKAGES.iter().any(|(folder, _)| *folder == package);
        return is_known.then_some(()).ok_or_else(|| {
            let known: Vec<_> =
                PACKAGES.iter().map(|(folder, suite)| format!("{folder} by `{suite}`")).collect();
            unreached(
                path,
                &format!("of other packages, only these are tested: {}", known.join(", ")),
            )
        });
    }
    let (features, condition) = (required_features(manifest, name), condition(text));
    let list = match (features, condition) {
        (None, WASM) => &mut found.wasm,
        (None, clauses) if is_true_natively(clauses) => &mut found.native,
        (Some("\"ui-test\""), clauses) if is_true_natively(clauses) => &mut found.page,
        _ => {
            let features = features.unwrap_or("none");
            let reason = format!("no suite has the features {features} where `{condition}`");
            return Err(unreached(path, &reason));
        }
    };
    list.push(name.to_owned());
    Ok(())
}

/// The folder of the package and the name of the target, if the file is what Cargo takes for an
/// integration test: `tests/NAME.rs` or `tests/NAME/main.rs`.
fn target_of_test(path: &str) -> Option<(&str, &str)> {
    let (package, inside) = match path.strip_prefix("tests/") {
        Some(inside) if !inside.starts_with("browser/") => ("", inside),
        _ => path.split_once("/tests/")?,
    };
    let name = inside.strip_suffix("/main.rs").or_else(|| inside.strip_suffix(".rs"))?;
    // Deeper files are modules, and in `src/` they are unit tests.
    (!name.contains('/') && !package.contains("src")).then_some((package, name))
}

/// What `required-features` says of the test in the manifest.
fn required_features<'m>(manifest: &'m str, test: &str) -> Option<&'m str> {
    let name = format!("name = \"{test}\"");
    let blocks = manifest.split("\n[").filter(|block| block.starts_with("[test]]"));
    let block = blocks.into_iter().find(|block| block.lines().any(|line| line == name))?;
    let line = block.lines().find_map(|line| line.strip_prefix("required-features = ["))?;
    line.strip_suffix(']')
}

/// What must be so for the file to have any content; nothing if it always has.
fn condition(text: &str) -> &str {
    let condition = text.lines().find_map(|line| line.strip_prefix("#![cfg(")?.strip_suffix(")]"));
    condition.unwrap_or_default()
}

/// What makes a test one for the browser's WebAssembly.
const WASM: &str = "target_arch = \"wasm32\"";

/// Whether the condition holds under plain `cargo test`.
fn is_true_natively(condition: &str) -> bool {
    const TRUE: [&str; 3] = ["", "not(target_arch = \"wasm32\")", "feature = \"cli\""];
    let clauses = condition.strip_prefix("all(").and_then(|all| all.strip_suffix(')'));
    clauses.unwrap_or(condition).split(", ").all(|clause| TRUE.contains(&clause))
}

/// A file of tests that no other declares as a module, and that is no target, is never compiled.
fn is_compiled(
    path: &str,
    paths: &[String],
    text: &dyn Fn(&str) -> Result<String, String>,
) -> Result<(), String> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let last = folder.rsplit('/').next().unwrap_or_default();
    let is_of_tests = path.starts_with("tests/") || path.contains("/tests/");
    let is_target =
        matches!(file, "lib.rs" | "main.rs") || last == "bin" || target_of_test(path).is_some();
    if is_target || !is_of_tests {
        return Ok(());
    }
    let (module, above) = match file {
        "mod.rs" => (last, folder.rsplit_once('/').map_or("", |(above, _)| above)),
        _ => (file.trim_end_matches(".rs"), folder),
    };
    let declaration = format!("mod {module};");
    for other in paths.iter().filter(|other| has_extension(other, "rs")) {
        let stem = other.trim_end_matches(".rs");
        let is_near = stem == above || stem.rsplit_once('/').unwrap_or(("", stem)).0 == above;
        let declares = |line: &str| {
            let is_module = line.strip_suffix(&declaration).is_some_and(is_visibility);
            is_near && is_module || path_of_module(line).is_some_and(|named| path.ends_with(named))
        };
        if text(other)?.lines().any(|line| declares(line.trim_start())) {
            return Ok(());
        }
    }
    Err(format!("{path} is not compiled: no file beside or above it says `{declaration}`."))
}

/// What `#[path = "../NAME"]` names, as the end of a path.
fn path_of_module(line: &str) -> Option<&str> {
    let named = line.strip_prefix("#[path = \"")?.strip_suffix("\"]")?;
    Some(named.trim_start_matches("../"))
}

fn is_visibility(word: &str) -> bool {
    word.is_empty() || (word.starts_with("pub") && word.ends_with(' '))
}

fn is_script_of_a_test(path: &str) -> bool {
    path.starts_with("tests/")
        && ["mjs", "js", "ts", "py", "sh"].iter().any(|end| has_extension(path, end))
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

fn unreached(path: &str, reason: &str) -> String {
    format!(
        "No suite of `cargo xtask test` would run {path}: {reason}. See xtask/src/inventory.rs."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[package]\nname = \"zeroloss\"\n\n[[bench]]\nname = \"ui\"\n\n\
                            [[test]]\nname = \"ui\"\nrequired-features = [\"ui-test\"]\n\n\
                            [[test]]\nname = \"odd\"\nrequired-features = [\"search\"]\n";

    fn check(files: &[(&str, &str)], expected: Result<Inventory, &str>) {
        let mut files = files.to_vec();
        files.push(("Cargo.toml", MANIFEST));
        let paths: Vec<String> = files.iter().map(|(path, _)| (*path).to_owned()).collect();
        let text = |wanted: &str| {
            let file = files.iter().find(|(path, _)| *path == wanted);
            file.map(|(_, text)| (*text).to_owned()).ok_or_else(|| format!("no {wanted}"))
        };
        match (inventory(&paths, &text), expected) {
            (Ok(found), Ok(wanted)) => assert_eq!(found, wanted),
            (Err(sentence), Err(part)) => assert!(sentence.contains(part), "{sentence}"),
            (found, wanted) => panic!("{files:?} gave {found:?}, expected {wanted:?}"),
        }
    }

    #[test]
    fn every_test_file_of_this_repository_is_in_a_suite() {
        let found = read().expect("every test file is in a suite");
        let every = [&found.native, &found.page, &found.wasm];
        assert!(every.iter().all(|list| !list.is_empty()), "{found:?}");
        assert!(["compare", "fault_map"].iter().all(|name| found.page.contains(&(*name).into())));
    }

    #[test]
    fn a_test_goes_where_its_manifest_and_its_first_lines_say() {
        let (native, page, wasm) =
            (vec!["a".into(), "b".into()], vec!["ui".into()], vec!["w".into()]);
        let files = [
            ("tests/a.rs", "#![cfg(not(target_arch = \"wasm32\"))]\nmod shared;\n"),
            ("tests/b/main.rs", "mod part;\n#[path = \"../apart/mod.rs\"]\nmod apart;\n"),
            ("tests/b/part.rs", ""),
            ("tests/shared/mod.rs", ""),
            ("tests/apart/mod.rs", ""),
            ("tests/ui.rs", ""),
            ("tests/w.rs", "#![cfg(target_arch = \"wasm32\")]\n"),
            ("tests/browser/tests/lab.rs", ""),
            ("tests/browser/src/lib.rs", "pub mod keys;\n"),
            ("tests/browser/src/keys.rs", ""),
            ("tests/exporters/check.mjs", ""),
            ("src/lib.rs", "pub(crate) mod room;\n"),
            ("src/room/mod.rs", "mod tests;\n"),
            ("src/room/tests/mod.rs", ""),
        ];
        check(&files, Ok(Inventory { native, page, wasm }));
    }

    #[test]
    fn what_nothing_would_run_is_named() {
        check(&[("tests/odd.rs", "")], Err("tests/odd.rs: no suite has the features \"search\""));
        check(&[("tests/a.rs", "#![cfg(windows)]")], Err("where `windows`"));
        check(&[("tests/a.rs", "  #[ignore = \"slow\"]\n")], Err("a test that is ignored"));
        check(&[("tests/deep/lost.rs", "")], Err("no file beside or above it says `mod lost;`"));
        check(&[("tests/exporters/more.mjs", "")], Err("tests/exporters/more.mjs"));
        check(&[("src/ui/keys.rs", "#[cfg(test)]\nmod tests {}")], Err("src/ui/keys.rs"));
        check(&[("tools/tests/a.rs", "")], Err("only these are tested: xtask by `core`"));
        check(&[("xtask/Cargo.toml", "autotests = false\n")], Err("xtask/Cargo.toml"));
    }
}
