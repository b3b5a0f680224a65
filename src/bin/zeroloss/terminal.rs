//! What the command says to a person: standard output, standard error, progress. Everything that it
//! prints goes through here, so that no name and no value can order a terminal about.

use std::borrow::Cow;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

use serde::Serialize;

use zeroloss::program::printable::is_unprintable;

use crate::BadInput;

/// Writes to standard output. A reader that has seen enough (`zeroloss list | head`) is no error.
pub fn print(output: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(shown(output).as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes to standard error. If that fails as well there is nobody left to tell.
pub fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "zeroloss: {}", shown(message));
}

/// Shows progress where a person watches: one line that the next one replaces.
pub fn tell(line: &str) {
    let mut stderr = io::stderr().lock();
    if stderr.is_terminal() {
        let line = shown(line);
        // If that fails there is nobody who watches.
        let _ = write!(stderr, "\r\x1b[K{line}").and_then(|()| stderr.flush());
    }
}

/// A value as JSON, with its line break. What cannot be seen is written as JSON writes it.
pub fn json(what: &str, value: &impl Serialize) -> Result<String, BadInput> {
    let written = serde_json::to_string_pretty(value);
    let mut text = written.map_err(|error| BadInput(format!("{what}: {error}")))?;
    text.push('\n');
    Ok(escaped(&text, |character| format!("\\u{:04x}", u32::from(character))).into_owned())
}

/// A text with what cannot be seen written out: `\u{1b}`.
fn shown(text: &str) -> Cow<'_, str> {
    escaped(text, |character| character.escape_unicode().to_string())
}

fn escaped(text: &str, escape: impl Fn(char) -> String) -> Cow<'_, str> {
    let is_bad = |character: char| character != '\n' && is_unprintable(character);
    if !text.contains(is_bad) {
        return Cow::Borrowed(text);
    }
    let written = |character| if is_bad(character) { escape(character) } else { character.into() };
    text.chars().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_printed_orders_a_terminal_about() {
        assert_eq!(shown("a\tb\nc 标题"), "a\tb\nc 标题");
        assert_eq!(shown("\u{1b}[31mred\u{9b}0m\u{202e}"), r"\u{1b}[31mred\u{9b}0m\u{202e}");
    }

    #[test]
    fn json_stays_json() {
        let text = "\u{1b}[31m \u{7f} \u{9b} \u{202e} \u{2028} \n";
        let written = json("the text", &text).map_err(|BadInput(message)| message).unwrap();
        assert!(!written.trim_end().contains(is_unprintable), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
