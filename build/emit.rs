//! What the sentences become beside the program: a data file for each language.

use super::syntax::{Form, Piece};
use super::{Language, keys};

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
pub fn shape(languages: &[Language]) -> u64 {
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
