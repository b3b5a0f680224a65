//! The compiler of `text/*.ftl`, the sentences of the page in a small subset of
//! [Project Fluent](https://projectfluent.org/fluent/guide/). `build.rs` makes Rust and a data file
//! for each language of them, `cargo xtask` puts the data files beside the page, and tests make a
//! language that nobody speaks. CONTRIBUTING.md says what may be written in such a file.

mod check;
mod emit;
mod plural;
mod syntax;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub use check::together;
pub use emit::{data, fingerprint, function, hash, is_named, shape};
pub use syntax::{Message, Piece};

/// The language in which a key says first which holes it has.
pub const FIRST: &str = "en";

/// Set it to add a language that nobody speaks ([`pseudo`]): `ZEROLOSS_PSEUDO=1 cargo test`.
pub const PSEUDO: &str = "ZEROLOSS_PSEUDO";

/// The code of that language.
pub const PSEUDO_CODE: &str = "en-XA";

/// What the keys begin with that `index.html` says before there is a program. They are in no data
/// file.
pub const SHELL: &str = "shell-";

/// All sentences of one language.
#[derive(Clone, Debug)]
pub struct Language {
    /// BCP 47 code, the name of its file: `zh-CN`.
    pub code: String,
    /// Its name in itself: the term `-name`.
    pub name: String,
    /// Lower-case subtags and short forms by which people ask for it: the term `-tags`. The first
    /// is that of its titles in the files of strategies and scenarios.
    pub tags: Vec<String>,
    /// Which numbers have a form of their own: the terms `-plural-one`, `-ordinal-few`.
    pub plurals: plural::Rules,
    /// The sentences by their keys.
    pub messages: BTreeMap<String, Message>,
}

/// Reads the languages of a folder, sorted by their codes, and checks that they fit together.
pub fn read(folder: &Path) -> Result<Vec<Language>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == "ftl"));
    paths.sort();
    let mut languages = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path);
        let text = text.map_err(|error| format!("{}: {error}", path.display()))?;
        let code = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        languages.push(language(code, &text)?);
    }
    together(&languages)?;
    if std::env::var_os(PSEUDO).is_some() {
        let first = languages.iter().position(|language| language.code == FIRST);
        let pseudo = first.map(|first| pseudo(&languages[first]));
        languages.extend(pseudo);
    }
    Ok(languages)
}

/// Reads one language. Each mistake is a line: where, what, and what to write instead.
pub fn language(code: &str, text: &str) -> Result<Language, String> {
    syntax::read(code, text)
}

/// Every key with its holes in the order of their names, those first that are found by name: the
/// order of the lines of a data file.
pub fn keys(languages: &[Language]) -> Vec<(&str, Vec<&str>)> {
    let first = languages.iter().find(|language| language.code == FIRST);
    let mut keys: Vec<_> = first
        .into_iter()
        .flat_map(|first| &first.messages)
        .filter(|(key, _)| !key.starts_with(SHELL))
        .map(|(key, message)| (key.as_str(), message.holes().into_iter().collect()))
        .collect();
    keys.sort_by_key(|(key, _)| (!is_named(key), is_named(key).then(|| hash(key))));
    keys
}

/// A language that nobody speaks, made of another: every sentence is marked and longer by two
/// fifths. What has no mark on the page is no sentence of the catalogue, and what has no room for
/// it will have none for a wordy language either.
pub fn pseudo(of: &Language) -> Language {
    let mut pseudo = Language {
        code: PSEUDO_CODE.to_owned(),
        name: "⟦English⟧".to_owned(),
        tags: vec!["xa".to_owned()],
        ..of.clone()
    };
    for message in pseudo.messages.values_mut() {
        let chars: usize = message.pattern.iter().map(Piece::chars).sum();
        let more = "~".repeat((chars * 2).div_ceil(5).saturating_sub(2));
        message.pattern.insert(0, Piece::Text("⟦".to_owned()));
        message.pattern.push(Piece::Text(format!("{more}⟧")));
    }
    pseudo
}
