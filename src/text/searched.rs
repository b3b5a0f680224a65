//! Searches in words: what they try and what not, which is what *holds* means, and how far they
//! are.

use crate::explore::{Alphabet, FaultKind};
use crate::sim::time::SimDuration;

use super::fill::grouped;
use super::{Lang, exact_duration};

/// Two sentences: what a search with these faults tries, in a scenario whose setting
/// `restart.after` has this value, and what it does not.
pub fn searched(lang: Lang, alphabet: &Alphabet, restart_after: SimDuration) -> [String; 2] {
    let words = lang.words();
    let in_words = |length: Option<SimDuration>| match length {
        Some(length) => exact_duration(lang, length),
        None => words.search_forever().to_owned(),
    };
    let (mut tried, mut left_out) = (Vec::new(), Vec::new());
    for kind in FaultKind::TRIED {
        if alphabet.kinds.contains(&kind) {
            let lengths = alphabet.lengths(kind, restart_after).into_iter().map(in_words);
            let lengths = any_length(lang, lengths.collect());
            let kind = words.named_with(("tried", kind.word()), &[&lengths]);
            tried.push(kind.unwrap_or_default());
        } else {
            left_out.push(fault_kind(lang, kind));
        }
    }
    let tried = if tried.is_empty() {
        words.search_tried_nothing().to_owned()
    } else {
        words.search_tried_all(&tried.join(words.clause_comma()))
    };
    let left_out = if left_out.is_empty() {
        String::new()
    } else {
        words.search_not_tried_kinds(&left_out.join(words.list_comma()))
    };
    [tried, words.search_not_tried(&left_out)]
}

/// One of several: `4 s or 40 s`.
fn any_length(lang: Lang, mut lengths: Vec<String>) -> String {
    let last = lengths.pop().unwrap_or_default();
    let first = lengths.into_iter().reduce(|list, next| lang.words().lengths_next(&list, &next));
    match first {
        Some(list) => lang.words().lengths_last(&last, &list),
        None => last,
    }
}

/// A kind of fault, on the button that lets it strike.
pub fn fault_kind(lang: Lang, kind: FaultKind) -> &'static str {
    lang.words().named("kind", kind.word(), "").unwrap_or_default()
}

/// That a search goes without the scenario's own faults: so many that it lists, so many that its
/// seed draws.
pub fn left_out(lang: Lang, listed: usize, drawn: usize) -> String {
    let words = lang.words();
    let faults = match (listed, drawn) {
        (listed, 0) => words.search_left_out_listed(&listed),
        (0, drawn) => words.search_left_out_drawn(&drawn),
        (listed, drawn) => words.search_left_out_both(&drawn, &listed),
    };
    words.search_left_out(&faults)
}

/// How far a search is: states, events, depth, paths to go, events a second.
pub fn search_counts(lang: Lang, counts: [u64; 5]) -> String {
    let [states, events, depth, frontier, rate] = counts;
    lang.words().search_counts(
        &depth,
        &grouped(events),
        &grouped(frontier),
        &grouped(rate),
        &grouped(states),
    )
}

/// How much a search has looked at: states, and events one after the other.
pub fn search_receipt(lang: Lang, states: u64, depth: u32) -> String {
    lang.words().search_receipt(&depth, &grouped(states))
}

/// With how many faults everything that a search left undecided is known to hold.
pub fn open_help(lang: Lang, faults: Option<u8>) -> String {
    match faults {
        Some(faults) => lang.words().search_open_help(&faults),
        None => lang.words().search_open_help_nothing().to_owned(),
    }
}
