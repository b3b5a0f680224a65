//! How wide text is, without a browser: a table of widths in hundredths of an em, on the safe side
//! for the fonts of the system stack (San Francisco, Segoe UI, Noto Sans, `DejaVu Sans`, `PingFang`).

use super::shape::TextSize;

/// Width of a line of text in pixels, rounded up.
pub fn width(text: &str, size: TextSize) -> i32 {
    let tenths = match size {
        TextSize::Label => 125,
        TextSize::Small => 115,
    };
    width_at(text, tenths)
}

/// Width of a line of text at a font size in tenths of a pixel, rounded up.
pub fn width_at(text: &str, font_tenths: i32) -> i32 {
    let em_hundredths: i32 = text.chars().map(advance).sum();
    (em_hundredths * font_tenths + 999) / 1_000
}

/// Advance of one character in hundredths of an em.
fn advance(character: char) -> i32 {
    match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 33,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '·' => 39,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 95,
        '0'..='9' | 'a'..='z' | '_' | '"' | '*' | '\u{80}'..='\u{2ff}' => 62,
        'A'..='Z' | '#' | '+' | '=' | '<' | '>' | '?' | '&' => 72,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0,
        // CJK, full-width forms, arrows, symbols, and whatever nobody thought of.
        _ => 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: i32) {
        assert_eq!(width_at(text, 100), expected, "{text}");
    }

    #[test]
    fn a_chinese_character_is_one_em_and_latin_ones_are_narrower() {
        check("", 0);
        check("半消息", 30);
        check("半消息，", 40);
        check("PAID", 25);
        check("commit", 39);
        check("→", 10);
    }
}
