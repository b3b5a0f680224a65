//! Whether the languages fit together: the same keys, the same holes, the plurals that they have.

use std::collections::BTreeSet;

use super::plural::CATEGORIES;
use super::syntax::{Form, Message, Piece};
use super::{FIRST, Language, emit};
use crate::suggest::nearest;

/// Every mistake as a line.
pub fn together(languages: &[Language]) -> Result<(), String> {
    let Some(first) = languages.iter().find(|language| language.code == FIRST) else {
        return Err(format!(
            "text/{FIRST}.ftl is missing; every key says there which holes it has"
        ));
    };
    let mut mistakes = Vec::new();
    for language in languages {
        let mut tell = |line: usize, what: String| {
            mistakes.push(format!("text/{}.ftl:{line}: {what}", language.code));
        };
        keys(first, language, &mut tell);
        for (key, message) in &language.messages {
            if let Some(model) = first.messages.get(key) {
                holes(key, model, message, &mut tell);
            }
            plurals(language, key, message.line, &message.pattern, &mut tell);
        }
    }
    mistakes.extend(twins(languages, first));
    if mistakes.is_empty() { Ok(()) } else { Err(mistakes.join("\n")) }
}

fn keys(first: &Language, language: &Language, tell: &mut impl FnMut(usize, String)) {
    for (key, message) in &language.messages {
        if !first.messages.contains_key(key) {
            let meant = nearest(key, first.messages.keys().map(String::as_str));
            let meant = meant.map_or_else(
                || format!("text/{FIRST}.ftl has no such key"),
                |meant| format!("did you mean `{meant}`?"),
            );
            tell(message.line, format!("unknown key `{key}`; {meant}"));
        }
    }
    for (key, message) in &first.messages {
        if !language.messages.contains_key(key) {
            let line = message.line;
            tell(1, format!("the key `{key}` is missing; see line {line} of text/{FIRST}.ftl"));
        }
    }
}

fn holes(key: &str, model: &Message, message: &Message, tell: &mut impl FnMut(usize, String)) {
    let (known, used) = (model.holes(), message.used());
    for hole in used.difference(&known) {
        let meant = nearest(hole, known.iter().copied());
        let meant = meant.map_or_else(
            || format!("it has {}", list(&known)),
            |meant| format!("did you mean `${meant}`?"),
        );
        tell(message.line, format!("`{key}` has no hole `${hole}`; {meant}"));
    }
    for hole in known.difference(&used) {
        if !message.leaves_out.contains(*hole) {
            tell(
                message.line,
                format!(
                    "`{key}` does not say `${hole}`; if that is meant, write `# leaves out: \
                     ${hole}` above it"
                ),
            );
        }
    }
    for hole in &message.leaves_out {
        if used.contains(hole.as_str()) || !known.contains(hole.as_str()) {
            tell(message.line, format!("`{key}` does not leave out `${hole}`; drop that comment"));
        }
    }
}

fn list(holes: &BTreeSet<&str>) -> String {
    let names: Vec<_> = holes.iter().map(|hole| format!("`${hole}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// A select that asks for one plural asks for each that its language has, and for no other.
fn plurals(
    language: &Language,
    key: &str,
    line: usize,
    pattern: &[Piece],
    tell: &mut impl FnMut(usize, String),
) {
    for piece in pattern {
        let Piece::Select { form, cases, .. } = piece else { continue };
        let rules = match form {
            Form::Ordinal => &language.plurals.ordinal,
            _ => &language.plurals.cardinal,
        };
        let is_case = |category: &str| cases.iter().any(|(case, _)| case == category);
        let asked: Vec<_> =
            CATEGORIES[..5].iter().filter(|category| is_case(category)).copied().collect();
        for category in &asked {
            if !rules.contains_key(*category) {
                let kind = if *form == Form::Ordinal { "ordinal" } else { "plural" };
                let code = &language.code;
                tell(
                    line,
                    format!(
                        "`{key}`: {code} has no `[{category}]`; say when, in \
                         `-{kind}-{category} = …`"
                    ),
                );
            }
        }
        if !asked.is_empty() || *form == Form::Ordinal {
            for category in rules.keys().filter(|category| !is_case(category)) {
                tell(line, format!("`{key}` has no case `[{category}]`; add it"));
            }
        }
        for (_, pattern) in cases {
            plurals(language, key, line, pattern, tell);
        }
    }
}

/// Two keys that become one in Rust, or in the table of those that are found by name.
fn twins(languages: &[Language], first: &Language) -> Vec<String> {
    let mut mistakes = Vec::new();
    let keys: Vec<_> = first.messages.keys().collect();
    for (place, key) in keys.iter().enumerate() {
        let is_twin = |other: &&&String| match (emit::is_named(key), emit::is_named(other)) {
            (true, true) => emit::hash(key) == emit::hash(other),
            (false, false) => emit::function(key) == emit::function(other),
            _ => false,
        };
        if let Some(other) = keys[place + 1..].iter().find(is_twin) {
            let line = first.messages[*key].line;
            mistakes.push(format!("text/{FIRST}.ftl:{line}: `{key}` and `{other}` are too like"));
        }
    }
    let mut codes = BTreeSet::new();
    for language in languages {
        if !language.tags.first().is_some_and(|tag| codes.insert(tag)) {
            let code = &language.code;
            mistakes.push(format!("text/{code}.ftl:1: another language has the same first tag"));
        }
    }
    mistakes
}
