//! `static/licenses.txt`: the notices of everything that is compiled into the shipped files. Trunk
//! copies it into the site, and the page's help links to it.
//!
//! `cargo xtask notices` writes it, from the packages that Cargo would compile and from what rustc
//! tells of the standard library; `cargo xtask test lint` fails where it is no longer true.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, cargo};
use crate::tools::WASM_TARGET;

/// Where the file is, from the root.
const FILE: &str = "static/licenses.txt";

/// The line before the part that depends on the version of Rust.
const RUST_TITLE: &str = "The Rust standard library of rustc ";

/// What starts the name of a file with a licence or a notice, in lower case.
const FILE_NAMES: [&str; 6] = ["license", "licence", "copying", "copyright", "notice", "unlicense"];

/// Something that is compiled into the shipped files.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Part {
    /// Its name and version.
    name: String,
    /// The SPDX expression of its author.
    licence: String,
    /// Name and text of each file with a licence or a notice.
    files: Vec<(String, String)>,
}

/// `cargo xtask notices`.
pub fn write() -> Result<(), String> {
    let text = packages()? + &standard_library(&rustc_version()?)?;
    let path = shell::root().join(FILE);
    fs::write(&path, text).map_err(|error| format!("Cannot write {}: {error}.", path.display()))
}

/// Fails unless the file says what `write` would write. Of the standard library that is known only
/// with the Rust with which it was written.
pub fn check() -> Result<(), String> {
    let written = shell::text(&shell::root().join(FILE))?;
    let version = rustc_version()?;
    let mut expected = packages()?;
    let is_same_rust = written.contains(&format!("\n{RUST_TITLE}{version}\n"));
    if is_same_rust {
        expected += &standard_library(&version)?;
    }
    let is_true = if is_same_rust { written == expected } else { written.starts_with(&expected) };
    is_true.then_some(()).ok_or_else(|| {
        format!("{FILE} is not what the page is built from. Write it again: `cargo xtask notices`.")
    })
}

