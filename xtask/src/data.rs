//! `cargo xtask data`: puts the sentences and the catalogue beside the page. Trunk calls it after
//! every build, as a hook of `Trunk.toml`, with the folder that it is about to publish.
//!
//! Each language becomes a file with the hash of its content in its name, so that no cache can mix
//! two releases, and so do the strategies and scenarios. `index.html` gets their names, and what it
//! says before its program is there. The files of a release are squeezed then.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{shell, squeeze};

#[path = "../../build/catalogue.rs"]
mod catalogue;
#[path = "../../build/mod.rs"]
#[expect(unused_imports, reason = "only the build of the library needs all of it")]
mod compiler;

use compiler::Language;

/// Writes into the folder that Trunk names.
pub fn write() -> Result<(), String> {
    let folder = env::var_os("TRUNK_STAGING_DIR").ok_or(
        "`cargo xtask data` is called by Trunk, which says where the page is. Call `cargo xtask \
         dist` or `cargo xtask serve`.",
    )?;
    let folder = PathBuf::from(folder);
    put(&folder)?;
    // Whoever works on the page wants to read what the browser shows of it.
    let is_release = env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    if is_release { squeeze::squeeze(&folder) } else { Ok(()) }
}

fn put(folder: &Path) -> Result<(), String> {
    let languages = compiler::read(&shell::root().join("text"))?;
    let mut files = Vec::new();
    for language in &languages {
        let data = compiler::data(&languages, language);
        let name = format!("words-{}-{:016x}.txt", language.code, compiler::fingerprint(&data));
        save(&folder.join(&name), &data)?;
        files.push(name);
    }
    let data = catalogue::catalogue(&shell::root(), &catalogue::FOLDERS)?;
    let name = format!("catalogue-{:016x}.txt", compiler::fingerprint(&data));
    save(&folder.join(&name), &data)?;
    let page = folder.join("index.html");
    save(&page, &filled(&shell::text(&page)?, &languages, &files, &name)?)
}

fn save(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("Cannot write {}: {error}.", path.display()))
}

/// The page with the names of its files in its script, the languages in its style, and its
/// sentences in their places.
fn filled(
    page: &str,
    languages: &[Language],
    files: &[String],
    catalogue: &str,
) -> Result<String, String> {
    let mut page = page.to_owned();
    let mut put = |place: &str, text: &str| {
        let is_there = page.contains(place);
        page = page.replace(place, text);
        if is_there { Ok(()) } else { Err(format!("index.html has no `{place}`.")) }
    };
    put("const LANGUAGES = [];", &format!("const LANGUAGES = [{}];", list(languages, files)))?;
    put("const CATALOGUE = '';", &format!("const CATALOGUE = {catalogue:?};"))?;
    put("/* languages */", &style(languages))?;
    sentences(&page, languages)
}

/// Code, words by which people ask for it, and file of each language, as JavaScript.
fn list(languages: &[Language], files: &[String]) -> String {
    let row = |(language, file): (&Language, &String)| {
        let mut words = language.tags.clone();
        words.push(language.name.to_lowercase());
        format!("[{:?}, {words:?}, {file:?}]", language.code)
    };
    languages.iter().zip(files).map(row).collect::<Vec<_>>().join(", ")
}

/// Of words in all languages, those of the reader's are shown.
fn style(languages: &[Language]) -> String {
    let mut style = String::new();
    for Language { code, .. } in languages {
        // Writing into a text cannot fail.
        let _ = write!(style, "html[lang={code:?}] .boot-words [lang]:not([lang={code:?}]), ");
    }
    style + "html:not([lang]) .boot-words [lang] { display: none; }"
}

/// Each `<p data-words="shell-question"></p>` becomes a `<p lang=…>` for each language, that of the
/// page first, and each `{{shell-description}}` the texts themselves.
fn sentences(page: &str, languages: &[Language]) -> Result<String, String> {
    let own = between(page, "<html lang=\"", "\"").unwrap_or_default();
    let mut languages: Vec<_> = languages.iter().collect();
    languages.sort_by_key(|language| language.code != own);
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, tag, key, after)) = next_place(rest) {
        let mut said = Vec::new();
        for language in &languages {
            let text = html(&text_of(language, key)?);
            let code = &language.code;
            said.push(match tag {
                Some(tag) => format!("<{tag} lang={code:?}>{text}</{tag}>"),
                None => text.replace('"', "&quot;"),
            });
        }
        out = out + before + &said.join(if tag.is_some() { "" } else { " " });
        rest = after;
    }
    Ok(out + rest)
}

