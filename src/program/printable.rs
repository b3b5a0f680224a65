//! Characters that a person cannot see and that make a terminal or a reader show something else
//! than what is written: no text of a scenario or a program may have them.

/// Whether a character is a control character other than a tab, separates lines in secret, or turns
/// the direction of writing. A terminal takes a sequence that begins with one for an order.
pub fn is_unprintable(character: char) -> bool {
    let is_hidden = matches!(
        character,
        '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    is_hidden || character.is_control() && character != '\t'
}

/// The first such character of a line, with its place, counted from 0 in characters.
pub fn first_unprintable(line: &str) -> Option<(usize, char)> {
    line.chars().enumerate().find(|(_, character)| is_unprintable(*character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_sees_is_printable_and_what_orders_a_terminal_about_is_not() {
        for text in ["title 标题", "a\tb", "“a” — ß é 🙂", "\u{feff}"] {
            assert_eq!(first_unprintable(text), None, "{text:?}");
        }
        for text in
            ["ab\u{1b}[31m", "ab\u{7f}", "ab\u{9b}31m", "ab\rc", "ab\u{202e}c", "ab\u{2028}"]
        {
            let found = text.chars().nth(2).map(|character| (2, character));
            assert_eq!(first_unprintable(text), found, "{text:?}");
        }
    }
}
