//! A JSON value, and how it is written. The few lines take less room in the program of the page's
//! workers than a library does.

use std::fmt::Write as _;

use crate::program::printable::is_unprintable;

/// A value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<Self>),
    /// In the order in which they are written.
    Object(Vec<(&'static str, Self)>),
}

/// How much room a text has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spread {
    /// One line.
    Line,
    /// A line for each value, so many levels deep.
    Lines(usize),
}

impl Json {
    /// The value in one line.
    pub fn line(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Spread::Line);
        out
    }

    /// A line for each value, with the last line break.
    pub fn lines(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Spread::Lines(0));
        out.push('\n');
        out
    }

    // One copy of it: it calls itself.
    #[inline(never)]
    fn write(&self, out: &mut String, spread: Spread) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::Text(text) => write_text(out, text),
            Self::List(list) => {
                let entries = list.iter().map(|value| (None, value));
                write_entries(out, ['[', ']'], entries.collect(), spread);
            }
            Self::Object(fields) => {
                let entries = fields.iter().map(|(name, value)| (Some(*name), value));
                write_entries(out, ['{', '}'], entries.collect(), spread);
            }
        }
    }
}

fn write_entries(
    out: &mut String,
    [open, close]: [char; 2],
    entries: Vec<(Option<&str>, &Json)>,
    spread: Spread,
) {
    out.push(open);
    let is_empty = entries.is_empty();
    let (inner, outer) = match spread {
        Spread::Lines(depth) if !is_empty => (Spread::Lines(depth + 1), spread),
        _ => (spread, Spread::Line),
    };
    for (place, (name, value)) in entries.into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        begin_line(out, inner);
        if let Some(name) = name {
            write_text(out, name);
            out.push_str(if inner == Spread::Line { ":" } else { ": " });
        }
        value.write(out, inner);
    }
    begin_line(out, outer);
    out.push(close);
}

fn begin_line(out: &mut String, spread: Spread) {
    if let Spread::Lines(depth) = spread {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
}

/// A text with what cannot be seen written as JSON writes it.
fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            hidden if is_unprintable(hidden) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(hidden));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

macro_rules! from_numbers {
    ($($number:ty)*) => {
        $(impl From<$number> for Json {
            fn from(number: $number) -> Self {
                // Nothing in a run is as large as what an `i64` does not hold.
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        })*
    };
}

from_numbers!(u8 u16 u32 u64 usize i64);

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Self>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Self>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_written_in_one_line_or_in_many() {
        let list: Json = [Json::Null, true.into(), (-7_i64).into()].into_iter().collect();
        let value = Json::Object(vec![("a", list), ("b", Json::Object(vec![])), ("c", "d".into())]);
        assert_eq!(value.line(), r#"{"a":[null,true,-7],"b":{},"c":"d"}"#);
        let lines =
            "{\n  \"a\": [\n    null,\n    true,\n    -7\n  ],\n  \"b\": {},\n  \"c\": \"d\"\n}\n";
        assert_eq!(value.lines(), lines);
    }

    #[test]
    fn whatever_a_text_holds_can_be_seen_and_is_json() {
        let text = "\"\\ \u{1b}[31m \u{7f} \u{9b} \u{202e} \u{2028} \t\r\n 标题 🙂";
        let written = Json::from(text).line();
        assert!(!written.contains(is_unprintable), "{written}");
        #[cfg(feature = "cli")]
        assert_eq!(serde_json::from_str::<String>(&written).ok().as_deref(), Some(text));
    }
}