/// The next place for a sentence: what is before it, its tag, its key, what is after it.
fn next_place(page: &str) -> Option<(&str, Option<&str>, &str, &str)> {
    let (before, found) = page.split_once("data-words=\"").unzip();
    // Trunk's own script for `serve` has places of the same form.
    let text = page.find(&format!("{{{{{}", compiler::SHELL)).map(|at| page.split_at(at));
    let (before_text, found_text) = text.unzip();
    let length = |before: Option<&str>| before.map_or(usize::MAX, str::len);
    if length(before_text) < length(before) {
        let (key, after) = found_text?.strip_prefix("{{")?.split_once("}}")?;
        return Some((before_text?, None, key, after));
    }
    let (before, tag) = before?.rsplit_once('<')?;
    let (key, after) = found?.split_once('"')?;
    let (_, after) = after.split_once("</")?;
    let (_, after) = after.split_once('>')?;
    Some((before, Some(tag.trim()), key, after))
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    Some(text.split_once(from)?.1.split_once(to)?.0)
}

fn text_of(language: &Language, key: &str) -> Result<String, String> {
    let known = language.messages.get(key).filter(|_| key.starts_with(compiler::SHELL));
    let pattern = known.map_or(&[][..], |message| &message.pattern);
    match pattern {
        [compiler::Piece::Text(text)] => Ok(text.clone()),
        _ => Err(format!(
            "index.html asks for `{key}`, and text/{}.ftl has no such text without \
             holes.",
            language.code
        )),
    }
}

/// A text with **bold** and `code`, as HTML.
fn html(text: &str) -> String {
    let safe = text.replace('&', "&amp;").replace('<', "&lt;");
    let marked = |text: String, mark: &str, tag: &str| {
        let parts = text.split(mark).enumerate();
        let part = |(place, part): (usize, &str)| {
            if place % 2 == 1 { format!("<{tag}>{part}</{tag}>") } else { part.to_owned() }
        };
        parts.map(part).collect::<String>()
    };
    marked(marked(safe, "**", "strong"), "`", "code")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Vec<Language> {
        let english = "-name = English\n-tags = en eng\nshell-a = **One.** Two & `three`";
        let german = "-name = Deutsch\n-tags = de\nshell-a = Eins";
        [("en", english), ("de", german)]
            .map(|(code, text)| compiler::language(code, text).unwrap())
            .into()
    }

    #[test]
    fn the_page_gets_its_languages_and_its_first_sentences_in_each() {
        let page = "<html lang=\"de\"><meta content=\"{{shell-a}}\"><style>/* languages */</style>\
                    <script>const LANGUAGES = [];const CATALOGUE = '';</script><p data-words=\"shell-a\"></p>!";
        let files = ["words-en-1.txt".to_owned(), "words-de-2.txt".to_owned()];
        let filled = filled(page, &two(), &files, "catalogue-1.txt").unwrap();
        assert!(filled.contains("[[\"en\", [\"en\", \"eng\", \"english\"], \"words-en-1.txt\"], "));
        assert!(filled.contains("const CATALOGUE = \"catalogue-1.txt\";"));
        assert!(filled.contains("html[lang=\"de\"] .boot-words [lang]:not([lang=\"de\"])"));
        assert!(filled.ends_with(
            "<p lang=\"de\">Eins</p><p lang=\"en\"><strong>One.</strong> Two &amp; \
             <code>three</code></p>!"
        ));
        assert!(filled.contains("content=\"Eins <strong>One.</strong> Two &amp;"));
    }

    #[test]
    fn the_places_of_others_stay() {
        let page = "<style>/* languages */</style>const LANGUAGES = [];const CATALOGUE = '';\
                    {{__TRUNK_ADDRESS__}}{{shell-a}}";
        let files = ["a".to_owned(), "b".to_owned()];
        let filled = filled(page, &two(), &files, "c").unwrap();
        assert!(filled.contains("{{__TRUNK_ADDRESS__}}<strong>One."), "{filled}");
    }

    #[test]
    fn a_place_without_its_words_and_a_page_without_its_places_are_said() {
        let page = "<style>/* languages */</style>const LANGUAGES = [];const CATALOGUE = '';<p data-words=\"shell-b\"></p>";
        let files = ["a".to_owned(), "b".to_owned()];
        assert!(filled(page, &two(), &files, "c").unwrap_err().contains("asks for `shell-b`"));
        assert!(filled("<html>", &two(), &files, "c").unwrap_err().contains("const LANGUAGES"));
    }
}