/// The first part of the file: the packages of the page and of its search.
fn packages() -> Result<String, String> {
    let folders = package_folders()?;
    let mut parts = BTreeMap::new();
    for feature in ["ui", "search"] {
        let mut tree = cargo(["tree", "--prefix", "none", "--edges", "normal,no-proc-macro"]);
        tree.args(["--no-default-features", "--features", feature, "--target", WASM_TARGET]);
        let tree = shell::read(tree.args(["--format", "{p}|{l}"])).ok_or("`cargo tree` failed.")?;
        for line in tree.lines() {
            let (package, licence) =
                line.split_once('|').ok_or("`cargo tree` is not understood.")?;
            let mut words = package.split(' ');
            let (name, version) =
                (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            if name == "zeroloss" {
                continue;
            }
            let name = format!("{name} {}", version.trim_start_matches('v'));
            let folder = folders.get(&name).ok_or_else(|| format!("Where is {name}?"))?;
            let licence = licence.trim_end_matches(" (*)").to_owned();
            parts.insert(name.clone(), Part { name, licence, files: licence_files(folder)? });
        }
    }
    let parts: Vec<Part> = parts.into_values().collect();
    let introduction = "\
Zeroloss is licensed under MIT or Apache-2.0, at your choice: https://github.com/zeroloss/zeroloss

Into the files of this page are compiled the packages below, and parts of the Rust standard library.
Each stands with its licence. Where there is a choice of licences, one that was chosen follows; the
text of a licence is given once for all that share it.
";
    Ok(format!("{introduction}{}", section("Packages", &parts)?))
}

/// The folder of each package, by its name and version.
fn package_folders() -> Result<BTreeMap<String, PathBuf>, String> {
    let mut metadata = cargo(["metadata", "--all-features", "--format-version", "1"]);
    let metadata = shell::read(&mut metadata).ok_or("`cargo metadata` failed.")?;
    let mut folders = BTreeMap::new();
    for rest in metadata.split("\"manifest_path\":\"").skip(1) {
        let path = rest.split('"').next().unwrap_or_default().replace("\\\\", "\\");
        let manifest = shell::text(Path::new(&path))?;
        let value = |key: &str| {
            let assigned = |line: &str| {
                let (found, value) = line.split_once('=')?;
                (found.trim() == key).then(|| value.trim().trim_matches('"').to_owned())
            };
            manifest.lines().find_map(assigned)
        };
        if let (Some(name), Some(version)) = (value("name"), value("version")) {
            let folder = Path::new(&path).parent().unwrap_or(Path::new("")).to_path_buf();
            folders.insert(format!("{name} {version}"), folder);
        }
    }
    Ok(folders)
}

fn licence_files(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let mut files = Vec::new();
    for name in shell::files(folder, &|path| path.contains('/'))? {
        let lower = name.to_lowercase();
        let is_code = Path::new(&lower).extension().is_some_and(|ending| ending == "rs");
        if FILE_NAMES.iter().any(|start| lower.starts_with(start)) && !is_code {
            files.push((name.clone(), shell::text(&folder.join(&name))?));
        }
    }
    Ok(files)
}

fn rustc_version() -> Result<String, String> {
    let version = shell::read(Command::new("rustc").current_dir(shell::root()).arg("--version"));
    let version =
        version.as_deref().and_then(|version| version.split(' ').nth(1)).map(str::to_owned);
    version.ok_or_else(|| "`rustc --version` failed.".to_owned())
}

/// The second part of the file. Rust's own file has the notices for all platforms; those of crates
/// that do not come compiled for the browser are left out.
fn standard_library(version: &str) -> Result<String, String> {
    let ask = |what: &str| {
        let mut rustc = Command::new("rustc");
        rustc.current_dir(shell::root()).args(["--print", what, "--target", WASM_TARGET]);
        let folder =
            shell::read(&mut rustc).ok_or_else(|| format!("`rustc --print {what}` failed."))?;
        Ok::<_, String>(PathBuf::from(folder.trim()))
    };
    let notices = ask("sysroot")?.join("share").join("doc").join("rust");
    let tables = notices.join("licenses").join("Unicode-3.0.txt");
    let mut parts = vec![Part {
        name: "The Rust standard library".to_owned(),
        licence: "MIT OR Apache-2.0; its tables of characters, Copyright 1991-2024 Unicode, Inc., \
                  Unicode-3.0"
            .to_owned(),
        files: vec![
            ("LICENSE-APACHE".to_owned(), apache()?),
            ("LICENSE-UNICODE".to_owned(), shell::text(&tables)?),
        ],
    }];
    let libraries = shell::files(&ask("target-libdir")?, &|path| path.contains('/'))?;
    let is_linked = |part: &Part| {
        let name = part.name.split(' ').next().unwrap_or_default().replace('-', "_");
        libraries.iter().any(|library| library.starts_with(&format!("lib{name}-")))
    };
    let page = shell::text(&notices.join("COPYRIGHT-library.html"))?;
    parts.extend(parts_of_html(&page).into_iter().filter(is_linked));
    Ok(format!("\n{}", section(&format!("{RUST_TITLE}{version}"), &parts)?))
}

/// The crates that the file of Rust tells of: a heading `NAME-VERSION` each, its licence, and its
/// notices, each a name and a preformatted text.
fn parts_of_html(page: &str) -> Vec<Part> {
    let between = |text: &str, start: &str, end: &str| {
        let rest = text.split_once(start)?.1;
        Some(rest.split_once(end)?.0.to_owned())
    };
    let part = |section: &str| {
        let title = section.split_once("</h3>")?.0;
        let (name, version) =
            split_version(title.trim_start_matches(|sign: char| !sign.is_ascii_alphanumeric()))?;
        let files = section.split("<summary><code>").skip(1).filter_map(|notice| {
            let name = notice.split_once("</code>")?.0.to_owned();
            Some((name, plain(&between(notice, "<pre>", "</pre>")?)))
        });
        Some(Part {
            name: format!("{name} {version}"),
            licence: plain(&between(section, "<b>License:</b> ", "</p>")?),
            files: files.collect(),
        })
    };
    page.split("<h3>").skip(1).filter_map(part).collect()
}

/// `cfg-if` and `1.0.4` of `cfg-if-1.0.4`.
fn split_version(title: &str) -> Option<(&str, &str)> {
    let is_start = |at: &usize| title[at + 1..].starts_with(|sign: char| sign.is_ascii_digit());
    let at = title.match_indices('-').map(|(at, _)| at).find(is_start)?;
    Some((&title[..at], &title[at + 1..]))
}

fn plain(html: &str) -> String {
    let signs = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    signs.iter().fold(html.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

/// A title, a line for each part, and the texts that apply to them.
fn section(title: &str, parts: &[Part]) -> Result<String, String> {
    let mut texts: Vec<(String, Vec<&str>)> = Vec::new();
    for part in parts {
        for text in applicable(part)? {
            let text = text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
            let text = text.trim_matches('\n').to_owned();
            match texts.iter_mut().find(|(known, _)| *known == text) {
                Some((_, names)) => names.push(&part.name),
                None => texts.push((text, vec![&part.name])),
            }
        }
    }
    let mut out = format!("\n{title}\n{}\n\n", "=".repeat(title.chars().count()));
    for part in parts {
        let _ = writeln!(out, "- {}: {}", part.name, part.licence);
    }
    for (text, names) in texts {
        let _ = writeln!(out, "\n{}\nFor {}:\n\n{text}", "-".repeat(80), names.join(", "));
    }
    Ok(out)
}

/// The texts that must go with the part: with a choice, MIT; else all that there is. A part without
/// a text of its own goes under Apache-2.0, which is the same text for everybody.
fn applicable(part: &Part) -> Result<Vec<String>, String> {
    let named = |word: &'static str| {
        move |(name, _): &&(String, String)| name.to_lowercase().contains(word)
    };
    let has_choice = part.licence.contains("MIT") && !part.licence.contains("AND");
    let mut chosen: Vec<_> = part.files.iter().filter(named("mit")).collect();
    if !has_choice || chosen.is_empty() {
        chosen = part.files.iter().collect();
    } else {
        chosen.extend(part.files.iter().filter(named("notice")));
    }
    if chosen.is_empty() && part.licence.contains("Apache-2.0") {
        return Ok(vec![apache()?]);
    }
    if chosen.is_empty() {
        return Err(format!(
            "{} ({}) has no file with its licence. See xtask/src/notices.rs.",
            part.name, part.licence
        ));
    }
    Ok(chosen.into_iter().map(|(_, text)| text.clone()).collect())
}

fn apache() -> Result<String, String> {
    shell::text(&shell::root().join("LICENSE-APACHE"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(licence: &str, files: &[(&str, &str)]) -> Part {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Part { name: "some 1.0".to_owned(), licence: licence.to_owned(), files: files.collect() }
    }

    #[test]
    fn of_a_choice_one_is_taken_and_of_a_sum_everything() {
        let both = [("LICENSE-APACHE", "apache"), ("LICENSE-MIT", "mit")];
        assert_eq!(applicable(&part("MIT OR Apache-2.0", &both)), Ok(vec!["mit".to_owned()]));
        let all = Ok(vec!["apache".to_owned(), "mit".to_owned()]);
        assert_eq!(applicable(&part("MIT AND Apache-2.0", &both)), all);
        let one = [("LICENSE", "only"), ("NOTICE", "too")];
        let all = Ok(vec!["only".to_owned(), "too".to_owned()]);
        assert_eq!(applicable(&part("MIT", &one)), all);
        assert_eq!(applicable(&part("Apache-2.0", &[])), Ok(vec![apache().expect("it is here")]));
        let refused = applicable(&part("Zlib", &[])).expect_err("there is no text");
        assert!(refused.contains("some 1.0 (Zlib) has no file"), "{refused}");
    }

    #[test]
    fn a_text_that_several_share_is_given_once() {
        let mut parts = vec![part("MIT", &[("LICENSE", "same\r\n")])];
        parts.push(Part { name: "other 2.0".to_owned(), ..part("MIT", &[("LICENSE", "\nsame")]) });
        let text = section("Title", &parts).expect("each has a text");
        assert_eq!(text.matches("same").count(), 1, "{text}");
        assert!(text.contains("For some 1.0, other 2.0:"), "{text}");
    }

    #[test]
    fn the_file_of_rust_is_taken_apart() {
        let page = "<h2>x</h2>\n<h3>📦 cfg-if-1.0.4</h3><p><b>License:</b> MIT OR Apache-2.0</p>\
                    <summary><code>LICENSE-MIT</code></summary>\n<pre>\n&#60;c&#62; &#34;2014&#34;\n\
                    </pre>";
        let parts = parts_of_html(page);
        let wanted = Part {
            name: "cfg-if 1.0.4".to_owned(),
            ..part("MIT OR Apache-2.0", &[("LICENSE-MIT", "\n<c> \"2014\"\n")])
        };
        assert_eq!(parts, [wanted]);
    }
}
