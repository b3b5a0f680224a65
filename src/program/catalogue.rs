//! The strategies that come with Zeroloss: every file of `strategies/`, parsed once.

use std::sync::{Arc, OnceLock};

use super::step::Program;
use super::suggest::nearest;
use crate::catalogue::STRATEGIES;
use crate::ordered::sort_by_key;

/// A strategy of the catalogue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strategy {
    /// The name of its file without the extension: `send-after-commit`.
    pub id: &'static str,
    /// Its text, as a person edits it.
    pub source: &'static str,
    /// What the text compiles to.
    pub program: Arc<Program>,
}

/// Every strategy, ordered by the section of the course that argues about it, then by id.
pub fn strategies() -> &'static [Strategy] {
    static PARSED: OnceLock<Vec<Strategy>> = OnceLock::new();
    PARSED.get_or_init(|| {
        let mut all: Vec<_> = STRATEGIES.iter().map(|&(id, source)| read(id, source)).collect();
        sort_by_key(&mut all, |strategy| (strategy.program.header.course, strategy.id));
        all
    })
}

/// The strategy with this id.
pub fn strategy(id: &str) -> Option<&'static Strategy> {
    strategies().iter().find(|strategy| strategy.id == id)
}

/// The id that somebody who wrote `id` most likely meant, if any is close.
pub fn nearest_strategy(id: &str) -> Option<&'static str> {
    nearest(id, strategies().iter().map(|strategy| strategy.id))
}

/// The texts are compiled in, so one that does not parse is a mistake of whoever built this, and
/// the tests below find it before anybody runs it.
fn read(id: &'static str, source: &'static str) -> Strategy {
    let program = super::parse(source).unwrap_or_else(|errors| {
        let shown: Vec<_> = errors.iter().map(|error| format!("{id}.strategy:{error}")).collect();
        panic!("every file in strategies/ must parse:\n{}", shown.join("\n"))
    });
    Strategy { id, source, program: Arc::new(program) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::step::{Op, SendMode};

    #[test]
    fn every_strategy_parses_and_the_course_orders_them() {
        let places: Vec<_> = strategies()
            .iter()
            .map(|strategy| (strategy.program.header.course, strategy.id))
            .collect();
        assert!(places.is_sorted(), "{places:?}");
        let files: Vec<_> = STRATEGIES.iter().map(|(id, _)| *id).collect();
        assert!(files.iter().all(|id| strategy(id).is_some()), "{files:?}");
    }

    #[test]
    fn every_strategy_says_in_both_languages_what_it_is() {
        for Strategy { id, program, .. } in strategies() {
            let header = &program.header;
            let is_han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(header.title.en.is_ascii() && header.about.en.is_ascii(), "{id}");
            assert!(is_han(&header.title.zh) && is_han(&header.about.zh), "{id}");
            assert!(header.about.en.ends_with('.') && header.about.zh.ends_with('。'), "{id}");
        }
    }

    #[test]
    fn half_messages_are_the_business_of_section_6() {
        for Strategy { id, program, .. } in strategies() {
            let half = program
                .any_op(|op| matches!(op, Op::Send(options) if options.mode == SendMode::Half));
            assert_eq!(half, program.header.course == 6, "{id}");
        }
    }

    #[test]
    fn a_strategy_is_found_by_its_id_and_nearly_by_a_slip() {
        assert_eq!(strategy("send-once").map(|found| found.id), Some("send-once"));
        assert_eq!(strategy("send-onec"), None);
        assert_eq!(nearest_strategy("send-onec"), Some("send-once"));
        assert_eq!(nearest_strategy("kafka"), None);
    }
}
