//! No comment is wider than a hundred columns. rustfmt sees to the code, and leaves comments alone.

use std::path::Path;

use crate::shell;

/// As `max_width` in rustfmt.toml.
const COLUMNS_MAX: usize = 100;

/// Fails with every comment of the Rust files that is wider.
pub fn check() -> Result<(), String> {
    let mut wide = Vec::new();
    let is_rust = |path: &&String| Path::new(path).extension().is_some_and(|end| end == "rs");
    for path in shell::sources()?.iter().filter(is_rust) {
        let text = shell::text(&shell::root().join(path))?;
        wide.extend(wide_comments(&text).map(|line| format!("{path}:{line}")));
    }
    match wide.as_slice() {
        [] => Ok(()),
        wide => Err(format!("Comments over {COLUMNS_MAX} columns: {}.", wide.join(", "))),
    }
}

/// The lines of a file that are too wide and nothing but a comment, counted from 1.
fn wide_comments(text: &str) -> impl Iterator<Item = usize> {
    let is_wide = |line: &str| line.chars().count() > COLUMNS_MAX;
    let lines = (1..).zip(text.lines());
    let wide = lines.filter(move |(_, line)| line.trim_start().starts_with("//") && is_wide(line));
    wide.map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_count_and_code_does_not() {
        let (fits, wide) = ("字".repeat(97), "x".repeat(98));
        let text = format!("// {fits}\n    /// {wide}\nlet code = \"{wide}\";\n//! {wide}\n");
        assert_eq!(wide_comments(&text).collect::<Vec<_>>(), [2, 4]);
    }
}
