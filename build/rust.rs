//! What the sentences become in the program: a function for each key, and the list of languages.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::words::{FIRST, Language, Piece, function, hash, is_named, keys, shape};

/// Two Rust files: the languages, and the functions of the keys. `files` are the paths of the data
/// files, in the order of the languages.
pub fn rust(languages: &[Language], files: &[String]) -> [String; 2] {
    let mut lang = String::new();
    let mut words = String::new();
    // Writing into a text cannot fail.
    let _ = languages_in_rust(languages, files, &mut lang);
    let _ = words_in_rust(languages, &mut words);
    [lang, words]
}

/// `zh-CN` as `ZhCn`.
fn variant(code: &str) -> String {
    let capital = |part: &str| {
        let part = part.to_ascii_lowercase();
        part[..1].to_ascii_uppercase() + &part[1..]
    };
    code.split('-').filter(|part| !part.is_empty()).map(capital).collect()
}

fn languages_in_rust(
    languages: &[Language],
    files: &[String],
    out: &mut String,
) -> std::fmt::Result {
    writeln!(out, "/// A language of the page: a file of `text/`.")?;
    writeln!(out, "#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]")?;
    writeln!(out, "pub enum Lang {{")?;
    for language in languages {
        let Language { code, name, .. } = language;
        writeln!(out, "    /// {name}, `{code}`.\n    {},", variant(code))?;
    }
    writeln!(out, "}}\n\nimpl Lang {{")?;
    let all: Vec<_> = languages.iter().map(|one| format!("Self::{}", variant(&one.code))).collect();
    writeln!(out, "    /// Every language, in the order in which a switch lists them.")?;
    writeln!(out, "    pub const ALL: &'static [Self] = &[{}];", all.join(", "))?;
    writeln!(out, "}}\n\nconst FACTS: [Facts; Lang::ALL.len()] = [")?;
    for language in languages {
        let Language { code, name, tags, plurals, .. } = language;
        let (cardinal, ordinal) = (rule(&plurals.cardinal), rule(&plurals.ordinal));
        writeln!(
            out,
            "    Facts {{ code: {code:?}, name: {name:?}, tags: &{tags:?}, cardinal: {cardinal}, \
             ordinal: {ordinal} }},"
        )?;
    }
    writeln!(out, "];\n")?;
    for word in ["title", "about"] {
        let keys: Vec<_> = languages.iter().map(|one| format!("{word}.{}", one.tags[0])).collect();
        writeln!(out, "/// `{word}` in the files of strategies and scenarios, in each language.")?;
        let name = word.to_ascii_uppercase();
        writeln!(out, "pub(crate) const {name}_KEYS: [&str; Lang::ALL.len()] = {keys:?};")?;
    }
    writeln!(out, "\n#[cfg(embedded_words)]")?;
    writeln!(out, "pub(crate) const DATA: [&str; Lang::ALL.len()] = [")?;
    for file in files {
        writeln!(out, "    include_str!({file:?}),")?;
    }
    writeln!(out, "];")
}

/// A function from a number to its category.
fn rule(rules: &BTreeMap<String, String>) -> String {
    if rules.is_empty() {
        return "|_| \"other\"".to_owned();
    }
    let mut text = "|n| ".to_owned();
    for (category, condition) in rules {
        let _ = write!(text, "if {condition} {{ {category:?} }} else ");
    }
    text + "{ \"other\" }"
}

fn words_in_rust(languages: &[Language], out: &mut String) -> std::fmt::Result {
    let keys = keys(languages);
    let named: Vec<_> = keys.iter().filter(|(key, _)| is_named(key)).collect();
    let number = |hash: u32| format!("0x{:04x}_{:04x}", hash >> 16, hash & 0xffff);
    let hashes: Vec<_> = named.iter().map(|(key, _)| number(hash(key))).collect();
    writeln!(out, "/// The keys that are found by name, as hashes in order.")?;
    writeln!(out, "pub(super) const NAMED: [u32; {}] = [{}];", named.len(), hashes.join(", "))?;
    writeln!(out, "pub(super) const KEYS: usize = {};", keys.len())?;
    writeln!(out, "pub(super) const SHAPE: &str = \"{:016x}\";", shape(languages))?;
    writeln!(out, "\nimpl Words {{")?;
    let Some(first) = languages.iter().find(|language| language.code == FIRST) else {
        return Ok(());
    };
    for (place, (key, holes)) in keys.iter().enumerate().skip(named.len()) {
        let sentence = shown(&first.messages[*key].pattern);
        writeln!(out, "    /// ```text\n    /// {sentence}\n    /// ```")?;
        let name = function(key);
        if holes.is_empty() {
            writeln!(out, "    pub fn {name}(self) -> &'static str {{ self.text({place}) }}")?;
            continue;
        }
        let holes: Vec<_> = holes.iter().map(|hole| hole.replace('-', "_")).collect();
        let parameters = holes.join(": &dyn Display, ");
        writeln!(
            out,
            "    pub fn {name}(self, {parameters}: &dyn Display) -> String {{ \
             self.fill({place}, &[{}]) }}",
            holes.join(", ")
        )?;
    }
    writeln!(out, "}}")
}

/// A sentence as it is written, on one line.
fn shown(pattern: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pattern {
        match piece {
            Piece::Text(text) => out += text,
            Piece::Hole(name, _) => out = out + "{ $" + name + " }",
            Piece::Select { by, cases, .. } => {
                let cases: Vec<_> = cases
                    .iter()
                    .map(|(key, pattern)| format!("[{key}] {}", shown(pattern)))
                    .collect();
                out = out + "{ $" + by + " -> " + &cases.join(" ") + " }";
            }
        }
    }
    out
}
