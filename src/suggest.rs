//! The known word that a mistyped one was probably meant to be.

/// Words longer than this get no suggestion: comparing costs the product of the lengths, and a
/// word that long is no slip of the finger.
const CHARS_MAX: usize = 64;

/// Nobody slips more often than this in one word, however long it is.
const CHANGES_MAX: usize = 3;

/// The known word nearest to `word`, if it is near enough to be a likely slip: at most one change
/// in three characters, one in a shorter word, and three in a long one. A change is a character
/// inserted, left out or replaced, or two neighbours swapped; case does not count. Of equally near
/// words the first wins.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(word, &mut known.into_iter())
}

/// The same of any iterator, so that the page carries it once and not once for each list of words.
fn nearest_of<'a>(word: &str, known: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    if word.is_empty() || word.len() > CHARS_MAX {
        return None;
    }
    let changes_max = (word.len() / 3).clamp(1, CHANGES_MAX);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let target = folded(candidate);
        // A word of which every character would change has nothing in common with the other.
        let limit = changes_max.min(target.len().saturating_sub(1));
        if word.len().abs_diff(target.len()) > limit {
            continue;
        }
        let changes = distance(&word, &target);
        if changes <= limit && best.is_none_or(|(fewest, _)| changes < fewest) {
            best = Some((changes, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn folded(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).collect()
}

/// Edit distance with swaps of neighbours (optimal string alignment), row by row.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before = vec![0; to.len() + 1];
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, a) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, b) in to.iter().enumerate() {
            let replaced = above[column] + usize::from(a != b);
            let mut fewest = replaced.min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && from[row - 1] == *b && to[column - 1] == *a {
                fewest = fewest.min(before[column - 1] + 1);
            }
            current.push(fewest);
        }
        before = std::mem::replace(&mut above, current);
    }
    above[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: Option<&str>) {
        let known = ["begin", "commit", "rollback", "send", "end", "ack", "pay", "PAID", "on"];
        assert_eq!(nearest(word, known), expected, "{word}");
    }

    #[test]
    fn a_slip_finds_the_word_that_was_meant() {
        check("comit", Some("commit"));
        check("comimt", Some("commit"));
        check("rolback", Some("rollback"));
        check("begin", Some("begin"));
        check("BEGIN", Some("begin"));
        check("paid", Some("PAID"));
        check("edn", Some("end"));
        check("o", Some("on"));
    }

    #[test]
    fn a_different_word_finds_nothing() {
        check("", None);
        check("publish", None);
        check("xyz", None);
        check("提交", None);
        check(&"commit".repeat(100), None);
    }
}
