//! Which lines two programs do not share.

use super::step::SourceLine;

/// For each of these lines whether the other program lacks it: all but a longest sequence that both
/// have in the same order, at the same depth. Time and room grow with the product of the lengths.
pub fn lacking(lines: &[&SourceLine], other: &[&SourceLine]) -> Vec<bool> {
    let is_same = |at: usize, there: usize| {
        let (line, known) = (lines[at], other[there]);
        (line.depth, &line.text) == (known.depth, &known.text)
    };
    // `shared[at][there]`: how many lines the rest from here and the rest from there share.
    let mut shared = vec![vec![0_u16; other.len() + 1]; lines.len() + 1];
    for at in (0..lines.len()).rev() {
        for there in (0..other.len()).rev() {
            shared[at][there] = if is_same(at, there) {
                shared[at + 1][there + 1].saturating_add(1)
            } else {
                shared[at + 1][there].max(shared[at][there + 1])
            };
        }
    }
    let mut is_lacking = vec![true; lines.len()];
    let (mut at, mut there) = (0, 0);
    while at < lines.len() && there < other.len() {
        if is_same(at, there) {
            is_lacking[at] = false;
            (at, there) = (at + 1, there + 1);
        } else if shared[at + 1][there] >= shared[at][there + 1] {
            at += 1;
        } else {
            there += 1;
        }
    }
    is_lacking
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<SourceLine> {
        let line = |text: &str| SourceLine {
            text: text.to_owned(),
            depth: 0,
            step: None,
            in_transaction: false,
        };
        text.split_whitespace().map(line).collect()
    }

    /// The words of the left text that the right one lacks, in brackets.
    fn marked(left: &str, right: &str) -> String {
        let (left, right) = (lines(left), lines(right));
        let lacks = lacking(&left.iter().collect::<Vec<_>>(), &right.iter().collect::<Vec<_>>());
        let mark = |(line, is_lacking): (&SourceLine, bool)| {
            if is_lacking { format!("[{}]", line.text) } else { line.text.clone() }
        };
        left.iter().zip(lacks).map(mark).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lines_that_the_other_program_has_in_the_same_order_are_shared() {
        for (left, right, wanted) in [
            ("", "a", ""),
            ("a b", "", "[a] [b]"),
            ("a b c", "a b c", "a b c"),
            (
                "begin update commit send",
                "begin update insert commit",
                "begin update commit [send]",
            ),
            (
                "begin update insert commit",
                "begin update commit send",
                "begin update [insert] commit",
            ),
            ("send begin update commit", "begin update commit send", "[send] begin update commit"),
            ("a x b x c", "x c", "[a] x [b] [x] c"),
            ("x a x", "x x a", "x [a] x"),
        ] {
            assert_eq!(marked(left, right), wanted, "{left} beside {right}");
        }
    }

    #[test]
    fn both_sides_share_equally_many() {
        let words = ["a", "b", "c"];
        let text = |mut seed: usize| {
            let mut text = Vec::new();
            while seed > 0 {
                text.push(words[seed % 3]);
                seed /= 3;
            }
            text.join(" ")
        };
        for (left, right) in (0..81).flat_map(|left| (0..81).map(move |right| (left, right))) {
            let (left, right) = (text(left), text(right));
            let shared =
                |text: &str| text.split_whitespace().filter(|word| !word.starts_with('[')).count();
            assert_eq!(
                shared(&marked(&left, &right)),
                shared(&marked(&right, &left)),
                "{left}|{right}"
            );
        }
    }
}
