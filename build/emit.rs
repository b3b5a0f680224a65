//! What the sentences become: Rust with a function for each key, and a data file for each language.

use std::fmt::Write as _;

use super::syntax::{Form, Piece};
use super::{FIRST, Language, keys};

/// What the keys begin with that are found by name, because the name is that of a thing of the
/// model: `node-broker-name`. They have no functions.
const NAMED: [&str; 10] = [
    "answer-",
    "guarantee-",
    "kind-",
    "node-",
    "outcome-",
    "phrase-",
    "role-",
    "section-",
    "setting-",
    "tried-",
];

/// Whether a key is found by its name.
pub fn is_named(key: &str) -> bool {
    NAMED.iter().any(|family| key.starts_with(family))
}

/// FNV-1a in 32 bits, by which a key is found. `src/text/words.rs` has the same.
pub fn hash(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// FNV-1a in 64 bits, for names of files.
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The name of a key's function.
pub fn function(key: &str) -> String {
    key.replace('-', "_").to_ascii_lowercase()
}

/// What keys there are and which holes they have, as a number: a program reads the data files of
/// its own keys only.
fn shape(languages: &[Language]) -> u64 {
    fingerprint(&format!("{:?}", keys(languages)))
}

/// The data file of a language: a line that says what it is, then a line for each key. Its letters
/// below the blank are those of `src/text/fill.rs`.
pub fn data(languages: &[Language], language: &Language) -> String {
    let mut out = format!("zeroloss words {} {:016x}\n", language.code, shape(languages));
    for (key, holes) in keys(languages) {
        encode(&language.messages[key].pattern, &holes, &mut out);
        out.push('\n');
    }
    out
}

fn encode(pattern: &[Piece], holes: &[&str], out: &mut String) {
    let letter = |name: &str| {
        let place = holes.iter().position(|hole| *hole == name).unwrap_or_default();
        char::from(b'a' + u8::try_from(place).unwrap_or_default())
    };
    for piece in pattern {
        match piece {
            Piece::Text(text) => *out += text,
            Piece::Hole(name, form) => {
                out.push(if *form == Form::Capital { '\u{2}' } else { '\u{1}' });
                out.push(letter(name));
            }
            Piece::Select { by, form, cases, default } => {
                out.push(if *form == Form::Ordinal { '\u{4}' } else { '\u{3}' });
                out.push(letter(by));
                // The one that stands for all others comes last and has no name.
                let others = (0..cases.len()).filter(|place| place != default);
                for place in others.chain([*default]) {
                    let (key, pattern) = &cases[place];
                    out.push('\u{5}');
                    *out += if place == *default { "" } else { key };
                    out.push('\u{6}');
                    encode(pattern, holes, out);
                }
                out.push('\u{7}');
            }
        }
    }
}

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
fn rule(rules: &std::collections::BTreeMap<String, String>) -> String {
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
