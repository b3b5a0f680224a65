//! Names of keys, as a test writes them, and what the driver calls them.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

/// Pressing and releasing a key with its modifiers: `"a"`, `"Enter"`, `"Shift+Tab"`, `"Ctrl+K"`.
pub fn stroke(name: &str) -> KeyActions {
    let mut parts: Vec<char> = Vec::new();
    let mut rest = name;
    // A plus sign at the end is the key `+` itself.
    while let Some((modifier, key)) = rest.split_once('+').filter(|(_, key)| !key.is_empty()) {
        parts.push(code(modifier));
        rest = key;
    }
    parts.push(code(rest));

    let keyboard = KeyActions::new("keyboard".to_owned());
    let down = parts.iter().map(|value| KeyAction::Down { value: *value });
    let up = parts.iter().rev().map(|value| KeyAction::Up { value: *value });
    down.chain(up).fold(keyboard, InputSource::then)
}

/// The code point of a key: its own character, or one of the driver's private ones for named keys,
/// which bear the names of `KeyboardEvent.key`.
fn code(name: &str) -> char {
    let key = match name {
        "Alt" => Key::Alt,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "Backspace" => Key::Backspace,
        "Ctrl" => Key::Control,
        "Delete" => Key::Delete,
        "End" => Key::End,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "F10" => Key::F10,
        "Home" => Key::Home,
        "Meta" => Key::Meta,
        "PageDown" => Key::PageDown,
        "PageUp" => Key::PageUp,
        "Shift" => Key::Shift,
        "Space" => return ' ',
        "Tab" => Key::Tab,
        other => {
            let mut characters = other.chars();
            return match (characters.next(), characters.next()) {
                (Some(only), None) => only,
                _ => panic!("there is no key `{other}`; write one character, or add it to keys.rs"),
            };
        }
    };
    key.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &[char]) {
        let strokes = expected.iter().map(|value| KeyAction::Down { value: *value });
        let releases = expected.iter().rev().map(|value| KeyAction::Up { value: *value });
        let keyboard = KeyActions::new("keyboard".to_owned());
        let expected = strokes.chain(releases).fold(keyboard, InputSource::then);
        assert_eq!(format!("{:?}", stroke(name)), format!("{expected:?}"), "{name}");
    }

    #[test]
    fn a_key_is_pressed_inside_its_modifiers() {
        check("a", &['a']);
        check("+", &['+']);
        check("Shift+Tab", &['\u{e008}', '\u{e004}']);
        check("Ctrl+Shift++", &['\u{e009}', '\u{e008}', '+']);
        check("Space", &[' ']);
    }
}
