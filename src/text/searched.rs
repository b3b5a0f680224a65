//! What a search tries and what not, in words: what *holds* means.

use crate::explore::{Alphabet, FaultKind};
use crate::sim::time::SimDuration;

use super::{Lang, exact_duration};

/// Two sentences: what a search with these faults tries, in a scenario whose setting
/// `restart.after` has this value, and what it does not.
pub fn searched(lang: Lang, alphabet: &Alphabet, restart_after: SimDuration) -> [String; 2] {
    let words = &lang.words().search;
    let in_words = |length: Option<SimDuration>| {
        length.map_or_else(|| words.forever.to_owned(), |length| exact_duration(lang, length))
    };
    let (mut tried, mut left_out) = (Vec::new(), Vec::new());
    for kind in FaultKind::ALL {
        if alphabet.kinds.contains(&kind) {
            let lengths = alphabet.lengths(kind, restart_after).into_iter().map(in_words);
            let lengths = (words.any_of)(&lengths.collect::<Vec<_>>());
            tried.push((words.tried_kind)(kind, &lengths));
        } else {
            left_out.push((words.kind)(kind).to_owned());
        }
    }
    [(words.tried_all)(&tried), (words.not_tried)(&left_out)]
}
